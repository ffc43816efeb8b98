"""Which way the verbs around a place point."""

import pytest

from helpers.propose import article, context


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
    assert context.direction(line, (0, len(text)), at) == lean
