"""The numbers of the first screen: what a case has that is most worth saying.

Each says what was counted and on whose word, and leaves open what the sources leave
open.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import islice

import numpy as np
import pandas as pd

from helpers import prose
from helpers.case import dates, firmness, signs
from helpers.case.cases import Case
from helpers.case.inherited import grouped
from helpers.case.tables import tuples
from helpers.text import outside, strength, ties, wording
from helpers.text.wording import MOST
from helpers.view import account, focus, naming, select, voices
from helpers.view.shown import Shown, kept

CLAUSE = re.compile(  # within a title: a day after it would be read as of this
    r"\b(that|wh\w+|how|if|to|after|before|since|until|because|as)\b", re.I
)
NAMED = 20  # actors of a coding; of more no groups are told


@dataclass(frozen=True)
class Number:
    """A number of the first screen, what it counts, and a sentence that says more.

    ``records`` are the ids of what it counts; of voices, of what they say. ``least`` is
    what it may be, where some of them may be one.
    """

    value: int
    head: str
    sentence: str
    records: tuple[str, ...]
    least: int | None = None

    @property
    def figure(self) -> str:
        """The number as it is written: a range where it may be less."""
        return f"{self.least}–{self.value}" if self.least else str(self.value)

    def __str__(self) -> str:
        return f"{self.figure} {self.head}: {self.sentence}"


def numbers(shown: Shown) -> list[Number]:
    """Return at most three numbers, each with its sentence; none counts nothing.

    Where an article and a third actor are in focus: the episodes of the first two said
    to be against it; such ones outside the article that count on the day, those
    disputed if there are any; who speaks of cooperation to come. Of a coding: the
    groups of the last day, the ties that fit no split, those that a source disputes.

    Up to three, and of any other case, the first of these that it has: the episodes
    of the pair in focus, what is announced and became of it, and who speaks of
    cooperation to come; what is disputed; the events; the pairs that have a tie; the
    related events that the article does not have.
    """
    found: dict[tuple[str, ...], Number] = {}  # the same acts are counted once
    for number in islice((n for n in every(shown) if n.records not in found), MOST):
        told = wording.brief(shown, number.sentence)
        found[number.records] = replace(number, sentence=told)
    return list(found.values())


def every(shown: Shown) -> Iterator[Number]:
    """Yield each number that a case has, in the order of ``numbers``."""
    third = naming.in_focus(shown.case)[1]
    first = (_against, _outside, _ahead) if third else ()
    first = first if shown.whole.article else (groups, _unfit, disputed)
    rest = (_together, _opposed, _announced, _ahead, disputed, _quoted, _events)
    rest += (_ties, _left_out)
    each = (count(shown) for count in dict.fromkeys((*first, *rest)))
    yield from filter(None, each)


@kept
def pair_acts(shown: Shown) -> pd.DataFrame:
    """List the attested acts of the pair that the article, or coding, tells."""
    return _attested(shown, focus.of_article)


@kept
def aimed_acts(shown: Shown) -> pd.DataFrame:
    """List those of them that are aimed at the third."""
    acts = pair_acts(shown)
    return acts if acts.empty else acts[acts.aimed]


@kept
def opposed_acts(shown: Shown) -> pd.DataFrame:
    """List the attested acts of the pair that are not of its side, as it is told."""
    return _attested(shown, focus.opposed_of_article)


def _attested(shown: Shown, find: Callable[[Shown], pd.DataFrame]) -> pd.DataFrame:
    """List the attested acts of two in focus as they are found; of fewer none."""
    if not account.ours(shown) or len(shown.case.focus) < 2:
        return shown.case.relations.iloc[:0]
    return focus.attested(find(shown))


@kept
def _beyond(shown: Shown) -> pd.DataFrame:
    """List the attested acts outside the article that are aimed at the third.

    Without those of an episode that the article tells.
    """
    case, acts = shown.case, focus.attested(focus.between(shown))
    acts = acts[acts.aimed & (acts.layer == "context") & focus.outside(shown.view)]
    told = focus.episodes(case, aimed_acts(shown))
    new = [focus.episode(case, row) not in told for row in tuples(acts)]
    return acts[np.array(new, dtype=bool)]


def _against(shown: Shown) -> Number | None:
    """Count the article's episodes against the third, on whose word, and who disputes.

    With the places of those outside it that do not count on the day.
    """
    acts, others = aimed_acts(shown), naming.in_focus(shown.case)[1]
    if acts.empty:
        return None
    beyond = _beyond(shown)
    earlier = beyond[~beyond.relation_id.isin(_present(shown).relation_id)]
    where = f"in the {shown.case.text}, " * bool(shown.case.article)
    what = f"{where}said to be against {others}"
    return _told(shown, acts, what, _elsewhere(shown, earlier))


def _together(shown: Shown) -> Number | None:
    """Count the article's episodes of the first two, and on whose word they are.

    Of their side; or else of the other one.
    """
    return next((_of_sign(shown, sign) for sign in _sides(shown)), None)


def _opposed(shown: Shown) -> Number | None:
    """Count those that are not of their side, where there are some of both."""
    return next((_of_sign(shown, sign) for sign in [*_sides(shown)][1:]), None)


def _of_sign(shown: Shown, sign: str) -> Number:
    """Count the article's episodes of the first two that have a sign.

    With the answers to a question that these come nearest to.
    """
    case, sides, asked = shown.case, _sides(shown), _left_to_voices(shown)
    every = focus.attested(focus.between(shown))
    others = focus.outside(shown.view) and "context" in {*every.layer}
    where = f" in the {case.text}" * bool(others and case.article)
    nearest = max(sides, key=lambda one: _nearness(asked, sides[one]))
    both = f"{naming.DEEDS[sign]} between {naming.actor_list(case, case.focus[:2])}"
    what = f"of {both if len(sides) > 1 else naming.joint(case, sign)}{where}"
    return _told(shown, sides[sign], what, asked * (sign == nearest))


def _nearness(asked: str, acts: pd.DataFrame) -> int:
    """Count the most words that the title of an act shares with what is asked."""
    return max(outside.shared(row, asked) for row in tuples(acts))


def _sides(shown: Shown) -> dict[str, pd.DataFrame]:
    """Return the attested acts of the pair by their sign, that of its side first."""
    acts = {shown.case.side: pair_acts(shown)}
    acts[naming.OPPOSITE[shown.case.side]] = opposed_acts(shown)
    return {sign: some for sign, some in acts.items() if len(some)}


def _foremost(shown: Shown, acts: pd.DataFrame) -> str:
    """Write the foremost of some episodes, at least two, and how many others are."""
    told, every = foremost(shown, acts), list(by_episode(shown.case, acts))
    if len(told) == 1 < len(every):
        told_first = {*told[0].relation_id}
        others = (one for one in every if told_first.isdisjoint(one.relation_id))
        told.append(min(others, key=partial(_latest, shown)))
    rest = len(every) - len(told)
    named = [on_word(shown, some) for some in by_word(shown, told)]
    return wording.listed(named + [prose.count(rest, "other")] * bool(rest))


def foremost(shown: Shown, acts: pd.DataFrame) -> list[pd.DataFrame]:
    """List the episode that is told first, and one of the other sign that counts.

    Or else one that is disputed, that still went on, or that is of the other sign. Of
    one sign also what another did, so that no party stands alone for both.
    """
    every = list(by_episode(shown.case, acts))
    first, *rest = sorted(every, key=partial(_place, shown))
    contrary = [same for same in rest if {*same.sign}.isdisjoint(first.sign)]
    now = [same for same in contrary if len(focus.counting(shown, same, "certain"))]
    doubted = [same for same in rest if disputing(shown, same)]
    going = [same for same in rest if _going(shown, same)]
    beside = (now or doubted or going or contrary)[:1]
    doers = _doers(shown, first)
    other = [
        same for same in rest if (by := _doers(shown, same)) and by.isdisjoint(doers)
    ]
    if contrary or not doers or (beside and any(beside[0] is one for one in other)):
        return [first, *beside]
    return [first, *other[:1], *beside]


def _doers(shown: Shown, acts: pd.DataFrame) -> set[str]:
    """Return which side did what one does to another; of what both do, none."""
    rows = [row for row in tuples(acts) if row.directed == "yes"]
    return {*shown.case.acting([row.source_actor for row in rows])}


def _going(shown: Shown, acts: pd.DataFrame) -> bool:
    """Return whether some of an episode had no end when the article appeared."""
    return any(account.goes_on(shown, row) for row in tuples(acts))


def _left_to_voices(shown: Shown) -> str:
    """Write how several voices answer a question that a news item does not itself."""
    case, claims = shown.case, shown.case.rows("claims")
    if not (account.ours(shown) and account.is_news(case)):
        return ""
    answers = grouped(
        (one, c) for c in claims if c.role == "answer" for one in c.supports
    )
    for question in (c for c in claims if c.role == "question"):
        said = [(tuple(voices.first(case, [c.claim_id], case.article)), c.text)
                for c in answers[question.claim_id]]  # fmt: skip
        heard = {voice for who, _ in said for voice in who}
        if len(heard) > 1 and case.article not in heard:
            each = (f"{wording.voice_names(case, who)}: {text.rstrip('. ')}"
                    for who, text in said if who)  # fmt: skip
            return f"{question.text} {prose.upper_first('; '.join(each))}."
    return ""


def _told(shown: Shown, acts: pd.DataFrame, what: str, more: str = "") -> Number:
    """Count episodes of the article: which, when, on whose word, who disputes."""
    case, records = shown.case, _ids(shown.case, acts)[1]
    n, least = len(records), focus.fewest(case, acts)
    fewer = least if least < n else None
    sentences = [
        _each(shown, acts),
        "Some may be one act told twice." * bool(fewer),
        "Other sources deny it." * any(map(shown.denied, tuples(acts))),
        more,
    ]
    head = f"{prose.verb(n, 'episode', 'episodes')} {what}"
    return Number(n, head, " ".join(filter(None, sentences)), records, fewer)


def _each(shown: Shown, acts: pd.DataFrame) -> str:
    """Write episodes and when they were; those on the same word together."""
    ids, records = _ids(shown.case, acts)
    some = ranked(shown, list(by_episode(shown.case, acts)))
    if len(some) > MOST:
        return f"{_foremost(shown, acts)}."
    alike = by_word(shown, some)
    if len(alike) > 1:
        return f"{'. '.join(on_word(shown, some) for some in alike)}."
    named = [_when(shown, same) for some in alike for same in some]
    whose = f"{prose.verb(len(named), ',', '. All')} {_word(shown, ids)}"
    whose = f"{whose * _is_said(shown, ids)}."
    denials = wording.denials(shown, [*ids, *records])
    return f"{wording.listed(named)}{whose} {denials}".strip()


def ranked(shown: Shown, some: list[pd.DataFrame]) -> list[pd.DataFrame]:
    """Order episodes in time; of more than are named that told first, then the latest.

    Those that nothing dates are last.
    """
    dated = sorted(some, key=partial(_begin, shown))
    if len(dated) <= MOST:
        return dated
    news = min(some, key=partial(_place, shown))
    late = sorted(some, key=lambda acts: _latest(shown, acts))
    return [news, *(acts for acts in late if acts is not news)]


def _place(shown: Shown, acts: pd.DataFrame) -> tuple:
    """Rank acts by where the article tells them: the first, of these the latest."""
    case, rows = shown.case, tuples(acts)
    ids = filter(None, (one for row in rows for one in (row[1], row.event_id)))
    cited = (c for one in ids for c in case.cited.get(one, []))
    ours = (c for c in cited if c.source_id == case.article)
    places = [strength.number(p) for c in ours for p in c.locator.split(";")]
    return min(places, default=strength.number("")), _latest(shown, acts)


def _latest(shown: Shown, acts: pd.DataFrame) -> int:
    """Rank acts by when they began at the latest: the last first, undated ones last."""
    begins = [shown.when(row).begin_earliest for row in tuples(acts)]
    return -max(filter(None, begins), default=date.min).toordinal()


def _begin(shown: Shown, acts: pd.DataFrame) -> tuple[bool, date]:
    """Return when some acts began at the earliest; those that nothing dates last."""
    begins = [shown.when(row).begin_earliest for row in tuples(acts)]
    return not any(begins), min(filter(None, begins), default=date.max)


def by_word(shown: Shown, some: Iterable[pd.DataFrame]) -> list[list[pd.DataFrame]]:
    """Group episodes that rest on the same word and are disputed by the same voices."""
    return [*grouped((_heard(shown, same), same) for same in some).values()]


def _heard(shown: Shown, acts: pd.DataFrame) -> tuple[tuple[str, ...], ...]:
    """List who says some acts first in the article, and who disputes them."""
    case, ids = shown.case, _ids(shown.case, acts)[0]
    return tuple(voices.first(case, ids, case.article)), tuple(disputing(shown, acts))


def _when(shown: Shown, acts: pd.DataFrame) -> str:
    """Name the episode of some acts, and when it was."""
    row = select.find(shown.case, _ids(shown.case, acts)[1][0])
    title, when = wording.titled(row), wording.when_of(shown, row)
    if shown.when(row).shape != "day":
        return ", ".join(filter(None, [title, when]))
    return f"{title} ({when})" if CLAUSE.search(title) else f"{title} on {when}"


def on_word(shown: Shown, some: list[pd.DataFrame]) -> str:
    """Write episodes on one word: what, when, on whose word, and who disputes.

    The article's own word goes without saying where there is no other source.
    """
    case, acts = shown.case, pd.concat(some)
    named = wording.listed([_when(shown, same) for same in some])
    who, ids = wording.sided(case, disputing(shown, acts)), list(acts.relation_id)
    told = f"{prose.verb(len(some), ',', ':')} {_word(shown, ids)}"
    told *= _is_said(shown, ids)
    return f"{named}{told}{f', disputed by {who}' * bool(who)}"


def _is_said(shown: Shown, records: list[str]) -> bool:
    """Return whether it is told on whose word records are: see ``on_word``."""
    own = f"by the {shown.case.text}'s own word"
    return bool(account.others(shown.case)) or _word(shown, records) != own


def _ids(case: Case, acts: pd.DataFrame) -> tuple[list[str], tuple[str, ...]]:
    """List the ids of acts, and one of each episode."""
    return list(acts.relation_id), focus.records(case, acts)


def _word(shown: Shown, records: list[str]) -> str:
    """Write on whose word the article has some records: one report's, or voices'."""
    case = shown.case
    through = voices.through(case, records, case.article)
    if through:
        row = case.by_source[through[0]]
        return f"by one {by_outlet(case, row) or f'{kind_of(row)}, “{row.title}”'}"
    heard = voices.first(case, records, case.article)
    if case.article and heard == [case.article]:
        return _own_word(shown, records)
    return f"on the word of {wording.sided(case, heard)}"


def _own_word(shown: Shown, records: list[str]) -> str:
    """Write that the article alone says so, and how, where it passes on or hedges."""
    case = shown.case
    rows = [case.by_id[one] for one in records]
    told = Counter(shown.by("article").status(row) for row in rows)
    cited = (c for one in records for c in case.cited.get(one, []))
    hedges = {c.source_id for c in cited if c.wording == "hedge"}
    if case.article not in hedges and "reported" not in told:
        return f"by the {case.text}'s own word"
    each = [(told[name], name) for name in firmness.STATUSES if told[name]]
    how = [f"{prose.spelled(n)} " * (len(rows) > 1) + f"as {s}" for n, s in each]
    return f"by the {case.text}'s word alone, {naming.joined(how)}"


def by_outlet(case: Case, row) -> str:
    """Name a source by its outlet and kind: "Gazette report"; blank without one."""
    outlet = case.actor_names.get(row.publisher, "").removeprefix("The ")
    return f"{outlet} {kind_of(row)}" if outlet else ""


def kind_of(row) -> str:
    """Name what a source is, in a sentence."""
    return "report" if row.kind == "news" else row.kind


def _elsewhere(shown: Shown, acts: pd.DataFrame) -> str:
    """Write where else such acts were, on whose word, and who disputes them."""
    case, named = shown.case, []
    for same in by_episode(case, acts):
        ids, records = _ids(case, same)
        where = wording.places(case, same).removeprefix(", in ")
        heard = wording.voice_names(case, voices.first(case, ids))
        who = wording.voice_names(case, disputing(shown, same))
        title = wording.titled(select.find(case, records[0]))
        parts = [where or title, f"by {heard}", f"disputed by {who}" * bool(who)]
        named.append(", ".join(filter(None, parts)))
    return f"Outside the {case.text}: {wording.listed(named)}." if named else ""


def by_episode(case: Case, acts: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Yield the acts of each episode."""
    if len(acts):
        key = [focus.episode(case, row) for row in tuples(acts)]
        yield from (same for _, same in acts.groupby(key, sort=False))


