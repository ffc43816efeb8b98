"""Execute the chapters under one view and put the page where it belongs.

Nothing is written over before the new page is whole; a chapter that fails is kept
for reading.
"""

import contextlib
import hashlib
import logging
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import nbformat
import papermill
from jupyter_client.manager import AsyncKernelManager
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from helpers import check, parameters, paths, select
from helpers.cases import Case
from helpers.report import page

# Silences a warning on each start; between two processes of one machine.
KERNEL = Config({"KernelManager": {"transport_encryption": "auto"}})
# Without a handler its log would go to stderr; what went wrong is said here, once.
logging.getLogger("papermill").addHandler(logging.NullHandler())


class ReportError(RuntimeError):
    """A report that could not be made; the message says which chapter and cell."""


class Kernels:
    """The kernels of one report, so that none outlives it.

    A class because Ctrl-C reaches the main thread only, which must then end what the
    other threads started.
    """

    def __init__(self) -> None:
        kernels, self.started, self.ended = self, [], False

        class Manager(AsyncKernelManager):
            async def start_kernel(self, **kwargs) -> None:
                # An idle kernel that is told to end complains to its stderr at times;
                # what cells write there is in the notebook.
                await super().start_kernel(stderr=subprocess.DEVNULL, **kwargs)
                kernels.started.append(self)
                if kernels.ended:  # told to end while it was starting
                    kernels.kill()

        self.manager = Manager

    def kill(self) -> None:
        """End every kernel at once, and any that is still to start."""
        self.ended = True
        for manager in self.started:
            pid = getattr(manager.provisioner, "pid", None)
            if pid:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


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


def _chapter(source: Path, target: Path, values: dict, kernels: Kernels) -> Path:
    """Execute one chapter."""
    papermill.execute_notebook(
        source,
        target,
        parameters=values,
        kernel_manager_class=kernels.manager,
        config=KERNEL,
        progress_bar=False,
        log_output=False,
        request_save_on_cell_execute=False,
    )
    return target


def _plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def _failure(source: Path, error: Exception, kept: Path) -> str:
    """Say in one sentence which chapter, which cell and which error."""
    where = f"it is kept as {kept}" if kept.exists() else "no output was written"
    if isinstance(error, PapermillExecutionError):
        told = _plain(f"{error.ename}: {error.evalue}").strip().splitlines()[0]
        return f"{source.name}, cell {error.cell_index}: {told} ({where})"
    told = _plain(str(error)).strip().splitlines() or [""]
    return f"{source.name}: {type(error).__name__}: {told[0]} ({where})"


def _execute(
    chapters: list[Path], work: Path, values: dict, step: Callable[[str], None]
) -> list[Path]:
    """Execute chapters beside each other; the first failure ends the others."""
    kernels = Kernels()
    targets = {c: work / c.name for c in chapters}
    with ThreadPoolExecutor(max_workers=max(2, os.cpu_count() or 2)) as pool:
        running = {
            pool.submit(_chapter, c, targets[c], values, kernels): c for c in chapters
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
    return [targets[c] for c in chapters]


class _Failed(Exception):
    def __init__(self, chapter: Path, error: Exception) -> None:
        super().__init__(chapter, error)
        self.chapter, self.error = chapter, error


def write(path: Path, content: str | bytes) -> None:
    """Write aside, then rename: what was there stays until the new one is whole."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.chmod(aside, 0o644)
        os.replace(aside, path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def applies(chapter: Path, case: Case) -> bool:
    """Whether a case has the tables that a chapter says it needs."""
    book = nbformat.read(chapter, as_version=4)
    needs = book.metadata.get("dateline", {}).get("needs", [])
    return all(len(case.tables[name]) for name in needs)


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
    chapters = [chapter for chapter in chapters if applies(chapter, case)]
    target = (out or folder(asked, case.name)) / "index.html"
    given = {
        n: v for n, v in asked if n == "case" or v != getattr(parameters.View(), n)
    }
    given["case"] = str(case.folder)
    with tempfile.TemporaryDirectory(prefix="dateline-") as work:
        try:
            done = _execute(chapters, Path(work), given, step)
        except _Failed as failed:
            kept = target.parent / f"failed-{failed.chapter.name}"
            left = Path(work) / failed.chapter.name
            if left.exists():
                kept.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(left, kept)
            raise ReportError(_failure(failed.chapter, failed.error, kept)) from None
        books = [nbformat.read(path, as_version=4) for path in done]
        write(target, page.render(case, asked, dict(zip(chapters, books, strict=True))))
    for old in target.parent.glob("failed-*.ipynb"):
        old.unlink()
    return target
