"""The chart of voices: chains, what rests on whom alone, and who has no name."""

import re

import pytest

from helpers import theme
from helpers.case import cases
from helpers.charts import voices
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds


@pytest.fixture
def found(world):
    return {v.voice: v for v in voices.heard(world, world.article)}


def laid(case, width=theme.WIDE):
    return voices.layout(Shown(case, View()), width).shapes


def test_each_first_voice_has_a_row_with_its_records_most_first(world):
    told = voices.heard(world, world.article)
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
    told = {v.voice: v for v in voices.heard(case, case.article)}
    assert told["A004"].alone == ["R001"]


def test_a_voice_that_is_never_alone_is_told_without_two_negatives(tmp_path):
    tables = worlds.copy()
    tables["citations"] += [
        row | {"source_id": "S003", "locator": "", "chain": "S003"}
        for row in tables["citations"]
        if row["record_id"] == "E003"
    ]
    case = cases.load(worlds.write(tmp_path / "w", tables))
    assert "1 record, another origin for each" in set(laid(case).text)


def test_the_filled_part_of_a_bar_is_what_rests_on_the_voice_alone(tmp_path):
    tables = worlds.copy()
    tables["citations"][1]["chain"] = "S003"
    shapes = laid(cases.load(worlds.write(tmp_path / "w", tables)))
    bars = [s for s in shapes.itertuples() if s.role == "bar"]
    full = [s for s in shapes.itertuples() if s.role == "alone"]
    first = max(bars, key=lambda s: s.x1 - s.x0)
    (part,) = [s for s in full if s.y0 == first.y0]
    assert (part.x1 - part.x0) / (first.x1 - first.x0) == pytest.approx(0.5)


@pytest.mark.parametrize("width", [theme.WIDE, theme.NARROW])
def test_a_voice_without_a_name_is_hollow_and_called_unnamed(tmp_path, width):
    tables = worlds.copy()
    tables["actors"][3]["anonymous"] = "yes"
    shapes = laid(cases.load(worlds.write(tmp_path / "w", tables)), width)
    hollow = [
        s for s in shapes.itertuples() if s.role == "voice" and s.fill == "ground"
    ]
    assert len(hollow) == 1
    assert "(unnamed)" in " ".join(s.text for s in shapes.itertuples())


def test_the_table_counts_what_records_rest_on(world):
    told = voices.sureness(Shown(world, View()))
    assert list(told.columns) == ["by the article alone", "with other sources"]
    assert list(told["by the article alone"]) == [5, 0, 2, 0, 5]
    assert told.loc["several pages, one source", "with other sources"] == 1


def test_without_the_articles_layer_all_sources_are_read(world):
    asked = View(layers=["context"])
    assert voices.said.read_by(world, asked) == ""
    shown = Shown(world, asked)
    assert list(voices.sureness(shown).columns) == ["as coded"]
    assert "article" not in voices.chart(shown).title


def test_the_title_says_what_rests_on_the_authors_word_and_on_no_name(tmp_path):
    tables = worlds.copy()
    tables["actors"][3]["anonymous"] = "yes"
    case = cases.load(worlds.write(tmp_path / "w", tables))
    assert voices.chart(Shown(case, View())).title == (
        "2 of 5 records of the article rest on no voice but its own; 2 rest only on"
        " unnamed sources"
    )
    asked = View(actors=["A004"])
    assert voices.chart(Shown(select.view(case, asked), asked)).title == (
        "None of 2 records of the article rests on its own voice alone; 2 rest only on"
        " unnamed sources"
    )


def test_which_records_rest_on_what_is_listed(tmp_path):
    tables = worlds.copy()
    tables["actors"][3]["anonymous"] = "yes"
    html = voices.listing(
        Shown(cases.load(worlds.write(tmp_path / "w", tables)), View())
    ).html
    for kind in ("single", "anonymous", "own_word", "copies"):
        assert f'id="rests-{kind}"' in html
    (copies,) = re.findall(r'id="rests-copies".*?</ul>', html)
    assert re.findall(r'href="#(.\d+)"', copies) == ["E001"]


def test_the_list_has_each_voice_with_its_records_and_whoever_is_never_heard(world):
    html = voices.listing(Shown(world, View())).html
    assert 'id="voice-A004"' in html and 'href="#E001"' in html
    assert "Discussed, never quoted (1)" in html and 'id="unheard-A002"' in html