@kept
def _present(shown: Shown) -> pd.DataFrame:
    """List the acts outside the article against the third that count on the day."""
    return focus.counting(shown, _beyond(shown), "certain", "possible")


def _outside(shown: Shown) -> Number | None:
    """Count the episodes outside the article that count on the day and are disputed.

    All of them, where none is; each is told by whom it is said, whatever is counted.
    """
    case, denied, rest = shown.case, [], []
    for acts in by_episode(case, _present(shown)):
        (denied if disputing(shown, acts) else rest).append(acts)
    counted = denied or rest
    if not counted:
        return None
    told = " ".join(_account(shown, acts) for acts in [*denied, *rest][:MOST])
    n, others = len(counted), naming.in_focus(case)[1]
    head = f"more outside the {case.text}"
    if aimed_acts(shown).empty:
        noun = prose.verb(n, "episode", "episodes")
        head = f"{noun} outside the {case.text}, said to be against {others}"
    head += ", disputed" * bool(denied)
    return Number(n, head, told, _ids(case, pd.concat(counted))[1])


def disputing(shown: Shown, acts: pd.DataFrame) -> list[str]:
    """List the voices that dispute an episode or an act of it."""
    ids, records = _ids(shown.case, acts)
    return focus.disputing(shown, [*ids, *records])


