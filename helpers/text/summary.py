"""What a case and a view have, in computed sentences.

Neutral by rule: who says so is always named, counts say of what, and a forecast gets
no yes or no.
"""

from collections import Counter
from itertools import combinations

from helpers import prose
from helpers.case import dates
from helpers.case.cases import Case
from helpers.text import bounds, wording
from helpers.view import account, naming, select
from helpers.view.parameters import changed
from helpers.view.shown import Shown

__all__ = ["came_first", "hidden", "holdings", "kept", "order", "reading", "windows"]


def without_article(case: Case) -> str:
    """Write that the case has no article, and what it is coded from instead."""
    if case.whole.article:
        return ""
    titles = [f"“{s.title}”" for s in case.whole.rows("sources") if s.role == "cited"]
    instead = f": it is coded from {naming.joined(titles[:2])}" if titles else ""
    more = f" and {prose.count(len(titles) - 2, 'other')}" if len(titles) > 2 else ""
    return f"The case has no article{instead}{more}."


def thesis_strength(case: Case) -> str:
    """Return the modal word with which the article first puts its thesis."""
    thesis = {c.claim_id for c in case.rows("claims") if c.role == "thesis"}
    cited = (c for c in case.rows("citations") if c.record_id in thesis)
    strengths = (c.strength for c in cited if c.source_id == case.article)
    return next(filter(None, strengths), "")


def windows(shown: Shown) -> str:
    """Write how many of the dates are windows rather than days or spans.

    Examples
    --------
    >>> summary.windows(shown)
    "... of the article's ... events cannot be dated to a day."
    """
    dated, vague = account.windowed(shown)
    if not vague:
        return ""
    n, ours = len(vague), account.ours(shown)
    its = f"the {shown.case.text}'s" if ours else "the"
    here = wording.partly(shown, "article" if ours else "", ("events",))
    of = f"of {its} {prose.count(len(dated), 'event')}{here}"
    if n == len(dated) > 1:
        return f"Each {of} is dated only to a range of days."
    which = prose.verb(len(dated), f"{its} one event{here}", f"{prose.spelled(n)} {of}")
    return f"{prose.upper_first(which)} cannot be dated to a day."


ORDER = {  # the page of a report says the same of two records that are selected
    "known": "{one}, then {other}",
    "because": "{told}, because {why}",
    "untold": "Their dates leave open which came first, and what order adds is not"
    " computed here.",
    "open": "it is open which came first: {one} or {other}",
    "settled": "The {text} leaves open which came first. Other sources settle it:"
    " {known}.",
    "apart": "By the {text}, {article}. By others, {known}.",
}


def order(shown: Shown, a: str, b: str) -> prose.Prose:
    """Write which of two records came first: by the article, and by other sources.

    Compares when each began, by what a view reads of it. Raises KeyError for an id
    that is no dated record.

    Examples
    --------
    >>> print(summary.order(shown, "E001", "E002"))
    “Attacks of 9/11” (11 September 2001), then “US engages the Taliban in Doha” ...
    """
    case, reads = shown.case, shown.view.dates
    rows = [_dated(case, record) for record in (a, b)]
    turns = (shown.by(how).ordered.turn(a, b) for how in ("article", "known"))
    alone, settled = (turn for turn, _ in turns)
    dated = [row for row in rows if row.when_article]  # of the others it is mute
    ours = dated if case.article else len(dated) == len(rows)
    told = {how: _in_turn(shown, rows, how) for how in ("article", "known")}
    if reads != "both" or not ours or settled == alone:
        alike = told["article" if reads == "article" else "known"]
        return prose.Prose(f"{prose.upper_first(alike)}.")
    words = ORDER["settled" if alone == "open" else "apart"]
    return prose.Prose(words.format(text=case.text, **told))


def _dated(case: Case, record: str):
    """Return a record that may have a date."""
    row = select.find(case, record)
    if not hasattr(row, "when_known"):
        raise KeyError(f"{record} is no dated record of {case.name}")
    return row


