"""One run of a notebook in processes of its own: its cells, and what ends with it.

The fork server forks a guard, and the guard the process of the cells. The guard adopts
what cells detach and ends all of it: when the cells are done, and when the other end of
its leash is closed, also because whoever asked for the run is gone.
"""

import asyncio
import builtins
import codecs
import ctypes
import getpass
import io
import json
import os
import pickle
import random
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing import current_process, resource_tracker
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import MethodType, ModuleType

# PR_SET_PDEATHSIG, PR_SET_NAME and PR_SET_CHILD_SUBREAPER of prctl(2)
DIES_WITH_PARENT, NAME, ADOPTS = 1, 15, 36
INLINE = "module://matplotlib_inline.backend_inline"  # as a kernel sets it
OFTEN = 0.2  # seconds until what is written is told, as a kernel tells it
MUCH = 1 << 16  # characters or bytes that are told at once; a pipe holds no more
UNFIT = b'["unfit", {}]'
Send = Callable[[str, dict], None]


@dataclass(frozen=True)
class Asked:
    """What a run is given: variables, and a case that has passed its check."""

    environment: dict[str, str]
    sound: bytes = b""


def guard(pipe: Connection, leash: Connection, asked: Asked) -> None:
    """Let a process run the cells; be over when it is, or when the leash is gone."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.setsid()
    prctl = ctypes.CDLL(None).prctl
    prctl(NAME, b"dateline-run")
    prctl(ADOPTS, 1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # a reader of ours would wait for the end of it
        os.dup2(nowhere, stream)
    server, own = _server(), os.getpid()
    if not (server and server.READY and server.alone()):
        pipe.send_bytes(UNFIT)
        return
    try:
        if not (pid := os.fork()):
            _cells(pipe, asked, own)
        wait([os.pidfd_open(pid), leash])
    finally:
        if os.getpid() == own:
            end_children()


def _server() -> ModuleType | None:
    """Return what the server has made ready; None in a process of another server."""
    return sys.modules.get("helpers.run.server")


def end_children() -> None:
    """End what this process has started, and adopted."""
    import psutil

    with suppress(ChildProcessError):  # there is none left
        while True:
            if not os.waitpid(-1, os.WNOHANG)[0]:
                for child in psutil.Process().children():
                    with suppress(psutil.Error):
                        child.kill()
                os.waitpid(-1, 0)


def _cells(pipe: Connection, asked: Asked, guard: int) -> None:
    """Be the process of the cells; nothing of the guard may run on in here."""
    try:
        ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGKILL)
        if os.getppid() == guard:  # it had not died before that took hold
            os.setsid()  # cells that signal their group reach no guard
            _as_new(asked)
            asyncio.run(_run(pipe))
    except EOFError:  # whoever asked has closed it: there is no further cell
        _server().SHELL.user_ns.clear()  # closes its files
    finally:
        os._exit(0)


def _as_new(asked: Asked) -> None:
    """Put this process into the state of one that has just started."""
    for one in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with suppress(OSError):  # where memory runs out, it is the cells that go
        Path("/proc/self/oom_score_adj").write_text("900")
    resource_tracker._resource_tracker._fd = None  # it starts its own, as any other
    current_process().name, current_process().daemon = "MainProcess", False
    os.environ.clear()
    os.environ |= {"MPLBACKEND": INLINE} | asked.environment
    sys.argv = [find_spec("ipykernel_launcher").origin]
    sys.path[:] = _server().PATH
    if "PYTHONSAFEPATH" not in os.environ:  # the folder comes after the library
        own = (n for n, one in enumerate(sys.path) if one.endswith("site-packages"))
        sys.path.insert(next(own, 0), "")
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    if "matplotlib" in sys.modules:
        sys.modules["matplotlib"].rcParams["backend"] = os.environ["MPLBACKEND"]
    if asked.sound:
        from helpers.case import check

        check.SOUND.update(pickle.loads(asked.sound))


async def _run(pipe: Connection) -> None:
    """Run cell after cell in the shell, as a kernel does: inside an event loop."""
    own, lock = os.getpid(), threading.RLock()

    def send(kind: str, content: dict) -> None:
        with lock:
            if os.getpid() == own:  # a fork tells nothing by our pipe
                pipe.send_bytes(_packed([kind, content]))

    streams, shell = Streams(send, lock), _connected(send)
    send("ready", _server().LANGUAGE)
    while True:
        source = pipe.recv()
        send("execute_input", {"execution_count": shell.execution_count})
        result = shell.run_cell(source, store_history=True)
        await asyncio.sleep(0)  # what the cell has begun may go on
        streams.tell()
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
    return {"status": "error", "ename": type(error).__name__, "evalue": str(error),
            "traceback": shell._last_traceback or []}  # fmt: skip


def _connected(send: Send):
    """Give the shell of the server, what it publishes being sent."""
    from ipykernel.comm.comm import BaseComm
    from ipykernel.kernelbase import Kernel

    shell = _server().SHELL
    shell.display_pub.session.tell = shell.displayhook.session.tell = send

    def needs_kernel(*args, **more) -> None:
        send("kernel", {})
        os._exit(0)

    class NoKernel:
        """What stands for the kernel: whoever asks more than this of it needs one."""

        _allow_stdin, __getattr__ = False, needs_kernel

    shell.kernel = NoKernel()
    BaseComm.publish_msg = sys.breakpointhook = needs_kernel
    builtins.input = MethodType(Kernel.raw_input, shell.kernel)
    getpass.getpass = MethodType(Kernel.getpass, shell.kernel)
    shell.init_environment()
    return shell


class Streams:
    """What cells write, in its order, also from C code and other programs.

    A class because what is written and what is told of it share a lock: a thread tells
    what a cell writes that takes its time.
    """

    def __init__(self, send: Send, lock: threading.RLock) -> None:
        self.send, self.lock, self.last = send, lock, time.monotonic()
        self.text: dict[str, list[str]] = {"stdout": [], "stderr": []}
        self.pipes = {"stdout": _piped(1), "stderr": _piped(2)}
        self.decoders = {
            name: codecs.getincrementaldecoder("utf-8")("replace") for name in self.text
        }
        sys.stdout, sys.stderr = (
            OutStream(self, "stdout", 1),
            OutStream(self, "stderr", 2),
        )
        threading.Thread(target=self._watch, daemon=True).start()

    def write(self, name: str, text: str) -> None:
        """Note what is written, after what was written before by others."""
        with self.lock:
            self._drain(name)
            self.text[name].append(text)
            if time.monotonic() - self.last > OFTEN or len(text) > MUCH:
                self.tell()

    def tell(self, *names: str) -> None:
        """Send what is written."""
        with self.lock:
            self.last = time.monotonic()
            for name in names or self.text:
                self._drain(name)
                if text := "".join(self.text[name]):
                    self.text[name].clear()
                    self.send("stream", {"name": name, "text": text})

    def _drain(self, name: str) -> None:
        """Take what lies in a pipe by now."""
        with suppress(BlockingIOError):
            read = os.read(self.pipes[name], MUCH)
            self.text[name].append(self.decoders[name].decode(read))

    def _watch(self) -> None:
        """Empty the pipes as they fill, and tell what nobody else has told."""
        ready = select.poll()
        for pipe in self.pipes.values():
            ready.register(pipe, select.POLLIN)
        while True:
            ready.poll(1000 * OFTEN)
            with self.lock:
                for name in self.pipes:
                    self._drain(name)
                if time.monotonic() - self.last > OFTEN:
                    self.tell()


def _piped(stream: int) -> int:
    """Let a stream of this process lead into a pipe; give its other end."""
    read, write = os.pipe()
    os.set_blocking(read, False)
    os.dup2(write, stream)
    os.close(write)
    return read


class OutStream(io.TextIOBase):
    """A stream as cells see it; a class because Python writes to an object."""

    encoding, errors = "UTF-8", None

    def __init__(self, streams: Streams, name: str, number: int) -> None:
        self.streams, self.name, self.number, self.own = (
            streams,
            name,
            number,
            os.getpid(),
        )

    def write(self, text: str) -> int:
        """Note a text, or hand it on to the process that this one was forked from."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if os.getpid() == self.own:
            self.streams.write(self.name, text)
        else:
            os.write(self.number, text.encode(errors="replace"))
        return len(text)

    def flush(self) -> None:
        """Tell what is written at once."""
        if os.getpid() == self.own:
            self.streams.tell(self.name)

    def fileno(self) -> int:
        """Return the number by which other programs write to it."""
        return self.number

    def writable(self) -> bool:
        """Whether it is written to: always."""
        return True
