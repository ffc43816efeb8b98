"""What a timeline shows: its marks, what stands beside the axis, and its title."""

from datetime import date

import pandas as pd

from helpers import prose
from helpers.case import dates, firmness, schema, signs
from helpers.case.cases import Case
from helpers.draw import line
from helpers.draw import scale as scales
from helpers.text import wording
from helpers.view import account, naming, select
from helpers.view.shown import Shown

STILL = ("level", "memory")  # parameters that move nothing here
LANES = ("acts", "statements", "reports")
LANE_OF = {"act": "acts", "statement": "statements"}
COLUMNS = [
    "record_id", "number", "title", "label", "lane", "when", "bracket", "seen",
    "bracket_seen", "past", "status", "sign", "quiet", "weight", "words", "follows",
]  # fmt: skip


def carried(case: Case) -> dict[str, list[str]]:
    """List the publications that carry what the article says, with its records there.

    Such a report stands in a chain behind the source that was read, for an event or a
    relation of the article. The article itself is none, nor is an occasion of speech
    (that is a statement), nor a study, which looks back on what others reported.
    """
    cited = case.citations
    if case.article:
        events, ties = case.whole.events, case.whole.relations
        ours = {*events.event_id[events.layer == "article"]}
        ours |= {*ties.relation_id[ties.layer == "article"]}
        cited = cited[cited.record_id.isin(ours)]
    inner: dict[str, dict[str, int]] = {}
    for row in cited.itertuples():
        for voice in row.chain[1:]:
            inner.setdefault(voice, {})[row.record_id] = 1
    return {
        s.source_id: list(inner[s.source_id])
        for s in case.rows("sources")
        if s.source_id in inner
        and s.role != "article"
        and s.kind not in (*schema.SAID_KINDS, *schema.LOOKING_BACK)
    }


def relayed(case: Case) -> list[str]:
    """List the publications that carry what the article says: the reports of a case."""
    return list(carried(case))


def _alone(shown: Shown) -> bool:
    """Whether context records stand alone: there is no article, or it is not asked."""
    return not shown.case.article or "article" not in shown.view.layers


def _on_axis(shown: Shown) -> list:
    """Choose the events that stand on the axis: the article's, or all without one."""
    return [
        e
        for e in shown.case.rows("events")
        if (e.layer == "article" or _alone(shown))
        and not shown.is_prospect(e)
        and not select.is_after(shown.case, shown.when(e))
    ]


def _weight(row, near: int, signed: bool, status: str, when: dates.When) -> int:
    """Rank a mark for a label: those of the focus, signed, and well dated first."""
    exact = len({*dates.bounds(when)}) == (1 if when.moment else 2)
    dated = exact + bool(row.when_known) - 2 * when.unknown_begin
    return 2 * near + 2 * signed + (status == "happened") + dated


def _event_mark(shown: Shown, row, reports: set[str]) -> dict:
    case = shown.case
    parts = case.taking_part.get(row.event_id, [])
    near = {case.principal.get(a) for a in parts} & set(case.focus)
    sign = select.sign(case, row.event_id, shown.view.dates)
    status = shown.status(row)
    carried, date = case.cited.get(row.event_id, []), line.dated(shown, row)
    return {
        "record_id": row.event_id,
        "title": row.title,
        "label": row.title + ("" if status == "happened" else f" ({status})"),
        "lane": LANE_OF[row.kind],
        "status": status,
        "sign": sign,
        "quiet": row.layer == "context" and not _alone(shown),
        "weight": _weight(
            row, len(near), sign in ("+", "-", "both"), status, date["when"]
        ),
        "words": wording.date_of(shown, row),
        "follows": _carriers(carried, reports),
        **date,
    }


def _carriers(cited: list, reports: set[str]) -> list[tuple[str, ...]]:
    """List, for each citation, the statement and the reports that carried it."""
    found = []
    for row in (c for c in cited if c.stance == "supports"):
        path = (
            [row.said_event_id] if row.said_event_id not in ("", row.record_id) else []
        )
        path += [v for v in reversed(row.chain[1:]) if v in reports]
        if path:
            found.append(tuple(path))
    whole = [p for p in found if not any(set(p) < set(q) for q in found)]
    return sorted(set(whole))


def _report_mark(shown: Shown, row) -> dict:
    names = shown.case.actor_names
    who = [names[a] for a in dict.fromkeys([*row.author, row.publisher]) if a in names]
    return {
        "record_id": row.source_id,
        "title": row.title,
        "label": ", ".join(who) or row.title,
        "lane": "reports",
        "status": "happened",
        "sign": "",
        "quiet": row.role == "outside",
        "weight": 6 if row.role == "cited" else 3,
        "words": wording.date_of(shown, row),
        "follows": [],
        **line.dated(shown, row),
    }


