import io
import re
import warnings
from xml.etree import ElementTree

import pytest
from matplotlib import image

from helpers.charts import shapes, still
from tests.charts import measure

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    return measure.plan(tmp_path_factory.mktemp("still") / "w")


def svg_of(*words):
    rows = [shapes.text(10, 20 + 20 * i, w, 11.5) for i, w in enumerate(words)]
    return still.svg(shapes.frame(rows), 300, 40 * len(words), "alt")


def texts(svg):
    return [
        "".join(t.itertext()) for t in ElementTree.fromstring(svg).iter(f"{SVG}text")
    ]


def test_the_same_shapes_give_the_same_svg(laid):
    one, two = (still.svg(laid.shapes, laid.width, laid.height, "alt") for _ in "ab")
    assert one == two


def test_the_same_shapes_give_the_same_pixels(laid):
    one, two = (still.png(laid.shapes, laid.width, laid.height) for _ in "ab")
    assert one == two


def test_other_shapes_give_another_svg():
    assert svg_of("one") != svg_of("two")


def test_every_text_of_the_chart_is_text_in_the_svg(laid):
    found = texts(still.svg(laid.shapes, laid.width, laid.height, "alt"))
    wanted = [s.text for s in laid.shapes.itertuples() if s.shape == "text" and s.text]
    assert sorted(found) == sorted(wanted)


def test_an_svg_holds_no_date_no_creator_and_no_address_of_others(laid):
    svg = still.svg(laid.shapes, laid.width, laid.height, "alt")
    assert not re.search(r"<metadata|dc:date|creator|matplotlib", svg, re.IGNORECASE)
    assert set(re.findall(r"https?://[^\"' ]+", svg)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }


def test_an_svg_is_as_large_as_its_sheet_and_says_what_it_shows(laid):
    svg = still.svg(laid.shapes, laid.width, laid.height, 'a "b" <c> & d')
    root = ElementTree.fromstring(svg)
    assert (root.get("width"), root.get("height")) == (
        str(laid.width),
        str(laid.height),
    )
    assert (root.get("role"), root.get("aria-label")) == ("img", 'a "b" <c> & d')


def test_an_svg_bears_no_id_so_that_a_page_may_hold_several(laid):
    svg = still.svg(laid.shapes, laid.width, laid.height, "")
    assert not re.findall(r'\bid="|url\(#', svg)


@pytest.mark.parametrize(
    "words", ["$x^2$ costs $5", r"$\frac{1}{2}$ \alpha", "5 $ and 6 $", "a_b^c {d} %"]
)
def test_dollars_and_backslashes_are_no_formulas(words):
    assert texts(svg_of(words)) == [words]


def test_markup_in_a_text_is_text():
    svg = svg_of("<b>x</b></text></svg><script>alert(1)</script>")
    assert texts(svg) == ["<b>x</b></text></svg><script>alert(1)</script>"]
    assert "<script" not in svg and "<b>" not in svg


@pytest.mark.parametrize("words", ["漢字とかな", "שלום עולם", "مرحبا", "🕊 peace"])
def test_letters_outside_the_font_stay_letters_without_a_warning(words):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert texts(svg_of(words)) == [words]
        still.png(shapes.frame([shapes.text(5, 20, words, 11.5)]), 200, 40)


def test_the_png_is_twice_the_size_of_the_sheet(laid):
    pixels = image.imread(
        io.BytesIO(still.png(laid.shapes, laid.width, laid.height)), format="png"
    )
    assert pixels.shape[:2] == (2 * laid.height, 2 * laid.width)


def test_an_svg_says_no_more_than_it_must(laid):
    svg = still.svg(laid.shapes, laid.width, laid.height, "")
    assert "rotate(" not in svg and "clip-path" not in svg and "\n" not in svg
    assert svg.count("DejaVu Sans") == 1
    assert not re.search(r"<(?:path|text)[^>]*\d\.\d\d", svg)


def test_slimming_leaves_a_text_as_it_is():
    words = 'font-family: x; 1.23456 "rotate(-0 1 2)" > < a : b'
    assert texts(svg_of(words)) == [words]
