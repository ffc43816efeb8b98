"""The look, in one place: matplotlib, plotly and the page all read these.

Sign is hue and glyph, certainty is fill, dashes mean an uncertain date and nothing
else. Every text colour holds 4.5:1 on its ground, in light and dark.
"""

import re

LIGHT = {
    "ground": "#ffffff",
    "panel": "#f6f7f9",
    "rule": "#dfe3e8",
    "ink": "#1b2530",
    "quiet": "#56616d",
    "bracket": "#7b8794",
    "cooperative": "#0b6cb3",
    "hostile": "#b84a00",
    "band": "#fdf3e3",  # said to be against the third actor, and nothing else
}
DARK = {
    "ground": "#14181d",
    "panel": "#1b2128",
    "rule": "#36404b",
    "ink": "#e8ebef",
    "quiet": "#aab4bf",
    "bracket": "#8b97a4",
    "cooperative": "#6cb2f2",
    "hostile": "#f0915a",
    "band": "#33291a",
}
SERIF = '"Source Serif Pro", Georgia, "DejaVu Serif", "Times New Roman", serif'
SANS = '"Source Sans Pro", system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif'
FONTS = {"serif": SERIF, "sans": SANS}
CHART_FONT = '"Source Sans Pro", "DejaVu Sans", Verdana, Arial, sans-serif'
WIDTHS = {  # of lines, by the class that a page has for each
    width: f"w{10 * width:g}" for width in (0.7, 1, 1.2, 1.4, 1.5, 1.6, 1.7, 1.8, 2, 3)
}


def css_variables() -> str:
    """Write fonts and palettes as CSS variables, dark where the reader asks for it."""

    def block(tokens: dict[str, str]) -> str:
        return "".join(f"--{name}:{value};" for name, value in tokens.items())

    return (
        f":root{{color-scheme:light dark;{block(FONTS | LIGHT)}}}"
        "@media (prefers-color-scheme:dark)"
        f"{{@media screen{{:root{{{block(DARK)}}}}}}}"
    )


def css_paints() -> str:
    """Write the classes by which shapes of charts take colours and widths of lines.

    One that has a stroke and no fill names no fill: its classes begin with the stroke.
    """
    kinds = (("f", "fill"), ("s", "stroke"), ("p", "stop-color"))
    wide = "".join(
        f".{name}{{stroke-width:{width:g}}}" for width, name in WIDTHS.items()
    )
    return f"[class^=s-]:not([fill]){{fill:none}}{wide}" + "".join(
        f".{letter}-{name}{{{attribute}:var(--{name})}}"
        for name in LIGHT
        for letter, attribute in kinds
    )


def recolour(svg: str) -> str:
    """Let an inline SVG take its colours from the page's variables.

    Only inside tags, and not in the description: a colour in a text is a text.
    """

    def tag(found: re.Match) -> str:
        text = found[0]
        for name, value in LIGHT.items():
            text = text.replace(value, f"var(--{name})")
        return text

    return re.sub(r"<(?!svg)[^>]*>", tag, svg)
