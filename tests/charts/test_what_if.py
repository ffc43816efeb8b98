"""What one change would do: a row a pair, in groups by what it does to the index."""

import pytest

from helpers.charts import what_if
from helpers.draw import content, html
from helpers.draw.rows import Mark
from helpers.view.shown import Shown
from tests.charts import rowed
from tests.charts.tied import case_of
from tests.text.test_theory import OPPOSED, THREE, tie

ALL_NEGATIVE = [tie(pair, "-") for pair in ("ab", "ac", "bc")]


def made(folder, *rows):
    return Shown(*case_of(folder, *rows, actors=THREE))


def drawn(folder, *rows):
    return what_if.chart(made(folder, *rows))


def groups(chart):
    return {g.title: [*g.rows, *g.more] for g in chart.groups}


def told(row):
    """Give what the cells of a row tell, a sign by its colour."""
    found = []
    for cell in row.cells:
        for one in cell:
            if isinstance(one, Mark):
                found.append({s.colour for s in one.shapes if s.kind == "disc"}.pop())
            else:
                found.append(" ".join(filter(None, [
                    f"{one.before} to" if one.before else "", one.after, one.note
                ])))  # fmt: skip
    return found


def test_a_row_tells_the_sign_a_pair_would_get_and_the_index_then(tmp_path):
    chart = drawn(tmp_path, *OPPOSED)
    ((title, rows),) = groups(chart).items()
    assert title == "The index rises from 0 to 1 (3)"
    assert {row.label: told(row) for row in rows} == {
        "Northland – Southland": [
            "cooperative",
            "hostile",
            "0 to 1",
            "1 of 1 to 0 of 1",
        ],
        "Northland – Westland": [
            "hostile",
            "cooperative",
            "0 to 1",
            "1 of 1 to 0 of 1",
        ],
        "Southland – Westland": [
            "hostile",
            "cooperative",
            "0 to 1",
            "1 of 1 to 0 of 1",
        ],
    }


def test_what_is_there_is_filled_and_what_would_be_is_hollow(tmp_path):
    (group,) = drawn(tmp_path, *OPPOSED).groups
    for row in group.rows:
        (now,), (then,) = row.cells[:2]
        disc, other = now.shapes[0], then.shapes[0]
        assert disc.fill == disc.colour and other.fill == "ground"
        assert now.record == then.record == what_if.anchor(_pair(row))


def _pair(row):
    ids = {one["name"]: one["actor_id"] for one in THREE}
    return tuple(ids[name] for name in row.label.split(" – "))


def test_changes_that_do_the_same_stand_in_one_group_and_look_alike(tmp_path):
    chart = drawn(tmp_path, *ALL_NEGATIVE)
    ((title, rows),) = groups(chart).items()
    assert title == "The index falls from 1 to 0 (3)"
    assert {tuple(told(row)) for row in rows} == {
        ("hostile", "cooperative", "1 to 0", "0 of 1 to 1 of 1")
    }
    assert len({(row.quiet, row.aimed) for row in rows}) == 1


def test_no_change_stands_out_by_what_it_would_do(tmp_path):
    every = [*ALL_NEGATIVE, tie("ad", "+"), tie("bd", "+")]
    chart = drawn(tmp_path, *every)
    titles = [title.split(" (")[0] for title in groups(chart)]
    assert titles[:2] == ["The index falls from 1 to 0", "The index stays at 1"]
    assert "says neither which tie changes nor that any does" in chart.foot


def test_a_missing_tie_is_told_with_either_sign(tmp_path):
    chart = drawn(tmp_path, *OPPOSED[:2])
    found = {
        (group.split(" (")[0], row.label): told(row)
        for group, rows in groups(chart).items()
        for row in rows
    }
    named = "Southland – Westland"
    assert found["The index rises from 0 to 1", named] == [
        "no tie", "cooperative", "0 to 1", "none to 0 of 1"
    ]  # fmt: skip
    assert found["The index stays at 0", named] == [
        "no tie", "hostile", "0 as now", "none to 1 of 1"
    ]  # fmt: skip


