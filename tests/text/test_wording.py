"""A record in words: its date, its status, how firm it is."""

import pytest

from helpers.text import summary, wording
from helpers.view import naming, select, voices
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.worlds import AFTER


@pytest.mark.parametrize(
    "event, reading, told",
    [
        ("E001", "both",
         worlds.BOTH_DATES),
        ("E001", "article", worlds.WINDOW),
        ("E001", "known", "23 August 2021"),
        ("E002", "both", worlds.WAR),
        ("E002", "known", worlds.WAR),
        ("E003", "both", "at some time in August 2021"),
        ("E004", "both", "26 August 2021"),
        ("E004", "article", "not dated"),
    ],
)  # fmt: skip
def test_a_date_is_told_by_the_article_and_as_known(world, event, reading, told):
    shown = Shown(world, View(dates=reading))
    assert wording.date_of(shown, select.find(world, event)) == told


def looking_ahead(tmp_path, said="", chain="S001", sources=(), **event):
    """Show the small world with a prospect, R002, as somebody voiced it."""
    tables = worlds.copy()
    tables["events"][2] |= event
    for n, changed in sources:
        tables["sources"][n] |= changed
    tables["citations"][-1] |= {"chain": chain, "said_event_id": said}
    case = worlds.small(tmp_path, tables)
    return Shown(case, View()), select.find(case, "R002")


@pytest.mark.parametrize("reading", ["both", "article", "known"])
def test_a_prospect_has_no_date_but_a_day_from_which_it_is_seen(world, reading):
    ahead, shown = select.find(world, "R002"), Shown(world, View(dates=reading))
    assert wording.date_of(shown, ahead) == "not dated; said on 11 September 2021"


@pytest.mark.parametrize(
    "said, chain, told",
    [
        ("", "S001", "said on 11 September 2021"),
        ("", "S001<S002", "said on 22 October 2020"),
        ("", "S001<S002<A004", "said on 22 October 2020"),
        ("E003", "S001<S002", "said in August 2021"),
        ("", "S001<A004", "said by 11 September 2021, day not stated"),
    ],
)
def test_a_prospect_is_seen_from_the_day_of_its_first_dated_voice(
    tmp_path, said, chain, told
):
    shown, ahead = looking_ahead(tmp_path, said, chain)
    assert wording.looks_ahead(shown, ahead) == ("", told)


def test_who_writes_the_article_says_its_words_on_its_day(tmp_path):
    writes = [(0, {"author": "A004"})]
    shown, ahead = looking_ahead(tmp_path, "", "S001<A004", sources=writes)
    assert wording.looks_ahead(shown, ahead)[1] == "said on 11 September 2021"


@pytest.mark.parametrize("when", ["[..2021-09-11]", "/2021-09-11"])
def test_an_undated_carrier_says_by_when_a_prospect_was_said(tmp_path, when):
    shown, ahead = looking_ahead(tmp_path, "E003", when_article=when)
    told = "said by 11 September 2021, day not stated"
    assert wording.looks_ahead(shown, ahead) == ("", told)
    assert wording.date_of(shown, ahead) == f"not dated; {told}"


def test_a_prospect_that_nobody_dates_is_seen_from_an_unknown_day(tmp_path):
    undated = [(0, {"when_article": ""})]
    shown, ahead = looking_ahead(tmp_path, sources=undated)
    assert wording.looks_ahead(shown, ahead)[1] == "nobody says when it was said"


