"""Measure check and report by the size of a case, made up by a fixed rule.

And what reads an article or rows before there is a case. Run as ``python -m
benchmarks.sizes [parts]``; writes its sections of the page.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

from benchmarks import page
from benchmarks.reruns import DATELINE, TIMES, took
from helpers.case import numbered
from helpers.propose import article, proposals
from tests import worlds
from tests.propose import measured

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


def coding() -> None:
    """Measure what is proposed of an article, and rows that are given their ids."""
    each = [(measured.TEXTS / f"{name}.txt").read_text("utf-8")
            for name in sorted(measured.PUBLISHED)[:3]]  # fmt: skip
    text, tables, day = "\n".join(each), worlds.copy(), date(2021, 7, 26)
    tables["events"] = [{"title": f"Day {n}"} for n in range(20_000)]
    proposed = median(lambda _: proposals.propose(article.paragraphs(text), day))
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as work:
        cases = [worlds.write(Path(work) / f"{n}", tables) for n in range(TIMES)]
        given = median(lambda nth: numbered.write(cases[nth]))
    page.put(
        "Before there is a case",
        [
            f"Measured with {page.machine()}. Medians of {TIMES} runs.",
            "",
            "| what | ours | goal |",
            "|---|--:|--:|",
            f"| an article of {len(text.split()):,} words, proposals"
            f" | {proposed:.2f} s | 0.3 s |",
            f"| 20,000 rows without an id, numbered | {given:.1f} s | 5 s |",
        ],
    )


def median(do: Callable[[int], object]) -> float:
    """Return the seconds that something takes, each time told which time it is."""
    laps = [time.perf_counter()]
    for nth in range(TIMES):
        do(nth)
        laps.append(time.perf_counter())
    return statistics.median(after - before for before, after in pairwise(laps))


def sizes() -> None:
    """Measure check and report by size."""
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


PARTS = {part.__name__: part for part in (sizes, coding)}


if __name__ == "__main__":
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()
