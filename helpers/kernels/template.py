"""The process that kernels are forked from. It imports, waits and forks.

It starts no event loop, thread or socket of its own: none of them survives a fork. It
ends with whoever started it, and takes every kernel and temporary file along.
"""

import ctypes
import gc
import importlib
import json
import os
import random
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

from helpers.kernels.below import end_below
from helpers.run import owned

PRELOADED = (
    "pandas", "pandas.io.formats.string", "matplotlib.figure",
    "matplotlib_inline.backend_inline", "nbformat", "psutil", "sqlite3",
    "tornado.platform.asyncio", "ipykernel.kernelapp", "ipykernel.debugger",
    "IPython.core.completerlib", "IPython.core.debugger", "IPython.core.oinspect",
    "helpers.text.answers", "helpers.case.check", "helpers.compare.findings",
    "helpers.compare.direct",
    "helpers.charts.argument", "helpers.charts.matrix", "helpers.charts.network",
    "helpers.charts.strips", "helpers.charts.timeline", "helpers.charts.voices",
    "helpers.lists.records", "helpers.charts.robustness", "helpers.compare.holds",
)  # fmt: skip
LARGEST = 1 << 20  # bytes of a request: a command, a folder and an environment
# PR_SET_PDEATHSIG, PR_SET_NAME and PR_SET_CHILD_SUBREAPER of prctl(2)
DIES_WITH_PARENT, NAME, ADOPTS = 1, 15, 36


def preload() -> None:
    """Import what notebooks of this project import; what fails is left to them."""
    # As in helpers.__main__: over a second of import for a check that nobody uses.
    sys.modules["rfc3987_syntax"] = None
    for name in PRELOADED:
        with suppress(Exception):
            importlib.import_module(name)


def alone() -> bool:
    """Whether this process has one thread, so that it may be forked."""
    return len(os.listdir("/proc/self/task")) == 1


def ready(case: str) -> bool:
    """Get everything into memory that kernels share; say whether they may be forked."""
    preload()
    if case:
        from helpers.case import check

        # Kernels say themselves what is wrong with a case; here it is only kept.
        with suppress(ValueError):
            check.load(case)
    gc.collect()
    gc.freeze()  # a collection would touch, and so copy, what is shared
    return alone()


def alone_with(parent: int) -> None:
    """Become a session of its own that ends with its parent."""
    os.setsid()
    system = ctypes.CDLL(None)
    system.prctl(DIES_WITH_PARENT, signal.SIGKILL)
    system.prctl(NAME, b"dateline-kernel")
    system.prctl(ADOPTS, 1)  # what it detaches stays below it
    if os.getppid() != parent:  # it died before that took hold
        os._exit(1)


def kernel(asked: dict) -> None:
    """Be a kernel: what a process of its own would be, but for the imports."""
    for one in (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with suppress(OSError):  # where memory runs out, it is a kernel that goes
        Path("/proc/self/oom_score_adj").write_text("900")
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["cwd"])
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()
    from ipykernel.kernelapp import IPKernelApp

    sys.argv = ["ipykernel_launcher", *asked["argv"]]
    IPKernelApp.clear_instance()
    IPKernelApp.launch_instance(asked["argv"])


def fork(asked: dict, inherited: list[int]) -> tuple[int, int]:
    """Fork a kernel; give its process and a handle of it.

    Whoever hears of it may end its whole session at once, so it has one by then.
    """
    parent, (wait, told) = os.getpid(), os.pipe()
    pid = os.fork()
    if pid:
        os.close(told)
        os.read(wait, 1)
        os.close(wait)
        return pid, os.pidfd_open(pid)
    try:  # nothing of the template may run on in here, whatever happens
        alone_with(parent)
        for one in (told, wait, *inherited):
            os.close(one)
        kernel(asked)
    finally:
        os._exit(0)


def serve(control: socket.socket, started: dict[int, int]) -> None:
    """Fork a kernel for each request, until the other end is gone."""
    while request := control.recv(LARGEST):
        end_below(os.getpid(), but=started)  # what kernels left that have ended
        try:
            pid, handle = fork(
                json.loads(request), [control.fileno(), *started.values()]
            )
        except OSError:  # no room for one more: it is started without us
            control.send(b"no")
            continue
        started[pid] = handle
        socket.send_fds(control, [str(pid).encode()], [handle])
        for one in [pid for pid in started if over(started[pid])]:
            os.close(started.pop(one))


def over(handle: int) -> bool:
    """Whether the process of a handle has ended."""
    try:
        signal.pidfd_send_signal(handle, 0)
    except ProcessLookupError:
        return True
    return False


def main(fd: int, folder: str, case: str) -> None:
    """Serve whoever holds the other end of a socket."""
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, signal.SIG_IGN)  # it ends with the one it serves
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # so that no child stays a zombie
    ctypes.CDLL(None).prctl(ADOPTS, 1)
    started: dict[int, int] = {}
    try:
        with socket.socket(fileno=fd) as control:
            control.send(b"ready" if ready(case) else b"no")
            serve(control, started)
    except OSError:  # the other end went while it was being answered
        pass
    finally:
        end_below(os.getpid())
        owned.remove(Path(folder))


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