def marks(shown: Shown) -> pd.DataFrame:
    """List what the timeline shows: a row a mark, in order of time.

    ``number`` leads from a mark without a label to its card in the list; ``follows``
    holds the paths from what happened to who said and who reported it.
    """
    case, asked = shown.case, shown.view
    reports = set(relayed(case))
    rows = [_event_mark(shown, e, reports) for e in _on_axis(shown)]
    if not asked.kinds or "report" in asked.kinds:
        chosen = select.filters(case, asked)
        rows += [
            _report_mark(shown, s)
            for s in case.rows("sources")
            if s.source_id in reports
            and shown.when(s).dated
            and not select.is_after(case, shown.when(s))
            and chosen.on_date(s)
            and (not chosen.sources or s.source_id in chosen.sources)
        ]
    carriers = {step for row in rows for path in row["follows"] for step in path}
    for row in rows:  # a line should not lead to a mark without a name
        row["weight"] += 3 * (row["record_id"] in carriers)
    rows.sort(key=_in_time)
    return pd.DataFrame(
        [row | {"number": i} for i, row in enumerate(rows, 1)], columns=COLUMNS
    )


def _in_time(row: dict) -> tuple:
    when = row["when"]
    first = when.begin_earliest or when.end_latest or date.max
    return (not when.dated, first, when.end_latest or date.max, row["record_id"])


def prospects(shown: Shown) -> list[tuple[str, str, str, str]]:
    """List what is expected, possible or asked: how firm, words, when, record.

    One entry a fact, told by its row nearest to the focus; those nearest come first.
    """
    case = shown.case
    facts: dict[str, list] = {}
    for row in [*case.rows("relations"), *case.rows("events")]:
        if shown.is_prospect(row):
            facts.setdefault(getattr(row, "fact", row[1]), []).append(row)
    found = []
    for fact, rows in facts.items():
        row = max(rows, key=lambda r: _nearness(case, r))  # the first of the nearest
        status, told = shown.status(row), naming.title_of(row).rstrip(".")
        firm = wording.firm(shown, row)
        rank = (-_nearness(case, row), firmness.PROSPECTS.index(status), fact)
        told += _also(case, row, rows)
        found.append((rank, firm, told, wording.looks_ahead(shown, row), row[1]))
    return [entry[1:] for entry in sorted(found)]


def _also(case: Case, row, rows: list) -> str:
    """Name the actors of the fact's other rows, so that none goes unseen."""
    ends = ("source_actor", "target_actor")
    told = {getattr(row, end, "") for end in ends}
    others = dict.fromkeys(getattr(r, end, "") for r in rows for end in ends)
    named = [a for a in others if a not in told]
    return f" (also {naming.actor_list(case, named)})" if named else ""


def _nearness(case: Case, row) -> int:
    """Count the focus actors of a prospect, a cooperation before the others."""
    ends = {getattr(row, "source_actor", ""), getattr(row, "target_actor", "")}
    near = {case.principal.get(a, a) for a in ends} & set(case.focus)
    return 2 * len(near) + (getattr(row, "sign", "") == "+")


def after(shown: Shown) -> list:
    """List the events that came after the article, in order."""
    rows = [
        e for e in shown.case.rows("events")
        if select.is_after(shown.case, shown.when(e))
        and shown.status(e) not in firmness.PROSPECTS
    ]  # fmt: skip
    return sorted(rows, key=lambda e: shown.when(e).begin_earliest)


def hover_words(case: Case, mark) -> str:
    """Write what a mark is, for the reader who points at it: a line a thing."""
    lines = [mark.title, mark.words]
    if mark.lane == "reports":
        lines.append(f"Report by {mark.label}")
    else:
        sign = f", {signs.OF_MARK[mark.sign].word} act" if mark.sign else ""
        lines.append(f"{prose.upper_first(mark.status)}{sign}")
    if parts := case.taking_part.get(mark.record_id):
        lines.append(naming.actor_list(case, parts))
    cited = case.cited.get(mark.record_id, [])
    places = [*dict.fromkeys(p for c in cited for p in c.locator.split(";") if p)]
    named = [case.source_titles.get(s, s) for s in {c.source_id: 0 for c in cited}]
    where = [", ".join(places)] if places else []
    more = f" and {len(named) - 2} more" if len(named) > 2 else ""
    if cited:
        lines.append("; ".join([*where, f"{'; '.join(named[:2])}{more}"]))
    return "\n".join(lines)


def start_of(row) -> date:
    """Give the day by which a record is put in order: its known start, or its end."""
    when = select.when(row, "known")
    return when.begin_earliest or when.end_latest or date.max


