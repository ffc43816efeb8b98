"""The actors in focus: what they do together, against whom, and who disputes it.

Or to each other, where that is all there is: see ``Case.side``.

Of a case and a view; it counts nothing in words.
"""

from datetime import date
from itertools import compress

import numpy as np
import pandas as pd

from helpers.case import firmness
from helpers.case.cases import Case
from helpers.case.inherited import grouped
from helpers.case.tables import tuples
from helpers.view import naming, relations, select, voices
from helpers.view.parameters import View
from helpers.view.shown import Shown, kept


@kept
def between(shown: Shown) -> pd.DataFrame:
    """List the relations of the first two focus actors, of their side, rolled up.

    Rows of relations, with ``aimed`` where they are aimed at another actor in focus,
    ``told``, the status in this reading, and ``act`` where they are acts.
    """
    return _signed(shown, shown.case.side)


@kept
def opposed(shown: Shown) -> pd.DataFrame:
    """List likewise the relations of the first two that are not of their side."""
    return _signed(shown, naming.OPPOSITE[shown.case.side])


def _signed(shown: Shown, sign: str) -> pd.DataFrame:
    """List the relations of the first two that have a sign, rolled up."""
    case, every = shown.case, shown.case.rows("relations")
    keep = np.array([of_pair(case, row, sign) for row in every], bool)
    rows = list(compress(every, keep))
    return case.relations[keep].assign(
        aimed=np.array([case.aims(r) for r in rows], bool),
        told=[shown.status(r) for r in rows],
        act=np.array([r.basis == "act" for r in rows], bool),
    )


def ours(case: Case) -> list:
    """List what the first two in focus do together, or else to each other, as rows."""
    return [row for row in case.rows("relations") if of_pair(case, row)]


def of_pair(case: Case, row, sign: str = "") -> bool:
    """Return whether a relation is of the first two in focus, and of a sign.

    That of their side, where none is given.
    """
    pair, sign = {*case.inside[:2]}, sign or case.side
    ours = len(pair) == 2 and row.sign == sign
    return ours and {*case.acting(select.named(case, row))} == pair


def acted_on(case: Case, event: str) -> bool:
    """Return whether others alone do an event, if only to the first two or for them."""
    doers = [tie.source_actor for tie in case.being.get(event, [])]
    doers += case.doing.get(event, [])
    return bool(doers) and {*case.inside[:2]}.isdisjoint(case.acting(doers))


def asserting(case: Case, fact: str):
    """Find the row by which a fact is told: the focus pair's, or else its first.

    The rows of a fact may be of several pairs. None where the case has no such fact.
    """
    rows = case.by_fact.get(fact, [])
    ours = (row for row in rows if of_pair(case, row))
    return next(ours, next(iter(rows), None))


def record(case: Case, one: str):
    """Find a record by its id, or the row by which a fact is told; None for neither."""
    return case.by_id.get(one) or asserting(case, one)


def episode(case: Case, row) -> str:
    """Return the episode of a relation: the event it is, or that this is part of.

    Its fact where it is no event; that of its first relation where a view leaves the
    event out.
    """
    event = _event(case, row)
    if event not in case.gone:
        return event or row.fact
    same = (one for one in case.rows("relations") if _event(case, one) == event)
    return next(same, row).fact


def _event(case: Case, row) -> str:
    """Return the whole event that a relation is a part of, left out or not.

    Help is no part of the harm that it ends, nor harm of the help: each bears its name.
    """
    whole, event, seen = "", row.event_id, set()
    while event not in seen and (record := case.whole.by_id.get(event)):
        signs = [tie.sign for tie in case.whole.being.get(event, [])]
        if signs and all({row.sign, one} == {"+", "-"} for one in signs):
            break
        seen.add(event)
        whole, event = event, record.part_of
    return whole


def episodes(case: Case, rows: pd.DataFrame | list) -> list[str]:
    """List the episodes of some relations, each once, in their order."""
    rows = rows if isinstance(rows, list) else tuples(rows)
    return list(dict.fromkeys(episode(case, row) for row in rows))


def fewest(case: Case, rows: pd.DataFrame | list) -> int:
    """Count the fewest episodes that acts can be: some may be one told twice."""
    acts = rows if isinstance(rows, list) else tuples(rows)
    return relations.least([row._replace(fact=episode(case, row)) for row in acts])


