"""Tiny cases that a reader can check by eye, written as real folders."""

import csv
import json
import re
from pathlib import Path

from helpers.case import cases, schema

READ = {}  # tables of the last small worlds, by the hash of what is written
MOST_KEPT = 64
WORLD = {
    "sources": [
        {"source_id": "S001", "role": "article", "kind": "opinion",
         "title": "The piece",
         "when_article": "2021-09-11", "proximity": "primary"},
        {"source_id": "S002", "role": "cited", "kind": "news", "title": "The report",
         "publisher": "A003", "when_article": "2020-10", "when_known": "2020-10-22",
         "known_sources": "S003", "proximity": "secondary"},
        {"source_id": "S003", "role": "outside", "kind": "news", "title": "A digest",
         "when_known": "2020-10-23", "known_sources": "S003", "proximity": "copy"},
    ],
    "actors": [
        {"actor_id": "A001", "name": "Northland", "kind": "state",
         "aliases": "the North"},
        {"actor_id": "A002", "name": "Southland", "kind": "state"},
        {"actor_id": "A003", "name": "The Gazette", "kind": "media"},
        {"actor_id": "A004", "name": "Envoy Nor", "kind": "person", "acts_for": "A001"},
    ],
    "events": [
        {"event_id": "E001", "title": "The envoy visits", "kind": "act",
         "extent": "act",
         "layer": "article", "status_article": "claimed", "status_known": "happened",
         "when_article": "[2021-08-16..2021-09-11]", "when_known": "2021-08-23",
         "known_sources": "S003"},
        {"event_id": "E002", "title": "The border war", "kind": "act",
         "extent": "state",
         "layer": "article", "status_article": "happened",
         "when_article": "2015/2021-09-11"},
        {"event_id": "E003", "title": "Northland speaks of peace", "kind": "statement",
         "extent": "act", "layer": "article", "status_article": "happened",
         "when_article": "2021-08"},
        {"event_id": "E004", "title": "The bridge falls", "kind": "act",
         "extent": "act",
         "layer": "context", "status_known": "happened", "when_known": "2021-08-26",
         "known_sources": "S003"},
        {"event_id": "E005", "title": "Southland says no", "kind": "statement",
         "extent": "act", "layer": "context", "status_known": "happened",
         "when_known": "2021-10-09", "known_sources": "S003"},
    ],
    "participants": [
        {"event_id": "E001", "actor_id": "A004", "role": "agent", "layer": "article"},
        {"event_id": "E001", "actor_id": "A002", "role": "host", "layer": "article"},
        {"event_id": "E002", "actor_id": "A001", "role": "party", "layer": "article"},
        {"event_id": "E002", "actor_id": "A002", "role": "party", "layer": "article"},
        {"event_id": "E003", "actor_id": "A001", "role": "speaker", "layer": "article"},
        {"event_id": "E004", "actor_id": "A002", "role": "target", "layer": "context"},
        {"event_id": "E005", "actor_id": "A002", "role": "speaker", "layer": "context"},
    ],
    "relations": [
        {"relation_id": "R001", "fact": "R01", "source_actor": "A004",
         "target_actor": "A002", "directed": "yes", "sign": "+", "basis": "act",
         "extent": "act", "layer": "article", "status_article": "claimed",
         "status_known": "happened", "when_article": "[2021-08-16..2021-09-11]",
         "when_known": "2021-08-23", "known_sources": "S003", "event_id": "E001",
         "summary": "The envoy of Northland visits Southland"},
        {"relation_id": "R002", "fact": "R02", "source_actor": "A001",
         "target_actor": "A002", "directed": "no", "sign": "+", "basis": "act",
         "extent": "act", "layer": "article", "status_article": "possible",
         "when_article": "[2021-09-11..]", "summary": "The two may work together"},
    ],
    "citations": [
        {"record_id": "E001", "source_id": "S001", "locator": "P2",
         "stance": "supports", "chain": "S001<S002<A004", "said_event_id": "E003"},
        {"record_id": "E001", "source_id": "S003", "stance": "supports",
         "chain": "S003<S002"},
        {"record_id": "E002", "source_id": "S001", "locator": "P3",
         "stance": "supports", "chain": "S001"},
        {"record_id": "E003", "source_id": "S001", "locator": "P4",
         "stance": "supports", "chain": "S001<A001"},
        {"record_id": "E004", "source_id": "S003", "stance": "supports",
         "chain": "S003"},
        {"record_id": "E005", "source_id": "S003", "stance": "supports",
         "chain": "S003"},
        {"record_id": "R001", "source_id": "S001", "locator": "P2",
         "stance": "supports", "chain": "S001<S002<A004"},
        {"record_id": "R002", "source_id": "S001", "locator": "P5",
         "stance": "supports", "chain": "S001", "strength": "could"},
    ],
}  # fmt: skip

