"""The first screen: what it says of a case is counted, attributed and left open."""

import re
from itertools import product

import pytest

from helpers import prose
from helpers.case import cases, dates
from helpers.charts import pairs, timeline
from helpers.compare import findings
from helpers.lists import records
from helpers.page.inert import inert
from helpers.text import answers, lede, opening, recorded, summary, theory
from helpers.text import numbers as counted
from helpers.view import parameters
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import hostile, thin, worlds
from tests.once import slowly

FOCUS = ["A001", "A002", "A003"]
WAR = "great-war-1872-1907"
BY_REPORT = "The envoy visits on 23 August, by one Gazette report."
FOUND = "The envoy visits on 23 August 2021, by one Gazette report."


def shown(case, /, **given):
    return Shown.of(case, parameters.view(given))


def numbers(case, /, **given):
    return opening.numbers(shown(case, **given))


def lines(case, /, **given):
    return str(opening.first(shown(case, **given))).split("\n")


def against(tables=None):
    """Give a world whose one act of the pair is said to be against the third."""
    tables = tables or worlds.copy()
    tables["relations"][0]["against"] = "A003"
    return tables


def outside(*whens, disputed=(), start=3):
    """Give a world with acts outside the article against the third, a row a date."""
    tables = against()
    for nth, when in enumerate(whens, start):
        record = f"R{nth:03d}"
        tables["relations"].append(
            {"relation_id": record, "fact": f"R{nth:02d}", "source_actor": "A004",
             "target_actor": "A002", "directed": "yes", "sign": "+", "basis": "act",
             "extent": "act", "against": "A003", "layer": "context",
             "status_known": "claimed", "when_known": when, "known_sources": "S003",
             "summary": f"The envoy passes word {nth}."}
        )  # fmt: skip
        cited = {"record_id": record, "source_id": "S003", "said_event_id": "-"}
        tables["citations"].append(cited | {"stance": "supports", "chain": "S003<A004"})
        if nth in disputed:
            tables["citations"].append(
                cited | {"stance": "disputes", "chain": "S003<A002"}
            )
    return tables


# ---- the numbers of a tiny world -----------------------------------------------------


def test_a_small_world_with_a_third_actor_is_told_as_the_eye_counts_it(tmp_path):
    case = worlds.small(tmp_path, against(), focus=FOCUS)
    assert lines(case) == [
        f"1 episode in the article, said to be against The Gazette: {BY_REPORT}",
        "1 voice calls cooperation possible: The article: The two may work together.",
        "3 events in the article: The envoy visits (23 August); the border war (since"
        " 2015, still so on 11 September 2021); Northland speaks of peace (at some time"
        " in August 2021).",
        "By one report, the episode against The Gazette that the article cites began"
        " on 23 August 2021; the one contact of August 2021, as it describes it, was"
        " aimed at The Gazette.",
    ]
    assert [n.records for n in numbers(case)] == [
        ("E001",), ("R002",), ("E001", "E002", "E003")]  # fmt: skip


def test_a_third_actor_that_is_never_acted_against_has_no_such_number(tmp_path):
    case = worlds.small(tmp_path, focus=FOCUS)
    heads = [number.head for number in numbers(case)]
    assert heads[0] == "episode of Northland-Southland cooperation"
    assert heads[1] == "voice calls cooperation possible"
    assert "The Gazette." not in "".join(lines(case)) and lines(case)[-1] == FOUND


def opposed(folder):
    """Give a view of the small world in which the two act against each other only."""
    tables = worlds.copy()
    for row in tables["relations"]:
        row["sign"] = "-"
    return Shown(worlds.small(folder, tables, focus=FOCUS), View())


def test_two_who_act_against_each_other_are_told_by_what_they_do(tmp_path):
    told = opposed(tmp_path)
    assert lines(told.case)[:2] == [
        f"1 episode of hostility between Northland and Southland: {BY_REPORT}",
        "1 thing is announced or foreseen in the article: The two may work together.",
    ]
    assert pairs.title(told).endswith(
        ": one hostile act between Northland and Southland"
    )
    assert str(lede.standing(told)) == (
        "One record tells of an act of hostility between Northland and Southland."
    )
    assert not answers.against(told).text.count("The Gazette")
    (found,) = [f for f in findings.standing(told) if f.name.endswith("_episodes")]
    assert (found.name, found.value) == ("hostile_episodes", 1)
    assert recorded.about(told, found.name) == (
        "Hostile Northland-Southland episodes, other sources included"
    )
    assert theory._aims(told) == ""


def news(folder, shots="2021-08-23", denied=True, claims=(), chains=None):
    """Give a news item on what two do to each other, of which one denies a part."""
    deeds = [
        thin.tie(1, "A004", "A002", "-", shots, summary="Shots are fired"),
        thin.tie(2, "A001", "A002", "-", "2021-08-25", summary="A gate is shut"),
        thin.tie(3, "A001", "A002", "+", "2020", summary="A truce is signed"),
    ]
    person = {"actor_id": "A004", "name": "Ada", "kind": "person", "acts_for": "A001"}
    guard = person | {"actor_id": "A005", "name": "the guard"}
    actors = [*thin.ACTORS[:3], person, guard]
    tables = thin.case(ties=deeds, claims=claims, actors=actors)
    told = {"R001": ("P4", "S001<A004"), "R002": ("P1", ""), "R003": ("P2", "")}
    told |= {"Q001": ("P1", "")}
    told |= {f"C00{n}": ("P4", chain) for n, chain in (chains or {}).items()}
    for row in tables["citations"]:
        place, chain = told[row["record_id"]]
        row |= {"locator": place, "chain": chain or "S001"}
    if denied:
        tables["citations"].append(tables["citations"][0] | {
            "stance": "disputes", "chain": "S001<A002"})  # fmt: skip
    return worlds.small(folder, tables, focus=["A001", "A002"])


def test_a_party_stands_with_those_who_act_for_it(tmp_path):
    aide = {"actor_id": "A006", "name": "Bo", "kind": "person", "acts_for": "A005"}
    court = {"actor_id": "A005", "name": "The Court", "kind": "organisation"}
    claims = [thin.claim(n, "premise", f"It is claim {n}") for n in range(1, 5)]
    tables = thin.case(claims=claims, actors=[*thin.ACTORS[:4], court, aide])
    for row, voice in zip(
        tables["citations"], ("A006", "A005", "A001", "A004"), strict=True
    ):
        row["chain"] = f"S001<{voice}"
    told = numbers(worlds.small(tmp_path, tables, focus=FOCUS[:2]))[0]
    assert (told.figure, told.head) == ("4", "voices in the article beside its own")
    fourth = thin.ACTORS[3]["name"]
    assert told.sentence == f"Northland; The Court, with Bo; others: {fourth}."


@pytest.mark.parametrize(
    ("by", "directed"), [("A002", "yes"), ("A001", "yes"), ("A002", "no")]
)
def test_of_hostile_acts_no_party_stands_alone_for_both(tmp_path, by, directed):
    deeds = [thin.tie(n, "A001", "A002", "-", f"2021-08-2{n}", directed="yes",
                      summary=f"Shot {n} is fired") for n in (1, 2, 3)]  # fmt: skip
    whom = "A001" if by == "A002" else "A002"
    answer = thin.tie(4, by, whom, "-", "2021-08-19", directed=directed,
                      summary="Gates are shut")  # fmt: skip
    talks = [thin.tie(n, "A001", "A002", "+", "2021-08-28", summary=f"Talk {n}")
             for n in range(5, 10)]  # fmt: skip
    tables = thin.case(ties=[*deeds, answer, *talks])
    case = worlds.small(tmp_path, tables, focus=FOCUS[:2])
    told = lines(case)[1]
    assert told.startswith("4 episodes of hostility between Northland and Southland: ")
    assert ("Gates are shut" in told) == ((by, directed) == ("A002", "yes"))


