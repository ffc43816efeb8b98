"""The order of the house: what a folder may import, and how it says what it knows."""

import ast
import re
from collections import Counter
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module

import pytest

import helpers
from helpers import paths
from helpers.run import chapters
from helpers.view.parameters import NAMES

HOUSE = paths.ROOT / "helpers"
MODULES = {
    ".".join(path.relative_to(paths.ROOT).with_suffix("").parts).removesuffix(
        ".__init__"
    ): path
    for path in sorted(HOUSE.rglob("*.py"))
}
PLACE = {folder: n for n, folder in enumerate(helpers.FOLDERS)}
BESIDE = ("paths", "theme", "prose")  # modules at the top that every folder may import
PLAIN = ("cache", "lru_cache", "dataclass", "contextmanager")  # decorators


@cache
def tree(module):
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


@cache
def imported(module):
    """List the modules of the house that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names if one.name in MODULES}
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}: an import is written in full"
            base = node.module or ""
            for one in node.names:
                full = f"{base}.{one.name}"
                found |= {name for name in (full, base) if name in MODULES}
    return found - {module, "helpers"}


def of_a_folder():
    return [name for name in MODULES if folder_of(name) in PLACE]


def folder_of(module):
    return module.split(".")[1] if "." in module else ""


def test_every_folder_of_the_helpers_has_its_place_in_the_order():
    assert set(PLACE) == {p.parent.name for p in HOUSE.glob("*/__init__.py")}


@pytest.mark.parametrize("module", of_a_folder())
def test_a_folder_imports_only_what_stands_above_it(module):
    ours = PLACE[folder_of(module)]
    for other in imported(module):
        above = folder_of(other) in BESIDE or PLACE.get(folder_of(other), 99) <= ours
        assert above, f"{module} imports {other}"


def test_no_module_needs_itself_in_the_end():
    needs = {
        name: {one for one in imported(name) if one in MODULES and "." in one}
        for name in of_a_folder()
    }
    for name in needs:  # a package brings the modules that it is made of
        needs[name] -= {name.rpartition(".")[0]}
    assert len(list(TopologicalSorter(needs).static_order())) >= len(needs)


@pytest.mark.parametrize("name", PLACE)
def test_a_folder_says_in_a_sentence_what_it_knows_and_what_not(name):
    told = import_module(f"helpers.{name}").__doc__.split("\n\n")
    assert told[0].count(".") == 1 and told[0].endswith(".") and "not" in "".join(told)


def names_of(statement):
    """List the names that a statement at the top of a module gives.

    What a decorator registers somewhere has its user there.
    """
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        by = [ast.unparse(one) for one in statement.decorator_list]
        return [statement.name] if all(one.startswith(PLAIN) for one in by) else []
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        inside = ast.walk(statement)
        names = [one for one in inside if isinstance(one, ast.Name)]
        return [one.id for one in names if isinstance(one.ctx, ast.Store)]
    return []


def read_in(statement):
    """Count the names that a statement reads, whoever they belong to."""
    return Counter(
        one.id if isinstance(one, ast.Name) else one.attr
        for one in ast.walk(statement)
        if isinstance(one, ast.Attribute)
        or (isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load))
    )


@pytest.mark.slow
def test_each_name_has_a_user_that_is_no_test():
    reads = [(name, s, read_in(s)) for name in MODULES for s in tree(name).body]
    read = sum((found for *_, found in reads), Counter())
    files = [paths.ROOT / "Makefile", paths.ROOT / "pyproject.toml"]
    files += paths.NOTEBOOKS.glob("*.ipynb")
    words = {w for f in files for w in re.findall(r"\w+", f.read_text("utf-8"))}
    unused = [
        f"{module}.{name}"
        for module, statement, own in reads
        for name in names_of(statement)
        if read[name] <= own[name]
        and name not in words
        and not re.match("_(_|$)", name)
    ]
    assert unused == []


def test_each_public_name_is_what_it_is_listed_as():
    for name, place in helpers.PUBLIC.items():
        module, _, verb = place.partition(":")
        found = import_module(f"helpers.{module}")
        assert getattr(helpers, name) is (getattr(found, verb) if verb else found)
    assert set(helpers.PUBLIC) <= set(dir(helpers))


ROOMS = [name for name, place in helpers.PUBLIC.items() if ":" not in place]


def test_no_public_name_takes_the_place_of_a_parameter():
    assert not {*helpers.PUBLIC} & {*NAMES}


@pytest.mark.parametrize("name", ROOMS)
def test_a_public_module_completes_to_its_verbs(name):
    module = getattr(helpers, name)
    verbs = module.__all__
    assert dir(module) == sorted({*verbs}) and len(verbs) == len({*verbs})
    for verb in verbs:
        assert getattr(module, verb).__doc__, f"{name}.{verb}"


CALL = re.compile(r"(?<![./\w])(\w+)\.([a-z]\w*)\(")


def called():
    """List which verbs of public modules notebooks and READMEs call, and where."""
    texts = {path: chapters.code(path) for path in paths.chapters()}
    for path in (*paths.ROOT.glob("*.md"), *paths.ROOT.glob("*/*.md")):
        texts[path] = path.read_text(encoding="utf-8")
    return {
        (name, verb, path.name)
        for path, text in texts.items()
        for name, verb in CALL.findall(text)
        if name in ROOMS
    }


def test_what_notebooks_and_readmes_call_is_listed_among_the_verbs():
    found = called()
    assert ("timeline", "chart", "01-timeline.ipynb") in found
    assert {("explorer", "open"), ("findings", "record")} <= {c[:2] for c in found}
    for name, verb, place in found:
        assert verb in getattr(helpers, name).__all__, f"{place}: {name}.{verb}"


def test_a_name_that_never_was_is_no_module():
    with pytest.raises(ImportError, match="cannot import name 'nothing'"):
        from helpers import nothing  # noqa: F401


@pytest.mark.parametrize("path", paths.chapters(), ids=lambda path: path.stem)
def test_notebooks_import_from_the_helpers_alone(path):
    for node in ast.walk(ast.parse(chapters.code(path))):
        if isinstance(node, ast.ImportFrom) and node.module.startswith("helpers"):
            assert node.module == "helpers"
            assert {one.name for one in node.names} <= set(helpers.PUBLIC)


def test_no_two_modules_have_one_name():
    """Look at them as a stranger does, who knows one by its last name."""
    named = [name.split(".")[-1] for name in MODULES if "." in name]
    twice = {name for name, times in Counter(named).items() if times > 1}
    # A folder may have a module of its name.
    assert twice == {"page"}


def test_no_function_is_longer_than_one_can_take_in():
    for name in MODULES:
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                docs, first = ast.get_docstring(node, clean=False), node.body[0]
                told = first.end_lineno - first.lineno + 1 if docs is not None else 0
                lines = node.end_lineno - node.lineno + 1 - told
                assert lines <= 25, f"{name}.{node.name}: {lines} lines, no docstring"
