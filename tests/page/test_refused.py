"""The report where a browser refuses a nicety: cards open and close all the same."""

from html import escape

import pytest
from playwright.sync_api import expect

from helpers.charts import matrix, timeline
from tests import pages, worlds
from tests.browsing import opener
from tests.once import slowly
from tests.run import swept

pytestmark = pytest.mark.browser

CARD = "E001"
THROWS = "() => { throw new DOMException('refused', 'SecurityError'); }"
REFUSED = {
    "address": f"history.pushState = history.replaceState = {THROWS};",
    "scrolling": f"""Object.defineProperty(history, "scrollRestoration",
      {{ set: {THROWS} }});""",
    "unpacking": "delete window.DecompressionStream;",
    "unpacking that fails": f"window.DecompressionStream = class {{ constructor()"
    f" {{ ({THROWS})(); }} }};",
    "storage": f"""for (const name of ["localStorage", "sessionStorage"])
      Object.defineProperty(window, name, {{ get: {THROWS} }});""",
    "clipboard": f"""Object.defineProperty(navigator, "clipboard",
      {{ get: {THROWS} }});""",
    "download": f"URL.createObjectURL = {THROWS};",
    "print": f"window.print = {THROWS};",
    "fullscreen": f"Element.prototype.requestFullscreen = {THROWS};",
}
PACKED = ("unpacking", "unpacking that fails")  # without the data nothing is drawn
ALONE = [name for name in REFUSED if name not in PACKED]
REFUSED["all else"] = "".join(REFUSED[name] for name in ALONE)
BUTTONS = [("Copy", "clipboard", "copy"), ("Download CSV", "download", "save a file")]
FRAMES = {
    "srcdoc": 'srcdoc="{}"',
    "srcdoc in a sandbox": 'sandbox="allow-scripts" srcdoc="{}"',
    "srcdoc that keeps its origin": "sandbox='allow-scripts allow-same-origin'"
    ' srcdoc="{}"',
    "file in a sandbox": 'sandbox="allow-scripts" src="page.html"',
}
FIRST = ("srcdoc", "srcdoc in a sandbox")
OTHERS = [name for name in FRAMES if name not in FIRST]  # the same, mixed otherwise


@pytest.fixture(scope="module")
def addresses(tmp_path_factory):
    """Make the page of a small world, and frames that hold it."""
    folder = tmp_path_factory.mktemp("refused")
    case = worlds.write(folder / "case")
    page = pages.without_kernel(case, folder / "page.html", (timeline, matrix))
    html = page.read_text(encoding="utf-8")
    plan = swept.planned(folder / "sweep")
    sweep = swept.written(plan, [swept.done(run) for run in plan.runs], folder)
    found = {"default": page, "sweep": framed(folder / "sweep.html", sweep)}
    for name, given in FRAMES.items():
        found[name] = framed(folder / f"{name}.html", html, given)
    return {name: path.as_uri() for name, path in found.items()}


def framed(path, html, given=FRAMES["srcdoc"]):
    frame = f'<iframe width="1200" height="800" {given.format(escape(html))}></iframe>'
    path.write_text(f"<!doctype html>{frame}", encoding="utf-8")
    return path


@pytest.fixture
def visit(browser, addresses):
    yield from opener(browser, addresses)


@pytest.fixture(scope="module")
def opened(browser, addresses):
    """Open one page for all addresses: drawing it takes longer than they do."""
    opening = opener(browser, addresses)
    yield next(opening)().drawn()
    next(opening, None)


def closed(place):
    place.wait_for_function("() => document.getElementById('evidence').hidden")


def card(place):
    """Wait for a card and give what it is called."""
    place.wait_for_function("() => !document.getElementById('evidence').hidden")
    return place.locator("#evidence h2").inner_text()


def row(place, record):
    """Click on the line of a record in its list."""
    head = place.locator(f"li:has(> details > #{record}) summary")
    place.evaluate("document.querySelectorAll('.fold').forEach((d) => { d.open = 1; })")
    head.click()
    return head.locator("b").inner_text()


