"""The timeline: what happened when, who said so, and how well each date is known.

``content`` chooses the marks, ``layout`` gives them their places, ``glyphs`` knows
what each shape of a date looks like.
"""

from helpers.charts.timeline.content import (
    STILL,
    after,
    alt,
    carried,
    marks,
    precision,
    prospects,
    relayed,
    start_of,
    titles,
)
from helpers.charts.timeline.layout import Plan, layout
from helpers.draw import face
from helpers.draw.face import Chart, Sheet
from helpers.lists import records
from helpers.text import summary
from helpers.view import select
from helpers.view.shown import Shown

__all__ = [
    "STILL", "Plan", "after", "alt", "carried", "chart", "layout", "listing", "marks",
    "precision", "prospects", "relayed", "titles",
]  # fmt: skip


def chart(shown: Shown) -> Chart:
    """Draw the timeline of a case as a view asks for it, in both faces."""
    rows, source = marks(shown), summary.source_line(shown.case)
    told, text = titles(shown, rows), alt(shown, rows)

    def draw(width: int) -> Sheet:
        plan = layout(shown, width, source, rows=rows)
        return Sheet(plan.shapes, plan.width, plan.height)

    return face.chart("01-timeline", told, source, text, draw)


def listing(shown: Shown) -> records.Listing:
    """List every record of the timeline, on the axis and beside it, with evidence."""
    case = shown.case
    rows = marks(shown)
    ahead = [select.find(case, record) for *_, record in prospects(shown)]
    context = "context" in shown.view.layers
    both = len(shown.view.layers) > 1
    gone = list(select.left_out(case).itertuples()) if both else []
    beside = {
        "Prospects": ahead,
        "Not in the article": sorted(gone, key=start_of),
        "After publication": after(shown) if context else [],
    }
    told = {i for kept in beside.values() for i in (row[1] for row in kept)}
    on_axis = {m.record_id for m in rows.itertuples() if m.when.dated}
    told |= on_axis
    rest = [e for e in case.rows("events") if e.event_id not in told]
    dated = [shown.when(e).dated for e in rest]
    beside["Known from outside, of another time"] = [
        e for e, there in zip(rest, dated, strict=True) if there
    ]
    lost = [e for e, there in zip(rest, dated, strict=True) if not there]
    rows = rows[[record in on_axis for record in rows.record_id]]
    return records.listing(shown, rows, {"Without a date": lost} | beside, "E")
