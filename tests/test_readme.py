"""What the READMEs say is computed, leads somewhere, and can be typed as it stands."""

import re

import nbformat
import pytest

from helpers import paths, publish
from helpers.__main__ import main
from helpers.case import new
from helpers.run import plans

FRONT = paths.ROOT / "README.md"
READMES = {
    path.relative_to(paths.ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in (FRONT, *sorted(paths.ROOT.glob("[a-z]*/README.md")))
}
WRITTEN = [*READMES, "of a new case"]
README, NOTEBOOKS = READMES["README.md"], READMES["notebooks/README.md"]
LONGEST = 110  # lines of README.md without its pictures
TYPED = "\n".join(
    block
    for text in READMES.values()
    for block in re.findall(r"^```sh\n(.*?)^```", text, re.M | re.S)
)
UNSAID = ("the text", "hangs on", "comes to", "is told", "holds of", "stands")


def prose(text):
    """Take pictures, code, tables and what is computed out of a README."""
    text = re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)
    return re.sub(r"^(?:<img |\||> |- `helpers/|`\w+[.(]).*$", "", text, flags=re.M)


def anchors(text):
    """List the anchors of a page's headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in heads}


# ---- what is computed --------------------------------------------------------------


@pytest.fixture(scope="module")
def computed():
    """Give each README with what is computed in it as it is now."""
    return publish.readmes()


@pytest.mark.parametrize(
    "path", [publish.README, publish.DATA, publish.HELPERS], ids=lambda p: p.parent.name
)
def test_what_is_computed_is_as_it_is_now(computed, path):
    assert computed[path] == path.read_text(encoding="utf-8")


def test_each_readme_with_something_computed_is_compared(computed):
    assert [*computed] == [publish.README, publish.DATA, publish.HELPERS]


@pytest.mark.parametrize("places", [0, 2])
def test_a_block_without_its_one_place_is_not_written(places):
    text = "before\n\n> told\n" * places
    said = f"README.md has {places} places for 'before.n.n', not one"
    with pytest.raises(ValueError, match=said):
        publish.replaced(text, "before\n\n", publish.QUOTED, "> new\n", FRONT)


def test_every_figure_in_a_readme_has_its_computed_words(computed):
    computed = {path.relative_to(paths.ROOT).as_posix() for path in computed}
    for name, text in READMES.items():
        shown = re.findall(r'(?:src="|!\[[^\]]*\]\()[^")]*figures/', text)
        assert len(shown) == len(publish.PICTURE.findall(text)), name
        assert name in computed or not shown, name


def test_a_quotation_mark_ends_no_picture(monkeypatch):
    chart = type("Chart", (), {"name": "x", "title": 'A "b" & <c>', "subtitle": ""})
    monkeypatch.setattr(publish, "charts", lambda: [("case", chart)])
    text = publish.PICTURE.sub(publish._picture, '<img alt="" src="figures/x.svg">')
    assert text == '<img alt="A &quot;b&quot; &amp; &lt;c&gt;" src="figures/x.svg">'


def test_every_folder_of_the_helpers_is_told_of_in_its_own_words():
    listed = re.findall(
        r"^- `helpers/(\w+)/`: [A-Z].+\.$", READMES["helpers/README.md"], re.M
    )
    homes = {p.parent.name for p in (paths.ROOT / "helpers").glob("*/*.py")}
    assert set(listed) == homes and len(listed) == len(homes)


# ---- the front page ----------------------------------------------------------------


def test_the_front_page_begins_with_question_numbers_timeline_and_two_commands():
    first = README[: README.index("\n## ")]
    inside = ["to cooperate?**", "\n> - **", "figures/01-timeline.svg",
              "\nmake report ", "\nmake test "]  # fmt: skip
    assert [*sorted(inside, key=first.index)] == inside
    assert len(re.findall(r"^> - \*\*\d", first, re.M)) == 3


def test_each_chapter_has_its_title_a_short_finding_and_a_picture_of_its_own():
    _, *parts = re.split(r"^### ", README[: README.index("\n## More")], flags=re.M)
    pictures = []
    for nth, (path, part) in enumerate(zip(paths.chapters(), parts, strict=True), 1):
        title = nbformat.read(path, as_version=4).cells[0].source.split("\n")[0]
        link = f"[{title.removeprefix('# ')}](notebooks/{path.name})"
        head, _, finding = part.split("\n")[:3]
        assert head == f"{nth}. {link}"
        assert len(re.findall(r"\.(?= |$)", finding)) <= 2 and finding[-1] == "."
        pictures += [name[:2] for _, name in publish.PICTURE.findall(part)]
    assert pictures == ["02", "03", "04", "05"]  # the timeline is on the first screen


def test_the_front_page_is_short():
    assert len(re.sub(r"^<img .*\n", "", README, flags=re.M).splitlines()) <= LONGEST


# ---- what it leads to --------------------------------------------------------------


@pytest.mark.parametrize("name", READMES)
def test_every_link_leads_to_something_that_is_there(name):
    text, home = READMES[name], (paths.ROOT / name).parent
    links = re.findall(r'\]\(([^)\s]+)\)|(?:src|href)="([^"]+)"', text)
    for link in ("".join(pair) for pair in links):
        if re.match(r"https?://", link):
            continue
        target, _, anchor = link.partition("#")
        path = (home / target).resolve() if target else paths.ROOT / name
        assert path.exists() and path.is_relative_to(paths.ROOT), link
        if anchor:
            assert anchor in anchors(path.read_text(encoding="utf-8")), link


def test_the_front_page_leads_to_every_other_readme():
    for name in READMES:
        assert name == "README.md" or f"]({name}" in README, name


@pytest.mark.parametrize("text", [*READMES.values(), new.readme("x")], ids=WRITTEN)
def test_a_readme_names_the_article_and_says_what_is(text):
    for phrase in UNSAID:
        assert not re.search(rf"\b{phrase}\b", prose(text), re.I), phrase


# ---- what can be typed -------------------------------------------------------------


def test_the_commands_are_those_of_the_makefile():
    makefile = (paths.ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.M))
    whole = "\n".join(READMES.values())
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", whole, re.M))
    assert named <= targets
    assert named >= {"report", "test", "test-all", "lab", "figures", "bench",
                     "notebooks", "readme", "papermill"}  # fmt: skip


def test_the_sweep_that_a_readme_shows_can_be_run(tmp_path):
    (text,) = re.findall(r"```yaml\n(.*?)```", NOTEBOOKS, re.DOTALL)
    path = tmp_path / "memory.yaml"
    path.write_text(text, encoding="utf-8")
    plan = plans.read(path)
    assert len(plan.once) == 7 and plan.runs[0].html
    assert f"{plans.folder(plan).relative_to(paths.ROOT)}/index.html" in NOTEBOOKS


def test_the_options_that_a_readme_shows_are_those_of_the_command():
    lines = re.findall(r"\.venv/bin/dateline (\w+) (.*?)(?:#.*)?$", TYPED, re.M)
    for command, rest in lines:
        known = {o for p in main.commands[command].params for o in p.opts}
        assert set(re.findall(r"(?<!\S)--?[a-z][a-z-]*", rest)) <= known, rest
    shown = [command for command, _ in lines]
    least = {"sweep": 4, "balance": 3, "report": 6, "new": 1, "check": 1}
    assert all(shown.count(name) >= n for name, n in least.items())
