"""The census of triangles."""

from itertools import combinations

import networkx as nx
import pytest
from hypothesis import given, settings

from helpers.balance import census, counts, signed_ties
from tests.balance.graphs import ANSWER, actors, frame, net, networks, powers
from tests.once import some


def framed(**signs):
    """Make a network out of pairs such as AB="+-", with "?" for what may be."""
    return signed_ties.frame(
        [
            (pair[0], pair[1], frozenset(s.replace("?", "")) if "?" not in s else
             frozenset(), frozenset(s.replace("?", "")) if "?" in s else frozenset(),
             [pair])
            for pair, s in signs.items()
        ]
    )  # fmt: skip


@pytest.mark.parametrize(
    "ties, kind, strong, weak",
    [
        (("A+B", "A+C", "B+C"), "+++", "balanced", "balanced"),
        (("A+B", "A+C", "B-C"), "++-", "unbalanced", "unbalanced"),
        (("A-B", "A+C", "B-C"), "+--", "balanced", "balanced"),
        (("A-B", "A-C", "B-C"), "---", "unbalanced", "balanced"),
    ],
)
def test_a_triangle_is_judged_by_both_theories(ties, kind, strong, weak):
    (row,) = census(net(*ties)).itertuples()
    assert (row.kind, row.strong, row.weak, row.firm) == (kind, strong, weak, True)
    assert (row.a, row.b, row.c) == ("A", "B", "C")


def test_a_row_holds_the_signs_and_the_records_of_its_ties():
    (row,) = census(framed(AB="+", AC="-", BC="-")).itertuples()
    assert (row.ab, row.ac, row.bc) == (1, -1, -1) and row.records == ["AB", "AC", "BC"]


def test_an_open_tie_leaves_strong_balance_undetermined():
    (row,) = census(framed(AB="+-", AC="-", BC="-")).itertuples()
    assert (row.kind, row.strong, row.weak) == ("open", "undetermined", "balanced")
    (row,) = census(framed(AB="~", AC="+", BC="-")).itertuples()
    assert (row.strong, row.weak) == ("undetermined", "undetermined")


def test_a_verdict_that_another_reading_would_change_is_not_firm():
    found = signed_ties.frame([
        ("A", "B", frozenset("+"), frozenset("-"), []),
        ("A", "C", frozenset("-"), frozenset(), []),
        ("B", "C", frozenset("-"), frozenset(), []),
    ])  # fmt: skip
    (row,) = census(found).itertuples()
    assert (row.kind, row.strong, row.firm) == ("+--", "balanced", False)


def test_what_may_be_no_tie_makes_no_triangle():
    assert census(framed(AB="+", AC="-", BC="-?")).empty


def test_a_network_without_a_triangle_has_no_row():
    assert counts(census(net("A+B", "B+C", "C+D", "D+A"))) == dict.fromkeys(
        ("+++", "++-", "+--", "---", "open"), 0
    )


@pytest.mark.parametrize("year", ANSWER)
def test_the_published_coding_gives_the_published_census(year):
    by = counts(census(powers(year)))
    assert tuple(by.values()) == (*ANSWER[year][1], 0)


@settings(max_examples=some(60), deadline=None)
@given(networks(8))
def test_there_are_as_many_as_networkx_counts(pairs):
    graph = nx.Graph([(a, b) for a, b, _ in pairs])
    found = census(frame(pairs))
    assert len(found) == sum(nx.triangles(graph).values()) // 3
    sign = {frozenset((a, b)): s for a, b, s in pairs}
    kinds = [
        sum(sign[frozenset(p)] < 0 for p in combinations(three, 2))
        for three in combinations(actors(pairs), 3)
        if all(frozenset(p) in sign for p in combinations(three, 2))
    ]
    assert list(counts(found).values()) == [kinds.count(n) for n in range(4)] + [0]
