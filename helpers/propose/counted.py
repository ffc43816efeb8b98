"""Numbers that count something: money, shares, people and things."""

import re
from collections.abc import Iterable

from helpers.propose.article import REACH, Line
from helpers.propose.found import Found, marked
from helpers.propose.lexicon import COMMON
from helpers.propose.patterns import PIECES, number

MONEY = {"$": "dollars", "€": "euros", "£": "pounds"}
SHARE = ("share", "per cent")
TIMES = {
    "thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "m": 10**6,
    "billion": 10**9, "bn": 10**9, "trillion": 10**12,
}  # fmt: skip
NUMBER = re.compile(
    r"(?P<money>[$€£])?(?<![\w.,/:-])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?![\d/:]|[.,]\d|st\b|nd\b|rd\b|th\b|s\b)"
    rf"(?:\s?(?P<times>{'|'.join(TIMES)})\b)?"
    r"(?P<share>\s?%|\s+per\s?cent\b|\s+percent\b)?(?P<unit>\s+[^\W\d_][\w'-]*)?"
)
WORDS = re.compile(
    rf"(?i:{PIECES['n']})(?:\s+(?P<times>thousand|million|billion))?\s+(?P<unit>[a-z]+s"
    r"|(?<=thousand\s)[a-z]+|(?<=million\s)[a-z]+"
    r"|people|men|women|children|per\s?cent|percent)\b"
)
NAMED = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+\s$")
FEW = 12  # so few things in words are no amount: three reasons, but twenty ships
OF_PEOPLE = re.compile(
    r"people|men|women|children|troops|soldiers|officers|civilians|victims|prisoners"
    r"|hostages|refugees|migrants|passengers|deaths|casualties|fighters|seats|votes"
)
ALONE = set("were have had are others more of dead".split())  # 18 were hurt
NO_COUNT = set("a an the several some many few one half".split())


def found(line: Line, dated: Iterable[Found], speakers: Iterable[Found]) -> list[Found]:
    """List the numbers of a paragraph that are no part of a date.

    Few people who only speak are no amount.
    """
    dates, few, last = marked(line, dated), marked(line, speakers), 0
    places = [_in_digits(match) for match in NUMBER.finditer(line.plain)]
    places += [_in_words(match) for match in WORDS.finditer(line.plain)]
    shown: list[Found] = []
    for one in sorted(filter(None, places), key=lambda one: one.start):
        is_few = float(one.value) <= FEW and 1 in few[one.start : one.end]
        if one.start >= last and not is_few and 1 not in dates[one.start : one.end]:
            shown.append(one)
            last = one.end
    return shown


def _in_digits(match: re.Match) -> Found | None:
    """Read a number in digits, its currency and its noun; one that is alone is none."""
    value = float(match["digits"].replace(",", "")) * TIMES.get(match["times"], 1)
    if NAMED.search(match.string, max(0, match.start() - REACH), match.start()):
        return None  # Pier 2
    unit = (match["unit"] or "").strip()
    is_noun = unit.islower() and unit not in COMMON
    sort, why, end = "count", unit if is_noun else "a number alone", match.end()
    if match["money"] or match["share"]:
        sort, why = ("money", MONEY[match["money"]]) if match["money"] else SHARE
        is_noun = False
    is_bare = sort == "count" and not match["times"] and "," not in match["digits"]
    if is_bare and not is_noun and unit not in ALONE:
        return None
    if not is_noun and not is_bare:
        end = max(match.end("digits"), match.end("times"), match.end("share"))
    return Found(match.start(), end, "number", sort, f"{value:.15g}", why)


def _in_words(match: re.Match) -> Found | None:
    """Read a number in words and its noun."""
    count = number(match["n"])
    is_vague = match["n"].casefold() in NO_COUNT and not match["times"]
    if count is None or is_vague:
        return None
    if count <= FEW and not match["times"] and not OF_PEOPLE.fullmatch(match["unit"]):
        return None
    value = f"{count * TIMES.get(match['times'], 1):.15g}"
    is_share = match["unit"].replace(" ", "") == "percent"
    sort, why = SHARE if is_share else ("count", match["unit"])
    return Found(match.start(), match.end(), "number", sort, value, why)
