"""What goes with one source or one voice, and what then remains: in words.

Sentences are neutral: they say what falls and on whose word the rest is. A record
that loses its support is not refuted.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from helpers import prose
from helpers.case import signs
from helpers.case.cases import Case
from helpers.case.inherited import grouped
from helpers.compare import moving, variations
from helpers.compare.findings import OF_SIDE, Finding, Outcome
from helpers.compare.moving import Loss, Move
from helpers.compare.variations import LEFT_OUT, Variation
from helpers.prose import Prose
from helpers.text import answers, numbers, sweeps, verdicts, wording
from helpers.view import account, focus, naming, voices
from helpers.view.shown import Shown

__all__ = ["lead", "none", "tried"]
MOST = 3  # removals that the chart opens with
LINES = 8  # acts that a block names, unless more are of the pair in focus
ROOM = 24  # letters of two names in a cell
REMAIN = 5  # acts that remain, named one by one


@dataclass(frozen=True)
class Removal:
    """A source or voice left out: what goes with it, and what the view then leaves.

    A class because a block, the grid and the title all ask for the same view.
    """

    loss: Loss
    name: str  # in a sentence: "Morgan", "the Gazette report"

    @property
    def left(self) -> Shown:
        """What the view then leaves."""
        return self.loss.outcome.left

    @cached_property
    def against(self) -> tuple[list[str], list[str]]:
        """The episodes against the third that are left: see ``against``."""
        return against(self.left)


def removals(shown: Shown, outcomes: list[Outcome], found: list[Move]) -> list[Removal]:
    """Return the sources and voices that matter most when left out, at most three."""
    first = moving.losses(shown, outcomes, found)[:MOST]
    return [Removal(loss, name(shown, loss.variation)) for loss in first]


def none(shown: Shown, outcomes: list[Outcome]) -> Prose | None:
    """Return a blank where nothing can be told of what is left out.

    Examples
    --------
    >>> removals.none(earliest, outcomes) is None  # an act has two origins
    True
    """
    return Prose("") if verdicts.hindered(outcomes) or _single(shown) else None


def tried(shown: Shown, outcomes: list[Outcome]) -> pd.DataFrame:
    """Return what each source and voice changes: one row per count of it.

    `left_out` names it, `id` is its own. `changes` is also true of a count that stays
    and counts other things; what is left out itself is not missed in any.

    Examples
    --------
    >>> list(removals.tried(earliest, outcomes).columns)
    ['kind', 'id', 'left_out', 'count', 'before', 'after', 'changes']
    """
    moved, rows = moving.by_variation(moving.moves(outcomes)), []
    for left in moving.left_out(outcomes):
        called = left.kind, left.subject, name(shown, left)
        for one in outcomes[0].findings:
            move = moved.get(left, {}).get(one.name)
            both = (move.before.value, move.after.value) if move else [one.value] * 2
            short = verdicts.short(shown.case, one.name)
            rows.append((*called, short, *both, bool(move)))
    columns = ["kind", "id", "left_out", "count", "before", "after", "changes"]
    return pd.DataFrame(rows, columns=columns).astype({"changes": bool})


def against(shown: Shown) -> tuple[list[str], list[str]]:
    """List the episodes said to be against the third: the article's, and all others.

    Of a case without an article all of them are others.
    """
    case = shown.case
    every = focus.episodes(case, answers.aimed(focus.as_asked(shown)))
    acts = numbers.aimed_acts(shown)
    ours = focus.episodes(case, acts) if case.whole.article else []
    return ours, [one for one in every if one not in ours]


# ---- names --------------------------------------------------------------------------


def name(shown: Shown, one: Variation) -> str:
    """Name what is left out, in a sentence: a source by its outlet, if it has its own.

    By its title otherwise.
    """
    case = shown.case
    row = case.by_source.get(one.subject)
    if row is None:
        return naming.voice_name(case, one.subject)
    called = numbers.by_outlet(case, row)
    same = [s for s in case.rows("sources") if numbers.by_outlet(case, s) == called]
    if called and len(same) == 1:
        return f"the {called}"
    head, cut, _ = row.title.partition(": ")
    return f"“{head}{'…' * bool(cut)}”"


def heading(shown: Shown, one: Variation) -> str:
    """Head what is left out, with the whole name of an actor."""
    case = shown.case
    row = next((a for a in case.rows("actors") if a.actor_id == one.subject), None)
    if row is None:
        return f"Without {name(shown, one)}"
    return f"Without {row.name}{naming.unnamed(case, one.subject, row.name)}"


def takes(shown: Shown, one: Variation) -> str:
    """Write what leaving a source or voice out takes along."""
    row = shown.case.by_source.get(one.subject)
    own = [row] if row is not None else _written(shown.case, one.subject)
    parts = []
    for source in own[:1]:
        when = wording.when_of(shown, source)
        parts.append(f"“{source.title}”{f' ({when})' * bool(when)}")
    if own[1:]:
        more = prose.spelled(len(own) - 1, "other source")
        parts.append(f"{more} of the same voice")
    parts += [] if row is not None else _spoken(shown, one.subject, own)
    if not parts:
        return "What others pass on from this voice"
    repeat = f"and all who repeat {'them' if parts[1:] or not own else 'it'}"
    return prose.upper_first(", ".join([*parts, repeat]))


def _written(case: Case, voice: str) -> list:
    """List the sources that speak for a voice, those cited most first."""
    cited = Counter(one for c in case.rows("citations") for one in {*c.chain})
    rows = (row for row in case.rows("sources") if cited[row.source_id])
    own = (row for row in rows if voices.speaker(case, row.source_id) == voice)
    return sorted(own, key=lambda row: -cited[row.source_id])


def _spoken(shown: Shown, voice: str, own: list) -> list[str]:
    """Count the sources that quote a voice itself, with the years of its words."""
    case, written = shown.case, {row.source_id for row in own}
    with_it = (c for c in case.rows("citations") if voice in c.chain)
    quoted = [c for c in with_it if written.isdisjoint(c.chain)]
    if not quoted:
        return []
    sources, years = set(), set()
    for cited in quoted:
        before = cited.chain[: cited.chain.index(voice)]
        nearest = (one for one in reversed(before) if one in case.by_source)
        sources.add(next(nearest, ""))
        day = wording.said_on(shown, [cited])
        years |= {day.end_latest.year} if day and day.end_latest else set()
    ends = dict.fromkeys((min(years), max(years))) if years else ()
    span = " to ".join(map(str, ends))
    count = prose.spelled(len(sources), "other source" if own else "source")
    return [f"words in {count}{f' of {span}' * bool(span)}"]


# ---- what falls, and what remains ---------------------------------------------------


@dataclass(frozen=True)
class Told:
    """An act in a line: the record that it opens, its name, and what is said of it."""

    record: str
    name: str
    sign: str = ""
    aimed: bool = False
    said: str = ""


def same(shown: Shown, loss: Loss) -> str:
    """Write without whom the same acts in question fall, and no other act more."""
    if not loss.same:
        return ""
    named = list(dict.fromkeys(name(shown, one) for one in loss.same))
    without = naming.joined(wording.few(named), "or")
    rows = loss.near or loss.acts
    n = len(_facts(rows))
    what = in_question(shown, n=n) if loss.near else _nouns(rows[0], n)
    return f"Without {without}, the same {what} {prose.verb(n, 'falls', 'fall')}."


def fallen(shown: Shown, loss: Loss) -> tuple[list[Told], str]:
    """Name the acts that fall, each fact once, and count those that are not named.

    The nearest first. Every act of the pair in focus is named.
    """
    facts = grouped((getattr(row, "fact", row[1]), row) for row in loss.acts)
    rows = [first for first, *_ in facts.values()]
    near = sum(_near(shown, row) < 2 for row in rows)
    named = rows[: max(near, LINES)]
    others = len(rows) - len(named)
    more = f"and {prose.count(others, f'other {_noun(rows[0])}')}" if others else ""
    return _named(shown, named), more


def _named(shown: Shown, rows: list) -> list[Told]:
    """Name acts: the first of an event by its title, another by its own words."""
    acts = reversed(focus.acts(shown))
    first, told = {getattr(row, "event_id", ""): row[1] for row in acts}, []
    for row in rows:
        event = shown.case.by_id.get(getattr(row, "event_id", ""))
        named = event if event and first[event[1]] == row[1] else row
        told.append(Told(row[1], wording.titled(named), *_look(shown, row)))
    return told


def _look(shown: Shown, row) -> tuple[str, bool]:
    """Return the sign of an act, and whether it is said to be against the third."""
    return getattr(row, "sign", ""), _near(shown, row) == 0


def _near(shown: Shown, row) -> int:
    """Return how near an act is to what is asked; an event is beyond."""
    return focus.nearness(shown.case, row) if hasattr(row, "fact") else 3


def _noun(row) -> str:
    """Name what an act is counted as."""
    if not hasattr(row, "fact"):
        return "event"
    return "act" if row.basis == "act" else "record"


def _nouns(row, n: int) -> str:
    """Name as many acts."""
    return prose.verb(n, _noun(row), f"{_noun(row)}s")


def remaining(shown: Shown, removal: Removal) -> tuple[list[Told], str]:
    """Name what remains of the acts in question, on whose word; count the rest.

    Those that something is taken from come first; then the others.
    """
    groups = _groups(shown)
    gone = {row[1] for row in removal.loss.acts}
    left = {k: [r for r in rows if r[1] not in gone] for k, rows in groups.items()}
    if not any(left.values()):
        return [Told("", f"No {in_question(shown, 'episode')} remains")], ""
    parted = sorted(groups, key=lambda one: len(left[one]) == len(groups[one]))
    told = []
    for one in parted[:REMAIN]:
        title = wording.titled(focus.record(shown.whole, one))
        alive = left[one] and _alive(removal.left, title, left[one], groups[one])
        told.append(alive or Told("", f"Nothing of “{title}”"))
    more = sum(bool(left[one]) for one in parted[REMAIN:])
    return told, f"and {prose.count(more, 'other')}" if more else ""


def _groups(shown: Shown) -> dict[str, list]:
    """Group the acts in question by their episode, in their order."""
    return grouped(
        (focus.episode(shown.case, row) if hasattr(row, "fact") else row[1], row)
        for row in moving.nearest(shown)
    )


def _alive(left: Shown, title: str, rows: list, before: list) -> Told:
    """Say of an episode how firm it still is, on whose word, and who disputes it."""
    case, (first, *_) = left.case, rows
    ids = [row[1] for row in rows]
    heard = _heard(left, ids)
    by = wording.voice_names(case, heard)
    how, word = "as before", f"by {by}"
    if len(rows) < len(before):
        how = focus.as_asked(left).status(case.by_id[first[1]])
        word = f"on the word of {by}{' alone' * (len(heard) == 1)}"
    events = filter(None, (getattr(row, "event_id", "") for row in rows))
    disputed = wording.disputed(left, list(dict.fromkeys([*ids, *events])), "it")
    firm = ", ".join(filter(None, [how, word * bool(heard)]))
    said = "; ".join(filter(None, [firm, disputed]))
    return Told(first[1], title, *_look(left, first), said)


def _heard(left: Shown, records: list[str]) -> list[str]:
    """List the origins of some records: by the article, where it still tells of them.

    So where nothing else is asked; or else by any source.
    """
    view = left.view
    read = "" if focus.outside(view) else voices.read_by(left.case, view)
    told = voices.first(left.case, records, read)
    return told or voices.first(left.case, records)


def in_question(shown: Shown, noun: str = "", n: int = 1) -> str:
    """Name the acts in question, as many: "episodes said to be against Z".

    A ``noun`` stands for those said to be against the third.
    """
    row = moving.nearest(shown)[0]
    near, (pair, others) = _near(shown, row), naming.in_focus(shown.case)
    noun = noun if near == 0 and noun else _noun(row)
    nouns = prose.verb(n, noun, f"{noun}s")
    if near == 0:
        return f"{nouns} said to be against {others}"
    if near == 2:
        return f"{nouns} among {naming.actor_list(shown.case, shown.case.inside)}"
    both = naming.actor_list(shown.case, shown.case.focus[:2])
    named = f"{pair} {nouns}" if shown.case.side == "+" else f"{nouns} between {both}"
    return named if near == 1 else nouns


# ---- the finding --------------------------------------------------------------------


def title(shown: Shown, removed: list[Removal], outcomes: list[Outcome]) -> str:
    """Write what matters most: without whom how much of the acts in question is left.

    Of the episodes against a third actor by the article, and by the other sources.
    """
    if not removed:
        return verdicts.hindered(outcomes) or _none(shown, outcomes)
    parts = [*filter(None, (_side(shown, removed, side) for side in (0, 1)))]
    if not parts:
        return _falls(shown, removed[0])
    (first, who, counted), *rest = parts
    told = f"Without {first}, {_has(shown, who, counted, True)}"
    for other, who, counted in rest:
        more = _has(shown, who, counted, False)
        told += f" and {more}" if other == first else f"; without {other}, {more}"
    return told


def lead(shown: Shown, outcomes: list[Outcome]) -> Prose:
    """Write what changes nothing, and what takes most along, in two sentences.

    Or that nothing can be left out around a view, or that each act has one origin.

    Examples
    --------
    >>> print(removals.lead(earliest, outcomes))
    Left out one at a time, ... of ... sources and ... matter to no count. ...
    """
    if why := verdicts.hindered(outcomes) or _single(shown):
        return Prose(f"{why}.")
    found = moving.moves(outcomes)
    tried = verdicts.untried(shown.case, len(moving.left_out(outcomes)))
    still = verdicts.standing(outcomes)
    still = f"Left out one at a time, {prose.lower_first(still)}."
    first = next(iter(moving.losses(shown, outcomes, found)), None)
    most, links = _most(shown, first, outcomes) if first else ("", ())
    told = " ".join(filter(None, [still, most]))
    return Prose("\n".join(filter(None, [tried, told])), links)


def _single(shown: Shown) -> str:
    """Write that each act of a news item has one origin, where that is so.

    Of the pair in focus, or of everybody: it falls with its origin, and no other
    is left to tell of it.
    """
    case, acts = shown.case, moving.nearest(shown)
    every = {row.record_id: row.voices for row in voices.support.rows(case)}
    single = acts and all(len(every.get(row[1], [])) == 1 for row in acts)
    if not account.is_news(case) or case.third or not single:
        return ""
    n, what = len(_facts(acts)), in_question(shown, n=len(_facts(acts)))
    k = len(_facts(row for row in acts if getattr(row, "sign", "") == case.side))
    sign = f", {prose.spelled(k)} of them {signs.OF_MARK[case.side].word}," * (
        0 < k < n
    )
    each = f"Each of the {prose.spelled(n)} {what}{sign}"
    which = prose.verb(n, f"The one {what}", each)
    return f"{which} has one origin, and falls without it"


def _most(shown: Shown, first: Loss, outcomes: list[Outcome]) -> tuple[str, tuple]:
    """Write how much falls and changes with what matters most, linked to its list."""
    n, moved = len(_facts(first.acts)), len(first.moves)
    acts = prose.spelled(n, _noun(first.acts[0]))
    of = prose.count(len(outcomes[0].findings), "count")
    told = f"{acts} {prose.verb(n, 'falls', 'fall')} and {moved} of {of}"
    verb = prose.verb(moved, "changes", "change")
    sentence = f"Without {name(shown, first.variation)}, {told} {verb}."
    return sentence, (prose.Link(told, variations.anchor(first.variation)),)


def _facts(rows) -> set[str]:
    """Return the facts of acts; an event is one."""
    return {getattr(row, "fact", row[1]) for row in rows}


def _side(shown: Shown, removed: list[Removal], side: int):
    """Return without whom least is left of one side, whose it is, and how much."""
    base = against(shown)[side]
    least = min(removed, key=lambda one: len(one.against[side]))
    left = len(least.against[side])
    if left >= len(base):
        return None
    sides = (f"the {shown.case.text}", "the other sources")
    who = sides[side] if shown.whole.article else ""
    return least.name, who, (left, len(base))


def _has(shown: Shown, who: str, counted: tuple[int, int], first: bool) -> str:
    """Write how many episodes somebody still has; ``first`` names what they are."""
    left, total = counted
    number = f"{prose.spelled(left)} of {prose.spelled(total)}"
    what = f"said to be against {naming.in_focus(shown.case)[1]}"
    some = f"{f'{number} episodes' if left else 'no episode'} {what}"
    if not who:
        return f"{some} {prose.verb(max(left, 1), 'remains', 'remain')}"
    has = "have" if who.endswith("s") else "has"
    return f"{who} {has} {some if first else number if left else 'none'}"


def _falls(shown: Shown, first: Removal) -> str:
    """Write how many of the acts in question fall with what matters most."""
    near = first.loss.near
    gone = near or first.loss.acts
    n = len(_facts(gone))
    of = len(_facts(moving.nearest(shown) if near else focus.acts(shown)))
    what = in_question(shown, n=of) if near else _nouns(gone[0], of)
    number = f"{prose.spelled(n)} of {prose.spelled(of)}"
    if n == of:
        number = prose.verb(n, "the one", f"all {prose.spelled(n)}")
    return f"Without {first.name}, {number} {what} {prose.verb(n, 'falls', 'fall')}"


def _none(shown: Shown, outcomes: list[Outcome]) -> str:
    """Write that nothing which is left out takes an act along.

    What rests on the article's own word is not said to depend on nobody: the article
    is never left out.
    """
    rows = moving.nearest(shown)
    if not rows:
        return verdicts.standing(outcomes)
    case = shown.case
    others = [r for r in rows if _heard(shown, [r[1]]) != [case.article]]
    n, own = len(_facts(rows)), len(_facts(rows) - _facts(others))
    what, of = in_question(shown, "episode"), f"the {case.text}"
    if own < n:
        other = f" other than {of}" * bool(own)
        return f"No {what} depends on a single {verdicts.what(outcomes)}{other}"
    every = prose.verb(n, "The one", "Each")
    return f"{every} {what} rests on {of}'s own word"


# ---- in the grid --------------------------------------------------------------------

SPLIT = {  # the episodes in question by their side, in the place of ``WHOLE``
    "episodes_of_article": "episodes against {others} in the {text}",
    "episodes_elsewhere": "episodes against {others} only in other sources",
}
WHOLE = "episodes_against"
VOICES = "voices_of_episodes_against"
NEAR = (WHOLE, *OF_SIDE.values(), VOICES, "prospects", "ties")


def asked(
    shown: Shown, outcomes: list[Outcome], removed: list[Removal]
) -> list[Outcome]:
    """Return the view, what is left out of it, and its other readings, for a grid.

    With the episodes in question by their side, and the statuses of what something
    that is left out changes.
    """
    base, once = outcomes[0], {one.variation: one for one in outcomes}
    readings = (o for o in once.values() if o.variation.kind == "reading")
    views = [(base, shown), *((one.loss.outcome, one.left) for one in removed)]
    views += [(one, one.left) for one in readings]
    near = moving.nearest(shown) if removed else []
    rows = [row for row in near if _shifts(row, base, removed)]
    return [
        replace(one, findings=(*_split(view), *_statuses(shown, rows, base, one),
                               *_rest(shown, one)))
        for one, view in views
    ]  # fmt: skip


def _split(shown: Shown) -> list[Finding]:
    """Count the episodes in question, the article's and the others apart."""
    both = zip(SPLIT, against(shown), strict=True) if _splits(shown) else ()
    return [Finding(name=name, value=len(ids), items=ids) for name, ids in both]


