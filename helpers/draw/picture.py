"""A chart as a file, and as a notebook shows it."""

import base64
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.draw import content, layout, saved, svg
from helpers.draw.content import Content
from helpers.draw.marks import Shape

if TYPE_CHECKING:
    from helpers.draw.figure import Figure

MIME = "application/vnd.dateline.chart+json"


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
        shapes, height = self.laid
        return svg.alone(shapes, self.name, layout.WIDTH, height, self.alt)

    @property
    def png(self) -> bytes:
        """The picture as pixels, twice the size."""
        from helpers.draw import raster  # matplotlib takes its time, as plotly does

        return raster.png(self.laid[0], layout.WIDTH, self.laid[1])

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
            One sentence for a name, a width or a theme that cannot be used.

        Examples
        --------
        >>> timeline.chart(shown).save("timeline.png", width="17cm", theme="dark").name
        'timeline.png'
        """
        return saved.save(self, path, width, theme)

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
