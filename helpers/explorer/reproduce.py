"""A view as others can run it: its parameters as YAML, and the commands that take them.

Everything is written under ``reports/<case>/<view>/``.
"""

import shlex
import sys
from pathlib import Path

import yaml

from helpers import paths
from helpers.case.cases import Case
from helpers.page.notes import NAME
from helpers.run import report, state
from helpers.view import parameters
from helpers.view.parameters import View

CHAPTER = "01-timeline"  # whose command shows how a chapter is made


def save(case: Case, view: View) -> Path:
    """Write the case and what differs from the default view, as papermill takes it.

    A file of that name that holds something else stays beside it.
    """
    values = {"case": view.case} | parameters.changed(view)
    data = yaml.safe_dump(values, allow_unicode=True, sort_keys=False).encode()
    path = report.folder(view, case.name) / "view.yaml"
    place = paths.free(path, lambda one: one.is_file() and one.read_bytes() == data)
    paths.write(place, data)
    return place


def notes(case: Case) -> Path:
    """Return the file of the notes on records of a case, whatever the view.

    Two cases of one name have one each.
    """
    own = report.folder(View(case=str(case.folder)), case.name)
    where = case.folder.resolve()
    mark = "" if where.parent == paths.DATA else f"-{state.digest(str(where))[:8]}"
    return own.with_name(own.name + mark) / NAME


def typed(path: Path) -> str:
    """Write a path as one types it in the project's folder."""
    inside = path.is_relative_to(paths.ROOT)
    return str(path.relative_to(paths.ROOT) if inside else path)


def place(path: Path, root: object) -> dict[str, str]:
    """Say where a file is: as one types it, and from the folder that a server serves.

    The latter is blank where the server, by its ``root``, does not serve the file.
    """
    home = Path(str(root or "/dev/null")).expanduser().resolve()
    inside = path.resolve().is_relative_to(home)
    served = path.resolve().relative_to(home).as_posix() if inside else ""
    return {"file": typed(path), "served": served}


def _shown(path: Path) -> str:
    return shlex.quote(typed(path))


def commands(view: View, file: Path) -> list[str]:
    """Write the commands that give this view: one chapter, and the report.

    To be run in the project's folder; ``file`` is the YAML of the view.
    """
    tools = Path(sys.executable).parent
    book = paths.NOTEBOOKS / f"{CHAPTER}.ipynb"
    out = file.parent / book.name
    return [
        f"{_shown(tools / 'papermill')} {_shown(book)} {_shown(out)} -f {_shown(file)}",
        f"{_shown(tools / 'dateline')} report {shlex.quote(view.case)}"
        f" -f {_shown(file)}",
    ]
