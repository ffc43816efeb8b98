"""A board redraws where it must, lists what is found, and marks what is chosen."""

import base64
import html
import re

import pytest

from helpers import theme
from helpers.explorer import board as room
from helpers.explorer.board import Board
from helpers.explorer.canvas import CHOSEN, TARGETS, TOUCHED
from helpers.view.parameters import View
from tests import worlds
from tests.explorer import kept as made


@pytest.fixture
def kept(tmp_path):
    return made.cabinet(tmp_path)


@pytest.fixture
def told():
    return []


@pytest.fixture
def timeline(kept, told):
    found = Board("timeline", told.append)
    found.draw(kept, View())
    found.fill("")
    return found


def listed(board):
    return [record for _, record in board.list.options]


def texts(board):
    """List the texts of the picture."""
    (image,) = board.canvas.widget.to_dict()["layout"]["images"]
    svg = base64.b64decode(image["source"].split(",", 1)[1]).decode()
    return [
        html.unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    ]


def corners(board, trace):
    """Give the boxes that a trace draws: left, top, right, bottom."""
    data = board.canvas.widget.data[trace]
    boxes = [data.x[i : i + 6] for i in range(0, len(data.x), 6)]
    rows = [data.y[i : i + 6] for i in range(0, len(data.y), 6)]
    return [
        (min(x[:5]), min(y[:5]), max(x[:5]), max(y[:5]))
        for x, y in zip(boxes, rows, strict=True)
    ]


def test_it_is_drawn_once_for_what_does_not_move_it(timeline, kept):
    assert not timeline.draw(kept, View(level="all"))
    assert timeline.draw(kept, View(layers=["article"]))
    assert timeline.draw(kept, View())


def test_what_is_drawn_is_the_layout_in_pixels(timeline):
    layout = timeline.canvas.widget.to_dict()["layout"]
    assert layout["width"] == 720 and layout["yaxis"]["range"] == [layout["height"], 0]
    (image,) = layout["images"]
    assert (image["sizex"], image["sizey"]) == (layout["width"], layout["height"])
    assert "The envoy visits" in texts(timeline)
    assert layout["paper_bgcolor"] == theme.LIGHT["ground"]


def test_a_redraw_leaves_nothing_of_the_sheet_before(timeline, kept):
    timeline.draw(kept, View(layers=["context"]))
    assert not any("envoy visits" in text for text in texts(timeline))
    assert "E001" not in timeline.canvas.ids and "E004" in timeline.canvas.ids


def test_the_list_has_the_records_and_finds_words(timeline):
    assert set(listed(timeline)) == {"E001", "E002", "E003", "E004", "E005", "S002"}
    timeline.fill("ENVOY visits")
    assert listed(timeline) == ["E001"]
    timeline.fill("nothing of the kind")
    assert timeline.list.options == (
        ("Nothing is found for “nothing of the kind”", ""),
    )


def test_a_long_list_says_how_many_more(timeline, monkeypatch):
    monkeypatch.setattr(room, "MOST_ROWS", 2)
    timeline.fill("")
    assert [words for words, _ in timeline.list.options][2].startswith("+4 more")


def test_a_line_of_the_list_chooses_its_record(timeline, told):
    timeline.list.value = "E002"
    assert told == ["E002"]


def test_what_is_pointed_at_knows_its_record(timeline, told):
    canvas = timeline.canvas
    data = canvas.widget.data[TARGETS]
    assert len(data.x) == len(data.hovertext) == len(canvas.ids)
    nth = canvas.ids.index("E001")
    assert "The envoy visits" in data.hovertext[nth]
    (area,) = [a for a in canvas.areas if a.record_id == "E001"]
    assert area.x0 <= data.x[nth] <= area.x1 and area.y0 <= data.y[nth] <= area.y1


def test_a_click_chooses_the_record_under_it(timeline, told):
    canvas = timeline.canvas
    nth = canvas.ids.index("E003")
    trace = canvas.widget.data[TARGETS]
    points = type("Points", (), {"point_inds": [nth], "trace_index": TARGETS})
    for callback in trace._click_callbacks:
        callback(trace, points, None)
    assert told == ["E003"]


def test_marks_stand_around_what_is_chosen_and_what_it_touches(timeline):
    timeline.mark("E001", {"E001", "E003", "R001"})
    canvas = timeline.canvas
    around = {
        a.record_id: (a.x0 - 2, a.y0 - 2, a.x1 + 2, a.y1 + 2) for a in canvas.areas
    }
    assert corners(timeline, CHOSEN) == [around["E001"]]
    assert corners(timeline, TOUCHED) == [around["E003"]]
    assert timeline.list.value == "E001"
    timeline.mark("", set())
    assert corners(timeline, CHOSEN) == corners(timeline, TOUCHED) == []
    assert timeline.list.value is None


def test_a_hidden_board_keeps_its_widgets(timeline):
    for rows, display in ((0, "none"), (5, None)):
        timeline.show(rows)
        assert timeline.box.layout.display == timeline.list.layout.display == display
    assert timeline.canvas.widget in timeline.box.children


def test_long_and_right_to_left_names_stay_text(tmp_path):
    kept = made.cabinet(tmp_path, worlds.related(4, 12, worlds.RIGHT_TO_LEFT))
    found = Board("matrix", print)
    found.draw(kept, View())
    found.fill("")
    assert any(worlds.RIGHT_TO_LEFT in words for words, _ in found.list.options)
