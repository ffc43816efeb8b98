"""One run: its chapters executed, its findings, its page, its record.

It knows nothing of other runs, so that a thread here and a worker of a cluster do the
same.
"""

import json
import time
from contextlib import suppress
from pathlib import Path

from nbclient.exceptions import DeadKernelError
from nbformat import NotebookNode

from helpers import paths
from helpers.compare import findings
from helpers.compare.findings import Finding, FindingError
from helpers.run import apart, state
from helpers.run.notebooks import Notebooks
from helpers.run.plans import Run, SweepError, named_here
from helpers.run.report import told
from helpers.run.store import Record, Store, note

NO_PAGE = (
    "the process that writes the page ended before it was done; run the sweep again,"
    " with fewer workers where memory is short"
)


class Changed(SweepError):
    """What a run depends on is not what it was when it was named."""


class Interrupted(RuntimeError):
    """The sweep was told to end while a run was going on: nothing came of it."""


def make(
    run: Run,
    store: Store,
    running: Notebooks,
    limit: float | None = None,
    tries: int = 1,
) -> Record:
    """Execute a run and keep what came of it, also where it failed.

    Raises
    ------
    Interrupted
        Where the runs were ended meanwhile.
    Changed
        Where another state of sources or data was run than was named.
    OSError
        Where the folder cannot be written to: that is no failure of the run.
    """
    with store.aside(run.key) as folder:
        task = _Task(run, folder, running, limit)
        try:
            record = task.executed()
        except Exception as error:
            if running.ended:
                raise Interrupted from error
            if isinstance(error, OSError) and not isinstance(error, TimeoutError):
                raise
            record = task.failed(error)
        _unchanged(run)  # a failure may come of the change too
        record = record.model_copy(update={"tries": tries})
        note(folder, record)
    return record


class _Task:
    """A run on its way: where it is, and what it has taken so far.

    A class because a failure has to tell which chapter it was in, and since when.
    """

    def __init__(
        self, run: Run, folder: Path, running: Notebooks, limit: float | None
    ) -> None:
        self.run, self.folder = run, folder
        self.running, self.limit = running, limit
        self.begun, self.inside, self.chapter = time.monotonic(), 0.0, ""

    @property
    def wall(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self.begun

    def executed(self) -> Record:
        """Execute the chapters one after the other, and export them."""
        books = {chapter: self._one(chapter) for chapter in self.run.chapters}
        found = _together({c.stem: findings.read(b) for c, b in books.items()})
        wall = self.wall
        if self.run.html:
            self.chapter = ""
            self._export(books)
        return Record(
            key=self.run.key,
            status="done",
            start=_ms(wall - self.inside),
            run=_ms(self.inside),
            export=_ms(self.wall - wall),
            findings=found,
        )

    def _export(self, books: dict[Path, NotebookNode]) -> None:
        """Make the page in a process of its own, so that none waits for another."""
        run = self.run
        try:
            html = self.running.call(apart.rendered, run.folder, run.asked, books)
        except DeadKernelError:
            raise RuntimeError(NO_PAGE) from None
        paths.write(self.folder / "index.html", html)

    def _one(self, chapter: Path) -> NotebookNode:
        self.chapter = chapter.stem
        left = max(0.01, self.limit - self.wall) if self.limit else None
        try:
            book = self.running.execute(chapter, self.run.values, left)
        except Exception as error:
            self._write(chapter, getattr(error, "book", None))
            raise
        self._write(chapter, book)
        timed = [cell.metadata.get("papermill", {}) for cell in book.cells]
        self.inside += sum(times.get("duration") or 0 for times in timed)
        return book

    def _write(self, chapter: Path, book: NotebookNode | None) -> None:
        """Write a notebook as it is; papermill breaks it into lines first, slowly."""
        if book:
            text = json.dumps(book, ensure_ascii=False, sort_keys=True) + "\n"
            (self.folder / chapter.name).write_text(text, encoding="utf-8")

    def failed(self, error: Exception) -> Record:
        """Record a failure with its chapter, its cell and its error."""
        reason = told(error)
        if isinstance(error, TimeoutError):  # with what was allowed for all of it
            reason = f"TimeoutError: took longer than {self.limit:g} s"
        return Record(
            key=self.run.key,
            status="failed",
            run=_ms(self.wall),
            chapter=self.chapter,
            cell=getattr(error, "cell_index", None),
            error=reason,
        )


def _unchanged(run: Run) -> None:
    """Refuse what was run with other sources or data than it is named by."""
    same = False
    with suppress(ValueError):  # a notebook or a case that cannot be read any more
        same = named_here(run) == run.key
    if not same:
        raise Changed(state.CHANGED.format("the sweep was running"))


def _together(found: dict[str, list[Finding]]) -> list[Finding]:
    """Put the findings of several chapters together.

    Raises
    ------
    FindingError
        Where two chapters give one name to what they find.
    """
    chapter_of: dict[str, str] = {}
    for chapter, of_chapter in found.items():
        for finding in of_chapter:
            if other := chapter_of.get(finding.name):
                raise FindingError(
                    f"finding {finding.name!r} is recorded in {other} and in"
                    f" {chapter}; name one of them otherwise"
                )
            chapter_of[finding.name] = chapter
    return [finding for of_chapter in found.values() for finding in of_chapter]


def _ms(seconds: float) -> float:
    return round(max(0.0, seconds), 3)
