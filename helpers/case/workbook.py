"""The tables of a case -> one workbook (.xlsx), and what was typed there -> the tables.

Every cell is text, so that no date turns into a number and nothing is computed. What
is no text in a workbook that comes back is told and never guessed.
"""

import os
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from helpers import paths
from helpers.case import cases, check, edited, schema, sheets
from helpers.case.cases import CaseError
from helpers.case.edited import Draft, Edit
from helpers.case.sheets import Problem

BOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")  # but the first they are refused
MOST_BYTES = cases.MOST_BYTES
MOST_UNPACKED = 4 * MOST_BYTES  # what is packed small may fill the memory
MOST_CELLS = 5_000_000  # blank ones between others among them
MOST_IN_A_CELL = 32_767  # openpyxl cuts off what is longer
LAST = 1_048_576  # row of a sheet
NARROWEST, WIDEST = 10, 50  # letters of a column
TEXT = "@"  # the format of a cell that is text whatever it looks like
PROPOSALS = schema.PROPOSALS.removesuffix(".csv")
DECISION = (
    "Blank: undecided. Ids of records (E012;T004): taken as these. rejected, or"
    " rejected: why."
)
OLD = b"\xd0\xcf\x11\xe0"  # of an .xls, and of an .xlsx with a password
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]+)"')
HIDDEN = re.compile("\r|_(?=x[0-9A-Fa-f]{4}_)")  # Excel reads `_x000D_` as a letter
SHOWN = re.compile("_x([0-9A-Fa-f]{4})_")
AGAIN = "format the cell as text, and type it again"
KINDS = {  # what a cell holds that is no text
    "f": "is a formula, which is not computed",
    "d": "has been turned into a date",
    "n": "has been turned into a number",
    "b": "has been turned into a truth value",
    "e": "is a spreadsheet's word for what it could not show",
}


# ---- a case as a workbook ----------------------------------------------------------


def write(case: str | Path, path: Path) -> None:
    """Write the tables of a case as a workbook; nothing is overwritten.

    Raises
    ------
    CaseError
        Where a table cannot be read, a cell cannot stand in a workbook, or the file is
        there already.
    """
    folder = cases.find(case)
    if path.suffix.casefold() != ".xlsx":
        raise CaseError(f"{path.name!r}: name a file that ends in .xlsx")
    if os.path.lexists(path):
        told = "is there already, and may hold what somebody has typed"
        raise CaseError(f"{path} {told}; name another file, or move it away")
    edit, book = edited.read(folder), Workbook(write_only=True)
    book.properties.creator = "dateline"
    drafts = {name: edit.draft(name) for name in _names(folder)}
    if problems := [one for name in drafts for one in _unfit(name, drafts[name])]:
        raise CaseError(sheets.first_of(problems))
    for name in drafts:
        _put_in(book, name, drafts)
    out = BytesIO()
    book.save(out)
    if (size := _size(zipfile.ZipFile(out))) > MOST_UNPACKED:
        raise CaseError(_large(path.name, size, "split the case"))
    paths.write(path, out.getvalue())


def _names(folder: Path) -> list[str]:
    """List what has a sheet: every table, and the proposals where there are any."""
    beside = [PROPOSALS] if os.path.lexists(folder / schema.PROPOSALS) else []
    return [*schema.BY_NAME, *beside]


def _unfit(name: str, draft: Draft) -> Iterator[Problem]:
    """Report the cells that no workbook can hold."""
    for nth, row in enumerate(draft.rows, 2):
        for column, cell in row.items():
            wrong = ""
            if check.CONTROL.search(cell):
                wrong, remedy = "holds a control character", "remove it"
            elif len(_escaped(cell)) > MOST_IN_A_CELL:
                wrong, remedy = f"has over {MOST_IN_A_CELL} characters", "shorten it"
            if wrong:
                yield Problem(f"{name}.csv", wrong, remedy, nth, column, cell)


