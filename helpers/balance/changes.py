"""What the index would be if one tie were otherwise.

Balance theory names an inconsistency; it does not say which tie moves, nor that any
does. So every single change is listed with what it would come to, all equal ones alike.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from helpers.balance import model as program
from helpers.balance.frustration import LIMIT, frustration, settled
from helpers.balance.model import Cycle, Deadline, Model, Wanted

COLUMNS = ["a", "b", "now", "sign", "index", "change"]
Change = tuple[str, str, int, int, int | None]  # a, b, now, sign, change


def what_if(ties: pd.DataFrame, time_limit: float = LIMIT) -> pd.DataFrame:
    """Return the index after each single change, one row per pair and new sign.

    ``now`` is the sign that the pair has, 0 where it has no tie: a tie that is there
    changes its sign, a missing one gets either. ``change`` is that of the index, which
    one tie can move by one at most; both are blank (None) where the time was not
    enough, and there is no row where the index itself is not proven. An open tie is
    left as it is, and so is its pair. Solves one program a pair.

    Examples
    --------
    >>> balance.what_if(balanced.ties)
          a     b  now  sign index change
    0  A001  A010    1    -1     1      1
    ...
    """
    deadline, pairs = Deadline(time_limit), settled(ties)
    solved = frustration(ties, time_limit, most=0)
    rows: list[Change] = []
    if solved.proven and pairs:
        model = program.build(pairs)
        cycles = program.relax(model, deadline).cycles
        search = _Search(model, solved.upper, cycles, deadline)
        pays = {frozenset(pair) for pair in solved.partitions[0].frustrated}
        frustrated = [e for e, tie in enumerate(pairs) if frozenset(tie[:2]) in pays]
        rows += _flip_each(search, frustrated)
        rows += _add_each(search, frustrated, _missing(ties, model))
    table = pd.DataFrame([row[:4] for row in rows], columns=COLUMNS[:4])
    changes = [row[4] for row in rows]
    indices = [None if change is None else solved.upper + change for change in changes]
    return table.assign(  # None stays None
        index=pd.Series(indices, dtype=object), change=pd.Series(changes, dtype=object)
    )


@dataclass(frozen=True)
class _Search:
    """A search for partitions that one more tie would fit.

    A class because the searches of all single changes share their program and time.
    """

    model: Model
    index: int
    cycles: tuple[Cycle, ...]
    deadline: Deadline

    def fewest(self, pair: tuple[int, int], sign: int, most: int) -> int | None:
        """Return the fewest frustrated ties where a tie of this sign would fit a pair.

        One more than ``most`` where so many do not do; None where time was short.
        """
        if self.deadline.passed:
            return None
        where = {"beside" if sign > 0 else "apart": pair}
        wanted = Wanted(least=self.index, most=most, **where)
        answer = program.solve(self.model, self.deadline, wanted, self.cycles)
        if answer.lower > most:
            return most + 1
        ties = answer.frustrated
        return None if ties is None or answer.lower < len(ties) else len(ties)


def _flip_each(search: _Search, frustrated: list[int]) -> Iterator[Change]:
    """Yield each tie with the other sign: the change is -1, 0 or 1.

    Where a partition frustrates the tie, flipping contents it: the index falls if such
    a partition is optimal, and stays if it has one more frustrated tie.
    """
    model = search.model
    for e, ((u, v), sign) in enumerate(zip(model.ends, model.sign, strict=True)):
        fewest = search.index
        if e not in frustrated:
            fewest = search.fewest((u, v), -sign, most=search.index + 1)
        change = None if fewest is None else fewest - 1 - search.index
        yield model.actors[u], model.actors[v], sign, -sign, change


def _add_each(
    search: _Search, frustrated: list[int], missing: list[tuple[int, int]]
) -> Iterator[Change]:
    """Yield each missing tie with either sign: 1 where every optimum would pay."""
    model, sides = search.model, search.model.sides(frustrated)
    for u, v in missing:
        for sign in (1, -1):
            fewest = search.index
            if sides[u] * sides[v] != sign:  # the known optimum would pay for it
                fewest = search.fewest((u, v), sign, most=search.index)
            change = None if fewest is None else fewest - search.index
            yield model.actors[u], model.actors[v], 0, sign, change


def _missing(ties: pd.DataFrame, model: Model) -> list[tuple[int, int]]:
    """List the pairs of places that have no tie, not even an open one."""
    there = set(map(frozenset, zip(ties.a, ties.b, strict=True)))
    every = combinations(enumerate(model.actors), 2)
    return [(u, v) for (u, a), (v, b) in every if frozenset((a, b)) not in there]
