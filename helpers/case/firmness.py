"""How firm a record is, and how surely a tie counts on a day: one row each, in order.

A record has a status; a tie has the status of its best records, and on a day it counts
for certain, possibly, or from an unknown day on.
"""

from typing import NamedTuple

FORESEES = ("speaks of {what} to come", "speak of {what} to come")


class Status(NamedTuple):
    """A status: as the tables have it, its kind, the fill of its tie, and words."""

    name: str
    kind: str  # attested, prospect or denied
    look: str = "hollow"
    foresees: tuple[str, str] = FORESEES  # what one voice does, and several do
    announces: tuple[str, ...] = ()  # those who are to do it themselves
    ahead: str = "foreseen"  # before its date


ROWS = (
    Status("happened", "attested", "solid"),
    Status("reported", "attested"),
    Status("claimed", "attested"),
    Status("expected", "prospect", foresees=("expects {what}",
                                             "expect {what}"),
           announces=("announces {what}", "announce {what}")),
    Status("possible", "prospect", foresees=("calls {what} possible",
                                             "call {what} possible"),
           ahead="possible"),
    Status("asked", "prospect", foresees=("asks about {what}",
                                          "ask about {what}"),
           ahead="in question"),
    Status("denied", "denied"),
)  # fmt: skip
OF_STATUS = {row.name: row for row in ROWS}
STATUSES = tuple(OF_STATUS)
ATTESTED, PROSPECTS = (
    tuple(row.name for row in ROWS if row.kind == kind)
    for kind in ("attested", "prospect")
)
TOLD_ONLY = tuple(name for name in ATTESTED if OF_STATUS[name].look == "hollow")


class Certainty(NamedTuple):
    """How surely a tie counts: its name, its look, and words for it."""

    name: str
    look: str  # blank where the status has the look
    told: str  # of a tie
    legend: str
    hedge: str  # before the state of a tie


CERTAINTIES = (
    Certainty("certain", "", "certain on the day", "", ""),
    Certainty("possible", "hatched", "possible, not certain on the day",
              "possible on the day, not certain", "perhaps "),
    Certainty("unknown", "unknown", *("start not stated",) * 2, "perhaps "),
)  # fmt: skip
OF_CERTAINTY = {row.name: row for row in CERTAINTIES}
