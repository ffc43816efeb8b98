"""The app in a real JupyterLab: what people click, type and get.

What the page's own script does is slow here: it is the script of a report, and
``tests/page`` has it all. The rest is what only JupyterLab can show.
"""

import re
import shlex
import subprocess

import nbformat
import pytest
import yaml
from playwright.sync_api import expect

from helpers.case import cases, yaml_file
from helpers.page import notes
from helpers.text import summary
from helpers.view import parameters, select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import hostile, lab, once, worlds
from tests.browsing import violations

pytestmark = pytest.mark.browser

NOTE = "My own <b>words</b> on this"
BURNS = "Burns meets Baradar in Kabul"
FIRST = cases.load("daesh-k-2021")
EVENTS, RELATIONS = len(FIRST.events), len(FIRST.relations)
SOCKETS = """
  window.sockets = [];
  window.cut = false;
  const Plain = WebSocket;
  window.WebSocket = class extends Plain {
    constructor(address, ...more) {
      super(window.cut ? "ws://127.0.0.1:9/" : address, ...more);
      window.sockets.push(this);
    }
  };
"""  # what a browser that has slept or changed its network does to a page
TEXT = ("A headline", *(f"Paragraph number {n}." for n in range(1, 23)))
WHOLE = 0.99  # of it: a pixel may be cut in two


@pytest.fixture(scope="session")
def project(served):
    return served[0]


@pytest.fixture(scope="session")
def address(served):
    return served[1]


class Lab:
    """A page of JupyterLab with the app run, and what happened meanwhile.

    A class because what happens on a page is told by callbacks.
    """

    def __init__(self, page, address):
        self.told, self.requests, self.dialogs = [], [], []
        page.on("console", lambda m: m.type == "error" and self.told.append(m.text))
        page.on("pageerror", lambda e: self.told.append(str(e)))
        page.on("request", lambda r: self.requests.append(r.url))
        page.on("dialog", lambda d: (self.dialogs.append(d.message), d.dismiss()))
        self.page = page
        lab.run_all(page, address)
        self.app = lab.frame(page)

    def chart(self, name):
        return self.app.locator(f"#figure-{name}")

    def mark(self, words):
        """Give the mark of a record; a chart's own title may begin as it does."""
        there = f'#figure-01-timeline [data-record][aria-label^="{words}"]'
        return self.app.locator(there).first

    def choices(self, shown):
        """Open or close what is asked of the records, and of another view."""
        there = self.app.locator("#choices")
        if there.is_visible() != shown:
            self.app.locator("button.filter").click()
            there.wait_for(state="visible" if shown else "hidden")
        fold = self.app.locator("details.asking")
        if shown and fold.get_attribute("open") is None:
            fold.locator("summary").click()

    def ask(self, **values):
        """Ask for another view by its fields, and wait until it is there or told."""
        self.choices(True)
        for name, value in values.items():
            self.app.locator(f"#ask-{name}").fill(value)
        self.app.get_by_role("button", name="Show this view").click()

    def viewed(self, told):
        """Wait for the page of a view, by what it says of it."""
        self.app.locator(".standfirst", has_text=told).first.wait_for(timeout=30_000)

    def counted(self):
        return self.app.locator(".said .left").inner_text()

    def group(self, name):
        """Open a group of the filters."""
        self.choices(True)
        fold = self.app.locator(f"[data-group={name}]")
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()

    def left(self, **asked):
        """Wait until the app says what Python leaves of the first case in a view."""
        told = str(summary.hidden(Shown.of(FIRST, View(**asked))))
        self.app.locator(".said .left", has_text=told).wait_for()


@pytest.fixture(scope="module")
def opened(browser, project, address):
    """Open the app, for each worker a notebook and so a kernel of its own."""
    mine = f"explorer-{once.WORKER}"
    written(project, mine, "daesh-k-2021")
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield Lab(context.new_page(), address.format(mine))
    context.close()


