"""An election by ranking or by ticks: who is chosen, when nobody is, and what stays empty."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules.approval import ApprovalCount
from club.decisions.rules.ballot import (
    BALLOT_LENGTH,
    LETTERS,
    Ballot,
    letter_of,
    ranked,
    ranking,
)
from club.decisions.rules.counting import Tally, Threshold
from club.decisions.rules.ranked.papers import RON, SQ
from club.decisions.rules.ranked.stages import RankedCount
from club.decisions.rules.settling import Question, Settled, numbers_say, settle
from club.decisions.rules.states import Method, Outcome
from club.decisions.rules.told import told
from club.roles.rules.calls import MOST_CANDIDATES

RULE = Threshold(Fraction(1, 2), strict=True, yes_floor=Fraction(1, 5), min_yes=1)
THREE = ("Ada", "Bo", "Cy")
NO_ONE: frozenset[str] = frozenset()


def came(
    method: Method, *said: str, seats: int = 1, gone: frozenset[str] = NO_ONE, base: int = 12
) -> Settled:
    question = Question("a-ref", Ballot(method, THREE), RULE, bytes(32), seats, gone)
    return settle(question, said, base)


rankings = st.builds(
    lambda some, n: ranked(some[:n]), st.permutations(("a", "b", "c", RON)), st.integers(1, 4)
)
ticks = st.sampled_from(["a", "aa", "aab", "aabc", "abc", "ac"])
boxes = st.one_of(
    st.tuples(st.just(Method.STV), st.lists(rankings, max_size=12)),
    st.tuples(st.just(Method.SEATS), st.lists(ticks, max_size=12)),
)


@given(boxes, st.integers(1, 3), st.integers(0, 20))
def test_i8_whoever_is_chosen_and_what_stays_empty_are_all_the_places(
    box: tuple[Method, list[str]], seats: int, base: int
) -> None:
    method, said = box
    found = came(method, *said, seats=seats, base=base)

    assert len(set(found.winner)) == len(found.winner) <= seats
    assert found.counted.tally == Tally(yes=len(said))
    assert (found.counted.outcome is Outcome.CARRIED) == bool(found.winner)


@given(boxes, st.integers(1, 3), st.integers(0, 20))
def test_the_numbers_and_the_chosen_come_to_the_same_outcome(
    box: tuple[Method, list[str]], seats: int, base: int
) -> None:
    method, said = box
    found = came(method, *said, seats=seats, base=base)

    again = numbers_say(method, RULE, found.counted.tally, base, winner=found.winner)
    assert (again.outcome, again.yes_needed) == (found.counted.outcome, found.counted.yes_needed)


@given(st.lists(rankings, min_size=3, max_size=12), st.randoms(), st.integers(1, 3))
def test_i7_the_order_of_the_ballots_changes_nobody(
    said: list[str], chance: object, seats: int
) -> None:
    mixed = list(said)
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    assert came(Method.STV, *mixed, seats=seats) == came(Method.STV, *said, seats=seats)


def test_more_than_half_of_the_ballots_choose_for_one_place() -> None:
    found = came(Method.STV, *["rab"] * 4, *["rba"] * 3, *["rcb"] * 2)

    assert (found.counted.outcome, found.winner) == (Outcome.CARRIED, "b")
    assert isinstance(found.count, RankedCount)


def test_two_places_go_to_two_halves_of_the_club() -> None:
    found = came(Method.STV, *["rabc"] * 5, *["rcba"] * 4, seats=2)

    assert found.winner == "ac"


def test_where_other_names_are_asked_for_nobody_is_chosen() -> None:
    found = came(Method.STV, *["rz"] * 4, *["rza"] * 2, *["rab"] * 3)

    assert (found.counted.outcome, found.winner) == (Outcome.NOT_CARRIED, "")
    assert isinstance(found.count, RankedCount)
    assert found.count.reopened


def test_other_names_can_be_asked_for_one_of_two_places() -> None:
    found = came(Method.STV, *["rab"] * 5, *["rz"] * 5, *["rbz"], seats=2)

    assert found.winner == "a"
    assert isinstance(found.count, RankedCount)
    assert (found.count.vacant, found.count.reopened) == (1, True)


def test_ballots_pass_over_whoever_has_stood_down() -> None:
    found = came(Method.STV, *["rab"] * 5, *["rcb"] * 4, gone=frozenset("a"))

    assert found.winner == "b"


def test_where_all_have_stood_down_nobody_is_chosen() -> None:
    for method, said in ((Method.STV, "rabc"), (Method.SEATS, "aabc")):
        found = came(method, *[said] * 6, gone=frozenset("abc"))
        assert (found.counted.outcome, found.winner) == (Outcome.NOT_CARRIED, ""), method


def test_who_is_ticked_by_more_than_half_has_a_place() -> None:
    found = came(Method.SEATS, *["aab"] * 2, *["aa"] * 3, "abc", seats=3)

    assert found.winner == "a", "b has half, and half is not enough"
    assert isinstance(found.count, ApprovalCount)
    assert found.count.vacant == 2


def test_too_few_ballots_choose_nobody_and_would_have_chosen_somebody() -> None:
    found = came(Method.STV, "rab", "rab")

    assert (found.counted.outcome, found.winner) == (Outcome.NO_QUORUM, "")
    assert found.counted.yes_needed == 3
    assert found.counted.leads


def test_no_ballot_at_all_is_too_few() -> None:
    for base in (0, 12):
        assert came(Method.STV, base=base).counted.outcome is Outcome.NO_QUORUM


def test_a_ballot_that_asks_to_keep_things_as_they_are_is_none_of_an_election() -> None:
    with pytest.raises(ValueError, match="not one of"):
        came(Method.STV, "ras")
    assert not Ballot(Method.RANKED, THREE).holds("raz")


def test_as_many_can_stand_as_there_are_letters() -> None:
    assert len(LETTERS) == MOST_CANDIDATES == len(set(LETTERS))
    assert not {letter_of(SQ), letter_of(RON)} & set(LETTERS)
    everybody = Ballot(Method.STV, ("",) * MOST_CANDIDATES)
    longest = ranked(everybody.refs)
    assert everybody.holds(longest)
    assert len(longest) == BALLOT_LENGTH
    assert ranking(longest) == everybody.refs


def test_a_ballot_is_told_by_the_names_on_it() -> None:
    assert told(Ballot(Method.STV, THREE), "rbz") == "1. Bo, 2. Re-open nominations"
    assert told(Ballot(Method.SEATS, THREE), "aac") == "Ada, Cy"
