"""Named results: what a view comes to, as the frames have it."""

import json

import pytest
from nbformat import v4

from helpers import prose
from helpers.case import cases
from helpers.charts import origins as room
from helpers.charts import timeline
from helpers.compare import findings
from helpers.compare.findings import Finding, FindingError
from helpers.text import numbers, summary
from helpers.text import recorded as wording
from helpers.view import voices
from helpers.view.parameters import View
from helpers.view.shown import Shown
from tests import worlds
from tests.compare.outcomes import counted

VIEWS = {
    "as it is": {},
    "by the article": {"dates": "article"},
    "with other sources": {"dates": "known"},
    "the article alone": {"layers": ["article"]},
    "outside alone": {"layers": ["context"]},
    "without the Post": {"exclude": ["S002"]},
    "early": {"as_of": "2020-10"},
    "attested": {"statuses": ["happened", "reported", "claimed"]},
    "nothing": {"start": "1950", "end": "1951"},
}


@pytest.fixture(params=VIEWS.values(), ids=VIEWS)
def seen(request, daesh_k):
    """Show the first case in a view, with its findings by name."""
    shown = Shown.of(daesh_k, View(**request.param))
    return shown, named(shown)


def of(case, **asked):
    return named(Shown.of(case, View(**asked)))


def named(shown):
    """Give the findings of a view by name."""
    return {found.name: found for found in findings.of(shown)}


# ---- what a notebook has recorded --------------------------------------------------


def book(*bundles):
    cells = [
        v4.new_code_cell(outputs=[v4.new_output("execute_result", data=bundle)])
        for bundle in bundles
    ]
    return v4.new_notebook(cells=cells)


