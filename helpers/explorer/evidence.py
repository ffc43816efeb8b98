"""What the panel tells of a record, a tie or a source, and what touches it. Pure."""

import re
from html import escape
from itertools import combinations

from helpers import balance, prose
from helpers.case.cases import Case
from helpers.lists import cards, records
from helpers.text import summary, ties, wording
from helpers.view import naming, relations, select
from helpers.view.shown import Shown

LETTERS = "ERMS"  # events, relations, memberships, sources have a card
TIE = re.compile(r"(ahead-)?(tie|view|self)-(A\d+[a-z]?)-(A\d+[a-z]?)")
TRIAD = re.compile(r"triad-(A\d+[a-z]?)-(A\d+[a-z]?)-(A\d+[a-z]?)")


def exists(case: Case, chosen: str) -> bool:
    """Return whether there is something to tell of an id."""
    known = chosen[:1] in LETTERS and chosen in case.by_id
    return known or bool(TIE.fullmatch(chosen) or TRIAD.fullmatch(chosen))


def tie(shown: Shown, chosen: str):
    """Find the tie or the prospect of an id as of the view's day; None without one."""
    match = TIE.fullmatch(chosen)
    if not match:
        return None
    ahead, kind, a, b = match.groups()
    frame = shown.prospects if ahead else shown.ties
    rows = frame[(frame.kind == kind) & (frame.a == a) & (frame.b == b)]
    return next(rows.itertuples(), None)


def title(case: Case, chosen: str) -> str:
    """Name what is chosen."""
    if match := TIE.fullmatch(chosen):
        _, kind, a, b = match.groups()
        return naming.pair(case.whole, a, b, kind == "view")
    if match := TRIAD.fullmatch(chosen):
        return naming.actor_list(case.whole, list(match.groups()))
    return naming.heading(case.whole, select.find(case.whole, chosen))


def card(shown: Shown, chosen: str) -> str:
    """Write the evidence of what is chosen, as inert HTML.

    A record that the view hides has its card still.
    """
    if TIE.fullmatch(chosen):
        return _tie_card(shown, chosen)
    if TRIAD.fullmatch(chosen):
        return _triad_card(shown, chosen)
    every, row = shown.of_all, select.find(shown.whole, chosen)
    if chosen[0] == "S":
        return _source_card(every, row)
    described = cards.card(every, row) + _sources(every, chosen)
    return _hidden(shown.case, chosen) + described


def _hidden(case: Case, chosen: str) -> str:
    """Write that a record is not in the view, where it is not."""
    if chosen in case.by_id:
        return ""
    return '<p class="hidden-record">Not in this view: the filters hide it.</p>'


def _tie_card(shown: Shown, chosen: str) -> str:
    day = ties.as_of(shown.day)
    row = tie(shown, chosen)
    if row is None:
        what = "No prospect" if chosen.startswith("ahead-") else "No record"
        return f"<p>{what} of this pair {escape(day)} in this view.</p>"
    described = f"{ties.summary(shown.case, row)}; {day}"
    return f"<p>{escape(described)}.</p>" + records.tie_card(shown, row)


def _triad_card(shown: Shown, chosen: str) -> str:
    """Write the verdicts on three actors, and the records of their ties."""
    three, picture = TRIAD.fullmatch(chosen).groups(), balance.picture(shown)
    verdicts = [
        f"{row.strong} for strong balance, {row.weak} for weak balance"
        for row in picture.triads.itertuples()
        if {row.a, row.b, row.c} == {*three}
    ]
    day = ties.as_of(picture.day)
    line = verdicts[0] if verdicts else "no triangle of these three in this view"
    rows = [
        (escape(title(shown.case, f"tie-{a}-{b}")), _tie_card(shown, f"tie-{a}-{b}"))
        for a, b in combinations(three, 2)
    ]
    rule = f"Judged by {picture.rule.told}; below are all records of each pair."
    return (
        f"<p>{escape(prose.upper_first(line))}, {escape(day)}.</p>"
        f"<p>{escape(rule)}</p>{cards.pairs(rows)}"
    )


def _link(url: str, told: str) -> str:
    """Write a link that leaves the notebook; plain words where it is no web address."""
    if not re.match(r"https?://", url):
        return escape(told)
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{escape(told)}</a>'


