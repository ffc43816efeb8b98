"""How the actors stand on a day, and which of them a chart shows."""

from helpers.view import standing
from helpers.view.shown import Shown
from tests.charts.tied import ACTORS, case_of


def test_actors_with_an_attested_tie_come_before_those_with_a_prospect(tmp_path):
    ahead = {"status_article": "possible", "when_article": "[2021-09-11..]"}
    rows = [ahead | {"target_actor": "A002"}, {"target_actor": "A003"}]
    case, view = case_of(tmp_path, *rows)
    found = standing.standing(Shown(case, view), most=2)
    assert (found.actors, found.folded) == (["A001", "A003"], ["A002"])


def test_the_day_the_ties_and_the_prospects_are_those_of_what_is_shown(tmp_path):
    ahead = {"status_article": "possible", "when_article": "[2021-09-11..]"}
    shown = Shown(*case_of(tmp_path, {}, ahead | {"target_actor": "A003"}))
    found = standing.standing(shown)
    assert found.day == shown.day
    assert found.ties is shown.ties and found.ahead is shown.prospects
    assert (found.actors, found.folded) == (["A001", "A002", "A003"], [])


def test_views_and_ties_within_one_actor_are_no_ties_proper(tmp_path):
    within = {"source_actor": "A004", "target_actor": "A001"}
    one_sided = {"directed": "yes", "basis": "attitude", "target_actor": "A003"}
    shown = Shown(*case_of(tmp_path, {}, within, one_sided))
    found = standing.standing(shown)
    assert sorted(found.ties.kind) == ["self", "tie", "view"]
    assert list(found.attested.kind) == ["tie"]


def test_whoever_is_in_focus_stays_and_collectives_come_last(tmp_path):
    actors = [row | {"kind": "collective"} if row["actor_id"] == "A002" else row
              for row in ACTORS]  # fmt: skip
    rows = [{}, {"target_actor": "A003"}]
    case, view = case_of(tmp_path, *rows, actors=actors, focus=["A003", "A001"])
    found = standing.standing(Shown(case, view), most=2)
    assert (found.actors, found.folded) == (["A001", "A003"], ["A002"])
    every = standing.standing(Shown(case, view))
    assert every.actors == ["A001", "A003", "A002"] and every.collectives == {"A002"}
