"""The steps of an argument: what supports and what opposes the thesis, in order.

Premises and counter-points are listed and never weighed: no totals, no scores.
"""

from collections import Counter

import pandas as pd

from helpers import prose
from helpers.case.cases import Case
from helpers.case.inherited import grouped
from helpers.text import strength, wording
from helpers.view import naming, voices
from helpers.view.shown import Shown

ROLES = {
    "thesis": ("Thesis", "Theses"),
    "premise": ("Premise", "Premises"),
    "counterpoint": ("Counter-point", "Counter-points"),
    "question": ("Question", "Questions"),
    "answer": ("Answer", "Answers"),
    "conclusion": ("Conclusion", "Conclusions"),
}
DOES = {  # without a thesis: what an article does by one claim, and by several
    "premise": ("argues", "has", "point"),
    "counterpoint": ("objects", "has", "objection"),
    "question": ("is asked", "is asked", "question"),  # by whom, nobody need say
    "answer": ("answers", "gives", "answer"),
    "conclusion": ("concludes", "draws", "conclusion"),
}
LOOSE = {"premise": "What it argues", "counterpoint": "In doubt"}  # without a thesis
RELAYED = {"premise": "What others argue"}  # the same, where it argues none itself
LANES = ("thesis", "conclusion")
LINED = {"premise": "supports", "counterpoint": "opposes"}  # what a column does
DEEPEST = 3  # steps that a claim is indented by
NAMED = 40  # letters of a claim by which another names it
COLUMNS = [
    "claim_id", "role", "text", "note", "paragraphs", "voices", "parent", "how",
    "depth", "lined", "told",
]  # fmt: skip


# ---- what is told ---------------------------------------------------------------


def paragraphs(case: Case, claim: str) -> list[str]:
    """List the paragraphs of the article in which a claim stands, in order."""
    cited = case.by_article(claim)
    places = {p for c in cited for p in c.locator.split(";") if p}
    return sorted(places, key=strength.number)


def in_text(case: Case) -> list:
    """List the claims by role, each role in the order of the article."""

    def place(row) -> tuple:
        first = next(iter(paragraphs(case, row.claim_id)), "")
        return [*ROLES].index(row.role), strength.number(first)[0]

    return sorted((r for r in case.rows("claims") if r.role in ROLES), key=place)


def links(rows: list) -> dict[str, list[tuple[str, str]]]:
    """Return what each claim supports and opposes, of the claims that are there."""
    there = {r.claim_id for r in rows}
    found = {}
    for row in rows:
        every = [("supports", one) for one in row.supports]
        every += [("opposes", one) for one in row.opposes]
        others = there - {row.claim_id}
        found[row.claim_id] = [one for one in dict.fromkeys(every) if one[1] in others]
    return found


def to_thesis(rows: list) -> set[tuple[str, str, str]]:
    """List the links to the first thesis that a column has for all of its claims."""
    first = next((r.claim_id for r in rows if r.role == "thesis"), "")
    lined = ((r.claim_id, LINED[r.role], first) for r in rows if r.role in LINED)
    every = links(rows)
    return {(claim, *link) for claim, *link in lined if tuple(link) in every[claim]}


def above(rows: list) -> dict[str, tuple[str, str]]:
    """Return the link and the claim of its column that each claim is listed under.

    A claim that is linked to the thesis is under none; of a ring, its first claim. An
    answer is under its question.
    """
    role, free = {r.claim_id: r.role for r in rows}, {c for c, _, _ in to_thesis(rows)}
    parents = {}
    for claim, told in links(rows).items():
        over = "question" if role[claim] == "answer" else role[claim]
        same = [(v, t) for v, t in told if role[t] == over not in LANES]
        if same and claim not in free:
            parents[claim] = same[0]
    for row in rows:
        if _in_ring(parents, row.claim_id):
            del parents[row.claim_id]
    return parents


def _in_ring(found: dict, claim: str) -> bool:
    """Return whether the way up from a claim leads back to it."""
    at, seen = claim, set()
    while at in found and at not in seen:
        seen.add(at)
        at = found[at][1]
    return at == claim and claim in seen


