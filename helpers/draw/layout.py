"""A chart laid out in pixels, at the width of a page."""

from itertools import accumulate

from helpers.draw import blocks, letters
from helpers.draw.content import Content
from helpers.draw.marks import MIDDLE, At, Shape, leads_to, lozenge, target
from helpers.draw.panels import Axis, Panel, Tick
from helpers.draw.paper import SMALL, Paper, Run, broken, plain
from helpers.draw.rows import LABEL, LINE, MARK, NOTE, ROW, Change, Mark, Row, Sample

WIDTH = 1160
LEFT, RIGHT, EVIDENCE = 344, 964, 978  # of the plot, and where the evidence begins
AIM, ROOM = 316, 296  # where the target is, and how wide a label may be
DISPUTE = 20  # pixels of the lozenge of what is disputed
TITLE = 21
ARROW = 22  # pixels from what was to what is


def _lines(row: Row) -> tuple[list[str], list[str], list[str]]:
    """Break a row's label, note and evidence into the lines that they take."""
    proof = " · ".join(filter(None, (row.place, row.evidence)))
    room = WIDTH - EVIDENCE - (DISPUTE if row.disputed else 0)
    date = row.date if "wide" in row.forms else ""
    return (
        letters.wrap(row.label, ROOM, LABEL, 400 if row.quiet else 600),
        [line for note in (row.note, date) for line in letters.wrap(note, ROOM, NOTE)],
        letters.wrap(proof, room, SMALL),
    )


def height(row: Row) -> int:
    """Return how many pixels a row takes at the full width."""
    label, note, proof = _lines(row)
    text = ROW + LINE * (max(1, len(label) + len(note), len(proof)) - 1)
    return max(text, ROW * row.lanes)


def laid(one: Content) -> tuple[list[Shape], int]:
    """Lay a picture out at its full width; the height comes with it."""
    sheet = Paper()
    sheet.y = 22
    room = WIDTH - 8
    sheet.wrapped(0, one.title, room, TITLE, TITLE * 1.3, bold=True, serif=True)
    sheet.wrapped(0, one.subtitle, room, SMALL, SMALL * 1.3, colour="quiet")
    _legend(sheet, one.legend)
    blocks.lay(sheet, one.blocks, WIDTH)
    if one.axis:
        _rows(sheet, one)
    if one.columns:
        _table(sheet, one)
    sheet.y += 22
    for words in (one.foot, one.source):
        sheet.wrapped(0, words, room, SMALL, 17, colour="quiet")
    return sheet.shapes, int(sheet.y + 6)


def _rows(sheet: Paper, one: Content) -> None:
    """Lay rows out under their axis, on the ground of its panels."""
    _axis(sheet, one)
    top, under = sheet.y, len(sheet.shapes)
    for group in one.groups:
        if group.title:
            _heading(sheet, group.title)
        for row in group.rows:
            _row(sheet, row)
    sheet.shapes[under:under] = _ground(one.axis, top, sheet.y)
    if (place := one.axis.line_place) is not None:
        x = _across(place)
        sheet.line(x, top - 28, x, sheet.y, colour="ink", width=2)


def _across(place: float) -> float:
    """Return the pixel at which a part of the plot's width lies."""
    return LEFT + place * (RIGHT - LEFT)


def _table(sheet: Paper, one: Content) -> None:
    """Lay rows of cells out: a column each, marks in as many lines as they need."""
    edges = columns(one)
    _heads(sheet, edges, [c.head for c in one.columns], SMALL + 0.6, bold=True)
    _heads(sheet, edges, [c.under for c in one.columns], SMALL, colour="quiet")
    top, under = sheet.y, len(sheet.shapes)
    for group in one.groups:
        if group.title:
            _heading(sheet, group.title)
        for row in group.rows:
            _cells(sheet, row, edges, one.labels)
        if group.more:  # a file cannot be opened
            sheet.y += 14
            sheet.text(0, f"and {len(group.more)} more", SMALL, colour="quiet")
            sheet.y += 10
    for column, (x, wide) in zip(one.columns, edges, strict=True):
        if column.shaded:
            sheet.shapes.insert(under, plain(x, top, x + wide - 8, sheet.y, "panel"))
            sheet.line(x, top, x + wide - 8, top, colour="ink", width=2)


