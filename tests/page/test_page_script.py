"""The report as its own script makes it: evidence, filters, days, search, tables."""

import csv
import io
import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest
from nbformat import v4
from playwright.sync_api import expect

from helpers import theme
from helpers.case import cases, dates, firmness
from helpers.charts import (
    matrix,
    network,
    origins,
    pairs,
    strips,
    tied,
    timeline,
)
from helpers.draw import html
from helpers.page import filters
from helpers.text import ties, wording
from helpers.view import naming, relations, select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import hostile, once, pages, worlds
from tests.browsing import SIZES, opener
from tests.once import slowly

pytestmark = pytest.mark.browser

ROWED = {"01-timeline": timeline, "02-pairs": pairs, "02-strips": strips}
TIED = {"02-matrix": matrix, "02-network": network}
BURNS, VISIT, PAIR, DAESH_K = "E011", "R005", "tie-A001-A010", "tie-A001-A019"
COUNTS = "#tools .left"
FIRST = cases.load("daesh-k-2021")
EVENTS, RELATIONS = len(FIRST.events), len(FIRST.relations)
ALL = f"All {EVENTS} events and {RELATIONS} relations"


@pytest.fixture(scope="module")
def addresses(tmp_path_factory, charted):
    """Make the pages: the first case and the hostile one, all charts in one chapter."""
    folder = tmp_path_factory.mktemp("pages")

    def write(name):
        case = hostile.write(folder / name)
        page = pages.without_kernel(case, folder / f"to {name}.html", pages.ROOMS)
        return page.as_uri()

    found = once.Asked(write)
    found.update(default=charted.as_uri())
    return found


@pytest.fixture
def visit(browser, addresses):
    yield from opener(browser, addresses)


@pytest.fixture(scope="module")
def shared(browser, addresses):
    """Open one page of a width for all tests that leave it as they found it."""
    opening = opener(browser, addresses)
    open_page = next(opening)
    opened = once.Asked(lambda key: unfolded(open_page(*key).drawn()))

    def get(size="wide", name="default"):
        seen = opened[name, size]
        seen.page.emulate_media(media="screen")
        for _ in range(3):
            seen.page.keyboard.press("Escape")
        if seen.page.locator("#tools .clear").is_visible():
            seen.page.locator("#tools .clear").click()
        tables(seen.page, False)  # to fill them takes longer than all the rest
        return seen.settled()

    yield get
    next(opening, None)


def unfolded(seen):
    """Open all rows of all charts."""
    more = ".rowed .more:not([hidden])"
    seen.page.eval_on_selector_all(more, "(all) => all.map((one) => one.click())")
    return seen


def tables(page, unfolded=True):
    """Unfold the tables of all records, which are filled when they open."""
    folds = page.locator("#all-records details")
    folds.evaluate_all("(all, on) => all.map((d) => { d.open = on; })", unfolded)
    if unfolded:  # each of them moves what stands under it
        for nth in range(folds.count()):
            folds.nth(nth).locator("tbody tr").first.wait_for()


def choose(seen, **boxes):
    """Set boxes of the filter: name=value, with a minus to take a tick away."""
    for name, value in boxes.items():
        seen.ticked(name, value.removeprefix("-"), not value.startswith("-"))
    seen.page.keyboard.press("Escape")
    return seen.settled()


def to_day(seen, nth):
    """Move the slider of days, as the arrow keys do."""
    seen.page.locator("#day").evaluate(
        """(one, nth) => { one.value = nth < 0 ? Number(one.max) + nth : nth;
          one.dispatchEvent(new Event("input")); }""",
        nth,
    )
    return seen.settled()


def said(page, place):
    return " ".join(page.locator(place).inner_text().split())


def focused(page):
    return page.evaluate("document.activeElement.id || document.activeElement.tagName")


def targets(seen, chart):
    """List the records that a chart shows: of rows those that are not hidden."""
    return set(
        seen.page.eval_on_selector_all(
            f"#figure-{chart} [data-record]:not([hidden]):not(.later)",
            "(all) => all.map((one) => one.dataset.record)",
        )
    )


def title(seen, chart):
    """Give the finding over a chart that is seen."""
    return seen.page.locator(f"#figure-{chart} .finding").last.inner_text()


def rows_of(chart):
    """List the records of a chart of rows as Python writes it, with their words."""
    body = pages.Page(html.body(chart))
    return {
        a["data-record"]: a.get("aria-label")
        for _, a in body.elements
        if "data-record" in a
    }


# ---- evidence -------------------------------------------------------------------


def address(page):
    """Ask the page itself; what the driver knows of it comes a moment later."""
    return page.evaluate("location.href")


@pytest.mark.parametrize("size", ["wide", *slowly("narrow")])
def test_a_link_to_a_record_opens_its_evidence(visit, size):
    page = visit("default", size, f"#{BURNS}").drawn().page
    told = said(page, "#evidence")
    assert focused(page) == "evidence-title"
    assert said(page, "#evidence h2") == "Burns meets Baradar in Kabul"
    for part in ("Article P4 one day between 16 August and 11 September 2021 claimed",
                 "Other sources 23 August 2021 by S028 S027 S029 reported, at least",
                 "Burns (director of the CIA) and Baradar (", "(S001), P4",
                 "(S028) ← Washington Post, 24 August 2021 (S007) ←"):  # fmt: skip
        assert part in told, part
    page.keyboard.press("Escape")
    assert not page.locator("#evidence").is_visible() and "#" not in address(page)
    row = page.locator(f"li:has(> details > #{BURNS}) summary")
    assert row.evaluate("(one) => one === document.activeElement")


