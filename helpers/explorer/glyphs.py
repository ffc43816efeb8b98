"""What a date looks like: a point, an open bracket, a bar, and how each end is drawn.

Sign is hue and glyph, certainty is fill, dashes mean an approximate or uncertain
date and nothing else.
"""

from dataclasses import dataclass
from types import SimpleNamespace

from helpers.case import dates, signs
from helpers.explorer import discs, shapes
from helpers.explorer.sheet import SMALL, Sample

RADIUS = 6
HIGH = 4  # half the height of a bar
STEPS = (8, 24)  # slices of a fade, short and long
LOST = ("unknown", "vague")  # ends that bear a "?"
GLYPH = 10  # pixels of a sign


@dataclass(frozen=True)
class Reach:
    """Where a date lies on the line, in pixels.

    ``x0`` to ``x1`` is all it may cover, ``core0`` to ``core1`` what is certain (the
    wrong way round where nothing is). An end is `shut`, `unknown`, `open`, `seen`, or
    `beyond` the axis; `vague` both: began and ended inside one month or year.
    """

    x0: float
    x1: float
    core0: float
    core1: float
    left: str = "shut"
    right: str = "shut"


def dashed(when: dates.When) -> bool:
    """Whether the date is approximate or uncertain."""
    return when.approximate or when.uncertain


def hue(mark) -> str:
    """Name the colour of a mark: its sign's, or ink, or quiet beside the article."""
    if mark.sign:
        return signs.OF_MARK[mark.sign].colour
    return "quiet" if mark.quiet else "ink"


def _sign(x: float, y: float, sign: str, colour: str) -> list[dict]:
    if not sign:
        return []
    return [
        shapes.text(
            x, y, signs.OF_MARK[sign].glyph, GLYPH, bold=True, align="center",
            colour=colour, role="glyph",
        )
    ]  # fmt: skip


def _query(x: float, y: float) -> dict:
    return shapes.text(
        x, y, "?", SMALL, align="center", colour="quiet", bold=True, role="query"
    )


def _arrow(x: float, y: float, high: float, colour: str) -> list[dict]:
    back = x - high - 2
    return [
        shapes.line(back, y - high - 2, x, y, colour=colour, width=2),
        shapes.line(back, y + high + 2, x, y, colour=colour, width=2),
    ]


def point(x: float, y: float, mark) -> list[dict]:
    """Draw a known day: filled where it happened, hollow where only told."""
    colour, solid = hue(mark), mark.status == "happened"
    found = [
        shapes.disc(
            x, y, RADIUS, colour=colour, fill=colour if solid else "ground", width=1.8,
            dash=dashed(mark.when), role="day", record_id=mark.record_id,
        )
    ]  # fmt: skip
    if mark.status == "denied":
        found.append(shapes.line(x - 9, y + 9, x + 9, y - 9, colour=colour, width=1.6))
    return found + _sign(x, y, mark.sign, "ground" if solid else colour)


def _cap(x: float, y: float, hollow: bool, style: dict) -> dict:
    """End a bracket: a tick, or a hollow one where it is only told."""
    if hollow:
        return shapes.box(x - 2.2, y - 5, x + 2.2, y + 5, fill="ground", **style)
    return shapes.line(x, y - 5, x, y + 5, **style)


def bracket(
    at: Reach, y: float, colour: str, dash: bool, width: float, hollow: bool = False
) -> list[dict]:
    """Draw one moment somewhere in a window: an open bracket, never a bar."""
    style = {"colour": colour, "width": width, "role": "window"}
    found = [shapes.line(at.x0, y, at.x1, y, dash=dash, **style)]
    if hollow:
        style["width"] = 1.3
    for side, x, outside in (("left", at.x0, -6), ("right", at.x1, 6)):
        end = getattr(at, side)
        if end == "unknown":
            found.append(_query(x + outside, y))
        elif end == "shut":
            found.append(_cap(x, y, hollow, style))
        elif end != "beyond":
            found += _arrow(x, y, 1.5, colour)
    return found


def thin(at: Reach, y: float, when: dates.When) -> list[dict]:
    """Draw what the article alone says, beside what is known: the same shapes, thin.

    A window is an open bracket, what lasted a thin bar without caps.
    """
    if when.moment:
        return bracket(at, y, "bracket", dashed(when), 1)
    more = {"colour": "bracket", "fill": "bracket", "role": "thin"}
    found = [shapes.box(at.x0, y - 1.4, at.x1, y + 1.4, opacity=0.75, **more)]
    if at.right in ("open", "seen"):
        found += _arrow(at.x1, y, 1.5, "bracket")
    return found + _queries(at, y)


def _queries(at: Reach, y: float) -> list[dict]:
    """Write "?" at each end that is not known."""
    ends = (("left", at.x0 - 6), ("right", at.x1 + 6))
    return [_query(x, y) for side, x in ends if getattr(at, side) in LOST]


def _fade(x0: float, x1: float, y: float, rising: bool, colour: str) -> list[dict]:
    """Draw an end that is not known: slices, each lighter than the last."""
    n = STEPS[x1 - x0 > 90]
    step, found = (x1 - x0) / n, []
    if step <= 0.05:
        return []
    for i in range(n):
        nth = i if rising else n - 1 - i
        more = {"opacity": round(0.06 + 0.72 * nth / (n - 1), 2), "role": "fade"}
        left, right = x0 + i * step, x0 + (i + 1) * step
        found.append(shapes.box(left, y - HIGH, right, y + HIGH, fill=colour, **more))
    return found


