"""The census of triangles: which threes of actors are balanced, and by which theory.

Strong balance (Cartwright and Harary 1956, after Heider 1946) asks for an even number
of negative ties in each; weak balance (Davis 1967) only rules out exactly one.
"""

from itertools import product

import pandas as pd

KINDS = ("+++", "++-", "+--", "---")
COLUMNS = ["a", "b", "c", "ab", "ac", "bc", "kind", "strong", "weak", "records"]
VERDICT = {True: "balanced", False: "unbalanced"}


def census(ties: pd.DataFrame) -> pd.DataFrame:
    """List the triangles of a network: a row three actors who are tied to each other.

    ``ab``, ``ac`` and ``bc`` are the signs, 0 where a tie is open; ``kind`` sorts them
    by the number of negative ties, `open` where one is open. ``strong`` and ``weak``
    are `balanced`, `unbalanced`, or `undetermined` where that hangs on how an open tie
    is read. Ties of ``ties`` are as in network.frame, or have no ``may``.
    """
    at = {frozenset((t.a, t.b)): t for t in ties.itertuples() if t.a != t.b}
    actors = list(dict.fromkeys(x for t in ties.itertuples() for x in (t.a, t.b)))
    place = {actor: n for n, actor in enumerate(actors)}
    near: dict[str, set[str]] = {actor: set() for actor in actors}
    for t in ties.itertuples():
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
    read = list(product(*map(_ways, three)))
    kind = "open" if 0 in signs else KINDS[sum(s < 0 for s in signs)]
    strong = _agreed([sum(s < 0 for s in one) % 2 == 0 for one in read])
    weak = _agreed([sum(s < 0 for s in one) != 1 for one in read])
    records = [r for t in three for r in getattr(t, "records", [])]
    return (*signs, kind, strong, weak, records)


def _ways(tie) -> tuple[int, ...]:
    """List the signs that a tie of a triangle may bear; without it there is none."""
    return (tie.sign,) if tie.sign else tuple(s for s in _may(tie) if s)


def _may(tie) -> tuple[int, ...]:
    return getattr(tie, "may", (1, -1))


def _agreed(found: list[bool]) -> str:
    return VERDICT[found[0]] if len(set(found)) == 1 else "undetermined"


def counts(found: pd.DataFrame) -> dict[str, int]:
    """Count triangles by kind; those with an open tie apart."""
    by = found.kind.value_counts()
    return {kind: int(by.get(kind, 0)) for kind in (*KINDS, "open")}