@pytest.mark.central
@pytest.mark.parametrize("size", SIZES)
def test_a_click_on_a_mark_opens_its_evidence_and_marks_it(shared, size):
    seen = shared(size).chosen(BURNS)
    page = seen.page
    assert address(page).endswith(f"#{BURNS}")
    assert "Burns meets Baradar" in said(page, "#evidence")
    (row,) = page.locator("#figure-01-timeline .chosen").all()
    assert row.get_attribute("data-record") == BURNS
    assert page.locator("#figure-02-pairs .near").count() >= 1
    if size == "wide":  # the card covers neither the mark nor the line of chapters
        card = page.locator("#evidence").bounding_box()
        for box in (row.bounding_box(), page.locator(".line").bounding_box()):
            assert 0 <= box["x"] and box["x"] + box["width"] <= card["x"] + 1
    near = page.locator("#figure-02-matrix .near")
    assert near.count() == 1  # the cell of the pair whose act the event is
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.record") == BURNS
    assert page.locator(".chosen, .near").count() == 0


@pytest.mark.parametrize("size", SIZES)
def test_a_cell_opens_its_tie_and_the_way_goes_on_and_back(shared, size):
    seen = shared(size).chosen(PAIR, "#figure-02-matrix")
    page = seen.page
    assert said(page, "#evidence h2") == "US – Taliban"
    assert not page.locator("#evidence .back").is_visible()
    page.locator(f"#evidence a[href='#{VISIT}']").click()
    assert "CAMEO 042" in said(page, "#evidence") and address(page).endswith(VISIT)
    page.locator("#evidence .back").click()
    page.wait_for_function(
        "document.querySelector('#evidence h2').textContent[0] === 'U'"
    )
    page.go_forward()
    page.wait_for_function(f"location.hash === '#{VISIT}'")
    assert "CAMEO 042" in said(page, "#evidence")
    page.keyboard.press("Escape")
    page.go_back()
    page.wait_for_selector("#evidence:not([hidden])")
    assert address(page).endswith(VISIT) and "CAMEO 042" in said(page, "#evidence")


def test_every_card_and_every_source_opens_in_the_panel(shared):
    page = shared().page
    ids = page.eval_on_selector_all(
        ".card[id], .sources > li", "(all) => all.map((one) => one.id)"
    )
    letters = Counter(re.match(r"[a-z]*-?|.", one)[0] or one[0] for one in ids)
    assert {"E", "R", "M", "S", "C", "tie-", "voice-", "course-"} <= set(letters)
    told = page.evaluate(
        """async (ids) => {
          const found = [];
          for (const id of ids) {
            location.hash = id;
            await new Promise((done) => setTimeout(done, 4));
            const [head, body] = ["h2", ".body"].map((part) =>
              document.querySelector(`#evidence ${part}`).textContent.trim());
            const inside = document.querySelectorAll("#evidence .body [id]").length;
            const shut = document.querySelector("#evidence").hidden;
            if (shut || !head || !body || inside) found.push(id);
          }
          return found;
        }""",
        ids,
    )
    assert told == [] and len(ids) > 200


def test_a_source_shows_its_way_out(shared):
    page = shared().page
    source = page.locator(".sources > li:has(a.url)").first.get_attribute("id")
    page.evaluate(f"location.hash = '{source}'")
    page.wait_for_selector("#evidence:not([hidden])")
    out = page.locator("#evidence a.url")
    assert out.get_attribute("href").startswith("https://")
    assert out.get_attribute("target") is None


def test_a_row_opens_the_panel_and_gets_the_focus_back(shared):
    page = shared().page
    row = page.locator(".records summary:visible").first
    row.focus()
    page.keyboard.press("Enter")
    assert focused(page) == "evidence-title"
    page.keyboard.press("Escape")
    assert row.evaluate("(one) => one === document.activeElement")
    assert not row.evaluate("(one) => one.parentElement.open")


def test_from_the_first_tab_to_a_records_source(visit):
    page = visit().drawn().page

    def tab(until, most=80):
        for _ in range(most):
            page.keyboard.press("Tab")
            if page.evaluate(f"document.activeElement.matches({until!r})"):
                return
        raise AssertionError(f"no {until} within {most} steps")

    tab(".skip", 1)
    tab("#tools .filter", 12)
    tab(".records summary")
    page.keyboard.press("Enter")
    tab("#evidence a[href^='#S']", 9)
    page.keyboard.press("Enter")
    tab("#evidence a.url", 9)
    assert page.evaluate("document.activeElement.href").startswith("http")


