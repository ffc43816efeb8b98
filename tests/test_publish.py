import io
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest
from matplotlib import image

from helpers import paths, publish
from helpers.case.schema import Column
from helpers.charts import FIGURES
from helpers.draw.picture import MIME, Picture
from helpers.view.parameters import View


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("figures") / "new"
    publish.figures(folder)
    return folder


@pytest.fixture(scope="module")
def drawn():
    return publish.charts()


def names(folder, *ends):
    return sorted(p.name for p in folder.iterdir() if p.suffix in ends)


def test_the_committed_figures_are_all_that_the_default_run_gives(drawn):
    wanted = {f"{chart.name}.{end}" for _, chart in drawn for end in ("svg", "png")}
    assert {*names(paths.FIGURES, ".svg", ".png", ".md")} == wanted | {"README.md"}
    assert len(wanted) == 2 * len(FIGURES)


def test_the_committed_svgs_are_what_the_default_run_gives(drawn):
    for _, chart in drawn:
        kept = (paths.FIGURES / f"{chart.name}.svg").read_text(encoding="utf-8")
        assert kept == chart.svg + "\n", chart.name


@pytest.mark.slow
def test_all_figures_are_written(made):
    ends = ".svg", ".png", ".md"
    assert names(made, *ends) == names(paths.FIGURES, *ends)
    for name in names(made, ".svg", ".md"):
        assert (paths.FIGURES / name).read_bytes() == (made / name).read_bytes(), name


@pytest.mark.slow
def test_the_committed_pngs_show_what_the_default_run_gives(made):
    for name in names(made, ".png"):
        one, two = (
            image.imread(io.BytesIO((folder / name).read_bytes()), format="png")
            for folder in (paths.FIGURES, made)
        )
        assert one.shape == two.shape and np.array_equal(one, two), name


def test_the_list_of_figures_is_what_the_default_run_gives(drawn):
    listed = (paths.FIGURES / "README.md").read_text(encoding="utf-8")
    assert listed == publish.figure_list(drawn)


def test_the_list_names_file_title_and_parameters_of_each_figure(drawn):
    listed = publish.figure_list(drawn)
    for case, chart in drawn:
        (row,) = [line for line in listed.splitlines() if f"`{chart.name}.svg`" in line]
        assert chart.title in row and f"`case` {case}" in row


def test_every_figure_is_a_picture_under_its_name():
    every = [chart for _, chart in publish.charts()]
    assert all(isinstance(chart, Picture) for chart in every)
    assert [chart.name for chart in every] == [one.name for one in FIGURES]


def test_every_chart_of_the_notebooks_is_among_the_figures():
    for path in paths.chapters():
        book = nbformat.read(path, as_version=4)
        for cell in book.cells:
            for output in cell.get("outputs", []):
                if MIME in output.get("data", {}):
                    name = output.data[MIME]["name"]
                    figure = paths.FIGURES / f"{name}.svg"
                    kept = figure.read_text(encoding="utf-8")
                    assert output.data["image/svg+xml"] == kept.rstrip("\n")


def test_an_executed_notebook_is_stripped_of_what_differs_from_run_to_run():
    cell = nbformat.v4.new_code_cell(
        "1",
        metadata={
            "tags": ["x"],
            "dateline": {"short": "When"},
            "execution": {"a": "b"},
        },
    )
    book = nbformat.v4.new_notebook(
        cells=[cell],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"},
                  "papermill": {"duration": 1.5},
                  "language_info": {"name": "python", "version": "3.11.7"}},
    )  # fmt: skip
    told = nbformat.writes(publish.stripped(book))
    assert '"tags"' in told and '"short": "When"' in told
    for gone in ('execution"', "papermill", "duration", "3.11.7"):
        assert gone not in told


def test_a_chapter_asks_for_each_parameter_of_a_view(tmp_path):
    chapter = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("old = 1")])
    chapter.cells[0].metadata["tags"] = ["parameters"]
    path = tmp_path / "01-new.ipynb"
    paths.write(path, nbformat.writes(chapter) + "\n")
    publish.ask(path)
    given = {}
    exec(nbformat.read(path, 4).cells[0].source, given)  # noqa: S102 - our own cell
    asked = {name: given[name] for name in View.model_fields}
    assert asked == View().model_dump()


@pytest.mark.parametrize(
    "column, allowed",
    [
        (Column("a", "A."), "text"),
        (Column("a", "A.", required=True), "must be filled"),
        (Column("a", "A.", required=True, follows=True, values=("x", "y")),
         "`x`, `y`; may be blank"),
        (Column("a", "A.", listed=True, refers="E"), "ids that begin with E; list"),
        (Column("a", "A.", edtf=True), "EDTF"),
        (Column("a", "A.", within=90), "a number from -90 to 90"),
    ],
)  # fmt: skip
def test_the_dictionary_says_what_a_column_takes(column, allowed):
    table = SimpleNamespace(file="a.csv", row="a thing", columns=(column,))
    told = publish.dictionary((table,))
    assert told.splitlines()[-1] == f"| `a` | A. | {allowed} |"
    assert told.startswith("## `a.csv`\n\nA row is a thing.\n")
