"""The desk in a real JupyterLab: a kernel may end, and no notebook keeps the text."""

import json

import nbformat
import pytest
from playwright.sync_api import expect

from helpers.case import cases, edited
from tests import lab, once, worlds
from tests.browsing import violations

pytestmark = pytest.mark.browser

TEXT = "Northland shut the harbour of the river town in 1999.\nA second, bare sentence."
SECRET = ("shut the harbour of", "second, bare")


@pytest.fixture(scope="module")
def coding(browser, served, tmp_path_factory):
    """Open the notebook of the desk on a case and a text of its own."""
    (project, address), home = served, tmp_path_factory.mktemp("coding")
    folder = worlds.write(home / "case")
    edit = edited.read(folder)
    edit.change("sources", edit.rows("sources")[0], {"when_article": "2021-09-11"})
    edit.save()
    text = home / "text.txt"
    text.write_text(TEXT, encoding="utf-8")
    book = nbformat.read(project / "notebooks" / "coding.ipynb", as_version=4)
    book.cells[1].source = f"case = {str(folder)!r}\ntext = {str(text)!r}"
    path = project / "notebooks" / f"coding-{once.WORKER}.ipynb"
    nbformat.write(book, path)
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    lab.run_all(page, address.format(path.stem))
    yield page, folder, path
    context.close()


def pressed(page, *keys):
    for key in keys:
        page.keyboard.type(key) if " " in key else page.keyboard.press(key)
        lab.frame(page).locator("#side:not([aria-busy=true])").wait_for()


@pytest.mark.central
def test_what_is_decided_outlives_the_kernel_and_the_text_is_in_no_notebook(coding):
    page, folder, path = coding
    app = lab.frame(page)
    app.locator("#cue").focus()
    expect(app.locator("#cue")).to_have_text("“Northland”")
    pressed(page, "a", "a", "1", "Northland shuts it", "Control+Enter")
    app.locator("#told", has_text="Written: E006, T001").wait_for()
    assert cases.load(folder).by_id["E006"].title == "Northland shuts it"
    lab.save(page)
    kept = path.read_text(encoding="utf-8") + json.dumps(
        {one.name: one.read_text(encoding="utf-8") for one in folder.iterdir()}
    )
    assert not [words for words in SECRET if words in kept]
    lab.restart(page)
    lab.run_cells(page)
    app.locator("mark.date.done").wait_for()
    assert app.locator("#in-all").inner_text().startswith("2 of ")


@pytest.mark.parametrize("size", [(1280, 800), (1440, 900)], ids=str)
def test_text_and_buttons_are_in_sight_beside_the_file_browser(coding, size):
    page, *_ = coding
    page.set_viewport_size({"width": size[0], "height": size[1]})
    places = ("#text p", "#cue", "#does button", "#check", "#legend button")
    lab.bring_into_sight(page, *places)
    assert page.locator("#filebrowser").is_visible()
    app = lab.frame(page)
    rows = {one.bounding_box()["y"] for one in app.locator("#does button").all()}
    assert len(rows) == 1, "accept, reject, edit and undo are in one row"
    across = "(root) => [root.scrollWidth, root.clientWidth]"
    wide, room = app.evaluate(across)
    assert wide <= room


def test_it_reads_by_ear_and_in_the_dark(coding):
    page, *_ = coding
    assert violations(page.frame(url="about:srcdoc")) == []
    lab.frame(page).locator("#cue").focus()
    pressed(page, "m", "E002 The border", "Enter")
    expect(lab.frame(page).locator("#cue")).to_have_text("Event E002")
    assert violations(page.frame(url="about:srcdoc")) == []
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    page.wait_for_timeout(300)
    assert violations(page.frame(url="about:srcdoc")) == []
    page.evaluate("document.body.dataset.jpThemeLight = 'true'")
