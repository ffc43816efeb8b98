"""The triangles: every three actors who are tied to each other, and how they balance.

Where all hangs on how one pair is read, its readings stand side by side, each with
when it holds; the other triangles stand in groups, by their number of negative ties.
"""

from dataclasses import dataclass
from functools import cached_property, partial
from html import escape
from typing import NamedTuple

from helpers import prose, theme
from helpers.balance import Picture, counts, picture, unsure
from helpers.case import signs
from helpers.case.cases import Case
from helpers.charts import network
from helpers.draw import discs, face, shapes, sheet
from helpers.draw.face import Chart, Sheet
from helpers.draw.sheet import LABEL, SMALL
from helpers.lists import cards, records
from helpers.lists.records import Listing
from helpers.text import signed, summary, ties
from helpers.view import naming, relations
from helpers.view.shown import Shown

STILL = ("kinds", "gaps")  # parameters that move nothing here
MOST_READ = 3  # triangles with their readings; others stand in their group
MOST = {False: 12, True: 6}  # triangles of a kind, wide and narrow
BESIDE = {False: 6, True: 2}  # triangles in a row
LATEST = 4  # stretches that a reading shows
LARGE, SMALLER = (156, 104), (88, 58)  # a triangle: its base and its height
STEP = 14  # from a line of words to the next
PAD = 10  # inside a panel
SIDES = (("a", "b"), ("a", "c"), ("b", "c"))
KINDS = {
    "+++": "no negative tie",
    "++-": "one negative tie",
    "+--": "two negative ties",
    "---": "three negative ties",
    "open": "a tie with both signs, or an unclear one",
}
EVEN = "an even number"
THEORY = (
    "Strong balance (Cartwright and Harary 1956): an even number of negative ties."
    " Weak balance (Davis 1967): any number but exactly one."
)
SURE = "by the records that surely count on the day"
OTHER = "another reading"


class Edge(NamedTuple):
    """A tie as it is drawn: its state, how sure it is, and its fill."""

    state: str
    holds: str
    look: str


@dataclass(frozen=True)
class Found:
    """The triangles of a picture, those that are read in several ways apart.

    A class because chart, words and list must show the same.
    """

    picture: Picture

    @cached_property
    def rows(self) -> list:
        """All triangles."""
        return list(self.picture.triads.itertuples())

    @cached_property
    def read(self) -> list:
        """The triangles that hang on one pair, those that are drawn so."""
        return [row for row in self.rows if row.Index in self.picture.read][:MOST_READ]

    @cached_property
    def kinds(self) -> dict[str, list]:
        """The other triangles, by kind."""
        shown = {row.Index for row in self.read}
        found: dict[str, list] = {kind: [] for kind in KINDS}
        for row in self.rows:
            if row.Index not in shown:
                found[row.kind].append(row)
        return {kind: rows for kind, rows in found.items() if rows}

    @cached_property
    def looks(self) -> dict[frozenset, tuple[str, str]]:
        """How sure each attested pair is, and its fill, as in every chart of ties."""
        case, view = self.picture.case, self.picture.shown.view
        basis = self.picture.rule.basis
        every = relations.ties(case, view, self.picture.day, basis=basis)
        return {
            frozenset((t.a, t.b)): (t.holds, discs.fill(t))
            for t in every[every.kind == "tie"].itertuples()
        }

    def edges(self, row, read: dict | None = None) -> dict[tuple[str, str], Edge]:
        """Give the three ties of a triangle; ``read`` are signs that are put to one.

        A pair that is read otherwise than by what surely counts is only possible.
        """
        found = {}
        for (a, b), sign in sides_of(row).items():
            now = (read or {}).get(frozenset((a, b)), sign)
            holds, look = self.looks.get(frozenset((a, b)), ("possible", "prospect"))
            if now != sign and sign:
                holds, look = "possible", "hatched"
            found[a, b] = Edge(signs.OF_VALUE[now].state, holds, look)
        return found

    def pair(self, row) -> tuple[str, str]:
        """Give the pair on which a triangle hangs."""
        return unsure(row, self.picture.ties)[0]


def found_of(shown: Shown, balanced: Picture | None = None) -> Found:
    """Find the triangles of a case as a view asks for them."""
    return Found(balanced or picture(shown))


