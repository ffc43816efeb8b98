"""First voices, copies and silence, on the small world of two states and a paper."""

import pytest

from helpers.case import cases
from helpers.compare import findings, variations
from helpers.text import wording
from helpers.view import naming, parameters, select, voices
from helpers.view.shown import Shown
from tests import worlds
from tests.once import slowly


def case_of(folder, *chains, record="E001", **actors):
    """Give the small world with these chains for one record, all in support."""
    tables = worlds.copy()
    rest = [c for c in tables["citations"] if c["record_id"] != record]
    tables["citations"] = rest + [
        {"record_id": record, "source_id": chain.split("<")[0], "locator": "P2",
         "stance": "supports", "chain": chain}
        for chain in chains
    ]  # fmt: skip
    for row in tables["actors"]:
        row["anonymous"] = actors.get(row["actor_id"], "")
    return cases.load(worlds.write(folder / "w", tables))


def of(case, record="E001", read=""):
    found = voices.support(case, read)
    (row,) = found[found.record_id == record].itertuples()
    return row


@pytest.mark.parametrize(
    "chains, first",
    [
        (["S001<S002<A004"], ["A004"]),
        (["S001"], ["S001"]),
        (["S001<A004", "S001<A002"], ["A002", "A004"]),
        (["S003<S002"], ["A003"]),  # a paper without an author is its publisher
        (["S003"], ["S003"]),  # a page of which nobody knows whose it is
        (["S001<S002", "S001<S002<A004"], ["A004"]),  # the paper relays the envoy
        (["S001", "S001<A004"], ["A004"]),  # and so does the article
    ],
)
def test_the_first_voice_is_whoever_relays_nobody(tmp_path, chains, first):
    case = case_of(tmp_path, *chains)
    assert voices.first(case, ["E001"]) == first


@pytest.mark.parametrize(
    "author, speaker", [("A002", "A002"), ("A002;A004", "S002"), ("", "A003")]
)
def test_a_source_speaks_for_its_one_author_or_its_publisher(tmp_path, author, speaker):
    tables = worlds.copy()
    tables["sources"][1]["author"] = author
    case = cases.load(worlds.write(tmp_path / "w", tables))
    assert voices.speaker(case, "S002") == speaker


@pytest.mark.parametrize(
    ("kind", "first"), [("statement", ["S001"]), ("opinion", ["A001", "S001"])]
)
def test_a_speaker_elsewhere_is_no_other_voice_than_the_speech(tmp_path, kind, first):
    tables = worlds.copy()
    tables["sources"][0] |= {"kind": kind, "author": "A001"}
    tables["sources"][2]["author"] = "A001"
    for source in ("S001", "S003"):
        cited = {"record_id": "E002", "source_id": source, "stance": "supports"}
        place = {"locator": "P3"} if source == "S001" else {}
        tables["citations"].append(cited | place | {"chain": source})
    case = cases.load(worlds.write(tmp_path / "w", tables))
    assert voices.first(case, ["E002"]) == first


def test_a_speaker_elsewhere_is_so_without_the_speech_too(tmp_path):
    tables = worlds.copy()
    tables["sources"][0] |= {"kind": "statement", "author": "A001"}
    for record, source, chain in (
        ("E002", "S001", "S001"),
        ("E004", "S003", "S003<A001"),
    ):
        cited = {"record_id": record, "source_id": source, "stance": "supports"}
        tables["citations"].append(cited | {"chain": chain, "locator": ""})
    case = cases.load(worlds.write(tmp_path / "w", tables))
    left = select.exclude(case, {"S001"})
    for one in (case, left):
        assert voices.speaker(one, "A001") == "S001" in voices.first(one, ["E004"])
        assert naming.voice_name(one, "S001") == "the speech itself"


def test_authors_of_one_page_are_one_voice(tmp_path):
    tables = worlds.copy()
    tables["sources"][1]["author"] = "A002;A004"
    tables["citations"] = [tables["citations"][0] | {"chain": "S001<S002"}]
    case = cases.load(worlds.write(tmp_path / "w", tables))
    assert voices.first(case, ["E001"]) == ["S002"]


