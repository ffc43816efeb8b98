"""Balance from day to day, and its range over all readings."""

from datetime import date
from importlib import import_module
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import balance
from helpers.balance import signed_ties
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests.balance.graphs import frame, net, networks, powers, searched
from tests.charts.tied import case_of
from tests.once import some
from tests.text.test_theory import OPPOSED, THREE, tie


def pictured(folder, *rows, **asked):
    case, view = case_of(folder, *rows, actors=THREE, asked=asked)
    return balance.picture(Shown(case, view))


def test_a_settled_network_has_no_range():
    found = balance.index_range(powers(1904))
    assert (found.low, found.high, found.how) == (1, 1, "exact")


def test_a_pair_with_both_signs_is_read_either_way():
    ties = net("A+B", "A-C", "B-C")
    ties.loc[0, "sign"] = 0
    found = balance.index_range(ties)
    assert (found.low, found.high, found.how) == (0, 1, "exact")


MAY = [(1,), (-1,), (1, -1), (0, 1), (0, -1), (0, 1, -1)]


def read(pairs, data):
    """Let pairs be read in several ways; give their frame, and the index of each."""
    may = [data.draw(st.sampled_from(MAY)) for _ in pairs]
    ties = frame(pairs)
    ties["may"] = may
    ties["sign"] = [m[0] if len(m) == 1 else 0 for m in may]
    every = [
        searched([(a, b, s) for (a, b, _), s in zip(pairs, one, strict=True) if s])[0]
        for one in product(*may)
    ]
    return ties, every


@settings(max_examples=some(60), deadline=None)
@given(networks(5), st.data())
def test_the_range_is_that_of_trying_every_reading(pairs, data):
    ties, every = read(pairs, data)
    found = balance.index_range(ties)
    assert (found.low, found.high, found.how) == (min(every), max(every), "exact")


@settings(max_examples=some(60), deadline=None)
@given(networks(5), st.data())
def test_without_time_the_bounds_hold_whatever_the_range_is(pairs, data):
    ties, every = read(pairs, data)
    found = balance.index_range(ties, time_limit=0)
    assert found.low <= min(every) and max(every) <= found.high
    if any(len(may) > 1 for may in ties.may):
        assert found.how == "bounds"


def test_beyond_so_many_readings_some_are_drawn_and_labelled(monkeypatch):
    room = import_module("helpers.balance.course")  # the package has its function
    monkeypatch.setattr(room, "MOST_READINGS", 8)
    pairs = [(f"a{i}", f"a{j}", 0) for i in range(7) for j in range(i)]
    found = balance.index_range(frame(pairs))
    assert found.how == "sampled" and found.low == 0
    assert 0 < found.high <= len(pairs)
    assert found == balance.index_range(frame(pairs))  # the same every time


def test_a_row_is_a_stretch_in_which_nothing_changes(tmp_path):
    rows = [*OPPOSED[:2], tie("bc", "-", when_article="2021-07-01")]
    found = pictured(tmp_path, *rows).course
    assert list(found.since) == [date(2021, 5, 10), date(2021, 7, 1)]
    assert list(found["+--"]) == [0, 1] and list(found["ties"]) == [2, 3]
    assert list(found["index"]) == [0, 0] and list(found.negative) == [1, 2]


def test_records_that_change_no_tie_make_no_stretch(tmp_path):
    again = tie("ab", "+", when_article="2021-06-01")
    found = pictured(tmp_path, *OPPOSED, again).course
    assert list(found.since) == [date(2021, 5, 10)]


def test_where_a_window_meets_the_memory_no_stretch_begins(tmp_path):
    rows = [tie("ab", "+", when_article=year) for year in ("1997", "1998")]
    found = pictured(tmp_path, *rows, *(tie(p, "-", when_article="2021") for p in
                                        ("ac", "bc"))).course  # fmt: skip
    assert not {date(1997, 12, 31), date(1998, 1, 2)} & {*found.since}
    assert set(found.ties) == {0} and set(found.high) == {0}


def test_the_course_ends_with_the_day(tmp_path):
    found = pictured(tmp_path, *OPPOSED, as_of="2021-09-11").course
    assert max(found.since) <= date(2021, 9, 11)
    case = pictured(tmp_path / "more", *OPPOSED).case
    whole = balance.over_time(case, View())
    assert whole.since.max() == date(2022, 5, 11) and whole.actors.iloc[-1] == 0


def test_a_window_makes_a_stretch_with_a_range(tmp_path):
    late = tie("bc", "+", when_article="[2021-07-01..2021-07-31]")
    found = pictured(tmp_path, *OPPOSED[:2], late).course.set_index("since")
    assert list(found.low) == [0, 0, 1] and list(found.high) == [0, 1, 1]
    assert found.loc[date(2021, 7, 1), "index"] == 0  # it may not be there yet
    assert found.loc[date(2021, 7, 31), "index"] == 1
    assert set(found.how) == {"exact"} and found.proven.all()


def test_an_index_that_is_not_proven_is_blank():
    dense = [(f"a{i}", f"a{j}", (-1) ** (i * j)) for i in range(30) for j in range(i)]
    ties = signed_ties.frame(
        [(a, b, frozenset("+" if s > 0 else "-"), frozenset(), [])
         for a, b, s in dense]
    )  # fmt: skip
    (row,) = balance.course([date(2000, 1, 1)], lambda day: ties, 0).itertuples()
    assert row.index is None and row.how == "bounds" and not row.proven
    assert row.low < row.high
