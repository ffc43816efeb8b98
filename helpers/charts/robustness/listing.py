"""The list beside the chart: every finding, and every variation that moves any."""

from dataclasses import dataclass
from html import escape

from helpers import prose
from helpers.case.cases import Case
from helpers.compare import moving, variations
from helpers.compare.findings import Outcome
from helpers.compare.moving import Move, Reach
from helpers.compare.variations import Variation
from helpers.lists import cards, records
from helpers.lists.records import Listing
from helpers.text import verdicts
from helpers.text.findings import worded
from helpers.view import focus, naming
from helpers.view.shown import Shown

Rows = dict[str, list[tuple[Variation, dict[str, Move]]]]


@dataclass(frozen=True)
class Content:
    """How far each finding moves; by kind the variations that move any, first the most.

    ``of`` counts the variations of each kind, moving or not; ``lacks`` names what a
    variation does not ask for, by its key.
    """

    reach: list[Reach]
    rows: Rows
    of: dict[str, int]
    lacks: dict[tuple, list[str]]


def content(shown: Shown, outcomes: list[Outcome]) -> Content:
    """Sort what moves by finding, and by variation."""
    base, *others = outcomes
    found = moving.moves(outcomes)
    reach = [moving.reach(one, outcomes, found) for one in worded(shown, base.findings)]
    kinds = [one.variation.kind for one in others]
    rows = {kind: [] for kind in dict.fromkeys(kinds)}
    for variation, by_name in moving.by_variation(found):
        rows[variation.kind].append((variation, by_name))
    of = {kind: kinds.count(kind) for kind in rows}
    return Content(reach, rows, of, moving.lacking(outcomes))


def listing(shown: Shown, outcomes: list[Outcome]) -> Listing:
    """List the findings, then each variation that moves any, with what goes and comes.

    A record that the view shows links to its card.

    Examples
    --------
    >>> print(robustness.listing(earliest, outcomes))
    by the article's dates and statuses: events shown 10 → 15; ...
    """
    case = shown.case
    found = content(shown, outcomes)
    told = [_finding(case, one) for one in found.reach]
    parts = [(f"Findings ({len(told)})", told)]
    lacks = {
        one: naming.joined([verdicts.short(case, name) for name in names])
        for one, names in found.lacks.items()
    }
    for kind, rows in found.rows.items():
        entries = [_variation(case, *row, lacks[moving.key(row[0])]) for row in rows]
        head = f"{verdicts.kind_head(kind)} ({len(rows)} of {found.of[kind]})"
        parts.append((head, entries))
    lines = (
        f"{variation.label}: {_changes(case, by_name, lacks[moving.key(variation)])}"
        for rows in found.rows.values()
        for variation, by_name in rows
    )
    return records.joined(parts, lines, counted=False)


def _changes(case: Case, by_name: dict[str, Move], lacks: str) -> str:
    told = [
        f"{verdicts.short(case, name)} {verdicts.change(move)}"
        for name, move in by_name.items()
    ]
    return "; ".join(told + ([f"not counted: {lacks}"] if lacks else []))


def _finding(case: Case, reach: Reach) -> str:
    """Write a finding: its words, its range, and what it counts in this view."""
    base = reach.base
    named = prose.upper_first(verdicts.short(case, base.name))
    body = [("What it is", escape(base.about)), ("Counted", _items(case, base.items))]
    own = f"finding-{base.name}"
    return records.fold(named, verdicts.about(reach), own, cards.pairs(body))


def _variation(case: Case, one: Variation, by_name: dict[str, Move], lacks: str) -> str:
    """Write a variation: each finding that it moves, with what goes and what comes."""
    n = prose.count(len(by_name), "finding")
    told = f"{n}; {one.subject}" if one.subject else n
    named = prose.upper_first(one.label)
    moved = [
        (
            escape(verdicts.short(case, name)),
            escape(verdicts.change(move))
            + _told(case, "gone", move.gone)
            + _told(case, "come", move.come),
        )
        for name, move in by_name.items()
    ]
    moved += [("Not counted", escape(lacks))] if lacks else []
    return records.fold(named, told, variations.anchor(one), cards.pairs(moved))


def _told(case: Case, what: str, items: list[str]) -> str:
    return f"<div><small>{what}</small>{_items(case, items)}</div>" if items else ""


def _items(case: Case, items: list[str]) -> str:
    """List what a finding counts, what the view shows of it as links to its cards."""
    lines = "".join(f"<li>{_item(case, one)}</li>" for one in items)
    return f"<ul>{lines}</ul>" if lines else ""


def _item(case: Case, one: str) -> str:
    told = f"<span {records.DIRECTION}>{escape(verdicts.item(case, one))}</span>"
    row = focus.asserting(case, one)
    record = row.relation_id if row is not None else one
    if record[:1] in "ER" and record in case.by_id:
        return f'<a href="#{escape(record)}">{told}</a>'
    return told
