"""What structural balance says of a case, and what it does not, in computed sentences.

It describes a day. No sentence here says that a tie will move, or which.
"""

from functools import partial
from itertools import combinations

import pandas as pd

from helpers import prose
from helpers.balance import (
    PROOF,
    RULES,
    Budget,
    Picture,
    clusters,
    counts,
    picture,
    signed_ties,
    unsure,
)
from helpers.balance.census import KINDS
from helpers.case import dates, signs
from helpers.prose import Prose
from helpers.text import summary, wording
from helpers.text import ties as told_ties
from helpers.view import account, focus, naming
from helpers.view.shown import Shown

__all__ = ["change", "claim", "counted", "course", "reading", "rules", "triangles"]
SIDES = 3  # clusters that weak balance is asked for, where two sides do not do
LARGEST = 30  # actors up to which it is asked for: the program grows with them
SEVERAL = 2  # triangles from which the course and single changes are worth a chart
PROVEN = {
    "exact": "",
    "sampled": ", among readings drawn by chance",
    "bounds": ", as far as proven in the time given",
}
Ties = dict[frozenset[str], int]


# ---- the answer first --------------------------------------------------------------


def reading(found: Picture) -> Prose:
    """Write what the theory says of the ties of a day, and how firm that is.

    Examples
    --------
    >>> print(theory.reading(balanced))
    On 11 September 2021, three ties form one triangle, ...
    """
    when = f"On {dates.day_in_words(found.day)}" if found.day else "Whatever the day"
    if not len(found.triads):
        here = wording.of_ties(found.shown)
        none = f"there is no triangle of ties{here}, so the theory says nothing"
        return Prose(f"{when}, counting {found.rule.counted}, {none}.")
    if not _asked(found):
        none = "Whether one of them brings the other two together is not coded"
        if len(found.triads) >= SEVERAL:
            none = "In none of them do two share an opponent"
        aside = f"{none}, so nothing is asked of the theory"
        return Prose(f"{when}, {_forming(found)} {aside}.")
    return Prose("\n".join([_triangles(found, when), *_sides(found)]))


def _asked(found: Picture) -> bool:
    """Return whether the triangles of a view say anything of what its case asks.

    Of a news item they do only where the first two in focus are said to act against a
    third, or in several where two may share an opponent.
    """
    case, n = found.case, len(found.triads)
    if not n or not account.is_news(case) or case.third:
        return n > 0
    return n >= SEVERAL and any(map(partial(_shared, found), found.triads.itertuples()))


def _shared(found: Picture, triad) -> bool:
    """Return whether two of a triangle may have the third for an opponent."""
    hostile = {frozenset((t.a, t.b)) for t in found.ties.itertuples() if -1 in t.may}
    sides = map(frozenset, combinations((triad.a, triad.b, triad.c), 2))
    return sum(side in hostile for side in sides) >= 2


def counted(found: Picture) -> Prose:
    """Write how far the ties are from two sides, and by which rule they are counted.

    Examples
    --------
    >>> print(theory.counted(balanced))
    The line index of balance (...) is 0. ...
    """
    index = _index(found) if len(found.triads) else ""
    return Prose("\n".join(filter(None, [index, f"The rule: {found.rule.told}."])))


def _triangles(found: Picture, when: str) -> str:
    """Count the triangles by their verdicts."""
    triads, n = found.triads, len(found.triads)
    strong, weak = (int((triads[k] == "balanced").sum()) for k in ("strong", "weak"))
    sentence = f"{when}, {_forming(found)}"
    if n == 1:
        (one,) = triads.itertuples()
        firm = f"By the records that surely hold it is {_verdict(one)}."
        return f"{sentence} {firm} {_otherwise(found, one)}".strip()
    loose = int((~triads.firm).sum())
    depend = prose.verb(loose, "depends", "depend")
    pair = f" {prose.upper_first(prose.spelled(loose))} {depend} on one pair."
    by_strong, by_weak = (prose.spelled(n) if n else "none" for n in (strong, weak))
    are = f"{prose.verb(strong, 'is', 'are')} balanced by strong balance"
    told = f"{prose.upper_first(by_strong)} of them {are}, {by_weak} by weak balance."
    if strong == weak == n:
        told = "All are balanced, by strong and by weak balance."
    return f"{sentence} {told}{pair * bool(loose)}"


def _forming(found: Picture) -> str:
    """Count the ties that form triangles, with both signs or one, and the others."""
    triads, ties = found.triads, found.ties
    corners = [[t.a, t.b, t.c] for t in triads.itertuples()]
    pairs = {frozenset(two) for three in corners for two in combinations(three, 2)}
    rest, who = _there(ties) - len(pairs), ""
    if len(triads) == 1:
        who = f", of {naming.actor_list(found.case, corners[0])}"
    formed = prose.spelled(len(triads), "triangle")
    sentence = f"{prose.spelled(len(pairs), 'tie')} form {formed}{who}."
    none = f"{prose.spelled(rest, 'more tie')} {prose.verb(rest, 'forms', 'form')} none"
    return f"{sentence} {prose.upper_first(none)}." if rest else sentence


