"""What one change would do to the index: each pair with another sign than it has.

A cell of a pair tells what the index would be with the sign that it would get. All
changes that come to the same are drawn alike: the theory does not choose among them.
"""

from dataclasses import dataclass
from functools import cached_property, partial
from html import escape

from helpers import prose, theme
from helpers.balance import Picture, picture
from helpers.case import signs
from helpers.case.cases import Case
from helpers.draw import discs, face, shapes, sheet
from helpers.draw.face import Chart, Sheet
from helpers.draw.sheet import LABEL, SMALL
from helpers.lists import cards, records
from helpers.lists.records import Listing
from helpers.text import signed, summary, ties
from helpers.view import naming
from helpers.view.shown import Shown

STILL = ("kinds", "gaps")  # parameters that move nothing here
MOST = 8  # actors on the chart
NAMES = {False: 130, True: 84}  # width of the row heads, wide and narrow
CELL = {False: (96, 52), True: (44, 46)}  # the most a cell takes
CELLS = "One cell per pair. Changes with the same effect are drawn alike."
MOVES = {-1: "falls", 0: "stays", 1: "rises"}
DOES = {-1: "lower", 0: "leave", 1: "raise"}
ARROW = {-1: "\N{DOWNWARDS ARROW}", 0: "=", 1: "\N{UPWARDS ARROW}"}
WHAT = (
    "What the line index of balance would be with one sign changed, or one missing tie"
    " added"
)
NO_CHOICE = (
    "This predicts nothing: the theory says neither which tie changes nor that any"
    " does."
)


@dataclass(frozen=True)
class Found:
    """The changes of a picture, with the actors that are drawn.

    A class because chart, words and list must speak of the same.
    """

    picture: Picture

    @cached_property
    def rows(self) -> list[tuple]:
        """The changes: two actors, the sign now, the other sign, index, change."""
        every = self.picture.what_if.itertuples(index=False, name=None)
        return [row for row in every if row[5] is not None]

    @cached_property
    def unknown(self) -> int:
        """How many changes the time was not enough for."""
        return len(self.picture.what_if) - len(self.rows)

    @cached_property
    def actors(self) -> list[str]:
        """The actors that are drawn, in the case's order."""
        named = {actor for row in self.rows for actor in row[:2]}
        return [a for a in self.picture.actors if a in named][:MOST]

    @cached_property
    def shown(self) -> list[tuple]:
        """The changes that are drawn."""
        return [row for row in self.rows if {*row[:2]} <= {*self.actors}]

    def of(self, there: bool) -> list[tuple]:
        """List the changes of ties that are there, or of missing ones."""
        return [row for row in self.rows if bool(row[2]) == there]


def titles(shown: Shown, found: Found) -> tuple[str, str]:
    """Write the finding as title; the measure, the day and the rule as subtitle."""
    day = ties.as_of(found.picture.day)
    measure = signed.subtitle(found.picture, f"{WHAT}, {day}", STILL)
    return _finding(found, day), f"{measure} {NO_CHOICE}"


def _finding(found: Found, day: str) -> str:
    solved = found.picture.frustration
    if not solved.proven:
        return (
            f"The line index of balance is not proven {day}, and no change of it either"
        )
    changes = found.of(True)
    if not changes:
        return f"No tie of one sign surely holds {day}"
    by = {move: sum(row[5] == move for row in changes) for move in MOVES}
    told = [f"{_many(n, len(changes))} {DOES[move]}" for move, n in by.items() if n]
    n = prose.count(len(changes), "single change of a sign", "single changes of a sign")
    return f"Of {n}, {naming.joined(told)} the line index of {solved.index}"


def _many(n: int, of: int) -> str:
    """Spell a part of a number."""
    return "all" if n == of > 1 else prose.spelled(n)


def alt(shown: Shown, found: Found) -> str:
    """Describe the changes to somebody who does not see them."""
    told = [
        f"{_pair(shown.case, row)} as {_state(row)}: {row[4]}" for row in found.rows
    ]
    return ties.describe("Single changes", *titles(shown, found), told)


def _pair(case: Case, row: tuple) -> str:
    return naming.pair(case, *row[:2])


# ---- where it goes -----------------------------------------------------------------


def layout(
    shown: Shown,
    width: int = theme.WIDE,
    source: str = "",
    found: Found | None = None,
) -> Sheet:
    """Lay the changes out for a width in pixels: a cell a pair, below the diagonal."""
    found = found or Found(picture(shown))
    left, room = sheet.edge(width), width - 2 * sheet.edge(width)
    drawn, y = sheet.header(*titles(shown, found), width)
    if found.actors:
        body, y = _grid(shown.case, found, width, y - 8)
        drawn += body
        for told in _notes(found):
            note, y = sheet.note(told, left, y, room)
            drawn += note
        teach, y = sheet.legend(
            "How to read a cell", _samples(found), left, y + 14, room
        )
        drawn += teach
    told, y = sheet.footer(source, width, y + 2)
    return Sheet(shapes.frame(drawn + told), width, int(y + 10))


