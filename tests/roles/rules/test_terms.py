"""Terms: how long, how many at once, how often in a row, and what does not go together."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.roles.rules import ROLES, Bounds, No, Right, RoleKind, Term, may_hold, span_of

START = datetime(2027, 3, 1, tzinfo=UTC)
BOUNDS = Bounds(longest=timedelta(days=366), max_terms=3, max_roles=2)
CHAIR = ROLES["chair"]
COORDINATOR = ROLES["coordinator"]


def term(
    member: int = 1, role: str = "chair", start: int = 0, days: int = 365, **more: bool
) -> Term:
    first = START + timedelta(days=start)
    return Term(member, role, first, first + timedelta(days=days), **more)


def asked(new: Term, *others: Term, kind: RoleKind = CHAIR) -> No | None:
    return may_hold(new, kind, others, BOUNDS)


def test_an_empty_role_can_be_given_for_a_year() -> None:
    assert asked(term()) is None


@pytest.mark.parametrize(
    ("days", "interim", "no"),
    [
        (0, False, No.BACKWARDS),
        (-1, False, No.BACKWARDS),
        (366, False, None),
        (367, False, No.TOO_LONG),
        (183, True, None),
        (184, True, No.TOO_LONG),
    ],
)
def test_a_term_has_an_end_and_the_end_is_not_far(
    days: int,
    interim: bool,  # noqa: FBT001
    no: No | None,
) -> None:
    assert asked(term(days=days, interim=interim)) is no


def test_there_is_one_chair_at_a_time() -> None:
    assert asked(term(), term(member=2, start=100)) is No.TAKEN
    assert asked(term(), term(member=2, start=365)) is None
    assert asked(term(start=365), term(member=2)) is None


def test_a_seat_that_two_hold_one_after_the_other_is_one_seat() -> None:
    new = term(role="coordinator", days=366)
    halves = [term(2, "coordinator", 0, 100), term(3, "coordinator", 100, 100)]
    assert asked(new, *halves, term(4, "coordinator"), kind=COORDINATOR) is None
    full = [term(4, "coordinator"), term(5, "coordinator", 50, 10)]
    assert asked(new, *halves, *full, kind=COORDINATOR) is No.TAKEN


def test_nobody_holds_the_same_role_twice_at_once() -> None:
    assert asked(term(), term(start=10, days=20)) is No.HOLDS_IT


def test_a_listener_is_not_the_chair() -> None:
    assert asked(term(), term(role="listener")) is No.CLASH
    assert asked(term(role="listener"), term(), kind=ROLES["listener"]) is No.CLASH


def test_nobody_carries_three_roles() -> None:
    assert asked(term(), term(role="tea")) is None
    assert asked(term(), term(role="tea"), term(role="door")) is No.TOO_MANY_ROLES
    assert asked(term(), term(role="tea", days=100), term(role="door", start=100)) is None


def test_after_three_years_in_a_row_it_is_anothers_turn() -> None:
    years = [term(start=-365 * n) for n in (1, 2, 3)]
    assert asked(term(), *years[:2]) is None
    assert asked(term(), *years) is No.TOO_OFTEN
    assert asked(term(start=365), *years) is None, "a year between is enough"
    assert asked(term(start=364), *years) is No.TOO_OFTEN


def test_interim_time_is_not_counted_as_a_term() -> None:
    years = [term(start=-365 * n) for n in (1, 2)]
    assert asked(term(), *years, term(start=-900, days=100, interim=True)) is None
    assert asked(term(days=100, interim=True), *years, term(start=-365 * 3)) is None


def test_small_roles_may_go_to_the_same_hands_again() -> None:
    often = [term(role="tea", start=-92 * n, days=92) for n in range(1, 9)]
    assert asked(term(role="tea", days=92), *often, kind=ROLES["tea"]) is None


def test_a_mandate_that_ended_before_it_began_takes_no_seat() -> None:
    assert asked(term(), term(member=2, days=0)) is None


def test_a_mandate_is_over_when_it_was_ended_or_when_its_term_is() -> None:
    end = START + timedelta(days=10)
    assert span_of(START, end, None) == end
    assert span_of(START, end, START + timedelta(days=3)) == START + timedelta(days=3)
    assert span_of(START, end, START - timedelta(days=3)) == START
    assert span_of(START, end, end + timedelta(days=3)) == end


terms = st.builds(
    term,
    member=st.integers(1, 4),
    role=st.sampled_from(["chair", "coordinator", "tea", "listener"]),
    start=st.integers(-800, 800),
    days=st.integers(0, 400),
)


@given(st.lists(terms, max_size=12))
def test_whatever_is_asked_for_no_role_is_overfull_and_nobody_overloaded(
    wanted: list[Term],
) -> None:
    held: list[Term] = []
    for new in wanted:
        if may_hold(new, ROLES[new.role], held, BOUNDS) is None:
            held.append(new)
    for at in {each.start for each in held}:
        now = [each for each in held if each.start <= at < each.end]
        for key, kind in ROLES.items():
            assert sum(each.role == key for each in now) <= kind.seats
        for member in range(1, 5):
            assert sum(each.member == member for each in now) <= BOUNDS.max_roles


def test_every_right_can_be_held_by_two_people() -> None:
    for right in Right:
        assert sum(kind.seats for kind in ROLES.values() if right in kind.rights) >= 2


def test_every_role_says_what_it_is_and_what_it_is_not() -> None:
    for key, kind in ROLES.items():
        assert kind.key == key
        assert kind.about.endswith(".")
        assert kind.not_about.endswith(".")
        assert kind.incompatible <= set(ROLES)
        assert all(key in ROLES[other].incompatible for other in kind.incompatible)
