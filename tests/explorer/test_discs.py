"""What a tie looks like: its disc, its square, the names beside it."""

import pytest

from helpers.explorer import discs
from tests import worlds
from tests.charts.tied import ACTORS, case_of


def test_a_hatch_stays_inside_its_disc():
    drawn = discs.mark(50, 50, "hostile", "hatched", 10)
    lines = [s for s in drawn if s["shape"] == "line"]
    assert len(lines) == 5
    for s in lines:
        for x, y in ((s["x0"], s["y0"]), (s["x1"], s["y1"])):
            assert (x - 50) ** 2 + (y - 50) ** 2 <= 10.01**2


def test_an_unknown_start_bears_a_question_mark():
    drawn = discs.mark(50, 50, "hostile", "unknown")
    assert [s["text"] for s in drawn if s["role"] == "query"] == ["?"]


def test_a_prospect_is_a_square_and_no_disc():
    drawn = discs.prospect(50, 50, "cooperative")
    assert [s["shape"] for s in drawn] == ["box", "text"]


def test_names_are_numbered_only_where_one_would_be_cut(tmp_path):
    case, _ = case_of(tmp_path, {})
    ids = ["A001", "A002"]
    assert list(discs.labels(case, ids, 90, 10.5).values()) == [
        "Northland",
        "Southland",
    ]
    actors = [row | {"name": worlds.LONG + row["name"]} for row in ACTORS]
    case, _ = case_of(tmp_path / "long", {}, actors=actors)
    assert [t[:2] for t in discs.labels(case, ids, 90, 10.5).values()] == ["1 ", "2 "]


@pytest.mark.parametrize(
    "room, told",
    [(200, ["Northland", "Southland"]), (30, ["1 Northland", "2 Southland"])],
)
def test_names_are_numbered_where_one_would_be_cut(world, room, told):
    found = discs.labels(world, ["A001", "A002"], room, 10.5)
    assert list(found.values()) == told


def test_the_legend_of_ties_has_the_words_of_the_table():
    assert discs.LOOKS == {
        "solid": "happened",
        "hollow": "reported or claimed only",
        "hatched": "possible on the day, not certain",
        "unknown": "start not stated",
    }
