"""The argument: every claim once, on its side, with what others say of it below."""

import re
from html.parser import HTMLParser

import pytest

from helpers.case import cases
from helpers.charts import argument
from helpers.draw import html, layout
from helpers.text import outside, steps
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import hostile, worlds
from tests.charts import rowed

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


def shown(folder, claims, citations=None, **asked):
    return Shown(made(folder, claims, citations), View(**asked))


def lines(chart):
    """List the lines of all blocks, in order."""
    return [line for block in chart.blocks for line in block.lines]


def parts(chart):
    """Return the lines below each heading, each with its level."""
    found: dict[str, list] = {}
    for line in lines(chart):
        if line.look == "head":
            found[line.words] = below = []
        elif found:
            below.append(line)
    return found


def tiles(chart):
    return [tile for block in chart.blocks for tile in block.tiles]


def claims_of(some):
    return [line.record for line in some if line.look == "item"]


# ---- which side ---------------------------------------------------------------------


def test_each_claim_is_once_on_its_side_and_the_thesis_above_both(tmp_path):
    chart = argument.chart(shown(tmp_path, debate()))
    thesis = chart.blocks[0]
    assert (thesis.kicker, thesis.title, thesis.record, thesis.width) == (
        "Thesis", "They will make peace", "C001", 1160
    )  # fmt: skip
    found = {head: claims_of(some) for head, some in parts(chart).items()}
    assert found == {
        "For it": ["C002", "C003"], "Against it, or in doubt": ["C004", "C006", "C005"],
        "Conclusion": ["C007"], "Question": ["Q001"],
    }  # fmt: skip
    assert [block.width for block in chart.blocks[-2:]] == [560, 560]


def test_a_claim_under_a_claim_is_indented_right_below_it(tmp_path):
    chart = argument.chart(shown(tmp_path, debate()))
    levels = {line.record: line.level for line in lines(chart) if line.look == "item"}
    assert levels == {"C002": 0, "C003": 1, "C004": 0, "C006": 1, "C005": 0,
                      "C007": 0, "Q001": 0}  # fmt: skip


def test_answers_stand_under_their_question(tmp_path):
    rows = [claim("C001", "answer", "Not yet", supports="Q002"),
            claim("C002", "answer", "They met", supports="Q001"),
            claim("Q001", "question", "Is there contact?"),
            claim("Q002", "question", "Is there peace?")]  # fmt: skip
    chart = argument.chart(shown(tmp_path, rows))
    found = [(line.record, line.level) for line in lines(chart) if line.record]
    assert found == [("Q001", 0), ("C002", 1), ("Q002", 0), ("C001", 1)]


def test_the_sub_claims_of_the_first_case_are_under_their_targets(daesh_k):
    found = steps.content(daesh_k).set_index("claim_id")
    assert (found.parent["C015"], found.how["C015"]) == ("C009", "supports")
    assert (found.parent["C016"], found.how["C016"]) == ("C013", "supports")
    order = list(found.index)
    assert order.index("C015") == order.index("C009") + 1


def test_a_link_that_is_not_seen_is_told_in_words(tmp_path):
    notes = {c.record: c.note for c in lines(argument.chart(shown(tmp_path, debate())))}
    assert notes["C002"] == notes["C003"] == notes["C004"] == ""
    assert notes["C005"] == "(Opposes “What C002 says”)"
    assert notes["C006"] == "(Opposes the point above)"


def test_a_claim_without_a_link_to_the_thesis_says_so(tmp_path):
    rows = [claim("C001", "thesis"), claim("C002"), claim("C003", supports="C001")]
    chart = argument.chart(shown(tmp_path / "a", rows))
    assert {c.record: c.note for c in parts(chart)["For it"]} == {
        "C002": "(No link to the thesis is coded)", "C003": ""
    }  # fmt: skip
    none = argument.chart(shown(tmp_path / "b", rows[1:2]))
    assert parts(none)["What it argues"][0].note == ""


def test_a_claim_is_named_by_its_first_words(tmp_path):
    text = "They met in the hills and spoke of water, of grain and of the winter"
    rows = [claim("C001", "thesis"), claim("C002", text=text, supports="C001"),
            claim("C003", "counterpoint", opposes="C002")]  # fmt: skip
    told = steps.content(made(tmp_path, rows)).set_index("claim_id").told
    assert told["C003"] == "Opposes “They met in the hills and spoke of…”"


def test_columns_follow_the_order_of_the_text(tmp_path):
    rows = [claim("C001", "thesis"), claim("C002"), claim("C003"), claim("C004")]
    told = [cited("C002", "P12"), cited("C003", "P2"),
            cited("C004", "", source_id="S003", chain="S003")]  # fmt: skip
    found = steps.content(made(tmp_path, rows, told))
    assert list(found.claim_id) == ["C001", "C003", "C002", "C004"]


