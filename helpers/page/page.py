"""Executed notebooks -> one HTML page that makes no request.

It knows what a page is made of: the words of the notebooks, the charts,
the lists, the sources and how it was made. Everything from data is escaped where it
is written (records, Prose) or here; a notebook's own HTML passes only as inert.
"""

import ast
import re
from collections.abc import Callable, Iterable
from functools import partial
from html import escape
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import mistune
from nbformat import NotebookNode

from helpers import prose, theme
from helpers.case import cases, schema
from helpers.case.cases import Case
from helpers.draw.picture import MIME
from helpers.lists.cards import by_whom, read, source_link
from helpers.page import filters, offline, plots, without
from helpers.page.inert import inert
from helpers.page.notes import Notes
from helpers.page.sections import Part, body, fold, idle, plain
from helpers.page.slim import slim
from helpers.text import opening, summary
from helpers.view import account, parameters, select
from helpers.view.parameters import View
from helpers.view.shown import Shown

SCRIPTS = tuple(
    offline.HERE / f"{name}.js"
    for name in (  # in order
        "cells select links charts rows panel tools scrub axis changes sides controls"
        " tables save selected views keys asking without notes cases page"
    ).split()
)
STYLES = [offline.HERE / f"{name}.css" for name in ("rows", "card", "scrub", "sides")]
# Each opens a chapter's method; the second where there is nothing else.
METHOD = "How to read this, how it is counted, and what it does not show"
COUNTED = "How this number is counted"
# Where an element begins, by its first attribute: no text looks so once it is escaped.
# The page leaves directions out that say nothing.
STARTS = re.compile(r'(?!^)(?=<[a-z]+ (?!dir)[a-z-]+=")')
Draw = Callable[[dict], dict]  # from a chart's bundle to what the page holds of it
PROXIMITY = {
    "primary": "an origin",
    "wire": "a wire report",
    "secondary": "a secondary report",
    "copy": "a copy or repost, not an independent source",
}
SAID = '<p class="reading said">'  # of a chart without rows: what its title says
SPEAKS = {  # words of a notebook, and whether a case has what they speak of
    "other sources": account.others,
    "strip of words": summary.thesis_strength,
    "without an article": lambda case: not case.whole.article,
}
markdown = mistune.create_markdown(escape=True, plugins=["table"])


def figure(bundle: dict, drawn: dict) -> str:
    """Write a chart with its words; ``drawn`` is what ``plots.of`` gives of it."""
    if drawn["kind"] == "again":
        place, chapter = escape(drawn["name"]), escape(drawn["name"][:2].lstrip("0"))
        link = f'<a href="#figure-{place}">chapter {chapter}</a>'
        return f"<p>{escape(bundle[MIME]['title'])}: as drawn in {link}.</p>"
    if drawn["kind"] == "said":
        return f"{SAID}{escape(bundle[MIME]['title'])}.</p>"
    if drawn["kind"] == "rows":
        return _rowed(bundle[MIME], drawn)
    return still(bundle)


def still(bundle: dict) -> str:
    """Write a drawing that nothing moves, with its words where it has any."""
    svg, told = "".join(bundle["image/svg+xml"]), bundle.get(MIME, {})
    own = f' id="figure-{escape(told["name"])}"' if "name" in told else ""
    words = f'<figcaption class="unseen">{escape(told.get("alt", ""))}</figcaption>'
    return (
        f'<figure class="chart"{own}>{theme.recolour(inert(svg))}'
        f"{words if told else ''}</figure>"
    )


def _rowed(chart: dict, drawn: dict) -> str:
    """Write a chart of rows in the report's own reading, and the data of the others."""
    own = drawn["readings"][drawn["reading"]]
    body = own.pop("body")
    others = [one for one in drawn["readings"].values() if one is not own]
    _share(others, own, body)
    told = {name: value for name, value in drawn.items() if name != "kind"}
    data = offline.packed(offline.inert_json(told))
    return (
        f'<figure class="chart rowed" id="figure-{escape(chart["name"])}">'
        f'<p class="finding">{escape(own["title"])}</p>'
        f'<div class="picture">{body}</div>'
        f'<script type="text/plain" class="plots">{data}</script>'
        f'<figcaption class="unseen">{escape(chart["alt"])}</figcaption></figure>'
    )


