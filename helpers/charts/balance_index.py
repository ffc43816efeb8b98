"""The line index of balance over time: a line where it is one number, else a band.

Below it the ties and the triangles on the same days. Time is drawn at one scale, since
how long a network stayed as it was is what the chart is for.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from html import escape
from itertools import groupby

from helpers import prose, theme
from helpers.balance import Picture, picture
from helpers.balance import ties as network
from helpers.balance.census import KINDS
from helpers.case import dates, signs
from helpers.case.cases import Case
from helpers.draw import face, line, shapes, sheet
from helpers.draw import scale as scales
from helpers.draw.face import Chart, Sheet
from helpers.draw.sheet import LABEL, SMALL
from helpers.lists import cards, records
from helpers.lists.records import Listing
from helpers.text import signed, summary, ties
from helpers.view import naming
from helpers.view.shown import Shown

STILL = ("kinds", "gaps")  # parameters that move nothing here
UNIT = 40  # the most pixels of one frustrated tie
HIGH = 130  # the most pixels of the index
LOW = 44  # pixels of the ties, and of the triangles
MEASURE = (
    "The least number of ties that would have to change sign, or go, for two sides to"
    " be left that are positive within and negative between, from day to day"
)
COUNTED = {
    "Ties": ("ties", "negative", "hostile", "ties", "of them negative"),
    "Triangles": ("triangles", "odd", "ink", "triangles of ties with one sign",
                  "of them unbalanced by strong balance"),
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
    def figure(self) -> tuple:
        """What is drawn of the index."""
        return self.index, self.low, self.high


def stretches(found: Picture) -> list[Stretch]:
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


def titles(shown: Shown, found: Picture) -> tuple[str, str]:
    """Write the finding as title; the measure, the method, the rule as subtitle."""
    every = stretches(found)
    day = f" up to {dates.day_in_words(found.day)}" if found.day else ""
    measure = ". ".join(filter(None, [f"{MEASURE}{day}", _method(every)]))
    return _finding(found, every), signed.subtitle(found, measure, STILL)


def _finding(found: Picture, every: list[Stretch]) -> str:
    """Write what the index is in the end, since when, and what it was before."""
    if not every:
        return "No tie of this view has a date"
    runs = [one for one, _ in alike(every)]
    last = runs[-1]
    if not any(one.ties for one in every):
        return "No tie surely holds on any day"
    what = "The line index of balance"
    if last.index is None:
        return f"{what} {ties.as_of(found.day)} is {told(last)}"
    since = dates.day_in_words(last.since)
    wide = f" ({last.low} to {last.high} in other readings)" * (last.low < last.high)
    was = {one.index for one in runs[:-1] if one.index == one.low == one.high}
    before = f"; before, where dates settle it, it was {_between(was)}" if was else ""
    before = ", as before where dates settle it" if was == {last.index} else before
    return f"{what} is {last.index} since {since}{wide}{before}"


def _between(values: set[int]) -> str:
    low, high = min(values), max(values)
    return str(low) if low == high else f"between {low} and {high}"


def _method(every: list[Stretch]) -> str:
    """Say how the figures were found: exact, sampled, or bounds."""
    by = {how: sum(one.how == how for one in every) for how in ("sampled", "bounds")}
    of = prose.count(len(every), "stretch", "stretches")
    parts = []
    if by["sampled"]:
        parts.append(
            f"sampled in {by['sampled']} of {of} of time: there the range may reach"
            " higher than the readings drawn by chance"
        )
    if by["bounds"]:
        parts.append(f"bounds, not proven in the time given, in {by['bounds']} of {of}")
    if not every:
        return ""
    exact = "exact" if not parts else "exact elsewhere"
    return f"Method: {'; '.join([*parts, exact])}"


def told(one: Stretch) -> str:
    """Write the index of a stretch; never as a number where it is not proven."""
    if one.index is None:
        return f"between {one.low} and {one.high}, not proven"
    wide = f", {one.low} to {one.high} over all readings" * (one.low < one.high)
    return f"{one.index}{wide}"


def _counts(one: Stretch) -> str:
    return (
        f"{prose.count(one.ties, 'tie')}, {one.negative} negative;"
        f" {prose.count(one.triangles, 'triangle')}, {one.odd} unbalanced"
    )


def alt(shown: Shown, found: Picture) -> str:
    """Describe the course to somebody who does not see it: the latest first."""
    every = [
        f"{signed.stretch(one.since, before)} {told(one)}"
        for one, before in reversed(alike(stretches(found)))
    ]
    return ties.describe("Index over time", *titles(shown, found), every)


def anchor(one: Stretch) -> str:
    """Give the id of a stretch in the list."""
    return f"index-{one.since}"


def hover(one: Stretch) -> str:
    """Write what a stretch is, for the reader who points at it."""
    when = prose.upper_first(signed.stretch(one.since, one.before))
    return "\n".join([when, f"Index {told(one)}", *_counts(one).split("; ")])


# ---- where it goes ------------------------------------------------------------------


@dataclass(frozen=True)
class Strip:
    """A strip of the chart: its foot, the pixels of one, and the most it shows."""

    foot: float
    unit: float
    most: int

    def at(self, n: int) -> float:
        """Give the height of a number."""
        return self.foot - n * self.unit


def _reach(scale: scales.TimeScale, since: date, before: date | None):
    """Place a stretch, up to the day where it goes on."""
    x1 = line.position(scale, before, 0) if before else scale.pieces[-1].x1
    return line.position(scale, since, 0), x1


def _levels(strip: Strip, scale: scales.TimeScale, step: int) -> list[dict]:
    """Draw level lines with their numbers in the gutter."""
    left, right, drawn = scale.pieces[0].x0, scale.pieces[-1].x1, []
    for n in range(0, strip.most + 1, step):
        y = strip.at(n)
        more = {"colour": "rule", "width": 1, "role": "level"}
        drawn.append(shapes.line(left, y, right, y, **more))
        more = {"align": "right", "colour": "quiet", "role": "number"}
        drawn.append(shapes.text(left - 6, y, str(n), SMALL, **more))
    return drawn


def _band(x0: float, x1: float, low: float, high: float, proven: bool) -> dict:
    """Draw what lies between two bounds: with an edge where none is proven."""
    look = {"fill": "bracket", "opacity": 0.35, "role": "band"}
    if not proven:
        look = {"fill": "ground", "colour": "ink", "width": 1, "role": "bounds"}
    return {**shapes.box(x0, high, max(x1, x0 + 1), low), **look}


def _index(every: list[Stretch], scale, strip: Strip) -> list[dict]:
    """Draw the index as steps, the range as a band, and bounds without a line."""
    bands, lines, was = [], [], None
    for one, before in alike(every):
        x0, x1 = _reach(scale, one.since, before)
        if one.low < one.high:
            ends = strip.at(one.low), strip.at(one.high)
            bands.append(_band(x0, x1, *ends, one.index is not None))
        if one.index is None:
            middle = (strip.at(one.low) + strip.at(one.high)) / 2
            if x1 - x0 > shapes.text_width("not proven", SMALL) + 6:
                more = {"align": "center", "role": "unproven"}
                spot = ((x0 + x1) / 2, middle)
                bands.append(shapes.text(*spot, "not proven", SMALL, **more))
        else:
            y, more = strip.at(one.index), {"width": 2.4, "role": "index"}
            if was is not None and was != y:
                lines.append(shapes.line(x0, was, x0, y, **more | {"role": "step"}))
            lines.append(shapes.line(x0, y, x1, y, **more))
        was = None if one.index is None else strip.at(one.index)
    return bands + lines


def _bars(every: list[Stretch], scale, strip: Strip, name: str) -> list[dict]:
    """Draw a number over time, and filled that part of it that is marked."""
    whole, part, colour, *_ = COUNTED[name]
    drawn = []
    for one in every:
        x0, x1 = _reach(scale, one.since, one.before)
        for column, fill, shade in ((whole, "bracket", 0.35), (part, colour, 1.0)):
            if n := getattr(one, column):
                look = {"fill": fill, "opacity": shade, "role": column}
                drawn.append({**shapes.box(x0, strip.at(n), x1, strip.foot), **look})
    return drawn


def _head(name: str, last: str, scale, y: float) -> list[dict]:
    """Name a strip, and say what it comes to in the end, which may be one day wide."""
    x = scale.pieces[0].x0 - line.GUTTER
    right = x + shapes.text_width(name, LABEL, True) + 8
    more = {"colour": "quiet", "role": "last"}
    return [
        shapes.text(x, y, name, LABEL, bold=True, role="strip"),
        shapes.text(right, y, f"in the end {last}", SMALL, **more),
    ]


def _short(one: Stretch) -> str:
    """Write the index of a stretch, with its range in brackets."""
    if one.index is None:
        return told(one)
    return f"{one.index}{f' ({one.low} to {one.high})' * (one.low < one.high)}"


def _last(one: Stretch, name: str) -> str:
    """Write a number, and how much of it is marked."""
    whole, part, _, _, some = COUNTED[name]
    told_ = some.removesuffix(" by strong balance")
    return f"{getattr(one, whole)}, {getattr(one, part)} {told_}"


def _body(case: Case, found: Picture, width: int, top: float):
    """Draw the strips one below another on one axis; give the lower edge too."""
    every, edge, narrow = stretches(found), sheet.edge(width), sheet.narrow(width)
    ends = edge + line.GUTTER, width - edge - line.MARGIN
    scale = scales.fit([one.since for one in every], *ends, "linear", found.day)
    most = max(1, *(one.high for one in every), *(one.index or 0 for one in every))
    unit = min(UNIT, HIGH / most)
    y = top + 40 + unit * most
    strip = Strip(y, unit, most)
    drawn = _head("Line index of balance", _short(every[-1]), scale, top + 12)
    drawn += _levels(strip, scale, -(-most // 8)) + _index(every, scale, strip)
    for name, (whole, *_) in COUNTED.items():
        most = max(getattr(one, whole) for one in every)
        if not most:
            continue
        drawn += _head(name, _last(every[-1], name), scale, y + 22)
        y += 48 + LOW
        strip = Strip(y, LOW / most, most)
        drawn += _levels(strip, scale, most) + _bars(every, scale, strip, name)
    under = line.axis(scale, top, y + 8, narrow)
    return [*under, *drawn, *_over(found, every, scale, top, y + 8)], y + 50


def _over(found: Picture, every: list[Stretch], scale, top: float, y: float):
    """Mark the day of the view, and make each stretch something to point at."""
    drawn = []
    if found.day:
        x, when = scale.pieces[-1].x1, ties.as_of(found.day)
        drawn.append(shapes.line(x, top, x, y + 21, width=1.6, role="day"))
        more = {"bold": True, "align": "right", "role": "day"}
        drawn.append(shapes.text(x, y + 29, when, SMALL, **more))
    for one in every:
        x0, x1 = _reach(scale, one.since, one.before)
        area = (x0, top, max(x1, x0 + 2), y)
        drawn.append(shapes.target(*area, anchor(one), hover(one)))
    return drawn


def _taught(every: list[Stretch]) -> list[sheet.Sample]:
    """List what the legend teaches, of what is shown."""

    def box(fill: str, shade: float = 1.0):
        return lambda x, y: [
            shapes.box(x, y - 6, x + 24, y + 6, fill=fill, opacity=shade)
        ]

    found = []
    if any(one.index is not None for one in every):
        steps = (24, lambda x, y: [shapes.line(x, y, x + 24, y, width=2.4)],
                 "by the records that surely count")  # fmt: skip
        found.append(steps)
    if any(one.low < one.high and one.index is not None for one in every):
        told_ = "its range over all readings"
        found.append((24, box("bracket", 0.35), told_))
    if any(one.index is None for one in every):
        bounds = (24, lambda x, y: [_band(x, x + 24, y + 6, y - 6, False)],
                  "between two bounds, not proven")  # fmt: skip
        found.append(bounds)
    for whole, part, colour, all_, some in COUNTED.values():
        if any(getattr(one, whole) for one in every):
            found.append((24, box("bracket", 0.35), all_))
        if any(getattr(one, part) for one in every):
            found.append((24, box(colour), some))
    return found


def layout(
    shown: Shown,
    width: int = theme.WIDE,
    source: str = "",
    found: Picture | None = None,
    bare: bool = False,
) -> Sheet:
    """Lay the course out for a width in pixels; a ``bare`` one has no title."""
    found = found or picture(shown)
    head = ("", "") if bare else titles(shown, found)
    drawn, y = sheet.header(*head, width)
    left, room, every = sheet.edge(width), width - 2 * sheet.edge(width), None
    if every := stretches(found):
        body, y = _body(shown.case, found, width, y - 8)
        teach, y = sheet.legend("How to read it", _taught(every), left, y + 8, room)
        drawn += body + teach
    foot, y = sheet.footer(source, width, y + 2)
    return Sheet(shapes.frame(drawn + foot), width, int(y + 10))


def chart(shown: Shown, found: Picture | None = None) -> Chart:
    """Draw the index of a case over time, up to the day of a view, in both faces."""
    found, source = (
        found or picture(shown),
        summary.source_line(shown.case),
    )
    head, text = titles(shown, found), alt(shown, found)
    draw = partial(layout, shown, source=source, found=found)
    return face.chart("04-index", head, source, text, draw)


# ---- the list ------------------------------------------------------------------------


def listing(shown: Shown, found: Picture | None = None) -> Listing:
    """List every stretch with its figures, and the pairs that changed with it."""
    found = found or picture(shown)
    every = stretches(found)
    entries = [_entry(found, one) for one in every]
    html = records.group(f"From day to day ({len(every)})", entries)
    lines = [f"{signed.stretch(one.since, one.before)}: {told(one)}" for one in every]
    return Listing(f'<div class="listing">{html}</div>', "\n".join(lines))


def _entry(found: Picture, one: Stretch) -> str:
    """Write one stretch, opening into what it counts and what changed."""
    head = records.title(
        prose.upper_first(signed.stretch(one.since, one.before)), f"index {told(one)}"
    )
    by = ", ".join(f"{signed.kind(kind)}: {n}" for kind, n in one.kinds.items())
    body = [
        ("Ties", escape(f"{one.ties}, {one.negative} negative; {one.open} more open")),
        ("Triangles", escape(f"{by}; {one.odd} unbalanced by strong balance")),
        ("Range", escape(f"{one.low} to {one.high}, {one.how}")),
        *_changed(found, one.since),
    ]
    return records.fold(head, anchor(one), cards.pairs(body))


def _changed(found: Picture, day: date) -> list[tuple[str, str]]:
    """List the pairs that are not what they were the day before, with their records."""
    now, was = (_pairs(found, d) for d in (day, day - timedelta(days=1)))
    rows = []
    for pair in dict.fromkeys([*now, *was]):
        if now.get(pair, (None,))[:2] != was.get(pair, (None,))[:2]:
            state, _, ids = now.get(pair, ("no record", None, []))
            named = naming.pair(found.case, *pair)
            lines = cards.record_lines(found.shown, ids)
            rows.append((escape(named), f"<div>{escape(state)}</div>{lines}"))
    return rows


def _pairs(found: Picture, day: date) -> dict[tuple[str, str], tuple]:
    """Give what each pair is on a day, and may be: its state, readings, records."""
    rows = network(found.case, found.shown.view, day, found.rule)
    return {
        (t.a, t.b): (_state(t.sign, t.may), t.may, t.records) for t in rows.itertuples()
    }


def _state(sign: int, may: tuple[int, ...]) -> str:
    """Name what a pair is; perhaps, where it may have no tie."""
    if 0 not in may:
        more = ", may be read otherwise" * (bool(sign) and len(may) > 1)
        return f"{signs.OF_VALUE[sign].tie}{more}"
    might = [signs.OF_VALUE[s].tie for s in may if s]
    return f"perhaps {naming.joined(might, 'or')}"
