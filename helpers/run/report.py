"""Execute the chapters under one view and put the page where it belongs.

Nothing is written over before the new page is whole; a chapter that fails is kept
for reading.
"""

import json
import os
import re
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from functools import partial
from glob import escape
from pathlib import Path
from typing import Any

import nbformat
from papermill.exceptions import PapermillExecutionError

from helpers import paths, prose
from helpers.case.cases import Case
from helpers.page import counts, notes
from helpers.page.notes import Notes
from helpers.run import apart, owned, state
from helpers.run import chapters as room
from helpers.run.notebooks import Notebooks
from helpers.view import parameters, select
from helpers.view.shown import Shown, show

Step = Callable[[str], None]
LIMIT = 120.0  # seconds of a chapter; two at once, so twice or three times for all
MANY = max(2, os.cpu_count() or 2)  # chapters at a time
LONG = 1000  # characters of an error that is told
KEPT, SEAL = "failed-", "dateline_seal"


class ReportError(prose.Refusal):
    """A report that could not be made; the message says which chapter and cell."""


def folder(asked: parameters.View, name: str) -> Path:
    """Return the folder of a view's report: the case's own for the default view."""
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
    digest = state.digest(exact)[:8]
    return slug if plain else f"{slug[:48]}-{digest}"


def told(error: Exception) -> str:
    """Write an error in one line: of a cell, what the cell said."""
    kind, what = type(error).__name__, error
    if isinstance(error, PapermillExecutionError):
        kind, what = error.ename, error.evalue
    plain = re.sub(r"\x1b\[[0-9;]*m", "", f"{kind}: {what}")
    first = next(iter(plain.strip().splitlines()), "")
    return first if len(first) <= LONG else f"{first[:LONG]} ..."


def _execute(
    chapters: tuple[Path, ...],
    execute: Callable,
    running: Notebooks,
    home: Path,
    prepare: Callable,
) -> tuple[dict[Path, nbformat.NotebookNode], Any]:
    """Execute chapters beside each other; the first failure ends the others.

    What ``prepare`` makes of the others while the last one goes on is returned too.
    """
    books, ready = {}, None
    with ThreadPoolExecutor(max_workers=MANY) as pool:
        # The last chapters take longest, so that they begin first.
        going = {pool.submit(execute, one): one for one in reversed(chapters)}
        with running.ending(going):
            for done in as_completed(going):
                try:
                    books[going[done]] = done.result()
                except Exception as error:
                    raise _told(going[done], error, home) from None
                if len(books) == len(chapters) - 1:
                    ready = prepare({c: books[c] for c in chapters if c in books})
    return {chapter: books[chapter] for chapter in chapters}, ready


def _executed(
    chapter: Path, running: Notebooks, values: dict, step: Step, limit: float
) -> nbformat.NotebookNode:
    """Execute a chapter; one that takes longer than the limit is left out."""
    begun = time.monotonic()
    try:
        book = running.execute(chapter, values, limit)
    except TimeoutError:
        step(f"{chapter.stem} left out, it took longer than {limit:g} s")
        return _left_out(chapter, limit)
    step(f"{chapter.stem} {time.monotonic() - begun:.1f} s")
    return book


def _left_out(chapter: Path, limit: float) -> nbformat.NotebookNode:
    """Put a sentence in the place of a chapter, under its title."""
    title = "".join(room.read(chapter)["cells"][0]["source"]).split("\n")[0]
    told = (
        f"This chapter is left out: it took longer than {limit:g} seconds. Give it more"
        " with `--timeout`, or ask for less with `start`, `end` or `actors`."
    )
    words = nbformat.v4.new_markdown_cell(f"{title}\n\n{told}")
    return nbformat.v4.new_notebook(cells=[words])


def _told(chapter: Path, error: Exception, home: Path) -> ReportError:
    """Keep a chapter that failed; say in one sentence which cell and which error.

    Under a name that is nobody's; not one that failed before it was a notebook.
    """
    book, cell = (getattr(error, name, None) for name in ("book", "cell_index"))
    where = "no output was written"
    if book:
        where = f"it is kept as {_sealed(book, home / f'{KEPT}{chapter.name}')}"
    place = chapter.name if cell is None else f"{chapter.name}, cell {cell}"
    return ReportError(f"{place}: {told(error)} ({where})")


def _sealed(book: dict, path: Path) -> Path:
    """Write a notebook of ours where nothing is lost; return where that is."""
    free = paths.free(path, _ours)
    book["metadata"][SEAL] = _seal(book, free)
    paths.write(free, json.dumps(book, ensure_ascii=False, indent=1) + "\n")
    return free


def _seal(book: dict, kept: Path) -> str:
    """Name what was written and where, so that no copy and no edit is taken for it."""
    return state.digest([str(kept.resolve()), book])


