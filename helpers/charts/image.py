"""Shapes written as one SVG image: the same picture, for a chart redrawn at once.

A browser draws one image some times faster than plotly.js the hundreds of shapes in
it, and matplotlib takes longer to write one than a reader waits for a slider.
"""

import base64
from html import escape

from helpers import theme
from helpers.charts import live

ANCHOR = {"left": "start", "center": "middle", "right": "end"}


def _dashed(s) -> str:
    return ' stroke-dasharray="3 2"' if s.dash else ""


def _edge(s) -> str:
    """Write the outline of a shape that may have none."""
    if not s.width:
        return ""
    return f' stroke="{live.rgb(s.colour)}" stroke-width="{s.width}"{_dashed(s)}'


def _line(s) -> str:
    return (
        f'<path d="M{s.x0} {s.y0}L{s.x1} {s.y1}" opacity="{s.opacity}"'
        f' stroke="{live.rgb(s.colour)}" stroke-width="{s.width}"{_dashed(s)}/>'
    )


def _box(s) -> str:
    x, y = min(s.x0, s.x1), min(s.y0, s.y1)
    wide, high = round(abs(s.x1 - s.x0), 1), round(abs(s.y1 - s.y0), 1)
    return (
        f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" opacity="{s.opacity}"'
        f' fill="{live.rgb(s.fill)}"{_edge(s)}/>'
    )


def _disc(s) -> str:
    return (
        f'<circle cx="{s.x0}" cy="{s.y0}" r="{s.x1}" opacity="{s.opacity}"'
        f' fill="{live.rgb(s.fill)}"{_edge(s)}/>'
    )


def _text(s) -> str:
    bold = ' font-weight="bold"' if s.bold else ""
    return (
        f'<text x="{s.x0}" y="{s.y0}" dy=".35em" font-size="{s.size}"'
        f' text-anchor="{ANCHOR[s.align]}" fill="{live.rgb(s.colour)}"{bold}>'
        f"{escape(s.text)}</text>"
    )


DRAW = {"line": _line, "box": _box, "disc": _disc, "text": _text}


def svg(rows: list, width: int, height: int) -> str:
    """Write shapes, in their order, as one SVG of a size in pixels."""
    drawn = "".join(DRAW[s.shape](s) for s in rows if s.shape in DRAW)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' font-family="{escape(theme.CHART_FONT)}">{drawn}</svg>'
    )


def address(svg_: str) -> str:
    """Give an SVG as an address that asks nobody."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg_.encode()).decode()
