import re

import pytest

from helpers.case import dates
from helpers.explorer import lanes, panes, shapes
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.explorer import measure

READINGS, GAPS = ["both", "article", "known"], ["collapsed", "linear"]
MEASURED = ("label", "number", "tick", "lane")


def dated(tmp_path, text, **row):
    """Lay out a world whose one event has this date."""
    tables = worlds.least()
    tables["events"][0] |= {"when_article": text} | row
    return measure.plan(tmp_path / "one", tables)


def spoken(count):
    """Give a world in which the article itself tells of many events."""
    tables = worlds.many(count)
    for row in tables["events"]:
        row |= {"layer": "article", "status_article": row.pop("status_known")}
        row |= {"when_article": row.pop("when_known"), "known_sources": ""}
    for row in tables["participants"]:
        row["layer"] = "article"
    for row in tables["citations"]:
        row["locator"] = "P1"
    tables["sources"][0] |= {"role": "article"}
    return tables


# ---- what each date looks like ---------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["2018", "2020-10", "[2021-08-16..2021-09-11]", "[..2021-09-10]", "2018~", "199X",
     "19XX?", "1999-XX", "2004-06-XX", "[2003..2017-01-13]"],
)  # fmt: skip
def test_a_window_is_an_open_bracket_and_never_a_bar_or_a_point(tmp_path, text):
    roles = {s.role for s in measure.parts(dated(tmp_path, text), "E003")}
    assert "window" in roles
    assert not roles & {"bar", "fade", "day"}


@pytest.mark.parametrize(
    "text",
    ["2021-08-14/2021-08-30", "2021-08/2021-08", "2001/2021-09-11", "2015/..",
     "199X/..", "199X/2004-06-XX", "199X/199X"],
)  # fmt: skip
def test_what_lasted_is_a_bar_and_never_a_point_or_a_bracket(tmp_path, text):
    laid = dated(tmp_path, text, extent="state")
    roles = {s.role for s in measure.parts(laid, "E003")}
    assert roles & {"bar", "fade"}
    assert not roles & {"window", "day"}


def test_a_known_day_is_a_point_and_nothing_else(tmp_path):
    laid = dated(tmp_path, "2021-08-23")
    roles = [s.role for s in measure.parts(laid, "E003")]
    assert roles.count("day") == 1
    assert not set(roles) & {"bar", "fade", "window", "query"}


def test_a_bracket_reaches_over_the_whole_window_and_no_further(tmp_path):
    laid = dated(tmp_path, "[2021-08-16..2021-09-10]")
    lines = [s for s in measure.parts(laid, "E003") if s.role == "window"]
    flat = max(lines, key=lambda s: s.x1 - s.x0)
    first = dates.first_day("2021-08-16").toordinal()
    last = dates.last_day("2021-09-10").toordinal()
    assert flat.x0 == pytest.approx(laid.scale.to_position(first), abs=0.01)
    assert flat.x1 == pytest.approx(laid.scale.to_position(last + 1), abs=0.01)


def test_a_bar_runs_from_its_first_day_to_its_last(tmp_path):
    laid = dated(tmp_path, "2021-08-14/2021-08-30")
    (bar,) = [s for s in measure.parts(laid, "E003") if s.role == "bar"]
    first = dates.first_day("2021-08-14").toordinal()
    last = dates.last_day("2021-08-30").toordinal()
    assert bar.x0 == pytest.approx(laid.scale.to_position(first), abs=0.01)
    assert bar.x1 == pytest.approx(laid.scale.to_position(last + 1), abs=0.01)


def test_a_point_stands_in_the_middle_of_its_day(tmp_path):
    laid = dated(tmp_path, "2021-08-23")
    (point,) = [s for s in measure.parts(laid, "E003") if s.role == "day"]
    middle = dates.first_day("2021-08-23").toordinal() + 0.5
    assert point.x0 == pytest.approx(laid.scale.to_position(middle))


def test_an_end_known_only_to_a_year_fades_over_it(tmp_path):
    laid = dated(tmp_path, "2001/2020-09-11")
    fades = [s for s in measure.parts(laid, "E003") if s.role == "fade"]
    (bar,) = [s for s in measure.parts(laid, "E003") if s.role == "bar"]
    new_year = dates.first_day("2002").toordinal()
    assert max(s.x1 for s in fades) == pytest.approx(bar.x0)
    assert bar.x0 == pytest.approx(laid.scale.to_position(new_year), abs=3)
    assert [s.opacity for s in fades] == sorted(s.opacity for s in fades)


def test_an_unknown_end_fades_and_bears_a_question_mark(tmp_path):
    found = measure.parts(dated(tmp_path, "/2020-10"), "E003")
    assert [s.text for s in found if s.role == "query"] == ["?"]
    assert [s for s in found if s.role == "fade"]


