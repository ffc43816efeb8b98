import json
import os
import signal
import subprocess
import sys
import tempfile
import time

import nbformat
import psutil
import pytest
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError

from helpers import kernels, paths
from helpers.case import check
from helpers.kernels import Kernels, warm
from helpers.run import owned
from tests import books

ALL = sorted(paths.NOTEBOOKS.glob("*.ipynb"))
WHOSE = """
import os, random, numpy
[os.getppid(), os.getpid(), os.getcwd(), os.environ.get("ASKED"), random.random(),
 float(numpy.random.random()), os.environ.get("OPENBLAS_NUM_THREADS")]
"""
pytestmark = pytest.mark.skipif(not kernels.forks(), reason="kernels cannot be forked")


@pytest.fixture
def whose(tmp_path):
    return books.make(tmp_path / "whose.ipynb", WHOSE)


def told(book):
    """Read the one result of a notebook, a list."""
    return json.loads(books.shown(book)[-1].replace("'", '"').replace("None", "null"))


def gone(processes, seconds=15):
    """Wait until processes have ended; give those that have not."""
    until = time.time() + seconds
    while time.time() < until and any(psutil.pid_exists(p) for p in processes):
        time.sleep(0.05)
    return [p for p in processes if psutil.pid_exists(p)]


def test_a_kernel_is_forked_from_the_template_and_is_a_process_of_its_own(
    whose, tmp_path, monkeypatch
):
    monkeypatch.setenv("ASKED", "for this")
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.chdir(tmp_path)
    with Kernels() as made:
        one, two = (
            told(made.execute(whose, tmp_path / f"{n}.ipynb", {})) for n in (1, 2)
        )
        assert one[0] == two[0] == made.template.process.pid
        pids = [made.template.process.pid, one[1], two[1]]
    assert one[2:4] == [str(tmp_path), "for this"] and one[6] is None
    assert one[1] != two[1] and one[4] != two[4] and one[5] != two[5]
    assert not gone(pids)
    assert not made.folder.exists()


def comparable(book):
    """Give the outputs of a notebook; of widgets, which have random ids, the kinds."""
    outputs = [o for c in book.cells if c.cell_type == "code" for o in c.outputs]
    widgets = "application/vnd.jupyter.widget-view+json"
    return [
        sorted(o["data"]) if widgets in o.get("data", {}) else
        {k: v for k, v in o.items() if k != "execution_count"}
        for o in outputs
    ]  # fmt: skip


@pytest.fixture(scope="module")
def both_ways(tmp_path_factory):
    """Execute every notebook in a forked kernel and in one of its own."""
    folder, found = tmp_path_factory.mktemp("both"), {}
    with pytest.MonkeyPatch.context() as patch:
        for way in ("forked", "plain"):
            patch.setenv(warm.PLAIN, way)
            with Kernels(check.load("daesh-k-2021").folder) as made:
                assert (made.template is None) == (way == "plain")
                for path in ALL:
                    book = made.execute(path, folder / f"{way}-{path.name}", {})
                    found[way, path] = comparable(book)
                if made.template:
                    assert made.template.usable and made.template.forked == len(ALL)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_a_notebook_gives_the_same_in_a_forked_kernel_and_in_one_of_its_own(
    both_ways, path
):
    assert both_ways["forked", path] == both_ways["plain", path]
    assert both_ways["forked", path]


def test_a_cell_that_fails_leaves_no_kernel_and_no_file(tmp_path):
    failing = books.make(tmp_path / "fails.ipynb", "import os; os.getpid()", "1 / 0")
    with Kernels() as made:
        with pytest.raises(PapermillExecutionError, match="ZeroDivisionError"):
            made.execute(failing, tmp_path / "out.ipynb", {})
        book = nbformat.read(tmp_path / "out.ipynb", as_version=4)
        pid = int(books.shown(book)[0])
        assert not gone([pid])
        assert {p.name for p in made.folder.iterdir()} == {owned.MARK, "ipython"}


def test_a_kernel_that_dies_is_told_and_the_next_one_starts(whose, tmp_path):
    dying = books.make(
        tmp_path / "dies.ipynb", "import os, signal; os.kill(os.getpid(), 9)"
    )
    with Kernels() as made:
        with pytest.raises(DeadKernelError) as error:
            made.execute(dying, tmp_path / "out.ipynb", {})
        assert error.value.cell_index == 2 and (tmp_path / "out.ipynb").exists()
        again = told(made.execute(whose, tmp_path / "next.ipynb", {}))
        assert again[0] == made.template.process.pid


