"""Dates that name a day, month, year, season, decade or century."""

import re

from helpers.case import dates
from helpers.propose import reckon, years
from helpers.propose.context import Context
from helpers.propose.lexicon import COMMON
from helpers.propose.patterns import (
    SMALL,
    TENS,
    compiled,
    month_of,
    number,
    ordinal,
    unit_of,
    weekday_of,
)

Read = tuple[str, str] | None  # a value and why; None where it is no date
FIXED = {  # days that have a name
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "may day": (5, 1),
    "michaelmas": (9, 29),
    "martinmas": (11, 11),
    "candlemas": (2, 2),
    "lady day": (3, 25),
    "all saints' day": (11, 1),
    "all souls' day": (11, 2),
    "epiphany": (1, 6),
    "valentine's day": (2, 14),
    "international women's day": (3, 8),
    "st patrick's day": (3, 17),
    "cinco de mayo": (5, 5),
    "victory day": (5, 9),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "armistice day": (11, 11),
    "remembrance day": (11, 11),
    "veterans day": (11, 11),
}
WEEKDAYS_OF = {  # the month, the weekday and which one of the month
    "memorial day": (5, 0, -1), "labor day": (9, 0, 0), "thanksgiving day": (11, 3, 3),
    "thanksgiving": (11, 3, 3),
}  # fmt: skip
BY_EASTER = {  # days after Easter Sunday
    "easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2,
    "palm sunday": -7, "ash wednesday": -46, "whit monday": 50, "pentecost": 49,
    "maundy thursday": -3, "ascension day": 39, "whitsun": 49, "whitsuntide": 49,
}  # fmt: skip
MOVABLE = (  # feasts that move by calendars of their own
    "Ramadan|Eid(?: al-(?:Fitr|Adha))?|Ashura|Passover|Yom Kippur|Rosh Hashanah"
    "|Hanukkah|Sukkot|Purim|Diwali|Nowruz|Lent|(?:Chinese|Lunar) New Year"
)
ONE_DAY = {
    "9/11": "2001-09-11", "d-day": "1944-06-06", "ve day": "1945-05-08",
    "vj day": "1945-08-15",
}  # fmt: skip
OF_YEAR = {"last": -1, "this": 0, "next": 1}  # seen from publication
OF_TOLD = {  # seen from the date that was told before it
    "that": 0, "the same": 0, "the following": 1, "the next": 1, "the previous": -1,
}  # fmt: skip
HOUR = "an hour; the article says the day elsewhere"
A_DAY = "a day with a name; the article does not say which"
A_GAP = re.compile(r",?\s*(and|or)?\s*(the\s)?")
A_MONTH = compiled(r"{month} $")
NTH = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
DECADES = "twenties thirties forties fifties sixties seventies eighties nineties"
BEFORE_A_YEAR = set(
    "in since of by from until till to before after during between and through"
    " early late mid circa ca year or post pre as for spring summer autumn"
    " fall winter ( - \u2014 , the a an this that its his her their our when".split()
)
BEFORE_A_NUMBER = set(
    "flight room page number no nos article chapter section route highway line model"
    " some about over nearly almost than least most only approximately roughly"
    " up another every all per exactly".split()
)
COUNTED = set(  # what a number of four digits may count
    "people men women children troops soldiers ships boats vessels tonnes tons"
    " miles kilometres kilometers km metres meters feet dollars euros pounds rifles"
    " fighters homes houses jobs workers members seats votes points words barrels"
    " hectares acres square kg refugees families migrants cases deaths copies pages"
    " cars tanks planes aircraft guests delegates employees staff civilians police"
    " officers prisoners cubic mw gw hours of residents rebels students schools"
    " villages".split()
)
NO_NOUN = set("was has is its his this across as plus does goes says meant brought saw"
              " began ended had would will and or but".split())  # fmt: skip
NO_THING = COMMON - set("more other new own few such western eastern northern southern"
                        " neighboring neighbouring".split())  # fmt: skip
WITH_A_NAME = re.compile(r"\b(in|last|next|this|since|until|by|of|from|early|late|mid"
                         r"|before|after|during|between|and|to|through|for|every|each"
                         r"|usually|-)[\s-]*(the\s+)?$", re.IGNORECASE)  # fmt: skip

