"""What moves what: rows, columns and cells, by geometry and by their words."""

import pytest

from helpers import theme
from helpers.case import cases
from helpers.charts import robustness
from helpers.charts.robustness.content import heading
from helpers.compare import direct, variations
from helpers.compare.findings import Finding, Outcome
from helpers.compare.variations import Variation
from helpers.view import select
from helpers.view.parameters import View
from helpers.view.shown import Shown, show
from tests import worlds
from tests.charts import measure

WIDTHS = (theme.WIDE, theme.NARROW)


def counted(name, *items, value=None):
    value = len(items) if value is None else value
    return Finding(name=name, value=value, about=f"What {name} is", items=list(items))


def without(subject, *found, kind="sources", label=""):
    one = Variation(kind, label or f"without {subject}", {}, subject)
    return Outcome(one, tuple(found))


BASE = without("", counted("events", "E001", "E002", "E003", "E004"),
               counted("ties", "North – South: hostile"), kind="base")  # fmt: skip


def drawn(case, outcomes, width=theme.WIDE):
    shown = Shown(case, View())
    found = robustness.content(shown, outcomes)
    titles = robustness.titles(shown, outcomes)
    return robustness.layout(case, found, titles, width, "Sources: one.")


def texts(sheet, role):
    return [s.text for s in sheet.shapes.itertuples() if s.role == role]


def less(n, subject="S002", **more):
    """Leave out a source with which ``n`` of the four events go."""
    rest = [f"E{i:03d}" for i in range(n + 1, 5)]
    return without(subject, counted("events", *rest), BASE.findings[1], **more)


def test_a_cell_says_from_what_to_what(world):
    assert texts(drawn(world, [BASE, less(2)]), "value") == ["▼ 4 → 2"]
    assert texts(drawn(world, [BASE, less(2)], theme.NARROW), "value") == ["▼4→2"]


def test_the_shaded_part_of_a_cell_is_what_still_stands(world):
    for gone, share in ((1, 0.75), (2, 0.5), (4, 0.0)):
        shapes = drawn(world, [BASE, less(gone)]).shapes
        (cell,) = [
            s
            for s in shapes.itertuples()
            if s.role == "cell" and s.y0 < _legend(shapes)
        ]
        kept = [
            s
            for s in shapes.itertuples()
            if s.role == "left" and s.y0 < _legend(shapes)
        ]
        wide = sum(s.x1 - s.x0 for s in kept)
        assert wide == pytest.approx(share * (cell.x1 - cell.x0 - 2))


def _legend(shapes):
    return shapes[shapes.text == "How to read a cell"].y0.iloc[0]


def test_as_many_but_others_is_no_blank(world):
    other = without("S002", counted("events", "E001", "E002", "E003", "E009"),
                    BASE.findings[1])  # fmt: skip
    assert texts(drawn(world, [BASE, other]), "value") == ["≠4", "−1 +1"]
    assert texts(drawn(world, [BASE, other], theme.NARROW), "value") == ["≠4", "−1 +1"]


def test_a_number_that_rises_does_not_look_like_one_that_falls(world):
    more = [f"E{n:03d}" for n in range(1, 13)]
    sheet = drawn(world, [BASE, without("S002", counted("events", *more))])
    assert texts(sheet, "value") == ["▲ 4 → 12"]


@pytest.mark.parametrize("width", WIDTHS)
def test_what_a_view_does_not_ask_for_is_not_shown_as_unmoved(world, width):
    lacks = without("", counted("ties"), kind="reading", label="otherwise")
    asks = without("S002", counted("events"), BASE.findings[1])
    sheet = drawn(world, [BASE, lacks, asks], width)
    assert texts(sheet, "unasked") == ["–"]
    if width == theme.WIDE:
        assert texts(sheet, "moved") == ["1/1", "1"]
    else:
        assert "events shown: 4; 0–4 over all; asked in 1 of 2" in texts(sheet, "key")
    assert "–: not counted in that view" in " ".join(sheet.shapes.text)
    assert (
        "Not counted"
        in robustness.listing(Shown(world, View()), [BASE, lacks, asks]).html
    )
    assert "not asked in" not in " ".join(drawn(world, [BASE, asks]).shapes.text)


