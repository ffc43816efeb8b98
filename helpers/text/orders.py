"""What order adds to dates, in values and in words: which bound, and by which facts."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from helpers import prose
from helpers.case.allen import Point, Window
from helpers.prose import Prose
from helpers.text import bounds, wording
from helpers.view import naming, select
from helpers.view.narrowing import Ordered
from helpers.view.order import Narrowed
from helpers.view.shown import Shown

__all__ = ["added", "fall_back"]
WORK = 10_000  # points times windows narrowed anew that a reader waits for


def values(own: Mapping[Point, Window], found: Narrowed) -> dict[str, Any]:
    """Return stated and narrowed windows with the chain of each bound, for JSON."""
    return {
        "points": [
            {
                "record": point.record,
                "point": point.name,
                "stated": _days(window),
                "narrowed": _days(found.windows[point]),
                "because": [list(chain) for chain in found.because[point]],
            }
            for point, window in own.items()
        ],
        "conflicts": [list(facts) for facts in found.conflicts],
    }


def _days(window: Window) -> list[str | None]:
    """Write the bounds of a window; None is open, also beyond the calendar."""
    last = date.max.toordinal()
    return [
        date.fromordinal(day).isoformat() if day and 0 < day <= last else None
        for day in window
    ]


def sentences(found: dict[str, Any]) -> str:
    """Write the values as lines: one per point, then one per conflict."""
    lines = [_line(**point) for point in found["points"]]
    lines += [f"cannot all be so: {', '.join(facts)}" for facts in found["conflicts"]]
    moved = sum(point["narrowed"] != point["stated"] for point in found["points"])
    return "\n".join([*lines, f"{moved} of {len(found['points'])} windows narrowed"])


def _line(record: str, point: str, stated: list, narrowed: list, because: list) -> str:
    """Write a point: its window as stated, and what order makes of it."""
    first, last = stated
    where = record if point == "at" else f"{record} {point}"
    span = f"{first or 'any day'} to {last or 'any day'}"
    told = f"{where}: {(first or 'no date') if first == last else span}"
    if narrowed == stated:
        return told
    sides = zip(("not before", "not after"), narrowed, because, strict=True)
    reasons = [f"{word} {day} by {', '.join(c)}" for word, day, c in sides if c]
    return f"{told}; by order {', '.join(reasons)}"


# ---- of a case ----------------------------------------------------------------------


def narrowed(shown: Shown) -> list:
    """List the events, relations and memberships whose date order narrows, as rows.

    A relation that an event is has the date of that event, and is left to it.
    """
    events = {row.event_id for row in shown.case.rows("events")}
    told = {r.relation_id for r in shown.case.rows("relations") if r.event_id in events}
    rows = (row for table in select.DATED for row in shown.case.rows(table))
    return [row for row in rows if row[1] not in told and bounds.sides(shown, row[1])]


def added(shown: Shown) -> Prose:
    """Write what order adds to the dates of a view, on whose word, and what it cannot.

    Examples
    --------
    >>> print(orders.added(shown))
    What is said to come before what, and what was told by when, narrows ...
    """
    if not shown.ordered.held:
        return Prose("")
    rows = narrowed(shown)
    if not rows and not shown.whole.rows("orders"):
        return Prose(apart(shown))  # nobody says anything of an order
    parts = [_nothing(shown)]
    if rows:
        parts = [_gains(shown, rows), _one(shown, rows), _resting(shown, rows)]
    return Prose(" ".join(filter(None, [*parts, _undated(shown), apart(shown)])))


def _nothing(shown: Shown) -> str:
    """Write that order narrows no date, and how many coded orders fit the dates."""
    bound, held = {one.fact for one in shown.ordered.sound}, shown.ordered.held
    coded = sum(not one.rule and fact in bound for fact, one in held.items())
    fits = f"{prose.verb(coded, 'fits', 'fit')} the dates as stated"
    told = f": {prose.spelled(coded, 'coded order')} {fits}" * bool(coded)
    return f"Order narrows no date{wording.here(shown.view)}{told}."


def _gains(shown: Shown, rows: list) -> str:
    """Write how many dates get a bound where there was none, and how far others close.

    Each counts once: by its new bound, if it gets one.
    """
    told = "What is said to come before what, and what was told by when, narrows"
    ordered, new, days = shown.ordered, 0, []
    for row in rows:
        both = [
            (ordered.own[point][side], ordered.found.windows[point][side])
            for point, side in bounds.sides(shown, row[1])
        ]
        closer = [abs(now - before) for before, now in both if before is not None]
        new += len(closer) < len(both)
        days += [max(closer)] if len(closer) == len(both) else []
    parts = [f"{prose.spelled(new)} had no such bound at all"] if new else []
    if days:
        least, most = (f"{number:,}" for number in (min(days), max(days)))
        by = prose.verb(max(days), "1 day", f"{most} days")
        by = by if least == most else f"{least} to {most} days"
        become = prose.verb(len(days), "becomes", "become")
        parts.append(f"{prose.spelled(len(days))} {become} narrower, by {by}")
    return f"{told} {prose.spelled(len(rows), 'date')}: {naming.joined(parts)}."


def _one(shown: Shown, rows: list) -> str:
    """Write the date that matters most: of the article's acts, of those in focus."""
    case = shown.case

    def weight(row) -> tuple[bool, ...]:
        near = {*case.acting(select.named(case, row))} & {*case.inside}
        new = (shown.ordered.own[p][s] is None for p, s in bounds.sides(shown, row[1]))
        is_act = getattr(row, "kind", "") == "act"
        return row.layer == "article", is_act, bool(near), any(new)

    row = max(rows, key=weight)
    name = f"“{naming.heading(case, row).rstrip('.')}”"
    first = bounds.sides(shown, row[1])[0]
    day, why = bounds.day(shown, *first), bounds.because(shown, *first)
    return f"{name} ({wording.stated(shown, row)}): by order {day} ({why})."


