import json
from xml.etree import ElementTree

import pytest

from helpers import theme
from helpers.case import cases
from helpers.charts import matrix
from helpers.explorer import face
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds


@pytest.fixture(scope="module")
def chart(tmp_path_factory):
    folder = worlds.write(tmp_path_factory.mktemp("face") / "w")
    return matrix.chart(Shown(cases.load(folder), View()))


@pytest.fixture(scope="module")
def bundle(chart):
    return chart._repr_mimebundle_()


def test_one_chart_shows_both_faces(bundle):
    assert set(bundle) == {"text/plain", "image/svg+xml", face.PLOTLY, face.MIME}
    assert bundle[face.PLOTLY]["data"] and bundle[face.PLOTLY]["layout"]
    ElementTree.fromstring(bundle["image/svg+xml"])


def test_a_pair_for_narrow_screens_travels_along(bundle):
    small = bundle[face.MIME]
    root = ElementTree.fromstring(small["narrow_svg"])
    assert root.get("width") == str(theme.NARROW)
    assert json.loads(small["narrow_figure"])["layout"]["width"] == theme.NARROW
    assert bundle[face.PLOTLY]["layout"]["width"] == theme.WIDE


def test_the_interactive_face_sends_nothing_to_a_cloud(bundle):
    assert bundle[face.PLOTLY]["config"]["showSendToCloud"] is False


def test_a_chart_has_title_subtitle_source_and_description(chart, bundle):
    for part in ("title", "subtitle", "source", "alt"):
        assert bundle[face.MIME][part] == getattr(chart, part) != ""
    assert bundle["text/plain"] == chart.alt


def test_both_faces_show_title_and_source(chart, bundle):
    still = "".join(ElementTree.fromstring(bundle["image/svg+xml"]).itertext())
    drawn = [a["text"] for a in bundle[face.PLOTLY]["layout"]["annotations"]]
    live = " ".join(drawn).replace("<b>", "").replace("</b>", "")
    for words in (chart.title, chart.source):
        assert words in " ".join(still.split()) and words in live


def test_a_bundle_is_json_and_the_same_each_time(chart, bundle):
    assert json.dumps(chart._repr_mimebundle_()) == json.dumps(bundle)


def test_the_pixels_are_a_png(chart):
    assert chart.png.startswith(b"\x89PNG")
