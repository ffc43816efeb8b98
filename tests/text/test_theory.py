"""What the theory says of a case, in sentences, on tiny worlds."""

from dataclasses import replace

import pytest

from helpers import balance
from helpers.case import cases
from helpers.text import theory
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.charts.tied import case_of

THREE = [
    {"actor_id": f"A00{n}", "name": name, "kind": "state"}
    for n, name in enumerate(("Northland", "Southland", "Westland", "Eastland"), 1)
]
BETWEEN = {
    f"{'abcd'[i]}{'abcd'[j]}": (f"A00{i + 1}", f"A00{j + 1}")
    for i in range(4)
    for j in range(i + 1, 4)
}


def tie(pair, sign, **more):
    one, other = BETWEEN[pair]
    return {"source_actor": one, "target_actor": other, "sign": sign} | more


def pictured(folder, *rows, asked=None, **package):
    case, view = case_of(folder, *rows, actors=THREE, asked=asked, **package)
    return balance.picture(Shown(case, view)), view


def told(folder, *rows, **more):
    found, _ = pictured(folder, *rows, **more)
    return f"{theory.reading(found)}\n{theory.counted(found)}"


FOCUS = {"focus": ["A001", "A002", "A003"]}
OPPOSED = [tie("ab", "+"), tie("ac", "-"), tie("bc", "-")]


def test_a_balanced_triangle(tmp_path):
    text = told(tmp_path, *OPPOSED)
    assert "three ties form one triangle, of Northland, Southland and Westland." in text
    assert "it is balanced, by strong and by weak balance." in text
    assert "is 0, however dates and signs are read." in text
    assert "fits: Northland and Southland on one side, Westland on the other." in text
    assert "The rule: attested acts only; left out are collectives" in text


def test_three_who_are_all_at_odds(tmp_path):
    text = told(tmp_path, *(tie(pair, "-") for pair in ("ab", "ac", "bc")))
    assert "unbalanced by strong balance, balanced by weak balance" in text
    assert "have to change sign or go, at the least) is 1," in text
    assert "3 splits fit equally well, and none is chosen;" in text
    assert "they leave different ties frustrated" in text
    assert "With three clusters instead of two sides" in text
    assert "no tie would be frustrated" in text


def test_friends_of_all_have_nobody_on_another_side(tmp_path):
    text = told(tmp_path, *(tie(pair, "+") for pair in ("ab", "ac", "bc")))
    fits = "Only one split fits: all on one side, Northland, Southland and Westland."
    assert fits in text and "nobody" not in text


def test_where_no_triangle_is_balanced_none_is(tmp_path):
    pairs = [tie(pair, "+") for pair in ("ab", "ac", "ad", "bc", "bd")]
    text = told(tmp_path, *pairs, tie("ab", "-"))  # the pair of both signs is in each
    told_of = "None of them are balanced by strong balance, none by weak balance."
    assert told_of in text


def test_a_pair_that_may_be_read_otherwise(tmp_path):
    text = told(tmp_path, *OPPOSED, tie("ab", "-", when_article="[2021-05..2021-12]"))
    told_of = "The verdict depends on one pair, Northland–Southland. If it is hostile"
    assert told_of in text
    assert "it is between 0 and 1." in text


@pytest.mark.parametrize("more", [tie("ab", "-"), tie("ab", "~")])
def test_a_tie_with_both_signs_is_one_of_those_that_form_a_triangle(tmp_path, more):
    first = told(tmp_path, *OPPOSED, more, tie("ad", "+")).split("\n")[0]
    assert first.startswith("On 11 September 2021, three ties form one triangle, of")
    assert "One more tie forms none." in first


def test_what_may_not_be_there_forms_no_triangle_and_is_not_counted(tmp_path):
    perhaps = tie("ad", "+", when_article="[2021-05..2021-12]")
    first = told(tmp_path, *OPPOSED, perhaps).split("\n")[0]
    assert "three ties form one triangle" in first and "more" not in first


def test_several_ties_are_frustrated(tmp_path):
    five = [*THREE, {"actor_id": "A005", "name": "Midland", "kind": "state"}]
    rows = [
        {"source_actor": one["actor_id"], "target_actor": other["actor_id"], "sign":
         "-" if (n, m) in ((0, 1), (2, 3)) else "+"}
        for n, one in enumerate(five)
        for m, other in enumerate(five[n + 1 :], n + 1)
    ]  # fmt: skip
    case, view = case_of(tmp_path, *rows, actors=five)
    text = str(theory.reading(balance.picture(Shown(case, view))))
    assert "; Northland–Southland and Westland–Eastland are frustrated." in text
    assert "ten ties form ten triangles" in text


