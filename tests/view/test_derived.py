"""Orders that follow by rule: each rule, and what it must not bind."""

from types import SimpleNamespace

import pytest

from helpers.case.allen import Order
from helpers.view import derived
from helpers.view.derived import Held
from tests import worlds

FUTURE = {"status_article": "possible", "when_article": "[2021-09-11..]"}


def tables_of(changes, *citations):
    """Give a timely world with cells changed by record, and other citations of R001.

    A citation is a chain, with a statement that carries it after `@`.
    """
    tables = worlds.timely()
    for name, rows in tables.items():
        for row in rows if name != "citations" else ():
            row |= changes.get(next(iter(row.values())), {})
    if citations:
        left = [
            c for c in tables["citations"] if c["record_id"] not in ("R001", "E001")
        ]
        tables["citations"] = left + [cited(one) for one in citations]
    return tables


def cited(text, record="R001", stance="supports"):
    chain, _, said = text.partition("@")
    return {"record_id": record, "source_id": chain.partition("<")[0], "stance": stance,
            "chain": chain, "said_event_id": said}  # fmt: skip


def found(tmp_path, tables, reading="both", record=""):
    """List the facts that follow, those of a record, with the voices of each."""
    case = worlds.small(tmp_path, tables)
    held = derived.derive(case, reading)
    assert {one.order.relation for one in held} == {"not-after"}
    assert {one.rule for one in held} <= {*derived.RULES}
    return {
        one.order.fact.removeprefix("rule:"): {*one.voices}
        for one in held
        if record in (one.order.first, one.order.second) or not record
    }


def of_tie(tmp_path, tie, *citations, reading="both"):
    """List what follows of the one tie, changed so and cited so."""
    return {*found(tmp_path, tables_of({"R001": tie}, *citations), reading, "R001")}


def test_what_follows_of_the_small_world(tmp_path):
    assert found(tmp_path, worlds.timely()) == {
        "said:E003<S001": {"A004"},
        "said:E003<S002": {"A004"},
        "relayed:S002<S001": {"A004"},
        "told:E001<E003": {"A004"},
        "reported:E001<S001": {"A004"},
        "reported:E001<S002": {"A003", "A004"},
        "relayed:S002<S003": {"A003"},
        "reported:E001<S003": {"A003"},
        "reported:E002<S001": {"S001"},
        "reported:E003<S001": {"A001"},
        "reported:E004<S003": {"S003"},
        "reported:E005<S003": {"S003"},
        "reported:R001<S001": {"A004"},
        "reported:R001<S002": {"A004"},
        "foreseen:S001<R002": {"S001"},
    }


def test_by_the_article_what_follows_is_of_its_own_citations(tmp_path):
    facts = {*found(tmp_path, worlds.timely(), "article")}
    every = {*found(tmp_path, worlds.timely())}
    assert every - facts == {
        "relayed:S002<S003", "reported:E001<S003", "reported:E004<S003",
        "reported:E005<S003",
    }  # fmt: skip
    assert not facts - every


# ---- reported, told, said, relayed ---------------------------------------------------

CHAIN = "S001<S002<A004"
BOUND = {"reported:R001<S001", "reported:R001<S002"}
TOLD = BOUND | {"told:R001<E003"}


def test_every_source_in_a_chain_binds_and_the_statement_that_tells(tmp_path):
    assert of_tie(tmp_path, {}, CHAIN) == BOUND
    assert of_tie(tmp_path, {}, f"{CHAIN}@E003") == TOLD


@pytest.mark.parametrize("stance", ["disputes", "nuances"])
def test_who_disputes_or_adds_may_tell_of_another_time(tmp_path, stance):
    tables = tables_of({}, "S001")
    tables["citations"].append(cited("S003<S002@E003", stance=stance))
    assert found(tmp_path, tables, record="R001").keys() == {"reported:R001<S001"}
    facts = found(tmp_path, tables)
    assert {"said:E003<S002", "relayed:S002<S003"} <= {*facts}


