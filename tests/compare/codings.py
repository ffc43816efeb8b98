"""Codings of one text, made by hand: the small world with its places in the text."""

from tests import worlds

PLACES = (  # paragraph, cue, date, kind, records
    ("P2", "last month", "2021-08", "happened", "E001;R001"),
    ("P3", "ever since", "2015/2021-09-11", "state", "E002"),
    ("P4", "spoke in August", "2021-08", "said", "E003"),
    ("P5", "may soon", "[2021-09-11..]", "predicted", "R002"),
)


def coded() -> dict[str, list[dict]]:
    """Give the small world with four time references and two claims."""
    tables = worlds.copy()
    names = ("paragraph", "cue", "when_article", "kind", "record_id")
    tables["references"] = [
        {"reference_id": f"T{n:03d}", **dict(zip(names, place, strict=True))}
        for n, place in enumerate(PLACES, 1)
    ]
    tables["claims"] = [
        {"claim_id": "C001", "role": "thesis", "text": "The two may make peace"},
        {"claim_id": "C002", "role": "premise", "text": "They have spoken"},
    ]
    tables["citations"] += [
        {"record_id": claim, "source_id": "S001", "locator": place,
         "stance": "supports", "chain": "S001"}
        for claim, place in (("C001", "P1"), ("C002", "P4"))
    ]  # fmt: skip
    return tables


def anew(tables: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """Give the same coding as another coder would number it: actors from the last."""
    tables = worlds.renumbered(tables)
    return {name: rows[::-1] for name, rows in tables.items()}


def many(n: int, kinds: str = "as") -> dict[str, list[dict]]:
    """Give ``n`` events, each in a paragraph of its own, their extents by turns."""
    tables = worlds.least()
    tables["events"] = [
        tables["events"][0]
        | {"event_id": f"E{i:03d}",
           "extent": {"a": "act", "s": "state"}[kinds[i % len(kinds)]]}
        for i in range(1, n + 1)
    ]  # fmt: skip
    for table in ("participants", "citations"):
        tables[table] = [
            tables[table][0] | {key: f"E{i:03d}"} | place
            for i in range(1, n + 1)
            for key, place in [
                ("event_id", {})
                if table == "participants"
                else ("record_id", {"locator": f"P{i}"})
            ]
        ]
    return tables
