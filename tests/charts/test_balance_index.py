"""The index over time: a step where it is one number, a band where it is not."""

import pytest

from helpers import balance, theme
from helpers.charts import balance_index
from helpers.view.shown import Shown
from tests.charts.tied import case_of
from tests.text.test_theory import OPPOSED, THREE, tie

WIDTHS = (theme.WIDE, theme.NARROW)
LATE = tie("bc", "+", when_article="[2021-07-01..2021-07-31]")
ALL_NEGATIVE = [tie(pair, "-") for pair in ("ab", "ac", "bc")]


def drawn(folder, *rows, width=theme.WIDE, **asked):
    case, view = case_of(folder, *rows, actors=THREE, asked=asked)
    return balance_index.layout(Shown(case, view), width).shapes, case, view


def of(shapes, role):
    return list(shapes[shapes.role == role].itertuples())


def level(shapes, n):
    """Give the height at which the upper axis has a number."""
    return next(t.y0 for t in of(shapes, "number") if t.text == str(n))


def title(case, view):
    shown = Shown(case, view)
    return balance_index.titles(shown, balance.picture(shown))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_settled_index_is_a_line_at_its_number(tmp_path, width):
    shapes, *_ = drawn(tmp_path, *ALL_NEGATIVE, width=width)
    (line,) = of(shapes, "index")
    assert line.y0 == line.y1 == level(shapes, 1) and line.x1 > line.x0
    assert of(shapes, "band") == []


def test_where_dates_leave_it_open_there_is_a_band_behind_the_line(tmp_path):
    shapes, *_ = drawn(tmp_path, *OPPOSED[:2], LATE)
    (band,) = of(shapes, "band")
    assert {band.y0, band.y1} == {level(shapes, 0), level(shapes, 1)}
    first, inside, last = of(shapes, "index")
    assert (inside.x0, inside.x1) == (band.x0, band.x1)
    assert first.y0 == inside.y0 == level(shapes, 0) and last.y0 == level(shapes, 1)
    (step,) = of(shapes, "step")
    assert step.x0 == step.x1 == last.x0


def test_the_line_of_time_ends_with_the_day(tmp_path):
    shapes, *_ = drawn(tmp_path, *OPPOSED, as_of="2021-08")
    mark, words = of(shapes, "day")
    assert words.text == "on 31 August 2021"
    assert mark.x0 == mark.x1 == pytest.approx(of(shapes, "index")[-1].x1)


def test_an_index_that_is_not_proven_is_no_line_and_no_number(tmp_path):
    _, case, view = drawn(tmp_path, *OPPOSED)
    shown = Shown(case, view)
    found = balance.picture(shown)
    course = found.course.assign(proven=False, low=0, high=3, how="bounds")
    course["index"] = None
    vars(found)["course"] = course  # as if the time had not been enough
    shapes = balance_index.layout(shown, found=found).shapes
    assert of(shapes, "index") == [] and len(of(shapes, "bounds")) == 1
    told, method = balance_index.titles(shown, found)
    assert told == (
        "The line index of balance on 11 September 2021 is between 0 and 3, not proven"
    )
    assert "Method: bounds, not proven in the time given, in 1 of 1 stretch" in method


def test_ties_and_triangles_stand_below_with_the_part_that_counts(tmp_path):
    shapes, *_ = drawn(tmp_path / "odd", *ALL_NEGATIVE)
    (ties,), (negative,) = of(shapes, "ties"), of(shapes, "negative")
    assert (ties.y0, ties.y1) == (negative.y0, negative.y1)  # all of them
    (every,), (odd,) = of(shapes, "triangles"), of(shapes, "odd")
    assert (every.x0, every.y0, every.y1) == (odd.x0, odd.y0, odd.y1)
    shapes, *_ = drawn(tmp_path / "even", *OPPOSED)
    (ties,), (negative,) = of(shapes, "ties"), of(shapes, "negative")
    high, part = abs(ties.y0 - ties.y1), abs(negative.y0 - negative.y1)
    assert part == pytest.approx(high * 2 / 3)
    assert of(shapes, "odd") == []


def test_the_title_tells_since_when_no_more_surely_than_dates_do(tmp_path):
    _, case, view = drawn(tmp_path / "sure", *OPPOSED[:2], LATE)
    told, measure = title(case, view)
    assert told == (
        "The line index of balance is 1 since 31 July 2021; before, where dates settle"
        " it, it was 0"
    )
    assert "Method: exact" in measure and "Rule: attested acts only" in measure
    _, case, view = drawn(tmp_path / "open", *OPPOSED[:2], LATE, as_of="2021-07-15")
    assert title(case, view)[0].startswith(
        "The line index of balance is 0 since 1 July 2021 (0 to 1 in other readings)"
    )


def test_the_list_has_every_stretch_and_what_changed_with_it(tmp_path):
    _, case, view = drawn(tmp_path, *OPPOSED[:2], LATE)
    listed = balance_index.listing(Shown(case, view))
    assert listed.text.split("\n") == [
        "10 May to 30 June 2021: 0",
        "1 to 30 July 2021: 0, 0 to 1 over all readings",
        "since 31 July 2021: 1",
    ]
    assert (
        "perhaps cooperative" in listed.html and 'id="index-2021-07-31"' in listed.html
    )


def test_without_a_tie_there_is_no_course(tmp_path):
    shapes, case, view = drawn(tmp_path, tie("ab", "+", basis="statement"))
    assert of(shapes, "index") == []
    assert title(case, view)[0].startswith("No tie of this view has a date")


def test_each_strip_says_what_it_comes_to_on_the_last_day(tmp_path):
    shapes, *_ = drawn(tmp_path, *ALL_NEGATIVE)
    assert [t.text for t in of(shapes, "last")] == [
        "in the end 1",
        "in the end 3, 3 of them negative",
        "in the end 1, 1 of them unbalanced",
    ]


def test_a_large_index_is_no_taller(tmp_path):
    _, case, view = drawn(tmp_path, *OPPOSED)
    shown = Shown(case, view)
    found = balance.picture(shown)
    vars(found)["course"] = found.course.assign(high=200)
    sheet = balance_index.layout(shown, found=found)
    (band,) = of(sheet.shapes, "band")
    assert abs(band.y1 - band.y0) <= balance_index.HIGH
    numbers = sorted(t.y0 for t in of(sheet.shapes, "number"))
    assert min(b - a for a, b in zip(numbers, numbers[1:], strict=False)) > 12


def test_an_index_that_stayed_is_told_once(tmp_path):
    _, case, view = drawn(tmp_path, *OPPOSED[:2], LATE, as_of="2021-07-15")
    assert title(case, view)[0].endswith(", as before where dates settle it")
