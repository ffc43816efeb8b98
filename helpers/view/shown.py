"""What a view leaves of a case, and how it is read: all that is worded or drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, wraps
from typing import Any

import pandas as pd

from helpers.case import check, dates
from helpers.case.cases import Case
from helpers.view import narrowing, relations, select
from helpers.view.parameters import View

__all__ = ["Shown", "show"]


@dataclass(frozen=True)
class Shown:
    """A case as a view leaves it, with the view that it is read by.

    A class because whatever is worded or drawn needs both: a reading that may be
    forgotten is a wrong sentence. It also keeps what many ask of the same view.
    """

    case: Case
    view: View

    @classmethod
    def of(cls, whole: Case, view: View) -> "Shown":
        """Select what a view asks for.

        Raises
        ------
        ParameterError
            Where it names what the case does not have.
        """
        return cls(select.view(whole, view), view)

    @property
    def whole(self) -> Case:
        """The whole case, whatever the view."""
        return self.case.whole

    @property
    def of_all(self) -> "Shown":
        """All records of the case, read as the view reads them."""
        return Shown(self.whole, self.view)

    @cached_property
    def whatever_day(self) -> "Shown":
        """What the view leaves of all days: without its start, end and as_of."""
        view = self.view
        if not (view.start or view.end or view.as_of):
            return self
        any_day = {"start": "", "end": "", "as_of": ""}
        return Shown.of(self.whole, view.model_copy(update=any_day))

    def by(self, reading: str) -> "Shown":
        """Return the same records by another reading of dates and statuses."""
        return self if reading == self.view.dates else self.others[reading]

    @cached_property
    def others(self) -> dict[str, "Shown"]:
        """The same records by each reading but its own."""
        others = [one for one in select.READINGS if one != self.view.dates]
        views = (self.view.model_copy(update={"dates": one}) for one in others)
        return dict(zip(others, (Shown(self.case, v) for v in views), strict=True))

    def table(
        self, table: str, names: bool = False, dates: bool = False
    ) -> pd.DataFrame:
        """Return a copy of a table as the view leaves and reads it: ``Case.table``.

        Examples
        --------
        >>> shown.table("events", names=True).actors_name[0]
        [...]
        """
        return self.case.table(table, names, dates, self.view.dates)

    def when(self, row) -> dates.When:
        """Return the date of a record (both: the known one first)."""
        return select.when(row, self.view.dates)

    def status(self, row) -> str:
        """Return the status of a record (both: the known one first)."""
        return select.status(row, self.view.dates)

    def is_prospect(self, row) -> bool:
        """Return whether a record is expected, possible or asked."""
        return select.is_prospect(row, self.view.dates)

    def denied(self, row) -> bool:
        """Return whether a record is said not to be so."""
        return select.denied(row, self.view.dates)

    @cached_property
    def day(self) -> date | None:
        """The day that ties are as of: see ``relations.day``."""
        return relations.day(self.case, self.view)

    @cached_property
    def ordered(self) -> narrowing.Ordered:
        """What order adds to the dates, whatever the filters: see ``narrowing.of``."""
        return narrowing.of(self.whole, self.view)

    @cached_property
    def tie_list(self) -> list[relations.Tie]:
        """The ties of the day, one per pair and kind: see ``relations.ties``."""
        return relations.ties.rows(self.case, self.view, self.day)

    @cached_property
    def ties(self) -> pd.DataFrame:
        """The same as a frame, one row per tie."""
        return pd.DataFrame(self.tie_list, columns=relations.Tie._fields)

    @cached_property
    def stretches(self) -> list[relations.Stretch]:
        """How each pair stood from day to day up to the day, fleeting stretches too."""
        return relations.history.rows(self.case, self.view, self.day, course=False)

    @cached_property
    def outlooks(self) -> list[relations.Outlook]:
        """The prospects that each pair has had since when: ``relations.outlooks``."""
        return relations.outlooks(self.case, self.view)

    @cached_property
    def prospect_list(self) -> list[relations.Prospect]:
        """The prospects of the day, one per pair and kind."""
        return relations.prospects.rows(self.case, self.view, self.day)

    @cached_property
    def prospects(self) -> pd.DataFrame:
        """The same as a frame, one row per prospect."""
        rows = self.prospect_list
        return pd.DataFrame(rows, columns=relations.Prospect._fields)


def kept(find: Callable[[Shown], Any]) -> Callable[[Shown], Any]:
    """Let a view keep what is found in it; nobody may change that in place."""
    name = f"{find.__module__}.{find.__name__}"

    @wraps(find)
    def ask(shown: Shown) -> Any:
        found = vars(shown)
        if name not in found:
            found[name] = find(shown)
        return found[name]

    return ask


def show(view: View) -> Shown:
    """Read the case of a view, checked, and select what the view asks for.

    Raises
    ------
    CaseError, ParameterError
        Where the case does not stand its check, or the view names what it has not.

    Examples
    --------
    >>> show(View(as_of="2020-03-10")).day
    datetime.date(2020, 3, 10)
    """
    return Shown.of(check.load(view.case), view)
