"""Every number in a sentence is that of the frames, whatever the view."""

import re

import pytest

from helpers import prose
from helpers.text import opening, summary, wording
from helpers.view import parameters
from helpers.view.shown import Shown
from tests import worlds
from tests.worlds import AFTER


def shown(case, /, **given):
    """Show a case in a view: what the sentences of a notebook are given."""
    return Shown.of(case, parameters.view(given))


def kept(case, /, **given):
    return str(summary.kept(shown(case, **given)))


def numbers(text):
    spelled = "|".join(prose.SMALL[1:])
    found = re.findall(rf"\d+|\b(?:{spelled})\b", str(text).lower())
    return [prose.SMALL.index(n) if n in prose.SMALL else int(n) for n in found]


# ---- which came first -----------------------------------------------------------


def test_what_only_the_known_dates_tell_is_told_apart(world):
    assert str(summary.order(shown(world), "E001", "E004")) == (
        "The article leaves open which came first. Other sources settle it: “The envoy"
        " visits” (23 August 2021), then “The bridge falls” (26 August 2021)."
    )


def test_the_statement_came_before_the_cabinet_only_as_known(daesh_k):
    events = daesh_k.events
    (cabinet,) = events[
        (events.when_known == "2021-09-07") & (events.layer == "article")
    ].itertuples()
    (said,) = events[
        (events.when_known == "2021-09-06") & (events.kind == "statement")
    ].itertuples()
    for pair in ((said, cabinet), (cabinet, said)):
        ids = [event.event_id for event in pair]
        told = str(summary.order(shown(daesh_k), *ids))
        by_article, known = told.split(" Other sources settle it: ")
        assert by_article == "The article leaves open which came first."
        assert known == (
            f"“{said.title}” (6 September 2021), then"
            f" “{cabinet.title}” (7 September 2021)."
        )


def test_what_nobody_can_tell_is_said_once(tmp_path):
    tables = worlds.copy()
    tables["events"][0] |= {"when_known": "", "status_known": "", "known_sources": ""}
    told = str(summary.order(shown(worlds.small(tmp_path, tables)), "E001", "E003"))
    assert told.startswith("It is open which came first: “The envoy visits”")
    assert "article" not in told and "sources" not in told and "then" not in told


@pytest.mark.parametrize("record", ["A001", "E099", "X1"])
def test_only_dated_records_have_an_order(world, record):
    for pair in ((record, "E001"), ("E001", record)):
        with pytest.raises(KeyError, match=record):
            summary.order(shown(world), *pair)


def test_an_open_known_window_has_an_order_too(tmp_path):
    tables = worlds.copy()
    late = {"when_known": "[2021-09-01..]", "known_sources": "S003", "note": "Later"}
    tables["events"][2] |= late
    told = str(summary.came_first(shown(worlds.small(tmp_path, tables))))
    assert (
        "“The envoy visits” (23 August 2021), then “Northland speaks of peace”"
        " (1 September 2021 or later)"
    ) in told


def test_where_other_sources_settle_no_order_nothing_is_said(world):
    assert summary.orders(shown(world)) == []
    assert str(summary.came_first(shown(world))) == ""


@pytest.mark.parametrize(
    "reading, told",
    [
        ("article", "It is open which came first: “The envoy visits” (one day between"
         " 16 August and 11 September 2021) or “The bridge falls” (not dated)."),
        ("known", "“The envoy visits” (23 August 2021), then “The bridge falls” (26"
         " August 2021)."),
    ],
)  # fmt: skip
def test_an_order_is_told_in_the_reading_that_is_asked_for(world, reading, told):
    assert str(summary.order(shown(world, dates=reading), "E001", "E004")) == told


def test_by_the_article_no_order_is_told_by_dates_from_outside(daesh_k):
    told = str(summary.came_first(shown(daesh_k, dates="article")))
    assert told == ""
    known = str(summary.came_first(shown(daesh_k, dates="known")))
    assert known.count("), then “") == 3 and "article" not in known


def test_orders_are_those_that_the_article_cannot_tell(daesh_k):
    told = summary.orders(shown(daesh_k), most=99)
    dated = r"“([^”]+)” \((?:[^()]|\([^)]*\))*\), then “"
    titles = re.findall(dated, " ".join(map(str, told)))
    assert told and len(titles) == len(told)
    assert all("open" in str(sentence) for sentence in told)
    assert len(summary.orders(shown(daesh_k), most=2)) == 2


# ---- the strength of the thesis --------------------------------------------------


