"""A copy of the article is read, or refused in one sentence; cues are found in it."""

import pytest

from helpers.case import cases
from helpers.explorer import passage
from helpers.propose.article import TextError
from tests import worlds

P1 = "Two lands lie by the river."
P2 = "Last week the envoy’s  visit took place \u2013 quietly, in İzmir."
P3 = "The border war goes on."
TEXT = f"{P1}\n\n{P2}\n\n{P3}\n"
REFERENCES = [
    {"reference_id": "T001", "paragraph": "P2", "cue": "the envoy's visit",
     "kind": "happened", "record_id": "E001"},
    {"reference_id": "T002", "paragraph": "P2", "cue": "Last week",
     "kind": "happened", "record_id": "E001;E003"},
    {"reference_id": "T003", "paragraph": "P3", "cue": "border war",
     "kind": "state", "record_id": "E002"},
]  # fmt: skip


@pytest.fixture
def case(tmp_path):
    tables = worlds.copy() | {"references": REFERENCES}
    for row in tables["citations"]:
        if row.get("locator") in ("P4", "P5"):
            row["locator"] = "P3"
    return cases.load(worlds.write(tmp_path / "small", tables))


def copy(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "article.txt"
    path.write_bytes(text.encode(encoding))
    return path


def refusal(case, path):
    with pytest.raises(TextError) as refused:
        passage.read(case, path)
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize(
    "text",
    [TEXT, "\ufeff" + TEXT, TEXT.replace("\n", "\r\n"), f"{P1}\n{P2}\n{P3}",
     f"A headline\n\nBy somebody\n\n{TEXT}", f"A headline\n\n{P1}\n{P2}\n{P3}",
     TEXT.replace("place", "place\n").replace("by the", "by\nthe"),
     TEXT.replace("’", "'").upper()],
)  # fmt: skip
def test_a_copy_is_read_paragraph_by_paragraph(case, tmp_path, text):
    found = passage.read(case, copy(tmp_path, text))
    told = [line.text.casefold()[:9] for line in found.values()]
    assert told == ["two lands", "last week", "the borde"]


@pytest.mark.parametrize(
    "text, said",
    [
        (f"{P1}\n\n{P3}", "'P3': the article has only 2 paragraphs; correct it"),
        (f"{P2}\n\n{P1}\n\n{P3}",
         "(2 faults): references.csv:2: cue \"the envoy's visit\": is not in P2"),
        
    ],
)  # fmt: skip
def test_a_text_that_does_not_fit_is_refused(case, tmp_path, text, said):
    told = refusal(case, copy(tmp_path, text))
    assert told.startswith("article.txt does not fit the case ") and said in told


def test_a_file_that_cannot_be_read_is_named(case, tmp_path):
    assert refusal(case, tmp_path / "none.txt") == (
        "none.txt cannot be read: No such file or directory."
    )
    assert "holds no text" in refusal(case, copy(tmp_path, " \n"))
    assert "save it as UTF-8" in refusal(case, copy(tmp_path, TEXT, "utf-16"))


def test_the_cues_of_a_record_are_marked_in_its_paragraph(case, tmp_path):
    text = passage.read(case, copy(tmp_path, TEXT))
    (found,) = passage.of(case, text, "E001")
    place, parts = found
    assert place == "P2"
    assert [words for words, cue in parts if cue] == ["Last week", "the envoy’s  visit"]
    assert "".join(words for words, _ in parts) == P2


def test_a_paragraph_without_a_cue_of_the_record_is_shown_unmarked(case, tmp_path):
    text = passage.read(case, copy(tmp_path, TEXT))
    assert passage.of(case, text, "R001") == [("P2", [(P2, False)])]


def test_what_the_article_does_not_tell_has_no_passage(case, tmp_path):
    text = passage.read(case, copy(tmp_path, TEXT))
    assert passage.of(case, text, "E004") == []
    assert passage.of(case, text, "tie-A001-A002") == []


def test_without_references_only_the_paragraphs_are_counted(world, tmp_path):
    assert len(passage.read(world, copy(tmp_path, f"{TEXT}\n\nfour\n\nfive"))) == 5
    assert "only 3 paragraphs" in refusal(world, copy(tmp_path, TEXT))
