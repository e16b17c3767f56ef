"""The counter agrees with a naive one on every profile of a few voters, at every stage.

Enumerated here: all 47,904 profiles of one to three voters over four options (as 2,054 kinds that
differ in more than names), and every 200th kind of four voters, for one seat and for two, each
under two orders of the lot; all 3,875 profiles of one to four voters over three options, one of
which re-opens nominations or keeps things as they are, for one seat and two; and what every order
of the lot gives. All 11,238,512 profiles of up to five voters are gone through by
``python -m tests.decisions.rules.ranked.compared``, which takes too long for every day.
"""

from itertools import islice
from math import comb

import pytest

from tests.decisions.rules.ranked.compared import difference, lot_difference
from tests.decisions.rules.ranked.profiles import OPTIONS, RANKINGS, all_of, up_to_names

WITH_SPECIAL = (("a", "b", "ron"), ("sq", "a", "b"))


@pytest.mark.parametrize("voters", [1, 2, 3])
def test_no_profile_is_left_out(voters: int) -> None:
    stood_for = sum(alike for _, alike in up_to_names(voters))

    assert stood_for == comb(len(RANKINGS) + voters - 1, voters)


@pytest.mark.parametrize("seats", [1, 2])
@pytest.mark.parametrize("order", [OPTIONS, ("c", "a", "d", "b")])
@pytest.mark.parametrize("voters", [1, 2, 3])
def test_both_counters_hold_the_same_at_every_stage(
    voters: int, order: tuple[str, ...], seats: int
) -> None:
    for ballots, _ in up_to_names(voters):
        assert difference(ballots, OPTIONS, seats, order) is None, ballots


@pytest.mark.parametrize("seats", [1, 2])
def test_both_counters_hold_the_same_with_four_voters(seats: int) -> None:
    for ballots, _ in islice(up_to_names(4), 0, None, 200):
        assert difference(ballots, OPTIONS, seats, OPTIONS) is None, ballots


@pytest.mark.parametrize("seats", [1, 2])
@pytest.mark.parametrize("options", WITH_SPECIAL)
def test_both_counters_treat_what_is_always_on_the_ballot_alike(
    options: tuple[str, ...], seats: int
) -> None:
    for ballots in all_of(options, 4):
        assert difference(ballots, options, seats, options) is None, ballots


@pytest.mark.parametrize("seats", [1, 2])
def test_the_branches_are_what_every_order_of_the_lot_gives(seats: int) -> None:
    for voters in (1, 2):
        for ballots, _ in up_to_names(voters):
            assert lot_difference(ballots, OPTIONS, seats) is None, ballots
    for ballots, _ in islice(up_to_names(3), 0, None, 20):
        assert lot_difference(ballots, OPTIONS, seats) is None, ballots


@pytest.mark.parametrize("options", WITH_SPECIAL)
def test_no_lot_touches_what_is_always_on_the_ballot(options: tuple[str, ...]) -> None:
    for ballots in all_of(options, 3):
        assert lot_difference(ballots, options, 1) is None, ballots