def _account(shown: Shown, acts: pd.DataFrame) -> str:
    """Write who says what of an episode, for how long, and who disputes it."""
    case, ids, records = shown.case, *_ids(shown.case, acts)
    row = select.find(case, records[0])
    cited = [c for i in ids for c in case.supporting(i)]
    named = [wording.voice_on(shown, one, cited) for one in voices.first(case, ids)]
    who = naming.joined(wording.few(named))
    lasted = "" if shown.when(row).moment else wording.when_of(shown, row)
    said = f"{who}: {', '.join(filter(None, [wording.titled(row), lasted]))}"
    denied = wording.denials(shown, [*ids, *records]).rstrip(".")
    return "; ".join(filter(None, [said, denied])) + "."


def _announced(shown: Shown) -> Number | None:
    """Count what the article announces or foresees, and tell what became of it.

    Named where that is not known of all, what is of both in focus first. Where a pair
    may come to cooperate, only with an outcome that is asked for, unless it is news:
    others are voices of what may come.
    """
    case = shown.case
    rows = [*case.rows("events"), *case.rows("relations")]
    ahead = (r for r in rows if r.layer == "article" and shown.is_prospect(r))
    facts = grouped((row.event_id or row.fact, row) for row in ahead)
    asked = focus.outside(shown.view)
    came = {one: [case.by_id.get(r.outcome_id) for r in same if asked]
            for one, same in facts.items()}  # fmt: skip
    ends = {row[1]: row for rows in came.values() for row in rows if row}
    if not facts or not (ends or _is_of_things(case)):
        return None
    n, known = len(facts), sum(map(any, came.values()))
    each = sorted(ends.values(), key=lambda row: dates.bounds(shown.when(row)))
    every = {1: "it", 2: "both"}.get(n, f"all {prose.spelled(n)}")
    of = every if known == n else prose.spelled(known)
    told = f"{_tells(case, each)} what became of {of}: {_listed(shown, each)}."
    ranked = sorted((same[0] for same in facts.values()), key=partial(_weight, shown))
    ranked.sort(key=partial(_is_overtaken, shown))
    named = wording.listed([_ahead_on(shown, row) for row in ranked])
    sentence = " ".join([f"{named}."] * (known < n) + [told] * bool(ends))
    head = prose.verb(n, "thing is announced", "things are announced")
    ids = tuple(same[0][1] for same in facts.values())
    return Number(n, f"{head} or foreseen in the {case.text}", sentence, ids)


