import base64
import io
import re

import pytest
from fontTools.ttLib import TTFont
from matplotlib.ft2font import FT2Font

from helpers.case import cases
from helpers.draw import letters
from tests import pages

OURS = "Konar, 26 Aug. – “één”"


@pytest.mark.parametrize("face", letters.FACES)
def test_a_face_is_where_matplotlib_can_read_it(face):
    font = FT2Font(letters.file(*face))
    weight = letters.WEIGHTS[face[1]]
    assert (font.family_name, font.style_name) in [
        (face[0], weight),
        (f"{face[0]} {weight}", "Regular"),
    ]


@pytest.mark.parametrize("face", letters.FACES)
def test_a_face_is_cut_to_the_letters_that_are_asked_for(face):
    font = TTFont(io.BytesIO(letters.subset(*face, OURS)))
    assert set(map(chr, font.getBestCmap())) == set(OURS)
    whole = TTFont(letters.file(*face))
    for letter in set(OURS):
        name, own = whole.getBestCmap()[ord(letter)], font.getBestCmap()[ord(letter)]
        assert font["hmtx"][own] == whole["hmtx"][name], "no letter changes its width"


@pytest.mark.parametrize("face", letters.FACES)
def test_the_same_letters_give_the_same_bytes_in_any_order(face):
    first = letters.subset(*face, OURS)
    letters._cut.cache_clear()
    assert letters.subset(*face, OURS[::-1] * 2) == first
    font = TTFont(io.BytesIO(first))
    assert font["head"].modified == TTFont(letters.file(*face))["head"].modified


def test_a_cut_face_keeps_its_copyright_and_its_licence():
    for face in letters.FACES:
        names = TTFont(io.BytesIO(letters.subset(*face, OURS)))["name"]
        assert "Adobe" in names.getDebugName(0)
        assert "SIL Open Font License" in names.getDebugName(13)


def test_what_is_beyond_plain_letters_is_found_wherever_it_stands():
    plain = "".join(map(chr, range(0x20, 0x7F)))
    assert letters.beyond(plain) == set() == letters.beyond("")
    others = {"\n", "\x7f", "é", "ک", "\u2028", "\U0001f600"}
    assert letters.beyond(plain.join(["", *others, ""])) == others


def test_letters_of_another_script_are_left_to_other_fonts():
    font = TTFont(io.BytesIO(letters.subset(letters.SANS, 400, "aعש漢")))
    assert set(map(chr, font.getBestCmap())) == {"a"}


def test_the_style_sheet_holds_four_faces_in_little():
    sheet = letters.css("é")
    found = re.findall(r'font-family:"(.*?)";font-weight:(\d+)', sheet)
    assert [(family, int(weight)) for family, weight in found] == letters.FACES
    assert "http" not in sheet
    held = [base64.b64decode(font) for font in re.findall(r"base64,([^\"]+)", sheet)]
    assert sum(map(len, held)) < 60_000
    for font in held:
        assert {ord("é"), ord("~")} <= set(TTFont(io.BytesIO(font)).getBestCmap())


def test_letters_that_a_face_lacks_ask_for_no_cut_of_their_own():
    letters.css("")
    before = letters._cut.cache_info().misses
    letters.css("\nעש漢")
    assert letters._cut.cache_info().misses == before


@pytest.mark.parametrize("name", ["daesh-k-2021", "great-war-1872-1907"])
def test_the_pages_of_our_cases_share_one_cut(name, tmp_path):
    page = pages.without_kernel(cases.find(name), tmp_path / "index.html").read_text()
    letters.css("")
    before = letters._cut.cache_info().misses
    letters.css(re.sub(r"base64,[^\")]+", "", page))
    assert letters._cut.cache_info().misses == before


@pytest.mark.slow
def test_the_cut_that_most_pages_share_is_kept_and_is_what_would_be_cut(
    monkeypatch, tmp_path
):
    monkeypatch.setattr("helpers.paths.CACHE", tmp_path)
    letters._cut.cache_clear()
    cut = letters.css("")
    kept = sorted((tmp_path / "faces").iterdir())
    assert len(kept) == len(letters.FACES)
    letters._cut.cache_clear()
    with monkeypatch.context() as patch:  # nothing is cut a second time
        patch.setattr(letters, "_subset", None)
        assert letters.css("") == cut
    assert letters.css("Š") != cut  # which few pages need: it is cut and not kept
    assert sorted((tmp_path / "faces").iterdir()) == kept
    letters._cut.cache_clear()


@pytest.mark.slow
def test_where_nothing_may_be_written_the_faces_are_cut_each_time(
    monkeypatch, tmp_path
):
    (tmp_path / "faces").write_text("no folder")
    before = letters.css("")
    monkeypatch.setattr("helpers.paths.CACHE", tmp_path)
    letters._cut.cache_clear()
    assert letters.css("") == before
    assert (tmp_path / "faces").read_text() == "no folder"


def test_a_text_breaks_into_lines_that_fit_and_lose_nothing():
    text = "The Council for the Restoration of the Regions"
    lines = letters.wrap(text, 120, 14)
    assert " ".join(lines) == text and len(lines) > 1
    assert all(letters.width(line, 14) <= 120 for line in lines)
    assert letters.wrap("", 120, 14) == []


def test_a_word_that_is_too_wide_is_broken_and_whole():
    word = "Donaudampfschifffahrtsgesellschaft"
    lines = letters.wrap(f"the {word} of", 100, 14)
    assert lines[0] == "the" and "".join(lines[1:]) == f"{word} of"
    assert all(letters.width(line, 14) <= 100 for line in lines)
    assert letters.wrap("ab", 1, 14) == ["a", "b"]
