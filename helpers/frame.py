"""How every command ends: with a status that is documented, and in a sentence.

It knows signals, limits and errors, and nothing of what a command does.
"""

import atexit
import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from errno import EMFILE, ENFILE, ENOMEM, EPIPE

import click

from helpers import paths, prose

FAILED, WRONG, SOME_FAILED = 1, 2, 3
BY_SIGNAL = 128  # and its number
STATUSES = (
    "Exit status: 0 done; 1 it could not be done; 2 wrong usage; 3 some runs of a sweep"
    " have failed; 129, 130 and 143 ended by SIGHUP, Ctrl-C and SIGTERM."
)
STAYS = {
    "report": "the last good report stays where it was",
    "sweep": "go on with --resume",
}
SHOW = "DATELINE_TRACEBACK"  # set to anything, an error that nobody foresaw is shown
FEW_FILES = "raise the limit (ulimit -n)"
SCARCE = ("cannot allocate", "failed to map", "start new thread")  # as libraries say
MEMORY = 192 * 2**20  # bytes of addresses with which every command can begin
SOLVER = 512 * 2**20  # with less, the solver's libraries wait for ever as they load
PATIENCE = 2.0  # seconds that a library may keep a signal from Python
PUT_IN_ORDER = 30.0  # seconds until what was begun has to be put in order
NO_MEMORY = "There is not enough memory here; raise the limit (ulimit -v)"


class Ended(KeyboardInterrupt):
    """A signal that asks to end; a class so that all that is in use is let go."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Told(click.ClickException):
    """What ends a command, as a sentence; a class because click shows its own."""

    def __init__(self, message: str, code: int = FAILED) -> None:
        super().__init__(message)
        self.exit_code = code

    def show(self, file=None) -> None:
        """Write the sentence to stderr, if it can be written there."""
        with suppress(OSError):
            click.echo(self.message, err=True)
        _let_go_of_stdout()


class Commands(click.Group):
    """The commands in one frame; a class because click builds on one."""

    def main(self, *arguments, **more):
        """Run a command as a user types it."""
        if os.access(paths.ROOT, os.W_OK):  # a list of fonts stays in the project
            os.environ.setdefault("MPLCONFIGDIR", str(paths.CACHE / "matplotlib"))
        with suppress(AttributeError):  # stdout may be closed, or not be Python's own
            sys.stdout.reconfigure(errors="backslashreplace")  # as on stderr
        atexit.register(gc.freeze)  # so that nothing loaded is looked through to end
        with _signals():
            try:
                return super().main(*arguments, **more)
            except OSError as error:  # while click itself was writing
                Told(said(error)).show()
                sys.exit(FAILED)

    def invoke(self, ctx: click.Context):
        """Run the command that was asked for, and say in a sentence what ends it."""
        try:
            see_to_memory()
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise _told(error, ctx.invoked_subcommand) from None
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except prose.Refusal as error:
            raise Told(str(error), error.status) from error
        except Exception as error:
            if getattr(error, "errno", 0) == EPIPE or SHOW in os.environ:
                raise
            raise Told(said(error)) from error


def see_to_memory(needed: int = MEMORY) -> None:
    """Stop where libraries would end the process or hang, and ask them for little.

    Raises
    ------
    MemoryError
        Where fewer bytes of addresses are allowed than needed.
    """
    with suppress(ImportError):  # no such limit on every system
        import resource

        allowed, _ = resource.getrlimit(resource.RLIMIT_AS)
        if allowed != resource.RLIM_INFINITY:
            os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
            if allowed < needed:
                raise MemoryError


def _told(error: KeyboardInterrupt, command: str | None) -> Told:
    number = getattr(error, "number", signal.SIGINT)
    how = "Interrupted"
    if number != signal.SIGINT:
        how = f"Ended by {signal.Signals(number).name}"
    stays = f"; {STAYS[command]}" if command in STAYS else ""
    return Told(f"{how}{stays}.", BY_SIGNAL + number)


def said(error: Exception) -> str:
    """Say in a sentence what went wrong."""
    first = (str(error).strip().splitlines() or [""])[0]
    number = getattr(error, "errno", None)
    scarce = any(one in first for one in SCARCE)
    # Python itself says SystemError where it could not even say that memory is short.
    if isinstance(error, MemoryError | SystemError) or number == ENOMEM or scarce:
        return f"{NO_MEMORY}."
    if isinstance(error, OSError) and number:
        told = f"{error.filename or 'standard output'}: {error.strerror or first}"
        return f"{told}; {FEW_FILES}" if number in (EMFILE, ENFILE) else told
    return f"{type(error).__name__}: {first} ({SHOW}=1 shows where)"


def _let_go_of_stdout() -> None:
    """Leave nothing for Python to write on its way out, where that cannot be."""
    try:
        if sys.stdout:
            sys.stdout.flush()
    except OSError:
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())


@contextmanager
def _signals() -> Iterator[None]:
    """Let a signal end what goes on, once, so that it can be put in order.

    A job in the background of a script ignores Ctrl-C unless told otherwise; who
    started one by nohup wants SIGHUP ignored.
    """
    before, handled = {}, threading.Event()

    def end(number: int, _) -> None:
        handled.set()
        for one in before:
            signal.signal(one, signal.SIG_IGN)
        raise Ended(number)

    if threading.current_thread() is not threading.main_thread():
        yield  # no signal comes here
        return
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # not every system has them all
        ignored = number and signal.getsignal(number) == signal.SIG_IGN
        if number and (number == signal.SIGINT or not ignored):
            before[number] = signal.signal(number, end)
    with _watched(handled):
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler or signal.SIG_DFL)


@contextmanager
def _watched(handled: threading.Event) -> Iterator[None]:
    """End the process where a library computes on and Python hears of no signal."""
    reads, writes = os.pipe()
    os.set_blocking(writes, False)
    before = signal.set_wakeup_fd(writes, warn_on_full_buffer=False)
    over = threading.Event()

    def watch() -> None:
        number = os.read(reads, 1)  # nothing once it is over
        if number and not (handled.wait(PATIENCE) and over.wait(PUT_IN_ORDER)):
            told = _told(Ended(number[0]), None)
            told.show()
            os._exit(told.exit_code)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(before)
        os.close(writes)
        over.set()
        handled.set()
        watcher.join()
        os.close(reads)
