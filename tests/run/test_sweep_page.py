import re
from urllib.parse import unquote

import pytest
from markupsafe import escape

from helpers.case import cases
from helpers.page import offline
from helpers.run import plans, sweep, sweep_page
from helpers.run.store import Store
from tests import hostile, once, pages
from tests.run import swept
from tests.run.swept import BAD, done, failed, finding


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """Run a sweep of five views: one asks for the base again, one fails."""
    return once.made(tmp_path_factory, "sweep", swept.real) / "out"


@pytest.fixture(scope="module")
def shown(real):
    return pages.read(real / "index.html")


def laid(tmp_path, tell, **given):
    """Lay out a sweep and read the page that its records give."""
    plan = swept.planned(tmp_path, **given)
    return pages.Page(swept.written(plan, tell(plan.runs), tmp_path))


def cells(shown, table):
    """Read a table of a page, a list of texts for each row."""
    (found,) = re.findall(
        rf'<table class="sortable {table}".*?</table>', shown.html, re.DOTALL
    )
    return [
        [pages.Page(cell).text for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)]
        for row in re.findall(r"<tr.*?</tr>", found, re.DOTALL)
    ]


# ---- one file that makes no request ------------------------------------------------


def test_the_policy_allows_the_pages_own_script_and_nothing_else(shown):
    ((attributes, script),) = shown.scripts
    assert attributes == {}
    assert shown.policy["default-src"] == "'none'"
    assert shown.policy["script-src"] == pages.sha(script)


def test_a_page_takes_nothing_from_elsewhere_and_links_only_beside_itself(shown, real):
    for tag, attributes in shown.elements:
        assert attributes.get("src", "data:image/").startswith("data:image/"), tag
        assert "srcset" not in attributes, tag
    for link in shown.links:
        assert not re.match(r"[a-z]+:|/", link)
    outside = [unquote(link) for link in shown.links if not link.startswith("#")]
    assert len(outside) >= 8
    assert all((real / link).is_file() for link in outside)


def test_ids_are_unique_and_links_inside_lead_somewhere(shown):
    assert len(shown.ids) == len(set(shown.ids))
    assert {x[1:] for x in shown.links if x.startswith("#")} <= set(shown.ids)


def test_the_same_records_give_the_same_bytes(real):
    plan = plans.read(real.parent / "small.yaml")
    store = Store(real)
    records = [store.record(run.key) for run in plan.runs]
    made = [sweep_page.render(plan, records, real, swept.MARK) for _ in range(2)]
    assert made[0] == made[1]


def test_only_news_writes_the_page_again(real):
    def told():
        return (real / "index.html").stat().st_mtime_ns

    source = real.parent / "small.yaml"
    plan, before = plans.read(source), told()
    sweep.carry_out(plan, real, plans.Terms(), resume=True)
    assert told() == before
    text = source.read_text(encoding="utf-8")
    source.write_text(f"{text}chart: other\n", encoding="utf-8")
    sweep.carry_out(plans.read(source), real, plans.Terms(), resume=True)
    assert told() != before
    assert (
        "No run holds a chart named other. There are: 01-timeline."
        in pages.read(real / "index.html").text
    )
    source.write_text(text, encoding="utf-8")
    sweep.carry_out(plan, real, plans.Terms(), resume=True)


# ---- does the picture hold? --------------------------------------------------------


def test_the_page_opens_with_what_holds_and_what_was_compared(shown):
    opening = shown.text[: shown.text.index("How far each finding moves")]
    for told in (
        "Does the picture hold? 1 of 2 findings is the same in all 3 views that"
        " were run; 1 differs in at least one. Each of the 2 other",
        "3 other views were asked for: each value of memory (12 months, 1 month, ever,"
        " 2 months). 1 more view asks for the same as another, and shares its run.",
        "Of 4 runs, 3 came to an end and 1 failed.",
        "“letters of the memory” moves farthest, as a share of its base value: 9 in"
        " the base, between 4 and 9 over all views. It differs from the base in 2 of 2",
    ):
        assert told in opening


