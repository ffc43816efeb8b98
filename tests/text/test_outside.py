"""What others say of a claim: whoever disputes it is there, by name and day."""

import pytest

from helpers.case import cases
from helpers.text import outside
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.charts.test_argument import cited, claim

VISIT = "The envoy visits the South"


def made(folder, *others, **asked):
    """Let a premise rest on the visit (E001, R001), of which others say something."""
    tables = worlds.copy()
    tables["claims"] = [claim("C001", "thesis"), claim("C002", text=VISIT)]
    tables["citations"] += [cited("C002", "P2", chain="S001<S002<A004"), *others]
    return Shown.of(cases.load(worlds.write(folder / "w", tables)), View(**asked))


def other(record, stance, chain="S003<A002", **more):
    return {"record_id": record, "source_id": "S003", "stance": stance,
            "chain": chain, "said_event_id": "-"} | more  # fmt: skip


def said(one, claim_="C002"):
    return outside.of_claim(one, claim_, VISIT)


def contrary(one):
    return [s for s in said(one) if s.stance != "supports"]


def test_who_disputes_what_a_claim_rests_on_is_beside_the_claim(tmp_path):
    denied = other("E001", "disputes", said_event_id="E005", note="Nobody came.")
    one = made(tmp_path, denied)
    assert contrary(one) == [
        ("disputes", "Southland (9 October 2021)", "Nobody came.", "E001",
         "The envoy visits"),
    ]  # fmt: skip
    assert outside.of_claim(one, "C001", "") == []


def test_an_act_and_its_event_denied_by_one_voice_are_told_once(tmp_path):
    both = [other("E001", "disputes"), other("R001", "disputes")]
    assert len(contrary(made(tmp_path, *both))) == 1


def test_what_is_said_of_the_claim_itself_comes_first_and_names_no_fact(tmp_path):
    both = [other("E001", "nuances", note="It was short."),
            other("C002", "nuances", note="Once only.")]  # fmt: skip
    (one,) = contrary(made(tmp_path, *both))
    assert (one.words, one.record, one.about) == ("Once only.", "C002", "")


def test_who_disputes_comes_before_who_narrows_and_who_supports(tmp_path):
    several = [other("C002", "supports", "S003<A001"), other("C002", "nuances", "S003"),
               other("E001", "disputes")]  # fmt: skip
    stances = [s.stance for s in said(made(tmp_path, *several))]
    assert stances[:2] == ["disputes", "nuances"]
    assert set(stances[2:]) == {"supports"}


def test_who_supports_a_record_too_disputes_it_in_part(tmp_path):
    (one,) = contrary(made(tmp_path, other("E001", "disputes", "S003<S002")))
    assert one.stance == "disputes in part"


def test_a_voice_that_the_article_itself_gives_disputes_too(tmp_path):
    row = cited("E001", "P3", chain="S001<A002", stance="disputes")
    (one,) = contrary(made(tmp_path, row, layers=["article"]))
    assert one.who == "Southland (P3)"


def test_without_the_layer_of_other_sources_they_say_nothing(tmp_path):
    several = [other("E001", "disputes"), other("C002", "supports")]
    assert said(made(tmp_path, *several, layers=["article"])) == []


def test_whoever_supports_a_fact_is_told_where_it_is_near_the_claim(tmp_path):
    one = made(tmp_path)
    (near,) = said(one)  # of E001: R001 is the same act, and rests on no other source
    assert (near.stance, near.record, near.about) == (
        "supports", "E001", "The envoy visits"
    )  # fmt: skip
    assert outside.of_claim(one, "C002", "Quite another matter") == []


def test_of_two_days_on_which_others_support_a_claim_the_first_is_told(tmp_path):
    both = [other("C002", "supports", said_event_id="E005"),
            other("C002", "supports", "S003<A001")]  # fmt: skip
    assert "(first on 23 October 2020)" in said(made(tmp_path, *both))[0].who
    assert "(9 October 2021)" in said(made(tmp_path, both[0]))[0].who


def test_pages_that_have_it_from_whom_the_article_cites_are_no_further_support(
    tmp_path,
):
    copies = [other("C002", "supports", "S003<S002<A004"),
              other("R001", "supports", "S003<A004")]  # fmt: skip
    found = said(made(tmp_path, *copies))
    assert [one.who for one in found] == [
        "Envoy Nor (22 October 2020), whom the article cites"
    ]  # fmt: skip


def test_two_voices_of_one_source_are_both_named(tmp_path):
    both = [other("C002", "supports", "S003<A001"), other("C002", "supports")]
    first, *_ = said(made(tmp_path, *both))
    assert first.who == "Northland and Southland (23 October 2020)"


def test_an_unnamed_voice_is_told_with_where_it_is_read(tmp_path):
    one = made(tmp_path, other("E001", "disputes"))
    actors = one.case.actors.assign(
        anonymous=["yes" if a == "A002" else "" for a in one.case.actors.actor_id]
    )
    case = one.case.with_tables(actors=actors)
    (told,) = contrary(Shown(case, one.view))
    assert told.who == "Southland (unnamed, 23 October 2020, in A digest)"


def test_one_voice_that_disputes_two_things_is_told_twice(tmp_path):
    both = [other("E001", "disputes", note="Nobody came."),
            other("R001", "disputes", note="Nobody met.")]  # fmt: skip
    told = [one.words for one in contrary(made(tmp_path, *both))]
    assert sorted(told) == ["Nobody came.", "Nobody met."]


@pytest.mark.parametrize("name", ["C005", "C006", "C010"])
def test_no_dispute_of_the_first_case_is_left_out(daesh_k, name):
    """Zadran, the denial of March 2020, Austin: each beside the claim it concerns."""
    text = daesh_k.by_id[name].text
    found = outside.of_claim(Shown(daesh_k, View()), name, text)
    told = " ".join(f"{s.stance} {s.who}: {s.words}" for s in found)
    wanted = {"C005": ["nuances Austin", "1 September 2021"],
              "C006": ["disputes Zadran", "10 March 2020", "29 October 2020"],
              "C010": ["supports", "6 September 2021"]}[name]  # fmt: skip
    for part in wanted:
        assert part in told


def test_every_contrary_voice_of_the_first_case_is_beside_a_claim_or_of_no_claim(
    daesh_k,
):
    from helpers.text import strength
    from helpers.view import voices

    one, seen = Shown(daesh_k, View()), 0
    for row in daesh_k.rows("claims"):
        ids = [row.claim_id, *(r[1] for r in strength.rests_on(daesh_k, row.claim_id))]
        denying = voices.disputing(daesh_k, ids)
        found = outside.of_claim(one, row.claim_id, row.text)
        told = {s.who.split(" (")[0] for s in found if s.stance == "disputes"}
        seen += len(denying)
        assert {daesh_k.actor_names[voice] for voice in denying} <= told
    assert seen
