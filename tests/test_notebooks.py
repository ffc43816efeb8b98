import ast
import json
import re
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from statistics import median

import nbformat
import papermill
import pytest
from papermill.exceptions import PapermillExecutionError

from helpers import paths, publish
from helpers.draw.picture import MIME
from helpers.view import parameters
from tests import books, once, worlds
from tests.once import slowly

CHAPTERS = paths.chapters()
ALL = sorted(paths.NOTEBOOKS.glob("[!m]*.ipynb"))  # none of a reader, my-*
PLOTLY = "application/vnd.plotly.v1+json"
ID = re.compile(r"<td>\[?[SAMERCQ]\d{3}")
TIMELINE = paths.NOTEBOOKS / "01-timeline.ipynb"
BIN = Path(sys.executable).parent
FORBIDDEN = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.For,
             ast.AsyncFor, ast.While, ast.ListComp, ast.SetComp, ast.DictComp,
             ast.GeneratorExp, ast.Try, ast.With)  # fmt: skip


@pytest.fixture(params=CHAPTERS, ids=lambda path: path.stem)
def book(request):
    return nbformat.read(request.param, as_version=4)


def code(book):
    return [c for c in book.cells if c.cell_type == "code"]


def prose(book):
    return [c.source for c in book.cells if c.cell_type == "markdown"]


def own_code(book):
    """List the code cells apart from the parameters."""
    return [c for c in code(book) if "parameters" not in c.metadata.get("tags", [])]


def outputs(book):
    return [output for cell in code(book) for output in cell.outputs]


# ---- form -----------------------------------------------------------------------


def test_every_notebook_is_a_chapter_but_those_for_work_of_ones_own():
    others = {p.name for p in ALL} - {p.name for p in CHAPTERS}
    assert TIMELINE in CHAPTERS and others == {
        "00-start.ipynb", "coding.ipynb", "explorer.ipynb",
    }  # fmt: skip


def test_a_text_of_ones_own_is_coded_in_a_copy_that_git_ignores():
    ignored = (paths.ROOT / ".gitignore").read_text("utf-8").split()
    for told in ("notebooks/coding.ipynb", "notebooks/README.md",
                 "helpers/case/new_case.md"):  # fmt: skip
        named = re.findall(
            r"notebooks/my-[\w-]+\.ipynb", (paths.ROOT / told).read_text()
        )
        assert named, told
        assert all(any(fnmatch(one, way) for way in ignored) for one in named)
    assert not any(fnmatch(str(p.relative_to(paths.ROOT)), way)
                   for p in ALL for way in ignored)  # fmt: skip


def test_the_first_cell_asks_a_question(book):
    first = book.cells[0]
    title = first.source.splitlines()[0]
    assert first.cell_type == "markdown"
    assert title.startswith("# ") and title.endswith("?")


def test_every_section_asks_and_at_the_end_the_reader_may(book):
    headings = [h for text in prose(book) for h in re.findall(r"^## (.+)", text, re.M)]
    assert headings[-2:] == [
        "What this shows, and what it does not", "What can you change?",
    ]  # fmt: skip
    assert all(h.endswith("?") or h.startswith("What ") for h in headings)


def test_the_second_cell_holds_the_parameters(book):
    tagged = [
        n
        for n, c in enumerate(book.cells)
        if "parameters" in c.metadata.get("tags", [])
    ]
    assert tagged == [1]


def test_the_parameters_are_the_views_own_names_defaults_and_descriptions(book):
    assert book.cells[1].source == publish.asking()


def test_code_cells_are_few_and_short(book):
    sizes = [len(c.source.splitlines()) for c in own_code(book)]
    assert len(sizes) + 1 <= 30
    assert median(sizes) <= 3
    assert max(sizes) <= 12


def test_no_cell_holds_machinery(book):
    for cell in code(book):
        for node in ast.walk(ast.parse(cell.source)):  # a magic does not parse
            assert not isinstance(node, FORBIDDEN), cell.source
            called = getattr(node, "func", None)
            assert getattr(called, "id", "") not in ("print", "display", "eval", "exec")


