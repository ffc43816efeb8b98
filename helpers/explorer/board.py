"""A chart with its list, redrawn only where what is asked moves it."""

from collections.abc import Callable
from html import escape

import ipywidgets

from helpers.case.spelling import folded
from helpers.explorer.canvas import Canvas
from helpers.explorer.panes import PANES, Cabinet
from helpers.view.parameters import View

HEAD, LINE = 34, 17  # pixels of a list's label, and of a line
MOST_ROWS = 400  # of a list; more take a browser longer than the chart


class Board:
    """One chart and its list.

    A class because both show the same records and are redrawn together.
    """

    def __init__(self, name: str, choose: Callable[[str], None]) -> None:
        self.pane = PANES[name]
        self.head, self.canvas = ipywidgets.HTML(), Canvas(choose)
        self.key, self.rows, self.filling = "", [], False
        self.names: dict[str, str] = {}  # what a record is found by, besides its line
        self.list = ipywidgets.Select(
            options=[],
            description=f"{self.pane.title}, its records:",
            layout={"width": "auto"},
        )
        self.list.add_class("dateline-list")
        # Hidden, never taken out: what a figure's first view has left behind would
        # stop the updates of the next.
        self.box = ipywidgets.VBox(
            [self.head, self.canvas.widget],
            layout={"flex": "0 0 auto", "overflow": "visible"},
        )
        self.show(0)
        self.list.observe(self._picked, "value")
        self._choose = choose

    def _picked(self, change: dict) -> None:
        if change["new"] and not self.filling:
            self._choose(change["new"])

    def show(self, rows: int) -> None:
        """Show the chart, and so many rows of its list; with none hide both."""
        display = None if rows else "none"
        self.box.layout.display = self.list.layout.display = display
        self.list.layout.height = f"{HEAD + LINE * rows}px"

    def draw(self, kept: Cabinet, view: View) -> bool:
        """Redraw where what is asked moves this chart; say whether it did."""
        key = self.pane.key(view)
        if key == self.key:
            return False
        drawn = self.pane.draw(kept, view)
        self.canvas.draw(drawn.sheet)
        self.head.value = _headed(*drawn.titles)
        self.key, self.rows, self.names = key, drawn.rows, kept.names
        return True

    def fill(self, wanted: str) -> None:
        """Fill the list with the records that all of some words are found by."""
        sought = folded(wanted).split()
        rows = [r for r in self.rows if not sought or self._fits(*r, sought)]
        shown = rows
        if len(rows) > MOST_ROWS:  # those with a mark in the chart go first
            drawn = {area.record_id for area in self.canvas.areas}
            shown = sorted(rows, key=lambda row: row[1] not in drawn)[:MOST_ROWS]
            hint = f"+{len(rows) - MOST_ROWS} more: find some words, or filter"
            shown.append((hint, ""))
        if not rows and sought:
            shown = [(f"Nothing is found for “{wanted.strip()}”", "")]
        if tuple(shown) != self.list.options:
            self.filling = True  # a list points at its first line by itself
            self.list.options, self.list.value = shown, None
            self.filling = False

    def _fits(self, told: str, one: str, sought: list[str]) -> bool:
        """Return whether a line, or a name of what it touches, has all the words."""
        ids = [one] if one in self.names else one.split("-")  # a tie's, of its actors
        text = " ".join([folded(told), *(self.names.get(i, "") for i in ids)])
        return all(word in text for word in sought)

    def mark(self, chosen: str, touched: set[str]) -> None:
        """Mark what is chosen and what it touches, in the chart and in its list."""
        self.canvas.mark(chosen, touched)
        listed = chosen and chosen in {i for _, i in self.list.options}
        self.list.value = chosen if listed else None


def _headed(title: str, subtitle: str) -> str:
    """Write a chart's title and subtitle; what is in them stays text."""
    return (
        f'<h3 class="dateline-title" dir="auto">{escape(title)}</h3>'
        f'<p class="dateline-subtitle" dir="auto">{escape(subtitle)}</p>'
    )
