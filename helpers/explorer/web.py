"""The network as the explorer draws it: the attested ties of one of many days.

Every actor and every tie keeps its place from day to day.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import cos, hypot, pi, sin

import pandas as pd

from helpers import prose
from helpers.case import dates
from helpers.case.cases import Case
from helpers.charts import tied
from helpers.explorer import discs, shapes, sheet
from helpers.explorer.sheet import EDGE, LABEL, Sheet
from helpers.text import ties
from helpers.view import relations, standing
from helpers.view.shown import Shown

GLYPH = 9  # radius of the mark of a tie
ALONG = (0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.22, 0.78)  # places for a glyph


@dataclass(frozen=True)
class Course:
    """How the ties of a case changed up to a day.

    A class because drawings, words and list must agree on actors and days.
    ``told`` is the history of the ties proper, ``changes`` the days on which a tie
    between the actors shown changes.
    """

    day: date | None
    told: pd.DataFrame
    actors: list[str]
    folded: list[str]
    changes: list[date]

    @cached_property
    def shown(self) -> list:
        """The history of the ties between the actors shown."""
        return list(standing.among(self.told, self.actors).itertuples())

    def at(self, day: date | None) -> list:
        """List the ties between the actors shown on a day; many days are asked for."""
        until = (row for row in self.shown if day is None or row.since <= day)
        last = {(row.a, row.b, row.kind): row for row in until}
        return [row for row in last.values() if row.state]


def standing_at(told: pd.DataFrame, day: date | None) -> pd.DataFrame:
    """Give the ties of a history on a day, a row a pair."""
    until = told if day is None else told[told.since <= day]
    held = until.drop_duplicates(["a", "b", "kind"], keep="last")
    return held[held.state != ""]


def course(shown: Shown) -> Course:
    """Follow the ties of a view up to its day."""
    day = shown.day
    told = relations.history(shown.case, shown.view, day)
    told = told[told.kind == "tie"]
    held = told[told.state != ""]
    actors, folded = standing.chosen(shown.case, [standing_at(told, day), held])
    drawn = standing.among(told, actors)
    changed = sorted({d for d in drawn.since if d > date.min})
    return Course(day, told, actors, folded, changed)


@dataclass(frozen=True)
class Ring:
    """Where actors and ties stand around a middle, and how much room names have."""

    x: float
    y: float
    radius: float
    name: float

    def place(self, nth: int, of: int) -> tuple[float, float]:
        """Give the place of an actor, the first at the top, clockwise."""
        turn = pi * (1 - nth) if of == 2 else 2 * pi * nth / of - pi / 2
        return self.x + self.radius * cos(turn), self.y + self.radius * sin(turn)


def _places(found: Course, ring: Ring) -> dict[str, tuple[float, float]]:
    n = len(found.actors)
    return {a: ring.place(i, n) for i, a in enumerate(found.actors)}


def _middles(found: Course, at: dict) -> dict[tuple, tuple[float, float]]:
    """Place the glyph of every tie there ever is, clear of the others and of actors.

    On its line, in the middle or as near to it as is free.
    """
    placed: dict[tuple, tuple[float, float]] = {}
    for key in dict.fromkeys((row.a, row.b) for row in found.shown):
        (x0, y0), (x1, y1) = at[key[0]], at[key[1]]
        options = [(x0 + t * (x1 - x0), y0 + t * (y1 - y0)) for t in ALONG]
        taken = [*placed.values(), *at.values()]

        def free(spot, taken=taken) -> float:
            gaps = [hypot(spot[0] - x, spot[1] - y) for x, y in taken]
            return min(gaps, default=1e6)

        clear = [spot for spot in options if free(spot) >= 2 * GLYPH + 5]
        placed[key] = clear[0] if clear else max(options, key=free)
    return placed


def _name(told: str, x: float, y: float, ring: Ring, size: float) -> list[dict]:
    """Write an actor's name outside the ring, in at most three lines."""
    dx, dy = x - ring.x, y - ring.y
    middle = abs(dx) < ring.radius * 0.2
    align = "center" if middle else "left" if dx > 0 else "right"
    lines = shapes.wrap(told, ring.name * (1.6 if middle else 1), size, 3)
    high, more = size * 1.2, {"align": align, "role": "name"}
    x += 0 if middle else 9 if dx > 0 else -9
    top = y - (len(lines) - 1) * high / 2
    if middle:
        top = y - 12 - (len(lines) - 1) * high if dy < 0 else y + 13
    return [
        shapes.text(x, top + n * high, part, size, **more)
        for n, part in enumerate(lines)
    ]


