import re
from html.parser import HTMLParser

import pytest

from helpers.case import cases
from helpers.charts import argument
from helpers.draw import shapes
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import hostile, worlds
from tests.charts import measure

WIDTHS = [1080, 358]
WEIGHED = re.compile(
    r"(\d+|one|two|three|four|five|six|seven) (more )?(premise|counter|question|claim)"
)


def claim(record, role="premise", text="", **more):
    row = {"claim_id": record, "role": role, "text": text or f"What {record} says"}
    return row | more


def cited(record, paragraph="P1", strength="", **more):
    row = {"record_id": record, "source_id": "S001", "locator": paragraph,
           "stance": "supports", "chain": "S001", "strength": strength}  # fmt: skip
    return row | more


def tables(claims, citations=None):
    """Give the small world with these claims, each cited in P1 unless told."""
    found = worlds.copy()
    found["claims"] = claims
    told = {c["record_id"] for c in citations or []}
    rest = [cited(c["claim_id"]) for c in claims if c["claim_id"] not in told]
    found["citations"] += [*(citations or []), *rest]
    return found


def made(folder, claims, citations=None):
    return cases.load(worlds.write(folder / "w", tables(claims, citations)))


def debate():
    """Give a thesis with two sides, claims under claims, and one across."""
    return [
        claim("C001", "thesis", "They will make peace"),
        claim("C002", supports="C001"),
        claim("C003", supports="C002"),
        claim("C004", "counterpoint", opposes="C001"),
        claim("C005", "counterpoint", opposes="C002"),
        claim("C006", "counterpoint", opposes="C004"),
        claim("C007", "conclusion", supports="C001"),
        claim("Q001", "question", "Will it last?"),
    ]


def many(text="A claim of the piece that takes more than one line in its box"):
    """Give 40 claims of every role, a third of them under another."""
    rows = [claim("C001", "thesis", text), claim("C002", "conclusion", text)]
    for n in range(3, 41):
        role = ("premise", "counterpoint", "question")[n % 3]
        verb = "opposes" if role == "counterpoint" else "supports"
        under = f"C{n - 3:03d}" if n % 9 > 5 else "C001"
        rows.append(claim(f"C{n:03d}", role, text, **{verb: under}))
    return rows


def drifting(claims, word="could", count=40):
    """Cite the first two claims in many paragraphs, with a word in each."""
    return [
        cited(claims[n % 2]["claim_id"], f"P{n + 1}", word, note=word)
        for n in range(count)
    ]


def boxes(laid):
    rows = laid.shapes[laid.shapes["shape"] == "target"]
    return {r.record_id: r for r in rows.itertuples()}


def said(laid):
    return " ".join(s.text for s in laid.shapes.itertuples() if s.shape == "text")


# ---- how firmly it is put --------------------------------------------------------


def test_the_drift_follows_the_paragraphs_of_the_first_case(daesh_k):
    found = argument.drift(daesh_k)
    assert [f"{d.role} {d.paragraph} {d.strength}" for d in found.itertuples()] == [
        "thesis P1 could", "thesis P5 could", "thesis P10 likely",
        "thesis P11 could", "conclusion P21 probably", "conclusion P22 safe to assume",
    ]  # fmt: skip
    assert list(found.note[found.note != ""]) == [
        "That it is taken more seriously, no more.", "That the option stays.",
    ]  # fmt: skip


def test_the_drift_goes_by_the_number_of_a_paragraph_not_by_its_letters(tmp_path):
    told = [
        cited("C001", "P10", "may"), cited("C001", "P9", "will"),
        cited("C002", "P2;P3", "must"),
    ]  # fmt: skip
    case = made(tmp_path, [claim("C001", "thesis"), claim("C002", "conclusion")], told)
    found = argument.drift(case)
    assert list(found.strength) == ["must", "will", "may"]
    assert list(found.paragraph) == ["P2, P3", "P9", "P10"]


def test_only_the_articles_own_words_for_thesis_and_conclusion_are_in_the_drift(
    tmp_path,
):
    told = [
        cited("C001", "P1", "may"), cited("C002", "P2", "must"),
        cited("C001", "", "will", source_id="S003", chain="S003"),
        cited("C001", "P3", "never", stance="disputes"),
    ]  # fmt: skip
    case = made(tmp_path, [claim("C001", "thesis"), claim("C002")], told)
    assert list(argument.drift(case).strength) == ["may"]


