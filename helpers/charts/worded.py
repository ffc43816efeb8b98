"""A picture with the words that every chart has: its titles, its sources, its alt."""

from helpers.draw.panels import Axis
from helpers.draw.picture import Picture
from helpers.text import summary, ties
from helpers.view.shown import Shown


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
    return Picture(
        name=name,
        title=titles[0],
        subtitle=titles[1],
        source=summary.source_line(shown.case),
        alt=ties.describe(kind, *titles, told),
        axis=axis,
        **drawn,
    )
