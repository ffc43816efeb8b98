"""The charts of the explorer: for each what moves it, how it is drawn, what it lists.

A pane is a function of the case and of what is asked; ``Cabinet`` keeps what several
panes need, so that a change makes anew only what it touches.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from helpers.case.cases import Case
from helpers.charts import matrix, network, strips, timeline, triads
from helpers.draw.picture import Picture
from helpers.explorer import grid, lanes, tracks, triangles, web
from helpers.explorer.sheet import Sheet
from helpers.text import ties, wording
from helpers.view import naming, search, select, standing
from helpers.view.parameters import View
from helpers.view.shown import Shown

WIDTH = 720  # pixels of a chart, so that the evidence has room beside it
KEPT = 8  # views that are kept
MOST_DAYS = 240  # stops of the slider; of more, every n-th
OF_CHARTS = {"gaps", "level", "memory"}  # parameters that choose no record
DASH = "\N{EN DASH}"  # in the place of a number
Rows = list[tuple[str, str]]


class Cabinet:
    """The parts of one case that views ask for, each made once.

    A class because they belong to one case and go with it.
    """

    def __init__(self, whole: Case) -> None:
        self.whole = whole
        self._case = lru_cache(KEPT)(self._selected)
        self._course = lru_cache(KEPT)(self._followed)

    def _selected(self, view: str) -> Case:
        return select.view(self.whole, View.model_validate_json(view))

    def _followed(self, view: str) -> web.Course:
        return web.course(self.shown(View.model_validate_json(view)))

    def shown(self, view: View) -> Shown:
        """Return what a view leaves of the case."""
        return Shown(self._case(_key(view, OF_CHARTS | {"case"})), view)

    @cached_property
    def names(self) -> dict[str, str]:
        """What each record and actor of the case is found by."""
        return search.texts(self.whole)

    def course(self, view: View) -> web.Course:
        """Follow the ties over all days, so that nobody moves from day to day."""
        return self._course(_key(view, {"as_of", "gaps"}))


def _key(view: View, but: set[str]) -> str:
    """Write a view as text, without the parameters that make no difference."""
    return view.model_dump_json(exclude=but)


# ---- the five charts ----------------------------------------------------------------


@dataclass(frozen=True)
class Drawn:
    """A chart without its title, its title and subtitle, and the rows of its list.

    A class because the three speak of the same records. A row is words and an id.
    """

    sheet: Sheet
    titles: tuple[str, str]
    rows: Rows


def _timeline(kept: Cabinet, view: View) -> Drawn:
    shown = kept.shown(view)
    plan = lanes.layout(shown, WIDTH)
    rows = []
    for mark in plan.marks.itertuples():
        firm = "report" if mark.lane == "reports" else mark.status
        line = f"{mark.number} {mark.title}: {mark.words}; {firm}"
        rows.append((line, mark.record_id))
    there = {record for _, record in rows}
    for event in shown.case.rows("events"):
        if event.event_id not in there:
            told = wording.date_of(shown, event), wording.firm(shown, event)
            rows.append((f"{DASH} {_short(event)}: {'; '.join(told)}", event.event_id))
    sheet = Sheet(plan.shapes, plan.width, plan.height)
    return Drawn(sheet, (timeline.title(shown), ""), rows)


def _short(row) -> str:
    """Return a record's words without a full stop, since more follows."""
    return naming.title_of(row).rstrip(".")


def _ties(case: Case, frames: list) -> Rows:
    """List ties: the pair, and what there is of it."""
    return [
        (f"{naming.tie(case, tie)}: {ties.summary(case, tie)}", ties.anchor(tie))
        for frame in frames
        for tie in frame.itertuples()
    ]


def _matrix(kept: Cabinet, view: View) -> Drawn:
    shown = kept.shown(view)
    stand = standing.standing(shown)
    sheet = grid.layout(shown.case, stand, WIDTH)
    rows = _ties(shown.case, [stand.ties, stand.ahead])
    return Drawn(sheet, matrix.titles(shown), rows)


def _network(kept: Cabinet, view: View) -> Drawn:
    shown, course = kept.shown(view), kept.course(view)
    sheet = web.on_day(shown, course, shown.day, WIDTH)
    rows = _ties(shown.case, [web.standing_at(course.told, shown.day)])
    return Drawn(sheet, web.titles_of(shown, course, shown.day), rows)


def _strips(kept: Cabinet, view: View) -> Drawn:
    shown = kept.shown(view)
    marks = strips.marks(shown)
    rows = []
    for mark in marks.itertuples():
        row = shown.case.by_id[mark.record_id]
        date_ = wording.date_of(shown, row)
        rows.append((f"{mark.number} {_short(row)}: {date_}; {mark.status}", row[1]))
    there = set(marks.record_id)
    rows += [
        (f"{DASH} {_short(r)}: {wording.firm(shown, r)}", r.relation_id)
        for r in shown.case.rows("relations")
        if r.relation_id not in there
    ]
    title, below = strips.titles(shown, strips.strips(shown))
    below += " An asterisk: not in the article." * bool(marks.silent.any())
    return Drawn(tracks.layout(shown, WIDTH), (title, below), rows)


def _triads(kept: Cabinet, view: View) -> Drawn:
    shown = kept.shown(view)
    case, found = shown.case, triads.found_of(shown)
    sheet = triangles.layout(shown, WIDTH, found)
    rows = []
    for triad in found.rows:
        actors = naming.actor_list(case, triads.corners(triad))
        verdict = f"{triad.strong} for strong, {triad.weak} for weak balance"
        rows.append((f"{actors}: {verdict}", triads.anchor(triad)))
    return Drawn(sheet, triads.titles(shown, found), rows)


@dataclass(frozen=True)
class Pane:
    """A chart of the explorer: its name, what does not move it, how it is made.

    ``chart`` makes it in both faces, for a file.
    """

    title: str
    still: tuple[str, ...]
    draw: Callable[[Cabinet, View], Drawn]
    chart: Callable[[Shown], Picture]

    def key(self, view: View) -> str:
        """Write the part of a view that moves this chart: same key, same drawing."""
        return _key(view, set(self.still))


PANES = {
    "timeline": Pane("Timeline", timeline.STILL, _timeline, timeline.chart),
    "matrix": Pane("Matrix", matrix.STILL, _matrix, matrix.chart),
    "network": Pane("Network", network.STILL, _network, network.chart),
    "strips": Pane("Strips", strips.STILL, _strips, strips.chart),
    "triads": Pane("Triangles", triads.STILL, _triads, triads.chart),
}


# ---- the days of the slider ----------------------------------------------------------


def days(kept: Cabinet, view: View) -> list[date]:
    """List the days on which some tie of the case changes, up to the article's.

    Of more than ``MOST_DAYS`` every n-th, and the last.
    """
    view = View(**{name: getattr(view, name) for name in ("level", "memory", "dates")})
    changes = kept.course(view).changes
    step = -(-len(changes) // MOST_DAYS) or 1
    return changes[::-1][::step][::-1]
