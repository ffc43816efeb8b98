"""A chart of named rows, laid out in pixels, and as a notebook shows it."""

import base64
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape

from helpers.draw import letters, raster, svg
from helpers.draw.marks import MIDDLE, At, Shape, lozenge, target
from helpers.draw.panels import Axis, Panel, Tick
from helpers.draw.rows import (
    LABEL,
    LINE,
    MARK,
    NOTE,
    ROW,
    SIZE,
    Column,
    Group,
    Row,
    Sample,
)

WIDTH = 1160
LEFT, RIGHT, EVIDENCE = 344, 964, 978  # of the plot, and where the evidence begins
AIM, ROOM = 316, 296  # where the target is, and how wide a label may be
DISPUTE = 20  # pixels of the lozenge of what is disputed
TITLE, SMALL = 21, 12.4
TABLE = 230  # pixels of the labels of rows of cells
MIME = "application/vnd.dateline.chart+json"


@dataclass(frozen=True)
class Picture:
    """A chart of rows with its words.

    A class because a notebook shows an object by its mimebundle. ``name`` is the
    figure's file name, ``heads`` what stands over the evidence, ``foot`` below all.
    """

    name: str
    title: str
    subtitle: str
    source: str
    alt: str
    axis: Axis | None
    groups: tuple[Group, ...]
    legend: tuple[Sample, ...]
    columns: tuple[Column, ...] = ()
    heads: tuple[str, str] = ("", "")
    foot: str = ""

    @cached_property
    def laid(self) -> tuple[list[Shape], int]:
        """Its shapes in pixels, and its height."""
        return laid(self)

    @cached_property
    def svg(self) -> str:
        """The picture as a file of its own."""
        shapes, height = self.laid
        return svg.alone(shapes, self.name, WIDTH, height, self.alt)

    @property
    def png(self) -> bytes:
        """The picture as pixels, twice the size."""
        return raster.png(self.laid[0], WIDTH, self.laid[1])

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        """Give the picture, and as an image what an untrusted notebook shows too."""
        packed = base64.b64encode(self.svg.encode()).decode()
        image = (
            f'<img alt="{escape(self.alt)}" src="data:image/svg+xml;base64,{packed}">'
        )
        names = ("name", "title", "subtitle", "source", "alt")
        return {
            "text/plain": self.alt,
            "text/html": image,
            "image/svg+xml": self.svg,
            MIME: {name: getattr(self, name) for name in names},
        }


class _Sheet:
    """Shapes laid out from the top down; a class since each part moves the next."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self.y = 0.0

    def text(self, x: float, words: str, size: float, **more) -> None:
        """Write a line of text whose middle lies at the height that is reached."""
        colour = more.pop("colour", "ink")
        self.shapes.append(Shape("text", At(0, x), self.y, text=words, size=size,
                                 colour=colour, **more))  # fmt: skip

    def box(self, x0: float, y0: float, x1: float, y1: float, fill: str) -> None:
        """Draw a plain ground."""
        self.shapes.append(Shape("box", At(0, x0), y0, At(0, x1), y1, fill=fill))

    def line(self, x0: float, y0: float, x1: float, y1: float, **more) -> None:
        """Draw a plain line."""
        look = {"colour": "rule", "width": 1} | more
        self.shapes.append(Shape("line", At(0, x0), y0, At(0, x1), y1, **look))

    def put(self, shapes, x: float, plot: float) -> None:
        """Place shapes of a row in a plot of a width, at the height that is reached."""
        for one in shapes:
            if one.form not in ("", "wide"):
                continue
            ends = {"x0": _pixels(one.x0, x, plot), "y0": self.y + one.y0}
            if one.x1:
                ends |= {"x1": _pixels(one.x1, x, plot), "y1": self.y + one.y1}
            self.shapes.append(replace(one, **ends, size=one.size or SIZE["wide"]))


def _pixels(at: At, x: float, plot: float) -> At:
    return At(0, x + at.part * plot + at.beside)


def _lines(row: Row) -> tuple[list[str], list[str], list[str]]:
    """Break a row's label, note and evidence into the lines that they take."""
    proof = " · ".join(filter(None, (row.place, row.evidence)))
    room = WIDTH - EVIDENCE - (DISPUTE if row.disputed else 0)
    return (
        letters.wrap(row.label, ROOM, LABEL, 400 if row.quiet else 600),
        letters.wrap(row.note, ROOM, NOTE),
        letters.wrap(proof, room, SMALL),
    )


def height(row: Row) -> int:
    """Return how many pixels a row takes at the full width."""
    label, note, proof = _lines(row)
    text = ROW + LINE * (max(1, len(label) + len(note), len(proof)) - 1)
    return max(text, ROW * row.lanes)