@pytest.mark.parametrize("text", ["2015/..", "2015/2021-09-11"])
def test_what_still_goes_on_or_was_last_seen_ends_in_an_arrow(tmp_path, text):
    laid = dated(tmp_path, text, extent="state")
    right = laid.scale.pieces[-1].x1
    (area,) = [s for s in laid.shapes.itertuples() if s.shape == "target"]
    slanted = [
        s
        for s in laid.shapes.itertuples()
        if s.shape == "line" and s.x0 < s.x1 and s.y0 != s.y1
        and area.y0 <= s.y1 <= area.y1
    ]  # fmt: skip
    assert [s.x1 for s in slanted] == [pytest.approx(right, abs=0.5)] * 2
    assert slanted[0].y1 == slanted[1].y1


@pytest.mark.parametrize(("text", "dashed"), [("2018~", True), ("2018", False)])
def test_dashes_mean_an_approximate_date_and_nothing_else(tmp_path, text, dashed):
    laid = dated(tmp_path, text)
    assert any(s.dash for s in laid.shapes.itertuples()) is dashed


def test_hollow_means_that_it_is_only_told(tmp_path):
    told = dated(tmp_path / "a", "2021-08-23", status_article="claimed")
    sure = dated(tmp_path / "b", "2021-08-23", status_article="happened")
    fills = [
        next(s.fill for s in measure.parts(laid, "E003") if s.role == "day")
        for laid in (told, sure)
    ]
    assert fills == ["ground", "ink"]


# ---- both columns ---------------------------------------------------------------


def test_the_known_day_stands_solid_over_the_articles_thin_bracket(tmp_path):
    found = measure.parts(measure.plan(tmp_path / "w"), "E001")
    (day,) = [s for s in found if s.role == "day"]
    lines = [s for s in found if s.role == "window"]
    flat = max(lines, key=lambda s: s.x1 - s.x0)
    assert flat.x0 < day.x0 < flat.x1
    assert flat.y0 > day.y0
    assert (flat.colour, flat.width) == ("bracket", 1)
    assert day.fill not in ("", "ground")


def test_by_the_article_alone_there_is_no_known_day(tmp_path):
    laid = measure.plan(tmp_path / "w", dates="article")
    roles = [s.role for s in measure.parts(laid, "E001")]
    assert "window" in roles and "day" not in roles


def test_as_known_there_is_no_bracket_of_the_article(tmp_path):
    laid = measure.plan(tmp_path / "w", dates="known")
    roles = [s.role for s in measure.parts(laid, "E001")]
    assert "day" in roles and "window" not in roles


# ---- what is joined, and what is beside the axis --------------------------------


def test_happened_said_and_reported_are_joined_by_a_line(tmp_path):
    laid = measure.plan(tmp_path / "w")
    joins = {s.record_id: s for s in measure.with_role(laid, "join")}
    assert set(joins) == {"E001>E003", "E003>S002"}
    targets = laid.shapes[laid.shapes["shape"] == "target"].set_index("record_id")
    for name, line in joins.items():
        for record, x, y in zip(
            name.split(">"), (line.x0, line.x1), (line.y0, line.y1), strict=True
        ):
            area = targets.loc[record]
            assert area.x0 <= x <= area.x1 and area.y0 <= y <= area.y1


def test_the_lanes_are_acts_statements_and_reports(tmp_path):
    laid = measure.plan(tmp_path / "w")
    assert [s.text for s in measure.with_role(laid, "lane")] == [
        "acts",
        "statements",
        "reports",
    ]
    lanes = dict(zip(laid.marks.record_id, laid.marks.lane, strict=True))
    assert lanes == {
        "E001": "acts",
        "E002": "acts",
        "E003": "statements",
        "S002": "reports",
    }


@pytest.mark.parametrize("reading", READINGS)
def test_prospects_left_out_and_later_events_are_never_on_the_axis(tmp_path, reading):
    laid = measure.plan(tmp_path / "w", dates=reading)
    areas = laid.shapes[laid.shapes["shape"] == "target"]
    beside = {"R002", "E004", "E005"}
    assert not beside & ({*laid.marks.record_id} | {*areas.record_id})


def test_the_articles_day_is_named_below_the_axis(tmp_path):
    laid = measure.plan(tmp_path / "w")
    axis = max(s.y0 for s in measure.with_role(laid, "axis"))
    line, day = measure.with_role(laid, "article")
    assert day.text == "article, 11 September 2021"
    assert line.y0 < axis < line.y1 < day.y0


def test_the_articles_own_axis_ends_with_the_article(tmp_path):
    laid = measure.plan(tmp_path / "w")
    assert laid.scale.pieces[-1].t1 == dates.last_day("2021-09-11").toordinal() + 1


# ---- labels and folding ----------------------------------------------------------


@pytest.mark.parametrize("count", [5, 17, 80])
def test_at_most_sixteen_marks_bear_a_label_and_the_others_a_number(tmp_path, count):
    laid = measure.plan(tmp_path / "w", spoken(count))
    labels = measure.with_role(laid, "label")
    numbers = measure.with_role(laid, "number")
    assert len(labels) <= min(16, count)
    assert len(labels) + len(numbers) == count - sum(laid.folded.values())


