from datetime import date

import pytest

from helpers.propose import article, proposals


def spoken(text, kind):
    found = proposals.propose(article.paragraphs(text), date(2017, 1, 13))
    return [(one.sort, one.cue, one.value) for one in found if one.kind == kind]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("“We have been patient for long,” Henrik Dahl told the paper.",
         ("direct", "We have been patient for", "Henrik Dahl")),
        ('"They came," said Lt. Ruben Alcar.', ("direct", "They came", "Ruben Alcar")),
        ("‘It is over,’ said Mr Smith.", ("direct", "It is over", "Smith")),
        ("«It is all over», wrote Smith.", ("direct", "It is all over", "Smith")),
        ("“It goes on and has no end", ("direct", "It goes on and has", "")),
        ("The “experts” were right.", ("scare", "experts", "")),
        ("Kesi called it “a coup”.", ("direct", "a coup", "Kesi")),
        ("The note, which he did not sign, demanded the end of “all aid”.",
         ("direct", "all aid", "")),
        ("The ‘peace plan’, as it was called, failed.", ("scare", "peace plan", "")),
        ("He’s the ministers’ man, but don’t say ‘never’.", ("direct", "never", "")),
    ],
)  # fmt: skip
def test_a_passage_in_quotation_marks_of_any_kind_is_found(text, quote):
    assert spoken(text, "quote") == [quote]


def test_an_apostrophe_is_no_quotation_mark():
    assert spoken("It’s the crew’s and the ministers’ own, since '91.", "quote") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Merkel said nothing.", ("named", "Merkel said", "Merkel")),
        ("According to the Ministry of Defence, it is over.",
         ("named", "According to the Ministry of", "Ministry of Defence")),
        ("It failed, wrote the historian Keith Kyle.",
         ("named", "wrote the historian Keith Kyle", "Keith Kyle")),
        ("Mark Milley, the head of the Joint Staff, said so.",
         ("named", "said", "Mark Milley")),
        ("The ministry announced it.",
         ("role", "The ministry announced", "the ministry")),
        ("He said so.", ("pronoun", "said", "")),
        ("Three people with knowledge of the talks said so.",
         ("named", "said", "three people")),
        ("An official in Washington said so.",
         ("role", "An official in Washington said", "an official in Washington")),
        ("Anton Kesi, who runs the bank in Tervik, said the gap could be closed.",
         ("named", "said", "Anton Kesi")),
        ("Kesi, whose predecessors were slow, called it “a coup”.",
         ("named", "called", "Kesi")),
        ("A spokesman for the State Department urged them: “Wait here now.”",
         ("role", "urged", "a spokesman for the State Department")),
        ("Diplomats doubt it.", ("named", "Diplomats doubt", "diplomats")),
        ("He left, or so my uncle claimed.", ("role", "my uncle claimed", "my uncle")),
        ("Kesi advised them.", ("named", "Kesi advised", "Kesi")),
        ("Kesi reckons that it is over.", ("named", "Kesi reckons", "Kesi")),
        ("Kesi spoke of a war.", ("named", "Kesi spoke", "Kesi")),
        ("Kesi pointed out that it failed.", ("named", "Kesi pointed out", "Kesi")),
        ("Havana blames the weather.", ("named", "Havana blames", "Havana")),
        ("A U.S. official, who asked not to be named, said the ship's men would go.",
         ("role", "said", "a U.S. official")),
        ("Some say so.", ("role", "Some say", "some")),
        ("Diplomats in Port Kesi, who recall that the war of the north began with it,"
         " went.", ("named", "Diplomats in Port Kesi, who", "diplomats")),
        ("Some observers argue so.",
         ("named", "Some observers argue", "some observers")),
    ],
)  # fmt: skip
def test_a_verb_of_saying_has_a_speaker_where_one_stands_beside_it(text, said):
    assert spoken(text, "attribution") == [said]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("An official close to Ms Kesi said so.", "an official close to Ms Kesi"),
        ("An official close to the prime minister said so.",
         "an official close to the prime minister"),
        ("An official who is close to Ms Kesi said so.",
         "an official who is close to Ms Kesi"),
        ("An official on Monday said so.", "an official"),
        ("A guard in March 2011 said so.", "a guard"),
        ("Havana's envoy said so.", "Havana's envoy"),
        ("A spokesman for Mr Kesi said so.", "a spokesman for Mr Kesi"),
        ("An aide to Mr Kesi, who asked not to be named, said so.",
         "an aide to Mr Kesi"),
        ("Two people familiar with the talks said so.",
         "two people familiar with the talks"),
        ("The plan failed, according to an official close to Mr Kesi.", "an official"),
        ("It sank, according to a lawyer for Anton Kesi.", "a lawyer"),
        ("Two sailors were hurt, according to the Morvanian navy.",
         "the Morvanian navy"),
        ("Kesi left on Monday, according to two guards.", "two guards"),
        ("According to officials of the Ministry of Defence, Kesi left.", "officials"),
    ],
)  # fmt: skip
def test_who_is_only_named_beside_an_unnamed_speaker_is_not_the_voice(text, who):
    assert [value for _, _, value in spoken(text, "attribution")] == [who]


@pytest.mark.parametrize(
    "text",
    [
        "Salenia declared independence and threatened war.",
        "He told the story, and got what he asked for.",
        "What the minister says",
        "What will she say?",
        "Let me now say what he has not explained. Kesi observed the rules.",
        "Critics will say so, I am told, and the bank promised to leave.",
    ],
)
def test_an_act_and_what_may_be_said_are_no_saying(text):
    assert spoken(text, "attribution") == []


def test_a_verb_behind_and_has_the_speaker_of_the_verb_before_it():
    text = 'Kesi denied the claim and said in a note that it "remains in our hands".'
    assert spoken(text, "attribution")[1] == ("named", "said", "Kesi")
    assert spoken(text, "quote") == [("direct", "remains in our hands", "Kesi")]


def test_a_quotation_with_a_pronoun_has_the_subject_before_it_and_none_farther_off():
    text = (
        "Farr told them so. Kesi, the United Nations envoy, was asked about it."
        ' "I have nothing to say," she said.'
    )
    assert spoken(text, "quote") == [("direct", "I have nothing to say", "Kesi")]


def test_whoever_is_named_in_a_quotation_does_not_say_it():
    text = 'Farr was more careful. "Sadria gives up none of its rights," he said.'
    assert spoken(text, "quote")[0][2] == "Farr"


def test_what_is_demanded_and_a_verb_without_a_subject_are_no_voice():
    for text in ("It was over, and the crisis, long thought of.", "Demanded, the end."):
        assert spoken(text, "attribution") == []


def test_a_noun_is_no_verb_of_saying():
    text = "The report and its claims went to various states across the world."
    assert spoken(text, "attribution") == []
