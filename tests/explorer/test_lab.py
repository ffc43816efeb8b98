"""The explorer in a real JupyterLab: what people click, type and get."""

import json
import re
import shlex
import shutil
import subprocess

import nbformat
import pytest

from helpers.case import cases
from helpers.page import page as pages
from helpers.view import select
from helpers.view.parameters import View
from tests import hostile, lab, once, worlds
from tests.browsing import violations

pytestmark = pytest.mark.browser

BURNS = "Burns meets Baradar in Kabul"
FIRST = cases.load("daesh-k-2021")
EVENTS, RELATIONS = len(FIRST.events), len(FIRST.relations)
SPOT = """(title) => {
  for (const chart of document.querySelectorAll(".dateline-charts .js-plotly-plot")) {
    const marks = chart.data[0];
    const nth = (marks.hovertext || []).findIndex((t) => t.startsWith(title));
    if (nth < 0 || !chart.getClientRects().length) continue;
    const box = chart.getBoundingClientRect();
    return [box.x + marks.x[nth], box.y + marks.y[nth]];
  }
}"""
TEXTS = """() => {
  const seen = (all) => [...all].filter((one) => one.getClientRects().length);
  const charts = document.querySelector(".dateline-charts");
  const found = seen(charts.querySelectorAll("h3")).map((h) => h.textContent);
  for (const chart of seen(charts.querySelectorAll(".js-plotly-plot"))) {
    const source = chart.layout.images[0].source.split(",")[1];
    const bytes = Uint8Array.from(atob(source), (c) => c.charCodeAt(0));
    const svg = new TextDecoder().decode(bytes);
    const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
    found.push(...[...parsed.querySelectorAll("text")].map((t) => t.textContent));
  }
  return found;
}"""
TEXT = ("A headline", *(f"Paragraph number {n}." for n in range(1, 23)))


@pytest.fixture(scope="session")
def project(served):
    return served[0]


@pytest.fixture(scope="session")
def address(served):
    return served[1]


class Lab:
    """A page of JupyterLab with the explorer run, and what happened meanwhile.

    A class because what happens on a page is told by callbacks.
    """

    def __init__(self, page, address):
        self.told, self.requests, self.dialogs = [], [], []
        page.on("console", lambda m: m.type == "error" and self.told.append(m.text))
        page.on("pageerror", lambda e: self.told.append(str(e)))
        page.on("request", lambda r: self.requests.append(r.url))
        page.on("dialog", lambda d: (self.dialogs.append(d.message), d.dismiss()))
        self.page, self.app = page, page.locator(".dateline-app")
        lab.run_all(page, address)

    def wait(self, condition, given=None):
        self.page.wait_for_function(condition, arg=given, timeout=15_000)
        self.idle()

    def idle(self):
        """Wait until the kernel has sent all that follows from what it was told."""
        self.page.wait_for_function(lab.OPENED, timeout=30_000)

    def heading(self, told):
        """Wait until the panel has a heading."""
        self.wait(
            "(t) => document.querySelector('.dateline-panel h3').textContent === t",
            told,
        )

    def counted(self, told):
        self.wait("(t) => document.querySelector('.dateline-app')"
                  ".textContent.includes(t)", told)  # fmt: skip

    def texts(self):
        """List the titles and the texts of the charts that are seen."""
        return self.page.evaluate(TEXTS)

    def charts(self, *names):
        changed = False
        for name in ("Timeline", "Matrix", "Network", "Strips"):
            tick = self.app.get_by_role("checkbox", name=name, exact=True)
            if tick.is_checked() != (name in names):
                tick.click()
                changed = True
        if changed:
            self.page.wait_for_timeout(400)
        self.idle()

    def filters(self, shown):
        """Open or close the controls that choose records."""
        if self.app.get_by_label("From:").is_visible() != shown:
            self.app.get_by_role("button", name="Filters").click()
            self.app.get_by_label("From:").wait_for(
                state="visible" if shown else "hidden"
            )

    def list(self, chart):
        return self.app.get_by_label(f"{chart}, its records:")

    def clear(self):
        self.app.get_by_role("button", name="Clear").click()
        self.counted(f"All {EVENTS} events and {RELATIONS} relations")

    def spot(self, title):
        """Find where a mark feels the pointer, by the words that it shows."""
        return self.page.evaluate(SPOT, title)


