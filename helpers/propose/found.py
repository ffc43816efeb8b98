"""What is found in a paragraph, and the proposal that is made of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from helpers.propose.article import Line

COLUMNS = ("paragraph", "offset", "cue", "kind", "class", "value", "why")


@dataclass(frozen=True)
class Found:
    """A place in the plain letters of a paragraph, and what is proposed for it."""

    start: int
    end: int
    kind: str
    sort: str
    value: str
    why: str


def marked(line: Line, places: Iterable) -> bytearray:
    """Mark the letters of a paragraph that are in one of some places."""
    marks = bytearray(len(line.plain) + 1)
    for one in places:
        marks[one.start : one.end] = b"\1" * (one.end - one.start)
    return marks


def apart(line: Line, places: Iterable, others: Iterable) -> list:
    """List the places of a paragraph that share no letter with some others."""
    marks = marked(line, others)
    return [one for one in places if 1 not in marks[one.start : one.end]]


class Proposal(NamedTuple):
    """A cue in the text, and what it may be; ``sort`` is its class."""

    paragraph: int
    offset: int
    cue: str
    kind: str
    sort: str
    value: str
    why: str

    def row(self) -> dict[str, int | str]:
        """Return it by the names of its columns."""
        return dict(zip(COLUMNS, self, strict=True))


def proposal(line: Line, place: Found) -> Proposal:
    """Make a proposal of a place: its offset and its cue as the article has it."""
    offset, cue = line.offset(place.start), line.cue(place.start, place.end)
    told = place.kind, place.sort, place.value, place.why
    return Proposal(line.number, offset, cue, *told)
