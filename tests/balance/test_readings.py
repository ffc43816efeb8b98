"""The readings of a triangle that hangs on one pair, and when each holds."""

from datetime import date

import pytest

from helpers import balance
from helpers.balance.readings import pair_over_time
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests.charts.tied import case_of
from tests.text.test_theory import OPPOSED, THREE, tie

PERHAPS = tie("ab", "-", when_article="[2021-06-01..2021-12-31]")


def pictured(folder, *rows):
    case, view = case_of(folder, *rows, actors=THREE)
    return balance.picture(Shown(case, view))


def test_a_pair_from_day_to_day(tmp_path):
    case = pictured(tmp_path, *OPPOSED, PERHAPS).case
    found = pair_over_time(case, View(), "A002", "A001", until=date(2021, 9, 11))
    assert list(found.itertuples(index=False, name=None)) == [
        (date(2021, 5, 10), date(2021, 6, 1), 1, (1,), ["R001"]),
        (date(2021, 6, 1), None, 1, (1, -1), ["R001", "R004"]),
    ]


def test_each_reading_has_its_verdicts_records_and_days(tmp_path):
    (found,) = pictured(tmp_path, *OPPOSED, PERHAPS).read.values()
    plus, minus, both = found.itertuples(index=False)
    assert (plus.reading, plus.strong, plus.weak) == (
        "cooperative", "balanced", "balanced"
    )  # fmt: skip
    assert (minus.reading, minus.strong, minus.weak) == (
        "hostile", "unbalanced", "balanced"
    )  # fmt: skip
    assert (both.reading, both.strong, both.weak) == (
        "both", "undetermined", "balanced"
    )  # fmt: skip
    assert plus.records == ["R001"] and minus.records == ["R004"]
    assert both.records == ["R001", "R004"]
    assert plus.holds == [(date(2021, 5, 10), None)] and plus.may_hold == []
    assert minus.holds == [] and minus.may_hold == [(date(2021, 6, 1), None)]
    assert both.holds == [] and both.may_hold == [(date(2021, 6, 1), None)]


def test_both_signs_at_once_surely_hold_where_both_records_do(tmp_path):
    later = tie("ab", "-", when_article="2021-06-01")
    (found,) = pictured(tmp_path, *OPPOSED, later).read.values()
    by = found.set_index("reading")
    assert by.holds["both"] == [(date(2021, 6, 1), None)]
    assert by.holds["cooperative"] == [(date(2021, 5, 10), date(2021, 6, 1))]


def test_a_triangle_that_hangs_on_nothing_has_no_readings(tmp_path):
    found = pictured(tmp_path, *OPPOSED)
    assert found.read == {}
    (row,) = found.triads.itertuples()
    with pytest.raises(ValueError, match="0 pairs are unsure; a reading settles one"):
        balance.readings(found.case, found.shown.view, row, found.day)


def test_a_triangle_that_hangs_on_two_pairs_is_not_read_apart(tmp_path):
    other = tie("ac", "+", when_article="[2021-06-01..2021-12-31]")
    assert pictured(tmp_path, *OPPOSED, PERHAPS, other).read == {}
