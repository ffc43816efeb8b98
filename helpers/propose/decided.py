"""The proposals in a case's folder: written anew, with the decisions that are there."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from helpers.case import edited, sheets
from helpers.case.cases import CaseError
from helpers.case.schema import PROPOSALS
from helpers.propose.article import Line
from helpers.propose.found import COLUMNS, Proposal

TABLE = PROPOSALS.removesuffix(".csv")
DECISION = "decision"
HEADER = (*COLUMNS, DECISION)
PLACE = ("paragraph", "offset", "cue", "kind")  # what tells one proposal from another
Place = tuple[str, ...]


def write(folder: Path, proposals: list[Proposal]) -> Path:
    """Write the proposals of a case and return where; nothing a coder wrote is lost.

    A row with a decision stays, with its columns of the coder's own, also where it is
    proposed no longer; where its place has moved, the decision goes along.

    Raises
    ------
    CaseError
        Where the file that is there cannot be read.
    """
    edit = edited.read(folder)
    old, more = read(edit), edit.draft(TABLE).header
    more = [name for name in more if name not in HEADER]
    made = {}
    for one in proposals:
        row = {name: str(value) for name, value in one.row().items()}
        made.setdefault(place(row), row)
    moved = _moved(list(map(place, old)), list(made))
    for row in old:
        kept = {name: row[name] for name in (DECISION, *more) if row.get(name)}
        if kept:
            now = moved.get(place(row), place(row))
            made[now] = row | made.get(now, {}) | kept
    edit.replace(TABLE, [*HEADER, *more], sorted(made.values(), key=_order))
    edit.save()
    return folder / PROPOSALS


def read(edit: edited.Edit) -> list[edited.Row]:
    """Return the proposals that are there, each to be told from the others.

    Raises
    ------
    CaseError
        Where their file cannot be read so.
    """
    header = edit.draft(TABLE).header
    problems = [
        f"{PROPOSALS}: there is no column {name}; add it, or move the file away"
        for name in (*PLACE, DECISION)
        if header and name not in header
    ]
    if problems:
        raise CaseError(sheets.first_of(problems))
    return edit.rows(TABLE)


def place(row: dict[str, str]) -> Place:
    """Return what tells a proposal from the others."""
    return tuple(row[name] for name in PLACE)


def _moved(old: list[Place], new: list[Place]) -> dict[Place, Place]:
    """Pair places that are gone with new ones: in their paragraph, or at their offset.

    Only where they are alone there with their cue and kind.
    """
    pairs: dict[Place, Place] = {}
    for at in (0, 1):  # moved within a paragraph, or the paragraph has another number
        gone = _alone(at, set(old) - {*new, *pairs})
        come = _alone(at, set(new) - {*old, *pairs.values()})
        pairs |= {gone[key]: come[key] for key in gone.keys() & come.keys()}
    return pairs


def _alone(at: int, places: set[Place]) -> dict[Place, Place]:
    """Return the places that share one part, cue and kind with no other, by these."""
    keys = Counter((one[at], *one[2:]) for one in places)
    by_key = {(one[at], *one[2:]): one for one in places}
    return {key: one for key, one in by_key.items() if keys[key] == 1}


def offset(row: Mapping[str, str], column: str = "offset") -> int:
    """Return where the cue of a row begins; before all where that is no number."""
    return int(row[column]) if row[column].isdecimal() else -1


def at(row: Mapping[str, str], line: Line | None) -> int:
    """Return where the cue of a row is in its paragraph; -1 where it is not there."""
    begin = offset(row)
    is_there = line and begin >= 0 and line.text.startswith(row["cue"], begin)
    return begin if is_there else -1


def _order(row: dict[str, str]) -> tuple:
    """Order rows as the article is read; a place that is no number comes first."""
    return offset(row, "paragraph"), offset(row), row["kind"], row["cue"]
