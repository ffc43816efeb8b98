"""A chart as a plotly figure: real dates, named rows and traces, nothing made up."""

import copy
import json
import pickle
import re
from datetime import date, timedelta
from html import unescape

import pytest
from plotly import graph_objects as go
from plotly.offline import get_plotlyjs

from helpers import theme
from helpers.case import cases
from helpers.charts import pairs, strips, timeline
from helpers.draw import content, figure, panels
from helpers.draw.picture import Picture
from helpers.draw.rows import Group, Row, Series, Span, Step
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests.charts import rowed

MARKUP = '<b>x</b> %{y} $a$ <a href="javascript:alert(1)">y</a> &lt;i&gt;'
DAYS = [date(2021, 8, 1) + timedelta(3 * n) for n in range(14)]
AXIS = panels.choose(
    [date(2001, 9, 11), date(2010, 5, 1), *DAYS, date(2021, 10, 3)], date(2021, 9, 11)
)
SPANS = {
    "a day": Span("E1", "day", "2021-08-05", "2021-08-05", status="happened"),
    "a window": Span("E2", "window", "2021-08-01", "2021-08-12", status="reported"),
    "by a day": Span("E3", "window", "", "2021-08-12", status="claimed"),
    "a bar": Span("E4", "lasted", "2001-09-11", "2021-08-30", sign="-",
                  status="happened"),
    "no start": Span("E5", "lasted", "", "2021-08-30", status="reported"),
    "no end": Span("E6", "lasted", "2021-08-01", "", "open", status="reported"),
    "told of": Span("E7", "lasted", "2021-08-01", "2021-08-09", "open", sign="+",
                    status="reported", about=True),
    "going on": Span("E8", "lasted", "2021-08-01", "2021-09-11", "on",
                     status="happened"),
    "for ever": Span("E9", "lasted", "2021-10-01", "", "on", status="happened"),
}  # fmt: skip


def picture(rows, **more):
    """Make a chart of rows, given by their labels, each with its dates."""
    made = tuple(
        Row("", label, words=f"All of {label}", spans=tuple(spans))
        for label, spans in rows
    )
    told = {"name": "x", "title": "A title", "subtitle": "", "source": "Sources",
            "alt": "In words"}  # fmt: skip
    return Picture(**told | {"axis": AXIS, "groups": (Group("Some", made),)} | more)


@pytest.fixture(scope="module")
def drawn():
    return picture([(label, [span]) for label, span in SPANS.items()]).figure


@pytest.mark.parametrize("case", cases.names())
def test_plotly_finds_no_fault_with_what_it_is_given_unchecked(drawn, case):
    chart = timeline.chart(Shown.of(cases.load(case), View(case=case)))
    for made in (drawn, chart.figure):
        given = made.to_dict()
        assert go.Figure(copy.deepcopy(given)).to_dict() == given


def test_what_is_written_in_a_figure_afterwards_is_checked():
    made = picture([("Talks", [SPANS["a day"]])]).figure
    for write in (made.update_traces, made.data[0].update, made.add_bar):
        with pytest.raises(ValueError):
            write(opacity=7)
    for write in (made.update_layout, made.layout.update):
        with pytest.raises(ValueError):
            write(hovermode="nowhere")


def marks(made):
    """List the traces that stand for records; signs on bars are traces too."""
    return [trace for trace in made.data if trace.customdata]


def of_row(made, label, panel="x2"):
    """List the traces that have marks in a row, in one panel."""
    return [
        (trace, [n for n, y in enumerate(trace.y) if y == label])
        for trace in marks(made)
        if label in trace.y and trace.xaxis == panel
    ]


def only(made, label):
    """Give the one trace of a row in the middle panel, and its days there."""
    ((trace, points),) = of_row(made, label)
    return trace, [trace.x[n] for n in points]


# ---- what is drawn -----------------------------------------------------------------


def test_panels_are_subplots_on_axes_of_dates_with_ranges_of_their_own(drawn):
    axes = [*drawn.select_xaxes()]
    assert [axis.type for axis in axes] == ["date"] * 3
    for axis, panel in zip(axes, AXIS.panels, strict=True):
        first, last = map(date.fromordinal, (panel.first, panel.last))
        assert axis.range == (str(first), str(last + timedelta(1)))
        assert axis.title.text == panel.name