def _put_in(book: Workbook, name: str, drafts: dict[str, Draft]) -> None:
    """Add the sheet of a table."""
    sheet, draft = book.create_sheet(name), drafts[name]
    sheet.freeze_panes = "B2"
    known = schema.columns(name)
    for nth, column in enumerate(draft.header, 1):
        letter = get_column_letter(nth)
        widest = max([len(column), *(len(row[column]) for row in draft.rows)])
        look = sheet.column_dimensions[letter]
        look.number_format = TEXT  # of cells, too, that are still to be filled
        look.width = min(WIDEST, max(NARROWEST, widest + 2))
        if column in known and (rule := _rule(known[column], drafts)):
            rule.add(f"{letter}2:{letter}{LAST}")
            sheet.data_validations.append(rule)
    sheet.append([_head(sheet, name, column) for column in draft.header])
    for row in draft.rows:
        sheet.append([_cell(sheet, row[column]) for column in draft.header])
    sheet.close()  # each has a file of its own until then


def _rule(column: schema.Column, drafts: dict[str, Draft]) -> DataValidation | None:
    """Return the list that a column offers: of words, or of ids to be warned about.

    Several ids, or one that is still to be added, are no fault.
    """
    tables = {schema.BY_LETTER[letter].name for letter in column.refers}
    if column.values:
        offered, style = f'"{",".join(column.values)}"', "stop"
    elif len(tables) == 1:
        (name,) = tables
        draft, key = drafts[name], schema.BY_NAME[name].key[0]
        if key not in draft.header:
            return None
        letter = get_column_letter(draft.header.index(key) + 1)
        first, last = f"{name}!${letter}$2", f"${letter}${LAST}"
        count = f"MAX(1,COUNTA({first}:{last}))"  # without the blanks below
        offered, style = f"OFFSET({first},0,0,{count},1)", "warning"
    else:
        return None
    told = "This is not in the list."
    return DataValidation("list", formula1=offered, allow_blank=True, errorStyle=style,
                          showErrorMessage=True, error=told)  # fmt: skip


def _head(sheet, name: str, column: str) -> Cell:
    """Make the head of a column, with a note on what it means."""
    cell = _cell(sheet, column)
    cell.font = Font(bold=True)
    if told := _note(name, column):
        cell.comment = Comment(told, "dateline", height=120, width=320)
    return cell


def _note(name: str, column: str) -> str:
    """Return what a column means and what is allowed; blank for a coder's own."""
    if not (known := schema.columns(name).get(column)):
        return DECISION if (name, column) == (PROPOSALS, "decision") else ""
    parts = [known.description.replace("`", "")]
    if known.values:
        parts.append(f"One of: {', '.join(known.values)}.")
    if known.listed:
        parts.append("Several are separated by ;")
    if known.required and not known.follows:
        parts.append("Must be filled.")
    return "\n".join(parts)


def _cell(sheet, text: str) -> Cell | None:
    """Make a cell of text, which is no formula even where it begins with =."""
    if not text:
        return None
    cell = WriteOnlyCell(sheet, _escaped(text))
    cell.data_type, cell.number_format = "s", TEXT
    return cell


def _escaped(text: str) -> str:
    """Return a text as it is written in a workbook."""
    return HIDDEN.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


# ---- a workbook as a case ----------------------------------------------------------


@dataclass
class Read:
    """What a sheet holds: its header, its rows by their columns, what is wrong.

    A class because each is needed to put it into a table.
    """

    place: str  # the file and the sheet, for a problem
    header: list[str]
    rows: list[dict[str, str]]
    problems: list[Problem]


