"""Shapes of rows written as SVG: for a place of any width, or for a file of its own.

In a page a place is a part of the width and colours are classes; a file of its own has
pixels, its colours as attributes, and the dark ones for whoever asks for them, unless
it is to have one palette whoever looks.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from html import escape
from itertools import groupby, pairwise

from helpers import theme
from helpers.draw import letters
from helpers.draw.marks import At, Shape
from helpers.draw.rows import NOTE as SMALL

Palette = dict[str, str]
ANCHOR = {"left": "", "center": "middle", "right": "end"}
SANS = "'Source Sans Pro','Source Sans 3',Arial,'DejaVu Sans',sans-serif"
SERIF = "'Source Serif Pro','Source Serif 4',Georgia,'DejaVu Serif',serif"
LIFT = None  # between the points of a path: the pen goes on without a line
MIDDLE_OF_LETTERS = 0.33  # of their size, from the middle of a line to its baseline


def number(value: float) -> str:
    """Write a number to a tenth, and no longer than it must be."""
    return f"{round(value, 1) + 0:.9g}"


def gradient(name: str, shape: Shape) -> str:
    """Name the gradient that a shape fades by."""
    low, high = (round(100 * part) for part in shape.fade)
    return f"{name}-{shape.fill}-{low}-{high}"


def gradients(
    name: str, shapes: Iterable[Shape], palette: Palette = theme.LIGHT
) -> str:
    """Write the gradients that some shapes need, each once."""
    there = {gradient(name, s): s for s in shapes if s.fade}
    written = ""
    for key, s in sorted(there.items()):
        look = f'class="p-{s.fill}" stop-color="{palette[s.fill]}"'
        stops = (f'<stop offset="{at}" {look} stop-opacity="{part:g}"/>'
                 for at, part in enumerate(s.fade))  # fmt: skip
        written += f'<linearGradient id="{key}">{"".join(stops)}</linearGradient>'
    return written


def _paint(s: Shape, name: str, palette: Palette | None) -> str:
    """Write the look of a shape: classes, and colours where it has a palette."""
    classes, more = [], []
    width = 0 if s.kind == "text" else s.width
    fill = s.colour if s.kind == "text" else "" if s.fade else s.fill
    stroke = s.colour if width else ""
    for letter, attribute, colour in (("f", "fill", fill), ("s", "stroke", stroke)):
        if colour:
            classes.append(f"{letter}-{colour}")
            if palette:
                more.append(f'{attribute}="{palette[colour]}"')
    if s.fade:
        more.append(f'fill="url(#{gradient(name, s)})"')
    elif not s.fill and s.kind in ("path", "box", "disc") and (palette or not classes):
        more.append('fill="none"')
    if width in theme.WIDTHS and not palette:
        classes.append(theme.WIDTHS[width])
    elif width:
        more.append(f'stroke-width="{width:g}"')
    if s.dash:
        more.append('stroke-dasharray="3 2"')
    if s.form:
        classes.append(f"in-{s.form}")
    told = f' class="{" ".join(classes)}"' if classes else ""
    return told + "".join(f" {one}" for one in more)


def _percent(part: float) -> str:
    return f"{100 * part:.2f}".rstrip("0").rstrip(".") + "%"


def _drawn(s: Shape, look: str, at: Callable[[At], str], moved: str = "") -> str:
    """Write a shape that is no text; ``at`` writes a place across."""
    left, top = at(s.x0), number(s.y0)
    if s.kind == "line":
        place = f'x1="{left}" y1="{top}" x2="{at(s.x1)}" y2="{number(s.y1)}"'
        return f"<line {place}{moved}{look}/>"
    if s.kind == "box":
        part = s.x1.part - s.x0.part
        wide = _percent(part) if part else number(s.x1.beside - s.x0.beside)
        size = f'width="{wide}" height="{number(s.y1 - s.y0)}"'
        return f'<rect x="{left}" y="{top}" {size}{moved}{look}/>'
    if s.kind == "disc":
        return f'<circle cx="{left}" cy="{top}" r="{number(s.y1)}"{moved}{look}/>'
    if not s.x0.part:
        return f'<path d="{_path(s, s.x0.beside, s.y0)}"{look}/>'
    inner = f'<path d="{_path(s, s.x0.beside, 0)}"{look}/>'
    return f'<svg x="{left}" y="{top}">{inner}</svg>'


def _across(s: Shape, name: str) -> str:
    """Write a shape whose places are parts of a width."""
    look, by = _paint(s, name, None), number(s.x0.beside)
    if s.kind != "text":
        moved = f' transform="translate({by})"' if s.x0.beside else ""
        return _drawn(s, look, lambda at: _percent(at.part), moved)
    aside = f' dx="{by}"' if s.x0.beside else ""
    place = f'x="{_percent(s.x0.part)}" y="{number(s.y0 + 4)}"{aside}'
    return f"<text {place}{_letters(s)}{look}>{_text(s)}</text>"


def _path(s: Shape, x: float, y: float) -> str:
    """Write a path around a place, closed where it is filled."""
    steps = ""
    for before, point in pairwise((LIFT, *s.points)):
        if point is not LIFT:
            across, down = number(x + point[0]), number(y + point[1])
            steps += f"{'M' if before is LIFT else 'L'}{across},{down}"
    return steps + "Z" * bool(s.fill)


def _joined(shapes: Iterable[Shape]) -> Iterable[Shape]:
    """Put strokes that follow each other and look alike into one path."""
    for look, run in groupby(shapes, _stroke):
        if look:
            strokes = [point for one in run for point in (LIFT, *one.points)]
            yield replace(look, points=tuple(strokes))
        else:
            yield from run


def _stroke(s: Shape) -> Shape | None:
    """Return the look of a stroke, without its places; None of anything else."""
    return replace(s, points=()) if s.kind == "path" and not s.fill else None


def _letters(s: Shape) -> str:
    anchor = f' text-anchor="{ANCHOR[s.align]}"' if ANCHOR[s.align] else ""
    return anchor + (' font-weight="600"' if s.bold else "")


def _text(s: Shape) -> str:
    return escape(s.text, quote=False)


def inline(shapes: Iterable[Shape], name: str) -> str:
    """Write shapes for a place of any width inside an SVG."""
    return "".join(_across(one, name) for one in _joined(shapes))


# ---- a file of its own --------------------------------------------------------------


def placed(shapes: Iterable[Shape], name: str) -> str:
    """Write shapes that are laid out in pixels inside an SVG of a page."""
    return "".join(_fixed(one, name, None) for one in _joined(shapes))


def _fixed(s: Shape, name: str, palette: Palette | None) -> str:
    """Write a shape that is laid out in pixels."""
    look = _paint(s, name, palette)
    if s.kind != "text":
        return _drawn(s, look, lambda at: number(at.beside))
    low = s.y0 + MIDDLE_OF_LETTERS * (s.size or SMALL)
    place = f'x="{number(s.x0.beside)}" y="{number(low)}"'
    face = f' font-family="{SERIF}"' if s.serif and palette else ""
    size = f' font-size="{s.size:g}"' if s.size else ""
    size += _measured(s) if palette else ""
    return f"<text {place}{size}{face}{_letters(s)}{look}>{_text(s)}</text>"


def _measured(s: Shape) -> str:
    """Write how wide a text is, so that it is as wide in any other font."""
    family, weight = s.face
    wide = letters.width(s.text, s.size or SMALL, weight, family)
    if not wide or not letters.has(s.text, weight, family):
        return ""
    return f' textLength="{number(wide)}" lengthAdjust="spacingAndGlyphs"'


def alone(
    shapes: list[Shape],
    name: str,
    width: int,
    height: int,
    alt: str,
    palette: Palette | None = None,
    wide: tuple[float, str] = (0, ""),
) -> str:
    """Write shapes laid out in pixels as a file that stands by itself.

    With ``palette`` it has these colours whoever looks; ``wide`` is how wide it is
    shown, and in which unit.
    """
    colours, (shown, unit) = palette or theme.LIGHT, wide
    style = "" if palette else f"<style>{_dark(shapes)}</style>"
    size = f'width="{width}" height="{height}"'
    if shown:
        size = f'width="{shown:g}{unit}" height="{shown * height / width:g}{unit}"'
    ground = Shape("box", At(0, 0), 0, At(0, width), height, fill="ground")
    drawn = "".join(_fixed(one, name, colours) for one in _joined((ground, *shapes)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}'
        f' viewBox="0 0 {width} {height}" font-family="{SANS}"'
        f' aria-label="{escape(alt)}">{style}'
        f"<defs>{gradients(name, shapes, colours)}</defs>{drawn}</svg>"
    )


def _dark(shapes: list[Shape]) -> str:
    """Write the dark colours of some shapes, for whoever asks for them."""
    rules = "".join(
        f".{letter}-{colour}{{{attribute}:{value}}}"
        for colour, value in theme.DARK.items()
        for letter, attribute in (("f", "fill"), ("s", "stroke"), ("p", "stop-color"))
        if any(colour in (s.fill, s.colour) for s in shapes)
    )
    return f"@media (prefers-color-scheme:dark){{{rules}}}"