@pytest.mark.parametrize(
    ("when", "status", "told"),
    [("2021-08-20", "happened", "Gates may shut (said on 1 August)"),
     ("2021-07-20", "happened", "Gates may shut."),
     ("2021-08-20", "denied", "Gates may shut.")],
)  # fmt: skip
def test_of_what_the_two_may_have_done_since_it_is_told_when_it_was_said(
    tmp_path, when, status, told
):
    threat = thin.tie(1, "A001", "A002", "-", "[2021-08-01..]",
                      status_article="expected", summary="Gates may shut")  # fmt: skip
    act = thin.tie(2, "A002", "A001", "-", when, status_article=status)
    row = thin.tie(3, "A001", "A002", "-", "2021-07-01", summary="Shots are fired")
    said = thin.event(1, "2021-08-01", kind="statement", title="A threat is made")
    tables = thin.case(ties=[threat, act, row], events=[said])
    for cited in tables["citations"]:
        if cited["record_id"] == "R001":
            cited["said_event_id"] = "E001"
    case = worlds.small(tmp_path, tables, focus=FOCUS[:2])
    assert any(told in line for line in lines(case))


@pytest.mark.parametrize("n", range(1, 10))
def test_of_many_episodes_the_foremost_and_the_latest_are_named(tmp_path, n):
    deeds = [thin.tie(i, "A001", "A002", "-", f"2021-08-0{i}", summary=f"Deed {i}.")
             for i in range(1, n + 1)]  # fmt: skip
    turns = [thin.tie(n + i, "A001", "A002", "+", f"2021-07-0{i}",
                      summary=f"Turn {i}.") for i in range(1, n)]  # fmt: skip
    tables = thin.case(ties=[*deeds, *turns])
    for k, row in enumerate(tables["citations"]):
        row["chain"] = f"S001<A00{1 + k % 3}"
    ours, theirs, *_ = lines(worlds.small(tmp_path, tables, focus=FOCUS[:2]))
    both = (ours, "Deed", n), (theirs, "Turn", n - 1)
    for told, what, many in both[: 1 if n == 1 else 2]:
        rest = re.search(r"(\d+) others?[.:]", told)
        named = {int(i) for i in re.findall(rf"{what} (\d)", told)}
        assert len(named) + (int(rest[1]) if rest else 0) == many
        assert many in named and len(named) < 4  # the latest is


def test_a_voice_alone_for_its_party_stands_with_whom_it_acts_for(tmp_path):
    aide = {"actor_id": "A005", "name": "Bo", "kind": "person", "acts_for": "A003"}
    guard = {"actor_id": "A006", "name": "A guard", "kind": "person",
             "anonymous": "yes"}  # fmt: skip
    claims = [thin.claim(n, "premise", f"It is claim {n}") for n in range(1, 4)]
    tables = thin.case(claims=claims, actors=[*thin.ACTORS[:3], aide, guard])
    for row, voice in zip(tables["citations"], ("A001", "A005", "A006"), strict=True):
        row["chain"] = f"S001<{voice}"
    told = numbers(worlds.small(tmp_path, tables, focus=FOCUS[:2]))[0].sentence
    assert told.startswith("Northland; others: Bo (The Gazette) and a guard (unnamed).")


def test_a_news_item_names_what_it_tells_first_of_the_two_in_time(tmp_path):
    first, second, *_, last = lines(news(tmp_path))
    assert [first, second, last] == [
        "2 episodes of hostility between Northland and Southland: Shots are fired on"
        " 23 August, on the word of Ada (Northland), disputed by Southland. A gate is"
        " shut on 25 August.",
        "1 episode of cooperation between Northland and Southland: A truce is signed,"
        " at some time in 2020.",
        "Shots are fired on 23 August 2021, on the word of Ada (Northland), disputed by"
        " Southland; a gate is shut on 25 August 2021.",
    ]


@pytest.mark.parametrize(
    ("chains", "told"),
    [
        (["S001<A004", "S001<A002"], " Who began? Ada: The South did; Southland: The"
         " North did."),
        (["S001<A005", "S001<A002"], " Who began? The guard: The South did; Southland:"
         " The North did."),
        (["S001<A004", "S001"], ""),  # the article answers it itself
        (["S001<A004", "S001<A004"], ""),  # one voice
    ],
)  # fmt: skip
def test_the_first_number_says_who_is_said_by_whom_to_have_begun(
    tmp_path, chains, told
):
    claims = [thin.claim(1, "question", "Who began?"),
              thin.claim(1, "answer", "The South did", supports="Q001"),
              thin.claim(2, "answer", "The North did", supports="Q001")]  # fmt: skip
    case = news(tmp_path, claims=claims, chains=dict(zip("12", chains, strict=True)))
    said = lines(case)[0]
    assert told in said and ("Who began?" in said) == bool(told)


@pytest.mark.parametrize(("sign", "n"), [("+", 6), ("-", 6), ("+", 4)])
def test_what_two_do_of_the_other_sign_stands_beside_what_they_do_most(
    tmp_path, sign, n
):
    other, ends = {"+": "-", "-": "+"}[sign], ("A001", "A002")
    deeds = [thin.tie(i, *ends, sign, f"20{10 + i}", summary=f"Deed {i} is done")
             for i in range(1, n + 1)]  # fmt: skip
    deeds += [thin.tie(n + i, *ends, other, "2020-05-04", summary=f"Turn {i} is made")
              for i in (1, 2, 3)]  # fmt: skip
    tables = thin.case(ties=deeds)
    for row in tables["citations"]:
        row["locator"] = "P1" if row["record_id"] == f"R00{n - 3}" else "P2"
    case = worlds.small(tmp_path, tables, focus=FOCUS[:2])
    first, second, *_, last = lines(case)
    words, between = {"+": "cooperation", "-": "hostility"}, "Northland and Southland: "
    assert first.startswith(f"{n} episodes of {words[sign]} between {between}")
    assert second.startswith(f"3 episodes of {words[other]} between {between}Turn 1 is")
    assert first.index(f"Deed {n - 3} is") < first.index(f"Deed {n} is")
    assert ("Deed 1 is" in first) == (n == 4)  # else the oldest is one of the others
    assert last.startswith(f"Deed {n - 3} is done") and "; Turn 1 is made" in last
    told = lede.standing(shown(case))
    many = prose.upper_first(prose.spelled(n))
    assert re.match(rf"{many} records tell of .*, three of {words[other]}\.", told.text)
    assert told.number("opposed") == 3


@pytest.mark.parametrize("asked", ["shot", "truce"])
def test_what_voices_answer_stands_with_the_acts_that_it_is_about(tmp_path, asked):
    deeds = [
        thin.tie(1, "A001", "A002", "+", "2019", summary="A first truce is made"),
        thin.tie(2, "A001", "A002", "+", "2020", summary="A next truce is made"),
        thin.tie(3, "A001", "A002", "-", "2021", summary="A shot is fired"),
    ]
    claims = [thin.claim(1, "question", f"Whose was the {asked}?"),
              thin.claim(1, "answer", "Theirs", supports="Q001"),
              thin.claim(2, "answer", "Ours", supports="Q001")]  # fmt: skip
    tables = thin.case(ties=deeds, claims=claims)
    for row, chain in zip(tables["citations"][-2:], ("A001", "A002"), strict=True):
        row["chain"] = f"S001<{chain}"
    told = lines(worlds.small(tmp_path, tables, focus=FOCUS[:2]))
    asking = ["Whose was" in one for one in told]
    assert asking[:2] == ([False, True] if asked == "shot" else [True, False])
    assert asking.count(True) == 1 and "hostility" in told[1]


def test_what_is_disputed_of_the_other_sign_is_told_with_it_and_counted(tmp_path):
    deeds = [thin.tie(i, "A001", "A002", "+-"[i < 2], "2020") for i in (1, 2, 3)]
    tables = thin.case(ties=deeds)
    denied = tables["citations"][0] | {"stance": "disputes", "chain": "S001<A002"}
    tables["citations"].append(denied)
    case = worlds.small(tmp_path, tables, focus=FOCUS[:2])
    _, second, *others = lines(case)
    assert second.endswith("Southland (by 11 September, day not stated) disputes it.")
    assert not any("1 tie that is disputed" in one for one in others)
    told = str(lede.standing(shown(case)))
    assert told.endswith("One record of hostility is disputed.")


