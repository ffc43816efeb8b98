"""Dates that are counted from the publication day, or from the date told before."""

import re
from dataclasses import replace
from datetime import date

from helpers.propose import reckon
from helpers.propose.context import Context
from helpers.propose.explicit import Read
from helpers.propose.lasting import recent
from helpers.propose.lexicon import COMMON
from helpers.propose.patterns import (
    MONTHS,
    ORDINALS,
    compiled,
    month_of,
    number,
    ordinal,
    unit_of,
    weekday_of,
)

DAYS = {  # any other word for one day is this day
    "the day before yesterday": -2, "yesterday": -1, "last night": -1, "tomorrow": 1,
    "the day after tomorrow": 2,
}  # fmt: skip
STEPS = {"last": -1, "past": -1, "next": 1, "coming": 1, "this": 0, "current": 0}
STEPS |= {"after next": 2, "before last": -2}
STEPS |= {"following": 1, "after": 1, "previous": -1, "preceding": -1, "before": -1}
SEEN = "seen from publication"
FROM_BEFORE = "counted from the date before it"
NO_DATE = "the article does not say from when it counts"
IN_OFFICE = "a time that the article names; it does not say when it was"
YEARS = {"centenary": 100, "centennial": 100, "bicentenary": 200, "bicentennial": 200,
         "tercentenary": 300, "silver jubilee": 25, "golden jubilee": 50,
         "diamond jubilee": 60}  # fmt: skip
NOW = (
    "now|nowadays|currently|at present|presently|these days|to date|to this day"
    "|at (?:this|the) (?:juncture|point|moment|stage)"
)
LATELY = r"(?<!as\s)recently|lately|not long ago|the other day"
SOON = (
    "soon|shortly|imminently|before long|in due course|down the line|looking ahead"
    "|in (?:the )?(?:near |foreseeable |not too distant )?future|sooner or later"
    "|in the coming (?:hours|days|weeks|months|years)|eventually"
)
BEGUN = (  # what a time may begin with that has no date
    "end|ends|fall|start|beginning|outbreak|collapse|death|birth|founding|creation"
    "|arrival|return|launch|signing|adoption|introduction|opening|closure|election"
    "|elections|war|revolution|coup|invasion|independence|crisis|ceasefire|armistice"
)
AN_EVENT = re.compile(r"\s+[\w\"']")
ON = re.compile(r"\bon\b", re.IGNORECASE)
IN_A_NAME = re.compile(r"\b(Good|Black|Bloody|Ash|Holy|Palm|Cyber)\s$")
JUST = re.compile(r",?\s+(?:(?:just|only|exactly|some|about)\s+)?")  # beside a date
THE = re.compile(r"\bthe\s+$", re.IGNORECASE)  # the Monday of that week
A_DAY = re.compile(r"\ban?\s+$|\bone\s+$", re.IGNORECASE)
AN_OFFICE = re.compile(
    r"[\s-]+(president|prime|minister|secretary|king|chancellor|leader|governor)",
    re.IGNORECASE,
)
A_VERB = re.compile(r"\s+(from|to|on|in|into|under|out|off|up|short|between|by|for)\b")
TODAY = re.compile(r"\btoday\b", re.IGNORECASE)
NO_TIME = re.compile(  # now that it is so; now look at it
    r"(now (that|and then|look|consider|imagine|suppose|think|let)\b|just now)",
    re.IGNORECASE,
)


def one_day(match: re.Match, context: Context) -> Read:
    """Read today, yesterday, tomorrow, last night."""
    word = " ".join(match["word"].casefold().replace("to-", "to").split())
    return context.days(DAYS.get(word, 0)), SEEN


def weekday(match: re.Match, context: Context) -> Read:
    """Read a weekday: the one that the verbs point to."""
    name, before = match["weekday"], context.line.before(match.start())
    following = re.match(r"\s+([A-Z]\w+)", context.line.behind(match.end()))
    is_name = following and following[1].casefold() not in MONTHS
    is_time = ON.search(match[0]) or match["which"]  # last Monday Kesi
    is_name = is_name and not is_time
    if not name[:1].isupper() or is_name or IN_A_NAME.search(before):
        return None
    if A_DAY.search(before):
        return "", "which one is not said"

    return _which(weekday_of(name), match, context)


