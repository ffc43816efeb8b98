"""The timeline as the explorer draws it: marks in lanes on one line of time."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from helpers import prose
from helpers.case import dates, signs
from helpers.case.cases import Case
from helpers.charts.dated import dates_of
from helpers.charts.timeline import content
from helpers.explorer import glyphs, line, shapes, sheet
from helpers.explorer import scale as scales
from helpers.explorer.line import Form
from helpers.explorer.sheet import EDGE, SMALL
from helpers.text import wording
from helpers.view import naming, select
from helpers.view.shown import Shown

MOST_LABELS = 16
FORM = Form(32, 20)
MOST_ROWS = {"acts": 14, "statements": 7, "reports": 5}
LANES = ("acts", "statements", "reports")
LANE_OF = {"act": "acts", "statement": "statements"}
COLUMNS = [
    "record_id", "number", "title", "label", "lane", "when", "bracket", "seen",
    "bracket_seen", "past", "status", "sign", "quiet", "weight", "words", "follows",
]  # fmt: skip


# ---- the marks ----------------------------------------------------------------------


def _alone(shown: Shown) -> bool:
    """Whether context records stand alone: there is no article, or it is not asked."""
    return not shown.case.article or "article" not in shown.view.layers


def _on_axis(shown: Shown) -> list:
    """Choose the events that stand on the axis: the article's, or all without one."""
    return [
        e
        for e in shown.case.rows("events")
        if (e.layer == "article" or _alone(shown))
        and not shown.is_prospect(e)
        and not select.is_after(shown.case, shown.when(e))
    ]


def _weight(row, near: int, signed: bool, status: str, when: dates.When) -> int:
    """Rank a mark for a label: those of the focus, signed, and well dated first."""
    exact = len({*dates.bounds(when)}) == (1 if when.moment else 2)
    dated = exact + bool(row.when_known) - 2 * when.unknown_begin
    return 2 * near + 2 * signed + (status == "happened") + dated


def _event_mark(shown: Shown, row, reports: set[str]) -> dict:
    case = shown.case
    parts = case.taking_part.get(row.event_id, [])
    near = {case.principal.get(a) for a in parts} & set(case.focus)
    sign = select.sign(case, row.event_id, shown.view.dates)
    status = shown.status(row)
    carried, date = case.cited.get(row.event_id, []), dates_of(shown, row)
    return {
        "record_id": row.event_id,
        "title": row.title,
        "label": row.title + ("" if status == "happened" else f" ({status})"),
        "lane": LANE_OF[row.kind],
        "status": status,
        "sign": sign,
        "quiet": row.layer == "context" and not _alone(shown),
        "weight": _weight(
            row, len(near), sign in ("+", "-", "both"), status, date["when"]
        ),
        "words": wording.date_of(shown, row),
        "follows": _carriers(carried, reports),
        **date,
    }


def _carriers(cited: list, reports: set[str]) -> list[tuple[str, ...]]:
    """List, for each citation, the statement and the reports that carried it."""
    found = []
    for row in (c for c in cited if c.stance == "supports"):
        path = (
            [row.said_event_id] if row.said_event_id not in ("", row.record_id) else []
        )
        path += [v for v in reversed(row.chain[1:]) if v in reports]
        if path:
            found.append(tuple(path))
    whole = [p for p in found if not any(set(p) < set(q) for q in found)]
    return sorted(set(whole))


def _report_mark(shown: Shown, row) -> dict:
    names = shown.case.actor_names
    who = [names[a] for a in dict.fromkeys([*row.author, row.publisher]) if a in names]
    return {
        "record_id": row.source_id,
        "title": row.title,
        "label": ", ".join(who) or row.title,
        "lane": "reports",
        "status": "happened",
        "sign": "",
        "quiet": row.role == "outside",
        "weight": 6 if row.role == "cited" else 3,
        "words": wording.date_of(shown, row),
        "follows": [],
        **dates_of(shown, row),
    }


def marks(shown: Shown) -> pd.DataFrame:
    """List what the timeline shows: a row a mark, in order of time.

    ``number`` leads from a mark without a label to its card in the list; ``follows``
    holds the paths from what happened to who said and who reported it.
    """
    case, asked = shown.case, shown.view
    reports = set(content.relayed(case))
    rows = [_event_mark(shown, e, reports) for e in _on_axis(shown)]
    if not asked.kinds or "report" in asked.kinds:
        chosen = select.filters(case, asked)
        rows += [
            _report_mark(shown, s)
            for s in case.rows("sources")
            if s.source_id in reports
            and shown.when(s).dated
            and not select.is_after(case, shown.when(s))
            and chosen.on_date(s)
            and (not chosen.sources or s.source_id in chosen.sources)
        ]
    carriers = {step for row in rows for path in row["follows"] for step in path}
    for row in rows:  # a line should not lead to a mark without a name
        row["weight"] += 3 * (row["record_id"] in carriers)
    rows.sort(key=_in_time)
    return pd.DataFrame(
        [row | {"number": i} for i, row in enumerate(rows, 1)], columns=COLUMNS
    )