def _notes(found: Found) -> list[str]:
    """Say what the cells cannot: what they are of, and what is not drawn."""
    told, more = [CELLS], len(found.rows) - len(found.shown)
    if (found.picture.ties.sign == 0).any():
        told.append("A pair whose tie is open, or may not be there, has no cell.")
    if more:
        told.append(f"+{prose.count(more, 'change')} of other pairs in the list.")
    if found.unknown:
        told.append(f"{prose.count(found.unknown, 'change')} took too long to compute.")
    return told


def _grid(case: Case, found: Found, width: int, y: float) -> tuple[list[dict], float]:
    """Draw the cells of all pairs, with the names of rows and columns."""
    narrow, left = sheet.narrow(width), sheet.edge(width)
    most, high = CELL[narrow]
    x0, n = left + NAMES[narrow], len(found.actors)
    wide = min(most, (width - left - x0) / max(1, n - 1))
    names = discs.labels(case, found.actors, wide - 6, SMALL)
    cells: dict[tuple[int, int], list[tuple]] = {}
    for row in found.shown:
        j, i = sorted(found.actors.index(actor) for actor in row[:2])
        cells.setdefault((i, j), []).append(row)
    drawn = _heads(case, found, names, (x0, y), (wide, high), narrow)
    for (i, j), rows in cells.items():
        drawn += _cell(case, rows, x0 + j * wide, y + (i - 1) * high, wide, high)
    return drawn, y + (n - 1) * high + _foot(names, found, wide, narrow)


def _foot(names: dict[str, str], found: Found, wide: float, narrow: bool) -> float:
    """Give the room that the names of the columns take below the cells."""
    if narrow:
        return 30
    tall = [len(shapes.wrap(names[a], wide - 6, SMALL, 3)) for a in found.actors[:-1]]
    return 20 + 13 * max(tall, default=1)


def _heads(case: Case, found: Found, names, corner, size, narrow: bool) -> list[dict]:
    """Name the rows at their left and the columns below, narrow ones by number."""
    (x0, y), (wide, high), drawn = corner, size, []
    left, n = x0 - NAMES[narrow], len(found.actors)
    for i, actor in enumerate(found.actors):
        told = f"{i + 1} {case.actor_names[actor]}" if narrow else names[actor]
        if i:
            rows = shapes.wrap(told, NAMES[narrow] - 8, SMALL, 3)
            middle = y + (i - 0.5) * high - (len(rows) - 1) * 6.5
            for k, part in enumerate(rows):
                drawn.append(shapes.text(left, middle + 13 * k, part, SMALL,
                                         role="row"))  # fmt: skip
        if i < n - 1:
            head = [str(i + 1)] if narrow else shapes.wrap(told, wide - 6, SMALL, 3)
            for k, part in enumerate(head):
                more = {"align": "center", "role": "column"}
                x, low = x0 + (i + 0.5) * wide, y + (n - 1) * high + 12 + 13 * k
                drawn.append(shapes.text(x, low, part, SMALL, **more))
    if narrow:  # the first actor has a column only
        told = f"1 {case.actor_names[found.actors[0]]}"
        told, low = shapes.shorten(told, NAMES[True] - 8, SMALL), y + (n - 1) * high
        drawn.append(shapes.text(left, low + 12, told, SMALL, role="row"))
    return drawn


def _cell(case: Case, rows: list[tuple], x: float, y: float, wide: float, high: float):
    """Draw one pair: for each sign that it would get what the index would be."""
    there, middle = bool(rows[0][2]), (x + wide / 2, y + high / 2)
    look = {"colour": "rule", "width": 0.8, "role": "cell"}
    look["fill"] = "panel" if there else "ground"
    drawn = [{**shapes.box(x, y, x + wide, y + high), **look}]
    if there:
        drawn += changed(*middle, *rows[0][2:6])
    for n, row in enumerate([] if there else rows):
        drawn += added(middle[0], middle[1] + 18 * n - 9, *row[3:6])
    told = [f"{_pair(case, rows[0])}: {_now(rows[0])}"]
    told += [f"{_state(r)}: the index {MOVES[r[5]]}, {r[4]}" for r in rows]
    area = (x, y, x + wide, y + high)
    return [*drawn, shapes.target(*area, anchor(rows[0]), "\n".join(told))]


