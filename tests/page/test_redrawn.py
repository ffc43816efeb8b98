"""What a change of the page costs a browser: by its own counts, so on any machine."""

import pytest

from helpers.charts import pairs, timeline
from tests import pages, worlds
from tests.browsing import opener

pytestmark = pytest.mark.browser

CHANGES = {
    "status": "document.querySelector('[name=status]').click()",
    "actor": "document.querySelector('[name=actor]').click()",
    "voice": "document.querySelector('[name=voice]').click()",
    "day": "document.querySelector('#tools .earlier').click()",
    "dates": "document.querySelector('[name=dates][value=article]').click()",
    "time": """document.querySelector('.strip .end')
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown' }))""",
    "days": "[...document.querySelectorAll('button')]"
    ".find((one) => one.textContent === 'Compare with another day').click()",
}
LAYER = """(on) => {
  const box = document.querySelector('[name=layer]');
  if (box.checked !== on) box.click();
}"""
MOST = 4  # layouts of a change: of what is written, fitted to it, focused, painted
LONG = 1000  # milliseconds; a list whose rows go one by one took ten times as many


@pytest.fixture(scope="module")
def seen(browser, default_report):
    """Open the first case; a change leaves it for the next one."""
    opening = opener(browser, {"default": default_report.as_uri()})
    seen = next(opening)("default").drawn()
    seen.choices("who")
    yield seen
    next(opening, None)


@pytest.fixture
def large(browser, tmp_path):
    case = worlds.write(tmp_path / "case", worlds.large(), focus=["A001", "A002"])
    page = pages.without_kernel(case, tmp_path / "page.html", (timeline, pairs))
    yield from opener(browser, {"large": page.as_uri()})


def cost(seen, does):
    """Count the layouts of a change, and the milliseconds of layout and of style."""
    told = seen.page.context.new_cdp_session(seen.page)
    told.send("Performance.enable")

    def read():
        found = told.send("Performance.getMetrics")["metrics"]
        return {one["name"]: one["value"] for one in found}

    before = read()
    does()
    seen.settled()
    now = read()
    spent = sum(now[n] - before[n] for n in ("LayoutDuration", "RecalcStyleDuration"))
    return now["LayoutCount"] - before["LayoutCount"], 1000 * spent


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_laid_out_once_for_all_charts(seen, change):
    """To measure a chart after another one is written lays the page out again."""
    seen.settled()
    layouts, _ = cost(seen, lambda: seen.page.evaluate(CHANGES[change]))
    assert 0 < layouts <= MOST


@pytest.mark.slow
def test_a_long_list_goes_and_comes_back_at_once(large):
    """Two thousand events, their list and their chart unfolded."""
    seen = large("large").drawn()
    page = seen.page
    page.evaluate(
        """() => {
          for (const fold of document.querySelectorAll(".fold")) fold.open = true;
          for (const more of document.querySelectorAll(".rowed .more")) more.click();
        }"""
    )
    seen.settled()
    for shown, told in ((False, "0 of 2000 events"), (True, "All 2000 events")):
        _, spent = cost(seen, lambda on=shown: page.evaluate(LAYER, on))
        page.locator(".said .left", has_text=told).wait_for(state="attached")
        assert spent < LONG
