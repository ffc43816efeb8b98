"""The report in a real browser: network refused, both widths, print, no scripts."""

import io
import re
import shutil
from collections import Counter

import pypdf
import pytest
from playwright.sync_api import expect

from helpers import theme
from helpers.charts import matrix, network, origins, pairs, strips
from tests import hostile, once, pages, worlds
from tests.browsing import SIZES, chromium, opener, violations
from tests.once import slowly

pytestmark = pytest.mark.browser

BURNS = "E011"
ROOMS = (pairs, matrix, network, strips, origins)
CROWDS = {
    "crowd": lambda: worlds.related(40, 300),
    "long": lambda: worlds.related(9, 30, worlds.LONG),
    "pair": lambda: worlds.related(2, 40, worlds.RIGHT_TO_LEFT),
}  # as test_rooms measures them, so slow here
ATTACK = '<img src=x onerror="window.ran=1"><svg onload="window.ran=1"></svg>'


MADE_UP = {
    "harmful": hostile.write,
    "eighty": lambda case: worlds.write(case, worlds.many(80)),
    "empty": worlds.write,
}


def write(folder, name):
    """Write the page of a made-up case, and give its address."""
    page = folder / f"to {name}" / "index.html"
    if name in MADE_UP:
        view = {"start": "1950", "end": "1951"} if name == "empty" else {}
        return pages.without_kernel(MADE_UP[name](folder / name), page, **view).as_uri()
    case = worlds.write(folder / name, CROWDS[name](), focus=["A001", "A002"])
    return pages.without_kernel(case, page, ROOMS).as_uri()


@pytest.fixture(scope="session")
def addresses(tmp_path_factory, default_report, small_report):
    """Give the pages that are looked at: the default report and made-up cases."""
    folder = tmp_path_factory.mktemp("pages")
    found = once.Asked(lambda name: write(folder, name))
    found.update(default=default_report.as_uri(), small=small_report.as_uri())
    return found


@pytest.fixture
def visit(browser, addresses):
    """Open pages in contexts of their own."""
    yield from opener(browser, addresses)


@pytest.fixture(scope="module")
def look(browser, addresses):
    """Open a page that is only looked at; the tests share it."""
    opening = opener(browser, addresses)
    open_page = next(opening)
    opened = once.Asked(lambda key: open_page(*key).drawn())
    yield lambda name="default", size="wide": opened[name, size]
    next(opening, None)


@pytest.fixture(scope="module")
def plain(browser, addresses):
    """Open a page without scripts; the tests share it."""
    opening = opener(browser, addresses)
    open_page = next(opening)
    opened = once.Asked(lambda key: open_page(*key, java_script_enabled=False))
    yield lambda name, size: opened[name, size]
    next(opening, None)


def overlaps(texts):
    """List pairs of texts that cover each other; a mark's own glyphs are no labels."""
    ours = [t for t in texts if re.search(r"\w", t["text"])]
    ours.sort(key=lambda t: t["x0"])
    return [
        (a["text"], b["text"])
        for n, a in enumerate(ours)
        for b in ours[n + 1 :]
        if min(a["x1"], b["x1"]) - b["x0"] > 1
        and min(a["y1"], b["y1"]) - max(a["y0"], b["y0"]) > 1.5
    ]


def cut(texts):
    """List the texts that leave their drawing."""
    return [
        t["text"]
        for t in texts
        if t["x0"] < -1 or t["y0"] < -1
        or t["x1"] > t["width"] + 1 or t["y1"] > t["height"] + 1
    ]  # fmt: skip


# ---- the browser itself ----------------------------------------------------------


def no_browser(monkeypatch):
    monkeypatch.delenv("DATELINE_CHROMIUM", raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: None)


def test_without_a_browser_it_says_what_is_skipped_and_how_to_get_it(monkeypatch):
    no_browser(monkeypatch)
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="apt-get install chromium"):
        chromium()


def test_where_ci_runs_a_missing_browser_is_a_failure(monkeypatch):
    no_browser(monkeypatch)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="DATELINE_CHROMIUM"):
        chromium()


# ---- offline and quiet -----------------------------------------------------------


