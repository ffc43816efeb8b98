"""What moves from view to view: the findings that a variation changes, and how far.

Over the outcomes of a sweep around a view, the view itself first. It says nothing in
words.
"""

from dataclasses import dataclass, replace
from typing import Any

from helpers.case import firmness
from helpers.case.inherited import grouped
from helpers.compare import findings, variations
from helpers.compare.findings import Finding, Outcome
from helpers.compare.variations import LEFT_OUT, Variation
from helpers.view import focus
from helpers.view.shown import Shown

# Findings that list everybody, or everything, that there is: whoever is left out is
# off them by being left out, which says nothing of the rest. Of every other finding
# the one that goes is the answer, such as a voice less behind an act.
LISTS = {  # by what may be left out of them
    "events": ("events",),
    "first_voices": ("sources", "voices", "actors"),
    "never_heard": ("voices", "actors"),
}


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


def moves(outcomes: list[Outcome]) -> list[Move]:
    """List what moves over a sweep: one for each variation and finding that differ.

    A finding that only one of the two views has is not asked of the other.
    """
    base, *others = outcomes
    moved = []
    for one in others:
        for name, after in one.by_name.items():
            if name not in base.by_name:
                continue
            was, now = (_but(f, one.variation) for f in (base.by_name[name], after))
            if findings.differs(was, now):
                before, since = set(was.items), set(now.items)
                gone = [item for item in was.items if item not in since]
                come = [item for item in now.items if item not in before]
                moved.append(Move(one.variation, was, now, gone, come))
    return moved


def _but(found: Finding, one: Variation) -> Finding:
    """Take what a variation leaves out from the count of a finding that lists all."""
    left = [item for item in found.items if item != one.subject]
    counts = type(found.value) is int and found.value == len(found.items)
    if found.name not in LISTS or not counts or len(left) == len(found.items):
        return found
    return found.model_copy(update={"value": len(left), "items": left})


def lacking(outcomes: list[Outcome]) -> dict[Variation, list[str]]:
    """Name the findings of the base that a variation does not ask for."""
    base, *others = outcomes
    return {
        one.variation: [name for name in base.by_name if name not in one.by_name]
        for one in others
    }


def by_variation(found: list[Move]) -> dict[Variation, dict[str, Move]]:
    """Group moves by their variation, and by name; those that move most first.

    Most findings first, then most of what they count.
    """
    each = grouped((move.variation, move) for move in found)
    named = {one: {move.name: move for move in of} for one, of in each.items()}
    return dict(sorted(named.items(), key=lambda one: _extent(one[1]), reverse=True))


def _extent(by_name: dict[str, Move]) -> tuple[int, int]:
    """Return how many findings move, and how much of what they count."""
    shifted = sum(len(m.gone) + len(m.come) for m in by_name.values())
    return len(by_name), shifted


def left_out(outcomes: list[Outcome], kind: str = "") -> list[Variation]:
    """List the variations that leave something out; with ``kind`` only such."""
    kinds = [kind] if kind else list(LEFT_OUT)
    return [o.variation for o in outcomes if o.variation.kind in kinds]


@dataclass(frozen=True)
class Loss:
    """What goes with one source or voice: acts of the base, and findings that move.

    ``acts`` are rows, those nearest to what is asked first; ``near`` are the nearest
    of the base that go, ``moves`` by the finding's name. ``same`` takes no other of
    the nearest, and no act beside these.
    """

    outcome: Outcome
    acts: tuple
    near: tuple
    moves: dict[str, Move]
    same: tuple[Variation, ...] = ()

    @property
    def variation(self) -> Variation:
        """What is left out."""
        return self.outcome.variation


def losses(shown: Shown, outcomes: list[Outcome], found: list[Move]) -> list[Loss]:
    """List what goes with each source and voice that takes an act along, most first.

    Most of the acts nearest to what is asked, by their facts, then most findings. What
    takes nothing beside another one's acts, and the same nearest, is named there.
    """
    every, moved = focus.acts(shown), by_variation(found)
    near = {row[1] for row in nearest(shown)}
    taken = []
    for one in outcomes[1:]:
        if one.variation.kind not in LEFT_OUT or one.left is None:
            continue
        there = {i for i, how in one.statuses.items() if how in firmness.ATTESTED}
        if gone := tuple(row for row in every if row[1] not in there):
            nearer = tuple(row for row in gone if row[1] in near)
            taken.append(Loss(one, gone, nearer, moved.get(one.variation, {})))
    return _apart(sorted(taken, key=_weight, reverse=True))


