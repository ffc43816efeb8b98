"""The strip of records a month, and its two ends: what is counted, and how it moves."""

import re
from collections import Counter
from datetime import date, datetime
from types import SimpleNamespace

import pytest

from helpers.case import cases, dates
from helpers.charts import matrix, timeline
from helpers.page import scrub
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import pages
from tests.browsing import EVERY_LOOK, SIZES, opener, violations

pytestmark = pytest.mark.browser

START, END = ".strip [role=slider].start", ".strip [role=slider].end"
LEFT = "#tools .left"


def counted(*texts):
    """Count some dates as if each were an event's."""
    case = SimpleNamespace(events=texts, rows=lambda table: texts)
    read = {"both": SimpleNamespace(when=dates.parse)}
    return scrub.payload(case, read)


def first_days(told):
    return [date.fromordinal(edge).isoformat() for edge in told["edges"]]


# ---- what is counted -----------------------------------------------------------------


@pytest.mark.parametrize(
    "text, bar",
    [
        ("2021-08-15", 1), ("2021-08", 1), ("2021", -1), ("", -1),
        ("2021-08-31/2021-09-02", 1), ("2021-08-31/..", 1), ("/2021-08-15", -1),
        ("2021-08~", -1), ("2021-08-15?", -1), ("2021-08-15/2021-09~", 1),
        ("2021-08~/2021-09-02", -1), ("[2021-08-01..2021-08-20]", 1),
        ("[2021-08-01..2021-09-20]", -1),
    ],
)  # fmt: skip
def test_a_record_counts_in_the_one_month_in_which_it_surely_began(text, bar):
    told = counted("2021-07-31", text, "2021-09-01")
    assert told["unit"] == "month"
    assert first_days(told) == ["2021-07-01", "2021-08-01", "2021-09-01", "2021-10-01"]
    assert told["began"] == {"both": [0, bar, 2]}


def test_a_case_of_many_years_is_counted_by_year_and_of_more_by_decade():
    told = counted("1872-05", "1907", "1872-12-31", "[1906..1907]")
    assert told["unit"] == "year" and told["began"] == {"both": [0, 35, 0, -1]}
    assert first_days(told)[::36] == ["1872-01-01", "1908-01-01"]
    told = counted("1001-05", "1907", "0999~")
    assert told["unit"] == "decade" and told["began"] == {"both": [0, 90, -1]}
    assert first_days(told)[:2] == ["1000-01-01", "1010-01-01"]


@pytest.mark.parametrize("texts", [(), ("",), ("2021", "2021-08~")])
def test_where_no_month_is_known_there_is_no_strip(texts):
    assert counted(*texts)["edges"] == counted(*texts)["ticks"] == []


def test_the_first_and_the_last_month_of_all_have_their_edges():
    told = counted("0001-01-05", "9999-12-31")
    assert told["unit"] == "century"
    assert told["edges"][0] == 1 and told["edges"][-1] == date.max.toordinal() + 1


# ---- in the page ---------------------------------------------------------------------


@pytest.fixture(scope="module")
def addresses(tmp_path_factory, daesh_k):
    folder = tmp_path_factory.mktemp("scrubbed")
    target = folder / "index.html"
    pages.without_kernel(daesh_k.folder, target, (timeline, matrix))
    return {"default": target.as_uri()}


@pytest.fixture
def visit(browser, addresses):
    yield from opener(browser, addresses)


def opened(visit, size="wide", **more):
    seen = visit(size=size, **more).drawn()
    seen.page.locator("#tools .filter").click()
    seen.page.locator(".scrub").scroll_into_view_if_needed()
    return seen


def told_of(page, end):
    return page.get_attribute(end, "aria-valuetext")


def bars(page, look):
    """Give the heights of the bars of a look, in parts of the highest of all."""
    high = "(all) => all.map((one) => parseFloat(one.getAttribute('height')))"
    return page.eval_on_selector_all(f".strip rect.f-{look}", high)


def months(shown, kept):
    """Count the events of a view that surely began in a month, by that month."""
    rows = [row for row in shown.case.rows("events") if kept is None or row[1] in kept]
    found = Counter()
    for row in rows:
        when = shown.when(row)
        low, high = when.begin
        about = set(when.text.partition("/")[0]) & set("~?%")
        if (
            low
            and high
            and not about
            and (low.year, low.month) == (high.year, high.month)
        ):
            found[low.year, low.month] += 1
    return found, len(rows) - found.total()


@pytest.mark.central
@pytest.mark.parametrize("reading", ["both", "article"])
def test_the_strip_shows_how_many_events_began_in_each_month(visit, daesh_k, reading):
    seen = opened(visit)
    page = seen.page
    for box in (f"[name=dates][value={reading}]", "[name=actor][value=A010]"):
        page.locator(box).evaluate("(one) => one.click()")
    seen.settled()
    every, _ = months(Shown(daesh_k, View(dates=reading)), None)
    some = Shown.of(daesh_k, View(dates=reading, actors=["A010"]))
    ours, left = months(some, None)
    most = max(every.values())
    for look, found in (("rule", every), ("quiet", ours)):
        wanted = [100 * found[month] / most for month in sorted(found)]
        assert bars(page, look) == pytest.approx(wanted)
    told = f"{left} of {len(some.case.events)} events are not dated to a month."
    assert page.inner_text(".scrub .open") == told and left > 5


