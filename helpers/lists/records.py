"""The list beside a chart: each record with its evidence, as inert HTML.

It is the keyboard's and the screen reader's way in, and the place that a link to a
record leads to.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import pandas as pd

from helpers import prose
from helpers.lists.cards import DIRECTION, card, in_full, pairs, read, record_lines
from helpers.text import ties, wording
from helpers.text.lede import Lede
from helpers.text.opening import First
from helpers.view import naming
from helpers.view.shown import Shown

__all__ = ["counted", "folded", "table"]


@dataclass(frozen=True)
class Listing:
    """HTML that a notebook shows as it is, with a plain twin."""

    html: str
    text: str

    def __str__(self) -> str:
        """Give the plain twin."""
        return self.text

    def _ipython_display_(self) -> None:
        """Leave no output where there is no list; others are shown as they are."""
        if self.html:
            raise NotImplementedError

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"text/plain": self.text, "text/html": self.html}


def table(frame: pd.DataFrame, caption: str) -> Listing:
    """Write a frame of counts as a table: its index as row heads, numbers right.

    Nothing, where the frame has no row.

    Examples
    --------
    >>> print(records.table(timeline.precision(shown), "How the dates are known"))
    How the dates are known
    ...
    """
    if frame.empty:
        return Listing("", "")
    top = f'<th scope="col">{escape(frame.index.name or "")}</th>'
    top += _cells("th", 'scope="col" class=n', frame.columns)
    body = ""
    for head, *row in frame.itertuples():
        cells = _cells("td", 'class="n"', row)
        body += f'<tr><th scope="row">{escape(str(head))}</th>{cells}</tr>'
    return Listing(tabled(caption, top, body), f"{caption}\n{frame.to_string()}")


def _cells(tag: str, look: str, row: Iterable) -> str:
    return "".join(f"<{tag} {look}>{escape(str(cell))}</{tag}>" for cell in row)


def tabled(caption: str, heads: str, body: str) -> str:
    """Put rows of a table under its heads and its caption, which also names it."""
    caption = escape(caption)
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{caption}">'
        f"<table><caption>{caption}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def entry(shown: Shown, row, home: str) -> str:
    """Write one line of the list that opens into its card.

    The card has the record's id where the list is its ``home``: letters of records. A
    record may stand in several lists of a page, and has one place to link to.
    """
    record, named = escape(row[1]), naming.heading(shown.case, row)
    own = row[1] if row[1][:1] in home else f"card-{row[1]}"
    body = f'{card(shown, row)}<p class="id"><a href="#{record}">{record}</a></p>'
    return _opening(named, read(shown, row, "dated", "small"), own, body)


def folded(found: Listing, summary: str) -> Listing:
    """Fold a list away under one line, so that a page stays calm; none if empty.

    Examples
    --------
    >>> folded = records.folded(timeline.listing(shown), "Each record")
    >>> "<summary>Each record</summary>" in folded.html
    True
    """
    if not found.html:
        return found
    head = f"<summary>{escape(summary)}</summary>"
    return Listing(f'<details class="fold">{head}{found.html}</details>', found.text)


def group(heading: str, entries: list[str]) -> str:
    """Write a part of the list with its heading; nothing where it is empty."""
    if not entries:
        return ""
    return f'<h3>{escape(heading)}</h3><ul class="records">{"".join(entries)}</ul>'


def joined(
    parts: Iterable[tuple[str, list[str]]], lines: Iterable[str], counted: bool = True
) -> Listing:
    """Join parts, a heading and its entries each; ``lines`` are the plain twin.

    A heading says how many entries it has, where they are ``counted``.
    """
    html = "".join(
        group(f"{head} ({len(entries)})" if counted else head, entries)
        for head, entries in parts
    )
    whole = f'<div class="listing">{html}</div>' if html else ""
    return Listing(whole, "\n".join(lines))


def listed(shown: Shown, parts: list[tuple[str, list]], home: str) -> Listing:
    """List records under headings, each with its card."""
    entries = (
        (name, [entry(shown, row, home) for row in rows]) for name, rows in parts
    )
    lines = (
        f"{naming.heading(shown.case, row)}:"
        f" {wording.date_of(shown, row) or wording.firm(shown, row)}"
        for _, rows in parts
        for row in rows
    )
    return joined(entries, lines)


def counted(shown: Shown, *opened: First | Lede) -> Listing:
    """List the records behind each number of what opens a page or a chapter.

    Examples
    --------
    >>> print(records.counted(shown, lede.dating(shown)))
    Events resting only on a report or a claim: E...
    """
    counts = [one for first in opened for one in first.counts
              if one.leads and len(one.records) > 1]  # fmt: skip
    items = ""
    for one in counts:
        body = record_lines(shown, [*one.records])
        many = prose.count(len(one.records), "record")
        items += fold(one.what, many, one.target, body)
    html = f'<div class="listing"><ul class="records">{items}</ul></div>'
    lines = [f"{one.what}: {', '.join(one.records)}" for one in counts]
    return Listing(html if counts else "", "\n".join(lines))


# ---- lists of ties ---------------------------------------------------------------


def fold(named: str, about: str, own: str, body: str) -> str:
    """Write an entry that opens into its card; the body is HTML already.

    Its head is what it is, and a quiet line about it.
    """
    return _opening(named, f"<small>{escape(about)}</small>", own, body)


def _opening(named: str, about: str, own: str, body: str) -> str:
    head = f"<b {DIRECTION}>{escape(named)}</b> {about}"
    card = f'<div class="card" id="{escape(own)}" tabindex="-1">{body}</div>'
    return f"<li><details><summary>{head}</summary>{card}</details></li>"


def lesser(tie) -> str:
    """Count the facts of a tie that are less certain; blank where none is."""
    n = getattr(tie, "less_certain", 0)
    return f"{prose.count(n, 'fact')} of those below" if n else ""


def tie_card(shown: Shown, tie) -> str:
    """Write what is no tie, and on what a tie rests: its origins and its records."""
    return pairs(
        [
            ("What it is", ties.KINDS.get(tie.kind, "")),
            ("Origins", escape(in_full(shown.case, tie.voices))),
            ("Less certain", lesser(tie)),
            ("Records", record_lines(shown, tie.records)),
        ]
    )


def tie_listing(shown: Shown, parts: dict) -> Listing:
    """List ties by heading, each opening into the records that it rests on.

    ``parts`` maps a heading to a frame of ties.
    """
    entries, lines = [], []
    for head, frame in parts.items():
        made = []
        for tie in frame.itertuples():
            named, about = naming.tie(shown.case, tie), ties.summary(shown.case, tie)
            lines.append(f"{head}: {named}: {about}")
            made.append(fold(named, about, ties.anchor(tie), tie_card(shown, tie)))
        entries.append((head, made))
    return joined(entries, lines)
