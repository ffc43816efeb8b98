"""The timeline: what happened when, who said so, and how well each date is known.

Of a coding of ties without an article it is the course of each pair.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import chain, groupby

import pandas as pd

from helpers.case import dates, firmness, schema
from helpers.case.cases import Case
from helpers.case.inherited import grouped
from helpers.charts import dated, strips
from helpers.charts.dated import Entry, anywhere, dates_of
from helpers.draw import panels
from helpers.draw.panels import Axis
from helpers.draw.picture import Picture
from helpers.draw.rows import Group
from helpers.lists import records
from helpers.text import opening, summary, wording
from helpers.view import account, focus, naming, select, voices
from helpers.view.shown import Shown

__all__ = ["chart", "listing", "precision"]
PROSPECTS = "Prospects: what may come"
FEW = 30  # events of a news item; of so few none is folded that says when it was
NO_PLACE = ("not dated", "background")
MOST = 27  # rows that are open at once; those of the pair in focus always are
BEFORE, AFTER = ("before", "begins-before", "meets"), ("after",)  # as they begin
TOLD_WITHIN = 31  # days; a telling dated no closer has no tick


def chart(shown: Shown) -> Picture:
    """Draw the timeline of a case as a view asks for it.

    Examples
    --------
    >>> chart = timeline.chart(show(View(as_of="2020-10", gaps="linear")))
    >>> chart.save("timeline.pdf", width="17cm").name
    'timeline.pdf'
    """
    told = title(shown)
    if coded_ties(shown):
        return replace(strips.chart(shown), name="01-timeline", title=told)
    axis, parts = groups(shown)
    made = tuple(
        Group(name, *(tuple(dated.row(shown, e, axis) for e in some) for some in both))
        for name, *both in parts
    )
    opened = [row for group in made for row in group.rows]
    taught = [entry for _, some, _ in parts for entry in some]
    return Picture(
        name="01-timeline",
        title=told,
        subtitle="",
        source=summary.source_line(shown.case),
        alt=alt(told, opened),
        axis=axis,
        groups=made,
        legend=tuple(dated.legend(shown, opened, taught, axis)),
        heads=("paragraph, status, voices", "a row opens its evidence"),
    )


def title(shown: Shown) -> str:
    """Write the finding of the first screen; none where nothing is dated."""
    whens = (shown.when(event) for event in shown.case.rows("events"))
    if not coded_ties(shown) and not any(when.dated for when in whens):
        return "Nothing in this view is dated"
    return opening.finding(shown).text.rstrip(".")


def coded_ties(shown: Shown) -> bool:
    """Return whether a case codes ties rather than events, and no article."""
    whole = shown.whole
    return not whole.article and len(whole.relations) > len(whole.events)


def alt(told: str, rows: list) -> str:
    """Describe the chart to somebody who does not see it, out of its rows."""
    listed = "; ".join(row.words for row in rows[:6])
    more = f"; and {len(rows) - 6} more" if len(rows) > 6 else ""
    told_ = f" {listed}{more}." if rows else ""
    return f"Timeline. {told}.{told_} The list has every record."


# ---- the events ---------------------------------------------------------------------


def entries(shown: Shown) -> list[Entry]:
    """List the events that a timeline may name, in order of time.

    Those of one day as an order has them, or else by their ids.
    """
    case, reports, found = shown.case, carried(shown.case), []
    for event in account.happenings(shown):
        by, ties = told(shown, event, reports), case.being.get(event.event_id, [])
        whens, group = dates_of(shown, event), _group(shown, event)
        aimed = any(case.aims(tie) for tie in ties)
        found.append(Entry(event, *whens, by, group, aimed))
    found.sort(key=lambda entry: (entry.order, entry.event.event_id))
    before, placed = _earlier(case), []
    for _, same in groupby(found, key=lambda entry: entry.order):
        left = {entry.event.event_id: entry for entry in same}
        while left:  # what contradicts itself goes by the ids
            first = (one for one in left if left.keys().isdisjoint(before[one]))
            placed.append(left.pop(next(first, next(iter(left)))))
    return placed


def _earlier(case: Case) -> dict[str, set[str]]:
    """List the events that stand before each other one by an order that is told."""
    before = defaultdict(set)
    for order in case.rows("orders"):
        two = (case.by_id.get(one) for one in (order.first_id, order.second_id))
        first, second = (getattr(row, "event_id", "") for row in two)
        if order.relation in AFTER:
            before[first].add(second)
        elif order.relation in BEFORE:
            before[second].add(first)
    return before


def _parties(shown: Shown, event) -> set[str]:
    """Return who takes part in an event, whoever acts for another as that other.

    Also whom the event joins that is a cooperation, or what the pair do to each other.
    """
    case = shown.case
    parts = [*case.taking_part.get(event.event_id, [])]
    for tie in case.being.get(event.event_id, []):
        parts += (
            [tie.source_actor, tie.target_actor] if tie.sign in ("+", case.side) else []
        )
    return {*case.acting(parts)}


def _group(shown: Shown, event) -> int:
    """Return the first group that fits: the pair, a third actor, statements, others.

    Of the third is what is with or against it by the sign of a relation. What others
    do to both of the pair, or for both, is no act of the pair.
    """
    case, pair = shown.case, {*shown.case.inside[:2]}
    if event.kind == "statement":
        return 2
    is_theirs = len(pair) == 2 and pair <= _parties(shown, event)
    if is_theirs and not focus.acted_on(case, event.event_id):
        return 0
    ties = (tie for tie in case.being.get(event.event_id, []) if tie.sign)
    named = ((tie.source_actor, tie.target_actor, *tie.against) for tie in ties)
    return 3 if {*case.inside[2:]}.isdisjoint(case.acting(chain(*named))) else 1


def told(shown: Shown, event, reports: dict) -> tuple[tuple[str, dates.When], ...]:
    """List when an event was said or reported by others, where that is known closely.

    A report is a source through which what was read has it; a statement an event. What
    disputes an event, or narrows it, does not tell it.
    """
    case, steps = shown.case, []
    for cited in case.supporting(event.event_id):
        steps.append(("said", cited.said_event_id))
        steps += [("reported", v) for v in cited.chain[1:] if v in reports]
    found = {}
    for how, step in steps:
        if step in case.by_id and step != event.event_id:
            when = shown.when(case.by_id[step])
            first, last = when.begin
            if when.moment and first and last and (last - first).days < TOLD_WITHIN:
                found.setdefault((how, first), (how, when))
    return tuple(found[key] for key in sorted(found, key=lambda k: k[1]))


def folded(shown: Shown, found: list[Entry], axis: Axis) -> dict[str, str]:
    """Return the events that have no open row, each with the reason.

    What lies before the scale, the day of the article itself, what is drawn as a tick
    in another row, and what groups without a name say or do; of a short news item only
    what has no date. Nothing that both of the pair in focus are party to, unless the
    reading knows nothing of it.
    """
    case = shown.case
    ticks = {
        cited.said_event_id
        for entry in found
        for cited in case.supporting(entry.event.event_id)
        if cited.said_event_id not in ("", entry.event.event_id) and entry.told
    }
    reasons = _reasons(shown, ticks, axis)
    if account.is_news(case) and len(found) <= FEW:
        reasons = {name: reasons[name] for name in NO_PLACE}
    return {
        entry.event.event_id: reason
        for entry in found
        if entry.group or not shown.status(entry.event)
        for reason, holds in reasons.items()
        if holds(entry)
    }


def _reasons(
    shown: Shown, ticks: set[str], axis: Axis
) -> dict[str, Callable[[Entry], bool]]:
    """Return for what reasons an entry has no open row, in which order."""
    return {
        "told in another row": lambda e: e.event.event_id in ticks and _said_once(e),
        "nobody named": lambda e: _nameless(shown, e),
        "before the scale": lambda e: _before(e, axis),
        "not dated": lambda e: not e.when.dated and not e.told,
        "background": lambda e: _background(shown, e),
        "the day of the article": lambda e: _of_that_day(e, shown.case.published),
    }


def _said_once(entry: Entry) -> bool:
    when = entry.when
    return entry.event.kind == "statement" and when.moment and bool(when.begin_earliest)


def _of_that_day(entry: Entry, day: date | None) -> bool:
    of_day = entry.when.shape == "day" and entry.when.begin_earliest == day
    return bool(day) and entry.event.kind == "act" and of_day


def _before(entry: Entry, axis: Axis) -> bool:
    begin = entry.when.begin_latest or entry.when.begin_earliest
    return bool(begin and begin < axis.days[0])


def _background(shown: Shown, entry: Entry) -> bool:
    """Whether a state without a stated begin is one of nobody in focus."""
    begun, parties = entry.when.begin_earliest, _parties(shown, entry.event)
    return entry.group == 3 and not begun and parties.isdisjoint(shown.case.inside)


def _nameless(shown: Shown, entry: Entry) -> bool:
    """Whether only groups or persons without a name say an event, or do it."""
    case, event = shown.case, entry.event
    if event.kind == "statement":
        heard = voices.first(case, [event.event_id])
        return bool(heard) and set(heard) <= case.anonymous
    parts = case.acting(case.taking_part.get(event.event_id, []))
    known = {*parts} & case.actor_names.keys()
    return bool(known) and known <= case.collectives


def groups(
    shown: Shown,
) -> tuple[Axis | None, list[tuple[str, list[Entry], list[Entry]]]]:
    """Return the axis, and each group with its open and its folded entries."""
    found = entries(shown)
    axis = scale(shown, found) if any(e.when.dated for e in found) else None
    placed = {e.event.event_id for e in found if axis and _placed(e, axis)}
    if not placed:
        return None, []  # a scale that no row has a place on
    gone = {*folded(shown, found, axis)}
    gone -= placed if placed <= gone else set()  # no panel without an open row
    open_ = [e for e in found if e.event.event_id not in gone]
    others = sorted((e for e in open_ if e.group), key=_rank(shown, axis))
    room = (FEW if len(found) <= FEW else MOST) - (len(open_) - len(others))
    kept = {e.event.event_id for e in others[: max(room, 6)]}
    kept |= {e.event.event_id for e in open_ if not e.group}
    made = []
    for nth, name in enumerate(names(shown, found)):
        ours = [e for e in found if e.group == nth]
        both = ([e for e in ours if (e.event.event_id in kept) is is_open]
                for is_open in (True, False))  # fmt: skip
        if ours:
            made.append((name, *both))
    return axis, made


def _placed(entry: Entry, axis: Axis) -> bool:
    """Whether an entry says something by its place on a scale."""
    told = any(axis.panel(when.begin_earliest) for _, when in entry.told)
    when, end = entry.when, entry.when.end_latest
    over = end and axis.panel(end) and end.toordinal() < axis.panels[-1].last
    known = when.begin_earliest or when.open_end or (not when.moment and over)
    return told or bool(known) and not anywhere(when, axis)


def _rank(shown: Shown, axis: Axis) -> Callable[[Entry], tuple]:
    """Rank entries for an open row: those that say most of the pair, then the latest.

    Two points for the article's own, for a signed act, for what a source disputes, and
    for an act of somebody in focus that people without a name are part of, such as its
    victims; one for both of the pair, and for what lies in the last weeks or after the
    article.
    """
    case, own = shown.case, account.coded_from(shown.case)
    pair = {*case.inside[:2]}
    late = axis.panels[1 if len(axis.panels) > 1 else 0].first

    def rank(entry: Entry) -> tuple:
        begin = entry.when.begin_earliest or date.min
        ours = entry.event.layer == "article" or not own
        signed = select.sign(case, entry.event.event_id, shown.view.dates)
        both = len(pair) == 2 and pair <= _parties(shown, entry.event)
        disputed = bool(wording.disputed(shown, [entry.event.event_id]))
        points = 2 * (ours + bool(signed) + disputed + _hit(shown, entry.event))
        points += both + (begin.toordinal() >= late)
        return (-points, not ours, -begin.toordinal(), entry.event.event_id)

    return rank


def _hit(shown: Shown, event) -> bool:
    """Return whether people without a name are part of an act of somebody in focus.

    A group that acts for another, as the leaders of an army do, is that other.
    """
    case = shown.case
    parts = case.taking_part.get(event.event_id, [])
    people = any(part in case.collectives for part in case.acting(parts))
    ours = not _parties(shown, event).isdisjoint(case.inside)
    return event.kind == "act" and people and ours


def names(shown: Shown, found: list[Entry]) -> list[str]:
    """Name the groups, in their order, by what is found in them."""
    case = shown.case
    if len(case.focus) < 2:
        return ["", "", "What was said", "What happened"]
    both = case.focus[:2], case.focus[2:]
    pair, third = (naming.actor_list(case, some) for some in both)
    others = "Other events" if third else "Others"
    theirs = {"-" if e.aimed else select.sign(case, e.event[1], shown.view.dates)
              for e in found if e.group == 1}  # fmt: skip
    how = {("+",): "With", ("-",): "Against"}.get((*theirs,), "With or against")
    return [pair, f"{how} {third}", "What was said", others]


def scale(shown: Shown, found: list[Entry]) -> Axis:
    """Choose the panels for the days on which entries begin and were told."""
    days = [e.begin for e in found if e.begin]
    days += [w.begin_earliest for e in found for _, w in e.told]
    line_ = shown.case.published
    last = max((e.when.end_latest for e in found if e.when.end_latest), default=None)
    if last and last > (line_ or max(days)):
        days.append(last)
    made = panels.choose(days, line_, shown.view.gaps == "collapsed")
    return replace(made, word=shown.case.text)


# ---- what else the list beside it names ---------------------------------------------


def carried(case: Case) -> dict[str, list[str]]:
    """List the publications that carry what the article says, with its records there.

    Such a report stands in a chain behind the source that was read, for an event or a
    relation of the article. The article itself is none, nor is an occasion of speech
    (that is a statement), nor a study, which looks back on what others reported.
    """
    cited = case.rows("citations")
    if case.article:
        told = (*case.whole.rows("events"), *case.whole.rows("relations"))
        ours = {row[1] for row in told if row.layer == "article"}
        cited = [row for row in cited if row.record_id in ours]
    inner = grouped((v, row.record_id) for row in cited for v in row.chain[1:])
    none = (*schema.SAID_KINDS, *schema.LOOKING_BACK)
    rows = (
        s for s in case.rows("sources") if s.role != "article" and s.kind not in none
    )
    return {s[1]: [*dict.fromkeys(inner[s[1]])] for s in rows if s[1] in inner}


def prospects(shown: Shown) -> list[tuple[str, str, str, str]]:
    """List what is expected, possible or asked: how firm, words, when, record.

    One entry a fact, or an event with its relations, which is the record; told by its
    row nearest to the focus. Those nearest come first.
    """
    case = shown.case
    every = filter(shown.is_prospect, [*case.rows("relations"), *case.rows("events")])
    facts, found = grouped((row.event_id or row.fact, row) for row in every), []
    for fact, rows in facts.items():
        row = max(rows, key=lambda r: _nearness(case, r))  # the first of the nearest
        rank = -_nearness(case, row), firmness.PROSPECTS.index(shown.status(row)), fact
        told = naming.title_of(row).rstrip(".") + _also(case, row, rows)
        when = "; ".join(filter(None, wording.looks_ahead(shown, row)))
        record = row.event_id or row[1]
        found.append((rank, wording.firm(shown, row), told, when, record))
    return [entry[1:] for entry in sorted(found)]


def _also(case: Case, row, rows: list) -> str:
    """Name the actors of the fact's other rows, so that none goes unseen."""
    others = dict.fromkeys(end for other in rows for end in _ends(other))
    named = [actor for actor in others if actor not in _ends(row)]
    return f" (also {naming.actor_list(case, named)})" if named else ""


