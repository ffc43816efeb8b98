"""Ties as of a day, on a world of three actors: each rule on its own."""

from datetime import date
from itertools import combinations, product
from typing import NamedTuple

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import paths
from helpers.case import cases
from helpers.view import relations
from helpers.view.parameters import View
from tests import worlds
from tests.once import slowly, some

ACTORS = [
    {"actor_id": "A001", "name": "Northland", "kind": "state"},
    {"actor_id": "A002", "name": "Southland", "kind": "state"},
    {"actor_id": "A003", "name": "The Band", "kind": "armed-group"},
    {"actor_id": "A004", "name": "Envoy Nor", "kind": "person", "acts_for": "A001"},
]
ACT = {
    "fact": "R01", "source_actor": "A001", "target_actor": "A002", "directed": "no",
    "sign": "+", "basis": "act", "extent": "act", "layer": "article",
    "status_article": "happened", "when_article": "2020-05-10", "summary": "An act",
}  # fmt: skip


def world(folder, *rows, published="2021-09-11", voices=None, **package):
    """Make a case of relations; each row changes the one act, facts numbered."""
    tables = worlds.copy()
    tables["actors"] = ACTORS
    tables["sources"] = [tables["sources"][0] | {"when_article": published}]
    coded = [
        ACT | {"relation_id": f"R{n:03d}", "fact": f"R{n:02d}"} | row
        for n, row in enumerate(rows, 1)
    ]
    chains = voices or {}
    cited = [
        {"record_id": row["relation_id"], "source_id": "S001", "locator": "P1",
         "stance": "supports", "chain": chains.get(row["relation_id"], "S001")}
        for row in coded
    ]  # fmt: skip
    kept = {k: tables[k] for k in ("sources", "actors")}
    kept |= {"relations": coded, "citations": cited}
    return cases.load(worlds.write(folder / "case", kept, **package))


def only(frame):
    assert len(frame) == 1
    return frame.iloc[0]


@pytest.mark.parametrize(
    "signs, state",
    [
        ("+", "cooperative"),
        ("-", "hostile"),
        ("+-", "both"),
        ("~", "unclear"),
        ("~+", "cooperative"),
        ("~-", "hostile"),
    ],
)
def test_a_tie_has_the_state_of_the_signs_of_its_records(tmp_path, signs, state):
    case = world(tmp_path, *({"sign": sign} for sign in signs))
    tie = only(relations.ties(case, View(), date(2020, 6, 1)))
    assert (tie.a, tie.b, tie.state, tie.holds) == ("A001", "A002", state, "certain")


def test_a_pair_without_a_record_has_no_row(tmp_path):
    found = relations.ties(world(tmp_path, {}), View(), date(2020, 6, 1))
    assert {"A001", "A003"} not in [{t.a, t.b} for t in found.itertuples()]


@pytest.mark.parametrize("change", [{"sign": ""}, {"status_article": "denied"}])
def test_an_unsigned_or_denied_record_makes_no_tie(tmp_path, change):
    assert relations.ties(world(tmp_path, change), View(), date(2020, 6, 1)).empty


@pytest.mark.parametrize("status", ["expected", "possible", "asked"])
def test_a_prospect_makes_a_tie_only_where_it_is_asked_for(tmp_path, status):
    case = world(tmp_path, {"status_article": status})
    assert relations.ties(case, View(), date(2020, 6, 1)).empty
    asked = relations.ties(case, View(), date(2020, 6, 1), statuses=(status,))
    assert only(asked).state == "cooperative"


@pytest.mark.parametrize(
    "memory, last",
    [
        ("in-force", date(2020, 5, 10)),
        ("3 months", date(2020, 8, 10)),
        ("12 months", date(2021, 5, 10)),
    ],
)
def test_an_act_counts_from_its_day_for_as_long_as_memory_says(tmp_path, memory, last):
    case = world(tmp_path, {})

    def counts(day):
        return len(relations.ties(case, View(memory=memory), day)) == 1

    assert not counts(date(2020, 5, 9))
    assert counts(date(2020, 5, 10))
    assert counts(last)
    assert not counts(date.fromordinal(last.toordinal() + 1))


