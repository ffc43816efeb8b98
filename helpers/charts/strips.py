"""The strips: a row per pair of actors, its records over time, acts above words."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from helpers import prose
from helpers.balance.balanced import picture
from helpers.case import dates, schema, signs
from helpers.case.cases import Case
from helpers.case.inherited import grouped
from helpers.charts import dated, worded
from helpers.charts.dated import Entry, dates_of
from helpers.draw import marks as looks
from helpers.draw import panels, rows
from helpers.draw.marks import At
from helpers.draw.panels import Axis
from helpers.draw.picture import Picture
from helpers.draw.rows import Group, Mark, Row, Span
from helpers.lists import records
from helpers.lists.records import Listing
from helpers.text import wording
from helpers.view import naming, relations, select
from helpers.view.parameters import OF_DATES
from helpers.view.shown import Shown

__all__ = ["chart", "listing"]
STILL = ("kinds", *OF_DATES)  # parameters that move nothing here


class Strip(NamedTuple):
    """A pair with its marks, and how many of its records are only prospects."""

    a: str
    b: str
    marks: list[Entry]
    undated: int
    ahead: int


def marks(shown: Shown) -> dict[tuple[str, str], list[Entry]]:
    """List attested and denied signed relations by the pair of their ends, in order.

    What came after the article is off the axis.
    """
    case, found = shown.case, defaultdict(list)
    for row in case.rows("relations"):
        pair = relations.pair(case, row, shown.view.level)
        off = shown.is_prospect(row) or select.is_after(case, shown.when(row))
        if len(pair) > 1 and row.sign and not off:
            found[pair].append(Entry(row, dates_of(shown, row)[0]))
    return {pair: sorted(those, key=_in_order) for pair, those in found.items()}


def _in_order(one: Entry) -> tuple:
    """Order marks by time, as the list has them."""
    when = one.when
    first = when.begin_earliest or when.end_latest or date.max
    return not when.dated, first, when.end_latest or date.max, one.event[1]


def silent(shown: Shown, mark: Entry) -> bool:
    """Return whether only outside sources tell of a mark: none, by the article."""
    asked = bool(shown.case.article) and shown.view.dates != "article"
    return asked and mark.event.layer == "context"


def strips(shown: Shown) -> list[Strip]:
    """Group the marks by pair: those in focus first, then those with most records."""
    ties = (one for one in shown.prospect_list if one.kind == "tie")
    ahead = {frozenset((p.a, p.b)): sum(p.statuses.values()) for p in ties}
    found = marks(shown)

    def rank(pair: tuple) -> tuple:
        return -len(set(pair) & set(shown.case.focus)), -len(found[pair]), pair

    made = []
    for pair in sorted(found, key=rank):
        there = [mark for mark in found[pair] if mark.when.dated]
        undated = len(found[pair]) - len(there)
        made.append(Strip(*pair, there, undated, ahead.get(frozenset(pair), 0)))
    return made


def name(case: Case, strip: Strip) -> str:
    """Name the pair of a strip."""
    return naming.pair(case, strip.a, strip.b)


def title(shown: Shown, found: list[Strip] | None = None) -> str:
    """Write the finding: how many records, and how many not in the article.

    Or what the records of the pair in focus are, in turn, or of one that has most.
    """
    found = strips(shown) if found is None else found
    rows = [m for strip in found for m in strip.marks]
    n = sum(silent(shown, m) for m in rows)
    if not rows:
        return f"No record of a pair{wording.of_ties(shown)} has a date"
    pairs = sum(bool(strip.marks) for strip in found)
    told = f"{prose.count(len(rows), 'dated record')} of {prose.count(pairs, 'pair')}"
    two = {*shown.case.inside[:2]}
    top = max(found, key=lambda s: ({s.a, s.b} == two and bool(s.marks), len(s.marks)))
    is_told = {top.a, top.b} == two or 2 * len(top.marks) > len(rows)
    if pairs > 1 and is_told and not n:
        return f"{name(shown.case, top)}: {_in_turn(shown, top)}"
    if shown.case.article and set(shown.view.layers) == set(schema.LAYERS) and n:
        be = prose.verb(n, "is", "are")
        if n == len(rows):
            whole = prose.verb(n, f"The one {told[2:]}", f"All {told}")
            return f"{whole} {be} from other sources"
        told = f"{n} of {told} {be} not in the {shown.case.text}{_most(shown, found)}"
    return told


def _in_turn(shown: Shown, strip: Strip) -> str:
    """Count the records of a pair by sign, one after another where that is known.

    Acts before words, which are no acts, and before what is denied.
    """
    kinds = (((_noun(shown, m.event), signs.OF_MARK[m.event.sign].counted), m)
             for m in strip.marks)  # fmt: skip
    runs = grouped(sorted(kinds, key=lambda one: one[0][0] != "act"))
    turns = [dates.order(one.when, other.when)
             for early, late in pairwise(runs.values())
             for one in early for other in late]  # fmt: skip
    each = [f"{prose.spelled(len(those), noun)} {sign}" if sign.startswith("of ")
            else prose.spelled(len(those), f"{sign} {noun}")
            for (noun, sign), those in runs.items()]  # fmt: skip
    return ", then ".join(each) if {*turns} <= {"before"} else naming.joined(each)


def _noun(shown: Shown, row) -> str:
    """Return what a relation is: an act, a statement, what is denied."""
    return f"denied {row.basis}" if shown.denied(row) else row.basis


def _most(shown: Shown, found: list[Strip]) -> str:
    """Say of which pair most records are not in the article."""
    gaps = [sum(silent(shown, m) for m in strip.marks) for strip in found]
    n = max(gaps)
    share = "all" if n == sum(gaps) else n
    named = name(shown.case, found[gaps.index(n)])
    return f", {share} of them {named}" if n > 1 else ""


# ---- the rows -----------------------------------------------------------------------


def axis(shown: Shown, found: list[Strip]) -> Axis | None:
    """Choose the panels for the days on which records of pairs begin."""
    whens = (mark.when for strip in found for mark in strip.marks)
    days = [*filter(None, (when.begin_earliest or when.begin_latest for when in whens))]
    if not days:
        return None
    last = shown.case.published or shown.day
    made = panels.choose(days, last, shown.view.gaps == "collapsed")
    if shown.case.published:
        return replace(made, word=shown.case.text)
    return dated.at_line(made, last)


def row(shown: Shown, strip: Strip, axis_: Axis) -> Row:
    """Make the row of a pair, each record a mark: acts first, or in order of time."""
    case, label, evidence = shown.case, name(shown.case, strip), _evidence(shown, strip)
    ordered = strip.marks
    if case.article:
        ordered = sorted(ordered, key=lambda m: m.event.basis != "act")
    drawn = [(m.event[1], _drawn(shown, m, axis_), _words(shown, m)) for m in ordered]
    several, lanes = rows.stacked([one for one in drawn if one[1]])
    agreed = [*_agreed(shown, strip, axis_)]
    spans = [span for m in strip.marks
             for span in dated.lasting(shown, m, axis_, _words(shown, m))]  # fmt: skip
    ids = [m.event[1] for m in strip.marks]
    whom = naming.actor_list(case, aimed(strip))
    return Row(
        "",
        label,
        several=several + tuple(mark for mark, _ in agreed),
        lanes=lanes,
        evidence=evidence,
        note=f"against {whom}" if whom else "",
        words=f"{label}: {evidence}",
        aimed=bool(whom),
        disputed=not case.article and bool(wording.disputed(shown, ids)),
        spans=(*spans, *(day for _, day in agreed)),
    )


def _drawn(shown: Shown, mark: Entry, axis_: Axis) -> list:
    """Draw the date of a record, struck through where it is denied."""
    status = shown.status(mark.event)
    dash = mark.when.approximate or mark.when.uncertain
    look = looks.look(mark.event.sign, status == "happened", dash)
    shapes = dated.placed(shown, mark, axis_, look)
    if status != "denied" or not shapes:
        return shapes
    ends = [s.x1.part if s.x1 else s.x0.part for s in shapes]
    return [*shapes, *looks.struck(At(max(ends), -12 if len(shapes) > 2 else 0))]


def _agreed(shown: Shown, strip: Strip, axis_: Axis) -> Iterator[tuple[Mark, Span]]:
    """Draw the days of the events of a pair as ticks, where there is no article."""
    case = shown.case
    if case.article:
        return
    for event in case.rows("events"):
        parts = {case.rolled(a, shown.view.level)
                 for a in case.taking_part.get(event.event_id, [])}  # fmt: skip
        when = shown.when(event)
        first = when.begin_earliest
        if {strip.a, strip.b} <= parts and first and axis_.panel(first):
            colour = "quiet" if event.layer == "context" else "ink"
            words = f"{event.title}; {wording.date_of(shown, event)}"
            shapes = looks.tick(At(axis_.place(first)), colour)
            days = [first.isoformat()] * 2
            yield (
                Mark(event.event_id, tuple(shapes), words),
                Span(event.event_id, "agreed", *days, words=words),
            )


def _words(shown: Shown, mark: Entry) -> str:
    tie = mark.event
    kind = f"{signs.OF_MARK[tie.sign].word} {tie.basis}, {shown.status(tie)}"
    parts = [naming.title_of(tie).rstrip("."), wording.date_of(shown, tie), kind]
    outside = [f"not in the {shown.case.text}"] * silent(shown, mark)
    return "; ".join([*parts, *outside])


def aimed(strip: Strip) -> list[str]:
    """List whom every cooperation of a pair is said to be against; none but then."""
    each = [m.event.against for m in strip.marks if m.event.sign == "+"]
    return list(dict.fromkeys(a for some in each for a in some)) if all(each) else []


def _third(case: Case, found: list[Strip]) -> str:
    """Name whom the pairs are said to be against, where that is the same."""
    whom = {tuple(who) for strip in found if (who := aimed(strip))}
    return naming.actor_list(case, [*whom.pop()]) if len(whom) == 1 else "a third actor"


def _evidence(shown: Shown, strip: Strip) -> str:
    """Count the records of a pair by their basis, and those off the axis.

    Of a coding, what the last one is: an agreement and its day, or how it is coded.
    """
    case = shown.case
    if not case.article:
        return _coded(shown, strip.marks[-1].event)
    held = [m.event for m in strip.marks if shown.status(m.event) != "denied"]
    many = {basis: sum(r.basis == basis for r in held) for basis in relations.BASES}
    denied = len(strip.marks) - len(held)
    off = {"denied": denied, "not dated": strip.undated, "may come": strip.ahead}
    told = [prose.count(n, basis) for basis, n in many.items() if n]
    return " · ".join([*told, *(f"{n} {how}" for how, n in off.items() if n)])


def _coded(shown: Shown, last) -> str:
    """Write what a coding has of a pair in the end: an agreement, or since when."""
    event, when = shown.case.by_id.get(last.event_id), shown.when(last)
    begin = when.begin_earliest
    if event is None:
        word = "opposed" if last.sign == "-" else signs.OF_MARK[last.sign].word
        return f"coded as {word}" + (f" since {begin.year}" if begin else "")
    agreed = shown.when(event).begin_earliest
    days = [dates.in_brief(shown.when(event)), str(agreed.year) if agreed else ""]
    return dated.fitting([f"{event.title}, {day}" for day in days] + [event.title])


def groups(shown: Shown, found: list[Strip]) -> list[tuple[str, list[Strip]]]:
    """Group the pairs: those of the actors in focus, then the others.

    Of a coding by the sides of its last day, where one split alone is best.
    """
    case = shown.case
    sides = [] if case.article else picture(shown).sides
    named, rest = [(naming.actor_list(case, case.focus), case.inside)], "Other pairs"
    if len(sides) == 2:
        named = [(naming.actor_list(case, [*side]), side) for side in sides]
        rest = "Between the two"
    parts = [(head, [s for s in found if {*s[:2]} <= {*some}]) for head, some in named]
    inner = [strip for _, some in parts for strip in some]
    parts.append((rest, [s for s in found if s not in inner]))
    return [one for one in parts if one[1]]


def chart(shown: Shown) -> Picture:
    """Draw the strips of a case as a view asks for them.

    Examples
    --------
    >>> strips.chart(shown).title
    '... dated records of ... pairs are not in the article, ...
    """
    case, every = shown.case, strips(shown)
    found = [strip for strip in every if strip.marks]
    axis_ = axis(shown, found)
    entries = [mark for strip in found for mark in strip.marks]
    if axis_ and all(dated.anywhere(mark.when, axis_) for mark in entries):
        axis_ = None  # a scale that no record has a place on
    made = tuple(
        Group(head, tuple(row(shown, strip, axis_) for strip in some))
        for head, some in (groups(shown, found) if axis_ else [])
    )
    drawn = [row for group in made for row in group.rows]
    return worded.picture(
        shown,
        "02-strips",
        "Strips",
        (title(shown, every), wording.view_of(shown.view, STILL)),
        [f"{name(case, s)}: {prose.count(len(s.marks), 'record')}" for s in every],
        axis_,
        groups=made,
        legend=tuple(dated.legend(shown, drawn, entries, axis_, _third(case, found))),
        heads=("records", "a mark opens one"),
    )


def _beside(shown: Shown) -> dict:
    """Name what is off the axis, with how to know it; the first that fits."""
    return {
        "Prospects: what may come": lambda r: shown.is_prospect(r),
        wording.later(shown.case): lambda r: select.is_after(shown.case, shown.when(r)),
        "No tie: unsigned, or within one actor": lambda r: True,
    }


def listing(shown: Shown) -> Listing:
    """List every relation with its card: by pair, then prospects and what is no tie.

    Examples
    --------
    >>> print(strips.listing(shown))
    The two sides are in contact in Germany and Qatar.: from about November 2010 ...
    """
    case, every = shown.case, marks(shown)
    found = [
        (name(case, strip), [mark.event for mark in every[strip.a, strip.b]])
        for strip in strips(shown)
    ]
    used = {row[1] for _, rows_ in found for row in rows_}
    rest = [r for r in case.rows("relations") if r.relation_id not in used]
    for heading, belongs in _beside(shown).items():
        found.append((heading, [r for r in rest if belongs(r)]))
        rest = [r for r in rest if not belongs(r)]
    found.append(("Memberships, never a tie", list(case.rows("memberships"))))
    return records.listed(shown, found, "RM")
