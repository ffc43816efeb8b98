"""Ties as of a day: what the records say of each pair of actors. Pure frames.

Five states of a tie: cooperative, hostile, both attested, sign unclear, and no row,
which means "no record" and never "neutral". An act counts from its date on for as long
as ``memory`` says, a state within its span. Denied and unsigned records make no tie.
"""

import calendar
from collections import Counter
from datetime import date
from typing import NamedTuple

import pandas as pd

from helpers import dates, parameters, schema, select, voices
from helpers.cases import Case
from helpers.parameters import View

BASES = ("act", "statement", "attitude", "condition")
VIEWS = ("statement", "attitude", "condition")  # directed, these are one side's view
CERTAINTIES = ("certain", "possible", "unknown")
FIRMNESS = schema.ATTESTED + schema.PROSPECTS  # from the firmest on
RECORD = ["relation_id", "fact", "a", "b", "sign", "basis", "status", "holds", "kind"]
TIE = [
    "a", "b", "kind", "state", "holds", "status", "acts", "acts_least", "words",
    "bases", "cooperative", "hostile", "unclear", "less_certain", "voices", "records",
]  # fmt: skip
PROSPECT = ["a", "b", "kind", "state", "statuses", "voices", "records"]


class Signed(NamedTuple):
    """A signed relation on its way into a tie: its row, its ends, how it counts."""

    row: tuple
    a: str
    b: str
    kind: str
    status: str


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
    surely, perhaps = _ends(when, 0 if state else parameters.months(memory), seen)
    if perhaps < day or (when.begin_earliest and when.begin_earliest > day):
        return ""
    if when.begin_latest and when.begin_latest <= day:
        return "certain" if surely >= day else "possible"
    return "possible" if when.begin_earliest else "unknown"


def _signed(
    case: Case,
    statuses: tuple[str, ...] = schema.ATTESTED,
    basis: tuple[str, ...] = BASES,
    dates: str = "both",
    level: str = "acts-for",
) -> list[Signed]:
    """List the signed relations of these statuses and bases, their ends in order."""
    rank = {actor: n for n, actor in enumerate(case.package.get("order") or [])}
    found = []
    for row in case.relations.itertuples():
        status = select.status(row, dates)
        if not row.sign or row.basis not in basis or status not in statuses:
            continue
        ends = [case.rolled(a, level) for a in (row.source_actor, row.target_actor)]
        one_sided = row.directed == "yes" and row.basis in VIEWS
        kind = "self" if ends[0] == ends[1] else "view" if one_sided else "tie"
        if kind != "view":
            ends.sort(key=lambda actor: (rank.get(actor, len(rank)), actor))
        found.append(Signed(row, *ends, kind, status))
    return found


def records(
    case: Case,
    as_of: date | None = None,
    memory: str = "12 months",
    dates: str = "both",
    **which,
) -> pd.DataFrame:
    """List the signed relations that count on a day: a row a relation.

    ``a`` and ``b`` are rolled up to whom they act for (``level="all"``: not) and stand
    in the case's order. ``kind`` is `tie`, `view` (one actor's view of another) or
    `self` (both ends are one actor once rolled up). ``statuses`` (the attested ones)
    and ``basis`` (all) choose. With ``as_of=None`` every day counts, and ``holds`` is
    `certain`.
    """
    rows = []
    for one in _signed(case, dates=dates, **which):
        counts = _counts(case, one, as_of, memory, dates)
        if counts:
            found = (one.row.relation_id, one.row.fact, one.a, one.b, one.row.sign)
            rows.append((*found, one.row.basis, one.status, counts, one.kind))
    return pd.DataFrame(rows, columns=RECORD)


def _counts(case: Case, one: Signed, day: date | None, memory: str, dates: str) -> str:
    """Say whether a relation counts on a day, any day where there is none."""
    if day is None:
        return "certain"
    return holds(one.row, day, memory, dates, case.published)


def state(signs: set[str]) -> str:
    """Name the state of a tie by the signs of its records.

    >>> state({"+"}), state({"+", "-"}), state({"~"}), state({"-", "~"})
    ('cooperative', 'both', 'unclear', 'hostile')
    """
    if {"+", "-"} <= signs:
        return "both"
    return "cooperative" if "+" in signs else "hostile" if "-" in signs else "unclear"


def _firm(counted: list[Signed]) -> str:
    """Give the status of a tie: of the best record of each sign, the weakest."""
    best = {}
    for one in counted:
        rank = FIRMNESS.index(one.status)
        best[one.row.sign] = min(rank, best.get(one.row.sign, rank))
    if best.keys() & {"+", "-"}:
        best.pop("~", None)  # it has no say in the state either
    return FIRMNESS[max(best.values())]


def _least(acts: list[Signed]) -> int:
    """Count the acts that are surely different, told twice or not."""
    ids = {one.row.relation_id for one in acts}
    return len({one.row.fact for one in acts if not ids & set(one.row.may_be)})


