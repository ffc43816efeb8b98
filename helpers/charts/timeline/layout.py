"""Where everything on a timeline goes: pixels, rows, labels. Pure."""

from dataclasses import dataclass

import pandas as pd

from helpers import prose, theme
from helpers.case import dates, signs
from helpers.case.cases import Case
from helpers.charts.timeline import content
from helpers.draw import glyphs, line, shapes, sheet
from helpers.draw import scale as scales
from helpers.draw.glyphs import LABEL, SMALL
from helpers.draw.line import Form
from helpers.view import select
from helpers.view.shown import Shown

MOST_LABELS = 16
MOST_ROWS = {"acts": 14, "statements": 7, "reports": 5}
ASIDE = 250  # width of what stands beside the axis
MOST_AHEAD, MOST_LEFT_OUT, MOST_AFTER = 5, 7, 3
HEADING = 13.5


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


# ---- parts of the picture -------------------------------------------------------


def _lanes(items: list[line.Item], scale, y: float, shape: Form):
    """Stack the lanes: captions, rows for the marks, and what did not fit."""
    found, folded = [], {}
    for lane in content.LANES:
        ours = [i for i in items if i.mark.lane == lane]
        if not ours:
            continue
        rows = line.pack(ours, MOST_ROWS[lane] * (2 if shape.narrow else 1))
        folded[lane] = sum(i.row is None for i in ours)
        told = lane + (f"  (+{folded[lane]} in the list)" if folded[lane] else "")
        more = {"bold": True, "colour": "quiet", "role": "lane"}
        x = scale.pieces[0].x0 - line.GUTTER + 5
        found.append(shapes.text(x, y + 10, told, SMALL, **more))
        y += 19
        for item in ours:
            item.top = y + (item.row or 0) * shape.row
        y += rows * shape.row + 6
    return found, folded, y + 22


def _anchor(item: line.Item, shape: Form, towards: float | None = None):
    """Give the point of a mark that lines lead to: of a bar the one nearest to them."""
    y, at = item.top + shape.middle, item.main
    if at.left == "unknown":
        return at.x1, y
    if item.mark.when.shape == "span" and towards is not None:
        low, high = sorted((at.core0, at.core1))
        return min(max(towards, low), high), y
    return (at.x0 + at.x1) / 2, y


def _joins(items: list[line.Item], shape: Form) -> list[dict]:
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


def _ahead(shown: Shown, x: float, y: float) -> tuple[list[dict], float]:
    """Write the prospects beside the axis: they have no date of their own."""
    rows, found = content.prospects(shown), []
    if not rows:
        return [], y

    def put(told: str, size: float, high: float, **more) -> None:
        nonlocal y
        found.append(shapes.text(x, y, told, size, **{"role": "aside"} | more))
        y += high

    put(f"Prospects ({len(rows)})", HEADING, 16, bold=True)
    put("about the future, so not on the axis", SMALL, 22, colour="quiet")
    for status, told, since, record in rows[:MOST_AHEAD]:
        for part in shapes.wrap(f"{status}: {told}", ASIDE, LABEL, 3):
            put(part, LABEL, 15, record_id=record)
        for part in shapes.wrap(since, ASIDE, SMALL):
            put(part, SMALL, 13, colour="quiet", record_id=record)
        y += 7
    if len(rows) > MOST_AHEAD:
        more = {"colour": "quiet", "role": "more"}
        put(f"+{len(rows) - MOST_AHEAD} in the list", SMALL, 18, **more)
    return found, y + 14


def _left_out(shown: Shown, x: float, y: float) -> tuple[list[dict], float]:
    """Write what other sources tell of the article's own time span."""
    gone = sorted(
        select.left_out(shown.case).itertuples(), key=lambda e: _near(shown.case, e)
    )
    if not gone:
        return [], y
    more = {"role": "aside"}
    told = f"Not in the article ({len(gone)})"
    found = [shapes.text(x, y, told, HEADING, bold=True, **more)]
    y += 20
    named = sorted(gone[:MOST_LEFT_OUT], key=lambda e: content.start_of(e).toordinal())
    for row in named:
        title = shapes.shorten(row.title, ASIDE, LABEL)
        found.append(shapes.text(x, y, title, LABEL, record_id=row.event_id, **more))
        when = shown.when(row)
        day = dates.in_words(when) if when.dated else ""
        of = {"colour": "quiet", "record_id": row.event_id, **more}
        for part in shapes.wrap(day, ASIDE, SMALL):
            found.append(shapes.text(x, y + 14, part, SMALL, **of))
            y += 13
        y += 19
    if len(gone) > MOST_LEFT_OUT:
        told = f"+{len(gone) - MOST_LEFT_OUT} in the list"
        found.append(shapes.text(x, y, told, SMALL, colour="quiet", role="more"))
        y += 18
    return found, y


def _near(case: Case, row) -> tuple:
    """Order what is left out: acts of several focus actors first, then the latest."""
    parts = {case.principal.get(a) for a in case.taking_part.get(row.event_id, [])}
    focused = len(parts & set(case.focus))
    return row.kind != "act", -focused, -content.start_of(row).toordinal(), row.event_id


def _aside(shown: Shown, x: float, y: float) -> tuple[list[dict], float]:
    """Write what stands beside the axis; nothing where there is nothing."""
    ahead, y = _ahead(shown, x, y)
    gone, y = _left_out(shown, x, y) if len(shown.view.layers) > 1 else ([], y)
    return ahead + gone, y


