"""What a chart of the explorer is made of: a frame of shapes in pixels.

A row is one shape: a line, a box, a disc, a text or an area to point at; y runs
downwards from the top.
Colours are names of the theme; whoever draws looks them up.
"""

import os
import re
from collections import namedtuple
from functools import lru_cache
from itertools import pairwise
from threading import Lock

import pandas as pd
from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, Kerning, LoadFlags

COLUMNS = [
    "shape", "x0", "y0", "x1", "y1", "colour", "fill", "width", "dash", "opacity",
    "text", "size", "bold", "align", "record_id", "role",
]  # fmt: skip
DEFAULTS = {
    "x1": float("nan"), "y1": float("nan"), "colour": "ink", "fill": "", "width": 1.4,
    "dash": False, "opacity": 1.0, "text": "", "size": 0.0, "bold": False,
    "align": "left", "record_id": "", "role": "",
}  # fmt: skip
PLACES = ("x0", "y0", "x1", "y1")
Shape = namedtuple("Shape", COLUMNS)
ONE_AT_A_TIME = Lock()  # a font is one object; reports are made beside each other


@lru_cache(maxsize=2)
def _font(bold: bool) -> tuple[FT2Font, frozenset[int]]:
    """Load the font of the stills, with the letters that it has."""
    weight = "bold" if bold else "normal"
    found = font_manager.FontProperties(family="DejaVu Sans", weight=weight)
    font = FT2Font(font_manager.findfont(found))
    return font, frozenset(font.get_charmap())


# An open font is a place in a file, and forked processes would move it for each other.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_font.cache_clear)


@lru_cache(maxsize=10_000)
def _advance(letter: str, size: float, bold: bool) -> float:
    """Measure from a letter to the next one in pixels."""
    with ONE_AT_A_TIME:
        font, known = _font(bold)
        if ord(letter) not in known:
            return size
        font.set_size(size, 72)
        return font.load_char(ord(letter), LoadFlags.FORCE_AUTOHINT).horiAdvance / 64


@lru_cache(maxsize=20_000)
def _kerning(left: str, right: str, size: float, bold: bool) -> float:
    """Measure by how much two letters stand closer together, in pixels."""
    with ONE_AT_A_TIME:
        font, _ = _font(bold)
        font.set_size(size, 72)
        pair = (font.get_char_index(ord(letter)) for letter in (left, right))
        return font.get_kerning(*pair, Kerning.UNFITTED) / 64


@lru_cache(maxsize=20_000)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """Measure a text in pixels, as DejaVu Sans draws it.

    Letter by letter, each looked up once: to lay out a whole text takes a hundred
    times as long. Letters outside the font count as wide as they are high.
    """
    wide = sum(_advance(letter, size, bold) for letter in text)
    return wide + sum(_kerning(a, b, size, bold) for a, b in pairwise(text))


def shorten(text: str, room: float, size: float, bold: bool = False) -> str:
    """Cut a text to a width, with an ellipsis where it was cut."""
    if text_width(text, size, bold) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_width(text[:middle].rstrip() + "…", size, bold) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


def wrap(
    text: str, room: float, size: float, lines: int = 9, bold: bool = False
) -> list[str]:
    """Break a text into lines of a width; the last is cut where there are too many.

    A word that is too wide is broken behind its hyphens.
    """
    found: list[str] = []
    for glue, word in _pieces(text, room, size, bold):
        longer = f"{found[-1]}{glue}{word}" if found else word
        if found and text_width(longer, size, bold) <= room:
            found[-1] = longer
        else:
            found.append(word)
    if len(found) > lines:
        found = [*found[: lines - 1], " ".join(found[lines - 1 :])]
    return [shorten(line, room, size, bold) for line in found]


def _pieces(text: str, room: float, size: float, bold: bool) -> list[tuple[str, str]]:
    """List what may stand on a line of its own, each with what joins it to the last."""
    found = []
    for word in text.split():
        wide = text_width(word, size, bold) > room
        first, *rest = re.findall(r"[^-]*-+|[^-]+", word) if wide else [word]
        found += [(" ", first), *(("", part) for part in rest)]
    return found


def frame(rows: list[dict]) -> pd.DataFrame:
    """Put shapes into a frame, with the defaults filled in."""
    full = [DEFAULTS | row for row in rows]
    return pd.DataFrame({name: [row[name] for row in full] for name in COLUMNS})


def rows(shapes: pd.DataFrame) -> list[Shape]:
    """List shapes for drawing, to a tenth of a pixel.

    Column by column, which is several times as fast as by pandas.
    """
    columns = [
        shapes[name].to_numpy(dtype=float).round(1).tolist()
        if name in PLACES
        else shapes[name].tolist()
        for name in COLUMNS
    ]
    return list(map(Shape._make, zip(*columns, strict=True)))


def line(x0: float, y0: float, x1: float, y1: float, **more) -> dict:
    """Make a straight line."""
    return {"shape": "line", "x0": x0, "y0": y0, "x1": x1, "y1": y1, **more}


def box(x0: float, y0: float, x1: float, y1: float, **more) -> dict:
    """Make a filled box without an outline, unless a width is given."""
    return {"shape": "box", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "width": 0, **more}


def disc(x: float, y: float, radius: float, **more) -> dict:
    """Make a disc around a point; ``fill`` blank is hollow."""
    return {"shape": "disc", "x0": x, "y0": y, "x1": radius, **more}


def text(x: float, y: float, words: str, size: float, **more) -> dict:
    """Make a line of text; y is its middle."""
    return {"shape": "text", "x0": x, "y0": y, "text": words, "size": size, **more}


def target(x0: float, y0: float, x1: float, y1: float, record: str, words: str) -> dict:
    """Make an area to point at: hovering over it shows ``words``."""
    return {
        "shape": "target", "x0": x0, "y0": y0, "x1": x1, "y1": y1,
        "record_id": record, "text": words,
    }  # fmt: skip
