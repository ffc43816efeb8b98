"""Pairs: one row per pair of actors, one mark per record, by how it counts on a day."""

from datetime import date

from helpers import prose
from helpers.case import firmness, signs
from helpers.case.cases import Case
from helpers.case.inherited import grouped
from helpers.charts import tied, worded
from helpers.draw import marks
from helpers.draw.marks import At, Shape
from helpers.draw.picture import Picture
from helpers.draw.rows import Column, Group, Mark, Row, Sample
from helpers.text import ties, wording
from helpers.view import account, focus, naming, parameters, relations
from helpers.view.shown import Shown

__all__ = ["chart"]
PLACES = ("older", "may", "counts", "words", "ahead")
MOVES = ("older", "may", "counts")  # a record that counts may move between these
LIKE = 3  # pairs of one actor that have prospects only stand in one row from here on


def place(shown: Shown, row, day: date | None) -> str:
    """Return the column of a relation on a day; blank where it came later.

    Acts by how they count, older ones apart; words, what is denied among them; and
    what may come.
    """
    if shown.is_prospect(row):
        said = relations.voiced(shown.case, row, shown.view.dates)
        return "" if day and said and said > day else "ahead"
    begin = shown.when(row).begin_earliest
    if day and begin and begin > day:
        return ""
    if row.basis != "act" or shown.denied(row):
        return "words"
    if day is None:
        return "counts"
    how = relations.holds(row, day, shown.view, shown.case.published)
    return {"certain": "counts", "": "older"}.get(how, "may")


def pairs(shown: Shown) -> dict[tuple[str, str], list]:
    """Return the relations of each pair of actors, rolled up, the pair in focus first.

    One side's view of another is a row of the pair too.
    """
    case, inside = shown.case, shown.case.inside
    rows = case.rows("relations")
    found = grouped((relations.pair(case, row, shown.view.level), row) for row in rows)

    def order(pair: tuple[str, str]) -> tuple:
        near = [inside.index(a) if a in inside else 99 for a in pair]
        return near.count(99), near, [case.rank.get(a, 0) for a in pair], pair

    two = (pair for pair in found if len(pair) > 1)
    return {pair: found[pair] for pair in sorted(two, key=order)}


def rows(shown: Shown) -> list[Row]:
    """Make the rows: each pair in focus its own, others that are alike in one."""
    case, found = shown.case, pairs(shown)
    made, alike = [], {}
    for pair, records in found.items():
        near = [a for a in pair if a in case.inside]
        places = {place(shown, row, shown.day) for row in records}
        if len(near) == 2 or places & {*MOVES}:
            made.append(_row(shown, naming.pair(case, *pair), "", records))
        else:
            alike.setdefault(near[0] if near else "", []).append(pair)
    for one, those in alike.items():
        if len(those) >= LIKE:
            records = [row for pair in those for row in found[pair]]
            made.append(_row(shown, *_together(case, one, those), records))
        else:
            made += [_row(shown, naming.pair(case, *p), "", found[p]) for p in those]
    return [row for row in made if any(row.cells)]


def _together(case: Case, one: str, those: list[tuple[str, str]]) -> tuple[str, str]:
    """Name pairs that stand in one row: by the actor that they share, if any."""
    if not one:
        return prose.upper_first(prose.spelled(len(those), "other pair")), ""
    count = prose.spelled(len(those), "other")
    names = [naming.short_name(case, b if a == one else a) for a, b in those]
    more = f" and {len(names) - 3} more" if len(names) > 4 else ""
    few = f"{', '.join(names[:3] if more else names)}{more}"
    return f"{naming.short_name(case, one)} – {count}", few


def _row(shown: Shown, label: str, note: str, records: list) -> Row:
    """Make a row of cells, the records of each column in order of time."""
    cells = {name: [] for name in PLACES}
    for record in sorted(records, key=lambda r: _begin(shown, r)):
        if column := place(shown, record, shown.day):
            cells[column].append(record)
    held = tuple(_cell(shown, those, name) for name, those in cells.items())
    return Row("", label, held, note=note)


