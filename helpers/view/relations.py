"""Ties as of a day: what the records say of each pair of actors. Pure frames.

Five states of a tie: cooperative, hostile, both attested, sign unclear, and no row,
which means "no record" and never "neutral". An act counts from its date on for as long
as ``memory`` says, a state within its span. Denied and unsigned records make no tie.
"""

import calendar
from collections import Counter, namedtuple
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from helpers.case import dates, firmness
from helpers.case.cases import Case
from helpers.case.readable import framed
from helpers.view import parameters, select, voices
from helpers.view.parameters import View

__all__ = ["changes", "history", "prospects", "ties"]
BASES = ("act", "statement", "attitude", "condition")
VIEWS = ("statement", "attitude", "condition")  # directed, these are one side's view
KNOT = 12  # facts; more that hang together are not put in groups in every way
RANKED = firmness.ATTESTED + firmness.PROSPECTS  # from the firmest on
NO_RECORD = ("", "", "", 0, 0, 0, {}, 0, 0, 0, 0, [], [])  # a tie's, after its kind


class Tie(NamedTuple):
    """How a pair stands on a day.

    State, status, counts and first voices (``voices``) follow the most certain
    records: a possible hostile act does not change what a certain cooperative one says
    (it is in ``records``, and counts in ``less_certain``). ``status`` is that of the
    best record of each sign, the weakest where both are attested. Acts and words are
    counted apart, each asserted fact once, ``bases`` by each basis; ``acts_least``
    leaves out acts that may be another one told twice.
    """

    a: str
    b: str
    kind: str
    state: str
    holds: str
    status: str
    acts: int
    acts_least: int
    words: int
    bases: dict[str, int]
    cooperative: int
    hostile: int
    unclear: int
    less_certain: int
    voices: list[str]
    records: list[str]


class Prospect(NamedTuple):
    """What is only a prospect of a pair on a day: see ``prospects``."""

    a: str
    b: str
    kind: str
    state: str
    statuses: dict[str, int]
    voices: list[str]
    records: list[str]


Stretch = namedtuple("Stretch", ("since", *Tie._fields))
Outlook = namedtuple("Outlook", ("since", *Prospect._fields))


class Reading(NamedTuple):
    """The signs that a pair bears on a day.

    ``certain`` are those of records that surely count then, ``possible`` those of
    records that may, so that a pair can be read in every way that its dates allow;
    ``records`` are all of them.
    """

    a: str
    b: str
    kind: str
    certain: frozenset[str]
    possible: frozenset[str]
    records: list[str]


class Signed(NamedTuple):
    """A signed relation on its way into a tie: its row, its ends, how it counts."""

    row: tuple
    a: str
    b: str
    kind: str
    status: str


@lru_cache(maxsize=4096)
def later(day: date, n: int) -> date:
    """Return the day ``n`` months later; the last of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    if year > 9999:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _ends(row, when: dates.When, memory: str, article: date | None):
    """Return the last day that a record surely counts, and the last it may count."""
    state = row.extent == "state"
    remembered = 0 if state else parameters.months(memory)
    if when.open_end or remembered is None:
        return date.max, date.max
    if state and select.over(row):  # it had ended by then, and nobody says when
        return date.min, when.end_latest or date.max
    if when.unknown_end or when.end_latest is None:
        first = when.end_earliest
        return later(first, remembered) if first else date.min, date.max
    first, last = when.end_earliest, when.end_latest
    if dates.last_seen(when, state, article):  # and nobody says that it ended
        return last, date.max
    surely = later(first, remembered) if first else date.min  # it may be of long ago
    return surely, later(last, remembered)


def reach(
    row, view: View, article: date | None = None
) -> tuple[date | None, date | None, date, date] | None:
    """Return the four days between which a record counts; None where it has no date.

    The first day on which it can have begun and the one by which it had, the last on
    which it surely counts and the last on which it may.
    """
    when = select.when(row, view.dates)
    if not when.dated:
        return None
    ends_ = _ends(row, when, view.memory, article)
    return when.begin_earliest, when.begin_latest, *ends_


def fleeting(days: tuple[date | None, date | None, date, date]) -> bool:
    """Return whether a record surely counts only where its windows just meet.

    For less than a tenth of the window that its begin or its end lies in: an act of
    some day of a year, kept for a year, surely counts on two days. That is true of
    them, and says nothing that a reader would call a change.
    """
    earliest, latest, surely, perhaps = days
    begin = (latest - earliest).days if earliest and latest else 0
    end = (perhaps - surely).days if perhaps < date.max else 0
    sure = (surely - latest).days + 1 if latest else 0
    return 0 < 10 * sure < max(begin, end)


def holds(
    row, day: date, view: View, article: date | None = None, course: bool = False
) -> str:
    """Return how a record counts on a day: certain, possible, unknown, or blank.

    Certain where it had begun by the end of that day in its latest reading and had not
    ended in its earliest; possible where only in another reading. Where its start is
    not known, unknown: that is no absence. A state that is told as over (PLOVER's
    context `historical`) is never certain: nobody says when it ended. In a ``course``
    of days nor is what is certain for a ``fleeting`` stretch.
    """
    days = reach(row, view, article)
    if days is None:
        return "unknown"
    earliest, latest, surely, perhaps = days
    if perhaps < day or (earliest and earliest > day):
        return ""
    if latest and latest <= day:
        sure = surely >= day and not (course and fleeting(days))
        return "certain" if sure else "possible"
    return "possible" if earliest else "unknown"


def ends(case: Case, row, level: str) -> tuple[str, str, str]:
    """Name the two ends of a relation and its kind: `tie`, `view` or `self`.

    Rolled up to whom they act for; in the case's order, but for a one-sided view.
    """
    first, *others = pair(case, row, level)
    if not others:
        return first, first, "self"
    if row.directed == "yes" and row.basis in VIEWS:
        own = (case.rolled(a, level) for a in (row.source_actor, row.target_actor))
        return *own, "view"
    return first, *others, "tie"


def pair(case: Case, row, level: str) -> tuple[str, ...]:
    """Name the two ends of a relation, rolled up, in the case's order; or the one."""
    two = {case.rolled(a, level) for a in (row.source_actor, row.target_actor)}
    return tuple(sorted(two, key=lambda actor: (case.rank.get(actor, 0), actor)))


