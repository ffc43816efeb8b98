"""Krippendorff's alpha for nominal values, and how sure so few units make it.

Alpha is 1 where coders agree wherever they differ by more than chance would have it,
and 0 where they agree as chance has it: Krippendorff, Content Analysis, 4th edition
(2019), chapter 12. Its interval is the percentile interval of the bootstrap over units:
Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13.
"""

from collections.abc import Hashable, Iterable, Sequence

import numpy as np

LEAST = 30  # units below which a coefficient says nothing, and counts stand alone
DRAWS = 2000
SEED = 20210911  # any, and always the same: the same data give the same interval
SURE = (0.025, 0.975)  # of the draws lie between the ends of an interval


def counted(units: Iterable[Sequence[Hashable]]) -> np.ndarray:
    """Count values by unit: a row per unit, a column per value; None is no value.

    >>> counted([("a", "b"), ("b", None)]).tolist()
    [[1, 1], [0, 1]]
    """
    units = list(units)
    values = sorted({value for unit in units for value in unit if value is not None})
    return np.array([[unit.count(value) for value in values] for unit in units])


def alpha(counts: np.ndarray, times: np.ndarray | None = None) -> np.ndarray:
    """Return alpha; with ``times``, for each draw of them, how often units are drawn.

    It is not a number where only one value was given, since nothing can then be said
    of chance. A unit that only one coder has says nothing of agreement.
    """
    counts = counts[counts.sum(axis=1) > 1] if times is None else counts
    times = np.ones(len(counts)) if times is None else times
    others = counts.sum(axis=1) - 1
    agreed = times @ ((counts * (counts - 1)).sum(axis=1) / others)
    of_value = times @ counts
    every = of_value.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        by_chance = (of_value * (of_value - 1)).sum(axis=-1) / (every - 1)
        return (agreed - by_chance) / (every - by_chance)


def interval(counts: np.ndarray) -> tuple[float, float]:
    """Return between what alpha lies in 95 of 100 draws of as many units.

    Draws in which only one value is left have no alpha, and are left out. Neither the
    order of units nor that of coders matters.
    """
    counts = counts[counts.sum(axis=1) > 1]
    kinds, often = np.unique(counts, axis=0, return_counts=True)
    drawn = np.random.default_rng(SEED).multinomial(
        len(counts), often / len(counts), DRAWS
    )
    low, high = np.nanquantile(alpha(kinds, drawn), SURE)
    return float(low), float(high)
