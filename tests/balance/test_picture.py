"""One picture of a day: by the case's rule, with all who are in the network."""

from datetime import date

from helpers import balance
from tests.charts.tied import case_of
from tests.theory.test_said import OPPOSED, THREE, tie


def pictured(folder, *rows, rule=None, asked=None, **package):
    case, view = case_of(folder, *rows, actors=THREE, asked=asked, **package)
    return balance.picture(case, view, rule)


def test_the_day_is_that_of_the_view_and_the_rule_that_of_the_case(tmp_path):
    found = pictured(tmp_path / "one", *OPPOSED)
    assert found.day == date(2021, 9, 11) and found.rule.name == "acts"
    found = pictured(tmp_path / "two", *OPPOSED, rule=None, asked={"as_of": "2021-06"})
    assert found.day == date(2021, 6, 30)


def test_a_case_may_name_its_rule_and_a_call_another(tmp_path):
    standing = {"rule": "standing"}
    case, view = case_of(tmp_path, *OPPOSED, actors=THREE, **standing)
    assert balance.picture(case, view).rule.name == "standing"
    other = balance.rule("words")
    assert balance.picture(case, view, other).rule is other


def test_who_has_a_tie_only_later_is_in_the_network_and_stands_loose(tmp_path):
    late = tie("ad", "+", when_article="2021-08-01")
    found = pictured(tmp_path, *OPPOSED, late, asked={"as_of": "2021-06"})
    assert found.actors == ["A001", "A002", "A003", "A004"]
    assert found.loose == ["A004"]
    assert len(found.frustration.partitions) == 2 and not found.frustration.unique
    assert found.among_tied.unique


def test_who_is_not_asked_for_is_not_in_the_network(tmp_path):
    asked = {"exclude": ["A003"]}
    assert pictured(tmp_path, *OPPOSED, asked=asked).actors == ["A001", "A002"]
