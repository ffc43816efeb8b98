"""First voices, copies and silence, on the small world of two states and a paper."""

import pytest

from helpers import cases, voices
from tests import worlds


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
    assert voices.heard(world) >= {"A001"}
    assert "A001" in voices.heard(world, "all")  # E003 is told on its own word
    assert "A002" not in voices.heard(world)


def test_an_author_between_is_not_heard_for_that(tmp_path):
    tables = worlds.copy()
    tables["sources"][1] |= {"author": "A002;A003"}
    case = cases.load(worlds.write(tmp_path / "w", tables))
    assert "A002" not in voices.heard(case)


def test_spoken_about_and_never_heard_is_listed_with_its_records(world):
    (row,) = voices.unheard(world).itertuples()
    assert (row.actor_id, row.kind) == ("A002", "state")
    assert row.records == ["E001", "E002", "R001", "R002"]


def test_whom_a_cooperation_is_aimed_at_is_spoken_about(tmp_path):
    tables = worlds.copy()
    tables["actors"].append({"actor_id": "A005", "name": "The Band",
                             "kind": "armed-group"})  # fmt: skip
    tables["relations"][1]["against"] = "A005"
    case = cases.load(worlds.write(tmp_path / "w", tables))
    assert dict(voices.unheard(case)[["actor_id", "records"]].values)["A005"] == [
        "R002"
    ]


def test_what_only_outside_sources_tell_is_not_spoken_about_by_the_article(tmp_path):
    tables = worlds.copy()
    tables["participants"] = [
        row | {"layer": "context"} for row in tables["participants"]
    ]
    tables["relations"] = []
    case = cases.load(worlds.write(tmp_path / "w", tables))
    assert voices.unheard(case).empty
