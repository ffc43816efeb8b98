"""What a reader asks, answered: by rule on small worlds, and in full on the first."""

import pandas as pd
import pytest

from helpers.text import answers
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.charts.tied import ACTORS, case_of
from tests.worlds import AFTER

AIMED = {"against": "A003"}
OUTSIDE = {
    "layer": "context", "status_article": "", "status_known": "reported",
    "when_article": "", "when_known": "2021-05-20", "known_sources": "S003",
}  # fmt: skip
THREE = {"focus": ["A001", "A002", "A003"]}


def against(folder, *rows, **more):
    case, view = case_of(folder, *rows, **(THREE | more))
    return str(answers.against(Shown(case, view)))


# ---- the three questions of the first case, held whole ----------------------------


def test_a_which_attested_acts_were_against_daesh_k_and_on_whose_word(default_view):
    ours, more, both = str(answers.against(Shown(default_view, View()))).split("\n")
    assert ours.startswith("The article names ")
    assert (
        " of US-Taliban cooperation said to be against Daesh-K, in Konar: The" in ours
    )
    assert "weaken Daesh-K in Konar (reported), on the word of Morgan" in ours
    assert ours.endswith("all of it through “Our secret Taliban air force”.")
    assert more.startswith("Other sources add ") and "McKenzie" in more
    assert both.startswith("With other sources, ")
    assert both.endswith(" Morgan only passes on what others said.")


def test_who_disputes_an_act_is_named_beside_who_tells_of_it(tmp_path):
    case, view = case_of(tmp_path, AIMED, AIMED, **THREE)
    denied = {"record_id": "R002", "source_id": "S003", "stance": "disputes",
              "chain": ["S003", "A002"], "locator": ""}  # fmt: skip
    cited = case.citations
    row = {name: denied.get(name, "") for name in cited}
    case = case.with_tables(citations=pd.concat([cited, pd.DataFrame([row])]))
    told = str(answers.against(Shown(case, view)))
    assert "Record 2 (happened)" in told and told.count("disputes this") == 1
    assert ", but Southland disputes this" in told.split("Record 2")[1]


def test_b_was_recognition_withheld_because_of_the_appointments(default_view):
    assert str(answers.causes(Shown(default_view, View()))) == (
        "Was recognition withheld because of the appointments? By the article:"
        " “Haqqani figures join the government” (by 10 September 2021, day not stated),"
        " “US puts recognition far off” (by 11 September 2021, day not stated); which"
        " came first is open, so neither can be called the cause. By other sources:"
        " “Haqqani figures join the government” (7 September 2021), “US puts"
        " recognition far off” (6 September 2021); “US puts recognition far off” came"
        " first, so it cannot be an effect of “Haqqani figures join the government”."
    )


def test_c_whom_does_the_article_speak_about_and_never_let_speak(default_view):
    told = str(answers.unheard(Shown(default_view, View())))
    assert told.startswith(
        "The article discusses Taliban (47 records), Daesh-K (30 records),"
        " Afghanistan (5 records), Haqqani network (1 record)"
    )
    assert ", and quotes none of them." in told
    assert "It also quotes none of these groups: Global terrorist groups" in told
    assert "US (" not in told and "Krieg" not in told


def test_what_is_only_a_prospect_names_status_and_voice(default_view):
    told = str(answers.ahead(Shown(default_view, View())))
    assert told.startswith("What may come (3): Washington and the Taliban could work")
    assert "(“possible”), on the word of Milley" in told


def test_without_the_posts_report_what_remains_is_said(daesh_k):
    view = View(exclude=["S002"])
    told = str(answers.against(Shown(select.view(daesh_k, view), view)))
    assert told.startswith("The article names no US-Taliban cooperation")
    assert "Other sources add " in told and "McKenzie" in told
    assert "the article itself" not in told  # it relays the report, and no more