@pytest.fixture
def app(opened):
    """The app on the whole case, no card open."""
    opened.choices(False)
    if opened.app.locator("#evidence").is_visible():
        opened.app.get_by_role("button", name="Close").click()
    if opened.app.locator("#tools .clear").is_visible():
        opened.app.locator("#tools .clear").click()
    return opened


@pytest.mark.central
def test_it_runs_draws_and_asks_for_nothing_outside(app):
    assert app.told == [] and app.dialogs == []
    ours = r"(https?://127\.0\.0\.1:|data:|blob:|about:)"
    assert [r for r in app.requests if not re.match(ours, r)] == []
    expect(app.app.locator("h1")).to_have_text(FIRST.question)
    assert app.counted() == f"All {EVENTS} events and {RELATIONS} relations"
    for chart in ("01-timeline", "02-pairs", "02-network", "03-voices", "04-triads"):
        assert app.chart(chart).locator("[data-record]").count() > 0


@pytest.mark.central
def test_a_click_on_a_mark_shows_its_evidence_inside_the_window(app):
    app.mark(BURNS).scroll_into_view_if_needed()
    app.mark(BURNS).click()
    panel = app.app.locator("#evidence")
    panel.wait_for()
    told = panel.inner_text()
    for words in (worlds.WINDOW, "23 August 2021", "P4", "Who says so, step by step"):
        assert words.casefold() in told.casefold()
    expect(app.app.locator("#evidence-title")).to_be_in_viewport(ratio=WHOLE)
    expect(app.mark(BURNS), "nothing covers it").to_be_in_viewport(ratio=WHOLE)


def test_the_keyboard_moves_in_a_chart_and_follows_a_link_and_comes_back(app):
    app.mark(BURNS).focus()
    app.page.keyboard.press("Enter")
    title = app.app.locator("#evidence-title")
    expect(title).to_have_text(BURNS)
    link = app.app.locator("#evidence a[href^='#S']").first
    link.focus()
    app.page.keyboard.press("Enter")
    app.app.get_by_role("button", name="Back").wait_for()
    assert title.inner_text() != BURNS
    app.app.get_by_role("button", name="Back").click()
    expect(title).to_have_text(BURNS)


def test_a_link_out_opens_beside_lab(app):
    app.mark(BURNS).click()
    with app.page.context.expect_page() as other:
        app.app.locator("#evidence a[href^=http]").first.click()
    page = other.value
    page.close()
    expect(app.app.locator("h1")).to_have_text(FIRST.question)


def test_another_view_is_shown_undone_and_done_again(app):
    app.ask(as_of="2021-08-20")
    app.viewed("as_of 2021-08-20")
    plain = len(app.app.locator(".standfirst").inner_text())
    assert app.told == []
    app.choices(True)
    app.app.get_by_role("button", name="Undo").click()
    app.app.locator(".standfirst:not(:has-text('as_of'))").wait_for(timeout=30_000)
    app.choices(True)
    app.app.get_by_role("button", name="Redo").click()
    app.viewed("as_of 2021-08-20")
    assert len(app.app.locator(".standfirst").inner_text()) == plain
    app.ask(as_of="")
    app.app.locator(".standfirst:not(:has-text('as_of'))").wait_for(timeout=30_000)


def test_what_cannot_be_asked_is_said_and_the_app_goes_on(app):
    app.ask(start="soon")
    said = app.app.locator(".asking form [role=status]", has_text="start = 'soon'")
    said.wait_for(timeout=30_000)
    assert "write a day, month or year" in said.inner_text()
    app.app.locator("#ask-start").fill("")
    assert app.counted() == f"All {EVENTS} events and {RELATIONS} relations"


def test_a_card_stays_open_while_another_view_is_shown(app):
    app.mark(BURNS).click()
    app.ask(memory="ever")
    app.viewed("memory ever")
    expect(app.app.locator("#evidence-title")).to_have_text(BURNS)
    app.choices(True)
    app.app.get_by_role("button", name="Undo").click()
    app.app.locator(".standfirst:not(:has-text('memory'))").wait_for(timeout=30_000)


