"""Notebooks in the tests: run by papermill, made by hand, read as text."""

import atexit
import re
from functools import cache
from pathlib import Path

import nbformat
from nbformat import v4

from helpers.run.notebooks import Notebooks


@cache
def running() -> Notebooks:
    """Give what executes the notebooks of all tests of a process; it ends with it."""
    made = Notebooks()
    atexit.register(made.__exit__)
    return made


def run(source: Path, **parameters) -> nbformat.NotebookNode:
    """Execute a notebook under parameters and give what it became."""
    return running().execute(source, parameters)


def make(path: Path, *sources: str) -> Path:
    """Write a notebook: a title, a parameters cell, and a cell for each source."""
    cells = [v4.new_markdown_cell("# What fails?"), v4.new_code_cell('case: str = ""')]
    cells[1].metadata["tags"] = ["parameters"]
    cells += [v4.new_code_cell(source) for source in sources]
    kernel = {"kernelspec": {"name": "python3", "language": "python",
                             "display_name": "Python 3"}}  # fmt: skip
    for nth, cell in enumerate(cells):
        cell.id = f"cell-{nth:02d}"
    nbformat.write(v4.new_notebook(cells=cells, metadata=kernel), path)
    return path


def shown(book: nbformat.NotebookNode, kind: str = "text/plain") -> list[str]:
    """List what the cells of a notebook show, of one kind."""
    return [
        "".join(output["data"][kind])
        for cell in book.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if kind in output.get("data", {})
    ]


def last_line(text: str) -> str:
    """Give the last line of a message, without the colours of a terminal."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text).strip().splitlines()[-1].strip()