def _heads(sheet: Paper, edges: list, heads: list[str], size: float, **look) -> None:
    """Write words over columns, each in as many lines as its column needs."""
    top, lows = sheet.y, []
    for (x, wide), words in zip(edges, heads, strict=True):
        sheet.y = top
        sheet.wrapped(x + 4, words, wide - 10, size, LINE, **look)
        lows.append(sheet.y)
    sheet.y = max(lows)


def columns(one: Content) -> list[tuple[float, float]]:
    """Place columns right of the labels: left edge and width of each."""
    room, whole = WIDTH - one.labels, sum(column.share for column in one.columns)
    wide = [room * column.share / whole for column in one.columns]
    return list(zip(accumulate(wide, initial=float(one.labels)), wide, strict=False))


def _cells(sheet: Paper, row: Row, edges: list[tuple[float, float]], room: int) -> None:
    """Draw the label of a row and what its cells hold."""
    top, lows, under = sheet.y, [], len(sheet.shapes)
    sheet.y = top + 20
    sheet.wrapped(0, row.label, room - 20, LABEL, LINE, bold=not row.quiet)
    sheet.wrapped(0, row.note, room - 20, NOTE, LINE, colour="quiet")
    lows.append(sheet.y)
    filled = []
    for held, (x, wide) in zip(row.cells, edges, strict=True):
        changes = [one for one in held if isinstance(one, Change)]
        sheet.y = top + 20
        for one in changes:
            _change(sheet, one, x + 12, wide - 24)
        lows += [sheet.y] if changes else []
        filled += [(x, x + wide - 8)] if any(one.filled for one in changes) else []
        lows += _marks(sheet, [m for m in held if isinstance(m, Mark)], top, x, wide)
    sheet.y = max(lows) + 4
    for left, right in filled:
        sheet.shapes.insert(under, plain(left, top, right, sheet.y, "panel"))
        sheet.box(left, top, left + 3, sheet.y, "ink")
    sheet.line(0, sheet.y, WIDTH, sheet.y)


