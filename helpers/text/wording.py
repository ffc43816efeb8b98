"""How a record is worded: its date, how firm it is, on how many voices it rests."""

import re
from collections.abc import Iterator
from datetime import date

import pandas as pd

from helpers import prose
from helpers.case import dates, firmness, schema
from helpers.case.cases import Case
from helpers.text import bounds
from helpers.view import focus, naming, select, voices
from helpers.view.parameters import OF_DATES, View, changed, in_words
from helpers.view.shown import Shown

MOST = 3  # things named in a sentence
NO_TIE = ("kinds", "gaps", *OF_DATES)  # parameters that move no tie
BARE = ("by ", "until ", "from ", "on a ", "between ")  # a time without "for"
MONTHS = "|".join(dates.MONTHS[1:])


def disputed(shown: Shown, records: list[str], it: str = "this") -> str:
    """Name the voices that dispute some records; none where others are not asked."""
    who = focus.disputing(shown, records)
    verb = prose.verb(len(who), "disputes", "dispute")
    return f"{naming.voice_list(shown.case, who)} {verb} {it}" if who else ""


def voice_count(case: Case, heard: list[str]) -> str:
    """Count origins: at least so many where some without a name may be one."""
    n = voices.least(case, heard)
    counted = prose.spelled(n, "origin")
    return counted if n == len(heard) else f"at least {counted}"


def date_of(shown: Shown, row) -> str:
    """Write a record's date in words: the article's, and what is known.

    Of a prospect for when it is foreseen, where anybody says so, and when it was said.
    What is denied is not said to go on. What order adds, where a view asks for it.
    Blank where its table has no dates.
    """
    if not hasattr(row, "when_article"):
        return ""
    if hasattr(row, "status_article") and shown.is_prospect(row):
        ahead, told = looks_ahead(shown, row)
        return f"{ahead or 'not dated'}; {told}"
    narrows = shown.view.order == "narrowed"
    more = bounds.by_order(shown, row[1]) if narrows else ""
    return "; ".join(filter(None, [stated(shown, row), more]))


def stated(shown: Shown, row) -> str:
    """Write a record's date as it is stated: the article's, and what is known."""

    def written(text: str) -> str:
        when, real = dates.parse(text), not shown.denied(row)
        if select.undated(row, shown.case, when):
            return f"over by {dates.day_in_words(when.end_latest)}, not dated"
        return dates.in_words(when, real and select.seen(row, shown.case, when), real)

    reading, ours, known = shown.view.dates, row.when_article, row.when_known
    if reading == "article" or not known:
        return written(ours)
    if reading == "known" or ours in ("", known):
        return written(known)
    return f"{written(ours)}; other sources: {written(known)}"


def looks_ahead(shown: Shown, row) -> tuple[str, str]:
    """Write for when a prospect is foreseen, blank where unknown, and when it was said.

    A date that ends before it was said is the day of saying, and so is one with an open
    end that begins no later.
    """
    when, said = shown.when(row), said_on(shown, shown.case.cited.get(row[1], []))
    bounded = when.end_latest and not when.open_end and not when.unknown_end
    by = said and (said.end_latest or said.begin_latest)
    ahead = bounded and not (by and when.end_latest < by)
    later = by and when.open_end and when.begin_earliest
    ahead = ahead or (later and when.begin_earliest > by)
    day = re.sub("^since (.*), still going$", r"from \1 on", dates.in_words(when))
    day = re.sub("^(from (?!.* on$)|for |on |at some time (in )?)", "", day)
    day = re.sub("[;,] (start|day) not stated$", "", day)
    day = re.sub("^one day ", "on a day ", day)
    for_ = "" if day.startswith(BARE) else "for "
    if not said:
        told = "nobody says when it was said"
    elif said.begin_earliest:
        on = "on " * (said.shape == "day")
        told = f"said {on}{dates.in_words(said).removeprefix('at some time ')}"
    else:
        told = f"said by {dates.day_in_words(by)}, day not stated"
    how = firmness.OF_STATUS[shown.status(row)].ahead
    return f"{how} {for_}{day}" if ahead else "", told


def said_on(shown: Shown, citations: list) -> dates.When | None:
    """Return when somebody said what is cited; None where no carrier has a date.

    The carriers of a citation are asked from the first voice to the source that was
    read.
    """
    return next(_said(shown, citations), None)


def _said(shown: Shown, citations: list) -> Iterator[dates.When]:
    """Yield when somebody said what is cited, for each citation that tells.

    What the article alone tells of another voice was said by its day.
    """
    case, ours = shown.case, shown.case.article
    for cited in citations:
        for one in [cited.said_event_id, *reversed(cited.chain)]:
            row = case.by_id.get(one) if one[:1] in ("S", "E") else None
            when = shown.when(row) if row else dates.NONE
            if when.dated:
                own = one != ours or cited.chain[-1] in (
                    one,
                    row.publisher,
                    *row.author,
                )
                yield when if own else dates.parse(f"[..{when.end_latest}]")
                break


