"""Measure check and report by the size of a case, made up by a fixed rule.

Run as ``python -m benchmarks.sizes``; writes its section of the page.
"""

import statistics
import tempfile
from pathlib import Path

from benchmarks import page
from benchmarks.reruns import DATELINE, TIMES, took
from tests import worlds

SIZES = ((50, 12, ""), (1000, 100, "15 s"), (5000, 200, "60 s"))  # events, actors, goal


def row(work: Path, events: int, actors: int, goal: str) -> str:
    """Measure a case of so many events and half as many relations again."""
    ties = events * 3 // 2
    case = worlds.write(work / f"case-{events}", worlds.large(events, actors, ties))
    check = statistics.median(took(*DATELINE, "check", case) for _ in range(TIMES))
    out = work / f"report-{events}"
    made = took(*DATELINE, "report", case, "--out", out)
    html = (out / "index.html").stat().st_size
    print("sizes", events, check, made, flush=True)
    return (
        f"| {events:,} | {ties:,} | {actors} | {check:.2f} s | {made:.1f} s"
        f" | {html / 1e6:.1f} MB | {goal} |"
    )


def main() -> None:
    """Measure and write the section."""
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as work:
        rows = [row(Path(work), *size) for size in SIZES]
    page.put(
        "By size",
        [
            "Made-up cases, checked and made into a report of five chapters, cold.",
            f"Measured with {page.machine()}. Checks: medians of {TIMES} runs.",
            "",
            "| events | relations | actors | check | report | its page | goal |",
            "|--:|--:|--:|--:|--:|--:|--:|",
            *rows,
        ],
    )


if __name__ == "__main__":
    main()
