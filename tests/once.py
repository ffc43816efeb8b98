"""What is made once: for all workers of a session, or when it is first asked for."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def made(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]
) -> Path:
    """Return a folder that the first worker to ask has filled; the others wait."""
    home = factory.getbasetemp()
    home = home.parent if "PYTEST_XDIST_WORKER" in os.environ else home
    folder, done = home / name, home / f"{name}.done"
    with open(home / f"{name}.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            folder.mkdir(exist_ok=True)
            make(folder)
            done.touch()
    return folder


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
