"""How far two codings agree, on tiny worlds that can be counted by eye."""

import pytest

from helpers.case import dates
from helpers.case.cases import CaseError
from helpers.compare import agreement, matching
from tests import worlds
from tests.compare import codings


@pytest.fixture
def both(tmp_path):
    """Write two codings, the second one changed, and read them."""

    def read(change=lambda tables: tables, first=codings.coded, **package):
        folders = [
            worlds.write(tmp_path / "ours", first()),
            worlds.write(tmp_path / "theirs", change(first()), **package),
        ]
        return agreement.read(folders)

    return read


def compared(pair):
    found = agreement.readings(*pair, matching.matched(*pair))
    return {
        (one.match.a.id, one.column): (one.way, one.a, one.b)
        for one in found
        if one.way != agreement.SAME
    }


def ways(pair):
    found = agreement.readings(*pair, matching.matched(*pair))
    return {
        (one.table, one.column): dict(one.ways) for one in agreement.agreement(found)
    }


def changed(table, nth, **cells):
    def change(tables):
        tables[table][nth] |= cells
        return tables

    return change


# ---- two codings of one text -------------------------------------------------------


def test_a_case_against_itself_is_full_agreement(both):
    pair = both()
    assert compared(pair) == {}
    assert ways(pair) == {
        **{("references", c): {"same": 4} for c in ("kind", "dates")},
        **{("events", c): {"same": 3}
           for c in ("status_article", "kind", "extent", "layer", "actors", "dates")},
        **{("relations", c): {"same": 2}
           for c in ("status_article", "extent", "sign", "basis", "layer", "actors",
                     "dates")},
        ("claims", "role"): {"same": 2},
    }  # fmt: skip
    assert agreement.moved(*pair, matching.matched(*pair))[1] == []


def test_other_ids_and_another_order_of_rows_are_full_agreement(both):
    pair = both(codings.anew)
    assert compared(pair) == {}
    assert agreement.moved(*pair, matching.matched(*pair))[1] == []


@pytest.mark.parametrize("table, nth, cells, place, way", [
    ("events", 1, {"status_article": "claimed"}, ("E002", "status_article"), "apart"),
    ("events", 1, {"kind": "statement"}, ("E002", "kind"), "apart"),
    ("relations", 1, {"sign": ""}, ("R02", "sign"), "apart"),
    ("relations", 1, {"target_actor": "A003"}, ("R02", "actors"), "overlapping"),
    ("participants", 0, {"layer": "context"}, ("E001", "actors"), "within"),
    ("events", 2, {"when_article": "2021-08-03"}, ("E003", "dates"), "within"),
    ("events", 2, {"when_article": ""}, ("E003", "dates"), "one alone"),
    ("claims", 0, {"role": "conclusion"}, ("C001", "role"), "apart"),
    ("references", 3, {"kind": "said"}, ("T004", "kind"), "apart"),
])  # fmt: skip
def test_one_cell_changed_is_one_difference(both, table, nth, cells, place, way):
    found = compared(both(changed(table, nth, **cells)))
    assert {one: told[0] for one, told in found.items()} == {place: way}


def test_both_readings_of_a_difference_are_kept(both):
    (found,) = compared(both(changed("relations", 1, sign="-"))).values()
    assert found == ("apart", ("+",), ("-",))


@pytest.mark.parametrize("a, b, way", [
    ("2021-08", "2021-08", "same"),
    ("2021-08", "[2021-08-01..2021-08-31]", "same"),
    ("2021-08", "2021-08-14", "within"),
    ("2021-08-14/2021-08-30", "2021-08/2021-08", "within"),
    ("2015/2021", "2015/..", "within"),
    ("2021-08/2021-09", "2021-09/2021-10", "overlapping"),
    ("[2021-08-01..2021-08-20]", "[2021-08-15..2021-09-11]", "overlapping"),
    ("2021-08", "2021-09", "apart"),
    ("2015/2018", "2019/..", "apart"),
    ("/2020-10", "2020-11-01", "apart"),
    ("2021", "", "one alone"),
    ("", "", "same"),
])  # fmt: skip
def test_dates_are_same_or_within_or_overlapping_or_apart(a, b, way):
    one, other = (((dates.parse(text),) if text else ()) for text in (a, b))
    assert agreement.way(one, other) == agreement.way(other, one) == way


