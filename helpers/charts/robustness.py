"""Robustness: what falls without the sources or voices that matter most.

Three blocks open it, each a source or voice left out; under them is what changes of
which finding. ``listing`` has every other variation.
"""

from html import escape

from helpers import prose
from helpers.case import signs
from helpers.case.cases import Case
from helpers.charts import worded
from helpers.compare import moving, variations
from helpers.compare.findings import Finding, Outcome
from helpers.compare.moving import Move, Reach
from helpers.compare.variations import Variation
from helpers.draw import marks
from helpers.draw.blocks import Block, Line
from helpers.draw.marks import Shape
from helpers.draw.picture import Picture
from helpers.draw.rows import Change, Column, Group, Row, Sample, sample
from helpers.lists import cards, records
from helpers.lists.records import Listing
from helpers.text import recorded as words
from helpers.text import removals, verdicts
from helpers.text.removals import Removal, Told
from helpers.view import focus, naming
from helpers.view.shown import Shown

__all__ = ["chart", "listing"]
RING = 9.4  # radius of what is said to be against somebody, beside a line of words
LABELS = 300  # pixels of the names of the rows


def chart(shown: Shown, outcomes: list[Outcome]) -> Picture:
    """Draw what falls without what, and what then changes; the view itself is first.

    Examples
    --------
    >>> robustness.chart(earliest, outcomes).name
    '05-robustness'
    """
    found = moving.moves(outcomes)
    removed = removals.removals(shown, outcomes, found)
    made = tuple(block(shown, one) for one in removed)
    columns, rows, still = grid(shown, outcomes, removed)
    title = removals.title(shown, removed, outcomes)
    return worded.picture(
        shown,
        "05-robustness",
        "Table",
        (title, verdicts.measured(outcomes, found, shown.view)),
        [removals.told(one) for one in removed],
        groups=(Group("", rows),) if rows else (),
        legend=legend(shown, made),
        columns=columns,
        blocks=made,
        foot=removals.foot(still, bool(rows)),
        labels=LABELS,
    )


# ---- what falls without what ---------------------------------------------------------


def block(shown: Shown, one: Removal) -> Block:
    """Make the block of a source or voice: the acts that fall, and what remains."""
    loss, without = one.loss, one.loss.variation
    fallen, more = removals.fallen(shown, loss)
    left, others = removals.remaining(shown, one)
    same, takes = removals.same(shown, loss), removals.takes(shown, without)
    return Block(
        title=removals.heading(shown, without),
        framed=True,
        lines=(
            Line("", variations.anchor(without), takes),
            *(_line(act, "struck") for act in fallen),
            *(Line("", note=note) for note in (more, same) if note),
            Line("What remains", look="head"),
            *(_line(act, "") for act in left),
            *(Line("", note=note) for note in (others,) if note),
        ),
    )


def _line(act: Told, look: str) -> Line:
    """Write an act in a line, with its sign."""
    lead = f"{act.name}:" if act.said else ""
    words = "" if act.said else act.name
    told = f"{act.name}: {act.said or 'falls'}"
    return Line(words, act.record, act.said, lead, _sign(act), look=look, told=told)


def _sign(act: Told) -> tuple[Shape, ...]:
    """Draw the sign of an act, with a ring where it is said to be against the third."""
    if not act.sign:
        return ()
    ring = marks.ring(RING) if act.aimed else []
    return (*ring, *marks.record(act.sign, "told", False, True))


def legend(shown: Shown, blocks: tuple[Block, ...]) -> tuple[Sample, ...]:
    """Teach the signs that occur in the blocks."""
    there = {line.sign for one in blocks for line in one.lines if line.sign}
    others = naming.in_focus(shown.case)[1]
    words = {_sign(Told("", "", sign)): row.word for sign, row in signs.OF_MARK.items()}
    aimed = f"{signs.OF_MARK['+'].word}, said to be against {others}"
    words[_sign(Told("", "", "+", True))] = aimed
    return tuple(sample(drawn, told) for drawn, told in words.items() if drawn in there)


# ---- what changes of which finding, from what to what --------------------------------


def grid(shown: Shown, outcomes: list[Outcome], removed: list[Removal]) -> tuple:
    """Return what changes without each thing left out, and in each other reading.

    As columns and the rows that change; with them the names of what does not.
    """
    base, *others = removals.asked(shown, outcomes, removed)
    moves_of = moving.by_variation(moving.moves([base, *others]))
    sides = [one for one in others if one.variation in moves_of]
    moved = {name for by_name in moves_of.values() for name in by_name}
    rows, still = [], []
    for one in base.findings:
        called = removals.called(shown, one)
        if one.name in moved:
            moves = (moves_of[side.variation] for side in sides)
            both = zip(sides, moves, strict=True)
            cells = tuple(_cell(shown, one, *two) for two in both)
            rows.append(Row("", prose.upper_first(called), cells))
        else:
            still.append(called)
    heads = [removals.head(shown, side.variation) for side in sides]
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
    own = variations.anchor(side.variation)
    return (Change(after, before, note, own, words, True),)


# ---- the list ------------------------------------------------------------------------


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
    every = words.worded(shown, outcomes[0].findings)
    reach = [moving.reach(one, outcomes, found) for one in every]
    parts = [(f"Findings ({len(reach)})", [_finding(case, one) for one in reach])]
    lines = []
    for kind in dict.fromkeys(one.kind for one in others):
        rows = [
            (one, by_name, verdicts.shorts(case, lacks[one]))
            for one, by_name in moving.by_variation(found).items()
            if one.kind == kind
        ]
        of = sum(one.kind == kind for one in others)
        some = f"{len(rows)} of " * (of > 1 or not rows)
        head = f"{verdicts.kind_head(kind)} ({some}{of})"
        parts.append((head, [_variation(case, *row) for row in rows]))
        lines += [f"{row[0].label}: {verdicts.changes(case, *row[1:])}" for row in rows]
    return records.joined(parts, lines, counted=False)


def _finding(case: Case, reach: Reach) -> str:
    """Write a finding: its words, its range, and what it counts in this view."""
    base = reach.base
    named = prose.upper_first(verdicts.short(case, base.name))
    body = [("What it is", escape(base.about)), ("Counted", _items(case, base.items))]
    own = f"finding-{base.name}"
    return records.fold(named, verdicts.about(reach), own, cards.pairs(body))


def _variation(case: Case, one: Variation, by_name: dict[str, Move], lacks: str) -> str:
    """Write a variation: each finding that it moves, with what goes and what comes."""
    told = "; ".join(filter(None, [prose.count(len(by_name), "finding"), one.subject]))
    named, moved = prose.upper_first(one.label), []
    for name, move in by_name.items():
        what = {"gone": move.gone, "come": move.come}
        items = "".join(
            f"<div><small>{how}</small>{_items(case, some)}</div>"
            for how, some in what.items()
            if some
        )
        change = escape(verdicts.change(move)) + items
        moved.append((escape(verdicts.short(case, name)), change))
    moved.append(("Not counted", escape(lacks)))
    return records.fold(named, told, variations.anchor(one), cards.pairs(moved))


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
