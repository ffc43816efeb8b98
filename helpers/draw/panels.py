"""Time side by side: panels, each with a true scale of its own, chosen from the days.

Places are parts of the width that all panels share, from 0 at the left to 1 at the
right: one layout serves every width. No panel is broken, and none has two scales.
"""

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import log
from typing import NamedTuple

GAP = 0.029  # of the width, between two panels
SHARE = {"before": 0.34, "dense": 0.49, "after": 0.12}  # of the width, less the gaps
OLDEST = 10  # one of so many rows may lie before the scale, where that halves it
UNITS = (  # the most days a panel spans, and what one of its ticks is
    (120, "day"), (1500, "month"), (50 * 366, "year"), (10**7, "decade"),
)  # fmt: skip
LAST = date.max.toordinal()
WEEK = 6  # days from its first to its last
Stretch = tuple[str, int, int]  # its kind, its first day and its last


class Tick(NamedTuple):
    """A day with its label, which may be left out where labels get too close."""

    place: float
    label: str


class Segment(NamedTuple):
    """What one panel has of a stretch: from, to, and whether its ends lie in there."""

    left: float
    right: float
    begins: bool
    ends: bool


@dataclass(frozen=True)
class Panel:
    """A stretch of time at one scale: days ``first`` to ``last`` (closed)."""

    name: str
    unit: str
    first: int
    last: int
    left: float
    right: float

    def place(self, day: float) -> float:
        """Return where a moment lies: a day number, its end one more."""
        part = (day - self.first) / (self.last + 1 - self.first)
        return self.left + min(max(part, 0), 1) * (self.right - self.left)

    @property
    def names(self) -> list[str]:
        """Its name, and one for where there is less room."""
        return [self.name, self.name.partition(", ")[2] or f"{self.unit}s"]

    @property
    def ticks(self) -> list[Tick]:
        """The days that its axis names, in order."""
        return [Tick(self.place(d.toordinal()), name) for d, name in _named(self)]


@dataclass(frozen=True)
class Count:
    """A panel of counts, from none to ``most``, at one scale."""

    name: str
    most: int
    left: float
    right: float

    def place(self, number: float) -> float:
        """Return where a count lies."""
        return self.left + min(number / self.most, 1) * (self.right - self.left)

    @property
    def names(self) -> list[str]:
        """Its name."""
        return [self.name]

    @property
    def ticks(self) -> list[Tick]:
        """Round counts, five at the most beside none."""
        steps = (factor * 10**power for power in range(9) for factor in (1, 2, 5))
        step = next(step for step in steps if self.most <= 5 * step)
        counts = range(0, self.most + 1, step)
        return [Tick(self.place(number), str(number)) for number in counts]


@dataclass(frozen=True)
class Axis:
    """Panels from left to right, and the day after which a line is drawn."""

    panels: tuple[Panel | Count, ...]
    line: date | None = None
    word: str = "article"  # what is written at the line

    @property
    def days(self) -> tuple[date, date]:
        """The first day of the scale and its last."""
        first, last = self.panels[0].first, self.panels[-1].last
        return date.fromordinal(first), date.fromordinal(last)

    @property
    def line_place(self) -> float | None:
        """Where the line lies: at the end of its day."""
        panel = self.panel(self.line) if self.line else None
        return panel.place(self.line.toordinal() + 1) if panel else None

    def panel(self, day: date) -> Panel | None:
        """Return the panel that a day lies in; None where it lies off the scale."""
        number = day.toordinal()
        return next((p for p in self.panels if p.first <= number <= p.last), None)

    def place(self, day: date) -> float:
        """Return where the middle of a day lies; off the scale its nearest edge."""
        panel = self.panel(day)
        if panel:
            return panel.place(day.toordinal() + 0.5)
        return 0.0 if day.toordinal() < self.panels[0].first else 1.0

    def segments(self, first: date, last: date) -> Iterator[Segment]:
        """Give what each panel has of the days from ``first`` to ``last``."""
        low, high = first.toordinal(), last.toordinal()
        for panel in self.panels:
            if low <= panel.last and high >= panel.first:
                yield Segment(
                    panel.place(low), panel.place(high + 1),
                    low >= panel.first, high <= panel.last,
                )  # fmt: skip


