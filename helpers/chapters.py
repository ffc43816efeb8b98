"""What the notebooks of a report need of a case."""

import json
from functools import lru_cache
from pathlib import Path

from helpers.cases import Case


def applies(chapter: Path, case: Case) -> bool:
    """Whether a case has the tables that a chapter says it needs."""
    return all(len(case.tables[name]) for name in _needs(chapter, _changed(chapter)))


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns


@lru_cache(maxsize=64)
def _needs(chapter: Path, changed: int) -> tuple[str, ...]:
    """Read the tables that a notebook needs, once for each state of the file."""
    book = json.loads(chapter.read_text(encoding="utf-8"))
    return tuple(book["metadata"].get("dateline", {}).get("needs", []))
