"""Where everything goes: a grid of variations by findings, pure."""

from dataclasses import dataclass

from helpers import prose
from helpers.case.cases import Case
from helpers.charts.robustness.content import (
    ARROW,
    FALL,
    LESS,
    MOST,
    RISE,
    UNASKED,
    Column,
    Content,
    anchor,
    balance,
    blank,
    extent,
    finding_anchor,
    glyph,
    heading,
    hover,
    label,
    meaning,
    moved_by,
    stands,
)
from helpers.compare.moving import Move, key
from helpers.compare.variations import Variation
from helpers.draw import shapes, sheet
from helpers.draw.face import Sheet
from helpers.draw.sheet import SMALL
from helpers.text.verdicts import OTHERS, short

NAMES = {False: 208, True: 34}  # width of the row heads, wide and narrow
HIGH = {False: 31, True: 31}  # of a row
CELL = {False: 84, True: 40}  # the most that a cell is wide
GAP = {False: 6, True: 4}  # between groups of columns
SHADE = 0.3  # of what still stands: seen, and the numbers on it too
ID = 36  # room for the id of what is left out
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Grid:
    """Where the columns lie, and how wide and high a cell is."""

    x: list[float]
    wide: float
    high: float
    narrow: bool
    left: float

    @property
    def right(self) -> float:
        """The right edge of the last column."""
        return self.x[-1] + self.wide


def _grid(columns: list[Column], width: int) -> Grid:
    """Place the columns, with a gap before each group."""
    narrow, edge = sheet.narrow(width), sheet.edge(width)
    gap = GAP[narrow]
    breaks = [n for n, c in enumerate(columns) if n and c.group != columns[n - 1].group]
    left = edge + NAMES[narrow]
    room = width - edge - left - gap * len(breaks)
    wide = min(CELL[narrow], room / max(1, len(columns)))
    x = [
        left + n * wide + gap * sum(b <= n for b in breaks) for n in range(len(columns))
    ]
    return Grid(x, wide, HIGH[narrow], narrow, edge)


def letter(n: int) -> str:
    """Give the letter of a column; two letters from the 27th on."""
    more, last = divmod(n, len(LETTERS))
    return (LETTERS[more - 1] if more else "") + LETTERS[last]


# ---- the heads of the columns ------------------------------------------------------


def _groups(columns: list[Column]) -> list[tuple[str, int, int]]:
    """List the groups with their first and their last column."""
    found: list[tuple[str, int, int]] = []
    for n, column in enumerate(columns):
        if found and found[-1][0] == column.group:
            found[-1] = (column.group, found[-1][1], n)
        else:
            found.append((column.group, n, n))
    return found


def _tops(columns: list[Column], grid: Grid, y: float) -> tuple[list[dict], float]:
    """Write the groups' heads over the columns that they hold; give the lower edge."""
    told = [
        (first, last, shapes.wrap(name, grid.x[last] + grid.wide - grid.x[first], SMALL,
                                  3, bold=True))
        for name, first, last in _groups(columns)
    ]  # fmt: skip
    low, drawn = y + 13 * max(len(lines) for *_, lines in told), []
    for first, last, lines in told:
        for n, line in enumerate(lines):
            high = low - 13 * (len(lines) - n) + 5
            more = {"bold": True, "role": "group"}
            drawn.append(shapes.text(grid.x[first], high, line, SMALL, **more))
        right = grid.x[last] + grid.wide
        more = {"colour": "bracket", "width": 1, "role": "rule"}
        drawn.append(shapes.line(grid.x[first], low + 3, right, low + 3, **more))
    return drawn, low + 8


def _columns(
    case: Case, columns: list[Column], grid: Grid, y: float
) -> tuple[list[dict], float]:
    """Write the heads of the columns, a letter where it is narrow."""
    told = [
        [letter(n)] if grid.narrow else shapes.wrap(c.head, grid.wide - 1, SMALL, 4)
        for n, c in enumerate(columns)
    ]
    low, drawn = y + 13 * max(map(len, told)), []
    for column, x, lines in zip(columns, grid.x, told, strict=True):
        for n, line in enumerate(lines):
            high = low - 13 * (len(lines) - n) + 6
            more = {"align": "center", "role": "column"}
            drawn.append(shapes.text(x + grid.wide / 2, high, line, SMALL, **more))
        area = (x, y, x + grid.wide, low)
        drawn.append(
            shapes.target(*area, finding_anchor(column), meaning(case, column))
        )
    return drawn, low + 6


# ---- the rows ----------------------------------------------------------------------


def _values(
    told: str, values: list[str], grid: Grid, y: float, role: str, bold: bool = False
) -> list[dict]:
    """Write a row of values under a head of its own."""
    middle, drawn = y + grid.high / 2, []
    room = grid.x[0] - grid.left - 6
    head = shapes.shorten(told, room, SMALL, bold)
    if not grid.narrow:
        drawn.append(shapes.text(grid.left, middle, head, SMALL, bold=bold, role="row"))
    for x, value in zip(grid.x, values, strict=True):
        shown = shapes.shorten(value, grid.wide, SMALL, bold)
        more = {"align": "center", "bold": bold, "role": role}
        drawn.append(shapes.text(x + grid.wide / 2, middle, shown, SMALL, **more))
    return drawn


