"""Time on a line: which day stands where.

A scale is a row of pieces, each linear: panels with a scale of their own, and breaks
that shorten a long gap to a fixed width. Days are whole; a day's point stands at its
middle.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from helpers.draw.panels import dense_window

BREAK = 26  # pixels that a shortened gap takes, whatever its length
PANEL_GAP = 24
FLOOR = 60  # days; no shorter gap is ever shortened
TIMES = 10  # a gap is long when it is this many times the median gap
LAST = date.max.toordinal() + 1.0
PAD = 12  # pixels kept free at either end of a panel


@dataclass(frozen=True)
class Piece:
    """A stretch of time from t0 to t1 (days) drawn from x0 to x1 (pixels)."""

    t0: float
    t1: float
    x0: float
    x1: float
    panel: int
    broken: bool = False


@dataclass(frozen=True)
class TimeScale:
    """A mapping from days to pixels, increasing.

    A class because places, panels, breaks and ticks must share the same pieces.
    """

    pieces: tuple[Piece, ...]

    def to_position(self, day: float) -> float:
        """Place a moment (a day number, its middle at .5) in pixels."""
        for piece in self.pieces:
            if day <= piece.t1:
                return _between(day, piece.t0, piece.t1, piece.x0, piece.x1)
        last = self.pieces[-1]
        return _between(day, last.t0, last.t1, last.x0, last.x1)

    @property
    def panels(self) -> list[tuple[float, float, float, float]]:
        """First and last day, left and right edge of each panel."""
        found: dict[int, list[Piece]] = {}
        for piece in self.pieces:
            found.setdefault(piece.panel, []).append(piece)
        return [(p[0].t0, p[-1].t1, p[0].x0, p[-1].x1) for p in found.values()]


def day_at(t: float) -> date:
    """Give the day of a moment, inside the calendar."""
    return date.fromordinal(int(min(max(t, 1), date.max.toordinal())))


def _between(v: float, v0: float, v1: float, w0: float, w1: float) -> float:
    return w0 if v1 == v0 else w0 + (v - v0) * (w1 - w0) / (v1 - v0)


def _gaps(days: list[int], lo: float, hi: float) -> list[tuple[float, float]]:
    """List the gaps between marks that are too long to be drawn at scale."""
    inner = sorted({d for d in days if lo <= d < hi})
    steps = [b - a for a, b in zip(inner, inner[1:], strict=False)]
    if not steps:
        return []
    long = max(FLOOR, TIMES * median(steps))
    pad = max(20.0, 0.08 * sum(s for s in steps if s <= long))
    return [
        (a + 1 + pad, b - pad)
        for a, b in zip(inner, inner[1:], strict=False)
        if b - a > long and b - a > 3 * pad
    ]


def _panel(
    days: list[int], lo: float, hi: float, x0: float, x1: float, panel: int, cut: bool
) -> list[Piece]:
    """Lay one panel out: stretches at one scale, long gaps shortened between them."""
    gaps = _gaps(days, lo, hi) if cut else []
    edges = [lo, *(t for gap in gaps for t in gap), hi]
    kept = [edges[i + 1] - edges[i] for i in range(0, len(edges), 2)]
    room = (x1 - x0) - BREAK * len(gaps)
    least = min(46.0, room / (len(kept) + 1))
    free = room - least * len(kept)
    pieces, x = [], x0
    for i in range(len(edges) - 1):
        broken = i % 2 == 1
        size = BREAK if broken else least + free * kept[i // 2] / sum(kept)
        pieces.append(Piece(edges[i], edges[i + 1], x, x + size, panel, broken))
        x += size
    return pieces


def fit(
    days: Iterable[date],
    x0: float,
    x1: float,
    gaps: str = "collapsed",
    until: date | None = None,
) -> TimeScale:
    """Make the scale for some days between two positions.

    ``days`` are every bound that will be drawn; ``until`` is the day the axis ends
    with, where there is one. With ``gaps="linear"`` one panel at one scale.
    """
    marks = sorted(d.toordinal() for d in days)
    if until:
        marks = [d for d in marks if d <= until.toordinal()] + [until.toordinal()]
    lo, hi = (marks[0], marks[-1] + 1) if marks else (0, 1)
    if hi - lo < 7:
        lo, hi = max(1, lo - 3), min(LAST, hi + 3)
    window = dense_window(marks) if gaps == "collapsed" else None
    if window is None:
        edge = max(1.0, PAD * (hi - lo) / max(1.0, x1 - x0 - 2 * PAD))
        low = max(1.0, lo - edge)
        high = min(LAST, hi + (0 if until else edge))
        return TimeScale(
            tuple(_panel(marks, low, high, x0, x1, 0, gaps == "collapsed"))
        )
    return _panelled(marks, lo, hi, window, x0, x1)


def _panelled(marks, lo, hi, window, x0, x1) -> TimeScale:
    """Give the dense stretch a panel and a scale of its own, the rest theirs."""
    first, last = window[0], window[1] + 1
    if hi - last <= last - first:  # too little is left for a panel of its own
        last = hi
    stretches = [(lo, first), (first, last), (last, hi)]
    stretches = [(a, b) for a, b in stretches if b - a > 2]
    share = sum(first <= m < last for m in marks) / len(marks)
    dense = min(0.56, max(0.45, share))
    others = sum(1 for a, b in stretches if a != first)
    room = (x1 - x0) - PANEL_GAP * (len(stretches) - 1)
    pieces: list[Piece] = []
    x = x0
    for panel, (a, b) in enumerate(stretches):
        is_dense = a == first
        size = room * (dense if is_dense else (1 - dense) / others)
        before = a - PAD * (b - a) / size if a == lo and not is_dense else a
        after = b + PAD * (b - a) / size if b == hi and not is_dense else b
        before, after = max(1.0, before), min(LAST, after)
        pieces += _panel(marks, before, after, x, x + size, panel, not is_dense)
        x += size + PANEL_GAP
    return TimeScale(tuple(pieces))


def skipped(piece: Piece) -> str:
    """Say how long a shortened gap is.

    >>> skipped(Piece(0, 4749, 0, 26, 0, True))
    '13 years'
    """
    days = piece.t1 - piece.t0
    years, months = days / 365.2425, days / 30.44
    if years >= 2:
        return f"{years:.0f} years"
    return f"{months:.0f} months" if months >= 2 else f"{days:.0f} days"


def ticks(scale: TimeScale, room: int = 48) -> list[tuple[float, str]]:
    """Choose round dates at which the axis is labelled: position and label.

    A stretch gets years, months or days, whichever leaves ``room`` pixels between
    two labels; one too short for a round date gets its middle, written as a month.
    """
    found: list[tuple[float, str]] = []
    for piece in scale.pieces:
        if piece.broken:
            continue
        rounds = _rounds(piece, room)
        for day, label in rounds:
            x = scale_in(piece, day.toordinal() + 0.5)
            if not found or x - found[-1][0] >= room:
                found.append((x, label))
    return found


def scale_in(piece: Piece, t: float) -> float:
    """Place a moment inside one piece."""
    return _between(t, piece.t0, piece.t1, piece.x0, piece.x1)


def _rounds(piece: Piece, room: int) -> list[tuple[date, str]]:
    per_day = (piece.x1 - piece.x0) / (piece.t1 - piece.t0)
    first = day_at(piece.t0 + 0.999)
    last = day_at(piece.t1 - 0.001)
    for days in (1, 2, 7, 14):
        if days * per_day >= room and (last - first).days <= 120:
            count = (last - first).days // days + 1
            every = [first + timedelta(days=days * i) for i in range(count)]
            return [(d, f"{d.day} {d:%b}") for d in every]
    for months in (1, 3):
        if months * 30.4 * per_day >= room * 1.3 and (last - first).days <= 1500:
            return [
                (d, f"{d:%b} {d.year}")
                for y in range(first.year, last.year + 1)
                for m in range(1, 13, months)
                if first <= (d := date(y, m, 1)) <= last
            ]
    for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
        if years * 365 * per_day >= room:
            inside = [
                date(y, 1, 1)
                for y in range(first.year, last.year + 1)
                if y % years == 0 and first <= date(y, 1, 1) <= last
            ]
            if inside:
                return [(d, str(d.year)) for d in inside]
    middle = day_at((piece.t0 + piece.t1) / 2)
    return [(middle, f"{middle:%b} {middle.year}")]
