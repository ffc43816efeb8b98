"""The chart of voices: what rests on whom, by two counts, and who has no name."""

import re

import pytest

from helpers import prose
from helpers.case import cases
from helpers.charts import origins
from helpers.view import select
from helpers.view import voices as said
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.charts import rowed


@pytest.fixture
def found(world):
    return {v.voice: v for v in origins.heard(world, world.article)}


def drawn(case, **asked):
    return origins.chart(Shown.of(case, View(**asked)))


def rows(chart):
    return {row.record: row for group in chart.groups
            for row in (*group.rows, *group.more)}  # fmt: skip


def bars(row, chart):
    """Return which counts the dark bars of a row reach, and what is written beside."""
    lefts = [panel.left for panel in chart.axis.panels]
    wide = chart.axis.panels[0].right / chart.axis.panels[0].most
    ends = [(lefts.index(s.x0.part), round((s.x1.part - s.x0.part) / wide))
            for s in row.shapes if s.kind == "box" and s.fill != "rule"]  # fmt: skip
    told = [s.text for s in row.shapes if s.kind == "text"]
    return ends, told


def without_a_name():
    tables = worlds.copy()
    tables["actors"][3]["anonymous"] = "yes"
    return tables


def also_outside():
    """Let another source tell of the visit as well."""
    tables = worlds.copy()
    tables["citations"][1]["chain"] = "S003"
    return tables


def test_each_first_voice_has_a_row_with_its_records_most_first(world):
    told = origins.heard(world, world.article)
    assert [(v.voice, v.records) for v in told] == [
        ("A004", ["E001", "R001"]),
        ("S001", ["E002", "R002"]),
        ("A001", ["E003"]),
    ]


def test_a_chain_leads_from_the_text_to_the_first_voice(found):
    assert found["A004"].chain == ["S001", "S002", "A004"]
    assert found["S001"].chain == ["S001"]


def test_a_page_that_relays_the_same_paper_adds_no_voice(found):
    assert found["A004"].alone == found["A004"].records == ["E001", "R001"]


def test_outside_voices_take_a_record_from_the_one_alone(tmp_path):
    tables = worlds.copy()
    tables["citations"][1]["chain"] = "S003"
    case = cases.load(worlds.write(tmp_path / "w", tables))
    told = {v.voice: v for v in origins.heard(case, case.article)}
    assert told["A004"].alone == ["R001"]


def test_the_two_counts_of_a_voice_are_told_apart(tmp_path):
    case = cases.load(worlds.write(tmp_path / "w", also_outside()))
    (one,) = [v for v in origins.heard(case, case.article) if v.voice == "A004"]
    assert (one.own, one.alone) == (["E001", "R001"], ["R001"])
    chart = drawn(case)
    assert [panel.name for panel in chart.axis.panels] == [
        "by the article alone", "with other sources"
    ]  # fmt: skip
    row = rows(chart)["voice-A004"]
    assert bars(row, chart) == ([(0, 2), (1, 1)], ["2", "1 of 2"])
    assert row.note == "through “The report”"
    assert row.evidence == "2 records"
    assert row.words == (
        "Envoy Nor; through “The report”; 2 records, 2 on it alone by the article, 1"
        " with other sources"
    )


def test_a_count_of_none_has_no_dark_bar(tmp_path):
    tables = worlds.copy()
    tables["citations"] += [
        row | {"source_id": "S003", "locator": "", "chain": "S003"}
        for row in tables["citations"]
        if row["record_id"] == "E003"
    ]
    chart = drawn(cases.load(worlds.write(tmp_path / "w", tables)))
    ends, told = bars(rows(chart)["voice-A001"], chart)
    assert (ends, told) == ([(0, 1)], ["1", "0 of 1"])
    assert "another origin is found too" in [one.words for one in chart.legend]


def test_what_the_article_has_of_two_voices_rests_on_neither_alone(tmp_path):
    tables = worlds.copy()
    tables["citations"].append(
        {"record_id": "E003", "source_id": "S001", "locator": "P4",
         "stance": "supports", "chain": "S001<A003"}
    )  # fmt: skip
    chart = drawn(cases.load(worlds.write(tmp_path / "w", tables)))
    for voice in ("voice-A003", "voice-A001"):
        assert bars(rows(chart)[voice], chart) == ([], ["0 of 1", "0 of 1"])


@pytest.mark.parametrize("name", ["daesh-k-2021", "large", "coding"])
def test_bars_add_up_to_what_rests_on_one_voice(tmp_path, name):
    one = rowed.shown(tmp_path, "crowd" if name == "large" else name)
    source = said.read_by(one.case, one.view)
    ours, wider = said.support(one.case, source), said.support(one.case)
    wider = wider[wider.record_id.isin(ours.record_id)]
    found = origins.heard(one.case, source)
    assert sum(len(v.own) for v in found) == sum(map(len, ours.voices[
        ours.voices.map(len) == 1]))  # fmt: skip
    for voice in found:
        still = {r.record_id for r in wider.itertuples() if r.voices == [voice.voice]}
        assert set(voice.alone) == still & set(voice.records) <= set(voice.own)


