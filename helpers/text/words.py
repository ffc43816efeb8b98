"""Sentences that hold numbers, so that none is ever typed by hand.

Neutral by rule: who says so is always named, counts say of what, and a forecast gets
no yes or no.
"""

import re
from collections import Counter
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from helpers.case import cases, dates, schema
from helpers.case.cases import Case
from helpers.view import relations, select, voices
from helpers.view.parameters import View, changed, in_words

STATES = {"both": "cooperative and hostile", "unclear": "of unclear sign"}
SMALL = "no one two three four five six seven eight nine ten eleven twelve".split()


@dataclass(frozen=True)
class Prose:
    """Computed sentences that a notebook shows as text, whatever is in them.

    A class because Markdown would let a title in the data become markup.
    """

    text: str

    def __str__(self) -> str:
        """Give the bare text."""
        return self.text

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        lines = self.text.split("\n")
        html = "".join(f'<p class="reading">{escape(line)}</p>' for line in lines)
        return {"text/plain": self.text, "text/html": html}


def count(n: int, noun: str, plural: str = "") -> str:
    """Write a count with its noun.

    >>> count(1, "act"), count(3, "first voice")
    ('1 act', '3 first voices')
    """
    return f"{n} {noun}" if n == 1 else f"{n} {plural or noun + 's'}"


def verb(n: int, one: str, several: str) -> str:
    """Choose the form of a verb, or any words, that agrees with a number.

    >>> verb(1, "is", "are"), verb(0, "is", "are")
    ('is', 'are')
    """
    return one if n == 1 else several


def some(n: int, one: str, several: str) -> str:
    """Say what some of several do, or none.

    >>> some(0, "rests", "rest"), some(1, "rests", "rest"), some(2, "rests", "rest")
    ('none rests', '1 rests', '2 rest')
    """
    return f"{n or 'none'} {verb(max(n, 1), one, several)}"


def spelled(n: int, noun: str = "") -> str:
    """Spell a number up to twelve, with its noun.

    >>> spelled(3), spelled(0, "tie"), spelled(1, "tie"), spelled(20, "tie")
    ('three', 'no tie', 'one tie', '20 ties')
    """
    told = SMALL[n] if n < len(SMALL) else str(n)
    return f"{told} {verb(max(n, 1), noun, noun + 's')}" if noun else told


