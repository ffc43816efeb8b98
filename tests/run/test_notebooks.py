import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import psutil
import pytest
import zmq
import zmq.asyncio
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.session import Session
from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError

from helpers import paths
from helpers.case import cases, check
from helpers.run import forking, notebooks, owned
from helpers.run.notebooks import Notebooks, Run
from tests import books, worlds
from tests.once import slowly

ALL = sorted(paths.NOTEBOOKS.glob("[!m]*.ipynb"))  # none of a reader, my-*
WHOSE = """
import os, random, tempfile, time, numpy
[os.getppid(), os.getpid(), os.getcwd(), os.environ.get("ASKED"), random.random(),
 float(numpy.random.random()), os.environ.get("OPENBLAS_NUM_THREADS"), os.getsid(0),
 tempfile.gettempdir(), time.timezone]
"""
GUARD, PID, FOLDER, ASKED, CHANCE, NUMPY, THREADS, SESSION, PLACE, ZONE = range(10)
pytestmark = pytest.mark.skipif(not forking.forks(), reason="nothing can be forked")


@pytest.fixture
def whose(tmp_path):
    return books.make(tmp_path / "whose.ipynb", WHOSE)


def told(book):
    """Read the last result of a notebook, a list."""
    return json.loads(books.shown(book)[-1].replace("'", '"').replace("None", "null"))


def gone(processes, seconds=15):
    """Wait until processes have ended; give those that have not."""
    until = time.time() + seconds
    while time.time() < until and any(psutil.pid_exists(p) for p in processes):
        time.sleep(0.05)
    return [p for p in processes if psutil.pid_exists(p)]


def test_each_run_is_a_process_of_its_own_in_the_state_of_a_new_one(
    whose, tmp_path, monkeypatch
):
    books.running().ready()  # what forks them has begun with other variables
    for name, value in (("ASKED", "for this"), ("TMPDIR", tmp_path), ("TZ", "UTC-5")):
        monkeypatch.setenv(name, str(value))
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.chdir(tmp_path)
    with Notebooks() as running:
        one, two = (told(running.execute(whose, {})) for _ in range(2))
    assert one[FOLDER:CHANCE] == [str(tmp_path), "for this"] and one[THREADS] is None
    assert one[PLACE:] == [str(tmp_path), -5 * 3600]
    assert one[SESSION] == one[PID] != two[PID] and os.getpid() != one[GUARD]
    assert one[CHANCE] != two[CHANCE] and one[NUMPY] != two[NUMPY]
    assert not gone([one[PID], one[GUARD], two[PID], two[GUARD]])


def test_what_chapters_import_is_loaded_before_a_run_begins(tmp_path):
    lines = [
        line.split()[3:]
        for path in paths.chapters()
        for line in notebooks.chapters.code(path).splitlines()
        if line.startswith("from helpers import")
    ]
    names = {name.strip(",") for line in lines for name in line}
    assert {"timeline", "literature", "robustness"} <= names
    asks = f"""
import sys
import helpers
server = sys.modules["helpers.run.server"]
rooms = ["helpers." + helpers.PUBLIC[name].split(":")[0] for name in {sorted(names)!r}]
[n for n in [*rooms, *server.PRELOADED] if n not in sys.modules], server.READY
"""
    before = "import sys; {m for m in sys.modules if m.split('.')[0] == 'helpers'}"
    book = books.run(books.make(tmp_path / "asks.ipynb", before, asks))
    loaded, last = books.shown(book)
    assert last == "([], True)"
    for room in ("charts.what_if", "charts.triads", "draw.picture", "case.check"):
        assert f"'helpers.{room}'" in loaded


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
def both_ways():
    """Execute every notebook in a forked process and in a kernel."""
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        for way in ("forked", "plain"):
            patch.setenv(forking.PLAIN, way)
            with Notebooks(cases.find("daesh-k-2021")) as running:
                for path in ALL:
                    found[way, path] = comparable(running.execute(path, {}))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_a_notebook_gives_the_same_in_a_forked_process_and_in_a_kernel(both_ways, path):
    assert both_ways["forked", path] == both_ways["plain", path]
    assert both_ways["forked", path]