@pytest.mark.parametrize(
    "chains",
    [
        ["S001<S002", "S003<A002<A004"],  # the author relays the envoy elsewhere
        ["S001<A002", "S003<S002<A004"],
    ],
)
def test_who_relays_as_author_is_no_first_voice_as_actor(tmp_path, chains):
    tables = worlds.copy()
    tables["sources"][1]["author"] = "A002"
    rest = [c for c in tables["citations"] if c["record_id"] != "E001"]
    tables["citations"] = rest + [
        {"record_id": "E001", "source_id": chain[:4], "stance": "supports",
         "locator": "P1", "chain": chain}
        for chain in chains
    ]  # fmt: skip
    case = cases.load(worlds.write(tmp_path / "w", tables))
    assert voices.first(case, ["E001"]) == ["A004"]


def test_an_author_before_himself_relays_nobody(tmp_path):
    tables = worlds.copy()
    tables["sources"][1]["author"] = "A002"
    tables["citations"] = [tables["citations"][0] | {"chain": "S001<S002<A002"}]
    case = cases.load(worlds.write(tmp_path / "w", tables))
    assert voices.first(case, ["E001"]) == ["A002"]


def test_what_disputes_a_record_is_no_voice_for_it(tmp_path):
    tables = worlds.copy()
    tables["citations"][1]["stance"] = "disputes"
    case = cases.load(worlds.write(tmp_path / "w", tables))
    assert voices.first(case, ["E001"]) == ["A004"]


@pytest.mark.parametrize(
    "records, read, first",
    [
        (["R001"], "S001", ["A004"]),
        (["E001", "E002"], "S001", ["A004", "S001"]),
        (["E004"], "S001", []),  # only an outside page tells of it
        (["E004"], "", ["S003"]),
    ],
)
def test_first_voices_are_those_of_the_source_that_is_asked_for(
    world, records, read, first
):
    assert voices.first(world, records, read) == first


@pytest.mark.parametrize(
    "chains, single, own_word, copies",
    [
        (["S001"], True, True, False),
        (["S001<S002<A004"], True, False, False),
        (["S001<S002<A004", "S003<S002<A004"], True, False, True),
        (["S001<S002<A004", "S003<S002<A002"], False, False, True),
        (["S001<A004", "S003<A002"], False, False, False),
    ],
)
def test_a_record_rests_on_one_voice_its_own_word_or_copies(
    tmp_path, chains, single, own_word, copies
):
    row = of(case_of(tmp_path, *chains))
    assert (row.single, row.own_word, row.copies) == (single, own_word, copies)


@pytest.mark.parametrize(
    "chains, anonymous",
    [
        (["S001<A004"], True),
        (["S001<A004", "S003<A002"], False),
        (["S001<A002"], False),
        (["S001"], False),
    ],
)
def test_anonymous_is_what_no_named_voice_says(tmp_path, chains, anonymous):
    assert of(case_of(tmp_path, *chains, A004="yes")).anonymous is anonymous


def test_by_one_source_only_what_it_supports_is_told(world):
    ours = voices.support(world, "S001")
    assert list(ours.record_id) == ["E001", "E002", "E003", "R001", "R002"]
    assert "E004" in set(voices.support(world).record_id)


def test_all_of_some_records_may_run_through_one_source(tmp_path):
    case = case_of(tmp_path, "S001<S002<A004", "S003<S002")
    assert voices.through(case, ["E001"]) == ["S002"]
    assert voices.through(case, ["E001", "E002"]) == []
    assert voices.through(case, []) == []


def test_who_acts_for_somebody_lets_them_be_heard(world):
    assert voices.heard(world, "acts-for") >= {"A001"}
    assert "A001" in voices.heard(world, "all")  # E003 is told on its own word
    assert "A002" not in voices.heard(world, "acts-for")


