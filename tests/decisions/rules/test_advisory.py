"""Advice: all that was said is counted, equals share a place, nothing follows by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules.advisory import (
    Advice,
    Asked,
    Can,
    Line,
    count_choice,
    count_dots,
    count_scores,
    count_times,
)

ABC = ("a", "b", "c")


def test_a_choice_is_counted_and_equals_share_a_place() -> None:
    found = count_choice(["b", "a", "b", "a", "c", "x"], ABC)

    assert found == Advice(
        Asked.CHOICE,
        5,
        1,
        (Line("a", 1, 2, 2), Line("b", 1, 2, 2), Line("c", 3, 1, 1)),
    )


def test_scores_add_up_and_every_score_is_kept() -> None:
    found = count_scores([{"a": 5, "b": 0}, {"a": 1, "b": 3}, {"c": 4}], ABC)

    assert found == Advice(
        Asked.SCORE,
        3,
        0,
        (
            Line("a", 1, 6, 2, (0, 1, 0, 0, 0, 1)),
            Line("c", 2, 4, 1, (0, 0, 0, 0, 1, 0)),
            Line("b", 3, 3, 2, (1, 0, 0, 1, 0, 0)),
        ),
    )


@pytest.mark.parametrize("ballot", [{"a": 6}, {"a": -1}, {"x": 3}, {"a": 3, "b": 6}])
def test_a_score_beyond_the_scale_spoils_its_ballot(ballot: dict[str, int]) -> None:
    found = count_scores([ballot, {"a": 2}], ABC)

    assert (found.ballots, found.invalid) == (1, 1)
    assert found.lines[0].total == 2


def test_dots_add_up_and_nobody_has_more_than_the_others() -> None:
    found = count_dots([{"a": 3}, {"a": 1, "b": 2}, {"b": 4}, {"a": 4, "b": -1}, {}], ABC, 3)

    assert found == Advice(
        Asked.DOTS, 3, 2, (Line("a", 1, 4, 2), Line("b", 2, 2, 1), Line("c", 3, 0, 0))
    )


def test_of_two_times_that_suit_as_many_the_one_is_better_that_suits_more_without_reserve() -> None:
    yes, maybe, no = Can.YES, Can.IF_NEED_BE, Can.NO
    found = count_times(
        [{"a": yes, "b": maybe}, {"a": maybe, "b": maybe, "c": no}, {"c": yes}], ABC
    )

    assert found == Advice(
        Asked.TIMES,
        3,
        0,
        (
            Line("a", 1, 2, 2, (1, 1, 0)),
            Line("b", 2, 2, 2, (0, 2, 0)),
            Line("c", 3, 1, 2, (1, 0, 1)),
        ),
    )


@given(st.lists(st.dictionaries(st.sampled_from("abcx"), st.integers(-1, 6))))
def test_every_ballot_is_taken_or_said_to_be_spoiled(ballots: list[dict[str, int]]) -> None:
    found = count_scores(ballots, ABC)

    assert found.ballots + found.invalid == len(ballots)
    assert found.lines[0].place == 1
    totals = [line.total for line in found.lines]
    assert totals == sorted(totals, reverse=True)
    assert all(sum(line.parts) == line.people for line in found.lines)
    assert all(sum(s * n for s, n in enumerate(line.parts)) == line.total for line in found.lines)
