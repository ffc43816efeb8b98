"""What cells see and give in a forked process is what a kernel would."""

import re
import subprocess
import sys

import nbformat
import pytest
from papermill.exceptions import PapermillExecutionError

from helpers.run import forking, notebooks
from helpers.run.notebooks import Notebooks
from tests import books
from tests.once import slowly

pytestmark = pytest.mark.skipif(not forking.forks(), reason="nothing can be forked")
# A kernel tells these as it finds the time, and at times not at all.
OTHERS = (
    "import ctypes, os, subprocess\n"
    "print(1); os.system('echo 2'); print(3)\n"
    "subprocess.run(['sh', '-c', 'echo 4; echo 5 >&2']); print(6)\n"
    "os.write(1, b'7\\n'); ctypes.CDLL(None).puts(b'8')\n"
    "ctypes.CDLL(None).fflush(None); print(9)"
)
# A kernel reads what did not go through its `print` in a thread of its own.
LATER = "import time; time.sleep(1)"
SAME = {
    "prints": "print('a'); print('b')",
    "both streams": "import sys\nprint('a'); print('b', file=sys.stderr); print('c')",
    "no UTF-8": f"import os\nos.write(1, b'\\xff\\xfe ok\\n'); {LATER}",
    "much": "for n in range(20_000): print(n)",
    "displays": (
        "from IPython.display import HTML, display\n"
        "print('x'); display(HTML('<b>1</b>'), display_id='shown')\n"
        "print('y'); display(2)\n3"
    ),
    "updates a display": (
        "from IPython.display import update_display\n"
        "update_display('two', display_id='shown'); print('done')"
    ),
    "clears": (
        "from IPython.display import clear_output\n"
        "for n in range(3):\n    print(n); display(n); clear_output(wait=True)\n"
        "print('end')"
    ),
    "clears at once": "print(1); clear_output(); print(2)",
    "fails": "def f(x):\n    return 1 / x\nf(0)",
    "fails twice": "try:\n    1 / 0\nexcept Exception:\n    raise KeyError(1)",
    "fails to show": "class A(int):\n    def _repr_html_(self): 1 / 0\nA()",
    "leaves": "sys.exit(3)",
    "asks": "input('?')",
    "asks for a password": "import getpass\ngetpass.getpass()",
    "reads": "sys.stdin.read()",
    "is interrupted": "raise KeyboardInterrupt",
    "a program fails": "subprocess.run(['sh', '-c', 'exit 3'], check=True)",
    "a figure left open": (
        "import matplotlib.pyplot as plt\nplt.plot([1, 2]); print('drawn')"
    ),
    "a figure returned": "fig, ax = plt.subplots(); ax.plot([1, 2]); fig",
    "plotly": "import plotly.express as px\npx.bar(x=[1], y=[2]).show()",
    "a frame": "import pandas as pd\npd.DataFrame({'a': [1, 2]})",
    "a wide frame": "pd.DataFrame({n * 10: [n * 20] for n in 'abcdef'})",
    "a picture of bytes": "display({'image/png': b'\\x89PNG12'}, raw=True)",
    "what JSON has not": (
        "import datetime, numpy as np\n"
        "display({'application/json': {'a': np.int64(1),"
        " 'b': datetime.date(2020, 1, 1)}}, raw=True)"
    ),
    "its history": "1 + 1\n_, In[-1][:5], len(Out)",
    "its names": "__name__, type(sys.stdout).__name__",
    "its place": "sys.argv[0], sys.path, os.getcwd()",
    "its variables": "[os.environ.get(n) for n in ('TERM', 'PAGER', 'MPLBACKEND')]",
    "warns": "import warnings\nwarnings.warn('careful')",
    "a thread": (
        "import threading\nt = threading.Thread(target=lambda: print('thread'))\n"
        "t.start(); t.join(); print('main')"
    ),
    "a fork": (
        "pid = os.fork()\nif pid == 0:\n    print('child'); os._exit(0)\n"
        f"_ = os.waitpid(pid, 0); {LATER}; print('parent')"
    ),
    "processes": (
        "import multiprocessing\n"
        "with multiprocessing.get_context('fork').Pool(1) as pool:\n"
        "    told = pool.map(abs, [-2])\n"
        "told, multiprocessing.current_process().name"
    ),
    "a loop": "import asyncio\nasyncio.get_running_loop().is_running()",
    "another loop": "asyncio.run(asyncio.sleep(0))",
    "a bar": "from tqdm.auto import tqdm\ntqdm.__module__",
    "pickles": "import pickle\nclass P: pass\ntype(pickle.loads(pickle.dumps(P())))",
    "help": "help(len)",
    "automatic magic": "pwd",
}  # fmt: skip
NAMES = {name: nth for nth, name in enumerate(SAME)}


