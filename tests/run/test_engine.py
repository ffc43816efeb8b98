"""``papermill --engine dateline``, and what it costs those who do not ask for it."""

import ast
import os
import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import nbformat
import papermill
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError

from helpers import paths
from helpers.run import notebooks
from helpers.run.engine import Engine
from tests import books

BIN = Path(sys.executable).parent
GROUP = "papermill.engine"
LOADED = """
import sys
import papermill.engines
heavy = ("pandas", "numpy", "matplotlib", "plotly", "helpers")
print(*sorted(m for m in sys.modules if m.split(".")[0] in heavy))
print(papermill.engines.papermill_engines.get_engine("dateline").__module__)
"""


def declared() -> dict[str, str]:
    """Read the engines that the project declares."""
    text = (paths.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["project"]["entry-points"][GROUP]


@pytest.fixture
def installed(tmp_path):
    """Declare the engine as an installation does; give the variables of that place."""
    lines = [f"[{GROUP}]", *(f"{name} = {value}" for name, value in declared().items())]
    place = tmp_path / "installed" / "ours-1.dist-info"
    place.mkdir(parents=True)
    (place / "entry_points.txt").write_text("\n".join(lines) + "\n")
    (place / "METADATA").write_text("Metadata-Version: 2.1\nName: ours\nVersion: 1\n")
    path = os.pathsep.join([str(paths.ROOT), str(place.parent)])
    return os.environ | {"PYTHONPATH": path}


@pytest.fixture
def engine(monkeypatch):
    """Register the engine in this process."""
    monkeypatch.setitem(papermill_engines._engines, "dateline", Engine)


def test_the_project_declares_one_engine_that_is_there():
    (name,) = declared()
    assert name == "dateline"
    assert EntryPoint(name, declared()[name], GROUP).load() is Engine


@pytest.mark.slow
def test_papermill_that_is_not_asked_for_it_loads_nothing_of_us_but_its_name(installed):
    done = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, env=installed,
        cwd="/", check=True,
    )  # fmt: skip
    loaded, engine = done.stdout.splitlines()
    assert engine == "helpers.run.engine"
    light = {"helpers", "helpers.moved", "helpers.run", "helpers.run.engine"}
    assert set(loaded.split()) <= light


def test_the_engine_is_loaded_first_too_without_harm(installed):
    code = "import helpers.run.engine, papermill.engines as e;"
    code += "print(e.papermill_engines.get_engine('dateline').__name__)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=installed,
        check=True,
    )  # fmt: skip
    assert done.stdout == "Engine\n"


@pytest.mark.slow
def test_papermill_types_it_with_parameters_and_progress(installed, tmp_path):
    path = books.make(tmp_path / "a.ipynb", "import os; case, os.getcwd()")
    done = subprocess.run(
        [BIN / "papermill", "--engine", "dateline", path, tmp_path / "out.ipynb",
         "-p", "case", "asked", "--cwd", tmp_path],
        capture_output=True, text=True, env=installed, check=True,
    )  # fmt: skip
    book = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    (told,) = books.shown(book)
    assert ast.literal_eval(told) == ("asked", str(tmp_path))
    assert "Executing: 100%" in done.stderr and "own kernel" not in done.stderr
    told = book.metadata.papermill
    assert told.parameters == {"case": "asked"} and told.duration > 0
    assert {c.metadata.papermill.status for c in book.cells} == {"completed"}
    assert book.metadata.language_info.version == sys.version.split()[0]


def test_it_gives_what_papermill_gives_without_it(engine, tmp_path):
    cells = "print(1)", "[2]", "from IPython.display import display; display(3)"
    path = books.make(tmp_path / "a.ipynb", *cells)
    one, two = (
        papermill.execute_notebook(
            path, tmp_path / f"{name}.ipynb", {"case": "a"}, engine_name=name,
            progress_bar=False,
        )
        for name in ("dateline", None)
    )  # fmt: skip
    assert [c.get("outputs") for c in one.cells] == [
        c.get("outputs") for c in two.cells
    ]
    assert one.metadata.language_info == two.metadata.language_info
    assert [sorted(c.metadata) for c in one.cells] == [
        sorted(c.metadata) for c in two.cells
    ]


def test_a_failure_is_papermills_and_is_written(engine, tmp_path):
    path, out = books.make(tmp_path / "a.ipynb", "1 / 0", "'not'"), tmp_path / "b.ipynb"
    with pytest.raises(PapermillExecutionError, match="ZeroDivisionError"):
        papermill.execute_notebook(path, out, engine_name="dateline")
    assert "papermill-error-cell" in out.read_text(encoding="utf-8")


def test_a_cell_that_may_fail_or_is_skipped_is_as_in_a_kernel(engine, tmp_path):
    path = books.make(tmp_path / "a.ipynb", "'skipped'", "1 / 0", "'on'")
    book = nbformat.read(path, as_version=4)
    book.cells[2].metadata["tags"] = ["skip-execution"]
    book.cells[3].metadata["tags"] = ["raises-exception"]
    nbformat.write(book, path)
    with pytest.raises(PapermillExecutionError):  # papermill tells it at the end
        papermill.execute_notebook(path, tmp_path / "b.ipynb", engine_name="dateline")
    assert books.shown(nbformat.read(tmp_path / "b.ipynb", as_version=4)) == ["'on'"]


@pytest.mark.slow
def test_a_cell_has_the_time_that_papermill_gives_it(engine, tmp_path):
    path = books.make(tmp_path / "a.ipynb", "import time; time.sleep(600)")
    with pytest.raises(CellTimeoutError, match="timed out while it was being executed"):
        papermill.execute_notebook(
            path, None, engine_name="dateline", execution_timeout=2, progress_bar=False
        )


def test_a_process_that_dies_is_a_dead_kernel(engine, tmp_path):
    path = books.make(tmp_path / "a.ipynb", "import os; os.kill(os.getpid(), 9)")
    with pytest.raises(DeadKernelError):
        papermill.execute_notebook(path, None, engine_name="dateline")


def test_a_kernel_of_another_name_is_not_stood_for(engine, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(notebooks, "_in_kernel", lambda *a: asked.append(a[-1]))
    path = books.make(tmp_path / "a.ipynb", "1")
    papermill.execute_notebook(
        path, None, engine_name="dateline", kernel_name="ir", progress_bar=False
    )
    assert asked == ["ir"]