def test_each_finding_says_how_far_it_moves_and_by_which_view(shown):
    head, row = cells(shown, "reach")
    assert head[:4] == ["Finding", "Base", "Least", "Most"]
    assert row == ["letters of the memory months", "9", "4", "9", "", "2 of 2",
                   "memory ever"]  # fmt: skip
    assert 'aria-label="From 4 to 9, the base at 9"' in shown.html
    assert "The same in every view: What no view moves (3)." in shown.text


def test_the_farthest_come_first_then_those_that_differ_most_often(tmp_path):
    def tell(runs):
        first, second, third = runs
        return [
            done(first, finding("a", 100), finding("b", 2), finding("c", 1, "", ["x"]),
                 finding("d", "yes")),
            done(second, finding("a", 90), finding("b", 1), finding("c", 1, "", ["y"]),
                 finding("d", "no")),
            done(third, finding("a", 100), finding("b", 3), finding("c", 1, "", ["x"]),
                 finding("d", "no")),
        ]  # fmt: skip

    shown = laid(tmp_path, tell)
    rows = cells(shown, "reach")[1:]
    assert [row[0].split()[-1] for row in rows] == ["b", "a", "d", "c"]
    assert rows[0][1:6] == ["2", "1", "3", "", "2 of 2"]
    assert rows[0][6] == "memory 1 month and 1 other"
    assert rows[2][2:5] == ["", "", "no (2)"]
    assert rows[3][5:] == ["1 of 2", "memory 1 month"]


def test_a_value_that_explains_a_move_is_named_instead_of_its_views(tmp_path):
    grid = {"memory": ["1 month", "ever"], "dates": ["article", "known"]}

    def tell(runs):
        return [done(r, finding("n", 1 + (r.asked.dates == "known"))) for r in runs]

    shown = laid(tmp_path, tell, grid=grid)
    assert cells(shown, "reach")[1][6] == "dates known (2 views)"


def test_what_moves_most_comes_after_the_base_and_what_moves_nothing_last(tmp_path):
    def tell(runs):
        return [done(r, *(finding(f"f{k}", int(k < n)) for k in range(3)))
                for r, n in zip(runs, (0, 1, 0, 3), strict=True)]  # fmt: skip

    shown = laid(tmp_path, tell, grid={"memory": ["1 month", "2 months", "ever"]})
    assert [row[1] for row in cells(shown, "runs")[1:]] == [
        "12 months", "ever", "1 month", "2 months"]  # fmt: skip
    assert "come first, the 1 that move none last" not in shown.text


def test_a_voice_that_is_left_out_is_not_missed_itself(tmp_path, daesh_k):
    def tell(runs):
        heard = [run.variation.subject for run in runs[1:]]
        return [
            done(run, finding("first_voices", len(rest := [v for v in heard
                 if v != run.variation.subject]), "Voices", rest))
            for run in runs
        ]  # fmt: skip

    shown = laid(tmp_path, tell, case=daesh_k.folder, leave_one_out="voices")
    assert "The one finding is the same in all" in shown.text
    assert "whoever is left out is counted neither before nor after" in shown.text


@pytest.mark.parametrize("value", [10**400, -8e307, 0, 1e-9])
def test_any_number_can_be_drawn(tmp_path, value):
    def tell(runs):
        return [done(run, finding("n", value * nth)) for nth, run in enumerate(runs)]

    shown = laid(tmp_path, tell)
    assert "nan" not in shown.html.split("<main")[1].split('<h2 id="runs"')[0]


# ---- the runs ----------------------------------------------------------------------


def test_a_row_has_parameters_status_findings_and_what_they_were(shown):
    head, base, month, ever, broken = cells(shown, "runs")
    assert head == ["View", "memory", "Findings moved", "same", "months", "Made",
                    "Status", "Seconds"]  # fmt: skip
    assert base[:6] == [
        "the base; memory 12 months",
        "12 months",
        "",
        "3",
        "9",
        "small · page",
    ]
    assert month[:5] == ["memory 1 month", "1 month", "1", "3", "7 was 9"]
    assert ever[4] == "4 was 9" and ever[5:7] == ["small · page", "done"]
    assert broken[6] == f"failed in small, cell 6: ValueError: {BAD}"
    assert broken[2:6] == ["", "", "", "small"]


