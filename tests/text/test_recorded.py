"""What a finding is in words, and what may be recorded."""

import re

import nbformat
import numpy as np
import pytest

from helpers import paths
from helpers.case import cases
from helpers.compare import findings
from helpers.compare.findings import Finding, FindingError
from helpers.text import recorded as words
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.compare.outcomes import counted


@pytest.mark.parametrize("value", [3, 0.5, "three", True, None, np.int64(3)])
def test_a_number_a_word_and_a_yes_or_no_are_recorded(value):
    (found,) = words.record("single_voice_records", value)
    assert found.value == value and not isinstance(found.value, np.generic)


@pytest.mark.parametrize(
    "name, value, sentence",
    [
        ("Single Voice", 1, "name cannot be 'Single Voice'. Allowed: lower-case"),
        ("", 1, "name cannot be ''"),
        ("n", [1], r"value cannot be \[1\]. Allowed: a finite number"),
        ("n", float("nan"), "value cannot be nan"),
        ("n", float("inf"), "value cannot be inf"),
    ],
)
def test_what_is_no_finding_is_refused_in_one_sentence(name, value, sentence):
    with pytest.raises(FindingError, match=sentence):
        words.record(name, value)


def test_what_a_cell_shows_is_inert_and_told_in_words():
    shown = words.record("n", "<b>2</b>", "<i>how many</i>")._repr_mimebundle_()
    assert "<b>" not in shown["text/html"] and "<i>" not in shown["text/html"]
    assert shown["text/plain"] == "n: <b>2</b>"
    assert words.Recorded([])._repr_mimebundle_()["text/plain"] == "no finding"


def test_every_chapter_records_exactly_what_its_view_comes_to(default_view):
    shown = Shown(default_view, View())
    recorded = [
        found
        for path in paths.chapters()
        for found in findings.read(nbformat.read(path, as_version=4))
    ]
    assert recorded == list(words.worded(shown, findings.of(shown)))


def test_what_a_run_has_recorded_is_a_frame_with_a_row_for_each(default_view):
    shown = Shown(default_view, View())
    frame = words.read(paths.NOTEBOOKS / "04-balance.ipynb")
    assert frame.columns.tolist() == ["name", "value", "about", "items"]
    found = words.worded(shown, findings.balancing(shown))
    assert frame.to_dict("records") == [dict(one) for one in found]


def test_no_finding_speaks_of_an_article_where_there_is_none(tmp_path):
    tables = worlds.copy()
    tables["sources"][0]["role"] = "outside"
    shown = Shown.of(worlds.small(tmp_path, tables), View())
    told = {f.name: f.about for f in words.worded(shown, findings.of(shown))}
    assert not {"left_out", "own_word_records"} & set(told)
    assert "the article" not in told["windows"] + told["first_voices"]


ASKED = {
    "as it is": {},
    "by the article": {"dates": "article"},
    "outside alone": {"layers": ["context"]},
    "the article alone": {"layers": ["article"]},
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("name", cases.names())
def test_what_each_finding_is_reads_unlike_any_other(name, asked):
    shown = Shown.of(cases.load(name), View(case=name, **asked))
    told = {one.name: words.about(shown, one.name) for one in findings.of(shown)}
    assert len({*told.values()}) == len(told)
    for one, sentence in told.items():
        assert re.fullmatch(r"[A-Z][^{}\n]+[^{}\n.]", sentence), one
        assert "  " not in sentence and " ," not in sentence, one


def test_every_finding_of_a_view_and_no_other_has_words(daesh_k):
    both = [daesh_k, cases.load("burma-2021")]  # the two cooperate, or do not
    found = [one.name for case in both for one in findings.of(Shown.of(case, View()))]
    assert {*found} == set(words.ABOUT)


def test_what_a_finding_is_tells_of_the_case_and_the_view(tmp_path):
    tables = worlds.copy()
    tables["relations"][0]["against"] = "A003"
    case = worlds.small(tmp_path, tables, focus=["A001", "A002", "A003"])
    both, alone = (words.about(Shown.of(case, View(**asked)), "episodes_against")
                   for asked in ({}, {"dates": "article"}))  # fmt: skip
    told = "Episodes of Northland-Southland cooperation said to be against The Gazette"
    assert both == f"{told}, other sources included"
    assert alone == f"{told}, by the article alone"


def test_a_finding_that_is_not_ours_or_says_what_it_is_keeps_its_own(world):
    own = [
        Finding(name="letters", value=3, about="letters of the memory"),
        Finding(name="events", value=5, about="Events, as I count them"),
        Finding(name="unheard_of", value=1),
    ]
    assert words.worded(Shown(world, View()), own) == own


def test_a_finding_that_does_not_say_what_it_is_is_told(world):
    bare = counted("events", "E001", "E002")
    (told,) = words.worded(Shown(world, View()), [bare])
    assert told.about == "Events shown"
    assert told.model_copy(update={"about": ""}) == bare


def test_each_chapter_records_its_part_and_together_they_record_all(daesh_k):
    shown = Shown.of(daesh_k, View())
    parts = (words.dating, words.standing, words.balancing, words.sourcing)
    recorded = [found for part in parts for found in part(shown)]
    every = words.worded(shown, findings.of(shown))
    assert sorted(recorded, key=str) == sorted(every, key=str)
