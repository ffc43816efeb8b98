"""What a run depends on, hashed, so that one that has been made is known again.

It is found out, not listed: the sources, data and packages that a run can read and
import. It knows nothing of what is asked.
"""

import hashlib
import json
import platform
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from functools import cache, lru_cache
from importlib import metadata
from importlib.machinery import PathFinder
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from helpers import paths
from helpers.case import cases
from helpers.run import chapters, forking

CHANGED = "Notebooks, helpers or data have changed while {}; start it again."
IMPORTS = re.compile(r"^\s*(?:from\s+(\w+)[\w.]*\s+import\b|import\s+([\w., ]+))", re.M)
NO_RUN = ("run/cluster.py",)  # hands runs over; no run imports it


def digest(data: Any) -> str:
    """Hash bytes, a text, or plain values."""
    if not isinstance(data, str | bytes):
        data = json.dumps(data, sort_keys=True, default=str)
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


def sources() -> dict[str, str]:
    """Hash every file of the helpers, by its path, but what is written about them."""
    return _hashed(forking.stamp())


@lru_cache(maxsize=2)
def _hashed(written: forking.Stamp) -> dict[str, str]:
    """Hash files, read once for what is ``written``."""
    root = paths.ROOT / "helpers"
    files = (Path(path) for path, *_ in written if not path.endswith(".md"))
    return {p.relative_to(root).as_posix(): digest(p.read_bytes()) for p in files}


def data(case: Path) -> dict[str, str]:
    """Hash the data that a chapter can read: the case, and what all cases share.

    How lines end, a byte order mark, and what is written about data do not count.
    """
    shared = [p for p in sorted(paths.DATA.glob("[!.]*")) if p.is_file()]
    return {"case": cases.data_hash(case)} | {
        path.name: digest(path.read_text(encoding="utf-8-sig", errors="replace"))
        for path in shared
        if path.suffix != ".md"
    }


def imported(source: str) -> set[str]:
    """List the modules that a source imports, without what is in them.

    >>> sorted(imported("import a.b as c, d"))
    ['a', 'd']
    """
    found = set()
    for one, many in IMPORTS.findall(source):
        names = [one] if one else many.split(",")
        found |= {name.split()[0].split(".")[0] for name in names if name.strip()}
    return found


def environment(books: Iterable[Path]) -> dict[str, str]:
    """Name what notebooks are run with: Python, packages, and modules beside us."""
    own = set().union(*(_asked(book, digest(book.read_bytes())) for book in books))
    here = {"python": platform.python_version(), "system": platform.system()}
    beside = _beside(own - _ours() - {*_packaged()})
    return here | packages(frozenset(_ours() | own)) | beside


@lru_cache(maxsize=64)
def _asked(book: Path, written: str) -> set[str]:
    """List the modules that a notebook imports, read once for what is ``written``."""
    return imported(chapters.code(book))


@cache
def _ours() -> set[str]:
    """List the modules that the helpers import for a run."""
    root = paths.ROOT / "helpers"
    sources = (p for p in map(Path, paths.files(root)) if p.suffix == ".py")
    run = (p for p in sources if p.relative_to(root).as_posix() not in NO_RUN)
    return set().union(*(imported(p.read_text(encoding="utf-8")) for p in run))


@cache
def _packaged() -> dict[str, list[str]]:
    return metadata.packages_distributions()


@cache
def packages(names: frozenset[str]) -> dict[str, str]:
    """Return the packages of some modules and all that these need, with versions."""
    todo = [package for name in names for package in _packaged().get(name, [])]
    found: dict[str, str] = {}
    while todo:
        name = canonicalize_name(todo.pop())
        with suppress(metadata.PackageNotFoundError):
            if name not in found:
                package = metadata.distribution(name)
                found[name] = package.version
                todo += _needed(package)
    return found


def _needed(package: metadata.Distribution) -> list[str]:
    """List what a package needs here, without its extras."""
    needed = map(Requirement, package.requires or [])
    plain = {"extra": ""}
    return [r.name for r in needed if r.marker is None or r.marker.evaluate(plain)]


def _beside(names: set[str]) -> dict[str, str]:
    """Hash modules that lie in the folder of the process, where a kernel finds them."""
    found = {}
    for name in sorted(names - set(sys.stdlib_module_names)):
        spec = PathFinder.find_spec(name, [str(Path.cwd())])
        if spec and spec.origin:
            path = Path(spec.origin)
            whole = path.name == "__init__.py"
            files = map(Path, paths.files(path.parent) if whole else [path])
            found[f"beside: {name}"] = digest([digest(p.read_bytes()) for p in files])
    return found


def now(case: Path, books: Iterable[Path]) -> str:
    """Name the state of what lies on disk for notebooks over a case."""
    return digest([sources(), data(case), [digest(b.read_bytes()) for b in books]])
