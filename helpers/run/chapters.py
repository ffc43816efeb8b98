"""What the notebooks of a report need of a case, and which charts they hold."""

import ast
import json
import os.path
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.case.cases import Case
from helpers.case.spelling import did_you_mean
from helpers.run import form
from helpers.view import parameters

CHART = "application/vnd.dateline.chart+json"  # as the charts say, which load slowly


def find(named: str, near: Path) -> Path:
    """Find a notebook by its name under notebooks/, or by its path from a folder.

    Raises
    ------
    ValueError
        Where there is none, without the names that are allowed (``allowed``).
    """
    for path in (paths.NOTEBOOKS / f"{named}.ipynb", near / named):
        if path.suffix == ".ipynb" and os.path.isfile(path):
            return path.resolve()  # a name of any length is no file and no error
    if named.endswith(".ipynb") and os.path.lexists(near / named):
        raise ValueError(f"{named!r}: is no regular file; give a notebook.")
    hint = did_you_mean(named, [path.stem for path in paths.chapters()]) or "."
    raise ValueError(f"{named!r}: there is no such notebook{hint}")


def allowed() -> str:
    """Say what ``find`` finds."""
    return f"Allowed: {', '.join(p.stem for p in paths.chapters())}, or a path."


def applies(chapter: Path, case: Case) -> bool:
    """Whether a case has the tables that a chapter says it needs."""
    needs = paths.told(chapter, chapter.stat().st_mtime_ns).get("needs", [])
    return all(len(case.tables[name]) for name in needs)


def read(book: Path) -> dict[str, Any]:
    """Read a notebook, whatever program saved it.

    Raises
    ------
    ValueError
        Where the file is no notebook.
    """
    try:
        return form.whole(_saved(book))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ValueError(f"{book.name} is no notebook of version 4") from error


def _saved(book: Path) -> dict[str, Any]:
    return json.loads(book.read_text(encoding="utf-8-sig"))


def takes(book: Path) -> set[str]:
    """List the names that a notebook's parameters cell gives a value.

    Raises
    ------
    ValueError
        Where the file is no notebook in Python, or has no one such cell.
    """
    whole = read(book)
    told = form.language(_saved(book))
    if told.lower() not in form.OURS:
        raise ValueError(f"{book.name} is in {told}, and only Python is run here")
    cells = [
        c for c in whole["cells"] if "parameters" in (c["metadata"].get("tags") or [])
    ]
    if len(cells) > 1:  # the last of them would undo what was asked
        raise ValueError(f"{book.name} has {len(cells)} cells tagged parameters")
    try:
        lines = ast.parse("".join(cells[0]["source"])).body
    except (IndexError, SyntaxError) as error:
        raise ValueError(f"{book.name} has no sound cell tagged parameters") from error
    named = [t for n in lines for t in getattr(n, "targets", [getattr(n, "target", n)])]
    return {target.id for target in named if isinstance(target, ast.Name)}


def deaf(books: Iterable[Path], asked: Iterable[str]) -> list[str]:
    """Say which notebooks would not see what is asked: they would show another view.

    papermill hands over any name without a word, also where no cell takes it.
    """
    wrong, names = [], {*asked} & {*parameters.NAMES}
    for book in books:
        try:
            missing = ", ".join(sorted(names - takes(book)))
        except ValueError as error:
            wrong.append(f"{error}.")
            continue
        lacks = f"the parameters cell of {book.name} does not name {missing}"
        wrong += [f"{lacks}; add it, or do not ask for it."] * bool(missing)
    return wrong


def fitting(books: Iterable[Path], case: Case) -> tuple[Path, ...]:
    """Choose the notebooks whose tables a case has.

    Raises
    ------
    ValueError
        Where it has those of none.
    """
    fit = tuple(book for book in books if applies(book, case))
    if not fit:
        raise ValueError(f"{case.name} has the tables of none of them")
    return fit


def charts(book: Path) -> dict[str, dict]:
    """Return the charts that a notebook's outputs hold, by name, with their image."""
    outputs = [o for cell in _code(book) for o in cell.get("outputs", [])]
    bundles = [o["data"] for o in outputs if CHART in o.get("data", {})]
    found = [b[CHART] | {"image": "".join(b.get("text/html", ""))} for b in bundles]
    return {chart["name"]: chart for chart in found}


def executed(book: Path) -> bool:
    """Whether a notebook is kept with what its cells gave."""
    return all(cell.get("execution_count") for cell in _code(book) if cell["source"])


def code(book: Path) -> str:
    """Return the source of a notebook's code."""
    return "\n".join("".join(cell["source"]) for cell in _code(book))


def _code(book: Path) -> list[dict]:
    return [cell for cell in read(book)["cells"] if cell["cell_type"] == "code"]