def joined(parts: list[str], word: str = "and") -> str:
    """Join parts as a reader would: a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def upper_first(text: str) -> str:
    """Begin a sentence with a capital."""
    return text[:1].upper() + text[1:]


def actor_list(case: Case, actors: list[str]) -> str:
    """Name actors by their short names."""
    return joined([case.actor_names.get(a, a) for a in actors])


def voice_name(case: Case, voice: str) -> str:
    """Name a first voice; the article speaks for itself, and some have no name."""
    if voice and voice == case.article:
        return "the article itself"
    name = case.actor_names.get(voice) or case.source_titles.get(voice, voice)
    return f"{name} (unnamed)" if voice in case.anonymous else name


def voice_list(case: Case, heard: list[str]) -> str:
    """Name first voices one after another."""
    return joined([voice_name(case, voice) for voice in heard])


def in_full(case: Case, actor: str) -> str:
    """Name an actor or a voice with its office, as a card does."""
    position = case.positions.get(actor, "")
    return voice_name(case, actor) + (f" ({position})" if position else "")


def disputing(case: Case, asked: View, records: list[str]) -> list[str]:
    """List the voices that dispute some records, where a view asks for others."""
    return voices.disputing(case, records) if "context" in asked.layers else []


def disputed(case: Case, asked: View, records: list[str], it: str = "this") -> str:
    """Name the voices that dispute some records; none where others are not asked."""
    who = disputing(case, asked, records)
    verb_ = verb(len(who), "disputes", "dispute")
    return f"{voice_list(case, who)} {verb_} {it}" if who else ""


def voice_count(case: Case, heard: list[str]) -> str:
    """Count first voices: at least so many where some without a name may be one."""
    n = voices.least(case, heard)
    told = count(n, "first voice")
    return told if n == len(heard) else f"at least {told}"


def date_of(case: Case, row, reading: str) -> str:
    """Write a record's date in words: the article's, and what is known.

    Of a prospect for when it is foreseen, where anybody says so, and when it was said.
    What is denied is not said to go on.
    """
    if hasattr(row, "status_article") and select.is_prospect(row, reading):
        told = looks_ahead(case, row, reading)
        return told if told.startswith("foreseen") else f"not dated; {told}"

    def written(text: str) -> str:
        found, real = dates.parse(text), not select.denied(row, reading)
        if select.undated(row, case, found):
            return f"over by {dates.day_in_words(found.end_latest)}, not dated"
        return dates.in_words(found, real and select.seen(row, case, found), real)

    ours, known = row.when_article, row.when_known
    if reading == "article" or not known:
        return written(ours)
    if reading == "known" or ours == known:
        return written(known)
    return f"{written(ours)}; known: {written(known)}" if ours else written(known)


def looks_ahead(case: Case, row, reading: str) -> str:
    """Say for when a prospect is foreseen, where that is known, and when it was said.

    A date that ends no later than it was said is the day of saying. A date with an
    open end begins with it, and says of no day that it is foreseen.
    """
    found, said = select.when(row, reading), _said(case, row, reading)
    bounded = found.end_latest and not found.open_end and not found.unknown_end
    by = said and (said.end_latest or said.begin_latest)
    ahead = bounded and not (by and found.end_latest <= by)
    for_ = "" if found.unknown_begin else "for "
    day = dates.in_words(found).removeprefix("from ").removeprefix("for ")
    told = [f"foreseen {for_}{day.removesuffix(', start not known')}"] if ahead else []
    if not said:
        return "; ".join([*told, "day of saying not known"])
    if not said.begin_earliest:
        by = dates.day_in_words(by)
        return "; ".join([*told, f"said by {by}, day not known"])
    day = re.sub("^some (time|day) in", "in", dates.in_words(said))
    return "; ".join([*told, f"said {'on ' if said.shape == 'day' else ''}{day}"])


def _said(case: Case, row, reading: str) -> dates.When | None:
    """Give the date of who voiced a record first; None where no carrier has one.

    The carriers of a citation are asked from the first voice to the source that was
    read.
    """
    carriers = (
        carrier
        for cited in case.cited.get(row[1], [])
        for carrier in [cited.said_event_id, *reversed(cited.chain)]
        if carrier[:1] in "SE" and carrier in case.by_id
    )
    found = (select.when(case.by_id[carrier], reading) for carrier in carriers)
    return next((when for when in found if when.dated), None)


def quoted(case: Case, said: str) -> str:
    """Put words in quotation marks where the article is coded to print them.

    That is in a cue, or as a word of strength of the article's own; what is said of
    another source is told without them.
    """
    printed, whole = rf"(?<!\w){re.escape(said)}(?!\w)", case.whole
    there = [row.cue for row in whole.rows("references")]
    ours = (c for c in whole.rows("citations") if c.source_id == whole.article)
    there += [c.strength for c in ours if c.strength]
    return f"“{said}”" if any(re.search(printed, x, re.I) for x in there) else said


def firm(case: Case, row, reading: str) -> str:
    """Write how firm a record is: its status, or of a prospect its source's own word.

    That is the first word of strength; by the article's reading the article's. Blank
    where its table has no status.
    """
    if not hasattr(row, "status_article"):
        return ""
    status = select.status(row, reading)
    if status not in schema.PROSPECTS:
        return status
    told = [
        c for c in case.cited.get(row[1], []) if c.stance == "supports" and c.strength
    ]
    ours = [c for c in told if c.source_id == case.article]
    said = ours or ([] if case.article and reading == "article" else told)
    return quoted(case, said[0].strength) if said else status


def status_of(row, reading: str, text: str = "article") -> str:
    """Write a record's status: by the article (or other ``text``), and as known."""
    ours, known = row.status_article, row.status_known
    if reading == "article" or not known:
        return ours or f"none by the {text}"
    if reading == "known" or ours == known or not ours:
        return known
    return f"{ours} by the {text}, {known} as known"


