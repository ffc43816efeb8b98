"""The look: what is written on what can be read, in both palettes."""

import re

import pytest

from helpers import theme

GROUNDS = ("ground", "panel", "band")
WORDS = ("ink", "quiet", "cooperative", "hostile")
PALETTES = pytest.mark.parametrize(
    "palette", [theme.LIGHT, theme.DARK], ids=["light", "dark"]
)


def light(colour):
    """Return the relative luminance of a colour, as WCAG defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    high, low = sorted([light(one), light(other)], reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_counted_as_wcag_counts_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@PALETTES
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("word", WORDS)
def test_every_colour_of_a_text_can_be_read_on_every_ground(palette, ground, word):
    assert contrast(palette[word], palette[ground]) >= 4.5


@PALETTES
def test_a_bracket_is_seen_on_ground_and_panel(palette):
    assert min(contrast(palette["bracket"], palette[g]) for g in GROUNDS) >= 3


def test_both_palettes_have_the_same_names_and_no_colour_twice():
    assert list(theme.LIGHT) == list(theme.DARK)
    for palette in (theme.LIGHT, theme.DARK):
        assert len(set(palette.values())) == len(palette)


def test_the_dark_palette_is_for_the_screen_alone():
    css = theme.css_variables()
    light_part, dark_part = css.split("@media (prefers-color-scheme:dark)")
    assert all(f"--{n}:{v};" in light_part for n, v in theme.LIGHT.items())
    assert re.match(r"\{@media screen\{:root\{", dark_part)
    assert all(f"--{n}:{v};" in dark_part for n, v in theme.DARK.items())


def test_a_drawing_takes_its_colours_from_the_page_and_texts_stay():
    ink = theme.LIGHT["ink"]
    svg = f'<svg><text fill="{ink}">a {ink} line</text></svg>'
    assert (
        theme.recolour(svg) == f'<svg><text fill="var(--ink)">a {ink} line</text></svg>'
    )
