"""The reading list: whole, sourced, and inert."""

import re

import pytest

from helpers.lists import literature


def test_every_work_has_what_a_reader_needs_to_find_it():
    works = literature.works()
    assert len({w.key for w in works}) == len(works) >= 10
    for work in works:
        assert work.authors and work.title and work.where and work.says, work.key
        assert re.fullmatch("(18|19|20)[0-9]{2}", work.year), work.key
        assert not work.doi or re.fullmatch(r"10\.[0-9]{4,}/\S+", work.doi), work.key
        assert work.role in literature.ROLES


def test_the_list_holds_the_theory_its_rival_and_what_speaks_against_it():
    assert {w.role for w in literature.works()} == set(literature.ROLES)
    told = literature.listing().text
    for name in ("Heider", "Cartwright", "Davis", "Walt", "Antal", "Doreian"):
        assert name in told


def test_a_part_of_the_list_can_be_asked_for():
    told = literature.listing("rival")
    assert "Walt" in told.text and "Heider" not in told.text
    with pytest.raises(KeyError):
        literature.listing("gossip")


def test_a_work_is_text_whatever_is_in_it(tmp_path, monkeypatch):
    path = tmp_path / "list.csv"
    path.write_text(
        "key,authors,year,title,in,doi,role,says\n"
        "k,<b>A</b>,1946,<script>,J,10.1/x,theory,<img src=x>\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(literature, "FILE", path)
    html = literature.listing("theory").html
    assert "<script" not in html and "<img" not in html and "<b>" not in html
    assert "&lt;img src=x&gt;" in html