def made(case: Case, row, reading: str) -> str:
    """Write when a source is from; a day that only outsiders give has its reading."""
    if select.when(row, reading).dated:
        return date_of(case, row, reading)
    known = row.when_article or row.when_known
    return f"no date by the {case.text}" if known else "undated"


def in_focus(case: Case) -> tuple[str, str]:
    """Name the first two actors in focus as one, and those they may act against."""
    names = [case.actor_names.get(a, a) for a in case.focus]
    return "-".join(names[:2]), joined(names[2:], "or")


def cooperative(case: Case, reading: str) -> pd.DataFrame:
    """List the cooperative relations of the first two focus actors, rolled up.

    Rows of relations, with ``aimed`` where they are aimed at another actor in focus,
    ``told``, the status in this reading, and ``act`` where they are acts.
    """
    top, relations = case.principal, case.rows("relations")
    others = {top.get(a, a) for a in case.focus[2:]}
    keep = [of_pair(case, row) for row in relations]
    rows = [row for row, kept in zip(relations, keep, strict=True) if kept]
    return case.relations[np.array(keep, dtype=bool)].assign(
        aimed=np.array(
            [bool(others & {top.get(a, a) for a in r.against}) for r in rows], bool
        ),
        told=[select.status(r, reading) for r in rows],
        act=np.array([r.basis == "act" for r in rows], bool),
    )


def of_pair(case: Case, row) -> bool:
    """Whether a relation is cooperation of the first two focus actors, rolled up."""
    top = case.principal
    pair = {top.get(a, a) for a in case.focus[:2]}
    ends = {top.get(row.source_actor), top.get(row.target_actor)}
    return len(pair) == 2 and row.sign == "+" and ends == pair


def asserting(case: Case, fact: str):
    """Find the row by which a fact is told: the focus pair's, or else its first.

    The rows of a fact may be of several pairs. None where the case has no such fact.
    """
    rows = case.by_fact.get(fact, [])
    ours = (row for row in rows if of_pair(case, row))
    return next(ours, next(iter(rows), None))


def episode(case: Case, row) -> str:
    """Give the episode of a relation: the event it is, or that this is part of.

    Its fact where it is no event; that of its first relation where a view leaves the
    event out.
    """
    event = _event(case, row)
    if event not in case.gone:
        return event or row.fact
    same = (one for one in case.rows("relations") if _event(case, one) == event)
    return next(same, row).fact


def _event(case: Case, row) -> str:
    """Give the whole event that a relation is a part of, left out or not."""
    told, event, seen = "", row.event_id, set()
    while event not in seen and (found := case.whole.by_id.get(event)):
        seen.add(event)
        told, event = event, found.part_of
    return told


def episodes(case: Case, rows: pd.DataFrame) -> list[str]:
    """List the episodes of some relations, each once, in their order."""
    return list(dict.fromkeys(episode(case, row) for row in cases.tuples(rows)))


def number(case: Case, rows: pd.DataFrame, noun: str = "episode") -> str:
    """Count the episodes of acts, a range where some may be one told twice."""
    acts = [r._replace(fact=episode(case, r)) for r in cases.tuples(rows)]
    n, least = len({act.fact for act in acts}), relations.least(acts)
    more = f"{spelled(least)} or " if least < n else ""
    return more + spelled(n, noun)


def places(case: Case, rows: pd.DataFrame) -> str:
    """Say where the acts of some relations were, if that is known of each episode."""
    names = dict(zip(case.places.place_id, case.places.name, strict=True))
    events = [case.whole.by_id.get(one) for one in episodes(case, rows)]
    found = [names.get(getattr(event, "place_id", ""), "") for event in events]
    return f", in {joined([*dict.fromkeys(found)])}" if found and all(found) else ""