def _nearness(case: Case, row) -> int:
    """Count the focus actors of a prospect, a cooperation before the others."""
    near = {*case.acting({*_ends(row)})} & set(case.focus)
    return 2 * len(near) + (getattr(row, "sign", "") == "+")


def _ends(row) -> list[str]:
    return [getattr(row, end, "") for end in ("source_actor", "target_actor")]


def after(shown: Shown) -> list:
    """List the events that came after the article, in order."""
    rows = (e for e in shown.case.rows("events")
            if select.is_after(shown.case, shown.when(e)))  # fmt: skip
    happened = (e for e in rows if shown.status(e) not in firmness.PROSPECTS)
    return sorted(happened, key=lambda e: shown.when(e).begin_earliest)


def start_of(row) -> date:
    """Give the day by which a record is put in order: its known start, or its end."""
    when = select.when(row, "known")
    return when.begin_earliest or when.end_latest or date.max


CODED = {"as coded": "both"}


def _counted(shown: Shown) -> dict[str, str]:
    """Name the readings in which events are counted: those that there are."""
    asked, alone = shown.view.dates, f"by the {shown.case.text} alone"
    names = {"article": alone, "known": "with other sources"}
    both = [*names] if account.others(shown.case) else ["article"]
    return {names[how]: how for how in ([asked] if asked in names else both)}


