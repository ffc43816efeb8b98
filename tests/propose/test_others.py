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
        ("They have already met.", ("held", "have already met", "/2017-01-13")),
        ("They are growing.", ("held", "are growing", "/2017-01-13")),
        ("China may pay.", ("ahead", "may pay", "2017-01-13/..")),
        ("A crop that is sent by May, may rot.",
         ("ahead", "may rot", "2017-01-13/..")),
        ("It is to present a plan.", ("ahead", "is to present", "2017-01-13/..")),
        ("They are expected to pay.",
         ("ahead", "are expected to pay", "2017-01-13/..")),
        ("It has promised to leave them.",
         ("ahead", "has promised to leave", "2017-01-13/..")),
        ("We’re going to pay.", ("ahead", "We’re going to pay", "2017-01-13/..")),
        ("It has always been so.", ("held", "has always been so", "/2017-01-13")),
        ("It said on Monday that it will pay.",
         ("ahead", "will pay", "2017-01-13/..")),
        ("It grew in December 2016, a step that would unlock aid.",
         ("ahead", "would unlock", "2017-01-13/..")),
    ],
)  # fmt: skip
def test_a_sentence_without_a_word_of_time_has_one_of_two_values(text, tense):
    assert found(text, "tense") == [tense]


@pytest.mark.parametrize(
    "text",
    [
        "In 1914 it fell. Nobody could tell. It was late.",  # what was ahead then
        "On Tuesday, it will meet. It will meet again on Friday.",
        "What Salenia will do",
        "Experts have noted that.",  # a saying, and proposed as one
        "The will of the people",
        "It did what nobody could.",
        "He was fifteen. It was the first.",
        "They still showed it, still in coats.",
        "It would have ended so, and might not have been mended.",
        "What came of it was settled elsewhere.",
    ],
)
def test_a_date_beside_a_verb_an_old_one_and_a_headline_leave_no_tense(text):
    assert found(text, "tense") == []


def test_each_clause_has_a_cue_of_its_own():
    made = found("They are moving, and in 2016 he came.", "tense")
    assert [cue for _, cue, _ in made] == ["are moving"]
    made = found("They will meet, and he said in 2016 that it would end.", "tense")
    assert [cue for _, cue, _ in made] == ["will meet", "would end"]


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
        ("It paid while keeping troops there.",
         ("during", "while keeping troops", "during")),
        ("He left the day before she came.",
         ("before", "the day before she came", "before")),
        ("It will go once the house is sold.", ("after", "once the house", "after")),
    ],
)  # fmt: skip
def test_words_of_order_are_cues(text, order):
    assert found(text, "order") == [order]


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("If talks fail, we will strike.", ["If talks fail"]),
        ("It goes on unless tolls are lifted.", ["unless tolls are"]),
        ("It holds as long as they pay.", ["as long as they pay"]),
        ("They get it provided that they stay, provided it rains.",
         ["provided that they stay", "provided it rains"]),
        ("He spoke on condition that nobody knew.", ["on condition that nobody knew"]),
        ("It ends only if they go.", ["only if they go"]),
        ("He told them that if they stay it ends.", ["if they stay"]),
        ("He asked reporters if it rained, and doubted if it had.", []),
        ("It is unclear if they go. Even if it rains, they go as if it shone.", []),
        ("It took as long as two years, and as long as 10 days to go.", []),
        ("He spoke on condition of anonymity, if any, and provided aid.", []),
    ],
)  # fmt: skip
def test_a_condition_is_a_cue_and_a_question_is_none(text, cues):
    assert [cue for _, cue, _ in found(text, "condition")] == cues


def test_contrasts_and_adverbs_are_no_order():
    text = "When it rained they stayed, while others left. We heard it before. Once."
    assert found(text, "order") == []
    assert found("After the ruling, the waiting", "order") == []


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
        ("Half a million people left.", ("count", "Half a million people", "500000")),
        ("Eleven thousand head fell.", ("count", "Eleven thousand head", "11000")),
        ("One million people came.", ("count", "One million people", "1000000")),
        ("At least 18 were hurt.", ("count", "18 were", "18")),
        ("Fourteen people died.", ("count", "Fourteen people", "14")),
        ("Three people died.", ("count", "Three people", "3")),
    ],
)
def test_a_number_that_counts_has_its_value(text, number):
    assert found(text, "number") == [number]


def test_few_things_an_age_and_few_who_act_are_no_amount():
    text = "For three reasons Kesi, 34, left at Pier 2 with two navies. Two navies met."
    assert found(text, "number") == []


def test_a_number_and_the_group_that_it_counts_are_one_proposal():
    assert not found("Some 4,000 officers came.", "actor")
    assert found("Some 4,000 officers came.", "number")


def test_a_date_is_no_number():
    assert found("On 3 May 2004, at 4 p.m. and for two years, in 2016.", "number") == []
