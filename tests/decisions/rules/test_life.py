"""Who votes, where a decision stands, what it does, and what a secret ballot leaves behind."""

from datetime import UTC, datetime, timedelta

import pytest

from club.decisions.rules.effects import GrantRole, RecordOnly, asked, class_of, read, written
from club.decisions.rules.electorate import Voter, base, entitled, on_roll, readable, secret
from club.decisions.rules.marks import Slip, lock, mark
from club.decisions.rules.states import Class, Hours, OnRoll, State, ready, state

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("days_silent", "expected"),
    [(0, OnRoll.AWAKE), (180, OnRoll.AWAKE), (181, OnRoll.DORMANT)],
)
def test_a_long_silence_makes_a_member_dormant(days_silent: int, expected: OnRoll) -> None:
    assert on_roll(NOON - days_silent * DAY, NOON, 180 * DAY) is expected


def test_a_dormant_member_counts_once_they_vote() -> None:
    quiet = [Voter(OnRoll.AWAKE), Voter(OnRoll.DORMANT)]
    spoke = [Voter(OnRoll.AWAKE), Voter(OnRoll.DORMANT, voted=True)]

    assert (base(quiet), base(spoke)) == (1, 2)


def test_who_stepped_aside_or_left_is_not_in_the_base_and_may_not_vote() -> None:
    for standing in (OnRoll.RECUSED, OnRoll.STRUCK):
        assert base([Voter(standing)]) == 0
        assert not entitled(standing)
    assert entitled(OnRoll.AWAKE)
    assert entitled(OnRoll.DORMANT)


def test_a_small_roll_cannot_keep_a_secret() -> None:
    assert secret(asked=True, roll=8, at_least=8)
    assert not secret(asked=True, roll=7, at_least=8)
    assert not secret(asked=False, roll=80, at_least=8)


def test_too_few_secret_ballots_are_not_read() -> None:
    assert readable(5, 5)
    assert not readable(4, 5)


@pytest.mark.parametrize(
    ("hours", "is_ready", "expected"),
    [
        (Hours(), False, State.DRAFT),
        (Hours(), True, State.READY),
        (Hours(NOON - DAY, NOON + DAY, NOON + 5 * DAY), True, State.NOTICE),
        (Hours(NOON - DAY, NOON, NOON + 5 * DAY), True, State.OPEN),
        (Hours(NOON - 5 * DAY, NOON - DAY, NOON), True, State.COUNTING),
        (Hours(NOON - 5 * DAY, NOON - DAY, NOON, NOON), True, State.CLOSED),
        (Hours(withdrawn_at=NOON), True, State.WITHDRAWN),
    ],
)
def test_the_clock_alone_says_where_a_decision_stands(
    hours: Hours,
    is_ready: bool,  # noqa: FBT001
    expected: State,
) -> None:
    assert state(hours, ready=is_ready, now=NOON) is expected


def test_a_text_needs_its_supporters_and_the_yes_of_the_person_it_names() -> None:
    assert ready(2, 2, agreed=True)
    assert not ready(1, 2, agreed=True)
    assert not ready(5, 2, agreed=False)


@pytest.mark.parametrize("effect", [RecordOnly(), GrantRole("treasurer", 7, 120)])
def test_an_effect_comes_back_from_storage_as_it_went_in(effect: RecordOnly | GrantRole) -> None:
    assert read(written(effect)) == effect


def test_giving_a_role_is_an_election_and_asks_the_person_first() -> None:
    grant = GrantRole("treasurer", 7, 120)

    assert class_of(grant) is Class.ELECTION
    assert asked(grant) == 7
    assert class_of(RecordOnly()) is Class.ORDINARY
    assert asked(RecordOnly()) is None


def test_a_mark_changes_with_question_choice_and_number() -> None:
    slip, other = Slip("r", "k"), Slip("s", "k")
    marks = {
        slip.mark("a", "yes"),
        slip.mark("b", "yes"),
        slip.mark("a", "no"),
        other.mark("a", "yes"),
    }

    assert len(marks) == 4
    assert slip.mark("a", "yes") == mark("a", "yes", "r")
    assert slip.change_lock == lock("k") == other.change_lock
