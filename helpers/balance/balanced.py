"""The balance of a case as a view asks for it: one day and one rule for all."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from helpers.balance import signed_ties
from helpers.balance.census import census
from helpers.balance.changes import what_if
from helpers.balance.course import Range, index_range, over_time
from helpers.balance.frustration import Budget, Frustration, frustration, settled
from helpers.balance.readings import among, by_pair, readings, unsure
from helpers.balance.signed_ties import Rule
from helpers.case.cases import Case
from helpers.view.shown import Shown

PROOF = 3.0  # seconds of the processor for all that is proven of a view
MOST_SOLVED = 256  # networks whose index is remembered
SOLVED: dict[tuple, Frustration] = {}


class Unfit(NamedTuple):
    """The last stretch of days on which some tie fits no split into two sides.

    ``ties`` is how many, at least, on its last network; ``pairs`` are those that no
    best split fits, ``records`` what they rest on. ``until`` is None where it goes on.
    """

    ties: int
    since: date
    until: date | None
    pairs: tuple[tuple[str, str], ...]
    records: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """The signed network of a case on a day, and what follows from it.

    A class because charts, words and lists must speak of the same day and rule.
    """

    shown: Shown
    rule: Rule
    budget: Budget  # what its proofs may take, all together

    @property
    def case(self) -> Case:
        """The case as the view leaves it."""
        return self.shown.case

    @property
    def day(self) -> date | None:
        """The day of the ties."""
        return self.shown.day

    @cached_property
    def ties(self) -> pd.DataFrame:
        """The pairs: see signed_ties.frame."""
        return signed_ties.ties(self.case, self.shown.view, self.day, self.rule)

    @cached_property
    def signs(self) -> dict[frozenset[str], int]:
        """The sign of each pair that has one."""
        return {frozenset((a, b)): sign for a, b, sign in settled(self.ties)}

    @cached_property
    def actors(self) -> list[str]:
        """All who have a tie by the rule on any day."""
        always = self.shown.whatever_day
        return signed_ties.actors(always.case, always.view, self.rule)

    @cached_property
    def triads(self) -> pd.DataFrame:
        """The triangles: see census.census."""
        return census(self.ties)

    @cached_property
    def frustration(self) -> Frustration:
        """The line index of balance, and its partitions."""
        return self.budget.spend(lambda left: _solve(self.ties, left, self.actors))

    @cached_property
    def loose(self) -> list[str]:
        """The actors without a sign on any tie on the day: they can stand anywhere."""
        tied = self.ties[self.ties.sign != 0]
        return [a for a in self.actors if a not in {*tied.a, *tied.b}]

    @cached_property
    def among_tied(self) -> Frustration:
        """The same among those who have a tie: where it is unique, so are the sides."""
        tied = self.ties[self.ties.sign != 0]
        return self.budget.spend(lambda left: frustration(tied, left))

    @property
    def sides(self) -> list[tuple[str, ...]]:
        """The sides of those who have a tie; none where no one split is proven best."""
        solved = self.among_tied
        if not (solved.proven and solved.unique):
            return []
        return [side for side in solved.partitions[0].sides if side]

    @cached_property
    def unfit(self) -> Unfit | None:
        """The last days on which some tie fits no split; None where there are none.

        Nor where that is not proven of every day.
        """
        rows = list(self.course.itertuples())
        odd = [n for n, row in enumerate(rows) if row.index]
        if not odd or not all(row.proven for row in rows):
            return None
        last = first = odd[-1]
        while first - 1 in odd:
            first -= 1
        until = rows[last + 1].since - timedelta(days=1) if rows[last + 1 :] else None
        how = self.case, self.shown.view, rows[last].since, self.rule
        ties = signed_ties.ties(*how, course=until is not None)
        pairs = self.budget.spend(lambda left: frustration(ties, left)).always
        kept = [{a, b} in map(set, pairs) for a, b in zip(ties.a, ties.b, strict=True)]
        ids = tuple(i for row in ties.records[kept] for i in row)
        return Unfit(rows[last].index, rows[first].since, until, pairs, ids)

    @cached_property
    def range(self) -> Range:
        """The range of the index over all readings of the pairs."""
        return self.budget.spend(lambda left: index_range(self.ties, left))

    @cached_property
    def what_if(self) -> pd.DataFrame:
        """The index after each single change: see changes.what_if."""
        return self.budget.spend(lambda left: what_if(self.ties, left))

    @cached_property
    def course(self) -> pd.DataFrame:
        """The balance from day to day, up to the day: see course.over_time.

        It takes half of the time that is left, so that single changes have theirs.
        """
        how = self.case, self.shown.view, self.rule, self.day
        return self.budget.spend(lambda left: over_time(*how, left), share=0.5)

    @cached_property
    def read(self) -> dict[int, pd.DataFrame]:
        """The readings of each triangle with one unsure pair, by its row."""
        view, found = self.shown.view, {}
        places = by_pair(self.case, view.level)
        for row in self.triads.itertuples():
            if len(unsure(row, self.ties)) == 1:
                case = among(self.case, (row.a, row.b, row.c), places)
                found[row.Index] = readings(case, view, row, self.day, self.rule)
        return found


def _solve(ties: pd.DataFrame, left: float, actors: list[str]) -> Frustration:
    """Return the index of a network; once proven, without proving it anew.

    Most views of a sweep have the same network.
    """
    ends = tuple(zip(ties.a, ties.b, ties.sign, ties.may, strict=True))
    key = ends, tuple(actors)
    if key in SOLVED:
        return SOLVED[key]
    found = frustration(ties, left, actors=actors)
    if found.proven and found.complete:  # else more time may find more
        while len(SOLVED) >= MOST_SOLVED:
            SOLVED.pop(next(iter(SOLVED)))
        SOLVED[key] = found
    return found


def picture(
    shown: Shown, rule: Rule | None = None, budget: Budget | None = None
) -> Picture:
    """Take the balance of a case on a view's day, by the case's rule or another.

    Pictures that are made together may share a budget.

    Examples
    --------
    >>> balance.picture(shown).frustration.index
    0
    """
    return Picture(
        shown, rule or signed_ties.rule(shown.case.rule), budget or Budget(PROOF)
    )
