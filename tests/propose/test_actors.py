from datetime import date

import pytest

from helpers.propose import article, proposals


def actors(text, known=None):
    """List the actors of a text: class and value, where they first stand."""
    found = proposals.propose(article.paragraphs(text), date(2017, 1, 13), known)
    return [(one.sort, one.value) for one in found if one.kind == "actor"]


def names(text):
    return [value for sort, value in actors(text) if sort == "name"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("President Anton Kesi spoke; later Kesi left.", ["Anton Kesi"]),
        ("French President Emmanuel Macron spoke.", ["Emmanuel Macron"]),
        ("The General Assembly met, and the Foreign Office was told by General Kesi.",
         ["General Assembly", "Foreign Office", "Kesi"]),
        ("South Sudan’s President Salva Kiir met Sudan’s Omar al-Bashir.",
         ["South Sudan", "Salva Kiir", "Sudan", "Omar al-Bashir"]),
        ("The Indian Army met the Pakistan Army, and the Army left.",
         ["Indian Army", "Pakistan Army", "Army"]),
        ("Theresa May’s plan failed, but Prime Minister May stayed.", ["Theresa May"]),
        ("House Speaker Sibel Siber and PM Kalyoncu met; Siber left.",
         ["Sibel Siber", "Kalyoncu"]),
        ("The African Union and the Council of Europe met.",
         ["African Union", "Council of Europe"]),
        ("Ines Farr of the Relief Committee spoke.",
         ["Ines Farr", "Relief Committee"]),
        ("The Ministry of Trade and Industry met the Ministry of Defence and NATO.",
         ["Ministry of Trade and Industry", "Ministry of Defence", "NATO"]),
        ("The Institute for the Study of War spoke.",
         ["Institute for the Study of War"]),
        ("The King’s College and Gladstone’s Liberals met.",
         ["King's College", "Gladstone", "Liberals"]),
        ("Ferdinand de Lesseps met Lt. Col. Ruben Alcar.",
         ["Ferdinand de Lesseps", "Ruben Alcar"]),
        ("The US-Taliban talks and the Al Qaeda-aligned Haqqani network ended.",
         ["US", "Taliban", "Al Qaeda", "Haqqani"]),
        ("In post-US Kabul he met the U.S. envoy.", ["US", "Kabul"]),
        ("The United Nations spoke, and the U.N. listened.", ["United Nations"]),
        ("PORT SELVA, Nov. 14 - Port Selva said so.", ["Port Selva"]),
        ("J. P. van der Meulen and Mgr. Luigi Alessi met the Farmers’ Party.",
         ["J. P. van der Meulen", "Luigi Alessi", "Farmers' Party"]),
        ("The Duke of Wessel met Prime Minister Kesi and Count Rossi.",
         ["Duke of Wessel", "Kesi", "Rossi"]),
        ("Oud-Lier Shipping (OLS) met the workers’ Anton Kesi.",
         ["Oud-Lier Shipping", "Anton Kesi"]),
        ("William I, who spoke, had it since the Middle Ages.", ["William I"]),
        ("Half a million left.", []),
        ("The war in al-Fashir is over, and much of Tervik is dark.", []),
        ("Britain, Israel and Hamas spoke on Monday in May.",
         ["Britain", "Israel", "Hamas"]),
    ],
)  # fmt: skip
def test_runs_of_capitals_are_named_once_by_their_fullest_form(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Yesterday they met. However, it failed. Patience may run out.",
        "I’m here. We’ve won. Don’t go. Schools are shut.",
        "The Salenian trawler sank in the First World War.",
        "Read more: Fifty Years of the Customs Union",
        "Picture: The Harbour at Tervik",
        "Why It Failed and What Comes Next",
    ],
)
def test_words_that_begin_a_sentence_captions_and_links_name_nobody(text):
    assert names(text) == []


