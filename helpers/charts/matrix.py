"""The matrix: how each pair of actors stood on a day, a row and a column an actor.

Each pair has one cell: a disc for its tie, a square for its prospects. A blank cell is
no record.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from functools import cached_property

from helpers import prose
from helpers.case.cases import Case
from helpers.charts import tied, worded
from helpers.charts.tied import HALF, Pair
from helpers.draw import marks
from helpers.draw.marks import At, Shape
from helpers.draw.picture import Picture
from helpers.draw.rows import Column, Group, Mark, Row, moved
from helpers.lists import records
from helpers.lists.records import Listing
from helpers.text import ties, wording
from helpers.view import naming
from helpers.view.shown import Shown

__all__ = ["chart", "listing"]
MOST = 12  # actors
LISTED = {  # by kind: what heads its ties, and what its prospects
    "tie": ("Attested", "With a prospect"),
    "view": (ties.KINDS["view"], "A view that is only a prospect"),
    "self": (ties.KINDS["self"], "Within one actor, only a prospect"),
}
BESIDE = 14  # pixels that a prospect stands further right, for the number before it


class Course(tied.Course):
    """How the pairs stood from day to day, and which actors have a row and a column."""

    @cached_property
    def ahead(self) -> dict[Pair, list]:
        """The stretches of the prospects of each pair."""
        return tied.of_pairs(self.stretches["ahead"])

    @cached_property
    def there(self) -> list:
        """What holds on the day: ties, then prospects."""
        both = self.every, self.ahead
        return [one for some in both for one in tied.held(some, self.shown.day)]

    @cached_property
    def actors(self) -> tuple[list[str], list[str]]:
        """The actors of the chart, and those left out: with the fewest ties."""
        case = self.shown.case
        many = Counter(actor for one in self.there for actor in (one.a, one.b))

        def place(actor: str) -> tuple:
            return actor in case.collectives, case.rank.get(actor, 0), actor

        def weight(actor: str) -> tuple:
            return actor not in case.focus, -many[actor], *place(actor)[1:]

        ranked = sorted(many, key=weight)
        return sorted(ranked[:MOST], key=place), sorted(ranked[MOST:], key=place)

    def title(self, day: date | None, named: str = "") -> str:
        """Write the finding on a day: how many ties, and of which state."""
        attested, ahead = tied.held(self.every, day), tied.held(self.ahead, day)
        told = tied.counts(self.shown, attested, tied.counted(self.shown, day, named))
        rows = tied.held(self.stretches["ties"], day)
        views = {frozenset((one.a, one.b)) for one in ties.sided(rows)}
        both = {(one.a, one.b) for one in attested}
        only = [one for one in ahead if (one.a, one.b) not in both]
        n = sum(frozenset((one.a, one.b)) not in views for one in only)
        noun, have = f"{'more ' * bool(both)}pair", prose.verb(n, "has", "have")
        more = f"{prose.spelled(n, noun)} {have} only prospects" if n else ""
        parts = [told, ties.in_view(self.shown.case, rows), more]
        return "; ".join(filter(None, parts))

    def drawn(self) -> Iterator[tuple[Pair, list]]:
        """Give the pairs of the chart that have a tie, or prospect, on any day."""
        for some in (self.every, self.ahead):
            yield from ((p, those) for p, those in some.items() if self.has(*p))

    def has(self, a: str, b: str) -> bool:
        """Return whether both of a pair are actors of the chart."""
        return {a, b} <= {*self.actors[0]}


def _cells(found: Course) -> dict[Pair, tuple[Mark, ...]]:
    """Draw each pair that has a tie or prospect on any day, by its later actor first.

    What is attested stands left, what may come right.
    """
    cells: dict[Pair, tuple[Mark, ...]] = {}
    for pair, those in found.drawn():
        key = tuple(sorted(pair, key=found.actors[0].index, reverse=True))
        now = tied.held({pair: those}, found.shown.day)
        empty = Mark(ties.anchor(those[0]), (), "")
        mark = cell(found.shown, now[0]) if now else empty
        cells[key] = (*cells.get(key, ()), mark)
    return cells


def grid(found: Course) -> tuple[tuple[Row, ...], tuple[Column, ...]]:
    """Make a row and a column an actor, without those that no cell is of."""
    case, (actors, _), cells = found.shown.case, found.actors, _cells(found)
    across = [actor for actor in actors if any(actor == key[1] for key in cells)]
    rows = tuple(
        Row("", naming.short_name(case, actor),
            tuple(cells.get((actor, other), ()) for other in across),
            note="a public or unnamed group" if actor in case.collectives else "")
        for actor in actors
        if any(actor == key[0] for key in cells)
    )  # fmt: skip
    columns = (Column("", naming.short_name(case, a), "", 1) for a in across)
    return rows, tuple(columns)


def cell(shown: Shown, tie) -> Mark:
    """Draw a tie or prospect, with the number of its records."""
    number = Shape("text", At(0, 11), 0, text=str(len(tie.records)), colour="quiet")
    aside = 0 if hasattr(tie, "holds") else BESIDE
    drawn = tuple(moved([*tied.look(tie), number], aside, 0))
    ground = tuple(moved(marks.hatching(HALF), aside, 0))
    return Mark(ties.anchor(tie), drawn, tied.hover(shown, tie), ground=ground)


def course(shown: Shown) -> dict:
    """Return how the chart stands on every day up to its own, for whoever shows it.

    ``titles`` since which day (an ordinal), with ``{day}`` for the day in words, and
    ``ties``: by where they are drawn and by their id, since when which mark.
    """
    found = Course(shown)
    if shown.day is None:
        return {"titles": [], "ties": {}}
    courses = (those for _, those in found.drawn())
    steps = tied.steps(courses, lambda one: cell(shown, one))
    days = tied.turns(found.stretches["ties"], found.ahead)
    told = tied.titles((day, found.title(day, "{day}")) for day in days)
    return {"titles": told, "ties": {".mark": steps}}


def on_day(
    found: Course, left: Course, ids: Collection[str]
) -> dict[str, dict[str, Mark]]:
    """Draw some ties of the day that something left out leaves, where they stood."""
    there = {ties.anchor(o): o for o in left.there if found.has(o.a, o.b)}
    return {".mark": {i: cell(left.shown, o) for i, o in there.items() if i in ids}}


# ---- the picture --------------------------------------------------------------------


def chart(shown: Shown) -> Picture:
    """Draw the matrix of a case on the day of a view.

    Examples
    --------
    >>> matrix.chart(shown).title
    'Acts and words in the twelve months to 11 September 2021 that still count make ...
    """
    found = Course(shown)
    rows, columns = grid(found)
    drawn = [one for one in found.there if found.has(one.a, one.b)]
    named = [
        f"{naming.tie(shown.case, one)}:"
        f" {ties.summary(shown.case, one).replace(';', ',')}"
        for one in tied.held(found.every, shown.day)
    ]
    return worded.picture(
        shown,
        "02-matrix",
        "Matrix",
        (found.title(shown.day), tied.subtitle(shown)),
        named,
        groups=(Group("", rows),) if rows else (),
        legend=tied.legend(drawn),
        columns=columns,
        foot=_foot(found) if rows else "",
        labels=200,
    )


def _foot(found: Course) -> str:
    """Write how the cells are read, and what they do not hold."""
    case, (_, left) = found.shown.case, found.actors
    views = int((found.shown.ties.kind == "view").sum())
    verb = prose.verb(views, "is", "are")
    named = f"{prose.count(views, 'opinion')} of one actor on another"
    parts = [
        "A disc is what is said to have happened, a square what may come.",
        "A number counts the records of a pair.",
        "An empty cell has no record. It never means that a pair is neutral.",
        f"{named} {verb} listed separately." if views else "",
        _left_out(case, left),
    ]
    return " ".join(filter(None, parts))


def _left_out(case: Case, actors: list[str]) -> str:
    """Write who is left out, and where they are."""
    if not actors:
        return ""
    named = [naming.short_name(case, actor) for actor in actors]
    names = naming.joined(wording.few(named))
    count = prose.spelled(len(actors), "more actor")
    return f"{prose.upper_first(count)}, with fewer ties, in the list: {names}."


def listing(shown: Shown) -> Listing:
    """List every tie as of the day, with the records that it rests on.

    Examples
    --------
    >>> print(matrix.listing(shown))
    Attested: US – Taliban: cooperative; happened, certain on the day; ...
    """
    parts = {
        head: frame[frame.kind == kind]
        for kind, heads in LISTED.items()
        for head, frame in zip(heads, (shown.ties, shown.prospects), strict=True)
    }
    return records.tie_listing(shown, parts)