def test_a_pair_whose_own_side_is_only_foreseen_is_told_by_the_other(tmp_path):
    ahead = [thin.tie(i, "A001", "A002", "+", "2021-10", status_article="possible")
             for i in (1, 2)]  # fmt: skip
    shot = thin.tie(3, "A001", "A002", "-", "2020", summary="A shot is fired")
    case = worlds.small(tmp_path, thin.case(ties=[*ahead, shot]), focus=FOCUS[:2])
    assert lines(case)[0].startswith("1 episode of hostility between Northland and")


def test_what_may_come_is_named_with_its_voices_and_threats_too(tmp_path):
    cells = {"status_article": "possible"}
    ahead = [thin.tie(i, "A001", "A002", "+", "2021-10", summary=f"Plan {i}", **cells)
             for i in range(1, 6)]  # fmt: skip
    threat = thin.tie(6, "A001", "A002", "-", "2021-10", summary="The guns speak",
                      condition="talks fail", **cells)  # fmt: skip

    def told(n, folder):
        tables = thin.case(ties=[*ahead[:n], threat])
        tables["citations"][0]["chain"] = "S001<A002"
        tables["citations"][-1]["chain"] = "S001<A001"
        tables["sources"] = [thin.ARTICLE | {"kind": "opinion"}]
        case = worlds.small(tmp_path / folder, tables, focus=FOCUS[:2])
        (found,) = (one for one in numbers(case) if "voices call" in one.head)
        return re.sub(", (foreseen|possible) for October", "", found.sentence)

    end = " Hostile acts may come, too. Northland: The guns speak, if talks fail."
    assert told(2, "few") == f"Southland: Plan 1. The article: Plan 2.{end}"
    many = "The article and Southland: Plan 1; Plan 2; Plan 3; 2 others."
    assert told(5, "many") == many + end


def test_what_may_come_is_counted_by_things_in_news_and_else_by_voices(tmp_path):
    cells = {"status_article": "expected"}
    plan = thin.tie(1, "A001", "A002", "+", "2021-10", summary="They may meet", **cells)
    moves = [
        thin.event(n, "2021-11", title=title, **cells)
        for n, title in enumerate(["The court rules", "They meet"], 1)
    ]
    plan["event_id"] = "E002"
    tables = thin.case(moves, [plan])
    tables["citations"][0]["chain"] = "S001<A003"
    tables["sources"] = [thin.ARTICLE]

    def told(folder: str) -> str:
        case = worlds.small(tmp_path / folder, tables, focus=FOCUS[:2])
        return str(numbers(case)[0])

    assert told("news") == (
        "2 things are announced or foreseen in the article: The court rules, foreseen"
        " for November (The Gazette); They meet, foreseen for November."
    )
    tables["sources"] = [thin.ARTICLE | {"kind": "opinion"}]
    assert told("opinion").startswith("1 voice expects cooperation: The article: They")


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("The two meet", "The two meet on 4 May 2020"),
        ("The two ask a judge to rule", "The two ask a judge to rule (4 May 2020)"),
        ("They sign what binds both", "They sign what binds both (4 May 2020)"),
    ],
)
def test_a_day_stands_apart_from_a_title_with_a_clause(tmp_path, title, told):
    deed = thin.tie(1, "A001", "A002", "+", "2020-05-04", summary=title)
    case = worlds.small(tmp_path, thin.case(ties=[deed]), focus=FOCUS[:2])
    assert lines(case)[-1] == f"{told}."


@pytest.mark.parametrize("turn", [1, -1])
def test_what_may_come_of_both_is_named_first_and_what_is_expected(tmp_path, turn):
    ahead = [
        thin.event(n, f"2021-10-{n:02d}", title=title, status_article=status)
        for n, (title, status) in enumerate(
            [("A shop runs out", "expected"), ("The South sells", "expected"),
             ("The North may buy", "possible"), ("The two meet", "possible"),
             ("The two do not agree", "expected")], 1)
    ]  # fmt: skip
    whom = {2: ["A002"], 3: ["A001"], 4: ["A001", "A002"], 5: ["A001", "A002"]}
    parts = [{"event_id": f"E00{n}", "actor_id": one, "role": "party",
              "layer": "article"} for n in whom for one in whom[n]]  # fmt: skip
    deed = thin.tie(1, "A001", "A002", "-", "2021-08-23")
    tables = thin.case(ahead[::turn], [deed], participants=parts)
    case = worlds.small(tmp_path, tables, focus=["A001", "A002"])
    (found,) = (n for n in numbers(case) if "announced or foreseen" in n.head)
    named = [one.partition(",")[0] for one in found.sentence.split("; ")]
    assert named == ["The two do not agree", "the two meet", "the South sells",
                     "2 others."]  # fmt: skip


def test_what_is_near_the_question_is_named_first_and_what_acts_have_followed_last(
    tmp_path,
):
    ahead = [
        thin.tie(n, "A001", "A002", "+-"[n < 3], "[2021-08-01..]", summary=title,
                 status_article="expected")
        for n, title in enumerate(["They shut the gates", "They move the border",
                                   "They open the bridge"], 1)
    ]  # fmt: skip
    deeds = [thin.tie(n, "A001", "A002", "-", "2021-08-20", summary="Shots are fired")
             for n in (4, 5)]  # fmt: skip
    said = thin.event(1, "2021-08-01", kind="statement", title="A threat is made")
    guard = {"actor_id": "A005", "name": "A guard", "kind": "person",
             "anonymous": "yes"}  # fmt: skip
    tables = thin.case([said], [*ahead, *deeds], actors=[*thin.ACTORS[:3], guard])
    for row in tables["citations"]:
        row["chain"] += "<A005" * (row["record_id"] == "R003")
    tables["citations"] = [
        row | {"said_event_id": "E001" * (row["record_id"] == "R001")}
        for row in tables["citations"]
    ]
    case = worlds.small(tmp_path, tables, focus=FOCUS[:2], question="A bridge again?")
    (found,) = (n for n in numbers(case) if "announced or foreseen" in n.head)
    assert found.sentence == (
        "They open the bridge (a guard, unnamed); They move the border; They shut the"
        " gates (said on 1 August)."
    )


def test_what_still_goes_on_is_told_where_nothing_is_disputed(tmp_path):
    *_, last = lines(news(tmp_path, "2021-08-23/2021-09-11", denied=False))
    assert last == (
        "Shots are fired, since 23 August 2021, still so on 11 September 2021, on the"
        " word of Ada (Northland); a gate is shut on 25 August 2021."
    )


def test_two_are_read_by_what_they_do_most_unless_it_is_against_a_third(tmp_path):
    assert news(tmp_path).side == "-"
    tables = against()
    enemies = [thin.tie(n, "A001", "A002", "-", "2021") for n in (7, 8, 9)]
    tables["relations"] += enemies
    case = worlds.small(tmp_path / "third", tables, focus=FOCUS)
    assert (case.side, case.third) == ("+", ["A003"])
    tables["relations"][0]["against"] = ""
    case = worlds.small(tmp_path / "none", tables, focus=FOCUS)
    assert (case.side, case.third) == ("-", [])


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ([], "1 thing is announced or foreseen in the article: Other sources tell what"
             " became of it: Southland says no (9 October)."),
        ([""], "2 things are announced or foreseen in the article: The two may work"
               " together; the two may work together. Other sources tell what became"
               " of one: Southland says no (9 October)."),
        (["E004"], "2 things are announced or foreseen in the article: Other sources"
                   " tell what became of both: The bridge falls (26 August);"
                   " Southland says no (9 October)."),
        (["E003"], "2 things are announced or foreseen in the article: The article and"
                   " other sources tell what became of both: Northland speaks of peace"
                   " (at some time in August); Southland says no (9 October)."),
    ],
)  # fmt: skip
def test_whoever_tells_what_became_of_what_is_foreseen_is_named(tmp_path, more, told):
    tables = worlds.copy()
    foreseen = tables["relations"][1]
    for n, outcome in enumerate(more, 3):
        tables["relations"].append(foreseen | {
            "relation_id": f"R00{n}", "fact": f"R0{n}", "outcome_id": outcome,
        })  # fmt: skip
    foreseen["outcome_id"] = "E005"
    case = worlds.small(tmp_path, tables, focus=FOCUS[:2])
    assert told in lines(case)
    for asked in ({"layers": ["article"]}, {"dates": "article"}):
        assert not any("foreseen" in one for one in lines(case, **asked))


