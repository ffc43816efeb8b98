"""A second opinion by spaCy: tried with spaCy itself, and only where it is installed.

It is no requirement: with what it needs it takes 200 MB.
"""

import json
import sys

import pytest
from click.testing import CliRunner

from helpers.__main__ import main
from tests import worlds

TEXT = (
    "Kesi spoke last month. He left in the monsoon.\n"
    "Then peace came after the Salenian war, said Kesi. Peace\u00ad held.\n"
)


def run(*arguments):
    command = ["propose", *map(str, arguments), "--date", "2017-01-13"]
    return CliRunner().invoke(main, command)


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def pipeline(tmp_path):
    """Save a pipeline of rules, and one that names nothing."""
    spacy = pytest.importorskip(
        "spacy", reason="spaCy is not installed: --with is tried without it alone"
    )
    nlp = spacy.blank("en")
    nlp.to_disk(tmp_path / "bare")
    nlp.add_pipe("entity_ruler").add_patterns(
        [
            {"label": label, "pattern": pattern}
            for label, pattern in (
                ("PERSON", "Kesi"), ("ORG", "peace"), ("ORG", "Peace"),
                ("DATE", "last month"), ("DATE", "the monsoon"), ("CARDINAL", "Then"),
                ("EVENT", "the Salenian war"),
            )
        ]
    )  # fmt: skip
    nlp.to_disk(tmp_path / "ruler")
    return tmp_path / "ruler"


@pytest.mark.slow
def test_what_both_name_and_what_the_pipeline_alone_names_is_said(text, pipeline):
    plain = json.loads(run(text, "--json").stdout)
    rows = json.loads(run(text, "--json", "--with", f"spacy:{pipeline}").stdout)
    more = [row for row in rows if "ruler alone names it" in row["why"]]
    assert [(row["cue"], row["kind"], row["class"], row["value"]) for row in more] == [
        ("the monsoon", "date", "explicit", ""),
        ("peace", "actor", "name", "peace"),
        ("the Salenian war", "date", "event", ""),
    ]
    both = [row["cue"] for row in rows if row["why"].endswith("; ruler too")]
    assert both == ["Kesi", "last month"]
    same = [row | {"why": row["why"].removesuffix("; ruler too")} for row in rows]
    assert [row for row in same if row not in more] == plain


@pytest.mark.slow
def test_a_pipeline_that_names_nothing_or_cannot_be_loaded_is_said(text, pipeline):
    for given, told in (("bare", "names no entities"), ("none", "loads no pipeline")):
        done = run(text, "--with", f"spacy:{pipeline.parent / given}")
        assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
        assert told in done.stderr


def test_without_spacy_the_option_says_so_and_nothing_is_written(
    tmp_path, text, monkeypatch
):
    monkeypatch.setitem(sys.modules, "spacy", None)
    folder = worlds.write(tmp_path / "world")
    done = run(text, "--with", "spacy:en", "--case", folder)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "spaCy is not installed" in done.stderr and "pip install" in done.stderr
    assert not (folder / "proposals.csv").exists()
    assert run(text, "--case", folder).exit_code == 0


@pytest.mark.parametrize("given", ["en", "spacy:", "spacy: ", "Spacy:en"])
def test_another_second_opinion_is_wrong_usage(text, given):
    done = run(text, "--with", given)
    assert done.exit_code == 2 and "give spacy:" in done.stderr
