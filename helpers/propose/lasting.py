"""How long something lasted or will: a span where its end or begin is told."""

import re

from helpers.propose import reckon
from helpers.propose.context import Context
from helpers.propose.explicit import Read
from helpers.propose.patterns import number, unit_of

FEW = 4  # what a few of them are at least taken for, only about
PERFECT = re.compile(r"\b(has|have|'ve|'s) (\w+ )?(been|[a-z]+(ed|en|wn|ght|ne|ld|de"
                     r"|pt|ut|un))\b", re.IGNORECASE)  # fmt: skip
LENGTH = "how long; the article does not say from when"


def _start(context: Context, count: int | None, unit: str, vague: bool) -> str:
    """Return the day, month or year that is so long before publication, about."""
    value = reckon.moved(context.now, -count, unit) if count else ""
    if vague and unit in ("week", "fortnight"):
        value = value[:7]
    return value and f"{value}~"


def past(match: re.Match, context: Context) -> Read:
    """Read the past three months: up to the publication day."""
    parts, unit = match.groupdict(), unit_of(match["unit"])
    count = number(parts["n"]) if parts.get("n") else 1
    if match["which"].casefold() in ("next", "coming"):
        if context.lean(match.start()) < 0:
            return "", LENGTH
        return _coming(context, count, unit), "counted from publication"
    if re.match(r"\s+of\b", context.line.behind(match.end())):
        return ("", LENGTH) if parts.get("n") else None
    start = _start(context, count or FEW, unit, vague=count is None)
    return reckon.span(start, context.now) if start else "", "up to publication"


def _coming(context: Context, count: int | None, unit: str) -> str:
    """Return a span that begins with publication."""
    end = reckon.moved(context.now, count or 0, unit)
    return reckon.span(context.now, f"{end}~" if end and count else "")


def recent(match: re.Match, context: Context) -> Read:
    """Read in recent weeks: up to the publication day, its begin not told."""
    if re.match(r"\s+of\b", context.line.behind(match.end())):
        return None  # the last days of something
    return reckon.span("", context.now), "up to publication; from when is not said"


def more(match: re.Match, context: Context) -> Read:
    """Read five more years: from the publication day on, if it lies ahead."""
    parts = match.groupdict()
    count, unit = number(parts.get("n") or "a"), unit_of(match["unit"])
    if unit == "day" and not parts.get("n"):
        return None  # another day, some time
    if context.lean(match.start()) < 0 or unit in ("second", "minute", "hour"):
        return "", LENGTH
    return _coming(context, count, unit), "more of them, counted from publication"


def lasted(match: re.Match, context: Context) -> Read:
    """Read for ten years: up to the publication day where the verb says so."""
    parts, line = match.groupdict(), context.line
    n, unit, word = (
        parts.get("n") or "",
        unit_of(match["unit"]),
        (match["word"] or "").casefold(),
    )
    if n.casefold() in ("a", "an") and not word:
        return None  # so much a year
    if n.casefold() == "one" and unit in ("day", "night") and not word:
        return None  # one day, some time
    behind = line.behind(match.end())
    if re.match(r"[\s-]+olds?\b|[\s-]*of age\b", behind):
        return None
    is_perfect = line.holds(PERFECT, line.clause(match.start()))
    is_more = behind.startswith(" and a half")
    if word in ("for", "over") and is_perfect and not is_more:
        start = _start(context, number(n) if n else None, unit, vague=False)
        return reckon.span(start, context.now), "up to publication"
    return "", LENGTH


def whole(_: re.Match, __: Context) -> Read:
    """Read a six-month pause."""
    return "", LENGTH


def many(match: re.Match, context: Context) -> Read:
    """Read decades of something: up to publication, if the verbs do not point back."""
    if re.match(r"\s+(\d{4}|[A-Z])", context.line.behind(match.end())):
        return None  # the last days of 1993
    if context.lean(match.start()) < 0:
        return "", LENGTH
    return reckon.span("", context.now), "up to publication; how long is not said"


_PAST = r"(?P<which>past|last|previous|preceding|next|coming)"
_FOR = r"\b(?P<word>for|over|during|within|after|in|throughout|lasted|lasting)"
RULES = (
    ("duration", rf"(?:\bfor |\bover |\bin |\bduring )?(?:the |its |his |her |their )?"
                 rf"\b{_PAST} {{n}} {{unit}}", past),
    ("duration", rf"\b(?:over|in|during|for|within) the {_PAST} {{unit}}", past),
    ("duration", r"\bthe (?P<which>past) {unit}", past),
    ("duration", r"\bthe (?P<which>last) (?P<unit>decade|century)\b", past),
    ("duration", r"\b(?:in |over |during )?(?:recent|the (?:past|last)) {long}",
     recent),
    ("duration", r"(?:\bfor )?{n} (?:more|further|additional|other) {unit}", more),
    ("duration", r"(?:\bfor )?\b(?:another|(?:a|some) further)(?: {n})? {unit}", more),
    ("duration", rf"{_FOR} (?:(?:about|nearly|almost|some|at least|more than|only|over|"
                 r"just|up to|less than) )?(?:the )?{n} (?:single )?{unit}", lasted),
    ("duration", r"(?P<word>){n} {unit}", lasted),
    ("duration", rf"{_FOR} {{long}}", lasted),
    ("duration", r"\b{long} of\b", many),
    ("duration", r"{n} (?:springs|summers|autumns|winters)\b", whole),
    ("duration", r"{n}-{unit}(?:-long)?(?!-?\s?old)", whole),
)  # fmt: skip
