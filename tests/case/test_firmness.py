"""One row for each status and each certainty: their order, their kinds, their words."""

from helpers.case import firmness


def test_statuses_stand_from_the_firmest_on_and_the_denied_last():
    assert firmness.STATUSES == (
        *firmness.ATTESTED, *firmness.PROSPECTS, "denied"
    ) == (
        "happened", "reported", "claimed", "expected", "possible", "asked", "denied"
    )  # fmt: skip


def test_only_what_happened_is_filled():
    filled = [row.name for row in firmness.ROWS if row.look == "solid"]
    assert filled == ["happened"]
    assert firmness.TOLD_ONLY == ("reported", "claimed")


def test_a_tie_that_surely_counts_is_told_without_a_hedge():
    hedged = [row.name for row in firmness.CERTAINTIES if row.hedge]
    assert hedged == ["possible", "unknown"]
