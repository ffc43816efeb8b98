"""How much of an article a case covers, and what of the case is not in it.

A sentence is covered where the cue of a reference or of a decided proposal begins in
it; a citation covers its paragraph alone. The copy is stored nowhere, and of a sentence
at most five words are shown.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path

from helpers import prose
from helpers.case import cases, dates, edited, firmness, schema
from helpers.case.cases import Case, CaseError
from helpers.case.sheets import Problem, inert
from helpers.case.spelling import clean, folded
from helpers.propose import article, decided, reckon
from helpers.propose.article import Line

HEAD = 10  # lines that a copy may have before P1: headline, byline
RULE = (
    "A sentence is covered where the cue of a time reference or of a decided proposal"
    " begins in it; a citation covers its paragraph alone."
)
Row = dict[str, str]  # a proposal as it stands in its file


@dataclass
class Paragraph:
    """What a case makes of a paragraph, in counts and by sentence.

    A class because it is shown as text and as JSON.
    """

    paragraph: str
    sentences: int
    records: int = 0
    citations: int = 0
    proposals: int = 0
    decided: int = 0
    uncovered: list[dict] = field(default_factory=list)  # sentence, words
    undecided: list[dict] = field(default_factory=list)  # sentence, cue, kind, value
    asks: list[dict] = field(default_factory=list)  # see ``asks``


@dataclass(frozen=True)
class Coverage:
    """What is wrong, the paragraphs, and what is left over of copy and proposals.

    A class because a command ends by the first and prints all of them.
    """

    problems: list[Problem]
    paragraphs: list[Paragraph]
    headed: int  # lines before the first paragraph
    of_another_text: int  # proposals

    def __str__(self) -> str:
        """Write a line for each paragraph and each gap in it, then the sums."""
        lines = [
            line for one in self.paragraphs for line in (_counts(one), *_gaps(one))
        ]
        return "\n".join([*map(inert, lines), _sums(self), RULE])

    def values(self) -> dict:
        """Return what JSON holds beside the problems."""
        return {
            "rule": RULE,
            "lines_before": self.headed,
            "paragraphs": list(map(asdict, self.paragraphs)),
            "proposals_of_another_text": self.of_another_text,
        }


def read(name: str, text: Path) -> Coverage:
    """Compare a case with what its article says.

    Raises
    ------
    TextError, CaseError
        Where the copy or the case cannot be read, or the case has no article.
    """
    case = cases.load(name)
    if not case.article:
        told = "has no article among its sources; code it, with the role article"
        raise CaseError(f"{case.name} {told}")
    lines, headed = copy_of(case, text)
    rows = decided.read(edited.read(case.folder))
    placed = [(_place(lines, row), row) for row in rows]
    known = [(place, row) for place, row in placed if place]
    covered = {*_cued(case, lines), *(p for p, row in known if row[decided.DECISION])}
    records, mine, gaps = _records(case), defaultdict(list), asks(case)
    for (number, nth), row in known:
        mine[number].append((nth, row))
    told = [
        replace(
            _paragraph(number, line, covered, mine[number], records.get(number, [])),
            asks=[one for one in gaps if number in one["places"]],
        )
        for number, line in lines.items()
    ]
    return Coverage([*faults(case, lines)], told, headed, len(placed) - len(known))


def copy_of(case: Case, path: Path) -> tuple[dict[int, Line], int]:
    """Read a copy of the article: see ``fitting`` and ``aligned``.

    Raises
    ------
    TextError
        Where it cannot be read.
    """
    return aligned(case, fitting(case, path))


def fitting(case: Case, path: Path) -> list[Line]:
    """Read a copy of the article as it shows, or otherwise where that fits better.

    Raises
    ------
    TextError
        Where it cannot be read.
    """
    tries = [article.read(path, wrapped) for wrapped in (None, False, True)]
    return min(tries, key=lambda found: len([*faults(case, aligned(case, found)[0])]))


def aligned(case: Case, found: list[Line]) -> tuple[dict[int, Line], int]:
    """Return the paragraphs by number, and how many lines stand before the first.

    A copy may have a headline or a byline that was not coded: it begins where most cues
    are in their paragraphs.
    """
    by_start = [dict(enumerate(found[n:], 1)) for n in range(min(HEAD + 1, len(found)))]
    misplaced = [len(_misplaced(case, by_start[0]))]
    if misplaced[0]:
        misplaced += (len(_misplaced(case, lines)) for lines in by_start[1:])
    headed = misplaced.index(min(misplaced))
    return by_start[headed], headed


# ---- what is not in the copy -------------------------------------------------------


def _misplaced(case: Case, lines: dict[int, Line]) -> list:
    """List the references whose cue is not in their paragraph, or that have none."""
    rows = case.rows("references")
    there = [(lines.get(place_number(row.paragraph)), row) for row in rows]
    return [row for line, row in there if not (line and spots(line, row.cue))]


def faults(case: Case, lines: dict[int, Line]) -> Iterator[Problem]:
    """Report each paragraph that the copy does not have, each cue that is not in it."""
    last = prose.count(len(lines), "paragraph")
    for table, row, column, place in _places(case):
        if place_number(place) > len(lines):
            wrong = f"the article has only {last}"
            remedy = "correct it, or give the article that was coded"
            at = row.Index + 2
            yield Problem(f"{table}.csv", wrong, remedy, at, column, place)
    for row in _misplaced(case, lines):
        if place_number(row.paragraph) not in lines:
            continue  # which is said already
        near = [f"P{n}" for n, other in lines.items() if spots(other, row.cue)]
        wrong = f"is not in {row.paragraph} of the article"
        remedy = f"it is in {', '.join(near[:3])}" if near else "correct it"
        yield Problem("references.csv", wrong, remedy, row.Index + 2, "cue", row.cue)


def _places(case: Case) -> Iterator[tuple]:
    """Yield table, row, column and paragraph of all that names one of the article."""
    for row in case.rows("references"):
        yield "references", row, "paragraph", row.paragraph
    cited = schema.BY_NAME["citations"]
    written = cases.read_table(case.folder / cited.file, cited)
    placed = {row.Index for row in written if row.locator}
    for row in case.rows("citations"):  # what follows from others is none of the file
        if row.source_id == case.article and row.Index in placed:
            for place in row.locator.split(";"):
                yield "citations", row, "locator", place
    for row in case.rows("actors"):
        for label in row.aliases:
            yield "actors", row, "aliases", label.partition("@")[2]


def place_number(place: str) -> int:
    """Return the number of a paragraph; 0 of what is none, which the check tells."""
    match = re.fullmatch("P([0-9]{1,6})", place.strip())
    return int(match[1]) if match else 0


def spots(line: Line, cue: str) -> list[re.Match]:
    """List where a cue stands in a paragraph: as words, or else within words."""
    words = map(re.escape, Line(0, cue).plain.split())
    if not (pattern := r"\s+".join(words)):
        return []
    whole, any_ = (
        [*re.finditer(form, line.plain, re.IGNORECASE)]
        for form in (rf"(?<!\w){pattern}(?!\w)", pattern)
    )
    return whole or any_


# ---- what the case covers ----------------------------------------------------------


def _cued(case: Case, lines: dict[int, Line]) -> Iterator[tuple[int, int]]:
    """Yield paragraph and sentence of each reference; a cue coded again is its next."""
    times: Counter = Counter()
    for row in case.rows("references"):
        place = place_number(row.paragraph)
        line = lines.get(place)
        if line and (found := spots(line, row.cue)):
            key = place, folded(row.cue)
            yield place, line.nth(found[min(times[key], len(found) - 1)].start())
            times[key] += 1


def _place(lines: dict[int, Line], row: Row) -> tuple[int, int] | None:
    """Return paragraph and sentence of a proposal; None where the copy has it not."""
    number = decided.offset(row, "paragraph")
    line = lines.get(number)
    at = decided.at(row, line)
    return None if at < 0 else (number, line.nth(line.at(at)))


def _paragraph(
    number: int, line: Line, covered: set, mine: list, records: list
) -> Paragraph:
    """Return what a case makes of a paragraph."""
    spans = enumerate(line.sentences, 1)
    left = [(nth, row) for nth, row in mine if not row[decided.DECISION]]
    return Paragraph(
        f"P{number}",
        len(line.sentences),
        len({record for record, _ in records}),
        sum(is_cited for _, is_cited in records),
        len(mine),
        len(mine) - len(left),
        [
            {"sentence": nth, "words": _words(line, span)}
            for nth, span in spans
            if (number, nth) not in covered
        ],
        [
            {"sentence": nth, **{k: row.get(k, "") for k in ("cue", "kind", "value")}}
            for nth, row in left
        ],
    )


def _words(line: Line, span: tuple[int, int]) -> str:
    """Return what a sentence begins with: at most five words, and never all of it.

    Of one word, which is long where no blanks part words, at most five letters.
    """
    count = len(line.plain[slice(*span)].split())
    words = clean(line.cue(*span, min(5, max(1, count - 1))))
    return words if count > 1 else words[: min(5, len(words) // 2)]


def _records(case: Case) -> dict[int, list[tuple[str, bool]]]:
    """Return the records of each paragraph, and whether by a citation."""
    records = defaultdict(list)
    for row in case.rows("citations"):
        if row.source_id == case.article:
            for number in map(place_number, row.locator.split(";")):
                records[number].append((row.record_id, True))
    for row in case.rows("references"):
        records[place_number(row.paragraph)] += [(one, False) for one in row.record_id]
    return records


def asks(case: Case) -> list[dict]:
    """List what a news item leaves open that its coder may know, in order of records.

    An event that is a statement, or a record that is only claimed, which nobody but the
    article tells: who says so? What two may do, where they have acted since it was
    said: what became of it? Each with its title, how it is told, and its paragraphs.
    """
    if not case.article or case.by_source[case.article].kind != "news":
        return []
    alone = [r for r in case.rows("relations") if not r.event_id]
    found = []
    for row in (*case.rows("events"), *alone):
        is_said = getattr(row, "kind", "") == "statement"
        cited = case.cited.get(row[1], [])
        own = all(one.chain == [case.article] for one in cited)
        if cited and own and (is_said or row.status_article == "claimed"):
            found.append(_gap(case, row, "said" if is_said else "claimed"))
    last = _last_acts(case)
    for row in case.rows("relations"):
        fact = case.by_id.get(row.event_id, row)
        cited = case.cited.get(row[1], [])
        said = [_day(case.by_id.get(one.said_event_id)) for one in cited]
        is_open = _status(row) in firmness.PROSPECTS and not fact.outcome_id
        since = max(filter(None, said), default=None)
        if is_open and since and last.get(_two(case, row), since) > since:
            found.append(_gap(case, fact, "foreseen"))
    return found


def _gap(case: Case, row, how: str) -> dict:
    """Return what is to be asked of a record."""
    ours = case.by_article(row[1])
    places = [place_number(p) for one in ours for p in one.locator.split(";")]
    title = getattr(row, "title", "") or row.summary
    return {"record": row[1], "title": title, "how": how, "places": places[:1]}


def _last_acts(case: Case) -> dict[frozenset, date]:
    """Return when the last act of each two began, that is said to have happened."""
    last: dict[frozenset, date] = {}
    for row in case.rows("relations"):
        begin = _day(row)
        if begin and row.basis == "act" and _status(row) in firmness.ATTESTED:
            two = _two(case, row)
            last[two] = max(begin, last.get(two, begin))
    return last


def _day(row) -> date | None:
    """Return the first day of a record's date; None where none can be read."""
    stated = getattr(row, "when_known", "") or getattr(row, "when_article", "")
    return dates.parse(reckon.sound(stated)).begin_earliest


