"""What is done in a process of its own beside cells: the page of a run is made.

The fork server makes ready what it needs; no process of it does it again. Whoever only
asks for it loads nothing of the page.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from nbformat import NotebookNode, v4

from helpers.case import check
from helpers.case.cases import Case
from helpers.page.notes import Notes
from helpers.view.parameters import View

if TYPE_CHECKING:
    from helpers.page.page import Ready


def rendered(
    case: Path,
    asked: View,
    books: dict[Path, NotebookNode],
    noted: Notes | None = None,
    ready: "Ready | None" = None,
) -> str:
    """Return the page of executed notebooks over the case of a folder."""
    from helpers.page import page

    return page.render(check.load(case), asked, books, noted=noted, ready=ready)


def prepared(case: Path, asked: View, books: dict[Path, NotebookNode]) -> "Ready":
    """Return what the page of these notebooks, and of others, has ready."""
    from helpers.page import page

    return page.prepare(check.load(case), asked, books)


def warm() -> None:
    """Make what is alike in all pages and figures, and takes its time."""
    from helpers.draw import figure, letters
    from helpers.page import offline, page

    letters.css("")
    page.markdown("")  # compiles its patterns
    offline.template(offline.HERE / "page.html")
    offline.versions()
    figure.Figure([{"type": "scatter"}, {"type": "bar"}])  # loads what checks them


def rehearse(case: Case, shows: Callable[[object], tuple[dict, dict]]) -> None:
    """Show the whole of a case, for what is looked up in it and is alike in all views.

    ``shows`` gives what a notebook shows of an object.
    """
    from helpers.charts import timeline
    from helpers.page import page
    from helpers.text import opening, orders
    from helpers.view.shown import Shown

    shown = Shown.of(case, asked := View(case=str(case.folder)))
    chart = timeline.chart(shown)
    words = opening.first(shown), orders.added(shown)
    given = *words, chart, chart.figure, timeline.listing(shown), shown.table("events")
    bundles = (shows(one)[0] for one in given)
    outputs = [v4.new_output("execute_result", data) for data in bundles]
    head = v4.new_markdown_cell("# The whole\n\n- of it")
    book = v4.new_notebook(cells=[head, v4.new_code_cell(outputs=outputs)])
    page.render(case, asked, {Path("whole.ipynb"): book})
