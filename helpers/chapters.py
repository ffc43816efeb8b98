"""What the notebooks of a report need of a case, and which charts they hold."""

import ast
import json
from functools import lru_cache
from pathlib import Path

from helpers.cases import Case

CHART = "application/vnd.dateline.chart+json"  # as the charts say, which load slowly


def applies(chapter: Path, case: Case) -> bool:
    """Whether a case has the tables that a chapter says it needs."""
    return all(len(case.tables[name]) for name in _needs(chapter, _changed(chapter)))


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns


@lru_cache(maxsize=64)
def _needs(chapter: Path, changed: int) -> tuple[str, ...]:
    """Read the tables that a notebook needs, once for each state of the file."""
    book = json.loads(chapter.read_text(encoding="utf-8"))
    return tuple(book.get("metadata", {}).get("dateline", {}).get("needs", []))


def takes(book: Path) -> set[str]:
    """List the names that a notebook's parameters cell gives a value.

    Raises
    ------
    ValueError
        Where the file is no notebook, or has no such cell.
    """
    try:
        cells = [
            c for c in _code(book) if "parameters" in c["metadata"].get("tags", [])
        ]
        source = "".join(cells[0]["source"])
        lines = ast.parse(source).body
    except (UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise ValueError(f"{book.name} is no notebook of version 4") from error
    except (IndexError, SyntaxError) as error:
        raise ValueError(f"{book.name} has no sound cell tagged parameters") from error
    named = [t for n in lines for t in getattr(n, "targets", [getattr(n, "target", n)])]
    return {target.id for target in named if isinstance(target, ast.Name)}


def charts(book: Path) -> dict[str, dict]:
    """Give the charts that a notebook's outputs hold, by name."""
    outputs = [o for cell in _code(book) for o in cell.get("outputs", [])]
    found = [o["data"][CHART] for o in outputs if CHART in o.get("data", {})]
    return {chart["name"]: chart for chart in found}


def executed(book: Path) -> bool:
    """Whether a notebook is kept with what its cells gave."""
    return all(cell.get("execution_count") for cell in _code(book) if cell["source"])


def _code(book: Path) -> list[dict]:
    cells = json.loads(book.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code"]
