"""The first case says what its facts say: each pitfall has a test that guards it."""

from collections import Counter
from datetime import date

import pytest

from helpers.case import allen, cases, dates, firmness, schema
from helpers.case.allen import Point, Window
from helpers.view import narrowing, order
from helpers.view.parameters import View

FACTS = {f"R{number:02d}" for number in range(1, 38)}
CODED_AS_CLAIMS = {"R22": "C015", "R35": "C016"}
NOT_FOUND = {"S002", "S004", "S005", "S006", "S007", "S023", "S024", "S044", "S053"}
# The article's own modal words, by paragraph, read off the text by hand.
STRENGTHS = {
    "P1": {"could"}, "P3": {"seemingly", "argue"}, "P5": {"could"}, "P6": {"possible"},
    "P7": {"aspirations"}, "P9": {"appeared"}, "P10": {"likely", "unclear"},
    "P11": {"could"}, "P12": {"threat"}, "P13": {"chance"}, "P17": {"likely"},
    "P18": {"should", "can"}, "P19": {"must"}, "P20": {"seek", "unknowns"},
    "P21": {"seek", "realistic", "probably"}, "P22": {"safe to assume"},
}  # fmt: skip


@pytest.fixture(scope="module")
def case():
    return cases.load("daesh-k-2021")


def row(frame, key):
    """Give the one row with this key in its first column."""
    found = frame[frame.iloc[:, 0] == key]
    assert len(found) == 1, key
    return found.iloc[0]


def cited(case, record, **wanted):
    """List the citations of a record that have the wanted cells."""
    found = case.citations[case.citations.record_id == record]
    for column, value in wanted.items():
        found = found[[cell == value for cell in found[column]]]
    return list(found.itertuples())


def owner(case, label):
    """Name the actors that bear a label."""
    return [a.actor_id for a in case.actors.itertuples() if label in a.aliases]


# ---- the pitfalls, in the order of the facts ------------------------------------


def test_01_october_2020_dates_the_report_and_not_the_strikes(case):
    report, strikes = row(case.sources, "S002"), row(case.events, "E003")
    interviews = row(case.events, "E006")
    assert (report.when_article, report.when_known) == ("2020-10", "2020-10-22")
    assert strikes.when_article == "/2020-10"
    assert strikes.when_known == "2019-09~/"
    assert dates.parse(strikes.when_known).unknown_end
    assert interviews.kind == "statement"
    assert interviews.when_article == "[..2020-10]"
    assert interviews.when_known == "[2020-01-01..2020-10-22]"
    assert cited(case, "E003", locator="P8;P9", said_event_id="E006")


def test_01_a_repost_never_dates_the_report(case):
    report = row(case.sources, "S002")
    reposts = case.sources[case.sources.proximity == "copy"]
    assert "2020-10-28" in set(reposts.when_known)
    late = set(reposts[reposts.when_known == "2020-10-28"].source_id)
    assert not late & set(report.known_sources)


def test_02_since_16_august_is_a_window_around_one_meeting(case):
    for record in (row(case.events, "E011"), row(case.relations, "R005")):
        assert record.when_article == "[2021-08-16..2021-09-11]"
        assert dates.parse(record.when_article).shape == "within"
        assert record.when_known == "2021-08-23"
        assert record.extent == "act"
    assert row(case.sources, "S007").when_known == "2021-08-24"


def test_01_when_the_help_in_konar_ended_is_not_known(case):
    told = {"E003", "E004", "E005", "E109"}, {f"R{n:03d}" for n in range(12, 17)}
    for table, ids in zip((case.events, case.relations), told, strict=True):
        for record in ids:
            assert row(table, record).when_known == "2019-09~/", record


def test_03_coordinated_is_the_authors_word_and_an_inference_from_the_report(case):
    help_given = row(case.relations, "R012")
    assert (help_given.plover, help_given.cameo) == ("AID", "072")
    assert help_given.status_article == "reported"
    own = [c for c in cited(case, "R012") if "author's own word" in c.note]
    assert [c.chain for c in own] == [["S001", "S002", "A032"]]
    assert "author's word" in row(case.claims, "C006").text


