"""A table at a prompt has names beside ids, and dates that pandas reckons with."""

from datetime import date

import pandas as pd
import pytest

from helpers.case import cases, readable, schema
from tests import worlds

BOND = {"membership_id": "M001", "actor_id": "A004", "group_id": "A001",
        "kind": "post", "layer": "article", "when_article": "2020/.."}  # fmt: skip


@pytest.fixture
def case(tmp_path):
    tables = worlds.copy() | {"memberships": [dict(BOND)]}
    tables["relations"][0] |= {"against": "A002;A004"}
    tables["events"][1] |= {"when_article": "0044-03-15/2300"}  # as far as text goes
    return worlds.small(tmp_path, tables)


def first(frame):
    return frame.iloc[0].to_dict()


def test_names_and_whom_each_acts_for_stand_right_beside_the_ids(case):
    frame = case.table("relations", names=True)
    assert list(frame)[2:8] == [
        "source_actor", "source_name", "source_acts_for",
        "target_actor", "target_name", "target_acts_for",
    ]  # fmt: skip
    told = first(frame)
    assert (told["source_name"], told["source_acts_for"]) == ("Envoy Nor", "Northland")
    assert told["target_name"] == told["target_acts_for"] == "Southland"
    assert told["against_name"] == ["Southland", "Envoy Nor"]
    assert told["against_acts_for"] == ["Southland", "Northland"]
    assert told["event_name"] == "The envoy visits"


def test_events_name_who_takes_part(case):
    told = first(case.table("events", names=True))
    assert told["actors"] == ["A004", "A002"]
    assert told["actors_name"] == ["Envoy Nor", "Southland"]
    assert told["actors_acts_for"] == ["Northland", "Southland"]
    lists = [f"actors{more}" for more in ("", "_name", "_acts_for")]
    rows = case.table("events", names=True).explode(lists)
    assert len(rows) == len(case.participants)
    assert "actors" not in case.table("events") and "actors" not in case.events


@pytest.mark.parametrize(
    "table, column, told",
    [
        ("sources", "publisher_name", ["", "The Gazette", ""]),
        ("memberships", "group_name", ["Northland"]),
        ("memberships", "actor_acts_for", ["Northland"]),
        ("actors", "acts_for_name", ["", "", "", "Northland"]),
        ("participants", "event_name", ["The envoy visits"] * 2),
    ],
)
def test_each_table_names_what_it_refers_to(case, table, column, told):
    frame = case.table(table, names=True)
    assert frame[column].tolist()[: len(told)] == told


def test_a_chain_is_told_by_the_names_of_its_voices(case):
    assert first(case.table("citations", names=True))["chain_name"] == [
        "The piece", "The report", "Envoy Nor",
    ]  # fmt: skip


def test_what_a_view_leaves_out_is_still_named(case):
    left = case.with_tables(actors=case.actors.iloc[:0])
    assert first(left.table("relations", names=True))["source_name"] == "Envoy Nor"


def test_dates_are_first_and_last_days_and_blank_where_open(case):
    frame = case.table("events", dates=True).set_index("event_id")
    assert list(frame)[-4:] == [*readable.BOUNDS]
    for name in readable.BOUNDS:
        assert frame[name].dtype == "datetime64[s]"
    assert frame.loc["E003", "begin_earliest"] == pd.Timestamp("2021-08-01")
    assert frame.loc["E003", "end_latest"] == pd.Timestamp("2021-08-31")
    bond = first(case.table("memberships", dates=True))
    assert bond["begin_latest"] == pd.Timestamp("2020-12-31")
    assert bond["end_earliest"] == pd.Timestamp("2020-01-01")  # not before its begin
    assert bond["end_latest"] is pd.NaT


def test_a_reading_decides_between_the_articles_dates_and_the_known_ones(case):
    days = {
        reading: first(case.table("events", dates=True, reading=reading))
        for reading in ("both", "known", "article")
    }
    assert days["both"]["begin_latest"] == pd.Timestamp("2021-08-23")
    assert days["known"] == days["both"]
    assert days["article"]["begin_latest"] == pd.Timestamp("2021-09-11")


def test_days_that_nanoseconds_do_not_reach_are_reckoned_with(case):
    frame = case.table("events", dates=True).set_index("event_id")
    assert str(frame.loc["E002", "begin_earliest"].date()) == "0044-03-15"
    assert str(frame.loc["E002", "end_latest"].date()) == "2300-12-31"
    lasts = (frame.end_latest - frame.begin_earliest).dt.days
    assert lasts["E002"] == (date(2300, 12, 31) - date(44, 3, 15)).days
    dated = frame.dropna(subset="begin_earliest")
    per_century = dated.set_index("begin_earliest").resample("100YS").size()
    assert per_century.sum() == len(dated) == 5 and len(per_century) == 20


def test_pandas_chooses_and_counts_by_day_and_by_name(case):
    frame = case.table("relations", names=True, dates=True)
    in_2021 = frame[frame.begin_earliest.between("2021-01-01", "2021-12-31")]
    assert in_2021.groupby("source_acts_for").size().to_dict() == {"Northland": 2}
    months = frame.groupby(pd.Grouper(key="begin_earliest", freq="MS")).size()
    assert {str(day.date()): n for day, n in months.items() if n} == {
        "2021-08-01": 1, "2021-09-01": 1,
    }  # fmt: skip


@pytest.mark.parametrize("table", schema.BY_NAME)
def test_every_table_can_be_asked_for_also_of_the_least_case(tmp_path, table):
    least = worlds.small(tmp_path, worlds.least())
    frame = least.table(table, names=True, dates=True)
    assert len(frame) == len(least.tables[table]) and frame.columns.is_unique
    assert list(least.table(table)) == list(least.tables[table])
    dated = "when_known" in frame
    assert dated == ("begin_earliest" in frame)


def test_the_names_of_all_columns_are_their_own(daesh_k):
    for table in schema.BY_NAME:
        assert daesh_k.table(table, names=True, dates=True).columns.is_unique


def test_it_is_a_copy_in_which_anything_may_be_changed(case):
    frame = case.table("relations", names=True)
    frame.loc[0, "summary"] = "changed"
    frame.against[0].append("A999")
    assert case.relations.summary[0] != "changed"
    assert case.relations.against[0] == ["A002", "A004"]


@pytest.mark.parametrize(
    "name, hint", [("relation", ", did you mean 'relations'?"), ("xyz", "."), (3, ".")]
)
def test_a_table_that_is_none_gets_one_sentence(case, name, hint):
    with pytest.raises(cases.CaseError) as refused:
        case.table(name)
    assert str(refused.value) == (
        f"table {name!r}: there is none{hint} Allowed: {', '.join(schema.BY_NAME)}."
    )
    assert refused.value._render_traceback_() == [str(refused.value)]