def test_one_actor_is_filtered_without_python(app):
    app.choices(True)
    app.app.get_by_role("textbox", name="Find an actor").fill("ISIS-K")
    app.app.get_by_role("checkbox", name="Daesh-K").check()
    shown = select.view(FIRST, View(actors=["Daesh-K"]))
    left = app.app.locator(".said .left", has_text="by actors")
    left.wait_for()
    assert left.inner_text().startswith(f"{len(shown.events)} of {EVENTS} events")
    app.app.get_by_role("button", name="Clear").click()
    app.app.locator(".said .left", has_text=f"All {EVENTS} events").wait_for()


def test_a_time_is_chosen_and_two_days_are_compared(app):
    """By the same script as in a report, without Python."""
    axis = app.chart("01-timeline").locator(".axis")
    axis.scroll_into_view_if_needed()
    axis.focus()
    axis.press("+")
    assert app.chart("01-timeline").locator(".window").is_visible()
    axis.press("0")
    app.choices(True)
    app.app.locator(".strip .end").press("PageDown")
    app.app.locator(".said .left", has_text="by end").wait_for()
    app.app.get_by_role("button", name="Compare with another day").click()
    told = app.app.locator(".beside [role=status]")
    told.wait_for()
    assert told.inner_text().startswith("Between ")
    assert app.app.locator(".beside figure").count() == 4
    app.app.locator("#beside-title").press("Escape")
    told.wait_for(state="detached")
    app.app.locator("#tools .clear").click()


def test_what_rests_on_morgan_is_asked_undone_and_copied_as_a_view(app):
    app.choices(True)
    app.app.locator("[data-group=evidence] summary").click()
    app.app.get_by_role("textbox", name="Find a voice").fill("wesley morgan")
    app.app.locator("[name=voice][value=A032]").check()
    shown = str(summary.hidden(Shown.of(FIRST, View(voices=["Morgan"]))))
    app.app.locator(".said .left", has_text=shown).wait_for()
    app.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    app.app.get_by_role("button", name="Copy this view as YAML").click()
    app.app.locator(".told", has_text="Copied").wait_for()
    text = app.page.evaluate("navigator.clipboard.readText()")
    assert parameters.view(yaml.safe_load(text)).voices == ["A032"]
    app.app.get_by_role("button", name="Undo").click()
    app.app.locator(".said .left", has_text=f"All {EVENTS} events").wait_for()


def test_what_rests_on_unnamed_voices_is_asked_in_a_click(app):
    app.group("evidence")
    app.app.get_by_role("checkbox", name="on unnamed voices only").check()
    app.left(voices=["unnamed"])
    hidden = app.chart("01-timeline").locator("[data-record][hidden]").count()
    assert 0 < hidden < app.chart("01-timeline").locator("[data-record]").count()


def test_what_lies_between_two_actors_is_asked(app):
    app.group("who")
    app.app.locator("[name=pair]").select_option("A001 A010")
    app.left(pair=["A001", "A010"])


def test_a_day_is_typed_and_stepped_from(app):
    app.choices(True)
    field, told = app.app.locator("[data-day=day]"), app.app.locator("#tools output")
    field.fill("2020-03")
    field.press("Enter")
    told.filter(has_text="31 March 2020").wait_for()
    ties = app.chart("02-matrix").locator(".now")
    ties.filter(has_text="31 March 2020").first.wait_for(state="attached")
    app.app.locator("#tools .later").click()
    told.filter(has_not_text="31 March 2020").wait_for()
    field.fill("soon")
    field.press("Enter")
    app.app.locator(".told", has_text="“soon” is no day").wait_for()


