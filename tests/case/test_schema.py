"""The schema is one dictionary: every table and column, and what may stand in it."""

import json
import re

import pytest

from helpers.case import firmness, schema
from tests import worlds

COLUMNS = [(table, column) for table in schema.TABLES for column in table.columns]


each_table = pytest.mark.parametrize(
    "table", schema.TABLES, ids=[table.name for table in schema.TABLES]
)


def test_the_tables_are_those_of_the_design():
    assert list(schema.BY_NAME) == [
        "sources", "actors", "memberships", "places", "events", "participants",
        "relations", "orders", "claims", "citations", "references",
    ]  # fmt: skip


def test_each_letter_of_an_id_belongs_to_one_table():
    assert "".join(schema.BY_LETTER) == "SAMLEROCQT"
    assert sum(len(table.letters) for table in schema.TABLES) == len(schema.BY_LETTER)


def test_words_of_the_dictionary_are_those_that_the_code_explains():
    for table in ("events", "relations", "orders"):
        columns = schema.BY_NAME[table].by_name
        for name in ("status_article", "status_known"):
            assert columns[name].values == firmness.STATUSES
    assert schema.BY_NAME["orders"].by_name["relation"].values == tuple(schema.ORDERS)


def test_what_is_marked_in_the_dictionary_is_marked_by_yes_alone():
    marks = [name for name, read in schema.READ.items() if read is bool]
    cells = {row[name] for row in schema._rows("dictionary.csv") for name in marks}
    assert marks and cells == {"", "yes"}  # `no` would be read as a mark


@each_table
def test_an_id_has_the_form_that_the_code_finds_ids_by(table):
    if table.letters:
        pattern = f"[{table.letters}]{schema.ID}"
        assert table.by_name[table.key[0]].pattern == pattern


def test_sources_actors_and_citations_are_needed_and_one_of_two():
    needed = [table.name for table in schema.TABLES if not table.needed_for]
    assert needed == ["sources", "actors", "citations"]
    assert schema.EITHER == ("events", "relations")


@each_table
def test_no_column_stands_twice(table):
    assert len(set(table.names)) == len(table.names)


@each_table
def test_a_key_is_made_of_required_columns(table):
    columns = {c.name for c in table.columns if c.required and not c.follows}
    assert set(table.key) <= columns


@pytest.mark.parametrize("table", ["sources", "actors", "events", "claims"])
def test_an_id_is_a_letter_and_three_to_six_digits(table):
    table = schema.BY_NAME[table]
    pattern = table.columns[0].pattern
    for letter in table.letters:
        assert re.fullmatch(pattern, f"{letter}001")
        assert re.fullmatch(pattern, f"{letter}001b")
        assert re.fullmatch(pattern, f"{letter}100000")
    for wrong in (f"{letter}1", f"{letter}0000001", "X001", f"{letter.lower()}001", ""):
        assert not re.fullmatch(pattern, wrong)


def test_every_column_is_described_in_a_sentence():
    for table, column in COLUMNS:
        assert column.description.endswith("."), (table.name, column.name)
        assert column.description[0].isupper() or column.description[0] == "`"
        assert "|" not in column.description and "\n" not in column.description


def test_a_column_refers_to_letters_that_exist():
    for _, column in COLUMNS:
        assert set(column.refers) <= set(schema.BY_LETTER)


def test_only_listed_columns_and_chains_hold_several_values():
    for _, column in COLUMNS:
        assert not (column.listed and (column.values or column.within or column.edtf))


def test_article_and_known_come_in_pairs():
    for table, column in COLUMNS:
        for one, other in (("_article", "_known"), ("_known", "_article")):
            if column.name.endswith(one) and table.name != "references":
                assert column.name.removesuffix(one) + other in table.names
                cited = table.name == "orders"  # its citations say who knows it
                assert ("known_sources" in table.names) != cited


def test_a_field_of_the_package_says_what_the_column_says():
    for table, column in COLUMNS:
        fields = schema.resource(table)["schema"]["fields"]
        described = next(f for f in fields if f["name"] == column.name)
        constraints = described.get("constraints", {})
        assert described["description"] == column.description
        assert described["type"] == ("number" if column.within else "string")
        must = column.required and not column.follows
        assert constraints.get("required", False) is must
        assert tuple(constraints.get("enum", ())) == column.values
        assert constraints.get("pattern", "") == column.pattern
        assert "constraints" not in described or constraints


def test_dates_are_where_the_design_puts_them():
    dated = {(t.name, c.name) for t, c in COLUMNS if c.edtf}
    pairs = ("sources", "memberships", "events", "relations")
    assert dated == {
        *((name, when) for name in pairs for when in ("when_article", "when_known")),
        ("references", "when_article"),
    }


def test_statuses_are_attested_prospects_or_denied():
    assert {*firmness.ATTESTED, *firmness.PROSPECTS, "denied"} == set(firmness.STATUSES)
    assert set(schema.SAID_KINDS) < set(schema.SOURCE_KINDS)


def test_the_sign_unclear_is_no_both():
    signs = next(c for c in schema.BY_NAME["relations"].columns if c.name == "sign")
    assert signs.values == ("+", "-", "~") and not signs.required


@each_table
def test_a_resource_fixes_encoding_and_dialect(table):
    resource = schema.resource(table)
    assert (resource["encoding"], resource["format"]) == ("utf-8", "csv")
    assert resource["dialect"]["delimiter"] == ","
    assert resource["path"] == f"{table.name}.csv"
    assert resource["description"] == f"A row is {table.row}."
    assert resource["schema"].get("primaryKey", []) == list(table.key)