def _tells(case: Case, rows: list) -> str:
    """Write who tells of some records: the article, other sources or both."""
    ours = {row.layer == "article" for row in rows}
    if len(ours) > 1:
        return f"The {case.text} and other sources tell"
    return f"The {case.text} tells" if True in ours else "Other sources tell"


def _is_of_things(case: Case) -> bool:
    """Return whether what may come is counted by things, and not by its voices."""
    return case.side == "-" or account.is_news(case)


def _ahead_on(shown: Shown, row) -> str:
    """Name what may come, and on whose word, where that is not the article's own."""
    case = shown.case
    heard = voices.first(case, [row[1]], case.article)
    who = wording.voice_names(case, heard) if heard != [case.article] else ""
    who = who.replace(" (unnamed)", ", unnamed")  # in brackets itself
    return f"{_ahead_of(shown, row)}{f' ({who})' * bool(who)}"


def _weight(shown: Shown, row) -> tuple[int, int, int]:
    """Rank what may come: by how many of the first two it is of, and how firm it is.

    Of these by how near it is to the question.
    """
    case, firm = shown.case, firmness.PROSPECTS.index(shown.status(row))
    whom = {*case.acting(select.named(case, row))}
    near = outside.shared(row, case.question)
    return -len(whom.intersection(case.inside[:2])), -near, firm