def _actors(case: Case, found: Course, ring: Ring, size: float) -> list[dict]:
    """Draw the actors: a dot and a name, hollow where it is a collective."""
    at, drawn, grouped = _places(found, ring), [], standing.collectives(case)
    names = discs.labels(case, found.actors, ring.name, size)
    for actor, (x, y) in at.items():
        more = {"fill": "ground" if actor in grouped else "ink", "role": "actor"}
        drawn.append(shapes.disc(x, y, discs.NODE, width=1.4, **more))
        drawn += _name(names[actor], x, y, ring, size)
    return drawn


def _foot_of(drawn: list[dict]) -> float:
    """Give the lower edge of the actors and their names."""
    return max(shape["y0"] for shape in drawn) + 10


def _edges(case: Case, found: Course, rows: list, ring: Ring):
    """Draw the ties of a day: their lines, then their marks, then where to point."""
    at = _places(found, ring)
    middle, drawn, marks, areas = _middles(found, at), [], [], []
    for tie in rows:
        drawn += discs.edge(tie, at[tie.a], at[tie.b])
    for tie in rows:
        x, y = middle[tie.a, tie.b]
        marks += discs.mark(x, y, tie.state, tied.fill(tie), GLYPH)
        box = (x - GLYPH - 2, y - GLYPH - 2, x + GLYPH + 2, y + GLYPH + 2)
        areas.append(shapes.target(*box, ties.anchor(tie), ties.hover(case, tie)))
    return drawn + marks + areas


def _sure_of(rows: list) -> str:
    """Count the ties of a day, those that are not certain apart."""
    n = sum(row.holds == "certain" for row in rows)
    rest = len(rows) - n
    if not n and rest:
        return f"no tie, {rest} may hold"
    return prose.count(n, "tie") + (f", {rest} more may hold" if rest else "")


def _ring(case: Case, found: Course, x: float, top: float, wide: float) -> Ring:
    """Fit a ring and the names around it into a width."""
    names = [case.actor_names[a] for a in found.actors]
    widest = max(shapes.text_width(name, LABEL) for name in names)
    name = min(130, wide * 0.26, widest + 1)
    radius = min(wide / 2 - name - 12, 150)
    above = len(shapes.wrap(names[0], name * 1.6, LABEL, 3)) * 13
    high = 12 if len(names) == 2 else radius
    return Ring(x + wide / 2, top + high + 21 + above, radius, name)


def _taught(found: Course, day: date | None) -> list[sheet.Sample]:
    """List what the legend teaches: ties, and the dot of a collective."""
    rows = found.at(day)
    looks = {tied.fill(row) for row in rows}
    hollow = (12, lambda x, y: [shapes.disc(x + 6, y, discs.NODE, fill="ground")],
              "a public or unnamed group")  # fmt: skip
    return [*discs.samples({row.state for row in rows}, looks), hollow]


def titles_of(shown: Shown, found: Course, day: date | None) -> tuple[str, str]:
    """Count the ties of one day of a course, as title; say how long acts count."""
    counted = ties.span(shown, dates.day_in_words(day) if day else "")
    how = prose.upper_first(ties.remembered(shown))
    return f"{counted}: {_sure_of(found.at(day))}", f"{how}."


def on_day(shown: Shown, found: Course, day: date | None, width: int) -> Sheet:
    """Lay out the network of one day of a course, which gives everybody a place.

    It has no title.
    """
    case = shown.case
    drawn, y, room = [], 22, sheet.room(width)
    if found.actors:
        ring = _ring(case, found, EDGE, y - 20, room)
        actors = _actors(case, found, ring, LABEL)
        drawn += _edges(case, found, found.at(day), ring) + actors
        y = _foot_of(actors) + 16
    if told := ties.folded(case, found.folded):
        note, y = sheet.note(told, EDGE, y, room)
        drawn += note
    if found.actors:
        taught = _taught(found, day)
        teach, y = sheet.legend("How to read a tie", taught, EDGE, y + 12, room)
        drawn += teach
    return Sheet(shapes.frame(drawn), width, int(y + 12))