def _by_pair(
    case: Case,
    view: View,
    statuses: tuple[str, ...] = firmness.ATTESTED,
    basis: tuple[str, ...] = BASES,
) -> dict[tuple[str, str, str], list[Signed]]:
    """Group the signed relations of these statuses and bases by pair and kind.

    In the order of their first records, their ends in order.
    """
    pairs: dict[tuple[str, str, str], list[Signed]] = {}
    for row in case.rows("relations"):
        status = select.status(row, view.dates)
        if row.sign and row.basis in basis and status in statuses:
            key = ends(case, row, view.level)
            pairs.setdefault(key, []).append(Signed(row, *key, status))
    return pairs


def _counts(case: Case, row, day: date | None, view: View, course: bool) -> str:
    """Return how a relation counts on a day; where there is none, a dated one does."""
    if day is None:
        return "certain" if select.when(row, view.dates).dated else "unknown"
    return holds(row, day, view, case.published, course)


def state(signs: set[str]) -> str:
    """Name the state of a tie by the signs of its records.

    >>> state({"+"}), state({"+", "-"}), state({"~"}), state({"-", "~"})
    ('cooperative', 'both', 'unclear', 'hostile')
    """
    if {"+", "-"} <= signs:
        return "both"
    return "cooperative" if "+" in signs else "hostile" if "-" in signs else "unclear"


def _firm(counted: list[Signed]) -> str:
    """Return the status of a tie: of the best record of each sign, the weakest."""
    best = {}
    for relation in counted:
        rank, sign = RANKED.index(relation.status), relation.row.sign
        best[sign] = min(rank, best.get(sign, rank))
    if best.keys() & {"+", "-"}:
        best.pop("~", None)  # it has no say in the state either
    return RANKED[max(best.values())]


def least(rows: list) -> int:
    """Count the fewest different acts that some relations can be.

    Each fact is an act of its own, but for those that ``may_be`` each other. The column
    is read from both sides, whichever row bears it. It speaks of two facts at a time:
    several are one act only where each two of them may be. So an act that may be one
    of two others leaves two, because nobody says that these two may be one.
    """
    fact = {row.relation_id: (row.fact, row.sign) for row in rows}
    joins: dict[tuple, set] = {one: set() for one in fact.values()}
    for row in rows:
        for i in row.may_be:
            one, other = fact[row.relation_id], fact.get(i)
            if other and other != one:
                joins[one].add(other)
                joins[other].add(one)
    return _fewest(joins)


def _fewest(joins: dict[tuple, set]) -> int:
    """Count the fewest groups of facts, each two of a group joined.

    A fact whose others are all joined makes one group with them. What is left are
    knots; one of more than ``KNOT`` facts is counted as at least one act.
    """
    fewest = sum(not others for others in joins.values())
    joins = {one: others for one, others in joins.items() if others}
    while joins:
        one = next((o for o in sorted(joins) if _settled(joins, o)), None)
        group = {one, *joins[one]} if one else _knot(joins)
        knot = not one and len(group) <= KNOT
        fewest += _grouped(joins, sorted(group), [], len(group)) if knot else 1
        joins = {o: others - group for o, others in joins.items() if o not in group}
    return fewest