def _in_turn(shown: Shown, rows: list, reading: str) -> str:
    """Name two records in the order in which they came by a reading, if it is known."""
    read = shown.by(reading)
    found, facts = read.ordered.turn(*(row[1] for row in rows))
    rows = rows[::-1] if found == "after" else rows
    one, other = (wording.named(read, row) for row in rows)
    told = ORDER["open" if found == "open" else "known"].format(one=one, other=other)
    if not facts:
        return told
    return ORDER["because"].format(told=told, why=bounds.facts(read, facts))


def orders(shown: Shown, most: int = 3) -> list[prose.Prose]:
    """Write which of two events came first where only other sources settle it.

    The pairs nearest to each other in time, at most one an event; every event of the
    article with a known date takes part.
    """
    rows = [e for e in shown.case.rows("events") if e.when_known and e.when_article]
    settled = []
    for a, b in combinations(rows, 2):
        by_article, known = (
            dates.order(select.when(a, how), select.when(b, how))
            for how in ("article", "known")
        )
        if by_article == "open" != known:
            early, late = (dates.parse(r.when_known) for r in (a, b))
            early, late = (early, late) if known == "before" else (late, early)
            gap = late.begin_earliest - early.begin_latest
            settled.append((gap.days, a.event_id, b.event_id))
    chosen, used = [], set()
    for _, *pair in sorted(settled):
        if len(chosen) < most and used.isdisjoint(pair):
            used.update(pair)
            chosen.append(order(shown, *pair))
    return chosen


def came_first(shown: Shown, most: int = 3) -> prose.Prose:
    """Write which came first where the article leaves it open; blank where it does not.

    Blank as well in a view that reads no other source.

    Examples
    --------
    >>> print(summary.came_first(shown))
    The article leaves open which came first. Other sources settle it: ...
    """
    sentences = orders(shown, most) if shown.view.dates != "article" else []
    return prose.Prose("\n".join(p.text for p in sentences))


def source_line(case: Case) -> str:
    """Name the article and count the other sources."""
    titles, roles = case.source_titles, Counter(case.sources.role)
    named = ("cited", "outside")
    counted = [prose.count(roles[r], f"{r} source") for r in named if roles[r]]
    parts = filter(None, [titles.get(case.article, ""), ", ".join(counted)])
    return f"{prose.verb(len(titles), 'Source', 'Sources')}: {'; '.join(parts)}."


def kept(shown: Shown, table: str = "events") -> prose.Prose:
    """Write how much of a case a view shows, by the rows of one of its tables.

    Examples
    --------
    >>> print(summary.kept(show(View(voices="unnamed"))))
    5 of 60 events fit this view. View: voices unnamed.
    """
    n, of = len(shown.case.tables[table]), len(shown.case.whole.tables[table])
    view, noun = wording.view_of(shown.view), table.removesuffix("s")
    if not of:
        return prose.Prose(f"The case has no {table}. {view}".strip())
    if not n:
        asked = [name for name in changed(shown.view) if name in select.HIDES]
        none = f"none of {prose.count(of, noun)} fits this view. {view}"
        change = f"Change {naming.joined(asked, 'or')}."
        return prose.Prose(f"Nothing is left: {none} {change}")
    fit = prose.verb(n, "fits", "fit")
    sentence = f"{n} of {prose.count(of, noun)} {fit} this view."
    if n == of:
        one, every = f"The one {noun} of the case is", f"All {table} of the case are"
        sentence = f"{prose.verb(of, one, every)} in this view ({of})."
    return prose.Prose(f"{sentence} {view}".strip())


def hidden(shown: Shown) -> prose.Prose:
    """Write how much of a case a view shows, and what hides the rest.

    The page's filter says the same (``countLine``).

    Examples
    --------
    >>> print(summary.hidden(show(View(pair="US;Taliban"))))
    27 of 60 events and 29 of 63 relations; hidden: 67 by pair
    """
    kept, of, why = [], [], Counter()
    for table in ("events", "relations"):
        if total := len(shown.case.whole.tables[table]):
            gone = select.hidden(shown.case.whole, shown.view, table)
            of.append(prose.count(total, table.removesuffix("s")))
            kept.append(f"{total - sum(gone.values())} of {of[-1]}")
            why.update(gone)
    if not of:
        return prose.Prose("The case has no event and no relation")
    if not why:
        every = "All " if any(not told.startswith("1 ") for told in of) else ""
        return prose.Prose(f"{every}{naming.joined(of)}")
    by = [f"{why[one]} by {name}" for one, name in select.HIDES.items() if why[one]]
    return prose.Prose(f"{naming.joined(kept)}; hidden: {', '.join(by)}")


