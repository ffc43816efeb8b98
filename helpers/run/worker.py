"""What is done in processes of its own, cells or a call, and what ends with it.

The fork server forks a guard, and the guard the process that does it, one after the
other. The guard adopts what cells detach and ends all of it: when the cells are done,
and when the other end of its leash is let go, also because whoever asked for the run is
gone; then it is over too.
"""

import asyncio
import builtins
import codecs
import ctypes
import gc
import getpass
import io
import json
import os
import pickle
import random
import select
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from multiprocessing import connection, current_process, resource_tracker
from pathlib import Path
from socket import SHUT_RDWR, recv_fds, socket
from types import MethodType, ModuleType

import psutil

from helpers.case import check
from helpers.case.cases import Case

# PR_SET_PDEATHSIG, PR_SET_NAME and PR_SET_CHILD_SUBREAPER of prctl(2)
DIES_WITH_PARENT, NAME, ADOPTS = 1, 15, 36
INLINE = "module://matplotlib_inline.backend_inline"  # as a kernel sets it
COLUMNS = 20  # of a frame as text; where pandas finds no kernel, as many as fit
UNFIT = b'["unfit", {}]'
TASK, CASE, REST = b"t", b"c", b"."  # what a guard is handed, and what it says
PATIENCE = 5  # seconds that a case may take to be shown, or a run to end by itself
OFTEN = 0.2  # seconds until what is written is told, as a kernel tells it
MUCH = 1 << 16  # characters or bytes that are told at once; a pipe holds no more
Send = Callable[[str, dict], None]
Task = Callable[[connection.Connection], None]
Sound = tuple[Path, str, bytes]  # a case that has passed its check: its files, and it


def guard(leash: socket) -> None:
    """Let a process of its own do each task that comes by the leash; be over with it.

    A task comes as one end of a pipe, and what is to be done comes by that. With no
    child left it says that it rests.
    """
    _stand_alone(leash)
    own = os.getpid()
    try:
        while (what := recv_fds(leash, 1, 1))[1]:
            with connection.Connection(*what[1]) as pipe:
                if not _is_fit():
                    return pipe.send_bytes(UNFIT)
                if what[0] == CASE:
                    _rehearse(*pipe.recv())
                elif pid := os.fork():
                    pipe.close()
                    with open(os.pidfd_open(pid)) as ended:
                        connection.wait([ended, leash])
                else:
                    _child(pipe, own)
            end_children()
            leash.send(REST)
    except OSError:  # it was let go meanwhile
        return
    finally:
        end_children()


def _is_fit() -> bool:
    """Whether this process may be forked: the server has made ready what runs need."""
    return bool((server := _server()) and server.READY and server.alone())


def _rehearse(*sound) -> None:
    """Show a case once, for what is looked up in it and is alike in all runs.

    What goes wrong is left to the runs, which tell it; a case that takes too long to
    show ends the guard.
    """
    from helpers.run import apart

    signal.alarm(PATIENCE)
    with suppress(Exception):
        apart.rehearse(_hand_on(*sound), _server().SHELL.display_formatter.format)
    signal.alarm(0)
    gc.freeze()  # a collection would touch, and so copy, what is shared