def anchor(row: tuple) -> str:
    """Give the id of a pair in the list."""
    return f"change-{row[0]}-{row[1]}"


def _now(row: tuple) -> str:
    return f"{signs.OF_VALUE[row[2]].state} now" if row[2] else "no tie now"


def _sign(x: float, y: float, sign: int) -> dict:
    """Write a sign in its colour."""
    look = signs.OF_VALUE[sign]
    more = {"colour": look.colour, "bold": True, "align": "center", "role": "sign"}
    return shapes.text(x, y, look.glyph, LABEL + 2, **more)


def changed(x: float, y: float, now: int, sign: int, index: int, change: int):
    """Draw from which sign to which a tie would change, and below it the index."""
    more = {"align": "center", "colour": "quiet", "role": "sign"}
    arrow = shapes.text(x, y - 9, "\N{RIGHTWARDS ARROW}", LABEL, **more)
    more = {"align": "center", "role": "index"}
    below = shapes.text(x, y + 9, f"{ARROW[change]} {index}", LABEL, **more)
    return [_sign(x - 13, y - 9, now), arrow, _sign(x + 13, y - 9, sign), below]


def added(x: float, y: float, sign: int, index: int, change: int) -> list[dict]:
    """Draw the sign that a missing tie would get, and beside it the index."""
    told = f"{ARROW[change]} {index}"
    return [_sign(x - 13, y, sign), shapes.text(x - 3, y, told, LABEL, role="index")]


def _box(fill: str):
    def draw(x: float, y: float) -> list[dict]:
        area = shapes.box(x, y - 7, x + 22, y + 7)
        return [{**area, "fill": fill, "colour": "rule", "width": 0.8}]

    return draw


def _told(change: int):
    return lambda x, y: [shapes.text(x + 4, y, ARROW[change], LABEL)]


def _turned(x: float, y: float) -> list[dict]:
    return changed(x + 18, y + 9, 1, -1, 0, 0)[:3]


def _samples(found: Found) -> list[sheet.Sample]:
    """List what the legend teaches, of what is shown."""
    taught = []
    if any(row[2] for row in found.shown):
        taught.append((36, _turned, "a tie, from its sign to the other"))
    if not all(row[2] for row in found.shown):
        taught.append((22, _box("ground"), "no tie: with either sign"))
    moves = {row[5] for row in found.shown}
    return taught + [
        (14, _told(move), f"the index {told}")
        for move, told in MOVES.items()
        if move in moves
    ]


def chart(shown: Shown, balanced: Picture | None = None) -> Chart:
    """Draw what one change would do, as a view asks for it, in both faces."""
    found = Found(balanced or picture(shown))
    source = summary.source_line(shown.case)
    told, text = titles(shown, found), alt(shown, found)
    draw = partial(layout, shown, source=source, found=found)
    return face.chart("04-what-if", told, source, text, draw)


def listing(shown: Shown, balanced: Picture | None = None) -> Listing:
    """List every pair with what its changes come to, those that lower it first."""
    case = shown.case
    found = Found(balanced or picture(shown))
    by: dict[tuple, list[tuple]] = {}
    for row in found.rows:
        by.setdefault(row[:3], []).append(row)
    parts: dict[int, list] = {move: [] for move in MOVES}
    for rows in by.values():
        parts[min(row[5] for row in rows)].append(rows)
    html = "".join(
        records.group(
            f"At best the index {MOVES[move]} ({len(pairs)})",
            [_entry(case, found, rows) for rows in pairs],
        )
        for move, pairs in parts.items()
    )
    lines = [
        f"{_pair(case, rows[0])}: {_outcomes(rows)}"
        for pairs in parts.values()
        for rows in pairs
    ]
    return Listing(f'<div class="listing">{html}</div>', "\n".join(lines))


def _state(row: tuple) -> str:
    """Name what the tie of a change becomes."""
    return signs.OF_VALUE[row[3]].state


def _outcomes(rows: list[tuple]) -> str:
    told = [f"as {_state(r)} the index {MOVES[r[5]]}: {r[4]}" for r in rows]
    return f"{_now(rows[0])}; {'; '.join(told)}"


def _entry(case: Case, found: Found, rows: list[tuple]) -> str:
    """Write one pair with its changes, opening into the records of its tie."""
    head = records.title(_pair(case, rows[0]), _outcomes(rows))
    pair = {*rows[0][:2]}
    ours = [t.records for t in found.picture.ties.itertuples() if {t.a, t.b} == pair]
    kept = cards.record_lines(found.picture.shown, ours[0]) if ours else ""
    body = cards.pairs([("Records", kept or escape("none on the day"))])
    return records.fold(head, anchor(rows[0]), body)
