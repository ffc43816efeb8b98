"""The pieces that patterns of time are put together from, and words for numbers.

A pattern is written as it is read: a blank stands for any blanks, ``{month}`` for a
piece. What is found in capitals or not is for the reader of the pattern to say.
"""

import re
from collections.abc import Iterable

MONTHS = "january february march april may june july august september october november"
MONTHS = [*MONTHS.split(), "december"]
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SMALL = "one two three four five six seven eight nine ten eleven twelve thirteen"
SMALL = f"{SMALL} fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
VAGUE = "few couple several some many countless".split()
PARTS = {"half": 0.5, "a quarter of": 0.25, "three quarters of": 0.75}
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
    " twentieth"
).split()
ORDINALS += [*(f"twenty-{word}" for word in ORDINALS[:9]), "thirtieth", "thirty-first"]
ROUND = "fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth"
NTH = {word: nth for nth, word in enumerate(ORDINALS, 1)}
NTH |= {word: 10 * nth for nth, word in enumerate(ROUND.split(), 4)}
_SHORT_MONTHS = "jan feb mar apr jun jul aug sept sep oct nov dec".split()
_SHORT_DAYS = "mon tues tue wed thurs thur thu fri sat sun".split()


def _any(words: Iterable[str]) -> str:
    """Match any of some words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))


PIECES = {
    "month": rf"\b(?P<month>(?:{_any(MONTHS)})\b|(?:{_any(_SHORT_MONTHS)})\b\.?)",
    "weekday": rf"\b(?P<weekday>(?:{_any(WEEKDAYS)})\b|(?:{_any(_SHORT_DAYS)})\.)",
    "day": r"(?<![\d.,])(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)",
    "day2": r"(?P<day2>[0-3]?[0-9])(?:st|nd|rd|th)?(?![\d%]|[.,:]\d)",
    "day_word": rf"\b(?P<day>{_any(ORDINALS)})\b",
    "year": r"(?<![\d.,$£€#/])(?<!\d-)(?P<year>1[4-9]\d\d|20\d\d)(?![\d%]|[.,:]\d)",
    "season": r"\b(?P<season>spring|summer|autumn|fall|winter)\b",
    "n": (
        r"\b(?=[\dacdefhmnost])(?P<n>(?<![\d.,$£€])\d{1,3}(?:\.\d+)?(?![\d,])"
        r"|\b(?:a|the) (?:few|couple of|"
        r"dozen)|\b(?:half|(?:a|three) quarters? of) an?|\ban?|"
        rf"\b(?:(?:an?|one) hundred and )?(?:{_any(TENS)})(?:-(?:{_any(SMALL)}|odd))?|"
        rf"\b(?:{_any(SMALL)}|{_any(VAGUE)}|dozen|(?:(?:an?|one) )?hundred))"
    ),
    "unit": (
        r"(?P<unit>second|minute|hour|day|night|weekend|week|fortnight|month|year"
        r"|decade|generation|(?:(?:half|quarter)[- ])?centur)(?:s|ies|y)?\b'?"
    ),
    "long": r"(?P<unit>week|month|year|decade|generation|centurie|hour|day)s\b",
    "to": r"\s?(?P<to>[-/]|\u2014|\b(?:to|and|until|till|through|or)\b)\s?",
    "ordinal": rf"\b(?=[\defhnst])(?P<nth>\d{{1,3}}(?:st|nd|rd|th)|(?:{_any(NTH)}))",
    "near": r"(?:(?:shortly|soon|just|(?:hour|day|week|month|year)s)\s+)?",
    "the_day": r"the (?:day|night|week|month|year) ",
    "part": r"(?:morning|afternoon|evening|night|lunchtime|noon)",
}


def compiled(pattern: str) -> re.Pattern:
    """Put a pattern together from its pieces."""
    for name, piece in PIECES.items():
        pattern = pattern.replace(f"{{{name}}}", piece)
    return re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE)


def number(text: str) -> float | None:
    """Return a number that is written in digits or in words; None where it is vague.

    >>> number("65"), number("sixty-five"), number("a"), number("several")
    (65, 65, 1, None)
    >>> number("half a"), number("three quarters of a")
    (0.5, 0.75)
    """
    word = " ".join(text.casefold().split())
    if part := PARTS.get(word.removesuffix("n").removesuffix(" a")):
        return part
    if word.isdecimal():
        return int(word)
    if word in ("a", "an", "the", "single"):
        return 1
    more, _, word = word.rpartition("hundred and ")
    if more:
        return 100 + number(word)
    if "dozen" in word or word.endswith("hundred"):
        return 12 if "dozen" in word else 100
    tens, _, ones = word.partition("-")
    if tens in TENS:
        more = SMALL.index(ones) + 1 if ones in SMALL else 0
        return 10 * (TENS.index(tens) + 2) + more
    return SMALL.index(word) + 1 if word in SMALL else None


def ordinal(text: str) -> int:
    """Return the number of an ordinal, in digits or in words.

    >>> ordinal("20th"), ordinal("nineteenth")
    (20, 19)
    """
    word = text.casefold()
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else NTH[word]


def unit_of(text: str) -> str:
    """Return a unit of time in small letters; of one cut off its end, the whole."""
    unit = text.casefold().replace(" ", "-")
    return re.sub("centur$", "century", unit)


def month_of(text: str) -> int:
    """Return the number of a month by its name or the first letters of it."""
    return 1 + [name[:3] for name in MONTHS].index(text.casefold()[:3])


def weekday_of(text: str) -> int:
    """Return the number of a weekday by its name, Monday being 0."""
    return [name[:3] for name in WEEKDAYS].index(text.casefold()[:3])
