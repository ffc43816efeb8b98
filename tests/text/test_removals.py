"""What falls without a source or voice, what remains, and on whose word."""

import pytest

from helpers.case import cases
from helpers.compare import direct, moving, variations
from helpers.text import removals
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.compare.outcomes import BASE, SAME, counted, outcome

AIMED = "said to be against The Gazette"
FOCUS = ["A001", "A002", "A003"]


def act(n, **more):
    """Make an act of Northland and Southland that only an outside page tells of."""
    return {
        "relation_id": f"R{n:03d}", "fact": f"R{n:02d}", "source_actor": "A001",
        "target_actor": "A002", "directed": "no", "sign": "+", "basis": "act",
        "extent": "act", "layer": "context", "status_known": "reported",
        "when_known": "2020-05", "known_sources": f"S{n:03d}", "summary": f"Act {n}.",
        "against": "A003",
    } | more  # fmt: skip


def source(n):
    return {
        "source_id": f"S{n:03d}", "role": "outside", "kind": "news",
        "title": f"Page {n}: a subtitle", "when_known": "2020-06-01",
        "known_sources": f"S{n:03d}", "proximity": "secondary",
    }  # fmt: skip


def cites(record, chain, stance="supports"):
    return {"record_id": record, "source_id": chain[:4], "stance": stance,
            "chain": chain}  # fmt: skip


def aimed():
    """Give the small world in which the visit is aimed at the Gazette."""
    tables = worlds.copy()
    tables["relations"][0]["against"] = "A003"
    return tables


def beside(*chains):
    """Add to it an act for each chain, that this one tells of."""
    tables = aimed()
    for n, chain in enumerate(chains, 4):
        tables["sources"].append(source(n))
        tables["relations"].append(act(n))
        tables["citations"].append(cites(f"R{n:03d}", chain))
    return tables


def around(folder, tables, focus=FOCUS, **asked):
    """Return a view, the removals that matter most in it, and what surrounds it."""
    path = worlds.write(folder / "w", tables, focus=focus)
    shown = Shown.of(cases.load(path), View(case=str(path), **asked))
    outcomes = direct.around(shown)
    found = moving.moves(outcomes)
    return shown, removals.removals(shown, outcomes, found), outcomes


def title(*given, **asked):
    return removals.title(*around(*given, **asked))


def _with(removed, record):
    """Find the first removal with which an act falls."""
    return next(r for r in removed if record in [row[1] for row in r.loss.acts])


def told(acts):
    return [(one.name, one.said) for one in acts]


# ---- the finding --------------------------------------------------------------------


def test_the_title_says_without_whom_the_article_has_none(tmp_path):
    assert title(tmp_path, aimed()) == (
        f"Without the Gazette report, the article has no episode {AIMED}"
    )


def test_one_removal_that_takes_most_of_both_sides_is_named_once(tmp_path):
    assert title(tmp_path, beside("S004<A004", "S005")) == (
        f"Without Envoy Nor, the article has no episode {AIMED}"
        " and the other sources have one of two"
    )


def test_two_removals_are_named_each_with_its_own_side(tmp_path):
    assert title(tmp_path, beside("S004<A001", "S005<A001")) == (
        f"Without the Gazette report, the article has no episode {AIMED};"
        " without Northland, the other sources have none"
    )


def test_a_side_from_which_nothing_can_be_taken_is_not_named(tmp_path):
    tables = beside("S004", "S005")
    tables["citations"].append(cites("R001", "S001<A001"))
    assert title(tmp_path, tables) == (
        f"Without “Page 4…”, the other sources have one of two episodes {AIMED}"
    )


def test_without_an_article_episodes_remain_or_none_does(tmp_path):
    tables = aimed()
    tables["sources"][0] |= {"role": "outside", "title": "The study"}
    assert title(tmp_path, tables) == f"Without “The study”, no episode {AIMED} remains"


def test_by_the_article_alone_others_have_none_to_lose(tmp_path):
    assert title(tmp_path, beside("S004<A001"), dates="article") == (
        f"Without the Gazette report, the article has no episode {AIMED}"
    )


