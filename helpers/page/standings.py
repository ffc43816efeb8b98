"""How each pair of a report stands on every day, in each reading, ready to be shown.

The page computes nothing of it: ``relations`` says how a pair stands from day to day,
the charts how that is told. Here it is written small: each text, row and course once.
"""

from collections.abc import Hashable
from datetime import date

from helpers.case.cases import Case
from helpers.case.inherited import grouped
from helpers.charts import tied
from helpers.lists import cards, records
from helpers.text import ties
from helpers.view.shown import Shown

COLUMNS = ["a", "b", "kind", "anchor", "about", "voices", "lesser", "hover"]


class Once(dict):
    """Things named by their place in a list in which each stands once."""

    def __missing__(self, thing: Hashable) -> int:
        """Add a thing that was not there yet, at the next place."""
        self[thing] = len(self)
        return self[thing]


def payload(read: dict[str, Shown], last: date | None) -> dict:
    """Return the ties and prospects of each reading on every day up to the ``last``.

    Where no day is known, as they are whatever their date. A reading names its
    ``courses``, one a pair and kind in Python's order; a course the first days of its
    stretches, the row of each (None: no record), and its records, each with the first
    and the last stretch that rests on it. The columns of ``rows`` are places in
    ``texts``.
    """
    texts, rows, courses = Once(), Once(), Once()
    readings = {}
    for reading, shown in read.items():
        readings[reading] = {
            part: [courses[one] for one in _courses(shown.case, pairs, rows)]
            for part, pairs in tied.courses(shown, last).items()
        }
    columns = {
        name: [_placed(row[nth], texts) for row in rows]
        for nth, name in enumerate(COLUMNS)
    }
    return {"texts": list(texts), "rows": columns, "courses": list(courses),
            "readings": readings}  # fmt: skip


def _placed(told: str | tuple[str, ...], texts: Once) -> int | list[int]:
    """Return the place of a text, or those of its lines."""
    return texts[told] if isinstance(told, str) else [texts[line] for line in told]


def _courses(case: Case, pairs: dict[tuple, list], rows: Once) -> list[tuple]:
    """Write the course of each pair; what it shows goes among the ``rows``."""
    return [
        (
            tuple(one.since.toordinal() for one in stretches),
            tuple(rows[_row(case, one)] if one.state else None for one in stretches),
            _spans(case, [one.records for one in stretches]),
        )
        for stretches in pairs.values()
    ]


def entry(case: Case, tie) -> dict:
    """Return a tie or prospect of one day as the page has it, but for its records."""
    return dict(zip(COLUMNS, _row(case, tie), strict=True))


def _row(case: Case, tie) -> tuple:
    """Write all that the page shows of a tie or prospect but its records."""
    return (
        tie.a, tie.b, tie.kind, ties.anchor(tie), ties.summary(case, tie),
        cards.in_full(case, tie.voices), records.lesser(tie),
        tuple(ties.hover(case, tie).split("\n")),
    )  # fmt: skip


def _spans(case: Case, stretches: list[list[str]]) -> tuple:
    """Return each record with the first and the last of the stretches that rest on it.

    It counts without a break. Records in the order of the case.
    """
    by_record = grouped((i, nth) for nth, ids in enumerate(stretches) for i in ids)
    in_order = sorted(by_record, key=lambda i: case.by_id[i].Index)
    return tuple((i, by_record[i][0], by_record[i][-1]) for i in in_order)
