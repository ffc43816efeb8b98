"""The two sentences that open a chapter; each number leads to what it counts."""

from collections.abc import Iterable
from dataclasses import dataclass

from helpers import prose
from helpers.case import dates
from helpers.prose import Link, Prose
from helpers.text import summary, ties, wording
from helpers.view import account, focus, naming, voices
from helpers.view.shown import Shown

__all__ = ["dating", "sourcing", "standing"]
FEW = 40  # records of a number; more are no list that anybody reads


@dataclass(frozen=True)
class Count:
    """A number as a sentence has it, and the records that it counts."""

    words: str
    name: str  # of its list, unique in a chapter
    what: str
    records: tuple[str, ...]
    after: str = ""  # what stands right before it, where the same words come earlier

    @property
    def target(self) -> str:
        """Where the number leads: to its one record, or to their list."""
        only = len(self.records) == 1
        return self.records[0] if only else f"reading-{self.name}"

    @property
    def leads(self) -> bool:
        """Whether there is a place to lead to."""
        return 0 < len(self.records) <= FEW


@dataclass(frozen=True)
class Lede(Prose):
    """Sentences in which numbers are links.

    ``counts`` stand in the order in which their words do.
    """

    counts: tuple[Count, ...] = ()

    def number(self, name: str) -> int | None:
        """Return a number of the sentences by its name; None where they have none."""
        return next((len(c.records) for c in self.counts if c.name == name), None)


def opens(text: str, *counts: Count) -> Lede:
    """Make the sentences of numbers, each with a link where it leads somewhere."""
    links = (Link(c.words, c.target, c.after) for c in counts if c.leads)
    return Lede(text, tuple(links), "lede", counts)


def dating(shown: Shown) -> Lede:
    """Return how sure the events and their dates are; see ``summary.reading``.

    Examples
    --------
    >>> print(lede.dating(shown))
    Nine of the article's ... events rest only on a report or a claim, ...
    """
    text, every = str(summary.reading(shown)), account.events(shown)
    told, closer = account.told_only(shown), account.closer(shown)
    going = [event for event in every if account.goes_on(shown, event)]
    few, date, n = prose.spelled(len(closer)), "Other sources date ", len(told)
    all_ = {1: "one event", 2: "Both"}.get(n, f"All {prose.spelled(n)}")
    some = all_ if n == len(every) else _first(n)  # as ``wording.some_of`` has it
    counts = (
        _events("told", "resting only on a report or a claim", told, some),
        _events("closer", "dated by other sources", closer, few, date),
        _events("going", "still going on", going, _first(len(going)), ". "),
    )
    return opens(text, *(one for one in counts if one.after + one.words in text))


def _events(name: str, what: str, rows: list, words: str, after: str = "") -> Count:
    return Count(words, name, f"Events {what}", tuple(row[1] for row in rows), after)


def _first(n: int, noun: str = "") -> str:
    """Spell a number at the head of a sentence, with its noun."""
    return prose.upper_first(prose.spelled(n, noun))


def standing(shown: Shown) -> Lede:
    """Return how many records tell of the pair in focus, and whom it acts against.

    Without an article, or a pair: how many pairs have a tie on the day.

    Examples
    --------
    >>> print(lede.standing(shown))
    14 records tell of acts of US-Taliban cooperation, two of hostility; ...
    """
    acts = focus.attested(focus.between(shown))
    if not shown.whole.article or len(shown.case.focus) < 2 or acts.empty:
        return _pairs(shown)
    joint, others = naming.joint(shown.case), naming.in_focus(shown.case)[1]
    n = len(acts)
    every = Count(_first(n, "record"), "pair", joint, tuple(acts.relation_id))
    tell = prose.verb(n, "tells of an act", "tell of acts")
    twice = "; some may tell of the same act" * (focus.fewest(shown.case, acts) < n)
    text = f"{every.words}{wording.of_ties(shown)} {tell} of {joint}"
    other = _opposed(shown)
    text += "".join(f"{one.after}{one.words} of {one.what}" for one in other)
    if not others:
        return _contested(shown, f"{text}{twice}.", every, *other)
    aim = _aimed(shown, acts, others)
    return opens(f"{text}{twice}. {aim.text}", every, *other, *aim.counts)


def _opposed(shown: Shown) -> tuple[Count, ...]:
    """Count the acts of the two that are not of their side; none of none."""
    acts = focus.attested(focus.opposed(shown))
    what = naming.DEEDS[naming.OPPOSITE[shown.case.side]]
    n, ids = prose.spelled(len(acts)), tuple(acts.relation_id)
    return (Count(n, "opposed", what, ids, ", "),) * bool(ids)


def _contested(shown: Shown, text: str, *counts: Count) -> Lede:
    """Add how many of the acts that are counted are disputed."""
    acts = [one for count in counts for one in count.records]
    against = _disputed(shown, acts)
    n, k = len(acts), len(against)
    if not k:
        return opens(text, *counts)
    words = f"{_first(k)} of them" if k < n else prose.verb(n, "It", "All of them")
    deeds = (
        naming.DEEDS[s] for s in (shown.case.side, naming.OPPOSITE[shown.case.side])
    )
    of = [deed for deed, count in zip(deeds, counts, strict=False)
          if {*against} <= {*count.records}]  # fmt: skip
    if len(counts) > 1 and k < n and of:
        words = f"{_first(k, 'record')} of {of[0]}"
    what = f"{' or '.join(count.what for count in counts)}, disputed"
    told = f"{text} {words} {prose.verb(k, 'is', 'are')} disputed."
    return opens(told, *counts, Count(words, "disputed", what, against))


