"""Tables as a program changes them: what it does not change stays letter for letter."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from helpers.case import cases, check, edited, schema, sheets
from helpers.case.cases import CaseError
from helpers.case.edited import ChangedError
from tests import worlds

PARTS = (
    b"event_id,actor_id,role,layer\nE001,A004,agent,article\nE001,A002,host,article\n"
)
ACTOR = {"actor_id": "A005", "name": "A court", "kind": "institution"}


@pytest.fixture
def folder(tmp_path):
    return worlds.write(tmp_path / "world")


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def put(folder, raw, name="participants.csv"):
    (folder / name).write_bytes(raw)
    return folder


def with_host(edit, **cells):
    """Change the last participant of a file, and return what the file then holds."""
    edit.change("participants", edit.rows("participants")[-1], cells)
    edit.save()
    return (edit.folder / "participants.csv").read_bytes()


@pytest.mark.parametrize("end", [b"\n", b"", b"\r\n\r\n"], ids=["one", "none", "two"])
def test_without_a_change_nothing_is_written(folder, end):
    for path in folder.glob("*.csv"):
        path.write_bytes(path.read_bytes().rstrip() + end)
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    edit = edited.read(folder)
    for table in schema.TABLES:
        edit.rows(table.name)
    assert edit.difference() == "" and edit.save() == []
    assert {p.name: p.stat().st_mtime_ns for p in folder.iterdir()} == before


def test_a_row_is_added_changed_and_removed(folder):
    edit = edited.read(folder)
    row = edit.add("actors", ACTOR)
    edit.change("actors", row, {"name": "The court"})
    edit.change("actors", edit.rows("actors")[0], {"aliases": "the North;Norrland"})
    edit.remove("relations", edit.rows("relations")[1])
    edit.save()
    case = cases.load(folder)
    assert case.actors.name.tolist()[-1] == "The court"
    assert case.actors.aliases[0] == ["the North", "Norrland"]
    assert case.relations.relation_id.tolist() == ["R001"]
    assert list(folder.glob(".*")) == []


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("separator", [b",", b";", b"\t"], ids=["comma", "semi", "tab"])
def test_a_file_is_written_as_it_was(folder, mark, end, separator):
    raw = mark + PARTS.replace(b"\n", end).replace(b",", separator)
    written = with_host(edited.read(put(folder, raw)), role="target")
    assert written == raw.replace(b"host", b"target")


@pytest.mark.parametrize(
    ("raw", "changed"),
    [
        (PARTS.rstrip(), PARTS.replace(b"host", b"target")),  # no line end at the end
        (PARTS.replace(b"E001,A004", b'"E001", A004'), None),  # as a person quotes
        (PARTS.replace(b"agent,article\n", b"agent,article\n,,,\n\n"), None),
        (b"sep=,\n" + PARTS, None),
        (PARTS.replace(b"\n", b",,\n"), None),  # blank columns at the end
    ],
    ids=["no end", "quotes", "blank rows", "sep", "blank columns"],
)
def test_what_is_not_changed_stays_letter_for_letter(folder, raw, changed):
    written = with_host(edited.read(put(folder, raw)), role="target")
    assert written == (changed or raw.replace(b"host", b"target"))


def test_columns_of_the_coders_own_stay(folder):
    raw = b"event_id,actor_id,x_sure,role,layer\nE001,A002,no,host,article\n"
    edit = edited.read(put(folder, raw))
    edit.add("participants", {"event_id": "E001", "actor_id": "A001", "role": "agent"})
    assert with_host(edit, x_sure="yes") == raw + b"E001,A001,yes,agent,\n"


def test_a_column_that_an_older_table_lacks_comes_where_it_belongs(folder):
    raw = b"place_id,name,aliases,latitude,longitude,x_mine\nL001,Kabul,,1,,x\n"
    edit = edited.read(put(folder, raw, "places.csv"))
    edit.change("places", edit.rows("places")[0], {"zone": "Asia/Kabul"})
    edit.save()
    assert (folder / "places.csv").read_text() == (
        "place_id,name,aliases,latitude,longitude,zone,x_mine\n"
        "L001,Kabul,,1,,Asia/Kabul,x\n"
    )


def test_a_blank_cell_brings_no_column(folder):
    raw = b"place_id,name,aliases,latitude,longitude\nL001,Kabul,,1,\n"
    edit = edited.read(put(folder, raw, "places.csv"))
    row = edit.change("places", edit.rows("places")[0], {"zone": "", "name": "Kabul"})
    assert edit.difference() == "" and "zone" not in row
    edit.add("places", {"place_id": "L002", "name": "Herat", "zone": ""})
    edit.save()
    assert (folder / "places.csv").read_bytes() == raw + b"L002,Herat,,,\n"


@pytest.mark.parametrize(
    "cell",
    ['a "word", or two', "one\nand two", "one\r\nand two", " blanks ", "=1+1", "é"],
)
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
def test_any_cell_is_read_as_it_was_written(folder, cell, end):
    path = folder / "actors.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", end))
    edit = edited.read(folder)
    edit.add("actors", ACTOR | {"note": cell})
    edit.save()
    read = cases.load(folder).actors.note.tolist()[-1]
    assert read == cell.strip().replace("\r\n", "\n")
    assert edited.read(folder).rows("actors")[-1]["note"] == read


@pytest.mark.parametrize("cell", ["a\0b", "#REF!", "\ud800"])
def test_a_cell_that_would_read_otherwise_is_refused(folder, cell):
    before, edit = files(folder), edited.read(folder)
    edit.add("actors", ACTOR | {"note": cell})
    with pytest.raises(CaseError, match=r"^actors\.csv"):
        edit.save()
    assert files(folder) == before


@pytest.mark.parametrize(
    "content", [b"", b"a,\xff\n", b'a,"b\n', b"a,a\n1,2\n", b"a\n1,2\n"]
)
def test_a_table_that_cannot_be_read_whole_is_refused_and_stays(folder, content):
    before = files(put(folder, content, "actors.csv"))
    edit = edited.read(folder)
    edit.rows("events")
    with pytest.raises(CaseError, match=r"^actors\.csv"):
        edit.add("actors", ACTOR)
    assert files(folder) == before


@pytest.mark.parametrize("name", ["actors.csv", "events.csv", "proposals.csv"])
def test_what_has_changed_outside_is_never_written_over(folder, name):
    edit = edited.read(folder)
    edit.add("actors", ACTOR)
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("A009,By hand,,state,,,,,,\n")
    before = files(folder)
    with pytest.raises(ChangedError, match=rf"^{name} has changed since .* again\.$"):
        edit.save()
    assert files(folder) == before
    again = edited.read(folder)
    again.add("actors", ACTOR)
    again.save()
    assert "A court" in (folder / "actors.csv").read_text(encoding="utf-8")


def test_a_file_that_is_gone_has_changed(folder):
    edit = edited.read(folder)
    (folder / "relations.csv").unlink()
    with pytest.raises(ChangedError, match="^relations"):
        edit.add("actors", ACTOR) and edit.save()
    assert not (folder / "relations.csv").exists()


def test_where_one_file_cannot_be_put_in_place_none_is(folder, monkeypatch):
    before, real, seen = files(folder), os.replace, []

    def second_fails(source, target):
        seen.append(target)
        if len(seen) == 2:
            raise OSError(28, "No space left on device")
        real(source, target)

    edit = edited.read(folder)
    edit.add("actors", ACTOR)
    edit.add("participants", {"event_id": "E001", "actor_id": "A005", "role": "host"})
    monkeypatch.setattr(os, "replace", second_fails)
    with pytest.raises(OSError, match=r"participants\.csv"):
        edit.save()
    assert files(folder) == before


def test_writers_at_one_time_lose_nothing(folder):
    def write(name):
        for nth in range(8):
            while True:
                edit = edited.read(folder)
                cells = {"actor_id": edit.next_id("A"), "name": f"{name} {nth}"}
                edit.add("actors", cells | {"kind": "state"})
                with suppress(ChangedError):
                    edit.save()
                    break

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, "abcd"))
    actors = cases.load(folder).actors
    assert actors.actor_id.is_unique and len(actors) == 4 + 4 * 8


def test_a_link_stays_one_and_rights_stay(folder, tmp_path):
    path, real = folder / "actors.csv", tmp_path / "elsewhere.csv"
    path.rename(real)
    real.chmod(0o640)
    path.symlink_to(real)
    edit = edited.read(folder)
    edit.add("actors", ACTOR)
    edit.save()
    assert path.is_symlink() and "A court" in real.read_text(encoding="utf-8")
    assert real.stat().st_mode & 0o777 == 0o640


def test_an_edit_goes_on_after_it_was_saved(folder):
    edit = edited.read(folder)
    for name in ("One", "Two"):
        edit.add(
            "actors", {"actor_id": edit.next_id("A"), "name": name, "kind": "state"}
        )
        edit.save()
    assert cases.load(folder).actors.actor_id.tolist()[-2:] == ["A005", "A006"]


@pytest.mark.parametrize(
    ("letter", "ids", "following"),
    [("E", "E001,E120a,T500", "E121"), ("C", "C001,Q004", "C002"),
     ("Q", "C001,Q004", "Q005"), ("R", "", "R001"), ("A", "A999", "A1000")],
)  # fmt: skip
def test_an_id_follows_on_all_of_its_letter(folder, letter, ids, following):
    table = schema.BY_LETTER[letter]
    rows = "".join(f"{one}\n" for one in filter(None, ids.split(",")))
    edit = edited.read(put(folder, f"{table.key[0]}\n{rows}".encode(), table.file))
    assert edit.next_id(letter) == following


def test_the_difference_shows_what_would_be_written(folder):
    edit = edited.read(folder)
    edit.change("participants", edit.rows("participants")[0], {"role": "party"})
    edit.add("participants", {"event_id": "E009", "role": "a\x1b[2Jb"})
    lines = edit.difference().splitlines()
    assert lines[:2] == ["--- participants.csv", "+++ participants.csv"]
    assert "-E001,A004,agent,article" in lines and "+E001,A004,party,article" in lines
    assert r"+E009,,a\x1b[2Jb," in lines


# ---- taking back ---------------------------------------------------------------------


def decide(folder):
    """Change a case in every way; return the edit and what it did."""
    edit = edited.read(folder)
    edit.add("actors", ACTOR)
    edit.change("actors", edit.rows("actors")[0], {"aliases": "Norrland"})
    edit.remove("relations", edit.rows("relations")[0])
    edit.remove("participants", edit.rows("participants")[2])
    return edit, edit.save()


def test_changes_are_taken_back_wholly(folder):
    before = files(folder)
    edit, done = decide(folder)
    assert len(done) == 4 and files(folder) != before
    edit.take_back(done)
    edit.save()
    assert files(folder) == before


def test_taking_back_leaves_what_came_since(folder):
    before = files(folder)
    _, done = decide(folder)
    other = edited.read(folder)
    other.add("actors", ACTOR | {"actor_id": "A006", "position": "Judge"})
    other.save()
    edit = edited.read(folder)
    edit.take_back(done)
    edit.save()
    left = cases.load(folder).actors
    assert left.actor_id.tolist() == ["A001", "A002", "A003", "A004", "A006"]
    after = files(folder)
    assert {name for name in after if after[name] != before[name]} == {"actors.csv"}


def test_a_row_comes_back_with_a_column_that_came_since(folder):
    _, done = decide(folder)
    other = edited.read(folder)
    other.add("relations", {"relation_id": "R009", "x_sure": "yes"})
    other.save()
    edit = edited.read(folder)
    edit.take_back(done)
    edit.save()
    rows = edited.read(folder).rows("relations")
    assert [(row["relation_id"], row["x_sure"]) for row in rows] == [
        ("R001", ""), ("R002", ""), ("R009", "yes"),
    ]  # fmt: skip


def test_what_was_changed_by_hand_since_is_not_taken_back(folder):
    _, done = decide(folder)
    path = folder / "actors.csv"
    path.write_text(path.read_text().replace("A court", "The court"))
    before = files(folder)
    with pytest.raises(ChangedError, match=r"^actors\.csv: 'A005,A court,institution'"):
        edited.read(folder).take_back(done)
    assert files(folder) == before


@pytest.mark.parametrize("last", [1, 2, 3])
def test_where_a_person_breaks_it_off_between_two_files_none_is(
    folder, monkeypatch, last
):
    before, real, seen = files(folder), os.replace, []

    def broken_off(source, target):
        real(source, target)
        seen.append(target)
        if len(seen) == last:
            raise KeyboardInterrupt

    edit = edited.read(folder)
    edit.add("actors", ACTOR)
    edit.add("claims", {"claim_id": "C001", "text": "Peace"})
    monkeypatch.setattr(os, "replace", broken_off)
    with pytest.raises(KeyboardInterrupt):
        edit.save()
    assert files(folder) == before


# ---- tables that are new -------------------------------------------------------------


def test_a_new_table_is_described(tmp_path):
    folder = worlds.write(tmp_path / "world")  # it has no references
    assert check.problems(folder) == []
    edit = edited.read(folder)
    edit.add("references", {"reference_id": "T001", "paragraph": "P1", "cue": "then",
                            "kind": "happened", "dismissed": "An aside."})  # fmt: skip
    edit.save()
    assert check.problems(folder) == []
    assert cases.load(folder).references.cue.tolist() == ["then"]


def test_a_new_table_that_was_only_shown_is_not_described(folder):
    before, edit = files(folder), edited.read(folder)
    edit.add("claims", {"claim_id": "C001", "role": "thesis", "text": "Peace"})
    assert "+++ datapackage.json" in edit.difference()
    edit.remove("claims", edit.rows("claims")[0])
    edit.save()
    assert files(folder) == before


def test_proposals_are_written_like_a_table(folder):
    put(folder, b"paragraph;cue;decision;mine\n1;On Monday;;x\n", "proposals.csv")
    edit = edited.read(folder)
    edit.change("proposals", edit.rows("proposals")[0], {"decision": "E001;T001"})
    edit.save()
    assert (folder / "proposals.csv").read_bytes() == (
        b'paragraph;cue;decision;mine\n1;On Monday;"E001;T001";x\n'
    )


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_read_in_seconds(folder):
    rows = b"".join(b"E%06d,A001,agent,article\n" % n for n in range(100_000))
    edit = edited.read(put(folder, PARTS.splitlines(keepends=True)[0] + rows))
    assert with_host(edit, role="host").endswith(b"E099999,A001,host,article\n")


def test_rows_are_those_of_the_one_reader(folder):
    edit = edited.read(folder)
    sheet = sheets.read(folder / "events.csv", cases.MOST_BYTES)
    assert [list(row.values()) for row in edit.rows("events")] == sheet.rows
