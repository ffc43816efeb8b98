"""A chart of rows in a real browser: its texts, its keys, its filter, its readings."""

import pytest

from helpers.case import cases
from helpers.charts import timeline
from helpers.page import filters
from helpers.view.parameters import View
from tests import once, pages
from tests.browsing import EVERY_LOOK, SIZES, Visit, violations
from tests.charts import rowed

pytestmark = pytest.mark.browser

WIDTHS = (390, 768, 1280, 1600)
SOME_WIDTHS = (390, 1280, *once.slowly(768, 1600))
FIGURE = "figure.rowed"
ROWS = f"{FIGURE} [data-record]"
DRAWN = ("daesh-k-2021", "great-war-1872-1907", "one event", "eighty", "crowd", "long",
         "one word", "right to left")  # fmt: skip
MEASURED = [*(name for name in DRAWN if name != "crowd"), *once.slowly("crowd")]
# Each line of each text that is seen, without what is not drawn of its letters' height.
TEXTS = """(scope) => {
  const figure = document.querySelector(scope);
  const walk = document.createTreeWalker(figure, NodeFilter.SHOW_TEXT);
  const all = [], edge = figure.getBoundingClientRect();
  while (walk.nextNode()) {
    const node = walk.currentNode, holder = node.parentElement;
    if (!node.data.trim() || holder.closest("script, .unseen")) continue;
    if (!holder.getClientRects().length) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const size = parseFloat(getComputedStyle(holder).fontSize);
    for (const box of range.getClientRects()) {
      const middle = (box.top + box.bottom) / 2;
      if (box.width > 0.5) all.push({
        text: node.data.trim(), size,
        x0: box.left - edge.left, x1: box.right - edge.left,
        y0: middle - 0.45 * size, y1: middle + 0.45 * size, width: edge.width,
      });
    }
  }
  return all;
}"""


@pytest.fixture(scope="module")
def addresses(tmp_path_factory):
    """Give the pages of some cases, each with its timeline."""
    folder = tmp_path_factory.mktemp("rows")

    def write(name):
        case = rowed.shown(folder, name).case.folder
        page = folder / f"to {name}" / "index.html"
        return pages.without_kernel(case, page).as_uri()

    return once.Asked(write)


@pytest.fixture(scope="module")
def look(browser, addresses):
    """Open a page that is only looked at, with all its rows; the tests share it."""
    opened = {}

    def open_page(name="daesh-k-2021", width=1280):
        if (name, width) not in opened:
            context = browser.new_context(viewport={"width": width, "height": 900})
            seen = Visit(context, addresses[name]).drawn()
            seen.page.set_default_timeout(5_000)
            seen.page.eval_on_selector_all(
                f"{FIGURE} .more:not([hidden])",
                "(all) => all.forEach((e) => e.click())",
            )
            opened[name, width] = seen
        return opened[name, width]

    yield open_page
    for seen in opened.values():
        seen.page.context.close()


@pytest.fixture
def visit(browser, addresses):
    """Open a page of its own."""
    contexts = []

    def open_page(name="daesh-k-2021", width=1280):
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        seen = Visit(context, addresses[name]).drawn()
        seen.page.set_default_timeout(5_000)
        return seen

    yield open_page
    for context in contexts:
        context.close()


def shown(page):
    """List the records of the rows that are seen."""
    return page.eval_on_selector_all(
        ROWS,
        "(all) => all.filter((e) => e.getClientRects().length)"
        ".map((e) => e.dataset.record)",
    )


def focused(page):
    return page.evaluate("document.activeElement.dataset.record ?? ''")


# ---- geometry ------------------------------------------------------------------------


@pytest.mark.central
@pytest.mark.parametrize("width", SOME_WIDTHS)
@pytest.mark.parametrize("name", MEASURED)  # as the rooms' tests measure a crowd
def test_no_two_texts_overlap_and_none_leaves_the_figure(look, name, width):
    found = look(name, width).page.evaluate(TEXTS, FIGURE)
    assert len(found) > 4
    over = [
        (a["text"], b["text"])
        for n, a in enumerate(found)
        for b in found[n + 1 :]
        if min(a["x1"], b["x1"]) - max(a["x0"], b["x0"]) > 0.6
        and min(a["y1"], b["y1"]) - max(a["y0"], b["y0"]) > 0.6
    ]
    assert not over
    out = [t["text"] for t in found if t["x0"] < -5.5 or t["x1"] > t["width"] + 5.5]
    assert not out
    assert look(name, width).page.evaluate(
        "document.documentElement.scrollWidth <= innerWidth"
    )


