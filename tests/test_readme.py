"""The README's numbers are computed, so that none goes false unseen."""

import re

import nbformat

from helpers import balance, paths, publish
from helpers.__main__ import main
from helpers.compare import direct, holds
from helpers.run import plans, sweep
from helpers.text import answers, theory, words
from helpers.view.parameters import View

README = (paths.ROOT / "README.md").read_text(encoding="utf-8")


def test_the_standfirst_is_the_computed_one(default_view):
    assert f"> {words.standfirst(default_view, View())}\n" in README


def test_how_sure_we_are_is_computed(default_view):
    assert f"**How sure are we?** {words.reading(default_view, 'both')}\n" in README


def test_the_counts_of_the_case_are_those_of_its_tables(daesh_k):
    assert f"holds the case: {words.holdings(daesh_k)}.\n" in README


def test_every_picture_has_the_alt_text_of_its_chart():
    for _, chart in publish.charts():
        told = f"![{chart.title}. {chart.subtitle}](figures/{chart.name}.svg)"
        assert told in README, chart.name


def test_the_answers_are_the_computed_ones(default_view):
    for answer in (
        answers.against(default_view, View()),
        answers.causes(default_view, View()),
        answers.unheard(default_view, View()),
    ):
        quoted = "\n".join(f"> {line}" for line in str(answer).split("\n"))
        assert f"\n{quoted}\n" in README


def test_what_the_theory_says_is_computed(default_view):
    told = theory.reading(balance.picture(default_view, View()))
    quoted = "\n".join(f"> {line}" for line in str(told).split("\n"))
    assert f"\n{quoted}\n" in README


def test_how_far_the_picture_holds_is_computed(default_view):
    told = str(holds.picture(default_view, direct.around(View()))).split("\n")[:3]
    assert "\n" + "\n".join(f"> {line}" for line in told) + "\n" in README


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
    for target in ("report", "test", "test-all", "lab", "figures", "bench"):
        assert f"make {target}" in README
        assert f"\n{target}:" in makefile


def test_the_sweep_that_it_shows_can_be_run(tmp_path):
    (text,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    path = tmp_path / "memory.yaml"
    path.write_text(text, encoding="utf-8")
    plan = plans.read(path)
    assert len(plan.once) == 7 and plan.runs[0].html
    assert f"{sweep.folder(plan).relative_to(paths.ROOT)}/index.html" in README


def test_the_options_that_it_shows_are_those_of_the_command():
    known = {o for p in main.commands["sweep"].params for o in p.opts}
    shown = re.findall(r"dateline sweep (.*?)(?:#.*)?$", README, re.MULTILINE)
    assert set(re.findall(r"--[a-z-]+", " ".join(shown))) <= known
    assert len(shown) >= 4
    known = {o for p in main.commands["balance"].params for o in p.opts}
    shown = re.findall(r"dateline balance (.*?)(?:#.*)?$", README, re.MULTILINE)
    assert set(re.findall(r"--[a-z-]+", " ".join(shown))) <= known
    assert len(shown) >= 3
