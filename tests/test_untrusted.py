"""Committed chapters as a stranger first sees them: untrusted in Lab, or exported.

A fresh clone has no signatures, so JupyterLab shows none of its scripts and no SVG.
"""

import json
from functools import cache
from html.parser import HTMLParser

import nbformat
import pytest
from nbformat import v4

from helpers import paths
from helpers.draw.picture import MIME
from helpers.run import form
from tests import lab, once
from tests.charts import rowed

CHAPTERS = paths.chapters()
TRUSTED = """() => window.jupyterapp.shell.currentWidget.content.widgets
  .filter((cell) => cell.model.type === "code" && cell.model.outputs.length)
  .map((cell) => cell.model.trusted)"""
# A cell far down is drawn when it is scrolled to.
PICTURES = """async (nth) => {
  const book = window.jupyterapp.shell.currentWidget.content;
  await book.scrollToItem(nth, "center");
  const cell = book.widgets[nth];
  for (let tries = 0; tries < 100; tries++) {
    const images = [...cell.node.querySelectorAll(".jp-OutputArea-output img")];
    if (images.length && images.every((one) => one.complete)) {
      return images.map((one) => ({
        alt: one.alt, wide: one.naturalWidth, room: one.getBoundingClientRect().width,
      }));
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  return [];
}"""


FIGURE = """() => {
  const layout = document.querySelector(".js-plotly-plot")._fullLayout;
  return [layout.xaxis.type, layout.yaxis.type];
}"""


@cache
def book(path):
    return nbformat.read(path, as_version=4)


def charts(path):
    """List the charts of a chapter: the number of the cell, the words."""
    return [
        (nth, output.data[MIME]["alt"])
        for nth, cell in enumerate(book(path).cells)
        for output in cell.get("outputs", [])
        if MIME in output.get("data", {})
    ]


@pytest.fixture(scope="module")
def tab(browser, served):
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_an_untrusted_chapter_in_lab_shows_every_chart_with_its_words(
    tab, served, path
):
    project, address = served
    mine = f"untrusted-{path.stem}-{once.WORKER}"
    book = json.loads(path.read_text(encoding="utf-8"))
    del book["metadata"]["dateline"]  # else the app of another worker has it as its own
    copy = project / "notebooks" / f"{mine}.ipynb"
    copy.write_text(json.dumps(book), encoding="utf-8")
    tab.goto(address.format(mine))
    tab.wait_for_function(lab.OPENED, timeout=60_000)
    trusted = tab.evaluate(TRUSTED)
    assert trusted and not any(trusted)
    drawn = charts(path)
    assert drawn
    for nth, alt in drawn:
        (image,) = tab.evaluate(PICTURES, nth)
        assert image["alt"] == alt
        assert image["wide"] > 900 and image["room"] > 300


@pytest.mark.browser
@pytest.mark.slow
def test_an_untrusted_figure_is_drawn_by_plotly_to_be_zoomed(tab, served, tmp_path):
    project, address = served
    bundle = rowed.picture(tmp_path, "small").figure._repr_mimebundle_()
    cell = v4.new_code_cell("chart.figure", execution_count=1)
    cell.outputs = [v4.new_output("execute_result", bundle, execution_count=1)]
    mine = f"untrusted-figure-{once.WORKER}"
    made = form.normalised(v4.new_notebook(cells=[cell]))
    nbformat.write(made, project / "notebooks" / f"{mine}.ipynb")
    tab.goto(address.format(mine))
    tab.wait_for_function(lab.OPENED, timeout=60_000)
    assert tab.evaluate(TRUSTED) == [False]
    tab.locator(".jp-OutputArea-output .main-svg").first.wait_for()
    assert tab.locator(".jp-OutputArea-output .modebar-btn").count() > 4
    assert tab.evaluate(FIGURE) == ["date", "category"]


class Images(HTMLParser):
    """The images of a page: their words, and where they come from."""

    def __init__(self, html):
        super().__init__()
        self.found = {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "img":
            given = dict(attrs)
            self.found[given.get("alt")] = given.get("src", "")


@pytest.mark.parametrize(
    "chapter", [CHAPTERS[0].stem, *once.slowly(*(path.stem for path in CHAPTERS[1:]))]
)
def test_an_exported_chapter_has_every_chart_with_its_words(chapter):
    path = paths.NOTEBOOKS / f"{chapter}.ipynb"
    from nbconvert import HTMLExporter

    html, _ = HTMLExporter(template_name="lab").from_notebook_node(book(path))
    images, drawn = Images(html).found, charts(path)
    assert drawn
    for _, alt in drawn:
        assert images[alt].startswith("data:image/svg+xml;base64,")
    assert "No description has been provided" not in html
