"""The reader's own copy of the article: the paragraphs of a record, cut at its cues.

The project ships no text. What is read here is shown and never stored.
"""

from itertools import groupby
from pathlib import Path

from helpers import prose
from helpers.case.cases import Case
from helpers.propose import coverage
from helpers.propose.article import Line, TextError

Part = tuple[str, bool]  # a piece of a paragraph, and whether it is a cue


def read(case: Case, path: str | Path) -> dict[int, Line]:
    """Read a copy of the article: its paragraphs by number.

    Raises
    ------
    TextError
        Where there is no such text, or it does not fit the case's paragraphs and cues.
    """
    if not case.article:
        raise TextError(f"{case.name} has no article that a text could be a copy of.")
    path = Path(path).expanduser()
    lines, _ = coverage.copy_of(case, path)
    if faults := [*coverage.faults(case, lines)]:
        told = f"does not fit the case ({prose.count(len(faults), 'fault')})"
        raise TextError(f"{path.name} {told}: {faults[0]}.")
    return lines


def of(case: Case, lines: dict[int, Line], record: str) -> list[tuple[str, list[Part]]]:
    """Return the paragraphs a record rests on, cut at its cues: place and parts."""
    cited = [c for c in case.cited.get(record, []) if c.source_id == case.article]
    cues = {
        coverage.place_number(p): [] for c in cited for p in c.locator.split(";") if p
    }
    for row in case.rows("references"):
        if record in row.record_id:
            cues.setdefault(coverage.place_number(row.paragraph), []).append(row.cue)
    return [
        (f"P{number}", _parts(lines[number], cues[number]))
        for number in sorted(cues)
        if number in lines
    ]


def _parts(line: Line, cues: list[str]) -> list[Part]:
    """Cut a paragraph at its cues."""
    found = [coverage.spots(line, cue)[:1] for cue in cues]
    marked = {
        at for (spot,) in filter(None, found) for at in range(*line.span(*spot.span()))
    }
    pieces = groupby(range(len(line.text)), marked.__contains__)
    return [("".join(line.text[at] for at in run), cue) for cue, run in pieces]
