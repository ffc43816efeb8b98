"""A decision on a place in the text makes the rows that a coder would have written."""

import types

import pytest

from helpers.case import cases, check, edited
from helpers.explorer import questions
from helpers.explorer.decisions import DecisionError, Place, decide, pairs
from tests import worlds

DATE = Place("P5", "last month", True)
QUOTE = Place("P6", "we will wait", False)
EVENT = {"title": "The two meet", "when": "2021-08", "status": "claimed",
         "people": [["A001", "party"], ["A002", "party"], ["", ""]]}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    return worlds.write(tmp_path / "world")


def decided(folder, way, place=DATE, **answers):
    """Decide, write, and return the ids and the rows that came, by table."""
    edit = edited.read(folder)
    ids = decide(edit, "S001", place, way, answers)
    done = edit.save()
    rows = {}
    for one in done:
        cells = {name: cell for name, cell in one.after.items() if cell}
        rows.setdefault(one.table, []).append(cells)
    return ids, rows


def refused(folder, way, place=DATE, **answers):
    with pytest.raises(DecisionError) as error:
        decide(edited.read(folder), "S001", place, way, answers)
    return str(error.value)


def sound(folder):
    """Say what is wrong with a case, but that an actor has nothing to do yet."""
    told = map(str, check.problems(folder))
    return [one for one in told if "is used nowhere" not in one]


def test_a_date_becomes_an_event_with_all_that_follows(folder):
    ids, rows = decided(folder, "event", **EVENT)
    assert ids == ["E006", "T001"]
    assert rows == {
        "events": [{"event_id": "E006", "title": "The two meet",
                    "status_article": "claimed", "when_article": "2021-08"}],
        "participants": [{"event_id": "E006", "actor_id": one, "role": "party"}
                         for one in ("A001", "A002")],
        "citations": [{"record_id": "E006"}],
        "references": [{"reference_id": "T001", "paragraph": "P5", "cue": "last month",
                        "when_article": "2021-08", "record_id": "E006"}],
    }  # fmt: skip
    assert sound(folder) == []
    read = cases.load(folder)
    (cited,) = read.cited["E006"]
    assert (cited.source_id, cited.locator, cited.chain) == ("S001", "P5", ["S001"])
    event, time = read.by_id["E006"], read.by_id["T001"]
    assert (event.layer, event.kind, event.extent, time.kind) == (
        "article", "act", "act", "happened",
    )  # fmt: skip


def test_what_nobody_dates_is_an_act(folder):
    _, rows = decided(folder, "event", QUOTE, title="The two meet")
    assert rows["events"][0]["extent"] == "act" and sound(folder) == []
    assert rows["citations"] == [{"record_id": "E006", "locator": "P6"}]


def test_an_event_may_be_a_tie_too_and_come_after_another(folder):
    ids, rows = decided(folder, "event", **EVENT | {
        "tie": "+", "voice": "A004", "via": "S002", "strength": "perhaps",
        "people": [["A002", "target"], ["A001", "agent"]], "lies": "after",
        "second": "E001"})  # fmt: skip
    assert ids == ["E006", "R003", "T001", "O001"]
    assert rows["relations"] == [
        {"relation_id": "R003", "source_actor": "A001", "target_actor": "A002",
         "sign": "+", "event_id": "E006", "summary": "The two meet"}]  # fmt: skip
    assert rows["citations"] == [
        {"record_id": "E006", "chain": "S001<S002<A004", "strength": "perhaps"},
        {"record_id": "O001", "chain": "S001<S002<A004", "strength": "perhaps",
         "locator": "P5"},
    ]  # fmt: skip
    read = cases.load(folder)
    tie, (cited,) = read.by_id["R003"], read.cited["R003"]
    assert (tie.fact, tie.basis, tie.when_article) == ("R03", "act", "2021-08")
    assert cited.chain == ["S001", "S002", "A004"] and cited.locator == "P5"
    (order,) = rows["orders"]
    assert (order["first_id"], order["relation"], order["second_id"]) == (
        "E006", "after", "E001",
    )  # fmt: skip
    assert rows["references"][0]["record_id"] == "E006;R003"
    assert sound(folder) == []


