import csv
import os
import resource
import signal
import subprocess
import time
from functools import partial

import psutil
import pytest

from helpers.run import plans
from helpers.run.store import Store
from helpers.run.sweep import inert
from tests.run import small

SOME = ["1 month", "2 months", "3 months", "4 months"]
ALL = sorted([*SOME, "12 months"])  # with the base


def rows(folder):
    with (folder / "out" / "runs.csv").open(newline="", encoding="utf-8") as table:
        return {row["view"]: row for row in csv.DictReader(table)}


def records(folder):
    """Read the records of a sweep, by the memory that was asked for."""
    plan, store = plans.read(folder / "small.yaml"), Store(folder / "out")
    return {one.asked.memory: store.record(one.key) for one in plan.once}


def left(folder):
    """List what a sweep has left in its temporary folder, and of unfinished runs."""
    return [*(folder / "tmp").iterdir(), *(folder / "out" / "runs").glob("*.part")]


def until(true, seconds=90):
    """Wait until something is true."""
    limit = time.time() + seconds
    while not true() and time.time() < limit:
        time.sleep(0.02)
    assert true()


# ---- all goes well -----------------------------------------------------------------


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """Type a sweep, then the same again."""
    folder = tmp_path_factory.mktemp("done")
    small.sweep(folder, SOME, html=True)
    return folder, small.called(folder, "--dry-run"), small.typed(folder)


def test_a_dry_run_tells_what_would_be_run_and_where(done):
    folder, (code, out, err), _ = done
    assert (code, err) == (0, "")
    told = "small: 5 views, 5 runs of small; 0 are there, 5 to run."
    assert out.splitlines()[:2] == [told, f"Into {folder / 'out'}"]
    assert out.splitlines()[2:] == ["  as it is", *(f"  memory {m}" for m in SOME)]


def test_every_view_is_run_once_and_the_command_prints_the_page(done):
    folder, _, (code, out, err) = done
    assert (code, err) == (0, "")
    assert out == f"{folder / 'out' / 'index.html'}\n"
    assert small.ran(folder) == ALL
    assert not left(folder)


def test_each_run_has_its_notebook_its_page_and_its_record(done):
    folder, _, _ = done
    for memory, record in records(folder).items():
        home = folder / "out" / "runs" / record.key
        there = sorted(p.name for p in home.iterdir())
        assert there == ["index.html", "run.json", "small.ipynb"]
        assert record.status == "done" and record.export > 0 and record.run > 0
        assert [f.items for f in record.findings] == [[memory]]


def test_the_table_holds_parameters_status_seconds_and_findings(done):
    folder, _, _ = done
    told = rows(folder)
    assert list(told) == ["as it is", *(f"memory {m}" for m in SOME)]
    one = told["memory 1 month"]
    assert one["memory"] == "1 month" and one["status"] == "done"
    assert float(one["seconds"]) > 0 and one["months"] == "7"
    assert one["layers"] == "article;context"


def test_a_second_sweep_finds_nothing_to_do(done):
    folder, _, _ = done
    before = (folder / "out" / "runs.csv").stat().st_mtime_ns
    code, _, _ = small.called(folder)
    assert code == 0 and small.ran(folder) == ALL
    assert (folder / "out" / "runs.csv").stat().st_mtime_ns == before


def test_a_view_more_runs_only_that_one(tmp_path):
    small.sweep(tmp_path, ["1 month"])
    small.called(tmp_path)
    small.sweep(tmp_path, ["1 month", "ever"])
    assert small.called(tmp_path)[0] == 0
    assert small.ran(tmp_path) == sorted(["12 months", "1 month", "ever"])
    assert len(rows(tmp_path)) == 3


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-1+1", "@x", "\tx", "\rx"])
def test_a_formula_in_the_table_is_text(cell):
    assert inert(cell) == f"'{cell}"
    assert inert([cell, "b"]) == f"'{cell};b"


def test_a_number_in_the_table_stays_one():
    assert [inert(c) for c in (-1.5, "1-2", "-1", "+1")] == [-1.5, "1-2", "-1", "+1"]


# ---- something fails ---------------------------------------------------------------


FAILS = 'assert memory != "2 months", "not that one"'


@pytest.fixture(scope="module")
def failed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("failed")
    small.sweep(folder, SOME, FAILS)
    return folder, small.called(folder)


def test_a_failed_run_is_told_and_the_others_go_on(failed):
    folder, (code, out, err) = failed
    assert code == 3 and out.endswith("index.html\n")
    assert err == f"1 failed; {folder / 'out' / 'runs.csv'} says where and why.\n"
    assert small.ran(folder) == ALL
    one = records(folder)["2 months"]
    assert (one.status, one.chapter, one.cell) == ("failed", "small", 4)
    assert one.error == "AssertionError: not that one"
    others = [r.status for m, r in records(folder).items() if m != "2 months"]
    assert others == ["done"] * 4
    row = rows(folder)["memory 2 months"]
    assert (row["cell"], row["error"]) == ("4", "AssertionError: not that one")
    assert (folder / "out" / "runs" / one.key / "small.ipynb").exists()


