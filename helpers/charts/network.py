"""The network: how the actors in focus stood to each other, and what that rests on.

A drawing of one day, each line labelled in words, and three small days that the data
choose. It shows the ties of the matrix, with the same signs, and never more.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property, partial
from html import escape
from itertools import chain
from typing import Any

from helpers import prose
from helpers.case import dates
from helpers.charts import tied, web, worded
from helpers.charts.tied import HALF, Pair
from helpers.charts.web import Web
from helpers.draw import marks
from helpers.draw.blocks import HALF as SMALL
from helpers.draw.blocks import Block, Drawing, Line
from helpers.draw.picture import Picture
from helpers.draw.rows import Mark, moved
from helpers.lists import records
from helpers.lists.records import Listing
from helpers.text import ties, wording
from helpers.view import naming, relations
from helpers.view.shown import Shown

__all__ = ["chart", "listing"]
MOST = 12  # actors; of more, those in focus alone
NAMED = 3  # pairs that a title names; of more, their number
PANELS = 3
WIDE = 560  # pixels of the main block


class Course(tied.Course):
    """How the pairs stood from day to day, and which of them are drawn, and where."""

    @cached_property
    def actors(self) -> tuple[list[str], int]:
        """The actors that are drawn, those in focus first; and how many are not."""
        case = self.shown.case
        ever = {actor for pair in self.every for actor in pair}
        now = tied.held(self.every, self.shown.day)
        many = Counter(actor for one in now for actor in (one.a, one.b))
        ours = [a for a in dict.fromkeys(case.inside) if a in ever]
        others = sorted((a for a in many if a not in ours),
                        key=lambda a: (-many[a], case.rank.get(a, 0), a))  # fmt: skip
        fits = len(ours) + len(others) <= MOST
        kept = ours + others if fits else ours or others[:MOST]
        return kept, len({*ours, *others} - {*kept})

    @cached_property
    def ties(self) -> dict[Pair, list]:
        """The stretches of the pairs that are drawn."""
        return _among(self.every, self.actors[0])

    @cached_property
    def webs(self) -> tuple[Web, Web]:
        """The places of all that is ever drawn: with its labels, and for a phone."""
        return _web(self, "wide"), _web(self, "narrow", False)

    @cached_property
    def days(self) -> list[date]:
        """The three small days: the last two on which a tie changed, and the view's.

        Of those in focus, where they have ties; of all that are drawn otherwise. None
        where no tie surely counts. What only grew too old to count, or is no longer
        certain, changed nothing on that day.
        """
        last = self.shown.day
        changed = {d for those in self.chosen.values() for d in _changes(those)}
        within = (d for d in changed if last and date.min < d < last)
        before = sorted(d for d in within if _is_turn(self, d))
        every = [*before[1 - PANELS :], last] if last else []
        return every if any(map(self.surely, every)) else []

    @cached_property
    def between(self) -> list[date]:
        """The days between these on which a tie came to rest on other records."""
        turns = {one.since for those in self.chosen.values() for one in those}
        within = (d for d in turns if self.days and self.days[0] < d < self.days[-1])
        return sorted(d for d in within if d not in self.days)

    @property
    def chosen(self) -> dict[Pair, list]:
        """The stretches of the pairs that the small days show, and that choose them.

        Those of two in focus, if they have any: more dots than three have no names.
        """
        return self.ours or self.ties

    @cached_property
    def ours(self) -> dict[Pair, list]:
        """The stretches of the pairs of two in focus."""
        return _among(self.ties, self.shown.case.inside)

    def on(self, day: date | None) -> dict[Pair, Any]:
        """Return the ties of a day that are drawn."""
        return {(one.a, one.b): one for one in tied.held(self.ties, day)}

    def surely(self, day: date) -> dict[Pair, Any]:
        """Return those of the small days that surely count then."""
        there = {(one.a, one.b): one for one in tied.held(self.chosen, day)}
        return {p: o for p, o in there.items() if o.holds == "certain"}

    def each(self, make: Callable, unseen: Callable) -> tuple:
        """Make something of each tie of the day, and of a pair's id where it has none.

        What is of other days only is there, and not seen.
        """
        now = self.on(self.shown.day)
        return tuple(
            make(now[pair]) if pair in now else unseen(ties.anchor(those[0]))
            for pair, those in self.ties.items()
        )

    def title(self, day: date | None, named: str = "") -> str:
        """Write the finding on a day: how the records of the focus are, by pair."""
        case, span = self.shown.case, tied.counted(self.shown, day, named)
        ours, every = tied.held(self.ours, day), tied.held(self.stretches["ties"], day)
        told = tied.counts(self.shown, tied.held(self.ties, day), span)
        if ours and len(ours) <= NAMED:
            told = f"{span} {_by_state(case, ours, every)}"
        views = ties.in_view(case, every)
        return "; ".join(filter(None, [told, views]))


def _among(pairs: dict[Pair, list], actors: list[str]) -> dict[Pair, list]:
    """Keep the pairs of two of some actors."""
    return {pair: those for pair, those in pairs.items() if {*pair} <= {*actors}}


def _changes(those: list) -> Iterator[date]:
    """Give the days on which what surely counts of a tie becomes another one."""
    before = ""
    for one in those:
        now = one.state if one.holds == "certain" else ""
        if now != before:
            yield one.since
        before = now


def _by_state(case, those: list, every: list) -> str:
    """Write between whom records are how, the certain ones first.

    With the views among ``every`` that say otherwise, and do not count.
    """
    groups = defaultdict(list)
    for one in sorted(those, key=lambda one: one.holds != "certain"):
        pair = naming.actor_list(case, [one.a, one.b])
        groups[ties.sure(one), ties.contrary(one, every)].append(f"between {pair}")
    told = "; ".join(
        f"{'both ' * (' and ' in how)}{how} {naming.joined(pairs)}{views}".replace(
            "perhaps ", "may count as ", 1
        )
        for (how, views), pairs in groups.items()
    )
    return told if told.startswith("may count") else f"are {told}"


# ---- the drawings -------------------------------------------------------------------


def _words(found: Course, tie) -> str:
    """Write what a tie rests on while it stood so."""
    day = tie.since if found.shown.day else None
    return tied.rests_on(found.shown, tie, day)


def _web(found: Course, form: str, labelled: bool = True) -> Web:
    """Place the actors and the ties that they ever have; on small days the chosen."""
    case, pairs = found.shown.case, found.chosen if form == "small" else found.ties
    actors = [a for a in found.actors[0] if form != "small" or a in {*chain(*pairs)}]
    names = {a: naming.short_name(case, a) for a in actors}
    labels = {
        pair: [_words(found, one) for one in those if one.state]
        for pair, those in pairs.items()
    }
    return web.place(names, labels if labelled else dict.fromkeys(labels, []), form)


def _mark(found: Course, placed: Web, tie) -> Mark:
    """Draw a tie: its line, its sign, and its label where it has one."""
    pair = tie.a, tie.b
    x, y = placed.signs[pair]
    shapes = [
        *placed.line(pair, tie.state, tie.holds == "certain"),
        *moved(tied.look(tie), x, y),
        *(placed.label(pair, _words(found, tie)) if pair in placed.slots else ()),
    ]
    ground = tuple(moved(marks.hatching(HALF), x, y))
    words = tied.hover(found.shown, tie)
    return Mark(ties.anchor(tie), tuple(shapes), words, ground=ground)


def _line(found: Course, tie) -> Line:
    """Write a tie in a line: its sign, its pair, and what it rests on."""
    return Line(
        f"{_words(found, tie)}",
        ties.anchor(tie),
        lead=f"{naming.tie(found.shown.case, tie)}:",
        sign=tuple(tied.look(tie)),
        told=tied.hover(found.shown, tie),
    )


def _drawing(found: Course, placed: Web) -> Drawing:
    """Draw the network of the view's day; pairs of other days are there, unseen."""
    drawn = found.each(partial(_mark, found, placed), lambda i: Mark(i, (), ""))
    label = f"{found.title(found.shown.day)}."
    return Drawing(placed.width, placed.height, placed.nodes, drawn, label)


