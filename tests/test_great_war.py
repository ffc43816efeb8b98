"""The second case says what the coding that it replicates says, and no more."""

from datetime import date

import pytest

from helpers import balance
from helpers.case import cases, check, dates
from helpers.text import opening
from helpers.view import narrowing, relations, select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests.balance.graphs import ANSWER, YEARS

NAME = "great-war-1872-1907"
# The stylised coding itself: pair, sign, first year, the year in which it is over.
TIES = [line.split() for line in YEARS.strip().splitlines()]
COUNTED = {1872: (9, 6), 1882: (11, 6), 1890: (10, 7), 1891: (11, 7), 1904: (11, 6),
           1907: (15, 9)}  # fmt: skip
TREATIES = {
    "E001": ("1872", "1873-05-06/1873-10-22"),
    "E002": ("1881", "1881-06-18"),
    "E003": ("1882", "1882-05-20"),
    "E004": ("1890", "1890"),
    "E005": ("1891/1894", "1891-08-27/1894-01-04"),
    "E006": ("1904", "1904-04-08"),
    "E007": ("1907", "1907-08-31"),
}


@pytest.fixture(scope="module")
def case():
    return check.load(NAME)


def code(case, actor):
    """Give the three letters by which the coding names a power."""
    return case.by_id[actor].aliases[0]


def signed(case):
    return [row for row in case.rows("relations") if row.sign]


def on(case, year):
    return relations.ties(case, View(), date(year, 12, 31), basis=("act", "condition"))


def test_it_holds_the_six_powers_and_no_article(case):
    states = case.actors[case.actors.kind == "state"]
    assert [code(case, a) for a in states.actor_id] == [
        "GBR", "FRA", "RUS", "AUH", "DEU", "ITA"]  # fmt: skip
    assert case.article == "" and case.published is None
    assert case.claims.empty and case.references.empty
    assert set(states.wikidata) == {""}  # none was seen beside a name


def test_every_tie_of_the_coding_is_a_relation_within_its_years(case):
    told = [
        [code(case, r.source_actor), code(case, r.target_actor), r.sign,
         *r.when_article.split("/")]
        for r in signed(case)
    ]  # fmt: skip
    assert told == [[a, b, s, begin, str(int(end) - 1)] for a, b, s, begin, end in TIES]
    assert {r.extent for r in signed(case)} == {"state"}
    assert {r.when_known for r in signed(case)} == {""}
    assert set(case.relations.layer) == {"article"}


@pytest.mark.parametrize("year", COUNTED)
def test_the_ties_of_a_year_are_those_of_the_coding(case, year):
    found = on(case, year)
    signs = {"cooperative": "+", "hostile": "-"}
    assert {
        (frozenset((code(case, t.a), code(case, t.b))), signs[t.state])
        for t in found.itertuples()
    } == {
        (frozenset((a, b)), sign)
        for a, b, sign, begin, end in TIES
        if int(begin) <= year < int(end)
    }
    assert (len(found), sum(found.state == "hostile")) == COUNTED[year]
    assert set(found.holds) == {"certain"} and set(found.kind) == {"tie"}


def test_a_tie_rests_on_a_treaty_or_else_is_a_condition(case):
    for row in case.rows("relations"):
        assert (row.basis == "act") is bool(row.event_id), row.relation_id
        assert row.basis in ("act", "condition")
        if row.event_id:
            took_part = set(case.taking_part[row.event_id])
            assert {row.source_actor, row.target_actor} <= took_part
    assert case.rule == "standing"


def test_hostile_ties_are_words_and_a_lapse_is_no_hostile_act(case):
    hostile = [row for row in signed(case) if row.sign == "-"]
    assert {row.basis for row in hostile} == {"condition"}
    assert all(row.summary.endswith(" are coded as opposed.") for row in hostile)
    lapse = [row for row in case.rows("relations") if row.event_id == "E004"]
    assert [(row.relation_id, row.sign, row.basis) for row in lapse] == [
        ("R021", "", "act")
    ]


def test_what_the_coding_alone_says_is_claimed(case):
    for row in case.rows("relations"):
        public = row.basis == "act"
        assert row.status_article == ("happened" if public else "claimed")


def test_the_treaties_have_their_dates_from_sources(case):
    dated = [e for e in case.rows("events") if e.layer == "article"]
    assert {e.event_id: (e.when_article, e.when_known) for e in dated} == TREATIES
    for event in case.rows("events"):
        pages = [case.by_source[s] for s in event.known_sources]
        assert pages and all(p.url and p.role == "outside" for p in pages)
        assert dates.parse(event.when_known).dated


def test_every_relation_is_cited_by_the_coding(case):
    for row in case.rows("relations"):
        assert ["S002", "S001"] in [c.chain for c in case.cited[row.relation_id]]
    assert case.by_source["S001"].kind == "study"
    assert {case.by_source[s].role for s in ("S001", "S002")} == {"cited"}


def test_what_the_coding_leaves_out_stands_apart(case):
    beside = case.events[case.events.layer == "context"]
    assert list(beside.event_id) == ["E101", "E102", "E103"]
    stances = [(c.source_id, c.stance) for c in case.cited["R019"]]
    assert stances == [("S002", "supports"), ("S014", "disputes"), ("S015", "disputes")]
    for alliance in ("R010", "R011"):
        assert "S014" in {
            c.source_id for c in case.cited[alliance] if c.stance == "nuances"
        }


def test_its_question_and_limits_say_that_it_is_a_coding(case):
    question = "Did the ties of six powers form two opposed groups by 1907?"
    assert case.package["question"] == question
    head = opening.head(Shown(case, View()))
    assert head.after.startswith("Antal, Krapivsky and Redner")
    told = " ".join(case.package["limits"])
    for words in ("two groups oppose each other in 1907", "coded as opposed", "E103"):
        assert words in told


def test_it_is_one_of_the_cases():
    assert "great-war-1872-1907" in cases.names()


# ---- the published answer ------------------------------------------------------------


@pytest.mark.parametrize("year", ANSWER)
def test_balance_by_the_case_s_own_rule_is_the_published_answer(year):
    asked = View(case=NAME, as_of=str(year))
    found = balance.picture(Shown(select.view(check.load(NAME), asked), asked))
    of, triangles, index = ANSWER[year]
    assert found.rule.name == "standing" and len(found.actors) == 6
    assert len(found.ties) == of and (found.ties.sign != 0).all()
    assert tuple(balance.counts(found.triads).values()) == (*triangles, 0)
    assert found.frustration.index == index
    assert (found.range.low, found.range.high) == (index, index)


def test_in_1872_two_partitions_are_optimal_and_one_tie_is_frustrated_in_both():
    asked = View(case=NAME, as_of="1872")
    found = balance.picture(Shown(select.view(check.load(NAME), asked), asked))
    names = found.case.actor_names
    assert [names[a] for a in found.loose] == ["Italy"]
    assert len(found.frustration.partitions) == 2 and found.frustration.complete
    assert [[names[a] for a in t] for t in found.frustration.always] == [
        ["Britain", "France"]
    ]


def test_order_narrows_nothing_and_contradicts_nothing():
    """Treaties are dated: what is said to come before what only adds voices."""
    case = check.load(NAME)
    found = narrowing.of(case, View(case=NAME))
    windows = found.found.windows
    assert all(windows[p] == own for p, own in found.own.items() if p.record[0] != "S")
    assert found.found.conflicts == ()
    assert len([fact for fact in found.held if fact[0] == "O"]) == len(case.orders)
    assert not narrowing.of(case, View(case=NAME, dates="article")).held