def _share(others: Iterable[dict], own: dict, body: str) -> None:
    """Write of the other readings what differs; the script has the rest of its own."""
    pieces = STARTS.split(body)
    for other in others:
        told = STARTS.split(other.pop("body"))
        if told != pieces:
            other["pieces"] = _pieces(told, pieces)
        for name, value in own.items():
            if other.setdefault(name) == value:
                del other[name]


def _pieces(told: list[str], own: list[str]) -> list:
    """Write a body by what it has of the report's own: from which piece to which.

    The script cuts what the page shows in the same way, and puts it together.
    """
    places = {piece: nth for nth, piece in reversed([*enumerate(own)])}
    found: list = []
    for piece in told:
        last = found[-1] if found and isinstance(found[-1], list) else None
        if last and last[1] < len(own) and own[last[1]] == piece:
            last[1] += 1
        elif piece in places:
            found.append([places[piece], places[piece] + 1])
        elif found and isinstance(found[-1], str):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def output(bundle: dict, draw: Draw) -> str:
    """Write one output: a chart, HTML that is inert, or text.

    What is computed of leaving out stands among the data of the page.
    """
    if without.MIME in bundle:
        return ""
    if MIME in bundle:
        return figure(bundle, draw(bundle))
    if "text/html" in bundle:
        return inert("".join(bundle["text/html"]))
    if "image/svg+xml" in bundle:
        return still(bundle)
    return f"<pre>{escape(''.join(bundle.get('text/plain', '')))}</pre>"


def _outputs(cell: NotebookNode, draw: Draw) -> str:
    shown = [o["data"] for o in cell.get("outputs", []) if "data" in o]
    return "".join(output(bundle, draw) for bundle in shown)


def _derived(cell: NotebookNode, draw: Draw) -> Part:
    """Write words, or code above what it gives: a frame, or a number."""
    if cell.cell_type == "markdown":
        return _words(cell, "")
    # A blank head names no column.
    given = re.sub(r"<th>\s*</th>", "<td></td>", _outputs(cell, draw))
    return Part(
        f'<pre tabindex="0">{escape(cell.source)}</pre><div class="scroll" tabindex="0"'
        f' role="group" aria-label="What this code gives">{given}</div>'
    )


def _tagged(cell: NotebookNode, tag: str) -> bool:
    return tag in cell.metadata.get("tags", [])


def _prose(source: str) -> str:
    """Render a notebook's words, its headings one step lower: the page has an h1."""
    lower = re.sub(
        r"<(/?)h([1-5])\b", lambda m: f"<{m[1]}h{int(m[2]) + 1}", markdown(source)
    )
    return inert(lower)


def _words(cell: NotebookNode, anchor: str) -> Part:
    """Read a cell of words; with a heading it begins a section."""
    first, _, rest = cell.source.partition("\n")
    headed = re.fullmatch(r"<h3>(.*)</h3>\s*", _prose(first))
    if not headed:
        return Part(_prose(cell.source), folded=_tagged(cell, "fold"))
    short = _told(cell).get("short", "")
    return Part(
        _prose(rest), headed[1], anchor if short else "", folded=_tagged(cell, "fold")
    )


def _told(held: NotebookNode) -> dict:
    """Return what the metadata of a notebook or a cell tell this page."""
    told = held.metadata.get("dateline")
    return told if isinstance(told, dict) else {}


def _lacks(cell: NotebookNode, case: Case) -> bool:
    """Whether a cell speaks of a table that the case, before any view, has not."""
    return any(
        _tagged(cell, f"needs-{name}") and not case.whole.rows(name)
        for name in case.tables
    )


