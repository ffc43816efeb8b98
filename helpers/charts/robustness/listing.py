"""The list beside the chart: every finding, and every variation that moves any."""

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


def listing(shown: Shown, outcomes: list[Outcome]) -> Listing:
    """List the findings, then each variation that moves any, with what goes and comes.

    A record that the view shows links to its card.

    Examples
    --------
    >>> print(robustness.listing(earliest, outcomes))
    by the article's dates and statuses: events shown 10 → 15; ...
    """
    case, others = shown.case, [one.variation for one in outcomes[1:]]
    found, lacks = moving.moves(outcomes), moving.lacking(outcomes)
    reach = [
        moving.reach(one, outcomes, found)
        for one in worded(shown, outcomes[0].findings)
    ]
    parts = [(f"Findings ({len(reach)})", [_finding(case, one) for one in reach])]
    lines = []
    for kind in dict.fromkeys(one.kind for one in others):
        rows = [
            (one, by_name, _shorts(case, lacks[moving.key(one)]))
            for one, by_name in moving.by_variation(found)
            if one.kind == kind
        ]
        of = sum(one.kind == kind for one in others)
        head = f"{verdicts.kind_head(kind)} ({len(rows)} of {of})"
        parts.append((head, [_variation(case, *row) for row in rows]))
        lines += [f"{one.label}: {_changes(case, *more)}" for one, *more in rows]
    return records.joined(parts, lines, counted=False)


def _shorts(case: Case, names: list[str]) -> str:
    """Name findings in a few words each."""
    return naming.joined([verdicts.short(case, name) for name in names])


def _changes(case: Case, by_name: dict[str, Move], lacks: str) -> str:
    told = verdicts.changes(case, by_name)
    return "; ".join([*told, *([f"not counted: {lacks}"] if lacks else [])])


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
