"""The language of what a reader sees: no phrase that plain English has a better for.

The sentences of cases and views are read by ``test_sentences``; here is what stands in
files: notebooks with their outputs, the README files, and every text of the package.
"""

import json
import re
from html import unescape

import pytest

from helpers import paths
from helpers.__main__ import main
from helpers.case import cases
from tests import pages, plain, sentences, worlds

READMES = [p for p in sorted(paths.ROOT.glob("*/README.md")) if p.parts[-2] != ".venv"]
BOOKS = sorted((paths.ROOT / "notebooks").glob("*.ipynb"))
TAG = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<[^>]*>", re.DOTALL)
SCRIPTS = [
    path
    for end in ("js", "html", "md")
    for path in (paths.ROOT / "helpers").rglob(f"*.{end}")
]
MODULES = [
    path.relative_to(paths.ROOT / "helpers").as_posix()
    for path in sorted((paths.ROOT / "helpers").rglob("*.py"))
]


def cells_of(book):
    return json.loads(book.read_text(encoding="utf-8"))["cells"]


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
def test_the_words_of_a_notebook_are_plain(book):
    told = [
        "".join(c["source"]) for c in cells_of(book) if c["cell_type"] == "markdown"
    ]
    assert [(one, text[:60]) for text in told for one in plain.avoided(text)] == []


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.stem)
def test_what_a_notebook_shows_is_plain(book):
    data = [o.get("data", {}) for c in cells_of(book) for o in c.get("outputs", [])]
    told = ["".join(d.get("text/plain", "")) for d in data]
    told += [unescape(TAG.sub(" ", "".join(d.get("text/html", "")))) for d in data]
    own = sentences.coded(cases.load("daesh-k-2021"))
    ours = [own.sub("“”", text) for text in told]
    assert sorted({one for text in ours for one in plain.avoided(text)}) == []


@pytest.mark.parametrize(
    "readme", [paths.ROOT / "README.md", *READMES], ids=lambda path: path.parts[-2]
)
def test_the_words_of_a_readme_are_plain(readme):
    lines = readme.read_text(encoding="utf-8").split("\n")
    if readme.parent == paths.DATA:  # its tables are the dictionary
        lines = [line for line in lines if not line.startswith("| `")]
    assert [(one, line[:60]) for line in lines for one in plain.avoided(line)] == []


@pytest.mark.parametrize("module", MODULES)
def test_the_texts_of_a_module_are_plain(module):
    found = [
        (line, one)
        for line, text in plain.constants(paths.ROOT / "helpers" / module)
        for one in plain.avoided(text)
    ]
    assert found == []
    source = (paths.ROOT / "helpers" / module).read_text(encoding="utf-8")
    assert not re.search(r"\bof the text\b|\bthe text's\b", source)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_the_texts_of_a_script_are_plain(script):
    lines = script.read_text(encoding="utf-8").split("\n")
    ours = [line for line in lines if not line.lstrip().startswith(("//", "*", "/*"))]
    assert [(one, line) for line in ours for one in plain.avoided(line)] == []


@pytest.mark.parametrize(
    "command", ["", "report", "check", "new", "sweep", "balance", "parameters"]
)
def test_the_help_of_a_command_is_plain(command, capsys):
    with pytest.raises(SystemExit):
        main([*filter(None, [command]), "--help"])
    printed = " ".join(capsys.readouterr().out.split())
    assert printed and plain.avoided(printed) == []


@pytest.mark.parametrize("tables", [worlds.copy, worlds.least, worlds.coding])
def test_the_page_of_a_tiny_world_is_plain(tmp_path, tables):
    folder = worlds.write(tmp_path / "small", tables())
    page = pages.read(pages.without_kernel(folder, tmp_path / "out" / "index.html"))
    assert page.text and plain.avoided(page.text) == []


@pytest.mark.parametrize(
    "text",
    ["It hangs on one pair.", "start not known", "Everything that the text dates.",
     "9 on voices without a name only", "2, as many, but others", "Three ties close 1"
     " triangle", "read as hostile it is unbalanced", "What this view comes to"],
)  # fmt: skip
def test_a_phrase_of_the_old_page_is_found(text):
    assert plain.avoided(text)


@pytest.mark.parametrize(
    "text",
    ["A map of who stands with whom.", "at some time in August 2021", "The article says"
     " “it hangs on the text”.", "Three ties form one triangle."],
)  # fmt: skip
def test_plain_words_and_quotations_are_left_alone(text):
    assert plain.avoided(text) == []
