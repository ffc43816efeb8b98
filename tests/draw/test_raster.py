"""Shapes in pixels: a PNG with all that was laid out, the same each time."""

import io
import warnings

import numpy as np
import pytest
from PIL import Image

from helpers import theme
from helpers.draw import letters, raster
from helpers.draw.marks import At, Shape

SIZE = (200, 100)


def box(fade=None, fill="hostile"):
    return Shape("box", At(0, 20), 40, At(0, 180), 60, fill=fill, fade=fade)


def drawn(*shapes):
    return Image.open(io.BytesIO(raster.png(list(shapes), *SIZE))).convert("RGB")


def pixel(image, x, y):
    return image.getpixel((2 * x, 2 * y))


def rgb(name):
    value = theme.LIGHT[name]
    return tuple(int(value[n : n + 2], 16) for n in (1, 3, 5))


def test_the_same_shapes_give_the_same_png():
    shapes = [box((0.0, 1.0)), Shape("text", At(0, 5), 20, text="Five", size=14)]
    one, two = (raster.png(shapes, *SIZE) for _ in range(2))
    assert one.startswith(b"\x89PNG") and one == two


def test_it_is_twice_the_size_and_has_the_ground_of_the_theme():
    image = drawn(box())
    assert image.size == (400, 200)
    assert pixel(image, 5, 5) == pytest.approx(rgb("ground"), abs=1)
    assert pixel(image, 100, 50) == pytest.approx(rgb("hostile"), abs=1)
    assert pixel(image, 100, 70) == pytest.approx(rgb("ground"), abs=1)


def test_a_fade_covers_more_and_more():
    image = drawn(box((0.0, 1.0)))
    blue = [pixel(image, x, 50)[2] for x in (22, 60, 100, 140, 178)]
    assert blue == sorted(blue, reverse=True) and len(set(blue)) == 5
    assert pixel(image, 22, 50) == pytest.approx(rgb("ground"), abs=6)
    assert pixel(image, 178, 50) == pytest.approx(rgb("hostile"), abs=6)
    assert pixel(image, 100, 30) == pytest.approx(rgb("ground"), abs=1)


@pytest.mark.parametrize("bold", [False, True])
def test_letters_are_no_wider_than_they_are_measured(bold):
    told = "all concern smaller claims"
    text = Shape("text", At(0, 0), 50, text=told, size=12.4, bold=bold, colour="ink")
    image = drawn(text)
    dark = np.flatnonzero(np.asarray(image.convert("L")).min(axis=0) < 200)
    wide = letters.width(told, 12.4, 600 if bold else 400)
    assert wide - 4 < (dark[-1] + 1) / 2 <= wide


@pytest.mark.parametrize("words", ["漢字とかな", "שלום עולם", "مرحبا", "🕊 peace"])
def test_letters_outside_the_font_are_drawn_without_a_warning(words):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        one = raster.png([Shape("text", At(0, 5), 20, text=words, size=14)], *SIZE)
    assert one.startswith(b"\x89PNG")


def test_what_comes_later_lies_above():
    image = drawn(box(), box(fill="cooperative"))
    assert pixel(image, 100, 50) == pytest.approx(rgb("cooperative"), abs=1)


@pytest.mark.parametrize(
    "shape",
    [
        Shape("disc", At(0, 100), 50, y1=5, colour="ink", fill="ink", width=1),
        Shape("line", At(0, 90), 50, At(0, 110), 50, colour="ink", width=4),
        Shape("path", At(0, 100), 50, fill="ink", points=((-9, -9), (9, -9), (0, 9))),
        Shape("path", At(0, 100), 50, colour="ink", width=4, points=((-9, 0), (9, 0))),
    ],
)
def test_each_kind_of_shape_is_drawn_where_it_is(shape):
    image = drawn(shape)
    assert pixel(image, 100, 50) == pytest.approx(rgb("ink"), abs=2)
    assert pixel(image, 130, 50) == pytest.approx(rgb("ground"), abs=2)


def test_a_text_is_text_whatever_it_holds():
    plain = Shape("text", At(0, 10), 50, text="a", size=20, colour="ink")
    blank = drawn()
    for words in ("$x^2$", "\\alpha", "<b>&", "\u05d4\u05d4"):
        one = Shape("text", At(0, 10), 50, text=words, size=20, colour="ink")
        assert drawn(one).tobytes() not in (blank.tobytes(), drawn(plain).tobytes())