@pytest.mark.central
def test_escape_closes_what_was_opened_last_first(shared):
    page = shared().page
    page.evaluate(f"location.hash = '{BURNS}'")
    page.wait_for_selector("#evidence:not([hidden])")
    page.locator("#tools .filter").click()
    page.locator("#search").fill("konar")
    steps = []
    for _ in range(4):
        steps.append([page.locator(f"#{one}").is_visible()
                      for one in ("found", "choices", "evidence")])  # fmt: skip
        page.keyboard.press("Escape")
    assert steps == [[True] * 3, [False, True, True], [False, False, True], [False] * 3]


@pytest.mark.parametrize("anchor", ["#%", *slowly("#nonsense")])
def test_an_address_that_is_no_id_opens_the_page_and_no_card(visit, anchor):
    seen = visit("default", anchor=anchor).drawn()
    assert not seen.page.locator("#evidence").is_visible()
    for drawn in (".rowed .row", ".rowed .mark"):
        assert seen.page.locator(drawn).first.is_visible()


def test_a_card_says_what_a_filter_hides_of_it(shared, daesh_k):
    seen = choose(shared(), layer="-article", dates="article")
    page = seen.page
    page.evaluate(f"location.hash = '{PAIR}'")
    page.wait_for_selector("#evidence:not([hidden])")
    assert said(page, "#evidence h2") == "US – Taliban"
    (tie,) = pair_of(daesh_k, PAIR, "article")
    n = len(tie.records)
    told = f"; rests on {n} records, all {n} hidden by your filter"
    assert said(page, "#evidence .about") == ties.summary(daesh_k, tie) + told
    lines = page.locator("#evidence li small").all_inner_texts()
    assert len(lines) == n
    assert all(line.endswith("; hidden by your filter") for line in lines)
    page.evaluate(f"location.hash = '{BURNS}'")
    page.wait_for_function(
        "document.querySelector('#evidence h2').innerText[0] === 'B'"
    )
    assert said(page, "#evidence .body").startswith("Hidden now, by layer.")


def test_a_card_that_a_link_opens_says_what_is_no_tie(shared):
    page = shared().page
    for pair, told in ((PAIR, "Origins"), (PAIR.replace("tie", "view"), "What it is")):
        page.evaluate(f"location.hash = '{pair}'")
        page.wait_for_selector(f"#evidence dt:first-child:text-is('{told}')")
    assert said(page, "#evidence dd:first-of-type") == ties.KINDS["view"]


def test_a_card_of_a_pair_without_a_record_on_the_day_says_so(shared):
    page = to_day(shared(), 0).page
    page.evaluate(f"location.hash = '{DAESH_K}'")
    page.wait_for_selector("#evidence:not([hidden])")
    assert said(page, "#evidence h2") == "US – Daesh-K"
    told = said(page, "#tools output")
    assert said(page, "#evidence .body") == (
        f"No record of this pair on {told} in this view."
    )


# ---- filters ----------------------------------------------------------------------


@pytest.mark.central
def test_the_page_says_what_is_shown_and_what_is_hidden(shared, daesh_k):
    seen = shared()
    assert said(seen.page, COUNTS) == ALL
    choose(seen, actor="A001")
    asked = View(actors=["US"])
    left = select.view(daesh_k, asked)
    n, m = len(left.events), len(left.relations)
    hidden = len(daesh_k.events) + len(daesh_k.relations) - n - m
    told = f"{n} of {EVENTS} events and {m} of {RELATIONS} relations"
    assert said(seen.page, COUNTS) == f"{told}; hidden: {hidden} by actors"
    for chart in TIED:
        hatched_ = "On hatched ground: rests on records that it hides."
        assert title(seen, chart) == f"{told}: US. {hatched_}"
    ours = {"01-timeline": f"{n} of {EVENTS} events"}
    for chart in ROWED:  # in the finding's place, never a finding counted anew
        left_ = ours.get(chart, f"{m} of {RELATIONS} relations")
        assert title(seen, chart) == f"{left_}: US"
        back = seen.page.locator(f"#figure-{chart} .default button")
        assert back.inner_text() == "Show the whole report"
    assert "Four of" not in title(seen, "03-voices")
    choose(seen, layer="-context")
    assert re.search(r"; hidden: \d+ by layer, \d+ by actors$", said(seen.page, COUNTS))


@pytest.mark.central
@pytest.mark.parametrize(
    ("boxes", "asked"),
    [({"actor": "A010"}, {"actors": ["Taliban"]}),
     ({"dates": "article"}, {"dates": "article"}),
     *slowly(({"layer": "-context"}, {"layers": ["article"]}),
             ({"dates": "known"}, {"dates": "known"}))],
)  # fmt: skip
def test_charts_show_what_python_would_and_no_more(shared, daesh_k, boxes, asked):
    seen = choose(shared(), **boxes)
    view = View(**asked)
    case = select.view(daesh_k, view)
    ours = {*case.events.event_id, *case.relations.relation_id}
    for chart, room in ROWED.items():
        full = rows_of(room.chart(Shown.of(daesh_k, View(dates=view.dates))))
        assert targets(seen, chart) == {*full} & ours, chart
        assert len({*full} & ours) > 2
        empty = seen.page.locator(f"#figure-{chart} :is(.row, .pair:not(.heads))")
        for row in empty.filter(visible=True).all():
            record = row.get_attribute("data-record")
            assert record or row.locator("[data-record]:not([hidden])").count()


