"""What one change would do to the index: each pair with another sign than it has.

A row tells a pair, its sign now, the sign that it would get, and the index then. All
changes with the same effect stand in one group: the theory does not choose among them.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import NamedTuple

from helpers import balance, prose
from helpers.case import signs
from helpers.case.inherited import grouped
from helpers.charts import worded
from helpers.draw import marks
from helpers.draw.picture import Picture
from helpers.draw.rows import Change, Column, Group, Mark, Row, Sample, sample
from helpers.lists import cards, records
from helpers.lists.records import Listing
from helpers.text import ties, wording
from helpers.view import naming
from helpers.view.shown import Shown

__all__ = ["chart", "listing"]
FIRST, MOST = 6, 30  # rows of a group that are open, and that are drawn
MOVES = {-1: "falls", 0: "stays", 1: "rises"}
DOES = {-1: "lower", 0: "leave", 1: "raise"}
WHAT = (
    "What the line index of balance would be with one sign changed, or one missing tie"
    " added"
)
ALIKE = "One row per pair. Changes with the same effect are in one group."
NO_CHOICE = (
    "This predicts nothing: the theory says neither which tie changes nor that any"
    " does."
)
OPEN = "A pair whose tie is open, or may not be there, has no row."
COLUMNS = (
    Column("", "sign now", "on the day", 0.7),
    Column("", "if it changed", "the only change", 0.7),
    Column("", "line index", "before and after", 1),
    Column("", "balanced triangles", "of this pair, before and after", 1.6),
)


class Single(NamedTuple):
    """A change of one pair: its sign now, the signs that do the same, what they do."""

    pair: tuple[str, str]
    now: int
    signs: tuple[int, ...]
    index: int
    change: int


@dataclass(frozen=True)
class Found:
    """The changes of a picture.

    A class because chart, words and list must speak of the same.
    """

    picture: balance.Picture

    @cached_property
    def rows(self) -> list[tuple]:
        """The changes, as rows of ``balance.what_if``."""
        every = self.picture.what_if.itertuples(index=False)
        return [row for row in every if row.change is not None]

    @cached_property
    def unknown(self) -> int:
        """How many changes the time was not enough for."""
        return len(self.picture.what_if) - len(self.rows)

    @cached_property
    def singles(self) -> list[Single]:
        """The changes, both signs of a missing tie in one where they do the same."""
        by = grouped(
            ((a, b, now, index, change), sign)
            for a, b, now, sign, index, change in self.rows
        )
        found = [
            Single((a, b), now, tuple(every), index, change)
            for (a, b, now, index, change), every in by.items()
        ]
        return sorted(found, key=lambda one: not one.now)  # ties that are there first

    def balanced(self, pair: tuple[str, str], sign: int) -> tuple[int, int]:
        """Count the triangles of a pair with a sign that are balanced, and all."""
        known = self.picture.signs
        sides = ([frozenset((one, c)) for one in pair] for c in self.picture.actors)
        both = [known[s] * known[o] for s, o in sides if {s, o} <= known.keys()]
        return sum(product == sign for product in both), len(both)


def _finding(found: Found, day: str) -> str:
    solved = found.picture.frustration
    if not solved.proven:
        none = "and no change of it either"
        return f"The line index of balance is not proven {day}, {none}"
    by = Counter(row.change for row in found.rows if row.now)  # of ties that are there
    total = by.total()
    if not total:
        here = wording.of_ties(found.picture.shown)
        return f"No tie of one sign{here} surely holds {day}"
    many = {n: "all" if n == total > 1 else prose.spelled(n) for n in by.values()}
    told = [f"{many[by[move]]} {does}" for move, does in DOES.items() if by[move]]
    of = f"{prose.count(total, 'single change')} of a sign"
    return f"Of {of}, {naming.joined(told)} the line index of {solved.index}"


def _pair(found: Found, row: tuple) -> str:
    return naming.pair(found.picture.case, row.a, row.b)


def anchor(pair: tuple[str, str]) -> str:
    """Give the id of a pair in the list."""
    return f"change-{pair[0]}-{pair[1]}"


def _now(sign: int) -> str:
    return f"{signs.OF_VALUE[sign].state} now" if sign else "no tie now"


# ---- its rows ------------------------------------------------------------------------


def groups(found: Found) -> Iterator[Group]:
    """Group the changes by what they do to the index, each with how many there are."""
    before = found.picture.frustration.index
    for move, does in MOVES.items():
        every = [one for one in found.singles if one.change == move]
        if not every:
            continue
        index = f"from {before} to {before + move}" if move else f"at {before}"
        title = f"The index {does} {index} ({len(every)})"
        if len(every) > MOST:
            title += f"; {MOST} are drawn, the list has all"
        made = [_row(found, one, before) for one in every[:MOST]]
        yield Group(title, tuple(made[:FIRST]), tuple(made[FIRST:]))


def _row(found: Found, one: Single, before: int) -> Row:
    """Make the row of a change: the sign now, the other sign, and what follows."""
    own, named = anchor(one.pair), naming.pair(found.picture.case, *one.pair)
    then = naming.joined([signs.OF_VALUE[sign].state for sign in one.signs], "or")
    moves = f"the index {MOVES[one.change]}: {one.index}"
    told = f"{named}, {_now(one.now)}; as {then} {moves}"
    now = Change("no tie", record=own, words=told)
    return Row(
        record="",
        label=named,
        cells=(
            (_mark(own, one.now, True, told) if one.now else now,),
            tuple(_mark(own, sign, False, told) for sign in one.signs),
            (_index(before, one.index),),
            tuple(_triangles(found, one)),
        ),
        words=told,
    )


def _mark(own: str, sign: int, there: bool, told: str) -> Mark:
    """Draw the sign of a pair: filled as it is, hollow as it would be."""
    mark = signs.OF_VALUE[sign].mark
    return Mark(own, tuple(marks.record(mark, "told", there, True)), told)


def _index(before: int, after: int) -> Change:
    """Write what the index is, and what it would be."""
    if before == after:
        return Change(str(after), note="as now")
    return Change(str(after), before=str(before))


def _triangles(found: Found, one: Single) -> Iterator[Change]:
    """Write how many triangles of the pair are balanced, now and then."""
    for sign in one.signs:
        then, of = found.balanced(one.pair, sign)
        as_ = f"as {signs.OF_VALUE[sign].state}" * (len(one.signs) > 1)
        if one.now and of:
            now, _ = found.balanced(one.pair, one.now)
            yield Change(f"{then} of {of}", before=f"{now} of {of}")
        elif of:
            yield Change(f"{then} of {of}", before="none", note=as_)


def _legend(found: Found) -> Iterator[Sample]:
    """List what the marks mean, of what is shown."""
    there = {sign for one in found.singles for sign in (one.now, *one.signs)}
    for sign in (1, -1):
        look = signs.OF_VALUE[sign]
        if sign in there:
            yield sample(marks.record(look.mark, "told", True, True), look.tie)
    yield sample(marks.record("+", "told", False, True), "as it would be")


def _foot(found: Found) -> str:
    """Say what the rows cannot: what they are of, and what has none."""
    parts = [ALIKE, NO_CHOICE]
    if (found.picture.ties.sign == 0).any():
        parts.append(OPEN)
    if n := found.unknown:
        parts.append(f"{prose.count(n, 'change')} took too long to compute.")
    return " ".join(parts)


def chart(shown: Shown, balanced: balance.Picture | None = None) -> Picture:
    """Draw what one change would do, as a view asks for it.

    Examples
    --------
    >>> what_if.chart(powers).title
    'Of 15 single changes of a sign, all raise the line index of 0'
    """
    found = Found(balanced or balance.picture(shown))
    made, day = tuple(groups(found)), ties.as_of(found.picture.day)
    return worded.picture(
        shown,
        "04-what-if",
        "Single changes",
        (_finding(found, day), ties.subtitle(found.picture, f"{WHAT}, {day}")),
        [f"{_pair(found, row)} as {_state(row)}: {row.index}" for row in found.rows],
        groups=made,
        legend=tuple(_legend(found)) if made else (),
        columns=COLUMNS if made else (),
        foot=_foot(found) if made else "",
    )


# ---- the list ------------------------------------------------------------------------


def listing(shown: Shown, balanced: balance.Picture | None = None) -> Listing:
    """List every pair with the effect of its changes, those that lower it first.

    Examples
    --------
    >>> print(what_if.listing(powers))
    Britain – France: cooperative now; as hostile the index rises: 1 ...
    """
    found = Found(balanced or balance.picture(shown))
    by = grouped((row[:3], row) for row in found.rows)
    best_first = sorted(by.values(), key=lambda rows: min(row.change for row in rows))
    entries = {move: [] for move in MOVES}
    for rows in best_first:
        entries[min(row.change for row in rows)].append(_entry(found, rows))
    parts = ((f"At best the index {MOVES[move]}", e) for move, e in entries.items())
    lines = (f"{_pair(found, rows[0])}: {_outcomes(rows)}" for rows in best_first)
    return records.joined(parts, lines)


def _state(row: tuple) -> str:
    """Name what the tie of a change becomes."""
    return signs.OF_VALUE[row.sign].state


def _outcomes(rows: list[tuple]) -> str:
    told = [f"as {_state(r)} the index {MOVES[r.change]}: {r.index}" for r in rows]
    return f"{_now(rows[0].now)}; {'; '.join(told)}"


def _entry(found: Found, rows: list[tuple]) -> str:
    """Write one pair with its changes, opening into the records of its tie."""
    pair, every = rows[0][:2], found.picture.ties.itertuples()
    ours = [t.records for t in every if {t.a, t.b} == {*pair}]
    kept = cards.record_lines(found.picture.shown, ours[0]) if ours else ""
    body = cards.pairs([("Records", kept or escape("none on the day"))])
    return records.fold(_pair(found, rows[0]), _outcomes(rows), anchor(pair), body)
