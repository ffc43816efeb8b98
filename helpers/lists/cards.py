"""The card of a record: what it says, when, on whose word, and who objects; inert HTML.

Every source has its address and its date; every text of the data is escaped here.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from html import escape

from helpers import prose
from helpers.case import firmness, schema, signs
from helpers.case.cases import Case
from helpers.case.inherited import grouped
from helpers.text import bounds, wording
from helpers.view import naming, voices
from helpers.view.shown import Shown

STANCE = {"disputes": "Disputes", "nuances": "Adds"}
WORDING = {"quote": "quoted", "paraphrase": "paraphrased", "hedge": "with a hedge"}
ADDRESS = re.compile(r"https?://[^\s\"<>]+", re.IGNORECASE)
OUT = re.compile(r'<a href="(https?:[^"]*)"[^>]*>(.*?)</a>', re.IGNORECASE)
NO_TRACE = ' rel="noopener noreferrer"'  # for a link that leaves the page
ORDERED = ("first_id", "second_id")  # the two records of an order
ID = re.compile(rf"\b[EMORS]{schema.ID}\b")
DIRECTION = 'dir="auto"'  # a title may be written from right to left


def pairs(rows: list[tuple[str, str]]) -> str:
    """Write terms and descriptions; a description is HTML already."""
    kept = "".join(f"<dt>{t}</dt><dd {DIRECTION}>{d}</dd>" for t, d in rows if d)
    return f"<dl>{kept}</dl>"


def _part(title: str) -> str:
    """Write what stands over a part of a card: a heading would need a level."""
    return f'<p class="part">{title}</p>'


# ---- sources ------------------------------------------------------------------------


def source_link(case: Case, source: str) -> str:
    """Write a source's title as a link to its entry among the sources."""
    titles = case.source_titles
    if source not in titles:
        return escape(source)
    return f'<a href="#{escape(source)}">{escape(titles[source])}</a>'


def cite(shown: Shown, source: str, brief: bool = False) -> str:
    """Write a source with its publisher, date and address; its entry is a link too.

    A ``brief`` one leaves its title to the entry, if it has a publisher.
    """
    case = shown.case
    row = case.by_source.get(source)
    if row is None:
        return escape(source)
    by, title = escape(case.actor_names.get(row.publisher, "")), escape(row.title)
    parts = [by] if brief and by else [by, title]
    if ADDRESS.fullmatch(row.url):
        parts[-1] = f'<a href="{escape(row.url)}"{NO_TRACE}>{parts[-1]}</a>'
    parts += ["opinion"] * (row.kind == "opinion" and not brief)
    parts.append(read(shown, row, "made"))
    return f"{', '.join(filter(None, parts))} ({_entry(source)})"


def _voice(shown: Shown, voice: str, brief: bool = False) -> str:
    """Write a step of a chain: a source, or who speaks in it."""
    if voice in shown.case.by_source:
        return cite(shown, voice, brief)
    return escape(naming.in_full(shown.case, voice))


def _chain(shown: Shown, chain: list[str], place: str, end: str) -> str:
    """Write a chain as steps, from the source that was read to the first voice."""
    steps = [_voice(shown, voice) for voice in chain]
    steps[0] += place
    steps[-1] += end
    return f"<ol>{''.join(f'<li>{step}</li>' for step in steps)}</ol>"


def _place(cited) -> str:
    """Write where in its source a citation stands, and in which word it is put."""
    places = [escape(place.strip()) for place in cited.locator.split(";")]
    return f", {', '.join(places)}" if cited.locator else ""


def _note(case: Case, cited) -> str:
    """Write what its coder noted beside a citation, and how the source puts it."""
    word = escape(wording.quoted(case, cited.strength)) if cited.strength else ""
    word = ", ".join(filter(None, [word, WORDING.get(cited.wording, "")]))
    note = escape(cited.note)
    return "".join(f" <small>{told}</small>" for told in (word, note) if told)


def evidence(shown: Shown, record: str) -> str:
    """Write who says so: the longest chain step by step, others in a line each."""
    case = shown.case
    if not (cited := case.supporting(record)):
        return ""
    best = max(cited, key=lambda c: (c.source_id == case.article, len(c.chain)))
    steps = best.chain or [best.source_id]
    main = _chain(shown, steps, _place(best), _note(case, best))
    others = _placed_together([c for c in cited if c is not best])
    more = "".join(f"<li>{_line(shown, c, best.chain)}</li>" for c in others)
    also = f"<p>Also</p><ul>{more}</ul>" if more else ""
    return f"{_part('Who says so, step by step')}{main}{also}"