@pytest.fixture(scope="module")
def act(tmp_path_factory):
    """Return the row of one act."""
    (row,) = world(tmp_path_factory.mktemp("act"), {}).rows("relations")
    return row


SOME_DAYS = st.dates(date(2017, 1, 1), date(2021, 9, 11))


@given(days=st.lists(SOME_DAYS, min_size=4, max_size=4), open_=st.booleans(),
       day=st.dates(date(2016, 1, 1), date(2023, 1, 1)),
       memory=st.sampled_from(["1 month", "12 months", "ever"]))  # fmt: skip
@settings(deadline=None)
def test_whoever_knows_less_of_a_day_is_never_surer(act, days, open_, day, memory):
    low, first, last, high = sorted(days)
    wide = f"[{'' if open_ else low}..{high}]"
    near = f"[{first}..{last}]"
    how = [relations.holds(act._replace(when_article=text), day, View(memory=memory))
           for text in (wide, near)]  # fmt: skip
    assert how[0] != "certain" or how[1] == "certain"
    assert how[1] == "" or how[0] != ""


def test_an_act_counts_for_ever_where_memory_says_so(tmp_path):
    assert (
        len(relations.ties(world(tmp_path, {}), View(memory="ever"), date(2999, 1, 1)))
        == 1
    )


def test_a_memory_that_is_none_is_refused(tmp_path):
    with pytest.raises(ValueError, match="write in-force, ever, or 12 months"):
        relations.ties(world(tmp_path, {}), View(memory="a while"), date(2020, 6, 1))


def test_an_act_in_a_window_is_possible_until_its_latest_day(tmp_path):
    case = world(tmp_path, {"when_article": "2018"})
    held = [
        only(relations.ties(case, View(), day)).holds
        for day in (date(2018, 1, 1), date(2018, 12, 30), date(2018, 12, 31))
    ]
    assert held == ["possible", "possible", "certain"]


def test_an_act_whose_memory_runs_out_in_a_window_turns_possible_again(tmp_path):
    case = world(tmp_path, {"when_article": "2018"})
    assert only(relations.ties(case, View(), date(2019, 1, 1))).holds == "certain"
    assert only(relations.ties(case, View(), date(2019, 1, 2))).holds == "possible"
    assert only(relations.ties(case, View(), date(2019, 12, 31))).holds == "possible"
    assert relations.ties(case, View(), date(2020, 1, 1)).empty


def test_an_unknown_start_gives_unknown_and_not_absence(tmp_path):
    case = world(tmp_path, {"when_article": "/2020-10"})
    assert only(relations.ties(case, View(), date(2015, 1, 1))).holds == "unknown"
    assert only(relations.ties(case, View(), date(2020, 10, 31))).holds == "certain"


def test_a_state_counts_within_its_span_whatever_memory_says(tmp_path):
    case = world(tmp_path, {"extent": "state", "when_article": "2019/2020"})
    held = {}
    for day in (date(2018, 12, 31), date(2019, 6, 1), date(2019, 12, 31)):
        found = relations.ties(case, View(memory="ever"), day)
        held[day] = "" if found.empty else only(found).holds
    assert list(held.values()) == ["", "possible", "certain"]
    assert only(relations.ties(case, View(), date(2020, 1, 2))).holds == "possible"
    assert relations.ties(case, View(), date(2021, 1, 1)).empty


def test_a_state_last_seen_on_the_day_of_the_article_may_go_on(tmp_path):
    case = world(tmp_path, {"extent": "state", "when_article": "2015/2021-09-11"})
    assert only(relations.ties(case, View(), date(2021, 9, 11))).holds == "certain"
    assert only(relations.ties(case, View(), date(2021, 9, 12))).holds == "possible"