def test_a_notebook_gives_what_was_recorded_in_it_the_last_of_a_name():
    recorded = [wording.record("a", 1), wording.record("b", 2, items=["E001"]),
                wording.record("a", 3)]  # fmt: skip
    kept = json.loads(json.dumps([r._repr_mimebundle_() for r in recorded]))
    found = findings.read(book({"text/plain": "words"}, *kept))
    assert [(f.name, f.value, f.items) for f in found] == [
        ("a", 3, []), ("b", 2, ["E001"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "stored", [[], {}, {"findings": [{"name": "n"}]}, {"findings": [{"value": 1}]}]
)
def test_an_output_that_is_no_list_of_findings_is_refused(stored):
    with pytest.raises(FindingError, match="an output is no list of findings"):
        findings.read(book({findings.MIME: stored}))


# ---- what a view comes to ----------------------------------------------------------


def test_the_findings_of_the_small_world_can_be_counted_by_eye(world):
    found = of(world)
    assert {name: f.items for name, f in found.items()} == {
        "events": ["E001", "E002", "E003", "E004", "E005"],
        "windows": ["E001", "E003"],
        "report_or_claim_only": [],  # the visit happened, as outside sources know
        "other_or_closer_dates": ["E001"],
        "left_out": ["E004"],
        "ties": ["Northland – Southland: cooperative"],
        "first_voices": ["A004", "S001", "A001"],
        "single_voice_records": found["single_voice_records"].items,
        "unnamed_voice_records": [],
        "own_word_records": ["E002", "R002"],
        "never_heard": ["A002"],
        "triangles": [],
        "unbalanced_triangles": [],
        "balance_index": [],
    }
    assert "E003" in found["single_voice_records"].items
    assert of(world, dates="article")["report_or_claim_only"].items == ["E001"]


def test_a_case_in_focus_counts_its_acts_and_its_prospects(tmp_path):
    tables, focus = worlds.copy(), ["A001", "A002", "A003"]
    found = of(worlds.small(tmp_path / "none", tables, focus=focus))
    assert "episodes_against" not in found  # nothing is said to be against a third
    tables["relations"][1]["against"] = "A003"  # what may come
    found = of(worlds.small(tmp_path / "ahead", tables, focus=focus))
    assert found["cooperative_episodes"].items == ["E001"]
    against = found["episodes_against"], found["voices_of_episodes_against"]
    assert [one.items for one in against] == [[], []]
    assert found["prospects"].items == ["R02"]


def test_a_finding_counts_what_it_lists(seen):
    for found in seen[1].values():
        assert found.value == len(found.items) == len(set(found.items)), found.name


def test_events_and_windows_are_those_of_the_timelines_sentences(seen):
    shown, found = seen
    told = str(summary.windows(shown))
    assert found["events"].value == len(shown.case.events)
    n = prose.upper_first(prose.spelled(found["windows"].value))
    each = ("Each of ", "The one ", "The article's one ", "The coding's one ")
    assert told.startswith((f"{n} of ", *each)) or not told
    reading = str(summary.reading(shown))
    if "Of the article's" in reading:
        assert f", {found['report_or_claim_only'].value} rest" in reading
    closer = found.get("other_or_closer_dates")
    assert ("another or a closer date" in reading) <= (closer is not None)
    if "another or a closer date" in reading:
        assert f"give {closer.value} of the" in reading


def test_what_the_article_leaves_out_is_counted_where_a_number_says_it(seen):
    shown, found = seen
    told = [n for n in numbers.every(shown) if "in other sources" in n.head]
    left = found.get("left_out")
    assert [n.value for n in told] == ([left.value] if left and left.value else [])
    assert [set(n.records) for n in told] == [set(left.items) for _ in told]


def test_the_windows_are_those_of_the_table_of_dates(daesh_k, default_view):
    table = timeline.precision(Shown(default_view, View()))
    counts = table.loc["one moment, day not stated"]
    assert of(daesh_k)["windows"].value == counts["by the article alone"]
    assert of(daesh_k, dates="known")["windows"].value == counts["with other sources"]


def test_ties_are_those_of_the_matrix(seen):
    shown, found = seen
    attested = shown.ties[shown.ties.kind == "tie"]
    assert found["ties"].value == len(attested)
    perhaps = [item for item in found["ties"].items if ": perhaps " in item]
    assert len(perhaps) == sum(attested.holds != "certain")


def test_triangles_and_the_ties_that_stand_in_the_way_are_counted(tmp_path):
    tables = worlds.copy()
    tables["actors"] += [{"actor_id": "A005", "name": "Westland", "kind": "state"}]
    tables["relations"] = [
        tables["relations"][0]
        | {"relation_id": f"R{n:03d}", "fact": f"R{n:02d}", "event_id": "",
           "source_actor": a, "target_actor": b, "sign": sign}
        for n, (a, b, sign) in enumerate(
            [("A001", "A002", "+"), ("A001", "A005", "+"), ("A002", "A005", "-")], 1)
    ]  # fmt: skip
    tables["citations"] += [tables["citations"][-2] | {"record_id": "R003"}]
    found = of(cases.load(worlds.write(tmp_path / "w", tables)))
    odd = ["Northland, Southland and Westland: ++-"]
    assert found["triangles"].items == found["unbalanced_triangles"].items == odd
    assert found["balance_index"].value == 1
    assert found["balance_index"].items == []  # any of the three would do


def test_records_by_what_they_rest_on_are_those_of_the_table(seen):
    shown, found = seen
    table = room.sureness(shown).iloc[:, -1]
    names = {"single_voice_records": "one origin",
             "unnamed_voice_records": "unnamed sources only",
             "own_word_records": "the author's word alone"}  # fmt: skip
    for name, row in names.items():
        assert (name in found) == (row in table.index)
        assert name not in found or found[name].value == table[row], name


def test_first_voices_are_those_of_the_chart(seen):
    shown, found = seen
    heard = room.heard(shown.case, voices.read_by(shown.case, shown.view))
    assert set(found["first_voices"].items) == {one.voice for one in heard}


def test_a_case_without_relations_has_no_finding_of_ties(tmp_path):
    found = of(cases.load(worlds.write(tmp_path / "w", worlds.least())))
    assert "ties" not in found and found["events"].value == 1


# ---- from view to view -------------------------------------------------------------


def test_the_same_things_in_another_order_are_no_difference():
    assert not findings.differs(counted("n", "a", "b"), counted("n", "b", "a"))


def test_as_many_others_and_another_value_are_a_difference():
    assert findings.differs(counted("n", "a", "b"), counted("n", "b", "c"))
    one, other = (Finding(name="n", value=value) for value in (True, False))
    assert findings.differs(one, other) and not findings.differs(one, one)
