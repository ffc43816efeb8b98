"""Signed ties as balance theory takes them: one sign a pair, by a named rule.

The sign of a pair is that of the records that surely hold. A pair with both signs, or
an unclear one, has none and is open. What a pair may be in another reading, where
dates or signs leave it open, is kept beside it, so that every figure has its range.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from helpers.case import firmness, signs
from helpers.case.cases import Case
from helpers.view import relations, select
from helpers.view.parameters import View

COLUMNS = ["a", "b", "sign", "may", "records"]
LEFT_OUT = "collectives, memberships, opinions of one side, ties within one actor"


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
        ahead = "" if self.prospects else " and prospects"
        return f"{self.counted}; left out are {LEFT_OUT}{ahead}"


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

    Examples
    --------
    >>> balance.rule("words").counted
    'attested acts, standing relations, statements and attitudes'
    """
    if name in RULES:
        return RULES[name]
    raise ValueError(f"rule {name!r}: there is none. Allowed: {', '.join(RULES)}")


def sign(certain: frozenset[str]) -> int:
    """Give the sign of a pair by those of its records: 0 where it has no single one.

    >>> sign(frozenset("+")), sign(frozenset("-~")), sign(frozenset("+-"))
    (1, -1, 0)
    """
    plain = certain & {"+", "-"}
    return signs.OF_MARK[min(plain)].value if len(plain) == 1 else 0


def options(certain: frozenset[str], possible: frozenset[str]) -> tuple[int, ...]:
    """List what a pair may be read as: 1, -1, and 0 for no tie.

    ``certain`` and ``possible`` are the signs of records that surely count and of
    those that may. A pair with both signs, or an unclear one, may be read either way.

    >>> options(frozenset("+"), frozenset()), options(frozenset("+-"), frozenset())
    ((1,), (1, -1))
    >>> options(frozenset(), frozenset("-")), options(frozenset("+"), frozenset("-"))
    ((0, -1), (1, -1))
    """
    found = {0} if not certain else _read(certain)
    if not certain or "~" not in possible or possible & {"+", "-"}:
        found = found | _read(possible)
    return tuple(s for s in (0, 1, -1) if s in found)


def _read(marks: frozenset[str]) -> set[int]:
    """Read signs each on its own; an unclear one has no say beside the others."""
    plain = (marks & {"+", "-"}) or marks
    return {value for mark in plain for value in signs.OF_MARK[mark].options}


def frame(pairs: list[tuple[str, str, frozenset, frozenset, list]]) -> pd.DataFrame:
    """Put pairs together, of actors, signs that surely count, signs that may, records.

    A row of the frame is a pair. ``sign`` is 1 or -1, and 0 where the pair is open or
    may have no tie at all; ``may`` are all its readings (see ``options``), with 0 among
    them where it may have no tie.
    """
    rows = [
        (a, b, sign(sure), options(sure, perhaps), records)
        for a, b, sure, perhaps, records in pairs
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def perhaps(ties: pd.DataFrame) -> pd.Series:
    """Say of each pair whether it may have no tie at all."""
    may = [0 in readings for readings in with_readings(ties).may]
    return pd.Series(may, index=ties.index, dtype=bool)


def with_readings(ties: pd.DataFrame) -> pd.DataFrame:
    """Return a network with the readings of its pairs, else by their signs."""
    if "may" in ties:
        return ties
    return ties.assign(may=[(s,) if s else (1, -1) for s in ties.sign])


def ties(
    case: Case,
    view: View,
    as_of: date | None = None,
    rule: Rule = RULES["acts"],
    course: bool = False,
) -> pd.DataFrame:
    """Give the signed network of a case on a day: one row per pair (see ``frame``).

    Of ``view`` its memory, dates and level are read; actors are rolled up to whom they
    act for (at the level `all`: not). Who has no tie is not in it. A prospect, where
    the rule counts it, counts from the day it was voiced. For ``course`` see
    relations.holds.

    Examples
    --------
    >>> balance.ties(case, View(), "2021-09-11")[["a", "b", "sign"]]
          a     b  sign
    0  A001  A010     1
    1  A001  A019    -1
    2  A010  A019    -1
    """
    return frame(_pairs(case, view, as_of, rule, course))


def _pairs(
    case: Case, view: View, as_of: date | None, rule: Rule, course: bool = False
) -> list[tuple[str, str, frozenset, frozenset, list]]:
    """List the pairs of a day as ``frame`` takes them."""
    found: dict[tuple[str, str], tuple] = {}
    now = relations.readings(case, view, as_of, course, basis=rule.basis)
    for row in (one for one in now if one.kind == "tie"):
        found[row.a, row.b] = row.certain, row.possible, row.records
    if rule.prospects:
        ahead = relations.prospects.rows(case, view, as_of, basis=rule.basis)
        for row in (one for one in ahead if one.kind == "tie"):
            sure, perhaps, ids = found.get((row.a, row.b), (frozenset(),) * 2 + ([],))
            voiced = {case.by_id[i].sign for i in row.records}
            found[row.a, row.b] = sure | voiced, perhaps, [*ids, *row.records]
    some = filter(case.collectives.isdisjoint, found)  # a public has no tie
    return [(*pair, *found[pair]) for pair in some]


def actors(case: Case, view: View, rule: Rule = RULES["acts"]) -> list[str]:
    """List who has a tie by a rule on any day, in the order of the case.

    Examples
    --------
    >>> balance.actors(case, View())
    ['A001', 'A010', 'A019', ...
    """
    ever = view.model_copy(update={"memory": "ever"})
    named = {actor for pair in _pairs(case, ever, None, rule) for actor in pair[:2]}
    return sorted(named, key=lambda actor: (case.rank.get(actor, 0), actor))


def turns(case: Case, view: View, rule: Rule) -> list[date]:
    """List the days on which the network of a case may change, in order."""
    found = set(relations.changes(case, view, basis=rule.basis))
    if rule.prospects:
        for row in case.rows("relations"):
            day = relations.voiced(case, row, view.dates)
            status = select.status(row, view.dates)
            if day and status in firmness.PROSPECTS and row.basis in rule.basis:
                found.add(day)
    return sorted(found)


def until(case: Case, view: View, rule: Rule, day: date | None) -> list[date]:
    """List the days on which the network may change up to a day, and that day."""
    found = turns(case, view, rule)
    return [d for d in found if d < day] + [day] if day else found