def laid(one: Picture) -> tuple[list[Shape], int]:
    """Lay a picture out at its full width; the height comes with it."""
    sheet = _Sheet()
    sheet.y = 22
    for words, size, bold, colour in (
        (one.title, TITLE, True, "ink"), (one.subtitle, SMALL, False, "quiet"),
    ):  # fmt: skip
        for line in letters.wrap(
            words,
            WIDTH - 8,
            size,
            600 if bold else 400,
            letters.SERIF if size == TITLE else letters.SANS,
        ):
            sheet.text(0, line, size, bold=bold, serif=size == TITLE, colour=colour)
            sheet.y += size * 1.3
    _legend(sheet, one.legend)
    if one.axis:
        _axis(sheet, one)
        top = sheet.y
        under = len(sheet.shapes)
        for group in one.groups:
            _group(sheet, group)
        sheet.shapes[under:under] = _ground(one.axis, top, sheet.y)
        if (place := one.axis.line_place) is not None:
            x = LEFT + place * (RIGHT - LEFT)
            sheet.line(x, top - 28, x, sheet.y, colour="ink", width=2)
    if one.columns:
        _table(sheet, one)
    sheet.y += 22
    for words in filter(None, (one.foot, one.source)):
        for line in letters.wrap(words, WIDTH - 8, SMALL):
            sheet.text(0, line, SMALL, colour="quiet")
            sheet.y += 17
    return sheet.shapes, int(sheet.y + 6)


def _table(sheet: _Sheet, one: Picture) -> None:
    """Lay rows of cells out: a column each, marks in as many lines as they need."""
    edges = columns(one.columns)
    for column, (x, _) in zip(one.columns, edges, strict=True):
        sheet.text(x + 4, column.head, SMALL + 0.6, bold=True)
    sheet.y += 17
    for column, (x, _) in zip(one.columns, edges, strict=True):
        sheet.text(x + 4, column.under, SMALL, colour="quiet")
    sheet.y += 14
    top, under = sheet.y, len(sheet.shapes)
    for group in one.groups:
        for row in group.rows:
            _cells(sheet, row, edges)
    for column, (x, wide) in zip(one.columns, edges, strict=True):
        if column.shaded:
            ground = Shape("box", At(0, x), top, At(0, x + wide - 8), sheet.y,
                           fill="panel")  # fmt: skip
            sheet.shapes.insert(under, ground)
            sheet.line(x, top, x + wide - 8, top, colour="ink", width=2)


def columns(those: tuple[Column, ...]) -> list[tuple[float, float]]:
    """Place columns right of the labels: left edge and width of each."""
    room, whole = WIDTH - TABLE, sum(column.share for column in those)
    found, x = [], float(TABLE)
    for column in those:
        wide = room * column.share / whole
        found.append((x, wide))
        x += wide
    return found


