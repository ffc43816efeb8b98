"""The argument: the thesis and how firmly it is put, what is for it and what against.

Beside each claim is what other sources say of it, or of the facts that it rests on.
"""

from collections.abc import Iterator
from html import escape
from itertools import accumulate, chain

from helpers import prose
from helpers.case.cases import Case
from helpers.case.inherited import grouped
from helpers.draw.blocks import BARE, Block, Line, Tile
from helpers.draw.layout import WIDTH
from helpers.draw.marks import MIDDLE, At, Shape
from helpers.draw.picture import Picture
from helpers.draw.rows import Sample
from helpers.lists import cards, records
from helpers.lists.records import Listing
from helpers.prose import Prose
from helpers.text import outside, steps, strength, summary, wording
from helpers.text.outside import Said
from helpers.text.strength import OTHER, QUESTION, Word
from helpers.view import account, focus, naming
from helpers.view.shown import Shown

__all__ = ["alone", "chart", "listing"]
COLUMN = 560  # pixels of each of the two columns
EVERY = 24  # paragraphs, of more the strip has only those with words
UNITS = 16  # tiles with words that a strip holds side by side
HEADS = {"premise": "For it", "counterpoint": "Against it, or in doubt"}
LOOKS = {  # of each step its fill, its letters and its edge
    QUESTION: ("ground", "ink", "quiet"),
    "possible": ("rule", "ink", ""),
    "likely": ("quiet", "ground", ""),
    "taken as sure": ("ink", "ground", ""),
    OTHER: ("panel", "ink", "bracket"),
}
WITHOUT = "no such word"  # where the thesis is put without one


def alone(shown: Shown) -> Prose | None:
    """Write the one claim of an article that has no thesis; None where it has more.

    Examples
    --------
    >>> argument.alone(shown) is None  # it has a thesis
    True
    """
    claims = shown.case.rows("claims")
    if len(claims) != 1 or claims[0].role == "thesis":
        return None
    told = steps.titles(shown)[0]
    return Prose(told if told.endswith("?") else f"{told}.")


def chart(shown: Shown) -> Picture:
    """Draw the argument of a case.

    Examples
    --------
    >>> argument.chart(shown).title
    'The thesis never goes beyond “could”; ...
    """
    title, view = steps.titles(shown)
    rows = list(steps.content(shown.case).itertuples())
    said = strength.words(shown)
    return Picture(
        name="03-argument",
        title=title,
        subtitle=view,
        source=summary.source_line(shown.case),
        alt=steps.alt(shown),
        axis=None,
        legend=tuple(_legend(said)),
        blocks=(*_theses(shown, rows), *_strip(shown, said), *_sides(shown, rows)),
        foot=_foot(shown) if rows else "",
    )


def _foot(shown: Shown) -> str:
    others = "Indented and grey: what other sources say. "
    asked = "context" in shown.view.layers and account.others(shown.case)
    coder = "Claims are in the coder's words; they are listed, not weighed."
    return others * asked + coder


# ---- the thesis, and how firmly it is put -------------------------------------------


def _theses(shown: Shown, rows: list) -> Iterator[Block]:
    """Write each thesis over the full width, with what others say of it."""
    for claim in rows:
        if claim.role == "thesis":
            heard = outside.of_claim(shown, claim.claim_id, claim.text)
            yield Block(
                title=claim.text,
                width=WIDTH,
                kicker=steps.ROLES["thesis"][0],
                note=steps.where(shown.case, claim),
                large=True,
                lines=tuple(_others(heard, 0)),
                record=claim.claim_id,
                told=steps.in_full(shown.case, claim),
            )


