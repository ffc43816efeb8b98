"""A view leaves out what it should and nothing else, and changes no date."""

import pytest

from helpers.case import cases, dates, schema
from helpers.view import parameters, select, voices
from helpers.view.parameters import ParameterError, View
from tests import worlds

BOND = {"membership_id": "M001", "actor_id": "A004", "group_id": "A001",
        "kind": "post", "layer": "article", "when_article": "2020/.."}  # fmt: skip
CLAIM = {"claim_id": "C001", "role": "thesis", "text": "Peace is near"}


@pytest.fixture
def world(tmp_path):
    tables = worlds.copy() | {"memberships": [dict(BOND)], "claims": [dict(CLAIM)]}
    tables["citations"] += [
        {"record_id": "M001", "source_id": "S001", "stance": "supports",
         "locator": "P2", "chain": "S001"},
        {"record_id": "C001", "source_id": "S002", "stance": "supports",
         "chain": "S002<A004"},
    ]  # fmt: skip
    return cases.load(worlds.write(tmp_path / "small", tables))


def viewed(case, **given):
    return select.view(case, parameters.view(given))


def ids(case, table="events"):
    return list(case.tables[table].iloc[:, 0])


def row(case, table, key):
    (found,) = [r for r in case.tables[table].itertuples() if r[1] == key]
    return found


def refusal(case, **given):
    with pytest.raises(ParameterError) as refused:
        viewed(case, **given)
    return str(refused.value)


# ---- each filter ----------------------------------------------------------------

ALL = ["E001", "E002", "E003", "E004", "E005"]


@pytest.mark.parametrize(
    "given, left",
    [
        ({}, ALL),
        ({"start": "2021-09"}, ["E002", "E005"]),
        ({"start": "2021-09", "dates": "article"}, ["E001", "E002"]),
        ({"end": 2020}, ["E002"]),
        ({"end": "2014"}, []),
        ({"start": "2021-08-24", "end": "2021-08-25"}, ["E002", "E003"]),
        ({"start": 2030}, []),  # last seen in 2021: nobody says that it went on
        ({"as_of": "2021-08-25"}, ["E001", "E002", "E003"]),
        ({"as_of": "2021-08-16", "dates": "article"}, ["E001", "E002", "E003",
                                                       "E004", "E005"]),
        ({"as_of": 2021}, ALL),
        ({"as_of": 2014}, []),
        ({"kinds": "act"}, ["E001", "E002", "E004"]),
        ({"kinds": "statement"}, ["E003", "E005"]),
        ({"kinds": "act;statement"}, ALL),
        ({"layers": "article"}, ["E001", "E002", "E003"]),
        ({"layers": "context"}, ["E004", "E005"]),
        ({"layers": []}, []),
        ({"statuses": "happened"}, ALL),
        ({"statuses": "claimed"}, []),
        ({"statuses": "claimed", "dates": "article"}, ["E001"]),
        ({"sources": "S003"}, ["E001", "E004", "E005"]),
        ({"sources": "S002"}, ["E001"]),
        ({"sources": "S001;S003"}, ALL),
        ({"actors": "A002"}, ["E001", "E002", "E004", "E005"]),
        ({"actors": "A003"}, []),
        ({"actors": "A001", "kinds": "act", "layers": "article"}, ["E001", "E002"]),
        ({"pair": "the North; Southland"}, ["E001", "E002"]),
        ({"pair": "A002; A004"}, ["E001"]),
        ({"pair": "A002; A003"}, []),
        ({"voices": "A004"}, ["E001"]),  # said by the envoy
        ({"voices": "S002"}, ["E001"]),  # passed on by the report
        ({"voices": "The Gazette"}, ["E001"]),  # whose page it is
        ({"voices": "A001"}, ["E003"]),  # not what the envoy says for it
        ({"voices": "S003; a001"}, ["E001", "E003", "E004", "E005"]),
        ({"voices": "single"}, ALL),  # who passes the envoy's word on is no origin
        ({"voices": "unnamed"}, []),
        ({"basis": "statement"}, ALL),  # an event has no basis
    ],
)  # fmt: skip
def test_a_filter_leaves_these_events(world, given, left):
    assert ids(viewed(world, **given)) == left


