"""Thin cases, sound and with little in them: what a report of each may leave out."""

from tests import worlds

BOTH = ["A001", "A002"]
ARTICLE = {
    "source_id": "S001", "role": "article", "kind": "news", "title": "The piece",
    "publisher": "A003", "when_article": "2021-09-11", "proximity": "primary",
}  # fmt: skip
ACTORS = [
    {"actor_id": "A001", "name": "Northland", "kind": "state"},
    {"actor_id": "A002", "name": "Southland", "kind": "state"},
    {"actor_id": "A003", "name": "The Gazette", "kind": "media"},
    {"actor_id": "A004", "name": "Eastland", "kind": "state"},
]


def event(n: int, when: str, **cells: str) -> dict:
    """Return an event that the article claims."""
    return {
        "event_id": f"E{n:03d}", "title": f"The bridge number {n} is opened",
        "kind": "act", "extent": "state" if "/" in when else "act",
        "layer": "article", "status_article": "claimed", "when_article": when,
    } | cells  # fmt: skip


def tie(n: int, one: str, other: str, sign: str, when: str, **cells: str) -> dict:
    """Return a tie that the article claims."""
    return {
        "relation_id": f"R{n:03d}", "fact": f"R{n:02d}", "source_actor": one,
        "target_actor": other, "directed": "no", "sign": sign, "basis": "act",
        "extent": "state" if "/" in when else "act", "layer": "article",
        "status_article": "claimed", "when_article": when,
        "summary": f"{one} and {other} meet",
    } | cells  # fmt: skip


def claim(n: int, role: str, text: str, **cells: str) -> dict:
    """Return a claim of the article; a question has a letter of its own."""
    letter = "Q" if role == "question" else "C"
    return {"claim_id": f"{letter}{n:03d}", "role": role, "text": text} | cells


def cited(*rows: dict, source: str = "S001", chain: str = "") -> list[dict]:
    """Return a citation of each record: what the source itself says of it."""
    place = {"locator": "P2"} if source == "S001" else {}
    return [
        {"record_id": next(iter(row.values())), "source_id": source,
         "stance": "supports", "chain": chain or source, **place}
        for row in rows
    ]  # fmt: skip


def case(
    events: list[dict] = (),
    ties: list[dict] = (),
    claims: list[dict] = (),
    sources: list[dict] = (),
    actors: int | list[dict] = 3,
    **more,
) -> dict[str, list[dict]]:
    """Return a world of the article and the records given, each cited."""
    rows = [*events, *ties, *claims]
    tables = {
        "sources": [ARTICLE, *sources],
        "actors": ACTORS[:actors] if isinstance(actors, int) else actors,
        "events": [*events],
        "participants": [
            {"event_id": row["event_id"], "actor_id": one, "role": "party",
             "layer": row["layer"]}
            for row in events for one in BOTH
        ],
        "relations": [*ties],
        "claims": [*claims],
        "citations": cited(*rows),
    } | more  # fmt: skip
    return {name: rows for name, rows in tables.items() if rows}


def context(*claims: dict) -> dict[str, list[dict]]:
    """Return a world of other sources' records, beside claims of an article."""
    known = {"layer": "context", "status_article": "", "when_article": "",
             "status_known": "happened", "known_sources": "S002"}  # fmt: skip
    digest = ARTICLE | {
        "source_id": "S002", "role": "outside", "title": "A digest", "publisher": "",
        "when_article": "", "when_known": "2021-10-01", "known_sources": "S002",
    }  # fmt: skip
    events = [event(n, "", **known, when_known=f"2021-0{n}-10") for n in (3, 4)]
    ties = [tie(1, *BOTH, "+", "", **known, when_known="2021-05")]
    told = cited(*events, *ties, source="S002")
    tables = case(events, ties, claims, [digest], citations=[*told, *cited(*claims)])
    bare = {"sources": [digest], "actors": ACTORS[:2]}
    return tables if claims else tables | bare


EVENTS = [event(1, "2021-08-23"), event(2, "[2021-08-16..2021-09-11]"),
          event(3, "2015/2021-09-11")]  # fmt: skip
TIES = [tie(1, "A001", "A002", "+", "2021-08-23"),
        tie(2, "A001", "A004", "-", "2020/2021-09-11")]  # fmt: skip
CLAIMS = [claim(1, "thesis", "The two will make peace"),
          claim(2, "premise", "They met in August", supports="C001")]  # fmt: skip
YEARS = [event(n, str(1998 + n)) for n in range(1, 21)]
ASKED = [claim(1, "question", "Will they make peace?"),
         claim(2, "question", "Who pays for it?")]  # fmt: skip

# By name: the tables, and what the descriptor says.
CASES = {
    "one event": (case([event(1, "2021-08")]), {}),
    "one event in focus": (case([event(1, "2021-08-23")]), {"focus": BOTH}),
    "one event without a date": (case([event(1, "")]), {}),
    "one year": (case([event(1, "2021")]), {}),
    "one decade": (case([event(1, "199X")]), {}),
    "one state without a start": (case([event(1, "/2021-08")]), {}),
    "one moment at some time before": (case([event(1, "[..2021-09-11]")]), {}),
    "one statement": (
        case([event(1, "2021-09-10", kind="statement")]), {"focus": BOTH}
    ),
    "one prospect": (
        case(ties=[tie(1, *BOTH, "+", "[2021-09-11..]", status_article="possible")]),
        {"focus": BOTH},
    ),
    "one event to come": (
        case([event(1, "2021-09-12", status_article="expected")],
             [tie(1, *BOTH, "+", "2021-09-12", event_id="E001",
                  status_article="expected")]),
        {"focus": BOTH},
    ),
    "focus without records": (
        case([event(1, "2021-08")], actors=4), {"focus": ["A003", "A004"]}
    ),
    "one tie within an actor": (
        case(ties=[tie(1, *BOTH, "+", "2021-08")],
             actors=[*ACTORS[:1], ACTORS[1] | {"acts_for": "A001"}, ACTORS[2]]),
        {},
    ),
    "one tie": (case(ties=[tie(1, *BOTH, "+", "2021-08")]), {"focus": BOTH}),
    "no outside source": (
        case(EVENTS, TIES, CLAIMS, actors=4), {"focus": [*BOTH, "A004"]}
    ),
    "no focus": (case(EVENTS, TIES, CLAIMS, actors=4), {}),
    "no relation": (case(EVENTS, claims=CLAIMS), {"focus": BOTH}),
    "no triangle": (case(EVENTS[:2], TIES, actors=4), {"focus": BOTH}),
    "two opposed": (
        case(ties=[tie(1, *BOTH, "-", "2021-08")]), {"focus": BOTH}
    ),
    "twenty years": (case(YEARS), {"focus": BOTH}),
    "no claim": (case(EVENTS, TIES, actors=4), {"focus": [*BOTH, "A004"]}),
    "only questions": (case(EVENTS, TIES, ASKED, actors=4), {"focus": BOTH}),
    "only context": (context(*ASKED), {"focus": BOTH}),
    "only context, no article": (context(), {"focus": BOTH}),
}  # fmt: skip


def write(folder, name: str):
    """Write a thin case, and return its folder."""
    tables, package = CASES[name]
    return worlds.write(folder / name.replace(" ", "-"), tables, **package)