def test_of_more_than_two_each_pair_has_its_tie_in_one_fact(folder):
    people = [["A001", "agent"], ["A004", "agent"], ["A002", "target"]]
    answers = EVENT | {"people": people, "tie": "-", "condition": "nobody yields"}
    ids, rows = decided(folder, "event", **answers)
    assert ids == ["E006", "R003a", "R003b", "T001"]
    told = [(r["source_actor"], r["target_actor"], r["sign"], r["condition"])
            for r in rows["relations"]]  # fmt: skip
    assert told == [(one, "A002", "-", "nobody yields") for one in ("A001", "A004")]
    read = cases.load(folder)
    assert {read.by_id[one].fact for one in ids[1:3]} == {"R03"}
    assert rows["references"][0]["record_id"] == "E006;R003a;R003b"
    assert sound(folder) == []
    people = [[one, "party"] for one, _ in people]
    ids, _ = decided(folder, "event", **EVENT | {"people": people, "tie": "-"})
    assert ids[1:-1] == ["R004a", "R004b", "R004c"]


def told_of(roles, tie="+"):
    people = list(zip("ABCDEFGH", roles.split(), strict=False))
    case = types.SimpleNamespace(actor_names={})
    return people, questions.ties(case, {"people": people, "tie": tie})


@pytest.mark.parametrize(
    ("roles", "ties"),
    [
        ("agent target", "AB"), ("target agent", "BA"), ("party host", "BA"),
        ("party party party", "AB AC BC"), ("party party subject", "AB"),
        ("party party host", "AB"), ("agent agent target subject", "AC BC"),
        ("agent agent party", "AC BC"), ("speaker subject subject", "AB AC"),
    ],
)  # fmt: skip
def test_the_roles_say_which_pairs_have_a_tie_and_it_is_told(roles, ties):
    people, told = told_of(roles)
    found = pairs(people)
    assert " ".join(map("".join, found)) == ties
    way = "with" if {*roles.split()} == {"party"} else "towards"
    assert "; ".join(f"{one} {way} {other}" for one, other in found) in told
    left = {*dict(people)} - {*ties}
    assert ("Without one: " in told) == bool(left) and told.endswith(
        "".join(f" {', '.join(sorted(left))}." if left else ".")
    )
    assert "no tie of A, B" in told_of(roles, "")[1]


@pytest.mark.parametrize(
    ("roles", "told"),
    [
        ("party party agent agent target", "One sign is not"),
        ("agent agent agent", "A tie is between two"),
        ("target target target", "A tie is between two"),
        (" ".join(["party"] * 8), "That makes 28 ties"),
    ],
)
def test_roles_that_one_sign_does_not_fit_are_refused_and_it_is_told(roles, told):
    people, before = told_of(roles)
    with pytest.raises(DecisionError, match=told) as error:
        pairs(people)
    assert before == str(error.value)


def test_what_two_promise_is_said_by_both(folder):
    decided(folder, "event", title="The talks go on", status="expected")
    decided(folder, "statement", QUOTE, title="Both promise it", speaker="A003",
            people=[["A004", "speaker"]], record="E006")  # fmt: skip
    read = cases.load(folder)
    for record in ("E006", "E007"):
        assert [one.chain[-1] for one in read.cited[record]
                if one.chain[1:]] == ["A003", "A004"], record  # fmt: skip
    assert sound(folder) == []


def test_what_denies_a_record_is_cited_against_it(folder):
    ids, rows = decided(
        folder, "statement", QUOTE, title="The office denies it", speaker="A003",
        record="E002", stance="disputes", when="[..2021-09-11]", status="happened",
    )  # fmt: skip
    assert ids == ["E006", "T001"]
    assert rows["citations"] == [
        {"record_id": "E006", "chain": "S001<A003"},
        {"record_id": "E002", "chain": "S001<A003", "locator": "P6",
         "stance": "disputes", "said_event_id": "E006"},
    ]  # fmt: skip
    _, rows = decided(folder, "known", QUOTE, record="E002", stance="nuances",
                      voice="A003")  # fmt: skip
    assert rows["citations"] == [
        {"record_id": "E002", "chain": "S001<A003", "locator": "P6",
         "stance": "nuances"}]  # fmt: skip
    assert sound(folder) == []


def test_an_actor_that_no_source_names_acts_for_another(folder):
    ids, rows = decided(
        folder, "actor", QUOTE, who={"new": "A minister", "kind": "person unnamed"},
        acts_for="A002", position="minister",
    )  # fmt: skip
    (row,) = [row for row in rows["actors"] if row.get("position")]
    assert row == {"actor_id": "A005", "name": "A minister", "kind": "person",
                   "anonymous": "yes", "acts_for": "A002",
                   "position": "minister"}  # fmt: skip
    assert sound(folder) == []


