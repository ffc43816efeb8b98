"""Shapes laid out in pixels, drawn by matplotlib: PNG and PDF, the same bytes."""

import io
import warnings
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Pen:
    """What shapes are drawn with: colours by their names, and points to a pixel.

    A class because every shape takes both from whoever draws the whole.
    """

    palette: dict[str, str]
    points: float = 1.0

    def colour(self, name: str) -> str:
        """Give a colour by its name; blank is none."""
        return self.palette.get(name, "none")

    def line(self, s: Shape) -> dict:
        """Give the look of a line."""
        return {"color": self.colour(s.colour), "linewidth": s.width * self.points,
                "solid_capstyle": "butt", "clip_on": False}  # fmt: skip

    def patch(self, s: Shape) -> dict:
        """Give the look that every patch has."""
        edge = self.colour(s.colour) if s.width else "none"
        return {"facecolor": self.colour(s.fill), "edgecolor": edge,
                "linewidth": s.width * self.points,
                "linestyle": DASH if s.dash else "solid", "clip_on": False}  # fmt: skip


def _faded(axes, s: Shape, z: int, pen: Pen) -> None:
    """Draw a box that covers more at one end than at the other."""
    red, green, blue, _ = to_rgba(pen.colour(s.fill))
    low, high = ((red, green, blue, part) for part in s.fade)
    ramp = LinearSegmentedColormap.from_list("fade", [low, high])
    place = (s.x0.beside, s.x1.beside, s.y1, s.y0)
    axes.imshow([range(256)], cmap=ramp, extent=place, aspect="auto", zorder=z,
                interpolation="bilinear")  # fmt: skip


def _draw(axes, s: Shape, z: int, pen: Pen) -> None:
    x, y = s.x0.beside, s.y0
    if s.kind == "line":
        axes.plot([x, s.x1.beside], [y, s.y1], zorder=z, **pen.line(s),
                  linestyle=DASH if s.dash else "solid")  # fmt: skip
    elif s.kind == "box" and s.fade:
        _faded(axes, s, z, pen)
    elif s.kind == "box":
        size = s.x1.beside - x, s.y1 - y
        axes.add_patch(Rectangle((x, y), *size, zorder=z, **pen.patch(s)))
    elif s.kind == "disc":
        wide = 2 * s.y1
        axes.add_patch(Ellipse((x, y), wide, wide, zorder=z, **pen.patch(s)))
    elif s.kind == "path" and s.fill:
        corners = [(x + a, y + b) for a, b in s.points]
        axes.add_patch(Polygon(corners, closed=True, zorder=z, **pen.patch(s)))
    elif s.kind == "path":
        across, down = zip(*((x + a, y + b) for a, b in s.points), strict=True)
        axes.plot(across, down, zorder=z, **pen.line(s))
    elif s.text:
        look = {"size": s.size * pen.points, "fname": letters.file(*s.face)}
        axes.text(x, y + 0.33 * s.size, s.text, color=pen.colour(s.colour),
                  ha=s.align, va="baseline", zorder=z,
                  fontproperties=font_manager.FontProperties(**look))  # fmt: skip


def png(
    shapes: list[Shape],
    width: int,
    height: int,
    palette: dict[str, str] = theme.LIGHT,
    wide: int = 0,
    dpi: int = 0,
) -> bytes:
    """Draw shapes as a PNG, twice the size in pixels or ``wide`` pixels wide.

    ``dpi`` is how many of its pixels are meant to make an inch on paper.
    """
    told = {"dpi": (dpi, dpi)} if dpi else {}
    how = {"format": "png", "dpi": 72 * ((wide or 2 * width) / width)}
    how |= {"pil_kwargs": told, "metadata": {"Software": None}}
    return _saved(shapes, width, height, Pen(palette), **how)


def pdf(
    shapes: list[Shape], width: int, height: int, palette: dict[str, str],
    points: float, title: str,
) -> bytes:  # fmt: skip
    """Draw shapes as a PDF with its fonts in it, so many points wide."""
    told = {"Title": title, "Creator": None, "Producer": None, "CreationDate": None}
    pen = Pen(palette, points / width)
    return _saved(shapes, width, height, pen, metadata=told, format="pdf")


def _saved(shapes: list[Shape], width: int, height: int, pen: Pen, **how) -> bytes:
    """Draw shapes on a size in pixels and give what matplotlib writes of them."""
    out = io.BytesIO()
    size = (width * pen.points / 72, height * pen.points / 72)
    with matplotlib.rc_context(STYLE), warnings.catch_warnings():
        # A letter that the font lacks is a box here; it is text in the SVG.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        drawn = Figure(figsize=size, dpi=72)
        drawn.patch.set_facecolor(pen.colour("ground"))
        axes = drawn.add_axes((0, 0, 1, 1))
        for order, shape in enumerate(shapes):
            _draw(axes, shape, order, pen)
        axes.set_xlim(0, width)
        axes.set_ylim(height, 0)
        axes.axis("off")
        FigureCanvasAgg(drawn)
        drawn.savefig(out, **how)
    return out.getvalue()
