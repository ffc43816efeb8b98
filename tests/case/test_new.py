"""A new case is laid out whole, says what to do, and passes with its first event."""

import csv
import json
import os
import re

import pytest

from helpers import paths
from helpers.__main__ import main
from helpers.case import cases, check, new, schema
from helpers.run import report
from helpers.text import summary
from helpers.view.parameters import View
from helpers.view.shown import Shown

EVENT = ("events", "participants", "citations")
GIVEN = new.Given(
    title="The piece", outlet="The Gazette", kind="news", date="2017-01-13",
    url="https://example.org/piece", question="Will they meet?",
    focus=("Northland:state", "The Band:armed-group"),
)  # fmt: skip


def code(folder, **rows):
    """Put rows behind the headers of a case's tables."""
    for table, row in rows.items():
        with open(folder / f"{table}.csv", "a", encoding="utf-8", newline="") as out:
            csv.DictWriter(out, schema.BY_NAME[table].names).writerow(row)


def first(*tables):
    """Give the rows of the README for some tables."""
    return {table: new.FIRST_ROWS[table] for table in tables}


def rows(folder, table):
    """Read the rows of a table, without blank cells."""
    text = (folder / f"{table}.csv").read_text(encoding="utf-8")
    return [
        {name: cell for name, cell in row.items() if cell}
        for row in csv.DictReader(text.splitlines())
    ]


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
    assert re.findall(r"^(\d+)\. \*\*", readme, re.M) == [*map(str, range(1, 11))]
    for table, row in new.FIRST_ROWS.items():
        assert f"`{table}.csv`, a row is {schema.BY_NAME[table].row}" in readme
        assert f"   {','.join(row)}\n   {','.join(row.values())}\n" in readme


def test_whoever_is_asked_for_the_focus_is_told_what_its_order_means():
    (option,) = [one for one in main.commands["new"].params if one.name == "focus"]
    guides = [(paths.DATA / f"{name}.md").read_text(encoding="utf-8")
              for name in ("README", "CODEBOOK")]  # fmt: skip
    for told in (option.help, new.ASKED["focus"], new.readme("mine"), *guides):
        plain = " ".join(told.split())
        assert "two to four" in plain and re.search(
            r"first two are the pair that (?:the report asks|reports ask) about,"
            " the others those whom the two may act against",
            plain,
        )


def test_every_step_of_the_readme_can_be_typed():
    text = " ".join(new.readme("my-case").split())
    steps = re.split(r" \d+\. \*\*", text)[1:]
    typed = re.findall(r"`\.venv/bin/dateline (\w+) ([^`]*)`", text)
    assert len(steps) == 10 and all("`" in step for step in steps[:9])
    assert [name for name, _ in typed] == [
        "new", "propose", "check", "order", "sheet", "sheet", "agree", "report"
    ]  # fmt: skip
    for name, rest in typed:
        known = {o for one in main.commands[name].params for o in one.opts}
        assert {part for part in rest.split() if part[:1] == "-"} <= known, rest


def test_the_readme_asks_only_for_what_is_not_there_yet():
    readme = new.readme("x", GIVEN)
    assert [table for table in new.FIRST_ROWS if f"`{table}.csv`, a row" in readme] == [
        *EVENT
    ]


# ---- what is known of the article ---------------------------------------------------


def test_what_is_given_is_the_article_and_its_actors(tmp_path):
    folder = new.lay_out("x", tmp_path, GIVEN)
    assert rows(folder, "sources") == [
        {"source_id": "S001", "role": "article", "kind": "news", "title": "The piece",
         "publisher": "A003", "when_article": "2017-01-13", "proximity": "primary",
         "url": "https://example.org/piece"},
    ]  # fmt: skip
    assert rows(folder, "actors") == [
        {"actor_id": "A001", "name": "Northland", "kind": "state"},
        {"actor_id": "A002", "name": "The Band", "kind": "armed-group"},
        {"actor_id": "A003", "name": "The Gazette"},
    ]
    assert cases.load(folder).actors.kind.iloc[2] == "media"  # since it publishes
    package = cases.read_package(folder)
    assert (package["question"], package["focus"]) == (
        "Will they meet?", ["A001", "A002"]
    )  # fmt: skip


