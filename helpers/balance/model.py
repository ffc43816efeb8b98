"""The integer program behind the frustration index, and what makes it quick.

A tie is frustrated where it is positive between the two sides or negative within one.
Every tie e has a variable f_e that is 1 where it is frustrated, every actor a side
x_i, 0 or 1; the least sum of all f is the index (the AND model of Aref, Mason and
Wilson 2020), solved by HiGHS through scipy.

Three things come before it. Ties that close no circle are never frustrated, so each
biconnected block is solved on its own (``blocks``). Each circle with an odd number of
negative ties holds a frustrated one: such circles are found where a relaxed solution
breaks them and added as cuts (``relax``), which alone proves most networks near
balance. A partition found by flipping one actor after another bounds the index from
above (``climb``).
"""

import time
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from math import ceil

import networkx as nx
import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import coo_array, csr_array, vstack
from scipy.sparse.csgraph import dijkstra

STARTS = 24  # partitions that climbs start from
SEED = 1  # the same climbs every time
LEAST = 0.01  # seconds that a solver gets even where none are left
SURE = 1e-5  # by how much a bound of the solver may miss a whole number

Tie = tuple[str, str, int]  # two actors, and 1 or -1
# The places of the ties of a circle with an odd number of negative ones.
Cycle = tuple[int, ...]


class Deadline:
    """How much of the processor several programs may take together, from now on.

    A class because each program asks how much of it the others before have left. By
    the clock a busy machine would prove less; so it does only where one program takes
    all that is left, since the solver knows no time but that of the clock.
    """

    def __init__(self, seconds: float) -> None:
        self.end = time.process_time() + seconds

    @property
    def passed(self) -> bool:
        """Whether nothing is left."""
        return time.process_time() >= self.end

    @property
    def left(self) -> float:
        """The seconds that are left; at the least what a solver needs to begin."""
        return max(self.end - time.process_time(), LEAST)


@dataclass(frozen=True)
class Model:
    """Signed ties as an integer program.

    A class because its matrix is built once and solved many times. ``ends`` are the
    places of a tie's actors, ``sign`` is 1 or -1, in the same order.
    """

    actors: tuple[str, ...]
    ends: tuple[tuple[int, int], ...]
    sign: tuple[int, ...]

    @cached_property
    def place(self) -> dict[frozenset[int], int]:
        """The place of a tie by its actors."""
        return {frozenset(pair): e for e, pair in enumerate(self.ends)}

    @cached_property
    def constraint(self) -> LinearConstraint:
        """Two rows a tie that join sides (first columns) and frustration (last)."""
        n, m = len(self.actors), len(self.ends)
        u, v = np.array(self.ends).T
        s, tie = np.array(self.sign), np.arange(m)
        # positive: f >= x_u - x_v and f >= x_v - x_u
        # negative: f >= x_u + x_v - 1 and f >= 1 - x_u - x_v
        first = _sparse([(tie, n + tie, 1), (tie, u, -1), (tie, v, s)], (m, n + m))
        second = _sparse([(tie, n + tie, 1), (tie, u, 1), (tie, v, -s)], (m, n + m))
        least = np.r_[np.where(s > 0, 0, -1), np.where(s > 0, 0, 1)]
        return LinearConstraint(vstack([first, second]).tocsr(), least)

    @cached_property
    def triangles(self) -> set[Cycle]:
        """The circles of three ties with an odd number of negative ones."""
        near: dict[int, set[int]] = {i: set() for i in range(len(self.actors))}
        for u, v in self.ends:
            near[u].add(v)
            near[v].add(u)
        odd = set()
        for e, (u, v) in enumerate(self.ends):
            for w in near[u] & near[v]:
                f, g = self.place[frozenset((u, w))], self.place[frozenset((v, w))]
                if self.sign[e] * self.sign[f] * self.sign[g] < 0:
                    odd.add(tuple(sorted((e, f, g))))
        return odd

    @cached_property
    def anchor(self) -> int:
        """The actor with most ties: its side is fixed, since the two names may swap."""
        return int(np.bincount(np.ravel(self.ends)).argmax())

    def frustrated(self, side) -> tuple[int, ...]:
        """Return the places of the ties that are frustrated by the sides of actors."""
        pairs = zip(self.ends, self.sign, strict=True)
        return tuple(e for e, ((u, v), s) in enumerate(pairs) if side[u] * side[v] != s)

    @cached_property
    def components(self) -> list[list[int]]:
        """The places of actors that ties join, directly or over others."""
        graph = nx.Graph(self.ends)
        graph.add_nodes_from(range(len(self.actors)))
        return sorted(map(sorted, nx.connected_components(graph)))

    def sides(self, frustrated: Collection[int]) -> list[int]:
        """Return the side of each actor, 1 or -1, that frustrates these ties alone.

        The first actor of each component has the side 1.
        """
        graph = nx.Graph()
        for e, (u, v) in enumerate(self.ends):
            sign = -self.sign[e] if e in frustrated else self.sign[e]
            graph.add_edge(u, v, sign=sign)
        side = [1] * len(self.actors)
        for root in (part[0] for part in self.components if len(part) > 1):
            for u, v in nx.bfs_edges(graph, root):
                side[v] = side[u] * graph[u][v]["sign"]
        return side


