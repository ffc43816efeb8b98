"""Kernels for notebooks, forked where that is safe, so that none outlives its user."""

import contextlib
import errno
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from functools import lru_cache
from pathlib import Path

import nbformat
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbformat import NotebookNode
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import raise_for_execution_errors
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from traitlets import Type
from traitlets.config import Config

from helpers import paths
from helpers.kernels.below import end_below
from helpers.run import chapters, owned

PREFIX = "dateline-"  # of temporary folders
PLAIN = "DATELINE_KERNELS"  # set to `plain`, no kernel is forked
ONE_THREAD = {  # libraries that would start threads of their own in the template
    "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1",
}  # fmt: skip
INLINE = "module://matplotlib_inline.backend_inline"  # as a kernel sets it
FLUSH, SILENCE = 0.2, 0.03  # seconds: what jupyter_client waits for, and what we do
ENDED = 0.005  # seconds between two looks at whether a kernel has ended
LAUNCHER = ["-m", "ipykernel_launcher"]
# Silences a warning on each start; between two processes of one machine.
CONFIG = Config({"KernelManager": {"transport_encryption": "auto"}})
LONG = 400  # characters of an error that is too long
LARGEST = 10_000_000  # characters that a cell may give
GIVEN = ("stream", "display_data", "update_display_data", "execute_result", "error")
CUT = f"\n[This cell gave more than {LARGEST:,} characters; the rest is left out.]\n"
FILES, FILES_EACH = 64, 48  # open files that we need, and for each kernel at a time
MEMORY = 10**9  # bytes of addresses; with less, libraries end the process unasked
# Without a handler their logs would go to stderr; the caller says what went wrong.
for name in ("papermill", "asyncio"):
    logging.getLogger(name).addHandler(logging.NullHandler())


def forks() -> bool:
    """Whether kernels may be forked here: on Linux, unless a variable says no."""
    plain = os.environ.get(PLAIN, "") == "plain"
    return sys.platform == "linux" and hasattr(os, "pidfd_open") and not plain


def stamp() -> tuple:
    """Name the state of the project's sources, as far as a kernel imports them."""
    files = sorted((paths.ROOT / "helpers").rglob("*.py"))
    told = [(str(f), s.st_mtime_ns, s.st_size) for f in files if (s := f.stat())]
    return tuple(told)


def _environment(folder: Path) -> dict[str, str]:
    """Give the template what it needs: these helpers, and no thread besides its own."""
    before = os.environ.get("PYTHONPATH", "")
    path = {"PYTHONPATH": os.pathsep.join(filter(None, [str(paths.ROOT), before]))}
    more = _apart(folder)
    return {"MPLBACKEND": INLINE, **os.environ, **ONE_THREAD, **path, **more}


def _apart(folder: Path) -> dict[str, str]:
    """Let kernels neither use nor add to what the user keeps for IPython."""
    return {"IPYTHONDIR": str(folder / "ipython")}


class _Quick(AsyncZMQSocketChannel):
    """The channel of a kernel's outputs: its silence is short, a cell's text limited.

    A client that starts waits for a fifth of a second of it, which is as long as all
    the rest of a forked kernel's start. What comes later is told by its message.
    """

    cell, size = "", 0

    async def get_msg(self, *args, timeout: float | None = None, **more):
        if timeout == FLUSH:
            timeout = SILENCE
        while True:
            told = await super().get_msg(*args, timeout=timeout, **more)
            if self._within(told):
                return told

    def _within(self, told: dict) -> bool:
        """Whether a message is to be kept; the first beyond the limit says so."""
        if told["header"]["msg_type"] not in GIVEN:
            return True
        content, cell = told["content"], told["parent_header"].get("msg_id", "")
        if cell != self.cell:
            self.cell, self.size = cell, 0
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


class Client(AsyncKernelClient):
    """A client of a kernel, as nbclient uses it."""

    iopub_channel_class = Type(_Quick)


