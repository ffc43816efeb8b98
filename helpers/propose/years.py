"""Which year a day or month is of that is told without one.

A text is told from places in time: the day of publication, and each date before. From
every one of them the day may be of the year before, the same or the next one. To read
it so costs more the farther off that place is in the text, and the longer the step in
time is; a step back costs more than one ahead, as a story goes on. What a verb or the
weekday denies costs most. The cheapest is taken, and none where two cost the same.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from helpers.propose import reckon
from helpers.propose.context import AHEAD, FOR, HAD, OF, SINCE, Context, Told

COST = {  # found by trial on texts of others with their years known
    "denied": 3,  # by a verb of the past, or by the weekday beside it
    "seen": 2,  # not on the side of publication that the verb points to
    "still": 0.1,  # before publication, where no verb points anywhere
    "news": 0.75,  # seen from publication, where nothing speaks of the present
    "history": 1.25,  # the same in a text that is mostly of years before
    "present": 0.485,  # less, where the paragraph speaks of the present
    "spoken": 0.38,  # less, where somebody speaks
    "paragraph": 0.7,  # a date of another paragraph
    "sentence": 0.24,  # for each sentence since a date
    "passed": 0.3,  # for each date of the story since then
    "bare": 0.1,  # of a year alone; more from one paragraph to the next
    "marked": 0.5,  # the year whose anniversary the article begins with
    "ahead": 0.55,  # not seen from publication, though the verb points ahead
    "month": 0.03,  # for each month of the step
    "new": 0.15,  # a new year that is not named
    "back": 0.6,  # for each month of a step back
    "year": 0.75,  # for each year after one that was told alone
}
EVEN = 0.01  # two that differ by less cost the same
LAST = 8  # dates before a place that it may go on from
DECADE = 12  # years around publication in which a weekday is looked for
PRESENT = re.compile(
    r"\b(?:[Tt]oday|[Tt]omorrow|[Yy]esterday|[Nn]ow(?! that)|these days|recently|lately"
    r"|ago|(?:[Tt]his|[Ll]ast|[Nn]ext) (?:week|month|year|spring|summer|autumn|winter"
    r"|\w+day)|is|are|has|(?<!ould )(?<!not )(?<!to )have|says?|will|can)\b"
)


class Way(NamedTuple):
    """A date that may be meant: what it costs to take it, and why it may be."""

    cost: float
    value: str
    why: str


class Place(NamedTuple):
    """Where a day or month stands, and what its words say of its year.

    ``lean`` is 1 where verbs point ahead and -1 where they point back; ``is_seen`` is
    true where words say that it is seen from publication.
    """

    context: Context
    at: int
    lean: int
    is_seen: bool
    weekday: int | None


def in_year(
    context: Context,
    month: int,
    day: int,
    at: int,
    way: int = 0,
    weekday: int | None = None,
) -> tuple[str, str]:
    """Return a day or month without a year, in a year, and why in this one.

    ``way`` is 1 for the next one and -1 for the last one, where words say so.
    """
    before, now = context.before(at), context.published.year
    way = way or -bool(SINCE.search(before) and not HAD.search(before))
    lean = way or context.lean(at)
    if day and not way:
        lean = 0 if lean > 0 and OF.search(before) else lean
        lean = min(1, lean + bool(FOR.search(before)))
    place = Place(context, at, lean, bool(way), weekday)
    near = [now, *(int(one.value[:4]) for one, _ in _told(place))]
    years = {year + step for year in near for step in (-1, 0, 1)}
    years.update(range(now - DECADE, now + DECADE) if weekday is not None else ())
    values = filter(None, (reckon.on(year, month, day) for year in years))
    return _cheapest(sorted(min(_ways(place, value)) for value in values))


def _cheapest(ways: list[Way]) -> tuple[str, str]:
    """Return the date that costs least, and why; none where two cost the same."""
    if not ways:
        return "", "the article does not say which year"
    if len(ways) > 1 and ways[1].cost - ways[0].cost < EVEN:
        one, other = sorted(way.value[:4] for way in ways[:2])
        return "", f"of {one} or {other}; the article does not say which"
    return ways[0].value, ways[0].why


def _told(place: Place) -> list[tuple[Told, float]]:
    """List the dates that a place may go on from, and what it costs to go to each."""
    context, line, passed, found = place.context, place.context.line, 0, []
    here = line.number, line.nth(place.at)
    for one in context.trail[: -LAST - 1 : -1] * (not place.is_seen):
        is_near, bare = one.paragraph == line.number, len(one.value) == 4
        cost = COST["sentence"] * (here[1] - one.sentence)
        cost = cost if is_near else COST["paragraph"]
        cost += COST["bare"] * bare * (1 if is_near else 4)
        found.append((one, cost + one.cost + COST["passed"] * passed))
        passed += not one.cost and one.value[:7] != context.now[:7]
    if context.marked and not place.is_seen:
        found.append((Told(str(context.marked), *here, 0), COST["marked"]))
    return found


def _ways(place: Place, value: str) -> Iterator[Way]:
    """List what it costs to take a date, from publication and from each one before."""
    now, denied, present = place.context.now, _denied(place, value), _present(place)
    for one, cost in _told(place):
        if _months(one.value) > _months(now) - 1:
            present = min(present, cost)
        cost += denied + _onward(place, one.value, value)
        yield Way(
            cost + COST["ahead"] * (place.lean > 0), value, "by the date before it"
        )
    step = _step(now, value)
    cost = denied + present + COST["month"] * abs(step)
    cost += COST["seen"] * (place.lean * step < 0)
    cost += COST["still"] * (not place.lean and step < 0)
    yield Way(cost, value, "seen from publication")


def _denied(place: Place, value: str) -> float:
    """Return what it costs that a verb or the weekday beside it denies a date."""
    context = place.context
    is_late = place.lean < 0 and value > context.now
    is_late = is_late and not AHEAD.search(context.before(place.at))  # by 1 May
    nth = None if place.weekday is None else date.fromisoformat(value).weekday()
    return COST["denied"] * (is_late + (nth != place.weekday))


def _present(place: Place) -> float:
    """Return what it costs that a place is seen from publication."""
    context, line, at = place.context, place.context.line, place.at
    if place.is_seen:
        return 0
    cost = COST["history" if context.is_history else "news"]
    cost -= COST["spoken"] * context.is_spoken(at)
    is_present = place.lean > 0 or line.spots(PRESENT)
    return cost - COST["present"] * bool(is_present)


def _onward(place: Place, told: str, value: str) -> float:
    """Return what a step from a date before costs; what had been may be before it."""
    if len(told) == 4:
        years = int(value[:4]) - int(told)
        return COST["year"] * years * (1 if years > 0 else -2)
    step, line = _step(told, value), place.context.line
    had = line.holds(HAD, line.clause(place.at))
    if step < 0 and not had:
        return -COST["back"] * step
    is_new = step > 0 and value[:4] > told[:4]
    return COST["month"] * abs(step) + COST["new"] * is_new * (3 if had else 1)


def _step(told: str, value: str) -> float:
    """Count the months from one date to another; 0 in one month that has no day."""
    is_same = value[:7] == told[:7] and 7 in (len(value), len(told))
    return 0 if is_same else _months(value) - _months(told)


def _months(value: str) -> float:
    """Count the months up to a date from the year 0; a day is a part of one."""
    return int(value[:4]) * 12 + int(value[5:7] or 1) + int(value[8:] or 15) / 31
