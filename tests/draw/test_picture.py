"""A chart of rows laid out: nothing overlaps, nothing is cut, a notebook shows it."""

import base64
import re
from datetime import date
from html.parser import HTMLParser
from itertools import combinations
from xml.etree import ElementTree

import pytest

from helpers.draw import content, layout, letters, marks, panels, picture
from helpers.draw.marks import At
from helpers.draw.picture import Picture
from helpers.draw.rows import LABEL, Group, Row, Sample
from tests.charts import rowed

READINGS = ("both", "article", "known")
SHEETS = [
    (name, reading, gaps)
    for name in rowed.NAMES
    for reading in READINGS
    for gaps in ("collapsed", "linear")
    if name in ("daesh-k-2021", "small") or (reading, gaps) == ("both", "collapsed")
]


@pytest.fixture(scope="module", params=SHEETS, ids="-".join)
def laid(request, tmp_path_factory):
    """Lay out the timeline of a case in a reading."""
    name, reading, gaps = request.param
    folder = tmp_path_factory.mktemp("laid")
    return rowed.picture(folder, name, dates=reading, gaps=gaps)


def reach(s):
    """Return the box of a text: left, top, right, bottom."""
    family = letters.SERIF if s.serif else letters.SANS
    wide = letters.width(s.text, s.size, 600 if s.bold else 400, family)
    left = {"left": 0, "right": wide, "center": wide / 2}[s.align]
    x, half = s.x0.beside - left, 0.45 * s.size
    return x, s.y0 - half, x + wide, s.y0 + half


def texts(one):
    return [(s.text, reach(s)) for s in one.laid[0] if s.kind == "text" and s.text]


def test_no_two_texts_of_a_picture_overlap(laid):
    found = [
        (a, b)
        for (a, one), (b, two) in combinations(texts(laid), 2)
        if min(one[2], two[2]) - max(one[0], two[0]) > 0.5
        and min(one[3], two[3]) - max(one[1], two[1]) > 0.5
    ]
    assert len(texts(laid)) > 3 and not found


def test_no_text_is_cut_at_an_edge(laid):
    _, height = laid.laid
    for text, (x0, y0, x1, y1) in texts(laid):
        assert -0.5 <= x0 and x1 <= layout.WIDTH + 0.5, text
        assert -0.5 <= y0 and y1 <= height + 0.5, text


def test_labels_stay_left_of_the_marks_and_evidence_right_of_them(laid):
    notes = " ".join(row.note for group in laid.groups for row in group.rows)
    for s in laid.laid[0]:
        if s.kind != "text" or not s.text:
            continue
        x0, _, x1, _ = reach(s)
        label = s.size == LABEL or (x0 == 0 and not s.bold and s.text in notes)
        assert not label or (x0 == 0 and x1 <= layout.AIM - 7), s.text


def test_every_open_row_is_laid_out_with_its_label_and_every_text_is_whole(laid):
    told = " ".join(text for text, _ in texts(laid)).replace(" ", "")
    for group in laid.groups:
        for row in group.rows:
            for part in (row.label, row.note, row.place, row.evidence):
                assert part.replace(" ", "") in told, row.record


def test_the_smallest_text_has_12_pixels(laid):
    assert min(s.size for s in laid.laid[0] if s.kind == "text") >= 12


def test_the_heights_of_rows_add_up(laid):
    shapes, height = laid.laid
    rows = [row for group in laid.groups for row in group.rows]
    bands = [s for s in shapes if s.fill == "band"]
    assert [round(s.y1 - s.y0 + 1) for s in bands] == [
        layout.height(row) for row in rows if row.aimed
    ]
    least = sum(layout.height(row) for row in rows) + 30 * len(laid.groups)
    assert least < height < least + 420


# ---- on tiny pictures ----------------------------------------------------------------

AXIS = panels.choose([date(2000, 1, 1), date(2010, 1, 1)])


def row(record="E001", **more):
    point = tuple(marks.point(At(0.5), marks.look("+", True)))
    return Row(record, "The envoy visits", shapes=point, **more)


def made(*groups, **more):
    words = {"title": "A title", "subtitle": "", "source": "Sources: one", "alt": "Alt"}
    legend = (Sample(14, tuple(marks.point(At(0, 7), marks.look("+", True))), "plus"),)
    return Picture("01-name", **words | more, axis=AXIS, groups=groups, legend=legend)


