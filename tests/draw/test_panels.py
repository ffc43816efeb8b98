"""Panels of time: each one true scale, side by side, chosen from the days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from helpers.draw import layout, letters, panels
from helpers.draw.rows import PLOT, SIZE

ANY_DAY = st.dates(date.min, date.max)
OUR_DAYS = st.dates(date(1800, 1, 1), date(2100, 12, 31))
ARTICLE = date(2021, 9, 11)
FORMS = sorted(PLOT)
YEARLY = [date(year, 5, 1) for year in range(2000, 2020)]
EVEN = [date(1870, 1, 1) + timedelta(days=685 * n) for n in range(80)]
WEEKS = [date(2021, 8, 1) + timedelta(days=2 * n) for n in range(20)]
FIRST_CASE_LIKE = [date(year, 6, 1) for year in range(2015, 2021)] + WEEKS


@st.composite
def choices(draw):
    """Give scattered days, often a crowd among them, and a line or none."""
    days = draw(st.lists(st.one_of(ANY_DAY, OUR_DAYS), min_size=1, max_size=40))
    start = draw(st.dates(date(1900, 1, 1), date(2050, 1, 1)))
    days += [
        start + timedelta(days=d)
        for d in draw(st.lists(st.integers(0, 60), max_size=30))
    ]
    line = draw(st.one_of(st.none(), st.sampled_from(days), OUR_DAYS))
    return days, line, draw(st.booleans())


# What a search may miss: all on one day, the crowd first, three years before it,
# the ends of the calendar.
def odd(test):
    for days, line in (
        ([ARTICLE], ARTICLE),
        ([ARTICLE, ARTICLE + timedelta(days=2)], ARTICLE),
        ([ARTICLE] * 30, None),
        ([date.min], None),
        ([date.max], None),
        ([date.min, date.max], None),
        ([date.min, date.max], ARTICLE),
        ([date.max], ARTICLE),
        ([date.min], ARTICLE),
        ([date(2018, 6, 1)] * 3 + WEEKS, None),
        ([*WEEKS, date(2050, 1, 1), date(2060, 1, 1)], None),
        ([date(1, 1, 1) + timedelta(days=n) for n in range(12)], date(1990, 1, 1)),
    ):
        test = example(made=(days, line, True))(test)
    return settings(deadline=None)(given(made=choices())(test))


def sizes(axis):
    return [(panel.first, panel.last) for panel in axis.panels]


def names(days, line=None, dense=True):
    return [panel.name for panel in panels.choose(days, line, dense).panels]


# ---- one true scale each -------------------------------------------------------------


@odd
def test_equal_spans_are_equally_long_inside_a_panel(made):
    for panel in panels.choose(*made).panels:
        days = panel.last + 1 - panel.first
        wide = panel.right - panel.left
        for part in (0, 1, days // 3, days // 2, days - 1, days):
            place = panel.place(panel.first + part)
            assert place == pytest.approx(panel.left + wide * part / days)


@odd
def test_panels_stand_in_order_of_time_and_never_overlap(made):
    axis = panels.choose(*made)
    assert axis.panels[0].left == 0
    assert axis.panels[-1].right == pytest.approx(1)
    for panel in axis.panels:
        assert panel.first <= panel.last and panel.left < panel.right
        assert date.min.toordinal() <= panel.first
        assert panel.last <= date.max.toordinal()
    for one, two in pairwise(axis.panels):
        assert two.first == one.last + 1
        assert two.left == pytest.approx(one.right + panels.GAP)


@odd
def test_every_day_lies_in_its_panel_and_in_order(made):
    days, *_ = made
    axis = panels.choose(*made)
    places = []
    for day in sorted({*days}):
        panel = axis.panel(day)
        if panel:
            assert panel.left < axis.place(day) < panel.right
            places.append(axis.place(day))
        else:
            assert day.toordinal() < axis.panels[0].first
            assert axis.place(day) == 0
    assert all(a < b for a, b in pairwise(places)) and places


@odd
def test_the_line_stands_at_the_end_of_its_day_and_of_a_panel(made):
    _, line, _ = made
    axis = panels.choose(*made)
    if line is None:
        assert axis.line_place is None
    else:
        ends = [panel.right for panel in axis.panels]
        assert any(axis.line_place == pytest.approx(end) for end in ends)
        after = [p for p in axis.panels if p.first > line.toordinal()]
        assert [p.name for p in after] in ([], ["after"])


@odd
def test_only_a_few_oldest_lie_before_the_scale_and_where_that_halves_it(made):
    days, line, dense = made
    axis = panels.choose(*made)
    numbers = sorted(d.toordinal() for d in days)
    off = [d for d in numbers if d < axis.panels[0].first]
    kept = [d for d in numbers if d >= axis.panels[0].first]
    if off:
        end = min(line.toordinal() if line else kept[-1], axis.panels[-1].last)
        assert dense and len(off) * panels.OLDEST <= len(numbers) + 1
        assert (end - kept[0]) * 2 <= end - off[0]


@odd
def test_a_stretch_of_days_has_a_segment_in_each_panel_that_it_touches(made):
    days, *_ = made
    axis = panels.choose(*made)
    low, high = min(days), max(days)
    segments = list(axis.segments(low, high))
    touched = [
        panel
        for panel in axis.panels
        if low.toordinal() <= panel.last and high.toordinal() >= panel.first
    ]
    for one, panel in zip(segments, touched, strict=True):
        assert panel.left <= one.left < one.right <= panel.right + 1e-9
        assert one.begins == (low.toordinal() >= panel.first)
        assert one.ends == (high.toordinal() <= panel.last)


# ---- chosen from the days ------------------------------------------------------------


def test_days_evenly_spread_over_150_years_give_one_panel():
    assert names(EVEN) == ["decade by decade"]


def test_yearly_events_of_20_years_give_one_panel():
    assert names(YEARLY) == ["year by year"]
    assert names(YEARLY, date(2019, 12, 31)) == ["year by year"]


def test_dense_weeks_have_a_panel_of_their_own():
    assert names(FIRST_CASE_LIKE, ARTICLE) == ["year by year", "day by day, 2021"]
    axis = panels.choose(FIRST_CASE_LIKE, ARTICLE)
    first, last = (date(2021, 8, 1), ARTICLE)
    assert sizes(axis)[1] == (first.toordinal(), last.toordinal())


def test_the_last_weeks_go_before_others_that_hold_as_many():
    early = [date(2017, 6, 1) + timedelta(days=n) for n in range(12)]
    late = [date(2021, 1, n) for n in (2, 3, 4, 5, 6)]
    assert names([*early, *late], date(2021, 1, 6)) == [
        "year by year", "day by day, 2021",
    ]  # fmt: skip
    assert names([*early, *late[:3]], date(2021, 1, 6))[0] == "day by day, 2017"


def test_gaps_drawn_at_scale_leave_one_panel_and_nothing_off_it():
    days = [date(1950, 1, 1), *FIRST_CASE_LIKE]
    assert names(days, ARTICLE, dense=False) == ["decade by decade"]
    axis = panels.choose(days, ARTICLE, dense=False)
    assert all(axis.panel(day) for day in days)


def test_dense_weeks_may_come_first_or_lie_in_the_middle():
    later = [date(year, 6, 1) for year in range(2022, 2027)]
    assert names([*WEEKS, *later]) == ["day by day, 2021", "year by year"]
    assert names([*FIRST_CASE_LIKE, *later]) == [
        "year by year", "day by day, 2021", "year by year",
    ]  # fmt: skip


def test_what_comes_after_the_line_has_its_own_panel():
    after = [date(2021, 10, 9)]
    assert names(FIRST_CASE_LIKE + after, ARTICLE)[-1] == "after"
    axis = panels.choose(FIRST_CASE_LIKE + after, ARTICLE)
    first, last = ARTICLE + timedelta(days=1), date(2021, 10, 31)
    assert sizes(axis)[-1] == (first.toordinal(), last.toordinal())
    assert axis.line_place == axis.panels[-2].right


def test_one_old_day_lies_before_the_scale_and_not_where_it_costs_little():
    years = [date(year, 6, 1) for year in range(2011, 2021)]
    axis = panels.choose([date(1950, 1, 1), *years])
    assert axis.panel(date(1950, 1, 1)) is None
    axis = panels.choose([date(2008, 1, 1), *years])
    assert axis.panel(date(2008, 1, 1)) is not None


def test_one_day_stands_in_the_middle_of_a_week():
    axis = panels.choose([ARTICLE])
    assert axis.place(ARTICLE) == pytest.approx(0.5)
    assert sizes(axis) == [(ARTICLE.toordinal() - 3, ARTICLE.toordinal() + 3)]


# ---- what an axis says ---------------------------------------------------------------


def spans(axis, form):
    """Give where each label of an axis begins and ends, a line of text each."""
    plot, size = PLOT[form], SIZE[form]
    heads = [
        (panel.left * plot, head, letters.width(head, size, 600))
        for panel in axis.panels
        for head in [layout.headed(panel, plot, axis, size)]
    ]
    ticks = [
        (tick.place * plot + 3, tick.label, letters.width(tick.label, size))
        for panel in axis.panels
        for tick in layout.named(panel, plot, axis, size)
    ]
    if axis.line_place is not None:
        wide = letters.width("article", size, 600)
        ticks.append((axis.line_place * plot - 5 - wide, "article", wide))
    return sorted(heads), sorted(ticks)


@pytest.mark.parametrize("form", FORMS)
@odd
def test_labels_never_collide_in_any_form(form, made):
    axis = panels.choose(*made)
    for told in spans(axis, form):
        for (x, one, wide), (after, two, _) in pairwise(told):
            assert x + wide <= after, (one, two)
        for x, one, wide in told:
            assert x >= 0 and x + wide <= PLOT[form] + 12, one


@odd
def test_ticks_are_days_of_their_panel_in_order_and_not_too_many(made):
    for panel in panels.choose(*made).panels:
        places = [tick.place for tick in panel.ticks]
        assert places == sorted({*places})
        assert all(panel.left <= place < panel.right for place in places)
        assert len(places) < 30


@odd
def test_what_is_named_month_by_month_names_each_third_month_at_least(made):
    for panel in panels.choose(*made).panels:
        if panel.name.startswith("month"):
            months = [label for _, label in panels._named(panel)]
            assert len(months) * 3 + 2 >= (panel.last - panel.first) / 31


@pytest.mark.parametrize("form", FORMS)
def test_the_months_of_a_panel_are_named_at_equal_steps(form):
    days = [date(2017, 6, 5), *(date(2017 + n // 12, 1 + n % 12, 2) for n in range(43))]
    axis = panels.choose(days, date(2021, 1, 6), dense=False)
    (panel,) = axis.panels
    told = layout.named(panel, PLOT[form], axis, SIZE[form])
    places = [panel.ticks.index(tick) for tick in told]
    assert panel.name == "month by month" and len(told) >= 3
    assert len({b - a for a, b in pairwise(places)}) == 1
    assert [tick for tick in told if tick.label.startswith("Jan ")]


@pytest.mark.parametrize(
    ("days", "line", "labels"),
    [
        (YEARLY[:6], None, ["2000", "’01", "’02", "’03", "’04", "’05"]),
        (YEARLY, None, [str(year) for year in range(2000, 2020)]),
        ([date(1901, 5, 1), date(1909, 5, 1), date(1903, 1, 1)], None, None),
    ],
)
def test_ticks_name_years(days, line, labels):
    (panel,) = panels.choose(days, line).panels
    told = [tick.label for tick in panel.ticks]
    assert len(told) >= 4
    if labels:
        assert told[0] == labels[0] and len(told) == len(labels)


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        ([date(2021, 9, 12)], ["15 Sep"]),
        ([date(2021, 9, 4)], ["1 Sep"]),
        ([date(2021, 9, 5)], ["8 Sep"]),
        ([date(2021, 9, 3), date(2021, 9, 6)], ["1 Sep", "8"]),
        ([date(2020, 12, 27), date(2021, 1, 9)], ["29 Dec 2020", "1 Jan 2021", "8"]),
    ],
)
def test_the_first_tick_of_a_panel_of_days_names_its_month(days, labels):
    (panel,) = panels.choose(days).panels
    assert [tick.label for tick in panel.ticks] == labels


def test_after_the_article_a_new_year_is_named():
    axis = panels.choose([ARTICLE, date(2021, 10, 1), date(2022, 3, 1)], ARTICLE)
    told = [tick.label for tick in axis.panels[-1].ticks]
    assert [label for label in told if "2022" in label]


def test_a_panel_of_days_names_its_year_once_and_its_months_first():
    axis = panels.choose(FIRST_CASE_LIKE, ARTICLE)
    assert axis.panels[1].name == "day by day, 2021"
    assert [t.label for t in axis.panels[1].ticks] == [
        "1 Aug", "8", "15", "22", "29", "1 Sep", "8",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "ago, told",
    [
        ([0, 0, 1, 1, 3, 8], ["month by month", "day by day, 2021"]),
        ([0, 0, 0, 1, 1, 8], ["month by month"]),
    ],
)
def test_the_last_days_of_a_news_item_have_a_panel_where_they_are_four(ago, told):
    news = [ARTICLE - timedelta(days=days) for days in ago]
    before = [date(2019, 11, 1), date(2020, 2, 1), date(2020, 6, 1), date(2020, 9, 1)]
    assert names(before + news, ARTICLE) == told
