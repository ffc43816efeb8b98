"""What a decision has written: read back into its answers, or taken out again.

A record that several cues were accepted as is that of the first decision among them.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from helpers.case.edited import Edit, Row
from helpers.case.schema import BY_LETTER, TABLES, Table
from helpers.explorer.decisions import UNSIGNED, DecisionError
from helpers.explorer.progress import ids
from helpers.explorer.questions import WAYS
from helpers.propose.decided import DECISION, TABLE

MADE = {"E": "event", "R": "relation", "O": "order", "C": "claim", "Q": "claim",
        "A": "actor", "T": "dismissed"}  # fmt: skip
ANSWERS = {  # by the columns that have another name than the answer
    "summary": "title", "text": "title", "when_article": "when", "actor_id": "who",
    "status_article": "status", "source_actor": "source", "target_actor": "target",
    "sign": "tie", "first_id": "first", "second_id": "second", "relation": "lies",
    "dismissed": "why", "aliases": "",
}  # fmt: skip
SEVERAL = (
    "“{cue}” is accepted as {decision}, which no one form shows: take it back, or"
    " change these rows in the tables."
)


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


def answers(edit: Edit, proposal: Mapping[str, str]) -> tuple[str, dict]:
    """Return the way in which a proposal was accepted, and the answers that wrote it.

    Raises
    ------
    DecisionError
        Where no one form holds them, as when a cue was accepted twice.
    """
    rows = {one: row for one in ids(proposal) if (row := _row(edit, one))}
    whole = {row.get("event_id") or row.get("first_id") if one[0] in "RO" else one
             for one, row in rows.items() if one[0] != "T"}  # fmt: skip
    main = next((one for one in rows if one[0] != "T"), next(iter(rows), ""))
    apart = [one for one in rows if one[0] not in "RO" or main[0] in "RO"]
    mine = own(edit, proposal)
    cited = _cited(edit, main, "" if main in mine else f"P{proposal['paragraph']}")
    chain = cited.get("chain", "").split("<")[1:]
    if (
        not rows
        or (len(whole) > 1 and main[0] not in "RO")
        or len({one[0] for one in apart}) < len(apart)
        or len(chain) > 2
    ):
        raise DecisionError(SEVERAL.format_map(proposal))
    told = {"voice": chain[-1] if chain else "", "via": chain[0] if chain[1:] else "",
            "amount": rows[main].get("amount", "")}  # fmt: skip
    told |= dict.fromkeys(("when", "alias"), "")
    told |= {name: cited.get(name, "") for name in ("strength", "wording", "stance")}
    for one in [one for one in rows if one in mine or one[0] == "A"][::-1]:
        told |= _told(one, rows[one])
    return _way(edit, proposal, main, told)


def _way(edit: Edit, proposal: Mapping, main: str, told: dict) -> tuple[str, dict]:
    """Return the way that a record was made in, and the answers as it asks them."""
    if main not in own(edit, proposal) and main[0] != "A":
        return "known", told | {"record": main}
    people = [[row["actor_id"], row["role"]] for row in edit.rows("participants")
              if row["event_id"] == main]  # fmt: skip
    spoken = [told["voice"], "speaker"]
    if spoken not in people or "statement" not in WAYS.get(proposal["kind"], MADE):
        return MADE[main[0]], told | {"people": people}
    people.remove(spoken)
    for row in edit.rows("citations"):
        if row.get("said_event_id") == main and row["record_id"] != main:
            told |= {"record": row["record_id"], "stance": row["stance"]}
    return "statement", told | {"people": people, "speaker": spoken[0]}


def _told(record: str, row: Row) -> dict[str, str]:
    """Return the answers that the cells of a record are."""
    told = {ANSWERS.get(column, column): cell for column, cell in row.items()}
    told |= {"title": row["title"]} if "title" in row else {}  # with a summary beside
    if record[0] == "T":
        return told | {"tells": row["kind"]}
    return told | ({"tie": row["sign"] or UNSIGNED} if record[0] == "R" else {})


def _row(edit: Edit, record: str) -> Row | None:
    """Return the row of a record."""
    table = BY_LETTER.get(record[:1])
    rows = edit.rows(table.name) if table else []
    return next((row for row in rows if row[table.key[0]] == record), None)


def _cited(edit: Edit, record: str, place: str) -> Mapping[str, str]:
    """Return the citation of a record at a place, or else its first."""
    rows = [row for row in edit.rows("citations") if row["record_id"] == record]
    here = [row for row in rows if place and place in row["locator"].split(";")]
    return next(iter(here + rows), {})


# ---- taken out ----------------------------------------------------------------------


def remove(
    edit: Edit,
    proposal: Mapping[str, str],
    records: Collection[str],
    focus: Collection[str] = (),
) -> None:
    """Remove what a decision has made, with participants and citations.

    An actor goes if nothing needs it; a record of another decision stays.

    Raises
    ------
    DecisionError
        Where a row of something else names one of them; a sentence says which.
    """
    mine = {one for one in own(edit, proposal) if one in records}
    _leave(edit, proposal, {*records} - mine)
    others = {one: row["cue"] for row in edit.rows(TABLE) if row is not proposal
              for one in ids(row)}  # fmt: skip
    gone = {one for one in mine if one[0] != "A"}
    for one in sorted(gone & others.keys()):
        raise DecisionError(f"{one} is what “{others[one]}” is too: take that back.")
    for record, file, row in _resting(edit, gone):
        raise DecisionError(
            f"{record} is named by {next(iter(row.values()))} in {file}: take that"
            " back or change it first."
        )
    for table in TABLES:
        for row in [row for row in edit.rows(table.name) if _is_of(table, row, gone)]:
            edit.remove(table.name, row)
    for one in mine - gone - {*focus} - others.keys():
        if (row := _row(edit, one)) and not [*_resting(edit, {one})]:
            edit.remove("actors", row)


def _leave(edit: Edit, proposal: Mapping[str, str], records: Collection[str]) -> None:
    """Take a place out of records that stay: out of their citations, and its amount."""
    number = proposal["paragraph"]
    for one in records if proposal["kind"] == "number" else ():
        if (row := _row(edit, one)) and row.get("amount"):
            edit.change(BY_LETTER[one[0]].name, row, {"amount": ""})
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


def _is_of(table: Table, row: Row, records: Collection[str]) -> bool:
    """Whether a row is a record, or goes with it."""
    key = table.key[0] if table.key else "record_id"
    return row.get(key) in records or row.get("said_event_id") in records


def _resting(edit: Edit, records: Collection[str]) -> Iterator[tuple[str, str, Row]]:
    """Give each record that a row of something else names, and that row."""
    for table in TABLES:
        for row in edit.rows(table.name):
            named = {one for cell in row.values() for one in re.split("[;<]", cell)}
            if not _is_of(table, row, records) and named & {*records}:
                yield min(named & {*records}), table.file, row
