"""Orders that follow by rule from who told what, and where; the codebook words them.

A case and a reading in, orders with their voices out. They bind begins. What is only
foreseen, asked or denied is not bounded by who tells of it; its saying is. It does not
know what the orders come to.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from helpers.case import dates, firmness
from helpers.case.allen import Order
from helpers.case.cases import Case
from helpers.view import select, voices

RULES = {  # why the first begins not after the second
    "told": "what happened begins not after the statement that tells it",
    "reported": "what happened begins not after the report that carries it",
    "said": "what was said was said not after the source that has it",
    "relayed": "a report is not after the one that passes it on",
    "foreseen": "what is foreseen begins not before the saying",
    "post": "a post begins not before the appointment",
}


class Held(NamedTuple):
    """An order with who says so: its first voices, and the rule that it follows by."""

    order: Order
    voices: frozenset[str]
    rule: str = ""  # blank where it is coded


def derive(case: Case, reading: str) -> list[Held]:
    """List the orders that follow by rule, one for each two records.

    By the article's reading from its own citations alone.
    """
    found: dict[str, Held] = {}
    for rule, first, second, heard in _each(case, reading):
        fact = f"rule:{rule}:{first}<{second}"
        was = found[fact].voices if fact in found else frozenset()
        order = Order(fact, first, "not-after", second)
        found[fact] = Held(order, was | heard, rule)
    loose = _later_sayings(case, reading, [*found.values()])
    return [one for fact, one in found.items() if fact not in loose]


def _later_sayings(case: Case, reading: str, found: list[Held]) -> set[str]:
    """List the orders by which something is foreseen that may have been before.

    Of several sayings only the one that is surely the first bounds what is foreseen,
    and none where one of them has no day.
    """
    said: dict[str, list[tuple[date, date, str]]] = defaultdict(list)
    for order, _, rule in found:
        if rule == "foreseen":
            saying = case.by_id.get(order.first)
            begin = dates.read(saying, reading).begin if saying else (None, None)
            first, last = begin[0] or date.min, begin[1] or date.max
            said[order.second].append((first, last, order.fact))
    loose: set[str] = set()
    for first, *others in map(sorted, said.values()):
        sure = first[0] > date.min and all(first[1] < other[0] for other in others)
        loose |= {one[-1] for one in (others if sure else (first, *others))}
    return loose


def _each(case: Case, reading: str) -> Iterator[tuple[str, str, str, frozenset[str]]]:
    """Yield rule, records and voices of each order that a citation gives."""
    for cited in case.rows("citations"):
        row = case.by_id.get(cited.record_id)
        if row is None or not cited.chain:
            continue
        if reading == "article" and cited.source_id != case.article:
            continue
        heard = frozenset({voices.speaker(case, cited.chain[-1])})
        for rule, first, second in _given(case, reading, row, cited):
            if first != second:
                yield rule, first, second, heard
    yield from _posts(case, reading)


def _given(case: Case, reading: str, row, cited) -> Iterator[tuple[str, str, str]]:
    """Yield rule and records of the orders that one citation gives."""
    sources = [one for one in cited.chain if one in case.by_source]
    said = cited.said_event_id if cited.said_event_id in case.by_id else ""
    if said:
        yield from (("said", said, source) for source in sources)
    yield from (("relayed", b, a) for a, b in zip(sources, sources[1:], strict=False))
    if cited.stance != "supports" or cited.record_id[:1] not in "EMR":
        return
    if attested(row, reading):
        if not (_is_stance(case, row, cited) or _is_unsure(case, row, cited)):
            yield from [("told", row[1], said)] * bool(said)
            yield from (("reported", row[1], source) for source in sources)
    elif _is_ahead(row, reading):
        saying = said or _own_words(case, cited.chain)
        yield "foreseen", saying, row[1]


def attested(row, reading: str) -> bool:
    """Return whether a record is said to be so, and no plan; a membership always is."""
    if {"future", "hypothetical"} & {*getattr(row, "plover_context", ())}:
        return False
    has_status = hasattr(row, "status_article")
    return not has_status or select.status(row, reading) in firmness.ATTESTED


def _is_stance(case: Case, row, cited) -> bool:
    """Return whether a citation is somebody's announcement of a stance of their own.

    Their saying has a day; since when they have meant it, it does not tell.
    """
    speaker = case.principal.get(voices.speaker(case, cited.chain[-1]), "")
    ends = (t.source_actor for t in _ties(case, row) if t.basis == "attitude")
    return any(case.principal.get(end, "") == speaker for end in ends)


def _is_unsure(case: Case, row, cited) -> bool:
    """Return whether an outside page may tell of another act than a record does."""
    outside = cited.source_id != case.article
    return outside and any(tie.may_be for tie in _ties(case, row))


def _ties(case: Case, row) -> list:
    """List the relation that a record is, or those that an event is."""
    return [row] if hasattr(row, "source_actor") else case.being.get(row[1], [])


def _is_ahead(row, reading: str) -> bool:
    """Return whether a prospect is dated ahead: from a day on, without an end."""
    when = dates.read(row, reading)
    no_end = when.open_end or (when.moment and not when.end_latest)
    return select.is_prospect(row, reading) and bool(when.begin_earliest and no_end)


def _own_words(case: Case, chain: list[str]) -> str:
    """Return the source in which a first voice speaks itself; blank for another.

    Who spoke to its author spoke before, on a day that nobody states; and a copy is of
    a later day.
    """
    source = next((one for one in reversed(chain) if one in case.by_source), "")
    row = case.by_source.get(source)
    if row is None or row.proximity == "copy":
        return ""
    if chain[-1] == source:
        return source
    return source if chain[-1] in (*row.author, row.publisher) else ""


def _posts(case: Case, reading: str) -> Iterator[tuple[str, str, str, frozenset[str]]]:
    """Yield for each post the acts of appointing by which its holder has it."""
    ties = (t for t in case.rows("relations") if t.event_id and t.extent == "act")
    appointing = dict.fromkeys(t.event_id for t in ties if t.basis == "membership")
    parts = (p for p in case.rows("participants") if p.event_id in appointing)
    subjects = {(p.event_id, p.actor_id) for p in parts if p.role == "subject"}
    for post in case.rows("memberships") if subjects else ():
        own = (event for event in appointing if (event, post.actor_id) in subjects)
        there = (e for e in own if post.group_id in case.taking_part[e])
        rows = {e: case.by_id[e] for e in there if e in case.by_id}
        events = [event for event, row in rows.items() if attested(row, reading)]
        if post.kind == "post" and len(events) == 1:  # of several nobody says which
            heard = frozenset(voices.first(case, [post.membership_id]))
            yield "post", events[0], post.membership_id, heard
