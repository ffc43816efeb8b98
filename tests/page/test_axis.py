"""The time axis of a chart: a drag over it chooses days, keys and the wheel zoom."""

import re
from datetime import date

import pytest

from helpers.case import dates
from helpers.charts import strips, timeline
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import pages
from tests.browsing import EVERY_LOOK, SIZES, opener, violations

pytestmark = pytest.mark.browser

CHARTS = {"01-timeline": timeline, "02-strips": strips}
FIGURE = "#figure-01-timeline"
LEFT = "#tools .left"
DAY_BY_DAY = (date(2021, 8, 5), date(2021, 8, 20))


@pytest.fixture(scope="module")
def addresses(tmp_path_factory, daesh_k):
    target = tmp_path_factory.mktemp("axes") / "index.html"
    pages.without_kernel(daesh_k.folder, target, (timeline, strips))
    return {"default": target.as_uri()}


@pytest.fixture
def visit(browser, addresses):
    yield from opener(browser, addresses)


@pytest.fixture(scope="module")
def axes(daesh_k):
    """Give the axis of each chart as Python has it."""
    shown = Shown.of(daesh_k, View())
    return {name: room.chart(shown).axis for name, room in CHARTS.items()}


def box_of(page, figure=FIGURE):
    plot = page.locator(f"{figure} .axis .plot")
    plot.evaluate("(one) => scrollBy(0, one.getBoundingClientRect().top - 200)")
    return plot.bounding_box()


def drag(page, parts, figure=FIGURE, release=True):
    """Drag over the axis from one part of its width to another."""
    box = box_of(page, figure)
    x, y = box["x"], box["y"] + 12
    page.mouse.move(x + parts[0] * box["width"], y)
    page.mouse.down()
    for part in (sum(parts) / 2, parts[1]):
        page.mouse.move(x + part * box["width"], y)
    if release:
        page.mouse.up()


def in_words(first, last):
    return f"from {dates.day_in_words(first)} to {dates.day_in_words(last)}"


def chosen(seen):
    """Give the time that the page says is chosen."""
    return seen.settled().page.locator(".scrub .time").text_content()


# ---- a drag over it ------------------------------------------------------------------


@pytest.mark.central
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", CHARTS)
def test_a_drag_chooses_the_days_under_it(visit, daesh_k, axes, name, size):
    seen = visit(size=size).drawn()
    drag(seen.page, [axes[name].place(day) for day in DAY_BY_DAY], f"#figure-{name}")
    assert chosen(seen) == in_words(*DAY_BY_DAY)
    first, last = (day.isoformat() for day in DAY_BY_DAY)
    left = Shown.of(daesh_k, View(start=first, end=last)).case.events
    assert seen.page.inner_text(LEFT).startswith(f"{len(left)} of 60 events")


def test_to_the_left_it_chooses_the_same(visit, axes):
    seen = visit().drawn()
    drag(seen.page, [axes["01-timeline"].place(day) for day in DAY_BY_DAY[::-1]])
    assert chosen(seen) == in_words(*DAY_BY_DAY)


def test_over_years_it_chooses_whole_months(visit, axes):
    """A day there is less than a pixel wide."""
    seen = visit().drawn()
    days = date(2016, 3, 14), date(2019, 10, 20)
    drag(seen.page, [axes["01-timeline"].place(day) for day in days])
    assert chosen(seen) == in_words(date(2016, 3, 1), date(2019, 10, 31))


def test_while_it_lasts_it_says_which_days_and_hides_nothing(visit, axes):
    seen = visit().drawn()
    page = seen.page
    drag(page, [axes["01-timeline"].place(d) for d in DAY_BY_DAY], release=False)
    told = page.locator(f"{FIGURE} .axis").evaluate(
        "(one) => getComputedStyle(one, '::after').content"
    )
    assert told == '"5 August 2021 to 20 August 2021"'
    assert page.locator(f"{FIGURE} .row[hidden]").count() == 0
    page.mouse.up()
    assert seen.settled().page.locator(f"{FIGURE} .row[hidden]").count() > 20


def test_a_mere_click_chooses_nothing_and_takes_the_focus(visit):
    seen = visit().drawn()
    drag(seen.page, (0.5, 0.501))
    assert chosen(seen) == "any time"
    assert seen.page.evaluate("document.activeElement.className") == "axis"


def test_a_drag_that_is_broken_off_chooses_nothing(visit, axes):
    seen = visit().drawn()
    drag(seen.page, [axes["01-timeline"].place(d) for d in DAY_BY_DAY], release=False)
    picture = seen.page.locator(f"{FIGURE} .picture")
    picture.dispatch_event("pointercancel")
    seen.page.mouse.up()
    assert chosen(seen) == "any time"