def test_several_dates_of_a_fact_are_sets():
    days = [dates.parse(f"2021-08-0{n}") for n in (1, 2, 3)]
    assert agreement.way((days[0], days[1]), (days[0],)) == "within"
    assert agreement.way((days[0], days[1]), (days[1], days[2])) == "overlapping"
    assert agreement.way((days[0], days[1]), (days[2],)) == "apart"


def test_actors_are_compared_by_name_whatever_their_ids(both):
    def change(tables):
        for row in tables["actors"]:
            if row["actor_id"] == "A001":
                row |= {"name": "Kingdom of Northland", "aliases": "Northland"}
        return codings.anew(tables)

    pair = both(change)
    assert compared(pair) == {}
    assert agreement.moved(*pair, matching.matched(*pair))[1] == []


def test_what_nothing_tells_apart_is_not_compared(both):
    def change(tables):
        tables["references"] = []
        for row in tables["citations"]:
            row.update({"locator": "P2"} if row.get("locator") else {})
        return tables

    pair = both(change, lambda: change(codings.coded()))
    assert set(ways(pair)) == set()
    assert sum(bool(m.a and m.b) for m in matching.matched(*pair)) == 7


def test_swapping_the_two_changes_nothing_but_names(both):
    def change(tables):
        tables["events"][1] |= {"status_article": "claimed"}
        tables["events"][2] |= {"when_article": "2021-08-03"}
        tables["relations"][1] |= {"sign": "-"}
        tables["references"] = tables["references"][:3]
        return codings.anew(tables)

    one, other = both(change)
    there, back = compared((one, other)), compared((other, one))
    assert {(way, a, b) for way, a, b in there.values()} == {
        (way, a, b) for way, b, a in back.values()
    }
    assert ways((one, other)) == ways((other, one))
    pair, swapped = (
        agreement.moved(*p, matching.matched(*p))[1]
        for p in ((one, other), (other, one))
    )
    assert [(m.name, m.before.value, m.after.value, len(m.gone), len(m.come))
            for m in pair] == [
        (m.name, m.after.value, m.before.value, len(m.come), len(m.gone))
        for m in swapped
    ]  # fmt: skip
    assert pair


def test_intervals_are_the_same_both_ways_whatever_actors_are_called(both):
    def first():
        tables = codings.many(40)
        tables["actors"] = codings.coded()["actors"][:3]
        for n, row in enumerate(tables["participants"]):
            row["actor_id"] = f"A00{1 + n % 3}"
        return tables

    def change(tables):
        for n, row in enumerate(tables["actors"]):
            row |= {"name": f"{9 - n}", "aliases": row["name"]}
        for row in tables["participants"][::5]:
            row["actor_id"] = "A001"
        return tables

    pair, (found, back) = both(change, first), ([], [])
    for side, told in ((pair, found), (pair[::-1], back)):
        all_columns = agreement.readings(*side, matching.matched(*side))
        told += [x for x in agreement.agreement(all_columns) if x.column == "actors"]
    assert found == back and found[0].ways["apart"] == 5
    assert found[0].interval


@pytest.mark.parametrize("n, told", [(29, False), (30, True)])
def test_alpha_is_told_from_30_records_on(both, n, told):
    def change(tables):
        tables["events"][0]["extent"] = "act"
        return tables

    pair = both(change, lambda: codings.many(n))
    found = agreement.readings(*pair, matching.matched(*pair))
    (extent,) = (x for x in agreement.agreement(found) if x.column == "extent")
    assert extent.ways == {"same": n - 1, "apart": 1}
    assert (extent.alpha is not None) == (extent.interval is not None) == told
    if told:
        low, high = extent.interval
        assert 0.7 < low < extent.alpha < high == 1 and 0.93 < extent.alpha < 1


