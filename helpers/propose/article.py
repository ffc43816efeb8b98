"""An article -> its paragraphs; nothing of it is kept.

A paragraph is a line that is not empty, or a block of HTML; of a text that is wrapped
at a width it ends at a blank line. What is wrong with a file is said in a sentence.
"""

import re
import sys
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cached_property
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

from helpers import paths, prose
from helpers.case.spelling import INVISIBLE
from helpers.propose.sentences import BREAK, spans

TITLE = 15  # words: a line of fewer that ends in no mark is a headline
REACH = 50  # letters around a place that are looked at
MOST = 1_000_000  # bytes: 160,000 words; more is more likely another file
QUOTES = dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032", "'")
QUOTES |= dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"')
PLAIN = str.maketrans(QUOTES | dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))
WORD = re.compile(r"[^\W\d_](?:[\w&]|['.-](?=\w))*\.?")
GAP = re.compile(r"\n[^\S\n]*\n")  # a blank line
FULL = 0.8  # of the width of a wrapped text: so long is a line that takes no more words
SKIPPED = {"script", "style", "head", "template", "noscript", "nav", "footer", "svg"}
OF_HEAD = {"title", "base", "link", "meta", "style", "script", "noscript", "template"}
INLINE = set(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span"
    " strong sub sup time tt u var wbr".split()
)


class TextError(prose.Refusal):
    """A text that cannot be read; the message is one sentence."""


class Line:
    """A paragraph as it stands, and in the plain letters in which it is searched.

    A class because every place found in the plain letters must lead back to the text:
    soft hyphens are left out of them, and letters in two pieces are composed.
    """

    def __init__(self, number: int, text: str) -> None:
        self.number, self.text = number, text
        self._spots: dict[re.Pattern, list[re.Match]] = {}
        letters, self._at = [], []
        for at, letter in enumerate(text):
            if unicodedata.combining(letter) and letters:
                letters[-1] = unicodedata.normalize("NFC", letters[-1] + letter)[0]
            elif not INVISIBLE.match(letter):
                letters.append(letter)
                self._at.append(at)
        self.plain = "".join(letters).translate(PLAIN)

    def offset(self, at: int) -> int:
        """Return where a place in the plain letters is in the text."""
        return self._at[at]

    def at(self, offset: int) -> int:
        """Return where a place in the article is in the plain letters."""
        return bisect_left(self._at, offset)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a place in the plain letters begins and ends in the text."""
        stop = self._at[end] if end < len(self._at) else len(self.text)
        return self._at[start], stop

    def cue(self, start: int, end: int, most: int = 5) -> str:
        """Return the words of a place, at most so many."""
        found = self.text[slice(*self.span(start, end))].rstrip()
        words = found.split(maxsplit=most)
        return found if len(words) <= most else found[: -len(words[most])].rstrip()

    def before(self, at: int) -> str:
        """Return the plain letters right before a place, enough to judge it by."""
        return self.plain[max(0, at - REACH) : at]

    def behind(self, at: int) -> str:
        """Return the plain letters right behind a place."""
        return self.plain[at : at + REACH]

    @cached_property
    def is_heading(self) -> bool:
        """Whether most of its words have capitals, as in a headline or a link."""
        words = WORD.findall(self.plain)
        capitals = sum(word[0].isupper() for word in words)
        return self.plain[-1:] not in ".?!\"'" and capitals * 2 > len(words)

    @cached_property
    def is_title(self) -> bool:
        """Whether it is a headline: a few words without a point behind them."""
        return self.plain[-1:] not in ".?!\"':;,)" and len(self.plain.split()) < TITLE

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Where each of its sentences begins and ends, in the plain letters."""
        return spans(self.plain)

    def spots(self, pattern: re.Pattern) -> list[re.Match]:
        """Return all that a pattern matches; the paragraph is searched only once."""
        if pattern not in self._spots:
            self._spots[pattern] = list(pattern.finditer(self.plain))
        return self._spots[pattern]

    def holds(self, pattern: re.Pattern, part: tuple[int, int]) -> bool:
        """Whether a pattern matches something in a part of it."""
        spots = self.spots(pattern)
        nth = bisect_left(spots, part[0], key=re.Match.start)
        return nth < len(spots) and spots[nth].end() <= part[1]

    def nth(self, at: int) -> int:
        """Return which of its sentences a place is in, from 1."""
        return max(1, bisect_right(self.sentences, (at, sys.maxsize)))

    def sentence(self, at: int) -> tuple[int, int]:
        """Return where the sentence that a place is in begins and ends."""
        return self.sentences[self.nth(at) - 1]

    def clause(self, at: int) -> tuple[int, int]:
        """Return the part of a sentence, between marks, that a place is in."""
        (low, high), marks = self.sentence(at), self.spots(BREAK)
        nth = bisect_right(marks, at, key=re.Match.start)
        begin = max(low, marks[nth - 1].start()) if nth else low
        return begin, min(high, marks[nth].start()) if nth < len(marks) else high


