"""A report's page as a test reads it: elements, ids, links, scripts, words."""

import base64
import gzip
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

from nbformat import v4

from helpers.case import cases
from helpers.charts import (
    argument,
    matrix,
    network,
    origins,
    pairs,
    strips,
    timeline,
)
from helpers.page import page
from helpers.text import opening
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown

ROOMS = (timeline, pairs, matrix, network, strips, origins, argument)
VOID = {"meta", "link", "img", "br", "hr", "input"}


class Page(HTMLParser):
    """What stands in a page, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.elements: list[tuple[str, dict]] = []
        self.texts: list[tuple[tuple[str, ...], str]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            continue

    def handle_data(self, data):
        self.texts.append((tuple(self.open), data))

    @property
    def tags(self) -> set[str]:
        return {tag for tag, _ in self.elements}

    @property
    def ids(self) -> list[str]:
        return [a["id"] for _, a in self.elements if "id" in a]

    @property
    def links(self) -> list[str]:
        return [a["href"] for tag, a in self.elements if tag == "a" and "href" in a]

    @property
    def text(self) -> str:
        """All words that a reader sees."""
        seen = [t for path, t in self.texts if not {"script", "style"} & set(path)]
        return " ".join("".join(seen).split())

    def said_in(self, tag: str) -> str:
        """Give the words inside the first elements of a kind."""
        return " ".join("".join(t for path, t in self.texts if tag in path).split())

    @property
    def policy(self) -> dict[str, str]:
        """The Content-Security-Policy by directive."""
        (content,) = [
            a["content"] for tag, a in self.elements
            if a.get("http-equiv") == "Content-Security-Policy"
        ]  # fmt: skip
        return dict(part.split(" ", 1) for part in content.split("; "))

    @property
    def scripts(self) -> list[tuple[dict, str]]:
        """Each script element with what it holds."""
        found = re.findall(r"<script([^>]*)>(.*?)</script>", self.html, re.DOTALL)
        return [(dict(re.findall(r'(\w+)="([^"]*)"', a)), text) for a, text in found]

    @property
    def charts(self) -> list[dict]:
        """What the page's script holds of each chart."""
        packed = [t for a, t in self.scripts if a.get("class") == "plots"]
        return [json.loads(unpacked(text)) for text in packed]

    @property
    def records(self) -> dict:
        """What the page's script knows of the records."""
        (packed,) = [t for a, t in self.scripts if a.get("id") == "records-data"]
        return json.loads(unpacked(packed))


def read(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))


def sha(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def unpacked(text: str) -> str:
    return gzip.decompress(base64.b64decode(text)).decode("utf-8")


def without_kernel(
    folder: Path, target: Path, rooms=(timeline,), before=(), noted=None, **asked
) -> Path:
    """Make the page of a case from a chapter whose outputs no kernel had to make.

    ``rooms`` are the charts of the page, the first of them its lead; ``before`` are
    cells that stand before what is ours.
    """
    view = View(case=str(folder), **asked)
    whole = cases.load(folder)
    case = select.view(whole, view)

    def cell(value, *tags):
        output = v4.new_output("execute_result", data=value._repr_mimebundle_())
        return v4.new_code_cell("", outputs=[output], metadata={"tags": list(tags)})

    shown = Shown(case, view)
    book = v4.new_notebook(
        cells=[
            v4.new_markdown_cell("# What happened when?\n\nOne line."),
            *before,
            cell(opening.first(shown), "standfirst"),
            cell(rooms[0].chart(shown), "lead"),
            *(cell(room.chart(shown)) for room in rooms[1:] if hasattr(room, "chart")),
            *(cell(room.listing(shown)) for room in rooms if hasattr(room, "listing")),
        ]
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    books = {Path("01-timeline.ipynb"): book}
    html = page.render(whole, view, books, noted=noted)
    target.write_text(html, encoding="utf-8")
    return target