def test_the_strip_has_the_time_of_the_axis_and_moves_on_from_there(visit, axes):
    seen = visit().drawn()
    drag(seen.page, [axes["01-timeline"].place(day) for day in DAY_BY_DAY])
    seen.settled().page.locator("#tools .filter").click()
    for key, told in (("ArrowRight", "31 August 2021"), ("ArrowLeft", "31 July 2021")):
        seen.page.focus(".strip .end")
        seen.page.keyboard.press(key)
        assert chosen(seen).startswith("from 5 August 2021")
        assert chosen(seen).endswith(told) or key == "ArrowLeft"


# ---- looking closer ------------------------------------------------------------------

SEEN = """(figure) => {
  const chart = document.querySelector(figure), style = getComputedStyle(chart);
  const at_ = (one) => one.getBoundingClientRect();
  const all = (what) => [...chart.querySelectorAll(what)]
    .filter((one) => one.getClientRects().length);
  const [box] = all(".axis .plot").map(at_), [under] = all(".ground svg").map(at_);
  const [zoom, at] = ["--zoom", "--at"].map((name) => +style.getPropertyValue(name));
  const left = box.left + at * box.width, right = left + box.width / zoom;
  const texts = all(".frame svg.plot text")
    .filter((one) => getComputedStyle(one).visibility !== "hidden");
  const outside = (b) => b.right < left || b.left > right;
  const crosses = (b) => !outside(b) && (b.left < left - 1.5 || b.right > right + 1.5);
  const drawn = (row) => [...row.querySelectorAll(".plot *")].map(at_)
    .filter((b) => b.width || b.height);
  const gone = all(".row:not([data-off])").filter((row) => drawn(row).every(outside));
  const discs = all(".row .plot > circle").map((disc) => [disc, at_(disc)]);
  return {
    zoom, at, left, right, whole: box.width, under: under.width,
    cut: texts.filter((one) => crosses(at_(one))).map((one) => one.textContent),
    sizes: [...new Set(texts.map((one) => getComputedStyle(one).fontSize))],
    empty: gone.map((row) => row.getAttribute("aria-label")),
    marks: Object.fromEntries(discs.map(([disc, b]) =>
      [disc.closest(".row").dataset.record, (b.left + b.right) / 2])),
  };
}"""
UNFOLD = "(all) => all.map((one) => one.click())"


def unfolded(seen):
    """Open every row of every chart."""
    seen.page.eval_on_selector_all(".rowed .more:not([hidden])", UNFOLD)
    return seen


def press(seen, *keys, on=f"{FIGURE} .axis"):
    seen.page.focus(on)
    for key in keys:
        seen.page.keyboard.press(key)
    return seen.settled().page.evaluate(SEEN, FIGURE)


@pytest.mark.central
@pytest.mark.parametrize("size", SIZES)
def test_closer_every_mark_lies_where_python_has_it(visit, daesh_k, axes, size):
    seen = unfolded(visit(size=size).drawn())
    axis, shown = axes["01-timeline"], Shown.of(daesh_k, View())
    now = press(seen, "+", "+", "+", "ArrowRight")
    assert now["zoom"] == pytest.approx(1.5**3)
    assert now["whole"] == pytest.approx(now["under"])
    days = {
        row.event_id: when.begin_earliest
        for row in daesh_k.rows("events")
        if (when := shown.when(row)).begin_earliest and when.shape == "day"
    }
    compared = [one for one in now["marks"] if one in days]
    wide = (now["right"] - now["left"]) * now["zoom"]
    for one in compared:
        place = now["left"] + (axis.place(days[one]) - now["at"]) * wide
        assert now["marks"][one] == pytest.approx(place, abs=3), one
    assert len(compared) > 10


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("keys", [3 * "+", 6 * "+", 8 * "+" + 3 * "<", 20 * "+"])
def test_no_word_is_cut_or_grows_and_no_row_is_without(visit, size, keys):
    seen = unfolded(visit(size=size).drawn())
    before = seen.page.evaluate(SEEN, FIGURE)
    now = press(seen, *({"<": "ArrowLeft"}.get(key, key) for key in keys))
    assert now["cut"] == now["empty"] == [] and now["sizes"] == before["sizes"]
    assert 3 < now["zoom"] <= 32
    assert not seen.page.evaluate("document.documentElement.scrollWidth > innerWidth")


@pytest.mark.parametrize("width", [900, 1130, 1280])
def test_no_word_is_cut_where_a_card_or_a_window_takes_room(visit, width):
    seen = visit().drawn()
    press(seen, *4 * "+")
    seen.page.set_viewport_size({"width": width, "height": 900})
    for _ in range(2):
        seen.settled()
        assert seen.page.evaluate(SEEN, FIGURE)["cut"] == []
        seen.page.locator(f"{FIGURE} .row").first.press("Enter")
    assert seen.page.locator("#evidence").is_visible()


def test_a_row_out_of_sight_says_where_it_is_and_its_date(visit):
    seen = visit().drawn()
    press(seen, *4 * "+", "ArrowRight", "ArrowRight")
    off = seen.page.eval_on_selector_all(
        f"{FIGURE} [data-off]", "(all) => all.map((one) => one.dataset.off)"
    )
    assert {"\u2039 23 Jul 2018", "\u2039 29 Feb 2020"} <= {*off}
    assert all(re.search("^\u2039 .|. \u203a$", one) for one in off)


