"""Rows without an id get the next one, and nothing else changes."""

import json
import shutil

import pytest
from click.testing import CliRunner

from helpers import paths
from helpers.__main__ import main
from helpers.case import cases, check, edited, numbered, schema
from tests import worlds
from tests.steps import steps


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def nameless(tmp_path):
    """Write a world of which one event, a claim and two questions have no id."""
    tables = worlds.copy()
    tables["events"].append(
        {"title": "It rains", "status_article": "claimed", "when_article": "2021-08"}
    )
    tables["claims"] = [
        {"claim_id": "C007", "role": "thesis", "text": "Peace is near"},
        {"role": "question", "text": "Is it?"}, {"role": "question", "text": "When?"},
        {"role": "premise", "text": "They met", "supports": "C007"},
    ]  # fmt: skip
    return worlds.write(tmp_path / "small", tables)


def test_a_missing_id_is_named_with_the_way_to_get_one(tmp_path):
    said = [str(one) for one in check.problems(nameless(tmp_path))]
    for place in ("claims.csv:3: claim_id", "claims.csv:5: claim_id",
                  "events.csv:7: event_id"):  # fmt: skip
        assert (
            f"{place}: the cell is blank; `dateline check CASE --fix` gives the row"
            " its id"
        ) in said


@pytest.mark.parametrize("table", [t for t in schema.TABLES if t.letters])
def test_a_row_that_has_all_but_its_id_is_named_alone(tmp_path, table):
    folder = tmp_path / "v4"
    shutil.copytree(paths.ROOT / "tests" / "cases" / "v4", folder)
    edit = edited.read(folder)
    blank = dict.fromkeys({"known_sources", "layer", "kind"} & {*table.names}, "")
    row = edit.add(table.name, edit.rows(table.name)[-1] | blank | {table.key[0]: ""})
    if "when_known" in table.names:
        edit.change(table.name, row, {"when_known": "2021-08-23"})
    edit.save()
    assert (
        f"{table.key[0]}: the cell is blank; `dateline check CASE --fix`"
        in "\n".join(map(str, check.problems(folder)))
    )


def test_each_row_gets_the_next_id_and_no_other_cell_changes(tmp_path):
    folder = nameless(tmp_path)
    before = {p.name: p.read_text().splitlines() for p in folder.iterdir()}
    done = run("check", folder, "--fix")
    after = {p.name: p.read_text().splitlines() for p in folder.iterdir()}
    changed = {
        new: old
        for name in after
        for old, new in zip(before[name], after[name], strict=True)
        if old != new
    }
    assert {new.partition(",")[0]: "," + new.partition(",")[2] for new in changed} == {
        new.partition(",")[0]: old for new, old in changed.items()
    }
    case = cases.load(folder)
    assert [*case.claims.claim_id] == ["C007", "Q001", "Q002", "C008"]
    assert case.events.event_id[5] == "E006"
    assert "+E006,It rains" in done.stdout and done.exit_code == 1  # E006 is uncited
    assert "events.csv:7: event_id 'E006': has no citation" in done.stdout


@pytest.mark.parametrize("table", [t for t in schema.TABLES if t.letters])
def test_every_table_with_ids_is_numbered(tmp_path, table):
    columns = [c for c in table.names if c != table.key[0]]
    rows = [{columns[0]: "x"}, {table.key[0]: f"{table.letters[0]}041a"}]
    folder = worlds.write(tmp_path / "small", worlds.copy() | {table.name: rows})
    numbered.write(folder)
    ids = [row[table.key[0]] for row in edited.read(folder).rows(table.name)]
    assert ids == [f"{table.letters[0]}042", f"{table.letters[0]}041a"]


def test_no_row_gets_an_id_that_some_cell_names_already(tmp_path):
    folder = nameless(tmp_path)
    path = folder / "citations.csv"
    path.write_text(path.read_text() + "E006,S003,,,S003,,,,\nE007,S003,,,S003,,,,\n")
    numbered.write(folder)
    assert cases.load(folder).events.event_id[5] == "E008"


def test_where_every_row_has_its_id_no_file_is_touched(tmp_path):
    folder = worlds.write(tmp_path / "small")
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.iterdir()}
    done = run("check", folder, "--fix")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"{folder}: every row has its id already.\n"
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in before} == before


def test_with_json_the_difference_stands_aside(tmp_path):
    done = run("check", nameless(tmp_path), "--fix", "--json")
    assert "E006" in str(json.loads(done.stdout)) and "+E006" in done.stderr


def test_columns_of_the_coders_own_and_their_cells_stay(tmp_path):
    folder = nameless(tmp_path)
    path = folder / "events.csv"
    lines = path.read_text().splitlines()
    path.write_text(
        "\n".join([f"{lines[0]},x_mood", *(f"{one},calm" for one in lines[1:])])
    )
    numbered.write(folder)
    assert set(cases.load(folder).events.x_mood) == {"calm"}


@pytest.mark.parametrize("head", ["Event_ID,title,layer\n", ""])
def test_a_table_without_a_column_of_ids_stays_and_check_says_so(tmp_path, head):
    folder = nameless(tmp_path)
    path = folder / "events.csv"
    path.write_text(f"{head}E001,A visit,article\nE002,A war,context\n")
    before = path.read_bytes()
    done = run("check", folder, "--fix")
    assert done.exit_code == 1 and path.read_bytes() == before
    assert "events.csv:1: " in done.stdout and "KeyError" not in done.stderr


@pytest.mark.parametrize("raw", [b"", b"event_id,title\nE001,a,b\n", b"\xff\xfe"])
def test_a_table_that_cannot_be_read_is_said_and_nothing_is_written(tmp_path, raw):
    folder = nameless(tmp_path)
    (folder / "events.csv").write_bytes(raw)
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    done = run("check", folder, "--fix")
    assert done.exit_code == 1 and done.stderr.startswith("events.csv")
    assert "Traceback" not in done.stderr
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before


def unnumbered(folder, many):
    """Write a world with so many events that have no id."""
    tables = worlds.copy()
    tables["events"] = [{"title": f"Day {n}"} for n in range(many)]
    return worlds.write(folder, tables)


def test_four_times_the_rows_are_four_times_the_work(tmp_path):
    few, many = (unnumbered(tmp_path / f"of-{n}", n) for n in (400, 1600))
    first = steps(lambda: numbered.write(few))
    assert steps(lambda: numbered.write(many)) < 4.5 * first
    ids = [row["event_id"] for row in edited.read(many).rows("events")]
    assert len({*ids}) == len(ids) and ids[-1] == "E1605"
