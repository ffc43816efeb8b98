"""Chapters executed in this process, for a view: what the app shows.

They are the notebooks of the report, so that nothing is worded or drawn a second time.
"""

import ast
from collections.abc import Collection
from functools import cache
from pathlib import Path

import nbformat
from IPython.core.formatters import DisplayFormatter
from nbformat import NotebookNode
from nbformat.v4 import new_output

from helpers import paths
from helpers.view.parameters import View


@cache
def _read(path: Path) -> NotebookNode:
    """Read a chapter, once."""
    return nbformat.read(path, as_version=4)


@cache
def _compiled(source: str, name: str) -> tuple:
    """Compile a cell: its statements, and the expression at its end or None."""
    tree = ast.parse(source, name)
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        last = compile(ast.Expression(tree.body.pop().value), name, "eval")
    return compile(tree, name, "exec"), last


def executed(path: Path, view: View) -> NotebookNode:
    """Return a chapter with the outputs that its cells give for a view.

    What only a reader of the notebook sees is not computed.
    """
    book, space = NotebookNode(_read(path)), {"__name__": "__main__"}
    formatter, cells = DisplayFormatter(), []
    for cell in book.cells:
        tags = cell.metadata.get("tags", [])
        cell = NotebookNode(cell)
        cells.append(cell)
        if cell.cell_type != "code":
            continue
        statements, last = _compiled(cell.source, f"{path.name}, {cell.id}")
        exec(statements, space)
        if "parameters" in tags:
            space |= dict(view)
        cell.outputs = []
        if last is not None and "notebook" not in tags:
            data, about = formatter.format(eval(last, space))
            if data.get("text/plain") or len(data) > 1:
                cell.outputs = [new_output("display_data", data, metadata=about)]
    book.cells = cells
    return book


def every(view: View, without: Collection[Path] = ()) -> dict[Path, NotebookNode]:
    """Return the chapters for a view, by their notebooks."""
    those = [path for path in paths.chapters() if path not in without]
    return {path: executed(path, view) for path in those}