def test_an_author_between_is_not_heard_for_that(tmp_path):
    tables = worlds.copy()
    tables["sources"][1] |= {"author": "A002;A003"}
    case = cases.load(worlds.write(tmp_path / "w", tables))
    assert "A002" not in voices.heard(case, "acts-for")


def test_spoken_about_and_never_heard_is_listed_with_its_records(world):
    (row,) = voices.unheard(world, "acts-for").itertuples()
    assert (row.actor_id, row.kind) == ("A002", "state")
    assert row.records == ["E001", "E002", "R001", "R002"]


def test_of_those_spoken_about_as_often_the_first_by_id_comes_first(tmp_path):
    tables = worlds.copy()
    tables["actors"] += [{"actor_id": "A005", "name": "The Band", "kind": "state"},
                         {"actor_id": "A006", "name": "The Men",
                          "kind": "armed-group"}]  # fmt: skip
    tables["relations"][1]["against"] = "A006;A005"
    case = cases.load(worlds.write(tmp_path / "w", tables))
    assert list(voices.unheard(case, "acts-for").actor_id) == ["A002", "A005", "A006"]


def test_whom_a_cooperation_is_aimed_at_is_spoken_about(tmp_path):
    tables = worlds.copy()
    tables["actors"].append({"actor_id": "A005", "name": "The Band",
                             "kind": "armed-group"})  # fmt: skip
    tables["relations"][1]["against"] = "A005"
    case = cases.load(worlds.write(tmp_path / "w", tables))
    assert dict(voices.unheard(case, "acts-for")[["actor_id", "records"]].values)[
        "A005"
    ] == ["R002"]


def test_what_only_outside_sources_tell_is_not_spoken_about_by_the_article(tmp_path):
    tables = worlds.copy()
    tables["participants"] = [
        row | {"layer": "context"} for row in tables["participants"]
    ]
    tables["relations"] = []
    case = cases.load(worlds.write(tmp_path / "w", tables))
    assert voices.unheard(case, "acts-for").empty


# ---- what is left out takes along what only relays it --------------------------------

RELAYED = {
    "by own word too": ["S001<S002<A004", "S001"],
    "by two that relay it": ["S001<S002<A004", "S003<S002", "S001"],
    "by another way": ["S001<S002<A004", "S003<A003"],
    "in a circle": ["S001<S003", "S003<S001"],
    "by two on their own": ["S001<A004", "S003<A002"],
    "by one who relays two": ["S003<A001<A004", "S001<A001<A002", "S001<A001"],
}


@pytest.mark.parametrize("chains", RELAYED.values(), ids=RELAYED)
def test_no_voice_comes_in_when_another_is_left_out(tmp_path, chains):
    case = case_of(tmp_path, *chains)
    before = set(voices.first(case, ["E001"]))
    for gone in ("S001", "S002", "S003", "A001", "A002", "A003", "A004"):
        for leave_out in (select.mute, select.exclude):
            left = leave_out(case, {gone})
            assert set(voices.first(left, ["E001"])) <= before, (gone, leave_out)
            for read in ("S001", "S003"):
                whole = set(voices.first(case, ["E001"], read))
                assert set(voices.first(left, ["E001"], read)) <= whole, (gone, read)


def test_an_own_word_falls_with_the_report_that_it_rests_on(tmp_path):
    case = case_of(tmp_path, "S001<S002<A004", "S001", "S003<A001")
    assert voices.first(case, ["E001"]) == ["A001", "A004"]
    left = select.exclude(case, {"S002"})
    assert [c.chain for c in left.cited["E001"]] == [["S003", "A001"]]
    only = case_of(tmp_path / "only", "S001<S002<A004", "S001")
    assert "E001" not in set(select.exclude(only, {"S002"}).events.event_id)


