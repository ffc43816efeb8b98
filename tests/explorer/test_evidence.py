"""The panel tells what a card holds, and what touches what is found from both ends."""

import pytest

from helpers.case import cases
from helpers.explorer import evidence
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import hostile, pages, worlds

ASKED = View()


@pytest.fixture
def case(world):
    return select.view(world, ASKED)


@pytest.mark.parametrize(
    "chosen, there",
    [("E001", True), ("R002", True), ("S003", True), ("tie-A001-A002", True),
     ("ahead-tie-A001-A002", True), ("view-A001-A002b", True), ("E099", False),
     ("A001", False), ("", False), ("tie-A001", False), ("course-A001-A002", False),
     ("triad-A001-A002-A004", True), ("triad-A001-A002", False),
     ("<img src=x>", False)],
)  # fmt: skip
def test_only_what_has_a_card_can_be_chosen(case, chosen, there):
    assert evidence.exists(case, chosen) is there


@pytest.mark.parametrize(
    "chosen, title",
    [("E001", "The envoy visits"), ("S002", "The report"),
     ("tie-A001-A002", "Northland – Southland"),
     ("view-A001-A002", "Northland → Southland"),
     ("triad-A001-A002-A003", "Northland, Southland and The Gazette")],
)  # fmt: skip
def test_what_is_chosen_has_a_name(case, chosen, title):
    assert evidence.title(case, chosen) == title


@pytest.mark.parametrize(
    "chosen, title",
    [("E100001", "The envoy visits"), ("tie-A100001-A100002", "Northland – Southland"),
     ("triad-A100001-A100002-A100003", "Northland, Southland and The Gazette")],
)  # fmt: skip
def test_an_id_may_have_six_digits(tmp_path, chosen, title):
    case = cases.load(worlds.write(tmp_path / "w", worlds.renumbered(worlds.copy())))
    assert evidence.exists(case, chosen) and evidence.title(case, chosen) == title


def test_a_record_tells_both_dates_its_voices_and_its_sources(tmp_path):
    tables = worlds.copy()
    tables["sources"][2] |= {"url": "https://example.org/a?b=1&c=2"}
    tables["citations"].append(
        {"record_id": "E001", "source_id": "S003", "stance": "disputes",
         "chain": "S003", "note": "it says so on page two"}
    )  # fmt: skip
    case = cases.load(worlds.write(tmp_path / "case", tables))
    shown = Shown(case, ASKED)
    text = pages.Page(evidence.card(shown, "E001")).text
    for told in (
        f"Article P2{worlds.WINDOW}claimed",
        "Other sources23 August 2021 by S003happened", "Envoy Nor and Southland",
        "The piece, opinion, 11 September 2021 (S001), P2The Gazette, The report,"
        " at some time in October 2020; other sources: 22 October 2020 (S002)Envoy Nor",
        "Disputes: A digest, 23 October 2020 (S003) it says so on page two",
        "SourcesThe piece", "A digest 23 October 2020; news, copy",
    ):  # fmt: skip
        assert told in text
    html = evidence.card(shown, "E001")
    assert '<a href="https://example.org/a?b=1&amp;c=2"' in html


def test_a_record_that_the_view_hides_says_so_and_keeps_its_card(world):
    asked = View(layers=["context"])
    shown = select.view(world, asked)
    assert "Not in this view" in evidence.card(Shown(shown, asked), "E001")
    assert "The envoy visits" == evidence.title(shown, "E001")
    assert "Not in this view" not in evidence.card(Shown(shown, asked), "E004")


def test_a_tie_tells_its_state_on_the_day_and_its_records(case):
    shown = Shown(case, ASKED)
    text = pages.Page(evidence.card(shown, "tie-A001-A002")).text
    assert text.startswith("cooperative; happened, certain on the day; 1 act; one")
    assert "on 11 September 2021" in text and "The envoy of Northland" in text
    ahead = pages.Page(evidence.card(shown, "ahead-tie-A001-A002")).text
    assert "1 may come" in ahead and "The two may work together" in ahead


