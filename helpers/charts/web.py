"""Where the actors, the ties and the words of a network go: places in pixels.

No name meets another, no sign lies on a line that is not its own, and no label on any
line; where that cannot be, there are no labels.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, count
from math import copysign, cos, hypot, radians, sin
from typing import NamedTuple

from helpers.case import signs
from helpers.charts.tied import Pair
from helpers.draw import letters, marks
from helpers.draw.marks import At, Shape
from helpers.draw.paper import SMALL
from helpers.draw.rows import moved

NAME, STEP = 14, 16  # pixels of a name's letters, and from line to line
CLEAR, SIGN = 8, 12  # pixels around a name or label; from a sign to what is not its own
OVER = 20  # pixels from a flat line to its label: more than half a name
LABELLED = 4  # actors; of more, lines of words stand under the drawing
ALONG = (0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.22, 0.78)  # places for a sign
BESIDE = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.45, 0.4, 0.35, 0.3, 0.8, 0.25)  # labels
FLAT, STEEP = (430, 320, 240, 180), (200, 165, 130)  # widths of labels, the best first
FORMS = {  # width, room of a name by how many actors there are, and height
    "wide": (560, (150, 104, 74), 250),
    "narrow": (342, (104, 78, 60), 190),
    "small": (150, (66, 66, 66), 90),
}
FEW = 6  # actors whose names may be as wide as those of fewer, for a long word
MANY = 8  # actors; of more, names are broken in shorter lines
INSET = 0.31  # of the width, from the middle to the upper corners of a triangle
SQUARE = 0.7  # power that makes a ring squarer, so that names of one height are clear
DOT = 4  # radius of an actor of a small day


class Box(NamedTuple):
    """A box in pixels."""

    left: float
    top: float
    right: float
    low: float

    def wider(self, by: float) -> "Box":
        """Return the box with so much more at each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.low + by)

    def meets(self, other: "Box") -> bool:
        """Return whether two boxes share any place."""
        return (self.left < other.right and other.left < self.right
                and self.top < other.low and other.top < self.low)  # fmt: skip

    def cut(self, line: tuple) -> tuple[float, float] | None:
        """Return from which part of a line to which it lies within; None: nowhere."""
        x0, y0, x1, y1 = line
        low, high = 0.0, 1.0
        for start, step, least, most in (
            (x0, x1 - x0, self.left, self.right),
            (y0, y1 - y0, self.top, self.low),
        ):
            if abs(step) >= 1e-9:
                ends = sorted(((least - start) / step, (most - start) / step))
                low, high = max(low, ends[0]), min(high, ends[1])
            elif not least < start < most:
                return None
        return (low, high) if low < high else None


class Slot(NamedTuple):
    """Room for a label: its box, how its lines stand in it, and how wide they are."""

    box: Box
    align: str  # across: left, right or center
    side: str  # of its line: above, below or beside
    room: float


@dataclass(frozen=True)
class Web:
    """A network without its ties, and where these go.

    A class because the ties of every day take their places from it.
    """

    width: int
    height: int
    nodes: tuple[Shape, ...]
    ends: dict[Pair, tuple[float, float, float, float]]
    signs: dict[Pair, tuple[float, float]]
    slots: dict[Pair, Slot]

    def line(self, pair: Pair, state: str, sure: bool) -> list[Shape]:
        """Draw the line of a tie: one of each colour where both signs are attested."""
        x0, y0, x1, y1 = self.ends[pair]
        long = hypot(x1 - x0, y1 - y0) or 1
        nx, ny = (y0 - y1) / long * 1.7, (x1 - x0) / long * 1.7
        both = ((1, "cooperative"), (-1, "hostile"))
        hues = both if state == "both" else ((0, signs.OF_STATE[state].colour),)
        width = (2 if len(hues) > 1 else 3) if sure else 1.4
        return [
            Shape("line", At(0, x0 + k * nx), y0 + k * ny, At(0, x1 + k * nx),
                  y1 + k * ny, hue, width=width, dash=not sure)
            for k, hue in hues
        ]  # fmt: skip

    def label(self, pair: Pair, words: str) -> Iterator[Shape]:
        """Write the label of a tie in its slot."""
        slot = self.slots[pair]
        lines = letters.wrap(words, slot.room, SMALL)
        free = slot.box.low - slot.box.top - STEP * len(lines)
        top = slot.box.top + {"above": free, "beside": free / 2, "below": 0}[slot.side]
        x = {"left": slot.box.left, "right": slot.box.right,
             "center": (slot.box.left + slot.box.right) / 2}[slot.align]  # fmt: skip
        yield from lines_below(lines, x, top + STEP / 2, align=slot.align)