def _which(nth: int, match: re.Match, context: Context) -> Read:
    """Return the weekday that is meant: beside a word, after the story, or by verbs."""
    which = (match["which"] or match["post"] or "").casefold()
    if week := match["week"]:
        monday = reckon.week(context.published, STEPS[week.casefold()])[0]
        return reckon.moved(monday, nth, "day"), SEEN
    back = (context.published.weekday() - nth) % 7
    if match["later"]:
        return context.days(7 + -back % 7), SEEN
    if which in ("last", "past"):
        return context.days(-(back or 7)), SEEN
    if which in ("next", "coming"):
        return context.days(7 - back), SEEN
    told, at = context.point, match.start()
    is_told = context.is_history and context.lean(at) < 0 and not context.is_spoken(at)
    if len(told) == 10 and (is_told or THE.search(context.line.before(at))):
        ahead = (nth - date.fromisoformat(told).weekday()) % 7
        return reckon.moved(told, ahead, "day"), "after the date before it"
    return context.weekday(nth, match.start("weekday")), SEEN


def step(match: re.Match, context: Context) -> Read:
    """Read last or this week, the year after next, a season or month by name."""
    which, what = " ".join(match["which"].split()).casefold(), unit_of(match["what"])
    count, now = STEPS[which], context.now
    if what in ("week", "weekend"):
        low, high = reckon.week(context.published, count)
        low = reckon.moved(high, -1, "day") if what == "weekend" else low
        return reckon.window(low, high), SEEN
    if what == "month":
        return reckon.moved(now, count, "month"), SEEN
    if what in reckon.IN_YEARS:
        kept = {"year": 4, "decade": 3, "century": 2}[what]
        start = reckon.moved(now, count, what)
        return start and start[:kept].ljust(4, "X"), SEEN
    if what == "quarter":
        return "", "a quarter of a year; which is not said"
    return _named(what, count, now), SEEN


def _named(what: str, way: int, told: str) -> str:
    """Return the March or summer before or after a date, or that of its year."""
    is_season = what in reckon.SEASONS
    month = reckon.SEASONS[what][0] if is_season else month_of(what)
    year, there = int(told[:4]), int(told[5:7] or 0)
    if way > 0 and not there and month > 6:
        return ""  # of that year, or of the next one
    if way > 0 and (not there or month <= there):
        year += 1
    if way < 0 and (not there or month >= there):
        year -= 1
    return reckon.season(what, year) if is_season else reckon.on(year, month)


def within_step(match: re.Match, context: Context) -> Read:
    """Read earlier or later this week, month or year."""
    unit, now = match["what"].casefold(), context.now
    week = unit == "week"
    low, high = reckon.week(context.published) if week else (now[:4], now[:4])
    if unit == "month":
        low = high = now[:7]
    if match["which"].casefold() == "later":
        return reckon.window(now, high), SEEN
    return reckon.window(low, now), SEEN


def end_of(match: re.Match, context: Context) -> Read:
    """Read the end of the year: of the date before it, where verbs point back."""
    unit = (match["unit"] or match["unit2"]).casefold()
    is_past = context.anchor and context.lean(match.start()) < 0
    told = context.anchor if is_past else context.now
    if len(told) < {"year": 4, "month": 7, "week": 10}[unit]:
        return "", NO_DATE
    last = told[: {"year": 4, "month": 7}.get(unit, 10)]
    if unit == "week":
        last = reckon.week(date.fromisoformat(told))[1]
    way, why = (match["way"] or "at").casefold(), FROM_BEFORE if is_past else SEEN
    if way == "at":
        return reckon.cut(last, 3, 4) if unit == "year" else reckon.cut(last, 2, 3), why
    if way in ("until", "till"):
        return reckon.span("", last), why
    return reckon.window("" if is_past else context.now, last), why


def ago(match: re.Match, context: Context) -> Read:
    """Read three weeks ago: from the publication day backwards."""
    count, unit = number(match["n"]), unit_of(match["unit"])
    if count is None or unit in ("second", "minute", "hour"):
        return lately(match, context)
    if match["today"]:
        return _to_the_day(match, context, count, unit), SEEN
    return _about(context, -count, unit), SEEN


def _to_the_day(match: re.Match, context: Context, count: float, unit: str) -> str:
    """Return the same day, week or month so many years ago; blank if no years."""
    years = count * reckon.IN_YEARS.get(unit, 0)
    if years % 1 or not years:
        return ""
    if match["what"]:  # next week, seen from that day
        same = _years_before(context.now, years)
        then = same and replace(context, published=date.fromisoformat(same))
        return then and step(match, then)[0]
    part = match["today"].casefold().rpartition(" ")[2].replace("-", "")
    days = {"tomorrow": 1, "yesterday": -1}.get(part, 0)
    if match["weekday"]:
        beside, now = match["beside"].casefold(), context.published.weekday()
        way = 1 if beside in ("this", "next") else -1
        steps = (weekday_of(part) - now) * way % 7
        days = way * (steps or 7 * (beside in ("next", "last")))
    return _years_before(context.days(days), years)


