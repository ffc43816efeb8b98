"""One name stays one name, however its letters are stored."""

from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpers.case.spelling import clean, did_you_mean, folded, words

CAFE = "Caf\u00e9 du Nord"


@pytest.mark.parametrize(
    "stored",
    [
        "Cafe\u0301 du Nord",
        " Caf\u00e9\u00a0du  Nord\n",
        "\ufeffCaf\u00e9 du\u200b No\u00adrd",
        "Caf\u00e9\u2028du\tNord\u200f",
    ],
)
def test_what_looks_alike_is_one_name(stored):
    assert clean(stored) == CAFE


@pytest.mark.parametrize(
    "other", ["Cafe du Nord", "caf\u00e9 du Nord", "Caf\u00e9 duNord"]
)
def test_what_looks_different_is_another_name(other):
    assert clean(other) != CAFE


@pytest.mark.parametrize(
    "one, two", [("USA", "usa"), ("Stra\u00dfe", "STRASSE"), ("\uff35\uff33", "us")]
)
def test_a_name_is_looked_up_whatever_the_case_and_form_of_its_letters(one, two):
    assert folded(one) == folded(two) and clean(one) != clean(two)


@given(st.text(max_size=8))
@example("\u00b8")  # a blank and a mark, taken apart
def test_a_name_is_the_same_in_every_form_of_unicode(text):
    forms = {normalize(form, f" {text}\ufeff ") for form in ("NFC", "NFD")}
    assert len({clean(one) for one in forms}) == 1
    assert clean(clean(text)) == clean(text)
    assert len({folded(one) for one in (text, clean(text), folded(text))}) == 1


def test_did_you_mean_gives_nothing_where_nothing_is_near():
    assert did_you_mean("xyzzy", ["start", "end"]) == ""
    assert did_you_mean("TALIBN", ["Taliban"]) == ", did you mean 'Taliban'?"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("by the end of June", 5),
        ("Donaudampfschifffahrt", 1),
        ("https://example.org/" + "x" * 60, 2),
        ("in der Donaudampfschifffahrtsgesellschaft seit gestern", 5),
        ("北方于2021年五月", 4),
        ("เมื่อปีที่แล้วรัฐบาล", 4),
        ("지난 달", 2),
    ],
)
def test_words_are_counted_also_where_no_blank_parts_them(text, count):
    assert words(text) == count