def _main(found: Course) -> Block:
    """Make the main block: the drawing, for a phone another one, and its lines."""
    wide, narrow = found.webs
    return Block(
        _head(found),
        WIDE,
        drawing=_drawing(found, wide),
        narrow=_drawing(found, narrow),
        lines=found.each(partial(_line, found), lambda i: Line("", i)),
        labelled=bool(wide.slots),
    )


def _head(found: Course) -> str:
    """Name who is drawn."""
    case, (actors, _) = found.shown.case, found.actors
    many = prose.spelled(len(actors))
    ours = {*actors} <= {*case.inside}
    return f"The {many} in question" if ours else "Those with a tie"


def _small(found: Course, day: date, placed: Web) -> Block:
    """Make the small network of a day, with what changed on it."""
    told, drawn = _on(found, day), []
    for tie in found.surely(day).values():
        one = _mark(found, placed, tie)
        named = {"record": anchor(tie), "words": f"{told}; {one.words}", "ground": ()}
        drawn.append(replace(one, **named))
    size, label = (placed.width, placed.height), f"{found.title(day)}."
    drawing = Drawing(*size, placed.nodes, tuple(drawn), label)
    return Block(told, SMALL, drawing=drawing, lines=(Line(_changed(found, day)),))


def _resting(found: Course, day: date) -> set[str]:
    """Return the records that surely count on a day, of the ties that do."""
    case, view = found.shown.case, found.shown.view
    every = {i for one in found.surely(day).values() for i in one.records}
    how = {i: relations.holds(case.by_id[i], day, view, case.published) for i in every}
    return {i for i in every if how[i] == "certain"}