def _about(shown: Shown, row) -> str:
    """Write who made a source, when, and how near it is."""
    date = wording.made(shown, row)
    parts = [
        cards.by_whom(shown.case, row, cards.in_full),
        date,
        f"{row.kind}, {row.proximity}",
    ]
    return escape("; ".join(filter(None, parts)))


def _sources(shown: Shown, record: str) -> str:
    """List the sources behind a record, each with its own address."""
    case = shown.case
    cited = case.cited.get(record, [])
    ids = dict.fromkeys(v for c in cited for v in (c.source_id, *c.chain))
    ids |= dict.fromkeys(select.find(case, record).known_sources)
    rows = [case.by_source[i] for i in ids if i in case.by_source]
    items = "".join(
        f"<li {records.DIRECTION}>{_link(row.url, row.title)}"
        f" <small>{_about(shown, row)}</small></li>"
        for row in rows
    )
    return cards.pairs([("Sources", f"<ul>{items}</ul>" if items else "")])


def _source_card(shown: Shown, row) -> str:
    """Write a source: who, when, where, and the records that rest on it."""
    resting = [
        record
        for record, cited in shown.case.cited.items()
        if any(row.source_id in (c.source_id, *c.chain) for c in cited)
        and record[:1] in LETTERS
    ]
    return cards.pairs(
        [
            ("About", _about(shown, row)),
            ("Address", _link(row.url, row.url) if row.url else ""),
            ("Note", escape(row.note)),
            ("Records", cards.record_lines(shown, resting)),
        ]
    )


# ---- what touches what -----------------------------------------------------------


def touching(shown: Shown, chosen: str) -> set[str]:
    """List the ids of records and ties that something chosen touches, itself too.

    Of an event the relations that it is or carries, its statement and its reports; of
    a relation its event, its fact, its pair; of a tie its records and their events, of
    a triangle those of its ties; of a source all that rests on it.
    """
    case = shown.case
    if not chosen:
        return set()
    ids = {chosen}
    if match := TIE.fullmatch(chosen):
        ids |= set(_of_pair(shown, {match[3], match[4]}))
    elif match := TRIAD.fullmatch(chosen):
        for pair in combinations(match.groups(), 2):
            ids |= set(_of_pair(shown, {*pair}))
    elif chosen[0] == "S":
        ids |= {
            record
            for record, cited in case.cited.items()
            if any(chosen in (c.source_id, *c.chain) for c in cited)
        }
    own = ids | {r.relation_id for i in ids for r in case.being.get(i, [])}
    for record in own:
        ids |= _beside(case, record)
    return ids | {anchor for i in ids for anchor in _anchors(shown, i)}


def _of_pair(shown: Shown, pair: set[str]) -> list[str]:
    """List the relations of a pair of actors, whatever their day."""
    return [
        row.relation_id
        for row in shown.case.rows("relations")
        if set(relations.ends(shown.case, row, shown.view.level)[:2]) == pair
    ]


def _beside(case: Case, record: str) -> set[str]:
    """List what hangs together with one record."""
    cited = case.cited.get(record, [])
    touched = {record, *(c.said_event_id for c in cited)}
    touched |= {v for c in cited for v in c.chain[1:] if v in case.by_source}
    touched |= {r.relation_id for r in case.being.get(record, [])}
    touched |= set(case.carried.get(record, []))
    row = case.by_id.get(record)
    if hasattr(row, "fact"):
        touched |= {r.relation_id for r in case.by_fact[row.fact]} | {row.event_id}
    return touched - {""}


def _anchors(shown: Shown, record: str) -> list[str]:
    """Return the ids that a relation's pair has in the charts of actors."""
    row = shown.case.by_id.get(record)
    if not hasattr(row, "source_actor"):
        return []
    a, b, kind = relations.ends(shown.case, row, shown.view.level)
    if shown.is_prospect(row):
        return [f"ahead-{kind}-{a}-{b}"]
    return [f"{kind}-{a}-{b}"] if row.sign else []


def which_first(shown: Shown, one: str, two: str) -> str:
    """Write which of two records began first, or that it is open."""
    dated = [i for i in (one, two) if i in shown.case.by_id and i[0] in LETTERS]
    if len(dated) < 2:
        return "Only records have a date: choose two of them to compare."
    return str(summary.order(shown, one, two))
