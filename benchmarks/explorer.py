"""Measure the explorer in a browser: from a control's change to the redrawn chart.

Run as ``python -m benchmarks.explorer``: it starts a JupyterLab of its own, changes one
control after another, and writes the table of ``benchmarks/README.md``.
"""

import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from benchmarks import page
from tests import lab, worlds
from tests.browsing import started
from tests.explorer.test_lab import Lab, written

TIMES = 16  # changes of each control
LIMIT = {"first": 150, "large": 500}  # milliseconds, for 95 % of the changes
WATCH = """() => {
  window.changed = 0;
  window.drawn = 0;
  const note = () => { window.changed = performance.now(); };
  for (const kind of ["keydown", "change"]) document.addEventListener(kind, note, true);
  for (const chart of document.querySelectorAll(".dateline-charts .js-plotly-plot")) {
    chart.on("plotly_afterplot", () => requestAnimationFrame(() => {
      window.drawn = performance.now();
    }));
  }
}"""


def slid(seen: Lab, nth: int) -> None:
    """Move the day by one stop, back and forth."""
    seen.app.locator(".noUi-handle").first.focus()
    seen.page.keyboard.press("ArrowLeft" if nth // 6 % 2 == 0 else "ArrowRight")


def picked(seen: Lab, nth: int) -> None:
    """Read other dates."""
    reading = ("article", "known", "both")[nth % 3]
    seen.app.get_by_label("Dates:").select_option(reading)


def ticked(seen: Lab, nth: int) -> None:
    """Leave out what has happened, and take it in again."""
    seen.app.get_by_role("checkbox", name="happened").click()


def chosen(seen: Lab, nth: int) -> None:
    """Choose one line of the list after another."""
    charts = ("Timeline", "Matrix", "Network", "Strips")
    open_ = next(c for c in charts if seen.list(c).is_visible())
    seen.list(open_).focus()
    seen.page.keyboard.press("ArrowDown" if nth % 8 < 4 else "ArrowUp")


ACTS = {"day": slid, "dates": picked, "status": ticked, "a record": chosen}


def once(tab: Page, act, seen: Lab, nth: int) -> float | None:
    """Change a control once; give the milliseconds, None where nothing is redrawn."""
    tab.evaluate("() => { window.changed = 0; window.drawn = 0; }")
    act(seen, nth)
    try:
        tab.wait_for_function(
            "() => window.changed && window.drawn > window.changed", timeout=1000
        )
    except PlaywrightTimeout:  # this change moves nothing in this chart
        return None
    tab.wait_for_timeout(120)
    return tab.evaluate("() => window.drawn - window.changed")


def measured(seen: Lab) -> dict[tuple[str, str], list[float]]:
    """Measure every control with every chart open alone."""
    found = {}
    seen.filters(True)
    for chart in ("Timeline", "Matrix", "Network", "Strips"):
        seen.charts(chart)
        seen.page.wait_for_timeout(800)
        for name, act in ACTS.items():
            times = [once(seen.page, act, seen, nth) for nth in range(TIMES)]
            found[chart.lower(), name] = [t for t in times if t is not None][1:]
            print(
                chart, name, [round(t) for t in found[chart.lower(), name]], flush=True
            )
        seen.app.get_by_role("button", name="Clear").click()
        seen.page.wait_for_timeout(1000)
    return found


def quantile(times: list[float], share: float) -> float:
    """Give the time below which a share of the changes stay."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def rows(case: str, found: dict) -> list[str]:
    """Write the rows of a case, the last one over all its changes."""
    told = []
    for (chart, act), times in found.items():
        if times:
            told.append(_row(case, chart, act, times))
    every = [t for times in found.values() for t in times]
    within = sum(t <= LIMIT[case] for t in every) / len(every)
    told.append(_row(case, "all", f"{within:.0%} within {LIMIT[case]} ms", every))
    return told


def _row(case: str, chart: str, act: str, times: list[float]) -> str:
    middle, most = statistics.median(times), quantile(times, 0.95)
    return f"| {case} | {chart} | {act} | {len(times)} | {middle:.0f} | {most:.0f} |"


def main() -> None:
    """Measure both cases and write the table."""
    told = []
    with tempfile.TemporaryDirectory(prefix="dateline-") as work:
        project = lab.project(Path(work) / "project")
        large = worlds.write(
            Path(work) / "large", worlds.large(), focus=["A001", "A002"]
        )
        written(project, "large", large)
        with lab.served(project) as address, sync_playwright() as play:
            browser = started(play)
            for case, book in {"first": "explorer", "large": "large"}.items():
                tab = browser.new_page(viewport={"width": 1500, "height": 1000})
                seen = Lab(tab, address.format(book))
                tab.evaluate(WATCH)
                told += rows(case, measured(seen))
                tab.close()
            browser.close()
    page.put("The explorer in JupyterLab", text(told))


def text(told: list[str]) -> list[str]:
    """Write the table with what it needs to be read."""
    return [
        "From the change of a control (the key, the tick) to the chart drawn anew in"
        " Chromium, one chart open: selecting, laying out, sending, drawing.",
        "The first case is `daesh-k-2021`; the large one is made up, 2,000 events, 999"
        " relations, 200 actors.",
        f"Measured with {page.machine()}; milliseconds.",
        "",
        "| case | chart | control | changes | median | 95 % |",
        "|---|---|---|--:|--:|--:|",
        *told,
    ]


if __name__ == "__main__":
    main()
