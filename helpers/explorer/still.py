"""Shapes drawn by matplotlib: a PNG, the same pixels every time."""

import io
import warnings

import matplotlib
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse, Rectangle

from helpers import theme

DASH = (0, (3.2, 2.2))
STYLE = {
    "font.family": "DejaVu Sans",
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


def png(shapes: pd.DataFrame, width: int, height: int) -> bytes:
    """Draw shapes as a PNG at twice the size in pixels."""
    out = io.BytesIO()
    with matplotlib.rc_context(STYLE), warnings.catch_warnings():
        # A letter that DejaVu lacks is a box here; it is text in the SVG.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        drawn = figure(shapes, width, height)
        FigureCanvasAgg(drawn)
        drawn.savefig(out, format="png", dpi=144, metadata={"Software": None})
    return out.getvalue()