def records(case: Case, rows: pd.DataFrame) -> tuple[str, ...]:
    """List one record an episode: its event, or else the first of its relations."""
    each = grouped((episode(case, r), r.relation_id) for r in tuples(rows))
    return tuple(one if one in case.by_id else ids[0] for one, ids in each.items())


@kept
def of_article(shown: Shown) -> pd.DataFrame:
    """List the relations of the two that the article still tells, by its reading."""
    return _told(shown, between(shown.by("article")))  # whatever else is known


@kept
def opposed_of_article(shown: Shown) -> pd.DataFrame:
    """List likewise the relations of the two that are not of their side."""
    return _told(shown, opposed(shown.by("article")))


def _told(shown: Shown, rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the relations that the article still tells."""
    case = shown.case
    rows = rows[rows.layer == "article"]
    kept = [voices.tells(case, one, case.article) for one in rows.relation_id]
    return rows[np.array(kept, dtype=bool)]


def counting(shown: Shown, rows: pd.DataFrame, *how: str) -> pd.DataFrame:
    """Keep the relations that count on the day of a view, by what it remembers.

    ``how`` are the certainties asked for.
    """
    if not shown.day:
        return rows
    day, article = shown.day, shown.case.published
    held = (relations.holds(row, day, shown.view, article) for row in tuples(rows))
    return rows[np.array([one in how for one in held], dtype=bool)]


def afterwards(shown: Shown) -> list:
    """List what came of the first two after the article's day, as rows, in order.

    Both take part in it and not only others act, or a relation of the two is the event
    or is said in it; what is only foreseen has not come.
    """
    case, pair = shown.case, {*shown.case.inside[:2]}

    def of_both(event: str) -> bool:
        said = [case.by_id.get(one) for one in case.carried.get(event, [])]
        acts = [*said, *case.being.get(event, [])]
        ties = [row for row in acts if hasattr(row, "source_actor")]
        sides = [{row.source_actor, row.target_actor} for row in ties]
        sides += [{*case.taking_part.get(event, [])}] * (not acted_on(case, event))
        return any(pair <= {*case.acting(side)} for side in sides)

    rows = [e for e in case.rows("events") if select.is_after(case, shown.when(e))]
    rows = [r for r in rows if of_both(r.event_id) and not shown.is_prospect(r)]
    return sorted(rows, key=lambda row: _placed(shown, row))


def _placed(shown: Shown, row) -> tuple[date, date, str]:
    """Return the place of an event in time: its begin, its end, its id."""
    when = shown.when(row)
    return when.begin_earliest, when.end_latest or date.max, row.event_id


def attested(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the acts among relations that are attested."""
    return rows[rows.act & rows.told.isin(firmness.ATTESTED)]


def disputing(shown: Shown, records: list[str]) -> list[str]:
    """List the voices that dispute some records, where a view asks for others."""
    asked = "context" in shown.view.layers
    return voices.disputing(shown.case, records) if asked else []


def outside(view: View) -> bool:
    """Return whether a view asks for what outside sources add to the article."""
    return "context" in view.layers and view.dates != "article"


def as_asked(shown: Shown) -> Shown:
    """Return a view as its acts are read: by the article, if only that is asked."""
    return shown if outside(shown.view) else shown.by("article")


def nearness(case: Case, row) -> int:
    """Return how near a relation is to what is asked, the nearest first.

    0: the first two in focus, against another one; 1: between these two; 2: between
    others in focus; 3: beyond.
    """
    ends, inside = {*case.acting(select.named(case, row))}, case.inside
    if len(ends) == 2 and ends == {*inside[:2]}:
        return 0 if case.aims(row) else 1
    return 2 if ends <= {*inside} else 3


def acts(shown: Shown) -> list:
    """List the attested acts of a view as rows, those nearest to what is asked first.

    Of a view without such acts its attested relations; without these its events.
    """
    case, shown = shown.case, as_asked(shown)
    rows = [r for r in case.rows("relations") if shown.status(r) in firmness.ATTESTED]
    deeds = [row for row in rows if row.basis == "act"] or rows
    if deeds:
        return sorted(deeds, key=lambda row: nearness(case, row))
    return [r for r in case.rows("events") if shown.status(r) in firmness.ATTESTED]
