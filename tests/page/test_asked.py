"""What a reader asks of a report in the browser: filters, days, views, records."""

import random
from datetime import date, datetime

import pytest

from helpers.charts import matrix, network, strips, timeline
from helpers.text import summary, ties
from helpers.view import relations, select
from helpers.view.parameters import WORDS, View
from helpers.view.shown import Shown
from tests import once
from tests.browsing import opener, violations
from tests.page.test_page_script import (
    drawn_ties,
    focused,
    rows_of,
    said,
    stops,
    targets,
    title,
    unfolded,
)

pytestmark = pytest.mark.browser

BURNS, VISIT, PAIR, MORGAN = "E011", "R005", "tie-A001-A010", "A032"
COUNTS, NOTICE, CHOSEN = "#tools .left", "#tools .told", "#selected"
BETWEEN = date(2021, 8, 20)  # no stop of the slider
STATE = """() => {
  const copy = document.documentElement.cloneNode(true);
  copy.querySelector(".told").textContent = "";
  return copy.outerHTML;
}"""


@pytest.fixture(scope="module")
def addresses(charted, small_report):
    return {"default": charted.as_uri(), "small": small_report.as_uri()}


@pytest.fixture
def visit(browser, addresses):
    yield from opener(browser, addresses)


@pytest.fixture(scope="module")
def opened(browser, addresses):
    opening = opener(browser, addresses)
    open_page = next(opening)
    made = once.Asked(lambda name: open_page(name).drawn())
    yield made
    next(opening, None)


@pytest.fixture
def seen(opened):
    """The page of the first case, nothing asked and no card open."""
    found = opened["default"]
    found.page.keyboard.press("Escape")
    found.page.locator("#tools .clear").dispatch_event("click")
    for _ in range(3):
        found.page.keyboard.press("Escape")
    assert found.told == []
    return found.settled()


def shows(seen, daesh_k, **asked):
    """Hold that the page shows what Python leaves of the case in a view."""
    view = View(**asked)
    case = select.view(daesh_k, view)
    ours = {*case.events.event_id, *case.relations.relation_id}
    seen.settled()
    assert said(seen.page, COUNTS) == str(summary.hidden(Shown(case, view)))
    for name, room in (("01-timeline", timeline), ("02-strips", strips)):
        rows = rows_of(room.chart(Shown.of(daesh_k, View(dates=view.dates))))
        assert targets(seen, name) == {*rows} & ours, name
    return ours


# ---- filters ----------------------------------------------------


def test_what_rests_on_morgan_is_asked_by_his_name(seen, daesh_k):
    seen.choices("evidence")
    box = seen.page.get_by_role("textbox", name="Find a voice or source")
    box.fill("wesley morgan")
    (label,) = [
        one
        for one in seen.page.locator(".asked[open] .options label").all()
        if one.is_visible()
    ]
    assert label.inner_text().strip() == "Morgan 16"
    label.locator("input").check()
    ours = shows(seen, daesh_k, voices=["Morgan"])
    assert len(ours) == 16 and {"E003", "E004"} <= ours
    for chart in ("01-timeline", "02-matrix"):
        assert "by Morgan" in title(seen, chart)
    fold = seen.page.locator("[data-group=evidence] summary")
    assert fold.inner_text().endswith("by Morgan")


@pytest.mark.central
def test_unnamed_voices_and_single_origins_are_asked_by_a_tick(seen, daesh_k):
    for word in WORDS:
        seen.ticked("voice", word)
        assert len(shows(seen, daesh_k, voices=[word])) > 3
        seen.ticked("voice", word, on=False)


@pytest.mark.central
def test_two_actors_are_asked_together(seen, daesh_k):
    seen.choices("who")
    pair = seen.page.locator("[name=pair]")
    (told,) = [t for t in pair.locator("option").all_inner_texts() if "US – Tal" in t]
    pair.select_option(told)
    ours = shows(seen, daesh_k, pair=["US", "Taliban"])
    records = [i for i in ours if i[0] in "ER"]
    assert told == f"US – Taliban {len(records)}"
    seen.ticked("status", "happened")
    pair.evaluate("(one) => one.dispatchEvent(new Event('change', {bubbles: true}))")
    shows(seen, daesh_k, pair=["US", "Taliban"])