def _begin(shown: Shown, row) -> tuple:
    when = shown.when(row)
    return (when.begin_earliest or when.end_latest or date.min, row.relation_id)


def _cell(shown: Shown, records: list, name: str) -> tuple[Mark, ...]:
    """Draw the records of a cell; those that may be one act stand side by side."""
    groups: list[list] = []
    named = {i for record in records for i in record.may_be}
    for record in records:
        near = groups if record.may_be or record.relation_id in named else []
        same = [g for g in near if any(tied.may_be(record, other) for other in g)]
        if same:  # what was apart may be one act by way of this record
            same[0] += [other for group in same[1:] for other in group] + [record]
            groups = [g for g in groups if not any(g is gone for gone in same[1:])]
        else:
            groups.append([record])
    return tuple(
        mark(shown, record, name, nth if len(group) > 1 else 0)
        for nth, group in enumerate(groups, 1)
        for record in group
    )


def mark(shown: Shown, row, column: str, joined: int = 0) -> Mark:
    """Draw one record, and write what it is."""
    disputed = wording.disputed(shown, [row.relation_id], "it")
    parts = [naming.heading(shown.case, row), wording.date_of(shown, row),
             wording.firm(shown, row), disputed]  # fmt: skip
    looks = {name: tuple(_drawn(shown, row, name, bool(disputed)))
             for name in {column, *MOVES}}  # fmt: skip
    words = "; ".join(filter(None, parts))
    both = (looks["counts"], looks["may"]) if column in MOVES else ()
    return Mark(row.relation_id, looks[column], words, joined, both)


def _drawn(shown: Shown, row, column: str, disputed: bool) -> list[Shape]:
    """Draw a record as its column has it, with what is said of it around it."""
    case, happened = shown.case, shown.status(row) == "happened"
    kind = "denied" if shown.denied(row) else "ahead" if column == "ahead" else "told"
    outside = row.layer == "context" and account.coded_from(case)
    return [
        *(marks.ring() if case.aims(row) else ()),
        *marks.record(row.sign, kind, happened, column != "may"),
        *(marks.star() if outside else ()),
        *(marks.lozenge(At(0, 9), 9, 0.75) if disputed else ()),
    ]


def course(shown: Shown) -> dict:
    """Return how the chart stands on every day up to its own, for whoever shows it.

    ``titles`` since which day (an ordinal), with ``{day}`` for the day in words, and of
    each record that moves its ``places``: since when, and which.
    """
    last = shown.day
    places: dict[str, list] = {}
    if last is None:
        return {"titles": [], "places": places}
    turns = {date.min}
    for row in shown.case.rows("relations"):
        days = relations.turns(shown.case, row, shown.view)
        if shown.is_prospect(row):
            days = {relations.voiced(shown.case, row, shown.view.dates)} - {None}
        steps = [
            (d, place(shown, row, d)) for d in sorted({date.min, *days}) if d <= last
        ]
        kept = [s for n, s in enumerate(steps) if not n or s[1] != steps[n - 1][1]]
        if len(kept) > 1:
            places[row.relation_id] = [[d.toordinal(), where] for d, where in kept]
            turns |= {d for d, _ in kept}
    told = ((day, title(shown, day, "{day}")) for day in sorted(turns))
    return {"titles": tied.titles(told), "places": places}


# ---- words --------------------------------------------------------------------------