def _fold(case: Case, key: tuple, held: list[tuple[Signed, str]]) -> tuple:
    """Fold the records of one pair into its tie, facts counted once."""
    best = next(c for c in CERTAINTIES if c in {h for _, h in held})
    counted = [one for one, h in held if h == best]
    facts = {(one.row.fact, one.row.sign): one for one in reversed(counted)}.values()
    by_sign = Counter(one.row.sign for one in facts)
    by_basis = Counter(one.row.basis for one in facts)
    bases, acts = {b: by_basis[b] for b in BASES if by_basis[b]}, by_basis["act"]
    least = _least([one for one in counted if one.row.basis == "act"])
    lesser = len({one.row.fact for one, h in held if h != best})
    return (
        *key, state(set(by_sign)), best, _firm(counted), acts, min(acts, least),
        len(facts) - acts, bases, by_sign["+"], by_sign["-"], by_sign["~"], lesser,
        voices.first(case, [one.row.relation_id for one in counted]),
        [one.row.relation_id for one, _ in held],
    )  # fmt: skip


def _pairs(signed: list[Signed]) -> dict[tuple, list[Signed]]:
    """Group relations by pair and kind, in the order of their first records."""
    found: dict[tuple, list[Signed]] = {}
    for one in signed:
        found.setdefault((one.a, one.b, one.kind), []).append(one)
    return found


def ties(
    case: Case,
    as_of: date | None = None,
    memory: str = "12 months",
    dates: str = "both",
    **which,
) -> pd.DataFrame:
    """Say how each pair stands on a day: a row a pair and kind.

    State, status, counts and first voices (``voices``) follow the most certain
    records: a possible hostile act does not change what a certain cooperative one says
    (it is in ``records``, and counts in ``less_certain``). ``status`` is that of the
    best record of each sign, the weakest where both are attested. Acts and words are
    counted apart, each asserted fact once, ``bases`` by each basis; ``acts_least``
    leaves out acts that may be another one told twice. For the other parameters see
    ``records``.
    """
    rows = []
    for key, signed in _pairs(_signed(case, dates=dates, **which)).items():
        held = [(one, _counts(case, one, as_of, memory, dates)) for one in signed]
        held = [(one, counts) for one, counts in held if counts]
        if held:
            rows.append(_fold(case, key, held))
    return pd.DataFrame(rows, columns=TIE)


def prospects(
    case: Case,
    as_of: date | None = None,
    dates: str = "both",
    statuses: tuple[str, ...] = schema.PROSPECTS,
    **which,
) -> pd.DataFrame:
    """Say what is only a prospect of each pair: a row a pair and kind.

    A prospect counts from the day on which somebody looks ahead, by any reading of
    that day, and has no other certainty. ``statuses`` counts facts by status, the
    firmest first; ``state``, ``voices`` and ``records`` are as in ``ties``.
    """
    rows = []
    signed = _signed(case, statuses=statuses, dates=dates, **which)
    for key, all_ in _pairs(signed).items():
        told = [o for o in all_ if _counts(case, o, as_of, "ever", dates)]
        if told:
            ids = [one.row.relation_id for one in told]
            signs = {one.row.sign for one in told}
            facts = {(one.status, one.row.fact) for one in told}
            counts = Counter(status for status, _ in facts)
            by = {status: counts[status] for status in FIRMNESS if counts[status]}
            rows.append((*key, state(signs), by, voices.first(case, ids), ids))
    return pd.DataFrame(rows, columns=PROSPECT)


def _turns(case: Case, row, memory: str, dates: str) -> set[date]:
    """List the days on which a relation begins or ceases to count in some reading."""
    when = select.when(row, dates)
    found = {d for d in (when.begin_earliest, when.begin_latest) if d}
    remembered = 0 if row.extent == "state" else parameters.months(memory)
    if when.dated and remembered is not None:
        ends = _ends(when, remembered, select.seen(row, case, when))
        over = {d for d in ends if date.min < d < date.max}
        found |= {date.fromordinal(d.toordinal() + 1) for d in over}
    return found


def history(
    case: Case, memory: str = "12 months", dates: str = "both", **which
) -> pd.DataFrame:
    """Say how each pair stood from day to day: a row a pair, kind and stretch.

    ``since`` is the first day of the stretch (``date.min``: always), which ends where
    the pair's next begins; a stretch without a record has a blank ``state``. The other
    columns are those of ``ties`` on each of its days.
    """
    rows = []
    for key, signed in _pairs(_signed(case, dates=dates, **which)).items():
        days = {d for one in signed for d in _turns(case, one.row, memory, dates)}
        before: tuple = (*key, "")
        for day in [date.min, *sorted(days)]:
            held = [(one, _counts(case, one, day, memory, dates)) for one in signed]
            held = [(one, counts) for one, counts in held if counts]
            now = _fold(case, key, held) if held else (*key, "")
            if now != before:
                blank = () if held else ("", "", 0, 0, 0, {}, 0, 0, 0, 0, [], [])
                rows.append((day, *now, *blank))
            before = now
    return pd.DataFrame(rows, columns=["since", *TIE])


def changes(case: Case, **which) -> list[date]:
    """List the days on which some tie changes, in order."""
    return sorted({d for d in history(case, **which).since if d > date.min})


def asked(view: View) -> dict[str, str]:
    """Give what a view says of ties: their memory, dates and level."""
    return {"memory": view.memory, "dates": view.dates, "level": view.level}


def day(case: Case, view: View) -> date | None:
    """Give the day that ties are as of: the one asked for, else the article's.

    Where a case has no article, the last day on which a tie changes; None where
    nothing has a date.
    """
    wanted = view.known_by or view.last or case.published
    if wanted or case.relations.empty:
        return wanted
    return max(changes(case, **asked(view)), default=None)