def test_a_name_in_a_headline_counts_where_the_text_has_it_too():
    assert names("What Salenia Wants From It\nThen Salenia spoke.") == ["Salenia"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Prime Minister met Marta Oriel in Tervik near Cape Lund.",
         ["Marta Oriel"]),
        ("TERVIK, Jan. 13 - Kesi flew to Salenia.", ["Kesi"]),
        ("They went by road from Tervik to Selva and crossed the Lund Canal.", []),
        ("He was in Salenia when Salenia voted.", ["Salenia"]),
        ("He was in the Salenia talks.", ["Salenia"]),
        ("He wrote in the Salenia Post and worked at Brandau Asset Management.",
         ["Salenia Post", "Brandau Asset Management"]),
        ("Cape Lund said so.", ["Cape Lund"]),
        ("The Harbour Committee met. He had it from Anton Kesi.",
         ["Harbour Committee", "Anton Kesi"]),
    ],
)  # fmt: skip
def test_a_place_where_nobody_acts_is_no_actor(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Italy said so, Beijing has agreed and Brussels has paid.",
         ["Italy", "Beijing", "Brussels"]),
        ("Parliament voted. Beijing has lent to it.", ["Parliament", "Beijing"]),
        ("The West Salenian state, Islamist aims, Philippine ships, and the Central"
         " American head met.", []),
        ("Opinion: The generals know", []),
        ("Everybody came, forty-two of them. Forty-two left.", []),
        ("*Corrections: they left the Selva treaty.", []),
        ("Anton Kesi asked Salenia for it; he goes to Salenia.",
         ["Anton Kesi", "Salenia"]),
        ("They met near the Selva barrage, in the streets of Tervik.", []),
        ("The Minister of Transport came to Pier 2.", []),
        ("They came down the Avenue des Tervik.", []),
        ("The Treasurer came. The Premiers have reached Tervik.", []),
        ("If Salenia tries it, officials in Salenia leave.", ["Salenia"]),
        ("He wrote last week in the Advertiser.", ["Advertiser"]),
    ],
)  # fmt: skip
def test_a_name_may_end_as_words_do_and_an_adjective_is_none(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Some observers argue that it began.", "some observers"),
        ("Western diplomats say so.", "Western diplomats"),
        ("Diplomats in Brussels say so.", "diplomats"),
        ("It was said that experts have noted it.", "experts"),
        ("Two navies came close to blows.", "two navies"),
        ("The engineers under Major A. F. Kesi laid it.", "engineers"),
        ("The insurers, Brandt and Sons, withdrew.", "insurers"),
        ("Diplomats admit it.", "diplomats"),
        ("It grew, as Karakalpak officials say.", "Karakalpak officials"),
        ("Contemporaries thought little of it.", "contemporaries"),
        (
            "Diplomats, who recall that it began with a quarrel over it, went.",
            "diplomats",
        ),
        ("Growers there told him so.", "growers"),
        ("Growers from Tervik, a port in the north, have left.", "growers"),
        ("Afghans say so.", "Afghans"),
    ],
)
def test_a_group_without_a_name_before_a_verb_is_proposed(text, group):
    assert ("group", group) in actors(text)


def test_people_of_any_kind_who_speak_are_a_group_and_none_in_a_headline():
    assert actors("There, locals say, it was cold.") == [("group", "locals")]
    assert actors("The soldiers said no") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fleet lay off the islands of Alden, Port Brun and Carsk.", []),
        ("The road links the towns of Alden, Brun or Carsk with Northland.",
         ["Northland"]),
        ("The Alden, Brun and Carsk islands are bare.", []),
        ("It has islands of which Alden, Brun and Carsk belong to Northland.",
         ["Alden", "Brun", "Carsk", "Northland"]),
        ("The people of the island of Selva and Northland signed it.",
         ["Northland"]),
        ("The pact of Alden, Brun and Carsk held.", ["Alden", "Brun", "Carsk"]),
    ],
)  # fmt: skip
def test_a_word_for_places_goes_for_all_of_a_list(text, expected):
    assert names(text) == expected


def test_the_end_of_the_name_of_a_place_is_no_group():
    text = "They met in Los Antes. Officers in Los Antes say so. Locals say so."
    assert actors(text) == [("group", "officers"), ("group", "locals")]


def test_others_numbers_and_papers_are_no_groups():
    assert actors("Others have gone. The papers say so, and the powers were few.") == []
    assert actors("She asked reporters in March last year. Everybody was there.") == []


def test_actors_of_a_case_are_known_by_their_labels():
    known = {"us": "A001", "the new government": "A002", "haqqani network": "A003",
             "milley": "A004"}  # fmt: skip
    text = (
        "The US and the new government met. The U.S. left. The Haqqani network and"
        " Mark Milley spoke; Milley left for Iran."
    )
    assert actors(text, known) == [
        ("known", "A001"), ("known", "A002"), ("known", "A003"), ("known", "A004"),
        ("name", "Iran"),
    ]  # fmt: skip


GIVEN = "Dae-jung Jae-in Geun-hye Ki-moon Ing-wen Kai-shek Jong-un Won-soon Tae-woo"
PARTLY = "backed based affiliated aligned led run made style wide held built era"


@pytest.mark.parametrize("given", GIVEN.split())
def test_a_name_of_two_syllables_is_whole(given):
    text = f"On Monday Kim {given} spoke. Then Kim {given}'s party met Kim {given}."
    assert names(text) == [f"Kim {given}"]


@pytest.mark.parametrize("partly", PARTLY.split())
def test_what_is_said_of_a_name_is_no_part_of_it(partly):
    text = (
        f"Kesi met the Salenia-{partly} group. An Upland Front-{partly} man told him."
    )
    assert not any(partly in name for name in names(text))
