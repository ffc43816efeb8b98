"""The list beside a chart: each record with its evidence, as inert HTML.

It is the keyboard's and the screen reader's way in, and the place that a link to a
record leads to.
"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import pandas as pd

from helpers import prose
from helpers.case import signs
from helpers.case.cases import Case
from helpers.text import ties, wording
from helpers.view import naming, select
from helpers.view.shown import Shown

STANCE = {"supports": "says so", "disputes": "disputes it", "nuances": "nuances it"}
DIRECTION = 'dir="auto"'  # a title may be written from right to left


@dataclass(frozen=True)
class Listing:
    """HTML that a notebook shows as it is, with a plain twin."""

    html: str
    text: str

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        return {"text/plain": self.text, "text/html": self.html}


def pairs(rows: list[tuple[str, str]]) -> str:
    """Write terms and descriptions; a description is HTML already."""
    kept = "".join(f"<dt>{t}</dt><dd {DIRECTION}>{d}</dd>" for t, d in rows if d)
    return f"<dl>{kept}</dl>"


def table(frame: pd.DataFrame, caption: str) -> Listing:
    """Write a frame of counts as a table: its index as row heads, numbers right."""
    heads = [frame.index.name or "", *frame.columns]
    top = "".join(
        f'<th scope="col"{"" if n == 0 else " class=n"}>{escape(str(head))}</th>'
        for n, head in enumerate(heads)
    )
    body = "".join(
        f'<tr><th scope="row">{escape(str(row[0]))}</th>'
        + "".join(f'<td class="n">{escape(str(cell))}</td>' for cell in row[1:])
        + "</tr>"
        for row in frame.itertuples()
    )
    html = (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )
    return Listing(html, f"{caption}\n{frame.to_string()}")


def source_link(case: Case, source: str) -> str:
    """Write a source's title as a link to its entry among the sources."""
    titles = case.source_titles
    if source not in titles:
        return escape(source)
    return f'<a href="#{escape(source)}">{escape(titles[source])}</a>'


def _voices(case: Case, chain: list[str]) -> str:
    """Write a chain of voices, each source with who published it."""
    names = case.actor_names
    steps = []
    for voice in chain:
        if voice == case.article:
            steps.append(f'<a href="#{escape(voice)}">the article</a>')
        elif voice.startswith("S"):
            row = case.by_source.get(voice)
            by = names.get(row.publisher, "") if row is not None else ""
            link = source_link(case, voice)
            steps.append(f"{escape(by)}, {link}" if by else link)
        else:
            steps.append(escape(naming.in_full(case, voice)))
    return " ← ".join(steps)


def evidence(case: Case, record: str, support: bool = True) -> str:
    """List who says so: a line a citation, with place, voices and stance.

    Without ``support`` those that dispute or nuance it.
    """
    rows = case.cited.get(record, [])
    rows = [row for row in rows if (row.stance == "supports") == support]
    lines = []
    for row in rows:
        place = f", {escape(row.locator.replace(';', ', '))}" if row.locator else ""
        modal = (
            f", {escape(wording.quoted(case, row.strength))}" if row.strength else ""
        )
        note = f" <small>{escape(row.note)}</small>" if row.note else ""
        line = f"{_voices(case, row.chain)}{place}: {STANCE[row.stance]}{modal}"
        lines.append(f"<li>{line}.{note}</li>")
    return f"<ul>{''.join(lines)}</ul>" if lines else ""


def _held(shown: Shown, row) -> str:
    """Return a record's status in a reading, or say that the text gives none."""
    return wording.firm(shown, row) or f"no status by the {shown.case.text}"


def _dated(shown: Shown, row) -> str:
    """Write when a record was, and how firm it is."""
    parts = wording.date_of(shown, row), wording.firm(shown, row)
    return "; ".join(filter(None, parts))


def _about(shown: Shown, row) -> str:
    """Write in a line what a record is, how firm and when."""
    sign = signs.OF_MARK[row.sign].word if getattr(row, "sign", "") else ""
    basis = getattr(row, "basis", "")
    kind = f"{sign} {basis}".strip() if basis else ""
    day = wording.date_of(shown, row) if hasattr(row, "when_article") else ""
    return "; ".join(filter(None, [kind, wording.firm(shown, row), day]))


def _status(shown: Shown, row) -> str:
    """Write a record's status; of a prospect its source's word too."""
    coded = wording.status_of(row, shown.view.dates, shown.case.text)
    firm = wording.firm(shown, row)
    ahead = shown.is_prospect(row) and firm != shown.status(row)
    return f"{firm} (coded as {coded})" if ahead else coded


READ = {  # what a card says of a record that hangs on the reading
    "date": wording.date_of,
    "status": _status,
    "held": _held,
    "dated": _dated,
    "made": wording.made,
}
PARTS = {  # what the cards of a table say so
    "sources": ("date", "dated", "made"),
    "memberships": ("date", "dated"),
    "events": ("date", "dated", "status"),
    "relations": ("date", "dated", "status", "held"),
}


