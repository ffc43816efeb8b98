"""A chart as a file, and as a notebook shows it."""

import base64
import re
from dataclasses import dataclass
from functools import cached_property
from html import escape
from numbers import Real
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import paths, theme
from helpers.draw import content, layout, letters, svg
from helpers.draw.content import Content
from helpers.draw.marks import Shape
from helpers.draw.svg import Palette
from helpers.view.parameters import ParameterError

if TYPE_CHECKING:
    from helpers.draw.figure import Figure

MIME = "application/vnd.dateline.chart+json"
THEMES = {"": None, "light": theme.LIGHT, "dark": theme.DARK}
INCHES = {"px": 1 / 96, "cm": 1 / 2.54, "mm": 1 / 25.4, "in": 1.0}  # in one of each
WIDTH = re.compile(rf"\s*([0-9]*\.?[0-9]+)\s*({'|'.join(INCHES)})?\s*")
DPI = 300  # of a PNG that is to be so wide on paper
LEAST = 2  # inches: on less, nobody reads anything of a chart
MOST = 10_000  # pixels of a PNG across and down
Wide = tuple[float, str]  # how wide, and in which unit
LAID = (0, "")  # as it is laid out


@dataclass(frozen=True)
class Picture(Content):
    """A chart in every form in which somebody sees it.

    A class because a notebook shows an object by its mimebundle.
    """

    @cached_property
    def laid(self) -> tuple[list[Shape], int]:
        """Its shapes in pixels, and its height."""
        return layout.laid(self)

    @cached_property
    def svg(self) -> str:
        """The picture as a file of its own."""
        return _svg(self).decode()

    @property
    def png(self) -> bytes:
        """The picture as pixels, twice the size."""
        return _png(self)

    def save(self, path: str | Path, width: float | str = 0, theme: str = "") -> Path:
        """Save the picture as a file of its own, and return where it is.

        Parameters
        ----------
        path
            A name that ends in .svg, .png, .pdf or .html. The PDF has its fonts in it,
            the page asks for nothing else.
        width
            Pixels, or a width on paper: "17cm", "6.5in". The letters are scaled with
            the rest: at 17 cm the smallest have 5 points.
        theme
            `light` or `dark`; blank: an SVG and a page as whoever opens them has it.

        Raises
        ------
        ParameterError
            One sentence for a name, a width or a theme that cannot be used, or a file
            that cannot be written.

        Examples
        --------
        >>> timeline.chart(shown).save("timeline.png", width="17cm", theme="dark").name
        'timeline.png'
        """
        path = Path(path).expanduser()
        write = ENDINGS.get(path.suffix.lower())
        if not write:
            raise ParameterError(
                f"path = {str(path)!r}: no chart is saved as that. Allowed: a name that"
                f" ends in {', '.join(ENDINGS)}."
            )
        if theme not in THEMES:
            raise ParameterError(
                f"theme = {theme!r}: not allowed. Allowed: light, dark."
            )
        try:
            paths.write(path, write(self, _wide(width), THEMES[theme]))
        except OSError as error:
            told = f"path = {str(path)!r}: it cannot be written: {error.strerror}."
            raise ParameterError(told) from error
        return path

    @property
    def figure(self) -> "Figure":
        """The chart as a plotly figure on real axes.

        Raises
        ------
        AttributeError
            Where the chart has no axis.

        Examples
        --------
        >>> timeline.chart(shown).figure.layout.xaxis.type
        'date'
        """
        from helpers.draw import figure  # plotly takes its time, and few charts need it

        return figure.of(self, {"text/plain": self.alt, "text/html": self.image})

    @property
    def image(self) -> str:
        """The picture as an element of HTML, which an untrusted notebook shows too.

        Of one that shows nothing its words: no empty sheet.
        """
        if self.blank:
            return f'<p class="reading">{escape(self.title)}.</p>'
        packed = base64.b64encode(self.svg.encode()).decode()
        return (
            f'<img alt="{escape(self.alt)}" src="data:image/svg+xml;base64,{packed}">'
        )

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        """Give the picture, and as an image what an untrusted notebook shows too."""
        names = ("name", "title", "subtitle", "source", "alt")
        told = {name: getattr(self, name) for name in names}
        drawn = {} if self.blank else {"image/svg+xml": self.svg}
        return {
            "text/plain": self.alt,
            "text/html": self.image,
            **drawn,
            MIME: told | {"content": content.pack(self)},
        }


# ---- a file of its own --------------------------------------------------------------


def _wide(width: float | str) -> Wide:
    """Read a width: pixels as a number, or text with its unit."""
    is_number = isinstance(width, Real) and not isinstance(width, bool)
    found = WIDTH.fullmatch(f"{width:f}" if is_number else str(width))
    if width == "" or (is_number and not width):
        return LAID
    wide, unit = (float(found[1]), found[2] or "px") if found else (0, "in")
    if wide * INCHES[unit] < LEAST:
        raise ParameterError(
            f"width = {width!r}: write pixels, or a width on paper: 800, '17cm' or"
            f" '6.5in'; {LEAST} inches at least."
        )
    return wide, unit


def _svg(one: Picture, wide: Wide = LAID, palette: Palette | None = None) -> bytes:
    shapes, height = one.laid
    size = layout.WIDTH, height
    return svg.alone(shapes, one.name, *size, one.alt, palette, wide).encode()


def _png(one: Picture, wide: Wide = LAID, palette: Palette | None = None) -> bytes:
    from helpers.draw import raster  # which loads matplotlib

    shapes, height = one.laid
    across, unit = wide
    on_paper = unit not in ("", "px")
    pixels = round(across * INCHES[unit] * DPI if on_paper else across)
    if pixels * max(1, height / layout.WIDTH) > MOST:
        raise ParameterError(
            f"width = '{across:g}{unit}': as a PNG it would have more than {MOST:,}"
            " pixels on a side. Allowed: a smaller width, or a name that ends in .svg"
            " or .pdf."
        )
    how = palette or theme.LIGHT, pixels, DPI if on_paper else 0
    return raster.png(shapes, layout.WIDTH, height, *how)


def _pdf(one: Picture, wide: Wide, palette: Palette | None) -> bytes:
    from helpers.draw import raster

    shapes, height = one.laid
    across, unit = wide if wide[0] else (layout.WIDTH, "px")
    how = palette or theme.LIGHT, 72 * across * INCHES[unit], one.title
    return raster.pdf(shapes, layout.WIDTH, height, *how)


def _html(one: Picture, wide: Wide, palette: Palette | None) -> bytes:
    """Write a page with the picture and its letters in it, which asks for nothing."""
    picture = _svg(one, wide, palette).decode()
    ground, dark = (palette or theme.LIGHT)["ground"], theme.DARK["ground"]
    style = f"{letters.css(picture)}html{{background:{ground}}}body{{margin:16px}}"
    style += "h1{position:absolute;clip-path:inset(50%)}"  # it is in the picture
    if not palette:
        style += f"@media (prefers-color-scheme:dark){{html{{background:{dark}}}}}"
    if not wide[0]:
        style += "svg{max-width:100%;height:auto}"
    policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f"<title>{escape(one.title)}</title><style>{style}</style></head>"
        f"<body><main><h1>{escape(one.title)}</h1>{picture}</main></body></html>\n"
    ).encode()


ENDINGS = {".svg": _svg, ".png": _png, ".pdf": _pdf, ".html": _html}
