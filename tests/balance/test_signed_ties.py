"""Signed ties out of a case by a rule, on a world of four actors."""

from datetime import date

import pytest

from helpers import balance
from helpers.balance import signed_ties
from helpers.view.parameters import View
from tests.view.test_relations import world

DAY = date(2021, 9, 11)
NOW = {"when_article": "2021-05-10"}
BAND = {"source_actor": "A001", "target_actor": "A003"}


def ties(folder, *rows, rule="acts", day=DAY, **asked):
    case = world(folder, *(NOW | row for row in rows))
    found = balance.ties(case, View(**asked), day, balance.rule(rule))
    return {(t.a, t.b): (t.sign, t.may) for t in found.itertuples()}


PLUS = {("A001", "A002"): (1, (1,))}


def test_an_act_makes_a_tie_with_its_sign(tmp_path):
    assert ties(tmp_path, {}, BAND | {"sign": "-"}) == PLUS | {
        ("A001", "A003"): (-1, (-1,))
    }


def test_who_acts_for_another_is_counted_with_that_other(tmp_path):
    row = {"source_actor": "A004"}
    assert ties(tmp_path / "one", row) == PLUS
    assert ties(tmp_path / "two", row, level="all") == {("A002", "A004"): (1, (1,))}


@pytest.mark.parametrize(
    "row, rules",
    [
        ({"basis": "condition"}, {"standing", "words"}),
        ({"basis": "statement"}, {"words"}),
        ({"basis": "attitude"}, {"words"}),
        ({"basis": "statement", "directed": "yes"}, set()),  # one side's view
        ({"status_article": "possible", "when_article": "[2021-05-10..]"},
         {"prospects"}),
        ({"status_article": "denied"}, set()),
        ({"sign": ""}, set()),
        ({"source_actor": "A004", "target_actor": "A001"}, set()),  # within one actor
        ({"status_article": "claimed"}, {"acts", "standing", "words", "prospects"}),
    ],
)  # fmt: skip
def test_a_rule_says_what_counts(tmp_path, row, rules):
    found = {rule for rule in balance.RULES if ties(tmp_path / rule, row, rule=rule)}
    assert found == rules


def test_a_collective_is_left_out(tmp_path, monkeypatch):
    from tests.view import test_relations as base

    actors = [a | {"kind": "collective"} if a["actor_id"] == "A003" else a
              for a in base.ACTORS]  # fmt: skip
    monkeypatch.setattr(base, "ACTORS", actors)
    assert ties(tmp_path, {}, BAND) == PLUS


def test_a_prospect_counts_beside_what_is_attested(tmp_path):
    ahead = {
        "sign": "-",
        "status_article": "expected",
        "when_article": "[2021-05-10..]",
    }
    found = ties(tmp_path, {}, ahead, rule="prospects")
    assert found == {("A001", "A002"): (0, (1, -1))}


def test_both_signs_leave_a_pair_open_and_an_unclear_one_has_no_say(tmp_path):
    assert ties(tmp_path / "a", {}, {"sign": "-"}) == {("A001", "A002"): (0, (1, -1))}
    assert ties(tmp_path / "b", {}, {"sign": "~"}) == PLUS
    assert ties(tmp_path / "c", {"sign": "~"}) == {("A001", "A002"): (0, (1, -1))}


def test_a_window_that_has_not_passed_leaves_a_tie_that_may_be_there(tmp_path):
    row = {"when_article": "[2021-09-01..2021-09-30]"}
    assert ties(tmp_path / "a", row) == {("A001", "A002"): (0, (0, 1))}
    assert ties(tmp_path / "b", {}, row | {"sign": "-"}) == {
        ("A001", "A002"): (1, (1, -1))
    }
    assert ties(tmp_path / "c", row, day=date(2021, 8, 31)) == {}


def test_an_act_is_forgotten_when_its_memory_is_over(tmp_path):
    row = {"when_article": "2020-05-10"}
    assert ties(tmp_path / "a", row) == {}
    assert ties(tmp_path / "b", row, memory="ever") == PLUS


def test_who_has_a_tie_on_any_day_is_in_the_network(tmp_path):
    case = world(tmp_path, {}, BAND | {"when_article": "1999"})
    assert signed_ties.actors(case, View()) == ["A001", "A002", "A003"]


def test_the_network_may_change_where_a_record_begins_or_ends(tmp_path):
    case = world(tmp_path, {"when_article": "2020-05-10"})
    turns = signed_ties.turns(case, View(), balance.rule("acts"))
    assert turns == [date(2020, 5, 10), date(2021, 5, 11)]
    ahead = {"status_article": "possible", "when_article": "[2021-03-01..]"}
    case = world(tmp_path / "more", {"when_article": "2020-05-10"}, ahead)
    assert date(2021, 3, 1) in signed_ties.turns(
        case, View(), balance.rule("prospects")
    )
    assert date(2021, 3, 1) not in signed_ties.turns(case, View(), balance.rule("acts"))


def test_a_rule_says_itself_in_words():
    told = balance.rule("acts").told
    assert told.startswith("attested acts only; left out are collectives, memberships")
    assert "prospects" in told and told.endswith("prospects")
    assert "prospects" not in balance.rule("prospects").told.split(";")[1]


def test_an_unknown_rule_is_one_sentence():
    with pytest.raises(ValueError, match="rule 'deeds': there is none. Allowed: acts,"):
        balance.rule("deeds")
