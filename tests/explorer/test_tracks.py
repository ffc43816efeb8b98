"""The strips of the explorer, by geometry: pairs, tracks, dates, silence."""

import re

import pytest

from helpers.charts import strips
from helpers.explorer import panes, tracks
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.charts.tied import case_of

OUTSIDE = {
    "layer": "context", "status_article": "", "status_known": "happened",
    "when_article": "", "when_known": "2021-05-20", "known_sources": "S003",
}  # fmt: skip


def laid(case, view):
    return tracks.layout(Shown(case, view), panes.WIDTH).shapes


def texts(shapes, *roles):
    return [s.text for s in shapes.itertuples() if s.role in roles and s.text]


def area(shapes, record):
    found = shapes[(shapes["shape"] == "target") & (shapes.record_id == record)]
    (row,) = found.itertuples()
    return row


def near(shapes, record, *roles):
    box = area(shapes, record)
    return [
        s
        for s in shapes.itertuples()
        if s.role in roles
        and box.y0 <= s.y0 <= box.y1 + 3
        and box.x0 - 16 <= s.x0 <= box.x1 + 16
    ]


def test_acts_and_words_stand_on_two_tracks(tmp_path):
    words = {"basis": "statement", "directed": "yes"}
    case, view = case_of(tmp_path, {}, words)
    shapes = laid(case, view)
    assert texts(shapes, "track") == ["acts", "words"]
    assert area(shapes, "R001").y0 < area(shapes, "R002").y0
    heads = [s.y0 for s in shapes.itertuples() if s.role == "track"]
    assert heads[0] < area(shapes, "R001").y0 < heads[1] < area(shapes, "R002").y0


def test_the_article_is_silent_where_only_outside_sources_tell(tmp_path):
    case, view = case_of(tmp_path, {}, OUTSIDE)
    shapes = laid(case, view)
    assert texts(shapes, "number") == ["1", "2*"]
    assert "1 not in the article" in texts(shapes, "more")
    assert "not in the article" in texts(shapes, "legend")


def test_without_an_article_nobody_is_silent(tmp_path):
    case, view = case_of(tmp_path, OUTSIDE)
    case.sources["role"] = "outside"
    assert texts(laid(case, view), "number") == ["1"]


@pytest.mark.parametrize(
    "row, role",
    [
        ({"when_article": "2021-05-10"}, "day"),
        ({"when_article": "2021"}, "window"),
        ({"when_article": "2019/2021-05-10", "extent": "state"}, "bar"),
    ],
)
def test_dates_keep_the_shapes_of_the_timeline(tmp_path, row, role):
    case, view = case_of(tmp_path, row, {"when_article": "2018-01-01"})
    shapes = laid(case, view)
    assert near(shapes, "R001", role)
    assert not near(shapes, "R001", *({"day", "window", "bar"} - {role}))


@pytest.mark.parametrize(
    "status, fill", [("happened", "cooperative"), ("claimed", "ground")]
)
def test_status_is_fill(tmp_path, status, fill):
    case, view = case_of(tmp_path, {"status_article": status})
    (day,) = near(laid(case, view), "R001", "day")
    assert (day.colour, day.fill) == ("cooperative", fill)


def test_a_denied_record_is_struck_through(tmp_path):
    case, view = case_of(tmp_path, {"status_article": "denied"})
    box = area(laid(case, view), "R001")
    lines = [s for s in laid(case, view).itertuples() if s.shape == "line"
             and s.colour == "cooperative" and box.y0 <= s.y1 <= box.y1]  # fmt: skip
    assert [line.y0 > line.y1 for line in lines] == [True]


def test_a_state_told_as_over_is_drawn_only_where_it_has_a_date(tmp_path):
    told = {"extent": "state", "when_article": "/2021-09-11"}
    over = told | {"plover_context": "historical"}
    case, view = case_of(tmp_path, over, told, {"when_article": "2020-01-01"})
    shapes = laid(case, view)
    assert near(shapes, "R002", "bar") and not near(shapes, "R002", "pale")
    assert shapes[shapes.record_id == "R001"].empty  # when it was nobody says
    marks = strips.marks(Shown(case, view))
    told = dict(zip(marks.record_id, marks.words, strict=True))
    assert told["R001"] == "over by 11 September 2021, not dated"
    known = over | {"when_article": "/2021-08-15"}
    shapes = laid(*case_of(tmp_path / "known", known, {"when_article": "2020-01-01"}))
    assert near(shapes, "R001", "pale") and not near(shapes, "R001", "bar")


def test_prospects_have_no_place_on_the_axis_and_are_counted_beside_it(tmp_path):
    ahead = {"status_article": "possible", "when_article": "[2021-09-11..]"}
    case, view = case_of(tmp_path, {}, ahead)
    shapes = laid(case, view)
    assert set(shapes.record_id[shapes["shape"] == "target"]) == {"R001"}
    assert texts(shapes, "more") == ["1 record", "1 prospect"]


def test_a_record_without_a_date_is_counted_in_words(tmp_path):
    case, view = case_of(tmp_path, {}, {"when_article": ""})
    assert "1 without a date" in texts(laid(case, view), "more")


def test_records_beyond_a_track_fold_in_words(tmp_path):
    rows = [{"when_article": "2021"} for _ in range(tracks.MOST_ROWS + 3)]
    case, view = case_of(tmp_path, *rows, {"when_article": "2019-01-01"})
    assert "acts +3 in the list" in texts(laid(case, view), "track")


def test_pairs_beyond_the_chart_are_folded_in_words(tmp_path):
    tables = worlds.related(40, 300)
    case = worlds.small(tmp_path, tables, focus=["A001", "A002"])
    told = " ".join(texts(laid(case, View()), "more"))
    assert re.search(r"\+\d+ pairs in the list: Actor", told)


def test_codes_stand_in_no_drawing(tmp_path):
    coded = {"plover": "AID", "plover_context": "military", "cameo": "072"}
    case, view = case_of(tmp_path, coded)
    assert "AID" not in " ".join(laid(case, view).text)


def test_without_an_article_the_axis_ends_with_the_last_that_begins(tmp_path):
    long = {"when_article": "1872/1917", "extent": "state"}
    last = {"when_article": "1907/1917", "extent": "state", "target_actor": "A003"}
    case, view = case_of(tmp_path, long, last)
    case.sources["role"] = "outside"
    case, view = case, view.model_copy(update={"gaps": "linear"})
    ticks = texts(laid(case, view), "tick")
    assert "1900" in ticks and max(ticks) < "1908"
    asked = view.model_copy(update={"end": "1917"})
    assert max(texts(laid(case, asked), "tick")) > "1908"
