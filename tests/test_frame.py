"""Whatever ends a command: its status, one sentence, and nothing left behind."""

import os
import re
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from helpers import frame, paths
from helpers.__main__ import main
from tests.once import slowly
from tests.run import small

BIN = Path(sys.executable).parent
HALTED = {  # where a command is when it is told to end
    "cases": "helpers.case.cases.names",
    "parameters": "helpers.view.parameters.json_schema",
    "check": "helpers.case.check.problems", "new": "helpers.case.new.readme",
    "report": "helpers.run.report._see_same",
    "balance": "helpers.text.network_values.values",
    "sweep": "helpers.run.sweep.waiting", "upgrade": "helpers.case.upgrade.write",
    "run": "helpers.run.report._sealed", "order": "helpers.text.orders.values",
    "propose": "helpers.propose.proposals.propose",
    "agree": "helpers.compare.agreement.read", "sheet": "helpers.case.workbook._put_in",
}  # fmt: skip
FORKS = ("report", "run", "sweep")
# What ends a command is of all commands alike, so one stands for them in `make test`.
SOME = ("check",)
EVERY = [*SOME, *slowly(*(command for command in HALTED if command not in SOME))]
HALTS = """
import os, sys, time
from pathlib import Path
from unittest import mock
def halt(*given, **more):
    Path(os.environ["HALTED"]).touch()
    time.sleep(60)
with mock.patch(os.environ["HALTS"], halt):
    from helpers.__main__ import main
    main(prog_name="dateline")
"""


@pytest.fixture(scope="module")
def given(tmp_path_factory):
    return small.given(tmp_path_factory.mktemp("given"))


def test_every_command_is_tried_here_and_ends_in_the_same_way():
    assert set(HALTED) == set(main.commands)
    assert type(main) is frame.Commands


def start(tmp_path, given, command, program=(BIN / "dateline",), **more):
    told = small.arguments(given, tmp_path / "out", tmp_path / "older")[command]
    env = os.environ | small.environment(tmp_path) | more.pop("env", {})
    return subprocess.Popen(
        [*program, command, *told], cwd=tmp_path, env=env, text=True,
        stderr=subprocess.PIPE, start_new_session=True,
        **{"stdout": subprocess.PIPE} | more,
    )  # fmt: skip


def ended(process, seconds=60):
    try:
        out, err = process.communicate(timeout=seconds)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    chapters = re.compile(r"(?:\d\d-[a-z]+|page) \d+\.\d s\n")  # as they are done
    return process.returncode, out, chapters.sub("", err)


def ignoring():
    """Be a job in the background of a script."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def left(tmp_path):
    """List the files that a command has left, but for those of a sweep's folder."""
    found = [p for p in (tmp_path / "out").rglob("*") if p.is_file()]
    return [p for p in [*found, *(tmp_path / "tmp").iterdir()]
            if p.name not in (".lock", ".sweep")]  # fmt: skip


@pytest.mark.parametrize(
    "number", [signal.SIGINT, *slowly(signal.SIGTERM, signal.SIGHUP)]
)
@pytest.mark.parametrize("command", EVERY)
def test_a_signal_ends_every_command_in_a_sentence(tmp_path, given, command, number):
    halted = tmp_path / "halted"
    process = start(
        tmp_path, given, command, [sys.executable, "-c", HALTS], preexec_fn=ignoring,
        env={"HALTED": str(halted), "HALTS": HALTED[command]},
    )  # fmt: skip
    until = time.time() + 60
    while not halted.exists() and time.time() < until and process.poll() is None:
        time.sleep(0.02)
    os.kill(process.pid, number)
    code, out, err = ended(process)
    assert (code, out) == (128 + number, ""), err
    how = "Interrupted" if number == signal.SIGINT else f"Ended by {number.name}"
    stays = frame.STAYS.get(command)
    assert err == (f"{how}; {stays}.\n" if stays else f"{how}.\n")
    assert not left(tmp_path)


BUSY = """
import hashlib
from unittest import mock
def compute(*given, **more):  # in a library, for minutes
    print("begun", flush=True)
    hashlib.pbkdf2_hmac("sha256", b"", b"", 1_000_000_000)
with mock.patch("helpers.text.network_values.values", compute):
    from helpers.__main__ import main
    main(prog_name="dateline")
"""


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, *slowly(signal.SIGTERM)])
def test_a_library_that_computes_on_is_ended_too(tmp_path, given, number):
    process = start(tmp_path, given, "balance", [sys.executable, "-c", BUSY])
    assert process.stdout.readline() == "begun\n"
    time.sleep(0.2)
    os.kill(process.pid, number)
    begun = time.time()
    code, out, err = ended(process)
    assert (code, out) == (128 + number, "") and time.time() - begun < 15
    assert err == ("Interrupted.\n" if number == signal.SIGINT else
                   "Ended by SIGTERM.\n")  # fmt: skip


