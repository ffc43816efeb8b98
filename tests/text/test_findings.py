"""What a finding is in words, and what may be recorded."""

import nbformat
import numpy as np
import pytest

from helpers import paths
from helpers.compare import findings
from helpers.compare.findings import FindingError
from helpers.text import findings as wording
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds


@pytest.mark.parametrize("value", [3, 0.5, "three", True, None, np.int64(3)])
def test_a_number_a_word_and_a_yes_or_no_are_recorded(value):
    (found,) = wording.record("single_voice_records", value)
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
        wording.record(name, value)


def test_what_a_cell_shows_is_inert_and_told_in_words():
    shown = wording.record("n", "<b>2</b>", "<i>how many</i>")._repr_mimebundle_()
    assert "<b>" not in shown["text/html"] and "<i>" not in shown["text/html"]
    assert shown["text/plain"] == "n: <b>2</b>"
    assert wording.Recorded()._repr_mimebundle_()["text/plain"] == "no finding"


def test_every_chapter_records_exactly_what_its_view_comes_to(default_view):
    shown = Shown(default_view, View())
    recorded = [
        found
        for path in paths.chapters()
        for found in findings.read(nbformat.read(path, as_version=4))
    ]
    assert recorded == list(wording.worded(shown, findings.of(shown)))


def test_no_finding_speaks_of_an_article_where_there_is_none(tmp_path):
    tables = worlds.copy()
    tables["sources"][0]["role"] = "outside"
    shown = Shown.of(worlds.small(tmp_path, tables), View())
    told = {f.name: f.about for f in wording.worded(shown, findings.of(shown))}
    assert not {"left_out", "own_word_records"} & set(told)
    assert "the article" not in told["windows"] + told["first_voices"]