def test_a_cooperation_may_be_against_somebody(folder):
    _, rows = decided(folder, "relation", title="They join", source="A001",
                      target="A002", sign="+", against="A003", basis="act",
                      directed="no")  # fmt: skip
    assert rows["relations"][0]["against"] == "A003" and sound(folder) == []


@pytest.mark.parametrize(
    ("roles", "directed"), [(["party", "party"], "no"), (["target", "agent"], "yes")]
)
def test_the_roles_say_which_way_a_tie_goes(folder, roles, directed):
    people = [["A001", roles[0]], ["A002", roles[1]]]
    _, rows = decided(folder, "event", **EVENT | {"people": people, "tie": "none"})
    (tie,) = rows["relations"]
    assert "sign" not in tie
    assert tie["source_actor"] == ("A002" if directed == "yes" else "A001")
    assert cases.load(folder).by_id["R003"].directed == directed


def test_a_date_becomes_a_relation(folder):
    ids, rows = decided(
        folder, "relation", title="Northland may help", source="A001", target="A002",
        sign="+", when="2021-09-11/..", status="possible", basis="statement",
        directed="yes", extent="state",
    )  # fmt: skip
    assert ids == ["R003", "T001"]
    assert rows["relations"] == [
        {"relation_id": "R003", "source_actor": "A001", "target_actor": "A002",
         "directed": "yes", "sign": "+", "extent": "state", "basis": "statement",
         "status_article": "possible", "when_article": "2021-09-11/..",
         "summary": "Northland may help"}]  # fmt: skip
    assert cases.load(folder).by_id["T001"].kind == "predicted"
    assert sound(folder) == []


def test_a_quote_becomes_a_statement_whose_chain_leads_to_the_speaker(folder):
    ids, rows = decided(
        folder, "statement", QUOTE, title="The envoy will wait", speaker="A004",
        when="[..2021-09-11]", status="happened", people=[["A002", "subject"]],
        via="A003",
    )  # fmt: skip
    assert ids == ["E006", "T001"]
    assert cases.load(folder).by_id["E006"].kind == "statement"
    assert [(p["actor_id"], p["role"]) for p in rows["participants"]] == [
        ("A004", "speaker"), ("A002", "subject"),
    ]  # fmt: skip
    assert rows["citations"][0]["chain"] == "S001<A003<A004"
    assert sound(folder) == []


def test_one_more_place_of_a_record_is_cited_once_by_each_voice(folder):
    ids, rows = decided(folder, "known", record="E002", when="2015/2021-09-11")
    assert ids == ["E002", "T001"]
    assert [(c["locator"], c["chain"]) for c in rows["citations"]] == [
        ("P3;P5", "S001")
    ]
    assert rows["references"][0]["record_id"] == "E002"
    _, rows = decided(folder, "known", record="E002", voice="A004")
    (cited,) = rows["citations"]
    assert cited == {"record_id": "E002", "locator": "P5", "chain": "S001<A004"}
    ids, rows = decided(folder, "known", record="E002", voice="A004")
    assert (ids, set(rows)) == (["E002", "T003"], {"references"})
    assert sound(folder) == []


def test_a_place_that_is_no_time_makes_no_reference(folder):
    ids, rows = decided(folder, "known", QUOTE, record="E003")
    assert (ids, set(rows)) == (["E003"], {"citations"})


def test_a_place_that_is_no_time_is_cited_beside_those_that_are(folder):
    (record, _), _ = decided(folder, "event", **EVENT)
    decided(folder, "known", QUOTE, record=record)
    (cited,) = cases.load(folder).cited[record]
    assert cited.locator == "P5;P6" and sound(folder) == []


def test_whoever_takes_part_has_a_role(folder):
    told = refused(folder, "event", **EVENT | {"people": [["A001", ""]]})
    assert told == "Choose the role of each who takes part."


def test_a_number_goes_with_the_record_that_it_counts_of(folder):
    _, rows = decided(folder, "known", QUOTE, record="R002", amount="500 ships")
    assert rows["relations"][0]["amount"] == "500 ships"
    assert sound(folder) == []


