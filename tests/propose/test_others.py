"""Tense, order and numbers: published on 13 January 2017."""

from datetime import date

import pytest

from helpers.propose import article, proposals


def found(text, kind):
    made = proposals.propose(article.paragraphs(text), date(2017, 1, 13))
    return [(one.sort, one.cue, one.value) for one in made if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("It will likely result in talks.",
         ("ahead", "will likely result", "2017-01-13/..")),
        ("It may serve them.", ("ahead", "may serve", "2017-01-13/..")),
        ("They have already met.", ("held", "already met", "/2017-01-13")),
        ("They are growing.", ("held", "are growing", "/2017-01-13")),
    ],
)  # fmt: skip
def test_a_sentence_without_a_word_of_time_has_one_of_two_values(text, tense):
    assert found(text, "tense") == [tense]


def test_a_sentence_with_a_word_of_time_is_not_dated_by_its_verb():
    assert found("It will be over in 2018. They may meet.", "tense") == [
        ("ahead", "may meet", "2017-01-13/..")
    ]


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("They were waiting until they heard it.",
         ("until", "waiting until they heard", "until")),
        ("It came before the vote.", ("before", "before the vote", "before")),
        ("Shortly after the vote it came.",
         ("after", "Shortly after the vote", "after")),
        ("He fell, and then he died.", ("after", "and then he died", "after")),
        ("It came amid the fighting.", ("during", "amid the fighting", "during")),
    ],
)  # fmt: skip
def test_words_of_order_are_cues(text, order):
    assert found(text, "order") == [order]


def test_what_gives_a_date_its_direction_is_no_order_and_then_may_be_none():
    text = "The then president left before 2011 and after 1 May; by then he was old."
    assert found(text, "order") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("It cost €1.4bn.", ("money", "€1.4bn", "1400000000")),
        ("It cost $1 billion in funds.", ("money", "$1 billion", "1000000000")),
        ("It owned 44 per cent of it.", ("share", "44 per cent", "44")),
        ("It owned 27.5% of it.", ("share", "27.5%", "27.5")),
        ("It has 6.2 million people.", ("count", "6.2 million people", "6200000")),
        ("It sold 1,914 vans.", ("count", "1,914 vans", "1914")),
        ("Some 1900 boats stayed.", ("count", "1900 boats", "1900")),
        ("It had six thousand guests.", ("count", "six thousand guests", "6000")),
    ],
)
def test_a_number_that_counts_has_its_value(text, number):
    assert found(text, "number") == [number]


def test_a_date_is_no_number():
    assert found("On 3 May 2004, at 4 p.m. and for two years, in 2016.", "number") == []