def test_acts_that_fall_without_an_episode_are_counted_as_acts(tmp_path):
    tables = beside("S004", "S005<A002")
    for row in tables["relations"][2:]:
        row["event_id"] = "E004"  # two acts, one episode
    tables["citations"].append(cites("R001", "S001<A001"))
    assert title(tmp_path, tables) == (
        f"Without “Page 4…”, one of three acts {AIMED} falls"
    )


@pytest.mark.parametrize(
    "focus, sentence",
    [
        (["A001", "A002"], "the one Northland-Southland act falls"),
        ([], "the one act falls"),
        (["A001", "A003"], "the one act falls"),
    ],
)
def test_without_a_third_actor_acts_of_the_pair_are_counted(tmp_path, focus, sentence):
    told_ = title(tmp_path, worlds.copy(), focus)
    assert told_ == f"Without the Gazette report, {sentence}"


def test_without_relations_events_fall(tmp_path):
    tables = worlds.copy()
    tables["relations"] = []
    tables["citations"] = [c for c in tables["citations"] if c["record_id"][0] == "E"]
    assert title(tmp_path, tables, []) == "Without “A digest”, two of five events fall"


def test_where_one_source_carries_all_it_is_said_once(tmp_path):
    shown, removed, outcomes = around(tmp_path, worlds.many(6), [])
    assert [one.name for one in removed] == ["“The piece”"]
    said = removals.title(shown, removed, outcomes)
    assert said == "Without “The piece”, all six events fall"


def test_where_nothing_falls_with_one_that_is_the_finding(tmp_path):
    tables = aimed()
    tables["citations"].append(cites("R001", "S003"))
    assert title(tmp_path, tables) == (
        f"No episode {AIMED} depends on a single source or voice"
    )


@pytest.mark.parametrize(
    "focus, ends, chains, told",
    [
        (FOCUS, "A001 A002", ["S001"],
         "The one act between Northland and Southland rests on the article's own word"),
        (FOCUS, "A002 A003", ["S001"],
         "The one act among Northland, Southland and The Gazette rests on the"
         " article's own word"),
        (FOCUS, "A002 A003", ["S001", "S003"],
         "No act among Northland, Southland and The Gazette depends on a single"
         " source or voice"),
        ([], "A002 A003", ["S001"], "The one act rests on the article's own word"),
    ],
)  # fmt: skip
def test_what_rests_on_the_article_is_not_said_to_depend_on_nobody(
    tmp_path, focus, ends, chains, told
):
    tables = worlds.copy()
    act_ = tables["relations"][0]
    act_["source_actor"], act_["target_actor"] = ends.split()
    tables["relations"] = [act_ | {"sign": "-", "event_id": ""}]
    kept = [c for c in tables["citations"] if c["record_id"][0] != "R"]
    tables["citations"] = [*kept, *(cites("R001", chain) for chain in chains)]
    assert title(tmp_path, tables, focus) == told


def test_of_a_third_whom_nothing_is_against_no_count_is_told(tmp_path):
    for name, tables, some in (("ally", worlds.copy(), False), ("foe", aimed(), True)):
        shown, removed, outcomes = around(tmp_path / name, tables)
        for one in removals.asked(shown, outcomes, removed):
            called = [removals.called(shown, found) for found in one.findings]
            assert any("against The Gazette" in told for told in called) is some


def test_some_that_rest_on_the_article_are_told_beside_those_of_more(tmp_path):
    tables = aimed()
    tables["relations"].append(tables["relations"][0] | {
        "relation_id": "R004", "fact": "R04", "event_id": ""})  # fmt: skip
    tables["citations"] += [cites("R001", "S003"), cites("R004", "S001")]
    assert title(tmp_path, tables) == (
        f"No episode {AIMED} depends on a single source or voice other than the article"
    )


def test_where_nothing_can_be_left_out_the_title_says_so(tmp_path):
    shown, removed, outcomes = around(tmp_path, worlds.least(), [])
    told = "This view has no source and no voice that could be left out"
    assert removed == [] and str(removals.lead(shown, outcomes)) == f"{told}."
    assert removals.title(shown, removed, outcomes) == told
    assert str(removals.none(shown, outcomes)) == ""


