"""A chart as a plotly figure on real axes, for whoever analyses it.

Days lie on axes of dates, rows are named categories, panels are subplots, traces have
names. It draws what a chart says in terms of its data; nothing has a place in pixels.
Text in the data is escaped, since plotly reads a little HTML in every label.
"""

import json
import textwrap
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from html import escape
from itertools import count, groupby
from typing import NamedTuple

from plotly import graph_objects as go
from plotly._subplots import SubplotRef

from helpers.case import firmness, signs
from helpers.draw import panels, rows
from helpers.draw.content import Content
from helpers.draw.rows import Row, Series, Span
from helpers.theme import CHART_FONT, LIGHT

PLOTLY = "application/vnd.plotly.v1+json"
CONFIG = {"displaylogo": False, "showSendToCloud": False, "responsive": True}
ROW, LINE = 25, 14  # pixels of a row, and of a further line
HEAD, TOP = 230, 22  # pixels beside the rows; of them above the title
LABEL, TITLE = 42, 105  # letters of a line
NEAR = 0.018  # of the width; marks of several records that are closer have own lanes
TICKS = {"told": "reported or said then", "agreed": "day of an agreement"}
DAY = 86_400_000  # milliseconds
DAYS = 3  # where the days of a mark begin: after its row, its record, its words
LABELS = 16  # of the days that all axes together can name
BEFORE = "before the scale"
ORDER = ("line", "bar", "tick", "point")  # from the ground up
SCATTER = {"type": "scatter", "cliponaxis": False}
CAP, LEFT, RIGHT = "line-ns-open", "triangle-left-open", "triangle-right-open"
NO_LOOK = {"data": {"scatter": [{"type": "scatter"}]}}  # plotly's template `none`
Placed = tuple[str, Span, str]  # the row of a date, and its words


class Reach(NamedTuple):
    """How far a panel reaches: what it shows, and how far a reader may pan."""

    first: str
    last: str
    least: str
    most: str


class Look(NamedTuple):
    """What the marks of one trace share; ``quiet`` is another account of a date."""

    form: str
    name: str
    sign: str = ""
    filled: bool = False
    about: bool = False
    quiet: bool = False

    @property
    def ink(self) -> str:
        """Its colour: that of its sign, or quiet."""
        return LIGHT["bracket" if self.quiet else signs.OF_MARK[self.sign].colour]

    @property
    def over(self) -> str:
        """The colour of what is written on it."""
        return LIGHT["ground"] if self.filled else self.ink

    @property
    def glyph(self) -> str:
        """What is written on a mark: its sign."""
        return signs.OF_MARK[self.sign].glyph


class Figure(go.Figure):
    """A plotly figure that is seen also where no script runs.

    A class because a notebook shows an object by its mimebundle: plotly's own holds
    no picture. ``still`` is shown in its place, and is not drawn anew.
    """

    _still: dict[str, str] = {}
    _ipython_display_ = None  # plotly's own would show the figure alone

    def _repr_mimebundle_(self, include=None, exclude=None, **more) -> dict:
        """Give the figure, and its picture for an untrusted notebook and a page.

        Without data it is what the picture says.
        """
        if not self.data:
            return self._still
        return self._still | {PLOTLY: json.loads(self.to_json()) | {"config": CONFIG}}

    def __reduce__(self):
        """Keep the picture when it is copied."""
        return (*super().__reduce__(), {"_still": self._still})


def of(one: Content, still: dict[str, str]) -> Figure:
    """Draw a chart as a figure; ``still`` is what stands for it as a picture.

    Raises
    ------
    AttributeError
        Where the chart has no axis.
    """
    if not one.series and (one.columns or (one.blocks and not one.axis)):
        raise AttributeError(f"{one.name} has no axis, so it has no figure")
    if one.series:
        made = _courses(one)
    elif one.axis:
        made = _rows(one)
    else:
        blank = {name: {"visible": False} for name in ("xaxis", "yaxis")}
        made = Figure(layout=_layout(one, HEAD) | blank)
    made._still = still
    return made


def plain(text: str) -> str:
    """Make a text inert for plotly: no tag, no template, no formula."""
    return escape(text, quote=False).replace("$", "&#36;")


@lru_cache(maxsize=10_000)  # the same words are at several marks
def hover(text: str, width: int = 58) -> str:
    """Break a text into lines and make each inert."""
    wrapped = (textwrap.wrap(line, width) or [""] for line in text.split("\n"))
    return "<br>".join(plain(part) for lines in wrapped for part in lines)


