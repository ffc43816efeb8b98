"""What every run finds ready: imported by the fork server alone, as its preload.

It imports and builds the shell of a kernel, and then waits. It starts no thread, event
loop or socket of its own: none of them survives a fork.
"""

import ast
import atexit
import gc
import os
import pkgutil
import signal
import sys
import tempfile
import time
from contextlib import suppress
from multiprocessing import forkserver
from pathlib import Path
from types import ModuleType

from ipykernel.compiler import XCachingCompiler
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.zmqshell import ZMQInteractiveShell
from jupyter_client.session import Session
from traitlets.config import Config

from helpers import charts, paths

gc.disable()  # what is loaded here stays, and is not looked through again and again
PARENT = os.getppid()
BEFORE, PATH = dict(os.environ), list(sys.path)
# Libraries that would start threads of their own; set before any of them is loaded.
os.environ |= dict.fromkeys(
    ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"], "1"
)


def path(given: str) -> list[str]:
    """Return where a kernel finds modules: ours last, where PYTHONPATH names no place.

    A run would otherwise have the path of its parent.
    """
    root = str(paths.ROOT)
    if root in given.split(os.pathsep):
        return list(PATH)
    return [*(place for place in PATH if place != root), root]


def preload() -> list[str]:
    """Import what chapters and pages need, and every chart; return their names.

    What cannot be imported is left to the notebook that asks for it; where even that
    fails, as for want of memory, to whoever asks: nothing then is loaded.
    """
    try:
        from helpers.run import apart, chapters, worker  # the first two load pandas

        apart.warm()
    except Exception:
        return []
    code = [n for p in paths.chapters() for n in ast.parse(chapters.code(p)).body]
    lines = [ast.unparse(n) for n in code if isinstance(n, ast.Import | ast.ImportFrom)]
    rooms = [one.name for one in pkgutil.iter_modules(charts.__path__)]
    found: dict[str, object] = {"apart": apart, "worker": worker}
    for line in [*lines, *(f"from helpers.charts import {name}" for name in rooms)]:
        with suppress(Exception):
            exec(line, found)  # noqa: S102
    return sorted(m.__name__ for m in found.values() if isinstance(m, ModuleType))


class Sends(Session):
    """The session of a shell without a kernel: what it publishes is told to a run."""

    tell = None

    def send(self, stream, told, content=None, *args, **more) -> None:
        """Tell a message, which stands in one argument or in two."""
        if isinstance(told, dict):
            told, content = told["header"]["msg_type"], told["content"]
        self.tell(told, content)


def shell() -> ZMQInteractiveShell:
    """Build the shell of a kernel, without the kernel."""
    # Libraries look for the name of the application.
    config = Config({"IPKernelApp": {}, "HistoryManager": {"hist_file": ":memory:"}})
    with tempfile.TemporaryDirectory() as folder:  # nothing of the user's is read
        made = ZMQInteractiveShell.instance(
            config=config, ipython_dir=folder, compiler_class=XCachingCompiler
        )
    IPKernelApp.init_pdb(None)  # `breakpoint()` asks as in a kernel
    made.display_pub.session = made.displayhook.session = Sends()
    made.displayhook.topic = b"execute_result"
    return made


def tidy() -> None:
    """Remove the server's socket, where a kill has left it, and its folder.

    And end: Python would take a second to let go of all that is loaded, for which
    whoever reads the output of a command would wait.
    """
    address = Path(forkserver._forkserver._forkserver_address or "")
    for _ in range(100):
        if os.getppid() != PARENT:  # whoever has started it is gone
            with suppress(OSError, ValueError):  # or it has no place in a folder
                address.unlink()
                address.parent.rmdir()
            break
        time.sleep(0.01)
    os._exit(0)


def alone() -> bool:
    """Whether this process has one thread, so that it may be forked."""
    return len(os.listdir("/proc/self/task")) == 1


atexit.register(tidy)  # a child of the server ends without this
PRELOADED = preload()
LANGUAGE = IPythonKernel.language_info
SHELL = shell()
os.environ.clear()
os.environ |= BEFORE
gc.freeze()  # a collection would touch, and so copy, what is shared
gc.enable()
READY = bool(PRELOADED) and alone()
# Ctrl-C, which was held back until here, is for whoever has started it.
before = signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
signal.signal(signal.SIGINT, before)