def test_rows_are_named_categories_that_all_panels_share(drawn):
    axes = [*drawn.select_yaxes()]
    assert len(axes) == 3 and {axis.type for axis in axes} == {"category"}
    assert {axis.categoryarray for axis in axes} == {("Some", *SPANS)}
    assert axes[0].ticktext == ("<b>SOME</b>", *SPANS)
    assert [axis.matches for axis in axes] == [None, "y", "y"]
    assert axes[0].range[0] > axes[0].range[1]  # the first row on top


def test_a_panel_holds_the_dates_that_touch_it_and_nobody_pans_out_of_it(drawn):
    for label, panels_ in {
        "a day": ["x2"], "a bar": ["x", "x2"], "no start": ["x", "x2"],
        "going on": ["x2"], "for ever": ["x3"],
    }.items():  # fmt: skip
        found = [p for p in ("x", "x2", "x3") if of_row(drawn, label, p)]
        assert found == panels_, label
    for axis in drawn.select_xaxes():
        assert (axis.minallowed, axis.maxallowed) == axis.range


def test_what_lies_before_the_scale_is_marked_at_its_edge_and_can_be_reached():
    old = Span("E1", "day", "1995-02-03", "1995-02-03", status="happened")
    whole = Span("E2", "lasted", "", "1990-12-31", status="happened")
    made = picture([("old", [old]), ("older", [whole])]).figure
    first = made.layout.xaxis
    assert (first.range[0], first.minallowed) == ("2001-01-01", "1990-12-31")
    for label, kind in {"old": "happened", "older": "start not stated"}.items():
        mark, edge = of_row(made, label, "x")
        assert {mark[0].name, edge[0].name} == {kind, "before the scale"}
        points = {trace.name: trace.marker.symbol for trace in made.data}
        assert points["before the scale"] == "triangle-left-open"
        days = {day for trace, at in (mark, edge) for day in (trace.x[at[0]],)}
        assert days == {"2001-01-01", "1995-02-03" if label == "old" else "1990-12-31"}


def test_a_day_is_a_point_at_its_date_with_its_record_and_words(drawn):
    trace, days = only(drawn, "a day")
    assert (trace.name, trace.mode, days) == ("happened", "markers", ["2021-08-05"])
    assert trace.marker.symbol == "circle"
    assert (trace.customdata[0], trace.hovertext[0]) == ("E1", "All of a day")
    assert trace.hoverinfo == "text" and trace.hovertemplate is None


@pytest.mark.parametrize("label", ["a window", "by a day"])
def test_a_window_is_a_line_between_its_days_and_never_a_bar(drawn, label):
    trace, (first, _, last) = only(drawn, label)
    assert trace.type == "scatter" and trace.name == "one moment in a span"
    low = date.fromordinal(AXIS.panels[0].first).isoformat()
    assert (first, last) == (SPANS[label].first or low, "2021-08-12")
    at = trace.x.index(first)
    left, right = trace.marker.symbol[at], trace.marker.symbol[at + 2]
    stated = bool(SPANS[label].first)
    assert left == ("line-ns-open" if stated else "triangle-left-open")
    assert right == "line-ns-open"


def test_a_bar_reaches_to_the_end_of_its_last_day_and_has_its_sign(drawn):
    trace, (length,) = only(drawn, "a bar")
    assert (trace.type, trace.name) == ("bar", "hostile, happened")
    assert trace.base[0] == "2001-09-11"
    (sign,) = [t for t in drawn.data if not t.customdata and "a bar" in t.y
               and t.xaxis == "x2"]  # fmt: skip
    assert sign.text == ("\N{MINUS SIGN}",) and "2021-08-01" < sign.x[0] < "2021-08-30"
    assert not sign.showlegend and sign.hoverinfo == "skip"
    end = date(2001, 9, 11) + timedelta(milliseconds=length)
    assert end == date(2021, 8, 31)


def test_a_start_that_nobody_states_is_a_thin_line_with_an_arrow(drawn):
    trace, (first, _, last) = only(drawn, "no start")
    assert trace.name == "start not stated" and trace.line.width < 2
    assert trace.marker.symbol[:3] == (
        "triangle-left-open", "circle", "line-ns-open",
    )  # fmt: skip
    assert (first, last) == ("2001-01-01", "2021-08-30")


