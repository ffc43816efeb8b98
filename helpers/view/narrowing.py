"""What order adds to the dates of a case: its coded orders, and those that follow.

By a reading: the article's orders on its dates, or all on the known ones. It writes no
sentence. The filters of a view do not count here: what a reader looks at moves no
date; what a view leaves out does.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import combinations

from helpers.case import allen, dates, firmness
from helpers.case.allen import AT, BEGIN, Bound, Point, Window
from helpers.case.cases import Case
from helpers.view import derived, order, select, voices
from helpers.view.derived import Held
from helpers.view.order import Narrowed
from helpers.view.parameters import View

DATED = ("sources", *select.DATED)


@dataclass(frozen=True)
class Ordered:
    """The orders of a case by a reading, and the windows that they leave.

    A class because windows, reasons and who gives them are asked for together.
    """

    case: Case
    reading: str
    held: dict[str, Held]  # by fact
    own: dict[Point, Window]  # as stated
    bounds: list[Bound] = field(repr=False)
    # What has been found of it: the same with less, which came first, what is after.
    _parts: dict = field(init=False, default_factory=dict, repr=False, compare=False)
    _turned: dict = field(init=False, default_factory=dict, repr=False, compare=False)
    _after: dict = field(init=False, default_factory=dict, repr=False, compare=False)

    @cached_property
    def found(self) -> Narrowed:
        """The windows as order narrows them, and what cannot all be so."""
        return self.narrow()

    def narrow(self, approximate: int | None = None) -> Narrowed:
        """Return the same; what is only about then may be so many days off."""
        whens = {p.record: _when(self.case, p.record, self.reading) for p in self.own}
        return order.tighten(self.own, whens, self.bounds, approximate)

    @cached_property
    def points(self) -> dict[str, dict[str, Point]]:
        """The points of each record by their names."""
        return allen.by_name(self.own)

    @cached_property
    def sound(self) -> list[Bound]:
        """The bounds of facts that contradict nothing."""
        struck = {fact for facts in self.found.conflicts for fact in facts}
        free = [bound for bound in self.bounds if bound.fact not in struck]
        return [*free, *order.lengths(self.own)]

    def heard(self, facts: tuple[str, ...]) -> frozenset[str]:
        """Name the first voices of the orders among some facts."""
        known = (self.held[fact].voices for fact in facts if fact in self.held)
        return frozenset().union(*known)

    def without(self, voice: str) -> "Ordered":
        """Return the same without the orders that only one voice gives."""
        return self._with(lambda one: one.voices - {voice})

    @property
    def coded(self) -> "Ordered":
        """The same without the orders that follow by rule."""
        return self._with(lambda one: not one.rule)

    def less(self, fact: str) -> "Ordered":
        """Return the same without one order."""
        return self._with(lambda one: one.order.fact != fact)

    def _with(self, fits: Callable[[Held], object]) -> "Ordered":
        """Return the same with the orders that fit; worked out once."""
        held = {fact: one for fact, one in self.held.items() if fits(one)}
        if (some := frozenset(held)) not in self._parts:
            kept = [bound for bound in self.bounds if bound.fact in held]
            self._parts[some] = replace(self, held=held, bounds=kept)
        return self._parts[some]

    def begins(self, record: str) -> Point:
        """Return the point at which a record begins; a moment is both its ends."""
        named = self.points[record]
        return named.get(BEGIN) or named[AT]

    def turn(self, first: str, second: str) -> tuple[str, tuple[str, ...]]:
        """Return whether a record began `before` another, `after`, or `open`; and why.

        The facts are those of order; there are none where the dates alone tell.
        """
        if (first, second) not in self._turned:
            self._turned[first, second] = self._turn(first, second)
        return self._turned[first, second]

    def _turn(self, first: str, second: str) -> tuple[str, tuple[str, ...]]:
        rows = (_when(self.case, record, self.reading) for record in (first, second))
        if (stated := dates.order(*rows)) != "open":
            return stated, ()
        if not {first, second} <= self.points.keys():  # one is left out
            return "open", ()
        for turn, pair in (("before", (first, second)), ("after", (second, first))):
            if facts := self._earlier(*pair):
                return turn, facts
        return "open", ()

    def turns(self, records: list[str]) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return which of some records began before which by order, and by which facts.

        Only what their dates alone leave open. It asks of every two of them.
        """
        found = {}
        for first, second in combinations(records, 2):
            turn, facts = self.turn(first, second)
            if facts:
                found[(first, second) if turn == "before" else (second, first)] = facts
        return found

    def _earlier(self, first: str, second: str) -> tuple[str, ...]:
        """Return the facts by which a record begins before another; none: it may not.

        By order alone, or else by their windows, as order narrows them.
        """
        one, other = map(self.begins, (first, second))
        if facts := self._later(one).get(other):
            return facts
        last, next_ = self._sure(one, 1), self._sure(other, 0)
        if None not in (last, next_) and last < next_:
            if last + 1 < next_ or _same_clock(self.case, first, second):
                chains = self._why(one, 1), self._why(other, 0)
                return tuple(dict.fromkeys(fact for chain in chains for fact in chain))
        return ()

    def _sure(self, point: Point, side: int) -> int | None:
        """Return a bound of a point; None where its date is only about then."""
        when = _when(self.case, point.record, self.reading)
        about = when.approximate or when.uncertain
        if about and not self.found.because[point][side]:
            return None
        return self.found.windows[point][side]

    def _later(self, point: Point) -> dict[Point, tuple[str, ...]]:
        """Return the points that are surely after one by order alone, with the facts.

        Of records among themselves; a source among all.
        """
        if point not in self._after:
            bounds = self.sound if point.record[:1] == "S" else self._of_records
            begins = any(bound.earlier == point for bound in bounds)
            self._after[point] = order.later(bounds, point) if begins else {}
        return self._after[point]

    @cached_property
    def _of_records(self) -> list[Bound]:
        """The sound bounds that no source is an end of."""
        return [b for b in self.sound if "S" not in (b[1].record[:1], b[2].record[:1])]

    def _why(self, point: Point, side: int) -> tuple[str, ...]:
        return self.found.because[point][side] or (order.stated(point),)


