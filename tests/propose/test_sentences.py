"""Where sentences end."""

from helpers.propose import sentences


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