def _years_before(day: str, years: float) -> str:
    """Return a day so many whole years before; blank where the calendar has none."""
    return day and reckon.sound(f"{int(int(day[:4]) - years):04d}{day[4:]}")


def _about(context: Context, count: int, unit: str) -> str:
    """Count from publication; what is more than days is only about there."""
    value = reckon.moved(context.now, count, unit)
    return value and value + "~" * (unit not in ("day", "night"))


def ahead(match: re.Match, context: Context) -> Read:
    """Read in two weeks, where the verbs point ahead."""
    count, unit = number(match["n"]), unit_of(match["unit"])
    if context.lean(match.start()) <= 0 and not match["time"]:
        return "", NO_DATE
    value = _about(context, count, unit) if count else ""
    is_exact = (match["time"] or "").casefold().endswith("today")
    return value.rstrip("~") if is_exact else value, SEEN


def later(match: re.Match, context: Context) -> Read:
    """Read three days later: from the date told before it."""
    count, unit = number(match["n"]), unit_of(match["unit"])
    way = match["way"].casefold()
    behind = context.line.behind(match.end())
    is_that = re.match(r"\s+that\s*[.,;:)]", behind)
    of_another = way in ("before", "after") and not is_that and AN_EVENT.match(behind)
    of_told = of_another and context.at >= 0 and JUST.fullmatch(
        context.line.plain, context.at, match.start())  # fmt: skip
    if not count or not context.anchor or (of_another and not of_told):
        return "", NO_DATE
    back = (way in ("earlier", "before")) != bool(of_told)  # 3 May, a day after it fell
    value = reckon.moved(context.anchor, -count if back else count, unit)
    return value, FROM_BEFORE if value else NO_DATE


def later_some(match: re.Match, context: Context) -> Read:
    """Read weeks later, which counts nothing; before an event, it is an order."""
    is_hours = re.match("hours|moments", match[0], re.IGNORECASE)
    if is_hours and match[0].casefold().endswith("later"):
        return context.anchor, FROM_BEFORE if context.anchor else NO_DATE
    if match[0].casefold().endswith(("before", "after")):
        if AN_EVENT.match(context.line.behind(match.end())):
            return None
    return "", "how many is not said"


def following(match: re.Match, context: Context) -> Read:
    """Read the following day, the same year, that month."""
    which, unit = (match["which"] or "that").casefold(), unit_of(match["unit"])
    unit = "day" if unit in ("morning", "afternoon", "evening") else unit
    value = reckon.moved(context.anchor, STEPS.get(which, 0), unit)
    return value, FROM_BEFORE if value else NO_DATE


def following_named(match: re.Match, context: Context) -> Read:
    """Read the following spring, that June: seen from the date told before it."""
    what, which = match["what"], match["which"].casefold()
    which = "following" if which.startswith("that ") else which
    if which == "next" and (not context.anchor or context.lean(match.start()) > 0):
        return None  # seen from publication
    is_season = what.casefold() in reckon.SEASONS
    is_verb = A_VERB.match(context.line.behind(match.end()))
    is_named = is_season or what[:1].isupper()
    if not is_named or (which == "that" and is_season and is_verb):
        return None  # that may be; all that fall on it
    told, way = context.anchor, STEPS.get(which, 0)
    value = told and _named(what.casefold(), way, told)
    return value, FROM_BEFORE if value else NO_DATE


def of_month(match: re.Match, context: Context) -> Read:
    """Read the 13th: of the month that was told before it, else of publication."""
    following = re.match(r"\s+([\w-]+)", context.line.behind(match.end()))
    if following and following[1].casefold() not in COMMON:
        return None  # the 13th floor
    day, same = ordinal(match["day"]), context.anchor[:7]
    if which := match["which"]:
        step = {"ult": -1, "inst": 0, "prox": 1}[which.casefold()]
        month = reckon.moved(context.now, step, "month")
        return reckon.sound(f"{month}-{day:02d}"), SEEN
    if len(same) == 7 and context.at >= 0:
        return reckon.sound(f"{same}-{day:02d}"), FROM_BEFORE
    is_word = not match["day"].isdecimal()  # on the third, he spoke of money
    return None if is_word else (context.of_month(day, match.start()), SEEN)


