"""Two days side by side, and two readings: what differs, in words and in charts."""

import random
import re
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from helpers.case import dates
from helpers.charts import matrix, network, tied, timeline
from helpers.draw import html
from helpers.page import filters, without
from helpers.text import ties, wording
from helpers.view import relations
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import pages, worlds
from tests.browsing import SIZES, evaluated, opener, violations
from tests.once import slowly
from tests.page.test_page_script import AS_DRAWN, DRAWN_TIES

pytestmark = pytest.mark.browser

SCRIPTS = "".join(
    (Path(filters.__file__).parent / f"{name}.js").read_text(encoding="utf-8")
    for name in ("select", "changes")
)
ROOMS = without.TIED
SAID = ".beside [role=status]"


def run(browser, script, given):
    return evaluated(browser, SCRIPTS, script, given)


# ---- what differs --------------------------------------------------------------------


def tie(anchor, about="cooperative; reported", records=("R001",), kind="tie"):
    return {"anchor": anchor, "about": about, "records": [*records], "kind": kind,
            "hover": [anchor]}  # fmt: skip


def grouped(browser, *compared):
    """Name what is in each group, with the records that only one side rests on.

    Of each two that are compared, all in one page.
    """
    script = """(compared) => compared.map(([a, b]) => Object.fromEntries(
      Object.entries(differences(a, b))
      .map(([group, pairs]) => [group, pairs.map((p) => [p.anchor, ...p.only])])))"""
    found = run(browser, script, compared)
    return [{group: pairs for group, pairs in one.items() if pairs} for one in found]


@pytest.mark.central
def test_each_pair_is_in_the_group_of_how_it_differs(browser):
    first = {"ties": [tie("went"), tie("turned"), tie("more"), tie("surer"),
                      tie("same")], "ahead": [tie("ahead-went")]}  # fmt: skip
    second = {
        "ties": [
            tie("came", records=("R009",)), tie("turned", "hostile; reported"),
            tie("more", records=("R001", "R002")),
            tie("surer", "cooperative; happened"), tie("same"),
        ],
        "ahead": [],
    }  # fmt: skip
    (found,) = grouped(browser, (first, second))
    assert found == {
        "first": [["went", ["R001"], []], ["ahead-went", ["R001"], []]],
        "second": [["came", [], ["R009"]]],
        "sign": [["turned", [], []]],
        "told": [["more", [], ["R002"]], ["surer", [], []]],
        "same": [["same", [], []]],
    }


def made_up(chance):
    """Make a standing of a few pairs by chance."""
    words = ["cooperative; reported", "hostile; reported", "hostile; happened"]
    return {
        part: [
            tie(
                f"{part}-{n}",
                chance.choice(words),
                chance.sample(["R1", "R2", "R3"], 2),
            )
            for n in range(8)
            if chance.random() < 0.6
        ]
        for part in ("ties", "ahead")
    }


@pytest.mark.central
def test_with_itself_nothing_differs_and_turned_round_came_is_went(browser):
    chance = random.Random(3)
    pairs = [(made_up(chance), made_up(chance)) for _ in range(25)]
    turned = [(other, one) for one, other in pairs]
    for same in grouped(browser, *((one, one) for one, _ in pairs)):
        assert set(same) <= {"same"}
    backs = grouped(browser, *turned)
    for there, back in zip(grouped(browser, *pairs), backs, strict=True):
        for group in ("first", "second", "sign", "told", "same"):
            turned_ = {"first": "second", "second": "first"}.get(group, group)
            wanted = sorted([name, b, a] for name, a, b in there.get(group, []))
            assert sorted(back.get(turned_, [])) == wanted


# ---- in the page ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def addresses(tmp_path_factory, daesh_k):
    folder = tmp_path_factory.mktemp("sides")
    rooms = (timeline, *ROOMS.values())
    tables = worlds.coding() | {"relations": []}
    alone = worlds.write(folder / "alone", tables)
    wanted = {"default": daesh_k.folder, "alone": alone}
    return {
        name: pages.without_kernel(case, folder / f"{name}.html", rooms).as_uri()
        for name, case in wanted.items()
    }