@pytest.mark.parametrize(
    "given, left",
    [
        ({}, ["R001", "R002"]),
        ({"end": "2021-08"}, ["R001"]),
        ({"as_of": "2021-09-10"}, ["R001"]),
        ({"statuses": "possible"}, ["R002"]),
        ({"actors": "A004"}, ["R001"]),
        ({"sources": "S002"}, ["R001"]),
        ({"layers": "context"}, []),
        ({"kinds": "statement"}, ["R001", "R002"]),  # a relation has no kind
        ({"basis": "act"}, ["R001", "R002"]),
        ({"basis": "statement;attitude"}, []),
        ({"pair": "Southland; Northland"}, ["R001", "R002"]),
        ({"pair": "Southland; Envoy Nor"}, ["R001"]),
        ({"voices": "Envoy Nor"}, ["R001"]),
        ({"voices": "S001"}, ["R001", "R002"]),
    ],
)
def test_a_filter_leaves_these_relations(world, given, left):
    assert ids(viewed(world, **given), "relations") == left


@pytest.mark.parametrize(
    "given, left",
    [
        ({"end": 2019}, []),
        ({"start": 2030}, ["M001"]),
        ({"actors": "A002"}, []),
        ({"kinds": "act", "statuses": "denied"}, ["M001"]),  # it has neither
        ({"basis": "act"}, ["M001"]),
        ({"voices": "S001"}, ["M001"]),
        ({"voices": "A004"}, []),
    ],
)
def test_a_filter_leaves_these_memberships(world, given, left):
    assert ids(viewed(world, **given), "memberships") == left


def test_a_pair_may_be_one_and_whom_it_acts_for(world):
    assert ids(viewed(world, pair="A001;A004"), "memberships") == ["M001"]
    assert ids(viewed(world, pair="A001;A004"), "relations") == []
    assert ids(viewed(world, pair="A001;A002"), "memberships") == []


def test_unnamed_are_the_records_none_of_whose_origins_has_a_name(tmp_path):
    tables = worlds.copy()
    tables["actors"][3] |= {"anonymous": "yes"}  # the envoy
    case = worlds.small(tmp_path, tables)
    assert ids(viewed(case, voices="unnamed")) == ["E001"]
    assert ids(viewed(case, voices="UNNAMED; S003")) == ["E001", "E004", "E005"]
    assert ids(viewed(case, voices="unnamed"), "relations") == ["R001"]
    tables["citations"].append(
        {"record_id": "E001", "source_id": "S001", "locator": "P9",
         "stance": "supports", "chain": "S001<A002"}
    )  # fmt: skip
    told = worlds.small(tmp_path / "told", tables)
    assert ids(viewed(told, voices="unnamed")) == []
    assert "E001" not in ids(viewed(told, voices="single"))


def test_who_only_disputes_a_record_does_not_say_it(world, tmp_path):
    tables = worlds.copy()
    tables["citations"].append(
        {"record_id": "E002", "source_id": "S003", "stance": "disputes",
         "chain": "S003<A002"}
    )  # fmt: skip
    case = worlds.small(tmp_path / "b", tables)
    assert ids(viewed(case, voices="A002")) == []
    assert "E002" not in ids(viewed(case, voices="S003"))


def test_voices_and_mute_part_what_one_voice_says_alone(daesh_k):
    """What is left without a voice is not what rests on it alone."""
    for voice in ("A046", "S002"):
        said = {*ids(viewed(daesh_k, voices=voice))}
        left = {*ids(viewed(daesh_k, mute=voice))}
        assert said and said | left == {*ids(daesh_k)}


@pytest.mark.parametrize(
    "given, told",
    [
        ({"pair": "Northland; the North"},
         "pair = ['Northland', 'the North']: both name A001 of small. Allowed: two"
         " actors."),
        ({"pair": "Northlend; Southland"},
         "pair = 'Northlend': no actor of small, did you mean 'Northland'? Allowed: an"
         " id, name or alias of actors.csv."),
        ({"voices": "unamed"},
         "voices = 'unamed': no voice of small, did you mean 'unnamed'? Allowed: an id,"
         " name or alias of actors.csv, an id of sources.csv, unnamed or single."),
        ({"voices": "S099", "pair": "A001; X"},
         "pair = 'X': no actor of small. Allowed: an id, name or alias of actors.csv.\n"
         "voices = 'S099': no voice of small. Allowed: an id, name or alias of"
         " actors.csv, an id of sources.csv, unnamed or single."),
    ],
)  # fmt: skip
def test_a_pair_or_voice_that_is_none_is_told(world, given, told):
    assert refusal(world, **given) == told


