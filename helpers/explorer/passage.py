"""The reader's own copy of the article: its paragraphs, and the cues of a record.

The project ships no text. What is read here is shown and never stored.
"""

import re
from pathlib import Path

from helpers import prose
from helpers.case.cases import Case
from helpers.propose.coverage import HEAD

SAME = str.maketrans("’‘“”–—\u00a0", "''\"\"-- ")  # a copy may have straight quotes
Part = tuple[str, bool]  # a piece of a paragraph, and whether it is a cue


class PassageError(ValueError):
    """A text that cannot be used; the message is one sentence."""


def _plain(text: str) -> str:
    """Return a text as cues are compared: letter for letter as long as it was."""
    lower = (c.lower() if len(c.lower()) == 1 else c for c in text.translate(SAME))
    return re.sub(r"\s", " ", "".join(lower))


def _splits(text: str) -> list[list[str]]:
    """Split a text at blank lines, and at every line: a copy may be either way."""
    return [
        [" ".join(part.split()) for part in parts if part.strip()]
        for parts in (re.split(r"\n\s*\n", text), text.split("\n"))
    ]


def _number(place: str) -> int:
    return int(place[1:])


def _misplaced(case: Case, paragraphs: list[str]) -> list:
    """List the references whose cue is not in their paragraph."""
    plain = [_plain(part) for part in paragraphs]
    return [
        row
        for row in case.rows("references")
        if _number(row.paragraph) > len(plain)
        or _plain(row.cue) not in plain[_number(row.paragraph) - 1]
    ]


def _places(case: Case) -> set[str]:
    """List the paragraphs of the article that the case speaks of."""
    cited = case.citations[case.citations.source_id == case.article]
    places = {p for cell in cited.locator for p in cell.split(";") if p}
    return places | set(case.references.paragraph)


def _text(path: Path) -> str:
    """Read a text file."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PassageError(f"{path.name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise PassageError(f"{path.name} is not UTF-8; save it as UTF-8") from error


def read(case: Case, path: str | Path) -> list[str]:
    """Read a copy of the article: its paragraphs, the first of them P1.

    A headline or a byline before the first paragraph may stay.

    Raises
    ------
    PassageError
        Where there is no such text, or it does not fit the case's paragraphs and cues.
    """
    if not case.article:
        raise PassageError(f"{case.name} has no article that a text could be a copy of")
    path = Path(path).expanduser()
    found = min(
        (parts[n:] for parts in _splits(_text(path)) for n in range(HEAD + 1)),
        key=lambda parts: (bool(_unfit(case, parts)), len(_misplaced(case, parts))),
    )
    if misfit := _unfit(case, found):
        raise PassageError(f"{path.name} does not fit the case: {misfit}")
    return found


def _unfit(case: Case, found: list[str]) -> str:
    """Return why some paragraphs are not those of the case; blank where they are."""
    last = max(map(_number, _places(case)), default=0)
    if len(found) < last:
        return (
            f"it has {prose.count(len(found), 'paragraph')}, and the case speaks of"
            f" P{last}; a paragraph is a line, or ends at a blank one"
        )
    if wrong := _misplaced(case, found):
        return (
            f"{len(wrong)} of {len(case.references)} cues are not in their paragraphs,"
            f" the first of them {wrong[0].reference_id} in {wrong[0].paragraph}"
        )
    return ""


def _parts(paragraph: str, cues: list[str]) -> list[Part]:
    """Cut a paragraph at its cues."""
    plain, marked = _plain(paragraph), [False] * len(paragraph)
    for cue in map(_plain, cues):
        at = plain.find(cue)
        if at >= 0:
            marked[at : at + len(cue)] = [True] * len(cue)
    pieces: list[Part] = []
    for letter, mark in zip(paragraph, marked, strict=True):
        if pieces and pieces[-1][1] == mark:
            pieces[-1] = (pieces[-1][0] + letter, mark)
        else:
            pieces.append((letter, mark))
    return pieces


def of(case: Case, paragraphs: list[str], record: str) -> list[tuple[str, list[Part]]]:
    """Return the paragraphs a record rests on, cut at its cues: place and parts."""
    cited = [c for c in case.cited.get(record, []) if c.source_id == case.article]
    places = {p for c in cited for p in c.locator.split(";") if p}
    rows = [r for r in case.rows("references") if record in r.record_id]
    places |= {r.paragraph for r in rows}
    return [
        (
            place,
            _parts(
                paragraphs[_number(place) - 1],
                [r.cue for r in rows if r.paragraph == place],
            ),
        )
        for place in sorted(places, key=_number)
        if _number(place) <= len(paragraphs)
    ]