def test_a_case_is_read_and_checked_once_for_all_runs(tmp_path):
    folder = worlds.write(tmp_path / "small")
    asks = """
from helpers import check
from helpers.case import cases
check.problems = cases.load = None  # nobody calls them
check.load(case).name
"""
    path = books.make(tmp_path / "asks.ipynb", asks)
    with Notebooks(cases.find(folder)) as running:
        name = books.shown(running.execute(path, {"case": str(folder)}))
        events = folder / "events.csv"  # another state is another case
        events.write_text(events.read_text() + "E\n")
        with pytest.raises(PapermillExecutionError, match="NoneType"):
            running.execute(path, {"case": str(folder)})
    assert name == [repr(check.SOUND[cases.find(folder)][1].name)]


SHOWN = """
from helpers import check
read = check.load(case)
[os.getppid(), read.question, len(read.known["actors"])]
"""


@pytest.mark.slow
def test_where_runs_are_to_come_often_their_case_is_shown_before(tmp_path):
    folder = cases.find(worlds.write(tmp_path / "small"))
    asks = books.make(tmp_path / "asks.ipynb", "import os", SHOWN)
    found, given = [], {"case": str(folder)}
    with Notebooks(folder, 2) as running:
        running.ready(often=True)
        assert len(running.resting) == 2
        found += [told(running.execute(asks, given)) for _ in range(2)]
        worlds.write(folder, question="Another?")  # it is read anew, and checked
        found.append(told(running.execute(asks, given)))
        assert len(running.resting) == 2
    with Notebooks(folder, 2) as running:
        running.ready()
        assert len(running.resting) == 1
        found.append(told(running.execute(asks, given)))
    question = "Will the two make peace?"
    assert [one[1] for one in found] == [question] * 2 + ["Another?"] * 2
    looked_up = [one[2] for one in found]
    assert min(looked_up[:2]) > 0 and looked_up[2:] == [0, 0]


def test_a_case_that_takes_too_long_to_show_keeps_no_run_waiting(
    whose, tmp_path, monkeypatch
):
    folder = cases.find(worlds.write(tmp_path / "small"))
    with Notebooks(folder, 2) as running:
        monkeypatch.setattr(notebooks.worker, "PATIENCE", 0.001)
        running.ready(often=True)
        assert not running.resting
        monkeypatch.undo()
        assert told(running.execute(whose, {})) and len(running.resting) == 1


def test_a_case_that_cannot_be_shown_before_is_left_to_its_runs(tmp_path):
    folder = worlds.write(tmp_path / "small")
    asks = books.make(tmp_path / "asks.ipynb", "import os", SHOWN)
    events = folder / "events.csv"
    events.write_text(events.read_text().replace("event_id", "id"))
    with Notebooks(cases.find(folder)) as running:
        running.ready(often=True)
        with pytest.raises(PapermillExecutionError, match="event_id: the column is"):
            running.execute(asks, {"case": str(folder)})


def test_a_cell_that_fails_leaves_no_process_and_no_file(tmp_path, monkeypatch):
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    failing = books.make(tmp_path / "fails.ipynb", "import os; os.getpid()", "1 / 0")
    for way in ("forked", "plain"):
        monkeypatch.setenv(forking.PLAIN, way)
        with Notebooks() as running:
            with pytest.raises(PapermillExecutionError, match="ZeroDivision") as error:
                running.execute(failing, {})
        assert not gone([int(books.shown(error.value.book)[0])])
        assert not list(temporary.iterdir())


def test_a_process_that_dies_is_told_and_the_next_one_starts(whose, tmp_path):
    dies = 'print("up to here", flush=True)\nimport os, signal; os.kill(os.getpid(), 9)'
    dying = books.make(tmp_path / "dies.ipynb", dies)
    with Notebooks() as running:
        with pytest.raises(DeadKernelError, match="Kernel died") as error:
            running.execute(dying, {})
        assert error.value.cell_index == 2
        assert "up to here" in json.dumps(error.value.book)
        assert told(running.execute(whose, {}))


