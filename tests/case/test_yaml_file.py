"""A YAML file is read as it is meant, or refused in one sentence; never a traceback."""

import os
import random
import re
from collections import Counter

import pytest

from helpers.case import yaml_file
from helpers.case.cases import CaseError
from helpers.case.check import load
from helpers.run import plans
from helpers.view import parameters, select
from tests import worlds
from tests.once import slowly


@pytest.fixture
def read(tmp_path):
    """Read a YAML file of this text or these bytes."""

    def reads(content, **more):
        path = tmp_path / "view.yaml"
        raw = content if isinstance(content, bytes) else content.encode()
        path.write_bytes(raw)
        return yaml_file.read(path, **more)

    return reads


@pytest.mark.parametrize(
    "content, values",
    [
        ("", {}),
        ("# nothing\n", {}),
        ("\ufeffstart: '2018'\r\nend: ''\r\n", {"start": "2018", "end": ""}),
        ("start: 2018-13-45\n", {"start": "2018-13-45"}),  # a view says why it is none
        ("start: !!str 2018\n", {"start": "2018"}),
        ("actors: &a [US]\nmute: *a\n", {"actors": ["US"], "mute": ["US"]}),
        ("a: &a {b: 1, c: 2}\nd: {<<: *a, c: 3}\n",
         {"a": {"b": 1, "c": 2}, "d": {"b": 1, "c": 3}}),
        ("actors: ['NO', \"on\", true]\n", {"actors": ["NO", "on", True]}),
        ("memory: 1_000\nstart: 0\n", {"memory": 1000, "start": 0}),
    ],
)  # fmt: skip
def test_what_is_written_is_read(read, content, values):
    assert read(content) == values


