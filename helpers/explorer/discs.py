"""What a tie looks like, the same in every chart of actors of the explorer.

Sign is hue and glyph; certainty is fill: solid where it happened, hollow where it is
reported or claimed only, hatched where it is only possible as of the day, a thin ring
with "?" where its start is not known.
"""

from math import hypot, sqrt

from helpers.case import firmness, signs
from helpers.case.cases import Case
from helpers.explorer import shapes
from helpers.explorer.sheet import SMALL, Sample

NODE = 4  # radius of the dot of an actor
LOOKS = {"solid": "happened", "hollow": f"{' or '.join(firmness.TOLD_ONLY)} only"} | {
    row.look: row.legend for row in firmness.CERTAINTIES if row.look
}


def hue(state: str) -> str:
    """Name the colour of a state: ink where it is neither of the two."""
    return signs.OF_STATE[state].colour


def _hatch(x: float, y: float, radius: float, colour: str) -> list[dict]:
    """Draw slanting chords across a disc."""
    found, half = [], sqrt(0.5)
    for off in (-0.66, -0.33, 0.0, 0.33, 0.66):
        long = radius * sqrt(1 - off * off) * half
        cx, cy = x + off * radius * half, y + off * radius * half
        more = {"colour": colour, "width": 1, "role": "hatch"}
        found.append(shapes.line(cx - long, cy + long, cx + long, cy - long, **more))
    return found


def mark(x: float, y: float, state: str, look: str, radius: float = 10) -> list[dict]:
    """Draw the state of a tie as a disc with its glyph."""
    colour, size = hue(state), round(radius * 1.3, 1)
    ring = {"colour": colour, "role": f"tie {look}"}
    solid = look == "solid"
    width = 1.0 if look == "unknown" else 1.8
    fill_ = colour if solid else "ground"
    found = [shapes.disc(x, y, radius, fill=fill_, width=width, **ring)]
    if look == "hatched":
        found += _hatch(x, y, radius, colour)
        inner = {"fill": "ground", "colour": "ground", "width": 0.5, "role": "hatch"}
        found.append(shapes.disc(x, y, radius * 0.62, **inner))
    if look == "unknown":
        more = {"align": "center", "bold": True, "colour": "quiet", "role": "query"}
        found.append(shapes.text(x + radius + 5, y - radius * 0.6, "?", SMALL, **more))
    glyph = signs.OF_STATE[state].glyph
    more = {"bold": True, "align": "center", "role": "glyph"}
    ink = "ground" if solid else colour
    return [*found, shapes.text(x, y, glyph, size, colour=ink, **more)]


def prospect(x: float, y: float, state: str, radius: float = 10) -> list[dict]:
    """Draw the state of a prospect: a square, since nothing of it has come about."""
    colour, size, r = hue(state), round(radius * 1.3, 1), radius * 0.88
    edge = {"colour": colour, "width": 1.3, "fill": "ground", "role": "prospect"}
    more = {"bold": True, "align": "center", "role": "glyph", "colour": colour}
    glyph = signs.OF_STATE[state].glyph
    return [
        {**shapes.box(x - r, y - r, x + r, y + r), **edge},
        shapes.text(x, y, glyph, size, **more),
    ]


def trimmed(start: tuple, stop: tuple) -> tuple[float, float, float, float]:
    """Give the ends of a line between two actors, clear of their dots."""
    (x0, y0), (x1, y1) = start, stop
    long = hypot(x1 - x0, y1 - y0) or 1
    dx, dy = (x1 - x0) / long * (NODE + 1), (y1 - y0) / long * (NODE + 1)
    return x0 + dx, y0 + dy, x1 - dx, y1 - dy


def edge(tie, start: tuple, stop: tuple) -> list[dict]:
    """Draw a tie: one line, or one of each colour where both signs are attested."""
    x0, y0, x1, y1 = trimmed(start, stop)
    long = hypot(x1 - x0, y1 - y0) or 1
    nx, ny = (y0 - y1) / long * 1.7, (x1 - x0) / long * 1.7
    sure = tie.holds == "certain"
    more = {"width": 2 if sure else 1, "opacity": 1 if sure else 0.55, "role": "edge"}
    if tie.state != "both":
        return [shapes.line(x0, y0, x1, y1, colour=hue(tie.state), **more)]
    return [
        shapes.line(x0 + k * nx, y0 + k * ny, x1 + k * nx, y1 + k * ny,
                    colour=colour, **more)
        for k, colour in ((1, "cooperative"), (-1, "hostile"))
    ]  # fmt: skip


def samples(states: set[str], looks: set[str]) -> list[Sample]:
    """List what a legend of ties teaches: the states and the fills that are shown."""
    found = [
        (16, lambda x, y, s=sign.state: mark(x + 8, y, s, "solid", 8), sign.tie)
        for sign in signs.SIGNS
        if sign.state in states
    ]
    return found + [
        (22 if look == "unknown" else 16,
         lambda x, y, k=look: mark(x + 8, y, "cooperative", k, 8),
         f"{'filled' if look == 'solid' else look}: {told}"
         if look != "unknown" else told)
        for look, told in LOOKS.items()
        if look in looks
    ]  # fmt: skip


def labels(case: Case, actors: list[str], room: float, size: float) -> dict[str, str]:
    """Name actors for a room of three lines; numbered where a name would be cut."""
    names = [case.actor_names.get(a, a) for a in actors]
    cut = ["…" in "".join(shapes.wrap(n, room, size, 3)) for n in names]
    return {
        actor: f"{n} {name}" if any(cut) else name
        for n, (actor, name) in enumerate(zip(actors, names, strict=True), 1)
    }