def titles(shown: Shown, rows: pd.DataFrame) -> tuple[str, str]:
    """Write the finding as title, and the measure, period and filter as subtitle."""
    case, asked = shown.case, shown.view
    dated = rows[[w.dated for w in rows.when]]
    if dated.empty:
        return "Nothing in this view has a date", wording.view_of(asked, STILL)
    title = _finding(shown, dated)
    events = prose.count(sum(dated.lane != "reports"), "event")
    reports = prose.count(sum(dated.lane == "reports"), "report")
    both = f"{events} and {reports}" if "reports" in set(dated.lane) else events
    parts = [f"{both} on the axis."]
    if asked.dates == "both" and any(w.dated for w in dated.bracket):
        parts.append(
            f"Solid: date known from outside; thin: what the {case.text} alone says."
        )
    elif account.coded_from(case):
        ours = f"by the {case.text} alone"
        read = {"article": ours, "known": "as known from outside"}
        parts.append(f"Dates {read.get(asked.dates, 'as coded')}.")
    if asked.gaps == "collapsed":
        parts.append("Long gaps are shortened where marked.")
    parts.append(wording.view_of(asked, STILL))
    return title, " ".join(p for p in parts if p)


def _finding(shown: Shown, dated: pd.DataFrame) -> str:
    """Say where in time the marks lie."""
    asked = shown.view
    days = [d for w in [*dated.when, *dated.bracket] for d in dates.bounds(w)]
    last = shown.case.published
    if asked.gaps == "collapsed" and last and not asked.start + asked.end:
        days_on = [d.toordinal() for d in days if d <= last]
        window = scales.dense_window([*days_on, last.toordinal()])
        if window and window[1] == last.toordinal():
            return _recent(dated, date.fromordinal(window[0]), last)
    n = prose.upper_first(prose.count(len(dated), "mark"))
    first, last = min(days), max(days)
    if asked.start or asked.end:
        first, last = max(first, asked.first or first), min(last, asked.last or last)
        if first > last:  # only what has no known start, or no known end, may reach in
            return f"No date lies in this stretch; {n.lower()} may reach into it"
        return f"{n}, {dates.stretch(first, last)}"
    period = f"from {first.year} to {last.year}"
    return f"{n} {period if first.year < last.year else f'in {first.year}'}"


def _recent(dated: pd.DataFrame, first: date, last: date) -> str:
    """Count the marks that begin in the weeks before the article."""
    begins = [w.begin_earliest for w in dated.when]
    inside = sum(bool(d and first <= d <= last) for d in begins)
    open_ = sum(d is None for d in begins)
    n, weeks = prose.upper_first(prose.spelled(inside)), round((last - first).days / 7)
    verb = prose.verb(inside, "begins", "begin")
    more = f"; {prose.spelled(open_)} more have no known start" if open_ else ""
    period = f"the {prose.spelled(weeks)} weeks before the article"
    return f"{n} of {len(dated)} marks {verb} in {period}{more}"


def alt(shown: Shown, rows: pd.DataFrame) -> str:
    """Describe the chart to somebody who does not see it, out of the data."""
    title, subtitle = titles(shown, rows)
    named = [f"{m.title}: {m.words}" for m in rows.itertuples()]
    more = f" and {len(named) - 6} more" if len(named) > 6 else ""
    listed = "; ".join(named[:6])
    told = f"{listed}{more}." if named else ""
    told = [f"Timeline. {title}.", subtitle, told, "The list has every record."]
    return " ".join(filter(None, told))


def precision(shown: Shown) -> pd.DataFrame:
    """Count the events by how well their date is known: a row a shape of date.

    A column a reading that the view asks for.
    """
    case = shown.case
    shapes = {
        "one day": lambda w: w.shape == "day",
        "one moment in a window": lambda w: w.shape == "within",
        "a span": lambda w: w.shape == "span" and not w.unknown_begin,
        "a span, start not known": lambda w: w.shape == "span" and w.unknown_begin,
        "no date": lambda w: not w.dated,
    }
    ours = account.coded_from(case)
    columns = {f"by the {case.text} alone": "article", "as known": "known"}
    if shown.view.dates != "both":
        columns = {
            name: how for name, how in columns.items() if how == shown.view.dates
        }
    elif not ours:
        columns = {"as coded": "both"}
    rows = [e for e in case.rows("events") if e.layer == "article" or not ours]
    found = {
        name: [sum(test(select.when(e, how)) for e in rows) for test in shapes.values()]
        for name, how in columns.items()
    }
    index = pd.Index(shapes, name="The date of an event is")
    counts = pd.DataFrame(found, index=index)
    return counts[counts.sum(axis=1) > 0]
