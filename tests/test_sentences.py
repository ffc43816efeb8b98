"""The words of every sentence agree in number, whatever the case and the view."""

import re

import pytest

from helpers.case import cases
from helpers.run import compared
from helpers.text import network_values, sweeps, wording
from helpers.view.parameters import View
from tests import plain, sentences, worlds
from tests.balance.graphs import net
from tests.once import slowly
from tests.run import swept

WAR, BURMA = "great-war-1872-1907", "burma-2021"
DAESH_K = "daesh-k-2021"
VIEWS = [
    (WAR, {"as_of": "1885", "dates": "known"}),
    *slowly(
        (DAESH_K, {}),
        (DAESH_K, {"actors": ["A019"], "as_of": "2019-12", "memory": "ever"}),
        (BURMA, {"mute": ["Reuters"]}),
        (DAESH_K, {"as_of": "2020-10", "exclude": ["S002"]}),
        (DAESH_K, {"sources": ["S016"]}), (DAESH_K, {"kinds": ["statement"]}),
        (DAESH_K, {"layers": ["article"], "dates": "article"}),
        (DAESH_K, {"pair": ["US", "Taliban"], "basis": ["act"]}),
        (DAESH_K, {"voices": ["unnamed"]}), (WAR, {}), (BURMA, {}),
        (BURMA, {"dates": "article"}),
    ),
]  # fmt: skip
WORLDS = {
    "small": worlds.copy(),
    "coded from a study": worlds.coding(),
    "least": worlds.least(),
    "many ties": worlds.related(6, 40),
    "few ties": worlds.related(3, 4),
    "events only": worlds.many(7),
}
MORE = ("coded from a study", "many ties", "events only")


LABELS = {"Ties as of"}  # of the page, in quotation marks


def unprinted(case, texts):
    """List what stands in quotation marks and no article is coded to print."""
    told = {one for text in texts for one in re.findall("“([^“”…]+)”", text)}
    return sorted(one for one in told - LABELS if wording.quoted(case, one) == one)


def wrong(case, **asked):
    """List what does not agree in all that is said of a case in a view."""
    told = sentences.of(case, View(case=str(case.folder), **asked))
    names = list(case.actor_names.values())
    assert unprinted(case, told) == []
    assert [text for text in told if ". ." in text] == []
    assert [(one, text[:90]) for text in told for one in plain.avoided(text)] == []
    pairs = [f"{a}\N{EN DASH}{b}" for a in names[:15] for b in names[:15]]
    return [
        (found, text[:200])
        for text in sorted(told)
        for found in sentences.disagreements(text, [*names, *pairs])
    ]


@pytest.mark.parametrize("name, asked", VIEWS, ids=str)
def test_every_sentence_of_a_case_agrees_in_number(name, asked):
    assert wrong(cases.load(name), **asked) == []


@pytest.mark.parametrize("name", ["small", "least", "few ties", *slowly(*MORE)])
@pytest.mark.parametrize(
    "asked", [{}, *slowly({"as_of": "2021-08-24"}, {"statuses": ["possible"]})]
)
def test_every_sentence_of_a_tiny_world_agrees_in_number(tmp_path, name, asked):
    folder = worlds.write(tmp_path / "w", WORLDS[name])
    assert wrong(cases.load(folder), **asked) == []


OF_ALL = re.compile(  # what is false where a view hides some of it without a word
    r"[Tt]he article's (?!dated)(?:\d+|[a-z]+) (?:event|record)s?\b(?! in this view)"
    r"|\d records? of the article(?! in this view)|\bnames no \b(?!.* in this view)"
    r"|The article discusses|has no tie of one sign(?! (?:in this view|and|that))"
    r"|there is no triangle of ties(?! in this view)|such episodes? rests? on"
    r"|attested episodes? of .* at any time(?! in this view)|a tie on record:"
    r"|No (?:tie|triangle of ties|three actors|tie of one sign|record of a pair)\b"
    r"(?!:| (?:in this view|of (?:one|the|this)|that))|: no [\w-]+ cooperation(?! in)"
)