def test_03_the_officials_denial_narrows_and_a_contrary_voice_disputes(case):
    for record in ("C006", "R012"):
        (denial,) = cited(case, record, source_id="S039")
        assert (denial.stance, denial.chain[-1]) == ("nuances", "A045")
    for record in ("E003", "R012"):
        (contrary,) = cited(case, record, source_id="S142")
        assert (contrary.stance, contrary.chain[-1]) == ("disputes", "A131")
        assert "travelled with Taliban fighters" in contrary.note


def test_03_listening_is_interception_and_no_sharing(case):
    listening = row(case.relations, "R015")
    assert (listening.sign, listening.cameo, listening.plover) == ("~", "", "")


def test_04_the_maxim_and_the_word_possible_answer_two_questions(case):
    said = row(case.events, "E015")
    assert "two answers" in said.note
    assert cited(case, "E015", stance="nuances")
    assert row(case.references, "T026").when_article == ""
    prospect = row(case.relations, "R010")
    assert (prospect.status_article, prospect.event_id) == ("possible", "")
    assert cited(case, "R010", locator="P6", said_event_id="E015")
    assert cited(case, "R010", stance="nuances", said_event_id="E121")


def test_05_the_recognition_statement_is_bidens_and_older_than_the_cabinet(case):
    said, cabinet = row(case.events, "E009"), row(case.events, "E008")
    assert said.when_known == "2021-09-06"
    assert cabinet.when_article == "[..2021-09-10]"
    assert cabinet.when_known == "2021-09-07"
    as_known = [dates.parse(e.when_known) for e in (said, cabinet)]
    assert dates.order(*as_known) == "before"
    by_the_article = [dates.parse(e.when_article) for e in (said, cabinet)]
    assert dates.order(*by_the_article) == "open"
    parts = case.participants[case.participants.event_id == "E009"]
    speakers = parts[parts.role == "speaker"]
    assert dict(zip(speakers.actor_id, speakers.layer, strict=True)) == {
        "A002": "article",
        "A009": "context",
    }
    assert not case.actors.name.str.contains("State Department").any()


def test_06_recognition_is_a_negation_and_never_a_positive_054(case):
    withheld = row(case.relations, "R001")
    assert (withheld.status_article, withheld.status_known) == ("denied", "denied")
    assert (withheld.sign, withheld.cameo) == ("", "054")
    assert (withheld.plover, withheld.plover_context) == ("SUPPORT", ["negation"])
    others = case.relations[case.relations.cameo == "054"]
    assert set(others.relation_id) == {"R001", "R004"}
    assert row(case.relations, "R004").status_article == "claimed"
    assert row(case.relations, "R004").basis != "act"


def test_07_relative_dates_resolve_on_publication_day(case):
    august = dates.parse("2021-08")
    for reference in ("T018", "T019", "T039"):
        when = dates.parse(row(case.references, reference).when_article)
        assert when.begin_earliest == august.begin_earliest
        assert when.end_latest == august.end_latest
    assert row(case.references, "T024").when_article == "[2021-09-01..2021-09-10]"


def test_07_lievens_futures_run_from_august(case):
    of_lieven = case.relations[case.relations.fact.isin(["R27", "R29"])]
    assert set(of_lieven.when_article) == {"2021-08/.."}
    assert row(case.references, "T040").when_article == "2021-08/.."


def test_08_every_voice_between_the_article_and_the_first_is_named(case):
    konar = ["S001", "S002", "A032", "A004"]
    krieg = ["S001", "S004", "A040", "A037"]
    assert cited(case, "R013", locator="P8;P9", chain=konar)
    assert cited(case, "R025", locator="P17", chain=krieg)
    assert row(case.sources, "S001").publisher == row(case.sources, "S004").publisher
    listener = case.participants[case.participants.event_id == "E006"]
    assert set(listener[listener.role == "host"].actor_id) == {"A032"}


def test_09_daesh_k_has_many_names_and_is_never_daesh(case):
    branch, whole = row(case.actors, "A019"), row(case.actors, "A020")
    names = {"ISKP", "ISIS-K", "IS-K", "IS-KP", "Islamic State@P7"}
    assert names <= set(branch.aliases)
    assert not {a.partition("@")[0] for a in branch.aliases} & set(whole.aliases)
    bond = row(case.memberships, "M002")
    assert (bond.actor_id, bond.group_id, bond.kind) == ("A019", "A020", "branch")