def ordered(rows: list, over: dict) -> list[tuple]:
    """Order claims so that each is followed by those under it; give their depth too.

    Those that oppose it come first.
    """
    under = grouped((over.get(row.claim_id, ("", ""))[1], row) for row in rows)
    waiting, placed = [(r, 0) for r in reversed(under.get("", []))], []
    while waiting:
        row, depth = waiting.pop()
        placed.append((row, depth))
        below = sorted(under.get(row.claim_id, []), key=lambda r: over[r.claim_id][0])
        waiting += [(r, depth + 1) for r in reversed(below)]
    return placed


def _names(rows: list) -> dict[str, str]:
    """Name claims: the one thesis and the one conclusion by role, others in words."""
    alone = {n for n in LANES if sum(r.role == n for r in rows) == 1}
    found = {}
    for row in rows:
        text = row.text.rstrip(". ")
        if len(text) > NAMED:  # cut after a word
            text = f"{text[:NAMED].rsplit(' ', 1)[0].rstrip(',;: ')}…"
        found[row.claim_id] = f"the {row.role}" if row.role in alone else f"“{text}”"
    return found


def even(rows: list, role: str) -> bool:
    """Return whether the heading of a column speaks for all that stand free in it."""
    free = {r.claim_id for r in rows if r.role == role} - set(above(rows))
    one = sum(r.role == "thesis" for r in rows) == 1
    return bool(free) and one and free <= {c for c, _, _ in to_thesis(rows)}


def told(rows: list) -> dict[str, list[tuple[str, str]]]:
    """Return the links of each claim that are told in words: verb and target's name.

    Neither that of a column to the thesis, nor that by which a claim supports the one
    above it: both are seen.
    """
    over, drawn = above(rows), to_thesis(rows)
    depth = {row.claim_id: n for row, n in ordered(rows, over)}
    names = _names(rows)
    worded: dict[str, list] = {row.claim_id: [] for row in rows}
    for claim, every in links(rows).items():
        for verb, target in every:
            seen = over.get(claim) == (verb, target) and depth[claim] <= DEEPEST
            if (claim, verb, target) not in drawn and not (seen and verb == "supports"):
                name = "the point above" if seen else names[target]
                worded[claim].append((verb, name))
    return worded


def content(case: Case) -> pd.DataFrame:
    """List the claims as the chart shows them: one row per claim, those under it next.

    ``parent`` is the claim of its column under which it is and ``how`` the link;
    ``lined`` where it is linked to the thesis as its column is; ``told`` the links that
    are told in words.
    """
    claims = in_text(case)
    parents, worded = above(claims), told(claims)
    lined = {claim for claim, _, _ in to_thesis(claims)}
    rows = []
    for claim, depth in ordered(claims, parents):
        own = claim.claim_id
        how, parent = parents.get(own, ("", ""))
        about = claim.role, claim.text, claim.note, paragraphs(case, own)
        place = parent, how, depth, own in lined
        rows.append((own, *about, heard(case, own), *place, _sentences(worded[own])))
    return pd.DataFrame(rows, columns=COLUMNS)


def heard(case: Case, claim: str) -> list[str]:
    """List who says a claim in the article, each by itself; or else in any source."""
    ends = [c.chain[-1] for _, c in strength.put(case, claim) if c.chain]
    return list(dict.fromkeys(voices.speaker(case, one) for one in ends)) or (
        voices.first(case, [claim])
    )


def relayed(case: Case, role: str) -> bool:
    """Return whether an article only reports the claims of a role: all are others'."""
    row = case.whole.by_source.get(case.whole.article)
    own = {row.source_id, row.publisher, *row.author} if row else set()
    ours = [one.claim_id for one in case.rows("claims") if one.role == role]
    return bool(own and ours) and all(own.isdisjoint(heard(case, one)) for one in ours)


def _sentences(said: list[tuple[str, str]]) -> str:
    """Write links in words: "Supports “They talk”; opposes the thesis"."""
    by = grouped(said).items()
    parts = (f"{verb} {naming.joined(names)}" for verb, names in by)
    return prose.upper_first("; ".join(parts))


def where(case: Case, claim, most: int = 3) -> str:
    """Write who says a claim first and where it is in the article."""
    named = [naming.plain_voice(case, voice) for voice in claim.voices]
    if len(named) > most + 1:
        named[most:] = [f"{len(named) - most} more"]
    who, places = "; ".join(named), ranges(claim.paragraphs)
    if case.article and not case.by_article(claim.claim_id):
        places = f"not in the {case.text}"
    return " · ".join(filter(None, [who, places]))


