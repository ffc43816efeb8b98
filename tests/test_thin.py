"""Reports of thin cases: nothing about nothing, and nothing that leads nowhere."""

import io
import re
from html.parser import HTMLParser

import pypdf
import pytest

from helpers import paths
from helpers.case import cases, check
from helpers.charts import timeline
from helpers.draw import content
from helpers.draw.figure import PLOTLY
from helpers.draw.picture import MIME
from helpers.run import chapters, report
from helpers.run.notebooks import Notebooks
from helpers.view.parameters import View
from helpers.view.shown import show
from tests import once, pages, thin, worlds
from tests.browsing import opener

UNREAD = {"pre", "table", "script", "style"}  # code, and counts in columns
NOTHING = re.compile(
    r"\b0 [a-z]\w*|\bof 0\b|\(0\)|\bNone (?:of|is)\b|\b1 of 1\b|\b(?:[Tt]he|All) 1\b"
    r"|\b1 (?!is\b|was\b|does\b|has\b)[a-z-]+s\b"
)
# What falls to nothing where a source is left out, and how often each count does.
CHANGES = re.compile(r"\d+ → 0\b|\d+; changed by \d+ of \d+ variations")
OTHERS = re.compile(r"other sources?\b|outside sources?\b", re.I)
HEADS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}


def read(path) -> str:
    """Return what a report says in sentences, code and tables left out."""
    texts = pages.read(path).texts
    said = (text for places, text in texts if not UNREAD & {*places})
    return re.sub(CHANGES, "", "\n".join(" ".join(text.split()) for text in said))


class Bare(HTMLParser):
    """Headings and folds of a page with no word under them.

    A class because what is open is told by callbacks.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found, self.ahead, self.inside, self.folds = [], [], "", []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in HEADS:
            self._left(HEADS[tag])
            self.inside = tag
        if tag == "details":
            self.folds.append("")
        if tag == "summary":
            self.inside = tag

    def handle_endtag(self, tag):
        if tag == self.inside:
            self.inside = ""
        if tag == "section":
            self._left(0)
        if tag == "details" and not self.folds.pop():
            self.found.append("a fold")

    def handle_data(self, data):
        if self.inside in HEADS:
            self.ahead.append((HEADS[self.inside], data))
        elif data.strip() and not self.inside:
            self.ahead.clear()
            self.folds = [data] * len(self.folds)

    def _left(self, level):
        """Keep the headings that end where one of a level begins, without a word."""
        self.found += [text for own, text in self.ahead if own >= level]
        self.ahead = [one for one in self.ahead if one[0] < level]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Give the reports of thin cases, each made once for all workers."""

    def build(name):
        def write(folder):
            case = thin.write(folder, name)
            assert check.problems(case) == []
            report.build({"case": str(case)}, out=folder / "page")

        folder = once.made(tmp_path_factory, f"thin {name}", write)
        return folder / "page" / "index.html"

    return once.Asked(build)


def but_for(*few: str, of=thin.CASES):
    """Take these thin cases in `make test`, and the others in `make test-all`."""
    others = (name for name in of if name not in few)
    return pytest.mark.parametrize("name", [*few, *once.slowly(*others)])


FEW = ("one event without a date", "one prospect", "one event to come", "only context")
thinly = but_for(*FEW)
ALONE = [name for name, (tables, _) in thin.CASES.items()
         if all(s["role"] != "outside" for s in tables["sources"])]  # fmt: skip


@thinly
def test_a_report_of_little_says_nothing_about_nothing(made, name):
    assert NOTHING.findall(read(made[name])) == []


@thinly
def test_no_heading_and_no_fold_of_a_report_is_empty(made, name):
    html = made[name].read_text(encoding="utf-8")
    html = re.sub(r'<section id="(?:tools|all-records)".*?</section>', "", html,
                  flags=re.DOTALL)  # fmt: skip
    assert Bare(html).found == []