def test_a_number_goes_with_no_other_record_and_takes_no_number_away(folder):
    edit = edited.read(folder)
    edit.change("events", edit.rows("events")[1], {"outcome_id": "E001"})
    edit.save()
    _, rows = decided(folder, "known", QUOTE, record="E001", amount="500 ships")
    assert [row["event_id"] for row in rows["events"]] == ["E001"]
    told = refused(folder, "known", QUOTE, record="E001", amount="9 ships")
    assert told.startswith("E001 has another amount already (500 ships)")
    decided(folder, "known", QUOTE, record="E001", amount="500 ships")
    told = refused(folder, "known", QUOTE, record="C001", amount="500 ships")
    assert told == "A claim has no amount: clear it."


def test_a_place_is_made_and_put_where_an_event_was(folder):
    bridge = {"new": "The Bridge"}
    ids, rows = decided(folder, "place", QUOTE, where=bridge, at="E002")
    assert ids == ["L001", "E002"]
    assert rows["places"] == [{"place_id": "L001", "name": "The Bridge"}]
    assert rows["events"][0]["place_id"] == "L001"
    _, rows = decided(folder, "event", **EVENT | {"where": {"new": "the bridge"}})
    assert "places" not in rows and rows["events"][0]["place_id"] == "L001"
    _, rows = decided(folder, "statement", title="She speaks", speaker="A004",
                      where="L001")  # fmt: skip
    assert rows["events"][0]["place_id"] == "L001"
    told = refused(folder, "place", QUOTE, where={"new": "A Town"}, at="E002")
    assert told.startswith("E002 has another place already (L001)")
    assert decided(folder, "place", QUOTE, where="L001", at="E002") == (
        ["L001", "E002"], {},
    )  # fmt: skip
    assert sound(folder) == []


def test_an_actor_has_a_post_in_another(folder):
    post = {"who": "A004", "bond": "post", "group": {"new": "The Court",
            "kind": "institution"}, "when": "2019/2021-01-20"}  # fmt: skip
    ids, rows = decided(folder, "membership", **post, voice="A003")
    assert ids == ["M001", "T001"]
    assert rows["memberships"] == [
        {"membership_id": "M001", "actor_id": "A004", "group_id": "A005",
         "kind": "post", "when_article": "2019/2021-01-20"}]  # fmt: skip
    assert rows["citations"] == [{"record_id": "M001", "chain": "S001<A003"}]
    assert sound(folder) == []


def test_a_tie_that_is_an_event_keeps_the_places_of_the_event(folder):
    ids, _ = decided(folder, "event", **EVENT | {"tie": "+", "voice": "A004"})
    decided(folder, "known", QUOTE, record=ids[1], voice="A004")
    read = cases.load(folder)
    for record in ids[:2]:
        (cited,) = read.cited[record]
        assert (cited.locator, cited.chain) == ("P5;P6", ["S001", "A004"])
    assert sound(folder) == []


def test_a_place_in_the_article_is_none_of_another_source(folder):
    edit = edited.read(folder)
    edit.add("citations", {"record_id": "E005", "source_id": "S002"})
    edit.save()
    _, rows = decided(folder, "known", QUOTE, record="E005")
    assert rows["citations"] == [{"record_id": "E005", "locator": "P6"}]


def test_a_speaker_who_is_among_those_who_take_part_is_in_it_once(folder):
    _, rows = decided(folder, "statement", title="She speaks", speaker="A004",
                      people=[["A004", "speaker"], ["A002", "target"]])  # fmt: skip
    assert [(one["actor_id"], one["role"]) for one in rows["participants"]] == [
        ("A004", "speaker"), ("A002", "target"),
    ]  # fmt: skip
    assert sound(folder) == []


def test_a_date_may_be_dismissed_with_a_reason(folder):
    ids, rows = decided(folder, "dismissed", why="A maxim, of no time.")
    assert (ids, set(rows)) == (["T001"], {"references"})
    assert rows["references"][0]["dismissed"] == "A maxim, of no time."
    assert sound(folder) == []


def test_a_step_of_the_argument_is_a_claim_or_a_question(folder):
    ids, rows = decided(folder, "claim", QUOTE, title="Waiting helps", role="premise")
    more, _ = decided(folder, "claim", QUOTE, title="Will it?", role="question")
    assert (ids, more) == (["C001"], ["Q001"])
    assert rows["claims"][0]["text"] == "Waiting helps"
    assert sound(folder) == []