def title(shown: Shown, day: date | None = None, named: str = "") -> str:
    """Write the finding: what counts of the first two on a day, and against whom.

    The day of the view, unless another is given; ``named`` in its place.
    """
    case, day = shown.case, day or shown.day
    what = tied.counted(shown, day, named).replace("Acts and words", "Acts")
    if len(case.focus) < 2:
        return what
    third = naming.in_focus(case)[1]
    top = {*case.inside[:2]}
    of_pair = next((r for p, r in pairs(shown).items() if set(p) == top), [])
    of_side = [row for row in of_pair if row.sign == case.side]
    now, perhaps = ([r for r in of_side if place(shown, r, day) == name]
                    for name in ("counts", "may"))  # fmt: skip
    other, ours = ([r for r in now if case.aims(r) == aimed]
                   for aimed in (False, True))  # fmt: skip
    parts = [_other(shown, other, third, _acts(shown, of_side, day)),
             _aimed(shown, ours, third, bool(other))]  # fmt: skip
    if may := len({r.fact for r in perhaps}):
        parts.append(f"{prose.spelled(may)}{' more' * bool(other + ours)} may count")
    parts.append("" if third else _opposite(shown, of_pair, day))
    told = "; ".join(filter(None, parts))
    every = focus.attested(focus.between(shown.of_all))
    if not told and len(every):  # hidden, or on another day
        told = f"no {naming.joint(case)}{wording.of_ties(shown)}"
    return ": ".join(filter(None, [what, told]))


def _acts(shown: Shown, rows: list, day: date | None) -> int:
    """Count the acts up to a day, whether they still count or not."""
    return len({row.fact for row in rows if place(shown, row, day) in MOVES})


def _of(count: int, every: int) -> str:
    """Write how many acts count, and of how many where that is fewer."""
    return prose.spelled(count) + f" of {prose.spelled(every)}" * (count < every)


def _other(shown: Shown, acts: list, third: str, every: int) -> str:
    """Count the acts that nobody says were against the third, or those disputed."""
    if not acts:
        return ""
    case = shown.case
    least, most = relations.least(acts), len({r.fact for r in acts})
    count = f"{prose.spelled(least)} or {prose.spelled(most)}"
    if most == least:
        count = prose.spelled(most) if third else _of(most, every)
    said = f" not said to be against {third}" if third else " of cooperation"
    acts_ = prose.verb(most if third else every, "act", "acts")
    told = f"{count} {naming.in_focus(case)[0]} {acts_}{said}"
    if case.side == "-":
        both = naming.actor_list(case, case.focus[:2])
        told = f"{count} hostile {acts_} between {both}"
    return told if third else told + _disputed(shown, acts)


def _disputed(shown: Shown, acts: list) -> str:
    """Write behind a count of acts how many of them are disputed."""
    disputed = {r.fact for r in acts if wording.disputed(shown, [r.relation_id])}
    every = len(disputed) == len({r.fact for r in acts})
    some = f"{prose.spelled(len(disputed))} of them " * (not every)
    return f", {some}disputed" * bool(disputed)


def _opposite(shown: Shown, records: list, day: date | None) -> str:
    """Count the acts that count and are of the sign that the two are not read by."""
    sign = {"+": "-", "-": "+"}[shown.case.side]
    opposed = [row for row in records if row.sign == sign]
    rows = [row for row in opposed if place(shown, row, day) == "counts"]
    every = _acts(shown, opposed, day)
    what = f"{signs.OF_MARK[sign].word} {prose.verb(every, 'act', 'acts')}"
    count = _of(len({row.fact for row in rows}), every)
    return f"{count} {what}{_disputed(shown, rows)}" if rows else ""


def _aimed(shown: Shown, acts: list, third: str, more: bool) -> str:
    """Count the episodes said to be against the third, and those disputed."""
    every = {focus.episode(shown.case, row) for row in acts}
    disputed = {focus.episode(shown.case, row) for row in acts
                if wording.disputed(shown, [row.relation_id])}  # fmt: skip
    if not every:
        return ""
    many = wording.number(shown.case, acts, "")
    told = f"{many} said to be{f' against {third}' * (not more)}"
    if not disputed:
        return told
    some = f"{prose.spelled(len(disputed))} of them disputed"
    return f"{told}, {'and disputed' if disputed == every else some}"