def test_code_of_a_report_has_the_values_of_its_run(made):
    html = made["one prospect"].read_text(encoding="utf-8")
    code, _, end = html.partition("Code of each chapter")[2].partition("</details>")
    _, *chapters_ = code.split("<pre")
    assert end and chapters_ and "daesh-k" not in code
    for one in chapters_:
        assert one.count("case: str = &#34;one-prospect&#34;  # the case") == 1
        assert "# Parameters" not in one


@thinly
def test_every_entry_of_the_contents_leads_to_a_chapter(made, name):
    page = pages.read(made[name])
    inside = [link[1:] for link in page.links if link.startswith("#")]
    assert inside and {*inside} <= {*page.ids}


@but_for(*(name for name in FEW if name in ALONE), of=ALONE)
def test_a_case_without_other_sources_is_told_nothing_of_them(made, name):
    assert OTHERS.findall(read(made[name])) == []


# ---- notebooks and figures -----------------------------------------------------------


def drawn(book):
    """List the charts and the figures in the outputs of a notebook."""
    outputs = (one for cell in book.cells for one in cell.get("outputs", []))
    bundles = [one.get("data", {}) for one in outputs]
    charts = [content.unpack(one[MIME]["content"]) for one in bundles
              if MIME in one and "<img" in one["text/html"]]  # fmt: skip
    return charts, [one[PLOTLY] for one in bundles if PLOTLY in one]


@thinly
@pytest.mark.slow
def test_every_notebook_runs_on_little_and_shows_no_empty_chart(tmp_path, name):
    folder = thin.write(tmp_path, name)
    case, charts, figures = cases.load(folder), [], []
    fit = [path for path in paths.chapters() if chapters.applies(path, case)]
    with Notebooks(folder, 1) as running:
        for path in (paths.NOTEBOOKS / "00-start.ipynb", *fit):
            book = running.execute(path, {"case": str(folder)}, 100)
            found = drawn(book)
            charts += found[0]
            figures += found[1]
    assert charts and not [one.title for one in charts if one.blank]
    assert not [one["layout"]["title"] for one in figures if not one["data"]]


@pytest.mark.parametrize("name", ["one year", "one moment at some time before"])
def test_a_scale_that_no_event_has_a_place_on_is_not_drawn(tmp_path, name):
    shown = show(View(case=str(thin.write(tmp_path, name))))
    chart = timeline.chart(shown)
    assert chart.blank and chart.axis is None and chart.title
    assert "svg" not in "".join(chart._repr_mimebundle_())


def test_a_window_as_wide_as_the_scale_has_no_bracket_beside_others(tmp_path):
    events = [thin.event(1, "2021-01-01"), thin.event(2, "2021-12-31"),
              thin.event(3, "2021")]  # fmt: skip
    tables = thin.case(events)
    tables["sources"] = [thin.ARTICLE | {"when_article": "2021-12-31"}]
    chart = timeline.chart(show(View(case=str(worlds.write(tmp_path / "w", tables)))))
    rows = {row.record: row for group in chart.groups for row in group.rows}
    assert rows["E001"].shapes and rows["E003"].shapes == ()
    assert rows["E003"].evidence == "claimed · the article"
    assert rows["E003"].date == "in 2021"


# ---- in print ------------------------------------------------------------------------


@pytest.mark.browser
@thinly
def test_every_printed_page_of_little_has_words_on_it(browser, made, name):
    opening = opener(browser, {name: made[name].as_uri()})
    page = next(opening)(name).drawn().page
    page.emulate_media(media="print")
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    words = [len(sheet.extract_text().split()) for sheet in sheets]
    assert 0 < len(words) <= 4 and min(words) > 20, words  # more than its number
    next(opening, None)


@pytest.mark.browser
def test_a_page_of_one_reading_offers_no_other_and_has_room_for_its_number(
    browser, made
):
    opening = opener(browser, {"years": made["twenty years"].as_uri()})
    page = next(opening)("years", "narrow").drawn().page
    page.locator("#tools .filter").click()
    assert page.locator("[data-group=evidence]").count() == 1
    assert page.locator("[data-group=reading]").count() == 0
    number, words = (page.locator(f".numbers {one}").first.bounding_box()
                     for one in ("b", "strong"))  # fmt: skip
    assert number["x"] + number["width"] < words["x"]
    next(opening, None)
