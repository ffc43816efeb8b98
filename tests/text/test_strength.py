"""How firmly a thesis is put: which words, in which order, and how they are told."""

import pytest

from helpers.case import cases
from helpers.text import strength
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.charts.test_argument import cited, claim, made


def put(folder, *said, role="thesis"):
    """Let an article put a claim in these words, a paragraph each."""
    told = [cited("C001", f"P{n}", word) for n, word in enumerate(said, 1)]
    return Shown(made(folder, [claim("C001", role)], told), View())


def words(one):
    return [(w.place, w.strength) for w in strength.words(one)]


@pytest.mark.parametrize(
    ("word", "step"),
    [
        ("could", "possible"), ("Likely", "likely"), ("will probably", "likely"),
        ("safe to assume", "taken as sure"), ("may be certain", "possible"),
        ("unlikely", "another word"), ("not likely", "another word"),
        ("cannot", "another word"), ("won't", "another word"),
        ("threat", "another word"), ("willing", "another word"),
        ("canny", "another word"),
    ],
)  # fmt: skip
def test_a_word_is_as_firm_as_the_table_has_it_and_else_not_ranked(word, step):
    assert strength.step(word) == step


def test_words_go_by_the_number_of_a_paragraph_not_by_its_letters(tmp_path):
    told = [cited("C001", "P10", "may"), cited("C001", "P9", "will"),
            cited("C001", "P2;P3", "can")]  # fmt: skip
    one = Shown(made(tmp_path, [claim("C001", "thesis")], told), View())
    assert words(one) == [("P2", "can"), ("P3", "can"), ("P9", "will"), ("P10", "may")]


def test_only_the_articles_own_words_for_the_thesis_are_listed(tmp_path):
    told = [
        cited("C001", "P1", "may"), cited("C002", "P2", "must"),
        cited("C001", "", "will", source_id="S003", chain="S003"),
        cited("C001", "P3", "never", stance="disputes"),
    ]  # fmt: skip
    case = made(tmp_path, [claim("C001", "thesis"), claim("C002")], told)
    assert words(Shown(case, View())) == [("P1", "may")]


def test_a_paragraph_that_has_a_word_is_not_said_to_have_none(tmp_path):
    told = [cited("C001", "P1"), cited("C001", "P1", "may"), cited("C001", "P2"),
            cited("C001", "P2", chain="S001<A004")]  # fmt: skip
    one = Shown(made(tmp_path, [claim("C001", "thesis")], told), View())
    assert words(one) == [("P1", "may"), ("P2", ""), ("P2", "")]


def ahead(tables, *said):
    """Let the article put that the two may work together (R002) in these words too."""
    tables["citations"] += [
        cited("R002", place, word, **more) for place, word, more in said
    ]
    return tables


def test_the_same_prospect_put_elsewhere_counts_by_whomever_it_is_put(tmp_path):
    tables = worlds.copy()
    tables["claims"] = [claim("C001", "thesis"), claim("Q001", "question")]
    tables["citations"] += [cited("C001", "P5", "could"), cited("Q001", "P8", "should")]
    ahead(tables, ("P7", "likely", {"chain": "S001<A004"}), ("P8", "should", {}))
    case = cases.load(worlds.write(tmp_path / "w", tables))
    found = strength.words(Shown(case, View()))
    assert [(w.place, w.strength, w.step, w.voice, w.record) for w in found] == [
        ("P5", "could", "possible", "S001", "C001"),
        ("P7", "likely", "likely", "A004", "R002"),
        ("P8", "should", "a question", "S001", "R002"),
    ]  # fmt: skip
    other = [row | {"strength": "may"} if row["record_id"] == "C001" else row
             for row in tables["citations"]]  # fmt: skip
    case = cases.load(worlds.write(tmp_path / "v", tables | {"citations": other}))
    assert words(Shown(case, View())) == [("P5", "may")]


def test_what_a_word_refers_to_is_noted_once_for_all_that_is_so_put(daesh_k):
    notes = {w.place: w.note for w in strength.words(Shown(daesh_k, View())) if w.note}
    assert notes == {"P10": "That it is taken more seriously, no more.",
                     "P22": "That the option stays."}  # fmt: skip


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (["may"], "the thesis never goes beyond “may”"),
        (["may", "could", "could"], "the thesis never goes beyond “could”"),
        (["may", "likely", ""], "the thesis never goes beyond “likely”"),
        (["will"], "the thesis is “will”"),
        (["will", "will"], "the thesis is “will” throughout"),
        (["will", "will", ""], "the thesis is “will”"),
        (["may", "will"], "the thesis moves from “may” to “will”"),
        (["may", "will", "may"], "the thesis moves from “may” to “will” and back"),
        (["a", "b", "c"], "the thesis moves from “a” to “b”, then “c”"),
        (["a", "b", "a", "b"], "the thesis moves from “a” to “b”, then “a”, then “b”"),
        (list("abcde"),
         "the thesis moves from “a” to “b”, then “c”, then “d”, and on"),
        (["n" * 300], f"the thesis is “{'n' * 29}…”"),
        ([""], ""),
    ],
)  # fmt: skip
def test_the_finding_says_how_the_thesis_is_put(tmp_path, said, title):
    one = put(tmp_path, *said)
    assert strength.finding(one, strength.words(one)) == title


def test_one_firmer_word_of_a_smaller_claim_is_named_as_such(tmp_path):
    told = [cited("C001", "P1", "may"),
            cited("C001", "P2", "will", note="That they met.")]  # fmt: skip
    one = Shown(made(tmp_path, [claim("C001", "thesis")], told), View())
    assert strength.finding(one, strength.words(one)) == (
        "the thesis never goes beyond “may”; “will” (P2) concerns a smaller claim"
    )


def test_a_claim_rests_on_what_is_put_in_its_paragraph_by_its_voices_in_its_word(
    tmp_path,
):
    claims = [claim("C001", "thesis"), claim("C002"), claim("C003"), claim("C004")]
    told = [cited("C002", "P2", chain="S001<S002<A004"), cited("C003", "P2"),
            cited("C004", "P5", "could")]  # fmt: skip
    case = made(tmp_path, claims, told)
    rests = {c: [r[1] for r in strength.rests_on(case, c)]
             for c in ("C001", "C002", "C003", "C004")}  # fmt: skip
    assert rests == {"C001": [], "C002": ["E001", "R001"], "C003": [],
                     "C004": ["R002"]}  # fmt: skip