def test_a_stretch_of_time_is_typed(seen, daesh_k):
    seen.choices("time")
    start, end = (seen.page.locator(f"[data-day={name}]") for name in ("start", "end"))
    start.fill("2021-08")
    start.press("Enter")
    shows(seen, daesh_k, start="2021-08")
    end.fill("2021-08-26")
    end.press("Tab")
    shows(seen, daesh_k, start="2021-08", end="2021-08-26")
    assert "from 1 August 2021; to 26 August 2021" in title(seen, "01-timeline")
    end.fill("2020")
    end.press("Enter")
    assert said(seen.page, NOTICE) == "The last day comes before the first."
    assert end.get_attribute("aria-invalid") == "true"
    shows(seen, daesh_k, start="2021-08", end="2021-08-26")
    for field in (start, end):
        field.fill("")
        field.press("Enter")
    shows(seen, daesh_k)
    assert said(seen.page, NOTICE) == ""


def numbers(page):
    """List the number beside each value of each filter."""
    return page.eval_on_selector_all(
        ".asked input[name]",
        """(all) => all.map((one) => [one.name, one.value,
          Number(one.parentElement.querySelector("small").textContent)])""",
    )


@pytest.mark.parametrize("more", [{}, {"voices": ["A032"]}])
def test_the_number_of_a_value_is_what_it_would_show(seen, daesh_k, more):
    seen.choices()
    for voice in more.get("voices", ()):
        seen.ticked("voice", voice)
    seen.settled()
    names = {
        "actor": "actors",
        "status": "statuses",
        "layer": "layers",
        "kind": "kinds",
        "basis": "basis",
        "voice": "voices",
    }
    found = numbers(seen.page)
    assert len(found) > 250
    few = [one for one in found if one[0] != "voice"]
    for name, value, number in few + found[::9]:
        if name == "dates":
            view = View(dates=value, **more)
        else:
            own = more if name != "voice" else {}
            view = View(**(own | {names[name]: [value]}))
        case = select.view(daesh_k, view)
        events, ties_ = case.events, case.relations
        if name == "kind":
            assert number == len(events)
        elif name == "basis":
            assert number == len(ties_)
        else:
            assert number == len(events) + len(ties_), (name, value)


# ---- a day ----------------------------------------------------


def typed(seen, text):
    seen.choices()
    field = seen.page.locator("[data-day=day]")
    field.fill(text)
    field.press("Enter")
    return seen.settled()


@pytest.mark.central
def test_a_day_is_typed_and_shown_as_python_has_it(seen, daesh_k):
    assert BETWEEN.toordinal() not in stops(daesh_k)
    shown = Shown.of(daesh_k, View())
    for text, day in (
        ("2021-08-20", BETWEEN),
        ("2019", date(2019, 12, 31)),
        ("2020-02", date(2020, 2, 29)),
    ):
        typed(seen, text)
        assert said(seen.page, "#tools output") == f"{day:%-d %B %Y}"
        assert said(seen.page, NOTICE) == ""
        frame = relations.ties(daesh_k, View(), day)
        on = {ties.anchor(t) for t in frame.itertuples() if t.kind == "tie"}
        for name, room in (("02-matrix", matrix), ("02-network", network)):
            drawn = {t["id"] for t in drawn_ties(seen, name) if "ahead" not in t["id"]}
            assert drawn == {a for a in on if shown_in(room, shown, a)}, (text, name)
            assert title(seen, name) == room.Course(shown).title(day)


def shown_in(room, shown, anchor):
    inside = set(room.Course(shown).actors[0])
    return {*anchor.removeprefix("tie-").split("-")} <= inside