def test_a_time_is_brushed_on_the_axis_and_the_wheel_looks_closer(app):
    plot = app.chart("01-timeline").locator(".axis .plot")
    plot.scroll_into_view_if_needed()
    mouse = app.page.mouse

    def to(part, **more):
        box = plot.bounding_box()
        mouse.move(box["x"] + box["width"] * part, box["y"] + 5, **more)

    to(0.5)
    mouse.down()
    to(0.8, steps=4)
    mouse.up()
    app.app.locator(".said .left", has_text="by start").wait_for()
    assert "by end" in app.counted()
    to(0.6)  # the chart may have moved
    app.page.keyboard.down("Control")
    mouse.wheel(0, -400)
    app.page.keyboard.up("Control")
    seen = app.chart("01-timeline").locator(".window [role=status]")
    seen.filter(has_text="The axis from").wait_for()
    app.app.locator("#tools .clear").click()
    seen.wait_for(state="detached")


def test_a_search_by_another_name_leads_to_a_record(app):
    app.app.locator("#search").fill("isis-k konar")
    found = app.app.locator("#found li a").first
    found.wait_for()
    title = found.inner_text()
    found.click()
    expect(app.app.locator("#evidence-title")).to_have_text(title)
    expect(app.app.locator("#evidence-title")).to_be_in_viewport(ratio=WHOLE)


def test_the_two_readings_are_compared(app):
    app.choices(True)
    app.app.get_by_role("button", name="Compare the two readings").click()
    told = app.app.locator(".beside [role=status]")
    told.wait_for()
    assert re.search(r"dated or weighed otherwise\.$", told.inner_text())
    app.app.get_by_role("button", name="Stop comparing").click()
    told.wait_for(state="detached")


def test_the_keys_are_listed_at_a_key(app):
    app.mark(BURNS).press("?")
    listed = app.app.locator("dialog")
    listed.wait_for()
    assert "Ctrl+Shift+Z" in listed.inner_text()
    app.page.keyboard.press("Escape")
    listed.wait_for(state="hidden")


@pytest.mark.central
def test_a_chart_is_saved_as_it_is_seen(app):
    save = app.chart("01-timeline").get_by_role("button", name="SVG")
    with app.page.expect_download() as saved:
        save.click()
    assert saved.value.suggested_filename == "daesh-k-2021-01-timeline.svg"
    assert BURNS in saved.value.path().read_text(encoding="utf-8")


def test_two_records_are_compared(app):
    app.mark("US engages the Taliban in Doha").click()
    app.app.get_by_role("button", name="Select, to compare").click()
    app.mark(BURNS).press("x")
    told = app.app.locator("#selected .order", has_text=BURNS)
    told.wait_for()
    assert f"), then “{BURNS}”" in told.inner_text()
    expect(told).to_be_in_viewport(ratio=WHOLE)
    app.app.get_by_role("button", name="Select none").click()


def test_the_chapter_that_takes_its_time_comes_when_it_is_wanted(app):
    assert app.chart("05-robustness").count() == 0
    app.app.get_by_role("button", name="Make this chapter").click()
    app.chart("05-robustness").wait_for(timeout=60_000)
    assert app.told == []


def test_without_morgan_the_app_says_what_goes(app):
    """After chapter 5, which computes it."""
    app.choices(True)
    make = app.app.get_by_role("button", name="Make this chapter").first
    if make.is_visible():
        make.click()
        app.chart("05-robustness").wait_for(timeout=60_000)
        app.choices(True)
    app.app.locator("details.leaving > summary").click()
    app.app.locator("#leave-out").select_option("voices-A032")
    goes = app.app.locator(".goes")
    goes.get_by_text("What loses its support is not refuted").wait_for()
    assert re.search(r"Without Morgan .*\d+ records go", goes.inner_text())
    app.app.locator(".said .left", has_text="by mute").wait_for()


def opened_from(app, link):
    """Follow a link to a page beside Lab."""
    with app.page.context.expect_page() as other:
        link.click()
    return other.value


