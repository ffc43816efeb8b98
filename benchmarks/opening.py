"""Measure how soon a report shows its first picture, in a page that is just opened.

Run as ``python -m benchmarks.opening``; writes its section of the page.
"""

import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks import page
from benchmarks.reruns import DATELINE, took
from tests.browsing import SIZES, started

TIMES = 15  # openings, after one that is not counted
GOAL = 300  # milliseconds
CASES = ("daesh-k-2021", "great-war-1872-1907")
SCREENS = {"wide": "1280 by 900", "narrow": "390 by 844"}
# A row is seen from the frame on that follows the one in which it has a place.
WATCH = """() => {
  const look = () => {
    const row = document.querySelector("#figure-01-timeline .rows [role=listitem]");
    if (!row?.getBoundingClientRect().height) { requestAnimationFrame(look); return; }
    requestAnimationFrame(() => { window.seen = performance.now(); });
  };
  requestAnimationFrame(look);
}"""
TOLD = """() => ({
  paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
  row: window.seen,
})"""


def opened(browser: Browser, address: str, size: str) -> dict[str, float]:
    """Open a page once; give the milliseconds to its first paint and its first row."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height})
    context.set_offline(True)
    tab = context.new_page()
    tab.add_init_script(f"({WATCH})()")
    tab.goto(address)
    tab.wait_for_function(
        "() => window.seen && performance.getEntriesByName"
        "('first-contentful-paint').length"
    )
    found = tab.evaluate(TOLD)
    context.close()
    return found


def row(browser: Browser, case: str, address: Path, size: str) -> str:
    """Measure a report on a screen: medians, and the slowest opening."""
    found = [opened(browser, address.as_uri(), size) for _ in range(TIMES + 1)][1:]
    paint, first = ([one[name] for one in found] for name in ("paint", "row"))
    print("opening", case, size, [round(one) for one in first], flush=True)
    return (
        f"| {case} | {SCREENS[size]} | {address.stat().st_size / 1e3:.0f} kB"
        f" | {statistics.median(paint):.0f} ms | {statistics.median(first):.0f} ms"
        f" | {max(first):.0f} ms | {GOAL} ms |"
    )


def main() -> None:
    """Measure and write the section."""
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as work:
        reports = {case: Path(work) / case for case in CASES}
        for case, out in reports.items():
            took(*DATELINE, "report", case, "--out", out)
        with sync_playwright() as play:
            browser = started(play)
            rows = [
                row(browser, case, out / "index.html", size)
                for case, out in reports.items()
                for size in SCREENS
            ]
            browser.close()
    page.put(
        "The first picture",
        [
            "From opening a report in Chromium (a new context, from the disk, the"
            " network refused) to its first paint with contents, and to the first row"
            " of the timeline on the screen.",
            f"Measured with {page.machine()}. Medians of {TIMES} openings.",
            "",
            "| case | screen | the page | first paint | first row | slowest | goal |",
            "|---|---|--:|--:|--:|--:|--:|",
            *rows,
        ],
    )


if __name__ == "__main__":
    main()