@pytest.mark.central
@pytest.mark.parametrize("width", SOME_WIDTHS)
def test_the_smallest_text_has_12_pixels(look, width):
    sizes = [
        t["size"] for t in look("daesh-k-2021", width).page.evaluate(TEXTS, FIGURE)
    ]
    assert min(sizes) >= 12 and max(sizes) >= 14


@pytest.mark.central
@pytest.mark.parametrize("width", SOME_WIDTHS)
def test_every_row_has_its_label_and_its_marks_on_the_screen(look, width):
    page = look("daesh-k-2021", width).page
    lost = page.eval_on_selector_all(
        ROWS,
        """(all) => all.filter((row) => {
          const label = row.querySelector(".label").getBoundingClientRect();
          const plot = row.querySelector(".plot").getBoundingClientRect();
          return label.width < 60 || plot.width < 300 || label.height < 14;
        }).map((row) => row.dataset.record)""",
    )
    assert lost == [] and len(shown(page)) > 40


@pytest.mark.central
@pytest.mark.parametrize("width", [768, 1280])
def test_marks_lie_on_the_panels_that_lie_under_them(look, width):
    page = look("daesh-k-2021", width).page
    places = page.evaluate(
        """(scope) => {
          const at = (e) => e.getBoundingClientRect();
          const under = at(document.querySelector(scope + " .ground svg"));
          const head = at(document.querySelector(scope + " .axis svg"));
          const rows = [...document.querySelectorAll(scope + " .row .plot")].map(at);
          return [under, head, ...rows.filter((r) => r.width)]
            .map((r) => [r.left, r.width]);
        }""",
        FIGURE,
    )
    (left, wide), *others = places
    for x, w in others:
        assert abs(x - left) < 1 and abs(w - wide) < 1


@pytest.mark.central
@pytest.mark.parametrize("width", SOME_WIDTHS)
@pytest.mark.parametrize("name", ["daesh-k-2021", "long"])
def test_no_line_crosses_a_label_or_a_heading(look, name, width):
    crossed = look(name, width).page.evaluate(
        """(scope) => {
          const line = document.querySelector(scope + " .over line");
          const x = line.getBoundingClientRect().left;
          const named = scope + " :is(.label > span, .heading)";
          const all = [...document.querySelectorAll(named)];
          if (!all.some((e) => e.matches(".label > span"))) return ["no label"];
          return all.filter((e) => {
            const range = document.createRange(), look = getComputedStyle(e);
            range.selectNodeContents(e);
            const box = range.getBoundingClientRect();
            const above = e.closest(".label, .heading");
            const covers = look.backgroundColor !== "rgba(0, 0, 0, 0)";
            return box.left < x && box.right > x
              && !(covers && Number(getComputedStyle(above).zIndex) > 1);
          }).map((e) => e.textContent);
        }""",
        FIGURE,
    )
    assert crossed == []


# ---- by keyboard ---------------------------------------------------------------------


@pytest.mark.central
def test_the_chart_is_one_tab_stop(visit):
    page = visit().page
    stops = page.eval_on_selector_all(ROWS, "(all) => all.map((e) => e.tabIndex)")
    assert sorted(stops) == [-1] * (len(stops) - 1) + [0]
    assert stops[0] == 0
    page.focus(f"{ROWS}[tabindex='0']")
    page.keyboard.press("Tab")
    assert focused(page) == ""


def test_arrows_home_and_end_move_between_rows(visit):
    page = visit().page
    rows = shown(page)
    page.focus(f"{ROWS}[tabindex='0']")
    seen = [focused(page)]
    for key in ("ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft", "ArrowUp", "End",
                "ArrowDown", "Home"):  # fmt: skip
        page.keyboard.press(key)
        seen.append(focused(page))
    wanted = [0, 1, 2, 1, 0, 0, -1, -1, 0]
    assert seen == [rows[n] for n in wanted]
    stops = page.eval_on_selector_all(ROWS, "(all) => all.map((e) => e.tabIndex)")
    assert stops.count(0) == 1


