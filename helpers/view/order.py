"""What is said to come before what: windows that order narrows, and why.

Pure: dates and orders in, narrower windows out, each bound with the chain of facts that
sets it. A simple temporal network (Dechter, Meiri and Pearl 1991) on days: the tightest
bounds are longest paths. An order is strict where it says *before*: the same day is
possible, since days have hours; a circle is not. It reads no file, and it does not know
who says an order.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import heapify, heappop, heappush
from itertools import pairwise

import numpy as np

from helpers.case.allen import (
    BEGIN,
    END,
    Bound,
    Order,
    Point,
    Window,
    bounds,
    by_name,
    points,
)
from helpers.case.dates import When

LAST = date.max.toordinal()
OFTEN = 32  # pushes of a day after which a circle is looked for
Step = tuple[int, int, int, str]  # from a point to a point, so many days, by a fact


@dataclass(frozen=True)
class Narrowed:
    """Windows as order narrows them, and what cannot all be so.

    ``because`` gives for a point the facts that set its earliest and its latest day,
    none where the stated one stays. ``conflicts`` are facts that cannot all hold, of
    which every part can; the points of a conflict keep the windows that are stated and
    have no reasons.
    """

    windows: dict[Point, Window]
    because: dict[Point, tuple[tuple[str, ...], tuple[str, ...]]]
    conflicts: tuple[tuple[str, ...], ...] = ()


def stated(point: Point) -> str:
    """Name the fact that a point has the window that is stated for its record.

    >>> stated(Point("E014", "begin"))
    'window:E014'
    """
    return f"window:{point.record}"


def narrowed(
    whens: Mapping[str, When], orders: Iterable[Order], approximate: int | None = None
) -> tuple[dict[Point, Window], Narrowed]:
    """Return the windows of records as they are stated, and as orders narrow them.

    A date that is only approximate or uncertain (`~`, `?`) binds no other, unless
    ``approximate`` says by how many days it may be wrong; it may itself be narrowed.

    Raises
    ------
    OrderError
        Where an order is none that its records can have.
    """
    own = {p: w for one, when in whens.items() for p, w in points(one, when).items()}
    known = by_name(own)
    held = [bound for order in orders for bound in bounds(order, known)]
    return own, tighten(own, whens, held, approximate)


def tighten(
    own: Mapping[Point, Window],
    whens: Mapping[str, When],
    held: Iterable[Bound],
    approximate: int | None = None,
) -> Narrowed:
    """Return windows as some bounds narrow them: those stated bind as they are sure."""
    used = {p: _used(w, whens[p.record], approximate) for p, w in own.items()}
    found = narrow(used, [*held, *lengths(own)])
    windows, because = {}, {}
    for point, window in own.items():
        windows[point], because[point] = _within(window, found, point)
    return Narrowed(windows, because, found.conflicts)


def lengths(own: Iterable[Point]) -> list[Bound]:
    """Return what needs no saying: nothing ends before it begins."""
    of = by_name(own).values()
    return [Bound("", named[BEGIN], named[END]) for named in of if END in named]


def later(held: Iterable[Bound], first: Point) -> dict[Point, tuple[str, ...]]:
    """Return the points that are surely after one, each with the facts that say so.

    By order alone, whatever the days and the clocks of either: by hours, which days
    that are counted say nothing of, or by a day or more. ``held`` contradict nothing.
    """
    by_days = [bound._replace(slack=0) for bound in held]
    by_hours = [b._replace(days=int(b.strict)) for b in by_days if not b.counted]
    ends = {point for bound in by_days for point in (bound.earlier, bound.later)}
    alone = {point: Window(0 if point == first else None) for point in {first} | ends}
    found: dict[Point, tuple[str, ...]] = {}
    for steps in (by_days, by_hours):  # hours tell more: their facts come last
        ways = _Ways(alone, steps)
        far = {point: ways.day(point) for point in alone}
        found |= {p: ways.chain(p)[1:] for p, days in far.items() if days and days > 0}
    return found


def _used(window: Window, when: When, approximate: int | None) -> Window:
    """Return the window by which a point binds others: that stated, if it is sure."""
    if not (when.approximate or when.uncertain):
        return window
    if approximate is None:
        return Window()
    first, last = window
    return Window(
        None if first is None else first - approximate,
        None if last is None else last + approximate,
    )


def _within(
    window: Window, found: Narrowed, point: Point
) -> tuple[Window, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the narrower window of two, and why; the stated one if they are apart."""
    first, last = (_in_calendar(day) for day in found.windows[point])
    least, most = window
    later = first is not None and (least is None or first > least)
    sooner = last is not None and (most is None or last < most)
    both = Window(first if later else least, last if sooner else most)
    chains = found.because.get(point, ((), ()))
    if None not in both and both.earliest > both.latest:
        return window, ((), ())
    return both, (chains[0] if later else (), chains[1] if sooner else ())