def _there(ties: pd.DataFrame) -> int:
    """Count the ties that are surely there, with one sign or both."""
    return int((~signed_ties.perhaps(ties)).sum())


def _verdict(one) -> str:
    """Judge one triangle by both theories."""
    if one.strong == one.weak:
        return f"{one.strong}, by strong and by weak balance"
    return f"{one.strong} by strong balance, {one.weak} by weak balance"


def _otherwise(found: Picture, triad) -> str:
    """Write what a triangle would be if its unsure pair were read otherwise."""
    if triad.Index not in found.read:
        return ""
    pair = naming.compound(found.case, unsure(triad, found.ties)[0])
    others = ""
    for one in found.read[triad.Index].itertuples():
        told = f" With both signs at once, strong balance leaves it {one.strong}."
        if one.sign:
            told = f" If it is {one.reading}, the triangle is {_verdict(one)}."
        others += told * (one.strong != triad.strong)
    return f"The verdict depends on one pair, {pair}.{others}" * bool(others)


def _index(found: Picture) -> str:
    """Write the index and its range; or bounds where it is not proven."""
    solved, between = found.frustration, found.range
    what = "The line index of balance (how many ties would have to change sign or go,"
    what += " at the least) is"
    if not solved.proven:
        bounds = f"between {solved.lower} and {solved.upper}"
        return f"{what} {bounds}. It was not proven in the time given."
    exact = between.how == "exact"
    if exact and between.low == between.high == solved.index:
        return f"{what} {solved.index}, however dates and signs are read."
    bounds = f"between {between.low} and {between.high}{PROVEN[between.how]}"
    open_ = f"Where dates and signs leave it open, it is {bounds}"
    return f"{what} {solved.index}. {open_}."


def _sides(found: Picture) -> list[str]:
    """Write the two sides where they are unique, and what cannot be content."""
    solved, case = found.among_tied, found.case
    if not solved.proven:
        return []
    if solved.unique:
        sides = solved.partitions[0].sides
        one, other = (naming.actor_list(case, [*side]) for side in sides)
        split = f"Only one split fits: {one} on one side, {other} on the other"
        if not (one and other):
            split = f"Only one split fits: all on one side, {one or other}"
    else:
        n = f"{len(solved.partitions)}{'' if solved.complete else ' or more'}"
        split = f"{n} splits fit equally well, and none is chosen"
    left, weakly = (f"; {_left(found)}", _weakly(found)) if solved.index else ("", "")
    parts = [f"{split}{left}.", _anywhere(found), weakly]
    return [" ".join(filter(None, parts))]


def _left(found: Picture) -> str:
    """Name the ties that the best splits leave frustrated."""
    solved = found.among_tied
    pairs = [naming.compound(found.case, pair) for pair in solved.always]
    named = naming.joined(pairs)
    if solved.unique:
        return f"{named} {prose.verb(len(pairs), 'is', 'are')} frustrated"
    if pairs:
        return f"each leaves {named} frustrated"
    return "they leave different ties frustrated"


def _anywhere(found: Picture) -> str:
    """Write who could be on either side."""
    if not found.loose:
        return ""
    who = naming.actor_list(found.case, found.loose)
    has = f"{prose.verb(len(found.loose), 'has', 'have')} no tie of one sign"
    return f"{who} {has} that surely holds on that day, and could be on either side."


def _weakly(found: Picture) -> str:
    """Write what more than two sides would leave frustrated, where that is less."""
    if len(found.actors) > LARGEST:
        return ""
    split = clusters(found.ties, SIDES)
    if split.index is None or split.index >= found.frustration.upper:
        return ""
    left = prose.count(split.index, "tie") if split.index else "no tie"
    instead = f"{prose.spelled(SIDES)} clusters instead of two sides"
    return f"With {instead}, as weak balance allows, {left} would be frustrated."


# ---- the article's claim beside the theory -----------------------------------------


def claim(found: Picture) -> Prose:
    """Set what the article argues of the actors in focus beside what theory says.

    The first two in focus, and the third that is said to bring them together.

    Examples
    --------
    >>> print(theory.claim(balanced))
    The article argues with “could”: ...
    """
    case = found.case
    three = case.inside[:3]
    if len(set(three)) < 3:
        return Prose("")
    parts = [_argued(found.shown), _wanted(found.shown, found.signs, *three)]
    return Prose("\n".join([p for p in parts if p] + [_aims(found.shown)]))


