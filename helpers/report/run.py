"""Execute the chapters under one view and put the page where it belongs.

Nothing is written over before the new page is whole; a chapter that fails is kept
for reading.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import nbformat
from papermill.exceptions import PapermillExecutionError

from helpers import chapters as room
from helpers import check, parameters, paths, select
from helpers.kernels import Kernels
from helpers.report import page


class ReportError(RuntimeError):
    """A report that could not be made; the message says which chapter and cell."""


def folder(asked: parameters.View, name: str) -> Path:
    """Give the folder of a view's report: the case's own for the default view."""
    home = paths.REPORTS / _slug(name, name)
    changed = parameters.changed(asked)
    if not changed:
        return home
    words = "_".join(
        f"{k}-{'+'.join(v) if isinstance(v, list) else v}" for k, v in changed.items()
    )
    return home / _slug(words, repr(changed))


def _slug(words: str, exact: str) -> str:
    """Write words as one short folder name; a hash keeps what had to change apart."""
    slug = re.sub(r"[^A-Za-z0-9_+-]+", "-", words)
    plain = slug == words and len(slug) <= 60 and exact.count("+") == 0
    digest = hashlib.sha256(exact.encode()).hexdigest()[:8]
    return slug if plain else f"{slug[:48]}-{digest}"


def _plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def told(error: Exception) -> str:
    """Write an error in one line: of a cell, what the cell said."""
    if isinstance(error, PapermillExecutionError):
        lines = _plain(f"{error.ename}: {error.evalue}").strip().splitlines()
    else:
        lines = _plain(f"{type(error).__name__}: {error}").strip().splitlines()
    return lines[0]


def _failure(source: Path, error: Exception, kept: Path) -> str:
    """Say in one sentence which chapter, which cell and which error."""
    where = f"it is kept as {kept}" if kept.exists() else "no output was written"
    cell = getattr(error, "cell_index", None)
    place = source.name if cell is None else f"{source.name}, cell {cell}"
    return f"{place}: {told(error)} ({where})"


def _execute(
    chapters: list[Path], kernels: Kernels, values: dict, step: Callable[[str], None]
) -> dict[Path, nbformat.NotebookNode]:
    """Execute chapters beside each other; the first failure ends the others."""
    with ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as pool:
        running = {
            pool.submit(kernels.execute, c, kernels.folder / c.name, values): c
            for c in chapters
        }
        try:
            for done in as_completed(running):
                done.result()
                step(running[done].stem)
        except BaseException as error:
            for other in running:
                other.cancel()
            kernels.kill()
            if isinstance(error, Exception):
                raise _Failed(running[done], error) from error
            raise
    return {chapter: done.result() for done, chapter in running.items()}


class _Failed(Exception):
    def __init__(self, chapter: Path, error: Exception) -> None:
        super().__init__(chapter, error)
        self.chapter, self.error = chapter, error


def _keep(left: Path, folder: Path) -> Path:
    """Keep a chapter that failed, for reading."""
    kept = folder / f"failed-{left.name}"
    if left.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(left, kept)
    return kept


def build(
    values: dict,
    out: Path | None = None,
    chapters: list[Path] | None = None,
    step: Callable[[str], None] = lambda chapter: None,
) -> Path:
    """Make a report and give its path.

    Parameters and case are checked before any kernel starts.

    Raises
    ------
    ParameterError, CheckError, ReportError
        One sentence or list on what is wrong; the last good report stays.
    """
    asked = parameters.view(values)
    case = check.load(asked.case)
    select.view(case, asked)
    chapters = paths.chapters() if chapters is None else chapters
    chapters = [chapter for chapter in chapters if room.applies(chapter, case)]
    target = (out or folder(asked, case.name)) / "index.html"
    given = parameters.changed(asked) | {"case": str(case.folder)}
    with Kernels(case.folder) as kernels:
        try:
            books = _execute(chapters, kernels, given, step)
        except _Failed as failed:
            kept = _keep(kernels.folder / failed.chapter.name, target.parent)
            raise ReportError(_failure(failed.chapter, failed.error, kept)) from None
        paths.write(target, page.render(case, asked, books))
    for old in target.parent.glob("failed-*.ipynb"):
        old.unlink()
    return target
