"""The balance of a case as a view asks for it: one day and one rule for all."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from helpers import relations
from helpers.balance import network
from helpers.balance.census import census
from helpers.balance.course import Range, over_time, spread
from helpers.balance.frustration import Frustration, frustration
from helpers.balance.network import Rule
from helpers.balance.readings import readings, unsure
from helpers.balance.what_if import what_if
from helpers.cases import Case
from helpers.parameters import View


@dataclass(frozen=True)
class Picture:
    """The signed network of a case on a day, and what follows from it.

    A class because charts, words and lists must speak of the same day and rule.
    """

    case: Case
    rule: Rule
    day: date | None
    asked: dict[str, str]  # memory, dates and level

    @cached_property
    def ties(self) -> pd.DataFrame:
        """The pairs: see network.frame."""
        return network.ties(self.case, self.day, self.rule, **self.asked)

    @cached_property
    def actors(self) -> list[str]:
        """All who have a tie by the rule on any day."""
        how = {name: self.asked[name] for name in ("dates", "level")}
        return network.actors(self.case, self.rule, **how)

    @cached_property
    def triads(self) -> pd.DataFrame:
        """The triangles: see census.census."""
        return census(self.ties)

    @cached_property
    def frustration(self) -> Frustration:
        """The line index of balance, and its partitions."""
        return frustration(self.ties, actors=self.actors)

    @cached_property
    def range(self) -> Range:
        """The range of the index over all readings of the pairs."""
        return spread(self.ties)

    @cached_property
    def what_if(self) -> pd.DataFrame:
        """The index after each single change: see what_if.what_if."""
        return what_if(self.ties)

    @cached_property
    def course(self) -> pd.DataFrame:
        """The balance from day to day, up to the day: see course.over_time."""
        return over_time(self.case, self.rule, self.day, **self.asked)

    @cached_property
    def read(self) -> dict[int, pd.DataFrame]:
        """The readings of each triangle with one unsure pair, by its row."""
        return {
            row.Index: readings(self.case, row, self.day, self.rule, **self.asked)
            for row in self.triads.itertuples()
            if len(unsure(row, self.ties)) == 1
        }


def picture(case: Case, asked: View, rule: Rule | None = None) -> Picture:
    """Take the balance of a case on a view's day, by the case's rule or another."""
    rule = rule or network.rule(getattr(case, "rule", "acts"))
    return Picture(case, rule, relations.day(case, asked), relations.asked(asked))
