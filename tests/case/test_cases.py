"""A case is read as it stands: text stays text, lists become lists."""

import json
import os
from datetime import date

import pandas as pd
import pytest

from helpers import paths
from helpers.case import cases, schema
from helpers.case.tables import Tables
from helpers.view import select
from tests import worlds


def changed(tmp_path, table, at, **cells):
    """Read the small world with some cells of a row changed."""
    tables = worlds.copy()
    tables[table][at].update(cells)
    return cases.load(worlds.write(tmp_path / "small", tables))


# ---- reading --------------------------------------------------------------------


def test_a_folder_whose_name_no_notebook_can_hold_is_refused(tmp_path, monkeypatch):
    folder = worlds.write(tmp_path / "small").rename(tmp_path / "caf\udce9")
    monkeypatch.chdir(folder)
    for given in (folder, "."):
        with pytest.raises(cases.CaseError, match=r"caf\\udce9' holds a letter that"):
            cases.find(given)


def test_every_table_is_there_with_its_columns_in_order(world):
    for table in schema.TABLES:
        assert list(world.tables[table.name].columns) == table.names


def test_a_table_is_given_by_its_name(world):
    assert list(world.events.event_id) == ["E001", "E002", "E003", "E004", "E005"]
    with pytest.raises(AttributeError):
        _ = world.weather


def test_a_missing_table_is_read_as_no_rows(tmp_path):
    case = cases.load(worlds.write(tmp_path / "least", worlds.least()))
    assert case.relations.empty and case.places.empty
    assert list(case.relations.columns) == schema.BY_NAME["relations"].names


def test_dates_and_codes_stay_text(tmp_path):
    case = changed(tmp_path, "relations", 0, cameo="054", when_article="2018")
    assert case.relations.cameo[0] == "054"
    assert case.relations.when_article[0] == "2018"


@pytest.mark.parametrize(
    "text", ["NA", "nan", "None", "null", "true", "1e5", "-", "=1"]
)
def test_no_word_is_taken_for_a_missing_value_or_a_number(tmp_path, text):
    case = changed(tmp_path, "events", 0, title=text)
    assert case.events.title[0] == text


def test_a_blank_cell_is_blank_text(world):
    assert world.events.note[0] == ""
    assert world.sources.url[0] == ""


def test_listed_cells_become_lists(tmp_path):
    case = changed(tmp_path, "actors", 0, aliases="the North;Nordland;")
    assert case.actors.aliases[0] == ["the North", "Nordland"]
    assert case.actors.aliases[1] == []


def test_a_chain_is_split_at_its_arrows(world):
    assert world.citations.chain[0] == ["S001", "S002", "A004"]


def test_a_locator_of_several_paragraphs_stays_text(tmp_path):
    case = changed(tmp_path, "citations", 0, locator="P7;P8")
    assert case.citations.locator[0] == "P7;P8"


def test_coordinates_become_numbers_and_a_blank_one_no_number(tmp_path):
    places = [
        {"place_id": "L001", "name": "Here", "latitude": "34.5", "longitude": "-1"},
        {"place_id": "L002", "name": "There"},
    ]
    case = cases.load(worlds.write(tmp_path / "w", worlds.copy() | {"places": places}))
    assert list(case.places.latitude[:1]) == [34.5]
    assert pd.isna(case.places.latitude[1])


def test_a_cell_keeps_commas_quotes_and_letters_of_any_script(tmp_path):
    title = 'Said: "no", twice – ﺩﺍﻋﺶ, Ωμέγα'
    assert changed(tmp_path, "events", 0, title=title).events.title[0] == title


# ---- finding --------------------------------------------------------------------


def test_a_case_is_found_by_name_and_by_folder(tmp_path):
    folder = worlds.write(tmp_path / "small")
    assert cases.find("daesh-k-2021") == paths.DATA / "daesh-k-2021"
    assert cases.find(folder) == cases.find(str(folder)) == folder.resolve()


def test_a_folder_is_found_from_where_the_reader_stands(tmp_path, monkeypatch):
    folder = worlds.write(tmp_path / "small")
    monkeypatch.chdir(tmp_path)
    assert cases.find("small") == folder.resolve()
    assert cases.find("./small") == folder.resolve()


@pytest.mark.parametrize(
    "name", ["nowhere", "", "no/where", "~nobody-of-this-name", "x" * 5000, "a\0b"]
)
def test_a_case_that_is_not_there_is_said_so_with_the_names_there_are(name):
    with pytest.raises(cases.CaseError) as missing:
        cases.find(name)
    told = str(missing.value)
    assert told.startswith(f"there is no case {name!r}: give a folder, its datapack")
    assert "daesh-k-2021" in told and "\n" not in told