# ---- rules ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        {},  # aimed at nobody
        AIMED | {"sign": "~"},
        AIMED | {"basis": "statement"},
        AIMED | {"status_article": "possible"},
        AIMED | {"target_actor": "A003", "against": "A002"},
    ],
)
def test_what_is_no_attested_act_of_the_pair_against_the_third_is_not_counted(
    tmp_path, row
):
    assert against(tmp_path, row) == ""


def test_what_a_view_hides_is_said_to_be_hidden(tmp_path):
    assert against(tmp_path, AIMED, asked={"statuses": ["possible"]}) == (
        "No Northland-Southland cooperation said to be against The Band is attested in"
        " this view."
    )


def test_one_act_is_told_in_the_singular(tmp_path):
    told = against(tmp_path, AIMED)
    assert "names one episode of" in told and "It rests on one origin: " in told
    assert "one such episode rests on one origin" in told


def test_an_act_known_from_outside_only_is_told_apart(tmp_path):
    told = against(tmp_path, OUTSIDE | AIMED)
    assert told.startswith("The article names no Northland-Southland cooperation")
    assert "Other sources add one episode: Record 1 (reported)" in told


def test_rows_of_one_fact_count_once(tmp_path):
    told = against(tmp_path, AIMED, AIMED | {"fact": "R01"})
    assert "names one episode of" in told


def test_without_a_third_actor_nothing_is_said_of_one(tmp_path):
    case, view = case_of(tmp_path, AIMED, focus=["A001", "A002"])
    assert str(answers.against(Shown(case, view))) == ""


def test_without_the_articles_layer_the_article_is_not_spoken_of(tmp_path):
    case, view = case_of(tmp_path, OUTSIDE | AIMED, asked={"layers": ["context"]},
                         **THREE)  # fmt: skip
    assert "article" not in str(answers.against(Shown(case, view)))


def test_without_prospects_that_is_said_beside_acts_against_the_third(tmp_path):
    case, view = case_of(tmp_path / "none", {}, **THREE)
    assert str(answers.ahead(Shown(case, view))) == ""
    case, view = case_of(tmp_path, AIMED, **THREE)
    assert str(answers.ahead(Shown(case, view))) == (
        "No record calls more Northland-Southland cooperation possible."
    )
    hidden = view.model_copy(update={"statuses": ["happened"]})
    assert str(answers.ahead(Shown(case, hidden))).endswith(" possible in this view.")


def test_what_the_article_attests_goes_by_its_own_status(tmp_path):
    row = AIMED | {"status_article": "possible", "status_known": "happened",
                   "when_known": "2021-05-10", "known_sources": "S003"}  # fmt: skip
    told = against(tmp_path, row)
    assert told.startswith("The article names no ")
    assert "With other sources, one such episode rests on" in told
    denied = AIMED | {"status_known": "denied", "known_sources": "S003"}
    told = against(tmp_path / "denied", denied)
    assert "names one episode of" in told and "With other" not in told


def test_by_the_articles_dates_outside_sources_are_not_spoken_of(tmp_path):
    told = against(tmp_path, AIMED, OUTSIDE | AIMED, asked={"dates": "article"})
    assert "one episode of" in told and "ther sources" not in told


def test_an_act_that_may_be_told_twice_makes_a_range(tmp_path):
    told = against(tmp_path, AIMED | {"may_be": "R002"}, OUTSIDE | AIMED)
    assert "With other sources, one or two such episodes rest on" in told


def test_whoever_acts_for_the_third_is_the_third(tmp_path):
    actors = [*ACTORS, {"actor_id": "A005", "name": "A captain", "kind": "person",
                        "acts_for": "A003"}]  # fmt: skip
    told = against(tmp_path, {"against": "A005"}, actors=actors)
    assert "names one episode of" in told


def test_an_act_that_may_lie_after_the_day_asked_for_says_so(tmp_path):
    row = OUTSIDE | AIMED | {"when_known": "[..2021-05-20]"}
    told = against(tmp_path, AIMED | {"when_article": "2019-01-01"}, row,
                   asked={"as_of": 2020})  # fmt: skip
    assert "Record 2 (reported, perhaps later)" in told
    assert "Record 1 (happened)" in told