def test_an_end_that_nobody_states_is_a_thin_line_with_an_arrow(drawn):
    trace, (first, _, last) = only(drawn, "no end")
    assert trace.name == "end not stated" and trace.type == "scatter"
    assert trace.marker.symbol[2] == "triangle-right-open"
    assert (first, last) == ("2021-08-01", "2021-09-11")  # the line; no later


def test_what_is_told_to_have_lasted_is_a_bar_until_then_and_open_after(drawn):
    line, bar = of_row(drawn, "told of")
    assert line[0].name == "end not stated" and line[0].x[0] == "2021-08-09"
    assert bar[0].type == "bar" and bar[0].x[0] == 9 * figure.DAY
    assert bar[0].name == "cooperative, reported or claimed, about then"
    assert bar[0].marker.pattern.shape == "|"  # dashed: only about then


def test_what_goes_on_is_a_bar_with_an_arrow_at_the_day_it_was_last_so(drawn):
    bar, head = of_row(drawn, "going on")
    assert bar[0].type == "bar" and head[0].name == "still so on the day"
    assert head[0].x[0] == "2021-09-11"
    assert head[0].marker.symbol == "triangle-right"


def test_what_goes_on_after_the_line_ends_nowhere_before_its_begin(drawn):
    bar, head = of_row(drawn, "for ever", "x3")
    (nth,) = bar[1]
    assert bar[0].base[nth] == "2021-10-01" and bar[0].x[nth] > 0
    assert head[0].name == "goes on"


def test_each_name_has_one_entry_in_the_legend_that_moves_all_of_it(drawn):
    entries = [trace.name for trace in drawn.data if trace.showlegend]
    assert len(entries) == len(set(entries))
    assert set(entries) == {trace.name for trace in drawn.data}
    assert all(trace.legendgroup == trace.name for trace in drawn.data)


def test_the_day_of_the_article_is_a_line_on_the_axis_of_dates(drawn):
    (line,) = drawn.layout.shapes
    assert line.x0 == line.x1 == "2021-09-12"  # the end of its day
    assert (line.type, line.xref, line.yref) == ("line", "x2", "y2 domain")


# ---- rows --------------------------------------------------------------------------


def test_rows_of_one_name_stay_two_rows():
    made = picture([("Same", [SPANS["a day"]]), ("Same", [SPANS["a bar"]])]).figure
    assert made.layout.yaxis.categoryarray == ("Some", "Same", "Same (1)")
    assert made.layout.yaxis.ticktext == ("<b>SOME</b>", "Same", "Same")


def test_records_of_a_row_that_meet_have_lanes_of_their_own():
    one = Span("R1", "lasted", "2021-08-01", "2021-08-20", status="happened")
    inside = Span("R2", "day", "2021-08-10", "2021-08-10", status="happened")
    apart = Span("R3", "day", "2021-09-08", "2021-09-08", status="happened")
    made = picture([("A – B", [one, inside, apart])]).figure
    rows = {
        record: row
        for trace in marks(made)
        for record, row in zip(trace.customdata, trace.y, strict=True)
    }
    assert rows == {"R1": "A – B", "R2": "A – B (1)", "R3": "A – B"}
    assert made.layout.yaxis.ticktext == ("<b>SOME</b>", "A – B", "")


def test_another_account_of_a_date_has_a_lane_with_its_name():
    ours = Span("E1", "window", "", "2021-09-11", account="all it says", words="Any")
    made = picture([("Talks", [SPANS["a day"], ours])]).figure
    trace, _ = only(made, "Talks: all it says")
    assert trace.name == "all it says" and trace.hovertext[0] == "Any"
    assert "all it says" in made.layout.yaxis.ticktext[2]


def test_no_data_is_markup_for_plotly():
    span = Span("E1", "day", "2021-08-05", "2021-08-05", status=MARKUP, words=MARKUP)
    ours = Span("E1", "window", "2021-08-01", "2021-08-09", account=MARKUP)
    made = picture(
        [(MARKUP, [span, ours])], title=MARKUP, source=MARKUP, alt=MARKUP,
    ).figure  # fmt: skip
    told = json.loads(made.to_json())
    tags = re.findall(r"<[^>]*>", json.dumps(told, ensure_ascii=False))
    grey = f'<span style=\\"color:{theme.LIGHT["quiet"]}\\">'
    assert set(tags) <= {"<b>", "</b>", "<br>", "</span>", grey}
    assert tags.count("<b>") == 2  # a heading of ours, and the word at the line
    assert "hovertemplate" not in json.dumps(told) and "$" not in json.dumps(told)


