"""The runs of a sweep beside their base: each once, with what came of it."""

from helpers.run.compared import compared
from tests.run import swept
from tests.run.swept import done, failed, finding

MEMORIES = {"grid": {"memory": ["12 months", "1 month", "ever"]}}


def put(folder, *values, **given):
    """Put together runs that record a number each; None: it has failed."""
    plan = swept.planned(folder, **(given or MEMORIES))
    records = [
        failed(run) if value is None else done(run, finding("n", value))
        for run, value in zip(plan.once, values, strict=True)
    ]
    return compared(plan, records[::-1])  # in whatever order they were made


def test_each_run_stands_once_with_its_record_the_base_first(tmp_path):
    found = put(tmp_path, 3, 4, 5)
    assert [run.key for run, _ in found.runs] == [rec.key for _, rec in found.runs]
    assert found.base is found.runs[0][1]
    assert found.runs[0][0].variation.kind == "base"
    assert [rec.findings[0].value for _, rec in found.done] == [3, 4, 5]


def test_a_view_that_asks_for_the_same_shares_its_run(tmp_path):
    found = put(tmp_path, 3, 4, 5)
    shared = {key: labels for key, labels in found.shared.items() if labels}
    assert shared == {found.base.key: ["memory 12 months"]}


def test_what_failed_is_counted_and_is_no_outcome(tmp_path):
    found = put(tmp_path, 3, None, 5)
    assert found.failed == 1 and len(found.done) == 2
    assert [one.variation.label for one in found.outcomes] == [
        "as it is",
        "memory ever",
    ]
    (move,) = found.moves
    assert (move.before.value, move.after.value) == (3, 5)


def test_without_its_base_nothing_is_compared(tmp_path):
    found = put(tmp_path, None, 4, 5)
    assert (found.outcomes, found.moves, found.moved, found.reach) == ([], [], {}, [])
    assert found.failed == 1 and len(found.done) == 2


def test_what_each_view_moves_is_found_by_the_view(tmp_path):
    found = put(tmp_path, 3, 3, 5)
    ((one, moves),) = found.moved.items()
    assert one == found.runs[2][0].variation and list(moves) == ["n"]


def test_the_farthest_stand_first_then_what_differs_in_most_views(tmp_path):
    plan = swept.planned(tmp_path)
    values = {
        "once": (4, 2, 4),
        "twice": (4, 2, 2),
        "far": (4, 0, 4),
        "still": (1, 1, 1),
    }
    records = [
        done(run, *(finding(name, told[nth]) for name, told in values.items()))
        for nth, run in enumerate(plan.once)
    ]
    found = compared(plan, records)
    assert [row.base.name for row in found.reach] == ["far", "twice", "once", "still"]