def test_a_pair_without_a_third_actor_is_told_by_its_episodes(tmp_path):
    case = worlds.small(tmp_path, focus=FOCUS[:2])
    assert lines(case)[:2] == [
        f"1 episode of Northland-Southland cooperation: {BY_REPORT}",
        "1 voice calls cooperation possible: The article: The two may work together.",
    ]
    assert lines(case)[-1] == FOUND


def test_what_is_outside_and_counts_on_the_day_is_told_by_each_voice(tmp_path):
    tables = outside("2021-09-01", "2021-09-02", "2019-01-01", disputed=[4])
    case = worlds.small(tmp_path, tables, focus=FOCUS)
    first, second, _ = numbers(case)
    assert first.sentence == f"{BY_REPORT} Outside the article: The envoy passes word" \
        " 5, by Envoy Nor."  # fmt: skip
    assert (second.value, second.head) == (1, "more outside the article, disputed")
    assert second.records == ("R004",)
    assert second.sentence == (
        "Envoy Nor (Northland, 23 October 2020): The envoy passes word 4; Southland"
        " (23 October 2020) disputes it. Envoy Nor (Northland, 23 October 2020): The"
        " envoy passes word 3."
    )


@pytest.mark.parametrize(
    "memory, counted", [("12 months", 1), ("ever", 2), ("in-force", 0)]
)
def test_the_span_that_counts_is_what_the_view_remembers(tmp_path, memory, counted):
    case = worlds.small(tmp_path, outside("2021-09-01", "2019-01-01"), focus=FOCUS)
    first, second, *_ = numbers(case, memory=memory)
    assert first.sentence.count("passes word") == 2 - counted
    outside_head = second.head == "more outside the article"
    assert outside_head is bool(counted)
    assert not counted or second.value == counted == len(second.records)


def test_what_nobody_disputes_is_not_called_disputed(tmp_path):
    case = worlds.small(tmp_path, outside("2021-09-01"), focus=FOCUS)
    assert numbers(case)[1].head == "more outside the article"
    case = worlds.small(
        tmp_path / "d", outside("2021-09-01", disputed=[3]), focus=FOCUS
    )
    assert numbers(case)[1].head == "more outside the article, disputed"
    assert numbers(case, layers="context")[0].head == (
        "episode outside the article, said to be against The Gazette, disputed"
    )


def test_an_act_outside_is_no_more_where_its_episode_is_told(tmp_path):
    tables = outside("2021-09-01")
    tables["relations"][-1]["event_id"] = "E001"
    told = numbers(worlds.small(tmp_path, tables, focus=FOCUS))
    assert told[0].value == 1 and "utside" not in " ".join(map(str, told))


def test_parts_of_one_episode_are_counted_once(tmp_path):
    tables = against()
    act = tables["relations"][0]
    tables["relations"].append(
        act | {"relation_id": "R003", "fact": "R03", "event_id": "E002"}
    )
    tables["events"][1]["part_of"] = "E001"
    tables["citations"].append(tables["citations"][-2] | {"record_id": "R003"})
    first = numbers(worlds.small(tmp_path, tables, focus=FOCUS))[0]
    assert (first.value, first.records) == (1, ("E001",))


def test_acts_that_may_be_one_told_twice_are_at_least_so_many(tmp_path):
    case = worlds.small(tmp_path, worlds.told_twice(), **worlds.TOLD_TWICE)
    first = numbers(case)[0]
    assert first.value == 2 and first.records == ("E001", "R002")
    html = opening.first(shown(case))._repr_mimebundle_()["text/html"]
    assert first.figure == "1–2" and ">1–2</a></b>" in html
    assert first.sentence.endswith(
        "All by one Gazette report. Some may be one act told twice."
    )


def test_who_disputes_is_named_beside_what_is_counted(tmp_path):
    tables = against()
    tables["citations"] += [
        {"record_id": "R001", "source_id": "S003", "stance": "disputes",
         "chain": "S003<A002"},
        {"record_id": "R001", "source_id": "S003", "stance": "disputes",
         "chain": "S003<S002"},  # it carries the act elsewhere, so of a part only
    ]  # fmt: skip
    case = worlds.small(tmp_path, tables, focus=FOCUS)
    assert numbers(case)[0].sentence == (
        f"{BY_REPORT} Southland (23 October 2020) disputes it."
    )
    assert numbers(case, layers="article")[0].sentence == BY_REPORT


def test_what_other_sources_deny_is_said_to_be_denied(tmp_path):
    tables = against()
    tables["relations"][0]["status_known"] = "denied"
    case = worlds.small(tmp_path, tables, focus=FOCUS)
    assert numbers(case)[0].sentence.endswith("Other sources deny it.")
    assert "deny" not in numbers(case, dates="article")[0].sentence


@pytest.mark.parametrize(
    "chain, word",
    [
        ("S001", "by the article's own word"),
        ("S001<A001", "on the word of Northland"),
        ("S001<S002<A004", "by one Gazette report"),
    ],
)
def test_on_whose_word_is_said_of_what_is_counted(tmp_path, chain, word):
    tables = against()
    (cited,) = [c for c in tables["citations"] if c["record_id"] == "R001"]
    cited["chain"] = chain
    first = numbers(worlds.small(tmp_path, tables, focus=FOCUS))[0]
    assert first.sentence == f"The envoy visits on 23 August, {word}."


@pytest.mark.parametrize(
    "statuses, hedge, told",
    [
        (("happened", "claimed"), {"strength": "will"},
         "All by the article's own word."),
        (("reported", "happened"), {},
         "All by the article's word alone, one as happened and one as reported."),
        (("claimed", "claimed"), {"wording": "hedge"},
         "All by the article's word alone, two as claimed."),
        (("happened", "claimed"), {"wording": "hedge"},
         "All by the article's word alone, one as happened and one as claimed."),
    ],
)  # fmt: skip
def test_what_the_article_only_passes_on_is_not_its_own_word(
    tmp_path, statuses, hedge, told
):
    tables = against()
    act, cited = tables["relations"][0], tables["citations"][-2]
    tables["relations"].append(act | {"relation_id": "R003", "fact": "R03",
                                      "event_id": "", "may_be": ""})  # fmt: skip
    tables["citations"].append(cited | {"record_id": "R003"})
    for row, status in zip(tables["relations"][::2], statuses, strict=True):
        row["status_article"] = status
    for row in tables["citations"][-3:]:
        row["chain"] = "S001"
    row |= hedge
    first = numbers(worlds.small(tmp_path, tables, focus=FOCUS))[0]
    assert first.sentence.endswith(told)


def test_who_does_not_what_it_concludes_and_what_came_after_stand_together(tmp_path):
    tables = against()
    tables["claims"] = [
        {"claim_id": "C001", "role": "conclusion", "text": "Nobody can tell."}
    ]
    tables["participants"].append(
        {"event_id": "E005", "actor_id": "A004", "role": "subject", "layer": "context"}
    )
    cited = {"source_id": "S003", "stance": "nuances", "chain": "S003<A002"}
    tables["citations"] += [
        {"record_id": "C001", "source_id": "S001", "locator": "P9",
         "stance": "supports", "chain": "S001"},
        cited | {"record_id": "R002", "said_event_id": "E005"},
    ]  # fmt: skip
    case = worlds.small(tmp_path, tables, focus=FOCUS)
    assert numbers(case)[1].sentence == (
        "The article: The two may work together. Southland says no. The article"
        " concludes: Nobody can tell. Afterwards: Southland says no (9 October)."
    )
    told = numbers(case, as_of="2021-09-11")[1].sentence  # before Southland spoke
    assert told == (
        "The article: The two may work together. Southland (23 October 2020) qualifies"
        " it. The article concludes: Nobody can tell."
    )
    assert numbers(case, layers="article")[1].sentence == (
        "The article: The two may work together. The article concludes: Nobody can"
        " tell."
    )