@pytest.mark.central
@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_key_opens_the_card_and_escape_gives_the_focus_back(visit, key):
    page = visit().page
    page.focus(f"{ROWS}[tabindex='0']")
    page.keyboard.press("ArrowDown")
    record = focused(page)
    page.keyboard.press(key)
    assert page.locator("#evidence").is_visible()
    assert page.evaluate("location.hash") == f"#{record}"
    assert page.locator(f"{FIGURE} .chosen").get_attribute("data-record") == record
    page.keyboard.press("Escape")
    assert not page.locator("#evidence").is_visible()
    assert focused(page) == record


def test_a_click_opens_the_card_of_the_row(visit):
    page = visit().page
    row = page.locator(f"{FIGURE} [data-record=E011]")
    row.click()
    assert page.evaluate("location.hash") == "#E011"
    assert page.locator("#evidence-title").inner_text() == (
        row.locator(".label > span").inner_text()
    )


THROUGH = """() => {
  const box = document.getElementById("evidence").getBoundingClientRect(), found = [];
  for (let x = box.left + 4; x < box.right - 4; x += 23) {
    for (let y = Math.max(box.top, 0) + 4; y < box.bottom && y < innerHeight; y += 9) {
      const one = document.elementFromPoint(x, y);
      if (!one.closest("#evidence")) found.push(one.className);
    }
  }
  return found;
}"""


@pytest.mark.parametrize("width", [390, 1000, 1280])
def test_nothing_of_a_chart_shows_through_an_open_card(visit, width):
    page = visit(width=width).page
    page.locator(f"{FIGURE} [data-record]:visible").first.click()
    for top in range(200, 1800, 160):
        page.evaluate("(y) => scrollTo(0, y)", top)
        assert page.evaluate(THROUGH) == [], top


def test_a_row_that_is_pointed_at_or_focused_shows_its_words(visit):
    page = visit().page
    row = page.locator(f"{FIGURE} [data-record=E011]")
    told = row.get_attribute("aria-label")
    words = "(e) => getComputedStyle(e, '::after').content"
    assert row.evaluate(words) == "none"
    row.hover()
    assert told in row.evaluate(words).replace('\\"', '"')
    page.mouse.move(0, 0)
    page.focus(f"{ROWS}[tabindex='0']")
    page.keyboard.press("ArrowDown")
    assert page.locator(f"{ROWS}:focus").evaluate(words) != "none"


# ---- what is open, filtered, read otherwise ------------------------------------------


def test_more_rows_open_on_request_and_can_be_reached(visit):
    page = visit().page
    before = shown(page)
    more = page.locator(f"{FIGURE} .more:visible").first.element_handle()
    count = int(more.inner_text().split()[0])
    more.click()
    assert not more.is_visible()
    after = shown(page)
    assert len(after) == len(before) + count and set(before) < set(after)
    page.focus(f"{ROWS}[tabindex='0']")
    walked = [focused(page)]
    for _ in after[1:]:
        page.keyboard.press("ArrowDown")
        walked.append(focused(page))
    assert walked == after


def test_a_filter_hides_rows_and_closes_up(visit):
    seen = visit()
    page = seen.page
    tall, before = page.locator(FIGURE).bounding_box()["height"], shown(page)
    page.locator("#tools .filter").click()
    page.check("[name=actor][value=A003]")
    seen.settled()
    after = shown(page)
    assert 0 < len(after) < len(before)
    assert page.locator(FIGURE).bounding_box()["height"] < tall - 15 * (
        len(before) - len(after)
    )
    headings = page.locator(f"{FIGURE} .heading:visible").count()
    assert headings == page.eval_on_selector_all(
        f"{FIGURE} .group", "(all) => all.filter((g) => !g.hidden).length"
    )
    stops = page.eval_on_selector_all(
        ROWS,
        "(all) => all.filter((e) => e.tabIndex === 0).map((e) => e.dataset.record)",
    )
    assert len(stops) == 1 and stops[0] in after
    said = page.locator(f"{FIGURE} .finding:visible").inner_text()
    assert (
        " of " in said and said != page.locator(f"{FIGURE} .finding.was").inner_text()
    )
    page.uncheck("[name=actor][value=A003]")
    seen.settled()
    assert shown(page) == before