def opens_and_closes(place):
    """Open a card, follow a link to another, go back, and close it."""
    title = row(place, CARD)
    assert card(place) == title
    place.locator("#evidence a[href^='#S']").first.click()
    assert card(place) != title
    place.locator("#evidence .back").click()
    place.wait_for_function(
        "(told) => document.querySelector('#evidence h2').textContent === told",
        arg=title,
    )
    assert not place.locator("#evidence .back").is_visible()
    place.locator("#evidence .close").click()
    closed(place)
    assert card_by_key(place) and place.locator("#evidence").is_hidden()


def card_by_key(place):
    """Open a card by Enter and close it by Escape."""
    head = place.locator(".records summary:visible").first
    head.press("Enter")
    told = card(place)
    place.locator("#evidence h2").press("Escape")
    closed(place)
    return told


def ready(place):
    place.wait_for_selector("html.scripted")
    return place


# ---- frames ----------------------------------------------------------------------


@pytest.mark.central
@pytest.mark.parametrize("name", [*FIRST, *slowly(*OTHERS)])
def test_in_a_frame_cards_open_and_close_and_charts_are_drawn(visit, name):
    seen = visit(name)
    (frame,) = seen.page.frames[1:]
    ready(frame)
    opens_and_closes(frame)
    frame.wait_for_selector("html[data-drawn=yes]")
    for drawn in (".rowed .row", ".rowed .mark"):
        assert frame.locator(drawn).first.is_visible()
    frame.locator("nav a[href='#sources']").press("Enter")
    ready(frame)
    assert frame.locator("#made").is_visible() and len(seen.page.frames) == 2
    assert not [told for told in seen.told if "Uncaught" in told or "Error" in told]


def test_in_a_frame_a_link_of_a_sweep_stays_in_it(visit):
    (frame,) = visit("sweep").page.frames[1:]
    frame.locator("nav a[href='#made']").click()
    expect(frame.locator("#made")).to_be_in_viewport()
    assert not frame.child_frames


# ---- a browser that refuses ---------------------------------------------------------


@pytest.mark.central
@pytest.mark.parametrize("name", [*PACKED, "all else", *slowly(*ALONE)])
def test_what_is_refused_stands_before_no_card(browser, addresses, name):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(REFUSED[name])
    page, uncaught = context.new_page(), []
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: uncaught.append(str(error)))
    page.goto(addresses["default"])
    ready(page)
    opens_and_closes(page)
    page.eval_on_selector_all("#all-records details", "(a) => a.map((d) => d.open = 1)")
    for button, place, told in BUTTONS:
        for one in page.get_by_role("button", name=button).all():
            one.click()
        page.wait_for_timeout(100)  # what is let through says nothing
        refused = page.get_by_text(f"The browser does not let this page {told}")
        expect(refused).to_have_count(2 if name in (place, "all else") else 0)
    assert uncaught == []
    context.close()


# ---- the address -------------------------------------------------------------------


def test_back_on_the_first_card_closes_it_and_forward_opens_it(visit):
    seen = visit().drawn()
    page = seen.page
    title = row(page, CARD)
    assert card(page) == title
    page.go_back()
    closed(page)
    page.go_forward()
    assert card(page) == title and page.evaluate("location.href").endswith(f"#{CARD}")
    page.go_back()
    closed(page)
    assert card_by_key(page)
    assert seen.told == []


def test_a_reload_keeps_the_card_and_the_way_back(visit):
    seen = visit().drawn()
    page = seen.page
    title = row(page, CARD)
    page.locator("#evidence a[href^='#S']").first.click()
    other = card(page)
    page.reload()
    seen.drawn()
    assert card(page) == other != title
    page.locator("#evidence .back").click()
    page.wait_for_function(f"() => location.hash === '#{CARD}'")
    assert card(page) == title
    assert seen.told == []


@pytest.mark.central
@pytest.mark.parametrize(
    "anchor",
    [
        "#",
        "#nonsense",
        "#%",
        "#%E0%A4%A",
        "#main",
        "#records-data",
        "#evidence",
        "#card-",
        "#%00",
        "#E001%20",
        "#tie-A001-A002%",
    ],
)
def test_an_address_without_a_card_closes_the_one_that_is_open(opened, anchor):
    page = opened.page
    page.keyboard.press("Escape")
    closed(page)
    row(page, CARD)
    card(page)
    page.evaluate("(anchor) => { location.hash = anchor; }", anchor)
    closed(page)
    page.goto(page.url)
    assert card_by_key(page)
    page.go_back()
    page.wait_for_timeout(50)
    assert opened.told == []
