"""Shapes of rows written as SVG: in a page of any width, and as a file of its own."""

import re
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Error

from helpers import theme
from helpers.draw import letters, marks, svg
from helpers.draw.marks import At, Shape
from helpers.draw.panels import Segment

NS = "{http://www.w3.org/2000/svg}"
HARMFUL = '<script>alert(1)</script> & "q" \u05d4'
WHOLE = [Segment(0.125, 0.75, True, True)]
PLUS, MINUS = marks.look("+", True), marks.look("-", False, True)
ROW = [
    *marks.bar(At(0.25), At(0.5), PLUS, (0.0, 1.0)),
    *marks.bar(At(0.5), At(0.75), MINUS, (0.8, 0.0)),
    *marks.point(At(0.9), PLUS), *marks.window(WHOLE, MINUS, True),
    *marks.thin(WHOLE, False, True), *marks.tick(At(0.6, 3)),
    Shape("text", At(0.3, 6), 11, text=HARMFUL, colour="ink", form="wide"),
]  # fmt: skip
FIXED = [
    Shape("box", At(0, 10), 5, At(0, 200), 15, fill="hostile", fade=(0.0, 1.0)),
    Shape("disc", At(0, 30), 40, y1=5.5, colour="cooperative", fill="ground", width=1.7,
          dash=True),
    Shape("line", At(0, 0), 60, At(0, 300), 60, colour="rule", width=1),
    Shape("path", At(0, 50), 80, colour="ink", width=1.8, points=((-3, 0), (3, 0))),
    Shape("path", At(0, 70), 80, fill="ink", points=((0, 0), (7, -5), (7, 5))),
    Shape("text", At(0, 290), 90, text=HARMFUL, colour="quiet", align="right", size=14,
          bold=True, serif=True),
]  # fmt: skip


@pytest.fixture(scope="module")
def page():
    drawn = svg.inline(ROW, "01-name")
    defs = svg.gradients("01-name", ROW)
    return ElementTree.fromstring(
        f'<svg xmlns="http://www.w3.org/2000/svg"><defs>{defs}</defs>{drawn}</svg>'
    )


@pytest.fixture(scope="module")
def text():
    return svg.alone(FIXED, "01-name", 300, 100, HARMFUL)


@pytest.fixture(scope="module")
def file(text):
    return ElementTree.fromstring(text)


def of(root, *tags):
    return [e for e in root.iter() if e.tag.removeprefix(NS) in tags]


# ---- in a page -----------------------------------------------------------------------


def test_places_in_the_page_are_parts_of_the_width(page):
    for e in of(page, "rect", "circle", "line", "text"):
        for name in {"x", "cx", "x1", "x2"} & set(e.attrib):
            assert re.fullmatch(r"\d+(\.\d+)?%", e.get(name)), e.attrib
    bar = of(page, "rect")[0]
    assert (bar.get("x"), bar.get("width"), bar.get("height")) == ("25%", "25%", "10")
    (moved,) = [e for e in of(page, "line") if e.get("transform")]
    assert (moved.get("x1"), moved.get("transform")) == ("60%", "translate(3)")


def test_strokes_that_look_alike_are_one_path_and_others_stay_apart():
    def stroke(x, part=0.0, **look):
        more = {"colour": "ink", "width": 1.8} | look
        return Shape("path", At(part, 2), 5, points=((x, 0), (x, 3)), **more)

    drawn = svg.inline([stroke(0), stroke(4), stroke(6, colour="quiet")], "a")
    assert re.findall(r'd="([^"]*)"', drawn) == ["M2,5L2,8M6,5L6,8", "M8,5L8,8"]
    assert svg.placed([stroke(0), stroke(4)], "a") in drawn
    filled = svg.inline([stroke(0, fill="ink"), stroke(4, fill="ink")], "a")
    assert filled.count("<path") == 2 and filled.count("Z") == 2
    across = svg.inline([stroke(0, 0.5), stroke(4, 0.5), stroke(4, 0.75)], "a")
    assert re.findall(r'<svg x="(\d+)%"', across) == ["50", "75"]


def test_colours_in_the_page_are_classes_and_no_values(page):
    for e in page.iter():
        if e.tag != f"{NS}stop":
            assert e.get("fill", "none") in ("none",) or "url(" in e.get("fill")
            assert e.get("stroke") is None
    named = {c for e in page.iter() for c in e.get("class", "").split()}
    assert named - {*theme.WIDTHS.values()} <= {
        "in-wide",
        *(f"{letter}-{colour}" for letter in "fsp" for colour in theme.LIGHT),
    }


