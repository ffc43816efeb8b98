"""The matrix: a cell a pair, a disc for its tie and a square for its prospects."""

from datetime import date

import pytest

from helpers.case import dates
from helpers.charts import matrix, network, tied
from helpers.draw import html
from helpers.text import ties
from helpers.view import relations, select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.charts import rowed
from tests.charts.tied import ACTORS, case_of

HOSTILE = {"sign": "-"}
THIRD = {"target_actor": "A003"}
AHEAD = {"status_article": "possible", "when_article": "[2021-09-11..]"}


def drawn(folder, *rows, **more):
    return matrix.chart(Shown(*case_of(folder, *rows, **more)))


def cells(chart):
    """Give what is seen in each cell: its records by id, by row and column."""
    heads = [column.head for column in chart.columns]
    return {
        (row.label, head): [mark.record for mark in held if mark.shapes]
        for group in chart.groups
        for row in group.rows
        for head, held in zip(heads, row.cells, strict=True)
        if any(mark.shapes for mark in held)
    }


def marks(chart):
    """Give the marks by their record."""
    rows = [row for group in chart.groups for row in group.rows]
    return {mark.record: mark for row in rows for held in row.cells for mark in held}


def numbers(mark):
    return [shape.text for shape in mark.shapes if shape.text]


def test_a_pair_has_one_cell_its_tie_before_its_prospects(tmp_path):
    chart = drawn(tmp_path, {}, AHEAD, order=["A001", "A002"])
    pair = ["tie-A001-A002", "ahead-tie-A001-A002"]
    assert cells(chart) == {("Southland", "Northland"): pair}
    tie, prospect = (marks(chart)[one] for one in pair)
    assert tie.shapes[0].kind == "disc" and prospect.shapes[0].kind == "path"
    assert prospect.shapes[0].x0.beside > tie.shapes[0].x0.beside


def test_a_number_counts_the_records_of_a_tie_or_of_its_prospects(tmp_path):
    asked = AHEAD | {"status_article": "asked"}
    found = marks(drawn(tmp_path, {}, {}, {"basis": "condition"}, AHEAD, asked))
    assert numbers(found["tie-A001-A002"]) == ["3"]
    assert numbers(found["ahead-tie-A001-A002"]) == ["2"]
    assert "2 acts, 1 condition" in found["tie-A001-A002"].words
    assert "2 may come" in found["ahead-tie-A001-A002"].words


def test_a_pair_without_a_record_is_an_empty_cell(tmp_path):
    chart = drawn(tmp_path, {}, HOSTILE | {"source_actor": "A002"} | THIRD,
                  order=["A001", "A002", "A003"])  # fmt: skip
    assert {*cells(chart)} == {("Southland", "Northland"), ("The Band", "Southland")}
    assert "It never means that a pair is neutral" in chart.foot


@pytest.mark.parametrize(
    "row, filled, hatched",
    [
        ({"status_article": "happened"}, True, False),
        ({"status_article": "reported"}, False, False),
        ({"when_article": "2021"}, False, True),
        ({"when_article": "/2021-12", "extent": "state"}, False, True),
    ],
)
def test_certainty_is_fill(tmp_path, row, filled, hatched):
    chart = drawn(tmp_path, row, asked={"as_of": "2021-06-30"})
    disc, *more = marks(chart)["tie-A001-A002"].shapes
    assert (disc.fill == "cooperative") is filled
    assert any(shape.width == 0.7 for shape in more) is hatched


def test_actors_stand_in_the_order_of_the_case_collectives_last(tmp_path):
    actors = [{"actor_id": "A005", "name": "Many", "kind": "collective"}, *ACTORS]
    rows = [{"target_actor": "A005"}, {}, THIRD]
    chart = drawn(tmp_path, *rows, actors=actors, order=["A003", "A001", "A002"])
    labels = [row.label for group in chart.groups for row in group.rows]
    assert labels == ["Northland", "Southland", "Many"]
    notes = [row.note for group in chart.groups for row in group.rows]
    assert notes == ["", "", "a public or unnamed group"]
    assert [column.head for column in chart.columns] == ["The Band", "Northland"]


def test_one_sided_views_and_ties_within_one_actor_are_listed_and_not_drawn(tmp_path):
    view_ = {"basis": "attitude", "directed": "yes", "sign": "-"}
    self_ = {"source_actor": "A004", "target_actor": "A001"}
    case, view = case_of(tmp_path, {}, view_, self_)
    shown = Shown(case, view)
    chart, text = matrix.chart(shown), matrix.listing(shown).html
    assert {*marks(chart)} == {"tie-A001-A002"}
    assert "1 opinion of one actor on another is listed separately." in chart.foot
    assert 'id="view-A001-A002"' in text and 'id="self-A001-A001"' in text