def test_a_paragraph_that_has_a_word_is_not_said_to_have_none(tmp_path):
    told = [cited("C001", "P1"), cited("C001", "P1", "may"), cited("C001", "P2"),
            cited("C001", "P2", chain="S001<A004")]  # fmt: skip
    case = made(tmp_path, [claim("C001", "thesis")], told)
    found = argument.mentions(case)
    assert list(zip(found.paragraph, found.strength, strict=True)) == [
        ("P1", "may"), ("P2", "")
    ]  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
def test_a_place_without_a_word_is_shown_as_having_none(tmp_path, width):
    told = [
        cited("C001", "P1", "could"),
        cited("C001", "P2"),
        cited("C001", "P3", "may"),
    ]
    case = made(tmp_path, [claim("C001", "thesis")], told)
    drawn = measure.with_role(argument.layout(Shown(case, View()), width), "strength")
    texts = [s.text for s in drawn]
    assert len([t for t in texts if t.endswith("could")]) == 1
    assert sum(argument.WITHOUT in t for t in texts) == 1


def test_the_strip_goes_from_left_to_right_in_order_of_the_text(daesh_k):
    laid = argument.layout(Shown(daesh_k, View()))
    places = sorted(measure.with_role(laid, "paragraph"), key=lambda s: s.x0)
    told = [s.text for s in places]
    assert told == ["P1", "P5", "P10", "P11", "P21", "P22"]


def test_no_height_stands_for_strength(daesh_k):
    laid = argument.layout(Shown(daesh_k, View()))
    heights = {s.y0 for s in measure.with_role(laid, "mention") if s.shape == "disc"}
    lanes = {s.y0 for s in measure.with_role(laid, "lane")}
    assert heights == lanes and len(lanes) == 2


# ---- what stands where -----------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_a_claim_under_a_claim_stands_indented_right_below_its_target(tmp_path, width):
    at = boxes(argument.layout(Shown(made(tmp_path, debate()), View()), width))
    for below, over in (("C003", "C002"), ("C006", "C004")):
        assert at[below].x0 > at[over].x0
        assert at[below].x1 == at[over].x1
        between = [b for b in at.values() if b.x0 == at[over].x0
                   and at[over].y1 < b.y0 < at[below].y0]  # fmt: skip
        assert at[below].y0 > at[over].y1 and not between


def test_the_sub_claims_of_the_first_case_stand_under_their_targets(daesh_k):
    found = argument.content(daesh_k).set_index("claim_id")
    assert (found.parent["C015"], found.how["C015"]) == ("C009", "supports")
    assert (found.parent["C016"], found.how["C016"]) == ("C013", "supports")
    order = list(found.index)
    assert order.index("C015") == order.index("C009") + 1


@pytest.mark.parametrize("width", WIDTHS)
def test_a_claim_aimed_at_another_column_says_so_in_words(tmp_path, width):
    case = made(tmp_path, debate())
    found = argument.content(case).set_index("claim_id")
    assert found.told["C005"] == "Opposes C002"
    assert found.named["C002"] and not found.named["C004"]
    assert "Opposes C002" in said(argument.layout(Shown(case, View()), width))


def test_the_wide_sheet_has_three_columns_and_the_thesis_in_the_middle(tmp_path):
    at = boxes(argument.layout(Shown(made(tmp_path, debate()), View())))
    assert at["C002"].x1 < at["C001"].x0 < at["C001"].x1 < at["C004"].x0
    assert at["C001"].y1 < at["Q001"].y0 < at["C007"].y0
    assert (at["C001"].x0 + at["C001"].x1) / 2 == 540


def test_the_narrow_sheet_has_one_column_in_order_of_the_roles(tmp_path):
    at = boxes(argument.layout(Shown(made(tmp_path, debate()), View()), 358))
    order = sorted(at, key=lambda record: at[record].y0)
    told = ["C001", "C002", "C003", "C005", "C004", "C006", "Q001", "C007"]
    assert sorted(order) == sorted(told)
    roles = [argument.content(made(tmp_path, debate())).set_index("claim_id").role[c]
             for c in order]  # fmt: skip
    assert list(dict.fromkeys(roles)) == list(argument.ROLES)
    assert len({at[c].x1 for c in order}) == 1


def test_columns_follow_the_order_of_the_text(tmp_path):
    rows = [claim("C001", "thesis"), claim("C002"), claim("C003"), claim("C004")]
    told = [cited("C002", "P12"), cited("C003", "P2"),
            cited("C004", "", source_id="S003", chain="S003")]  # fmt: skip
    found = argument.content(made(tmp_path, rows, told))
    assert list(found.claim_id) == ["C001", "C003", "C002", "C004"]


