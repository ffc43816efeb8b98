"""Balance from day to day, with its range where signs or dates are open."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np
import pandas as pd

from helpers.balance import model as program
from helpers.balance import network
from helpers.balance.census import KINDS, census, counts
from helpers.balance.frustration import LIMIT, deadline, frustration, settled
from helpers.balance.network import Rule
from helpers.case.cases import Case

READ = 64  # ways to read the open ties that are all tried; beyond, some are drawn
SEED = 1
COLUMNS = [
    "since", "actors", "ties", "negative", "open", *KINDS, "index", "low", "high",
    "how", "proven",
]  # fmt: skip


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


def spread(ties: pd.DataFrame, time_limit: float = LIMIT) -> Range:
    """Find the least and the most that the index can be, pair by pair.

    The least is that of the pairs with one reading only, since any other can be read
    so that it is content, or not there. The most needs every tie that may be there;
    those with both signs are read in all ways up to ``READ``, and beyond in as many
    drawn ones. Pairs are read each on its own: records of several pairs that share one
    date may not allow all of it.
    """
    left = deadline(time_limit)
    if "may" not in ties:
        ties = ties.assign(may=[(s,) if s else (1, -1) for s in ties.sign])
    several = np.array([len(may) > 1 for may in ties.may], bool)
    low = frustration(ties[~several], max(left(), 0.01), most=0)
    high, proven = low.upper, low.proven
    every, both = _every(ties)
    ways, exact = _ways(len(both))
    most = low.upper + int(several.sum())  # each of them adds one at most
    blocks = program.blocks(every)
    for signs in ways if several.any() else ():
        if left() <= 0:
            high, proven = most, False
            break
        read = _read(every, zip(both, signs, strict=True))
        if _at_most(read, blocks) <= high:
            continue  # it cannot be more than what another reading has come to
        found = frustration(_plain(read), max(left(), 0.01), most=0)
        proven = proven and found.proven
        high = max(high, found.upper)
        if high >= most:
            exact = True
            break
    how = "bounds" if not proven else "exact" if exact else "sampled"
    return Range(low.lower, int(high), how)


def _read(ties: list[tuple], signs: Iterable[tuple[int, int]]) -> list[tuple]:
    """Give some of the ties, by their places, other signs."""
    read = list(ties)
    for at, sign in signs:
        read[at] = (*ties[at][:2], sign)
    return read


def _at_most(ties: list[tuple], blocks: list[list[int]]) -> int:
    """Bound the index of plain ties from above, by partitions found in no time."""
    parts = (program.build([ties[e] for e in block]) for block in blocks)
    return sum(len(program.climb(part)) for part in parts)


def _every(ties: pd.DataFrame) -> tuple[list[tuple], list[int]]:
    """List all ties that may be there, and the places of those that bear both signs.

    Of these only those on a circle: no other can be frustrated, however it is read.
    """
    every = [(t.a, t.b, 1 if 1 in t.may else -1) for t in ties.itertuples()]
    on_circles = {e for block in program.blocks(every) for e in block}
    both = [n for n, may in enumerate(ties.may) if {1, -1} <= {*may}]
    return every, [n for n in both if n in on_circles]


def _ways(n: int) -> tuple[Iterable[tuple[int, ...]], bool]:
    """List ways to read ``n`` ties; say whether they are all."""
    if 2**n <= READ:
        return product((1, -1), repeat=n), True
    rng = np.random.default_rng(SEED)
    return [tuple(map(int, rng.choice((1, -1), n))) for _ in range(READ)], False


def _plain(ties: list[tuple]) -> pd.DataFrame:
    return pd.DataFrame(ties, columns=["a", "b", "sign"])


def course(
    days: Iterable[date],
    ties: Callable[[date], pd.DataFrame],
    time_limit: float = LIMIT,
) -> pd.DataFrame:
    """Give balance from day to day: a row a stretch in which the network is the same.

    ``since`` is the first day of a stretch, which lasts until the next; ``actors`` have
    a tie, ``ties`` have a sign, ``open`` ones have none. Then the triangles by kind,
    the index of the ties with a sign (None where it is not ``proven``), and the range
    over all readings (``low``, ``high``, and ``how`` it was found, see ``Range``).
    ``time_limit`` is for all of it.
    """
    left, rows, known, before = deadline(time_limit), [], {}, None
    for day in days:
        now = ties(day)
        key = tuple(zip(now.a, now.b, now.sign, now.may, strict=True))
        if key == before:
            continue
        before = key
        if key not in known:
            known[key] = _stretch(now, max(left(), 0.01))
        rows.append((day, *known[key]))
    found = pd.DataFrame(rows, columns=COLUMNS)
    found["index"] = pd.Series([row[-5] for row in rows], dtype=object)  # None stays
    return found


def _stretch(ties: pd.DataFrame, limit: float) -> tuple:
    """Describe one network."""
    pairs, left = settled(ties), deadline(limit)
    found, between = frustration(ties, limit, most=0), spread(ties, max(left(), 0.01))
    there = ties[~network.perhaps(ties)]
    by = counts(census(ties))
    return (
        len({*there.a, *there.b}), len(pairs), sum(sign < 0 for _, _, sign in pairs),
        found.open, *(by[kind] for kind in KINDS), found.index, between.low,
        between.high, between.how, found.proven,
    )  # fmt: skip


def over_time(
    case: Case,
    rule: Rule = network.RULES["acts"],
    until: date | None = None,
    time_limit: float = LIMIT,
    **asked,
) -> pd.DataFrame:
    """Give the balance of a case from day to day, up to a day (see ``course``).

    ``asked`` are memory, dates and level, as in network.ties.
    """

    def ties(day: date) -> pd.DataFrame:
        return network.ties(case, day, rule, course=day != until, **asked)

    return course(network.until(case, rule, until, **asked), ties, time_limit)
