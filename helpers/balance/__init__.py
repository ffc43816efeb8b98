"""Structural balance: whether the signs of a network's ties fit together.

It describes and never forecasts. The theory names an inconsistency; it does not say
which tie will change, or that one will.
"""

from helpers.balance.balanced import PROOF, Picture, picture
from helpers.balance.census import census, counts
from helpers.balance.changes import what_if
from helpers.balance.course import course, index_range, over_time
from helpers.balance.frustration import Budget, clusters, frustration
from helpers.balance.readings import readings, unsure
from helpers.balance.signed_ties import RULES, Rule, actors, rule, ties

__all__ = [
    "PROOF", "RULES", "Budget", "Picture", "Rule", "actors", "census", "clusters",
    "counts", "course", "frustration", "index_range", "over_time", "picture",
    "readings", "rule", "ties", "unsure", "what_if",
]  # fmt: skip
