"""The charts of balance in a real browser: texts, pointer, keys, folds."""

import pytest

from helpers.charts import balance_index, triads, what_if
from tests import once, pages, worlds
from tests.browsing import Visit
from tests.charts import rowed
from tests.page.test_rows import SOME_WIDTHS, TEXTS, WIDTHS

pytestmark = pytest.mark.browser

ROOMS = (triads, balance_index, what_if)
FIGURES = ("04-triads", "04-index", "04-what-if")
DRAWN = ("great-war-1872-1907", "daesh-k-2021", "long", "crowd", "right to left")
TITLE = "document.getElementById('evidence-title').textContent"


@pytest.fixture(scope="module")
def addresses(tmp_path_factory):
    """Give the pages of some cases, each with the charts of balance."""
    folder = tmp_path_factory.mktemp("balance")

    def write(name):
        if name == "long":
            tables = worlds.related(9, 60, worlds.LONG)
            case = worlds.small(folder / name, tables).folder
        else:
            case = rowed.shown(folder, name).case.folder
        page = folder / f"to {name}" / "index.html"
        return pages.without_kernel(case, page, ROOMS).as_uri()

    return once.Asked(write)


@pytest.fixture
def visit(browser, addresses):
    """Open a page of its own."""
    contexts = []

    def open_page(name=DRAWN[0], width=1280):
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        seen = Visit(context, addresses[name]).drawn()
        seen.page.set_default_timeout(5_000)
        return seen.page

    yield open_page
    for context in contexts:
        context.close()


def marks(page, name):
    return page.locator(f"#figure-{name} [data-record]:visible")


@pytest.mark.central
@pytest.mark.parametrize(
    "name", [name for name in DRAWN if name != "crowd"] + once.slowly("crowd")
)  # as the rooms' tests measure a crowd
def test_no_text_overlaps_leaves_its_figure_or_is_too_small(visit, name):
    page = visit(name)
    page.eval_on_selector_all(
        ".more:not([hidden])", "(all) => all.map((e) => e.click())"
    )
    # a chart without rows is its sentence
    drawn = [one for one in FIGURES if page.locator(f"#figure-{one}").count()]
    assert drawn if name == "right to left" else drawn == [*FIGURES]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for figure in drawn:
            found = page.evaluate(TEXTS, f"#figure-{figure}")
            assert found and min(text["size"] for text in found) >= 12
            for n, a in enumerate(found):
                assert a["x0"] > -8 and a["x1"] < a["width"] + 8, a["text"]
                for b in found[n + 1 :]:
                    across = min(a["x1"], b["x1"]) - max(a["x0"], b["x0"])
                    down = min(a["y1"], b["y1"]) - max(a["y0"], b["y0"])
                    assert across < 0.6 or down < 0.6, (width, a["text"], b["text"])


@pytest.mark.parametrize("width", SOME_WIDTHS)
def test_a_triangle_and_a_step_are_felt_beside_their_lines(visit, width):
    page = visit(width=width)
    first, second = "Britain, France and Russia", "31 December 1872 to 31 December 1881"
    for name, nth, told in (("04-triads", 0, first), ("04-index", 1, second)):
        mark = marks(page, name).nth(nth)
        mark.scroll_into_view_if_needed()
        box = mark.bounding_box()
        page.mouse.click(box["x"] + box["width"] - 3, box["y"] + box["height"] - 3)
        assert page.evaluate(TITLE) == told
        page.keyboard.press("Escape")


@pytest.mark.central
@pytest.mark.parametrize("name", FIGURES)
def test_a_chart_is_one_stop_and_arrow_keys_lead_on(visit, name):
    page = visit()
    stops = page.locator(f'#figure-{name} [tabindex="0"]')
    assert stops.count() == 1
    stops.focus()
    page.keyboard.press("End")
    record = page.evaluate("document.activeElement.dataset.record")
    assert record == marks(page, name).last.get_attribute("data-record")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == f"#{record}"


@pytest.mark.central
@pytest.mark.parametrize(("width", "told"), [(390, "9 rows"), (1280, "9 more")])
def test_rows_that_are_folded_open_on_request(visit, width, told):
    page = visit(width=width)
    rows = page.locator("#figure-04-what-if .pair:not(.heads):visible")
    more = page.locator("#figure-04-what-if .more")
    assert rows.count() == what_if.FIRST and more.inner_text() == told
    more.click()
    assert rows.count() == 15 and not more.is_visible()


@pytest.mark.parametrize("width", SOME_WIDTHS)
def test_small_triangles_stand_beside_each_other_at_every_width(visit, width):
    page = visit(width=width)
    tops = [mark.bounding_box()["y"] for mark in marks(page, "04-triads").all()]
    assert tops.count(tops[0]) >= 2 and len(tops) == 20