@pytest.fixture(scope="module")
def opened(browser, project, address):
    """Open the explorer, for each worker a notebook and so a kernel of its own."""
    books = project / "notebooks"
    mine = f"explorer-{once.WORKER}"
    shutil.copy(books / "explorer.ipynb", books / f"{mine}.ipynb")
    context = browser.new_context(viewport={"width": 1500, "height": 1000})
    yield Lab(context.new_page(), address.format(mine))
    context.close()


@pytest.fixture
def app(opened):
    """The app on the whole case, with the timeline."""
    opened.clear()
    opened.charts("Timeline")
    opened.filters(False)
    return opened


def test_it_runs_draws_and_asks_for_nothing_outside(app):
    assert app.told == [] and app.dialogs == []
    outside = [
        r
        for r in app.requests
        if not re.match(r"(https?://127\.0\.0\.1:|data:|blob:)", r)
    ]
    assert outside == []
    assert "By one report, the episode against Daesh-K" in app.app.inner_text()
    assert BURNS in " ".join(app.texts())


def test_a_click_on_a_mark_shows_its_evidence(app):
    x, y = app.spot(BURNS)
    app.page.mouse.move(x - 4, y)
    app.page.mouse.move(x, y)
    app.page.wait_for_timeout(200)
    app.page.mouse.down()
    app.page.mouse.up()
    app.heading(BURNS)
    told = app.app.locator(".dateline-panel").inner_text()
    for words in (
        worlds.WINDOW, "23 August 2021",
        "Burns and Baradar", "Who says so, step by step", "P4", "Sources",
    ):  # fmt: skip
        assert words in told
    links = app.app.locator(".dateline-panel a[href^=http]")
    assert links.count() > 0
    assert links.first.get_attribute("target") == "_blank"


def test_the_keyboard_chooses_in_a_list_and_follows_a_link_and_comes_back(app):
    first = app.list("Timeline")
    first.focus()
    app.page.keyboard.press("Home")
    app.heading("US policy in Afghanistan since 2001")
    app.page.keyboard.press("ArrowDown")
    app.heading("Attacks of 9/11")
    app.page.keyboard.press("ArrowDown")
    app.page.wait_for_timeout(400)
    app.page.keyboard.press("ArrowUp")
    app.heading("Attacks of 9/11")
    link = app.app.locator(".dateline-panel a[href^='#S']").first
    link.focus()
    app.page.keyboard.press("Enter")
    app.wait("() => document.querySelector('.dateline-panel').innerText"
             ".includes('Address')")  # fmt: skip
    app.page.keyboard.press("Escape")
    app.heading("Attacks of 9/11")
    for _ in range(3):
        app.app.get_by_role("button", name="Back").click()
    app.heading("US policy in Afghanistan since 2001")


def test_a_choice_is_outlined_in_every_open_chart(app):
    app.charts("Matrix", "Network")
    app.list("Network").select_option(index=0)
    app.heading("US – Taliban")
    drawn = app.page.eval_on_selector_all(
        ".dateline-charts .js-plotly-plot",
        "(all) => all.filter((gd) => gd.getClientRects().length)"
        ".map((gd) => gd.data[2].x.length)",
    )
    assert drawn == [6, 6]


def test_the_slider_moves_the_network(app):
    app.charts("Network")
    before = app.texts()
    assert any("to 11 September 2021" in text for text in before)
    app.app.locator(".noUi-handle").first.focus()
    for _ in range(6):
        app.page.keyboard.press("ArrowLeft")
    app.counted("by day")
    app.page.wait_for_timeout(500)
    after = app.texts()
    day = app.app.locator(".widget-readout").first.inner_text()
    assert day != "11 September 2021"
    assert any(f"to {day}" in text for text in after)
    assert not any("to 11 September 2021" in text for text in after)


