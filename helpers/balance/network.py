"""Signed ties as balance theory takes them: one sign a pair, by a named rule.

A pair that bears both signs, an unclear one, or one that may not hold yet has no
single sign: it is open, and what it may be is kept, so that nothing is settled that
the records leave open.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from helpers import relations, schema
from helpers.cases import Case

COLUMNS = ["a", "b", "sign", "may", "records"]
SIGNS = {"+": {1}, "-": {-1}, "~": {1, -1}}
LEFT_OUT = "collectives, memberships, one-sided views and ties within one actor"


@dataclass(frozen=True)
class Rule:
    """Which records make a tie: their bases, and whether prospects count as come true.

    ``told`` says it, wherever a figure is shown.
    """

    name: str
    basis: tuple[str, ...]
    counted: str
    prospects: bool = False

    @property
    def told(self) -> str:
        """What counts by this rule, and what does not."""
        ahead = "" if self.prospects else ", prospects"
        return f"{self.counted}; {LEFT_OUT}{ahead} are left out"


RULES = {
    rule.name: rule
    for rule in (
        Rule("acts", ("act",), "attested acts only"),
        Rule("standing", ("act", "condition"),
             "attested acts and standing relations"),
        Rule("words", relations.BASES,
             "attested acts, standing relations, statements and attitudes"),
        Rule("prospects", ("act",),
             "attested acts, and acts that are only prospects as if they had happened",
             prospects=True),
    )
}  # fmt: skip


def rule(name: str) -> Rule:
    """Find a rule by its name.

    Raises
    ------
    ValueError
        Where there is none.
    """
    if name in RULES:
        return RULES[name]
    raise ValueError(f"rule {name!r}: there is none. Allowed: {', '.join(RULES)}")


def options(certain: frozenset[str], possible: frozenset[str]) -> tuple[int, ...]:
    """List what a pair may be read as: 1, -1, and 0 for no tie.

    ``certain`` and ``possible`` are the signs of records that surely count and of
    those that may. A pair with both signs, or an unclear one, may be read either way.

    >>> options(frozenset("+"), frozenset()), options(frozenset("+-"), frozenset())
    ((1,), (1, -1))
    >>> options(frozenset(), frozenset("-")), options(frozenset("+"), frozenset("-"))
    ((0, -1), (1, -1))
    """
    plain = (certain & {"+", "-"}) or certain  # an unclear one has no say beside them
    found = set().union(*(SIGNS[s] for s in plain)) if plain else {0}
    for sign in (possible & {"+", "-"}) or possible:
        if sign != "~" or found == {0}:
            found |= SIGNS[sign]
    return tuple(s for s in (0, 1, -1) if s in found)


def frame(rows: list[tuple]) -> pd.DataFrame:
    """Put pairs together: two actors, what the pair may be, and its records.

    A row of the frame is a pair. ``sign`` is 1 or -1 where the pair may be nothing
    else, and 0 where it is open.
    """
    made = [
        (a, b, may[0] if len(may) == 1 else 0, may, records)
        for a, b, may, records in rows
        if may != (0,)
    ]
    return pd.DataFrame(made, columns=COLUMNS)


def ties(
    case: Case,
    as_of: date | None = None,
    rule: Rule = RULES["acts"],
    memory: str = "12 months",
    dates: str = "both",
    level: str = "acts-for",
) -> pd.DataFrame:
    """Give the signed network of a case on a day: a row a pair (see ``frame``).

    Actors are rolled up to whom they act for (``level="all"``: not). Who has no tie is
    not in it. A prospect, where the rule counts it, counts from the day it was voiced.
    """
    asked = {"dates": dates, "level": level, "basis": rule.basis}
    found: dict[tuple[str, str], list] = {}
    now = relations.readings(case, as_of, memory, **asked)
    for row in now[now.kind == "tie"].itertuples():
        found[row.a, row.b] = [row.certain, row.possible, row.records]
    if rule.prospects:
        ahead = relations.prospects(case, as_of, **asked)
        for row in ahead[ahead.kind == "tie"].itertuples():
            sure, perhaps, ids = found.get((row.a, row.b), (frozenset(),) * 2 + ([],))
            signs = {case.by_id[i].sign for i in row.records}
            found[row.a, row.b] = [sure | signs, perhaps, [*ids, *row.records]]
    grouped = {a.actor_id for a in case.rows("actors") if a.kind == "collective"}
    return frame(
        [
            (a, b, options(frozenset(sure), frozenset(perhaps)), ids)
            for (a, b), (sure, perhaps, ids) in found.items()
            if not grouped & {a, b}
        ]
    )


def actors(
    case: Case, rule: Rule = RULES["acts"], dates: str = "both", level: str = "acts-for"
) -> list[str]:
    """List who has a tie by a rule on any day, in the order of the case."""
    found = ties(case, None, rule, "ever", dates, level)
    named = dict.fromkeys([*found.a, *found.b])
    return sorted(named, key=lambda actor: (case.rank.get(actor, 0), actor))


def turns(
    case: Case, rule: Rule, memory: str = "12 months", dates: str = "both",
    level: str = "acts-for",
) -> list[date]:  # fmt: skip
    """List the days on which the network of a case may change, in order."""
    which = {"dates": dates, "level": level, "basis": rule.basis}
    found = set(relations.changes(case, memory=memory, **which))
    if rule.prospects:
        for row in case.rows("relations"):
            day = relations.voiced(relations.select.when(row, dates))
            status = relations.select.status(row, dates)
            if day and status in schema.PROSPECTS and row.basis in rule.basis:
                found.add(day)
    return sorted(found)