def _cells(sheet: _Sheet, row: Row, edges: list[tuple[float, float]]) -> None:
    """Draw the label of a row and its marks, cell by cell."""
    top, lows = sheet.y, []
    sheet.y = top + 20
    for line in letters.wrap(row.label, TABLE - 20, LABEL, 600):
        sheet.text(0, line, LABEL, bold=True)
        sheet.y += LINE
    for line in letters.wrap(row.note, TABLE - 20, NOTE):
        sheet.text(0, line, NOTE, colour="quiet")
        sheet.y += LINE
    lows.append(sheet.y)
    for marks_, (x, wide) in zip(row.cells, edges, strict=True):
        many = max(1, int((wide - 12) // MARK))
        for nth, mark in enumerate(marks_):
            sheet.y = top + 20 + MARK * (nth // many)
            sheet.put(mark.shapes, x + 16 + MARK * (nth % many), 0)
            if mark.joined:
                middle = x + 16 + MARK * (nth % many)
                line = sheet.y - 14
                same = [m.joined for m in marks_[nth + 1 : nth + 2]] == [mark.joined]
                end = middle + (15 if same else 13)
                sheet.line(middle - 13, line, end, line, colour="bracket")
            lows.append(sheet.y + MARK - 6)
    sheet.y = max(lows) + 4
    sheet.line(0, sheet.y, WIDTH, sheet.y)


def _legend(sheet: _Sheet, samples: tuple[Sample, ...]) -> None:
    """Write the legend in as many lines as it needs."""
    x, sheet.y = 0.0, sheet.y + 8
    for sample in samples:
        beside = sample.width + 7
        wide = beside + letters.width(sample.words, SMALL)
        if x and x + wide > WIDTH:
            x, sheet.y = 0.0, sheet.y + 20
        sheet.y -= MIDDLE
        sheet.put(sample.shapes, x, sample.width)
        sheet.y += MIDDLE
        first, *more = letters.wrap(sample.words, WIDTH - beside, SMALL)
        sheet.text(x + beside, first, SMALL)
        for line in more:
            sheet.y += LINE
            sheet.text(x + beside, line, SMALL)
        x += wide + 18
    sheet.y += 26 if samples else 0


def _axis(sheet: _Sheet, one: Picture) -> None:
    """Write the names of the panels, their ticks, and the head of the evidence."""
    sheet.y += 4
    for panel in one.axis.panels:
        x = LEFT + panel.left * (RIGHT - LEFT)
        name = headed(panel, RIGHT - LEFT, one.axis, SMALL)
        sheet.text(x, name, SMALL, bold=True)
    sheet.text(EVIDENCE, one.heads[0], SMALL, bold=True)
    sheet.y += 17
    for panel in one.axis.panels:
        for tick in named(panel, RIGHT - LEFT, one.axis, SMALL):
            x = LEFT + tick.place * (RIGHT - LEFT)
            sheet.text(x + 3, tick.label, SMALL, colour="quiet")
    if (place := one.axis.line_place) is not None:
        x = LEFT + place * (RIGHT - LEFT)
        sheet.text(x - 5, one.axis.word, SMALL, bold=True, align="right")
    sheet.text(EVIDENCE, one.heads[1], SMALL, colour="quiet")
    sheet.y += 12


def headed(panel: Panel, plot: float, axis: Axis, size: float) -> str:
    """Return the longest name of a panel that ends before the next panel begins."""
    later = [other.left for other in axis.panels if other.left > panel.left]
    room = (min(later, default=1.1) - panel.left) * plot - 4
    fits = (n for n in panel.names if letters.width(n, size, 600) <= room)
    return next(fits, "")


def named(panel: Panel, plot: float, axis: Axis, size: float) -> list[Tick]:
    """List the ticks whose labels have room, clear of each other and of the line."""
    found, end = [], -1e9
    line = axis.line_place
    word = letters.width(axis.word, size, 600) + 12
    for tick in panel.ticks:
        x, wide = tick.place * plot, letters.width(tick.label, size)
        over = x + wide > panel.right * plot + 8
        meets = (
            line is not None and x + wide + 3 > line * plot - word and x < line * plot
        )
        if x >= end and not over and not meets:
            found.append(tick)
            end = x + wide + 5
    return found


def _ground(axis: Axis, top: float, low: float) -> list[Shape]:
    """Draw the panels and their ticks under the rows."""
    sheet = _Sheet()
    for panel in axis.panels:
        x0, x1 = (LEFT + p * (RIGHT - LEFT) for p in (panel.left, panel.right))
        sheet.box(x0, top, x1, low, "panel")
        for tick in panel.ticks:
            x = LEFT + tick.place * (RIGHT - LEFT)
            sheet.line(x, top, x, low)
    return sheet.shapes


def _group(sheet: _Sheet, group: Group) -> None:
    sheet.y += 14
    for line in letters.wrap(group.title.upper(), LEFT - 8, SMALL, 600) or [""]:
        sheet.text(0, line, SMALL, bold=True, colour="quiet")
        sheet.y += LINE
    sheet.line(0, sheet.y - 4, WIDTH, sheet.y - 4)
    for row in group.rows:
        _row(sheet, row)


def _row(sheet: _Sheet, row: Row) -> None:
    """Draw a row: its label, its marks and its evidence."""
    top, high = sheet.y, height(row)
    label, note, proof = _lines(row)
    if row.aimed:
        sheet.box(-5, top, WIDTH + 5, top + high - 1, "band")
    sheet.y = top + MIDDLE
    for line in label:
        colour = "quiet" if row.quiet else "ink"
        sheet.text(0, line, LABEL, bold=not row.quiet, colour=colour)
        sheet.y += LINE
    for line in note:
        sheet.text(0, line, NOTE, colour="quiet")
        sheet.y += LINE
    sheet.y = top
    sheet.put(target(At(0, AIM)) if row.aimed else (), 0, 0)
    sheet.put(row.shapes, LEFT, RIGHT - LEFT)
    for mark in row.several:
        sheet.put(mark.shapes, LEFT, RIGHT - LEFT)
    sheet.put(lozenge(At(0, WIDTH - 8)) if row.disputed else (), 0, 0)
    sheet.y = top + MIDDLE
    _proof(sheet, proof, len(row.place))
    sheet.y = top + high


def _proof(sheet: _Sheet, lines: list[str], linked: int) -> None:
    """Write the evidence, so many letters at its head as a link."""
    for line in lines:
        head, rest = line[:linked], line[linked:]
        sheet.text(EVIDENCE, head, SMALL, colour="cooperative")
        told = rest.lstrip()
        before = letters.width(line[: len(line) - len(told)], SMALL)
        sheet.text(EVIDENCE + before, told, SMALL, colour="quiet")
        linked = max(0, linked - len(line) - 1)
        sheet.y += LINE
