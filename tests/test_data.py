"""What holds for every case under data/, whatever it is about."""

import csv
import json
import re

import pytest

from helpers import cases, check, paths, schema

CASES = cases.names()
README = (paths.DATA / "README.md").read_text(encoding="utf-8")
CODEBOOK = (paths.DATA / "CODEBOOK.md").read_text(encoding="utf-8")

each_case = pytest.mark.parametrize("name", CASES)


def package(name):
    return json.loads((paths.DATA / name / cases.DESCRIPTOR).read_text("utf-8"))


def section(table):
    """Give the dictionary's part on one table."""
    _, _, rest = README.partition(f"\n## `{table}.csv`\n")
    return rest.partition("\n## ")[0]


def test_there_is_a_case():
    assert "daesh-k-2021" in CASES


@each_case
def test_a_case_passes_its_check(name):
    assert [str(problem) for problem in check.problems(name)] == []


@each_case
def test_the_package_is_what_the_schema_writes(name):
    found = package(name)
    tables = [path.stem for path in (paths.DATA / name).glob("*.csv")]
    keys = ("name", "title", "question", "focus", "order", "causes")
    words = [found[key] for key in keys]
    assert found == schema.package(
        *words, tables, found.get("rule", ""), found.get("limits")
    )
    assert found["name"] == name


@each_case
def test_a_case_has_a_question_and_two_to_four_actors_in_focus(name):
    found = package(name)
    assert found["question"].endswith("?")
    assert 2 <= len(found["focus"]) <= 4
    assert set(found["focus"]) <= set(found["order"])


@each_case
def test_no_cell_has_blanks_around_it(name):
    for path in (paths.DATA / name).glob("*.csv"):
        with open(path, encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.reader(lines), 1):
                for cell in row:
                    assert cell == cell.strip(), f"{path.name}:{number}: {cell!r}"


@each_case
def test_rows_with_ids_stand_in_the_order_of_their_ids(name):
    case = cases.load(name)
    for table in schema.TABLES:
        if table.letters:
            ids = list(case.tables[table.name].iloc[:, 0])
            assert ids == sorted(ids), table.name


@each_case
def test_no_file_of_a_case_is_larger_than_a_reader_can_open(name):
    for path in (paths.DATA / name).iterdir():
        assert path.stat().st_size < 1_000_000, path.name


@pytest.mark.parametrize("table", schema.TABLES, ids=list(schema.BY_NAME))
def test_the_dictionary_says_what_a_row_is_and_what_each_column_holds(table):
    told = section(table.name)
    assert f"A row is {table.row}." in told
    rows = [line for line in told.splitlines() if line.startswith("| `")]
    assert [row.split("|")[1].strip() for row in rows] == [
        f"`{column.name}`" for column in table.columns
    ]
    for column, row in zip(table.columns, rows, strict=True):
        assert row.startswith(f"| `{column.name}` | {column.description} |")
        for value in column.values:
            assert f"`{value}`" in row
        assert ("must be filled" in row) is column.required


@each_case
def test_the_dictionary_holds_the_descriptions_of_the_package(name):
    for resource in package(name)["resources"]:
        told = section(resource["name"])
        for field in resource["schema"]["fields"]:
            assert f"| `{field['name']}` | {field['description']} |" in told


@each_case
def test_the_dictionary_lists_the_case_with_its_question(name):
    assert f"`{name}`" in README and package(name)["question"] in README


def test_the_dictionary_says_its_version_and_how_much_a_table_may_hold():
    assert f"this page describes version {schema.VERSION}." in README
    assert f"A table may have {cases.MOST_BYTES // 1_000_000} MB" in README
    assert f"a cell {check.MOST_IN_A_CELL:,} characters" in README
    assert f"may have {cases.MOST_IN_PACKAGE // 1_000_000} MB" in README
    assert re.fullmatch(schema.BY_NAME["events"].columns[0].pattern, "E100000")


def test_a_table_of_a_hundred_thousand_rows_is_read(tmp_path):
    rows = [f"E{n:06d},Event {n}," + ",".join(["x" * 30] * 12) for n in range(100_000)]
    head = ",".join(schema.BY_NAME["events"].names)
    path = tmp_path / "events.csv"
    path.write_text("\n".join([head, *rows]) + "\n")
    assert len(cases.read_table(path, schema.BY_NAME["events"])) == 100_000


def test_the_codebook_names_records_that_exist():
    ids = {
        one
        for name in CASES
        for table in schema.TABLES
        if table.letters
        for one in cases.load(name).tables[table.name].iloc[:, 0]
    }
    named = set(re.findall(r"\b[SAMLERCQT]\d{3}[a-z]?\b", CODEBOOK))
    assert named and named <= ids, sorted(named - ids)


def test_the_codebook_explains_every_allowed_word_of_a_judgement():
    for table, column in (
        ("events", "status_article"), ("events", "extent"), ("relations", "sign"),
        ("relations", "basis"), ("events", "layer"),
    ):  # fmt: skip
        values = next(
            c.values for c in schema.BY_NAME[table].columns if c.name == column
        )
        for value in values:
            assert f"`{value}`" in CODEBOOK, (column, value)