@pytest.fixture
def visit(browser, addresses):
    yield from opener(browser, addresses)


@pytest.fixture(scope="module")
def stops(daesh_k):
    """List the days of the slider."""
    data = filters.payload(filters.Readings(daesh_k, View()), View())
    return [date.fromordinal(day) for day in data["days"]]


def compared(visit, what="another day", size="wide", **more):
    seen = visit(size=size, **more).drawn()
    seen.page.locator("#tools .filter").click()
    seen.page.get_by_role("button", name=what).click()
    seen.page.wait_for_selector(".beside")
    return seen.settled()


def to_days(seen, first, second):
    """Move both sliders to stops, that of the earlier day first."""
    for nth, stop in ((0, first), (1, second)):
        seen.page.locator(".beside .day input").nth(nth).evaluate(
            """(one, stop) => { one.value = stop;
              one.dispatchEvent(new Event("input")); }""",
            stop,
        )
        seen.settled()
    return seen


def unfold(page):
    """Open every list, each of which is made then."""
    page.eval_on_selector_all(".beside details", "(all) => all.map((d) => d.open = 1)")
    page.wait_for_function(
        "[...document.querySelectorAll('.beside details')].every((d) => d.children[1])"
    )


CELLS = """(all) => all.map((cell) => {
  const link = cell.querySelector("a");
  return [link.hash.slice(1), cell.dataset.side, link.textContent];
})"""


def told(page):
    """List what stands of each pair on each side, as a reader has it."""
    unfold(page)
    cells = page.locator(".beside td[data-side]:has(> a)")
    found = cells.evaluate_all(CELLS)
    assert len({(name, side) for name, side, _ in found}) == len(found)
    return {(name, int(side)): words for name, side, words in found}


def standing(case, reading, day):
    """Give the ties and prospects of a day as Python has them."""
    view = View(dates=reading)
    return [
        *relations.ties(case, view, day).itertuples(),
        *relations.prospects(case, view, day).itertuples(),
    ]


def by_python(case, sides):
    return {
        (ties.anchor(tie), nth): ties.summary(case, tie)
        for nth, (reading, day) in enumerate(sides)
        for tie in standing(case, reading, day)
    }


@pytest.mark.central
@pytest.mark.parametrize("pair", [(0, 20), *slowly(((8, 9),), ((19, -1),))])
def test_the_rows_of_both_days_are_pythons(visit, daesh_k, stops, pair):
    first, second = (n % len(stops) for n in pair)
    seen = to_days(compared(visit), first, second)
    days = stops[first], stops[second]
    wanted = by_python(daesh_k, [("both", day) for day in days])
    found = told(seen.page)
    assert found == wanted and found
    heads = seen.page.locator(".beside .sides").first.locator("thead th")
    assert heads.all_text_contents()[1:] == [dates.day_in_words(d) for d in days]
    anchors = [{a for a, nth in wanted if nth == side} for side in (0, 1)]
    summed = seen.page.inner_text(SAID)
    assert summed.startswith(f"Between {' and '.join(map(dates.day_in_words, days))}")
    for names, word in ((anchors[1] - anchors[0], "came"),
                        (anchors[0] - anchors[1], "went")):  # fmt: skip
        assert (f" {len(names)} {word}" in summed) == bool(names)


def test_the_rows_of_both_readings_are_pythons(visit, daesh_k, stops):
    seen = compared(visit, "two readings")
    sides = [(reading, stops[-1]) for reading in ("article", "known")]
    assert told(seen.page) == by_python(daesh_k, sides)
    said = seen.page.inner_text(SAID)
    assert said.startswith("By the article and with other sources: ")
    page = seen.page
    heads = page.locator(".beside .differ > table [scope=rowgroup]").all_inner_texts()
    (many,) = [re.search(r"\d+", h)[0] for h in heads if h.startswith("Records of")]
    assert said.endswith(
        f" {many} records of the article are dated or weighed otherwise."
    )