def test_both_signs_leave_a_triangle_undetermined(tmp_path):
    text = told(tmp_path, *OPPOSED, tie("ab", "-"))
    assert "it is undetermined by strong balance, balanced by weak balance" in text
    assert "If it is cooperative, the triangle is balanced" in text
    assert "If it is hostile, the triangle is unbalanced by strong balance" in text


def test_who_has_no_tie_on_the_day_could_stand_anywhere(tmp_path):
    late = tie("ad", "+", when_article="2021-09-11")
    text = told(tmp_path, *OPPOSED, late, asked={"as_of": "2021-06"})
    assert "Eastland has no tie of one sign that surely holds" in text


def test_without_a_triangle_the_theory_has_nothing_to_say(tmp_path):
    found, _ = pictured(tmp_path, *OPPOSED[:2])
    assert str(theory.reading(found)) == (
        "On 11 September 2021, counting attested acts only, there is no triangle of"
        " ties, so the theory says nothing."
    )
    assert str(theory.counted(found)).startswith("The rule: attested acts only;")


def test_the_rule_of_the_case_is_the_one_that_counts(tmp_path):
    rows = [tie("ab", "+"), tie("ac", "-"), tie("bc", "-", basis="condition")]
    assert "no triangle" in told(tmp_path / "one", *rows)
    assert "one triangle" in told(tmp_path / "two", *rows, rule="standing")


@pytest.mark.parametrize(
    "signs, wanted",
    [(("-", "-"), "cooperative"), (("+", "+"), "cooperative"), (("-", "+"), "hostile")],
)
def test_what_would_balance_the_focus_follows_from_its_other_ties(
    tmp_path, signs, wanted
):
    rows = [tie("ac", signs[0]), tie("bc", signs[1])]
    found, view = pictured(tmp_path, *rows, **FOCUS)
    text = str(theory.claim(found))
    assert f"balanced only if Northland–Southland is {wanted}." in text
    other = "hostile" if wanted == "cooperative" else "cooperative"
    assert f"balanced only if Northland–Southland were {other}." in text
    assert "says neither which tie changes nor that Westland" in text


def test_nothing_follows_where_a_tie_to_the_third_is_missing(tmp_path):
    found, view = pictured(tmp_path, tie("ac", "-"), **FOCUS)
    text = str(theory.claim(found))
    assert "Southland–Westland has no tie of one sign" in text
    assert "The theory says nothing of Northland–Southland." in text


def test_the_acts_that_were_aimed_at_the_third_are_counted(tmp_path):
    rows = [*OPPOSED, tie("ab", "+", against="A003")]
    found, view = pictured(tmp_path, *rows, **FOCUS)
    text = str(theory.claim(found))
    told_of = "Of two attested episodes of Northland-Southland cooperation at any time"
    assert f"{told_of}, one was said to be against Westland." in text


def test_acts_that_may_be_one_told_twice_are_a_range_here_too(tmp_path):
    rows = [*OPPOSED, tie("ab", "+", may_be="R001")]
    found, view = pictured(tmp_path, *rows, **FOCUS)
    text = str(theory.claim(found))
    assert "Of one or two attested episodes of Northland-Southland coop" in text