def test_a_word_for_an_origin_comes_before_an_actor_of_that_name(tmp_path):
    tables = worlds.copy()
    tables["actors"][0]["aliases"] = "Single"
    case = worlds.small(tmp_path, tables)
    assert select.bearers(case, "voices", ["single"]) == ["single"]
    assert select.bearers(case, "mute", ["single"]) == ["A001"]


def test_claims_stay_in_every_view(world):
    assert ids(viewed(world, start=2030, actors="A003"), "claims") == ["C001"]


def test_an_actor_stands_for_all_who_act_for_it(world):
    assert ids(viewed(world, actors="A001")) == ["E001", "E002", "E003"]
    assert ids(viewed(world, actors="A004")) == ["E001"]
    assert ids(viewed(world, actors="A001"), "relations") == ["R001", "R002"]


@pytest.mark.parametrize(
    "name", ["A001", "a001", "Northland", "NORTHLAND", "the North"]
)
def test_an_actor_is_found_by_id_name_or_alias(world, name):
    assert select.bearers(world, "actors", [name]) == ["A001"]


@pytest.mark.parametrize("stored", ["Caf\u00e9 Nord", "Cafe\u0301 Nord"])
@pytest.mark.parametrize(
    "asked",
    [
        "Caf\u00e9 Nord",
        "Cafe\u0301 Nord",
        "CAFE\u0301\u00a0 nord",
        "Caf\u00e9\u200b Nord",
    ],
)
def test_an_actor_is_found_in_any_form_of_its_letters(tmp_path, stored, asked):
    tables = worlds.copy()
    tables["actors"][0]["aliases"] = stored
    case = cases.load(worlds.write(tmp_path / "small", tables))
    assert ids(viewed(case, actors=asked)) == ids(viewed(case, actors=["A001"]))
    assert "did you mean 'Caf" in refusal(case, mute=[asked[:-1]])


def test_an_alias_of_one_paragraph_is_found_without_it(daesh_k):
    assert select.bearers(daesh_k, "actors", ["Daesh-K", "ISKP"]) == ["A019", "A019"]


def test_a_report_outlives_the_events_that_a_kind_leaves_out(world):
    some = viewed(world, kinds="report")
    assert some.events.empty and some.participants.empty
    assert "S002" in {voice for chain in some.citations.chain for voice in chain}


def test_an_alias_of_two_actors_is_refused_with_both(daesh_k):
    with pytest.raises(ParameterError, match=r"names A010 \(P3\) and A019 \(P7\)"):
        select.bearers(daesh_k, "actors", ["the group"])


def test_what_is_left_brings_its_participants_and_citations_only(world):
    some = viewed(world, layers="context", start="2021-09")
    assert set(some.participants.event_id) == {"E005"}
    assert set(some.citations.record_id) == {"E005", "C001"}


def test_an_empty_view_keeps_its_columns(world):
    none = viewed(world, end="1900", actors="A003")
    for table in schema.TABLES:
        assert list(none.tables[table.name].columns) == table.names
    assert none.events.empty and none.participants.empty


def test_a_view_leaves_the_case_as_it_was(world):
    before = {name: frame.copy() for name, frame in world.tables.items()}
    viewed(world, exclude="S003", actors="A001", start="2021-09", as_of=2021)
    for name, frame in before.items():
        assert world.tables[name].equals(frame), name


def test_the_default_view_of_the_first_case_is_the_whole_case(daesh_k, default_view):
    for name in ("events", "relations", "memberships", "claims", "citations"):
        assert len(default_view.tables[name]) == len(daesh_k.tables[name])


# ---- wrong names ----------------------------------------------------------------


def test_an_unknown_actor_is_refused_with_the_one_meant(world):
    assert refusal(world, actors="Nortland") == (
        "actors = 'Nortland': no actor of small, did you mean 'Northland'? Allowed: an"
        " id, name or alias of actors.csv."
    )


@pytest.mark.parametrize(
    "given, said",
    [
        (
            {"sources": "S009"},
            "sources = 'S009': no record of small, did you mean 'S00",
        ),
        ({"sources": "E001"}, "Allowed: an id that begins with S."),
        ({"exclude": "E099"}, "exclude = 'E099': no record of small"),
        ({"exclude": "T001"}, "begins with S or A or M or E or R or C or Q or O."),
        ({"exclude": "zzzzz"}, "exclude = 'zzzzz': no record of small. Allowed: an id"),
    ],
)
def test_an_unknown_id_is_refused(world, given, said):
    told = refusal(world, **given)
    assert said in told and "\n" not in told


