"""Counting: whole numbers, no rounding, the same for every order of ballots."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules.counting import Tally, Threshold, outcome, tally, yes_needed
from club.decisions.rules.states import Choice, Outcome

HALF = Threshold(Fraction(1, 2), strict=True, yes_floor=Fraction(1, 5), min_yes=3)
TWO_THIRDS = Threshold(Fraction(2, 3), strict=False, yes_floor=Fraction(1, 3), min_yes=3)
AT_LEAST_HALF = Threshold(Fraction(1, 2), strict=False, yes_floor=Fraction(1, 10), min_yes=1)

shares = st.fractions(min_value=Fraction(1, 2), max_value=1, max_denominator=12)
floors = st.fractions(min_value=Fraction(1, 10), max_value=1, max_denominator=12)
thresholds = st.builds(
    Threshold, share=shares, strict=st.booleans(), yes_floor=floors, min_yes=st.integers(0, 6)
)
ballots = st.lists(st.sampled_from(Choice), max_size=40)


@pytest.mark.parametrize(
    ("rule", "yes", "no", "none", "base", "expected"),
    [
        (HALF, 8, 7, 0, 40, Outcome.CARRIED),
        (HALF, 7, 6, 0, 40, Outcome.NO_QUORUM),
        (HALF, 8, 8, 0, 40, Outcome.NOT_CARRIED),
        (HALF, 8, 9, 20, 40, Outcome.NOT_CARRIED),
        (HALF, 8, 0, 32, 40, Outcome.CARRIED),
        (HALF, 3, 2, 0, 5, Outcome.CARRIED),
        (HALF, 2, 0, 0, 5, Outcome.NO_QUORUM),
        (HALF, 2, 0, 0, 2, Outcome.CARRIED),
        (HALF, 1, 0, 0, 1, Outcome.CARRIED),
        (HALF, 0, 0, 0, 12, Outcome.NO_QUORUM),
        (HALF, 0, 0, 9, 12, Outcome.NO_QUORUM),
        (HALF, 0, 1, 0, 12, Outcome.NOT_CARRIED),
        (HALF, 0, 0, 0, 0, Outcome.NO_QUORUM),
        (TWO_THIRDS, 8, 4, 0, 24, Outcome.CARRIED),
        (TWO_THIRDS, 7, 4, 0, 21, Outcome.NOT_CARRIED),
        (TWO_THIRDS, 8, 4, 0, 25, Outcome.NO_QUORUM),
        (TWO_THIRDS, 9, 4, 0, 25, Outcome.CARRIED),
        (AT_LEAST_HALF, 5, 5, 0, 10, Outcome.NOT_CARRIED),
        (AT_LEAST_HALF, 6, 5, 0, 11, Outcome.CARRIED),
    ],
)
def test_the_agreed_numbers_settle_the_question(
    rule: Threshold, yes: int, no: int, none: int, base: int, expected: Outcome
) -> None:
    assert outcome(rule, Tally(yes, no, none), base).outcome is expected


def test_the_result_carries_every_number_that_made_it() -> None:
    counted = outcome(HALF, Tally(9, 4, 2), 40)

    assert (counted.base, counted.yes_needed, counted.enough, counted.leads) == (40, 8, True, True)
    assert counted.tally.ballots == 15


def _by_hand(rule: Threshold, cast: tuple[Choice, ...], base: int) -> Outcome:
    """The agreement read aloud, with fractions, as slowly as one likes."""
    yes, no = cast.count(Choice.YES), cast.count(Choice.NO)
    if yes + no == 0:
        return Outcome.NO_QUORUM
    share = Fraction(yes, yes + no)
    leads = yes > no and (share > rule.share or (share == rule.share and not rule.strict))
    if not leads:
        return Outcome.NOT_CARRIED
    enough = yes >= rule.yes_floor * base and yes >= min(rule.min_yes, base)
    return Outcome.CARRIED if enough else Outcome.NO_QUORUM


@pytest.mark.parametrize("rule", [HALF, TWO_THIRDS, AT_LEAST_HALF])
def test_every_vote_of_up_to_five_members_agrees_with_counting_by_hand(rule: Threshold) -> None:
    for voters in range(6):
        for cast in product(Choice, repeat=voters):
            for base in range(voters, 12):
                counted = outcome(rule, tally(cast), base)
                assert counted.outcome is _by_hand(rule, cast, base), (cast, base)


@given(thresholds, ballots, st.randoms(use_true_random=False))
def test_i7_the_order_of_ballots_changes_nothing(rule, cast, shuffler) -> None:  # noqa: ANN001
    base = len(cast) + 3
    mixed = list(cast)
    shuffler.shuffle(mixed)

    assert outcome(rule, tally(mixed), base) == outcome(rule, tally(cast), base)


@given(thresholds, ballots, st.integers(0, 30))
def test_i9_one_more_no_never_carries_what_was_not_carried(
    rule: Threshold, cast: list[Choice], away: int
) -> None:
    base = len(cast) + away
    before = outcome(rule, tally(cast), base).outcome
    for grown in (base, base + 1):
        after = outcome(rule, tally([*cast, Choice.NO]), grown).outcome
        assert before is Outcome.CARRIED or after is not Outcome.CARRIED


@given(thresholds, ballots, st.integers(0, 30))
def test_staying_away_never_helps_more_than_voting_no(
    rule: Threshold, cast: list[Choice], away: int
) -> None:
    base = len(cast) + away + 1
    with_no = outcome(rule, tally([*cast, Choice.NO]), base).outcome
    without = outcome(rule, tally(cast), base).outcome

    assert with_no is not Outcome.CARRIED or without is Outcome.CARRIED


@given(thresholds, ballots, st.integers(0, 30))
def test_one_more_yes_never_loses_what_was_carried(
    rule: Threshold, cast: list[Choice], away: int
) -> None:
    base = len(cast) + away
    if outcome(rule, tally(cast), base).outcome is Outcome.CARRIED:
        for grown in (base, base + 1):
            after = outcome(rule, tally([*cast, Choice.YES]), grown).outcome
            assert after is Outcome.CARRIED


@given(thresholds, ballots, st.integers(0, 30))
def test_no_opinion_from_an_awake_member_changes_nothing(
    rule: Threshold, cast: list[Choice], away: int
) -> None:
    base = len(cast) + away + 1
    quiet = outcome(rule, tally([*cast, Choice.NO_OPINION]), base)

    assert quiet.outcome is outcome(rule, tally(cast), base).outcome


@given(thresholds, st.integers(0, 500))
def test_the_floor_can_always_be_reached_by_the_base(rule: Threshold, base: int) -> None:
    assert 0 <= yes_needed(rule, base) <= base


def test_nothing_is_counted_where_nobody_said_anything() -> None:
    assert tally([]) == Tally() == Tally(0, 0, 0)


@pytest.mark.parametrize(("yes", "enough"), [(7, False), (8, True), (9, True)])
def test_the_number_asked_for_is_enough(yes: int, *, enough: bool) -> None:
    assert outcome(HALF, Tally(yes, 20), 40).enough is enough


def test_a_share_that_must_be_exceeded_is_not_reached_by_meeting_it() -> None:
    more_than_two_thirds = Threshold(
        Fraction(2, 3), strict=True, yes_floor=Fraction(1, 5), min_yes=0
    )

    assert outcome(more_than_two_thirds, Tally(8, 4), 12).outcome is Outcome.NOT_CARRIED
    assert outcome(more_than_two_thirds, Tally(9, 4), 12).outcome is Outcome.CARRIED