def _layout(one: Content, height: int) -> dict:
    """Lay out what every figure has: its words, its colours, its legend."""
    ink, quiet = LIGHT["ink"], LIGHT["quiet"]
    title = hover(one.title, TITLE)
    return {
        "template": NO_LOOK, "height": height,
        "title": {"text": title, "x": 0, "xref": "container", "xanchor": "left",
                  "y": 1 - TOP / height, "yref": "container", "yanchor": "top",
                  "pad": {"l": 12}, "font": {"size": 17},
                  "subtitle": {"text": hover(one.source, TITLE + 40),
                               "font": {"size": 12, "color": quiet}}},
        "font": {"family": CHART_FONT, "color": ink, "size": 12},
        "paper_bgcolor": LIGHT["ground"], "plot_bgcolor": LIGHT["panel"],
        "hovermode": "closest", "barmode": "overlay",
        "margin": {"l": 10, "r": 14, "b": 40, "t": 116 + 22 * title.count("<br>")},
        "hoverlabel": {"bgcolor": LIGHT["ground"], "align": "left",
                       "font": {"color": ink}},
        "legend": {"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom",
                   "x": 0},
    }  # fmt: skip


# ---- rows of dates ------------------------------------------------------------------


def _rows(one: Content) -> Figure:
    """Draw named rows, a subplot for each panel, with the dates that touch it.

    At once: plotly takes far longer to set up subplots and to add to them.
    """
    labels, placed = _named(one)
    lines = sum(text.count("<br>") for text in labels.values())
    layout = _layout(one, HEAD + ROW * len(labels) + LINE * lines)
    data, shown, grid = [], set(), _grid(len(one.axis.panels))
    for nth, reach in enumerate(_reaches(one.axis, placed)):
        (across, down), named = grid[nth].layout_keys, grid[nth].trace_kwargs
        layout[across] = _across(one.axis, nth, reach) | {"anchor": named["yaxis"]}
        layout[down] = _down(labels, nth) | {"anchor": named["xaxis"]}
        for trace in _traces(placed, one.axis, reach):
            name = trace["name"]
            data.append({"showlegend": name not in shown} | trace | named)
            shown.add(name)
    if one.axis.line and one.axis.line_place is not None:
        layout |= _line(one.axis, grid)
    made = Figure(data, layout, _validate=False)  # a test has plotly check both
    for checks in (made, made.layout, *made.data):  # what others write from here on
        checks._validate = True
    made._grid_ref = [[(ref,) for ref in grid]]  # so that `row` and `col` name a panel
    return made


def _grid(many: int) -> list[SubplotRef]:
    """Name the axes of panels side by side as plotly does."""
    every = [[f"{axis}{n or ''}" for axis in "xy"] for n in (0, *range(2, many + 1))]
    return [
        SubplotRef("xy", (f"xaxis{x[1:]}", f"yaxis{y[1:]}"), {"xaxis": x, "yaxis": y})
        for x, y in every
    ]


def _down(labels: dict[str, str], nth: int) -> dict:
    """Name the rows, at the left of the first panel."""
    names = list(labels)
    rows = {
        "type": "category", "categoryorder": "array", "categoryarray": names,
        "range": [len(labels) - 0.5, -0.5], "showgrid": False, "zeroline": False,
        "domain": [0.0, 1.0],
    }  # fmt: skip
    if nth:
        return rows | {"matches": "y", "showticklabels": False}
    return rows | {
        "tickmode": "array", "tickvals": names, "ticktext": list(labels.values()),
        "ticklabelstandoff": 6, "automargin": True,
    }  # fmt: skip


def _reaches(axis: panels.Axis, placed: list[Placed]) -> list[Reach]:
    """Return how far each panel reaches: the outer ones to the first and last date."""
    days = [day for _, span, _ in placed for day in (span.first, span.last) if day]
    ends = ((date.fromordinal(n).isoformat() for n in (p.first, p.last))
            for p in axis.panels)  # fmt: skip
    found = [Reach(*[*both] * 2) for both in ends]
    found[0] = found[0]._replace(least=min([found[0].first, *days]))
    found[-1] = found[-1]._replace(most=max([found[-1].last, *days]))
    return found


def _across(axis: panels.Axis, nth: int, reach: Reach) -> dict:
    """Let the axis of a subplot show its panel, and nobody pan further than its dates.

    Beyond, there would be nothing, though other panels have dates of that time.
    """
    panel = axis.panels[nth]
    return {
        "type": "date", "range": [reach.first, _after(reach.last)], "side": "top",
        "minallowed": reach.least, "maxallowed": _after(reach.most), "zeroline": False,
        "title": {"text": plain(panel.name), "font": {"size": 12}}, "tickangle": 0,
        "nticks": max(2, round(LABELS * (panel.right - panel.left))),
        "gridcolor": LIGHT["rule"], "domain": _domain(axis, nth),
    }  # fmt: skip


