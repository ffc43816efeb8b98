"""The balance of one network in words and as plain values, for the command line."""

from dataclasses import asdict
from datetime import date
from typing import Any

import pandas as pd

from helpers import prose
from helpers.balance.census import census, counts
from helpers.balance.course import index_range
from helpers.balance.frustration import LIMIT, Frustration, frustration, settled
from helpers.balance.model import Deadline
from helpers.text import ties as worded
from helpers.view import naming

SHOWN = 3  # partitions that are told in words


def values(
    ties: pd.DataFrame,
    actors: list[str],
    rule: str,
    day: date | None,
    names: dict[str, str],
    time_limit: float = LIMIT,
) -> dict[str, Any]:
    """Put what is known of a network into plain values, as ``--json`` prints them.

    ``actors`` are all of the network, ``names`` what they are called. ``index`` is None
    where it is not proven, and ``unique`` where that is not known.
    """
    deadline = Deadline(time_limit)
    solved = frustration(ties, time_limit, actors=actors)
    between, pairs = index_range(ties, deadline.left), settled(ties)
    return {
        "actors": len(actors),
        "ties": len(pairs),
        "negative": sum(sign < 0 for _, _, sign in pairs),
        "open": solved.open,
        "census": counts(census(ties)),
        "frustration": _frustration(solved, names),
        "range": asdict(between),
        "as_of": day.isoformat() if day else None,
        "rule": rule,
    }


def _frustration(found: Frustration, names: dict[str, str]) -> dict[str, Any]:
    def named(pairs) -> list[list[str]]:
        return [[names.get(a, a) for a in pair] for pair in pairs]

    plain = ("index", "lower", "upper", "proven", "unique", "complete")
    return {name: getattr(found, name) for name in plain} | {
        "frustrated_ties": named(found.partitions[0].frustrated),
        "always_frustrated": named(found.always),
        "partitions": [named(one.sides) for one in found.partitions],
    }


def sentences(told: dict[str, Any]) -> str:
    """Write the values of a network for a reader: a line a thing."""
    by, found = told["census"], told["frustration"]
    day = date.fromisoformat(told["as_of"]) if told["as_of"] else None
    n, undecided = sum(by.values()), f", {told['open']} more open" * bool(told["open"])
    lines = [
        f"{prose.count(told['actors'], 'actor')} and {prose.count(told['ties'], 'tie')}"
        f" {worded.as_of(day)}, {told['negative']} of them negative{undecided}.",
        f"Rule: {told['rule']}.",
        f"{prose.count(n, 'triangle')}: {', '.join(f'{k} {by[k]}' for k in by)}.",
        _index(found, told["range"]),
    ]
    if found["proven"] and found["index"]:
        pairs = ", ".join(map(naming.DASH.join, found["always_frustrated"]))
        none = "no tie is in every optimal partition"
        always = f"in every optimal partition {pairs}" if pairs else none
        lines.append(f"Frustrated: {always}.")
    return "\n".join([*lines, *(_sides(found) if found["proven"] else ())])


def _index(found: dict, between: dict) -> str:
    """Write the index, or the bounds where it is not proven, and its range."""
    low, high, how = (between[name] for name in ("low", "high", "how"))
    told = f"{found['index']}; from {low} to {high} over all readings ({how})"
    if not found["proven"]:
        bounds = f"between {found['lower']} and {found['upper']}"
        told = f"{bounds}, not proven in the time given"
    elif how == "exact" and low == high == found["index"]:
        told = found["index"]
    return f"Line index of balance: {told}."


def _sides(found: dict) -> list[str]:
    """Write the optimal partitions: the one, or how many there are and the first."""
    first, n = found["partitions"][:SHOWN], len(found["partitions"])
    if not any(any(sides) for sides in first):
        return []
    more = "" if found["complete"] else " or more"
    several = f"{n}{more} partitions are optimal"
    head = "One partition is optimal" if found["unique"] else several
    each = [" | ".join(", ".join(side) or "nobody" for side in one) for one in first]
    each += [f"... and {n - SHOWN} more"] if n > SHOWN else []
    return [f"{head}:", *(f"  {one}" for one in each)]