def test_a_link_to_what_is_saved_opens_it(app):
    app.choices(True)
    app.app.get_by_role("button", name="Save this view").click()
    link = app.app.locator(".asking form [role=status] a", has_text="view.yaml")
    link.wait_for(timeout=30_000)
    page = opened_from(app, link)
    line = page.locator(".cm-line", has_text="case: daesh-k-2021")
    line.wait_for(timeout=30_000)
    page.close()


def test_a_link_to_a_report_that_was_made_opens_it(app):
    app.choices(True)
    app.app.get_by_role("button", name="Make its report").click()
    link = app.app.locator(".asking form [role=status] a", has_text="index.html")
    link.wait_for(timeout=60_000)
    page = opened_from(app, link)
    page.locator(lab.DRAWN).wait_for(timeout=30_000)
    expect(page.locator("h1")).to_have_text(FIRST.question)
    page.close()


def test_a_link_of_a_notebook_out_of_its_folder_opens(app):
    link = app.page.locator(".jp-RenderedMarkdown a", has_text="its events")
    link.evaluate("(one) => one.click()")
    tab = app.page.get_by_role("tab", name="events.csv")
    tab.wait_for()
    app.page.wait_for_url("**/tree/data/daesh-k-2021/events.csv")
    close = "application:close"
    app.page.evaluate("(name) => window.jupyterapp.commands.execute(name)", close)
    tab.wait_for(state="detached")


def test_what_is_saved_gives_the_same_view(app, project):
    app.ask(actors="Daesh-K")
    app.viewed("actors Daesh-K")
    app.choices(True)
    app.app.get_by_role("button", name="Save this view").click()
    said = app.app.locator(".asking form [role=status]", has_text="Saved as")
    said.wait_for(timeout=30_000)
    (file,) = re.findall(r"Saved as (\S+view\S*\.yaml)", said.inner_text())
    asked = parameters.view(yaml_file.read(project / file))
    assert asked.actors == ["Daesh-K"]
    lines = app.app.locator(".asking pre").all_inner_texts()
    env = lab.environment(project)
    for command in lines:
        subprocess.run(shlex.split(command), cwd=project, env=env, check=True,
                       capture_output=True, timeout=180)  # fmt: skip
    made = (project / file).parent / "index.html"
    assert "Daesh-K" in made.read_text(encoding="utf-8")
    app.app.get_by_role("button", name="Undo").click()


def test_it_takes_the_theme_of_lab(app):
    ground = "() => getComputedStyle(document.documentElement).backgroundColor"
    body = app.page.frame(url="about:srcdoc")
    light = body.evaluate(ground)
    change = (
        "(t) => window.jupyterapp.commands.execute('apputils:change-theme', {theme: t})"
    )
    app.page.evaluate(change, "JupyterLab Dark")
    body.wait_for_function(f"(was) => ({ground})() !== was", arg=light)
    dark = body.evaluate(ground)
    app.page.evaluate(change, "JupyterLab Dark High Contrast")
    app.page.locator("body[data-jp-theme-name*=Contrast]").wait_for(state="attached")
    assert body.evaluate(ground) == dark
    app.page.evaluate(change, "JupyterLab Light")
    body.wait_for_function(f"(was) => ({ground})() === was", arg=light)


def test_whoever_cannot_see_or_point_finds_a_name_for_everything(app):
    app.choices(True)
    assert violations(app.page.frame(url="about:srcdoc")) == []


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
    link = "[its events](../data/daesh-k-2021/events.csv)"
    book.cells.append(nbformat.v4.new_markdown_cell(link))
    nbformat.write(book, project / "notebooks" / f"{name}.ipynb")


@pytest.fixture
def other(browser, address):
    contexts = []

    def open_book(name, **size):
        context = browser.new_context(viewport=size or {"width": 1280, "height": 800})
        contexts.append(context)
        return Lab(context.new_page(), address.format(name))

    yield open_book
    for context in contexts:
        context.close()


