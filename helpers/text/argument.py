"""The steps of an argument: what supports and opposes what, and how firmly it is put.

Premises and counter-points are listed and never weighed: no totals, no scores. The
words of strength are in the order of the article and are not ranked.
"""

import re

import pandas as pd

from helpers import prose
from helpers.case.cases import Case
from helpers.text import wording
from helpers.view import naming, voices
from helpers.view.shown import Shown

ROLES = {
    "thesis": ("Thesis", "Theses"),
    "premise": ("Premise", "Premises"),
    "counterpoint": ("Counter-point", "Counter-points"),
    "question": ("Question", "Questions"),
    "conclusion": ("Conclusion", "Conclusions"),
}
LANES = ("thesis", "conclusion")
LINED = {"premise": "supports", "counterpoint": "opposes"}  # drawn to the thesis
DEEPEST = 3  # steps that a claim is indented by
COLUMNS = [
    "claim_id", "role", "text", "note", "paragraphs", "voices", "parent", "how",
    "depth", "lined", "told", "named",
]  # fmt: skip
DRIFT = ["paragraph", "claim_id", "role", "strength", "note"]


# ---- what is told ---------------------------------------------------------------


def ours(case: Case, claim: str) -> list:
    """List the article's own citations of a claim."""
    rows = case.cited.get(claim, [])
    return [c for c in rows if case.article and c.source_id == case.article]


def paragraphs(case: Case, claim: str) -> list[str]:
    """List the paragraphs of the article in which a claim stands, in order."""
    places = {p for c in ours(case, claim) for p in c.locator.split(";") if p}
    return sorted(places, key=_place)


def _place(locator: str) -> tuple[int, str]:
    """Return what sorts a locator: its first number, those without one last."""
    number = re.search(r"[0-9]+", locator)
    return int(number[0]) if number else 10**9, locator


def in_text(case: Case) -> list:
    """List the claims by role, each role in the order of the article."""
    order = list(ROLES)
    rows = [r for r in case.rows("claims") if r.role in ROLES]

    def place(row) -> tuple:
        where = paragraphs(case, row.claim_id)
        return order.index(row.role), _place(where[0] if where else "")[0]

    return sorted(rows, key=place)


def links(rows: list) -> dict[str, list[tuple[str, str]]]:
    """Return what each claim supports and opposes, of the claims that are there."""
    there = {r.claim_id for r in rows}
    return {
        r.claim_id: [
            (verb, target)
            for verb in ("supports", "opposes")
            for target in dict.fromkeys(getattr(r, verb))
            if target in there and target != r.claim_id
        ]
        for r in rows
    }


def to_thesis(rows: list) -> set[tuple[str, str, str]]:
    """List the links that a line to the first thesis stands for."""
    first = next((r.claim_id for r in rows if r.role == "thesis"), "")
    every = links(rows)
    return {
        (r.claim_id, LINED[r.role], first)
        for r in rows
        if r.role in LINED and (LINED[r.role], first) in every[r.claim_id]
    }