def _splits(shown: Shown) -> bool:
    """Return whether a case has episodes against a third, by an article and others."""
    return bool(shown.whole.article and shown.whole.third)


def _rest(shown: Shown, one: Outcome) -> list[Finding]:
    """List the findings of a view that are not counted by their side."""
    left = {WHOLE} if _splits(shown) else set()
    if not shown.whole.third:  # nothing is against a third, who may be an ally
        left = {WHOLE, VOICES}
    kept = [f for f in one.findings if f.name not in left]
    return sorted(kept, key=lambda f: f.name not in NEAR)


def _shifts(row, base: Outcome, removed: list[Removal]) -> bool:
    """Return whether something left out makes an act less firm, or firmer."""
    after = {one.loss.outcome.statuses.get(row[1], "") for one in removed}
    return bool(after - {"", base.statuses.get(row[1])})


def _statuses(shown: Shown, rows: list, base: Outcome, one: Outcome) -> list[Finding]:
    """List how firm some acts are; one that falls is as it was."""
    found = []
    for row in rows:
        now = one.statuses.get(row[1]) or base.statuses[row[1]]
        about = f"status of “{_named(shown, [row])[0].name}”"
        found.append(Finding(name=f"status_{row[1].lower()}", value=now, about=about))
    return found


def called(shown: Shown, one: Finding) -> str:
    """Name a finding at the head of its row."""
    if one.name in SPLIT:
        others = naming.in_focus(shown.case)[1]
        return SPLIT[one.name].format(others=others, text=shown.case.text)
    if one.name.startswith("status_"):
        return one.about
    return verdicts.short(shown.case, one.name)


