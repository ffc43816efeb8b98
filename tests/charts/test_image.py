"""One SVG image holds the same shapes as the two other drawings."""

import base64
from xml.etree import ElementTree

import pytest

from helpers import theme
from helpers.charts import image, live, shapes, timeline
from helpers.charts.face import Sheet
from helpers.parameters import View

NS = "{http://www.w3.org/2000/svg}"
ROWS = [
    shapes.box(10, 30, 50, 20, fill="panel"),
    shapes.box(10, 20, 50, 30, fill="cooperative", colour="ink", width=1.5, dash=True),
    shapes.line(1, 2, 3, 4, colour="rule", width=2, opacity=0.5),
    shapes.disc(60, 60, 8, colour="hostile", width=1.8),
    shapes.text(5, 6, "=<b>1 & 2</b> $x$", 11, bold=True, align="right"),
    shapes.target(0, 0, 9, 9, "E001", "only felt"),
]


def drawn(rows):
    frame = shapes.frame(rows)
    return ElementTree.fromstring(image.svg(list(frame.itertuples()), 100, 80))


def attributes(element):
    return element.tag.removeprefix(NS), dict(element.attrib)


def test_shapes_are_drawn_in_their_order_and_size():
    root = drawn(ROWS)
    assert (root.get("width"), root.get("height")) == ("100", "80")
    tags = [e.tag.removeprefix(NS) for e in root]
    assert tags == ["rect", "rect", "path", "circle", "text"]
    _, plain = attributes(root[0])
    box = [float(plain[k]) for k in ("x", "y", "width", "height")]
    assert box == [10, 20, 40, 10]
    assert "stroke" not in plain and plain["fill"] == theme.LIGHT["panel"]
    _, edged = attributes(root[1])
    assert edged["stroke"] == theme.LIGHT["ink"] and edged["stroke-dasharray"]
    assert root[2].get("d") == "M1 2L3.0 4.0" and root[2].get("opacity") == "0.5"
    assert root[3].get("fill") == live.rgb("") and float(root[3].get("r")) == 8


def test_a_text_is_a_text_whatever_is_in_it():
    text = drawn(ROWS)[-1]
    assert text.text == "=<b>1 & 2</b> $x$" and len(text) == 0
    assert text.get("text-anchor") == "end" and text.get("font-weight") == "bold"


def test_the_address_asks_nobody():
    address = image.address("<svg>\u05d4</svg>")
    kind, data = address.split(",", 1)
    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(data).decode() == "<svg>\u05d4</svg>"


@pytest.mark.parametrize("width", [720, 358])
def test_it_has_all_that_plotly_draws(default_view, width):
    plan = timeline.layout(default_view, View(), width)
    rows = live.rows_of(Sheet(plan.shapes, plan.width, plan.height))
    root = ElementTree.fromstring(image.svg(rows, plan.width, plan.height))
    other = live.drawn(rows)
    texts = [e.text for e in root if e.tag == f"{NS}text" and e.text]
    assert len(texts) == len(other["annotations"])
    assert len(root) - sum(e.tag == f"{NS}text" for e in root) == len(other["shapes"])
