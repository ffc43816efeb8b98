"""Robustness: what falls without the sources or voices that matter most.

Three blocks open it, each a source or voice left out; under them is what changes of
which finding. ``listing`` has every other variation.
"""

from helpers.charts import worded
from helpers.charts.robustness import blocks, grid
from helpers.charts.robustness.listing import listing
from helpers.compare import moving
from helpers.compare.findings import Outcome
from helpers.draw.picture import Picture
from helpers.draw.rows import Group
from helpers.text import removals, verdicts
from helpers.view.shown import Shown

__all__ = ["chart", "listing"]


def chart(shown: Shown, outcomes: list[Outcome]) -> Picture:
    """Draw what falls without what, and what then changes; the view itself is first.

    Examples
    --------
    >>> robustness.chart(earliest, outcomes).name
    '05-robustness'
    """
    found = moving.moves(outcomes)
    removed = removals.removals(shown, outcomes, found)
    made = tuple(blocks.block(shown, one) for one in removed)
    columns, rows, still = grid.grid(shown, outcomes, removed)
    title = removals.title(shown, removed, outcomes)
    return worded.picture(
        shown,
        "05-robustness",
        "Table",
        (title, verdicts.measured(outcomes, found, shown.view)),
        [removals.told(one) for one in removed],
        groups=(Group("", rows),) if rows else (),
        legend=blocks.legend(shown, made),
        columns=columns,
        blocks=made,
        foot=removals.foot(still, bool(rows)),
        labels=grid.LABELS,
    )