def place(names: dict[str, str], labels: dict[Pair, list[str]], form: str) -> Web:
    """Place actors by name and the ties between them; ``labels`` of every day."""
    width, rooms, high = FORMS[form]
    room = rooms[(len(names) > LABELLED) + (len(names) > MANY)]
    small, few = form == "small", len(names) <= LABELLED
    most = rooms[0] if len(names) <= FEW else room
    named = labels if few else {}
    bare = small and len(names) > 3
    shown = {a: "" if bare else name for a, name in names.items()}
    written = {a: _written(name, room, most, small) for a, name in shown.items()}
    above = 20 if small else 6 + _tallest(named, [*names][:2])
    inset = width * INSET if any(named.values()) and len(names) == 3 else width
    high *= 1 if few else 1.4
    at = _spread([*names], [*labels], written, (width, inset), above, high)
    boxes = {a: _box(at[a], *written[a][1]) for a in names}
    ends = {(a, b): _clipped(at[a] + at[b], boxes[a], boxes[b]) for a, b in labels}
    spots = _spots(ends, boxes)
    low = max(box.low for box in boxes.values()) + (22 if small else 6)
    nodes = tuple(s for a in names for s in _node(at[a], *written[a], small, low))
    slots = _slots(named, ends, boxes, spots, width, low) if any(named.values()) else {}
    return Web(width, int(low), nodes, ends, spots, slots)


def _written(name: str, room: float, most: float, small: bool) -> tuple[list, tuple]:
    """Break a name into lines; the half width and height of its edge come with it."""
    face = (SMALL,) if small else (NAME, 600)
    if not small:  # no word is broken that another room would hold
        widest = max((letters.width(word, *face) for word in name.split()), default=0)
        room = max(room, min(widest, most))
    lines = letters.wrap(name, room, *face)
    if small:
        return (lines if len(lines) < 2 else []), (DOT, DOT)
    wide = max(letters.width(line, NAME, 600) for line in lines)
    return lines, (wide / 2 + 13, STEP * len(lines) / 2 + 7)


def _tallest(labels: dict[Pair, list[str]], first: list[str]) -> float:
    """Return how high the label over the line of the first two may get."""
    told = [those for pair, those in labels.items() if {*pair} == {*first}]
    lines = [letters.wrap(words, FLAT[0], SMALL) for those in told for words in those]
    return STEP * max(map(len, lines), default=0)


def _spread(actors: list[str], pairs: list[Pair], written: dict, across: tuple,
            above: float, high: float) -> dict[str, tuple[float, float]]:  # fmt: skip
    """Place actors on a ring that is as high as their names need."""
    around = _around(actors, pairs)
    half, tall = (max(edge[n] for _, edge in written.values()) for n in (0, 1))
    width, inset = across
    reach = min(inset, width / 2 - max(half, 30) - 2)
    reach /= max(abs(x) for x, _ in around.values())
    top, low = (pick(y for _, y in around.values()) for pick in (min, max))
    for more in count():
        size = (high + 24 * more) / ((low - top) or 1)
        at = {
            a: (width / 2 + x * reach, above + tall + 2 + (y - top) * size)
            for a, (x, y) in around.items()
        }
        boxes = [_box(at[a], *written[a][1]).wider(CLEAR / 2) for a in actors]
        if not any(one.meets(two) for one, two in combinations(boxes, 2)):
            return at


def _around(actors: list[str], pairs: list[Pair]) -> dict[str, tuple[float, float]]:
    """Place actors on a circle: the first three at its corners, others between them."""
    if len(actors) == 2:
        return dict(zip(actors, ((-1.0, 0.0), (1.0, 0.0)), strict=True))
    if len(actors) > LABELLED:
        turns = (radians(270 + 360 / len(actors) * n) for n in range(len(actors)))
        places = ((copysign(abs(cos(t)) ** SQUARE, cos(t)), sin(t)) for t in turns)
        return dict(zip(actors, places, strict=True))
    first, second, third, *others = actors
    turns = {first: 215, second: 325, third: 90}
    for other in others:
        right = any({second, other} == set(pair) for pair in pairs)
        turns[other] = 25 if right else 155
    return {a: (cos(radians(turn)), sin(radians(turn))) for a, turn in turns.items()}


def _box(at: tuple[float, float], wide: float, high: float) -> Box:
    return Box(at[0] - wide, at[1] - high, at[0] + wide, at[1] + high)


def _node(at: tuple, lines: list[str], edge: tuple, small: bool, low: float):
    """Draw an actor: its name in an edge, or a dot with its name above or below."""
    x, y = at
    if small:
        yield Shape("disc", At(0, x), y, y1=DOT, fill="ink")
        top = y + 14 if y > low / 2 else y - 14
        yield from lines_below(lines, x, top, align="center", size=SMALL)
    else:
        yield from moved([marks.pill(*edge)], x, y)
        top = y - STEP * (len(lines) - 1) / 2
        yield from lines_below(lines, x, top, align="center", size=NAME, bold=True)


