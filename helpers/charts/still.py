"""Shapes drawn by matplotlib: an SVG whose text is text, the same bytes every time."""

import io
import re
import warnings

import matplotlib
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse, Rectangle

from helpers import theme

DASH = (0, (3.2, 2.2))
ROUND = "*{stroke-linejoin: round; stroke-linecap: butt}"  # matplotlib's own rule
ALONE = re.compile(r"<g>(<(?:path|text)[^>]*>(?:[^<]*</text>)?)</g>")
STYLE = {
    "font.family": "DejaVu Sans",
    "svg.fonttype": "none",
    "svg.hashsalt": "dateline",
    "text.usetex": False,
    "text.parse_math": False,  # a dollar in a title is a dollar
}


def _colour(name: str) -> str:
    return theme.LIGHT.get(name, "none") if name else "none"


def _line(axes, s, z: int) -> None:
    style = DASH if s.dash else "solid"
    axes.plot(
        [s.x0, s.x1], [s.y0, s.y1], color=_colour(s.colour), linewidth=s.width,
        linestyle=style, alpha=s.opacity, solid_capstyle="butt", zorder=z,
        clip_on=False,
    )  # fmt: skip


def _box(axes, s, z: int) -> None:
    axes.add_patch(
        Rectangle(
            (s.x0, s.y0), s.x1 - s.x0, s.y1 - s.y0, facecolor=_colour(s.fill),
            edgecolor=_colour(s.colour) if s.width else "none", linewidth=s.width,
            linestyle=DASH if s.dash else "solid", alpha=s.opacity, zorder=z,
            clip_on=False,
        )
    )  # fmt: skip


def _disc(axes, s, z: int) -> None:
    axes.add_patch(
        Ellipse(
            (s.x0, s.y0), 2 * s.x1, 2 * s.x1, facecolor=_colour(s.fill),
            edgecolor=_colour(s.colour), linewidth=s.width,
            linestyle=DASH if s.dash else "solid", zorder=z, clip_on=False,
        )
    )  # fmt: skip


def _text(axes, s, z: int) -> None:
    axes.text(
        s.x0, s.y0, s.text, fontsize=s.size, color=_colour(s.colour), ha=s.align,
        va="center_baseline", fontweight="bold" if s.bold else "normal", zorder=z,
    )  # fmt: skip


DRAW = {"line": _line, "box": _box, "disc": _disc, "text": _text}


def figure(shapes: pd.DataFrame, width: int, height: int) -> Figure:
    """Draw shapes on a figure of ``width`` by ``height`` pixels (72 to the inch)."""
    drawn = Figure(figsize=(width / 72, height / 72), dpi=72)
    drawn.patch.set_facecolor(theme.LIGHT["ground"])
    axes = drawn.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    for order, shape in enumerate(shapes.itertuples()):
        if shape.shape in DRAW:
            DRAW[shape.shape](axes, shape, order)
    return drawn


def _save(drawn: Figure, kind: str, **more) -> bytes:
    out = io.BytesIO()
    with warnings.catch_warnings():
        # A letter that DejaVu lacks stays text in the SVG; the browser has a font.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        drawn.savefig(out, format=kind, **more)
    return out.getvalue()


def _slim(raw: str) -> str:
    """Take out of an SVG what says nothing: rotations by none, blanks, digits.

    Only inside tags, and between them: a text stays as it is.
    """

    def tag(found: re.Match) -> str:
        text = re.sub(r' transform="rotate\(-?0 [^"]*"', "", found[0])
        text = re.sub(r"font-family: [^;]*; ?", "", text)
        text = re.sub(r"\s*\n\s*", " ", text)
        text = re.sub(r"(: |; ) *", lambda m: m[1].strip(), text)
        return re.sub(r"\d+\.\d{2,}", lambda m: f"{float(m[0]):.1f}", text)

    head, body = raw.split(">", 1)
    body = re.sub(r"<(?![!/])[^>]*>", tag, body.lstrip())
    body = re.sub(r">\s+<", "><", body)
    return head + ">" + ALONE.sub(lambda m: m[1], body)


def svg(shapes: pd.DataFrame, width: int, height: int, alt: str) -> str:
    """Draw shapes as one SVG element, sized in pixels, with its description."""
    with matplotlib.rc_context(STYLE):
        drawn = figure(shapes, width, height)
        FigureCanvasSVG(drawn)
        raw = _save(drawn, "svg", metadata={"Date": None, "Creator": None}).decode()
    raw = raw[raw.index("<svg") :]
    raw = re.sub(r"<metadata>.*?</metadata>\s*", "", raw, count=1, flags=re.DOTALL)
    raw = re.sub(r'<g id="[^"]*"', "<g", raw)  # named alike in every figure
    raw = re.sub(r'(<svg[^>]*?) width="[^"]*"', rf'\1 width="{width}"', raw, count=1)
    raw = re.sub(r'(<svg[^>]*?) height="[^"]*"', rf'\1 height="{height}"', raw, count=1)
    raw = _slim(raw).replace(ROUND, f"{ROUND} text{{font-family:'DejaVu Sans'}}", 1)
    label = alt.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return raw.replace("<svg", f'<svg role="img" aria-label="{label}"', 1).strip()


def png(shapes: pd.DataFrame, width: int, height: int) -> bytes:
    """Draw shapes as a PNG at twice the size in pixels."""
    with matplotlib.rc_context(STYLE):
        drawn = figure(shapes, width, height)
        FigureCanvasAgg(drawn)
        return _save(drawn, "png", dpi=144, metadata={"Software": None})
