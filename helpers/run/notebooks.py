"""Notebooks executed: in forked processes where that is safe, or else in kernels.

A fork server, started once a process, has loaded what chapters import; each run is a
process of it (``worker``), so that one that dies takes no other along. A notebook that
Python alone does not read, or that wants a kernel, gets a plain one, as do all of them
on another system, after a change of the sources, and with DATELINE_KERNELS=plain.
"""

import json
import logging
import os
import pickle
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache, cached_property, lru_cache, partial
from multiprocessing import connection, current_process, get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from socket import send_fds, socket, socketpair
from types import ModuleType
from typing import Any, NamedTuple

import nbformat
import psutil
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbclient.jsonutil import json_clean
from nbclient.output_widget import OutputWidget
from nbclient.util import run_sync
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine
from papermill.exceptions import PapermillExecutionError
from papermill.execute import raise_for_execution_errors
from papermill.iorw import load_notebook_node
from papermill.log import logger
from papermill.parameterize import parameterize_notebook
from traitlets.config import Config

from helpers.case import check
from helpers.run import chapters, forking, owned, worker

PREFIX = "dateline-"  # of temporary folders
OURS = ("", "python3")  # names of a kernel that a fork stands for
# Silences a warning on each start; between two processes of one machine.
CONFIG = Config({"KernelManager": {"transport_encryption": "auto"}})
LONG = 400  # characters of an error that is too long
LARGEST = 10_000_000  # characters that a cell may give
GIVEN = ("stream", "display_data", "update_display_data", "execute_result", "error")
CUT = f"\n[This cell gave more than {LARGEST:,} characters; the rest is left out.]\n"
FORKED = get_context("forkserver") if sys.platform == "linux" else None
STARTING, READING = threading.Lock(), threading.Lock()
# Without a handler their logs would go to stderr; the caller says what went wrong.
for name in ("papermill", "asyncio"):
    logging.getLogger(name).addHandler(logging.NullHandler())


# ---- a client of a process, or of a kernel -------------------------------------------


class NeedsKernel(Exception):
    """A notebook that cannot be run without a kernel, as it turns out."""


class Output(OutputWidget):
    """The widget that ``interact`` shows its outputs in.

    A class because nbclient's sends past asyncio, which then may never see a reply that
    came a moment before: the run would wait for ever.
    """

    def _publish_msg(self, msg_type: str, data: dict, **more) -> None:
        """Send a message so that a reply that is already there is seen."""
        content = {"data": json_clean(data), "comm_id": self.comm_id}
        session, channel = self.kernel_client.session, self.kernel_client.shell_channel
        message = session.msg(msg_type, content, parent=self.parent_header)
        channel.socket.send_multipart(session.serialize(message))


class Client(PapermillNotebookClient):
    """Cells executed as papermill does, what one gives being limited."""

    size = 0

    def __init__(self, *args, **options) -> None:
        super().__init__(*args, **options)
        self.widget_registry["@jupyter-widgets/output"]["OutputModel"] = Output

    def execute_cell(self, cell: NotebookNode, cell_index: int, **more):
        """Execute a cell, and note which one it is.

        Raises
        ------
        DeadKernelError
            Where the run was ended before it, so that none begins.
        """
        self.nb_man.run.at, self.size = cell_index, 0
        if self.nb_man.run.over:
            raise DeadKernelError("Kernel died")
        return self._executed(cell, cell_index, **more)

    def _executed(self, cell: NotebookNode, cell_index: int, **more):
        return super().execute_cell(cell, cell_index, **more)

    def process_message(self, msg: dict, cell: NotebookNode, cell_index: int):
        """Take up what a cell gives; beyond the limit it is dropped, and that said."""
        if self._within(msg["msg_type"], msg["content"]):
            return super().process_message(msg, cell, cell_index)
        return None

    def _within(self, kind: str, content: dict) -> bool:
        """Whether a message is to be kept; the first beyond the limit says so."""
        if kind not in GIVEN:
            return True
        left, size = LARGEST - self.size, _size(content)
        self.size += size
        if size <= left or not size:
            return True
        if "text" in content:
            content["text"] = content["text"][: max(left, 0)] + CUT
        elif "data" in content:
            content["data"] = {"text/plain": CUT.strip()}
        else:  # an error, which is one also where others have come before it
            content["evalue"], content["traceback"] = content["evalue"][:LONG], [CUT]
        return left >= 0 or "evalue" in content


def _size(content: dict) -> int:
    """Count the characters that a message adds to a notebook."""
    given = [content.get(name, "") for name in ("text", "evalue", "traceback")]
    told = [*given, *content.get("data", {}).values()]
    return sum(len(one if isinstance(one, str) else json.dumps(one)) for one in told)


