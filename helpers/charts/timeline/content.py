"""What a timeline shows: which events it names, in which groups, and its words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd

from helpers.case import dates, firmness, schema
from helpers.case.cases import Case
from helpers.charts.dated import Entry, anywhere, dates_of
from helpers.draw import panels
from helpers.draw.panels import Axis
from helpers.text import wording
from helpers.view import account, naming, select, voices
from helpers.view.shown import Shown

MOST = 27  # rows that are open at once; those of the pair in focus always are
TOLD_WITHIN = 31  # days; a telling dated no closer has no tick


# ---- the events ---------------------------------------------------------------------


def entries(shown: Shown) -> list[Entry]:
    """List the events that a timeline may name, in order of time."""
    rows, reports = shown.case.rows("events"), carried(shown.case)
    found = (
        _entry(shown, event, reports)
        for event in rows
        if not (shown.is_prospect(event) or shown.denied(event))
    )
    return sorted(found, key=lambda entry: entry.order)


def _entry(shown: Shown, event, reports: dict) -> Entry:
    """Return an event with its dates, when it was told, and its group."""
    by, aimed = told(shown, event, reports), bool(against(shown, event))
    return Entry(event, *dates_of(shown, event), by, _group(shown, event), aimed)


def _parties(shown: Shown, event) -> set[str]:
    """Return who takes part in an event, whoever acts for another as that other.

    Also whom the cooperation joins that the event is.
    """
    case = shown.case
    parts = [*case.taking_part.get(event.event_id, [])]
    for tie in case.being.get(event.event_id, []):
        parts += [tie.source_actor, tie.target_actor] if tie.sign == "+" else []
    return {*case.acting(parts)}


def against(shown: Shown, event) -> list[str]:
    """List the third actors in focus that an event is said to be aimed at."""
    case = shown.case
    aimed = [
        actor
        for tie in case.being.get(event.event_id, [])
        if tie.sign == "+"
        for actor in case.acting(tie.against)
    ]
    return [actor for actor in dict.fromkeys(aimed) if actor in case.inside[2:]]


def _group(shown: Shown, event) -> int:
    """Return the first group that fits: the pair, a third actor, statements, others."""
    inside, parties = shown.case.inside, _parties(shown, event)
    pair, third = {*inside[:2]}, {*inside[2:]}
    if event.kind == "statement":
        return 2
    if len(pair) == 2 and pair <= parties:
        return 0
    return 1 if parties & third and parties & pair else 3


def told(shown: Shown, event, reports: dict) -> tuple[tuple[str, dates.When], ...]:
    """List when an event was said or reported by others, where that is known closely.

    A report is a source through which what was read has it; a statement an event. What
    disputes an event, or narrows it, does not tell it.
    """
    case = shown.case
    found = {}
    for cited in _telling(case, event):
        steps = [("said", cited.said_event_id)]
        steps += [("reported", v) for v in cited.chain[1:] if v in reports]
        for how, step in steps:
            row = case.by_id.get(step)
            if row is None or step == event.event_id:
                continue
            when = shown.when(row)
            first, last = when.begin
            if when.moment and first and last and (last - first).days < TOLD_WITHIN:
                found.setdefault((how, first), (how, when))
    return tuple(found[key] for key in sorted(found, key=lambda k: k[1]))


def _telling(case: Case, event) -> list:
    """List the citations of an event that support it."""
    cited = case.cited.get(event.event_id, [])
    return [row for row in cited if row.stance == "supports"]


def folded(shown: Shown, found: list[Entry], axis: Axis) -> dict[str, str]:
    """Return the events that have no open row, each with the reason.

    What lies before the scale, the day of the article itself, what is drawn as a tick
    in another row, and what groups without a name say or do. Nothing that both of the
    pair in focus are party to, unless the reading knows nothing of it.
    """
    case = shown.case
    ticks = {
        cited.said_event_id
        for entry in found
        for cited in _telling(case, entry.event)
        if cited.said_event_id not in ("", entry.event.event_id) and entry.told
    }
    reasons: dict[str, Callable[[Entry], bool]] = {
        "told in another row": lambda e: e.event.event_id in ticks and _said_once(e),
        "nobody named": lambda e: _nameless(shown, e),
        "before the scale": lambda e: _before(e, axis),
        "not dated": lambda e: not e.when.dated and not e.told,
        "background": lambda e: _background(shown, e),
        "the day of the article": lambda e: _of_that_day(e, case.published),
    }
    return {
        entry.event.event_id: reason
        for entry in found
        if entry.group or not shown.status(entry.event)
        for reason, holds in reasons.items()
        if holds(entry)
    }


def _said_once(entry: Entry) -> bool:
    when = entry.when
    return entry.event.kind == "statement" and when.moment and bool(when.begin_earliest)


def _of_that_day(entry: Entry, day: date | None) -> bool:
    when = entry.when
    of_day = when.shape == "day" and when.begin_earliest == day
    return bool(day) and entry.event.kind == "act" and of_day


def _before(entry: Entry, axis: Axis) -> bool:
    first = date.fromordinal(axis.panels[0].first)
    begin = entry.when.begin_latest or entry.when.begin_earliest
    return bool(begin and begin < first)


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
    parts = case.taking_part.get(event.event_id, [])
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
    room = MOST - sum(e.group == 0 for e in open_)
    others = [e for e in open_ if e.group]
    kept = {
        e.event.event_id for e in sorted(others, key=_rank(shown, axis))[: max(room, 6)]
    }
    made = []
    for nth, name in enumerate(names(shown)):
        ours = [e for e in found if e.group == nth]
        shut = [e for e in ours if e.event.event_id in gone
                or (nth and e.event.event_id not in kept)]  # fmt: skip
        if ours:
            made.append((name, [e for e in ours if e not in shut], shut))
    return axis, [one for one in made if one[1] or one[2]]


def _placed(entry: Entry, axis: Axis) -> bool:
    """Whether an entry says something by its place on a scale."""
    told = any(axis.panel(when.begin_earliest) for _, when in entry.told)
    when, end = entry.when, entry.when.end_latest
    over = end and axis.panel(end) and end.toordinal() < axis.panels[-1].last
    known = when.begin_earliest or when.open_end or (not when.moment and over)
    return told or bool(known) and not anywhere(when, axis)


def _rank(shown: Shown, axis: Axis) -> Callable[[Entry], tuple]:
    """Rank entries for an open row: those that say most of the pair, then the latest.

    Two points for the article's own, for a signed act, and for an act of somebody in
    focus that people without a name are part of, such as its victims; one for both of
    the pair, and for what lies in the last weeks or after the article.
    """
    case, own = shown.case, account.coded_from(shown.case)
    pair = {*case.inside[:2]}
    late = axis.panels[1 if len(axis.panels) > 1 else 0].first

    def rank(entry: Entry) -> tuple:
        begin = entry.when.begin_earliest or date.min
        ours = entry.event.layer == "article" or not own
        signed = select.sign(case, entry.event.event_id, shown.view.dates)
        both = len(pair) == 2 and pair <= _parties(shown, entry.event)
        points = 2 * (ours + bool(signed) + _hit(shown, entry.event))
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


def names(shown: Shown) -> list[str]:
    """Name the groups, in their order."""
    case = shown.case
    if len(case.focus) < 2:
        return ["", "", "What was said", "What happened"]
    both = case.focus[:2], case.focus[2:]
    pair, third = (naming.actor_list(case, some) for some in both)
    others = "Other events" if third else "Others"
    return [pair, f"With or against {third}", "What was said", others]


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
    inner: dict[str, dict[str, int]] = {}
    for row in cited:
        for voice in row.chain[1:]:
            inner.setdefault(voice, {})[row.record_id] = 1
    return {
        s.source_id: list(inner[s.source_id])
        for s in case.rows("sources")
        if s.source_id in inner
        and s.role != "article"
        and s.kind not in (*schema.SAID_KINDS, *schema.LOOKING_BACK)
    }


def prospects(shown: Shown) -> list[tuple[str, str, str, str]]:
    """List what is expected, possible or asked: how firm, words, when, record.

    One entry a fact, or an event with its relations, told by its row nearest to the
    focus; those nearest come first.
    """
    case = shown.case
    facts: dict[str, list] = {}
    for row in [*case.rows("relations"), *case.rows("events")]:
        if shown.is_prospect(row):
            facts.setdefault(row.event_id or row.fact, []).append(row)
    found = []
    for fact, rows in facts.items():
        row = max(rows, key=lambda r: _nearness(case, r))  # the first of the nearest
        status, told = shown.status(row), naming.title_of(row).rstrip(".")
        firm = wording.firm(shown, row)
        rank = (-_nearness(case, row), firmness.PROSPECTS.index(status), fact)
        told += _also(case, row, rows)
        found.append((rank, firm, told, wording.looks_ahead(shown, row), row[1]))
    return [entry[1:] for entry in sorted(found)]


def _also(case: Case, row, rows: list) -> str:
    """Name the actors of the fact's other rows, so that none goes unseen."""
    ends = ("source_actor", "target_actor")
    told = {getattr(row, end, "") for end in ends}
    others = dict.fromkeys(getattr(r, end, "") for r in rows for end in ends)
    named = [a for a in others if a not in told]
    return f" (also {naming.actor_list(case, named)})" if named else ""


