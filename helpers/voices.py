"""Who says so: from each record through its chains to the first voice. Pure frames.

A chain names voices from the source that was read to whoever said it first. Whoever
relays a record in one chain is no first voice of it in another; a source at the end of
a chain speaks for its author, or else its publisher.
"""

import pandas as pd

from helpers import schema
from helpers.cases import Case
from helpers.parameters import View

SUPPORT = [
    "record_id", "layer", "voices", "sources", "single", "anonymous", "own_word",
    "copies",
]  # fmt: skip
UNHEARD = ["actor_id", "kind", "records"]


def speaker(case: Case, voice: str) -> str:
    """Name whom a voice of a chain stands for.

    An actor is itself. A source stands for its one author, or else, with none, for its
    publisher; with several authors it is one voice and stays itself. So does the
    article, whoever wrote it.
    """
    row = case.by_source.get(voice)
    if row is None or voice == case.article or len(row.author) > 1:
        return voice
    return "".join(row.author) or row.publisher or voice


def chains(case: Case, record: str, read: str = "") -> list[list[str]]:
    """List the chains that support a record; with ``read`` only that source's."""
    return [
        row.chain
        for row in case.cited.get(record, [])
        if row.stance == "supports" and row.chain and read in ("", row.source_id)
    ]


def read_by(case: Case, asked: View) -> str:
    """Give the source by which a view counts voices: the article, or blank for any.

    Any where a case has no article, or a view does not ask for its layer.
    """
    return case.article if "article" in asked.layers else ""


def _firsthand(case: Case, record: str, read: str) -> list[list[str]]:
    """List the chains that end at a first voice: one that relays in no other.

    A page of somebody's own, right before them, relays nobody.
    """
    told, relays = chains(case, record, read), set()
    if len(told) < 2:
        return told
    for chain in told:
        end = speaker(case, chain[-1])
        relays |= {speaker(case, voice) for voice in chain[:-1]} - {end}
    return [c for c in told if speaker(case, c[-1]) not in relays] or told


def first(case: Case, records: list[str], read: str = "") -> list[str]:
    """List the first voices behind some records, in order of their ids.

    With ``read`` only as far as that source was read for them.
    """
    return sorted(
        {
            speaker(case, chain[-1])
            for record in records
            for chain in _firsthand(case, record, read)
        }
    )


def through(case: Case, records: list[str], read: str = "") -> list[str]:
    """List the sources through which all that first voices say of records has come.

    The article apart: with two sources read and one that all of them relay, the pages
    are copies of one source.
    """
    told = [chain for record in records for chain in _firsthand(case, record, read)]
    common = [v for v in (told[0] if told else []) if all(v in c for c in told)]
    return [v for v in common if v in case.by_source and v != case.article]


def support(case: Case, read: str = "") -> pd.DataFrame:
    """Say on whom each event and relation rests: a row a record.

    ``voices`` are its first voices, ``sources`` those that were read for it; `single`
    where it has one first voice, `anonymous` where none of them has a name, `own_word`
    where the article alone says so, `copies` where several pages relay one source.
    With ``read`` by that source alone; records that it does not support are left out.
    """
    rows = []
    for row in (*case.rows("events"), *case.rows("relations")):
        told = chains(case, row[1], read)
        if not told:
            continue
        voices = first(case, [row[1]], read)
        sources = list(dict.fromkeys(chain[0] for chain in told))
        rows.append(
            (
                row[1], row.layer, voices, sources, len(voices) == 1,
                set(voices) <= case.anonymous, voices == [case.article],
                len(sources) > 1 and bool(through(case, [row[1]], read)),
            )
        )  # fmt: skip
    return pd.DataFrame(rows, columns=SUPPORT)


def heard(case: Case, level: str = "acts-for") -> set[str]:
    """List the actors that the article lets speak, themselves or by another.

    Without an article: those whom any source lets speak.
    """
    found: set[str] = set()
    for row in case.whole.rows("citations"):
        if row.chain and (row.source_id == case.article or not case.article):
            found.update(row.chain[:-1])
            found.update(_people(case, row.chain[-1]))
    return {case.rolled(actor, level) for actor in found}


def _people(case: Case, voice: str) -> list[str]:
    """List who speaks at the end of a chain: an actor, or all authors of a source."""
    row = case.by_source.get(voice)
    return [voice] if row is None else row.author or [row.publisher or voice]


def unheard(case: Case, level: str = "acts-for") -> pd.DataFrame:
    """List whom the article speaks about and never lets speak: a row an actor.

    Spoken about is who takes part in an event, is an end of a relation, or is whom a
    cooperation is aimed at. ``records`` are the events and relations, in order; those
    with most come first.
    """
    about: dict[str, list[str]] = {}
    for record, actor in spoken(case):
        held = about.setdefault(case.rolled(actor, level), [])
        if record not in held:
            held.append(record)
    kind = dict(zip(case.actors.actor_id, case.actors.kind, strict=True))
    quiet = heard(case, level)
    rows = [(a, kind.get(a, ""), r) for a, r in about.items() if a not in quiet]
    rows.sort(key=lambda row: (-len(row[2]), row[0]))
    return pd.DataFrame(rows, columns=UNHEARD)


def spoken(case: Case) -> list[tuple[str, str]]:
    """List record and actor over all that the article says of somebody."""
    layers = ("article",) if case.article else schema.LAYERS
    parts, ties = (
        [row for row in case.rows(table) if row.layer in layers]
        for table in ("participants", "relations")
    )
    return [(row.event_id, row.actor_id) for row in parts] + [
        (row.relation_id, actor)
        for row in ties
        for actor in (row.source_actor, row.target_actor, *row.against)
    ]