def test_a_missing_tie_whose_signs_do_the_same_has_one_row(tmp_path):
    chart = drawn(tmp_path, tie("ab", "+"), tie("cd", "+"))
    rows = groups(chart)["The index stays at 0 (6)"]
    assert [row.label for row in rows[:2]] == ["Northland – Southland",
                                               "Westland – Eastland"]  # fmt: skip
    missing = next(row for row in rows if row.label == "Northland – Westland")
    assert told(missing) == ["no tie", "cooperative", "hostile", "0 as now"]


def test_of_many_rows_some_are_open_and_some_only_counted(tmp_path):
    actors = [{"actor_id": f"A{n:03d}", "name": f"Actor {n}", "kind": "state"}
              for n in range(1, 11)]  # fmt: skip
    pairs = [(a["actor_id"], b["actor_id"])
             for i, a in enumerate(actors) for b in actors[i + 1 :]]  # fmt: skip
    rows = [{"source_actor": a, "target_actor": b} for a, b in pairs]
    shown = Shown(*case_of(tmp_path, *rows, actors=actors))
    chart = what_if.chart(shown)
    (group,) = chart.groups
    assert len(group.rows) == what_if.FIRST
    assert len(group.rows) + len(group.more) == what_if.MOST < 45
    assert group.title == (
        "The index rises from 0 to 1 (45); 30 are drawn, the list has all"
    )
    body = html.body(chart)
    assert body.count('class="pair shut"') == len(group.more)
    assert f">{len(group.more)} more</span>" in body
    words = [s.text for s in chart.laid[0]]
    assert f"and {len(group.more)} more" in words
    assert len(what_if.listing(shown).text.split("\n")) == 45


def test_the_title_counts_what_the_changes_do(tmp_path):
    for name, rows, title in (
        ("even", OPPOSED, "all raise the line index of 0"),
        ("odd", ALL_NEGATIVE, "all lower the line index of 1"),
    ):
        chart = drawn(tmp_path / name, *rows)
        assert chart.title == f"Of 3 single changes of a sign, {title}"
        assert "Rule: attested acts only" in chart.subtitle


def test_the_list_has_those_that_lower_the_index_first(tmp_path):
    shown = made(tmp_path, *ALL_NEGATIVE, tie("ad", "+"))
    listed = what_if.listing(shown)
    falls, stays = listed.text.index("falls"), listed.text.index("stays")
    assert falls < stays and listed.text.count("falls") == 3
    assert 'id="change-A001-A002"' in listed.html and "Record 1" in listed.html


def test_no_tie_of_one_sign_is_said(tmp_path):
    chart = drawn(tmp_path, tie("ab", "+", basis="statement"))
    assert chart.groups == chart.columns == chart.legend == ()
    assert chart.title == "No tie of one sign surely holds on 11 September 2021"
    rowed.check(chart)


def test_a_pair_with_an_open_tie_has_no_row_and_that_is_said(tmp_path):
    chart = drawn(tmp_path, *OPPOSED, tie("ab", "-"))
    labels = [row.label for rows in groups(chart).values() for row in rows]
    assert "Northland – Southland" not in labels and len(labels) == 2
    assert what_if.OPEN in chart.foot
    assert what_if.OPEN not in drawn(tmp_path / "sure", *OPPOSED).foot


# ---- whatever the case --------------------------------------------------------------


@pytest.mark.parametrize("name", [*rowed.SOME, *rowed.SOME_RELATED])
def test_no_text_meets_another_or_leaves_the_picture(tmp_path, name):
    chart = what_if.chart(rowed.shown(tmp_path, name))
    rowed.check(chart)
    assert content.unpack(content.pack(chart)).groups == chart.groups


def test_the_second_case_has_a_group_of_all_its_pairs(tmp_path):
    (group,) = what_if.chart(rowed.shown(tmp_path, "great-war-1872-1907")).groups
    assert group.title == "The index rises from 0 to 1 (15)"
    assert len(group.rows) + len(group.more) == 15
