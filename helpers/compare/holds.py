"""Does a picture hold? What changes when a view is read otherwise or loses something.

Over the outcomes of a sweep around a view, the view itself first. Sentences are
neutral: they say what goes, what stays and on whose word, and weigh nothing.
"""

from dataclasses import dataclass

import pandas as pd

from helpers.case.cases import Case
from helpers.compare import findings, variations
from helpers.compare.findings import Finding, Outcome
from helpers.compare.variations import Variation
from helpers.text import answers, prose, wording
from helpers.text.prose import Prose
from helpers.view import focus, naming, parameters, select, voices
from helpers.view.parameters import View

LEFT_OUT = {"sources": "source", "voices": "voice", "actors": "actor",
            "events": "event"}  # fmt: skip
SHORT = {
    "events": "events shown",
    "windows": "dates that are windows",
    "report_or_claim_only": "events on a report or claim only",
    "other_or_closer_dates": "dates other or closer outside",
    "left_out": "known events not in the article",
    "ties": "ties of the day",
    "cooperative_episodes": "episodes of {pair} cooperation",
    "episodes_against": "episodes against {others}",
    "voices_of_episodes_against": "voices of episodes against {others}",
    "prospects": "prospects",
    "first_voices": "first voices",
    "single_voice_records": "records on one voice",
    "unnamed_voice_records": "records on voices without a name",
    "own_word_records": "records on the author's word",
    "never_heard": "actors never quoted",
    "triangles": "triangles of ties",
    "unbalanced_triangles": "unbalanced triangles",
    "balance_index": "line index of balance",
}
# Findings that list everybody, or everything, that there is: whoever is left out is
# off them by being left out, which says nothing of the rest. Of every other finding
# the one that goes is the answer, such as a voice less behind an act.
LISTS = {  # by what may be left out of them
    "events": ("events",),
    "first_voices": ("sources", "voices", "actors"),
    "never_heard": ("voices", "actors"),
}
OTHERS = "\N{NOT EQUAL TO}"  # as many as before, but others


@dataclass(frozen=True)
class Move:
    """One finding that a variation moves: before, after, and what went and came.

    Neither counts what the variation leaves out, where the finding is one of LISTS.
    """

    variation: Variation
    before: Finding
    after: Finding
    gone: list[str]
    come: list[str]

    @property
    def name(self) -> str:
        """The finding's name."""
        return self.before.name


def short(case: Case, name: str) -> str:
    """Name a finding in a few words."""
    pair, others = naming.in_focus(case)
    told = SHORT.get(name, name.replace("_", " "))
    return told.format(pair=pair, others=others)


def moves(outcomes: list[Outcome]) -> list[Move]:
    """List what moves over a sweep: one for each variation and finding that differ.

    A finding that only one of the two views has is not asked of the other.
    """
    base, *others = outcomes
    found = []
    for one in others:
        for name, after in one.by_name.items():
            if name not in base.by_name:
                continue
            was, now = (_but(f, one.variation) for f in (base.by_name[name], after))
            if findings.differs(was, now):
                before, since = set(was.items), set(now.items)
                gone = [item for item in was.items if item not in since]
                come = [item for item in now.items if item not in before]
                found.append(Move(one.variation, was, now, gone, come))
    return found


def _but(found: Finding, one: Variation) -> Finding:
    """Take what a variation leaves out from the count of a finding that lists all."""
    left = [item for item in found.items if item != one.subject]
    counts = type(found.value) is int and found.value == len(found.items)
    if found.name not in LISTS or not counts or len(left) == len(found.items):
        return found
    return found.model_copy(update={"value": len(left), "items": left})


def key(one: Variation) -> tuple[str, str, str]:
    """Give what tells a variation of a sweep from the others."""
    return one.kind, one.subject, one.label


def lacking(outcomes: list[Outcome]) -> dict[tuple, list[str]]:
    """Name the findings of the base that a variation does not ask for, by its key."""
    names = [found.name for found in outcomes[0].findings]
    return {
        key(one.variation): [name for name in names if name not in one.by_name]
        for one in outcomes[1:]
    }


def by_variation(found: list[Move]) -> list[tuple[Variation, dict[str, Move]]]:
    """Group moves by their variation, by name; those that move most come first.

    Most findings first, then most of what they count.
    """
    grouped: dict[tuple, tuple[Variation, dict[str, Move]]] = {}
    for move in found:
        mine = grouped.setdefault(key(move.variation), (move.variation, {}))
        mine[1][move.name] = move
    return sorted(grouped.values(), key=lambda pair: _strength(pair[1]), reverse=True)


def _strength(by_name: dict[str, Move]) -> tuple[int, int]:
    shifted = sum(len(m.gone) + len(m.come) for m in by_name.values())
    return len(by_name), shifted


def left_out(outcomes: list[Outcome], kind: str = "") -> list[Variation]:
    """List the variations that leave something out; with ``kind`` only such."""
    kinds = [kind] if kind else list(LEFT_OUT)
    return [o.variation for o in outcomes if o.variation.kind in kinds]


