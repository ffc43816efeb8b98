"""What the three charts of balance share in words: their rule and stretches."""

from datetime import date, timedelta

from helpers.balance import Picture
from helpers.case import dates, signs
from helpers.text import ties, wording


def subtitle(found: Picture, measure: str) -> str:
    """Write what is measured, on which day, by which rule and in which view."""
    sentences = [
        f"{measure}; {ties.remembered(found.shown)}.",
        f"Rule: {found.rule.told}.",
        wording.view_of(found.shown.view, wording.NO_TIE),
    ]
    return " ".join(filter(None, sentences))


def kind(name: str) -> str:
    """Write a kind of triangle with a real minus: "+ − −"."""
    if name == "open":
        return "with an open tie"
    return " ".join(signs.OF_MARK[sign].glyph for sign in name)


def stretch(since: date, before: date | None) -> str:
    """Write a stretch of days from its first to the first after it, if it ended."""
    last = before - timedelta(days=1) if before else None
    if since == date.min:
        return f"up to {dates.day_in_words(last)}" if last else "on any day so far"
    if last:
        return dates.stretch(since, last)
    return f"since {dates.day_in_words(since)}"


def stretches(found: list[tuple[date, date | None]], most: int = 0) -> str:
    """Write stretches one after another; the latest, where there are too many."""
    if not found:
        return "on no day so far"
    latest = found[-most:] if most else found
    more = [f"{len(found) - len(latest)} earlier"] if len(latest) < len(found) else []
    return "; ".join([*more, *(stretch(*one) for one in latest)])
