"""What stands around every chart: its header, its legend, its source line."""

from collections.abc import Callable

from helpers import theme
from helpers.explorer import shapes

LABEL, SMALL = theme.SIZE["label"], theme.SIZE["small"]
STANDFIRST = theme.SIZE["subtitle"] - 1
# A sample of a legend: its width, how it is drawn from its left edge, its words.
Sample = tuple[float, Callable[[float, float], list[dict]], str]


def narrow(width: int) -> bool:
    """Whether a sheet is for a phone: under 640 pixels."""
    return width < 640


def edge(width: int) -> int:
    """Give the margin at both sides of a sheet."""
    return 4 if narrow(width) else 14


def header(title: str, subtitle: str, width: int) -> tuple[list[dict], float]:
    """Write title and subtitle; give where the chart itself may begin."""
    size = 15 if narrow(width) else theme.SIZE["title"]
    left, room, found = edge(width), width - 2 * edge(width), []
    y = 20.0 if title else 0.0
    for line in shapes.wrap(title, 0.98 * room, size, 9, bold=True):  # unhinted: wider
        found.append(shapes.text(left, y, line, size, bold=True, role="title"))
        y += size * 1.35
    for line in shapes.wrap(subtitle, room, STANDFIRST, 9):
        more = {"colour": "quiet", "role": "subtitle"}
        found.append(shapes.text(left, y, line, STANDFIRST, **more))
        y += 17
    return found, y + 22


def note(words: str, x: float, y: float, room: float, **more) -> tuple[list, float]:
    """Write a quiet line, broken where it must be; give the lower edge too."""
    found, style = [], {"colour": "quiet", "role": "note"} | more
    for line in shapes.wrap(words, room, SMALL, 9, style.get("bold", False)):
        found.append(shapes.text(x, y + 3, line, SMALL, **style))
        y += 15
    return found, y


def footer(source: str, width: int, y: float) -> tuple[list[dict], float]:
    """Name the sources under a chart."""
    room = width - 2 * edge(width)
    return note(source, edge(width), y, room, role="source")


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