def choose(days: Iterable[date], line: date | None = None, dense: bool = True) -> Axis:
    """Choose the panels for some days: one a row, on which it begins.

    What comes after the ``line`` has a panel of its own. With ``dense`` so has a short
    stretch that holds many of the days; and the oldest, at most one in ten, may lie
    before the scale where that halves it.
    """
    numbers = sorted(day.toordinal() for day in days)
    end = line.toordinal() if line else LAST
    before, after = numbers[: (n := bisect_left(numbers, end + 1))], numbers[n:]
    before += [end] if line else []
    first, last = (_first_kept(before) if dense else min(before)), max(before)
    window = dense_window(tuple(d for d in before if d >= first)) if dense else None
    stretches = _around(window, first, last) if window else [("before", first, last)]
    if after:
        stretches.append(("after", end + 1, after[-1]))
    return Axis(tuple(_side_by_side(_roomy(stretches, bool(line)))), line)


def _around(window: tuple[int, int], first: int, last: int) -> list[Stretch]:
    """Give the stretches around a dense one, which takes in what is no longer."""
    low, high = window
    least = high - low
    low = first if low - first <= least else low
    high = last if last - high <= least else high
    dense = "dense", low, high
    stretches = ("before", first, low - 1), dense, ("before", high + 1, last)
    return [one for one in stretches if one[1] <= one[2]]


def _roomy(stretches: list[Stretch], lined: bool) -> list[Stretch]:
    """Widen what is shorter than a week, outward: a point needs room at either side.

    Where there is a line, what comes before it ends there.
    """
    (kind, first, last), *rest = stretches
    if last - first < WEEK:
        few = 0 if rest or lined else (WEEK - last + first + 1) // 2
        first, last = min(first - few, last + few - WEEK), last + few
        stretches = [(kind, max(1, first), min(LAST, last)), *rest]
    kind, first, last = stretches[-1]
    if rest and last - first < WEEK:
        stretches[-1] = (kind, first, min(LAST, first + WEEK))
    return stretches


