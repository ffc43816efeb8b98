"""The argument: what supports and what opposes the thesis, and how firmly it is put.

``steps`` reads it from the claims, ``layout`` gives everything its place.
"""

from functools import partial
from html import escape

from helpers.charts.argument.layout import MOST, TAUGHT, WITHOUT, layout
from helpers.draw import face
from helpers.draw.face import Chart
from helpers.lists import cards, records
from helpers.lists.records import Listing
from helpers.text import summary
from helpers.text.argument import (
    ROLES,
    alt,
    content,
    drift,
    heading,
    in_text,
    links,
    mentions,
    titles,
    where,
)
from helpers.view.shown import Shown

__all__ = [
    "MOST", "ROLES", "TAUGHT", "WITHOUT", "alt", "chart", "content", "drift",
    "heading", "layout", "listing", "mentions", "titles", "where",
]  # fmt: skip


def chart(shown: Shown) -> Chart:
    """Draw the argument of a case, in both faces."""
    told, source = titles(shown), summary.source_line(shown.case)
    draw = partial(layout, shown, source=source)
    return face.chart("03-argument", told, source, alt(shown), draw)


def _linked(rows: list, ids: list[str]) -> str:
    """Write claims as links to their cards, with their texts."""
    texts = {r.claim_id: r.text for r in rows}
    found = [
        f'<li><a href="#{escape(i)}">{escape(i)}</a>'
        f" <span {records.DIRECTION}>{escape(texts[i])}</span></li>"
        for i in ids
    ]
    return f"<ul>{''.join(found)}</ul>" if found else ""


def card(shown: Shown, row, rows: list) -> str:
    """Write the evidence of a claim: its links both ways, its voices, its note."""
    own, every = row.claim_id, links(rows)

    def ahead(verb: str) -> str:
        return _linked(rows, [t for v, t in every[own] if v == verb])

    def back(verb: str) -> str:
        return _linked(rows, [c for c, told in every.items() if (verb, own) in told])

    body = cards.pairs(
        [
            ("Supports", ahead("supports")),
            ("Opposes", ahead("opposes")),
            ("Supported by", back("supports")),
            ("Opposed by", back("opposes")),
            ("Note", escape(row.note)),
        ]
    )
    body = cards.evidence(shown, own) + cards.objections(shown, own) + body
    return f'{body}<p class="id"><a href="#{escape(own)}">{escape(own)}</a></p>'


def listing(shown: Shown) -> Listing:
    """List all claims and questions by role, with their cards."""
    case = shown.case
    rows, found = in_text(case), list(content(case).itertuples())
    html = "".join(
        records.group(
            heading(case, role),
            [
                records.fold(
                    records.title(claim.text, where(case, claim)),
                    claim.claim_id,
                    card(shown, claim, rows),
                )
                for claim in found
                if claim.role == role
            ],
        )
        for role in ROLES
    )
    lines = [f"{c.claim_id} {c.role}: {c.text} ({where(case, c)})" for c in found]
    return Listing(f'<div class="listing">{html}</div>', "\n".join(lines))