def _ahead_of(shown: Shown, row) -> str:
    """Name what may come, for when it is foreseen, and on what it depends.

    Where the two have acted since it was said, it is told when that was.
    """
    day, said = wording.looks_ahead(shown, row)
    named = ", ".join(filter(None, [wording.titled(row), day, wording.depends(row)]))
    return f"{named} ({said})" if _is_overtaken(shown, row) else named


def _is_overtaken(shown: Shown, row) -> bool:
    """Return whether the two of a prospect have acted since it was said."""
    case, said = shown.case, wording.said_on(shown, shown.case.cited.get(row[1], []))
    own = case.being.get(row[1], []) if row[1][0] == "E" else [row]
    pairs = [{one.source_actor, one.target_actor} for one in own]
    since = (
        shown.when(one).begin_earliest
        for one in case.rows("relations")
        if {one.source_actor, one.target_actor} in pairs
        and one.basis == "act"
        and shown.status(one) in firmness.ATTESTED
    )
    last = said.end_latest if said else None
    return bool(last) and any(day and day > last for day in since)


def _ahead(shown: Shown) -> Number | None:
    """Count the voices that speak of cooperation to come, and of what.

    Who does not; what hostile acts may come as well; what came. The other way round
    where the two act against each other or nothing else may come.
    """
    case = shown.case
    if len(case.focus) < 2 or (_is_of_things(case) and _announced(shown)):
        return None
    every = (_to_come(shown, find) for find in (focus.between, focus.opposed))
    rows, *others = [some for some in every if _heard_of(shown, some)] or [None]
    if rows is None:
        return None
    ids, heard = list(rows.relation_id), _heard_of(shown, rows)
    n, (verbs, *more) = voices.least(case, heard), _foresee(case, rows)
    verbs = firmness.FORESEES if more else verbs
    foresee = prose.verb(n, *verbs).format(what=_kind(rows))
    who = wording.voice_names(case, heard)
    what = who if account.argues(case) else _what_comes(shown, rows)
    told = [f"{prose.upper_first(what)}."]
    for some in others:
        told += [f"{_kind(some)} may come, too.", f"{_what_comes(shown, some)}."]
    told = [*map(prose.upper_first, told)]
    told += [*_doubts(shown, ids, heard), _left_open(shown), _since(shown)]
    head = f"{prose.verb(n, 'voice', 'voices')} {foresee}"
    return Number(n, head, " ".join(filter(None, told)), tuple(ids))