def _ours(path: Path) -> bool:
    """Whether a file is a notebook just as it was written here, by this user."""
    with suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
        if owned.by_us(path) and path.is_file():
            book = json.loads(path.read_bytes())
            return book["metadata"].pop(SEAL) == _seal(book, path)
    return False


def _fitting(chapters: Iterable[Path], case: Case, given: dict) -> tuple[Path, ...]:
    """Choose the chapters for a case; refuse those that would show another view."""
    try:
        fit = room.fitting(chapters, case)
    except ValueError as error:
        raise ReportError(f"{error}.") from None
    if wrong := room.deaf(fit, given):
        raise ReportError("\n".join(wrong))
    return fit


def _see_same(before: object, folder: Path, chapters: tuple[Path, ...]) -> None:
    """Refuse a report whose data or notebooks have changed meanwhile."""
    if state.now(folder, chapters) != before:
        raise ReportError(state.CHANGED.format("the report was being made"))


def _made(
    case: Case,
    chapters: tuple[Path, ...],
    values: dict,
    asked: parameters.View,
    home: Path,
    step: Step,
    limit: float,
    noted: Notes,
) -> str:
    """Return the page of chapters, executed while nothing that they read changes.

    One that fails is kept. The page is made where what all pages share is ready.
    """
    before = state.now(case.folder, chapters)
    with Notebooks(case.folder, MANY) as running:
        how = {"running": running, "values": values, "step": step, "limit": limit}
        execute = partial(_executed, **how)
        prepare = partial(running.call, apart.prepared, case.folder, asked)
        books, ready = _execute(chapters, execute, running, home, prepare)
        _see_same(before, case.folder, chapters)
        begun = time.monotonic()
        html = running.call(apart.rendered, case.folder, asked, books, noted, ready)
    _see_same(before, case.folder, chapters)
    step(f"page {time.monotonic() - begun:.1f} s")
    return html


def _counted(shown: Shown, noted: Notes) -> str:
    """Return the page of a view that is too large for chapters: its counts."""
    from helpers.page import page  # of which most reports need nothing here

    case, books = shown.whole, {Path("counts"): counts.book(shown)}
    none = {n: case.tables[n].iloc[:0] for n in (*select.RECORDS, "citations")}
    return page.render(case.with_tables(**none), shown.view, books, noted=noted)


def run(named: str, values: dict, out: Path | None, limit: float) -> Path:
    """Execute one notebook under a view, and give the path of what it became.

    It is found by its name or its path; parameters and case are checked before any of
    it runs. What somebody has changed meanwhile is not written over.

    Raises
    ------
    ParameterError, CheckError, ReportError
        One sentence or list on what is wrong.
    """
    try:
        chapter = room.find(named, Path())
    except ValueError as error:
        told = f"CHAPTER = {error} {room.allowed()}"
        raise parameters.ParameterError(told) from None
    asked = parameters.view(values)
    case = show(asked).whole
    known = case.folder.parent == paths.DATA
    named = case.folder.name if known else str(case.folder)
    given = parameters.changed(asked) | {"case": named}
    _fitting([chapter], case, given)
    home = out or folder(asked, case.name)
    paths.try_writing(home)
    with Notebooks(case.folder, 1) as running:
        try:
            book = running.execute(chapter, given, limit)
        except Exception as error:
            raise _told(chapter, error, home) from None
    made = _sealed(book, home / chapter.name)
    _forget(home, f"{escape(chapter.stem)}*")
    return made


def _forget(home: Path, named: str) -> None:
    """Remove the notebooks that failed before, where they are as we wrote them."""
    for old in filter(_ours, home.glob(f"{KEPT}{named}.ipynb")):
        old.unlink()


def build(
    values: dict,
    out: Path | None = None,
    chapters: list[Path] | None = None,
    step: Step = lambda told: None,
    limit: float = LIMIT,
    noted: Path | None = None,
) -> Path:
    """Make a report and give its path.

    Parameters and case are checked before any kernel starts. ``step`` is told each
    chapter with its seconds as it is done, and ``limit`` is what one may take. The
    cards show the notes on records in the file ``noted``.

    Raises
    ------
    ParameterError, CheckError, NoteError, ReportError
        One sentence or list on what is wrong; the last good report stays.
    """
    shown = show(asked := parameters.view(values))
    case = shown.whole
    on_cards = notes.read(noted, case) if noted else {}
    given = parameters.changed(asked) | {"case": str(case.folder)}
    fit = _fitting(paths.chapters() if chapters is None else chapters, case, given)
    target = (out or folder(asked, case.name)) / "index.html"
    if wrong := owned.refusal(target):
        raise ReportError(f"{wrong}.")
    paths.try_writing(target.parent)
    if counts.size(shown.case) > counts.MOST:
        html = _counted(shown, on_cards)
    else:
        html = _made(case, fit, given, asked, target.parent, step, limit, on_cards)
    paths.write(target, html)
    _forget(target.parent, "*")
    return target