def test_a_box_says_its_paragraphs_and_first_voices(daesh_k):
    rows = {c.claim_id: c for c in argument.content(daesh_k).itertuples()}
    assert argument.where(daesh_k, rows["C001"]) == (
        "P1, P5, P10, P11 · the article itself"
    )
    assert argument.where(daesh_k, rows["C005"]) == "P6 · Milley"


def test_a_claim_that_the_article_does_not_make_says_so(tmp_path):
    told = [cited("C001", "", source_id="S003", chain="S003<A004")]
    case = made(tmp_path, [claim("C001", "thesis")], told)
    (row,) = argument.content(case).itertuples()
    assert argument.where(case, row) == "not in the article · Envoy Nor"


def test_a_ring_of_supports_is_drawn_and_told_once(tmp_path):
    rows = [
        claim("C001", "thesis"), claim("C002", supports="C004"),
        claim("C003", supports="C002"), claim("C004", supports="C003"),
        claim("C005", supports="C005"), claim("C006", supports="C003;C001;C002"),
    ]  # fmt: skip
    case = made(tmp_path, rows)
    found = argument.content(case).set_index("claim_id")
    assert sorted(found.index) == [f"C00{n}" for n in range(1, 7)]
    assert found.parent["C002"] == "" and found.told["C002"] == "Supports C004"
    assert found.told["C005"] == ""
    assert found.lined["C006"]
    assert found.told["C006"] == "Supports C003, the thesis and C002"
    for width in WIDTHS:
        assert len(boxes(argument.layout(Shown(case, View()), width))) == 6


def test_a_heading_speaks_for_its_column_only_where_it_is_true_of_all(tmp_path):
    rows = [claim("C001", "thesis"), claim("C002", supports="C001"), claim("C003")]
    one = made(tmp_path / "a", rows[:2])
    assert argument.heading(one, "premise") == "Premise: it supports the thesis"
    other = made(tmp_path / "b", rows)
    assert argument.heading(other, "premise") == "Premises"
    full = made(tmp_path / "c", [*rows[:2], claim("C003", supports="C001;C002")])
    assert argument.heading(full, "premise") == "Premises: they support the thesis"
    told = argument.content(other).set_index("claim_id").told
    assert told["C002"] == "Supports the thesis" and told["C003"] == ""


# ---- lines -----------------------------------------------------------------------


def test_support_ends_in_an_arrow_head_and_opposition_in_a_flat_bar(tmp_path):
    laid = argument.layout(Shown(made(tmp_path, debate()), View()))
    at = boxes(laid)["C001"]
    beside = [s for s in measure.with_role(laid, "end supports", "end opposes")
              if at.y0 < s.y0 < at.y1]  # fmt: skip
    arrow = [s for s in beside if s.role == "end supports"]
    (bar,) = [s for s in beside if s.role == "end opposes"]
    assert len(arrow) == 2 and len({(s.x1, s.y1) for s in arrow}) == 1
    assert at.x0 - 6 < arrow[0].x1 < at.x0
    assert bar.x0 == bar.x1 and at.x1 < bar.x0 < at.x1 + 6
    legend = [s.text for s in measure.with_role(laid, "legend") if s.shape == "text"]
    assert legend[1:] == list(argument.TAUGHT.values())


def test_the_line_of_a_claim_beside_the_thesis_is_straight(tmp_path):
    laid = argument.layout(Shown(made(tmp_path, debate()), View()))
    at = boxes(laid)
    assert at["C004"].y1 != at["C001"].y1
    level = [s.y0 for s in measure.with_role(laid, "link line")
             if s.y0 == s.y1 < at["C001"].y1]  # fmt: skip
    assert set(level) == {(at["C001"].y0 + at["C001"].y1) / 2}


def test_no_line_end_is_taught_that_is_not_drawn(tmp_path):
    rows = [claim("C001", "thesis"), claim("C002")]
    laid = argument.layout(Shown(made(tmp_path, rows), View()))
    assert not measure.with_role(laid, "legend", "link line")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("claims", [debate(), many()], ids=["debate", "forty"])