def first_of(match: re.Match, context: Context) -> Read:
    """Read the first of that month."""
    is_now = match["which"].casefold() == "this"
    same = context.now[:7] if is_now else context.anchor[:7]
    if len(same) < 7:
        return "", NO_DATE
    return reckon.sound(f"{same}-{ordinal(match['nth']):02d}"), FROM_BEFORE


def same_in(match: re.Match, context: Context) -> Read:
    """Read on that day in 1939: the day told before it, in that year."""
    day = context.now if match["which"].casefold() == "this" else context.anchor
    length = 10 if match["unit"].casefold() == "day" else 7
    value = match["year"] + day[4:length]
    return value if len(value) == length else match["year"], FROM_BEFORE


def turn(_: re.Match, context: Context) -> Read:
    """Read the turn of the century: the one by the date before it, or the last."""
    near = int((context.anchor or context.now)[:4])
    last = context.published.year // 100 * 100
    return f"{min(last, (near + 50) // 100 * 100):04d}~", "where two centuries meet"


def then(match: re.Match, context: Context) -> Read:
    """Read since then, by then, until then: from or to the date told before it."""
    if AN_OFFICE.match(context.line.behind(match.end())):
        return None  # by then President Kesi
    word = match["word"].casefold()
    word = {"from": "since", "till": "until"}.get(word, word)
    value = reckon.directed(word, context.anchor, context.now)
    return value, FROM_BEFORE if value else NO_DATE


def now(match: re.Match, context: Context) -> Read:
    """Read now: the publication day."""
    if NO_TIME.match(context.line.behind(match.start())):
        return None
    return context.now, SEEN


def lately(_: re.Match, context: Context) -> Read:
    """Read recently, years ago: on the publication day at the latest."""
    return reckon.window("", context.now), "how long before publication is not said"


def soon(match: re.Match, context: Context) -> Read:
    """Read soon: on the publication day at the earliest."""
    if re.match(r"\s+(before|after)\b", context.line.behind(match.end())):
        return None  # an order, or the direction of a date
    by_verb = match[0].casefold() in ("soon", "shortly", "eventually", "imminently")
    if by_verb and context.lean(match.start()) < 0:
        return "", NO_DATE
    return reckon.window(context.now, ""), "how long after publication is not said"


def anniversary(match: re.Match, context: Context) -> Read:
    """Read the 20th anniversary: of the year of publication, if no date is told."""
    parts = match.groupdict()
    count = YEARS.get((parts.get("name") or "").casefold())
    if parts.get("nth"):
        count = ordinal(parts["nth"])
    elif parts.get("n"):
        count = number(parts["n"])
    sentence, year = context.line.sentence(match.start()), context.now[:4]
    back = f"; what it recalls was in {int(year) - count}" if count else ""
    if context.line.holds(TODAY, sentence):
        return context.now, f"today{back}"
    if sentence[0] <= context.at or (context.at >= 0 and match[0].startswith("this")):
        return context.anchor, f"the date before it{back}"
    if context.lean(match.start()) < 0:
        return "", "which year is not said"
    return year, f"this year{back}"


_WHICH = r"(?P<which>last|past|next|coming|this|current)"
_NAMES = "|".join([*MONTHS, *reckon.SEASONS])
_WHAT = f"week|weekend|month|year|decade|century|quarter|{'|'.join(reckon.SEASONS)}"
_DAYS = "|".join(ORDINALS[3:])
_SAME_DAY = (r"(?:to-?day|tonight|to-?morrow|yesterday|(?P<which>this|next|last)"
             rf" (?P<what>week|weekend|month|year|{'|'.join(reckon.SEASONS)})"
             r"|(?P<beside>this|next|last|on) (?:{part}|{weekday}))\b")  # fmt: skip
