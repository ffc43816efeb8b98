"""A CSV file is read as people have it, or refused with its row, column and value."""

import pytest

from helpers.case import sheets

TEXT = "id,name,note\n1,Ann,x\n2,Bob,y\n"
ROWS = [["1", "Ann", "x"], ["2", "Bob", "y"]]
MOST = 1000


def read(folder, text):
    path = folder / "some.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return sheets.read(path, MOST)


def told(folder, text):
    return [str(problem) for problem in read(folder, text).problems]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "\ufeff" + TEXT,
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n", "\r"),
        TEXT.replace(",", ";"),
        TEXT.replace(",", "\t"),
        '"' + TEXT.strip().replace(",", '","').replace("\n", '"\n"') + '"',
        "\n,,\n" + TEXT + "\n ,\n",
        TEXT.replace("\n", ",,\n"),
        TEXT.replace("1,Ann", " 1 ,\u00a0Ann"),
    ],
)
def test_what_is_in_no_doubt_is_read(tmp_path, text):
    sheet = read(tmp_path, text)
    assert (sheet.header, sheet.rows) == (["id", "name", "note"], ROWS)
    assert sheet.problems == [] and sheet.whole


def test_a_row_goes_by_its_line(tmp_path):
    sheet = read(tmp_path, '\nid,note\n\n1,"a\nb"\n2,c\n')
    assert (sheet.top, sheet.lines) == (2, [4, 6])
    assert sheet.rows == [["1", "a\nb"], ["2", "c"]]


def test_a_comma_goes_before_what_else_may_separate(tmp_path):
    assert read(tmp_path, "a;b,c\td\n1;2,3\n").header == ["a;b", "c\td"]
    assert read(tmp_path, "a;b\n1,5;2\n").rows == [["1,5", "2"]]
    assert read(tmp_path, "a\n1;2\n").rows == [["1;2"]]


def test_a_lone_cr_among_other_line_ends_stays_in_its_cell(tmp_path):
    assert read(tmp_path, "a,b\n1\r1,2\n").rows == [["1\r1", "2"]]


@pytest.mark.parametrize(
    "text, sentences",
    [
        ("", ["some.csv: is empty; add the header row, or delete the file"]),
        (" \r\n", ["some.csv: is empty; add the header row, or delete the file"]),
        (b"\xff\xfea\0", [f"some.csv: is UTF-16; {sheets.SAVE}"]),
        ("a\nb\0\n", [
            "some.csv:2: 'b\\x00\\n': holds null bytes; save it as UTF-8 text"]),
        ("x" * 2_000_000, [
            "some.csv: is 2 MB; a table may have 0 MB;"
            " split the case or remove what is not a table"]),
        ("a,b\n1\n", [
            "some.csv:2: a '1': the row has 1 cell and the header 2;"
            " add those that are missing, or quote cells that hold a comma"]),
        ("a;b\n1;2;3\n", [
            "some.csv:2: a '1': the row has 3 cells and the header 2;"
            " quote cells that hold a semicolon"]),
        ("a,b\n1,2,\n", [
            "some.csv:2: a '1': the row has 3 cells and the header 2;"
            " quote cells that hold a comma"]),
        ("a,b,\n1,2,3\n", [
            "some.csv:2: a '1': the row has 3 cells and the header 2;"
            " quote cells that hold a comma"]),
        ('a,b\n1,"2\n3,4\n', [
            "some.csv:2: b '\"2': cannot be read as CSV from about this line"
            " (unexpected end of data); close every quote and double those inside"]),
        ('a,b\n1,"2"x\n"3"y,4\n5,6\n', [
            "some.csv:2: b '\"2\"x': cannot be read as CSV from about this line (',' "
            "expected after '\"'); close every quote and double those inside",
            "some.csv:3: a '\"3\"y,4': cannot be read as CSV from about this line (',' "
            "expected after '\"'); close every quote and double those inside"]),
        (b"a,b\n1,Z\xfcrich\n2,ok\n3,\x96\n", [
            "some.csv:2: b 'Zürich': the line is not UTF-8 (shown here as"
            f" Windows-1252), nor is that of 1 more row; {sheets.SAVE}"]),
        (b"a,\xe9\n1,2\n", [
            "some.csv:1: é 'é': the line is not UTF-8 (shown here as"
            f" Windows-1252); {sheets.SAVE}"]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_its_place(tmp_path, text, sentences):
    assert told(tmp_path, text) == sentences


@pytest.mark.parametrize(
    "cell",
    ["#NAME?", "#REF!", "#DIV/0!", "#N/A", "########", "#BEZUG!", "#NV", "#¿NOMBRE?"],
)
def test_what_a_spreadsheet_could_not_show_is_no_text(tmp_path, cell):
    """As Excel saves `- so he said`, and a date in a column that is too narrow."""
    assert told(tmp_path, TEXT.replace("Bob", cell)) == [
        f"some.csv:3: name {cell!r}: is a spreadsheet's word for what it could not"
        " show; write it again, in a cell formatted as text"
    ]


@pytest.mark.parametrize("cell", ["#", "#1", "#Kabul!", "#N/A for now", "# ##", "NV"])
def test_a_text_that_begins_so_is_one(tmp_path, cell):
    assert told(tmp_path, TEXT.replace("Bob", cell)) == []


def test_the_rows_beside_a_faulty_one_are_read(tmp_path):
    sheet = read(tmp_path, 'a,b\n1,2,3\n"x"y,2\n4,5\n')
    assert (sheet.rows, sheet.lines, sheet.whole) == ([["4", "5"]], [4], False)


def test_a_device_is_no_table_and_a_file_that_is_not_there_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        sheets.read(tmp_path / "none.csv", MOST)
    (tmp_path / "folder.csv").mkdir()
    (problem,) = sheets.read(tmp_path / "folder.csv", MOST).problems
    assert str(problem) == "folder.csv: is no regular file; give a file of text"


def test_a_problem_can_be_written_as_utf_8():
    problem = sheets.Problem("a\udcff.csv", "is odd", "mend it", 2, "x", "\ud800")
    assert (problem.file, problem.value) == ("a\\udcff.csv", "\\ud800")
    assert str(problem).encode()
