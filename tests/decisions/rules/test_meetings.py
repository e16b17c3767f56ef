"""Meetings: whose turn it is, how many are needed, where one stands at each moment."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules.meetings import (
    BY_THEN,
    EARLY,
    GATHERING,
    NOT_BY_FEW,
    Clocks,
    Ending,
    Moments,
    Stage,
    callers_needed,
    can_be_counted,
    closes,
    enough,
    latest_day,
    may_set_day,
    only_by_many,
    quorum,
    second_day,
    stage,
    too_early,
)
from club.decisions.rules.states import Class

NOON = datetime(2027, 3, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)
CLOCKS = Clocks(
    21 * DAY, 90 * DAY, 14 * DAY, 21 * DAY, 7 * DAY, 7 * DAY, timedelta(minutes=30), 7 * DAY,
    7 * DAY,
)  # fmt: skip


@given(st.integers(0, 500), st.integers(5, 34), st.integers(2, 20))
def test_never_are_more_asked_for_than_there_are_and_the_least_holds_otherwise(
    voters: int, percent: int, fewest: int
) -> None:
    needed = callers_needed(voters, percent, fewest)
    assert needed <= voters
    assert needed == voters or (needed >= fewest and 100 * needed >= percent * voters)


@given(st.integers(1, 500), st.integers(10, 34), st.integers(3, 20))
def test_one_more_member_never_lowers_a_quorum(voters: int, percent: int, fewest: int) -> None:
    assert quorum(voters, percent, fewest) <= quorum(voters + 1, percent, fewest)


@pytest.mark.parametrize(
    ("after", "committee", "caller", "may"),
    [
        (0 * DAY, True, False, True),
        (0 * DAY, False, True, False),
        (21 * DAY, False, True, True),
        (21 * DAY, True, False, True),
        (21 * DAY, False, False, False),
        (90 * DAY, True, True, False),
    ],
)
def test_the_committee_first_then_those_who_asked_then_nobody(
    after: timedelta, *, committee: bool, caller: bool, may: bool
) -> None:
    assert may_set_day(NOON, CLOCKS, NOON + after, committee=committee, caller=caller) is may


_DAYS = st.integers


@given(_DAYS(7, 28), _DAYS(30, 90), _DAYS(7, 21), st.integers(0, 89))
def test_whoever_may_set_the_day_has_a_week_of_days_to_choose_from(
    committee: int, callers: int, notice: int, waited: int
) -> None:
    """Whatever the charter allows: no committee can wait until no day is left."""
    clocks = replace(CLOCKS, committee=committee * DAY, callers=callers * DAY, notice=notice * DAY)
    now = NOON + waited * DAY

    assert latest_day(NOON, clocks, now) >= now + clocks.notice + 7 * DAY
    assert may_set_day(NOON, clocks, NOON + clocks.committee, committee=False, caller=True)


def test_a_day_can_be_set_up_to_when_those_who_asked_could_call_it() -> None:
    assert latest_day(NOON, CLOCKS, NOON + DAY) == NOON + 90 * DAY


def test_points_come_in_until_the_agenda_goes_out_and_never_before_the_call() -> None:
    assert closes(NOON + 14 * DAY, NOON, CLOCKS) == NOON + 7 * DAY
    assert closes(NOON + 5 * DAY, NOON, CLOCKS) == NOON


MOMENTS = [
    (Moments(NOON), NOON, Stage.ASKED),
    (Moments(NOON), NOON + GATHERING, Stage.LAPSED),
    (Moments(NOON, asked_at=NOON), NOON + 89 * DAY, Stage.DUE),
    (Moments(NOON, asked_at=NOON), NOON + 90 * DAY, Stage.LAPSED),
    (Moments(NOON, NOON, NOON, NOON + DAY), NOON + 400 * DAY, Stage.CALLED),
    (Moments(NOON, NOON, NOON, NOON + DAY, NOON), NOON, Stage.AGENDA),
    (Moments(NOON, NOON, NOON, NOON, NOON, held_at=NOON), NOON, Stage.HELD),
    (Moments(NOON, NOON, NOON, NOON, over_at=NOON, ending=Ending.ADJOURNED), NOON, Stage.ADJOURNED),
    (Moments(NOON, NOON, NOON, NOON, over_at=NOON, ending=Ending.FAILED), NOON, Stage.FAILED),
    (Moments(NOON, withdrawn_at=NOON), NOON, Stage.WITHDRAWN),
]


@pytest.mark.parametrize(("at", "now", "stands"), MOMENTS)
def test_a_meeting_stands_where_its_moments_say(at: Moments, now: datetime, stands: Stage) -> None:
    assert stage(at, CLOCKS.callers, now) is stands


def test_whoever_is_there_waits_before_giving_up_but_not_once_enough_are_there() -> None:
    wait = CLOCKS.wait
    assert too_early(4, 5, NOON, wait, NOON + timedelta(minutes=29))
    assert not too_early(4, 5, NOON, wait, NOON + wait)
    assert not too_early(5, 5, NOON, wait, NOON)
    assert enough(5, 5)
    assert not enough(4, 5)


def test_a_meeting_is_counted_from_half_an_hour_before_until_a_day_after() -> None:
    for at, can in ((-EARLY, True), (BY_THEN, False), (-EARLY - DAY, False), (DAY / 2, True)):
        assert can_be_counted(NOON, NOON + at) is can


@given(st.integers(7, 21), st.integers(0, 30_000))
def test_the_second_meeting_is_at_the_same_time_on_the_wall(days: int, hours: int) -> None:
    first = NOON + timedelta(hours=hours)
    second = second_day(first, days * DAY, "Europe/Dublin")
    walls = [each.astimezone(ZoneInfo("Europe/Dublin")) for each in (first, second)]
    assert (walls[1].date() - walls[0].date()).days == days
    assert walls[0].time() == walls[1].time() or walls[1].hour == 2


def test_few_leave_rules_and_people_alone() -> None:
    assert {each.value for each in Class if only_by_many(each)} < NOT_BY_FEW | {"recall"}
    assert only_by_many(Class.CONSTITUTIONAL)
    assert only_by_many(Class.RECALL)
    assert not only_by_many(Class.ORDINARY)
