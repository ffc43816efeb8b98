"""Shapes drawn by plotly: the same picture, with something to point at.

Text in the data is escaped, since plotly reads a little HTML in every label.
"""

import textwrap
from html import escape

import pandas as pd
import plotly.graph_objects as go

from helpers import theme

CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,  # plotly.js 4 offers it by default
    "responsive": False,
}
STEP = 18  # pixels between two points that feel the pointer


def _rgb(name: str) -> str:
    return theme.LIGHT.get(name, "rgba(0,0,0,0)") if name else "rgba(0,0,0,0)"


def plain(text: str) -> str:
    """Make a text inert for plotly: no tag, no template, no formula."""
    return escape(text, quote=False).replace("$", "&#36;")


def hover(text: str, width: int = 58) -> str:
    """Break a hover text into lines and make each inert."""
    lines = [
        part
        for line in text.split("\n")
        for part in (textwrap.wrap(line, width) or [""])
    ]
    return "<br>".join(map(plain, lines))


def _line(s) -> dict:
    return {
        "type": "line", "x0": s.x0, "y0": s.y0, "x1": s.x1, "y1": s.y1,
        "opacity": s.opacity, "layer": "between",
        "line": {"color": _rgb(s.colour), "width": s.width,
                 "dash": "3px,2px" if s.dash else "solid"},
    }  # fmt: skip


def _box(s) -> dict:
    return {
        "type": "rect", "x0": s.x0, "y0": s.y0, "x1": s.x1, "y1": s.y1,
        "opacity": s.opacity, "fillcolor": _rgb(s.fill), "layer": "between",
        "line": {"color": _rgb(s.colour if s.width else ""), "width": s.width,
                 "dash": "3px,2px" if s.dash else "solid"},
    }  # fmt: skip


def _disc(s) -> dict:
    found = _box(s) | {"type": "circle"}
    edges = {"x0": s.x0 - s.x1, "x1": s.x0 + s.x1, "y0": s.y0 - s.x1, "y1": s.y0 + s.x1}
    return found | edges


DRAW = {"line": _line, "box": _box, "disc": _disc}


def _annotation(s) -> dict:
    return {
        "x": s.x0, "y": s.y0, "text": f"<b>{plain(s.text)}</b>" if s.bold
        else plain(s.text), "showarrow": False, "xanchor": s.align,
        "yanchor": "middle", "borderpad": 0,
        "font": {"size": s.size, "color": _rgb(s.colour)},
    }  # fmt: skip


def _target(s) -> go.Scatter:
    count = max(1, round((s.x1 - s.x0) / STEP))
    xs = [round(s.x0 + (i + 0.5) * (s.x1 - s.x0) / count, 1) for i in range(count)]
    y = round((s.y0 + s.y1) / 2, 1)
    return go.Scatter(
        x=xs, y=[y] * count, mode="markers", name=s.record_id, showlegend=False,
        marker={"size": 20, "opacity": 0}, hoverinfo="text", hovertext=hover(s.text),
        customdata=[s.record_id] * count,
    )  # fmt: skip


def figure(shapes: pd.DataFrame, width: int, height: int) -> go.Figure:
    """Draw shapes as a plotly figure of fixed size; a trace for each target."""
    rows = list(shapes.round({"x0": 1, "y0": 1, "x1": 1, "y1": 1}).itertuples())
    axis = {"visible": False, "fixedrange": True}
    drawn = go.Figure([_target(s) for s in rows if s.shape == "target"])
    drawn.update_layout(
        template="none", width=width, height=height, showlegend=False,
        margin={"l": 0, "r": 0, "t": 0, "b": 0}, hovermode="closest",
        hoverdistance=12, dragmode=False,
        font={"family": theme.CHART_FONT, "color": theme.LIGHT["ink"]},
        paper_bgcolor=theme.LIGHT["ground"], plot_bgcolor=theme.LIGHT["ground"],
        hoverlabel={"bgcolor": theme.LIGHT["panel"], "align": "left",
                    "bordercolor": theme.LIGHT["bracket"],
                    "font": {"size": 12, "color": theme.LIGHT["ink"]}},
        xaxis={"range": [0, width], **axis}, yaxis={"range": [height, 0], **axis},
        shapes=[DRAW[s.shape](s) for s in rows if s.shape in DRAW],
        annotations=[_annotation(s) for s in rows if s.shape == "text" and s.text],
    )  # fmt: skip
    return drawn