def test_prose_stands_before_every_code_cell(book):
    for before, cell in zip(book.cells, book.cells[1:], strict=False):
        if cell.cell_type == "code":
            assert before.cell_type == "markdown" and before.source.strip()


def test_static_prose_holds_no_number(book):
    for text in prose(book):
        assert not re.search(r"\d", text), text


def test_the_cells_were_executed_in_order(book):
    counts = [c.execution_count for c in code(book)]
    assert counts == list(range(1, len(counts) + 1))


def test_there_is_no_warning_no_error_and_nothing_on_stderr(book):
    for output in outputs(book):
        assert output.output_type in ("execute_result", "display_data"), output
    told = json.dumps(outputs(book))
    assert "Warning" not in told and "Traceback" not in told


def test_every_chart_has_its_static_face_inside(book):
    drawn = [o.data for o in outputs(book) if MIME in o.get("data", {})]
    assert drawn
    for data in drawn:
        assert data["image/svg+xml"].startswith("<svg") and data[MIME]["alt"]


def test_a_reader_sees_the_data_then_the_number_by_hand_then_the_chart(book):
    cells = code(book)
    derived = [c for c in cells if "derived" in c.metadata.get("tags", [])]
    assert all(len(cell.source.splitlines()) <= 6 for cell in derived)
    (frame,) = [output.data["text/html"] for output in derived[0].outputs]
    head, *rows = re.findall(r"<tr.*?</tr>", frame, re.DOTALL)
    assert 'class="dataframe"' in frame and head.count("<th>") == 6
    assert 0 < len(rows) <= 10 and not ID.search(frame)
    *_, asserts = [n for n, c in enumerate(cells) if "\nassert " in c.source]
    (shown,) = cells[asserts].outputs
    assert re.search(r"\d", shown.data["text/plain"])
    drawn = [n for n, c in enumerate(cells) if MIME in str(c.outputs)]
    assert cells.index(derived[0]) <= 5 and asserts < drawn[0]


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_the_committed_notebook_reads_well_by_any_program(path):
    """What JupyterLab, nbviewer, VS Code and nbconvert make of it."""
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    for cell in book.cells:
        assert cell.source.strip(), cell.id
        for line in re.findall(r"(?m)^- .*", cell.source):
            assert line.endswith((".", "?")), line
    for data in (o.data for o in outputs(book)):
        assert all(data.values()) and data.get("text/plain", PLOTLY in data)
        pictures = re.findall(r"<img\b[^>]*>", data.get("text/html", ""))
        assert all(re.search(r' alt="[^"]{20,}"', one) for one in pictures)
        assert bool(pictures) or "image/svg+xml" not in data
        for script in ("<script", "<iframe", "onclick="):  # they run in no viewer
            assert script not in data.get("text/html", "")


def test_nothing_of_the_run_is_left_in_the_metadata(book):
    assert set(book.metadata) == {"kernelspec", "language_info", "dateline"}
    assert dict(book.metadata.language_info) == {"name": "python"}
    for cell in book.cells:
        assert set(cell.metadata) <= {"tags", "dateline"}
        assert set(cell.metadata.get("dateline", {})) <= {"short"}
        assert not {"injected-parameters", "papermill-error-cell-tag"} & set(
            cell.metadata.get("tags", [])
        )


def test_no_path_of_a_machine_is_in_a_notebook(book):
    assert not re.search(r"/(home|tmp|root|Users|work)/", nbformat.writes(book))


# ---- runs -----------------------------------------------------------------------

