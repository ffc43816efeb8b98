"""The evidence panel: our one widget with a script of its own."""

from pathlib import Path

import anywidget
from traitlets import Unicode

NOTHING = "Nothing is chosen yet"
HINT = (
    "<p>Choose a mark in a chart or a line in its list: its dates, its voices and its"
    " sources are here, and what touches it is outlined in every chart.</p>"
)


class Panel(anywidget.AnyWidget):
    """A card with its heading, links that choose, and a passage that no state holds.

    A class because a stock widget keeps all that it shows in its state. It sends
    ``{"choose": id}`` for a link, ``{"back": true}`` for Escape and ``{"shown": id}``
    once a card is up; it takes ``{"chosen": id, "passage": ...}`` as a message, which
    is stored nowhere.
    """

    _esm = Path(__file__).parent / "panel.js"
    _css = Path(__file__).parent / "panel.css"
    heading = Unicode(NOTHING).tag(sync=True)
    card = Unicode(HINT).tag(sync=True)
    chosen = Unicode("").tag(sync=True)

    def show(self, chosen: str, heading: str, card: str) -> None:
        """Show a card; blank shows what the panel is for."""
        with self.hold_sync():
            self.chosen = chosen
            self.heading = heading if chosen else NOTHING
            self.card = card if chosen else HINT