def test_09_konar_is_kunar_and_the_strikes_are_american(case):
    assert row(case.places, "L004")["name"] == "Konar"
    assert row(case.places, "L004").aliases == ["Kunar"]
    assert row(case.relations, "R013").source_actor == "A003"


def test_10_the_group_is_another_in_p3_than_in_p7(case):
    assert owner(case, "the group@P3") == ["A010"]
    assert owner(case, "the group@P7") == ["A019"]
    assert owner(case, "the group") == []


def test_10_the_taliban_have_five_labels_and_washington_is_the_us(case):
    assert len(row(case.actors, "A010").aliases) == 5
    assert owner(case, "new Afghan administration") == ["A010"]
    assert owner(case, "Washington") == ["A001"]


def test_11_what_is_said_twice_is_one_claim(case):
    assert list(case.claims[case.claims.role == "thesis"].claim_id) == ["C001"]
    assert cited(case, "C001", locator="P1") and cited(case, "C001", locator="P11")
    assert cited(case, "C007", locator="P12;P13")
    assert cited(case, "C008", locator="P16;P17")


def test_12_experts_and_observers_stay_unnamed_crowds(case):
    for actor in ("A041", "A042"):
        assert row(case.actors, actor).kind == "collective"
        assert "Unnamed" in row(case.actors, actor).note
    voices = {c.chain[-1] for c in cited(case, "C007", source_id="S001")}
    assert voices == {"A034", "A042"}


def test_13_only_the_haqqani_network_is_aligned_with_al_qaeda(case):
    bond = row(case.memberships, "M001")
    assert (bond.actor_id, bond.group_id, bond.kind) == ("A016", "A018", "aligned")
    assert list(case.memberships.group_id).count("A018") == 1
    pairs = zip(case.relations.source_actor, case.relations.target_actor, strict=True)
    assert {"A010", "A018"} not in [set(pair) for pair in pairs]


def test_13_the_network_is_part_of_the_taliban_by_outside_sources_only(case):
    assert row(case.actors, "A016").acts_for == ""
    bonds = case.memberships[
        (case.memberships.actor_id == "A016") & (case.memberships.group_id == "A010")
    ]
    assert list(bonds.layer) == ["context"]


def test_14_the_bombing_and_the_deal_stay_outside_the_article(case):
    for event in ("E110", "E118", "E120"):
        assert row(case.events, event).layer == "context"
        assert not cited(case, event, source_id="S001")
    for relation in ("R102", "R103", "R104"):
        assert row(case.relations, relation).layer == "context"
    of_article = case.events[case.events.layer == "article"]
    text = " ".join(of_article.title + of_article.summary)
    assert "Panjshir" not in text and "drone" not in text
    assert "2021-08-29" not in set(of_article.when_known)


def test_14_the_strike_in_nangarhar_is_never_coded_without_the_one_in_kabul(case):
    nangarhar, kabul = row(case.events, "E127"), row(case.events, "E129")
    assert (nangarhar.when_known, kabul.when_known) == ("2021-08-27", "2021-08-29")
    assert "E129" in nangarhar.note and "E127" in kabul.note
    hit = case.participants[case.participants.role == "target"]
    assert set(hit[hit.event_id == "E129"].actor_id) == {"A141"}
    assert set(hit[hit.event_id == "E120"].actor_id) == {"A003", "A142"}


def test_15_since_2015_dates_the_fighting_and_not_the_founding(case):
    for record in (row(case.events, "E017"), row(case.relations, "R025")):
        assert record.when_article == "2015/2021-09-11"
        assert record.when_known == "2015/.."
    assert row(case.events, "E104").layer == "context"
    assert row(case.events, "E104").when_known == "2015-01-26"


def test_16_questions_and_forecasts_are_no_events(case):
    of_article = case.events[case.events.layer == "article"]
    assert set(of_article.status_article) <= set(firmness.ATTESTED)
    prospects = {"R009", "R010", "R026", "R031", "R032", "R036", "R037"}
    for relation in prospects:
        assert row(case.relations, relation).status_article in firmness.PROSPECTS
        assert row(case.relations, relation).event_id == ""
    by_fact = case.relations[case.relations.fact.isin(["R19", "R27", "R29", "R30"])]
    assert set(by_fact.status_article) == {"possible"}