def test_all_names_that_are_none_are_told_at_once(world):
    told = refusal(
        world, actors="Nortland;A002;Nobody", sources="S009", exclude="E001;E099",
        mute="A004;E001",
    )  # fmt: skip
    assert [line.split(":")[0] for line in told.split("\n")] == [
        "actors = 'Nortland'", "actors = 'Nobody'", "sources = 'S009'",
        "exclude = 'E099'", "mute = 'E001'",
    ]  # fmt: skip


def test_what_a_view_names_and_a_case_does_not_hold_is_listed(world):
    asked = parameters.view({"actors": "A001;A009", "exclude": "Q9"})
    assert [line.split(":")[0] for line in select.unknown(world, asked)] == [
        "actors = 'A009'", "exclude = 'Q9'"
    ]  # fmt: skip
    assert select.unknown(world, parameters.view({})) == []


# ---- exclude --------------------------------------------------------------------


def test_nothing_excluded_is_the_same_case(world):
    assert select.exclude(world, set()) is world


def test_an_excluded_record_goes_with_its_citations_and_participants(world):
    less = viewed(world, exclude="E001;R002;C001;M001")
    assert ids(less) == ["E002", "E003", "E004", "E005"]
    assert ids(less, "relations") == ["R001"]
    assert ids(less, "claims") == ids(less, "memberships") == []
    assert not {"E001", "R002", "C001"} & set(less.citations.record_id)
    assert "E001" not in set(less.participants.event_id)


def test_an_excluded_source_takes_what_only_it_supports(world):
    less = viewed(world, exclude="S003")
    assert ids(less) == ["E001", "E002", "E003"]
    assert ids(less, "sources") == ["S001", "S002"]
    assert list(less.citations.source_id).count("S003") == 0


def test_with_the_last_known_source_nothing_is_known(world):
    less = viewed(world, exclude="S003")
    for table, key in (("events", "E001"), ("relations", "R001")):
        left = row(less, table, key)
        assert (left.when_known, left.status_known, left.known_sources) == ("", "", [])
        assert left.when_article == "[2021-08-16..2021-09-11]"
        assert left.status_article == "claimed"
    report = row(less, "sources", "S002")
    assert (report.when_article, report.when_known) == ("2020-10", "")


def test_with_another_known_source_left_it_stays_known(tmp_path):
    tables = worlds.copy()
    tables["events"][0]["known_sources"] = "S002;S003"
    case = cases.load(worlds.write(tmp_path / "small", tables))
    left = row(viewed(case, exclude="S003"), "events", "E001")
    assert (left.when_known, left.known_sources) == ("2021-08-23", ["S002"])


def test_an_excluded_voice_takes_what_rests_on_it_alone(world):
    less = viewed(world, exclude="A004")
    assert "E001" not in ids(less)  # the digest's Gazette had it from the envoy
    assert ids(less, "relations") == ["R002"]
    assert ids(less, "memberships") == ids(less, "claims") == []
    assert "A004" not in {voice for chain in less.citations.chain for voice in chain}


def test_an_excluded_actor_takes_part_in_nothing(world):
    less = viewed(world, exclude="A002")
    assert list(less.participants[less.participants.event_id == "E001"].actor_id) == [
        "A004"
    ]


def test_a_middle_voice_takes_its_whole_chain(world):
    less = viewed(world, exclude="S002")
    assert "E001" not in ids(less) and ids(less, "claims") == []


def test_an_excluded_group_takes_its_memberships(world):
    less = viewed(world, exclude="A001")
    assert ids(less, "memberships") == []
    assert ids(less, "relations") == ["R001"]


def test_without_the_article_only_the_context_is_left(world):
    less = viewed(world, exclude="S001")
    assert less.article == "" and less.published is None
    assert ids(less) == ["E001", "E004", "E005"]


# ---- mute -----------------------------------------------------------------------


def test_with_nobody_muted_it_is_the_same_case(world):
    assert select.mute(world, set()) is world