def test_a_harmful_case_runs_nothing_and_breaks_no_layout(other, project, tmp_path):
    written(project, "harmful", hostile.write(tmp_path / "harmful"))
    seen = other("harmful")
    seen.chart("01-timeline").locator("[data-record]").first.click()
    seen.page.wait_for_timeout(500)
    assert seen.dialogs == [] and seen.told == []
    assert seen.app.locator("#evidence img, #evidence script").count() == 0
    across = "() => [document.documentElement.scrollWidth, innerWidth]"
    wide, room = seen.page.frame(url="about:srcdoc").evaluate(across)
    assert wide <= room + 1


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
    seen.mark("The envoy visits").click()
    mark = seen.app.locator("#evidence mark")
    mark.wait_for()
    expect(mark).to_have_text("Paragraph number 2")
    assert "P2 Paragraph number 2." in seen.app.locator(".passage").inner_text()
    lab.save(seen.page)
    saved = (project / "notebooks" / "text.ipynb").read_text(encoding="utf-8")
    assert "dateline-app" in saved, "the state of the widget is saved too"
    assert "Paragraph number" not in saved and "The envoy visits" not in saved


# ---- what stays ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def kept(browser, project, address):
    """Open an app of its own, whose kernel and browser are begun anew."""
    name = f"kept-{once.WORKER}"
    written(project, name, "daesh-k-2021")
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(SOCKETS)
    seen = Lab(context.new_page(), address.format(name))
    seen.name = name
    yield seen
    context.close()


def opened_card(seen):
    """Open the card of a record."""
    if not seen.app.locator("#evidence").is_visible():
        seen.mark(BURNS).click()
    seen.app.locator("#evidence form.note").wait_for()
    return seen.app.locator("#evidence form.note")


def noted(seen):
    """Keep a note on the record of a card."""
    form = opened_card(seen)
    form.locator("textarea").fill(NOTE)
    form.get_by_role("button", name="Keep note").click()
    form.locator("[role=status]", has_text="Kept in notes.yaml").wait_for()
    return form


def drawn(seen):
    """See that the app has its page, and no chart is empty."""
    seen.app.wait_for(timeout=60_000)
    for chart in ("01-timeline", "02-pairs", "02-network", "03-voices"):
        assert seen.chart(chart).locator("[data-record]").count() > 0


def run(seen, command):
    """Begin a command of Lab; one that asks something ends when that is answered."""
    seen.page.evaluate(
        "(name) => { window.jupyterapp.commands.execute(name); }", command
    )


def test_a_note_is_kept_in_its_file_and_in_no_notebook(kept, project):
    form = noted(kept)
    form.get_by_role("button", name="Star").click()
    form.locator("[aria-pressed=true]").wait_for()
    file = project / "reports" / "daesh-k-2021" / "notes.yaml"
    told = notes.read(file, FIRST)["E011"]
    assert (told["star"], told["text"]) == (True, NOTE)
    lab.save(kept.page)
    saved = (project / "notebooks" / f"{kept.name}.ipynb").read_text(encoding="utf-8")
    assert "dateline-app" in saved and "My own" not in saved


def test_at_1280_by_800_the_evidence_is_inside_the_window_too(kept):
    if (close := kept.app.get_by_role("button", name="Close")).is_visible():
        close.click()
    opened_card(kept)
    expect(kept.app.locator("#evidence-title")).to_be_in_viewport(ratio=WHOLE)


def test_a_note_that_is_none_is_one_sentence_and_stays_typed(kept):
    field = opened_card(kept).locator("textarea")
    field.evaluate("(one) => one.removeAttribute('maxlength')")
    field.fill("x" * 2001)
    kept.app.get_by_role("button", name="Keep note").click()
    kept.app.locator("form.note [role=status]", has_text="2001 letters").wait_for()
    assert field.input_value() == "x" * 2001
    field.fill(NOTE)