def _in_time(row: dict) -> tuple:
    when = row["when"]
    first = when.begin_earliest or when.end_latest or date.max
    return (not when.dated, first, when.end_latest or date.max, row["record_id"])


def hover_words(case: Case, mark) -> str:
    """Write what a mark is, for the reader who points at it: a line a thing."""
    lines = [mark.title, mark.words]
    if mark.lane == "reports":
        lines.append(f"Report by {mark.label}")
    else:
        sign = f", {signs.OF_MARK[mark.sign].word} act" if mark.sign else ""
        lines.append(f"{prose.upper_first(mark.status)}{sign}")
    if parts := case.taking_part.get(mark.record_id):
        lines.append(naming.actor_list(case, parts))
    cited = case.cited.get(mark.record_id, [])
    places = [*dict.fromkeys(p for c in cited for p in c.locator.split(";") if p)]
    named = [case.source_titles.get(s, s) for s in {c.source_id: 0 for c in cited}]
    where = [", ".join(places)] if places else []
    more = f" and {len(named) - 2} more" if len(named) > 2 else ""
    if cited:
        lines.append("; ".join([*where, f"{'; '.join(named[:2])}{more}"]))
    return "\n".join(lines)


# ---- their places -------------------------------------------------------------------


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


def _lanes(items: list[line.Item], scale, y: float):
    """Stack the lanes: captions, rows for the marks, and what did not fit."""
    found, folded = [], {}
    for lane in LANES:
        ours = [i for i in items if i.mark.lane == lane]
        if not ours:
            continue
        rows = line.pack(ours, MOST_ROWS[lane])
        folded[lane] = sum(i.row is None for i in ours)
        told = lane + (f"  (+{folded[lane]} in the list)" if folded[lane] else "")
        more = {"bold": True, "colour": "quiet", "role": "lane"}
        x = scale.pieces[0].x0 - line.GUTTER + 5
        found.append(shapes.text(x, y + 10, told, SMALL, **more))
        y += 19
        for item in ours:
            item.top = y + (item.row or 0) * FORM.row
        y += rows * FORM.row + 6
    return found, folded, y + 22


def _anchor(item: line.Item, towards: float | None = None):
    """Give the point of a mark that lines lead to: of a bar the one nearest to them."""
    y, at = item.top + FORM.middle, item.main
    if at.left == "unknown":
        return at.x1, y
    if item.mark.when.shape == "span" and towards is not None:
        low, high = sorted((at.core0, at.core1))
        return min(max(towards, low), high), y
    return (at.x0 + at.x1) / 2, y


def _joins(items: list[line.Item]) -> list[dict]:
    """Join what happened to who said it and who reported it, by thin lines."""
    at = {i.mark.record_id: i for i in items if i.row is not None}
    pairs = set()
    for item in at.values():
        for path in item.mark.follows:
            steps = [item.mark.record_id, *(p for p in path if p in at)]
            pairs |= set(zip(steps, steps[1:], strict=False))
    found = []
    for one, two in sorted(pairs):
        x1, y1 = _anchor(at[two])
        x0, y0 = _anchor(at[one], x1)
        found.append(glyphs.join(x0, y0, x1, y1, f"{one}>{two}"))
    return found


def _rank(item: line.Item) -> tuple:
    """Order marks for a label: the weightiest, then what happened, then in time."""
    return -item.mark.weight, item.mark.status != "happened", item.mark.number


def _body(case: Case, rows: pd.DataFrame, scale, top: float):
    """Draw the lanes with their marks, the axis and the article's own line.

    A label that no panel has room for is a number in the list.
    """
    day = line.article_day(scale, case)
    right = scale.pieces[-1].x1
    stop = line.position(scale, day, 1) if day else right
    items = [line.place(m, scale, stop) for m in rows.itertuples() if m.when.dated]
    for item in sorted(items, key=_rank)[:MOST_LABELS]:
        label = line.labelled(item, scale, stop - 5 if day else right)
        item.label = label if line.in_one_panel(label, scale) else None
    lanes, folded, y = _lanes(items, scale, top)
    shown = [i for i in items if i.row is not None]
    found = line.axis(scale, top, y)
    found += _joins(items)
    found += [s for item in shown for s in line.behind(item, FORM)] + lanes
    found += line.article_line(scale, day, top, y) if day else []
    found += [s for item in shown for s in line.drawn(item, scale, FORM)]
    found += [line.target(i, FORM, hover_words(case, i.mark)) for i in shown]
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


def layout(shown: Shown, width: int) -> Plan:
    """Lay the timeline out for a width in pixels, without a title.

    The same case, view and width give the same shapes.
    """
    rows, room = marks(shown), sheet.room(width)
    scale, folded, found, low = None, {}, [], 20
    if any(w.dated for w in rows.when):
        scale = line.fit(shown, rows, EDGE, EDGE + room)
        found += line.headings(scale, 8)
        body, folded, low = _body(shown.case, rows, scale, 20)
        found += body
        taught = glyphs.samples(_taught(rows, found), shown.case.text)
        teach, low = sheet.legend("How to read a date", taught, EDGE, low + 12, room)
        found += teach
    return Plan(width, int(low + 10), shapes.frame(found), scale, rows, folded)
