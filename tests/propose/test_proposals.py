"""The command, and how well it does on four texts that were written for this.

The rules were tuned on two of them; ``europe`` was written before them, kept unread
until they were done, and passed then as it passes now.  ``feature`` is by somebody
who had not seen the rules.  At first look, and since what it showed was mended (which
makes it no unread text any more):

- dates found 33 of 41, now 41; proposals that hit 33 of 37, now 41 of 42;
- values right 14 of 19 explicit (now 18 of 20), 5 of 8 relative (13 of 13), 5 of 6
  durations (8 of 8);
- named actors found 22 of 22, proposals that hit 22 of 29, now 22 of 23;
- groups without a name found 1 of 5, now 4.

A name that is only a place where something is, is no actor since then.
"""

import itertools
import json
import random
import re
import time
from datetime import date

import pytest
from click.testing import CliRunner

from helpers.__main__ import main
from helpers.case import dates
from helpers.propose import article, proposals
from tests import worlds
from tests.once import slowly
from tests.propose import measured
from tests.steps import steps

NAMES = sorted(measured.PUBLISHED)


def run(*arguments):
    return CliRunner().invoke(main, ["propose", *map(str, arguments)])


@pytest.mark.parametrize("name", NAMES)
def test_named_dates_are_found_and_proposals_hit(name):
    made = measured.dates(name)
    assert made.found() >= 0.95 and made.hits() >= 0.9


@pytest.mark.parametrize("name", NAMES)
def test_explicit_dates_have_the_right_value(name):
    share, _ = measured.right(measured.dates(name).pairs, "explicit")
    assert share >= 0.9


@pytest.mark.parametrize("name", NAMES)
def test_named_actors_are_found(name):
    made = measured.actors(name)
    assert made.found() >= 0.95 and made.hits() >= 0.9


@pytest.mark.parametrize("name", NAMES)
def test_a_cue_is_in_its_paragraph_where_its_offset_says(name):
    lines = {n.number: n.text for n in article.read(measured.TEXTS / f"{name}.txt")}
    found = measured.proposed(name)
    assert found == sorted(found) and {one.kind for one in found} >= {
        "date", "tense", "actor", "quote", "attribution", "order", "number",
    }  # fmt: skip
    for one in found:
        assert lines[one.paragraph].startswith(one.cue, one.offset)
        assert one.cue and len(one.cue.split()) <= 5 and one.why
        if one.kind in ("date", "tense"):
            dates.parse(one.value)


ODD = "\u0301\u00ad\u200b\u202e\u2028\x00\u00a0’‘“”\"'—–-.,;:()[]<>/ßİ٣２é😀$€%019AB "


@pytest.mark.parametrize("name", [NAMES[0], *slowly(*NAMES[1:])])
def test_odd_letters_anywhere_break_nothing(name):
    text = (measured.TEXTS / f"{name}.txt").read_text(encoding="utf-8")
    chance = random.Random(7)
    for _ in range(20):
        letters = list(text)
        for at in chance.sample(range(len(text)), 150):
            letters[at] = chance.choice(["", letters[at]]) + chance.choice(ODD)
        lines = article.paragraphs("".join(letters))
        for one in proposals.propose(lines, date(2021, 7, 26)):
            assert lines[one.paragraph - 1].text.startswith(one.cue, one.offset)
            assert 0 < len(one.cue.split()) <= 5
            if one.kind in ("date", "tense"):
                dates.parse(one.value)


def test_a_word_takes_few_steps_and_no_more_in_a_longer_text():
    texts = [(measured.TEXTS / f"{n}.txt").read_text("utf-8") for n in NAMES]
    once, often = ("\n".join(texts[:3] * times) for times in (1, 4))

    def taken(text):
        lines = article.paragraphs(text)
        return steps(lambda: proposals.propose(lines, date(2021, 7, 26)))

    taken(once)  # makes what is made once
    assert 1500 < len(once.split()) and taken(once) < 350 * len(once.split())
    assert taken(often) < 4.4 * taken(once)


