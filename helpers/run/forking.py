"""The fork server: a process that has loaded what chapters import, and waits.

It is started once a process, from here, so that it can load while a command does.
"""

import errno
import os
import signal
import sys
import tempfile
from contextlib import suppress
from functools import cache
from multiprocessing import forkserver, get_context, util
from multiprocessing.resource_tracker import ensure_running as ensure_tracker

from helpers import paths

PLAIN = "DATELINE_KERNELS"  # set to `plain`, nothing is forked
FILES, FILES_EACH = 64, 48  # open files that we need, and for each run at a time
MEMORY = 10**9  # bytes of addresses; with less, libraries end a run unasked, or hang
Stamp = tuple[tuple[str, int, int], ...]  # files: when and how long they are
LONGEST = 70  # bytes of a folder's path in which a socket can stand: it may have 107


def plain() -> bool:
    """Whether a variable asks for kernels."""
    return os.environ.get(PLAIN, "") == "plain"


def forks() -> bool:
    """Whether processes may be forked here: on Linux, unless a variable says no."""
    return sys.platform == "linux" and hasattr(os, "pidfd_open") and not plain()


def see_to_limits(many: int) -> None:
    """See that this many runs at a time find files and memory.

    Raises
    ------
    OSError
        Where fewer files may be open than they need.
    MemoryError
        Where less memory may be taken than they need.
    """
    try:
        import resource
    except ImportError:  # no such limits on this system
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    endless, need = resource.RLIM_INFINITY, FILES + FILES_EACH * many
    if soft != endless and soft < need:
        if hard != endless and hard < need:
            wrong = f"{hard} are allowed here and {need} are needed"
            raise OSError(errno.EMFILE, wrong, "open files")
        resource.setrlimit(resource.RLIMIT_NOFILE, (need, hard))
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    if soft != endless and soft < MEMORY:
        raise MemoryError


def stamp() -> Stamp:
    """Name the state of the helpers, by when and how long their files were written."""
    stats = ((f, os.stat(f)) for f in paths.files(paths.ROOT / "helpers"))
    return tuple((f, s.st_mtime_ns, s.st_size) for f, s in stats)


def _choose_folder() -> None:
    """Choose where the server's socket stands, once a process: not too far down."""
    chosen = tempfile.tempdir
    if len(os.fsencode(tempfile.gettempdir())) > LONGEST:
        tempfile.tempdir = "/tmp"
    try:
        util.get_temp_dir()  # made here, and kept
    finally:
        tempfile.tempdir = chosen


@cache
def serve() -> Stamp:
    """Start the fork server, once a process; return the state of its sources.

    Raises
    ------
    OSError
        Where it cannot be started.
    """
    state, before = stamp(), dict(os.environ)
    found = filter(None, [str(paths.ROOT), before.get("PYTHONPATH")])
    # No module beside the user's files is taken for another.
    given = {"PYTHONPATH": os.pathsep.join(found), "PYTHONSAFEPATH": "1"}
    get_context("forkserver").set_forkserver_preload(["helpers.run.server"])
    _choose_folder()
    ensure_tracker()  # which would let Ctrl-C through
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])  # inherited
    try:
        os.environ |= given
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        for name in given:
            os.environ.pop(name)
            os.environ |= {name: before[name]} if name in before else {}
    return state


def begin() -> None:
    """Start it where that can be, for it takes a second; what failed is told later."""
    if forks():
        with suppress(OSError, MemoryError):
            see_to_limits(1)  # a server for want of files would print how it failed
            serve()
