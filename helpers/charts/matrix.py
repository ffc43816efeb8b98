"""The matrix: how each pair of actors stands on a day.

Attested ties stand below the diagonal, prospects above it; a blank cell is no record.
"""

from dataclasses import dataclass
from functools import partial

from helpers import prose, theme
from helpers.case import dates, signs
from helpers.case.cases import Case
from helpers.draw import discs, face, shapes, sheet
from helpers.draw.face import Chart, Sheet
from helpers.draw.sheet import LABEL, SMALL
from helpers.lists import records
from helpers.lists.records import Listing
from helpers.text import summary, ties, wording
from helpers.view import naming, standing
from helpers.view.shown import Shown
from helpers.view.standing import Standing

NAMES = {False: 150, True: 84}  # width of the row heads, wide and narrow
CELL = {False: (104, 58), True: (38, 42)}  # the most a cell takes
STILL = ("kinds", "gaps")  # parameters that move nothing here
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


def titles(shown: Shown, found: Standing) -> tuple[str, str]:
    """Write the finding as title; the measure, the day and the filter as subtitle."""
    attested, ahead = found.attested, found.prospects
    both = set(zip(attested.a, attested.b, strict=True))
    only = [p for p in ahead.itertuples() if (p.a, p.b) not in both]
    day = dates.day_in_words(found.day) if found.day else ""
    parts = [_attested(attested, ties.span(shown, day))]
    if only:
        noun = f"{'more ' * bool(both)}pair"
        have = prose.verb(len(only), "has", "have")
        parts.append(f"{prose.spelled(len(only), noun)} {have} only prospects")
    measure = f"Cooperative and hostile records {ties.as_of(found.day)}"
    told = [
        f"{measure}; {ties.remembered(shown)}.",
        "Below the diagonal: what is said to have happened. Above: what may come.",
        wording.view_of(shown.view, STILL),
    ]
    return "; ".join(parts), " ".join(t for t in told if t)


def _attested(attested, counted: str) -> str:
    """Count the ties that records make by their state, uncertain ones apart."""
    sure = attested[attested.holds == "certain"]
    n, rest = len(sure), len(attested) - len(sure)
    by = sure.state.value_counts()
    each = [
        f"{prose.spelled(int(by[sign.state]))} {sign.tie}" if n > 1 else sign.tie
        for sign in signs.SIGNS
        if sign.state in by
    ]
    told = f"{counted} make {prose.spelled(n, 'tie')}"
    if not n:
        told = f"No tie rests on {counted[:1].lower()}{counted[1:]}"
    told += f": {', '.join(each)}" if each else ""
    more = " more" if n else ""
    return told + (f"; {prose.spelled(rest)}{more} may hold" if rest else "")


# ---- where it goes --------------------------------------------------------------


def _ruled(found: Standing) -> int:
    """Give the place of the first collective, 0 where no rule stands before it."""
    where = [n for n, a in enumerate(found.actors) if a in found.collectives]
    return min(where, default=0)


def _edges(start: float, size: float, found: Standing) -> list[float]:
    """Place rows or columns, with a gap before the first collective."""
    gap, count = _ruled(found), len(found.actors)
    return [start + n * size + (RULE if gap and n >= gap else 0) for n in range(count)]


def _grid(found: Standing, width: int, top: float) -> Grid:
    narrow = sheet.narrow(width)
    left = sheet.edge(width) + NAMES[narrow]
    most, high = CELL[narrow]
    ruled = RULE if _ruled(found) else 0
    room = width - sheet.edge(width) - left - ruled - (8 if narrow else 0)
    wide = min(most, room / max(1, len(found.actors)))
    return Grid(_edges(left, wide, found), _edges(top, high, found), wide, high)


