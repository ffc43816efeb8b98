"""The timeline: what happened when, who said so, and how well each date is known.

``content`` chooses the events and their groups. Of a coding of ties without an article
it is the course of each pair.
"""

from dataclasses import replace

from helpers.charts import dated, strips
from helpers.charts.timeline.content import (
    after,
    alt,
    carried,
    entries,
    groups,
    precision,
    prospects,
    start_of,
)
from helpers.draw.picture import Picture
from helpers.draw.rows import Group, Row
from helpers.lists import records
from helpers.text import opening, summary, wording
from helpers.view import account, select
from helpers.view.shown import Shown

__all__ = ["chart", "listing", "precision"]
PROSPECTS = "Prospects: what may come"
HEADS = ("paragraph, status, voices", "a row opens its evidence")


def chart(shown: Shown) -> Picture:
    """Draw the timeline of a case as a view asks for it.

    Examples
    --------
    >>> chart = timeline.chart(show(View(as_of="2020-10", gaps="linear")))
    >>> chart.save("timeline.pdf", width="17cm").name
    'timeline.pdf'
    """
    told = title(shown)
    if coded_ties(shown):
        named = {"name": "01-timeline", "title": told}
        return replace(strips.chart(shown), **named)
    axis, parts = groups(shown)

    def rows(some: list) -> tuple[Row, ...]:
        return tuple(dated.row(shown, one, axis) for one in some)

    made = tuple(Group(name, *map(rows, both)) for name, *both in parts)
    opened = [row for group in made for row in group.rows]
    taught = [entry for _, some, _ in parts for entry in some]
    return Picture(
        name="01-timeline",
        title=told,
        subtitle="",
        source=summary.source_line(shown.case),
        alt=alt(told, opened),
        axis=axis,
        groups=made,
        legend=tuple(dated.legend(shown, opened, taught)),
        heads=HEADS,
    )


def title(shown: Shown) -> str:
    """Write the finding of the first screen; none where nothing is dated."""
    whens = (shown.when(event) for event in shown.case.rows("events"))
    if not coded_ties(shown) and not any(when.dated for when in whens):
        return "Nothing in this view is dated"
    return opening.finding(shown).text.rstrip(".")


def coded_ties(shown: Shown) -> bool:
    """Return whether a case codes ties rather than events, and no article."""
    whole = shown.whole
    return not whole.article and len(whole.relations) > len(whole.events)


def listing(shown: Shown) -> records.Listing:
    """List every record of the timeline, and those beside it, with their evidence.

    Examples
    --------
    >>> print(timeline.listing(shown))
    US policy in Afghanistan since 2001: since 2001, still so on ...
    """
    case = shown.case
    context = "context" in shown.view.layers
    both, ours = len(shown.view.layers) > 1, account.coded_from(case)
    named = [entry.event for entry in entries(shown) if entry.when.dated]
    carriers = [case.by_source[one] for one in carried(case)]
    out = select.left_out(case) if both else []
    parts = {
        "Events": [e for e in named if e.layer == "article" or not both or not ours],
        "Reports": [s for s in carriers if shown.when(s).dated],
        PROSPECTS: [select.find(case, record) for *_, record in prospects(shown)],
        f"Not in the {case.text}": sorted(out, key=start_of),
        wording.later(case): after(shown) if context else [],
    }
    told = {row[1] for rows in parts.values() for row in rows}
    rest = [e for e in case.rows("events") if e.event_id not in told]
    parts["Said not to be so"] = [e for e in rest if shown.denied(e)]
    rest = [e for e in rest if not shown.denied(e)]
    parts["In other sources, of another time"] = [
        e for e in rest if shown.when(e).dated
    ]
    parts["Not dated"] = [e for e in rest if not shown.when(e).dated]
    return records.listed(shown, list(parts.items()), "E")
