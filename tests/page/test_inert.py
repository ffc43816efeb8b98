"""A page whose notebook means harm: it asks for nothing, stays, and works as ever."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import v4

from helpers.case import cases
from helpers.charts import matrix, network, strips, timeline
from helpers.draw import content, picture
from helpers.lists import records
from helpers.page import inert, page
from helpers.run import multiples
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import hostile, pages, snippets, worlds
from tests.browsing import opener
from tests.once import slowly, some
from tests.run import swept

ROOMS = (timeline, matrix, network, strips)
KEPT = """() => {
  const main = document.querySelector("main"), every = [...main.querySelectorAll("*")];
  const end = document.getElementById("end");
  return {
    within: end.parentElement === document.body && end.previousElementSibling === main,
    ran: [window.ran, history instanceof History, document.body.tagName],
    tags: [...new Set(every.map((one) => one.localName))],
    names: [...new Set(every.flatMap((one) => one.getAttributeNames()))],
    hrefs: every.map((one) => one.getAttribute("href")).filter((one) => one !== null),
    placed: every.filter((one) => getComputedStyle(one).position !== "static").length,
  };
}"""
PLACED = """() => [...document.querySelectorAll("main :not(svg *, .rowed *)")]
  .filter((one) => !["static", "relative"].includes(getComputedStyle(one).position))
  .map((one) => one.className).filter((one) => one !== "unseen")"""
REACHED = """() => ["tools", "found", "choices", "search", "day", "evidence", "main",
    "evidence-title", "all-records", "records", "sources", "made", "records-data"]
  .map((id) => [id, document.getElementById(id)?.localName,
    document.querySelectorAll(`[id="${id}"]`).length])"""


def cell(data, **more):
    return v4.new_code_cell(
        outputs=[v4.new_output("display_data", data=data)], metadata=more
    )


def charts(case):
    """Draw charts and put a snippet into each place that a bundle has for it."""
    shown = Shown.of(cases.load(case), View())
    packed = [content.pack(room.chart(shown)) for room in ROOMS]
    for nth, snippet in enumerate(snippets.SNIPPETS):
        yield cell(forged(f"99-{nth}", snippet))
        yield cell(rowed(f"98-{nth}", packed[nth % len(packed)], snippet))


def forged(name, snippet):
    """Give the drawing of a chart that says harm, as a notebook may bring it along."""
    svg = f'<svg width="300" height="60"><text y="9">x</text>{snippet}</svg>'
    told = {"name": name, "alt": snippet, "title": snippet}
    return {picture.MIME: told, "image/svg+xml": svg, "text/plain": snippet}


WORDS = {
    "title", "subtitle", "source", "alt", "foot", "heads", "label", "words", "text",
    "note", "head", "under", "record", "evidence", "place", "kicker", "told", "lead",
    "right", "after", "before", "word",
}  # fmt: skip


def spoiled(told, snippet):
    """Say something else wherever the content of a chart says something in words."""
    if isinstance(told, list):
        return [spoiled(one, snippet) for one in told]
    if not isinstance(told, dict):
        return told
    return {
        name: snippet if name in WORDS and isinstance(one, str)
        else spoiled(one, snippet)
        for name, one in told.items()
    }  # fmt: skip


def rowed(name, content, snippet):
    """Give a chart of rows, of cells or of blocks whose every word is harm."""
    told = spoiled(json.loads(content), snippet) | {"name": name}
    words = {n: told[n] for n in ("name", "title", "subtitle", "source", "alt")}
    return forged(name, snippet) | {
        picture.MIME: words | {"content": json.dumps(told)},
        "text/html": snippet,
    }


def cells(case):
    """Give a notebook every snippet by every way that leads into a page."""
    told = pd.DataFrame({one: [one] for one in snippets.SNIPPETS})
    yield v4.new_markdown_cell("\n\n".join(snippets.MARKDOWN))
    yield cell({"text/html": told.to_html(escape=False), "text/plain": "x"})
    for one in snippets.SNIPPETS:
        yield v4.new_markdown_cell(f"# {one}\n\n{one}\n\n| {one} |\n|-|\n| {one} |")
        yield cell({"text/html": one, "text/plain": one})
        yield cell({"text/html": [one, one]})
        yield cell({"image/svg+xml": one, "text/plain": one, "text/markdown": one})
        yield v4.new_raw_cell(one)
        error = v4.new_output("error", ename=one, evalue=one, traceback=[one])
        yield v4.new_code_cell(one, outputs=[error, v4.new_output("stream", text=one)])
    yield from charts(case)


@pytest.fixture(scope="module")
def addresses(tmp_path_factory):
    """Make the page of a small world with all of it, one without, and a sweep's."""
    folder = tmp_path_factory.mktemp("inert")
    case = worlds.write(folder / "case")
    made = {
        "harmful": pages.without_kernel(
            case, folder / "harmful.html", ROOMS, cells(case)
        ),
        "clean": pages.without_kernel(case, folder / "clean.html", ROOMS),
        "sweep": folder / "sweep.html",
    }
    made["sweep"].write_text(sweep(folder), encoding="utf-8")
    return {name: path.as_uri() for name, path in made.items()}