@pytest.mark.parametrize(
    "asked",
    [{"voices": ["unnamed"]},
     *slowly({"voices": ["McKenzie"]}, {"pair": ["US", "Taliban"]},
             {"exclude": ["S002"]})],
    ids=str,
)  # fmt: skip
def test_what_a_view_hides_is_not_said_of_the_whole_article(daesh_k, asked):
    texts = sentences.of(daesh_k, View(**asked))
    assert [(f[0], t[:200]) for t in texts for f in OF_ALL.finditer(t)] == []
    assert OF_ALL.search("Eight of the article's 23 events cannot be dated to a day.")


NETWORKS = [(), ("A+B",), ("A+B", "B-C"), ("A+B", "B+C", "A-C"), ("A-B", "B-C", "A-C"),
            ("A+B", "B+C", "A+C", "A-D", "B-D")]  # fmt: skip


@pytest.mark.parametrize("pairs", NETWORKS)
def test_the_balance_of_a_network_is_told_in_words_that_agree(pairs):
    ties = net(*pairs)
    names = {a: f"The {a}" for a in {*ties.a, *ties.b}}
    found = network_values.values(ties, [*names], "the ties of it", None, names)
    told = network_values.sentences(found)
    assert sentences.disagreements(told, [*names.values()]) == []


@pytest.mark.parametrize("runs", [1, 2, *slowly(3)])
@pytest.mark.parametrize("moved", [0, 1, 2])
@pytest.mark.parametrize("kept", [0, 1, 2])
def test_a_comparison_of_views_agrees_in_number(tmp_path, runs, moved, kept):
    plan = swept.planned(
        tmp_path, grid={"memory": [f"{n} months" for n in range(2, runs + 2)]}
    )
    records = [
        swept.done(run, *(swept.finding(f"moved_{n}", nth + n) for n in range(moved)),
                   *(swept.finding(f"kept_{n}", n) for n in range(kept)))
        for nth, run in enumerate(plan.once)
    ]  # fmt: skip
    told = sweeps.standfirst(compared.compared(plan, records))
    for line in told:
        assert sentences.disagreements(re.sub("<[^>]*>", "", str(line)), []) == []


def test_the_sentences_are_all_that_the_chapters_show(tmp_path):
    told = sentences.of(cases.load(worlds.write(tmp_path / "w")), View())
    charts = ("Timeline. ", "Matrix. ", "Strips. ", "Voices. ", "Table. ")
    for chart in charts:  # each by the text that stands for it
        assert any(text.startswith(chart) for text in told), chart
    assert "All events of the case are in this view (5)." in told


@pytest.mark.parametrize(
    "text, found",
    [
        ("1 ties close 2 triangles.", ["1 ties close"]),
        ("Two tie is attested.", ["Two tie is"]),
        ("2 ties closes a circle.", ["2 ties closes"]),
        ("No act is attested; no acts are.", []),
        ("1 of 3 events fit this view.", ["1 of 3 events fit"]),
        ("3 of 4 origins holds.", ["3 of 4 origins holds"]),
        ("A, B and C is frustrated.", ["A, B and C is"]),
        ("It is told by A. B and C are at odds; A is not.", []),
        ("On 11 September 2021 one such act rests on 2 voices.", []),
        ("The change of any of its three ties does the same.", []),
        ("It names “2 tie is” and 10 UN reports.", []),
    ],
)
def test_what_does_not_agree_is_found(text, found):
    told = sentences.disagreements(text, ["A", "B", "C"])
    assert [one.strip(" .;:") for one in told] == found


def test_a_paraphrase_in_quotation_marks_is_found(world):
    told = ["It is “likely to be considered”, “could” and “Ties as of”."]
    assert unprinted(world, told) == ["likely to be considered"]