def test_another_view_of_the_output_shows_the_same_and_follows(kept):
    """Python takes one view for shown: two of them cannot show two."""
    kept.page.evaluate(
        """() => { const book = window.jupyterapp.shell.currentWidget.content;
          book.activeCellIndex = book.widgets.findIndex((cell) =>
            cell.model.sharedModel.source.includes("explorer.open(")); }"""
    )
    run(kept, "notebook:create-output-view")
    both = [lab.frame(kept.page, nth) for nth in (0, 1)]
    for one in both:
        one.wait_for(timeout=60_000)
        assert one.locator("#figure-01-timeline [data-record]").count() > 0
    first = Lab.__new__(Lab)
    first.app, first.page = both[0], kept.page
    first.ask(memory="ever")
    for one in both:
        told = one.locator(".standfirst", has_text="memory ever")
        told.first.wait_for(timeout=30_000)
    kept.page.evaluate(
        """() => {
          const { shell } = window.jupyterapp, all = [...shell.widgets("main")];
          all.filter((one) => !one.sessionContext).forEach((one) => one.close());
          shell.activateById(all.find((one) => one.sessionContext).id);
        }"""
    )
    first.app.locator("button.filter").click()


def test_a_connection_that_is_cut_is_said_and_the_app_goes_on(kept):
    """What needs no Python works meanwhile; what was asked is answered afterwards."""
    kept.page.evaluate(
        "() => { window.cut = true; window.sockets.forEach((one) => one.close()); }"
    )
    kept.ask(as_of="2021-08-20")
    said = kept.app.locator(".asking form [role=status]")
    said.filter(has_text="not connected").wait_for()
    kept.group("who")
    kept.app.locator("[name=actor][value=A001]").check()
    kept.left(actors=["A001"])
    kept.app.locator("#tools .clear").click()
    kept.page.evaluate("() => { window.cut = false; }")
    kept.viewed("as_of 2021-08-20")
    kept.choices(True)
    kept.app.get_by_role("button", name="Undo").click()
    plain = kept.app.locator(".standfirst:not(:has-text('as_of'))")
    plain.wait_for(timeout=30_000)


def test_a_browser_that_comes_back_has_the_page_and_the_notes(kept):
    lab.save(kept.page)
    kept.page.reload()
    kept.page.wait_for_function(lab.OPENED, timeout=60_000)
    drawn(kept)
    field = opened_card(kept).locator("textarea")
    assert field.input_value() == NOTE


def test_after_a_restart_the_page_stays_and_run_again_has_the_notes(kept):
    noted(kept)
    lab.restart(kept.page)
    drawn(kept)
    lab.run_cells(kept.page)
    drawn(kept)
    field = opened_card(kept).locator("textarea")
    assert field.input_value() == NOTE


def test_a_case_of_ones_own_is_opened_by_its_folder(kept, tmp_path):
    folder = worlds.write(tmp_path / "own", focus=["A001", "A002"])
    kept.choices(True)
    kept.app.locator("details.cases > summary").click()
    kept.app.get_by_role("button", name="great-war-1872-1907").wait_for()
    kept.app.locator("#case-folder").fill(str(folder))
    kept.app.get_by_role("button", name="Open this case").click()
    kept.mark("The envoy visits").wait_for(timeout=30_000)
    expect(kept.app.locator("h1")).to_have_text(cases.load(folder).question)
    kept.mark("The envoy visits").click()
    kept.app.locator("#evidence-title", has_text="The envoy visits").wait_for()


def test_a_view_that_nobody_answers_says_what_to_do(kept):
    """A notebook that is opened without its kernel has the app, and no page for it."""
    lab.save(kept.page)
    kept.page.evaluate(
        "() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()"
    )
    kept.page.reload()
    frame = kept.page.frame_locator("iframe.dateline-app")
    told = frame.locator("body", has_text="run the cell again")
    told.wait_for(timeout=60_000)
