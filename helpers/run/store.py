"""The folder of a sweep: what has been run, and who is running what.

A run's outputs appear whole or not at all: they are written aside and renamed, the
record last. A claim is a lock that the system drops with whoever holds it, so that
neither a kill nor a second sweep in the same folder does harm.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from errno import EEXIST
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from helpers import paths
from helpers.compare.findings import Finding
from helpers.run import owned
from helpers.run.plans import Run

RECORD = "run.json"


class Record(BaseModel):
    """What came of a run; the file beside its outputs.

    Seconds are those of the wall clock: ``run`` in cells (of a failed run: all of it),
    ``start`` around them, mostly until the kernels were ready, ``export`` for the page.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    status: Literal["done", "failed"]
    start: float = 0.0
    run: float = 0.0
    export: float = 0.0
    tries: int = 1
    findings: list[Finding] = []
    chapter: str = ""
    cell: int | None = None
    error: str = ""
    outputs: list[str] = []  # the files beside this one

    @property
    def seconds(self) -> float:
        """How long all of it took."""
        return self.start + self.run + self.export


@dataclass(frozen=True)
class Waiting:
    """A run that is to be made, and what came of it before: a failure, or nothing."""

    run: Run
    before: Record | None


class Store:
    """A sweep's folder on disk.

    A class because the places in it and the lock on them belong together:
    ``runs/<key>/`` holds the outputs of a run and its record. One in a process: the
    system drops all locks of a process on a file when it closes that file once.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.runs = folder, folder / "runs"
        self._lock: int | None = None

    def open(self) -> "Store":
        """Make the folder, and see that it can be written to.

        Raises
        ------
        OSError
            Where it cannot.
        """
        self.runs.mkdir(parents=True, exist_ok=True)
        paths.try_writing(self.runs)
        self._lock = os.open(self.runs / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
        owned.tidy(self.runs, ".*.part")
        return self

    def belongs(self, name: str) -> str:
        """Return the name of the sweep that the folder is of: the first that comes."""
        path = self.runs / ".sweep"
        if not path.exists():
            paths.write(path, name)
        return path.read_text(encoding="utf-8")

    def close(self) -> None:
        """Give up every claim."""
        owned.tidy(self.runs, ".*.part")
        os.close(self._lock)

    def place(self, key: str) -> Path:
        """Return the folder of a run."""
        return self.runs / key

    def record(self, key: str) -> Record | None:
        """Read what came of a run; None where it has not been run, or not wholly."""
        with suppress(OSError, ValidationError):
            return Record.model_validate_json((self.place(key) / RECORD).read_bytes())
        return None

    @contextmanager
    def claim(self, key: str, wait: bool = False) -> Iterator[bool]:
        """Hold a run, so that no other process makes it; yield False where one does.

        A byte of the lock file stands for a run, at the place that its key names.
        """
        import fcntl  # not there on every system, and a report needs none

        byte = int(key[:15], 16)
        try:
            fcntl.lockf(
                self._lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB), 1, byte
            )
        except (BlockingIOError, PermissionError):  # either, by the system
            yield False
            return
        try:
            yield True
        finally:
            fcntl.lockf(self._lock, fcntl.LOCK_UN, 1, byte)

    @contextmanager
    def aside(self, key: str) -> Iterator[Path]:
        """Yield a folder for a run's outputs; in its place once all went well."""
        made, lock = owned.folder(self.runs, f".{key}.", ".part")
        try:
            made.chmod(0o755)
            yield made
            self._clear(key, made)
            owned.unmark(made)
            os.rename(made, self.place(key))
        finally:
            owned.remove(made)
            owned.remove(made.with_suffix(".old.part"))
            os.close(lock)

    def _clear(self, key: str, made: Path) -> None:
        """Clear the place of a run for what was ``made``; of the user nothing goes.

        Raises
        ------
        FileExistsError
            Where something stands there that no run has made.
        """
        place, old = self.place(key), made.with_suffix(".old.part")
        if not place.exists():
            return
        before = _recorded(place)  # of a failed try, or of one by older rules
        if not (owned.by_us(place) and before.get("key") == key):
            raise FileExistsError(EEXIST, "is none of its runs; move it away", place)
        ours = {RECORD, *before.get("outputs", [])}
        for path in place.iterdir():
            if path.name not in ours and not (made / path.name).exists():
                os.rename(path, made / path.name)
        os.close(owned.mark(place))
        os.rename(place, old)


def _recorded(folder: Path) -> dict:
    """Read what a run's record tells, also one by older rules."""
    with suppress(OSError, ValueError):
        record = json.loads((folder / RECORD).read_bytes())
        return record if isinstance(record, dict) else {}
    return {}


def note(folder: Path, record: Record) -> None:
    """Write a run's record among its outputs."""
    there = sorted(p.name for p in folder.iterdir() if p.name != owned.MARK)
    record = record.model_copy(update={"outputs": there})
    text = json.dumps(record.model_dump(), ensure_ascii=False, indent=1)
    paths.write(folder / RECORD, text + "\n")
