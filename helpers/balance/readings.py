"""The ways to read a triangle whose balance hangs on one pair, and when each holds."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations

import pandas as pd

from helpers.balance import network
from helpers.balance.census import judge
from helpers.balance.network import Rule
from helpers.case.cases import Case

COLUMNS = ["reading", "sign", "strong", "weak", "records", "holds", "may_hold"]
STRETCH = ["since", "before", "sign", "may", "records"]
READINGS = {"cooperative": (1,), "hostile": (-1,), "both": (1, -1)}


def pair(
    case: Case,
    a: str,
    b: str,
    rule: Rule = network.RULES["acts"],
    until: date | None = None,
    **asked,
) -> pd.DataFrame:
    """Give what a pair is, and may be read as, from day to day: a row a stretch.

    ``since`` is its first day (``date.min``: always), ``before`` the first day after it
    (None: it goes on); the rest is as in network.frame. Stretches without a record are
    left out. ``asked`` are memory, dates and level.
    """
    case = among(case, (a, b), by_pair(case, asked.get("level", "acts-for")))
    rows: list[list] = []
    for day in [date.min, *network.until(case, rule, until, **asked)]:
        now = network.ties(case, day, rule, course=day != until, **asked)
        found = now[now.a.isin((a, b)) & now.b.isin((a, b))]
        told = [*found.iloc[0][STRETCH[2:]]] if len(found) else [0, (0,), []]
        if not rows or rows[-1][2:] != told:
            if rows:
                rows[-1][1] = day
            rows.append([day, None, *told])
    return pd.DataFrame([r for r in rows if r[3] != (0,)], columns=STRETCH)


def by_pair(case: Case, level: str = "acts-for") -> dict[frozenset[str], list]:
    """Return the places of relations by the two actors they are between."""
    found = defaultdict(list)
    for row in case.rows("relations"):
        ends = row.source_actor, row.target_actor
        found[frozenset(case.rolled(a, level) for a in ends)].append(row.Index)
    return dict(found)


def among(case: Case, actors: Iterable[str], places: dict[frozenset, list]) -> Case:
    """Keep the relations among some actors: what others do is no reading of them."""
    pairs = map(frozenset, combinations(actors, 2))
    kept = sorted(place for pair in pairs for place in places.get(pair, ()))
    return case.with_tables(relations=case.relations.loc[kept])


def unsure(triad, ties: pd.DataFrame) -> list[tuple[str, str]]:
    """List the pairs of a triangle that may be read in more than one way."""
    three = (triad.a, triad.b, triad.c)
    pairs = ties[ties.a.isin(three) & ties.b.isin(three)]
    return [(t.a, t.b) for t in pairs.itertuples() if len(t.may) > 1]


def readings(
    case: Case,
    triad,
    as_of: date | None,
    rule: Rule = network.RULES["acts"],
    **asked,
) -> pd.DataFrame:
    """Read a triangle with one unsure pair in each way: a row a reading.

    ``triad`` is a row of census.census. Read as `cooperative` or as `hostile` the pair
    has one sign; as `both` it has none, so that nothing is determined. ``strong`` and
    ``weak`` judge the triangle then. ``records`` are those of the pair on the day that
    bear the sign. ``holds`` are the stretches up to the day in which the records that
    surely count make the pair so, ``may_hold`` those in which others could: each a
    first day, and the first day after or None.

    Raises
    ------
    ValueError
        Where not exactly one of the three pairs is unsure.
    """
    several = unsure(triad, network.ties(case, as_of, rule, **asked))
    if len(several) != 1:
        raise ValueError(f"{len(several)} pairs are unsure; a reading settles one")
    names = {("a", "b"): triad.ab, ("a", "c"): triad.ac, ("b", "c"): triad.bc}
    signs = {frozenset(getattr(triad, x) for x in n): s for n, s in names.items()}
    stretches = pair(case, *several[0], rule, as_of, **asked)
    now = stretches.records.iloc[-1]
    rows = []
    for name, wanted in READINGS.items():
        read = signs | {frozenset(several[0]): 0}
        verdict = judge([(s,) if s else wanted for s in read.values()])
        records = [
            i for i in now if {*network.SIGNS[case.whole.by_id[i].sign]} & {*wanted}
        ]
        sign = wanted[0] if len(wanted) == 1 else 0
        is_so = [s.sign == sign and 0 not in s.may for s in stretches.itertuples()]
        may_be = [
            not so and {*wanted} <= {*s.may}
            for so, s in zip(is_so, stretches.itertuples(), strict=True)
        ]
        told = _days(stretches[is_so]), _days(stretches[may_be])
        rows.append((name, sign, *verdict, records, *told))
    return pd.DataFrame(rows, columns=COLUMNS)


def _days(found: pd.DataFrame) -> list[tuple[date, date | None]]:
    """List stretches by their days, those that follow each other as one."""
    days: list[tuple[date, date | None]] = []
    for one in found.itertuples():
        if days and days[-1][1] == one.since:
            days[-1] = days[-1][0], one.before
        else:
            days.append((one.since, one.before))
    return days