def _resting(shown: Shown, rows: list) -> str:
    """Write on how many voices this rests, and what falls back without one."""
    ordered, need = shown.ordered, _needed(shown, rows)
    heard = ordered.heard(_facts(shown, rows))
    if not heard:
        return ""
    who, most = "", 0
    for voice in [*need][: _room(shown)]:  # no more fall back than need it
        if need[voice] > most:
            lost = _lost(shown, ordered.without(voice), rows)
            who, most = (voice, lost) if lost > most else (who, most)
    rests = f"It rests on {prose.spelled(len(heard), 'voice')}"
    if not most:
        return f"{rests}, and holds without any one of them."
    falls = f"{prose.spelled(most)} {prose.verb(most, 'falls', 'fall')} back"
    return f"{rests}; without {naming.plain_voice(shown.whole, who)}, {falls}."


def _room(shown: Shown) -> int:
    """Return how many voices, or orders, a reader waits for to be left out."""
    return max(3, WORK // max(len(shown.ordered.own), 1))


def _needed(shown: Shown, rows: list) -> dict[str, int]:
    """Count for each voice the dates with a fact that it alone gives; most first."""
    ordered, found = shown.ordered, Counter()
    for row in rows:
        held = (ordered.held.get(fact) for fact in _facts(shown, [row]))
        alone = (one.voices for one in held if one and len(one.voices) == 1)
        found.update({voice for voices in alone for voice in voices})
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _facts(shown: Shown, rows: list) -> tuple[str, ...]:
    """List the facts that narrow some dates, in the order of their chains."""
    because = shown.ordered.found.because
    sides = (one for row in rows for one in bounds.sides(shown, row[1]))
    return tuple(dict.fromkeys(fact for p, side in sides for fact in because[p][side]))


def _lost(shown: Shown, less: Ordered, rows: list) -> int:
    """Count the dates whose window is wider without some orders."""
    before, after = (one.found.windows for one in (shown.ordered, less))
    own = ({p for p, _ in bounds.sides(shown, row[1])} for row in rows)
    return sum(any(after[p] != before[p] for p in points) for points in own)


def _undated(shown: Shown) -> str:
    """Write of how many dated events nothing says a first day, order among it."""
    ordered = shown.ordered
    left = sum(
        ordered.found.windows[ordered.begins(row[1])].earliest is None
        for row in shown.case.rows("events")
        if shown.when(row).dated and not (shown.is_prospect(row) or shown.denied(row))
    )
    many = prose.spelled(left, "event")
    return f"Of {many} no date and no order gives a first day." if left else ""


def apart(shown: Shown) -> str:
    """Write which facts cannot all be so, and who disagrees; blank where all can.

    Examples
    --------
    >>> orders.apart(shown)
    ''
    """
    told = [
        f"{naming.joined([_fact(shown, fact) for fact in facts])} cannot all be so"
        for facts in shown.ordered.found.conflicts
    ]
    stay = "the dates stay as stated"
    return f"{prose.upper_first('; '.join(told))}: {stay}." if told else ""


def _fact(shown: Shown, fact: str) -> str:
    """Name a fact of a conflict: an order with its voices, or a stated date."""
    if fact not in shown.ordered.held:
        return f"the date of {fact.removeprefix('window:')}"
    one, voices = shown.ordered.held[fact], ", ".join(bounds.whose(shown, (fact,)))
    name = f"{one.order.first} by {one.order.second}" if one.rule else fact
    return f"{name} ({voices})"


def fall_back(shown: Shown) -> list[tuple[str, int]]:
    """Count the dates that fall back without one voice, or one order: most first.

    Of a case so large that a page would wait for it, only those are left out that most
    dates need.

    Examples
    --------
    >>> orders.fall_back(shown)[0]
    ('Lieven', 5)
    """
    rows, ordered, whole = narrowed(shown), shown.ordered, shown.whole
    coded = [f for f in _facts(shown, rows) if f in whole.by_id and f in ordered.held]
    room, found = _room(shown), []
    for voice in [*_needed(shown, rows)][:room]:
        found.append((naming.plain_voice(whole, voice), ordered.without(voice)))
    for fact in coded[:room]:
        name = f"{fact}: {naming.heading(whole, whole.by_id[fact])}"
        found.append((name, ordered.less(fact)))
    counts = [(name, _lost(shown, less, rows)) for name, less in found]
    return sorted((one for one in counts if one[1]), key=lambda one: -one[1])