def test_a_view_without_the_articles_records_leaves_nobody_unheard(tmp_path):
    case, view = case_of(tmp_path, {}, asked={"layers": ["context"]})
    assert str(answers.unheard(Shown(case, view))) == (
        "No record of the article in this view discusses anybody."
    )
    case, view = case_of(tmp_path / "of others only", OUTSIDE)
    assert str(answers.unheard(Shown(case, view))) == ""


def test_without_an_article_none_is_spoken_of(tmp_path):
    case, view = case_of(tmp_path, OUTSIDE | AIMED, **THREE)
    case = case.with_tables(sources=case.sources.assign(role="outside"))
    shown = Shown(case, view)
    told = [answers.against(shown), answers.ahead(shown),
            answers.unheard(shown), answers.causes(shown)]  # fmt: skip
    assert str(told[0]).startswith("The sources name one episode of")
    assert "rticle" not in " ".join(map(str, told))


CAUSES = [{"question": "Did it?", "cause": "E001", "effect": "E003"}]


@pytest.mark.parametrize(
    "known, verdict",
    [
        ("", "which came first is open"),
        ("2021-08-01", "came first, so it cannot be an effect of"),
        ("2021-08-31", "came first; that alone does not make it a cause."),
    ],
)
def test_dates_rule_a_cause_out_and_never_prove_one(tmp_path, known, verdict):
    from helpers.case import cases
    from tests import worlds

    tables = worlds.copy()
    if known:
        tables["events"][2] |= {"when_known": known, "known_sources": "S003"}
    case = cases.load(worlds.write(tmp_path / "w", tables, causes=CAUSES))
    told = str(answers.causes(Shown(case, View())))
    assert told.startswith("Did it? By the article: “The envoy visits”")
    assert verdict in (told.split("By other sources:")[1] if known else told)
    alone = str(answers.causes(Shown(case, View(dates="article"))))
    assert alone.startswith("Did it? By the article:") and "By other" not in alone
    other = str(answers.causes(Shown(case, View(dates="known"))))
    assert other.startswith("Did it? By other sources:") and verdict in other


def test_a_reading_whose_event_is_left_out_is_not_answered(world):
    assert str(answers.causes(Shown(world, View()))) == ""


def test_who_is_heard_by_everybody_leaves_nobody_unheard(tmp_path):
    row = {"source_actor": "A004", "target_actor": "A001"}
    case, view = case_of(tmp_path, row, row)  # the second is told by the envoy
    assert str(answers.unheard(Shown(case, view))) == (
        "The article quotes all whom it discusses."
    )


def test_one_who_is_never_quoted_is_no_them(tmp_path):
    row = {"source_actor": "A004", "target_actor": "A002"}
    case, view = case_of(tmp_path, row, row)
    told = str(answers.unheard(Shown(case, view)))
    assert told == (
        "The article discusses Southland (2 records), and quotes no word of it."
    )


def test_more_actors_than_a_sentence_holds_are_counted(default_view):
    told = str(answers.unheard(Shown(default_view, View()), most=2))
    assert "Taliban (47 records), Daesh-K (30 records) and 8 others" in told


def test_a_cause_that_came_first_by_order_alone_says_by_whom(tmp_path):
    asked = [{"question": "Did the one bring the other?", "cause": "E004",
              "effect": "E003"}]  # fmt: skip
    blank = {"E003": {"when_article": ""}, "E004": {"when_known": ""}}
    for orders, told in (
        ([], "which came first is open, so neither can be called the cause."),
        ([AFTER], "“The bridge falls” came first, because O001, by A digest; that alone"
                  " does not make it a cause."),
        ([AFTER | {"first_id": "E003", "second_id": "E004"}],
         "“Northland speaks of peace” came first, because O001, by A digest, so it"
         " cannot be an effect of “The bridge falls”."),
    ):  # fmt: skip
        tables = worlds.in_order(*orders, **blank)
        case = worlds.small(tmp_path / str(len(told)), tables, causes=asked)
        said = str(answers.causes(Shown(case, View(dates="known"))))
        assert said.endswith(told)