@pytest.mark.parametrize(
    "quiet, events, relations, claims",
    [
        ("A004", ALL[1:], ["R002"], []),  # the Gazette only relays it of the visit
        ("A001", ["E001", "E002", "E004", "E005"], ["R001", "R002"], ["C001"]),
        ("A002", ALL, ["R001", "R002"], ["C001"]),  # says nothing
        ("A003", ALL, ["R001", "R002"], ["C001"]),
        ("S002", ["E002", "E003", "E004", "E005"], ["R002"], []),
        ("S003", ["E001", "E002", "E003"], ["R001", "R002"], ["C001"]),
        ("S001", ["E001", "E004", "E005"], [], ["C001"]),
        ("A003;A004", ["E002", "E003", "E004", "E005"], ["R002"], []),
    ],
)
def test_a_muted_voice_takes_what_only_it_says(world, quiet, events, relations, claims):
    less = viewed(world, mute=quiet)
    assert ids(less) == events
    assert ids(less, "relations") == relations
    assert ids(less, "claims") == claims


def test_unnamed_mutes_every_voice_without_a_name(daesh_k):
    """With others too; what an unnamed and a named voice say stays by the named one."""
    unnamed = sorted(daesh_k.anonymous)
    for more in ([], ["Morgan"]):
        less = viewed(daesh_k, mute=[*more, "Unnamed"])
        same = viewed(daesh_k, mute=[*more, *unnamed])
        for table in ("events", "relations", "claims"):
            assert ids(less, table) == ids(same, table)
        assert ids(less) != ids(viewed(daesh_k, mute=more))
    assert "did you mean 'unnamed'" in refusal(daesh_k, mute="unamed")


def test_unnamed_mutes_nobody_where_everybody_has_a_name(tmp_path):
    tables = worlds.copy()
    tables["actors"] = [row | {"anonymous": ""} for row in tables["actors"]]
    case = worlds.small(tmp_path, tables)
    assert ids(viewed(case, mute="unnamed")) == ids(case)


@pytest.mark.parametrize("how", ["mute", "exclude"])
def test_no_record_stands_on_a_voice_that_does_not_support_it(tmp_path, how):
    tables = worlds.copy()
    tables["citations"] += [
        {"record_id": "R001", "source_id": "S003", "stance": "nuances",
         "chain": "S003<A002"},
        {"record_id": "R002", "source_id": "S003", "stance": "disputes",
         "chain": "S003"},
    ]  # fmt: skip
    tables["citations"][1]["stance"] = "nuances"  # of the visit, by the digest
    case = cases.load(worlds.write(tmp_path / "small", tables))
    less = viewed(case, **{how: "A004"})
    assert "E001" not in ids(less) and ids(less, "relations") == ["R002"]
    assert set(less.citations.record_id).isdisjoint({"E001", "R001"})


def test_what_nobody_supported_stands_while_it_is_spoken_of(tmp_path):
    tables = worlds.copy()
    tables["citations"] = [
        one | {"stance": "nuances"} if one["record_id"] == "E001" else one
        for one in tables["citations"]
    ]
    case = cases.load(worlds.write(tmp_path / "small", tables))
    assert "E001" in ids(viewed(case, mute="A004"))


def test_without_milley_no_working_together_is_left(daesh_k):
    assert "R010" in ids(daesh_k, "relations")
    assert "R010" not in ids(viewed(daesh_k, mute="A008"), "relations")


def test_a_muted_actor_stays_where_others_name_it(world):
    envoy, state = viewed(world, mute="A004"), viewed(world, mute="A001")
    assert list(state.taking_part["E002"]) == ["A001", "A002"]
    assert ids(envoy, "memberships") == ids(state, "memberships") == ["M001"]
    assert ids(state, "relations") == ["R001", "R002"]  # it is an end of one
    assert ids(envoy, "actors") == ids(world, "actors")


def test_a_muted_source_stays_in_the_list_and_keeps_its_own_date(world):
    less = viewed(world, mute="S003")
    assert ids(less, "sources") == ["S001", "S002", "S003"]
    assert row(less, "sources", "S003").when_known == "2020-10-23"
    assert row(less, "sources", "S002").when_known == ""  # by the digest alone
    assert "S003" not in {v for chain in less.citations.chain for v in chain}


def test_the_muted_article_is_still_the_article(world):
    less = viewed(world, mute="S001")
    assert (less.article, less.published) == ("S001", world.published)


def test_what_only_a_muted_voice_knows_is_not_known(world):
    for quiet in ("S003", "A003"):  # the digest's word is the Gazette's
        visit = row(viewed(world, mute=quiet), "events", "E001")
        assert (visit.when_known, visit.status_known) == ("", ""), quiet
        assert visit.when_article == "[2021-08-16..2021-09-11]"
    bridge = row(viewed(world, mute="A004"), "events", "E004")
    assert bridge.when_known == "2021-08-26"