def read(shown: Shown, row, part: str) -> str:
    """Write what hangs on the reading, named so that the page can tell it anew."""
    here = READ[part](shown, row)
    if all(READ[part](shown.by(how), row) == here for how in select.READINGS):
        return escape(here)
    return f'<span data-read="{escape(row[1])} {part}">{escape(here)}</span>'


def reread(shown: Shown, reading: str) -> dict[str, str]:
    """Return what ``read`` would write otherwise in another reading, by its names."""
    other = shown.by(reading)
    return {
        f"{row[1]} {part}": told
        for table, parts in PARTS.items()
        for row in shown.case.rows(table)
        for part in parts
        if (told := READ[part](other, row)) != READ[part](shown, row)
    }


def _tie(shown: Shown, row) -> str:
    """Write a relation: pair, sign, basis, status and id."""
    sign = signs.OF_MARK[row.sign].word if row.sign else "unsigned"
    return (
        escape(f"{naming.ends(shown.case, row)} ({sign}, {row.basis}, ")
        + f"{read(shown, row, 'held')}; {escape(row.relation_id)})"
    )


def _ties(shown: Shown, rows: list) -> str:
    """Write relations one after another."""
    return "; ".join(_tie(shown, row) for row in rows)


def _said_here(shown: Shown, event: str) -> str:
    """List what was said in a statement: the relations that it carries."""
    rows = (
        shown.case.by_id.get(record) for record in shown.case.carried.get(event, [])
    )
    relations = [row for row in rows if hasattr(row, "source_actor")]
    return _ties(shown, sorted(relations, key=lambda row: row.Index))


def card(shown: Shown, row) -> str:
    """Write the evidence of one record: dates, status, actors, voices, note."""
    case, record = shown.case, row[1]
    return pairs(
        [
            *_of_itself(shown, row),
            ("Who says so", evidence(case, record)),
            ("Disputed, nuanced", evidence(case, record, support=False)),
            ("Known from", ", ".join(source_link(case, s) for s in row.known_sources)),
            ("As a tie", _ties(shown, case.being.get(record, []))),
            ("Said there", _said_here(shown, record)),
            ("Codes", escape(codes(row))),
            ("Note", escape(row.note)),
        ]
    )


def _of_itself(shown: Shown, row) -> list[tuple[str, str]]:
    """List what a record is: when, how firm, who, where, against whom."""
    case = shown.case
    places = dict(zip(case.places.place_id, case.places.name, strict=True))
    actors = in_full(case, case.taking_part.get(row[1], []))
    has_status = hasattr(row, "status_article")
    return [
        ("Date", read(shown, row, "date")),
        ("Status", read(shown, row, "status") if has_status else ""),
        ("Actors", escape(actors)),
        ("By", escape(by_whom(case, row, in_full))),
        ("Place", escape(places.get(getattr(row, "place_id", ""), ""))),
        ("In short", escape(getattr(row, "summary", ""))),
        ("Between", _ties(shown, case.by_fact.get(getattr(row, "fact", ""), []))),
        ("Aimed at", escape(in_full(case, getattr(row, "against", [])))),
        ("May be", record_lines(shown, getattr(row, "may_be", []))),
    ]


def in_full(case: Case, actors: list[str]) -> str:
    """Name actors with their offices."""
    return naming.joined([naming.in_full(case, actor) for actor in actors])


def codes(row) -> str:
    """Write the PLOVER and CAMEO codes of a relation; blank where none fits."""
    plover = [getattr(row, "plover", ""), getattr(row, "plover_mode", "")]
    plover += getattr(row, "plover_context", [])
    joined = ", ".join(filter(None, plover))
    cameo = getattr(row, "cameo", "")
    parts = [f"PLOVER {joined}" if joined else "", f"CAMEO {cameo}" if cameo else ""]
    return "; ".join(filter(None, parts))


def by_whom(case: Case, row, name: Callable = naming.actor_list) -> str:
    """Name the authors and the publisher of a source; blank for other records."""
    named = [*getattr(row, "author", []), getattr(row, "publisher", "")]
    return name(case, [a for a in dict.fromkeys(named) if a in case.actor_names])


def entry(shown: Shown, row, number: str, home: str) -> str:
    """Write one line of the list that opens into its card.

    The card has the record's id where the list is its ``home``: letters of records. A
    record may stand in several lists of a page, and has one place to link to.
    """
    record = escape(row[1])
    named, case = escape(naming.heading(shown.case, row)), shown.case
    title = f'<span class="title" {DIRECTION}>{named}</span>'
    parts = [escape(by_whom(case, row)), read(shown, row, "dated")]
    described = "; ".join(filter(None, parts))
    about = f'<span class="about">{described}</span>'
    numbered = f'<span class="number">{number}</span> ' if number else ""
    head = f"{numbered}{title} {about}"
    own = record if record[:1] in home else f"card-{record}"
    anchor = f'<div class="card" id="{own}" tabindex="-1">{card(shown, row)}'
    return (
        f"<li><details><summary>{head}</summary>{anchor}"
        f'<p class="id"><a href="#{record}">{record}</a></p></div></details></li>'
    )


