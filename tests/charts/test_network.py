"""The network: labelled lines, three small days, and never too certain."""

from datetime import date

import pytest

from helpers.charts import network
from helpers.draw import html
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.charts import rowed
from tests.charts.tied import case_of

HOSTILE = {"sign": "-"}
THIRD = {"target_actor": "A003"}
ROWS = [
    {"when_article": "2019-05-10"},
    HOSTILE | THIRD | {"when_article": "2020-02-01"},
    HOSTILE | {"when_article": "2021-06-01"},
    {"source_actor": "A002", "target_actor": "A003", "when_article": "2021-08-01"},
]
FOCUS = ["A001", "A002", "A003"]


def shown_of(folder, *rows, **more):
    return Shown(*case_of(folder, *rows, **more))


def words(drawing):
    """Give all that is written in a drawing, its marks' texts by record."""
    return {
        mark.record: " ".join(shape.text for shape in mark.shapes if shape.text)
        for mark in drawing.marks
    }


def lines(block):
    return {line.record: line.words for line in block.lines if line.words}


def test_each_line_is_labelled_with_what_it_rests_on(tmp_path):
    (main, *_) = network.chart(shown_of(tmp_path, *ROWS, focus=FOCUS)).blocks
    assert main.labelled and main.title == "The three in question"
    assert words(main.drawing) == {
        "tie-A001-A002": "Record 3",
        "tie-A001-A003": "",  # not on this day
        "tie-A002-A003": "Record 4",
    }
    assert lines(main) == {"tie-A001-A002": "Record 3", "tie-A002-A003": "Record 4"}
    assert "R" not in "".join(words(main.narrow).values())  # its lines say it


@pytest.mark.parametrize(
    "row, told",
    [
        ({}, "Record 1"),
        ({"basis": "condition"}, "in words: Record 1"),
        ({"when_article": "[2021-09-01..2021-09-30]"}, "may count: Record 1"),
        ({"when_article": "/2021-12", "extent": "state"}, "may count: Record 1"),
        ({"layer": "context", "status_article": "", "when_article": "",
          "status_known": "happened", "when_known": "2021-05-10",
          "known_sources": "S003"}, "Record 1*"),
    ],
)  # fmt: skip
def test_a_label_says_how_a_record_counts_and_whether_the_article_has_it(
    tmp_path, row, told
):
    chart = network.chart(shown_of(tmp_path, row, focus=FOCUS))
    assert lines(chart.blocks[0]) == {"tie-A001-A002": told}
    assert ("*: not in the article." in chart.foot) is told.endswith("*")


def test_records_that_may_be_one_act_are_named_together(tmp_path):
    chart = network.chart(shown_of(tmp_path, {"may_be": "R002"}, {}, {}, focus=FOCUS))
    told = lines(chart.blocks[0])["tie-A001-A002"]
    assert told == "Record 1 and Record 2 (may be one); Record 3"


def test_what_is_disputed_is_said_to_be(tmp_path):
    case, view = case_of(tmp_path, {}, {}, focus=FOCUS)
    against = {"record_id": "R002", "source_id": "S003", "stance": "disputes",
               "chain": ["S003"]}  # fmt: skip
    frame = case.citations.copy()
    frame.loc[len(frame)] = frame.iloc[0].to_dict() | against
    chart = network.chart(Shown(case.with_tables(citations=frame), view))
    told = lines(chart.blocks[0])["tie-A001-A002"]
    assert told == "Record 1; disputed: Record 2"


def test_of_many_acts_of_a_pair_some_are_named_and_the_others_counted(tmp_path):
    chart = network.chart(shown_of(tmp_path, *[{}] * 20, focus=FOCUS))
    told = lines(chart.blocks[0])["tie-A001-A002"]
    assert told.count("Record") == 12 and told.endswith("; and 8 more")


def test_an_event_of_several_records_names_none_of_them(daesh_k):
    shown = Shown.of(daesh_k, View())
    told = lines(network.chart(shown).blocks[0])
    assert "US aircraft strike Daesh-K in Konar" in told["tie-A001-A019"]
    assert "US strikes help the Taliban in Konar" not in told["tie-A001-A019"]
    assert "Burns meets Baradar in Kabul" in told["tie-A001-A010"]


