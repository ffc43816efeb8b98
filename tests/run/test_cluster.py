import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from helpers import paths
from helpers.run import cluster, plans
from helpers.run.store import Store, Waiting
from tests.run import small

BIN = Path(sys.executable).parent
MONTHS = [f"{n} months" for n in range(1, 9)]
QUIET = {"DASK_DISTRIBUTED__ADMIN__EVENT_LOOP": "asyncio"}


def port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def ended(processes):
    """End processes that were started here, with what they have started."""
    for process in processes:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)


@pytest.fixture
def dask(tmp_path):
    """Start a scheduler and two workers, each with one slot, as their README tells."""
    address = f"tcp://127.0.0.1:{port()}"
    started = []

    def start(*arguments):
        started.append(
            subprocess.Popen(
                [BIN / "dask", *arguments], cwd=tmp_path, start_new_session=True,
                env=os.environ | small.environment(tmp_path) | QUIET,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
        )  # fmt: skip
        return started[-1]

    start("scheduler", "--host", "127.0.0.1", "--port", address.rsplit(":")[-1],
          "--no-dashboard")  # fmt: skip
    workers = [
        start("worker", address, "--nthreads", "1", "--nworkers", "1", "--no-nanny",
              "--no-dashboard", "--local-directory", str(tmp_path / f"worker-{n}"))
        for n in range(2)
    ]  # fmt: skip
    yield address, workers
    ended(started)


def kernels(process):
    return [p.pid for p in psutil.Process(process.pid).children(recursive=True)]


@pytest.mark.slow
def test_all_runs_arrive_once_each_though_a_worker_is_killed(tmp_path, dask):
    address, (one, _) = dask
    small.sweep(tmp_path, MONTHS, "time.sleep(1)")
    going = small.command(tmp_path, "--scheduler", address)
    runs = tmp_path / "out" / "runs"
    try:
        limit = time.time() + 120
        while time.time() < limit and len(list(runs.glob("[!.]*/run.json"))) < 2:
            time.sleep(0.05)
        below = kernels(one)
        assert below, "the worker to be killed has no kernel"
        os.kill(one.pid, signal.SIGKILL)
        out, err = going.communicate(timeout=180)
    finally:
        going.kill()
    assert going.returncode == 0, err
    assert out.endswith("index.html\n")
    plan, store = plans.read(tmp_path / "small.yaml"), Store(tmp_path / "out")
    records = {run.asked.memory: store.record(run.key) for run in plan.once}
    assert sorted(records) == sorted([*MONTHS, "12 months"])
    assert all(r.status == "done" and r.tries == 1 for r in records.values())
    assert [f.items for f in records["3 months"].findings] == [["3 months"]]
    # Once each: but for the run that the killed worker was at.
    ran = small.ran(tmp_path)
    assert set(ran) == set(records) and len(ran) <= len(records) + 1
    left = [p for p in below if psutil.pid_exists(p)]
    assert not left and not list(runs.glob(".*.part"))


@pytest.mark.slow
def test_a_failed_run_is_told_from_the_cluster_too(tmp_path, dask):
    address, _ = dask
    small.sweep(tmp_path, ["1 month", "ever"], 'assert memory != "ever"')
    code, _, err = small.typed(tmp_path, "--scheduler", address)
    assert code == 3 and err.startswith("1 failed; ")


@pytest.mark.slow
def test_workers_that_cannot_make_runs_are_told_in_the_table(tmp_path, dask):
    address, _ = dask
    path = small.sweep(tmp_path, ["ever"])
    (tmp_path / "out" / "runs").mkdir(parents=True)
    going = small.command(tmp_path, "--scheduler", address, "--workers", 1)
    try:  # the case is gone when a worker gets there
        until = time.time() + 60
        while time.time() < until and not (tmp_path / "out/runs/.sweep").exists():
            time.sleep(0.01)
        (path.parent / "least").rename(path.parent / "gone")
        out, err = going.communicate(timeout=120)
    finally:
        going.kill()
    assert going.returncode in (1, 3), err
    assert "Traceback" not in err


@pytest.mark.slow
def test_what_the_readme_starts_listens_on_the_named_address_alone(tmp_path):
    text = (paths.NOTEBOOKS / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\.venv/bin/dask (.+?)(?: +#.*)?$", text, re.M)
    assert [line.split()[0] for line in lines] == ["scheduler", "worker"]
    here, started = str(port()), []
    for line in lines:
        told = re.sub("HOST|THIS", "127.0.0.1", line).replace("8786", here)
        told = told.replace("8787", "0").replace("--nworkers 8", "--nworkers 1")
        started.append(
            subprocess.Popen(
                [BIN / "dask", *told.split()], cwd=tmp_path, start_new_session=True,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
        )  # fmt: skip
    try:
        limit, found = time.time() + 60, [set(), set()]
        while time.time() < limit and not all(len(one) > 1 for one in found):
            time.sleep(0.2)
            found = [listening(one.pid) for one in started]
    finally:
        ended(started)
    assert all(len(one) > 1 for one in found), "they have not started"
    assert {address for one in found for address, _ in one} == {"127.0.0.1"}


def listening(pid):
    """List where a process and those below it listen."""
    with suppress(psutil.NoSuchProcess):
        first = psutil.Process(pid)
        found = [first, *first.children(recursive=True)]
        sockets = [s for one in found for s in one.net_connections("inet")]
        return {tuple(s.laddr) for s in sockets if s.status == psutil.CONN_LISTEN}
    return set()


@pytest.mark.slow
def test_an_address_where_nobody_answers_is_told_in_one_sentence(tmp_path):
    small.sweep(tmp_path, ["ever"])
    address = f"tcp://127.0.0.1:{port()}"
    code, out, err = small.typed(tmp_path, "--scheduler", address)
    assert (code, out) == (2, "")
    assert err.startswith(f"--scheduler {address}: ") and len(err.splitlines()) == 1


def test_a_worker_with_other_sources_says_so(tmp_path, monkeypatch):
    todo = Waiting(plans.read(small.sweep(tmp_path, ["ever"])).runs[1], None)
    monkeypatch.setattr(cluster.state, "sources", lambda: {"words.py": "another"})
    record = cluster.task(todo, tmp_path / "out", plans.Terms())
    assert record.status == "failed" and "other sources" in record.error
    assert not (tmp_path / "out").exists()


def test_without_the_package_the_way_out_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    terms = plans.Terms(scheduler="tcp://127.0.0.1:1")
    with pytest.raises(plans.SweepError, match=r"pip install -e '\.\[cluster\]'"):
        cluster.run_all([], Store(tmp_path), terms, print)
