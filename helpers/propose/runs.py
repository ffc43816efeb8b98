"""Runs of capitals in a paragraph: where each is, and the name without its titles."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from helpers.propose.article import WORD, Line
from helpers.propose.found import Found, apart
from helpers.propose.lexicon import (
    AL,
    BODIES,
    CALENDAR,
    COMMON,
    DEPARTMENTS,
    HOUSES,
    JOINTS,
    OFFICES,
    OPENERS,
    PARTLY,
    SURNAMES,
    TITLES,
)
from helpers.propose.patterns import TENS
from helpers.propose.sentences import SHORT


@dataclass(frozen=True)
class Mention:
    """A run of capitals in a paragraph: where, and the name without its titles."""

    line: Line
    start: int
    end: int
    name: str


def mentions(line: Line, dated: Iterable[Found]) -> list[Mention]:
    """List the runs of capitals of a paragraph."""
    found: list[Mention] = []
    for low, high in line.sentences:
        words = [m for m in WORD.finditer(line.plain, low, high)]
        run: list[re.Match] = []
        for nth, word in enumerate(words):
            if _goes_on(line.plain, run, word, words[nth + 1 : nth + 3]):
                run.append(word)
                continue
            found += _named(line, run)
            run = [word] if _is_capital(word[0]) else []
        found += _named(line, run)
    return apart(line, found, dated)


def _is_capital(word: str) -> bool:
    bare = word.rstrip(".").partition("'")[0]
    if AL.match(bare):
        return True
    if not bare[:1].isupper():
        capital = re.search(r"-([A-Z]\w+)", bare)
        return bool(capital) and bare.split("-")[0] in ("post", "pre", "anti", "pro")
    is_count = bare.partition("-")[0].casefold() in TENS  # forty-two
    return bare.casefold() not in CALENDAR and bare != "I" and not is_count


def _goes_on(plain: str, run: list, word: re.Match, following: list) -> bool:
    """Whether a word goes on with a run of capitals."""
    if not run:
        return False
    last, gap = run[-1][0], plain[run[-1].end() : word.start()].strip()
    bare = word[0].rstrip(".")
    if gap == "'" and last.endswith("s"):
        return bare.casefold() in BODIES and bare[:1].isupper()  # the Farmers' Party
    if gap or PARTLY.search(AL.sub("A", last)):
        return False
    if last.endswith("'s"):
        is_house = word[0].casefold() in HOUSES or last == "People's"
        return is_house and word[0][:1].isupper()
    if re.fullmatch(r"[^.]{2,}\.", last) and last[:-1].casefold() not in SHORT:
        return False
    is_first = word[0] == "I" and plain[word.end() : word.end() + 1] in tuple(",.;:)'")
    if is_first or _is_capital(word[0]) or _is_surname(plain, run[-1], word):
        return True
    ahead = [word[0], *(one[0] for one in following)]
    return _joins(last, ahead) or _adds(run, ahead)


def _joins(last: str, ahead: list[str]) -> bool:
    """Whether a small word joins the capitals around it: of, for, de la, of the."""
    joint, *behind = ahead
    if joint == "the":
        return last in ("of", "for")
    if joint in ("of", "for"):
        if last.casefold() not in BODIES:
            return False
    elif joint not in JOINTS:
        return False
    names = [one for one in behind if one != "the" and one not in JOINTS]
    return bool(names) and _is_capital(names[0])


def _adds(run: list[re.Match], ahead: list[str]) -> bool:
    """Whether a word adds a task to an office: the Ministry of Trade and Industry."""
    if ahead[0] != "and" or len(ahead) < 2 or ahead[1].isupper():
        return False
    names = [one[0].casefold() for one in run]
    first = next((names.index(one) for one in ("of", "for") if one in names), None)
    tasks = [] if first is None else names[first:]
    is_office = len(tasks) == 2 and not DEPARTMENTS.isdisjoint(names)
    return is_office and _is_capital(ahead[1]) and ahead[1].casefold() not in TITLES


def _is_surname(plain: str, last: re.Match, word: re.Match) -> bool:
    """Whether a word is a name behind another, and no month: Theresa May."""
    name = word[0].removesuffix("'s")
    if name.casefold() not in SURNAMES or not name[:1].isupper():
        return False
    is_date = re.match(r",?\s+\d", plain[word.end() : word.end() + 4])
    return not is_date and last[0].casefold() not in COMMON


def _named(line: Line, run: list[re.Match]) -> list[Mention]:
    """Make mentions of a run without the words and titles before the name."""
    pairs = enumerate(zip(run[:-1], run[1:], strict=True))
    names = (n for n, pair in pairs if not _is_before(*pair))
    run = run[next(names, max(0, len(run) - 1)) :]
    offices = [n for n, one in enumerate(run[:-1]) if one[0].casefold() in OFFICES]
    if offices and _is_capital(run[offices[-1] + 1][0]):
        return _named(line, run[offices[-1] + 1 :])
    while run and run[-1][0] in {*JOINTS, "for", "the"}:
        run = run[:-1]
    if not run or (len(run) == 1 and _is_title(run[0])):
        return []
    start, text = run[0].start(), line.plain[run[0].start() : run[-1].end()]
    text = text if re.fullmatch(r"(\w\.)+", text) else text.rstrip(".")
    if len(run) == 1 and not AL.match(text) and (parts := _halves(text)):
        places = [(start + at, start + at + len(one), one) for at, one in parts]
        return [Mention(line, *place) for place in places]
    text = re.sub(r"('s|(?<=s)')$", "", text)
    if PARTLY.search(run[-1][0]):
        text = re.sub(r"-[a-z].*$", "", text)
    return [Mention(line, start, start + len(text), " ".join(text.split()))]


def _is_before(word: re.Match, following: re.Match) -> bool:
    """Whether a word is none of the name behind it; the Duke of Wessel keeps his.

    So does the General Assembly.
    """
    behind = following[0].casefold()
    if word[0] in ("General", "Foreign") and behind in BODIES - TITLES - OFFICES:
        return False
    if _is_title(word):
        return following[0] != "of"
    return word[0].casefold() in OPENERS


def _is_title(word: re.Match) -> bool:
    return word[0].rstrip(".").casefold() in TITLES


def _halves(word: str) -> list[tuple[int, str]]:
    """Cut US-Taliban in two, and what is no name off post-US and Al Qaeda-aligned."""
    parts = [(m.start(), m[0]) for m in re.finditer(r"[^-]+", word)]
    capitals = [(at, one) for at, one in parts if one[0].isupper()]
    split = any(len(one) > 1 and one.isupper() for _, one in capitals)
    long = all(len(one) > 1 for _, one in parts)
    return capitals if len(parts) > 1 and long and (split or capitals != parts) else []
