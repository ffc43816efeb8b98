"""The files of a case as a program changes them: row by row, and all or none.

What is not changed stays letter for letter, and columns of the coder's own stay. What
has changed on disk meanwhile is never written over.
"""

import csv
import io
import json
import os
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from difflib import unified_diff
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from helpers import paths, prose
from helpers.case import cases, check, schema, sheets
from helpers.case.cases import DESCRIPTOR, CaseError

NAMES = (*cases.FILES, schema.PROPOSALS)  # the order in which they are written
MARK = "\ufeff"  # the byte order mark that a file may begin with
LATER = (
    "{}: {} is no longer as it was written; nothing was taken back: change it by hand."
)


class ChangedError(CaseError):
    """A file has changed since it was read; the message is one sentence."""


class Row(dict):
    """The cells of a row by their columns.

    A class because a row that is not changed keeps its letters, and since a table may
    hold two that are equal.
    """

    text = ""  # its letters in the file; blank once it has changed


class Change(NamedTuple):
    """What was done to a table, to be taken back: the row before and after, and where.

    ``before`` is None for a row that was added, ``after`` for one that was removed. Of
    the descriptor it has the keys that were changed, by its file's name.
    """

    table: str
    before: Row | None
    after: Row | None
    place: int


@dataclass
class Draft:
    """A table that may be changed: its header, its rows, and how its file is written.

    A class because a new row has to be written as the others are.
    """

    header: list[str]
    rows: list[Row]
    head: str = ""  # the letters before the first row; blank where there is no file
    separator: str = ","
    end: str = "\n"
    width: int = 0  # cells of a row, with blank ones at its end

    def text(self) -> str:
        """Write the table."""
        head = self.head or self.line(self.header)
        return head + "".join(row.text or self.line(row.values()) for row in self.rows)

    def line(self, cells: Iterable[str]) -> str:
        """Write one row as the file is written."""
        out, cells = io.StringIO(), list(cells)
        cells += [""] * (self.width - len(cells))
        csv.writer(out, delimiter=self.separator, lineterminator="\n").writerow(cells)
        return out.getvalue().replace("\n", self.end)

    def put_in(self, column: str, names: list[str]) -> None:
        """Add a column at its place among the ``names`` of the table, else at the end.

        An older case may lack a newer column.
        """
        before = names[: names.index(column)] if column in names else self.header
        at = [self.header.index(name) for name in before if name in self.header]
        self.header.insert(max(at, default=-1) + 1, column)
        self.width += 1
        self.head = self._head()
        for row in self.rows:
            cells = _cells(row, self.header)
            row.clear()
            row.update(cells)
            row.text = ""

    def others(self, header: list[str], rows: list[Mapping[str, str]]) -> "Draft":
        """Return a table with another header and other rows, in the same writing.

        A row that is there already keeps its letters.
        """
        whole = [_cells(row, header) for row in rows]
        if header == self.header:
            letters = defaultdict(deque)
            for row in self.rows:
                letters[tuple(row.values())].append(row.text)
            for row in whole:
                known = letters[tuple(row.values())]
                row.text = known.popleft() if known else ""
            return replace(self, rows=whole)
        draft = replace(self, header=header, rows=whole, width=len(header))
        draft.head = draft._head()
        return draft

    def _head(self) -> str:
        """Write the header anew, behind the mark that the file begins with."""
        return MARK * self.head.startswith(MARK) + self.line(self.header)


def read(folder: Path) -> "Edit":
    """Read the files of a case's folder, to change them.

    Raises
    ------
    CaseError
        Where they are of a version that is unknown, and so is what may be in them.
    """
    package: dict = {}
    with suppress(CaseError):  # which check tells; tables can be mended all the same
        package = cases.read_package(folder)
    if wrong := check.unread(package):
        raise CaseError(str(wrong))
    return Edit(folder)


