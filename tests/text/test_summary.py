"""Every number in a sentence is that of the frames, whatever the view."""

import re

import pytest

from helpers import prose
from helpers.case import dates
from helpers.text import summary, wording
from helpers.view import parameters, select
from helpers.view.shown import Shown
from tests import worlds


def shown(case, /, **given):
    """Show a case in a view: what the sentences of a notebook are given."""
    return Shown.of(case, parameters.view(given))


def standfirst(case, /, **given):
    return str(summary.standfirst(shown(case, **given)))


def kept(case, /, **given):
    return str(summary.kept(shown(case, **given)))


def numbers(text):
    return [int(number) for number in re.findall(r"\d+", str(text))]


# ---- which came first -----------------------------------------------------------


def test_what_only_the_known_dates_tell_is_told_apart(world):
    assert str(summary.order(shown(world), "E001", "E004")) == (
        "By the article alone, it cannot be told whether “The envoy visits” (some day"
        " between 16 August and 11 September 2021) or “The bridge falls” (no date)"
        " began first. As known, “The envoy visits” (23 August 2021) began before “The"
        " bridge falls” (26 August 2021)."
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
        by_article, known = re.split("[Aa]s known", told)
        assert by_article.startswith("By the article alone")
        assert "cannot be told" in by_article
        assert (
            f"“{said.title}” (6 September 2021) began before"
            f" “{cabinet.title}” (7 September 2021)"
        ) in known
        assert "cannot be told" not in known


def test_what_nobody_can_tell_is_said_once(tmp_path):
    tables = worlds.copy()
    tables["events"][0] |= {"when_known": "", "status_known": "", "known_sources": ""}
    told = str(summary.order(shown(worlds.small(tmp_path, tables)), "E001", "E003"))
    assert told.count("cannot be told") == 1 and "began before" not in told
    assert "By the article" not in told and "As known" not in told


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
        "“The envoy visits” (23 August 2021) began before “Northland speaks of peace”"
        " (some day from 1 September 2021 on)"
    ) in told


def test_where_no_order_hangs_on_outside_dates_it_is_said(world):
    assert summary.orders(shown(world)) == []
    told = str(summary.came_first(shown(world)))
    assert told.startswith("No order of two events hangs")


@pytest.mark.parametrize(
    "reading, told",
    [
        ("article", "By the article alone, it cannot be told whether “The envoy visits”"
         " (some day between 16 August and 11 September 2021) or “The bridge falls” (no"
         " date) began first."),
        ("known", "“The envoy visits” (23 August 2021) began before “The bridge falls”"
         " (26 August 2021)."),
    ],
)  # fmt: skip
def test_an_order_is_told_in_the_reading_that_is_asked_for(world, reading, told):
    assert str(summary.order(shown(world, dates=reading), "E001", "E004")) == told


def test_by_the_article_no_order_is_told_by_dates_from_outside(daesh_k):
    told = str(summary.came_first(shown(daesh_k, dates="article")))
    assert told == "No order of two events is told by dates from outside here."
    known = str(summary.came_first(shown(daesh_k, dates="known")))
    assert known.count("began before") == 3 and "article" not in known


def test_orders_are_those_that_the_article_cannot_tell(daesh_k):
    told = summary.orders(shown(daesh_k), most=99)
    dated = r"“([^”]+)” \((?:[^()]|\([^)]*\))*\) began before"
    titles = re.findall(dated, " ".join(map(str, told)))
    assert told and len(titles) == len(told)
    assert all("cannot be told" in str(sentence) for sentence in told)
    assert len(summary.orders(shown(daesh_k), most=2)) == 2


# ---- the standfirst -------------------------------------------------------------


def test_the_standfirst_of_the_small_world_counts_what_the_eye_counts(tmp_path):
    case = worlds.small(tmp_path, focus=["A001", "A002"])
    assert standfirst(case) == (
        "The article names one episode of Northland-Southland cooperation. It rests on"
        " 1 first voice. Its own voice calls more possible. One related event is in"
        " other sources and not in the article. Two of its 3 events cannot be dated to"
        " a day."
    )


