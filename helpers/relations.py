"""Ties as of a day: what the records say of each pair of actors. Pure frames.

Five states of a tie: cooperative, hostile, both attested, sign unclear, and no row,
which means "no record" and never "neutral". An act counts from its date on for as long
as ``memory`` says, a state within its span. Denied and unsigned records make no tie.
"""

import calendar
import re
from collections import Counter
from datetime import date

import pandas as pd

from helpers import dates, schema, select
from helpers.cases import Case

BASES = ("act", "statement", "attitude", "condition")
VIEWS = ("statement", "attitude", "condition")  # directed, these are one side's view
LEVELS = ("acts-for", "all")
CERTAINTIES = ("certain", "possible", "unknown")
RECORD = ["relation_id", "fact", "a", "b", "sign", "basis", "status", "holds", "kind"]
TIE = [
    "a", "b", "kind", "state", "holds", "acts", "words", "cooperative", "hostile",
    "unclear", "less_certain", "voices", "records",
]  # fmt: skip


def months(memory: str) -> int | None:
    """Read a memory in months: 0 in force only, None for ever.

    >>> months("12 months"), months("in-force"), months("ever")
    (12, 0, None)
    """
    if memory == "ever":
        return None
    if memory == "in-force":
        return 0
    found = re.fullmatch(r"([0-9]{1,4}) months?", memory)
    if not found:
        raise ValueError(f"memory {memory!r}: write in-force, ever, or 12 months")
    return int(found[1])


def later(day: date, n: int) -> date:
    """Give the day ``n`` months later, the last of the month where it is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    if year > 9999:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _ends(when: dates.When, remembered: int | None, seen: bool):
    """Give the last day that a record surely counts, and the last it may count."""
    if when.open_end or remembered is None:
        return date.max, date.max
    if when.unknown_end or when.end_latest is None:
        return when.end_earliest or date.min, date.max
    first, last = when.end_earliest or when.end_latest, when.end_latest
    if seen:  # it was last seen then, and nobody says that it ended
        return last, date.max
    return later(first, remembered), later(last, remembered)


def holds(
    row, day: date, memory: str, reading: str = "both", article: date | None = None
) -> str:
    """Say whether a record counts on a day: certain, possible, unknown, or blank.

    Certain where it had begun by the end of that day in its latest reading and had not
    ended in its earliest; possible where only in another reading. Where its start is
    not known, unknown: that is no absence.
    """
    when = select.when(row, reading)
    if not when.dated:
        return "unknown"
    state = row.extent == "state"
    seen = dates.last_seen(when, state, article)
    surely, perhaps = _ends(when, 0 if state else months(memory), seen)
    if perhaps < day or (when.begin_earliest and when.begin_earliest > day):
        return ""
    if when.begin_latest and when.begin_latest <= day:
        return "certain" if surely >= day else "possible"
    return "possible" if when.begin_earliest else "unknown"


def records(
    case: Case,
    as_of: date | None = None,
    memory: str = "12 months",
    statuses: tuple[str, ...] = schema.ATTESTED,
    basis: tuple[str, ...] = BASES,
    dates: str = "both",
    level: str = "acts-for",
) -> pd.DataFrame:
    """List the signed relations that count on a day: a row a relation.

    ``a`` and ``b`` are rolled up to whom they act for (``level="all"``: not) and stand
    in the case's order. ``kind`` is `tie`, `view` (one actor's view of another) or
    `self` (both ends are one actor once rolled up). With ``as_of=None`` every day
    counts, and ``holds`` is `certain`.
    """
    rank = {actor: n for n, actor in enumerate(case.package.get("order") or [])}
    rows = []
    for row in case.relations.itertuples():
        status = select.status(row, dates)
        if not row.sign or row.basis not in basis or status not in statuses:
            continue
        ends = [row.source_actor, row.target_actor]
        if level == "acts-for":
            ends = [case.principal.get(end, end) for end in ends]
        counts = (
            holds(row, as_of, memory, dates, case.published) if as_of else "certain"
        )
        if counts:
            one_sided = row.directed == "yes" and row.basis in VIEWS
            kind = "self" if ends[0] == ends[1] else "view" if one_sided else "tie"
            if kind != "view":
                ends.sort(key=lambda actor: (rank.get(actor, len(rank)), actor))
            found = (row.relation_id, row.fact, *ends, row.sign, row.basis)
            rows.append((*found, status, counts, kind))
    return pd.DataFrame(rows, columns=RECORD)


def state(signs: set[str]) -> str:
    """Name the state of a tie by the signs of its records.

    >>> state({"+"}), state({"+", "-"}), state({"~"}), state({"-", "~"})
    ('cooperative', 'both', 'unclear', 'hostile')
    """
    if {"+", "-"} <= signs:
        return "both"
    return "cooperative" if "+" in signs else "hostile" if "-" in signs else "unclear"


def first_voices(case: Case, records: list[str], read: str = "") -> list[str]:
    """List the first voices behind some records: the last of each chain.

    With ``read`` only as far as that source was read for them.
    """
    return sorted(
        {
            row.chain[-1]
            for record in records
            for row in case.cited.get(record, [])
            if row.stance == "supports" and row.chain and read in ("", row.source_id)
        }
    )


def _tie(case: Case, key: tuple, rows: pd.DataFrame) -> tuple:
    """Fold the records of one pair into its tie, facts counted once."""
    best = next(c for c in CERTAINTIES if c in set(rows.holds))
    counted = rows[rows.holds == best]
    facts = counted.drop_duplicates(["fact", "sign"])
    by_sign = Counter(facts.sign)
    acts = int((facts.basis == "act").sum())
    counts = (acts, len(facts) - acts, by_sign["+"], by_sign["-"], by_sign["~"])
    lesser = rows[rows.holds != best].fact.nunique()
    voices = first_voices(case, list(counted.relation_id))
    told = (state(set(counted.sign)), best, *counts, lesser, voices)
    return (*key, *told, list(rows.relation_id))


def ties(case: Case, as_of: date | None = None, **more) -> pd.DataFrame:
    """Say how each pair stands on a day: a row a pair and kind.

    State, counts and first voices (``voices``) follow the most certain records: a
    possible hostile act does not change what a certain cooperative one says (it is in
    ``records``, and counts in ``less_certain``). Acts and words are counted apart, each
    asserted fact once. For the other parameters see ``records``.
    """
    counted = records(case, as_of, **more)
    grouped = counted.groupby(["a", "b", "kind"], sort=False)
    rows = [_tie(case, key, rows) for key, rows in grouped]
    return pd.DataFrame(rows, columns=TIE)


def changes(case: Case, memory: str = "12 months", dates: str = "both") -> list[date]:
    """List the days on which some tie changes, in order.

    A day is one where a record begins or ceases to count in some reading.
    """
    found: set[date] = set()
    for row in case.relations.itertuples():
        if not row.sign or select.status(row, dates) not in schema.ATTESTED:
            continue
        when = select.when(row, dates)
        found |= {d for d in (when.begin_earliest, when.begin_latest) if d}
        remembered = 0 if row.extent == "state" else months(memory)
        if when.dated and remembered is not None:
            seen = select.seen(row, case, when)
            over = {d for d in _ends(when, remembered, seen) if d < date.max}
            found |= {date.fromordinal(d.toordinal() + 1) for d in over if d > date.min}
    return sorted(found)