def test_a_state_told_as_over_is_never_certain(tmp_path):
    told = {"extent": "state", "plover_context": "historical"}
    case = world(tmp_path, told | {"when_article": "/2021-09-11"})
    assert only(relations.ties(case, View(), date(2021, 9, 10))).holds == "unknown"
    assert only(relations.ties(case, View(), date(2021, 9, 11))).holds == "possible"
    assert relations.ties(case, View(), date(2021, 9, 12)).empty


def test_the_state_follows_the_most_certain_records(tmp_path):
    hostile = {"sign": "-", "when_article": "2020"}
    case = world(tmp_path, {}, hostile)
    tie = only(relations.ties(case, View(), date(2020, 6, 1)))
    assert (tie.state, tie.holds) == ("cooperative", "certain")
    assert (tie.acts, tie.less_certain, tie.records) == (1, 1, ["R001", "R002"])


def test_actors_roll_up_to_whom_they_act_for(tmp_path):
    case = world(tmp_path, {"source_actor": "A004"})
    assert only(relations.ties(case, View(), date(2020, 6, 1))).a == "A001"
    assert only(relations.ties(case, View(level="all"), date(2020, 6, 1))).b == "A004"


def test_a_tie_within_one_actor_is_listed_as_self(tmp_path):
    case = world(tmp_path, {"source_actor": "A004", "target_actor": "A001"})
    assert only(relations.ties(case, View(), date(2020, 6, 1))).kind == "self"


@pytest.mark.parametrize("basis", ["statement", "attitude", "condition"])
def test_one_actors_view_of_another_is_listed_apart(tmp_path, basis):
    view = {"basis": basis, "directed": "yes", "sign": "-"}
    found = relations.ties(world(tmp_path, {}, view), View(), date(2020, 6, 1))
    assert dict(zip(found.kind, found.state, strict=True)) == {
        "tie": "cooperative",
        "view": "hostile",
    }


def test_a_view_keeps_its_direction(tmp_path):
    view = {"basis": "attitude", "directed": "yes", "source_actor": "A002",
            "target_actor": "A001"}  # fmt: skip
    found = only(relations.ties(world(tmp_path, view), View(), date(2020, 6, 1)))
    assert (found.a, found.b) == ("A002", "A001")


def test_a_directed_act_is_a_tie(tmp_path):
    case = world(tmp_path, {"directed": "yes"})
    assert only(relations.ties(case, View(), date(2020, 6, 1))).kind == "tie"


def test_acts_and_words_are_counted_apart_and_a_fact_once(tmp_path):
    rows = [{"fact": "R01"}, {"fact": "R01"}, {}, {"basis": "condition"}]
    tie = only(relations.ties(world(tmp_path, *rows), View(), date(2020, 6, 1)))
    assert (tie.acts, tie.words, tie.cooperative) == (2, 1, 3)
    assert tie.bases == {"act": 2, "condition": 1}


def test_a_basis_that_is_not_asked_for_is_left_out(tmp_path):
    case = world(tmp_path, {"basis": "condition"})
    assert relations.ties(case, View(), date(2020, 6, 1), basis=("act",)).empty


def test_first_voices_are_the_ends_of_the_chains(tmp_path):
    case = world(tmp_path, {}, {}, voices={"R001": "S001<A004", "R002": "S001"})
    assert only(relations.ties(case, View(), date(2020, 6, 1))).voices == [
        "A004",
        "S001",
    ]


def test_the_pair_stands_in_the_order_of_the_case(tmp_path):
    case = world(tmp_path, {}, order=["A002", "A001"])
    assert only(relations.ties(case, View(), date(2020, 6, 1))).a == "A002"


def test_the_dates_read_are_those_asked_for(tmp_path):
    known = {"when_known": "2021-05-01", "known_sources": "S001",
             "status_known": "happened"}  # fmt: skip
    case = world(tmp_path, known)
    assert relations.ties(case, View(), date(2020, 6, 1)).empty
    assert len(relations.ties(case, View(dates="article"), date(2020, 6, 1))) == 1


