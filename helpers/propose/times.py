"""Every place of a paragraph that a word of time dates, with its value in EDTF."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from helpers.propose import explicit, lasting, reckon, relative
from helpers.propose.article import Line
from helpers.propose.context import Context
from helpers.propose.found import Found
from helpers.propose.patterns import compiled

RULES = [
    (kind, compiled(pattern), read)
    for kind, pattern, read in (*explicit.RULES, *relative.RULES, *lasting.RULES)
]
PARTS = {  # what may stand right before a date, and the third of it that is meant
    "early": r"\b(?:early(?: in| on)?|(?:at )?the (?:very )?(?:start|beginning) of"
    r"|(?:in )?the (?:very )?first (?:days|weeks) of)",
    "mid": r"\b(?:mid|the middle of)",
    "late": r"\b(?:late(?: in| on)?|the (?:very )?end of"
    r"|(?:in )?the (?:very )?last (?:days|weeks) of)",
    "week": r"\bthe week of",
    "seven-day": r"\b(?:in )?the (?:first|second|third|fourth|last|final)"
    " (?:full )?week (?:of|in)",
    "eve": r"\b(?:on )?the eve of",
    "hours": r"\b(?:(?:on|in) )?the (?:{part}|(?:small|early) hours) of",
}
WORDS = {  # what gives a date a direction
    "since": r"\bsince",
    "until": r"\b(?:until|till|up to|through|up until)",
    "by": r"\b(?:by|no later than|not later than)",
    "before": r"\b(?:{near}before|prior to|ahead of)",
    "after": r"\b(?:{near}after|later than|beyond)",
    "from": r"\b(?:(?<!date\s)(?<!dates\s)(?<!dated\s)(?<!dating\s)from"
    r"|between|with effect from|as of|as from|starting|beginning)",
    "post": r"\bpost-",
    "pre": r"\bpre-",
}
_BETWEEN = r"(?:[\s-]|\b(?:the|about|around|at least|early|late|in|on)\s)*$"
BEFORE = [(word, compiled(pattern + _BETWEEN)) for word, pattern in WORDS.items()]
PART = [
    (part, compiled(pattern + r"[\s-]+(?:the\s+)?$")) for part, pattern in PARTS.items()
]
TO = re.compile(
    r"\s*(to|until|till|through|and|-|\u2014)\s*(?:the\s+)?$", re.IGNORECASE
)
END_OF = re.compile(r"(?:the\s+)?(?:very\s+)?end\b", re.IGNORECASE)
BEHIND = re.compile(  # what gives it a direction, and stands behind
    r"\s+(?:(?P<by>at the (?:very )?latest|or (?:earlier|before))"
    r"|at the (?:very )?earliest|or (?:later|after))\b"
)
AGAIN = re.compile(r"\b(?:every|each)\s+$", re.IGNORECASE)
NAMING = re.compile(r"\b(the|a|an|its|his|her|their|this|that)\s$")
PLAIN_DATE = re.compile("[0-9]{4}(-[0-9]{2}){0,2}")
HAD = re.compile(r"\bhad\b[^,;:]*$")
WHO_HAD = re.compile(r"\b(?:who|whom|which|that) (?:\w+ )?had\b[^,;:]*$")
IN_ONE = re.compile(r"([0-9]{4})-[^/]*~/\1")  # a season within one year
SAID = {
    "since": "up to publication, or one moment since",
    "from": "from then on",
    "until": "up to then; from when is not said",
    "by": "then at the latest",
    "before": "before it",
    "after": "after it",
    "post": "the time after it",
    "pre": "the time before it",
}


def found(context: Context) -> list[Found]:
    """List the dated places of a paragraph, from left to right."""
    dated: list[Found] = []
    for place, year in _read(context):
        place = _whole_part(place, context.line)
        if dated and _explains(place, dated[-1], context.line.plain):
            told = dated[-1].value
            dated.append(replace(place, value=told, why="the date beside it"))
            context.anchor = told
            continue
        if dated and (joined := _joined(dated[-1], place, context.line)):
            dated[-1] = joined
            continue
        directed = _directed(place, context)
        dated.append(directed)
        if directed is place and year:
            context.year = year
    return dated


def _explains(place: Found, told: Found, plain: str) -> bool:
    """Whether a place says of the date before it how long ago that was."""
    year = told.value[:4]
    if not PLAIN_DATE.fullmatch(told.value) or year not in plain[told.start : told.end]:
        return False
    is_beside = re.fullmatch(r",\s+(just |only |almost |nearly )?",
                             plain[told.end : place.start])  # fmt: skip
    is_counted = re.search(r"\b(ago|later|earlier)$", plain[place.start : place.end])
    return bool(
        is_beside and is_counted and re.match(r"\W", plain[place.end : place.end + 1])
    )


def _read(context: Context) -> Iterator[tuple[Found, int]]:
    """Read one place after another, and the year that it tells; 0: it tells none.

    The longest of the patterns that begin first wins.
    """
    end = 0
    for start, stop, kind, match, read in _matches(context.line.plain):
        if start < end or not (told := read(match, context)):
            continue
        value, why, end = reckon.sound(told[0]), told[1], stop
        last = "" if read is explicit.attacks else _plain_end(kind, value)
        is_aside = last < context.anchor and WHO_HAD.search(context.before(start))
        if last and not is_aside:
            context.anchor, context.at = last, stop
        year = match.groupdict().get("year")
        if not year and kind == "relative" and value != context.now:
            year = last[:4]
        is_name = NAMING.search(context.line.before(start))  # the 2015 deal
        told_year = int(year) if year and not (is_name or last and is_aside) else 0
        yield Found(start, stop, "date", kind, value, why), told_year


def _plain_end(kind: str, value: str) -> str:
    """Return the date from which those behind it are counted: of a span, its end."""
    if IN_ONE.match(value):
        return value[:4]
    last = value.rpartition("/")[2] if kind == "explicit" else value
    return last if PLAIN_DATE.fullmatch(last) else ""


def _matches(plain: str) -> list[tuple]:
    """List what the patterns match, in the order in which it is read."""
    matches: Iterable = (
        (m.start() + len(m[0]) - len(m[0].lstrip()), m.end(), kind, m, read)
        for kind, pattern, read in RULES
        for m in pattern.finditer(plain)
    )
    return sorted(matches, key=lambda one: (one[0], -one[1]))


def _whole_part(place: Found, line: Line) -> Found:
    """Take in the word that names a part of a month, year or decade."""
    before = line.before(place.start)
    for part, pattern in PART:
        if match := pattern.search(before):
            value = _part_of(place.value, part, match[0])
            start = place.start - len(match[0])
            why = f"the {part} part of it" if value != place.value else place.why
            return replace(place, start=start, value=reckon.sound(value), why=why)
    return place


def _part_of(value: str, part: str, words: str) -> str:
    """Cut a date to what is meant: a third, its week or eve, its first month."""
    if part == "week":
        is_day = PLAIN_DATE.fullmatch(value) and len(value) == 10
        days = reckon.week(date.fromisoformat(value)) if is_day else (value, value)
        return reckon.window(*days)
    if part == "seven-day":
        return reckon.nth_week(value, words.split("the ")[-1].split()[0].casefold())
    if part == "hours":
        return value
    if part == "eve":
        return reckon.moved(value, -1, "day") or value
    if re.search("(days|weeks) of", words) and re.fullmatch("[0-9]{4}", value):
        return reckon.on(int(value), 12 if part == "late" else 1)
    return reckon.third(value, part)


def _joined(first: Found, last: Found, line: Line) -> Found | None:
    """Join two dates that are the ends of one span."""
    plain = line.plain
    match = TO.fullmatch(plain[first.end : last.start])
    if not match or not first.value or not re.match("[0-9]{4}", last.value):
        return None
    word = match[1].casefold()
    before = line.before(first.start)
    opened = {"and": r"between\s+$"}.get(word, r"(from|between)\s+$")
    is_open = re.search(opened, before, re.IGNORECASE)
    held = re.match(r"(from|between)\s", plain[first.start : first.end], re.IGNORECASE)
    if not is_open and not held and word not in ("-", "to"):
        return None
    low = _with_year(first, last, plain)
    if not (value := low and reckon.span(low.rstrip("/"), last.value.rstrip("/"))):
        return None
    start = first.start - len(is_open[0]) if is_open else first.start
    return Found(
        start, last.end, "date", "explicit", value, "from the one to the other"
    )


def _with_year(first: Found, last: Found, plain: str) -> str:
    """Return the first of two dates in the year of the last, where it has none."""
    value = first.value.removesuffix("/").removesuffix("/..")
    told = plain[first.start : first.end]
    if value[:4] in told or last.value[:4] not in plain[last.start : last.end]:
        return value
    same = last.value[:4] + value[4:]
    return same if same <= last.value else f"{int(last.value[:4]) - 1:04d}{value[4:]}"


def _directed(place: Found, context: Context) -> Found:
    """Give a date the direction of the word that stands right before it."""
    if place.sort == "duration":
        return place
    before = context.line.before(place.start)
    if AGAIN.search(before):
        return replace(place, value="", why="again and again")
    for word, pattern in BEFORE:
        if match := pattern.search(before):
            start = place.start - len(match[0])
            if word == "from" and "/" in place.value:
                return replace(place, start=start)
            if match[0].casefold().startswith("between") or (
                place.sort == "decade" and match[0].casefold().startswith("through")
            ):
                return place
            if word == "before" and END_OF.match(context.line.plain, place.start):
                word = "by"
            if word == "from" and place.value == context.now:
                return place  # as of today
            was = word == "since" and HAD.search(before)  # not up to publication
            value = reckon.directed("from" if was else word, place.value, context.now)
            why = f"{place.why}; {SAID[word]}" if value else place.why
            return replace(place, start=start, value=value, why=why)
    return _bounded(place, context)


def _bounded(place: Found, context: Context) -> Found:
    """Give a date the bound that stands right behind it: 2033 at the earliest."""
    match = BEHIND.match(context.line.plain, place.end)
    if not match or not PLAIN_DATE.fullmatch(place.value):
        return place
    end, value = match.end(), reckon.window(place.value, "")
    if match["by"]:
        value = reckon.directed("by", place.value, context.now)
    why = f"{place.why}; {SAID['by'] if match['by'] else 'then at the earliest'}"
    return replace(place, end=end, value=value, why=why)
