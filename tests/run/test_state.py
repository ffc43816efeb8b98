"""What names a run: all that it depends on, and nothing else."""

import json
import shutil
from argparse import Namespace
from importlib import metadata

import pytest

from helpers import paths
from helpers.run import plans, state
from tests.once import slowly
from tests.run import small


def key(tmp_path, **more):
    return plans.read(small.sweep(tmp_path, ["ever"], **more)).runs[1].key


def test_a_run_keeps_its_name_as_long_as_nothing_it_depends_on_changes(tmp_path):
    assert key(tmp_path) == key(tmp_path)


def test_a_run_is_named_alike_wherever_case_and_notebook_lie(tmp_path):
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    assert key(tmp_path / "one") == key(tmp_path / "two")


def change(path):
    """Change a file so that it can still be read."""
    was = path.read_bytes()
    if path.suffix in (".json", ".ipynb"):
        path.write_text(json.dumps(json.loads(was) | {"note": 1}))
    elif path.suffix == ".csv":
        path.write_bytes(was.replace(b"2021", b"2020").replace(b"1946", b"1947"))
    else:
        path.write_bytes(was + b"\n")
    assert path.read_bytes() != was


@pytest.fixture
def named(tmp_path, monkeypatch):
    """Copy what a run can read, and give a function that names one of it."""
    shutil.copytree(paths.ROOT / "helpers", tmp_path / "helpers")
    (tmp_path / "data").mkdir()
    shutil.copyfile(paths.DATA / "literature.csv", tmp_path / "data/literature.csv")
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    monkeypatch.setattr(paths, "DATA", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.py").write_text("number = 2021\n")
    path = small.sweep(tmp_path, ["ever"], "import sqlite3\nimport mine")
    return lambda: plans.read(path).runs[1].key


def other_version(name):
    before = metadata.distribution

    def distribution(asked):
        found = before(asked)
        if asked == name:
            found = Namespace(version="0.0.1", requires=found.requires)
        return found

    return distribution


INPUTS = {
    "the notebook": "small.ipynb", "a module beside": "mine.py",
    "a table": "least/events.csv", "the package": "least/datapackage.json",
    "the reading list": "data/literature.csv", "a source": "helpers/text/wording.py",
    "the look": "helpers/page/page.css", "a script": "helpers/page/page.js",
    "a template": "helpers/page/page.html",
}  # fmt: skip


@pytest.mark.parametrize("name", INPUTS.values(), ids=INPUTS)
def test_a_change_of_any_file_that_a_run_reads_names_it_anew(named, tmp_path, name):
    before, was = named(), (tmp_path / name).read_bytes()
    change(tmp_path / name)
    assert named() != before
    (tmp_path / name).write_bytes(was)
    assert named() == before


@pytest.mark.parametrize(
    "package",
    ["scipy", "jinja2", "tornado",
     *slowly("networkx", "numpy", "plotly", "ipykernel", "nbclient", "pyyaml",
             "jsonschema")],
)  # fmt: skip
def test_another_version_of_any_package_that_a_run_imports_names_it_anew(
    named, monkeypatch, package
):
    before = named()
    state.packages.cache_clear()
    monkeypatch.setattr(state.metadata, "distribution", other_version(package))
    assert named() != before
    monkeypatch.undo()
    state.packages.cache_clear()


def test_what_a_notebook_of_the_users_imports_is_named_too(tmp_path):
    path = small.sweep(tmp_path, ["ever"], "import pypdf")
    assert "pypdf" in state.environment([tmp_path / "small.ipynb"])
    small.notebook(tmp_path / "small.ipynb")
    assert "pypdf" not in state.environment([tmp_path / "small.ipynb"])
    assert plans.read(path)


def test_line_ends_and_a_byte_order_mark_of_data_do_not_name_a_run_anew(
    named, tmp_path
):
    before, path = named(), tmp_path / "data" / "literature.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert named() == before


def test_view_and_page_name_a_run(tmp_path):
    names = [key(tmp_path), key(tmp_path, html=True)]
    names.append(plans.read(tmp_path / "small.yaml").runs[0].key)
    assert len(set(names)) == 3


def test_every_file_of_the_helpers_is_hashed_but_what_is_written_about_them():
    some = {"text/wording.py", "page/page.css", "charts/timeline.py"}
    told = state.sources()
    assert some <= set(told)
    there = {p for p in (paths.ROOT / "helpers").rglob("*") if p.is_file()}
    apart = {p for p in there if "__pycache__" in p.parts or p.suffix == ".md"}
    assert len(told) == len(there - apart) and "README.md" not in told
    assert not any(p.startswith(".") for p in told)
