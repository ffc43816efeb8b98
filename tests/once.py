"""What is made once: for all workers of a session, or when it is first asked for."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")


def made(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]
) -> Path:
    """Return a folder that the first worker to ask has filled; the others wait."""
    folder = common(factory) / name
    done = folder.with_suffix(".done")
    with locked(folder):
        if not done.exists():
            folder.mkdir(exist_ok=True)
            make(folder)
            done.touch()
    return folder


def slowly(*values) -> list:
    """Mark values of a series that `make test` leaves out: others stand for them.

    Where a test takes several at once, each is a tuple of them.
    """
    rows = (one if isinstance(one, tuple) else (one,) for one in values)
    return [pytest.param(*row, marks=pytest.mark.slow) for row in rows]


def some(examples: int) -> int:
    """Return how many of the examples of a law are tried: in `make test` a fifth."""
    return examples * settings.default.max_examples // 100


def common(factory: pytest.TempPathFactory) -> Path:
    """Return the temporary folder that all workers of the session have."""
    home = factory.getbasetemp()
    return home if WORKER == "alone" else home.parent


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let one worker at a time do what concerns a path."""
    with open(path.with_suffix(".lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Asked(dict):
    """Values by key, each made when it is first asked for.

    A class because a dictionary asks ``__missing__``.
    """

    def __init__(self, make: Callable) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, key):
        self[key] = self.make(key)
        return self[key]
