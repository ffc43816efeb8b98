"""The line index of balance, exact or with proven bounds, and who stands together.

Also called the frustration index (Abelson and Rosenberg 1958; Harary 1959): the least
number of ties whose sign would have to change, or that would have to go, for the
network to fall into two sides, positive within and negative between. The share of
triangles that are not balanced is another figure (see census).
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, product
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from helpers.balance import model as program
from helpers.balance.model import Deadline, Model, Tie, Wanted
from helpers.balance.signed_ties import perhaps
from helpers.case.inherited import grouped

LIMIT = 60.0  # seconds
MOST = 50  # optimal partitions that are listed

Pair = tuple[str, str]


@dataclass(frozen=True)
class Partition:
    """Actors on two sides, the first actor on the first; and the frustrated ties."""

    sides: tuple[tuple[str, ...], tuple[str, ...]]
    frustrated: tuple[Pair, ...]


@dataclass(frozen=True)
class Bounded:
    """A least number of frustrated ties, between two bounds that are both proven."""

    lower: int
    upper: int

    @property
    def proven(self) -> bool:
        """Whether the bounds meet."""
        return self.lower == self.upper

    @property
    def index(self) -> int | None:
        """The number itself; None where it is not proven."""
        return self.upper if self.proven else None


@dataclass(frozen=True)
class Frustration(Bounded):
    """The line index of balance between a lower and an upper bound, both proven.

    ``partitions`` are those with the fewest frustrated ties, up to a limit;
    ``complete`` says whether they are all. ``open`` is how many ties have no single
    sign, so that the index leaves them out.
    """

    partitions: tuple[Partition, ...]
    complete: bool
    open: int = 0

    @property
    def unique(self) -> bool | None:
        """Whether one partition alone is optimal; None where that is not known."""
        if len(self.partitions) > 1:
            return False
        return True if self.complete else None

    @property
    def always(self) -> tuple[Pair, ...]:
        """The ties that every listed partition leaves frustrated."""
        if not self.partitions:
            return ()
        first, *others = (partition.frustrated for partition in self.partitions)
        return tuple(tie for tie in first if all(tie in other for other in others))


@dataclass
class Budget:
    """Seconds of the processor for several proofs together.

    A class because what one proof leaves is kept for the next, however long its
    reader waits in between.
    """

    seconds: float

    def spend(self, prove: Callable[[float], Any], share: float = 1.0) -> Any:
        """Return the result of a proof that may take a share of the time left."""
        begun = time.process_time()
        try:
            return prove(max(share * self.seconds, 0.01))
        finally:
            self.seconds -= time.process_time() - begun


def settled(ties: pd.DataFrame) -> list[Tie]:
    """List the ties that have one sign: two actors, and 1 or -1."""
    rows = zip(ties.a, ties.b, ties.sign, strict=True)
    return [(a, b, int(sign)) for a, b, sign in rows if sign]


def frustration(
    ties: pd.DataFrame,
    time_limit: float = LIMIT,
    most: int = MOST,
    actors: Iterable[str] = (),
) -> Frustration:
    """Find the line index of balance of a network, and all its optimal partitions.

    A network without ties has the index 0. The sides of one component say nothing of
    those of another, so that an optimal partition of two components is never unique,
    and an actor without a tie may be on either side.

    Parameters
    ----------
    ties
        A row a pair of actors (``a``, ``b``), each pair once. ``sign`` is 1, -1, or 0
        where the tie is open or may not be there (see signed_ties.frame).
    time_limit
        Seconds of the processor; after them, the bounds so far are returned.
    most
        How many partitions to list at most; 0 lists one and looks for no others.
    actors
        Actors of the network; those that have ties need not be named.

    Raises
    ------
    ValueError
        Where a pair stands twice, or an actor is tied to itself.

    Examples
    --------
    >>> balance.frustration(balanced.ties).index
    0
    """
    _require_plain(ties)
    pairs, deadline = settled(ties), Deadline(time_limit)
    lower = upper = 0
    optima, complete = [], True
    for block in program.blocks(pairs):
        part = program.build([pairs[e] for e in block])
        low, high, sets, all_listed = _solve_block(part, deadline, most)
        lower, upper, complete = lower + low, upper + high, complete and all_listed
        optima.append([tuple(block[e] for e in frustrated) for frustrated in sets])
    whole = program.build(pairs, [*actors, *ties.a, *ties.b])
    partitions = _join(whole, optima)
    listed = tuple(islice(partitions, max(most, 1)))
    complete = complete and next(partitions, None) is None
    undecided = int(((ties.sign == 0) & ~perhaps(ties)).sum())
    return Frustration(lower, upper, listed, complete, undecided)


def _require_plain(ties: pd.DataFrame) -> None:
    """Refuse a pair that stands twice, and an actor that is tied to itself."""
    pairs = list(map(frozenset, zip(ties.a, ties.b, strict=True)))
    for pair in pairs:
        if len(pair) == 1:
            raise ValueError(f"{min(pair)} is tied to itself; leave that tie out")
    if len(set(pairs)) < len(pairs):
        twice = next(pair for pair in pairs if pairs.count(pair) > 1)
        raise ValueError(
            f"{' and '.join(sorted(twice))} are there twice; fold them first"
        )


def _solve_block(model: Model, deadline: Deadline, most: int) -> tuple:
    """Return the bounds of a block, its optimal sets of frustrated ties, if all."""
    relaxed = program.relax(model, deadline)
    best, lower = relaxed.frustrated, relaxed.lower
    if best is None:
        best = program.climb(model)
        if lower < len(best):
            fewer = Wanted(least=lower, most=len(best) - 1)
            answer = program.solve(model, deadline, fewer, relaxed.cycles)
            best = best if answer.frustrated is None else answer.frustrated
            lower = min(max(lower, answer.lower), len(best))
    if lower < len(best):
        return lower, len(best), [best], False
    optima, complete = _list_optima(model, deadline, best, relaxed.cycles, most)
    return lower, len(best), optima, complete


def _list_optima(
    model: Model, deadline: Deadline, best: tuple, cycles: tuple, most: int
) -> tuple[list[tuple], bool]:
    """List the sets of as few frustrated ties as the best, and whether all are listed.

    One more than ``most`` is listed, so that there is no doubt whether there are more.
    """
    optima = [best]
    if not best:
        return optima, True
    while len(optima) <= most and not deadline.passed:
        wanted = Wanted(len(best), len(best), tuple(optima))
        answer = program.solve(model, deadline, wanted, cycles)
        if answer.frustrated is None:
            return sorted(optima), answer.lower > len(best)
        optima.append(answer.frustrated)
    return sorted(optima), False


def _join(whole: Model, optima: list[list[tuple]]) -> Iterator[Partition]:
    """Join each optimum of a block with each of the others; components turn freely."""
    actors, others = np.array(whole.actors, dtype=object), whole.components[1:]
    pairs = [(whole.actors[u], whole.actors[v]) for u, v in whole.ends]
    for chosen in product(*optima):
        places = sum(chosen, ())
        sides = np.array(whole.sides(places))
        frustrated = tuple(pairs[e] for e in sorted(places))
        for turns in product((1, -1), repeat=len(others)):
            turned = sides.copy()
            for component, turn in zip(others, turns, strict=True):
                turned[component] *= turn
            two = tuple(actors[turned == 1]), tuple(actors[turned == -1])
            yield Partition(two, frustrated)


# ---- more than two sides: weak balance ---------------------------------------------


@dataclass(frozen=True)
class Clusters(Bounded):
    """The fewest frustrated ties with at most so many clusters (Davis 1967)."""

    groups: tuple[tuple[str, ...], ...]


def clusters(ties: pd.DataFrame, k: int, time_limit: float = LIMIT) -> Clusters:
    """Split the actors into at most ``k`` clusters with the fewest frustrated ties.

    Positive ties between clusters and negative ones within are frustrated, as for two
    sides; where none is, the network is weakly balanced (clusterable, Davis 1967).

    Raises
    ------
    ValueError
        Where ``k`` is below 1, a pair stands twice, or an actor is tied to itself.

    Examples
    --------
    >>> balance.clusters(balanced.ties, 3).groups
    (('A001', 'A010'), ('A019',))
    """
    if k < 1:
        raise ValueError(f"k = {k}: there is at least one cluster")
    _require_plain(ties)
    model = program.build(settled(ties))
    if not model.ends:
        return Clusters(0, 0, ())
    n, sign = len(model.actors), np.array(model.sign)
    k = min(k, n)
    solution = _split(model, k, time_limit)
    if solution.x is None:  # all in one cluster: the negative ties are frustrated
        return Clusters(0, int((sign < 0).sum()), (model.actors,))
    cluster = solution.x[: n * k].reshape(n, k).argmax(axis=1)
    u, v = np.array(model.ends).T
    upper = int(((cluster[u] == cluster[v]) != (sign > 0)).sum())
    bound = int(np.ceil(solution.mip_dual_bound - program.SURE))
    lower = upper if solution.status == 0 else min(max(0, bound), upper)
    groups = grouped(zip(cluster.tolist(), model.actors, strict=True))
    return Clusters(lower, upper, tuple(map(tuple, groups.values())))


def _split(model: Model, k: int, time_limit: float):
    """Solve the program of ``k`` clusters: a column an actor and cluster, then ties."""
    n, m = len(model.actors), len(model.ends)
    first = np.tril(np.ones((n, k)))  # the nth actor in the first n: names may swap
    return milp(
        np.r_[np.zeros(n * k), np.ones(m)],
        integrality=np.r_[np.ones(n * k), np.zeros(m)],
        bounds=Bounds(0, np.r_[first.ravel(), np.ones(m)]),
        constraints=_memberships(model, k),
        options={"time_limit": time_limit, "mip_rel_gap": 0.0},
    )


def _memberships(model: Model, k: int) -> list[LinearConstraint]:
    """Put each actor in one cluster, and join clusters and the frustration of ties."""
    n, m = len(model.actors), len(model.ends)
    one_each = np.hstack([np.kron(np.eye(n), np.ones(k)), np.zeros((n, m))])
    rows = []
    for e, ((u, v), sign) in enumerate(zip(model.ends, model.sign, strict=True)):
        for c in range(k):  # f >= x_uc - x_vc, or f >= x_uc + x_vc - 1
            row = np.zeros(n * k + m)
            row[[n * k + e, u * k + c, v * k + c]] = 1, -1, sign
            rows.append(row)
    least = np.repeat(np.minimum(model.sign, 0), k)
    return [
        LinearConstraint(one_each, 1, 1),
        LinearConstraint(np.array(rows), least, np.inf),
    ]
