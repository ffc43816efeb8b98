"""What structural balance says of a case, and what it does not, in computed sentences.

It describes a day. No sentence here says that a tie will move, or which.
"""

from itertools import combinations

import pandas as pd

from helpers import prose
from helpers.balance import (
    PROOF,
    RULES,
    Budget,
    Picture,
    clusters,
    picture,
    signed_ties,
    unsure,
)
from helpers.balance.census import KINDS
from helpers.case import dates, signs
from helpers.prose import Prose
from helpers.text import signed, summary, wording
from helpers.view import focus, naming
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
    return Prose("\n".join([_triangles(found, when), *_sides(found)]))


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
    told = (
        f"{prose.upper_first(prose.spelled(strong))} of them"
        f" {prose.verb(strong, 'is', 'are')} balanced by strong balance,"
        f" {prose.spelled(weak)} by weak balance."
    )
    if strong == weak == n:
        told = "All are balanced, by strong and by weak balance."
    return f"{sentence} {told}{pair * bool(loose)}"


def _forming(found: Picture) -> str:
    """Count the ties that form triangles, with both signs or one, and the others."""
    triads, ties = found.triads, found.ties
    pairs = {
        frozenset(two)
        for t in triads.itertuples()
        for two in combinations((t.a, t.b, t.c), 2)
    }
    rest, who = _there(ties) - len(pairs), ""
    if len(triads) == 1:
        who = (
            f", of {naming.actor_list(found.case, [*triads.iloc[0][['a', 'b', 'c']]])}"
        )
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
    others = [
        _if_read(row)
        for row in found.read[triad.Index].itertuples()
        if row.strong != triad.strong
    ]
    depends = f"The verdict depends on one pair, {pair}."
    return " ".join([depends, *others]) if others else ""


def _if_read(reading) -> str:
    """Judge a triangle by one reading of its unsure pair."""
    if not reading.sign:
        return f"With both signs at once, strong balance leaves it {reading.strong}."
    return f"If it is {reading.reading}, the triangle is {_verdict(reading)}."


def _index(found: Picture) -> str:
    """Write the index and its range; or bounds where it is not proven."""
    solved, between = found.frustration, found.range
    what = "The line index of balance (how many ties would have to change sign or go,"
    what += " at the least)"
    if not solved.proven:
        return (
            f"{what} is between {solved.lower} and {solved.upper}. It was not proven"
            " in the time given."
        )
    sentence = f"{what} is {solved.index}"
    exact = between.how == "exact"
    if exact and between.low == between.high == solved.index:
        return f"{sentence}, however dates and signs are read."
    return (
        f"{sentence}. Where dates and signs leave it open, it is between"
        f" {between.low} and {between.high}{PROVEN[between.how]}."
    )


def _sides(found: Picture) -> list[str]:
    """Write the two sides where they are unique, and what cannot be content."""
    solved, case = found.among_tied, found.case
    if not solved.proven:
        return []
    if solved.unique:
        sides = solved.partitions[0].sides
        one, other = (naming.actor_list(case, [*side]) for side in sides)
        split = (
            f"Only one split fits: {one} on one side, {other or 'nobody'} on the other"
        )
    else:
        n = f"{len(solved.partitions)}{'' if solved.complete else ' or more'}"
        split = f"{n} splits fit equally well, and none is chosen"
    if not solved.index:
        return [" ".join(filter(None, [f"{split}.", _anywhere(found)]))]
    parts = [f"{split}; {_left(found)}.", _anywhere(found), _weakly(found)]
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
    has = prose.verb(len(found.loose), "has", "have")
    return (
        f"{naming.actor_list(found.case, found.loose)} {has} no tie of one sign that"
        " surely holds on that day, and could be on either side."
    )