def test_a_resource_does_not_share_the_dialect_with_the_next():
    one, two = (schema.resource(table) for table in schema.TABLES[:2])
    one["dialect"]["delimiter"] = ";"
    assert two["dialect"]["delimiter"] == schema.DIALECT["delimiter"] == ","


def test_a_package_describes_the_tables_that_are_wanted_in_order():
    package = schema.package(
        ["events", "actors"], question="Why?", focus=["A001", "A002"]
    )
    assert [r["name"] for r in package["resources"]] == ["actors", "events"]
    assert package["$schema"] == schema.PROFILE
    assert (package["question"], package["focus"]) == ("Why?", ["A001", "A002"])
    assert package["licenses"][0]["name"] == "CC-BY-4.0"


def test_a_package_holds_every_table_by_default_and_is_plain_json():
    package = schema.package(name="x")
    assert [r["name"] for r in package["resources"]] == list(schema.BY_NAME)
    assert json.loads(json.dumps(package)) == package


def test_frictionless_finds_the_package_sound():
    from frictionless import Package

    descriptor = schema.package(name="x")
    del descriptor["$schema"]  # it would be fetched
    assert not list(Package.metadata_validate(descriptor))


def test_the_small_world_uses_only_columns_of_the_schema():
    for name, rows in worlds.WORLD.items():
        for row in rows:
            assert set(row) <= set(schema.BY_NAME[name].names)


@pytest.mark.parametrize("zone", ["Asia/Kabul", "America/Argentina/Ushuaia", "UTC"])
def test_a_zone_is_named_as_the_tz_database_names_it(zone):
    (column,) = [c for c in schema.BY_NAME["places"].columns if c.name == "zone"]
    assert re.fullmatch(column.pattern, zone)
    for wrong in ("+04:30", f"{zone} ", "Asia/", "a b", "<b>"):
        assert not re.fullmatch(column.pattern, wrong)


def test_the_days_of_an_order_are_a_whole_number_and_may_be_blank():
    days = [c for c in schema.BY_NAME["orders"].columns if c.name.startswith("at_")]
    assert [column.name for column in days] == ["at_least", "at_most"]
    for column in days:
        assert not column.required and re.fullmatch(column.pattern, "0")
        for wrong in ("-1", "1.5", "1e3", "100000", " 1", "\u0663"):
            assert not re.fullmatch(column.pattern, wrong)


def test_an_order_joins_dated_records_and_sources():
    orders = schema.BY_NAME["orders"]
    assert [c.refers for c in orders.columns if c.refers] == ["EMRS", "EMRS"]
    (cited,) = [c for c in schema.BY_NAME["citations"].columns if "O" in c.refers]
    assert cited.name == "record_id"


def test_a_column_says_what_it_is_and_nothing_more():
    column = schema.Column("x", "An x.")
    assert not (column.required or column.values or column.pattern or column.within)
    assert not (column.refers or column.listed or column.edtf)


def test_a_blank_that_follows_is_told_in_the_description():
    for _, column in COLUMNS:
        if column.follows:
            assert column.required and "blank: " in column.description, column.name


@pytest.mark.parametrize("amount", ["1 billion US dollars", ">500 people", "~2.5 %",
                                    "3-5 years", "1,000,000 kyat"])  # fmt: skip
def test_an_amount_is_a_number_and_what_it_counts(amount):
    (column,) = [c for c in schema.BY_NAME["events"].columns if c.name == "amount"]
    assert re.fullmatch(column.pattern, amount)
    for wrong in ("many people", "7", "7 ", "-1 day", "1  day"):
        assert not re.fullmatch(column.pattern, wrong)


def test_a_column_of_the_coders_own_is_called_so():
    for name in ("coder", "x_mood", "x_2"):
        assert schema.is_own(name)
    for name in ("x_", "x_My", "x_a-b", "note", "coders", "x_a b", ""):
        assert not schema.is_own(name)


def test_a_resource_of_an_older_version_lacks_the_newer_columns():
    for table in schema.TABLES:
        for version in range(1, schema.VERSION + 1):
            fields = schema.resource(table, version)["schema"]["fields"]
            older = [column.name for column in table.columns if column.since <= version]
            assert [field["name"] for field in fields] == older
    newer = [(c.since, t.name, c.name) for t, c in COLUMNS if c.since > 1]
    assert newer == [
        (2, "actors", "position"), (3, "places", "zone"), (2, "events", "part_of"),
        (4, "events", "condition"), (4, "events", "outcome_id"),
        (4, "events", "amount"), (4, "relations", "condition"),
        (4, "relations", "outcome_id"), (4, "relations", "amount"),
        (4, "citations", "wording"),
    ]  # fmt: skip


def test_a_column_that_a_case_may_lack_is_not_required():
    assert not [c.name for _, c in COLUMNS if c.since > 1 and c.required]


def test_a_package_says_the_version_of_its_tables():
    made = schema.package(name="x")
    assert made["dateline_schema"] == schema.VERSION == 4


@each_table
def test_a_resource_may_hold_keys_of_its_users_own_and_no_other_values(table):
    ours = schema.resource(table)
    assert not schema.difference(ours | {"title": "Mine"}, table, schema.VERSION)
    for version in (1, schema.VERSION):
        ours = schema.resource(table, version)
        for key, other in (("encoding", "latin-1"), ("dialect", []), ("schema", None)):
            at = f"{table.name}.{key}"
            found = schema.difference(ours | {key: other}, table, version)
            assert found == (at, other)
        fields = ours["schema"]["fields"]
        ours["schema"]["fields"] = [fields[0] | {"name": "x"}, *fields[1:]]
        at = f"{table.name}.schema.fields.1.name"
        assert schema.difference(ours, table, version) == (at, "x")
    assert schema.difference({}, table, 1) == (f"{table.name}.name", None)