# How the small world's records are told, wherever they are shown; the visit's dates are
# those of the envoy's visit in the first case too.
WINDOW = "one day between 16 August and 11 September 2021"
BOTH_DATES = f"{WINDOW}; other sources: 23 August 2021"
WAR = "since 2015, still so on 11 September 2021"


def copy() -> dict[str, list[dict]]:
    """Give the small world as fresh rows, to be changed at will."""
    return {table: [dict(row) for row in rows] for table, rows in WORLD.items()}


def write(folder: Path, tables: dict[str, list[dict]] | None = None, **package) -> Path:
    """Write a case; a table that is not given is not there."""
    tables = copy() if tables is None else tables
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        columns = schema.BY_NAME[name].names
        with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    described = schema.package(
        list(tables),
        name=folder.name,
        title="A small world",
        question="Will the two make peace?",
        focus=[],
        order=[],
        causes=[],
    )
    (folder / "datapackage.json").write_text(
        json.dumps(described | package, ensure_ascii=False), encoding="utf-8"
    )
    return folder


def small(folder: Path, tables: dict | None = None, **package) -> cases.Case:
    """Write a case named small into a folder and read it, unchecked.

    What was read of late is not read anew: no frame of a case is changed in place.
    """
    at = write(folder / "small", tables, **package)
    state = cases.bytes_hash(at)
    if state not in READ:
        if len(READ) == MOST_KEPT:
            del READ[next(iter(READ))]
        READ[state] = cases.load(at).tables
    return cases.Case(at, cases.read_package(at), READ[state])