def test_a_ring_of_supports_is_listed_and_told_once(tmp_path):
    rows = [
        claim("C001", "thesis"), claim("C002", supports="C004"),
        claim("C003", supports="C002"), claim("C004", supports="C003"),
        claim("C005", supports="C005"), claim("C006", supports="C003;C001;C002"),
    ]  # fmt: skip
    case = made(tmp_path, rows)
    found = steps.content(case).set_index("claim_id")
    assert sorted(found.index) == [f"C00{n}" for n in range(1, 7)]
    assert found.parent["C002"] == "" and found.told["C002"] == (
        "Supports “What C004 says”"
    )
    assert found.told["C005"] == "" and found.lined["C006"]
    assert found.told["C006"] == ("Supports “What C003 says” and “What C002 says”")
    chart = argument.chart(Shown(case, View()))
    assert sorted(claims_of(lines(chart))) == [f"C00{n}" for n in range(2, 7)]


def test_a_heading_speaks_for_its_column_only_where_it_is_true_of_all(tmp_path):
    rows = [claim("C001", "thesis"), claim("C002", supports="C001"), claim("C003")]
    one = made(tmp_path / "a", rows[:2])
    assert steps.heading(one, "premise") == "Premise: it supports the thesis"
    other = made(tmp_path / "b", rows)
    assert steps.heading(other, "premise") == "Premises"
    full = made(tmp_path / "c", [*rows[:2], claim("C003", supports="C001;C002")])
    assert steps.heading(full, "premise") == "Premises: they support the thesis"


# ---- who says so, and where ---------------------------------------------------------


def test_a_claim_says_its_first_voices_and_its_paragraphs(daesh_k):
    rows = {c.claim_id: c for c in steps.content(daesh_k).itertuples()}
    assert steps.where(daesh_k, rows["C001"]) == "the article · P1, P5, P10–11"
    assert steps.where(daesh_k, rows["C005"]) == "Milley · P6"


def test_a_claim_that_the_article_does_not_make_says_so(tmp_path):
    told = [cited("C001", "", source_id="S003", chain="S003<A004")]
    case = made(tmp_path, [claim("C001", "thesis")], told)
    (row,) = steps.content(case).itertuples()
    assert steps.where(case, row) == "Envoy Nor · not in the article"


def test_paragraphs_one_after_another_are_told_as_one():
    assert steps.ranges([]) == ""
    assert steps.ranges(["P7", "P8", "P9", "P11"]) == "P7–9, P11"


# ---- how firmly it is put -----------------------------------------------------------


def test_the_strip_has_every_paragraph_of_the_article_in_order(daesh_k):
    found = tiles(argument.chart(Shown(daesh_k, View())))
    assert [tile.head for tile in found] == [f"P{n}" for n in range(1, 23)]
    assert {t.head: (t.words, t.under, t.fill) for t in found if t.words} == {
        "P1": ("could", "the article", "rule"), "P5": ("could", "the article", "rule"),
        "P6": ("possible", "Milley", "rule"),
        "P10": ("likely", "the article", "quiet"),
        "P11": ("could", "the article", "rule"), "P13": ("chance", "Lieven", "rule"),
        "P18": ("should?", "a question", "ground"),
        "P21": ("realistic?", "a question", "ground"),
        "P22": ("safe to assume", "the article", "ink"),
    }  # fmt: skip


def test_a_word_that_concerns_a_smaller_claim_says_which(daesh_k):
    chart = argument.chart(Shown(daesh_k, View()))
    told = {line.lead: line.words for line in chart.blocks[1].lines}
    assert told == {
        "P10, “likely”, concerns a smaller claim.":
            "That it is taken more seriously, no more.",
        "P22, “safe to assume”, concerns a smaller claim.": "That the option stays.",
    }  # fmt: skip


def test_only_fills_that_occur_are_taught(tmp_path):
    told = [cited("C001", "P1", "may"), cited("C001", "P2", "seeks")]
    chart = argument.chart(shown(tmp_path, [claim("C001", "thesis")], told))
    assert [sample.words for sample in chart.legend] == ["possible", "another word"]
    fills = {tile.head: tile.fill for tile in tiles(chart) if tile.words}
    assert fills == {"P1": "rule", "P2": "panel"}


def test_a_place_without_a_word_is_shown_as_having_none(tmp_path):
    told = [cited("C001", "P1", "could"), cited("C001", "P2")]
    found = tiles(argument.chart(shown(tmp_path, [claim("C001", "thesis")], told)))
    assert [t.words for t in found] == ["could", argument.WITHOUT, "", "", ""]
    assert [t.record for t in found] == ["C001", "C001", "", "", ""]


