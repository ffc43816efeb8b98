"""Words that put one thing before, after or beside another, or let it depend on it."""

import re
from collections.abc import Iterable

from helpers.propose.article import Line
from helpers.propose.found import Found, marked
from helpers.propose.patterns import compiled

CUES = (
    ("until", r"\b(?:wait(?:ed|ing)? )?until\b"),
    ("before", r"\b(?:{near}|even |long |{the_day})before\b(?= [\w\"'])"
               r"|\b(?:prior to|ahead of)\b"
               r"|\bpreced(?:ed|es|ing)\b|\bpaved the way\b"),
    ("after", r"\b(?:{near}|only |long |{the_day})after\b(?! (?:all|that)\b)"
              r"|\bafterwards\b|\bin the wake of\b|\bas soon as\b|\bfollow(?:ed|s) by\b"
              r"|\bonce(?= (?:the|it|they|he|she|this|these) )"
              r"|\b(?:and|but|only|[,;]) then\b(?! there\b)|\bsubsequently\b"
              r"|\bthereafter\b|\bever since\b"),
    ("during", r"\bamid(?:st)?\b|(?-i:\bwhile(?= [a-z]+ing\b))"
               r"|\bjust (?:as|when)\b"),
    ("condition", r"\b(?:only )?if\b(?! (?:so|not|any|ever|only)\b)"
                  r"|\bunless\b|\b(?:as|so) long as\b(?! (?:{n}|\d))"
                  r"|\bprovid(?:ed|ing) that\b|, provided(?= (?:the|it|they|he|she) )"
                  r"|\bon (?:the )?condition that\b"),
)  # fmt: skip
WHETHER = re.compile(  # before an "if" that asks, or that changes nothing
    r"\b(?:(?:ask|se|know|wonder|doubt|decid|check|tell|find|matter|question)"
    r"(?:e|ed|en|s|es|ing)?|saw|knew|told|found|unclear|unsure|uncertain"
    r")(?:\s+(?!that\b)[\w'-]+){0,2}\s+$|\b(?:as|even|what)\s+$",
    re.IGNORECASE,
)
PATTERNS = [(sort, compiled(pattern)) for sort, pattern in CUES]
TWO = re.compile(r"(\s+[\w'-]+){1,2}")  # words behind the cue, to know it by
WHY = {
    "until": "one lasts until the other begins",
    "before": "one comes before the other",
    "after": "one comes after the other",
    "during": "both at the same time",
    "condition": "what something depends on",
}


def found(line: Line, dated: Iterable[Found]) -> list[Found]:
    """List the words of order and condition that are no part of a dated place."""
    if line.is_title:
        return []
    places, dates = [], marked(line, dated)
    for sort, pattern in PATTERNS:
        for match in pattern.finditer(line.plain):
            more = TWO.match(line.plain, match.end())
            start = match.start() + len(match[0]) - len(match[0].lstrip(",;. "))
            end = more.end() if more else match.end()
            is_if = match[0].casefold() == "if"
            is_asked = is_if and WHETHER.search(line.before(start))
            if 1 not in dates[start : match.end()] and not is_asked:
                of_order = sort != "condition"
                told = ("order", sort, sort) if of_order else (sort, sort, "")
                places.append(Found(start, end, *told, WHY[sort]))
    return places