def folded(found: Listing, summary: str) -> Listing:
    """Fold a list away under one line, so that a page stays calm."""
    head = f"<summary>{escape(summary)}</summary>"
    return Listing(f'<details class="fold">{head}{found.html}</details>', found.text)


def group(heading: str, entries: list[str]) -> str:
    """Write a part of the list with its heading; nothing where it is empty."""
    if not entries:
        return ""
    items = "".join(entries)
    return f'<h3>{escape(heading)}</h3><ul class="records">{items}</ul>'


def listing(shown: Shown, marks: pd.DataFrame, beside: dict, home: str) -> Listing:
    """List the marks of a chart in their order, then the records beside it.

    ``beside`` maps a heading to rows of the case's tables.
    """
    numbers = {row.record_id: str(row.number) for row in marks.itertuples()}
    parts = [
        ("On the axis", [(n, select.find(shown.case, i)) for i, n in numbers.items()])
    ]
    parts += [(name, [("", row) for row in kept]) for name, kept in beside.items()]
    return numbered(shown, parts, home)


def listed(shown: Shown, parts: dict[str, list], home: str) -> Listing:
    """List records under headings, each with its card."""
    bare = [(name, [("", row) for row in rows]) for name, rows in parts.items()]
    return numbered(shown, bare, home)


def numbered(shown: Shown, parts: list, home: str) -> Listing:
    """List records with their cards: ``parts`` are headings with numbered rows."""
    html = "".join(
        group(
            f"{name} ({len(kept)})",
            [entry(shown, row, n, home) for n, row in kept],
        )
        for name, kept in parts
    )
    lines = [
        f"{n or '-'} {naming.heading(shown.case, row)}: {wording.date_of(shown, row)}"
        for _, kept in parts
        for n, row in kept
    ]
    return Listing(f'<div class="listing">{html}</div>', "\n".join(lines))


# ---- lists of ties ---------------------------------------------------------------


def record_line(shown: Shown, row) -> str:
    """Write a record as one line that links to its card."""
    title = f"<span {DIRECTION}>{escape(naming.heading(shown.case, row))}</span>"
    described = escape(_about(shown, row))
    small = f'<small data-read="">{described}</small>'
    return f'<li><a href="#{escape(row[1])}">{title}</a> {small}</li>'


def record_lines(shown: Shown, ids: list[str]) -> str:
    """Write some records as lines that link to their cards; those of the view."""
    rows = [shown.case.by_id[i] for i in ids if i in shown.case.by_id]
    lines = "".join(record_line(shown, row) for row in rows)
    return f"<ul>{lines}</ul>" if lines else ""


def title(words_: str, about: str) -> str:
    """Write the head of an entry: what it is, and a quiet line about it."""
    named = f'<span class="title" {DIRECTION}>{escape(words_)}</span>'
    return f'{named} <span class="about">{escape(about)}</span>'


def fold(head: str, own: str, body: str) -> str:
    """Write an entry that opens into its card; head and body are HTML already."""
    card = f'<div class="card" id="{escape(own)}" tabindex="-1">{body}</div>'
    return f"<li><details><summary>{head}</summary>{card}</details></li>"


def lesser(tie) -> str:
    """Count the facts of a tie that are less certain; blank where none is."""
    n = getattr(tie, "less_certain", 0)
    return f"{prose.count(n, 'fact')} of those below" if n else ""


def tie_card(shown: Shown, tie) -> str:
    """Write on what a tie rests: its first voices and its records."""
    return pairs(
        [
            ("First voices", escape(in_full(shown.case, tie.voices))),
            ("Less certain", lesser(tie)),
            ("Records", record_lines(shown, tie.records)),
        ]
    )


def tie_entry(shown: Shown, tie) -> str:
    """Write one tie of a list, opening into the records that it rests on."""
    head = title(naming.tie(shown.case, tie), ties.summary(shown.case, tie))
    return fold(head, ties.anchor(tie), tie_card(shown, tie))


def tie_listing(shown: Shown, parts: dict) -> Listing:
    """List ties by heading; ``parts`` maps a heading to a frame of ties."""
    html = "".join(
        group(
            f"{name} ({len(frame)})",
            [tie_entry(shown, tie) for tie in frame.itertuples()],
        )
        for name, frame in parts.items()
    )
    lines = [
        f"{name}: {naming.tie(shown.case, tie)}: {ties.summary(shown.case, tie)}"
        for name, frame in parts.items()
        for tie in frame.itertuples()
    ]
    return Listing(f'<div class="listing">{html}</div>', "\n".join(lines))
