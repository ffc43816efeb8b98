"""What order adds to dates, in values and in words: which bound, and by which facts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from helpers.case.allen import Point, Window
from helpers.view.order import Narrowed


def values(own: Mapping[Point, Window], found: Narrowed) -> dict[str, Any]:
    """Return stated and narrowed windows with the chain of each bound, for JSON."""
    return {
        "points": [
            {
                "record": point.record,
                "point": point.name,
                "stated": _days(window),
                "narrowed": _days(found.windows[point]),
                "because": [list(chain) for chain in found.because[point]],
            }
            for point, window in own.items()
        ],
        "conflicts": [list(facts) for facts in found.conflicts],
    }


def _days(window: Window) -> list[str | None]:
    """Write the bounds of a window; None is open, also beyond the calendar."""
    last = date.max.toordinal()
    return [
        date.fromordinal(day).isoformat() if day and 0 < day <= last else None
        for day in window
    ]


def sentences(found: dict[str, Any]) -> str:
    """Write the values as lines: one per point, then one per conflict."""
    lines = [_line(**point) for point in found["points"]]
    lines += [f"cannot all be so: {', '.join(facts)}" for facts in found["conflicts"]]
    moved = sum(point["narrowed"] != point["stated"] for point in found["points"])
    return "\n".join([*lines, f"{moved} of {len(found['points'])} windows narrowed"])


def _line(record: str, point: str, stated: list, narrowed: list, because: list) -> str:
    """Write a point: its window as stated, and what order makes of it."""
    where = record if point == "at" else f"{record} {point}"
    told = f"{where}: {_span(stated)}"
    if narrowed == stated:
        return told
    reasons = [
        f"{word} {day} by {_chain(chain)}"
        for word, day, chain in zip(
            ("not before", "not after"), narrowed, because, strict=True
        )
        if chain
    ]
    return f"{told}; by order {', '.join(reasons)}"


def _span(days: Iterable[str | None]) -> str:
    first, last = days
    if first == last:
        return first or "no date"
    return f"{first or 'any day'} to {last or 'any day'}"


def _chain(facts: Iterable[str]) -> str:
    return ", ".join(facts)
