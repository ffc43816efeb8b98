"""What surrounds the code: who needs which package, and what CI runs."""

import re
import tomllib
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from hypothesis import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from helpers import paths
from helpers.run import state
from tests import conftest

PROJECT = tomllib.loads((paths.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
NEEDED = PROJECT["project"]["dependencies"]
EXTRAS = PROJECT["project"]["optional-dependencies"]
CARD = {"jupyterlab", "pandas", "matplotlib", "plotly", "ipywidgets", "nbval",
        "papermill"}  # fmt: skip
BY_ITSELF = CARD | {"ipykernel"}  # needed though no helper imports them
MAKEFILE = (paths.ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.M))
WORKFLOW = yaml.safe_load(
    (paths.ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
)


def pinned(path: Path) -> dict[str, list[Requirement]]:
    """Read the pins of a file, by package; some have one for each Python."""
    found: dict[str, list[Requirement]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("-"):
            one = Requirement(line)
            found.setdefault(canonicalize_name(one.name), []).append(one)
    return found


USERS = pinned(paths.ROOT / "requirements.txt")
TESTS = pinned(paths.ROOT / "tests" / "requirements.txt")


def imported() -> set[str]:
    """Name the packages that the helpers import, but those of a cluster's extra."""
    sources = (paths.ROOT / "helpers").rglob("*.py")
    modules = set().union(*(state.imported(p.read_text("utf-8")) for p in sources))
    known = metadata.packages_distributions()
    own = {canonicalize_name(Requirement(one).name) for one in EXTRAS["cluster"]}
    found = {canonicalize_name(d) for name in modules for d in known.get(name, [])}
    return found - own - {"dateline"}


# ---- packages ----------------------------------------------------------------------


def test_what_a_user_installs_is_pinned_with_the_cards_packages_among_it():
    assert CARD <= {canonicalize_name(Requirement(one).name) for one in NEEDED}
    for one in map(Requirement, NEEDED):
        for pin in USERS[canonicalize_name(one.name)]:
            (exact,) = pin.specifier
            assert exact.operator == "==" and exact.version in one.specifier


def test_each_package_that_is_asked_for_is_imported_or_named_by_the_card():
    asked = {canonicalize_name(Requirement(one).name) for one in NEEDED}
    assert asked - imported() <= BY_ITSELF


def test_every_package_that_the_helpers_import_is_pinned_for_users():
    assert imported() >= {"pandas", "papermill", "pydantic"}
    assert imported() <= set(USERS)


def test_what_only_tests_need_is_pinned_apart_and_agrees_with_the_users_pins():
    text = (paths.ROOT / "tests" / "requirements.txt").read_text(encoding="utf-8")
    assert text.startswith("-r ../requirements.txt\n")
    for one in map(Requirement, EXTRAS["test"]):
        assert canonicalize_name(one.name) in {*TESTS, *USERS}  # nbval needs pytest
    assert not set(TESTS) & set(USERS)


@pytest.mark.parametrize("extra", ["test", "cluster"])
def test_the_reason_for_each_package_stands_beside_it(extra):
    text = (paths.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for one in [*NEEDED, *EXTRAS[extra]]:
        assert re.search(rf'"{re.escape(one)}", +# \w', text), one


# ---- make and CI -------------------------------------------------------------------


def steps() -> list[str]:
    """List the commands of the workflow."""
    (job,) = WORKFLOW["jobs"].values()
    return [step["run"] for step in job["steps"] if "run" in step]


def test_each_step_of_ci_is_one_target_of_the_makefile():
    targets = [re.fullmatch(r"make ([a-z-]+)", command)[1] for command in steps()]
    assert targets == ["machine", "lint-check", "test-all", "papermill"]
    assert set(targets) <= TARGETS
    (job,) = WORKFLOW["jobs"].values()
    assert all("name" in step for step in job["steps"] if "run" in step)


def test_ci_runs_on_the_oldest_python_and_a_new_one():
    (job,) = WORKFLOW["jobs"].values()
    assert job["strategy"]["matrix"]["python"] == ["3.11", "3.13"]


def test_a_bare_machine_makes_the_steps_of_ci():
    text = (paths.ROOT / ".ci" / "run").read_text(encoding="utf-8")
    commands = [line for line in text.splitlines() if line.startswith("make ")]
    assert commands == steps()[1:]
    machine = re.search(r"^machine:.*\n\t(.*)", MAKEFILE, re.M)[1]
    assert re.search(rf"^{machine}\b", text, re.M)


def test_make_test_leaves_out_the_slow_tests_and_no_others():
    assert re.search(r"^PYTEST := .* --durations=10$", MAKEFILE, re.M)
    assert re.search(r'^test: .*\n\t\$\(PYTEST\) -m "not slow"$', MAKEFILE, re.M)
    assert re.search(r"^test-all: .*\n\t\$\(PYTEST\)$", MAKEFILE, re.M)


@pytest.mark.parametrize("marks, fewer", [("not slow", True), ("", False)])
def test_where_slow_tests_are_left_out_laws_are_tried_on_fewer_examples(marks, fewer):
    before = settings.get_current_profile_name()
    try:
        settings.load_profile("default")
        many = settings.default.max_examples
        conftest.pytest_configure(SimpleNamespace(getoption={"markexpr": marks}.get))
        assert (settings.default.max_examples == many / 5) is fewer
    finally:
        settings.load_profile(before)


def test_no_law_has_a_number_of_examples_that_make_test_cannot_lower():
    own = re.compile(r"max_examples=\d")
    for path in sorted((paths.ROOT / "tests").rglob("test_*.py")):
        assert not own.findall(path.read_text(encoding="utf-8")), path.name


@pytest.mark.parametrize(
    "takes, marks, nth, left_out",
    [("browser", ["central"], 0, False), ("browser", ["central"], 1, True),
     ("browser", ["browser"], 0, True), ("tmp_path", ["browser"], 1, False)],
)  # fmt: skip
def test_in_a_browser_the_first_cases_of_central_tests_alone_are_not_slow(
    takes, marks, nth, left_out
):
    told = []
    item = SimpleNamespace(
        fixturenames=[takes, "size"], callspec=SimpleNamespace(indices={"size": nth}),
        get_closest_marker=marks.count, add_marker=told.append,
    )  # fmt: skip
    conftest.pytest_collection_modifyitems([item])
    assert told == ["slow"] * left_out


def test_every_target_of_the_makefile_says_what_it_does():
    assert TARGETS == set(re.findall(r"^([a-z-]+):.*## \w", MAKEFILE, re.M))
    assert TARGETS == set(re.search(r"^\.PHONY: (.*)", MAKEFILE, re.M)[1].split())


def config():
    return SimpleNamespace(stash=pytest.Stash(), workeroutput={})


def test_the_end_says_how_many_slow_tests_were_left_out():
    worker, whole, told = config(), config(), []
    marked = [SimpleNamespace(config=worker, get_closest_marker={"slow": 1}.get)] * 3
    other = SimpleNamespace(config=worker, get_closest_marker={}.get)
    conftest.pytest_deselected([*marked, other])
    conftest.pytest_sessionfinish(SimpleNamespace(config=worker))
    for _ in range(2):  # two workers leave out the same
        node = SimpleNamespace(config=whole, workeroutput=worker.workeroutput)
        conftest.pytest_testnodedown(node)
    terminal = SimpleNamespace(write_line=told.append)
    conftest.pytest_terminal_summary(terminal, config())
    conftest.pytest_terminal_summary(terminal, whole)
    assert told == ["3 slow tests were left out; `make test-all` runs them too."]
