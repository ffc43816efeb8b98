"""Small worlds of ties for the charts of actors: three actors, a few records."""

from types import SimpleNamespace

from helpers.case import cases
from helpers.view import select
from helpers.view.parameters import View
from tests import worlds
from tests.view.test_relations import ACT, ACTORS


def case_of(folder, *rows, actors=ACTORS, asked=None, **package):
    """Make a case of relations and give the view of it, with what was asked."""
    tables = worlds.copy()
    coded = [
        ACT | {"relation_id": f"R{n:03d}", "fact": f"R{n:02d}",
               "summary": f"Record {n}", "when_article": "2021-05-10"} | row
        for n, row in enumerate(rows, 1)
    ]  # fmt: skip
    cited = [
        {"record_id": row["relation_id"], "source_id": "S001", "locator": "P1",
         "stance": "supports", "chain": "S001<A004" if n % 2 else "S001"}
        for n, row in enumerate(coded)
    ]  # fmt: skip
    outside = {row["relation_id"] for row in coded if row["layer"] == "context"}
    for row in cited:
        if row["record_id"] in outside:
            row |= {"source_id": "S003", "locator": "", "chain": "S003"}
    kept = {"sources": [tables["sources"][0], tables["sources"][2]], "actors": actors,
            "relations": coded, "citations": cited}  # fmt: skip
    view = View(**(asked or {}))
    whole = cases.load(worlds.write(folder / "case", kept, **package))
    return select.view(whole, view), view


def tie(**more) -> SimpleNamespace:
    """Make a tie that rests on two acts; ``more`` changes it."""
    given = {"holds": "certain", "status": "happened", "acts": 2, "acts_least": 2,
             "words": 0, "bases": {"act": 2}, "state": "cooperative",
             "voices": ["S001"], "a": "A001", "b": "A002", "kind": "tie",
             "less_certain": 0}  # fmt: skip
    return SimpleNamespace(**given | more)
