"""The index over time: a step where it is one number, a band where it is not."""

from datetime import date

import pytest

from helpers import balance
from helpers.charts import balance_index
from helpers.draw import content, html
from helpers.draw.rows import PLOT, ROW, extent
from helpers.view.shown import Shown
from tests.charts import rowed
from tests.charts.tied import case_of
from tests.text.test_theory import OPPOSED, THREE, tie

LATE = tie("bc", "+", when_article="[2021-07-01..2021-07-31]")
ALL_NEGATIVE = [tie(pair, "-") for pair in ("ab", "ac", "bc")]


def made(folder, *rows, **asked):
    return Shown(*case_of(folder, *rows, actors=THREE, asked=asked))


def drawn(folder, *rows, **asked):
    return balance_index.chart(made(folder, *rows, **asked))


def rows(chart):
    return {row.label: row for group in chart.groups for row in group.rows}


def index(chart):
    return rows(chart)["Least number of ties to change"]


def level(row, n):
    """Give the height at which the scale of a row has a number."""
    return next(s.y0 for s in row.shapes if s.text == str(n) and s.form == "wide")


def steps(mark):
    """Give the step of a stretch: its line along, and the one up or down, if any."""
    lines = [s for s in mark.shapes if s.kind == "line"]
    return ([s for s in lines if s.y0 == s.y1], [s for s in lines if s.y0 != s.y1])


def bands(mark):
    return [s for s in mark.shapes if s.kind == "box" and s.fade]


def unproven(found, **figures):
    """Put other figures into the course, as if the time had not been enough."""
    course = found.course.assign(proven=False, how="bounds", **figures)
    course["index"] = None
    vars(found)["course"] = course
    return found


# ---- the index ----------------------------------------------------------------------


def test_a_settled_index_is_a_line_at_its_number(tmp_path):
    row = index(drawn(tmp_path, *ALL_NEGATIVE))
    (mark,) = row.several
    ((line,), up) = steps(mark)
    assert line.y0 == level(row, 1) and line.x1.part > line.x0.part
    assert up == [] and bands(mark) == []


def test_where_dates_leave_it_open_there_is_a_band_behind_the_line(tmp_path):
    row = index(drawn(tmp_path, *OPPOSED[:2], LATE))
    first, inside, last = row.several
    (band,) = bands(inside)
    assert {band.y0, band.y1} == {level(row, 0), level(row, 1)}
    ((line,), _) = steps(inside)
    assert (line.x0, line.x1) == (band.x0, band.x1) and line.y0 == level(row, 0)
    ((line,), (up,)) = steps(last)
    assert line.y0 == level(row, 1)
    assert up.x0 == up.x1 == line.x0 and {up.y0, up.y1} == {
        level(row, 0),
        level(row, 1),
    }


def test_where_there_is_no_triangle_the_line_is_left_open_and_that_is_said(tmp_path):
    chart = drawn(tmp_path, *OPPOSED[:2], LATE)
    first, *others = index(chart).several
    assert steps(first) == ([], []) and bands(first) == []
    assert all(steps(one)[0] for one in others)
    assert first.words == "10 May to 30 June 2021: line index 0, no triangle; 2 ties," \
        " 1 hostile"  # fmt: skip
    assert balance_index.EMPTY in [sample.words for sample in chart.legend]
    full = drawn(tmp_path / "full", *OPPOSED)
    assert balance_index.EMPTY not in [sample.words for sample in full.legend]


def test_the_line_of_time_ends_with_the_day(tmp_path):
    chart = drawn(tmp_path, *OPPOSED, as_of="2021-08")
    assert chart.axis.line == date(2021, 8, 31) and chart.axis.word == "31 Aug 2021"
    ((line,), _) = steps(index(chart).several[-1])
    assert line.x1.part == pytest.approx(chart.axis.line_place)
    assert chart.heads[0] == "on 31 August 2021"
    assert drawn(tmp_path / "article", *OPPOSED).axis.word == "article"