def sweep(folder):
    """Write the page of a sweep whose runs hold a harmful chart each."""
    months = [f"{n} months" for n in range(13, 12 + multiples.MOST)]
    plan = swept.planned(folder / "sweep", grid={"memory": months})
    for nth, run in enumerate(plan.runs):
        home = folder / "out" / "runs" / run.key
        home.mkdir(parents=True)
        told = "".join(snippets.SNIPPETS[nth :: len(plan.runs)])
        book = v4.new_notebook(cells=[cell(forged("x", told))])
        (home / "small.ipynb").write_text(json.dumps(book), encoding="utf-8")
    return swept.written(plan, [swept.done(run) for run in plan.runs], folder)


@pytest.fixture
def visit(browser, addresses):
    yield from opener(browser, addresses)


def watched(seen):
    """Count from now on where the page goes."""
    gone = []
    seen.page.on("framenavigated", lambda frame: gone.append(frame.url))
    return gone


# ---- what passes -----------------------------------------------------------------


@pytest.mark.central
@pytest.mark.browser
def test_each_snippet_alone_and_without_a_policy_does_nothing(browser):
    context = browser.new_context()
    place, asked = context.new_page(), []
    context.route("**/*", lambda route: route.abort())
    place.on("request", lambda request: asked.append(request.url))
    found = {}
    for one in snippets.SNIPPETS:
        html = f"<main>{inert.inert(one)}</main><p id=end>"
        place.set_content(html)
        found[one] = place.evaluate(KEPT)
    place.wait_for_timeout(200)
    assert asked == [] and len(place.frames) == 1 and place.url == "about:blank"
    for one, kept in found.items():
        assert kept["within"], one
        assert kept["ran"] == [None, True, "BODY"], one
        assert kept["placed"] == 0, one
        assert {*kept["tags"]} <= inert.TAGS, one
        assert {name.lower() for name in kept["names"]} <= {
            *inert.PASSES,
            "class",
            "rel",
        }, one
        assert all(re.match(r"#|https://away", to) for to in kept["hrefs"]), one
    context.close()


@pytest.mark.central
def test_what_is_ours_passes_as_it_is(tmp_path, daesh_k):
    view = View()
    for case in (daesh_k, cases.load(hostile.write(tmp_path / "harmful"))):
        shown = Shown(select.view(case, view), view)
        for room in ROOMS:
            for told in (room.listing(shown).html, room.chart(shown).image):
                assert inert.inert(told) == told


class Parsed(inert._Passed):
    """What passes where the parser reads every tag by itself."""

    parse_starttag, parse_endtag = HTMLParser.parse_starttag, HTMLParser.parse_endtag