def _domain(axis: panels.Axis, nth: int) -> list[float]:
    """Return where a panel begins and ends, rounded as plotly would."""
    wide = [panel.right - panel.left for panel in axis.panels]
    room = 1.0 - panels.GAP * (len(wide) - 1)
    widths = [room * (one / sum(wide)) for one in wide]
    begin = sum(widths[:nth]) + nth * panels.GAP
    return [begin, begin + widths[nth]]


def _line(axis: panels.Axis, grid: list[SubplotRef]) -> dict:
    """Draw the line at the end of a day, and name it."""
    day = _after(axis.line.isoformat())
    across, down = grid[axis.panels.index(axis.panel(axis.line))].trace_kwargs.values()
    place = {"xref": across, "yref": f"{down} domain"}
    line = {"width": 2, "color": LIGHT["ink"]}
    stroke = {"type": "line", "x0": day, "x1": day, "y0": 0, "y1": 1, "line": line}
    words = {
        "x": day, "y": 0, "yanchor": "top", "xanchor": "right",
        "text": f"<b>{plain(axis.word)}</b>", "showarrow": False,
    }  # fmt: skip
    return {"shapes": [stroke | place], "annotations": [words | place]}


def _after(day: str) -> str:
    """Return where a day ends: where the next one begins."""
    number = date.fromisoformat(day).toordinal()
    return date.fromordinal(min(number + 1, panels.LAST)).isoformat()


def _named(one: Content) -> tuple[dict[str, str], list[Placed]]:
    """Name the rows, each with its label; and place every date in its row."""
    labels: dict[str, str] = {}
    placed: list[Placed] = []
    for group in one.groups:
        if group.title:
            head = hover(group.title.upper(), LABEL)
            labels[_new(group.title, labels)] = f"<b>{head}</b>"
        for row in group.rows:
            label = hover(row.label, LABEL)
            label = _quiet(label) if row.quiet else label
            for nth, (account, spans) in enumerate(_lanes(row, one.axis)):
                name = _new(f"{row.label}: {account}" if account else row.label, labels)
                labels[name] = _quiet(plain(account)) if account else label * (not nth)
                placed += [(name, one_, one_.words or row.words) for one_ in spans]
    return labels, placed


def _quiet(text: str) -> str:
    return f'<span style="color:{LIGHT["quiet"]}">{text}</span>'


def _new(name: str, taken: dict) -> str:
    """Make a name that no row has yet, inert as all that plotly writes."""
    tries = (f"{plain(name)} ({n})" if n else plain(name) for n in count())
    return next(one for one in tries if one not in taken)


def _lanes(row: Row, axis: panels.Axis) -> list[tuple[str, list[Span]]]:
    """Part the dates of a row into lanes, so that no record covers another one.

    Another account of a date has a lane of its own, with its name.
    """
    own = [s for s in row.spans if not s.account and s.kind != "agreed"]
    groups = [[*spans] for _, spans in groupby(own, key=lambda span: span.record)]
    nths = rows.lanes(_reach(spans, axis) for spans in groups)
    lanes: list[list[Span]] = [[] for _ in range(max(nths, default=0) + 1)]
    lanes[0] = [s for s in row.spans if s.kind == "agreed"]
    for nth, spans in zip(nths, groups, strict=True):
        lanes[nth] += spans
    others = [s for s in row.spans if s.account]
    return [*(("", spans) for spans in lanes), *((s.account, [s]) for s in others)]


def _reach(spans: list[Span], axis: panels.Axis) -> tuple[float, float]:
    """Return how far the marks of a record reach, in parts of the width."""
    days = [date.fromisoformat(d) for s in spans for d in (s.first, s.last) if d]
    places = [axis.place(day) for day in days]
    places += [0.0] if any(not s.first for s in spans) else []
    places += [1.0] if any(not s.last or s.end == "open" for s in spans) else []
    return min(places), max(places) + NEAR


# ---- marks --------------------------------------------------------------------------


