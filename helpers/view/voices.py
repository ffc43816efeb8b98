"""Who says so: from each record through its chains to the first voice. Pure frames.

A chain names voices from the source that was read to whoever said it first. Whoever
relays a record in one chain is no first voice of it in another, also when those whom it
relays are left out: what it says then falls with them. A source at the end of a chain
speaks for its author, or else its publisher.
"""

from functools import lru_cache
from typing import NamedTuple

from helpers.case import schema
from helpers.case.cases import Case
from helpers.case.inherited import grouped
from helpers.case.readable import framed
from helpers.view.parameters import WORDS, View


class Unheard(NamedTuple):
    """Whom nobody quotes: see ``unheard``."""

    actor_id: str
    kind: str
    records: list[str]


class Support(NamedTuple):
    """On whom a record rests.

    ``voices`` are its first voices, ``sources`` those that were read for it; `single`
    where they may all be one, `anonymous` where none of them has a name, `own_word`
    where the article alone says so, `copies` where several pages relay one source.
    """

    record_id: str
    layer: str
    voices: list[str]
    sources: list[str]
    single: bool
    anonymous: bool
    own_word: bool
    copies: bool


def speaker(case: Case, voice: str) -> str:
    """Name whom a voice of a chain stands for.

    An actor is itself. A source stands for its one author, or else, with none, for its
    publisher; with several authors it is one voice and stays itself. So does the
    article, whoever wrote it; of a speech the speaker is the speech, in any source.
    Whatever a view leaves out, a voice is the same.
    """
    case = case.whole
    row = case.by_source.get(voice)
    if row is not None and voice != case.article and len(row.author) < 2:
        voice = "".join(row.author) or row.publisher or voice
    return case.article if voice in case.speakers else voice


def telling(case: Case, cited) -> set[str]:
    """Name all who say what is cited or pass it on: voices, authors, publishers."""
    told = {cited.source_id, *cited.chain}
    rows = [case.by_source[one] for one in told if one in case.by_source]
    return told | {one for row in rows for one in (*row.author, row.publisher) if one}


def askable(case: Case, record: str) -> set[str]:
    """Name all by which a view's ``voices`` finds a record.

    Who says it or passes it on, and the words for its origin: `single` where its one
    origin, whatever the sources, is the only one, `unnamed` where none has a name.
    """
    heard = first(case, [record])
    holds = {
        "single": least(case, heard) == 1,
        "unnamed": bool(heard) and case.anonymous.issuperset(heard),
    }
    told = {one for c in case.supporting(record) for one in telling(case, c)}
    return told | {word for word in WORDS if holds[word]}


def chains(case: Case, record: str, read: str = "") -> list[list[str]]:
    """List the chains that support a record; with ``read`` only that source's."""
    rows = (c for c in case.supporting(record) if read in ("", c.source_id))
    return [row.chain for row in rows if row.chain]


def read_by(case: Case, view: View) -> str:
    """Return the source by which a view counts voices: the article, or blank for any.

    Any where a case has no article, or a view does not ask for its layer.
    """
    return case.article if "article" in view.layers else ""


def _onward(case: Case, record: str, read: str) -> dict[str, list[tuple[str, str]]]:
    """Map each voice that relays others for a record to the steps by which it does.

    Before anything was left out, since who relays stays one who relays.
    """
    return _relays(case.whole, read).get(record, {})


