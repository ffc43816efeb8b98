"""Where sentences and clauses begin and end, and what their verbs say of time."""

import re

SHORT = set(  # what ends in a point and ends no sentence
    "mr mrs ms dr prof gen lt col maj capt sgt sen rep gov adm st rev hon jr sr vs"
    " v no jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu"
    " thur thurs fri sat sun a.m p.m i.e e.g approx ca c".split()
)
END = re.compile(r"""(?P<word>\S*?)[.!?\u2026]+["')\]]*(?=\s+["'(\[]?[A-Z0-9])""")
NEXT = re.compile(r"\s*")
BREAK = re.compile(r"[,;:()\u2014\"]|\s-\s")
AHEAD = re.compile(
    r"\b([Ww]ill|shall|must|won't|(?:is|are) (?:due|expected|scheduled|set|likely|to)"
    r"|due|scheduled|going to|plans? to|hopes? to|wants? to|aims? to"
    r"|promise[sd]? to|vow(?:s|ed)? to|upcoming|[a-z]+'ll"
    r"|(?:may|might|could|should|would)(?! have (?:been|[a-z]+ed))) "
)
BACK = re.compile(
    r"\b(was|were|had|did|said|told|came|went|began|met|wrote|left|took|gave|held|made"
    r"|fell|rose|won|lost|broke|sent|saw|ran|drew|cut|shot|thought|brought|built|became"
    r"|fled|fought|kept|led|put|quit|sank|sold|spoke|struck|swore|withdrew|signed"
    r"|since|ago|[a-z]{2,}ed)\b"
)

HABIT = re.compile(r"\b(usually|normally|typically|traditionally|every|always)\b")


def spans(plain: str) -> list[tuple[int, int]]:
    """List where each sentence begins and ends."""
    found, begin = [], 0
    for match in END.finditer(plain):
        word = match["word"].lstrip("\"'(").casefold()
        point = plain[match.end("word")] == "."
        if point and (word in SHORT or re.fullmatch(r"(\w\.)*\w", word)):
            if not word.isdecimal():
                continue
        found.append((begin, match.end()))
        begin = NEXT.match(plain, match.end()).end()
    return [*found, (begin, len(plain))] if begin < len(plain) else found


def around(places: list[tuple[int, int]], at: int) -> tuple[int, int]:
    """Return the sentence that a place is in."""
    return next((one for one in places if one[0] <= at < one[1]), places[-1])


def clause(plain: str, sentence: tuple[int, int], at: int) -> tuple[int, int]:
    """Return the part of a sentence, between marks, that a place is in."""
    low, high = sentence
    cuts = [low, *(low + m.start() for m in BREAK.finditer(plain[low:high])), high]
    begin = max(cut for cut in cuts if cut <= at)
    return begin, min((cut for cut in cuts if cut > at), default=high)


def direction(plain: str, place: tuple[int, int], at: int) -> int:
    """Return 1 where the verb before a point, or else after, points ahead, -1 back."""
    text = slice(*place)
    verbs = [(m.end(), m.start(), 1) for m in AHEAD.finditer(plain[text])]
    verbs += [(m.end(), m.start(), -1) for m in BACK.finditer(plain[text])]
    at -= place[0]
    before = [verb for verb in verbs if verb[0] <= at]
    if not before:
        return min(verbs, key=lambda verb: verb[1], default=(0, 0, 0))[2]
    return max(before)[2]