def test_a_row_that_a_filter_hides_goes_from_the_screen_and_not_from_print(shared):
    seen = choose(shared(), actor="A001")
    page = seen.page
    page.evaluate(
        "document.querySelectorAll('details.fold').forEach((d) => d.open = 1)"
    )
    gone = page.locator(".records > li.gone")
    assert gone.count() > 20 and not gone.first.is_visible()
    heads = page.locator(".listing h3:visible").all_inner_texts()
    (marks,) = {m[1] for h in heads if (m := re.search(r"^Events \(\d+ of (\d+)", h))}
    page.locator("#brief").uncheck()  # else the lists are not printed
    page.emulate_media(media="print")
    assert gone.first.is_visible()
    heads = page.locator(".listing h3:visible").all_inner_texts()
    assert f"Events ({marks})" in heads and not re.search(r"\d of \d", str(heads))
    assert not page.locator("#tools").is_visible()
    page.emulate_media(media="screen")
    page.locator("#brief").check()


def test_rows_follow_the_reading(shared, daesh_k):
    seen = choose(shared(), dates="article")
    row = seen.page.locator(f"li:has(> details > #{BURNS}) summary")
    told = wording.date_of(Shown(daesh_k, View(dates="article")), daesh_k.by_id[BURNS])
    row.hover()  # a list is laid out where it is seen
    assert row.inner_text().endswith(f"{told}; claimed")
    assert "reported" in row.text_content()  # as printed: the report's own reading
    shown = Shown.of(daesh_k, View(dates="article"))
    for name, room in ROWED.items():
        drawn, figure = room.chart(shown), seen.page.locator(f"#figure-{name}")
        words = figure.locator("[data-record]").evaluate_all(
            "(all) => all.map((m) => [m.dataset.record, m.getAttribute('aria-label')])"
        )
        assert dict(words) == rows_of(drawn), name
        assert title(seen, name) == drawn.title
        alt = figure.locator("figcaption").last.text_content()
        assert alt == drawn.alt


def test_the_numbers_keep_their_columns_under_a_filter(shared):
    seen = shared()
    columns = "(all) => all.map((one) => one.getBoundingClientRect().x)"
    before = seen.page.locator(".numbers li").evaluate_all(columns)
    choose(seen, actor="A003")
    assert seen.page.locator(".numbers li").evaluate_all(columns) == before


def test_what_no_filter_reaches_is_marked(shared):
    page = choose(shared(), actor="A001").page
    mark = "(one) => getComputedStyle(one, '::before').content"
    for place in (
        "#figure-03-voices",
        ".standfirst .numbers",
        "[id^=course-]",
        "[id^=voice-]",
    ):
        one = page.locator(place).first
        within = one.evaluate_handle("(one) => one.closest('.listing') ?? one")
        assert "whole report" in within.evaluate(mark), place
    assert page.locator("#figure-01-timeline").evaluate(mark) == "none"


def test_an_actor_is_found_by_any_of_its_names(shared):
    seen = shared()
    page = seen.page
    seen.choices("who")
    page.locator("fieldset.actors input[type=text]").fill("new regime in kabul")
    shown = page.locator("[name=actor]:visible").evaluate_all(
        "(all) => all.map((one) => one.value)"
    )
    assert shown == ["A010"]


def test_clear_gives_the_report_back_as_it_was(shared):
    seen = shared()
    before = [targets(seen, chart) for chart in ("01-timeline", "02-matrix")]
    to_day(choose(seen, actor="A003", status="-happened"), 3)
    assert targets(seen, "01-timeline") != before[0]
    seen.page.locator("#tools .clear").click()
    seen.settled()
    assert [targets(seen, chart) for chart in ("01-timeline", "02-matrix")] == before
    assert said(seen.page, COUNTS) == ALL
    assert "to 11 September 2021 that still count make three ties" in title(
        seen, "02-matrix"
    )
    assert seen.page.locator(".now, .was, .gone").count() == 0


# ---- ties that rest on what a filter hides ------------------------------------------


def pair_of(case, anchor, reading="both"):
    """List the tie of an id as Python has it on the article's day, if there is one."""
    frame = relations.ties(case, View(dates=reading), case.published)
    return [tie for tie in frame.itertuples() if ties.anchor(tie) == anchor]


def standing(case, reading="both"):
    """List ties and prospects as Python has them on the article's day, unfiltered."""
    day = case.published
    found = [*relations.ties(case, View(dates=reading), day).itertuples()]
    return found + [*relations.prospects(case, View(dates=reading), day).itertuples()]


def rests(tie, ids):
    """Say how much of a tie a filter hides that leaves these records."""
    of, gone = len(tie.records), len({*tie.records} - ids)
    if not gone:
        return ""
    all_ = {1: "", 2: "both "}.get(of, f"all {of} ")
    some = all_ if gone == of else f"{gone} "
    noun = "record" if of == 1 else "records"
    return f"rests on {of} {noun}, {some}hidden by your filter"