def test_a_fact_of_several_pairs_is_told_by_the_row_of_the_pair(daesh_k):
    base = without("", counted("prospects", "R29"), kind="base")
    gone = without("S002", counted("prospects"))
    html = robustness.listing(Shown(daesh_k, View()), [base, gone]).html
    assert 'href="#R029b"' in html and 'href="#R029a"' not in html
    assert "governments of the region" not in html


def test_what_moves_nothing_has_no_row_and_is_counted(world):
    sheet = drawn(world, [BASE, less(0), less(1, "S003")])
    assert "S003" in texts(sheet, "row") and "S002" not in texts(sheet, "row")
    assert "Without one source: 1 of 2 changes something" in texts(sheet, "heading")
    assert "1 of 2 variations changes nothing." in " ".join(texts(sheet, "subtitle"))


def test_what_moves_most_comes_first(world):
    rows = [less(1, "S002"), less(3, "S003"), without("S004", counted("events"),
            counted("ties"))]  # fmt: skip
    sheet = drawn(world, [BASE, *rows])
    ids = [text for text in texts(sheet, "row") if text.startswith("S0")]
    assert list(dict.fromkeys(ids)) == ["S004", "S003", "S002"]


def test_many_rows_are_cut_and_the_rest_counted(world):
    many = [less(1, f"S{n:03d}") for n in range(2, 20)]
    sheet = drawn(world, [BASE, *many])
    cells = [s for s in sheet.shapes.itertuples() if s.role == "value"]
    assert len(cells) == robustness.MOST
    assert f"+{18 - robustness.MOST} in the list." in list(sheet.shapes.text)
    assert "changed by, of 18 variations" in texts(sheet, "row")
    assert texts(sheet, "moved") == ["18", "0"]
    assert texts(sheet, "reach") == ["3–4", "1"]


def test_a_voice_that_is_only_missed_itself_moves_nothing(world):
    base = without("", counted("first_voices", "A001", "A002"), kind="base")
    gone = without("A001", counted("first_voices", "A002"), kind="voices")
    found = robustness.content(Shown(world, View()), [base, gone])
    assert found.rows == {"voices": []} and found.still == 1
    words = " ".join(drawn(world, [base, gone]).shapes.text)
    assert "whoever is left out is counted neither before nor after" in words


def test_a_word_has_no_least_and_no_most(world):
    base = without("", counted("state", value="hostile"), kind="base")
    other = without("S002", counted("state", value="unclear"))
    sheet = drawn(world, [base, other])
    assert texts(sheet, "reach") == [""]
    assert " ".join(texts(sheet, "group")) == "Other findings"


def test_a_cell_leads_to_its_line_of_the_list_and_tells_what_went(world):
    outcomes = [BASE, less(2)]
    shapes = drawn(world, outcomes).shapes
    targets = shapes[shapes["shape"] == "target"]
    (cell,) = targets[targets.record_id == "sources-S002"].itertuples()
    assert cell.text == (
        "Without S002\nevents shown: 4 → 2\nGone: The envoy visits; The border war"
    )
    html = robustness.listing(Shown(world, View()), outcomes).html
    for anchor in targets.record_id:
        assert f'id="{anchor}"' in html
    assert '<a href="#E001">' in html and "E009" not in html


def test_the_list_links_what_the_view_shows_and_nothing_else(world):
    come = without("S002", counted("events", "E009"), BASE.findings[1])
    html = robustness.listing(Shown(world, View()), [BASE, come]).html
    assert 'href="#E001"' in html and 'href="#E009"' not in html and "E009" in html


def test_titles_in_the_data_stay_text(tmp_path):
    tables = worlds.copy()
    tables["events"][0]["title"] = "<script>alert(1)</script>"
    case = cases.load(worlds.write(tmp_path / "w", tables))
    shown = Shown(case, View())
    html = robustness.listing(shown, [BASE, less(2, label="without <b>it</b>")]).html
    assert "<script>" not in html and "<b>" not in html
    svg = robustness.chart(shown, [BASE, less(2, label="without <b>")]).svg
    assert "<script>" not in svg and "<b>" not in svg