def test_a_column_with_one_value_and_dates_have_no_alpha(both):
    pair = both(first=lambda: codings.many(31, "a"))
    found = agreement.readings(*pair, matching.matched(*pair))
    assert [one.alpha for one in agreement.agreement(found)] == [None] * 6


# ---- findings ----------------------------------------------------------------------


def test_a_finding_that_moves_says_what_each_alone_counts(both):
    pair = both(lambda t: codings.anew(changed("relations", 1, sign="-")(t)),
                **{"focus": []})  # fmt: skip
    _, moves = agreement.moved(*pair, matching.matched(*pair))
    assert moves == []  # a prospect is no tie
    pair = both(lambda t: codings.anew(changed("relations", 0, sign="-")(t)))
    _, moves = agreement.moved(*pair, matching.matched(*pair))
    assert [(m.name, m.gone, m.come) for m in moves] == [
        ("ties", ["Northland – Southland: cooperative"],
         ["Northland – Southland: hostile"]),
    ]  # fmt: skip


def test_another_order_of_actors_in_charts_moves_nothing(both):
    pair = both(order=["A002", "A001"])
    assert agreement.moved(*pair, matching.matched(*pair))[1] == []


def test_what_only_one_has_is_said_to_be_not_coded_by_the_other(both):
    def change(tables):
        for name in ("events", "participants", "citations"):
            key = "record_id" if name == "citations" else "event_id"
            tables[name] = [row for row in tables[name] if row[key] != "E002"]
        tables["references"][1] |= {"record_id": "", "dismissed": "no event"}
        return codings.anew(tables)

    pair = both(change)
    _, moves = agreement.moved(*pair, matching.matched(*pair))
    events = next(m for m in moves if m.name == "events")
    assert (events.before.value, events.after.value) == (5, 4)
    assert events.gone == ["E002 “The border war” (not coded by B)"]
    assert events.come == []


# ---- what cannot be compared -------------------------------------------------------


@pytest.mark.parametrize("cells, told", [
    ({"when_article": "2021-09-12"},
     "they are of 11 September 2021 and 12 September 2021"),
    ({"title": "Another piece"}, "their titles are “The piece” and “Another piece”"),
])  # fmt: skip
def test_codings_of_two_articles_are_refused_in_a_sentence(both, cells, told):
    with pytest.raises(CaseError) as refused:
        both(changed("sources", 0, **cells))
    assert str(refused.value) == (
        f"ours and theirs are not of one article: {told}; give two codings of one text."
    )


def test_addresses_decide_where_both_have_one(both, tmp_path):
    def first():
        return changed("sources", 0, url="https://www.example.org/a/")(codings.coded())

    same = {"title": "Another title", "url": "http://example.org/a"}
    pair = both(changed("sources", 0, **same), first)
    assert compared(pair) == {}
    assert agreement.moved(*pair, matching.matched(*pair))[1] == []
    with pytest.raises(CaseError, match="their addresses are .*/a/ and .*/b;"):
        both(changed("sources", 0, url="https://example.org/b"), first)


def test_a_case_without_an_article_cannot_be_matched(tmp_path):
    folders = [
        worlds.write(tmp_path / name, tables)
        for name, tables in (("ours", codings.coded()), ("theirs", worlds.coding()))
    ]
    with pytest.raises(CaseError, match="theirs: has no article"):
        agreement.read(folders)


def test_a_case_that_fails_its_check_says_what_is_wrong(both):
    with pytest.raises(CaseError, match="events.csv:4: when_article '2021-13'"):
        both(changed("events", 2, when_article="2021-13"))


def test_whoever_has_proposals_makes_a_review(both):
    pair = both()
    assert agreement.reviewed(pair) == []
    (pair[1].folder / agreement.PROPOSALS).write_text("paragraph\n")
    assert agreement.reviewed(pair) == [pair[1]]
