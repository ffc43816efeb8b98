"""Dates along a line: where each reaches, its row, and how a mark is drawn there.

The timeline and the strips share it. A mark is a row with ``when`` and ``bracket``
(the main date, and the article's beside it), ``seen``, ``bracket_seen``, ``past`` (told
as over), ``status``, ``sign``, ``quiet``, ``number`` and ``record_id``.
"""

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from helpers.case import dates
from helpers.case.cases import Case
from helpers.explorer import glyphs, shapes
from helpers.explorer import scale as scales
from helpers.explorer.glyphs import RADIUS, Reach
from helpers.explorer.sheet import LABEL, SMALL
from helpers.view.shown import Shown

SURE = 26  # pixels by which the known end of a bar stands out from what is not known
MARGIN = 18  # pixels inside the last panel for half a point, a "?" or a sign
THIN = 8  # pixels from a mark down to the article's bracket
GUTTER = 34  # pixels inside the first panel for a number and a "?"


@dataclass(frozen=True)
class Form:
    """The measures of a row of dates."""

    row: int  # its height
    middle: int  # from its top to its mark


@dataclass
class Item:
    """A dated mark on its way to a place: where it reaches, its label, its row."""

    mark: tuple
    main: Reach
    side: Reach | None
    low: float
    high: float
    label: tuple[str, float] | None = None
    row: int | None = None
    top: float = 0.0


def position(scale: scales.TimeScale, day: date, edge: float) -> float:
    """Place a day: its start (0), middle (.5) or end (1).

    Where two panels meet, a start belongs to the later one and an end to the earlier.
    """
    return scale.to_position(day.toordinal() + edge + 1e-6 * (1 - 2 * edge))


def _panel_of(scale: scales.TimeScale, x: float) -> tuple[float, float]:
    """Give the edges of the panel that a position lies in."""
    for _, _, x0, x1 in scale.panels:
        if x <= x1 + 0.5:
            return x0, x1
    return scale.panels[-1][2:]


def _starts(scale, when: dates.When) -> tuple[float, float, str]:
    """Place the start: the earliest, the latest, and how the end is drawn.

    A start that is not known runs to its panel's edge: no length may be made up.
    """
    if when.begin_earliest:
        x0 = position(scale, when.begin_earliest, 0)
        core = position(scale, when.begin_latest, 0) if when.begin_latest else x0
        return x0, x0 if when.moment else core, "shut"
    x1 = position(scale, when.begin_latest if when.moment else when.end_latest, 1)
    return _panel_of(scale, x1)[0], x1 - SURE, "unknown"


def _stops(scale, when: dates.When, right: float, seen: bool):
    """Place the stop: the latest, the earliest, and how the end is drawn."""
    if when.open_end or seen:
        return right, right, "seen" if seen else "open"
    if when.end_latest:
        x1 = position(scale, when.end_latest, 1)
        core = position(scale, when.end_earliest, 1) if when.end_earliest else x1
        return x1, x1 if when.moment else core, "shut"
    x0 = position(scale, when.begin_earliest if when.moment else when.begin_latest, 0)
    return _panel_of(scale, x0)[1], x0 + SURE, "unknown"


def reach(scale, when: dates.When, seen: bool, right: float) -> Reach:
    """Place a date up to a limit: what it may cover and what is certain."""
    if when.shape == "day":
        x = position(scale, when.begin_earliest, 0.5)
        return Reach(x, x, x, x)
    x0, core0, at_left = _starts(scale, when)
    x1, core1, at_right = _stops(scale, when, right, seen)
    if at_left == "unknown" or at_right == "unknown":
        core0, core1 = max(core0, x0), min(core1, max(x1, x0))
    elif core0 > core1:  # it began and ended inside one month or year
        at_left = at_right = "vague"
    found = Reach(x0, max(x1, x0 + 3), core0, core1, at_left, at_right)
    return _clipped(found, scale.pieces[0].x0, scale.pieces[-1].x1)


def _clipped(at: Reach, left: float, right: float) -> Reach:
    """Keep a date inside the axis; an end beyond it is drawn as running on.

    What can only lie outside (its start is not known) covers the axis as unknown.
    """
    if at.x1 < left or at.x0 > right:
        return Reach(left, right, right, right, at.left, "beyond")
    ends = {
        "left": "beyond" if at.x0 < left - 0.5 else at.left,
        "right": "beyond" if at.x1 > right + 0.5 else at.right,
    }
    x0, x1 = max(at.x0, left), min(at.x1, right)
    if at.core0 > at.core1:
        return Reach(x0, x1, at.core0, at.core1, **ends)
    core0, core1 = (min(max(c, left), right) for c in (at.core0, at.core1))
    return Reach(x0, x1, core0, core1, **ends)