def test_what_the_readings_tell_otherwise_of_a_record_is_pythons(visit, daesh_k):
    page = compared(visit, "two readings").page
    unfold(page)
    rows = page.locator(".beside tr:has(th a)").evaluate_all(
        """(all) => all.map((row) => [row.querySelector("a").hash.slice(1),
          [...row.querySelectorAll("td")].map((one) => one.textContent)])"""
    )
    found = dict(rows)
    for reading, nth in (("article", 0), ("known", 1)):
        shown = Shown(daesh_k, View(dates=reading))
        for row in daesh_k.rows("events"):
            if row.event_id in found:
                words = wording.firm(shown, row), wording.date_of(shown, row)
                assert found[row.event_id][nth] == "; ".join(filter(None, words))
    assert len(found) > 40 and all(one != other for one, other in found.values())
    assert len(found) == len(rows)


@pytest.mark.central
def test_both_days_are_drawn_as_python_draws_them(visit, daesh_k, stops):
    seen = to_days(compared(visit), 9, 20)
    page, shown = seen.page, Shown.of(daesh_k, View())
    figures = page.locator(".beside figure")
    assert figures.count() == 4
    for nth, (name, day) in enumerate((n, stops[d]) for n in ROOMS for d in (9, 20)):
        room, figure = ROOMS[name], figures.nth(nth)
        found = room.Course(shown)
        inside = set(found.actors[0])
        on = {
            ties.anchor(tie): tie
            for tie in standing(daesh_k, "both", day)
            if tie.kind == "tie" and {tie.a, tie.b} <= inside
        }
        if room is network:  # no prospects
            on = {i: tie for i, tie in on.items() if hasattr(tie, "holds")}
        place = ":is(.mark, .block:not(.small) [data-record]):not(.later)"
        drawn = figure.locator(place).evaluate_all(DRAWN_TIES)
        assert {one["id"] for one in drawn} == {*on} and on
        for one in drawn:
            assert one["told"] == tied.hover(shown, on[one["id"]])
            if room is matrix:
                cell = html.inner(matrix.cell(shown, on[one["id"]]), name)
                shown_, made = (
                    page.evaluate(AS_DRAWN, ["", body]) for body in (one["drawn"], cell)
                )
                assert shown_ == made
        title = figure.locator(".finding:visible").inner_text()
        assert title == found.title(day)


def test_a_day_beside_itself_differs_in_nothing(visit):
    seen = to_days(compared(visit), 9, 9)
    assert seen.page.inner_text(SAID).endswith("nothing differs among the ties.")
    assert seen.page.locator(".beside .differ > table").count() == 0
    assert seen.page.locator(".beside .fold").count() == 1


def test_no_slider_passes_the_other(visit, stops):
    seen = to_days(compared(visit), 9, 12)
    outputs = seen.page.locator(".beside output")
    for nth, to in ((0, 20), (1, 3)):
        seen.page.locator(".beside .day input").nth(nth).evaluate(
            "(o, to) => { o.value = to; o.dispatchEvent(new Event('input')); }", to
        )
        seen.settled()
        assert outputs.nth(0).inner_text() == outputs.nth(1).inner_text()
    assert seen.page.locator(".beside .day button").nth(1).is_disabled()
    seen.page.locator(".beside .day button").nth(0).click()
    seen.settled()
    words = [dates.day_in_words(stops[n]) for n in (11, 12)]
    assert outputs.all_inner_texts() == words


