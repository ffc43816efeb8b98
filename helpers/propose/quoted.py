"""Who speaks: passages in quotation marks, and the verbs that say whose words they are.

Marks around three words or fewer, without a verb of saying beside them, are taken for
the author's distance (scare quotes).
"""

import re
from bisect import bisect, bisect_left
from collections.abc import Iterable
from dataclasses import replace
from operator import attrgetter, itemgetter

from helpers import prose
from helpers.propose.article import REACH, Line
from helpers.propose.found import Found, apart, marked
from helpers.propose.lexicon import CALENDAR, TITLES

SAYS = re.compile(
    r"\b(says?|said|(?:tells?|told)(?!\s+\w+\s+(?:story|tale|truth|lie)\b)|writes?|wrote|adds?|added|states?|stated|argues?|argued"
    r"|notes?|noted|announces?|announced|warns?|warned|claims?|claimed|reports?|reported"
    r"|explains?|explained|acknowledge[sd]?|acknowledging|denies|denied"
    r"|believes?|believed|insists?|insisted|suggests?|suggested|declare[sd]?"
    r"|thinks?|thought|confirm(?:s|ed)?|predict(?:s|ed)?|complain(?:s|ed)?"
    r"|admit(?:s|ted)?|vow(?:s|ed)?|stress(?:es|ed)?|threaten(?:s|ed)?|urge[sd]?"
    r"|demand(?:s|ed)?|recall(?:s|ed)?|promise[sd]?|points? out|pointed out"
    r"|advise[sd]?|assert(?:s|ed)?|allege[sd]?|assure[sd]?|inform(?:s|ed)?|joke[sd]?"
    r"|caution(?:s|ed)?|contend(?:s|ed)?|respond(?:s|ed)?|testif(?:ies|ied)"
    r"|conclude[sd]?|observe[sd]?|remark(?:s|ed)?|repeat(?:s|ed)?|reveal(?:s|ed)?"
    r"|maintain(?:s|ed)?|recount(?:s|ed)?|pledge[sd]?|propose[sd]?"
    r"|reckon(?:s|ed)?|estimate[sd]?|(?:speaks?|spoke)(?=\s+of\b)|doubt(?:s|ed)?|fear(?:s|ed)?|(?:expect|hope)(?:s|ed)?(?!\s+to\b)"
    r"|call(?:s|ed)?(?=[^.]{0,40}\")"
    r"|[Aa]ccording to|[Ii]n the words of|(?:asks?|asked)(?!\s+(?:for|not to)\b)"
    r"|repl(?:ies|ied)|concede[sd]?|blame[sd]?|accuse[sd]?)\b"
)
NO_SAYING = re.compile(  # what stands before a noun or a passive
    r"\b(the|a|an|its|his|her|their|this|that|joint|no|any|of|be|been|being|is|are|was"
    r"|were|am|'m|'re|will|would|may|might|could|should|must|to|not|never|\w+n't)"
    r"\s+(?:not\s+|(?:he|she|they|it|we|you|i)\s+)?$"
)
OR_A_NOUN = re.compile(
    "(state|estimate|report|claim|note|ask|answer|tell|write|warn|add|demand|promise|vow|doubt|fear|hope"
    "|stress|urge|recall|declare)s?|stresses"
)
AN_ACT = re.compile(
    "declare|threaten|promise|vow|demand|urge|call|conclude|observe|remark|repeat|reveal"
    "|maintain|recount|pledge|propose|respond"
)
SAID_SO = re.compile(r"\s*(?:that\b|[,:\"]|[^.\"]{0,40}\")")
SINGLE = re.compile(r"(?<!\w)'(?=[^\W\d])([^'\"]|'(?=\w)){1,800}'(?!\w)")
HE = re.compile(r"\b(he|she|they|it|who|i|we)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_CLOSE = r"(?:who\s+(?:is|are|was|were)\s+)?(?:close\s+to|familiar\s+with)"
_OF = (
    rf"(?:\s+(?:in|of|from|at|with|under|on|near|for|to|{_CLOSE})"
    r"\s+(?:[\w.-]+\s+){0,3}?[\w.-]+)?"
)
BESIDE = re.compile(
    rf"(?:'s|\))?{_OF},?\s+(?:(?:who|has|have|had|also|then|later|\w+ly)\s+)*"
)
BEHIND = re.compile(r"[\s,]*(?:(?:the|a|an)\s+(?:[a-z-]+\s+){0,2})?(?:[A-Z]\w*\.?\s+)*")
_DETERMINER = "the|a|an|its|his|her|their|my|our|one|two|three|four|several"
_WHOSE, _SOME = f"{_DETERMINER}|[a-z]+'s", "some|others|many|both|few"
OPENS = re.compile(rf"(?:{_DETERMINER}|{_SOME})\b", re.IGNORECASE)  # a role
_NO_ROLE = r"(?!(?:and|or|but|close|familiar)\b)"
_ROLE = rf"(?:(?:{_WHOSE})\s+(?:[a-z.'-]+\s+)?{_NO_ROLE}[a-z-]+|\b(?:{_SOME})\b)"
_WHO = r"(?:,\s+who[^,.;\"]{1,40},)?"
ROLE_BEFORE = re.compile(
    rf"(?<!of )(?<!in )\b({_ROLE})({_OF}){_WHO}"
    r"\s+(?:(?:has|have|had|also|\w+ly)\s+)*$",
    re.I,
)
A_TIME = {*CALENDAR, "time", "day", "week", "month", "year", "morning", "evening"}
AND = re.compile(r"\b(?:and|but|or)\s+(?:\w+ly\s+|then\s+|later\s+|also\s+)?$")
A_COMMA = re.compile(r",\s*(?:ha[sd]\s+|have\s+)?$")
OF_A_NAME = re.compile(
    r"(?<!according\s)(?<!words\s)\b(?:in|of|from|at|with|under|on|near|for|by|to|into"
    rf"|against|between|than|over|about)\s+(?:the\s+)?(?:(?:{'|'.join(sorted(TITLES))})"
    r"\.?\s+)?$",
    re.IGNORECASE,
)
OF_ITS_SOURCE = re.compile(rf"\b{_CLOSE}\s+(?:the\s+)?$", re.IGNORECASE)
ROLE_BEHIND = re.compile(
    rf"\s+({_ROLE})(?=\s*(?:[,.;:]|$)|\s+(?:in|of|at|on|who|whose)\b)"
)
PASSING = re.compile("according to|in the words of", re.IGNORECASE)
ROLE_PASSING = re.compile(
    rf"\s+((?:(?:{_WHOSE}|{_SOME}|[a-z]+)\s+)?(?:[\w.'-]+\s+){{0,2}}?[a-z-]+)"
    rf"(?=\s*(?:[,.;:\"]|$)|\s+(?:in|of|at|on|for|with|from|to|who|whose|{_CLOSE})\b)"
)
WHY = {"named": "a name beside a verb of saying", "role": "a role, no name"}
MANY = 30  # names before a verb that are looked at
NEAR = 3  # words between a name and its verb, for one cue with both
MOST = 5  # words of a cue
SCARE = 3  # words
START, END = attrgetter("start"), attrgetter("end")


def quotes(line: Line) -> list[Found]:
    """List the passages in quotation marks; one that is left open goes to the end."""
    marks = [m.start() for m in re.finditer('"', line.plain)]
    marks += [len(line.plain)] * (len(marks) % 2)
    pairs = list(zip(marks[::2], marks[1::2], strict=True))
    single = []
    for match in SINGLE.finditer(line.plain):
        nth = bisect(pairs, match.start(), key=itemgetter(0))
        if not nth or pairs[nth - 1][1] <= match.start():
            single.append((match.start(), match.end() - 1))
    return [_quote(line.plain, *pair) for pair in sorted(pairs + single)
            if line.plain[pair[0] + 1 : pair[1]].strip()]  # fmt: skip


def _quote(plain: str, low: int, high: int) -> Found:
    """Make a proposal of what stands between two marks."""
    inside = plain[low + 1 : high]
    start = low + 1 + len(inside) - len(inside.lstrip())
    high = low + 1 + len(inside.rstrip(" ,.;"))
    before = re.split("[.!?]", plain[max(0, low - REACH) : low])[-1]
    behind = re.split("[.!?]", plain[high + 1 : high + REACH])[0]
    is_said = SAYS.search(f'{before}"{behind}')
    is_scare = len(inside.split()) <= SCARE and not is_said
    sort = "scare" if is_scare else "direct"
    why = "few words, and nobody said to say them" if is_scare else "in quotation marks"
    return Found(start, max(high, start + 1), "quote", sort, "", why)


def attributions(
    line: Line, actors: Iterable[Found], quoted: list[Found]
) -> list[Found]:
    """List the verbs of saying outside quotations, each with who seems to say it."""
    if line.is_title:
        return []
    spoken = marked(line, quoted)
    outside = apart(line, actors, quoted)
    named = sorted((one for one in outside if not _is_of(line, one)), key=START)
    found = []
    for match in SAYS.finditer(line.plain):
        if spoken[match.start()] or NO_SAYING.search(line.before(match.start())):
            continue
        if AN_ACT.match(match[0]) and not SAID_SO.match(line.plain, match.end()):
            continue  # declared war
        read = _passed_on if PASSING.match(match[0]) else _attributed
        place = _goes_on(line, match, found) or read(line, match, named)
        if place and _is_said(place, match):
            found.append(place)
    return found


def _is_of(line: Line, named: Found) -> bool:
    """Whether somebody is named as whose or whom somebody else is, who may speak."""
    before = line.before(named.start)
    of = OF_ITS_SOURCE if named.sort == "group" else OF_A_NAME
    return bool(of.search(before))


def _goes_on(line: Line, match: re.Match, found: list[Found]) -> Found | None:
    """Attribute a verb behind "and" to who said what comes before it."""
    if not found or not AND.search(line.before(match.start())):
        return None
    last, low = found[-1], line.sentence(match.start())[0]
    here = replace(last, start=match.start(), end=match.end())
    return here if last.start >= low else None


def _is_said(place: Found, match: re.Match) -> bool:
    """Whether a verb of saying is one, by who stands beside it."""
    near = place.start < match.start() or match.end() < place.end
    is_verb = place.sort == "pronoun" or (near and place.sort == "named")
    return is_verb or not OR_A_NOUN.fullmatch(match[0])


def _attributed(line: Line, match: re.Match, named: list[Found]) -> Found | None:
    """Propose who says it: what stands right before the verb, or else right behind."""
    (low, high), (start, end) = line.sentence(match.start()), match.span()
    first, past = bisect_left(named, low, key=START), bisect(named, start, key=END)
    nth = bisect_left(named, end, key=START)
    behind = named[nth] if nth < len(named) and named[nth].start < high else None
    is_first = behind and BEHIND.fullmatch(line.plain, end, behind.start)
    is_first = is_first and match[0] not in ("told", "tells", "asked")
    last = named[past - 1] if first < past else None
    gap = BESIDE.fullmatch(line.plain, last.end, start) if last else None
    if gap and "," not in gap[0]:
        is_near = len(gap[0].split()) < NEAR
        return _said(last.start if is_near else start, end, last.value)
    if gap and not is_first:
        before = (named[n] for n in range(first, past))
        return _explained(line, before, last, match)
    near = (named[n] for n in range(max(first, past - MANY), past))
    if not is_first and (who := _with_comma(line, near, start)):
        return _said(start, end, who.value)
    if unnamed := _unnamed(line, match, named):
        return unnamed
    if is_first:
        return _said(start, behind.end, behind.value)
    if role := _role_behind(line, match):
        return role
    return _said(start, end, last.value) if past - first == 1 else None


def _passed_on(line: Line, match: re.Match, named: list[Found]) -> Found | None:
    """Propose according to whom: a role or a name behind, never who stands before."""
    if role := ROLE_PASSING.match(line.plain, match.end()):
        return _said(match.start(), role.end(), role[1], "role")
    place = _attributed(line, match, named)
    return place if place and place.end > match.end() else None


def _role_behind(line: Line, match: re.Match) -> Found | None:
    """Attribute to a role behind the verb, as in: "...", said the minister."""
    role = ROLE_BEHIND.match(line.plain, match.end())
    is_open = line.before(match.start()).rstrip()[-1:] in ('"', ",")
    if not role or not is_open or AN_ACT.match(match[0]):
        return None
    return _said(match.start(), role.end(), role[1], "role")


def _unnamed(line: Line, match: re.Match, named: list[Found]) -> Found | None:
    """Attribute to a pronoun or a role that stands right before the verb."""
    start, end = match.span()
    low = max(line.sentence(start)[0], start - REACH)
    if HE.search(line.plain, low, start):
        return Found(start, end, "attribution", "pronoun", "", _whom(named, start))
    if role := ROLE_BEFORE.search(line.plain, low, start):
        is_near = len(role[0].split()) < MOST
        begin = role.start(1) if is_near else start
        of = set(re.findall(r"\w+", role[2].casefold()))
        is_when = of & A_TIME or any(map(str.isdigit, of))  # on Monday
        return _said(begin, end, role[1] + role[2] * (not is_when), "role")
    return None


def _with_comma(line: Line, named: Iterable[Found], start: int) -> Found | None:
    """Return the name before what two commas hold, if a verb stands right behind it."""
    if not A_COMMA.search(line.before(start)):
        return None
    part = line.plain.rfind(";", 0, start)
    commas = (one for one in named if line.plain[one.end : one.end + 1] == ",")
    return next((one for one in commas if one.start > part), None)


def _explained(
    line: Line, before: Iterable[Found], last: Found, match: re.Match
) -> Found:
    """Attribute to the first name with a comma behind it: what follows explains it."""
    commas = (one for one in before if line.plain[one.end : one.end + 1] == ",")
    who = next(commas, last)
    is_near = who is last and match.start() - last.end < NEAR * 10
    start = last.start if is_near else match.start()
    return _said(start, match.end(), who.value)


def _said(start: int, end: int, who: str, sort: str = "named") -> Found:
    """Make an attribution to a name, or to a role, which is no name in capitals."""
    if sort == "role" and OPENS.match(who):
        who = prose.lower_first(who)
    return Found(start, end, "attribution", sort, who, WHY[sort])


def _whom(named: list[Found], start: int) -> str:
    """Write which name a pronoun may stand for."""
    past = bisect(named, start, key=END)
    last = f"the last name before it is {named[past - 1].value}" if past else ""
    return f"a pronoun; {last or 'no name before it'}"


def _of_subject(line: Line, said: Found, people: list[Found]) -> Found:
    """Attribute to a pronoun's name: the first in the last sentence that has one."""
    past = bisect(people, said.start, key=END)
    if said.sort != "pronoun" or not past:
        return said
    low = line.sentence(people[past - 1].start)[0]
    return replace(said, value=people[bisect_left(people, low, key=START)].value)


def with_speakers(
    line: Line, quoted: list[Found], said: list[Found], named: Iterable[Found]
) -> list[Found]:
    """Return quotations with the voice nearest to them as the one who says them."""
    people = sorted(apart(line, named, quoted), key=END)
    voices = sorted((_of_subject(line, one, people) for one in said), key=START)

    def speaker(quote: Found) -> str:
        nth = bisect_left(voices, quote.start, key=START)
        beside = voices[max(0, nth - 1) : nth + 1]
        near = {
            max(one.start - quote.end, quote.start - one.end): one for one in beside
        }
        return near[min(near)].value if near and quote.sort == "direct" else ""

    return [replace(quote, value=speaker(quote)) for quote in quoted]
