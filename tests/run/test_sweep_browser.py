"""The page of a sweep in a real browser: both widths, dark, print, by keyboard."""

import base64
import csv
import io
import unicodedata
from functools import partial

import pypdf
import pytest

from helpers import theme
from helpers.page import offline
from helpers.run.sweep import inert
from tests import once
from tests.browsing import LOOKS, SIZES, evaluated, opener, violations
from tests.run import swept
from tests.run.swept import done, failed, finding

pytestmark = pytest.mark.browser

CELLS = (offline.HERE / "cells.js").read_text(encoding="utf-8")
ROWS = "table.runs tbody tr"


def _bare(folder):
    """Write a page with nothing to compare: the base failed, the others record none."""
    plan = swept.planned(folder)
    records = [failed(plan.runs[0]), *map(done, plan.runs[1:])]
    return swept.written(plan, records, folder)


def _of(values, folder):
    """Write a page of runs that found these values of one finding, or none."""
    plan = swept.planned(folder, grid={"memory": ["1 month", "2 months", "3 months"]})
    records = [
        done(run, *(finding("n", value) for value in some))
        for run, some in zip(plan.runs, values, strict=True)
    ]
    return swept.written(plan, records, folder)


MADE = {
    "harmful": swept.harmful,
    "thousand": swept.thousand,
    "bare": _bare,
    "sorted": partial(_of, [[9], [10.5], [10.25], []]),  # as numbers, not as text
    "negative": partial(_of, [[-3], [-10.5], ["=1+1"], []]),
}


@pytest.fixture(scope="module")
def addresses(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")

    def write(name):
        path = folder / f"{name}.html"
        path.write_text(MADE[name](folder / name), encoding="utf-8")
        return path.as_uri()

    real = once.made(tmp_path_factory, "sweep", swept.real) / "out" / "index.html"
    found = once.Asked(write)
    found["real"] = real.as_uri()
    return found


@pytest.fixture
def visit(browser, addresses):
    yield from opener(browser, addresses)


def column(page, nth):
    return page.locator(f"{ROWS} > :nth-child({nth})").all_inner_texts()


@pytest.mark.central
@pytest.mark.parametrize("name", ["real", "harmful", "bare", "thousand"])
@pytest.mark.parametrize("size", SIZES)
def test_a_page_asks_for_nothing_and_is_no_wider_than_its_window(
    visit, addresses, name, size
):
    seen = visit(name, size)
    seen.page.wait_for_timeout(200)
    assert set(seen.requests) <= {addresses[name], "data:,"}
    assert seen.told == [] and seen.dialogs == []
    across = "[document.documentElement.scrollWidth, document.body.scrollWidth]"
    assert max(seen.page.evaluate(across)) <= SIZES[size][0]


@pytest.mark.central
@pytest.mark.parametrize("name", ["real", "harmful", "bare"])
@pytest.mark.parametrize("how", LOOKS)
def test_axe_finds_no_violation(visit, name, how):
    size, scheme = how.split()
    assert violations(visit(name, size, color_scheme=scheme).page) == []


@pytest.mark.central
def test_a_head_sorts_by_number_and_blanks_come_last_both_ways(visit):
    page = visit("sorted").page
    head = page.locator("table.runs thead button").nth(3)

    def told():
        return [text.split("\n")[0] for text in column(page, 4)]

    assert told() == ["9", "10.5", "10.25", "not asked"]
    head.click()
    assert told() == ["9", "10.25", "10.5", "not asked"]
    head.focus()
    page.keyboard.press("Enter")
    assert told() == ["10.5", "10.25", "9", "not asked"]
    assert page.locator("th[aria-sort=descending]").count() == 1


@pytest.mark.central
def test_what_is_saved_is_the_table_and_no_formula(visit):
    page = visit("real").page
    with page.expect_download() as saving:
        page.get_by_role("button", name="Download CSV").last.click()
    assert saving.value.suggested_filename == "runs.csv"
    text = open(saving.value.path(), encoding="utf-8-sig").read()
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][:3] == ["View", "memory", "Findings moved"] and len(rows) == 5
    assert {row[1]: row[4] for row in rows[1:3]} == {"12 months": "9", "1 month": "7"}