def test_ties_change_where_a_record_begins_or_ceases_to_count(tmp_path):
    assert relations.changes(world(tmp_path, {}), View()) == [
        date(2020, 5, 10),
        date(2021, 5, 11),
    ]


def met(case):
    """List the days on which some record surely counts for a fleeting stretch."""
    spans = [relations.reach(row, View(), case.published)
             for row in case.rows("relations")]  # fmt: skip
    return {
        date.fromordinal(day)
        for span in spans
        if span and relations.fleeting(span)
        for day in range(span[1].toordinal(), span[2].toordinal() + 1)
    }


def test_between_two_changes_no_tie_changes(daesh_k):
    days, apart = relations.changes(daesh_k, View()), met(daesh_k)
    assert len(days) > 10
    for one, two in zip(days, days[1:], strict=False):
        before = date.fromordinal(two.toordinal() - 1)
        if before > one and not apart & {one, before}:
            first, last = (
                relations.ties(daesh_k, View(), day) for day in (one, before)
            )
            assert first.equals(last), (one, before)


@pytest.mark.parametrize(
    "day, state, status, acts, lesser",
    [
        (date(2018, 12, 31), "cooperative", "happened", (2, 3), 3),
        (date(2020, 10, 31), "cooperative", "happened", (2, 2), 6),
        (date(2021, 8, 31), "cooperative", "happened", (4, 5), 6),
        (date(2021, 9, 11), "cooperative", "happened", (4, 5), 5),
    ],
)
def test_the_worked_examples_of_the_first_case_hold(
    daesh_k, day, state, status, acts, lesser
):
    found = relations.ties(daesh_k, View(), day)
    focus = daesh_k.focus[:2]
    row = only(
        found[(found.a == focus[0]) & (found.b == focus[1]) & (found.kind == "tie")]
    )
    assert (row.state, row.status, row.holds) == (state, status, "certain")
    assert (row.acts_least, row.acts) == acts
    assert row.less_certain == lesser


# ---- counts that are ranges, and how firm a tie is --------------------------------


def test_an_act_that_may_be_another_makes_the_count_a_range(tmp_path):
    case = world(tmp_path, {"may_be": "R002"}, {}, {})
    tie = only(relations.ties(case, View(), date(2020, 6, 1)))
    assert (tie.acts, tie.acts_least) == (3, 2)


def test_an_act_may_be_another_only_where_that_one_counts_too(tmp_path):
    case = world(tmp_path, {"may_be": "R002"}, {"when_article": "2021-01-01"})
    tie = only(relations.ties(case, View(), date(2020, 6, 1)))
    assert (tie.acts, tie.acts_least) == (1, 1)


@pytest.mark.parametrize(
    "rows, status",
    [
        (["+happened", "+claimed"], "happened"),
        (["+claimed", "+reported"], "reported"),
        (["+happened", "-reported"], "reported"),  # both, and one side only reported
        (["+happened", "~claimed"], "happened"),  # an unclear sign has no say
        (["~claimed"], "claimed"),
    ],
)
def test_a_tie_is_as_firm_as_the_weaker_of_its_signs(tmp_path, rows, status):
    coded = [{"sign": row[0], "status_article": row[1:]} for row in rows]
    tie = only(relations.ties(world(tmp_path, *coded), View(), date(2020, 6, 1)))
    assert tie.status == status


@pytest.mark.parametrize(
    "rows, least",
    [
        ([{"may_be": "R002"}, {"may_be": "R001"}], 1),  # each may be the other
        ([{"may_be": "R002;R003"}, {}, {}], 2),  # one of two, not both
        ([{}, {"may_be": "R001"}, {"may_be": "R001"}], 2),  # the same, told otherwise
        ([{"may_be": "R002"}, {"may_be": "R003"}, {}], 2),  # nor is the first the third
        ([{"may_be": "R002;R003"}, {"may_be": "R003"}, {}], 1),  # each may be each
        ([{"sign": "+", "fact": "R01"}, {"sign": "-", "fact": "R01"}], 2),
    ],
)
def test_the_least_number_of_acts_is_of_what_may_all_be_one(tmp_path, rows, least):
    tie = only(relations.ties(world(tmp_path, *rows), View(), date(2020, 6, 1)))
    assert tie.acts_least == least


