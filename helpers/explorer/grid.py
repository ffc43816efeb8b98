"""The matrix as the explorer draws it: how each pair of actors stands on a day.

Attested ties stand below the diagonal, prospects above it; a blank cell is no record.
"""

from dataclasses import dataclass

from helpers import prose
from helpers.case.cases import Case
from helpers.charts import tied
from helpers.explorer import discs, shapes, sheet
from helpers.explorer.sheet import EDGE, LABEL, SMALL, Sheet
from helpers.text import ties
from helpers.view import standing
from helpers.view.standing import Standing

NAMES = 150  # width of the row heads
WIDE, HIGH = 104, 58  # the most a cell takes
RADIUS, GLYPH, COUNT, STEP = 10, 17, 37, 13  # of a glyph, and where it and words stand
RULE = 10  # the gap in which the rule above the collectives stands


@dataclass(frozen=True)
class Grid:
    """Where rows and columns lie: left and top edges, and the size of a cell."""

    x: list[float]
    y: list[float]
    wide: float
    high: float

    @property
    def right(self) -> float:
        """The right edge of the last column."""
        return self.x[-1] + self.wide

    @property
    def bottom(self) -> float:
        """The lower edge of the last row."""
        return self.y[-1] + self.high


def _ruled(found: Standing) -> int:
    """Give the place of the first collective, 0 where no rule stands before it."""
    where = [n for n, a in enumerate(found.actors) if a in found.collectives]
    return min(where, default=0)


def _edges(start: float, size: float, found: Standing) -> list[float]:
    """Place rows or columns, with a gap before the first collective."""
    gap, count = _ruled(found), len(found.actors)
    return [start + n * size + (RULE if gap and n >= gap else 0) for n in range(count)]


def _grid(found: Standing, width: int, top: float) -> Grid:
    left = EDGE + NAMES
    room = width - EDGE - left - (RULE if _ruled(found) else 0)
    wide = min(WIDE, room / max(1, len(found.actors)))
    return Grid(_edges(left, wide, found), _edges(top, HIGH, found), wide, HIGH)


def _heads(case: Case, found: Standing, grid: Grid) -> list[dict]:
    """Name the rows and the columns."""
    drawn = []
    names = discs.labels(case, found.actors, grid.wide - 8, SMALL)
    for n, actor in enumerate(found.actors):
        rows = shapes.wrap(names[actor], NAMES - 8, LABEL, 3)
        y = grid.y[n] + grid.high / 2 - (len(rows) - 1) * 6.5
        for nth, part in enumerate(rows):
            drawn.append(shapes.text(EDGE, y + 13 * nth, part, LABEL, role="row"))
        middle = grid.x[n] + grid.wide / 2
        head = shapes.wrap(names[actor], grid.wide - 8, SMALL, 3)
        y = grid.y[0] - 10 - (len(head) - 1) * 13
        more = {"align": "center", "role": "column"}
        for nth, part in enumerate(head):
            drawn.append(shapes.text(middle, y + 13 * nth, part, SMALL, **more))
    told = ("\N{NORTH EAST ARROW} prospects", "\N{SOUTH WEST ARROW} attested")
    for nth, part in enumerate(told):
        more = {"colour": "quiet", "role": "corner"}
        drawn.append(shapes.text(EDGE, grid.y[0] - 23 + 13 * nth, part, SMALL, **more))
    return drawn


def _ground(found: Standing, grid: Grid) -> list[dict]:
    """Draw the cells, the diagonal, and the rule before the collectives."""
    drawn = []
    for i, y in enumerate(grid.y):
        for j, x in enumerate(grid.x):
            fill = "panel" if j < i else "rule" if i == j else "ground"
            more = {"fill": fill, "colour": "rule", "width": 0.8, "role": "cell"}
            drawn.append({**shapes.box(x, y, x + grid.wide, y + grid.high), **more})
    if first := _ruled(found):
        x, y = grid.x[first] - RULE / 2, grid.y[first] - RULE / 2
        more = {"colour": "ink", "width": 1, "role": "rule"}
        drawn.append(shapes.line(grid.x[0], y, grid.right, y, **more))
        drawn.append(shapes.line(x, grid.y[0], x, grid.bottom, **more))
    return drawn