GOOD = {
    "narrow": {"start": "2021-08", "end": "2021-08", "dates": "known"},
    "wide": {"start": "1900", "end": "2100", "gaps": "linear", "dates": "article"},
    "both": {"dates": "both", "actors": ["Taliban"], "exclude": ["E002"]},
    "nothing": {"start": "1950", "end": "1951", "statuses": ["denied"]},
    "year": {"as_of": 2018},
}
OTHERS = {  # the later chapters, under what means something to them
    "02-actors": {
        "everybody": {"level": "all", "memory": "ever"},
        "early": {"as_of": "2020-10", "layers": ["article"]},
        "none": {"start": "1950", "end": "1951", "statuses": ["asked"]},
    },
    "03-sources": {
        "without": {"exclude": ["S002"], "level": "all"},
        "outside": {"layers": ["context"], "dates": "known"},
        "none": {"start": "1950", "end": "1951", "statuses": ["asked"]},
    },
    "04-balance": {
        "early": {"as_of": "2019-12"},
        "war": {"case": "great-war-1872-1907"},
        "none": {"start": "1950", "end": "1951", "statuses": ["asked"]},
    },
    "05-robustness": {
        "without": {"exclude": ["S002"]},
        "article": {"dates": "article", "layers": ["article"]},
        "none": {"start": "1950", "end": "1951", "statuses": ["asked"]},
    },
}
KEYS = [(chapter, name) for chapter, given in OTHERS.items() for name in given]
FEW = [key for key in KEYS[::3] if key[0] != "05-robustness"]
KEYS = [*FEW, *slowly(*((key,) for key in KEYS if key not in FEW))]
DRAWN = {"02-actors": 4, "03-sources": 2, "04-balance": 1, "05-robustness": 1}
DRAWN_OTHERWISE = {
    ("04-balance", "war"): 3,  # enough triangles for the course and the single changes
    ("04-balance", "none"): 0,  # no triangle: a sentence says so
    ("05-robustness", "none"): 0,  # nothing to leave out: a sentence says so
}
WRONG = {
    "end before start": {"start": "2021", "end": "2020-05"},
    "no such parameter": {"strat": "2018-01-01"},
}
EVENT = "Burns meets Baradar"


@pytest.fixture(scope="module")
def runs():
    """Run the notebook under the parameters that a test asks for, or itself."""

    def run(name):
        given = (GOOD | WRONG | {"itself": None})[name]
        if given is None:
            return publish.execute(TIMELINE, books.running())
        try:
            return books.run(TIMELINE, **given)
        except PapermillExecutionError as error:
            return error

    return once.Asked(run)


@pytest.fixture(scope="module")
def others():
    """Run a later chapter under the parameters that a test asks for, or itself."""

    def run(key):
        chapter, name = key
        path = paths.NOTEBOOKS / f"{chapter}.ipynb"
        if name == "itself":
            return publish.execute(path, books.running())
        return books.run(path, **OTHERS[chapter][name])

    return once.Asked(run)


def told(runs, name):
    """Give the text and the list that a run shows."""
    book = runs[name]
    assert isinstance(book, nbformat.NotebookNode), book
    for output in outputs(book):
        assert output.output_type == "execute_result", output
    return books.shown(book)


def listed(runs, name):
    """Give the list of records, which stands before the findings."""
    return told(runs, name)[-2]


def chart(runs, name):
    (drawn,) = [o.data for o in outputs(runs[name]) if MIME in o.get("data", {})]
    return drawn


def shows(drawn):
    """Return whether a chart is a picture; one without rows is its words."""
    picture = drawn.get("image/svg+xml", "")
    words = f'<p class="reading">{drawn[MIME]["title"]}.</p>'
    assert picture.startswith("<svg") or drawn["text/html"] == words
    return bool(picture)


@pytest.mark.parametrize("name", GOOD)
def test_the_notebook_runs_without_a_warning_under(runs, name):
    assert told(runs, name)
    assert shows(chart(runs, name)) is (name != "nothing")


def test_the_committed_notebook_is_what_it_gives(runs):
    assert runs["itself"] == TIMELINE.read_text(encoding="utf-8")


def test_every_chapter_is_run():
    assert {"01-timeline", *OTHERS} == {path.stem for path in CHAPTERS}


@pytest.mark.parametrize("chapter", ["02-actors", "03-sources", "04-balance",
                                     *slowly("05-robustness")])  # fmt: skip
def test_the_later_chapters_are_what_they_give(others, chapter):
    kept = (paths.NOTEBOOKS / f"{chapter}.ipynb").read_text(encoding="utf-8")
    assert others[chapter, "itself"] == kept


@pytest.mark.parametrize("key", KEYS)
def test_the_later_chapters_run_without_a_warning_under(others, key):
    assert told(others, key)
    drawn = [o.data for o in outputs(others[key]) if MIME in o.get("data", {})]
    assert len(drawn) == DRAWN_OTHERWISE.get(key, DRAWN[key[0]])
    for chart in drawn:
        assert (shows(chart) or key[1] == "none") and chart[MIME]["alt"]


