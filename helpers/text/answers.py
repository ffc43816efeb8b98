"""What a reader asks of a case, answered in computed sentences.

Each answer says what the article alone gives and what outside sources add, counts
episodes, and names the first voices and those that dispute them. None says yes or no
to a forecast.
"""

import pandas as pd

from helpers import prose
from helpers.case import firmness
from helpers.case.cases import Case
from helpers.prose import Prose
from helpers.text import bounds, wording
from helpers.view import focus, naming, select, voices
from helpers.view.parameters import View
from helpers.view.shown import Shown

__all__ = ["against", "ahead", "causes", "unheard"]


def listed(shown: Shown, rows: pd.DataFrame, read: str = "") -> str:
    """Write records one after another: what, how firm, on whose word, who disputes."""
    lines = []
    for _, same in rows.groupby("fact", sort=False):
        first, ids = next(same.itertuples()), list(same.relation_id)
        heard = naming.voice_list(shown.case, voices.first(shown.case, ids, read))
        disputed = wording.disputed(shown, ids)
        word = f", on the word of {heard}" * bool(heard)
        word += f", but {disputed}" * bool(disputed)
        ahead = first.told in firmness.PROSPECTS
        firm = wording.firm(shown, first) if ahead else first.told
        firm += ", perhaps later" * _later(first, shown.view)
        lines.append(f"{first.summary.rstrip('.')} ({firm}){word}")
    return "; ".join(lines)


def _later(row, view: View) -> bool:
    """Return whether a record may have begun only after the day of a view."""
    if not view.known_by or row.told not in firmness.ATTESTED:
        return False
    latest = select.when(row, view.dates).begin_latest
    return latest is None or latest > view.known_by


def resting(case: Case, rows: pd.DataFrame, read: str) -> str:
    """Write on how many origins records rest, and through which one source."""
    ids = list(rows.relation_id)
    heard = voices.first(case, ids, read)
    if not heard:
        return "no origin: no source supports it"
    words = f"{wording.voice_count(case, heard)}: {naming.voice_list(case, heard)}"
    common = [case.source_titles[s] for s in voices.through(case, ids, read)]
    return words + (f", all of it through “{common[0]}”" if common else "")


def against(shown: Shown) -> Prose:
    """Write which attested episodes of the first two were aimed at the third.

    Blank where the case, before any view, has none. Which acts, how firm, and on how
    many first voices they rest: by the article alone, by its own status, and with
    outside sources.

    Examples
    --------
    >>> print(answers.against(shown))
    The article names one episode of US-Taliban cooperation said to be against ...
    """
    case, view = shown.case, shown.view
    if not naming.in_focus(case)[1]:
        return Prose("")
    kind = f"{naming.joint(case)} said to be against {naming.in_focus(case)[1]}"
    ours, every = (aimed(shown.by(how)) for how in ("article", view.dates))
    reads = voices.read_by(case, view)
    left = [one for one in ours.relation_id if voices.tells(case, one, reads)]
    ours = ours[ours.relation_id.isin(left)]
    if ours.empty and every.empty:
        none = f"No {kind} is attested in this view."
        return Prose("" if aimed(shown.of_all).empty else none)
    parts, outside = [], focus.outside(view)
    if reads:
        parts.append(_by(shown, ours, kind, reads))
    if reads and outside:
        parts += [_added(shown, ours, every), _in_all(shown, ours, every, reads)]
    elif outside:
        parts.append(_by(shown, every, kind, ""))
    return Prose("\n".join(filter(None, parts)))


def _added(shown: Shown, ours: pd.DataFrame, every: pd.DataFrame) -> str:
    """Write which episodes other sources add; blank where they add no record."""
    more = every[~every.relation_id.isin(ours.relation_id)]
    if more.empty:
        return ""
    both = (focus.episodes(shown.case, acts) for acts in (ours, more))
    known, told = ({*episodes} for episodes in both)
    new = prose.spelled(len(told - known), "episode")
    what = new if told - known else "to the same"
    return f"Other sources add {what}: {listed(shown, more)}."


def aimed(shown: Shown) -> pd.DataFrame:
    """List the attested acts of the first two that are aimed at another in focus."""
    acts = focus.attested(focus.between(shown))
    return acts[acts.aimed]


def _in_all(shown: Shown, ours: pd.DataFrame, acts: pd.DataFrame, read: str) -> str:
    """Write on whom all acts rest, and who only passes on what others said."""
    case, here = shown.case, wording.of_ties(shown)
    if acts.empty:
        return ""
    after = voices.first(case, list(acts.relation_id))
    before = voices.first(case, list(ours.relation_id), read)
    gone = [voice for voice in before if voice not in after]
    passes = prose.verb(len(gone), "only passes", "only pass")
    named = prose.upper_first(naming.voice_list(case, gone))
    passing = f" {named} {passes} on what others said." * bool(gone)
    verb = prose.verb(len(focus.episodes(case, acts)), "rests", "rest")
    counted = f"{wording.number(case, acts, 'such episode')}{here} {verb} on"
    return f"With other sources, {counted} {resting(case, acts, '')}.{passing}"


