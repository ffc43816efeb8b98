"""The proposals in a case's folder: written anew, with the decisions that are there."""

import csv
import io
import os
from pathlib import Path

from helpers import paths
from helpers.case import cases, sheets
from helpers.case.cases import CaseError
from helpers.case.schema import PROPOSALS
from helpers.propose.found import COLUMNS, Proposal

DECISION = "decision"
HEADER = (*COLUMNS, DECISION)
PLACE = ("paragraph", "offset", "cue", "kind")  # what tells one proposal from another


def write(folder: Path, proposals: list[Proposal]) -> Path:
    """Write the proposals of a case and return where; nothing a coder wrote is lost.

    A row with a decision stays, with its columns of the coder's own, also where it is
    proposed no longer.

    Raises
    ------
    CaseError
        Where the file that is there cannot be read.
    """
    path = folder / PROPOSALS
    header, old = _read(path)
    more = [name for name in header if name not in HEADER]
    made = {}
    for one in proposals:
        row = {name: str(value) for name, value in one.row().items()}
        made.setdefault(_place(row), row)
    for row in old:
        kept = {name: row[name] for name in (DECISION, *more) if row.get(name)}
        if kept:
            made[_place(row)] = row | made.get(_place(row), {}) | kept
    rows = sorted(made.values(), key=_order)
    paths.write(path, _text([*HEADER, *more], rows))
    return path


def _read(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Read the proposals that are there, by the names of their columns."""
    if not os.path.lexists(path):
        return [], []
    try:
        sheet = sheets.read(path, cases.MOST_BYTES)
    except OSError as error:
        raise CaseError(f"{path.name} cannot be read: {error.strerror}") from error
    problems = list(map(str, sheet.problems))
    problems += [
        f"{path.name}: there is no column {name}; add it, or move the file away"
        for name in (*PLACE, DECISION)
        if sheet.header and name not in sheet.header
    ]
    if problems:
        raise CaseError(sheets.first_of(problems))
    return sheet.header, [
        dict(zip(sheet.header, row, strict=True)) for row in sheet.rows
    ]


def _place(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row[name] for name in PLACE)


def _order(row: dict[str, str]) -> tuple:
    """Order rows as the text is read; a place that is no number comes first."""
    at = [int(row[name]) if row[name].isdecimal() else -1 for name in PLACE[:2]]
    return (*at, row["kind"], row["cue"])


def _text(header: list[str], rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
