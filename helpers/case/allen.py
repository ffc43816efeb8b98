"""What an order says: Allen's relations, on the begin and the end of two records.

An order is a statement that one record lies so to another in time. It is strict where
it says *before*: the same day is possible, since days have hours; a circle is not. It
does not know what orders come to, nor who says one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from helpers import prose
from helpers.case import dates, schema
from helpers.case.dates import When

BEGIN, END, AT = "begin", "end", "at"


class OrderError(prose.Refusal):
    """An order that its records cannot have; the message is one clause."""


class Order(NamedTuple):
    """What is said of two records: how the first lies to the second in time.

    ``at_least`` and ``at_most`` are days between the two points that it compares.
    """

    fact: str
    first: str
    relation: str
    second: str
    at_least: int | None = None
    at_most: int | None = None


class Compared(NamedTuple):
    """Two points of two records (``first`` or ``second``): one is not after the other.

    ``strict``: and before it, be it on the same day.
    """

    earlier: tuple[str, str]
    later: tuple[str, str]
    strict: bool = False


def _compared(text: str) -> tuple[Compared, ...]:
    """Read what a relation says, as ``first.end < second.begin``.

    >>> _compared("first.begin = second.begin")[1].earlier
    ('second', 'begin')
    """
    found = []
    for part in text.split(", "):
        one, sign, other = part.split()
        ends = tuple(one.split(".")), tuple(other.split("."))
        found.append(Compared(*ends, strict=sign == "<"))
        found += [Compared(*reversed(ends))] if sign == "=" else []
    return tuple(found)


RELATIONS = {name: _compared(told) for name, told in schema.ORDERS.items()}
SPANS = {  # which of the two has to last
    "during": ("second",),
    "starts": ("second",),
    "ends": ("second",),
    "meets": ("first", "second"),
}


class Point(NamedTuple):
    """The begin or the end of a span, or the moment (`at`) of what has no length."""

    record: str
    name: str


class Window(NamedTuple):
    """The first and the last day (ordinals) on which a point may be; None is open."""

    earliest: int | None = None
    latest: int | None = None


class Bound(NamedTuple):
    """A fact about two points: the later is at least so many days after the earlier.

    ``strict``: and later, be it on the same day. ``fact`` is blank for what needs no
    saying: nothing ends before it begins. ``slack``: so many days its days may differ
    from those of a clock elsewhere, though one is still not after the other.
    ``counted``: days of the calendar are counted, within which hours are free.
    """

    fact: str
    earlier: Point
    later: Point
    days: int = 0
    strict: bool = False
    slack: int = 0
    counted: bool = False


def points(record: str, when: When, lasts: bool = False) -> dict[Point, Window]:
    """Return the points of a record with their windows; an open end has none.

    An unknown one has: a source may say that it is over.

    Of what has no date nothing says that it lasted, unless it ``lasts``: else it is one
    moment, open both ways.
    """
    if when.moment or not (when.dated or lasts):
        return {Point(record, AT): _window(when.begin)}
    found = {Point(record, BEGIN): _window(when.begin)}
    return found if when.open_end else found | {Point(record, END): _window(when.end)}


def points_of(row, reading: str, article: date | None) -> dict[Point, Window]:
    """Return the points of a row of a table that has dates, as a reading dates it.

    The day of the ``article``, on which a state was last seen, is not its end.
    """
    lasts = getattr(row, "extent", "state" if row[1][:1] == "M" else "") == "state"
    when = dates.read(row, reading)
    found = points(row[1], when, lasts)
    if dates.last_seen(when, lasts, article):
        found.pop(Point(row[1], END), None)
    return found


def order_of(row) -> Order:
    """Read a row of the table of orders."""
    days = (int(cell) if cell else None for cell in (row.at_least, row.at_most))
    return Order(row.order_id, row.first_id, row.relation, row.second_id, *days)


def _window(days: tuple[date | None, date | None]) -> Window:
    return Window(*(day and day.toordinal() for day in days))


def bounds(
    order: Order, known: Mapping[str, Mapping[str, Point]], slack: int = 0
) -> list[Bound]:
    """Return what an order says of the points of its records, which are given by name.

    ``slack`` are days by which the clocks of its two records may differ.

    Raises
    ------
    OrderError
        Where they have no such points, or the days between them cannot be.
    """
    if wrong := _apart(order) or _shapeless(order, known):
        raise OrderError(wrong)
    records = {"first": order.first, "second": order.second}
    found = []
    for earlier, later, strict in RELATIONS[order.relation]:
        ends = [
            _point(known[records[of]], name, records[of], order.relation)
            for of, name in (earlier, later)
        ]
        found.append(Bound(order.fact, *ends, 0, strict, slack))
        apart = [(ends, order.at_least or 0)]
        apart += [(ends[::-1], -(order.at_most or 0))] * (order.at_most is not None)
        found += [
            Bound(order.fact, *those, days - slack, counted=True)
            for those, days in apart
            if days or those != ends
        ]
    return found


def _shapeless(order: Order, known: Mapping[str, Mapping[str, Point]]) -> str:
    """Say which record has not the shape that a relation needs; blank where both do."""
    records = {"first": order.first, "second": order.second}
    for which in SPANS.get(order.relation, ()):
        if AT in known[records[which]]:
            return f"{records[which]} is one moment, and {order.relation} needs a span"
    alike = len({AT in known[record] for record in records.values()}) == 1
    if order.relation == "same-time" and not alike:
        return "a moment and a span cannot be at the same time"
    return ""


def _apart(order: Order) -> str:
    """Say what is wrong with the days between two points; blank where nothing is."""
    least, most = order.at_least, order.at_most
    if least is None and most is None:
        return ""
    if len(RELATIONS[order.relation]) > 1:
        return f"{order.relation} takes no at_least and no at_most; leave them blank"
    if None not in (least, most) and least > most:
        return f"at_least = {least} is more than at_most = {most}; correct one of them"
    return ""


def by_name(points_: Iterable[Point]) -> dict[str, dict[str, Point]]:
    """Return points by their record, and by their name there."""
    found: dict[str, dict[str, Point]] = defaultdict(dict)
    for point in points_:
        found[point.record][point.name] = point
    return dict(found)


def _point(known: Mapping[str, Point], name: str, record: str, relation: str) -> Point:
    """Find the begin or the end of a record; a moment is both."""
    if found := known.get(AT) or known.get(name):
        return found
    raise OrderError(f"{record} has no stated end, and {relation} needs one")
