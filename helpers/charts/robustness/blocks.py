"""The blocks that open the chart: what falls without what, and what then remains."""

from helpers.case import signs
from helpers.compare import variations
from helpers.draw import marks
from helpers.draw.blocks import Block, Line
from helpers.draw.marks import Shape
from helpers.draw.rows import Sample, sample
from helpers.text import removals
from helpers.text.removals import Removal, Told
from helpers.view import naming
from helpers.view.shown import Shown

RING = 9.4  # radius of what is said to be against somebody, beside a line of words


def block(shown: Shown, one: Removal) -> Block:
    """Make the block of a source or voice: the acts that fall, and what remains."""
    fallen, more = removals.fallen(shown, one.loss)
    left, others = removals.remaining(shown, one)
    same = removals.same(shown, one.loss)
    return Block(
        title=removals.heading(shown, one.variation),
        framed=True,
        lines=(
            Line(
                "",
                variations.anchor(one.variation),
                note=removals.takes(shown, one.variation),
            ),
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
    found = [
        (_sign(Told("", "", sign)), row.word) for sign, row in signs.OF_MARK.items()
    ]
    aimed = f"{signs.OF_MARK['+'].word}, said to be against {others}"
    found.append((_sign(Told("", "", "+", True)), aimed))
    return tuple(sample(drawn, words) for drawn, words in found if drawn in there)
