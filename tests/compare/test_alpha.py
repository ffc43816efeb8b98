"""Alpha: the examples of its textbook, its definition, and chance."""

from itertools import permutations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.compare.alpha import alpha, counted, interval
from tests.once import some

# Krippendorff, Content Analysis, 4th edition (2019), chapter 12: four observers, twelve
# units, missing values; nominal alpha is 0.743. The two observers are of the same.
FOUR = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
TWO = ("aabbdcccedda", "babbbccceddd")


def of(*coders):
    """Count the values that coders give, a letter a unit; a dot is missing."""
    units = zip(*coders, strict=True)
    return counted([[None if v == "." else v for v in unit] for unit in units])


def defined(units):
    """Take alpha from its definition: one less observed over expected difference."""
    units = [[v for v in unit if v is not None] for unit in units]
    units = [unit for unit in units if len(unit) > 1]
    pairs = [
        (a, b, 1 / (len(unit) - 1)) for unit in units for a, b in permutations(unit, 2)
    ]
    n = sum(weight for *_, weight in pairs)
    observed = sum(weight for a, b, weight in pairs if a != b) / n
    every = [v for unit in units for v in unit]
    expected = sum(a != b for a, b in permutations(every, 2)) / (n * (n - 1))
    return 1 - observed / expected


@pytest.mark.parametrize("coders, told", [(FOUR, 0.743), (TWO, 0.692)])
def test_the_examples_of_the_textbook_are_met(coders, told):
    assert round(float(alpha(of(*coders))), 3) == told


def test_a_small_example_is_what_it_is_by_hand():
    """Of aa, ab, bb, bb: 2 of 8 values disagree; 3 a and 5 b make 30 of 56 pairs."""
    assert float(alpha(of("aabb", "abbb"))) == pytest.approx(1 - (2 / 8) / (30 / 56))


@settings(max_examples=some(200), deadline=None)
@given(st.lists(st.lists(st.sampled_from(["a", "b", "c", None]), min_size=3,
                         max_size=3), min_size=2, max_size=12))  # fmt: skip
def test_alpha_is_what_its_definition_says(units):
    paired = [[v for v in unit if v is not None] for unit in units]
    values = {v for unit in paired if len(unit) > 1 for v in unit}
    if len(values) > 1:
        assert float(alpha(counted(units))) == pytest.approx(defined(units))


@pytest.mark.parametrize("n", [4, 30, 400])
def test_alpha_is_1_where_all_is_the_same(n):
    told = "abc" * n
    assert float(alpha(of(told, told))) == 1
    assert interval(of(told, told)) == (1, 1)


def test_alpha_is_about_0_where_one_coding_is_shuffled():
    """Over many shuffles; some 95 of 100 intervals hold what chance alone gives."""
    told, chance, found = list("aaabbc" * 10), Random(1), []
    for _ in range(100):
        counts = of(told, chance.sample(told, len(told)))
        low, high = interval(counts)
        found.append((float(alpha(counts)), low <= 0 <= high))
    assert abs(np.mean([one for one, _ in found])) < 0.03
    assert sum(holds for _, holds in found) >= 88


def test_alpha_is_no_number_where_only_one_value_is_given():
    assert np.isnan(alpha(of("aaaa", "aaaa")))


def test_neither_coders_nor_units_need_an_order():
    one, other = "aabbcabcaabbcab" * 3, "aabbcabbaabccab" * 3
    same = of(one, other)
    assert interval(same) == interval(of(other, one)) == interval(same[::-1])
    assert alpha(same) == alpha(of(other, one)) == alpha(same[::-1])


def test_what_one_coder_alone_has_says_nothing():
    counts, more = of("aabb", "abbb"), of("aabbabab", "abbb....")
    assert alpha(counts) == alpha(more) and interval(counts) == interval(more)


def test_the_interval_holds_alpha_and_is_narrower_with_more_units():
    one, other = "aabbcabcab", "aabbcabbac"
    widths = []
    for n in (4, 40):
        counts = of(one * n, other * n)
        low, high = interval(counts)
        assert low < float(alpha(counts)) < high < 1
        widths.append(high - low)
    assert widths[1] < widths[0] / 2


def test_the_interval_is_about_that_of_units_drawn_one_by_one():
    """Each draw is made as the books have it: as many units, each put back."""
    units = list(zip("aabbcabcab" * 4, "aabbcabbac" * 4, strict=True))
    chance, drawn = Random(2), []
    for _ in range(1000):
        drawn.append(float(alpha(counted(chance.choices(units, k=len(units))))))
    ends = np.quantile(drawn, [0.025, 0.975])
    assert interval(counted(units)) == pytest.approx(tuple(ends), abs=0.04)