def _by(shown: Shown, acts: pd.DataFrame, kind: str, read: str) -> str:
    """Write what one source alone attests, or all sources where none is named."""
    case = shown.case
    who, name = (f"The {case.text}", "names") if read else ("The sources", "name")
    if acts.empty:
        return f"{who} {name} no {kind}{wording.here(shown.view)}."
    it = prose.verb(len(focus.episodes(case, acts)), "It rests", "They rest")
    where = wording.of_ties(shown) + wording.places(case, acts)
    told = f"{wording.number(case, acts)} of {kind}{where}: {listed(shown, acts, read)}"
    return f"{who} {name} {told}. {it} on {resting(case, acts, read)}."


def ahead(shown: Shown) -> Prose:
    """Write what cooperation may come, and in whose words.

    Blank where a case has no prospect, nor acts against a third to set beside it.

    Examples
    --------
    >>> print(answers.ahead(shown))
    What may come (3): Washington and the Taliban could work together ...
    """
    if len(shown.case.focus) < 2:
        return Prose("")
    rows = focus.between(shown)
    prospects = rows[rows.told.isin(firmness.PROSPECTS)]
    if prospects.empty:
        if wording.here(shown.view) == "" and not against(shown).text:
            return Prose("")
        more = f"more {naming.joint(shown.case)}"
        return Prose(f"No record calls {more} possible{wording.here(shown.view)}.")
    n = prospects.fact.nunique()
    return Prose(f"What may come ({n}): {listed(shown, prospects)}.")


def causes(shown: Shown) -> Prose:
    """Write what the dates say to each cause that the order of the article suggests.

    Examples
    --------
    >>> print(answers.causes(shown))
    Was recognition withheld because of the appointments? By the article: ...
    """
    there = set(shown.case.events.event_id)
    asked = (c for c in shown.case.causes if {c["cause"], c["effect"]} <= there)
    return Prose("\n".join(_cause(shown, one) for one in asked))


def _cause(shown: Shown, one: dict[str, str]) -> str:
    """Answer one reading: by the article's dates, and by those that are known."""
    case, view = shown.case, shown.view
    rows = [select.find(case, one[key]) for key in ("cause", "effect")]
    told, known = one["question"], any(row.when_known for row in rows)
    ours = case.article or all(row.when_article for row in rows)
    if ours and view.dates != "known":
        told += f" By the {case.text}: {_dated(shown.by('article'), rows)}"
    if view.dates != "article" and (view.dates == "known" or known):
        told += f" By other sources: {_dated(shown.by('known'), rows)}"
    return told


def _dated(shown: Shown, rows: list) -> str:
    """Write when the two events of a reading were, and what their order allows."""
    names = [f"“{naming.title_of(row)}”" for row in rows]
    named = ", ".join(wording.named(shown, row) for row in rows)
    order, facts = shown.ordered.turn(*(row[1] for row in rows))
    why = f", because {bounds.facts(shown, facts)}" if facts else ""
    return f"{named}; {_verdict(order, *names, why)}"


def _verdict(order: str, first: str, second: str, why: str) -> str:
    """Write what an order in time allows of a cause: never that it was one."""
    if order == "after":
        return f"{second} came first{why}, so it cannot be an effect of {first}."
    if order == "before":
        return f"{first} came first{why}; that alone does not make it a cause."
    return "which came first is open, so neither can be called the cause."


def unheard(shown: Shown, most: int = 12) -> Prose:
    """Write who is discussed and never quoted.

    Examples
    --------
    >>> print(answers.unheard(shown, most=2))
    The article discusses Taliban (... records), Daesh-K (... records) and ...
    """
    case = shown.case
    quiet = voices.unheard(case, shown.view.level)
    who, number = (f"The {case.text}", 1) if case.article else ("The sources", 2)
    here = wording.partly(shown, "article" if case.article else "")
    quote = prose.verb(number, "quotes", "quote")
    discuss = prose.verb(number, "discusses", "discuss")
    they = prose.verb(number, "it", "they")
    if not voices.spoken(case):
        none = f"No record of {who.lower()} in this view discusses anybody."
        return Prose(none if voices.spoken(case.whole) else "")
    if quiet.empty:
        return Prose(f"{who} {quote} all whom {they} {discuss}{here}.")
    publics = quiet.kind == "collective"
    named, others = (_some(case, quiet[rows], most) for rows in (~publics, publics))
    first = (~publics).sum() or len(quiet)
    none = "none of them" if first > 1 else "no word of it"
    told = f"{who}{here} {discuss} {named or others}, and {quote} {none}."
    if named and others:
        they = prose.upper_first(they)
        told += f" {they} also {quote} none of these groups: {others}."
    return Prose(told)


def _some(case: Case, rows: pd.DataFrame, most: int) -> str:
    """Name actors with the number of their records, the first few of them."""
    named = []
    for row in rows[:most].itertuples():
        many = prose.count(len(row.records), "record")
        named.append(f"{naming.short_name(case, row.actor_id)} ({many})")
    more = [prose.count(len(rows) - most, "other")] if len(rows) > most else []
    return naming.joined(named + more)
