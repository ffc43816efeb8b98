"""Measure how long it takes to narrow dates by orders; writes its section of the page.

Run as ``python -m benchmarks.order``. Worlds are made with a fixed seed: days within
ten years known to some weeks, and orders between neighbours that all can hold.
"""

import random

from benchmarks import page
from benchmarks.balance import TIMES, timed
from helpers.case import cases
from helpers.case.allen import AT, Bound, Point, Window
from helpers.view import narrowing
from helpers.view.order import narrow

SIZES = {(2_000, 3_000): "50 ms", (20_000, 30_000): "1 s"}


def world(points: int, orders: int) -> tuple[dict[Point, Window], list[Bound]]:
    """Make windows around hidden days, and orders that those days allow."""
    chance = random.Random(17)
    days = sorted(chance.randint(0, 3_650) for _ in range(points))
    made = [Point(f"E{n:06}", AT) for n in range(points)]
    windows = {
        point: Window(day - chance.randint(0, 40), day + chance.randint(0, 40))
        for point, day in zip(made, days, strict=True)
    }
    found = []
    for n in range(orders):
        first = chance.randrange(points - 1)
        second = min(points - 1, first + chance.randint(1, 5))
        found.append(Bound(f"O{n:06}", made[first], made[second], strict=True))
    return windows, found


def main() -> None:
    """Measure, and write the section."""
    rows = []
    for (points, orders), goal in SIZES.items():
        windows, bounds = world(points, orders)
        took, found = timed(narrow, windows, bounds)
        moved = sum(found.windows[p] != w for p, w in windows.items())
        told = f"{moved:,} narrowed, {len(found.conflicts)} conflicts"
        what = f"{points:,} records, {orders:,} orders"
        rows.append(f"| {what} | {1000 * took:.0f} ms | {told} | {goal} |")
    case = cases.load("daesh-k-2021")
    took, ordered = timed(lambda: narrowing.collect(case, "both"))
    narrowed, _ = timed(lambda: ordered.narrow())
    told = f"{len(ordered.held)} orders, {len(ordered.narrowed)} windows narrowed"
    rows.append(f"| the first case | {1000 * (took + narrowed):.0f} ms | {told} | |")
    page.put(
        "Order in time",
        [
            "Dates narrowed by what is said to come before what, each bound with its"
            " chain. Made-up worlds with a fixed seed, whose orders can all hold.",
            f"Measured with {page.machine()}. Medians of {TIMES} runs.",
            "",
            "| what | ours | result | goal |",
            "|---|--:|---|--:|",
            *rows,
        ],
    )


if __name__ == "__main__":
    main()