def test_level_and_memory_change_what_the_actors_chapter_says(others):
    text = "\n".join(told(others, ("02-actors", "everybody")))
    assert "View: level all, memory ever." in text and "Acts count for ever" in text
    assert "Burns" in text  # by himself, no longer as the United States


def test_ties_are_as_of_the_day_that_is_asked_for(others):
    text = "\n".join(told(others, ("02-actors", "early")))
    assert "Acts and words in the twelve months to 31 October 2020" in text
    assert "air strikes hit" not in text


@pytest.mark.slow
def test_a_later_chapter_without_records_says_so(others):
    assert told(others, ("02-actors", "none"))[0].startswith("Nothing is left: none of")
    text = "\n".join(told(others, ("02-actors", "none")))
    assert (
        "No tie in this view rests on acts and words" in text
        and "No record of a pair in this view has a date" in text
    )
    text = "\n".join(told(others, ("03-sources", "none")))
    assert "No record of the article in this view names a voice" in text


def test_the_chapter_on_balance_decides_by_the_data_what_it_draws(others):
    text = "\n".join(told(others, ("04-balance", "early")))
    assert "with both signs" in text or "both" in text
    assert "Single changes" not in text
    assert text.count("Index over time. ") == 1  # as a figure, and not as a chart
    text = "\n".join(told(others, ("04-balance", "war")))
    assert "15 ties form 20 triangles" in text and "Single changes. " in text
    assert text.count("Index over time. ") == 2
    text = "\n".join(told(others, ("04-balance", "none")))
    assert "there is no triangle of ties in this view, so the theory says" in text


@pytest.mark.slow
def test_the_last_chapter_says_what_remains_without_a_source(others):
    text = "\n".join(told(others, ("05-robustness", "without")))
    assert "View: exclude S002." in text
    assert "Without McKenzie, the other sources have two of four episodes" in text
    assert "Our secret Taliban air force" not in text


def test_the_last_chapter_without_records_says_why(others):
    text = "\n".join(told(others, ("05-robustness", "none")))
    assert "This view has no finding that could change" in text


def test_a_month_shows_what_touches_that_month_and_no_more(runs):
    text = "\n".join(told(runs, "narrow"))
    assert EVENT in text and "Attacks of 9/11" not in text
    assert "View: start 2021-08, end 2021-08, dates known." in text


def test_a_selection_that_leaves_nothing_says_so_on_a_valid_page(runs):
    text = told(runs, "nothing")
    assert text[0].startswith("Nothing is left")
    assert (
        "start 1950, end 1951" in text[0]
        and "Change start, end or statuses." in text[0]
    )
    assert "Nothing in this view is dated" in chart(runs, "nothing")["text/plain"]


def test_the_dates_that_are_read_are_the_dates_that_are_shown(runs):
    lists = {
        "known": listed(runs, "narrow"),
        "article": listed(runs, "wide"),
        "both": listed(runs, "both"),
    }
    window, day = worlds.WINDOW, "23 August 2021"
    lines = {
        name: next(line for line in text.splitlines() if EVENT in line)
        for name, text in lists.items()
    }
    assert lines["known"].endswith(f": {day}")
    assert lines["article"].endswith(f": {window}")
    assert lines["both"].endswith(f": {window}; other sources: {day}")


def test_an_excluded_record_is_gone_from_chart_and_list(runs):
    assert "US engages the Taliban in Doha" in listed(runs, "wide")
    assert "US engages the Taliban in Doha" not in listed(runs, "both")


def test_a_year_given_as_a_number_means_its_last_day(runs):
    text = listed(runs, "year")
    assert "US engages the Taliban in Doha" in text and EVENT not in text


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("end before start",
         r"end = '2020-05': comes before start = '2021'. Allowed: .+"),
        ("no such parameter",
         r"strat = '2018-01-01': there is no such parameter, did you mean 'start'\?"
         r" Allowed: case, start, end.+"),
    ],
)  # fmt: skip
def test_a_wrong_value_stops_with_one_sentence(runs, name, sentence):
    error = runs[name]
    assert isinstance(error, PapermillExecutionError)
    assert re.search(sentence + "$", books.last_line(str(error)))
    assert "Traceback" not in str(error)