def test_a_failed_run_is_tried_again_unless_the_sweep_is_resumed(failed):
    folder, _ = failed
    code, _, _ = small.called(folder, "--resume")
    assert code == 3 and small.ran(folder).count("2 months") == 1
    code, _, _ = small.called(folder)
    assert code == 3 and small.ran(folder).count("2 months") == 2


@pytest.mark.slow
def test_a_run_is_tried_as_often_as_was_asked(tmp_path):
    again = 'assert log.read_text().count(memory) == 3, "not yet"'
    small.sweep(tmp_path, ["ever"], again)
    code, _, _ = small.called(tmp_path, "--retries", 2, "--workers", 1)
    assert code == 0
    assert {m: r.tries for m, r in records(tmp_path).items()} == {
        "12 months": 3, "ever": 3,
    }  # fmt: skip


@pytest.mark.slow
def test_a_notebook_that_never_ends_is_stopped_and_the_others_go_on(tmp_path):
    loops = 'while memory == "ever": time.sleep(0.1)'
    small.sweep(tmp_path, ["1 month", "ever"], loops)
    code, _, _ = small.called(tmp_path, "--timeout", 8)
    assert code == 3
    found = records(tmp_path)
    assert found["ever"].error == "TimeoutError: took longer than 8 s"
    assert found["ever"].cell == 4 and 8 <= found["ever"].run < 30
    assert found["1 month"].status == found["12 months"].status == "done"
    assert not left(tmp_path)


EATS = """
import resource
if memory == "ever":
    resource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))
    eaten = bytearray(2**32)
"""


def test_a_notebook_that_eats_memory_fails_alone(tmp_path):
    small.sweep(tmp_path, ["1 month", "ever"], EATS)
    assert small.called(tmp_path)[0] == 3
    found = records(tmp_path)
    assert found["ever"].error.startswith("MemoryError")
    assert found["1 month"].status == "done"


def test_a_kernel_that_is_killed_fails_its_run_alone(tmp_path):
    dies = 'if memory == "ever":\n    os.kill(os.getpid(), 9)'
    small.sweep(tmp_path, ["1 month", "ever"], dies)
    assert small.called(tmp_path)[0] == 3
    found = records(tmp_path)
    assert "Kernel died" in found["ever"].error and found["ever"].cell == 4
    assert found["1 month"].status == "done"


def test_a_limit_that_passes_while_a_kernel_starts_ends_the_run(tmp_path):
    small.sweep(tmp_path, ["ever"], "while True: time.sleep(0.1)")
    assert small.called(tmp_path, "--timeout", 0.02, "--workers", 1)[0] == 3
    told = {r.error for r in records(tmp_path).values()}
    assert told == {"TimeoutError: took longer than 0.02 s"}


def test_a_change_of_the_notebook_ends_the_sweep_and_keeps_nothing_wrong(tmp_path):
    changes = """
Path(os.environ["DATELINE_TEST_LOG"]).with_name("small.ipynb").write_text("{}")
"""
    small.sweep(tmp_path, ["ever"], changes)
    code, out, err = small.called(tmp_path, "--workers", 1)
    assert (code, out) == (2, "")
    assert err == (
        "Notebooks, helpers or data have changed while the sweep was running; start it"
        " again.\n"
    )
    assert not list((tmp_path / "out" / "runs").glob("*/run.json"))
    assert not left(tmp_path)


def test_another_sweep_does_not_take_the_folder(tmp_path):
    path = small.sweep(tmp_path, ["ever"])
    path.rename(tmp_path / "first.yaml")
    assert small.called(tmp_path, file="first.yaml")[0] == 0
    (tmp_path / "first.yaml").rename(tmp_path / "other.yaml")
    code, out, err = small.called(tmp_path, file="other.yaml")
    assert (code, out) == (2, "") and "holds the sweep first" in err


@pytest.mark.parametrize("name", ["index.html", "runs.csv"])
def test_a_page_or_table_of_the_users_is_not_written_over(tmp_path, name):
    small.sweep(tmp_path, ["ever"])
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("mine,my own\n")
    for more in ([], ["--dry-run"]):
        code, out, err = small.called(tmp_path, *more)
        assert (code, out) == (2, "") and err.count("\n") == 1
        assert err.startswith(f"{tmp_path / 'out' / name} is there and Dateline has")
    assert [p.name for p in (tmp_path / "out").iterdir()] == [name]
    assert (tmp_path / "out" / name).read_text() == "mine,my own\n"
    assert small.ran(tmp_path) == []


