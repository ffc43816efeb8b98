"""Two codings matched: one to one, on paragraph and cue, and on nothing else."""

from itertools import permutations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.case import cases
from helpers.compare import matching
from tests import worlds
from tests.compare import codings
from tests.once import some

CUES = ("last month", "last year", "month", "year ago", "")


def case(folder, tables):
    return cases.load(worlds.write(folder, tables))


def ids(matches):
    """Give the ids of matches, and whether they are settled."""
    return {(*(u.id if u else "" for u in match[:2]), match.settled)
            for match in matches}  # fmt: skip


def paired(matches):
    return {(a, b) for a, b, _ in ids(matches) if a and b}


@pytest.fixture
def small(tmp_path):
    return case(tmp_path / "small", codings.coded())


@pytest.fixture(scope="session")
def empty(tmp_path_factory):
    """Give a case whose events, references and citations are put in by a test."""
    return case(tmp_path_factory.mktemp("empty") / "empty", codings.coded())


def placed(case, events):
    """Give a case with these events: each a list of paragraphs and cues."""
    rows = [(f"E{n:03d}", places) for n, places in enumerate(events)]
    told = [(e, p, cue) for e, places in rows for p, cue in places]
    blank = dict.fromkeys(case.events.columns, "")
    frames = {
        "events": pd.DataFrame(
            [blank | {"event_id": event} for event, _ in rows],
            columns=case.events.columns,
        ),
        "references": pd.DataFrame(
            [{"reference_id": f"T{n:03d}", "paragraph": f"P{p}", "cue": cue,
              "record_id": [e]} for n, (e, p, cue) in enumerate(told) if cue],
            columns=case.references.columns,
        ),
        "citations": pd.DataFrame(
            [{"record_id": e, "source_id": case.article, "locator": f"P{p}"}
             for e, p, _ in told],
            columns=case.citations.columns,
        ),
    }  # fmt: skip
    return case.with_tables(
        relations=case.relations[:0], claims=case.claims[:0], **frames
    )


EVENTS = st.lists(
    st.lists(st.tuples(st.integers(1, 2), st.sampled_from(CUES)), min_size=1,
             max_size=2),
    max_size=4,
)  # fmt: skip


def pairings(ours, theirs):
    """List every pairing of two lists, with what its likeness comes to."""
    if len(ours) > len(theirs):
        return [({(b, a) for a, b in ps}, n) for ps, n in pairings(theirs, ours)]
    found = []
    for chosen in permutations(range(len(theirs)), len(ours)):
        like = [
            (a, b, matching.likeness(ours[a], theirs[b])) for a, b in enumerate(chosen)
        ]
        kept = [one for one in like if one[2] >= matching.THRESHOLD]
        found.append(({(a, b) for a, b, _ in kept}, sum(n for *_, n in kept)))
    return found


@settings(max_examples=some(150), deadline=None)
@given(EVENTS, EVENTS)
def test_pairs_are_the_likeliest_and_settled_where_no_other_is_as_likely(empty, a, b):
    """As trying every pairing finds it; and the other way round."""
    ours, theirs = placed(empty, a), placed(empty, b)
    there = [m for m in matching.matched(ours, theirs) if m.table == "events"]
    lists = [matching.units(one, "events") for one in (ours, theirs)]
    every = pairings(*lists)
    most = max(likeness for _, likeness in every)
    best = [
        {(lists[0][x].id, lists[1][y].id) for x, y in pairs}
        for pairs, likeness in every
        if likeness == most
    ]
    assert paired(there) in best
    settled = {(m.a.id, m.b.id) for m in there if m.a and m.b and m.settled}
    assert settled == set.intersection(*best)
    for side in (0, 1):  # one to one, and nothing is lost
        units = [m[side].id for m in there if m[side]]
        assert sorted(units) == sorted(unit.id for unit in lists[side])
    back = [m for m in matching.matched(theirs, ours) if m.table == "events"]
    assert ids(back) == {(two, one, firm) for one, two, firm in ids(there)}


@settings(max_examples=some(50), deadline=None)
@given(EVENTS)
def test_a_coding_matched_with_itself_is_itself(empty, events):
    one = placed(empty, events)
    assert all(m.a.id == m.b.id for m in matching.matched(one, one))