def test_an_index_that_is_not_proven_is_no_line_and_no_number(tmp_path):
    shown = made(tmp_path, *OPPOSED)
    found = unproven(balance.picture(shown), low=0, high=3)
    chart = balance_index.chart(shown, found)
    (mark,) = index(chart).several
    assert steps(mark) == ([], []) and bands(mark) == []
    (box,) = (s for s in mark.shapes if s.kind == "box" and s.width)
    assert {box.y0, box.y1} == {level(index(chart), 0), level(index(chart), 3)}
    assert "not proven" in [s.text for s in mark.shapes]
    assert chart.title == (
        "The line index of balance on 11 September 2021 is between 0 and 3, not proven"
    )
    assert (
        "Method: bounds, not proven in the time given, in 1 of 1 stretch" in chart.foot
    )


def test_every_stretch_is_felt_over_the_whole_height_and_says_what_it_is(tmp_path):
    chart = drawn(tmp_path, *OPPOSED[:2], LATE)
    row = index(chart)
    for mark in row.several:
        whole = mark.shapes[0]
        assert (whole.y0, whole.y1) == (0, ROW * row.lanes) and not whole.fill
    last = row.several[-1]
    assert last.record == "index-2021-07-31"
    assert last.words == (
        "Since 31 July 2021: line index 1; 3 ties, 1 hostile; 1 triangle, 1 unbalanced"
    )
    assert html.body(chart).count('data-record="index-') == 3


def test_a_stretch_of_a_day_is_wide_enough_to_be_seen(tmp_path):
    late = tie("bc", "+", when_article="2021-09-11")
    early = [row | {"when_article": "1921-05-10"} for row in OPPOSED[:2]]
    chart = drawn(tmp_path, *early, late, memory="ever")
    for mark in index(chart).several:
        left, right = extent(mark.shapes[0], PLOT["narrow"])
        assert right - left > 1 and right <= PLOT["narrow"] + 0.01


# ---- what stands below --------------------------------------------------------------


def test_ties_and_triangles_stand_below_with_the_part_that_counts(tmp_path):
    def boxes(chart, name):
        found = [s for s in rows(chart)[name].shapes if s.kind == "box"]
        return [s for s in found if s.fade], [s for s in found if not s.fade]

    chart = drawn(tmp_path / "odd", *ALL_NEGATIVE)
    for name in ("Ties", "Triangles"):
        ((whole,), (part,)) = boxes(chart, name)
        assert (whole.x0, whole.y0, whole.y1) == (part.x0, part.y0, part.y1)
    chart = drawn(tmp_path / "even", *OPPOSED)
    ((whole,), (part,)) = boxes(chart, "Ties")
    assert part.y1 - part.y0 == pytest.approx((whole.y1 - whole.y0) * 2 / 3)
    assert boxes(chart, "Triangles")[1] == []


def test_each_row_says_what_it_comes_to_on_the_last_day(tmp_path):
    chart = drawn(tmp_path / "odd", *ALL_NEGATIVE)
    assert [row.evidence for row in rows(chart).values()] == [
        "1", "3 ties, 3 hostile", "1 triangle, 1 unbalanced"
    ]  # fmt: skip
    assert chart.heads[0] == "on 11 September 2021"
    even = rows(drawn(tmp_path / "even", *OPPOSED))
    assert even["Triangles"].evidence == "1 triangle"


def test_a_large_index_is_no_taller(tmp_path):
    shown = made(tmp_path, *OPPOSED)
    found = balance.picture(shown)
    vars(found)["course"] = found.course.assign(high=200)
    row = index(balance_index.chart(shown, found))
    (band,) = bands(row.several[0])
    assert band.y1 - band.y0 <= balance_index.HIGH
    numbers = sorted(s.y0 for s in row.shapes if s.form == "wide")
    assert min(b - a for a, b in zip(numbers, numbers[1:], strict=False)) > 12


def test_the_scale_stands_beside_the_plot_and_on_a_phone_inside_it(tmp_path):
    row = index(drawn(tmp_path, *ALL_NEGATIVE))
    texts = [s for s in row.shapes if s.kind == "text"]
    assert {s.form for s in texts} == {"wide", "narrow", "print"}
    assert all((s.x0.beside < 0) == (s.form != "narrow") for s in texts)