def test_a_line_from_below_reaches_up_to_the_claim_above_and_crosses_no_box(
    tmp_path, claims, width
):
    laid = argument.layout(Shown(made(tmp_path, claims), View()), width)
    areas = [*boxes(laid).values()]
    lines = measure.with_role(laid, "link line", "end supports", "end opposes")
    assert [s for s in lines if s.x0 == s.x1]
    for s in lines:
        left, right = sorted((s.x0, s.x1))
        top, low = sorted((s.y0, s.y1))
        for b in areas:
            inside = min(right, b.x1 - 0.1) >= max(left, b.x0 + 0.1) and (
                min(low, b.y1 - 0.1) >= max(top, b.y0 + 0.1)
            )
            assert not inside, (s, b.record_id)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_colour_of_a_tie_and_no_dash_is_used(daesh_k, tmp_path, width):
    for case in (daesh_k, made(tmp_path, debate())):
        rows = argument.layout(Shown(case, View()), width).shapes
        assert not {"cooperative", "hostile"} & {*rows.colour, *rows.fill}
        assert not any(rows.dash)


# ---- what does not fit -----------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
def test_what_folds_is_said_in_words_in_its_column(tmp_path, width):
    case = made(tmp_path, many())
    laid = argument.layout(Shown(case, View()), width)
    shown = argument.content(case).set_index("claim_id").loc[list(boxes(laid))]
    every = argument.content(case).role.value_counts()
    gone = [every[r] - sum(shown.role == r) for r in argument.ROLES]
    told = [s.text for s in measure.with_role(laid, "folded")]
    assert sorted(told) == sorted(f"+{n} in the list" for n in gone if n)
    assert max(shown.role.value_counts()) == argument.MOST


@pytest.mark.parametrize("width", WIDTHS)
def test_words_that_do_not_fit_the_strip_are_said_to_be_in_the_list(tmp_path, width):
    rows = [claim("C001", "thesis"), claim("C002", "conclusion")]
    case = made(tmp_path, rows, drifting(rows))
    laid = argument.layout(Shown(case, View()), width)
    at = "P" if width == 358 else "+"
    told = re.findall(r"\+(\d+) in the list", said(laid))
    assert told == (["8", "8"] if at == "P" else ["10"])


def world(name, folder):
    """Make a case that is hard to draw."""
    long, rtl = "n" * 300, "\u202eשלום \u0645\u0631\u062d\u0628\u0627\u202c <i> " * 9
    if name == "hostile":
        return cases.load(hostile.write(folder / "w"))
    text = {"long": long, "rtl": rtl}.get(name)
    rows = many(text) if text else many()
    found = tables(rows, drifting(rows, text or "safe to assume"))
    if name == "names":
        for actor in found["actors"]:
            actor["name"] = f"{actor['name']} of the Old Town and its Harbours " * 2
        for row in found["citations"]:
            if row["record_id"] > "C" and row["record_id"] < "D":
                row["chain"] = "S001<A001"
        found["citations"] += [cited(f"C{n:03d}", "P7", chain="S001<A004")
                               for n in range(1, 41)]  # fmt: skip
    if name == "no article":
        found["sources"][0]["role"] = "outside"
    return cases.load(worlds.write(folder / "w", found))


WORLDS = ["first case", "debate", "forty", "names", "long", "rtl", "hostile",
          "no article"]  # fmt: skip


@pytest.fixture(
    scope="module", params=[f"{w} {n}" for w in WIDTHS for n in WORLDS], ids=str
)
def sheet(request, daesh_k, tmp_path_factory):
    """Lay out a case and draw its text."""
    width, name = request.param.split(" ", 1)
    folder = tmp_path_factory.mktemp("argument")
    if name == "first case":
        case = daesh_k
    else:
        case = made(folder, debate()) if name == "debate" else world(name, folder)
    laid = argument.layout(Shown(case, View()), int(width), "Sources: one.")
    return laid, measure.texts(laid)


def test_no_two_texts_overlap_as_drawn(sheet):
    _, drawn = sheet
    roles = {s.role for s, _ in drawn}
    assert len([s for s, _ in drawn if s.role == "claim"]) > 5
    assert not measure.overlaps(drawn, roles)


def test_nothing_leaves_the_sheet(sheet):
    laid, drawn = sheet
    out = [
        (s.role, s.text)
        for s, box in drawn
        if s.text and (box.x0 < -0.5 or box.x1 > laid.width + 0.5
                       or box.y0 < -0.5 or box.y1 > laid.height + 0.5)
    ]  # fmt: skip
    assert not out
    rows = laid.shapes[laid.shapes["shape"] != "text"]
    flat = rows[rows["shape"] != "disc"]
    assert flat[["x0", "x1"]].min().min() >= 0
    assert flat[["x0", "x1"]].max().max() <= laid.width
    assert flat[["y0", "y1"]].max().max() <= laid.height