def _as_from_kernel(kind: str, content: dict) -> dict:
    """Put what a process tells into the form of a kernel's message."""
    header = {"msg_type": kind}
    return header | {"content": content, "parent_header": {}, "header": header}


class Forked(Client):
    """Cells executed in a forked process."""

    def execute(self) -> NotebookNode:
        """Execute the notebook.

        Raises
        ------
        NeedsKernel
            Where a kernel has to begin anew with it.
        DeadKernelError
            Where the process goes.
        """
        self.reset_execution_trackers()
        with _process(worker.run_cells, self.nb_man.run) as (self.process, self.pipe):
            self.nb.metadata["language_info"] = self._told(None)[1]
            self.papermill_execute_cells()
        return self.nb

    def _executed(self, cell: NotebookNode, cell_index: int, **more) -> NotebookNode:
        if self._is_left_out(cell):
            return cell
        cell.outputs, self.clear_before_next_output = [], False
        cell.metadata["execution"] = {}
        self._send(cell.source)
        limit = self._get_timeout(cell)
        until = limit and time.monotonic() + limit
        while (told := self._told(until)) and told[0] != "execute_reply":
            self.process_message(_as_from_kernel(*told), cell, cell_index)
        if not told:
            raise CellTimeoutError.error_from_timeout_and_cell(
                "Cell execution timed out", limit, cell
            )
        if told[1]["status"] == "error":
            reply = {"content": told[1]}
            run_sync(self._check_raise_for_error)(cell, cell_index, reply)
        return cell

    def _is_left_out(self, cell: NotebookNode) -> bool:
        """Whether there is nothing in a cell to execute, or it is tagged so."""
        tags = cell.metadata.get("tags", [])
        blank = cell.cell_type != "code" or not cell.source.strip()
        return blank or self.skip_cells_with_tag in tags

    def output(self, outs: list, msg: dict, *more):
        """Take up an output; what goes on in one stream stays one output."""
        last, content = outs[-1] if outs else {}, msg["content"]
        goes_on = last.get("name") == content.get("name") is not None
        if goes_on and not self.clear_before_next_output:
            last["text"] += content["text"]
            return last
        return super().output(outs, msg, *more)

    def _send(self, source: str) -> None:
        with suppress(OSError):  # it has gone, which is told where it is waited for
            self.pipe.send(source)

    def _told(self, until: float | None) -> list | None:
        """Wait for what the process tells; None where it takes too long."""
        left = until and max(0, until - time.monotonic())
        message = _message(self.process, self.pipe, left)
        told = message and json.loads(message)
        if told and told[0] in ("unfit", "kernel"):
            raise NeedsKernel
        return told


# ---- processes -----------------------------------------------------------------------


class Run:
    """A notebook on its way, which another thread may end.

    A class because it may be told to before there is anything to be ended, and no more
    once its guard may be another one's.
    """

    def __init__(
        self, sound: worker.Sound | None = None, resting: list["Guard"] | None = None
    ) -> None:
        self.sound, self.resting = sound, resting
        self.at, self.stop, self.lock = None, None, threading.Lock()
        self.late = self.over = False

    def begin(self, stop: Callable[[], None]) -> None:
        """Note how to end it; end it where that was asked for."""
        with self.lock:
            self.stop = stop
            if self.over:
                stop()

    def end(self, late: bool = False) -> None:
        """End it, also because its time is up."""
        with self.lock:
            self.late, self.over = self.late or late, True
            if self.stop:
                self.stop()

    def leave(self, guard: "Guard") -> bool:
        """Leave its guard to other runs; return whether it may."""
        with self.lock:
            may = self.resting is not None and not self.over
            if may:
                self.stop = None
                self.resting.append(guard)
            return may


def may_fork() -> bool:
    """Whether the next run may be forked; where not, say why, once."""
    why = "only Linux forks them safely"
    if forking.plain():
        why = f"{forking.PLAIN}=plain asks for it"
    elif forking.forks():
        try:
            if forking.serve() == forking.stamp():
                return True
            why = "the helpers have changed since this program began to run notebooks"
        except OSError as error:
            why = f"what forks them does not start ({error})"
    _say(why)
    return False


@cache
def _say(why: str) -> None:
    logging.getLogger(__name__).warning("Each notebook has its own kernel: %s.", why)


@contextmanager
def _without_main() -> Iterator[None]:
    """Hide the main module, which a process would run again before it begins."""
    main, sys.modules["__main__"] = sys.modules["__main__"], ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


