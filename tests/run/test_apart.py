"""A function called in a process of its own, and the page of a run written in one."""

import os
import signal
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import psutil
import pytest
from nbclient.exceptions import DeadKernelError

from helpers.case import cases
from helpers.draw import letters
from helpers.run import apart, forking, plans, sweep
from helpers.run.notebooks import Notebooks
from helpers.run.store import Store
from tests import books, worlds
from tests.run import small

pytestmark = pytest.mark.skipif(not forking.forks(), reason="nothing can be forked")
RAISES = """
class Own(Exception):
    pass
raise Own("two words")
"""


def asked(source, running=None):
    """Evaluate a source in a process of its own."""
    return (running or books.running()).call(eval, source)


def gone(pid, seconds=15):
    """Wait until a process has ended; whether it has."""
    until = time.time() + seconds
    while psutil.pid_exists(pid) and time.time() < until:
        time.sleep(0.05)
    return not psutil.pid_exists(pid)


@pytest.mark.slow
def test_a_call_is_a_process_of_its_own_in_a_session_of_its_own():
    own, session = asked("[__import__('os').getpid(), __import__('os').getsid(0)]")
    assert own == session != os.getpid() and gone(own)


def test_a_call_is_made_here_where_nothing_is_forked(monkeypatch):
    monkeypatch.setenv(forking.PLAIN, "plain")
    assert books.running().call(os.getpid) == os.getpid()
    with pytest.raises(ZeroDivisionError):
        asked("1 / 0")


def test_what_a_call_raises_is_raised_here(tmp_path):
    with pytest.raises(ZeroDivisionError, match="division by zero"):
        asked("1 / 0")
    with pytest.raises(FileNotFoundError) as error:
        books.running().call(Path.write_text, tmp_path / "none" / "file", "x")
    assert error.value.filename == str(tmp_path / "none" / "file")
    with pytest.raises(RuntimeError, match="Own: two words"):  # it has no name here
        books.running().call(exec, RAISES, {})


def test_a_call_that_dies_is_told_and_the_next_one_answers():
    with pytest.raises(DeadKernelError):
        asked("__import__('os').kill(__import__('os').getpid(), 9)")
    assert asked("'y' * 1_000_000") == "y" * 1_000_000


def test_a_call_gets_the_case_of_its_notebooks(tmp_path):
    folder = worlds.write(tmp_path / "small")
    with Notebooks(cases.find(folder)) as running:
        named = asked("[*__import__('helpers').check.SOUND]", running)
    assert named == [cases.find(folder)]


def test_a_page_needs_nothing_that_is_not_loaded_and_made_before():
    loaded = f"__import__('sys').modules[{letters.__name__!r}]"
    assert asked(f"{loaded}._cut.cache_info().currsize") == 4


@pytest.mark.slow
def test_whoever_asks_for_a_page_loads_nothing_of_it():
    heavy = {"helpers.page.page", "scipy", "plotly", "fontTools", "mistune", "IPython"}
    asks = "import sys; from helpers.run import report; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True)
    assert "helpers.run.apart" in told.stdout.split(), told.stderr
    assert not heavy & {*told.stdout.split()}


def test_a_call_ends_when_all_are_ended(tmp_path):
    sign = tmp_path / "pid"
    sleeps = "import os, time\nsign.write_text(str(os.getpid()))\ntime.sleep(600)"
    with Notebooks() as running:

        def end():
            while not (sign.exists() and sign.read_text()):
                time.sleep(0.02)
            running.kill()

        threading.Thread(target=end).start()
        with pytest.raises(DeadKernelError):
            running.call(exec, sleeps, {"sign": sign})
        assert gone(int(sign.read_text()))
        with pytest.raises(DeadKernelError):  # nor does another one begin
            running.call(os.getpid)


# ---- the pages of a sweep ------------------------------------------------------------


def dies(case, view, executed):
    """Make the page of a run, unless it is of one memory."""
    if view.memory == "ever":
        os.kill(os.getpid(), signal.SIGKILL)
    return "a page"


def sleeps(sign, case, view, executed):
    """Make the page of a run, unless it is of one memory: that takes too long."""
    if view.memory == "ever":
        sign.touch()
        time.sleep(600)
    return "a page"


@pytest.fixture
def planned(tmp_path, monkeypatch):
    """Plan a sweep with pages over three memories."""
    for name, value in small.environment(tmp_path).items():
        monkeypatch.setenv(name, value)
    small.sweep(tmp_path, ["1 month", "ever"], html=True)
    return plans.read(tmp_path / "small.yaml")


@pytest.mark.slow
def test_a_page_whose_process_dies_fails_its_run_alone(planned, tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "rendered", dies)
    sweep.carry_out(planned, tmp_path / "out", plans.Terms(workers=2))
    store = Store(tmp_path / "out")
    told = {run.asked.memory: store.record(run.key) for run in planned.runs}
    failed = told.pop("ever")
    assert failed.status == "failed" and failed.outputs == ["small.ipynb"]
    assert failed.error == (
        "RuntimeError: the process that writes the page ended before it was done; run"
        " the sweep again, with fewer workers where memory is short"
    )
    assert [one.status for one in told.values()] == ["done", "done"]
    assert [one.outputs for one in told.values()] == [["index.html", "small.ipynb"]] * 2


def test_an_interrupt_ends_a_page_that_is_being_written(planned, tmp_path, monkeypatch):
    out, begun = tmp_path / "out", tmp_path / "begun"
    monkeypatch.setattr(apart, "rendered", partial(sleeps, begun))

    def interrupt(record):
        while not begun.exists():
            time.sleep(0.02)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        sweep.carry_out(planned, out, plans.Terms(workers=2), step=interrupt)
    store = Store(out)
    kept = [run.asked.memory for run in planned.once if store.record(run.key)]
    assert kept and "ever" not in kept
    assert not list(out.glob("runs/*.part"))