def _settled(joins: dict[tuple, set], one: tuple) -> bool:
    """Return whether all that a fact is joined to are joined to each other."""
    return all(joins[one] - {other} <= joins[other] for other in joins[one])


def _knot(joins: dict[tuple, set]) -> set:
    """List the facts that hang together with the first."""
    import networkx as nx  # late, since few cases need it and it takes its time

    return nx.node_connected_component(nx.from_dict_of_lists(joins), min(joins))


def _grouped(joins: dict[tuple, set], left: list, groups: list, best: int) -> int:
    """Return the fewest groups that facts can be put into, of all ways that may be."""
    if not left or len(groups) >= best:
        return min(best, len(groups))
    one, *rest = left
    for nth, group in enumerate(groups):
        if group <= joins[one]:
            wider = [*groups[:nth], group | {one}, *groups[nth + 1 :]]
            best = _grouped(joins, rest, wider, best)
    return _grouped(joins, rest, [*groups, {one}], best)


def _counting(
    case: Case, signed: list[Signed], day: date | None, view: View, course: bool = False
) -> list[tuple[Signed, str]]:
    """List the relations that count on a day, each with how."""
    every = [(one, _counts(case, one.row, day, view, course)) for one in signed]
    return [(one, how) for one, how in every if how]


def _fold(case: Case, key: tuple, counting: list[tuple[Signed, str]]) -> Tie:
    """Fold the records of one pair into its tie, facts counted once."""
    there = {how for _, how in counting}
    best = next(row.name for row in firmness.CERTAINTIES if row.name in there)
    counted = [one for one, how in counting if how == best]
    rows = [one.row for one in counted]
    facts = {(row.fact, row.sign): row for row in reversed(rows)}.values()
    by_sign = Counter(row.sign for row in facts)
    by_basis = Counter(row.basis for row in facts)
    return Tie(
        *key,
        state=state(set(by_sign)),
        holds=best,
        status=_firm(counted),
        acts=by_basis["act"],
        acts_least=least([row for row in rows if row.basis == "act"]),
        words=len(facts) - by_basis["act"],
        bases={basis: by_basis[basis] for basis in BASES if by_basis[basis]},
        cooperative=by_sign["+"],
        hostile=by_sign["-"],
        unclear=by_sign["~"],
        less_certain=len({one.row.fact for one, how in counting if how != best}),
        voices=voices.first(case, [row.relation_id for row in rows]),
        records=[one.row.relation_id for one, _ in counting],
    )


@framed(Tie)
def ties(case: Case, view: View, as_of: date | None = None, **which) -> list[Tie]:
    """Return the ties of a day, one row per pair and kind: see ``Tie``.

    Of ``view`` its memory, dates and level are read. ``a`` and ``b`` are rolled up to
    whom they act for (at the level `all`: not) and stand in the case's order. ``kind``
    is `tie`, `view` (one actor's view of another) or `self` (both ends are one actor
    once rolled up). ``statuses`` (the attested ones) and ``basis`` (all) choose. With
    ``as_of=None`` every dated record counts.

    Examples
    --------
    >>> ties = relations.ties(case, View(), "2020-03-10")
    >>> ties[ties.kind == "tie"][["a", "b", "state"]]
          a     b        state
    ...
    """
    rows = []
    for key, signed in _by_pair(case, view, **which).items():
        if counting := _counting(case, signed, as_of, view):
            rows.append(_fold(case, key, counting))
    return rows


@framed(Prospect)
def prospects(
    case: Case,
    view: View,
    as_of: date | None = None,
    statuses: tuple[str, ...] = firmness.PROSPECTS,
    **which,
) -> list[Prospect]:
    """Return what is only a prospect of each pair: one row per pair and kind.

    A prospect counts from the first day on which somebody can have looked ahead, or
    where that is not known from the day by which somebody had. ``statuses`` counts
    facts by status, the firmest first; ``state``, ``voices`` and ``records`` are as in
    ``ties``.

    Examples
    --------
    >>> relations.prospects(case, View(), "2021-09-11").state.value_counts()
    state
    ...
    """
    rows = []
    for key, ahead in _by_pair(case, view, statuses, **which).items():
        there = [o for o in ahead if _starts(case, o, view) <= (as_of or date.max)]
        if there:
            rows.append(_prospect(case, key, there))
    return rows


def _prospect(case: Case, key: tuple, ahead: list[Signed]) -> Prospect:
    """Fold the prospects of one pair, facts counted once."""
    ids = [one.row.relation_id for one in ahead]
    counts = Counter(status for status, _ in {(o.status, o.row.fact) for o in ahead})
    by_status = {status: counts[status] for status in RANKED if counts[status]}
    signs = {one.row.sign for one in ahead}
    return Prospect(*key, state(signs), by_status, voices.first(case, ids), ids)


