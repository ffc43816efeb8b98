"""The interactive charts as the page holds them."""

import base64
import re

import pytest

from helpers.case import cases
from helpers.charts import matrix, network, pairs, strips, timeline
from helpers.draw import html
from helpers.page import filters, page, plots
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds

KINDS = {
    timeline: "rows",
    pairs: "rows",
    strips: "rows",
    matrix: "cells",
    network: "net",
}
ROWED = [room for room, kind in KINDS.items() if kind == "rows"]
PAINTED = [room for room in KINDS if room not in ROWED]


@pytest.fixture(scope="module")
def related(tmp_path_factory):
    """Read a small world of ties, as the report reads it."""
    folder = worlds.write(tmp_path_factory.mktemp("w") / "w", worlds.related(4, 9))
    whole, asked = cases.load(folder), View(case=str(folder))
    return whole, asked, filters.readings(whole, asked)


def held(room, related, **other):
    """Draw a chart under the report's view or another; give what the page holds."""
    whole, asked, read = related
    view = asked.model_copy(update=other)
    chart = room.chart(Shown.of(whole, view))
    return chart, plots.of(chart._repr_mimebundle_(), read, asked)


@pytest.mark.parametrize("room", KINDS)
def test_a_chart_of_the_reports_view_is_there_to_be_filtered(room, related):
    _, found = held(room, related)
    assert found["kind"] == KINDS[room]


OTHERS = [{"actors": ["A001"]}, {"dates": "article"}, {"as_of": "2021-03"}]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Read a small world of events, as the report reads it."""
    whole = worlds.small(tmp_path_factory.mktemp("told"))
    asked = View(case=str(whole.folder))
    return whole, asked, filters.readings(whole, asked)


@pytest.mark.parametrize("room", ROWED)
@pytest.mark.parametrize("other", OTHERS)
def test_a_chart_of_rows_of_another_view_is_as_it_is(room, other, told, related):
    chart, found = held(room, told if room is timeline else related, **other)
    words = {"title": chart.title, "alt": chart.alt, "body": html.body(chart)}
    assert found == {
        "kind": "rows", "reading": "both", "fixed": True, "readings": {"both": words},
    }  # fmt: skip
    drawn = as_image(chart)
    assert drawn.startswith('<img alt="') and chart.svg in decoded(drawn)


def as_image(chart):
    """Write a chart as the page does where it is an image."""
    return page.output(chart._repr_mimebundle_(), lambda _: {"kind": "image"})


def decoded(html):
    """Give the drawing that an image in the text holds."""
    packed = re.search(r"base64,([^\"]+)", html)[1]
    return base64.b64decode(packed).decode()


@pytest.mark.parametrize("room", ROWED)
def test_a_chart_of_rows_has_title_and_body_in_each_reading(room, told):
    whole, asked, _ = told
    _, found = held(room, told)
    assert found["reading"] == asked.dates
    assert {*found["readings"]} == {"both", "article", "known"}
    for reading, one in found["readings"].items():
        view = asked.model_copy(update={"dates": reading})
        drawn = room.chart(Shown.of(whole, view))
        words = {"title": drawn.title, "alt": drawn.alt}
        wanted = words | {"body": html.body(drawn)}
        if room is pairs:
            wanted |= pairs.course(Shown.of(whole, view))
            assert wanted["titles"] and wanted["places"]
        assert one == wanted


@pytest.mark.parametrize("room", PAINTED)
@pytest.mark.parametrize("other", OTHERS)
def test_a_chart_of_another_view_is_the_same_picture_in_both_faces(
    room, related, other
):
    chart, found = held(room, related, **other)
    rows = found["whole"]["wide"]["annotations"]["columns"]["text"]
    told = [found["texts"][place] for place in rows]
    assert told == [one.text for one in chart.figure.layout.annotations]
    assert chart.svg != held(room, related)[0].svg
