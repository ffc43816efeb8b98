"""The year of a day that is told without one: what holds of any month and any year."""

import itertools
from datetime import date

import pytest

from helpers.propose import article, proposals
from helpers.propose.patterns import MONTHS

PUBLISHED = date(2017, 1, 13)
NAMES = [name.capitalize() for name in MONTHS]


def values(text):
    found = proposals.propose(article.paragraphs(text), PUBLISHED)
    return [one.value for one in found if one.kind == "date"]


@pytest.mark.parametrize("month", NAMES)
@pytest.mark.parametrize(
    "told", ["The bridge fell on 9 {}.", "He won by a million votes in the 9 {} poll."]
)
def test_what_has_happened_is_not_after_publication(told, month):
    assert values(told.format(month)) <= [PUBLISHED.isoformat()]


@pytest.mark.parametrize(("first", "last"), [*itertools.combinations(range(12), 2)])
def test_a_story_goes_forward_in_the_year_that_it_told(first, last):
    one, other = NAMES[first], NAMES[last]
    text = f"It was sold on 2 {one} 1987. It fell on 9 {other}."
    assert values(text)[1] == f"1987-{last + 1:02d}-09"


@pytest.mark.parametrize("month", NAMES)
def test_a_year_that_is_counted_beside_a_day_is_its_year(month):
    text = f"He came in 1996. It begins on 9 {month}, 31 years ago, in a room."
    assert values(text)[1].startswith("1986-")


@pytest.mark.parametrize("aside", ["who had come in {}", "which was founded in {}"])
def test_an_aside_moves_no_story(aside):
    for year in range(1950, 2000, 7):
        text = f"It fell on 2 March 2011. Kesi, {aside.format(year)}, left on 9 May."
        assert values(text)[-1] == "2011-05-09"


def test_a_list_before_a_date_makes_no_aside_of_it():
    text = (
        "It ended on Tuesday.\nThe four cut trade, diplomatic and travel ties with the"
        " town on 5 June 2007.\nLater that month they sent demands."
    )
    assert values(text)[-1] == "2007-06"


def test_where_two_years_cost_the_same_none_is_taken(monkeypatch):
    monkeypatch.setattr("helpers.propose.years.EVEN", 100)
    (one,) = [
        one
        for one in proposals.propose(article.paragraphs("It fell on 9 May."), PUBLISHED)
        if one.kind == "date"
    ]
    assert (one.value, "the article does not say which" in one.why) == ("", True)