def test_play_steps_through_the_days(app):
    app.charts("Network")
    app.app.locator(".noUi-handle").first.focus()
    app.page.keyboard.press("Home")
    app.counted("by day")
    first = app.app.locator(".widget-readout").first.inner_text()
    app.app.get_by_role("button", name="Play or pause").click()
    app.wait("(day) => document.querySelector('.dateline-app .widget-readout')"
             ".textContent !== day", first)  # fmt: skip
    app.app.get_by_role("button", name="Play or pause").click()
    later = app.app.locator(".widget-readout").first.inner_text()
    assert later not in (first, "11 September 2021")


def test_two_records_are_compared(app):
    app.list("Timeline").select_option(index=0)
    app.heading("US policy in Afghanistan since 2001")
    app.app.get_by_role("button", name="Compare with").click()
    app.counted("Choose the other.")
    app.list("Timeline").select_option(index=1)
    app.counted("It is open which came first")
    app.app.get_by_role("button", name="Stop comparing").click()
    app.wait("() => !document.querySelector('.dateline-app')"
             ".textContent.includes('It is open which')")  # fmt: skip


def test_one_actor_is_filtered_by_an_alias_and_taken_out_again(app):
    app.filters(True)
    app.app.get_by_label("Actors:").fill("ISIS-K")
    app.page.keyboard.press("Enter")
    chip = app.app.get_by_role("button", name="Daesh-K")
    chip.wait_for()
    case = cases.load("daesh-k-2021")
    shown = select.view(case, View(actors=["Daesh-K"]))
    app.counted(f"{len(shown.events)} of {EVENTS} events")
    listed = app.list("Timeline").locator("option").count()
    assert listed < 30
    chip.click()
    app.counted(f"All {EVENTS} events")


def test_what_cannot_be_asked_is_said_and_the_app_goes_on(app):
    app.filters(True)
    app.app.get_by_label("From:").fill("soon")
    app.page.keyboard.press("Enter")
    app.counted("start = 'soon': write a day, month or year")
    app.app.get_by_label("From:").fill("2021-09")
    app.page.keyboard.press("Enter")
    app.counted("by start")
    assert "soon" not in app.app.inner_text()


@pytest.mark.slow
def test_what_reproduce_prints_gives_the_same_events(app, project):
    app.filters(True)
    app.app.get_by_label("Actors:").fill("Daesh-K")
    app.page.keyboard.press("Enter")
    app.counted("by actors")
    lines = app.list("Timeline").locator("option").all_inner_texts()
    listed = " | ".join(lines).replace("\xa0", " ")
    app.app.get_by_role("button", name="Reproduce this view").click()
    box = app.app.locator(".jp-OutputArea pre")
    box.wait_for()
    chapter, report = box.inner_text().splitlines()
    env = lab.environment(project)
    for command in (chapter, report):
        subprocess.run(shlex.split(command), cwd=project, env=env, check=True,
                       capture_output=True, timeout=180)  # fmt: skip
    book = nbformat.read(project / shlex.split(chapter)[2], as_version=4)
    told = json.dumps(book)
    asked = View(actors=["Daesh-K"])
    events = select.view(cases.load("daesh-k-2021"), asked).events
    assert all(f" {title}: " in listed for title in events.title)
    whole = cases.load("daesh-k-2021").events
    gone = set(whole.title) - set(events.title)
    assert all(json.dumps(title)[1:-1] in told for title in events.title)
    assert len(gone) > 10 and not any(json.dumps(t)[1:-1] in told for t in gone)
    made = (project / shlex.split(chapter)[2]).parent / "index.html"
    assert "actors</th><td>Daesh-K" in made.read_text(encoding="utf-8")
    shutil.rmtree(made.parent)


@pytest.mark.slow
def test_a_report_is_made_beside_the_app_and_a_link_leads_to_it(app, project):
    app.app.get_by_role("button", name="Make report").click()
    app.app.locator(".widget-hprogress").wait_for()
    app.list("Timeline").select_option(index=1)
    app.heading("Attacks of 9/11")
    app.page.keyboard.press("ArrowDown")
    app.page.wait_for_timeout(400)
    app.page.keyboard.press("ArrowUp")
    app.heading("Attacks of 9/11")
    link = app.app.get_by_role("link", name="index.html")
    link.wait_for(timeout=120_000)
    made = project / "reports" / "daesh-k-2021" / "index.html"
    assert "/files/reports/daesh-k-2021/index.html" in link.get_attribute("href")
    assert pages.versions()["dateline"] in made.read_text(encoding="utf-8")


