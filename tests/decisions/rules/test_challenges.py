"""Who can have a result looked at, and when; and what has become of one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules.challenges import (
    Challenged,
    Ground,
    No,
    called,
    in_force_after,
    needed,
    said,
    why_not,
)
from club.decisions.rules.fates import Fate, Since, fate

NOON = datetime(2027, 3, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("since", "stands"),
    [
        (Since(), Fate.NOTHING),
        (Since(in_force_at=NOON + DAY), Fate.COOLING),
        (Since(in_force_at=NOON), Fate.IN_FORCE),
        (Since(in_force_at=NOON - DAY, superseded=True), Fate.SUPERSEDED),
        (Since(in_force_at=NOON + DAY, superseded=True), Fate.COOLING),
        (Since(held_at=NOON), Fate.UNDER_REVIEW),
        (Since(annulled_at=NOON), Fate.ANNULLED),
        (Since(held_at=NOON, annulled_at=NOON), Fate.ANNULLED),
    ],
)
def test_where_a_result_stands(since: Since, stands: Fate) -> None:
    assert fate(since, NOON) is stands


@pytest.mark.parametrize(
    ("challenged", "no"),
    [
        (Challenged(Fate.COOLING), None),
        (Challenged(Fate.NOTHING), No.NOT_CARRIED),
        (Challenged(Fate.IN_FORCE), No.OVER),
        (Challenged(Fate.SUPERSEDED), No.OVER),
        (Challenged(Fate.ANNULLED), No.OVER),
        (Challenged(Fate.UNDER_REVIEW), No.HELD),
        (Challenged(Fate.COOLING, settled=True), No.SETTLED),
        (Challenged(Fate.COOLING, again=True), None),
        (Challenged(Fate.COOLING, panel=False), None),
        (Challenged(Fate.COOLING, again=True, panel=False), No.ALONE),
    ],
)
def test_every_reason_why_a_result_cannot_be_challenged(
    challenged: Challenged, no: No | None
) -> None:
    assert why_not(challenged) is no


@given(st.integers(0, 500))
def test_two_or_a_tenth_of_the_base_must_challenge_it(base: int) -> None:
    assert needed(base) == max(2, base // 10)


@given(st.builds(Challenged, st.sampled_from(Fate), *[st.booleans()] * 3))
def test_nothing_but_what_cools_down_can_be_challenged(challenged: Challenged) -> None:
    if challenged.fate is not Fate.COOLING:
        assert why_not(challenged) is not None


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_result_that_stands_cools_down_all_the_same(cooling: int, found: int) -> None:
    at = in_force_after(NOON, cooling * DAY, NOON + found * DAY)
    assert at == NOON + max(cooling, found) * DAY


def test_every_ground_and_every_no_has_words_of_its_own() -> None:
    assert len({called(ground) for ground in Ground}) == len(Ground) == 7
    assert len({said(no) for no in No}) == len(No)