@lru_cache(maxsize=8)
def _relays(whole: Case, read: str) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Map who relays whom, by the record, where several chains support it.

    A page of somebody's own, right before them, relays nobody.
    """
    relays: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for record in whole.cited:
        supporting = chains(whole, record, read)
        for chain in supporting if len(supporting) > 1 else ():
            names = [speaker(whole, voice) for voice in chain]
            for n, name in enumerate(names[:-1]):
                if name != names[n + 1]:
                    steps = relays.setdefault(record, {}).setdefault(name, [])
                    steps.append((chain[n], chain[n + 1]))
    return relays


def _reached(case: Case, start: str, onward: dict, gone: frozenset) -> dict:
    """Return the way from a voice to each that it relays and that relays nobody."""
    ways, ahead, seen = {}, [(start, [])], {start}
    for name, path in ahead:
        if name not in onward:
            ways[name] = path
        for one, other in onward.get(name, []):
            then = speaker(case.whole, other)
            if then not in seen and gone.isdisjoint({one, other, then}):
                seen.add(then)
                ahead.append((then, [*path, other]))
    return ways


def _origins(case: Case, end: str, onward: dict) -> dict[str, list[str]]:
    """Return the way from the end of a chain to each origin of what it says.

    Itself where it relays nobody, or only voices that relay it; through nobody who is
    left out.
    """
    start = speaker(case.whole, end)
    if start not in onward or not _reached(case, start, onward, frozenset()):
        return {start: []}
    return _reached(case, start, onward, case.gone)


def stands(case: Case, cited) -> bool:
    """Return whether what a citation supports still has an origin that is not left out.

    Who only relays others for a record has nothing of its own to say when they go.
    """
    record = cited.record_id
    if cited.stance != "supports" or record not in _touched(case.whole, case.gone):
        return True
    onward = _onward(case, record, "")
    return not cited.chain or bool(_origins(case, cited.chain[-1], onward))


def firsthand(case: Case, record: str, read: str = "") -> list[list[str]]:
    """List the chains that end at a first voice: one that relays nobody.

    A chain that stops short of an origin to which no other leads is drawn out to it.
    """
    if is_whole(case, record):
        return _firsthand(case.whole, read)[record]
    return _drawn_out(case, record, read)


def is_whole(case: Case, record: str) -> bool:
    """Return whether nothing of what is said of a record is left out."""
    return record in _kept_whole(case)


@lru_cache(maxsize=8)
def _kept_whole(case: Case) -> set[str]:
    """List the records of which nothing that is said is left out."""
    before, touched = case.whole.cited, _touched(case.whole, case.gone)
    return {
        record
        for record, cited in case.cited.items()
        if record not in touched and cited == before.get(record)
    }


@lru_cache(maxsize=8)
def _touched(whole: Case, gone: frozenset[str]) -> set[str]:
    """List the records that one of some voices says or passes on."""
    told = _telling(whole).items() if gone else ()
    return {record for record, who in told if not gone.isdisjoint(who)}


@lru_cache(maxsize=8)
def _telling(whole: Case) -> dict[str, set[str]]:
    """Name all who say a record or pass it on, by the record."""
    return {
        record: {one for row in cited for one in telling(whole, row)}
        for record, cited in whole.cited.items()
    }


@lru_cache(maxsize=8)
def _firsthand(whole: Case, read: str) -> dict[str, list[list[str]]]:
    """List what ``firsthand`` does, by the record, where nothing is left out."""
    return {record: _drawn_out(whole, record, read) for record in whole.cited}


def _drawn_out(case: Case, record: str, read: str) -> list[list[str]]:
    """List the chains of a record that end at a first voice: see ``firsthand``."""
    supporting, onward = chains(case, record, read), _onward(case, record, read)
    if onward.keys().isdisjoint(speaker(case.whole, chain[-1]) for chain in supporting):
        return supporting  # no end of a chain relays anybody
    ways = [(chain, _origins(case, chain[-1], onward)) for chain in supporting]
    ending = [chain for chain, ends in ways if [] in ends.values()]
    reached = {speaker(case.whole, chain[-1]) for chain in ending}
    for chain, ends in ways:
        for name in [name for name in ends if name not in reached]:
            ending.append([*chain, *ends[name]])
            reached.add(name)
    return ending


def first(case: Case, records: list[str], read: str = "") -> list[str]:
    """List the first voices behind some records, in order of their ids.

    With ``read`` only as far as that source was read for them. Whatever is left out of
    a case, no voice comes in that was no first voice of a record before.
    """
    return _ends(case, [c for one in records for c in firsthand(case, one, read)])


def relaying(case: Case, record: str) -> list[str]:
    """List who tells that something was said: the last before whoever said it."""
    told = [chain for chain in firsthand(case, record) if len(chain) > 1]
    return sorted({speaker(case.whole, chain[-2]) for chain in told})


def _ends(case: Case, told: list[list[str]]) -> list[str]:
    """List who speaks at the ends of chains, in order of their ids."""
    return sorted({speaker(case.whole, chain[-1]) for chain in told})


def tells(case: Case, record: str, read: str) -> bool:
    """Return whether a source supports a record still, as far as it did."""
    return not chains(case.whole, record, read) or bool(first(case, [record], read))


def least(case: Case, heard: list[str]) -> int:
    """Count the voices that are surely different: those without a name may be one."""
    named = [voice for voice in heard if voice not in case.anonymous]
    return len(named) + (len(named) < len(heard))


def disputing(case: Case, records: list[str]) -> list[str]:
    """List who says of some records that they are not so, in order of their ids.

    Whoever supports a record in another chain disputes no more than a part of it.
    """
    disputers = set()
    for record in records:
        ours = {speaker(case, v) for chain in chains(case, record) for v in chain}
        disputers |= {
            speaker(case, row.chain[-1])
            for row in case.cited.get(record, [])
            if row.stance == "disputes" and row.chain
        } - ours
    return sorted(disputers)


def through(case: Case, records: list[str], read: str = "") -> list[str]:
    """List the sources through which all that first voices say of records has come.

    The article apart: with two sources read and one that all of them relay, the pages
    are copies of one source.
    """
    return _common(case, [c for one in records for c in firsthand(case, one, read)])


def _common(case: Case, told: list[list[str]]) -> list[str]:
    """List the sources that stand in each of some chains, the article apart."""
    common = [v for v in (told[0] if told else []) if all(v in c for c in told)]
    return [v for v in common if v in case.by_source and v != case.article]


@framed(Support)
def support(case: Case, read: str = "") -> list[Support]:
    """Return what events and relations rest on, one row per record: see ``Support``.

    With ``read`` by that source alone; records that it does not support are left out.
    """
    whole = _support(case.whole, read)
    rows = (*case.rows("events"), *case.rows("relations"))
    found = (
        whole.get(row[1]) if is_whole(case, row[1]) else _rests(case, row, read)
        for row in rows
    )
    return [support for support in found if support]


@lru_cache(maxsize=8)
def _support(whole: Case, read: str) -> dict[str, Support | None]:
    """Say on whom each event and relation rests where nothing is left out."""
    rows = (*whole.rows("events"), *whole.rows("relations"))
    return {row[1]: _rests(whole, row, read) for row in rows}


def _rests(case: Case, row, read: str) -> Support | None:
    """Say on whom an event or relation rests; None where nothing supports it."""
    supporting = firsthand(case, row[1], read)
    if not supporting:
        return None
    voices = _ends(case, supporting)
    sources = list(dict.fromkeys(c[0] for c in chains(case, row[1], read)))
    return Support(
        record_id=row[1],
        layer=row.layer,
        voices=voices,
        sources=sources,
        single=least(case, voices) == 1,
        anonymous=set(voices) <= case.anonymous,
        own_word=voices == [case.article],
        copies=len(sources) > 1 and bool(_common(case, supporting)),
    )


def heard(case: Case, level: str) -> set[str]:
    """List the actors that the article quotes, themselves or by another.

    Without an article: those whom any source quotes.
    """
    quoted: set[str] = set()
    for row in case.whole.rows("citations"):
        if row.chain and (row.source_id == case.article or not case.article):
            quoted.update(row.chain[:-1])
            quoted.update(_people(case, row.chain[-1]))
    return {case.rolled(actor, level) for actor in quoted}


def _people(case: Case, voice: str) -> list[str]:
    """List who speaks at the end of a chain: an actor, or all authors of a source."""
    row = case.by_source.get(voice)
    return [voice] if row is None else row.author or [row.publisher or voice]


@framed(Unheard)
def unheard(case: Case, level: str) -> list[Unheard]:
    """List whom the article discusses and never quotes: a row an actor.

    Spoken about is who takes part in an event, is an end of a relation, or is whom a
    cooperation is aimed at. ``records`` are the events and relations, in order; those
    with most come first.
    """
    told = ((case.rolled(actor, level), record) for record, actor in spoken(case))
    about = grouped(dict.fromkeys(told))
    kind = {row.actor_id: row.kind for row in case.rows("actors")}
    quiet = heard(case, level)
    rows = [Unheard(a, kind.get(a, ""), r) for a, r in about.items() if a not in quiet]
    return sorted(rows, key=lambda row: (-len(row.records), row.actor_id))


def spoken(case: Case) -> list[tuple[str, str]]:
    """List record and actor over all that the article says of somebody."""
    layers = ("article",) if case.article else schema.LAYERS
    parts, ties = case.rows("participants"), case.rows("relations")
    told = [(row.event_id, row.actor_id) for row in parts if row.layer in layers]
    for row in (tie for tie in ties if tie.layer in layers):
        named = (row.source_actor, row.target_actor, *row.against)
        told += [(row.relation_id, actor) for actor in named]
    return told