# ---- what is displayed -------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    ["<b>x</b>", "%{x} %{customdata}", "$x^2$", "<a href='javascript:1'>go</a>",
     "<br>", "a & b &lt; c", "<img src=x onerror=alert(1)>", "&#36;x&#36;"],
)  # fmt: skip
def test_markup_templates_and_formulas_in_a_text_are_inert(words):
    told = figure.plain(words)
    assert unescape(told) == words and "<" not in told and "$" not in told


def test_a_text_is_broken_by_our_lines_and_no_others():
    lines = figure.hover("<br>one<script>\n" + "word " * 30).split("<br>")
    assert lines[0] == "&lt;br&gt;one&lt;script&gt;"
    assert len(lines) == 4 and all(len(line) <= 58 for line in lines[1:])


def test_a_notebook_shows_the_figure_and_its_picture_with_words(drawn):
    one = picture([("a day", [SPANS["a day"]])])
    bundle = one.figure._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", figure.PLOTLY}
    shown = one._repr_mimebundle_()
    assert bundle["text/html"] == shown["text/html"]
    assert 'alt="In words"' in bundle["text/html"]
    assert bundle["text/plain"] == "In words"
    assert not bundle[figure.PLOTLY]["config"]["showSendToCloud"]
    assert bundle == one.figure._repr_mimebundle_()
    assert "uid" not in json.dumps(bundle)


def test_the_figure_is_plotlys_own_to_whoever_analyses(drawn):
    from plotly import graph_objects as go

    made = copy.deepcopy(drawn)
    assert isinstance(made, go.Figure)
    made.update_layout(title_text="Mine", template="plotly_white")
    made.update_xaxes(range=["2021-08-01", "2021-08-31"], col=2)
    made.add_vline(x="2021-08-15", row=1, col=2)
    bundle = made._repr_mimebundle_()
    assert bundle[figure.PLOTLY]["layout"]["title"]["text"] == "Mine"
    axis = bundle[figure.PLOTLY]["layout"]["xaxis2"]
    assert axis["range"] == ["2021-08-01", "2021-08-31"]
    assert len(bundle[figure.PLOTLY]["layout"]["shapes"]) == 2
    assert 'alt="In words"' in bundle["text/html"]
    again = pickle.loads(pickle.dumps(made))
    assert again._repr_mimebundle_() == bundle


def test_the_dates_of_a_figure_are_in_no_text_that_travels():
    one = picture([(label, [span]) for label, span in SPANS.items()])
    text = content.pack(one)
    assert "lasted" not in text and "spans" not in text and "series" not in text
    bare = picture([(label, []) for label in SPANS])
    assert text == content.pack(bare)
    assert content.pack(content.unpack(text)) == text


def test_a_chart_without_an_axis_says_that_it_has_no_figure(daesh_k):
    chart = pairs.chart(Shown.of(daesh_k, View()))
    with pytest.raises(
        AttributeError, match="02-pairs has no axis, so it has no figure"
    ):
        chart.figure  # noqa: B018


def test_a_view_that_leaves_nothing_is_one_sentence(tmp_path):
    nothing = {"start": "1950", "end": "1951"}
    made = rowed.picture(tmp_path, "one event", **nothing).figure
    assert made.layout.title.text == "Nothing in this view is dated"
    assert made.data == () and not made.layout.xaxis.visible


# ---- numbers over time -------------------------------------------------------------

COURSE = Series(
    "Line index of balance", "ties",
    (Step("1872-01-01", 0, 0, 0), Step("1882-05-20", 1, 1, 3),
     Step("1890-06-18", None, 2, 4, "between 2 and 4, not proven")),
    end="1907-12-31",
)  # fmt: skip


def test_a_number_over_time_is_drawn_in_steps_with_its_range_as_a_band():
    many = Series("Ties", "count", (Step("1872-01-01", 3, 3, 3),), end="1907-12-31")
    made = picture([], axis=None, groups=(), series=(COURSE, many)).figure
    by = {trace.name: trace for trace in made.data}
    course, high = by["Line index of balance"], made.data[1]
    assert course.line.shape == "hv" and course.y == (0, 1, None, None)
    assert course.x == ("1872-01-01", "1882-05-20", "1890-06-18", "1907-12-31")
    assert (high.fill, high.y) == ("tonexty", (0, 3, 4, 4))
    assert course.hovertext[2] == "between 2 and 4, not proven"
    assert by["Ties"].yaxis == "y2" and len(made.data) == 4  # no band of its own
    assert [axis.title.text for axis in made.select_yaxes()] == ["ties", "count"]