def test_a_typed_day_that_is_none_is_one_sentence_and_changes_nothing(seen):
    typed(seen, "2021-08-20")
    before = [title(seen, "02-matrix"), drawn_ties(seen, "02-matrix")]
    for text in ("soon", "2021-02-30", "26.8.2021", "<b>2021</b>", "9" * 300):
        typed(seen, text)
        told = said(seen.page, NOTICE)
        assert (
            told.endswith("such as 2021-08-26, 2021-08 or 2021.") and "\n" not in told
        )
        assert seen.page.locator("#tools .told *").count() == 0
        assert [title(seen, "02-matrix"), drawn_ties(seen, "02-matrix")] == before
    typed(seen, "2031")
    assert said(seen.page, NOTICE).endswith("11 September 2021 is shown.")
    assert said(seen.page, "#tools output") == "11 September 2021"
    typed(seen, "2021-08-27")
    assert said(seen.page, NOTICE) == ""


def test_from_a_typed_day_one_steps_to_the_stops_beside_it(seen, daesh_k):
    days = [date.fromordinal(day) for day in stops(daesh_k)]
    later = next(day for day in days if day > BETWEEN)
    earlier = next(day for day in reversed(days) if day < BETWEEN)
    for button, day in (("later", later), ("earlier", earlier)):
        typed(seen, BETWEEN.isoformat()).page.locator(f"#tools .{button}").click()
        assert said(seen.settled().page, "#tools output") == f"{day:%-d %B %Y}"


def test_later_records_are_left_out_as_by_a_view_of_the_day(seen, daesh_k):
    """By a box beside the day, which alone moves the ties only."""
    page = seen.page
    seen.choices()
    typed(seen, "2020-03-10")
    shows(seen.settled(), daesh_k)
    page.get_by_label("leave later records out").check()
    shows(seen.settled(), daesh_k, as_of="2020-03-10")
    page.locator("#tools .later").click()
    day = said(seen.settled().page, "#tools output")
    shows(seen, daesh_k, as_of=datetime.strptime(day, "%d %B %Y").date().isoformat())
    page.get_by_label("leave later records out").uncheck()
    shows(seen.settled(), daesh_k)


# ---- views: undone, and as a link ----------------------------------------------------


def looks(seen):
    """Say all that a change can touch: what is shown, the day, what is selected."""
    seen.settled()
    return [
        said(seen.page, COUNTS),
        said(seen.page, "#tools output"),
        title(seen, "02-matrix"),
        sorted(targets(seen, "01-timeline")),
        seen.page.locator(f"{CHOSEN} tbody th").all_text_contents(),
    ]


def test_every_change_is_undone_and_done_again(seen):
    seen.choices()
    steps = [looks(seen)]
    for does in (
        lambda: seen.ticked("voice", MORGAN),
        lambda: typed(seen, "2020-03-01"),
        lambda: seen.page.locator(f"[data-record={BURNS}]").first.dispatch_event(
            "click", {"ctrlKey": True, "bubbles": True}
        ),
        lambda: seen.ticked("actor", "A010"),
        lambda: seen.page.locator("#tools .clear").click(),
    ):
        does()
        steps.append(looks(seen))
    assert len({str(one) for one in steps}) == 5 and steps[-1] == steps[0]
    seen.choices()
    for before in reversed(steps[:-1]):
        seen.page.get_by_role("button", name="Undo").click()
        assert looks(seen) == before
    boxes = seen.page.locator("[name=voice]:checked, [name=actor]:checked")
    assert boxes.count() == 0
    seen.page.locator("#tools .filter").focus()
    for after in steps[1:]:
        seen.page.keyboard.press("Control+Shift+Z")
        assert looks(seen) == after
    seen.page.keyboard.press("Control+z")
    assert looks(seen) == steps[-2]
    assert seen.page.locator("[name=actor][value=A010]").is_checked()


@pytest.mark.central
def test_a_slider_that_is_dragged_is_one_change(seen):
    seen.choices()
    seen.page.locator("#day").evaluate(  # at once: a slow machine is no pause in it
        """(one) => [3, 4, 5, 6, 7, 8].forEach((nth) => {
          one.value = nth;
          one.dispatchEvent(new Event("input"));
        })"""
    )
    seen.settled().page.get_by_role("button", name="Undo").click()
    assert said(seen.settled().page, "#tools output") == "11 September 2021"