ANNIVERSARY = compiled(rf"{{n}} years ago {_SAME_DAY}")
RULES = (
    ("relative", r"\b(?P<word>the day before yesterday|the day after tomorrow|today"
                 r"|to-day|to-?night|yesterday|to-?morrow|last night|"
                 r"this (?:morning|afternoon|evening))\b(?: {part}\b)?", one_day),
    ("relative", r"\b(?:(?:early|late)\s+(?:on\s+)?)?(?:on )?"
                 r"(?:\b(?P<which>last|past|next|coming|this) )?{weekday}"
                 r"(?: (?P<later>week)\b|,? (?:of )?(?P<week>last|this|next) week\b"
                 r"|(?: {part}\b)?"
                 r"(?: (?P<post>last|next)(?=[.,;:)]))?)", weekday),
    ("relative", rf"\b{_WHICH} (?P<what>{_WHAT}|{'|'.join(MONTHS)})\b(?! of\b)", step),
    ("relative", r"\b(?:(?P<way>by|before|at|until|till) )?(?:the (?:very )?end of the"
                 r" (?P<unit>year|month|week)\b(?! of\b)|(?:the )?(?P<unit2>year|month"
                 r"|week)(?:'s end|[ -]end| ends|(?: is| was) (?:out|over))\b)",
     end_of),
    ("relative", r"\b(?P<which>earlier|later) this (?P<what>week|month|year)\b",
     within_step),
    ("relative", r"{n} {unit} ago\b"
                 rf"(?P<today> {_SAME_DAY})?", ago),
    ("relative", r"\b(?:{long} ago|long ago)\b", lately),
    ("relative", r"\bin {n} {unit}(?P<time> time\b)?", ahead),
    ("relative", r"{n} {unit} (?P<time>from (?:now|today))\b", ahead),
    ("relative", r"{n} {unit} (?P<way>later|earlier|before|after|afterwards?)\b",
     later),
    ("relative", r"\b(?:{long}|shortly|soon|moments) (?:later|earlier|after|before|"
                 r"afterwards)\b", later_some),
    ("relative", r"\b(?:the (?P<which>following|next|same|previous|preceding)) {unit}",
     following),
    ("relative", r"\b(?:the (?P<which>following|next|same|previous)|(?P<that>that))"
                 r" (?P<unit>morning|afternoon|evening)\b", following),
    ("relative", r"\b(?P<which>that)(?: (?:very|same)){0,2} {unit}(?=\W|$)", following),
    ("relative", r"\bthe {unit} (?P<which>after|before)(?=\W*(?:$|[.,;:)\"]))",
     following),
    ("relative", r"\bthe (?P<what>week|month|year) (?P<which>after next|before last)\b",
     step),
    ("relative", r"(?:\bthe )?{ordinal} of (?:the )?(?P<which>that|this|same) month\b",
     first_of),
    ("relative", r"\b(?P<which>that|this)(?: (?:very|same)){0,2} (?P<unit>day|month)"
                 r"(?: in| of)? {year}", same_in),
    ("relative", r"(?:(?<=on\s)|(?<=of\s)|(?<=until\s)|(?<=by\s)|(?<=since\s)"
                 r"|(?<=from\s)|(?<=before\s)|(?<=after\s)|(?<=between\s)|(?<=and\s))"
                 rf"the (?P<day>[0-3]?\d(?=[a-z])|(?:{_DAYS}))(?:st|nd|rd|th)?\b"
                 r"(?: (?P<which>ult|inst|prox)\b\.?)?(?!-| of\b)", of_month),
    ("relative", rf"\bsince (?:the|his|her|its|their) (?:{BEGUN})\b", recent),
    ("relative", r"\b(?:the (?!that))?(?P<which>following|same|previous|preceding"
                 rf"|that|(?<=the\s)next) (?P<what>{_NAMES})\b", following_named),
    ("relative", rf"\bthe (?P<what>{'|'.join(reckon.SEASONS)})"
                 r" (?P<which>following|that followed)\b", following_named),
    ("relative", r"\b(?:in|during|throughout|since) (?:his|her|their|its)"
                 r" (?:{ordinal} )?(?:term|presidency|premiership|reign|tenure|mandate"
                 r"|childhood|youth|lifetime|time in office)\b", IN_OFFICE),
    ("relative", r"\b(?:at )?the turn of the year\b", IN_OFFICE),
    ("relative", r"\b(?:at )?the turn of the (?:century|millennium)\b", turn),
    ("relative", r"\b(?:ever )?(?P<word>since|by|until|till|before|from) then\b", then),
    ("relative", r"\b(?<!long\s)(?:ever )?(?P<word>since)"
                 r"(?=\W*(?:$|[.,;:?!)\u2014]))", then),
    ("relative", rf"\b(?:{NOW})\b", now),
    ("relative", rf"\b(?:{LATELY})\b", lately),
    ("relative", rf"(?<!-)\b(?:{SOON})\b", soon),
    ("anniversary", r"(?:{ordinal}|{n}[- ]years?) (?:anniversary|birthday|jubilee)\b",
     anniversary),
    ("anniversary", rf"\b(?:this )?(?P<name>{'|'.join(YEARS)}|anniversary)\b",
     anniversary),
)  # fmt: skip
