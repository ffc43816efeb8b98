"""What a page shows without one source or voice is what the view without it gives."""

import json

import nbformat
import pytest

from helpers.case import cases
from helpers.compare import direct, findings, variations
from helpers.page import filters, plots, without
from helpers.text import verdicts
from helpers.view import parameters, select
from helpers.view.parameters import View
from helpers.view.shown import Shown, show
from tests import worlds
from tests.browsing import Visit
from tests.once import slowly

ROOMS = plots.MOVED
FIELDS = ("read", "when", "sources")
MORGAN = "voices-A032"


def written(case, view):
    """Write what a page holds of a view, but for what is left out of it.

    Without the turns and lines of records, which nothing here reads: most of the time.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(filters, "MOST", -1)
        patch.setattr(filters, "reread", lambda shown, read: None)
        told = filters.payload(filters.Readings(case, view), view)
    return json.loads(json.dumps(told))


def told_of(data, own):
    """List the records of a page: how each is told in a reading."""
    every = [*data["events"], *data["relations"], *data["memberships"]]
    return {
        row["id"]: {name: row[name] for name in FIELDS[1:]}
        | {"read": {k: v for k, v in row["read"][own].items() if k != "off"}}
        for row in every
    }


def held(data, own, day):
    """List the ties and prospects of a page that hold on a day, as its script does."""
    found, (texts, rows) = {}, (data["standings"]["texts"], data["standings"]["rows"])

    def text(place):
        return [*map(text, place)] if isinstance(place, list) else texts[place]

    for part in data["standings"]["readings"][own].values():
        for place in part:
            since, rows_, spans = data["standings"]["courses"][place]
            nth = max((n for n, first in enumerate(since)
                       if day is None or first <= day), default=None)  # fmt: skip
            if nth is not None and rows_[nth] is not None:
                one = {name: text(column[rows_[nth]]) for name, column in rows.items()}
                one["records"] = [i for i, a, b in spans if a <= nth <= b]
                found[one["anchor"]] = one
    return found


def day_of(shown):
    return shown.day and shown.day.toordinal()


class Whole:
    """The page of a view with nothing left out, to be compared with others.

    A class because it is written once for many of them.
    """

    def __init__(self, base, outcomes):
        self.base, self.page = base, written(base.whole, base.view)
        self.titles = {name: room.chart(base).title for name, room in ROOMS.items()}
        self.told = json.loads(json.dumps(without.payload(base, outcomes)))


def is_the_view_without(whole, entry):
    """See that what stands of a page without something is what its own view gives."""
    base, before, own = whole.base, whole.page, whole.base.view.dates
    gone = [*getattr(base.view, entry["by"]), entry["id"]]
    asked = base.view.with_(**{entry["by"]: gone})
    left = Shown.of(base.whole, asked)
    after = written(base.whole, asked)
    was, now = told_of(before, own), told_of(after, own)
    assert {*was, *entry["come"]} - {*entry["gone"]} == set(now)
    assert set(before["reports"]) - set(entry["gone"]) == set(after["reports"])
    for record in now.keys() - {*entry["come"]}:
        left_ = [one for one in was[record]["sources"] if one != entry["id"]]
        told = was[record] | {"sources": left_} | entry["read"].get(record, {})
        assert told == now[record], record
    ties = held(before, own, day_of(base)) | entry["ties"]
    kept = {anchor: tie for anchor, tie in ties.items() if tie}
    assert kept == held(after, own, day_of(left))
    for name, room in ROOMS.items():
        title = entry["titles"].get(name) or whole.titles[name]
        assert title == room.chart(left).title, (name, entry["id"])
    old, new = ({one.name: one.value for one in findings.of(shown)}
                for shown in (base, left))  # fmt: skip
    changes = dict(entry["findings"])
    for name, value in old.items():
        change = changes.get(verdicts.short(base.case, name), "")
        if name in new and "\N{RIGHTWARDS ARROW}" in change and name not in LISTS:
            assert change == f"{value} \N{RIGHTWARDS ARROW} {new[name]}"
        elif name in new and not change and name not in LISTS:
            assert new[name] == value, name


LISTS = ("first_voices", "never_heard", "events")  # what is left out is off them itself


@pytest.fixture(scope="module")
def left_out(around):
    """Give the default view of the first case, and what each thing left out leaves."""
    return Whole(show(View()), around)


def every(told):
    """List all that is left out: what changes nothing in the form of what does."""
    still = [
        {"id": one, "kind": kind, "by": variations.LEFT_OUT[kind].parameter,
         "gone": [], "come": [], "read": {}, "ties": {}, "titles": {}, "findings": []}
        for kind, ids in told["still"].items() for one in ids
    ]  # fmt: skip
    return [*told["moved"], *still]


def test_it_is_the_view_without_it(left_out):
    is_the_view_without(left_out, every(left_out.told)[0])


@pytest.mark.slow
def test_each_of_them_is_the_view_without_it(left_out):
    assert len(every(left_out.told)) > 150
    for entry in every(left_out.told):
        is_the_view_without(left_out, entry)


@pytest.mark.slow
@pytest.mark.parametrize(
    "asked",
    [{"case": "great-war-1872-1907", "as_of": "1890"}, *slowly(
        {"case": "burma-2021"},
        {"case": "great-war-1872-1907"},
        {"dates": "article", "level": "all"},
        {"as_of": "2020-10", "memory": "ever", "mute": ["A005"]},
    )],
    ids=str,
)  # fmt: skip
def test_so_it_is_of_other_cases_and_views(asked):
    base = show(View(**asked))
    whole = Whole(base, direct.around(base))
    for entry in every(whole.told):
        is_the_view_without(whole, entry)


def test_so_it_is_of_a_world_told_twice(tmp_path):
    tables = worlds.told_twice()
    case = cases.load(worlds.write(tmp_path / "w", tables, **worlds.TOLD_TWICE))
    base = Shown.of(case, View(case=str(case.folder)))
    whole = Whole(base, direct.around(base))
    assert whole.told["moved"]
    for entry in every(whole.told):
        is_the_view_without(whole, entry)


def test_what_goes_most_comes_first_and_what_changes_nothing_is_named(left_out):
    told = left_out.told
    sizes = [len(one["gone"]) for one in told["moved"]]
    assert sizes == sorted(sizes, reverse=True) and sizes[0] > 10
    assert told["moved"][0]["label"] == "without Morgan"
    assert "S008" in told["still"]["sources"]


def test_a_notebook_shows_a_table_and_keeps_it_for_the_page(around):
    base = show(View(end="2010"))
    found = without.each(base, direct.around(base))
    bundle = found._repr_mimebundle_()
    assert json.loads(bundle[without.MIME]) == json.loads(json.dumps(found.told))
    assert bundle["text/plain"].startswith("What goes without one source or voice")


@pytest.mark.parametrize(
    "text",
    ["<style>*{}</style>", '<meta http-equiv="refresh">', '<svg onload="x()"></svg>',
     '<g><image href="http://x"/></g>', '<path style="a"/>', "<b", None],
)  # fmt: skip
def test_what_another_draws_under_our_name_is_left_out(left_out, text):
    def book(texts):
        data = {without.MIME: json.dumps(left_out.told | {"texts": texts})}
        out = nbformat.v4.new_output("display_data", data)
        cell = nbformat.v4.new_code_cell("x", outputs=[out])
        return nbformat.v4.new_notebook(cells=[cell])

    ours = left_out.told["texts"]
    assert without.read([book(ours)]) == left_out.told
    assert without.read([book([*ours, text])]) is None
    assert without.read([nbformat.v4.new_notebook()]) is None


# ---- in a browser --------------------------------------------------------------------


@pytest.fixture(scope="module")
def opened(browser, default_report):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    visit = Visit(context, default_report.as_uri()).drawn()
    yield visit
    assert visit.told == []
    context.close()


@pytest.fixture
def seen(opened):
    """Open where a source or voice is left out, with nothing left out."""
    page = opened.page
    if page.locator("#tools .clear").is_visible():
        page.locator("#tools .clear").click()
    opened.settled()
    if not page.locator("#choices").is_visible():
        page.locator("#tools .filter").click()
    if page.locator("details.leaving").get_attribute("open") is None:
        page.locator("details.leaving > summary").click()
    return opened


def leave_out(seen, anchor):
    seen.page.select_option("#leave-out", anchor)
    return seen.settled().page


def said(page, place):
    return " ".join(page.locator(place).text_content().split())


def finding(page, chart):
    return page.locator(f"#figure-{chart} .finding").last.text_content()


def hidden(page):
    """List the records that the timeline does not show."""
    return set(page.eval_on_selector_all(
        "#figure-01-timeline [data-record]:is([hidden])",
        "(all) => all.map((one) => one.dataset.record)"))  # fmt: skip


@pytest.mark.central
@pytest.mark.browser
def test_a_voice_is_left_out_by_a_choice(seen, left_out):
    told = left_out.told
    (entry,) = [one for one in told["moved"] if one["anchor"] == MORGAN]
    before = hidden(seen.page)
    page = leave_out(seen, MORGAN)
    assert before == set() and hidden(page) and hidden(page) <= set(entry["gone"])
    assert "16 by muted voices" in said(page, "#tools .left")
    words = said(page, ".leaving .goes")
    top, room = page.evaluate(
        """() => ["#choices", ".leaving .goes"].map((place) =>
          document.querySelector(place).getBoundingClientRect())
          .reduce((box, goes) => [goes.top - box.top, box.height])"""
    )
    assert 0 < top < room / 4, "what goes is out of sight"
    assert words.startswith("Without Morgan 17 records go and 11 counts change.")
    for name, change in entry["findings"]:
        assert f"{name[:1].upper()}{name[1:]}: {change}" in words
    for chart, title in entry["titles"].items():
        assert finding(page, chart) == f"Without Morgan: {title}"
    assert finding(page, "01-timeline").startswith("Without Morgan: ")


@pytest.mark.central
@pytest.mark.browser
def test_the_ties_of_the_day_are_those_that_python_has(seen, left_out):
    told = left_out.told
    entry = next(one for one in told["moved"] if None in one["ties"].values())
    page = leave_out(seen, entry["anchor"])
    for anchor, tie in entry["ties"].items():
        row = page.locator(f".listing.now a[href='#{anchor}']")
        assert row.count() == (tie is not None)
        if tie:
            assert tie["about"] in row.locator("..").text_content()
        mark = f"#figure-02-matrix .mark[data-record='{anchor}']"
        shown = entry["drawn"]["02-matrix"][".mark"].get(anchor)
        if page.locator(mark).count() and shown:
            label = page.locator(mark).get_attribute("aria-label")
            assert label == told["texts"][shown[0]]
        elif page.locator(mark).count() and not tie:
            assert "later" in page.locator(mark).get_attribute("class").split()


@pytest.mark.browser
def test_clear_brings_all_of_it_back(seen):
    page = seen.page
    charts = {name: page.inner_html(f"#figure-{name} .picture") for name in ROOMS}
    title = finding(page, "02-pairs")
    leave_out(seen, MORGAN)
    page.locator("#tools .clear").click()
    seen.settled()
    assert page.locator("#leave-out").input_value() == ""
    assert said(page, ".leaving .goes") == "" and finding(page, "02-pairs") == title
    assert said(page, "#tools .left").startswith("All ")
    for name, html in charts.items():
        assert page.inner_html(f"#figure-{name} .picture") == html, name


@pytest.mark.browser
def test_another_reading_takes_nothing_away_and_names_the_command(seen):
    page = leave_out(seen, MORGAN)
    seen.ticked("dates", "article")
    seen.settled()
    assert page.locator("#leave-out").input_value() == ""
    told = said(page, ".leaving > [role=status]")
    assert told.endswith("dateline report daesh-k-2021 -p mute A032 -p dates article")
    assert "muted" not in said(page, "#tools .left")


@pytest.mark.browser
def test_on_another_day_ties_are_hatched_that_rest_on_what_goes(seen):
    page = leave_out(seen, "voices-A009")
    page.locator(".earlier").click()
    seen.settled()
    assert finding(page, "02-matrix").endswith("without Biden")
    assert "Without" not in finding(page, "02-matrix")


@pytest.mark.browser
def test_what_is_printed_is_the_whole_report(seen):
    page = leave_out(seen, MORGAN)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    seen.settled()
    assert hidden(page) == set()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    seen.settled()
    assert hidden(page) != set()


@pytest.mark.central
@pytest.mark.browser
def test_the_command_gives_the_view_without_it(seen, left_out):
    told = left_out.told
    entry = next(one for one in told["moved"] if one["kind"] == "sources")
    page = leave_out(seen, entry["anchor"])
    command = page.locator(".leaving pre").text_content()
    assert command == f"dateline report daesh-k-2021 -p exclude {entry['id']}"
    asked = parameters.view({"exclude": entry["id"]})
    assert select.view(show(View()).whole, asked).gone == {entry["id"]}


@pytest.mark.browser
def test_a_source_that_changes_nothing_says_so(seen):
    page = leave_out(seen, "sources-S008")
    assert "no record goes and no count changes" in said(page, ".leaving .goes")
    assert hidden(page) == set()
    lines = page.locator(".by-order")  # what order adds is not computed anew
    assert lines.count() and not lines.locator("visible=true").count()
    assert "what order adds to dates is hidden" in said(page, ".leaving")


@pytest.mark.browser
def test_one_after_another_is_left_out_as_each_alone(seen, left_out):
    voices = [one for one in left_out.told["moved"] if one["kind"] == "voices"]
    one, other = voices[0], voices[3]
    alone = said(leave_out(seen, other["anchor"]), ".leaving .goes")
    leave_out(seen, one["anchor"])
    page = leave_out(seen, other["anchor"])
    assert said(page, ".leaving .goes") == alone
    assert {i for i in other["gone"] if i[0] == "E"} <= hidden(page)


@pytest.mark.browser
def test_what_is_left_out_and_two_days_are_not_shown_at_once(seen):
    page = leave_out(seen, MORGAN)
    page.get_by_role("button", name="Compare with another day").click()
    seen.settled()
    assert page.locator("#leave-out").input_value() == ""
    assert page.locator(".beside figure").count() == 4
    seen.choices()
    page = leave_out(seen, MORGAN)
    assert page.locator(".beside figure").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize("link", ["mute=Morgan&actors=US", "beside=2020-02-29"])
def test_a_link_holds_what_is_left_out_or_compared(browser, default_report, link):
    """As it is copied from the one page and opened in another."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    first = Visit(context, f"{default_report.as_uri()}#view={link}").drawn()
    page = first.settled().page
    told = ("#tools .left", ".leaving .goes", "#tools .told", "#tools output")
    shown = [*(said(page, place) for place in told), hidden(page)]
    beside = page.locator(".beside [role=status]").all_text_contents()
    assert ("16 by muted voices" in shown[0]) == ("mute" in link) != bool(beside)
    assert shown[2] == ""
    first.choices()
    page.get_by_role("button", name="Copy link to this view").click()
    page.locator("#tools .told", has_text="Copied").wait_for()
    page = Visit(context, page.evaluate("navigator.clipboard.readText()")).drawn().page
    assert [*(said(page, place) for place in told), hidden(page)] == shown
    assert page.locator(".beside [role=status]").all_text_contents() == beside
    context.close()


@pytest.mark.browser
def test_another_view_begins_with_what_is_left_out_and_forgets_it(seen):
    page = leave_out(seen, MORGAN)
    fold = page.locator("details.asking")
    field = page.locator("[name='ask-mute']")
    fold.locator("summary").click()
    seen.settled()
    assert field.input_value() == "A032"
    fold.locator("summary").click()
    page.locator("#tools .clear").click()
    seen.settled()
    seen.choices()
    fold.locator("summary").click()
    seen.settled()
    assert field.input_value() == ""
    fold.locator("summary").click()
