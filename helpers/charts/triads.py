"""The triangles: every three actors who are tied to each other, and how they balance.

Where the verdict depends on how one pair is read, its readings stand side by side, each
with when it holds; the others stand in groups, by what both theories say of them.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import NamedTuple

from helpers import balance, prose
from helpers.balance import unsure
from helpers.case import signs
from helpers.case.cases import Case
from helpers.charts import tied, web, worded
from helpers.draw import letters, marks
from helpers.draw.blocks import HALF, Block, Drawing, Line
from helpers.draw.layout import WIDTH
from helpers.draw.marks import At, Shape
from helpers.draw.paper import SMALL
from helpers.draw.picture import Picture
from helpers.draw.rows import Mark, Sample, moved
from helpers.lists import cards, records
from helpers.lists.records import Listing
from helpers.text import ties, wording
from helpers.view import naming, relations
from helpers.view.shown import Shown

__all__ = ["chart", "listing"]
MOST_READ = 3  # triangles with their readings; others stand in their group
MOST = 24  # triangles of a verdict that are drawn
LATEST = 4  # stretches that a reading shows
SIDES = (("a", "b"), ("a", "c"), ("b", "c"))
KINDS = {
    "+++": "no hostile tie",
    "++-": "one hostile tie",
    "+--": "two hostile ties",
    "---": "three hostile ties",
    "open": "a tie with both signs, or an unclear one",
}
VERDICTS = ("balanced", "unbalanced", "undetermined")  # in the order of their groups
EVEN = "an even number"
THEORY = (
    "Strong balance (Cartwright and Harary 1956): an even number of hostile ties."
    " Weak balance (Davis 1967): any number but exactly one."
)
SURE = "by the records that surely count on the day"
OTHER = "another reading"
TURN = 14  # pixels from a line of a name to the next
NODE, SIDE, BOLD = 4, 2, 4.5  # pixels: a corner, a side, the side that decides


class Edge(NamedTuple):
    """A tie as it is drawn: its state and its fill."""

    state: str
    look: str


class Size(NamedTuple):
    """A small drawing: its width, how far in its corners are, how high it is."""

    wide: int
    inset: int
    high: int

    @property
    def above(self) -> int:
        """How wide a name above a corner may be."""
        return 2 * self.inset - 4


LARGE, SMALLER = Size(338, 84, 100), Size(HALF, 38, 62)


@dataclass(frozen=True)
class Found:
    """The triangles of a picture, those that are read in several ways apart.

    A class because chart, words and list must show the same.
    """

    picture: balance.Picture

    @property
    def case(self) -> Case:
        """The case as the view leaves it."""
        return self.picture.case

    def who(self, row) -> str:
        """Name the actors of a triangle."""
        return naming.actor_list(self.case, corners(row))

    @cached_property
    def rows(self) -> list:
        """All triangles."""
        return list(self.picture.triads.itertuples())

    @cached_property
    def read(self) -> list:
        """The triangles that depend on one pair, those that are drawn so."""
        return [row for row in self.rows if row.Index in self.picture.read][:MOST_READ]

    @cached_property
    def verdicts(self) -> dict[tuple[str, str], list]:
        """The other triangles by what strong and what weak balance say of them."""
        found = {(one, two): [] for one in VERDICTS for two in VERDICTS}
        for row in sorted(self.rows, key=lambda row: [*KINDS].index(row.kind)):
            if row not in self.read:
                found[row.strong, row.weak].append(row)
        return {both: rows for both, rows in found.items() if rows}

    @cached_property
    def looks(self) -> dict[frozenset, str]:
        """How each attested pair is filled, as in every chart of ties."""
        of = self.picture
        every = relations.ties(of.case, of.shown.view, of.day, basis=of.rule.basis)
        bonds = every[every.kind == "tie"].itertuples()
        return {frozenset((tie.a, tie.b)): tied.fill(tie) for tie in bonds}

    def edges(self, row, read: dict | None = None) -> dict[tuple[str, str], Edge]:
        """Give the three ties of a triangle; ``read`` are signs that are put to one.

        A pair that is read otherwise than by what surely counts is only possible.
        """
        found = {}
        for pair, sign in sides_of(row).items():
            now = (read or {}).get(frozenset(pair), sign)
            look = self.looks.get(frozenset(pair), "prospect")
            changed = now != sign and sign
            found[pair] = Edge(
                signs.OF_VALUE[now].state, "hatched" if changed else look
            )
        return found

    def pair(self, row) -> tuple[str, str]:
        """Give the pair on which a triangle depends."""
        return unsure(row, self.picture.ties)[0]


def sides_of(row) -> dict[tuple[str, str], int]:
    """Give the signs of a triangle by pair."""
    return {(getattr(row, x), getattr(row, y)): getattr(row, x + y) for x, y in SIDES}


def corners(row) -> list[str]:
    """List the three actors of a triangle."""
    return [row.a, row.b, row.c]


# ---- how it is told ---------------------------------------------------------------


def _finding(found: Found, day: str) -> str:
    n = len(found.rows)
    if not n:
        here = wording.of_ties(found.picture.shown)
        return f"No three actors{here} are all tied to each other {day}"
    if n == 1 and found.read:
        (row,) = found.rows
        reads = found.picture.read[row.Index].itertuples()
        each = [f"{one.strong} if {one.reading}" for one in reads]
        pair = naming.pair(found.case, *found.pair(row))
        return f"The one triangle depends on {pair}: {', '.join(each)}"
    by = found.picture.triads.strong.value_counts()
    told = [f"{prose.spelled(int(k))} {verdict}" for verdict, k in by.items()]
    if len(by) == 1:
        told = [prose.verb(n, by.index[0], f"all {by.index[0]}")]
    many = len(found.picture.read)
    depend = prose.verb(many, "depends", "depend")
    more = f"; {prose.spelled(many)} {depend} on one pair" * bool(many)
    noun = prose.verb(n, "triangle", "triangles")
    head = f"{prose.upper_first(prose.spelled(n))} {noun} of tied actors {day}"
    return f"{head}: {', '.join(told)}{more}"


def negatives(signs_: list[int]) -> str:
    """Count the hostile ties of a triangle, either number where one is open.

    >>> negatives([1, -1, -1]), negatives([0, -1, -1])
    ('two hostile ties, an even number', 'two or three hostile ties, even or odd')
    """
    least, unknown = sum(s < 0 for s in signs_), sum(s == 0 for s in signs_)
    if unknown:
        most = prose.spelled(least + unknown, "hostile tie")
        return f"{prose.spelled(least)} or {most}, even or odd"
    odd = f"an odd number{', but not just one' if least > 1 else ''}"
    return f"{prose.spelled(least, 'hostile tie')}, {odd if least % 2 else EVEN}"


def verdict(strong: str, weak: str) -> str:
    """Write what both theories say of a triangle.

    >>> verdict("unbalanced", "balanced")
    'unbalanced by strong balance, balanced by weak balance'
    """
    if strong == weak:
        return f"{strong} by strong and by weak balance"
    return f"{strong} by strong balance, {weak} by weak balance"


def why_none(found: Found) -> str:
    """Say why there is no triangle."""
    there = [t for t in found.picture.ties.itertuples() if 0 not in t.may]
    n = len({x for t in there for x in (t.a, t.b)})
    among = f"{prose.count(len(there), 'tie')} among {prose.count(n, 'actor')}"
    told, hold = among if n else "no ties", prose.verb(len(there), "holds", "hold")
    need = "a triangle needs three ties that join three actors"
    return f"By this rule {told} surely {hold} on the day; {need}."


def anchor(row) -> str:
    """Give the id of a triangle in the list."""
    return f"triad-{row.a}-{row.b}-{row.c}"


def words(found: Found, row, edges: dict[tuple[str, str], Edge], told: str) -> str:
    """Write a triangle in a line: its actors, its ties, its verdict, its records."""
    each = [
        f"{naming.compound(found.case, pair)} {signs.OF_STATE[edge.state].tie}"
        for pair, edge in edges.items()
    ]
    rests = prose.count(len(set(row.records)), "record")
    return f"{found.who(row)}: {', '.join(each)}; {told}; rests on {rests}"


# ---- one triangle -----------------------------------------------------------------


def drawing(
    found: Found,
    edges: dict[tuple[str, str], Edge],
    top: tuple[str, str],
    size: Size,
    opened: tuple[str, str],
    bold: bool = False,
) -> Drawing:
    """Draw three named corners and their ties, the pair ``top`` above the third.

    ``opened`` is the record that it opens, and its words; where the verdict depends on
    the pair, it is ``bold``.
    """
    third = next(actor for pair in edges for actor in pair if actor not in top)
    upper = TURN * _above(found, size) + 6
    places = {top[0]: (size.inset, upper), top[1]: (size.wide - size.inset, upper),
              third: (size.wide / 2, upper + size.high)}  # fmt: skip
    drawn: list[Shape] = []
    for pair, edge in edges.items():
        drawn += _side(*(places[one] for one in pair), edge, bold and third not in pair)
    for actor, place in places.items():
        name = naming.short_name(found.case, actor)
        drawn += _corner(name, place, size, actor != third, bold and actor != third)
    height = int(drawn[-1].y0 + 12)
    whole = Shape("box", At(0, 0), 0, At(0, size.wide), height)  # to be pointed at
    mark = Mark(opened[0], (whole, *drawn), opened[1])
    return Drawing(size.wide, height, marks=(mark,), label=opened[1])


def _above(found: Found, size: Size) -> int:
    """Count the lines of the longest name above a triangle: all are equally high."""
    actors = {actor for row in found.rows for actor in corners(row)}
    names = (naming.short_name(found.case, actor) for actor in actors)
    return max(len(_broken(name, size.above, True)) for name in names)


def _corner(
    name: str, place: tuple[float, float], size: Size, above: bool, bold: bool
) -> list[Shape]:
    """Draw a corner and its name, above it or below."""
    x, y = place
    lines = _broken(name, size.above if above else size.wide, bold)
    first = y - TURN * len(lines) + 2 if above else y + 16
    look = {"align": "center", "size": SMALL, "bold": bold}
    disc = Shape("disc", At(0, x), y, y1=NODE, fill="ink")
    return [disc, *web.lines_below(lines, x, first, TURN, **look)]


def _broken(name: str, room: float, bold: bool) -> list[str]:
    """Break a name into lines of a width, rather after a hyphen than within a word."""
    weight = 600 if bold else 400
    if letters.width(name, SMALL, weight) > room:
        name = name.replace("-", "- ")
    found = letters.wrap(name, room, SMALL, weight)
    return [line.replace("- ", "-") for line in found]


def _side(start: tuple, stop: tuple, edge: Edge, bold: bool) -> list[Shape]:
    """Draw a tie as a line with its sign in the middle."""
    (x0, y0), (x1, y1) = start, stop
    colour, width = signs.OF_STATE[edge.state].colour, BOLD if bold else SIDE
    line = Shape("line", At(0, x0), y0, At(0, x1), y1, colour, width=width)
    return [line, *moved(_sign(edge), (x0 + x1) / 2, (y0 + y1) / 2)]


def _sign(edge: Edge) -> list[Shape]:
    """Draw the sign of a tie as every chart of records has it."""
    kind = "ahead" if edge.look == "prospect" else "told"
    look = edge.look == "solid", edge.look in ("solid", "hollow")
    return marks.record(signs.OF_STATE[edge.state].mark, kind, *look)


# ---- its blocks ---------------------------------------------------------------------


def blocks(found: Found) -> tuple[Block, ...]:
    """Make the blocks: readings of what depends on one pair, then groups by verdict."""
    made = [block for row in found.read for block in _readings(found, row)]
    for one, rows in found.verdicts.items():
        made += [_head(one, rows)]
        made += [_small(found, row) for row in rows[:MOST]]
    return tuple(made)


def _readings(found: Found, row) -> list[Block]:
    """Make a block for each reading of a triangle; headed, where it is not alone."""
    each = found.picture.read[row.Index].itertuples()
    every = [_reading(found, row, one) for one in each]
    if len(found.rows) == 1:
        return every
    pair = naming.compound(found.case, found.pair(row))
    return [Block(f"{found.who(row)}: depends on {pair}", WIDTH), *every]


def _reading(found: Found, row, one) -> Block:
    """Make the block of one reading: what it is, both verdicts, when it holds."""
    pair = found.pair(row)
    edges = found.edges(row, {frozenset(pair): one.sign})
    told, state = verdict(one.strong, one.weak), signs.OF_STATE[one.reading].tie
    heard = words(found, row, edges, told)
    head, *rest = told.split(" ", 1)
    sides = {frozenset(two): sign for two, sign in sides_of(row).items()}
    own = sides[frozenset(pair)]
    every = [*(sides | {frozenset(pair): one.sign}).values()]
    lines = [Line(" ".join(rest), lead=prose.upper_first(head)),
             Line(f"{prose.upper_first(negatives(every))}.")]  # fmt: skip
    lines += [Line(text, look="quiet") for text in when(found, row, one)]
    return Block(
        title=f"If {naming.compound(found.case, pair)} is {state}",
        note=SURE if one.sign == own else OTHER,
        framed=True,
        drawing=drawing(found, edges, pair, LARGE, (anchor(row), heard), bold=True),
        lines=tuple(lines),
    )


def when(found: Found, row, one) -> list[str]:
    """Say on how many records a reading rests, and on which days it holds."""
    read = found.picture.read[row.Index].records
    of, n = len({record for ids in read for record in ids}), len(one.records)
    every = prose.count(of, "record")
    some = f"all {every}" if n == of > 1 else f"{n} of the {every}"
    state = signs.OF_STATE[one.reading].tie
    told = [f"Rests on {some} of {naming.compound(found.case, found.pair(row))}."]
    if one.holds or not one.may_hold:
        told.append(f"Surely {state}: {ties.stretches(one.holds, LATEST)}.")
    if one.may_hold:
        told.append(f"Perhaps {state}: {ties.stretches(one.may_hold, LATEST)}.")
    return told


def _head(one: tuple[str, str], rows: list) -> Block:
    """Head the triangles of a verdict, with how many there are of each kind."""
    kinds = Counter(row.kind for row in rows)
    told = "; ".join(f"{ties.kind(kind)}: {n}" for kind, n in kinds.items())
    if len(rows) > MOST:
        told += f". {MOST} of {len(rows)} are drawn; the list has all."
    title = f"{prose.upper_first(verdict(*one))} ({len(rows)})"
    return Block(title, WIDTH, note=told)


def _small(found: Found, row) -> Block:
    """Make the block of a triangle among others of its verdict."""
    edges, unsure_ = found.edges(row), unsure(row, found.picture.ties)
    bold = len(unsure_) == 1
    top, told = (row.a, row.b), verdict(row.strong, row.weak)
    if bold:
        top = unsure_[0]
        told += f"; depends on {naming.compound(found.case, top)}"
    opened = anchor(row), words(found, row, edges, told)
    drawn = drawing(found, edges, top, SMALLER, opened, bold)
    return Block(width=SMALLER.wide, drawing=drawn)


# ---- all of it ---------------------------------------------------------------------


def _drawn(found: Found) -> list[Edge]:
    """List the ties that are drawn."""
    drawn = [
        edge
        for row in found.read
        for one in found.picture.read[row.Index].itertuples()
        for edge in found.edges(row, {frozenset(found.pair(row)): one.sign}).values()
    ]
    others = [row for rows in found.verdicts.values() for row in rows[:MOST]]
    return drawn + [edge for row in others for edge in found.edges(row).values()]


def _legend(found: Found) -> tuple[Sample, ...]:
    """List what the signs and lines mean, of what is drawn."""
    states, looks = map(set, zip(*_drawn(found), strict=True))
    taught = [
        (s.state in states, _sign(Edge(s.state, "solid")), s.tie) for s in signs.SIGNS
    ]
    some = ({"solid"}, {"hollow"}, {"hatched", "unknown"}, {"prospect"})
    taught += tied.firm("", *(bool(looks & names) for names in some))
    bold = marks.path(At(0), 0, ((-12, 0), (12, 0)), BOLD, "ink")
    depends = any(row.Index in found.picture.read for row in found.rows)
    taught.append((depends, [bold], "the verdict depends on this pair"))
    return tied.taught_of(taught)


def chart(shown: Shown, balanced: balance.Picture | None = None) -> Picture:
    """Draw the triangles of a case as a view asks for them.

    Examples
    --------
    >>> triads.chart(shown).title
    'The one triangle depends on US – Taliban: ...
    """
    found = Found(balanced or balance.picture(shown))
    day = ties.as_of(found.picture.day)
    measure = f"Three actors who are all tied to each other, {day}"
    told = [
        f"{found.who(row)}: {ties.kind(row.kind)}, {verdict(row.strong, row.weak)}"
        for row in found.rows
    ]
    return worded.picture(
        shown,
        "04-triads",
        "Triangles",
        (_finding(found, day), ties.subtitle(found.picture, measure)),
        told,
        legend=_legend(found) if found.rows else (),
        blocks=blocks(found),
        foot=THEORY if found.rows else why_none(found),
    )


def listing(shown: Shown, balanced: balance.Picture | None = None) -> Listing:
    """List every triangle with the records of its ties and with its readings.

    Examples
    --------
    >>> print(triads.listing(shown))
    US, Taliban and Daesh-K: ...
    """
    found = Found(balanced or balance.picture(shown))
    parts = (
        (prose.upper_first(what), [_entry(found, r) for r in found.rows if r.kind == k])
        for k, what in KINDS.items()
    )
    lines = (f"{found.who(row)}: {row.kind}, {row.strong}" for row in found.rows)
    return records.joined(parts, lines)


def _entry(found: Found, row) -> str:
    """Write one triangle, opening into its ties and readings."""
    ours = {frozenset((t.a, t.b)): t for t in found.picture.ties.itertuples()}
    body = [
        (
            escape(f"{naming.pair(found.case, a, b)}: {signs.OF_VALUE[sign].tie}"),
            cards.record_lines(found.picture.shown, ours[frozenset((a, b))].records),
        )
        for (a, b), sign in sides_of(row).items()
    ]
    if row.Index in found.picture.read:
        body += _read(found, row)
    told = verdict(row.strong, row.weak)
    return records.fold(found.who(row), told, anchor(row), cards.pairs(body))


def _read(found: Found, row) -> list[tuple[str, str]]:
    """Write the readings of the pair on which a triangle depends."""
    named, told = naming.pair(found.case, *found.pair(row)), []
    for one in found.picture.read[row.Index].itertuples():
        lines = [
            prose.upper_first(verdict(one.strong, one.weak)),
            f"Surely so: {ties.stretches(one.holds)}",
            f"Perhaps so: {ties.stretches(one.may_hold)}",
        ]
        html = "".join(f"<div>{escape(line)}</div>" for line in lines)
        html += cards.record_lines(found.picture.shown, one.records)
        told.append((escape(f"{named} read as {one.reading}"), html))
    return told
