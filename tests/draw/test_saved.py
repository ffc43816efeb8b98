"""A chart saved as a file: by its ending, as wide as asked, light or dark."""

import io
import os
import re
from xml.etree import ElementTree

import pytest
from PIL import Image
from pypdf import PdfReader

from helpers import theme
from helpers.draw import layout
from helpers.view.parameters import ParameterError
from tests import browsing
from tests.charts import rowed
from tests.once import slowly

ENDINGS = ("svg", "png", "pdf", "html")
ALLOWED = "Allowed: a name that ends in .svg, .png, .pdf, .html."


@pytest.fixture(scope="module")
def chart(tmp_path_factory):
    return rowed.picture(tmp_path_factory.mktemp("case"), "small")


def saved(chart, tmp_path, ending, **how):
    path = chart.save(tmp_path / f"made.{ending}", **how)
    assert path == tmp_path / f"made.{ending}"
    return path.read_bytes()


def refusal(chart, path, **how):
    with pytest.raises(ParameterError) as refused:
        chart.save(path, **how)
    return str(refused.value)


def pixels(data):
    return Image.open(io.BytesIO(data)).convert("RGB")


def rgb(palette, name):
    return tuple(int(palette[name][n : n + 2], 16) for n in (1, 3, 5))


# ---- forms ---------------------------------------------------------------------------


def test_an_svg_and_a_png_are_those_that_the_chart_shows(chart, tmp_path):
    assert saved(chart, tmp_path, "svg").decode() == chart.svg
    assert saved(chart, tmp_path, "png") == chart.png
    assert saved(chart, tmp_path, "SVG").decode() == chart.svg


def test_a_pdf_has_its_words_as_text_and_its_fonts_in_it(chart, tmp_path):
    page = PdfReader(io.BytesIO(saved(chart, tmp_path, "pdf"))).pages[0]
    told = page.extract_text().replace("\n", " ")
    assert "The envoy visits" in told and chart.title[:30] in told
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    held = [font["/DescendantFonts"][0].get_object() for font in fonts]
    assert {"SourceSansPro-Regular", "SourceSerifPro-Semibold"} <= {
        font["/BaseFont"].partition("+")[2] for font in held
    }
    assert all("/FontFile2" in font["/FontDescriptor"] for font in held)
    assert "/ToUnicode" in fonts[0]


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_chart_gives_the_same_bytes(chart, tmp_path, ending):
    one, two = (saved(chart, tmp_path, ending, width="9cm") for _ in range(2))
    assert one == two


@pytest.mark.browser
@pytest.mark.central
def test_a_page_shows_the_picture_and_asks_for_nothing_else(chart, tmp_path, browser):
    text = saved(chart, tmp_path, "html").decode()
    assert chart.svg in text and not re.search(r"(src|href)=", text)
    page = browser.new_page(viewport={"width": 390, "height": 600})
    asked, told = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.goto((tmp_path / "made.html").as_uri())
    assert asked == [(tmp_path / "made.html").as_uri()] and told == []
    assert page.title() == chart.title
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    faces = "[...document.fonts].filter(f => f.status === 'loaded').length"
    page.evaluate("document.fonts.ready.then(() => 1)")
    assert page.evaluate(faces) >= 2
    assert browsing.violations(page) == []
    page.close()


# ---- widths --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "width, told", [(600, "600px"), ("600", "600px"), ("8.5cm", "8.5cm"),
                    (" 3.5 in", "3.5in"), ("85mm", "85mm"), (207.5, "207.5px")]
)  # fmt: skip
def test_an_svg_says_how_wide_it_is_and_is_high_in_proportion(
    chart, tmp_path, width, told
):
    root = ElementTree.fromstring(saved(chart, tmp_path, "svg", width=width))
    _, height = chart.laid
    assert root.get("width") == told
    assert root.get("viewBox") == f"0 0 {layout.WIDTH} {height}"
    unit = told.lstrip("0123456789.")
    tall = float(root.get("height").removesuffix(unit))
    wide = float(told.removesuffix(unit))
    assert tall == pytest.approx(wide * height / layout.WIDTH, rel=1e-4)


@pytest.mark.parametrize("width", [0, "", 0.0])
def test_without_a_width_it_is_as_it_was_laid_out(chart, tmp_path, width):
    assert saved(chart, tmp_path, "svg", width=width).decode() == chart.svg