OF_TIME = re.compile(r"\b(in|by|before|until|since|after|during|from|to|through|within"
                     r"|for|between)"
                     r"\s+(the\s+)?$", re.IGNORECASE)  # fmt: skip


def _is_name(text: str) -> bool:
    return text[:1].isupper()


def iso(match: re.Match, _: Context) -> Read:
    """Read 2017-01-13."""
    value = reckon.on(*(int(match[part]) for part in ("year", "m", "d")))
    return (value, "written in full") if value else None


def numeric(match: re.Match, context: Context) -> Read:
    """Read 5/1/2017: in the order of other dates there, or either way."""
    a, b, year = int(match["a"]), int(match["b"]), match["y"]
    year = int(year) if len(year) == 4 else _century(int(year), context)
    first, second = reckon.on(year, b, a), reckon.on(year, a, b)
    if not first or not second or first == second:
        value = first or second
        return (value, "day, month and year") if value else None
    day_first = True if match["mark"] == "." else context.day_first
    if day_first is None:
        told = "day and month may be either way round"
        return reckon.window(*sorted((first, second))), told
    told = "day first" if day_first else "month first"
    return first if day_first else second, f"{told}, as elsewhere in the article"


def _century(year: int, context: Context) -> int:
    """Return the year that two digits mean: the last such one, or by the year told."""
    now = context.published.year
    last = now - (now - year) % 100
    return last - 100 * (0 < int(context.anchor[:4] or 0) < last - 50)


def _told(match: re.Match, context: Context) -> int:
    """Return the year that is told beside a date, by name or as last year; or 0."""
    parts = match.groupdict()
    if way := " ".join((parts.get("of") or "").casefold().split()):
        told = int(context.anchor[:4] or 0)
        seen = context.published.year + OF_YEAR.get(way, 0)
        return (told and told + OF_TOLD[way]) if way in OF_TOLD else seen
    if parts.get("yy"):
        return _century(int(parts["yy"]), context)
    ago = AGO.match(context.line.behind(match.end()))
    if ago and (count := number(ago["n"])) and count % 1 == 0:
        return context.published.year - int(count)
    return int(parts.get("year") or 0) or _behind(match, context)


def _behind(match: re.Match, context: Context) -> int:
    """Return the year by that of the date that a list or span goes on to; or 0."""
    later = LATER.match(context.line.behind(match.end()))
    if not later:
        return 0
    own, last = _month_in(match), _month_in(later, 1)
    return int(later["year"]) - (0 < last < own)


def _month_in(match: re.Match, edge: int = 0) -> int:
    """Return the month that a match names, of a season its first or last; or 0."""
    parts = match.groupdict()
    if parts.get("month"):
        return month_of(parts["month"])
    if name := (parts.get("name") or "").casefold():
        return FIXED.get(name, WEEKDAYS_OF.get(name, (4,)))[0]
    season = (parts.get("season") or "").casefold()
    return reckon.SEASONS[season][edge] if season else 0


def _year(match: re.Match, context: Context, month: int) -> tuple[int, str]:
    """Return the year of a month, told or the nearest one, and why; 0: not known."""
    if year := _told(match, context):
        return year, "named with its year"
    found, why = years.in_year(context, month, 0, match.start())
    return int(found[:4] or 0), why


def day(match: re.Match, context: Context) -> Read:
    """Read a day of a month, or a range of days, with or without a year."""
    if not _is_name(match["month"]):
        return None
    parts = match.groupdict()
    months = month_of(match["month"])
    days = [ordinal(parts[key]) for key in ("day", "day2") if parts.get(key)]
    if len(days) == 2 and match["to"].casefold() == "and":
        if days[1] - days[0] != match["more"].count(",") + 1:
            return None  # 4 and 25 November
    if year := _told(match, context):
        values = [reckon.on(year, months, one) for one in days]
        why = "named with its year"
    else:
        weekday = weekday_of(match["weekday"]) if match["weekday"] else None
        at = match.start()
        read = [years.in_year(context, months, one, at, 0, weekday) for one in days[:1]]
        read += [years.in_year(context, months, one, at) for one in days[1:]]
        values, why = [value for value, _ in read], read[0][1]
    if not all(values):
        return None if year or not all(0 < d < 32 for d in days) else ("", why)
    made = reckon.window if match.groupdict().get("to") == "or" else reckon.span
    value = values[0] if len(values) == 1 else made(*values)
    return (value, why) if value else None


