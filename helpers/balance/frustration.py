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
from helpers.balance.model import Left, Model, Tie, Wanted
from helpers.balance.network import perhaps

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

    ``partitions`` are those with the fewest frustrated ties, up to a limit; whether
    that is all of them, ``complete`` says. ``open`` ties bear no single sign and are
    not counted.
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
        others = [set(p.frustrated) for p in self.partitions[1:]]
        return tuple(
            t for t in self.partitions[0].frustrated if all(t in o for o in others)
        )


def deadline(seconds: float) -> Left:
    """Give a function that says how many seconds are left."""
    end = time.monotonic() + seconds
    return lambda: end - time.monotonic()


@dataclass
class Budget:
    """Seconds for several proofs together.

    A class because what one proof leaves is kept for the next, however long its
    reader waits in between.
    """

    seconds: float

    def spend(self, prove: Callable[[float], Any], share: float = 1.0) -> Any:
        """Return what a proof gives in a share of the time that is left."""
        begun = time.monotonic()
        try:
            return prove(max(share * self.seconds, 0.01))
        finally:
            self.seconds -= time.monotonic() - begun


def settled(ties: pd.DataFrame) -> list[Tie]:
    """List the ties that bear one sign; two actors, and 1 or -1."""
    rows = zip(ties.a, ties.b, ties.sign, strict=True)
    return [(a, b, int(sign)) for a, b, sign in rows if sign]


def frustration(
    ties: pd.DataFrame,
    time_limit: float = LIMIT,
    most: int = MOST,
    actors: Iterable[str] = (),
) -> Frustration:
    """Find the line index of balance of a network, and all its optimal partitions.

    A row of ``ties`` is a pair of actors (``a``, ``b``) with a ``sign``: 1, -1, or 0
    where it is open (see network.frame, which settles what two records of a pair come
    to) or may not be there. A network without ties has the index 0.

    The sides of components have nothing to do with each other, so that each can stand
    either way: an optimal partition of two components is never unique, and an actor
    without a tie stands on either side.

    Parameters
    ----------
    ties : DataFrame
        A row a pair, at most one a pair.
    time_limit : float
        Seconds; when they are over, the bounds so far are given.
    most : int
        Partitions that are listed at most; 0 lists one, and asks for no others.
    actors : iterable of str
        Actors of the network, those without a tie among them; those of ties need not
        be named.

    Raises
    ------
    ValueError
        Where a pair stands twice, or an actor is tied to itself.
    """
    pairs, left = settled(ties), deadline(time_limit)
    _plain(ties)
    whole = program.build(pairs, dict.fromkeys([*actors, *ties.a, *ties.b]))
    lower = upper = 0
    sets, complete = [], True
    for block in program.blocks(pairs):
        part = program.build([pairs[e] for e in block])
        low, high, found, all_of_it = _block(part, left, most)
        lower, upper, complete = lower + low, upper + high, complete and all_of_it
        sets.append([tuple(block[e] for e in one) for one in found])
    chosen = _partitions(whole, sets)
    listed = tuple(islice(chosen, max(most, 1)))
    if next(chosen, None):
        complete = False
    undecided = int(((ties.sign == 0) & ~perhaps(ties)).sum())
    return Frustration(lower, upper, listed, complete, undecided)


def _plain(ties: pd.DataFrame) -> None:
    """Refuse a pair that stands twice, and an actor that is tied to itself."""
    pairs = [frozenset(p) for p in zip(ties.a, ties.b, strict=True)]
    for pair in pairs:
        if len(pair) == 1:
            raise ValueError(
                f"{next(iter(pair))} is tied to itself; leave that tie out"
            )
    if len(set(pairs)) < len(pairs):
        twice = next(p for p in pairs if pairs.count(p) > 1)
        raise ValueError(f"{' and '.join(sorted(twice))} stand twice; fold them first")


def _block(model: Model, left: Left, most: int):
    """Solve a block: its bounds, its optimal sets of frustrated ties, whether all."""
    relaxed = program.relax(model, left)
    best, lower = relaxed.frustrated, relaxed.lower
    if best is None:
        best = program.climb(model)
        if lower < len(best):
            below = Wanted(least=lower, most=len(best) - 1)
            found = program.solve(model, left, below, relaxed.cycles)
            best = found.frustrated if found.frustrated is not None else best
            lower = min(max(lower, found.lower), len(best))
    if lower < len(best):
        return lower, len(best), [best], False
    sets, complete = _others(model, left, best, relaxed.cycles, most)
    return lower, len(best), sets, complete