@pytest.mark.parametrize(
    "width, wide, dpi",
    [(800, 800, None), (192, 192, None), ("10cm", 1181, 300), ("2in", 600, 300)],
)
def test_a_png_has_so_many_pixels_and_on_paper_300_to_the_inch(
    chart, tmp_path, width, wide, dpi
):
    image = Image.open(io.BytesIO(saved(chart, tmp_path, "png", width=width)))
    assert image.width == wide
    assert image.height == pytest.approx(wide * chart.laid[1] / layout.WIDTH, abs=1)
    if dpi:
        assert image.info["dpi"] == pytest.approx((dpi, dpi), abs=0.01)


@pytest.mark.parametrize(
    "width, points",
    [("17cm", 481.89), *slowly(("3.5in", 252), (192, 144), (0, 870))],
)
def test_a_pdf_is_as_wide_and_scales_lines_and_letters_with_it(
    chart, tmp_path, width, points
):
    page = PdfReader(io.BytesIO(saved(chart, tmp_path, "pdf", width=width))).pages[0]
    assert float(page.mediabox.width) == pytest.approx(points, abs=0.01)
    sizes = set()
    page.extract_text(visitor_text=lambda t, cm, tm, f, size: sizes.add(size))
    assert min(sizes - {0}) == pytest.approx(12 * points / layout.WIDTH, rel=0.05)


@pytest.mark.parametrize(
    "width",
    [
        -3,
        "-3",
        "wide",
        "8,5cm",
        "3ft",
        True,
        None,
        float("nan"),
        "0cm",
        ".",
        191,
        "5cm",
    ],
)
def test_a_width_that_is_none_gets_one_sentence(chart, tmp_path, width):
    assert refusal(chart, tmp_path / "a.svg", width=width) == (
        f"width = {width!r}: write pixels, or a width on paper: 800, '17cm' or '6.5in';"
        " 2 inches at least."
    )
    assert os.listdir(tmp_path) == []


def test_a_png_that_no_machine_holds_is_not_begun(chart, tmp_path):
    told = refusal(chart, tmp_path / "a.png", width="10000cm")
    assert told.startswith("width = '10000cm': as a PNG it would have more than 10,000")
    assert refusal(chart, tmp_path / "a.png", width=1e9).endswith(".svg or .pdf.")


# ---- themes --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_theme_is_kept_whoever_looks(chart, tmp_path, name):
    palette = getattr(theme, name.upper())
    other = theme.DARK if name == "light" else theme.LIGHT
    for ending in ("svg", "html"):
        text = saved(chart, tmp_path, ending, theme=name).decode()
        assert palette["ground"] in text and palette["ink"] in text
        assert other["ink"] not in text and "prefers-color-scheme" not in text
    image = pixels(saved(chart, tmp_path, "png", theme=name, width=400))
    assert image.getpixel((1, 1)) == pytest.approx(rgb(palette, "ground"), abs=1)


def test_without_a_theme_an_svg_is_as_whoever_opens_it_has_it(chart, tmp_path):
    for ending in ("svg", "html"):
        text = saved(chart, tmp_path, ending).decode()
        assert text.count("prefers-color-scheme:dark") == 1 + (ending == "html")


def test_a_theme_that_is_none_gets_one_sentence(chart, tmp_path):
    told = refusal(chart, tmp_path / "a.svg", theme="sepia")
    assert told == "theme = 'sepia': not allowed. Allowed: light, dark."


# ---- files ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.jpg", "a", "a.svg.gz", ".svg", "a.htm"])
def test_another_ending_gets_one_sentence(chart, tmp_path, name):
    told = refusal(chart, tmp_path / name)
    assert (
        told == f"path = {str(tmp_path / name)!r}: no chart is saved as that. {ALLOWED}"
    )


def test_what_cannot_be_written_leaves_what_was_there(chart, tmp_path):
    (tmp_path / "a.svg").mkdir()
    told = refusal(chart, tmp_path / "a.svg")
    assert told.startswith(
        f"path = {str(tmp_path / 'a.svg')!r}: it cannot be written: "
    )
    assert os.listdir(tmp_path) == ["a.svg"]  # nothing aside


def test_a_folder_that_is_not_there_is_made(chart, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert chart.save("figures/a.svg").read_text("utf-8") == chart.svg