def _foresee(case: Case, rows: pd.DataFrame) -> dict[tuple[str, str], None]:
    """List what voices do in speaking of prospects: who is to act announces it."""
    found = {}
    for row in tuples(rows):
        status, said = (
            firmness.OF_STATUS[row.told],
            voices.first(case, [row.relation_id]),
        )
        doers = [row.source_actor] + [row.target_actor] * (row.directed != "yes")
        doers = {*case.acting(doers)}
        for one in said:
            who = case.speakers if one == case.article and case.speakers else [one]
            own = doers.issuperset(case.acting(who))
            found[(own and status.announces) or status.foresees] = None
    return found


def _to_come(shown: Shown, find: Callable[[Shown], pd.DataFrame]) -> pd.DataFrame:
    """List what may come among relations of the pair, as they are found."""
    rows = find(shown)
    return rows[rows.told.isin(firmness.PROSPECTS)]


def _heard_of(shown: Shown, rows: pd.DataFrame) -> list[str]:
    """List who speaks of what may come: in the article alone, if only that is asked."""
    case = shown.case
    by = "" if focus.outside(shown.view) else case.article
    return voices.first(case, list(rows.relation_id), by)


def _what_comes(shown: Shown, rows: pd.DataFrame) -> str:
    """Write who says what may come, the same voices once; of much the first few."""
    facts = [same for _, same in rows.groupby("fact", sort=False)]
    facts.sort(key=lambda same: _weight(shown, tuples(same)[0]))
    told = grouped((tuple(_heard_of(shown, one)), one) for one in facts)
    if len(facts) > MOST + 1:
        told = {tuple(_heard_of(shown, rows)): facts}
    each = []
    for heard, some in told.items():
        named = wording.listed([_ahead_of(shown, tuples(x)[0]) for x in some])
        each.append(f"{wording.voice_names(shown.case, [*heard])}: {named}")
    return ". ".join(map(prose.upper_first, each))


def _kind(rows: pd.DataFrame) -> str:
    """Name what prospects are of: joint work if most are coded so."""
    if "-" in {*rows.sign}:
        return "hostile acts"
    joint = (rows.plover == "COOPERATE").sum()
    return "joint work" if 2 * joint > len(rows) else "cooperation"


def _doubts(shown: Shown, records: list[str], heard: list[str]) -> list[str]:
    """Write who disputes or qualifies some records, each voice once.

    In the words of the statement that does, where that is in the view.
    """
    case, told = shown.case, {}
    for row in (c for one in records for c in case.cited.get(one, [])):
        ours = row.source_id == case.article or "context" in shown.view.layers
        if row.stance == "supports" or not row.chain or not ours:
            continue
        voice = voices.speaker(case, row.chain[-1])
        verb = "disputes it" if row.stance == "disputes" else "qualifies it"
        named = f"{wording.voice_on(shown, voice, [row])} {verb}"
        if said := case.by_id.get(row.said_event_id):
            named = wording.titled(said)
        if voice not in heard:
            told.setdefault(voice, f"{prose.upper_first(named)}.")
    return [*told.values()][:MOST]


def _left_open(shown: Shown) -> str:
    """Write what the article asks and leaves open last; or else what it concludes.

    What it answers is not open, and without a thesis a question may be of anything.
    """
    case = shown.case
    if not account.ours(shown) or not case.article:
        return ""
    ours = {c.record_id for c in case.rows("citations") if c.source_id == case.article}
    claims = [c for c in case.rows("claims") if c.claim_id in ours]
    thesis = any(claim.role == "thesis" for claim in claims)
    closed = {one for c in case.whole.rows("claims") if c.role == "answer"
              for one in c.supports}  # fmt: skip
    last = {
        claim.role: claim.text.rstrip(". ")
        for claim in claims
        if claim.role != "question" or (thesis and claim.claim_id not in closed)
    }
    asked, end = (last.get(role, "") for role in ("question", "conclusion"))
    if "question" in last:
        return f"The {case.text} leaves open: {asked}{'.' * (asked[-1:] != '?')}"
    return f"The {case.text} concludes: {end}." if end else ""


def _since(shown: Shown) -> str:
    """Write what came between the two after publication, in order."""
    each = []
    for row in focus.afterwards(shown):
        when = wording.when_of(shown, row).removeprefix("from ")
        each.append(f"{wording.titled(row)} ({when})")
    return f"Afterwards: {wording.listed(each)}." if each else ""


def groups(shown: Shown) -> Number | None:
    """Count the groups into which the ties of the last day split, where one split fits.

    Of three actors or more.
    """
    found = picture(shown)
    if not found or len(found.sides) < 2 or sum(map(len, found.sides)) < 3:
        return None
    sides = [naming.actor_list(shown.case, [*side]) for side in found.sides]
    n, signed = sum(map(len, found.sides)), found.ties[found.ties.sign != 0]
    every = n * (n - 1) // 2
    of = f"all {every}" if len(signed) == every else f"{len(signed)} of the {every}"
    sentence = f"{'; '.join(sides)}. In the {shown.case.text}, {of} pairs have a tie."
    best = "groups in the split that fits best"
    kind = best if found.frustration.index else "opposed groups"
    ids = dict.fromkeys(i for row in signed.records for i in row)
    return Number(len(sides), f"{kind} {on(shown)}", sentence, tuple(ids))


