"""A case with rows that have no id -> the same case with ids; no other cell changes."""

import re
from collections.abc import Mapping
from pathlib import Path

from helpers.case import cases, edited, schema

ID = re.compile(rf"[A-Z]{schema.ID}")


def write(case: str | Path) -> str:
    """Give each row without an id the next one, and return the difference; blank: none.

    Raises
    ------
    CaseError
        Where a table cannot be read, or has changed on disk meanwhile.
    """
    folder = cases.find(case)
    edit = edited.read(folder)
    there = [table for table in schema.TABLES if (folder / table.file).is_file()]
    named = {
        one
        for table in there
        for row in edit.rows(table.name)
        for cell in row.values()
        for one in ID.findall(cell)
    }
    for table in filter(lambda table: table.letters, there):
        key, after, rows = table.key[0], {}, edit.rows(table.name)
        if key not in edit.draft(table.name).header:
            continue  # which may be no header: check tells
        for nth, row in [(n, row) for n, row in enumerate(rows) if not row[key]]:
            first = letter(table, row)
            new = after.get(first) or edit.next_id(first)
            while new in named:  # by a cell that means another, which is not there
                new = _following(new)
            edit.change(table.name, row, {key: new}, nth)
            after[first] = _following(new)
    difference = edit.difference()
    edit.save()
    return difference


def _following(record: str) -> str:
    """Return the id that follows on one."""
    return f"{record[0]}{int(record[1:]) + 1:03}"


def letter(table: schema.Table, row: Mapping[str, str]) -> str:
    """Return the letter of a row's id; of a question among the claims, Q."""
    asks = table.letters == "CQ" and row.get("role") == "question"
    return "Q" if asks else table.letters[0]