@pytest.mark.parametrize(
    "name, found",
    [
        ("A004", "A004"), ("envoy nor", "A004"), ("the North", "A001"),
        ("S003", "S003"), ("s003", "S003"),
    ],
)  # fmt: skip
def test_a_voice_is_found_by_any_of_its_labels(world, name, found):
    assert select.bearers(world, "mute", [name]) == [found]


@pytest.mark.parametrize(
    "name, hint",
    [("Envoi Nor", ", did you mean 'Envoy Nor'?"), ("R001", "."), ("xyzzy", ".")],
)
def test_an_unknown_voice_is_refused_with_the_one_meant(world, name, hint):
    assert refusal(world, mute=name) == (
        f"mute = {name!r}: no voice of small{hint} Allowed: an id, name or alias of"
        " actors.csv, an id of sources.csv, or unnamed."
    )


def test_a_label_of_two_voices_is_refused_with_both(daesh_k):
    with pytest.raises(ParameterError, match=r"^mute = 'the group': names A010 \(P3\)"):
        select.bearers(daesh_k, "mute", ["the group"])


@pytest.mark.slow
def test_to_mute_a_source_is_to_exclude_it_but_from_the_list(daesh_k):
    for source in ids(daesh_k, "sources"):
        quiet, gone = select.mute(daesh_k, {source}), select.exclude(daesh_k, {source})
        ends = daesh_k.orders.first_id, daesh_k.orders.second_id
        of_it = daesh_k.orders.order_id[(ends[0] == source) | (ends[1] == source)]
        for table in (*select.RECORDS, "citations"):  # its own orders go with it
            still, left = quiet.tables[table], gone.tables[table]
            still = still[~still.iloc[:, 0].isin(of_it)].reset_index(drop=True)
            assert still.equals(left), (source, table)
        assert len(quiet.sources) == len(daesh_k.sources)


def test_who_is_muted_is_nobodys_first_voice(daesh_k):
    records = ids(daesh_k) + ids(daesh_k, "relations") + ids(daesh_k, "claims")
    heard = voices.first(daesh_k, records)
    assert len(heard) > 10
    for voice in heard:
        assert voice not in voices.first(select.mute(daesh_k, {voice}), records)


# ---- how a record is read -------------------------------------------------------


@pytest.mark.parametrize(
    "reading, when, status",
    [
        ("both", "2021-08-23", "happened"),
        ("known", "2021-08-23", "happened"),
        ("article", "[2021-08-16..2021-09-11]", "claimed"),
    ],
)
def test_a_record_is_read_by_the_article_or_as_known(world, reading, when, status):
    visit = row(world, "events", "E001")
    assert select.when(visit, reading).text == when
    assert select.status(visit, reading) == status


@pytest.mark.parametrize("reading", ["both", "known"])
def test_where_nothing_more_is_known_the_article_is_read(world, reading):
    war = row(world, "events", "E002")
    assert select.when(war, reading).text == "2015/2021-09-11"
    assert select.status(war, reading) == "happened"


@pytest.mark.parametrize(
    "table, key, text, seen",
    [
        ("events", "E002", "2015/2021-09-11", True),
        ("events", "E002", "2015/2021-09-10", False),
        ("events", "E001", "2015/2021-09-11", False),  # an act, no state
        ("memberships", "M001", "2015/2021-09-11", True),  # a bond is a state
        ("events", "E002", "2021-09-11", False),
    ],
)
def test_a_state_is_last_seen_on_the_articles_day(world, table, key, text, seen):
    assert select.seen(row(world, table, key), world, dates.parse(text)) is seen


@pytest.mark.parametrize(
    "text, after",
    [
        ("2021-09-12", True), ("2021-09-11", False), ("2021", False), ("2022", True),
        ("/2022", False), ("", False), ("[2021-09-12..]", True),
    ],
)  # fmt: skip
def test_after_publication_is_what_certainly_began_later(world, text, after):
    assert select.is_after(world, dates.parse(text)) is after


# ---- what the article leaves out ------------------------------------------------


def test_left_out_is_the_context_of_the_articles_own_time(world):
    assert [row.event_id for row in select.left_out(world)] == ["E004"]