def test_what_does_not_fit_is_folded_and_counted(tmp_path):
    laid = measure.plan(tmp_path / "w", spoken(300))
    shown = (laid.shapes["shape"] == "target").sum()
    assert sum(laid.folded.values()) == 300 - shown > 0
    said = [
        int(n)
        for s in measure.with_role(laid, "lane")
        for n in re.findall(r"\+(\d+) in the list", s.text)
    ]
    assert said == [n for n in laid.folded.values() if n]


def test_the_marks_are_numbered_in_order_of_time(tmp_path):
    laid = measure.plan(tmp_path / "w")
    assert list(laid.marks.record_id) == ["E002", "S002", "E003", "E001"]
    assert list(laid.marks.number) == [1, 2, 3, 4]


# ---- nothing covers anything ----------------------------------------------------


def sheets():
    """Name every sheet that is measured: the case, the dates, the gaps."""
    return [
        pytest.param((world, reading, gaps), id=f"{world}-{reading}-{gaps}")
        for world in ("first case", "eighty")
        for reading in READINGS
        for gaps in GAPS
    ]


@pytest.fixture(scope="module", params=sheets())
def sheet(request, daesh_k, tmp_path_factory):
    """Lay out the first case, or 80 events over 150 years, and draw its text."""
    world, reading, gaps = request.param
    if world == "first case":
        asked = View(dates=reading, gaps=gaps)
        laid = lanes.layout(Shown(select.view(daesh_k, asked), asked), panes.WIDTH)
    else:
        tables = spoken(80) if reading == "article" else worlds.many(80)
        folder = tmp_path_factory.mktemp("eighty") / "w"
        laid = measure.plan(folder, tables, dates=reading, gaps=gaps)
        assert len(laid.marks) == 80
    return laid, measure.texts(laid)


def test_no_two_texts_overlap_as_drawn(sheet):
    _, drawn = sheet
    assert len([s for s, _ in drawn if s.role in MEASURED]) > 20
    assert not measure.overlaps(drawn, MEASURED)


def test_no_text_leaves_the_sheet_as_drawn(sheet):
    laid, drawn = sheet
    cut = [
        (s.role, s.text, round(box.x0), round(box.x1))
        for s, box in drawn
        if s.text and (box.x0 < -0.5 or box.x1 > laid.width + 0.5
                       or box.y0 < -0.5 or box.y1 > laid.height + 0.5)
    ]  # fmt: skip
    assert not cut


def test_no_mark_stands_outside_the_plot(sheet):
    laid, _ = sheet
    left, right = laid.scale.pieces[0].x0, laid.scale.pieces[-1].x1
    lowest = max(s.y0 for s in measure.with_role(laid, "axis"))
    for area in laid.shapes[laid.shapes["shape"] == "target"].itertuples():
        assert area.y1 <= lowest
        for s in measure.parts(laid, area.record_id):
            if s.role in ("day", "window", "bar", "fade"):
                ends = (s.x0,) if s.shape == "disc" else (s.x0, s.x1)
                assert all(left - 3.1 <= x <= right + 3.1 for x in ends), s


def test_no_sheet_has_more_than_sixteen_labels(sheet):
    laid, _ = sheet
    labels = len(measure.with_role(laid, "label"))
    assert 0 < labels <= 16


# ---- words ----------------------------------------------------------------------


def hover(laid, record):
    areas = laid.shapes[laid.shapes["shape"] == "target"].set_index("record_id")
    return areas.loc[record].text


def test_hovering_says_date_status_actors_paragraph_and_sources(tmp_path):
    told = hover(measure.plan(tmp_path / "w"), "E001").split("\n")
    window = worlds.WINDOW
    assert told[:3] == [
        "The envoy visits",
        f"{window}; other sources: 23 August 2021",
        "Happened, cooperative act",
    ]
    assert told[3:] == ["Envoy Nor and Southland", "P2; The piece; A digest"]


def test_an_empty_view_is_an_empty_sheet(tmp_path):
    laid = measure.plan(tmp_path / "w", start="1950", end="1951")
    assert laid.scale is None and laid.marks.empty and laid.shapes.empty
    assert (laid.width, laid.height) == (panes.WIDTH, 30)


def test_the_same_view_gives_the_same_shapes(tmp_path):
    one, two = (measure.plan(tmp_path / n / "w").shapes for n in "ab")
    assert one.equals(two)


def test_no_label_is_written_across_the_panels(default_view):
    plan = lanes.layout(Shown(default_view, View()), panes.WIDTH)
    labels = [s for s in plan.shapes.itertuples() if s.role == "label"]
    panels = [(x0, x1) for _, _, x0, x1 in plan.scale.panels]
    assert len(panels) > 1 and len(labels) > 5
    for label in labels:
        wide = shapes.text_width(label.text, label.size)
        assert any(a - 1 <= label.x0 and label.x0 + wide <= b + 1 for a, b in panels)