def what(outcomes: list[Outcome]) -> str:
    """Say what is left out one at a time, as in: source or voice."""
    there = {variation.kind for variation in left_out(outcomes)}
    return naming.joined([w for k, w in LEFT_OUT.items() if k in there], "or")


def held(outcomes: list[Outcome]) -> list[str]:
    """Name the findings that nothing which is left out moves, of those it asks for."""
    moved = {m.name for m in moves(outcomes) if m.variation.kind in LEFT_OUT}
    asked = {n for o in outcomes if o.variation.kind in LEFT_OUT for n in o.by_name}
    names = [found.name for found in outcomes[0].findings]
    return [name for name in names if name in asked - moved]


def standing(outcomes: list[Outcome]) -> str:
    """Say in a clause how many of what is left out, one at a time, move nothing."""
    if hindered := _hindered(outcomes):
        return hindered
    moving = {key(m.variation) for m in moves(outcomes)}
    told, nouns = [], []
    for kind, noun in LEFT_OUT.items():
        of = left_out(outcomes, kind)
        still = sum(key(one) not in moving for one in of)
        if of:
            told.append((still, f"{still or 'none'} of {prose.count(len(of), noun)}"))
            nouns.append(f"every {noun}")
    if not any(still for still, _ in told):
        return (
            f"{prose.upper_first(naming.joined(nouns))} moves something when left out"
        )
    one = len(told) == 1 and told[0][0] < 2
    listed = prose.upper_first(naming.joined([text for _, text in told]))
    return f"{listed} {'moves' if one else 'move'} nothing when left out"


def _hindered(outcomes: list[Outcome]) -> str:
    """Say why nothing can be told of what is left out, where that is so."""
    if not any(found.value for found in outcomes[0].findings):
        return "This view has no finding that could move"
    if not left_out(outcomes):
        return "This view has no source and no voice that could be left out"
    return ""


def verdict(case: Case, outcomes: list[Outcome]) -> str:
    """Say in a clause how many findings hold whatever is left out, and which."""
    if hindered := _hindered(outcomes):
        return hindered
    names, total = held(outcomes), len(outcomes[0].findings)
    which = f"whichever one {what(outcomes)} is left out"
    if len(names) == total:
        return f"{_all(total)} {which}"
    listed = naming.joined([short(case, name) for name in names])
    told = f"{len(names) or 'None'} of {prose.count(total, 'finding')}"
    told += f" ({listed})" if 0 < len(names) < 3 else ""
    return f"{told} {'holds' if len(names) < 2 else 'hold'} {which}"


def _all(total: int) -> str:
    return prose.verb(total, "The one finding holds", f"All {total} findings hold")


def picture(case: Case, outcomes: list[Outcome]) -> Prose:
    """Say what of a view holds, what moves it most, and what another reading moves."""
    told = [f"{verdict(case, outcomes)}."]
    if any(found.value for found in outcomes[0].findings):
        each = [_one_at_a_time(case, outcomes, kind) for kind in LEFT_OUT]
        each = [_untried(case, len(left_out(outcomes))), *each]
        told = [*each, _nothing_left(outcomes), *told, _read_otherwise(case, outcomes)]
    return Prose("\n".join(filter(None, told)))


def _untried(case: Case, tried: int) -> str:
    """Say that a case is too large for all of its sources and voices, where it is."""
    room = variations.room(case)
    every = [s for kind in variations.AROUND for s in variations.subjects(case, kind)]
    if len(every) <= room:
        return ""
    size = len(case.whole.events) + len(case.whole.relations)
    return (
        f"A case of {prose.count(size, 'record')} is too large to leave out each of its"
        f" {len(every)} sources and voices: those {tried} that most citations name are"
        " left out, one at a time, and the counts here and in the chart are of these."
        " `dateline sweep` leaves out the others."
    )


def _one_at_a_time(case: Case, outcomes: list[Outcome], kind: str) -> str:
    """Say how many sources or voices move something, and which of them most."""
    of = left_out(outcomes, kind)
    if not of:
        return ""
    rows = [row for row in by_variation(moves(outcomes)) if row[0].kind == kind]
    told = _still(len(of), len(of) - len(rows), LEFT_OUT[kind])
    if not rows:
        return f"{told}."
    most = len(rows[0][1])
    first = [v.label for v, by_name in rows if len(by_name) == most]
    more = f" and {prose.count(len(first) - 3, 'other')}" if len(first) > 3 else ""
    return (
        f"{told}; the most, {prose.count(most, 'finding')},"
        f" {prose.verb(most, 'moves', 'move')} {naming.joined(first[:3], 'or')}{more}."
    )


def _nothing_left(outcomes: list[Outcome]) -> str:
    """Say without which source or voice no tie of the day is left."""
    base, *others = (o.by_name.get("ties") for o in outcomes)
    if not base or not base.value:
        return ""
    gone = {
        o.variation.label: None
        for o, ties in zip(outcomes[1:], others, strict=True)
        if o.variation.kind in ("sources", "voices") and ties and not ties.value
    }
    return f"No tie of the day is left {naming.joined([*gone], 'or')}." if gone else ""