@pytest.mark.central
@pytest.mark.parametrize("name", ["default", "harmful", "eighty", "empty"])
@pytest.mark.parametrize("size", SIZES)
def test_a_page_asks_for_nothing_says_nothing_and_draws_every_chart(
    look, addresses, name, size
):
    seen = look(name, size)
    seen.page.wait_for_timeout(300)
    assert set(seen.requests) <= {addresses[name], "data:,"}
    assert Counter(seen.requests)[addresses[name]] == 1
    assert seen.told == []
    unfolded(seen)
    if name == "empty":  # each chart is its sentence
        assert seen.page.locator("figure.chart").count() == 0
        assert seen.page.locator("section.chapter p.reading").first.is_visible()
    for chart in seen.charts() if name != "empty" else ():
        figure = seen.page.locator(chart)
        assert figure.locator(".finding").is_visible()
        assert figure.locator("[data-record]:visible").count()
    seen.left_as_found()


def unfolded(seen):
    """Open all that is folded away."""
    seen.page.evaluate(
        "document.querySelectorAll('details').forEach((d) => { d.open = true; })"
    )


# ---- nothing is cut, nothing overlaps ----------------------------------------------


@pytest.mark.central
@pytest.mark.parametrize("name", ["default", "harmful", "eighty", "empty"])
@pytest.mark.parametrize("size", SIZES)
def test_a_page_is_no_wider_than_its_window(look, name, size):
    seen = look(name, size)
    unfolded(seen)
    across = "[document.documentElement.scrollWidth, document.body.scrollWidth]"
    found = max(seen.page.evaluate(across))
    seen.left_as_found()
    assert found <= SIZES[size][0]


def clear(seen):
    """Look at each chart's texts: none is cut, and no two cover each other."""
    unfolded(seen)
    for chart in seen.charts():
        texts = seen.texts(f"{chart} > :is(.picture, .finding)")
        assert len(texts) > 4, chart
        assert not cut(texts), chart
        assert not overlaps(texts), chart
    seen.left_as_found()


@pytest.mark.central
@pytest.mark.parametrize("name", ["default", "eighty", *slowly(*CROWDS)])
@pytest.mark.parametrize("size", SIZES)
def test_no_text_of_a_chart_is_cut_and_no_two_overlap(look, name, size):
    clear(look(name, size))


@pytest.mark.parametrize("name", ["default", "eighty", *slowly(*CROWDS)])
@pytest.mark.parametrize("size", SIZES)
def test_without_scripts_too_no_text_of_a_chart_is_cut(plain, name, size):
    clear(plain(name, size))


@pytest.mark.central
@pytest.mark.parametrize("size", SIZES)
def test_the_first_screen_is_question_standfirst_and_timeline(look, size):
    page = look("default", size).page
    places = (".opening", "h1", ".standfirst", "figure.chart .finding")
    tops = [page.locator(place).first.bounding_box()["y"] for place in places]
    assert tops == sorted(tops)
    assert tops[3] < SIZES[size][1]


# ---- from a mark to its evidence ---------------------------------------------------


@pytest.mark.central
@pytest.mark.parametrize("size", SIZES)
def test_without_scripts_a_link_to_a_record_leads_to_its_card(plain, addresses, size):
    page = plain("default", size).page
    page.goto(f"{addresses['default']}#{BURNS}")
    card = page.locator(f"#{BURNS}")
    expect(card).to_be_visible()
    assert worlds.WINDOW in card.inner_text()
    assert not page.locator("#tools, #evidence, #all-records").first.is_visible()


@pytest.mark.central
def test_pointing_at_a_mark_shows_both_dates_in_words(look):
    seen = look()
    seen.point(BURNS)
    row = seen.page.locator(f"[data-record={BURNS}]").first
    told = seen.page.wait_for_function(
        """(one) => { const words = getComputedStyle(one, "::after");
          return words.display === "none" ? "" : words.content; }""",
        arg=row.element_handle(),
    ).json_value()  # it is shown a moment after
    window = worlds.WINDOW
    assert f"{window}; other sources: 23 August 2021" in told and "reported" in told
    assert told.strip('"') == row.get_attribute("aria-label")
    seen_there = row.inner_text()
    assert re.search(r"\bP4\b", seen_there) and "Burns meets Baradar" in seen_there
    seen.left_as_found()