def above(rows: list) -> dict[str, tuple[str, str]]:
    """Return the link and the claim of its column that each claim is listed under.

    A claim with a line to the thesis stands free; of a ring, its first claim.
    """
    role, free = {r.claim_id: r.role for r in rows}, {c for c, _, _ in to_thesis(rows)}
    parents = {}
    for claim, told in links(rows).items():
        same = [(v, t) for v, t in told if role[t] == role[claim] not in LANES]
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

    Those that oppose come first, since their line runs inside that of the others.
    """
    under: dict[str, list] = {}
    for row in rows:
        under.setdefault(over.get(row.claim_id, ("", ""))[1], []).append(row)
    waiting, placed = [(r, 0) for r in reversed(under.get("", []))], []
    while waiting:
        row, depth = waiting.pop()
        placed.append((row, depth))
        below = sorted(under.get(row.claim_id, []), key=lambda r: over[r.claim_id][0])
        waiting += [(r, depth + 1) for r in reversed(below)]
    return placed


def _names(rows: list) -> dict[str, str]:
    """Name claims: the one thesis and the one conclusion by role, others by id."""
    alone = {n for n in LANES if sum(r.role == n for r in rows) == 1}
    return {
        r.claim_id: f"the {r.role}" if r.role in alone else r.claim_id for r in rows
    }


def even(rows: list, role: str) -> bool:
    """Return whether the heading of a column speaks for all that stand free in it."""
    free = {r.claim_id for r in rows if r.role == role} - set(above(rows))
    one = sum(r.role == "thesis" for r in rows) == 1
    return bool(free) and one and free <= {c for c, _, _ in to_thesis(rows)}


def told(rows: list) -> dict[str, list[tuple[str, str]]]:
    """Return the links of each claim that are told in words: verb and target's name."""
    over, drawn = above(rows), to_thesis(rows)
    depth = {row.claim_id: n for row, n in ordered(rows, over)}
    role, names = {r.claim_id: r.role for r in rows}, _names(rows)
    plain = {name: even(rows, name) for name in ROLES}
    worded: dict[str, list] = {claim: [] for claim in role}
    for claim, every in links(rows).items():
        for verb, target in every:
            if (claim, verb, target) in drawn and plain[role[claim]]:
                continue
            name = names[target]
            if over.get(claim) == (verb, target) and depth[claim] <= DEEPEST:
                name = "the point above"
            worded[claim].append((verb, name))
    return worded


def content(case: Case) -> pd.DataFrame:
    """List the claims as the chart shows them: a row a claim, those under it next.

    ``parent`` is the claim of its column under which it stands and ``how`` the link;
    ``lined`` where a line leads to the thesis; ``told`` the links told in words;
    ``named`` where another claim names it by its id.
    """
    claims = in_text(case)
    parents, worded = above(claims), told(claims)
    lined = {claim for claim, _, _ in to_thesis(claims)}
    named = {name for links_ in worded.values() for _, name in links_}
    rows = []
    for claim, depth in ordered(claims, parents):
        own = claim.claim_id
        how, parent = parents.get(own, ("", ""))
        places, voices_ = paragraphs(case, own), heard(case, own)
        about = own, claim.role, claim.text, claim.note, places, voices_
        links_ = _sentences(worded[own])
        rows.append((*about, parent, how, depth, own in lined, links_, own in named))
    return pd.DataFrame(rows, columns=COLUMNS)


def heard(case: Case, claim: str) -> list[str]:
    """List the first voices of a claim: in the article, or else in any source."""
    found = voices.first(case, [claim], case.article)
    return found or voices.first(case, [claim])


def _sentences(said: list[tuple[str, str]]) -> str:
    """Write links in words: "Supports C002 and C003; opposes the thesis"."""
    verbs = dict.fromkeys(verb for verb, _ in said)
    parts = [
        f"{verb} {naming.joined([name for v, name in said if v == verb])}"
        for verb in verbs
    ]
    return prose.upper_first("; ".join(parts))


def where(case: Case, claim, most: int = 8) -> str:
    """Write where a claim stands in the article and who says so first."""
    places = ", ".join(claim.paragraphs[:most])
    places += ", …" if len(claim.paragraphs) > most else ""
    if case.article and not ours(case, claim.claim_id):
        places = "not in the article"
    return " · ".join(filter(None, [places, naming.voice_list(case, claim.voices)]))


def mentions(case: Case) -> pd.DataFrame:
    """List where the article puts its thesis and conclusion, in its own order.

    ``strength`` is blank where a paragraph has no such word. Where the article
    disputes a claim it does not put it.
    """
    rows = [
        (", ".join(c.locator.split(";")), r.claim_id, r.role, c.strength, c.note)
        for r in in_text(case)
        if r.role in LANES
        for c in ours(case, r.claim_id)
        if c.stance != "disputes"
    ]
    firm = {row[:2] for row in rows if row[3]}
    kept = [row for row in dict.fromkeys(rows) if row[3] or row[:2] not in firm]
    kept.sort(key=lambda row: _place(row[0])[0])
    return pd.DataFrame(kept, columns=DRIFT)