def head(shown: Shown, one: Variation) -> tuple[str, str]:
    """Head a column: what is left out or how the records are read, and what that is."""
    if one.kind in LEFT_OUT:
        return f"without {name(shown, one)}", LEFT_OUT[one.kind].noun
    read = re.sub("'s? dates and statuses$", "", one.label)
    return read, "dates and statuses" if read != one.label else "records"


def change(case: Case, move: Move) -> tuple[str, str, str]:
    """Write what a value was, what it is, and what went or came, where it is little."""
    before, after = (sweeps.written(one.value) for one in (move.before, move.after))
    if before == after:
        return before, after, "but not the same"
    return before, after, _word(case, move)


def _word(case: Case, move: Move) -> str:
    """Write what went or came, where it is little: its place or its name."""
    gone, come = move.gone, move.come
    if gone and come:
        return f"{prose.spelled(len(gone))} gone, {prose.spelled(len(come))} new"
    placed = "episodes" in move.name
    names = [_brief(case, one, placed) for one in gone or come]
    every = naming.joined(names)
    more = f"{names[0]} and one more" if len(names) == 2 and placed else ""
    return every if len(every) <= ROOM else more


def _brief(case: Case, one: str, placed: bool) -> str:
    """Name what a finding counts in few words: its place, its pair, or its title."""
    whole = case.whole
    if one in whole.actor_names or one in whole.source_titles:
        return naming.voice_name(whole, one)
    row = focus.record(whole, one)
    if row is None:
        return one.partition(":")[0]
    where = whole.where(row) if placed else ""
    return where or wording.titled(row)


def told(one: Removal) -> str:
    """Write in a clause what goes with a source or voice."""
    n, moved = len(_facts(one.loss.acts)), len(one.loss.moves)
    acts = f"{prose.count(n, _noun(one.loss.acts[0]))} {prose.verb(n, 'falls', 'fall')}"
    verb = prose.verb(moved, "changes", "change")
    return f"without {one.name}: {acts}, {prose.count(moved, 'finding')} {verb}"


def foot(still: list[str], changes: bool) -> str:
    """Write what does not change, and that losing support refutes nothing."""
    names = naming.joined(still)
    same = f"Unchanged in all of these: {names}. " * bool(still)
    return f"{same}A finding that loses its support is not refuted." * changes