def test_what_the_article_leaves_open_is_told_rather_than_its_conclusion(tmp_path):
    case = asking(tmp_path)
    told = numbers(case)[1].sentence
    assert told == "The article. The article leaves open: Is it wise?"


def asking(folder, *left, answered=()):
    """Give a case of a thesis and questions; some claims left out, some answered."""
    tables = worlds.copy()
    tables["claims"] = [
        {"claim_id": "C001", "role": "conclusion", "text": "Nobody can tell."},
        {"claim_id": "C002", "role": "thesis", "text": "They could make peace."},
        {"claim_id": "Q001", "role": "question", "text": "Will it last?"},
        {"claim_id": "Q002", "role": "question", "text": "Is it wise?"},
        {"claim_id": "Q003", "role": "question", "text": "Of another source?"},
    ]
    tables["claims"] += [
        {"claim_id": f"C10{n}", "role": "answer", "text": "No.", "supports": one}
        for n, one in enumerate(answered)
    ]
    tables["claims"] = [c for c in tables["claims"] if c["claim_id"] not in left]
    tables["citations"] += [
        {"record_id": one["claim_id"], "source_id": source, "stance": "supports",
         "chain": source}
        for one in tables["claims"]
        for source in ["S003" if one["claim_id"] == "Q003" else "S001"]
    ]  # fmt: skip
    return worlds.small(folder, tables, focus=FOCUS[:2])


def test_a_question_with_an_answer_is_not_left_open(tmp_path):
    told = numbers(asking(tmp_path, answered=["Q002"]))[1].sentence
    assert told.endswith("The article leaves open: Will it last?")
    told = numbers(asking(tmp_path / "b", answered=["Q001", "Q002"]))[1].sentence
    assert told.endswith("The article concludes: Nobody can tell.")


def test_without_a_thesis_a_question_may_be_of_anything(tmp_path):
    told = numbers(asking(tmp_path, "C002", "C001"))[1].sentence
    assert told == "The article: The two may work together."


@pytest.mark.parametrize(
    "chains, head",
    [
        (["S001<A004"], "voice announces cooperation"),
        (["S001<A004", "S001<A001"], "voices announce cooperation"),
        (["S001<A002"], "voice expects cooperation"),
        (["S001"], "voice expects cooperation"),
        (["S001<A004", "S001<A002"], "voices speak of cooperation to come"),
    ],
)
def test_who_is_to_do_it_announces_and_does_not_expect_it(tmp_path, chains, head):
    tables = worlds.copy()
    tables["relations"][1] |= {"status_article": "expected", "directed": "yes"}
    cited = tables["citations"].pop()
    tables["citations"] += [cited | {"chain": chain} for chain in chains]
    told = numbers(worlds.small(tmp_path, tables, focus=FOCUS[:2]))[1]
    assert told.head == head


def test_prospects_of_several_kinds_are_not_told_as_one_of_them(tmp_path):
    tables = worlds.copy()
    tables["relations"].append(
        tables["relations"][1]
        | {"relation_id": "R003", "fact": "R03", "status_article": "asked"}
    )
    tables["citations"].append(
        tables["citations"][-1] | {"record_id": "R003", "chain": "S001<A002"}
    )
    head = numbers(worlds.small(tmp_path, tables, focus=FOCUS[:2]))[1]
    assert (head.value, head.head) == (2, "voices speak of cooperation to come")


@pytest.mark.parametrize(
    "types, what",
    [("", "cooperation"), ("AID", "cooperation"), ("COOPERATE", "joint work"),
     ("COOPERATE AID", "cooperation"), ("COOPERATE AID COOPERATE", "joint work")],
)  # fmt: skip
def test_what_may_come_is_joint_work_where_most_of_it_is_coded_so(
    tmp_path, types, what
):
    tables = worlds.copy()
    first = tables["relations"][1]
    for n, plover in enumerate(types.split()[1:], 3):
        tables["relations"].append(first | {
            "relation_id": f"R00{n}", "fact": f"R0{n}", "plover": plover})  # fmt: skip
        cited = tables["citations"][-1] | {"record_id": f"R00{n}", "chain": "S001"}
        tables["citations"].append(cited)
    first["plover"] = types.partition(" ")[0]
    head = numbers(worlds.small(tmp_path, tables, focus=FOCUS[:2]))[1].head
    assert head == f"voice calls {what} possible"


def test_ties_of_actors_without_events_are_counted_by_their_states(tmp_path):
    case = worlds.small(tmp_path, worlds.related(8, 60))
    ties = shown(case).ties
    sure = ties[(ties.kind == "tie") & (ties.holds == "certain")]
    (number,) = numbers(case)
    assert number.value == len(sure)
    assert number.head == "pairs of actors have a tie"
    plus, minus = ((sure.state == s).sum() for s in ("cooperative", "hostile"))
    assert f": {plus} cooperative, {minus} hostile and" in number.sentence


def test_a_case_of_one_event_gets_what_it_has(tmp_path):
    case = worlds.small(tmp_path, worlds.least(), focus=["A002", "A001"])
    assert lines(case) == [
        "1 event in the article: Northland speaks of peace (at some time in August).",
        "The article's one event cannot be dated to a day.",
    ]


def test_of_events_of_which_each_has_a_window_it_is_said_of_each(tmp_path):
    tables = worlds.copy()
    for row in tables["events"]:
        row |= {"extent": "act", "when_article": "2021-08", "when_known": "2021-08"}
    told = lines(worlds.small(tmp_path, tables), layers="article")[-1]
    assert told == "Each of the article's 3 events is dated only to a range of days."


def test_where_every_date_is_a_day_the_finding_is_who_says_so(tmp_path):
    tables = worlds.least()
    tables["events"][0]["when_article"] = "2021-08-23"
    told = lines(worlds.small(tmp_path, tables))[-1]
    assert told == "The one event here comes from one voice: the article."


def test_a_case_without_focus_gives_no_cooperation(world):
    told = " ".join(lines(world))
    assert "cooperation" not in told and "joint work" not in told


@pytest.mark.parametrize(
    "given",
    [{"start": 2021}, {"end": 2021}, {"statuses": "happened"}, {"as_of": "2021-09-11"}],
)
def test_what_only_is_known_is_not_left_out_by_an_articles_view(world, given):
    def left_out(**asked):
        every = counted.every(shown(world, **asked))
        return [n.records for n in every if "in other sources" in n.head]

    assert left_out(**given) == [("E004",)] == left_out(dates="article")
    assert left_out(dates="article", **given) == []


def test_a_case_whose_article_is_left_out_tells_what_others_support(tmp_path):
    tables = worlds.copy()
    tables["citations"].append(
        {"record_id": "R001", "source_id": "S003", "stance": "supports",
         "chain": "S003"}
    )  # fmt: skip
    case = worlds.small(tmp_path, tables, focus=FOCUS[:2])
    told = numbers(case, exclude=["S001"])[0].sentence
    assert told.endswith("by one report, “A digest”.")


@pytest.mark.parametrize("layers", [["article"], ["context"]])
def test_the_windows_of_a_layer_are_counted_in_its_table(daesh_k, layers):
    ours = layers == ["article"]
    events = daesh_k.events[daesh_k.events.layer == layers[0]]
    dated = [dates.parse(text) for text in
             (events.when_article if ours else events.when_known) if text]  # fmt: skip
    n = sum(when.shape == "within" for when in dated)
    told = summary.windows(shown(daesh_k, layers=layers))
    whose = f"the article's {len(dated)}" if ours else f"the {len(dated)}"
    many = f"{prose.upper_first(prose.spelled(n))} of {whose} events cannot be dated"
    assert told == (f"{many} to a day." if n else "")


# ---- a case without an article -------------------------------------------------------


def test_a_coding_is_told_as_what_it_is(tmp_path):
    case = worlds.small(tmp_path, worlds.coding(), focus=FOCUS[:2])
    told = lines(case)
    assert told[0] == (
        "1 episode of Northland-Southland cooperation: The envoy visits on 23 August"
        " 2021, by one study, “The coding”."
    )
    assert told[-1] == "Two of the coding's 3 events cannot be dated to a day."
    assert "article" not in " ".join(told)