def of(whole: Case, view: View) -> Ordered:
    """Collect the orders of a case by a view, and the windows that are stated.

    Of all its records, less what the view leaves out for good.

    Raises
    ------
    ParameterError
        Where the view names what the case does not have.
    """
    left = select.less_orders(view)
    quiet = select.bearers(whole, "orders_from", left)
    reading = "article" if view.dates == "article" else "both"
    found = _collected(whole, tuple(view.exclude), tuple(view.mute), reading)
    if view.orders_from == "coded":
        return found.coded
    return found.without(*quiet) if quiet else found


@lru_cache(maxsize=6)
def _collected(
    whole: Case, gone: tuple[str, ...], quiet: tuple[str, ...], reading: str
) -> Ordered:
    """Collect the orders of a case less what is left out, once for many views."""
    asked = View(exclude=[*gone], mute=[*quiet])
    return collect(select.without(whole, asked), reading)


def collect(case: Case, reading: str) -> Ordered:
    """Collect the orders of a case as it is, by a reading."""
    rows = [row for table in DATED for row in case.rows(table)]
    parts = (allen.points_of(row, reading, case.whole.published) for row in rows)
    own = {point: window for part in parts for point, window in part.items()}
    known = allen.by_name(own)
    held, bounds = {}, []
    for one in (*coded(case, reading), *derived.derive(case, reading)):
        if {one.order.first, one.order.second} <= known.keys():
            made = _bounds(case, one, known)
            bounds += made
            held |= {one.order.fact: one} if made else {}
    return Ordered(case, reading, held, own, bounds)


def coded(case: Case, reading: str) -> list[Held]:
    """List the coded orders that somebody says are so, by a reading."""
    return [
        Held(allen.order_of(row), frozenset(voices.first(case, [row.order_id])))
        for row in case.rows("orders")
        if select.status(row, reading) in firmness.ATTESTED
    ]


def _bounds(case: Case, one: Held, known: dict) -> list[Bound]:
    """Return what an order binds; nothing where a reading gives it no such points."""
    given = one.order
    slack = int(not _same_clock(case, given.first, given.second))
    try:
        return allen.bounds(given, known, slack)
    except allen.OrderError:
        return []


def _same_clock(case: Case, first: str, second: str) -> bool:
    """Return whether the days of two records are surely those of one clock."""
    clocks = [clock(case, record) for record in (first, second)]
    return bool(clocks[0]) and clocks[0] == clocks[1]


def clock(case: Case, record: str) -> str:
    """Return the zone of a record's place, or else the place; blank: not known."""
    row = case.by_id.get(record)
    place = getattr(row, "place_id", "")
    if event := getattr(row, "event_id", "") if record[:1] == "R" else "":
        place = getattr(case.by_id.get(event), "place_id", "")
    known = case.by_id.get(place)
    return (known.zone or place) if known else ""


def _when(case: Case, record: str, reading: str) -> dates.When:
    row = case.by_id.get(record) or case.whole.by_id[record]
    return dates.read(row, reading)