# ---- the charts --------------------------------------------------------------------


@pytest.mark.parametrize("room", [timeline, strips])
@pytest.mark.parametrize("name", rowed.SOME)
def test_every_dated_row_of_a_chart_is_in_its_figure(tmp_path, name, room):
    chart = room.chart(rowed.shown(tmp_path, name))
    made = chart.figure
    rows = [row for group in chart.groups for row in group.rows]
    records = {one for trace in marks(made) for one in trace.customdata}
    assert {m.record for row in rows for m in row.several} <= records
    drawn_rows = {row.record for row in rows if row.record and row.spans}
    assert drawn_rows <= records
    dated = [row for row in rows if any(s.kind != "text" for s in row.shapes)]
    assert all(row.spans for row in dated)
    for trace in marks(made):
        days = trace.base if trace.type == "bar" else trace.x
        assert all(day is None or date.fromisoformat(day) for day in days)
        assert len(trace.y) == len(trace.hovertext) == len(trace.x)


def test_the_dates_are_those_of_the_records(tmp_path):
    shown = rowed.shown(tmp_path, "daesh-k-2021")
    case, made = shown.case, timeline.chart(shown).figure
    for trace in marks(made):
        if "happened" in trace.name and trace.type == "scatter":
            for record, day in zip(trace.customdata, trace.x, strict=True):
                when = shown.when(case.by_id[record])
                assert date.fromisoformat(day) == when.begin_earliest
                assert when.shape == "day"


# ---- in a browser ------------------------------------------------------------------

PLACED = """() => {
  const gd = document.getElementById("figure"), layout = gd._fullLayout;
  const names = Object.keys(layout).filter((one) => /^xaxis\\d*$/.test(one));
  return {
    types: names.map((one) => layout[one].type),
    ranges: names.map((one) => layout[one].range),
    rows: layout.yaxis.type,
    labels: [...gd.querySelectorAll(".ytick text")].map((t) => t.textContent),
    modebar: gd.querySelectorAll(".modebar-btn").length,
    links: gd.querySelectorAll("a[href]").length,
  };
}"""


@pytest.fixture
def opened(browser):
    context = browser.new_context(viewport={"width": 1100, "height": 800})
    context.set_offline(True)
    page = context.new_page()

    def draw(made):
        plot = made._repr_mimebundle_()[figure.PLOTLY]
        page.set_content("<div id='figure'></div>")
        page.add_script_tag(content=get_plotlyjs())
        page.evaluate("(plot) => Plotly.newPlot('figure', plot)", plot)
        return page

    yield draw
    context.close()


@pytest.mark.browser
def test_a_browser_draws_dates_and_names_and_lets_a_reader_zoom(opened):
    rows = [(label, [span]) for label, span in SPANS.items()]
    page = opened(picture([(MARKUP, [SPANS["a day"]]), *rows]).figure)
    found = page.evaluate(PLACED)
    assert found["types"] == ["date"] * 3 and found["rows"] == "category"
    assert "".join(found["labels"]).count("a window") == 1
    assert MARKUP.replace(" ", "") in "".join(found["labels"]).replace(" ", "")
    assert found["modebar"] > 4 and found["links"] == 0
    box = page.locator(".nsewdrag[data-subplot=xy]").bounding_box()
    x, y = box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.5
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + box["width"] * 0.4, y, steps=5)
    page.mouse.up()
    page.wait_for_function(
        f"(was) => String(({PLACED})().ranges[0]) !== String(was)",
        arg=found["ranges"][0],
    )
    assert page.evaluate(PLACED)["ranges"][1:] == found["ranges"][1:]


@pytest.mark.central
@pytest.mark.browser
def test_a_browser_shows_the_words_of_a_record_as_they_are(opened):
    span = Span("E1", "day", "2021-08-05", "2021-08-05", words=MARKUP)
    page = opened(picture([("Talks", [span])]).figure)
    point = {"curveNumber": 0, "pointNumber": 0}
    page.evaluate("(at) => Plotly.Fx.hover('figure', [at], 'x2y2')", point)
    told = page.locator(".hoverlayer .hovertext").first.text_content()
    assert told.replace(" ", "") == MARKUP.replace(" ", "")
