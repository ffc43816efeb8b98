"""A sheet that shapes are laid out on from the top down, in pixels."""

from dataclasses import replace
from typing import NamedTuple

from helpers.draw import letters
from helpers.draw.marks import At, Shape

SMALL = 12.4  # pixels of the words beside marks
WIDE = "wide"  # the form that a file of its own has


class Run(NamedTuple):
    """Words in one look, of a text that may have several."""

    words: str
    bold: bool = False
    colour: str = "ink"


class Paper:
    """Shapes laid out from the top down; a class since each part moves the next."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []
        self.y = 0.0

    def text(self, x: float, words: str, size: float, **more) -> None:
        """Write a line of text whose middle lies at the height that is reached."""
        look = {"text": words, "size": size, "colour": "ink"} | more
        self.shapes.append(Shape("text", At(0, x), self.y, **look))

    def lines(self, x: float, lines: list[str], size: float, step: float, **look):
        """Write lines of text, each lower by a step."""
        for line in lines:
            self.text(x, line, size, **look)
            self.y += step

    def wrapped(
        self, x: float, words: str, room: float, size: float, step: float, **look
    ) -> None:
        """Write a text in as many lines of a width as it needs."""
        weight = 600 if look.get("bold") else 400
        family = letters.SERIF if look.get("serif") else letters.SANS
        lines = letters.wrap(words, room, size, weight, family)
        self.lines(x, lines, size, step, **look)

    def box(self, x0: float, y0: float, x1: float, y1: float, fill: str) -> None:
        """Draw a plain ground."""
        self.shapes.append(plain(x0, y0, x1, y1, fill))

    def line(self, x0: float, y0: float, x1: float, y1: float, **more) -> None:
        """Draw a plain line."""
        look = {"colour": "rule", "width": 1} | more
        self.shapes.append(Shape("line", At(0, x0), y0, At(0, x1), y1, **look))

    def put(self, shapes, x: float, plot: float) -> None:
        """Place shapes of a row in a plot of a width, at the height that is reached."""
        for one in shapes:
            if one.form not in ("", WIDE):
                continue
            ends = {"x0": _pixels(one.x0, x, plot), "y0": self.y + one.y0}
            if one.x1:
                ends |= {"x1": _pixels(one.x1, x, plot), "y1": self.y + one.y1}
            self.shapes.append(replace(one, **ends, size=one.size or SMALL))

    def flow(self, x: float, lines: list[list[Run]], size: float, step: float) -> None:
        """Write lines of words in several looks, each line lower by a step."""
        for line in lines:
            at = x
            for run in line:
                self.text(at, run.words, size, bold=run.bold, colour=run.colour)
                at += letters.width(f"{run.words} ", size, 600 if run.bold else 400)
            self.y += step


def plain(x0: float, y0: float, x1: float, y1: float, fill: str) -> Shape:
    """Return a plain ground."""
    return Shape("box", At(0, x0), y0, At(0, x1), y1, fill=fill)


def _pixels(at: At, x: float, plot: float) -> At:
    return At(0, x + at.part * plot + at.beside)


def broken(runs: list[Run], room: float, size: float) -> list[list[Run]]:
    """Break words in several looks into lines of a width, each look kept together."""
    lines: list[list[Run]] = [[]]
    left = room
    for run in runs:
        weight = 600 if run.bold else 400
        space = letters.width(" ", size, weight)
        for word in run.words.split():
            pieces = letters.wrap(word, room, size, weight)  # a word too wide is broken
            for nth, piece in enumerate(pieces):
                wide = letters.width(piece, size, weight)
                if nth or (lines[-1] and wide > left):
                    lines.append([])
                    left = room
                _add(lines[-1], run._replace(words=piece))
                left -= wide + space
    return [line for line in lines if line]


def _add(line: list[Run], run: Run) -> None:
    """Put a word at the end of a line, into the run of its look."""
    if line and line[-1][1:] == run[1:]:
        line[-1] = run._replace(words=f"{line[-1].words} {run.words}")
    else:
        line.append(run)