def build(ties: list[Tie], actors: Iterable[str] = ()) -> Model:
    """Build the program of settled ties, a pair at most once.

    ``actors`` come first; they may have no tie.
    """
    tied = [actor for a, b, _ in ties for actor in (a, b)]
    actors = tuple(dict.fromkeys([*actors, *tied]))
    place = {actor: n for n, actor in enumerate(actors)}
    ends = tuple((place[a], place[b]) for a, b, _ in ties)
    return Model(actors, ends, tuple(sign for _, _, sign in ties))


def blocks(ties: list[Tie]) -> list[list[int]]:
    """Group the places of ties by the circles they lie on; ties on none are left out.

    A block is biconnected: no circle runs through two of them, so that the index of
    the whole is the sum of theirs.
    """
    place = {frozenset((a, b)): n for n, (a, b, _) in enumerate(ties)}
    graph = nx.Graph([(a, b) for a, b, _ in ties])
    biconnected = nx.biconnected_component_edges(graph)
    found = (sorted(place[frozenset(pair)] for pair in pairs) for pairs in biconnected)
    return sorted(block for block in found if len(block) > 2)


def _sparse(parts: list[tuple], shape: tuple[int, int]) -> coo_array:
    """Return a sparse matrix of parts: rows, columns, and values or one for all."""
    even = [np.broadcast_arrays(*part) for part in parts]
    rows, columns, values = map(np.concatenate, zip(*even, strict=True))
    return coo_array((values.astype(float), (rows, columns)), shape=shape)


# ---- from below: circles that hold a frustrated tie ------------------------------


@dataclass(frozen=True)
class Relaxed:
    """The odd circles, the bound that they prove, and the ties of their solution.

    ``frustrated`` is None where the solution is no whole one.
    """

    cycles: tuple[Cycle, ...]
    lower: int
    frustrated: tuple[int, ...] | None


def relax(model: Model, deadline: Deadline) -> Relaxed:
    """Solve the linear program of the odd circles, adding those that it breaks.

    Where the solution is whole, it breaks no circle and so is the index itself.
    """
    m, cycles, lower = len(model.ends), set(model.triangles), 0
    values = np.zeros(m)
    while not deadline.passed:
        if cycles:
            solution = linprog(
                np.ones(m),
                A_ub=-_circle_rows(sorted(cycles), m),
                b_ub=-np.ones(len(cycles)),
                bounds=(0, 1),
                options={"time_limit": deadline.left},
            )
            if solution.status:
                break
            values, lower = solution.x, ceil(solution.fun - SURE)
        broken = _find_broken(model, values) - cycles
        if not broken:
            whole = np.abs(values - values.round()).max() < SURE
            ties = tuple(map(int, np.flatnonzero(values > 0.5)))
            return Relaxed(tuple(sorted(cycles)), lower, ties if whole else None)
        cycles |= broken
    return Relaxed(tuple(sorted(cycles)), lower, None)


def _circle_rows(cycles: list[Cycle], width: int, shift: int = 0) -> csr_array:
    """Return one row per circle, with 1 for its ties, in columns from ``shift`` on."""
    rows = np.repeat(np.arange(len(cycles)), [len(cycle) for cycle in cycles])
    columns = np.concatenate([np.array(cycle) for cycle in cycles]) + shift
    return _sparse([(rows, columns, 1)], (len(cycles), width)).tocsr()


def _find_broken(model: Model, values: np.ndarray) -> set[Cycle]:
    """Return odd circles on which the values of the ties add up to less than one.

    They are shortest ways from an actor to its own double, in a graph of two layers
    where a positive tie stays in its layer and a negative one leads into the other
    (Barahona and Mahjoub 1986, for cuts).
    """
    n = len(model.actors)
    u, v = np.array(model.ends).T
    stays = np.array(model.sign) > 0
    starts = np.concatenate([u, u + n])
    ends = np.concatenate([np.where(stays, v, v + n), np.where(stays, v + n, v)])
    lengths = np.tile(np.maximum(values, 0) + 1e-9, 2)  # of 0 would be no tie
    graph = csr_array((lengths, (starts, ends)), shape=(2 * n, 2 * n))
    distances, before = dijkstra(
        graph, directed=False, indices=np.arange(n), return_predecessors=True
    )
    broken = set()
    for i in np.flatnonzero(np.diag(distances[:, n:]) < 1 - 1e-4):
        way = [i + n]
        while way[-1] != i:
            way.append(before[i, way[-1]])
        steps = zip(way, way[1:], strict=False)
        passed = Counter(model.place[frozenset((a % n, b % n))] for a, b in steps)
        broken.add(tuple(sorted(e for e, times in passed.items() if times % 2)))
    return broken


