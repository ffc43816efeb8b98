"""Measure structural balance: how long a proof takes, and against what else there is.

Run as ``python -m benchmarks.balance``; writes its section of the page. Networks are
made with a fixed seed: two sides, and a part of the ties against them.
"""

import statistics
import time
from collections.abc import Callable
from itertools import combinations

import networkx as nx
import numpy as np
import pandas as pd

from benchmarks import page
from helpers.balance import frustration
from helpers.balance import model as program
from helpers.balance.frustration import settled
from helpers.balance.model import Deadline

TIMES = 5  # medians are of so many runs
LIMIT = 60.0  # seconds for a network that is hard to prove
BARE = 20.0  # seconds for a program without the steps before it
READS = 100  # samples that annealing draws
YEARS = 50  # networks one after another


def near(actors: int, ties: int, against: float, seed: int) -> pd.DataFrame:
    """Make a network of two sides in which a part of the ties is against them."""
    rng = np.random.default_rng(seed)
    pairs = list(combinations(range(actors), 2))
    chosen = sorted(rng.choice(len(pairs), ties, replace=False))
    return signed([pairs[n] for n in chosen], actors, against, rng)


def signed(pairs: list, actors: int, against: float, rng) -> pd.DataFrame:
    """Give pairs the signs of two sides, a part of them the other one."""
    side = rng.choice((-1, 1), actors)
    rows = [
        (f"a{u:03}", f"a{v:03}",
         int(side[u] * side[v] * (-1 if rng.random() < against else 1)))
        for u, v in pairs
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["a", "b", "sign"])