class Guard(NamedTuple):
    """A process that lets others do one task after the other, and our end of its leash.

    A class because the one is over when the other is let go.
    """

    process: BaseProcess
    leash: socket

    @classmethod
    def started(cls) -> "Guard":
        """Start one."""
        leash, held = socketpair()
        process = FORKED.Process(target=worker.guard, args=(held,), daemon=True)
        with held, STARTING, _without_main():
            current_process().daemon = False  # one of Dask's is, and may start none
            process.start()
        return cls(process, leash)

    def hand(self, what: bytes, told: object) -> connection.Connection:
        """Hand it one end of a pipe, and by the other, returned, what it is told."""
        ours, theirs = connection.Pipe()
        with suppress(OSError):  # it is gone, which is told to whoever waits for it
            with theirs:
                send_fds(self.leash, [what], [theirs.fileno()])
            ours.send(told)
        return ours

    def rests(self) -> bool:
        """Whether it has ended all that its task began, or will so in a while."""
        with suppress(OSError):
            self.leash.settimeout(worker.PATIENCE)
            return self.leash.recv(1) == worker.REST
        return False

    def end(self) -> None:
        """End it, with what it has started."""
        self.leash.close()
        self.process.join(worker.PATIENCE)


def _guard(run: Run) -> Guard:
    """Take a guard that rests, or else start one."""
    with suppress(IndexError):
        while not (guard := (run.resting or []).pop()).process.is_alive():
            guard.end()
        return guard
    return Guard.started()


@contextmanager
def _process(task: worker.Task, run: Run) -> Iterator[tuple]:
    """Start the process of a run, by a guard at rest or another; in the end, end it."""
    guard, left = _guard(run), False
    try:
        run.begin(partial(worker.let_go, guard.leash))
        told = task, os.getcwd(), dict(os.environ), run.sound
        with guard.hand(worker.TASK, told) as pipe:
            yield guard.process, pipe
        left = guard.rests() and run.leave(guard)
    finally:
        if not left:
            guard.end()


def _message(
    process: BaseProcess, pipe: connection.Connection, seconds: float | None = None
) -> bytes | None:
    """Wait for what a process tells; None where it takes more than so many seconds.

    Raises
    ------
    DeadKernelError
        Where it goes without a word.
    """
    ready = connection.wait([pipe, process.sentinel], seconds)
    if not ready:
        return None
    with suppress(EOFError, OSError):
        if pipe in ready:
            return pipe.recv_bytes()
    raise DeadKernelError("Kernel died")


# ---- kernels -------------------------------------------------------------------------


def needs_kernel(book: NotebookNode) -> bool:
    """Whether a notebook is more than Python, or speaks of its shell."""
    sources = [cell.source for cell in book.cells if cell.cell_type == "code"]
    return any("get_ipython" in source or not _python(source) for source in sources)


