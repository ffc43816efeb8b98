"""What lists and records are called."""

from types import SimpleNamespace

import pytest

from helpers.view import naming, select
from tests import worlds


@pytest.mark.parametrize(
    "parts, told",
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_parts_are_joined_as_a_reader_would(parts, told):
    assert naming.joined(parts) == told


@pytest.mark.parametrize(
    "record, told",
    [
        ("E001", "The envoy visits"),
        ("R002", "The two may work together"),
        ("S002", "The report"),
        ("A001", "Northland"),
    ],
)
def test_a_record_is_found_and_goes_by_its_words(world, record, told):
    assert naming.title_of(select.find(world, record)) == told


def test_actors_are_named_one_after_another_and_an_id_where_there_is_no_name(world):
    assert naming.actor_list(world, ["A001", "A002", "A099"]) == (
        "Northland, Southland and A099"
    )


def test_a_voice_is_an_actor_a_source_or_the_article_itself(tmp_path):
    tables = worlds.copy()
    tables["actors"][3] |= {"position": "envoy", "anonymous": "yes"}
    case = worlds.small(tmp_path, tables)
    assert naming.voice_list(case, ["S001", "S002", "A001", "A004"]) == (
        "the article itself, The report, Northland and Envoy Nor (unnamed)"
    )
    assert naming.in_full(case, "A004") == "Envoy Nor (unnamed) (envoy)"
    assert naming.in_full(case, "A001") == "Northland"


@pytest.mark.parametrize(
    "name",
    [
        "official who asked not to be named",
        "an unnamed aide",
        "Anonymous",
        "not identified",
    ],
)
def test_a_name_that_says_it_is_none_is_not_called_unnamed_again(tmp_path, name):
    tables = worlds.copy()
    tables["actors"][3] |= {"name": name, "anonymous": "yes"}
    case = worlds.small(tmp_path, tables)
    assert naming.voice_name(case, "A004") == name


@pytest.mark.parametrize("kind, bond", naming.BONDS.items())
def test_a_membership_goes_by_its_actors_and_its_bond(tmp_path, kind, bond):
    member = {"membership_id": "M001", "actor_id": "A004", "group_id": "A001",
              "kind": kind, "layer": "article"}  # fmt: skip
    case = worlds.small(tmp_path, worlds.copy() | {"memberships": [member]})
    (row,) = case.rows("memberships")
    assert naming.heading(case, row) == f"Envoy Nor, {bond} Northland"
    assert naming.heading(case, select.find(case, "E001")) == "The envoy visits"


@pytest.mark.parametrize(
    "focus, pair, others",
    [
        ([], "", ""),
        (["A001", "A002"], "Northland-Southland", ""),
        (["A001", "A002", "A003", "A004"], "Northland-Southland",
         "The Gazette or Envoy Nor"),
    ],
)  # fmt: skip
def test_the_first_two_in_focus_are_named_as_one(tmp_path, focus, pair, others):
    tables = worlds.copy()
    tables["relations"][0] |= {"sign": "+", "against": "A003"}
    case = worlds.small(tmp_path, tables, focus=focus)
    assert naming.in_focus(case) == (pair, others)


CASE = SimpleNamespace(
    actor_names={"A001": "US", "A002": "Taliban"}, focus=["A001", "A002", "A003"],
    side="+", third=["A003"],
)  # fmt: skip


@pytest.mark.parametrize(
    "kind, told", [("tie", "US – Taliban"), ("self", "US – Taliban"),
                   ("view", "US → Taliban")]
)  # fmt: skip
def test_only_a_one_sided_view_has_an_arrow(kind, told):
    assert naming.tie(CASE, SimpleNamespace(a="A001", b="A002", kind=kind)) == told


@pytest.mark.parametrize(
    "directed, told", [("yes", "US → Taliban"), ("", "US – Taliban")]
)
def test_a_relation_with_a_direction_has_an_arrow(directed, told):
    row = SimpleNamespace(source_actor="A001", target_actor="A002", directed=directed)
    assert naming.ends(CASE, row) == told


def test_a_sentence_names_a_pair_in_one_word():
    assert naming.compound(CASE, ("A001", "A002")) == "US–Taliban"
    assert naming.in_focus(CASE) == ("US-Taliban", "A003")


def test_two_who_act_against_each_other_act_against_no_third():
    apart = SimpleNamespace(**vars(CASE) | {"side": "-", "third": []})
    assert naming.in_focus(apart) == ("US-Taliban", "")
    assert naming.joint(apart) == "hostility between US and Taliban"


def test_who_has_no_short_name_goes_by_the_id():
    assert naming.pair(CASE, "A002", "A009") == "Taliban – A009"