def _heads(case: Case, found: Standing, grid: Grid, width: int) -> list[dict]:
    """Name the rows, and the columns by name or, narrow, by the row's number."""
    narrow, drawn = sheet.narrow(width), []
    size, left = SMALL if narrow else LABEL, sheet.edge(width)
    names = discs.labels(case, found.actors, grid.wide - 8, SMALL)
    for n, actor in enumerate(found.actors):
        told = f"{n + 1} {case.actor_names[actor]}" if narrow else names[actor]
        rows = shapes.wrap(told, NAMES[narrow] - 8, size, 3)
        y = grid.y[n] + grid.high / 2 - (len(rows) - 1) * 6.5
        for part in rows:
            drawn.append(shapes.text(left, y, part, size, role="row"))
            y += 13
        middle = grid.x[n] + grid.wide / 2
        head = [str(n + 1)] if narrow else shapes.wrap(told, grid.wide - 8, SMALL, 3)
        y = grid.y[0] - 10 - (len(head) - 1) * 13
        for part in head:
            more = {"align": "center", "role": "column"}
            drawn.append(shapes.text(middle, y, part, SMALL, **more))
            y += 13
    told = ("\N{NORTH EAST ARROW} prospects", "\N{SOUTH WEST ARROW} attested")
    for nth, part in enumerate(told):
        more = {"colour": "quiet", "role": "corner"}
        drawn.append(shapes.text(left, grid.y[0] - 23 + 13 * nth, part, SMALL, **more))
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


def under(tie, narrow: bool) -> str:
    """Write what stands under the glyph of an attested tie or of a prospect."""
    if not hasattr(tie, "holds"):
        return str(sum(tie.statuses.values())) if narrow else ties.ahead(tie)
    if not narrow:
        return ties.counts(tie)
    return ties.acts(tie) if tie.acts else f"{tie.words} w"


@dataclass(frozen=True)
class Inside:
    """What stands where in a cell: from its top to the glyph, the count, a line on."""

    radius: int
    glyph: int
    count: int
    step: int = 13


def form(narrow: bool) -> Inside:
    """Choose the measures inside a cell."""
    return Inside(8, 12, 27) if narrow else Inside(10, 17, 37)


def _cell(case: Case, tie, x: float, y: float, grid: Grid, narrow: bool) -> list[dict]:
    """Draw one tie in its cell: glyph, counts, and the area to point at."""
    told = under(tie, narrow)
    room = grid.wide - 4
    whole = shapes.text_width(told, SMALL) <= room
    lines = [
        shapes.shorten(p, room, SMALL)
        for p in ([told] if whole else told.split(", ")[:2])
    ]
    inside, middle = form(narrow), x + grid.wide / 2
    high, size = y + inside.glyph, inside.radius
    drawn = discs.prospect(middle, high, tie.state, size)
    if hasattr(tie, "holds"):
        drawn = discs.mark(middle, high, tie.state, discs.fill(tie), size)
    more = {"align": "center", "role": "counts", "record_id": ties.anchor(tie)}
    for nth, part in enumerate(lines):
        low = y + inside.count + inside.step * nth
        drawn.append(shapes.text(middle, low, part, SMALL, **more))
    area = (x, y, x + grid.wide, y + grid.high)
    return [*drawn, shapes.target(*area, ties.anchor(tie), ties.hover(case, tie))]


def _cells(case: Case, found: Standing, grid: Grid, narrow: bool) -> list[dict]:
    """Draw the attested ties below the diagonal and the prospects above it."""
    at, drawn = {a: n for n, a in enumerate(found.actors)}, []
    for frame in (found.attested, found.prospects):
        for tie in standing.among(frame, found.actors).itertuples():
            low, high = sorted((at[tie.a], at[tie.b]))
            i, j = (high, low) if hasattr(tie, "holds") else (low, high)
            drawn += _cell(case, tie, grid.x[j], grid.y[i], grid, narrow)
    return drawn


def _taught(found: Standing) -> tuple[set[str], set[str]]:
    """List the states and the fills that the chart shows."""
    attested = standing.among(found.attested, found.actors)
    ahead = standing.among(found.prospects, found.actors)
    looks = {discs.fill(tie) for tie in attested.itertuples()}
    return {*attested.state, *ahead.state}, looks


