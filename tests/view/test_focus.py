"""What the actors in focus do together, each episode once."""

from helpers.text import summary
from helpers.view import focus, select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds


def test_acts_of_one_episode_count_once(tmp_path):
    tables = worlds.copy()
    act = tables["relations"][0]
    tables["relations"] += [
        act | {"relation_id": "R003", "fact": "R03", "event_id": "E004"},
        act | {"relation_id": "R004", "fact": "R04", "event_id": ""},
    ]
    tables["events"][3]["part_of"] = "E001"
    tables["citations"] += [
        tables["citations"][-2] | {"record_id": record} for record in ("R003", "R004")
    ]
    case = worlds.small(tmp_path, tables, focus=["A001", "A002"])
    shown = Shown(case, View())
    rows = focus.attested(focus.cooperative(shown))
    assert focus.episodes(case, rows) == ["E001", "R04"]
    told = str(summary.standfirst(shown))
    assert "names two episodes of Northland-Southland" in told
    kept = select.exclude(case, {"E001"})  # an episode without its first event is one
    rows = focus.attested(focus.cooperative(Shown(kept, View())))
    assert list(rows.relation_id) == ["R001", "R003", "R004"]
    assert focus.episodes(kept, rows) == ["R01", "R04"]


def test_relations_of_the_pair_are_rolled_up_and_the_articles_own(tmp_path):
    tables = worlds.copy()
    base = tables["relations"][1]
    tables["relations"] += [
        base | {"relation_id": "R003", "target_actor": "A003"},
        base | {"relation_id": "R004", "layer": "context"},
    ]
    case = worlds.small(tmp_path, tables, focus=["A001", "A002"])
    found = focus.cooperative(Shown(case, View()))
    assert list(found.relation_id[found.layer == "article"]) == ["R001", "R002"]