# ---- by the commands that a reader types ------------------------------------------


@pytest.fixture(scope="module")
def commands(tmp_path_factory):
    """Type papermill's commands in a folder that is not the project's."""
    folder = tmp_path_factory.mktemp("elsewhere")
    typed = {
        "good": [str(TIMELINE), "out.ipynb", "-p", "start", "2018-01-01",
                 "-p", "dates", "known", "-p", "as_of", "2021", "--inject-paths",
                 "-p", "actors", "[US, 'Taliban']"],
        "wrong": [str(TIMELINE), "wrong.ipynb", "-p", "actors", "Talliban"],
        "help": ["--help-notebook", str(TIMELINE)],
    }  # fmt: skip

    def run(arguments):
        return subprocess.run(
            [BIN / "papermill", *arguments], cwd=folder, capture_output=True, text=True,
            timeout=120, check=False,
        )  # fmt: skip

    return folder, once.Asked(lambda name: run(typed[name]))


@pytest.mark.slow
def test_papermill_runs_it_from_any_folder(commands):
    folder, done = commands
    assert done["good"].returncode == 0, done["good"].stderr
    shown = books.shown(nbformat.read(folder / "out.ipynb", as_version=4))
    assert "View: start 2018-01-01, as_of 2021, " in shown[0]
    assert "actors US; Taliban, dates known." in shown[0]
    cells = nbformat.read(folder / "out.ipynb", as_version=4).cells
    assert any("PAPERMILL_OUTPUT_PATH = " in cell.source for cell in cells)


@pytest.mark.slow
def test_a_chapter_is_prepared_without_the_outputs_of_another_case(tmp_path):
    """As their README says; papermill keeps those of the file that it reads."""
    readme = (paths.NOTEBOOKS / "README.md").read_text(encoding="utf-8")
    (typed,) = re.findall(r"^\S+ nbconvert .*\|\n.*--prepare-only$", readme, re.M)
    typed = typed.replace("prepared.ipynb", str(tmp_path / "prepared.ipynb"))
    typed = typed.replace(".venv/bin", str(BIN))
    done = subprocess.run(
        ["sh", "-c", typed], cwd=paths.ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    prepared = nbformat.read(tmp_path / "prepared.ipynb", as_version=4)
    assert not outputs(prepared)
    assert [c.execution_count for c in code(prepared)] == [None] * len(code(prepared))
    (given,) = [c for c in prepared.cells if "case = " in c.source]
    assert 'case = "great-war-1872-1907"' in given.source


@pytest.mark.slow
def test_papermill_stops_with_our_sentence_as_its_last_line(commands):
    _, done = commands
    assert done["wrong"].returncode != 0
    sentence = r"actors = 'Talliban': .*did you mean 'Taliban'.* Allowed: .+"
    assert re.fullmatch(sentence, books.last_line(done["wrong"].stderr))


def test_a_cell_that_ends_within_its_time_is_not_cut_off(tmp_path):
    path = books.make(tmp_path / "a.ipynb", "import time; time.sleep(0.3)", "'done'")
    book = papermill.execute_notebook(
        path, None, engine_name="dateline", execution_timeout=60, progress_bar=False
    )
    assert books.shown(book) == ["'done'"]


@pytest.mark.slow
def test_papermills_help_explains_every_parameter(commands):
    _, done = commands
    said = " ".join(done["help"].stdout.split())
    assert done["help"].returncode == 0
    for name, field in parameters.View.model_fields.items():
        assert re.search(rf"\b{name}: ", said), name
        assert field.description in said


@pytest.mark.parametrize(
    "chapter",
    [
        pytest.param(path, id=path.stem, marks=[pytest.mark.slow] if nth else [])
        for nth, path in enumerate(CHAPTERS)
    ],
)
def test_the_stored_outputs_are_what_the_cells_give(chapter):
    """By nbval; the chapters' own bytes are compared above, all of them."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider",
         "-o", "addopts=", "--nbval", "--nbval-current-env", str(chapter)],
        cwd=paths.ROOT, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
