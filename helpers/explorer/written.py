"""What a decision has written, taken out again.

A record that several cues were accepted as is that of the first decision among them.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from helpers.case.edited import Change, Edit, Row
from helpers.case.schema import BY_LETTER, BY_NAME, TABLES, Table
from helpers.explorer.decisions import DecisionError
from helpers.explorer.progress import ids
from helpers.propose.decided import DECISION, TABLE

FILLED = {"number": "amount", "condition": "condition"}  # by a cue's kind
SAID = ("chain", "said_event_id", "strength", "wording")  # what a statement told of it


def own(edit: Edit, proposal: Mapping[str, str]) -> list[str]:
    """List the records that a decision has made: no other was accepted as them before.

    References are numbered as they are made.
    """
    named = sorted((row for row in edit.rows(TABLE) if row[DECISION]), key=_since)
    makers = {one: row for row in named[::-1] for one in ids(row)}
    return [one for one in ids(proposal) if makers.get(one) is proposal]


def _since(proposal: Mapping[str, str]) -> tuple[int, str]:
    """Return what sorts decisions by the first reference that each has made."""
    made = [(len(one), one) for one in ids(proposal) if one[:1] == "T"]
    return min(made, default=(99, ""))


def row_of(edit: Edit, record: str) -> Row | None:
    """Return the row of a record."""
    table = BY_LETTER.get(record[:1])
    rows = edit.rows(table.name) if table else []
    return next((row for row in rows if row[table.key[0]] == record), None)


def remove(
    edit: Edit, proposal: Mapping[str, str], focus: Collection[str] = ()
) -> None:
    """Remove what a decision has made, with participants and citations.

    An actor or place goes if nothing needs it; a record of another decision stays.

    Raises
    ------
    DecisionError
        Where a row of something else names one of them; a sentence says which.
    """
    mine = {*own(edit, proposal)}
    _leave(edit, proposal, {*ids(proposal)} - mine)
    others = {one: row["cue"] for row in edit.rows(TABLE) if row is not proposal
              for one in ids(row)}  # fmt: skip
    gone = {one for one in mine if one[0] not in "AL"}
    for one in sorted(gone & others.keys()):
        raise DecisionError(f"{one} is what “{others[one]}” is too: take that back.")
    take_out(edit, gone)
    for one in mine - gone - {*focus} - others.keys():
        if row_of(edit, one) and not [*_resting(edit, {one})]:
            take_out(edit, {one})


def take_out(edit: Edit, records: Collection[str]) -> None:
    """Remove records with what goes with them.

    Raises
    ------
    DecisionError
        Where a row of something else names one of them; a sentence says which.
    """
    for record, file, row in _resting(edit, records):
        raise DecisionError(
            f"{record} is named by {next(iter(row.values()))} in {file}: take that"
            " back or change it first."
        )
    for table in TABLES:
        for row in [row for row in edit.rows(table.name) if is_of(table, row, records)]:
            if table.name == "citations" and _is_last(edit, row, records):
                edit.change("citations", row, dict.fromkeys(SAID, ""))
            else:
                edit.remove(table.name, row)


def removed(changes: Collection[Change]) -> list[str]:
    """List what changes removed: records, and rows of records that stay."""
    rows = [(BY_NAME[one.table], one.before) for one in changes if not one.after]
    records = [row[table.key[0]] for table, row in rows if table.letters]
    beside = [(table.name[:-1], next(iter(row.values()))) for table, row in rows
              if not is_of(table, row, records)]  # fmt: skip
    return [*records, *(f"a {label} of {record}" for label, record in beside)]


def _is_last(edit: Edit, row: Row, records: Collection[str]) -> bool:
    """Whether a citation is all that is left of a record that stays: its own word."""
    record = row["record_id"]
    own = [one for one in edit.rows("citations") if one["record_id"] == record]
    return own == [row] and record not in records and not row["stance"]


def _leave(edit: Edit, proposal: Mapping[str, str], records: Collection[str]) -> None:
    """Take a cue out of records that stay: its paragraph, its amount and its place."""
    number, its = proposal["paragraph"], ids(proposal)
    for one, row in [(one, row_of(edit, one)) for one in records]:
        column = FILLED.get(proposal["kind"], "")
        gone = {column: ""} if row and row.get(column) else {}
        if row and row.get("place_id") in its:
            gone["place_id"] = ""
        if gone:
            edit.change(BY_LETTER[one[0]].name, row, gone)
    still = {one for row in edit.rows(TABLE) if row is not proposal
             and row["paragraph"] == number for one in ids(row)}  # fmt: skip
    for one in {*records} - still:
        rows = [row for row in edit.rows("citations") if row["record_id"] == one
                and f"P{number}" in row["locator"].split(";")]  # fmt: skip
        if len(rows) != 1:
            continue
        rest = [at for at in rows[0]["locator"].split(";") if at != f"P{number}"]
        if rest:
            edit.change("citations", rows[0], {"locator": ";".join(rest)})
        else:
            edit.remove("citations", rows[0])


def is_of(table: Table, row: Row, records: Collection[str]) -> bool:
    """Whether a row is a record, or goes with it."""
    key = table.key[0] if table.key else "record_id"
    return row.get(key) in records or row.get("said_event_id") in records


def _resting(edit: Edit, records: Collection[str]) -> Iterator[tuple[str, str, Row]]:
    """Give each record that a row of something else names, and that row."""
    for table in TABLES:
        for row in edit.rows(table.name):
            named = {one for cell in row.values() for one in re.split("[;<]", cell)}
            if not is_of(table, row, records) and named & {*records}:
                yield min(named & {*records}), table.file, row