def _fitting(cell: NotebookNode, case: Case | None) -> NotebookNode:
    """Leave out sentences on what a case has not; each has a line of its own.

    Words on a thesis that there is not are blank: a section begins without a head. And
    name what the case is coded from.
    """
    if not case:
        return cell
    claims = case.whole.rows("claims")
    if _tagged(cell, "needs-thesis") and "thesis" not in {c.role for c in claims}:
        return NotebookNode(cell | {"source": ""})
    if cell.cell_type != "markdown":
        return cell
    lacking = [words for words, there in SPEAKS.items() if not there(case)]
    kept = [
        line
        for line in cell.source.split("\n")
        if not any(words in line.casefold() for words in lacking)
    ]
    return NotebookNode(cell | {"source": _named("\n".join(kept), case)})


def _named(words: str, case: Case) -> str:
    """Call by its name what a case is coded from, but in code: a speech, say."""
    if case.text == "article" or not case.whole.article:
        return words
    parts = words.split("`")
    for word, name in (("article", case.text), ("author", case.teller)):
        for n in range(0, len(parts), 2):
            one = re.sub(rf"\b([Aa])n {word}", rf"\1 {name}", parts[n])
            parts[n] = one.replace(word, name)
    return "`".join(parts)


def _shown(book: NotebookNode, case: Case | None) -> list[tuple[int, NotebookNode]]:
    """List the cells that a page shows, each with its place in the notebook.

    How a number is derived comes last, with the method; it is left out where what it
    needs, or else its first frame, has no row.
    """
    cells = [
        (nth, _fitting(cell, case))
        for nth, cell in enumerate(book.cells[1:], 1)
        if not _tagged(cell, "notebook") and not (case and _lacks(cell, case))
    ]
    derived = [one for one in cells if _tagged(one[1], "derived")]
    frames = [cell for _, cell in derived if cell.cell_type == "code"]
    needed = [cell for cell in frames if _tagged(cell, "matter")] or frames
    has_rows = any("<td" in str(cell.outputs) for cell in needed[:1])
    return [one for one in cells if one not in derived] + derived * has_rows


PLACES = ("lead", "lede", "standfirst")  # of what a cell of code gives, by its tag


def _place(cell: NotebookNode) -> str:
    """Return where in a chapter a cell goes; blank where nowhere."""
    if _tagged(cell, "derived"):
        return "derived"
    if cell.cell_type == "markdown":
        return "method" if _tagged(cell, "method") else "body"
    if cell.cell_type != "code":
        return ""
    return next((tag for tag in PLACES if _tagged(cell, tag)), "body")


def _part(cell: NotebookNode, place: str, anchor: str, draw: Draw) -> Part:
    """Write a cell for its place in a chapter."""
    if place == "derived":
        return _derived(cell, draw)
    if cell.cell_type == "markdown":
        return _words(cell, anchor if place == "body" else "")
    given = _outputs(cell, draw)
    if place != "lead" and given.startswith(SAID):
        given = ""  # of what there is not the sentences of the chapter tell
    folded, matter = _tagged(cell, "fold"), _tagged(cell, "matter")
    return Part(given, folded=folded, computed=True, matter=matter)


def chapter(
    path: Path, book: NotebookNode, draw: Draw, case: Case | None = None
) -> dict:
    """Turn an executed notebook into a chapter: heading, lead chart, body, code.

    It is ``idle`` where its body has no matter: then that is one answer, or blank.
    Its ``places`` are those that the line of chapters leads to, each with a short name.

    ``draw`` gives what the page holds of a chart. Of a ``case`` that lacks the tables
    which a cell needs, that cell is left out; and where a cell tagged ``matter`` gives
    nothing, the section that it stands in.
    """
    title, *rest = _fitting(book.cells[0], case).source.split("\n", 1)
    own = path.stem if path.stem[:1].isdigit() else f"chapter-{path.stem}"
    title, cells = title.lstrip("# "), _shown(book, case)
    parts = {"method": [Part(_prose(rest[0]))] if rest else []}
    places = []
    for nth, cell in cells:
        if (place := _place(cell)) in ("", "standfirst"):
            continue
        part = _part(cell, place, f"{own}-{nth}", draw)
        parts.setdefault(place, []).append(part)
        places += [(part.anchor, _told(cell)["short"])] if part.anchor else []
    whole = _whole(parts)
    there = [one for one in places if f' id="{one[0]}"' in whole["body"]]
    return whole | {
        "id": own,
        "title": title,
        "places": [(own, _told(book).get("short") or title), *there],
        "code": _code(cells, case),
        "idle": idle(parts.get("body", ())),
        "answer": plain("".join(part.html for part in parts.get("lede", ())))
        or plain(body(parts.get("body", ()))),
    }