def test_a_number_that_is_saved_stays_a_number_and_a_formula_text(browser):
    """The same in both writers of tables: the page's script, and Python."""
    numbers = ["-3", "-0.5", "+2", "-.5", "-1e-07", "-3.", "0", "12"]
    formulas = ["=1+1", "-3+1", "+49 30", "-3 = 2", "@sum", "-", "--3", "\t-3", "-3\n",
                "-3\n=1", "-1,000", "\r=1", "-e5", "-\u0663"]  # fmt: skip
    texts = ["", "Iran", "1-2", "\N{MINUS SIGN}3", "'-3"]
    cells = [*numbers, *formulas, *texts]
    scripts = f"const root = document.documentElement; {CELLS}"
    found = evaluated(browser, scripts, "(cells) => cells.map(harmless)", cells)
    assert found == [*numbers, *(f"'{cell}" for cell in formulas), *texts]
    assert [inert(cell) for cell in cells] == found


def test_a_column_of_negative_numbers_is_saved_as_numbers(visit):
    page = visit("negative").page
    with page.expect_download() as saving:
        page.get_by_role("button", name="Download CSV").last.click()
    text = open(saving.value.path(), encoding="utf-8-sig").read()
    rows = [row[3] for row in csv.reader(io.StringIO(text))]
    assert rows[1:] == ["-3", "-10.5", "'=1+1", ""]


def test_what_is_copied_is_the_table_in_its_order(visit):
    seen = visit("real", permissions=["clipboard-read", "clipboard-write"])
    seen.page.get_by_role("button", name="Copy").last.click()
    seen.page.get_by_text("Copied").wait_for()
    lines = seen.page.evaluate("navigator.clipboard.readText()").split("\n")
    assert lines[3].split("\t")[:3] == ["memory ever", "ever", "1"]


@pytest.mark.central
def test_without_scripts_everything_stands_there(visit):
    page = visit("real", java_script_enabled=False).page
    assert page.locator(ROWS).count() == 4
    assert page.locator(".multiples img").count() == 3
    assert page.get_by_role("button").count() == 0


@pytest.mark.central
def test_a_chart_leads_to_the_row_of_its_run(visit):
    page = visit("real").page
    page.locator(".multiples a").nth(2).click()
    assert page.locator("tr:target").inner_text().startswith("memory 1 month")
    assert page.locator("tr:target").is_visible()


def test_a_table_is_scrolled_by_keyboard(visit):
    page = visit("real", "narrow").page
    box = page.locator(".scroll:has(.runs)")
    box.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("(one) => one.scrollLeft > 0", arg=box.element_handle())


def test_in_the_dark_charts_and_ranges_take_the_dark_palette(visit):
    page = visit("real", color_scheme="dark").page
    red, green, blue = (int(theme.DARK["ink"][i : i + 2], 16) for i in (1, 3, 5))
    circle = page.locator(".reach circle").first
    fill = circle.evaluate("(one) => getComputedStyle(one).fill")
    assert fill == f"rgb({red}, {green}, {blue})"
    image = page.locator(".multiples img").first.get_attribute("src")
    drawn = base64.b64decode(image.partition(",")[2]).decode()
    assert theme.DARK["ink"] in drawn and "prefers-color-scheme:dark" in drawn


def test_print_holds_findings_runs_and_charts(visit):
    seen = visit("real")
    printed = pypdf.PdfReader(io.BytesIO(seen.page.pdf(prefer_css_page_size=True)))
    said = " ".join(" ".join(p.extract_text() for p in printed.pages).split())
    said = unicodedata.normalize("NFKC", said)  # without ligatures
    for told in ("Does the picture hold?", "letters of the memory", "Views that differ",
                 "was 9", "failed in small"):  # fmt: skip
        assert told in said, told


@pytest.mark.central
def test_a_hostile_sweep_runs_nothing_and_adds_nothing(visit):
    seen = visit("harmful")
    assert seen.dialogs == [] and seen.told == []
    assert seen.page.locator("img").count() == 0
    strange = "script:not([type]), svg[onload], [onerror], [onload], iframe, object"
    assert seen.page.locator(f"body :is({strange})").count() == 1
    assert "<img src=x onerror=alert(1)>" in seen.page.locator("main").inner_text()
