import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import nbformat
import psutil
import pytest

from helpers import paths, prose
from helpers.case import cases, check, schema
from helpers.charts import pairs, strips, timeline
from helpers.draw import html
from helpers.page import counts, filters, offline
from helpers.run import owned, report
from helpers.text import answers
from helpers.view import parameters, select
from helpers.view.shown import Shown
from tests import books, hostile, once, pages, worlds
from tests.once import slowly

BIN = Path(sys.executable).parent
OURS = {
    "html", "head", "meta", "title", "link", "style", "script", "body", "header",
    "main", "section", "nav", "figure", "figcaption", "div", "h1", "h2", "h3", "h4",
    "p", "ul", "ol", "li", "dl", "dt", "dd", "details", "summary", "span", "small",
    "a", "strong", "cite", "bdi", "b", "br", "s", "u", "lineargradient", "stop",
    "em", "code", "pre", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "svg", "g", "path", "rect", "use", "defs", "clippath", "text", "tspan", "circle",
    "ellipse", "line", "button", "input", "label", "output",
}  # fmt: skip


KINDS = "Timeline|Pairs|Matrix|Network|Strips|Voices|Argument|Triangles|Table"


@pytest.fixture(scope="module")
def typed(tmp_path_factory):
    """Type the command for a case of the required tables, in a folder elsewhere."""
    folder = tmp_path_factory.mktemp("typed")
    least = worlds.write(folder / "least", worlds.least(), name="least-of-all")
    done = subprocess.run(
        [BIN / "dateline", "report", least, "--out", folder / "out"],
        cwd=folder, capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    return done, folder / "out" / "index.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory, typed, default_report):
    """Give the default report, and build those of other cases when asked for."""
    folder = tmp_path_factory.mktemp("reports")
    harmful = hostile.write(folder / "harmful")
    limits = ["It stops <b>in 2021</b>."]
    related = worlds.write(folder / "related", worlds.related(4, 9), limits=limits)
    asked = {"again": {}, "harmful": {"case": str(harmful)},
             "related": {"case": str(related)},
             "related again": {"case": str(related)}}  # fmt: skip
    made = once.Asked(lambda n: report.build(asked[n], out=folder / f"to {n}"))
    made.update(default=default_report, least=typed[1])
    return made


@pytest.fixture(scope="module")
def default(built):
    return pages.read(built["default"])


@pytest.fixture(scope="module")
def harmful(built):
    return pages.read(built["harmful"])


# ---- one file, the same bytes ----------------------------------------------------


@pytest.mark.parametrize(
    "one, two",
    [
        ("related", "related again"),
        pytest.param("default", "again", marks=pytest.mark.slow),
    ],
)
@pytest.mark.slow
def test_two_runs_give_the_same_bytes(built, one, two):
    assert built[one].read_bytes() == built[two].read_bytes()


@pytest.mark.parametrize("name", ["default", "least", *slowly("harmful", "related")])
def test_no_page_says_in_which_folder_it_was_made(built, tmp_path_factory, name):
    page = built[name].read_text(encoding="utf-8")
    for folder in (paths.ROOT, tmp_path_factory.getbasetemp(), Path.home()):
        assert str(folder) not in page


def test_a_page_of_ours_is_known_again(built, tmp_path):
    text = built["default"].read_text(encoding="utf-8")
    for older in (text, text.replace('name="generator" content="dateline"', "")):
        (tmp_path / "index.html").write_text(older, encoding="utf-8")
        assert not owned.refusal(tmp_path / "index.html")


def test_a_report_is_one_file_that_grows_with_its_records_only(built, daesh_k):
    rows = sum(map(len, daesh_k.tables.values()))  # no limit forbids to code one more
    for name in ("default", "harmful", "related", "least"):
        path = built[name]
        assert [p.name for p in path.parent.iterdir()] == ["index.html"]
        more = 640 * rows if name == "default" else 270_000
        assert path.stat().st_size <= 300_000 + more, name


def test_a_page_takes_nothing_from_elsewhere(default):
    for tag, attributes in default.elements:
        if tag == "a":
            continue
        for name in ("src", "srcset", "data", "poster", "action", "background"):
            assert name not in attributes, (tag, attributes)
        for name in ("href", "xlink:href"):
            assert re.match(r"#|data:,$", attributes.get(name, "#")), attributes
    style = default.html.split("<style>", 1)[1].split("</style>", 1)[0]
    assert "http" not in style and "@import" not in style
    assert set(re.findall(r"url\(.{15}", style)) == {'url("data:font/woff'}


def test_links_out_of_the_page_say_nothing_of_where_they_come_from(default):
    links = [a for tag, a in default.elements if tag == "a"]
    out = [a for a in links if a.get("href", "").startswith("http")]
    assert out and not [a for a in links if "target" in a or "ping" in a]
    meta = [a for tag, a in default.elements if a.get("name") == "referrer"]
    assert meta == [{"name": "referrer", "content": "no-referrer"}]


def test_the_policy_allows_the_reports_own_script_and_nothing_else(default):
    (boot,) = [text for attributes, text in default.scripts if not attributes]
    policy = default.policy
    assert policy == {
        "default-src": "'none'",
        "img-src": "data: blob:",
        "style-src": "'unsafe-inline'",
        "font-src": "data:",
        "script-src": pages.sha(boot),
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_a_page_carries_no_library(default):
    assert "plotly" not in "".join(text for _, text in default.scripts).lower()


# ---- what stands in it -----------------------------------------------------------


def test_the_first_screen_is_question_standfirst_and_timeline(default, daesh_k):
    shown = re.sub(r'<div id="evidence".*?(?=<main)', "", default.html, flags=re.S)
    marks = ("class=from", "<h1", "class=standfirst", "<h2", '<figure class="chart')
    at = [shown.index(mark) for mark in marks]
    assert at == sorted(at)
    article = daesh_k.by_source[daesh_k.article]
    assert f"href={article.url}" in shown[at[0] : at[1]]
    assert article.title in shown[at[0] : at[1]]
    assert default.said_in("h1") == daesh_k.question
    between = shown[at[2] : at[4]]
    assert re.findall(r"<(?:table|ul|ol|pre|img)\b[^>]*>", between) == [
        "<ol class=numbers>"
    ]
    numbers = re.findall(r"<li><b>.*?</b> <strong>\w+", between)
    assert len(numbers) == 3


def test_every_chapter_is_there_with_its_heading_and_in_the_contents(default):
    chapters = [p.stem for p in paths.chapters()]
    assert [i for i in default.ids if i in chapters] == chapters
    line = default.html.split("<nav", 1)[1].split("</nav>", 1)[0]
    found = dict(re.findall(r"href=#([^>]+)>([^<]+)<", line))
    assert [i for i in found if i in chapters] == chapters
    assert list(found.values()) == [
        "When", "With and against whom", "On whose word", "What it argues",
        "Shared opponents", "What if a source is wrong", "Sources",
    ]  # fmt: skip
    assert set(found) <= set(default.ids)
    places = re.findall(r"Chapter (\d) of (\d)\s*<h2 id=([^ >]+)", default.html)
    assert places == [(str(n), "5", i) for n, i in enumerate(chapters, 1)][1:]


def test_the_headings_leave_no_step_out(default):
    steps = [int(tag[1]) for tag, _ in default.elements if re.fullmatch(r"h[1-6]", tag)]
    assert steps[0] == 1 and steps.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(steps))


def test_every_source_has_its_anchor(default, daesh_k):
    items = {a.get("id") for tag, a in default.elements if tag == "li"}
    assert set(daesh_k.sources.source_id) <= items


def test_every_event_and_mark_has_its_evidence(default, daesh_k):
    assert set(daesh_k.events.event_id) <= set(default.ids)


@pytest.mark.parametrize("name", ["default", "harmful", "least"])
def test_ids_are_unique_and_every_link_inside_leads_somewhere(built, name):
    found = pages.read(built[name])
    assert len(found.ids) == len(set(found.ids))
    inside = {link[1:] for link in found.links if link.startswith("#")}
    assert inside and inside <= set(found.ids)


def test_how_it_was_made_says_parameters_data_versions_and_code(default, daesh_k):
    made = default.html[default.html.index("<h2 id=made") :]
    for name in parameters.View.model_fields:
        assert f"<th scope=row>{name}<td>" in made
    for name, value in (
        ("start", "the first day"), ("as_of", "the last day"), ("actors", "all"),
        ("exclude", "none"), ("mute", "none"), ("layers", "article; context"),
    ):  # fmt: skip
        assert f"<th scope=row>{name}<td>{value}" in made
    assert cases.data_hash(daesh_k.folder) in made
    for name, version in offline.versions().items():
        assert f"{name} {version}" in made
    assert "timeline.chart(shown)" in made
    assert "coded by one person so far" in made


def test_a_chart_stands_in_the_page_without_a_script_and_has_a_description(default):
    figures = re.findall(r'<figure class="?chart.*?</figure>', default.html, re.DOTALL)
    assert len(figures) == len(default.charts) > 6
    for figure in figures:
        assert re.search(rf"<figcaption[^>]*>({KINDS})\. ", figure)
        assert re.search(r"<p class=finding>\w", figure)
        assert "data-record" in figure.split('<script type="text/plain"')[0]


def test_a_page_names_its_language_and_a_title(default, daesh_k):
    assert ("html", {"lang": "en"}) in default.elements
    assert daesh_k.question in default.said_in("title")


def test_the_report_answers_three_questions_without_a_kernel(default, default_view):
    view = parameters.View()
    for answer in (
        answers.against(Shown(default_view, view)),
        answers.causes(Shown(default_view, view)),
        answers.unheard(Shown(default_view, view)),
    ):
        for line in str(answer).split("\n"):
            assert " ".join(line.split()) in default.text


# ---- any case -------------------------------------------------------------------


def test_a_case_of_relations_without_events_gives_the_other_chapters(built):
    found = pages.read(built["related"])
    assert "What happened when?" not in found.text
    assert "Who acts with whom, and against whom?" in found.text
    assert "The timeline is left out: nothing is coded for it." in found.text
    assert {i for i in found.ids if i.startswith("figure-")} == {
        f"figure-{name}" for name in
        ("02-pairs", "02-matrix", "02-network", "02-strips", "03-voices",
         "05-robustness")
    }  # fmt: skip
    assert "no triangle of ties" in found.text  # said, and not drawn
    assert "figure-03-argument" not in found.ids  # no claims: no section on them
    assert "argue, and how firmly?" not in found.text


def test_a_case_of_the_required_tables_only_gives_a_report(built):
    found = pages.read(built["least"])
    assert found.said_in("h1") == "Will the two make peace?"
    assert "Northland speaks of peace" in found.text
    assert set(OURS) >= found.tags


def test_what_a_missing_table_is_needed_for_is_said(built):
    text = pages.read(built["least"]).text
    for name in ("relations", "places", "memberships", "claims", "references"):
        needed = prose.upper_first(schema.BY_NAME[name].needed_for)
        assert f"{needed} is left out: nothing is coded for it." in text
    assert "The timeline is left out" not in text


def test_a_table_that_is_there_is_not_called_missing(default):
    assert "nothing is coded for it" not in default.text


def test_what_the_coding_leaves_out_is_said_as_text(built, default):
    found = pages.read(built["related"])
    assert "What the coding of this case leaves out " in found.text
    assert "It stops <b>in 2021</b>." in found.text
    assert "coding of this case leaves" not in default.text


# ---- data is text ---------------------------------------------------------------


def test_the_hostile_case_passes_its_check(tmp_path):
    assert check.problems(hostile.write(tmp_path / "w")) == []


def test_no_element_comes_out_of_the_data(harmful, default):
    assert harmful.tags <= OURS
    heads = [told for path, told in harmful.texts if "b" in path]
    assert not [told for told in heads if re.match(r"x\b", told)]  # a payload's own
    known = {name for _, attributes in default.elements for name in attributes}
    known |= {"dir"}  # there for what is written from right to left
    found = {name for _, attributes in harmful.elements for name in attributes}
    assert found <= known
    assert not [name for name in found if name.startswith("on")]


def test_no_script_comes_out_of_the_data(harmful, default):
    """But for the data of each chart a page has the same ones, whatever the case."""
    for found in (harmful, default):
        assert len(found.charts) == found.html.count("<figure class=")
    kept = [
        [(a, "" if "type" in a else told) for a, told in found.scripts
         if a.get("class") != "plots"]
        for found in (harmful, default)
    ]  # fmt: skip
    assert kept[0] == kept[1] and len(kept[0]) == 2


@pytest.mark.parametrize("nth", range(len(hostile.PAYLOADS)))
def test_each_payload_is_there_to_be_read(harmful, nth):
    words = " ".join(hostile.PAYLOADS[nth].split())
    for column in ("title", "summary", "note"):
        assert f"{words} {column}{nth}" in harmful.text


def test_the_question_and_the_title_are_text_too(harmful):
    question = f"Will it hold? {' '.join(hostile.PAYLOADS[:3])}"
    assert harmful.said_in("h1") == question
    assert question in harmful.said_in("title")


def test_a_template_in_the_data_is_not_filled_in(harmful):
    assert "{{7*7}}" in harmful.text
    assert "=1+1 49" not in harmful.html


def test_no_element_of_a_chart_comes_out_of_the_data(harmful, default):
    """In no reading and on no day."""
    known = {name for _, attributes in default.elements for name in attributes}
    known |= {"dir"}
    held = [one["readings"] for one in harmful.charts if not one.get("fixed")]
    told = [one for readings in held for one in readings.values()]
    cut = [one["pieces"] for one in told if "pieces" in one]
    ties = [steps for one in told for those in one.get("ties", {}).values()
            for steps in those.values()]  # fmt: skip
    bodies = ["".join(x for x in one if isinstance(x, str)) for one in cut]
    bodies += [drawn for steps in ties for _, (_, drawn) in steps]
    assert len(held) == 5 and cut and len(bodies) > len(cut)  # what is not as printed
    for body in bodies:
        rows = pages.Page(body)
        assert rows.tags <= OURS - {"img", "script", "style", "a"}
        assert {name for _, attributes in rows.elements for name in attributes} <= known
    assert "alert(1)" in pages.Page("".join(bodies)).text


def test_a_case_named_like_a_path_stays_in_the_folder_of_reports():
    for name in ("../../elsewhere", "/etc", "a/b", "..", "."):
        found = report.folder(parameters.View(), name).resolve()
        assert found.parent == paths.REPORTS.resolve() and found != paths.REPORTS


# ---- where it goes --------------------------------------------------------------


def test_the_default_view_has_the_cases_own_folder():
    assert report.folder(parameters.View(), "one") == paths.REPORTS / "one"


def test_another_view_has_a_folder_of_its_own_below():
    views = [{"dates": "known"}, {"dates": "article"}, {"start": "2018"},
             {"actors": ["a/../b"]}, {"actors": ["x" * 400]}, {"actors": ["A", "B"]},
             {"actors": ["A+B"]}]  # fmt: skip
    found = [report.folder(parameters.View(**v), "one") for v in views]
    assert found[0].name == "dates-known"
    assert len(set(found)) == len(found)
    assert all(f.parent == paths.REPORTS / "one" and len(f.name) < 80 for f in found)


# ---- when it fails --------------------------------------------------------------


LAST = '<meta name="generator" content="dateline">the last good report'


def good(folder):
    """Put a report of an earlier day into a folder."""
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(LAST)
    return folder


def test_parameters_and_case_are_checked_before_a_kernel_starts(monkeypatch, tmp_path):
    started = []
    monkeypatch.setattr("papermill.execute_notebook", lambda *a, **k: started.append(a))
    tables = worlds.copy()
    tables["events"][0]["when_known"] = "2021-13"
    bad = worlds.write(tmp_path / "bad", tables)
    for values, error in (
        ({"strat": "2018"}, parameters.ParameterError),
        ({"actors": ["Nobody"]}, parameters.ParameterError),
        ({"exclude": ["E999"]}, parameters.ParameterError),
        ({"case": str(bad)}, check.CheckError),
        ({"case": str(tmp_path / "nowhere")}, cases.CaseError),
    ):
        with pytest.raises(error):
            report.build(values, out=tmp_path / "out")
    assert not started and not (tmp_path / "out").exists()


def tagged(path, nth, tags):
    book = nbformat.read(path, as_version=4)
    book.cells[nth].metadata["tags"] = tags
    nbformat.write(book, path)
    return path


@pytest.mark.parametrize(
    "given, nth, tags, told",
    [
        ({}, 1, [], "has no sound cell tagged parameters."),
        ({}, 1, ["paramaters"], "has no sound cell tagged parameters."),
        ({}, 2, ["parameters"], "has 2 cells tagged parameters."),
        ({"memory": "ever"}, 1, ["parameters"],
         "does not name memory; add it, or do not ask for it."),
    ],
)  # fmt: skip
def test_a_chapter_that_would_show_another_view_is_refused_before_a_kernel_starts(
    tmp_path, monkeypatch, given, nth, tags, told
):
    monkeypatch.setattr("helpers.run.report.Notebooks", None)
    whole = books.make(tmp_path / "01-whole.ipynb")
    deaf = tagged(books.make(tmp_path / "02-deaf.ipynb", "1 + 1"), nth, tags)
    with pytest.raises(report.ReportError) as caught:
        report.build(given, tmp_path / "out", [whole, deaf])
    last = str(caught.value).splitlines()[-1]
    assert "02-deaf.ipynb" in last and last.endswith(told)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_to_is_told_before_a_kernel_starts(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("helpers.run.report.Notebooks", None)
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="Not a directory"):
        report.build({}, tmp_path / "file" / "out")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_a_report_of_no_chapter_is_refused(tmp_path):
    least = worlds.write(tmp_path / "least", worlds.least(), name="least-of-all")
    related = paths.NOTEBOOKS / "02-actors.ipynb"
    with pytest.raises(report.ReportError, match="has the tables of none of them"):
        report.build({"case": str(least)}, tmp_path / "out", [related])


@pytest.mark.parametrize("what", ["small/events.csv", "01-changes.ipynb"])
def test_a_report_is_of_one_state_of_the_data_and_the_notebooks(tmp_path, what):
    world = worlds.write(tmp_path / "small")
    out = good(tmp_path / "out")
    adds = f"open({str(tmp_path / what)!r}, 'a').write('E')"  # a blank changes nothing
    chapter = books.make(tmp_path / "01-changes.ipynb", adds)
    with pytest.raises(report.ReportError, match="changed while the report was being"):
        report.build({"case": str(world)}, out, [chapter])
    assert (out / "index.html").read_text() == LAST


def test_a_failed_chapter_is_named_and_kept_and_the_last_report_stays(tmp_path):
    out = good(tmp_path / "out")
    chapter = books.make(
        tmp_path / "02-broken.ipynb", "fine = 1", 'raise ValueError("no $x^2$ here")'
    )
    with pytest.raises(report.ReportError) as caught:
        report.build({}, out=out, chapters=[chapter])
    told = str(caught.value)
    assert "\n" not in told
    assert told.startswith("02-broken.ipynb, cell ")
    assert "ValueError: no $x^2$ here" in told and "failed-02-broken.ipynb" in told
    assert (out / "index.html").read_text() == LAST
    assert sorted(p.name for p in out.iterdir()) == [
        "failed-02-broken.ipynb",
        "index.html",
    ]
    kept = nbformat.read(out / "failed-02-broken.ipynb", as_version=4)
    nth = int(re.search(r"cell (\d+)", told)[1])
    failing = [c for c in kept.cells if "raise ValueError" in c.source]
    assert failing[0].execution_count == nth
    assert any(o.output_type == "error" for o in failing[0].outputs)


@pytest.mark.slow
def test_a_good_run_takes_away_the_failed_notebook_and_nothing_of_the_users(tmp_path):
    out = good(tmp_path / "out")
    mine = out / "failed-01-mine.ipynb"
    mine.write_text("{}")
    (out / "failed-02-x.ipynb").write_text("mine")
    broken = books.make(tmp_path / "02-x.ipynb", "1 / 0")
    for _ in range(2):  # the second time in place of the first
        with pytest.raises(report.ReportError, match="kept as .*failed-02-x-2.ipynb"):
            report.build({}, out=out, chapters=[broken])
    kept = out / "failed-02-x-2.ipynb"
    copied = out / "failed-02-copied.ipynb"
    copied.write_bytes(kept.read_bytes())
    (out / "failed-02-link.ipynb").symlink_to(kept)
    before = {p.name for p in out.iterdir()} - {kept.name}
    report.build({}, out=out, chapters=[books.make(tmp_path / "02-y.ipynb", "1 + 1")])
    assert {p.name for p in out.iterdir()} == before
    assert mine.read_text() == "{}" and copied.exists()
    assert (out / "index.html").read_text() != LAST


@pytest.mark.parametrize("name", ["a**b", "a[b]"])
def test_the_name_of_a_notebook_is_no_pattern(tmp_path, name):
    out, place = tmp_path / "out", tmp_path / f"{name}.ipynb"
    with pytest.raises(report.ReportError):
        report.run(str(books.make(place, "1 / 0")), {}, out, 60)
    made = report.run(str(books.make(place, "1 + 1")), {}, out, 60)
    assert [*out.iterdir()] == [made]


def test_a_failed_notebook_that_the_user_worked_on_stays(tmp_path):
    out = good(tmp_path / "out")
    with pytest.raises(report.ReportError):
        broken = books.make(tmp_path / "02-x.ipynb", "1 / 0")
        report.build({}, out=out, chapters=[broken])
    book = nbformat.read(out / "failed-02-x.ipynb", as_version=4)
    book.cells[-1].source = "1 / 2  # mine"
    nbformat.write(book, out / "failed-02-x.ipynb")
    report.build({}, out=out, chapters=[books.make(tmp_path / "02-y.ipynb", "1 + 1")])
    assert "mine" in (out / "failed-02-x.ipynb").read_text()


def test_a_notebook_run_anew_is_written_over_unless_the_user_worked_on_it(tmp_path):
    chapter, out = books.make(tmp_path / "01-x.ipynb", "1 + 1"), tmp_path / "out"
    first, again = (report.run(str(chapter), {}, out, 60) for _ in range(2))
    assert first == again == out / "01-x.ipynb"
    book = nbformat.read(first, as_version=4)
    book.cells[-1].source = "1 + 2  # mine"
    nbformat.write(book, first)
    assert report.run(str(chapter), {}, out, 60) == out / "01-x-2.ipynb"
    assert "mine" in first.read_text()


def test_a_notebook_that_takes_too_long_is_told_and_kept_as_failed(tmp_path):
    chapter = books.make(tmp_path / "01-x.ipynb", "import time", "time.sleep(60)")
    with pytest.raises(report.ReportError) as caught:
        report.run(str(chapter), {}, tmp_path / "out", 0.5)
    kept = tmp_path / "out" / "failed-01-x.ipynb"
    told = str(caught.value)
    assert "took longer than 0.5 s" in told and str(kept) in told
    assert kept.exists() and not (tmp_path / "out" / "01-x.ipynb").exists()
    books.make(chapter, "1 + 1")
    made = report.run(str(chapter), {}, tmp_path / "out", 60)
    assert made.exists() and not kept.exists()  # the failure is over
    assert str(paths.ROOT) not in made.read_text(encoding="utf-8")


def test_a_chapter_that_failed_before_it_was_a_notebook_is_not_kept(tmp_path):
    """Nor is a file of the user's that bears its name told as the one kept."""
    mine = tmp_path / "failed-01-x.ipynb"
    mine.write_text("mine")
    told = report._told(Path("01-x.ipynb"), OSError(28, "full"), tmp_path)
    assert str(told).endswith("(no output was written)")
    assert mine.read_text() == "mine"
    assert [p for p in tmp_path.iterdir() if "failed" in p.name] == [mine]


def test_a_page_of_the_users_is_not_written_over(tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.run.report.Notebooks", None)  # none is started
    (tmp_path / "index.html").write_text("<p>My own page.</p>")
    with pytest.raises(report.ReportError) as caught:
        report.build({}, out=tmp_path)
    assert str(caught.value) == (
        f"{tmp_path / 'index.html'} is there and Dateline has not made it: move it"
        " away, or name another folder."
    )
    assert (tmp_path / "index.html").read_text() == "<p>My own page.</p>"


def test_a_page_that_cannot_be_made_leaves_the_last_one(monkeypatch, tmp_path):
    out = good(tmp_path / "out")

    monkeypatch.setattr(
        "helpers.run.report._execute", lambda *_: ({Path("x"): None}, None)
    )
    chapter = books.make(tmp_path / "01-fine.ipynb")
    with pytest.raises(AttributeError):  # in the process that makes the page
        report.build({}, out=out, chapters=[chapter])
    assert (out / "index.html").read_text() == LAST


def test_a_disk_that_fills_up_leaves_the_last_report_and_no_half_one(
    monkeypatch, tmp_path
):
    out = good(tmp_path / "out")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        paths.write(out / "index.html", "new")
    assert [p.name for p in out.iterdir()] == ["index.html"]
    assert (out / "index.html").read_text() == LAST


def interrupted(folder, after):
    """Press Ctrl-C some time after the report has started what runs its chapters."""
    out, temporary = good(folder / "out"), folder / "tmp"
    temporary.mkdir()
    started = subprocess.Popen(
        [BIN / "dateline", "report", "daesh-k-2021", "--out", out],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, env=os.environ | {"TMPDIR": str(temporary)},
    )  # fmt: skip
    process, running, limit = psutil.Process(started.pid), [], time.time() + 90
    while not running and time.time() < limit and started.poll() is None:
        time.sleep(0.02)
        running = process.children(recursive=True)
    time.sleep(after)
    os.killpg(started.pid, signal.SIGINT)
    try:
        said = started.communicate(timeout=60)
    finally:
        for one in running:
            if started.poll() is None and one.is_running():
                one.kill()
        if started.poll() is None:
            started.kill()
    left = psutil.wait_procs(running, timeout=5)[1]
    return running, left, started.returncode, said, out, temporary


@pytest.mark.slow
def test_an_interrupted_report_leaves_the_last_one_and_nothing_running(tmp_path):
    with ThreadPoolExecutor(max_workers=2) as pool:
        runs = list(
            pool.map(
                lambda after: interrupted(tmp_path / str(after), after), [0.02, 2.0]
            )
        )
    for running, left, code, (stdout, stderr), out, temporary in runs:
        assert running, "nothing was seen"
        assert not left
        assert (code, stdout) == (130, "")
        said = "Interrupted; the last good report stays where it was."
        assert stderr.splitlines()[-1] == said
        assert [p.name for p in out.iterdir()] == ["index.html"]
        assert (out / "index.html").read_text() == LAST
        assert not list(temporary.glob("dateline-*"))


def test_the_command_prints_the_path_and_tells_each_chapter_without_a_bar(typed):
    done, page_path = typed
    assert (done.returncode, done.stdout) == (0, f"{page_path}\n")
    told = [re.fullmatch(r"(\S+) \d+\.\d s", line) for line in done.stderr.splitlines()]
    assert all(told), done.stderr
    # A case of the required tables has two chapters that apply, then the page.
    assert {one[1] for one in told} == {"01-timeline", "03-sources", "05-robustness",
                                        "page"}  # fmt: skip


@pytest.mark.slow
def test_a_chapter_that_takes_too_long_is_left_out_with_a_sentence(tmp_path):
    slow = books.make(tmp_path / "02-slow.ipynb", "import time; time.sleep(600)")
    quick = books.make(tmp_path / "03-quick.ipynb", "1 + 1")
    told = []
    made = report.build(
        {}, out=tmp_path / "out", chapters=[slow, quick], step=told.append, limit=20.0
    )
    assert "02-slow left out, it took longer than 20 s" in told
    text = made.read_text(encoding="utf-8")
    assert "it took longer than 20 seconds. Give it more with" in text
    assert text.count("What fails?</h2>") == 2  # both keep their titles


def test_a_chapter_left_out_keeps_its_title_whatever_program_saved_it(tmp_path):
    slow = books.make(tmp_path / "02-slow.ipynb")
    slow.write_bytes(b"\xef\xbb\xbf" + slow.read_bytes())
    (cell,) = report._left_out(slow, 20.0).cells
    assert cell.source.startswith("# What fails?\n\nThis chapter is left out: ")


def drawn(chart):
    """List what a chart of rows has for each record: the words, and the record."""
    body = pages.Page(html.body(chart))
    return [
        (a.get("aria-label"), a["data-record"])
        for _, a in body.elements
        if "data-record" in a
    ]


@pytest.mark.parametrize(
    "given", [{"as_of": "2020-06"}, {"end": "2020"}, {"start": "2021-09"}]
)
def test_no_reading_draws_a_record_that_the_report_has_no_card_of(daesh_k, given):
    asked = parameters.View(**given)
    own = select.view(daesh_k, asked)
    known = {*own.events.event_id, *own.relations.relation_id, *own.sources.source_id}
    read = filters.Readings(daesh_k, asked)
    for reading in select.READINGS:
        inner = read.inner[reading]
        for room in (timeline, pairs, strips):
            marks = {record for _, record in drawn(room.chart(inner))}
            assert marks and marks <= known, (reading, room.__name__)
    wider = select.view(daesh_k, asked.model_copy(update={"dates": "article"}))
    assert not set(wider.events.event_id) <= known


def test_a_view_too_large_for_a_page_is_counted_and_says_so(tmp_path, monkeypatch):
    folder = worlds.write(tmp_path / "w", worlds.related(4, 9))
    monkeypatch.setattr(counts, "MOST", 8)
    monkeypatch.setattr(report, "Notebooks", None)  # no chapter is run
    made = report.build({"case": str(folder)}, out=tmp_path / "out")
    text = made.read_text(encoding="utf-8")
    assert "This view has 0 events and 9 relations. Beyond 8 of them together" in text
    assert "Relations by pair and sign, the most first" in text
    ties = prose.upper_first(schema.BY_NAME["relations"].needed_for)
    assert "id=R001" not in text and f"{ties} is left out" not in text
    assert "id=S001" in text


def test_counts_put_a_record_in_no_stretch_that_its_date_leaves_open(world):
    many = worlds.many(12, 2001, 2008)  # every shape of date, twice
    folder = worlds.write(world.folder.parent / "many", many)
    shown = select.view(cases.load(folder), parameters.View(case=str(folder)))
    book = counts.book(Shown(shown, parameters.View()))
    told = books.shown(book)[0]
    years = [select.when(e, "both") for e in shown.rows("events")]
    sure = [w.begin_earliest.year for w in years
            if w.begin_earliest and w.begin_latest
            and w.begin_earliest.year == w.begin_latest.year]  # fmt: skip
    for year in {*sure}:
        row = next(line for line in told.splitlines() if line.startswith(str(year)))
        assert sum(map(int, row.split()[1:])) == sure.count(year)
    open_ = next(x for x in told.splitlines() if x.startswith("not dated to one year"))
    assert sum(map(int, open_.split()[5:])) == len(years) - len(sure) > 0
