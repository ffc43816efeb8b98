"""Where things are, from whatever folder; how one is read and put there whole."""

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import count
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
NOTEBOOKS = ROOT / "notebooks"
FIGURES = ROOT / "figures"
REPORTS = ROOT / "reports"
CACHE = ROOT / ".cache"


def chapters() -> list[Path]:
    """List the notebooks that make up a report, in order: their metadata says so."""
    every = sorted(NOTEBOOKS.glob("[!.]*.ipynb"))
    return [p for p in every if told(p, p.stat().st_mtime_ns).get("chapter") is True]


@lru_cache(maxsize=64)
def told(path: Path, changed: int) -> dict[str, Any]:
    """Read what a notebook says of itself to us, once for each state of the file."""
    try:
        book = json.loads(path.read_text(encoding="utf-8-sig"))
        return dict(book["metadata"]["dateline"])
    except (OSError, ValueError, LookupError, TypeError):
        return {}


def files(folder: Path) -> list[str]:
    """List the files of a folder that somebody has written: none hidden, none made."""
    found = []
    for place, below, names in os.walk(folder):
        below[:] = filter(_is_written, below)
        found += [os.path.join(place, name) for name in filter(_is_written, names)]
    return sorted(found)


def _is_written(name: str) -> bool:
    return not name.startswith((".", "__pycache__"))


def free(path: Path, ours: Callable[[Path], bool]) -> Path:
    """Return a path where nothing is lost: it, or the next that is numbered.

    One that is there already is taken only where it is ours.
    """
    names = (path.with_stem(f"{path.stem}-{n}") for n in count(2))
    found = path
    while os.path.lexists(found) and not ours(found):
        found = next(names)
    return found


def try_writing(folder: Path) -> None:
    """See that a folder, there or to be made, can be written to; nothing is left.

    Raises
    ------
    OSError
        Where it cannot.
    """
    near = (folder, *folder.absolute().parents)
    there = next(p for p in near if os.path.lexists(p))  # a link may lead nowhere
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        error.filename = str(there)  # not the name that was tried
        raise


class NoFileError(Exception):
    """A folder, a device or a pipe where a file is needed."""


class SizeError(Exception):
    """A file that is larger than its reader takes."""


def read(path: Path, most: int) -> bytes:
    """Return what a file holds, if that is at most so many bytes.

    Raises
    ------
    NoFileError
        Before it is opened, since a pipe would wait for ever.
    SizeError
        With the size of the file.
    OSError
        Where there is none, or it cannot be opened.
    """
    size = path.stat().st_size
    if not path.is_file():
        raise NoFileError(path)
    if size > most:
        raise SizeError(size)
    return path.read_bytes()


def write(path: Path, content: str | bytes) -> None:
    """Write aside, then rename: what was there stays until the new one is whole."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    write_all({path: data})


def write_all(contents: Mapping[Path, bytes]) -> None:
    """Write files aside, then rename them; where one fails, each is as it was."""
    asides: dict[Path, Path] = {}
    before: dict[Path, bytes | None] = {}
    try:
        for path, data in contents.items():
            asides[path] = _aside(path, data)
            before[path] = path.read_bytes() if path.is_file() else None
        for path, aside in asides.items():
            os.replace(aside, path)
    except BaseException as error:
        for done, aside in asides.items():
            if aside.exists():  # it has not been renamed
                aside.unlink()
            elif (old := before[done]) is None:
                done.unlink()
            else:
                write(done, old)
        if isinstance(error, OSError):  # a disk that is full does not say for what
            error.filename = str(path)
            error.filename2 = None
        raise


def _aside(path: Path, data: bytes) -> Path:
    """Write what a file is to hold beside it, hidden, with its rights."""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.chmod(name, mode)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)
