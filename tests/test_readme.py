"""The README's numbers are computed, so that none goes false unseen."""

import re

import nbformat
import pytest

from helpers import paths, publish
from helpers.__main__ import main
from helpers.run import plans

README = (paths.ROOT / "README.md").read_text(encoding="utf-8")


def test_what_is_computed_is_as_it_is_now():
    assert publish.readme() == README


@pytest.mark.parametrize("places", [0, 2])
def test_a_block_without_its_one_place_is_not_written(places):
    text = "before\n\n> told\n" * places
    with pytest.raises(ValueError, match=f"README.md has {places} places for before"):
        publish.replaced(text, "before\n\n", publish.QUOTED, "> new\n")


def test_every_folder_of_the_helpers_is_told_of_in_its_own_words():
    listed = re.findall(r"^- `helpers/(\w+)/`: [A-Z].+\.$", README, re.M)
    homes = {p.parent.name for p in (paths.ROOT / "helpers").glob("*/*.py")}
    assert set(listed) == homes and len(listed) == len(homes)


def test_the_chapters_are_listed_in_order_under_their_own_titles():
    for nth, path in enumerate(paths.chapters(), 1):
        title = nbformat.read(path, as_version=4).cells[0].source.split("\n")[0]
        line = f"{nth}. [{title.removeprefix('# ')}](notebooks/{path.name})"
        assert f"\n{line}" in README


def test_every_path_that_it_names_is_there():
    for name in (
        "figures",
        "notebooks",
        "notebooks/explorer.png",
        "benchmarks",
        "data/README.md",
        "data/CODEBOOK.md",
    ):
        assert name in README
        assert (paths.ROOT / name).exists()


def test_the_commands_are_those_of_the_makefile():
    makefile = (paths.ROOT / "Makefile").read_text(encoding="utf-8")
    for target in (
        "report",
        "test",
        "test-all",
        "lab",
        "figures",
        "bench",
        "notebooks",
        "readme",
    ):
        assert f"make {target}" in README
        assert f"\n{target}:" in makefile


def test_the_sweep_that_it_shows_can_be_run(tmp_path):
    (text,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    path = tmp_path / "memory.yaml"
    path.write_text(text, encoding="utf-8")
    plan = plans.read(path)
    assert len(plan.once) == 7 and plan.runs[0].html
    assert f"{plans.folder(plan).relative_to(paths.ROOT)}/index.html" in README


def test_the_options_that_it_shows_are_those_of_the_command():
    known = {o for p in main.commands["sweep"].params for o in p.opts}
    shown = re.findall(r"dateline sweep (.*?)(?:#.*)?$", README, re.MULTILINE)
    assert set(re.findall(r"--[a-z-]+", " ".join(shown))) <= known
    assert len(shown) >= 4
    known = {o for p in main.commands["balance"].params for o in p.opts}
    shown = re.findall(r"dateline balance (.*?)(?:#.*)?$", README, re.MULTILINE)
    assert set(re.findall(r"--[a-z-]+", " ".join(shown))) <= known
    assert len(shown) >= 3
