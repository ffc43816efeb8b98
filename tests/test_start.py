"""The notebook to start with: each recipe gives what the case holds, of any case."""

import re
from collections import Counter
from functools import cache

import nbformat
import pytest

from helpers import paths, publish
from helpers.case import cases
from helpers.run import forking
from helpers.run.notebooks import Notebooks
from helpers.view import relations
from helpers.view.parameters import View
from helpers.view.shown import show
from tests import books
from tests.once import slowly

FIRST, *OTHERS = cases.names()
CASES = [FIRST, *slowly(*OTHERS)]


def start():
    return nbformat.read(publish.START, as_version=4)


@cache
def ran(case):
    """Give what each cell shows, in a run of its own."""
    book = books.run(publish.START, case=case)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    given = {"parameters", "injected-parameters", "skip-execution"}
    return {c.id: c.outputs for c in code if not given & {*c.metadata.get("tags", [])}}


def told(case, cell):
    (output,) = ran(case)[cell]
    return output.data["text/plain"]


def counted(text):
    """Read a series as it is printed."""
    pairs = re.findall(r"(?m)^(.+?) +(\d+)$", text)
    return {name.strip(): int(n) for name, n in pairs}


@pytest.mark.parametrize("case", CASES)
def test_every_cell_of_every_case_shows_something_and_warns_of_nothing(case):
    for cell, outputs in ran(case).items():
        kinds = [output.output_type for output in outputs]
        assert kinds in (["execute_result"], ["display_data"]), cell


@pytest.mark.parametrize("case", CASES)
def test_the_tables_are_counted(case):
    whole = cases.load(case)
    rows = {name: len(frame) for name, frame in whole.tables.items()}
    assert counted(told(case, "tables").rsplit("\n", 1)[0]) == rows


@pytest.mark.parametrize("case", CASES)
def test_the_acts_are_those_between_two_in_a_year(case):
    whole = cases.load(case)
    pair = [whole.actor_names[one] for one in whole.focus[:2]]
    shown = show(View(case=case, pair=pair, basis=["act"]))
    years = [shown.when(row).begin_earliest for row in shown.case.rows("relations")]
    last = max(day.year for day in years if day)
    n = sum(day is not None and day.year == last for day in years)
    lines = re.findall(r"(?m)^\d+ +\S", told(case, "acts"))
    assert len(set(lines)) >= 1 and n == len({x.split()[0] for x in lines})


@pytest.mark.parametrize("case", CASES)
def test_who_stood_with_whom_is_what_the_ties_of_the_day_are(case):
    shown = show(View(case=case))
    ties = shown.ties[shown.ties.kind == "tie"]
    names = shown.case.actor_names
    text = told(case, "stood")
    for tie in ties.itertuples():
        line = rf"{names[tie.a]} +{names[tie.b]} +{tie.state} +{tie.holds}"
        assert re.search(line, text)
    assert len(text.splitlines()) == 1 + len(ties)


@pytest.mark.parametrize("case", CASES)
def test_what_rests_on_voices_is_counted_by_the_view(case):
    found = counted(told(case, "rests").rsplit("\n", 1)[0])
    for name, word in (("unnamed voices", "unnamed"), ("one origin", "single")):
        left = show(View(case=case, voices=[word])).case.relations
        assert found[name] == len(left)


@pytest.mark.parametrize("case", CASES)
def test_twenty_views_are_those_of_the_days_on_which_a_tie_changes(case):
    shown = show(View(case=case))
    days = [d for d in relations.changes(shown.case, shown.view) if d <= shown.day]
    text = told(case, "twenty")
    assert re.findall(r"(?m)^\d{4}-\d\d-\d\d", text) == [str(d) for d in days[-20:]]


def test_a_chart_is_saved_in_two_kinds_and_left_nowhere():
    assert told(FIRST, "saved") == "['timeline.svg', 'timeline.pdf']"
    assert not list(paths.NOTEBOOKS.glob("timeline.*"))


@pytest.mark.parametrize("case", CASES)
def test_a_month_is_counted_where_it_is_known(case):
    shown = show(View(case=case)).of_all
    begun = [shown.when(row) for row in shown.case.rows("events")]
    ends = [(w.begin_earliest, w.begin_latest) for w in begun]
    months = [(f"{a:%Y-%m}", f"{b:%Y-%m}") for a, b in ends if a and b]
    known = Counter(first for first, last in months if first == last)
    text = told(case, "months")
    assert counted(text) == dict(sorted(known.items())[-10:])
    assert f"{sum(known.values())} of {len(begun)} events" in str(ran(case)["drawn"])


def test_the_days_can_be_turned_by_whoever_reads_and_the_last_has_a_picture():
    (still,) = ran(FIRST)["still"]
    assert "<img alt=" in still.data["text/html"]
    (turned,) = [c for c in start().cells if c.id == "turned"]
    assert turned.metadata.tags == ["skip-execution"] and turned.outputs == []
    assert len([line for line in turned.source.splitlines() if line]) == 3


@pytest.mark.slow
def test_it_is_no_chapter_and_is_committed_as_it_runs():
    assert publish.START not in paths.chapters() and len(paths.chapters()) == 5
    made = publish.execute(publish.START, books.running())
    assert made == publish.START.read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_widget_ends_its_run_in_a_plain_kernel_too(tmp_path, monkeypatch):
    """It once hung in one run of five: nothing woke it where a reply had come."""
    monkeypatch.setenv(forking.PLAIN, "plain")
    book = start()
    next(c for c in book.cells if c.id == "turned").metadata.clear()
    nbformat.write(book, tmp_path / "turned.ipynb")
    with Notebooks() as running:
        made = running.execute(tmp_path / "turned.ipynb", {}, 120)
    (outputs,) = [cell.outputs for cell in made.cells if cell.id == "turned"]
    assert "application/vnd.jupyter.widget-view+json" in outputs[0].data