def _placed_together(cited: list) -> list:
    """Put citations together that differ in nothing but their place in the source."""
    same = grouped(
        ((c.source_id, tuple(c.chain), c.stance, c.strength, c.wording, c.note), c)
        for c in cited
    )
    return [
        some[0]._replace(locator=";".join(filter(None, (c.locator for c in some))))
        for some in same.values()
    ]


def _line(shown: Shown, cited, main: list[str] = ()) -> str:
    """Write a citation in a line, from the source that was read to the first voice.

    Where it goes on as the ``main`` chain does, which is told above, it ends there.
    """
    chain = cited.chain or [cited.source_id]
    rests = ((n, chain[n:]) for n in range(1, len(chain)))
    same = next((n for n, rest in rests if [*main[-len(rest) :]] == rest), None)
    steps = [_voice(shown, voice, True) for voice in chain[:same]]
    steps[0] += _place(cited)
    if same:
        steps.append(_short(shown.case, chain[same]))
    return " ← ".join(steps) + _note(shown.case, cited)


def _short(case: Case, voice: str) -> str:
    """Name a voice that is told in full above, a source by who published it."""
    row = case.by_source.get(voice)
    if row is None:
        return escape(naming.voice_name(case, voice))
    return escape(case.actor_names.get(row.publisher, "") or row.title)


def objections(shown: Shown, record: str) -> str:
    """List who disputes a record, or adds to what it says."""
    cited = [c for c in shown.case.cited.get(record, []) if c.stance in STANCE]
    cited.sort(key=lambda c: list(STANCE).index(c.stance))
    rows = "".join(
        f"<li><strong>{STANCE[c.stance]}:</strong> {_line(shown, c)}</li>"
        for c in _placed_together(cited)
    )
    return f"{_part('Who objects or adds')}<ul>{rows}</ul>" if rows else ""


# ---- what depends on the reading -----------------------------------------------------


def _held(shown: Shown, row) -> str:
    """Return a record's status in a reading, or say that the article gives none."""
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


def _lines(shown: Shown, row) -> str:
    """Write a line for the article and one for the other sources, with their heads."""
    firm, body = hasattr(row, "status_article"), ""
    for how in ("article", "known"):
        parts = [_reads(shown, row, part, how) for part in ("when", "status")]
        if any(parts):
            when, held = _told(shown, row, how, *parts)
            head = f'<th scope="row">{_teller(shown.case, row, how)}</th>'
            body += f"<tr>{head}<td>{when}</td>{f'<td>{held}</td>' * firm}</tr>"
    body += _by_order(shown, row, firm)
    heads = '<td></td><th scope="col">when</th>'
    heads += '<th scope="col">how known</th>' * firm
    return f"<tr>{heads}</tr>{body}" if body else ""


def _by_order(shown: Shown, row, firm: bool) -> str:
    """Write a line for what order adds to the dates."""
    if not (sides := bounds.sides(shown, row[1])):
        return ""
    told = "; ".join(bounds.bound(shown, *one) for one in sides)
    cells = f"<td>{linked(shown.case, told)}</td>{'<td></td>' * firm}"
    return f'<tr class="by-order"><th scope="row">By order</th>{cells}</tr>'


def linked(case: Case, text: str) -> str:
    """Write a text with a link at each id of a record or source of a case."""
    return ID.sub(lambda m: _entry(m[0]) if m[0] in case.by_id else m[0], escape(text))


def _reads(shown: Shown, row, part: str, how: str) -> bool:
    """Return whether a view reads what the article or other sources say of a part."""
    said, asked = getattr(row, f"{part}_{how}", ""), shown.view.dates
    only = how == "article" and not getattr(row, f"{part}_known", "")
    return bool(said) and (asked in ("both", how) or (asked == "known" and only))


def _teller(case: Case, row, how: str) -> str:
    """Name who tells what stands in a line, and where."""
    if how == "known":
        return "Other sources"
    places = [_place(c) for c in case.by_article(row[1])]
    where = f" <small>{places[0][2:]}</small>" if places and places[0] else ""
    return prose.upper_first(case.text) + where


def _entry(source: str) -> str:
    return f'<a href="#{escape(source)}">{escape(source)}</a>'


def _told(shown: Shown, row, how: str, when: bool, status: bool) -> tuple[str, str]:
    """Write a date and by whom, a status and by how many, as one of both tells them."""
    read_ = shown.by(how) if shown.view.dates == "both" else shown
    day = escape(wording.date_of(read_, row)) if when else ""
    firm = escape(wording.firm(read_, row)) if status else ""
    if how == "article":
        return day, firm
    sources = "".join(f" {_entry(s)}" for s in row.known_sources)
    day += f" <small>by{sources}</small>" if day and sources else ""
    heard = voices.first(shown.case, [row[1]])
    if firm and heard:
        firm += f", {escape(wording.voice_count(shown.case, heard))}"
    return day, firm


