"""How long something lasted or will: a span where its end or begin is told."""

import re

from helpers.propose import reckon
from helpers.propose.context import Context
from helpers.propose.explicit import Read
from helpers.propose.patterns import number, unit_of

FEW = 4  # what a few of them are at least taken for, only about
PERFECT = re.compile(r"\b(has|have|'ve|'s) (\w+ )?(been|[a-z]+(ed|en|wn|ght|ne|ld|de"
                     r"|pt|ut|un))\b", re.IGNORECASE)  # fmt: skip
A_RATE = re.compile(r"(\d|%|per ?cent|times|once|twice)\s+$")
A_PART = re.compile(r"\b(first|last|early|final|opening|closing)\s+$", re.IGNORECASE)
TO_LAST = re.compile(r"\b(to|will|would|must|can|could|may|might)\s+$")
LENGTH = "how long; the article does not say from when"


def _up_to_now(context: Context, count: int | None, unit: str) -> str:
    """Return a span of about so long, a few being at least 4, up to publication."""
    start = reckon.moved(context.now, -(count or FEW), unit)
    if not count and unit in ("week", "fortnight"):
        start = start[:7]
    return reckon.span(f"{start}~", context.now) if start else ""


def past(match: re.Match, context: Context) -> Read:
    """Read the past three months: up to the publication day."""
    parts, unit = match.groupdict(), unit_of(match["unit"])
    if TO_LAST.search(context.line.before(match.start("which"))):
        return None  # to last 90 days
    count = number(parts["n"]) if parts.get("n") else 1
    if match["which"].casefold() in ("next", "coming"):
        if context.lean(match.start()) < 0:
            return "", LENGTH
        value = _coming(context, count, unit)
        if match[0].casefold().startswith("within"):  # one moment, and no span
            value = reckon.window(context.now, value.partition("/")[2].rstrip("~"))
        return value, "counted from publication"
    if re.match(r"\s+of\b", context.line.behind(match.end())):
        return ("", LENGTH) if parts.get("n") else None
    return _up_to_now(context, count, unit), "up to publication"


def _coming(context: Context, count: int | None, unit: str) -> str:
    """Return a span that begins with publication."""
    end = reckon.moved(context.now, count or 0, unit)
    return reckon.span(context.now, f"{end}~" if end and count else "")


def recent(_: re.Match, context: Context) -> Read:
    """Read in recent weeks, since the war began: up to publication, no begin told."""
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
    line, unit, word = context.line, unit_of(match["unit"]), match["word"].casefold()
    n = (match.groupdict().get("n") or "").casefold()
    is_once = n == "one" and unit in ("day", "night")
    long = unit in ("decade", "century", "fortnight", "generation")
    is_rate = n in ("a", "an") and A_RATE.search(line.before(match.start()))
    if not word and (is_once or is_rate or (n in ("a", "an") and not long)):
        return None  # one day, some time; so much a year
    behind = line.behind(match.end())
    if re.match(r"[\s-]+olds?\b|[\s-]*of age\b", behind):
        return None
    if word == "within" and n and context.lean(match.start()) > 0 and number(n):
        end = _coming(context, number(n), unit).partition("/")[2].rstrip("~")
        return reckon.window(context.now, end), "counted from publication"
    is_perfect = line.holds(PERFECT, line.clause(match.start()))
    is_more = behind.startswith(" and a half")
    if word in ("for", "over") and is_perfect and not is_more:
        count = number(n) if n else None
        span = _up_to_now(context, count, unit) if count else ""
        return span or reckon.span("", context.now), "up to publication"
    return "", LENGTH


def first_in(match: re.Match, context: Context) -> Read:
    """Read for the first time in nine years: up to the publication day."""
    count, unit = number(match["n"]), unit_of(match["unit"])
    return _up_to_now(context, count, unit) if count else "", "up to publication"


def many(match: re.Match, context: Context) -> Read:
    """Read decades of something: up to publication, if the verbs do not point back."""
    if A_PART.search(context.line.before(match.start())):
        return None
    if context.lean(match.start()) < 0:
        return "", LENGTH
    return reckon.span("", context.now), "up to publication; how long is not said"


_PAST = r"(?P<which>past|last|previous|preceding|next|coming)"
_FOR = (
    r"\b(?P<word>for|over|during|within|after|in|throughout|lasted|lasting"
    r"|in the (?:space|course) of|over the course of|for the best part of)"
)
RULES = (
    ("duration", rf"(?:\bfor |\bover |\bin |\bduring )?(?:the |its |his |her |their )?"
                 rf"\b{_PAST} {{n}} {{unit}}", past),
    ("duration", rf"\b(?:over|in|during|for|within) the {_PAST} {{unit}}", past),
    ("duration", r"\bthe (?P<which>past) {unit}", past),
    ("duration", r"\bthe (?P<which>last) (?P<unit>decade|century)\b", past),
    ("duration", r"\b(?:in |over |during )?(?:recent|the (?:past|last)) {long}"
                 r"(?! of\b)", recent),
    ("duration", r"(?:\bfor )?{n} (?:more|further|additional|other) {unit}", more),
    ("duration", r"(?:\bfor )?\b(?:another|(?:a|some) further)(?: {n})? {unit}", more),
    ("duration", r"\b(?:for the first time|first (?:\w+ )?)in (?:(?:more than|over"
                 r"|nearly|almost|at least|about) )?{n} {unit}", first_in),
    ("duration", rf"{_FOR} (?:(?:about|nearly|almost|some|at least|more than|only|over|"
                 r"just|up to|less than) )?(?:the )?{n} (?:single )?{unit}", lasted),
    ("duration", r"(?P<word>){n} {unit}", lasted),
    ("duration", r"\b(?P<word>spends?|spent|takes?|took|waited|lasts?)"
                 r" {n} {unit}", lasted),
    ("duration", rf"{_FOR} {{long}}", lasted),
    ("duration", r"\b(?<!small\s)(?<!early\s)(?<!late\s)"
                 r"{long} of\b(?! (?:\d|(?-i:[A-Z])))", many),
    ("duration", r"{n} (?:springs|summers|autumns|winters)\b", LENGTH),
    ("duration", r"{n}-{unit}(?:-long)?(?!-?\s?old)", LENGTH),
)  # fmt: skip
