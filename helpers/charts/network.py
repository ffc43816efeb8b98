"""The network: the attested ties on three days, or day after day with a slider.

Every actor and every tie keeps its place from day to day. It shows the ties of the
matrix, with the same marks, and never more.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from html import escape
from math import cos, hypot, pi, sin

import numpy as np
import pandas as pd

from helpers import prose, theme
from helpers.case import dates, signs
from helpers.case.cases import Case
from helpers.draw import discs, face, live, shapes, sheet
from helpers.draw.face import Chart, Sheet, Step
from helpers.draw.sheet import LABEL, SMALL
from helpers.lists import records
from helpers.lists.records import Listing
from helpers.text import summary, ties, wording
from helpers.view import naming, relations, standing
from helpers.view.shown import Shown

PANELS = 3
STILL = ("kinds", "gaps")  # parameters that move nothing here
MOST_DAYS = 240  # for choosing three of them; of more, every n-th is looked at
NODE, GLYPH = 4, 9
ALONG = (0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.22, 0.78)  # places for a glyph


@dataclass(frozen=True)
class Course:
    """How the ties of a case changed up to a day.

    A class because panels, steps, words and list must agree on actors and days.
    ``told`` is the history of the ties proper, ``changes`` the days on which a tie
    between the actors shown changes, ``days`` the three that are drawn.
    """

    day: date | None
    told: pd.DataFrame
    actors: list[str]
    folded: list[str]
    changes: list[date]
    days: list[date]

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


def course(shown: Shown, most: int = standing.MOST) -> Course:
    """Follow the ties of a view up to its day."""
    day = shown.day
    told = relations.history(shown.case, shown.view, day)
    told = told[told.kind == "tie"]
    held = told[told.state != ""]
    actors, folded = standing.chosen(shown.case, [standing_at(told, day), held], most)
    drawn = standing.among(told, actors)
    changed = sorted({d for d in drawn.since if d > date.min})
    last = [day] if day and (not changed or changed[-1] < day) else []
    return Course(
        day, told, actors, folded, changed, three(drawn, [*changed, *last])
    )  # fmt: skip


def _codes(told: pd.DataFrame, days: list[date]) -> np.ndarray:
    """Give the state of each pair on each day as a number: a row a day.

    A column a pair; 0 for no record, -1 for a state that is not certain.
    """
    keys = dict.fromkeys(zip(told.a, told.b, strict=True))
    column = {key: n for n, key in enumerate(keys)}
    found = np.zeros((len(days), len(column)), dtype=np.int16)
    at = np.array([d.toordinal() for d in days])
    codes = {state: n for n, state in enumerate(signs.OF_STATE, 1)}
    for row in told.itertuples():
        code = codes[row.state] if row.holds == "certain" else -1
        code = code if row.state else 0
        found[at >= row.since.toordinal(), column[row.a, row.b]] = code
    return found


def three(told: pd.DataFrame, days: list[date]) -> list[date]:
    """Choose three days: the last, and the two before it by which most ties differ.

    Of equal choices the latest. All days where there are no more than three. What is
    not certain is as good as no record, since a day should be chosen for what is sure
    of it; a day with nothing else is chosen only for want of others.
    """
    if len(days) <= PANELS:
        return days
    step = -(-len(days) // MOST_DAYS)
    looked = days[::-1][::step][::-1]
    codes = _codes(told, looked)
    clear = (codes >= 0).all(axis=1) | (codes > 0).any(axis=1)
    clear[-1] = True
    if clear.sum() >= PANELS:
        looked = [d for d, there in zip(looked, clear, strict=True) if there]
        codes = codes[clear]
    codes = np.maximum(codes, 0)
    differ = (codes[:, None, :] != codes[None, :, :]).sum(axis=2)
    last = len(looked) - 1
    score = np.triu(differ[:last, :last] + differ[:last, last][None, :], 1)
    best = np.argwhere(score == score.max())[-1]
    return [looked[best[0]], looked[best[1]], looked[last]]


# ---- where it goes --------------------------------------------------------------


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


def _middles(
    found: Course, at: dict, more: Iterable[tuple[str, str]] = ()
) -> dict[tuple, tuple[float, float]]:
    """Place the glyph of every tie there ever is, clear of the others and of actors.

    On its line, in the middle or as near to it as is free; ``more`` pairs after them.
    """
    placed: dict[tuple, tuple[float, float]] = {}
    for key in dict.fromkeys([*((row.a, row.b) for row in found.shown), *more]):
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
        drawn.append(shapes.disc(x, y, NODE, width=1.4, **more))
        drawn += _name(names[actor], x, y, ring, size)
    return drawn


def _foot_of(drawn: list[dict]) -> float:
    """Give the lower edge of the actors and their names."""
    return max(shape["y0"] for shape in drawn) + 10


def _trimmed(start: tuple, stop: tuple) -> tuple[float, float, float, float]:
    """Give the ends of a line between two actors, clear of their dots."""
    (x0, y0), (x1, y1) = start, stop
    long = hypot(x1 - x0, y1 - y0) or 1
    dx, dy = (x1 - x0) / long * (NODE + 1), (y1 - y0) / long * (NODE + 1)
    return x0 + dx, y0 + dy, x1 - dx, y1 - dy


def edge(tie, start: tuple, stop: tuple) -> list[dict]:
    """Draw a tie: one line, or one of each colour where both signs are attested."""
    x0, y0, x1, y1 = _trimmed(start, stop)
    long = hypot(x1 - x0, y1 - y0) or 1
    nx, ny = (y0 - y1) / long * 1.7, (x1 - x0) / long * 1.7
    sure = tie.holds == "certain"
    more = {"width": 2 if sure else 1, "opacity": 1 if sure else 0.55, "role": "edge"}
    if tie.state != "both":
        return [shapes.line(x0, y0, x1, y1, colour=discs.hue(tie.state), **more)]
    return [
        shapes.line(x0 + k * nx, y0 + k * ny, x1 + k * nx, y1 + k * ny,
                    colour=colour, **more)
        for k, colour in ((1, "cooperative"), (-1, "hostile"))
    ]  # fmt: skip


def anchor(tie) -> str:
    """Give the id of a pair in the list of the network."""
    return f"course-{tie.a}-{tie.b}"


def _edges(case: Case, found: Course, rows: list, ring: Ring, name=anchor):
    """Draw the ties of a day: their lines, then their marks, then where to point.

    ``name`` gives the id of a tie.
    """
    at = _places(found, ring)
    middle, drawn, marks, areas = _middles(found, at), [], [], []
    for tie in rows:
        drawn += edge(tie, at[tie.a], at[tie.b])
    for tie in rows:
        x, y = middle[tie.a, tie.b]
        marks += discs.mark(x, y, tie.state, discs.fill(tie), GLYPH)
        box = (x - GLYPH - 2, y - GLYPH - 2, x + GLYPH + 2, y + GLYPH + 2)
        areas.append(shapes.target(*box, name(tie), ties.hover(case, tie)))
    return drawn + marks + areas


def _panel(case: Case, found: Course, day: date, x: float, y: float, wide: float):
    """Draw the network of one day under its date; give the lower edge too."""
    ring = _ring(case, found, x, y + 12, wide)
    rows = found.at(day)
    drawn = [
        shapes.text(x + 2, y, dates.day_in_words(day), LABEL, bold=True, role="day"),
        shapes.text(x + 2, y + 15, _sure_of(rows), SMALL, colour="quiet", role="day"),
    ]
    actors = _actors(case, found, ring, SMALL)
    return drawn + _edges(case, found, rows, ring) + actors, _foot_of(actors) + 30


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


def titles(shown: Shown, found: Course) -> tuple[str, str]:
    """Write the finding as title; the measure, the days and the filter as subtitle."""
    told = [
        f"The ties attested on {_chosen(found)}; {ties.remembered(shown)}.",
        wording.view_of(shown.view, STILL),
    ]
    return _finding(shown, found), " ".join(t for t in told if t)


def _chosen(found: Course) -> str:
    """Say which days these are."""
    if len(found.days) < PANELS:
        return "the days on which one changes, and on the last"
    return (
        "three days: the last one, and the two before it between which most ties differ"
    )


def _finding(shown: Shown, found: Course) -> str:
    """Say what the records of the first pair in focus come to, or count the ties."""
    case = shown.case
    days = found.days
    if not days or not found.actors:
        if found.day is None:
            return "No tie has a date, so none can be followed"
        return f"No tie is attested up to {dates.day_in_words(found.day)}"
    last = prose.verb(len(days), "the day shown", "each day")
    counted, pair = ties.span(shown, last), set(case.focus[:2])
    if len(pair) == 2 and pair <= set(found.actors):
        states = []
        for day in days:
            row = [t for t in found.at(day) if {t.a, t.b} == pair]
            states.append(ties.sure(row[0]) if row else "no record")
        who = naming.actor_list(case, case.focus[:2])
        return f"{counted}, {who}: {_in_turn(states, days)}"
    number = [_sure_of(found.at(day)) for day in days]
    return f"{counted}: {_in_turn(number, days)}"


def _in_turn(told: list[str], days: list[date]) -> str:
    """Write one thing after another with its day, the same thing once."""
    parts = []
    for words_, day in zip(told, days, strict=True):
        if not parts or parts[-1][0] != words_:
            parts.append((words_, dates.day_in_words(day)))
    if len(parts) == 1:
        return parts[0][0] + " on each of the days shown" * (len(days) > 1)
    return ", then ".join(f"{one} on {day}" for one, day in parts)


def _taught(found: Course, days: list[date]) -> list[sheet.Sample]:
    rows = [row for day in days for row in found.at(day)]
    return _samples({row.state for row in rows}, {discs.fill(row) for row in rows})


def _samples(states: set[str], looks: set[str]) -> list[sheet.Sample]:
    """List what the legend teaches: ties, and the dot of a collective."""
    hollow = (12, lambda x, y: [shapes.disc(x + 6, y, NODE, fill="ground")],
              "a public or unnamed group")  # fmt: skip
    return [*discs.samples(states, looks), hollow]


def _foot(case: Case, found: Course, days: list[date], width: int, y: float,
          source: str) -> tuple[list[dict], float]:  # fmt: skip
    """Write what stands below the networks: folding, legend, sources."""
    left, room, drawn = sheet.edge(width), width - 2 * sheet.edge(width), []
    if told := ties.folded(case, found.folded):
        drawn, y = sheet.note(told, left, y, room)
    if found.actors:
        teach, y = sheet.legend(
            "How to read a tie", _taught(found, days), left, y + 12, room
        )
        drawn += teach
    told, y = sheet.footer(source, width, y + 2)
    return drawn + told, y + 10


def layout(shown: Shown, width: int = theme.WIDE, source: str = "",
           found: Course | None = None) -> Sheet:  # fmt: skip
    """Lay the networks of three days out: side by side, or narrow one below another."""
    found = found or course(shown)
    drawn, y = sheet.header(*titles(shown, found), width)
    left, room = sheet.edge(width), width - 2 * sheet.edge(width)
    beside = 1 if sheet.narrow(width) else PANELS
    wide, low = room / beside, y
    for nth, day in enumerate(found.days if found.actors else []):
        if nth and nth % beside == 0:
            y = low
        panel, low = _panel(
            shown.case, found, day, left + nth % beside * wide, y, wide - 12
        )
        drawn += panel
    foot, y = _foot(shown.case, found, found.days, width, low, source)
    return Sheet(shapes.frame(drawn + foot), width, int(y))


def moving(shown: Shown, width: int = theme.WIDE, found: Course | None = None) -> Sheet:
    """Lay out one network with a slider over the days on which a tie changes."""
    case = shown.case
    found = found or course(shown)
    days = found.changes or found.days
    title, _ = titles(shown, found)
    told = (
        f"The ties attested on a day; the slider stops where one changes, so its"
        f" steps are not to scale;"
        f" {ties.remembered(shown)}."
    )
    drawn, y = sheet.header(
        title, f"{told} {wording.view_of(shown.view, STILL)}".strip(), width
    )
    room = width - 2 * sheet.edge(width)
    ring = _ring(case, found, sheet.edge(width), y - 30, room)
    size = SMALL if sheet.narrow(width) else LABEL
    actors = _actors(case, found, ring, size)
    under = _foot_of(actors) + 16
    foot, y = _foot(
        case, found, days, width, under + live.SLIDER, summary.source_line(case)
    )
    steps = tuple(
        Step(dates.day_in_words(day),
             shapes.frame(_edges(case, found, found.at(day), ring)))
        for day in days
    )  # fmt: skip
    return Sheet(shapes.frame(drawn + actors + foot), width, int(y), steps, under)


def titles_of(shown: Shown, found: Course, day: date | None) -> tuple[str, str]:
    """Count the ties of one day of a course, as title; say how long acts count."""
    counted = ties.span(shown, dates.day_in_words(day) if day else "")
    how = prose.upper_first(ties.remembered(shown))
    return f"{counted}: {_sure_of(found.at(day))}", f"{how}."


def on_day(shown: Shown, found: Course, day: date | None, width: int):
    """Lay out the network of one day of a course, which gives everybody a place.

    It has no title.
    """
    case = shown.case
    rows = found.at(day)
    drawn, y = sheet.header("", "", width)
    left, room = sheet.edge(width), width - 2 * sheet.edge(width)
    if found.actors:
        ring = _ring(case, found, left, y - 20, room)
        actors = _actors(case, found, ring, LABEL)
        drawn += _edges(case, found, rows, ring, ties.anchor) + actors
        y = _foot_of(actors) + 16
    days = [day] if day else []
    foot, y = _foot(case, found, days, width, y, "")
    return Sheet(shapes.frame(drawn + foot), width, int(y))


@dataclass(frozen=True)
class Ground:
    """A network without its ties, and where they go.

    A class because whoever draws the ties needs the sheet and its places together:
    for each pair the ends of its line and the middle of its glyph.
    """

    sheet: Sheet
    actors: list[str]
    places: dict[tuple[str, str], tuple[float, ...]]


def ground(shown: Shown, width: int, pairs: Iterable[tuple[str, str]] = ()) -> Ground:
    """Lay out one network without its ties: as large as the one with a slider.

    ``pairs`` may be tied in other readings of the case. It teaches every fill, since
    whoever filters may meet any.
    """
    case = shown.case
    found = course(shown)
    title = _finding(shown, replace(found, days=found.days[-1:]))
    told = [
        f"The ties attested {ties.as_of(found.day)}; {ties.remembered(shown)};"
        " “Ties as of”, behind “Filter”, goes to other days.",
        wording.view_of(shown.view, STILL),
    ]
    drawn, y = sheet.header(title, " ".join(filter(None, told)), width)
    left, room, places = sheet.edge(width), width - 2 * sheet.edge(width), {}
    if found.actors:
        ring = _ring(case, found, left, y - 30, room)
        actors = _actors(case, found, ring, SMALL if sheet.narrow(width) else LABEL)
        at, y = _places(found, ring), _foot_of(actors) + 16
        among = [p for p in pairs if set(p) <= set(found.actors)]
        for (a, b), middle in _middles(found, at, among).items():
            places[a, b] = (*_trimmed(at[a], at[b]), *middle)
        teach, y = sheet.legend(
            "How to read a tie", _samples(set(signs.OF_STATE), set(discs.LOOKS)), left,
            y + 12, room,
        )  # fmt: skip
        drawn += actors + teach
    foot, y = sheet.footer(summary.source_line(case), width, y + 2)
    made = Sheet(shapes.frame(drawn + foot), width, int(y + 10))
    return Ground(made, found.actors, places)


def alt(shown: Shown, found: Course) -> str:
    """Describe the networks to somebody who does not see them."""
    told = []
    for day in found.days:
        rows = found.at(day)
        named = [f"{naming.tie(shown.case, t)} {ties.sure(t)}" for t in rows[:6]]
        more = f" and {len(rows) - 6} more" if len(rows) > 6 else ""
        listed = ", ".join(named) or "no tie"
        told.append(f"{dates.day_in_words(day)}: {listed}{more}")
    return ties.describe("Network", *titles(shown, found), told)


def chart(shown: Shown) -> Chart:
    """Draw the network of a case: three days, or one with a slider."""
    found, source = course(shown), summary.source_line(shown.case)
    told, text = titles(shown, found), alt(shown, found)
    draw, slide = (
        partial(layout, shown, source=source, found=found),
        partial(moving, shown, found=found),
    )
    slid = face.both(slide) if found.actors else None
    return face.chart("02-network", told, source, text, draw, slid)


def _stretch(tie, until: date | None) -> str:
    """Say of one stretch from when to when it holds."""
    start = "" if tie.since == date.min else f"from {dates.day_in_words(tie.since)}"
    day = date.fromordinal(until.toordinal() - 1) if until else None
    end = f"up to {dates.day_in_words(day)}" if day else ""
    return prose.upper_first(" ".join(filter(None, [start, end])) or "always")


def _entry(shown: Shown, rows: list) -> str:
    """Write the course of one pair, opening into its stretches."""
    lines = []
    ends = [row.since for row in rows[1:]] + [None]
    for row, until in zip(rows, ends, strict=True):
        state = ties.summary(shown.case, row) if row.state else "no record"
        told = f"{_stretch(row, until)}: {state}"
        lines.append(f"<li>{escape(told)}</li>")
    changed = prose.count(sum(row.since > date.min for row in rows), "change")
    now = ties.sure(rows[-1])
    title = records.title(
        naming.tie(shown.case, rows[0]), f"{changed}; at the end {now}"
    )
    return records.fold(title, anchor(rows[0]), f"<ul>{''.join(lines)}</ul>")


def listing(shown: Shown) -> Listing:
    """List the course of every pair: from when to when it stood how."""
    found = course(shown)
    pairs: dict[tuple, list] = {}
    for row in found.told.itertuples():
        pairs.setdefault((row.a, row.b), []).append(row)
    entries = [_entry(shown, rows) for rows in pairs.values()]
    html = records.group(f"Pairs ({len(entries)})", entries)
    lines = [
        f"{naming.tie(shown.case, rows[0])}: {len(rows)}" for rows in pairs.values()
    ]
    return Listing(f'<div class="listing">{html}</div>', "\n".join(lines))