# ---- its words ----------------------------------------------------------------------


def test_the_title_tells_since_when_no_more_surely_than_dates_do(tmp_path):
    sure = drawn(tmp_path / "sure", *OPPOSED[:2], LATE)
    assert sure.title == "The line index of balance is 1 since 31 July 2021"
    assert "Method: exact" in sure.foot and "Rule: attested acts only" in sure.subtitle
    odd = tie("bd", "-", when_article="2021-08-01")
    before = drawn(tmp_path / "before", *OPPOSED, tie("ad", "+"), odd)
    assert before.title == (
        "The line index of balance is 1 since 1 August 2021; before, where dates settle"
        " it, it was 0"
    )
    open_ = drawn(tmp_path / "open", *OPPOSED[:2], LATE, as_of="2021-07-15")
    assert open_.title == (
        "The line index of balance is 0 since 1 July 2021 (0 to 1 in other readings)"
    )


def test_the_list_has_every_stretch_and_what_changed_with_it(tmp_path):
    listed = balance_index.listing(made(tmp_path, *OPPOSED[:2], LATE))
    assert listed.text.split("\n") == [
        "10 May to 30 June 2021: 0, no triangle",
        "1 to 30 July 2021: 0, 0 to 1 over all readings",
        "since 31 July 2021: 1",
    ]
    assert (
        "perhaps cooperative" in listed.html and 'id="index-2021-07-31"' in listed.html
    )


@pytest.mark.slow
def test_a_figure_has_the_same_numbers_on_the_same_days(tmp_path):
    shown = rowed.shown(tmp_path, "great-war-1872-1907")
    found = balance.picture(shown)
    every = balance_index.stretches(found)
    drawn = {trace.name: trace for trace in balance_index.chart(shown).figure.data}
    days = [one.since.isoformat() for one in every] + ["1907-12-31"]
    assert list(drawn["Line index of balance"].x) == days
    assert list(drawn["Line index of balance"].y)[:-1] == [one.index for one in every]
    assert list(drawn["Hostile ties"].y)[:-1] == [one.negative for one in every]
    assert list(drawn["Triangles"].y)[:-1] == [one.triangles for one in every]
    assert len({trace.line.color for trace in drawn.values()}) >= 3


def test_without_a_tie_there_is_no_course(tmp_path):
    chart = drawn(tmp_path, tie("ab", "+", basis="statement"))
    assert chart.axis is None and chart.groups == () and chart.foot == ""
    assert chart.title.startswith("No tie of this view has a date")
    rowed.check(chart)


def test_without_a_triangle_the_title_says_so(tmp_path):
    chart = drawn(tmp_path, *OPPOSED[:2])
    assert chart.title == "No triangle of ties since 10 May 2021"


# ---- whatever the case --------------------------------------------------------------


@pytest.mark.parametrize("name", [*rowed.SOME, *rowed.SOME_RELATED])
def test_no_text_meets_another_or_leaves_the_picture(tmp_path, name):
    chart = balance_index.chart(rowed.shown(tmp_path, name))
    rowed.check(chart)
    assert content.unpack(content.pack(chart)).groups == chart.groups
    for row in rows(chart).values():
        every = [*row.shapes, *(s for mark in row.several for s in mark.shapes)]
        for s in every:
            ends = (s.y0, s.y1) if s.kind in ("line", "box") else (s.y0,)
            assert all(0 <= y <= ROW * row.lanes for y in ends)
            if s.kind != "text":
                left, right = extent(s, PLOT["narrow"])
                assert -0.01 <= left <= right <= PLOT["narrow"] + 0.01


def test_the_second_case_steps_down_when_two_groups_are_left(tmp_path):
    chart = balance_index.chart(rowed.shown(tmp_path, "great-war-1872-1907"))
    row = index(chart)
    assert chart.axis.word == "1907" and row.evidence == "0"
    ((line,), (down,)) = steps(row.several[-3])
    assert line.y0 == level(row, 0) and down.y0 == level(row, 1)