def drift(case: Case) -> pd.DataFrame:
    """List the strength words of thesis and conclusion: a row a word, in text order."""
    rows = mentions(case)
    return rows[rows.strength != ""].reset_index(drop=True)


# ---- words ----------------------------------------------------------------------


def titles(shown: Shown) -> tuple[str, str]:
    """Write the finding as title; what is shown and the filter as subtitle."""
    case = shown.case
    if case.claims.empty:
        left = len(case.whole.claims)
        none = "No claim is left in this view" if left else "No argument is coded"
        return none, wording.view_of(shown.view)
    parts = [_firmness(case, role) for role in LANES]
    if set(LANES) <= set(case.claims.role) and drift(case).empty:
        parts = ["no word of strength is coded for thesis or conclusion"]
    sentences = [
        "What supports and what opposes the thesis, and how firmly thesis and"
        " conclusion are put.",
        "Premises and counter-points are listed, not weighed.",
        wording.view_of(shown.view),
    ]
    title = prose.upper_first("; ".join(p for p in parts if p))
    return title, " ".join(t for t in sentences if t)


def _firmness(case: Case, role: str) -> str:
    """Write how firmly the article puts its thesis or conclusion, word by word."""
    rows = mentions(case)
    rows = rows[rows.role == role]
    if role not in set(case.claims.role):
        return "no thesis is coded" if role == "thesis" else ""
    if not any(rows.strength):
        return f"no word of strength is coded for the {role}"
    words = _turns(list(rows.strength[rows.strength != ""]))
    whole = len(rows) > 1 and len(words) == 1 and all(rows.strength)
    quotes = [wording.quoted(case, word).replace(word, _cut(word)) for word in words]
    return f"the {role} {_course(quotes)}{' throughout' if whole else ''}"


def _turns(said: list[str]) -> list[str]:
    """Keep a word only where it differs from the one before it."""
    return [w for n, w in enumerate(said) if n == 0 or w != said[n - 1]]


def _course(said: list[str], most: int = 4) -> str:
    """Write words one after another, neither of them as the stronger one."""
    if len(said) == 1:
        return f"is {said[0]}"
    if len(said) == 3 and said[0] == said[2]:
        return f"moves from {said[0]} to {said[1]} and back"
    more = [", and on"] if len(said) > most else []
    later = [f", then {word}" for word in said[2:most]]
    return f"moves from {said[0]} to {said[1]}{''.join(later + more)}"


def _cut(word: str, most: int = 30) -> str:
    """Cut a text that is too long for a title."""
    return word if len(word) <= most else f"{word[: most - 1].rstrip()}…"


def heading(case: Case, role: str) -> str:
    """Head a column, and say what it does to the thesis where that holds for all."""
    rows = in_text(case)
    count = sum(r.role == role for r in rows)
    number = max(count, 1) if role in LANES else count
    name = prose.verb(number, *ROLES[role])
    if role not in LINED or not even(rows, role):
        return name
    verb = LINED[role]
    does = prose.verb(number, f"it {verb}", f"they {verb.removesuffix('s')}")
    return f"{name}: {does} the thesis"


def hover(case: Case, claim) -> str:
    """Write what a claim is, for the reader who points at it: a line a thing."""
    lines = [f"{ROLES[claim.role][0]} {claim.claim_id}", claim.text]
    return "\n".join(filter(None, [*lines, claim.told, where(case, claim), claim.note]))


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
    words = [f"{m.paragraph} {m.strength}" for m in drift(case).itertuples()]
    if words:
        more = ", and more in the list" if len(words) > 12 else ""
        parts.append(f"Words of strength: {', '.join(words[:12])}{more}.")
    return " ".join(filter(None, [f"Argument. {title}.", subtitle, *parts]))
