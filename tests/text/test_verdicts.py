"""Does the picture hold? What is said of what goes, what stays, and on whose word."""

import pytest

from helpers import prose
from helpers.compare import direct
from helpers.text import verdicts
from helpers.view.parameters import View
from helpers.view.shown import Shown, show
from tests import worlds
from tests.compare.outcomes import BASE, SAME, counted, outcome


def of_focus(folder, **changes):
    """Give the small world in which the visit is aimed at the Gazette."""
    tables = worlds.copy()
    tables["relations"][0]["against"] = "A003"
    for table, rows in changes.items():
        tables[table] = rows
    return worlds.write(folder / "w", tables, focus=["A001", "A002", "A003"])


def remains(shown):
    """Say of a view what remains, a line for each thing that may be left out."""
    return str(verdicts.remains(shown, direct.around(shown))).split("\n")


def told(folder, **asked):
    return remains(show(View(case=str(folder), **asked)))


def picture(world, *others):
    """Say of a view of the small world what others move, in lines."""
    return str(verdicts.picture(Shown(world, View()), [BASE, *others])).split("\n")


LOST = counted("events", "E001")


# ---- the sentences -----------------------------------------------------------------


@pytest.mark.parametrize(
    "others, sentence",
    [
        ([outcome("sources", "S002", *SAME)],
         "All 2 findings hold whichever one source is left out"),
        ([outcome("voices", "A001", LOST, SAME[1])],
         "1 of 2 findings (ties on the day) holds whichever one voice is left out"),
        ([outcome("voices", "A001", LOST, SAME[1]),
          outcome("sources", "S002", SAME[0], counted("ties"))],
         "None of 2 findings holds whichever one source or voice is left out"),
        ([outcome("reading", "", LOST, SAME[1])],
         "This view has no source and no voice that could be left out"),
    ],
)  # fmt: skip
def test_the_verdict_counts_what_nothing_left_out_moves(world, others, sentence):
    assert verdicts.verdict(world, [BASE, *others]) == sentence


@pytest.mark.parametrize(
    "others, sentence",
    [
        ([outcome("sources", "S002", *SAME), outcome("sources", "S003", *SAME),
          outcome("voices", "A001", LOST, SAME[1])],
         "2 of 2 sources matter to no count; every voice matters to some count"),
        ([outcome("sources", "S002", *SAME), outcome("sources", "S003", LOST)],
         "1 of 2 sources matters to no count"),
        ([outcome("sources", "S002", LOST), outcome("sources", "S003", LOST),
          outcome("voices", "A001", LOST, SAME[1])],
         "Every source and every voice matters to some count"),
        ([outcome("reading", "", LOST, SAME[1])],
         "This view has no source and no voice that could be left out"),
    ],
)  # fmt: skip
def test_the_title_counts_what_can_be_left_out_and_moves_nothing(others, sentence):
    assert verdicts.standing([BASE, *others]) == sentence


@pytest.mark.parametrize("found", [(), (counted("events"), counted("ties"))])
def test_a_view_that_counts_nothing_has_nothing_that_holds(world, found):
    outcomes = [outcome("base", "", *found), outcome("sources", "S002", *found)]
    told = "This view has no finding that could change."
    assert str(verdicts.picture(Shown(world, View()), outcomes)) == told


def test_the_picture_names_what_moves_most_and_what_a_reading_moves(world):
    others = [
        outcome("reading", "", LOST, SAME[1], label="attested only"),
        outcome("reading", "", *SAME, label="by known dates"),
        outcome("sources", "S002", LOST, SAME[1]),
        outcome("sources", "S003", *SAME),
    ]
    assert picture(world, *others) == [
        "1 of 2 sources changes no finding. Without S002, one finding changes, the most"
        " of all.",
        "1 of 2 findings (ties on the day) holds whichever one source is left out.",
        "Attested only: events shown 2 → 1.",
        "By known dates: nothing changes.",
    ]


# ---- the episodes against the third ------------------------------------------------


def test_what_goes_and_what_remains_is_told_with_its_voices(tmp_path):
    view, *others = told(of_focus(tmp_path))
    assert view == (
        "In this view, one episode of Northland-Southland cooperation said to be"
        " against The Gazette is attested: The envoy of Northland visits Southland"
        " (happened), on the word of Envoy Nor. It rests on one origin: Envoy Nor,"
        " all of it through “The report”."
    )
    assert others == [
        "Without “The report” (S002), “The envoy visits” is gone. No such episode"
        " remains.",
        "Without Envoy Nor (A004), “The envoy visits” is gone. No such episode"
        " remains.",
    ]


def test_an_episode_whose_event_a_view_hides_is_named_all_the_same(tmp_path):
    assert told(of_focus(tmp_path), kinds=["statement"])[1].startswith(
        "Without “The report” (S002), “The envoy visits” is gone."
    )


def test_an_act_that_two_sources_carry_outlives_either(tmp_path):
    cited = worlds.copy()["citations"]
    cited.append({"record_id": "R001", "source_id": "S003", "stance": "supports",
                  "chain": "S003"})  # fmt: skip
    assert told(of_focus(tmp_path, citations=cited))[1:] == [
        "No single source is needed for any of them.",
        "No single voice is needed for any of them.",
    ]


def test_of_a_case_without_a_third_actor_nothing_is_said(world):
    assert str(verdicts.remains(Shown(world, View()), [BASE])) == ""


def test_a_view_without_such_an_act_has_none_to_lose(tmp_path):
    assert told(of_focus(tmp_path), exclude=["S002"]) == [""]


def test_every_source_with_which_most_acts_go_is_told_of(daesh_k, default_view, around):
    text = str(verdicts.remains(Shown(default_view, View()), around))
    base = set(around[0].by_name["episodes_against"].items)
    lost = {
        o.variation.subject: base - set(o.by_name["episodes_against"].items)
        for o in around
        if o.variation.kind == "sources"
    }
    most = max(map(len, lost.values()))
    if not most:
        assert "No single source is needed for any of them." in text
    for source, gone in lost.items():
        assert (f"({source}), " in text) == (len(gone) == most > 0), source


def test_without_the_posts_report_the_chapter_says_what_remains():
    first = remains(show(View(exclude=["S002"])))[0]
    assert first.startswith("In this view (exclude S002), ")
    assert "the article itself" not in first  # it relays the report, and no more
    assert "time their assaults" not in first


def test_by_the_article_alone_the_acts_are_those_that_it_attests():
    shown = show(View(dates="article"))
    found = direct.around(shown)
    first = str(verdicts.remains(shown, found)).split("\n")[0]
    n = prose.spelled(found[0].by_name["episodes_against"].value, "episode")
    assert f" {n} of US-Taliban" in first and "McKenzie" not in first


def test_where_only_the_article_is_asked_its_own_status_is_told(tmp_path):
    view = told(of_focus(tmp_path), layers=["article"])[0]
    assert "visits Southland (claimed), on the word of Envoy Nor" in view


def test_without_what_no_tie_is_left_is_said(world):
    others = [
        outcome("sources", "S002", counted("events", "E001"), counted("ties")),
        outcome("voices", "S001", counted("events", "E001"), counted("ties")),
        outcome("voices", "A001", *SAME),
    ]
    lines = picture(world, *others)
    assert "No tie of the day is left without S002 or without S001." in lines
    assert "is left without" not in " ".join(picture(world, others[2]))


def test_one_more_of_those_that_move_most_is_one_other(world):
    others = [outcome("sources", f"S{n}", counted("events"), BASE.findings[1])
              for n in range(4)]  # fmt: skip
    assert " and 1 other, " in " ".join(picture(world, *others))
