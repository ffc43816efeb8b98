"""What the page's script needs to filter a report and to show its ties by itself.

Pure: a case and a view in, plain values for JSON out. The script's half is
``select.js``; it has to show what ``select.view`` leaves, and the rows of ``standings``
as they are. A test compares both with Python.
"""

from collections import Counter
from datetime import date
from functools import cached_property

from helpers.case import dates, firmness, schema, signs
from helpers.case.cases import Case
from helpers.case.inherited import grouped
from helpers.charts import timeline
from helpers.lists.cards import reread
from helpers.page import asks, scrub, standings
from helpers.text import bounds, summary, ties, wording
from helpers.view import naming, relations, search, select, voices
from helpers.view.parameters import View
from helpers.view.shown import Shown

ENDS = {"relations": ("source_actor", "target_actor"),
        "memberships": ("actor_id", "group_id")}  # fmt: skip
MOST = 400  # records of which every two are asked for their order


class Readings(dict[str, Shown]):
    """What a view shows of a case, by the reading; ``own`` is that of the report.

    A class because every chart asks for the records of the one as another has them.
    """

    def __init__(self, whole: Case, asked: View) -> None:
        others = {r: asked.model_copy(update={"dates": r}) for r in select.READINGS}
        super().__init__({r: Shown.of(whole, one) for r, one in others.items()})
        self.own = asked.dates

    @cached_property
    def inner(self) -> dict[str, Shown]:
        """The records of the report's own reading as each has them."""
        return {reading: self._inside(reading) for reading in self}

    def _inside(self, reading: str) -> Shown:
        """Give the records of the report's own reading as another one has them.

        Another reading of the whole case may let in records that the report has no card
        of, and that no filter of it knows.
        """
        ours, other = self[self.own].case, self[reading]
        if reading == self.own:
            return other
        kept = {}
        for name in ("events", "relations"):
            ids = {row[1] for row in ours.rows(name)}
            kept[name] = [row for row in other.case.rows(name) if row[1] in ids]
        return Shown(other.case.with_tables(**kept), other.view)


def payload(read: Readings, asked: View) -> dict:
    """Give all that the script has to know of a report's records.

    It filters further inside the view of the report, from which it starts.
    """
    shown = read[asked.dates]
    own, above = shown.case, select.filters(shown.case, asked).involved
    found = _records(read, shown, above)
    told = [*found["events"], *found["relations"]]
    return (
        found
        | _named(own)
        | _in_order(read, found)
        | {
            "own": asked.dates,
            "asks": asks.payload(asked),
            "hides": [*select.HIDES.values()],
            "days": [day.toordinal() for day in days(read, shown)],
            "scrub": scrub.payload(own, read),
            "layers": [x for x in schema.LAYERS if x in {row["layer"] for row in told}],
            "statuses": _statuses(told),
            "actors": _actors(own, [*told, *found["memberships"]]),
            "above": {a: up for a, up in above.items() if len(up) > 1},
            "standings": standings.payload(read.inner, shown.day),
            "told": reread(shown, read),
        }
    )


def _named(case: Case) -> dict:
    """Give what the records of a case are called, and who tells of them."""
    return {
        "text": case.text,
        "article": case.article,
        "unnamed": [
            one
            for one in sorted(case.anonymous)
            if naming.unnamed(case, one, naming.short_name(case, one))
        ],
        "names": case.actor_names,
        "signs": {sign.mark: sign.word for sign in signs.SIGNS} | {"": ""},
        "untied": ties.KINDS,
        "reports": timeline.carried(case),
        "called": search.called(case),
        "touches": search.touched(case),
        "said": [
            [c.record_id, c.said_event_id]
            for c in case.rows("citations")
            if c.said_event_id
        ],
    }


def _in_order(read: Readings, found: dict[str, list[dict]]) -> dict:
    """Give which of two records came first, as far as order tells, and its words."""
    ids = [row["id"] for rows in found.values() for row in rows]
    few = len(ids) <= MOST
    asked = {how: _turns(read[how], ids) for how in ("article", "known") if few}
    return {"order": summary.ORDER, "turns": asked or None}