def test_an_order_may_say_how_far_apart_its_records_are(folder):
    _, rows = decided(folder, "order", QUOTE, first="E001", lies="after",
                      second="E002", at_least="4", at_most="6")  # fmt: skip
    (order,) = rows["orders"]
    assert (order["at_least"], order["at_most"]) == ("4", "6")
    order = questions.FORMS["order"][2]
    assert {"at_least", "at_most"} <= {*order.split()}


def test_two_records_are_put_in_order(folder):
    ids, rows = decided(folder, "order", QUOTE, first="E001", lies="before",
                        second="E003")  # fmt: skip
    assert ids == ["O001"] and rows["orders"] == [
        {"order_id": "O001", "first_id": "E001", "relation": "before",
         "second_id": "E003"}]  # fmt: skip
    assert sound(folder) == []


def test_an_actor_is_matched_with_its_label_here(folder):
    ids, rows = decided(folder, "actor", QUOTE, who="A001", alias="Norrland")
    assert ids == ["A001"] and rows["actors"][0]["aliases"] == "the North;Norrland"
    for label in ("NORTHLAND", "the north", ""):
        assert decided(folder, "actor", QUOTE, who="A001", alias=label) == (
            ["A001"],
            {},
        )


def test_whoever_says_so_may_be_new(folder):
    voice, via = ({"new": one, "kind": "media"} for one in ("The Herald", "The Wire"))
    _, rows = decided(folder, "known", QUOTE, record="E002", voice=voice, via=via)
    assert rows["citations"][0]["chain"] == "S001<A006<A005"
    assert sound(folder) == []


def test_an_actor_that_is_not_there_is_made_once(folder):
    new = {"new": " The  Court ", "kind": "institution"}
    ids, rows = decided(folder, "actor", QUOTE, who=new, alias="the bench")
    assert ids == ["A005"]
    assert cases.load(folder).actors.aliases[4] == ["the bench"]
    lotte = {"new": "Lotte", "kind": "person"}
    people = [[new | {"new": "the court"}, "agent"], [lotte, "target"]]
    _, rows = decided(folder, "event", **EVENT | {"people": people})
    assert [row["name"] for row in rows["actors"]] == ["Lotte"]
    assert [p["actor_id"] for p in rows["participants"]] == ["A005", "A006"]
    assert sound(folder) == []


@pytest.mark.parametrize(
    ("way", "answers", "told"),
    [
        ("event", {"title": " "}, "Write in your words what it is."),
        ("event", {"title": "x", "when": "soon"}, "When: "),
        ("event", {"title": "x", "cue": "a b c d e f"}, "Cue: at most five words"),
        (
            "event",
            {"title": "x", "tie": "+", "people": [["A001", "agent"]]},
            "A tie is",
        ),
        ("event", {"title": "x", "lies": "after", "second": "E006"}, "A record is not"),
        ("relation", {"title": "x", "target": "A001"}, "Choose who acts or speaks."),
        ("relation", {"title": "x", "source": "A001", "target": "A001"}, "A tie is"),
        (
            "relation",
            {"title": "x", "source": "A001", "target": "A002"},
            "Choose the sign of the tie",
        ),
        ("statement", {"title": "x"}, "Choose who speaks."),
        (
            "statement",
            {"title": "x", "speaker": "A001", "stance": "disputes"},
            "Choose the record that it disputes",
        ),
        ("known", {}, "Choose the record."),
        ("dismissed", {}, "Say in a few words"),
        ("order", {"first": "E001"}, "Choose the second record."),
        ("claim", {}, "Write in your words"),
        ("actor", {}, "Choose who it is"),
        ("place", {}, "Choose the place"),
        ("place", {"where": {"new": ""}}, "Write the name of the new place"),
        ("membership", {"who": "A001"}, "Choose the group"),
        ("membership", {"who": "A001", "group": "A001"}, "A member is not"),
        ("actor", {"who": {"new": "", "kind": "state"}}, "Write the name"),
        ("actor", {"who": {"new": "Lotte", "kind": ""}}, "Write the name"),
        ("actor", {"who": "A099"}, "A099 is no longer in actors.csv"),
        ("nothing", {}, "'nothing' is no way to decide."),
    ],
)
def test_what_is_missing_is_said_in_a_sentence(folder, way, answers, told):
    assert refused(folder, way, **answers).startswith(told)