def test_arrows_move_an_end_by_a_month_page_keys_by_a_year(visit):
    seen = opened(visit)
    page = seen.page
    page.focus(START)
    first = told_of(page, START)
    assert first == "1 September 2001"
    steps = {
        "ArrowRight": "1 October 2001",
        "PageUp": "1 October 2002",
        "ArrowLeft": "1 September 2002",
        "PageDown": first,
        "End": "1 October 2021",
        "Home": first,
    }
    for key, told in steps.items():
        page.keyboard.press(key)
        seen.settled()
        assert told_of(page, START) == told
    page.focus(END)
    page.keyboard.press("ArrowLeft")
    assert told_of(seen.settled().page, END) == "30 September 2021"
    assert page.inner_text(LEFT).endswith("by end")


def test_no_end_passes_the_other(visit):
    seen = opened(visit)
    page = seen.page
    for end, keys in ((END, ["PageDown"] * 5), (START, ["End", "ArrowRight"]),
                      (END, ["Home", "ArrowLeft"])):  # fmt: skip
        page.focus(end)
        for key in keys:
            page.keyboard.press(key)
        seen.settled()
    assert told_of(page, START) == "1 October 2016"
    assert told_of(page, END) == "31 October 2016"
    assert page.get_attribute(START, "aria-valuemax") == page.get_attribute(
        END, "aria-valuenow"
    )


def drag(page, place, start, end):
    """Drag over a place from one part of its width to another."""
    box = page.locator(place).bounding_box()
    y = box["y"] + 20
    page.mouse.move(box["x"] + start * box["width"], y)
    page.mouse.down()
    for part in ((start + end) / 2, end):
        page.mouse.move(box["x"] + part * box["width"], y)
    page.mouse.up()


def within(start, end):
    """List the events that Python leaves in a time of the first case."""
    view = View(start=start, end=end)
    return sorted(Shown.of(cases.load("daesh-k-2021"), view).case.events.event_id)


def shown(page):
    """List the events that the timeline shows."""
    rows = "#figure-01-timeline .row[data-record^=E]:not([hidden])"
    told = page.eval_on_selector_all(rows, "(all) => all.map((r) => r.dataset.record)")
    return sorted(set(told))


def days_of(told):
    """Read a day in words."""
    return datetime.strptime(told, "%d %B %Y").date().isoformat()


@pytest.mark.central
@pytest.mark.parametrize("size", SIZES)
def test_a_drag_over_the_strip_filters_to_that_time(visit, size):
    seen = opened(visit, size)
    page = seen.page
    drag(page, ".strip", 0.9, 0.75)
    seen.settled()
    start, end = told_of(page, START), told_of(page, END)
    assert re.fullmatch(r"1 \w+ 2016", start) and re.fullmatch(r"3[01] \w+ 2019", end)
    left = within(days_of(start), days_of(end))
    assert page.inner_text(LEFT).startswith(f"{len(left)} of 60 events")
    assert shown(page) == left
    page.locator(".scrub button", has_text="Any time").click()
    assert seen.settled().page.inner_text(LEFT).startswith("All 60 events")
    assert told_of(page, START) == "1 September 2001"


def test_an_end_and_the_day_can_be_dragged(visit):
    seen = opened(visit)
    page = seen.page
    box = page.locator(".strip").bounding_box()
    grip = page.locator(START).bounding_box()
    page.mouse.move(grip["x"] + 12, grip["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.5 * box["width"], grip["y"] + 20)
    page.mouse.up()
    seen.settled()
    assert told_of(page, START).endswith("2011") and told_of(page, END).endswith("2021")
    before = page.inner_text("#tools output[for=day]")
    page.mouse.click(box["x"] + 0.94 * box["width"], box["y"] + box["height"] - 6)
    seen.settled()
    assert page.inner_text("#tools output[for=day]") != before
    assert told_of(page, START).endswith("2011")


@pytest.mark.parametrize("place", [".strip", "#figure-01-timeline .axis .plot"])
def test_a_finger_chooses_a_time_on_a_phone(visit, place):
    seen = visit(size="narrow", has_touch=True, is_mobile=True).drawn()
    page = seen.page
    if place == ".strip":
        page.locator("#tools .filter").tap()
    page.locator(place).evaluate("(one) => one.scrollIntoView({ block: 'center' })")
    box = page.locator(place).bounding_box()
    finger, y = page.context.new_cdp_session(page), box["y"] + 12
    for kind, part in (("Start", 0.5), ("Move", 0.6), ("Move", 0.8), ("End", None)):
        points = [{"x": box["x"] + part * box["width"], "y": y}] if part else []
        told = {"type": f"touch{kind}", "touchPoints": points}
        finger.send("Input.dispatchTouchEvent", told)
    told = re.match(r"(\d+) of 60 events", seen.settled().page.inner_text(LEFT))
    start, end = (
        page.locator(one).get_attribute("aria-valuetext") for one in (START, END)
    )
    assert int(told[1]) == len(within(days_of(start), days_of(end))) < 60


@pytest.mark.parametrize("how", EVERY_LOOK)
def test_axe_finds_no_violation_in_the_strip(visit, how):
    size, scheme = how.split()
    seen = opened(visit, size, color_scheme=scheme)
    seen.page.focus(START)
    seen.page.keyboard.press("PageUp")
    assert violations(seen.settled().page, ".scrub") == []


def test_clear_gives_the_whole_time_back(visit):
    seen = opened(visit)
    page = seen.page
    page.focus(END)
    page.keyboard.press("PageDown")
    seen.settled()
    page.locator("#tools .clear").click()
    seen.settled()
    assert page.inner_text(LEFT).startswith("All 60 events")
    assert told_of(page, END) == "31 October 2021"