def sides_of(row) -> dict[tuple[str, str], int]:
    """Give the signs of a triangle by pair."""
    return {(getattr(row, x), getattr(row, y)): getattr(row, x + y) for x, y in SIDES}


def corners(row) -> list[str]:
    """List the three actors of a triangle."""
    return [row.a, row.b, row.c]


# ---- how it is told ---------------------------------------------------------------


def titles(shown: Shown, found: Found) -> tuple[str, str]:
    """Write the finding as title; the measure, the day, the rule as subtitle."""
    day = ties.as_of(found.picture.day)
    measure = f"Three actors who are all tied to each other, {day}"
    return _finding(shown.case, found), signed.subtitle(found.picture, measure, STILL)


def _finding(case: Case, found: Found) -> str:
    n, day = len(found.rows), ties.as_of(found.picture.day)
    if not n:
        return f"No three actors are all tied to each other {day}"
    if n == 1 and found.read:
        (row,) = found.rows
        each = [
            f"{one.strong} if {one.reading}"
            for one in found.picture.read[row.Index].itertuples()
        ]
        pair = naming.pair(case, *found.pair(row))
        return f"The one triangle depends on {pair}: {', '.join(each)}"
    by = found.picture.triads.strong.value_counts()
    told = [f"{prose.spelled(int(k))} {verdict}" for verdict, k in by.items()]
    told = [f"all {by.index[0]}"] if len(by) == 1 and n > 1 else told
    told = [by.index[0]] if n == 1 else told
    hang = len(found.picture.read)
    depend = prose.verb(hang, "depends", "depend")
    more = f"; {prose.spelled(hang)} {depend} on one pair" if hang else ""
    noun = prose.verb(n, "triangle", "triangles")
    head = f"{prose.upper_first(prose.spelled(n))} {noun} of tied actors {day}"
    return f"{head}: {', '.join(told)}{more}"


def negatives(signs_: list[int]) -> str:
    """Count the negative ties of a triangle, either number where one is open.

    >>> negatives([1, -1, -1]), negatives([0, -1, -1])
    ('2 negative ties, an even number', '2 or 3 negative ties, even or odd')
    """
    least, unknown = sum(s < 0 for s in signs_), sum(s == 0 for s in signs_)
    if unknown:
        return f"{least} or {least + unknown} negative ties, even or odd"
    odd = f"an odd number{', but not just one' if least > 1 else ''}"
    return f"{prose.count(least, 'negative tie')}, {odd if least % 2 else EVEN}"


def judged(strong: str, weak: str) -> list[str]:
    """Write both verdicts on a triangle."""
    return [f"Cartwright and Harary (strong): {strong}", f"Davis (weak): {weak}"]


def _group(kind: str, rows: list, of: int) -> str:
    """Head the triangles of a kind, with what both theories say of them."""
    one = rows[0]
    verdict = f"{one.strong} for strong and for weak balance"
    if one.strong != one.weak:
        verdict = f"{one.strong} for strong balance, {one.weak} for weak"
    if kind == "open":
        verdict = "undetermined for strong balance"
    told = f"{KINDS[kind]}: {verdict}"
    told = told if kind == "open" else f"{signed.kind(kind)}: {told}"
    shown = "" if of == len(rows) else f" of {of}"
    return f"{prose.upper_first(told)} ({len(rows)}{shown})"


def _census(found: Found) -> str:
    """Count the triangles by kind."""
    by = counts(found.picture.triads)
    told = ", ".join(f"{signed.kind(kind)}: {n}" for kind, n in by.items())
    return f"{prose.count(len(found.rows), 'triangle')} by signs: {told}."


def _why_none(found: Found) -> str:
    """Say why there is no triangle."""
    there = [t for t in found.picture.ties.itertuples() if 0 not in t.may]
    n = len({x for t in there for x in (t.a, t.b)})
    told = f"{prose.count(len(there), 'tie')} among {prose.count(n, 'actor')}"
    verb = prose.verb(len(there), "holds", "hold")
    told = f"By this rule {told if there else 'no ties'} surely {verb} on the day"
    return f"{told}; a triangle needs three ties that join three actors."


