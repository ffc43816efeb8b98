"""A reader's stars and notes: kept whole, refused in a sentence, shown as text."""

import pytest

from helpers.page import notes
from helpers.page.notes import NoteError
from tests import pages, worlds
from tests.browsing import Visit


@pytest.fixture
def file(tmp_path):
    return tmp_path / "reports" / "notes.yaml"


def test_a_note_is_kept_and_read_as_it_was(world, file):
    told = "Two lines,\nand: a 'quote', # no comment, é"
    made = notes.keep(file, world, "E001", True, told)
    assert notes.read(file, world) == made
    assert (made["E001"]["star"], made["E001"]["text"]) == (True, told)
    assert made["E001"]["when"]


def test_what_is_there_stays_beside_a_new_note_and_an_empty_one_goes(world, file):
    notes.keep(file, world, "E001", True, "")
    notes.keep(file, world, "R001", False, "second")
    assert list(notes.read(file, world)) == ["E001", "R001"]
    notes.keep(file, world, "E001", False, "  ")
    assert list(notes.read(file, world)) == ["R001"]
    assert notes.keep(file, world, "R001", False, "") == {}
    assert notes.read(file, world) == {} and not list(file.parent.glob(".*"))


@pytest.mark.parametrize(
    "record, star, text, told",
    [
        ("E999", True, "", "'E999' is no record of"),
        (None, True, "", "'None' is no record of"),
        (["E001"], True, "", "is no record of"),
        ("E001", "yes", "", "The star of E001 is true or false"),
        ("E001", True, 3, "its text is text"),
        ("E001", True, None, "its text is text"),
        ("E001", False, "x" * 2001, "has 2001 letters; 2000 are the most."),
        ("E001", False, "a\x00b", "holds U+0000; remove it."),
        ("E001", False, "a\x1b[2J", "holds U+001B; remove it."),
        ("E001", False, "half \ud800", "holds U+D800; remove it."),
    ],
)
def test_what_is_no_note_is_a_sentence_and_nothing_is_lost(
    world, file, record, star, text, told
):
    notes.keep(file, world, "E002", True, "mine")
    before = file.read_bytes()
    with pytest.raises(NoteError) as refused:
        notes.keep(file, world, record, star, text)
    assert told in str(refused.value) and "\n" not in str(refused.value)
    assert str(refused.value).endswith((".", "?"))
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "text, told",
    [
        ("E999: {star: true}", "notes.yaml: 'E999' is no record of"),
        ("E001: mine", "notes.yaml: what it says of E001 is no note; write"),
        ("E001: {starred: true}", "is no note"),
        ("E001: {text: 3}", "its text is text"),
        ("- E001", "holds no parameters"),
        ("E001: {star: true", "is no YAML"),
        ("E001: !!python/object:os.system {}", "tag"),
    ],
)
def test_a_file_that_holds_something_else_is_refused_and_stays(world, file, text, told):
    file.parent.mkdir()
    file.write_text(text)
    for does in (lambda: notes.read(file, world),
                 lambda: notes.keep(file, world, "E001", True, "")):  # fmt: skip
        with pytest.raises(NoteError, match="^[^\n]*$") as refused:
            does()
        assert told in str(refused.value)
    assert file.read_text() == text


def test_no_more_are_kept_than_can_be_read(world, file, monkeypatch):
    monkeypatch.setattr(notes, "MOST", 1)
    notes.keep(file, world, "E001", True, "")
    with pytest.raises(NoteError, match="1 records are noted, and no more can be"):
        notes.keep(file, world, "E002", True, "")
    notes.keep(file, world, "E001", False, "again")


# ---- in the report -------------------------------------------------------------------


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    """Make the page of a small world with notes, one of them harmful."""
    folder = tmp_path_factory.mktemp("noted")
    case = worlds.write(folder / "small")
    noted = {"E001": {"star": True, "text": "<img src=x onerror=alert(1)> mine",
                      "when": "2021-09-11 08:00"}}  # fmt: skip
    made = pages.without_kernel(case, folder / "index.html", noted=noted)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Visit(context, made.as_uri()).drawn()
    context.close()


@pytest.mark.central
@pytest.mark.browser
def test_a_card_shows_its_note_as_text_and_nothing_to_write(page):
    page.page.locator("#figure-01-timeline [data-record='E001']").first.click()
    told = page.page.locator("#evidence .note")
    assert told.inner_text().startswith("\N{BLACK STAR} <img src=x")
    assert told.inner_text().endswith("a reader’s note, 2021-09-11 08:00")
    assert page.page.locator("#evidence :is(textarea, img)").count() == 0
    assert page.dialogs == [] and page.told == []
    assert page.page.locator("li.starred").count() == 1
    page.page.keyboard.press("Escape")


@pytest.mark.browser
def test_a_record_without_a_note_says_nothing_of_notes(page):
    page.page.locator("#figure-01-timeline [data-record='E002']").first.click()
    assert page.page.locator("#evidence .note").count() == 0
    page.page.keyboard.press("Escape")
