"""A chart of blocks: headings, small drawings and lines of words, side by side.

A block has a width that it takes where there is room; on a phone each is as wide as
the page. Its lines, tiles and the marks of its drawing are what opens.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from helpers.draw import letters
from helpers.draw.marks import At, Colour, Shape
from helpers.draw.paper import Paper, Run, broken
from helpers.draw.rows import LABEL, LINE, NOTE, Mark

GAP, DEEP = 24, 20  # pixels between two blocks, across and down
INSET = 16  # pixels from the frame of a block to what stands in it
SIGN = 22  # pixels that the sign at the head of a line takes
STEP = 18  # pixels that each level of lines is set in
TILE = 44  # pixels that a tile is high
BARE = 0.4  # of the width of a tile with words, has one without
ASIDE = 0.4  # of the width of a block, at most, has what is at the right of a line
TITLE, LARGE = 17, 21
HALF = 164  # pixels of a block; two such stand side by side on a phone


@dataclass(frozen=True)
class Line:
    """A line of words: a sign and bold words at its head, a quiet note behind.

    ``right`` says who and where, at the right edge. ``look`` is blank or ``head``,
    ``quiet`` (from elsewhere, smaller, with a rule at its left), ``struck``, ``bold``,
    ``item`` (with a rule above it, unless it is the first under its heading).
    """

    words: str
    record: str = ""  # what it opens
    note: str = ""
    lead: str = ""
    sign: tuple[Shape, ...] = ()  # drawn around its middle
    right: str = ""
    look: Literal["", "head", "quiet", "struck", "bold", "item"] = ""
    level: int = 0
    told: str = ""  # all of it, for whoever hears it; blank: its words


@dataclass(frozen=True)
class Drawing:
    """A small picture: shapes in pixels, and marks that open records."""

    width: int
    height: int
    shapes: tuple[Shape, ...] = ()
    marks: tuple[Mark, ...] = ()
    label: str = ""  # what it shows, for whoever does not see it


@dataclass(frozen=True)
class Tile:
    """One of several steps side by side; without words it is only a step."""

    head: str
    words: str = ""
    under: str = ""
    fill: Colour = "panel"
    ink: Colour = "ink"
    edge: Colour = ""
    record: str = ""
    told: str = ""


@dataclass(frozen=True)
class Block:
    """A part of a chart under a heading of its own, ``width`` pixels wide.

    A ``narrow`` drawing stands in for one that is wider than a phone; of a block whose
    drawing is ``labelled`` the lines say there what its labels say. ``record`` is what
    its heading opens, ``told`` all of that, for whoever hears it.
    """

    title: str = ""
    width: int = 370
    kicker: str = ""  # small capitals over the title
    note: str = ""  # quiet words under it
    large: bool = False
    framed: bool = False
    drawing: Drawing | None = None
    narrow: Drawing | None = None
    tiles: tuple[Tile, ...] = ()
    lines: tuple[Line, ...] = ()
    labelled: bool = False
    record: str = ""
    told: str = ""


def lay(paper: Paper, blocks: tuple[Block, ...], width: float) -> None:
    """Lay blocks out side by side, in as many rows as they need."""
    rows: list[list[tuple[Block, float]]] = []
    x = width
    for one in blocks:
        if x + one.width > width:
            rows.append([])
            x = 0.0
        rows[-1].append((one, x))
        x += one.width + GAP
    for row in rows:
        _lay_row(paper, row)


def _lay_row(paper: Paper, row: list[tuple[Block, float]]) -> None:
    """Lay blocks out beside each other; frames end where the longest one ends."""
    top, lows, under = paper.y, [], len(paper.shapes)
    for one, x in row:
        paper.y = top
        _lay_block(paper, one, x)
        lows.append(paper.y)
    framed = [(x, x + one.width) for one, x in row if one.framed]
    look = {"y1": max(lows), "colour": "rule", "fill": "ground", "width": 1}
    paper.shapes[under:under] = [
        Shape("box", At(0, left), top, At(0, right), **look) for left, right in framed
    ]
    for left, right in framed:
        paper.line(left, top, right, top, colour="ink", width=2)
    paper.y = max(lows) + DEEP


def _lay_block(paper: Paper, one: Block, x: float) -> None:
    """Write a block's heading, its drawing, its tiles and its lines."""
    inset = INSET if one.framed else 0
    x, room = x + inset, one.width - 2 * inset
    paper.y += inset + 8
    _lay_head(paper, one, x, room)
    if one.drawing:
        paper.y += 4
        paper.put(one.drawing.shapes, x, 0)
        for mark in one.drawing.marks:
            paper.put(mark.shapes, x, 0)
        paper.y += one.drawing.height + 8
    if one.tiles:
        _lay_tiles(paper, one.tiles, x, room)
    lines = [line for line in one.lines if line.words and not one.labelled]
    for before, line in pairwise((Line(""), *lines)):
        if line.look == "item" and before.words and before.look != "head":
            paper.line(x + STEP * line.level, paper.y - 8, x + room, paper.y - 8)
            paper.y += 6
        _lay_line(paper, line, x, room)
    paper.y += inset