def lines_below(
    lines: list[str], x: float, top: float, step: int = STEP, **look
) -> Iterator[Shape]:
    """Write lines below each other, the first at a height."""
    for nth, line in enumerate(lines):
        look_ = {"text": line, "colour": "ink"} | look
        yield Shape("text", At(0, x), top + step * nth, **look_)


def _clipped(line: tuple, start: Box, stop: Box) -> tuple:
    """Cut a line where it leaves one name and reaches the other."""
    x0, y0, x1, y1 = line
    first, last = start.cut(line), stop.cut(line)
    low, high = (first or (0, 0))[1], (last or (1, 1))[0]
    return (x0 + low * (x1 - x0), y0 + low * (y1 - y0),
            x0 + high * (x1 - x0), y0 + high * (y1 - y0))  # fmt: skip


def _spots(ends: dict[Pair, tuple], boxes: dict[str, Box]) -> dict[Pair, tuple]:
    """Place the sign of each tie on its line: as near to its middle as is free."""
    placed: dict[Pair, tuple[float, float]] = {}
    for pair, (x0, y0, x1, y1) in ends.items():
        options = [(x0 + t * (x1 - x0), y0 + t * (y1 - y0)) for t in ALONG]
        others = [line for other, line in ends.items() if other != pair]

        def free(spot: tuple, others=others) -> float:
            gaps = [hypot(spot[0] - x, spot[1] - y) / 2 for x, y in placed.values()]
            gaps += [_away(spot, line) for line in others]
            gaps += [_beyond(spot, box) for box in boxes.values()]
            return min(*gaps, SIGN)  # beyond that all are as good

        placed[pair] = max(options, key=free)  # the first of the best
    return placed


def _away(spot: tuple[float, float], line: tuple) -> float:
    """Return how far a place lies from a line."""
    x0, y0, x1, y1 = line
    long = (x1 - x0) ** 2 + (y1 - y0) ** 2 or 1
    part = ((spot[0] - x0) * (x1 - x0) + (spot[1] - y0) * (y1 - y0)) / long
    part = min(max(part, 0), 1)
    return hypot(spot[0] - x0 - part * (x1 - x0), spot[1] - y0 - part * (y1 - y0))


def _beyond(spot: tuple[float, float], box: Box) -> float:
    """Return how far a place lies from a box."""
    across = max(box.left - spot[0], 0, spot[0] - box.right)
    return hypot(across, max(box.top - spot[1], 0, spot[1] - box.low))


# ---- labels -------------------------------------------------------------------------


def _slots(labels: dict[Pair, list[str]], ends: dict[Pair, tuple], boxes: dict,
           spots: dict, width: float, low: float) -> dict[Pair, Slot]:  # fmt: skip
    """Find room for each label; none at all where one has none."""
    taken = [box.wider(2) for box in boxes.values()]
    taken += [_box(spot, SIGN, SIGN) for spot in spots.values()]
    found: dict[Pair, Slot] = {}
    for pair, told in labels.items():
        free = (
            slot for slot in (_options(told, ends[pair]) if told else ())
            if slot.box.left >= 2 and slot.box.right <= width - 2
            and slot.box.top >= 0 and slot.box.low <= low
            and not any(slot.box.meets(other) for other in taken)
            and not any(slot.box.wider(3).cut(line) for line in ends.values())
        )  # fmt: skip
        if slot := next(free, None):
            found[pair] = slot
            taken.append(slot.box.wider(CLEAR))
        elif told:
            return {}
    return found


def _options(told: list[str], line: tuple) -> Iterator[Slot]:
    """Give the places where the labels of a tie may be, the best first."""
    x0, y0, x1, y1 = line
    flat = abs(x1 - x0) > 2 * abs(y1 - y0)
    for room in FLAT if flat else STEEP:
        lines = [letters.wrap(words, room, SMALL) for words in told]
        wide = max(letters.width(one, SMALL) for some in lines for one in some)
        high = STEP * max(map(len, lines))
        for part in BESIDE:
            x, y = x0 + part * (x1 - x0), y0 + part * (y1 - y0)
            if flat:
                left, right = x - wide / 2, x + wide / 2
                over = Box(left, y - OVER - high, right, y - OVER)
                under = Box(left, y + OVER, right, y + OVER + high)
                yield Slot(over, "center", "above", room)
                yield Slot(under, "center", "below", room)
                continue
            slope = (x1 - x0) / (y1 - y0)
            edges = [x + slope * half for half in (-high / 2, high / 2)]
            right, left = min(edges) - SIGN, max(edges) + SIGN
            top, down = y - high / 2, y + high / 2
            yield Slot(Box(right - wide, top, right, down), "right", "beside", room)
            yield Slot(Box(left, top, left + wide, down), "left", "beside", room)
