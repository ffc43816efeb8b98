"""Who speaks: passages in quotation marks, and the verbs that say whose words they are.

Marks around three words or fewer, without a verb of saying beside them, are taken for
the author's distance (scare quotes).
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from helpers.propose.article import REACH, Line
from helpers.propose.found import Found
from helpers.propose.sentences import around

SAYS = re.compile(
    r"\b(says?|said|tells?|told|writes?|wrote|adds?|added|states?|stated|argues?|argued"
    r"|notes?|noted|announces?|announced|warns?|warned|claims?|claimed|reports?|reported"
    r"|explains?|explained|acknowledge[sd]?|acknowledging|denies|denied"
    r"|believes?|believed|insists?|insisted|suggests?|suggested|declares?|declared"
    r"|[Aa]ccording to|[Ii]n the words of|asks?|asked|repl(?:ies|ied)|concede[sd]?)\b"
)
NO_SAYING = re.compile(  # what stands before a noun or a passive
    r"\b(the|a|an|its|his|her|their|this|that|joint|no|any|of|be|been|being|is|are|was"
    r"|were)\s+$"
)
OR_A_NOUN = re.compile("(state|report|claim|note|ask|answer|tell|write|warn|add)s?")
SINGLE = re.compile(r"(?<!\w)'(?=[^\W\d])([^'\"]|'(?=\w)){1,800}'(?!\w)")
HE = re.compile(r"\b(he|she|they|it|who|i|we)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
BESIDE = re.compile(
    r"(?:'s|\))?,?\s+(?:(?:who|has|have|had|also|then|later|\w+ly)\s+)*"
)
BEHIND = re.compile(r"[\s,]*(?:(?:the|a|an)\s+(?:[a-z-]+\s+){0,2})?(?:[A-Z]\w*\.?\s+)*")
_ROLE = r"((?:the|a|an|its|his|her|their|one|[a-z]+'s)\s+(?:[a-z'-]+\s+)?[a-z-]+)"
ROLE_BEFORE = re.compile(rf"\b{_ROLE}\s+(?:(?:has|have|had|also|\w+ly)\s+)*$", re.I)
ROLE_BEHIND = re.compile(rf"\s+{_ROLE}\b")
ROLE = "a role, no name"
SCARE = 3  # words


def quotes(line: Line) -> list[Found]:
    """List the passages in quotation marks; one that is left open goes to the end."""
    marks = [m.start() for m in re.finditer('"', line.plain)]
    marks += [len(line.plain)] * (len(marks) % 2)
    pairs = list(zip(marks[::2], marks[1::2], strict=True))
    for match in SINGLE.finditer(line.plain):
        if not any(low <= match.start() < high for low, high in pairs):
            pairs.append((match.start(), match.end() - 1))
    return [_quote(line.plain, *pair) for pair in sorted(pairs)
            if line.plain[pair[0] + 1 : pair[1]].strip()]  # fmt: skip


def _quote(plain: str, low: int, high: int) -> Found:
    """Make a proposal of what stands between two marks."""
    inside = plain[low + 1 : high]
    start = low + 1 + len(inside) - len(inside.lstrip())
    high = low + 1 + len(inside.rstrip(" ,.;"))
    before = re.split("[.!?]", plain[max(0, low - REACH) : low])[-1]
    behind = re.split("[.!?]", plain[high + 1 : high + REACH])[0]
    is_said = SAYS.search(f"{before} {behind}")
    is_scare = len(inside.split()) <= SCARE and not is_said
    sort = "scare" if is_scare else "direct"
    why = "few words, and nobody said to say them" if is_scare else "in quotation marks"
    return Found(start, max(high, start + 1), "quote", sort, "", why)


def attributions(
    line: Line, actors: Iterable[Found], quoted: Iterable[Found]
) -> list[Found]:
    """List the verbs of saying outside quotations, each with who seems to say it."""
    spoken = list(quoted)
    outside = (one for one in actors if not any(map(one.overlaps, spoken)))
    named = sorted(outside, key=lambda one: one.start)
    found = []
    for match in SAYS.finditer(line.plain):
        inside = any(one.start <= match.start() < one.end for one in spoken)
        if inside or NO_SAYING.search(line.before(match.start())):
            continue
        place = _attributed(line, match, named)
        near = place.start < match.start() or match.end() < place.end
        is_verb = place.sort == "pronoun" or (near and place.sort == "named")
        if is_verb or not OR_A_NOUN.fullmatch(match[0]):
            found.append(place)
    return found


def _attributed(line: Line, match: re.Match, named: list[Found]) -> Found:
    """Propose who says it: what stands right before the verb, or else right behind."""
    low, high = around(line.sentences, match.start())
    start, end = match.span()
    before = [one for one in named if low <= one.start and one.end <= start]
    behind = [one for one in named if end <= one.start < high]
    is_first = behind and BEHIND.fullmatch(line.plain[end : behind[0].start])
    is_first = is_first and match[0] not in ("told", "tells", "asked")
    gap = line.plain[before[-1].end : start] if before else ""
    if gap and BESIDE.fullmatch(gap) and not ("," in gap and is_first):
        return _beside(line, before, start, end)
    if HE.search(line.plain, max(low, start - REACH), start):
        return Found(start, end, "attribution", "pronoun", "", _whom(named, start))
    if role := ROLE_BEFORE.search(line.plain, max(low, start - REACH), start):
        return Found(role.start(1), end, "attribution", "role", role[1], ROLE)
    if is_first:
        return _said(start, behind[0].end, behind[0].value)
    if role := ROLE_BEHIND.match(line.plain, end):
        return Found(start, role.end(), "attribution", "role", role[1], ROLE)
    return _said(start, end, before[0].value if before else "")


def _beside(line: Line, before: list[Found], start: int, end: int) -> Found:
    """Attribute to the name right before; behind a comma, to whom it explains."""
    last = before[-1]
    if "," not in line.plain[last.end : start]:
        return _said(last.start, end, last.value)
    explained = (one for one in before if line.plain[one.end : one.end + 1] == ",")
    speaker = next(explained, last)
    return _said(last.start if speaker is last else start, end, speaker.value)


def _said(start: int, end: int, who: str) -> Found:
    """Make an attribution to a name; blank where there is none."""
    why = "a name beside a verb of saying" if who else "a verb of saying"
    return Found(start, end, "attribution", "named" if who else "unnamed", who, why)


def _whom(named: list[Found], start: int) -> str:
    """Write which name a pronoun may stand for."""
    earlier = [one.value for one in named if one.end <= start]
    return (
        f"a pronoun; the last name before it is {earlier[-1]}"
        if earlier
        else ("a pronoun; no name before it")
    )


def with_speakers(quoted: Iterable[Found], said: Iterable[Found]) -> list[Found]:
    """Return quotations with who is named nearest to them as the one who says them."""
    named = [one for one in said if one.value]

    def speaker(quote: Found) -> str:
        near = {max(one.start - quote.end, quote.start - one.end): one for one in named}
        return near[min(near)].value if near and quote.sort == "direct" else ""

    return [replace(quote, value=speaker(quote)) for quote in quoted]
