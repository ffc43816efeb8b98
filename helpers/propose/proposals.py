"""All proposals for a text, as rows and as a table for people."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from helpers import prose
from helpers.case import dates
from helpers.case.sheets import inert
from helpers.case.spelling import clean
from helpers.propose import (
    actors,
    article,
    counted,
    quoted,
    relative,
    sequence,
    tense,
    times,
)
from helpers.propose.article import Line
from helpers.propose.context import Context
from helpers.propose.found import Found, Proposal, apart, proposal
from helpers.propose.opinion import Opinion
from helpers.propose.patterns import compiled, number

NO_PROMISE = (
    "These are found by plain rules, and some are missed. For what a sentence dates by"
    " its verbs alone (tense) nothing is promised: read each paragraph yourself."
)
LINK = re.compile(
    r"(read (more|also|next|on)|see also|related|more (on|from) |follow us|sign up"
    r"|subscribe|share this|advertisement|disclaimer|source|we welcome)\b.{0,200}$",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"(picture|(file )?photo(graph)?s?|image|caption|credit|illustration|map)\s?[:(|]",
    re.IGNORECASE,
)
YEAR, LONG, LONG_OF_NEWS = compiled("{year}"), 3, 10
OPENING = 3  # a headline and two paragraphs
NEWS = compiled(r"{weekday}|\byesterday\b")
_HIGH, _LOW = r"(?:1[3-9]|2\d|3[01])", r"(?:0?[1-9]|1[0-2])"
DAY_FIRST = [compiled(r"{day} (?:of )?{month}"), compiled(rf"\b{_HIGH}/{_LOW}/\d\d")]
MONTH_FIRST = [compiled(r"{month} {day}"), compiled(rf"\b{_LOW}/{_HIGH}/\d\d")]


class DayError(prose.Refusal):
    """A day of publication that is none; the message is one sentence."""

    status = 2


def of_text(text: Path, day: str, name: str = "", pipeline: str = "") -> list[Proposal]:
    """Read a text and propose; for a case by its ``name``, also write its file.

    A ``pipeline`` of spaCy is asked as well, by its name or folder.

    Raises
    ------
    DayError
        Where the day of publication is none, or is not given.
    TextError, CaseError, PipelineError
        Where the text, the case or the pipeline cannot be read.
    """
    second = Opinion(pipeline) if pipeline else None
    if not name:
        return propose(article.read(text), _day(day), second=second)
    from helpers.case import cases  # a third of a second, for the case alone
    from helpers.propose import coverage

    case = cases.load(name)
    return of_case(case, coverage.fitting(case, text), day, second)


def of_case(
    case, lines: list[Line], day: str = "", second: Opinion | None = None
) -> list[Proposal]:
    """Propose from the article of a case, and write its file.

    Raises
    ------
    DayError, CaseError
        Where there is no day of publication, or the file that is there cannot be read.
    """
    from helpers.propose import decided

    when = _day(day or day_of(case))
    labels = case.labels.items()
    known = {label: next(iter(ids)) for label, ids in labels if len(ids) == 1}
    found = propose(lines, when, known, second)
    decided.write(case.folder, found)
    return found


def day_of(case) -> str:
    """Return the day of a case's article; blank where it is none, or is broken."""
    try:
        return str(case.published or "")
    except dates.DateError:
        return ""


def _day(text: str) -> date:
    """Read the day of publication."""
    if not text:
        raise DayError("--date: give the day of publication, as in 2017-01-13.")
    try:
        when = dates.parse(text.strip())
    except dates.DateError as error:
        raise DayError(f"--date: {error}; give a day, as in 2017-01-13.") from None
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", when.text):
        raise DayError(f"--date: {text!r} is not one day; give it as in 2017-01-13.")
    return when.begin_earliest