def test_a_guard_that_is_killed_takes_its_run_along_and_no_other(tmp_path):
    kills = "import os, signal, time\nos.kill(os.getppid(), 9)\ntime.sleep(600)"
    with Notebooks() as running:
        with pytest.raises(DeadKernelError):
            running.execute(books.make(tmp_path / "kills.ipynb", kills), {})
        book = running.execute(books.make(tmp_path / "next.ipynb", "'next'"), {})
        assert books.shown(book) == ["'next'"]


LEAVES = """
import os, subprocess, helpers
before = getattr(helpers, "left", "nothing")
helpers.left, os.environ["LEFT"] = "something", "1"
os.chdir("/")
sleeping = subprocess.Popen(["sleep", "600"], start_new_session=True).pid
[os.getppid(), os.getpid(), sleeping, before, os.environ.get("ASKED")]
"""


def test_a_guard_lets_run_after_run_begin_and_nothing_of_one_is_left(
    whose, tmp_path, monkeypatch
):
    leaves = books.make(tmp_path / "leaves.ipynb", LEAVES)
    with Notebooks() as running:
        one = told(running.execute(leaves, {}))
        assert not gone(one[1:3]) and psutil.pid_exists(one[GUARD])
        monkeypatch.setenv("ASKED", "now")
        monkeypatch.chdir(tmp_path)
        two, three = told(running.execute(leaves, {})), told(running.execute(whose, {}))
        assert one[GUARD] == two[GUARD] == three[GUARD] and one[PID] != two[PID]
        assert (one[3:], two[3:]) == (["nothing", None], ["nothing", "now"])
        assert three[FOLDER] == str(tmp_path)
        os.kill(one[GUARD], signal.SIGKILL)  # at rest: no run is lost
        assert not gone([one[GUARD]])
        assert told(running.execute(whose, {}))[GUARD] != one[GUARD]
    assert not gone([two[1], two[2], three[PID]])


def test_a_run_that_has_left_its_guard_to_others_ends_it_no_more():
    ended, resting = [], []
    one, other, alone = Run(None, resting), Run(None, resting), Run()
    for run in (one, other, alone):
        run.begin(lambda run=run: ended.append(run))
    assert one.leave("a guard") and resting == ["a guard"]
    other.end()
    assert not other.leave("another") and not alone.leave("a third")
    one.end(late=True)
    assert ended == [other] and resting == ["a guard"]


@pytest.mark.slow
def test_a_notebook_that_takes_too_long_is_ended_and_kept_up_to_there(
    tmp_path, monkeypatch
):
    slow = "print('begun')\ntime.sleep(600)"
    loops = books.make(tmp_path / "loops.ipynb", "import os, time; os.getpid()", slow)
    for way in ("forked", "plain"):
        monkeypatch.setenv(forking.PLAIN, way)
        with Notebooks() as running:
            running.ready()
            with pytest.raises(TimeoutError, match="took longer than 3 s") as error:
                running.execute(loops, {}, 3)
        assert error.value.cell_index == 3
        assert "begun" in json.dumps(error.value.book.cells[3].outputs)
        assert not gone([int(books.shown(error.value.book)[0])])


def test_sources_that_changed_since_mean_kernels(whose, monkeypatch, caplog):
    notebooks._say.cache_clear()
    with Notebooks() as running:
        monkeypatch.setattr(forking, "stamp", lambda: ("another state",))
        found = told(running.execute(whose, {}))
    assert found[GUARD] == os.getpid() and not gone([found[PID]])
    assert caplog.messages == [
        "Each notebook has its own kernel: the helpers have changed since this program"
        " began to run notebooks."
    ]