def test_the_page_says_what_part_of_the_axis_is_seen(visit):
    seen = visit().drawn()
    place = seen.page.locator(f"{FIGURE} .window [role=status]")
    press(seen, "+", "Home")
    told = (
        r"The axis from 1 January 2015 to \d+ August 2021, year by year and day by day"
    )
    assert re.fullmatch(told, place.inner_text())
    press(seen, *12 * "+", "End")
    assert place.inner_text().endswith("to 31 October 2021, day by day")
    press(seen, "0")
    assert place.count() == 0


def test_back_from_close_the_chart_is_as_it_was(visit):
    seen = visit().drawn()
    body = f"document.querySelector('{FIGURE} .picture').innerHTML"
    before = seen.page.evaluate(body)
    press(seen, "+", "+", "+", "ArrowRight", "End")
    now = press(seen, "-", "-", "-")
    assert (now["zoom"], now["at"]) == (1, 0) and now["left"] < now["right"]
    assert seen.page.evaluate(body) == before


def test_in_a_row_the_keys_do_the_same(visit):
    seen = visit().drawn()
    row = f"{FIGURE} .row[tabindex='0']"
    assert press(seen, "+", "=", on=row)["zoom"] == pytest.approx(2.25)
    before = press(seen, on=row)["at"]
    assert press(seen, "Shift+ArrowRight", on=row)["at"] > before
    assert press(seen, "0", on=row)["zoom"] == 1


def test_the_wheel_zooms_with_ctrl_and_scrolls_without(visit):
    seen = visit().drawn()
    page, box = seen.page, box_of(seen.page)
    x, y = box["x"] + 0.6 * box["width"], box["y"] + 150
    page.mouse.move(x, y)
    top = page.evaluate("scrollY")
    page.mouse.wheel(0, 120)
    page.wait_for_function("(top) => scrollY > top", arg=top)
    assert page.evaluate(SEEN, FIGURE)["zoom"] == 1
    page.keyboard.down("Control")
    page.mouse.wheel(0, -250)
    page.keyboard.up("Control")
    page.wait_for_selector(f"{FIGURE}.zoomed")
    now = page.evaluate(SEEN, FIGURE)
    assert now["zoom"] == pytest.approx(2.718, abs=0.01)
    assert now["at"] + 0.6 / now["zoom"] == pytest.approx(0.6, abs=0.01)


def test_what_is_chosen_can_be_looked_at(visit, axes):
    seen = visit().drawn()
    drag(seen.page, [axes["01-timeline"].place(day) for day in DAY_BY_DAY])
    seen.settled().page.locator(f"{FIGURE} .window button:visible").click()
    now = seen.page.evaluate(SEEN, FIGURE)
    first, last = (axes["01-timeline"].place(day) for day in DAY_BY_DAY)
    assert now["at"] < first and last < now["at"] + 1 / now["zoom"]
    assert (last - first) * now["zoom"] > 0.8


# ---- for everybody -------------------------------------------------------------------


@pytest.mark.parametrize("how", EVERY_LOOK)
def test_axe_finds_no_violation(visit, axes, how):
    size, scheme = how.split()
    seen = visit(size=size, color_scheme=scheme).drawn()
    drag(seen.page, [axes["01-timeline"].place(day) for day in DAY_BY_DAY])
    press(seen, "+", "+", "ArrowRight")
    assert violations(seen.page, FIGURE) == []


def test_print_has_the_whole_axis_and_every_row(visit, axes):
    seen = visit().drawn()
    page = seen.page
    page.emulate_media(media="print")
    before = page.evaluate(SEEN, FIGURE) | {"texts": len(seen.texts(FIGURE))}
    page.emulate_media(media="screen")
    drag(page, [axes["01-timeline"].place(day) for day in DAY_BY_DAY])
    press(seen, *4 * "+", "ArrowRight")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    now = seen.settled().page.evaluate(SEEN, FIGURE)
    assert now["whole"] == before["whole"] and now["marks"] == before["marks"]
    assert len(seen.texts(FIGURE)) == before["texts"]
    assert page.locator(f"{FIGURE} .window:visible").count() == 0
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert chosen(seen) == in_words(*DAY_BY_DAY)


def test_a_chart_is_saved_with_its_whole_axis(visit):
    seen = visit().drawn()
    press(seen, "+", "+", "+")
    with seen.page.expect_download() as download:
        seen.page.locator(f"{FIGURE} .save button").first.click()
    assert "23 Jul 2018" in download.value.path().read_text(encoding="utf-8")
    assert seen.page.evaluate(SEEN, FIGURE)["zoom"] == 1


def test_only_an_axis_of_time_can_be_dragged(visit):
    seen = visit().drawn()
    axes_ = seen.page.locator(".axis")
    assert axes_.count() == seen.page.locator(".axis[role=group]").count() == 2
