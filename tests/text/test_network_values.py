"""The balance of one network as plain values and in words."""

from datetime import date

import pandas as pd

from helpers.balance import signed_ties
from helpers.text import network_values

ALL_NEGATIVE = [("A", "B", "-"), ("A", "C", "-"), ("B", "C", "-")]


def told(*ties, actors="ABC", day=None, limit=60.0):
    sides = [(a, b, frozenset(s), frozenset(), []) for a, b, s in ties]
    names = {"A": "Northland"}
    return network_values.values(
        signed_ties.frame(sides), [*actors], "by hand", day, names, limit
    )


def test_the_values_of_three_negative_ties():
    found = told(*ALL_NEGATIVE)
    assert (found["actors"], found["ties"], found["negative"]) == (3, 3, 3)
    assert found["census"] == {"+++": 0, "++-": 0, "+--": 0, "---": 1, "open": 0}
    frustration = found["frustration"]
    assert (frustration["index"], frustration["lower"], frustration["upper"]) == (
        1,
    ) * 3
    assert frustration["proven"] is True and frustration["unique"] is False
    assert (
        len(frustration["partitions"]) == 3 and frustration["always_frustrated"] == []
    )
    assert len(frustration["frustrated_ties"]) == 1
    assert found["rule"] == "by hand" and found["as_of"] is None


def test_actors_go_by_their_names():
    (sides,) = told(("A", "B", "+"), actors="AB")["frustration"]["partitions"]
    assert sides == [["Northland", "B"], []]


def test_the_range_is_told_where_a_pair_has_both_signs():
    found = told(("A", "B", "+-"), ("A", "C", "+"), ("B", "C", "+"))
    assert found["open"] == 1 and found["frustration"]["index"] == 0
    assert found["range"] == {"low": 0, "high": 1, "how": "exact"}
    words = network_values.sentences(found)
    assert "2 ties whatever their date, 0 of them negative, 1 more open." in words
    assert "Line index of balance: 0; from 0 to 1 over all readings (exact)." in words


def test_the_sentences_of_three_negative_ties():
    words = network_values.sentences(told(*ALL_NEGATIVE, day=date(1904, 12, 31)))
    assert "3 actors and 3 ties on 31 December 1904, 3 of them negative." in words
    assert "1 triangle: +++ 0, ++- 0, +-- 0, --- 1, open 0." in words
    assert "Line index of balance: 1." in words
    assert "no tie is in every optimal partition" in words
    assert "3 partitions are optimal:" in words


def test_a_figure_that_is_not_proven_is_never_told_as_the_index():
    dense = [
        (f"{i}", f"{j}", "+-"[(i * j + i + j * j) % 7 % 2])
        for i in range(40) for j in range(i)
    ]  # fmt: skip
    found = told(*dense, actors=[str(i) for i in range(40)], limit=0.2)
    frustration = found["frustration"]
    assert frustration["index"] is None and not frustration["proven"]
    low, high = frustration["lower"], frustration["upper"]
    assert low < high
    words = network_values.sentences(found)
    assert f"between {low} and {high}, not proven in the time given" in words
    assert "balance: " in words and f"balance: {high}" not in words
    assert "optimal" not in words


def test_a_network_without_ties():
    empty = pd.DataFrame(columns=signed_ties.COLUMNS)
    found = network_values.values(empty, [], "by hand", None, {})
    assert found["frustration"]["index"] == 0 and found["ties"] == 0
    assert "0 triangles" in network_values.sentences(found)