@pytest.mark.parametrize("status", ["expected", "possible", "asked", "denied"])
def test_of_what_is_not_attested_only_the_saying_is_bounded(tmp_path, status):
    """Traps 3 and 5: what is denied or ahead begins not by the day of who tells."""
    tie = {"status_article": status, "status_known": status, "when_known": "2021-08"}
    assert not of_tie(tmp_path, tie, f"{CHAIN}@E003")
    tables = tables_of({"R001": tie}, f"{CHAIN}@E003")
    assert {"said:E003<S002", "relayed:S002<S001"} <= {*found(tmp_path, tables)}


def test_the_status_is_that_of_the_reading(tmp_path):
    tie = {"status_article": "claimed", "status_known": "denied"}
    assert not of_tie(tmp_path, tie, CHAIN)
    assert of_tie(tmp_path, tie, CHAIN, reading="article") == BOUND


@pytest.mark.parametrize("context", ["future", "hypothetical"])
def test_a_plan_is_bounded_by_nobody_that_tells_of_it(tmp_path, context):
    assert not of_tie(tmp_path, {"plover_context": context}, CHAIN)
    assert of_tie(tmp_path, {"plover_context": "historical"}, CHAIN) == BOUND


def test_an_announcement_of_a_stance_does_not_tell_since_when(tmp_path):
    """Trap 2: who acts for the one whose stance it is announces it."""
    stance = {"basis": "attitude"}
    assert not of_tie(tmp_path, stance, f"{CHAIN}@E003")
    assert not of_tie(tmp_path, stance, "S001<A001")
    assert of_tie(tmp_path, stance, "S001<A002") == {"reported:R001<S001"}
    assert of_tie(tmp_path, stance, "S001") == {"reported:R001<S001"}
    event = {"R001": stance | {"event_id": "E001"}}
    tables = tables_of(event, "S001<A001")
    tables["citations"].append(cited("S001<A001", "E001"))
    assert not found(tmp_path, tables, record="E001")


def test_what_may_be_another_act_is_bounded_by_the_article_alone(tmp_path):
    """Trap 1: a page outside may tell of the other act; so of the event that it is."""
    unsure = {"may_be": "R002", "event_id": "E001"}
    chains = CHAIN, "S003<S002"
    assert of_tie(tmp_path, {}, *chains) == BOUND | {"reported:R001<S003"}
    assert of_tie(tmp_path, unsure, *chains) == BOUND
    tables = tables_of({"R001": unsure}, "S001")
    tables["citations"].append(cited("S003", "E001"))
    assert not found(tmp_path, tables, record="E001")


def test_a_membership_is_bounded_by_who_tells_of_it(tmp_path):
    tables = worlds.timely()
    tables["memberships"] = [
        {"membership_id": "M001", "actor_id": "A004", "group_id": "A001",
         "kind": "part", "layer": "article"}
    ]  # fmt: skip
    tables["citations"] += [cited("S002", "M001")]
    assert {*found(tmp_path, tables, record="M001")} == {"reported:M001<S002"}
    assert not found(tmp_path, tables, "article", "M001")


def test_a_statement_tells_not_of_itself(tmp_path):
    tables = worlds.timely()
    tables["citations"].append(cited("S002@E003", "E003"))
    facts = found(tmp_path, tables, record="E003")
    assert "said:E003<S002" in facts and "told:E003<E003" not in facts


def test_a_claim_binds_only_what_was_said(tmp_path):
    tables = worlds.timely()
    tables["claims"] = [{"claim_id": "C001", "role": "thesis", "text": "Peace"}]
    before = {*found(tmp_path, tables)}
    tables["citations"].append(cited("S003<S002@E005", "C001"))
    more = {*found(tmp_path, tables)} - before
    assert more == {"said:E005<S003", "said:E005<S002"}


# ---- foreseen -----------------------------------------------------------------------


def ahead(tmp_path, *citations, **tie):
    return of_tie(tmp_path, FUTURE | {"status_known": "", "when_known": ""} | tie,
                  *citations)  # fmt: skip


