"""When the club is asked for names: early enough, once for each end, and again after four weeks."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from club.roles.rules import ROLES, RoleKind, Standing, Term
from club.roles.rules.calls import (
    AGAIN_AFTER,
    Called,
    Steps,
    Wanted,
    is_elected,
    settled_until,
    wanted,
)
from tests.roles.rules.test_terms import START, term

DAY = timedelta(days=1)
STEPS = Steps(7 * DAY, 5 * DAY, 2 * DAY)
CHAIR = ROLES["chair"]
END = START + 365 * DAY


def asked(
    *terms: Term,
    at: int,
    called: int | None = None,
    again: int | None = None,
    kind: RoleKind = CHAIR,
) -> Wanted | None:
    """Ask on a day counted from the end of the first term, as the other days are."""
    once = None
    if called is not None:
        once = Called(END + called * DAY, None if again is None else END + again * DAY)
    return wanted(kind, terms, STEPS, called=once, now=END + at * DAY)


def test_names_are_wanted_three_weeks_before_a_term_ends_and_not_earlier() -> None:
    assert STEPS.lead == 21 * DAY
    assert asked(term(), at=-22) is None
    assert asked(term(), at=-21) == Wanted("chair", 1, END)


def test_names_are_wanted_once_for_each_end() -> None:
    assert asked(term(), at=-20, called=0) is None
    assert asked(term(), at=1, called=0) is None


def test_a_role_laid_down_early_is_asked_for_at_once() -> None:
    laid_down = term(days=100)
    day = START + 101 * DAY
    found = wanted(CHAIR, [laid_down], STEPS, called=None, now=day)
    assert found == Wanted("chair", 1, day)


def test_a_place_that_stays_empty_is_asked_for_again_after_four_weeks() -> None:
    again = settled_until(END, END - 14 * DAY, reopened=False)
    assert again == END + AGAIN_AFTER
    assert asked(term(), at=27, called=0, again=28) is None
    found = asked(term(), at=28, called=0, again=28)
    assert found is not None
    assert found.starts_at == again


def test_nobody_is_asked_again_as_long_as_an_election_goes_on() -> None:
    assert asked(term(), at=100, called=0) is None


def test_where_voters_ask_for_other_names_they_are_asked_for_at_once() -> None:
    over = END - 9 * DAY
    assert settled_until(END, over, reopened=True) == over
    found = asked(term(), at=-9, called=0, again=-9)
    assert found == Wanted("chair", 1, END), "the place is free from the same day"


def test_an_election_that_came_late_is_asked_for_again_four_weeks_after_it() -> None:
    assert settled_until(END, END + DAY, reopened=False) == END + DAY + AGAIN_AFTER


def test_i14_an_end_is_not_forgotten_however_late_the_clock_comes() -> None:
    found = asked(term(), at=400)
    assert found == Wanted("chair", 1, END + 400 * DAY)


def test_a_place_that_somebody_is_chosen_for_later_is_not_free() -> None:
    assert asked(term(), term(2, start=367), at=1) is None
    two = (term(1, "coordinator"), term(2, "coordinator", start=370))
    found = asked(*two, at=0, kind=ROLES["coordinator"])
    assert found is not None
    assert found.seats == 2


def test_nobody_is_asked_where_somebody_was_chosen_already() -> None:
    assert asked(term(), term(2, start=365), at=-10) is None
    assert asked(term(), term(2, start=365), at=28, called=0, again=28) is None


def test_all_places_that_are_free_by_then_are_asked_for_together() -> None:
    two = (term(1, "coordinator"), term(2, "coordinator", start=30))
    found = asked(*two, at=-10, kind=ROLES["coordinator"])
    assert found == Wanted("coordinator", 2, END)


def test_deputies_and_caretakers_are_no_terms_that_end() -> None:
    for standing in (Standing.ACTING, Standing.CARETAKER):
        assert asked(replace(term(), standing=standing), at=-10) is None


def test_small_roles_go_by_a_raised_hand() -> None:
    assert not is_elected(ROLES["tea"])
    assert asked(term(1, "tea"), at=-10, kind=ROLES["tea"]) is None


def test_a_role_nobody_ever_held_is_not_called_for() -> None:
    assert asked(at=0) is None


@given(
    starts=st.lists(st.tuples(st.integers(0, 400), st.integers(1, 365)), max_size=6),
    at=st.integers(-400, 400),
    called=st.none() | st.integers(-400, 400),
)
def test_no_more_places_are_offered_than_are_free(
    starts: list[tuple[int, int]], at: int, called: int | None
) -> None:
    kind = ROLES["coordinator"]
    terms = [term(n, "coordinator", start, days) for n, (start, days) in enumerate(starts)]
    found = asked(*terms, at=at, called=called, again=at, kind=kind)
    if found is not None:
        day = found.starts_at
        days = [day + n * DAY for n in range(kind.term_days)]
        held = max(sum(each.start <= one < each.end for each in terms) for one in days)
        assert 0 < found.seats == kind.seats - held
        assert day >= END + at * DAY
