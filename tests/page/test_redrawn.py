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
SKIPPED = {"contentVisibilityAuto": True}
LAID_OUT = """(skipped) => {
  const rows = [...document.querySelectorAll(".records > li")];
  const count = (seen) => rows.filter(seen).length;
  return {
    shown: count((one) => one.checkVisibility()),
    inside: count((one) => one.firstElementChild.checkVisibility(skipped)),
    numbered: count((one) => getComputedStyle(one).display === "list-item"),
  };
}"""


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


def layouts(seen, does):
    """Count the layouts of a change."""
    told = seen.page.context.new_cdp_session(seen.page)
    told.send("Performance.enable")

    def read():
        found = told.send("Performance.getMetrics")["metrics"]
        return next(one["value"] for one in found if one["name"] == "LayoutCount")

    before = read()
    does()
    seen.settled()
    return read() - before


@pytest.mark.central
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_laid_out_once_for_all_charts(seen, change):
    """To measure a chart after another one is written lays the page out again."""
    seen.settled()
    assert 0 < layouts(seen, lambda: seen.page.evaluate(CHANGES[change])) <= MOST


def test_a_long_list_is_laid_out_where_it_is_seen(large):
    """Two thousand events, their list and their chart unfolded.

    A list whose rows are numbered, or all laid out, takes seconds to go and come back.
    """
    seen = large("large").drawn()
    page = seen.page
    page.evaluate(
        """() => {
          for (const fold of document.querySelectorAll(".fold")) fold.open = true;
          for (const more of document.querySelectorAll(".rowed .more")) more.click();
        }"""
    )
    told, rows = page.locator(".said .left"), page.locator(".records > li").count()
    for shown, words in ((False, "0 of 2000 events"), (True, "All 2000 events")):
        page.evaluate(LAYER, shown)
        told.filter(has_text=words).wait_for(state="attached")
        seen.settled()
        found = page.evaluate(LAID_OUT, SKIPPED)
        assert (found["shown"] == rows) == shown
        assert found["inside"] < 200 < 2000 < rows
        assert found["numbered"] == 0