def _others(model: Model, left: Left, best: tuple, cycles, most: int):
    """List the other sets of as few frustrated ties; say whether they are all."""
    found = [best]
    if not best:
        return found, True
    while len(found) < most + 1 and left() > 0:
        wanted = Wanted(len(best), len(best), tuple(found))
        answer = program.solve(model, left, wanted, cycles)
        if answer.frustrated is None:
            return sorted(found), answer.lower > len(best)
        found.append(answer.frustrated)
    return sorted(found), False


def _partitions(whole: Model, sets: list[list[tuple]]) -> Iterator[Partition]:
    """Join sets of frustrated ties, a block each; components stand either way."""
    parts = whole.components
    pairs = [(whole.actors[u], whole.actors[v]) for u, v in whole.ends]
    for one in product(*sets):
        frustrated = sum(one, ())
        side = np.array(whole.sides(frustrated))
        told = tuple(pairs[e] for e in sorted(frustrated))
        for turned in product((1, -1), repeat=max(len(parts) - 1, 0)):
            stand = side.copy()
            for part, way in zip(parts[1:], turned, strict=True):
                stand[part] *= way
            yield Partition(tuple(_at(whole, stand, w) for w in (1, -1)), told)


def _at(whole: Model, side: np.ndarray, which: int) -> tuple[str, ...]:
    return tuple(whole.actors[i] for i in np.flatnonzero(side == which))


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
    """
    if k < 1:
        raise ValueError(f"k = {k}: there is at least one cluster")
    _plain(ties)
    pairs = settled(ties)
    model = program.build(pairs)
    if not pairs:
        return Clusters(0, 0, ())
    n, m = len(model.actors), len(model.ends)
    k = min(k, n)
    found = milp(
        np.r_[np.zeros(n * k), np.ones(m)],
        integrality=np.r_[np.ones(n * k), np.zeros(m)],
        bounds=Bounds(0, np.r_[_in_order(n, k), np.ones(m)]),
        constraints=_memberships(model, k),
        options={"time_limit": time_limit, "mip_rel_gap": 0.0},
    )
    if found.x is None:  # all in one cluster: the negative ties are frustrated
        return Clusters(0, sum(s < 0 for s in model.sign), (model.actors,))
    where = found.x[: n * k].reshape(n, k).argmax(axis=1)
    upper = sum(
        (where[u] == where[v]) != (s > 0)
        for (u, v), s in zip(model.ends, model.sign, strict=True)
    )
    bound = int(np.ceil(found.mip_dual_bound - program.SURE))
    lower = upper if found.status == 0 else min(max(0, bound), upper)
    groups: dict[int, list[str]] = {}
    for actor, at in zip(model.actors, where, strict=True):
        groups.setdefault(int(at), []).append(actor)
    return Clusters(int(lower), int(upper), tuple(map(tuple, groups.values())))


def _in_order(n: int, k: int) -> np.ndarray:
    """Let the nth actor be in one of the first n clusters: their names may swap."""
    return np.tril(np.ones((n, k))).ravel()


def _memberships(model: Model, k: int) -> list[LinearConstraint]:
    """Join the clusters of actors (n times k columns) and the frustration of ties."""
    n, m = len(model.actors), len(model.ends)
    rows, low, high = [], [], []
    for i in range(n):  # each is in one
        row = np.zeros(n * k + m)
        row[i * k : (i + 1) * k] = 1
        rows, low, high = [*rows, row], [*low, 1], [*high, 1]
    for e, ((u, v), s) in enumerate(zip(model.ends, model.sign, strict=True)):
        for c in range(k):  # f >= x_uc - x_vc, or f >= x_uc + x_vc - 1
            row = np.zeros(n * k + m)
            row[n * k + e], row[u * k + c], row[v * k + c] = 1, -1, 1 if s > 0 else -1
            rows, low = [*rows, row], [*low, 0 if s > 0 else -1]
            high.append(np.inf)
    return [LinearConstraint(np.array(rows), low, high)]