def _is_turn(found: Course, day: date) -> bool:
    """Return whether anything surely began on a day, or what lasted surely ended."""
    case, view = found.shown.case, found.shown.view
    before, now = _resting(found, day - timedelta(1)), _resting(found, day)
    gone = (case.by_id[i] for i in before - now if case.by_id[i].extent == "state")
    over = (not relations.holds(row, day, view, case.published) for row in gone)
    return bool(now - before) or any(over)


def _on(found: Course, day: date) -> str:
    """Name a small day; "By" it, where what begins is not known to be of that day."""
    case, words = found.shown.case, dates.day_in_words(day)
    ids = {i for one in found.surely(day).values() for i in one.records}
    begins = [found.shown.when(case.by_id[i]).begin for i in ids]
    firsts = [first for first, last in begins if last == day != found.shown.day]
    return f"By {words}" if firsts and day not in firsts else words


def _changed(found: Course, day: date) -> str:
    """Write what began to count on a day, and what no longer did, in a few words.

    On the day of the view, beside an article, all that has since the small day before.
    """
    is_last, earlier = day == found.days[-1], [d for d in found.days if d < day]
    since = day - timedelta(1)
    if is_last and found.shown.whole.article:
        since = [since, *earlier][-1]
    old, new = found.surely(since), found.surely(day)
    before, now = _resting(found, since), _resting(found, day)
    old_news = _unsure(found, now - before, earlier[-1] if earlier else date.min)
    days = wording.brief(found.shown, dates.day_in_words(since))
    told = {
        f"new since {days}" if is_last and since in found.days else "new":
            tied.names(found.shown, now - before - old_news),
        "certain only by now": tied.names(found.shown, old_news),
        "no longer": tied.names(found.shown, before - now),
        "then": [] if now != before else [
            f"{naming.compound(found.shown.case, pair)} {ties.sure(one)}"
            for pair, one in new.items()
            if pair not in old or ties.sure(one) != ties.sure(old[pair])
        ],
    }  # fmt: skip
    parts = [f"{how}: {wording.listed(names)}" for how, names in told.items() if names]
    when = "before" if is_last else "on the day before"
    many = prose.spelled(len(new), "tie") if new else "nothing that surely counts"
    same = f"{many}, as {when}"
    return prose.upper_first("; ".join(parts) or same)


def _unsure(found: Course, ids: set[str], last: date) -> set[str]:
    """Keep of what surely counts now what may have counted on an earlier small day."""
    when = {i: found.shown.when(found.shown.case.by_id[i]) for i in ids}
    return {i for i, own in when.items() if (own.begin_earliest or date.min) <= last}


def anchor(tie) -> str:
    """Return the id of a pair in the list of the network."""
    return f"course-{tie.a}-{tie.b}"


# ---- the picture --------------------------------------------------------------------


def chart(shown: Shown) -> Picture:
    """Draw the network of a case on the day of a view, and three small days.

    Examples
    --------
    >>> network.chart(shown).title
    'Acts and words in the twelve months to 11 September 2021 that still count are ...
    """
    found = Course(shown)
    now = tied.held(found.ties, shown.day)
    drawn = [*now, *(o for day in found.days for o in found.surely(day).values())]
    some = bool(drawn)
    return worded.picture(
        shown,
        "02-network",
        "Network",
        (found.title(shown.day), tied.subtitle(shown)),
        [f"{naming.tie(shown.case, one)} {ties.sure(one)}" for one in now],
        legend=tied.legend(drawn),
        blocks=tuple(_blocks(found)) if some else (),
        foot=_foot(found) if some else "",
    )


def _blocks(found: Course) -> Iterator[Block]:
    """Make the main block, and the small days beside it."""
    yield _main(found)
    placed = _web(found, "small", False) if found.days else None
    for day in found.days:
        yield _small(found, day, placed)


def _foot(found: Course) -> str:
    """Write how the drawing is read, which days are small, and who is left out."""
    left, days = found.actors[1], found.days
    star = "*" in "".join(_words(found, one) for those in found.ties.values()
                          for one in those if one.state)  # fmt: skip
    of = _of(found)
    what = "that" if of else "a tie"
    last = f" on the last days on which {what} changed, and on this one"
    few = prose.verb(len(days), "map shows", "maps show")
    few += f" what surely counts{of}{last * (len(days) > 1)}"
    more = prose.verb(left, "more actor with ties is", "more actors with ties are")
    number = prose.upper_first(prose.spelled(left))
    day, case = found.shown.day, found.shown.case
    beside = tied.held(found.ties, day), tied.held(found.stretches["ties"], day)
    parts = [
        "A line is a tie, labelled with what it rests on.",
        ties.beside(case, *beside),
        f"The small {few}." if days else "",
        _between(found),
        _loosely(found),
        f"*: not in the {case.text}." if star else "",
        f"{number} {more} in the matrix." if left else "",
    ]
    return " ".join(filter(None, parts))


