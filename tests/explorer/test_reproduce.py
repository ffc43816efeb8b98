"""A view is written so that papermill and the report take it as it was."""

import shlex

import pytest
import yaml

from helpers import paths
from helpers.case import yaml_file
from helpers.explorer import reproduce
from helpers.view import parameters
from helpers.view.parameters import View

ASKED = {"as_of": "2018", "actors": ["US", "Taliban; 'the' \"T\": {x}"],
         "start": "2010", "dates": "known", "memory": "ever",
         "pair": ["US", "Taliban"], "basis": ["act"], "voices": ["unnamed", "S002"],
         "mute": ["S002"]}  # fmt: skip


@pytest.fixture
def home(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "REPORTS", tmp_path / "reports")
    return tmp_path / "reports"


def test_a_file_holds_the_case_and_what_differs(home, daesh_k):
    asked = View(**ASKED)
    path = reproduce.save(daesh_k, asked)
    assert path.is_relative_to(home / "daesh-k-2021") and path.name == "view.yaml"
    assert yaml.safe_load(path.read_text()) == {"case": "daesh-k-2021", **ASKED}


def test_what_is_written_is_read_as_the_same_view(home, daesh_k):
    asked = View(**ASKED)
    found = yaml_file.read(reproduce.save(daesh_k, asked))
    assert parameters.view(found) == asked


def test_the_default_view_stands_in_the_folder_of_the_case(home, daesh_k):
    path = reproduce.save(daesh_k, View())
    assert path == home / "daesh-k-2021" / "view.yaml"
    assert path.read_text() == "case: daesh-k-2021\n"


def test_the_commands_name_a_chapter_and_the_file(home):
    asked, file = View(), paths.REPORTS / "daesh-k-2021" / "a view" / "view.yaml"
    first, second = reproduce.commands(asked, file)
    program, source, _, flag, given = shlex.split(first)
    assert program.endswith("papermill") and (paths.ROOT / program).exists()
    assert (
        paths.ROOT / source
    ).is_file() and source == f"notebooks/{reproduce.CHAPTER}.ipynb"
    assert (flag, given) == ("-f", str(file))
    assert shlex.split(second)[1:] == ["report", "daesh-k-2021", "-f", str(file)]


def test_a_name_for_a_shell_stays_one_word(home):
    asked = View(case="/a folder/$(touch x)")
    file = paths.REPORTS / "view.yaml"
    assert "/a folder/$(touch x)" in shlex.split(reproduce.commands(asked, file)[1])


def test_a_file_that_the_user_changed_is_not_written_over(home, daesh_k):
    first = reproduce.save(daesh_k, View())
    assert reproduce.save(daesh_k, View()) == first  # the same again
    first.write_text("case: daesh-k-2021\nstart: '2018'  # mine\n")
    second = reproduce.save(daesh_k, View())
    assert "mine" in first.read_text() and second.name == "view-2.yaml"
    assert reproduce.save(daesh_k, View()) == second


@pytest.mark.parametrize(
    "root, served",
    [("reports", "small/view.yaml"), (".", "reports/small/view.yaml"),
     ("other", ""), ("rep", ""), (None, "")],
)  # fmt: skip
def test_a_file_is_placed_in_the_folder_that_a_server_serves(tmp_path, root, served):
    file = tmp_path / "reports" / "small" / "view.yaml"
    told = reproduce.place(file, root and str(tmp_path / root))
    assert told == {"file": str(file), "served": served}


def test_a_served_folder_may_be_named_from_home(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    told = reproduce.place(tmp_path / "mine" / "view.yaml", "~/mine")
    assert told["served"] == "view.yaml"
