"""A real browser for the tests, and pages opened in it with the network refused.

Chromium is looked for on the path; DATELINE_CHROMIUM names another one.
"""

import os
import shutil
from functools import cache

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.once import slowly

NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = (
    "the browser tests need Chromium: install it (Debian: apt-get install chromium), or"
    " name one in DATELINE_CHROMIUM"
)
WRONG = {"resultTypes": ["violations"]}  # what is right would be told node by node
# The popups of the address bar are pages too, made anew for each window: a third of the
# time of opening one. The last two are of Playwright's list, which ours replaces.
SWITCHED_OFF = "WebUIOmniboxPopup,WebUIOmniboxAimPopup,HttpsUpgrades,PaintHolding"
SIZES = {"wide": (1280, 900), "narrow": (390, 844)}
# Each palette and each width once in `make test`; both of both in `make test-all`.
LOOKS = ["narrow light", "wide dark", *slowly("wide light", "narrow dark")]
EVERY_LOOK = ["narrow light", "wide dark", "wide light", "narrow dark"]
TEXTS = """(scope) => [...document.querySelectorAll(scope)].flatMap((place) => {
  const rows = place.closest(".rowed"), own = (rows ?? place).getBoundingClientRect();
  const sheet = rows // its texts may reach into the margin, no further
    ? { left: 0, width: innerWidth, top: own.top, height: own.height } : own;
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.textContent.trim() || node.parentElement.closest("title")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const drawn = node.parentElement.closest("text");
    const boxes = drawn ? [drawn.getBoundingClientRect()] : [...range.getClientRects()];
    if (!node.parentElement.getClientRects().length) continue;
    for (const box of boxes) {
      const lead = box.height / 8; // the room of a letter is higher than it
      found.push({
        text: node.textContent, x0: box.left - sheet.left, x1: box.right - sheet.left,
        y0: box.top + lead - sheet.top, y1: box.bottom - lead - sheet.top,
        width: sheet.width, height: sheet.height,
      });
    }
  }
  return found;
})"""


def chromium():
    """Find the browser; without one the tests are skipped, or fail where CI runs."""
    found = os.environ.get("DATELINE_CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )
    if not found:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    return found


def started(play):
    """Start the browser; root has no sandbox."""
    arguments = [f"--disable-features={SWITCHED_OFF}"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return play.chromium.launch(executable_path=chromium(), args=arguments)


@cache
def blank(browser):
    """Give a page with nothing in it, where scripts are run that need no page."""
    return browser.new_page()


def evaluated(browser, scripts: str, script: str, given):
    """Run functions of the page's script on what is given, without any page."""
    return blank(browser).evaluate(
        f"(given) => {{ {scripts} return ({script})(given); }}", given
    )


class Visit:
    """A page, opened with the network refused, and all that it did meanwhile.

    A class because what happens on a page is told by callbacks.
    """

    def __init__(self, context, address):
        self.requests, self.told, self.dialogs = [], [], []
        context.set_offline(True)
        context.route("http*://**/*", lambda route: route.abort())
        self.page = context.new_page()
        self.page.set_default_timeout(10_000)
        self.page.on("request", lambda r: self.requests.append(r.url.split("#")[0]))
        self.page.on("console", lambda m: self.told.append(m.text))
        self.page.on("pageerror", lambda e: self.told.append(str(e)))
        self.page.on("dialog", lambda d: (self.dialogs.append(d.message), d.dismiss()))
        self.page.goto(address)

    def drawn(self):
        """Wait until the scripts have drawn every chart."""
        self.page.wait_for_selector("html[data-drawn=yes]", timeout=30_000)
        return self

    def texts(self, scope):
        return self.page.evaluate(TEXTS, scope)

    def charts(self):
        """Name every chart of the page, as a selector."""
        ids = self.page.eval_on_selector_all(
            "figure.chart", "(all) => all.map((one) => one.id)"
        )
        assert ids
        return [f"#{one}" for one in ids]

    def mark(self, record, figure="figure.chart"):
        """Give the middle of a record's row, mark or area on the screen."""
        mark = self.page.locator(f"{figure} [data-record='{record}']").first
        mark.evaluate("(one) => scrollBy(0, one.getBoundingClientRect().top - 300)")
        box = mark.bounding_box()
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def point(self, record, figure="figure.chart"):
        """Point at a record's mark, until the chart has taken notice."""
        x, y = self.mark(record, figure)
        self.page.mouse.move(x - 3, y)
        self.page.mouse.move(x, y)
        self.page.wait_for_timeout(150)

    def chosen(self, record, figure="figure.chart"):
        """Click on a record's mark."""
        self.point(record, figure)
        self.page.mouse.down()
        self.page.mouse.up()
        return self

    def choices(self, group=""):
        """Open the filters, and one group of them."""
        if not self.page.locator("#choices").is_visible():
            self.page.locator("#tools .filter").click()
        fold = self.page.locator(f"[data-group={group}]")
        if group and fold.get_attribute("open") is None:
            fold.locator("summary").click()

    def ticked(self, name, value, on=True):
        """Set a box of the filters, its group opened."""
        self.choices()
        box = self.page.locator(f"[name={name}][value='{value}']")
        self.choices(box.evaluate("(one) => one.closest('.asked').dataset.group"))
        box.set_checked(on)

    def left_as_found(self):
        """Shut what was opened, and take the pointer away."""
        self.page.mouse.move(0, 0)
        self.page.evaluate(
            "document.querySelectorAll('details').forEach((d) => { d.open = false; });"
            "scrollTo(0, 0)"
        )

    def settled(self):
        """Wait until a change has been drawn: it begins with the next frame."""
        self.page.evaluate(
            "new Promise((d) => requestAnimationFrame(() => requestAnimationFrame(d)))"
        )
        return self.drawn()


def opener(browser, addresses):
    """Give a function that opens pages in contexts of their own; close them after."""
    contexts = []

    def open_page(name="default", size="wide", anchor="", **more):
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height}, **more
        )
        contexts.append(context)
        return Visit(context, addresses[name] + anchor)

    yield open_page
    for context in contexts:
        context.close()


def violations(page, *places: str) -> list[tuple[str, list[str]]]:
    """List what axe finds wrong with a page or places in it, with first elements.

    A frame is looked into from inside: it takes the place of the page.
    """
    assert not [one for one in places if "iframe" in one], "axe sees no frame's inside"
    within = {"include": [[place] for place in places]} if places else None
    found = Axe().run(page, within, WRONG).response["violations"]
    return [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found]