def _apart(taken: list[Loss]) -> list[Loss]:
    """Put what takes nothing new along under the one that takes the same."""
    found: list[Loss] = []
    for one in taken:
        alike = (n for n, other in enumerate(found) if _takes(other, one))
        if (nth := next(alike, None)) is None:
            found.append(one)
        elif one.variation.subject != (first := found[nth]).variation.subject:
            found[nth] = replace(first, same=(*first.same, one.variation))
    return found


def _takes(one: Loss, other: Loss) -> bool:
    """Return whether with a loss go the nearest acts of another, and all its acts."""
    return _ids(one.near) == _ids(other.near) and _ids(other.acts) <= _ids(one.acts)


def _ids(rows: tuple) -> set[str]:
    return {row[1] for row in rows}


def nearest(shown: Shown) -> list:
    """List the acts that are as near to what is asked as any: those in question."""
    every = focus.acts(shown)
    if not every or not hasattr(every[0], "fact"):
        return every
    first = focus.nearness(shown.case, every[0])
    return [row for row in every if focus.nearness(shown.case, row) == first]


def _weight(loss: Loss) -> tuple[int, int, int]:
    """Return how much goes: nearest acts by their facts, findings, what they count."""
    facts = {getattr(row, "fact", row[1]) for row in loss.near}
    return (len(facts), *_extent(loss.moves))


def held(outcomes: list[Outcome]) -> list[str]:
    """Name the findings that nothing which is left out moves, of those it asks for."""
    moved = {m.name for m in moves(outcomes) if m.variation.kind in LEFT_OUT}
    there = {n for o in outcomes if o.variation.kind in LEFT_OUT for n in o.by_name}
    names = [found.name for found in outcomes[0].findings]
    return [name for name in names if name in there - moved]


HUGE = 1e300  # a number beyond it is drawn as if it were this


@dataclass(frozen=True)
class Reach:
    """How far a finding moves: its base, where it goes, in how many views of how many.

    ``ends`` are the least and the most, empty for what is no number; ``far`` is the
    largest way from the base, as a share of it. ``by`` are the views that move it most.
    """

    base: Finding
    ends: tuple
    moved: int
    of: int
    far: float
    by: tuple[Variation, ...]
    alike: str  # the parameter and its value that tell these from all others, if any
    values: list
    whole: bool  # whether every view has it


def reach(base: Finding, outcomes: list[Outcome], moves: list[Move]) -> Reach:
    """Return how far one finding moves; a view without it is none of those counted."""
    ours = [move for move in moves if move.name == base.name]
    values = [base.value, *(move.after.value for move in ours)]
    numbers = all(map(is_number, values))
    strength = {n: _distance(move, numbers) for n, move in enumerate(ours)}
    most = max(strength.values(), default=(0, 0))
    by = tuple(ours[n].variation for n, how in strength.items() if how == most)
    return Reach(
        base=base,
        ends=(min(values), max(values)) if numbers else (),
        moved=len(ours),
        of=sum(base.name in one.by_name for one in outcomes[1:]),
        far=most[0],
        by=by,
        alike=_alike(by, [o.variation for o in outcomes[1:] if base.name in o.by_name]),
        values=values[1:],
        whole=all(base.name in one.by_name for one in outcomes),
    )


def _alike(by: tuple[Variation, ...], every: list[Variation]) -> str:
    """Name the value that all views of a grid in ``by`` share, and no other has."""
    if not 1 < len(by) < len(every) or {one.kind for one in every} != {"grid"}:
        return ""
    for name, value in by[0].values.items():
        having = [one for one in every if one.values.get(name) == value]
        if len(having) == len(by) and all(one in by for one in having):
            return variations.told({name: value})
    return ""


def _distance(move: Move, numbers: bool) -> tuple[float, int]:
    """Return how far a move goes: as a share of the base, then by what it counts."""
    far = 0.0
    if numbers:
        was, now = plain(move.before.value), plain(move.after.value)
        far = abs(now - was) / (abs(was) or 1)
    return far, len(move.gone) + len(move.come)


def is_number(value: Any) -> bool:
    """Return whether a value is a number, which a yes or no is not."""
    return type(value) in (int, float)


def plain(number: float) -> float:
    """Return a number with which one can count on, however large it is."""
    return float(max(min(number, HUGE), -HUGE))