def test_the_standfirst_says_where_the_article_is_its_own_first_voice(tmp_path):
    tables = worlds.copy()
    (cited,) = [c for c in tables["citations"] if c["record_id"] == "R001"]
    cited["chain"] = "S001"
    case = worlds.small(tmp_path, tables, focus=["A001", "A002"])
    assert "It rests on 1 first voice, its own." in standfirst(case)


def test_a_standfirst_says_of_a_filtered_view_only_what_it_can_know(tmp_path):
    case = worlds.small(tmp_path, focus=["A001", "A002"])
    ours = standfirst(case, layers=["article"])
    assert ours.startswith("View: layers article. The article names one episode of")
    assert "other sources" not in ours and "Two of its 3 events cannot" in ours
    assert standfirst(case, layers=["context"]) == "View: layers context."
    nothing = standfirst(case, end=2000)
    assert nothing.startswith("View: end 2000.")
    assert "names" not in nothing and "dated" not in nothing


@pytest.mark.parametrize(
    "given",
    [{"start": 2021}, {"end": 2021}, {"statuses": "happened"}, {"as_of": "2021-09-11"}],
)
def test_what_only_is_known_is_not_left_out_by_an_articles_view(world, given):
    assert "One related event is in other" in standfirst(world, **given)
    assert "other sources" not in standfirst(world, dates="article", **given)
    assert "One related event is in other" in standfirst(world, dates="article")


@pytest.mark.parametrize("layers", [["article"], ["context"]])
def test_a_layer_of_the_first_case_says_nothing_of_the_other(daesh_k, layers):
    told, ours = standfirst(daesh_k, layers=layers), layers == ["article"]
    assert "other sources" not in told
    assert ("It names" in told) is ("The article puts" in told) is ours
    events = daesh_k.events[daesh_k.events.layer == layers[0]]
    when = events.when_article if ours else events.when_known
    dated = [dates.parse(text) for text in when if text]
    n = sum(d.shape == "within" for d in dated)
    whose = f"{prose.spelled(n)} of {'its' if ours else 'the'} {len(dated)} events"
    windows = f"{prose.upper_first(whose)} cannot be dated to a day."
    assert told.endswith(windows) if n else "dated to a day" not in told


def test_the_standfirst_names_whom_the_pair_stands_against(tmp_path):
    tables = worlds.copy()
    tables["relations"][0]["against"] = "A003"
    case = worlds.small(tmp_path, tables, focus=["A001", "A002", "A003"])
    told = standfirst(case)
    assert "By its account it was against The Gazette; it has this from “The" in told
    tables["relations"][0]["against"] = ""
    focus = ["A001", "A002", "A003"]
    case = worlds.small(tmp_path / "other", tables, focus=focus)
    assert "By its account it was not against The Gazette." in standfirst(case)


def test_a_standfirst_without_any_act_has_no_voice_and_no_traceback(tmp_path):
    tables = worlds.copy()
    del tables["relations"][0]
    told = standfirst(worlds.small(tmp_path, tables, focus=["A001", "A002", "A003"]))
    assert "names no episode of Northland-Southland cooperation." in told
    assert "first voice" not in told


def test_a_view_that_hides_what_the_article_names_is_named_beside_none(tmp_path):
    case = worlds.small(tmp_path, focus=["A001", "A002", "A003"])
    told = standfirst(case)
    assert "names one episode" in told and "more possible" in told
    told = standfirst(case, statuses="possible")
    assert "names no episode of Northland-Southland cooperation in this view." in told
    told = standfirst(case, statuses="happened")
    assert "It names no prospect of more in this view." in told


def test_a_case_whose_article_is_left_out_is_what_names(tmp_path):
    tables = worlds.copy()
    tables["citations"].append(
        {"record_id": "R001", "source_id": "S003", "stance": "supports",
         "chain": "S003"}
    )  # fmt: skip
    case = worlds.small(tmp_path, tables, focus=["A001", "A002"])
    told = standfirst(case, exclude=["S001"])
    assert told.startswith("View: exclude S001. The case names ")


def test_a_case_without_focus_gives_no_cooperation(world):
    assert "cooperation" not in standfirst(world)


@pytest.mark.parametrize("focus", [[], ["A002", "A001"]])
def test_the_least_case_has_a_standfirst(tmp_path, focus):
    told = standfirst(worlds.small(tmp_path, worlds.least(), focus=focus))
    assert told.endswith(" Its one event cannot be dated to a day.")
    assert told.startswith("No related event is in other sources only.")