def test_16_the_doha_talks_of_2018_keep_the_bare_year(case):
    for record in (row(case.events, "E002"), row(case.relations, "R003")):
        assert (record.when_article, record.when_known) == ("2018", "")
    meetings = [row(case.events, event).when_known for event in ("E106", "E107")]
    assert meetings == ["2018-07-23", "2018-10-12"]


def test_17_the_subhead_and_the_boilerplate_hold_no_record(case):
    places = {p for cell in case.citations.locator for p in cell.split(";")}
    places |= set(case.references.paragraph)
    assert not places & {"P14", "P23", "P24", "P25"}


def test_18_the_withdrawal_is_30_august_and_the_spread_is_noted(case):
    gone = row(case.events, "E021")
    assert gone.when_known == "2021-08-30/.." and "31 August" in gone.note


def test_18_the_airlift_runs_from_14_to_30_august_and_the_spread_is_noted(case):
    airlift = row(case.events, "E012")
    assert airlift.when_article == "2021-08/2021-08"
    assert airlift.when_known == "2021-08-14/2021-08-30"
    assert "15 to 30 August" in airlift.note
    assert len(cited(case, "E012", stance="nuances")) == 2


def test_19_no_date_is_a_season(case):
    for table in schema.TABLES:
        for column in (c.name for c in table.columns if c.edtf):
            for text in case.tables[table.name][column]:
                dates.parse(text)  # refuses the months 21 to 41
    assert row(case.events, "E108").when_known == "2019-06~/2019-08~"


# ---- what a second reader of the sources objected to --------------------------------


def test_the_information_of_august_2021_is_claimed_denied_and_narrowed(case):
    passed, warned = row(case.relations, "R110"), row(case.relations, "R111")
    assert (passed.sign, passed.cameo, passed.against) == ("+", "064", ["A019"])
    assert (warned.source_actor, warned.target_actor) == ("A010", "A001")
    assert {passed.status_known, warned.status_known} == {"claimed"}
    assert passed.when_known == "2021-08-14/2021-08-30"
    for record in ("E125", "R110"):
        voices = {c.chain[-1] for c in cited(case, record, stance="supports")}
        assert voices == {"A046"}
        denials = cited(case, record, stance="disputes")
        assert [(c.source_id, c.chain[-1]) for c in denials] == [("S099", "A050")]
        narrowing = {c.source_id for c in cited(case, record, stance="nuances")}
        assert narrowing == {"S096", "S097"}
    speakers = case.participants[case.participants.event_id == "E126"]
    assert set(speakers[speakers.role == "speaker"].actor_id) == {"A118"}


def test_konar_is_one_episode_and_the_deal_a_part_of_the_coordination(case):
    parts = case.events[case.events.part_of != ""]
    assert dict(zip(parts.event_id, parts.part_of, strict=True)) == {
        "E004": "E003", "E005": "E003", "E118": "E013",
    }  # fmt: skip


def test_no_act_of_the_taliban_and_daesh_k_is_one_against_a_third(case):
    for tie in case.relations.itertuples():
        if {tie.source_actor, tie.target_actor} == {"A010", "A019"}:
            assert tie.against == [], tie.relation_id


def test_the_insurgency_ends_where_sources_end_it(case):
    against_us = row(case.relations, "R034a")
    assert (against_us.status_article, against_us.when_known) == ("claimed", "")
    assert "30 August 2021" in against_us.note and "February 2020" in against_us.note
    assert row(case.relations, "R034b").when_known == "/2021-08-15"
    assert row(case.events, "E022").when_known == "/2021-08-15"
    assert row(case.events, "E119").when_known == "2021-08-15"


def test_the_posture_is_words_without_a_target(case):
    posture = row(case.relations, "R007")
    assert (posture.basis, posture.status_known) == ("attitude", "claimed")
    parts = case.participants[case.participants.event_id == "E014"]
    assert set(parts.role) == {"agent"}


