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
    network,
    picture,
    unsure,
)
from helpers.balance.census import KINDS
from helpers.case import dates, signs
from helpers.case.cases import Case
from helpers.prose import Prose
from helpers.text import signed, summary, wording
from helpers.view import focus, naming
from helpers.view.shown import Shown

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
    """Write what the ties of a day come to by the theory, and how firm that is."""
    when = f"On {dates.day_in_words(found.day)}" if found.day else "Whatever the day"
    rule = f"The rule: {found.rule.told}."
    if not len(found.triads):
        sentence = (
            f"{when}, the ties of this view form no triangle, so the theory says"
            " nothing of them."
        )
        return Prose(f"{sentence}\n{rule}")
    lines = [_triangles(found, when), _index(found), *_sides(found), rule]
    return Prose("\n".join(filter(None, lines)))


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
    hang = f"{loose or 'none'} {prose.verb(max(loose, 1), 'depends', 'depend')}"
    return (
        f"{sentence} {strong} of them {prose.verb(strong, 'is', 'are')} balanced by"
        f" strong balance, {weak} by weak balance; {hang} on how a pair is read."
    )


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
    return int((~network.perhaps(ties)).sum())


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
    what = "The line index of balance, the least number of ties that would have to"
    what += " change sign or go"
    if not solved.proven:
        return (
            f"{what}, lies between {solved.lower} and {solved.upper}; it was not proven"
            " in the time given."
        )
    sentence = f"{what}, is {solved.index}"
    exact = between.how == "exact"
    if exact and between.low == between.high == solved.index:
        return f"{sentence}, however dates and signs are read."
    return (
        f"{sentence}; over all readings that dates and both signs leave open it runs"
        f" from {between.low} to {between.high}{PROVEN[between.how]}."
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
            "Only one split of those who have a tie fits:"
            f" {one} on one side, {other or 'nobody'} on the other"
        )
    else:
        n = f"{len(solved.partitions)}{'' if solved.complete else ' or more'}"
        split = f"{n} splits fit equally well, so none is drawn"
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
    """Write who could stand on either side."""
    if not found.loose:
        return ""
    has = prose.verb(len(found.loose), "has", "have")
    return (
        f"{naming.actor_list(found.case, found.loose)} {has} no tie of one sign that"
        " surely holds on that day, and could stand on either side."
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
    """
    case = found.case
    three = [case.principal.get(a, a) for a in case.focus[:3]]
    if len(set(three)) < 3:
        return Prose("The case names no two actors and a third who might join them.")
    known = {frozenset((t.a, t.b)): int(t.sign) for t in found.ties.itertuples()}
    one, other, third = three
    parts = [_argued(found.shown), _wanted(case, known, one, other, third)]
    return Prose("\n".join([p for p in parts if p] + [_aims(found.shown)]))


def _argued(shown: Shown) -> str:
    """Return the article's thesis, with the word that says how sure it is."""
    case = shown.case
    thesis = [c for c in case.rows("claims") if c.role == "thesis"]
    if not (case.article and thesis and "article" in shown.view.layers):
        return ""
    strength = summary.thesis_strength(case)
    sure = f" with {wording.quoted(case, strength)}" if strength else ""
    return f"The article argues{sure}: {thesis[0].text}"


def _wanted(case: Case, known: Ties, one: str, other: str, third: str) -> str:
    """Write which sign of the first pair balances the three, and what else would."""
    sides = [(actor, third) for actor in (one, other)]
    values = [known.get(frozenset(side), 0) for side in sides]
    names = [naming.compound(case, side) for side in sides]
    pair, against = naming.compound(case, (one, other)), naming.short_name(case, third)
    as_they_are = [f"{n} {_sign(v)}" for n, v in zip(names, values, strict=True)]
    sentence = f"As of the day the records have {naming.joined(as_they_are)}."
    if not all(values):
        return f"{sentence} So the theory asks nothing of {pair}."
    product = values[0] * values[1]
    wanted, opposite = _sign(product), _sign(-product)
    also = [f"{n} {_sign(-v)}" for n, v in zip(names, values, strict=True)]
    return (
        f"{sentence} With both as they are, the three balance where {pair} is {wanted}."
        f" With {naming.joined(also, 'or')} instead, they would balance just as well"
        f" where it is {opposite}. The theory names an inconsistency; it says"
        f" neither which tie moves nor that {against} would be the reason."
    )


def _sign(value: int) -> str:
    """Name the sign of a side of a triangle."""
    return signs.OF_VALUE[value].state if value else "of no single sign or no tie"


def _aims(shown: Shown) -> str:
    """Write how many episodes were aimed at the third: theory does not ask."""
    case = shown.case
    acts = focus.attested(focus.cooperative(shown))
    if acts.empty:
        return ""
    pair, others = naming.in_focus(case)
    ours = acts[acts.aimed]
    aimed = len(focus.episodes(case, ours))
    some = prose.verb(aimed, "it", "some")
    denied = wording.disputed(shown, list(ours.relation_id), some)
    return (
        "The theory counts a cooperative act whatever it was for. Of"
        f" {wording.number(case, acts, 'attested episode')} of {pair} cooperation at"
        f" any time, {wording.number(case, ours, '') if aimed else 'none'}"
        f" {prose.verb(max(aimed, 1), 'was', 'were')} said to be against {others}"
        f"{'; ' * bool(denied)}{denied}."
    )


# ---- what needs more than one triangle -----------------------------------------------


def course(found: Picture) -> Prose | None:
    """Write why the index is not drawn over time; None where enough can be drawn."""
    most = int(found.course[list(KINDS)].sum(axis=1).max()) if len(found.course) else 0
    if most >= SEVERAL:
        return None
    when = f" up to {dates.day_in_words(found.day)}" if found.day else ""
    reason = f"The index is not drawn over time here: on no day{when} do the ties form"
    if not most:
        return Prose(f"{reason} a triangle whose signs are settled.")
    return Prose(
        f"{reason} more than one triangle whose signs are settled, and the readings"
        " above say when each of them holds."
    )


def change(found: Picture) -> Prose | None:
    """Write why single changes are not drawn; None where there is enough to draw."""
    n = len(found.triads)
    if n >= SEVERAL:
        return None
    if not n:
        return Prose("Without a triangle no single change of a tie moves the index.")
    return Prose(
        "Single changes are not drawn here: in one triangle the change of any of its"
        " three ties does the same, as the theory cannot tell them apart."
    )


# ---- other rules -------------------------------------------------------------------


def rules(shown: Shown) -> pd.DataFrame:
    """Return what each rule makes of the same records: a row a rule."""
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