@pytest.mark.parametrize(
    "where, given",
    [
        ("small", "."), ("small", "./"), ("small/deep", ".."), ("small", "../small"),
        ("small", "datapackage.json"), (".", "small/datapackage.json"),
        ("small/deep", "../datapackage.json"),
    ],
)  # fmt: skip
def test_a_path_is_a_path_before_it_is_a_name(tmp_path, monkeypatch, where, given):
    folder = worlds.write(tmp_path / "small")
    (folder / "deep").mkdir()
    monkeypatch.chdir(tmp_path / where)
    assert cases.find(given) == folder.resolve()
    assert cases.find(given, tmp_path / where) == folder.resolve()


def test_a_case_where_the_reader_stands_goes_before_a_name_and_a_folder_does_not(
    tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "daesh-k-2021").mkdir()
    assert cases.find("daesh-k-2021") == paths.DATA / "daesh-k-2021"
    folder = worlds.write(tmp_path / "daesh-k-2021")
    assert cases.find("daesh-k-2021") == folder.resolve()


@pytest.mark.parametrize(
    "given, said",
    [
        ("ties.tsv", "'ties.tsv' is a file, no case: give a folder, its datapackage"),
        ("net.gexf", "'net.gexf' is a file, no case: give a folder"),
        (
            "small/events.csv",
            "'small/events.csv' is one table of a case: give",
        ),
        ("-", "a case is not read from standard input (-): give a folder"),
        ("/dev/zero", "'/dev/zero' is a device or a pipe, no case: give a folder"),
        ("piped", "'piped' is a folder without datapackage.json and tables, no case"),
        ("pipe", "'pipe' is a device or a pipe, no case: give a folder"),
        ("fifo/datapackage.json", "'fifo/datapackage.json' is a device or a pipe"),
    ],
)
def test_what_is_no_folder_is_told_with_what_can_be_given(
    tmp_path, monkeypatch, given, said
):
    monkeypatch.chdir(tmp_path)
    worlds.write(tmp_path / "small")
    (tmp_path / "piped").mkdir()
    (tmp_path / "fifo").mkdir()
    for name in ("ties.tsv", "net.gexf"):
        (tmp_path / name).write_text("x")
    for name in ("pipe", "fifo/datapackage.json"):
        os.mkfifo(tmp_path / name)
    with pytest.raises(cases.CaseError) as refused:
        cases.find(given)
    assert str(refused.value).startswith(said) and "daesh-k-2021" in str(refused.value)


def test_a_folder_that_may_not_be_looked_into_is_said_so(tmp_path):
    folder = worlds.write(tmp_path / "shut" / "small")
    (tmp_path / "shut").chmod(0o600)
    user = os.geteuid()
    os.seteuid(65534) if user == 0 else None
    try:
        with pytest.raises(cases.CaseError, match="cannot be read: Permission denied"):
            cases.find(folder)
    finally:
        os.seteuid(user)
        (tmp_path / "shut").chmod(0o700)


def test_names_are_the_folders_with_a_descriptor(tmp_path, monkeypatch):
    worlds.write(tmp_path / "b")
    worlds.write(tmp_path / "a")
    worlds.write(tmp_path / ".b.x1y2")
    (tmp_path / "empty").mkdir()
    monkeypatch.setattr(paths, "DATA", tmp_path)
    assert cases.names() == ["a", "b"]


# ---- the package ----------------------------------------------------------------


def test_the_package_gives_name_title_question_and_focus(tmp_path):
    folder = worlds.write(tmp_path / "small", focus=["A001", "A002"])
    case = cases.load(folder)
    assert (case.name, case.title) == ("small", "A small world")
    assert case.question == "Will the two make peace?"
    assert case.focus == ["A001", "A002"]


def test_the_package_names_the_rule_of_its_ties_or_it_is_acts(tmp_path):
    named = worlds.write(tmp_path / "named", rule="standing")
    assert cases.load(named).rule == "standing"
    for folder in (worlds.write(tmp_path / "none"),
                   worlds.write(tmp_path / "blank", rule="")):  # fmt: skip
        assert cases.load(folder).rule == "acts"


def test_a_package_without_words_falls_back_on_the_folder(tmp_path):
    folder = worlds.write(tmp_path / "small")
    (folder / cases.DESCRIPTOR).write_text("{}")
    case = cases.load(folder)
    assert case.name == case.title == case.question == "small"
    assert case.focus == []


