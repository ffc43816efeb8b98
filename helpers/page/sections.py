"""The parts of a chapter under their headings: what is open, what is folded.

It knows headings and folds, and not what a part says.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import unescape
from itertools import groupby

# Paragraphs and nothing else, whose lines may be as long as the page lets them be.
PLAIN = re.compile(
    r'(?:\s*<p(?: class="reading")?>(?:(?!</?p\b).)*</p>\s*)+', re.DOTALL
)


@dataclass(frozen=True)
class Part:
    """What a cell shows, as HTML; a part with a ``head`` begins a section.

    ``computed`` is what a cell gave, in contrast to words that were typed; where that
    is the ``matter`` of its section and says nothing, the section is left out.
    """

    html: str
    head: str = ""
    anchor: str = ""
    folded: bool = False
    computed: bool = False
    matter: bool = False


def body(parts: Iterable[Part]) -> str:
    """Write parts section by section; one whose cells gave nothing is left out.

    Where no part that is the matter of its section says anything, the first answer is
    all there is.
    """
    parts = list(parts)
    if idle(parts):
        answers = (part.html for part in parts if part.computed)
        return next(filter(_says, answers), "")
    return "".join(map(_written, _sections(parts)))


def idle(parts: Iterable[Part]) -> bool:
    """Whether parts have matter, none of which says anything."""
    matter = [part for part in parts if part.matter]
    return bool(matter) and not any(_says(part.html) for part in matter)


def fold(head: str, parts: Iterable[Part]) -> str:
    """Write parts in one fold, each under its own heading."""
    told = "".join((f"<h4>{p.head}</h4>" if p.head else "") + p.html for p in parts)
    return _folded(head, told) if _says(told) else ""


def _folded(head: str, html: str, place: str = "") -> str:
    return f'<details class="fold"{place}><summary>{head}</summary>{html}</details>'


def _sections(parts: Iterable[Part]) -> Iterator[list[Part]]:
    section: list[Part] = []
    for part in parts:
        left_out = not (part.computed or part.html)  # a head, and what is under it
        if section and (part.head or left_out):
            yield section
            section = []
        section.append(part)
    if section:
        yield section


def _written(section: list[Part]) -> str:
    first, *rest = section
    computed = [part for part in rest if part.computed]
    asked = [part for part in computed if part.matter] or computed
    if first.head and asked and not any(_says(part.html) for part in asked):
        return ""
    told = _introducing(section)
    runs = groupby(told, lambda part: first.folded and part.folded)
    return "".join(_run(list(run), folded) for folded, run in runs)


def _introducing(section: list[Part]) -> list[Part]:
    """Drop words before parts that were computed and say nothing; a head stays."""
    told: list[Part] = []
    for computed, run in groupby(section, lambda part: part.computed):
        run = list(run)
        if computed and told and not any(_says(part.html) for part in run):
            told[-1] = replace(told[-1], html="")
        told += run
    return told


def _run(run: list[Part], folded: bool) -> str:
    """Write parts that follow each other, all open or all folded under their head."""
    html, head = "".join(part.html for part in run), run[0].head
    place = f' id="{run[0].anchor}"' if run[0].anchor else ""
    if folded and head:
        return _folded(head, html, place)
    flow = "".join(_flow(run))
    return (f"<h3{place}>{head}</h3>" if head else "") + flow


def _flow(run: Iterable[Part]) -> Iterator[str]:
    """Write parts, paragraphs that follow each other in one place: they share lines."""
    for plain, parts in groupby(run, key=lambda part: bool(PLAIN.fullmatch(part.html))):
        html = "".join(part.html for part in parts)
        yield f'<div class="prose">{html}</div>' if plain and _says(html) else html


def _says(html: str) -> bool:
    """Whether a part holds any word."""
    return bool(plain(html))


def plain(html: str) -> str:
    """Return the words of HTML without its elements."""
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()