class Forked:
    """A process that is no child of ours, seen through a handle that none can reuse.

    A class because jupyter_client wants what ``subprocess.Popen`` gives.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid: int, handle: int) -> None:
        self.pid, self.handle, self.returncode = pid, handle, None
        self.lock = threading.Lock()  # a handle closed twice may be somebody else's

    def poll(self) -> int | None:
        """Give None while it runs; then 0: nobody else knows with what it ended."""
        self.send_signal(0)
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait until it has ended."""
        until = time.monotonic() + timeout if timeout else None
        while self.poll() is None:
            if until and time.monotonic() > until:
                raise subprocess.TimeoutExpired("kernel", timeout)
            time.sleep(0.01)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended; then that is noted."""
        with self.lock:
            if self.returncode is None:
                try:
                    signal.pidfd_send_signal(self.handle, number)
                except ProcessLookupError:
                    os.close(self.handle)
                    self.returncode = 0

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


class Template:
    """The preloaded process, from this side: it starts at once and is asked to fork.

    A class because process, socket and lock belong together. With ``case`` that case
    is read and checked once, for every kernel.
    """

    def __init__(self, folder: Path, case: Path | None) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.control, self.lock, self.usable = ours, threading.Lock(), None
        self.stamp, self.forked = stamp(), 0
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "helpers.kernels.template",
                 str(theirs.fileno()), str(folder), str(case or "")],
                pass_fds=[theirs.fileno()], start_new_session=True, cwd="/",
                env=_environment(folder),
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )  # fmt: skip

    def fork(self, command: list[str], cwd: str, env: dict[str, str]) -> Forked | None:
        """Fork a kernel; None where that is not safe, or the template is gone."""
        if command[0] != sys.executable or LAUNCHER != command[1:3]:
            return None  # another interpreter, or a kernel of another kind
        request = json.dumps({"argv": command[3:], "cwd": cwd, "env": env}).encode()
        self.wait()
        with self.lock:
            try:
                if not self.usable or self.stamp != stamp():
                    return None
                self.control.send(request)
                told, handles, _, _ = socket.recv_fds(self.control, 32, 1)
            except OSError:
                return None
        if not (told and handles):
            return None
        self.forked += 1
        return Forked(int(told), handles[0])

    def wait(self) -> None:
        """Wait until it has loaded everything, or is gone."""
        with self.lock:
            if self.usable is None:
                try:
                    self.usable = self.control.recv(16) == b"ready"
                except OSError:
                    self.usable = False

    def close(self) -> None:
        """End the template, and every kernel that it has forked."""
        with contextlib.suppress(OSError):  # wakes whoever waits for an answer
            self.control.shutdown(socket.SHUT_RDWR)
        self.control.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _enough(many: int) -> None:
    """See that this many kernels at a time find files and memory.

    Raises
    ------
    OSError
        Where the limits of this process are below what they need.
    """
    try:
        import resource
    except ImportError:  # no such limits on this system
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    endless, need = resource.RLIM_INFINITY, FILES + FILES_EACH * many
    if soft != endless and soft < need:
        if hard != endless and hard < need:
            told = f"{hard} are allowed here and {need} are needed"
            raise OSError(errno.EMFILE, told, "open files")
        resource.setrlimit(resource.RLIMIT_NOFILE, (need, hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    if soft != endless and soft < MEMORY:
        raise MemoryError


class Kernels:
    """The kernels of one report or sweep, and a folder for what they need meanwhile.

    A class because Ctrl-C reaches the main thread only, which must then end what the
    other threads started. Used as a context, nothing is left when it is over: no
    kernel, no template, no file.
    """

    def __init__(self, case: Path | None = None, many: int = 2) -> None:
        _enough(many)
        near = Path(tempfile.gettempdir())
        owned.tidy(near, f"{PREFIX}*")  # where no template did so for a killed process
        self.folder, self.lock = owned.folder(near, PREFIX)
        try:
            self.template = Template(self.folder, case) if forks() else None
        except BaseException:
            self._let_go()
            raise
        self.started: list[AsyncKernelManager] = []
        self.ended = False

    def __enter__(self) -> "Kernels":
        return self

    def __exit__(self, *_) -> None:
        self.kill()
        if self.template:
            self.template.close()
        self._let_go()

    def _let_go(self) -> None:
        owned.remove(self.folder)
        if self.lock is not None:  # and not let go before
            os.close(self.lock)
            self.lock = None

    def execute(
        self, source: Path, target: Path, values: dict, limit: float | None = None
    ):
        """Execute a notebook under parameters, write it, and give what it became.

        Raises
        ------
        PapermillExecutionError
            Where a cell fails; the notebook is written up to there.
        DeadKernelError
            Where the kernel dies; the notebook is written too.
        TimeoutError
            Where all of it takes longer than ``limit`` seconds; likewise. Both say as
            ``cell_index`` in which cell.
        """
        watch = _Watch(target)
        timer = threading.Timer(limit or 0, watch.end)
        if limit:
            timer.start()
        try:
            return watch.keep(self._executed(_prepared(source, values), watch))
        except _Failed as failed:  # papermill has marked the cell
            watch.keep(failed.book)
            raise failed.error from None
        except RuntimeError as error:  # a dead kernel is one, also while it starts
            told = (
                TimeoutError(f"took longer than {limit:g} s") if watch.late else error
            )
            told.cell_index = watch.at
            watch.keep()
            raise told from None
        finally:
            timer.cancel()
            for manager in watch.started:
                self.started.remove(manager)

    def _executed(self, book: NotebookNode, watch: "_Watch") -> NotebookNode:
        """Let papermill execute a notebook in a kernel of ours."""
        done = papermill_engines.execute_notebook_with_engine(
            None, book, kernel_name="", input_path="", progress_bar=False,
            log_output=False, start_timeout=60, config=CONFIG,
            kernel_manager_class=_managed(self, watch), shutdown_kernel="immediate",
            on_notebook_start=watch.notebook, on_cell_start=watch.cell,
        )  # fmt: skip
        try:
            raise_for_execution_errors(done, None)
        except PapermillExecutionError as error:
            raise _Failed(error, done) from None
        return done

    def ready(self) -> None:
        """Wait until kernels can start at once: what is timed begins then."""
        if self.template:
            self.template.wait()

    def kill(self) -> None:
        """End every kernel at once, and any that is still to start."""
        self.ended = True
        _end(self.started)


@lru_cache(maxsize=64)
def _bare(source: Path, changed: int) -> str:
    """Read a notebook as papermill does, without its stored outputs, once a state.

    Whatever kernel the program that saved it has named, it is run by ours.
    """
    book = load_notebook_node(nbformat.from_dict(chapters.read(source)))
    for cell in book.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return json.dumps(book)


def _prepared(source: Path, values: dict) -> NotebookNode:
    """Read a notebook and put the parameters in.

    ``papermill.execute_notebook`` does so too, but reads and checks the stored outputs
    each time, and writes the new ones broken into lines also where nobody asks for it.
    """
    book = nbformat.from_dict(json.loads(_bare(source, source.stat().st_mtime_ns)))
    return parameterize_notebook(book, values) if values else book


class _Failed(Exception):
    """A notebook whose cell has failed, with what had become of it."""

    def __init__(self, error: PapermillExecutionError, book: NotebookNode) -> None:
        super().__init__(error, book)
        self.error, self.book = error, book


class _Watch:
    """What a notebook becomes, cell by cell, and the kernel that it has.

    papermill drops a notebook whose kernel goes; and it takes ten times as long to
    write one, since it breaks the outputs into lines. A class because nbclient tells
    it piece by piece, and a timer may end it from another thread.
    """

    def __init__(self, target: Path) -> None:
        self.target, self.book, self.at = target, None, None
        self.started: list[AsyncKernelManager] = []
        self.late = False

    def notebook(self, notebook) -> None:
        """Note the notebook that is executed."""
        self.book = notebook

    def cell(self, cell, cell_index: int) -> None:
        """Note which cell is executed."""
        self.at = cell_index

    def end(self) -> None:
        """End the kernel, and one that is still to start: the time is up."""
        self.late = True
        _end(self.started)

    def keep(self, book: NotebookNode | None = None) -> NotebookNode | None:
        """Write the notebook, and give it."""
        if book := book or self.book:
            text = json.dumps(book, ensure_ascii=False, sort_keys=True)
            self.target.write_text(text + "\n", encoding="utf-8")
        return book


def _end(started: list[AsyncKernelManager]) -> None:
    """End kernels at once, with what they have started."""
    for manager in list(started):
        process = getattr(manager.provisioner, "process", None)
        if process and process.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGSTOP)  # it starts nothing meanwhile
                end_below(process.pid)
                os.killpg(process.pid, signal.SIGKILL)


def _managed(kernels: Kernels, watch: _Watch) -> type[AsyncKernelManager]:
    """Make the class by which papermill starts the kernel of one notebook."""

    class Manager(AsyncKernelManager):
        async def start_kernel(self, **more) -> None:
            # In a folder of ours: the runtime folder keeps it where a run is killed.
            self.connection_file = str(kernels.folder / f"{uuid.uuid4()}.json")
            # An idle kernel that is told to end complains to its stderr at times;
            # what cells write there is in the notebook.
            self.kernel_spec_manager = KernelSpecManager(kernel_dirs=[])  # ours alone
            env = (more.pop("env", None) or os.environ) | _apart(kernels.folder)
            await super().start_kernel(stderr=subprocess.DEVNULL, env=env, **more)
            watch.started.append(self)
            kernels.started.append(self)
            if kernels.ended or watch.late:  # told to end while it was starting
                _end([self])

        async def _async_kill_kernel(self, restart: bool = False) -> None:
            _end([self])  # with what it has detached
            await super()._async_kill_kernel(restart)

        def client(self, **more) -> Client:
            self.client_factory = Client  # nbclient names another one
            return super().client(**more)

        async def _async_wait(self, pollinterval: float = ENDED) -> None:
            await super()._async_wait(ENDED)  # a killed kernel is gone at once

        async def _async_launch_kernel(self, command: list[str], **more) -> None:
            forked = kernels.template and kernels.template.fork(
                command, str(more.get("cwd") or Path.cwd()), more["env"]
            )
            if not forked:
                return await super()._async_launch_kernel(command, **more)
            held = self.provisioner
            held.process, held.pid, held.pgid = forked, forked.pid, forked.pid
            self._reconcile_connection_info(held.connection_info)

    return Manager
