"""A reader's stars and notes on records: a file beside the views of a case.

The report shows them where they are asked for, and nothing else of the project reads
them. What is no note is one sentence, and the file stays as it was.
"""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from helpers import paths, prose
from helpers.case import yaml_file
from helpers.case.cases import Case
from helpers.case.spelling import did_you_mean
from helpers.case.yaml_file import YamlError

NAME = "notes.yaml"
LONGEST = 2000  # letters of a note
MOST = 1000  # records with one
HEAD = "# Stars and notes on records: star (true or false), text, when.\n"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
FORM = "write `E001: {star: true, text: 'what is of note', when: '2021-09-11'}`"
Notes = dict[str, dict[str, Any]]  # what is noted of a record, by its id


class NoteError(prose.Refusal):
    """A note that cannot be kept or read; the message is one sentence."""


def read(path: Path, case: Case) -> Notes:
    """Read the notes of a file on records of a case.

    Raises
    ------
    NoteError
        Where there is no such file, or something in it is no note on a record.
    """
    try:
        found = yaml_file.read(path)
        if len(found) > MOST:
            raise NoteError(f"it notes {len(found)} records; {MOST} are the most.")
        return {record: _noted(case, record, told) for record, told in found.items()}
    except YamlError as error:
        raise NoteError(str(error)) from error
    except NoteError as error:
        raise NoteError(f"{path.name}: {error}") from None


def keep(path: Path, case: Case, record: str, star: Any, text: Any) -> Notes:
    """Write a star and a note on a record beside those of a file; give them all.

    With neither, the record has no note any more.

    Raises
    ------
    NoteError
        Where it is no note on a record of the case, or what the file holds is none.
    """
    when = datetime.now().isoformat(" ", "minutes")
    try:
        one = _noted(case, record, {"star": star, "text": text, "when": when})
    except NoteError as error:
        raise NoteError(prose.upper_first(str(error))) from None
    found = read(path, case) if path.exists() else {}
    kept = {r: told for r, told in found.items() if r != record}
    kept |= {record: one} if one["star"] or one["text"] else {}
    if len(kept) > MOST:
        raise NoteError(f"{MOST} records are noted, and no more can be.")
    told = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False) if kept else ""
    paths.write(path, HEAD + told)
    return kept


def _noted(case: Case, record: Any, told: Any) -> dict[str, Any]:
    """Read what is noted of a record."""
    if not isinstance(record, str) or record not in case.whole.by_id:
        hint = did_you_mean(str(record)[:60], case.whole.by_id) or "."
        raise NoteError(f"{str(record)[:60]!r} is no record of {case.name}{hint}")
    if not isinstance(told, dict) or not {*told} <= {"star", "text", "when"}:
        raise NoteError(f"what it says of {record} is no note; {FORM}.")
    star, text = told.get("star", False), told.get("text", "")
    if not isinstance(star, bool) or not isinstance(text, str):
        raise NoteError(f"the star of {record} is true or false, and its text is text.")
    if len(text) > LONGEST:
        size = f"{len(text)} letters; {LONGEST} are the most"
        raise NoteError(f"the note on {record} has {size}.")
    if odd := CONTROL.search(text):
        raise NoteError(f"the note on {record} holds U+{ord(odd[0]):04X}; remove it.")
    return {"star": star, "text": text.strip(), "when": str(told.get("when", ""))[:40]}