def test_of_another_layer_than_the_codings_nothing_is_said_of_it(tmp_path):
    case = worlds.small(tmp_path, worlds.coding(), focus=FOCUS[:2])
    told = " ".join(lines(case, layers="context"))
    assert "coding" not in told and "cooperation" not in told


def test_a_case_of_outside_events_only_tells_of_the_sources(tmp_path):
    told = lines(worlds.small(tmp_path, worlds.many(12)))
    assert told == [
        "12 events in the sources: The first began in 1870, the last in 2000.",
        "Six of the 12 events cannot be dated to a day.",
    ]


def triangle(*signs, since="2001"):
    """Give a coding of three actors, each pair with a sign in order: ab, ac, bc."""
    tables = worlds.coding()
    pairs = (("A001", "A002"), ("A001", "A003"), ("A002", "A003"))
    tables["relations"] = [
        {"relation_id": f"R{n:03d}", "fact": f"R{n:02d}", "source_actor": a,
         "target_actor": b, "directed": "no", "sign": sign, "basis": "act",
         "extent": "state", "layer": "article", "status_article": "happened",
         "when_article": f"{since}/2010", "summary": f"Record {n}"}
        for n, ((a, b), sign) in enumerate(zip(pairs, signs, strict=True), 1)
    ]  # fmt: skip
    tables["citations"] = [
        {"record_id": f"R{n:03d}", "source_id": "S001", "stance": "supports",
         "chain": "S001"} for n in (1, 2, 3)
    ]  # fmt: skip
    for table in ("events", "participants"):
        tables[table] = []
    return tables


def test_two_groups_of_a_coding_are_named_with_their_year(tmp_path):
    told = lines(worlds.small(tmp_path, triangle("+", "-", "-")))
    assert told[0] == (
        "2 opposed groups in 2001: Northland and Southland; The Gazette. In the"
        " coding, all 3 pairs have a tie."
    )
    assert told[-1] == "In the coding of “The coding”, two groups oppose each other" \
        " in 2001."  # fmt: skip


def test_of_more_actors_than_a_sentence_names_no_groups_are_told(tmp_path):
    tables = worlds.related(counted.NAMED + 1, 40)
    tables["sources"][0]["role"] = "cited"
    heads = " ".join(n.head for n in numbers(worlds.small(tmp_path, tables)))
    assert "group" not in heads and "split" not in heads


def test_a_coding_that_no_split_fits_is_told_by_the_ties_that_do_not(tmp_path):
    case = worlds.small(tmp_path, triangle("-", "-", "-"))
    first = numbers(case)[0]
    assert (first.value, first.head) == (1, "tie against any split in 2001")
    assert "groups oppose" not in " ".join(lines(case))


# ---- the two cases, by hand ----------------------------------------------------------


def top(case, actor):
    """Return whom an actor acts for in the end."""
    acts_for = dict(zip(case.actors.actor_id, case.actors.acts_for, strict=True))
    while acts_for.get(actor):
        actor = acts_for[actor]
    return actor


def of_the_pair(case):
    """Take the cooperative relations of the US and the Taliban from the table."""
    rows = case.relations[case.relations.sign == "+"]
    ends = zip(rows.source_actor, rows.target_actor, strict=True)
    pair = [{top(case, a), top(case, b)} == {"A001", "A010"} for a, b in ends]
    return rows[pair]


def whole_of(case, events):
    """Return the episodes that events are part of."""
    part_of = dict(zip(case.events.event_id, case.events.part_of, strict=True))
    return {part_of.get(one) or one for one in events}


def test_the_three_numbers_of_the_first_case_are_those_of_its_tables(daesh_k):
    rows = of_the_pair(daesh_k)
    attested = ["happened", "reported", "claimed"]
    aimed = rows[(rows.basis == "act") & rows.against.map(lambda a: "A019" in a)]
    ours = aimed[(aimed.layer == "article") & aimed.status_article.isin(attested)]
    theirs = aimed[(aimed.layer == "context") & aimed.status_known.isin(attested)]
    recent = theirs[theirs.when_known.str.contains("2021-08")]
    cited = daesh_k.citations
    against = set(cited.record_id[cited.stance == "disputes"])
    disputed = [r for r in recent.relation_id if r in against]
    ahead = rows[rows.status_article.isin(["expected", "possible", "asked"])]
    told = cited[cited.record_id.isin(ahead.relation_id) & (cited.stance == "supports")]
    authors = dict(zip(daesh_k.sources.source_id, daesh_k.sources.author, strict=True))
    ends = {("".join(authors.get(c[-1], [])) or c[-1]) for c in told.chain}
    episodes = whole_of(daesh_k, ours.event_id)
    first, second, third = numbers(daesh_k)
    assert [n.value for n in (first, second, third)] == [
        len(episodes), len(disputed), len(ends)] == [1, 1, 3]  # fmt: skip
    assert set(first.records) == episodes and set(third.records) == {*ahead.relation_id}
    assert set(second.records) == {*recent.event_id[recent.relation_id.isin(disputed)]}
    assert list(theirs.relation_id) == ["R108", "R110", "R111"]


def test_the_first_case_names_every_voice_and_place_that_it_must(daesh_k):
    first, second, third = numbers(daesh_k)
    assert first.sentence == (
        "US strikes help the Taliban in Konar, from about September 2019, end not"
        " stated, by one Washington Post report. Zadran (writer who travelled with"
        " Taliban fighters) disputes it. Outside the article:"
        " Nangarhar, by McKenzie."
    )
    for voice in ("McKenzie (US, first on 26 August)", "Mujahid (Taliban, 26 August)",
                  "Shaheen (Taliban, undated) disputes it"):  # fmt: skip
        assert voice in second.sentence
    assert third.sentence == (
        "The article, Milley and Lieven. Austin makes no prediction. The article leaves"
        " open: Is a firmer partnership realistic? Afterwards: Taliban rule out joint"
        " work on Daesh (9 October); US and Taliban talk in Doha again (9 to 10"
        " October)."
    )
    assert max(len(number.sentence) for number in (first, second, third)) < 250
    assert str(opening.finding(shown(daesh_k))) == (
        "By one report, the episode against Daesh-K that the article cites began about"
        " September 2019; as it describes the contacts of August 2021, none was aimed"
        " at Daesh-K."
    )


def test_the_contacts_of_the_finding_are_those_of_the_table(daesh_k):
    rows = of_the_pair(daesh_k)
    acts = rows[(rows.basis == "act") & (rows.layer == "article")]
    acts = acts[acts.status_known.isin(["happened", "reported", "claimed"])]
    recent = acts[acts.when_known.str.startswith("2021-08")]
    assert len(recent) == 2 and not any("A019" in a for a in recent.against)


def test_the_three_numbers_of_the_second_case_are_those_of_its_tables():
    case = cases.load(WAR)
    rows = case.relations[case.relations.sign != ""]
    last = rows[[w.split("/")[0] <= "1907" <= w.split("/")[1]
                 for w in rows.when_article]]  # fmt: skip
    sign = {frozenset((r.source_actor, r.target_actor)): r.sign
            for r in last.itertuples()}  # fmt: skip
    friends = {a for a in "A001 A002 A003".split()}
    fits = [(len(pair & friends) == 1) == (s == "-") for pair, s in sign.items()]
    assert len(sign) == 15 and all(fits)
    cited = case.citations
    against = {*cited.record_id[cited.stance == "disputes"]}
    disputed = [r for r in rows.relation_id if r in against]
    groups, unfit, denied = numbers(case)
    assert (groups.value, groups.head) == (2, "opposed groups in 1907")
    assert groups.sentence == (
        "Britain, France and Russia; Austria-Hungary, Germany and Italy. In the coding,"
        " all 15 pairs have a tie."
    )
    assert set(groups.records) == {*last.relation_id}
    assert (unfit.value, unfit.head) == (1, "tie against any split, until 1906")
    assert unfit.records == (
        "R002",
    ) and "the last was that of Britain and Russia" in str(unfit)
    assert (denied.value, denied.records) == (len(disputed), tuple(disputed))
    assert denied.sentence == (
        "France and Italy are coded as opposed (from 1907 to 1917). Outside the coding:"
        " Italy promises France neutrality (1 November 1902)."
    )
    assert str(opening.finding(shown(case))) == (
        "In the coding after Antal, Krapivsky and Redner, two groups oppose each other"
        " in 1907; one tie is disputed."
    )