def test_of_events_of_which_each_has_a_window_none_has_a_day(tmp_path):
    tables = worlds.copy()
    tables["events"] = [
        row | {"extent": "act", "when_article": "2021-08", "when_known": "2021-08"}
        for row in tables["events"]
    ]
    told = standfirst(worlds.small(tmp_path, tables), layers="article")
    assert told.endswith("None of its 3 events can be dated to a day.")


def test_a_case_without_an_article_tells_of_its_dates_only(tmp_path):
    told = standfirst(worlds.small(tmp_path, worlds.many(12)))
    assert told.startswith("Six of the 12 events cannot be dated to a day.")


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
    assert standfirst(case).startswith("The article puts its thesis with “could”.")
    tables["references"] = [
        {
            "reference_id": "T001",
            "paragraph": "P1",
            "cue": "Peace could be near",
            "kind": "implied",
        }
    ]
    case = worlds.small(tmp_path / "cued", tables)
    assert standfirst(case).startswith("The article puts its thesis with “could”.")


@pytest.mark.parametrize("reading", ["both", "article", "known"])
def test_the_standfirst_of_the_first_case_is_counted_in_its_frames(daesh_k, reading):
    rows = daesh_k.relations[daesh_k.relations.layer == "article"]
    acts_for = dict(zip(daesh_k.actors.actor_id, daesh_k.actors.acts_for, strict=True))

    def top(actor):
        return top(acts_for[actor]) if acts_for[actor] else actor

    ends = zip(rows.source_actor.map(top), rows.target_actor.map(top), strict=True)
    rows = rows[[set(end) == {"A001", "A010"} for end in ends]]
    status = rows.status_article
    if reading != "article":
        status = rows.status_known.where(rows.status_known != "", status)
    plus = rows.sign == "+"
    happened = status.isin(["happened", "reported", "claimed"])
    acts = rows[plus & (rows.basis == "act") & happened]
    aimed = acts[acts.against.map(lambda actors: "A019" in actors)]
    ahead = rows[plus & status.isin(["expected", "possible", "asked"])]
    cited = daesh_k.citations
    cited = cited[cited.record_id.isin(acts.relation_id) & (cited.source_id == "S001")]
    voices = {chain[-1] for chain in cited[cited.stance == "supports"].chain}
    out = daesh_k.events[daesh_k.events.layer == "context"]
    out = [e for e in out.when_known if "2001-09-11" <= e.strip("[./") <= "2021-09-11"]
    ours = daesh_k.events[daesh_k.events.layer == "article"]
    when = ours.when_article
    if reading == "known":
        when = ours.when_known.where(ours.when_known != "", when)
    dated = [dates.parse(text) for text in when if text]
    windows = [d for d in dated if d.shape == "within"]
    told = standfirst(daesh_k, dates=reading)
    view = "" if reading == "both" else f"View: dates {reading}. "
    assert told.startswith(f"{view}The article puts its thesis with “could”.")
    n, k = (len({episode(daesh_k, row) for row in rows.itertuples()})
            for rows in (acts, aimed))  # fmt: skip
    assert f"It names {prose.spelled(n, 'episode')} of US-Taliban cooperation." in told
    assert f"By its account {prose.spelled(k)} w" in told and "against Daesh-K" in told
    rest = f"Together the episodes rest on {len(voices)} first voices, its own among"
    assert rest in told
    assert len(ahead) and "its own among them, call more possible." in told
    assert f"{len(out)} related events are in other sources" in told
    few = prose.upper_first(prose.spelled(len(windows)))
    assert told.endswith(f"{few} of its {len(dated)} events cannot be dated to a day.")


def episode(case, row):
    """Give the event that a relation is, or the one that this is part of."""
    part_of = dict(zip(case.events.event_id, case.events.part_of, strict=True))
    return part_of.get(row.event_id) or row.event_id or row.fact


def test_acts_that_may_be_one_told_twice_are_a_range_in_the_standfirst(tmp_path):
    case = worlds.small(tmp_path, worlds.told_twice(), **worlds.TOLD_TWICE)
    told = standfirst(case)
    assert "names one or two episodes of Northland-Southland cooperation. By" in told
    assert "By its account one or two were against The Gazette; it has these" in told


