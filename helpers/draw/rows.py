"""A chart of named rows: what it shows, declared once, whoever draws it.

A row has its label, its marks and its evidence; rows stand in groups under one axis.
The words beside marks are placed here, so that none is cut and none meets a mark.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from helpers.draw import letters
from helpers.draw.marks import FORMS, MIDDLE, At, Shape
from helpers.draw.panels import Axis

MARK = 28  # pixels that a mark in a cell takes, across and down
PLOTS = {  # the least and the most pixels of all panels together
    "wide": (620, 740), "narrow": (342, 700), "print": (339, 360),
}  # fmt: skip
PLOT = {form: least for form, (least, _) in PLOTS.items()}
SIZE = {"wide": 12.4, "narrow": 12.4, "print": 9.4}  # of the words beside marks
CLEAR = 6  # pixels between words and what stands beside them
ROW, LINE = 22, 16  # pixels of a row of one line, and of each further line
FAINT = 0.26  # a fade that covers no more may be written over
LABEL, NOTE = 14, 12.4  # sizes of a row's label and of what stands under it


# ---- in terms of the data: days and numbers, which travel with none of its texts ----


@dataclass(frozen=True)
class Span:
    """A date of a record: ``day``, ``window``, ``lasted``, or a tick at its day.

    A tick is ``told`` or ``agreed``: the day of a report or of an agreement. Days are
    ISO dates, both within it; a blank one is stated by nobody. What lasted has an
    ``end`` that is ``open`` where nobody states it, ``on`` where it still went on.
    ``account`` names whose date it is, beside another one of the same row.
    """

    record: str
    kind: str
    first: str = ""
    last: str = ""
    end: str = ""
    sign: str = ""
    status: str = ""
    about: bool = False
    account: str = ""
    words: str = ""  # blank: those of its row


class Step(NamedTuple):
    """A number from a day on, or the bounds between which it was not proven."""

    day: str
    value: float | None
    low: float
    high: float
    words: str = ""


@dataclass(frozen=True)
class Series:
    """A number over time, in steps; each holds until the next, the last until ``end``.

    Those of one ``unit`` share an axis.
    """

    name: str
    unit: str
    steps: tuple[Step, ...]
    end: str
    colour: str = "ink"


# ---- in shapes ----------------------------------------------------------------------


@dataclass(frozen=True)
class Mark:
    """One record as one mark in a cell; marks that are ``joined`` may be one act."""

    record: str
    shapes: tuple[Shape, ...]
    words: str
    joined: int = 0  # marks of one number stand together; 0: by itself
    looks: tuple[tuple[Shape, ...], ...] = ()  # where it counts, and where it may only
    ground: tuple[Shape, ...] = ()  # seen where a filter hides what it rests on


@dataclass(frozen=True)
class Change:
    """Words in a cell: what was, an arrow, what is, and a few words more.

    Without ``before`` it is what is; ``words`` are all of it, for whoever hears it.
    """

    after: str
    before: str = ""
    note: str = ""
    record: str = ""
    words: str = ""
    filled: bool = False  # on a ground of its own, with an edge at its left


@dataclass(frozen=True)
class Column:
    """A column of cells: its head, what stands under it, its share of the width.

    It has a ``name`` where a mark may stand in it on another day.
    """

    name: str
    head: str
    under: str
    share: float
    shaded: bool = False


@dataclass(frozen=True)
class Row:
    """A named row: its label, and marks on the axis or, in cells, records.

    ``record`` is what the row itself opens; blank where its marks do.
    """

    record: str
    label: str
    cells: tuple[tuple[Mark | Change, ...], ...] = ()
    shapes: tuple[Shape, ...] = ()
    note: str = ""  # a second line under the label
    quiet: bool = False  # not in the article
    aimed: bool = False  # said to be against the third actor
    disputed: bool = False
    hollow: bool = False  # reported or claimed, and not as something that happened
    place: str = ""  # paragraphs, or "outside"
    evidence: str = ""  # status and number of voices
    words: str = ""  # all of it, for whoever points at it or hears it
    date: str = ""  # under the label, in the ``forms`` without room beside the mark
    forms: tuple[str, ...] = ()
    several: tuple[Mark, ...] = ()  # marks of many records on the axis, in ``lanes``
    lanes: int = 1
    spans: tuple[Span, ...] = field(default=(), compare=False)  # the same in days


@dataclass(frozen=True)
class Group:
    """Rows under a heading; ``more`` are those that open on request."""

    title: str
    rows: tuple[Row, ...]
    more: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Sample:
    """A mark of the legend, so many pixels wide, and what it means."""

    width: float
    shapes: tuple[Shape, ...]
    words: str


def extent(shape: Shape, plot: float) -> tuple[float, float]:
    """Return from where to where a shape reaches, in pixels of a plot of a width."""
    left = shape.x0.part * plot + shape.x0.beside
    ends = [left, shape.x1.part * plot + shape.x1.beside if shape.x1 else left]
    if shape.kind == "disc":
        ends = [left - shape.y1, left + shape.y1]
    if shape.kind == "path":
        ends = [left + x for x, _ in shape.points]
    return min(ends), max(ends)


def stacked(
    marks_: list[tuple[str, list[Shape], str]],
) -> tuple[tuple[Mark, ...], int]:
    """Put marks of many records into as few lanes as keep them apart at every width.

    A mark is a record, its shapes and its words; in the order in which they come.
    """
    reaches = []
    for _, shapes, _ in marks_:
        seen = [extent(shape, PLOT["narrow"]) for shape in shapes]
        reaches.append((min(a for a, _ in seen) + 1, max(b for _, b in seen)))
    found, nths = [], lanes(reaches)
    for (record, shapes, words), nth in zip(marks_, nths, strict=True):
        found.append(Mark(record, tuple(moved(shapes, 0, ROW * nth)), words))
    return tuple(found), max(nths, default=0) + 1


def lanes(reaches: Iterable[tuple[float, float]]) -> list[int]:
    """Give each stretch, from where to where, the first lane that is free by then."""
    ends: list[float] = []
    found = []
    for left, right in reaches:
        lane = next((n for n, end in enumerate(ends) if end <= left), len(ends))
        ends[lane:] = [right, *ends[lane + 1 :]]
        found.append(lane)
    return found


def sample(shapes: Iterable[Shape], words: str) -> Sample:
    """Move shapes that lie around a place into a row of the legend."""
    return Sample(24, tuple(moved(shapes, 12, MIDDLE)), words)


def moved(shapes: Iterable[Shape], right: float, down: float) -> list[Shape]:
    """Move shapes that lie around a place to another one, in pixels."""
    found = []
    for one in shapes:  # of a disc the radius stands in the place of its low end
        low = {} if one.kind in ("disc", "path", "text") else {"y1": one.y1 + down}
        end = {"x1": one.x1.plus(right)} if one.x1 else {}
        start = {"x0": one.x0.plus(right), "y0": one.y0 + down}
        found.append(replace(one, **start, **low, **end))
    return found


def beside(shapes: list[Shape], axis: Axis, texts: Iterable[str]) -> list[Shape]:
    """Place the longest of some texts that has room in a row, in each form.

    Right of the marks, left of them, or in the panel that has most room.
    """
    texts = [text for text in texts if text]
    found = {form: _placed(shapes, axis, texts, form) for form in FORMS}
    placed = [replace(one, form=form) for form, one in found.items() if one]
    same = len({replace(one, form="") for one in placed}) == 1
    if same and len(placed) == len(FORMS):
        return [replace(placed[0], form="")]
    return placed


def _placed(shapes, axis: Axis, texts: list[str], form: str) -> Shape | None:
    """Place the first text that fits a form; None where none does."""
    for text in texts:
        room = letters.width(text, SIZE[form]) + 2 * CLEAR
        for at, align in _rooms(shapes, axis, PLOTS[form], room):
            return Shape("text", at, MIDDLE, colour="ink", text=text, align=align)
    return None


def _rooms(shapes: list[Shape], axis: Axis, plots: tuple[float, float], room: float):
    """Give the places where a text of a width has room, the best first.

    A mark of which hardly anything is seen may be written over, and before one that
    fades in, since nobody says from when on, any panel is its own.
    """
    marks = [s for s in shapes if s.colour != "bracket" and s.fill != "bracket"]
    if not marks:
        return
    plot, _ = plots
    solid = [s for s in marks if not (s.fade and max(s.fade) <= FAINT)]
    taken = [extent(s, plot) for s in solid]
    first = min((a for a, _ in taken), default=-1)  # in no panel
    last = max((b for _, b in taken), default=-1)
    for panel in axis.panels:
        left, right = panel.left * plot, panel.right * plot
        if left <= last <= right and right - last >= room:
            yield _edge(solid, plots, max, 1).plus(CLEAR), "left"
        if left <= first <= right and first - left >= room:
            yield _edge(solid, plots, min, 0).plus(-CLEAR), "right"
    fades_in = any(s.fade and s.fade[0] <= FAINT for s in solid)
    for panel in axis.panels:
        left, right = panel.left * plot, panel.right * plot
        clear = all(b <= left or a >= right for a, b in taken)
        if not clear or panel.name == "after" or right - left < room:
            continue
        if any(a < right for a, _ in (extent(s, plot) for s in marks)):
            yield At(panel.left, CLEAR), "left"
        elif fades_in:
            yield At(panel.right, -CLEAR), "right"


def _edge(shapes: list[Shape], plots: tuple[float, float], most, side: int) -> At:
    """Return where some shapes begin (0) or end (1), at every width between two.

    The mark that ends last may be another one where the plot is longer: the straight
    line between the two ends lies beyond them all.
    """
    low, high = plots
    at_low, at_high = (most(extent(s, plot)[side] for s in shapes) for plot in plots)
    part = round((at_high - at_low) / (high - low), 5)
    return At(part, round(at_low - part * low, 1))