def layout(
    shown: Shown,
    width: int = theme.WIDE,
    source: str = "",
    found: Standing | None = None,
    bare: bool = False,
) -> Sheet:
    """Lay the matrix out for a width in pixels; ``found`` where it is known already.

    A ``bare`` one has no title.
    """
    found, narrow = found or standing.standing(shown), sheet.narrow(width)
    taught = discs.samples(*_taught(found))
    if len(standing.among(found.prospects, found.actors)):
        taught.append(AHEAD)

    def cells(grid: Grid) -> list[dict]:
        return _cells(shown.case, found, grid, narrow)

    told = ("", "") if bare else titles(shown, found)
    return _laid(shown.case, told, found, width, source, taught, cells)[0]


def ground(shown: Shown, width: int, source: str = ""):
    """Lay the matrix out without its ties; say where they go.

    Gives a sheet, the grid of its actors (None where there are none), and the actors.
    It teaches every fill, since whoever filters may meet any.
    """
    found = standing.standing(shown)
    taught = [*discs.samples(set(signs.OF_STATE), set(discs.LOOKS)), AHEAD]
    told = titles(shown, found)
    laid = _laid(shown.case, told, found, width, source, taught, lambda grid: [])
    return *laid, found.actors


def _laid(
    case: Case, told, found: Standing, width: int, source: str, taught, cells
) -> tuple[Sheet, Grid | None]:
    """Lay out all that stands around the ``cells``; give the grid too.

    ``told`` are title and subtitle.
    """
    narrow, grid = sheet.narrow(width), None
    drawn, y = sheet.header(*told, width)
    left, room = sheet.edge(width), width - 2 * sheet.edge(width)
    if found.actors:
        heads = _grid(found, width, y)
        tall = [
            len(shapes.wrap(case.actor_names[a], heads.wide - 8, SMALL, 3))
            for a in found.actors
        ]
        y += 16 if narrow else 13 * max(2, *tall) + 2
        grid = _grid(found, width, y)
        drawn += _ground(found, grid) + _heads(case, found, grid, width)
        drawn += cells(grid)
        y = grid.bottom + 12
        for told, role in [
            *((told, "note") for told in _notes(narrow)),
            *((told, "more") for told in _counted(case, found)),
        ]:
            note, y = sheet.note(told, left, y, room, role=role)
            drawn += note
        teach, y = sheet.legend("How to read a tie", taught, left, y + 14, room)
        drawn += teach
    told, y = sheet.footer(source, width, y + 2)
    return Sheet(shapes.frame(drawn + told), width, int(y + 10)), grid


def _ahead(x: float, y: float) -> list[dict]:
    """Draw the sample of a prospect."""
    return discs.prospect(x + 8, y, "cooperative", 8)


AHEAD = (16, _ahead, "square: a prospect (may come)")


def _notes(narrow: bool) -> list[str]:
    """Say in words what the cells cannot: what a blank means, and the numbers."""
    told = ["A blank cell has no record. It never means that a pair is neutral."]
    if narrow:
        told.append(
            "Under a glyph: its acts (w: in words only); above the diagonal the number"
            " of prospects."
        )
    return told


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


def alt(shown: Shown, found: Standing) -> str:
    """Describe the matrix to somebody who does not see it."""
    case = shown.case
    named = [
        f"{naming.tie(case, tie)}: {ties.summary(case, tie).replace(';', ',')}"
        for tie in found.attested.itertuples()
    ]
    return ties.describe("Matrix", *titles(shown, found), named)


def chart(shown: Shown) -> Chart:
    """Draw the matrix of a case as a view asks for it, in both faces."""
    found, source = standing.standing(shown), summary.source_line(shown.case)
    told, text = titles(shown, found), alt(shown, found)
    draw = partial(layout, shown, source=source, found=found)
    return face.chart("02-matrix", told, source, text, draw)


def listing(shown: Shown) -> Listing:
    """List every tie as of the day, with the records that it rests on."""
    found = standing.standing(shown)
    parts = {
        "Attested": found.attested,
        "With a prospect": found.prospects,
        "One actor's view of another, no tie": found.ties[found.ties.kind == "view"],
        "A view that is only a prospect": found.ahead[found.ahead.kind == "view"],
        "Within one actor, no tie": found.ties[found.ties.kind == "self"],
        "Within one actor, only a prospect": found.ahead[found.ahead.kind == "self"],
    }
    return records.tie_listing(shown, parts)