def _first_kept(days: list[int]) -> int:
    """Return the first day of the scale: of the oldest days a few may lie before it."""
    for few in range(len(days) // OLDEST, 0, -1):
        if (days[-1] - days[few]) * 2 <= days[-1] - days[0] and days[few] > days[0]:
            return days[few]
    return days[0]


def _side_by_side(stretches: list[Stretch]) -> Iterator[Panel]:
    """Give each stretch its panel, a whole number of its units wide."""
    whole = sum(SHARE[kind] for kind, *_ in stretches)
    room, left = 1 - GAP * (len(stretches) - 1), 0.0
    for nth, (kind, first, last) in enumerate(stretches):
        right = left + room * SHARE[kind] / whole
        unit = _unit(kind, last - first, right - left)
        first = first if nth else _rounded(first, unit)
        last = _rounded_up(last, unit) if kind == "after" else last
        name = "after" if kind == "after" else _name(unit, first, last)
        yield Panel(name, unit, first, last, left, right)
        left = right + GAP


def _unit(kind: str, days: int, width: float) -> str:
    """Return what one tick is: a month where at least each third has room for a name.

    What comes after names its ends, by month.
    """
    unit = next(unit for most, unit in UNITS if days <= most)
    is_narrow = kind != "after" and days > _room(width) * 91
    return "year" if unit == "month" and is_narrow else unit


def _room(width: float) -> int:
    """Return how many labels fit a panel."""
    return max(2, int(width * 22))


def _rounded(number: int, unit: str) -> int:
    """Return the first day of the month, year or decade that a day lies in."""
    day = date.fromordinal(number)
    decade = max(1, day.year - day.year % 10)
    firsts = {"day": day, "month": day.replace(day=1), "year": date(day.year, 1, 1)}
    return firsts.get(unit, date(decade, 1, 1)).toordinal()


def _rounded_up(number: int, unit: str) -> int:
    """Return the last day of the month or year that a day lies in."""
    day = date.fromordinal(number)
    month = day.month if unit in ("day", "month") else 12
    return date(day.year, month, monthrange(day.year, month)[1]).toordinal()


def _name(unit: str, first: int, last: int) -> str:
    """Name a panel by its ticks, with the year where it has only one."""
    years = {date.fromordinal(first).year, date.fromordinal(last).year}
    named = f", {min(years)}" if len(years) == 1 and unit in ("day", "month") else ""
    return f"{unit} by {unit}{named}"


@lru_cache(maxsize=64)  # each form of a chart asks for the same days
def _named(panel: Panel) -> list[tuple[date, str]]:
    """List the days that an axis names: as many as it can label."""
    first, last = date.fromordinal(panel.first), date.fromordinal(panel.last)
    room = _room(panel.right - panel.left)
    if panel.unit == "day" and panel.name != "after":
        return _days(first, last, room)
    if panel.unit in ("day", "month"):
        return _months(first, last, room)
    years = range(first.year, last.year + 1)
    steps = (1, 2, 5, 10, 20, 50, 100, 500, 2000, 5000)
    step = next(step for step in steps if len(years) / step <= room)
    whole = [y for y in years if date(y, 1, 1) >= first]
    found = [y for y in whole if y % step == 0] or whole[-1:]
    short = step == 1 and len(found) > 3
    names = [f"’{y % 100:02}" if short and y != found[0] else str(y) for y in found]
    return [(date(y, 1, 1), name) for y, name in zip(found, names, strict=True)]


def _days(first: date, last: date, room: int) -> list[tuple[date, str]]:
    """List the first of each month with its name, and days of the week between."""
    found = [day for day in _range(first, last) if day.day % 7 == 1] or [first]
    if len(found) > room:
        found = [day for day in found if day.day == 1] or found[:1]
    years = first.year != last.year
    return [
        (day, f"{day.day} {_month(day, years and (day.month == 1 or not nth))}"
         if day.day == 1 or not nth else str(day.day))
        for nth, day in enumerate(found)
    ]  # fmt: skip


def _months(first: date, last: date, room: int) -> list[tuple[date, str]]:
    """List the first of each month with its name; where years change, with them."""
    found = [day for day in _range(first, last) if day.day == 1] or [first]
    step = next(s for s in (1, 3, 6, 12, 1200) if len(found) / s <= room)
    found = [m for m in found if (m.month - 1) % step == 0] or found[:1]
    years = first.year != last.year
    return [(m, _month(m, years and (m.month == 1 or m == found[0]))) for m in found]


def _month(day: date, year: bool) -> str:
    """Name a month in three letters, with its year or without."""
    return f"{day:%b} {day.year}" if year else f"{day:%b}"


def _range(first: date, last: date) -> Iterator[date]:
    """Give each day of a stretch."""
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


@lru_cache(maxsize=64)  # a chart's words and its axis ask for the same days
def dense_window(days: tuple[int, ...]) -> tuple[int, int] | None:
    """Find the short stretch that holds many of the days; None where there is none.

    The stretch that gains most from a scale of its own (its share of the marks times
    the logarithm of how much it is stretched), if it holds at least a third of the
    marks (six or more, on four days at least: the two ends of one year, however often
    they are marked, are no days to tell apart) in at most an eighth of the time. One
    that ends with the last mark goes before, and needs a quarter: what an article is
    about. It begins with a month.
    """
    n, span = len(days), days[-1] - days[0] if days else 0
    if n < 10 or span < 365:
        return None
    step = max(1, n // 120)  # for thousands of marks, look at every n-th only
    found = (
        (j == n - 1, (j - i + 1) / n * log(span / max(14, days[j] - days[i])), i, j)
        for i in range(0, n, step)
        for j in {*range(i + 5, n, step), n - 1}
        if j >= i + 5
        and (j - i + 1) * (4 if j == n - 1 else 3) >= n
        and (days[j] - days[i]) * 8 <= span
        and len({*days[i : j + 1]}) >= 4
    )
    if (best := max(found, default=None)) is None:
        return None
    *_, i, j = best
    return date.fromordinal(days[i]).replace(day=1).toordinal(), days[j]