DRAWN_TIES = """(all) => all.map((one) => {
  const ground = one.querySelector(".rests");
  return {
    id: one.dataset.record, hatched: one.classList.contains("hatched"),
    told: one.getAttribute("aria-label") ?? one.querySelector("title").textContent,
    ground: ground ? getComputedStyle(ground).display !== "none" : null,
    drawn: one.innerHTML.replace(/^<title>.*?<.title>/, ""),
  };
})"""


def drawn_ties(seen, chart):
    """List what a chart draws of ties as of the day, in drawings and in lines."""
    place = ":is(.mark, .block:not(.small) [data-record])"
    marks = seen.page.locator(f"#figure-{chart} {place}:not(.later)")
    return marks.evaluate_all(DRAWN_TIES)


@pytest.mark.central
@pytest.mark.parametrize("size", ["wide", *slowly("narrow")])
@pytest.mark.parametrize(
    ("boxes", "asked"),
    [({"actor": "A003"}, {"actors": ["A003"]}),
     ({"layer": "-context"}, {"layers": ["article"]}),
     ({"dates": "known", "status": "-happened"},
      {"dates": "known",
       "statuses": [s for s in firmness.STATUSES if s != "happened"]})],
    ids=("actor", "layer", "status"),
)  # fmt: skip
def test_no_filter_recounts_a_tie_and_what_rests_on_hidden_records_is_hatched(
    shared, daesh_k, boxes, asked, size
):
    seen = choose(shared(size), **boxes)
    view = View(**asked)
    left = set(select.view(daesh_k, view).relations.relation_id)
    every = {ties.anchor(tie): tie for tie in standing(daesh_k, view.dates)}
    for chart in TIED:
        drawn, hidden = drawn_ties(seen, chart), {}
        for one in drawn:
            tie = every[one["id"]]
            own = rests(tie, left)
            words = [tied.hover(Shown(daesh_k, view), tie), own]
            assert one["told"] == "; ".join(filter(None, words))
            assert one["hatched"] == bool(own)
            assert one["ground"] in (None, bool(own))  # a line has no ground of its own
            if own:
                ahead = " (prospect)" * one["id"].startswith("ahead")
                hidden[one["id"]] = f"{naming.tie(daesh_k, tie)}{ahead} {own}"
        assert len(hidden) > 1 and len({one["id"] for one in drawn}) > 2, chart
        twin = seen.page.locator(f"#figure-{chart} figcaption.now").text_content()
        assert twin.startswith(title(seen, chart))
        told = twin.removeprefix(title(seen, chart)).strip(" .")
        assert sorted(told.split("; ")) == sorted(hidden.values())
    days = seen.page.locator("#figure-02-network .small").all()
    mark = "(one) => getComputedStyle(one, '::before').content"
    assert {day.evaluate(mark) for day in days} == {'"Whatever the filter"'}
    assert not seen.page.locator("#figure-02-network .small .hatched").count()


def test_the_list_of_ties_says_what_rests_on_hidden_records(shared, daesh_k):
    seen = choose(shared(), actor="A003")
    left = set(select.view(daesh_k, View(actors=["A003"])).relations
               .relation_id)  # fmt: skip
    rows = seen.page.eval_on_selector_all(
        ".listing.now li",
        """(all) => all.map((one) => [one.querySelector("a").hash.slice(1),
          one.querySelector("small").textContent, one.className])""",
    )
    told = {name: (about, look) for name, about, look in rows}
    every = {ties.anchor(tie): tie for tie in standing(daesh_k)}
    assert {*told} == {*every}
    for name, tie in every.items():
        own = rests(tie, left)
        about = "; ".join(filter(None, [ties.summary(daesh_k, tie), own]))
        assert told[name] == (about, "hatched" if own else ""), name
    assert {look for _, look in told.values()} == {"hatched", ""}


def test_the_course_of_a_pair_says_what_is_hidden_of_it(shared):
    page = choose(shared(), actor="A003").page
    page.evaluate(f"location.hash = '{PAIR.replace('tie', 'course')}'")
    page.wait_for_selector("#evidence:not([hidden])")
    told = said(page, "#evidence .body")
    assert told.startswith("Of the whole report, whatever the filter. As of the day")
    assert re.search(r"it rests on 11 records, \d hidden by your filter\.", told)


def test_hatching_takes_the_dark_palette(visit):
    seen = choose(visit("default", color_scheme="dark").drawn(), actor="A003")
    lines = seen.page.locator("#figure-02-matrix .hatched .rests > *")
    inks = lines.evaluate_all("(all) => all.map((one) => getComputedStyle(one).stroke)")
    assert len(inks) > 5 and {*inks} == {colour("bracket", theme.DARK)}


def colour(name, palette):
    """Give a colour as a browser tells it."""
    parts = (int(palette[name][i : i + 2], 16) for i in (1, 3, 5))
    return f"rgb({', '.join(map(str, parts))})"


