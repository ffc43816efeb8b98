"""The README's numbers are computed, so that none goes false unseen."""

from helpers import paths, words
from helpers.charts import timeline
from helpers.parameters import View

README = (paths.ROOT / "README.md").read_text(encoding="utf-8")


def test_the_standfirst_is_the_computed_one(default_view):
    assert f"> {words.standfirst(default_view, View())}\n" in README


def test_how_sure_we_are_is_computed(default_view):
    assert f"**How sure are we?** {words.reading(default_view)}\n" in README


def test_the_counts_of_the_case_are_those_of_its_tables(daesh_k):
    assert f"holds the case: {words.holdings(daesh_k)}.\n" in README


def test_the_picture_has_the_alt_text_of_the_chart(default_view):
    chart = timeline.chart(default_view, View())
    assert f"![{chart.title}. {chart.subtitle}](figures/01-timeline.svg)" in README


def test_every_path_that_it_names_is_there():
    for name in ("figures", "notebooks", "data/README.md", "data/CODEBOOK.md"):
        assert name in README
        assert (paths.ROOT / name).exists()


def test_the_commands_are_those_of_the_makefile():
    makefile = (paths.ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("report", "test", "lab", "figures"):
        assert f"make {target}" in README
        assert f"\n{target}:" in makefile
