"""A CSV file as people have it -> its header and rows, and what is wrong with it.

The one reader of every table: byte order mark, any line ends, semicolons or tabs for
commas, blanks around cells, blank rows, and blank columns at the end change nothing.
What could be read in two ways is a problem. It knows nothing of what a table means.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from helpers import paths, prose

SEPARATORS = {",": "a comma", ";": "a semicolon", "\t": "a tab"}
NAMED = re.compile(r'"?sep=([,;\t])"?[,;\t]*(?=\n)')  # Excel's own first line
SYSTEM = (".", "~$")  # what macOS, LibreOffice and Excel put beside a file begins so
# What a spreadsheet saves in the place of a text or a date that it could not show.
LOST = re.compile(r"#([\w/¡¿]+[!?]|N/A|NV|#+)")  # in any language, in capitals
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
SAVE = "save it as UTF-8 (in Excel: CSV UTF-8)"
MOST_SHOWN = 20  # problems that are shown at once

Row = tuple[int, list[str]]  # its line in the file, and its cells


@dataclass(frozen=True)
class Problem:
    """One thing wrong: where, the value, what is wrong with it, what to do."""

    file: str
    wrong: str
    remedy: str
    row: int | None = None
    column: str = ""
    value: str = ""

    def __post_init__(self) -> None:
        """Escape what cannot be written as UTF-8, so that a problem always can."""
        for name in ("file", "column", "value"):
            text = getattr(self, name).encode("utf-8", "backslashreplace").decode()
            object.__setattr__(self, name, text)

    def __str__(self) -> str:
        """Write it on one line, the value quoted so that it stays inert."""
        place = self.file + (f":{self.row}" if self.row else "")
        shown = self.value if len(self.value) <= 80 else self.value[:77] + "..."
        quoted = repr(shown) if self.value else ""
        about = " ".join(part for part in (self.column, quoted) if part)
        parts = [part for part in (place, about, self.wrong) if part]
        return inert(f"{': '.join(parts)}; {self.remedy}")


def inert(text: str) -> str:
    """Escape what would move a terminal's cursor or break the line."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)


def first_of(problems: list, more: str = "... and {} more") -> str:
    """Write the first problems, a line each, and how many more there are."""
    left = len(problems) - MOST_SHOWN
    lines = [*map(str, problems[:MOST_SHOWN]), *[more.format(left)] * (left > 0)]
    return "\n".join(lines)


@dataclass(frozen=True)
class Sheet:
    """The rows of a file, each as wide as the header, and what is wrong with the file.

    A class because a row goes by its line in the file, where a reader looks for it.
    """

    header: list[str]
    rows: list[list[str]]
    lines: list[int]  # where in the file each row begins
    top: int  # the line of the header
    problems: list[Problem]
    whole: bool  # whether no row was lost
    separator: str = ","


NONE = Sheet([], [], [], 1, [], True)


def unread(problem: Problem) -> Sheet:
    """Return what there is of a file that cannot be read: why."""
    return replace(NONE, problems=[problem], whole=False)


def is_system(path: Path) -> bool:
    """Whether a file was put there by a system or a program, and not by a person."""
    return path.name.startswith(SYSTEM)


def read(path: Path, most: int) -> Sheet:
    """Read a file of at most so many bytes.

    Raises
    ------
    OSError
        Where the file cannot be opened.
    """
    name = path.name
    try:
        raw = paths.read(path, most)
    except paths.NoFileError:
        return unread(Problem(name, "is no regular file", "give a file of text"))
    except paths.SizeError as error:
        (size,) = error.args
        wrong = f"is {size / 1e6:.0f} MB; a table may have {most / 1e6:.0f} MB"
        remedy = "split the case or remove what is not a table"
        return unread(Problem(name, wrong, remedy))
    return parsed(name, raw, most)


def parsed(name: str, raw: bytes, most: int) -> Sheet:
    """Read what a file of a name holds."""
    text, problem = _text(name, raw)
    if problem:
        return unread(problem)
    named = NAMED.match(text)
    if named:  # the end of the line stays, so that lines keep their numbers
        text = text[named.end() :]
    separator = named[1] if named else _separator(text)
    rows, problems = _rows(name, text, separator, most)
    (top, header), *rest = rows or [(1, [])]
    width = len(header)
    while header and not header[-1]:
        header.pop()
    for _, cells in rest:
        if len(cells) == width and not any(cells[len(header) :]):
            del cells[len(header) :]  # blank columns at the end
    even = [(line, cells) for line, cells in rest if len(cells) == len(header)]
    whole = not problems and len(even) == len(rest)
    problems += _uneven(name, header, rest, separator)
    problems += _foreign(name, header, [(top, header), *even])
    problems += _lost(name, header, even)
    lines, cells = [line for line, _ in even], [cells for _, cells in even]
    return Sheet(header, cells, lines, top, problems, whole, separator)