def test_a_change_of_a_source_changes_the_stamp(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    module = tmp_path / "helpers" / "room.py"
    module.parent.mkdir()
    module.write_text("a = 1\n")
    before = forking.stamp()
    assert before == forking.stamp()
    module.write_text("a = 12\n")
    assert forking.stamp() != before


@pytest.mark.parametrize(
    "variable, system, why",
    [("plain", "linux", "DATELINE_KERNELS=plain asks for it"),
     *slowly(("", "darwin", "only Linux forks them safely"))],
)  # fmt: skip
def test_a_variable_or_another_system_means_kernels_which_is_said_once(
    whose, monkeypatch, caplog, variable, system, why
):
    notebooks._say.cache_clear()
    monkeypatch.setenv(forking.PLAIN, variable)
    monkeypatch.setattr(forking.sys, "platform", system)
    with Notebooks() as running:
        found = [told(running.execute(whose, {})) for _ in range(2)]
    assert {one[GUARD] for one in found} == {os.getpid()}
    assert not gone([one[PID] for one in found])
    assert caplog.messages == [f"Each notebook has its own kernel: {why}."]


@pytest.mark.slow
def test_a_process_without_the_server_made_ready_means_a_kernel(tmp_path):
    """A program that had a fork server of its own before gets the same outputs."""
    (tmp_path / "user.py").write_text(
        "from multiprocessing import forkserver\n"
        "forkserver.ensure_running()\n"
        "import sys\n"
        "from pathlib import Path\n"
        "from tests import books\n"
        "print(books.shown(books.run(Path(sys.argv[1]))))\n"
    )
    path = books.make(tmp_path / "a.ipynb", "import os; os.getppid()")
    done = subprocess.run(
        [sys.executable, tmp_path / "user.py", path], capture_output=True, text=True,
        env=os.environ | {"PYTHONPATH": str(paths.ROOT)}, check=True,
    )  # fmt: skip
    assert done.stdout.count("\n") == 1 and not done.stderr


@pytest.mark.slow
def test_a_script_without_a_guard_is_not_run_again_by_its_notebooks(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "print('once')\n"
        "import sys\n"
        "from pathlib import Path\n"
        "from tests import books\n"
        "print(books.shown(books.run(Path(sys.argv[1]))))\n"
    )
    path = books.make(tmp_path / "a.ipynb", "__name__, 'ran'")
    done = subprocess.run(
        [sys.executable, script, path], capture_output=True, text=True, check=True,
        env=os.environ | {"PYTHONPATH": str(paths.ROOT)},
    )  # fmt: skip
    assert done.stdout == "once\n[\"('__main__', 'ran')\"]\n" and not done.stderr


@pytest.mark.slow
def test_what_lies_beside_the_user_takes_no_module_s_place(tmp_path):
    for name in ("random", "helpers", "pandas"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('mine')\n")
    path = books.make(tmp_path / "a.ipynb", "import helpers; helpers.check.__name__")
    code = (
        "import sys; from pathlib import Path; from tests import books;"
        "print(books.shown(books.run(Path(sys.argv[1]))))"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, path], capture_output=True, text=True,
        env=os.environ | {"PYTHONPATH": str(paths.ROOT)}, cwd=tmp_path, check=True,
    )  # fmt: skip
    assert "helpers.case.check" in done.stdout


DAEMONIC = """
import multiprocessing, sys
from pathlib import Path
from tests import books
from tests.once import slowly

def run():
    print(books.shown(books.run(Path(sys.argv[1]))), flush=True)

if __name__ == "__main__":
    process = multiprocessing.get_context("spawn").Process(target=run, daemon=True)
    process.start()
    process.join()
"""


@pytest.mark.slow
def test_a_process_that_may_have_no_children_runs_notebooks(tmp_path):
    """Such are the workers of Dask under a nanny."""
    (tmp_path / "daemonic.py").write_text(DAEMONIC)
    path = books.make(tmp_path / "a.ipynb", "import os; 'forked', 1")
    done = subprocess.run(
        [sys.executable, tmp_path / "daemonic.py", path], capture_output=True,
        text=True, env=os.environ | {"PYTHONPATH": str(paths.ROOT)}, check=True,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("[\"('forked', 1)\"]\n", "")


LOOPS = "import os, time, pathlib\npathlib.Path(case).write_text(str(os.getpid()))"
USER = """
import signal, sys
from pathlib import Path
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background
from helpers.run.notebooks import Notebooks
with Notebooks() as running:
    if sys.argv[1].endswith(".py"):
        running.call(exec, Path(sys.argv[1]).read_text(), {"case": sys.argv[2]})
    running.execute(Path(sys.argv[1]), {"case": sys.argv[2]})
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["loops.ipynb", "loops.py"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_when_whoever_runs_notebooks_is_ended(tmp_path, number, name):
    detaches = "import subprocess\nsubprocess.Popen(['sleep', '600'])\n"
    daemon = "if os.fork() == 0:\n    os.setsid()\n    os.fork() or time.sleep(600)\n"
    looping, cells = tmp_path / name, (LOOPS, detaches + daemon + "time.sleep(600)")
    if name.endswith(".py"):  # a call of ours
        looping.write_text("\n".join(cells))
    else:
        books.make(looping, *cells)
    sign, temporary = tmp_path / "pid", tmp_path / "tmp"
    temporary.mkdir()
    user = subprocess.Popen(
        [sys.executable, "-c", USER, looping, sign], cwd=tmp_path,
        start_new_session=True, stderr=subprocess.DEVNULL,
        env=os.environ | {"TMPDIR": str(temporary), "PYTHONPATH": str(paths.ROOT)},
    )  # fmt: skip
    try:
        until = time.time() + 60
        while not (sign.exists() and sign.read_text()) and time.time() < until:
            time.sleep(0.05)
        cells = int(sign.read_text())
        while len(psutil.Process(cells).children(recursive=True)) < 2:
            time.sleep(0.05)
        below = [p.pid for p in psutil.Process(user.pid).children(recursive=True)]
        assert cells in below
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
    left, lock = owned.folder(tmp_path, notebooks.PREFIX)
    os.close(lock)
    used, lock = owned.folder(tmp_path, notebooks.PREFIX)
    with Notebooks():
        assert not left.exists() and used.exists()
    os.close(lock)
    there = {str(p.relative_to(tmp_path)) for p in tmp_path.glob("*/work")}
    assert there == {"dateline-99999999-mine/work", "dateline-mine/work"}


def test_no_run_begins_where_all_were_told_to_end(tmp_path):
    path = books.make(tmp_path / "a.ipynb", "import time; time.sleep(600)")
    with Notebooks() as running:
        running.kill()
        with pytest.raises(RuntimeError):
            running.execute(path, {})


async def answered(widget, peer):
    """Wait for a reply that comes just before the widget sends something."""
    channel = widget.kernel_client.shell_channel
    channel.send(channel.session.msg("hello"))
    channel.session.recv(peer, 0)  # the two are connected
    waiting = asyncio.ensure_future(channel.get_msg())
    await asyncio.sleep(0.1)
    channel.session.send(peer, "execute_reply", {})
    time.sleep(0.1)  # it is there, and asyncio has not been told yet
    widget.parent_header = {}
    widget.sync_state()
    return (await asyncio.wait_for(waiting, 5))["msg_type"]


def test_a_reply_is_seen_also_where_a_widget_has_just_sent_something():
    with zmq.asyncio.Context() as context, context.socket(zmq.PAIR) as ours:
        with zmq.Context.shadow(context.underlying).socket(zmq.PAIR) as peer:
            ours.connect(
                f"tcp://127.0.0.1:{peer.bind_to_random_port('tcp://127.0.0.1')}"
            )
            session = Session(key=b"")
            channel = AsyncZMQSocketChannel(ours, session)
            client = SimpleNamespace(session=session, shell_channel=channel)
            widget = notebooks.Output("one", {"outputs": []}, client, None)
            with ThreadPoolExecutor(1) as own:  # a loop may run in this thread
                told = own.submit(asyncio.run, answered(widget, peer)).result()
            assert told == "execute_reply"
            _, sent = session.recv(peer, 0)
    assert sent["msg_type"] == "comm_msg" and sent["content"]["comm_id"] == "one"
    assert sent["content"]["data"]["state"] == {"outputs": []}