@lru_cache(maxsize=1024)
def _python(source: str) -> bool:
    """Whether Python alone reads a source: no magic, no `!`, no `await` by itself."""
    with READING, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(source, "<cell>", "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            return False
    return True


def _in_kernel(manager, options: dict, kernel_name: str) -> NotebookNode:
    """Execute a notebook in a kernel of its own."""
    folder, lock = owned.folder(Path(tempfile.gettempdir()), PREFIX)
    kernel = AsyncKernelManager(
        # In a folder of ours: the runtime folder keeps it where a run is killed.
        kernel_name=kernel_name or OURS[-1],
        config=CONFIG,
        connection_file=str(folder / "connection.json"),
    )
    if kernel_name in OURS:  # that of this program, whatever the user has by its name
        kernel.kernel_spec_manager = KernelSpecManager(kernel_dirs=[])
    manager.run.begin(lambda: _end(kernel))
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    # What the user keeps for IPython is neither used nor added to.
    env = os.environ | {"IPYTHONDIR": str(folder)}
    try:
        client = Client(manager, kernel, shutdown_kernel="immediate", **options)
        return client.execute(cleanup_kc=True, env=env, **quiet)
    finally:
        _end(kernel)
        owned.remove(folder)
        os.close(lock)


def _end(kernel: AsyncKernelManager) -> None:
    """End a kernel, with what it has started."""
    with suppress(psutil.Error, AttributeError):  # it has not begun, or is gone
        process = psutil.Process(kernel.provisioner.pid)
        for one in [*process.children(recursive=True), process]:
            with suppress(psutil.Error):
                one.kill()


# ---- the engine ----------------------------------------------------------------------


class Managed(Engine):
    """The engine in full, of which ``engine`` gives papermill the name."""

    @classmethod
    def execute_managed_notebook(
        cls,
        manager,
        kernel_name: str,
        run: Run | None = None,
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        input_path: str = "",
        **more,
    ) -> NotebookNode:
        """Execute a notebook in a forked process, or else in a kernel."""
        manager.run = run or Run()
        times = {"timeout": execution_timeout, "startup_timeout": start_timeout}
        options = times | {"log": logger} | more
        if kernel_name in OURS and not needs_kernel(manager.nb) and may_fork():
            try:
                return Forked(manager, **options).execute()
            except NeedsKernel:
                manager.notebook_start()  # forgets what came of it
        return _in_kernel(manager, options, kernel_name)


class Notebooks:
    """The notebooks of one report or sweep, each executed in a process of its own.

    A class because Ctrl-C reaches the main thread only, which must then end what the
    other threads started. Of the ``case`` nothing is read again by a run.
    """

    def __init__(self, case: Path | None = None, many: int = 2) -> None:
        forking.see_to_limits(many)
        owned.tidy(Path(tempfile.gettempdir()), f"{PREFIX}*")  # what a kill has left
        may_fork()  # what it starts is soon needed
        self.case, self.many, self.going, self.ended = case, many, set(), False
        self.resting: list[Guard] = []

    def __enter__(self) -> "Notebooks":
        return self

    def __exit__(self, *_) -> None:
        self.kill()

    def execute(
        self, source: Path, values: dict, limit: float | None = None
    ) -> NotebookNode:
        """Execute a notebook under parameters, and return what it became.

        Raises
        ------
        PapermillExecutionError
            Where a cell fails.
        DeadKernelError
            Where the process of the cells dies.
        TimeoutError
            Where all of it takes longer than ``limit`` seconds. Each says as
            ``cell_index`` in which cell, and as ``book`` what there is up to there.
        """
        book = _prepared(source, values)
        with self._on_its_way(limit) as run:
            try:
                Managed.execute_notebook(book, "", progress_bar=False, run=run)
                raise_for_execution_errors(book, None)
            except (PapermillExecutionError, RuntimeError) as error:  # or it is dead
                late = run.late and TimeoutError(f"took longer than {limit:g} s")
                reason = late or error
                reason.book = book
                reason.cell_index = getattr(error, "cell_index", run.at)
                raise reason from None
        return book

    def call(self, function: Callable, *given: Any) -> Any:
        """Call a function of ours in a process of its own; return what it returns.

        What it raises is raised here. Where nothing is forked, it is called here.

        Raises
        ------
        DeadKernelError
            Where its process ends before it has answered.
        """
        message = worker.UNFIT
        if may_fork():
            task = partial(worker.call, function, given)
            with self._on_its_way() as run, _process(task, run) as (process, pipe):
                message = _message(process, pipe)
            if run.over:
                raise DeadKernelError("Kernel died")
        if message == worker.UNFIT:
            return function(*given)
        answer, error = pickle.loads(message)
        if error:
            raise error
        return answer

    @contextmanager
    def _on_its_way(self, limit: float | None = None) -> Iterator[Run]:
        """Yield a run that ``kill`` ends, or the limit in seconds."""
        run = Run(self.sound, self.resting)
        timer = threading.Timer(limit or 0, run.end, [True])
        self.going.add(run)
        run.over = self.ended
        try:
            if limit:
                timer.start()
            yield run
        finally:
            timer.cancel()
            self.going.discard(run)

    def ready(self, often: bool = False) -> None:
        """Wait until runs can start at once: what is timed begins then.

        Where they are to start ``often``, each takes less once its guard has shown the
        case.
        """
        if not may_fork():
            return
        shown = self.sound if often else None
        guards = [Guard.started() for _ in range(self.many if shown else 1)]
        for guard in guards if shown else ():
            guard.hand(worker.CASE, shown).close()
        for guard in guards:
            if not shown or guard.rests():
                self.resting.append(guard)
            else:
                guard.end()

    @contextmanager
    def ending(self, going: Iterable[Future]) -> Iterator[None]:
        """Let a failure end all that goes on, and what is still to begin."""
        try:
            yield
        except BaseException:
            for one in going:
                one.cancel()
            self.kill()
            raise

    def kill(self) -> None:
        """End every run at once, and any that is still to start."""
        self.ended = True
        for run in list(self.going):
            run.end()
        while self.resting:
            self.resting.pop().end()

    @cached_property
    def sound(self) -> worker.Sound | None:
        """The case as it has passed its check; runs say what is wrong with one."""
        with suppress(ValueError, OSError):
            if self.case:
                found = check.load(self.case)
                state, _ = check.SOUND[found.folder]
                # Without what is looked up in it, some of which cannot be written.
                return found.folder, state, pickle.dumps(replace(found))
        return None


@lru_cache(maxsize=64)
def _bare(source: Path, changed: int) -> str:
    """Read a notebook as papermill does, without its stored outputs, once a state.

    Whatever kernel the program that saved it has named, it is run by ours.
    """
    book = nbformat.from_dict(chapters.read(source))
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return json.dumps(load_notebook_node(book))


def _prepared(source: Path, values: dict) -> NotebookNode:
    """Read a notebook and put the parameters in.

    ``papermill.execute_notebook`` does so too, but reads and checks the stored outputs
    each time, and writes the new ones broken into lines also where nobody asks for it.
    """
    book = nbformat.from_dict(json.loads(_bare(source, source.stat().st_mtime_ns)))
    return parameterize_notebook(book, values) if values else book
