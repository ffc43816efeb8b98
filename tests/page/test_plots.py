"""The interactive charts as the page holds them."""

import pytest

from helpers.case import cases
from helpers.charts import matrix, network, strips, timeline
from helpers.page import filters, plots
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds

KINDS = {timeline: "readings", strips: "readings", matrix: "cells", network: "net"}


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


@pytest.mark.parametrize("room", KINDS)
@pytest.mark.parametrize(
    "other", [{"actors": ["A001"]}, {"dates": "article"}, {"as_of": "2021-03"}]
)
def test_a_chart_of_another_view_is_the_same_picture_in_both_faces(
    room, related, other
):
    chart, found = held(room, related, **other)
    rows = found["whole"]["wide"]["annotations"]["columns"]["text"]
    told = [found["texts"][place] for place in rows]
    assert told == [one.text for one in chart.figure.layout.annotations]
    assert chart.svg != held(room, related)[0].svg