def picture(shown: Shown):
    """Return the balance of a coding; None of a view without ties of it.

    Nor of more actors than a sentence can name, of whom proofs also take long.
    """
    no_ties = not shown.day or shown.case.relations.empty
    if shown.whole.article or not account.ours(shown) or no_ties:
        return None
    from helpers import balance  # brings the solver, which loads slowly

    found = balance.picture(shown)
    return found if len(found.actors) <= NAMED else None


def _day(shown: Shown, day: date) -> str:
    """Write a day as closely as the ties of a case are dated: by its year, or whole."""
    whens = (shown.when(row) for row in shown.whole.rows("relations") if row.sign)
    parts = (part for when in whens for part in re.split(r"[/.\[\]~?%]+", when.text))
    yearly = all(len(part) in (0, 4) for part in parts)
    return dates.day_in_words(day, "0000" if yearly else "")


def on(shown: Shown) -> str:
    """Write the day of a view as it was asked for, or as closely as ties are dated."""
    like = (shown.view.as_of or shown.view.end).replace("-XX", "")
    day = dates.day_in_words(shown.day, like) if like else _day(shown, shown.day)
    return f"{'on' if len(day.split()) == 3 else 'in'} {day}"


def _unfit(shown: Shown) -> Number | None:
    """Count the ties that fit no split, on the day or when there last were some."""
    found = picture(shown)
    unfit = found.unfit if found else None
    if not unfit:
        return None
    n = unfit.ties
    against = f"{prose.verb(n, 'tie', 'ties')} against any split"
    pairs = [naming.actor_list(shown.case, [*pair]) for pair in unfit.pairs]
    those = prose.verb(len(pairs), "that of", "those of")
    which = f" {those} {'; '.join(pairs)}" if pairs else ""
    since, when = _day(shown, unfit.since), on(shown)
    least = "at least one tie goes against every split into two groups"
    if not unfit.until:
        told = f"Since {since}, {least}{f'; {when}{which}' * bool(which)}."
        return Number(n, f"{against} {when}", told, unfit.records)
    until, was = _day(shown, unfit.until), prose.verb(len(pairs), "was", "were")
    last = f"; the last {was}{which}" * bool(which)
    told = f"From {since} to {until}, {least}{last}"
    if found.frustration.index == 0:
        every = "tie of one sign" if found.frustration.open else "tie"
        told += f". {prose.upper_first(when)}, every {every} fits one"
    return Number(n, f"{against}, until {until}", f"{told}.", unfit.records)


def disputed(shown: Shown) -> Number | None:
    """Count the ties, or in a case without any the events, that are disputed.

    Beside an article but those of the pair in focus, which other numbers tell.
    """
    case, article = shown.case, shown.whole.article
    rows = [r for r in case.rows("relations") if r.sign] or case.rows("events")
    once, others = {}, {*opposed_acts(shown).relation_id}
    for row in (r for r in rows if shown.status(r) in firmness.ATTESTED):
        ours = hasattr(row, "fact") and focus.of_pair(case, row)
        told = article and (ours or row[1] in others)
        if not told and focus.disputing(shown, [row[1]]):
            once.setdefault(getattr(row, "fact", row[1]), row)
    if not once:
        return None
    rows = list(once.values())
    noun = "tie" if hasattr(rows[0], "fact") else "event"
    head = prose.verb(len(rows), f"{noun} that is", f"{noun}s that are") + " disputed"
    each = [f"{_dated(shown, row)}. {_contrary(shown, row)}" for row in rows[:MOST]]
    return Number(len(rows), head, " ".join(each), tuple(row[1] for row in rows))


def _contrary(shown: Shown, row) -> str:
    """Write what a disputing source tells of the same actors, or else who disputes."""
    case, cited = shown.case, shown.case.cited

    def sources(record: str, stance: str) -> set[str]:
        return {c.source_id for c in cited.get(record, []) if c.stance == stance}

    against, actors = sources(row[1], "disputes"), {*select.named(case, row)}
    own = {row[1], getattr(row, "event_id", "")}
    for event in case.rows("events"):
        apart = event.layer == "context" and event.event_id not in own
        apart = apart and focus.outside(shown.view)
        same = actors <= {*case.taking_part.get(event.event_id, [])}
        if apart and same and sources(event.event_id, "supports") & against:
            return f"Outside the {case.text}: {_dated(shown, event)}."
    return wording.denials(shown, [row[1]])


