"""Two codings of one article, matched: what both coders found, and what only one did.

A unit is what a coder found in the article: a time reference, an event, a claim, or a
fact, whose relations share its code. Units are matched on paragraph and cue alone: no
actor, date or word of the coder decides a match whose agreement is then measured. It
says nothing in words.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from helpers.case.cases import Case
from helpers.case.inherited import grouped
from helpers.case.spelling import folded

TABLES = ("references", "events", "relations", "claims")
WHOLE = 1000  # likeness of two units with the same cues in the same paragraphs
THRESHOLD = 500  # likeness from which two units may be the same
# A word, or one letter of a script that leaves no blanks between words.
WORD = re.compile("[\u3040-\u30ff\u3400-\u9fff]|[^\\W\u3040-\u30ff\u3400-\u9fff]+")


class Place(NamedTuple):
    """A place in the article: its paragraph, and a cue where a reference gives one."""

    paragraph: int
    cue: str = ""


@dataclass(frozen=True, eq=False)
class Unit:
    """What one coder found, with the places in the article that bear it.

    A class because its words are asked for as often as there are others to match.
    """

    table: str
    rows: tuple
    places: tuple[Place, ...]

    @property
    def id(self) -> str:
        """Its id; of a fact the code that its relations share."""
        return self.rows[0].fact if self.table == "relations" else self.rows[0][1]

    @cached_property
    def paragraphs(self) -> frozenset[int]:
        """The paragraphs that bear it."""
        return frozenset(place.paragraph for place in self.places)

    @cached_property
    def words(self) -> frozenset[tuple[int, str]]:
        """The words of its cues, each with its paragraph."""
        return frozenset(
            (paragraph, word)
            for paragraph, cue in self.places
            for word in WORD.findall(folded(cue)) or [cue] * bool(cue)
        )


class Match(NamedTuple):
    """A unit of one coding and that of the other; None is where one lacks it.

    It is ``settled`` where nothing that is as likely pairs either otherwise: only then
    are the two compared.
    """

    a: Unit | None
    b: Unit | None
    settled: bool = True

    @property
    def units(self) -> list[Unit]:
        """The units that are there."""
        return [unit for unit in (self.a, self.b) if unit]

    @property
    def table(self) -> str:
        """The table of both."""
        return self.units[0].table

    @property
    def paragraph(self) -> int:
        """The first paragraph that bears it, for both coders where there is one."""
        return min(frozenset.intersection(*(unit.paragraphs for unit in self.units)))


def units(case: Case, table: str) -> list[Unit]:
    """List what a coder found in the article, as one table holds it."""
    places, by_fact = _places(case), table == "relations"
    groups = grouped((r.fact if by_fact else r[1], r) for r in case.rows(table))
    found = [
        Unit(table, tuple(rows), tuple(sorted({p for r in rows for p in places[r[1]]})))
        for rows in groups.values()
    ]
    return [unit for unit in found if unit.places]


def _places(case: Case) -> dict[str, list[Place]]:
    """List the places that bear each record: citations of the article, and cues."""
    places = defaultdict(list)
    for row in case.rows("citations"):
        if row.source_id == case.article:
            places[row.record_id] += map(_paragraph, row.locator.split(";"))
    for row in case.rows("references"):
        place = _paragraph(row.paragraph)._replace(cue=row.cue)
        for one in (row.reference_id, *row.record_id):
            places[one].append(place)
    return places


def _paragraph(text: str) -> Place:
    return Place(int(text.removeprefix("P")))


def likeness(one: Unit, other: Unit) -> int:
    """Return how likely two units are the same, of a ``WHOLE``.

    That is the share of words that their cues have in common; without a cue, half the
    share of paragraphs. Without a common paragraph it is none.
    """
    if one.words and other.words:
        return round(WHOLE * _share(one.words, other.words))
    return round(WHOLE * _share(one.paragraphs, other.paragraphs) / 2)


def _share(one: frozenset, other: frozenset) -> float:
    """Return what two sets have in common, as a share of both (Dice)."""
    return 2 * len(one & other) / (len(one) + len(other))


def matched(ours: Case, theirs: Case) -> list[Match]:
    """Match two codings, one to one, in the order of paragraphs."""
    both = ((units(ours, table), units(theirs, table)) for table in TABLES)
    found = [match for sides in both for match in _matched(*sides)]
    return sorted(found, key=lambda match: match.paragraph)


def _matched(ours: list[Unit], theirs: list[Unit]) -> list[Match]:
    """Match the units of a table so that likeness is the most altogether.

    One side always comes first, so that nothing depends on whose coding is called A.
    """
    ours, theirs = (sorted(side, key=_order) for side in (ours, theirs))
    if [*map(_order, ours)] > [*map(_order, theirs)]:
        found = _matched(theirs, ours)
        return [match._replace(a=match.b, b=match.a) for match in found]
    like = np.array([[likeness(a, b) for b in theirs] for a in ours], dtype=float)
    like = np.where(like >= THRESHOLD, like, 0).reshape(len(ours), len(theirs))
    pairs = _in_order(like)
    settled, left = _settled(like, pairs), {a for a, _ in pairs}
    right = {b for _, b in pairs}
    return [
        *(Match(ours[a], theirs[b], (a, b) in settled) for a, b in sorted(pairs)),
        *(Match(unit, None) for n, unit in enumerate(ours) if n not in left),
        *(Match(None, unit) for n, unit in enumerate(theirs) if n not in right),
    ]


def _order(unit: Unit) -> list:
    return sorted(unit.paragraphs), sorted(unit.words)


def _best(weights: np.ndarray, like: np.ndarray) -> set[tuple[int, int]]:
    """Pair rows and columns so that the weights are the most altogether."""
    pairs = zip(*linear_sum_assignment(weights, maximize=True), strict=True)
    return {(int(a), int(b)) for a, b in pairs if like[a, b]}


def _in_order(like: np.ndarray) -> set[tuple[int, int]]:
    """Pair units; those that nothing tells apart in the order in which they stand."""
    rows, columns = map(np.arange, like.shape)
    apart = np.subtract.outer(rows, columns) ** 2
    most = apart.max(initial=0) * min(like.shape) + 1
    return _best(np.where(like > 0, like * most - apart, 0), like)


def _settled(like: np.ndarray, pairs: set) -> set[tuple[int, int]]:
    """Return the pairs that are in every pairing which is as likely altogether.

    Each is made to cost a little less than it takes to be worth another likeness; what
    can be done without is then done without.
    """
    settled = set(pairs)
    while settled:
        weights = like * (len(settled) + 1)
        weights[tuple(zip(*settled, strict=True))] -= 1
        still = settled & _best(weights, like)
        if still == settled:
            break
        settled = still
    return settled


# ---- who is who ------------------------------------------------------------------


def same_actors(ours: Case, theirs: Case) -> dict[str, str]:
    """Map the actors of the second coding to those of the first, by what they go by.

    First by name, then by any label that one actor alone bears in each; ids say
    nothing, since each coder gives them anew.
    """
    pairs = []
    for labels in (_names, _labels):
        mine, yours = labels(ours), labels(theirs)
        pairs += [(yours[one], mine[one]) for one in sorted(mine.keys() & yours.keys())]
    return _one_to_one(pairs)


def _one_to_one(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keep each pair of which neither is in one that came before."""
    kept, taken = {}, set()
    for one, other in pairs:
        if one not in kept and other not in taken:
            kept[one] = other
            taken.add(other)
    return kept


