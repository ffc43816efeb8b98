"""A case as a workbook and back, and what is no such workbook."""

import io
import re
import zipfile
from datetime import datetime

import pytest
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook

from helpers.__main__ import main
from helpers.case import cases, check, edited, schema, workbook
from helpers.case.cases import CaseError
from helpers.propose import article, decided, proposals
from tests import hostile, worlds
from tests.once import slowly

FIRST, *OTHERS = cases.names()
ODD = (
    "=1+1", "+", "-1", "@SUM(A1)", "2021-08-23", "1e5", "007", "TRUE", "'quoted",
    "_x000D_", "_x0041_", "a\nb", "<b>&amp;", "\u05de\u05d5\u05e2", "x" * 20_000,
)  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    return worlds.write(tmp_path / "world")


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def book(folder):
    """Write a case as a workbook beside its folder, and return where."""
    path = folder.parent / f"{folder.name}.xlsx"
    path.unlink(missing_ok=True)
    workbook.write(folder, path)
    return path


def typed(folder, change):
    """Change the workbook of a case as a spreadsheet program saves it."""
    path = book(folder)
    open_book = load_workbook(path)
    change(open_book)
    open_book.save(path)
    return path


def patched(path, part, change):
    """Change the letters of one part of a workbook, or add it."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path


def cell(open_book, table, column, row=2):
    heads = [one.value for one in open_book[table][1]]
    return open_book[table].cell(row, heads.index(column) + 1)


def difference(path, folder):
    return workbook.read(path, folder)[0].difference()


def refusal(path, folder):
    """Return the one sentence that a workbook is refused with; nothing is written."""
    before = files(folder)
    with pytest.raises(CaseError) as caught:
        workbook.read(path, folder)
    assert files(folder) == before and "\n" not in (told := str(caught.value))
    return told


def run(*arguments, **more):
    return CliRunner().invoke(main, ["sheet", *map(str, arguments)], **more)


# ---- a case as a workbook ----------------------------------------------------------


@pytest.mark.parametrize("name", [FIRST, *slowly(*OTHERS)])
def test_a_case_comes_back_letter_for_letter(tmp_path, name):
    path = tmp_path / "all.xlsx"
    workbook.write(name, path)
    edit, told = workbook.read(path, name)
    assert (edit.difference(), told) == ("", [])
    tables = {table: edit.rows(table) for table in schema.BY_NAME}
    assert tables == {t: edited.read(cases.find(name)).rows(t) for t in schema.BY_NAME}
    # as a spreadsheet program saves it, with shared texts
    load_workbook(path).save(path)
    assert difference(path, name) == ""


def test_cells_that_look_like_anything_else_come_back(tmp_path):
    tables = worlds.copy()
    tables["events"] = [
        tables["events"][0] | {"event_id": f"E{n:03d}", "title": text, "note": text}
        for n, text in enumerate(ODD, 100)
    ]
    folder = worlds.write(tmp_path / "w", tables)
    path = book(folder)
    assert difference(path, folder) == ""
    load_workbook(path).save(path)
    assert difference(path, folder) == ""
    sheet = load_workbook(path)["events"]
    assert {one.data_type for row in sheet for one in row if one.value} == {"s"}


def test_a_case_that_means_harm_comes_back(tmp_path):
    folder = worlds.write(tmp_path / "w", hostile.tables())
    assert difference(book(folder), folder) == ""


def test_a_file_that_is_written_otherwise_keeps_its_letters(folder):
    path = folder / "actors.csv"
    raw = path.read_bytes().replace(b"\n", b"\r\n").replace(b"A001", b'"A001"')
    path.write_bytes(b"\xef\xbb\xbf" + raw)
    written = typed(
        folder, lambda b: setattr(cell(b, "actors", "name", 3), "value", "S")
    )
    edit, _ = workbook.read(written, folder)
    edit.save()
    assert path.read_bytes() == b"\xef\xbb\xbf" + raw.replace(b"Southland", b"S")


def test_there_is_a_sheet_a_table_in_the_order_of_the_schema(folder):
    open_book = load_workbook(book(folder))
    assert open_book.sheetnames == [*schema.BY_NAME]
    for table in schema.TABLES:
        sheet = open_book[table.name]
        assert [one.value for one in sheet[1]] == table.names
        assert sheet.freeze_panes == "B2"
        for one, column in zip(sheet[1], table.columns, strict=True):
            told = one.comment.text
            assert column.description.replace("`", "") in told
            assert all(value in told for value in column.values)
            assert ("Must be filled." in told) is (
                column.required and not column.follows
            )


def test_every_cell_is_text_also_one_that_is_still_to_be_filled(folder):
    open_book = load_workbook(book(folder))
    for sheet in open_book:
        for row in sheet:
            assert {one.number_format for one in row if one.value} <= {"@"}
        for head in sheet[1]:
            look = sheet.column_dimensions[head.column_letter]
            assert look.number_format == "@" and 10 <= look.width <= 50


def lists(sheet):
    """Return what each column offers, and how it refuses anything else."""
    heads = {one.column_letter: one.value for one in sheet[1]}
    return {
        heads[re.match("[A-Z]+", str(one.sqref))[0]]: (one.formula1, one.errorStyle)
        for one in sheet.data_validations.dataValidation
        if one.type == "list" and one.showErrorMessage and not one.showDropDown
    }


def test_columns_offer_their_words_and_ids(folder):
    open_book = load_workbook(book(folder))
    offered = lists(open_book["relations"])
    assert offered["sign"] == ('"+,-,~"', "stop")
    assert offered["directed"] == ('"yes,no"', "stop")
    actors = "OFFSET(actors!$A$2,0,0,MAX(1,COUNTA(actors!$A$2:$A$1048576)),1)"
    assert offered["source_actor"] == offered["against"] == (actors, "warning")
    for table in schema.TABLES:
        offered = lists(open_book[table.name])
        for column in table.columns:
            if column.values:
                words = offered[column.name][0].strip('"').split(",")
                assert words == [*column.values] and len(",".join(words)) < 255
            elif not column.refers:
                assert column.name not in offered
    (place,) = [
        one for one in open_book["events"].data_validations.dataValidation
        if "places!" in one.formula1
    ]  # fmt: skip
    assert str(place.sqref).endswith("1048576")  # also of rows still to be added


def test_proposals_are_a_sheet_too_where_there_are_any(folder):
    lines = article.paragraphs("On Monday the court ruled.")
    decided.write(folder, proposals.propose(lines, proposals.date(2017, 1, 13)))
    path = typed(
        folder, lambda b: setattr(cell(b, "proposals", "decision"), "value", "E001")
    )
    workbook.read(path, folder)[0].save()
    assert decided.read(edited.read(folder))[0]["decision"] == "E001"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("a\x0bb", "holds a control character"),
        ("x" * 32_768, "over 32767 characters"),
        ("_x0041_" * 4_000, "over 32767 characters"),
    ],
)
def test_a_cell_that_no_workbook_holds_is_told(tmp_path, text, wrong):
    tables = worlds.copy()
    tables["events"][0]["note"] = text
    folder = worlds.write(tmp_path / "w", tables)
    with pytest.raises(CaseError, match=rf"^events\.csv:2: note .*{wrong}"):
        workbook.write(folder, tmp_path / "w.xlsx")
    assert not (tmp_path / "w.xlsx").exists()


def test_what_could_not_be_read_back_is_not_written(folder, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_UNPACKED", 20_000)
    with pytest.raises(
        CaseError, match=r"^world\.xlsx unpacks to 0 MB.*split the case"
    ):
        book(folder)
    assert not (folder.parent / "world.xlsx").exists()


def test_what_is_there_already_stays(folder):
    path = book(folder)
    before = path.read_bytes()
    done = run(folder, path)
    assert done.exit_code == 1 and "is there already" in done.stderr
    assert path.read_bytes() == before


# ---- a workbook as a case ----------------------------------------------------------


def test_rows_are_changed_added_moved_and_removed(folder):
    def change(open_book):
        cell(open_book, "actors", "aliases").value = "the North;Norrland"
        open_book["actors"].append(["A005", "The Court", "", "institution"])
        open_book["events"].delete_rows(6)
        open_book["citations"].move_range("A2:H2", rows=20)  # a gap is no row

    edit, told = workbook.read(typed(folder, change), folder)
    before = cases.load(folder)
    assert told == [] and edit.difference().count("\n+++ ") == 3
    edit.save()
    case = cases.load(folder)
    assert case.actors.name.tolist() == [*before.actors.name, "The Court"]
    assert case.actors.aliases[0] == ["the North", "Norrland"]
    assert case.events.event_id.tolist() == before.events.event_id.tolist()[:-1]
    cited = before.citations.record_id.tolist()
    assert case.citations.record_id.tolist() == [*cited[1:], cited[0]]


def test_columns_of_the_coders_own_are_kept_and_may_be_added(folder):
    path = folder / "participants.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text(
        "\n".join([f"{lines[0]},x_sure", *(f"{line},=no" for line in lines[1:])]),
        encoding="utf-8",
    )
    assert difference(book(folder), folder) == ""

    def change(open_book):
        open_book["participants"].cell(1, 6, "x_who")
        open_book["participants"].cell(3, 6, "me")
        open_book["participants"].cell(1, 7, "x_blank")

    workbook.read(typed(folder, change), folder)[0].save()
    assert path.read_text(encoding="utf-8").splitlines()[:3] == [
        "event_id,actor_id,role,layer,x_sure,x_who",
        f"{lines[1]},=no,",
        f"{lines[2]},=no,me",
    ]


def test_a_table_that_was_not_there_is_made_and_described(folder):
    def change(open_book):
        open_book["claims"].append(["C001", "thesis", "They may make peace"])
        open_book["citations"].append(["C001", "S001", "P2", "supports", "S001"])

    path = typed(folder, change)
    workbook.read(path, folder)[0].save()
    assert cases.load(folder).claims.text.tolist() == ["They may make peace"]
    assert check.problems(folder) == []
    assert not (folder / "places.csv").exists()


def test_a_sheet_may_stand_alone_and_others_are_named_and_left(folder):
    open_book = Workbook()
    open_book.active.title = "My notes\x7f"
    open_book.active["A1"] = "=1+1"
    sheet = open_book.create_sheet(" Actors")
    sheet.append([])
    sheet.append(["name", "actor_id", "kind", "aliases"])
    for row in cases.load(folder).rows("actors"):
        sheet.append([row.name, row.actor_id, row.kind, ";".join(row.aliases)])
    sheet["A3"] = "North"
    open_book.save(path := folder.parent / "few.xlsx")
    assert refusal(path, folder).startswith(
        "few.xlsx, sheet  Actors: acts_for: the column is missing, and actors.csv has"
    )
    sheet["E2"], sheet["E6"] = "acts_for", "A001"
    open_book.save(path)
    edit, told = workbook.read(path, folder)
    assert told == [
        r"few.xlsx: the sheet 'My notes\x7f' is no table and is left alone."
    ]
    edit.save()
    assert cases.load(folder).actors.name.tolist()[0] == "North"
    assert check.problems(folder) == []


@pytest.mark.parametrize(
    ("table", "column", "value", "told"),
    [
        ("events", "when_known", datetime(2021, 8, 23),
         "when_known '2021-08-23': has been turned into a date"),
        ("events", "when_known", 2021, "when_known '2021': has been turned into a num"),
        ("events", "title", 0.5, "title '0.5': has been turned into a number"),
        ("events", "title", True, "title 'True': has been turned into a truth value"),
        ("events", "note", "=HYPERLINK(\"http://x\")", "note '=HYPERLINK(\"http://x\")':"
         " is a formula, which is not computed"),
        ("relations", "sign", "=-", "sign '=-': is a formula"),
        ("events", "note", "#N/A", "note '#N/A': is a spreadsheet's word for what it"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_told_and_not_guessed(folder, table, column, value, told):
    path = typed(folder, lambda b: setattr(cell(b, table, column), "value", value))
    place = rf"world.xlsx, sheet {table}, row 2: "
    wrong = refusal(path, folder)
    assert wrong.startswith(place + told)
    assert wrong.endswith("; format the cell as text, and type it again")


def test_a_number_may_stand_where_a_number_is_meant(tmp_path):
    tables = worlds.copy()
    tables["places"] = [{"place_id": "L001", "name": "Here", "latitude": "34.5"}]
    tables["events"][0]["place_id"] = "L001"
    folder = worlds.write(tmp_path / "w", tables)
    path = typed(
        folder, lambda b: setattr(cell(b, "places", "latitude"), "value", 34.5)
    )
    assert difference(path, folder) == ""


def test_every_fault_is_told_at_once(folder):
    def change(open_book):
        for row in range(2, 32):
            cell(open_book, "events", "note", row).value = row

    with pytest.raises(CaseError) as caught:
        workbook.read(typed(folder, change), folder)
    lines = str(caught.value).splitlines()
    assert len(lines) == 21 and lines[-1] == "... and 10 more"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda s: s.merge_cells("B2:B4"), ": the cells B2:B4 are merged; split them"),
        (lambda s: setattr(s, "sheet_state", "hidden"), ": the sheet is hidden; show"),
        (lambda s: setattr(s, "sheet_state", "veryHidden"), ": the sheet is hidden"),
        (lambda s: s.cell(1, 2, "event_id"), ": event_id: the column is there twice;"),
        (lambda s: s.cell(4, 30, "x"), ", row 4: column AD 'x': has no head;"),
        (lambda s: s.cell(1, 2).__setattr__("value", None),
         ", row 2: column B 'The envoy visits': has no head; write one"),
        (lambda s: s.delete_cols(2), ": title: the column is missing, and events.csv"),
        (lambda s: s.delete_rows(1, 99), ": the sheet is blank; write its header"),
        (lambda s: s.delete_rows(1), ": the first row is no header; begin with event"),
        (lambda s: (s.insert_rows(1), s.cell(1, 1, "My events")),
         ": the first row is no header; begin with event"),
    ],
    ids=["merged", "hidden", "hidden well", "twice", "far", "headless", "column",
         "blank", "header", "title"],
)  # fmt: skip
def test_a_sheet_that_would_lose_something_is_refused(folder, change, told):
    def each(open_book):
        open_book.move_sheet("events", -4)
        change(open_book["events"])

    with pytest.raises(CaseError) as caught:
        workbook.read(typed(folder, each), folder)
    assert str(caught.value).startswith(f"world.xlsx, sheet events{told}")


def twice(raw):
    return raw.replace(b'name="claims"', b'name="EVENTS"')


def bomb(raw):
    entities = b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 9)
    )
    head = b'<!DOCTYPE worksheet [<!ENTITY a0 "ha">' + entities + b"]>"
    return head + raw.replace(b"The envoy visits", b"&a8;")


@pytest.mark.parametrize(
    ("part", "change", "told"),
    [
        ("xl/workbook.xml", twice, "has two sheets for the table events; remove one"),
        ("xl/vbaProject.bin", lambda raw: b"x", "holds macros; save it as .xlsx"),
        ("xl/worksheets/sheet5.xml", bomb, "cannot be read as a workbook (ValueError"),
        ("xl/worksheets/sheet5.xml", lambda raw: raw[:900], "cannot be read as a wor"),
        ("xl/workbook.xml", lambda raw: b"", "cannot be read as a workbook"),
        ("[Content_Types].xml", lambda raw: b"<x/>", "cannot be read as a workbook"),
        ("xl/big", lambda raw: bytes(workbook.MOST_UNPACKED + 1), "unpacks to 200 MB,"),
    ],
    ids="twice macros entities cut empty types bomb".split(),
)  # fmt: skip
def test_a_workbook_that_means_harm_is_one_sentence(folder, part, change, told):
    path = patched(book(folder), part, change)
    assert refusal(path, folder).startswith(f"world.xlsx {told}")


def test_links_to_other_files_are_not_followed(folder):
    path = patched(
        book(folder), "xl/externalLinks/externalLink1.xml", lambda raw: b"<x/>"
    )
    edit, told = workbook.read(path, folder)
    assert told == ["world.xlsx: its links to other files are not followed."]
    assert edit.difference() == ""


def test_a_sheet_that_says_it_ends_earlier_is_read_to_its_end(folder):
    def lie(raw):
        return raw.replace(b"<sheetViews>", b'<dimension ref="A1:B2"/><sheetViews>')

    path = patched(book(folder), "xl/worksheets/sheet5.xml", lie)
    assert difference(path, folder) == ""


def test_a_sheet_of_too_many_cells_is_refused(folder, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_CELLS", 1000)
    path = typed(folder, lambda b: b["claims"].cell(900, 900, "x"))
    assert refusal(path, folder).startswith(
        "world.xlsx, sheet claims: the sheet has more"
    )


OTHER = io.BytesIO()
with zipfile.ZipFile(OTHER, "w") as other:
    other.writestr("word/document.xml", "<w/>")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.xlsx", b"event_id,title\n", "a.xlsx is no workbook; save it as .xlsx"),
        ("a.xlsx", b"", "a.xlsx is no workbook"),
        ("a.xlsx", OTHER.getvalue(), "a.xlsx cannot be read as a workbook"),
        ("a.xlsx", OTHER.getvalue()[:-30], "a.xlsx is no workbook"),
        (
            "a.xlsx",
            workbook.OLD + bytes(600),
            "a.xlsx has a password, or is an old .xls",
        ),
        ("a.xlsm", OTHER.getvalue(), "a.xlsm may hold macros; save it as .xlsx"),
        ("a.ods", OTHER.getvalue(), "a.ods is no .xlsx; save it as .xlsx"),
        ("a.xlsx", b"x" * 2001, "a.xlsx is larger than a workbook may be"),
    ],
)
def test_what_is_no_workbook_is_one_sentence(folder, monkeypatch, name, content, told):
    monkeypatch.setattr(workbook, "MOST_BYTES", 2000)
    path = folder.parent / name
    path.write_bytes(content)
    assert refusal(path, folder).startswith(told)
    done = run(path, folder)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(told) and done.stderr.count("\n") == 1


def test_a_workbook_without_a_table_is_refused(folder):
    Workbook().save(path := folder.parent / "a.xlsx")
    assert refusal(path, folder).startswith(
        "a.xlsx holds no sheet of a case; name each"
    )


# ---- the command -------------------------------------------------------------------


def changed(folder):
    return typed(
        folder, lambda b: setattr(cell(b, "actors", "name"), "value", "\x7fNew")
    )


def test_the_difference_is_shown_and_nothing_written_without_a_word(folder):
    before = files(folder)
    done = run(changed(folder), folder)
    assert done.exit_code == 0 and files(folder) == before
    assert done.stderr == f"{folder}: nothing is written; --yes writes it.\n"
    lines = done.stdout.splitlines()
    assert lines[:2] == ["--- actors.csv", "+++ actors.csv"]
    assert [line for line in lines[3:] if line[0] in "+-"] == [
        "-A001,Northland,,state,,,,the North,,", r"+A001,\x7fNew,,state,,,,the North,,",
    ]  # fmt: skip


def test_it_is_written_with_yes(folder):
    path = changed(folder)
    done = run(path, folder, "--yes")
    assert (done.exit_code, done.stderr) == (0, f"{folder}: written.\n")
    assert cases.load(folder).actors.name[0] == "\x7fNew"
    again = run(path, folder)
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr == f"{folder}: holds the same already.\n"


@pytest.mark.parametrize(("answer", "name"), [("y\n", "\x7fNew"), ("n\n", "Northland")])
def test_a_terminal_is_asked(folder, monkeypatch, answer, name):
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda self: True)
    done = run(changed(folder), folder, input=answer)
    assert done.exit_code == 0 and f"Write this into {folder}?" in done.output
    assert cases.load(folder).actors.name[0] == name


@pytest.mark.parametrize(
    "given", [("a", "b"), ("a.xlsx", "b.XLSX"), ("a.xlsx", "b.ods")]
)
def test_a_case_and_a_workbook_are_needed(given):
    done = run(*given)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "Give a case and a workbook (.xlsx), in either order.\n"


def test_only_an_xlsx_is_written(folder):
    done = run(folder, folder.parent / "a.ods")
    assert done.exit_code == 1 and "name a file that ends in .xlsx" in done.stderr
    assert not (folder.parent / "a.ods").exists()