def written(move: Move, room: float) -> list[str]:
    """Write a move in a cell, in a line or two, with a sign of rise or fall.

    From what to what; only what it is now where there is no room for both. As many as
    before but others has a sign of its own: the number alone would hide it.
    """
    before, after, sign = move.before.value, move.after.value, glyph(move)
    more = [balance(move)] if balance(move) else []
    if before == after:
        ways = [[f"{sign}{after}", *more], [f"{sign}{after}"]]
    else:
        wide = f"{sign} {before} {ARROW} {after}".strip()
        tight = f"{sign}{before}{ARROW}{after}"
        ways = [[wide, *more], [tight, *more], [wide], [tight]]
        ways += [[f"{before}{ARROW}", f"{sign}{after}"], [f"{sign}{after}"]]
    fits = (way for way in ways if max(map(_wide, way)) <= room)
    return next(fits, [sign, str(after)] if sign else [str(after)])


def _wide(told: str) -> float:
    return shapes.text_width(told, SMALL)


def gauge(x: float, y: float, wide: float, high: float, share: float) -> list[dict]:
    """Draw the ground of a cell, shaded as far as what was counted still stands."""
    more = {"colour": "bracket", "width": 0.8, "role": "cell"}
    drawn = [{**shapes.box(x, y, x + wide, y + high, fill="panel"), **more}]
    if share:
        more = {"fill": "bracket", "opacity": SHADE, "role": "left"}
        right = x + 1 + (wide - 2) * share
        drawn.append(shapes.box(x + 1, y + 1, right, y + high - 1, **more))
    return drawn


def _cell(case: Case, move: Move, x: float, y: float, grid: Grid) -> list[dict]:
    """Draw what a variation does to a finding."""
    top, high = y + 1, grid.high - 2
    drawn = gauge(x + 1, top, grid.wide - 2, high, stands(move))
    told = written(move, grid.wide - 3)
    for n, line in enumerate(told):
        middle = y + grid.high / 2 + 13 * n - 6.5 * (len(told) - 1)
        line = shapes.shorten(line, grid.wide - 2, SMALL)
        more = {"align": "center", "role": "value"}
        drawn.append(shapes.text(x + grid.wide / 2, middle, line, SMALL, **more))
    area = (x + 1, top, x + grid.wide - 1, top + high)
    return [*drawn, shapes.target(*area, anchor(move.variation), hover(case, move))]


def mark(one: Variation, n: int) -> str:
    """Give what a row is called where it is narrow: an id, or its number."""
    return one.subject or str(n)


def _row(
    case: Case,
    found: Content,
    row: tuple[Variation, dict],
    grid: Grid,
    y: float,
    n: int,
) -> list[dict]:
    """Draw one variation: its name and the cells that it moves."""
    variation, by_name = row
    middle, right = y + grid.high / 2, grid.x[0] - 8
    told = mark(variation, n) if grid.narrow else label(variation)
    room = right - grid.left - (ID if variation.subject and not grid.narrow else 0)
    drawn = [shapes.line(grid.left, y, grid.right, y, colour="rule", width=0.8)]
    lines = shapes.wrap(told, max(room, ID), SMALL, 2)
    for nth, line in enumerate(lines):
        at = middle + 13 * nth - 6.5 * (len(lines) - 1)
        drawn.append(shapes.text(grid.left, at, line, SMALL, role="row"))
    if variation.subject and not grid.narrow:
        more = {"align": "right", "colour": "quiet", "role": "row"}
        drawn.append(shapes.text(right, middle, variation.subject, SMALL, **more))
    for x, column in zip(grid.x, found.columns, strict=True):
        if move := by_name.get(column.base.name):
            drawn += _cell(case, move, x, y, grid)
        elif column.base.name in found.lacks.get(key(variation), []):
            more = {"align": "center", "colour": "quiet", "role": "unasked"}
            middle_of = x + grid.wide / 2
            drawn.append(shapes.text(middle_of, middle, UNASKED, SMALL, **more))
    return drawn


def _kind(
    case: Case, found: Content, kind: str, grid: Grid, y: float, n: int
) -> tuple[list[dict], float]:
    """Draw the variations of one kind under their heading; ``n`` is the first's."""
    rows = found.rows[kind]
    room = grid.right - grid.left
    drawn, y = sheet.note(heading(found, kind), grid.left, y + 12, room, bold=True,
                     colour="ink", role="heading")  # fmt: skip
    for nth, row in enumerate(rows[:MOST]):
        drawn += _row(case, found, row, grid, y, n + nth)
        y += grid.high
    if len(rows) > MOST:
        note, y = sheet.note(
            f"+{len(rows) - MOST} in the list.", grid.left, y + 8, room
        )
        drawn += note
    return drawn, y