def _cell(case: Case, tie, x: float, y: float, grid: Grid) -> list[dict]:
    """Draw one tie in its cell: glyph, counts, and the area to point at."""
    told = ties.counts(tie) if hasattr(tie, "holds") else ties.ahead(tie)
    room, middle, high = grid.wide - 4, x + grid.wide / 2, y + GLYPH
    whole = shapes.text_width(told, SMALL) <= room
    lines = [told] if whole else told.split(", ")[:2]
    drawn = discs.prospect(middle, high, tie.state, RADIUS)
    if hasattr(tie, "holds"):
        drawn = discs.mark(middle, high, tie.state, tied.fill(tie), RADIUS)
    more = {"align": "center", "role": "counts", "record_id": ties.anchor(tie)}
    for nth, part in enumerate(lines):
        words, low = shapes.shorten(part, room, SMALL), y + COUNT + STEP * nth
        drawn.append(shapes.text(middle, low, words, SMALL, **more))
    area = (x, y, x + grid.wide, y + grid.high)
    return [*drawn, shapes.target(*area, ties.anchor(tie), ties.hover(case, tie))]


def _cells(case: Case, found: Standing, grid: Grid) -> list[dict]:
    """Draw the attested ties below the diagonal and the prospects above it."""
    at, drawn = {a: n for n, a in enumerate(found.actors)}, []
    for frame in (found.attested, found.prospects):
        for tie in standing.among(frame, found.actors).itertuples():
            low, high = sorted((at[tie.a], at[tie.b]))
            i, j = (high, low) if hasattr(tie, "holds") else (low, high)
            drawn += _cell(case, tie, grid.x[j], grid.y[i], grid)
    return drawn


def _taught(found: Standing) -> list[sheet.Sample]:
    """List what the chart shows of states and fills, and of prospects."""
    attested = standing.among(found.attested, found.actors)
    ahead = standing.among(found.prospects, found.actors)
    looks = {tied.fill(tie) for tie in attested.itertuples()}
    taught = discs.samples({*attested.state, *ahead.state}, looks)
    return taught + [(16, _ahead, "square: a prospect (may come)")] * bool(len(ahead))


def layout(case: Case, found: Standing, width: int) -> Sheet:
    """Lay the matrix of a day out for a width in pixels, without a title."""
    drawn, y, room = [], 22, sheet.room(width)
    if found.actors:
        wide = _grid(found, width, y).wide
        tall = [
            len(shapes.wrap(case.actor_names[a], wide - 8, SMALL, 3))
            for a in found.actors
        ]
        grid = _grid(found, width, y + 13 * max(2, *tall) + 2)
        drawn += _ground(found, grid) + _heads(case, found, grid)
        drawn += _cells(case, found, grid)
        y = grid.bottom + 12
        for told in [NEUTRAL, *_counted(case, found)]:
            note, y = sheet.note(told, EDGE, y, room)
            drawn += note
        teach, y = sheet.legend("How to read a tie", _taught(found), EDGE, y + 14, room)
        drawn += teach
    return Sheet(shapes.frame(drawn), width, int(y + 12))


def _ahead(x: float, y: float) -> list[dict]:
    """Draw the sample of a prospect."""
    return discs.prospect(x + 8, y, "cooperative", 8)


NEUTRAL = "A blank cell has no record. It never means that a pair is neutral."


def _counted(case: Case, found: Standing) -> list[str]:
    """Count what the cells do not hold: opinions, and who is folded."""
    told = []
    views = int((found.ties.kind == "view").sum())
    if views:
        verb = prose.verb(views, "is", "are")
        named = prose.count(views, "opinion of one actor on another",
                            "opinions of one actor on another")  # fmt: skip
        told.append(f"{named} {verb} listed separately.")
    told.append(ties.folded(case, found.folded))
    if found.folded:
        told.append(_drawn_of(found))
    return [t for t in told if t]


def _drawn_of(found: Standing) -> str:
    """Say how much of all is drawn."""
    ties_, ahead = (
        f"{len(standing.among(frame, found.actors))} of {prose.count(len(frame), noun)}"
        for frame, noun in ((found.attested, "tie"), (found.prospects, "pair"))
    )
    return f"The chart has {ties_}, and {ahead} with prospects."
