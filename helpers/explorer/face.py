"""One chart, two faces: what a cell shows, whoever looks at it.

JupyterLab and the report show the interactive face; GitHub, print and a page without
JavaScript the static one. A second pair for narrow screens travels along.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from helpers import theme
from helpers.explorer import image, live, still

MIME = "application/vnd.dateline.chart+json"
PLOTLY = "application/vnd.plotly.v1+json"


@dataclass(frozen=True)
class Step:
    """One stop of a slider: what it is called, and what is drawn only there."""

    label: str
    shapes: pd.DataFrame


@dataclass(frozen=True)
class Sheet:
    """One drawing: shapes on a ground of ``width`` by ``height`` pixels.

    With ``steps`` the interactive face has a slider over them and starts at the last;
    ``shapes`` stand at every step, the slider ``slider`` pixels from the top. A static
    face draws no steps.
    """

    shapes: pd.DataFrame
    width: int
    height: int
    steps: tuple[Step, ...] = ()
    slider: float = 0.0


@dataclass(frozen=True)
class Chart:
    """A chart with its words and its two sheets.

    A class because a notebook shows an object by its mimebundle, and because the
    faces must come from the same sheets. ``name`` is the figure's file name. ``moving``
    are the wide and the narrow sheet of an interactive face that has more to show than
    the static one.
    """

    name: str
    title: str
    subtitle: str
    source: str
    alt: str
    wide: Sheet
    narrow: Sheet
    moving: tuple[Sheet, Sheet] | None = None

    @cached_property
    def svg(self) -> str:
        """The static face."""
        return _svg(self.wide, self.alt)

    @property
    def png(self) -> bytes:
        """The static face as pixels, twice the size."""
        return still.png(self.wide.shapes, self.wide.width, self.wide.height)

    @property
    def figure(self):
        """The interactive face: a plotly figure."""
        return live.figure(self._slid[0])

    @property
    def _slid(self) -> tuple[Sheet, Sheet]:
        """The wide and the narrow sheet of the interactive face."""
        return self.moving or (self.wide, self.narrow)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        """Give every face at once; whoever shows it takes the best it can."""
        wide, narrow = (live.plot(sheet) for sheet in self._slid)
        return {
            "text/plain": self.alt,
            "image/svg+xml": self.svg,
            PLOTLY: wide | {"config": live.CONFIG},
            MIME: {
                "name": self.name,
                "title": self.title,
                "subtitle": self.subtitle,
                "source": self.source,
                "alt": self.alt,
                "narrow_svg": _svg(self.narrow, self.alt),
                # As text: nothing but the page reads it, and a notebook handles a
                # text some times faster than as many values.
                "narrow_figure": json.dumps(narrow, ensure_ascii=False),
            },
        }


def _svg(sheet: Sheet, alt: str) -> str:
    """Write a sheet without its steps as a static face."""
    return image.svg(live.rows_of(sheet), sheet.width, sheet.height, alt)


def both(draw: Callable[[int], Sheet]) -> tuple[Sheet, Sheet]:
    """Lay a chart out wide and narrow."""
    wide, narrow = (draw(width) for width in (theme.WIDE, theme.NARROW))
    return wide, narrow


def chart(
    name: str,
    told: tuple[str, str],
    source: str,
    alt: str,
    draw: Callable[[int], Sheet],
    moving: tuple[Sheet, Sheet] | None = None,
) -> Chart:
    """Make a chart of its words and of both its sheets; ``told``: title, subtitle."""
    return Chart(name, *told, source, alt, *both(draw), moving)
