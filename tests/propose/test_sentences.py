import pytest

from helpers.propose import article, sentences


def parts(text):
    return [text[low:high] for low, high in sentences.spans(text)]


def test_a_sentence_ends_at_a_point_and_not_behind_what_is_shortened():
    text = (
        'Lt. Col. Alcar left at 4 a.m. on Aug. 3. "We won." The U.S. lost! In 1974.'
        " Daesh-K. So"
    )
    assert parts(text) == [
        "Lt. Col. Alcar left at 4 a.m. on Aug. 3.", '"We won."', "The U.S. lost!",
        "In 1974.", "Daesh-K.", "So",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "lean"),
    [
        ("He will come on X.", 1), ("He came on X.", -1), ("It said he will come X", 1),
        ("He was due to speak X", 1), ("The need is plain X", 0),
        ("They must go, as was agreed in X", -1), ("They may have met in X", -1),
        ("They may have agreed in X", -1), ("On X, they will meet", 1),
    ],
)  # fmt: skip
def test_the_verb_before_a_place_says_whether_it_lies_ahead(text, lean):
    at = text.index("X")
    line = article.Line(1, text)
    assert sentences.direction(line, (0, len(text)), at) == lean