def _stand_alone(leash: socket) -> None:
    """Make this process a guard: nobody's but the leash's, adopting what is detached.

    A signal raises nothing, which could cut short what ends the children: it is as if
    the leash were let go.
    """
    signal.signal(signal.SIGTERM, lambda *_: let_go(leash))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.setsid()
    prctl = ctypes.CDLL(None).prctl
    prctl(NAME, b"dateline-run")
    prctl(ADOPTS, 1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # whoever reads what we were given waits for its end
        os.dup2(nowhere, stream)


def let_go(leash: socket) -> None:
    """Let a leash go, at either end: what depends on it ends."""
    with suppress(OSError):  # it is let go already
        leash.shutdown(SHUT_RDWR)


def end_children() -> None:
    """End what this process has started, and adopted."""
    with suppress(ChildProcessError):  # there is none left
        while True:
            if not os.waitpid(-1, os.WNOHANG)[0]:
                for child in psutil.Process().children():
                    with suppress(psutil.Error):
                        child.kill()
                os.waitpid(-1, 0)


def _server() -> ModuleType | None:
    """Return what the server has made ready; None in a process of another server."""
    return sys.modules.get("helpers.run.server")


def _child(pipe: connection.Connection, guard: int) -> None:
    """Be the process of a task; nothing of the guard may run on in here."""
    try:
        ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGKILL)
        if os.getppid() == guard:  # it had not died before that took hold
            task, folder, environment, sound = pipe.recv()
            os.chdir(folder)
            _as_new(environment)
            if sound:
                _hand_on(*sound)
            task(pipe)
    finally:
        os._exit(0)


def _hand_on(folder: Path, state: str, packed: bytes) -> Case:
    """Hand a case on as checked, unless it is there already, and return it."""
    if check.SOUND.get(folder, ("",))[0] != state:
        check.SOUND[folder] = state, pickle.loads(packed)
    return check.SOUND[folder][1]


def run_cells(pipe: connection.Connection) -> None:
    """Run cell after cell, until whoever asks has closed the pipe."""
    with suppress(EOFError):
        asyncio.run(_run(pipe))
    _server().SHELL.user_ns.clear()  # closes its files


def call(function: Callable, given: tuple, pipe: connection.Connection) -> None:
    """Call a function; tell what it returns and None, or None and what it raises."""
    try:
        answer = pickle.dumps((function(*given), None))
    except Exception as error:
        answer = pickle.dumps((None, _movable(error)))
    pipe.send_bytes(answer)


def _movable(error: Exception) -> Exception:
    """Return an error that another process can read: it, or another with its words."""
    with suppress(Exception):
        return pickle.loads(pickle.dumps(error))
    return RuntimeError(f"{type(error).__name__}: {error}")


def _as_new(environment: dict) -> None:
    """Put this process into the state of one that has just started."""
    os.setsid()  # cells that signal their group reach no guard
    for one in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with suppress(OSError):  # where memory runs out, it is the cells that go
        Path("/proc/self/oom_score_adj").write_text("900")
    resource_tracker._resource_tracker._fd = None  # it starts its own, as any other
    current_process().name, current_process().daemon = "MainProcess", False
    os.environ.clear()
    os.environ |= {"MPLBACKEND": INLINE} | environment
    tempfile.tempdir = None  # as the variables say
    time.tzset()
    sys.argv = [find_spec("ipykernel_launcher").origin]
    sys.path[:] = _server().path(environment.get("PYTHONPATH", ""))
    if "PYTHONSAFEPATH" not in environment:  # the folder comes after the library
        own = (n for n, one in enumerate(sys.path) if one.endswith("site-packages"))
        sys.path.insert(next(own, 0), "")
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
    if matplotlib := sys.modules.get("matplotlib"):
        matplotlib.rcParams["backend"] = os.environ["MPLBACKEND"]
    if pandas := sys.modules.get("pandas"):
        pandas.options.display.max_columns = COLUMNS


async def _run(pipe: connection.Connection) -> None:
    """Run cell after cell in the shell, as a kernel does: inside an event loop."""
    own, lock = os.getpid(), threading.RLock()

    def send(kind: str, content: dict) -> None:
        with lock:
            if os.getpid() == own:  # a fork tells nothing by our pipe
                pipe.send_bytes(_packed([kind, content]))

    sys.stdout, sys.stderr = streams = [
        OutStream(name, number, send, lock)
        for number, name in ((1, "stdout"), (2, "stderr"))
    ]
    threading.Thread(target=_watch, args=streams, daemon=True).start()
    shell = _connected(send)
    send("ready", _server().LANGUAGE)
    while True:
        source = pipe.recv()
        send("execute_input", {"execution_count": shell.execution_count})
        result = shell.run_cell(source, store_history=True)
        await asyncio.sleep(0)  # what the cell has begun may go on
        for stream in streams:
            stream.flush()
        send("execute_reply", _reply(shell, result))


