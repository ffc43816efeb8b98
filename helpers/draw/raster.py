"""Shapes laid out in pixels, drawn by matplotlib: PNG and PDF, the same bytes."""

import io
import warnings

import matplotlib
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap, to_rgba
from matplotlib.figure import Figure
from matplotlib.patches import Ellipse, Polygon, Rectangle

from helpers import theme
from helpers.draw import letters
from helpers.draw.marks import Shape

DASH = (0, (3, 2))
STYLE = {
    "text.usetex": False,
    "text.parse_math": False,
    "pdf.fonttype": 42,
    "text.hinting": "no_hinting",  # else letters are wider than they are measured
}


def _face(s: Shape):
    family = letters.SERIF if s.serif else letters.SANS
    return letters.file(family, 600 if s.bold else 400)


def _colour(name: str) -> str:
    return theme.LIGHT.get(name, "none")


def _style(s: Shape, z: int) -> dict:
    """Give the look that every patch has."""
    edge = _colour(s.colour) if s.width else "none"
    return {"facecolor": _colour(s.fill), "edgecolor": edge, "linewidth": s.width,
            "linestyle": DASH if s.dash else "solid", "zorder": z,
            "clip_on": False}  # fmt: skip


def _faded(axes, s: Shape, z: int) -> None:
    """Draw a box that covers more at one end than at the other."""
    red, green, blue, _ = to_rgba(_colour(s.fill))
    low, high = ((red, green, blue, part) for part in s.fade)
    ramp = LinearSegmentedColormap.from_list("fade", [low, high])
    place = (s.x0.beside, s.x1.beside, s.y1, s.y0)
    axes.imshow([range(256)], cmap=ramp, extent=place, aspect="auto", zorder=z,
                interpolation="bilinear")  # fmt: skip


def _draw(axes, s: Shape, z: int) -> None:
    x, y = s.x0.beside, s.y0
    if s.kind == "line":
        axes.plot([x, s.x1.beside], [y, s.y1], color=_colour(s.colour), zorder=z,
                  linewidth=s.width, linestyle=DASH if s.dash else "solid",
                  solid_capstyle="butt", clip_on=False)  # fmt: skip
    elif s.kind == "box" and s.fade:
        _faded(axes, s, z)
    elif s.kind == "box":
        size = s.x1.beside - x, s.y1 - y
        axes.add_patch(Rectangle((x, y), *size, **_style(s, z)))
    elif s.kind == "disc":
        axes.add_patch(Ellipse((x, y), 2 * s.y1, 2 * s.y1, **_style(s, z)))
    elif s.kind == "path" and s.fill:
        corners = [(x + a, y + b) for a, b in s.points]
        axes.add_patch(Polygon(corners, closed=True, **_style(s, z)))
    elif s.kind == "path":
        across, down = zip(*((x + a, y + b) for a, b in s.points), strict=True)
        axes.plot(across, down, color=_colour(s.colour), linewidth=s.width, zorder=z,
                  solid_capstyle="butt", clip_on=False)  # fmt: skip
    elif s.text:
        face = font_manager.FontProperties(fname=_face(s), size=s.size)
        axes.text(x, y + 0.33 * s.size, s.text, color=_colour(s.colour), ha=s.align,
                  va="baseline", fontproperties=face, zorder=z)  # fmt: skip


def figure(shapes: list[Shape], width: int, height: int) -> Figure:
    """Draw shapes on a figure of a size in pixels (72 to the inch)."""
    drawn = Figure(figsize=(width / 72, height / 72), dpi=72)
    drawn.patch.set_facecolor(theme.LIGHT["ground"])
    axes = drawn.add_axes((0, 0, 1, 1))
    for order, shape in enumerate(shapes):
        _draw(axes, shape, order)
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    return drawn


def png(shapes: list[Shape], width: int, height: int) -> bytes:
    """Draw shapes as a PNG at twice the size in pixels."""
    out = io.BytesIO()
    with matplotlib.rc_context(STYLE), warnings.catch_warnings():
        # A letter that the font lacks is a box here; it is text in the SVG.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        drawn = figure(shapes, width, height)
        FigureCanvasAgg(drawn)
        drawn.savefig(out, format="png", dpi=144, metadata={"Software": None})
    return out.getvalue()