def test_who_asked_for_no_hangup_gets_none():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with frame._signals():
            os.kill(os.getpid(), signal.SIGHUP)
            assert signal.getsignal(signal.SIGINT) != signal.SIG_DFL
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("command", [*EVERY, "--help"])
@pytest.mark.slow
def test_a_full_disk_for_its_output_ends_every_command_in_a_sentence(
    tmp_path, given, command
):
    with open("/dev/full", "w") as full:
        if command == "--help":
            process = subprocess.Popen([BIN / "dateline", command], stdout=full,
                                       stderr=subprocess.PIPE, text=True)  # fmt: skip
        else:
            process = start(tmp_path, given, command, stdout=full)
        code, _, err = ended(process)
    if command == "check":  # it has nothing to say of a sound case
        assert (code, err) == (0, "")
    else:
        assert (code, err) == (1, "standard output: No space left on device\n")


@pytest.mark.parametrize("command", [*EVERY, "--help"])
@pytest.mark.slow
def test_nobody_who_reads_its_output_ends_every_command_quietly(
    tmp_path, given, command
):
    reads, writes = os.pipe()
    os.close(reads)
    if command == "--help":
        process = subprocess.Popen([BIN / "dateline", command], stdout=writes,
                                   stderr=subprocess.PIPE, text=True)  # fmt: skip
    else:
        process = start(tmp_path, given, command, stdout=writes)
    os.close(writes)
    code, _, err = ended(process)
    assert (code, err) == (0 if command == "check" else 1, "")


def no_stderr():
    os.dup2(os.open("/dev/full", os.O_WRONLY), 2)


@pytest.mark.parametrize(
    "typed, status",
    [
        (["check", "nowhere"], 1),
        *slowly((["report", "daesh-k-2021", "-p", "no", "1"], 2)),
    ],
)
def test_a_sentence_that_cannot_be_written_changes_no_status(tmp_path, typed, status):
    done = subprocess.run(
        [BIN / "dateline", *typed], preexec_fn=no_stderr, cwd=tmp_path,
        stdout=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (status, "")


def limited(kind, amount):
    return lambda: resource.setrlimit(kind, (amount, amount))


@pytest.mark.parametrize("command", EVERY)
@pytest.mark.parametrize("files", [12, *slowly(64)])
def test_few_open_files_are_enough_or_told(tmp_path, given, command, files):
    code, out, err = ended(
        start(
            tmp_path, given, command, preexec_fn=limited(resource.RLIMIT_NOFILE, files)
        )
    )
    if command in FORKS:
        assert (code, out) == (1, "")
        assert re.fullmatch(
            rf"open files: {files} are allowed here and \d+ are needed; raise the limit"
            r" \(ulimit -n\)\n",
            err,
        )
        assert not left(tmp_path)
    else:
        assert (code, err) == (0, "")


@pytest.mark.parametrize("command", EVERY)
@pytest.mark.parametrize("megabytes", [250, *slowly(100, 350, 600)])
def test_little_memory_is_enough_or_told(tmp_path, given, command, megabytes):
    limit = limited(resource.RLIMIT_AS, megabytes * 2**20)
    code, out, err = ended(start(tmp_path, given, command, preexec_fn=limit))
    if code:
        assert (code, out, err) == (1, "", f"{frame.NO_MEMORY}.\n")
        assert not left(tmp_path)
    else:
        assert err == "" and command not in FORKS


@pytest.mark.slow
def test_memory_enough_for_the_solver_is_enough(tmp_path, given):
    limit = limited(resource.RLIMIT_AS, 2**30)
    code, _, err = ended(start(tmp_path, given, "balance", preexec_fn=limit))
    assert (code, err) == (0, "")


def test_an_error_that_nobody_foresaw_is_a_sentence_that_leads_on(monkeypatch):
    def fail():
        raise KeyError("x\ny")

    monkeypatch.setattr("helpers.case.cases.names", fail)
    done = CliRunner().invoke(main, ["cases"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1 and done.stderr.startswith("KeyError: ")
    assert "DATELINE_TRACEBACK=1 shows where" in done.stderr
    monkeypatch.setenv(frame.SHOW, "1")
    assert isinstance(CliRunner().invoke(main, ["cases"]).exception, KeyError)


def test_the_statuses_are_documented():
    told = " ".join(CliRunner().invoke(main, ["--help"]).stdout.split())
    assert frame.STATUSES in told
    readme = (paths.NOTEBOOKS / "README.md").read_text(encoding="utf-8")
    for code in (0, 1, 2, 3, 129, 130, 143):
        assert re.search(rf"^\| {code} \| ", readme, re.M)