class Blocks(HTMLParser):
    """The blocks of a page, each a line; a class because the parser calls one."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.skipped = ""  # the outermost element that is skipped

    def handle_starttag(self, tag: str, attrs: list) -> None:
        """Begin a block, or what is skipped."""
        if self.skipped == "head" and tag not in OF_HEAD:  # its end may be left out
            self.skipped = ""
        if tag in SKIPPED:
            self.skipped = self.skipped or tag
        elif tag not in INLINE:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a block, or what is skipped."""
        if tag == self.skipped:
            self.skipped = ""
        elif tag not in INLINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Take the words of a block, line breaks in it as blanks."""
        if not self.skipped:
            self.parts.append(data.replace("\r", " ").replace("\n", " "))


def read(path: Path, wrapped: bool | None = None) -> list[Line]:
    """Read a file of text or HTML, its paragraphs numbered from 1.

    A paragraph is a line, or of a ``wrapped`` text what ends at a blank one; None: as
    the text shows.

    Raises
    ------
    TextError
        Where it is none that can be read.
    """
    text = "\n".join(_decoded(path).splitlines())
    start = text.lstrip()[:200].casefold()
    if path.suffix.casefold() in (".html", ".htm", ".xhtml") or start.startswith(
        ("<!doctype html", "<html")
    ):
        text, wrapped = _blocks(text), bool(wrapped)
    if _is_wrapped(text) if wrapped is None else wrapped:
        text = "\n".join(" ".join(part.split()) for part in GAP.split(text))
    if not (lines := paragraphs(text)):
        raise TextError(f"{path.name} holds no text; give a file with an article.")
    return lines


def paragraphs(text: str) -> list[Line]:
    """Split a text at its lines; those that show nothing do not count."""
    shown = (line.strip() for line in text.splitlines())
    visible = [line for line in shown if INVISIBLE.sub("", line).strip()]
    return [Line(number, line) for number, line in enumerate(visible, 1)]


def _is_wrapped(text: str) -> bool:
    """Whether its lines end since no more fits, and its paragraphs at blank lines."""
    parts = [[line.text for line in paragraphs(part)] for part in GAP.split(text)]
    width = max((len(line) for part in parts for line in part), default=0)
    ends = [len(line) + 1 + len(after.split()[0]) > FULL * width
            for part in parts for line, after in pairwise(part)]  # fmt: skip
    return len(ends) >= len(parts) > 1 and sum(ends) * 10 >= len(ends) * 9


def _blocks(html: str) -> str:
    """Return what a page says, a line a block."""
    parser = Blocks()
    parser.feed(html)
    parser.close()
    return "".join(parser.parts)


def _decoded(path: Path) -> str:
    """Read a file as UTF-8."""
    name = path.name or str(path)
    try:
        raw = paths.read(path, MOST)
    except paths.NoFileError:
        raise TextError(f"{name} is no file of text; give one in UTF-8.") from None
    except paths.SizeError as error:
        size = f"{error.args[0] / 1e6:.0f} MB; a text may have {MOST / 1e6:.0f} MB"
        raise TextError(f"{name} is {size}: give one article.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise TextError(f"{name} cannot be read: {why}.") from None
    if b"\0" in raw:
        raise TextError(f"{name} is no text (it holds null bytes); save it as UTF-8.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        told = f"is not UTF-8 (line {line}); save it as UTF-8"
        raise TextError(f"{name} {told}.") from None