def test_a_long_article_has_several_strips_and_no_word_is_lost(tmp_path):
    rows = [claim("C001", "thesis"), claim("C002", "conclusion")]
    chart = argument.chart(shown(tmp_path, rows, drifting(rows, count=120)))
    strips = [block.tiles for block in chart.blocks if block.tiles]
    assert [len(some) for some in strips] == [15] * 4
    assert [t.head for some in strips for t in some] == [
        f"P{n}" for n in range(1, 121, 2)
    ]  # fmt: skip
    rowed.check(chart)


def test_words_on_their_ground_can_be_read():
    from helpers import theme

    def light(colour):
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        low = [p / 12.92 if p < 0.04 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * low[0] + 0.7152 * low[1] + 0.0722 * low[2]

    for palette in (theme.LIGHT, theme.DARK):
        for fill, ink, _ in (*argument.LOOKS.values(), ("panel", "quiet", "")):
            one, two = sorted((light(palette[fill]), light(palette[ink])))
            assert (two + 0.05) / (one + 0.05) > 4.5, (fill, ink)


def test_the_conclusion_has_its_own_words(daesh_k):
    (end,) = parts(argument.chart(Shown(daesh_k, View())))["Conclusion"]
    assert end.note == "(“probably” P21; “safe to assume” P22)"


# ---- what other sources say ---------------------------------------------------------


def test_what_others_say_is_below_its_claim_one_step_in(daesh_k):
    chart = argument.chart(Shown(daesh_k, View()))
    some = parts(chart)["For it"]
    at = [line.record for line in some].index("C006")
    after = some[at + 1 :]
    below = after[: [line.look for line in after].index("item")]
    assert {line.look for line in below} == {"quiet"}
    assert {line.level for line in below} == {1}
    told = [(line.lead, line.words.partition(" (")[0], line.record) for line in below]
    assert ("disputed by", "Zadran", "E003") in told
    denial = [line for line in below if "10 March 2020" in line.words]
    assert [line.lead for line in denial] == ["qualified by"]


def test_after_publication_come_the_acts_of_the_two_in_focus(daesh_k):
    chart = argument.chart(Shown(daesh_k, View()))
    later = parts(chart)["After publication, from other sources"]
    assert len(later) >= 2
    assert all("October" in line.words for line in later[:2])
    assert {line.right for line in later} == {"not in the article"}
    alone = argument.chart(Shown.of(daesh_k, View(layers=["article"])))
    assert "After publication, from other sources" not in parts(alone)
    assert not [line for line in lines(alone) if line.look == "quiet"
                and line.lead in outside.STANCES.values()]  # fmt: skip


@pytest.mark.parametrize("claims", [debate(), many()], ids=["debate", "forty"])
def test_no_colour_of_a_tie_and_no_dash_is_used(tmp_path, claims):
    drawn, _ = argument.chart(shown(tmp_path, claims)).laid
    assert not {"cooperative", "hostile"} & {
        c for s in drawn for c in (s.colour, s.fill)
    }
    assert not any(s.dash for s in drawn)


# ---- whatever the case looks like ---------------------------------------------------


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


WORLDS = ["debate", "forty", "names", "long", "rtl", "hostile", "no article"]


@pytest.mark.parametrize("name", [*WORLDS, *rowed.SOME])
def test_no_words_meet_or_leave_the_picture(tmp_path, name):
    if name in rowed.NAMES:
        one = rowed.shown(tmp_path, name)
    elif name == "debate":
        one = shown(tmp_path, debate())
    else:
        one = Shown(world(name, tmp_path), View())
    chart = argument.chart(one)
    rowed.check(chart)
    if name in WORLDS:
        every = [block.record for block in chart.blocks if block.record]
        every += claims_of(lines(chart))
        assert sorted(e for e in every if e[0] in "CQ") == sorted(
            one.case.claims.claim_id
        )


# ---- words --------------------------------------------------------------------------


def test_the_title_of_the_first_case_says_how_far_the_thesis_goes(daesh_k):
    title, subtitle = steps.titles(Shown(daesh_k, View()))
    assert title == (
        "The thesis never goes beyond “could”; “likely” (P10) and “safe to assume”"
        " (P22) concern smaller claims"
    )
    assert subtitle == ""


def test_a_view_that_is_not_the_default_is_in_the_subtitle(daesh_k):
    asked = View(dates="known")
    assert steps.titles(Shown(daesh_k, asked))[1] == "View: dates known."


def test_a_case_without_a_thesis_says_so(tmp_path):
    one = shown(tmp_path, [claim("C001", "counterpoint"), claim("C002", "conclusion")])
    chart = argument.chart(one)
    assert chart.title == ("The article has one objection and draws one conclusion")
    assert [block.width for block in chart.blocks] == [layout.WIDTH]
    assert "For it" not in parts(chart)  # no head without a claim
    assert not tiles(chart)


def test_claims_without_a_thesis_are_told_under_one_verb_each(tmp_path):
    roles = ["premise", "premise", "counterpoint", "answer"]
    one = shown(tmp_path, [claim(f"C00{n}", role) for n, role in enumerate(roles, 1)])
    assert steps.titles(one)[0] == (
        "The article has two points and one objection and gives one answer"
    )


@pytest.mark.parametrize(
    ("chains", "title"),
    [
        (["S001"], "The article objects: It is late"),
        (["S001<A001", "S001<A002"], "Northland and Southland object: It is late"),
    ],
)
def test_one_claim_is_told_by_as_many_as_say_it(tmp_path, chains, title):
    claims = [claim("C001", "counterpoint", "It is late.")]
    rows = [cited("C001", chain=chain) for chain in chains]
    one = shown(tmp_path, claims, rows)
    assert steps.titles(one)[0] == title
    assert str(argument.alone(one)) == f"{title}."


@pytest.mark.parametrize(
    "chain, title, head",
    [
        ("S001<A001", "The article reports one point and two answers to one question",
         "What others argue"),
        ("S001", "The article has one point and reports two answers to one question",
         "What it argues"),
    ],
)  # fmt: skip
def test_what_others_argue_is_no_argument_of_the_article(tmp_path, chain, title, head):
    answer = {"role": "answer", "supports": "Q001"}
    claims = [claim("C001"), claim("Q001", "question", "Who began?"),
              claim("C002", **answer), claim("C003", **answer)]  # fmt: skip
    rows = [cited("C001", chain=chain), cited("C002", chain="S001<A001"),
            cited("C003", chain="S001<A002")]  # fmt: skip
    chart = argument.chart(shown(tmp_path, claims, rows))
    assert chart.title == title
    assert [*parts(chart)] == [head, "Question"]


@pytest.mark.parametrize("name", ["great-war-1872-1907", "small"])
def test_a_case_without_claims_is_one_sentence(tmp_path, name):
    one = rowed.shown(tmp_path, name)
    chart = argument.chart(one)
    assert steps.content(one.case).empty
    assert (chart.name, chart.title) == ("03-argument", "No argument is coded")
    assert chart.blocks == () and chart.legend == () and html.body(chart) == ""
    assert chart.laid[1] < 120 and chart.svg.startswith("<svg")
    assert argument.listing(one).text == ""


def test_a_case_without_an_article_has_no_words_of_strength(tmp_path):
    chart = argument.chart(Shown(world("no article", tmp_path), View()))
    assert chart.title == "The thesis, and what speaks for it and against it"
    assert not tiles(chart)
    assert not any("not in the article" in line.right for line in lines(chart))


def test_no_number_weighs_premises_against_counter_points(daesh_k, tmp_path):
    for case in (daesh_k, made(tmp_path, many())):
        one = Shown(case, View())
        chart = argument.chart(one)
        told = [chart.title, chart.foot, steps.alt(one), *parts(chart)]
        told += [steps.heading(case, role) for role in steps.ROLES]
        told += re.findall("<h3>(.*?)</h3>", argument.listing(one).html)
        assert len(told) > 10
        for text in told:
            assert not WEIGHED.search(text.casefold())


def test_the_description_tells_the_argument_without_its_picture(tmp_path):
    told = steps.alt(shown(tmp_path, debate()))
    assert "Thesis: They will make peace." in told
    assert "Question: Will it last? " in told
    assert "Premises, they support the thesis: What C002 says; What C003 says." in told
    assert "Counter-points: What C004 says; What C006 says; What C005 says." in told


def test_whoever_hears_a_claim_hears_all_that_is_seen_of_it(tmp_path):
    rows = [claim("C001", "thesis"), claim("C002", "counterpoint", supports="C001")]
    one = shown(tmp_path, rows, [cited("C002", "P4;P5", chain="S001<A004")])
    (line,) = parts(argument.chart(one))["Against it, or in doubt"]
    assert line.told == (
        "Counter-point. What C002 says. Supports the thesis. Envoy Nor · P4–5."
    )


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
                           "dl", "dt", "dd", "p", "a", "b", "small",
                           "strong"}  # fmt: skip
    out = {*case.sources.url}
    assert all(re.fullmatch(r"#[A-Z]\d{3}", x) for x in {*parsed.links} - out)
    assert "onerror=alert" in argument.listing(shown).html


def test_a_card_links_to_the_facts_that_the_claim_rests_on(tmp_path):
    rows = [claim("C001", "thesis"), claim("C002", supports="C001")]
    told = [cited("C002", "P2", chain="S001<S002<A004")]
    html_ = argument.listing(shown(tmp_path, rows, told)).html
    own = html_.split('id="C002"')[1].split("</details>")[0]
    facts = own.split("Facts it rests on")[1].split("</dd>")[0]
    assert Parsed(facts).links == ["#E001", "#R001"]
