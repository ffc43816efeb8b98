"""A case and a view in, a smaller case out; and how a record is read in that view."""

from datetime import date

import pandas as pd

from helpers import dates, schema
from helpers.cases import Case
from helpers.parameters import ParameterError, View, did_you_mean

DATED = ("events", "relations", "memberships")
RECORDS = ("events", "relations", "memberships", "claims")


def when(row, reading: str) -> dates.When:
    """Give the date of a record as a view reads it (both: the known one first)."""
    if reading == "article":
        return dates.parse(row.when_article)
    return dates.parse(row.when_known or row.when_article)


def status(row, reading: str) -> str:
    """Give the status of a record as a view reads it (both: the known one first)."""
    if reading == "article":
        return row.status_article
    return row.status_known or row.status_article


def seen(row, case: Case, when: dates.When) -> bool:
    """Whether the record is a state that was only last seen on the article's day."""
    state = getattr(row, "extent", "state") == "state"
    return dates.last_seen(when, state, case.published)


def _labels(case: Case) -> dict[str, str]:
    found = {}
    for row in case.actors.itertuples():
        for label in (row.actor_id, row.name, row.short_name, *row.aliases):
            found.setdefault(label.partition("@")[0].casefold(), row.actor_id)
    found.pop("", None)
    return found


def actor_ids(case: Case, asked: list[str]) -> list[str]:
    """Find actors by id, name or alias, whatever the case of the letters."""
    labels = _labels(case)
    for one in asked:
        if one.casefold() not in labels:
            known = [n for a in case.actors.itertuples() for n in (a.name, *a.aliases)]
            hint = did_you_mean(one, known) or "."
            raise ParameterError(
                f"actors = {one!r}: no actor of {case.name}{hint} Allowed: an id, name"
                " or alias of actors.csv."
            )
    return [labels[one.casefold()] for one in asked]


def _known_ids(case: Case, asked: list[str], name: str, letters: str) -> set[str]:
    known = {
        i
        for letter in letters
        for i in case.tables[schema.BY_LETTER[letter].name].iloc[:, 0]
    }
    for one in asked:
        if one not in known:
            hint = did_you_mean(one, known) or "."
            raise ParameterError(
                f"{name} = {one!r}: no record of {case.name}{hint} Allowed: an id that"
                f" begins with {' or '.join(letters)}."
            )
    return set(asked)


def _keep(frame: pd.DataFrame, keep: list[bool]) -> pd.DataFrame:
    return frame[pd.Series(keep, index=frame.index, dtype=bool)].reset_index(drop=True)


def _without_sources(frame: pd.DataFrame, gone: set[str]) -> pd.DataFrame:
    """Take sources out of what is known; with none left, nothing is known."""
    frame = frame.copy()
    frame["known_sources"] = [
        [s for s in cell if s not in gone] for cell in frame.known_sources
    ]
    for column in {"when_known", "status_known"} & set(frame.columns):
        frame[column] = [
            value if left else ""
            for value, left in zip(frame[column], frame.known_sources, strict=True)
        ]
    return frame


def exclude(case: Case, gone: set[str]) -> Case:
    """Leave records, sources and voices out, and what then has no citation left."""
    if not gone:
        return case
    cited = case.citations
    cited = _keep(
        cited,
        [
            not gone & {row.record_id, row.source_id, *row.chain}
            for row in cited.itertuples()
        ],
    )
    tables = {"citations": cited}
    for name in DATED:
        tables[name] = _without_sources(case.tables[name], gone)
    tables["claims"] = case.claims
    left = set(cited.record_id)
    for name in RECORDS:
        frame, key = tables[name], schema.BY_NAME[name].key[0]
        tables[name] = _keep(frame, [i in left and i not in gone for i in frame[key]])
    sources = _without_sources(case.sources, gone)
    tables["sources"] = _keep(sources, [s not in gone for s in sources.source_id])
    parts = case.participants
    tables["participants"] = _keep(parts, [a not in gone for a in parts.actor_id])
    ties = tables["relations"]
    tables["relations"] = _keep(
        ties,
        [not gone & {r.source_actor, r.target_actor} for r in ties.itertuples()],
    )
    bonds = tables["memberships"]
    tables["memberships"] = _keep(
        bonds, [not gone & {m.actor_id, m.group_id} for m in bonds.itertuples()]
    )
    return _tidy(case.with_tables(**tables))


