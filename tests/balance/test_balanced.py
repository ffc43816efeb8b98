"""One picture of a day: by the case's rule, with all who are in the network."""

from datetime import date
from importlib import import_module

import pytest

from helpers import balance
from helpers.balance.frustration import Frustration
from helpers.case import cases
from helpers.view import parameters, select
from helpers.view.shown import Shown
from tests import worlds
from tests.charts.tied import case_of
from tests.text.test_theory import OPPOSED, THREE, tie


def pictured(folder, *rows, rule=None, asked=None, **package):
    case, view = case_of(folder, *rows, actors=THREE, asked=asked, **package)
    return balance.picture(Shown(case, view), rule)


def test_the_day_is_that_of_the_view_and_the_rule_that_of_the_case(tmp_path):
    found = pictured(tmp_path / "one", *OPPOSED)
    assert found.day == date(2021, 9, 11) and found.rule.name == "acts"
    found = pictured(tmp_path / "two", *OPPOSED, rule=None, asked={"as_of": "2021-06"})
    assert found.day == date(2021, 6, 30)


def test_a_case_may_name_its_rule_and_a_call_another(tmp_path):
    standing = {"rule": "standing"}
    case, view = case_of(tmp_path, *OPPOSED, actors=THREE, **standing)
    shown = Shown(case, view)
    assert balance.picture(shown).rule.name == "standing"
    other = balance.rule("words")
    assert balance.picture(shown, other).rule is other


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


def test_proofs_share_their_time_and_a_reader_who_waits_costs_none(monkeypatch):
    clock = iter([10.0, 11.0, 500.0, 502.0])  # a second; a long wait; two seconds
    module = import_module("helpers.balance.frustration")
    monkeypatch.setattr(module.time, "process_time", lambda: next(clock))
    budget = balance.Budget(4.0)
    assert budget.spend(lambda left: left) == 4.0
    assert budget.spend(lambda left: left, share=0.5) == 1.5
    assert budget.seconds == 1.0


def test_a_network_is_solved_once_and_few_are_remembered(tmp_path, monkeypatch):
    module, seen = import_module("helpers.balance.balanced"), []
    solve = module.frustration
    monkeypatch.setattr(
        module, "frustration", lambda *a, **k: seen.append(k) or solve(*a, **k)
    )
    monkeypatch.setattr(module, "SOLVED", {})
    monkeypatch.setattr(module, "MOST_SOLVED", 2)
    late = tie("ad", "+", when_article="2021-08-01")
    shown = [OPPOSED, OPPOSED, OPPOSED[1:], (*OPPOSED, late), OPPOSED]
    found = [
        pictured(tmp_path / str(n), *rows).frustration for n, rows in enumerate(shown)
    ]
    assert found[1] is found[0] == found[4] and len(seen) == 4
    assert len(module.SOLVED) == 2


@pytest.mark.parametrize("bounds", [(0, 1, (), True), (1, 1, (), False)])
def test_what_more_time_may_better_is_not_remembered(tmp_path, monkeypatch, bounds):
    module, found = import_module("helpers.balance.balanced"), Frustration(*bounds)
    monkeypatch.setattr(module, "frustration", lambda *a, **k: found)
    monkeypatch.setattr(module, "SOLVED", {})
    assert pictured(tmp_path, *OPPOSED).frustration is found and not module.SOLVED


def test_what_a_proof_that_fails_took_is_gone_too():
    budget = balance.Budget(4.0)
    with pytest.raises(ZeroDivisionError):
        budget.spend(lambda left: 1 / 0)
    assert budget.seconds < 4.0


@pytest.mark.slow
def test_without_time_nothing_unproven_is_an_index(tmp_path):
    worlds.write(tmp_path / "w", worlds.related(30, 400))
    view = parameters.view({"case": str(tmp_path / "w")})
    case = select.view(cases.load(view.case), view)
    found = balance.picture(Shown(case, view), None, balance.Budget(0.0))
    assert "bounds" in set(found.course.how)
    assert all(row.proven or row.index is None for row in found.course.itertuples())
    known, every = found.what_if, balance.what_if(found.ties)
    told = known["index"].notna()
    assert known.empty or not told.all()  # none where the index itself is not proven
    given = every["index"][: len(known)][told]
    assert known["index"][told].tolist() == given.tolist()


def test_the_sides_are_those_of_the_one_split_that_is_best(tmp_path):
    assert pictured(tmp_path / "one", *OPPOSED).sides == [
        ("A001", "A002"),
        ("A003",),
    ]
    none = [tie("ab", "-"), tie("ac", "-"), tie("bc", "-")]  # three splits are as good
    assert pictured(tmp_path / "two", *none).sides == []


def test_when_some_tie_last_fitted_no_split_is_kept_with_what_it_rests_on(tmp_path):
    until = {"extent": "state", "when_article": "2001/2005"}
    since = {"extent": "state", "when_article": "2006/2021-09-11"}
    ties = [tie("ab", "+", **(until | {"when_article": "2001/2021-09-11"})),
            tie("ac", "+", **until), tie("bc", "-", **until),
            tie("ac", "-", **since)]  # fmt: skip
    unfit = pictured(tmp_path / "one", *ties).unfit
    assert (unfit.ties, unfit.since, unfit.until) == (
        1, date(2001, 12, 31), date(2005, 1, 1))  # fmt: skip
    assert pictured(tmp_path / "two", *ties[:1], ties[3]).unfit is None
    still = [tie(*pair, extent="state", when_article="2001/2021-09-11")
             for pair in (("ab", "+"), ("ac", "+"), ("bc", "-"))]  # fmt: skip
    unfit = pictured(tmp_path / "three", *still).unfit
    assert unfit.until is None and unfit.pairs == () == unfit.records