def test_a_notebook_that_takes_too_long_is_ended_and_kept_up_to_there(tmp_path):
    loops = books.make(
        tmp_path / "loops.ipynb", "import os, time; os.getpid()", "time.sleep(60)"
    )
    with Kernels() as made:
        made.execute(books.make(tmp_path / "warm.ipynb"), tmp_path / "out.ipynb", {})
        with pytest.raises(TimeoutError, match="took longer than 2 s") as error:
            made.execute(loops, tmp_path / "out.ipynb", {}, 2)
        assert error.value.cell_index == 3
        pid = int(books.shown(nbformat.read(tmp_path / "out.ipynb", as_version=4))[0])
        assert not gone([pid])


def test_sources_that_changed_since_get_kernels_of_their_own(
    whose, tmp_path, monkeypatch
):
    with Kernels() as made:
        monkeypatch.setattr(warm, "stamp", lambda: ("another state",))
        found = told(made.execute(whose, tmp_path / "out.ipynb", {}))
        assert found[0] == os.getpid()
    assert not gone([found[1]])


def test_a_change_of_a_source_changes_the_stamp(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    module = tmp_path / "helpers" / "room.py"
    module.parent.mkdir()
    module.write_text("a = 1\n")
    before = warm.stamp()
    assert before == warm.stamp()
    module.write_text("a = 12\n")
    assert warm.stamp() != before


def test_a_variable_asks_for_kernels_of_their_own(whose, tmp_path, monkeypatch):
    monkeypatch.setenv(warm.PLAIN, "plain")
    with Kernels() as made:
        assert made.template is None
        found = told(made.execute(whose, tmp_path / "out.ipynb", {}))
    assert found[0] == os.getpid()
    assert not gone([found[1]]) and not made.folder.exists()


def test_a_kernel_of_another_kind_is_not_forked(tmp_path):
    with Kernels() as made:
        for command in (
            ["/usr/bin/R", *warm.LAUNCHER],
            [sys.executable, "-m", "irkernel"],
        ):
            assert made.template.fork(command, str(tmp_path), {}) is None


def test_a_template_that_has_gone_means_kernels_of_their_own(whose, tmp_path):
    with Kernels() as made:
        made.template.process.kill()
        made.template.process.wait()
        found = told(made.execute(whose, tmp_path / "out.ipynb", {}))
        assert found[0] == os.getpid()


LOOPS = "import os, time, pathlib\npathlib.Path(case).write_text(str(os.getpid()))"
USER = """
import signal, sys
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background
from helpers.kernels import Kernels
with Kernels() as made:
    notebook, sign = Path(sys.argv[1]), sys.argv[2]
    made.execute(notebook, notebook.with_name("out.ipynb"), {"case": sign})
"""


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_when_whoever_uses_kernels_is_ended(tmp_path, number):
    looping = books.make(tmp_path / "loops.ipynb", LOOPS, "while True: time.sleep(1)")
    sign, temporary = tmp_path / "pid", tmp_path / "tmp"
    temporary.mkdir()
    user = subprocess.Popen(
        [sys.executable, "-c", USER, looping, sign], cwd=tmp_path,
        start_new_session=True, stderr=subprocess.DEVNULL,
        env=os.environ | {"TMPDIR": str(temporary)},
    )  # fmt: skip
    try:
        until = time.time() + 60
        while not (sign.exists() and sign.read_text()) and time.time() < until:
            time.sleep(0.05)
        kernel = int(sign.read_text())
        below = [p.pid for p in psutil.Process(user.pid).children(recursive=True)]
        assert kernel in below and list(temporary.glob("dateline-*"))
        os.kill(user.pid, number)
        user.wait(30)
    finally:
        user.kill()
    assert not gone(below)
    assert not list(temporary.glob("dateline-*"))


def test_a_folder_that_is_named_like_a_left_one_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("dateline-99999999-mine", "dateline-mine"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "work").write_text("mine")
    left, lock = owned.folder(tmp_path, warm.PREFIX)
    os.close(lock)
    with Kernels() as made:
        assert made.folder.parent == tmp_path and not left.exists()
        with Kernels():  # it leaves alone what is in use
            assert made.folder.exists()
    there = {str(p.relative_to(tmp_path)) for p in tmp_path.glob("*/*")}
    assert there == {"dateline-99999999-mine/work", "dateline-mine/work"}


def test_a_forked_process_is_seen_ended_and_signalled_by_its_handle():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    seen = warm.Forked(child.pid, os.pidfd_open(child.pid))
    assert seen.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        seen.wait(0.05)
    seen.terminate()
    child.wait(10)
    assert seen.wait(10) == 0 == seen.poll()
    seen.kill()  # of a process that has ended: nothing happens