def _tidy(case: Case) -> Case:
    """Drop participants and citations of records that are gone."""
    events = set(case.events.event_id)
    left = {
        i for name in RECORDS for i in case.tables[name][schema.BY_NAME[name].key[0]]
    }
    return case.with_tables(
        participants=_keep(
            case.participants, [e in events for e in case.participants.event_id]
        ),
        citations=_keep(case.citations, [r in left for r in case.citations.record_id]),
    )


def _above(case: Case, actor: str) -> set[str]:
    """Give an actor and all it acts for, step by step."""
    above = dict(zip(case.actors.actor_id, case.actors.acts_for, strict=True))
    found = set()
    while actor and actor not in found:
        found.add(actor)
        actor = above.get(actor, "")
    return found


def _touches(row, case: Case, asked: View) -> bool:
    found = when(row, asked.dates)
    if found.moment or not seen(row, case, found):
        return dates.touches(found, asked.first, asked.last)
    begins = found.begin_earliest
    return not (asked.last and begins and begins > asked.last)


def _begun(row, asked: View) -> bool:
    begins = when(row, asked.dates).begin_earliest
    return not (asked.known_by and begins and begins > asked.known_by)


def view(case: Case, asked: View) -> Case:
    """Give the part of a case that a view asks for.

    Filters on date, actor, kind, source, layer and status hold for events,
    relations and memberships (kinds and statuses where a table has them); claims
    stay. An actor stands for all who act for it.
    """
    actors = set(actor_ids(case, asked.actors))
    sources = _known_ids(case, asked.sources, "sources", "S")
    gone = _known_ids(case, asked.exclude, "exclude", "SAMERCQ")
    case = exclude(case, gone)
    involved = {a: _above(case, a) for a in case.actors.actor_id}
    cited = case.cited

    def of_actors(row, named: list[str]) -> bool:
        return not actors or any(actors & involved.get(a, {a}) for a in named)

    def of_sources(record: str) -> bool:
        return not sources or any(
            sources & {r.source_id, *r.chain} for r in cited.get(record, [])
        )

    def kept(row, record: str, named: list[str]) -> bool:
        kind = getattr(row, "kind", "")
        return (
            row.layer in asked.layers
            and (not asked.kinds or kind not in schema.KINDS or kind in asked.kinds)
            and (
                not asked.statuses
                or not hasattr(row, "status_article")
                or status(row, asked.dates) in asked.statuses
            )
            and of_actors(row, named)
            and of_sources(record)
            and _touches(row, case, asked)
            and _begun(row, asked)
        )

    named = case.taking_part
    events = [
        kept(e, e.event_id, named.get(e.event_id, [])) for e in case.events.itertuples()
    ]
    relations = [
        kept(r, r.relation_id, [r.source_actor, r.target_actor])
        for r in case.relations.itertuples()
    ]
    memberships = [
        kept(m, m.membership_id, [m.actor_id, m.group_id])
        for m in case.memberships.itertuples()
    ]
    return _tidy(
        case.with_tables(
            events=_keep(case.events, events),
            relations=_keep(case.relations, relations),
            memberships=_keep(case.memberships, memberships),
        )
    )


def is_after(case: Case, found: dates.When) -> bool:
    """Whether it certainly began after the article was published."""
    begins = found.begin_earliest
    return bool(case.published and begins and begins > case.published)


def left_out(case: Case) -> pd.DataFrame:
    """List the known events of the article's own time span that it does not name.

    The span runs from the earliest date of an article event to the article's own.
    A row is an event of the context layer; empty where the case has no article.
    """
    events = case.events
    if not case.published:
        return events.iloc[:0]
    ours = [dates.parse(t) for t in events.when_article[events.layer == "article"]]
    starts = [w.begin_earliest for w in ours if w.begin_earliest]
    first: date | None = min(starts, default=None)
    return _keep(
        events,
        [
            e.layer == "context"
            and dates.touches(dates.parse(e.when_known), first, case.published)
            for e in events.itertuples()
        ],
    )


def sign(case: Case, event: str) -> str:
    """Give the sign of an event: that of the acts between actors that it is.

    Words carry no sign here: what a statement says has its own record. A cooperation
    against somebody and the hostility towards that same actor are one thing (X with Y
    against Z): such an event is cooperative. `both` where signs remain that differ;
    blank where no relation is signed.
    """
    rows = [r for r in case.being.get(event, []) if r.basis == "act" and r.sign]
    aimed = {a for r in rows if r.sign == "+" for a in r.against}
    signs = {
        r.sign
        for r in rows
        if status(r, "both") in schema.ATTESTED
        and not (r.sign == "-" and r.target_actor in aimed)
    }
    return signs.pop() if len(signs) == 1 else "both" if {"+", "-"} <= signs else ""