def test_of_the_first_case_morgan_and_mckenzie_are_named(default_view, around):
    shown = Shown(default_view, View())
    removed = removals.removals(shown, around, moving.moves(around))
    assert [one.loss.variation.subject for one in removed] == ["A032", "A046", "S002"]
    assert removals.title(shown, removed, around) == (
        "Without Morgan, the article has no episode said to be against Daesh-K; without"
        " McKenzie, the other sources have one of three"
    )


# ---- the lead -----------------------------------------------------------------------


def test_the_lead_says_what_changes_nothing_and_what_takes_most(tmp_path):
    shown, _, outcomes = around(tmp_path, aimed())
    lead = removals.lead(shown, outcomes)
    assert str(lead) == (
        "Left out one at a time, every source and every voice matters to some count."
        " Without the Gazette report, one act falls and 10 of 18 counts change."
    )
    assert [link[:2] for link in lead.links] == [
        ("one act falls and 10 of 18 counts", "sources-S002")
    ]


def test_a_lead_without_anything_that_falls_is_one_sentence(world):
    outcomes = [BASE, outcome("sources", "S002", *SAME)]
    lead = removals.lead(Shown(world, View()), outcomes)
    assert str(lead) == "Left out one at a time, 1 of 1 source matters to no count."


def test_where_each_act_of_a_news_item_has_one_origin_no_more_is_told(tmp_path):
    outcomes = [BASE, outcome("sources", "S002", *SAME)]
    tables = worlds.copy()
    tables["sources"][0]["kind"] = "news"
    shown = Shown(worlds.small(tmp_path / "one", tables, focus=FOCUS[:2]), View())
    assert str(removals.lead(shown, outcomes)) == (
        "The one Northland-Southland act has one origin, and falls without it."
    )
    assert str(removals.none(shown, outcomes)) == ""
    tables["relations"] += [
        tables["relations"][0] | {"relation_id": f"R00{n}", "fact": f"R0{n}",
                                  "event_id": "", "sign": sign}
        for n, sign in ((3, "+"), (4, "-"))
    ]  # fmt: skip
    tables["citations"] += [cites("R003", "S001"), cites("R004", "S001")]
    shown = Shown(worlds.small(tmp_path / "many", tables, focus=FOCUS[:2]), View())
    assert str(removals.lead(shown, outcomes)) == (
        "Each of the three Northland-Southland acts, two of them cooperative, has one"
        " origin, and falls without it."
    )
    tables["citations"].append(cites("R001", "S003"))
    shown = Shown(worlds.small(tmp_path / "two", tables, focus=FOCUS[:2]), View())
    assert removals.none(shown, outcomes) is None


def test_a_news_item_without_an_act_has_none_with_one_origin(tmp_path):
    tables = worlds.copy()
    tables["sources"][0]["kind"] = "news"
    tables["citations"] = [c for c in tables["citations"] if c["record_id"][0] == "C"]
    for name in ("events", "relations", "participants", "references", "orders"):
        tables[name] = []
    shown = Shown(worlds.small(tmp_path, tables, focus=FOCUS[:2]), View())
    assert removals.none(shown, [BASE, outcome("sources", "S002", *SAME)]) is None


# ---- a block ------------------------------------------------------------------------


def test_what_goes_and_what_remains_is_told_with_its_voices(tmp_path):
    tables = beside("S004<A001", "S005")
    tables["citations"].append(cites("R005", "S003<A002", "disputes"))
    shown, removed, _ = around(tmp_path, tables)
    report = _with(removed, "R001")
    fallen, more = removals.fallen(shown, report.loss)
    assert [(one.name, one.sign, one.aimed) for one in fallen] == [
        ("The envoy visits", "+", True)
    ]
    assert more == ""
    assert told(removals.remaining(shown, report)[0]) == [
        ("Nothing of “The envoy visits”", ""),
        ("Act 4", "as before, by Northland"),
        ("Act 5", "as before, by Page 5: a subtitle; Southland disputes it"),
    ]