def test_who_disputes_is_named_beside_what_is_counted(tmp_path):
    tables = worlds.copy()
    tables["relations"][0]["against"] = "A003"
    tables["citations"] += [
        {"record_id": "R001", "source_id": "S003", "stance": "disputes",
         "chain": "S003<A002"},
        {"record_id": "R001", "source_id": "S003", "stance": "disputes",
         "chain": "S003<S002"},  # it carries the act elsewhere, so of a part only
    ]  # fmt: skip
    case = worlds.small(tmp_path, tables, focus=["A001", "A002", "A003"])
    told = standfirst(case)
    assert "against The Gazette; it has this from “The report” alone; Southland" in told
    assert "Southland disputes it." in told and "dispute it" not in told
    assert "disputes" not in standfirst(case, layers=["article"])


# ---- the reading, the view, the sources -----------------------------------------


def test_the_reading_of_the_small_world_counts_what_the_eye_counts(world):
    assert str(summary.reading(shown(world))) == (
        "Of the article's 3 events, none rests on a report or a claim only, even"
        " with outside sources. Outside sources give 1 of the 3 another or a closer"
        " date. 1 went on, or was last seen, when the article appeared."
    )
    alone = str(summary.reading(shown(world, dates="article")))
    assert "1 rests on a report or a claim only. " in alone


def test_a_reading_counts_what_is_open_with_what_was_last_seen(tmp_path):
    tables = worlds.copy()
    tables["events"][2] |= {"extent": "state", "when_article": "2019/.."}
    case = worlds.small(tmp_path, tables)
    told = "2 went on, or were last seen, when the article appeared."
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
    closer = [] if reading == "article" else [other.sum(), len(ours)]
    rest = status.isin(["reported", "claimed"]).sum()
    assert numbers(told) == [len(ours), rest, *closer, going.sum()]
    assert ("even with outside sources" in told) is (reading != "article")


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
    assert "View: end 2000." in told and "Widen start, end, actors, kinds" in told


def test_the_source_line_names_the_article_and_counts_the_others(world):
    told = summary.source_line(world)
    assert told.startswith("Sources: The piece; 1 cited source, 1 outside source.")


def test_the_holdings_are_the_lengths_of_the_tables(daesh_k):
    tables = ("sources", "actors", "events", "relations", "claims", "citations")
    lengths = [len(daesh_k.tables[name]) for name in tables]
    assert numbers(summary.holdings(daesh_k)) == lengths


# ---- neutral by rule ------------------------------------------------------------


@pytest.mark.parametrize("reading", ["both", "article", "known"])
def test_no_sentence_of_ours_takes_sides_or_holds_none(daesh_k, reading):
    told = " ".join(
        (
            standfirst(daesh_k, dates=reading),
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


def test_a_coding_is_told_as_what_it_is(tmp_path):
    told = standfirst(worlds.small(tmp_path, worlds.coding(), focus=["A001", "A002"]))
    assert told == (
        "The case has no article: it is coded from “The coding” and “The report”. It"
        " names one episode of Northland-Southland cooperation. It rests on 1 first"
        " voice. One voice calls more possible. On 11 September 2021, one tie is"
        " attested: one cooperative. Two of its 3 events cannot be dated to a day."
    )


def test_of_another_layer_than_the_codings_the_standfirst_says_nothing_of_it(tmp_path):
    told = standfirst(worlds.small(tmp_path, worlds.coding()), layers=["context"])
    assert "no article" not in told and "attested" not in told


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
        wording.status_of(select.find(case, "E001"), "both", text=case.text),
    ]
    assert told[0].startswith("Of the coding's 3 events") and "last seen" not in told[0]
    assert told[1].startswith("By the coding alone, it cannot be told")
    assert told[2] == "claimed by the coding, happened as known"
    assert "article" not in " ".join(told)


def test_the_order_of_what_no_coding_dates_is_only_known(tmp_path):
    case = worlds.small(tmp_path, worlds.coding())
    assert str(summary.order(shown(case), "E004", "E005")).startswith(
        "“The bridge falls”"
    )