@pytest.mark.parametrize(
    "raw, said",
    [
        (b'{"name": ', "is broken JSON at line 1, column 10: Expecting value"),
        (b"", "is broken JSON at line 1, column 1"),
        (b'{"name": "\xe4"}', "is not UTF-8"),
        (b'{"name": 1, "name": 2}', "has the key 'name' twice in one object"),
        (b"[]", "holds no object; it must begin with {"),
        (b"[" * 100_000, "is too large or too deep"),
        (b'{"a": ' + b"1" * 5000 + b"}", "is too large or too deep"),
    ],
)
def test_a_descriptor_that_cannot_be_read_is_one_sentence(tmp_path, raw, said):
    folder = worlds.write(tmp_path / "small")
    (folder / cases.DESCRIPTOR).write_bytes(raw)
    with pytest.raises(cases.CaseError) as broken:
        cases.load(folder)
    assert str(broken.value).startswith(f"datapackage.json {said}")
    assert "\n" not in str(broken.value)


def test_a_folder_without_descriptor_is_no_case(tmp_path):
    with pytest.raises(cases.CaseError, match="a folder without datapackage.json"):
        cases.load(tmp_path)


def test_a_descriptor_that_is_a_folder_cannot_be_read(tmp_path):
    (tmp_path / cases.DESCRIPTOR).mkdir()
    with pytest.raises(cases.CaseError, match="is no regular file"):
        cases.load(tmp_path)


# ---- look-ups -------------------------------------------------------------------


def test_the_article_and_its_day_are_known(world):
    assert world.article == "S001"
    assert world.published == date(2021, 9, 11)


def test_the_known_day_of_the_article_goes_first(tmp_path):
    cells = {"when_known": "2021-09-12", "known_sources": "S003"}
    assert changed(tmp_path, "sources", 0, **cells).published == date(2021, 9, 12)


def test_an_article_without_a_day_has_no_day(tmp_path):
    assert changed(tmp_path, "sources", 0, when_article="2021-09").published is None


def test_a_case_may_have_no_article(tmp_path):
    case = changed(tmp_path, "sources", 0, role="outside")
    assert case.article == "" and case.published is None


def test_an_actor_goes_by_its_short_name(tmp_path):
    names = changed(tmp_path, "actors", 0, short_name="North").actor_names
    assert (names["A001"], names["A002"]) == ("North", "Southland")


def test_the_principal_is_whom_an_actor_acts_for_in_the_end(tmp_path):
    top = changed(tmp_path, "actors", 2, acts_for="A004").principal
    assert top == {"A001": "A001", "A002": "A002", "A003": "A001", "A004": "A001"}


def test_a_circle_of_principals_ends(tmp_path):
    top = changed(tmp_path, "actors", 0, acts_for="A004").principal
    assert set(top) == {"A001", "A002", "A003", "A004"}


def test_an_actor_takes_part_once_however_many_roles_it_has(tmp_path):
    tables = worlds.copy()
    tables["participants"].append(
        {"event_id": "E001", "actor_id": "A004", "role": "speaker", "layer": "article"}
    )
    case = cases.load(worlds.write(tmp_path / "small", tables))
    assert case.taking_part["E001"] == ["A004", "A002"]


def test_citations_are_found_by_the_record_they_are_of(world):
    assert [c.source_id for c in world.cited["E001"]] == ["S001", "S003"]
    assert "E009" not in world.cited


def test_a_changed_table_makes_a_new_case_and_leaves_the_old(world):
    _ = world.published
    less = world.with_tables(sources=world.sources.iloc[1:])
    assert less.article == "" and less.published is None
    assert world.article == "S001" and len(world.sources) == 3


def test_a_case_does_not_print_its_frames(world):
    assert "Northland" not in repr(world)


# ---- the hash -------------------------------------------------------------------


def test_the_hash_is_of_the_data_and_not_of_the_place(tmp_path):
    one = worlds.write(tmp_path / "a" / "small")
    two = worlds.write(tmp_path / "b" / "small")
    (two / "README.md").write_text("Nothing of the data.")
    assert cases.data_hash(one) == cases.data_hash(two)


@pytest.mark.parametrize("table", sorted(worlds.WORLD))
def test_a_cell_more_makes_another_hash(tmp_path, table):
    folder = worlds.write(tmp_path / "small")
    case = cases.load(folder)
    before = cases.data_hash(case.folder)
    path = folder / f"{table}.csv"
    path.write_bytes(path.read_bytes() + b"x\n")
    assert cases.data_hash(case.folder) != before


