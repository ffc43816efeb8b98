"""What order adds to dates, as tables: each window with the facts that narrow it."""

from html import escape

import pandas as pd

from helpers.lists import records
from helpers.lists.cards import DIRECTION, linked
from helpers.lists.records import Listing
from helpers.text import bounds, orders, wording
from helpers.view import naming
from helpers.view.shown import Shown

__all__ = ["listing", "narrowed", "without"]
HEADS = ("record", "stated", "by order", "because, and in whose words")


def narrowed(shown: Shown) -> Listing:
    """List the dates that order narrows: as stated, by order, and on whose word.

    Examples
    --------
    >>> print(windows.narrowed(shown))
    Taliban rule most of Afghanistan: still so on 11 September 2021; start not ...
    """
    found = [(row, _parts(shown, row)) for row in orders.narrowed(shown)]
    if not found:
        return Listing("", "")
    heads = "".join(f'<th scope="col">{head}</th>' for head in HEADS)
    body = "".join(_line(shown, row, *parts) for row, parts in found)
    html = records.tabled("Dates that order narrows", heads, body)
    lines = (
        f"{naming.heading(shown.case, row)}: {stated}; {by_order}: {why}"
        for row, (stated, by_order, why) in found
    )
    return Listing(html, "\n".join(lines))


def _parts(shown: Shown, row) -> tuple[str, str, str]:
    """Write the date of a record as stated, by order, and why."""
    sides = bounds.sides(shown, row[1])
    days, facts = (
        "; ".join(write(shown, *one) for one in sides)
        for write in (bounds.day, bounds.because)
    )
    return wording.stated(shown, row), days, facts


def _line(shown: Shown, row, stated: str, by_order: str, why: str) -> str:
    """Write a row of the table."""
    named = escape(naming.heading(shown.case, row))
    cells = (escape(stated), escape(by_order), linked(shown.case, why))
    rest = "".join(f"<td>{cell}</td>" for cell in cells)
    head = f'<th scope="row" {DIRECTION}><a href="#{escape(row[1])}">{named}</a></th>'
    return f'<tr class="by-order">{head}{rest}</tr>'


def listing(shown: Shown) -> Listing:
    """List what is said to come before what, each with who says so.

    Examples
    --------
    >>> print(windows.listing(shown))
    “Attacks of 9/11” comes before (by 7,305 days) “Twentieth anniversary of 9/11”: ...
    """
    rows = [row for row in shown.case.rows("orders") if shown.status(row)]
    parts = [
        (f"By the {shown.case.text}", [r for r in rows if r.layer == "article"]),
        ("By other sources", [r for r in rows if r.layer != "article"]),
    ]
    return records.listed(shown, parts, "O")


def without(shown: Shown) -> Listing:
    """Count the dates that fall back without one voice's orders, or without one order.

    Examples
    --------
    >>> print(windows.without(shown))
    Dates that fall back without one voice or one order
    ...
    """
    columns = ["without", "dates that fall back"]
    frame = pd.DataFrame(orders.fall_back(shown), columns=columns)
    caption = "Dates that fall back without one voice or one order"
    return records.table(frame.set_index("without"), caption)