def precision(shown: Shown) -> pd.DataFrame:
    """Count the events by how well their date is known: one row per kind of date.

    A column a reading that the view asks for.

    Examples
    --------
    >>> list(timeline.precision(shown).columns)
    ['by the article alone', 'with other sources']
    """
    shapes = {
        "one day": lambda w: w.shape == "day",
        "one moment, day not stated": lambda w: w.shape == "within",
        "a span": lambda w: w.shape == "span" and not w.unknown_begin,
        "a span, start not stated": lambda w: w.shape == "span" and w.unknown_begin,
        "not dated": lambda w: not w.dated,
    }
    ours = account.coded_from(shown.case)
    columns = _counted(shown) if ours or shown.view.dates != "both" else CODED
    every = shown.case.rows("events")
    rows = [e for e in every if e.layer == "article" or not ours]
    found = {
        name: [sum(test(select.when(e, how)) for e in rows) for test in shapes.values()]
        for name, how in columns.items()
    }
    index = pd.Index(shapes, name="The date of an event is")
    counts = pd.DataFrame(found, index=index)
    return counts[counts.sum(axis=1) > 0]


def listing(shown: Shown) -> records.Listing:
    """List every record of the timeline, and those beside it, with their evidence.

    Examples
    --------
    >>> print(timeline.listing(shown))
    US policy in Afghanistan since 2001: since 2001, still so on ...
    """
    case = shown.case
    context = "context" in shown.view.layers
    both, ours = len(shown.view.layers) > 1, account.coded_from(case)
    named = [entry.event for entry in entries(shown) if entry.when.dated]
    carriers = [case.by_source[one] for one in carried(case)]
    out = select.left_out(case) if both else []
    parts = {
        "Events": [e for e in named if e.layer == "article" or not both or not ours],
        "Reports": [s for s in carriers if shown.when(s).dated],
        PROSPECTS: [select.find(case, record) for *_, record in prospects(shown)],
        f"Not in the {case.text}": sorted(out, key=start_of),
        wording.later(case): after(shown) if context else [],
    }
    told = {row[1] for rows in parts.values() for row in rows}
    others = ("Said not to be so", "In other sources, of another time", "Not dated")
    parts |= {head: [] for head in others}
    for event in case.rows("events"):
        if event.event_id not in told and not shown.is_prospect(event):
            kind = 0 if shown.denied(event) else 1 if shown.when(event).dated else 2
            parts[others[kind]].append(event)
    return records.listed(shown, list(parts.items()), "E")
