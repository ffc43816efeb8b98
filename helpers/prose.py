"""Prose and its grammar: counts with their nouns, verbs that agree."""

import re
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

SMALL = "no one two three four five six seven eight nine ten eleven twelve".split()
OPENS = re.compile("(?:An?|The|Both|Neither|Some|Several|Two) ")  # surely no name


class Link(NamedTuple):
    """Words of a sentence, and the id that they lead to where they first stand.

    ``after`` is what stands right before them, where the same words come earlier.
    """

    words: str
    place: str
    after: str = ""


class Refusal(ValueError):
    """What cannot be done as it was asked; the message is a sentence for each reason.

    A class because a notebook shows the sentences and no traceback, and since a command
    that it ends has its ``status``: 2 where it was asked for wrongly.
    """

    status = 1

    def _render_traceback_(self) -> list[str]:
        """Show a notebook the sentences and no traceback."""
        return [str(self)]


@dataclass(frozen=True)
class Prose:
    """Computed sentences that a notebook shows as text, whatever is in them.

    A class because Markdown would let a title in the data become markup. ``links`` are
    in the order in which their words stand, ``look`` the class of its paragraphs.
    """

    text: str
    links: tuple[Link, ...] = ()
    look: str = "reading"

    def __str__(self) -> str:
        """Give the bare text."""
        return self.text

    def _ipython_display_(self) -> None:
        """Leave no output where there are no words; others are shown as they are."""
        if self.text:
            raise NotImplementedError

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict[str, str]:
        told, rest = "", self.text
        for words, place, after in self.links:
            before, found, rest = rest.partition(after + words)
            link = f'<a href="#{escape(place)}">{escape(words)}</a>' if found else ""
            told += escape(before + after * bool(found)) + link
        said = filter(None, (told + escape(rest)).split("\n"))
        html = "".join(f'<p class="{self.look}">{line}</p>' for line in said)
        return {"text/plain": self.text, "text/html": html}


def count(n: int, noun: str, plural: str = "") -> str:
    """Write a count with its noun.

    >>> count(1, "act"), count(3, "first voice")
    ('1 act', '3 first voices')
    """
    return f"{n} {noun}" if n == 1 else f"{n} {plural or noun + 's'}"


def verb(n: int, one: str, several: str) -> str:
    """Choose the form of a verb, or any words, that agrees with a number.

    >>> verb(1, "is", "are"), verb(0, "is", "are")
    ('is', 'are')
    """
    return one if n == 1 else several


def spelled(n: int, noun: str = "") -> str:
    """Spell a number up to twelve, with its noun.

    >>> spelled(3), spelled(0, "tie"), spelled(1, "tie"), spelled(20, "tie")
    ('three', 'no tie', 'one tie', '20 ties')
    """
    told = SMALL[n] if n < len(SMALL) else str(n)
    return f"{told} {verb(max(n, 1), noun, noun + 's')}" if noun else told


def lower_first(text: str) -> str:
    """Write a text with a small first letter."""
    return text[:1].lower() + text[1:]


def within(text: str) -> str:
    """Write what may begin a sentence as it goes on in one.

    >>> within("The fleet sails"), within("Chile replies")
    ('the fleet sails', 'Chile replies')
    """
    return lower_first(text) if OPENS.match(text) else text


def upper_first(text: str) -> str:
    """Begin a sentence with a capital."""
    return text[:1].upper() + text[1:]
