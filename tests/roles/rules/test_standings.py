"""Deputies and caretakers: whose way they are in, and whose they are not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.roles.rules import ROLES, WEEK, No, RoleKind, Standing, Term, may_hold, weeks_left
from tests.roles.rules.test_terms import BOUNDS, CHAIR, START, term

ACTING, CARETAKER = Standing.ACTING, Standing.CARETAKER


def asked(new: Term, *others: Term, kind: RoleKind = CHAIR) -> No | None:
    return may_hold(new, kind, others, BOUNDS)


def as_deputy(member: int = 2, days: int = 30, role: str = "chair") -> Term:
    return replace(term(member, role, 0, days), standing=ACTING)


def as_caretaker(member: int = 2, days: int = 42) -> Term:
    return replace(term(member, days=days, interim=True), standing=CARETAKER)


def test_a_deputy_takes_no_seat_beside_whom_they_act_for() -> None:
    assert asked(as_deputy(), term(member=1)) is None
    assert asked(term(member=1), as_deputy(member=2)) is None


def test_nobody_is_deputy_in_a_role_they_hold() -> None:
    assert asked(as_deputy(member=1), term(member=1)) is No.HOLDS_IT
    assert asked(as_deputy(member=1), as_deputy(member=1)) is No.HOLDS_IT


def test_a_deputy_may_still_be_elected() -> None:
    assert asked(term(member=2), as_deputy(member=2)) is None


def test_a_deputy_carries_the_role_as_far_as_other_roles_are_asked() -> None:
    assert asked(as_deputy(2, role="chair"), term(2, "listener")) is No.CLASH
    assert asked(as_deputy(2), term(2, "tea"), term(2, "door")) is No.TOO_MANY_ROLES


def test_having_acted_is_no_term_that_counts() -> None:
    acted = [replace(as_deputy(1), start=START - n * timedelta(days=200)) for n in (1, 2, 3, 4)]
    acted = [replace(each, end=each.start + timedelta(days=90)) for each in acted]
    assert asked(term(member=1), *acted) is None


def test_a_caretaker_is_in_nobodys_way() -> None:
    assert asked(term(member=1), as_caretaker(member=2)) is None
    assert asked(term(member=2), as_caretaker(member=2)) is None


def test_there_is_no_caretaking_where_somebody_was_chosen() -> None:
    assert asked(as_caretaker(member=2), term(member=1)) is No.TAKEN
    assert asked(as_caretaker(member=2), term(member=1, start=10)) is No.TAKEN
    assert asked(as_caretaker(member=2), term(member=1, start=42)) is None


def test_two_roles_do_not_go_together_if_either_says_so() -> None:
    other = replace(term(1, "listener"), apart=frozenset({"tea"}))
    assert asked(term(1, "tea"), other, kind=ROLES["tea"]) is No.CLASH


@pytest.mark.parametrize(("days", "no"), [(89, No.TOO_NEW), (90, None)])
def test_a_role_may_ask_that_somebody_has_belonged_for_a_while(days: int, no: No | None) -> None:
    kind = replace(CHAIR, min_member_days=90)
    joined_at = START - timedelta(days=days)
    assert may_hold(term(), kind, [], BOUNDS, joined_at=joined_at) is no
    assert may_hold(term(days=100, interim=True), kind, [], BOUNDS, joined_at=joined_at) is None
    assert may_hold(term(), CHAIR, [], BOUNDS, joined_at=START) is None


@given(
    months=st.integers(1, 6),
    away=st.lists(st.timedeltas(timedelta(), timedelta(days=60)), max_size=5),
    left=st.timedeltas(timedelta(), timedelta(days=400)),
)
def test_no_leave_is_longer_than_agreed_nor_than_the_term(
    months: int, away: list[timedelta], left: timedelta
) -> None:
    now = datetime(2027, 3, 1, tzinfo=UTC)
    weeks = weeks_left(months, away, now=now, ends_at=now + left)
    assert weeks >= 0
    assert weeks * WEEK <= left
    assert weeks == 0 or weeks * WEEK + sum(away, timedelta()) <= timedelta(days=31 * months)