def _packed(told: list) -> bytes:
    """Write a message as JSON; a character that UTF-8 does not have becomes `?`."""
    from jupyter_client.session import json_packer

    try:
        return json_packer(told)
    except UnicodeEncodeError:
        return json.dumps(told, ensure_ascii=False).encode(errors="replace")


def _reply(shell, result) -> dict:
    """Say how a cell ended, as a kernel does."""
    displayed = not getattr(shell, "_last_traceback_during_displayhook", False)
    if result.success and displayed:
        return {"status": "ok"}
    error = result.error_before_exec or result.error_in_exec
    return {
        "status": "error",
        "ename": type(error).__name__,
        "evalue": str(error),
        "traceback": shell._last_traceback or [],
    }


def _connected(send: Send):
    """Return the shell of the server, what it publishes being sent."""
    from ipykernel.comm.comm import BaseComm
    from ipykernel.kernelbase import Kernel

    def needs_kernel(*args, **more) -> None:
        send("kernel", {})
        os._exit(0)

    class NoKernel:
        """What stands for the kernel: whoever asks more than this of it needs one."""

        _allow_stdin, __getattr__ = False, needs_kernel

    shell = _server().SHELL
    shell.kernel, shell.display_pub.session.tell = NoKernel(), send
    BaseComm.publish_msg = sys.breakpointhook = needs_kernel
    builtins.input = MethodType(Kernel.raw_input, shell.kernel)
    getpass.getpass = MethodType(Kernel.getpass, shell.kernel)
    shell.init_environment()
    return shell


class OutStream(io.TextIOBase):
    """What cells write, in its order, also from C code and other programs.

    A class because Python writes to an object. Its text is told when it is long, when
    something else is to be told, and by a thread where a cell takes its time.
    """

    encoding, errors = "UTF-8", None

    def __init__(
        self, name: str, number: int, send: Send, lock: threading.RLock
    ) -> None:
        self.name, self.number, self.send, self.lock = name, number, send, lock
        self.own, self.last, self.text = os.getpid(), time.monotonic(), []
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.pipe, theirs = os.pipe()
        os.set_blocking(self.pipe, False)
        os.dup2(theirs, number)
        os.close(theirs)

    def write(self, text: str) -> int:
        """Note a text, after what others have written before."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if os.getpid() != self.own:  # a fork, whose text comes like that of others
            return os.write(self.number, text.encode(errors="replace"))
        with self.lock:
            self.drain()
            self.text.append(text)
            if time.monotonic() - self.last > OFTEN or len(text) > MUCH:
                self.flush()
        return len(text)

    def flush(self) -> None:
        """Tell what is written."""
        if os.getpid() != self.own:
            return
        with self.lock:
            self.drain()
            self.last, text = time.monotonic(), "".join(self.text)
            self.text.clear()
            if text:
                self.send("stream", {"name": self.name, "text": text})

    def drain(self) -> None:
        """Take what others have written by now."""
        with suppress(BlockingIOError):
            self.text.append(self.decoder.decode(os.read(self.pipe, MUCH)))

    def fileno(self) -> int:
        """Return the number by which other programs write to it."""
        return self.number

    def writable(self) -> bool:
        """Whether it is written to: always."""
        return True


def _watch(*streams: OutStream) -> None:
    """Empty pipes as they fill, and tell what nobody else has told for a while."""
    ready = select.poll()
    for stream in streams:
        ready.register(stream.pipe, select.POLLIN)
    while True:
        ready.poll(1000 * OFTEN)
        for stream in streams:
            with stream.lock:
                stream.drain()
                if time.monotonic() - stream.last > OFTEN:
                    stream.flush()