@pytest.mark.parametrize("size", SIZES)
def test_the_sides_stand_beside_or_below_each_other(visit, size):
    seen = compared(visit, size=size)
    figures = seen.page.locator(".beside figure")
    one, other = (figures.nth(n).bounding_box() for n in (0, 1))
    if size == "wide":
        assert one["x"] + one["width"] <= other["x"]
        assert abs(one["width"] - other["width"]) < 2
    else:
        assert one["y"] + one["height"] <= other["y"] and one["x"] == other["x"]
    assert not seen.page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_mark_and_a_link_of_a_side_open_what_holds_there(visit, daesh_k, stops):
    seen = to_days(compared(visit), 9, len(stops) - 1)
    page, view = seen.page, View()
    on = {
        ties.anchor(t): t for t in relations.ties(daesh_k, view, stops[9]).itertuples()
    }
    mark = page.locator(".beside figure").first.locator(".mark:not(.later)").first
    for place in (mark, page.locator(".beside td[data-side='0'] > a").first):
        place.click()
        anchor = page.evaluate("decodeURIComponent(location.hash.slice(1))")
        about = page.inner_text("#evidence > .about")
        day = dates.day_in_words(stops[9])
        assert about == f"{ties.summary(daesh_k, on[anchor])}; {day}"
        found = page.locator("#evidence dd li > a").evaluate_all(
            "(all) => all.map((one) => one.hash.slice(1))"
        )
        assert found == on[anchor].records
        page.keyboard.press("Escape")
    mark.focus()
    page.keyboard.press("Enter")
    assert page.inner_text("#evidence > .about").endswith(day)


def test_a_filter_is_hatched_on_both_sides(visit):
    seen = compared(visit)
    page = seen.page
    page.locator("#tools .filter").click()
    page.locator("[name=layer][value=context]").evaluate("(one) => one.click()")
    page.keyboard.press("Escape")
    seen.settled()
    figures = page.locator(".beside figure")
    for nth in range(2):
        assert figures.nth(nth).locator(".mark.hatched:not(.later)").count() > 0
    assert "hidden by your filter" in page.inner_text(".beside .differ")


def test_escape_leaves_it_and_the_page_is_as_it_was(visit):
    seen = visit().drawn()
    page = seen.page
    body = "document.querySelector('main').innerHTML"
    before = page.evaluate(body)
    page.locator("#tools .filter").click()
    page.get_by_role("button", name="another day").click()
    seen.settled()
    assert page.evaluate("document.activeElement.id") == "beside-title"
    page.keyboard.press("Escape")
    seen.settled()
    assert page.locator(".beside").count() == 0
    assert page.evaluate("document.activeElement.className") == "filter"
    assert page.evaluate(body) == before


@pytest.mark.parametrize("way", ["Stop comparing", "Clear"])
def test_there_are_other_ways_out(visit, way):
    seen = to_days(compared(visit), 3, 9)
    seen.page.get_by_role("button", name=way).first.click()
    assert seen.settled().page.locator(".beside").count() == 0


def test_no_id_is_there_twice(visit):
    page = compared(visit).page
    ids = page.eval_on_selector_all("[id]", "(all) => all.map((one) => one.id)")
    assert len({*ids}) == len(ids)


@pytest.mark.parametrize(
    "what, how",
    [("two readings", "wide dark"),
     *slowly(("another day", "narrow light"), ("another day", "wide dark"),
             ("two readings", "narrow light"),
             *product(["another day", "two readings"],
                      ["wide light", "narrow dark"]))],
)  # fmt: skip
def test_axe_finds_no_violation(visit, what, how):
    size, scheme = how.split()
    seen = compared(visit, what, size, color_scheme=scheme)
    assert violations(seen.page, ".beside", "#tools") == []


def test_print_has_nothing_of_it(visit):
    seen = to_days(compared(visit), 3, 9)
    seen.page.emulate_media(media="print")
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not seen.settled().page.locator(".beside").is_visible()
    found = seen.page.locator("#figure-02-matrix .finding:visible").inner_text()
    assert "11 September 2021" in found


def test_a_case_without_ties_has_no_days_to_compare(visit):
    page = visit("alone").drawn().page
    assert page.get_by_role("button", name="another day").count() == 0
