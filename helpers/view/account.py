"""The article's account of its events: dated how closely, on report only, left out."""

from helpers.case import dates, firmness, schema
from helpers.case.cases import Case
from helpers.view import select
from helpers.view.shown import Shown


def coded_from(case: Case) -> bool:
    """Return whether the case has a text that its first layer speaks for."""
    rows = (r for table in schema.EITHER for r in case.whole.rows(table))
    return bool(case.article) or any(row.layer == "article" for row in rows)


def ours(shown: Shown) -> bool:
    """Return whether a view asks for what the article, or the coding, says."""
    return "article" in shown.view.layers and coded_from(shown.case)


def others(case: Case) -> bool:
    """Return whether anything is read in sources beside what a case is coded from."""
    outside = {s.source_id for s in case.whole.rows("sources") if s.role == "outside"}
    read = any(row.source_id in outside for row in case.whole.rows("citations"))
    return read and coded_from(case)


def is_news(case: Case) -> bool:
    """Return whether a case is coded from a news item that argues no thesis."""
    row = case.whole.by_source.get(case.whole.article)
    return row is not None and row.kind == "news" and not argues(case)


def argues(case: Case) -> bool:
    """Return whether a case has a thesis, whatever the view."""
    return any(claim.role == "thesis" for claim in case.whole.rows("claims"))


def happenings(shown: Shown) -> list:
    """List the events, as rows; not what may come, or is said not to be so."""
    rows = shown.case.rows("events")
    return [e for e in rows if not (shown.is_prospect(e) or shown.denied(e))]


def events(shown: Shown) -> list:
    """List the events that the article, or the coding, tells, as rows."""
    return [e for e in happenings(shown) if e.layer == "article"]


def tells_left_out(shown: Shown) -> bool:
    """Return whether a view lets one say which known events the article leaves out."""
    # What is only known has no date or status to be asked for in the article's reading.
    view, both = shown.view, {*schema.LAYERS} <= {*shown.view.layers}
    asks = view.start or view.end or view.as_of or view.statuses
    unseen = view.dates == "article" and bool(asks)
    return bool(shown.case.published) and both and not unseen


def windowed(shown: Shown) -> tuple[list, list]:
    """List the dated events, and those dated to a window only, as rows.

    The article's, by its own dates unless the known ones are asked for; every event
    where a view has no article and no coding.
    """
    reading, told = shown.view.dates, ours(shown)
    reading = "article" if told and reading != "known" else reading
    rows = events(shown) if told else happenings(shown)
    dated = [e for e in rows if select.when(e, reading).dated]
    return dated, [e for e in dated if select.when(e, reading).shape == "within"]


def told_only(shown: Shown) -> list:
    """List the events of the article that rest on a report or a claim only, as rows."""
    return [e for e in events(shown) if shown.status(e) in firmness.TOLD_ONLY]


def closer(shown: Shown) -> list:
    """List the events of the article that outside sources date otherwise or closer."""
    return [e for e in events(shown) if e.when_known and not _same_date(shown.case, e)]


def _same_date(case: Case, row) -> bool:
    """Return whether both dates say the same; one last seen may be known to go on."""
    ours, known = dates.parse(row.when_article), dates.parse(row.when_known)
    if ours == known:
        return True
    begins = [(when.begin_earliest, when.begin_latest) for when in (ours, known)]
    goes_on = known.open_end and select.seen(row, case, ours)
    return goes_on and begins[0] == begins[1]


def goes_on(shown: Shown, row) -> bool:
    """Return whether a record had no end when the article appeared."""
    when = shown.when(row)
    going = when.open_end or select.seen(row, shown.case, when)
    return going and not shown.denied(row)