def test_what_is_as_it_was_is_not_read_again_for_its_hash(tmp_path, monkeypatch):
    folder = worlds.write(tmp_path / "small")
    before, read, path = cases.data_hash(folder), [], folder / "events.csv"
    monkeypatch.setattr(cases, "content", lambda one: read.append(one) or b"")
    assert cases.data_hash(folder) == before and not read
    old, raw = path.stat(), path.read_bytes()
    path.write_bytes(raw[:-2] + b"?\n")  # of the same size, and at the same time
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert cases.data_hash(folder) != before and path in read


def test_the_hash_of_bytes_is_of_every_file_and_every_byte(tmp_path):
    folder = worlds.write(tmp_path / "small")
    for path in folder.iterdir():
        before, raw = cases.bytes_hash(folder), path.read_bytes()
        path.write_bytes(raw + b" ")
        assert cases.bytes_hash(folder) != before
        path.unlink()
        assert cases.bytes_hash(folder) != before
        path.write_bytes(raw)
        assert cases.bytes_hash(folder) == before


def test_another_question_makes_another_hash(tmp_path):
    folder = worlds.write(tmp_path / "small")
    case = cases.load(folder)
    before = cases.data_hash(case.folder)
    package = json.loads((folder / cases.DESCRIPTOR).read_text())
    (folder / cases.DESCRIPTOR).write_text(json.dumps(package | {"question": "Why?"}))
    assert cases.data_hash(case.folder) != before


def test_a_table_that_stays_keeps_its_rows(world):
    rows = world.rows("events")
    made = world.with_tables(events=world.events, relations=world.relations.iloc[:1])
    assert made.rows("events") is rows and len(made.rows("relations")) == 1
    assert len(world.rows("relations")) == 2


def test_what_a_case_is_coded_from_has_a_word(tmp_path):
    article = cases.load(worlds.write(tmp_path / "article"))
    assert article.text == "article"
    without = select.exclude(article, {"S001"})
    assert (without.article, without.text) == ("", "article")  # of whatever view
    assert cases.load(worlds.write(tmp_path / "c", worlds.coding())).text == "coding"
    tables = worlds.copy()
    tables["sources"][0] |= {"kind": "statement", "author": "A001"}
    speech = cases.load(worlds.write(tmp_path / "s", tables))
    assert (speech.text, speech.teller, speech.speakers) == (
        "speech", "speaker", {"A001"})  # fmt: skip
    assert (article.teller, article.speakers) == ("author", set())


def test_neither_mark_nor_line_ends_nor_separators_make_another_hash(tmp_path):
    folder = worlds.write(tmp_path / "small")
    before = cases.data_hash(folder)
    for change in (
        lambda raw: b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"),
        lambda raw: raw.replace(b"\r\n", b"\n") + b"\n",
    ):
        for path in folder.iterdir():
            path.write_bytes(change(path.read_bytes()))
        assert cases.data_hash(folder) == before


def test_a_package_may_begin_with_a_byte_order_mark(tmp_path):
    path = worlds.write(tmp_path / "small") / cases.DESCRIPTOR
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert cases.load(tmp_path / "small").title == "A small world"


def test_a_cell_that_lists_may_have_blanks_after_its_semicolons(tmp_path):
    case = changed(tmp_path, "events", 0, known_sources="S003; S002 ;")
    assert case.events.known_sources[0] == ["S003", "S002"]


LOOKED_UP = [
    name
    for name, made in vars(cases.Case).items()
    if hasattr(getattr(made, "func", None), "__wrapped__")
]


def test_what_is_looked_up_in_a_table_is_shared_by_all_cases_that_have_it(world):
    one, other = (world.with_tables(events=world.events.iloc[:n]) for n in (1, 2))
    assert len(LOOKED_UP) > 10 and one.cited is other.cited is world.cited
    assert one.rows("actors") is other.rows("actors")
    assert one.rows("events") is not other.rows("events")


@pytest.mark.parametrize("table", schema.BY_NAME)
def test_what_is_looked_up_is_that_of_the_tables_at_hand(world, table):
    for name in LOOKED_UP:
        getattr(world, name)
    fewer = {table: world.tables[table].iloc[:1]}
    anew = cases.Case(world.folder, world.package, Tables(fewer, world.tables))
    for few in (fewer[table], world.rows(table)[:1]):
        kept = world.with_tables(**{table: few})
        for name in LOOKED_UP:
            assert repr(getattr(kept, name)) == repr(getattr(anew, name)), name


def test_a_case_completes_to_its_tables_and_to_what_it_knows(world):
    assert {*schema.BY_NAME, "table", "title", "published"} <= {*dir(world)}