def test_a_figure_is_saved(app, project):
    app.charts("Strips")
    app.app.get_by_role("button", name="Save figure").click()
    app.app.get_by_role("link", name="02-strips.svg").wait_for()
    made = project / "reports" / "daesh-k-2021" / "02-strips.svg"
    assert made.read_text(encoding="utf-8").startswith("<svg")


def test_whoever_cannot_see_or_point_finds_a_name_for_everything(app):
    app.filters(True)
    app.charts("Timeline", "Network")
    assert violations(app.page, ".dateline-app") == []
    handle = app.app.get_by_role("slider", name="As of")
    assert handle.get_attribute("aria-valuetext") == "11 September 2021"


def test_the_notebook_is_committed_without_anything_of_a_run():
    book = nbformat.read(lab.paths.NOTEBOOKS / "explorer.ipynb", as_version=4)
    assert "widgets" not in book.metadata
    for cell in book.cells:
        if cell.cell_type == "code":
            assert cell.outputs == [] and cell.execution_count is None


# ---- another case --------------------------------------------------------------------


def written(project, name, case, article=""):
    """Write the explorer's notebook for another case."""
    book = nbformat.read(project / "notebooks" / "explorer.ipynb", as_version=4)
    book.cells[1].source = f"case = {str(case)!r}\narticle = {str(article)!r}"
    nbformat.write(book, project / "notebooks" / f"{name}.ipynb")


@pytest.fixture
def other(browser, address):
    contexts = []

    def open_book(name):
        context = browser.new_context(viewport={"width": 1500, "height": 1000})
        contexts.append(context)
        return Lab(context.new_page(), address.format(name))

    yield open_book
    for context in contexts:
        context.close()


@pytest.mark.slow
def test_a_harmful_case_runs_nothing_and_breaks_no_layout(other, project, tmp_path):
    written(project, "harmful", hostile.write(tmp_path / "harmful"))
    seen = other("harmful")
    for name in ("Timeline", "Matrix", "Network", "Strips"):
        seen.charts(name)
        seen.list(name).select_option(index=0)
        seen.page.wait_for_timeout(500)
    assert seen.dialogs == [] and seen.told == []
    assert seen.app.locator(".dateline-panel img, .dateline-panel script").count() == 0
    across = "(el) => [el.scrollWidth, el.clientWidth]"
    wide, room = seen.page.locator(".dateline-panel").evaluate(across)
    assert wide <= room + 1


@pytest.mark.slow
def test_the_readers_text_is_shown_with_its_cue_and_saved_nowhere(
    other, project, tmp_path
):
    tables = worlds.copy() | {
        "references": [
            {"reference_id": "T001", "paragraph": "P2", "cue": "Paragraph number 2",
             "kind": "happened", "record_id": "E001"}
        ]
    }  # fmt: skip
    case = worlds.write(tmp_path / "small", tables)
    article = tmp_path / "article.txt"
    article.write_text("\n\n".join(TEXT), encoding="utf-8")
    written(project, "text", case, article)
    seen = other("text")
    options = seen.list("Timeline").locator("option").all_inner_texts()
    nth = next(n for n, told in enumerate(options) if "envoy" in told)
    seen.list("Timeline").select_option(index=nth)
    mark = seen.app.locator(".dateline-panel mark")
    mark.wait_for()
    assert mark.inner_text() == "Paragraph number 2"
    assert "P2 Paragraph number 2." in seen.app.locator(".passage").inner_text()
    seen.page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    seen.page.wait_for_timeout(1500)
    saved = (project / "notebooks" / "text.ipynb").read_text(encoding="utf-8")
    assert "The envoy visits" in saved, "the state of the widgets is saved too"
    assert "Paragraph number" not in saved
