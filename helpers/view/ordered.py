"""Events and orders of one's own, out of two CSV files.

``id,when`` with dates in EDTF, and ``first,relation,second`` with, where days between
the two are known, ``at_least,at_most``. Other columns are left alone. It does not know
what the orders come to.
"""

from collections.abc import Callable
from pathlib import Path

from helpers.case import allen, dates, sheets
from helpers.case.allen import RELATIONS, Order, OrderError
from helpers.case.dates import When
from helpers.case.spelling import clean, did_you_mean, folded

DATED, RELATED = ("id", "when"), ("first", "relation", "second")
APART = ("at_least", "at_most")
MOST = 200_000_000  # bytes; a file beyond is more likely a slip
FURTHEST = 4_000_000  # days; the calendar has no more


def read(events: Path, orders: Path) -> tuple[dict[str, When], list[Order]]:
    """Read dated events by their ids, and the orders between them.

    An order is called by its row, as in `row:7`.

    Raises
    ------
    OrderError
        A sentence for each row that cannot be read.
    OSError
        Where a file cannot be opened.
    """
    whens: dict[str, When] = {}
    for row, event, when in _rows(events, DATED, _event):
        if event in whens:
            told = f"{event!r} is there twice; give each event an id of its own"
            raise OrderError(f"{events.name}:{row}: {told}.")
        whens[event] = when
    found = _rows(orders, RELATED, lambda cells: (_order(cells, whens),))
    return whens, [one._replace(fact=f"row:{row}") for row, one in found]


def _rows(
    path: Path, needed: tuple[str, ...], make: Callable[[dict[str, str]], tuple]
) -> list[tuple]:
    """Make something of each row, which comes with its number; or say what is wrong."""
    sheet = sheets.read(path, MOST)
    head = [folded(cell) for cell in sheet.header]
    problems = [f"{problem}." for problem in sheet.problems]
    missing = [name for name in needed if name not in head]
    if missing and (head or not problems):
        told = f"the header has no {' and no '.join(missing)}; write {','.join(needed)}"
        problems.append(f"{path.name}:{sheet.top}: {told}.")
    made = []
    for row, cells in zip(sheet.lines, sheet.rows, strict=True) if not missing else ():
        try:
            made.append((row, *make(dict(zip(head, map(clean, cells), strict=True)))))
        except ValueError as error:
            told = str(error)
            problems.append(f"{path.name}:{row}: {told}{'.' * (told[-1] != '?')}")
    if problems:
        raise OrderError(sheets.first_of(problems, "... and {} more."))
    return made


def _event(row: dict[str, str]) -> tuple[str, When]:
    """Read an event: its id and its date, which may be blank."""
    if not row["id"]:
        raise ValueError("id is blank; fill it, or remove the row")
    try:
        return row["id"], dates.parse(row["when"])
    except dates.DateError as error:
        raise ValueError(f"when = {row['when']!r}: {error}") from error


def _order(row: dict[str, str], whens: dict[str, When]) -> Order:
    """Read an order between two of the events."""
    for name in ("first", "second"):
        if row[name] not in whens:
            hint = did_you_mean(row[name], whens) or "; add it there, or correct the id"
            raise ValueError(f"{name} = {row[name]!r} is no id of the events{hint}")
    if row["first"] == row["second"]:
        raise ValueError(f"{row['first']!r} is ordered with itself; remove the row")
    if row["relation"] not in RELATIONS:
        hint = did_you_mean(row["relation"], RELATIONS)
        allowed = ", ".join(RELATIONS)
        told = f"relation = {row['relation']!r} is none{hint or '.'} Allowed: {allowed}"
        raise ValueError(told)
    apart = {name: _days(row.get(name, ""), name) for name in APART}
    found = Order("", row["first"], row["relation"], row["second"], **apart)
    ends = [p for name in found[1:4:2] for p in allen.points(name, whens[name])]
    allen.bounds(found, allen.by_name(ends))  # which says what its events cannot have
    return found


def _days(text: str, name: str) -> int | None:
    """Read a number of days; None where the cell is blank."""
    if not text:
        return None
    if not text.isdecimal() or len(text) > 9 or int(text) > FURTHEST:
        raise ValueError(f"{name} = {text!r} is no number of days; write one, as in 3")
    return int(text)
