"""The sentences that open a chapter: their numbers, counted again, and their links."""

import re

import pytest

from helpers.case import cases
from helpers.lists import records
from helpers.text import lede, numbers, summary
from helpers.view import focus, voices
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.charts.tied import case_of

OPENING = (lede.dating, lede.standing, lede.sourcing)
VIEWS = ({}, {"dates": "article"}, {"layers": ["context"]}, {"statuses": ["denied"]},
         {"start": "1950", "end": "1951"})  # fmt: skip


def links(told):
    html = told._repr_mimebundle_()["text/html"]
    return re.findall(r'<a href="#([^"]*)">([^<]*)</a>', html)


@pytest.fixture(params=["daesh-k-2021", "great-war-1872-1907"])
def case(request):
    return cases.load(request.param)


@pytest.mark.parametrize("asked", VIEWS, ids=str)
@pytest.mark.parametrize("opens", OPENING, ids=lambda one: one.__name__)
def test_each_number_leads_to_its_records(case, opens, asked):
    shown = Shown.of(case, View(**asked))
    told = opens(shown)
    listed = records.counted(shown, told).html
    html = told._repr_mimebundle_()["text/html"]
    assert re.sub("<[^>]*>", "", html).replace("&#x27;", "'") == told.text
    counts = [one for one in told.counts if one.leads]
    assert links(told) == [(one.target, one.words) for one in counts]
    for one in counts:
        if len(one.records) == 1:
            assert one.target in shown.case.by_id
            continue
        card = re.search(rf'id="{one.target}".*?</details>', listed)[0]
        assert re.findall('href="#([^"]*)"', card) == [*one.records]


def test_the_numbers_of_the_first_case_are_those_of_a_hand_count():
    shown = Shown.of(cases.load("daesh-k-2021"), View())
    rows = shown.case.relations
    told = {one.name: len(one.records) for one in lede.standing(shown).counts}
    pair = {"A001", "A010"}
    top = shown.case.principal
    acts = [
        row for row in rows.itertuples()
        if row.sign == "+" and row.basis == "act"
        and {top[row.source_actor], top[row.target_actor]} == pair
        and shown.status(row) in ("happened", "reported", "claimed")
    ]  # fmt: skip
    aimed = [row for row in acts if row.against]
    assert told["pair"] == len(acts) and told["aimed"] == len(aimed)
    disputed = [r for r in aimed if focus.disputing(shown, [r.relation_id, r.event_id])]
    assert told["disputed"] == len(disputed)
    ours = voices.support(shown.case, shown.case.article)
    told = {one.name: len(one.records) for one in lede.sourcing(shown).counts}
    assert told["unnamed"] == int(ours.anonymous.sum())
    assert lede.dating(shown).text == str(summary.reading(shown))


def test_what_another_reading_does_not_ask_is_not_told():
    shown = Shown.of(cases.load("daesh-k-2021"), View(dates="article"))
    assert "other sources" not in lede.sourcing(shown).text
    assert [one.name for one in lede.dating(shown).counts] == ["told", "going"]
    assert len(links(lede.dating(shown))) == 2


def test_a_case_without_an_article_or_a_pair_counts_its_ties(tmp_path):
    war = Shown.of(cases.load("great-war-1872-1907"), View())
    told = lede.standing(war).text
    assert re.fullmatch(r"On [\w ]+, [\w ]+ pairs have a tie on record: .*\.", told)
    one = cases.load(worlds.write(tmp_path / "one", worlds.many(1)))
    assert lede.standing(Shown(one, View())).text == (
        "No pair of actors has a tie in this view."
    )


@pytest.mark.parametrize(
    "others, told",
    [
        ([], "No pair of actors has a tie in this view. As one side's view, not a tie:"
             " Northland → Southland hostile."),
        ([{"target_actor": "A003"}],
         "On 11 September 2021, one pair has a tie on record: 1 cooperative; as one"
         " side's view, not a tie: Northland → Southland hostile."),
    ],
)  # fmt: skip
def test_what_is_one_sides_view_alone_is_told_and_said_to_be_no_tie(
    tmp_path, others, told
):
    view = {"basis": "attitude", "directed": "yes", "sign": "-"}
    shown = Shown(*case_of(tmp_path, view, *others, focus=["A001", "A002"]))
    assert lede.standing(shown).text == told
    counted = [n.sentence for n in numbers.numbers(shown) if "a tie" in n.head]
    assert counted == [
        "Acts and words in the twelve months to 11 September: 1 cooperative."
        f" A{told.partition('; a')[2]}"
    ] * len(others)


def test_a_title_in_a_sentence_is_no_markup():
    count = lede.Count("<b>", "x", "y", ("E001",))
    html = lede.opens("A <b> & c", count)._repr_mimebundle_()["text/html"]
    assert html == '<p class="lede">A <a href="#E001">&lt;b&gt;</a> &amp; c</p>'