def _whole(parts: dict[str, list[Part]]) -> dict[str, str]:
    """Join the parts of a chapter by their places."""
    lead, opens = (
        "".join(part.html for part in parts.get(place, ()))
        for place in ("lead", "lede")
    )
    method = parts["method"]
    if not opens:
        opens, method = "".join(part.html for part in method[:1]), method[1:]
    folded = [*method, *parts.get("derived", ())]
    told = fold(METHOD if method else COUNTED, folded)
    return {"opens": opens, "lead": lead, "body": body(parts.get("body", ())) + told}


def _code(cells: list[tuple[int, NotebookNode]], case: Case | None) -> str:
    """Join the code of cells, in the order of the notebook, with the run's values.

    With the name of the case, not with the place that it has here.
    """
    code = [cell for _, cell in sorted(cells) if cell.cell_type == "code"]
    given = "\n".join(c.source for c in code if _tagged(c, "injected-parameters"))
    text = "\n\n".join(
        _with_values(cell.source, given) if _tagged(cell, "parameters") else cell.source
        for cell in code
        if not _tagged(cell, "injected-parameters")
    )
    return text.replace(str(case.folder), case.name) if case else text


def _with_values(own: str, given: str) -> str:
    """Write the values that a run was given into a notebook's own cell of them.

    What has no place there stays behind it, as in a cell that is not plain Python.
    """
    try:
        nodes = ast.parse(own).body
    except SyntaxError:
        return f"{own}\n\n{given}".strip()
    values = {
        node.targets[0].id: ast.get_source_segment(given, node.value)
        for node in ast.parse(given).body
    }
    code = own.encode()
    starts = [0, *accumulate(map(len, code.splitlines(keepends=True)))]
    for node in reversed(nodes):
        named = getattr(node, "targets", [getattr(node, "target", node)])
        name = getattr(named[0], "id", "")
        if name in values and getattr(node, "value", None):
            begin = starts[node.value.lineno - 1] + node.value.col_offset
            end = starts[node.value.end_lineno - 1] + node.value.end_col_offset
            code = code[:begin] + values.pop(name).encode() + code[end:]
    return "\n".join([code.decode(), *(f"{n} = {v}" for n, v in values.items())])


def standfirst(books: list[NotebookNode], draw: Draw) -> str:
    """Give the sentences that open the page, out of the cell tagged so."""
    cells = [c for b in books for c in b.cells if _tagged(c, "standfirst")]
    return joined("".join(_outputs(cell, draw) for cell in cells))


def joined(html: str) -> str:
    """Let no line end within a short name such as Daesh-K."""
    found = re.split(r"(<[^>]*>)", html)
    name, held = r"\b\w{1,12}(?:-\w{1,3})+\b", r'<span class="joined">\g<0></span>'
    return "".join(x if x[:1] == "<" else re.sub(name, held, x) for x in found)


def source_entry(shown: Shown, row) -> dict[str, str]:
    """Describe a source for the list at the end, all of it escaped."""
    about = [
        escape(by_whom(shown.case, row)),
        read(shown, row, "made"),
        escape(f"{row.kind}, {PROXIMITY[row.proximity]}"),
    ]
    safe = re.match(r"https?://(?:www\.)?([^/?#\s]+)", row.url)
    known = [s for s in row.known_sources if s != row.source_id]
    return {
        "id": escape(row.source_id),
        "title": escape(row.title),
        "about": "; ".join(p for p in about if p),
        "url": escape(row.url) if safe else "",
        "host": escape(safe[1]) if safe else "",
        "note": escape(row.note),
        "known": ", ".join(source_link(shown.case, s) for s in known),
    }


