import io
import warnings

import pytest
from matplotlib import image

from helpers.explorer import shapes, still
from tests.explorer import measure


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    return measure.plan(tmp_path_factory.mktemp("still") / "w")


def png_of(*words):
    rows = [shapes.text(10, 20 + 20 * i, w, 11.5) for i, w in enumerate(words)]
    return still.png(shapes.frame(rows), 300, 40 * len(words))


def test_the_same_shapes_give_the_same_pixels(laid):
    one, two = (still.png(laid.shapes, laid.width, laid.height) for _ in "ab")
    assert one == two


def test_other_shapes_give_other_pixels():
    assert png_of("one") != png_of("two")


def test_the_png_is_twice_the_size_of_the_sheet(laid):
    pixels = image.imread(
        io.BytesIO(still.png(laid.shapes, laid.width, laid.height)), format="png"
    )
    assert pixels.shape[:2] == (2 * laid.height, 2 * laid.width)


@pytest.mark.parametrize("words", ["漢字とかな", "שלום עולם", "مرحبا", "🕊 peace"])
def test_letters_outside_the_font_are_drawn_without_a_warning(words):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert png_of(words).startswith(b"\x89PNG")


@pytest.mark.parametrize("words", ["$x^2$ costs $5", r"$\frac{1}{2}$ \alpha"])
def test_dollars_and_backslashes_are_no_formulas(tmp_path, words):
    row = shapes.frame([shapes.text(5, 20, words, 11.5)])
    assert still.figure(row, 200, 40).axes[0].texts[0].get_text() == words
    assert png_of(words) != png_of(words.replace("$", "").replace("\\", ""))