def complete(actors: int, seed: int) -> pd.DataFrame:
    """Make a complete network with signs by chance."""
    return near(actors, actors * (actors - 1) // 2, 0.5, seed)


def timed(act: Callable, *given, times: int = TIMES) -> tuple[float, object]:
    """Run something several times: the median in seconds, and what it gave."""
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        found = act(*given)
        took.append(time.perf_counter() - begun)
    return statistics.median(took), found


def index(ties: pd.DataFrame, limit: float = LIMIT):
    """Find the index alone, as the course and the range do."""
    return frustration(ties, limit, most=0)


def row(what: str, ours: float, other: str = "", told: str = "", goal: str = "") -> str:
    """Write a row of the table."""
    shown = f"{ours:.2f} s" if ours >= 1 else f"{1000 * ours:.0f} ms"
    return f"| {what} | {shown} | {other} | {told} | {goal} |"


# ---- what is measured ---------------------------------------------------------------


def large() -> list[str]:
    """Prove networks of the size of the largest in the literature on conflicts."""
    told = []
    for against in (0.02, 0.05, 0.10):
        ties = near(155, 1300, against, 1)
        took, found = timed(index, ties)
        assert found.proven
        what = f"155 actors, 1,300 ties, {against:.0%} of them against two sides"
        told.append(row(what, took, told=f"index {found.index}, proven", goal="1 s"))
    return told


def yearly() -> list[str]:
    """Prove a network of every year, each of the same kind."""
    networks = [near(155, 1300, 0.05, year) for year in range(YEARS)]
    took, found = timed(lambda: [index(one) for one in networks], times=3)
    assert all(one.proven for one in found)
    low, high = (f(one.index for one in found) for f in (min, max))
    what = f"{YEARS} yearly networks of 155 actors and 1,300 ties"
    return [row(what, took, told=f"index {low} to {high}, all proven", goal="10 s")]


def searched(ties: pd.DataFrame) -> int:
    """Try every split into two sides at once, one actor kept in its place."""
    model = program.build(settled(ties))
    n, (u, v) = len(model.actors), np.array(model.ends).T
    sides = (np.arange(2 ** (n - 1))[:, None] >> np.arange(n)) & 1
    apart = sides[:, u] != sides[:, v]
    return int((apart == (np.array(model.sign) > 0)).sum(axis=1).min())


def annealed(ties: pd.DataFrame) -> int:
    """Ask dwave_networkx, which samples partitions by simulated annealing."""
    import dwave_networkx as dnx
    from dwave.samplers import SimulatedAnnealingSampler

    graph = nx.Graph()
    graph.add_weighted_edges_from(
        ties.itertuples(index=False, name=None), weight="sign"
    )
    sampler = SimulatedAnnealingSampler()
    frustrated, _ = dnx.structural_imbalance(graph, sampler, num_reads=READS, seed=1)
    return len(frustrated)


def against() -> list[str]:
    """Compare with trying everything, and with annealing, on the same networks."""
    small = {
        "16 actors, 60 ties, 10% against": near(16, 60, 0.1, 1),
        "16 actors, complete, signs by chance": complete(16, 1),
    }
    told = []
    for what, ties in small.items():
        took, found = timed(index, ties)
        tried, best = timed(searched, ties)
        assert found.index == best
        other = f"trying everything {1000 * tried:.0f} ms"
        ratio = f"index {best} both, {tried / took:.1f} times as fast"
        told.append(row(what, took, other, ratio, "50 ms"))
    more = {"155 actors, 1,300 ties, 5% against": near(155, 1300, 0.05, 1)}
    for what, ties in (small | more).items():
        took, found = timed(index, ties)
        try:
            tried, best = timed(annealed, ties, times=3)
        except ImportError:
            told.append(row(what, took, "annealing: not installed"))
            continue
        assert found.index <= best  # never worse
        other = f"annealing, {READS} reads, {1000 * tried:.0f} ms"
        ratio = (
            f"index {found.index}, annealing {best}; {tried / took:.1f} times as fast"
        )
        told.append(row(what, took, other, ratio))
    return told


def hard() -> list[str]:
    """Say what a limit of a minute proves of complete networks by chance."""
    told = []
    for actors in (20, 30, 40):
        took, found = timed(index, complete(actors, 1), times=1)
        proven = f"index {found.index}, proven" if found.proven else (
            f"between {found.lower} and {found.upper}, not proven")  # fmt: skip
        what = f"{actors} actors, complete, signs by chance (limit {LIMIT:.0f} s)"
        told.append(row(what, took, told=proven))
    return told


def steps() -> list[str]:
    """Say what each step before the integer program gains."""
    told = []
    for what, ties in (
        ("155 actors, 5% against", near(155, 1300, 0.05, 1)),
        ("155 actors, 10% against", near(155, 1300, 0.10, 1)),
        ("25 actors, complete, signs by chance", complete(25, 1)),
        ("twelve blocks of 16 actors in a chain", _chain(12)),
    ):
        took, found = timed(index, ties, times=3)
        model = program.build(settled(ties))
        bare, one = timed(lambda m=model: program.solve(m, Deadline(BARE)), times=1)
        cut, two = timed(lambda m=model: _without_blocks(m, Deadline(BARE)), times=1)
        assert one.lower <= found.index and two.lower <= found.index
        other = (
            f"bare program {bare:.2f} s{_open(one)};"
            f" circles and climb, no blocks {cut:.2f} s{_open(two)}"
        )
        told.append(row(f"{what}: blocks, circles and climb", took, other,
                        f"{bare / took:.1f} times as fast as bare"))  # fmt: skip
    return told


def _open(found: program.Answer) -> str:
    """Say that a search was ended by its limit."""
    proven = found.frustrated is not None and found.lower == len(found.frustrated)
    return "" if proven else " (not proven)"


def _without_blocks(model: program.Model, deadline: Deadline) -> program.Answer:
    """Solve a network as one block, as each block is solved."""
    relaxed = program.relax(model, deadline)
    if relaxed.frustrated is not None:
        return program.Answer(relaxed.frustrated, relaxed.lower)
    best = program.climb(model)
    wanted = program.Wanted(least=relaxed.lower, most=len(best) - 1)
    found = program.solve(model, deadline, wanted, relaxed.cycles)
    if found.frustrated is not None:
        return found
    return program.Answer(best, min(found.lower, len(best)))


def _chain(links: int) -> pd.DataFrame:
    """Join networks in a chain, each sharing one actor with the next."""
    rows = []
    for n in range(links):
        part = complete(16, n)
        name = {f"a{k:03}": f"a{n * 15 + k:03}" for k in range(16)}
        rows.append(part.assign(a=part.a.map(name), b=part.b.map(name)))
    return pd.concat(rows, ignore_index=True)


def main() -> None:
    """Measure and write the section."""
    rows = [line for part in (large, yearly, against, hard, steps) for line in part()]
    page.put(
        "Structural balance",
        [
            "The line index of balance, proven, with one optimal partition. Networks"
            " are made with fixed seeds: two sides and a part of the ties against them,"
            " or complete ones with signs by chance. Trying everything is done by numpy"
            " for all splits at once; annealing is `dwave_networkx`'s"
            " `structural_imbalance` with its simulated-annealing sampler, which proves"
            " nothing.",
            f"Measured with {page.machine()}. Medians of {TIMES} runs; of 3 for the"
            " yearly networks, annealing and the steps; the complete networks of 20 to"
            " 40 actors, and what is compared with the steps (limit"
            f" {BARE:.0f} s), were run once.",
            "",
            "| what | ours | other | result | goal |",
            "|---|--:|--:|---|--:|",
            *rows,
        ],
    )


if __name__ == "__main__":
    main()