# ---- who is drawn -------------------------------------------------------------------


def test_up_to_twelve_actors_with_ties_are_drawn_and_of_more_the_focus_alone(tmp_path):
    for count, drawn in ((12, 12), (20, 2)):
        tables = worlds.related(count, count * 3)
        for row in tables["relations"]:
            row |= {"basis": "act", "directed": "no", "sign": "+", "extent": "act"}
            known = "known" if row["layer"] == "context" else "article"
            row |= {f"status_{known}": "happened", f"when_{known}": "2021-05-10"}
        case = worlds.small(tmp_path / str(count), tables, focus=["A001", "A002"])
        view = View(case=str(case.folder))
        shown = Shown(select.view(case, view), view)
        actors, left = network.Course(shown).actors
        assert (len(actors), left) == (drawn, count - drawn)
        foot = network.chart(shown).foot
        assert ("18 more actors with ties are in the matrix" in foot) is (left > 0)


def test_prospects_are_no_part_of_it(tmp_path):
    ahead = {"status_article": "possible", "when_article": "2021-01-01"}
    found = network.Course(shown_of(tmp_path, {}, ahead | THIRD))
    assert found.actors == (["A001", "A002"], 0)


def test_two_colours_say_that_both_signs_are_attested(tmp_path):
    chart = network.chart(shown_of(tmp_path, {}, HOSTILE))
    (mark,) = chart.blocks[0].drawing.marks
    drawn = [shape for shape in mark.shapes if shape.kind == "line"]
    assert {shape.colour for shape in drawn} == {"cooperative", "hostile"}


def test_what_is_not_certain_is_a_thin_dashed_line(tmp_path):
    shown = shown_of(tmp_path, {"when_article": "2021"}, asked={"as_of": "2021-06-01"})
    (mark,) = network.chart(shown).blocks[0].drawing.marks
    (line,) = [shape for shape in mark.shapes if shape.kind == "line"]
    assert line.dash and line.width < 2


# ---- three small days ---------------------------------------------------------------


def days(shown):
    return [block.title for block in network.chart(shown).blocks[1:]]


def test_the_small_days_are_the_last_on_which_a_tie_changed_and_the_views(tmp_path):
    assert days(shown_of(tmp_path, *ROWS, focus=FOCUS)) == [
        "1 June 2021", "1 August 2021", "11 September 2021",
    ]  # fmt: skip
    few = shown_of(tmp_path / "few", {"when_article": "2021-05-10"})
    assert days(few) == ["10 May 2021", "11 September 2021"]


def test_a_day_on_which_only_a_record_is_added_is_no_change(tmp_path):
    rows = [{"when_article": f"2021-0{n}-01"} for n in (2, 3, 4, 5)]
    shown = shown_of(tmp_path, *rows)
    assert days(shown) == ["1 February 2021", "11 September 2021"]
    assert network.chart(shown).foot.endswith(
        "On three days in between, only what a tie rests on or how sure it is changed."
    )


@pytest.mark.parametrize("when, loose", [("2021-02", True), ("2021-02-28", False)])
def test_a_small_day_of_a_month_is_said_to_stand_for_it(tmp_path, when, loose):
    shown = shown_of(tmp_path, {"when_article": when})
    told = "What is dated to a month or a year surely counts from its last day."
    assert days(shown)[:-1] == ["By " * loose + "28 February 2021"]
    assert (told in network.chart(shown).foot) is loose


def test_a_small_day_shows_what_surely_counts_and_not_what_may(tmp_path):
    other = {"source_actor": "A002", "target_actor": "A003"}
    since = {"extent": "state", "when_article": "/2021-09-11"}  # from when not stated
    rows = [{"when_article": "2021-08-01"}, other | since]
    chart = network.chart(shown_of(tmp_path, *rows, focus=FOCUS))
    shown = {b.title: len(b.drawing.marks) for b in chart.blocks[1:]}
    assert shown == {"1 August 2021": 1, "11 September 2021": 2}
    assert "show what surely counts on the last days" in chart.foot
    loose = shown_of(tmp_path / "may", {"when_article": "2021-09"}, focus=FOCUS)
    assert days(loose) == []  # nothing surely counts on 11 September


