import html
import json
from collections import Counter

import pytest

from helpers import theme
from helpers.charts import live, shapes
from tests.charts import measure


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    return measure.plan(tmp_path_factory.mktemp("live") / "w")


@pytest.fixture(scope="module")
def figure(laid):
    return live.figure(laid.shapes, laid.width, laid.height)


def of(laid, *kinds):
    return [s for s in laid.shapes.itertuples() if s.shape in kinds]


def bare(text):
    return html.unescape(text.removeprefix("<b>").removesuffix("</b>"))


def label(words):
    drawn = live.figure(shapes.frame([shapes.text(5, 5, words, 11)]), 100, 20)
    return drawn.layout.annotations[0].text


def test_it_draws_the_same_shapes_as_the_still(laid, figure):
    kinds = {"line": "line", "box": "rect", "disc": "circle"}
    wanted = Counter(kinds[s.shape] for s in of(laid, *kinds))
    assert Counter(s.type for s in figure.layout.shapes) == wanted


def test_each_shape_stands_where_the_still_has_it(laid, figure):
    rows = of(laid, "line", "box", "disc")
    for row, drawn in zip(rows, figure.layout.shapes, strict=True):
        if row.shape == "disc":
            wanted = (
                row.x0 - row.x1,
                row.y0 - row.x1,
                row.x0 + row.x1,
                row.y0 + row.x1,
            )
        else:
            wanted = (row.x0, row.y0, row.x1, row.y1)
        found = (drawn.x0, drawn.y0, drawn.x1, drawn.y1)
        assert found == pytest.approx(wanted, abs=0.11)


def test_each_text_stands_where_the_still_has_it(laid, figure):
    rows = [s for s in of(laid, "text") if s.text]
    for row, drawn in zip(rows, figure.layout.annotations, strict=True):
        assert bare(drawn.text) == row.text
        assert (drawn.x, drawn.y) == pytest.approx((row.x0, row.y0), abs=0.06)
        assert (drawn.xanchor, drawn.font.size) == (row.align, row.size)
        assert drawn.text.startswith("<b>") is bool(row.bold)


def test_a_colour_is_the_themes_in_both(laid, figure):
    rows = of(laid, "text")
    for row, drawn in zip(rows, figure.layout.annotations, strict=True):
        assert drawn.font.color == theme.LIGHT[row.colour]


def test_every_mark_feels_the_pointer_and_leads_to_its_record(laid, figure):
    areas = of(laid, "target")
    assert [t.name for t in figure.data] == [a.record_id for a in areas]
    for area, trace in zip(areas, figure.data, strict=True):
        assert set(trace.customdata) == {area.record_id}
        assert all(area.x0 - 0.1 <= x <= area.x1 + 0.1 for x in trace.x)
        middle = (area.y0 + area.y1) / 2
        assert list(trace.y) == pytest.approx([middle] * len(trace.x), abs=0.1)
        steps = [b - a for a, b in zip(trace.x, trace.x[1:], strict=False)]
        assert all(step <= live.STEP * 1.5 for step in steps)


def test_a_figure_has_the_size_of_its_sheet(laid, figure):
    assert (figure.layout.width, figure.layout.height) == (laid.width, laid.height)
    assert list(figure.layout.xaxis.range) == [0, laid.width]
    assert list(figure.layout.yaxis.range) == [laid.height, 0]


@pytest.mark.parametrize(
    "words",
    ["<b>x</b>", "%{x} %{customdata}", "$x^2$", "<a href='javascript:1'>go</a>",
     "<br>", "a & b &lt; c", "<img src=x onerror=alert(1)>", "&#36;x&#36;"],
)  # fmt: skip
def test_markup_templates_and_formulas_in_the_data_are_inert(words):
    told = label(words)
    assert html.unescape(told) == words
    assert "<" not in told and "$" not in told


def test_no_template_of_plotlys_reads_the_data(figure):
    told = json.dumps(figure.to_plotly_json())
    assert "hovertemplate" not in told and "texttemplate" not in told


def test_a_hover_text_is_broken_by_our_lines_and_no_others():
    told = live.hover("<br>one<script>\n" + "word " * 30)
    lines = told.split("<br>")
    assert lines[0] == "&lt;br&gt;one&lt;script&gt;"
    assert len(lines) == 4 and all(len(line) <= 58 for line in lines[1:])


def test_nothing_is_sent_anywhere():
    assert live.CONFIG["showSendToCloud"] is False
    assert live.CONFIG["displaylogo"] is False
    assert live.CONFIG["displayModeBar"] is False


def test_the_same_shapes_give_the_same_figure(laid, figure):
    again = live.figure(laid.shapes, laid.width, laid.height)
    assert again.to_json() == figure.to_json()