@pytest.mark.slow
def test_with_its_first_event_such_a_case_passes_and_has_a_report(tmp_path):
    folder = new.lay_out("x", tmp_path, GIVEN)
    assert new.blanks(folder) == []
    event = new.FIRST_ROWS["events"] | {"when_article": GIVEN.date}
    assert ",".join(event.values()) in new.readme("x", GIVEN)  # as it is to be typed
    code(folder, **first("participants", "citations"), events=event)
    assert check.problems(folder) == []
    assert report.build({"case": str(folder)}, out=tmp_path / "page").is_file()


def test_an_outlet_in_focus_is_one_actor(tmp_path):
    given = new.Given(outlet="Northland", focus=GIVEN.focus)
    folder = new.lay_out("x", tmp_path, given)
    assert rows(folder, "sources")[0]["publisher"] == "A001"
    assert len(rows(folder, "actors")) == 2


def test_what_is_not_given_is_blank_and_told(tmp_path):
    folder = new.lay_out("x", tmp_path, new.Given(date="2017", focus=("A", "B")))
    assert rows(folder, "sources") == [
        {"source_id": "S001", "role": "article", "when_article": "2017",
         "proximity": "primary"},
    ]  # fmt: skip
    assert [(p.file, p.row, p.column) for p in new.blanks(folder)] == [
        ("actors.csv", 2, "kind"), ("actors.csv", 3, "kind"),
        ("sources.csv", 2, "kind"), ("sources.csv", 2, "title"),
    ]  # fmt: skip
    assert cases.read_package(folder)["question"] == new.QUESTION


@pytest.mark.parametrize(
    "given, told",
    [
        ({"date": "13 Jan"}, "--date '13 Jan': '13 Jan' is not an EDTF date; use "),
        ({"date": "2017-02-30"}, "--date '2017-02-30': there is no 2017-02-30"),
        ({"url": "example.org"}, "--url 'example.org': the value is not well-formed"),
        ({"kind": "blog"}, "--kind 'blog': the value is not one that is allowed"),
        ({"title": "a\nb"}, "--title 'a\\nb': the cell holds a line break"),
        ({"question": "a\x07b?"}, "--question 'a\\x07b?': holds a control character"),
        ({"question": "<b>Will</b> it?"}, "--question '<b>Will</b> it?': holds markup"),
        ({"focus": ("A &amp; B", "C")}, "--focus 'A &amp; B': holds markup"),
        ({"focus": ("A:state",)}, "--focus 'A:state': names only one actor"),
        ({"focus": ("A:sate", "B")}, "--focus 'sate': the value is not one that is"),
        ({"focus": ("A:state;B", "C")}, "--focus 'A:state;B': names several; write"),
        ({"focus": ("A", ":state")}, "--focus ':state': has a kind and no name"),
        ({"focus": ("A", "A")}, "--focus 'A': also names A001"),
        ({"outlet": "X:paper"}, "--outlet 'paper': the value is not one that is"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_one_sentence_and_leaves_nothing(tmp_path, given, told):
    with pytest.raises(cases.CaseError) as refused:
        new.lay_out("x", tmp_path / "cases", new.Given(**given))
    assert str(refused.value).startswith(told)
    assert "\n" not in str(refused.value) and str(refused.value).endswith(".")
    assert not (tmp_path / "cases").exists()


@pytest.mark.parametrize("text", ["3 < 4 & 5 > 2", "=1+1", "Is “this” a question?"])
def test_any_text_may_be_given(tmp_path, text):
    folder = new.lay_out("x", tmp_path, new.Given(title=text, question=text))
    assert cases.load(folder).question == text == rows(folder, "sources")[0]["title"]


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
    code(folder, actors={"actor_id": "A001", "name": "Mine"})
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
