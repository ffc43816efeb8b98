"""The index after each single change."""

from hypothesis import given, settings

from helpers.balance import what_if
from tests.balance.graphs import frame, net, networks, powers, searched
from tests.once import some


def changes(found):
    return {(r.a, r.b, r.now, r.sign): r.change for r in found.itertuples()}


def test_any_change_of_one_balanced_triangle_unbalances_it():
    found = what_if(net("A+B", "A-C", "B-C"))
    assert changes(found) == {
        ("A", "B", 1, -1): 1, ("A", "C", -1, 1): 1, ("B", "C", -1, 1): 1,
    }  # fmt: skip
    assert list(found["index"]) == [1, 1, 1]


def test_a_missing_tie_costs_by_the_side_that_it_takes():
    found = changes(what_if(net("A+B", "B-C")))
    assert found["A", "C", 0, -1] == 0 and found["A", "C", 0, 1] == 1


def test_all_equal_options_are_shown():
    found = changes(what_if(net("A-B", "A-C", "B-C")))
    assert list(found.values()) == [-1, -1, -1]


def test_a_pair_that_is_open_is_left_as_it_is():
    ties = net("A+B", "A-C", "B-C")
    ties.loc[0, "sign"] = 0
    assert {(a, b) for a, b, *_ in changes(what_if(ties))} == {("A", "C"), ("B", "C")}


def test_without_a_proven_index_nothing_is_said_of_a_change():
    dense = [(f"a{i}", f"a{j}", (-1) ** (i * j)) for i in range(30) for j in range(i)]
    assert len(what_if(powers(1904))) == 15 + 4
    assert what_if(frame(dense), time_limit=0).empty


def test_a_network_without_ties_has_nothing_to_change():
    assert what_if(frame([])).empty


@settings(max_examples=some(40), deadline=None)
@given(networks(6))
def test_every_change_comes_to_what_trying_everything_gives(pairs):
    now = searched(pairs)[0]
    for r in what_if(frame(pairs)).itertuples(index=False):
        other = [p for p in pairs if {*p[:2]} != {r.a, r.b}] + [(r.a, r.b, r.sign)]
        index = searched(other)[0]
        assert (r[4], r.change) == (index, index - now)