def read(path: Path, case: str | Path) -> tuple[Edit, list[str]]:
    """Return what a workbook changes in a case, and a sentence on what is left alone.

    Raises
    ------
    CaseError
        Where it is no such workbook, or holds what would have to be guessed.
    """
    folder, archive = cases.find(case), _unpacked(path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of looks that openpyxl does not keep
        try:
            found, told = _sheets(path.name, archive, _names(folder))
        except (CaseError, MemoryError):
            raise
        except Exception as error:  # openpyxl lets through whatever it meets
            why = str(error).partition("\n")[0]
            wrong = f"cannot be read as a workbook ({type(error).__name__}: {why})"
            remedy = "open it, and save it anew as .xlsx"
            raise CaseError(sheets.inert(f"{path.name} {wrong}; {remedy}")) from error
    edit = edited.read(folder)
    problems = [one for sheet in found.values() for one in sheet.problems]
    if not problems:
        problems = [w for name in found for w in _put_back(edit, name, found[name])]
    if problems:
        raise CaseError(sheets.first_of(problems))
    return edit, told


def _unpacked(path: Path) -> zipfile.ZipFile:
    """Open a workbook that is small enough, also unpacked, and holds no macros."""
    name = path.name
    if (suffix := path.suffix.casefold()) != ".xlsx":
        wrong = "may hold macros" if suffix == ".xlsm" else "is no .xlsx"
        raise CaseError(f"{name} {wrong}; save it as .xlsx")
    try:
        raw = paths.read(path, MOST_BYTES)
    except paths.NoFileError:
        raise CaseError(f"{name} is no regular file; give a workbook") from None
    except paths.SizeError:
        most = f"{MOST_BYTES // 10**6} MB"
        wrong = f"is larger than a workbook may be ({most})"
        raise CaseError(f"{name} {wrong}; remove what is no table") from None
    if raw.startswith(OLD):
        wrong = "has a password, or is an old .xls"
        raise CaseError(f"{name} {wrong}; save it as .xlsx without a password")
    try:
        archive = zipfile.ZipFile(BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise CaseError(f"{name} is no workbook; save it as .xlsx") from None
    if (size := _size(archive)) > MOST_UNPACKED:
        raise CaseError(_large(name, size, "remove what is no table"))
    if any("vbaproject" in one.casefold() for one in archive.namelist()):
        raise CaseError(f"{name} holds macros; save it as .xlsx")
    return archive


def _size(archive: zipfile.ZipFile) -> int:
    """Return how many bytes an archive unpacks to."""
    return sum(entry.file_size for entry in archive.infolist())


def _large(name: str, size: int, remedy: str) -> str:
    """Say that a workbook is too large."""
    most = f"a workbook may have {MOST_UNPACKED // 10**6} MB"
    return f"{name} unpacks to {size // 10**6} MB, and {most}; {remedy}"


def _sheets(
    file: str, archive: zipfile.ZipFile, names: list[str]
) -> tuple[dict[str, Read], list[str]]:
    """Read the sheets that bear the name of a table, and say what is left alone."""
    book = load_workbook(archive.fp, read_only=True, keep_links=False)
    by_title = {sheet.title: sheet for sheet in book.worksheets}
    found: dict[str, Read] = {}
    others = []
    for title in book.sheetnames:  # sheets of charts among them
        name = title.strip().casefold()
        if name not in names or title not in by_title:
            others.append(title)
        elif name in found:
            wrong = f"has two sheets for the table {name}"
            raise CaseError(f"{file} {wrong}; remove one, or rename it")
        else:
            place = f"{file}, sheet {title}"
            found[name] = _read(place, by_title[title], name, archive)
    if not found:
        remedy = f"name each sheet as its table: {', '.join(names)}"
        raise CaseError(f"{file} holds no sheet of a case; {remedy}")
    return found, list(_left(file, others, archive))


def _left(file: str, others: list[str], archive: zipfile.ZipFile) -> Iterator[str]:
    """Say what of a workbook is left alone, a sentence each."""
    for title in map(repr, others):
        yield sheets.inert(f"{file}: the sheet {title} is no table and is left alone.")
    if any("externallink" in one.casefold() for one in archive.namelist()):
        yield sheets.inert(f"{file}: its links to other files are not followed.")


def _read(place: str, sheet, name: str, archive: zipfile.ZipFile) -> Read:
    """Read a sheet: its header, and each row below it that holds anything."""
    if sheet.sheet_state != "visible":
        return _refused(place, "the sheet is hidden", "show it, and look through it")
    # a sheet that is read row by row does not tell which of its cells are merged
    if merged := MERGED.search(archive.read(sheet._worksheet_path)):
        wrong = f"the cells {merged[1].decode()} are merged"
        return _refused(place, wrong, "split them, and fill each")
    sheet.reset_dimensions()  # a file may say that it ends before it does
    found = _rows(place, sheet, schema.columns(name))
    if not (found.header or found.problems):
        return _refused(place, "the sheet is blank", "write its header, or remove it")
    names = [*schema.columns(name)] or ["cue", "decision"]
    if found.header and not {*names} & {*found.header}:
        remedy = f"begin with {','.join(names)}"
        return _refused(place, "the first row is no header", remedy)
    return found


def _rows(place: str, sheet, columns: dict[str, schema.Column]) -> Read:
    """Read the rows of a sheet that hold anything; the first one is its header."""
    numbers = {name for name, column in columns.items() if column.within}
    found, count = Read(place, [], [], []), 0
    for nth, cells in enumerate(sheet.iter_rows(max_row=LAST), 1):
        if (count := count + len(cells) + 1) > MOST_CELLS:
            wrong = f"the sheet has more than {MOST_CELLS} cells"
            return _refused(place, wrong, "remove the blank ones")
        texts = list(map(_text, cells))
        row = [text for text, _ in texts]
        if any(row):
            if found.header:
                found.rows.append(dict(zip(found.header, row, strict=False)))
            else:
                found.header = row
            found.problems += _faults(found, nth, texts, numbers)
    return found


def _refused(place: str, wrong: str, remedy: str) -> Read:
    """Return what there is of a sheet that is not read: why."""
    return Read(place, [], [], [Problem(place, wrong, remedy)])


def _text(cell) -> tuple[str, str]:
    """Return a cell as a text, and what it is where it is none."""
    value, kind = cell.value, cell.data_type
    if value is None:
        return "", ""
    if kind == "s":
        text = SHOWN.sub(lambda match: chr(int(match[1], 16)), value)
        return text.strip(), ""
    return str(getattr(value, "text", value)).removesuffix(" 00:00:00"), kind


def _faults(
    found: Read, nth: int, texts: list[tuple[str, str]], numbers: set[str]
) -> Iterator[Problem]:
    """Report the cells of a row that are no text, or stand under no head."""
    row = f"{found.place}, row {nth}"
    for at, (text, kind) in enumerate(texts):
        named = found.header[at] if at < len(found.header) else ""
        column = named or f"column {get_column_letter(at + 1)}"
        if kind and not (kind == "n" and named in numbers):
            yield Problem(row, KINDS[kind], AGAIN, None, column, text)
        elif text and not named:
            wrong, remedy = "has no head", "write one, or empty the cell"
            yield Problem(row, wrong, remedy, None, column, text)


def _put_back(edit: Edit, name: str, found: Read) -> Iterator[Problem]:
    """Put what a sheet holds into its table, unless that would lose something."""
    draft, names = edit.draft(name), [*schema.columns(name)]
    for column in dict.fromkeys(filter(None, found.header)):
        if found.header.count(column) > 1:
            wrong = "the column is there twice"
            yield Problem(found.place, wrong, "remove one", None, column)
    for column in draft.header:
        if column not in found.header and any(row[column] for row in draft.rows):
            wrong = f"the column is missing, and {name}.csv has something in it"
            remedy = "add it, with its cells"
            yield Problem(found.place, wrong, remedy, None, column)
    for column in filter(None, found.header):
        if column not in draft.header and any(row.get(column) for row in found.rows):
            draft.put_in(column, names)
    edit.replace(name, draft.header, found.rows)