# ---- whatever the view ---------------------------------------------------------------

READ = [{"dates": reading, "layers": layers} for reading, layers in product(
    ("both", "article", "known"),
    (["article", "context"], ["article"], ["context"]),
)]  # fmt: skip
MORE = ({"as_of": "2020"}, {"memory": "ever"}, {"memory": "in-force"}, {"end": "1890"},
        {"start": "2021-08-20"}, {"statuses": ["possible"]}, {"statuses": ["claimed"]},
        {"kinds": ["statement"]}, {"level": "all"})  # fmt: skip
VIEWS = [*READ, *MORE, *(a | b for a, b in zip(READ, MORE, strict=True))]
WORLDS = {
    "least": worlds.least, "many": lambda: worlds.many(12), "coding": worlds.coding,
    "against": against, "told twice": worlds.told_twice,
    "outside": lambda: outside("2021-09-01", "2019", disputed=[3]),
    "related": lambda: worlds.related(7, 40),
}  # fmt: skip


def said(view):
    """Return all that is said of a view without the line that names it."""
    return "\n".join([*map(str, opening.numbers(view)), str(opening.finding(view))])


def wrong(case, given):
    """List what a view must not say, and the records that it does not have."""
    view = shown(case, **given)
    found, told = opening.numbers(view), said(view)
    bad = [word for word in (r"\b0\b", r"\bno (episode|act|event|tie|voice)s?\b",
           "ended", "too old", "(?<!-)cooperates?\\b", "None", r"\bnan\b", r"\.\.",
           r"\(\)", ", ,", "  ") if re.search(word, told)]  # fmt: skip
    context, article = ("context" in view.view.layers, "article" in view.view.layers)
    if not context and re.search("Outside the|Afterwards|disputes", told):
        bad.append("outside")
    if not article and re.search(
        "the article (names|cites|describes|con|leaves)", told
    ):
        bad.append("the article")
    if view.view.dates == "article" and re.search("Outside the|Afterwards", told):
        bad.append("known")
    lost = [i for n in found for i in n.records if i not in view.case.by_id]
    few = [n for n in found if n.value < 1] + found[3:]
    return [*bad, *lost, *few]


@pytest.mark.parametrize("name", ["daesh-k-2021", *slowly(WAR)])
def test_no_view_of_a_case_says_what_it_cannot(name):
    case = cases.load(name)
    assert [(v, w) for v in VIEWS if (w := wrong(case, v))] == []


@pytest.mark.parametrize("make", WORLDS.values(), ids=WORLDS)
@pytest.mark.parametrize("focus", [FOCUS, *slowly([], FOCUS[:2])])
def test_no_view_of_a_tiny_world_says_what_it_cannot(tmp_path, make, focus):
    tables = make()
    known = {row["actor_id"] for row in tables["actors"]}
    case = worlds.small(tmp_path, tables, focus=[a for a in focus if a in known])
    assert [(v, w) for v in VIEWS if (w := wrong(case, v))] == []


@pytest.mark.parametrize(
    "given", [{"exclude": ["S001"]}, {"exclude": ["S002"]}, {"mute": ["A046"]},
              {"exclude": ["A019"]}, {"actors": ["Russia"]}, {"sources": ["S016"]}]
)  # fmt: skip
def test_what_is_left_out_is_not_told(daesh_k, given):
    assert wrong(daesh_k, given) == []
    told = said(shown(daesh_k, **given))
    gone = {
        "S002": "Konar",
        "A046": "McKenzie",
        "A019": "against",
        "S001": "leaves open",
    }
    for one in (*given.get("exclude", ()), *given.get("mute", ())):
        assert gone[one] not in told


# ---- how it is shown -----------------------------------------------------------------


def test_a_number_links_to_the_records_that_it_counts(tmp_path):
    case = worlds.small(tmp_path, against(), focus=FOCUS)
    html = opening.first(shown(case))._repr_mimebundle_()["text/html"]
    assert html.startswith(
        '<ol class="numbers"><li><b><a href="#E001">1</a></b> <strong>episode in the'
        " article, said to be against The Gazette</strong><small>:</small> The envoy"
    )
    assert '<a href="#reading-number-3">3</a></b> <strong>events in the article' in html
    listed = records.counted(shown(case), opening.first(shown(case)))
    assert "Events in the article: E001, E002, E003" in str(listed)
    assert "reading-number-3" in listed.html and "reading-number-1" not in listed.html
    assert html.endswith("</li></ol>")  # the finding is the timeline's title


def test_another_view_is_named_first(tmp_path):
    case = worlds.small(tmp_path, against(), focus=FOCUS)
    bundle = opening.first(shown(case, dates="article"))._repr_mimebundle_()
    assert bundle["text/plain"].startswith("View: dates article.\n1 episode")
    assert bundle["text/html"].startswith('<p class="reading">View: dates article.</p>')


def test_an_empty_view_says_so(tmp_path):
    case = worlds.small(tmp_path, against(), focus=FOCUS)
    assert lines(case, end=2000) == [
        "View: end 2000.",
        "No record of the case fits this view.",
    ]


@pytest.mark.parametrize("focus", [[], FOCUS[:2], FOCUS])
def test_markup_in_the_data_stays_text(tmp_path, focus):
    case = cases.load(hostile.write(tmp_path / "h"))
    known = [a for a in focus if a in set(case.actors.actor_id)]
    case.package["focus"] = known
    html = opening.first(shown(case))._repr_mimebundle_()["text/html"]
    tags = set(re.findall(r"</?(\w+)", html))
    assert tags <= {"ol", "li", "b", "a", "strong", "small", "p"}
    assert inert(html).count("<li>") == html.count("<li>")


def test_a_page_keeps_the_numbers_as_they_are_and_the_timeline_the_finding(daesh_k):
    first = opening.first(shown(daesh_k))
    kept = inert(first._repr_mimebundle_()["text/html"])
    for part in ('<ol class="numbers">', '<a href="#E003">1</a>'):
        assert part in kept
    assert str(first).endswith(f"\n{first.finding}")
    assert timeline.chart(shown(daesh_k)).title == first.finding.rstrip(".")


# ---- the head ------------------------------------------------------------------------


def test_the_head_of_the_first_case_names_outlet_day_and_title(daesh_k):
    head = opening.head(shown(daesh_k))
    assert (head.who, head.when) == ("TRT World, Opinion", "11 September 2021")
    assert head.title == "How will Daesh-K impact US-Taliban relations"
    assert head.url.startswith("https://cms.trtworld.com/opinion/")
    assert head.title_note == "title from the page's address"
    assert head.gloss == (
        "Daesh-K: the article's name for Islamic State Khorasan Province (ISKP, ISIS-K)"
    )
    n = len(daesh_k.sources)
    cited, others = ((daesh_k.sources.role == r).sum() for r in ("cited", "outside"))
    assert head.sources == f"{n} sources: 1 article, {cited} cited, {others} outside"
    assert head.coder == "coded by one person" and not head.after
    other = opening.head(shown(daesh_k, dates="article", exclude=["S001"]))
    assert (other.who, other.title) == (head.who, head.title)


def test_the_head_counts_the_coders_whom_the_rows_name(tmp_path):
    path = worlds.write(tmp_path / "small") / "events.csv"
    lines = path.read_text().splitlines()
    for names, told in (("Ann;;Ann;;", "one person"), ("Ann;Bo;;Ann;", "two people")):
        rows = zip(lines, ("coder", *names.split(";")), strict=True)
        path.write_text("\n".join(map(",".join, rows)))
        case = cases.load(path.parent)
        assert opening.head(shown(case)).coder == f"coded by {told}"


def test_every_title_out_of_an_address_is_told_in_the_same_words():
    for name in cases.names():
        for row in cases.load(name).rows("sources"):
            told = "address" in row.note and "itle" in row.note
            assert told <= row.note.startswith(opening.FROM_ADDRESS), row.source_id


