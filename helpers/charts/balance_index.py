"""The line index of balance over time: a line where it is one number, else a band.

Below it the ties and the triangles on the same days. Time is drawn at one scale, since
how long a network stayed as it was is what the chart is for.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import groupby, pairwise
from math import ceil
from operator import attrgetter

from helpers import balance, prose
from helpers.balance import ties as network
from helpers.balance.census import KINDS
from helpers.case import dates, signs
from helpers.charts import dated, worded
from helpers.draw import letters, panels
from helpers.draw.marks import MIDDLE, At, Shape
from helpers.draw.panels import Axis
from helpers.draw.picture import Picture
from helpers.draw.rows import NOTE, PLOT, ROW, Group, Mark, Row, Sample, Series, Step
from helpers.lists import cards, records
from helpers.lists.records import Listing
from helpers.text import ties, wording
from helpers.view import naming
from helpers.view.shown import Shown

__all__ = ["chart", "listing"]
UNIT = 40  # the most pixels of one tie that does not fit
HIGH, LOW = 130, 44  # the most pixels of the index; of the ties, and of the triangles
PAD = 11  # pixels above the highest number and below the lowest
LEAST = 0.004  # of the width; a shorter stretch is drawn at the least length
PALE = (0.35, 0.35)  # how much a pale ground covers
MEASURE = (
    "The least number of ties that would have to change sign, or go, so that two sides"
    " are left, cooperative within and hostile between."
)
EMPTY = "left open: no triangle, nothing to count"
COUNTED = {
    "Ties": ("ties", "negative", "hostile", "hostile", "hostile ties"),
    "Triangles": ("triangles", "odd", "ink", "unbalanced",
                  "triangles unbalanced by strong balance"),
}  # fmt: skip


@dataclass(frozen=True)
class Stretch:
    """A stretch in which the network is the same, with its figures.

    A class because the columns of a course have names that no tuple may bear.
    ``before`` is the first day after it; None where it goes on.
    """

    since: date
    before: date | None
    ties: int
    negative: int
    open: int
    kinds: dict[str, int]
    index: int | None
    low: int
    high: int
    how: str

    @property
    def triangles(self) -> int:
        """How many triangles have three ties of one sign."""
        return sum(self.kinds.values())

    @property
    def odd(self) -> int:
        """How many of them are unbalanced by strong balance."""
        return self.kinds["++-"] + self.kinds["---"]

    @property
    def empty(self) -> bool:
        """Whether no triangle can be unbalanced, so that there is nothing to count."""
        return not self.triangles and not self.high and self.index is not None

    @property
    def figure(self) -> tuple:
        """What is drawn of the index."""
        return self.index, self.low, self.high, self.empty


def stretches(found: balance.Picture) -> list[Stretch]:
    """List the stretches from the first with a tie on, also one that may be there."""
    rows = found.course.to_dict("records")
    ends = [*(row["since"] for row in rows[1:]), None][: len(rows)]
    every = [
        Stretch(row["since"], end, row["ties"], row["negative"], row["open"],
                {kind: row[kind] for kind in KINDS}, row["index"], row["low"],
                row["high"], row["how"])
        for row, end in zip(rows, ends, strict=True)
    ]  # fmt: skip
    there = [n for n, one in enumerate(every) if one.ties or one.open or one.high]
    return every[min(there, default=len(every)) :]


def alike(every: list[Stretch]) -> list[tuple[Stretch, date | None]]:
    """Join stretches with the same index and range: the first, and the day after."""
    groups = (list(rows) for _, rows in groupby(every, lambda one: one.figure))
    return [(rows[0], rows[-1].before) for rows in groups]


# ---- how it is told -----------------------------------------------------------------


def _finding(found: balance.Picture, every: list[Stretch]) -> str:
    """Write what the index is in the end, since when, and what it was before."""
    if not every:
        return "No tie of this view has a date"
    runs = [one for one, _ in alike(every)]
    last = runs[-1]
    here = wording.of_ties(found.shown)
    if not any(one.ties for one in every):
        return f"No tie{here} surely holds on any day"
    what = "The line index of balance"
    if last.index is None:
        return f"{what} {ties.as_of(found.day)} is {told(last)}"
    since = dates.day_in_words(last.since)
    wide = f" ({last.low} to {last.high} in other readings)" * (last.low < last.high)
    was = {r.index for r in runs[:-1] if r.index == r.low == r.high and not r.empty}
    before = f"; before, where dates settle it, it was {_between(was)}" if was else ""
    before = ", as before where dates settle it" if was == {last.index} else before
    if last.empty:
        return f"No triangle of ties{here} since {since}{before}"
    return f"{what} is {last.index} since {since}{wide}{before}"


def _between(values: set[int]) -> str:
    low, high = min(values), max(values)
    return str(low) if low == high else f"between {low} and {high}"


def _method(every: list[Stretch]) -> str:
    """Say how the figures were found: exact, sampled, or bounds."""
    by = Counter(one.how for one in every)
    of = prose.count(len(every), "stretch", "stretches")
    ways = {
        "sampled": "sampled in {n} of {of} of time: there the range may reach higher"
        " than the readings drawn by chance",
        "bounds": "bounds, not proven in the time given, in {n} of {of}",
    }
    parts = [told.format(n=by[how], of=of) for how, told in ways.items() if by[how]]
    parts.append("exact elsewhere" if parts else "exact")
    return f"Method: {'; '.join(parts)}."


def told(one: Stretch) -> str:
    """Write the index of a stretch; never as a number where it is not proven."""
    if one.index is None:
        return f"between {one.low} and {one.high}, not proven"
    if one.empty:
        return f"{one.index}, no triangle"
    wide = f", {one.low} to {one.high} over all readings" * (one.low < one.high)
    return f"{one.index}{wide}"


def anchor(one: Stretch) -> str:
    """Give the id of a stretch in the list."""
    return f"index-{one.since}"


def words(one: Stretch) -> str:
    """Write what a stretch is, for the reader who points at it or hears it."""
    when = prose.upper_first(ties.stretch(one.since, one.before))
    counts = [_last(one, name) for name in COUNTED if getattr(one, COUNTED[name][0])]
    return "; ".join([f"{when}: line index {told(one)}", *counts])


# ---- where it goes ------------------------------------------------------------------


@dataclass(frozen=True)
class Strip:
    """A count over time in a row: the most it shows, and how many pixels it may take.

    A class because levels, steps and bars must lie at the same heights.
    """

    most: int
    room: int

    @property
    def unit(self) -> float:
        """The pixels of one."""
        return min(UNIT, self.room / self.most)

    @property
    def lanes(self) -> int:
        """How many rows of one line it is high."""
        return ceil((self.unit * self.most + 2 * PAD) / ROW)

    def at(self, n: int) -> float:
        """Give the height of a number."""
        return ROW * self.lanes - PAD - n * self.unit

    def levels(self, step: int) -> Iterator[Shape]:
        """Draw a line at each round number, with it at the left, or narrow above."""
        for n in range(0, self.most + 1, step):
            y = self.at(n)
            yield Shape("line", At(0), y, At(1), y, "rule", width=1)
            look = {"text": str(n), "colour": "quiet"}
            for form in ("wide", "print"):
                yield Shape("text", At(0, -6), y, align="right", form=form, **look)
            yield Shape("text", At(0, 3), y - 7, form="narrow", **look)


def axis(shown: Shown, found: balance.Picture) -> Axis | None:
    """Choose one panel from the first stretch to the day; None where there is none."""
    every, day = stretches(found), found.day
    if not every:
        return None
    made = panels.choose([one.since for one in every], day, dense=False)
    return dated.at_line(made, day) if day not in (None, shown.case.published) else made


def _reach(axis_: Axis, one: Stretch) -> tuple[float, float]:
    """Place a stretch, up to the day where it goes on; at least so long."""
    (panel,) = axis_.panels
    left = panel.place(one.since.toordinal())
    right = panel.place(one.before.toordinal()) if one.before else panel.right
    if right - left < LEAST:
        left = min(left, panel.right - LEAST)
        right = left + LEAST
    return left, right


def _step(axis_: Axis, strip: Strip, was: Stretch | None, one: Stretch) -> Mark:
    """Draw a stretch: the index as a step, its range as a band, bounds as a box."""
    left, right = map(At, _reach(axis_, one))
    whole = Shape("box", left, 0, right, ROW * strip.lanes)  # to be pointed at
    low, high, drawn = strip.at(one.low), strip.at(one.high), [whole]
    if one.index is None:
        edge = {"colour": "ink", "fill": "ground", "width": 1}
        drawn.append(Shape("box", left, high, right, low, **edge))
        drawn += _unproven(left.part, right.part, (low + high) / 2)
    elif one.low < one.high:
        pale = {"fill": "bracket", "fade": PALE}
        drawn.append(Shape("box", left, high, right, low, **pale))
    if one.index is not None and not one.empty:
        y = strip.at(one.index)
        drawn.append(Shape("line", left, y, right, y, "ink", width=2.4))
        if was and was.index not in (None, one.index) and not was.empty:
            before = strip.at(was.index)
            drawn.append(Shape("line", left, before, left, y, "ink", width=2.4))
    return Mark(anchor(one), tuple(drawn), words(one))


def _unproven(left: float, right: float, y: float) -> list[Shape]:
    """Write that nothing is proven, where that has room at every width."""
    if (right - left) * PLOT["narrow"] < letters.width("not proven", NOTE) + 6:
        return []
    return [Shape("text", At((left + right) / 2), y, text="not proven", colour="ink",
                  align="center")]  # fmt: skip


def _bars(every: list[Stretch], axis_: Axis, strip: Strip, name: str) -> list[Shape]:
    """Draw a number over time, and filled that part of it that is marked."""
    whole, part, colour, *_ = COUNTED[name]
    looks = {whole: {"fill": "bracket", "fade": PALE}, part: {"fill": colour}}
    drawn = []
    for column, look in looks.items():
        for n, same in groupby(every, attrgetter(column)):
            if n:
                first, *_, last = (at for one in same for at in _reach(axis_, one))
                low, high = strip.at(0), strip.at(n)
                drawn.append(Shape("box", At(first), high, At(last), low, **look))
    return drawn


def _short(one: Stretch) -> str:
    """Write the index of a stretch, with its range in brackets."""
    if one.index is None or one.empty:
        return told(one)
    return f"{one.index}{f' ({one.low} to {one.high})' * (one.low < one.high)}"


def _last(one: Stretch, name: str) -> str:
    """Write a number, and how much of it is marked."""
    whole, part, _, some, _ = COUNTED[name]
    noun, marked = name.lower().removesuffix("s"), getattr(one, part)
    counted = prose.count(getattr(one, whole), noun)
    return f"{counted}, {marked} {some}" if marked else counted


def rows(found: balance.Picture, axis_: Axis) -> list[Row]:
    """Make the rows: the index, the ties and the triangles on the same days."""
    every = stretches(found)
    most = max(1, *(one.high for one in every), *(one.index or 0 for one in every))
    strip = Strip(most, HIGH)
    steps = tuple(_step(axis_, strip, *two) for two in pairwise([None, *every]))
    label, note = "Least number of ties to change", "the line index of balance"
    short = _short(every[-1])
    made = [Row("", label, note=note, shapes=tuple(strip.levels(-(-most // 8))),
                several=steps, lanes=strip.lanes, evidence=short,
                words=f"{label}: {short}")]  # fmt: skip
    for name, (whole, *_) in COUNTED.items():
        most = max(getattr(one, whole) for one in every)
        if most:
            strip = Strip(most, LOW)
            drawn = [*strip.levels(most), *_bars(every, axis_, strip, name)]
            last = _last(every[-1], name)
            made.append(Row("", name, shapes=tuple(drawn), lanes=strip.lanes,
                            evidence=last, words=f"{name}: {last}"))  # fmt: skip
    return made


def _legend(every: list[Stretch]) -> Iterator[Sample]:
    """List what the shapes mean, of what is shown."""

    def box(high: float, **look) -> Shape:
        return Shape("box", At(0), MIDDLE - high, At(1), MIDDLE + high, **look)

    pale = {"fill": "bracket", "fade": PALE}
    proven = [one for one in every if one.index is not None and not one.empty]
    if proven:
        line = Shape("line", At(0), MIDDLE, At(1), MIDDLE, "ink", width=2.4)
        yield Sample(24, (line,), "by the records that surely count")
    if any(one.low < one.high for one in proven):
        yield Sample(24, (box(6, **pale),), "its range over all readings")
    if any(one.index is None for one in every):
        edge = box(6, colour="ink", fill="ground", width=1)
        yield Sample(24, (edge,), "between two bounds, not proven")
    for _, part, colour, _, some in COUNTED.values():
        if any(getattr(one, part) for one in every):
            yield Sample(24, (box(5, fill=colour),), some)
    if any(one.empty for one in every):
        yield Sample(0, (), EMPTY)


def series(found: balance.Picture) -> tuple[Series, ...]:
    """Give the index, the ties and the triangles as numbers over time."""
    every = stretches(found)
    if not every:
        return ()
    end = (found.day or every[-1].since).isoformat()
    index = [
        Step(one.since.isoformat(), None if one.empty else one.index, one.low, one.high,
             words(one))
        for one in every
    ]  # fmt: skip
    made = [Series("Line index of balance", "ties to change", tuple(index), end)]
    for name, (whole, part, colour, _, some) in COUNTED.items():
        counts = ((name, whole, "quiet"), (prose.upper_first(some), part, colour))
        for called, column, hue in counts:
            steps = tuple(Step(one.since.isoformat(), *[getattr(one, column)] * 3)
                          for one in every)  # fmt: skip
            made.append(Series(called, name.lower(), steps, end, hue))
    return tuple(made)


def chart(shown: Shown, balanced: balance.Picture | None = None) -> Picture:
    """Draw the index of a case over time, up to the day of a view.

    Examples
    --------
    >>> balance_index.chart(powers).title
    'The line index of balance is 0 since 1 January 1907; ...
    """
    found = balanced or balance.picture(shown)
    every, axis_ = stretches(found), axis(shown, found)
    made = tuple(rows(found, axis_)) if axis_ else ()
    up_to = f" up to {dates.day_in_words(found.day)}" if found.day else ""
    latest_first = [
        f"{ties.stretch(one.since, before)} {told(one)}"
        for one, before in reversed(alike(every))
    ]
    return worded.picture(
        shown,
        "04-index",
        "Index over time",
        (_finding(found, every), ties.subtitle(found, f"From day to day{up_to}")),
        latest_first,
        axis_,
        groups=(Group("", made),) if made else (),
        legend=tuple(_legend(every)),
        heads=(ties.as_of(found.day), "a step opens its pairs"),
        foot=" ".join(filter(None, [MEASURE, _method(every)])) if made else "",
        series=series(found),
    )


# ---- the list ------------------------------------------------------------------------


def listing(shown: Shown, balanced: balance.Picture | None = None) -> Listing:
    """List every stretch with its figures, and the pairs that changed with it.

    Examples
    --------
    >>> print(balance_index.listing(powers))
    1 January to 30 December 1872: 0, ...
    """
    found = balanced or balance.picture(shown)
    every = stretches(found)
    entries = [_entry(found, one) for one in every]
    lines = [f"{ties.stretch(one.since, one.before)}: {told(one)}" for one in every]
    return records.joined([("From day to day", entries)], lines)


def _entry(found: balance.Picture, one: Stretch) -> str:
    """Write one stretch, opening into what it counts and what changed."""
    when = prose.upper_first(ties.stretch(one.since, one.before))
    by = ", ".join(f"{ties.kind(kind)}: {n}" for kind, n in one.kinds.items())
    body = [
        ("Ties", escape(f"{one.ties}, {one.negative} hostile; {one.open} more open")),
        ("Triangles", escape(f"{by}; {one.odd} unbalanced by strong balance")),
        ("Range", escape(f"{one.low} to {one.high}, {one.how}")),
        *_changed(found, one.since),
    ]
    return records.fold(when, f"index {told(one)}", anchor(one), cards.pairs(body))


def _changed(found: balance.Picture, day: date) -> list[tuple[str, str]]:
    """List the pairs that are not what they were the day before, with their records."""
    now, was = (_pairs(found, d) for d in (day, day - timedelta(days=1)))
    changes = []
    for pair in dict.fromkeys([*now, *was]):
        if now.get(pair, (None,))[:2] != was.get(pair, (None,))[:2]:
            state, _, ids = now.get(pair, ("no record", None, []))
            named = naming.pair(found.case, *pair)
            lines = cards.record_lines(found.shown, ids)
            changes.append((escape(named), f"<div>{escape(state)}</div>{lines}"))
    return changes


def _pairs(found: balance.Picture, day: date) -> dict[tuple[str, str], tuple]:
    """Give what each pair is on a day, and may be: its state, readings, records."""
    pairs = network(found.case, found.shown.view, day, found.rule)
    every = pairs.itertuples()
    return {(t.a, t.b): (_state(t.sign, t.may), t.may, t.records) for t in every}


def _state(sign: int, may: tuple[int, ...]) -> str:
    """Name what a pair is; perhaps, where it may have no tie."""
    if 0 not in may:
        more = ", may be read otherwise" * (bool(sign) and len(may) > 1)
        return f"{signs.OF_VALUE[sign].tie}{more}"
    might = [signs.OF_VALUE[s].tie for s in may if s]
    return f"perhaps {naming.joined(might, 'or')}"