class Edit:
    """Changes to the files of a case, which are written together.

    A class because what was read is compared with what is there when it is written.
    Tables go by their names, the proposals of a case by ``proposals``.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.before = {name: self._bytes(name) for name in NAMES}
        self.drafts: dict[str, Draft] = {}
        self.texts: dict[str, str] = {}  # files that were put there as a whole
        self.done: list[Change] = []

    def rows(self, table: str) -> list[Row]:
        """List the rows of a table; they are changed by ``change`` alone."""
        return self.draft(table).rows

    def draft(self, table: str) -> Draft:
        """Return a table, read once.

        Raises
        ------
        CaseError
            Where its file cannot be read as it is, and so not be written either.
        """
        if table not in self.drafts:
            self.drafts[table] = self._draft(table)
        return self.drafts[table]

    def add(self, table: str, cells: Mapping[str, str]) -> Row:
        """Add a row at the end of a table, of which the other cells are blank."""
        draft, cells = self._wide(table, cells)
        row = _cells(cells, draft.header)
        self._do(Change(table, None, row, len(draft.rows)))
        return row

    def change(
        self, table: str, row: Row, cells: Mapping[str, str], place: int | None = None
    ) -> Row:
        """Change some cells of a row, and return the row that it is now.

        Its ``place`` is looked for, unless it is given.
        """
        draft, cells = self._wide(table, cells)
        new = Row(row | cells)
        if new == row:
            return row
        place = _at(draft.rows, row) if place is None else place
        self._do(Change(table, row, new, place))
        return new

    def remove(self, table: str, row: Row) -> None:
        """Remove a row of a table."""
        self._do(Change(table, row, None, _at(self.rows(table), row)))

    def replace(
        self, table: str, header: list[str], rows: list[Mapping[str, str]]
    ) -> None:
        """Put other rows into a table, in this order; none of it is taken back."""
        plain = [{name: _plain(cell) for name, cell in row.items()} for row in rows]
        self.drafts[table] = self.draft(table).others(header, plain)

    def put(self, name: str, text: str) -> None:
        """Put a text into a file, such as the descriptor."""
        self.texts[name] = text

    def describe(self, cells: Mapping[str, Any]) -> None:
        """Change what the descriptor says under some keys; None takes a key away."""
        package = cases.read_package(self.folder)
        whole = package | cells
        kept = {key: told for key, told in whole.items() if told is not None}
        self.put(DESCRIPTOR, json.dumps(kept, indent=2, ensure_ascii=False) + "\n")
        was = Row({key: package.get(key) for key in cells})
        self.done.append(Change(DESCRIPTOR, was, Row(cells), 0))

    def take_back(self, changes: list[Change]) -> None:
        """Take changes of before back, the last one first.

        Raises
        ------
        ChangedError
            Where a row is no longer as they left it.
        """
        for one in reversed(changes):
            if one.table == DESCRIPTOR:
                self._describe_again(one)
                continue
            draft, before, place = self.draft(one.table), one.before, one.place
            if one.after is not None:
                place = _found(draft.rows, one.after, f"{one.table}.csv")
            if before is not None and [*before] != draft.header:  # a column came since
                before = _cells(before, draft.header)
            now = one.after and draft.rows[place]
            self._do(Change(one.table, now, before, min(place, len(draft.rows))))

    def _describe_again(self, change: Change) -> None:
        """Let the descriptor say what it said, unless it says something else now."""
        package = cases.read_package(self.folder)
        if any(package.get(key) != told for key, told in change.after.items()):
            raise ChangedError(LATER.format(DESCRIPTOR, "what it says of the case"))
        self.describe(change.before)

    def next_id(self, letter: str) -> str:
        """Return the id that follows on all those of a letter, such as E."""
        table = schema.BY_LETTER[letter]
        ids = (row[table.key[0]] for row in self.rows(table.name))
        found = (re.fullmatch(rf"{letter}([0-9]+)[a-z]?", one) for one in ids)
        last = max((int(match[1]) for match in found if match), default=0)
        return f"{letter}{last + 1:03}"

    def difference(self) -> str:
        """Return what would change in the files, line by line; blank: nothing."""
        lines: list[str] = []
        for name, new in self._new().items():
            old = (self.before[name] or b"").decode("utf-8-sig", "replace")
            told = (old.splitlines(), new.decode("utf-8-sig").splitlines())
            lines += unified_diff(*told, name, name, lineterm="")
        return "\n".join(map(sheets.inert, lines))

    def lay_out(self, folder: Path) -> None:
        """Write the files as they would be into another folder, to be checked there."""
        for name, data in (self.before | self._new()).items():
            if data is not None:
                (folder / name).write_bytes(data)

    def changed(self) -> list[str]:
        """List the files that are not what they were when they were read."""
        return [name for name in NAMES if self._bytes(name) != self.before[name]]

    def save(self) -> list[Change]:
        """Write all that was changed, and return the changes, to take them back.

        Raises
        ------
        ChangedError
            Where a file has changed on disk meanwhile; then nothing is written.
        CaseError
            Where a cell cannot be written so that it reads the same.
        OSError
            Where a file cannot be written; then each is as it was.
        """
        new = self._new()
        with _alone(self.folder):
            if names := self.changed():
                has = prose.verb(len(names), "has", "have")
                raise ChangedError(
                    f"{', '.join(names)} {has} changed since the case was read; nothing"
                    " was written: do it again."
                )
            # a link stays one
            paths.write_all({(self.folder / n).resolve(): b for n, b in new.items()})
        done, self.done = self.done, []
        self.before |= new
        self.drafts, self.texts = {}, {}
        return done

    def _bytes(self, name: str) -> bytes | None:
        """Return what a file holds; None where there is none that can be read."""
        with suppress(OSError, paths.NoFileError, paths.SizeError):
            return paths.read(self.folder / name, cases.MOST_BYTES)
        return None

    def _draft(self, table: str) -> Draft:
        """Read a table; one without a file has the columns of the dictionary."""
        name, raw = f"{table}.csv", self.before[f"{table}.csv"]
        if raw is None and not os.path.lexists(self.folder / name):
            return Draft([*schema.columns(table)], [])
        try:
            sheet = (
                sheets.read(self.folder / name, cases.MOST_BYTES)
                if raw is None
                else sheets.parsed(name, raw, cases.MOST_BYTES)
            )
        except OSError as error:
            raise CaseError(f"{name} cannot be read: {error.strerror}") from error
        problems = list(map(str, sheet.problems))
        problems += [
            f"{name}: the column {column!r} is there twice; remove one"
            for column in sorted({c for c in sheet.header if sheet.header.count(c) > 1})
        ]
        if problems or raw is None:
            raise CaseError(sheets.first_of(problems))
        return _drafted(sheet, raw.decode("utf-8"))

    def _wide(
        self, table: str, cells: Mapping[str, str]
    ) -> tuple[Draft, dict[str, str]]:
        """Return a table with a column for each of some cells, and these as read.

        A blank one needs no column.
        """
        draft = self.draft(table)
        plain = {name: _plain(cell) for name, cell in cells.items()}
        for column in (name for name, cell in plain.items() if cell):
            if column not in draft.header:
                draft.put_in(column, [*schema.columns(table)])
        return draft, {name: plain[name] for name in plain if name in draft.header}

    def _do(self, change: Change) -> None:
        """Do a change, and remember it."""
        rows = self.rows(change.table)
        if change.before is None:
            rows.insert(change.place, change.after)
        elif change.after is None:
            del rows[change.place]
        else:
            rows[change.place] = change.after
        self.done.append(change)

    def _new(self) -> dict[str, bytes]:
        """Return what the files that have changed are to hold.

        One that only lacks the end of its last line has not.
        """
        made = [f"{name}.csv" for name, draft in self.drafts.items() if draft.rows]
        whole = self._described(made) | self.texts
        texts = dict(whole)
        for table, draft in self.drafts.items():
            if draft.rows or draft.head:
                texts[f"{table}.csv"] = draft.text()
        ordered = [name for name in NAMES if name in texts]
        new = {name: _encoded(name, texts[name]) for name in ordered}
        old = {name: (self.before[name] or b"").rstrip(b"\r\n") for name in new}
        new = {n: data for n, data in new.items() if data.rstrip(b"\r\n") != old[n]}
        for name in new.keys() - whole.keys():
            _same(name, new[name], self.drafts[name.removesuffix(".csv")])
        return new

    def _described(self, names: list[str]) -> dict[str, str]:
        """Describe those of some files that are new tables, if any are described."""
        new = {name for name in names if self.before[name] is None}
        if not (self.before[DESCRIPTOR] and new - {schema.PROPOSALS}):
            return {}
        package = cases.read_package(self.folder)
        tables = [name.removesuffix(".csv") for name in new - {schema.PROPOSALS}]
        if (whole := described(package, tables)) == package:
            return {}
        return {DESCRIPTOR: json.dumps(whole, indent=2, ensure_ascii=False) + "\n"}


def described(package: dict, tables: list[str]) -> dict:
    """Return a package with a resource for each of some tables that had none."""
    entries = package.get("resources")
    if not (isinstance(entries, list) and entries):
        return package
    told = {str(one.get("name")) for one in entries if isinstance(one, dict)}
    version = cases.version(package)
    added = [
        schema.resource(schema.BY_NAME[name], version)
        for name in tables
        if name not in told
    ]
    place = {name: nth for nth, name in enumerate(schema.BY_NAME)}

    def nth(entry) -> int:
        return place.get(str(isinstance(entry, dict) and entry.get("name")), len(place))

    resources = sorted([*entries, *added], key=nth) if added else entries
    return package | {"resources": resources}


def _drafted(sheet: sheets.Sheet, text: str) -> Draft:
    """Cut a text at the rows that were read from it."""
    ending = next((mark for mark in ("\r\n", "\n", "\r") if mark in text), "\n")
    lines = [line + ending[-1] for line in text.split(ending[-1])]
    lines[-1] = lines[-1].removesuffix(ending[-1]) and lines[-1][:-1] + ending
    lines = [line for line in lines if line]
    starts = [line - 1 for line in sheet.lines]
    starts.append(len(lines))
    top = "".join(lines[sheet.top - 1 : starts[0]]).removeprefix(MARK)
    width = len(next(csv.reader(io.StringIO(top), delimiter=sheet.separator)))
    rows = []
    for cells, (begin, stop) in zip(sheet.rows, pairwise(starts), strict=True):
        row = Row(zip(sheet.header, cells, strict=True))
        row.text = "".join(lines[begin:stop])
        rows.append(row)
    head = "".join(lines[: starts[0]])
    return Draft(sheet.header, rows, head, sheet.separator, ending, width)


def _cells(cells: Mapping[str, str], header: list[str]) -> Row:
    """Return a row under a header; what is not given is blank."""
    return Row({name: cells.get(name, "") for name in header})


def _at(rows: list[Row], row: Row) -> int:
    """Return where a row is: itself, and no equal one."""
    return next(nth for nth, one in enumerate(rows) if one is row)


def _found(rows: list[Row], row: Row, file: str) -> int:
    """Return where the last row is that has the cells of another.

    Raises
    ------
    ChangedError
        Where there is none.
    """
    for nth in reversed(range(len(rows))):
        if _told(rows[nth]) == _told(row):
            return nth
    raise ChangedError(LATER.format(file, repr(_short(row))))


def _short(row: Row) -> str:
    """Write a row in few letters, to be found by."""
    return ",".join(_told(row).values())[:60]


def _plain(cell: str) -> str:
    """Return a cell as it is read again: its line ends LF, no blanks around it."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip()


def _told(row: Row) -> dict[str, str]:
    """Return the cells of a row that are not blank."""
    return {name: cell for name, cell in row.items() if cell}


def _encoded(name: str, text: str) -> bytes:
    """Write a text as UTF-8."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise CaseError(
            f"{name}: a cell holds half a character, which no file can; write it anew."
        ) from None


def _same(name: str, data: bytes, draft: Draft) -> None:
    """See that a table reads as it was meant.

    Raises
    ------
    CaseError
        Where it does not, such as with a null byte in a cell.
    """
    sheet = sheets.parsed(name, data, cases.MOST_BYTES)
    if sheet.problems:
        raise CaseError(sheets.first_of(sheet.problems))
    for row, cells in zip_longest(draft.rows, sheet.rows):
        if row is None or [*row.values()] != cells:
            raise CaseError(
                f"{name}: {_short(row or Row())!r} cannot be written so that it reads"
                " the same; write it otherwise."
            )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one program at a time write into a folder, where the system can."""
    try:
        import fcntl  # not there on every system
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # on a file system that cannot lock
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
