"""Who speaks: passages in quotation marks, and the verbs that say whose words they are.

Marks around three words or fewer, without a verb of saying beside them, are taken for
the author's distance (scare quotes).
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from helpers.propose.article import Line
from helpers.propose.found import Found
from helpers.propose.sentences import around

SAYS = re.compile(
    r"\b(says?|said|tells?|told|writes?|wrote|adds?|added|states?|stated|argues?|argued"
    r"|notes?|noted|announces?|announced|warns?|warned|claims?|claimed|reports?|reported"
    r"|explains?|explained|acknowledge[sd]?|acknowledging|denies|denied"
    r"|believes?|believed|insists?|insisted|suggests?|suggested|declares?|declared"
    r"|[Aa]ccording to|[Ii]n the words of|asks?|asked|repl(?:ies|ied)|concede[sd]?)\b"
)
AFTER_A_NOUN = re.compile(
    r"\b(the|a|an|its|his|her|their|this|that|joint|no|any|of)\s+$"
)
SINGLE = re.compile(r"(?<!\w)'(?=[^\W\d])([^'\"]|'(?=\w))+'(?!\w)")
HE = re.compile(r"\b(he|she|they|it|who|i|we)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
BESIDE = re.compile(r"(?:'s)?,?\s+(?:(?:who|has|have|had|also|then|later|\w+ly)\s+)*")
BEHIND = re.compile(r"[\s,]*(?:(?:the|a|an|[A-Z]\w*\.?|[a-z]+ minister)\s+)*")
_ROLE = r"((?:the|a|an|its|his|her|their|one)\s+(?:[a-z-]+\s+)?[a-z-]+)"
ROLE_BEFORE = re.compile(rf"\b{_ROLE}\s+(?:(?:has|have|had|also|\w+ly)\s+)*$", re.I)
ROLE_BEHIND = re.compile(rf"\s+{_ROLE}\b")
ROLE = "a role without a name"
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
    beside = plain[max(0, low - 30) : low] + plain[high + 1 : high + 30]
    is_scare = len(inside.split()) <= SCARE and not SAYS.search(beside)
    sort = "scare" if is_scare else "direct"
    why = "few words, and nobody said to say them" if is_scare else "in quotation marks"
    return Found(start, max(high, start + 1), "quote", sort, "", why)


def attributions(
    line: Line, actors: Iterable[Found], quoted: Iterable[Found]
) -> list[Found]:
    """List the verbs of saying outside quotations, each with who seems to say it."""
    named, spoken = sorted(actors, key=lambda one: one.start), list(quoted)
    found = []
    for match in SAYS.finditer(line.plain):
        inside = any(one.start <= match.start() < one.end for one in spoken)
        if inside or AFTER_A_NOUN.search(line.plain[: match.start()]):
            continue
        found.append(_attributed(line, match, named))
    return found


def _attributed(line: Line, match: re.Match, named: list[Found]) -> Found:
    """Propose who says it: what stands right before the verb, or else right behind."""
    low, high = around(line.sentences, match.start())
    start, end = match.span()
    before = [one for one in named if low <= one.start and one.end <= start]
    behind = [one for one in named if end <= one.start < high]
    if before and BESIDE.fullmatch(line.plain[before[-1].end : start]):
        return _said(before[-1].start, end, before[-1].value)
    if HE.search(line.plain, low, start):
        return Found(start, end, "attribution", "pronoun", "", _whom(named, start))
    if role := ROLE_BEFORE.search(line.plain, low, start):
        return Found(role.start(1), end, "attribution", "role", role[1], ROLE)
    is_first = behind and BEHIND.fullmatch(line.plain[end : behind[0].start])
    if is_first and match[0] not in ("told", "tells", "asked"):
        return _said(start, behind[0].end, behind[0].value)
    if role := ROLE_BEHIND.match(line.plain, end):
        return Found(start, role.end(), "attribution", "role", role[1], ROLE)
    return _said(start, end, before[0].value if before else "")


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
