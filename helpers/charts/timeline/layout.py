"""Where everything on a timeline goes: pixels, rows, labels. Pure."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from helpers import dates, select, theme
from helpers.cases import Case
from helpers.charts import scale as scales
from helpers.charts import shapes
from helpers.charts.timeline import content, glyphs
from helpers.charts.timeline.glyphs import LABEL, RADIUS, SMALL, Reach
from helpers.parameters import View

MOST_LABELS = 16
MOST_ROWS = {"acts": 14, "statements": 7, "reports": 5}
SURE = 14  # pixels by which the known end of a bar stands out from what is not known
MARGIN = 12  # pixels inside the last panel for half a point or a "?"
GUTTER = 34  # pixels inside the first panel for a number and a "?"
ASIDE = 250  # width of what stands beside the axis
MOST_AHEAD, MOST_LEFT_OUT, MOST_AFTER = 5, 7, 3
HEADING, STANDFIRST = 13.5, theme.SIZE["subtitle"] - 1


@dataclass(frozen=True)
class Form:
    """The measures that differ between the wide and the narrow timeline."""

    width: int
    narrow: bool
    edge: int
    row: int  # height of a row
    middle: int  # from a row's top to its mark
    thin: int  # from the mark down to the article's bracket


@dataclass(frozen=True)
class Plan:
    """A timeline laid out: its size, its shapes, its scale, and what was folded.

    A class because the shapes alone do not hold the size and the scale that go
    with them.
    """

    width: int
    height: int
    shapes: pd.DataFrame
    scale: scales.TimeScale | None
    marks: pd.DataFrame
    folded: dict[str, int]


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


def form(width: int) -> Form:
    """Choose the measures for a width: under 640 pixels the narrow form."""
    if width < 640:
        return Form(width, True, 4, 24, 12, 7)
    return Form(width, False, 14, 32, 20, 8)


# ---- along the line -------------------------------------------------------------


def _position(scale: scales.TimeScale, day: date, edge: float) -> float:
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
        x0 = _position(scale, when.begin_earliest, 0)
        core = _position(scale, when.begin_latest, 0) if when.begin_latest else x0
        return x0, x0 if when.moment else core, "shut"
    x1 = _position(scale, when.begin_latest if when.moment else when.end_latest, 1)
    return _panel_of(scale, x1)[0], x1 - SURE, "unknown"


def _stops(scale, when: dates.When, right: float, seen: bool):
    """Place the stop: the latest, the earliest, and how the end is drawn."""
    if when.open_end or seen:
        return right, right, "seen" if seen else "open"
    if when.end_latest:
        x1 = _position(scale, when.end_latest, 1)
        core = _position(scale, when.end_earliest, 1) if when.end_earliest else x1
        return x1, x1 if when.moment else core, "shut"
    x0 = _position(scale, when.begin_earliest if when.moment else when.begin_latest, 0)
    return _panel_of(scale, x0)[1], x0 + SURE, "unknown"


def reach(scale, when: dates.When, seen: bool, right: float) -> Reach:
    """Place a date up to a limit: what it may cover and what is certain."""
    if when.shape == "day":
        x = _position(scale, when.begin_earliest, 0.5)
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
    if at.left == "vague":
        return Reach(x0, x1, at.core0, at.core1, **ends)
    core0, core1 = (min(max(c, left), right) for c in (at.core0, at.core1))
    return Reach(x0, x1, core0, core1, **ends)


def _item(mark, scale, right: float) -> Item:
    main = reach(scale, mark.when, mark.seen, right)
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


def _labelled(item: Item, scale, stop: float) -> tuple[str, float]:
    """Place a label over the start of its mark, in its panel where it fits."""
    told = shapes.shorten(item.mark.label, 330, LABEL)
    wide = shapes.text_width(told, LABEL)
    x = item.main.x0 - (RADIUS if item.mark.when.shape == "day" else 0)
    left, right = scale.pieces[0].x0, stop
    for _, _, p0, p1 in scale.panels:
        if p0 - 1 <= x + RADIUS <= p1 + 1 and wide <= p1 - p0:
            left, right = p0, min(p1, stop)
    return told, max(left, min(x, right - wide))


def _span(item: Item) -> tuple[float, float]:
    """Give the stretch of its row that a mark and its label or number take."""
    if item.label:
        told, x = item.label
        wide = shapes.text_width(told, LABEL)
        return min(item.low, x), max(item.high, x + wide)
    number = shapes.text_width(str(item.mark.number), SMALL)
    return item.low - number - 4, item.high


def _pack(items: list[Item], most: int) -> int:
    """Give each item the first row where it is free; those beyond ``most`` fold."""
    ends: list[float] = []
    for item in sorted(items, key=lambda i: (_span(i)[0], i.mark.number)):
        low, high = _span(item)
        row = next((i for i, end in enumerate(ends) if end + 9 <= low), len(ends))
        if row < most:
            ends[row : row + 1] = [high]
            item.row = row
    return len(ends)


# ---- parts of the picture -------------------------------------------------------


def _header(title: str, subtitle: str, shape: Form) -> tuple[list[dict], float]:
    size = 15 if shape.narrow else theme.SIZE["title"]
    room, y, found = shape.width - 2 * shape.edge, 20.0, []
    for line in shapes.wrap(title, room, size, 6, bold=True):
        found.append(shapes.text(shape.edge, y, line, size, bold=True, role="title"))
        y += size * 1.35
    for line in shapes.wrap(subtitle, room, STANDFIRST, 9):
        more = {"colour": "quiet", "role": "subtitle"}
        found.append(shapes.text(shape.edge, y, line, STANDFIRST, **more))
        y += 17
    return found, y + 22


def _headings(scale: scales.TimeScale, y: float, narrow: bool) -> list[dict]:
    """Name the panels where there is more than one."""
    panels, size, found = scale.panels, SMALL if narrow else LABEL, []
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
        fits = [t for t in told if shapes.text_width(t, size) <= x1 - x0] or told[-1:]
        more = {"colour": "quiet", "role": "heading"}
        x = x0 - (0 if nth else GUTTER)
        found.append(shapes.text(x, y, fits[0], size, **more))
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


def _axis(scale: scales.TimeScale, top: float, y: float, narrow: bool) -> list[dict]:
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
    for x, label in scales.ticks(scale, 40 if narrow else 46):
        half = shapes.text_width(label, SMALL) / 2
        if x - half >= end + 6 and x + half <= scale.pieces[-1].x1 + 4:
            end = x + half
            more = {"align": "center", "colour": "quiet", "role": "tick"}
            found.append(shapes.line(x, y, x, y + 4, width=1, role="tick"))
            found.append(shapes.text(x, y + 13, label, SMALL, **more))
    return found


def _article_line(scale, day: date, top: float, y: float) -> list[dict]:
    x = _position(scale, day, 1)
    told = f"article, {dates.day_in_words(day)}"
    wide = shapes.text_width(told, SMALL, True)
    left = min(x - wide / 2, scale.pieces[-1].x1 - wide)
    return [
        shapes.line(x, top, x, y + 21, width=1.6, role="article"),
        shapes.text(left, y + 29, told, SMALL, bold=True, role="article"),
    ]


def _lanes(items: list[Item], scale, y: float, shape: Form):
    """Stack the lanes: captions, rows for the marks, and what did not fit."""
    found, folded = [], {}
    for lane in content.LANES:
        ours = [i for i in items if i.mark.lane == lane]
        if not ours:
            continue
        rows = _pack(ours, MOST_ROWS[lane] * (2 if shape.narrow else 1))
        folded[lane] = sum(i.row is None for i in ours)
        told = lane + (f"  (+{folded[lane]} in the list)" if folded[lane] else "")
        more = {"bold": True, "colour": "quiet", "role": "lane"}
        x = scale.pieces[0].x0 - GUTTER + 5
        found.append(shapes.text(x, y + 10, told, SMALL, **more))
        y += 19
        for item in ours:
            item.top = y + (item.row or 0) * shape.row
        y += rows * shape.row + 6
    return found, folded, y + 22


def _anchor(item: Item, shape: Form, towards: float | None = None):
    """Give the point of a mark that lines lead to: of a bar the one nearest to them."""
    y, at = item.top + shape.middle, item.main
    if at.left == "unknown":
        return at.x1, y
    if item.mark.when.shape == "span" and towards is not None:
        low, high = sorted((at.core0, at.core1))
        return min(max(towards, low), high), y
    return (at.x0 + at.x1) / 2, y


def _joins(items: list[Item], shape: Form) -> list[dict]:
    """Join what happened to who said it and who reported it, by thin lines."""
    at = {i.mark.record_id: i for i in items if i.row is not None}
    pairs = set()
    for item in at.values():
        for path in item.mark.follows:
            steps = [item.mark.record_id, *(p for p in path if p in at)]
            pairs |= set(zip(steps, steps[1:], strict=False))
    found = []
    for one, two in sorted(pairs):
        x1, y1 = _anchor(at[two], shape)
        x0, y0 = _anchor(at[one], shape, x1)
        found.append(glyphs.join(x0, y0, x1, y1, f"{one}>{two}"))
    return found


def _drawn(item: Item, scale: scales.TimeScale, shape: Form) -> list[dict]:
    """Draw one mark with its article bracket, its sign, and its label or number."""
    mark, y = item.mark, item.top + shape.middle
    panels = [(x0, x1) for _, _, x0, x1 in scale.panels]
    found = []
    if item.side:
        found += glyphs.thin(item.side, y + shape.thin, mark.bracket)
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
    colour = "quiet" if mark.quiet or not item.label else "ink"
    more = {"colour": colour, "record_id": mark.record_id}
    if item.label:
        told, x = item.label
        return [*found, shapes.text(x, item.top + 6, told, LABEL, role="label", **more)]
    x, told = item.low - 2, str(mark.number)
    return [
        *found,
        shapes.text(x, y, told, SMALL, align="right", role="number", **more),
    ]


def _behind(item: Item, shape: Form) -> list[dict]:
    """Clear the ground under a label or number: no line runs through its letters."""
    more = {"fill": "panel", "opacity": 0.85}
    if item.label:
        told, x = item.label
        wide = shapes.text_width(told, LABEL)
        return [shapes.box(x - 2, item.top - 1, x + wide + 2, item.top + 13, **more)]
    wide = shapes.text_width(str(item.mark.number), SMALL)
    x, y = item.low - 2, item.top + shape.middle
    return [shapes.box(x - wide - 1, y - 6, x + 1, y + 6, **more)]


def _target(item: Item, shape: Form, hover: str) -> dict:
    low, high = _span(item)
    record = item.mark.record_id
    top, bottom = item.top, item.top + shape.row - 2
    return shapes.target(low, top, high, bottom, record, hover)


def _ahead(case: Case, asked: View, x: float, y: float) -> tuple[list[dict], float]:
    """Write the prospects beside the axis: they have no date of their own."""
    rows, found = content.prospects(case, asked.dates), []
    if not rows:
        return [], y

    def put(told: str, size: float, high: float, **more) -> None:
        nonlocal y
        found.append(shapes.text(x, y, told, size, role="aside", **more))
        y += high

    put(f"Prospects ({len(rows)})", HEADING, 16, bold=True)
    put("about the future, so not on the axis", SMALL, 22, colour="quiet")
    for status, told, since, record in rows[:MOST_AHEAD]:
        for line in shapes.wrap(f"{status}: {told}", ASIDE, LABEL, 3):
            put(line, LABEL, 15, record_id=record)
        for line in shapes.wrap(since, ASIDE, SMALL):
            put(line, SMALL, 13, colour="quiet", record_id=record)
        y += 7
    if len(rows) > MOST_AHEAD:
        put(f"+{len(rows) - MOST_AHEAD} in the list", SMALL, 18, colour="quiet")
    return found, y + 14


def _left_out(case: Case, x: float, y: float) -> tuple[list[dict], float]:
    """Write what the article leaves out of its own time span."""
    gone = sorted(select.left_out(case).itertuples(), key=lambda e: _near(case, e))
    if not gone:
        return [], y
    more = {"role": "aside"}
    told = f"Left out by the article ({len(gone)})"
    found = [shapes.text(x, y, told, HEADING, bold=True, **more)]
    y += 20
    shown = sorted(gone[:MOST_LEFT_OUT], key=lambda e: content.start_of(e).toordinal())
    for row in shown:
        title = shapes.shorten(row.title, ASIDE, LABEL)
        found.append(shapes.text(x, y, title, LABEL, record_id=row.event_id, **more))
        for line in shapes.wrap(
            dates.in_words(dates.parse(row.when_known)), ASIDE, SMALL
        ):
            found.append(shapes.text(x, y + 14, line, SMALL, colour="quiet", **more))
            y += 13
        y += 19
    if len(gone) > MOST_LEFT_OUT:
        told = f"+{len(gone) - MOST_LEFT_OUT} in the list"
        found.append(shapes.text(x, y, told, SMALL, colour="quiet", **more))
        y += 18
    return found, y


def _near(case: Case, row) -> tuple:
    """Order what is left out: acts of several focus actors first, then the latest."""
    parts = {case.principal.get(a) for a in case.taking_part.get(row.event_id, [])}
    focused = len(parts & set(case.focus))
    return row.kind != "act", -focused, -content.start_of(row).toordinal(), row.event_id


def _aside(case: Case, asked: View, x: float, y: float) -> tuple[list[dict], float]:
    """Write what stands beside the axis; nothing where there is nothing."""
    ahead, y = _ahead(case, asked, x, y)
    gone, y = _left_out(case, x, y) if len(asked.layers) > 1 else ([], y)
    return ahead + gone, y


def _strip(case: Case, asked: View, left: float, right: float, y: float):
    """Write what came after the article on a strip of its own, off the axis."""
    rows = content.after(case, asked.dates) if "context" in asked.layers else []
    if not rows:
        return [], y
    lines = [
        f"{dates.in_words(select.when(e, asked.dates))}: {e.title}"
        for e in rows[:MOST_AFTER]
    ]
    if len(rows) > MOST_AFTER:
        lines.append(f"+{len(rows) - MOST_AFTER} in the list")
    high = 26 + 16 * len(lines)
    more = {"role": "aside"}
    found = [
        shapes.box(left, y, right, y + high, fill="panel", role="strip"),
        shapes.text(left + 8, y + 13, "After publication", LABEL, bold=True, **more),
    ]
    for nth, line in enumerate(lines):
        told = shapes.shorten(line, right - left - 16, LABEL)
        found.append(shapes.text(left + 8, y + 31 + 16 * nth, told, LABEL, **more))
    return found, y + high + 6


def _elsewhere(case: Case, asked: View, shape: Form, y: float):
    """Say in the narrow form what stands in the list instead of beside the axis."""
    context = "context" in asked.layers
    counts = {
        "prospects": len(content.prospects(case, asked.dates)),
        "left out by the article": (
            len(select.left_out(case)) if len(asked.layers) > 1 else 0
        ),
        "after publication": len(content.after(case, asked.dates)) if context else 0,
    }
    parts = [f"{n} {name}" for name, n in counts.items() if n]
    if not parts:
        return [], y
    found, told = [], f"In the list below: {', '.join(parts)}."
    for line in shapes.wrap(told, shape.width - 2 * shape.edge, LABEL, 4):
        found.append(shapes.text(shape.edge, y + 6, line, LABEL, role="aside"))
        y += 16
    return found, y + 6


# ---- the whole ------------------------------------------------------------------


def _scale(case: Case, asked: View, rows: pd.DataFrame, left: float, right: float):
    """Make the scale out of every bound that will be drawn."""
    days = [d for when in [*rows.when, *rows.bracket] for d in content.bounds(when)]
    first, last = asked.first or date.min, asked.last or date.max
    days = [min(max(d, first), last) for d in days]
    ends = case.published and not asked.last and first <= case.published
    until = case.published if ends else None
    return scales.fit(days, left + GUTTER, right - MARGIN, asked.gaps, until)


def _article_day(scale: scales.TimeScale, case: Case) -> date | None:
    """Give the article's day if it lies on the axis."""
    day = case.published
    inside = day and scale.pieces[0].t0 <= day.toordinal() < scale.pieces[-1].t1
    return day if inside else None