class Act(NamedTuple):
    """As much of a relation as the least number of acts asks for."""

    relation_id: str
    fact: str
    sign: str
    may_be: list


def acts(pairs, n):
    """Give n acts; of a pair, the first may be the second."""
    return [
        Act(f"R{i:03d}", f"R{i:03d}", "+", [f"R{b:03d}" for a, b in pairs if a == i])
        for i in range(n)
    ]


def fewest(pairs, n):
    """Try every way to put n things into groups, each two of a group being a pair."""
    joined = {frozenset(pair) for pair in pairs}
    return min(
        len(set(places))
        for places in product(range(n), repeat=n)
        if all(
            frozenset(pair) in joined
            for pair in combinations(range(n), 2)
            if places[pair[0]] == places[pair[1]]
        )
    )


PAIRS = st.lists(
    st.tuples(st.integers(0, 4), st.integers(0, 4)).filter(lambda p: p[0] != p[1]),
    max_size=9,
)


@given(PAIRS, st.randoms(use_true_random=False))
@settings(max_examples=some(60), deadline=None)
def test_the_least_number_of_acts_is_the_sets_and_not_the_rows(pairs, chance):
    wanted, rows = fewest(pairs, 5), acts(pairs, 5)
    turned = [pair[::-1] if chance.random() < 0.5 else pair for pair in pairs]
    assert relations.least(rows) == wanted
    assert relations.least(chance.sample(rows, 5)) == wanted
    assert relations.least(acts(turned, 5)) == wanted


@pytest.mark.slow
def test_many_acts_that_hang_together_are_counted_at_once():
    chain = [(i, i + 1) for i in range(2000)]
    assert relations.least(acts(chain, 2001)) == 1001
    assert relations.least(acts([(0, i) for i in range(1, 40)], 40)) == 39
    wheel = [(i, (i + k) % 60) for i in range(60) for k in (1, 7, 11)]
    assert relations.least(acts(wheel, 60)) == 1  # more than can be tried: at least


@pytest.mark.parametrize("n, least", [(5, 3), (7, 4), (11, 6)])
def test_acts_that_may_be_each_other_in_a_ring_are_put_in_groups_in_every_way(n, least):
    ring = [(i, (i + 1) % n) for i in range(n)]
    assert relations.least(acts(ring, n)) == least  # in pairs, one left over
    assert relations.least(acts([*ring, (0, 2)], n)) == least - 1  # three are one


def test_a_memory_does_not_reach_beyond_the_calendar():
    assert relations.later(date(9999, 12, 1), 1) == date.max
    assert relations.later(date(2021, 1, 31), 1) == date(2021, 2, 28)


def test_an_act_whose_end_is_not_known_counts_for_as_long_as_memory_says(tmp_path):
    case = world(tmp_path, {"when_article": "2020-05-10/"})
    assert only(relations.ties(case, View(), date(2021, 5, 10))).holds == "certain"
    assert only(relations.ties(case, View(), date(2021, 5, 11))).holds == "possible"


def test_without_a_day_a_record_without_a_date_is_no_certainty(tmp_path):
    case = world(tmp_path, {"when_article": ""})
    assert only(relations.ties(case, View())).holds == "unknown"