def test_who_told_it_elsewhere_too_still_leads_to_the_origin(tmp_path):
    tables = worlds.copy()
    tables["sources"][1]["author"] = "A002"  # of the report, interviewed by the digest
    rest = [c for c in tables["citations"] if c["record_id"] != "E001"]
    tables["citations"] = rest + [
        {"record_id": "E001", "source_id": chain[:4], "stance": "supports",
         "chain": chain}
        for chain in ("S001<S002<A002<A004", "S001", "S003<A002")
    ]  # fmt: skip
    case = cases.load(worlds.write(tmp_path / "w", tables))
    left = select.exclude(case, {"S002"})
    assert voices.firsthand(left, "E001") == [["S003", "A002", "A004"]]
    assert voices.through(case, ["E001"]) == ["S002"]  # as long as it is there


def test_voices_without_a_name_are_at_least_one(tmp_path):
    case = case_of(
        tmp_path, "S001<A004", "S003<A002", "S001<A001", A004="yes", A002="yes"
    )
    heard = voices.first(case, ["E001"])
    assert (len(heard), voices.least(case, heard)) == (3, 2)
    assert wording.voice_count(case, heard) == "at least two origins"
    assert voices.least(case, []) == 0
    one = case_of(tmp_path / "one", "S001<A004", "S003<A002", A004="yes", A002="yes")
    assert of(one).single and of(one).anonymous


@pytest.mark.parametrize("what", ["voices", *slowly("actors", "sources")])
@pytest.mark.parametrize("name", cases.names())
def test_nothing_left_out_adds_a_voice_to_a_record_or_to_a_count(name, what):
    case, base = cases.load(name), parameters.view({"case": name})
    records = {row[1] for table in select.RECORDS for row in case.rows(table)}
    whole = {record: set(voices.first(case, [record])) for record in records}
    counts = _voice_counts(case, base)
    against = case.side == "+"  # a third is acted against by two who cooperate
    assert len(counts) == 1 + against and all(counts.values())
    for one in variations.leave_one_out(case, base, {"case": name}, what):
        left = select.view(case, parameters.view(one.values))
        for record in records:
            heard = set(voices.first(left, [record]))
            assert heard <= whole[record], (one.label, record)
        for counted, n in _voice_counts(left, base).items():
            assert n <= counts[counted], (one.label, counted)


def _voice_counts(case, view):
    shown = Shown(case, view)
    told = [
        *findings.standing(shown),
        *findings.sourcing(shown),
    ]
    names = ("voices_of_episodes_against", "first_voices")
    return {one.name: one.value for one in told if one.name in names}


def test_what_happened_is_never_told_by_voices_without_a_name_only():
    case = cases.load("daesh-k-2021")
    for record in voices.support(case).itertuples():
        known = case.by_id[record.record_id].status_known
        assert not (record.anonymous and known == "happened"), record.record_id


@pytest.mark.slow
@pytest.mark.parametrize("read", ["S001", *slowly("")])
def test_what_is_kept_of_a_record_is_what_its_chains_give(daesh_k, read):
    kept = 0
    for one in [*daesh_k.sources.source_id, *daesh_k.actors.actor_id]:
        for how in (select.exclude, select.mute):
            case = how(daesh_k, {one})
            rows = (*case.rows("events"), *case.rows("relations"))
            kept += sum(voices.is_whole(case, row[1]) for row in rows)
            for row in rows:
                anew = voices._drawn_out(case, row[1], read)
                assert voices.firsthand(case, row[1], read) == anew, (one, row[1])
            rests = [voices._rests(case, row, read) for row in rows]
            assert voices.support.rows(case, read) == [*filter(None, rests)], one
    assert kept > 10_000  # so that it is not all drawn out anew


def test_what_is_said_otherwise_is_drawn_out_anew(world):
    cited = world.citations.copy()
    cited["chain"] = [[*chain[:-1], "A002"] for chain in cited.chain]
    changed = world.with_tables(citations=cited)  # as many as before
    assert voices.first(world, ["E001"]) == ["A004"]
    assert voices.first(changed, ["E001"]) == ["A002"]