def test_who_disputes_the_one_episode_disputes_it(tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.view.voices.disputing", lambda case, records: ["A004"])
    rows = [*OPPOSED, tie("ab", "+", against="A003")]
    found, view = pictured(tmp_path, *rows, **FOCUS)
    text = str(theory.claim(found))
    assert text.endswith("was said to be against Westland. Eastland disputes it.")


def test_the_article_s_thesis_is_told_as_the_article_s(tmp_path):
    tables = worlds.copy()
    tables["claims"] = [
        {"claim_id": "C001", "role": "thesis", "text": "Peace is near."}
    ]
    tables["citations"].append(
        {"record_id": "C001", "source_id": "S001", "locator": "P1",
         "stance": "supports", "chain": "S001", "strength": "could"}
    )  # fmt: skip
    folder = worlds.write(tmp_path / "c", tables, focus=["A001", "A002", "A003"])
    case = cases.load(folder)
    view = View(case=str(folder))
    shown = select.view(case, view)
    text = str(theory.claim(balance.picture(Shown(shown, view))))
    assert text.startswith("The article argues with “could”: Peace is near.")
    alone = View(case=str(folder), layers=["context"])
    text = str(theory.claim(balance.picture(Shown.of(case, alone))))
    assert "The article" not in text


def test_of_a_case_without_a_third_in_focus_nothing_is_said(tmp_path):
    found, view = pictured(tmp_path, *OPPOSED)
    assert str(theory.claim(found)) == ""


def test_the_rules_stand_side_by_side(tmp_path):
    ahead = {"status_article": "possible", "when_article": "[2021-09-11..]"}
    rows = [
        tie("ac", "-"),
        tie("bc", "-", basis="statement"),
        tie("ab", "+", basis="condition"),
        tie("bc", "-", **ahead),
    ]
    found, view = pictured(tmp_path, *rows)
    counted = theory.rules(found.shown)
    assert list(counted.ties) == [1, 2, 3, 2]
    ours = [told for told in counted.index if "(the rule of this chapter)" in told]
    assert ours == [counted.index[0]]


def test_the_rules_count_a_tie_with_both_signs(tmp_path):
    found, view = pictured(tmp_path, tie("ab", "+"), tie("ab", "-"), tie("ac", "-"))
    assert theory.rules(found.shown).ties.iloc[0] == 2


# ---- what needs more than one triangle -----------------------------------------------


FOUR = [*OPPOSED, tie("ad", "+"), tie("bd", "+"), tie("cd", "-")]


def test_one_triangle_is_not_worth_a_chart_over_time(tmp_path):
    found, _ = pictured(tmp_path, *OPPOSED)
    assert str(theory.course(found)) == str(theory.change(found)) == ""
    assert theory.triangles(found) is None


def test_one_triangle_of_a_news_item_is_asked_only_of_two_against_a_third(
    tmp_path, monkeypatch
):
    found, _ = pictured(tmp_path, *OPPOSED)
    assert theory.triangles(found) is None
    monkeypatch.setattr(theory.account, "is_news", lambda case: True)
    assert str(theory.triangles(found)) == ""
    assert "so nothing is asked of the theory" in str(theory.reading(found))
    aimed = [{**OPPOSED[0], "against": "A003"}, *OPPOSED[1:]]
    focus = ["A001", "A002", "A003"]
    found, _ = pictured(tmp_path / "third", *aimed, focus=focus)
    assert found.case.third and theory.triangles(found) is None


@pytest.mark.parametrize(
    ("signs", "is_asked"),
    [("+++++", False), ("-++++", False), ("--+++", True), ("-+++-", False),
     ("+-+-+", False), ("++--+", True)],
)  # fmt: skip
def test_triangles_of_a_news_item_are_asked_of_where_two_share_an_opponent(
    tmp_path, monkeypatch, signs, is_asked
):
    ends = ("ab", "ac", "bc", "bd", "cd")  # triangles abc and bcd
    ties = [tie(two, sign) for two, sign in zip(ends, signs, strict=True)]
    found, _ = pictured(tmp_path, *ties)
    assert len(found.triads) == 2 and theory.triangles(found) is None
    monkeypatch.setattr(theory.account, "is_news", lambda case: True)
    drawn = [tell(found) is None for tell in (theory.triangles, theory.change)]
    assert drawn == [is_asked] * 2
    aside = "In none of them do two share an opponent" in str(theory.reading(found))
    assert aside != is_asked and (is_asked or str(theory.course(found)) == "")


def test_no_triangle_at_all(tmp_path):
    found, _ = pictured(tmp_path, *OPPOSED[:2])
    assert str(theory.course(found)) == str(theory.change(found)) == ""
    assert str(theory.triangles(found)) == ""


def test_several_triangles_are_drawn(tmp_path):
    found, _ = pictured(tmp_path, *FOUR)
    assert theory.course(found) is None and theory.change(found) is None


def test_a_range_that_was_only_sampled_is_not_told_as_all_readings(tmp_path):
    found, _ = pictured(tmp_path, *OPPOSED)
    vars(found)["range"] = replace(found.range, how="sampled")  # as of many open ties
    text = str(theory.counted(found))
    assert "however dates and signs are read" not in text
    assert "between 0 and 0, among readings drawn by chance" in text