def _turns(shown: Shown, ids: list[str]) -> dict[str, list[str]]:
    """List the pairs of records whose dates leave open what order tells, by the reason.

    The one that began first comes first, as in `E118 E117`.
    """
    turns = shown.ordered.turns(ids).items()
    return grouped(
        (bounds.facts(shown, facts), " ".join(pair)) for pair, facts in turns
    )


def _records(read: Readings, shown: Shown, above: dict) -> dict[str, list[dict]]:
    """Describe the records of a report by their tables."""
    case = shown.case
    chosen = {how: select.filters(case, other.view) for how, other in read.items()}
    return {
        name: [_record(shown, name, row, above, chosen) for row in case.rows(name)]
        for name in ("events", *ENDS)
    }


def days(read: Readings, shown: Shown) -> list[date]:
    """List the days that the slider stops at: in any reading, some tie changes.

    Up to the day of the view, with that day; none where nothing has a date.
    """
    last = shown.day
    if last is None:
        return []
    every = [relations.changes(one.case, one.view, last) for one in read.values()]
    return sorted({last, *(day for days in every for day in days if day < last)})


def _statuses(told: list[dict]) -> list[str]:
    """List the statuses that occur in any reading, in the order of the schema."""
    there = {
        row["read"][reading]["status"] for row in told for reading in select.READINGS
    }
    return [status for status in firmness.STATUSES if status in there]


def _actors(case: Case, told: list[dict]) -> list[str]:
    """List the actors that occur, the focus first."""
    counted = Counter(actor for row in told for actor in row["actors"])
    rows = [a for a in case.rows("actors") if a.actor_id in counted]
    rows.sort(key=lambda a: (case.rank[a.actor_id], -counted[a.actor_id], a.actor_id))
    return [a.actor_id for a in rows]


def _record(shown: Shown, table: str, row, above: dict, chosen: dict) -> dict:
    """Describe a record: what it is filtered by, and how it is told."""
    case, own = shown.case, row[1]
    ends = [getattr(row, end) for end in ENDS.get(table, ())]
    named = ends or case.taking_part.get(own, [])
    found = {
        "id": own,
        "title": naming.heading(case, row),
        "layer": row.layer,
        "actors": sorted({x for a in named for x in above.get(a, {a})}),
        "named": named,
        "sources": sources(case, row),
        "voices": sorted(voices.askable(case, own)),
        "when": [row.when_article, row.when_known],
        "first": [
            _first(row.when_article),
            _first(row.when_known or row.when_article),
        ],
        "read": {how: _read(shown.by(how), row, chosen[how]) for how in chosen},
    }
    if table == "events":
        found |= {"kind": row.kind, "summary": row.summary}
    if table == "relations":
        found |= {"sign": row.sign, "basis": row.basis, "event": row.event_id}
    return found


def sources(case: Case, row) -> list[str]:
    """List the sources that speak of a record, or know of it."""
    cited = case.cited.get(row[1], [])
    return sorted({c.source_id for c in cited} | {*row.known_sources})


def _first(text: str) -> int:
    """Give the first day of a date for putting it in order; 0 where there is none."""
    found = dates.parse(text).first
    return found.toordinal() if found else 0


def _read(shown: Shown, row, chosen) -> dict:
    """Say how a record is read, and what hides it."""
    off = chosen.hides(row, select.named(shown.case, row))
    return {"off": select.HIDES.get(off, "")} | told(shown, row)


def told(shown: Shown, row) -> dict:
    """Say how a record is read: its status and its date, also in words.

    ``begun`` is the day by which it has begun, if any is known.
    """
    begun = shown.when(row).begin_latest
    return {
        "status": shown.status(row) if hasattr(row, "status_article") else "",
        "firm": wording.firm(shown, row),
        "words": wording.date_of(shown, row),
        "within": _within(shown.when(row)),
        "begun": begun and begun.toordinal(),
    }


def _within(when: dates.When) -> list[int | None]:
    """Give the first and the last day that a record can be of, None: without bound.

    Nothing where it has no date: then no stretch of time is known to hold it.
    """
    if not when.dated:
        return []
    ends = None if when.open_end or when.unknown_end else when.end_latest
    return [day and day.toordinal() for day in (when.begin_earliest, ends)]