def sources(shown: Shown) -> dict[str, list[dict[str, str]]]:
    """List the sources by their role."""
    case = shown.case
    headings = {
        "article": f"The {case.text}",
        "cited": "What it rests on" if case.whole.article else "What it is coded from",
        "outside": "Other sources",
    }
    found = {
        heading: [
            source_entry(shown, r) for r in case.rows("sources") if r.role == role
        ]
        for role, heading in headings.items()
    }
    return {heading: rows for heading, rows in found.items() if rows}


def missing(case: Case) -> list[str]:
    """Say what is left out, since the case has no rows for it."""
    told = [summary.without_article(case)]
    for table in schema.TABLES:
        if table.needed_for and not case.whole.rows(table.name):
            what = prose.upper_first(table.needed_for)
            told.append(f"{what} is left out: nothing is coded for it.")
    return [*filter(None, told)]


def _about(case: Case, asked: View, made: list[dict], waiting: Iterable[Path]) -> dict:
    """Give what a page says of its case and view, and which chapters have matter."""
    asked = asked.model_copy(update={"case": case.name})
    told = [one for one in made if not one["idle"]] or made
    left_out = [
        f"The chapter “{one['title']}” is left out. {one['answer']}".strip()
        for one in made
        if one not in told
    ]
    return {
        "chapters": told,
        "waiting": [path.stem for path in waiting],
        "case": case,
        "title": f"{case.question} A dateline of {case.title}",
        "question": joined(escape(case.question)),
        "head": opening.head(Shown(case, asked)),
        "sources": sources(Shown(select.exclude(case, set(asked.exclude)), asked)),
        "sorts": summary.sorts(Shown(case, asked)),
        "missing": missing(case) + left_out,
        "parameters": {name: parameters.in_words(name, value) for name, value in asked},
        "data_hash": cases.data_hash(case.folder),
        "versions": offline.versions(),
    }


class Ready(NamedTuple):
    """What takes its time of a page: its records, and charts by their content."""

    records: dict
    charts: dict[str, dict]


def prepare(case: Case, asked: View, books: dict[Path, NotebookNode]) -> Ready:
    """Draw what ``books`` show for their page, which may have further ones."""
    views = filters.Readings(case, asked)
    draw = partial(plots.of, read=views, asked=asked, before=[])
    cells = (cell for book in books.values() for _, cell in _shown(book, case))
    bundles = (o.get("data", {}) for cell in cells for o in cell.get("outputs", []))
    charts = {b[MIME].get("content"): draw(b) for b in bundles if MIME in b}
    drawn = {own: one for own, one in charts.items() if one["kind"] == "rows"}
    named = asked.model_copy(update={"case": case.name})
    return Ready(filters.payload(views, named), drawn)


def render(
    case: Case,
    asked: View,
    books: dict[Path, NotebookNode],
    waiting: Iterable[Path] = (),
    host: str | None = None,
    noted: Notes | None = None,
    ready: Ready | None = None,
) -> str:
    """Make the page: the same inputs give the same bytes.

    ``waiting`` are chapters that whoever shows the page makes when they are asked for;
    ``host`` is the script that runs it, blank where that is not in the page. ``noted``
    are a reader's notes, by record. What is ``ready`` of the page is used up.
    """
    views, ready = filters.Readings(case, asked), ready or prepare(case, asked, {})
    draw = partial(plots.of, read=views, asked=asked, before=[], ready=ready.charts)
    more = {"without": without.read(books.values()), "notes": noted or {}}
    records = offline.inert_json(ready.records | more)
    opens = standfirst([*books.values()], draw) or _opens(views[asked.dates])
    made = [chapter(path, book, draw, case) for path, book in books.items()]
    page = offline.fill(
        offline.HERE / "page.html",
        offline.script_of(SCRIPTS) if host is None else host,
        style=theme.css_paints() + "".join(one.read_text("utf-8") for one in STYLES),
        standfirst=opens,
        records=offline.packed(records),
        packs=records,
        **_about(case, asked, made, waiting),
    )
    return slim(page)


def _opens(shown: Shown) -> str:
    """Write what opens the page where no chapter does: a case may have no event."""
    return joined(opening.first(shown)._repr_mimebundle_()["text/html"])
