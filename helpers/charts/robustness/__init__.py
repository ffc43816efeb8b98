"""Robustness: which variation of a view moves which finding, from what to what.

A row is a variation that moves something, a column a finding; a blank cell is unmoved.
``content`` sorts the outcomes of a sweep, ``layout`` gives everything its place.
"""

from html import escape

from helpers import prose
from helpers.case.cases import Case
from helpers.charts.robustness.content import (
    MOST,
    Column,
    about,
    alt,
    anchor,
    content,
    finding_anchor,
    item,
    titles,
)
from helpers.charts.robustness.layout import layout
from helpers.compare import moving
from helpers.compare.findings import Outcome
from helpers.compare.moving import Move
from helpers.compare.variations import Variation
from helpers.draw import face
from helpers.draw.face import Chart
from helpers.lists import cards, records
from helpers.lists.records import Listing
from helpers.text import summary, verdicts
from helpers.view import focus, naming
from helpers.view.shown import Shown

__all__ = ["MOST", "chart", "content", "layout", "listing", "titles"]


def chart(shown: Shown, outcomes: list[Outcome]) -> Chart:
    """Draw what moves around a view, in both faces; ``case`` is what it shows."""
    case = shown.case
    told, found = titles(shown, outcomes), content(shown, outcomes)
    source, text = summary.source_line(case), alt(shown, outcomes)

    def draw(width: int):
        return layout(case, found, told, width, source)

    return face.chart("05-robustness", told, source, text, draw)


def listing(shown: Shown, outcomes: list[Outcome]) -> Listing:
    """List the findings, then each variation that moves any, with what goes and comes.

    A record that the view shows links to its card.
    """
    case = shown.case
    found = content(shown, outcomes)
    told = [_finding(case, column) for column in found.columns]
    html = records.group(f"Findings ({len(told)})", told)
    lacks = {
        one: naming.joined([verdicts.short(case, name) for name in names])
        for one, names in found.lacks.items()
    }
    for kind, rows in found.rows.items():
        entries = [_variation(case, *row, lacks[moving.key(row[0])]) for row in rows]
        html += records.group(f"{verdicts.kind_head(kind)} ({len(rows)})", entries)
    lines = [
        f"{variation.label}: {_changes(case, by_name, lacks[moving.key(variation)])}"
        for rows in found.rows.values()
        for variation, by_name in rows
    ]
    return Listing(f'<div class="listing">{html}</div>', "\n".join(lines))


def _changes(case: Case, by_name: dict[str, Move], lacks: str) -> str:
    told = [
        f"{verdicts.short(case, name)} {verdicts.change(move)}"
        for name, move in by_name.items()
    ]
    return "; ".join(told + ([f"not counted: {lacks}"] if lacks else []))


def _finding(case: Case, column: Column) -> str:
    """Write a finding: its words, its range, and what it counts in this view."""
    base = column.base
    head = records.title(
        prose.upper_first(verdicts.short(case, base.name)), about(column)
    )
    body = cards.pairs([("What it is", escape(base.about)),
                          ("Counted", _items(case, base.items))])  # fmt: skip
    return records.fold(head, finding_anchor(column), body)


def _variation(case: Case, one: Variation, by_name: dict[str, Move], lacks: str) -> str:
    """Write a variation: each finding that it moves, with what goes and what comes."""
    n = prose.count(len(by_name), "finding")
    told = f"{n}; {one.subject}" if one.subject else n
    head = records.title(prose.upper_first(one.label), told)
    moved = [
        (
            escape(verdicts.short(case, name)),
            escape(verdicts.change(move))
            + _told(case, "gone", move.gone)
            + _told(case, "come", move.come),
        )
        for name, move in by_name.items()
    ]
    moved += [("Not counted", escape(lacks))] if lacks else []
    return records.fold(head, anchor(one), cards.pairs(moved))


def _told(case: Case, what: str, items: list[str]) -> str:
    return f"<div><small>{what}</small>{_items(case, items)}</div>" if items else ""


def _items(case: Case, items: list[str]) -> str:
    """List what a finding counts, what the view shows of it as links to its cards."""
    lines = "".join(f"<li>{_item(case, one)}</li>" for one in items)
    return f"<ul>{lines}</ul>" if lines else ""


def _item(case: Case, one: str) -> str:
    told = f"<span {records.DIRECTION}>{escape(item(case, one))}</span>"
    row = focus.asserting(case, one)
    record = row.relation_id if row is not None else one
    if record[:1] in "ER" and record in case.by_id:
        return f'<a href="#{escape(record)}">{told}</a>'
    return told