def test_what_is_printed_is_the_whole_report_whatever_is_chosen(shared):
    """A browser says so before it prints, and after it."""
    choose(shared(), dates="article")
    seen = shared()  # drawn anew, so that no row is open but those of the report
    pictures = "(all) => all.map((one) => one.innerText)"
    places = "figure.chart > :is(.picture, .finding:not(.was))"
    look = seen.page.locator(places).evaluate_all
    whole = look(pictures)
    to_day(choose(seen, actor="A003", dates="article"), 5)
    chosen = look(pictures)
    assert seen.page.locator(".hatched").count()
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert look(pictures) == whole != chosen
    assert not seen.page.locator("figure :is([data-record][hidden], .hatched)").count()
    assert not seen.page.locator("figure .default").first.is_visible()
    seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert look(pictures) == chosen


def test_without_a_filter_nothing_is_hatched(shared):
    for seen in (shared(), to_day(shared(), 5), choose(shared(), dates="article")):
        for chart in TIED:
            drawn = drawn_ties(seen, chart)
            assert drawn and not any(one["hatched"] or one["ground"] for one in drawn)
        assert seen.page.locator(".hatched").count() == 0


# ---- the day of the ties -----------------------------------------------------------


AS_DRAWN = """([scope, body]) => {
  const own = document.createElement("div");
  own.innerHTML = body ?? document.querySelector(scope).innerHTML;
  const drop = ["tabindex", "data-no", "hidden", "dir"];
  const classes = ["chosen", "near", "open"]; // of a reader, who may have been here
  own.querySelectorAll(".more, .marks").forEach((one) => one.remove());
  for (const one of own.querySelectorAll("*")) {
    drop.forEach((name) => one.removeAttribute(name));
    if (one.hasAttribute("class")) one.classList.remove(...classes);
    if (one.getAttribute("class") === "") one.removeAttribute("class");
  }
  return own.innerHTML.replace(/<.?bdi>/g, "");
}"""


@pytest.mark.central
@pytest.mark.parametrize("reading", select.READINGS)
def test_every_chart_is_drawn_as_python_draws_it(shared, daesh_k, reading):
    """Marks, words and looks, in each reading, on the report's own day."""
    seen = choose(shared(), dates=reading)
    shown = Shown.of(daesh_k, View(dates=reading))
    for name, room in (ROWED | TIED).items():
        chart = room.chart(shown)
        found, wanted = (
            seen.page.evaluate(AS_DRAWN, [f"#figure-{name} .picture", body])
            for body in (None, html.body(chart))
        )
        assert found == wanted, name
        assert title(seen, name) == chart.title


@pytest.mark.parametrize(
    "nth, reading",
    [(0, "article"), (9, "both"), (20, "known"),
     *slowly((0, "both"), (0, "known"), (9, "article"), (9, "known"),
             (20, "article"), (20, "both"))],
)  # fmt: skip
def test_on_another_day_ties_are_drawn_as_python_draws_them(
    shared, daesh_k, nth, reading
):
    seen = to_day(choose(shared(), dates=reading), nth)
    shown = Shown.of(daesh_k, View(dates=reading))
    day = date.fromordinal(stops(daesh_k)[nth])
    on = {
        ties.anchor(tie): tie
        for stands in (relations.ties, relations.prospects)
        for tie in stands(daesh_k, shown.view, day).itertuples()
        if tie.kind == "tie"
    }
    for name, room in TIED.items():
        drawn, inside = drawn_ties(seen, name), set(room.Course(shown).actors[0])
        wanted = {i for i, tie in on.items() if {tie.a, tie.b} <= inside}
        if room is network:  # no prospects
            wanted = {i for i in wanted if not i.startswith("ahead")}
        assert {one["id"] for one in drawn} == wanted, name
        for one in drawn:
            assert one["told"] == tied.hover(shown, on[one["id"]])
            if room is matrix:
                cell = html.inner(matrix.cell(shown, on[one["id"]]), name)
                shown_, made = (
                    seen.page.evaluate(AS_DRAWN, ["", body])
                    for body in (one["drawn"], cell)
                )
                assert shown_ == made
        told = room.Course(shown).title(day)
        assert title(seen, name) == told


def stops(case):
    """List the days that the slider has, as ordinals."""
    view = View()
    return filters.payload(filters.Readings(case, view), view)["days"]


@pytest.mark.parametrize("size", ["wide", *slowly("narrow")])
def test_the_slider_moves_matrix_and_network_together(shared, daesh_k, size):
    seen = shared(size)
    page = seen.page
    before = {chart: title(seen, chart) for chart in (*TIED, "01-timeline")}
    days = stops(daesh_k)
    for nth in (0, 9):
        to_day(seen, nth)
        told = dates.day_in_words(date.fromordinal(days[nth]))
        assert said(page, "#tools output") == told
        assert page.get_attribute("#day", "aria-valuetext") == told
        cells, lines = (
            {one["id"] for one in drawn_ties(seen, c) if "ahead" not in one["id"]}
            for c in TIED
        )
        assert lines <= cells and lines
        for chart in TIED:
            assert told in title(seen, chart) != before[chart]
        assert title(seen, "01-timeline") == before["01-timeline"]
    page.locator("#tools .filter").click()
    page.locator("#tools .later").click()
    assert said(seen.settled().page, "#tools output") != told