def test_a_base_with_nothing_around_it_is_a_page_with_one_sentence(world):
    sheet = drawn(world, [BASE])
    assert "no source and no voice that could be left out" in texts(sheet, "title")[0]
    assert not texts(sheet, "row") and not texts(sheet, "value")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "asked", [{}, {"dates": "article", "layers": ["article"]}, {"exclude": ["S002"]}]
)
def test_no_text_runs_into_another_or_off_the_sheet(daesh_k, width, asked):
    view = View(**asked)
    shown = select.view(daesh_k, view)
    varied = [variations.base(dict(view)), *variations.readings(dict(view))]
    for what in ("sources", "voices"):
        varied += variations.leave_one_out(shown, view, dict(view), what)[:12]
    sheet = drawn(shown, direct.outcomes(daesh_k, varied), width)
    roles = {s.role for s in sheet.shapes.itertuples() if s.text}
    boxes = measure.texts(sheet)
    assert measure.overlaps(boxes, roles) == []
    for shape, box in boxes:
        assert box.x0 >= -0.5 and box.x1 <= sheet.width + 0.5, shape.text
    assert sheet.shapes.y0.max() <= sheet.height


@pytest.mark.parametrize("width", WIDTHS)
def test_long_and_foreign_names_stay_in_their_place(tmp_path, width):
    tables = worlds.copy()
    tables["actors"][0]["name"] = worlds.LONG
    tables["actors"][1]["name"] = worlds.RIGHT_TO_LEFT
    tables["sources"][1]["title"] = worlds.LONG * 3
    folder = worlds.write(tmp_path / "w", tables, focus=["A001", "A004", "A002"])
    case = cases.load(folder)
    outcomes = direct.around(show(View(case=str(folder))))
    sheet = drawn(case, outcomes, width)
    boxes = measure.texts(sheet)
    assert measure.overlaps(boxes, {s.role for s, _ in boxes}) == []
    assert all(box.x1 <= sheet.width + 0.5 for _, box in boxes)


def test_between_two_groups_of_columns_is_a_gap(world):
    shapes = [*drawn(world, [BASE, less(2)]).shapes.itertuples()]
    heads = min(s.y0 for s in shapes if s.role == "column")
    one, two = [s for s in shapes if s.role == "rule" and s.y0 < heads]
    assert two.x0 - one.x1 > 3


def test_thirty_findings_fit(world):
    base = without("", *(counted(f"finding_{n}", "a", "b") for n in range(30)),
                   kind="base")  # fmt: skip
    moved = without("S002", *(counted(f"finding_{n}", "a") for n in range(30)))
    for width in WIDTHS:
        sheet = drawn(world, [base, moved], width)
        places = {s.x0 for s in sheet.shapes.itertuples() if s.role == "value"}
        assert len(places) == 30 and max(places) < width


def test_the_words_of_the_chart_name_its_findings(world):
    shown = Shown(world, View())
    chart = robustness.chart(shown, [BASE, less(2)])
    assert chart.title == "Every source matters to some count"
    assert "The one variation changes something." in chart.subtitle
    assert chart.alt.startswith("Table. Every source matters")
    assert "without S002: 1 finding changed." in chart.alt
    assert heading(robustness.content(shown, [BASE, less(0)]), "sources") == (
        "Without one source: no change"
    )


def test_the_title_names_who_disputes_what_it_counts(tmp_path):
    tables = worlds.copy()
    tables["relations"][0]["against"] = "A003"
    tables["citations"].append(
        {"record_id": "R001", "source_id": "S003", "stance": "disputes",
         "chain": "S003<A002"}
    )  # fmt: skip
    focus = ["A001", "A002", "A003"]
    case = cases.load(worlds.write(tmp_path / "w", tables, focus=focus))
    acts = counted("episodes_against", "E001"), counted("events", "E001")
    base = without("", *acts, kind="base")
    none = without("S002", counted("episodes_against"), acts[1])
    title = robustness.titles(Shown(case, View()), [base, none])[0]
    assert title.endswith(
        "episodes against The Gazette stay between 0 and 1 (Southland disputes one)"
    )
    alone = View(layers=["article"])
    title = robustness.titles(Shown(case, alone), [base, none])[0]
    assert title.endswith("episodes against The Gazette stay between 0 and 1")