def test_what_is_foreseen_begins_not_before_it_is_said(tmp_path):
    assert ahead(tmp_path, "S001") == {"foreseen:S001<R001"}


def test_it_is_bounded_by_who_foresees_it_and_not_by_who_passes_it_on(tmp_path):
    """Trap 4: the saying is the statement, else the page of the voice itself."""
    assert ahead(tmp_path, "S001<A004@E003") == {"foreseen:E003<R001"}
    assert ahead(tmp_path, "S001<S002") == {"foreseen:S002<R001"}
    assert ahead(tmp_path, "S001<S002<A003") == {"foreseen:S002<R001"}
    assert not ahead(tmp_path, "S001<A004")
    assert not ahead(tmp_path, "S001<S002<A004")
    assert not ahead(tmp_path, "S003")  # a copy is of a later day


def test_of_several_sayings_only_the_first_bounds(tmp_path):
    assert ahead(tmp_path, "S001", "S001<S002") == {"foreseen:S002<R001"}
    assert not ahead(tmp_path, "S001", "S001<A004")  # said before, nobody says when


def test_a_saying_without_a_day_bounds_nothing(tmp_path):
    tables = tables_of({"R001": FUTURE | {"status_known": "", "when_known": ""},
                        "S002": {"when_article": "", "when_known": ""}},
                       "S001", "S001<S002")  # fmt: skip
    assert not found(tmp_path, tables, record="R001")


@pytest.mark.parametrize(
    "when, bounds",
    [("[2021-09-11..]", True), ("2021-09/..", True), ("2022", False), ("", False),
     ("[..2022]", False), ("2021-09/2022", False)],
)  # fmt: skip
def test_only_what_is_dated_from_a_day_on_is_foreseen(tmp_path, when, bounds):
    assert bool(ahead(tmp_path, "S001", when_article=when)) == bounds


def test_what_is_denied_is_not_foreseen(tmp_path):
    assert not ahead(tmp_path, "S001", status_article="denied")


# ---- posts --------------------------------------------------------------------------


def posts(
    tmp_path, kind="post", basis="membership", actor="A004", role="subject", **event
):
    tables = worlds.timely()
    tables["participants"][0] |= {"role": role}
    tables["memberships"] = [
        {"membership_id": "M001", "actor_id": actor, "group_id": "A002", "kind": kind,
         "layer": "article"}
    ]  # fmt: skip
    tables["events"][0] |= event
    tables["relations"][0] |= {"basis": basis}
    tables["citations"].append(cited("S001", "M001"))
    return {f for f in found(tmp_path, tables, record="M001") if f[:4] == "post"}


def test_a_post_begins_not_before_the_appointment_of_its_holder(tmp_path):
    assert posts(tmp_path) == {"post:E001<M001"}


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "part"},
        {"basis": "act"},
        {"actor": "A001"},  # who is not in the event
        {"role": "agent"},  # who appoints has no post by that
        {"status_article": "expected", "status_known": ""},
        {"status_article": "denied", "status_known": "denied"},
    ],
)
def test_no_other_bond_and_no_other_event_is_an_appointment(tmp_path, change):
    assert not posts(tmp_path, **change)


def test_of_sayings_that_may_both_be_the_first_neither_bounds_what_is_foreseen():
    """By their stated days: narrowed ones are not known to the rules."""
    sayings = [("2021", "2021-03-01"), ("2020", "2021-03-01")]
    for texts, kept in zip(sayings, (0, 1), strict=True):
        known = {f"S00{n}": text for n, text in enumerate(texts, 1)}
        case = SimpleNamespace(
            by_id={
                one: SimpleNamespace(when_known=text, when_article="")
                for one, text in known.items()
            }
        )
        held = [
            Held(Order(f"rule:foreseen:{one}<R001", one, "not-after", "R001"),
                 frozenset({one}), "foreseen")
            for one in known
        ]  # fmt: skip
        loose = derived._later_sayings(case, "both", held)
        assert len(held) - len(loose) == kept
