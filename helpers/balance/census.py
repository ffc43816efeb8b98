"""The census of triangles: which threes of actors are balanced, and by which theory.

Strong balance (Cartwright and Harary 1956, after Heider 1946) asks for an even number
of negative ties in each; weak balance (Davis 1967) only rules out exactly one.
"""

from itertools import product

import pandas as pd

from helpers.balance.signed_ties import perhaps, with_readings
from helpers.case.tables import tuples

KINDS = ("+++", "++-", "+--", "---")
COLUMNS = ["a", "b", "c", "ab", "ac", "bc", "kind", "strong", "weak", "firm", "records"]
VERDICT = {True: "balanced", False: "unbalanced"}


def census(ties: pd.DataFrame) -> pd.DataFrame:
    """List the triangles of a network: a row three actors who are tied to each other.

    ``ab``, ``ac`` and ``bc`` are the signs, 0 where a tie is open; ``kind`` sorts them
    by the number of negative ties, `open` where one is open. ``strong`` and ``weak``
    are `balanced`, `unbalanced`, or `undetermined` where that depends on how an
    open tie is read; ``firm`` says whether no other reading of a tie would change
    either. A pair that may have no tie (see signed_ties.frame) makes no triangle.

    Examples
    --------
    >>> balance.census(balanced.ties)[["a", "b", "c", "strong", "weak"]]
          a     b     c    strong      weak
    0  A001  A010  A019  balanced  balanced
    """
    there = tuples(with_readings(ties)[~perhaps(ties)])
    at = {frozenset((t.a, t.b)): t for t in there if t.a != t.b}
    actors = list(dict.fromkeys(x for t in there for x in (t.a, t.b)))
    place = {actor: n for n, actor in enumerate(actors)}
    near: dict[str, set[str]] = {actor: set() for actor in actors}
    for t in there:
        near[t.a].add(t.b)
        near[t.b].add(t.a)
    rows = []
    for a in actors:
        later = sorted((x for x in near[a] if place[x] > place[a]), key=place.get)
        for n, b in enumerate(later):
            for c in (x for x in later[n + 1 :] if x in near[b]):
                three = [at[frozenset(p)] for p in ((a, b), (a, c), (b, c))]
                rows.append((a, b, c, *_row(three)))
    return pd.DataFrame(rows, columns=COLUMNS)


def _row(three: list) -> tuple:
    """Judge three ties."""
    signs = [int(t.sign) for t in three]
    kind = "open" if 0 in signs else KINDS[sum(s < 0 for s in signs)]
    verdict = judge([(s,) if s else (1, -1) for s in signs])
    every = judge([t.may for t in three])
    records = [r for t in three for r in getattr(t, "records", [])]
    return (*signs, kind, *verdict, verdict == every, records)


def judge(ways: list[tuple[int, ...]]) -> tuple[str, str]:
    """Judge three ties, each with the signs that it may bear, by both theories.

    >>> judge([(1,), (-1,), (-1,)]), judge([(-1,), (-1,), (1, -1)])
    (('balanced', 'balanced'), ('undetermined', 'balanced'))
    """
    negative = [sum(s < 0 for s in one) for one in product(*ways)]
    return _agreed([n % 2 == 0 for n in negative]), _agreed([n != 1 for n in negative])


def _agreed(found: list[bool]) -> str:
    return VERDICT[found[0]] if len(set(found)) == 1 else "undetermined"


def counts(found: pd.DataFrame) -> dict[str, int]:
    """Count triangles by kind; those with an open tie apart.

    Examples
    --------
    >>> balance.counts(balance.census(balanced.ties))
    {'+++': 0, '++-': 0, '+--': 1, '---': 0, 'open': 0}
    """
    by = found.kind.value_counts()
    return {kind: int(by.get(kind, 0)) for kind in (*KINDS, "open")}
