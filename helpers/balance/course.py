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
from helpers.cases import Case

READ = 256  # ways to read the open ties that are all tried; beyond, some are drawn
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

    The least is that of the settled ties, since an open one can always be read so that
    it is content, or not there. The most needs every tie that may be there; those with
    both signs are read in all ways up to ``READ``, and beyond in as many drawn ones.
    Pairs are read each on its own: records of several pairs that share one date may
    not allow all of it.
    """
    left = deadline(time_limit)
    low = frustration(ties, left(), most=0)
    if not (ties.sign == 0).any():
        return Range(low.lower, low.upper, "exact" if low.proven else "bounds")
    both, fixed = _readable(ties)
    ways, exact = _ways(len(both))
    high, proven = 0, low.proven
    for signs in ways:
        read = fixed.copy()
        for at, sign in zip(both, signs, strict=True):
            read[at] = (*read[at][:2], sign)
        found = frustration(_plain(read), max(left(), 0.01), most=0)
        proven = proven and found.proven
        high = max(high, found.upper)
        if high >= low.upper + len(both) + _added(ties):
            break  # each open tie adds one at most
    how = "bounds" if not proven else "exact" if exact else "sampled"
    return Range(low.lower, high, how)


def _readable(ties: pd.DataFrame) -> tuple[list[int], list[tuple]]:
    """List all ties that may be there, and the places of those that bear both signs.

    Of these only those on a circle: no other can be frustrated, however it is read.
    """
    every = [(t.a, t.b, t.sign or (1 if 1 in t.may else -1)) for t in ties.itertuples()]
    on_circles = {e for block in program.blocks(every) for e in block}
    both = [
        n for n, t in enumerate(ties.itertuples())
        if t.sign == 0 and {1, -1} <= set(t.may) and n in on_circles
    ]  # fmt: skip
    return both, every


def _added(ties: pd.DataFrame) -> int:
    """Count the ties that may be there with one sign only."""
    return sum(t.sign == 0 and not {1, -1} <= set(t.may) for t in ties.itertuples())


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
    a tie, ``ties`` are settled, ``open`` ones are not. Then the triangles by kind, the
    index (None where it is not proven or ties are open that could move it), its range
    (``low``, ``high``) and ``how`` that was found. ``time_limit`` is for all of it.
    """
    left, rows, known, before = deadline(time_limit), [], {}, None
    for day in days:
        now = ties(day)
        key = tuple(zip(now.a, now.b, now.may, strict=True))
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
    pairs, between = settled(ties), spread(ties, limit)
    actors = {x for t in ties.itertuples() for x in (t.a, t.b)}
    negative = sum(sign < 0 for _, _, sign in pairs)
    by = counts(census(ties))
    proven = between.how == "exact" or between.low == between.high
    index = between.low if proven and between.low == between.high else None
    return (
        len(actors), len(pairs), negative, len(ties) - len(pairs),
        *(by[kind] for kind in KINDS), index, between.low, between.high, between.how,
        proven,
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
    days = [d for d in network.turns(case, rule, **asked) if not until or d <= until]
    return course(days, lambda day: network.ties(case, day, rule, **asked), time_limit)
