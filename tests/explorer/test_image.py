"""One SVG holds every shape of a sheet, as text and numbers."""

import base64
import re
from xml.etree import ElementTree

import pytest

from helpers import theme
from helpers.explorer import image, shapes
from tests.explorer import measure

NS = "{http://www.w3.org/2000/svg}"
ROWS = [
    shapes.box(10, 30, 50, 20, fill="panel"),
    shapes.box(10, 20, 50, 30, fill="cooperative", colour="ink", width=1.5, dash=True),
    shapes.line(1, 2, 3, 4, colour="rule", width=2, opacity=0.5),
    shapes.disc(60, 60, 8, colour="hostile", width=1.8),
    shapes.text(5, 6, "=<b>1 & 2</b> $x$", 11, bold=True, align="right"),
    shapes.target(0, 0, 9, 9, "E001", "only felt"),
]


def svg_of(rows):
    return image.svg(list(shapes.frame(rows).itertuples()), 100, 80)


def drawn(svg, width=100):
    """List the shapes of an SVG, each with what its group says of it."""
    ground, *groups = ElementTree.fromstring(svg)
    assert (ground.get("width"), ground.get("fill")) == (
        str(width),
        theme.LIGHT["ground"],
    )
    return [
        (shape.tag.removeprefix(NS), group.attrib | shape.attrib, shape.text)
        for group in groups
        for shape in group
    ]


def texts(svg):
    return [
        "".join(t.itertext()) for t in ElementTree.fromstring(svg).iter(f"{NS}text")
    ]


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    return measure.plan(tmp_path_factory.mktemp("image") / "w")


@pytest.fixture(scope="module")
def svg(laid):
    return image.svg(shapes.rows(laid.shapes), laid.width, laid.height)


def test_shapes_are_drawn_in_their_order_and_size():
    found = drawn(svg_of(ROWS))
    assert [tag for tag, *_ in found] == ["rect", "rect", "path", "circle", "text"]
    (_, plain, _), (_, edged, _), (_, line, _), (_, disc, _), _ = found
    box = [float(plain[k]) for k in ("x", "y", "width", "height")]
    assert box == [10, 20, 40, 10]
    assert "stroke" not in plain and plain["fill"] == theme.LIGHT["panel"]
    assert edged["stroke"] == theme.LIGHT["ink"] and edged["stroke-dasharray"]
    assert edged["stroke-width"] == "1.5"
    assert line["d"] == "M1 2L3 4" and line["opacity"] == "0.5"
    assert line["stroke"] == theme.LIGHT["rule"] and "stroke-dasharray" not in line
    assert disc["fill"] == "none" and float(disc["r"]) == 8


def test_a_text_is_a_text_whatever_is_in_it():
    _, told, words = drawn(svg_of(ROWS))[-1]
    assert words == "=<b>1 & 2</b> $x$"
    assert told["text-anchor"] == "end" and told["font-weight"] == "bold"


def test_the_middle_of_a_letter_is_at_its_place():
    _, told, _ = drawn(svg_of([shapes.text(5, 20, "x", 10)]))[0]
    assert (told["x"], told["y"]) == ("5", "23.5")


def test_neighbours_of_one_look_say_it_once_and_keep_their_opacity():
    same = [shapes.box(x, 0, x + 5, 5, fill="ink", opacity=x / 100) for x in (10, 55)]
    svg = svg_of([*same, shapes.box(0, 0, 1, 1, fill="panel"), same[0]])
    assert svg.count("<g") == 3
    assert [told.get("opacity") for _, told, _ in drawn(svg)[:2]] == ["0.1", "0.55"]
    assert not re.search("<g[^>]*opacity", svg)


def test_a_number_is_no_longer_than_it_must_be():
    told = [image.number(x) for x in (3.0, 0.04, -0.04, 10.26, 1079.99)]
    assert told == ["3", "0", "0", "10.3", "1080"]
    assert image.number(123456.7) == "123456.7"


def test_a_level_and_an_upright_line_end_in_one_number():
    rows = [shapes.line(1, 2, 9, 2), shapes.line(1, 2, 1, 7)]
    assert [told["d"] for _, told, _ in drawn(svg_of(rows))] == ["M1 2H9", "M1 2V7"]


def test_the_address_asks_nobody():
    address = image.address("<svg>\u05d4</svg>")
    kind, data = address.split(",", 1)
    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(data).decode() == "<svg>\u05d4</svg>"


def test_it_has_every_shape_of_a_sheet(laid, svg):
    found = [tag for tag, *_ in drawn(svg, laid.width)]
    kinds = {"line": "path", "box": "rect", "disc": "circle", "text": "text"}
    rows = [s for s in laid.shapes.itertuples() if s.shape != "text" or s.text]
    assert found == [kinds[s.shape] for s in rows if s.shape in kinds]


# ---- as a file, and inside a page --------------------------------------------------


def test_the_same_shapes_give_the_same_svg(laid, svg):
    again = image.svg(shapes.rows(laid.shapes), laid.width, laid.height)
    assert again == svg


def test_every_text_of_the_chart_is_text_in_the_svg(laid, svg):
    wanted = [s.text for s in laid.shapes.itertuples() if s.shape == "text" and s.text]
    assert texts(svg) == wanted


def test_an_svg_holds_no_address_of_others(svg):
    assert set(re.findall(r"https?://[^\"' ]+", svg)) == {"http://www.w3.org/2000/svg"}


def test_an_svg_is_as_large_as_its_sheet(laid, svg):
    root = ElementTree.fromstring(svg)
    size = str(laid.width), str(laid.height)
    assert (root.get("width"), root.get("height")) == size
    assert root.get("viewBox") == " ".join(("0 0", *size))


def test_an_svg_bears_no_id_so_that_a_page_may_hold_several(svg):
    assert not re.findall(r'\bid="|url\(#|<style', svg)


def test_an_svg_says_no_more_than_it_must(svg):
    assert "\n" not in svg and svg.count("DejaVu Sans") == 1
    assert ElementTree.fromstring(svg).get("font-family") == theme.CHART_FONT
    assert not re.search(r' (?:x|y|cx|cy|r|d)="[^"]*\.\d\d', svg)


def test_every_colour_is_one_that_a_page_makes_dark(svg):
    body = theme.recolour(svg).split(">", 1)[1]
    assert "var(--ground)" in body and not re.search("#[0-9a-f]{6}", body)


@pytest.mark.parametrize(
    "words",
    ["$x^2$ costs $5", r"$\frac{1}{2}$ \alpha", "a_b^c {d} %", "漢字とかな", "🕊 peace",
     "שלום עולם", "مرحبا", 'font-family: x; 1.23456 "rotate(-0 1 2)" > < a : b'],
)  # fmt: skip
def test_a_text_stays_as_it_is(words):
    assert texts(svg_of([shapes.text(5, 5, words, 11)])) == [words]


def test_markup_in_a_text_is_text():
    words = "<b>x</b></text></svg><script>alert(1)</script>"
    svg = svg_of([shapes.text(5, 5, words, 11)])
    assert texts(svg) == [words]
    assert "<script" not in svg and "<b>" not in svg
