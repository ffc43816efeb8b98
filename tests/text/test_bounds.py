"""A bound that order sets, in words: its day, its facts, and whose words they are."""

import pytest

from helpers.case.allen import Order, Point
from helpers.text import bounds
from helpers.view.derived import RULES, Held
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.worlds import AFTER

SPEECH = Point("E003", "at")


def shown_of(tmp_path, *orders, view=(), **cells):
    case = worlds.small(tmp_path, worlds.in_order(*orders, **cells))
    return Shown(case, View(**dict(view)))


def test_what_order_adds_has_its_facts_and_voices(tmp_path):
    shown = shown_of(tmp_path, AFTER, E003={"when_article": ""})
    assert bounds.sides(shown, "E003") == [(SPEECH, 0), (SPEECH, 1)]
    assert bounds.by_order(shown, "E003") == (
        "by order not before 25 August 2021: O001, by A digest and not after"
        " 12 September 2021: told in S001, by Northland"
    )
    assert bounds.by_order(shown, "E004") == ""
    assert bounds.by_order(shown, "C999") == ""


def test_of_what_lasted_the_begin_is_named(tmp_path):
    shown = shown_of(tmp_path, E002={"when_article": "/2021-12"})
    assert bounds.by_order(shown, "E002") == (
        "by order begun by 12 September 2021: told in S001, by the article"
    )


def test_no_bound_is_closer_than_the_date_that_sets_it(tmp_path):
    """Trap 10: the first day of a year, loosened by a day, is still that year."""
    blank = {"when_article": ""}
    for when, told in (
        ("2018", "2018"), ("2018-05", "May 2018"), ("2018-05-02", "1 May 2018"),
        ("2018/2019-05", "May 2019"), ("[2018..2020-03]", "2018"), ("2018~", ""),
        ("201X", "the 2010s"), ("[2018-05..]", "May 2018"),
        ("2017-02-XX", "31 January 2017"),
    ):  # fmt: skip
        shown = shown_of(tmp_path, AFTER, E003=blank, E004={"when_known": when})
        found = [side for _, side in bounds.sides(shown, "E003")]
        assert (0 in found) == bool(told), when
        if told:
            assert bounds.day(shown, SPEECH, 0) == f"not before {told}", when


def test_days_between_leave_the_edge_of_a_year(tmp_path):
    far = AFTER | {"at_least": "100"}
    shown = shown_of(tmp_path, far, E003={"when_article": ""},
                     E004={"when_known": "2018"})  # fmt: skip
    assert bounds.day(shown, SPEECH, 0) == "not before 10 April 2018"


def test_a_prospect_has_no_date_and_no_bound(tmp_path):
    ahead = {"status_article": "expected"}
    shown = shown_of(tmp_path, AFTER, E003=ahead)
    assert shown.ordered.found.windows[SPEECH] != shown.ordered.own[SPEECH]
    assert bounds.sides(shown, "E003") == []


@pytest.mark.parametrize(
    "rule, first, second, side, told",
    [
        ("reported", "E003", "S001", 1, "told in S001"),
        ("reported", "E003", "S001", 0, "tells of E003"),
        ("told", "E001", "E003", 1, "told in E003"),
        ("told", "E001", "E003", 0, "tells of E001"),
        ("said", "E003", "S001", 1, "said in S001"),
        ("said", "E003", "S001", 0, "has what is said in E003"),
        ("relayed", "S002", "S001", 1, "passed on in S001"),
        ("relayed", "S002", "S001", 0, "passes on S002"),
        ("foreseen", "S001", "R002", 0, "foreseen in S001"),
        ("foreseen", "S001", "R002", 1, "foresees R002"),
        ("post", "E001", "M001", 0, "appointed in E001"),
        ("post", "E001", "M001", 1, "appoints to M001"),
    ],
)
def test_a_rule_is_told_by_the_other_record(rule, first, second, side, told):
    assert {*bounds.FOLLOWS} == {*RULES}
    order = Order(f"rule:{rule}:{first}<{second}", first, "not-after", second)
    assert bounds._fact(Held(order, frozenset(), rule), side) == told


def test_of_many_voices_the_first_few_are_named_and_the_article_first(tmp_path):
    tables = worlds.in_order(AFTER)
    tables["citations"] += [
        {"record_id": "O001", "source_id": "S001", "locator": "P7",
         "stance": "supports", "chain": chain}
        for chain in ("S001<A001", "S001<A002", "S001<A004")
    ]  # fmt: skip
    shown = Shown(worlds.small(tmp_path, tables), View())
    told = "O001, by Northland, Southland and 2 other voices"
    assert bounds.because(shown, SPEECH, 0) == told
    tables["citations"] = [*worlds.in_order(AFTER)["citations"],
                           tables["citations"][-1] | {"chain": "S001"}]  # fmt: skip
    shown = Shown(worlds.small(tmp_path / "b", tables), View())
    assert bounds.because(shown, SPEECH, 0) == "O001, by the article and A digest"


def test_a_chain_of_facts_is_told_with_both_records_of_a_rule(tmp_path):
    shown = shown_of(tmp_path, AFTER, E003={"when_article": ""})
    chain = shown.ordered.found.because[SPEECH][1]
    assert bounds.facts(shown, chain) == "E003 told in S001, by Northland"
    assert bounds.facts(shown, ("O001", *chain[1:])) == (
        "O001 and E003 told in S001, by Northland and A digest"
    )