def test_as_many_but_others_is_said(tmp_path):
    def tell(runs):
        return [done(r, finding("n", 1, "", [str(nth)])) for nth, r in enumerate(runs)]

    assert cells(laid(tmp_path, tell), "runs")[2][3] == "1 others"


def test_a_finding_that_the_base_lacks_is_named_and_not_compared(tmp_path):
    def tell(runs):
        return [done(runs[0], finding("n", 1)), done(runs[1], finding("late", 2)),
                done(runs[2], finding("n", 1), finding("late", 3))]  # fmt: skip

    shown = laid(tmp_path, tell)
    assert "does not record it: late (in 2 views)." in shown.text
    assert "was" not in [word for row in cells(shown, "runs") for word in row]


def test_a_finding_that_a_view_does_not_ask_is_not_the_same_in_all(tmp_path):
    def tell(runs):
        first, second, third = runs
        return [done(first, finding("n", 1), finding("outside", 4)),
                done(second, finding("n", 1), finding("outside", 4)),
                done(third, finding("n", 2))]  # fmt: skip

    shown = laid(tmp_path, tell)
    assert "The one finding differs in at least one of the 3 views" in shown.text
    assert "1 more finding, not asked in every view, is not counted here" in shown.text
    assert "outside (4), the same in the 2 views that have it." in shown.text
    assert "The same in every view" not in shown.text
    assert [row for row in cells(shown, "runs") if "not asked" in row]


def test_a_finding_that_only_some_views_ask_says_of_how_many_it_moves(tmp_path):
    def tell(runs):
        first, second, third = runs
        return [done(first, finding("n", 1)), done(second, finding("n", 2)),
                done(third)]  # fmt: skip

    shown = laid(tmp_path, tell)
    assert "No finding is asked in every view." in shown.text
    assert "in 1 of 1 other view that have it" not in shown.text
    assert cells(shown, "reach")[1][5] == "1 of 1"


@pytest.mark.slow
def test_a_thousand_runs_are_a_page_of_reasonable_size(tmp_path):
    html = swept.thousand(tmp_path)
    assert html.count('<tr id="run-') == 1000
    assert len(html) < 2_500_000


def test_only_what_a_failed_run_has_left_is_linked(tmp_path):
    shown = laid(tmp_path, lambda runs: [done(runs[0]), *map(failed, runs[1:])])
    assert [row[-3] for row in cells(shown, "runs")] == ["Made", "small", "", ""]


def test_of_too_many_runs_those_that_tell_most_are_listed(tmp_path, monkeypatch):
    monkeypatch.setattr(sweep_page, "LISTED", 13)
    shown = many(tmp_path, fail=(1, 2, 3))
    assert "The runs (21) Here are 13: the base, those that failed" in shown.text
    assert {x[1:] for x in shown.links if x.startswith("#")} <= set(shown.ids)
    assert len(cells(shown, "runs")) == 14


# ---- nothing to compare ------------------------------------------------------------

CASES = {
    "no finding": (done, done, "The chapters record no finding"),
    "all failed": (failed, failed, "No run came to an end"),
    "base failed": (failed, done, "The base failed"),
    "others failed": (done, failed, "Only the base came to an end"),
}


@pytest.mark.parametrize("name", CASES)
def test_where_nothing_can_be_compared_the_page_says_why(tmp_path, name):
    base, other, told = CASES[name]
    shown = laid(tmp_path, lambda runs: [base(runs[0]), *map(other, runs[1:])])
    assert f"Does the picture hold? {told}" in shown.text
    assert "No run that came to an end holds a chart." in shown.text
    assert len(cells(shown, "runs")) == 4 and "moves farthest" not in shown.text


def test_one_view_has_nothing_to_be_compared_with(tmp_path):
    grid = {"memory": ["12 months"]}
    shown = laid(tmp_path, lambda runs: [done(r, finding("n", 1)) for r in runs],
                 grid=grid)  # fmt: skip
    assert "The base is the only view of this sweep" in shown.text
    assert len(cells(shown, "runs")) == 2


