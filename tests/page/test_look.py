"""The look of a report in a real browser: sizes, line of chapters, folds, print."""

import io
import re
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import expect

from helpers.page import offline
from tests import once, pages, worlds
from tests.browsing import opener

pytestmark = pytest.mark.browser

# Each text outside the drawings: its words, its size in pixels.
SIZES = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let one = walk.nextNode(); one; one = walk.nextNode()) {
    const at = one.parentElement;
    const seen = at.getClientRects().length && !at.closest("svg, script");
    const size = parseFloat(getComputedStyle(at).fontSize);
    if (one.data.trim() && seen) found.push([one.data.trim(), size]);
  }
  return found;
}"""
UNFOLD = "document.querySelectorAll('details').forEach((d) => { d.open = true; })"
CARDS = "WHO SAYS SO, STEP BY STEP"
PROSE = ".prose:not(h2 + .prose) > p"
MARKED = "document.querySelector('.line [aria-current]')?.textContent ?? ''"


@pytest.fixture(scope="module")
def addresses(default_report, small_report):
    return {"default": default_report.as_uri(), "small": small_report.as_uri()}


@pytest.fixture
def visit(browser, addresses):
    yield from opener(browser, addresses)


def sized(page, width, height=900):
    page.set_viewport_size({"width": width, "height": height})
    return page


@pytest.fixture(scope="module")
def opened(browser, addresses):
    """Open a page that is only looked at; the tests share it."""
    opening = opener(browser, addresses)
    open_page = next(opening)
    yield once.Asked(lambda name: open_page(name).drawn())
    next(opening, None)


@pytest.fixture
def look(opened):
    """Give such a page as it was when it was opened."""

    def get(name):
        opened[name].left_as_found()
        opened[name].page.emulate_media(media="screen")
        return sized(opened[name].page, 1280)

    return get


# ---- on the screen ----------------------------------------------------------------


@pytest.mark.central
@pytest.mark.parametrize("width", [390, 1280, *once.slowly(768, 1600)])
def test_no_text_is_under_twelve_pixels_and_no_page_wider_than_its_window(visit, width):
    page = sized(visit("small").drawn().page, width)
    page.evaluate(UNFOLD)
    page.locator("#tools .filter").click()
    texts = page.evaluate(SIZES)
    assert len(texts) > 200
    assert not [one for one in texts if one[1] < 12]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.central
def test_question_finding_and_prose_have_the_sizes_of_the_look(look):
    page = look("default")
    style = (
        "(one) => [getComputedStyle(one).fontSize, getComputedStyle(one).fontFamily]"
    )
    for place, size, family in (
        ("h1", "35px", "Source Serif Pro"),
        ("main h2:not(.unseen)", "35px", "Source Serif Pro"),
        (".chapter > .lede", "20px", "Source Serif Pro"),
        (PROSE, "17.5px", "Source Serif Pro"),
        (".line nav a", "14px", "Source Sans Pro"),
        (".records summary > small", "12.4px", "Source Sans Pro"),
    ):
        found = page.locator(place).first.evaluate(style)
        assert found[0] == size and found[1].strip('"').startswith(family), place
    lines = page.eval_on_selector_all(
        f"{PROSE}:not(:only-child)",
        "(all) => all.map((p) => p.getClientRects()[0].width)",
    )
    assert 300 < max(lines) <= 560  # 68 letters


def test_the_grid_is_as_wide_as_the_look_has_it(look):
    page = look("small")
    for width, wide in ((1280, 1160), (1439, 1160), (1600, 1320), (390, 350)):
        sized(page, width)
        assert page.locator("h1").bounding_box()["width"] == wide


@pytest.mark.central
def test_what_a_report_is_about_stands_above_its_question(look, daesh_k):
    page = look("default")
    article = daesh_k.by_source[daesh_k.article]
    told = page.locator(".opening .from")
    assert told.inner_text().startswith("TRT World, Opinion, 11 September 2021 · ")
    assert told.locator("a").get_attribute("href") == article.url
    assert told.bounding_box()["y"] < page.locator("h1").bounding_box()["y"]


NUMBERS = """(words) => {
  const item = (n) => `<li><b>${n}</b> <strong>a thing</strong> ${words}</li>`;
  document.querySelector(".standfirst").innerHTML =
    `<ol class="numbers">${[1, 1, 30].map(item).join("")}</ol><p class="finding">x</p>`;
}"""


@pytest.mark.parametrize(("width", "abreast"), [(1280, 3), (820, 3), (390, 1)])
def test_three_numbers_stand_abreast_or_on_a_phone_below_each_other(
    visit, width, abreast
):
    page = sized(visit("small").drawn().page, width)
    page.evaluate(NUMBERS, "Said once, of a day that is not known. " * 3)
    items = page.locator(".numbers li").all()
    boxes = [one.bounding_box() for one in items]
    assert len({round(box["y"]) for box in boxes}) == 4 - abreast or abreast == 3
    assert len({round(box["x"]) for box in boxes}) == abreast
    for item in items:
        number, head = (item.locator(part).bounding_box() for part in ("b", "strong"))
        assert number["x"] + number["width"] <= head["x"] + 20
    size = "(one) => getComputedStyle(one).fontSize"
    assert page.locator(".numbers b").first.evaluate(size) == "44px"
    high = boxes[-1]["y"] + boxes[-1]["height"] - boxes[0]["y"]
    assert high < (140 if width == 1280 else 400)


def test_a_head_names_what_it_has_and_leaves_no_mark_for_the_rest():
    opening = offline.template(offline.HERE / "parts.html").module.opening
    whole = {
        "who": "The <Post>", "when": "1 May 1907", "title": "A & B",
        "url": "https://example.org/a", "title_note": "from the address",
        "gloss": "B: so called", "coder": "coded by one person", "sources": "3 sources",
    }  # fmt: skip
    spaced = opening(whole).replace("</p>", " ")
    told = " ".join(re.sub(r"<[^>]*>", "", spaced).split())
    assert told == (
        "The &lt;Post&gt;, 1 May 1907 · A &amp; B (from the address) B: so called"
        " coded by one person, 3 sources"
    )
    assert 'href="https://example.org/a" rel="noopener noreferrer"' in opening(whole)
    assert "<a" not in opening(whole | {"url": ""})
    for name in ("who", "title", "gloss"):
        alone = re.sub(r"<[^>]*>|\s", "", opening({name: "X"}))
        assert alone == "X"


# ---- the line of chapters --------------------------------------------------------


def test_the_line_follows_the_reader_and_marks_the_chapter(visit):
    page = visit("default").drawn().page
    assert page.evaluate(MARKED) == "When"
    assert not page.evaluate("document.documentElement.matches('.past')")
    for chapter in ("02-actors", "05-robustness", "sources"):
        name = page.locator(f".line a[href='#{chapter}']").text_content()
        page.evaluate("(id) => document.getElementById(id).scrollIntoView()", chapter)
        page.wait_for_function(f"() => {MARKED} === {name!r}")
        box = page.locator(".line nav").bounding_box()
        heading = page.locator(f"[id='{chapter}']").bounding_box()
        assert 0 <= box["y"] < 5 and heading["y"] >= 46
    assert page.locator(".line a").all_text_contents()[-2:] == ["Records", "Sources"]


@pytest.mark.parametrize("width", [390, 1280])
def test_search_and_filter_are_at_hand_wherever_one_reads(visit, width):
    page = sized(visit("small").drawn().page, width)
    for top in (0, 2500):
        page.evaluate(f"scrollTo(0, {top})")
        for place in ("#search", "#tools .filter"):
            assert page.locator(place).bounding_box()["y"] < 50
        page.locator("#tools .filter").click()
        assert page.locator("#choices #day").is_visible()
        page.keyboard.press("Escape")
        assert not page.locator("#choices").is_visible()


def test_with_the_keyboard_the_names_of_the_chapters_are_seen(visit):
    page = visit("small").drawn().page
    opacity = "getComputedStyle(document.querySelector('.line nav')).opacity"
    assert page.evaluate(opacity) == "0"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "When"
    assert page.evaluate(opacity) == "1"


def test_without_scripts_the_line_is_there_and_leads_into_the_report(visit):
    page = visit("small", java_script_enabled=False).page
    page.locator(".line a[href='#sources']").click()
    assert page.locator(".line nav").bounding_box()["y"] < 5
    assert 0 < page.locator("#sources").bounding_box()["y"] < 900


# ---- folds -----------------------------------------------------------------------


@pytest.mark.central
def test_no_heading_stands_over_nothing(look):
    page = look("default")
    bare = page.evaluate(
        """() => [...document.querySelectorAll("main :is(h2, h3):not(.unseen)")]
          .filter((one) => one.getClientRects().length)
          .filter((one) => !one.nextElementSibling
            || one.nextElementSibling.matches(one.localName))
          .map((one) => one.textContent)"""
    )
    assert bare == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_to_a_source_that_is_folded_away_shows_it(visit, scripts):
    seen = visit("default", anchor="#S007", java_script_enabled=scripts)
    page = seen.drawn().page if scripts else seen.page
    if scripts:
        expect(page.locator("#evidence")).to_be_visible()
        page.keyboard.press("Escape")
    expect(page.locator("#S007")).to_be_in_viewport()


# ---- by keyboard, and to keep -----------------------------------------------------

STOPS = """() => [...document.querySelectorAll("section.chapter")].map((one) => {
  const ways = "a[href], button, summary, input, [tabindex='0']";
  return [...one.querySelectorAll(ways)].filter((way) => way.tabIndex >= 0
    && way.checkVisibility()).length; })"""


@pytest.mark.central
def test_the_two_ways_to_save_a_chart_are_one_stop(look):
    page = look("default")
    first, second = page.locator("#figure-01-timeline .save button").all()
    first.focus()
    page.keyboard.press("ArrowRight")
    assert second.evaluate("(one) => one === document.activeElement")
    page.keyboard.press("ArrowLeft")
    assert first.evaluate("(one) => one === document.activeElement")
    page.keyboard.press("Tab")
    assert not page.locator("#figure-01-timeline .save :focus").count()


@pytest.mark.central
def test_from_each_chapter_tab_reaches_the_next_in_sixteen_steps(look):
    page = look("default")
    stops = page.evaluate(STOPS)
    assert len(stops) >= 7 and max(stops[:-2]) <= 16


def test_a_chart_is_saved_as_a_picture_and_nothing_is_refused(visit):
    seen = visit("small").drawn()
    page = seen.page
    with page.expect_download() as saved:
        page.locator("figure.chart .save button", has_text="PNG").first.click()
    held = Path(saved.value.path()).read_bytes()
    assert held[:8] == b"\x89PNG\r\n\x1a\n" and saved.value.url.startswith("blob:")
    assert seen.told == [] and not [one for one in seen.requests if "http" in one]


# ---- in print --------------------------------------------------------------------

FIRST_CHART = "figure-01-timeline"  # goes on, so that the first page is never bare


def printed(page):
    return pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


def words(pdf, nth=None):
    chosen = pdf.pages if nth is None else [pdf.pages[nth]]
    return " ".join(" ".join(page.extract_text() for page in chosen).split())


def test_print_is_a_brief_whose_first_page_has_the_answer_and_the_timeline(visit):
    page = visit("default", color_scheme="dark").drawn().page
    pdf = printed(page)
    rows = [
        one.inner_text()
        for one in page.locator("#figure-01-timeline .row:not(.shut)").all()
    ]
    ends = [rows[0].split("\n")[0], rows[-1].split("\n")[0]]
    finding = page.locator(".rowed .finding").first.inner_text()
    first = words(pdf, 0)
    assert re.sub(r"\W", "", page.locator(".from a").get_attribute("href")) in re.sub(
        r"\W", "", first
    )
    for told in (
        "TRT World",
        "Could the threat of",
        "still so on the day",
        finding,
        *ends,
    ):
        assert told in first, told
    assert len(pdf.pages) <= 12
    assert not re.search(CARDS, words(pdf)) and "Print the brief" not in words(pdf)
    boxes = {tuple(map(round, one.mediabox[2:])) for one in pdf.pages}
    assert boxes == {(595, 842)}
    fonts = {
        str(font.get_object()["/BaseFont"])
        for one in pdf.pages
        for font in one["/Resources"].get("/Font", {}).values()
    }
    assert {"SourceSerifPro", "SourceSansPro"} <= {
        re.sub(r"^/\w+\+|-.*", "", font) for font in fonts
    }
    assert page.evaluate("document.querySelectorAll('details[open]').length") == 0


def test_without_the_tick_every_record_follows_as_an_annex(visit):
    seen = visit("small").drawn()
    brief = len(printed(seen.page).pages)
    seen.page.locator("#brief").uncheck()
    pdf = printed(seen.page)
    said = words(pdf)
    assert len(pdf.pages) > brief
    annex = said.index("Annex: the records")
    assert re.search(CARDS, said[annex:]) and not re.search(CARDS, said[:annex])
    for told in ("Event 2", "SHA-256", "Parameters of this view"):
        assert said.index(told, annex) > annex, told


@pytest.mark.parametrize("name", ["small", *once.slowly("default")])
def test_no_printed_text_outside_the_drawings_is_under_seven_points(visit, name):
    page = visit(name).drawn().page
    page.locator("#brief").uncheck()
    page.emulate_media(media="print")
    texts = page.evaluate(SIZES)
    assert len(texts) > 200
    assert not [one for one in texts if one[1] < 7 / 0.75]


def test_print_is_light_whatever_the_theme(visit):
    page = visit("small", color_scheme="dark").drawn().page
    page.emulate_media(media="print", color_scheme="dark")
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(colour) == "rgb(255, 255, 255)"


def sizes(pdf):
    """List the texts of a print by their size in points."""
    found = []

    def visit(text, matrix, of_text, font, size):
        across = [(m[0] ** 2 + m[1] ** 2) ** 0.5 for m in (matrix, of_text)]
        if text.strip():
            found.append((round(abs(size * across[0] * across[1]), 2), text.strip()))

    for page in pdf.pages:
        page.extract_text(visitor_text=visit)
    return found


def tags(node, found):
    """Collect the roles of a tagged print."""
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            tags(one, found)
    elif isinstance(node, dict):
        found.append(str(node.get("/S", "")))
        tags(node["/K"], found) if "/K" in node else None
    return found


@pytest.mark.central
def test_the_first_case_is_short_enough_to_be_read_to_its_end(look):
    page = look("default")
    assert page.evaluate("document.documentElement.scrollHeight") < 11_000


def test_a_print_has_no_text_under_seven_points_and_tags_its_headings(visit):
    page = visit("default").drawn().page
    made = page.pdf(prefer_css_page_size=True, tagged=True)
    pdf = pypdf.PdfReader(io.BytesIO(made))
    texts = sizes(pdf)
    assert len(texts) > 500 and not [one for one in texts if one[0] < 7]
    roles = tags(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"], [])
    assert roles.count("/H1") == 1 and roles.count("/H2") >= 6 and "/H3" in roles


def test_in_print_no_figure_that_fits_on_a_page_is_torn(look):
    page = look("default")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1044})
    torn = page.eval_on_selector_all(
        "figure.chart",
        """(all) => all.filter((one) => one.getClientRects().length
            && one.offsetHeight < 1000
            && getComputedStyle(one).breakInside !== "avoid").map((one) => one.id)""",
    )
    assert set(torn) <= {"figure-03-argument", "figure-05-robustness", FIRST_CHART}


def test_a_first_chart_that_is_too_long_begins_on_the_first_printed_page(
    browser, tmp_path
):
    tables = worlds.many(40)
    for n, row in enumerate(tables["events"]):
        row["title"] = f"The envoy of the northern river town visits the bridge {n}"
    case = worlds.write(tmp_path / "many", tables)
    address = pages.without_kernel(case, tmp_path / "index.html").as_uri()
    opening = opener(browser, {"many": address})
    page = next(opening)("many").drawn().page
    first = words(printed(page), 0)
    assert len(re.findall("visits the bridge", first)) > 20
    next(opening, None)


def test_a_case_of_one_event_has_a_line_and_a_first_screen(browser, tmp_path):
    case = worlds.write(tmp_path / "one", worlds.many(1))
    address = pages.without_kernel(case, tmp_path / "index.html").as_uri()
    opening = opener(browser, {"one": address})
    page = next(opening)("one").drawn().page
    assert page.locator(".place").count() == 0  # one chapter needs no number
    assert page.locator("figure.chart").first.bounding_box()["y"] < 500
    next(opening, None)


# ---- the first screen ----------------------------------------------------------------

LOW = """(one) => {
  const box = one.getBoundingClientRect();
  return [box.top + scrollY, box.bottom + scrollY];
}"""


@pytest.mark.central
def test_the_first_screen_holds_the_answer_and_the_first_rows(look):
    page = look("default")
    sized(page, 1280)
    timeline = page.locator("#figure-01-timeline")
    assert timeline.evaluate(LOW)[1] <= 1150
    groups = timeline.locator(".group")
    first = groups.nth(0).locator("[data-record]:visible").last
    assert first.evaluate(LOW)[1] <= 900
    sized(page, 390)
    assert page.locator(".numbers").evaluate(LOW)[1] <= 650
    assert timeline.locator("[data-record]:visible").first.evaluate(LOW)[1] <= 950
