"""When a question may come back, and how many members it takes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules.effects import (
    AdoptText,
    Effect,
    EndMandate,
    GrantRole,
    KeepAsIs,
    Look,
    RecordOnly,
    SetRule,
)
from club.decisions.rules.reopening import No, Settled, look_of, needed, said, why_not
from club.decisions.rules.states import Class, Outcome

NOON = datetime(2027, 3, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)
LOST = Settled(Class.ORDINARY, Outcome.NOT_CARRIED, RecordOnly())
WON = replace(LOST, outcome=Outcome.CARRIED, in_force_at=NOON)


@pytest.mark.parametrize(
    ("settled", "no"),
    [
        (LOST, None),
        (WON, None),
        (replace(LOST, outcome=None), No.UNDECIDED),
        (replace(LOST, outcome=Outcome.NO_QUORUM), No.OTHERWISE),
        (replace(LOST, outcome=Outcome.OBJECTED), No.OTHERWISE),
        (replace(LOST, outcome=Outcome.ADVICE), No.OTHERWISE),
        (replace(WON, kind=Class.FOUNDING), No.OTHERWISE),
        (replace(WON, kind=Class.ADVISORY), No.OTHERWISE),
        (replace(WON, effect=KeepAsIs("decision/a", 1, 6)), No.OTHERWISE),
        (replace(LOST, effect=GrantRole("tea", 1, 9)), No.PEOPLE),
        (replace(LOST, effect=EndMandate("m", 1)), No.PEOPLE),
        (replace(WON, in_force_at=NOON + DAY), No.COOLING),
        (replace(WON, in_force_at=None), No.COOLING),
        (replace(WON, superseded=True), No.SUPERSEDED),
        (replace(WON, looked_at=NOON), No.TIME_TO_LOOK),
        (replace(WON, looked_at=NOON + DAY), None),
        (replace(LOST, asked_now=True), No.ASKED_NOW),
        (replace(LOST, brought_back_at=NOON - 100 * DAY), No.LATELY),
        (replace(LOST, brought_back_at=NOON - 190 * DAY), None),
        (replace(LOST, brought_back_at=NOON - 100 * DAY, months=3), None),
    ],
)
def test_every_reason_why_a_question_cannot_come_back(settled: Settled, no: No | None) -> None:
    assert why_not(settled, NOON) is no


def test_every_reason_has_a_sentence_of_its_own() -> None:
    assert len({said(no) for no in No}) == len(No)


@given(st.integers(5, 20), st.integers(2, 10), st.integers(0, 600))
def test_never_fewer_than_the_floor_and_never_less_than_the_part(
    percent: int, least: int, electors: int
) -> None:
    asked = needed(percent, least, electors)

    assert asked >= least
    assert asked * 100 >= percent * electors
    assert asked == least or (asked - 1) * 100 < percent * electors


@given(st.integers(5, 20), st.integers(2, 10), st.integers(0, 600), st.integers(0, 100))
def test_a_larger_club_never_needs_fewer(percent: int, least: int, n: int, more: int) -> None:
    assert needed(percent, least, n) <= needed(percent, least, n + more)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_once_it_has_rested_it_can_come_back_for_good(last: datetime) -> None:
    settled = replace(LOST, brought_back_at=last)
    moments = [last + n * 15 * DAY for n in range(24)]
    answers = [why_not(settled, now) for now in moments]

    assert answers[0] is No.LATELY
    assert answers[-1] is None
    assert answers == sorted(answers, key=lambda no: no is None)


@pytest.mark.parametrize(
    ("effect", "look"),
    [
        (RecordOnly(), Look("decision/a", 1, 6)),
        (SetRule("sponsors_min", 2, 3, 24), Look("clause/sponsors_min", 3, 6)),
        (AdoptText("d" * 26, 0, "Safety", "Words.", 3), Look("text/" + "d" * 26, 1, 6)),
    ],
)
def test_what_the_members_look_at_is_the_thing_that_was_made(effect: Effect, look: Look) -> None:
    assert look_of(effect, "decision/a", 6) == look