def _strip(shown: Shown, left: float, right: float, y: float):
    """Write what came after the article on a strip of its own, off the axis."""
    rows = content.after(shown) if "context" in shown.view.layers else []
    if not rows:
        return [], y
    lines = [
        (f"{dates.in_words(shown.when(e))}: {e.title}",
         {"record_id": e.event_id, "role": "aside"})
        for e in rows[:MOST_AFTER]
    ]  # fmt: skip
    if len(rows) > MOST_AFTER:
        lines.append((f"+{len(rows) - MOST_AFTER} in the list", {"role": "more"}))
    high = 26 + 16 * len(lines)
    more = {"role": "aside"}
    found = [
        shapes.box(left, y, right, y + high, fill="panel", role="strip"),
        shapes.text(left + 8, y + 13, "After publication", LABEL, bold=True, **more),
    ]
    for nth, (part, more) in enumerate(lines):
        told = shapes.shorten(part, right - left - 16, LABEL)
        found.append(shapes.text(left + 8, y + 31 + 16 * nth, told, LABEL, **more))
    return found, y + high + 6


def _elsewhere(shown: Shown, shape: Form, y: float):
    """Say in the narrow form what stands in the list instead of beside the axis."""
    context = "context" in shown.view.layers
    ahead = len(content.prospects(shown))
    counts = {
        prose.verb(ahead, "prospect", "prospects"): ahead,
        "not in the article": (
            len(select.left_out(shown.case)) if len(shown.view.layers) > 1 else 0
        ),
        "after publication": len(content.after(shown)) if context else 0,
    }
    parts = [f"{n} {name}" for name, n in counts.items() if n]
    if not parts:
        return [], y
    found, told = [], f"In the list below: {', '.join(parts)}."
    for part in shapes.wrap(told, shape.width - 2 * shape.edge, LABEL, 4):
        found.append(shapes.text(shape.edge, y + 6, part, LABEL, role="more"))
        y += 16
    return found, y + 6


# ---- the whole ------------------------------------------------------------------


def _rank(item: line.Item) -> tuple:
    """Order marks for a label: the weightiest, then what happened, then in time."""
    return -item.mark.weight, item.mark.status != "happened", item.mark.number


def _body(case: Case, rows: pd.DataFrame, scale, top: float, shape: Form, tight=False):
    """Draw the lanes with their marks, the axis and the article's own line.

    Where it is ``tight`` a label that no panel has room for is a number in the list.
    """
    day = line.article_day(scale, case)
    right = scale.pieces[-1].x1
    stop = line.position(scale, day, 1) if day else right
    items = [line.place(m, scale, stop) for m in rows.itertuples() if m.when.dated]
    ranked = sorted(items, key=_rank)
    for item in [] if shape.narrow else ranked[:MOST_LABELS]:
        label = line.labelled(item, scale, stop - 5 if day else right)
        item.label = label if not tight or line.in_one_panel(label, scale) else None
    lanes, folded, y = _lanes(items, scale, top, shape)
    shown = [i for i in items if i.row is not None]
    found = line.axis(scale, top, y, shape.narrow)
    found += _joins(items, shape)
    found += [s for item in shown for s in line.behind(item, shape)] + lanes
    found += line.article_line(scale, day, top, y) if day else []
    found += [s for item in shown for s in line.drawn(item, scale, shape)]
    found += [line.target(i, shape, content.hover_words(case, i.mark)) for i in shown]
    return found, folded, y + 42


def _taught(rows: pd.DataFrame, drawn: list[dict]) -> set[str]:
    """List what the legend has to teach beside the shapes that it always shows."""
    teach = {
        "thin": any(w.dated for w in rows.bracket),
        "join": any(s.get("role") == "join" for s in drawn),
        "dash": any(glyphs.dashed(w) for w in [*rows.when, *rows.bracket]),
        "pale": any(s.get("role") == "pale" for s in drawn),
        "hollow": any(rows.status != "happened"),
        "quiet": any(rows.quiet),
        **{sign: any(rows.sign == sign) for sign in signs.OF_MARK},
    }
    return {name for name, there in teach.items() if there}


def layout(
    shown: Shown,
    width: int = theme.WIDE,
    source: str = "",
    bare: bool = False,
    rows: pd.DataFrame | None = None,
) -> Plan:
    """Lay the timeline out for a width in pixels; under 640 the narrow form.

    A ``bare`` one has no title, and nothing stands beside its axis. ``rows`` are its
    marks where they are known already. The same case, view and width give the same
    shapes.
    """
    shape, rows = line.form(width), content.marks(shown) if rows is None else rows
    told = ("", "") if bare else content.titles(shown, rows)
    found, y = sheet.header(*told, width)
    beside = [] if bare or shape.narrow else _aside(shown, 0, 0)[0]
    right = width - shape.edge - (ASIDE + 36 if beside else 0)
    scale, folded, low = None, {}, y + 20
    if any(w.dated for w in rows.when):
        scale = line.fit(shown, rows, shape.edge, right)
        found += line.headings(scale, y - 12, shape.narrow)
        body, folded, low = _body(shown.case, rows, scale, y, shape, bare)
        found += body
    if shape.narrow and not bare:
        told, low = _elsewhere(shown, shape, low)
        found += told
    elif not bare:
        strip, low = _strip(shown, shape.edge, right, low)
        aside, end = _aside(shown, right + 36, y - 6)
        found, low = found + strip + aside, max(low, end if beside else low)
    if scale:
        room, kinds = width - 2 * shape.edge, _taught(rows, found)
        taught = glyphs.samples(kinds, shown.case.text)
        teach, low = sheet.legend(
            "How to read a date", taught, shape.edge, low + 12, room
        )
        found += teach
    told, low = sheet.footer(source, width, low)
    return Plan(width, int(low + 10), shapes.frame(found + told), scale, rows, folded)