def test_a_row_is_22_pixels_and_each_further_line_16():
    assert layout.height(row()) == 22
    assert layout.height(row(note="Zadran disputes it")) == 38
    long = Row("E001", "word " * 12)
    assert len(letters.wrap(long.label, layout.ROOM, 14, 600)) == 2
    assert layout.height(long) == 38
    assert layout.height(row(note="Zadran disputes it " * 5)) == 54
    assert layout.height(row(place="P1", evidence="happened " * 3)) == 38


def test_one_more_row_makes_the_picture_so_much_higher():
    one = made(Group("A group", (row(),)))
    two = made(Group("A group", (row(), row("E002"))))
    assert two.laid[1] - one.laid[1] == 22
    folded = made(Group("A group", (row(),), (row("E002"),)))
    assert folded.laid[1] == one.laid[1]


def test_a_title_that_is_markup_is_text():
    one = made(Group("<b>&", (row(),)), title="<script>1</script>")
    root = ElementTree.fromstring(one.svg)
    told = [e.text for e in root.iter() if e.tag.endswith("}text")]
    assert "<script>1</script>" in told and "<B>&" in told


def test_nothing_dated_is_a_picture_of_words():
    one = Picture("01-name", "No events", "", "Sources: one", "Alt", None, (), ())
    assert [text for text, _ in texts(one)] == ["No events", "Sources: one"]
    assert one.laid[1] < 120


def test_the_evidence_begins_with_the_place_as_a_link():
    def proof(**more):
        shapes, _ = made(Group("A group", (row(**more),))).laid
        found = [
            s for s in shapes if s.kind == "text" and s.x0.beside >= 978 and s.text
        ]
        return [(s.text, s.colour) for s in found]

    assert proof(place="P4", evidence="said") == [
        ("P4", "cooperative"), ("· said", "quiet"),
    ]  # fmt: skip
    assert proof(evidence="said · 1 voice") == [("said · 1 voice", "quiet")]
    many = ", ".join(f"P{n}" for n in range(1, 20))
    told = proof(place=many, evidence="said")
    assert " ".join(t for t, c in told if c == "cooperative") == many
    assert told[-1] == ("· said", "quiet")


def test_what_is_too_long_for_a_line_takes_more_lines():
    long = "of the Northern and Southern Regions " * 6
    one = made(Group(long, (row(),)))
    heads = [s for s in one.laid[0] if s.kind == "text" and s.text.isupper()]
    assert " ".join(s.text for s in heads) == long.strip().upper() and len(heads) > 1
    assert all(reach(s)[2] < layout.LEFT for s in heads)  # no line crosses them
    taught = Picture("01-name", "", "", "", "", AXIS, (), (Sample(14, (), long),))
    said = [text for text, _ in texts(taught) if text.split()[0] in long]
    assert " ".join(said) == long.strip() and len(said) > 1


# ---- as a notebook shows it ----------------------------------------------------------


class Image(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_a_notebook_gets_an_image_with_its_words_and_the_svg():
    one = made(Group("A group", (row(),)), alt='Alt "of" <it>')
    bundle = one._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "image/svg+xml", picture.MIME}
    ((tag, told),) = Image(bundle["text/html"]).found
    assert tag == "img" and set(told) == {"alt", "src"}
    kind, data = told["src"].split(",")
    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(data).decode() == bundle["image/svg+xml"] == one.svg
    assert bundle["text/plain"] == told["alt"] == 'Alt "of" <it>'
    assert bundle[picture.MIME] == {
        "name": "01-name", "title": "A title", "subtitle": "",
        "source": "Sources: one", "alt": 'Alt "of" <it>', "content": content.pack(one),
    }  # fmt: skip


def test_the_same_picture_gives_the_same_bytes(tmp_path):
    one, two = (rowed.picture(tmp_path / n, "small") for n in "ab")
    assert one.svg == two.svg and one.png == two.png
    assert one.png.startswith(b"\x89PNG")


def test_the_picture_is_a_file_of_its_own(laid):
    root = ElementTree.fromstring(laid.svg)
    assert root.get("aria-label") == laid.alt != ""
    ids = re.findall(r' id="([^"]+)"', laid.svg)
    assert len(ids) == len(set(ids))
    assert all(one.startswith("01-timeline-") for one in ids)


def test_a_picture_that_shows_nothing_is_its_words_and_no_empty_sheet():
    one = Picture("01-name", "No <row>", "", "Source: one.", "Alt.", None)
    bundle = one._repr_mimebundle_()
    assert one.blank and set(bundle) == {"text/plain", "text/html", picture.MIME}
    assert bundle["text/html"] == '<p class="reading">No &lt;row&gt;.</p>'
    assert one.svg.startswith("<svg")  # as a file it is whole