def test_a_link_shows_its_view_and_is_copied_again(visit, daesh_k, addresses):
    view = "#view=voices=A032&dates=article&as_of=2021-08-27"
    seen = visit(anchor=view).drawn().settled()
    page = seen.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shows(seen, daesh_k, voices=["A032"], dates="article", as_of="2021-08-27")
    assert said(page, "#tools output") == "27 August 2021"
    seen.choices("evidence")
    assert page.locator(f"[name=voice][value={MORGAN}]").is_checked()
    page.get_by_role("button", name="Copy link to this view").click()
    page.locator(NOTICE, has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    other = visit(anchor=copied.removeprefix(addresses["default"])).drawn().settled()
    assert looks(other) == looks(seen) and seen.told == other.told == []


def test_a_way_back_from_a_card_leaves_the_view_as_it_is(visit):
    seen = visit(anchor="#view=actors=Taliban").drawn().settled()
    seen.ticked("layer", "context", on=False)
    before = looks(seen)
    seen.page.keyboard.press("Escape")
    seen.chosen(BURNS, "#figure-01-timeline")
    assert seen.page.locator("#evidence").is_visible()
    seen.page.go_back()
    seen.page.wait_for_selector("#evidence", state="hidden")
    assert looks(seen) == before


def hostile():
    """Make addresses that are no view: bytes, markup, names, types, lengths."""
    chance = random.Random(5)
    bytes_ = [
        "".join(f"%{chance.randrange(256):02x}" for _ in range(chance.randrange(60)))
        for _ in range(40)
    ]
    letters = [
        "".join(
            chr(chance.choice((9, 38, 59, 61, 0x202E, 0x1F600, 60, 34, 65)))
            for _ in range(30)
        )
        for _ in range(20)
    ]
    markup = [
        "<img src=x onerror=window.ran=1>",
        "actors=<svg/onload=window.ran=1>",
        "as_of=<b>2021",
        "javascript:window.ran=1",
        "\"'`</script>",
    ]
    names = [
        "__proto__=1",
        "constructor=A001",
        "hasOwnProperty=",
        "selected=E001",
        "day=737000",
        "reading=known",
        "memory=ever",
        "mute=A032",
    ]
    types = [
        "actors=[1]",
        "start=1e9",
        "as_of={}",
        "dates=true",
        "pair=A001",
        "layers=0",
        "statuses=null",
        "actors",
        "=",
        "===",
        "%",
        "%E0%A4%A",
    ]
    long = ["actors=" + "A001;" * 900, "x" * 90_000, "&".join(["dates=both"] * 9)]
    return bytes_ + letters + markup + names + types + long


@pytest.mark.parametrize("step", [4, *once.slowly(1)])
def test_no_hostile_link_changes_more_than_one_sentence(visit, step):
    seen = visit().drawn().settled()
    page, refused = seen.page, 0
    page.evaluate(f"window.before = ({STATE})()")
    for fragment in hostile()[::step]:
        page.evaluate("(text) => { location.hash = `view=${text}`; }", fragment)
        page.wait_for_timeout(5)
        seen.settled()
        told = page.locator("#tools .told").evaluate("(one) => one.innerHTML")
        assert page.evaluate(f"({STATE})() === window.before"), fragment
        assert "<" not in told and len(told) < 200
        refused += told.startswith("The link ")
    assert refused > 70 // step
    assert seen.told == [] and seen.dialogs == [] and not page.evaluate("window.ran")


def test_a_refused_link_gives_the_whole_report_and_a_good_one_its_view_again(visit):
    seen = visit(anchor="#view=actors=Taliban").drawn().settled()
    whole, asked = (
        seen.page.locator("#figure-01-timeline [data-record]").count(),
        len(targets(seen, "01-timeline")),
    )
    seen.page.evaluate("location.hash = 'view=actors=Nobody'")
    seen.page.locator(NOTICE, has_text="The link").wait_for()
    assert said(seen.settled().page, NOTICE) == (
        "The link asks for “actors=Nobody”, which is no view of this report, so the"
        " whole report is shown."
    )
    assert len(targets(seen, "01-timeline")) == whole > asked
    seen.page.evaluate("location.hash = 'view=actors=Taliban'")
    seen.page.locator(NOTICE, has_text="The link").wait_for(state="detached")
    assert len(targets(seen.settled(), "01-timeline")) == asked


# ---- records selected together ----------------------------------------------------


def chosen_ids(seen):
    return seen.settled().page.locator(f"{CHOSEN} tbody th").all_text_contents()


@pytest.mark.central
def test_marks_and_rows_are_selected_into_a_table(seen, daesh_k):
    page = seen.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(f"#figure-01-timeline [data-record={BURNS}]").click(
        modifiers=["Control"]
    )
    assert not page.locator("#evidence").is_visible()
    mark = page.locator("#figure-02-matrix [data-record]").first
    mark.focus()
    page.keyboard.press("x")
    records = mark.get_attribute("data-record")
    tie = next(
        t
        for t in relations.ties(daesh_k, View(), daesh_k.published).itertuples()
        if ties.anchor(t) == records
    )
    assert chosen_ids(seen) == list(dict.fromkeys([BURNS, *tie.records]))
    assert mark.evaluate("(one) => one.classList.contains('selected')")
    page.keyboard.press("x")
    assert chosen_ids(seen) == [BURNS]
    page.evaluate(
        "document.querySelectorAll('details.fold').forEach((d) => d.open = 1)"
    )
    row = page.locator(".records summary:visible").first
    row.click(modifiers=["Shift"])
    assert len(chosen_ids(seen)) == 2 and not page.locator("#evidence").is_visible()
    assert "2 records selected" in said(page, CHOSEN)
    line = page.locator(f"{CHOSEN} tbody tr").first.locator("th, td").all_inner_texts()
    assert line[0] == BURNS and line[2] == "Burns meets Baradar in Kabul"
    assert "23 August 2021" in line[1] and line[3] == "reported" and "S028" in line[4]
    page.locator(f"{CHOSEN} button", has_text="Copy as text").click()
    page.wait_for_selector(f"{CHOSEN} [role=status]:has-text('Copied')")
    text = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert text[0].split("\t") == ["Id", "Date", "Title", "Status", "Sources"]
    assert text[1].split("\t") == line and len(text) == 3
    page.locator("#tools .clear").click()
    assert chosen_ids(seen) == [] and not page.locator(CHOSEN).is_visible()
    assert page.locator(".selected").count() == 0


def test_of_two_records_the_page_says_which_came_first(seen, daesh_k):
    """By the reading that is chosen; selected in a chart or on their cards."""
    page, told = unfolded(seen).page, f"{CHOSEN} .order"
    ids = ["E008", "E009"]  # of days that the article leaves open, and order too
    page.locator(f"#figure-01-timeline [data-record={ids[0]}]").click(
        modifiers=["Control"]
    )
    seen.settled()
    assert said(page, told) == ""
    seen.chosen(ids[1], "#figure-01-timeline")
    button = page.locator("#evidence .select")
    button.click()
    page.wait_for_selector(f"{told}:has-text('came first')")
    assert said(page, told) == str(summary.order(Shown.of(daesh_k, View()), *ids))
    assert button.inner_text() == "Select it no more"
    assert button.evaluate("(one) => one === document.activeElement")
    seen.ticked("dates", "article")
    shown = Shown.of(daesh_k, View(dates="article"))
    page.wait_for_selector(f"{told}:has-text('It is open')")
    assert said(page, told) == str(summary.order(shown, *ids))
    page.locator("#evidence .select").click()
    seen.settled()
    assert said(page, told) == "" and chosen_ids(seen) == [ids[0]]


def test_a_card_at_the_bottom_leaves_what_is_selected_in_sight(visit):
    page = unfolded(visit(size="narrow").drawn()).page
    row = page.locator(f"#figure-01-timeline [data-record={BURNS}]")
    row.press("x")
    row.press("Enter")
    page.locator("#evidence").wait_for()
    top = page.evaluate(
        """(place) => {
          const box = document.querySelector(place).getBoundingClientRect();
          const [x, y] = [box.left + 40, box.top + 15];
          return Boolean(document.elementFromPoint(x, y).closest(place));
        }""",
        CHOSEN,
    )
    assert top and "1 record selected" in said(page, CHOSEN)
    copy = page.locator("#evidence button", has_text="Copy citation")
    copy.click(trial=True)  # the last of the card is above it


def test_without_a_key_a_click_still_opens_the_card(seen):
    seen.chosen(BURNS, "#figure-01-timeline")
    assert seen.page.locator("#evidence").is_visible()
    assert chosen_ids(seen) == []


def test_what_is_selected_stays_with_another_reading_and_is_not_printed(seen):
    page = seen.page
    place = f"#figure-01-timeline [data-record={BURNS}]"
    page.locator(place).click(modifiers=["Control"])
    seen.ticked("dates", "article")
    assert chosen_ids(seen) == [BURNS]
    assert page.locator(f"{place}.selected").count() == 1
    assert "between 16 August and 11" in said(page, f"{CHOSEN} tbody")
    page.emulate_media(media="print")
    assert not page.locator(CHOSEN).is_visible()
    page.emulate_media(media="screen")


# ---- keys, names, search ----------------------------------------------------


def test_a_question_mark_lists_the_keys_and_escape_gives_the_focus_back(seen):
    page = seen.page
    seen.chosen(BURNS, "#figure-01-timeline")
    page.locator("#tools .filter").focus()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    assert keys.is_visible() and "Ctrl+Z" in keys.inner_text()
    page.keyboard.press("Escape")
    assert not keys.is_visible() and page.locator("#evidence").is_visible()
    assert page.evaluate("document.activeElement.className") == "filter"
    page.keyboard.press("Escape")
    page.locator("#search").focus()
    page.keyboard.press("?")
    assert not keys.is_visible() and page.locator("#search").input_value() == "?"
    page.locator("#search").fill("")
    assert focused(page) == "search"


OPEN = ("time", "who", "evidence", "reading")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_with_what_is_opened(visit, scheme):
    seen = visit("small", anchor="#view=actors=Nobody", color_scheme=scheme).drawn()
    page = seen.page
    for group in OPEN:
        seen.choices(group)
        assert violations(page, "#tools") == [], group
    page.locator("#figure-01-timeline [data-record]").first.evaluate(
        "(one) => one.dispatchEvent("
        "new MouseEvent('click', { ctrlKey: true, bubbles: true }))"
    )
    seen.settled()
    assert violations(page, "#tools", CHOSEN, "#figure-01-timeline") == []
    page.get_by_role("button", name="Keys").click()
    assert violations(page, "dialog") == []


def test_one_search_looks_into_all_that_a_record_has(seen, daesh_k):
    rows = {
        "title": "burns meets baradar",
        "id": "e011",
        "alias": "new regime",
        "place": "kabul",
        "voice": "washington post",
        "source": "s028",
        "summary": daesh_k.by_id[BURNS].summary[:40],
    }
    for name, words in rows.items():
        seen.page.locator("#search").fill(words)
        ids = seen.page.eval_on_selector_all("#found a", "(a) => a.map((x) => x.hash)")
        assert f"#{BURNS}" in ids, name
    for row in daesh_k.rows("events"):
        seen.page.locator("#search").fill(row.summary[:60])
        assert seen.page.locator(f"#found a[href='#{row.event_id}']").count(), row
    seen.page.locator("#search").fill("búrns mééts")  # accents are no difference
    assert seen.page.locator(f"#found a[href='#{BURNS}']").count()


# ---- another view ----------------------------------------------------


def test_another_view_begins_with_what_is_filtered(seen):
    seen.ticked("voice", MORGAN)
    seen.ticked("status", "happened", on=False)
    page = seen.page
    page.locator("details.asking summary").click()
    page.get_by_role("button", name="How to make this view").click()
    file = page.locator(".asking pre").first.inner_text()
    assert 'voices: ["A032"]' in file and "happened" not in file
    assert '"reported"' in file
    page.locator("details.asking summary").click()