@pytest.mark.parametrize(
    "when, day, counts",
    [
        ("[2021-09-11..]", date(2021, 9, 10), False),
        ("[2021-09-11..]", date(2021, 9, 11), True),
        ("[..2021-09-10]", date(2001, 1, 1), False),  # nobody had looked ahead yet
        ("[..2021-09-10]", date(2021, 9, 10), True),
        ("2021-10-13", date(2021, 9, 10), False),  # the article foretells this day
        ("2021-10-13", date(2021, 9, 11), True),
        ("", date(2001, 1, 1), True),
    ],
)
def test_a_prospect_counts_from_when_somebody_looks_ahead(tmp_path, when, day, counts):
    row = {"status_article": "possible", "when_article": when}
    assert (len(relations.prospects(world(tmp_path, row), View(), day)) == 1) is counts


def test_the_codebook_tells_the_worked_examples_as_they_are(daesh_k):
    told = (paths.DATA / "CODEBOOK.md").read_text(encoding="utf-8")
    for day in (date(2018, 12, 31), date(2020, 10, 31), date(2021, 8, 31),
                date(2021, 9, 11)):  # fmt: skip
        found = relations.ties(daesh_k, View(), day)
        tie = found[(found.a == "A001") & (found.b == "A010") & (found.kind == "tie")]
        row = only(tie)
        least = f"{row.acts_least} or " if row.acts_least < row.acts else ""
        assert f"- {day}: {row.state}, by {least}{row.acts} acts" in told


# ---- day after day ---------------------------------------------------------------


def test_history_is_what_the_ties_are_on_every_day(daesh_k):
    told, days = (
        relations.history(daesh_k, View()),
        relations.changes(daesh_k, View()),
    )
    for day in [date(1990, 1, 1), *(d for d in days if d not in met(daesh_k))]:
        held = told[told.since <= day].groupby(["a", "b", "kind"], sort=False).last()
        held = held[held.state != ""].reset_index()[[*relations.Tie._fields]]
        wanted = relations.ties(daesh_k, View(), day)
        key = ["a", "b", "kind"]
        assert held.sort_values(key).to_dict("records") == wanted.sort_values(
            key
        ).to_dict("records")


TWO_YEARS = [{"when_article": "1997"}, {"when_article": "1998"}]


def test_where_a_window_meets_the_memory_nothing_changes(tmp_path):
    case = world(tmp_path, *TWO_YEARS)
    turns = [date(1997, 1, 1), date(1998, 1, 1), date(1999, 1, 1), date(2000, 1, 1)]
    assert relations.changes(case, View()) == turns
    told = relations.history(case, View())
    assert list(told.holds) == ["possible", "possible", "possible", ""]
    on = only(
        relations.ties(case, View(), date(1997, 12, 31))
    )  # who asks for it is told
    assert (on.holds, on.acts, on.less_certain) == ("certain", 1, 0)
    asked = relations.history(case, View(), until=date(1998, 12, 31))
    last = asked.iloc[-1]
    assert (last.since, last.holds) == (date(1998, 12, 31), "certain")


def on(frame, day):
    """Say how each pair stands on a day of a frame of stretches, in its order."""
    until = frame[frame.since <= day].groupby(["a", "b", "kind"], sort=False)
    held = [rows.iloc[-1] for _, rows in until]
    return [row.drop("since").to_dict() for row in held if row.state]


def around(told):
    """List the first days of stretches, and those right before and after."""
    first = {day.toordinal() for day in told.since if day > date.min}
    return [date.fromordinal(day + by) for day in sorted(first) for by in (-1, 0, 1)]


def by_key(rows):
    return sorted(rows, key=lambda row: (row["a"], row["b"], row["kind"]))


@pytest.mark.parametrize("reading", ["both", *slowly("article", "known")])
def test_outside_a_course_history_has_what_is_certain_for_a_moment(daesh_k, reading):
    view = View(dates=reading)
    told = relations.history(daesh_k, view, course=False)
    assert len(told) > len(relations.history(daesh_k, view))
    for day in around(told):
        wanted = relations.ties(daesh_k, view, day).to_dict("records")
        assert by_key(on(told, day)) == by_key(wanted), day