def _traces(placed: list[Placed], axis: panels.Axis, reach: Reach) -> list[dict]:
    """Draw the dates of a panel, those of one look as one trace, from the ground up."""
    looks: dict[Look, list] = {}
    for row, span, words in placed:
        for look, first, last, *caps in _parts(span, axis):
            if first <= reach.most and last >= reach.least:
                seen = max(first, reach.first), min(last, reach.last)
                middle = min(max(_middle(*seen), first), last)
                part = row, span.record, words, first, middle, last, *caps
                looks.setdefault(look, []).append(part)
    order = sorted(looks, key=lambda look: (ORDER.index(look.form), look))
    return [trace for look in order for trace in FORMS[look.form](look, looks[look])]


def _parts(span: Span, axis: panels.Axis) -> Iterator[tuple]:
    """Draw a date in parts: looks, each with two days and, of a line, its caps.

    Where nobody states an end, a thin line leads to the edge of the scale, with an
    arrow; only what lasted for certain is a bar.
    """
    low, high = axis.days[0].isoformat(), (axis.line or axis.days[1]).isoformat()
    first = span.first or min(low, span.last or low)
    last = span.last or max(high, first)
    if last < low and span.end != "open":
        yield Look("tick", BEFORE, span.sign), low, low
    caps = CAP if span.first else LEFT, CAP if span.last else RIGHT
    if span.kind in TICKS:
        yield Look("tick", TICKS[span.kind]), first, first
    elif span.account:
        yield Look("line", span.account, quiet=True), first, last, *caps
    elif span.kind == "day":
        yield _firm("point", span), first, first
    elif span.kind == "window":
        look = Look("line", "one moment in a span", span.sign, about=span.about)
        yield look, first, last, *caps
    else:
        yield from _lasting(span, first, last, high)


def _lasting(span: Span, first: str, last: str, high: str) -> Iterator[tuple]:
    """Draw what lasted: a bar as far as its days are stated, and how it ends."""
    shared = {"sign": span.sign, "about": span.about}
    if span.first and (span.last or span.end == "on"):
        yield _firm("bar", span), first, last
    elif not span.first:
        yield Look("line", "start not stated", **shared), first, last, LEFT, CAP
    if span.end == "open":
        begin = span.last or first
        look = Look("line", "end not stated", **shared)
        yield look, begin, max(high, begin), CAP, RIGHT
    if span.end == "on":
        name = "still so on the day" if span.last else "goes on"
        yield Look("tick", name, span.sign, filled=True), last, last


def _firm(form: str, span: Span) -> Look:
    """Return how a stated date is drawn: filled where it happened."""
    told = span.status in firmness.TOLD_ONLY
    word = signs.OF_MARK[span.sign].word if span.sign else ""
    words = (word, "reported or claimed" if told else span.status,
             "about then" if span.about else "")  # fmt: skip
    name = ", ".join(filter(None, words))
    return Look(form, name, span.sign, span.status == "happened", span.about)


def _trace(look: Look, marks: list, each: int = 1) -> dict:
    """Return what all traces have: so many points a mark, and a gap after several."""
    gap = [None] if each > 1 else []

    def points(nth: int) -> list:
        return [one for mark in marks for one in ([mark[nth]] * each + gap)]

    return {
        "name": plain(look.name), "legendgroup": plain(look.name),
        "hoverinfo": "text", "y": points(0), "customdata": points(1),
        "hovertext": [words and hover(words) for words in points(2)],
    }  # fmt: skip


def _point(look: Look, marks: list) -> Iterator[dict]:
    """Draw days: filled where it happened, hollow where only told."""
    symbol = "circle" if look.filled else "circle-open"
    symbol = "circle-x-open" if "denied" in look.name else symbol
    yield _marked(look, marks, symbol, 12, look.ink) | {
        "mode": "markers" + "+text" * bool(look.glyph),
        "text": [look.glyph] * len(marks), "textposition": "middle center",
        "textfont": {"color": look.over, "size": 12},
        "opacity": 0.6 if look.about else 1,
    }  # fmt: skip


def _tick(look: Look, marks: list) -> Iterator[dict]:
    """Draw days of reports as upright strokes, and the heads of what goes on."""
    symbol = "triangle-right" if look.filled else LEFT if look.name == BEFORE else CAP
    yield _marked(look, marks, symbol, 14, look.over)


def _marked(look: Look, marks: list, symbol: str, size: int, edge: str) -> dict:
    """Return a trace of marks, each on its day."""
    marker = {"symbol": symbol, "size": size, "color": look.ink,
              "line": {"width": 2, "color": edge}}  # fmt: skip
    days = {"mode": "markers", "x": [mark[DAYS] for mark in marks]}
    return _trace(look, marks) | SCATTER | days | {"marker": marker}


