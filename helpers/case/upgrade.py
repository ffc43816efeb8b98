"""A case of an older version -> the same case with today's dictionary.

Only ``datapackage.json`` is written: a column that a table lacks reads as blank, so
no row has to change.
"""

import json
import shlex
from difflib import unified_diff
from pathlib import Path

from helpers import paths
from helpers.case import cases, check, schema, sheets
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
    """Give a case today's dictionary, and return the difference; blank: none.

    Raises
    ------
    CaseError
        Where its dictionary is not the one of its version, or cannot be written.
    """
    folder = cases.find(case)
    package = cases.read_package(folder)
    wrong = [*check.dictionary(folder, package), *check.texts(package)]
    if wrong:
        raise CaseError("\n".join(map(str, wrong)))
    if cases.version(package) == schema.VERSION:
        return ""
    path = (folder / DESCRIPTOR).resolve()  # a link stays one
    old = path.read_text(encoding="utf-8")
    new = json.dumps(renewed(package), indent=2, ensure_ascii=False) + "\n"
    paths.write(path, new)
    lines = unified_diff(
        old.splitlines(), new.splitlines(), DESCRIPTOR, DESCRIPTOR, lineterm=""
    )
    return "\n".join(map(sheets.inert, lines))


def renewed(package: dict) -> dict:
    """Return a package with today's dictionary; every other key stays as it is."""
    resources = [
        _merged(one, schema.resource(schema.BY_NAME[one["name"]]))
        if isinstance(one, dict) and str(one.get("name")) in schema.BY_NAME
        else one
        for one in package["resources"]
    ]
    first = {key: package[key] for key in package if key == "$schema"}
    now = {cases.VERSION: schema.VERSION}
    return first | now | package | now | {"resources": resources}


def _merged(theirs, ours):
    """Put our keys over theirs, which keep their place and what they hold more."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        return theirs | {key: _merged(theirs.get(key), ours[key]) for key in ours}
    if isinstance(ours, list) and all(isinstance(one, dict) for one in ours):
        named = {one["name"]: one for one in theirs}
        return [_merged(named.get(one["name"]), one) for one in ours]
    return ours