def _argued(shown: Shown) -> str:
    """Return the article's thesis, with the word that says how sure it is."""
    case = shown.case
    thesis = [c for c in case.rows("claims") if c.role == "thesis"]
    if not (case.article and thesis and "article" in shown.view.layers):
        return ""
    strength = summary.thesis_strength(case)
    sure = f" with {wording.quoted(case, strength)}" if strength else ""
    return f"The {case.text} argues{sure}: {thesis[0].text}"


def _wanted(shown: Shown, known: Ties, one: str, other: str, third: str) -> str:
    """Write which sign of the first pair balances the three, and what else would."""
    case, here = shown.case, wording.of_ties(shown)
    both = (one, third), (other, third)
    sides = [(naming.compound(case, p), known.get(frozenset(p))) for p in both]
    pair, against = naming.compound(case, (one, other)), naming.short_name(case, third)
    lacking = [f"{side} has no tie of one sign" for side, value in sides if not value]
    if lacking:
        return f"{naming.joined(lacking)}{here}. The theory says nothing of {pair}."
    states = [(side, signs.OF_VALUE[value].state) for side, value in sides]
    told = naming.joined([f"{side} {state}" for side, state in states])
    wanted, opposite = (signs.OF_VALUE[n].state for n in (-1, 1))
    if states[0][1] == states[1][1]:
        told, wanted, opposite = f"both other ties {states[0][1]}", opposite, wanted
    return (
        f"With {told}, the triangle is balanced only if {pair} is {wanted}. If one of"
        f" the two had the other sign, it would be balanced only if {pair} were"
        f" {opposite}. This predicts nothing: the theory says neither which tie changes"
        f" nor that {against} is the reason."
    )


def _aims(shown: Shown) -> str:
    """Write how many episodes were aimed at the third: theory does not ask."""
    case = shown.case
    acts = focus.attested(focus.between(shown))
    if acts.empty or case.side == "-":
        return ""
    third = [naming.short_name(case, actor) for actor in case.focus[2:]]
    others, ours = naming.joined(third, "or"), acts[acts.aimed]
    aimed = len(focus.episodes(case, ours))
    it = prose.verb(aimed, "it", "some")
    denied = wording.disputed(shown, list(ours.relation_id), it)
    every = wording.number(case, acts, "attested episode")
    some = wording.share(case, ours, acts) if aimed else "none"
    were = prose.verb(max(aimed, 1), "was", "were")
    return (
        f"The theory counts a cooperative act whatever it was for. Of {every} of"
        f" {naming.joint(case)} at any time{wording.of_ties(shown)}, {some} {were} said"
        f" to be against {others}.{f' {prose.upper_first(denied)}.' * bool(denied)}"
    )


# ---- what needs triangles -----------------------------------------------------------
# Each returns a blank where its chart has no matter, and None where it is drawn.


def triangles(found: Picture) -> Prose | None:
    """Return a blank where no three actors are tied on the day, or nobody asks of it.

    Examples
    --------
    >>> theory.triangles(balanced) is None  # one is there
    True
    """
    return None if _asked(found) else Prose("")


def course(found: Picture) -> Prose | None:
    """Return a blank where too few triangles make a course, or nobody asks of them.

    Examples
    --------
    >>> str(theory.course(balanced))
    ''
    """
    most = int(found.course[list(KINDS)].sum(axis=1).max()) if len(found.course) else 0
    is_left_aside = len(found.triads) and not _asked(found)
    return None if most >= SEVERAL and not is_left_aside else Prose("")


def change(found: Picture) -> Prose | None:
    """Return a blank where so few triangles are asked of that all changes do the same.

    Examples
    --------
    >>> str(theory.change(balanced))
    ''
    """
    return None if len(found.triads) >= SEVERAL and _asked(found) else Prose("")


# ---- other rules -------------------------------------------------------------------


def rules(shown: Shown) -> pd.DataFrame:
    """Return what each rule makes of the same records, one row per rule.

    Examples
    --------
    >>> list(theory.rules(shown).columns)[:2]
    ['ties', 'negative']
    """
    rows, budget = {}, Budget(PROOF / 2)  # beside what the chapter is about
    kinds = [told_ties.kind(kind).replace(" ", "\N{NO-BREAK SPACE}") for kind in KINDS]
    columns = ["ties", "negative", *kinds, "open", "index", "its range"]
    for rule in RULES.values():
        found = picture(shown, rule, budget)
        solved, between = found.frustration, found.range
        index = solved.index if solved.proven else f"{solved.lower} to {solved.upper}"
        ours = rule.name == shown.case.rule
        head = rule.counted + " (the rule of this chapter)" * ours
        rows[head] = [
            _there(found.ties),
            int((found.ties.sign < 0).sum()),
            *counts(found.triads).values(),
            index,
            f"{between.low} to {between.high}",
        ]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    return frame.rename_axis("what counts as a tie")