def _in_calendar(day: int | None) -> int | None:
    """Return a day that the calendar has; any other bounds nothing."""
    return day if day and 0 < day <= LAST else None


def narrow(windows: Mapping[Point, Window], bounds: Iterable[Bound]) -> Narrowed:
    """Return the tightest windows that the facts leave, and why; none is widened.

    Where facts cannot all hold, those of each conflict bind nothing.
    """
    off = _off_date(windows, bounds := list(bounds))
    conflicts = [*off.values()]
    left = [bound for bound in bounds if bound.fact not in off]
    found, sides = _contradiction(windows, left)
    while found:
        conflict = _least(windows, left, found)
        conflicts.append(conflict)
        left = [bound for bound in left if bound.fact not in conflict]
        found, sides = _contradiction(windows, left)
    facts = {fact for conflict in conflicts for fact in conflict}
    struck = {p for b in bounds if b.fact in facts for p in (b.earlier, b.later)}
    struck |= {point for point in windows if stated(point) in facts}
    free = [point for point in windows if point not in struck]
    return Narrowed(
        {**windows, **{p: Window(*(side.day(p) for side in sides)) for p in free}},
        {p: tuple(side.chain(p) for side in sides) for p in free},
        tuple(sorted(conflicts)),
    )


def _off_date(
    windows: Mapping[Point, Window], bounds: list[Bound]
) -> dict[str, tuple[str, ...]]:
    """Return each fact that the dates of its own two records contradict, with these.

    Before facts that contradict each other: of these one may fit the dates.
    """
    found: dict[str, tuple[str, ...]] = {}
    for bound in bounds:
        first, last = windows[bound.earlier].earliest, windows[bound.later].latest
        if bound.fact and None not in (first, last):
            if first + bound.days - bound.slack > last:
                ends = {stated(end) for end in (bound.earlier, bound.later)}
                found.setdefault(bound.fact, tuple(sorted({bound.fact, *ends})))
    return found


class _Ways:
    """The tightest day of each point from one side, and the facts on the way to it.

    A class because days are found for all points at once and chains are asked one by
    one. ``back``: the latest days, which are found as the earliest ones of a time that
    runs backwards.
    """

    def __init__(
        self, windows: Mapping[Point, Window], bounds: Iterable[Bound], back=False
    ) -> None:
        self.back, self.circle = back, ()
        self.place = {point: nth for nth, point in enumerate(windows)}
        self.points = [*windows]
        self.own = [_from(window, back) for window in windows.values()]
        self.days = [*self.own]
        self.steps = [self._step(bound) for bound in bounds]
        self._spread()
        self._chains = {} if self.circle else self._explained()

    def _step(self, bound: Bound) -> Step:
        start, end = self.place[bound.earlier], self.place[bound.later]
        start, end = (end, start) if self.back else (start, end)
        return start, end, bound.days - bound.slack, bound.fact

    def day(self, point: Point) -> int | None:
        """Return the tightest day of a point; None where it is open."""
        day = self.days[self.place[point]]
        return -day if self.back and day is not None else day

    def chain(self, point: Point) -> tuple[str, ...]:
        """Return the facts that set the day; none if it is the stated one."""
        return self._chains.get(self.place[point], ())

    def _spread(self) -> None:
        """Push days along the steps until none moves, or a circle pushes itself."""
        days, onward = self.days, [[] for _ in self.points]
        for step in self.steps:
            onward[step[0]].append(step)
        ahead = deque(n for n, day in enumerate(days) if day is not None and onward[n])
        waiting, pushed, by = set(ahead), Counter(), {}
        while ahead:
            waiting.discard(start := ahead.popleft())
            for step in onward[start]:
                _, end, more, _ = step
                day = days[start] + more
                if days[end] is not None and day <= days[end]:
                    continue
                days[end], by[end] = day, step
                pushed[end] += 1
                if pushed[end] % OFTEN == 0 and (circle := _circle(end, by)):
                    self.circle = circle
                    return
                if end not in waiting:
                    waiting.add(end)
                    ahead.append(end)

    def _explained(self) -> dict[int, tuple[str, ...]]:
        """Find for each day that has moved the shortest chain of facts; then by name.

        Along the steps that are tight, from the points whose day is the stated one.
        """
        days, own = self.days, self.own
        moved = {n for n, day in enumerate(days) if day != own[n]}
        tight = defaultdict(list)
        for start, end, more, fact in self.steps:
            if end in moved and days[start] is not None:
                if days[start] + more == days[end]:
                    tight[start].append((end, fact))
        chains: dict[int, tuple[str, ...]] = {}
        ahead = [(1, (stated(self.points[n]),), n) for n in tight if n not in moved]
        heapify(ahead)
        while ahead:
            _, chain, start = heappop(ahead)
            if start in chains:
                continue
            chains[start] = chain
            for end, fact in tight.get(start, ()):
                if end not in chains:
                    longer = (*chain, fact) if fact else chain
                    heappush(ahead, (len(longer), longer, end))
        return {n: chain for n, chain in chains.items() if n in moved}