def _names(case: Case) -> dict[str, str]:
    return {folded(row.name): row.actor_id for row in case.rows("actors")}


def _labels(case: Case) -> dict[str, str]:
    """Map the labels that are one actor's wherever they stand, but no ids."""
    found = {}
    for label, bearers in case.labels.items():
        (actor, place), *others = bearers.items()
        if not (others or place or label == folded(actor)):
            found[label] = actor
    return found


def same_records(
    ours: Case, theirs: Case, matches: Iterable[Match]
) -> list[tuple[str, str]]:
    """Pair the ids of records that are the same in two codings, as far as it is known.

    The article comes first, and settled matches; then what bears the same title, as a
    record of outside sources may; then what nothing in the article tells apart.
    """
    both = [match for match in matches if match.a and match.b]
    firm = [pair for match in both if match.settled for pair in _rows(match)]
    loose = [pair for match in both if not match.settled for pair in _rows(match)]
    articles = (ours.article, theirs.article)
    every = _one_to_one([articles, *firm, *_titled(ours, theirs), *loose])
    return list(every.items())


def _rows(match: Match) -> list[tuple[str, str]]:
    """Pair the ids of two units; rows of a fact in their order, and its code."""
    rows = zip(match.a.rows, match.b.rows, strict=False)
    codes = [(match.a.id, match.b.id)] * (match.table == "relations")
    return [*((one[1], other[1]) for one, other in rows), *codes]


def _titled(ours: Case, theirs: Case) -> list[tuple[str, str]]:
    """Pair sources, events and relations that have one title in both codings."""
    pairs = []
    for table in ("sources", "events", "relations"):
        mine, yours = ({_title(r): r for r in c.rows(table)} for c in (ours, theirs))
        for title in mine.keys() & yours.keys():
            one, other = mine[title], yours[title]
            pairs += [(one[1], other[1])]
            if table == "relations":
                pairs += [(one.fact, other.fact)]
    return sorted(pairs)


def _title(row) -> str:
    return folded(getattr(row, "title", "") or getattr(row, "summary", ""))
