"""Ties as charts draw them: their days, their look, and what they rest on in words."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from helpers import prose
from helpers.case import dates, firmness, signs
from helpers.case.inherited import grouped
from helpers.draw import marks
from helpers.draw.marks import Shape
from helpers.draw.rows import Sample, sample
from helpers.text import ties, wording
from helpers.view import account, naming, relations
from helpers.view.shown import Shown

NAMED = 12  # acts that a tie names; of more, their number
HALF = 14  # pixels from a mark to the edge of its hatched ground
Pair = tuple[str, str]
Courses = dict[str, dict[tuple, list]]


# ---- from day to day ----------------------------------------------------------------


def courses(shown: Shown, last: date | None) -> Courses:
    """List the stretches of each pair and kind up to a ``last``: ties and prospects.

    Where no day is known, as they are whatever their date.
    """
    case, view, first = shown.case, shown.view, date.min
    if last is None:
        held = [relations.Stretch(first, *o) for o in relations.ties.rows(case, view)]
        every = relations.prospects.rows(case, view)
        ahead = [relations.Outlook(first, *one) for one in every]
    else:
        held = shown.stretches
        if last != shown.day:
            held = relations.history.rows(case, view, last, course=False)
        ahead = [one for one in shown.outlooks if one.since <= last]
    return {"ties": course(held), "ahead": course(ahead)}


@dataclass(frozen=True)
class Course:
    """How the pairs of a case stood from day to day.

    A class because marks, titles and other days must speak of the same ties.
    ``courses`` are those of the view, where somebody has them already.
    """

    shown: Shown
    courses: Courses | None = None

    @cached_property
    def stretches(self) -> Courses:
        """The stretches of every pair and kind, and those of its prospects."""
        return self.courses or courses(self.shown, self.shown.day)

    @cached_property
    def every(self) -> dict[Pair, list]:
        """The stretches of the ties of each pair."""
        return of_pairs(self.stretches["ties"])


def course(rows: list) -> dict[tuple, list]:
    """List the stretches of each pair and kind, in order."""
    return grouped(((one.a, one.b, one.kind), one) for one in rows)


def of_pairs(course: dict[tuple, list]) -> dict[Pair, list]:
    """Leave one-sided views out, and what is within one actor."""
    return {key[:2]: those for key, those in course.items() if key[2] == "tie"}


def held(course: dict[Pair, list], day: date | None) -> list:
    """List what holds of each pair on a day; pairs without a record left out."""
    found = []
    for those in course.values():
        by_then = (o for o in reversed(those) if day is None or o.since <= day)
        if (last := next(by_then, None)) and last.state:
            found.append(last)
    return found


def turns(*courses: dict[Pair, list]) -> list[date]:
    """List the days on which something of some pairs changes, the first always."""
    each = (those for course in courses for those in course.values())
    return sorted({date.min, *(one.since for those in each for one in those)})


def titles(told: Iterable[tuple[date, str]]) -> list[list]:
    """List since which day (an ordinal) a title holds, each change once."""
    found: list[list] = []
    for day, title in told:
        if not found or found[-1][1] != title:
            found.append([day.toordinal(), title])
    return found


def steps(courses: Iterable[list], draw: Callable) -> dict[str, list[tuple]]:
    """Return since which day (an ordinal) each tie is drawn how; None is no tie."""
    return {
        ties.anchor(those[0]): [
            (one.since.toordinal(), draw(one) if one.state else None) for one in those
        ]
        for those in courses
    }


def subtitle(shown: Shown) -> str:
    """Write how long an act counts, and the view without what moves nothing here."""
    told = f"{prose.upper_first(ties.remembered(shown))}."
    return f"{told} {wording.view_of(shown.view, wording.NO_TIE)}".strip()


def counted(shown: Shown, day: date | None, named: str = "") -> str:
    """Write which records are counted on a day; ``named`` in the place of its words."""
    return ties.span(shown, named or (dates.day_in_words(day) if day else ""))


# ---- their look ---------------------------------------------------------------------


def fill(tie) -> str:
    """Say how a tie is filled: solid, hollow, hatched or unknown."""
    return firmness.OF_CERTAINTY[tie.holds].look or firmness.OF_STATUS[tie.status].look


def look(tie) -> list[Shape]:
    """Draw the sign of a tie or prospect around its place."""
    sign = signs.OF_STATE[tie.state].mark
    if not hasattr(tie, "holds"):
        return marks.record(sign, "ahead", False, True)
    return marks.record(sign, "told", tie.status == "happened", tie.holds == "certain")


def hover(shown: Shown, tie) -> str:
    """Write all of a tie, for whoever points at it or hears it."""
    return "; ".join(ties.hover(shown.case, tie).split("\n"))


def legend(those: list) -> tuple[Sample, ...]:
    """List what the signs of ties mean: one meaning a sample, only what occurs."""
    sure = [one for one in those if getattr(one, "holds", "") == "certain"]
    states = {one.state for one in those}
    taught = [
        *firm("", any(one.status == "happened" for one in sure),
              any(one.status != "happened" for one in sure),
              any(getattr(one, "holds", "certain") != "certain" for one in those),
              any(not hasattr(one, "holds") for one in those)),
        *((sign.state in states, marks.record(sign.mark, "told", False, True),
           sign.tie) for sign in signs.SIGNS),
    ]  # fmt: skip
    return taught_of(taught)


def firm(
    sign: str, happened: bool, told: bool, may: bool, ahead: bool
) -> Iterator[tuple]:
    """Give what teaches how firm a record is and whether it counts, if it occurs."""
    yield happened, marks.record(sign, "told", True, True), "happened"
    yield told, marks.record(sign, "told", False, True), "reported or claimed"
    yield may, marks.record(sign, "told", False, False), "may count"
    yield ahead, marks.record(sign, "ahead", False, True), "may come"


def taught_of(found: Iterable[tuple]) -> tuple[Sample, ...]:
    """List what occurs of a legend: whether it does, its shapes, its words."""
    return tuple(sample(shapes, words) for occurs, shapes, words in found if occurs)


# ---- what they rest on --------------------------------------------------------------


def rests_on(shown: Shown, tie, day: date | None) -> str:
    """Write what a tie rests on: its acts by name, apart by how they count.

    Each once: acts, then words, then what is disputed, and what may count only.
    """
    every = [shown.case.by_id[i] for i in tie.records]
    parts: dict[str, list] = {"": [], "in words": [], "disputed": [], "may count": []}
    for row in every:
        parts[_how(shown, row, day)].append(row)
    many, told = 0, []
    for how, those in parts.items():
        names = _named(shown, those)
        if few := names[: max(0, NAMED - many)]:
            told.append(f"{how}: " * bool(how) + "; ".join(few))
        many += len(names)
    more = f"; and {many - NAMED} more" if many > NAMED else ""
    return "; ".join(told) + more


def _how(shown: Shown, row, day: date | None) -> str:
    """Return how a record of a tie counts on a day."""
    case = shown.case
    if day and relations.holds(row, day, shown.view, case.published) != "certain":
        return "may count"
    if wording.disputed(shown, [row.relation_id]):
        return "disputed"
    return "" if row.basis == "act" or not case.article else "in words"


def names(shown: Shown, ids: set[str]) -> list[str]:
    """Name records in the order of the case, those that may be one act together."""
    rows = [row for row in shown.case.rows("relations") if row.relation_id in ids]
    return _named(shown, rows)


def _named(shown: Shown, rows: list) -> list[str]:
    """Name records, those that may be one act together; a name that recurs once."""
    names: dict[str, None] = {}
    for group in _together(rows):
        each = dict.fromkeys(_title(shown, row) for row in group)
        told = naming.joined(list(each))
        names.setdefault(f"{told} (may be one)" if len(each) > 1 else told)
    return list(names)


def _title(shown: Shown, row) -> str:
    """Name a record by the event that it alone is, or else by its own words.

    With an asterisk where the article does not have it.
    """
    alone = len(shown.case.being.get(row.event_id, [])) == 1
    event = shown.case.by_id.get(row.event_id) if alone else None
    star = "*" * (row.layer == "context" and account.coded_from(shown.case))
    return f"{wording.titled(event or row)}{star}"


def may_be(one, other) -> bool:
    """Return whether two records may be one act."""
    return one.relation_id in other.may_be or other.relation_id in one.may_be


def _together(rows: list) -> Iterator[list]:
    """Give records one by one, and those together that may be one act."""
    groups: list[list] = []
    for row in rows:
        same = [g for g in groups if any(may_be(row, other) for other in g)]
        groups = [g for g in groups if g not in same]
        groups.append([one for g in same for one in g] + [row])
    yield from groups


def counts(shown: Shown, those: list, span: str) -> str:
    """Write how many ties some records make, by their state; uncertain ones apart."""
    states = Counter(one.state for one in those if one.holds == "certain")
    n, each = states.total(), []
    for sign in (sign for sign in signs.SIGNS if states[sign.state]):
        many = f"{prose.spelled(states[sign.state])} " * (n > 1)
        each.append(f"{many}{sign.tie}")
    told = f"{span} make {prose.spelled(n, 'tie')}: {', '.join(each)}"
    if not n:
        told = f"No tie{wording.of_ties(shown)} rests on {prose.lower_first(span)}"
    rest = prose.spelled(len(those) - n) + " more" * bool(n)
    return told + f"; {rest} may hold" * (n < len(those))
