"""Reports of thin cases: nothing about nothing, and nothing that leads nowhere."""

import re
from html.parser import HTMLParser

import pytest

from helpers.case import check
from helpers.run import report
from tests import once, pages, thin

UNREAD = {"pre", "table", "script", "style"}  # code, and counts in columns
NOTHING = re.compile(
    r"\b0 [a-z]\w*|\bof 0\b|\(0\)|\bNone (?:of|is)\b|\b1 of 1\b|\b(?:[Tt]he|All) 1\b"
    r"|\b1 (?!is\b|was\b|does\b|has\b)[a-z-]+s\b"
)
# What falls to nothing where a source is left out, and how often each count does.
CHANGES = re.compile(r"\d+ → 0\b|\d+; changed by \d+ of \d+ variations")
OTHERS = re.compile(r"other sources?\b|outside sources?\b", re.I)
HEADS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}


def read(path) -> str:
    """Return what a report says in sentences, code and tables left out."""
    texts = pages.read(path).texts
    said = (text for places, text in texts if not UNREAD & {*places})
    return re.sub(CHANGES, "", "\n".join(" ".join(text.split()) for text in said))


class Bare(HTMLParser):
    """Headings and folds of a page with no word under them.

    A class because what is open is told by callbacks.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found, self.ahead, self.inside, self.folds = [], [], "", []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag in HEADS:
            self._left(HEADS[tag])
            self.inside = tag
        if tag == "details":
            self.folds.append("")
        if tag == "summary":
            self.inside = tag

    def handle_endtag(self, tag):
        if tag == self.inside:
            self.inside = ""
        if tag == "section":
            self._left(0)
        if tag == "details" and not self.folds.pop():
            self.found.append("a fold")

    def handle_data(self, data):
        if self.inside in HEADS:
            self.ahead.append((HEADS[self.inside], data))
        elif data.strip() and not self.inside:
            self.ahead.clear()
            self.folds = [data] * len(self.folds)

    def _left(self, level):
        """Keep the headings that end where one of a level begins, without a word."""
        self.found += [text for own, text in self.ahead if own >= level]
        self.ahead = [one for one in self.ahead if one[0] < level]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Give the reports of thin cases, each made when it is first asked for."""
    folder = tmp_path_factory.mktemp("thin")

    def build(name):
        case = thin.write(folder, name)
        assert check.problems(case) == []
        return report.build({"case": str(case)}, out=folder / f"to {name}")

    return once.Asked(build)


thinly = pytest.mark.parametrize("name", thin.CASES)


@thinly
def test_a_report_of_little_says_nothing_about_nothing(made, name):
    assert NOTHING.findall(read(made[name])) == []


@thinly
def test_no_heading_and_no_fold_of_a_report_is_empty(made, name):
    html = made[name].read_text(encoding="utf-8")
    html = re.sub(r'<section id="(?:tools|all-records)".*?</section>', "", html,
                  flags=re.DOTALL)  # fmt: skip
    assert Bare(html).found == []


@thinly
def test_every_entry_of_the_contents_leads_to_a_chapter(made, name):
    page = pages.read(made[name])
    inside = [link[1:] for link in page.links if link.startswith("#")]
    assert inside and {*inside} <= {*page.ids}


@pytest.mark.parametrize(
    "name",
    [n for n, (tables, _) in thin.CASES.items()
     if all(s["role"] != "outside" for s in tables["sources"])],
)  # fmt: skip
def test_a_case_without_other_sources_is_told_nothing_of_them(made, name):
    assert OTHERS.findall(read(made[name])) == []
