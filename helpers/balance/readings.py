"""The readings of a triangle that depends on one pair, and when each holds."""

from collections.abc import Iterable
from datetime import date
from itertools import combinations, groupby

import pandas as pd

from helpers.balance import signed_ties
from helpers.balance.census import judge
from helpers.balance.signed_ties import Rule
from helpers.case import signs
from helpers.case.cases import Case
from helpers.case.inherited import grouped
from helpers.case.signs import Sign
from helpers.view import relations
from helpers.view.parameters import View

COLUMNS = ["reading", "sign", "strong", "weak", "records", "holds", "may_hold"]
STATE = ["sign", "may", "records"]
NO_TIE = (0, (0,), [])


def pair_over_time(
    case: Case,
    view: View,
    a: str,
    b: str,
    rule: Rule = signed_ties.RULES["acts"],
    until: date | None = None,
) -> pd.DataFrame:
    """Return what a pair is, and may be read as, from day to day: one row per stretch.

    ``since`` is its first day (``date.min``: always), ``before`` the first day after it
    (None: it goes on); the rest is as in signed_ties.frame. Stretches without a record
    are left out.
    """
    case = among(case, (a, b), by_pair(case, view.level))

    def state_on(day: date) -> tuple:
        ties = signed_ties.ties(case, view, day, rule, course=day != until)
        return next(ties[STATE].itertuples(index=False, name=None), NO_TIE)

    days = [date.min, *signed_ties.until(case, view, rule, until)]
    starts = [(next(same), state) for state, same in groupby(days, state_on)]
    ends = [*(since for since, _ in starts[1:]), None]
    spans = zip(starts, ends, strict=True)
    rows = [(since, end, *state) for (since, state), end in spans if state != NO_TIE]
    return pd.DataFrame(rows, columns=["since", "before", *STATE])


def by_pair(case: Case, level: str) -> dict[frozenset[str], list]:
    """Return the places of relations by the two actors they are between."""
    rows = enumerate(case.rows("relations"))
    return grouped((frozenset(relations.pair(case, row, level)), n) for n, row in rows)


def among(case: Case, actors: Iterable[str], places: dict[frozenset, list]) -> Case:
    """Return a case of the relations among some actors; others change no reading."""
    pairs = map(frozenset, combinations(actors, 2))
    kept = sorted(place for pair in pairs for place in places.get(pair, ()))
    rows = case.rows("relations")
    return case.with_tables(relations=[rows[place] for place in kept])


def unsure(triad, ties: pd.DataFrame) -> list[tuple[str, str]]:
    """List the pairs of a triangle that may be read in more than one way.

    Examples
    --------
    >>> triad = next(balanced.triads.itertuples())
    >>> balance.unsure(triad, balanced.ties)
    [('A001', 'A010')]
    """
    actors = (triad.a, triad.b, triad.c)
    pairs = ties[ties.a.isin(actors) & ties.b.isin(actors)]
    return [(pair.a, pair.b) for pair in pairs.itertuples() if len(pair.may) > 1]


def readings(
    case: Case,
    view: View,
    triad,
    as_of: date | None,
    rule: Rule = signed_ties.RULES["acts"],
) -> pd.DataFrame:
    """Return the readings of a triangle with one unsure pair, one row per reading.

    ``triad`` is a row of census.census. Read as `cooperative` or as `hostile` the pair
    has one sign; as `both` it has none, so that nothing is determined. ``strong`` and
    ``weak`` judge the triangle then. ``records`` are those of the pair on the day that
    have the sign. ``holds`` are the stretches up to the day in which the records that
    surely count make the pair so, ``may_hold`` those in which others could: each a
    first day, and the first day after or None.

    Raises
    ------
    ValueError
        Where not exactly one of the three pairs is unsure.

    Examples
    --------
    >>> triad = next(balanced.triads.itertuples())
    >>> balance.readings(case, View(), triad, "2021-09-11").reading.tolist()
    ['cooperative', 'hostile', 'both']
    """
    open_ = unsure(triad, signed_ties.ties(case, view, as_of, rule))
    if len(open_) != 1:
        raise ValueError(f"{len(open_)} pairs are unsure; a reading settles one")
    (pair,) = open_
    pairs = combinations((triad.a, triad.b, triad.c), 2)
    known = zip(pairs, (triad.ab, triad.ac, triad.bc), strict=True)
    settled = [(sign,) for ends, sign in known if {*ends} != {*pair}]
    stretches = pair_over_time(case, view, *pair, rule, as_of)
    rows = [_row(case, stretches, settled, read) for read in signs.OF_VALUE.values()]
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(case: Case, stretches: pd.DataFrame, settled: list, read: Sign) -> tuple:
    """Judge a triangle with its unsure pair read as a sign, and say when it holds."""
    marks = ((i, case.whole.by_id[i].sign) for i in stretches.records.iloc[-1])
    ways = {*read.options}
    records = [i for i, mark in marks if ways & {*signs.OF_MARK[mark].options}]
    holds = (stretches.sign == read.value) & ~signed_ties.perhaps(stretches)
    may_hold = stretches.may.map(ways.issubset) & ~holds
    days = _join(stretches[holds]), _join(stretches[may_hold])
    return read.state, read.value, *judge([*settled, read.options]), records, *days


def _join(stretches: pd.DataFrame) -> list[tuple[date, date | None]]:
    """List stretches by their days, those that follow each other as one."""
    joined: list[tuple[date, date | None]] = []
    for since, before in zip(stretches.since, stretches.before, strict=True):
        if joined and joined[-1][1] == since:
            since, _ = joined.pop()
        joined.append((since, before))
    return joined