def _text(name: str, raw: bytes) -> tuple[str, Problem | None]:
    """Read bytes as text, with LF line ends; those that are no UTF-8 are kept."""
    if raw.startswith(UTF_16):
        return "", Problem(name, "is UTF-16", SAVE)
    text = raw.decode("utf-8", "surrogateescape").lstrip("\ufeff")
    if not text.strip():
        return "", Problem(name, "is empty", "add the header row, or delete the file")
    if (null := text.find("\0")) >= 0:
        line, begin = text.count("\n", 0, null) + 1, text.rfind("\n", 0, null) + 1
        remedy, value = "save it as UTF-8 text", text[begin : null + 9]
        return "", Problem(name, "holds null bytes", remedy, line, "", value)
    text = text.replace("\r\n", "\n")
    # a lone CR ends a row where all rows end so; elsewhere it is part of a cell
    return text.replace("\r", "\0" if "\n" in text else "\n"), None


def _separator(text: str) -> str:
    """Return what separates the cells of the first line that has any: commas first."""
    lines = (line for line in text.split("\n") if line.strip(',;"\t '))
    first = next(lines, "")
    wide = (s for s in SEPARATORS if len(next(csv.reader([first], delimiter=s))) > 1)
    return next(wide, ",")


def _rows(
    name: str, text: str, separator: str, most: int
) -> tuple[list[Row], list[Problem]]:
    """Split a text into rows that hold anything, each with its line."""
    csv.field_size_limit(most)
    lines = text.split("\n")
    ended = (f"{line}\n" for line in lines)
    reader = csv.reader(ended, delimiter=separator, strict=True)
    rows, problems, before = [], [], 0
    while True:
        try:
            cells = [cell.replace("\0", "\r").strip() for cell in next(reader)]
            if any(cells):
                rows.append((before + 1, cells))
        except StopIteration:
            return rows, problems
        except csv.Error as error:
            header = rows[0][1] if rows else []
            column, value = _unread(lines[before], separator, header)
            wrong = f"cannot be read as CSV from about this line ({error})"
            remedy = "close every quote and double those inside"
            problems.append(Problem(name, wrong, remedy, before + 1, column, value))
        before = reader.line_num


def _unread(line: str, separator: str, header: list[str]) -> tuple[str, str]:
    """Return the column of the first cell whose quotes go wrong, and its text."""
    quoted, plain = '"[^"]*+(?:""[^"]*+)*+"', f'[^"{separator}][^{separator}]*+'
    sound = re.compile(f"(?:{quoted}|{plain}|)({separator}|$)")
    nth = at = 0
    while (cell := sound.match(line, at)) and cell[1]:
        nth, at = nth + 1, cell.end()
    return _column(header, nth), line[at:]


def _uneven(
    name: str, header: list[str], rows: list[Row], separator: str
) -> Iterator[Problem]:
    """Report the rows that have more or fewer cells than the header."""
    for line, cells in rows:
        if len(cells) == len(header):
            continue
        count = prose.count(len(cells), "cell")
        wrong = f"the row has {count} and the header {len(header)}"
        remedy = f"quote cells that hold {SEPARATORS[separator]}"
        if len(cells) < len(header):
            remedy = f"add those that are missing, or {remedy}"
        nth = next(n for n, cell in enumerate(cells) if cell)
        yield Problem(name, wrong, remedy, line, _column(header, nth), cells[nth])


def _column(header: list[str], nth: int) -> str:
    """Name the column of a cell, by its number where it has no name."""
    named = header[nth] if nth < len(header) else ""
    return named or f"column {nth + 1}"


def _foreign(name: str, header: list[str], rows: list[Row]) -> Iterator[Problem]:
    """Report once a file where text is not UTF-8, which is read as Windows-1252."""
    foreign = []
    for line, cells in rows:
        for nth, cell in enumerate(cells):
            if not cell.isascii() and (western := _western(cell)) != cell:
                cells[nth] = western
                foreign.append((line, _column(header, nth), western))
    if foreign:
        line, column, value = foreign[0]
        others = len({line for line, *_ in foreign}) - 1
        other_rows = prose.count(others, "more row")
        more = f", nor is that of {other_rows}" if others else ""
        wrong = f"the line is not UTF-8 (shown here as Windows-1252){more}"
        yield Problem(name, wrong, SAVE, line, column, value)


def _lost(name: str, header: list[str], rows: list[Row]) -> Iterator[Problem]:
    """Report where a spreadsheet has saved its own error for what was there."""
    for line, cells in rows:
        for nth, cell in enumerate(cells):
            if LOST.fullmatch(cell) and cell == cell.upper():
                wrong = "is a spreadsheet's word for what it could not show"
                remedy = "write it again, in a cell formatted as text"
                yield Problem(name, wrong, remedy, line, header[nth], cell)


def _western(cell: str) -> str:
    """Read the bytes of a cell that are no UTF-8 as Windows-1252."""
    return re.sub(
        "[\udc80-\udcff]",
        lambda one: bytes([ord(one[0]) - 0xDC00]).decode("cp1252", "replace"),
        cell,
    )
