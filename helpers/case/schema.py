"""The tables of a case: columns, types, allowed values and what a row is.

With ``tables.csv`` and ``dictionary.csv``, a row a column, the one source of every
case's ``datapackage.json`` and of the dictionary in ``data/README.md``. It knows
nothing of any article.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

VERSION = 4  # of the tables; each change raises it and adds a case to tests/cases
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
DIALECT = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "header": True}

SAID_KINDS = ("interview", "statement")
LOOKING_BACK = ("study",)
ORDERS = {  # after Allen (1983), on begin and end; `not-after` where no more is said
    "before": "first.end < second.begin",
    "after": "second.end < first.begin",
    "not-after": "first.begin <= second.begin",
    "begins-before": "first.begin < second.begin",
    "ends-before": "first.end < second.end",
    "during": "second.begin <= first.begin, first.end <= second.end",
    "starts": "first.begin = second.begin, first.end <= second.end",
    "ends": "second.begin <= first.begin, first.end = second.end",
    "meets": "first.end = second.begin",
    "same-time": "first.begin = second.begin, first.end = second.end",
}
RULES = ("acts", "standing", "words")  # what makes a tie of balance: each adds to it

# A suffix letter splits one coded fact into rows: T041a and T041b, R019a and R019b.
# Three digits count to 999; six hold a hundred thousand rows of a table and more.
ID = "[0-9]{3,6}[a-z]?"


OWN = re.compile("coder|x_[a-z0-9_]+")  # columns that any table may have beside ours


@dataclass(frozen=True)
class Column:
    """A column: its name, what it holds, and what is allowed in it."""

    name: str
    description: str
    required: bool = False  # no blank, in the file or (``follows``) when it is read
    follows: bool = False  # a blank may follow from other cells: see inherited
    listed: bool = False  # several values, separated by ";"
    edtf: bool = False
    since: int = 1  # the version that brought it; an older case may lack it
    refers: str = ""  # letters of the records a cell may name: "A", "SA", "CQ"
    within: int = 0  # of a number, which lies between this, negative, and this
    values: tuple[str, ...] = ()
    pattern: str = ""


READ = dict.fromkeys(("required", "follows", "listed", "edtf"), bool)
READ |= dict.fromkeys(("since", "within"), int)
READ |= dict.fromkeys(("values", "key"), lambda cell: tuple(cell.split(";")))


def _rows(name: str) -> list[dict[str, str]]:
    """Read a table that stands beside this module."""
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def _made(kind: type, row: dict[str, str]) -> Any:
    """Make the table or column that a row describes; a blank cell is the default."""
    cells = {name: READ.get(name, str)(cell) for name, cell in row.items() if cell}
    return kind(**cells)


def _columns() -> dict[str, list[Column]]:
    """Read the columns of each table; a name in capitals stands for those it has."""
    found: dict[str, list[Column]] = defaultdict(list)
    for row in _rows("dictionary.csv"):
        table = row.pop("table")
        found[table] += found.get(row["name"]) or [_made(Column, row)]
    return found


COLUMNS = _columns()


def columns(table: str) -> dict[str, Column]:
    """Return the columns of a table by their names; the proposals have none."""
    return {column.name: column for column in COLUMNS.get(table, ())}


@dataclass(frozen=True)
class Table:
    """A table: its name, what a row is, and what a case needs it for."""

    name: str
    row: str
    letters: str = ""  # the letters its ids begin with; blank where rows have no id
    needed_for: str = ""  # blank where every case needs it
    key: tuple[str, ...] = ()  # its columns; none where a row has no name

    @property
    def columns(self) -> list[Column]:
        """Its columns, in order."""
        return COLUMNS[self.name]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Its columns by their names."""
        return columns(self.name)

    @property
    def names(self) -> list[str]:
        """The column names, in order."""
        return [*self.by_name]


TABLES = tuple(_made(Table, row) for row in _rows("tables.csv"))
BY_NAME = {table.name: table for table in TABLES}
BY_LETTER = {letter: table for table in TABLES for letter in table.letters}
EITHER = ("events", "relations")  # a case needs one of these
LAYERS, KINDS = (BY_NAME["events"].by_name[name].values for name in ("layer", "kind"))
BASES = BY_NAME["relations"].by_name["basis"].values
SOURCE_KINDS = BY_NAME["sources"].by_name["kind"].values


def is_own(name: str) -> bool:
    """Whether a column is one of its coder's own, or says who coded a row."""
    return bool(OWN.fullmatch(name))


def _field(column: Column) -> dict:
    """Describe one column as a field of a Table Schema."""
    constraints: dict = {}
    if column.required and not column.follows:
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    if column.pattern:
        constraints["pattern"] = column.pattern
    if column.within:
        constraints |= {"minimum": -column.within, "maximum": column.within}
    return {
        "name": column.name,
        "type": "number" if column.within else "string",
        "description": column.description,
        **({"constraints": constraints} if constraints else {}),
    }


def resource(table: Table, version: int = VERSION) -> dict:
    """Describe one table, as of a version, as a resource of a Data Package."""
    columns = [column for column in table.columns if column.since <= version]
    return {
        "name": table.name,
        "type": "table",
        "path": table.file,
        "description": f"A row is {table.row}.",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": dict(DIALECT),
        "schema": {
            "fields": list(map(_field, columns)),
            "missingValues": [""],
            **({"primaryKey": list(table.key)} if table.key else {}),
        },
    }


def difference(theirs: dict, table: Table, version: int) -> tuple[str, Any] | None:
    """Return where a resource is not that of a table as of a version, and its value.

    It may hold more, in keys and columns of its user's own; an older one may be worded
    otherwise and allow other values, since rows are checked by today's dictionary.
    """
    free = ("description", "constraints") if version < VERSION else ()
    told = theirs.get("schema")
    if isinstance(told, dict) and isinstance(fields := told.get("fields"), list):
        ours = [one for one in fields if not is_own_field(one)]
        theirs = theirs | {"schema": told | {"fields": ours}}
    return _difference(theirs, resource(table, version), free, table.name)


def is_own_field(field: Any) -> bool:
    """Whether a field of a resource describes a column of the coder's own."""
    return isinstance(field, dict) and is_own(str(field.get("name")))


def _difference(theirs, ours, free: tuple[str, ...], at: str) -> tuple[str, Any] | None:
    """Return the first place where a value does not hold ours, free keys apart."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        inner = [(key, theirs.get(key), ours[key]) for key in ours if key not in free]
    elif (
        isinstance(ours, list) and isinstance(theirs, list) and len(theirs) == len(ours)
    ):
        inner = zip(range(1, len(ours) + 1), theirs, ours, strict=True)
    else:
        return None if type(theirs) is type(ours) and theirs == ours else (at, theirs)
    each = (_difference(has, should, free, f"{at}.{key}") for key, has, should in inner)
    return next(filter(None, each), None)


def package(tables: Container[str] = BY_NAME, **told: Any) -> dict:
    """Describe a case as a Data Package (v2): what is told of it, and its tables."""
    described = [table for table in TABLES if table.name in tables]
    return {
        "$schema": PROFILE,
        "dateline_schema": VERSION,
        **told,
        "licenses": [dict(LICENCE)],
        "resources": list(map(resource, described)),
    }


PROPOSALS = "proposals.csv"  # lies beside the tables; no record, so nothing checks it
