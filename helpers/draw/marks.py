"""What a date looks like in a row: shapes whose places serve every width.

Sign is hue and glyph, certainty is fill, dashes mean "about then" and nothing else.
Across, a place is a part of the width and pixels beside it; down, pixels in the row.
"""

from dataclasses import dataclass, replace
from math import cos, pi, sin
from typing import Literal, NamedTuple

from helpers import theme
from helpers.case import signs
from helpers.draw import letters
from helpers.draw.panels import Segment

MIDDLE = 11  # pixels from the top of a row down to its marks
RADIUS, HALF = 5.5, 5  # of a point; half the height of a bar
THIN = MIDDLE + 9.5  # where the article's own date lies
FINER = MIDDLE - 9.5  # where the window lies that order leaves
ARROW = ((0, -HALF - 2.5), (9, 0), (0, HALF + 2.5))
EARLIER = ((0, 0), (7, -5), (7, 5))
HATCH = (
    ((-6.3, 2.3), (2.3, -6.3)), ((-4.9, 4.9), (4.9, -4.9)), ((-2.3, 6.3), (6.3, -2.3)),
)  # fmt: skip
ARM = 3.1  # half a stroke of a sign
BY, NEXT = 14, 9  # pixels of a sign from the one known end of a mark, on it or beside
NARROW, APART = 0.012, 2.5  # a window of less width has its caps drawn apart
SLIT = 1.7  # half the height of the line of a window that is only told
FORMS = ("wide", "narrow", "print")  # in which some words stand; blank: in all
Form, Colour = Literal["", *FORMS], Literal["", *theme.LIGHT]


class At(NamedTuple):
    """A place across: a part of the width, and pixels from there."""

    part: float
    beside: float = 0.0

    def plus(self, pixels: float) -> "At":
        """Return the place some pixels further right."""
        return At(self.part, self.beside + pixels)


@dataclass(frozen=True)
class Shape:
    """One shape of a row: ``line``, ``box``, ``disc``, ``path`` or ``text``.

    A box may fade: ``fade`` is how much it covers at its left and right end. A path
    is given by ``points`` in pixels around its place, closed where it has a fill.
    """

    kind: str
    x0: At
    y0: float
    x1: At | None = None
    y1: float = 0.0
    colour: Colour = ""
    fill: Colour = ""
    width: float = 0.0
    dash: bool = False
    fade: tuple[float, float] | None = None
    points: tuple[tuple[float, float], ...] = ()
    text: str = ""
    align: str = "left"
    bold: bool = False
    size: float = 0.0  # of a text, in pixels; 0: that of the words beside marks
    serif: bool = False
    form: Form = ""

    @property
    def face(self) -> tuple[str, int]:
        """The family and the weight of its letters."""
        return letters.SERIF if self.serif else letters.SANS, 600 if self.bold else 400


@dataclass(frozen=True)
class Look:
    """How a row's date is drawn: its colour and sign, filled where it happened."""

    colour: str = "ink"
    sign: str = ""
    solid: bool = True
    dash: bool = False

    @property
    def over(self) -> str:
        """The colour of a sign on it."""
        return "ground" if self.solid else self.colour


def look(sign: str, happened: bool, dash: bool = False) -> Look:
    """Return the look of a sign, blank for none."""
    colour = signs.OF_MARK[sign].colour if sign else "ink"
    return Look(colour, sign, happened, dash)


def path(
    at: At, y: float, points: tuple, width: float, colour: str, fill: str = ""
) -> Shape:
    """Return a line through points around a place; closed where it has a fill."""
    look = {"colour": colour, "fill": fill, "width": width}
    return Shape("path", at, y, points=points, **look)


# ---- signs --------------------------------------------------------------------------


def glyph(at: At, sign: str, colour: str, y: float = MIDDLE) -> list[Shape]:
    """Draw a sign: plus, minus, both above each other, or a wave for unclear."""
    strokes = {
        "+": [((-ARM, 0), (ARM, 0)), ((0, -ARM), (0, ARM))],
        "-": [((-ARM, 0), (ARM, 0))],
        "both": [((-ARM, -1.2), (ARM, -1.2)), ((0, -4), (0, 1.6)),
                 ((-ARM, 3.4), (ARM, 3.4))],
        "~": [((-3.6, 1), (-1.8, -1.2), (0, 0), (1.8, 1.2), (3.6, -1))],
    }  # fmt: skip
    return [path(at, y, points, 1.8, colour) for points in strokes.get(sign, [])]


def struck(at: At) -> list[Shape]:
    """Strike through what is denied."""
    return [path(at, MIDDLE, ((-9, 8), (9, -8)), 1.6, "ink")]


def target(at: At) -> list[Shape]:
    """Draw the target of what is said to be against somebody."""
    edge = {"colour": "hostile", "fill": "ground", "width": 1.6}
    dot = Shape("disc", at, MIDDLE, y1=1.9, fill="hostile")
    return [Shape("disc", at, MIDDLE, y1=5, **edge), dot]


