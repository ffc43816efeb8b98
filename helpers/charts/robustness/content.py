"""What the chart holds: findings as columns, variations as rows, and their words."""

import re
from dataclasses import dataclass

from helpers import prose
from helpers.case.cases import Case
from helpers.compare import moving
from helpers.compare.findings import Finding, Outcome
from helpers.compare.moving import Move, Reach
from helpers.compare.variations import LEFT_OUT, Variation
from helpers.text import ties, verdicts, wording
from helpers.text.findings import ABOUT, worded
from helpers.view import focus, naming
from helpers.view.shown import Shown

MOST = 12  # variations of one kind on the chart
ITEMS = 4  # of what went or came, in a hover text
ARROW, LESS = "\N{RIGHTWARDS ARROW}", "\N{MINUS SIGN}"
RISE, FALL = "\N{BLACK UP-POINTING TRIANGLE}", "\N{BLACK DOWN-POINTING TRIANGLE}"
UNASKED = "\N{EN DASH}"  # in the cell of a finding that a variation does not ask for
GROUPS = {  # the heads over the columns, and the findings under each
    "Events and their dates": (
        "events", "windows", "report_or_claim_only", "other_or_closer_dates", "left_out"
    ),
    "Pairs": ("ties",),
    "Balance": ("triangles", "unbalanced_triangles", "balance_index"),
    "{pair} cooperation": (
        "cooperative_episodes", "episodes_against", "voices_of_episodes_against",
        "prospects",
    ),
    "Voices": (
        "first_voices", "single_voice_records", "unnamed_voice_records",
        "own_word_records", "never_heard",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """A finding's column: its group and head, and how far variations move it."""

    group: str
    head: str
    reach: Reach

    @property
    def base(self) -> Finding:
        """The finding as the base has it."""
        return self.reach.base


@dataclass(frozen=True)
class Content:
    """The columns, and by kind the variations that move something, strongest first.

    ``of`` counts the variations of each kind, moving or not; ``lacks`` names what a
    variation does not ask for, by its key.
    """

    columns: list[Column]
    rows: dict[str, list[tuple[Variation, dict[str, Move]]]]
    of: dict[str, int]
    lacks: dict[tuple, list[str]]

    @property
    def total(self) -> int:
        """How many variations there are."""
        return sum(self.of.values())

    @property
    def still(self) -> int:
        """How many of them move nothing."""
        return self.total - sum(map(len, self.rows.values()))

    @property
    def gaps(self) -> bool:
        """Whether a row of the chart has a finding that it does not ask for."""
        rows = [one for rows in self.rows.values() for one, _ in rows[:MOST]]
        return any(self.lacks.get(moving.key(one)) for one in rows)


def _head(case: Case, name: str) -> tuple[str, str]:
    """Give group and head of a finding's column."""
    pair, others = naming.in_focus(case)
    for group, names in GROUPS.items():
        if name in names:
            return group.format(pair=pair), ABOUT[name].head.format(others=others)
    return "Other findings", verdicts.short(case, name)


def content(shown: Shown, outcomes: list[Outcome]) -> Content:
    """Sort what moves into rows and columns."""
    base, *others = outcomes
    found = moving.moves(outcomes)
    columns = [
        Column(*_head(shown.case, one.name), moving.reach(one, outcomes, found))
        for one in worded(shown, base.findings)
    ]
    kinds = [one.variation.kind for one in others]
    rows = {kind: [] for kind in dict.fromkeys(kinds)}
    for variation, by_name in moving.by_variation(found):
        rows[variation.kind].append((variation, by_name))
    of = {kind: kinds.count(kind) for kind in rows}
    return Content(columns, rows, of, moving.lacking(outcomes))


# ---- how it is told ----------------------------------------------------------------


def titles(shown: Shown, outcomes: list[Outcome]) -> tuple[str, str]:
    """Write the finding as title; the measure and the filter as subtitle."""
    found = content(shown, outcomes)
    what = verdicts.what(outcomes)
    told = [
        "What this view counts, read otherwise"
        + (f" and with one {what} at a time left out." if what else "."),
        _still(found),
        wording.view_of(shown.view),
    ]
    title = [verdicts.standing(outcomes), _focus(shown, outcomes)]
    return "; ".join(filter(None, title)), " ".join(filter(None, told))


def _still(found: Content) -> str:
    """Say how many variations move nothing, or that each moves something."""
    if not found.still:
        each = f"Each of {found.total} variations"
        which = prose.verb(max(found.total, 1), "The one variation", each)
        return f"{which} changes something."
    of = f"{found.still} of {prose.count(found.total, 'variation')}"
    return f"{of} {prose.verb(found.still, 'changes', 'change')} nothing."


def _focus(shown: Shown, outcomes: list[Outcome]) -> str:
    """Say between which numbers the acts stay on which the case turns."""
    left = [m for m in moving.moves(outcomes) if m.variation.kind in LEFT_OUT]
    for name in ("episodes_against", "cooperative_episodes"):
        moved = [move for move in left if move.name == name]
        if moved:
            values = [moved[0].before.value, *(move.after.value for move in moved)]
            low, high = min(values), max(values)
            stay = f"between {low} and {high}" if low < high else f"at {low}"
            told = f"{verdicts.short(shown.case, name)} stay {stay}"
            return told + _disputed(shown, moved[0].before.items)
    return ""


def _disputed(shown: Shown, episodes: list[str]) -> str:
    """Name who disputes some episodes, and how many of them."""
    case = shown.case
    rows = [r for r in case.rows("relations") if focus.of_pair(case, r)]
    who = {
        one: focus.disputing(shown, [r.relation_id for r in rows
                                           if focus.episode(case, r) == one])
        for one in episodes
    }  # fmt: skip
    told = sorted({voice for heard in who.values() for voice in heard})
    n, verb = sum(map(bool, who.values())), prose.verb(len(told), "disputes", "dispute")
    named = f" ({naming.voice_list(case, told)} {verb} {prose.spelled(n)})"
    return named if told else ""


def heading(found: Content, kind: str) -> str:
    """Head the rows of a kind, with how many there are and how many move nothing."""
    of, moving = found.of[kind], len(found.rows[kind])
    told = verdicts.kind_head(kind)
    if not moving:
        return f"{told}: no change"
    changes = prose.verb(moving, "changes", "change")
    return f"{told}: {moving} of {of} {changes} something"


def label(one: Variation) -> str:
    """Name a variation under the heading of its kind."""
    return one.label.removeprefix("without ") if one.subject else one.label


def blank(case: Case, found: Content) -> str:
    """Say what a blank cell means."""
    told = "A blank cell: no change."
    if found.gaps:
        told += f" {UNASKED}: not counted in that view."
    asked, of = {c.base.name for c in found.columns}, {*found.of}
    lists = [
        verdicts.short(case, name)
        for name, kinds in moving.LISTS.items()
        if name in asked and of & {*kinds}
    ]
    if lists:
        told += (
            f" Among {naming.joined(lists)}, whoever is left out is counted neither"
            " before nor after."
        )
    return told


def glyph(move: Move) -> str:
    """Give the sign of a number that rises or falls, or of as many but others.

    Blank for what is no number.
    """
    before, after = move.before.value, move.after.value
    if before == after:
        return verdicts.OTHERS
    if not all(type(value) in (int, float) for value in (before, after)):
        return ""
    return RISE if after > before else FALL


def moved_by(column: Column, total: int) -> str:
    """Write how many variations move a finding; of how many, where some lack it."""
    runs = "" if column.reach.of == total else f"/{column.reach.of}"
    return f"{column.reach.moved}{runs}"


def balance(move: Move) -> str:
    """Write how many went and how many came, where both did."""
    if move.gone and move.come:
        return f"{LESS}{len(move.gone)} +{len(move.come)}"
    return ""


def stands(move: Move) -> float:
    """Give the share of what was counted that is still counted."""
    was = len(move.before.items)
    return (was - len(move.gone)) / was if was else 0.0


def extent(column: Column) -> str:
    """Write the least and the most of a finding."""
    if not column.reach.ends:
        return ""
    low, high = column.reach.ends
    return str(low) if low == high else f"{low}\N{EN DASH}{high}"


def item(case: Case, one: str) -> str:
    """Name what a finding counts: a record, a fact, an actor, a source, or a tie."""
    whole = case.whole
    if one in whole.actor_names or one in whole.source_titles:
        return naming.voice_name(whole, one)
    row = whole.by_id.get(one) or focus.asserting(whole, one)
    return naming.heading(whole, row) if row is not None else one


def _some(case: Case, told: str, items: list[str]) -> list[str]:
    """Name the first few of what went or came."""
    names = [item(case, one).rstrip(".") for one in items[:ITEMS]]
    more = [f"and {len(items) - ITEMS} more"] if len(items) > ITEMS else []
    return [f"{told}: {'; '.join(names + more)}"] if items else []


def hover(case: Case, move: Move) -> str:
    """Write what a variation does to a finding, for the reader who points at it."""
    return "\n".join(
        [
            prose.upper_first(move.variation.label),
            f"{verdicts.short(case, move.name)}: {verdicts.change(move)}",
            *_some(case, "Gone", move.gone),
            *_some(case, "Come", move.come),
        ]
    )


def about(column: Column) -> str:
    """Tell a finding in a line: its value, its range, how many variations move it."""
    of = prose.count(column.reach.of, "variation")
    moved = f"changed by {column.reach.moved} of {of}"
    wide = (
        f"{extent(column)} over all" if column.reach.moved and column.reach.ends else ""
    )
    return "; ".join(filter(None, [str(column.base.value), wide, moved]))


def meaning(case: Case, column: Column) -> str:
    """Say what a finding is, for the reader who points at its head."""
    named = verdicts.short(case, column.base.name)
    return "\n".join([named, column.base.about, about(column)])


def anchor(one: Variation) -> str:
    """Give the id of a variation in its list."""
    slug = one.subject or re.sub(r"\W+", "-", one.label.lower()).strip("-")
    return f"{one.kind}-{slug}"


def finding_anchor(column: Column) -> str:
    """Give the id of a finding in its list."""
    return f"finding-{column.base.name}"


def alt(shown: Shown, outcomes: list[Outcome]) -> str:
    """Describe the chart to somebody who does not see it."""
    rows = moving.by_variation(moving.moves(outcomes))
    told = [f"{v.label}: {prose.count(len(by), 'finding')} changed" for v, by in rows]
    return ties.describe("Table", *titles(shown, outcomes), told)
