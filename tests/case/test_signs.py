"""One table of signs: each told apart by its mark, its state and its glyph."""

from itertools import chain, combinations

import pytest

from helpers import theme
from helpers.case import schema, signs
from helpers.view import relations


@pytest.mark.parametrize("name", ["mark", "state", "glyph", "tie", "counted"])
def test_no_two_signs_are_alike(name):
    told = [getattr(sign, name) for sign in (*signs.SIGNS, signs.NONE)]
    assert len(told) == len(set(told))


def test_every_mark_that_a_record_may_bear_has_a_sign():
    columns = schema.BY_NAME["relations"].columns
    (sign,) = [column for column in columns if column.name == "sign"]
    assert {*sign.values} <= signs.OF_MARK.keys() - {"", "both"}


def test_every_state_of_a_tie_has_a_sign():
    marks = ("+", "-", "~")
    borne = chain.from_iterable(combinations(marks, n) for n in (1, 2, 3))
    assert {relations.state({*some}) for some in borne} == set(signs.OF_STATE)


def test_a_sign_is_found_by_mark_state_and_value():
    for sign in signs.SIGNS:
        assert signs.OF_MARK[sign.mark] is signs.OF_STATE[sign.state] is sign
    assert {v: sign.mark for v, sign in signs.OF_VALUE.items()} == {
        1: "+", -1: "-", 0: "both",
    }  # fmt: skip
    assert signs.OF_MARK[""] is signs.NONE and "" not in signs.OF_STATE


def test_what_has_no_single_sign_is_no_factor():
    assert [s.mark for s in signs.OF_MARK.values() if not s.value] == ["both", "~", ""]


@pytest.mark.parametrize("sign", signs.OF_MARK.values(), ids=signs.OF_MARK)
def test_a_sign_has_words_and_a_colour_of_the_look(sign):
    assert sign.word and sign.colour in theme.LIGHT
    assert "-" not in sign.glyph  # a minus is as wide as a plus