def test_an_episode_that_is_thinner_says_how_firm_it_is_and_by_whom(tmp_path):
    tables = beside("S004<A001", "S005")
    for row in tables["relations"][2:]:
        row["event_id"] = "E004"
    shown, removed, _ = around(tmp_path, tables)
    one = _with(removed, "R004")
    first, *_ = removals.remaining(shown, one)[0]
    assert (first.record, first.name) == ("R005", "The bridge falls")
    assert first.said == "reported, on the word of Page 5: a subtitle alone"


def test_where_nothing_remains_it_is_said_once(tmp_path):
    shown, (report, *_), _ = around(tmp_path, aimed())
    assert told(removals.remaining(shown, report)[0]) == [
        (f"No episode {AIMED} remains", "")
    ]


def test_an_episode_whose_event_a_view_hides_is_named_all_the_same(tmp_path):
    shown, (report, *_), _ = around(tmp_path, aimed(), kinds=["statement"])
    assert removals.fallen(shown, report.loss)[0][0].name.startswith("The envoy")


def test_every_act_of_the_pair_is_named_and_of_others_a_few(tmp_path):
    tables = aimed()
    tables["sources"].append(source(9))
    for n in range(10, 40):
        others = {"target_actor": "A003", "against": ""} if n >= 20 else {}
        tables["relations"].append(act(n, known_sources="S009", **others))
        tables["citations"].append(cites(f"R{n:03d}", "S009"))
    shown, (first, *_), _ = around(tmp_path, tables)
    fallen, more = removals.fallen(shown, first.loss)
    assert [one.record for one in fallen] == [f"R{n:03d}" for n in range(10, 20)]
    assert more == "and 20 other acts"
    rest, _ = removals.remaining(shown, first)
    assert len(rest) == removals.REMAIN


def test_an_act_goes_by_one_name_whatever_falls_with_it(tmp_path):
    tables = beside("S004<A001", "S005")
    for row in tables["relations"][2:]:
        row["event_id"] = "E004"
    shown, removed, _ = around(tmp_path, tables)
    names = {
        act.record: act.name
        for one in removed
        for act in removals.fallen(shown, one.loss)[0]
    }
    assert names["R004"] == "The bridge falls" and names["R005"] == "Act 5"


def test_whoever_takes_the_same_along_is_named_in_the_block(tmp_path):
    shown, (report, *_), _ = around(tmp_path, aimed())
    same = f"Without Envoy Nor, the same act {AIMED} falls."
    assert removals.same(shown, report.loss) == same


# ---- names --------------------------------------------------------------------------


def test_a_source_is_named_by_its_outlet_where_that_tells_it_apart(tmp_path):
    tables = aimed()
    shown, (report, *_), _ = around(tmp_path, tables)
    assert (
        removals.heading(shown, report.loss.variation) == "Without the Gazette report"
    )
    said = "“The report” (22 October 2020), and all who repeat it"
    assert removals.takes(shown, report.loss.variation) == said
    tables["sources"][2]["publisher"] = "A003"  # two reports of the same outlet
    shown, (report, *_), _ = around(tmp_path / "two", tables)
    assert removals.heading(shown, report.loss.variation) == "Without “The report”"


def test_a_voice_takes_its_own_sources_and_its_words_in_others_along(tmp_path):
    tables = beside("S004<A004", "S005")
    tables["sources"][-1]["author"] = "A004"
    tables["actors"][3] |= {"name": "Nor of the North", "short_name": "Nor"}
    shown, removed, _ = around(tmp_path, tables)
    one = next(r for r in removed if r.loss.variation.subject == "A004")
    assert removals.heading(shown, one.loss.variation) == "Without Nor of the North"
    assert one.name == "Nor"
    assert removals.takes(shown, one.loss.variation) == (
        "“Page 5: a subtitle” (1 June 2020), words in two other sources of 2020 to"
        " 2021, and all who repeat them"
    )


def test_a_voice_that_is_only_passed_on_has_no_words_of_its_own(tmp_path):
    shown, _, _ = around(tmp_path, aimed(), exclude=["S002"])
    voice = variations.Variation("voices", "without Envoy Nor", {}, "A004")
    assert removals.takes(shown, voice) == "What others pass on from this voice"


