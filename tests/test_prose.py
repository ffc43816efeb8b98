"""Counts agree with their nouns, and prose is text whatever is in it."""

import pytest

from helpers import prose


@pytest.mark.parametrize(
    "n, told", [(0, "0 acts"), (1, "1 act"), (2, "2 acts"), (12, "12 acts")]
)
def test_a_count_agrees_with_its_noun(n, told):
    assert prose.count(n, "act") == told


def test_a_noun_may_have_a_plural_of_its_own():
    assert prose.count(2, "body", "bodies") == "2 bodies"
    assert prose.count(1, "body", "bodies") == "1 body"


@pytest.mark.parametrize("n, told", [(0, "no"), (1, "one"), (12, "twelve"), (13, "13")])
def test_numbers_up_to_twelve_are_spelled(n, told):
    assert prose.spelled(n) == told


def test_a_sentence_begins_with_a_capital_and_keeps_the_rest():
    assert prose.upper_first("the US") == "The US"
    assert prose.upper_first("") == ""


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)>", "</p><script>", "&"])
def test_prose_is_text_whatever_is_in_it(text):
    bundle = prose.Prose(text)._repr_mimebundle_()
    assert bundle["text/plain"] == str(prose.Prose(text)) == text
    inner = bundle["text/html"].removeprefix('<p class="reading">').removesuffix("</p>")
    assert "<" not in inner and ">" not in inner


def test_blank_prose_makes_no_paragraph():
    assert prose.Prose("")._repr_mimebundle_() == {"text/plain": "", "text/html": ""}
    two = prose.Prose("One.\n\nTwo.")._repr_mimebundle_()["text/html"]
    assert two == '<p class="reading">One.</p><p class="reading">Two.</p>'


def test_words_of_prose_may_lead_to_a_place_and_stay_text():
    told = prose.Prose(
        "Without <b>, two acts & more.\nTwo.", (prose.Link("two acts &", "v-1"),)
    )
    assert str(told) == "Without <b>, two acts & more.\nTwo."
    assert told._repr_mimebundle_()["text/html"] == (
        '<p class="reading">Without &lt;b&gt;, <a href="#v-1">two acts &amp;</a> more.'
        '</p><p class="reading">Two.</p>'
    )
