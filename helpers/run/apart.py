"""What is done in a process of its own beside cells: the page of a run is written.

The fork server makes ready what it needs; no process of it does it again. Whoever only
asks for it loads nothing of the page.
"""

from pathlib import Path

from nbformat import NotebookNode

from helpers import paths
from helpers.case import check
from helpers.page.notes import Notes
from helpers.view.parameters import View


def write_page(
    path: Path, case: Path, asked: View, books: dict[Path, NotebookNode]
) -> None:
    """Write the page of executed notebooks over the case of a folder."""
    paths.write(path, rendered(case, asked, books))


def rendered(
    case: Path,
    asked: View,
    books: dict[Path, NotebookNode],
    noted: Notes | None = None,
) -> str:
    """Return the page of executed notebooks over the case of a folder."""
    from helpers.page import page

    return page.render(check.load(case), asked, books, noted=noted)


def warm() -> None:
    """Make what is alike in all pages and figures, and takes its time."""
    from helpers.draw import figure, letters
    from helpers.page import offline, page

    letters.css("")
    page.markdown("")  # compiles its patterns
    offline.template(offline.HERE / "page.html")
    offline.versions()
    figure.Figure([{"type": "scatter"}, {"type": "bar"}])  # loads what checks them
