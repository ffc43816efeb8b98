"""How the actors stand on a day, and which of them a chart shows."""

from helpers.view import standing
from helpers.view.shown import Shown
from tests.charts.tied import case_of


def test_actors_with_an_attested_tie_come_before_those_with_a_prospect(tmp_path):
    ahead = {"status_article": "possible", "when_article": "[2021-09-11..]"}
    rows = [ahead | {"target_actor": "A002"}, {"target_actor": "A003"}]
    case, view = case_of(tmp_path, *rows)
    found = standing.standing(Shown(case, view), most=2)
    assert (found.actors, found.folded) == (["A001", "A003"], ["A002"])