READ = {  # what is said of a record by the reading
    "held": _held,
    "dated": _dated,
    "made": wording.made,
    "known": _lines,  # as HTML
}
PARTS = {  # what the cards of a table say so
    "sources": ("dated", "made", "known"),
    "memberships": ("dated", "known"),
    "events": ("dated", "known"),
    "relations": ("dated", "held", "known"),
}


def read(shown: Shown, row, part: str, tag: str = "") -> str:
    """Write what depends on the reading, named so that the page can tell it anew.

    It stands in an element of its own where it has a ``tag``.
    """
    here, name = READ[part](shown, row), ""
    if any(READ[part](other, row) != here for other in shown.others.values()):
        name = f' data-read="{escape(row[1])}:{part}"'
    tag = tag or "span" * bool(name)
    return f"<{tag}{name}>{escape(here)}</{tag}>" if tag else escape(here)


def reread(shown: Shown, readings: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return what ``read`` would write otherwise in each reading, by its names."""
    here = [
        (f"{row[1]}:{part}", READ[part], row, READ[part](shown, row))
        for table, parts in PARTS.items()
        for row in shown.case.rows(table)
        for part in parts
    ]
    others = {how: shown.by(how) for how in readings}
    return {
        how: {
            name: told
            for name, write, row, here_ in here * (other is not shown)
            if (told := write(other, row)) != here_
        }
        for how, other in others.items()
    }


def _ties(shown: Shown, rows: list) -> str:
    """Write relations one after another: pair, sign, basis, status and id."""

    def tie(row) -> str:
        sign = signs.OF_MARK[row.sign].word if row.sign else "unsigned"
        named = escape(f"{naming.ends(shown.case, row)} ({sign}, {row.basis}, ")
        return f"{named}{read(shown, row, 'held')}; {escape(row.relation_id)})"

    return "; ".join(map(tie, rows))


def _said_here(shown: Shown, event: str) -> str:
    """List what was said in a statement: the relations that it carries."""
    rows = map(shown.case.by_id.get, shown.case.carried.get(event, []))
    ours = (row for row in rows if hasattr(row, "source_actor"))
    return _ties(shown, sorted(ours, key=lambda row: row.Index))


def _in_order(shown: Shown, record: str) -> Iterator[tuple[str, str]]:
    """Say what a record is earlier than, later than, or together with, and by whom."""
    found: dict[str, list[str]] = {"Earlier than": [], "Later than": [], "Together": []}
    for row in shown.case.rows("orders"):
        if record in (row.first_id, row.second_id) and shown.status(row):
            side = int(row.second_id == record)
            found[_side(row, side)].append(_ordered(shown, row, side))
    for head, lines in found.items():
        yield head, f"<ul>{''.join(lines)}</ul>" if lines else ""


def _side(row, side: int) -> str:
    """Name on which side of the other a record of an order lies."""
    if row.relation not in (*naming.EARLIER, "after"):
        return "Together"
    earlier = (row.relation in naming.EARLIER) != bool(side)
    return "Earlier than" if earlier else "Later than"


def _ordered(shown: Shown, row, side: int) -> str:
    """Write a line for an order, seen from one of its records, and who says it."""
    other = shown.whole.by_id[(row.second_id, row.first_id)[side]]
    heard = wording.voice_names(shown.case, voices.first(shown.case, [row.order_id]))
    status = shown.status(row)
    firm = "" if status in firmness.ATTESTED else f"{status}; "
    return (
        f"<li>{escape(naming.lies(row, side))} {_linked_name(shown.case, other)}"
        f" <small>{escape(firm + heard)} {_entry(row.order_id)}</small></li>"
    )


def _linked_name(case: Case, row, more: str = "") -> str:
    """Name a record, as a link to its card where a view shows it."""
    named = f"<bdi>{escape(naming.heading(case, row))}</bdi>{escape(more)}"
    return f'<a href="#{escape(row[1])}">{named}</a>' if row[1] in case.by_id else named


# ---- the card ------------------------------------------------------------------------


def card(shown: Shown, row) -> str:
    """Write the evidence of one record: a sentence, its dates, its voices, the rest."""
    case, record = shown.case, row[1]
    parts = [
        _against(case, row),
        _said(row),
        _known(shown, row),
        evidence(shown, record),
        objections(shown, record),
        _episode(shown, row),
        pairs(_of_itself(shown, row)),
    ]
    return _linked_once("".join(parts))


def _linked_once(html: str) -> str:
    """Leave a card one link out to each source: where it is named first."""
    seen: set[str] = set()

    def first(link: re.Match) -> str:
        again = link[1] in seen
        seen.add(link[1])
        return link[2] if again else link[0]

    return OUT.sub(first, html)


def _said(row) -> str:
    """Write what is said of a record, where its title, the card's, says it not yet."""
    said = getattr(row, "summary", "")
    if not said or said.rstrip(". ") == naming.title_of(row).rstrip(". "):
        return ""
    return f'<p class="said" {DIRECTION}>{escape(said)}</p>'


def _against(case: Case, row) -> str:
    """Say against whom a cooperation is said to be."""
    ties = [row, *case.being.get(row[1], [])]
    aimed = dict.fromkeys(a for tie in ties for a in getattr(tie, "against", []))
    names = escape(in_full(case, list(aimed)))
    return f'<p class="against">said to be against {names}</p>' if names else ""


def _known(shown: Shown, row) -> str:
    """Write in two lines when a record was and how that is known.

    The page tells it anew in another reading, also where this one has nothing to tell.
    """
    if not hasattr(row, "when_article"):
        return ""
    body = _lines(shown, row)
    more = any(_lines(other, row) != body for other in shown.others.values())
    name = f' data-read="{escape(row[1])}:known"' if more else ""
    return f"<table{name}>{body}</table>" if body or more else ""


def _episode(shown: Shown, row) -> str:
    """List what is told of one episode with an event."""
    whole = getattr(row, "part_of", "") or (row[1] if row[1][:1] == "E" else "")
    events = shown.case.rows("events") if whole else []
    same = [e[1] for e in events if whole in (e[1], e.part_of) and e[1] != row[1]]
    rows = record_lines(shown, same)
    return f"{_part('One episode with')}{rows}" if rows else ""


def _of_itself(shown: Shown, row) -> list[tuple[str, str]]:
    """List what else a record is: who, where, what it may be, its codes."""
    case, record = shown.case, row[1]
    actors = in_full(case, case.taking_part.get(record, []))
    return [
        ("Actors", escape(actors)),
        ("By", escape(by_whom(case, row, in_full))),
        ("Place", escape(case.where(row))),
        ("Between", _ties(shown, case.by_fact.get(getattr(row, "fact", ""), []))),
        ("Amount", escape(getattr(row, "amount", ""))),
        ("On condition", escape(getattr(row, "condition", ""))),
        ("What became of it", record_lines(shown, [getattr(row, "outcome_id", "")])),
        ("What was foreseen", record_lines(shown, case.whole.outcomes.get(record, []))),
        ("May be", record_lines(shown, getattr(row, "may_be", []))),
        ("As a tie", _ties(shown, case.being.get(record, []))),
        ("Said there", _said_here(shown, record)),
        *_in_order(shown, record),
        ("Of", record_lines(shown, [getattr(row, end, "") for end in ORDERED])),
        ("Codes", escape(codes(row))),
        ("Note", escape(row.note)),
    ]


def in_full(case: Case, actors: list[str]) -> str:
    """Name actors with their offices."""
    return naming.joined([naming.in_full(case, actor) for actor in actors])


def codes(row) -> str:
    """Write the PLOVER and CAMEO codes of a relation; blank where none fits."""
    plover = [getattr(row, "plover", ""), getattr(row, "plover_mode", "")]
    plover += getattr(row, "plover_context", [])
    told = {
        "PLOVER": ", ".join(filter(None, plover)),
        "CAMEO": getattr(row, "cameo", ""),
    }
    return "; ".join(f"{name} {code}" for name, code in told.items() if code)


def by_whom(case: Case, row, name: Callable = naming.actor_list) -> str:
    """Name the authors and the publisher of a source; blank for other records."""
    named = [*getattr(row, "author", []), getattr(row, "publisher", "")]
    return name(case, [a for a in dict.fromkeys(named) if a in case.actor_names])


# ---- lines that lead to a card ------------------------------------------------------


def record_lines(shown: Shown, ids: list[str]) -> str:
    """Write some records as lines that link to their cards; those of the view.

    Ties that are called the same are told apart by their two.
    """
    case = shown.case
    rows = [case.by_id[i] for i in ids if i in case.by_id]
    called = Counter(naming.heading(case, row) for row in rows)
    lines = ""
    for row in rows:
        is_same = row[1][0] == "R" and called[naming.heading(case, row)] > 1
        pair = f": {naming.ends(case, row)}" if is_same else ""
        small = f'<small data-read="">{escape(_about(shown, row))}</small>'
        lines += f"<li>{_linked_name(case, row, pair)} {small}</li>"
    return f"<ul>{lines}</ul>" if lines else ""