def test_every_text_of_a_claim_stands_inside_its_box_and_boxes_stand_apart(sheet):
    laid, drawn = sheet
    areas = [*boxes(laid).values()]
    for n, a in enumerate(areas):
        for b in areas[n + 1 :]:
            apart = a.x1 <= b.x0 or b.x1 <= a.x0 or a.y1 <= b.y0 or b.y1 <= a.y0
            assert apart, (a.record_id, b.record_id)
    for s, box in drawn:
        if s.role in ("claim", "link", "where") and s.text:
            top, low = laid.height - box.y1, laid.height - box.y0
            assert any(
                b.x0 <= box.x0 and box.x1 <= b.x1 and b.y0 <= top and low <= b.y1
                for b in areas
            ), s.text


def test_a_line_runs_through_no_text(sheet):
    laid, drawn = sheet
    lines = measure.with_role(laid, "link line", "end supports", "end opposes")
    for s, box in drawn:
        for one in lines if s.text else []:
            left, right = sorted((one.x0, one.x1))
            top, low = sorted((one.y0, one.y1))
            touches = left < box.x1 and right > box.x0 and (
                top < laid.height - box.y0 and low > laid.height - box.y1
            )  # fmt: skip
            assert not touches, s.text


# ---- words -----------------------------------------------------------------------


def titled(tmp_path, *said_, conclusion=()):
    rows = [claim("C001", "thesis"), claim("C002", "conclusion")]
    told = [cited("C001", f"P{n}", w) for n, w in enumerate(said_, 1)]
    told += [cited("C002", f"P{n}", w) for n, w in enumerate(conclusion, 50)]
    return argument.titles(Shown(made(tmp_path, rows, told), View()))[0].split("; ")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (["may"], "The thesis is “may”"),
        (["may", "may"], "The thesis is “may” throughout"),
        (["may", "may", ""], "The thesis is “may”"),
        (["may", "will"], "The thesis moves from “may” to “will”"),
        (["may", "will", "may"], "The thesis moves from “may” to “will” and back"),
        (["a", "b", "c"], "The thesis moves from “a” to “b”, then “c”"),
        (["a", "b", "a", "b"], "The thesis moves from “a” to “b”, then “a”, then “b”"),
        (list("abcde"),
         "The thesis moves from “a” to “b”, then “c”, then “d”, and on"),
        ([""], "No word of strength is coded for thesis or conclusion"),
    ],
)  # fmt: skip
def test_the_title_says_how_the_thesis_is_put(tmp_path, words, title):
    assert titled(tmp_path, *words)[0] == title


def test_the_title_says_which_of_the_two_has_no_word(tmp_path):
    told = titled(tmp_path, "", conclusion=["must", "must"])
    assert told == [
        "No word of strength is coded for the thesis",
        "the conclusion is “must” throughout",
    ]


def test_a_long_word_of_strength_is_cut_in_the_title(tmp_path):
    (told, _) = titled(tmp_path, "n" * 300)
    assert told == f"The thesis is “{'n' * 29}…”"


def test_the_title_of_the_first_case_says_both(daesh_k):
    title, subtitle = argument.titles(Shown(daesh_k, View()))
    assert title == (
        "The thesis moves from “could” to “likely” and back;"
        " the conclusion moves from “probably” to “safe to assume”"
    )
    assert "Premises and counter-points are listed, not weighed." in subtitle


def test_a_view_that_is_not_the_default_is_in_the_subtitle(daesh_k):
    asked = View(dates="known")
    assert argument.titles(Shown(daesh_k, asked))[1].endswith("View: dates known.")


def test_a_case_without_a_thesis_says_so(tmp_path):
    case = made(tmp_path, [claim("C001"), claim("C002", "conclusion")])
    shown = Shown(case, View())
    assert argument.titles(shown)[0].startswith("No thesis is coded; ")
    for width in WIDTHS:
        assert "None is coded." in said(argument.layout(shown, width))


@pytest.mark.parametrize("width", WIDTHS)
def test_a_case_without_claims_is_a_sheet_that_says_so(tmp_path, width):
    case = cases.load(worlds.write(tmp_path / "w"))
    assert argument.content(case).empty and argument.drift(case).empty
    shown = Shown(case, View())
    laid = argument.layout(shown, width, "Sources: one.")
    assert said(laid) == "No argument is coded Sources: one."
    assert 60 < laid.height < 200 and not boxes(laid)
    chart = argument.chart(shown)
    assert chart.name == "03-argument" and "<svg" in chart.svg
    assert argument.listing(shown).text == ""