def test_the_strength_is_the_articles_own_word(tmp_path):
    tables = worlds.copy()
    thesis = {"claim_id": "C001", "role": "thesis", "text": "Peace is near"}
    cited = {"record_id": "C001", "stance": "supports"}
    tables["claims"] = [thesis]
    tables["citations"] += [
        cited | {"source_id": "S003", "chain": "S003", "strength": "will"},
        cited | {"source_id": "S001", "chain": "S001", "strength": "could"},
    ]
    case = worlds.small(tmp_path, tables)
    assert summary.thesis_strength(case) == "could"
    assert wording.quoted(case, "could") == "“could”"
    tables["references"] = [
        {
            "reference_id": "T001",
            "paragraph": "P1",
            "cue": "Peace could be near",
            "kind": "implied",
        }
    ]
    case = worlds.small(tmp_path / "cued", tables)
    assert wording.quoted(case, "could") == "“could”"


# ---- the reading, the view, the sources -----------------------------------------


def test_the_reading_of_the_small_world_counts_what_the_eye_counts(world):
    assert str(summary.reading(shown(world))) == (
        "Other sources date one event otherwise or more closely. One event was still"
        " going on when the article appeared: “The border war”."
    )
    alone = str(summary.reading(shown(world, dates="article")))
    assert alone.startswith(
        "One of the article's 3 events rests only on a report or a claim: “The envoy"
        " visits”. "
    )


def test_a_reading_counts_what_is_open_with_what_was_last_seen(tmp_path):
    tables = worlds.copy()
    tables["events"][2] |= {"extent": "state", "when_article": "2019/.."}
    case = worlds.small(tmp_path, tables)
    told = (
        "Two events were still going on when the article appeared: “The border war”"
        " and “Northland speaks of peace”."
    )
    for how in ("both", "article", "known"):
        assert str(summary.reading(shown(case, dates=how))).endswith(told)


@pytest.mark.parametrize("reading", ["both", "article", "known"])
def test_the_reading_of_the_first_case_is_counted_in_its_frames(daesh_k, reading):
    ours = daesh_k.events[daesh_k.events.layer == "article"]
    status, when = ours.status_article, ours.when_article
    if reading != "article":
        status = ours.status_known.where(ours.status_known != "", status)
        when = ours.when_known.where(ours.when_known != "", when)
    last = (ours.extent == "state") & ours.when_article.str.endswith("/2021-09-11")
    still = ours.when_known == ours.when_article.str.replace("/2021-09-11", "/..")
    other = (ours.when_known != "") & (ours.when_known != ours.when_article)
    other &= ~(last & still)
    going = (ours.extent == "state") & when.str.endswith("/2021-09-11")
    going |= when.str.endswith("/..")
    going &= ours.event_id != "E022"  # told as over, so not last seen
    told = str(summary.reading(shown(daesh_k, dates=reading)))
    closer = [] if reading == "article" else [other.sum()]
    rest = status.isin(["reported", "claimed"]).sum()
    assert numbers(told) == [rest, len(ours), *closer, going.sum()]
    assert ("other sources included" in told) is (reading != "article")


def test_a_view_without_the_article_is_read_without_numbers(world):
    some = shown(world, layers="context")
    told = str(summary.reading(some))
    assert told == "No event of the article is in this view."


@pytest.mark.parametrize(
    "given, told",
    [
        ({}, "All events of the case are in this view (5)."),
        ({"kinds": "statement"}, "2 of 5 events fit this view. View: kinds statement."),
        ({"end": "2020"}, "1 of 5 events fits this view. View: end 2020."),
        ({"layers": "context", "dates": "known"},
         "2 of 5 events fit this view. View: layers context, dates known."),
    ],
)  # fmt: skip
def test_how_much_is_shown_is_told(world, given, told):
    assert kept(world, case="small", **given) == told


def test_one_event_of_one_is_told_in_the_singular(tmp_path):
    case = worlds.small(tmp_path, worlds.least())
    assert kept(case) == "The one event of the case is in this view (1)."


def test_a_case_without_events_is_not_told_to_widen(tmp_path):
    tables = worlds.least() | {"events": [], "participants": [], "citations": []}
    assert kept(worlds.small(tmp_path, tables)) == "The case has no events."


def test_an_empty_view_says_so_and_what_to_widen(world):
    told = kept(world, end=2000)
    assert told.startswith("Nothing is left: none of 5 events fits this view.")
    assert "View: end 2000." in told and told.endswith("Change end.")


def test_the_source_line_names_the_article_and_counts_the_others(world):
    told = summary.source_line(world)
    assert told.startswith("Sources: The piece; 1 cited source, 1 outside source.")


def test_the_holdings_are_the_lengths_of_the_tables(daesh_k):
    tables = ("sources", "actors", "events", "relations", "claims", "citations")
    lengths = [len(daesh_k.tables[name]) for name in tables]
    assert numbers(summary.holdings(daesh_k)) == lengths


