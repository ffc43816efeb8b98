"""Shapes drawn by plotly: the same picture, with something to point at.

Text in the data is escaped, since plotly reads a little HTML in every label.
"""

import json
import textwrap
from functools import lru_cache
from html import escape

from helpers import theme
from helpers.explorer import shapes

CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,  # plotly.js 4 offers it by default
    "responsive": False,
}
SLIDER = 84  # pixels that it takes
TALL = 32  # pixels between two rows of such points
LAYER = "below"  # plotly.js 4.1 never clears the layer "between" when it draws again
STEP = 18  # pixels between two points that feel the pointer
# Roles that a page tells apart when it filters: what it writes anew, leaves out, or
# shortens by a count.
NAMED = ("title", "subtitle", "more", "lane", "track", "aside", "strip")


def rgb(name: str) -> str:
    """Look up a colour of the theme; blank is none."""
    return theme.LIGHT.get(name, "rgba(0,0,0,0)") if name else "rgba(0,0,0,0)"


def plain(text: str) -> str:
    """Make a text inert for plotly: no tag, no template, no formula."""
    return escape(text, quote=False).replace("$", "&#36;")


@lru_cache(maxsize=10_000)  # the same mark is wide, narrow, and on many days
def hover(text: str, width: int = 58) -> str:
    """Break a hover text into lines and make each inert."""
    lines = [
        part
        for line in text.split("\n")
        for part in (textwrap.wrap(line, width) or [""])
    ]
    return "<br>".join(map(plain, lines))


def _named(s) -> dict:
    """Name a shape by its record, or by a role that is told apart."""
    name = s.record_id or (s.role if s.role in NAMED else "")
    return {"name": name} if name else {}


def _line(s) -> dict:
    return _named(s) | {
        "type": "line", "x0": s.x0, "y0": s.y0, "x1": s.x1, "y1": s.y1,
        "opacity": s.opacity, "layer": LAYER,
        "line": {"color": rgb(s.colour), "width": s.width,
                 "dash": "3px,2px" if s.dash else "solid"},
    }  # fmt: skip


def _box(s) -> dict:
    return _named(s) | {
        "type": "rect", "x0": s.x0, "y0": s.y0, "x1": s.x1, "y1": s.y1,
        "opacity": s.opacity, "fillcolor": rgb(s.fill), "layer": LAYER,
        "line": {"color": rgb(s.colour if s.width else ""), "width": s.width,
                 "dash": "3px,2px" if s.dash else "solid"},
    }  # fmt: skip


def _disc(s) -> dict:
    found = _box(s) | {"type": "circle"}
    edges = {"x0": s.x0 - s.x1, "x1": s.x0 + s.x1, "y0": s.y0 - s.x1, "y1": s.y0 + s.x1}
    return found | edges


DRAW = {"line": _line, "box": _box, "disc": _disc}


def _words(s) -> str:
    """Write a text for plotly, which has bold letters as markup only."""
    return f"<b>{plain(s.text)}</b>" if s.bold else plain(s.text)


def _annotation(s) -> dict:
    return _named(s) | {
        "x": s.x0, "y": s.y0, "text": _words(s), "showarrow": False,
        "xanchor": s.align, "yanchor": "middle", "borderpad": 0,
        "font": {"size": s.size, "color": rgb(s.colour)},
    }  # fmt: skip


def spots(s) -> list[tuple[float, float]]:
    """Cover an area with points that feel the pointer, in rows where it is tall."""
    across = max(1, round((s.x1 - s.x0) / STEP))
    down = max(1, round((s.y1 - s.y0) / TALL))
    xs = [round(s.x0 + (i + 0.5) * (s.x1 - s.x0) / across, 1) for i in range(across)]
    ys = [round(s.y0 + (i + 0.5) * (s.y1 - s.y0) / down, 1) for i in range(down)]
    return [(x, y) for y in ys for x in xs]


def _target(s) -> dict:
    """Make an area to point at."""
    at = spots(s)
    return {
        "type": "scatter", "x": [x for x, _ in at], "y": [y for _, y in at],
        "mode": "markers", "name": s.record_id, "showlegend": False,
        "marker": {"size": 20, "opacity": 0}, "hoverinfo": "text",
        "hovertext": hover(s.text), "customdata": [s.record_id] * len(at),
    }  # fmt: skip


def drawn(rows: list) -> dict:
    """Draw all but the areas to point at: a layout's shapes and annotations."""
    return {
        "shapes": [DRAW[s.shape](s) for s in rows if s.shape in DRAW],
        "annotations": [_annotation(s) for s in rows if s.shape == "text" and s.text],
    }


# ---- what a slider moves -----------------------------------------------------------


def _moving_lines(rows: list) -> dict:
    """Draw lines of one look as one trace, with gaps between them."""
    one = rows[0]
    return {
        "type": "scatter", "x": [x for s in rows for x in (s.x0, s.x1, None)],
        "y": [y for s in rows for y in (s.y0, s.y1, None)], "mode": "lines",
        "hoverinfo": "skip", "opacity": one.opacity,
        "line": {"color": rgb(one.colour), "width": one.width,
                 "dash": "3px,2px" if one.dash else "solid"},
    }  # fmt: skip


def _moving_discs(rows: list) -> dict:
    """Draw discs of one look as the markers of one trace."""
    one = rows[0]
    return {
        "type": "scatter", "x": [s.x0 for s in rows], "y": [s.y0 for s in rows],
        "mode": "markers", "hoverinfo": "skip",
        "marker": {"size": 2 * one.x1, "color": rgb(one.fill), "opacity": 1,
                   "line": {"color": rgb(one.colour), "width": one.width}},
    }  # fmt: skip