# ---- for everybody ---------------------------------------------------------------


FILTERED = ("#tools", "#evidence", "#all-records", ".rowed", ".now")
AXED = {"small": ("E001", "visit"), "default": (BURNS, "konar")}


# Of the whole report axe needs long: it is slow, each width and palette once, and all
# that is in it is in the report of a small world too.
@pytest.mark.parametrize(
    "name, how",
    [("small", "narrow light"),  # the wide dark one is in the tests of two sides
     *slowly(("small", "wide dark"), ("small", "wide light"), ("small", "narrow dark"),
             ("default", "narrow light"), ("default", "wide dark"))],
)  # fmt: skip
def test_axe_finds_no_violation(visit, name, how):
    (record, word), (size, scheme) = AXED[name], how.split()
    seen = visit(name, size, anchor=f"#{record}", color_scheme=scheme).drawn()
    page = seen.page
    page.evaluate(
        "document.querySelectorAll('details').forEach((d) => { d.open = true; })"
    )
    assert page.locator("#evidence").is_visible()
    assert violations(page) == []
    seen.ticked("actor", "A001")
    page.locator("#search").fill(word)
    page.wait_for_selector("html[data-drawn=yes]")
    assert page.locator("#choices").is_visible() and page.locator("#found").is_visible()
    assert violations(page, *FILTERED) == []


@pytest.mark.parametrize(
    "name, scheme",
    [("small", "light"), *slowly(("small", "dark"), ("default", "light"))],
)
def test_axe_finds_no_violation_in_the_static_page(visit, name, scheme):
    page = visit(name).page
    page.emulate_media(
        color_scheme=scheme, media="print" if scheme == "light" else None
    )
    page.wait_for_selector("html[data-drawn=yes]")
    assert violations(page) == []


# How a phone folds what is there, and a row of a table like any other.
# The records of the small one are summed up by their titles, which stand once.
FOLDED = {"p.said", "div.calm", "button.none", "div.labelled", "tr.by-order"}


def test_the_small_report_holds_whatever_the_default_one_holds(look):
    """So that what axe finds in the one is what it would find in the other."""
    kinds = """() => [...document.querySelectorAll("body *:not(.joined)")]
      .filter((one) => !one.closest("svg") || one.matches("svg, text, [role]"))
      .filter((one) => !one.closest("[aria-hidden=true]"))
      .flatMap((one) => [one.localName, ...[...one.classList]
        .map((name) => `${one.localName}.${name}`)])"""
    for name in ("small", "default"):  # a table has its rows once it is open
        look(name).page.eval_on_selector_all(
            "#all-records details", "(all) => all.map((one) => { one.open = true; })"
        )
        look(name).page.locator("#all-records td").first.wait_for()
    small, whole = (look(n).page.evaluate(kinds) for n in ("small", "default"))
    assert {*whole} - {*small} <= FOLDED


def test_in_the_dark_charts_take_the_dark_palette(visit):
    seen = visit("small", color_scheme="dark").drawn()
    unfolded(seen)
    used = seen.page.locator("figure.chart").evaluate_all(
        """(all) => [...new Set(all.flatMap((one) => [...one.querySelectorAll("*")])
          .flatMap((one) => {
            const look = getComputedStyle(one);
            return [look.color, look.fill, look.stroke, look.backgroundColor];
          }))]"""
    )
    dark, light = ({colour(one) for one in palette.values()}
                   for palette in (theme.DARK, theme.LIGHT))  # fmt: skip
    assert len(dark & {*used}) > 6
    assert not (light - dark) & {*used}


def colour(told):
    """Give a colour as a browser tells it."""
    return f"rgb({', '.join(str(int(told[i : i + 2], 16)) for i in (1, 3, 5))})"


@pytest.mark.parametrize("size", SIZES)
def test_without_scripts_every_chart_stands_whole(plain, size):
    seen = plain("default", size)
    page = seen.page
    unfolded(seen)
    for chart in seen.charts():
        shown = page.locator(f"{chart} .picture")
        assert shown.is_visible()
        box = shown.bounding_box()
        assert 0 <= box["x"] and box["x"] + box["width"] <= SIZES[size][0]
    shut = page.locator("figure.rowed .shut")
    assert shut.count() and shut.first.is_visible()  # no button opens them
    assert not page.locator("figure.rowed button").locator("visible=true").count()
    seen.left_as_found()