@pytest.mark.parametrize(
    "chosen, said",
    [("tie-A001-A002", "No record of this pair on 31 December 2019"),
     ("ahead-tie-A001-A002", "No prospect of this pair on 31 December 2019")],
)  # fmt: skip
def test_a_pair_without_a_record_on_the_day_says_so(world, chosen, said):
    asked = View(as_of="2019")
    assert said in evidence.card(Shown(select.view(world, asked), asked), chosen)


def test_a_triangle_tells_both_verdicts_and_the_records_of_its_ties(default_view):
    html = evidence.card(Shown(default_view, ASKED), "triad-A001-A010-A019")
    text = pages.Page(html).text
    assert text.startswith("Balanced for strong balance, balanced for weak balance, on")
    assert "Judged by attested acts only" in text
    for pair in ("US – Taliban", "US – Daesh-K", "Taliban – Daesh-K"):
        assert pair in text
    assert "Daesh-K strikes at Kabul airport" in text
    none = evidence.card(
        Shown(default_view, View(as_of="2019-01")), "triad-A001-A010-A019"
    )
    assert "No triangle of these three in this view" in none


def test_a_triangle_touches_the_records_of_its_ties(default_view):
    touched = evidence.touching(Shown(default_view, ASKED), "triad-A001-A010-A019")
    assert {"R005", "R025", "R104", "E011", "tie-A001-A010"} <= touched
    assert "R007" not in touched  # of another pair


def test_a_source_tells_what_rests_on_it(case):
    text = pages.Page(evidence.card(Shown(case, ASKED), "S002")).text
    assert "The Gazette" in text and "secondary" in text
    assert "The envoy visits" in text and "The bridge falls" not in text


@pytest.mark.parametrize(
    "chosen, touched",
    [
        ("", set()),
        ("E001", {"E001", "R001", "E003", "S002", "tie-A001-A002"}),
        ("R001", {"R001", "E001", "S002", "tie-A001-A002"}),
        ("R002", {"R002", "ahead-tie-A001-A002"}),
        ("E003", {"E003", "E001"}),
        ("tie-A001-A002", {"tie-A001-A002", "R001", "R002", "E001", "S002",
                           "ahead-tie-A001-A002"}),
        ("S002", {"S002", "E001", "E003", "R001", "tie-A001-A002"}),
        ("E002", {"E002"}),
    ],
)  # fmt: skip
def test_what_is_chosen_touches_what_hangs_together_with_it(case, chosen, touched):
    assert evidence.touching(Shown(case, ASKED), chosen) == touched


def test_at_another_level_a_person_has_a_pair_of_its_own(case):
    touched = evidence.touching(Shown(case, View(level="all")), "R001")
    assert "tie-A002-A004" in touched and "tie-A001-A002" not in touched


def test_what_is_touched_touches_back_over_the_whole_case(default_view):
    """Whatever touches a tie by a relation is touched by that relation's event."""
    for row in default_view.relations.itertuples():
        if row.event_id:
            shown = Shown(default_view, ASKED)
            ours = evidence.touching(shown, row.relation_id)
            theirs = evidence.touching(shown, row.event_id)
            assert row.event_id in ours and row.relation_id in theirs


@pytest.mark.parametrize(
    "one, two, said",
    [("E004", "E005", "), then “Southland"), ("E001", "E003", "It is open which"),
     ("E001", "S002", "2021"), ("E001", "tie-A001-A002", "choose two of them")],
)  # fmt: skip
def test_of_two_records_it_says_which_came_first_or_that_it_cannot(
    case, one, two, said
):
    assert said in evidence.which_first(Shown(case, ASKED), one, two)


def test_whatever_stands_in_a_table_is_text(tmp_path):
    case = cases.load(hostile.write(tmp_path / "harmful"))
    for table in ("events", "relations", "memberships", "sources"):
        for record in case.tables[table].iloc[:, 0]:
            page = pages.Page(evidence.card(Shown(case, ASKED), record))
            assert not {"img", "script", "svg", "b", "i", "style"} & page.tags
            assert all(link.startswith(("#", "https://")) for link in page.links)