def _moving_texts(rows: list) -> dict:
    """Write texts of one look as one trace."""
    one = rows[0]
    side = {"left": "right", "right": "left", "center": "center"}[one.align]
    return {
        "type": "scatter", "x": [s.x0 for s in rows], "y": [s.y0 for s in rows],
        "mode": "text", "text": [_words(s) for s in rows],
        "textposition": f"middle {side}", "hoverinfo": "skip",
        "textfont": {"size": one.size, "color": rgb(one.colour)},
    }  # fmt: skip


def _moving_targets(rows: list) -> dict:
    """Make the areas to point at of one step one trace."""
    return {
        "type": "scatter", "x": [(s.x0 + s.x1) / 2 for s in rows],
        "y": [(s.y0 + s.y1) / 2 for s in rows], "mode": "markers",
        "marker": {"size": 22, "opacity": 0}, "hoverinfo": "text",
        "hovertext": [hover(s.text) for s in rows],
        "customdata": [s.record_id for s in rows],
    }  # fmt: skip


MOVE = {"line": _moving_lines, "disc": _moving_discs, "text": _moving_texts,
        "target": _moving_targets}  # fmt: skip


def _look(s) -> tuple:
    """Give what shapes must share to be drawn as one trace."""
    size = s.x1 if s.shape == "disc" else s.size
    style = s.colour, s.fill, s.width, s.dash, s.opacity, s.bold, s.align, size
    return s.shape, s.role, *style


def _layer(trace: tuple) -> int:
    """Order looks from the ground up, so that no disc covers a glyph at any step."""
    shape, role = trace[:2]
    if role == "hatch":
        return 2 if shape == "line" else 3
    return {"line": 0, "disc": 1, "text": 4, "target": 5}[shape]


def _traces(step) -> dict[str, tuple[int, dict]]:
    """Draw a step: each trace and its layer, by all that is in it."""
    groups: dict[tuple, list] = {}
    for s in shapes.rows(step.shapes):
        groups.setdefault(_look(s), []).append(s)
    drawn = [(_layer(look), MOVE[look[0]](rows)) for look, rows in groups.items()]
    return {json.dumps(trace): (layer, trace) for layer, trace in drawn}


def _moving(steps: tuple) -> tuple[list[dict], list[list[bool]]]:
    """Draw the steps: each trace once, and for each step which of them it shows."""
    shown = [_traces(step) for step in steps]
    every = {key: made for traces in shown for key, made in traces.items()}
    order = sorted(every, key=lambda key: every[key][0])
    seen = [[key in traces for key in order] for traces in shown]
    last = seen[-1] if seen else []
    traces = [every[k][1] | {"visible": v} for k, v in zip(order, last, strict=True)]
    return traces, seen


def _slider(sheet, fixed: int, shown: list[list[bool]]) -> dict:
    """Lay out the slider: a stop for each step, at the last one to begin with."""
    quiet = {"color": theme.LIGHT["quiet"], "size": theme.SIZE["small"]}
    steps = [
        {"label": step.label, "method": "restyle",
         "args": [{"visible": [True] * fixed + one}]}
        for step, one in zip(sheet.steps, shown, strict=True)
    ]  # fmt: skip
    return {
        "active": len(steps) - 1, "steps": steps,
        "x": 50 / sheet.width, "len": 1 - 100 / sheet.width,
        "y": 1 - sheet.slider / sheet.height, "yanchor": "top", "pad": {"t": 0, "b": 0},
        "bgcolor": theme.LIGHT["rule"], "activebgcolor": theme.LIGHT["bracket"],
        "bordercolor": theme.LIGHT["bracket"], "tickcolor": theme.LIGHT["bracket"],
        "font": quiet, "transition": {"duration": 0},
        "currentvalue": {"xanchor": "left", "font":
                         {"color": theme.LIGHT["ink"], "size": 14}},
    }  # fmt: skip


# ---- the whole -------------------------------------------------------------------


def ground(width: int, height: int) -> dict:
    """Lay out a figure of fixed size in pixels, before anything is drawn on it."""
    axis = {"visible": False, "fixedrange": True}
    return {
        "width": width, "height": height, "showlegend": False,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "hovermode": "closest",
        "hoverdistance": 12, "dragmode": False,
        "font": {"family": theme.CHART_FONT, "color": theme.LIGHT["ink"]},
        "paper_bgcolor": theme.LIGHT["ground"], "plot_bgcolor": theme.LIGHT["ground"],
        "hoverlabel": {"bgcolor": theme.LIGHT["panel"], "align": "left",
                       "bordercolor": theme.LIGHT["bracket"],
                       "font": {"size": 12, "color": theme.LIGHT["ink"]}},
        "xaxis": {"range": [0, width], **axis},
        "yaxis": {"range": [height, 0], **axis},
    }  # fmt: skip


def rows_of(sheet) -> list:
    """List the shapes of a sheet, to a tenth of a pixel."""
    return shapes.rows(sheet.shapes)


def plot(sheet) -> dict:
    """Draw a sheet for plotly.js, in plain values: a trace for each target.

    Without a template, which plotly.js needs none of, and without plotly's checks of
    every value, which take longer than all the rest; a test has them made.
    """
    rows = rows_of(sheet)
    fixed = [_target(s) for s in rows if s.shape == "target"]
    moving, shown = _moving(sheet.steps)
    layout = ground(sheet.width, sheet.height) | drawn(rows)
    if sheet.steps:
        layout["sliders"] = [_slider(sheet, len(fixed), shown)]
    return {"data": fixed + moving, "layout": layout}


def figure(sheet):
    """Draw a sheet as a plotly figure, checked by plotly."""
    from plotly.graph_objects import Figure  # a tenth of a second; few need one

    made = Figure(plot(sheet))
    return made.update_layout(template="none")