def test_a_width_of_a_line_is_a_class_in_the_page_and_a_value_in_a_file():
    for width in (1.8, 2.35):
        shape = Shape("path", At(0), 0, colour="ink", width=width,
                      points=((0, 0), (3, 0)))  # fmt: skip
        inside = svg.placed([shape], "a")
        assert (f'"{width}"' in inside) == (width not in theme.WIDTHS)
        assert f'stroke-width="{width}"' in svg.alone([shape], "a", 9, 9, "")
    assert ".w18{stroke-width:1.8}" in theme.css_paints()


def test_a_text_is_escaped_and_says_its_form(page):
    (told,) = of(page, "text")
    assert told.text == HARMFUL and told.get("class").split() == ["f-ink", "in-wide"]
    assert not of(page, "script")


def test_each_gradient_is_there_once_by_the_name_of_its_chart(page):
    ids = [e.get("id") for e in of(page, "linearGradient")]
    assert len(ids) == len(set(ids)) == 3
    assert all(one.startswith("01-name-") for one in ids)
    used = {e.get("fill")[5:-1] for e in page.iter() if "url(" in e.get("fill", "")}
    assert used == set(ids)


# ---- as a file -----------------------------------------------------------------------


def test_a_file_has_its_size_its_words_and_nothing_from_elsewhere(file, text):
    assert (file.get("width"), file.get("height")) == ("300", "100")
    assert file.get("aria-label") == HARMFUL and file.get("role") == "img"
    assert not of(file, "script", "image", "use", "foreignObject")
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_a_file_has_places_in_pixels_and_colours_as_values(file):
    assert "%" not in re.sub("aria-label=.*?>", "", ElementTree.tostring(file, "utf-8")
                             .decode())  # fmt: skip
    disc = of(file, "circle")[0]
    assert disc.get("stroke") == theme.LIGHT["cooperative"]
    assert disc.get("fill") == theme.LIGHT["ground"]
    (told,) = of(file, "text")
    assert told.get("fill") == theme.LIGHT["quiet"] and told.text == HARMFUL
    assert (told.get("text-anchor"), told.get("font-weight")) == ("end", "600")


def test_a_file_has_the_dark_colours_of_what_it_draws(file):
    (style,) = of(file, "style")
    assert style.text.startswith("@media (prefers-color-scheme:dark)")
    used = {c for e in file.iter() for c in e.get("class", "").split()}
    for one in used:
        _, colour = one.split("-", 1)
        assert f".{one}{{" in style.text and theme.DARK[colour] in style.text


def test_the_same_shapes_give_the_same_file(text):
    assert svg.alone(list(FIXED), "01-name", 300, 100, HARMFUL) == text


def test_no_number_is_longer_than_a_tenth(file):
    for e in file.iter():
        for name in ("x", "y", "cx", "cy", "x1", "x2", "y1", "y2", "width", "height"):
            assert re.fullmatch(r"-?\d*(\.\d)?", e.get(name, "")), e.attrib


# ---- drawn by a browser --------------------------------------------------------------

PIXEL = """([source, x, y]) => new Promise((done, fail) => {
  const image = new Image();
  image.onerror = () => fail("not drawn");
  image.onload = () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const on = canvas.getContext("2d");
    on.drawImage(image, 0, 0);
    done([canvas.width, ...on.getImageData(x, y, 1, 1).data]);
  };
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(source);
})"""


def rgb(colour):
    return [int(colour[n : n + 2], 16) for n in (1, 3, 5)]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_file_draws_as_an_image_in_light_and_dark(browser, text, scheme):
    with browser.new_context(color_scheme=scheme) as context:
        page = context.new_page()
        page.goto("about:blank")
        colours = theme.DARK if scheme == "dark" else theme.LIGHT
        for (x, y), colour in {(5, 30): "ground", (74, 80): "ink"}.items():
            wide, *seen, cover = page.evaluate(PIXEL, [text, x, y])
            assert (wide, cover) == (300, 255)
            assert seen == pytest.approx(rgb(colours[colour]), abs=3), colour
        with pytest.raises(Error):
            page.evaluate(PIXEL, [text.replace("</svg>", ""), 0, 0])


def test_a_text_in_a_file_has_its_width_in_any_font():
    words = Shape("text", At(0, 10), 20, text="Words", colour="ink", size=14, bold=True)
    other = Shape("text", At(0, 10), 40, text="\u05d4\u05d5", colour="ink", size=14)
    root = ElementTree.fromstring(svg.alone([words, other], "x", 300, 60, "In words"))
    ours, foreign = root.iter(f"{NS}text")
    wide = letters.width("Words", 14, 600)
    assert float(ours.get("textLength")) == pytest.approx(wide, abs=0.06)
    assert ours.get("lengthAdjust") == "spacingAndGlyphs"
    assert foreign.get("textLength") is None  # no letters of ours: nobody knows it
    page = svg.placed([words], "x")
    assert "textLength" not in page  # the page has the fonts