@pytest.mark.parametrize(
    "content, said",
    [
        ("actors: [NO, SE]", ", line 1: NO stands for false in YAML; write 'NO' in"),
        ("a: 1\nactors: [on]", ", line 2: on stands for true in YAML; write 'on' in"),
        ("no: 2018", ", line 1: no stands for false in YAML"),
        ("start: 0700", ", line 1: '0700' is another number in YAML"),
        ("memory: 12:30", ", line 1: '12:30' is another number in YAML"),
        (
            "start: 1\nend: 2\nstart: 3",
            ", line 3: 'start' is there twice, first in line 1",
        ),
        (
            "base:\n  end: 1\n  end: 2",
            ", line 3: 'end' is there twice, first in line 2",
        ),
        (
            "start:\t2018",
            " is no YAML at line 1: there is a tab where YAML takes blanks",
        ),
        ("a: 1\n---\na: 2", " is no YAML at line 2: it holds several documents (---)"),
        ("a: !!python/object/apply:os.getcwd []", "!!python/object/apply:os.getcwd is"),
        ("a: !!set {b, c}", ", line 1: the tag !!set is not read; write plain values"),
        ("a: &a [1, *a]", ", line 1: is an alias (*) inside itself"),
        ("a: *b", " is no YAML at line 1: found undefined alias 'b'"),
        ("a: " + "[" * 50_000, ", line 1: is nested deeper than 20 levels"),
        ("- a", ": holds no parameters; write a line each"),
        ("2018: a", ", line 1: '2018' is no name; write a line each"),
        ("? [a]\n: b", ", line 1: a list or view is no name"),
        ('case: "\\ud800"', ", line 1: '\\ud800' holds half a character"),
        ('case: "\\U00110000"', ", line 1: holds a value that cannot be read"),
        ("memory: " + "9" * 5000, "holds a value that cannot be read"),
        ("end: 1\ncase: a\x01", ", line 2: U+0001 is no character of YAML; remove it"),
        ("a: [", " is no YAML at line 1: "),
        (b"a: 1\ncase: caf\xe9", " is not UTF-8 in line 2; save it as UTF-8"),
        ("a: 1".encode("utf-16"), " is UTF-16; save it as UTF-8"),
        (b"a: " + b"x" * 1_000_001, " is larger than 1 MB; give a shorter file"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_with_its_line(
    read, tmp_path, content, said
):
    with pytest.raises(yaml_file.YamlError) as refused:
        read(content)
    told = str(refused.value)
    assert told.startswith(str(tmp_path / "view.yaml")) and said in told
    assert (
        "\n" not in told and told.endswith(".") and len(told) < len(str(tmp_path)) + 250
    )


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_lines(read):
    with pytest.raises(yaml_file.YamlError) as refused:
        read("start: 0700\nactors: [NO, !x SE]\non: 1\nstart: 2018\n2018: a\n")
    told = str(refused.value).split("\n")
    assert [re.search(r"line (\d)", one)[1] for one in told] == list("122345")


def test_more_values_than_a_person_writes_are_refused(read, monkeypatch):
    monkeypatch.setattr(yaml_file, "MOST_VALUES", 100)
    with pytest.raises(yaml_file.YamlError, match="holds more than 100 values"):
        read("a: [" + "1," * 100 + "]")


def test_aliases_that_stand_for_a_billion_values_are_refused_at_once(read):
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for one, two in zip("abcdefghij", "bcdefghijk", strict=True):
        lines.append(f"{two}: &{two} [{', '.join([f'*{one}'] * 9)}]")
    with pytest.raises(yaml_file.YamlError, match="holds more than 100,000 values"):
        read("\n".join(lines))


def test_a_flag_may_be_yes_or_no_and_nothing_else_may(read):
    assert read("html: yes\n", flags=("html",)) == {"html": True}
    with pytest.raises(yaml_file.YamlError, match="line 2: no stands for false"):
        read("html: yes\nbase: {html: no}\n", flags=("html",))


@pytest.mark.parametrize("what", ["folder", "pipe", "/dev/zero"])
def test_what_is_no_file_is_refused_and_never_waited_for(tmp_path, what):
    path = tmp_path / what
    if what == "folder":
        path.mkdir()
    elif what == "pipe":
        os.mkfifo(path)
    with pytest.raises(yaml_file.YamlError, match=f"{what}.* is a (folder|device)"):
        yaml_file.read(path)


# ---- anything at all ----------------------------------------------------------------

WORDS = (
    "base", "grid", "list", "leave_one_out", "chapters", "html", "chart", "case",
    *parameters.NAMES, "small", ".", "..", "01-timeline", "daesh-k-2021", "sources",
    "2018", "2018-13-45", "2018-01-01T10:00:00", "0700", "1:20", "-1", "1e309", ".inf",
    ".nan", "true", "NO", "~", "''", "[]", "{}", "US;Taliban", "A001", "x" * 300,
    "'a\\0b'", '"\\ud800"', '"\\0"', "{a: [b]}", "[known, ever]", "articel",
)  # fmt: skip
PIECES = (
    *WORDS, "!!python/name:os.system", "!!binary aGk=", "!!set", "&a", "*a", "<<", "|",
    ">", "? ", "- ", ": ", ", ", "[", "]", "{", "}", "\n", "\n  ", "\n    ", "#",
    "---\n", "...\n", "%YAML 9.9\n", "\t", "\u00a0", "\u202e", "\x85", "\x01",
)  # fmt: skip
SOUND = (
    "start: '2018'\nactors: [A001, Southland]\nmemory: 6\ndates: known\n",
    "base: {case: small}\ngrid:\n  dates: [both, known]\n  memory: [6, ever]\n",
    "base: &b {case: small, end: 2021}\nlist:\n- {<<: *b, start: 2018}\n- {memory: 3}",
    "base: {case: small}\nleave_one_out: sources\nhtml: yes\nchapters: [01-timeline]\n",
)


def spoiled(chance):
    """Spoil a sound file, or put one together out of pieces."""
    if chance.random() < 0.2:
        return "".join(chance.choices(PIECES, k=chance.randrange(1, 14)))
    text = chance.choice(SOUND)
    if chance.random() < 0.7:  # another word in the place of one
        word = chance.choice(re.findall(r"[\w-]+", text))
        text = text.replace(word, chance.choice(WORDS), 1)
    if chance.random() < 0.3:
        low = chance.randrange(len(text) + 1)
        text = text[:low] + chance.choice(PIECES) + text[low + chance.randrange(4) :]
    return text


@pytest.mark.parametrize("trials", [40, *slowly(600)])
def test_no_file_of_any_kind_ends_in_a_traceback(tmp_path, trials):
    worlds.write(tmp_path / "small")
    case, path = load(tmp_path / "small"), tmp_path / "any.yaml"
    chance, ends = random.Random(13), Counter()
    for _ in range(trials):
        path.write_text(spoiled(chance), "utf-8", newline="")
        try:
            asked, wrong = parameters.sift(yaml_file.read(path))
            wrong += select.unknown(case, asked)
            ends["view refused" if wrong else "view read"] += 1
        except yaml_file.YamlError as error:
            wrong = str(error).split("\n")
            ends["no YAML"] += 1
        assert all(line and "\n" not in line for line in wrong)
        try:
            plans.read(path)
            ends["sweep read"] += 1
        except (plans.SweepError, CaseError) as error:
            assert str(error)
            ends["sweep refused"] += 1
    assert min(ends.values()) >= trials / 20, ends
