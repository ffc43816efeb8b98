"""A sheet that a chart of the explorer is drawn on: its size, its notes, its legend."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from helpers.explorer import shapes

LABEL, SMALL = 11.5, 10.5  # pixels of letters
EDGE = 14  # pixels at both sides of a sheet
# A sample of a legend: its width, how it is drawn from its left edge, its words.
Sample = tuple[float, Callable[[float, float], list[dict]], str]


@dataclass(frozen=True)
class Sheet:
    """One drawing: shapes on a ground of ``width`` by ``height`` pixels."""

    shapes: pd.DataFrame
    width: int
    height: int


def room(width: int) -> int:
    """Return how wide the drawing on a sheet is, without its margins."""
    return width - 2 * EDGE


def note(words: str, x: float, y: float, room: float, **more) -> tuple[list, float]:
    """Write a quiet line, broken where it must be; give the lower edge too."""
    found, style = [], {"colour": "quiet", "role": "note"} | more
    for line in shapes.wrap(words, room, SMALL, 9, style.get("bold", False)):
        found.append(shapes.text(x, y + 3, line, SMALL, **style))
        y += 15
    return found, y


def legend(
    heading: str, samples: list[Sample], x: float, y: float, wide: float
) -> tuple[list[dict], float]:
    """Teach shapes, each drawn as the chart draws it; give the lower edge too."""
    found = [shapes.text(x, y, heading, LABEL, bold=True)]
    y, left = y + 21, x
    for room, draw, told in samples:
        needed = room + 6 + shapes.text_width(told, SMALL)
        if left > x and left + needed > x + wide:
            left, y = x, y + 21
        found += draw(left, y)
        found.append(shapes.text(left + room + 6, y, told, SMALL, colour="quiet"))
        left += needed + 20
    return [s | {"role": "legend"} for s in found], y + 18