def _quoted(shown: Shown) -> Number | None:
    """Count the voices that a news item has its records from, by whom they act for."""
    case = shown.case
    if not account.ours(shown) or not account.is_news(case):
        return None
    said = {row.record_id: row.voices
            for row in voices.support.rows(case, case.article)}  # fmt: skip
    said |= {c.claim_id: voices.first(case, [c.claim_id], case.article)
             for c in case.rows("claims")}  # fmt: skip
    heard = dict.fromkeys(one for some in said.values() for one in some)
    heard.pop(case.article, None)
    if len(heard) < 2:
        return None
    n, least, parties = len(heard), voices.least(case, [*heard]), _parties(case, heard)
    each = [_party(*those) for those in parties.items()]
    ids = tuple(one for one, some in said.items() if not heard.keys().isdisjoint(some))
    head = f"voices in the {case.text} beside its own"
    told, some = f"{'; '.join(each)}.", least < n
    told += " An unnamed voice may be another of these." * some
    return Number(n, head, told, ids, least if some else None)


def _parties(case: Case, heard: dict[str, None]) -> dict[str, list[str]]:
    """Name voices by whom they act for: those in focus first, single ones together."""
    whose = {voice: case.principal.get(voice, voice) for voice in heard}
    by_party = grouped((party, voice) for voice, party in whose.items())
    found, single = {}, []
    for party in dict.fromkeys([*case.inside, *by_party]):
        some = sorted(by_party[party], key=party.__ne__)
        if party in case.inside or len(some) > 1:
            named = [naming.plain_voice(case, voice) for voice in some]
            named[:1] = ["" if party in some else one for one in named[:1]]
            found[naming.short_name(case, party)] = named
        else:
            single += [wording.sided(case, some)]
    return {name: some for name, some in (*found.items(), ("others", single)) if some}


def _party(name: str, some: list[str]) -> str:
    """Name a party with those who speak for it; a blank stands for itself."""
    own, rest = not some[0], naming.joined(wording.few([*filter(None, some)]))
    return (
        f"{name}, with {rest}" if own and rest else name if own else f"{name}: {rest}"
    )


def _events(shown: Shown) -> Number | None:
    """Count the events of the article or coding, or else of the sources."""
    case, ours = shown.case, account.ours(shown)
    rows = account.events(shown) if ours else account.happenings(shown)
    if not rows:
        return None
    where = f"in the {case.text}" if ours else "in the sources"
    head = f"{prose.verb(len(rows), 'event', 'events')} {where}"
    few = len(rows) <= MOST
    sentence = f"{_listed(shown, rows)}." if few else _reach(shown, rows)
    return Number(len(rows), head, sentence, tuple(row.event_id for row in rows))


def _dated(shown: Shown, row) -> str:
    """Name a record with its date, where it has one."""
    when = wording.when_of(shown, row)
    return wording.titled(row) + (f" ({when})" if when else "")


def _listed(shown: Shown, rows: list) -> str:
    return wording.listed([_dated(shown, row) for row in rows])


def _reach(shown: Shown, rows: list) -> str:
    """Write from when to when some events are."""
    whens = [when for when in map(shown.when, rows) if when.begin_earliest]
    if not whens:
        return f"{wording.listed([wording.titled(row) for row in rows])}."
    begins = [when.begin_earliest for when in whens]
    low, high = (str(day.year) for day in (min(begins), max(begins)))
    if low == high:
        return f"{prose.verb(len(whens), 'It', 'They')} began in {low}."
    return f"The first began in {low}, the last in {high}."


def _ties(shown: Shown) -> Number | None:
    """Count the pairs with a tie that surely holds on the day, by their states."""
    held = shown.ties[(shown.ties.kind == "tie") & (shown.ties.holds == "certain")]
    if held.empty:
        return None
    many = held.state.value_counts(sort=False)
    each = [f"{n} {signs.OF_STATE[state].counted}" for state, n in many.items()]
    day = dates.day_in_words(shown.day) if shown.day else ""
    has = prose.verb(len(held), "pair of actors has", "pairs of actors have")
    view = ties.in_view(shown.case, shown.ties.itertuples())
    more = f" {prose.upper_first(view)}." if view else ""
    told = f"{ties.span(shown, day)}: {naming.joined(each)}.{more}"
    ids = dict.fromkeys(i for row in held.records for i in row)
    return Number(len(held), f"{has} a tie", told, tuple(ids))


def _left_out(shown: Shown) -> Number | None:
    """Count the related events that the article does not have, the latest named."""
    out = select.left_out(shown.case) if account.tells_left_out(shown) else ()
    if not out:
        return None
    rows = sorted(out, key=lambda e: dates.bounds(dates.parse(e.when_known)))
    latest = "The latest: " * (len(rows) > MOST) + _listed(shown, rows[-MOST:])
    are = prose.verb(len(rows), "related event is", "related events are")
    head = f"{are} in other sources and not in the {shown.case.text}"
    return Number(len(rows), head, f"{latest}.", tuple(row[1] for row in rows))
