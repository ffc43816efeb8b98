"""Committed figures where neither our page nor our fonts are.

In a page elsewhere they are images: no style sheet and no font of ours reaches them.
"""

import base64
import io
import re
from itertools import combinations

import numpy as np
import pytest
from matplotlib import image

from helpers import paths, theme
from tests.once import slowly

NAMES = sorted(path.stem for path in paths.FIGURES.glob("*.svg"))
SIZE = re.compile(r'<svg[^>]* width="(\d+)" height="(\d+)"')
OURS = re.compile(r"(?:'|&quot;)Source (?:Sans|Serif) (?:Pro|\d)(?:'|&quot;), *")
SLIP = 2  # pixels by which a text in another font may pass what it was measured for
TEXTS = """() => [...document.querySelectorAll("text")].map((one) => {
  const box = one.getBoundingClientRect(), lead = box.height / 8;
  return { text: one.textContent, x0: box.left, x1: box.right,
           y0: box.top + lead, y1: box.bottom - lead };
}).filter((one) => one.text.trim())"""


SOME = NAMES[::3]


@pytest.fixture(params=SOME + slowly(*(name for name in NAMES if name not in SOME)))
def figure(request):
    """Give a figure as it is where our fonts are not: their names are taken out."""
    text = (paths.FIGURES / f"{request.param}.svg").read_text(encoding="utf-8")
    bare = OURS.sub("", text)
    assert "Source S" not in re.sub(r">[^<]*<", "><", bare)
    return bare


@pytest.fixture(scope="module")
def tab(browser):
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    context.set_offline(True)
    yield context.new_page()
    context.close()


def size(figure):
    return tuple(map(int, SIZE.match(figure).groups()))


def shown(tab, body):
    """Show a page without margins, of the height of its contents."""
    tab.set_content(f"<style>body{{margin:0}}svg,img{{display:block}}</style>{body}")
    tab.wait_for_function("() => [...document.images].every((one) => one.complete)")
    return tab.screenshot(full_page=True)


@pytest.mark.browser
def test_no_text_is_cut_or_meets_another_one_in_another_font(tab, figure):
    wide, high = size(figure)
    shown(tab, figure)
    boxes = tab.evaluate(TEXTS)
    assert len(boxes) > 5
    cut = [
        one
        for one in boxes
        if one["x0"] < -SLIP or one["x1"] > wide + SLIP
        or one["y0"] < -SLIP or one["y1"] > high + SLIP
    ]  # fmt: skip
    assert cut == []
    assert [
        (a["text"], b["text"])
        for a, b in combinations(boxes, 2)
        if min(a["x1"], b["x1"]) - max(a["x0"], b["x0"]) > SLIP
        and min(a["y1"], b["y1"]) - max(a["y0"], b["y0"]) > SLIP
    ] == []


@pytest.mark.browser
def test_as_an_image_it_is_what_was_measured(tab, figure):
    packed = base64.b64encode(figure.encode()).decode()
    drawn = shown(tab, figure)
    seen = shown(tab, f'<img alt="" src="data:image/svg+xml;base64,{packed}">')
    assert tab.evaluate("document.images[0].naturalWidth") == size(figure)[0]
    assert seen == drawn


# ---- no browser --------------------------------------------------------------------


def painted(figure):
    """Draw a figure by resvg, which is no browser; give its pixels."""
    import resvg_py

    drawn = resvg_py.svg_to_bytes(svg_string=figure)
    return image.imread(io.BytesIO(drawn), format="png")


def colours(figure):
    """List the colours of shapes that are large enough to be seen pure."""
    filled = re.findall(r'<(?:rect|circle|path)[^>]* fill="(#[0-9a-f]{6})"', figure)
    return {one for one in filled if filled.count(one) > 1}


def test_what_is_no_browser_draws_it_whole_in_its_colours(figure):
    wide, high = size(figure)
    pixels = (painted(figure)[..., :3] * 255).round().astype(int)
    assert pixels.shape[:2] == (high, wide)
    packed = (pixels * (65536, 256, 1)).sum(axis=2)
    there = {f"#{one:06x}" for one in np.unique(packed)}
    assert f"#{packed[0, 0]:06x}" == theme.LIGHT["ground"]  # light, not dark
    assert colours(figure) <= there
    drawn = packed != packed[0, 0]
    assert 0.01 < drawn.mean() < 0.6
    # From top to bottom and from left to right: nothing of it is left out.
    assert drawn[: high // 8].any() and drawn[-high // 8 :].any()
    assert drawn[:, : wide // 8].any() and drawn[:, -wide // 8 :].any()


def test_what_is_no_browser_draws_the_words(figure):
    without = re.sub(r"<text.*?</text>", "", figure)
    assert (painted(figure) != painted(without)).any(axis=2).mean() > 0.005
