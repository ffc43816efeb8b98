"""The faces that the page brings along, in a real browser."""

import pytest

from helpers.draw import letters
from tests import pages, worlds
from tests.browsing import opener

pytestmark = pytest.mark.browser

FACES = [f'{weight} 17px "{family}"' for family, weight in letters.FACES]
STOPPED = """addEventListener("securitypolicyviolation", (e) => {
  (window.stopped ??= []).push(`${e.effectiveDirective} ${e.blockedURI}`); })"""
HELD = "[...document.fonts].map((f) => [f.family, f.weight, f.status])"
QUESTION = "Will Łódź answer, or will שלום?"


@pytest.fixture(scope="module")
def addresses(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faces")
    case = worlds.write(folder / "case", question=QUESTION)
    return {"small": pages.without_kernel(case, folder / "index.html").as_uri()}


@pytest.fixture
def visit(browser, addresses):
    yield from opener(browser, addresses)


def fonts(page, place):
    """List the fonts that the browser draws an element with: own, and how often."""
    devtools = page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        devtools.send(f"{domain}.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    node = devtools.send("DOM.querySelector", {"nodeId": root, "selector": place})
    used = devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node["nodeId"]})
    return {one["isCustomFont"]: one["glyphCount"] for one in used["fonts"]}


@pytest.mark.central
def test_all_four_faces_come_with_the_page_and_the_policy_lets_them(visit):
    page = visit("small").page
    page.add_init_script(STOPPED)
    page.reload()
    for face in FACES:
        page.evaluate("(face) => document.fonts.load(face)", face)
        assert page.evaluate("(face) => document.fonts.check(face)", face), face
    held = page.evaluate(HELD)
    assert [(f.strip('"'), int(weight), how) for f, weight, how in held] == [
        (*face, "loaded") for face in letters.FACES
    ]
    assert page.evaluate("window.stopped ?? []") == []


def test_a_letter_that_no_face_has_is_drawn_by_a_font_of_the_system(visit):
    page = visit("small").page
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(200)
    drawn = fonts(page, "h1")
    assert drawn[False] == 4 and drawn[True] >= len(QUESTION.replace(" ", "")) - 4