def _weakly(found: Picture) -> str:
    """Write what more than two sides would leave frustrated, where that is less."""
    if len(found.actors) > LARGEST:
        return ""
    split = clusters(found.ties, SIDES)
    if split.index is None or split.index >= found.frustration.upper:
        return ""
    left = prose.count(split.index, "tie") if split.index else "no tie"
    return (
        f"With {prose.spelled(SIDES)} clusters instead of two sides, as weak balance"
        f" allows, {left} would be frustrated."
    )


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
    sides = [(actor, third) for actor in (one, other)]
    values = [known.get(frozenset(side), 0) for side in sides]
    names = [naming.compound(case, side) for side in sides]
    pair, against = naming.compound(case, (one, other)), naming.short_name(case, third)
    each = [f"{n} {_sign(v)}" for n, v in zip(names, values, strict=True)]
    if not all(values):
        lacking = [one for one, value in zip(each, values, strict=True) if not value]
        return f"{naming.joined(lacking)}{here}. The theory says nothing of {pair}."
    product = values[0] * values[1]
    wanted, opposite = _sign(product).removeprefix("is "), _sign(-product)[3:]
    both = f"both other ties {_sign(values[0])[3:]}"
    if product < 0:
        both = naming.joined([one.replace(" is ", " ") for one in each])
    return (
        f"With {both}, the triangle is balanced only if {pair} is {wanted}. If one of"
        f" the two had the other sign, it would be balanced only if {pair} were"
        f" {opposite}. This predicts nothing: the theory says neither which tie changes"
        f" nor that {against} is the reason."
    )


def _sign(value: int) -> str:
    """Name the sign of a side of a triangle."""
    return f"is {signs.OF_VALUE[value].state}" if value else "has no tie of one sign"


def _aims(shown: Shown) -> str:
    """Write how many episodes were aimed at the third: theory does not ask."""
    case = shown.case
    acts = focus.attested(focus.between(shown))
    if acts.empty or case.side == "-":
        return ""
    others, ours = naming.in_focus(case)[1], acts[acts.aimed]
    aimed = len(focus.episodes(case, ours))
    some = prose.verb(aimed, "it", "some")
    here = wording.of_ties(shown)
    denied = wording.disputed(shown, list(ours.relation_id), some)
    return (
        "The theory counts a cooperative act whatever it was for. Of"
        f" {wording.number(case, acts, 'attested episode')} of {naming.joint(case)} at"
        f" any time{here}, {wording.number(case, ours, '') if aimed else 'none'}"
        f" {prose.verb(max(aimed, 1), 'was', 'were')} said to be against {others}."
        f"{f' {prose.upper_first(denied)}.' if denied else ''}"
    )


# ---- what needs triangles -----------------------------------------------------------
# Each returns a blank where its chart has no matter, and None where it is drawn.


def triangles(found: Picture) -> Prose | None:
    """Return a blank where no three actors are tied on the day.

    Examples
    --------
    >>> theory.triangles(balanced) is None  # one is there
    True
    """
    return None if len(found.triads) else Prose("")


def course(found: Picture) -> Prose | None:
    """Return a blank where too few triangles make a course on any day.

    Examples
    --------
    >>> str(theory.course(balanced))
    ''
    """
    most = int(found.course[list(KINDS)].sum(axis=1).max()) if len(found.course) else 0
    return None if most >= SEVERAL else Prose("")


def change(found: Picture) -> Prose | None:
    """Return a blank where there are so few triangles that all changes do the same.

    Examples
    --------
    >>> str(theory.change(balanced))
    ''
    """
    return None if len(found.triads) >= SEVERAL else Prose("")


# ---- other rules -------------------------------------------------------------------


def rules(shown: Shown) -> pd.DataFrame:
    """Return what each rule makes of the same records, one row per rule.

    Examples
    --------
    >>> list(theory.rules(shown).columns)[:2]
    ['ties', 'negative']
    """
    rows, budget = {}, Budget(PROOF / 2)  # beside what the chapter is about
    for rule in RULES.values():
        found = picture(shown, rule, budget)
        by = found.triads.kind.value_counts()
        solved, between = found.frustration, found.range
        index = solved.index if solved.proven else f"{solved.lower} to {solved.upper}"
        ours = rule.name == shown.case.rule
        head = rule.counted + " (the rule of this chapter)" * ours
        rows[head] = [
            _there(found.ties),
            int((found.ties.sign < 0).sum()),
            *(int(by.get(kind, 0)) for kind in (*KINDS, "open")),
            index,
            f"{between.low} to {between.high}",
        ]
    return pd.DataFrame.from_dict(
        rows,
        orient="index",
        columns=["ties", "negative", *map(_head, KINDS), "open", "index", "its range"],
    ).rename_axis("what counts as a tie")


def _head(kind: str) -> str:
    """Write a kind of triangle with a real minus, so that no line breaks in it."""
    return signed.kind(kind).replace(" ", "\N{NO-BREAK SPACE}")