def test_a_voice_without_a_name_is_outlined_and_called_unnamed(tmp_path):
    chart = drawn(cases.load(worlds.write(tmp_path / "w", without_a_name())))
    fills = {record: {s.fill for s in row.shapes if s.kind == "box"}
             for record, row in rows(chart).items()}  # fmt: skip
    assert fills == {"voice-A004": {"ground"}, "voice-S001": {"ink"},
                     "voice-A001": {"ink"}}  # fmt: skip
    assert rows(chart)["voice-A004"].label == "Envoy Nor (unnamed)"
    assert [sample.words for sample in chart.legend] == [
        "rests on this origin alone", "the same, the origin unnamed"
    ]  # fmt: skip


def test_a_coding_has_one_count(tmp_path):
    chart = drawn(cases.load(worlds.write(tmp_path / "w", worlds.coding())))
    assert [panel.name for panel in chart.axis.panels] == ["on it alone"]
    assert all(len(bars(row, chart)[1]) == 1 for row in rows(chart).values())
    assert "article" not in f"{chart.title} {chart.alt} {chart.foot}"


def test_a_long_tail_opens_on_request_and_is_told(tmp_path):
    case = cases.load(worlds.write(tmp_path / "w", worlds.related(40, 120)))
    chart = drawn(case)
    (group,) = chart.groups
    assert len(group.rows) == origins.MOST and len(group.more) > 10
    told = r"\w+ more origins, each with at most \w+ records?, are in the list\."
    assert re.fullmatch(told, chart.foot)
    assert prose.spelled(len(group.more), "more origin") in chart.foot.casefold()
    every = [len(v.own) for v in origins.heard(case, case.article)]
    assert every == sorted(every, reverse=True)


@pytest.mark.parametrize("name", rowed.SOME)
def test_no_words_meet_or_leave_the_picture(tmp_path, name):
    chart = origins.chart(rowed.shown(tmp_path, name))
    rowed.check(chart)
    assert not any(s.dash for s in chart.laid[0])  # kept for uncertain dates


@pytest.mark.parametrize("name", rowed.SOME)
def test_every_row_opens_its_place_in_the_list(tmp_path, name):
    one = rowed.shown(tmp_path, name)
    html = origins.listing(one).html
    for record, row in rows(origins.chart(one)).items():
        assert f'id="{record}"' in html and row.words


def test_the_table_counts_what_records_rest_on(world):
    told = origins.sureness(Shown(world, View()))
    assert list(told.columns) == ["by the article alone", "with other sources"]
    assert list(told["by the article alone"]) == [5, 0, 2, 0, 5]
    assert told.loc["several pages, one source", "with other sources"] == 1


def test_without_the_articles_layer_all_sources_are_read(world):
    asked = View(layers=["context"])
    assert origins.said.read_by(world, asked) == ""
    shown = Shown(world, asked)
    assert list(origins.sureness(shown).columns) == ["as coded"]
    assert "article" not in origins.chart(shown).title


def test_the_title_says_what_rests_on_the_authors_word_and_on_no_name(tmp_path):
    tables = worlds.copy()
    tables["actors"][3]["anonymous"] = "yes"
    case = cases.load(worlds.write(tmp_path / "w", tables))
    assert origins.chart(Shown(case, View())).title == (
        "2 of 5 records of the article rest on its own word alone; with other sources,"
        " 2 still do; 2 rest only on unnamed sources"
    )
    asked = View(actors=["A004"])
    assert origins.chart(Shown(select.view(case, asked), asked)).title == (
        "None of 2 records of the article in this view rests on its own word alone; 2"
        " rest only on unnamed sources"
    )


def test_which_records_rest_on_what_is_listed(tmp_path):
    tables = worlds.copy()
    tables["actors"][3]["anonymous"] = "yes"
    html = origins.listing(
        Shown(cases.load(worlds.write(tmp_path / "w", tables)), View())
    ).html
    for kind in ("single", "anonymous", "own_word", "copies"):
        assert f'id="rests-{kind}"' in html
    (copies,) = re.findall(r'id="rests-copies".*?</ul>', html)
    assert re.findall(r'href="#(.\d+)"', copies) == ["E001"]


def test_the_list_has_each_voice_with_its_records_and_whoever_is_never_heard(world):
    html = origins.listing(Shown(world, View())).html
    assert 'id="voice-A004"' in html and 'href="#E001"' in html
    assert "Discussed, never quoted (1)" in html and 'id="unheard-A002"' in html
