"""All sentences that a case and a view bring forth, and whether they agree in number.

They are those of the chapters: each cell is run as it stands, and what it shows is
read, with every text and every hover of its charts.
"""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from html import unescape

from helpers import paths, prose
from helpers.case.cases import Case
from helpers.draw import html
from helpers.draw.picture import Picture
from helpers.run import chapters
from helpers.text import answers, opening, summary
from helpers.view import naming
from helpers.view.parameters import View
from helpers.view.shown import Shown

BLOCK = re.compile(r"</?(?:p|li|t[dhr]|div|h\d|[uo]l|d[td]|details|summary|caption)\b")
PART = re.compile(r"</?(?:p|div|span|button|svg|g|text|title)\b")  # of a chart
TAG = re.compile(r"<[^>]*>")


def of(case: Case, asked: View) -> set[str]:
    """List what all chapters say of a case in a view, without its titles and notes."""
    shown = Shown.of(case, asked)
    said = (
        summary.holdings(case), summary.hidden(shown.of_all),
        summary.source_line(shown.case), opening.first(shown),
        answers.against(shown), answers.unheard(shown),
    )  # fmt: skip
    found = {str(one) for one in said}
    for chapter in paths.chapters():
        if chapters.applies(chapter, case):
            for value in _values(chapter, shown):
                found |= set(_texts(value))
    own = coded(case)
    texts = {own.sub("“”", line.strip()) for t in found for line in t.split("\n")}
    return {text for text in texts if text}


def coded(case: Case) -> re.Pattern:
    """Return what finds the words of the coder: titles and notes."""
    own = {naming.title_of(row).rstrip(".") for row in case.by_id.values()}
    notes = (t.note for t in case.tables.values() if "note" in t)
    own |= {note.rstrip(".") for column in notes for note in column if note}
    return re.compile("|".join(map(re.escape, sorted(own, key=len)[::-1])))


def _values(chapter, shown: Shown) -> Iterator:
    """Run the cells of a chapter on what is shown; give what each of them shows."""
    cells = json.loads(chapter.read_text(encoding="utf-8"))["cells"]
    names: dict = {}
    for cell in cells:
        tags = cell["metadata"].get("tags", [])
        if cell["cell_type"] != "code" or "parameters" in tags:
            continue
        if "needs-claims" in tags and not len(shown.whole.claims):
            continue
        tree = ast.parse("".join(cell["source"]))
        names |= {"shown": shown}
        *steps, last = [n for n in tree.body if not _sets(n)]
        exec(compile(ast.Module(steps, []), chapter.name, "exec"), names)
        if isinstance(last, ast.Expr):
            shows = compile(ast.Expression(last.value), chapter.name, "eval")
            value = eval(shows, names)
            if "derived" not in tags:  # a frame or a number
                yield value
        else:
            exec(compile(ast.Module([last], []), chapter.name, "exec"), names)


def _sets(node: ast.stmt) -> bool:
    """Whether a line reads the view, or selects what is shown by it."""
    targets = [t.id for t in getattr(node, "targets", []) if isinstance(t, ast.Name)]
    return bool({"view", "shown"} & {*targets})


def _texts(value) -> Iterator[str]:
    """List the texts of what a cell shows."""
    if isinstance(value, Picture):
        yield from (value.title, value.subtitle, value.source, value.alt)
        body = PART.sub("\n<", html.body(value))
        yield unescape(TAG.sub("", body))
        yield from map(unescape, re.findall('aria-label="([^"]*)', body))
        return
    bundle = value._repr_mimebundle_() if value is not None else {}
    yield bundle.get("text/plain", "")
    told = BLOCK.sub("\n<", bundle.get("text/html", ""))
    yield unescape(TAG.sub("", told))


# ---- agreement ------------------------------------------------------------------

NOUNS = (
    "act actor attitude claim cluster condition day episode event finding origin"
    " mark membership month observation page pair paragraph partition person premise"
    " prospect reading record relation report row side source statement tie triangle"
    " triad variation view voice window year treaty citation"
).split()
VERBS = {
    "is": "are", "was": "were", "has": "have", "does": "do", "rests": "rest",
    "moves": "move", "closes": "close", "holds": "hold", "hangs": "hang",
    "fits": "fit", "makes": "make", "lies": "lie", "leaves": "leave",
    "stays": "stay", "begins": "begin", "relays": "relay", "forms": "form",
    "attests": "attest", "adds": "add", "goes": "go", "says": "say", "gives": "give",
    "remains": "remain", "disputes": "dispute", "calls": "call", "depends": "depend",
    "needs": "need", "agrees": "agree", "changes": "change", "matters": "matter",
}  # fmt: skip
MANY = {n: n + "s" for n in NOUNS}
MANY["treaty"] = "treaties"
VERB = "|".join([*VERBS, *VERBS.values()])
SPELLED = {word: n for n, word in enumerate(prose.SMALL)}
N = r"(?P<n>\d{1,3}(?!\d)|" + "|".join([*SPELLED, "none"]) + ")"
STOP = (
    f"{VERB}|of|and|or|to|in|on|as|by|with|over|without|no|might|may|could|would|that"
    "|who"
)
BETWEEN = rf"(?:(?!(?:{STOP})\b)[^\s\d,;.:()“”]+ )"
COUNTED = re.compile(
    r"(?<![\w,–.-])(?P<not>of |in |than |and )?(?:its |the |these )?(?<![\w–-])"
    rf"(?<!or ){N}"
    rf" {BETWEEN}{{0,4}}?(?P<noun>{'|'.join([*MANY, *MANY.values()])})\b"
    rf"(?: of (?:them|the \w+))?(?: (?P<verb>{VERB})\b)?",
    re.I,
)
SHARE = re.compile(
    rf"(?<!and )(?<![\w,–.-]){N} of (?:the )?(?:\d+|them)"
    rf"(?: {BETWEEN}{{0,4}}?(?!that|who)\w+)?"
    rf" (?P<verb>{VERB})\b",
    re.I,
)
OWN = re.compile(r"“[^”]*”")  # what a title or an article says is not ours to mend


def disagreements(text: str, names: list[str]) -> list[str]:
    """List where a number, its noun and its verb do not agree in a text of ours.

    ``names`` are those that may be joined: two of them, and what they do is said of
    both.
    """
    text, found = OWN.sub("“”", text), []
    for match in COUNTED.finditer(text):
        one, noun = _one(match["n"]), match["noun"].lower()
        said = noun in MANY
        if match["n"].lower() != "no" and one != said:
            found.append(match[0])
        if match["verb"] and not match["not"] and (match["verb"] in VERBS) != said:
            found.append(match[0])
    for match in SHARE.finditer(text):
        several = match["verb"] not in VERBS
        if match["n"].lower() != "none" and several == _one(match["n"]):
            found.append(match[0])
    return found + [m[0] for m in _joined(tuple(names)).finditer(text)]


@cache
def _joined(names: tuple[str, ...]) -> re.Pattern:
    """Return what finds several names with the verb of one."""
    either = "|".join(re.escape(name) for name in sorted(names, key=len)[::-1])
    joined = rf"(?:^|[.;:] )(?:{either})(?:, (?:{either}))* and (?:{either})"
    return re.compile(joined + rf" (?:{'|'.join(VERBS)})\b")


def _one(text: str) -> bool:
    return text.lower() in ("1", "one")