def test_left_out_begins_with_the_articles_first_event(tmp_path):
    tables = worlds.copy()
    tables["events"][3]["when_known"] = "2014-12-31"
    tables["events"][4]["when_known"] = "2015"
    case = cases.load(worlds.write(tmp_path / "small", tables))
    assert [row.event_id for row in select.left_out(case)] == ["E005"]


def test_without_an_article_nothing_is_left_out(world):
    assert select.left_out(viewed(world, exclude="S001")) == []


# ---- the sign of an event -------------------------------------------------------


def signed(tmp_path, *ties):
    """Give the sign of E001 where these relations are that event."""
    tables = worlds.copy()
    base = tables["relations"][0]
    tables["relations"] = [
        base | {"relation_id": f"R00{n}"} | tie for n, tie in enumerate(ties, 1)
    ]
    case = cases.load(worlds.write(tmp_path / "small", tables))
    return select.sign(case, "E001", "both")


PLUS, MINUS = {"sign": "+"}, {"sign": "-"}
AIMED = {"sign": "+", "against": "A003"}
AT_IT = {"sign": "-", "target_actor": "A003"}


@pytest.mark.parametrize(
    "ties, sign",
    [
        ([], ""),
        ([PLUS], "+"),
        ([MINUS], "-"),
        ([{"sign": "~"}], "~"),
        ([{"sign": ""}], ""),
        ([PLUS, PLUS], "+"),
        ([PLUS, MINUS], "both"),
        ([AIMED, AT_IT], "+"),  # X with Y against Z is one thing
        ([AIMED, MINUS], "both"),  # hostile to another than the one aimed at
        ([PLUS | {"basis": "statement"}], ""),
        ([PLUS | {"event_id": "E002"}], ""),
        ([PLUS | {"status_known": "", "status_article": "possible"}], ""),
        ([PLUS | {"status_known": "denied"}], ""),
        ([PLUS, MINUS | {"status_known": "denied"}], "+"),
    ],
)
def test_an_event_has_the_sign_of_the_acts_that_it_is(tmp_path, ties, sign):
    assert signed(tmp_path, *ties) == sign


def test_the_strikes_in_konar_are_cooperation_against_somebody(daesh_k):
    ties = [r for r in daesh_k.relations.itertuples() if r.event_id == "E003"]
    assert {"+", "-"} <= {r.sign for r in ties}
    assert select.sign(daesh_k, "E003", "both") == "+"


def test_a_page_that_relays_a_source_left_out_makes_nothing_known(tmp_path):
    tables = worlds.copy()
    tables["citations"] += [
        {"record_id": "R001", "source_id": "S003", "stance": "supports",
         "chain": "S003<S002"},
        {"record_id": "R001", "source_id": "S001", "locator": "P9",
         "stance": "supports", "chain": "S001<A002"},
    ]  # fmt: skip
    case = cases.load(worlds.write(tmp_path / "w", tables))
    left = select.exclude(case, {"S002"})
    (row,) = [r for r in left.relations.itertuples() if r.relation_id == "R001"]
    assert (row.when_known, row.status_known, row.known_sources) == ("", "", [])
    assert left.events[left.events.event_id == "E004"].when_known.iloc[0]


# ---- what a view hides, and why ----------------------------------------------------


@pytest.mark.parametrize(
    "given, why",
    [
        ({}, {}),
        ({"as_of": "2021-08-25"}, {"as_of": 2}),
        ({"start": "2021-09"}, {"start": 3}),
        ({"end": "2020"}, {"end": 4}),
        ({"layers": ["context"]}, {"layers": 3}),
        ({"kinds": ["act"]}, {"kinds": 2}),
        ({"actors": ["Northland"]}, {"actors": 2}),
        ({"statuses": ["claimed"], "dates": "article"}, {"statuses": 4}),
        ({"sources": ["S003"]}, {"sources": 2}),
        ({"exclude": ["E001"]}, {"exclude": 1}),
        ({"mute": ["S003"]}, {"mute": 2}),
        ({"pair": ["A001", "A002"]}, {"pair": 3}),
        ({"voices": ["S002"], "pair": ["A001", "A002"]}, {"pair": 3, "voices": 1}),
        ({"basis": ["statement"]}, {}),
        ({"exclude": ["E004"], "mute": ["S003", "A001"], "kinds": ["act"]},
         {"exclude": 1, "mute": 2}),
        ({"layers": ["article"], "actors": ["Northland"], "as_of": "2021"},
         {"layers": 2}),
        ({"exclude": ["E004"], "kinds": ["act"], "actors": ["Southland"]},
         {"actors": 1, "kinds": 1, "exclude": 1}),
    ],
)  # fmt: skip
def test_each_hidden_event_counts_once_under_what_hides_it(world, given, why):
    assert select.hidden(world, parameters.view(given)) == why


