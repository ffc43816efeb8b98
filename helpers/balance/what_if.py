"""What the index would be if one tie were otherwise.

Balance theory names an inconsistency; it does not say which tie moves, nor that any
does. So every single change is listed with what it would come to, all equal ones alike.
"""

from itertools import combinations

import pandas as pd

from helpers.balance import model as program
from helpers.balance.frustration import LIMIT, deadline, frustration, settled
from helpers.balance.model import Left, Model, Wanted

COLUMNS = ["a", "b", "now", "sign", "index", "change"]


def what_if(ties: pd.DataFrame, time_limit: float = LIMIT) -> pd.DataFrame:
    """Give the index after each single change: a row a pair and new sign.

    ``now`` is the sign that the pair has, 0 where it has no tie: a tie that is there
    changes its sign, a missing one gets either. ``change`` is that of the index, which
    one tie can move by one at most; both are blank (None) where the time was not
    enough, and there is no row where the index itself is not proven. An open tie is
    left as it is, and so is the pair that bears it. Solves one program a pair.
    """
    left, pairs = deadline(time_limit), settled(ties)
    found = frustration(ties, time_limit, most=0)
    model = program.build(pairs)
    rows = []
    if found.proven and pairs:
        frustrated = {frozenset(p) for p in found.partitions[0].frustrated}
        cycles = program.relax(model, left).cycles
        for e, (a, b, sign) in enumerate(pairs):
            known = frozenset((a, b)) in frustrated
            change = -1 if known else _flipped(model, e, found.upper, left, cycles)
            rows.append((a, b, sign, -sign, change))
        side = model.sides(
            tuple(e for e, t in enumerate(pairs) if frozenset(t[:2]) in frustrated)
        )
        for i, j in _missing(ties, model):
            for sign in (1, -1):
                change = 0
                if side[i] * side[j] != sign:  # this partition would pay for it
                    change = _added(model, (i, j), sign, found.upper, left, cycles)
                rows.append((model.actors[i], model.actors[j], 0, sign, change))
    told = [(*r[:4], None if r[4] is None else found.upper + r[4], r[4]) for r in rows]
    found = pd.DataFrame(told, columns=COLUMNS)
    for name, at in (("index", 4), ("change", 5)):  # None stays None
        found[name] = pd.Series([row[at] for row in told], dtype=object)
    return found


def _flipped(model: Model, e: int, index: int, left: Left, cycles) -> int | None:
    """Give the change where a tie that is content flips: -1, 0 or 1.

    Flipped, it would be content where it is frustrated now. The index falls where some
    optimal partition frustrates it, and stays where one with one more does.
    """
    if left() <= 0:
        return None
    place = {"apart" if model.sign[e] > 0 else "beside": model.ends[e]}
    wanted = Wanted(least=index, most=index + 1, **place)
    found = program.solve(model, left, wanted, cycles)
    if found.lower > index + 1:
        return 1
    if found.frustrated is None or found.lower < len(found.frustrated):
        return None
    return len(found.frustrated) - index - 1


def _added(model: Model, pair, sign: int, index: int, left: Left, cycles) -> int | None:
    """Give the change where a missing tie is added: 1 where every optimum pays."""
    if left() <= 0:
        return None
    place = {"beside": pair} if sign > 0 else {"apart": pair}
    wanted = Wanted(least=index, most=index, **place)
    found = program.solve(model, left, wanted, cycles)
    if found.frustrated is not None:
        return 0
    return 1 if found.lower > index else None


def _missing(ties: pd.DataFrame, model: Model) -> list[tuple[int, int]]:
    """List the pairs of places that have no tie, not even an open one."""
    there = {frozenset(p) for p in zip(ties.a, ties.b, strict=True)}
    return [
        (i, j)
        for i, j in combinations(range(len(model.actors)), 2)
        if frozenset((model.actors[i], model.actors[j])) not in there
    ]