@pytest.mark.parametrize("many", range(1, 7))
def test_no_day_on_which_something_changed_is_skipped_in_silence(tmp_path, many):
    rows = [(HOSTILE if n % 2 else {}) | {"when_article": f"2021-0{n}-01"}
            for n in range(1, many + 1)]  # fmt: skip
    shown = shown_of(tmp_path, *rows, focus=FOCUS)
    course = network.Course(shown)
    turns = {one.since for those in course.ties.values() for one in those}
    since = {day for day in turns if course.days[0] <= day <= shown.day}
    assert since <= {*course.days, *course.between}
    assert {*course.between}.isdisjoint(course.days)


def test_small_days_are_of_the_focus_alone_where_it_has_ties(tmp_path):
    other = {"source_actor": "A002", "target_actor": "A003"}
    rows = [{"when_article": "2021-02-01"}, other | {"when_article": "2021-08-01"}]
    shown = shown_of(tmp_path, *rows, focus=["A001", "A002"])
    assert days(shown) == ["1 February 2021", "11 September 2021"]
    chart = network.chart(shown)
    small = chart.blocks[-1].drawing
    assert len(chart.blocks[0].drawing.marks) == 2 and len(small.marks) == 1
    assert {s.text for s in small.shapes} - {""} == {"Northland", "Southland"}
    told = (
        "counts between Northland and Southland on the last days on which that changed"
    )
    assert told in chart.foot
    whole = network.chart(shown_of(tmp_path / "whole", *rows, focus=FOCUS))
    assert "on which a tie changed, and" in whole.foot


def test_a_small_day_says_what_began_to_count_on_it_and_what_no_longer_did(tmp_path):
    lasted = ROWS[1] | {"when_article": "2020-02/2021-02-28", "extent": "state"}
    rows = [ROWS[0], lasted, ROWS[2]]
    _, *small = network.chart(shown_of(tmp_path, *rows, focus=FOCUS)).blocks
    assert [block.lines[0].words for block in small] == [
        "No longer: Record 2", "New: Record 3", "One tie, as before",
    ]  # fmt: skip
    assert [mark.record for mark in small[1].drawing.marks] == ["course-A001-A002"]


def test_what_grew_too_old_or_is_no_longer_sure_makes_no_small_day(tmp_path):
    old = {"when_article": "2020-03-01"}  # counts for twelve months
    talks = {"when_article": "2019-10/2021", "extent": "state", "sign": "-"}
    shown = shown_of(tmp_path, old, talks, {"when_article": "2021-06-01"})
    assert days(shown) == ["1 March 2020", "1 June 2021", "11 September 2021"]


def test_what_may_have_begun_before_is_not_called_new(tmp_path):
    since = {"extent": "state", "when_article": "/2021-09-11"}  # nobody says from when
    band = {"source_actor": "A002", "target_actor": "A003"} | since
    rows = [{"when_article": "2021-06-01"}, band, {"when_article": "2021-07-01"}]
    last = network.chart(shown_of(tmp_path, *rows, focus=FOCUS)).blocks[-1]
    told = "New since 1 June: Record 3; certain only by now: Record 2"
    assert last.lines[0].words == told


def test_the_day_of_the_view_says_what_began_to_count_since_the_day_before_it(tmp_path):
    more = {"when_article": "2021-06-20", "sign": ROWS[2]["sign"]}  # no tie changes
    *_, before, last = network.chart(
        shown_of(tmp_path, *ROWS[:3], more, focus=FOCUS)
    ).blocks
    assert before.lines[0].words == "New: Record 3"
    assert last.lines[0].words == "New since 1 June: Record 4"


# ---- words --------------------------------------------------------------------------


def test_the_title_says_of_which_pairs_the_records_are_how(tmp_path):
    shown = shown_of(tmp_path, *ROWS, focus=FOCUS)
    assert network.chart(shown).title == (
        "Acts and words in the twelve months to 11 September 2021 are hostile between"
        " Northland and Southland; cooperative between Southland and The Band"
    )


