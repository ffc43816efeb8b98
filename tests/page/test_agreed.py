"""The page of two codings: one file without scripts, in which no data is markup."""

import re

from helpers.compare import agreement as room
from helpers.page import agreed
from helpers.text import second_coding
from tests import hostile, worlds
from tests.compare import codings
from tests.text.test_second_coding import second


def page(tmp_path, ours, theirs, **package):
    folders = [
        worlds.write(tmp_path / "ours", ours, **package),
        worlds.write(tmp_path / "theirs", theirs, **package),
    ]
    found = second_coding.values(*room.read(folders))
    return found, agreed.render(found)


def rows(html):
    """Read the rows of all tables as text."""
    html = re.sub(r"<(style|script)>.*?</\1>", "", html, flags=re.S)
    return [
        [re.sub("<[^>]+>", "", cell) for cell in re.findall("<t[hd].*?</t[hd]>", row)]
        for row in re.findall("<tr>.*?</tr>", html, re.S)
    ]


def test_the_page_has_what_the_text_has(tmp_path):
    found, html = page(tmp_path, codings.coded(), second())
    table = rows(html)
    assert ["P2", *["1", "", ""] * 3, "", "", ""] in table
    assert ["all", "3", "1", "", "3", "", "", "2", "", "", "1", "1", ""] in table
    assert ["dates (one within the other)", "2021-08", "2021-08-03"] in table
    assert ["P3 “ever since”, events: E002 | E100002 The border war"] in table
    assert [
        "Ties on the day, each with its state, certain or perhaps", "1", "1",
        "Northland – Southland: cooperative", "Northland – Southland: hostile",
    ] in table  # fmt: skip
    assert len([r for r in table if "the same" in " ".join(r)]) == len(
        found["agreement"]
    )
    for told in (second_coding.heading(found), second_coding.rule(found)):
        assert told.replace("'", "&#39;") in html
    assert '<li dir="auto">A: P4, claims: C002 They have spoken</li>' in html


def test_the_page_asks_for_nothing_and_runs_nothing(tmp_path):
    _, html = page(tmp_path, codings.coded(), second())
    assert "default-src &#39;none&#39;" in html and "<script></script>" in html
    assert not re.search(r'(src|href)="(?!#|data:)', html)
    assert html.count("<script") == 1


def test_a_case_against_itself_has_no_empty_part(tmp_path):
    _, html = page(tmp_path, codings.coded(), codings.coded())
    assert "Differences</h2>" not in html and "Found by one" not in html
    assert "Findings that move" not in html


def test_no_data_is_markup(tmp_path):
    payload = hostile.PAYLOADS[0]

    def harmful(words):
        tables = codings.coded()
        for table in ("events", "relations", "claims", "references", "actors"):
            for row in tables[table]:
                for column in ("title", "summary", "text", "cue", "name"):
                    if column in row:
                        row[column] = f"{payload} {row.get('paragraph', '')} {words}"
        for n, row in enumerate(tables["actors"]):
            row["name"] += str(n)
        tables["sources"][0]["title"] = payload
        return tables

    theirs = harmful("b")
    theirs["relations"][0]["sign"] = "-"
    theirs["claims"] = theirs["claims"][:1]
    theirs["citations"] = [c for c in theirs["citations"] if c["record_id"] != "C002"]
    _, html = page(tmp_path, harmful("a"), theirs)
    assert "<img" not in html and html.count("&lt;img src=x") > 5


def test_the_same_codings_give_the_same_bytes(tmp_path):
    pages = [page(tmp_path, codings.coded(), second())[1] for _ in range(2)]
    assert pages[0] == pages[1]
