"""A record as a form: each of its cells by the dictionary, and the rows beside it.

No table is special here: the schema says what a column holds and what it may name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from helpers.case import cases, numbered
from helpers.case.cases import DESCRIPTOR, Case
from helpers.case.edited import Edit, Row
from helpers.case.inherited import NONE
from helpers.case.schema import BY_LETTER, BY_NAME, ID, TABLES, Column, Table
from helpers.case.spelling import clean
from helpers.explorer import written
from helpers.explorer.decisions import DecisionError, named
from helpers.explorer.progress import ids
from helpers.explorer.questions import options
from helpers.propose.decided import DECISION, TABLE

CASE = "case"  # what the descriptor says of the case, as a part of a form
OF_CASE = (
    Column("question", "What a reader wants to know.", required=True),
    Column("focus", "Two to four actors: the first two are the pair that the report"
           " asks about, the others those whom the two may act against.",
           required=True, listed=True, refers="A"),
)  # fmt: skip
GONE = "That row has changed meanwhile: open its record again."
OTHERS = {"said_event_id": (NONE,)}  # what may stand where a record is named
CALLED = {  # what a column is called in a form, where its name alone does not tell
    "source_actor": "Who acts or speaks", "target_actor": "Towards whom",
    "status_article": "How firm, says the article",
    "status_known": "How firm, say other sources",
    "when_article": "When, says the article", "when_known": "When, say other sources",
    "known_sources": "These other sources", "chain": "Chain of voices",
    "said_event_id": "Said in which statement", "first_id": "This record",
    "second_id": "that record", "acts_for": "Acts for whom",
}  # fmt: skip
FOCUS = "{} is in focus in datapackage.json: name another there first."


def choices(case: Case) -> list[tuple[str, list[tuple[str, str]]]]:
    """List what can be opened, in groups: a row of each table, or one more."""
    tables = [table for table in TABLES if table.letters]
    there = [(table.name, options(case, table.letters)) for table in tables]
    more = [(table.name, f"+ {_one(table).lower()}") for table in tables]
    of_case = (f"the {CASE}", [(CASE, "its question and the actors in focus")])
    return [("one more", more), of_case, *(group for group in there if group[1])]


def parts(edit: Edit, case: Case, records: Iterable[str]) -> Iterator[dict]:
    """Give each row of some records as a part of a form.

    The name of a table stands for a record that is to come. Behind a record is each
    row beside it, and a blank one of each table that has such.
    """
    for one in records:
        if one == CASE:
            yield _case(case)
            continue
        if table := BY_NAME.get(one):
            record, row, letter = "", None, table.letters[0]
        else:
            table, record, letter = BY_LETTER[one[0]], one, one[0]
            row = written.row_of(edit, one)
        yield _part(edit, case, table, row, record)
        for other in (other for other in TABLES if not other.letters):
            if letter not in other.columns[0].refers:
                continue
            beside = [row for row in edit.rows(other.name)
                      if record and written.is_of(other, row, {record})]  # fmt: skip
            for each in [*beside, None]:
                yield _part(edit, case, other, each, record)


def _part(edit: Edit, case: Case, table: Table, row: Row | None, record: str) -> dict:
    """Return a row as a part of a form; a blank one where there is none yet."""
    cells, own = row or {}, table.columns[0].name
    known = {column.name: column for column in table.columns}
    names = dict.fromkeys([*known, *edit.draft(table.name).header])
    shown = [one for one in names if one != own or cells.get(own, record) != record]
    label, is_record = _one(table), bool(table.letters)
    if row:
        label += f" {record}" if is_record else f": {_told(case, row, own)}"
    else:
        label = f"{'A new' if is_record else '+'} {label.lower()}"
    return {
        "table": table.name, "of": record, "was": row, "label": label,
        "open": is_record, "whole": not row,
        "fields": [_field(known.get(one, Column(one, "")), cells.get(one, ""))
                   for one in shown],
    }  # fmt: skip


def _case(case: Case) -> dict:
    """Return what the descriptor says of the case as a part of a form."""
    was = {one.name: case.package.get(one.name) for one in OF_CASE}
    cells = zip(OF_CASE, (was["question"] or "", ";".join(case.focus)), strict=True)
    fields = [_field(*one) | {"of": "A" * bool(one[0].refers)} for one in cells]
    return {"table": CASE, "of": "", "was": was, "label": "The case", "open": True,
            "whole": True, "stays": True, "fields": fields}  # fmt: skip


def _one(table: Table) -> str:
    """Return what a row of a table is called."""
    return table.name.removesuffix("s").capitalize()


def _told(case: Case, row: Row, own: str) -> str:
    """Tell a row by its cells, records in them by their names."""
    cells = ", ".join(cell for name, cell in row.items() if cell and name != own)
    names = case.actor_names
    plain = re.sub(f"A{ID}", lambda one: names.get(one[0], one[0]), cells)
    return plain[:60] or f"the {case.text} itself"


def _field(column: Column, cell: str) -> dict:
    """Return a cell as a field, with what it holds."""
    mark = _mark(column)
    kind = "several" if mark else "who" if column.refers else ""
    refers = column.refers or ("SA" if mark else "")
    return {
        "name": column.name, "kind": kind or ("select" if column.values else "text"),
        "label": CALLED.get(column.name)
        or column.name.removesuffix("_id").replace("_", " ").capitalize(),
        "about": "", "help": column.description.replace("`", ""),
        "value": _held(column, cell), "of": "actors" if refers == "A" else refers,
        "more": not (cell or (column.required and not column.follows)),
        "options": [(one, one) for one in OTHERS.get(column.name, column.values)],
    }  # fmt: skip


def _mark(column: Column) -> str:
    """Return what joins the ids in the cells of a column; blank: it holds one."""
    if column.name == "chain":
        return "<"
    return ";" if column.listed and column.refers else ""


def _held(column: Column, cell: str) -> str | list[str]:
    """Return what a field of a column holds for a cell."""
    mark = _mark(column)
    return [one for one in cell.split(mark) if one] if mark else cell


def write(edit: Edit, given: Iterable[Mapping], focus: Iterable[str]) -> list[str]:
    """Change, add and remove rows as the parts of a form say; return new records.

    Raises
    ------
    DecisionError
        Where a row is not as it was, or one that goes is named by another.
    """
    gone, made, record = set(), [], ""
    for one in given:
        if one["table"] == CASE:
            made += _describe(edit, one)
            continue
        table, row = BY_NAME[one["table"]], _found(edit, one)
        own = table.columns[0].name
        if one.get("gone"):
            gone |= {row[own]} if row and table.letters else set()
            if row and not table.letters:
                edit.remove(table.name, row)
            continue
        cells = _cells(edit, table, one["now"], row or {})
        if row:
            edit.change(table.name, row, cells)
        elif table.letters:
            record = edit.next_id(numbered.letter(table, cells))
            edit.add(table.name, {own: record} | cells)
            made.append(record)
        elif any(cells.values()):
            edit.add(table.name, {own: one["of"] or record} | cells)
    _take_out(edit, gone, focus)
    return made


def _describe(edit: Edit, part: Mapping) -> list[str]:
    """Put what a form says of the case into the descriptor; return its file then."""
    package = cases.read_package(edit.folder)
    now = {"question": clean(part["now"]["question"]), "focus": part["now"]["focus"]}
    if any(package.get(key) != was for key, was in part["was"].items()):
        raise DecisionError(GONE)
    now = {key: one for key, one in now.items() if one != package.get(key, type(one)())}
    if now:
        edit.describe(now)
    return [DESCRIPTOR] if now else []


def _found(edit: Edit, part: Mapping) -> Row | None:
    """Find the row of a part; none where it is to come."""
    if not part["was"]:
        return None
    for row in edit.rows(part["table"]):
        if row == part["was"]:
            return row
    raise DecisionError(GONE)


def _cells(edit: Edit, table: Table, now: Mapping[str, Any], was: Mapping) -> dict:
    """Return the cells that are not as they were, and make who and what is new."""
    known = {column.name: column for column in table.columns}
    cells = {}
    for name, answer in now.items():
        column = known.get(name, Column(name, ""))
        if answer == _held(column, was.get(name, "")):
            continue
        new = "places" if column.refers == "L" else "actors"
        each = answer if isinstance(answer, list) else [answer]
        ones = dict.fromkeys(named(edit, one, new) for one in each if one)
        cells[name] = _mark(column).join(ones)
    return cells


def _take_out(edit: Edit, gone: set[str], focus: Iterable[str]) -> None:
    """Remove records, and out of the decisions that name them."""
    for one in sorted(gone & {*focus}):
        raise DecisionError(FOCUS.format(one))
    for row in [*edit.rows("references")]:
        named_here = row["record_id"].split(";")
        if left := ";".join(one for one in named_here if one not in gone):
            edit.change("references", row, {"record_id": left})
    written.take_out(edit, gone)
    for row in [row for row in edit.rows(TABLE) if gone & {*ids(row)}]:
        left = ";".join(one for one in ids(row) if one not in gone)
        edit.change(TABLE, row, {DECISION: left})