def _between(found: Course) -> str:
    """Write on how many days between the small ones less than a tie changed."""
    n = len(found.between)
    days = f"{prose.spelled(n)} {prose.verb(n, 'day', 'days')} in between"
    return (
        f"On {days}, only what a tie rests on or how sure it is changed." if n else ""
    )


def _loosely(found: Course) -> str:
    """Write what a day stands for, where a begin is known less closely than that."""
    case, of = found.shown.case, (o for those in found.chosen.values() for o in those)
    begins = (found.shown.when(case.by_id[i]).begin for one in of for i in one.records)
    loose = any(first and last and first < last for first, last in begins)
    told = "What is dated to a month or a year surely counts from its last day."
    return told * (loose and bool(found.days))


def _of(found: Course) -> str:
    """Write whose ties choose the small days; blank where all that are drawn do."""
    case, inside = found.shown.case, found.shown.case.inside
    if not found.ours or len(found.ours) == len(found.ties):
        return ""
    two = "two of " * (len(inside) > 2)
    return f" between {two}{naming.actor_list(case, inside)}"


def course(shown: Shown) -> dict:
    """Return how the chart stands on every day up to its own, for whoever shows it.

    ``titles`` since which day (an ordinal), with ``{day}`` for the day in words, and
    ``ties``: by where they are drawn and by their id, since when which mark or line.
    """
    found = Course(shown)
    if shown.day is None or not found.ties:
        return {"titles": [], "ties": {}}
    made = _makers(found, found.webs)
    courses = found.ties.values()
    steps = {place: tied.steps(courses, make) for place, make in made.items()}
    days = tied.turns(found.stretches["ties"])
    told = ((day, found.title(day, "{day}")) for day in days)
    return {"titles": tied.titles(told), "ties": steps}


def _makers(found: Course, webs: tuple[Web, Web]) -> dict[str, Callable]:
    """Return what draws a tie, by where it is drawn."""
    wide, narrow = webs
    return {".broad g": partial(_mark, found, wide),
            ".slim g": partial(_mark, found, narrow),
            ".entry": partial(_line, found)}  # fmt: skip


def on_day(
    found: Course, left: Course, ids: Collection[str]
) -> dict[str, dict[str, Mark | Line]]:
    """Draw some ties of the day that something left out leaves, where they stood."""
    if not found.ties:  # nothing is drawn
        return {}
    there = [one for one in tied.held(left.every, left.shown.day)
             if (one.a, one.b) in found.ties and ties.anchor(one) in ids]  # fmt: skip
    return {
        place: {ties.anchor(one): make(one) for one in there}
        for place, make in _makers(left, found.webs).items()
    }


# ---- the list -----------------------------------------------------------------------


def _stretch(tie, until: date | None) -> str:
    """Say of one stretch from when to when it holds."""
    start = "" if tie.since == date.min else f"from {dates.day_in_words(tie.since)}"
    day = date.fromordinal(until.toordinal() - 1) if until else None
    end = f"up to {dates.day_in_words(day)}" if day else ""
    return prose.upper_first(" ".join(filter(None, [start, end])) or "always")


def _entry(shown: Shown, rows: list) -> str:
    """Write the course of one pair, opening into its stretches."""
    lines = ""
    for row, until in zip(rows, [*(r.since for r in rows[1:]), None], strict=True):
        state = ties.summary(shown.case, row) if row.state else "no record"
        lines += f"<li>{escape(f'{_stretch(row, until)}: {state}')}</li>"
    changed = prose.count(sum(row.since > date.min for row in rows), "change")
    about = f"{changed}; at the end {ties.sure(rows[-1])}"
    named = naming.tie(shown.case, rows[0])
    return records.fold(named, about, anchor(rows[0]), f"<ul>{lines}</ul>")


def listing(shown: Shown) -> Listing:
    """List the course of every pair: from when to when it stood how.

    Examples
    --------
    >>> print(network.listing(shown))
    US – Taliban: ...
    """
    every = relations.history.rows(shown.case, shown.view, shown.day)
    pairs = tied.of_pairs(tied.course(every))
    entries = [_entry(shown, rows) for rows in pairs.values()]
    lines = (
        f"{naming.tie(shown.case, rows[0])}: {len(rows)}" for rows in pairs.values()
    )
    return records.joined([("Pairs", entries)], lines)