def test_the_list_of_ties_follows_the_day(shared):
    seen = to_day(shared(), 9)
    page = seen.page
    page.evaluate(
        "document.querySelectorAll('details.fold').forEach((d) => d.open = 1)"
    )
    row = page.locator(".listing.now li > a").first
    row.hover()
    told = row.inner_text()
    row.click()
    assert said(page, "#evidence h2") == told
    line = page.locator("#evidence dd li a").first
    assert re.fullmatch(r"#R\d+", line.get_attribute("href"))
    page.keyboard.press("Escape")
    assert row.evaluate("(one) => one === document.activeElement")


TOPS = """(one) => [one.getBoundingClientRect().height,
  [...one.querySelectorAll("[role=list] > .row")]
    .map((row) => row.getBoundingClientRect()).filter((box) => box.height)
    .map((box) => [box.top, box.bottom])]"""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("chart", ["01-timeline", "02-strips"])
def test_a_filter_leaves_no_white_gap_in_a_chart(shared, chart, size):
    seen = shared(size)
    rows = seen.page.locator(f"#figure-{chart} .rows")
    before, whole = rows.evaluate(TOPS)
    choose(seen, actor="A003")
    high, left = rows.evaluate(TOPS)
    assert 0 < len(left) < len(whole)
    assert high < before
    heads = seen.page.locator(f"#figure-{chart} .group:has(.heading:visible)")
    for group in heads.all():  # a heading goes with its last row
        assert group.locator(".row:visible, .more:visible").count()
    for (_, low), (top, _) in pairwise(sorted(left)):  # on a phone some stand first
        assert top - low <= 60  # no more than a heading between two rows


def test_arrows_move_along_the_rows_of_a_chart_and_enter_opens_one(shared):
    seen = shared()
    page = seen.page
    for chart in (*ROWED, *TIED):
        figure = page.locator(f"#figure-{chart}")
        marks = figure.locator("[data-record]")
        assert marks.evaluate_all("(a) => a.filter((m) => m.tabIndex === 0).length")
        way_in = figure.locator("[data-record][tabindex='0']")
        assert way_in.count() == 1, chart
        way_in.focus()
        seen_ = []
        for _ in range(3):
            page.keyboard.press("ArrowDown")
            seen_.append(page.evaluate("document.activeElement.dataset.record"))
        assert len({*seen_}) == 3, chart
        page.keyboard.press("Home")
        page.keyboard.press("Enter")
        assert focused(page) == "evidence-title", chart
        page.keyboard.press("Escape")
        first = "(m) => m.closest('figure').querySelector('[tabindex=\"0\"]') === m"
        assert page.evaluate_handle("document.activeElement").evaluate(first), chart


# ---- search and tables ---------------------------------------------------------------


@pytest.mark.central
def test_a_search_looks_into_titles_voices_sources_and_other_names(shared):
    page = shared().page
    box = page.locator("#search")
    for word, wanted in (("burns kabul", BURNS), ("secret air force", "S002"),
                         ("new regime", BURNS), ("mckenzie", "E111")):  # fmt: skip
        box.fill(word)
        ids = page.eval_on_selector_all("#found a", "(all) => all.map((a) => a.hash)")
        assert f"#{wanted}" in ids, word
    box.fill("no such thing")
    assert said(page, "#found") == "Nothing found"
    box.fill("burns kabul")
    page.locator("#found a").first.click()
    assert (
        "Burns" in said(page, "#evidence h2")
        and not page.locator("#found").is_visible()
    )
    page.keyboard.press("Escape")
    assert focused(page) == "search"


def test_a_search_says_what_the_filter_hides_and_narrows_the_tables(shared):
    seen = choose(shared(), layer="-context")
    page = seen.page
    page.locator("#search").fill("mckenzie")
    assert "hidden by the filter" in said(page, "#found")
    tables(page)
    rows = page.locator("#all-records tbody").first.locator("tr")
    assert 0 < rows.count() < 10
    assert "found by “mckenzie”" in said(page, "#all-records .does >> nth=0")


def cells(page, nth, table=0):
    rows = page.locator("#all-records tbody").nth(table)
    return rows.evaluate(
        "(body, n) => [...body.rows].map((row) => row.cells[n].textContent)", nth
    )


def test_a_folded_table_is_filled_as_it_is_left_when_it_opens(visit):
    seen = visit("default").drawn()
    page, fold = seen.page, seen.page.locator("#all-records details").first
    assert cells(page, 0) == []
    seen.ticked("actor", "A001")
    seen.settled()
    fold.locator("summary").click()
    page.locator("#all-records tbody tr").first.wait_for()
    assert f"{len(cells(page, 0))} of 60 events" in said(page, ".said .left")
    seen.ticked("actor", "A001", False)
    seen.settled()
    assert len(cells(page, 0)) == 60


def test_a_table_holds_every_record_and_is_sorted_by_its_heads(shared, daesh_k):
    page = shared().page
    tables(page)
    assert cells(page, 0) == list(daesh_k.events.event_id)
    assert cells(page, 0, 1) == list(daesh_k.relations.relation_id)
    head = page.locator("#all-records th:has-text('Date with other sources')").first
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    days = [select.when(daesh_k.by_id[i], "known").first for i in cells(page, 0)]
    assert days == sorted(days) and len(days) == len(daesh_k.events)
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    assert daesh_k.by_id[cells(page, 0)[0]].when_known == "2021-10-09"
    blank = page.locator("#all-records th:has-text('EDTF by the article')").first
    for _ in range(2):  # a blank comes last, whichever way one sorts
        blank.locator("button").click()
        found = cells(page, 4)
        assert found[0] and not found[-1]