@pytest.mark.parametrize(
    "view, told, foot",
    [
        ({"sign": "-"}, "cooperative{} (hostile views of one side not counted)",
         "one hostile of Northland → Southland."),
        ({"sign": "+"}, "cooperative{}", "one cooperative of Northland → Southland."),
        ({"sign": "-", "basis": "act"}, "both cooperative and hostile{}", ""),
    ],
)  # fmt: skip
def test_what_one_side_alone_says_is_told_beside_the_picture(
    tmp_path, view, told, foot
):
    view = {"basis": "statement", "directed": "yes"} | view
    chart = network.chart(shown_of(tmp_path, {}, view, focus=FOCUS))
    between = " between Northland and Southland"
    assert chart.title.endswith(f" are {told.format(between)}")
    why = "Not counted, since the view of one side is no tie: "
    assert (why + foot in chart.foot) if foot else why not in chart.foot


def test_the_title_never_says_more_than_is_certain(tmp_path):
    row = {"when_article": "/2021-12", "extent": "state"}
    shown = shown_of(tmp_path, row, focus=FOCUS, asked={"as_of": "2021-06-01"})
    chart = network.chart(shown)
    assert chart.title.endswith(
        "1 June 2021 may count as cooperative between Northland and Southland"
    )
    assert "Southland perhaps cooperative" in chart.alt
    assert "at the end perhaps cooperative" in network.listing(shown).html


def test_without_a_focus_the_title_counts_the_ties(tmp_path):
    title = network.chart(shown_of(tmp_path, *ROWS)).title
    assert title.endswith("make two ties: one cooperative, one hostile")


def test_up_to_a_day_without_ties_it_says_so(tmp_path):
    chart = network.chart(shown_of(tmp_path, {}, asked={"as_of": "2020"}))
    assert chart.title == (
        "No tie rests on acts and words in the twelve months to 31 December 2020"
    )
    assert not chart.blocks and html.body(chart) == ""


def test_without_any_date_there_is_no_other_day(tmp_path):
    case, view = case_of(tmp_path, {"when_article": ""})
    case = case.with_tables(sources=case.sources.assign(role="outside"))
    shown = Shown(case, view)
    chart = network.chart(shown)
    assert chart.title.startswith("No tie rests on acts and words of any date; one may")
    assert len(chart.blocks) == 1
    assert network.course(shown) == {"titles": [], "ties": {}}


def test_the_course_of_a_pair_says_from_when_to_when(tmp_path):
    listed = network.listing(shown_of(tmp_path, {"when_article": "2019-05-10"})).html
    assert "From 10 May 2019 up to 10 May 2020: cooperative" in listed
    assert "From 11 May 2020: no record" in listed


# ---- other days ---------------------------------------------------------------------


def test_on_every_day_the_course_has_what_holds_then(tmp_path):
    shown = shown_of(tmp_path, *ROWS, focus=FOCUS)
    found = network.course(shown)
    assert {*found["ties"]} == {".broad g", ".slim g", ".entry"}
    (main, *_) = network.chart(shown).blocks
    parts = {".broad g": main.drawing.marks, ".slim g": main.narrow.marks,
             ".entry": main.lines}  # fmt: skip
    for place, drawn in parts.items():
        for one in drawn:
            last = found["ties"][place][one.record][-1][1]
            seen = getattr(one, "shapes", None) or getattr(one, "words", "")
            assert last == one if seen else last is None
    day = date(2020, 3, 1).toordinal()
    title = [told for since, told in found["titles"] if since <= day][-1]
    assert (
        "are cooperative between Northland and Southland" in title and "{day}" in title
    )
    steps = found["ties"][".entry"]["tie-A001-A003"]
    assert [line and line.words for _, line in steps] == ["Record 2", None]


def test_a_tie_keeps_its_place_from_day_to_day(tmp_path):
    found = network.course(shown_of(tmp_path, *ROWS, focus=FOCUS))
    for steps in found["ties"][".broad g"].values():
        ends = {
            (line.x0, line.y0)
            for _, mark in steps
            if mark
            for line in mark.shapes
            if line.kind == "line"
        }
        assert len(ends) == 1


@pytest.mark.parametrize("name", rowed.SOME)
def test_no_word_meets_another_in_any_world(tmp_path, name):
    rowed.check(network.chart(rowed.shown(tmp_path, name)))