def alt(shown: Shown, found: Found) -> str:
    """Describe the triangles to somebody who does not see them."""
    told = [
        f"{naming.actor_list(shown.case, corners(row))}: {signed.kind(row.kind)},"
        f" {row.strong} for strong balance, {row.weak} for weak balance"
        for row in found.rows
    ]
    return ties.describe("Triangles", *titles(shown, found), told)


def anchor(row) -> str:
    """Give the id of a triangle in the list."""
    return f"triad-{row.a}-{row.b}-{row.c}"


def hover(case: Case, row, told: list[str]) -> str:
    """Write what a triangle is, for the reader who points at it."""
    return "\n".join([naming.actor_list(case, corners(row)), *told])


# ---- one triangle -----------------------------------------------------------------


def _triangle(
    case: Case,
    found: Found,
    edges: dict[tuple[str, str], Edge],
    base: tuple[str, str],
    middle: tuple[float, float],
    size: tuple[int, int],
) -> tuple[list[dict], float]:
    """Draw three named corners and their ties below a point; give the lower edge.

    The pair ``base`` stands at the bottom.
    """
    (x, y), (wide, high) = middle, size
    top = next(actor for pair in edges for actor in pair if actor not in base)
    room = wide - 4
    names = discs.labels(case, found.picture.actors, room, SMALL)
    above = shapes.wrap(names[top], room * 1.6, SMALL, 2)
    apex = y + 13 * len(above) + 4
    at = {
        base[0]: (x - wide / 2, apex + high),
        base[1]: (x + wide / 2, apex + high),
        top: (x, apex),
    }
    drawn, marks = [], []
    radius = 10 if size == LARGE else 7.5
    for (a, b), edge in edges.items():
        drawn += network.edge(edge, at[a], at[b])
        marks += _mark(at[a], at[b], edge, radius)
    drawn += [shapes.disc(*spot, network.NODE, fill="ink") for spot in at.values()]
    more = {"align": "center", "role": "name"}
    for n, part in enumerate(above):
        drawn.append(shapes.text(x, y + 6 + 13 * n, part, SMALL, **more))
    low = apex + high
    for actor in base:
        for n, part in enumerate(shapes.wrap(names[actor], room, SMALL, 3)):
            line = apex + high + 15 + 13 * n
            drawn.append(shapes.text(at[actor][0], line, part, SMALL, **more))
            low = max(low, line)
    return drawn + marks, low + 10


def _mark(start, stop, edge: Edge, radius: float) -> list[dict]:
    """Draw the sign in the middle of a tie; square where only a prospect makes it."""
    x, y = (start[0] + stop[0]) / 2, (start[1] + stop[1]) / 2
    if edge.look == "prospect":
        return discs.prospect(x, y, edge.state, radius)
    return discs.mark(x, y, edge.state, edge.look, radius)


# ---- where a triangle hangs on one pair ---------------------------------------------


def _reading(
    case: Case, found: Found, row, one, x: float, y: float, wide: float
) -> tuple[list[dict], float, bool]:
    """Draw one reading; give the lower edge, and whether it is what surely holds."""
    pair = found.pair(row)
    stands = one.sign == _sign(row, pair)
    left, room = x + PAD, wide - 2 * PAD
    head = f"Read as {one.reading}"
    drawn = [shapes.text(left, y + 16, head, LABEL, bold=True, role="reading")]
    told, colour = (SURE, "ink") if stands else (OTHER, "quiet")
    drawn += sheet.note(told, left, y + 28, room, role="now", colour=colour)[0]
    y += 30 + 15 * len(shapes.wrap(SURE, room, SMALL))  # the same in all readings
    edges = found.edges(row, {frozenset(pair): one.sign})
    body, low = _triangle(case, found, edges, pair, (x + wide / 2, y), LARGE)
    drawn += body
    every = [one.sign if set(p) == set(pair) else s for p, s in sides_of(row).items()]
    verdicts, when = judged(one.strong, one.weak), _when(case, found, row, one, pair)
    for text in [negatives(every), *verdicts, *when]:
        bold = text in verdicts
        more = {"bold": bold, "role": "verdict" if bold else "when"}
        for part in shapes.wrap(text, room, SMALL, 9, bold):
            drawn.append(shapes.text(left, low + 8, part, SMALL, **more))
            low += STEP
        low += 3
    return drawn, low + 6, stands


def _sign(row, pair: tuple[str, str]) -> int:
    return next(s for p, s in sides_of(row).items() if set(p) == set(pair))