@pytest.mark.parametrize("table", ["events", "relations", "memberships"])
@pytest.mark.parametrize(
    "given",
    [{"as_of": "2018"}, {"actors": ["US"], "layers": ["article"], "exclude": ["S002"]},
     {"kinds": ["act"], "statuses": ["reported"], "sources": ["S002"]},
     {"start": "2020", "end": "2021-08", "dates": "article"},
     {"mute": ["S002", "US task force"], "exclude": ["E001"], "layers": ["article"]},
     {"pair": ["US", "Taliban"], "basis": ["act"]},
     {"voices": ["unnamed", "Morgan"], "basis": ["statement"], "as_of": "2021-08"}],
)  # fmt: skip
def test_what_is_hidden_and_what_is_shown_are_all_there_is(daesh_k, table, given):
    asked = parameters.view(given)
    hidden = sum(select.hidden(daesh_k, asked, table).values())
    shown = len(select.view(daesh_k, asked).tables[table])
    assert hidden + shown == len(daesh_k.tables[table])
    assert hidden > 0


def test_nothing_is_aimed_at_an_actor_that_is_left_out(daesh_k):
    left = select.view(daesh_k, View(exclude=["A019"]))
    before = [r for r in daesh_k.rows("relations") if "A019" in r.against]
    assert before and not [r for r in left.rows("relations") if "A019" in r.against]
    assert {r.relation_id for r in before} <= set(left.relations.relation_id)


@pytest.mark.parametrize("record", ["E099", "X001", "", "P7"])
def test_a_record_that_is_not_there_is_a_key_error_with_its_id(world, record):
    with pytest.raises(KeyError, match=f"{record} is no record of small"):
        select.find(world, record)


# ---- orders -------------------------------------------------------------------------


def orders_of(tmp_path, *chains, first="E004", status="claimed", **given):
    """List the orders left of one that the article has, or else the digest."""
    order = {"first_id": first, "second_id": "E003", "chain": chains[0]}
    order |= {"status_known": status} if len(chains) > 1 else {}
    tables = worlds.timely(order)
    tables["citations"] += [
        {"record_id": "O001", "source_id": chain.partition("<")[0],
         "stance": "supports", "chain": chain}
        for chain in chains[1:]
    ]  # fmt: skip
    left = viewed(worlds.small(tmp_path, tables), **given)
    cited = {c.source_id for c in left.rows("citations") if c.record_id == "O001"}
    told = [(r.order_id, r.status_article, r.status_known) for r in left.rows("orders")]
    assert bool(told) == bool(cited)
    return told


@pytest.mark.parametrize(
    "given",
    [
        {"exclude": "O001"},
        {"exclude": "E004"},  # a record that it orders
        {"exclude": "E003"},
        {"exclude": "S003"},  # its only source, and what it alone carries
        {"exclude": "A003"},
        {"mute": "A003"},
    ],
)
def test_an_order_goes_with_its_record_its_source_and_its_voice(tmp_path, given):
    assert orders_of(tmp_path, "S003<A003") == [("O001", "claimed", "")]
    assert orders_of(tmp_path, "S003<A003", **given) == []


def test_an_order_of_a_source_goes_with_that(tmp_path):
    assert len(orders_of(tmp_path, "S001", first="S002")) == 1
    assert not orders_of(tmp_path, "S001", first="S002", exclude="S002")


def test_what_is_known_of_an_order_goes_with_who_knows_it(tmp_path):
    both = [("O001", "claimed", "happened")]
    chains = {"first": "E002", "status": "happened"}
    assert orders_of(tmp_path, "S001", "S003", **chains) == both
    for left_out in ({"exclude": "S003"}, {"mute": "S003"}):
        told = orders_of(tmp_path, "S001", "S003", **chains, **left_out)
        assert told == [("O001", "claimed", "")]


def test_a_filter_leaves_out_an_order_of_what_it_hides(tmp_path):
    assert not orders_of(tmp_path, "S001", statuses="claimed")
    assert not orders_of(tmp_path, "S001", layers="article")
    assert len(orders_of(tmp_path, "S001", start="2021-08")) == 1
