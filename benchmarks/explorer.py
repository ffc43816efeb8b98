"""Measure the app in a browser: from a change to the redrawn page, and another view.

Run as ``python -m benchmarks.explorer``: it starts a JupyterLab of its own, changes one
control after another, and writes the table of ``benchmarks/README.md``.
"""

import statistics
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks import page
from tests import lab, worlds
from tests.browsing import started
from tests.explorer.test_lab import Lab, written

TIMES = 16  # changes of each control
LIMIT = {"first": 150, "large": 500}  # milliseconds, for 95 % of the changes
VIEWS = ("2021-08-20", "2020", "2021-08", "")  # days that another view asks for
WATCH = """() => {
  window.changed = window.drawn = 0;
  for (const kind of ["input", "change", "click"]) {
    const note = () => { window.changed ||= performance.now(); };
    document.addEventListener(kind, note, true);
  }
  new MutationObserver(() => {
    if (document.documentElement.dataset.drawn === "yes") {
      requestAnimationFrame(() => { window.drawn = performance.now(); });
    }
  }).observe(document.documentElement, { attributeFilter: ["data-drawn"] });
}"""


def slid(seen: Lab, nth: int) -> None:
    """Move the day by one stop, back and forth."""
    way = "earlier" if nth // 6 % 2 == 0 else "later"
    seen.app.locator(f"#choices .{way}").evaluate("(one) => one.click()")


def picked(seen: Lab, nth: int) -> None:
    """Read other dates."""
    seen.app.locator("[name=dates]").nth((nth + 1) % 3).evaluate("(one) => one.click()")


def ticked(seen: Lab, nth: int) -> None:
    """Leave out what has happened, and take it in again."""
    seen.app.locator("[name=status]").first.evaluate("(one) => one.click()")


def actor(seen: Lab, nth: int) -> None:
    """Ask for the records of one actor more, or of all again."""
    seen.app.locator("[name=actor]").nth(nth // 2 % 4).evaluate("(one) => one.click()")


ACTS = {"day": slid, "dates": picked, "status": ticked, "actor": actor}


def measured(seen: Lab) -> dict[str, list[float]]:
    """Measure every control, in milliseconds."""
    body, found = seen.page.frame(url="about:srcdoc"), {}
    seen.choices(True)
    body.evaluate(WATCH)
    for name, act in ACTS.items():
        times = []
        for nth in range(TIMES):
            body.evaluate("() => { window.changed = window.drawn = 0; }")
            act(seen, nth)
            body.wait_for_function(
                "() => window.changed && window.drawn", timeout=20_000
            )
            times.append(body.evaluate("() => window.drawn - window.changed"))
        found[name] = times[1:]
        seen.page.wait_for_timeout(300)
    seen.app.get_by_role("button", name="Clear").click()
    return found


def asked(seen: Lab) -> list[float]:
    """Measure how long another view takes that Python computes, in milliseconds."""
    times = []
    for day in VIEWS:
        began = time.monotonic()
        seen.ask(as_of=day)
        told = f"as_of {day}" if day else None
        plain = seen.app.locator(".standfirst:not(:has-text('as_of'))")
        seen.viewed(told) if told else plain.wait_for(timeout=60_000)
        times.append((time.monotonic() - began) * 1000)
    return times


def quantile(times: list[float], share: float) -> float:
    """Give the time below which a share of the changes stay."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def rows(case: str, found: dict[str, list[float]], views: list[float]) -> list[str]:
    """Write the rows of a case, also one over all its changes."""
    told = [_row(case, act, times) for act, times in found.items()]
    every = [t for times in found.values() for t in times]
    within = sum(t <= LIMIT[case] for t in every) / len(every)
    told.append(_row(case, f"all: {within:.0%} within {LIMIT[case]} ms", every))
    return [*told, *([_row(case, "another view, by Python", views)] if views else [])]


def _row(case: str, act: str, times: list[float]) -> str:
    middle, most = statistics.median(times), quantile(times, 0.95)
    return f"| {case} | {act} | {len(times)} | {middle:.0f} | {most:.0f} |"


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
                tab = browser.new_page(viewport={"width": 1440, "height": 900})
                seen = Lab(tab, address.format(book))
                found = measured(seen)
                views = asked(seen) if case == "first" else []
                told += rows(case, found, views)
                tab.close()
            browser.close()
    page.put("The explorer in JupyterLab", text(told))


def text(told: list[str]) -> list[str]:
    """Write the table with what it needs to be read."""
    return [
        "From the change of a control to the page that is redrawn, in milliseconds, in"
        f" headless Chromium; {page.machine()}. A filter, a day and a reading are the"
        " page's own; another view is computed anew, chapters 1 to 4.",
        "",
        "| case | what is changed | changes | median | 95 % within |",
        "| --- | --- | --- | --- | --- |",
        *told,
    ]


if __name__ == "__main__":
    main()