def test_values_of_views_are_shown_where_the_base_failed(tmp_path):
    def tell(runs):
        return [failed(runs[0]), *(done(run, finding("n", 7)) for run in runs[1:])]

    shown = laid(tmp_path, tell)
    assert [row[2] for row in cells(shown, "runs")] == ["n", "", "7", "7"]


# ---- the charts --------------------------------------------------------------------


def test_the_first_chart_is_shown_of_every_view_with_its_label(shown):
    assert "In all 3 runs that came to an end, the base first" in shown.text
    figures = re.findall(r"<figure>.*?</figure>", shown.html, re.DOTALL)
    told = [pages.Page(one).text.split(". Notebook")[0] for one in figures]
    assert told == ["The base", "memory 1 month: months 7, was 9",
                    "memory ever: months 4, was 9"]  # fmt: skip
    image = '<img alt="Timeline.*?" src="data:image/svg[+]xml;base64,[^"]+">'
    assert all(re.search(image, one) for one in figures)


def many(tmp_path, lacking=(), fail=()):
    """Lay out twenty-one views, the later of which move more; keep a chart of each."""
    grid = {"memory": [f"{n} months" for n in range(20, 40)]}
    plan = swept.planned(tmp_path, grid=grid)
    for nth, run in enumerate(plan.runs):
        names = ["other"] if nth in lacking else ["mine"]
        swept.drawn(tmp_path / "out" / "runs" / run.key / "small.ipynb", *names)
    records = [
        failed(run) if nth in fail else
        done(run, *(finding(f"f{k}", int(nth > 4 and k < nth)) for k in range(9)))
        for nth, run in enumerate(plan.runs)
    ]  # fmt: skip
    return pages.Page(swept.written(plan, records, tmp_path))


def labels(shown):
    return re.findall(r"<figcaption><a [^>]*><bdi>(.*?)</bdi>", shown.html)


def test_of_many_runs_the_base_and_those_that_move_most_are_shown(tmp_path):
    shown = many(tmp_path)
    assert "12 of 21 runs: the base and 11 of 12 that move 9 findings" in shown.text
    assert len(labels(shown)) == 12
    assert labels(shown)[:3] == ["The base", "memory 28 months", "memory 29 months"]


def test_a_run_without_the_chart_is_counted(tmp_path):
    shown = many(tmp_path, lacking=(9, 10))
    assert "In the base: “mine”." in shown.text
    assert "2 of these do not hold it." in shown.text and len(labels(shown)) == 10


# ---- how it was made ---------------------------------------------------------------


def test_how_it_was_made_says_how_to_make_it_again(shown, real):
    made = shown.text[shown.text.index("How this was made", 999) :]
    case = real.parent / "least"
    for told in (f"dateline sweep small.yaml --out {real}", cases.data_hash(case),
                 "chapters small", "- 1 month - ever", "varied: each value of memory",
                 "least",
                 *(f"{n} {v}" for n, v in offline.versions().items())):  # fmt: skip
        assert told in made, told
    assert re.search(r"The runs took [\d.]+ s together", made)
    for name, value in (("as_of", "the last day"), ("mute", "none"), ("kinds", "all")):
        assert f'<th scope="row">{name}</th><td>{value}</td>' in shown.html


# ---- data is text ------------------------------------------------------------------


@pytest.mark.parametrize("told", hostile.PAYLOADS)
def test_the_opening_sets_apart_what_comes_from_data(tmp_path, told):
    def tell(runs):
        return [done(run, finding("n", nth, told)) for nth, run in enumerate(runs)]

    shown = laid(tmp_path, tell)
    assert f"“<bdi>{escape(told)}</bdi>” moves farthest" in shown.html
    assert not {"img", "i"} & shown.tags and len(shown.scripts) == 1


def test_harmful_texts_are_text(tmp_path):
    shown = pages.Page(swept.harmful(tmp_path))
    assert {"img", "i"} & shown.tags == set()
    assert not [a for _, a in shown.elements if "onerror" in a or "onload" in a]
    assert len(shown.scripts) == 1
    assert "<img src=x onerror=alert(1)>" in shown.text
    assert "49" not in shown.said_in("h1")