# ---- from above: partitions --------------------------------------------------------


def climb(model: Model) -> tuple[int, ...]:
    """Return the frustrated ties of the best partition that climbs from starts reach.

    A climb flips the actor whose flip contents most ties, until no flip does.
    """
    n, (u, v), sign = len(model.actors), np.array(model.ends).T, np.array(model.sign)
    weights = np.zeros((n, n))
    weights[u, v] = weights[v, u] = sign
    rng = np.random.default_rng(SEED)
    sides = np.array([rng.choice((-1.0, 1.0), n) for _ in range(STARTS)])
    _climb(weights, sides)
    frustrated = sides[:, u] * sides[:, v] != sign
    best = frustrated[frustrated.sum(axis=1).argmin()]
    return tuple(map(int, np.flatnonzero(best)))


def _climb(weights: np.ndarray, sides: np.ndarray) -> None:
    """Climb from each start, a row of ``sides``, in place; all of them at once."""
    gain = -sides * (sides @ weights)  # ties that a flip would content, net
    while len(climbing := np.flatnonzero(gain.max(axis=1) > 0.5)):
        actor = gain[climbing].argmax(axis=1)
        sides[climbing, actor] *= -1
        side, weight = sides[climbing], weights[actor]
        flipped = sides[climbing, actor]
        gain[climbing] -= 2 * side * weight * flipped[:, None]
        gain[climbing, actor] = -flipped * (weight * side).sum(axis=1)


# ---- exactly -----------------------------------------------------------------------


@dataclass(frozen=True)
class Wanted:
    """What a partition must be like, beside having few frustrated ties.

    Between ``least`` and ``most`` of them; none of the sets ``without`` as a whole; two
    actors (places) ``apart``, or ``beside`` each other. A variable of a tie may be 1
    where nothing frustrates it, so that only the places of its actors can hold it so.
    """

    least: int = 0
    most: int | None = None
    without: tuple[tuple[int, ...], ...] = ()
    apart: tuple[int, int] | None = None
    beside: tuple[int, int] | None = None


@dataclass(frozen=True)
class Answer:
    """The result of a search: frustrated ties (None: none found), a proven bound.

    Where there is no such partition, ``lower`` is beyond what was wanted.
    """

    frustrated: tuple[int, ...] | None
    lower: int


def solve(
    model: Model,
    deadline: Deadline,
    wanted: Wanted = Wanted(),
    cycles: tuple[Cycle, ...] = (),
) -> Answer:
    """Search for the fewest frustrated ties that are wanted, until a deadline."""
    n, m = len(model.actors), len(model.ends)
    most = m if wanted.most is None else wanted.most
    low, high = np.zeros(n + m), np.ones(n + m)
    low[model.anchor] = 1.0
    constraints = [model.constraint, *_constrain(model, wanted, most)]
    if cycles:
        constraints.append(LinearConstraint(_circle_rows(list(cycles), n + m, n), 1))
    solution = milp(
        np.r_[np.zeros(n), np.ones(m)],
        integrality=np.r_[np.ones(n), np.zeros(m)],
        bounds=Bounds(low, high),
        constraints=constraints,
        options={"time_limit": deadline.left, "mip_rel_gap": 0.0},
    )
    return _answer(model, solution, wanted.least, most)


def _answer(model: Model, solution, least: int, most: int) -> Answer:
    """Return what the solver has found, and the bound that it has proven."""
    if solution.status == 2:  # there is none
        return Answer(None, most + 1)
    bound = solution.mip_dual_bound
    known = bound is not None and np.isfinite(bound)
    lower = max(least, ceil(bound - SURE) if known else 0)
    if solution.x is None:
        return Answer(None, lower)
    ties = model.frustrated(np.where(solution.x[: len(model.actors)] > 0.5, 1, -1))
    return Answer(ties, len(ties) if solution.status == 0 else min(lower, len(ties)))


def _constrain(model: Model, wanted: Wanted, most: int) -> list[LinearConstraint]:
    """Return what is wanted of a partition as constraints, a row each."""
    n, m = len(model.actors), len(model.ends)
    constraints = [LinearConstraint(np.r_[np.zeros(n), np.ones(m)], wanted.least, most)]
    for ties in wanted.without:
        row = np.zeros(n + m)
        row[[n + e for e in ties]] = 1
        constraints.append(LinearConstraint(row, 0, len(ties) - 1))
    # apart: x_u + x_v = 1; beside: x_u - x_v = 0
    for pair, factor, value in ((wanted.apart, 1, 1), (wanted.beside, -1, 0)):
        if pair:
            row = np.zeros(n + m)
            row[list(pair)] = 1, factor
            constraints.append(LinearConstraint(row, value, value))
    return constraints
