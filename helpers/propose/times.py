"""Every place of a paragraph that a word of time dates, with its value in EDTF."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from helpers.case import dates
from helpers.propose import explicit, lasting, reckon, relative
from helpers.propose.article import Line
from helpers.propose.context import OF_A_DAY, Context
from helpers.propose.found import Found
from helpers.propose.patterns import compiled, number, unit_of
from helpers.propose.quoted import SAYS

RULES = [
    (kind, compiled(pattern), read)
    for kind, pattern, read in (*explicit.RULES, *relative.RULES, *lasting.RULES)
]
PARTS = {  # what may stand right before a date, and the part of it that is meant
    "early": r"\b(?:early(?: in| on)?"
    r"|(?:in )?the (?:very )?first (?:few )?(?:days|weeks|months|years) of)",
    "start": r"\b(?:at )?the (?:very )?(?:start|beginning) of",
    "mid": r"\b(?:mid|the middle of)",
    "late": r"\b(?:late(?: in| on)?"
    r"|(?:in )?the (?:very )?last (?:few )?(?:days|weeks|months|years) of)",
    "end": r"\bthe (?:very )?end of",
    "share": r"\b(?:in )?the (?P<which>first|second|latter|third|last|final)"
    " (?P<what>half|third|quarter) of",
    "week": r"\bthe week of",
    "seven-day": r"\b(?:in )?the (?P<nth>first|second|third|fourth|last|final)"
    " (?:full )?week (?:of|in)",
    "eve": r"\b(?:on )?the eve of",
    "length": r"\b(?:(?:in|for|over|during) )?the (?:{n} |(?:financial |fiscal )?"
    "(?=year|week|month)){unit} (?:to|ending|ended)(?: on)?",
    "hours": r"\b(?:(?:on|in) )?the (?:{part}|(?:small|early) hours) of",
}
OF_IT = {  # what is meant of a date, where the name of the part does not say it
    "early": "the early part of it", "mid": "the middle of it",
    "late": "the late part of it", "share": "a part of it", "week": "the week it is in",
    "seven-day": "seven days of it", "eve": "the day before it",
    "length": "for so long, up to it",
}  # fmt: skip
_WHAT = r"(?: (?:the|an?|his|her|its|their) (?:[\w'-]+ ){1,2}(?:of|in|on))?"
WORDS = {  # what gives a date a direction
    "since": rf"\bsince{_WHAT}",
    "until": r"\b(?:until|till|up to(?: and including)?|through|up until)",
    "by": r"\b(?:by|no later than|not later than|on or before)",
    "earliest": r"\b(?:on or after|no earlier than|not earlier than|not before)",
    "before": r"\b(?:{near}before|prior to|ahead of)",
    "after": r"\b(?:{near}after|later than|beyond)",
    "from": r"\b(?:(?<!date\s)(?<!dates\s)(?<!dated\s)(?<!dating\s)from"
    r"|between|with effect from|as of|as from|starting|beginning)",
    "post": r"\bpost-",
    "pre": r"\bpre-",
}
_BETWEEN = r"(?:[\s-]|\b(?:the|that|about|around|at least|early|late|in|on)\s)*$"
BEFORE = [(word, compiled(pattern + _BETWEEN)) for word, pattern in WORDS.items()]
PART = [
    (part, compiled(pattern + r"[\s-]+(?:the\s+)?$")) for part, pattern in PARTS.items()
]
TO = re.compile(  # from 1998 until his death in 2004
    r",?\s*(to|up to|until|till|through|and|or|-|\u2014)\s*"
    r"(?:the|his|her|its|their)?\s*(?P<what>(?<=\s)\w+\s+(?:in|on|of)\s+(?:the\s+)?)?",
    re.IGNORECASE,
)
END_OF = re.compile(r"(?:the\s+)?(?:very\s+)?end\b", re.IGNORECASE)
BEHIND = re.compile(  # what gives it a direction, and stands behind
    r"\s+(?:(?P<by>at the (?:very )?latest|or (?:earlier|before))"
    r"|at the (?:very )?earliest|or (?:later|after))\b"
)
AGAIN = re.compile(r"\b(?:every|each)\s+$", re.IGNORECASE)
BESIDE = re.compile(
    r",?\s+((on|of|at|around|about|shortly|just|before|after)\s+)*(the\s+)?"
)
NAMING = re.compile(r"\b(the|a|an|its|his|her|their|this|that)\s$", re.IGNORECASE)
THING = re.compile(
    r"\b(?:the|an?|its|his|her|their) (?:[\w'-]+ )?([\w'-]+) of\s$", re.I
)
PLAIN_DATE = re.compile("[0-9]{4}(-[0-9]{2}){0,2}")
HAD = re.compile(r"\bhad\b[^,;:]*$")
NOT = re.compile(r"\b(?:not|never|no|nobody|nothing)\b[^,;:]*$|n't\b[^,;:]*$", re.I)
OWN_YEAR = re.compile(r"[0-9]{4}|'[0-9]{2}|\byear\b")
IN_ONE = re.compile(r"([0-9]{4})-[^/]*~/\1")  # a season within one year
SAID = {
    "since": "up to publication, or one moment since",
    "from": "from then on",
    "until": "up to then; from when is not said",
    "by": "then at the latest",
    "before": "before it",
    "after": "after it",
    "earliest": "then at the earliest",
    "post": "the time after it",
    "pre": "the time before it",
}
SAID_ON = re.compile(rf"{SAYS.pattern}[^\",;:]*$")  # before the day of a saying
OF_A_SPEAKER = re.compile(
    r"(?:to-?day|to-?night|yesterday|to-?morrow|last night|this \w+ing)\b",
    re.IGNORECASE,
)
LONG = re.compile("X$|~/")  # a decade, a season: through the winter


def found(context: Context) -> list[Found]:
    """List the dated places of a paragraph, from left to right."""
    dated: list[Found] = []
    for place in _read(context):
        place = _whole_part(place, context.line)
        if dated and _explains(place, dated[-1], context.line.plain):
            told = dated[-1].value
            dated.append(replace(place, value=told, why="the date beside it"))
            context.anchor = told
            continue
        directed = _directed(place, context)
        while dated and dated[-1].end > directed.start:
            dated.pop()
        if dated and (hour := _with_hour(dated[-1], place, context.line.plain)):
            dated[-1] = hour
        elif dated and (joined := _joined(dated[-1], place, context)):
            dated[-1] = joined
        else:
            dated.append(directed)
    context.go_to(len(context.line.plain))
    return [_as_said(place, dated, context) for place in dated]


def _as_said(place: Found, dated: list[Found], context: Context) -> Found:
    """Count today or yesterday in a quotation from the day on which it was said."""
    plain, line = context.line.plain, context.line
    is_seen = PLAIN_DATE.fullmatch(place.value) and OF_A_SPEAKER.match(
        plain, place.start)  # fmt: skip
    if not is_seen or not plain.count('"', 0, place.start) % 2:
        return place
    opens, closes = plain.rfind('"', 0, place.start), plain.find('"', place.end)
    low, high = line.sentence(opens)[0], line.sentence(closes)[1]
    if low == opens and closes + 1 >= high:  # "It is so," he said. "It was so today."
        low = line.sentence(max(0, low - 2))[0]
    for one in dated:
        begin = low if one.start < opens else closes
        is_outside = low <= one.start < opens or closes < one.start < high
        is_day = PLAIN_DATE.fullmatch(one.value) and len(one.value) == 10
        is_said = SAID_ON.search(plain[begin : one.start]) or (
            one.start == low and SAYS.search(plain, one.end, opens))  # fmt: skip
        if is_outside and is_day and is_said:
            steps = date.fromisoformat(place.value) - context.published
            value = reckon.moved(one.value, steps.days, "day")
            return replace(place, value=value, why="counted from the day of saying")
    return place


def _with_hour(first: Found, last: Found, plain: str) -> Found | None:
    """Take in the hour of a day where both stand side by side."""
    hours = [one.why == explicit.HOUR for one in (first, last)]
    day = last if hours[0] else first
    is_beside = BESIDE.fullmatch(plain[first.end : last.start])
    if sum(hours) != 1 or not day.value or not is_beside:
        return None
    return replace(day, start=first.start, end=last.end)


def _explains(place: Found, told: Found, plain: str) -> bool:
    """Whether a place says of the date before it how long ago that was."""
    year = told.value[:4]
    if not PLAIN_DATE.fullmatch(told.value) or year not in plain[told.start : told.end]:
        return False
    is_beside = re.fullmatch(r",\s+(just |only |almost |nearly )?",
                             plain[told.end : place.start])  # fmt: skip
    is_counted = re.search(r"\b(ago|later|earlier)$", plain[place.start : place.end])
    is_over = re.match(r"\W", plain[place.end : place.end + 1])
    return bool(is_beside and is_counted and is_over)


def _read(context: Context) -> Iterator[Found]:
    """Read one place after another.

    The longest of the patterns that begin first wins.
    """
    end = 0
    for start, stop, kind, match, read in _matches(context.line.plain):
        if start < end:
            continue
        context.go_to(start)
        told = ("", read) if isinstance(read, str) else read(match, context)
        if not told:
            continue
        value, why, end = reckon.sound(told[0]), told[1], stop
        last = "" if read is explicit.one_day else _plain_end(kind, value)
        if last:
            is_name = " of " not in match[0] and _is_name(context, start)
            ends = (one.rstrip("~") for one in reckon.edges(value))
            points = [one for one in ends if PLAIN_DATE.fullmatch(one)] or [last]
            context.tell(last, start, stop, points, is_name)
        yield Found(start, stop, "date", kind, value, why)


def _is_name(context: Context, at: int) -> bool:
    """Whether a date names a thing: the 2015 deal, in news the treaty of 1889."""
    before = context.line.before(at)
    thing = not context.is_history and THING.search(before)
    is_time = thing and thing[1].casefold() in OF_A_DAY
    return bool(NAMING.search(before) or (thing and not is_time))


def _plain_end(kind: str, value: str) -> str:
    """Return the date from which those behind it are counted: of a span, its end."""
    if IN_ONE.match(value):
        return value[:4]
    last = reckon.edges(value)[1].rstrip("~") if kind == "explicit" else value
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
            value = _part_of(place.value, part, match)
            start = place.start - len(match[0])
            why = OF_IT.get(part, f"the {part} of it")
            why = why if value != place.value else place.why
            return replace(place, start=start, value=reckon.sound(value), why=why)
    return place


def _part_of(value: str, part: str, match: re.Match) -> str:
    """Cut a date to what is meant: a third, its week or eve, its first month."""
    words = match[0]
    if part == "week":
        is_day = PLAIN_DATE.fullmatch(value) and len(value) == 10
        days = reckon.week(date.fromisoformat(value)) if is_day else (value, value)
        return reckon.window(*days)
    if part == "seven-day":
        return reckon.nth_week(value, match["nth"].casefold())
    if part == "length":
        count = PLAIN_DATE.fullmatch(value) and number(match["n"] or "a")
        return reckon.up_to(value, count, unit_of(match["unit"])) if count else ""
    if part == "hours":
        return value
    if part == "eve":
        return reckon.moved(value, -1, "day") or value
    if re.search("(days|weeks) of", words) and re.fullmatch("[0-9]{4}", value):
        return reckon.on(int(value), 12 if part == "late" else 1)
    return _cut(value, part, match)


def _cut(value: str, part: str, match: re.Match) -> str:
    """Cut a date to a third; of a year or century, the end is a quarter."""
    if part == "share":
        count = {"half": 2, "third": 3, "quarter": 4}[match["what"].casefold()]
        nths = {"first": 0, "second": 1, "third": 2}
        return reckon.cut(value, nths.get(match["which"].casefold(), count - 1), count)
    is_wide = part in ("start", "end") and re.fullmatch("[0-9]{4}|[0-9]{2}XX", value)
    count = 4 if is_wide else 3
    return reckon.cut(
        value, {"early": 0, "start": 0, "mid": 1}.get(part, count - 1), count
    )


def _joined(first: Found, last: Found, context: Context) -> Found | None:
    """Join two dates that are the ends of one span, or of one window."""
    plain, before = context.line.plain, context.line.before(first.start)
    match = TO.fullmatch(plain[first.end : last.start])
    if not match or not all(reckon.edges(one.value)[0] for one in (first, last)):
        return None
    word = match[1].casefold()
    opened = re.search(r"\b(from|between)\s+(?:the\s+)?$", before, re.IGNORECASE)
    start = first.start - len(opened[0]) if opened else first.start
    opener = re.match("(from|between|)", plain[start:], re.IGNORECASE)[0].casefold()
    is_joint = {
        "and": opener == "between" or _touch(first.value, last.value),
        "or": opener != "from" and re.match("[^/]*$", first.value + last.value),
    }.get(word, opener or word not in ("until", "till"))
    is_apart = match[0][0] == "," and word in ("to", "and")  # 3 May, and the next day
    if not is_joint or (not opener and (match["what"] or is_apart)):
        return None
    low, high = _in_turn(first, last, context)
    value = reckon.window(low, high) if word == "or" else reckon.span(low, high)
    why = "the one or the other" if word == "or" else "from the one to the other"
    return value and Found(start, last.end, "date", "explicit", value, why) or None


def _touch(first: str, last: str) -> bool:
    """Whether a day, month or season begins where another one ends."""
    if "-" not in first or "-" not in last:
        return False  # in 1990 and 1991
    end, begin = dates.parse(first).end_latest, dates.parse(last).begin_earliest
    return bool(end and begin) and (begin - end).days == 1


def _in_turn(first: Found, last: Found, context: Context) -> tuple[str, str]:
    """Return the ends of two dates; what is told without its year goes by the other."""
    low, high = reckon.edges(first.value)[0], reckon.edges(last.value)[1]
    (year, day), (_, last_day) = ((text[:4], text[4:]) for text in (low, high))
    plain = context.line.plain
    told, own = (OWN_YEAR.search(plain[one.start : one.end]) for one in (first, last))
    is_seen = "relative" in (first.sort, last.sort)
    is_known = year.isdecimal() and high[:4].isdecimal()  # the 1990s are no year
    if own or is_seen or not last_day or not is_known or (low <= high and not told):
        return low, high
    turned = f"{int(year) + (last_day < day[: len(last_day)]):04d}{last_day}"
    if told or not high <= context.now < turned:
        return low, turned
    return f"{int(high[:4]) - (day > last_day):04d}{day}", high


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
            if word == "from" and re.search("[^~]/", place.value):
                return replace(place, start=start)
            if match[0].casefold().startswith("between") or (
                LONG.search(place.value) and match[0].casefold().startswith("through")
            ):
                return place
            if not (meant := _meant(word, place, context, start)):
                return place
            value = reckon.directed(meant, place.value, context.now)
            why = f"{place.why}; {SAID[meant]}" if value else place.why
            return replace(place, start=start, value=value, why=why)
    return _bounded(place, context)


def _meant(word: str, place: Found, context: Context, start: int) -> str:
    """Return the direction that a word gives a date; blank where it gives none."""
    if word == "before" and END_OF.match(context.line.plain, place.start):
        return "by"
    if word == "until" and NOT.search(context.before(start)):
        return "earliest" if context.lean(start) > 0 else ""  # not signed until 1950
    if word == "from" and place.value == context.now:
        return ""  # as of today
    was = word == "since" and HAD.search(context.line.before(start))
    return "from" if was else word  # not up to publication


def _bounded(place: Found, context: Context) -> Found:
    """Give a date the bound that stands right behind it: 2033 at the earliest."""
    match = BEHIND.match(context.line.plain, place.end)
    if not match or not PLAIN_DATE.fullmatch(place.value):
        return place
    word = "by" if match["by"] else "earliest"
    value, why = reckon.directed(word, place.value, context.now), SAID[word]
    return replace(place, end=match.end(), value=value, why=f"{place.why}; {why}")
