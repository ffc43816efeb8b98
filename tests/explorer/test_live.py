import html
import json
from collections import Counter

import plotly.io
import pytest

from helpers import publish, theme
from helpers.draw.picture import Picture
from helpers.explorer import live, shapes
from helpers.explorer.face import Sheet, Step
from tests.explorer import measure


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    return measure.plan(tmp_path_factory.mktemp("live") / "w")


@pytest.fixture(scope="module")
def figure(laid):
    return live.figure(Sheet(laid.shapes, laid.width, laid.height))


def of(laid, *kinds):
    return [s for s in laid.shapes.itertuples() if s.shape in kinds]


def bare(text):
    return html.unescape(text.removeprefix("<b>").removesuffix("</b>"))


def label(words):
    drawn = live.figure(Sheet(shapes.frame([shapes.text(5, 5, words, 11)]), 100, 20))
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
    again = live.figure(Sheet(laid.shapes, laid.width, laid.height))
    assert again.to_json() == figure.to_json()


@pytest.mark.parametrize("case, draw", publish.DRAWN)
def test_plotly_accepts_what_is_drawn_and_has_nothing_to_add(case, draw):
    chart = draw(publish.shown(case))
    if isinstance(chart, Picture):
        pytest.skip("a chart of rows is no figure of plotly's")
    for sheet in {id(s): s for s in (chart.wide, chart.narrow, *chart._slid)}.values():
        checked = json.loads(live.figure(sheet).to_json())
        del checked["layout"]["template"]
        assert json.loads(json.dumps(live.plot(sheet), allow_nan=False)) == checked


def test_a_figure_draws_as_plotly_js_does_without_a_template(figure):
    assert figure.layout.template == plotly.io.templates["none"]


# ---- a slider --------------------------------------------------------------------


def stepped():
    base = shapes.frame([shapes.text(5, 5, "always", 11), shapes.disc(9, 9, 3)])
    one = [shapes.line(0, 0, 9, 9, colour="hostile"), shapes.text(9, 9, "<b>+", 11)]
    two = [*one, shapes.disc(50, 50, 9, fill="cooperative"),
           shapes.target(40, 40, 60, 60, "tie-A001-A002", "a <i>tie</i>")]  # fmt: skip
    steps = tuple(
        Step(label, shapes.frame(rows)) for label, rows in (("May", one), ("June", two))
    )
    return live.figure(Sheet(base, 300, 200, steps, 120.0))


def test_a_slider_has_a_stop_for_each_step_and_starts_at_the_last():
    drawn = stepped()
    (slider,) = drawn.layout.sliders
    assert [step.label for step in slider.steps] == ["May", "June"]
    assert slider.active == 1
    shown = [t.visible for t in drawn.data]
    assert shown == list(slider.steps[1].args[0]["visible"])


def test_a_stop_shows_its_own_shapes_and_no_others():
    drawn = stepped()
    (slider,) = drawn.layout.sliders
    first, last = (step.args[0]["visible"] for step in slider.steps)
    modes = [(t.mode, t.marker.size) for t in drawn.data]
    assert [m for m, on in zip(modes, first, strict=True) if on] == [
        ("lines", None), ("text", None),
    ]  # fmt: skip
    assert all(last)


def test_a_line_of_a_step_is_as_faint_as_it_was_asked_to_be():
    faint = shapes.frame([shapes.line(0, 0, 9, 9, opacity=0.55)])
    steps = (Step("May", faint),)
    drawn = live.plot(Sheet(shapes.frame([]), 300, 200, steps, 120.0))
    assert [trace["opacity"] for trace in drawn["data"]] == [0.55]


def test_what_two_steps_share_is_drawn_once():
    assert [t.mode for t in stepped().data].count("lines") == 1


def test_text_and_hover_of_a_step_are_inert():
    drawn = stepped()
    told = [t for t in drawn.data if t.mode == "text"]
    assert list(told[0].text) == ["&lt;b&gt;+"]
    (area,) = [t for t in drawn.data if t.customdata]
    assert area.hovertext[0] == "a &lt;i&gt;tie&lt;/i&gt;"


def test_without_steps_there_is_no_slider(figure):
    assert not figure.layout.sliders


def test_no_disc_of_a_later_step_covers_a_glyph_of_an_earlier_one():
    glyph = shapes.text(9, 9, "+", 11, role="glyph")
    one = [shapes.disc(9, 9, 9, fill="cooperative", role="tie solid"), glyph]
    two = [shapes.disc(9, 9, 9, fill="ground", role="tie hollow"), glyph,
           shapes.line(0, 0, 9, 9, role="edge")]  # fmt: skip
    steps = tuple(Step(str(n), shapes.frame(rows)) for n, rows in enumerate((one, two)))
    drawn = live.figure(Sheet(shapes.frame([]), 300, 200, steps, 120.0))
    assert [t.mode for t in drawn.data] == ["lines", "markers", "markers", "text"]