def next_day(match: re.Match, context: Context) -> Read:
    """Read and 25 behind March 4: a later day of the same month."""
    told, gap = context.anchor, context.line.plain[context.at : match.start()]
    if context.at < 0 or len(told) < 10 or not A_GAP.fullmatch(gap):
        return None
    value = f"{told[:8]}{int(match['day']):02d}"
    return (reckon.sound(value), "of that month") if value > told else None


def month(match: re.Match, context: Context) -> Read:
    """Read a month, with or without a year."""
    name = match["month"]
    if not _is_name(name):
        return None
    if year := _told(match, context):
        return reckon.on(year, month_of(name)), "named with its year"
    before = context.before(match.start())
    is_verb = name.casefold() in ("may", "march") or len(name.strip(".")) < 4
    if is_verb and not WITH_A_NAME.search(before) and not _is_beside(match, context):
        return None
    after = context.line.behind(match.end())
    if re.match(r"\s+[A-Z]\w+", after) or re.search(r"[A-Z][\w.]*\s$", before):
        in_a_name = not re.search(r"\b(In|Since|By|Until|Last|From|Before|After)\s$",
                                  before)  # fmt: skip
        if in_a_name and not WITH_A_NAME.search(before):
            return None
    return years.in_year(context, month_of(name), 0, match.start())


def _is_beside(match: re.Match, context: Context, part: str = "month") -> bool:
    """Whether a date goes before with "and" or "or": the spring and autumn."""
    gap = A_GAP.fullmatch(context.line.plain, context.at, match.start(part))
    return bool(context.at >= 0 and gap and gap[1])


def season(match: re.Match, context: Context) -> Read:
    """Read a season of a year, or one behind a word of time, as months."""
    name = match["season"].casefold()
    before = context.before(match.start("season"))
    is_time = OF_TIME.search(before) and not before.endswith("to ")  # to fall
    is_time = is_time or _is_beside(match, context, "season")
    is_fall = re.match(r"\s+of\b", context.line.behind(match.end()))  # of the king
    if (is_fall or not is_time) and not _told(match, context):
        return None
    year, why = _year(match, context, reckon.SEASONS[name][0])
    return reckon.season(name, year), f"{why}; a season, as months"


def two_years(match: re.Match, _: Context) -> Read:
    """Read 1915/16 or 1979-1986: from one year to the other."""
    low, high = int(match["year"]), match["y2"]
    end = int(high) if len(high) == 4 else low // 100 * 100 + int(high)
    if not low < end < low + 100:
        return None
    return reckon.span(reckon.on(low), reckon.on(end)), "from one year to the other"


def year(match: re.Match, context: Context) -> Read:
    """Read a number as a year, if it counts nothing."""
    behind = context.line.behind(match.end())
    last = re.search(r"([\w']+|[^\w\s])\s*$", context.line.before(match.start()))
    before = last[1].casefold() if last else ""
    following = re.match(r"\s*-?([\w'-]+)", behind)
    after = following[1] if following and not following[0].startswith("'s") else ""
    bound = THAN.search(context.line.before(match.start()))  # no later than 2014
    if after.casefold() in COUNTED or (before in BEFORE_A_NUMBER and not bound):
        return None
    if re.match(r"-(\d|strong\b)", behind):
        return None
    noun = after.islower() and after not in NO_NOUN | NO_THING
    if last and last[1][:1].isupper() and context.before(match.start()) != last[0]:
        before = "the"  # Victory Day 2015
    if before not in BEFORE_A_YEAR and noun and (before.isalpha() or after[-1] == "s"):
        return None
    return match["year"], "a year"


def short_year(match: re.Match, context: Context) -> Read:
    """Read '91, if a word of time stands before it."""
    if not WITH_A_NAME.search(context.before(match.start())):
        return None
    return reckon.on(_century(int(match["yy"]), context)), "a year in two digits"