def test_the_head_of_a_coding_names_the_data_set_and_whom_it_follows():
    head = opening.head(shown(cases.load(WAR)))
    assert head.who == "irps_wwi, a coding of 20 ties" and head.when == ""
    assert head.url == "https://rdrr.io/cran/manynet/man/irps_wwi.html"
    assert head.after == (
        "Antal, Krapivsky and Redner, Social balance on networks: The dynamics of"
        " friendship and enmity (Physica D, 2006)"
    )
    assert head.after_url == "https://arxiv.org/abs/physics/0605183"
    assert "It calls itself incomplete" in head.gloss and "S00" not in head.gloss
    assert head.sources == "15 sources: 2 of the coding, 13 others"


def test_the_head_of_the_least_case_leaves_blank_what_it_has_not(tmp_path):
    head = opening.head(shown(worlds.small(tmp_path, worlds.least())))
    assert head.who == "Opinion" and head.sources == "from the article alone"
    assert not any((head.url, head.title_note, head.gloss, head.after))
    head = opening.head(shown(worlds.small(tmp_path / "m", worlds.many(3))))
    assert head.who == "A small world" and head.sources == "1 source"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x.org/y", "x"])
def test_an_address_that_is_none_of_the_web_is_left_out(tmp_path, url):
    tables = worlds.least()
    tables["sources"][0]["url"] = url
    assert opening.head(shown(worlds.small(tmp_path, tables))).url == ""


@pytest.mark.parametrize(
    "aliases, gloss",
    [
        ("", ""),
        ("TG", ""),
        ("TG;the Gazette", ""),
        ("The Gazette of the North;TG", ""),  # not every word is a name's
        ("Northern Gazette Company;TG;TGN;TGX",
         "The Gazette: Northern Gazette Company (TG, TGN)"),
        ("Northern Gazette Company@P7", ""),
        ("Grand High Street", ""),  # a mere other name
        ("Daily Northern News;DNN", "The Gazette: Daily Northern News (DNN)"),
    ],
)  # fmt: skip
def test_a_name_in_full_is_told_where_there_is_one(tmp_path, aliases, gloss):
    tables = worlds.copy()
    tables["actors"][2]["aliases"] = aliases
    case = worlds.small(tmp_path, tables, focus=FOCUS)
    assert opening.head(shown(case)).gloss == gloss


# ---- the finding ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "when, told",
    [
        ("2019-09~/", "began about September 2019."),
        ("2019-09-03", "began on 3 September 2019."),
        ("2019/2020", "began in 2019."),
        ("[2019-09-03..2019-10-02]",
         "began one day between 3 September and 2 October 2019."),
        ("/2020-10", "is dated up to October 2020, start not stated."),
        ("", "has no date."),
    ],
)  # fmt: skip
def test_the_finding_says_how_old_an_act_is_and_leaves_open_what_is_open(
    tmp_path, when, told
):
    tables = against()
    dated = {"when_article": when, "when_known": "", "extent": "act"}
    tables["relations"][0] |= dated | {"plover_context": "historical"}
    tables["events"][0] |= dated
    case = worlds.small(tmp_path, tables, focus=FOCUS)
    sentence = str(opening.finding(shown(case, memory="in-force")))
    start = "By one report, the episode against The Gazette that the article cites "
    assert sentence == start + told


def test_the_first_of_several_is_dated_and_the_kind_of_source_is_named(tmp_path):
    tables = against()
    act, cited = tables["relations"][0], tables["citations"][-2]
    tables["relations"].append(
        act | {"relation_id": "R003", "fact": "R03", "event_id": "E002",
               "when_known": "2018"}
    )  # fmt: skip
    tables["events"][1]["when_known"] = "2018"
    tables["citations"].append(cited | {"record_id": "R003"})
    tables["sources"][1]["kind"] = "interview"
    case = worlds.small(tmp_path, tables, focus=FOCUS)
    assert str(opening.finding(shown(case))).startswith(
        "By one interview, the first of the two episodes against The Gazette that the"
        " article cites began at some time in 2018; "
    )
    tables["citations"][-1]["chain"] = "S001<A001"
    case = worlds.small(tmp_path / "two", tables, focus=FOCUS)
    assert str(opening.finding(shown(case))).startswith(
        "The first of the two episodes said to be against The Gazette"
    )


def test_of_several_contacts_it_is_said_how_many_were_against_the_third(tmp_path):
    tables = against()
    act, cited = tables["relations"][0], tables["citations"][-2]
    tables["relations"].append(
        act | {"relation_id": "R003", "fact": "R03", "event_id": "E002", "against": "",
               "when_known": "2021-08-29"}
    )  # fmt: skip
    tables["citations"].append(cited | {"record_id": "R003"})
    told = str(opening.finding(shown(worlds.small(tmp_path, tables, focus=FOCUS))))
    assert told.endswith(
        "; of the two contacts of August 2021, as it describes them, one was aimed at"
        " The Gazette."
    )
    tables["relations"][0]["against"], tables["relations"][1]["against"] = "", "A003"
    case = worlds.small(tmp_path / "none", tables, focus=FOCUS)
    assert str(opening.finding(shown(case))) == (
        "As the article describes the contacts of August 2021, none was aimed at The"
        " Gazette."
    )


@pytest.mark.parametrize(
    "n, may_be, first, second",
    [
        (2, "", "the first of the two episodes", "both contacts"),
        (3, "", "the first of the three episodes", "all three contacts"),
        (2, "R001", "the first of the one or two episodes", "all contacts"),
    ],
)  # fmt: skip
def test_where_all_contacts_were_against_the_third_it_says_all(
    tmp_path, n, may_be, first, second
):
    tables = against()
    act, cited = tables["relations"][0], tables["citations"][-2]
    for nth in range(2, n + 1):
        more = {"relation_id": f"R00{nth + 1}", "fact": f"R0{nth + 1}"}
        more |= {"event_id": f"E00{nth}", "may_be": may_be}
        tables["relations"].append(act | more)
        tables["citations"].append(cited | {"record_id": f"R00{nth + 1}"})
    told = str(opening.finding(shown(worlds.small(tmp_path, tables, focus=FOCUS))))
    assert first in told
    when = "of August 2021 were aimed at The Gazette."
    assert told.endswith(f"; as it describes them, {second} {when}")


def test_the_finding_counts_the_events_that_its_timeline_can_show(tmp_path):
    tables = against()
    act, cited = tables["relations"][0], tables["citations"][-2]
    older = {"event_id": "", "when_known": "2021-08-01"}
    tables["relations"].append(act | {"relation_id": "R003", "fact": "R03"} | older)
    tables["citations"].append(cited | {"record_id": "R003"})
    told = shown(worlds.small(tmp_path, tables, focus=FOCUS))
    assert str(opening.finding(told)) == (
        "By one report, the event against The Gazette that the article cites began on"
        " 23 August 2021; the one event of August 2021, as it describes it, was aimed"
        " at The Gazette."
    )
    aimed = [e for e in timeline.entries(told) if e.aimed]
    assert [e.event.event_id for e in aimed] == ["E001"]
    assert opening.numbers(told)[0].value == 2


def test_a_number_that_may_be_less_is_one_range_wherever_it_is_told(tmp_path):
    tables = against()
    act, cited = tables["relations"][0], tables["citations"][-2]
    tables["relations"].append(
        act | {"relation_id": "R003", "fact": "R03", "event_id": "E002",
               "may_be": "R001"}
    )  # fmt: skip
    tables["citations"].append(cited | {"record_id": "R003"})
    case = shown(worlds.small(tmp_path, tables, focus=FOCUS))
    assert opening.numbers(case)[0].figure == "1–2"
    assert "of the one or two episodes" in str(opening.finding(case))
    assert "All of them, in one or two episodes, are" in str(lede.standing(case))
    assert pairs.title(case).endswith(": one or two said to be against The Gazette")
    assert "one or two episodes of" in str(answers.against(case))
    assert "Of one or two attested episodes" in (told := theory._aims(case))
    assert "at any time, all were said to be against The Gazette." in told