def test_a_moment_of_certainty_is_a_stretch_of_its_own(tmp_path):
    case = world(tmp_path, *TWO_YEARS)
    told = relations.history(case, View(), course=False)
    assert list(zip(told.since, told.holds, strict=True)) == [
        (date(1997, 1, 1), "possible"),
        (date(1997, 12, 31), "certain"),
        (date(1998, 1, 1), "certain"),  # with one more that is less certain
        (date(1998, 1, 2), "possible"),
        (date(1998, 12, 31), "certain"),
        (date(1999, 1, 1), "certain"),
        (date(1999, 1, 2), "possible"),
        (date(2000, 1, 1), ""),
    ]


@pytest.mark.parametrize("reading", ["both", "article", "known"])
def test_outlooks_are_what_the_prospects_are_on_every_day(daesh_k, reading):
    view = View(dates=reading)
    told = pd.DataFrame(relations.outlooks(daesh_k, view))
    assert len(told) > 5
    for day in [date(1990, 1, 1), *around(told)]:
        wanted = relations.prospects(daesh_k, view, day).to_dict("records")
        assert by_key(on(told, day)) == by_key(wanted), day


def test_a_prospect_without_a_date_stands_from_the_beginning(tmp_path):
    rows = [{"status_article": "possible", "when_article": when}
            for when in ("[2021-03..]", "")]  # fmt: skip
    told = relations.outlooks(world(tmp_path, *rows), View())
    assert [one.since for one in told] == [date.min, date(2021, 3, 1)]
    assert [one.records for one in told] == [["R002"], ["R001", "R002"]]


@pytest.mark.parametrize(
    "when, memory, extent, fleeting",
    [
        ("2018", "12 months", "act", True),
        ("2018", "6 months", "act", False),  # it surely counts on no day
        ("2018", "24 months", "act", False),  # it surely counts for a year
        ("[2018-01-05..2018-12-31]", "12 months", "act", True),  # for six days
        ("2018-03", "1 months", "act", True),
        ("2018-03", "12 months", "act", False),
        ("2018-03-01", "in-force", "act", False),
        ("2018/2019", "12 months", "state", True),
        ("2018/2020", "12 months", "state", False),
        ("2018/..", "12 months", "state", False),
    ],
)
def test_what_is_fleeting_is_short_beside_its_window(
    tmp_path, when, memory, extent, fleeting
):
    case = world(tmp_path, {"when_article": when, "extent": extent})
    (row,) = case.rows("relations")
    span = relations.reach(row, View(memory=memory), case.published)
    assert relations.fleeting(span) is fleeting


def test_history_says_when_a_tie_begins_and_that_it_ends(tmp_path):
    told = relations.history(world(tmp_path, {}), View())
    assert list(told.since) == [date(2020, 5, 10), date(2021, 5, 11)]
    assert list(told.state) == ["cooperative", ""]
    assert list(told.records) == [["R001"], []]


def test_what_has_no_known_start_stands_from_the_beginning(tmp_path):
    told = relations.history(world(tmp_path, {"when_article": "/2020-10"}), View())
    assert (told.since[0], told.holds[0]) == (date.min, "unknown")
    assert date.min not in relations.changes(world(tmp_path / "b", {}), View())


@pytest.mark.parametrize(
    "given, day",
    [
        ({}, date(2021, 9, 11)),  # the article's
        ({"as_of": "2020-06"}, date(2020, 6, 30)),
        ({"end": 2019}, date(2019, 12, 31)),
        ({"end": 2019, "as_of": 2018}, date(2018, 12, 31)),
    ],
)
def test_ties_are_as_of_the_day_asked_for_or_the_articles(tmp_path, given, day):
    case = world(tmp_path, {})
    assert relations.day(case, View(**given)) == day


def test_without_an_article_ties_are_as_of_the_last_that_begins(tmp_path):
    case = world(tmp_path, {})
    case = case.with_tables(sources=case.sources.assign(role="outside"))
    assert case.published is None
    assert relations.day(case, View()) == date(2020, 5, 10)