def _solid(x0: float, x1: float, y: float, mark, panels) -> list[dict]:
    """Draw what is certain of a bar, panel by panel; hollow where it is only told."""
    colour, found = hue(mark), []
    fill, width = (colour, 0) if mark.status == "happened" else ("ground", 1.5)
    more = {"colour": colour, "fill": fill, "width": width, "role": "bar"}
    more |= {"dash": dashed(mark.when), "record_id": mark.record_id}
    for left, right in panels:
        a, b = max(x0, left), min(x1, right)
        if b - a > 0.3:
            found.append(shapes.box(a, y - HIGH, b, y + HIGH, **more))
    return found


def bar(at: Reach, y: float, mark, panels: list[tuple[float, float]]) -> list[dict]:
    """Draw what lasted: solid where certain, fading where an end is not known.

    Where nothing of it is certain (it began and ended inside one month or year, or
    only the month of its end is known): an even, pale bar over all of it.
    """
    colour = hue(mark)
    if at.core0 > at.core1:
        place = (at.x0, y - HIGH, at.x1, y + HIGH)
        edge = {"colour": colour, "width": 1, "role": "pale"}
        found = [
            shapes.box(*place, fill=colour, opacity=0.4, role="fade"),
            {**shapes.box(*place), **edge},
        ]
    else:
        found = _fade(at.x0, at.core0, y, True, colour)
        found += _fade(at.core1, at.x1, y, False, colour)
        found += _solid(at.core0, at.core1, y, mark, panels)
    if dashed(mark.when) and mark.status == "happened":
        edge = {"colour": colour, "width": 1, "dash": True, "role": "approximate"}
        x0, x1, high = at.x0, at.x1, HIGH + 2
        found.append({**shapes.box(x0, y - high, x1, y + high), **edge})
    if at.right in ("open", "seen"):
        found += _arrow(at.x1, y, HIGH, colour)
    return found + _queries(at, y)


def sign_beside(at: Reach, y: float, mark) -> list[dict]:
    """Write the sign at a bar or bracket, so that hue never speaks alone."""
    beside = at.right in ("shut", "vague")
    x = at.x1 + (16 if at.right == "vague" else 9) if beside else _middle(at)
    filled = mark.status == "happened" and mark.when.shape == "span"
    return _sign(x, y, mark.sign, "ground" if filled and not beside else hue(mark))


def _middle(at: Reach) -> float:
    """Give the middle of what is certain, on the bar's solid part."""
    return (max(at.core0, at.x1 - 40) + at.core1) / 2


def _sample(sign: str = "", status: str = "happened", quiet: bool = False):
    """Make a mark that stands for nothing but its look."""
    when = dates.parse("2000/2001")
    return SimpleNamespace(
        sign=sign, status=status, quiet=quiet, when=when, record_id=""
    )


def _thin_pair(x: float, y: float) -> list[dict]:
    """Draw both thin shapes of the article: a window and a span."""
    lasted = thin(_stretch(x + 44), y, dates.parse("2000/2001"))
    return bracket(_stretch(x), y, "bracket", False, 1) + lasted


def _stretch(a: float, left: str = "shut", right: str = "shut") -> Reach:
    start = a + 8 if left == "unknown" else a
    core = start + 22 if left == "unknown" else start
    return Reach(start, a + 38, core, a + 38, left, right)


def _pale(x: float) -> Reach:
    return Reach(x, x + 38, x + 38, x)


def samples(kinds: set[str], text: str = "article") -> list[Sample]:
    """List what a legend of dates teaches: width of the sample, how to draw it, words.

    The shapes of a date always; of the rest only ``kinds``, what the chart shows.
    ``text`` is what the case is coded from, in a word.
    """
    whole = [(0.0, 1e6)]
    always = [
        (14, lambda x, y: point(x + 7, y, _sample()), "one day, known"),
        (40, lambda x, y: bracket(_stretch(x), y, "ink", False, 1.8),
         "one moment, day not stated"),
        (40, lambda x, y: bar(_stretch(x), y, _sample(), whole), "lasted from, to"),
        (40, lambda x, y: bar(_stretch(x, right="open"), y, _sample(), whole),
         "still going, or still so then"),
        (40, lambda x, y: bar(_stretch(x, left="unknown"), y, _sample(), whole),
         "start or end not stated"),
    ]  # fmt: skip
    others = {
        "thin": (84, _thin_pair, f"thin: by the {text} alone"),
        "dash": (40, lambda x, y: bracket(_stretch(x), y, "ink", True, 1.8),
                 "dashed: approximate or uncertain"),
        "pale": (40, lambda x, y: bar(_pale(x), y, _sample(), whole),
                 "pale: for part of it"),
        "quiet": (14, lambda x, y: point(x + 7, y, _sample(quiet=True)),
                  f"grey: not in the {text}"),
        "hollow": (14, lambda x, y: point(x + 7, y, _sample(status="reported")),
                   f"hollow: {discs.LOOKS['hollow']}"),
        "join": (40, lambda x, y: [join(x, y + 5, x + 38, y - 5)],
                 "leads to who said or reported it"),
    }  # fmt: skip
    acts = {
        sign: (14, lambda x, y, s=sign: point(x + 7, y, _sample(s)),
               f"{signs.OF_MARK[sign].word} act")
        for sign in ("+", "-", "~", "both")
    }  # fmt: skip
    return always + [one for k, one in (others | acts).items() if k in kinds]


def join(x0: float, y0: float, x1: float, y1: float, record: str = "") -> dict:
    """Draw the thin line from what happened to who said it or reported it."""
    more = {"colour": "bracket", "width": 0.9, "opacity": 0.8, "role": "join"}
    return shapes.line(x0, y0, x1, y1, record_id=record, **more)