def depends(row) -> str:
    """Write on what a prospect depends, as a clause; blank where on nothing."""
    told = row.condition
    clause = re.match(r"(if|unless|when|once|until|as|on|only|provided)\b", told, re.I)
    return f"if {told}" if told and not clause else told


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


def firm(shown: Shown, row) -> str:
    """Write how firm a record is: its status, or of a prospect its source's own word.

    That is the first word of strength; by the article's reading the article's. Blank
    where its table has no status.
    """
    case = shown.case
    if not hasattr(row, "status_article"):
        return ""
    status = shown.status(row)
    if status not in firmness.PROSPECTS:
        return status
    strong = [c for c in case.supporting(row[1]) if c.strength]
    ours = [c for c in strong if c.source_id == case.article]
    chosen = ours or ([] if case.article and shown.view.dates == "article" else strong)
    return quoted(case, chosen[0].strength) if chosen else status


def made(shown: Shown, row) -> str:
    """Write when a source is from; a day that only outsiders give has its reading."""
    if shown.when(row).dated:
        return date_of(shown, row)
    known = row.when_article or row.when_known
    return f"no date in the {shown.case.text}" if known else "not dated"


def number(case: Case, rows: pd.DataFrame | list, noun: str = "episode") -> str:
    """Count the episodes of acts, a range where some may be one told twice."""
    n, least = len(focus.episodes(case, rows)), focus.fewest(case, rows)
    more = f"{prose.spelled(least)} or " if least < n else ""
    return more + prose.spelled(n, noun)


def share(case: Case, some: pd.DataFrame, every: pd.DataFrame) -> str:
    """Count the episodes of some acts among those of others, or say that all are."""
    n = len(focus.episodes(case, every))
    if n == 1 or len(focus.episodes(case, some)) < n:
        return number(case, some, "")
    sure = focus.fewest(case, every) == n
    return "both" if sure and n == 2 else f"all {prose.spelled(n)}" if sure else "all"


def places(case: Case, rows: pd.DataFrame) -> str:
    """Write where the acts of some relations were, if that is known of each episode."""
    events = map(case.whole.by_id.get, focus.episodes(case, rows))
    where = [case.where(event) for event in events]
    known = bool(where) and all(where)
    return f", in {naming.joined([*dict.fromkeys(where)])}" if known else ""


def view_of(view: View, but: tuple[str, ...] = ()) -> str:
    """Write which view is shown, where it is not the default.

    ``but`` are parameters that choose nothing of what is shown.
    """
    parts = [f"{n} {in_words(n, v)}" for n, v in changed(view).items() if n not in but]
    return f"View: {', '.join(parts)}." if parts else ""


def later(case: Case) -> str:
    """Write above records that they came after what the case is coded from."""
    return "After the speech" if case.text == "speech" else "After publication"


def appeared(case: Case) -> str:
    """Write when what the case is coded from became known."""
    how = "was given" if case.text == "speech" else "appeared"
    return f"when the {case.text} {how}"


def here(view: View) -> str:
    """Write beside none that a view may hide some."""
    return " in this view" if view_of(view, OF_DATES) else ""


def partly(
    shown: Shown, layer: str = "", tables: tuple[str, ...] = schema.EITHER
) -> str:
    """Write beside a count that the view hides some of what it counts.

    That is rows of some tables, in one layer or in any.
    """

    def there(case: Case) -> int:
        rows = (row for table in tables for row in case.rows(table))
        return sum(layer in ("", row.layer) for row in rows)

    return " in this view" if there(shown.case) < there(shown.whole) else ""


def some_of(n: int, of: int, whose: str, noun: str, more: str = "") -> str:
    """Write how many of somebody's things something is said of: at least one.

    >>> some_of(1, 1, "the article's", "event"), some_of(2, 5, "its", "date")
    ("the article's one event", 'two of its 5 dates')
    >>> some_of(2, 2, "the article's", "event"), some_of(3, 3, "its", "date")
    ("both of the article's events", 'all three of its dates')
    """
    if n < of:
        return f"{prose.spelled(n)} of {whose} {prose.count(of, noun)}{more}"
    if of == 1:
        return f"{whose} one {noun}{more}"
    every = "both" if of == 2 else f"all {prose.spelled(of)}"
    return f"{every} of {whose} {noun}s{more}"