def sorts(shown: Shown) -> str:
    """Write of what sorts the events are, so that any count of them adds up.

    Blank where they are of one.

    Examples
    --------
    >>> summary.sorts(shown)
    'Of ... events, ... are in the article and ... are from other sources alone.'
    """
    rows, past = shown.case.rows("events"), len(account.happenings(shown))
    ours, ahead = len(account.events(shown)), sum(map(shown.is_prospect, rows))
    places = {
        f"in the {shown.case.text}": ours,
        "from other sources alone": past - ours,
    }
    if past < len(rows):  # the article tells of those to come as well
        where = ", ".join(f"{n} {place}" for place, n in places.items() if n)
        which = f" ({where})" * (0 < ours < past)
        places = {f"told as past or present{which}": past}
    places["said not to be so"] = len(rows) - past - ahead
    each = [
        f"{n} {prose.verb(n, 'is', 'are')} {told}" for told, n in places.items() if n
    ]
    each[1:1] = [f"{ahead} may come"] * bool(ahead)
    return f"Of {len(rows)} events, {naming.joined(each)}." if len(each) > 1 else ""


def reading(shown: Shown) -> prose.Prose:
    """Write what a reader should take from the timeline, and how sure it is.

    Examples
    --------
    >>> print(summary.reading(shown))
    Nine of the article's ... events rest only on a report or a claim, ...
    """
    case, reading = shown.case, shown.view.dates
    if not (rows := account.events(shown)):
        return prose.Prose(_untold(shown))
    other = len(account.closer(shown)) if reading != "article" else 0
    going = [e for e in rows if account.goes_on(shown, e)] if case.article else []
    even = ", other sources included" * (reading != "article" and account.others(case))
    only = account.told_only(shown)
    n, parts = len(only), []
    if n:
        rest = prose.verb(n, "rests", "rest")
        here = wording.partly(shown, "article", ("events",))
        which = wording.some_of(n, len(rows), f"the {case.text}'s", "event", here)
        parts.append(f"{which} {rest} only on a report or a claim{even}{_few(only)}")
    if other:
        dated = f"{prose.spelled(other, 'event')} otherwise or more closely"
        parts.append(f"other sources date {dated}")
    if going:
        still = f"{prose.verb(len(going), 'was', 'were')} still going on"
        when = wording.appeared(case)
        parts.append(
            f"{prose.spelled(len(going), 'event')} {still} {when}{_few(going)}"
        )
    return prose.Prose(" ".join(f"{prose.upper_first(part)}." for part in parts))


def _few(rows: list) -> str:
    """Name some events behind a count of them, where they are few."""
    named = naming.joined([f"“{wording.titled(row)}”" for row in rows])
    return f": {named}" if 0 < len(rows) <= wording.MOST else ""


def _untold(shown: Shown) -> str:
    """Write what a view has where no event of the article is in it."""
    case, n = shown.case, len(account.happenings(shown))
    if not n or any(e.layer == "article" for e in case.whole.rows("events")):
        return f"No event of the {case.text} is in this view."
    told = prose.verb(n, "The one event here is", f"All {n} events here are")
    return f"{told} from other sources." * bool(case.whole.article)


def holdings(case: Case) -> str:
    """Count what a case holds, table by table.

    Examples
    --------
    >>> summary.holdings(case)
    '... sources, ... actors, ... events, ... relations, ...
    """
    names = ("source", "actor", "event", "relation", "claim", "citation")
    return naming.joined([prose.count(len(case.tables[f"{n}s"]), n) for n in names])
