"""A case of an older version -> the same case with today's dictionary.

Only ``datapackage.json`` is written: a column that a table lacks reads as blank, so
no row has to change. A table that has no description gets one.
"""

import json
import shlex
from pathlib import Path

from helpers.case import cases, check, edited, schema
from helpers.case.cases import DESCRIPTOR, CaseError


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
    if cases.version(package) == schema.VERSION and whole == package:
        return ""
    edit = edited.read(folder)
    text = json.dumps(renewed(whole), indent=2, ensure_ascii=False) + "\n"
    edit.put(DESCRIPTOR, text)
    difference = edit.difference()
    edit.save()
    return difference


def renewed(package: dict) -> dict:
    """Return a package with today's dictionary; every other key stays as it is."""
    resources = [
        _merge(entry, schema.resource(schema.BY_NAME[entry["name"]]))
        if isinstance(entry, dict) and str(entry.get("name")) in schema.BY_NAME
        else entry
        for entry in package["resources"]
    ]
    first = {key: package[key] for key in package if key == "$schema"}
    version = {cases.VERSION: schema.VERSION}
    return first | version | package | version | {"resources": resources}


def _merge(theirs, ours):
    """Return theirs with our keys; keys of their own stay, and the order of all."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return theirs | {key: _merge(theirs.get(key), ours[key]) for key in ours}
    if isinstance(ours, list) and all(isinstance(entry, dict) for entry in ours):
        by_name = {entry["name"]: entry for entry in theirs}
        return [_merge(by_name.get(entry["name"]), entry) for entry in ours]
    return ours