def test_the_sorts_of_events_add_up_to_all_of_them(tmp_path, daesh_k):
    tables = worlds.copy()
    tables["events"][0]["status_known"] = "denied"
    tables["events"][4]["status_known"] = "possible"
    case = worlds.small(tmp_path, tables)
    assert summary.sorts(shown(case)) == (
        "Of 5 events, 3 are told as past or present (2 in the article, 1 from other"
        " sources alone), 1 may come and 1 is said not to be so."
    )
    for reading in ("both", "article", "known"):
        told = summary.sorts(shown(daesh_k, dates=reading))
        inner = numbers("".join(re.findall(r"\(.*\)", told)))
        every, *parts = numbers(re.sub(r"\(.*\)", "", told))
        assert every == sum(parts) == len(daesh_k.events)
        assert sum(inner) == (parts[0] if inner else 0)


def test_events_of_one_sort_are_not_told_apart(tmp_path):
    assert summary.sorts(shown(worlds.small(tmp_path, worlds.least()))) == ""


# ---- neutral by rule ------------------------------------------------------------


@pytest.mark.parametrize("reading", ["both", "article", "known"])
def test_no_sentence_of_ours_takes_sides_or_holds_none(daesh_k, reading):
    told = " ".join(
        (
            str(opening.first(shown(daesh_k, dates=reading))),
            str(summary.reading(shown(daesh_k, dates=reading))),
        )
    )
    for word in ("friend", "enemy", "enemies", "camp", "regime", "None", "nan"):
        assert not re.search(rf"\b{word}\b", told)


# ---- what is hidden ------------------------------------------------------------------


@pytest.mark.parametrize(
    "given, told",
    [
        ({}, "All 5 events and 2 relations"),
        (
            {"layers": ["article"], "as_of": "2021-08-25"},
            "3 of 5 events and 1 of 2 relations; hidden: 2 by layer, 1 by day",
        ),
    ],
)
def test_what_is_shown_and_what_hides_the_rest_is_said(world, given, told):
    assert str(summary.hidden(shown(world, **given))) == told


def test_a_case_without_relations_speaks_of_its_events_only(tmp_path):
    case = worlds.small(tmp_path, worlds.least())
    assert str(summary.hidden(shown(case))) == "1 event"


# ---- a case without an article ---------------------------------------------------


@pytest.mark.parametrize(
    "case, said",
    [
        (worlds.copy(), ""),
        (worlds.coding(), "The case has no article: it is coded from “The coding” and"
         " “The report”."),
        (worlds.many(3), "The case has no article."),
    ],
)  # fmt: skip
def test_whether_there_is_an_article_is_said(tmp_path, case, said):
    assert summary.without_article(worlds.small(tmp_path, case)) == said


def test_the_words_on_a_coding_never_speak_of_an_article(tmp_path):
    tables = worlds.coding()
    tables["events"][2] |= {"when_known": "2021-08-20", "known_sources": "S003"}
    case = worlds.small(tmp_path, tables)
    told = [
        str(summary.reading(shown(case))),
        str(summary.order(shown(case), "E001", "E003")),
    ]
    assert told[0].startswith("Other sources date") and "going on" not in told[0]
    assert told[1].startswith("The coding leaves open which came first")
    assert "article" not in " ".join(told)


def test_the_order_of_what_no_coding_dates_is_only_known(tmp_path):
    case = worlds.small(tmp_path, worlds.coding())
    assert str(summary.order(shown(case), "E004", "E005")).startswith(
        "“The bridge falls”"
    )


# ---- which came first, by order -----------------------------------------------------


OURS = {"first_id": "E004", "second_id": "E003"}


def of_order(tmp_path, *orders, records=("E003", "E004"), view=(), **cells):
    case = worlds.small(tmp_path, worlds.in_order(*orders, **cells))
    return str(summary.order(shown(case, **dict(view)), *records))


def test_order_tells_which_came_first_and_by_whom(tmp_path):
    blank = {"E003": {"when_article": ""}, "E004": {"when_known": ""}}
    assert of_order(tmp_path, AFTER, **blank) == (
        "“The bridge falls” (not dated), then “Northland speaks of peace” (not dated),"
        " because O001, by A digest."
    )
    assert of_order(tmp_path / "b", **blank).startswith("It is open which came first")
    less = {"orders_from": "without S003"}
    told = of_order(tmp_path / "c", AFTER, view=less, **blank)
    assert told.startswith("It is open which came first")


def test_where_the_dates_tell_no_order_is_named(tmp_path):
    order = {"first_id": "E001", "second_id": "E004"}
    told = of_order(tmp_path, order, records=("E001", "E004"))
    assert "because" not in told and "then “The bridge falls”" in told


def test_by_the_article_only_its_own_orders_tell(tmp_path):
    blank = {"E003": {"when_article": ""}, "E004": {"when_known": ""}}
    for order, told in ((AFTER, False), (OURS, True)):
        said = of_order(tmp_path / f"{told}", order, view={"dates": "article"}, **blank)
        assert ("because O001, by the article" in said) == told