def test_one_interview_in_two_pages_is_one_voice(case):
    assert {tuple(c.chain[1:]) for c in cited(case, "E124")} == {("A123", "A050")}


def test_wire_copy_ends_at_the_agency_or_whom_it_names(case):
    for source, ends in {
        "S017": "A123<S005<A008", "S019": "A123<S005<A008", "S029": "A108<A133",
        "S032": "A123<A137", "S034": "A108<A124<A135", "S035": "A124<A135",
        "S047": "A123<A132", "S065": "A123<A050", "S066": "A123<A050",
    }.items():  # fmt: skip
        chains = ["<".join(c.chain) for c in case.citations.itertuples()
                  if c.source_id == source]  # fmt: skip
        assert f"{source}<{ends}" in chains


def test_a_source_has_an_address_or_was_not_found(case):
    blank = case.sources[case.sources.url == ""]
    assert set(blank.source_id) == NOT_FOUND


def test_a_word_of_strength_stands_in_its_paragraph(case):
    for c in case.citations[case.citations.source_id == "S001"].itertuples():
        for place in c.locator.split(";") if c.strength else ():
            assert c.strength in STRENGTHS[place], (c.record_id, place, c.strength)


def test_a_person_in_office_has_it_from_a_source(case):
    in_office = case.actors[case.actors.position != ""]
    assert len(in_office) == 25
    for actor in in_office.itertuples():
        told = actor.note.partition("Office: ")[2]
        assert "S0" in told or "S1" in told or "http" in told or "P16" in told


# ---- nothing of the facts is missing --------------------------------------------


def test_all_56_time_references_are_there(case):
    assert {key[:4] for key in case.references.reference_id} == {
        f"T{number:03d}" for number in range(1, 57)
    }
    split = Counter(key[:4] for key in case.references.reference_id)
    assert {key for key, rows in split.items() if rows > 1} == {"T041", "T050"}


def test_a_cue_is_a_run_of_at_most_five_words(case):
    for cue in case.references.cue:
        assert 1 <= len(cue.split()) <= 5 and "..." not in cue and "…" not in cue


def test_all_37_relation_facts_are_there_and_two_of_them_are_claims(case):
    of_article = case.relations[case.relations.layer == "article"]
    assert set(of_article.fact) == FACTS - set(CODED_AS_CLAIMS)
    for fact, claim in CODED_AS_CLAIMS.items():
        assert f"Fact {fact}" in row(case.claims, claim).note
    for relation in of_article.itertuples():
        assert relation.fact == f"R{int(relation.relation_id[1:4]):02d}"


def test_all_claims_and_questions_are_there(case):
    assert set(case.claims.claim_id) == {
        *(f"C{number:03d}" for number in range(1, 17)),
        *(f"Q{number:03d}" for number in range(1, 4)),
    }


def test_the_author_and_the_day_of_the_interview_stay_blank(case):
    assert row(case.sources, "S001").author == []
    assert row(case.sources, "S004").when_known == ""


def test_the_airlift_and_the_visit_are_not_aimed_at_daesh_k(case):
    for relation in ("R005", "R006", "R103"):
        assert row(case.relations, relation).against == []
    for relation in ("R009", "R010", "R012", "R016", "R031", "R108", "R110", "R111"):
        assert row(case.relations, relation).against == ["A019"]


def test_a_membership_is_no_signed_tie(case):
    bonds = case.relations[case.relations.basis == "membership"]
    assert set(bonds.fact) == {"R20", "R21", "R23", "R27"}
    assert set(bonds.sign) == {""}


def test_the_refusal_after_publication_is_denied_cooperation(case):
    refusal = row(case.relations, "R105")
    assert (refusal.layer, refusal.status_known) == ("context", "denied")
    assert refusal.when_known == "2021-10-09"


# ---- order: each window that it narrows was checked by hand against the sources ------

