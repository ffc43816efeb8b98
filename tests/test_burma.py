"""The third case says what one speech says, in our words, and what became of it."""

import hashlib
import re

import pytest

from helpers import paths
from helpers.case import check, dates, firmness
from helpers.page import page
from helpers.run import report
from helpers.text import lede, numbers
from helpers.view import naming, select, voices
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import once

NAME = "burma-2021"
SALT, LONGEST = "dateline", 5  # words of the speech that may stand together
HASHES = paths.ROOT / "tests" / f"{NAME}.runs"
WORDS = ("*.md", "*.cff", "*.csv", "*.json", "*.py", "*.html", "*.js", "*.css")
FOLDERS = ("data", "helpers", "tests", "benchmarks", "figures")
DAY = "2021-02-10"
DRAWN = r"<(script|style|pre|svg|code|table)\b.*?</\1>"  # or code, or a table


def runs(text):
    """List the runs of six words of a text, whatever its marks and capitals."""
    words = re.findall(r"[a-z0-9]+", re.sub("['\N{RIGHT SINGLE QUOTATION MARK}]", "",
                                            text.lower()))  # fmt: skip
    size = LONGEST + 1
    return [" ".join(words[n : n + size]) for n in range(len(words) - size + 1)]


def digest(run):
    return hashlib.sha256(f"{SALT} {run}".encode()).hexdigest()[:10]


