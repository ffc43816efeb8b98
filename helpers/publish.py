"""What is committed beside the code: executed notebooks and the static figures.

Run as ``python -m helpers.publish notebooks|figures``; both give the same bytes when
run again.
"""

import sys
from functools import cache
from pathlib import Path

import nbformat

from helpers import paths
from helpers.case import check
from helpers.case.cases import Case
from helpers.charts import (
    argument,
    balance_index,
    matrix,
    network,
    robustness,
    strips,
    timeline,
    triads,
    voices,
    what_if,
)
from helpers.compare import direct
from helpers.draw.face import Chart
from helpers.kernels import Kernels
from helpers.run import form
from helpers.view import select
from helpers.view.parameters import View


def around(case: Case, asked: View) -> Chart:
    """Draw what moves around a view, out of its own sweep."""
    return robustness.chart(case, asked, direct.around(asked))


# Every chart of the default run, in the order of the chapters; those of balance that
# ask for more triangles than the first case has are drawn for the second.
SECOND = "great-war-1872-1907"
DEFAULT = View().case
DRAWN = [
    *((DEFAULT, room.chart) for room in (
        timeline, matrix, network, strips, voices, argument, triads)),
    *((SECOND, room.chart) for room in (balance_index, what_if)),
    (DEFAULT, around),
]  # fmt: skip


def stripped(book: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Take out what differs from run to run: papermill's marks and the times."""
    book = nbformat.from_dict(form.normalised(book))
    names = ("kernelspec", "language_info", "dateline")
    book.metadata = nbformat.NotebookNode(
        {name: book.metadata.get(name, {}) for name in names}
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


def charts() -> list[tuple[str, Chart]]:
    """Draw every chart of the default run, each with the name of its case."""
    return [(name, draw(*shown(name))) for name, draw in DRAWN]


@cache
def shown(name: str) -> tuple[Case, View]:
    """Take the default view of a case."""
    asked = View(case=name)
    return select.view(check.load(name), asked), asked


def readme(drawn: list[tuple[str, Chart]]) -> str:
    """Write the list of the figures: file, title, parameters."""
    rows = [
        f"| [`{c.name}.svg`]({c.name}.svg), [`.png`]({c.name}.png) | {c.title} |"
        f" `case` {case}, the others as they come |"
        for case, c in drawn
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
    for _, chart in drawn:
        paths.write(folder / f"{chart.name}.svg", chart.svg + "\n")
        (folder / f"{chart.name}.png").write_bytes(chart.png)
    paths.write(folder / "README.md", readme(drawn))
    return sorted(folder.iterdir())


if __name__ == "__main__":
    for made in {"notebooks": notebooks, "figures": figures}[sys.argv[1]]():
        print(made.relative_to(paths.ROOT))
