"""Every example in a docstring gives what it says, and each public verb has one."""

import ast
import doctest
import re
from inspect import getdoc
from pathlib import Path
from shutil import copy

import pytest

import helpers
from helpers import balance, cases, direct, paths, publish, show
from helpers.view.parameters import View

HOUSE = sorted((paths.ROOT / "helpers").rglob("*.py"))
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
VERBS = publish.public()


def documented(path: Path) -> dict[str, str]:
    """List the docstrings of a module that have examples, by what they are of."""
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text if ">>>" in text else "")  # to parse all takes a second
    kinds = ast.Module | ast.ClassDef | ast.FunctionDef
    nodes = [node for node in ast.walk(tree) if isinstance(node, kinds)]
    found = {getattr(node, "name", "module"): ast.get_docstring(node) for node in nodes}
    return {name: text for name, text in found.items() if text and ">>>" in text}


EXAMPLES = [path for path in HOUSE if documented(path)]


@pytest.fixture(scope="module")
def known():
    """Give what the examples take for granted: public names, and a case that is shown.

    `earliest` is a view of few records, `powers` the second case.
    """
    case, shown = cases.load("daesh-k-2021"), show(View())
    earliest = show(View(end="2010"))
    return {name: getattr(helpers, name) for name in helpers.PUBLIC} | {
        "case": case, "shown": shown, "balanced": balance.picture(shown),
        "earliest": earliest, "outcomes": direct.around(earliest),
        "powers": show(View(case="great-war-1872-1907")),
    }  # fmt: skip


@pytest.mark.parametrize(
    "path", EXAMPLES, ids=lambda path: str(path.relative_to(paths.ROOT / "helpers"))
)
def test_every_example_gives_what_it_says(path, known, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    module = ".".join(path.relative_to(paths.ROOT).with_suffix("").parts)
    own = vars(__import__(module.removesuffix(".__init__"), fromlist=["x"]))
    wrong = []
    for name, text in documented(path).items():
        test = doctest.DocTestParser().get_doctest(text, own | known, name, module, 0)
        runner = doctest.DocTestRunner(optionflags=FLAGS)
        runner.run(test, out=wrong.append)
    assert "".join(wrong) == ""


def test_an_example_that_is_wrong_is_told():
    test = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3", {}, "x", "x", 0)
    told = []
    doctest.DocTestRunner(optionflags=FLAGS).run(test, out=told.append)
    assert "Expected:" in "".join(told)


@pytest.mark.parametrize("called, verb", VERBS.items(), ids=VERBS)
def test_each_public_verb_shows_an_example_of_itself(called, verb):
    told = getdoc(verb)
    _, section, example = told.partition("Examples\n--------\n")
    shown = example if section else told
    of_module = called.partition(".")[0] in helpers.PUBLIC
    typed = called if of_module else f".{called.rpartition('.')[2]}"
    assert typed in "".join(
        line for line in shown.splitlines() if line.startswith((">>>", "..."))
    )


def test_what_a_readme_types_at_a_prompt_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    blocks = [
        (path, block)
        for path in (*paths.ROOT.glob("*.md"), *paths.ROOT.glob("*/*.md"))
        for block in re.findall("```python\n(.*?)```", path.read_text("utf-8"), re.S)
    ]
    assert blocks
    run = tmp_path / "reports" / "march" / "02-actors.ipynb"  # as a command has made it
    run.parent.mkdir(parents=True)
    copy(paths.NOTEBOOKS / run.name, run)
    for path, block in blocks:
        exec(compile(block, str(path), "exec"), {})
    assert (tmp_path / "timeline.pdf").read_bytes().startswith(b"%PDF")


def test_the_examples_are_those_of_the_whole_house():
    assert len(EXAMPLES) > 40
    assert {"balance", "case", "charts", "text", "view", "draw", "lists"} <= {
        path.relative_to(paths.ROOT / "helpers").parts[0] for path in EXAMPLES
    }