def attested(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the acts among cooperative relations that are attested."""
    return rows[rows.act & rows.told.isin(schema.ATTESTED)]


def thesis_strength(case: Case) -> str:
    """Give the modal word with which the article first puts its thesis."""
    thesis = set(case.claims.claim_id[case.claims.role == "thesis"])
    rows = case.citations[
        case.citations.record_id.isin(thesis)
        & (case.citations.source_id == case.article)
    ]
    found = [r.strength for r in rows.itertuples() if r.strength]
    return found[0] if found else ""


def standfirst(case: Case, asked: View) -> Prose:
    """Say in a few sentences what the article gives, does not give and leaves open.

    Only what a view lets one say: nothing of the article where its layer is not
    asked for, nothing of other sources where the context is not. Of a case without an
    article, what it is coded from and how many ties hold.
    """
    ours = "article" in asked.layers and coded_from(case)
    parts = [view_of(asked)]
    if ours and not case.article:
        parts.append(without_article(case))
    thesis = f"The article puts its thesis with {quoted(case, thesis_strength(case))}."
    if case.article and ours and thesis_strength(case):
        parts.append(thesis)
    if ours and len(case.focus) >= 2 and len(case.relations):
        who = "The article" if case.article else "The case"
        who = "It" if any(parts[1:]) else who  # named in a sentence before
        parts += _cooperation(case, asked, who)
    if ours and not case.article:
        parts.append(_standing(case, asked))
    if tells_left_out(case, asked) and len(case.events):
        n = len(select.left_out(case))
        be = verb(max(n, 1), "is", "are")
        told = f"{spelled(n, 'related event')} {be} in other sources"
        told += " and not in the article." if n else " only."
        parts.append(upper_first(told))
    parts.append(windows(case, asked))
    return Prose(" ".join(part for part in parts if part))


def coded_from(case: Case) -> bool:
    """Whether the case has a text that its first layer speaks for."""
    rows = (r for table in schema.EITHER for r in case.whole.rows(table))
    return bool(case.article) or any(row.layer == "article" for row in rows)


def without_article(case: Case) -> str:
    """Say that the case has no article, and what it is coded from instead."""
    if case.whole.article:
        return ""
    titles = [f"“{s.title}”" for s in case.whole.rows("sources") if s.role == "cited"]
    instead = f": it is coded from {joined(titles[:2])}" if titles else ""
    more = f" and {count(len(titles) - 2, 'other')}" if len(titles) > 2 else ""
    return f"The case has no article{instead}{more}."


def _standing(case: Case, asked: View) -> str:
    """Count the ties that surely hold on the day of a view, by their states."""
    day = relations.day(case, asked)
    ties = relations.ties(case, day, **relations.asked(asked))
    sure = ties[(ties.kind == "tie") & (ties.holds == "certain")]
    if not day or sure.empty:
        return ""
    n = sure.state.value_counts(sort=False)
    each = joined([f"{spelled(int(n[s]))} {STATES.get(s, s)}" for s in n.index])
    told = f"{spelled(len(sure), 'tie')} {verb(len(sure), 'is', 'are')} attested"
    return f"On {dates.day_in_words(day)}, {told}: {each}."


def tells_left_out(case: Case, asked: View) -> bool:
    """Whether a view lets one say which known events the article leaves out."""
    # What is only known has no date or status to be asked for in the article's reading.
    asks = asked.start or asked.end or asked.as_of or asked.statuses
    unseen = asked.dates == "article" and bool(asks)
    return bool(case.published) and {*schema.LAYERS} <= {*asked.layers} and not unseen


def outside(asked: View) -> bool:
    """Whether a view asks for what outside sources add to the article."""
    return "context" in asked.layers and asked.dates != "article"


def _cooperation(case: Case, asked: View, who: str) -> list[str]:
    """Say which cooperation of the first two the article gives, and who sees more."""
    rows = cooperative(case, "article")  # what it gives, whatever else is known
    rows = rows[rows.layer == "article"]
    told = [one for one in rows.relation_id if voices.tells(case, one, case.article)]
    rows = rows[rows.relation_id.isin(told)]
    acts, ahead = attested(rows), rows[rows.told.isin(schema.PROSPECTS)]
    pair, n = in_focus(case)[0], len(episodes(case, acts))
    none = "" if n else here(asked)
    parts = [f"{who} names {number(case, acts)} of {pair} cooperation{none}."]
    if n:
        parts += [_against(case, asked, acts, n == 1), _rest(case, acts)]
    return [*filter(None, parts), _more(case, asked, ahead)]


def _against(case: Case, asked: View, acts: pd.DataFrame, only: bool) -> str:
    """Say how many episodes were against the third, by what source, who disputes."""
    aimed, others = acts[acts.aimed], in_focus(case)[1]
    ids, n = list(aimed.relation_id), len(episodes(case, aimed))
    if not others:
        return ""
    if not n:
        return (
            f"By its account {'it was not' if only else 'none was'} against {others}."
        )
    which = "it" if only else number(case, aimed, "")
    told = f"By its account {which} {verb(n, 'was', 'were')} against {others}"
    common = [case.source_titles[s] for s in voices.through(case, ids, case.article)]
    source = f"it has {verb(n, 'this', 'these')} from “{common[0]}” alone"
    denied = disputed(case, asked, ids, verb(n, "it", "them"))
    told += places(case, aimed)
    return "; ".join(filter(None, [told, source * bool(common), denied])) + "."


def _rest(case: Case, acts: pd.DataFrame) -> str:
    """Say on how many first voices acts rest."""
    heard = voices.first(case, list(acts.relation_id), case.article)
    it = verb(len(episodes(case, acts)), "It rests", "Together the episodes rest")
    own = ", its own among them" if case.article in heard and len(heard) > 1 else ""
    own = ", its own" if [case.article] == heard else own
    return f"{it} on {voice_count(case, heard)}{own}."


def _more(case: Case, asked: View, ahead: pd.DataFrame) -> str:
    """Say who sees more cooperation to come: nobody, or how many voices, and how."""
    if ahead.empty:
        return f"It names no prospect of more{here(asked)}."
    heard = voices.first(case, list(ahead.relation_id), case.article)
    n, status = len(heard), set(ahead.told)
    one, several = {
        ("possible",): ("calls more possible", "call more possible"),
        ("expected",): ("expects more", "expect more"),
        ("asked",): ("asks about more", "ask about more"),
    }.get(tuple(status), ("speaks of more to come", "speak of more to come"))
    own = ", its own among them," if case.article in heard and n > 1 else ""
    who = f"{spelled(n, 'voice')}{own}" if [case.article] != heard else "its own voice"
    return upper_first(f"{who} {verb(n, one, several)}.")


def windowed(case: Case, asked: View) -> tuple[list, list]:
    """List the dated events, and those dated to a window only, as rows.

    The article's, by its own dates unless the known ones are asked for; every event
    where a view has no article and no coding.
    """
    ours = "article" in asked.layers and coded_from(case)
    reading = "article" if ours and asked.dates != "known" else asked.dates
    rows = [e for e in case.rows("events") if e.layer == "article" or not ours]
    dated = [e for e in rows if select.when(e, reading).dated]
    return dated, [e for e in dated if select.when(e, reading).shape == "within"]


def windows(case: Case, asked: View) -> str:
    """Say how many of the dates are windows rather than days or spans."""
    dated, found = windowed(case, asked)
    if not dated:
        return ""
    ours = "article" in asked.layers and coded_from(case)
    n, its = len(found), "its" if ours else "the"
    if not n:
        return ""
    of = f"of {its} {count(len(dated), 'event')}"
    if n == len(dated) > 1:
        return f"None {of} can be dated to a day."
    told = upper_first(f"{spelled(n)} {of}" if len(dated) > 1 else f"{its} one event")
    return f"{told} cannot be dated to a day."


def order(case: Case, asked: View, a: str, b: str) -> Prose:
    """Say which of two records came first: by the article alone, and as known.

    Compares when each began, by what a view reads of it. Raises KeyError for an id
    that is no dated record.
    """
    one, two = find(case, a), find(case, b)
    for record, row in ((a, one), (b, two)):
        if not hasattr(row, "when_known"):
            raise KeyError(f"{record} is no dated record of {case.name}")

    def told(reading: str) -> str:
        found = dates.order(select.when(one, reading), select.when(two, reading))
        names = [_named(case, row, reading) for row in (one, two)]
        if found == "cannot be told":
            return f"it cannot be told whether {' or '.join(names)} began first"
        return " began before ".join(names if found == "before" else names[::-1])

    if asked.dates == "article":
        return Prose(f"By the {case.text} alone, {told('article')}.")
    ours, known = told("article"), told("known")
    both = one.when_article and two.when_article  # else nothing but an article is mute
    settled = dates.order(*(select.when(row, "known") for row in (one, two)))
    alone = dates.order(*(select.when(row, "article") for row in (one, two)))
    if asked.dates == "both" and (case.article or both) and settled != alone:
        return Prose(f"By the {case.text} alone, {ours}. As known, {known}.")
    return Prose(upper_first(f"{known}."))


def _named(case: Case, row, reading: str) -> str:
    """Name a record with its date in one reading."""
    return f"“{title_of(row)}” ({date_of(case, row, reading)})"


def orders(case: Case, asked: View, most: int = 3) -> list[Prose]:
    """Say of pairs of events what only the known dates can tell: which came first.

    The pairs nearest to each other in time, at most one an event; every event of the
    article with a known date takes part.
    """
    rows = [e for e in case.rows("events") if e.when_known and e.when_article]
    told = []
    for n, a in enumerate(rows):
        for b in rows[n + 1 :]:
            by_article, known = (
                dates.order(select.when(a, how), select.when(b, how))
                for how in ("article", "known")
            )
            if by_article == "cannot be told" != known:
                one, two = (dates.parse(r.when_known) for r in (a, b))
                early, late = (one, two) if known == "before" else (two, one)
                gap = late.begin_earliest - early.begin_latest
                told.append((gap.days, a.event_id, b.event_id))
    found, used = [], set()
    for _, a, b in sorted(told):
        if len(found) < most and not used & {a, b}:
            used |= {a, b}
            found.append(order(case, asked, a, b))
    return found


def came_first(case: Case, asked: View, most: int = 3) -> Prose:
    """Say which came first where the article alone cannot tell."""
    if asked.dates == "article":
        return Prose("No order of two events is told by dates from outside here.")
    found = orders(case, asked, most)
    if not found:
        return Prose("No order of two events hangs on dates from outside here.")
    return Prose("\n".join(p.text for p in found))


def source_line(case: Case) -> str:
    """Name the article and count the other sources."""
    titles = case.source_titles
    roles = case.sources.role.value_counts()
    cited, outside = (int(roles.get(r, 0)) for r in ("cited", "outside"))
    named = f"{titles[case.article]}; " if case.article in titles else ""
    return (
        f"Sources: {named}{count(cited, 'cited source')},"
        f" {count(outside, 'outside source')}. Every mark has its card in the list."
    )


def find(case: Case, record: str):
    """Find a record by id, as a row.

    Raises
    ------
    KeyError
        Where no table of the case holds it.
    """
    if record in case.by_id:
        return case.by_id[record]
    raise KeyError(f"{record} is no record of {case.name}")


def title_of(row) -> str:
    """Give the words by which a record goes in a list."""
    for column in ("title", "summary", "text", "name"):
        if getattr(row, column, ""):
            return getattr(row, column)
    return row[1]


BONDS = {"branch": "branch of", "aligned": "aligned with", "part": "part of",
         "post": "with a post in"}  # fmt: skip


def heading(case: Case, row) -> str:
    """Give the words by which any record goes in a list, a membership by its actors."""
    if not hasattr(row, "group_id"):
        return title_of(row)
    member, group = (case.actor_names.get(a, a) for a in (row.actor_id, row.group_id))
    return f"{member}, {BONDS[row.kind]} {group}"


def view_of(asked: View, but: tuple[str, ...] = ()) -> str:
    """Say which view is shown, where it is not the default.

    ``but`` are parameters that choose nothing of what is shown.
    """
    parts = [f"{n} {in_words(n, v)}" for n, v in changed(asked).items() if n not in but]
    return f"View: {', '.join(parts)}." if parts else ""


def here(asked: View) -> str:
    """Say beside none that a view may hide some."""
    return " in this view" if view_of(asked) else ""


def shown(case: Case, asked: View, table: str = "events") -> Prose:
    """Say how much of a case a view shows, by the rows of one of its tables."""
    n, of = len(case.tables[table]), len(case.whole.tables[table])
    view, noun = view_of(asked), table.removesuffix("s")
    if not of:
        return Prose(f"The case has no {table}. {view}".strip())
    if not n:
        return Prose(
            f"Nothing is left: none of {count(of, noun)} fits this view. {view}"
            " Widen start, end, actors, kinds, statuses or layers."
        )
    whole = f"The one {noun} of the case is"
    whole = f"All {table} of the case are" if of > 1 else whole
    fit = verb(n, "fits", "fit")
    told = f"{n} of {count(of, noun)} {fit} this view." if n < of else (
        f"{whole} in this view ({of})."
    )  # fmt: skip
    return Prose(f"{told} {view}".strip())


def hidden(case: Case, asked: View) -> Prose:
    """Say how much of a case a view shows, and what hides the rest.

    The page's filter says the same (``countLine``).
    """
    kept, of, why = [], [], Counter()
    for table in ("events", "relations"):
        if total := len(case.whole.tables[table]):
            gone = select.hidden(case.whole, asked, table)
            of.append(count(total, table.removesuffix("s")))
            kept.append(f"{total - sum(gone.values())} of {of[-1]}")
            why.update(gone)
    if not of:
        return Prose("The case has no event and no relation")
    if not why:
        every = "All " if any(not told.startswith("1 ") for told in of) else ""
        return Prose(f"{every}{joined(of)}")
    by = [f"{why[one]} by {name}" for one, name in select.HIDES.items() if why[one]]
    return Prose(f"{joined(kept)}; hidden: {', '.join(by)}")


def reading(case: Case, how: str) -> Prose:
    """Say what a reader should take from the timeline, and how sure it is."""
    rows = [e for e in case.rows("events") if e.layer == "article"]
    if not rows:
        return Prose(f"No event of the {case.text} is in this view.")
    told, other = told_only(case, how), closer(case)
    going = [e for e in rows if _goes_on(case, e, how)]
    even = "" if how == "article" else ", even with outside sources"
    parts = [
        f"Of the {case.text}'s {count(len(rows), 'event')},"
        f" {some(len(told), 'rests', 'rest')} on a report or a claim only{even}.",
    ]
    if case.article:
        parts.append(
            upper_first(some(len(going), "went on, or was", "went on, or were"))
            + " last seen, when the article appeared."
        )
    if how != "article":
        told = f"{len(other) or 'none'} of the {len(rows)} another or a closer date."
        parts.insert(1, f"Outside sources give {told}")
    return Prose(" ".join(parts))


def told_only(case: Case, how: str) -> list:
    """List the events of the article that rest on a report or a claim only, as rows."""
    rows = [e for e in case.rows("events") if e.layer == "article"]
    return [e for e in rows if select.status(e, how) in ("reported", "claimed")]


def closer(case: Case) -> list:
    """List the events of the article that outside sources date otherwise or closer."""
    rows = [e for e in case.rows("events") if e.layer == "article"]
    return [e for e in rows if e.when_known and not _same_date(case, e)]


def _goes_on(case: Case, row, how: str) -> bool:
    """Whether a record had no end when the article appeared."""
    found = select.when(row, how)
    going = found.open_end or select.seen(row, case, found)
    return going and not select.denied(row, how)


def _same_date(case: Case, row) -> bool:
    """Whether both columns say the same: last seen by the article, known to go on."""
    ours, known = dates.parse(row.when_article), dates.parse(row.when_known)
    ends = known.open_end and select.seen(row, case, ours)
    return ours == known or (
        ends and (ours.begin_earliest, ours.begin_latest)
        == (known.begin_earliest, known.begin_latest)
    )  # fmt: skip


def holdings(case: Case) -> str:
    """Count what a case holds, table by table."""
    names = ("sources", "actors", "events", "relations", "claims", "citations")
    singular = {name: name.removesuffix("s") for name in names}
    counts = [count(len(case.tables[n]), singular[n]) for n in names]
    return joined(counts)
