"""Signed networks that can be checked by eye or by trying everything."""

from itertools import combinations, product

import pandas as pd
from hypothesis import strategies as st

COLUMNS = ["a", "b", "sign"]
YEARS = """
GBR FRA - 1872 1904
GBR RUS - 1872 1907
GBR AUH - 1872 1918
FRA RUS - 1872 1890
FRA AUH - 1872 1918
FRA DEU - 1872 1918
RUS AUH + 1872 1890
RUS DEU + 1872 1890
AUH DEU + 1872 1918
AUH ITA + 1882 1918
DEU ITA + 1882 1918
RUS AUH - 1890 1918
RUS DEU - 1890 1918
FRA RUS + 1891 1918
GBR FRA + 1904 1918
GBR RUS + 1907 1918
GBR DEU - 1907 1918
GBR ITA - 1907 1918
FRA ITA - 1907 1918
RUS ITA - 1907 1918
"""  # half-open years, as the coding that is replicated gives them
ANSWER = {  # year: ties, triangles by their number of negative ties, index
    1872: (9, (1, 0, 4, 2), 1),
    1882: (11, (2, 0, 4, 2), 1),
    1890: (10, (1, 0, 2, 2), 1),
    1891: (11, (1, 0, 5, 2), 1),
    1904: (11, (1, 1, 5, 1), 1),
    1907: (15, (2, 0, 18, 0), 0),
}


def net(*ties):
    """Make a network of ties such as "A+B" or "A-B"."""
    return pd.DataFrame(
        [(t[0], t[2], 1 if t[1] == "+" else -1) for t in ties], columns=COLUMNS
    )


def frame(pairs):
    return pd.DataFrame(pairs, columns=COLUMNS)


def powers(year):
    """Give the six powers' network of a year."""
    rows = [line.split() for line in YEARS.strip().splitlines()]
    return frame(
        [(a, b, 1 if sign == "+" else -1)
         for a, b, sign, begin, end in rows if int(begin) <= year < int(end)]
    )  # fmt: skip


def actors(pairs):
    return sorted({x for a, b, _ in pairs for x in (a, b)})


def searched(pairs):
    """Try every split into two: the index, and every best set of frustrated ties."""
    names, best, sets = actors(pairs), len(pairs) + 1, set()
    for signs in product((1, -1), repeat=max(len(names) - 1, 0)):
        side = dict(zip(names, (1, *signs), strict=False))
        bad = frozenset((a, b) for a, b, s in pairs if side[a] * side[b] != s)
        if len(bad) < best:
            best, sets = len(bad), set()
        if len(bad) == best:
            sets.add(bad)
    return best, sets


@st.composite
def networks(draw, most=7):
    """Draw a signed network: some pairs of some actors, each with a sign."""
    n = draw(st.integers(2, most))
    pairs = list(combinations("abcdefghijkl"[:n], 2))
    signs = draw(st.lists(st.sampled_from((1, -1, None)), min_size=len(pairs),
                          max_size=len(pairs)))  # fmt: skip
    return [(*p, s) for p, s in zip(pairs, signs, strict=True) if s]