@pytest.mark.parametrize(
    ("name", "told"),
    [("small", ("Event 2", "one day between 2 March and 11 September 1702")),
     pytest.param("default", ("Burns meets Baradar in Kabul", worlds.WINDOW),
                  marks=pytest.mark.slow)],
    ids=["small", "default"],
)  # fmt: skip
def test_print_with_the_annex_holds_every_chart_as_text_and_every_card(
    visit, name, told
):
    seen = visit(name).drawn()
    seen.page.locator("#brief").uncheck()
    page = seen.page
    title, legend = (
        " ".join(page.locator(place).first.text_content().split())
        for place in ("figure.rowed .finding", "figure.rowed .legend li")
    )
    drawn = page.locator("figure.rowed .drawing text").first.text_content()
    printed = pypdf.PdfReader(io.BytesIO(seen.page.pdf(prefer_css_page_size=True)))
    said = " ".join(" ".join(p.extract_text() for p in printed.pages).split())
    for words in (title, legend, drawn, "WHO SAYS SO", *told):
        assert words in said, words
    assert 2 <= len(printed.pages) <= 100  # the last chapter lists a hundred views


# ---- data is text ---------------------------------------------------------------


@pytest.mark.central
@pytest.mark.parametrize("size", SIZES)
def test_a_hostile_case_runs_nothing_and_adds_nothing(look, size):
    seen = look("harmful", size)
    page = seen.page
    unfolded(seen)
    records = page.eval_on_selector_all(
        "figure.chart [data-record]",
        "(all) => all.filter((one) => one.getClientRects().length)"
        ".map((one) => one.dataset.record)",
    )
    assert records
    for record in records[:8]:
        seen.point(record)
    assert seen.dialogs == [] and seen.told == []
    assert page.locator("img").count() == 0
    strange = "script:not([type]), svg[onload], [onerror], [onload], iframe, object"
    assert page.locator(f"body :is({strange})").count() == 1  # the report's own script
    assert "<img src=x onerror=alert(1)>" in page.locator("body").inner_text()
    seen.left_as_found()


@pytest.mark.central
def test_a_hostile_label_is_shown_as_it_is_written(look):
    shown = look("harmful").page.locator("figure.chart .picture").first.inner_text()
    assert "<img src=x onerror=alert(1)>" in shown
    assert "%{x}" in shown and "$y^2$" in shown


@pytest.fixture(scope="module")
def spoiled(browser, addresses):
    """Open a page that tests may spoil."""
    opening = opener(browser, addresses)
    yield next(opening)("empty").drawn().page
    next(opening, None)


@pytest.mark.central
def test_the_policy_stops_what_slips_through(spoiled):
    spoiled.evaluate(
        """(html) => {
          window.stopped = [];
          addEventListener("securitypolicyviolation", (e) => {
            window.stopped.push(e.effectiveDirective);
          });
          const place = document.createElement("div");
          place.innerHTML = html;
          document.body.append(place);
          const script = document.createElement("script");
          script.textContent = "window.ran = 1";
          document.body.append(script);
          const linked = document.createElement("script");
          linked.src = "data:text/javascript,window.ran=1";
          document.body.append(linked);
        }""",
        ATTACK,
    )
    spoiled.wait_for_function(
        "(all) => all.every((one) => window.stopped.includes(one))",
        arg=["script-src-elem", "img-src"],
    )
    assert spoiled.evaluate("window.ran") is None


@pytest.mark.central
def test_the_policy_refuses_to_send_anything(spoiled):
    stopped = spoiled.evaluate(
        """async () => {
          const found = [];
          addEventListener("securitypolicyviolation", (e) => {
            found.push(e.effectiveDirective);
          });
          await fetch("https://example.org/").catch(() => null);
          await new Promise((done) => setTimeout(done, 200));
          return found;
        }"""
    )
    assert stopped == ["connect-src"]
