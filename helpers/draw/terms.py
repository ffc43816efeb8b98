"""What a chart shows in terms of its data: days and numbers, for whoever analyses it.

They stand beside the shapes of a chart and travel with none of its texts.
"""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True)
class Span:
    """A date of a record: ``day``, ``window``, ``lasted``, or a tick at its day.

    A tick is ``told`` or ``agreed``: the day of a report or of an agreement. Days are
    ISO dates, both within it; a blank one is stated by nobody. What lasted has an
    ``end`` that is ``open`` where nobody states it, ``on`` where it still went on.
    ``account`` names whose date it is, beside another one of the same row.
    """

    record: str
    kind: str
    first: str = ""
    last: str = ""
    end: str = ""
    sign: str = ""
    status: str = ""
    about: bool = False
    account: str = ""
    words: str = ""  # blank: those of its row


class Step(NamedTuple):
    """A number from a day on, or the bounds between which it was not proven."""

    day: str
    value: float | None
    low: float
    high: float
    words: str = ""


@dataclass(frozen=True)
class Series:
    """A number over time, in steps; each holds until the next, the last until ``end``.

    Those of one ``unit`` share an axis.
    """

    name: str
    unit: str
    steps: tuple[Step, ...]
    end: str
    colour: str = "ink"
