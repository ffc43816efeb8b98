"""What the explorer writes: the view as others can run it, figures, the report."""

import os
import threading
from collections.abc import Callable
from html import escape
from pathlib import Path

import ipywidgets

from helpers import paths
from helpers.case.cases import Case
from helpers.explorer import reproduce
from helpers.explorer.panes import PANES, Cabinet
from helpers.explorer.state import State


class Files:
    """The buttons that write, a progress bar, and links to what was written.

    A class because buttons and links share the state and the place where links stand.
    ``guard`` makes a handler say what went wrong.
    """

    def __init__(
        self, kept: Cabinet, state: State, guard: Callable[[Callable], Callable]
    ) -> None:
        self.kept, self.state, self.guard = kept, state, guard
        self.again = self._button("Reproduce this view", self._again)
        self.figure = self._button("Save figure", self._save)
        self.report = self._button("Make report", self._start)
        self.bar = ipywidgets.IntProgress(description="Report:")
        self.bar.layout.display = "none"
        self.written = ipywidgets.Output()
        self.buttons = [self.again, self.figure, self.report, self.bar]

    @property
    def whole(self) -> Case:
        """The case, whatever is asked."""
        return self.kept.whole

    def _button(self, told: str, act: Callable[[], None]) -> ipywidgets.Button:
        button = ipywidgets.Button(description=told, layout={"width": "auto"})
        button.on_click(self.guard(lambda _: act()))
        return button

    def _again(self) -> None:
        """Save the view, and write the commands that give it."""
        view = self.state.view
        file = reproduce.save(self.whole, view)
        chart = (*self.state.charts, "timeline")[0]
        lines = "\n".join(reproduce.commands(view, file, chart))
        self._tell(f"In the project's folder:<pre>{escape(lines)}</pre>", [file])

    def _save(self) -> None:
        """Write the open charts as files."""
        view, made = self.state.view, []
        for name in self.state.charts:
            chart = PANES[name].chart(self.kept.shown(view))
            made += reproduce.figure(self.whole, view, chart)
        self._tell("Saved:" if made else "No chart is open.", made)

    def _start(self) -> None:
        """Make the report beside the app, which goes on meanwhile."""
        self.report.disabled = True
        self.bar.value, self.bar.max = 0, len(paths.chapters()) + 1  # and the page
        self.bar.layout.display = None
        threading.Thread(target=self.guard(self._make), daemon=True).start()

    def _make(self) -> None:
        try:
            page = reproduce.page(self.state.view, self._step)
            self._tell("The report:", [page])
        finally:
            self.report.disabled = False
            self.bar.layout.display = "none"

    def _step(self, _: str) -> None:
        self.bar.value += 1

    def _tell(self, told: str, files: list[Path]) -> None:
        """Show what was written; ``told`` is HTML. Links lead from the notebook."""
        paths_ = {escape(os.path.relpath(f)): escape(reproduce.typed(f)) for f in files}
        links = "".join(f'<li><a href="{k}">{v}</a></li>' for k, v in paths_.items())
        html = f'<div role="status">{told}<ul>{links}</ul></div>'
        data = {"text/html": html, "text/plain": ", ".join(f.name for f in files)}
        self.written.outputs = (
            {"output_type": "display_data", "data": data, "metadata": {}},
        )