BY_ORDER = {  # begin as narrowed, and the facts that set the bound
    "E007": ("", "2021-09-08", "window:E008 O124"),
    "E010": ("2017-12-31", "2021-09-11", "window:R004 rule:told:R004<E010"),
    "E016": ("2015-01-25", "2021-09-11", "window:M002 rule:told:M002<E016"),
    "E017": ("2015-01-01", "2015-06-17", "window:E105 O102"),
    "E019": ("2001-09-10", "2001-12-31", "window:E001 O004"),
    "E023": ("", "2001-09-12", "window:E018 O031"),
    "E113": ("", "2020-03-01", "window:E110 O107"),
    "R017": ("", "2020-10-23", "window:S002 rule:reported:R017<S002"),
    "R020": ("", "2021-06-02", "window:S067 rule:reported:R020<S067"),
    "R025": ("2015-01-01", "2015-06-17", "window:S062 rule:reported:R025<S062"),
    **{
        one: ("2021-08-25", "2021-08-31", f"window:S003 rule:foreseen:S003<{one}")
        for one in ("R027a", "R027c", "R029a", "R029b", "R029c")
    },
    **{
        one: ("", "2021-08-27", f"window:S003 rule:reported:{one}<S003")
        for one in ("R028a", "R028b", "R028c", "M005")
    },
    "M001": ("", "2021-06-02", "window:S067 rule:reported:M001<S067"),
    "M008": ("", "2021-06-02", "window:S067 rule:reported:M008<S067"),
    "M009": ("", "2021-08-27", "window:S003 rule:reported:M009<S003"),
}
BY_ARTICLE = {
    "E010": BY_ORDER["E010"],
    "E016": ("2014-12-31", "2021-09-11", "window:E017 O028"),
    "E019": BY_ORDER["E019"],
    "E023": BY_ORDER["E023"],
}


def by_order(found):
    """List what order narrows: the first and last day, and the facts of its chains.

    Of no source: what tells of an event has no date that matters for it.
    """
    told, windows = {}, found.found.windows
    for point, stated in found.own.items():
        if windows[point] != stated and point.record[0] != "S":
            assert point.name in ("at", "begin")
            days = (d and date.fromordinal(d) for d in windows[point])
            facts = " ".join(f for chain in found.found.because[point] for f in chain)
            told[point.record] = (*(d.isoformat() if d else "" for d in days), facts)
    return told


@pytest.mark.parametrize(
    "reading, told", [("both", BY_ORDER), ("known", BY_ORDER), ("article", BY_ARTICLE)]
)
def test_order_narrows_what_was_checked_by_hand_and_no_more(case, reading, told):
    found = narrowing.of(case, View(dates=reading))
    assert by_order(found) == told
    assert found.found.conflicts == ()


@pytest.mark.parametrize(
    "record",
    [
        "E002", "R003",  # one of two meetings: a page may tell of the other
        "E014", "R007",  # an announcement of one's own posture
        "R018",  # denied
        "R010",  # passed on by the article, said ten days before
        "R019a", "R019b",  # foreseen by who spoke to the reporter, on no stated day
        "R009", "R030a", "R030b", "R030c", "R030d", "R030e", "R031",  # prospects
        "E003", "E004", "E005", "E109", "R012", "R016",  # nobody says that it ended
        "M006",  # a post that rests on no appointment
    ],
)  # fmt: skip
def test_order_does_not_narrow_what_a_naive_rule_would(case, record):
    for reading in ("both", "article"):
        found = narrowing.of(case, View(dates=reading))
        points = found.points[record].values()
        assert [found.found.windows[p] for p in points] == [
            found.own[p] for p in points
        ]


def test_the_two_agencies_contradict_each_other_by_one_clock_only(case):
    """The press conference is a day after the last flight, by UPI; two days, by AP."""
    orders = [allen.order_of(case.by_id[one]) for one in ("O119", "O120")]
    points = dict.fromkeys([Point("E021", "begin"), Point("E015", "at")], Window())
    known = allen.by_name(points)
    for slack, conflicts in ((0, (("O119", "O120"),)), (1, ())):
        bounds = [b for one in orders for b in allen.bounds(one, known, slack)]
        assert order.narrow(points, bounds).conflicts == conflicts
    assert {"O119", "O120"} <= {*narrowing.of(case, View()).held}


def test_without_a_voice_its_windows_fall_back(case):
    less = narrowing.of(case, View(orders_from="without Lieven"))
    lost = {*BY_ORDER} - {*by_order(less)}
    assert lost == {r for r, told in BY_ORDER.items() if "S003" in told[2]}