def _bar(look: Look, marks: list) -> Iterator[dict]:
    """Draw what lasted, to the end of its last day; striped where only about then."""
    ground = LIGHT["ground"]
    days = [[date.fromisoformat(day) for day in m[DAYS:]] for m in marks]
    marker = {"color": look.ink if look.filled else ground,
              "line": {"color": look.ink, "width": 1.5}}  # fmt: skip
    if look.about:
        marker |= {"pattern": {"shape": "|", "size": 7, "fgcolor": look.ink,
                               "bgcolor": ground,
                               "solidity": 0.6 if look.filled else 0.15}}  # fmt: skip
    yield _trace(look, marks) | {
        "type": "bar", "orientation": "h", "width": 0.5, "marker": marker,
        "base": [mark[DAYS] for mark in marks],
        "x": [((last - first).days + 1) * DAY for first, _, last in days],
    }  # fmt: skip
    if look.glyph:  # plotly leaves out the text of a bar that passes its axis
        name = plain(look.name)
        yield SCATTER | {
            "name": name, "legendgroup": name, "showlegend": False, "mode": "text",
            "x": [mark[DAYS + 1] for mark in marks], "y": [mark[0] for mark in marks],
            "text": [look.glyph] * len(marks), "textfont": {"color": look.over},
            "hoverinfo": "skip",
        }  # fmt: skip


def _between(look: Look, marks: list) -> Iterator[dict]:
    """Draw one moment between two days, or what nobody states: lines, never bars."""
    symbols, days = [], []
    for *_, first, middle, last, left, right in marks:
        days += [first, middle, last, None]
        symbols += [left, "circle", right, "circle"]
    style = {"color": look.ink, "width": 1.8, "dash": "dash" if look.about else "solid"}
    yield _trace(look, marks, each=3) | SCATTER | {
        "mode": "lines+markers" + "+text" * bool(look.glyph),
        "x": days, "text": ["", look.glyph, "", ""] * len(marks),
        "textposition": "top center", "textfont": {"color": look.ink}, "line": style,
        "marker": {"symbol": symbols, "color": look.ink, "line": {"width": 1.8},
                   "size": [10, 0, 10, 0] * len(marks)},
    }  # fmt: skip


def _middle(first: str, last: str) -> str:
    """Return the day in the middle of two."""
    low, high = (date.fromisoformat(day).toordinal() for day in (first, last))
    return date.fromordinal((low + high) // 2).isoformat()


FORMS = {"line": _between, "bar": _bar, "tick": _tick, "point": _point}


# ---- numbers over time --------------------------------------------------------------


def _courses(one: Content) -> Figure:
    """Draw numbers over time as steps: those of one unit in one subplot."""
    units = list(dict.fromkeys(course.unit for course in one.series))
    made = Figure(layout=_layout(one, HEAD + 170 * len(units)))
    made.set_subplots(rows=len(units), cols=1, shared_xaxes=True, vertical_spacing=0.06)
    for course in one.series:
        row = 1 + units.index(course.unit)
        for trace in _course(course):
            made.add_trace(trace, row, 1)
    made.update_xaxes(type="date", gridcolor=LIGHT["rule"], zeroline=False)
    for nth, unit in enumerate(units, 1):
        made.update_yaxes(title_text=plain(unit), rangemode="tozero", row=nth,
                          gridcolor=LIGHT["rule"], automargin=True)  # fmt: skip
    return made


def _course(one: Series) -> Iterator[dict]:
    """Draw a number as steps, and as a band where it lies between two bounds."""
    steps = [*one.steps, one.steps[-1]._replace(day=one.end)]
    name, days = plain(one.name), [step.day for step in steps]
    shared = {
        "type": "scatter", "x": days, "hoverinfo": "text", "legendgroup": one.name,
        "hovertext": [hover(step.words or f"{one.name}: {step.value}")
                      for step in steps],
    }  # fmt: skip
    if any(step.low < step.high for step in steps):
        edge = {"mode": "lines", "line": {"width": 0, "shape": "hv"},
                "showlegend": False, "hoverinfo": "skip"}  # fmt: skip
        yield shared | edge | {"name": f"{name}: least", "y": [s.low for s in steps]}
        band = {"fill": "tonexty", "fillcolor": "rgba(123,135,148,0.35)",
                "showlegend": True}  # fmt: skip
        yield shared | edge | band | {
            "name": f"{name}: range of all readings", "y": [s.high for s in steps],
        }  # fmt: skip
    yield shared | {
        "name": name, "mode": "lines", "y": [step.value for step in steps],
        "line": {"shape": "hv", "width": 2.4, "color": LIGHT[one.colour]},
    }  # fmt: skip