def _lay_head(paper: Paper, one: Block, x: float, room: float) -> None:
    """Write a block's small capitals, its title and its note."""
    for words, size, look in (
        (one.kicker.upper(), NOTE, {"bold": True, "colour": "quiet"}),
        (one.title, LARGE if one.large else TITLE, {"bold": True, "serif": True}),
        (one.note, NOTE, {"colour": "quiet"}),
    ):
        paper.y += 0.65 * (size - NOTE) if words else 0  # clear of what is smaller
        paper.wrapped(x, words, room, size, size * 1.3, **look)


def shares(tiles: tuple[Tile, ...]) -> list[float]:
    """Return which part of the width each tile takes."""
    each = [1.0 if tile.words else BARE for tile in tiles]
    return [one / sum(each) for one in each]


def _lay_tiles(paper: Paper, tiles: tuple[Tile, ...], x: float, room: float) -> None:
    """Draw tiles side by side, each as high as the one with most words."""
    placed = []
    for tile, share in zip(tiles, shares(tiles), strict=True):
        wide = room * share
        runs = Run(tile.words, True, tile.ink), Run(tile.under, False, tile.ink)
        lines = [line for run in runs for line in broken([run], wide - 8, NOTE)]
        placed.append((tile, x, wide, lines))
        x += wide
    high = max(TILE, *(12 + LINE * len(lines) for *_, lines in placed))
    top = paper.y + 10
    for tile, left, wide, lines in placed:
        middle = left + wide / 2
        paper.y = top - 8
        paper.text(middle, tile.head, NOTE, align="center", colour="quiet")
        left, right = At(0, left + 1), At(0, left + wide - 1)
        edge = tile.edge or "ground"
        box = Shape("box", left, top + 2, right, top + high, edge, tile.fill, 1)
        paper.shapes.append(box)
        paper.y = top + 2 + (high - LINE * len(lines)) / 2 + LINE / 2
        for (run,) in lines:
            look = {"bold": run.bold, "colour": run.colour, "align": "center"}
            paper.lines(middle, [run.words], NOTE, LINE, **look)
    paper.y = top + high + 16


def _lay_line(paper: Paper, line: Line, x: float, room: float) -> None:
    """Write a line at its level: its sign, its words, and who and where."""
    if line.look == "head":
        paper.y += 8
        paper.text(x, line.words.upper(), NOTE, bold=True, colour="quiet")
        paper.line(x, paper.y + 11, x + room, paper.y + 11)
        paper.y += 24
        return
    inset, quiet = STEP * line.level, line.look == "quiet"
    size = NOTE if quiet else LABEL
    left = x + inset + SIGN * bool(line.sign) + 8 * quiet
    beside = letters.wrap(line.right, ASIDE * room, NOTE)
    wide = max((letters.width(one, NOTE) + 14 for one in beside), default=0)
    lines = broken(_runs(line), x + room - left - wide, size)
    top = paper.y
    paper.put(line.sign, x + inset + 8, 0)
    paper.lines(x + room, beside, NOTE, LINE, align="right", colour="quiet")
    low, paper.y = paper.y, top
    paper.flow(left, lines, size, LINE + 1)
    if quiet:
        paper.line(x + inset + 1, top - 8, x + inset + 1, paper.y - 8, width=2)
    for nth, some in enumerate(lines if line.look == "struck" else ()):
        y = top + nth * (LINE + 1) + 1
        end = left + letters.width(" ".join(run.words for run in some), size)
        paper.line(left, y, end, y, colour="quiet")
    paper.y = max(paper.y, low, top + LINE) + 4


def _runs(line: Line) -> list[Run]:
    """Return the words of a line in their looks."""
    colour = "quiet" if line.look in ("quiet", "struck") else "ink"
    runs = [
        Run(line.lead, True, "ink" if line.look == "quiet" else colour),
        Run(line.words, line.look == "bold", colour),
        Run(line.note, False, "quiet"),
    ]
    return [run for run in runs if run.words]