# ---- all of it ---------------------------------------------------------------------


def _body(case: Case, found: Content, grid: Grid, y: float) -> tuple[list[dict], float]:
    """Draw the grid: heads, the base, the variations by kind, and the foot."""
    drawn, y = ([], y) if grid.narrow else _tops(found.columns, grid, y)
    heads, y = _columns(case, found.columns, grid, y)
    bases = [str(c.base.value) for c in found.columns]
    drawn += heads + _values("In this view", bases, grid, y, "base", bold=True)
    y, n = y + grid.high, 1
    for kind, rows in found.rows.items():
        part, y = _kind(case, found, kind, grid, y, n)
        drawn, n = drawn + part, n + len(rows[:MOST])
    y += 8
    more = {"colour": "bracket", "width": 1, "role": "rule"}
    drawn.append(shapes.line(grid.left, y, grid.right, y, **more))
    moved = [
        str(c.reach.moved) if grid.narrow else moved_by(c, found.total)
        for c in found.columns
    ]
    told = f"changed by, of {found.total} variations"
    drawn += _values(told, moved, grid, y, "moved")
    y += grid.high
    if not grid.narrow:
        reach = [extent(c) for c in found.columns]
        drawn += _values("least and most", reach, grid, y - 8, "reach")
        y += grid.high - 8
    return drawn, y


def _key(case: Case, found: Content, left: float, y: float, room: float):
    """Say, where it is narrow, what letters and numbers stand for."""
    of = prose.count(found.total, "variation")
    first = f"In bold: this view. Last line: how many of {of} change it."
    parts = [("", first), ("", "Columns")]
    parts += [
        (letter(n), _range(case, c, found.total)) for n, c in enumerate(found.columns)
    ]
    named = [v for rows in found.rows.values() for v, _ in rows[:MOST]]
    parts += [("", "Rows")]
    parts += [(mark(v, n), label(v)) for n, v in enumerate(named, 1)]
    drawn = []
    for sign, told in parts:
        look = {"role": "key", "colour": "ink", "bold": not sign and told != first}
        y += 6 if look["bold"] else 0
        if sign:
            drawn.append(shapes.text(left, y + 3, sign, SMALL, **look))
        x = left + (NAMES[True] if sign else 0)
        note, y = sheet.note(told, x, y, room - (x - left), **look)
        drawn += note
    return drawn, y + 6


def _range(case: Case, column: Column, total: int) -> str:
    """Write a finding with its value in this view, and its range where it moves."""
    told = [f"{short(case, column.base.name)}: {column.base.value}"]
    if column.reach.moved and column.reach.ends:
        told.append(f"{extent(column)} over all")
    if column.reach.of < total:
        told.append(f"asked in {column.reach.of} of {total}")
    return "; ".join(told)


def _samples(narrow: bool) -> list[sheet.Sample]:
    """Teach a cell: the numbers, the shade, rise and fall, and what came for what."""

    def cell(x: float, y: float) -> list[dict]:
        told = f"{FALL}2" if narrow else f"{FALL} 4 {ARROW} 2"
        more = {"align": "center"}
        return [
            *gauge(x, y - 9, 54, 18, 0.5),
            shapes.text(x + 27, y, told, SMALL, **more),
        ]

    def alone(told: str, at: int) -> sheet.Sample:
        return lambda x, y: [shapes.text(x + at, y, told, SMALL, align="center")]

    rises = "more than before" if narrow else "a number that rises"
    falls = "less than before, now 2" if narrow else "was 4, is 2"
    return [
        (56, cell, f"{falls}; shaded: what is left of it"),
        (20, alone(RISE, 10), rises),
        (26, alone(f"{OTHERS}2", 13), "still 2, but not the same two"),
        (36, alone(f"{LESS}1 +1", 18), "one is gone, another is new"),
    ]


def layout(
    case: Case, found: Content, told: tuple[str, str], width: int, source: str = ""
) -> Sheet:
    """Lay the chart out for a width in pixels; ``told`` are title and subtitle."""
    narrow = sheet.narrow(width)
    drawn, y = sheet.header(*told, width)
    left, room = sheet.edge(width), width - 2 * sheet.edge(width)
    if found.columns and found.total:
        grid = _grid(found.columns, width)
        body, y = _body(case, found, grid, y - 8)
        note, y = sheet.note(blank(case, found), left, y + 12, room)
        teach, y = sheet.legend(
            "How to read a cell", _samples(narrow), left, y + 8, room
        )
        drawn += body + note + teach
        if narrow:
            keyed, y = _key(case, found, left, y + 6, room)
            drawn += keyed
    told, y = sheet.footer(source, width, y + 2)
    return Sheet(shapes.frame(drawn + told), width, int(y + 10))
