"""A new case is laid out whole, says what to do, and passes with its first event."""

import json
import os

import pytest

from helpers import paths
from helpers.case import cases, check, new, schema
from helpers.text import summary
from helpers.view.parameters import View
from helpers.view.shown import Shown


def code(folder, **rows):
    """Put rows behind the headers of a case's tables."""
    for table, row in rows.items():
        with open(folder / f"{table}.csv", "a", encoding="utf-8") as out:
            out.write(row + "\n")


def test_a_new_case_has_every_table_a_dictionary_and_a_readme(tmp_path):
    folder = new.lay_out("great-war-1914", tmp_path)
    assert folder == tmp_path / "great-war-1914"
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [cases.DESCRIPTOR, "README.md", *(f"{name}.csv" for name in schema.BY_NAME)]
    )


@pytest.mark.parametrize("table", schema.TABLES, ids=list(schema.BY_NAME))
def test_a_new_table_is_its_header(tmp_path, table):
    folder = new.lay_out("x", tmp_path)
    raw = (folder / f"{table.name}.csv").read_bytes()
    assert raw == (",".join(table.names) + "\n").encode()


def test_the_dictionary_comes_from_the_schema(tmp_path):
    folder = new.lay_out("great-war-1914", tmp_path)
    package = json.loads((folder / cases.DESCRIPTOR).read_text(encoding="utf-8"))
    assert package["resources"] == [schema.resource(table) for table in schema.TABLES]
    assert (package["name"], package["title"]) == ("great-war-1914", "great war 1914")
    assert package["question"] == new.QUESTION
    assert package["focus"] == package["order"] == []


def test_an_empty_case_is_told_only_what_to_code_first(tmp_path):
    folder = new.lay_out("x", tmp_path)
    assert [f"{p.file} {p.wrong}" for p in check.problems(folder)] == [
        "actors.csv has no rows",
        "citations.csv has no rows",
        "events.csv has no rows, and relations.csv has none either",
        "sources.csv has no rows",
    ]  # fmt: skip


def test_a_case_passes_as_soon_as_its_first_event_is_coded(tmp_path):
    folder = new.lay_out("x", tmp_path)
    code(folder, **new.FIRST_ROWS)
    assert check.problems(folder) == []
    case = check.load(folder)
    told = summary.order(Shown(case, View()), "E001", "E001").text
    assert told.startswith("It is open which came first: ")


@pytest.mark.parametrize("table", new.FIRST_ROWS)
def test_no_first_row_can_be_spared(tmp_path, table):
    folder = new.lay_out("x", tmp_path)
    code(folder, **{t: row for t, row in new.FIRST_ROWS.items() if t != table})
    assert check.problems(folder)


def test_the_readme_leads_through_coding(tmp_path):
    folder = new.lay_out("my-case", tmp_path)
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("# my-case\n")
    assert "`dateline check my-case`" in readme and "dateline report my-case" in readme
    for table, row in new.FIRST_ROWS.items():
        assert f"`{table}.csv`, a row is {schema.BY_NAME[table].row}" in readme
        assert f"```csv\n{row}\n```" in readme


@pytest.mark.parametrize(
    "name",
    ["", "Great War", "great_war", "../x", "a/b", "-a", "a-", "a--b", ".x", "x\n", "é"],
)
def test_a_name_that_is_no_folder_name_is_refused(tmp_path, name):
    with pytest.raises(cases.CaseError) as refused:
        new.lay_out(name, tmp_path / "cases")
    assert str(refused.value).startswith(f"{name!r} cannot name a case")
    assert not (tmp_path / "cases").exists()


def test_nothing_is_overwritten(tmp_path):
    folder = new.lay_out("x", tmp_path)
    code(folder, actors="A001,Mine,,state,,,,")
    before = (folder / "actors.csv").read_bytes()
    with pytest.raises(cases.CaseError, match="is there already"):
        new.lay_out("x", tmp_path)
    assert (folder / "actors.csv").read_bytes() == before


def test_a_file_of_that_name_is_left_alone(tmp_path):
    (tmp_path / "x").write_text("mine")
    with pytest.raises(cases.CaseError, match="is there already"):
        new.lay_out("x", tmp_path)
    assert (tmp_path / "x").read_text() == "mine"


def test_a_failure_leaves_nothing_behind(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(os, "rename", fail)
    with pytest.raises(OSError, match="disk full"):
        new.lay_out("x", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_folder_of_cases_is_made_where_it_is_missing(tmp_path):
    assert new.lay_out("x", tmp_path / "new" / "cases").is_dir()


def test_without_a_place_a_case_goes_under_data(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "DATA", tmp_path)
    assert new.lay_out("x") == tmp_path / "x"
    assert cases.names() == ["x"]


def test_the_new_folder_may_be_read_by_others(tmp_path):
    assert new.lay_out("x", tmp_path).stat().st_mode & 0o777 == 0o755