def place(mark, scale, right: float) -> Item:
    """Place a mark along the line: all that it reaches, and the article's beside it."""
    main = reach(scale, mark.when, mark.seen, right)
    if mark.past and mark.when.shape == "span":  # over by then, nobody says since when
        main = replace(main, core0=main.x1, core1=main.x0, right="vague")
    side = None
    if mark.bracket.dated:
        side = reach(scale, mark.bracket, mark.bracket_seen, right)
    spans = [main] if side is None else [main, side]
    low = min(s.x0 - _overhang(s.left) for s in spans)
    high = max(s.x1 + _overhang(s.right) for s in spans)
    beside = mark.sign and mark.when.shape != "day" and main.right in ("shut", "vague")
    return Item(mark, main, side, low, max(high, main.x1 + 22) if beside else high)


def _overhang(end: str) -> float:
    """Give the room that an end takes outside its date: a "?", or half a point."""
    return 12 if end in ("unknown", "vague") else RADIUS


def labelled(item: Item, scale, stop: float) -> tuple[str, float]:
    """Place a label over the start of its mark, in its panel where it fits."""
    told = shapes.shorten(item.mark.label, 330, LABEL)
    wide = shapes.text_width(told, LABEL)
    x = item.main.x0 - (RADIUS if item.mark.when.shape == "day" else 0)
    left, right = scale.pieces[0].x0, stop
    for _, _, p0, p1 in scale.panels:
        if p0 - 1 <= x + RADIUS <= p1 + 1 and wide <= p1 - p0:
            left, right = p0, min(p1, stop)
    return told, max(left, min(x, right - wide))


def in_one_panel(label: tuple[str, float], scale) -> bool:
    """Whether a label lies inside one panel, with its first letter to its last."""
    told, x = label
    wide = shapes.text_width(told, LABEL)
    return any(p0 - 1 <= x and x + wide <= p1 + 1 for _, _, p0, p1 in scale.panels)


def span(item: Item) -> tuple[float, float]:
    """Give the stretch of its row that a mark and its label or number take."""
    if item.label:
        told, x = item.label
        wide = shapes.text_width(told, LABEL)
        return min(item.low, x), max(item.high, x + wide)
    number = shapes.text_width(str(item.mark.number), SMALL)
    return item.low - number - 4, item.high


def pack(items: list[Item], most: int) -> int:
    """Give each item the first row where it is free; those beyond ``most`` fold."""
    ends: list[float] = []
    for item in sorted(items, key=lambda i: (span(i)[0], i.mark.number)):
        low, high = span(item)
        row = next((i for i, end in enumerate(ends) if end + 9 <= low), len(ends))
        if row < most:
            ends[row : row + 1] = [high]
            item.row = row
    return len(ends)


def fit(
    shown: Shown,
    rows: pd.DataFrame,
    left: float,
    right: float,
    close: date | None = None,
):
    """Make the scale out of every bound that will be drawn.

    It ends with the article's day; ``close`` ends it where there is none.
    """
    asked = shown.view
    days = [d for when in [*rows.when, *rows.bracket] for d in dates.bounds(when)]
    first, last = asked.first or date.min, asked.last or date.max
    days = [min(max(d, first), last) for d in days]
    end = shown.case.published or close
    until = end if end and not asked.last and first <= end else None
    return scales.fit(days, left + GUTTER, right - MARGIN, asked.gaps, until)


def headings(scale: scales.TimeScale, y: float) -> list[dict]:
    """Name the panels where there is more than one."""
    panels, found = scale.panels, []
    if len(panels) < 2:
        return []
    for nth, (t0, t1, x0, x1) in enumerate(panels):
        first, last = scales.day_at(t0 + 0.01), scales.day_at(t1 - 0.01)
        if nth == 0 and t0 < panels[1][0] and not _is_dense(panels, 0):
            nearest = scales.day_at(panels[1][0] + 0.01)
            told = [f"before {nearest:%B} {nearest.year}", f"before {nearest.year}"]
        elif _is_dense(panels, nth):
            told = [f"{dates.stretch(first, last)}, day by day"]
            told += [
                dates.stretch(first, last),
                f"{first.day} {first:%b} to {last.day} {last:%b} {last.year}",
            ]
        else:
            told = [f"after {dates.day_in_words(first)}", f"after {first.year}"]
        fits = [t for t in told if shapes.text_width(t, LABEL) <= x1 - x0] or told[-1:]
        more = {"colour": "quiet", "role": "heading"}
        x = x0 - (0 if nth else GUTTER)
        found.append(shapes.text(x, y, fits[0], LABEL, **more))
    return found


def _is_dense(panels: list, nth: int) -> bool:
    pace = [(x1 - x0) / (t1 - t0) for t0, t1, x0, x1 in panels]
    return pace[nth] == max(pace)


def _break(piece: scales.Piece, y: float) -> list[dict]:
    """Mark a shortened gap on the axis."""
    x = (piece.x0 + piece.x1) / 2
    return [
        shapes.box(x - 4, y - 3, x + 4, y + 3, colour="ground", fill="ground"),
        shapes.line(x - 4, y + 6, x, y - 6, role="break"),
        shapes.line(x + 2, y + 6, x + 6, y - 6, role="break"),
    ]