def test_another_reading_shows_the_title_and_the_rows_that_python_wrote(visit):
    seen = visit()
    page = seen.page
    own = shown(page), page.locator(f"{FIGURE} .finding:visible").inner_text()
    whole = cases.load("daesh-k-2021")
    read = filters.Readings(whole, View())
    for reading in ("article", "known", "both"):
        seen.ticked("dates", reading)
        seen.settled()
        chart = timeline.chart(read.inner[reading])
        assert shown(page) == [r.record for g in chart.groups for r in g.rows]
        said = page.locator(f"{FIGURE} .finding:visible").inner_text()
        assert said == chart.title
        row = page.locator(f"{FIGURE} [data-record=E011]")
        (wanted,) = [r for g in chart.groups for r in g.rows if r.record == "E011"]
        assert row.get_attribute("aria-label") == wanted.words
    assert own == (shown(page), page.locator(f"{FIGURE} .finding:visible").inner_text())


def test_without_javascript_every_row_is_there(browser, addresses):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(addresses["daesh-k-2021"])
    count = page.locator(ROWS).count()
    assert page.locator(f"{ROWS}:visible").count() == count > 40
    assert not page.locator(f"{FIGURE} .more:visible").count()
    context.close()


# ---- on a phone ----------------------------------------------------------------------


def tops(page, rows):
    return page.eval_on_selector_all(
        rows, "(all) => all.map((e) => e.getBoundingClientRect().top)"
    )


def test_a_phone_shows_first_what_is_said_to_be_against_the_third(visit):
    page = visit(width=390).page
    aimed = page.eval_on_selector_all(
        f"{FIGURE} .aimed", "(all) => all.map((e) => e.dataset.record)"
    )
    assert shown(page) == aimed != []
    lowest = max(tops(page, f"{FIGURE} .aimed"))
    assert lowest < min(tops(page, f"{FIGURE} .heading:visible"))
    page.focus(f"{ROWS}[tabindex='0']")
    page.keyboard.press("Home")
    assert focused(page) == aimed[0]


def test_a_phone_opens_a_group_on_request(visit):
    page = visit(width=390).page
    before = shown(page)
    more = page.locator(f"{FIGURE} .more:visible").first
    told = more.inner_text()
    more.click()
    opened = [one for one in shown(page) if one not in before]
    assert told == f"{len(opened)} rows" and len(opened) > 8
    page.focus(f"{ROWS}[tabindex='0']")
    page.keyboard.press("Home")
    walked = [focused(page)]
    for _ in range(len(before) + len(opened) - 1):
        page.keyboard.press("ArrowDown")
        walked.append(focused(page))
    assert walked == before + opened  # as they are seen


def test_a_phone_teaches_the_marks_on_request(visit):
    page = visit(width=390).page
    samples = page.locator(f"{FIGURE} .legend li:visible")
    told = samples.all_inner_texts()
    assert {"cooperative", "hostile"} <= {*told} and len(told) < 6
    page.locator(f"{FIGURE} .marks").click()
    assert samples.count() > 8
    assert not page.locator(f"{FIGURE} .marks").is_visible()


def test_a_short_chart_is_whole_on_a_phone(visit):
    page = visit("one event", width=390).page
    assert shown(page) and not page.locator(f"{FIGURE} .more:visible").count()


def test_a_wide_screen_has_every_group_and_every_sample(visit):
    page = visit(width=768).page
    assert page.locator(f"{FIGURE} .calm:visible").count() > 10
    assert page.locator(f"{FIGURE} .legend li:visible").count() > 8
    assert not page.locator(f"{FIGURE} .marks").is_visible()


# ---- for everybody -------------------------------------------------------------------


@pytest.mark.parametrize("how", EVERY_LOOK)
def test_axe_finds_nothing_wrong_with_the_figure(visit, how):
    size, scheme = how.split()
    seen = visit(width=SIZES[size][0])
    seen.page.emulate_media(color_scheme=scheme)
    assert violations(seen.settled().page, FIGURE) == []


@pytest.mark.central
def test_the_page_says_nothing_and_asks_for_nothing(look, addresses):
    for name in DRAWN[:4]:
        seen = look(name)
        assert seen.told == [] and set(seen.requests) <= {addresses[name], "data:,"}