VIEW = {"basis": "attitude", "directed": "yes", "sign": "-"}
SPAN = "Acts and words in the twelve months to 11 September 2021"
SIDED = "as one side's view, not a tie: Northland → Southland hostile"


@pytest.mark.parametrize(
    "rows, told",
    [
        ([THIRD, VIEW], f"make one tie: cooperative; {SIDED}"),
        ([THIRD, VIEW, AHEAD], f"make one tie: cooperative; {SIDED}"),
        ([THIRD, AHEAD], "make one tie: cooperative; one more pair has only prospects"),
        ([{}, VIEW], "make one tie: cooperative"),
        ([{}, VIEW | THIRD], "make one tie: cooperative"),  # of no two in focus
        ([{}, VIEW | THIRD, AHEAD | THIRD], "make one tie: cooperative"),
    ],
)  # fmt: skip
def test_what_those_in_focus_have_but_one_sides_view_of_is_said_to_be_no_tie(
    tmp_path, rows, told
):
    shown = Shown(*case_of(tmp_path, *rows, focus=["A001", "A002"]))
    assert matrix.chart(shown).title == f"{SPAN} {told}"
    (_, last) = matrix.course(shown)["titles"][-1]
    assert last.replace("{day}", "11 September 2021") == f"{SPAN} {told}"


def test_up_to_the_day_of_a_view_no_title_tells_of_it(tmp_path):
    rows = [THIRD | {"when_article": "2021-04-10"}, VIEW]
    shown = Shown(*case_of(tmp_path, *rows, focus=["A001", "A002"]))
    for found in (matrix.course(shown), network.course(shown)):
        (_, first), (tied_, told), (day, then) = found["titles"]
        assert not any("view" in one for one in (first, told))
        assert date.fromordinal(tied_) == date(2021, 4, 10)
        assert then == f"{told}; {SIDED}"
        assert date.fromordinal(day) == date(2021, 5, 10)


def test_a_prospect_within_one_actor_is_listed_too(tmp_path):
    self_ = AHEAD | {"source_actor": "A004", "target_actor": "A001"}
    case, view = case_of(tmp_path, {}, self_)
    assert 'id="ahead-self-A001-A001"' in matrix.listing(Shown(case, view)).html


def test_a_list_opens_a_tie_into_its_records_and_first_voices(tmp_path):
    case, view = case_of(tmp_path, {}, {})
    text = matrix.listing(Shown(case, view)).html
    assert 'href="#R001"' in text and 'href="#R002"' in text
    assert "Envoy Nor and the article itself" in text
    assert "2 acts; two origins" in text


# ---- words --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rows, title",
    [
        ([{}], " make one tie: cooperative"),
        ([{}, HOSTILE | THIRD], " make two ties: one cooperative, one hostile"),
        ([AHEAD], "; one pair has only prospects"),
        ([{}, THIRD | {"when_article": "[2021-09-01..2021-09-30]"}],
         " make one tie: cooperative; one more may hold"),
        ([{"when_article": "[2021-09-01..2021-09-30]"}], "; one may hold"),
    ],
)  # fmt: skip
def test_the_title_states_what_is_attested(tmp_path, rows, title):
    counted = "cts and words in the twelve months to 11 September 2021"
    start = "No tie rests on a" if title.startswith(";") else "A"
    assert drawn(tmp_path, *rows).title == f"{start}{counted}{title}"


@pytest.mark.parametrize(
    "memory, counted",
    [
        ("ever", "Acts and words up to 11 September 2021"),
        ("in-force", "Acts and words on 11 September 2021"),
        ("1 months", "Acts and words in the month to 11 September 2021"),
    ],
)
def test_a_title_of_ties_says_what_was_counted(tmp_path, memory, counted):
    row = {"when_article": "2021-09-11"}
    title = drawn(tmp_path, row, asked={"memory": memory}).title
    assert title.startswith(f"{counted} make ")
    title = drawn(tmp_path / "s", {"extent": "state", "when_article": "2020/.."}).title
    assert title.startswith("Records in force on 11 September 2021 make one tie")


def test_the_subtitle_says_how_long_an_act_counts_and_which_view_it_is(tmp_path):
    subtitle = drawn(tmp_path, {}, asked={"memory": "ever"}).subtitle
    assert subtitle == "Acts count for ever. View: memory ever."


