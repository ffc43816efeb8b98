"""What the page's script needs to filter a report and to show its ties by itself.

Pure: a case and a view in, plain values for JSON out. The script's half is
``select.js``; it has to show what ``select.view`` leaves, and the rows of ``standings``
as they are. A test compares both with Python.
"""

from collections import Counter
from datetime import date

from helpers.case import dates, schema
from helpers.case.cases import Case
from helpers.charts import strips, timeline
from helpers.lists.records import reread
from helpers.page import standings
from helpers.text import wording
from helpers.view import naming, relations, search, select
from helpers.view.parameters import View

ENDS = {"relations": ("source_actor", "target_actor"),
        "memberships": ("actor_id", "group_id")}  # fmt: skip


Readings = dict[str, tuple[Case, View]]  # by reading: what is shown, what was asked


def readings(whole: Case, asked: View) -> Readings:
    """Give the view of a case in each reading, and what was asked for then."""
    others = {r: asked.model_copy(update={"dates": r}) for r in select.READINGS}
    return {r: (select.view(whole, other), other) for r, other in others.items()}


def inside(read: Readings, own: str, reading: str) -> tuple[Case, View]:
    """Give the records of the report's ``own`` reading as another one has them.

    Another reading of the whole case may let in records that the report has no card
    of, and that no filter of it knows.
    """
    ours, (case, other) = read[own][0], read[reading]
    kept = {}
    for name in ("events", "relations"):
        ids = set(ours.tables[name].iloc[:, 0])
        rows = case.tables[name]
        kept[name] = rows[rows.iloc[:, 0].isin(ids)].reset_index(drop=True)
    return case.with_tables(**kept), other


def payload(read: Readings, asked: View) -> dict:
    """Give all that the script has to know of a report's records.

    It filters further inside the view of the report, from which it starts.
    """
    views = {reading: case for reading, (case, _) in read.items()}
    own = views[asked.dates]
    above = select.filters(own, asked).involved
    chosen = {how: select.filters(own, other) for how, (_, other) in read.items()}
    found = {
        name: [_record(own, name, row, above, chosen) for row in rows.itertuples()]
        for name, rows in ((n, own.tables[n]) for n in ("events", *ENDS))
    }
    told = [*found["events"], *found["relations"]]
    inner = {how: inside(read, asked.dates, how) for how in read}
    return found | {
        "own": asked.dates,
        "hides": [*select.HIDES.values()],
        "text": own.text,
        "days": [day.toordinal() for day in days(views, own, asked)],
        "layers": [x for x in schema.LAYERS if x in {row["layer"] for row in told}],
        "statuses": _statuses(told),
        "actors": _actors(own, [*told, *found["memberships"]]),
        "names": own.actor_names,
        "standings": standings.payload(inner, relations.day(own, asked)),
        "reports": timeline.carried(own),
        "numbers": {
            reading: _numbers(case, asked.model_copy(update={"dates": reading}))
            for reading, case in views.items()
        },
        "called": search.called(own),
        "touches": search.touched(own),
        "told": {how: reread(own, asked.dates, how) for how in views},
        "said": [
            [c.record_id, c.said_event_id]
            for c in own.rows("citations")
            if c.said_event_id
        ],
    }


def days(views: dict[str, Case], own: Case, asked: View) -> list[date]:
    """List the days that the slider stops at: in any reading, some tie changes.

    Up to the day of the view, with that day; none where nothing has a date.
    """
    last = relations.day(own, asked)
    if last is None:
        return []
    found = {last}
    for reading, case in views.items():
        how = relations.asked(asked) | {"dates": reading}
        found |= {day for day in relations.changes(case, **how) if day < last}
    return sorted(found)


def _numbers(case: Case, asked: View) -> dict[str, str]:
    """Give the marks of timeline and strips their numbers in a reading."""
    rows = [*timeline.marks(case, asked).itertuples()]
    rows += strips.marks(case, asked).itertuples()
    return {row.record_id: str(row.number) for row in rows}


def _statuses(told: list[dict]) -> list[str]:
    """List the statuses that occur in any reading, in the order of the schema."""
    there = {
        row["read"][reading]["status"] for row in told for reading in select.READINGS
    }
    return [status for status in schema.STATUSES if status in there]


def _actors(case: Case, told: list[dict]) -> list[dict]:
    """List the actors that occur, with all that they are called; the focus first."""
    counted = Counter(actor for row in told for actor in row["actors"])
    rows = [a for a in case.rows("actors") if a.actor_id in counted]
    rows.sort(key=lambda a: (case.rank[a.actor_id], -counted[a.actor_id], a.actor_id))
    return [
        {
            "id": a.actor_id,
            "labels": [a.name, a.short_name, *(x.partition("@")[0] for x in a.aliases)],
        }
        for a in rows
    ]


def _record(case: Case, table: str, row, above: dict, chosen: dict) -> dict:
    """Describe a record: what it is filtered by, and how it is told."""
    own, ends = row[1], [getattr(row, end) for end in ENDS.get(table, ())]
    named = ends or case.taking_part.get(own, [])
    cited = case.cited.get(own, [])
    found = {
        "id": own,
        "title": naming.heading(case, row),
        "layer": row.layer,
        "actors": sorted({x for a in named for x in above.get(a, {a})}),
        "named": named,
        "sources": sorted({c.source_id for c in cited} | {*row.known_sources}),
        "when": [row.when_article, row.when_known],
        "first": [
            _first(row.when_article),
            _first(row.when_known or row.when_article),
        ],
        "read": {r: _read(case, row, r, chosen[r]) for r in select.READINGS},
    }
    if table == "relations":
        found |= {"sign": row.sign, "basis": row.basis, "event": row.event_id}
    return found


def _first(text: str) -> int:
    """Give the first day of a date for putting it in order; 0 where there is none."""
    found = relations.voiced(dates.parse(text))
    return found.toordinal() if found else 0


def _read(case: Case, row, reading: str, chosen) -> dict:
    """Say how a record is read: what hides it, its status, its date in words."""
    status = select.status(row, reading) if hasattr(row, "status_article") else ""
    off = chosen.hides(row, select.named(case, row))
    return {
        "off": select.HIDES.get(off, ""),
        "status": status,
        "firm": wording.firm(case, row, reading),
        "words": wording.date_of(case, row, reading),
    }