def record(sign: str, kind: str, happened: bool, sure: bool) -> list[Shape]:
    """Draw a record in a cell, around its place: a disc, a square if it may come.

    Hatched where it may count, struck through where it is denied.
    """
    at = At(0)
    ink = signs.OF_MARK[sign].colour
    if kind == "denied":
        ring = Shape("disc", at, 0, y1=7.5, colour="quiet", fill="ground", width=1.5)
        return [ring, path(at, 0, ((-5.3, 5.3), (5.3, -5.3)), 1.5, "quiet")]
    if kind == "ahead":
        box = ((-7, -7), (7, -7), (7, 7), (-7, 7))
        return [path(at, 0, box, 1.6, ink, "ground"), *glyph(at, sign, ink, 0)]
    solid = happened and sure
    look = {"colour": ink, "fill": ink if solid else "ground", "width": 1.6}
    disc = Shape("disc", at, 0, y1=7.5, **look)
    hatch = [path(at, 0, points, 0.7, ink) for points in (() if sure else HATCH)]
    return [disc, *hatch, *glyph(at, sign, "ground" if solid else ink, 0)]


def ring(radius: float = 11.2) -> list[Shape]:
    """Draw what is said to be against somebody around a record."""
    return [Shape("disc", At(0), 0, y1=radius, colour="ink", width=1.8)]


def star() -> list[Shape]:
    """Draw the asterisk of what is not in the article beside a record."""
    return [Shape("text", At(0, 9), -7, text="*", colour="ink", bold=True)]


def hatching(half: float) -> list[Shape]:
    """Hatch a square around a place: what stands there rests on what is hidden.

    Slanting the other way than a record that may count only.
    """
    steps = [step for step in range(-2 * int(half) + 6, 2 * int(half), 6)]
    ends = [(max(-half, -half + s), min(half, half + s)) for s in steps]
    return [
        path(At(0), 0, ((left, left - s), (right, right - s)), 1, "bracket")
        for s, (left, right) in zip(steps, ends, strict=True)
    ]


def pill(wide: float, high: float) -> Shape:
    """Draw the rounded edge of a name around a place; half its width and height."""
    corner = min(15, wide, high)
    points = tuple(
        (round(x * (wide - corner) + corner * cos(turn), 1),
         round(y * (high - corner) + corner * sin(turn), 1))
        for quarter, (x, y) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1)))
        for turn in (pi / 2 * (quarter + part / 5) for part in range(6))
    )  # fmt: skip
    return path(At(0), 0, points, 1.5, "ink", "ground")


def leads_to(at: At) -> list[Shape]:
    """Draw an arrow from what was to what is: no face has one among its letters."""
    lines = ((-6, 0), (6, 0)), ((2, -3.5), (6, 0), (2, 3.5))
    return [path(at, 0, points, 1.4, "quiet") for points in lines]


def lozenge(at: At, y: float = MIDDLE, size: float = 1) -> list[Shape]:
    """Draw the half-filled lozenge of what is disputed."""
    most = 6 * size
    points = ((0, -most), (most, 0), (0, most), (-most, 0))
    half = ((0, -most), (0, most), (-most, 0))
    edge = path(at, y, points, 1.4, "ink", "ground")
    return [edge, path(at, y, half, 0, "", "ink")]


def earlier(at: At, colour: str) -> list[Shape]:
    """Draw the open triangle of what lies before the scale."""
    return [path(at, MIDDLE, EARLIER, 1.6, colour, "ground")]


# ---- dates --------------------------------------------------------------------------


def point(at: At, look_: Look) -> list[Shape]:
    """Draw one day: filled where it happened, hollow where only told."""
    fill = look_.colour if look_.solid else "ground"
    disc = Shape("disc", at, MIDDLE, y1=RADIUS, colour=look_.colour, fill=fill,
                 width=1.7, dash=look_.dash)  # fmt: skip
    return [disc, *glyph(at, look_.sign, look_.over)]


def tick(at: At, colour: str = "ink") -> list[Shape]:
    """Draw the day on which something was said or reported: an upright stroke."""
    return [Shape("line", at, MIDDLE - 7, at, MIDDLE + 7, colour, width=2)]


def join(left: At, right: At) -> Shape:
    """Join what happened to when it was told, along the row."""
    return Shape("line", left, MIDDLE, right, MIDDLE, "quiet", width=1)


def window(
    segments: list[Segment],
    look_: Look,
    begins: bool,
    ends: bool = True,
    room: bool = True,
) -> list[Shape]:
    """Draw one moment somewhere in a span: an open bracket, never a bar.

    Hollow where it is only told; its sign behind it, if there is ``room``. Where nobody
    says from when on, the last segment alone, fading in; where nobody says until when,
    the first alone, fading out.
    """
    bounded, found = begins and ends, []
    drawn = segments if bounded else segments[:1] if begins else segments[-1:]
    for one in drawn:
        apart = APART if one.right - one.left < NARROW else 0
        left, right = At(one.left, -apart), At(one.right, apart)
        fade = None if bounded else (1.0, 0.0) if begins else (0.0, 1.0)
        found += _line(left, right, look_, fade)
        caps = (left, begins and one.begins), (right, ends and one.ends)
        found += _caps(caps, MIDDLE - HALF, MIDDLE + HALF, look_.colour, 1.7)
    first, last = At(drawn[0].left), At(drawn[-1].right)
    places = first if begins else None, last if ends else None
    return [*found, *_signed(*places, look_, room)]