def test_a_case_without_an_article_has_no_words_of_strength(tmp_path):
    case = world("no article", tmp_path)
    assert argument.drift(case).empty
    laid = said(argument.layout(Shown(case, View())))
    assert "No word of strength is coded for thesis or conclusion." in laid
    assert "not in the article" not in laid


def test_no_number_weighs_premises_against_counter_points(daesh_k, tmp_path):
    for case in (daesh_k, made(tmp_path, many())):
        shown = Shown(case, View())
        told = [*argument.titles(shown), argument.alt(shown)]
        told += [argument.heading(case, role) for role in argument.ROLES]
        told += re.findall("<h3>(.*?)</h3>", argument.listing(shown).html)
        assert len(told) > 10
        for text in told:
            assert not WEIGHED.search(text.casefold())
        for text in told[:2] + told[3:]:
            assert not re.search(r"\d", text)


def test_the_description_tells_the_argument_without_its_picture(tmp_path):
    told = argument.alt(Shown(made(tmp_path, debate()), View()))
    assert "Thesis: They will make peace." in told
    assert "Question: Will it last? " in told
    assert "Premises, they support the thesis: What C002 says; What C003 says." in told
    assert "Counter-points: What C004 says; What C006 says; What C005 says." in told


def test_hovering_says_role_text_paragraphs_voices_and_note(tmp_path):
    rows = [
        claim("C001", "thesis"),
        claim("C002", "counterpoint", supports="C001", note="Not sure."),
    ]
    case = made(tmp_path, rows, [cited("C002", "P4;P5", chain="S001<A004")])
    told = boxes(argument.layout(Shown(case, View())))["C002"].text
    assert told.split("\n") == [
        "Counter-point C002", "What C002 says", "Supports the thesis",
        "P4, P5 · Envoy Nor", "Not sure.",
    ]  # fmt: skip


# ---- the list --------------------------------------------------------------------


class Parsed(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.ids, self.links = set(), [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.ids += [value for name, value in attrs if name == "id"]
        self.links += [value for name, value in attrs if name == "href"]


@pytest.mark.parametrize("name", ["first case", "forty", "debate"])
def test_every_claim_is_in_the_list_with_its_id(daesh_k, tmp_path, name):
    made_ = {"forty": many, "debate": debate}
    case = made(tmp_path, made_[name]()) if name in made_ else daesh_k
    found = argument.listing(Shown(case, View()))
    assert sorted(Parsed(found.html).ids) == sorted(case.claims.claim_id)
    assert len(found.text.split("\n")) == len(case.claims)


def test_a_card_links_both_ways_to_the_claims_it_touches(tmp_path):
    html = argument.listing(Shown(made(tmp_path, debate()), View())).html
    own = html.split('id="C002"')[1].split("</details>")[0]
    assert [href for href in Parsed(own).links if href[1] == "C"] == [
        "#C001", "#C003", "#C005", "#C002"
    ]  # fmt: skip
    assert re.findall("<dt>(.*?)</dt>", own) == [
        "Supports", "Supported by", "Opposed by"
    ]  # fmt: skip
    assert "Who says so, step by step" in own


def test_no_element_of_the_list_comes_out_of_the_data(tmp_path):
    found = hostile.tables()
    for row in found["claims"][1:]:
        row["supports"] = "C001"
    case = cases.load(worlds.write(tmp_path / "w", found))
    shown = Shown(case, View())
    parsed = Parsed(argument.listing(shown).html)
    assert parsed.tags <= {"div", "h3", "ul", "ol", "li", "details", "summary", "span",
                           "dl", "dt", "dd", "p", "a", "small", "strong"}  # fmt: skip
    out = {*case.sources.url}
    assert all(re.fullmatch(r"#[A-Z]\d{3}", x) for x in {*parsed.links} - out)
    assert "onerror=alert" in argument.listing(shown).html


def test_both_faces_come_from_the_same_layout(daesh_k):
    shown = Shown(daesh_k, View())
    chart = argument.chart(shown)
    assert chart.wide.shapes.equals(argument.layout(shown, source=chart.source).shapes)
    assert (chart.wide.width, chart.narrow.width) == (1080, 358)
    assert list(chart.wide.shapes.columns) == shapes.COLUMNS
    named = {trace.name for trace in chart.figure.data}
    assert named == set(daesh_k.claims.claim_id)