def propose(
    lines: list[Line],
    published: date,
    known: Mapping[str, str] | None = None,
    second: Opinion | None = None,
) -> list[Proposal]:
    """List what the paragraphs of a text date, name, quote, order, count and depend on.

    ``known`` has the ids of actors by their names and aliases, folded.
    """
    read = [line for line in lines if not LINK.match(line.plain)]
    body = [line for line in read if not CAPTION.match(line.plain)]
    by_line = _dates(read, published)
    found = {line.number: list(by_line[line.number]) for line in read}
    people: dict[int, list[Found]] = {line.number: [] for line in read}
    seen = set()
    for line, place in actors.named(body, by_line, known or {}):
        people[line.number].append(place)
        if place.value not in seen:
            seen.add(place.value)
            found[line.number].append(place)
    for line in body:
        dated_here, named = by_line[line.number], people[line.number]
        found[line.number] += _others(line, published, dated_here, named)
    if second:
        second.join(body, published, people, found)
    return sorted(proposal(line, one) for line in read for one in found[line.number])


def _dates(lines: list[Line], published: date) -> dict[int, list[Found]]:
    """List the dated places of each paragraph; a date leads on to the next one."""
    context, found = Context(Line(0, ""), published, _day_first(lines)), {}
    context.marked = _marked(lines, published)
    context.is_history = bool(context.marked) or _is_history(lines, published)
    for line in lines:
        context = replace(context, line=line, at=-1, kept=None)
        found[line.number] = times.found(context)
    return found


def _day_first(lines: list[Line]) -> bool | None:
    """Whether a text writes the day before the month; None where it does not say."""
    text = "\n".join(line.plain for line in lines)
    days, months = (
        sum(len(pattern.findall(text)) for pattern in patterns)
        for patterns in (DAY_FIRST, MONTH_FIRST)
    )
    return None if days == months else days > months


def _is_history(lines: list[Line], published: date) -> bool:
    """Whether most years of a text are long past, so that a year told holds on."""
    years = [int(one["year"]) for line in lines for one in YEAR.finditer(line.plain)]
    is_news = any(NEWS.search(line.plain) for line in lines)
    last = published.year - (LONG_OF_NEWS if is_news else LONG)
    past = sum(year < last for year in years)
    return len(years) > 2 and past * 4 > len(years) * 3


def _marked(lines: list[Line], published: date) -> int:
    """Return the year whose anniversary a text begins with; or 0."""
    found = (relative.ANNIVERSARY.search(line.plain) for line in lines[:OPENING])
    counts = (number(match["n"]) for match in found if match)
    return next((int(published.year - count) for count in counts if count), 0)


def _others(
    line: Line, published: date, dated_here: list[Found], named: list[Found]
) -> list[Found]:
    """List what a paragraph holds beside dates and names."""
    unnamed = actors.groups(line, named)
    quotes = quoted.quotes(line)
    said = quoted.attributions(line, [*named, *unnamed], quotes)
    verbs = tense.found(line, published.isoformat(), dated_here)
    voices = {one.value for one in said}
    speakers = (one for one in unnamed if one.value in voices)
    numbers = counted.found(line, dated_here, speakers)
    return [
        *apart(line, unnamed, numbers),
        *said,
        *quoted.with_speakers(line, quotes, said, named),
        *apart(line, verbs, said),
        *sequence.found(line, dated_here),
        *numbers,
    ]


def table(proposals: list[Proposal]) -> str:
    """Write proposals as lines for people: one each, then how many of each kind."""
    rows = [
        (f"P{a.paragraph}", a.kind, a.sort, clean(a.cue), a.value or "-", a.why)
        for a in proposals
    ]
    wide = [max((len(row[nth]) for row in rows), default=0) for nth in range(5)]
    lines = [
        inert("  ".join([*map(str.ljust, row[:5], wide), row[5]]).rstrip())
        for row in rows
    ]
    counts = Counter(one.kind for one in proposals)
    told = ", ".join(f"{kind} {n}" for kind, n in counts.most_common())
    total = prose.count(len(proposals), "proposal")
    return "\n".join([*lines, f"{total}{': ' * bool(told)}{told}.", NO_PROMISE])