def _skipped(scale: scales.TimeScale, y: float) -> list[dict]:
    """Write over each break what it skips, shorter or not at all where it is tight."""
    found, end = [], scale.pieces[0].x0 - GUTTER
    for piece in (p for p in scale.pieces if p.broken):
        middle = (piece.x0 + piece.x1) / 2
        for told in (f"{scales.skipped(piece)} skipped", scales.skipped(piece)):
            half = shapes.text_width(told, SMALL) / 2
            x = max(end + 6, middle - half)
            if x <= middle and x + 2 * half <= scale.pieces[-1].x1:
                more = {"colour": "quiet", "role": "gap"}
                found.append(shapes.text(x, y - 13, told, SMALL, **more))
                end = x + 2 * half
                break
    return found


def axis(scale: scales.TimeScale, top: float, y: float) -> list[dict]:
    """Draw the panels, the axis, its ticks and its breaks."""
    found, end = [], 0.0
    last = len(scale.panels) - 1
    for nth, (_, _, x0, x1) in enumerate(scale.panels):
        x0, x1 = x0 - (0 if nth else GUTTER), x1 + (MARGIN if nth == last else 0)
        found.append(shapes.box(x0, top, x1, y, fill="panel", role="panel"))
        found.append(shapes.line(x0, y, x1, y, width=1.2, role="axis"))
    for piece in scale.pieces:
        found += _break(piece, y) if piece.broken else []
    found += _skipped(scale, y)
    for x, label in scales.ticks(scale, 46):
        half = shapes.text_width(label, SMALL) / 2
        if x - half >= end + 6 and x + half <= scale.pieces[-1].x1 + 4:
            end = x + half
            more = {"align": "center", "colour": "quiet", "role": "tick"}
            found.append(shapes.line(x, y, x, y + 4, width=1, role="tick"))
            found.append(shapes.text(x, y + 13, label, SMALL, **more))
    return found


def article_line(scale, day: date, top: float, y: float) -> list[dict]:
    """Draw the article's own day across the chart."""
    x = position(scale, day, 1)
    told = f"article, {dates.day_in_words(day)}"
    wide = shapes.text_width(told, SMALL, True)
    left = min(x - wide / 2, scale.pieces[-1].x1 - wide)
    return [
        shapes.line(x, top, x, y + 21, width=1.6, role="article"),
        shapes.text(left, y + 29, told, SMALL, bold=True, role="article"),
    ]


def article_day(scale: scales.TimeScale, case: Case) -> date | None:
    """Give the article's day if it lies on the axis."""
    day = case.published
    inside = day and scale.pieces[0].t0 <= day.toordinal() < scale.pieces[-1].t1
    return day if inside else None


def drawn(item: Item, scale: scales.TimeScale, shape: Form) -> list[dict]:
    """Draw one mark with its article bracket, its sign, and its label or number."""
    mark, y = item.mark, item.top + shape.middle
    panels = [(x0, x1) for _, _, x0, x1 in scale.panels]
    found = []
    if item.side:
        found += glyphs.thin(item.side, y + THIN, mark.bracket)
    if mark.when.shape == "day":
        found += glyphs.point(item.main.x0, y, mark)
    elif mark.when.shape == "within":
        dash = glyphs.dashed(mark.when)
        hollow = mark.status != "happened"
        found += glyphs.bracket(item.main, y, glyphs.hue(mark), dash, 1.8, hollow)
        found += glyphs.sign_beside(item.main, y, mark)
    else:
        found += glyphs.bar(item.main, y, mark, panels)
        found += glyphs.sign_beside(item.main, y, mark)
    more = {"colour": "quiet" if mark.quiet or not item.label else "ink"}
    if item.label:
        told, x = item.label
        name = shapes.text(x, item.top + 6, told, LABEL, role="label", **more)
    else:
        x, told, more = item.low - 2, str(mark.number), more | {"align": "right"}
        name = shapes.text(x, y, told, SMALL, role="number", **more)
    return [shape | {"record_id": mark.record_id} for shape in [*found, name]]


def behind(item: Item, shape: Form) -> list[dict]:
    """Clear the ground under a label or number: no line runs through its letters."""
    more = {"fill": "panel", "opacity": 0.85, "record_id": item.mark.record_id}
    if item.label:
        told, x = item.label
        wide = shapes.text_width(told, LABEL)
        return [shapes.box(x - 2, item.top - 1, x + wide + 2, item.top + 13, **more)]
    wide = shapes.text_width(str(item.mark.number), SMALL)
    x, y = item.low - 2, item.top + shape.middle
    return [shapes.box(x - wide - 1, y - 6, x + 1, y + 6, **more)]


def target(item: Item, shape: Form, hover: str) -> dict:
    """Make a mark something to point at."""
    low, high = span(item)
    record = item.mark.record_id
    top, bottom = item.top, item.top + shape.row - 2
    return shapes.target(low, top, high, bottom, record, hover)