def _marks(sheet: Paper, held: list[Mark], top: float, x: float, wide: float) -> list:
    """Draw the records of a cell in lines; return how far down each reaches."""
    many, lows = max(1, int((wide - 12) // MARK)), []
    for nth, mark in enumerate(held):
        sheet.y = top + 20 + MARK * (nth // many)
        middle, line = x + 16 + MARK * (nth % many), sheet.y - 14
        sheet.put(mark.shapes, middle, 0)
        if mark.joined:
            same = [m.joined for m in held[nth + 1 : nth + 2]] == [mark.joined]
            end = middle + (15 if same else 13)
            sheet.line(middle - 13, line, end, line, colour="bracket")
        lows.append(sheet.y + MARK - 6)
    return lows


def _change(sheet: Paper, one: Change, x: float, room: float) -> None:
    """Write what was, an arrow, what is, and a few words more."""
    runs = [Run(one.after, bool(one.before)), Run(one.note, False, "quiet")]
    beside = 0.0
    for line in letters.wrap(one.before, room - ARROW, LABEL):
        sheet.y += LINE + 1 if beside else 0
        sheet.text(x, line, LABEL)
        beside = letters.width(f"{line} ", LABEL) + ARROW
    if one.before:
        sheet.put(leads_to(At(0, x + beside - ARROW / 2)), 0, 0)
    if beside > room / 2:  # what is has a line of its own
        sheet.y += LINE + 1
        beside = 0
    lines = broken([run for run in runs if run.words], room - beside, LABEL)
    sheet.flow(x + beside, lines, LABEL, LINE + 1)


def _heading(sheet: Paper, title: str) -> None:
    sheet.y += 14
    words, room = title.upper(), LEFT - 8
    sheet.wrapped(0, words, room, SMALL, LINE, bold=True, colour="quiet")
    sheet.line(0, sheet.y - 4, WIDTH, sheet.y - 4)


def _legend(sheet: Paper, samples: tuple[Sample, ...]) -> None:
    """Write the legend in as many lines as it needs."""
    x, sheet.y = 0.0, sheet.y + 8
    for sample in samples:
        beside = sample.width + 7
        wide = beside + letters.width(sample.words, SMALL)
        if x and x + wide > WIDTH:
            x, sheet.y = 0.0, sheet.y + 20
        sheet.y -= MIDDLE
        sheet.put(sample.shapes, x, sample.width)
        sheet.y += MIDDLE
        sheet.wrapped(x + beside, sample.words, WIDTH - beside, SMALL, LINE)
        sheet.y -= LINE  # the next stands beside its last line
        x += wide + 18
    sheet.y += 26 if samples else 0


def _axis(sheet: Paper, one: Content) -> None:
    """Write the names of the panels, their ticks, and the head of the evidence."""
    sheet.y += 4
    axis, room = one.axis, RIGHT - LEFT
    for panel in axis.panels:
        name = headed(panel, room, axis, SMALL)
        sheet.text(_across(panel.left), name, SMALL, bold=True)
    sheet.text(EVIDENCE, one.heads[0], SMALL, bold=True)
    sheet.y += 17
    for panel in axis.panels:
        for tick in named(panel, room, axis, SMALL):
            sheet.text(_across(tick.place) + 3, tick.label, SMALL, colour="quiet")
    if (place := axis.line_place) is not None:
        sheet.text(_across(place) - 5, axis.word, SMALL, bold=True, align="right")
    sheet.text(EVIDENCE, one.heads[1], SMALL, colour="quiet")
    sheet.y += 12


def headed(panel: Panel, plot: float, axis: Axis, size: float) -> str:
    """Return the longest name of a panel that ends before the next panel begins."""
    later = [other.left for other in axis.panels if other.left > panel.left]
    room = (min(later, default=1.1) - panel.left) * plot - 4
    fits = (n for n in panel.names if letters.width(n, size, 600) <= room)
    return next(fits, "")


def named(panel: Panel, plot: float, axis: Axis, size: float) -> list[Tick]:
    """List the ticks whose labels have room, clear of each other and of the line.

    Of months each, each second or each fourth, with January: those that all have room.
    """
    line = 1e9 if axis.line_place is None else axis.line_place * plot
    word = letters.width(axis.word, size, 600) + 12
    free = []
    for tick in panel.ticks:
        x, wide = tick.place * plot, letters.width(tick.label, size)
        over = x + wide > panel.right * plot + 8
        free.append((tick, x, x + wide + 5, over or line - word - 3 - wide < x < line))
    months = isinstance(panel, Panel) and panel.unit == "month"
    year = next((n for n, one in enumerate(free) if one[0].label[:3] == "Jan"), 0)
    for step in (1, 2, 4) if months else (1,):
        some = [o for n, o in enumerate(free) if (n - year) % step == 0 and not o[3]]
        found, end = [], -1e9
        for tick, x, after, _ in some:
            if x >= end:
                found.append(tick)
                end = after
        if len(found) == len(some):
            break
    return found


def _ground(axis: Axis, top: float, low: float) -> list[Shape]:
    """Draw the panels and their ticks under the rows."""
    sheet = Paper()
    for panel in axis.panels:
        sheet.box(_across(panel.left), top, _across(panel.right), low, "panel")
        for tick in panel.ticks:
            sheet.line(_across(tick.place), top, _across(tick.place), low)
    return sheet.shapes


def _row(sheet: Paper, row: Row) -> None:
    """Draw a row: its label, its marks and its evidence."""
    top, high = sheet.y, height(row)
    label, note, proof = _lines(row)
    if row.aimed:
        sheet.box(-5, top, WIDTH + 5, top + high - 1, "band")
    sheet.y = top + MIDDLE
    colour = "quiet" if row.quiet else "ink"
    sheet.lines(0, label, LABEL, LINE, bold=not row.quiet, colour=colour)
    sheet.lines(0, note, NOTE, LINE, colour="quiet")
    sheet.y = top
    sheet.put(target(At(0, AIM)) if row.aimed else (), 0, 0)
    sheet.put(row.shapes, LEFT, RIGHT - LEFT)
    for mark in row.several:
        sheet.put(mark.shapes, LEFT, RIGHT - LEFT)
    sheet.put(lozenge(At(0, WIDTH - 8)) if row.disputed else (), 0, 0)
    sheet.y = top + MIDDLE
    _proof(sheet, proof, len(row.place))
    sheet.y = top + high


def _proof(sheet: Paper, lines: list[str], linked: int) -> None:
    """Write the evidence, so many letters at its head as a link."""
    for line in lines:
        head, rest = line[:linked], line[linked:]
        sheet.text(EVIDENCE, head, SMALL, colour="cooperative")
        told = rest.lstrip()
        before = letters.width(line[: len(line) - len(told)], SMALL)
        sheet.text(EVIDENCE + before, told, SMALL, colour="quiet")
        linked = max(0, linked - len(line) - 1)
        sheet.y += LINE
