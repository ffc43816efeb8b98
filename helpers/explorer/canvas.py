"""A sheet of shapes on a plotly FigureWidget that is redrawn in place."""

from collections.abc import Callable

import plotly.graph_objects as go

from helpers import theme
from helpers.draw.figure import hover
from helpers.explorer import image, shapes
from helpers.explorer.sheet import Sheet

CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,  # plotly.js 4 offers it by default
    "responsive": False,
}
PICTURE = {
    "xref": "x",
    "yref": "y",
    "x": 0,
    "y": 0,
    "sizing": "stretch",
    "layer": "below",
}
SIZED = ("width", "height", "xaxis", "yaxis")
PAD = 2  # pixels around what is marked
STEP = 18  # pixels between two points that feel the pointer
TALL = 32  # pixels between two rows of such points
TARGETS, TOUCHED, CHOSEN = range(3)  # the traces of a canvas


class Canvas:
    """One chart of the explorer: what is drawn, what is pointed at, what is marked.

    A class because the widget stays while sheets come and go. ``choose`` is called
    with the id of a mark that is clicked.
    """

    def __init__(self, choose: Callable[[str], None]) -> None:
        traces = [_targets(), _outline(1.2), _outline(3)]
        bare = {"template": "none"}  # plotly's own has a grid and a grey ground
        self.widget = go.FigureWidget(traces, ground(640, 200) | bare)
        self.widget._config = CONFIG  # a FigureWidget takes it no other way
        self.areas: list = []
        self.marked: list = []
        self.ids: list[str] = []  # of the points that feel the pointer
        self.widget.data[TARGETS].on_click(self._clicked)
        self._choose = choose

    def _clicked(self, _, points, __) -> None:
        """Choose what was clicked, unless it has gone meanwhile."""
        for nth in points.point_inds[:1]:
            if nth < len(self.ids):
                self._choose(self.ids[nth])

    def draw(self, sheet: Sheet) -> None:
        """Draw another sheet.

        As one image under the points that are pointed at: a browser draws it some times
        faster than hundreds of shapes. By ``plotly_update``, since the checks of a
        property's setter take longer than the rest of a redraw.
        """
        rows = shapes.rows(sheet.shapes)
        self.areas = [s for s in rows if s.shape == "target"]
        told = [hover(s.text) for s in self.areas]
        points = [(*at, n) for n, s in enumerate(self.areas) for at in spots(s)]
        self.ids = [self.areas[n].record_id for *_, n in points]
        drawn = image.address(image.svg(rows, sheet.width, sheet.height))
        picture = {
            **PICTURE,
            "source": drawn,
            "sizex": sheet.width,
            "sizey": sheet.height,
        }
        sized = ground(sheet.width, sheet.height)
        self.widget.plotly_update(
            {
                "x": [[x for x, _, _ in points]],
                "y": [[y for _, y, _ in points]],
                "hovertext": [[told[n] for *_, n in points]],
            },
            {"images": [picture]} | {name: sized[name] for name in SIZED},
            [TARGETS],
        )

    def mark(self, chosen: str, touched: set[str]) -> None:
        """Outline what is chosen, and thinner what it touches."""
        drawn = [
            _outlines([s for s in self.areas if s.record_id in ids])
            for ids in (touched - {chosen}, {chosen})
        ]
        if drawn != self.marked:
            self.marked = drawn
            at = {"x": [x for x, _ in drawn], "y": [y for _, y in drawn]}
            self.widget.plotly_restyle(at, [TOUCHED, CHOSEN])


def ground(width: int, height: int) -> dict:
    """Lay out a figure of fixed size in pixels, before anything is drawn on it."""
    axis = {"visible": False, "fixedrange": True}
    return {
        "width": width, "height": height, "showlegend": False,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0}, "hovermode": "closest",
        "hoverdistance": 12, "dragmode": False,
        "font": {"family": theme.CHART_FONT, "color": theme.LIGHT["ink"]},
        "paper_bgcolor": theme.LIGHT["ground"], "plot_bgcolor": theme.LIGHT["ground"],
        "hoverlabel": {"bgcolor": theme.LIGHT["panel"], "align": "left",
                       "bordercolor": theme.LIGHT["bracket"],
                       "font": {"size": 12, "color": theme.LIGHT["ink"]}},
        "xaxis": {"range": [0, width], **axis},
        "yaxis": {"range": [height, 0], **axis},
    }  # fmt: skip


def spots(s) -> list[tuple[float, float]]:
    """Cover an area with points that feel the pointer, in rows where it is tall."""
    across = max(1, round((s.x1 - s.x0) / STEP))
    down = max(1, round((s.y1 - s.y0) / TALL))
    xs = [round(s.x0 + (i + 0.5) * (s.x1 - s.x0) / across, 1) for i in range(across)]
    ys = [round(s.y0 + (i + 0.5) * (s.y1 - s.y0) / down, 1) for i in range(down)]
    return [(x, y) for y in ys for x in xs]


def _targets() -> dict:
    """Return the trace of the points that feel the pointer, without a point."""
    unseen = {"size": 20, "opacity": 0}
    empty = {"type": "scatter", "x": [], "y": []}
    return {**empty, "mode": "markers", "hoverinfo": "text", "marker": unseen}


def _outline(width: float) -> dict:
    """Return the trace of outlines of a width, without an outline."""
    line = {"color": theme.LIGHT["ink"], "width": width}
    empty = {"type": "scatter", "x": [], "y": []}
    return {**empty, "mode": "lines", "hoverinfo": "skip", "line": line}


def _outlines(areas: list) -> tuple[list, list]:
    """Draw boxes around areas as one line with gaps."""
    xs, ys = [], []
    for s in areas:
        x0, y0, x1, y1 = s.x0 - PAD, s.y0 - PAD, s.x1 + PAD, s.y1 + PAD
        xs += [x0, x1, x1, x0, x0, None]
        ys += [y0, y0, y1, y1, y0, None]
    return xs, ys
