"""What is committed beside the code: executed notebooks and the static figures.

Run as ``python -m helpers.publish notebooks|figures``; both give the same bytes when
run again.
"""

import sys
from pathlib import Path

import nbformat

from helpers import check, parameters, paths, select, sweep
from helpers.cases import Case
from helpers.charts import (
    argument,
    matrix,
    network,
    robustness,
    strips,
    timeline,
    voices,
)
from helpers.charts.face import Chart
from helpers.kernels import Kernels
from helpers.parameters import View


def around(case: Case, asked: View) -> Chart:
    """Draw what moves around a view, out of its own sweep."""
    return robustness.chart(case, asked, sweep.around(asked))


# Every chart of the default run, in the order of the chapters.
DRAWN = [
    *(room.chart for room in (timeline, matrix, network, strips, voices, argument)),
    around,
]


def stripped(book: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Take out what differs from run to run: papermill's marks and the times."""
    book.metadata = nbformat.NotebookNode(
        kernelspec=book.metadata.kernelspec,
        language_info={"name": "python"},
        dateline=book.metadata.get("dateline", {}),
    )
    for cell in book.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.NotebookNode({"tags": tags} if tags else {})
    return book


def execute(path: Path, kernels: Kernels) -> str:
    """Execute a notebook with its own parameters and give its text."""
    book = kernels.execute(path, kernels.folder / path.name, {})
    return nbformat.writes(stripped(book)) + "\n"


def notebooks() -> list[Path]:
    """Execute the notebooks in place."""
    with Kernels() as kernels:
        for path in paths.chapters():
            paths.write(path, execute(path, kernels))
    return paths.chapters()


def charts() -> list[Chart]:
    """Draw every chart of the default run."""
    asked = parameters.View()
    case = select.view(check.load(asked.case), asked)
    return [draw(case, asked) for draw in DRAWN]


def readme(drawn: list[Chart]) -> str:
    """Write the list of the figures: file, title, parameters."""
    asked = parameters.View()
    rows = [
        f"| [`{c.name}.svg`]({c.name}.svg), [`.png`]({c.name}.png) | {c.title} |"
        f" `case` {asked.case}, the others as they come |"
        for c in drawn
    ]
    return "\n".join(
        [
            "# Figures",
            "",
            "The static charts of the default run, written by `make figures`.",
            "The same data and the pinned environment give the same bytes;"
            " a test compares them.",
            "",
            "| file | title | parameters |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def figures(folder: Path = paths.FIGURES) -> list[Path]:
    """Write the static charts as SVG and PNG, and their list."""
    drawn = charts()
    folder.mkdir(exist_ok=True)
    for chart in drawn:
        paths.write(folder / f"{chart.name}.svg", chart.svg + "\n")
        (folder / f"{chart.name}.png").write_bytes(chart.png)
    paths.write(folder / "README.md", readme(drawn))
    return sorted(folder.iterdir())


if __name__ == "__main__":
    for made in {"notebooks": notebooks, "figures": figures}[sys.argv[1]]():
        print(made.relative_to(paths.ROOT))