def _rank(item: Item) -> tuple:
    """Order marks for a label: the weightiest, then what happened, then in time."""
    return -item.mark.weight, item.mark.status != "happened", item.mark.number


def _body(case: Case, rows: pd.DataFrame, scale, top: float, shape: Form):
    """Draw the lanes with their marks, the axis and the article's own line."""
    day = _article_day(scale, case)
    right = scale.pieces[-1].x1
    stop = _position(scale, day, 1) if day else right
    items = [_item(m, scale, stop) for m in rows.itertuples() if m.when.dated]
    ranked = sorted(items, key=_rank)
    for item in [] if shape.narrow else ranked[:MOST_LABELS]:
        item.label = _labelled(item, scale, stop - 5 if day else right)
    lanes, folded, y = _lanes(items, scale, top, shape)
    shown = [i for i in items if i.row is not None]
    found = _axis(scale, top, y, shape.narrow)
    found += _joins(items, shape)
    found += [s for item in shown for s in _behind(item, shape)] + lanes
    found += _article_line(scale, day, top, y) if day else []
    found += [s for item in shown for s in _drawn(item, scale, shape)]
    found += [_target(i, shape, content.hover_words(case, i.mark)) for i in shown]
    return found, folded, y + 42


def _source_line(source: str, shape: Form, y: float) -> tuple[list[dict], float]:
    found = []
    for line in shapes.wrap(source, shape.width - 2 * shape.edge, SMALL, 9):
        more = {"colour": "quiet", "role": "source"}
        found.append(shapes.text(shape.edge, y + 3, line, SMALL, **more))
        y += 15
    return found, y


