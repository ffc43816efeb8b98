"""Blocks and changes: nothing overlaps, nothing is lost, every record opens."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from helpers.draw import blocks, html, layout, marks, paper
from helpers.draw.blocks import Block, Drawing, Line, Tile
from helpers.draw.marks import At
from helpers.draw.paper import Run
from helpers.draw.picture import Picture
from helpers.draw.rows import Change, Column, Group, Mark, Row
from tests import worlds
from tests.charts import rowed

SIGN = tuple(marks.record("+", "told", True, True))
WORDS = "US aircraft help the Taliban in a valley, by the word of one reporter alone"


def line(**more) -> Line:
    return Line(**{"words": WORDS, "record": "E001", "sign": SIGN} | more)


def block(words: str = WORDS, **more) -> Block:
    lines = (
        line(words=words, right="author, P7"), line(words=words, look="struck"),
        line(words="What remains", look="head", record=""),
        line(words=words, look="bold", note="by the Post", sign=()),
        line(words=words, look="quiet", lead="disputes", level=1, sign=()),
    )  # fmt: skip
    return Block(**{"title": words, "note": words, "lines": lines} | more)


def drawn(*those: Block, **more) -> Picture:
    return Picture("05-x", "A title", "", "Sources: some.", "Alt", None,
                   blocks=those, **more)  # fmt: skip


def grid(words: str = WORDS) -> Picture:
    cells = (
        (Change("0", "1", "Konar", "E001", "from 1 to 0", True),),
        (Change(words, words, words, "R001", words, True), Change("4")),
        (Mark("E002", SIGN, "E002"), Mark("E003", SIGN, "E003")),
        (),
    )
    heads = tuple(Column(f"c{n}", f"without {words}", "", 1) for n in range(4))
    rows = (Row("", words, cells, note="a note"), Row("", "short", cells, quiet=True))
    groups = (Group("", rows), Group("Others", rows))
    return Picture("05-x", "A title", "", "Sources: some.", "Alt", None, groups,
                   columns=heads, labels=420)  # fmt: skip


TEXTS = {"plain": WORDS, "long": worlds.LONG, "one word": "Wort" * 40,
         "right to left": worlds.RIGHT_TO_LEFT}  # fmt: skip


@pytest.mark.parametrize("words", TEXTS)
def test_no_words_of_blocks_meet_or_leave_the_picture(words):
    told = TEXTS[words]
    tiles = tuple(Tile(f"P{n}", told[: 9 * n] if n % 2 else "", "author")
                  for n in range(1, 9))  # fmt: skip
    framed = [block(told, framed=True) for _ in range(3)]
    wide = Block("The thesis", 1160, "thesis", large=True, tiles=tiles)
    pair = [block(told, width=560), block(told, width=560)]
    rowed.check(drawn(wide, *framed, *pair))


@pytest.mark.parametrize("words", TEXTS)
def test_no_words_of_changes_meet_or_leave_the_picture(words):
    rowed.check(grid(TEXTS[words]))


def test_blocks_stand_side_by_side_as_far_as_there_is_room():
    three = drawn(*[Block(str(n)) for n in range(4)]).laid[0]
    at = {s.text: (s.x0.beside, s.y0) for s in three if s.text in "0123" and s.text}
    assert [at[n][0] for n in "0123"] == [0, 394, 788, 0]
    assert at["0"][1] == at["1"][1] == at["2"][1] < at["3"][1]


def test_frames_beside_each_other_end_alike():
    shapes, _ = drawn(block(framed=True), Block("short", framed=True)).laid
    frames = [s for s in shapes if s.kind == "box" and s.colour == "rule"]
    assert len(frames) == 2 and len({(s.y0, s.y1) for s in frames}) == 1


def test_tiles_fill_the_width_and_those_without_words_are_narrower():
    tiles = (Tile("P1", "could"), Tile("P2"), Tile("P3", "may"))
    wide, bare, same = blocks.shares(tiles)
    assert wide == same > bare and wide + bare + same == pytest.approx(1)


def test_words_in_several_looks_are_broken_where_the_line_ends():
    lines = paper.broken([Run("a b", True), Run("c d e")], 20, 10)
    assert " ".join(run.words for one in lines for run in one) == "a b c d e"
    assert [run.bold for one in lines for run in one][:2] == [True, False]


def test_words_keep_their_order_whatever_the_room():
    for room in range(20, 300, 7):
        lines = paper.broken([Run("supports", True), Run(WORDS)], room, 12)
        told = "".join(run.words for one in lines for run in one).replace(" ", "")
        assert told == f"supports{WORDS}".replace(" ", "")


class Items(HTMLParser):
    """What opens a record, and where each list of a page ends."""

    def __init__(self, html_):
        super().__init__()
        self.lists, self.records, self.text = [], [], ""
        self.feed(html_)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.lists.append((tag, given.get("role")))
        if "data-record" in given:
            assert given["role"] == "listitem"
            assert tag == "g" or given["aria-label"]  # that has a title
            self.records.append(given["data-record"])

    def handle_data(self, data):
        self.text += data


def test_every_record_of_blocks_opens_in_the_page():
    small = Drawing(60, 40, (), (Mark("R009", SIGN, "a tie"),), "Three actors")
    one = drawn(block(drawing=small, tiles=(Tile("P1", "could", record="C001"),)))
    found = Items(html.body(one))
    assert found.records == ["R009", "C001", *["E001"] * 4]
    for told in (WORDS, "What remains", "by the Post", "disputes", "could", "P1"):
        assert told in found.text


def test_every_change_opens_in_the_page_and_has_its_column():
    found = Items(html.body(grid()))
    assert found.records.count("R001") == found.records.count("E002") == 4
    assert html.body(grid()).count('class="cell filled"') == 8


def test_a_line_is_unseen_only_where_it_has_no_words_at_all():
    lines = Line("", "E001", lead="So:"), Line("", "E002", note="ever"), Line("", "E3")
    told = html.body(drawn(Block(lines=lines)))
    assert re.findall(r'class="entry( later)?"', told) == ["", "", " later"]


def test_a_narrow_drawing_stands_in_on_a_phone_only():
    both = Block(drawing=Drawing(600, 10), narrow=Drawing(342, 10))
    told = html.body(drawn(both))
    assert re.findall(r'class="drawing ?(\w*)"', told) == ["broad", "slim"]
    alone = html.body(drawn(Block(drawing=both.drawing)))
    assert re.findall(r'class="drawing ?(\w*)"', alone) == [""]


def test_data_is_never_markup_in_a_block():
    harm = "<img src=x onerror=alert(1)>"
    told = html.body(drawn(block(harm, kicker=harm, tiles=(Tile(harm, harm, harm),))))
    assert "<img" not in told and told.count("&lt;img") > 8


def test_the_heading_of_a_block_opens_its_record():
    told = drawn(Block("The thesis", note="P1", record="C001", told="All of it"))
    found = Items(html.body(told))
    assert found.records == ["C001"] and 'aria-label="All of it"' in html.body(told)
    assert Items(html.body(drawn(Block("The thesis")))).records == []


def test_items_have_a_rule_between_them_and_none_right_below_a_heading():
    def rules(*looks):
        lines = tuple(Line(WORDS, look=look) for look in looks)
        shapes, _ = drawn(Block(lines=lines)).laid
        return sum(s.kind == "line" and s.y0 == s.y1 for s in shapes)

    assert rules("item") == rules("quiet") == 0
    assert rules("head", "item") == 1  # that of the heading
    assert rules("head", "item", "quiet", "item", "item") == 3


def test_who_and_where_is_broken_into_lines_at_the_right():
    lone = Block(width=560, lines=(Line("A claim", right=f"{worlds.LONG} P7"),))
    shapes, _ = drawn(lone).laid
    right = [s for s in shapes if s.align == "right"]
    assert len(right) > 1 and {s.x0.beside for s in right} == {560}
    assert " ".join(s.text for s in right) == f"{worlds.LONG} P7"


def test_lists_of_lines_are_closed():
    told = html.body(drawn(block(), block()))
    assert told.count("<div") == told.count("</div>")


def test_an_arrow_is_a_shape():
    shapes, _ = grid().laid
    assert not any("→" in s.text for s in shapes)
    assert sum(s.points == ((-6, 0), (6, 0)) for s in shapes) == 8


def test_a_change_without_a_before_has_no_arrow():
    row = Row("", "a", ((Change("4", record="R001", words="4"),),))
    one = Picture("x", "t", "", "", "", None, (Group("", (row,)),),
                  columns=(Column("a", "b", "", 1),))  # fmt: skip
    assert "arrow" not in html.body(one)
    assert not any(s.kind == "path" for s in one.laid[0])


@pytest.mark.parametrize("most", [1, 4, 7, 37, 1234])
def test_counts_have_few_round_ticks_from_none(most):
    from helpers.draw.panels import Count

    ticks = Count("records", most, 0.2, 0.9).ticks
    assert ticks[0] == (0.2, "0") and 2 <= len(ticks) <= 6
    steps = {int(b.label) - int(a.label) for a, b in pairwise(ticks)}
    assert len(steps) == 1 and str(steps.pop())[0] in "125"
    assert max(t.place for t in ticks) <= 0.9


def test_a_heading_over_rows_of_cells_is_in_both():
    told = [s.text for s in grid().laid[0]]
    assert "OTHERS" in told and ">Others</p>" in html.body(grid())
    assert layout.columns(grid())[0][0] == 420
    assert At(0, 1).plus(2) == At(0, 3)