def test_the_small_world_is_matched_by_eye(small):
    assert ids(matching.matched(small, small)) == {
        (x, x, True)
        for x in ("T001", "T002", "T003", "T004", "E001", "E002", "E003", "R01", "R02",
                  "C001", "C002")
    }  # fmt: skip


def test_neither_actors_nor_dates_nor_words_decide_a_match(tmp_path, small):
    """All that B could have been right or wrong about is other; the pairs are not."""
    tables = codings.coded()
    for row in (r for rows in tables.values() for r in rows):
        for column in row:
            if column.startswith("when_"):
                row[column] = "1999"
            if column in ("status_article", "status_known"):
                row[column] = "asked"
            if column in ("title", "summary", "text", "name", "aliases", "short_name"):
                row[column] = f"another {len(row)}"
    for row in tables["participants"]:
        row |= {"actor_id": "A003", "role": "subject"}
    for row in tables["relations"]:
        row |= {"source_actor": "A003", "target_actor": "A001", "sign": "-",
                "basis": "statement", "extent": "state", "directed": "no"}  # fmt: skip
    other = case(tmp_path / "other", tables)
    assert ids(matching.matched(small, other)) == ids(matching.matched(small, small))


def test_ids_and_the_order_of_rows_say_nothing(tmp_path, small):
    other = case(tmp_path / "other", codings.anew(codings.coded()))
    pairs = paired(matching.matched(small, other))
    assert len(pairs) == 11
    for one, two in pairs:  # facts keep their codes
        assert two == (one if one in ("R01", "R02") else f"{one[0]}100{one[1:]}")


@pytest.mark.parametrize("cue, like", [
    ("last month", 1000), ("Last  MONTH", 1000), ("this last month", 800),
    ("month", 667), ("in May", 0),
])  # fmt: skip
def test_cues_are_as_like_as_the_words_that_they_share(empty, cue, like):
    one, other = (
        matching.units(placed(empty, [[(4, told)]]), "events")[0]
        for told in ("last month", cue)
    )
    assert matching.likeness(one, other) == matching.likeness(other, one) == like


def test_the_same_cue_in_another_paragraph_is_another(empty):
    one, other = (
        matching.units(placed(empty, [[(1, ""), (n, "last month")]]), "events")[0]
        for n in (4, 5)
    )
    assert matching.likeness(one, other) == 0


@pytest.mark.parametrize("places, like", [
    ([(4, "")], 500), ([(4, ""), (5, "")], 333), ([(5, "last month")], 0),
])  # fmt: skip
def test_without_a_cue_the_paragraphs_have_to_be_the_same(empty, places, like):
    one, other = (
        matching.units(placed(empty, [told]), "events")[0]
        for told in ([(4, "last month")], places)
    )
    assert matching.likeness(one, other) == like


def test_cues_without_blanks_between_words_are_read_by_the_letter(empty):
    one, other = (
        matching.units(placed(empty, [[(4, told)]]), "events")[0]
        for told in ("上个月", "上个月的撤离")
    )
    assert matching.likeness(one, other) == 667


def test_relations_of_one_fact_are_one_unit(tmp_path):
    tables = codings.coded()
    tables["relations"].append(
        tables["relations"][1] | {"relation_id": "R003", "source_actor": "A003"}
    )
    units = matching.units(case(tmp_path / "w", tables), "relations")
    assert [(u.id, len(u.rows)) for u in units] == [("R01", 1), ("R02", 2)]


def test_what_nothing_tells_apart_is_matched_and_not_settled(empty):
    one = placed(empty, [[(1, "")], [(1, "")], [(2, "")]])
    found = [m for m in matching.matched(one, one) if m.table == "events"]
    assert [m.settled for m in found] == [False, False, True]


def test_actors_are_the_same_by_name_and_then_by_any_label(tmp_path, small):
    tables = codings.anew(codings.coded())
    for row in tables["actors"]:
        row["name"] = {"Northland": "The North", "Southland": "SOUTHLAND"}.get(
            row["name"], row["name"]
        )
        row["aliases"] = ""
    other = case(tmp_path / "other", tables)
    same = matching.same_actors(small, other)
    assert {one: small.actor_names[two] for one, two in same.items()} == {
        "A100001": "Northland", "A100002": "Southland", "A100003": "The Gazette",
        "A100004": "Envoy Nor",
    }  # fmt: skip
