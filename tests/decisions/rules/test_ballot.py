"""What can be said on a ballot, and the one way in which it is written down."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules.ballot import (
    BALLOT_LENGTH,
    CHOSEN,
    DRAWN,
    ELECTS,
    LEAST_OPTIONS,
    MOST_OPTIONS,
    OPTION_LENGTH,
    Ballot,
    advised,
    advising,
    approved,
    approving,
    ranked,
    ranking,
)
from club.decisions.rules.electorate import listable
from club.decisions.rules.states import Method
from club.decisions.rules.told import named, told

MOST = Ballot(Method.RANKED, tuple(f"Option {n}" for n in range(MOST_OPTIONS)))
TWO = ("Tea", "Cocoa")
orders = st.permutations(MOST.refs).flatmap(
    lambda refs: st.integers(1, len(refs)).map(lambda n: tuple(refs[:n]))
)


@given(orders)
def test_a_ranking_comes_back_as_it_was_meant(refs: tuple[str, ...]) -> None:
    said = ranked(refs)

    assert ranking(said) == refs
    assert MOST.holds(said)
    assert len(said) <= BALLOT_LENGTH


@given(st.sets(st.sampled_from(MOST.refs[:-1])))
def test_what_one_can_live_with_is_written_in_one_way(picks: set[str]) -> None:
    ballot = Ballot(Method.APPROVAL, MOST.options)

    assert set(approved(approving(picks))) == picks
    assert ballot.holds(approving(picks))
    assert not ballot.holds(approving(picks) + "k")


@given(st.sampled_from(list(Method)), st.text(alphabet="rabsvj yeno", max_size=14))
def test_no_ballot_of_one_way_is_longer_than_its_column(method: Method, said: str) -> None:
    if Ballot(method, TWO).holds(said):
        assert len(said) <= BALLOT_LENGTH
        assert told(Ballot(method, TWO), said)


@pytest.mark.parametrize(
    ("method", "wrong"),
    [
        (Method.RANKED, "r"),
        (Method.RANKED, "raa"),
        (Method.RANKED, "rc"),
        (Method.RANKED, "aab"),
        (Method.RANKED, ""),
        (Method.APPROVAL, "aba"),
        (Method.APPROVAL, "aaa"),
        (Method.APPROVAL, "as"),
        (Method.APPROVAL, ""),
        (Method.APPROVAL, "ra"),
        (Method.ADVICE, "v"),
        (Method.ADVICE, "vab"),
        (Method.ADVICE, "vc"),
        (Method.ADVICE, "aa"),
        (Method.CONSENT, "yes"),
        (Method.YES_NO, "consent"),
        (Method.YES_NO, "maybe"),
    ],
)
def test_what_no_ballot_says_is_not_taken(method: Method, wrong: str) -> None:
    assert not Ballot(method, TWO).holds(wrong)


@pytest.mark.parametrize(
    ("method", "said", "words"),
    [
        (Method.RANKED, "rsb", "1. Keep things as they are, 2. Cocoa"),
        (Method.APPROVAL, "aab", "Tea, Cocoa"),
        (Method.APPROVAL, "a", "None of these"),
        (Method.ADVICE, "vb", "Cocoa"),
        (Method.CONSENT, "object", "I object"),
        (Method.YES_NO, "no_opinion", "No opinion"),
    ],
)
def test_a_ballot_is_read_out_in_words(method: Method, said: str, words: str) -> None:
    assert told(Ballot(method, TWO), said) == words


def test_advice_names_one_option() -> None:
    assert advised(advising("b")) == "b"


def test_an_option_that_is_not_there_is_called_by_its_letter() -> None:
    assert named(Ballot(Method.APPROVAL, TWO), "c") == "c"
    assert named(Ballot(Method.RANKED, TWO), "ron") == "Re-open nominations"


def test_all_voters_see_the_options_in_the_same_drawn_order() -> None:
    first = MOST.laid_out("one")

    assert first == MOST.laid_out("one")
    assert sorted(first) == list(zip("abcdefghij", MOST.options, strict=True))
    others = {MOST.laid_out(f"decision {n}")[0] for n in range(80)}
    assert len(others) == MOST_OPTIONS, "each stands first in some decision"


def test_where_an_option_stands_depends_on_its_letter_and_not_on_its_words() -> None:
    drinks, rooms = (Ballot(Method.ADVICE, each) for each in (TWO, ("Hall", "Attic")))

    for ref in ("one", "two", "three"):
        letters = [letter for letter, _words in drinks.laid_out(ref)]
        assert letters == [letter for letter, _words in rooms.laid_out(ref)]
        assert sorted(letters) == ["a", "b"]


def test_a_ranking_can_keep_things_as_they_are_and_nothing_else_can() -> None:
    assert Ballot(Method.RANKED, TWO).refs == ("a", "b", "sq")
    assert Ballot(Method.APPROVAL, TWO).refs == Ballot(Method.ADVICE, TWO).refs == ("a", "b")
    assert Ballot(Method.CONSENT).refs == Ballot(Method.YES_NO).refs == ()


def test_what_was_agreed_on_options() -> None:
    assert (LEAST_OPTIONS, MOST_OPTIONS, OPTION_LENGTH) == (2, 10, 80)
    assert len(ranked(MOST.refs)) == MOST_OPTIONS + 2 <= BALLOT_LENGTH
    assert {Method.RANKED, Method.APPROVAL, Method.ADVICE} == CHOSEN - ELECTS
    assert {Method.ADVICE} == CHOSEN - DRAWN


def test_a_ranking_that_nobody_else_cast_keeps_the_list_closed() -> None:
    alone = ["rab"] * 9 + ["rba"]

    assert not listable(alone, 10, telling=True)
    assert listable(alone, 10, telling=False)
    assert listable(["rab"] * 8 + ["rba"] * 2, 10, telling=True)
    assert not listable(["rab"] * 9, 10, telling=True)
    assert not listable([], 0, telling=True)
    assert listable(["yes"], 0, telling=False)