def test_two_chapters_do_not_record_one_finding(tmp_path):
    small.notebook(tmp_path / "again.ipynb")
    small.sweep(tmp_path, ["ever"], chapters=["small.ipynb", "again.ipynb"])
    assert small.called(tmp_path)[0] == 3
    told = {r.error for r in records(tmp_path).values()}
    assert told == {
        "FindingError: finding 'months' is recorded in small and in again; name one of"
        " them otherwise"
    }


# ---- it is interrupted -------------------------------------------------------------


SLOW = "time.sleep(1.5)"


def below(process):
    return [p.pid for p in psutil.Process(process.pid).children(recursive=True)]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_an_interrupted_sweep_goes_on_where_it_stopped(tmp_path, number):
    small.sweep(tmp_path, SOME, SLOW)
    going = small.command(tmp_path, "--workers", 2)
    runs = tmp_path / "out" / "runs"
    try:
        until(lambda: runs.is_dir() and list(runs.glob("[!.]*/run.json")))
        until(lambda: len(small.ran(tmp_path)) > len(list(runs.glob("[!.]*"))))
        started = below(going)
        os.kill(going.pid, number)
        out, err = going.communicate(timeout=60)
    finally:
        going.kill()
    kept = [m for m, record in records(tmp_path).items() if record]
    assert kept and len(kept) < 5
    if number == signal.SIGINT:
        assert (going.returncode, out) == (130, "")
        assert err == "Interrupted; go on with --resume.\n"
        assert not list(runs.glob(".*.part"))
    until(lambda: not any(map(psutil.pid_exists, started)), 20)
    until(lambda: not list((tmp_path / "tmp").iterdir()), 20)
    before = small.ran(tmp_path)
    assert small.called(tmp_path, "--resume")[0] == 0
    after = list(small.ran(tmp_path))
    for memory in before:
        after.remove(memory)
    assert sorted([*after, *kept]) == ALL  # what was kept was not made again
    assert all(r.status == "done" for r in records(tmp_path).values())
    assert not left(tmp_path)


def test_there_is_nothing_to_resume_where_nothing_was_begun(tmp_path):
    small.sweep(tmp_path, ["ever"])
    code, out, err = small.called(tmp_path, "--resume")
    assert (code, out) == (2, "") and "holds no sweep" in err
    assert small.ran(tmp_path) == []


@pytest.mark.slow
def test_two_sweeps_into_one_folder_make_each_run_once(tmp_path):
    small.sweep(tmp_path, SOME, SLOW)
    two = [small.command(tmp_path, "--workers", 1) for _ in range(2)]
    told = [one.communicate(timeout=180) for one in two]
    assert [one.returncode for one in two] == [0, 0], told
    assert small.ran(tmp_path) == ALL
    assert len(rows(tmp_path)) == 5 and not left(tmp_path)


# ---- there is no room --------------------------------------------------------------


def test_wrong_usage_runs_nothing(tmp_path):
    small.sweep(tmp_path, ["long"])
    code, out, err = small.called(tmp_path)
    assert (code, out) == (2, "")
    assert err.startswith("memory long: memory = 'long': write in-force, ever, or")
    assert not (tmp_path / "out").exists() and small.ran(tmp_path) == []


def test_a_folder_that_cannot_be_written_to_is_told_before_anything_runs(tmp_path):
    small.sweep(tmp_path, ["ever"])
    (tmp_path / "file").write_text("")
    code, out, err = small.called(tmp_path, "--out", tmp_path / "file" / "out")
    assert (code, out) == (1, "") and "Not a directory" in err
    assert len(err.splitlines()) == 1 and small.ran(tmp_path) == []


def small_files(most):
    """Let no file of a process grow beyond so many bytes: a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("most", "html"), [(3_000, False), (120_000, True)], ids=["notebook", "page"]
)
def test_a_disk_that_is_full_ends_the_sweep_and_leaves_no_half_run(
    tmp_path, most, html
):
    small.sweep(tmp_path, SOME, 'print("x" * 5000)', html=html)
    code, out, err = small.typed(tmp_path, preexec_fn=partial(small_files, most))
    assert (code, out) == (1, "")
    assert "File too large" in err and len(err.splitlines()) == 1
    assert not left(tmp_path)
    assert small.called(tmp_path, "--resume")[0] == 0  # there is room again
    assert set(small.ran(tmp_path)) == set(ALL)


@pytest.fixture
def tight(tmp_path):
    """Mount a disk of 300 kB, where that is allowed."""
    out = tmp_path / "out"
    out.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", out],
        capture_output=True, check=False,
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip("no disk may be mounted here")
    yield tmp_path
    subprocess.run(["umount", out], check=True)


def test_a_small_disk_that_fills_up_is_told_in_one_sentence(tight):
    small.sweep(tight, [f"{n} months" for n in range(2, 40)], 'print("x" * 50_000)')
    code, out, err = small.called(tight)
    assert (code, out) == (1, "")
    assert "No space left on device" in err and len(err.splitlines()) == 1
    assert not left(tight)
