"""What a record is found by: the names of all that it touches. Pure."""

from helpers.case.cases import Case, listed
from helpers.case.inherited import grouped
from helpers.view.select import RECORDS

NAMES = ("name", "short_name", "title")  # columns that name something
ENDS = ("actor_id", "group_id", "source_actor", "target_actor", "against", "author",
        "publisher", "place_id", "known_sources", "event_id", "fact", "first_id",
        "second_id")  # fmt: skip


def called(case: Case) -> dict[str, list[str]]:
    """List what each actor, place and source is called, by its id."""
    found = {}
    for row in (r for t in ("actors", "places", "sources") for r in case.rows(t)):
        labels = [one for name in NAMES for one in listed(getattr(row, name, ""))]
        aliases = listed(getattr(row, "aliases", ""))
        found[row[1]] = labels + [alias.partition("@")[0] for alias in aliases]
    return found


def touched(case: Case) -> dict[str, list[str]]:
    """List the ids that each record and source touches.

    Who, where and what it is of, with all they act for; who says so, and who wrote and
    published that; the places of the article that name it.
    """
    rows = [row for table in (*RECORDS, "sources") for row in case.rows(table)]
    pairs = [(r[1], i) for r in rows for n in ENDS for i in listed(getattr(r, n, ""))]
    pairs += [(part.event_id, part.actor_id) for part in case.rows("participants")]
    for row in case.rows("citations"):
        cited = (row.source_id, *row.chain, *listed(row.said_event_id))
        pairs += [(row.record_id, one) for one in cited]
    for row in case.rows("orders"):
        pairs += [(end, row.order_id) for end in (row.first_id, row.second_id)]
    for row in case.rows("references"):
        pairs += [(record, row.reference_id) for record in row.record_id]
    ids = grouped((record, one) for record, one in pairs if one != record)
    return {row[1]: _with_those_behind(case, ids[row[1]]) for row in rows}


def _with_those_behind(case: Case, ids: list[str]) -> list[str]:
    """Add to some ids who made the sources, and whom each actor acts for."""
    rows = [case.by_source[i] for i in ids if i in case.by_source]
    makers = [a for row in rows for a in (*row.author, row.publisher) if a]
    behind = (b for a in (*ids, *makers) for b in case.above.get(a, [a]))
    return list(dict.fromkeys(behind))
