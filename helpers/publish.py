"""What is committed beside the code: notebooks, static figures, computed READMEs.

Run as ``python -m helpers.publish notebooks|figures|readme``; each gives the same bytes
when run again.
"""

import doctest
import json
import re
import sys
from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from importlib import import_module
from inspect import getdoc, isfunction, signature
from itertools import starmap
from pathlib import Path
from types import ModuleType

import nbformat

import helpers
from helpers import FOLDERS, PUBLIC, balance, paths
from helpers.case import schema
from helpers.case.cases import Case
from helpers.charts import FIGURES, Figure, pairs, robustness
from helpers.compare import direct
from helpers.draw.picture import Picture
from helpers.run import form
from helpers.run.notebooks import Notebooks
from helpers.text import answers, opening, removals, summary, theory
from helpers.view.parameters import View
from helpers.view.shown import Shown, show

DEFAULT = View().case
FIGURE_LIST = """# Figures

The static charts of the default run, written by `make figures`.
The same data and the pinned environment give the same bytes; a test compares them.

| file | title | parameters |
|---|---|---|
{}
"""
SECOND = "great-war-1872-1907"  # it has several triangles
START = paths.NOTEBOOKS / "00-start.ipynb"  # what a reader asks first, no chapter


def stripped(book: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Take out what differs from run to run: papermill's marks and the times."""
    book = nbformat.from_dict(form.normalised(book))
    names = ("kernelspec", "language_info", "dateline")
    told = {name: book.metadata.get(name, {}) for name in names}
    book.metadata = nbformat.NotebookNode(told)
    for cell in book.cells:
        held = cell.metadata
        told = {name: held[name] for name in ("dateline", "tags") if held.get(name)}
        cell.metadata = nbformat.NotebookNode(told)
    return book


def execute(path: Path, running: Notebooks) -> str:
    """Execute a notebook with its own parameters and give its text."""
    return nbformat.writes(stripped(running.execute(path, {}))) + "\n"


def asking() -> str:
    """Return the cell in which a chapter asks for the parameters of a view."""
    return "\n".join(
        f"{name}: {type(field.default).__name__} = {json.dumps(field.default)}"
        f"  # {field.description}"
        for name, field in View.model_fields.items()
    )


def ask(path: Path) -> None:
    """Write the parameters of a view into a chapter, where they are others."""
    book = nbformat.read(path, as_version=4)
    cells = [c for c in book.cells if "parameters" in c.metadata.get("tags", [])]
    if [cell.source for cell in cells] != [asking()]:
        (cell,) = cells
        cell.source = asking()
        paths.write(path, nbformat.writes(book) + "\n")


def notebooks() -> list[Path]:
    """Execute the notebooks in place: the chapters, and the one to start with."""
    for path in paths.chapters():
        ask(path)
    with Notebooks() as running:
        for path in (books := [START, *paths.chapters()]):
            paths.write(path, execute(path, running))
    return books


@cache
def charts() -> list[tuple[str, Picture]]:
    """Draw every chart of the default run, each with the name of its case."""
    named = [(SECOND if one.several else DEFAULT, one) for one in FIGURES]
    return [(case, drawn(one, shown(case))) for case, one in named]


def drawn(one: Figure, view: Shown) -> Picture:
    """Draw a figure of a view."""
    return one.room.chart(view, *([direct.around(view)] if one.around else []))


@cache
def shown(name: str) -> Shown:
    """Take the default view of a case."""
    return show(View(case=name))


def figure_list(drawn: list[tuple[str, Picture]]) -> str:
    """Return the list of the figures: file, title, parameters."""
    rows = [
        f"| [`{c.name}.svg`]({c.name}.svg), [`.png`]({c.name}.png) | {c.title} |"
        f" `case` {case}, the others by default |"
        for case, c in drawn
    ]
    return FIGURE_LIST.format("\n".join(rows))


def figures(folder: Path = paths.FIGURES) -> list[Path]:
    """Write the static charts as SVG and PNG, and their list."""
    drawn = charts()
    folder.mkdir(exist_ok=True)
    for _, chart in drawn:
        paths.write(folder / f"{chart.name}.svg", chart.svg + "\n")
        (folder / f"{chart.name}.png").write_bytes(chart.png)
    paths.write(folder / "README.md", figure_list(drawn))
    return sorted(folder.iterdir())


README, DATA, HELPERS = (
    paths.ROOT / name for name in ("README.md", "data/README.md", "helpers/README.md")
)
QUOTED = r"(?:> .*\n)+"
LINE = r".+\n"
REST = r"(?:.*\n)+"  # of the file
VERBS = r"(?:`.+\n\n```pycon\n[^`]*```\n\n)+"
PICTURE = re.compile(r'<img alt="[^"]*" src="((?:\.\./)?figures/([^"/]+)\.svg)"')


def listed(first: opening.First) -> str:
    """Return the numbers of the first screen as a list in Markdown, quoted."""
    lines = (f"> - **{n.value} {n.head}.** {n.sentence}\n" for n in first.numbers)
    return "".join(lines)


def article(head: opening.Head) -> str:
    """Return what a case is coded from in a line of Markdown: who, when, what."""
    title = f"[“{head.title}”]({head.url})"
    title += f" ({head.title_note})" if head.title_note else ""
    said = [f"{head.who}, {head.when}: {title}", head.gloss]
    return ". ".join(filter(None, said)) + ".\n"


def leading(said: object, most: int = 1) -> str:
    """Return the leading sentences of an answer."""
    return " ".join(re.split(r"(?<=\.) (?=[A-Z])", str(said).split("\n")[0])[:most])


def questions(view: Shown) -> list[str]:
    """Return what each chapter finds, in the order of the chapters."""
    outcomes = direct.around(view)
    return [
        f"{summary.windows(view)} {leading(summary.reading(view))}",
        f"{pairs.chart(view).title}.",
        leading(answers.unheard(view, most=3)),
        leading(theory.reading(balance.picture(view)), most=2),
        f"{robustness.chart(view, outcomes).title}."
        f" {leading(removals.lead(view, outcomes))}",
    ]


def folders() -> str:
    """Return the list of the helpers' folders, each in its own words."""
    told = ((name, import_module(f"helpers.{name}").__doc__) for name in FOLDERS)
    return "".join(f"- `helpers/{name}/`: {' '.join(w.split())}\n" for name, w in told)


def public() -> dict[str, Callable]:
    """Return each verb that a person at a prompt may call, by how it is called."""
    found = {}
    for name in PUBLIC:
        room = getattr(helpers, name)
        if isinstance(room, ModuleType):
            named = {f"{name}.{verb}": getattr(room, verb) for verb in room.__all__}
            found |= {called: v for called, v in named.items() if isfunction(v)}
        elif isfunction(room):
            found[name] = room
    return found | {
        "case.table": Case.table, "shown.table": Shown.table, "view.with_": View.with_,
        "chart.save": Picture.save, "chart.figure": Picture.figure.fget,
    }  # fmt: skip


def reference(called: str, verb: Callable) -> str:
    """Return what a verb gives, with its example, as Markdown."""
    words, takes = getdoc(verb), signature(verb).parameters
    given = ", ".join(name for name in takes if name != "self")
    typed = called if called == "chart.figure" else f"{called}({given})"
    shown = [
        f">>> {one.source}".replace("\n", "\n... ").removesuffix("... ") + one.want
        for one in doctest.DocTestParser().get_examples(words)
    ]
    first = " ".join(words.split("\n\n")[0].split())
    example = "".join(shown).replace("  # doctest: +SKIP", "")
    return f"`{typed}`: {first}\n\n```pycon\n{example}```\n\n"


def dictionary(tables: Iterable[schema.Table]) -> str:
    """Return what each table and column holds, as Markdown."""
    return "\n".join(map(_dictionary, tables))


def _dictionary(table: schema.Table) -> str:
    rows = ((f"`{c.name}`", c.description, _allowed(c)) for c in table.columns)
    lines = "".join(f"| {' | '.join(cells)} |\n" for cells in rows)
    head = "| column | what it holds | allowed |\n|---|---|---|\n"
    return f"## `{table.file}`\n\nA row is {table.row}.\n\n{head}{lines}"


def _allowed(column: schema.Column) -> str:
    """Return what is allowed in the cells of a column."""
    refers = f"ids that begin with {' or '.join(column.refers)}"
    forms = [
        ", ".join(f"`{value}`" for value in column.values),
        f"`{column.pattern}`" * bool(column.pattern),
        refers * (bool(column.refers) and not column.pattern),
        "list" * column.listed,
        "EDTF" * column.edtf,
        f"a number from -{column.within} to {column.within}" * bool(column.within),
        "may be blank" if column.follows else "must be filled" * column.required,
    ]
    return "; ".join(filter(None, forms)) or "text"


def blocks() -> dict[Path, list[tuple[str, str, str]]]:
    """List what is computed in each README: what stands before, its pattern, its words.

    A chapter's finding stands below the line that links the chapter.
    """
    view, verbs = shown(DEFAULT), public().items()
    found = zip(paths.chapters(), questions(view), strict=True)
    return {
        README: [
            ("to cooperate?**\n", LINE, article(opening.head(view))),
            ("its source:\n\n", QUOTED, listed(opening.first(view))),
            *((f"](notebooks/{path.name})\n\n", LINE, f"{said}\n")
              for path, said in found),
        ],
        DATA: [
            ("`daesh-k-2021` holds: ", LINE, f"{summary.holdings(view.whole)}.\n"),
            ("in `datapackage.json`.\n\n", REST, dictionary(schema.TABLES)),
        ],
        HELPERS: [
            ("in this list:\n\n", r"(?:- `helpers/.*\n)+", folders()),
            ("with its example:\n\n", VERBS, "".join(starmap(reference, verbs))),
        ],
    }  # fmt: skip


def readmes() -> dict[Path, str]:
    """Return each README with what is computed in it as it is now."""
    texts = {}
    for path, parts in blocks().items():
        text = path.read_text(encoding="utf-8")
        for before, pattern, said in parts:
            text = replaced(text, before, pattern, said, path)
        texts[path] = PICTURE.sub(_picture, text)
    return texts


def _picture(place: re.Match) -> str:
    """Return a picture with the words that stand for it."""
    drawn = {chart.name: chart for _, chart in charts()}
    chart = drawn[place[2]]
    words = ". ".join(filter(None, [chart.title, chart.subtitle]))
    told = escape(words, quote=False).replace('"', "&quot;")
    return f'<img alt="{told}" src="{place[1]}"'


def replaced(text: str, before: str, pattern: str, said: str, path: Path) -> str:
    """Put what is said in the one place of a pattern that stands after some words."""
    found = f"({re.escape(before)}){pattern}"
    text, places = re.subn(found, lambda place: place[1] + said, text)
    if places != 1:
        name = path.relative_to(paths.ROOT)
        raise ValueError(f"{name} has {places} places for {before!r}, not one.")
    return text


def write_readmes() -> list[Path]:
    """Write what is computed in the READMEs anew."""
    for path, text in readmes().items():
        paths.write(path, text)
    return [*blocks()]


TARGETS = {"notebooks": notebooks, "figures": figures, "readme": write_readmes}

if __name__ == "__main__":
    for made in TARGETS[sys.argv[1]]():
        print(made.relative_to(paths.ROOT))