def _when(case: Case, found: Found, row, one, pair: tuple[str, str]) -> list[str]:
    """Say on how many records a reading rests, and on which days it holds."""
    every = found.picture.read[row.Index].records
    of = len({record for ids in every for record in ids})
    named, state = naming.pair(case, *pair), one.reading
    state = signs.OF_STATE[state].tie
    told = [
        f"Rests on {len(one.records)} of the {prose.count(of, 'record')} of {named}.",
        f"{named} surely {state}: {signed.stretches(one.holds, LATEST)}.",
    ]
    if one.may_hold:
        told.append(f"Perhaps {state}: {signed.stretches(one.may_hold, LATEST)}.")
    return told


def _readings(
    case: Case, found: Found, row, width: int, y: float
) -> tuple[list[dict], float]:
    """Draw the readings of a triangle, side by side or narrow one below another."""
    narrow, left = sheet.narrow(width), sheet.edge(width)
    gap, every = 12, list(found.picture.read[row.Index].itertuples())
    beside = 1 if narrow else len(every)
    wide = (width - 2 * left - gap * (beside - 1)) / beside
    made = []
    for n, one in enumerate(every):
        if n and n % beside == 0:
            y = max(low for *_, low, _ in made) + gap
        x = left + n % beside * (wide + gap)
        made.append((one, x, y, *_reading(case, found, row, one, x, y, wide)))
    drawn = []
    for one, x, top, body, low, stands in made:
        low = low if narrow else max(low for *_, low, _ in made)
        fill, colour = ("panel", "ink") if stands else ("ground", "rule")
        more = {"fill": fill, "colour": colour, "width": 1.2, "role": "panel"}
        drawn.append({**shapes.box(x, top, x + wide, low), **more})
        told = [f"Read as {one.reading}", *judged(one.strong, one.weak)]
        area = (x, top, x + wide, low)
        drawn += [*body, shapes.target(*area, anchor(row), hover(case, row, told))]
    return drawn, max(low for *_, low, _ in made) + gap


# ---- the others, by kind ------------------------------------------------------------


def _kind(
    case: Case, found: Found, kind: str, width: int, y: float
) -> tuple[list[dict], float]:
    """Draw the triangles of a kind under what both theories say of them."""
    narrow, left = sheet.narrow(width), sheet.edge(width)
    rows, room = found.kinds[kind], width - 2 * left
    of = counts(found.picture.triads)[kind]
    drawn, y = sheet.note(_group(kind, rows, of), left, y + 8, room, colour="ink",
                          bold=True, role="kind")  # fmt: skip
    wide, shown, low = room / BESIDE[narrow], rows[: MOST[narrow]], y
    for n, row in enumerate(shown):
        if n and n % BESIDE[narrow] == 0:
            y = low
        x = left + n % BESIDE[narrow] * wide
        edges = found.edges(row)
        spot, base = (x + wide / 2, y + 4), (row.b, row.c)
        body, foot = _triangle(case, found, edges, base, spot, SMALLER)
        if kind == "open":
            told = f"weak: {row.weak}"
            more = {"align": "center", "role": "verdict"}
            body.append(shapes.text(x + wide / 2, foot + 4, told, SMALL, **more))
            foot += STEP
        told = [f"{signed.kind(kind)}", *judged(row.strong, row.weak)]
        area = (x + 2, y + 2, x + wide - 2, foot)
        drawn += [*body, shapes.target(*area, anchor(row), hover(case, row, told))]
        low = max(low, foot + 8)
    if len(rows) > len(shown):
        told = f"+{len(rows) - len(shown)} in the list."
        note, low = sheet.note(told, left, low + 2, room, role="more")
        drawn += note
    return drawn, low + 6


# ---- all of it ---------------------------------------------------------------------


def _taught(found: Found, shown: list[Edge]) -> list[sheet.Sample]:
    """List what the legend teaches: the states and the fills that are drawn."""
    looks = {edge.look for edge in shown}
    taught = discs.samples({edge.state for edge in shown}, looks)
    if "prospect" in looks:
        ahead = (16, lambda x, y: discs.prospect(x + 8, y, "cooperative", 8),
                 "square: a prospect (may come)")  # fmt: skip
        taught.append(ahead)
    return taught