def chart(shown: Shown) -> Picture:
    """Draw the pairs of a case on the day of a view.

    Examples
    --------
    >>> pairs.chart(shown).title
    'Acts in the twelve months to 11 September 2021 that still count: ...
    """
    made = rows(shown)
    every = [one for row in made for cell in row.cells for one in cell]
    many = ((r.label, sum(map(len, r.cells))) for r in made)
    listed = [f"{label}: {prose.count(n, 'record')}" for label, n in many]
    return worded.picture(
        shown,
        "02-pairs",
        "Pairs",
        (title(shown), wording.view_of(shown.view, wording.NO_TIE)),
        listed,
        groups=(Group("", tuple(made)),),
        legend=_legend(shown, every),
        columns=_columns(shown),
        foot=_foot(shown),
    )


def _columns(shown: Shown) -> tuple[Column, ...]:
    """Name the columns by how long an act counts; each is true of all that it holds."""
    view = shown.view
    months = 0 if ties.lasting(shown.case) else parameters.months(view.memory)
    span = f"in the {months} months" if months else "on the day" * (months == 0)
    return (
        Column("older", "no longer", "count", 1.2),
        Column("may", "may count", "by their dates", 1.1),
        Column("counts", "count", span, 1.1, True),
        Column("words", "words", "not acts", 1.2),
        Column("ahead", "what may", "come", 1.2),
    )


def _foot(shown: Shown) -> str:
    """Write how long acts and states count, and what came after the day."""
    every = [row for records in pairs(shown).values() for row in records]
    later = sum(not place(shown, row, shown.day) for row in every)
    have = prose.verb(later, "record is", "records are")
    held = any(row.extent == "state" for row in every if row.basis == "act")
    lasts = " An act that lasted counts so from its end, a state within its dates." * (
        held and not ties.lasting(shown.case)
    )
    return (
        f"{prose.upper_first(ties.remembered(shown))}.{lasts}"
        f"{f' {later} {have} of a later day and not counted.' if later else ''}"
        " An empty cell has no record. It never means that a pair is neutral."
    )


def _legend(shown: Shown, every: list[Mark]) -> tuple[Sample, ...]:
    """List what the marks mean: one meaning a sample, only what occurs."""
    there = [shown.case.by_id[one.record] for one in every]
    bracket = marks.path(At(0, -12), 0, ((0, 0), (24, 0)), 1, "bracket")
    firm = {shown.status(r) for r in there} & {*firmness.ATTESTED}
    may = any(place(shown, r, shown.day) == "may" for r in there)
    ahead = any(map(shown.is_prospect, there))
    looks = "happened" in firm, bool(firm - {"happened"}), may, ahead
    taught = [*tied.firm("+", *looks), *_of_signs(shown, there),
              (any(one.joined for one in every), [bracket], "may be one act"),
              *_of_others(shown, there)]  # fmt: skip
    return tied.taught_of(taught)


def _of_signs(shown: Shown, there: list):
    """Teach the signs, what is denied, and against whom a record is said to be."""
    case = shown.case
    told = [r for r in there if shown.status(r) in firmness.ATTESTED]
    denied = any(shown.denied(r) for r in there)
    for sign in ("-", "~"):
        own = [r for r in told if r.sign == sign]
        happened = any(shown.status(r) == "happened" for r in own)
        look = marks.record(sign, "told", happened, True)
        yield bool(own), look, signs.OF_MARK[sign].word
    yield denied, marks.record("", "denied", False, True), "denied: no tie"
    third = naming.actor_list(case, case.focus[2:])
    ring = [*marks.ring(), *marks.record("+", "told", False, True)]
    yield any(case.aims(r) for r in there), ring, f"said to be against {third}"
    none = any(not r.sign and not shown.denied(r) for r in there)
    yield none, marks.record("", "told", False, True), "no sign"


def _of_others(shown: Shown, there: list):
    """Teach what else stands beside a mark."""
    context = any(r.layer == "context" for r in there)
    outside = account.coded_from(shown.case) and context
    yield outside, marks.star(), f"not in the {shown.case.text}"
    disputed = any(wording.disputed(shown, [r.relation_id]) for r in there)
    yield disputed, marks.lozenge(At(0), 0), "disputed"
