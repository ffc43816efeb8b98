"""Balance from day to day, with its range where signs or dates are open."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import chain, product

import numpy as np
import pandas as pd

from helpers.balance import model as program
from helpers.balance import signed_ties
from helpers.balance.census import KINDS, census, counts
from helpers.balance.frustration import LIMIT, frustration, settled
from helpers.balance.model import Deadline, Tie
from helpers.balance.signed_ties import Rule
from helpers.case.cases import Case
from helpers.view.parameters import View

MOST_READINGS = 64  # that are all tried; where there are more, so many are drawn
SEED = 1
TIED = ["since", "actors", "ties", "negative", "open"]
COLUMNS = [*TIED, *KINDS, "index", "low", "high", "how", "proven"]


@dataclass(frozen=True)
class Range:
    """Between what the index lies, however open ties are read.

    ``how``: `exact` where both ends are reached and proven; `sampled` where ``high`` is
    the most among readings drawn with a fixed seed, so that it may be higher; `bounds`
    where time was short.
    """

    low: int
    high: int
    how: str


def index_range(ties: pd.DataFrame, time_limit: float = LIMIT) -> Range:
    """Return the least and the most that the index can be over all readings of pairs.

    The least is the index of the pairs with one reading: any other can be read so that
    it fits, or is not there. The most needs every tie that may be there. Each pair is
    read on its own, though records of several pairs that share one date may not allow
    all of it.

    Examples
    --------
    >>> balance.index_range(balanced.ties)
    Range(low=0, high=1, how='exact')
    """
    deadline, ties = Deadline(time_limit), signed_ties.with_readings(ties)
    is_open = ties.may.map(len) > 1
    fixed = frustration(ties[~is_open], deadline.left, most=0)
    highest, proven = fixed.upper, fixed.proven
    ceiling = fixed.upper + int(is_open.sum())  # each open pair adds one at most
    present = [(t.a, t.b, 1 if 1 in t.may else -1) for t in ties.itertuples()]
    blocks = program.blocks(present)
    on_circles = {*chain.from_iterable(blocks)}  # no other can be frustrated
    both = [n for n, may in enumerate(ties.may) if {1, -1} <= {*may}]
    both = [place for place in both if place in on_circles]
    for reading in _read(present, both):
        if highest >= ceiling:
            break
        if deadline.passed:
            highest, proven = ceiling, False
        elif _upper_bound(reading, blocks) > highest:
            pairs = pd.DataFrame(reading, columns=["a", "b", "sign"])
            solved = frustration(pairs, deadline.left, most=0)
            highest, proven = max(highest, solved.upper), proven and solved.proven
    complete = highest >= ceiling or 2 ** len(both) <= MOST_READINGS
    how = "bounds" if not proven else "exact" if complete else "sampled"
    return Range(fixed.lower, highest, how)


def _read(ties: list[Tie], both: list[int]) -> Iterator[list[Tie]]:
    """Yield the ties with those at some places read either way, in all ways or some."""
    if 2 ** len(both) <= MOST_READINGS:
        ways = product((1, -1), repeat=len(both))
    else:
        rng = np.random.default_rng(SEED)
        ways = (rng.choice((1, -1), len(both)) for _ in range(MOST_READINGS))
    for signs in ways:
        reading = list(ties)
        for place, sign in zip(both, signs, strict=True):
            reading[place] = (*ties[place][:2], int(sign))
        yield reading


def _upper_bound(ties: list[Tie], blocks: list[list[int]]) -> int:
    """Bound the index from above, by partitions that take no time to find."""
    parts = (program.build([ties[e] for e in block]) for block in blocks)
    return sum(len(program.climb(part)) for part in parts)


def course(
    days: Iterable[date],
    ties_on: Callable[[date], pd.DataFrame],
    time_limit: float = LIMIT,
) -> pd.DataFrame:
    """Return balance over time, one row per stretch of days with the same network.

    ``since`` is the first day of a stretch, which lasts until the next; ``actors`` have
    a tie, ``ties`` have a sign, ``open`` ones have none. Then the triangles by kind,
    the index of the ties with a sign (None where it is not ``proven``), and the range
    over all readings (``low``, ``high``, and ``how`` it was found, see ``Range``).
    ``time_limit`` is for all of it, in seconds.

    Examples
    --------
    >>> def ties_on(day):
    ...     return balance.ties(case, View(), day)
    >>> balance.course(["2012", "2020-03-10"], ties_on)[["since", "actors", "ties"]]
            since  actors  ties
    0  2012-12-31       2     1
    1  2020-03-10       3     2
    """
    deadline, rows, known, before = Deadline(time_limit), [], {}, None
    for day in days:
        ties = ties_on(day)
        now = tuple(zip(ties.a, ties.b, ties.sign, ties.may, strict=True))
        if now not in known:
            known[now] = _describe(ties, deadline.left)
        if now != before:
            rows.append({"since": day} | known[now])
        before = now
    indices = pd.Series([row["index"] for row in rows], dtype=object)  # None stays
    return pd.DataFrame(rows, columns=COLUMNS).assign(index=indices)


def _describe(ties: pd.DataFrame, time_limit: float) -> dict:
    """Return the values of one network, by column."""
    pairs, deadline = settled(ties), Deadline(time_limit)
    solved = frustration(ties, time_limit, most=0)
    span = index_range(ties, deadline.left)
    there = ties[~signed_ties.perhaps(ties)]
    triangles = counts(census(ties))
    return {
        "actors": len({*there.a, *there.b}),
        "ties": len(pairs),
        "negative": sum(sign < 0 for _, _, sign in pairs),
        "open": solved.open,
        **{kind: triangles[kind] for kind in KINDS},
        "index": solved.index,
        **asdict(span),
        "proven": solved.proven,
    }


def over_time(
    case: Case,
    view: View,
    rule: Rule = signed_ties.RULES["acts"],
    until: date | None = None,
    time_limit: float = LIMIT,
) -> pd.DataFrame:
    """Return the balance of a case from day to day, up to a day (see ``course``).

    Examples
    --------
    >>> balance.over_time(case, View(), until="2012")[["since", "ties"]]
            since  ties
    0  2010-11-01     0
    1  2010-11-30     1
    """

    def ties_on(day: date) -> pd.DataFrame:
        return signed_ties.ties(case, view, day, rule, course=day != until)

    return course(signed_ties.until(case, view, rule, until), ties_on, time_limit)