def test_what_the_article_no_longer_tells_is_told_by_whoever_does(tmp_path):
    tables = beside("S004<A001")
    tables["relations"][2] |= {
        "fact": "R01", "event_id": "E001", "layer": "article", "known_sources": "",
        "status_article": "reported", "when_article": "2020-05", "status_known": "",
        "when_known": "",
    }  # fmt: skip
    tables["citations"].append(cites("R001", "S005"))
    tables["sources"].append(source(5))
    tables["citations"].append(cites("R004", "S001<S002"))
    shown, removed, _ = around(tmp_path, tables, dates="article")
    for one in removed:
        for act in removals.remaining(shown, one)[0]:
            assert not act.said.endswith(("by", "of", "by ", "of "))


def test_an_unnamed_voice_is_called_so(tmp_path):
    tables = aimed()
    tables["actors"][3]["anonymous"] = "yes"
    tables["citations"].append(cites("R001", "S003<A004"))
    shown, removed, _ = around(tmp_path, tables)
    one = next(r for r in removed if r.loss.variation.subject == "A004")
    assert removals.heading(shown, one.loss.variation) == "Without Envoy Nor (unnamed)"


# ---- the grid -----------------------------------------------------------------------


@pytest.mark.slow
def test_episodes_are_counted_by_their_side_with_an_article(tmp_path):
    shown, removed, outcomes = around(tmp_path, beside("S004<A001", "S005"))
    base, *others = removals.asked(shown, outcomes, removed)
    names = [one.name for one in base.findings]
    assert names[:2] == [*removals.SPLIT] and removals.WHOLE not in names
    assert [one.value for one in base.findings[:2]] == [1, 2]
    assert len(others) == len(removed) + 3  # with each other reading
    coding = worlds.coding()
    coding["relations"][0]["against"] = "A003"
    shown, removed, outcomes = around(tmp_path / "none", coding)
    names = {f.name for f in removals.asked(shown, outcomes, removed)[0].findings}
    assert removals.WHOLE in names and names.isdisjoint(removals.SPLIT)


def test_what_only_grows_less_firm_has_a_row_of_its_own(tmp_path):
    tables = aimed()
    tables["relations"].append(act(4, known_sources="S003"))
    tables["citations"] += [cites("R001", "S003<A004"), cites("R004", "S003")]
    shown, removed, outcomes = around(tmp_path, tables)
    base, *others = removals.asked(shown, outcomes, removed)
    (row,) = [one for one in base.findings if one.name.startswith("status")]
    digest = next(o for o in others if o.variation.subject == "S003")
    assert removals.called(shown, row) == "status of “The envoy visits”"
    assert (row.value, digest.by_name[row.name].value) == ("happened", "claimed")


def test_a_change_names_what_went_where_that_is_little(daesh_k, around):
    def note(subject, name):
        one = next(m for m in moving.moves(around)
                   if (m.variation.subject, m.name) == (subject, name))  # fmt: skip
        return removals.change(daesh_k, one)

    assert note("A032", "cooperative_episodes") == ("12", "11", "Konar")
    assert note("A046", "episodes_against") == ("4", "2", "Nangarhar and one more")
    assert note("A032", "events") == ("60", "54", "")


def test_as_many_but_others_are_told_as_such(daesh_k):
    found = [outcome(kind, "", counted("events", one))
             for kind, one in (("base", "E001"), ("sources", "E002"))]  # fmt: skip
    (move,) = moving.moves(found)
    assert removals.change(daesh_k, move) == ("1", "1", "but not the same")


def test_a_column_says_what_is_left_out_or_how_records_are_read(world):
    shown = Shown(world, View())
    readings = variations.readings({}, "article")
    assert [removals.head(shown, one) for one in readings] == [
        ("by the article", "dates and statuses"),
        ("by other sources", "dates and statuses"),
        ("attested only", "records"),
    ]
    voice = variations.Variation("voices", "without Envoy Nor", {}, "A004")
    assert removals.head(shown, voice) == ("without Envoy Nor", "voice")
