"""A case that passes its check and means harm: every text cell is an attack.

Row after row of each table takes another payload, so that each payload stands in each
column that holds free text.
"""

from pathlib import Path

from helpers.case import schema, spelling
from tests import worlds

PAYLOADS = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "=1+1 {{7*7}} %{x} $y^2$",
    "</title></style><svg onload=alert(1)><b>x",
    "n" * 300,
    "\u202eשלום \u0645\u0631\u062d\u0628\u0627\u202c <i>",
)
NAMES = {
    "sources": "S", "actors": "A", "memberships": "M", "places": "L", "events": "E",
    "relations": "R", "claims": "C", "references": "T",
}  # fmt: skip
DATES = ("2021-08-23", "[2021-08-16..2021-09-11]", "2015/2021-09-11", "/2020-10",
         "2018", "2021-08-14/2021-08-30")  # fmt: skip


def free(table: schema.Table) -> list[schema.Column]:
    """List the columns of a table that hold any text at all."""
    return [
        c
        for c in table.columns
        if not (c.values or c.pattern or c.refers or c.edtf or c.within)
        and c.name != "known_sources"
    ]


def attack(table: str, nth: int, **cells: str) -> dict[str, str]:
    """Make a row whose free cells all hold the same payload, each with its place."""
    described = schema.BY_NAME[table]
    payload = PAYLOADS[nth % len(PAYLOADS)]
    row = {c.name: f"{payload} {c.name}{nth}" for c in free(described)}
    while "cue" in row and spelling.words(row["cue"]) > spelling.MOST_WORDS:
        row["cue"] = row["cue"][:-1].rstrip()
    if table in NAMES:
        row[described.key[0]] = f"{NAMES[table]}{nth + 1:03d}"
    return row | cells


def _dates(nth: int) -> dict[str, str]:
    """Date the first six events by the article, the next inside, the last after it."""
    if nth < 6:
        return {"layer": "article", "status_article": "claimed",
                "when_article": DATES[nth]}  # fmt: skip
    known = {"layer": "context", "status_known": "happened", "known_sources": "S002"}
    return known | {"when_known": f"2021-{8 if nth < 12 else 10:02d}-{nth + 1:02d}"}


def tables() -> dict[str, list[dict]]:
    """Give the hostile rows of all ten tables."""
    n = len(PAYLOADS)
    sources = [
        attack("sources", i, role=("article", *["cited"] * 2, *["outside"] * 3)[i],
               kind="opinion" if i == 0 else "news", publisher=f"A{i + 1:03d}",
               author=f"A{(i + 1) % n + 1:03d}", proximity="primary",
               when_article="2021-09-11" if i == 0 else f"2021-09-0{i}",
               url="https://example.org/?a=1&b={{7*7}}%{x}javascript:alert(1)")
        for i in range(n)
    ]  # fmt: skip
    actors = [
        attack("actors", i, kind="person", acts_for="" if i < 3 else "A001")
        for i in range(n)
    ]
    actors = [row | {k: v.replace(";", ",") for k, v in row.items()} for row in actors]
    members = [
        attack("memberships", i, actor_id=f"A{i + 1:03d}",
               group_id=f"A{i + 2:03d}" if i < n - 1 else "A001",
               kind="part", layer="article")
        for i in range(n - 1)
    ] + [attack("memberships", n - 1, actor_id="A001", group_id="A003", kind="part",
                layer="article")]  # fmt: skip
    events = [
        attack("events", i, kind="statement" if i % 6 == 0 else "act",
               extent="state" if i % 6 == 2 else "act", place_id=f"L{i % n + 1:03d}",
               **_dates(i))
        for i in range(3 * n)
    ]  # fmt: skip
    parts = [
        {"event_id": e["event_id"], "actor_id": f"A{i % n + 1:03d}",
         "role": "agent", "layer": e["layer"]}
        for i, e in enumerate(events)
    ]  # fmt: skip
    relations = [
        attack("relations", i, fact=f"R{i + 1:02d}", source_actor="A001",
               target_actor="A002", directed="yes", sign="+", basis="act", extent="act",
               layer="article", when_article="[2021-09-11..]" if i < n else "2021-08",
               status_article="possible" if i < n else "claimed",
               event_id="" if i < n else f"E{i - n + 1:03d}")
        for i in range(2 * n)
    ]  # fmt: skip
    places = [attack("places", i) for i in range(n)]
    claims = [
        attack("claims", i, role="thesis" if i == 0 else "premise") for i in range(n)
    ]
    made = {
        "sources": sources, "actors": actors, "memberships": members,
        "places": places, "events": events, "participants": parts,
        "relations": relations, "claims": claims,
    }  # fmt: skip
    cited = [
        row[schema.BY_NAME[name].key[0]]
        for name in ("events", "memberships", "relations", "claims")
        for row in made[name]
    ]
    citations = [
        attack("citations", i, record_id=record, source_id="S001", locator="P1",
               stance="supports", said_event_id="E001" if i == 1 else "",
               chain=f"S001<S00{i % 5 + 2}<A00{i % 6 + 1}")
        for i, record in enumerate(cited)
    ]  # fmt: skip
    references = [
        attack("references", i, paragraph="P1", kind="happened",
               **({"record_id": "E001", "dismissed": ""} if i < n else {}))
        for i in range(2 * n)
    ]  # fmt: skip
    return made | {"citations": citations, "references": references}


def write(folder: Path) -> Path:
    """Write the hostile case; its title and question are attacks too."""
    return worlds.write(
        folder,
        tables(),
        title=f"{PAYLOADS[1]} {PAYLOADS[0]}",
        question=f"Will it hold? {PAYLOADS[0]} {PAYLOADS[1]} {PAYLOADS[2]}",
        focus=["A001", "A002", "A003"],
        causes=[
            {
                "question": f"{PAYLOADS[0]} {PAYLOADS[1]}?",
                "cause": "E001",
                "effect": "E002",
            }
        ],
    )
