import textwrap
import unicodedata

import pytest

from helpers.propose import article
from tests.propose import measured


def written(tmp_path, content, name="article.txt"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_paragraph_is_a_line_that_shows_something(tmp_path):
    text = "\ufeffOne.\r\n\r\n \u00a0 \n\u00ad\u200b\n  Two here.  \nThree"
    lines = article.read(written(tmp_path, text))
    assert [(line.number, line.text) for line in lines] == [
        (1, "One."), (2, "Two here."), (3, "Three"),
    ]  # fmt: skip


@pytest.mark.parametrize("gap", ["\n\n", "\n \t\n\n"])
@pytest.mark.parametrize("width", [40, 72, 100])
@pytest.mark.parametrize("name", measured.PUBLISHED)
def test_a_text_that_is_wrapped_at_a_width_has_the_same_paragraphs(
    tmp_path, name, width, gap
):
    path = measured.TEXTS / f"{name}.txt"
    lines = [line.text for line in article.read(path)]
    assert len(lines) == len([*filter(str.strip, path.read_text("utf-8").split("\n"))])
    text = gap.join("\n".join(textwrap.wrap(line, width)) for line in lines)
    found = [line.text for line in article.read(written(tmp_path, text))]
    assert found == [" ".join(textwrap.fill(line, width).split("\n")) for line in lines]


@pytest.mark.parametrize(
    "text",
    [
        "A headline\nBy a reporter\n\nA first paragraph of some length stands here.",
        "Who leads?\nNobody.\n\nWho decides, and by which right?\nAll.\n\nWhy?\nSo.",
        "It is one paragraph of a text that has\nno blank line, so nothing parts it",
    ],
)
def test_lines_that_end_before_they_are_full_are_paragraphs(tmp_path, text):
    lines = [*filter(None, text.split("\n"))]
    found = [line.text for line in article.read(written(tmp_path, text))]
    assert found == lines


HTML = """<!DOCTYPE html><html><head><title>Head</title><style>p {}</style></head><body>
<nav><a href="#">Home</a></nav><h1>A <em>title</em></h1><script>var a = "<p>1914</p>";
</script><p>One &amp; two,<br>then
three.</p><div>Four<p>Five</div><ul><li>Six<li>Seven</ul></body></html>"""


@pytest.mark.parametrize("name", ["page.html", "page.txt"])
def test_the_blocks_of_a_page_are_its_paragraphs(tmp_path, name):
    lines = article.read(written(tmp_path, HTML, name))
    assert [line.text for line in lines] == [
        "A title", "One & two,", "then three.", "Four", "Five", "Six", "Seven",
    ]  # fmt: skip


def test_a_cue_is_a_run_of_the_text_as_it_stands_and_of_five_words_at_most():
    line = article.Line(1, "In Sep\u00adtember\u00a02016 \u201cthe deal\u201d was off")
    start = line.plain.index("September")
    assert line.plain == 'In September\u00a02016 "the deal" was off'
    assert line.cue(start, start + 14) == "Sep\u00adtember\u00a02016"
    assert line.cue(0, len(line.plain)) == line.text[: line.text.index(" was")]
    assert line.text.startswith(line.cue(start, start + 14), line.offset(start))


def test_a_letter_in_two_pieces_is_one():
    name = "S\u00e8vres"
    line = article.Line(1, unicodedata.normalize("NFD", f"At {name} it began"))
    start = line.plain.index(name)
    assert line.cue(start, start + len(name)) == unicodedata.normalize("NFD", name)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"caf\xe9 in 1914\nmore", "is not UTF-8 (line 1); save it as UTF-8"),
        (b"one\ntwo\n\xff", "(line 3)"),
        (b"", "holds no text"),
        (b" \n\xc2\xad\n", "holds no text"),
        (b"<html><script>1914</script></html>", "holds no text"),
        (b"\x7fELF\x00\x01", "is no text (it holds null bytes)"),
        (b"\xff\xfeO\x00n\x00", "is no text"),
        (b"a " * 10_000_000, "is 20 MB; a text may have 1 MB"),
    ],
)
def test_what_is_no_text_is_one_sentence(tmp_path, content, told):
    with pytest.raises(article.TextError) as error:
        article.read(written(tmp_path, content))
    message = str(error.value)
    assert message.startswith("article.txt ") and told in message
    assert message.endswith(".") and "\n" not in message


def test_what_is_no_file_is_one_sentence(tmp_path):
    for path, told in (
        (tmp_path, "is no file of text"),
        (tmp_path / "none.txt", "cannot be read: No such"),
        (tmp_path / ("x" * 300), "cannot be read: File name too"),
    ):
        with pytest.raises(article.TextError, match=told):
            article.read(path)  # fmt: skip


def test_a_head_ends_where_something_begins_that_it_cannot_hold(tmp_path):
    page = "<!doctype html><head><title>A</title><meta name=x><p>One.<p>Two."
    assert [line.text for line in article.read(written(tmp_path, page))] == [
        "One.",
        "Two.",
    ]