def _status(row) -> str:
    return row.status_known or row.status_article


def _two(case: Case, row) -> frozenset:
    return frozenset(case.acting([row.source_actor, row.target_actor]))


def asked(gap: dict) -> str:
    """Ask who says what nobody is named for, or what became of what was foreseen."""
    named, how = f"{gap['record']} ({gap['title']!r})", gap["how"]
    if how == "foreseen":
        told = "the two have acted since; name what became of it, if anything did"
        return f"{named}: {told}"
    more = ", or say that it happened" * (how == "claimed")
    return f"{named}: {how} by nobody but the article; name who does{more}"


# ---- as text -----------------------------------------------------------------------


def _counts(one: Paragraph) -> str:
    """Write what a paragraph holds, and what of it the case has."""
    parts = [prose.count(one.sentences, "sentence")]
    if one.proposals:
        of = f"of {one.proposals} decided"
        parts.append(f"{prose.count(one.decided, 'proposal')} {of}")
    parts.append(prose.count(one.records, "record"))
    return f"{one.paragraph}: {', '.join(parts)}{'; no citation' * (not one.citations)}"


def _gaps(one: Paragraph) -> Iterator[str]:
    """Write what is not covered, what is undecided, what is to be asked."""
    for gap in one.uncovered:
        yield f"  sentence {gap['sentence']} ({gap['words']!r}): not covered"
    for gap in one.undecided:
        told = " ".join(filter(None, (gap["kind"], gap["value"])))
        cue = clean(gap["cue"])
        yield f"  sentence {gap['sentence']} ({cue!r}): {told}, undecided"
    for gap in one.asks:
        yield f"  {asked(gap)}"


def _sums(found: Coverage) -> str:
    """Write how much is covered, cited and decided in all."""
    every = found.paragraphs
    whole = sum(one.sentences for one in every)
    covered = whole - sum(len(one.uncovered) for one in every)
    cited = sum(bool(one.citations) for one in every)
    parts = [
        f"{covered} of {prose.count(whole, 'sentence')} covered",
        f"{cited} of {prose.count(len(every), 'paragraph')} cited",
    ]
    if proposals := sum(one.proposals for one in every):
        made = sum(one.decided for one in every)
        parts.append(f"{made} of {prose.count(proposals, 'proposal')} decided")
    told = f"{', '.join(parts)}."
    if found.headed:
        told += f" P1 is line {found.headed + 1} of the article, as its cues have it."
    if lost := found.of_another_text:
        verb = prose.verb(lost, "is", "are")
        told += (
            f" {prose.count(lost, 'proposal')} {verb} not in this text;"
            " `dateline propose` makes them anew."
        )
    return told