def renumbered(tables: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """Give the same rows with ids of six digits: E001 becomes E100001."""
    text = json.dumps(tables)
    return json.loads(re.sub(r"\b([SAMLERCQTO])([0-9]{3})\b", r"\g<1>100\2", text))


def ordered(tables: dict[str, list[dict]], *orders: dict) -> dict[str, list[dict]]:
    """Give a world with orders: the article says each, and claims it, or as told.

    `chain` and `stance` are of its citation, which is of the chain's first source.
    """
    rows, cited = [], []
    for n, given in enumerate(orders, 1):
        row = {"order_id": f"O{n:03d}", "relation": "before", "layer": "article",
               "chain": "S001", "stance": "supports"} | given  # fmt: skip
        ours = row["layer"] == "article"
        row.setdefault("status_article" if ours else "status_known", "claimed")
        chain, stance = row.pop("chain"), row.pop("stance")
        source = chain.partition("<")[0]
        place = {"locator": "P7"} if source == "S001" else {}
        cited.append({"record_id": row["order_id"], "source_id": source,
                      "stance": stance, "chain": chain, **place})  # fmt: skip
        rows.append(row)
    return tables | {"orders": rows, "citations": [*tables["citations"], *cited]}


def timely(*orders: dict) -> dict[str, list[dict]]:
    """Give the small world with sources that come after what they tell, and orders.

    Its report is of 24 August 2021, a day after the visit; its digest of October.
    """
    tables = copy()
    tables["sources"][1] |= {"when_article": "2021-08", "when_known": "2021-08-24"}
    tables["sources"][2] |= {"when_known": "2021-10-10"}
    return ordered(tables, *orders) if orders else tables


AFTER = {"first_id": "E004", "second_id": "E003", "layer": "context", "chain": "S003"}


def in_order(*orders: dict, **cells: dict) -> dict[str, list[dict]]:
    """Give the timely world, whose speech tells of nothing: only orders bound it.

    ``cells`` are changes by source or event. `AFTER` has the bridge fall before it.
    """
    tables = timely(*orders)
    tables["citations"][0]["said_event_id"] = ""
    for row in [*tables["sources"], *tables["events"]]:
        row |= cells.get(row.get("event_id") or row["source_id"], {})
    return tables


def coding() -> dict[str, list[dict]]:
    """Give the small world without an article: coded from a study instead."""
    tables = copy()
    tables["sources"][0] |= {"role": "cited", "kind": "study", "title": "The coding"}
    return tables


def least() -> dict[str, list[dict]]:
    """Give a world of the required tables only: one event without relations."""
    full = copy()
    return {
        "sources": full["sources"][:1],
        "actors": full["actors"][1:2],
        "events": [full["events"][2]],
        "participants": [
            {"event_id": "E003", "actor_id": "A002", "role": "speaker",
             "layer": "article"}
        ],
        "citations": [
            {"record_id": "E003", "source_id": "S001", "locator": "P4",
             "stance": "supports", "chain": "S001"}
        ],
    }  # fmt: skip


def many(n: int, first: int = 1870, last: int = 2020) -> dict[str, list[dict]]:
    """Give ``n`` events over the years, of every shape of date, by a fixed rule."""
    tables = least()
    events, parts, cited = [], [], []
    span = (last - first) * 365
    for i in range(n):
        day = (i * 7919) % span  # a prime step: spread, and the same every time
        year, month = first + day // 365, 1 + day // 31 % 12
        when = [
            f"{year}-{month:02d}-{1 + i % 28:02d}",
            f"{year}",
            f"{year}/{min(last, year + i % 9)}",
            f"{year}-{month:02d}",
            f"[{year}-01-01..{year}-{month:02d}-28]",
            f"/{year}",
        ][i % 6]
        record = f"E{i + 1:03d}"
        events.append(
            {"event_id": record, "title": f"Event {i + 1}, a title of some length",
             "kind": "statement" if i % 5 == 0 else "act",
             "extent": "state" if "/" in when else "act", "layer": "context",
             "status_known": ["happened", "reported"][i % 2], "when_known": when,
             "known_sources": "S001"}
        )  # fmt: skip
        parts.append(
            {"event_id": record, "actor_id": "A002", "role": "agent",
             "layer": "context"}
        )  # fmt: skip
        cited.append(
            {"record_id": record, "source_id": "S001", "stance": "supports",
             "chain": "S001"}
        )  # fmt: skip
    tables["sources"][0]["role"] = "outside"
    return tables | {"events": events, "participants": parts, "citations": cited}


SHAPES = ("2021-{m:02d}-10", "2020", "[2021-{m:02d}-01..2021-{m:02d}-20]",
          "{y}/2021-09-11", "/2021-08", "2021-{m:02d}/2021-{m:02d}",
          "{y}/..")  # fmt: skip
HELD = ("happened", "reported", "claimed", "possible", "happened", "expected", "asked",
        "reported", "denied", "happened")  # fmt: skip
LONG = (
    "The Provisional Council for the Restoration of the Northern and Southern Regions"
)
RIGHT_TO_LEFT = "\u05de\u05d5\u05e2\u05e6\u05ea \u05d4\u05d4\u05e8\u05d9\u05dd"


def related(
    actors: int, relations: int, name: str = "Actor {n}"
) -> dict[str, list[dict]]:
    """Give actors and relations among them, of every kind, by a fixed rule.

    Without events; every seventh actor is a collective.
    """
    tables = copy()
    tables["actors"] = [
        {"actor_id": f"A{n:03d}", "name": name.format(n=n) + ("" if "{n}" in name else
                                                              f" {n}"),
         "kind": "collective" if n % 7 == 0 else "state"}
        for n in range(1, actors + 1)
    ]  # fmt: skip
    tables["sources"] = [tables["sources"][0] | {"publisher": ""}, tables["sources"][2]]
    rows = []
    for i in range(relations):
        one, step = i % actors, 1 + (i // actors) % (actors - 1)
        status, when = HELD[i % 10], SHAPES[i % 7].format(m=1 + i % 8, y=1990 + i % 30)
        ours = i % 3 > 0
        row = {
            "relation_id": f"R{i + 1:03d}", "fact": f"R{i + 1:03d}",
            "source_actor": f"A{one + 1:03d}",
            "target_actor": f"A{(one + step) % actors + 1:03d}",
            "directed": "no" if i % 4 else "yes", "sign": "+-~-+"[i % 5],
            "basis": ("act", "act", "statement", "condition")[i % 4],
            "extent": "state" if "/" in when else "act", "summary": f"Record {i + 1}",
            "layer": "article" if ours else "context",
        }  # fmt: skip
        if ours:
            row |= {"status_article": status, "when_article": when}
        else:
            row |= {"status_known": status, "when_known": when, "known_sources": "S003"}
        rows.append(row)
    cited = [
        {"record_id": row["relation_id"], "stance": "supports",
         **({"source_id": "S001", "locator": "P1"} if row["layer"] == "article"
            else {"source_id": "S003"}),
         "chain": ("S001" if row["layer"] == "article" else "S003")
         + (f"<{row['source_actor']}" if n % 2 else "")}
        for n, row in enumerate(rows)
    ]  # fmt: skip
    tables |= {"relations": rows, "citations": cited}
    for table in ("events", "participants"):
        tables.pop(table)
    return tables


def large(events: int = 2000, actors: int = 200, relations: int = 999) -> dict:
    """Give a large case by a fixed rule: an article's events, and ties among many."""
    ties, dated = related(actors, relations), many(events, 1900, 2022)
    told = [
        {k: v for k, v in row.items() if k not in ("known_sources", "status_known",
                                                   "when_known")}
        | {"layer": "article", "status_article": row["status_known"], "extent": "act",
           "when_article": f"2021-{1 + n % 8:02d}-{1 + n % 28:02d}"
           if "202" in row["when_known"] else row["when_known"]}
        for n, row in enumerate(dated["events"])
    ]  # fmt: skip
    parts = [
        {"event_id": row["event_id"], "actor_id": f"A{n * k % actors + 1:03d}",
         "role": "party", "layer": "article"}
        for n, row in enumerate(told)
        for k in (7, 11)
        if k == 7 or n * 7 % actors != n * 11 % actors
    ]  # fmt: skip
    cited = [row | {"locator": "P1"} for row in dated["citations"]]
    return ties | {
        "events": told, "participants": parts, "citations": ties["citations"] + cited,
    }  # fmt: skip


TOLD_TWICE = {
    "focus": ["A001", "A002", "A003"],
    "causes": [{"cause": "E001", "effect": "E002", "question": "Did one lead on?"}],
}


def told_twice() -> dict[str, list[dict]]:
    """Give a world whose every record has another date and status by each reading.

    By the article all is of 1701 to 1709 and claimed, reported or possible; as known
    of 1751 to 1759 and happened, denied or expected. What has one date only is by the
    article of 1731, as the article itself of 1761.
    """
    tables = copy()
    tables["actors"].append(
        {"actor_id": "A005", "name": "The Band", "kind": "armed-group"}
    )
    tables["sources"] = [
        tables["sources"][0] | {"when_article": "1761-06-15"},
        tables["sources"][1]
        | {
            "when_article": "1704-10",
            "when_known": "1756-10-22",
            "note": "Dated twice.",
        },
        tables["sources"][2] | {"when_known": "1757-02-03"},
    ]
    known, why = {"known_sources": "S003"}, {"note": "Dated twice."}
    ours, theirs = {"layer": "article"}, {"layer": "context", **known}

    def both(nth: int, shape: str = "{y}-03-0{n}") -> dict:
        return ours | known | why | {
            "when_article": shape.format(y=1700 + nth, n=nth),
            "when_known": shape.format(y=1750 + nth, n=nth),
            "status_article": ("claimed", "reported")[nth % 2],
            "status_known": "happened",
        }  # fmt: skip

    only = theirs | {"when_known": "1758-11-12", "status_known": "happened"}
    events = [
        both(1), both(2, "[{y}-03-0{n}..{y}-09-11]"), both(4), both(3, "{y}/{y}-11"),
        both(6, "{y}-07/.."), both(7) | {"status_known": "denied"},
        both(8) | {"status_article": "possible", "status_known": "expected"},
        ours | {"when_article": "1731-05", "status_article": "reported"}, only,
        only | {"when_known": "1762-01-09"},
    ]  # fmt: skip
    tables["events"] = [
        {"event_id": f"E{n:03d}", "title": f"Event {n}", "extent": "act",
         "kind": "statement" if n == 3 else "act"} | row
        | ({"extent": "state"} if "/" in row.get("when_known", "") else {})
        for n, row in enumerate(events, 1)
    ]  # fmt: skip
    tables["participants"] = [
        {"event_id": e["event_id"], "actor_id": actor, "role": "party",
         "layer": e["layer"]}
        for e in tables["events"]
        for actor in ("A001", "A002")
    ]  # fmt: skip
    ties = [
        ("A001", "A002", "+", both(1) | {"event_id": "E001", "may_be": "R002"}),
        ("A001", "A002", "+", both(2, "[{y}-03-0{n}..{y}-09-11]")),
        ("A001", "A003", "-", both(4)), ("A002", "A003", "+", both(3, "{y}/{y}-11")),
        ("A001", "A005", "-", both(6, "{y}-07/..")),
        ("A002", "A005", "-", both(7) | {"status_known": "denied"}),
        ("A004", "A002", "+", both(8) | {"status_article": "possible",
                                         "status_known": "expected"}),
        ("A003", "A005", "+", ours | {"when_article": "1731-05",
                                      "status_article": "reported"}),
        ("A001", "A002", "-", only), ("A002", "A005", "+", only),
    ]  # fmt: skip
    tables["relations"] = [
        {"relation_id": f"R{n:03d}", "fact": f"R{n:02d}", "source_actor": a,
         "target_actor": b, "directed": "no", "sign": sign, "basis": "act",
         "extent": "act", "summary": f"Record {n}"}
        | ({"against": "A003"} if n < 3 else {}) | row
        | ({"extent": "state"} if "/" in row.get("when_known", "") else {})
        for n, (a, b, sign, row) in enumerate(ties, 1)
    ]  # fmt: skip
    tables["memberships"] = [
        {"membership_id": "M001", "actor_id": "A004", "group_id": "A001",
         "kind": "post", **ours, **known, **why,
         "when_article": "1703", "when_known": "1753"}
    ]  # fmt: skip
    tables["claims"] = [
        {"claim_id": "C001", "role": "thesis", "text": "They may work together"},
        {"claim_id": "C002", "role": "premise", "text": "They did before",
         "supports": "C001"},
    ]  # fmt: skip
    tables["citations"] = [
        {"record_id": row[key], "stance": "supports",
         **({"source_id": "S003", "chain": "S003"} if row.get("layer") == "context"
            else {"source_id": "S001", "locator": "P2", "chain": "S001<S002<A004",
                  "said_event_id": "E003"})}
        for table, key in (("events", "event_id"), ("relations", "relation_id"),
                           ("claims", "claim_id"), ("memberships", "membership_id"))
        for row in tables[table]
    ]  # fmt: skip
    return tables