@pytest.mark.parametrize(
    "when, told",
    [
        ("2021-09-12", "foreseen for 12 September 2021; said on 11 September 2021"),
        ("2022", "foreseen for 2022; said on 11 September 2021"),
        ("2021-12/2022-02", "foreseen for December 2021 to February 2022; said on 11"
                            " September 2021"),
        ("[..2021-12-31]", "foreseen by 31 December 2021; said on 11"
                           " September 2021"),
        ("/2021-12", "foreseen until December 2021; said on 11 September 2021"),
        ("2021-12/..", "foreseen from December 2021 on; said on 11 September 2021"),
        ("2021-09-11",  # that night, say
         "foreseen for 11 September 2021; said on 11 September 2021"),
        ("2021-09-10", "not dated; said on 11 September 2021"),
        ("[2021-09-11..]", "not dated; said on 11 September 2021"),
        ("2021-09-11/..", "not dated; said on 11 September 2021"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("layer", ["article", "known"])
def test_the_day_of_a_prospect_is_shown_where_it_is_known(tmp_path, when, told, layer):
    tables = worlds.copy()
    tables["relations"][1] |= {"status_article": "", "when_article": ""}
    tables["relations"][1] |= {f"status_{layer}": "expected", f"when_{layer}": when}
    case = worlds.small(tmp_path, tables)
    assert wording.date_of(Shown(case, View()), select.find(case, "R002")) == told


@pytest.mark.parametrize(
    "status, how",
    [("expected", "foreseen"), ("possible", "possible"), ("asked", "in question")],
)
def test_what_is_only_possible_or_asked_is_not_called_foreseen(tmp_path, status, how):
    tables = worlds.copy()
    tables["relations"][1] |= {"status_article": status, "when_article": "2022"}
    case = worlds.small(tmp_path, tables)
    told = wording.date_of(Shown(case, View()), select.find(case, "R002"))
    assert told == f"{how} for 2022; said on 11 September 2021"


@pytest.mark.parametrize(
    "when, status, told",
    [
        ("2017-01-13/..", "denied", "from 13 January 2017 on"),
        ("2017-01-13/..", "reported", "since 13 January 2017, still going"),
        ("2017/2021-09-11", "denied", "from 2017 to 11 September 2021"),
        ("2017/2021-09-11", "reported", "since 2017, still so on 11 September 2021"),
        ("/2021-09-11", "denied", "until 11 September 2021; start not stated"),
    ],
)
def test_what_is_denied_is_not_said_to_go_on(tmp_path, when, status, told):
    tables = worlds.copy()
    tables["events"][1] |= {"when_article": when, "status_article": status}
    case = worlds.small(tmp_path, tables)
    denied, shown = select.find(case, "E002"), Shown(case, View())
    assert wording.date_of(shown, denied) == told
    reading = str(summary.reading(shown.by("article")))
    assert ("One event was still going on" in reading) == (status != "denied")


@pytest.mark.parametrize("reading", ["both", "article", "known"])
def test_a_prospect_bears_the_word_of_its_source(world, reading):
    shown = Shown(world, View())
    ahead, visit = (select.find(world, record) for record in ("R002", "R001"))
    assert wording.firm(shown.by(reading), ahead) == "“could”"
    assert wording.firm(shown, visit) == "happened"


@pytest.mark.parametrize(
    "said, cue, told",
    [
        ("could", "", "“could”"),  # a word of strength of the article's own
        ("will", "", "will"),  # another source's
        ("will", "who will come", "“will”"),
        ("will", "the willing", "will"),
        ("likely to be considered", "is likely to be", "likely to be considered"),
    ],
)
def test_only_words_that_the_article_prints_are_quoted(tmp_path, said, cue, told):
    tables = worlds.copy()
    tables["references"] = [{"reference_id": "T001", "paragraph": "P5", "cue": cue,
                             "kind": "implied"}]  # fmt: skip
    assert wording.quoted(worlds.small(tmp_path, tables), said) == told


def test_by_the_article_a_prospect_bears_no_other_sources_word(tmp_path):
    tables = worlds.copy()
    tables["citations"][-1]["strength"] = ""
    tables["citations"].append(
        {"record_id": "R002", "source_id": "S003", "stance": "supports",
         "chain": "S003", "strength": "will"}
    )  # fmt: skip
    case = worlds.small(tmp_path, tables)
    ahead, shown = select.find(case, "R002"), Shown(case, View())
    assert wording.firm(shown, ahead) == "will"
    assert wording.firm(shown.by("article"), ahead) == "possible"


def test_every_record_of_the_first_case_has_words(daesh_k):
    for reading in ("both", "article", "known"):
        shown = Shown(daesh_k, View(dates=reading))
        for name in ("events", "relations"):
            for record in daesh_k.rows(name):
                told = wording.date_of(shown, record)
                assert told and "None" not in told
                none = reading == "article" and record.layer == "context"
                assert none or wording.firm(shown, record)


# ---- in a sentence ------------------------------------------------------------------


@pytest.mark.parametrize(
    "when, told",
    [
        ("2019-09~/", "from about September 2019, end not stated"),
        ("2019-09/", "from September 2019, end not stated"),
        ("2021-08-23", "23 August 2021"),
        ("", ""),
    ],
)
def test_a_date_in_a_sentence_leaves_open_what_is_open(tmp_path, when, told):
    tables = worlds.copy()
    tables["events"][3] |= {"when_known": when, "extent": "state"}
    case = worlds.small(tmp_path, tables)
    row = select.find(case, "E004")
    assert wording.when_of(Shown(case, View()), row) == told


def test_the_articles_own_year_is_left_out_where_it_is_clear(world):
    shown = Shown(world, View())
    assert wording.brief(shown, "from 9 to 10 October 2021") == "from 9 to 10 October"
    assert wording.brief(shown, "10 March 2020") == "10 March 2020"
    assert wording.brief(shown, "at some time in 2021") == "at some time in 2021"
    told = "A (5 September 2021); B, from 2019 to 2020; C (6 September 2021)"
    assert wording.brief(shown, told) == told.replace("5 September 2021", "5 September")


@pytest.mark.parametrize(
    "n, told", [(1, "a0"), (4, "a0, a1, a2 and a3"), (6, "a0, a1, a2 and 3 others")]
)
def test_of_many_the_first_few_are_named(n, told):
    parts = wording.few([f"a{i}" for i in range(n)])
    assert naming.joined(parts) == told


@pytest.mark.parametrize(
    "chain, reading, told",
    [
        ("S003<A004", "both", "Envoy Nor (Northland, 23 October 2020)"),
        ("S003<A002", "both", "Southland (23 October 2020)"),
        ("S003", "both", "A digest (23 October 2020)"),
        ("S003<A002", "article", "Southland"),  # the article has no day for it
    ],
)
def test_a_voice_is_named_with_its_side_and_its_day(tmp_path, chain, reading, told):
    tables = worlds.copy()
    cited = {"record_id": "R001", "source_id": "S003", "stance": "disputes"}
    tables["citations"].append(cited | {"chain": chain})
    case = worlds.small(tmp_path, tables)
    shown, against = Shown(case, View(dates=reading)), case.cited["R001"][-1:]
    voice = voices.speaker(case, against[0].chain[-1])
    assert wording.voice_on(shown, voice, against) == told
    if voice != "A004":  # whose word the record rests on
        assert wording.denials(shown, ["R001"]) == f"{told} disputes it."


def test_a_voice_that_speaks_for_nobody_else_is_told_by_its_role(tmp_path):
    tables = worlds.copy()
    tables["actors"][2]["position"] = "paper of the North"
    case = worlds.small(tmp_path, tables)
    assert wording.voice_on(Shown(case, View()), "A003", []) == (
        "The Gazette (paper of the North)"
    )


def test_a_voice_of_no_known_day_is_undated(tmp_path):
    tables = worlds.copy()
    tables["sources"][2]["when_known"] = ""
    cited = {"record_id": "R001", "source_id": "S003", "stance": "disputes"}
    tables["citations"].append(cited | {"chain": "S003<A002"})
    case = worlds.small(tmp_path, tables)
    told = wording.denials(Shown(case, View()), ["R001"])
    assert told == "Southland (undated) disputes it."
    view = View(layers=["article"])
    assert wording.denials(Shown(case, view), ["R001"]) == ""


# ---- what order adds ----------------------------------------------------------------


def dated(tmp_path, view, record="E003", **cells):
    case = worlds.small(tmp_path, worlds.in_order(AFTER, **cells))
    shown = Shown.of(case, View(**view))
    row = select.find(shown.whole, record)
    return wording.date_of(shown, row), wording.stated(shown, row)


def test_what_order_adds_is_told_only_where_it_is_asked_for(tmp_path):
    said = "at some time in August 2021"
    assert dated(tmp_path, {}) == (said, said)
    more = f"{said}; by order not before 25 August 2021: O001, by A digest"
    assert dated(tmp_path, {"order": "narrowed"}) == (more, said)
    less = {"order": "narrowed", "orders_from": "without S003"}
    assert dated(tmp_path, less) == (said, said)
    assert dated(tmp_path, {"order": "narrowed"}, "E001")[0] == worlds.BOTH_DATES


def test_a_reading_has_the_orders_of_its_own(tmp_path):
    said = "at some time in August 2021"
    for reading, added in (("article", ""), ("known", "; by order not before 25")):
        told = dated(tmp_path, {"order": "narrowed", "dates": reading})[0]
        assert told.startswith(said + added) and (told == said) == (not added)


def test_a_prospect_has_what_was_said_and_no_order(tmp_path):
    ahead = {"status_article": "expected"}
    told, _ = dated(tmp_path, {"order": "narrowed"}, E003=ahead)
    assert told == dated(tmp_path, {}, E003=ahead)[0] and "by order" not in told


def test_parameters_of_dates_hide_nothing_of_a_view(tmp_path):
    for view in (View(order="narrowed"), View(orders_from="without S003")):
        assert wording.here(view) == ""
        assert wording.view_of(view, wording.NO_TIE) == ""
        assert wording.view_of(view).startswith("View: order")
    assert wording.here(View(layers=["article"]))


@pytest.mark.parametrize(
    "n, of, told",
    [
        (1, 1, "the article's one event"),
        (1, 2, "one of the article's 2 events"),
        (2, 2, "both of the article's events"),
        (3, 3, "all three of the article's events"),
        (9, 14, "nine of the article's 14 events"),
        (14, 14, "all 14 of the article's events"),
    ],
)
def test_some_of_all_is_told_without_all_of_one(n, of, told):
    assert wording.some_of(n, of, "the article's", "event") == told
