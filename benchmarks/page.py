"""The page of the measurements: a section for each module, put in its place."""

import os
import platform
import re

from helpers import paths

PAGE = paths.ROOT / "benchmarks" / "README.md"
HEAD = (
    "# Benchmarks\n\nWritten by `make bench`, on one machine and in one run; a rerun"
    " elsewhere gives other times.\n"
)


def machine() -> str:
    """Say what it was measured with."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} processors, {memory:.0f} GiB,"
        f" Python {platform.python_version()}"
    )


def put(heading: str, lines: list[str]) -> None:
    """Write a section anew and leave the others as they are."""
    before = PAGE.read_text(encoding="utf-8") if PAGE.exists() else HEAD
    parts = re.split(r"(?m)^(?=## )", before)
    section = "\n".join([f"## {heading}", "", *lines, ""])
    kept = [p for p in parts[1:] if not p.startswith(f"## {heading}\n")]
    both = sorted([*(p.rstrip() + "\n" for p in kept), section])
    PAGE.write_text("\n".join([HEAD, *both]), encoding="utf-8")