@pytest.fixture(scope="module")
def both_ways(tmp_path_factory):
    """Execute these cells in a forked process and in a kernel; none of them ends it."""
    path = books.make(tmp_path_factory.mktemp("same") / "same.ipynb", *SAME.values())
    book = nbformat.read(path, as_version=4)
    for cell in book.cells[2:]:
        cell.metadata["tags"] = ["raises-exception"]
    nbformat.write(book, path)
    found = []
    with pytest.MonkeyPatch.context() as patch, Notebooks() as running:
        patch.delenv("PYTEST_CURRENT_TEST")  # a kernel would not look at programs
        for way in ("forked", "plain"):
            patch.setenv(forking.PLAIN, way)
            with pytest.raises(PapermillExecutionError) as error:
                running.execute(path, {})
            code = [c for c in error.value.book.cells if c.cell_type == "code"]
            found.append([c for c in code if c.source in SAME.values()])
    return found


def comparable(cell):
    """Give what a cell gave; a stream, which a kernel may tell in pieces, in one."""
    found = []
    for output in cell.outputs:
        name, text = output.get("name"), output.get("text", str(output))
        if found and name and found[-1][0] == name:
            text = found.pop()[1] + text
        found.append((name, re.sub(r"ipykernel_\d+", "ipykernel", text)))
    return cell.execution_count, found


@pytest.mark.parametrize("name", SAME)
@pytest.mark.slow
def test_a_cell_gives_the_same_in_a_forked_process_and_in_a_kernel(both_ways, name):
    forked, plain = (comparable(cells[NAMES[name]]) for cells in both_ways)
    assert forked == plain
    assert forked[1]


def test_what_c_and_other_programs_write_stands_in_its_order(tmp_path):
    book = books.run(books.make(tmp_path / "a.ipynb", OTHERS))
    out, error = book.cells[2].outputs
    assert out.text == "1\n2\n3\n4\n6\n7\n8\n9\n" and error.text == "5\n"


def executed(tmp_path, monkeypatch, *cells):
    """Execute cells; give the book and whether they were forked."""
    began = []
    monkeypatch.setattr(
        notebooks, "_in_kernel",
        lambda *a, given=notebooks._in_kernel: began.append(1) or given(*a),
    )  # fmt: skip
    book = books.run(books.make(tmp_path / "a.ipynb", *cells))
    return book, not began


@pytest.mark.parametrize(
    "cell",
    ["!echo told",
     *slowly("%%time\nprint('told')", "%pwd\nprint('told')",
             "import asyncio\nawait asyncio.sleep(0)\nprint('told')",
             "get_ipython().system('echo told')", "x = !echo told\nprint(x[0])",
             "print?\nprint('told')", "breakpoint()\nprint('told')",
             "from IPython import get_ipython as ask\n"
             "ask().kernel.shell and print('told')",
             "import ipywidgets\nprint('told'); ipywidgets.IntSlider(3)")],
)  # fmt: skip
def test_what_wants_a_kernel_gets_one(tmp_path, monkeypatch, cell):
    book, forked = executed(tmp_path, monkeypatch, "print('before')", cell)
    assert not forked
    streams = [o.text for c in book.cells[2:] for o in c.outputs if "text" in o]
    assert [text.split()[0] for text in streams] == ["before", "told"]


def test_what_only_speaks_of_widgets_wants_none(tmp_path, monkeypatch):
    _, forked = executed(tmp_path, monkeypatch, "import ipywidgets", "'# !ls'")
    assert forked


@pytest.mark.slow
def test_what_is_written_before_the_end_of_a_slow_cell_is_told(tmp_path):
    writes = (
        "import os, time\nprint('python'); os.system('echo shell'); time.sleep(600)"
    )
    with Notebooks() as running:
        running.ready()
        with pytest.raises(TimeoutError) as error:
            running.execute(books.make(tmp_path / "a.ipynb", writes), {}, 2)
    (output,) = error.value.book.cells[2].outputs
    assert output.text == "python\nshell\n"


def test_a_program_that_never_stops_writing_blocks_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(notebooks, "LARGEST", 10_000)
    writes = "import subprocess\np = subprocess.Popen(['yes'])\nprint('goes on')"
    book = books.run(books.make(tmp_path / "a.ipynb", writes, "p.kill()"))
    assert book.cells[3].execution_count == 3
    assert len(str(book)) < 100_000


def test_a_character_that_utf_8_does_not_have_ends_no_run(tmp_path):
    book = books.run(books.make(tmp_path / "a.ipynb", "print('a\\ud800b')", "'on'"))
    assert book.cells[2].outputs[-1].text == "a?b\n" and books.shown(book) == ["'on'"]


def test_what_cells_have_open_is_written_when_they_are_done(tmp_path):
    opens = f"out = open({str(tmp_path / 'told')!r}, 'w'); out.write('told')"
    with Notebooks() as running:
        running.execute(books.make(tmp_path / "a.ipynb", opens), {})
    assert (tmp_path / "told").read_text() == "told"


@pytest.mark.slow
def test_a_semaphore_of_a_cell_is_no_matter_of_the_program(tmp_path):
    keeps = "import multiprocessing\nkept = multiprocessing.Lock()"
    path = books.make(tmp_path / "a.ipynb", keeps)
    code = "import sys; from tests import books; books.run(books.Path(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("", "")