def test_without_any_date_every_record_may_hold(tmp_path):
    case, view = case_of(tmp_path, {"when_article": ""})
    case = case.with_tables(sources=case.sources.assign(role="outside"))
    assert "may hold" in matrix.chart(Shown(case, view)).title


def test_of_many_actors_those_with_fewest_ties_are_left_out_in_words(tmp_path):
    case = worlds.small(tmp_path, worlds.related(40, 300), focus=["A001", "A002"])
    view = View(case=str(case.folder))
    found = matrix.Course(Shown(select.view(case, view), view))
    kept, left = found.actors
    assert len(kept) == matrix.MOST == 12 and {"A001", "A002"} <= {*kept}
    chart = matrix.chart(found.shown)
    assert "28 more actors, with fewer ties, in the list: " in chart.foot
    now = tied.held(found.every, found.shown.day)
    now += tied.held(found.ahead, found.shown.day)
    many = {a: sum(a in (one.a, one.b) for one in now) for a in (*kept, *left)}
    least = min(many[a] for a in kept if a not in ("A001", "A002"))
    assert least >= max(many[a] for a in left)


# ---- other days ---------------------------------------------------------------------


def test_a_course_has_each_title_and_each_mark_since_its_day(tmp_path):
    rows = [{"when_article": "2019-05-10"}, HOSTILE | THIRD]
    found = matrix.course(Shown(*case_of(tmp_path, *rows)))
    span = "cts and words in the twelve months to {day}"
    days = [date(2019, 5, 10), date(2020, 5, 11), date(2021, 5, 10)]
    assert found["titles"] == [
        [date.min.toordinal(), f"No tie rests on a{span}"],
        [days[0].toordinal(), f"A{span} make one tie: cooperative"],
        [days[1].toordinal(), f"No tie rests on a{span}"],
        [days[2].toordinal(), f"A{span} make one tie: hostile"],
    ]
    steps = found["ties"][".mark"]
    assert [*steps] == ["tie-A001-A003"]  # of those drawn on its own day


def test_a_pair_of_other_days_has_its_place_and_is_not_seen(tmp_path):
    rows = [{"when_article": "2019-05-10"}, HOSTILE | THIRD,
            {"source_actor": "A002", "target_actor": "A003"}]  # fmt: skip
    shown = Shown(*case_of(tmp_path, *rows))
    chart, steps = matrix.chart(shown), matrix.course(shown)["ties"][".mark"]
    assert not marks(chart)["tie-A001-A002"].shapes
    assert 'class="mark later"' in html.body(chart)
    (since, first), (until, last) = steps["tie-A001-A002"]
    assert date.fromordinal(since) == date(2019, 5, 10) and first.shapes
    assert date.fromordinal(until) == date(2020, 5, 11) and last is None


DAYS = [date(2018, 12, 31), date(2020, 10, 31), date(2021, 8, 31), date(2021, 9, 11)]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_cells_are_the_ties_of_the_table_on_the_worked_days(daesh_k, day):
    view = View(as_of=day.isoformat())
    chart = matrix.chart(Shown(select.view(daesh_k, view), view))
    wanted = relations.ties(daesh_k, View(), day)
    wanted = {ties.anchor(t): t for t in wanted[wanted.kind == "tie"].itertuples()}
    found = {
        own: mark
        for own, mark in marks(chart).items()
        if own.startswith("tie-") and mark.shapes
    }
    assert {*found} == {*wanted}
    for own, tie in wanted.items():
        assert numbers(found[own]) == [str(len(tie.records))]
        told = ties.hover(daesh_k, tie).split("\n")[:2]
        assert found[own].words.split("; ")[:2] == told


def test_on_every_day_the_course_has_what_the_view_of_that_day_draws(daesh_k):
    shown = Shown.of(daesh_k, View())
    found = matrix.course(shown)
    for day in DAYS:
        other = matrix.chart(Shown(shown.case, View(as_of=day.isoformat())))
        number, named = day.toordinal(), dates.day_in_words(day)
        title = [told for since, told in found["titles"] if since <= number][-1]
        assert title.replace("{day}", named) == other.title
        seen = {own: one for own, one in marks(other).items() if one.shapes}
        for own, steps in found["ties"][".mark"].items():
            last = [one for since, one in steps if since <= number][-1:]
            mark = last[0] if last else None
            assert mark == seen.get(own), (day, own)


@pytest.mark.parametrize("name", rowed.SOME)
def test_no_word_meets_another_in_any_world(tmp_path, name):
    rowed.check(matrix.chart(rowed.shown(tmp_path, name)))
