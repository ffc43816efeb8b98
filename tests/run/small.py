"""A small sweep: a notebook that records what it was asked, and says that it ran."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
import pytest
import yaml
from click.testing import CliRunner

from helpers import paths
from helpers.__main__ import main
from tests import books, worlds

# Appends a line whenever it runs, so that a run done twice is seen.
RAN = """
import os, time
from pathlib import Path
from helpers import findings
log = Path(os.environ["DATELINE_TEST_LOG"])
with log.open("a") as out:
    out.write(f"{memory} {os.getpid()}\\n")
"""
PARAMETERS = """case: str = ""
memory: str = "12 months"
dates: str = "both"
exclude: list = []
mute: list = []
actors: list = []"""
FOUND = 'findings.record("months", len(memory), "letters of the memory", [memory])'


def notebook(path: Path, *cells: str) -> Path:
    """Write a notebook that notes that it runs, does what it is told, and records."""
    books.make(path, RAN, *cells, FOUND)
    book = nbformat.read(path, as_version=4)
    book.cells[1].source = PARAMETERS
    nbformat.write(book, path)
    return path


def case(folder: Path) -> Path:
    """Write the least case."""
    return worlds.write(folder / "least", worlds.least(), name="least-of-all")


def sweep(folder: Path, memories: list, *cells: str, **more) -> Path:
    """Write a sweep over memories, with its case and its notebook."""
    notebook(folder / "small.ipynb", *cells)
    told = {
        "base": {"case": str(case(folder))},
        "grid": {"memory": memories},
        "chapters": ["small.ipynb"],
    } | more
    path = folder / "small.yaml"
    path.write_text(yaml.safe_dump(told), encoding="utf-8")
    return path


def environment(folder: Path) -> dict[str, str]:
    """Give the variables by which the notebook finds its log, and temporary files."""
    temporary = folder / "tmp"
    temporary.mkdir(exist_ok=True)
    return {"DATELINE_TEST_LOG": str(folder / "log"), "TMPDIR": str(temporary),
            "PYTHONPATH": str(paths.ROOT)}  # fmt: skip


def given(folder: Path) -> Path:
    """Lay out what commands are given: a case, ties, events and orders, a sweep."""
    worlds.write(folder / "world")
    sweep(folder, ["ever"], html=True)
    (folder / "ties.csv").write_text("source,target,sign\nA,B,+\n")
    (folder / "events.csv").write_text("id,when\nA,2020\nB,2021\n")
    (folder / "orders.csv").write_text("first,relation,second\nA,before,B\n")
    return folder


def arguments(given: Path, out: Path, older: Path) -> dict[str, list]:
    """Give the arguments of every command, which writes to ``out`` if anywhere.

    But for the one that changes a case where it is: that is put into ``older``.
    """
    shutil.copytree(paths.ROOT / "tests" / "cases" / "v1", older, dirs_exist_ok=True)
    world = given / "world"
    return {
        "cases": [], "parameters": ["--json-schema"], "check": [world],
        "new": ["mine", "--in", out / "cases"],
        "report": [given / "least", "--out", out / "report"],
        "balance": [given / "ties.csv"],
        "sweep": [given / "small.yaml", "--out", out / "sweep"], "upgrade": [older],
        "order": [given / "events.csv", given / "orders.csv"],
        "propose": [given / "events.csv", "--date", "2020-01-31"],
        "agree": [world, world], "sheet": [world, out / "tables.xlsx"],
        "run": ["01-timeline", "-p", "case", world, "--out", out / "run"],
    }  # fmt: skip


def ran(folder: Path) -> list[str]:
    """List the memories of which the notebook ran, one a time that it did."""
    log = folder / "log"
    lines = log.read_text().splitlines() if log.exists() else []
    return sorted(line.rsplit(" ", 1)[0] for line in lines)


def command(
    folder: Path, *arguments, file: str = "small.yaml", **more
) -> subprocess.Popen:
    """Start the sweep of a folder as a user types it, in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "helpers", "sweep", folder / file,
         "--out", folder / "out", *map(str, arguments)],
        env=os.environ | environment(folder), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, start_new_session=True, **more,
    )  # fmt: skip


def typed(folder: Path, *arguments, **more) -> tuple[int, str, str]:
    """Type the command and wait; give its status, its output, its messages."""
    started = command(folder, *arguments, **more)
    try:
        out, err = started.communicate(timeout=180)
    finally:
        started.kill()
    return started.returncode, out, err


def called(folder: Path, *arguments, file: str = "small.yaml") -> tuple[int, str, str]:
    """Give what the command gives, run in this process: no second start-up."""
    words = ["sweep", folder / file, "--out", folder / "out", *arguments]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment(folder).items():
            patch.setenv(name, value)
        patch.setattr(tempfile, "tempdir", str(folder / "tmp"))
        done = CliRunner().invoke(main, [str(word) for word in words])
    return done.exit_code, done.stdout, done.stderr