def _strip(shown: Shown, said: list[Word]) -> Iterator[Block]:
    """Show how firmly the thesis is put: a tile a paragraph, in as many strips."""
    if not any(word.strength for word in said):
        return
    tiles = _tiles(shown, said)
    sizes = [1.0 if tile.words else BARE for tile in tiles]
    many = -(-sum(sizes) // UNITS)
    strips: list[list[Tile]] = [[]]
    for tile, used in zip(tiles, accumulate(sizes), strict=True):
        if strips[-1] and used > sum(sizes) / many * len(strips) + 0.5:
            strips.append([])
        strips[-1].append(tile)
    notes = tuple(_smaller(shown.case, said))
    for nth, some in enumerate(strips):
        yield Block(
            width=WIDTH,
            kicker="" if nth else "How firmly the thesis is put, by paragraph",
            tiles=tuple(some),
            lines=notes if nth == len(strips) - 1 else (),
        )


def _tiles(shown: Shown, said: list[Word]) -> list[Tile]:
    """Make a tile of each paragraph; of very many only where the thesis is put."""
    by_place = grouped((strength.number(word.place)[0], word) for word in said)
    whole = shown.whole
    ours = (c for c in whole.rows("citations") if c.source_id == whole.article)
    places = (place for c in ours for place in c.locator.split(";") if place)
    last = max(strength.number(place)[0] for place in places)
    tiles = []
    for n in range(1, last + 1) if last <= EVERY else sorted(by_place):
        said_there = [_tile(shown.case, word) for word in by_place.get(n, [])]
        tiles += said_there or [Tile(f"P{n}")]
    return tiles


def _tile(case: Case, word: Word) -> Tile:
    """Make the tile of a word, filled by how firm it is."""
    look = LOOKS.get(word.step, ("panel", "quiet", ""))
    asked = word.step == QUESTION
    who, said = naming.plain_voice(case, word.voice), word.strength or WITHOUT
    words = said + "?" * (asked and not word.strength.endswith("?"))
    parts = [f"{word.place}: {said}", who, word.step, word.note]
    told = "; ".join(filter(None, parts))
    under = QUESTION if asked else who
    return Tile(word.place, words, under, *look, record=word.record, told=told)


def _smaller(case: Case, said: list[Word]) -> Iterator[Line]:
    """Say which words concern a smaller claim, and which."""
    for word in said:
        if word.note:
            quoted = wording.quoted(case, word.strength)
            lead = f"{word.place}, {quoted}, concerns a smaller claim."
            yield Line(word.note, lead=lead, look="quiet")


def _legend(said: list[Word]) -> Iterator[Sample]:
    """Teach the fills that occur."""
    for step, (fill, _, edge) in LOOKS.items():
        if any(word.step == step for word in said):
            top, low = MIDDLE - 6, MIDDLE + 6
            box = Shape("box", At(0, 1), top, At(0, 17), low, edge or fill, fill, 1)
            yield Sample(18, (box,), step)


# ---- what is for it and against it --------------------------------------------------


def _sides(shown: Shown, rows: list) -> Iterator[Block]:
    """Put what is for the thesis beside what is against it, and what it ends with."""
    if not rows:
        return
    left, *right = (
        [*_part(shown, rows, role)]
        for role in ("premise", "counterpoint", "conclusion", "question")
    )
    beside = [*chain(*right), *_after(shown)]
    sides = [tuple(lines) for lines in (left, beside) if lines]
    for lines in sides:
        yield Block(width=COLUMN if len(sides) > 1 else WIDTH, lines=lines)


def _part(shown: Shown, rows: list, role: str) -> Iterator[Line]:
    """Write the claims of a role under their heading, each with what others say."""
    roles = (role, "answer") if role == "question" else (role,)
    claims = [row for row in rows if row.role in roles]
    linked = any(row.role == "thesis" for row in rows)
    if claims:
        own = HEADS.get(role, "") if linked else ""
        yield Line(own or steps.heading(shown.case, role), look="head")
    heard: dict[str, list[Said]] = {}
    for claim in claims:
        level = min(claim.depth, steps.DEEPEST)
        heard[claim.claim_id] = outside.of_claim(shown, claim.claim_id, claim.text)
        over = heard.get(claim.parent, [])  # what is told of the claim above
        new = [said for said in heard[claim.claim_id] if said not in over]
        yield _line(shown, claim, level, linked)
        yield from _others(new, level + 1)


def _line(shown: Shown, claim, level: int, linked: bool) -> Line:
    """Write a claim: its links where they are not seen, its voices and paragraphs."""
    case = shown.case
    loose = linked and claim.role in steps.LINED and not (claim.lined or claim.parent)
    told = claim.told or ("No link to the thesis is coded" if loose else "")
    if claim.role == "conclusion":
        said = [(p, c.strength) for p, c in strength.put(case, claim.claim_id)]
        told = "; ".join(f"{wording.quoted(case, w)} {p}" for p, w in said if w)
    note, right = f"({told})" * bool(told), steps.where(case, claim)
    look = {"look": "item", "level": level, "told": steps.in_full(case, claim)}
    return Line(claim.text, claim.claim_id, note, right=right, **look)


def _others(heard: list[Said], level: int) -> Iterator[Line]:
    """Write what other sources say of a claim, and of what it rests on."""
    for said in heard:
        words = f"{said.who}: {said.words}" if said.words else said.who
        about = f"(“{said.about.rstrip('. ')}”)" * bool(said.about)
        how = outside.STANCES[said.stance]
        told = f"{how} {words} {about}".rstrip()
        look = {"look": "quiet", "level": level, "told": told}
        yield Line(words, said.record, about, how, **look)


def _after(shown: Shown) -> Iterator[Line]:
    """Write what came between the actors in focus after publication."""
    later = focus.afterwards(shown) if len(shown.case.focus) > 1 else []
    if later:
        yield Line(f"{wording.later(shown.case)}, from other sources", look="head")
    for row in later:
        when = prose.upper_first(wording.when_of(shown, row))
        disputed = wording.disputed(shown, [row.event_id], "it")
        words = f"{when}: {wording.titled(row)}."
        note = f"({disputed})" * bool(disputed)
        right = f"not in the {shown.case.text}"
        yield Line(words, row.event_id, note, right=right, look="item")


# ---- the list -----------------------------------------------------------------------


def _linked(rows: list, ids: list[str]) -> str:
    """Write claims as links to their cards, with their texts."""
    texts = {r.claim_id: r.text for r in rows}
    found = "".join(
        f'<li><a href="#{escape(i)}">{escape(i)}</a>'
        f" <span {records.DIRECTION}>{escape(texts[i])}</span></li>"
        for i in ids
    )
    return f"<ul>{found}</ul>" if found else ""


def card(shown: Shown, row, rows: list) -> str:
    """Write the evidence of a claim: its links both ways, its voices, its note."""
    own, every = row.claim_id, steps.links(rows)

    def ahead(verb: str) -> str:
        return _linked(rows, [t for v, t in every[own] if v == verb])

    def back(verb: str) -> str:
        return _linked(rows, [c for c, told in every.items() if (verb, own) in told])

    facts = [one[1] for one in strength.rests_on(shown.case, own)]
    body = cards.evidence(shown, own) + cards.objections(shown, own)
    body += cards.pairs(
        [
            ("Supports", ahead("supports")),
            ("Opposes", ahead("opposes")),
            ("Supported by", back("supports")),
            ("Opposed by", back("opposes")),
            ("Facts it rests on", cards.record_lines(shown, facts)),
            ("Note", escape(row.note)),
        ]
    )
    return f'{body}<p class="id"><a href="#{escape(own)}">{escape(own)}</a></p>'


def listing(shown: Shown) -> Listing:
    """List all claims and questions by role, with their cards.

    Examples
    --------
    >>> print(argument.listing(shown))
    C001 thesis: A stronger Daesh-K could move Washington, ...
    """
    case = shown.case
    rows, found = steps.in_text(case), list(steps.content(case).itertuples())

    def entry(claim) -> str:
        body = card(shown, claim, rows)
        return records.fold(claim.text, steps.where(case, claim), claim.claim_id, body)

    parts = (
        (
            steps.heading(case, role),
            [entry(claim) for claim in found if claim.role == role],
        )
        for role in steps.ROLES
    )
    lines = (f"{c.claim_id} {c.role}: {c.text} ({steps.where(case, c)})" for c in found)
    return records.joined(parts, lines, counted=False)