def _from(window: Window, back: bool) -> int | None:
    """Return the bound of a window from one side, in the time of that side."""
    if not back:
        return window.earliest
    return None if window.latest is None else -window.latest


def _circle(point: int, by: Mapping[int, Step]) -> tuple[str, ...]:
    """Return the facts of a circle by which a point has pushed itself; else none."""
    seen: dict[int, int] = {}
    facts: list[str] = []
    while point in by and point not in seen:
        seen[point] = len(facts)
        point, _, _, fact = by[point]
        facts.append(fact)
    return tuple(facts[seen[point] :]) if point in seen else ()


def _contradiction(
    windows: Mapping[Point, Window], bounds: list[Bound]
) -> tuple[tuple[str, ...], tuple[_Ways, ...]]:
    """Return facts that cannot all hold, none where all can; and the ways found then.

    Orders alone contradict each other by a circle that takes time or is strict,
    whatever the clocks.
    """
    inside = [bound._replace(slack=0) for bound in _in_circles(bounds)]
    points = {p for bound in inside for p in (bound.earlier, bound.later)}
    free = _Ways(dict.fromkeys(points, Window(0)), inside)
    if found := free.circle or _strict_circle(free, inside):
        return found, ()
    earliest, latest = sides = _Ways(windows, bounds), _Ways(windows, bounds, True)
    for point in windows:
        first, last = earliest.day(point), latest.day(point)
        if first is not None and last is not None and first > last:
            chains = (side.chain(point) or (stated(point),) for side in sides)
            return tuple(fact for chain in chains for fact in chain), ()
    return (), sides


def _in_circles(bounds: list[Bound]) -> list[Bound]:
    """Keep the bounds that lie on some circle."""
    from scipy import sparse  # late, since whoever shows a case imports this module
    from scipy.sparse import csgraph

    numbers = defaultdict(lambda: len(numbers))
    ends = [(numbers[bound.earlier], numbers[bound.later]) for bound in bounds]
    rows, columns = zip(*ends, strict=True) if ends else ((), ())
    size, ones = len(numbers), np.ones(len(ends), dtype=np.int8)
    links = sparse.csr_array((ones, (rows, columns)), shape=(size, size))
    part = csgraph.connected_components(links, connection="strong")[1]
    return [b for b, (a, z) in zip(bounds, ends, strict=True) if part[a] == part[z]]


def _strict_circle(free: _Ways, bounds: list[Bound]) -> tuple[str, ...]:
    """Return a circle of no time at all in which something is before something.

    Bounds on such a circle are tight; the way back is the shortest among these.
    """
    timed = [b for b in bounds if not b.counted]  # within a day there is room
    tight = [b for b in timed if free.day(b.earlier) + b.days == free.day(b.later)]
    circles = _in_circles(tight)
    if not any(bound.strict for bound in circles):
        return ()
    import networkx as nx  # late, since few cases need it and it takes its time

    inside = nx.MultiDiGraph((b.earlier, b.later, b) for b in circles)
    edges = inside.edges(keys=True)
    start, end, bound = next(edge for edge in edges if edge[2].strict)
    back = pairwise(nx.shortest_path(inside, end, start))
    return (bound.fact, *(min(inside[a][b]).fact for a, b in back))


def _least(
    windows: Mapping[Point, Window], bounds: list[Bound], found: tuple[str, ...]
) -> tuple[str, ...]:
    """Return a conflict from which nothing can be taken, of facts that make one."""
    kept = sorted({fact for fact in found if fact})
    for fact in [*kept]:
        fewer = [one for one in kept if one != fact]
        among = {"", *fewer}
        held = [bound for bound in bounds if bound.fact in among]
        points = {p for bound in held for p in (bound.earlier, bound.later)}
        known = {p: windows[p] if stated(p) in among else Window() for p in points}
        if _contradiction(known, held)[0]:
            kept = fewer
    return tuple(kept)