def outlooks(case: Case, view: View, **which) -> list[Outlook]:
    """List which prospects a pair has had since when: one a pair and stretch.

    ``since`` is the first day of the stretch (``date.min``: always), which ends where
    the pair's next begins. The rest is as in ``prospects`` on each of its days.
    """
    rows = []
    for key, ahead in _by_pair(case, view, firmness.PROSPECTS, **which).items():
        for day in sorted({_starts(case, one, view) for one in ahead}):
            there = [one for one in ahead if _starts(case, one, view) <= day]
            rows.append(Outlook(day, *_prospect(case, key, there)))
    return rows


def readings(
    case: Case, view: View, as_of: date | None = None, course: bool = False, **which
) -> list[Reading]:
    """List the signs that each pair bears on a day, by pair and kind.

    For ``course`` see ``holds``, for the rest ``ties``.
    """
    rows = []
    for key, signed in _by_pair(case, view, **which).items():
        if counting := _counting(case, signed, as_of, view, course):
            sure = frozenset(o.row.sign for o, how in counting if how == "certain")
            perhaps = frozenset(o.row.sign for o, how in counting if how != "certain")
            ids = [one.row.relation_id for one, _ in counting]
            rows.append(Reading(*key, sure, perhaps, ids))
    return rows


def voiced(case: Case, row, reading: str) -> date | None:
    """Return the first day on which somebody can have looked ahead, or by which.

    It is that of the record, but where this is the day that is foretold: then the one
    on which the first source that tells of it was out. None where it has no date.
    """
    first = select.when(row, reading).first
    sources = [case.by_id[c.source_id] for c in case.supporting(row[1])]
    told = (select.when(source, reading).end_latest for source in sources)
    return first and min([first, *filter(None, told)])


def _starts(case: Case, one: Signed, view: View) -> date:
    """Return the day from which a prospect counts: always, where none is known."""
    return voiced(case, one.row, view.dates) or date.min


def turns(case: Case, row, view: View, course: bool = False) -> set[date]:
    """List the days on which a relation begins or ceases to count in some reading."""
    days = reach(row, view, case.published)
    if not days:
        return set()
    earliest, latest, surely, perhaps = days
    sure = () if course and fleeting(days) else (latest, surely)
    begins = {d for d in (earliest, *sure[:1]) if d}
    over = {d for d in (*sure[1:], perhaps) if date.min < d < date.max}
    return begins | {date.fromordinal(d.toordinal() + 1) for d in over}


@framed(Stretch)
def history(
    case: Case, view: View, until: date | None = None, course: bool = True, **which
) -> list[Stretch]:
    """Return how each pair stood from day to day: one row per pair, kind and stretch.

    ``since`` is the first day of the stretch (``date.min``: always), which ends where
    the pair's next begins; a stretch without a record has a blank ``state``. The other
    columns are those of ``ties`` on each of its days, except that in a ``course`` what
    is certain for a ``fleeting`` stretch is not listed as a change. ``until`` is the
    last day, and on it they are those of ``ties``.

    Examples
    --------
    >>> list(relations.history(case, View()).columns)[:4]
    ['since', 'a', 'b', 'kind']
    """
    rows = []
    for key, signed in _by_pair(case, view, **which).items():
        every = [turns(case, one.row, view, course) for one in signed]
        before: tuple = (*key, *NO_RECORD)
        days = {d for d in set().union(*every) if not until or d < until}
        for day in sorted(days | {date.min, until or date.min}):
            counting = _counting(case, signed, day, view, course and day != until)
            now = _fold(case, key, counting) if counting else (*key, *NO_RECORD)
            if now != before:
                rows.append(Stretch(day, *now))
            before = now
    return rows


def changes(case: Case, view: View, until: date | None = None, **which) -> list[date]:
    """List the days on which some tie changes, in order, up to a last one.

    Examples
    --------
    >>> relations.changes(case, View())[0]
    datetime.date(...)
    """
    since = {one.since for one in history.rows(case, view, until, **which)}
    return sorted(since - {date.min})


def day(case: Case, view: View) -> date | None:
    """Return the day that ties are as of.

    The day asked for, or else the last of the view, or else the article's. Where a
    case has no article, the last day on which a record begins; None where nothing has
    a date.
    """
    if wanted := view.known_by or view.last or case.published:
        return wanted
    signed = chain.from_iterable(_by_pair(case, view, RANKED).values())
    whens = [select.when(one.row, view.dates) for one in signed]
    starts = [w.begin_latest or w.begin_earliest for w in whens if w.dated]
    return max((start for start in starts if start), default=None)