@pytest.fixture(scope="module")
def case():
    return check.load(NAME)


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Read the page of the report: its words, without code and what is drawn."""

    def build(folder):
        report.build({"case": NAME}, out=folder)

    made = once.made(tmp_path_factory, NAME, build) / "index.html"
    html = made.read_text(encoding="utf-8")
    html = re.sub(
        r"<(script|style|pre|svg|code|table)\b.*?</\1>", " ", html, flags=re.S
    )
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


# ---- in our words ---------------------------------------------------------------


def test_no_run_of_more_than_five_words_of_the_speech_is_in_the_project():
    kept = {*HASHES.read_text(encoding="utf-8").split()}
    assert len(kept) > 500
    files = [
        path
        for folder in (paths.ROOT / one for one in FOLDERS)
        for kind in WORDS
        for path in folder.rglob(kind)
    ]
    files += [path for kind in WORDS for path in paths.ROOT.glob(kind)]
    assert len(files) > 300
    for path in files:
        text = path.read_text(encoding="utf-8")
        parts = re.split(r'[,;]"?|"', text) if path.suffix == ".csv" else [text]
        for part in parts:
            for run in runs(part):
                assert digest(run) not in kept, (path.name, run)


def test_a_run_of_six_words_would_be_found():
    run = "one two three four five six"
    assert runs("One, two; three\N{EM DASH}four five 'six'") == [run]
    assert runs("one two three four five") == []
    assert re.fullmatch("[0-9a-f]{10}", digest(run))


# ---- what it rests on -----------------------------------------------------------


def test_it_rests_on_one_speaker_and_on_many_pages_with_an_address(case):
    speech = case.by_source[case.article]
    assert (speech.kind, case.text, case.teller) == ("statement", "speech", "speaker")
    assert case.published.isoformat() == DAY
    outside = [s for s in case.rows("sources") if s.role == "outside"]
    assert len(outside) > 70 and all(page.url for page in outside)
    ours = [r for t in ("events", "relations") for r in case.rows(t)
            if r.layer == "article"]  # fmt: skip
    for row in ours:
        assert voices.first(case, [row[1]], case.article) == [case.article], row[1]


def test_a_record_or_a_letter_of_the_speaker_is_no_further_voice(case):
    assert {*voices.first(case, ["R007"])} == {case.article, "A214"}  # a newspaper
    assert "A003" not in voices.first(case, ["E012"])


def test_what_the_speaker_says_of_his_own_government_is_claimed(case):
    """Of public record are the coup, those held, the vote, protests, and words."""
    public = {"E001", "E005", "E007", "E009", "E010", "E015"}
    for event in case.rows("events"):
        if event.layer == "article":
            happened = event.status_article == "happened"
            assert happened is (event.event_id in public), event.event_id


def test_what_is_only_announced_has_a_word_and_says_what_became_of_it(case):
    ahead = [r for r in case.rows("relations") if r.status_article
             in firmness.PROSPECTS]  # fmt: skip
    assert len(ahead) == 9
    for row in ahead:
        assert any(c.strength for c in case.cited[row.relation_id]), row.relation_id
        assert re.search(r"\bE1\d\d\b", row.note), row.relation_id


@pytest.mark.parametrize(
    ("record", "when", "known"),
    [
        ("E001", "[..2021-02-10]", "2021-02-01"),
        ("E005", "[2021-01-31..2021-02-06]", "2021-02-04"),
        ("E010", "2020-11-08", "2020-11-08"),
        ("E012", "2021-02-10", "2021-02-10"),
        ("E110", "", "2021-02-11"),
        ("E112", "", "2021-02-17/.."),
        ("E114", "", "2021-02-12"),
        ("R014", "[2021-02-10..2021-02-13]", ""),
    ],
)
def test_dates_are_those_of_the_speech_and_of_its_sources(case, record, when, known):
    row = case.by_id[record]
    assert (row.when_article, row.when_known) == (when, known)


def test_a_measure_is_announced_signed_and_in_force(case):
    said, signed, held = (case.by_id[one] for one in ("E007", "E012", "E113"))
    assert (said.kind, signed.kind) == ("statement", "act")
    assert held.extent == "state" and dates.parse(held.when_known).open_end
    listed = case.by_id["E110"]
    assert signed.when_known < listed.when_known


def test_who_says_otherwise_stands_beside_it(case):
    denied = {row: naming.voice_list(case, voices.disputing(case, [row]))
              for row in ("E001", "E009", "C005")}  # fmt: skip
    assert denied == {
        "E001": "Zaw Min Tun", "E009": "Zaw Min Tun", "C005": "Foreign ministry",
    }  # fmt: skip
    apart = {p.actor_id for p in case.rows("participants") if p.event_id == "E105"}
    assert {"China", "Russia"} <= {case.actor_names[one] for one in apart}


# ---- its report -----------------------------------------------------------------


def test_the_first_screen_says_what_was_done_and_what_was_announced(case):
    heads = [one.head for one in numbers.numbers(Shown.of(case, View()))]
    pair = "episodes of hostility between US and Burmese military"
    assert heads[0] == f"{pair} in the speech"  # others are told by other sources
    only = numbers.numbers(Shown.of(case, View(layers=["article"])))
    assert only[0].head == pair


def test_no_more_ties_are_on_record_than_hold_on_the_day(case):
    shown = Shown.of(case, View(as_of="2021-01-30"))
    assert lede.standing(shown).text == (
        "On 30 January 2021, one pair has a tie on record: 1 cooperative; three more"
        " may have one."
    )
    assert "1 pair of actors has a tie:" in [
        f"{one.value} {one.head}:" for one in numbers.numbers(shown)
    ]


@pytest.mark.slow
def test_its_report_calls_a_speech_a_speech(read):
    assert "events in the speech" in read or "of the speech's" in read
    found = re.findall(r"[^.]*\b(?:article|author|publication)\b[^.]*", read, re.I)
    assert [one for one in found if "Names a co-author" not in one] == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("An article by an author", "A speech by a speaker"),
        ("in article and author alone", "in speech and speaker alone"),
        ("Set `dates` to `article`.", "Set `dates` to `article`."),
    ],
)
def test_words_of_a_chapter_name_a_speech_but_in_code(case, daesh_k, words, told):
    assert page._named(words, case) == told
    assert page._named(words, daesh_k) == words


def test_its_argument_is_headed_by_what_it_has(read):
    assert "The thesis, and what speaks for it" in read
    assert "supported by Roll Call" in read and "supported by The speech" not in read


def test_its_report_tells_of_hostile_acts_and_of_no_cooperation(read):
    assert "hostile acts between US and Burmese military" in read
    assert "US-Burmese military cooperation" not in read


def test_a_case_without_the_speech_has_what_others_say(case):
    left = select.exclude(case, {case.article})
    assert left.text == "speech" and not left.article