def _line(left: At, right: At, look_: Look, fade: tuple | None) -> list[Shape]:
    """Draw the line of a window; of one that is only told two, with nothing between."""
    if look_.solid and not fade:
        return [Shape("line", left, MIDDLE, right, MIDDLE, look_.colour,
                      width=1.7, dash=look_.dash)]  # fmt: skip
    if not (look_.solid or fade):
        return [Shape("box", left, MIDDLE - SLIT, right, MIDDLE + SLIT, look_.colour,
                      "ground", 1, look_.dash)]  # fmt: skip
    edges = ((0, 0.9),) if look_.solid else ((-SLIT, 0.5), (SLIT, 0.5))
    return [Shape("box", left, MIDDLE + y - half, right, MIDDLE + y + half,
                  fill=look_.colour, fade=fade) for y, half in edges]  # fmt: skip


def _caps(caps: tuple, low: float, high: float, colour: str, width: float):
    """Draw a bracket's caps: places, each with whether one stands there."""
    for x, there in caps:
        if there:
            yield Shape("line", x, low, x, high, colour, width=width)


def _signed(left: At | None, right: At | None, look_: Look, room: bool) -> list[Shape]:
    """Draw the sign of a bracket beside it: on it, it would be taken for its date.

    Behind its end, or where there is no room or no end before its begin. An end that
    alone is known and has no room behind it bears it.
    """
    if not (look_.sign and (left or right)):
        return []
    if right and (room or not left):
        at = right.plus(NEXT if room else -BY)
    else:
        at = left.plus(-NEXT)
    clear = Shape("box", at.plus(-6), MIDDLE - 6, at.plus(6), MIDDLE + 6, fill="panel")
    on = not (room or left)
    return [clear] * on + glyph(at, look_.sign, look_.colour)


def bar(left: At, right: At, look_: Look, fade: tuple | None = None) -> list[Shape]:
    """Draw a stretch that lasted: filled where it happened, else an outline.

    What is filled keeps clear of a dashed edge, which would not be seen on it.
    """
    top, low = MIDDLE - HALF, MIDDLE + HALF
    faded = {"fill": look_.colour, "fade": fade}
    if look_.solid and not look_.dash:
        return [Shape("box", left, top, right, low, **faded)]
    if fade:
        rims = [(y - 0.8, y + 0.8) for y in (top + 0.8, low - 0.8)]
        rims += [(top + 3, low - 3)] * look_.solid
        return [Shape("box", left, y, right, end, **faded) for y, end in rims]
    edge = Shape("box", left, top, right, low, look_.colour, "ground", 1.6, look_.dash)
    core = Shape("box", left, top + 3, right, low - 3, fill=look_.colour)
    return [edge] + [core] * look_.solid


def arrow(at: At, look_: Look) -> list[Shape]:
    """Draw the head of what still went on."""
    fill = look_.colour if look_.solid else "ground"
    return [path(at.plus(-9), MIDDLE, ARROW, 1.2, look_.colour, fill)]


def thin(segments: list[Segment], begins: bool, ends: bool) -> list[Shape]:
    """Draw all that the article says of a date: a thin bracket under the mark.

    Where its begin is not stated it fades in, and has no cap there.
    """
    return _bracket(segments, begins, ends, THIN, -2.5, "bracket")


def finer(segments: list[Segment], begins: bool, ends: bool) -> list[Shape]:
    """Draw the window that order leaves: a finer bracket over the mark.

    On a side that nothing bounds it fades out, and has no cap there.
    """
    found = _bracket(segments, begins, ends, FINER, 3.5, "ink")
    if not ends and segments:
        last = max(n for n, shape in enumerate(found) if shape.kind == "box")
        fade = ((found[last].fade or (0.9,))[0], 0.0)
        found[last] = replace(found[last], fade=fade)
    return found


def _bracket(
    segments: list[Segment], begins: bool, ends: bool, y: float, cap: float, colour: str
) -> list[Shape]:
    """Draw a bracket at a height, with caps that reach so far from it."""
    found = []
    for nth, one in enumerate(segments):
        left, right = At(one.left), At(one.right)
        fade = (0.0, 0.9) if nth == 0 and not begins else None
        look_ = {"fill": colour, "fade": fade}
        found.append(Shape("box", left, y - 0.5, right, y + 0.5, **look_))
        caps = ((left, begins and one.begins), (right, ends and one.ends))
        found += _caps(caps, *sorted((y, y + cap)), colour, 1)
    return found