def spoken_year(match: re.Match, context: Context) -> Read:
    """Read nineteen ninety-nine, behind a word of time or a month."""
    rest = re.sub(r"oh[ -]", "", match["rest"], flags=re.IGNORECASE)
    hundreds, rest = number(match["hundreds"]), 0 if rest == "hundred" else number(rest)
    before = context.before(match.start())
    if not WITH_A_NAME.search(before) and not A_MONTH.search(before):
        return None
    return reckon.on(100 * hundreds + rest), "a year in words"


def half(match: re.Match, context: Context) -> Read:
    """Read a half or a quarter of a year."""
    parts = 2 if match["what"][0] in "hH" else 4
    nth = ordinal(match["nth"]) - 1 if match["nth"] else parts - 1
    if nth >= parts:
        return None
    year, why = _year(match, context, (nth + 1) * 12 // parts)
    return (reckon.cut(f"{year:04d}", nth, parts) if year else ""), why


def stretch(match: re.Match, context: Context) -> Read:
    """Read the first six months of 2001, the last ten days of May."""
    is_first, count = match["which"].casefold() == "first", number(match["n"] or "a")
    unit, month = unit_of(match["unit"]), _month_in(match)
    if unit == "quarter":
        unit, count = "month", 3 * (count or 0)
    if not count or count % 1 or (not match["n"] and match[0].count("s of")):
        return None
    last = min(int(count), 12) if unit == "month" and is_first else 12 - 11 * is_first
    held = reckon.on(_year(match, context, month or last)[0], month)
    if not held:
        return None
    day = dates.first_day(held) if is_first else dates.last_day(held)
    edge = day.isoformat()[: 7 if unit == "month" else 10]
    steps = (count * reckon.IN_DAYS.get(unit, 1) - 1) * (1 if is_first else -1)
    far = reckon.moved(edge, steps, "month" if unit == "month" else "day")
    low, high = sorted((edge, far))
    return reckon.window(low, high), "counted within it"


def decade(match: re.Match, context: Context) -> Read:
    """Read the 1990s, the '90s or the nineties."""
    parts = match.groupdict()
    if parts.get("word"):
        tens = 20 + 10 * DECADES.split().index(parts["word"].casefold())
        start = _century(tens, context)
    elif parts.get("dd"):
        start = _century(int(parts["dd"]), context)
    else:
        start = int(parts["decade"])
    value = f"{start // 100}XX" if start % 100 == 0 and start < 2000 else ""
    return value or f"{start // 10}X", "ten years" if not value else "a hundred years"


def century(match: re.Match, _: Context) -> Read:
    """Read the 19th century: 1800 to 1899."""
    nth = ordinal(match["nth"])
    return (f"{nth - 1:02d}XX", "a hundred years") if 1 < nth < 22 else None


def named(match: re.Match, context: Context) -> Read:
    """Read a day that has a name."""
    if not _is_name(match[0]):
        return None
    name, year = " ".join(match["name"].casefold().split()), _told(match, context)
    if name in FIXED:
        dated = (reckon.on(year, *FIXED[name]), "named with its year")
        way = {"last": -1, "next": 1}.get((match["post"] or "").casefold(), 0)
        told = years.in_year(context, *FIXED[name], match.start(), way)
        return dated if year else told
    if re.match(r"\s+[A-Z]", context.line.behind(match.end())):
        return None  # the Easter Rising
    if name in WEEKDAYS_OF:
        year, why = _year(match, context, WEEKDAYS_OF[name][0])
        return reckon.nth_weekday(year, *WEEKDAYS_OF[name]), why
    year, why = _year(match, context, 4 if BY_EASTER[name] < 39 else 5)
    return reckon.easter(year, BY_EASTER[name]), why


def nth_weekday(match: re.Match, context: Context) -> Read:
    """Read the last Sunday of a month."""
    weekday, nth = weekday_of(match["weekday"]), NTH[match["which"].casefold()]
    if near := match["near"]:
        told = context.anchor if near == "that" else context.now
        this = reckon.moved(told[:7], OF_YEAR.get(near, 0), "month")
        if not this:
            return "", "the article does not say which month"
        year, month = int(this[:4]), int(this[5:])
        return reckon.nth_weekday(year, month, weekday, nth), "of that month"
    if not _is_name(match["month"]) or not _is_name(match["weekday"]):
        return None
    month = month_of(match["month"])
    year, why = _year(match, context, month)
    return reckon.nth_weekday(year, month, weekday, nth), why


def one_day(match: re.Match, _: Context) -> Read:
    """Read 9/11, which is a name and no order of day and month, or V-E Day."""
    return ONE_DAY[match[0].casefold().replace("v-", "v")], "the day is the name"


_OF = (r"(?:of )?(?P<of>this|last|next|that|the (?:same|following|next|previous))"
       r" year\b")  # fmt: skip
_AFTER = rf"(?:(?:,| of)? {{year}}|,? {_OF})?"
_ONES = "|".join(SMALL[:9])
_REST = (rf"hundred|oh[ -](?:{_ONES})|{'|'.join(SMALL[9:])}"
         rf"|(?:{'|'.join(TENS)})(?:-(?:{_ONES}))?")  # fmt: skip
_NAMED = "|".join(sorted([*FIXED, *BY_EASTER, *WEEKDAYS_OF], key=len, reverse=True))
_D = r"(?:the )?[0-3]?\d(?:st|nd|rd|th)?"
_DAYS_OF = rf"{{day}}(?P<more>(?:, {_D})*),?{{to}}(?:the )?{{day2}}"
_ON = (
    r"(?<!\w)(?=(?-i:[\dA-Z]|[aefhnost]))"
    r"(?:(?:\bon )?(?:\ban? )?{weekday},? (?:the )?|\bthe (?=\d+[a-z]))?"
)
_A_MONTH = "(?-i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
LATER = compiled(  # in May and late June 2003
    r"(?:(?:\s?-|,|,? (?:and|or|to|until|till|through))(?: again)?(?: (?:in|on))?\s?"
    r"(?:(?:the )?(?:early|late|mid|(?:start|beginning|middle|end) of)[\s-])?(?:the )?"
    r"(?:(?:{weekday},? )?(?:{day} (?:of )?)?(?:{month}|{season}|{name})(?: {day2})?"
    r"|[0-3]?\d(?:st|nd|rd|th)?\b))+"
    r"(?:,| of)? {year}".replace("{name}", rf"(?P<name>{_NAMED})")
)
_STRETCH = (r"\b(?:(?:in|for|over|during) )?(?:the )?(?P<which>first|last|final)"
            r" (?:{n} )?(?P<unit>day|week|fortnight|month|quarter)s? of")  # fmt: skip
THAN = re.compile(r"\b(?:later|earlier) than\s+$", re.IGNORECASE)
AGO = compiled(r",? (?:just |only |almost |nearly |exactly )?{n} years ago\b")
RULES = (  # class, pattern, and what reads it: a sentence says why it has no date
    ("explicit", r"\b(?P<year>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)\b", iso),
    ("explicit", r"(?<![\d/.])(?P<a>\d{1,2})(?P<mark>[./])(?P<b>\d{1,2})(?P=mark)"
                 r"(?P<y>\d{4}|\d\d)\b(?![/.]\d)", numeric),
    ("explicit", rf"{_ON}{_DAYS_OF} (?:of )?{{month}}{_AFTER}", day),
    ("explicit", rf"{_ON}{{month}} {_DAYS_OF}(?! (?:of )?{_A_MONTH}){_AFTER}", day),
    ("explicit", rf"{_ON}{{day}}(?=(?:, {_D})*,? (?:and|or) {_D} (?:of )?"
                 rf"{{month}}{_AFTER})", day),
    ("explicit", r"(?:(?<=,\s)|(?<=and\s)|(?<=or\s)|(?<=the\s)){day}(?:,? {year})?"
                 r"(?=\s*(?:$|[.,;:)]|(?:and|or) (?:the )?\d"
                 r"|(?:in|at|the|he|she|they|it|to|but)\b))",
     next_day),
    ("explicit", rf"{_ON}{{day}} (?:of )?{{month}}{_AFTER}", day),
    ("explicit", rf"{_ON}{{month}} {{day}}{_AFTER}", day),
    ("explicit", rf"{_ON}(?:\bthe )?{{day_word}} of {{month}}{_AFTER}", day),
    ("explicit", rf"{_ON}{{month}} (?:the )?{{day_word}}{_AFTER}", day),
    ("explicit", r"{month},? (?:of )?(?:'(?P<yy>\d\d)\b|{year})", month),
    ("explicit", rf"{{month}},? {_OF}", month),
    ("explicit", rf"\b(?:on )?the (?P<which>{'|'.join(NTH)}) {{weekday}}"
                 rf" (?:of|in) (?:{{month}}{_AFTER}|(?P<near>this|last|next|that)"
                 " month)", nth_weekday),
    ("explicit", rf"{_STRETCH} {{month}}{_AFTER}", stretch),
    ("explicit", rf"{_STRETCH} (?:{{year}}|{_OF}|the year\b)", stretch),
    ("explicit", r"{month}", month),
    ("explicit", rf"(?:\bin (?:the )?)?{{season}},? {_OF}", season),
    ("explicit", r"(?:\bin (?:the )?)?{season}(?: of)?,? (?:'(?P<yy>\d\d)\b|{year})"
                 r"(?:[-/](?:\d{4}|\d\d)\b)?", season),
    ("explicit", r"(?:\bin (?:the )?)?{season}", season),
    ("explicit", r"(?:{ordinal}|\b(?:last|final)) (?P<what>half|quarter) (?:of )?"
                 rf"(?:{{year}}|{_OF}|the year\b)", half),
    ("explicit", r"(?:(?<=in\sthe\s)|(?<=for\sthe\s)|(?<=since\sthe\s)|(?<=by\sthe\s))"
                 r"{ordinal} (?P<what>half|quarter)\b(?! of\b|-)", half),
    ("explicit", r"\b(?-i:(?P<what>[QH]))(?P<nth>[1-4])\b(?:(?: of)? {year})?", half),
    ("explicit", r"{year}[-/](?P<y2>\d{4}|\d\d)\b(?![-/]\d)", two_years),
    ("explicit", r"(?:\b(?:FY\s?|(?:fiscal|financial) (?:year )?))?{year}", year),
    ("explicit", r"(?<!\w)'(?P<yy>\d\d)\b(?![s'])", short_year),
    ("explicit", rf"\b(?P<hundreds>(?:six|seven|eigh|nine)teen|twenty)[ -]"
                 rf"(?P<rest>{_REST})\b", spoken_year),
    ("explicit", r"(?<![\d/])9/11(?![\d/])|\b(?:D-Day|V-?[EJ] Day)\b", one_day),
    ("explicit", rf"\b(?P<name>{_NAMED})\b"
                 rf"(?:,? (?P<post>last|next)\b(?! year)|{_AFTER})", named),
    ("explicit", r"(?:(?<=on\s)|(?<=since\s)|(?<=until\s)|(?<=by\s)|(?<=before\s)"
                 r"|(?<=after\s))(?-i:[A-Z][\w']+ (?:[A-Z][\w']+ )?Day)\b"
                 rf"|(?-i:[A-Z]\w+s' Day\b|\b(?:{MOVABLE})\b)", A_DAY),
    ("explicit", r"(?<![\d.,])\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b\.?"
                 r"|\b[012]?\d:[0-5]\d\b|\b\w{1,6} o'clock\b(?: in the {part}\b)?"
                 r"|\bovernight\b"
                 r"|\b(?:at|before|after|by|until) (?:dawn|dusk|sunrise|sunset"
                 r"|nightfall)\b"
                 r"|(?:(?<=at\s)|(?<=before\s)|(?<=after\s)|(?<=until\s)|(?<=around\s))"
                 r"(?:midnight|noon|midday)\b", HOUR),
    ("decade", r"(?<![\d.,$£€])(?P<decade>1[4-9]\d0|20\d0)'?s\b", decade),
    ("decade", r"(?<!\w)'(?P<dd>\d0)s\b", decade),
    ("decade", r"(?:(?<=the\s)|(?<=early\s)|(?<=late\s)|(?<=mid-))"
               rf"'?(?P<word>{DECADES.replace(' ', '|')})\b", decade),
    ("decade", r"{ordinal}[ -]century\b", century),
)  # fmt: skip
