"""The app: controls, charts, lists and evidence over one state."""

import threading
from collections.abc import Callable
from functools import wraps
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets

from helpers.case import dates
from helpers.case.cases import Case
from helpers.explorer import controls, evidence, panes, passage
from helpers.explorer.board import Board
from helpers.explorer.files import Files
from helpers.explorer.panel import Panel
from helpers.explorer.panes import PANES, WIDTH, Cabinet
from helpers.explorer.state import State
from helpers.text import summary
from helpers.view import parameters, relations
from helpers.view.parameters import View
from helpers.view.shown import Shown

HIGH = "max(520px, 78vh)"  # of charts and evidence; each scrolls for itself
ROWS = {1: 8, 2: 5}  # of a list, by how many charts are open; else 4
AUTO = {"width": "auto"}  # as wide as its words
ROW = {"flex_flow": "row wrap", "align_items": "center"}


class App:
    """An explorer of one case.

    A class because widgets, state and what is kept of the case live as long as it is
    shown. Handlers change ``state``; what is shown follows it.
    """

    def __init__(
        self, whole: Case, view: View, article: str | Path | None = None
    ) -> None:
        self.kept, self.state = Cabinet(whole), State(view=view)
        self.kept.shown(view)  # refuses what is not in the case
        self.acting, self.settling = threading.local(), False
        self.paragraphs: list[str] = []
        self.boards = {name: Board(name, self.guard(self.choose)) for name in PANES}
        self.message, self.count = ipywidgets.HTML(), ipywidgets.HTML()
        self.controls = controls.make(whole, self.guard(self.ask))
        self.files = Files(self.kept, self.state, self.guard)
        self.box = self._lay_out()
        self._listen()
        self._show_view()
        self.guard(self._bring)(article)

    def _repr_mimebundle_(self, **how) -> dict:
        return self.box._repr_mimebundle_(**how)

    # ---- what the reader does ------------------------------------------------------

    def ask(self, **changes: Any) -> None:
        """Ask for another view; one that cannot be used changes nothing."""
        view = parameters.view(dict(self.state.view) | changes)
        self.kept.shown(view)
        self.state.view = view

    def choose(self, chosen: str) -> None:
        """Choose a record, a tie or a source; blank chooses nothing."""
        if not chosen or evidence.exists(self.kept.whole, chosen):
            self.state.choose(chosen)

    def guard(self, act: Callable, clears: bool = True) -> Callable:
        """Make a handler say in one sentence what went wrong, and let the app go on.

        What was said before goes, unless nobody had a hand in it (``clears``).
        """

        @wraps(act)
        def guarded(*given, **named):
            depth = getattr(self.acting, "depth", 0)
            if clears and not depth:  # one handler may set off others
                self._say("")
            self.acting.depth = depth + 1
            try:
                return act(*given, **named)
            except Exception as error:  # whatever it is, the reader should know
                lines = str(error).strip().splitlines() or [""]
                named = isinstance(error, ValueError | RuntimeError | OSError)
                self._say(lines[0] if named else f"{type(error).__name__}: {lines[0]}")
                self._show_controls()
            finally:
                self.acting.depth = depth

        return guarded

    def _say(self, told: str) -> None:
        problem = f'<p class="dateline-problem">{escape(told)}</p>' if told else ""
        self.message.value = f'<div role="status">{problem}</div>'

    def _bring(self, article: str | Path | None) -> None:
        """Read the reader's own copy of the article."""
        if article:
            self.paragraphs = passage.read(self.kept.whole, article)

    # ---- how it is laid out --------------------------------------------------------

    def _lay_out(self) -> ipywidgets.VBox:
        box = ipywidgets.VBox(
            [
                self._top(),
                self._middle(),
                self.grid,
                self.count,
                self.message,
                self.files.written,
                self._body(),
            ]
        )
        box.add_class("dateline-app")
        return box

    def _top(self) -> ipywidgets.HBox:
        """Lay out which charts are open, and the day."""
        tick = {"width": "auto", "margin": "0 12px 0 0"}
        self.open = {
            name: ipywidgets.Checkbox(
                value=name in self.state.charts,
                description=pane.title,
                indent=False,
                layout=tick,
            )
            for name, pane in PANES.items()
        }
        self.slider = ipywidgets.SelectionSlider(
            options=[("no day", "")],
            description="As of:",
            layout={"width": "400px"},
        )
        self.play = ipywidgets.Play(interval=900, min=0, max=0)
        ipywidgets.jslink((self.play, "value"), (self.slider, "index"))
        label = ipywidgets.Label("Charts:")
        widgets = [label, *self.open.values(), self.slider, self.play]
        return ipywidgets.HBox(widgets, layout=ROW)

    def _middle(self) -> ipywidgets.HBox:
        """Lay out what opens the filters, clears them, and finds in the lists."""
        self.filters = ipywidgets.ToggleButton(
            description="Filters",
            icon="filter",
            layout=AUTO,
            tooltip="Show or hide the controls that choose records",
        )
        self.clear = _button("Clear", "Back to the whole case")
        self.find = ipywidgets.Text(
            description="Find:",
            placeholder="words, ids, any name",
            style={"description_width": "40px"},
            layout={"width": "300px"},
        )
        self.grid = ipywidgets.GridBox(
            [control.box for control in self.controls.values()],
            layout={
                "grid_template_columns": "repeat(auto-fill, minmax(340px, 1fr))",
                "display": "none",
                "grid_gap": "4px 12px",
            },
        )
        chosen = [self.filters, self.clear, self.find]
        return ipywidgets.HBox([*chosen, *self.files.buttons], layout=ROW)

    def _body(self) -> ipywidgets.HBox:
        """Lay out the charts, and the evidence beside them."""
        self.charts = ipywidgets.VBox(
            [board.box for board in self.boards.values()],
            layout={"flex": f"0 1 {WIDTH + 24}px", "height": HIGH, "overflow": "auto"},
        )
        self.charts.add_class("dateline-charts")
        self.panel = Panel(layout={"flex": "1 1 auto", "overflow": "hidden"})
        self.back = _button("Back", "To what was chosen before", "arrow-left")
        self.hold = _button("Compare with ...")
        self.order = ipywidgets.HTML()
        self.lists = ipywidgets.VBox(
            [board.list for board in self.boards.values()], layout={"flex": "0 0 auto"}
        )
        buttons = ipywidgets.HBox([self.back, self.hold], layout={"flex": "0 0 auto"})
        aside = ipywidgets.VBox(
            [self.lists, buttons, self.order, self.panel],
            layout={"flex": "1 1 280px", "height": HIGH, "min_width": "260px"},
        )
        return ipywidgets.HBox([self.charts, aside], layout={"flex_flow": "row wrap"})

    def _listen(self) -> None:
        """Let each widget change the state, and the state what is shown."""
        for tick in self.open.values():
            tick.observe(self.guard(self._open), "value")
        self.slider.observe(self.guard(self._move), "value")
        self.filters.observe(self._fold, "value")
        self.find.observe(self.guard(self._fill), "value")
        self.panel.on_msg(self.guard(self.heard, clears=False))
        self.clear.on_click(self.guard(self._clear))
        self.back.on_click(self.guard(lambda _: self.state.back()))
        self.hold.on_click(self.guard(self._hold))
        shows = {
            ("view",): self._show_view,
            ("charts",): self._show_charts,
            ("chosen", "held"): self._show_chosen,
        }
        for names, show in shows.items():
            self.state.observe(self.guard(lambda _, show=show: show()), list(names))

    def _open(self, _) -> None:
        self.state.charts = tuple(n for n, tick in self.open.items() if tick.value)

    def _move(self, change: dict) -> None:
        if not self.settling:
            self.ask(as_of=change["new"])

    def _fold(self, change: dict) -> None:
        self.grid.layout.display = "grid" if change["new"] else "none"

    def _fill(self, _) -> None:
        for name in self.state.charts:
            self.boards[name].fill(self.find.value)
        self._show_marks()

    def _clear(self, _) -> None:
        self.state.view = View(case=self.state.view.case)

    def _hold(self, _) -> None:
        self.state.held = "" if self.state.held else self.state.chosen

    def heard(self, _, message: dict, __) -> None:
        """Take what the panel says: a link was followed, a way back, a card is up."""
        if "choose" in message:
            self.choose(message["choose"])
        elif "back" in message:
            self.state.back()
        elif self.paragraphs and message.get("shown") == self.state.chosen:
            passages = passage.of(self.kept.whole, self.paragraphs, self.state.chosen)
            self.panel.send({"chosen": self.state.chosen, "passage": passages})

    # ---- what is shown -------------------------------------------------------------

    def _show_view(self) -> None:
        """Show another view: its controls, its day, its counts, its charts."""
        view = self.state.view
        counts = summary.hidden(self.kept.shown(view))
        self.count.value = f'<p role="status">{escape(str(counts))}</p>'
        self._show_controls()
        self._show_day(view)
        self._draw_charts()
        self._show_chosen()

    def _show_controls(self) -> None:
        for name, control in self.controls.items():
            control.show(getattr(self.state.view, name))

    def _show_day(self, view: View) -> None:
        """Put the slider on the day asked for, among those on which a tie changes."""
        options = _stops(self.kept, view)
        if tuple(options) != self.slider.options:
            self.settling = True  # a slider goes to its first stop by itself
            self.slider.options, self.slider.value = options, view.as_of
            self.settling = False
            self.play.max = len(options) - 1
            self.slider.disabled = self.play.disabled = len(options) < 2
        self.slider.value = view.as_of

    def _show_charts(self) -> None:
        """Show the open charts, and mark in them what is chosen."""
        self._draw_charts()
        self._show_marks()

    def _draw_charts(self) -> None:
        """Show the open charts, redrawn where what is asked moves them."""
        shown, rows = self.state.charts, ROWS.get(len(self.state.charts), 4)
        for name, board in self.boards.items():
            board.show(rows if name in shown else 0)
            if name in shown and board.draw(self.kept, self.state.view):
                board.fill(self.find.value)

    def _show_marks(self) -> None:
        chosen = self.state.chosen
        touched = evidence.touching(Shown(self.kept.whole, self.state.view), chosen)
        for name in self.state.charts:
            self.boards[name].mark(chosen, touched)

    def _show_chosen(self) -> None:
        """Fill the panel with the evidence of what is chosen, and mark it."""
        chosen, view = self.state.chosen, self.state.view
        if chosen:
            shown = self.kept.shown(view)
            title = evidence.title(shown.case, chosen)
            self.panel.show(chosen, title, evidence.card(shown, chosen))
        else:
            self.panel.show("", "", "")
        self.back.disabled = not self.state.trail
        self._show_order()
        self._show_marks()

    def _show_order(self) -> None:
        """Write which of two came first, where one is held beside the other."""
        held, chosen = self.state.held, self.state.chosen
        self.hold.disabled = not held and chosen[:1] not in tuple(evidence.LETTERS)
        self.hold.description = "Stop comparing" if held else "Compare with ..."
        if not held:
            self.order.value = ""
            return
        answer = "Choose the other."
        if chosen and chosen != held:
            view = self.state.view
            answer = evidence.which_first(Shown(self.kept.whole, view), held, chosen)
        beside = evidence.title(self.kept.whole, held)
        self.order.value = (
            f'<p role="status"><b>Beside “{escape(beside)}”:</b> {escape(answer)}</p>'
        )


def _button(
    description: str, tooltip: str | None = None, icon: str = ""
) -> ipywidgets.Button:
    """Make a button as wide as its words."""
    return ipywidgets.Button(
        description=description,
        tooltip=tooltip,
        icon=icon,
        layout=AUTO,
    )


def _stops(kept: Cabinet, view: View) -> list[tuple[str, str]]:
    """List the stops of the slider: a day in words and as a parameter.

    The last stands for no day asked for: the article's own.
    """
    found = {str(day): day for day in panes.days(kept, view)}
    if view.as_of:
        found[view.as_of] = view.known_by
    last = relations.day(kept.whole, view.model_copy(update={"as_of": ""}))
    stops = sorted(found, key=found.get)
    told = [(dates.day_in_words(found[stop], stop), stop) for stop in stops]
    return [*told, (dates.day_in_words(last) if last else "no day", "")]