def _taught(rows: pd.DataFrame, drawn: list[dict]) -> set[str]:
    """List what the legend has to teach beside the shapes that it always shows."""
    teach = {
        "thin": any(w.dated for w in rows.bracket),
        "join": any(s.get("role") == "join" for s in drawn),
        "dash": any(glyphs.dashed(w) for w in [*rows.when, *rows.bracket]),
        "hollow": any(rows.status != "happened"),
        "quiet": any(rows.quiet),
        **{sign: any(rows.sign == sign) for sign in theme.SIGN_GLYPH},
    }
    return {name for name, there in teach.items() if there}


def layout(case: Case, asked: View, width: int = theme.WIDE, source: str = "") -> Plan:
    """Lay the timeline out for a width in pixels; under 640 the narrow form.

    The same case, view and width give the same shapes.
    """
    shape, rows = form(width), content.marks(case, asked)
    found, y = _header(*content.titles(case, asked, rows), shape)
    beside = [] if shape.narrow else _aside(case, asked, 0, 0)[0]
    right = width - shape.edge - (ASIDE + 36 if beside else 0)
    scale, folded, low = None, {}, y + 20
    if any(w.dated for w in rows.when):
        scale = _scale(case, asked, rows, shape.edge, right)
        found += _headings(scale, y - 12, shape.narrow)
        body, folded, low = _body(case, rows, scale, y, shape)
        found += body
    if shape.narrow:
        told, low = _elsewhere(case, asked, shape, low)
        found += told
    else:
        strip, low = _strip(case, asked, shape.edge, right, low)
        aside, end = _aside(case, asked, right + 36, y - 6)
        found, low = found + strip + aside, max(low, end if beside else low)
    if scale:
        room, kinds = width - 2 * shape.edge, _taught(rows, found)
        teach, low = glyphs.legend(shape.edge, low + 12, room, kinds)
        found += teach
    told, low = _source_line(source, shape, low)
    return Plan(width, int(low + 10), shapes.frame(found + told), scale, rows, folded)