def _shown(found: Found, narrow: bool) -> list[Edge]:
    """List the ties that are drawn."""
    drawn = [
        edge
        for row in found.read
        for one in found.picture.read[row.Index].itertuples()
        for edge in found.edges(row, {frozenset(found.pair(row)): one.sign}).values()
    ]
    others = [row for rows in found.kinds.values() for row in rows[: MOST[narrow]]]
    return drawn + [edge for row in others for edge in found.edges(row).values()]


def layout(
    shown: Shown,
    width: int = theme.WIDE,
    source: str = "",
    found: Found | None = None,
    bare: bool = False,
) -> Sheet:
    """Lay the triangles out for a width in pixels; ``bare`` ones have no title."""
    found, narrow = found or found_of(shown), sheet.narrow(width)
    told = ("", "") if bare else titles(shown, found)
    drawn, y = sheet.header(*told, width)
    left, room, y = sheet.edge(width), width - 2 * sheet.edge(width), y - 8
    for row in found.read:
        body, y = _readings(shown.case, found, row, width, y)
        drawn += body
    if found.kinds:
        note, y = sheet.note(_census(found), left, y + 4, room, role="census")
        drawn += note
    for kind in found.kinds:
        body, y = _kind(shown.case, found, kind, width, y)
        drawn += body
    foot = THEORY if found.rows else _why_none(found)
    note, y = sheet.note(foot, left, y + 6, room)
    drawn += note
    if found.rows:
        taught = _taught(found, _shown(found, narrow))
        teach, y = sheet.legend("How to read a tie", taught, left, y + 12, room)
        drawn += teach
    told, y = sheet.footer(source, width, y + 2)
    return Sheet(shapes.frame(drawn + told), width, int(y + 10))


def chart(shown: Shown, balanced: Picture | None = None) -> Chart:
    """Draw the triangles of a case as a view asks for them, in both faces."""
    found, source = found_of(shown, balanced), summary.source_line(shown.case)
    told, text = titles(shown, found), alt(shown, found)
    draw = partial(layout, shown, source=source, found=found)
    return face.chart("04-triads", told, source, text, draw)


def listing(shown: Shown, balanced: Picture | None = None) -> Listing:
    """List every triangle with the records of its ties and with its readings."""
    found = found_of(shown, balanced)
    by: dict[str, list] = {kind: [] for kind in KINDS}
    for row in found.rows:
        by[row.kind].append(row)
    html = "".join(
        records.group(
            f"{prose.upper_first(KINDS[kind])} ({len(rows)})",
            [_entry(shown.case, found, row) for row in rows],
        )
        for kind, rows in by.items()
    )
    lines = [f"{naming.actor_list(shown.case, corners(row))}: {row.kind}, {row.strong}"
             for row in found.rows]  # fmt: skip
    return Listing(f'<div class="listing">{html}</div>', "\n".join(lines))


def _entry(case: Case, found: Found, row) -> str:
    """Write one triangle, opening into its ties and readings."""
    verdict = f"{row.strong} for strong balance, {row.weak} for weak balance"
    head = records.title(naming.actor_list(case, corners(row)), verdict)
    ours = {frozenset((t.a, t.b)): t for t in found.picture.ties.itertuples()}
    body = [
        (
            escape(f"{naming.pair(case, a, b)}: {signs.OF_VALUE[sign].tie}"),
            cards.record_lines(found.picture.shown, ours[frozenset((a, b))].records),
        )
        for (a, b), sign in sides_of(row).items()
    ]
    if row.Index in found.picture.read:
        body += _read(case, found, row)
    return records.fold(head, anchor(row), cards.pairs(body))


def _read(case: Case, found: Found, row) -> list[tuple[str, str]]:
    """Write the readings of the pair on which a triangle hangs."""
    named, told = naming.pair(case, *found.pair(row)), []
    for one in found.picture.read[row.Index].itertuples():
        lines = [
            *judged(one.strong, one.weak),
            f"Surely so: {signed.stretches(one.holds)}",
            f"Perhaps so: {signed.stretches(one.may_hold)}",
        ]
        html = "".join(f"<div>{escape(line)}</div>" for line in lines)
        html += cards.record_lines(found.picture.shown, one.records)
        told.append((escape(f"{named} read as {one.reading}"), html))
    return told
