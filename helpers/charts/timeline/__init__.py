"""The timeline: what happened when, who said so, and how well each date is known.

``content`` chooses the marks, ``layout`` gives them their places, ``glyphs`` knows
what each shape of a date looks like.
"""

from helpers.case.cases import Case
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
from helpers.view.parameters import View

__all__ = [
    "STILL", "Plan", "after", "alt", "carried", "chart", "layout", "listing", "marks",
    "precision", "prospects", "relayed", "titles",
]  # fmt: skip


def chart(case: Case, asked: View) -> Chart:
    """Draw the timeline of a case as a view asks for it, in both faces."""
    rows, source = marks(case, asked), summary.source_line(case)
    told, text = titles(case, asked, rows), alt(case, asked, rows)

    def draw(width: int) -> Sheet:
        plan = layout(case, asked, width, source, rows=rows)
        return Sheet(plan.shapes, plan.width, plan.height)

    return face.chart("01-timeline", told, source, text, draw)


def listing(case: Case, asked: View) -> records.Listing:
    """List every record of the timeline, on the axis and beside it, with evidence."""
    rows = marks(case, asked)
    ahead = [select.find(case, record) for *_, record in prospects(case, asked.dates)]
    context = "context" in asked.layers
    both = len(asked.layers) > 1
    gone = list(select.left_out(case).itertuples()) if both else []
    beside = {
        "Prospects": ahead,
        "Not in the article": sorted(gone, key=start_of),
        "After publication": after(case, asked.dates) if context else [],
    }
    told = {i for kept in beside.values() for i in (row[1] for row in kept)}
    shown = {m.record_id for m in rows.itertuples() if m.when.dated}
    told |= shown
    rest = [e for e in case.rows("events") if e.event_id not in told]
    dated = [select.when(e, asked.dates).dated for e in rest]
    beside["Known from outside, of another time"] = [
        e for e, there in zip(rest, dated, strict=True) if there
    ]
    lost = [e for e, there in zip(rest, dated, strict=True) if not there]
    rows = rows[[record in shown for record in rows.record_id]]
    return records.listing(case, asked, rows, {"Without a date": lost} | beside, "E")