def of_ties(shown: Shown) -> str:
    """Write beside a count of ties, or none, that the view hides some relations.

    Those that begin after its day make no tie of that day in any view.
    """
    if len(shown.case.relations) == len(shown.whole.relations):
        return ""
    left, last = set(shown.case.relations.relation_id), shown.view.known_by
    gone = (r for r in shown.whole.rows("relations") if r.relation_id not in left)
    begins = (shown.when(row).begin_earliest for row in gone)
    counted = any(not (last and begin and begin > last) for begin in begins)
    return " in this view" * counted


def named(shown: Shown, row) -> str:
    """Name a record with its date in one reading."""
    return f"“{naming.heading(shown.case, row)}” ({date_of(shown, row)})"


# ---- in a sentence -----------------------------------------------------------------


def few(parts: list[str]) -> list[str]:
    """Return the first few of some parts, and of the others their number."""
    if len(parts) <= MOST + 1:
        return parts
    return [*parts[:MOST], prose.count(len(parts) - MOST, "other")]


def listed(parts: list[str]) -> str:
    """Write some parts one after another, the first few of many.

    >>> listed(["The fleet sails", "The talks fail", "Chile replies"])
    'The fleet sails; the talks fail; Chile replies'
    """
    first, rest = few(parts)[:1], few(parts)[1:]
    return "; ".join([*first, *map(prose.within, rest)])


def titled(row) -> str:
    """Name a record in the middle of a sentence."""
    return naming.title_of(row).rstrip(". ")


def when_of(shown: Shown, row) -> str:
    """Write a record's date as a sentence has it; blank where it has none."""
    when = shown.when(row)
    if not when.dated:
        return ""
    seen = select.seen(row, shown.case, when)
    return dates.in_words(when, seen, not shown.denied(row))


def brief(shown: Shown, words: str) -> str:
    """Write dates without their year, where that is the article's own.

    Not behind another year, to which they would be taken to belong.
    """
    if not shown.case.published:
        return words
    year = shown.case.published.year
    other = re.search(rf"\b(?!{year}\b)(1[0-9]|20)[0-9]{{2}}\b", words)
    end = other.start() if other else len(words)
    return re.sub(rf"\b({MONTHS}) {year}\b", r"\1", words[:end]) + words[end:]


def voice_names(case: Case, heard: list[str]) -> str:
    """Name voices one after another, the article first and the first few only."""
    ranked = sorted(heard, key=lambda voice: voice != case.article)
    return naming.joined(few([naming.plain_voice(case, v) for v in ranked]))


def sided(case: Case, heard: list[str]) -> str:
    """Name voices, each person with whom it acts for: "McKenzie (US)"."""
    kinds = {row.actor_id: row.kind for row in case.rows("actors")}
    named = []
    for voice in sorted(heard, key=lambda voice: voice != case.article):
        party = case.principal.get(voice, voice) if kinds.get(voice) == "person" else ""
        side = f" ({naming.short_name(case, party)})" * (party not in ("", voice))
        named.append(naming.plain_voice(case, voice) + side)
    return naming.joined(few(named))


def voice_on(shown: Shown, voice: str, citations: list) -> str:
    """Name a voice, for whom it speaks, and the day: "McKenzie (US, 26 August)".

    Of one that speaks for nobody else what it is, where that is known, and no day.
    """
    case, about = shown.case, shown.case.positions.get(voice, "")
    party = case.principal.get(voice, "")
    if party not in ("", voice) or not about:
        side = naming.short_name(case, party) if party not in ("", voice) else ""
        about = ", ".join(filter(None, [side, _said_in_words(shown, voice, citations)]))
    return naming.plain_voice(case, voice) + (f" ({about})" if about else "")


def _said_in_words(shown: Shown, voice: str, citations: list) -> str:
    """Write when a voice said what is cited; blank where a reading does not say."""
    case = shown.case
    ours = [c for c in citations if c.chain
            and voices.speaker(case, c.chain[-1]) == voice]  # fmt: skip
    if whens := [*_said(shown, ours)]:
        first, *later = sorted(whens, key=lambda when: when.begin_earliest or date.max)
        end = first.end_latest or date.max
        again = any((when.begin_earliest or date.min) > end for when in later)
        on = "first on " if first.shape == "day" else "first in "
        return f"{on * again}{brief(shown, dates.in_words(first))}"
    return "" if said_on(shown.by("known"), ours) else "undated"


def denials(shown: Shown, records: list[str]) -> str:
    """Write who disputes some records, for whom they speak, and on what day."""
    who, cited = focus.disputing(shown, records), shown.case.cited
    against = [c for i in records for c in cited.get(i, []) if c.stance == "disputes"]
    named = naming.joined([voice_on(shown, one, against) for one in who])
    return f"{named} {prose.verb(len(who), 'disputes', 'dispute')} it." if who else ""