def saved(page, table=0):
    tables(page)
    button = page.locator("#all-records button:has-text('Download CSV')").nth(table)
    with page.expect_download() as waiting:
        button.click()
    with open(waiting.value.path(), encoding="utf-8-sig", newline="") as file:
        return waiting.value.suggested_filename, file.read()


@pytest.mark.central
def test_what_is_shown_can_be_saved(shared, daesh_k):
    seen = choose(shared(), actor="A003")
    name, text = saved(seen.page)
    rows = list(csv.DictReader(io.StringIO(text), strict=True))
    case = select.view(daesh_k, View(actors=["A003"]))
    assert name == "events.csv" and text.count("\r\n") == len(rows) + 1
    assert sorted(row["Id"] for row in rows) == sorted(case.events.event_id)
    for row in rows:
        record = daesh_k.by_id[row["Id"]]
        assert row["EDTF by the article"].removeprefix("'") == record.when_article
        assert row["Title"] == record.title
        assert row["Date with other sources"] == wording.date_of(
            Shown(daesh_k, View(dates="known")), record
        )
    name, text = saved(seen.page, 1)
    signs = {row["Sign"] for row in csv.DictReader(io.StringIO(text))}
    assert name == "relations.csv" and signs <= {
        "cooperative",
        "hostile",
        "sign unclear",
        "",
    }


def test_what_is_shown_can_be_copied(shared):
    page = shared().page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tables(page)
    page.locator("#all-records button:has-text('Copy')").first.click()
    page.wait_for_selector("#all-records .does:has-text('Copied')")
    rows = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert len(rows) == EVENTS + 1 and all(
        row.count("\t") == rows[0].count("\t") for row in rows
    )


# ---- data is text ---------------------------------------------------------------


@pytest.mark.parametrize("size", SIZES)
def test_a_hostile_case_runs_nothing_wherever_one_looks(shared, size):
    seen = shared(size, "harmful")
    page = seen.page
    for record in ("E001", "R009", "S002", "C001", "tie-A001-A002"):
        page.evaluate(f"location.hash = '{record}'")
        expect(page.locator("#evidence"), record).to_be_visible()
    page.locator("#search").fill("alert(1)")
    assert page.locator("#found a").count() > 5
    choose(seen, actor="A001")
    words = page.locator("figure.rowed [data-record]").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('aria-label') ?? one.textContent)"
    )
    assert any("alert(1)" in told for told in words)
    assert seen.told == [] and seen.dialogs == []
    assert page.locator("img, iframe, [onerror], [onload]").count() == 0
    across = "[document.documentElement.scrollWidth, document.body.scrollWidth]"
    assert max(page.evaluate(across)) <= SIZES[size][0]


@pytest.mark.central
def test_no_cell_that_is_saved_begins_like_a_formula(shared):
    page = shared(name="harmful").page
    _, text = saved(page)
    rows = list(csv.reader(io.StringIO(text), strict=True))
    dangerous = [c for row in rows for c in row if c[:1] in ("=", "+", "-", "@", "\t")]
    assert dangerous == []
    assert any(cell.startswith("'=1+1") for row in rows for cell in row)
    assert any("</script>" in cell for row in rows for cell in row)


def test_a_page_of_nothing_still_opens(browser, tmp_path, daesh_k):
    page = pages.without_kernel(
        daesh_k.folder, tmp_path / "index.html", pages.ROOMS, start="1950", end="1951",
        layers=["context"],
    )  # fmt: skip
    opening = opener(browser, {"empty": page.as_uri()})
    seen = next(opening)("empty").drawn()
    assert seen.told == [] and said(seen.page, COUNTS) == "1 event and 1 relation"
    next(opening, None)


def test_a_chart_of_another_view_stays_that_views(browser, tmp_path):
    folder = worlds.write(tmp_path / "w", worlds.related(4, 9), focus=["A001", "A002"])
    view = View(case=str(folder), actors=["A001"])
    shown = select.view(cases.load(folder), view)
    made = [room.chart(Shown(shown, view)) for room in (matrix, network, strips)]
    outputs = [v4.new_output("display_data", data=c._repr_mimebundle_()) for c in made]
    before = [v4.new_code_cell(outputs=outputs)]
    page = pages.without_kernel(folder, tmp_path / "x.html", (origins,), before)
    opening = opener(browser, {"other": page.as_uri()})
    seen = next(opening)("other").drawn()
    to_day(choose(seen, layer="-article"), 0)
    for chart in made:
        assert title(seen, chart.name) == chart.title
        found, wanted = (
            seen.page.evaluate(AS_DRAWN, [f"#figure-{chart.name} .picture", body])
            for body in (None, html.body(chart))
        )
        assert found == wanted
        assert seen.page.locator(f"#figure-{chart.name}[data-kind=fixed]").count() == 1
    assert seen.told == []
    next(opening, None)