def _nearness(case: Case, row) -> int:
    """Count the focus actors of a prospect, a cooperation before the others."""
    ends = {getattr(row, "source_actor", ""), getattr(row, "target_actor", "")}
    near = {*case.acting(ends)} & set(case.focus)
    return 2 * len(near) + (getattr(row, "sign", "") == "+")


def after(shown: Shown) -> list:
    """List the events that came after the article, in order."""
    rows = [
        e
        for e in shown.case.rows("events")
        if select.is_after(shown.case, shown.when(e))
        and shown.status(e) not in firmness.PROSPECTS
    ]
    return sorted(rows, key=lambda e: shown.when(e).begin_earliest)


def start_of(row) -> date:
    """Give the day by which a record is put in order: its known start, or its end."""
    when = select.when(row, "known")
    return when.begin_earliest or when.end_latest or date.max


CODED = {"as coded": "both"}


def _counted(shown: Shown) -> dict[str, str]:
    """Name the readings in which events are counted: those that there are."""
    text, asked = shown.case.text, shown.view.dates
    names = {"article": f"by the {text} alone", "known": "with other sources"}
    both = account.others(shown.case)
    kept = [asked] if asked in names else [*names] if both else ["article"]
    return {names[how]: how for how in kept}


def precision(shown: Shown) -> pd.DataFrame:
    """Count the events by how well their date is known: one row per kind of date.

    A column a reading that the view asks for.

    Examples
    --------
    >>> list(timeline.precision(shown).columns)
    ['by the article alone', 'with other sources']
    """
    case = shown.case
    shapes = {
        "one day": lambda w: w.shape == "day",
        "one moment, day not stated": lambda w: w.shape == "within",
        "a span": lambda w: w.shape == "span" and not w.unknown_begin,
        "a span, start not stated": lambda w: w.shape == "span" and w.unknown_begin,
        "not dated": lambda w: not w.dated,
    }
    ours = account.coded_from(case)
    columns = _counted(shown) if ours or shown.view.dates != "both" else CODED
    rows = [e for e in case.rows("events") if e.layer == "article" or not ours]
    found = {
        name: [sum(test(select.when(e, how)) for e in rows) for test in shapes.values()]
        for name, how in columns.items()
    }
    index = pd.Index(shapes, name="The date of an event is")
    counts = pd.DataFrame(found, index=index)
    return counts[counts.sum(axis=1) > 0]


# ---- words --------------------------------------------------------------------------


def alt(told: str, rows: list) -> str:
    """Describe the chart to somebody who does not see it, out of its rows."""
    listed = "; ".join(row.words for row in rows[:6])
    more = f"; and {len(rows) - 6} more" if len(rows) > 6 else ""
    told_ = f" {listed}{more}." if rows else ""
    return f"Timeline. {told}.{told_} The list has every record."
