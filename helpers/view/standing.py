"""How the actors of a case stand on a day, and which of them a chart shows."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from helpers.case.cases import Case
from helpers.view.shown import Shown

MOST = 8  # actors on a chart; the others are folded, in words


@dataclass(frozen=True)
class Standing:
    """How the actors of a case stand on a day: ties, prospects, and who is shown.

    A class because a chart, its words and its list must speak of the same day and
    the same actors. ``ties`` and ``ahead`` hold every kind; ``actors`` are those
    shown, in the case's order with collectives last, ``folded`` the others.
    """

    day: date | None
    ties: pd.DataFrame
    ahead: pd.DataFrame
    actors: list[str]
    folded: list[str]
    collectives: set[str]

    @cached_property
    def attested(self) -> pd.DataFrame:
        """The ties proper: one-sided views and ties within one actor left out."""
        return self.ties[self.ties.kind == "tie"]

    @cached_property
    def prospects(self) -> pd.DataFrame:
        """The prospects of ties proper."""
        return self.ahead[self.ahead.kind == "tie"]


def standing(shown: Shown, most: int = MOST) -> Standing:
    """Return how the actors stand on the day of a view."""
    case, on_day = shown.case, (shown.day, shown.ties, shown.prospects)
    everyone = Standing(*on_day, [], [], collectives(case))
    actors, folded = chosen(case, [everyone.attested, everyone.prospects], most)
    return Standing(*on_day, actors, folded, everyone.collectives)


def collectives(case: Case) -> set[str]:
    """List the publics and unnamed groups."""
    return {a.actor_id for a in case.rows("actors") if a.kind == "collective"}


def chosen(case: Case, frames: list[pd.DataFrame], most: int = MOST):
    """Choose the actors of a chart, those with a row in the earliest frame first.

    The focus comes before others. Both lists stand in the case's order, collectives
    last.
    """
    grouped = collectives(case)

    def place(actor: str) -> tuple:
        return actor in grouped, case.rank.get(actor, 0), actor

    ranked: dict[str, tuple] = {}
    for nth, frame in enumerate(frames):
        for actor in [*frame.a, *frame.b]:
            rank = (actor not in case.focus, nth, place(actor))
            ranked.setdefault(actor, rank)
    kept = sorted(ranked, key=ranked.get)
    return sorted(kept[:most], key=place), sorted(kept[most:], key=place)
