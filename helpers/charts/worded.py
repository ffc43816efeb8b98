"""A picture with the words that every chart has: its titles, its sources, its alt."""

from helpers.draw.panels import Axis
from helpers.draw.picture import Picture
from helpers.text import summary
from helpers.view.shown import Shown

MOST = 6  # lines of a description


def picture(
    shown: Shown,
    name: str,
    kind: str,
    titles: tuple[str, str],
    told: list[str],
    axis: Axis | None = None,
    **drawn,
) -> Picture:
    """Make a chart of its title and subtitle, and of what is ``drawn``.

    Whoever does not see it hears of which ``kind`` it is, and the first lines of what
    is ``told``.
    """
    more = f" and {len(told) - MOST} more" if len(told) > MOST else ""
    listed = f"{'; '.join(told[:MOST])}{more}." if told else ""
    parts = [f"{kind}.", f"{titles[0]}.", titles[1], listed]
    alt = " ".join(filter(None, parts))
    return Picture(name, *titles, summary.source_line(shown.case), alt, axis, **drawn)