PIECES = [
    "<b>", "</b>", "<p class=\"lede\">", "</p>", "<details>", "<summary>", "</summary>",
    '<div class="card" id="card-E001">', "</div>", "<br>", "<br/>", "</br>", "<li",
    '<a href="#E001">', '<a href="https://a.b/c" title="">', "<a href='x'>", "</a>",
    '<path d="M0 0"/>', '<path d="M0&amp;"/>', '<svg viewbox="0 0 1 1">', "</svg>",
    '<img alt="a"/>', '<img alt="<b>">', '<b id="a"class="n">', '<b id="a" >', "<B>",
    "<script>", "</script>", "<style>", "</style>", "<title>", "</title>", "<math>",
    "</math>", "<textarea>", "</textarea>", "<!--", "-->", "<![CDATA[", "]]>", "<?",
    "<", "</", ">", '"', "'", "&", "&lt;", "&#60;", "a", " ", "=", "/", "<x-y>",
    '<b data-read="E001:dated">', '<b class="n" class="id">', "<plaintext>", "<xmp>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@settings(max_examples=some(500), deadline=None)
def test_what_is_read_at_once_is_what_the_parser_reads(html):
    assert inert.inert(html) == Parsed().whole(html)


def test_a_table_of_ours_passes_but_for_the_marks_around_a_class():
    html = records.table(pd.DataFrame({"a": [1]}, index=["<b>"]), "“x” & y").html
    assert inert.inert(html) == html.replace("class=n", 'class="n"')


def test_plain_words_pass_and_links_are_followed_without_a_trace():
    told = page._prose(
        "## A\n\n*b* **c** `d` [e](https://x.test/?a=1&b) [f](#made)\n\n- g\n\n> h\n\n"
        "| i | j |\n|--:|---|\n| 1 | 2 |\n\n```\nk < l\n```\n\n1. m"
    )
    assert '<a href="https://x.test/?a=1&amp;b" rel="noopener noreferrer">e</a>' in told
    assert '<a href="#made">f</a>' in told and '<td style="text-align:right">' in told
    for part in (
        "<h3>A</h3>",
        "<em>b</em>",
        "<strong>c</strong>",
        "<code>d</code>",
        "<li>g</li>",
        "<blockquote>",
        "<code>k &lt; l",
        "<ol>",
    ):
        assert part in told, part
    dot = "data:image/png;base64,iVBORw0KGgo="
    assert inert.inert(f'<img src="{dot}" alt="a">') == f'<img src="{dot}" alt="a">'


@pytest.mark.parametrize("name", ["plotly", "evidence", "E001", "records-data"])
def test_no_name_of_a_notebook_is_an_id_that_the_page_has(name):
    book = v4.new_notebook(cells=[v4.new_markdown_cell("# A")])
    assert page.chapter(Path(f"{name}.ipynb"), book, dict)["id"] == f"chapter-{name}"


# ---- the page --------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("size", ["wide", *slowly("narrow")])
def test_a_harmful_notebook_makes_its_page_do_nothing(visit, addresses, size):
    seen = visit("harmful", size)
    gone = watched(seen)
    seen.drawn().page.wait_for_timeout(500)
    assert set(seen.requests) <= {addresses["harmful"], "data:,"}
    assert seen.told == [] and seen.dialogs == [] and gone == []
    assert len(seen.page.frames) == len(seen.page.context.pages) == 1
    assert seen.page.evaluate("window.ran") is None
    clean = visit("clean", size).drawn().page
    styles = "document.querySelectorAll('style, link, meta, base').length"
    for told in (PLACED, REACHED, styles):
        assert seen.page.evaluate(told) == clean.evaluate(told)


@pytest.mark.browser
def test_beside_a_harmful_notebook_cards_filter_and_search_work(visit, addresses):
    seen = visit("harmful").drawn()
    clean, gone = visit("clean").drawn(), watched(seen)
    for one in (seen, clean):
        for record in ("E001", "R001", "S001"):
            one.page.evaluate("(id) => { location.hash = id; }", record)
            one.page.wait_for_selector("#evidence:not([hidden])")
        one.page.keyboard.press("Escape")
        one.page.locator("#tools .filter").click()
        one.page.locator("[name=actor]").first.check()
        one.page.locator("#search").fill("a")
        one.settled()
    for place in ("#tools .left", "#found", "#all-records"):
        texts = [one.page.locator(place).inner_text() for one in (seen, clean)]
        assert texts[0] == texts[1]
    assert seen.told == [] and seen.page.evaluate("window.ran") is None
    assert set(seen.requests) <= {addresses["harmful"], "data:,"}
    assert {re.sub("#.*", "", to) for to in gone} <= {addresses["harmful"]}


@pytest.mark.browser
def test_no_click_in_a_harmful_notebook_runs_or_leaves_but_by_a_plain_link(visit):
    page_ = visit("harmful").drawn().page
    links = page_.eval_on_selector_all(
        "main a:not(svg a)",
        "(all) => all.map((a) => [a.getAttribute('href'), a.target + a.ping])",
    )
    out = [one for one in links if one[0] and not one[0].startswith("#")]
    assert {to for to, _ in out} == {snippets.AWAY}
    assert {more for _, more in links} == {""}
    metas = page_.eval_on_selector_all(
        "[name=referrer]", "(all) => all.map((one) => one.content)"
    )
    assert metas == ["no-referrer"]
    page_.evaluate(
        """() => document.querySelectorAll("main :is(a:not([href]), div, p, summary)")
          .forEach((one) => one.dispatchEvent(new MouseEvent("click")))"""
    )
    page_.wait_for_timeout(100)
    assert page_.evaluate("window.ran") is None


@pytest.mark.browser
def test_a_harmful_chart_makes_the_page_of_a_sweep_do_nothing(visit, addresses):
    seen = visit("sweep")
    gone = watched(seen)
    seen.page.wait_for_timeout(300)
    assert set(seen.requests) <= {addresses["sweep"], "data:,"}
    assert seen.told == [] and gone == [] and len(seen.page.frames) == 1
    assert seen.page.locator(".multiples figure").count() == multiples.MOST
    strange = "script, style, iframe, image, use, [onload], [onerror], form, meta, link"
    assert seen.page.locator(f".multiples :is({strange})").count() == 0
