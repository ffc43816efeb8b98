"""What one change would do: a cell a pair, with the sign that it would get."""

import pytest

from helpers import balance, theme
from helpers.charts import what_if
from helpers.view.shown import Shown
from tests.charts.tied import case_of
from tests.text.test_theory import OPPOSED, THREE, tie

WIDTHS = (theme.WIDE, theme.NARROW)
ALL_NEGATIVE = [tie(pair, "-") for pair in ("ab", "ac", "bc")]


def drawn(folder, *rows, width=theme.WIDE):
    case, view = case_of(folder, *rows, actors=THREE)
    return what_if.layout(Shown(case, view), width).shapes, case, view


def of(shapes, role):
    return list(shapes[shapes.role == role].itertuples())


def told(shapes):
    """Give what each cell tells, by what pointing at it shows first."""
    areas = shapes[shapes["shape"] == "target"]
    inside = shapes[shapes.role.isin(["sign", "index"])]
    return {
        area.text.split("\n")[0]: " ".join(
            inside.text[inside.x0.between(area.x0, area.x1)
                        & inside.y0.between(area.y0, area.y1)]
        )
        for area in areas.itertuples()
    }  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
def test_a_cell_tells_the_sign_a_pair_would_get_and_the_index_then(tmp_path, width):
    shapes, *_ = drawn(tmp_path, *OPPOSED, width=width)
    assert told(shapes) == {
        "Northland – Southland: cooperative now": "+ → − ↑ 1",
        "Northland – Westland: hostile now": "− → + ↑ 1",
        "Southland – Westland: hostile now": "− → + ↑ 1",
    }


def test_changes_that_come_to_the_same_are_drawn_alike(tmp_path):
    shapes, *_ = drawn(tmp_path, *ALL_NEGATIVE)
    assert set(told(shapes).values()) == {"− → + ↓ 0"}
    looks = {(c.fill, c.colour, c.width) for c in of(shapes, "cell")}
    assert len(of(shapes, "cell")) == 3 and len(looks) == 1


def test_no_change_stands_out_by_what_it_would_come_to(tmp_path):
    every = [*ALL_NEGATIVE, tie("ad", "+"), tie("bd", "+")]
    shapes, case, view = drawn(tmp_path, *every)
    moves = {text.split(" ")[-2] for text in told(shapes).values()}
    assert {"↓", "="} <= moves  # the index falls with some, and stays with others
    assert {t.bold for t in of(shapes, "index")} == {False}
    assert len({(c.colour, c.width) for c in of(shapes, "cell")}) == 1
    subtitle = what_if.chart(Shown(case, view)).subtitle
    assert "says neither which tie changes nor that any does" in subtitle


def test_a_missing_tie_is_told_with_either_sign(tmp_path):
    shapes, *_ = drawn(tmp_path, *OPPOSED[:2])
    assert told(shapes)["Southland – Westland: no tie now"] == "+ ↑ 1 − = 0"


def test_the_title_counts_what_the_changes_do(tmp_path):
    for name, rows, title in (
        ("even", OPPOSED, "all raise the line index of 0"),
        ("odd", ALL_NEGATIVE, "all lower the line index of 1"),
    ):
        _, case, view = drawn(tmp_path / name, *rows)
        shown = Shown(case, view)
        found = what_if.Found(balance.picture(shown))
        told = f"Of 3 single changes of a sign, {title}"
        assert what_if.titles(shown, found)[0] == told
        assert "Rule: attested acts only" in what_if.titles(shown, found)[1]


def test_the_list_has_those_that_lower_the_index_first(tmp_path):
    _, case, view = drawn(tmp_path, *ALL_NEGATIVE, tie("ad", "+"))
    shown = Shown(case, view)
    text = what_if.listing(shown).text
    falls, stays = text.index("falls"), text.index("stays")
    assert falls < stays and text.count("falls") == 3
    html = what_if.listing(shown).html
    assert 'id="change-A001-A002"' in html and "Record 1" in html


def test_no_tie_of_one_sign_is_said(tmp_path):
    shapes, case, view = drawn(tmp_path, tie("ab", "+", basis="statement"))
    assert of(shapes, "cell") == []
    shown = Shown(case, view)
    found = what_if.Found(balance.picture(shown))
    assert what_if.titles(shown, found)[0] == (
        "No tie of one sign surely holds on 11 September 2021"
    )


def test_a_pair_with_an_open_tie_has_no_cell_and_that_is_said(tmp_path):
    shapes, *_ = drawn(tmp_path, *OPPOSED, tie("ab", "-"))
    assert len(of(shapes, "cell")) == 2
    assert "has no cell" in " ".join(n.text for n in of(shapes, "note"))
