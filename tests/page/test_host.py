"""The page's script as a function of a root element, a payload and a host."""

import re

import pytest

from helpers.page import offline, page
from tests import pages, worlds

PARTS = page.SCRIPTS
OUTSIDE = re.compile(
    r"(?<![.\w$-])(document|window|location|history|navigator|localStorage|innerWidth"
    r"|innerHeight|matchMedia|getComputedStyle|addEventListener|requestAnimationFrame"
    r"|URL|globalThis)\b(?=[.(\[])"
)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.stem)
def test_no_part_reaches_outside_its_root(part):
    told = re.sub(r"//.*", "", part.read_text(encoding="utf-8"))
    assert OUTSIDE.findall(told) == []


def test_what_reaches_outside_would_be_found():
    for told in (
        "document.body",
        "x = location.hash",
        "matchMedia('x')",
        "!history.go()",
    ):
        assert OUTSIDE.search(told), told
    for told in ("root.ownerDocument.x", "view.matchMedia('x')", "a.top.cells"):
        assert not OUTSIDE.search(told), told


HOST = """({ script, html, payload }) => {
  document.body.innerHTML = "<p>Around it</p><div id='report'></div>";
  const root = document.getElementById("report");
  root.innerHTML = html;
  window.asked = [];
  const answers = { address: () => "", depth: () => 0, framed: () => false };
  const ask = (name, value) => {
    window.asked.push([name, typeof value === "function" ? "" : value ?? ""]);
    return answers[name]?.();
  };
  (0, eval)(`"use strict"; (${script})`)(root, payload, ask);
}"""


@pytest.mark.central
@pytest.mark.browser
def test_the_script_runs_in_another_host_and_asks_it_for_all(browser, tmp_path):
    case = worlds.write(tmp_path / "case", worlds.told_twice())
    made = pages.read(pages.without_kernel(case, tmp_path / "index.html"))
    body = made.html.split("<body>", 1)[1].rsplit("<script>", 1)[0]
    (payload,) = [t for a, t in made.scripts if a.get("id") == "records-data"]
    context = browser.new_context()
    seen, wrong = context.new_page(), []
    seen.on("pageerror", lambda error: wrong.append(str(error)))
    given = {"script": offline.hosted(PARTS), "html": body, "payload": payload}
    seen.evaluate(HOST, given)
    seen.wait_for_selector("#report.scripted")
    assert not seen.evaluate("document.documentElement.className")
    seen.locator("#report details.fold summary, #report .records summary").first.click()
    seen.evaluate("document.querySelector('#report .records summary').click()")
    card = seen.locator("#report #evidence")
    card.wait_for()
    own = seen.evaluate("document.querySelector('#report .records .card').id")
    asked = seen.evaluate("window.asked")
    assert ["go", {"id": own, "depth": 0}] in asked
    assert {name for name, _ in asked} >= {"address", "follow", "go"}
    assert wrong == [] and seen.url == "about:blank"
    context.close()
