"""What is committed beside the code: executed notebooks, static figures, the README.

Run as ``python -m helpers.publish notebooks|figures|readme``; each gives the same bytes
when run again.
"""

import re
import sys
from functools import cache
from importlib import import_module
from pathlib import Path

import nbformat

from helpers import FOLDERS, balance, paths
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
from helpers.run import form
from helpers.run.notebooks import Notebooks
from helpers.text import answers, opening, summary, theory, verdicts
from helpers.view.parameters import View
from helpers.view.shown import Shown, show


def around(shown: Shown) -> Chart:
    """Draw what moves around a view, out of its own sweep."""
    return robustness.chart(shown, direct.around(shown))


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


def execute(path: Path, running: Notebooks) -> str:
    """Execute a notebook with its own parameters and give its text."""
    return nbformat.writes(stripped(running.execute(path, {}))) + "\n"


def notebooks() -> list[Path]:
    """Execute the notebooks in place."""
    with Notebooks() as running:
        for path in paths.chapters():
            paths.write(path, execute(path, running))
    return paths.chapters()


@cache
def charts() -> list[tuple[str, Chart]]:
    """Draw every chart of the default run, each with the name of its case."""
    return [(name, draw(shown(name))) for name, draw in DRAWN]


@cache
def shown(name: str) -> Shown:
    """Take the default view of a case."""
    return show(View(case=name))


def figure_list(drawn: list[tuple[str, Chart]]) -> str:
    """Return the list of the figures: file, title, parameters."""
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
    paths.write(folder / "README.md", figure_list(drawn))
    return sorted(folder.iterdir())


README = paths.ROOT / "README.md"
QUOTED = r"(?:> .*\n)+"


def quoted(text: object) -> str:
    """Return lines as a quotation in Markdown."""
    return "".join(f"> {line}\n" for line in str(text).split("\n"))


def opened(first: opening.First) -> str:
    """Return the first screen as a quotation in Markdown: the finding, the numbers."""
    told = [f"- **{n.value} {n.head}.** {n.sentence}" for n in first.numbers]
    return quoted("\n".join([first.finding, *told]))


def folders() -> str:
    """Return the list of the helpers' folders, each in its own words."""
    told = {name: import_module(f"helpers.{name}").__doc__ for name in FOLDERS}
    return "".join(
        f"- `helpers/{name}/`: {' '.join(words.split())}\n"
        for name, words in told.items()
    )


def blocks() -> list[tuple[str, str, str]]:
    """List the README's computed blocks: what stands before, its pattern, its words."""
    view = shown(DEFAULT)
    held = str(verdicts.picture(view, direct.around(view))).split("\n")[:3]
    questions = {
        "Which acts of the first two were against the third, and who says so?":
            answers.against(view),
        "Did one thing bring about the other?": answers.causes(view),
        "Who is discussed but never quoted?": answers.unheard(view),
        "Does a shared opponent make partners?":
            theory.reading(balance.picture(view)),
        "Does the picture hold?": "\n".join(held),
    }  # fmt: skip
    sure = summary.reading(view)
    return [
        ("names its source:\n\n", QUOTED, opened(opening.first(view))),
        ("**How sure are we?** ", r".*\n", f"{sure}\n"),
        ("holds the case: ", r".*\n", f"{summary.holdings(view.whole)}.\n"),
        *((f"**{q}**\n\n", QUOTED, quoted(said)) for q, said in questions.items()),
        ("from those above it in this list:\n\n", r"(?:- `helpers/.*\n)+", folders()),
    ]


def readme() -> str:
    """Return the README with what is computed in it as it is now."""
    text = README.read_text(encoding="utf-8")
    for before, pattern, said in blocks():
        text = replaced(text, re.escape(before), pattern, said)
    for _, chart in charts():
        after = re.escape(f"](figures/{chart.name}.svg)")
        told = f"{chart.title}. {chart.subtitle}"
        text = replaced(text, r"!\[", rf"[^\n]*(?={after})", told)
    return text


def replaced(text: str, before: str, pattern: str, said: str) -> str:
    """Put what is said in the one place of a pattern that stands after some words."""
    text, places = re.subn(f"({before}){pattern}", lambda found: found[1] + said, text)
    if places != 1:
        raise ValueError(
            f"README.md has {places} places for {before}{pattern}, not one."
        )
    return text


def write_readme() -> list[Path]:
    """Write the README's computed blocks anew."""
    paths.write(README, readme())
    return [README]


TARGETS = {"notebooks": notebooks, "figures": figures, "readme": write_readme}

if __name__ == "__main__":
    for made in TARGETS[sys.argv[1]]():
        print(made.relative_to(paths.ROOT))
