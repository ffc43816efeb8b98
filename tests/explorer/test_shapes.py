import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.explorer import shapes
from helpers.explorer.sheet import Sheet
from tests.explorer import measure

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=80)
LABELS = ["Burns meets Baradar in Kabul", "WWWiii…", "Ærø, Kâbul", "11 September 2021"]


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("label", LABELS)
def test_a_text_is_about_as_wide_as_matplotlib_draws_it(label, bold):
    row = shapes.text(10, 20, label, 11.5, bold=bold)
    ((_, box),) = measure.texts(Sheet(shapes.frame([row]), 400, 40), times=1)
    measured = shapes.text_width(label, 11.5, bold)
    assert measured == pytest.approx(box.width, abs=5, rel=0.03)


@given(WORDS, st.floats(30, 400), st.booleans())
def test_a_shortened_text_fits_its_room(words, room, bold):
    kept = shapes.shorten(words, room, 11.5, bold)
    assert shapes.text_width(kept, 11.5, bold) <= room
    assert kept == words or kept.endswith("…")


@given(WORDS, st.floats(30, 400), st.integers(1, 6))
def test_wrapped_lines_fit_and_are_no_more_than_asked(words, room, lines):
    found = shapes.wrap(words, room, 11.5, lines)
    assert len(found) <= lines
    assert all(shapes.text_width(line, 11.5) <= room for line in found)


@given(st.lists(st.sampled_from(["a", "bridge", "falls", "in", "Kabul"]), max_size=30))
def test_wrapping_loses_no_word_where_the_lines_suffice(words):
    assert " ".join(shapes.wrap(" ".join(words), 60, 11.5, 99)).split() == words


LAID = st.text(st.sampled_from("AVTofilWy .,1—“”…é"), min_size=1, max_size=40)


@given(LAID, st.sampled_from([9, 12, 15, 19]), st.booleans())
def test_letters_measured_one_by_one_are_as_wide_as_the_text_laid_out(
    words, size, bold
):
    font, _ = shapes._font(bold)
    font.set_size(size, 72)
    font.set_text(words, 0.0)
    laid = font.get_width_height()[0] / 64  # of what is drawn: without outer blanks
    assert shapes.text_width(words, size, bold) >= laid - 2
    kept = words.strip(" .,")
    joined = kept.count("fi") + kept.count("ff")  # one glyph then, which is narrower
    font.set_text(kept, 0.0)
    laid = font.get_width_height()[0] / 64
    assert abs(shapes.text_width(kept, size, bold) - laid) <= 3 + 2 * joined


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked")
def test_a_forked_process_opens_the_font_for_itself():
    shapes.text_width("a new text", 12)
    assert shapes._font.cache_info().currsize
    child = os.fork()
    if not child:
        os._exit(shapes._font.cache_info().currsize)
    assert os.waitpid(child, 0)[1] == 0


def test_letters_outside_the_font_count_as_wide_as_they_are_high():
    assert shapes.text_width("漢字", 10) == pytest.approx(20, abs=0.1)


def test_a_frame_of_shapes_has_every_column_filled():
    laid = shapes.frame(
        [shapes.line(0, 0, 1, 1), shapes.disc(2, 3, 4), shapes.box(0, 0, 1, 1)]
    )
    assert list(laid.columns) == shapes.COLUMNS
    assert list(laid.opacity) == [1.0, 1.0, 1.0]
    assert list(laid.width) == [1.4, 1.4, 0]


def test_no_shapes_are_a_frame_too():
    assert shapes.frame([]).empty


def test_rows_are_what_pandas_lists_with_rounded_places():
    frame = shapes.frame([shapes.line(1, 2.25, 3.14159, 4), shapes.text(5, 6, "x", 11)])
    for row, other in zip(
        shapes.rows(frame), frame.itertuples(index=False), strict=True
    ):
        pairs = {n: (getattr(row, n), getattr(other, n)) for n in shapes.COLUMNS}
        assert all(a == b for n, (a, b) in pairs.items() if n not in shapes.PLACES)
        wanted = [round(pairs[n][1], 1) for n in shapes.PLACES]
        assert [pairs[n][0] for n in shapes.PLACES] == pytest.approx(
            wanted, nan_ok=True
        )
    assert shapes.rows(shapes.frame([])) == []


def test_a_word_that_is_too_wide_is_broken_behind_its_hyphens():
    room = shapes.text_width("Austria-Hung", 10)
    assert shapes.wrap("Austria-Hungary", room, 10) == ["Austria-", "Hungary"]
    assert shapes.wrap("Austria-Hungary", 500, 10) == ["Austria-Hungary"]
    assert shapes.wrap("A-B C", shapes.text_width("A-B", 10), 10) == ["A-B", "C"]