def ranges(places: list[str]) -> str:
    """Write paragraphs in order, each run of them as one.

    >>> ranges(["P1", "P3", "P4", "P5", "P9"])
    'P1, P3–5, P9'
    """
    runs: list[list[str]] = []
    for place in places:
        number = strength.number(place)[0]
        if runs and number == strength.number(runs[-1][-1])[0] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ", ".join(
        run[0] if len(run) == 1 else f"{run[0]}–{run[-1].lstrip('P')}" for run in runs
    )


# ---- words ----------------------------------------------------------------------


def titles(shown: Shown) -> tuple[str, str]:
    """Write the finding as title; the filter as subtitle."""
    case, view = shown.case, wording.view_of(shown.view)
    if case.claims.empty:
        left = len(case.whole.claims)
        return "No claim is left in this view" if left else "No argument is coded", view
    if "thesis" not in set(case.claims.role):
        return _counted(case), view
    sides = {"premise": "for it", "counterpoint": "against it"}
    told = [side for role, side in sides.items() if role in {*case.claims.role}]
    grounds = "The thesis" + f", and what speaks {naming.joined(told)}" * bool(told)
    firmly = strength.finding(shown, strength.words(shown))
    return prose.upper_first(firmly) or grounds, view


def _counted(case: Case) -> str:
    """Write what an article without a thesis argues, doubts, answers and concludes.

    In the words of the one claim, where it has no other.
    """
    n = Counter(case.claims.role)
    if n.total() == 1:
        (claim,) = case.rows("claims")
        who, (does, *_) = heard(case, claim.claim_id), DOES[claim.role]
        if claim.role == "question":
            return f"The {case.text} leaves open: {claim.text.rstrip('. ')}"
        does = prose.verb(len(who), does, does.removesuffix("s"))
        said = f"{wording.sided(case, who)} {does}: " if who else ""
        return prose.upper_first(f"{said}{claim.text.rstrip('. ')}")
    answered = n["answer"] and n.pop("question", 0)
    of = {"answer": f" to {prose.spelled(answered, 'question')}" * bool(answered)}
    told = grouped((_verb(case, role), prose.spelled(n[role], noun) + of.get(role, ""))
                   for role, (*_, noun) in DOES.items() if n[role])  # fmt: skip
    each = [f"{verb} {naming.joined(nouns)}" for verb, nouns in told.items()]
    return f"The {case.text} {naming.joined(each)}"


def _verb(case: Case, role: str) -> str:
    """Write what an article does by its claims of a role."""
    other = role != "question" and relayed(case, role)
    return "reports" if other else DOES[role][1]


def heading(case: Case, role: str) -> str:
    """Head a column, and say what it does to the thesis where that holds for all."""
    rows = in_text(case)
    if role in LOOSE and all(row.role != "thesis" for row in rows):
        return (RELAYED if relayed(case, role) else LOOSE).get(role, LOOSE[role])
    number = max(sum(r.role == role for r in rows), role in LANES)
    name = prose.verb(number, *ROLES[role])
    if role not in LINED or not even(rows, role):
        return name
    verb = LINED[role]
    does = prose.verb(number, f"it {verb}", f"they {verb.removesuffix('s')}")
    return f"{name}: {does} the thesis"


def in_full(case: Case, claim) -> str:
    """Write a claim with all that is seen of it, for the reader who hears it."""
    parts = [ROLES[claim.role][0], claim.text, claim.told, where(case, claim)]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def alt(shown: Shown) -> str:
    """Describe the argument to somebody who does not see it."""
    case = shown.case
    title, subtitle = titles(shown)
    rows, parts = list(content(case).itertuples()), []
    for role in ROLES:
        texts = [r.text.rstrip(".") for r in rows if r.role == role]
        texts[3:] = ["and more in the list"] if len(texts) > 3 else []
        if texts:
            head = heading(case, role).replace(": ", ", ")
            stop = "" if texts[-1].endswith(("?", "!")) else "."
            parts.append(f"{head}: {'; '.join(texts)}{stop}")
    words = [f"{w.place} {w.strength}" for w in strength.words(shown) if w.strength]
    if words:
        more = ", and more in the list" if len(words) > 12 else ""
        parts.append(f"Words of strength: {', '.join(words[:12])}{more}.")
    return " ".join(filter(None, [f"Argument. {title}.", subtitle, *parts]))
