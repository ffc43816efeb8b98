"""How many records of a report began in each month, for whoever chooses a time.

A record is counted where its date leaves no other month; in a case of many years, no
other year, or decade. What began about a day is counted nowhere.
"""

from datetime import MAXYEAR, date

from helpers.case import dates
from helpers.case.cases import Case
from helpers.draw.panels import LAST, Panel
from helpers.view.shown import Shown

MOST = 300  # bars side by side: of a pixel each on a phone
UNITS = {1: "month", 12: "year", 120: "decade", 1200: "century"}  # by their months
ABOUT = set("~?%")


def payload(case: Case, read: dict[str, Shown]) -> dict:
    """Return when the events of a report began; in a case of none, its relations.

    ``edges`` are the first days of the stretches and the day after the last, ``ticks``
    names with their place between 0 and 1; ``began`` has the stretch of each record in
    each reading, -1 where its date leaves it open.
    """
    table = "events" if len(case.events) else "relations"
    months = {
        how: [_months(shown.when(row)) for row in case.rows(table)]
        for how, shown in read.items()
    }
    every = [one for those in months.values() for one in those if one]
    first, last = min(every, default=(0, 0))[0], max((b for _, b in every), default=0)
    step = next(s for s in UNITS if (last - first) // s < MOST)
    found = {bar for one in every if (bar := _bar(one, step)) is not None}
    bars = range(min(found), max(found) + 1) if found else range(0)
    edges = [_first_day(step * nth) for nth in (*bars, bars.stop)] if bars else []
    return {
        "table": table,
        "unit": UNITS[step],
        "edges": edges,
        "ticks": _ticks(edges),
        "began": {
            how: [-1 if (n := _bar(one, step)) is None else n - bars.start
                  for one in those]
            for how, those in months.items()
        },
    }  # fmt: skip


def _months(when: dates.When) -> tuple[int, int] | None:
    """Return the first and the last month in which it may have begun; None: open."""
    low, high = when.begin
    if not low or not high or ABOUT & set(when.text.partition("/")[0]):
        return None
    return 12 * low.year + low.month - 1, 12 * high.year + high.month - 1


def _bar(months: tuple[int, int] | None, step: int) -> int | None:
    """Return the stretch of so many months that some months lie in; None: in no one."""
    low, high = months or (0, step)
    return low // step if low // step == high // step else None


def _first_day(month: int) -> int:
    """Return the first day of a month that is counted from the year 0."""
    if month >= 12 * (MAXYEAR + 1):
        return LAST + 1
    return date(max(1, month // 12), month % 12 + 1, 1).toordinal()


def _ticks(edges: list[int]) -> list[tuple[float, str]]:
    """Name years along the stretches, as an axis half as wide as a chart's does."""
    if not edges:
        return []
    panel = Panel("", "year", edges[0], edges[-1] - 1, 0, 0.5)
    return [(round(2 * tick.place, 4), tick.label) for tick in panel.ticks]
