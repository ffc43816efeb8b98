from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers.explorer import scale, shapes

ANY_DAY = st.dates(date(1600, 1, 1), date(2100, 12, 31))
GAPS = st.sampled_from(["collapsed", "linear"])


@st.composite
def day_lists(draw):
    """Give scattered days, and often a crowd of days in a few weeks among them."""
    days = draw(st.lists(ANY_DAY, min_size=1, max_size=40))
    start = draw(st.dates(date(1900, 1, 1), date(2050, 1, 1)))
    crowd = draw(st.lists(st.integers(0, 60), max_size=30))
    return days + [start + timedelta(days=d) for d in crowd]


def inside(made, at):
    """Give a moment inside the scale, at a share of its whole time."""
    first, last = made.pieces[0].t0, made.pieces[-1].t1
    return first + at * (last - first)


@given(day_lists(), GAPS)
def test_a_later_day_stands_further_right(days, gaps):
    made = scale.fit(days, 14, 1052, gaps)
    places = [made.to_position(d.toordinal() + 0.5) for d in sorted(set(days))]
    assert all(a < b for a, b in pairwise(places))


@given(day_lists(), GAPS, st.floats(0, 1), st.floats(0, 1))
def test_a_later_moment_stands_further_right(days, gaps, one, two):
    made = scale.fit(days, 14, 1052, gaps)
    a, b = sorted((inside(made, one), inside(made, two)))
    assume(b - a > 0.01)
    assert made.to_position(a) < made.to_position(b)


@given(day_lists(), GAPS)
def test_every_day_stands_between_the_two_edges(days, gaps):
    made = scale.fit(days, 14, 1052, gaps)
    for day in days:
        assert 14 <= made.to_position(day.toordinal()) <= 1052
        assert 14 <= made.to_position(day.toordinal() + 1) <= 1052 + 1e-6


@given(day_lists(), GAPS)
def test_the_pieces_fill_the_line_and_leave_no_time_out(days, gaps):
    made = scale.fit(days, 14, 1052, gaps)
    assert made.pieces[0].x0 == 14
    assert made.pieces[-1].x1 == pytest.approx(1052)
    for a, b in pairwise(made.pieces):
        assert b.t0 == a.t1
        between = scale.PANEL_GAP if a.panel != b.panel else 0
        assert b.x0 - a.x1 == pytest.approx(between)


@given(day_lists())
def test_a_linear_line_has_one_piece_and_one_scale(days):
    made = scale.fit(days, 14, 1052, "linear")
    assert len(made.pieces) == 1 and not made.pieces[0].broken


@given(day_lists(), GAPS)
def test_no_mark_stands_in_a_shortened_gap(days, gaps):
    made = scale.fit(days, 14, 1052, gaps)
    for piece in made.pieces:
        if piece.broken:
            assert not any(piece.t0 < d.toordinal() + 0.5 < piece.t1 for d in days)
            assert piece.x1 - piece.x0 == pytest.approx(scale.BREAK)


@given(day_lists(), GAPS, st.sampled_from([(350, 40), (1052, 46)]))
def test_ticks_keep_their_room(days, gaps, form):
    right, room = form
    places = [x for x, _ in scale.ticks(scale.fit(days, 4, right, gaps), room)]
    assert all(b - a >= room for a, b in pairwise(places))


@given(day_lists(), GAPS)
def test_no_two_tick_labels_collide_on_a_wide_line(days, gaps):
    made = scale.fit(days, 14, 1052, gaps)
    ends = [
        (x - shapes.text_width(label, 10.5) / 2, x + shapes.text_width(label, 10.5) / 2)
        for x, label in scale.ticks(made, 62)
    ]
    assert all(a[1] < b[0] for a, b in pairwise(ends))


@given(day_lists(), GAPS)
def test_there_is_a_tick_to_read_the_line_by(days, gaps):
    assert scale.ticks(scale.fit(days, 14, 1052, gaps), 46)


@pytest.mark.parametrize("gaps", ["collapsed", "linear"])
@pytest.mark.parametrize(
    "days", [[date.min], [date.max], [date.min, date.max], []], ids=str
)
def test_the_ends_of_the_calendar_hold(days, gaps):
    made = scale.fit(days, 14, 1052, gaps)
    scale.ticks(made)
    for day in days:
        assert 14 < made.to_position(day.toordinal() + 0.5) < 1052


FIRST_CASE_LIKE = [date(2001, 9, 11), date(2015, 1, 1), date(2018, 1, 1)] + [
    date(2021, 8, 1) + timedelta(days=3 * i) for i in range(14)
]


def test_a_crowd_in_a_few_weeks_gets_a_window_that_begins_with_its_month():
    first, last = scale.dense_window([d.toordinal() for d in FIRST_CASE_LIKE])
    assert date.fromordinal(first) == date(2021, 8, 1)
    assert date.fromordinal(last) == date(2021, 9, 9)


def test_a_crowd_gets_a_panel_and_a_true_scale_of_its_own():
    made = scale.fit(FIRST_CASE_LIKE, 14, 1052)
    (early, dense) = made.panels
    assert dense[3] - dense[2] >= 0.45 * (1052 - 14 - scale.PANEL_GAP) - 1
    assert not any(p.broken for p in made.pieces if p.panel == 1)
    days = [made.to_position(date(2021, 8, d).toordinal()) for d in (2, 3, 30, 31)]
    assert days[1] - days[0] == pytest.approx(days[3] - days[2])
    assert early[1] == dense[0]


@pytest.mark.parametrize(
    "days",
    [
        FIRST_CASE_LIKE[:9],
        [date(2021, 8, 1) + timedelta(days=i) for i in range(40)],
        [date(1900 + i, 1, 1) for i in range(40)],
    ],
    ids=["few marks", "one short season", "evenly spread"],
)
def test_without_a_crowd_there_is_one_panel(days):
    assert scale.dense_window([d.toordinal() for d in days]) is None
    assert len(scale.fit(days, 14, 1052).panels) == 1


def test_a_long_gap_among_short_ones_is_shortened_and_its_length_is_said():
    days = [date(2000, 1, 1) + timedelta(days=10 * i) for i in range(6)]
    days += [date(2020, 1, 1) + timedelta(days=10 * i) for i in range(3)]
    made = scale.fit(days, 14, 1052)
    (broken,) = [p for p in made.pieces if p.broken]
    assert scale.skipped(broken) == "20 years"
    assert not [p for p in scale.fit(days, 14, 1052, "linear").pieces if p.broken]


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (20, "20 days"),
        (60, "60 days"),
        (62, "2 months"),
        (729, "24 months"),
        (731, "2 years"),
        (4749, "13 years"),
    ],
)
def test_the_skipped_length_is_said_in_the_unit_that_fits(days, told):
    assert scale.skipped(scale.Piece(0, days, 0, 26, 0, True)) == told


def test_the_line_ends_with_the_day_it_is_asked_to_end_with():
    made = scale.fit([date(2021, 1, 1), date(2021, 10, 9)], 14, 1052, until=None)
    assert made.pieces[-1].t1 > date(2021, 10, 9).toordinal()
    made = scale.fit(
        [date(2021, 1, 1), date(2021, 10, 9)], 14, 1052, "linear", date(2021, 9, 11)
    )
    assert made.pieces[-1].t1 == date(2021, 9, 11).toordinal() + 1


def test_the_ends_of_one_year_are_no_dense_stretch():
    year = [date(1872, 1, 1), date(1872, 12, 31)] * 6
    later = [date(1872 + 3 * n, 5, 5) for n in range(1, 13)]
    assert scale.dense_window([d.toordinal() for d in (*year, *later)]) is None