def spent(unit, letters):
    """Return the seconds that a line of so many letters takes, names all unlike."""
    words = (f"A{i:b}".translate(str.maketrans("01", "ef")) for i in range(letters))
    line = "".join(map(unit.format, itertools.islice(words, letters // len(unit))))
    start = time.process_time()
    proposals.propose(article.paragraphs(f"so {line} it was"), date(2021, 7, 26))
    return time.process_time() - start


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "12 May 2016 ", "for two years ", "the 20th anniversary ", ".", "1",
        "then {} Smith said on Monday that it fell, ", "{} came on 3 May. ",
        '"so it is," said {} of its \'big\' army and ', "in 1914 officials, {}, said "
    ],
)  # fmt: skip
def test_a_line_of_four_times_the_length_takes_about_four_times_as_long(unit):
    assert spent(unit, 120_000) < 8 * spent(unit, 30_000)


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("The king met Iran’s envoy last month.\n", encoding="utf-8")
    return path


def test_json_is_a_list_of_rows(text):
    done = run(text, "--date", "2017-01-13", "--json")
    rows = json.loads(done.stdout)
    assert rows[-1] == {
        "paragraph": 1, "offset": 26, "cue": "last month", "kind": "date",
        "class": "relative", "value": "2016-12", "why": "seen from publication",
    }  # fmt: skip


def test_a_table_for_people_counts_its_kinds_and_promises_nothing_for_tense(text):
    done = run(text, "--date", "2017-01-13")
    assert re.search(r"^P1 +date +relative +last month +2016-12 ", done.stdout, re.M)
    assert "\n2 proposals: actor 1, date 1.\n" in done.stdout
    assert "(tense) nothing is promised" in done.stdout.splitlines()[-1]
    assert (done.exit_code, done.stderr) == (0, "")


def test_a_case_gives_the_day_and_the_actors_and_gets_the_file(tmp_path, text):
    folder = worlds.write(tmp_path / "world")
    done = run(text, "--case", folder, "--json")
    assert done.exit_code == 0, done.stderr
    written = (folder / "proposals.csv").read_text(encoding="utf-8")
    assert written.startswith("paragraph,offset,cue,kind,class,value,why,decision\n")
    assert written.count("\n") == 1 + len(json.loads(done.stdout))


def test_a_case_whose_article_has_no_day_asks_for_one(tmp_path, text):
    tables = worlds.copy()
    for when in ("2021", "2021-13"):
        tables["sources"][0] |= {"when_article": when, "when_known": ""}
        folder = worlds.write(tmp_path / when, tables)
        done = run(text, "--case", folder)
        assert done.exit_code == 2 and done.stderr.startswith("--date: give the day")
        assert not (folder / "proposals.csv").exists()


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("", "give the day of publication"), ("2017", "is not one day"),
        ("2017-02-30", "there is no 2017-02-30"), ("soon", "'soon'"),
        ("2017-01-13~", "is not one day"), ("[2017-01-13..2017-01-13]", "one day"),
        ("2017-01-13/2017-01-14", "is not one day"), ("x" * 500, "is not"),
    ],
)  # fmt: skip
def test_a_date_that_is_no_day_is_wrong_usage(text, day, told):
    done = run(text, "--date", day)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("--date: ") and told in done.stderr
    assert done.stderr.count("\n") == 1


def test_what_is_no_text_or_no_case_is_one_sentence(tmp_path, text):
    for arguments in ((tmp_path,), (tmp_path / "none",), (text, "--case", "nosuch")):
        done = run(*arguments, "--date", "2017-01-13")
        assert (done.exit_code, done.stdout) == (1, "")
        assert done.stderr.count("\n") == 1 and "Traceback" not in done.stderr


def test_a_text_cannot_move_the_cursor_of_a_terminal(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text("The \x1b[2Jking met \x1b]0;Iran\x07 in 1914.", encoding="utf-8")
    assert "\x1b" not in run(path, "--date", "2017-01-13").stdout
