"""What holds for every case under data/, whatever it is about."""

import csv
import json
import re

import pytest

from helpers import paths
from helpers.case import cases, check, firmness, schema
from helpers.view import voices

CASES = cases.names()
README = (paths.DATA / "README.md").read_text(encoding="utf-8")
CODEBOOK = (paths.DATA / "CODEBOOK.md").read_text(encoding="utf-8")

each_case = pytest.mark.parametrize("name", CASES)

QUOTED = re.compile(r"[\"“«]([^\"”»]*)[\"”»]")


def package(name):
    return json.loads((paths.DATA / name / cases.DESCRIPTOR).read_text("utf-8"))


def test_there_is_a_case():
    assert "daesh-k-2021" in CASES


@each_case
def test_a_case_passes_its_check(name):
    assert [str(problem) for problem in check.problems(name)] == []


@each_case
def test_the_package_is_what_the_schema_writes(name):
    found = package(name)
    tables = [path.stem for path in (paths.DATA / name).glob("*.csv")]
    keys = ("name", "title", "question", "focus", "order", "causes", "rule", "limits")
    told = {key: found[key] for key in keys if key in found}
    assert found == schema.package(tables, **told)
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


@each_case
def test_the_dictionary_lists_the_case_with_its_question(name):
    assert f"`{name}`" in README and package(name)["question"] in README


def test_the_dictionary_says_its_version_and_how_much_a_table_may_hold():
    assert f"this page describes version {schema.VERSION}." in README
    assert f"A table may have {cases.MOST_BYTES // 1_000_000} MB" in README
    assert f"a cell {check.MOST_IN_A_CELL:,} characters" in README
    assert f"may have {cases.MOST_IN_PACKAGE // 1_000_000} MB" in README
    assert re.fullmatch(schema.BY_NAME["events"].columns[0].pattern, "E100000")


@pytest.mark.slow
def test_a_table_of_a_hundred_thousand_rows_is_read(tmp_path):
    rows = [f"E{n:06d},Event {n}," + ",".join(["x" * 30] * 15) for n in range(100_000)]
    head = ",".join(schema.BY_NAME["events"].names)
    path = tmp_path / "events.csv"
    path.write_text("\n".join([head, *rows]) + "\n")
    assert len(cases.read_table(path, schema.BY_NAME["events"])) == 100_000


@pytest.mark.slow
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
        ("relations", "basis"), ("events", "layer"), ("citations", "wording"),
    ):  # fmt: skip
        values = next(
            c.values for c in schema.BY_NAME[table].columns if c.name == column
        )
        for value in values:
            assert f"`{value}`" in CODEBOOK, (column, value)


# ---- what an audit of the coding asks of every case ----------------------------------


def records(case):
    """List events and relations, each with its id first."""
    return [*case.rows("events"), *case.rows("relations")]


def first(case, record):
    """List the first voices of a record but for the article itself."""
    return [v for v in voices.first(case, [record]) if v != case.article]


def doing(case, row):
    """Name who acts in a record, everybody rolled up to whom they act for."""
    if hasattr(row, "relation_id"):
        both = row.directed == "no"
        acting = [row.source_actor, *([row.target_actor] if both else [])]
    else:
        acting = [
            p.actor_id
            for p in case.rows("participants")
            if p.event_id == row.event_id and p.role in ("agent", "party", "host")
        ]
    return {case.rolled(actor, "acts-for") for actor in acting}


def words_of(row):
    return row.kind if hasattr(row, "event_id") and hasattr(row, "kind") else row.basis


@each_case
def test_every_claim_has_a_paragraph(name):
    case = cases.load(name)
    for claim in case.rows("claims"):
        places = [c.locator for c in case.cited[claim.claim_id] if c.locator]
        assert places, claim.claim_id


@each_case
def test_only_words_of_the_cue_list_stand_in_quotation_marks(name):
    case = cases.load(name)
    cues = set(case.references.cue) | set(case.citations.strength)
    for table in (t for t in schema.TABLES if t.name != "references"):
        for row in case.rows(table.name):
            for cell in row[1:]:
                for quoted in QUOTED.findall(cell if isinstance(cell, str) else ""):
                    assert any(quoted in cue for cue in cues), (row[1], quoted)


@each_case
def test_no_carrier_is_a_first_voice(name):
    case = cases.load(name)
    for row in case.rows("citations"):
        assert row.chain[0] == row.source_id, row
        page = case.by_source[row.source_id]
        if page.proximity not in ("wire", "copy") or not page.publisher:
            continue
        agency = case.by_id[page.publisher].note.startswith("A news agency.")
        if not (page.proximity == "wire" and agency):
            assert len(row.chain) > 1, (row.record_id, row.chain)
            assert row.chain[-1] != page.publisher, (row.record_id, row.chain)


@each_case
def test_what_one_side_tells_of_its_own_acts_is_claimed(name):
    case = cases.load(name)
    for row in records(case):
        told = first(case, row[1])
        if len(told) != 1 or words_of(row) == "statement" or not row.status_known:
            continue
        own = case.rolled(told[0], "acts-for") in doing(case, row)
        if own and told[0] not in case.anonymous:
            assert row.status_known == "claimed", row[1]


@each_case
def test_unnamed_sources_make_nothing_happened(name):
    case = cases.load(name)
    for row in records(case):
        told = first(case, row[1])
        if told and set(told) <= case.anonymous:
            status = row.status_known or row.status_article
            assert status != "happened", row[1]


@each_case
def test_every_episode_ends(name):
    case = cases.load(name)
    part_of = dict(zip(case.events.event_id, case.events.part_of, strict=True))
    for event in part_of:
        seen = [event]
        while part_of[seen[-1]]:
            seen.append(part_of[seen[-1]])
            assert len(seen) <= len(part_of), f"{event} is part of itself"


@each_case
def test_every_prospect_of_the_article_has_the_word_it_is_told_with(name):
    case = cases.load(name)
    for row in records(case):
        if row.status_article not in firmness.PROSPECTS:
            continue
        told = [c for c in case.cited[row[1]] if c.source_id == case.article]
        assert told and all(c.strength for c in told), row[1]
