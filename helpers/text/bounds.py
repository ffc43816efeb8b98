"""How a bound that order narrows is worded: by which facts, and in whose words."""

import re
from datetime import date

from helpers.case import dates
from helpers.case.allen import AT, BEGIN, END, Point
from helpers.view import naming
from helpers.view.derived import Held
from helpers.view.shown import Shown

SAID = {  # of a point: that it was not before a day, and that it was by one
    AT: ("not before", "not after"),
    BEGIN: ("not begun before", "begun by"),
    END: ("not over before", "over by"),
}
FOLLOWS = {  # how an order by rule bounds the first day of a date, and the last
    "told": ("tells of", "told in"),
    "reported": ("tells of", "told in"),
    "said": ("has what is said in", "said in"),
    "relayed": ("passes on", "passed on in"),
    "foreseen": ("foreseen in", "foresees"),
    "post": ("appointed in", "appoints to"),
}
FEW, MOST = 3, 5  # voices that are named, and orders of a chain


def sides(shown: Shown, record: str) -> list[tuple[Point, int]]:
    """List the bounds of a record that order narrows: a point, and which side of it."""
    ordered, row = shown.ordered, shown.whole.by_id.get(record)
    if hasattr(row, "status_article") and shown.is_prospect(row):
        return []  # it has no date
    points = ordered.points.get(record, {}).values()
    windows, own = ordered.found.windows, ordered.own
    every = ((point, side) for point in points for side in (0, 1))
    return [(p, side) for p, side in every if windows[p][side] != own[p][side]]


def by_order(shown: Shown, record: str) -> str:
    """Write what order adds to a date, each bound with its facts and voices.

    Blank where it adds nothing.
    """
    told = [bound(shown, *one) for one in sides(shown, record)]
    return f"by order {' and '.join(told)}" if told else ""


def bound(shown: Shown, point: Point, side: int) -> str:
    """Write a bound that order sets, with its facts and voices."""
    return f"{day(shown, point, side)}: {because(shown, point, side)}"


def day(shown: Shown, point: Point, side: int) -> str:
    """Write the day of a bound that order sets: "begun by 3 July 2021".

    No closer than the date that sets it is stated: the first day of a year, loosened
    by a day, is still that year.
    """
    found = date.fromordinal(shown.ordered.found.windows[point][side])
    setter, *facts = shown.ordered.found.because[point][side]
    when = shown.when(shown.whole.by_id.get(setter.removeprefix("window:")))
    edge, told = dates.last_day if side else dates.first_day, dates.day_in_words(found)
    for part in reversed(re.split(r"/|\.\.", when.text.strip("[]"))):
        like = part.rstrip("~?%")
        if like and len(like) < len("2018-01-01"):
            if abs((edge(like) - found).days) <= len(facts):
                told = dates.day_in_words(edge(like), like)
    return f"{SAID[point.name][side]} {told}"


def because(shown: Shown, point: Point, side: int) -> str:
    """Write the facts that set a bound by their ids, and whose words they are."""
    chain = shown.ordered.found.because[point][side]
    told = dict.fromkeys(_fact(one, side) for one in _held(shown, chain))
    return f"{', '.join(_few([*told]))}, by {naming.joined(whose(shown, chain))}"


def facts(shown: Shown, chain: tuple[str, ...]) -> str:
    """Write the orders of a chain, whole, and whose words they are."""
    told = [
        f"{one.order.first} {_fact(one, 1)}" if one.rule else one.order.fact
        for one in _held(shown, chain)
    ]
    return f"{naming.joined(_few(told))}, by {naming.joined(whose(shown, chain))}"


def _held(shown: Shown, chain: tuple[str, ...]) -> list[Held]:
    held = shown.ordered.held
    return [held[fact] for fact in chain if fact in held]


def _few(told: list[str]) -> list[str]:
    """Keep the first few facts of a long chain, and say how many more there are."""
    more = len(told) - MOST
    return [*told[:MOST], f"{more} orders more"] if more > 1 else told


def _fact(one: Held, side: int) -> str:
    """Write an order that bounds one side of a date by its id.

    One that follows by rule by the other of its two records.
    """
    if not one.rule:
        return one.order.fact
    return f"{FOLLOWS[one.rule][side]} {one.order.second if side else one.order.first}"


def whose(shown: Shown, chain: tuple[str, ...]) -> list[str]:
    """Name the first voices of the orders of a chain, the first few of many."""
    heard = shown.ordered.heard(chain)
    heard = sorted(heard, key=lambda voice: (voice != shown.case.article, voice))
    names = [naming.plain_voice(shown.whole, voice) for voice in heard]
    if len(names) > FEW:
        return [*names[: FEW - 1], f"{len(names) - FEW + 1} other voices"]
    return names
