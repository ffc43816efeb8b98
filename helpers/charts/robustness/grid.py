"""The grid under the blocks: what changes of which finding, from what to what."""

from helpers import prose
from helpers.compare import moving, variations
from helpers.compare.findings import Finding, Outcome
from helpers.compare.moving import Move
from helpers.draw.rows import Change, Column, Row
from helpers.text import removals
from helpers.text.removals import Removal
from helpers.view.shown import Shown

LABELS = 300  # pixels of the names of the rows


def grid(shown: Shown, outcomes: list[Outcome], removed: list[Removal]) -> tuple:
    """Return what changes without each thing left out, and in each other reading.

    As columns and the rows that change; with them the names of what does not.
    """
    base, *others = removals.asked(shown, outcomes, removed)
    by_key: dict[tuple, dict[str, Move]] = {}
    for move in moving.moves([base, *others]):
        by_key.setdefault(moving.key(move.variation), {})[move.name] = move
    sides = [one for one in others if moving.key(one.variation) in by_key]
    moved = {name for by_name in by_key.values() for name in by_name}
    rows = [
        Row("", prose.upper_first(removals.called(shown, one)), tuple(
            _cell(shown, one, side, by_key[moving.key(side.variation)])
            for side in sides
        ))
        for one in base.findings
        if one.name in moved
    ]  # fmt: skip
    heads = [removals.head(shown, side.variation) for side in sides]
    still = [removals.called(shown, f) for f in base.findings if f.name not in moved]
    return tuple(Column("", *head, 1) for head in heads), tuple(rows), still


def _cell(
    shown: Shown, finding: Finding, side: Outcome, moves: dict[str, Move]
) -> tuple[Change, ...]:
    """Write what a variation does to a finding; nothing where it stays."""
    if finding.name not in side.by_name:
        return (Change("", note="not counted"),)
    if finding.name not in moves:
        return ()
    before, after, note = removals.change(shown.case, moves[finding.name])
    named = prose.upper_first(removals.called(shown, finding))
    told = f"{named}, {side.variation.label}: {before}, then {after}"
    words = ", ".join(filter(None, [told, note]))
    return (
        Change(after, before, note, variations.anchor(side.variation), words, True),
    )
