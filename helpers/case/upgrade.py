"""A case of an older version -> the same case with today's dictionary.

Only ``datapackage.json`` is written: a column that a table lacks reads as blank, so
no row has to change. A table that has no description gets one.
"""

import json
import shlex
from collections.abc import Mapping
from pathlib import Path

from helpers.case import cases, check, edited, inherited, schema
from helpers.case.cases import DESCRIPTOR, CaseError
from helpers.case.sheets import Problem


def note(case: str | Path) -> str:
    """Return a sentence on a case of an older version; blank for any other."""
    try:
        version = cases.version(cases.read_package(cases.find(case)))
    except CaseError:
        return ""
    if type(version) is not int or version not in range(1, schema.VERSION):
        return ""
    return (
        f"{DESCRIPTOR} is of version {version} of the tables, which still reads;"
        f" `dateline upgrade {shlex.quote(str(case))}` writes the dictionary of"
        f" version {schema.VERSION} and changes no row."
    )


def write(case: str | Path) -> str:
    """Write today's dictionary into a case and return the difference; blank: none.

    Raises
    ------
    CaseError
        Where its dictionary is not the one of its version, or cannot be written.
    """
    folder = cases.find(case)
    package = cases.read_package(folder)
    there = [table.name for table in schema.TABLES if (folder / table.file).is_file()]
    whole = edited.described(package, there)
    problems = [*check.dictionary(folder, whole), *check.texts(package)]
    if problems:
        raise CaseError("\n".join(map(str, problems)))
    edit = edited.read(folder)
    new = renewed(whole, {name: _header(edit, name) for name in there})
    if new == package:
        return ""
    edit.put(DESCRIPTOR, json.dumps(new, indent=2, ensure_ascii=False) + "\n")
    difference = edit.difference()
    edit.save()
    return difference


def anew(case: str | Path) -> list[Problem]:
    """List what was blank in tables of version 3 and follows from version 4 on."""
    folder = cases.find(case)
    tables = {t.name: cases.read_table(folder / t.file, t) for t in schema.TABLES}
    before, after = (inherited.whole(tables, n) for n in (3, schema.VERSION))
    file, column = "citations.csv", "said_event_id"
    remedy = "write - if no statement is meant"
    was = {row.Index: row.said_event_id for row in before["citations"]}
    found = [
        Problem(file, f"is read as {now} from now on", remedy, row.Index + 2, column)
        for row in after["citations"]
        if (now := row.said_event_id) and not was.get(row.Index, now)
    ]
    was, now = ({row.event_id for row in t["participants"]} for t in (before, after))
    wrong = "is in no row, and has the two of its relation from now on"
    remedy = "add a row for each who takes part"
    return found + [
        Problem("participants.csv", wrong, remedy, None, "event_id", event)
        for event in sorted(now - was)
    ]


def _header(edit: edited.Edit, table: str) -> list[str]:
    """List the columns that a table has; none where it cannot be read."""
    try:
        return edit.draft(table).header
    except CaseError:
        return []


def renewed(package: dict, headers: Mapping[str, list[str]]) -> dict:
    """Return a package with today's dictionary; every other key stays as it is.

    ``headers`` has the columns of each table, the coder's own among them.
    """
    older = cases.version(package) < schema.VERSION
    resources = [
        _merge(
            _loosened(entry) if older else entry,
            _resource(entry, headers.get(entry["name"], [])),
        )
        if isinstance(entry, dict) and str(entry.get("name")) in schema.BY_NAME
        else entry
        for entry in package["resources"]
    ]
    first = {key: package[key] for key in package if key == "$schema"}
    version = {cases.VERSION: schema.VERSION}
    return first | version | package | version | {"resources": resources}


def _resource(entry: dict, header: list[str]) -> dict:
    """Describe the table that a resource is of, the coder's own columns as it does."""
    made = schema.resource(schema.BY_NAME[entry["name"]])
    fields, told = made["schema"]["fields"], entry["schema"]["fields"]
    own = {one["name"]: one for one in told if schema.is_own_field(one)}
    for name in filter(schema.is_own, header):
        described = {"type": "string", "description": "A column of the coder's own."}
        fields.append({"name": name} | own.get(name, described))
    if {one["name"] for one in fields} == {*header}:
        fields.sort(key=lambda one: header.index(one["name"]))
    return made


def _loosened(entry: dict) -> dict:
    """Return a resource without what its columns may hold, which versions change."""
    fields = [
        {key: one[key] for key in one if key != "constraints"}
        for one in entry["schema"]["fields"]
    ]
    return entry | {"schema": entry["schema"] | {"fields": fields}}


def _merge(theirs, ours):
    """Return theirs with our keys; keys of their own stay, and the order of all."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return theirs | {key: _merge(theirs.get(key), ours[key]) for key in ours}
    if isinstance(ours, list) and all(isinstance(entry, dict) for entry in ours):
        by_name = {entry["name"]: entry for entry in theirs}
        return [_merge(by_name.get(entry["name"]), entry) for entry in ours]
    return ours
