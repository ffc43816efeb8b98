"""The charts as the page holds them."""

from html import escape

import pytest

from helpers.case import cases
from helpers.charts import matrix, network, strips, timeline
from helpers.draw import html
from helpers.page import filters, page, plots
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import pages, worlds

ROOMS = [*plots.MOVED.values()]
OTHERS = [{"actors": ["A001"]}, {"dates": "article"}, {"as_of": "2021-03"}]


def read(folder, tables):
    """Read a small world as the report reads it."""
    written = worlds.write(folder, tables)
    whole, asked = cases.load(written), View(case=str(written))
    return whole, asked, filters.Readings(whole, asked)


@pytest.fixture(scope="module")
def related(tmp_path_factory):
    return read(tmp_path_factory.mktemp("w") / "ties", worlds.related(4, 9))


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    return read(tmp_path_factory.mktemp("w") / "events", None)


def held(room, world, **other):
    """Draw a chart under the report's view or another; give what the page holds."""
    whole, asked, readings = world
    view = asked.model_copy(update=other)
    chart = room.chart(Shown.of(whole, view))
    return chart, plots.of(chart._repr_mimebundle_(), readings, asked, [])


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("other", OTHERS)
def test_a_chart_of_another_view_is_as_it_is(room, other, told, related):
    chart, found = held(room, told if room is timeline else related, **other)
    words = {"title": chart.title, "alt": chart.alt, "body": html.body(chart)}
    assert found == {
        "kind": "rows", "reading": "both", "fixed": True, "readings": {"both": words},
    }  # fmt: skip


@pytest.mark.parametrize("room", ROOMS)
def test_a_chart_of_the_reports_view_has_title_and_body_in_each_reading(room, told):
    whole, asked, _ = told
    _, found = held(room, told)
    assert found["kind"] == "rows" and "fixed" not in found
    assert found["reading"] == asked.dates
    assert {*found["readings"]} == {"both", "article", "known"}
    for reading, one in found["readings"].items():
        shown = Shown.of(whole, asked.model_copy(update={"dates": reading}))
        drawn = room.chart(shown)
        words = {"title": drawn.title, "alt": drawn.alt, "body": html.body(drawn)}
        assert one.items() >= words.items()
        days = room.course(shown) if hasattr(room, "course") else {}
        assert {*one} == {*words, *days}
        assert one.get("titles") == days.get("titles")
        assert one.get("places") == days.get("places")


@pytest.mark.parametrize("room", [matrix, network])
def test_a_chart_of_ties_holds_what_is_drawn_of_each_on_every_day(room, related):
    """The last of a pair's stretches is what the chart of the view's own day draws."""
    chart, found = held(room, related)
    one, own = found["readings"]["both"], room.course(Shown.of(*related[:2]))
    assert {*one["ties"]} == {*own["ties"]} != set()
    body = html.body(chart)
    for place, steps in one["ties"].items():
        for record, stretches in steps.items():
            wanted = own["ties"][place][record]
            assert [since for since, _ in stretches] == [since for since, _ in wanted]
            for (_, told_), (_, part) in zip(stretches, wanted, strict=True):
                assert all(told_) if part else told_ == ["", ""]
            label, drawn = stretches[-1][1]
            assert escape(label) in body and f">{drawn}<" in body


def put_together(own, held, reading):
    """Put a chart together in a reading, as the script of the page does."""
    now = held["readings"][held["reading"]] | held["readings"][reading]
    pieces = page.STARTS.split(own)
    cut = now.get("pieces", [[0, len(pieces)]])
    return now, "".join(p if isinstance(p, str) else "".join(pieces[slice(*p)])
                        for p in cut)  # fmt: skip


@pytest.mark.parametrize("room", ROOMS)
def test_what_the_page_holds_of_a_reading_is_what_python_draws(room, told, related):
    world = told if room is timeline else related
    chart, whole = held(room, world)
    _, drawn = held(room, world)
    figure = page.figure(chart._repr_mimebundle_(), drawn)
    parsed = pages.Page(figure)
    own = whole["readings"][whole["reading"]]["body"]
    for reading, one in whole["readings"].items():
        now, body = put_together(own, parsed.charts[0], reading)
        assert body == one["body"]
        for name in ("title", "alt", "places", "ties"):
            assert (now.get(name) or None) == (_plain(one.get(name)) or None), name


def _plain(value):
    """Write a value as JSON has it: no pairs but lists."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def test_what_two_readings_have_alike_is_there_once(related):
    _, drawn = held(network, related)
    readings = drawn["readings"]
    alike = readings["known"]["ties"] == readings["both"]["ties"]
    chart = held(network, related)[0]
    (found,) = pages.Page(page.figure(chart._repr_mimebundle_(), drawn)).charts
    assert alike and "ties" not in found["readings"]["known"]
    assert "ties" in found["readings"]["both"]


def test_rows_that_a_chart_has_already_are_named_and_not_drawn_again():
    whole = cases.load("great-war-1872-1907")
    asked, before = View(case=whole.name), []
    readings = filters.Readings(whole, asked)
    first, again = (room.chart(Shown.of(whole, asked)) for room in (timeline, strips))
    bundles = [one._repr_mimebundle_() for one in (first, again)]
    kinds = [plots.of(one, readings, asked, before)["kind"] for one in bundles]
    assert kinds == ["rows", "again"]
    assert plots.of(bundles[0], readings, asked, before)["kind"] == "rows"
    told = page.figure(bundles[1], plots.of(bundles[1], readings, asked, before))
    link = '<a href="#figure-01-timeline">chapter 1</a>'
    assert told == f"<p>{escape(again.title)}: as drawn in {link}.</p>"
