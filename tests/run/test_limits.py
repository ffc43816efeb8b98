"""What a cell starts ends with its run, and what it gives has a limit."""

import json
import time

import psutil
import pytest
from papermill.exceptions import PapermillExecutionError

from helpers.run import forking, notebooks
from helpers.run.notebooks import Notebooks
from tests import books
from tests.once import slowly

DETACHES = """
import os, subprocess, sys, time
from pathlib import Path
told = Path(case)
subprocess.Popen(["sleep", "600"], start_new_session=True)
subprocess.run("setsid sleep 600 & echo $! > /dev/null", shell=True)
if os.fork() == 0:  # a daemon, as they are made by hand
    os.setsid()
    if os.fork() == 0:
        (told / f"{os.getpid()}").touch()
        time.sleep(600)
    os._exit(0)
while not list(told.iterdir()):
    time.sleep(0.01)
"""


def sleeping():
    """List the processes that such a cell has started, wherever they are now."""
    found = set()
    for one in psutil.process_iter():
        try:
            if one.cmdline() == ["sleep", "600"]:
                found.add(one.pid)
        except psutil.Error:
            pass
    return found


def gone(pids, seconds=15):
    until = time.time() + seconds
    while time.time() < until and any(map(psutil.pid_exists, pids)):
        time.sleep(0.05)
    return not any(map(psutil.pid_exists, pids))


@pytest.mark.slow
@pytest.mark.skipif(not forking.forks(), reason="nothing can be forked")
@pytest.mark.parametrize(
    "ends", ["", "1 / 0", "os.kill(os.getpid(), 9)", "time.sleep(600)"],
    ids=["done", "failed", "died", "too slow"],
)  # fmt: skip
def test_what_a_cell_has_detached_ends_with_the_run(tmp_path, ends):
    path = books.make(tmp_path / "detaches.ipynb", DETACHES, ends)
    told = tmp_path / "told"
    told.mkdir()
    before = sleeping()
    with Notebooks() as running:
        try:
            running.execute(path, {"case": str(told)}, 10)
        except (PapermillExecutionError, RuntimeError, TimeoutError):
            assert ends
        else:
            assert not ends
        (daemon,) = told.iterdir()
        assert gone({int(daemon.name), *(sleeping() - before)})


def text(book):
    """Read what the cells of a notebook gave, as text."""
    return json.dumps([c.outputs for c in book.cells if c.cell_type == "code"])


@pytest.mark.parametrize(
    "cell",
    ["for _ in range(40): print('x' * 100_000, flush=True)", "print('x' * 4_000_000)",
     "'x' * 4_000_000", "from IPython.display import HTML\nHTML('x' * 4_000_000)",
     "raise ValueError('x' * 4_000_000)"],
    ids=["lines", "one line", "a value", "a picture", "an error"],
)  # fmt: skip
@pytest.mark.parametrize("way", ["forked", *slowly("plain")])
def test_what_a_cell_gives_has_a_limit_that_is_said(tmp_path, monkeypatch, cell, way):
    monkeypatch.setenv(forking.PLAIN, way)
    monkeypatch.setattr(notebooks, "LARGEST", 1_000_000)
    path = books.make(tmp_path / "much.ipynb", "'before'", cell)
    with Notebooks() as running:
        try:
            book = running.execute(path, {})
        except PapermillExecutionError as error:
            assert "raise" in cell and len(error.evalue) < 10_000
            book = error.book
    told = text(book)
    assert "before" in told and told.count("the rest is left out") == 1
    assert len(told) < 1_100_000


def test_the_state_of_widgets_is_no_output(tmp_path, monkeypatch):
    monkeypatch.setattr(notebooks, "LARGEST", 1_000)
    cell = "import ipywidgets\nipywidgets.HTML('x' * 4_000)"
    path = books.make(tmp_path / "widget.ipynb", cell)
    with Notebooks() as running:
        book = running.execute(path, {})
    assert "left out" not in text(book)
    assert "x" * 4_000 in json.dumps(book.metadata.widgets)


def test_what_is_within_the_limit_is_kept_whole(tmp_path):
    path = books.make(tmp_path / "some.ipynb", "print('x' * 2_000_000)")
    with Notebooks() as running:
        told = text(running.execute(path, {}))
    assert "left out" not in told and told.count("x") >= 2_000_000


def test_runs_are_refused_more_files_than_there_are(monkeypatch):
    import resource

    asked, endless = [], resource.RLIM_INFINITY
    monkeypatch.setattr(resource, "setrlimit", lambda *given: asked.append(given))

    def allowed(soft, hard):
        limits = {
            resource.RLIMIT_NOFILE: (soft, hard),
            resource.RLIMIT_AS: (endless, 0),
        }
        monkeypatch.setattr(resource, "getrlimit", limits.get)

    allowed(100, 1000)
    forking.see_to_limits(4)
    assert asked == [(resource.RLIMIT_NOFILE, (256, 1000))]
    with pytest.raises(OSError, match="1000 are allowed here and 1024 are needed"):
        forking.see_to_limits(20)
    allowed(1000, 1000)
    forking.see_to_limits(4)
    assert len(asked) == 1
