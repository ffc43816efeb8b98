"""Shapes written as one SVG, by hand, so that a chart is redrawn at once.

The same bytes every time, text as text. What neighbours share is written once around
them. A browser draws one such image some times faster than plotly.js the hundreds of
shapes in it.
"""

import base64
from html import escape
from itertools import groupby

from helpers import theme

ANCHOR = {"left": "", "center": "middle", "right": "end"}
MIDDLE = 0.35  # of a letter's size, from the middle of its line down to its baseline


def number(value: float) -> str:
    """Write a number to a tenth, and no longer than it must be."""
    return f"{round(value, 1) + 0:.9g}"  # 0 makes 0 out of -0


def attributes(given: dict[str, str]) -> str:
    """Write the attributes that say something."""
    return "".join(f' {name}="{value}"' for name, value in given.items() if value)


def paint(name: str) -> str:
    """Look up a colour of the theme; blank is none."""
    return theme.LIGHT.get(name, "none")


def _stroke(s) -> dict[str, str]:
    """Give the look of a line, or of the outline of a shape that may have none."""
    if not s.width:
        return {}
    return {
        "stroke": paint(s.colour),
        "stroke-width": f"{s.width:g}",
        "stroke-dasharray": "3 2" if s.dash else "",
    }


def _filled(s) -> dict[str, str]:
    return {"fill": paint(s.fill), **_stroke(s)}


def _lettering(s) -> dict[str, str]:
    return {
        "font-size": f"{s.size:g}",
        "font-weight": "bold" if s.bold else "",
        "text-anchor": ANCHOR[s.align],
        "fill": paint(s.colour),
    }


def _opacity(s) -> str:
    """Write how much a shape covers: its own, since a group would fade as a whole."""
    return "" if s.opacity == 1 else f' opacity="{s.opacity:g}"'


def _line(s) -> str:
    x, y = number(s.x1), number(s.y1)
    to = f"H{x}" if s.y0 == s.y1 else f"V{y}" if s.x0 == s.x1 else f"L{x} {y}"
    return f'<path d="M{number(s.x0)} {number(s.y0)}{to}"{_opacity(s)}/>'


def _box(s) -> str:
    x, y = number(min(s.x0, s.x1)), number(min(s.y0, s.y1))
    wide, high = number(abs(s.x1 - s.x0)), number(abs(s.y1 - s.y0))
    size = f'x="{x}" y="{y}" width="{wide}" height="{high}"'
    return f"<rect {size}{_opacity(s)}/>"


def _disc(s) -> str:
    x, y, radius = number(s.x0), number(s.y0), number(s.x1)
    return f'<circle cx="{x}" cy="{y}" r="{radius}"{_opacity(s)}/>'


def _text(s) -> str:
    x, y = number(s.x0), number(s.y0 + MIDDLE * s.size)
    return f'<text x="{x}" y="{y}">{escape(s.text, quote=False)}</text>'


DRAW = {"line": _line, "box": _box, "disc": _disc, "text": _text}
LOOK = {"line": _stroke, "box": _filled, "disc": _filled, "text": _lettering}


def drawn(rows: list) -> str:
    """Write shapes in their order, neighbours of one look in one group."""
    seen = [s for s in rows if s.shape in DRAW and (s.shape != "text" or s.text)]
    runs = groupby(seen, key=lambda s: attributes(LOOK[s.shape](s)))
    return "".join(
        f"<g{look}>{''.join(DRAW[s.shape](s) for s in run)}</g>" for look, run in runs
    )


def svg(rows: list, width: int, height: int) -> str:
    """Write shapes as one SVG of a size in pixels."""
    about = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": f"{width}",
        "height": f"{height}",
        "viewBox": f"0 0 {width} {height}",
        "font-family": escape(theme.CHART_FONT),
    }
    ground = f'<rect width="{width}" height="{height}" fill="{paint("ground")}"/>'
    return f"<svg{attributes(about)}>{ground}{drawn(rows)}</svg>"


def address(svg_: str) -> str:
    """Give an SVG as an address that asks nobody."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg_.encode()).decode()
