"""The runs of a sweep beside their base: what came of each, and what moves.

Plain values; it reads no file and writes no sentence.
"""

from dataclasses import dataclass
from functools import cached_property

from helpers.case.inherited import grouped
from helpers.compare import moving
from helpers.compare.findings import Outcome
from helpers.compare.moving import Move
from helpers.compare.variations import Variation
from helpers.run.plans import Plan, Run
from helpers.run.store import Record


@dataclass(frozen=True)
class Compared:
    """The runs of a sweep, each once, the base first, with what came of each.

    A class because every part of the page asks for the same few lists.
    """

    plan: Plan
    runs: list[tuple[Run, Record]]

    @property
    def base(self) -> Record:
        """What came of the base."""
        return self.runs[0][1]

    @property
    def done(self) -> list[tuple[Run, Record]]:
        """The runs that were made."""
        return [pair for pair in self.runs if pair[1].status == "done"]

    @property
    def failed(self) -> int:
        """How many runs have failed."""
        return len(self.runs) - len(self.done)

    @cached_property
    def shared(self) -> dict[str, list[str]]:
        """The labels of views that ask for the same as an earlier one, by its run."""
        found = grouped((one.key, one.variation.label) for one in self.plan.runs)
        return {key: labels[1:] for key, labels in found.items()}

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """What came of the runs that were made; nothing where the base was not."""
        if self.base.status == "failed":
            return []
        return [Outcome(r.variation, tuple(rec.findings)) for r, rec in self.done]

    @cached_property
    def moves(self) -> list[Move]:
        """Every finding that a view moves."""
        return moving.moves(self.outcomes) if self.outcomes else []

    @cached_property
    def moved(self) -> dict[Variation, dict[str, Move]]:
        """What each view moves, by the finding's name; those that move most first."""
        return moving.by_variation(self.moves)

    @property
    def movers(self) -> list[Run]:
        """The runs that move a finding, those that move most first."""
        runs = {run.variation: run for run, _ in self.done}
        return [runs[one] for one in self.moved]

    @cached_property
    def reach(self) -> list[moving.Reach]:
        """How far each finding of the base moves, the farthest first."""
        every = self.base.findings
        rows = [moving.reach(one, self.outcomes, self.moves) for one in every]
        return sorted(rows, key=lambda row: (-row.far, -row.moved))


def compared(plan: Plan, records: list[Record]) -> Compared:
    """Put a record beside each run of a plan, each run once."""
    by_key = {record.key: record for record in records}
    return Compared(plan, [(one, by_key[one.key]) for one in plan.once])