def _disputed(shown: Shown, acts: Iterable[str]) -> tuple[str, ...]:
    """List the acts of some that are disputed, themselves or as the event they are."""
    events = {one: shown.case.by_id[one].event_id for one in acts}
    return tuple(one for one, event in events.items()
                 if focus.disputing(shown, [*filter(None, [one, event])]))  # fmt: skip


def _aimed(shown: Shown, every, others: str) -> Lede:
    """Return how many of some acts are said to be against the third, and disputed."""
    case, acts = shown.case, every[every.aimed]
    n = len(acts)
    if not n:
        none = prose.verb(len(every), "It is not", "None of them is")
        return opens(f"{none} said to be against {others}.")
    what = f"said to be against {others}"
    whole = prose.verb(n, "it", "all of them")
    some = _first(n, "record")
    words = prose.upper_first(whole) if n == len(every) else some
    aimed = Count(words, "aimed", what, tuple(acts.relation_id))
    episodes = wording.number(case, acts)
    text = f"{aimed.words}, in {episodes}, {prose.verb(n, 'is', 'are')} {what}"
    against = _disputed(shown, acts.relation_id)
    if not against:
        return opens(f"{text}.", aimed)
    k = len(against)
    words = f"{prose.spelled(k)} of them" if k < n else whole
    disputed = Count(words, "disputed", f"{what} and disputed", against)
    are = prose.verb(k, "is", "are")
    return opens(f"{text}; {words} {are} disputed.", aimed, disputed)


def _pairs(shown: Shown) -> Lede:
    """Return how many pairs have a tie on the day, by sign."""
    view = ties.in_view(shown.case, shown.ties.itertuples())
    held = shown.ties[shown.ties.kind == "tie"]
    if held.empty:
        n = len({(one.a, one.b) for one in shown.prospect_list if one.kind == "tie"})
        has = prose.verb(n, "One pair of actors has", f"{n} pairs of actors have")
        told = f"{has} a tie that may come, and none that is there."
        none = told if n else "No pair of actors has a tie in this view."
        return opens(f"{none} {prose.upper_first(view)}." if view else none)
    told = "; ".join(filter(None, [*_held(shown, held), view]))
    return opens(f"{prose.upper_first(told)}.")


def _held(shown: Shown, held) -> tuple[str, str]:
    """Write how many pairs surely have a tie, by sign, and how many more may have."""
    sure = held[held.holds == "certain"]
    states = (sure if len(sure) else held).state.value_counts()
    n, rest = len(sure), len(held) - len(sure)
    by = naming.joined([f"{many} {state}" for state, many in states.items()])
    day = f"On {dates.day_in_words(shown.day)}, " if shown.day else ""
    have = prose.verb(n, "has", "have") if n else "may have"
    words = f"{prose.spelled(n or rest, 'pair')} {have} a tie"
    more = f"{prose.spelled(rest)} more may have one" if n and rest else ""
    return f"{day}{words} on record{wording.of_ties(shown)}: {by}", more


def sourcing(shown: Shown) -> Lede:
    """Return on how many origins the records rest, and what other sources add.

    Examples
    --------
    >>> print(lede.sourcing(shown))
    The article's ... records rest on ... origins, ...
    """
    case = shown.case
    source = voices.read_by(case, shown.view)
    ours = voices.support(case, source)
    if ours.empty:
        return opens("")
    n, heard = len(ours), voices.first(case, list(ours.record_id), source)
    unnamed = sum(voice in case.anonymous for voice in heard)
    whose = f"The {case.text}'s " if source else ""
    every = prose.count(n, "record") + wording.partly(shown, "article" * bool(source))
    names = f", {prose.spelled(unnamed)} of them unnamed" * bool(unnamed)
    origins = f"{prose.spelled(len(heard), 'origin')}{names}"
    text = f"{whose}{every} {prose.verb(n, 'rests', 'rest')} on {origins}."
    return _with_others(shown, text, ours, source)


def _with_others(shown: Shown, text: str, ours, source: str) -> Lede:
    """Add how many of the records have a further origin in other sources, and not."""
    case, counts = shown.case, []
    if alone := tuple(ours.record_id[ours.anonymous]):
        words, what = _first(len(alone), "record"), "only on unnamed sources"
        counts.append(Count(words, "unnamed", what, alone))
        text += f" {words} {prose.verb(len(alone), 'rests', 'rest')} {what}"
    if source and shown.view.dates != "article":
        every = voices.support(case).set_index("record_id").voices
        own = zip(ours.record_id, map(set, ours.voices), strict=True)
        more = tuple(i for i, heard in own if {*every.get(i, ())} - heard)
        if more:
            words = (prose.spelled if counts else _first)(len(more))
            have = f"{prose.verb(len(more), 'has', 'have')} a further origin"
            text += f"{';' * bool(counts)} {words} {have} in other sources"
            counts.append(Count(words, "added", "with a further origin", more))
    return opens(text + "." * (not text.endswith(".")), *counts)