def _still(of: int, still: int, noun: str) -> str:
    """Say how many of some variations move nothing.

    >>> _still(3, 1, "source"), _still(3, 0, "source")
    ('Of 3 sources, 1 moves no finding', 'Each of 3 sources moves a finding')
    """
    if of == 1:
        return f"The one {noun} moves {'no finding' if still else 'a finding'}"
    if not still:
        return f"Each of {of} {noun}s moves a finding"
    verb = prose.verb(still, "moves", "move")
    return f"Of {of} {noun}s, {still} {verb} no finding"


def _read_otherwise(case: Case, outcomes: list[Outcome]) -> str:
    """Say which findings another reading of the same records moves: a line each."""
    moved = {v.label: by_name for v, by_name in by_variation(moves(outcomes))}
    lacks = lacking(outcomes)
    return "\n".join(
        _reading(case, v.label, moved.get(v.label, {}), lacks[key(v)])
        for v in (o.variation for o in outcomes)
        if v.kind == "reading"
    )


def _reading(
    case: Case, label: str, moved: dict[str, Move], lacks: list[str] = ()
) -> str:
    told = [f"{short(case, name)} {change(move)}" for name, move in moved.items()]
    listed = ", ".join(told) or "nothing moves"
    if lacks:
        names = naming.joined([short(case, name) for name in lacks])
        listed += f"; not asked: {names}"
    return f"{prose.upper_first(label)}: {listed}."


def change(move: Move) -> str:
    """Write what becomes of a value, as in: 3 → 2; or that others are counted."""
    if move.before.value == move.after.value:
        return f"{OTHERS}{move.after.value} (as many, but others)"
    return f"{move.before.value} → {move.after.value}"


# ---- the episodes against the third in focus --------------------------------------


def remains(case: Case, asked: View, outcomes: list[Outcome]) -> Prose:
    """Say which source or voice takes most episodes against the third in focus along.

    What this view has of them, what goes with it, and what then remains, on whose word.
    ``case`` is what the view shows.
    """
    if len(case.focus) < 3:
        return Prose("The case names no third actor against whom two might act.")
    acts = _aimed(case, asked)
    kind = answers.aim(case)
    if acts.empty:
        return Prose(f"No {kind} is attested in this view: none can be lost.")
    be = prose.verb(len(focus.episodes(case, acts)), "is", "are")
    told = (
        f"{_view(asked)}, {wording.number(case, acts)} of {kind} {be} attested:"
        f" {_resting(case, asked, acts)}"
    )
    return Prose("\n".join([told, *_lost(case, outcomes)]))


def _episodes(outcome: Outcome) -> list[str]:
    """List the episodes against the third in focus."""
    found = outcome.by_name.get("episodes_against")
    return found.items if found else []


def _view(asked: View) -> str:
    told = wording.view_of(asked).removeprefix("View: ").rstrip(".")
    return f"In this view ({told})" if told else "In this view"


def _resting(case: Case, asked: View, acts: pd.DataFrame) -> str:
    """List acts against the third, and say on whose word they are."""
    read = "" if focus.outside(asked) else voices.read_by(case, asked)
    it = prose.verb(len(focus.episodes(case, acts)), "It rests", "They rest")
    return (
        f"{answers.listed(case, asked, acts, read)}."
        f" {it} on {answers.resting(case, acts, read)}."
    )


def _aimed(case: Case, asked: View) -> pd.DataFrame:
    """List the acts against the third, by the article where nothing else is asked."""
    return answers.aimed(case, asked.dates if focus.outside(asked) else "article")


def _lost(case: Case, outcomes: list[Outcome]) -> list[str]:
    """Tell of each source, and each voice, whose loss takes most of the episodes."""
    told = []
    for kind, noun in LEFT_OUT.items():
        of = [o for o in outcomes if o.variation.kind == kind]
        lost = [(o.variation, _gone(outcomes[0], o)) for o in of]
        most = max((len(gone) for _, gone in lost), default=0)
        if most:
            told += [_without(case, v, g) for v, g in lost if len(g) == most]
        elif of:
            told.append(f"No one {noun} that is left out takes any of them along.")
    return told


def _gone(base: Outcome, one: Outcome) -> list[str]:
    return [told for told in _episodes(base) if told not in _episodes(one)]


def _without(case: Case, one: Variation, gone: list[str]) -> str:
    """Tell what goes with one source or voice, and what remains on whose word."""
    asked = parameters.view(one.values)
    left = select.view(case.whole, asked)
    rest = _aimed(left, asked)
    whole = case.whole
    rows = [whole.by_id.get(i) or focus.asserting(whole, i) for i in gone]
    names = [f"“{naming.title_of(row).rstrip('.')}”" for row in rows]
    told = (
        f"{prose.upper_first(one.label)} ({one.subject}), {naming.joined(names)}"
        f" {prose.verb(len(gone), 'is', 'are')} gone."
    )
    if rest.empty:
        return f"{told} No such episode remains."
    return (
        f"{told} What remains, {wording.number(left, rest)}:"
        f" {_resting(left, asked, rest)}"
    )
