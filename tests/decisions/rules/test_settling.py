"""A vote comes to what its way of counting says; without its ballots, to what its numbers say."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules import lot
from club.decisions.rules.approval import ApprovalCount
from club.decisions.rules.ballot import Ballot
from club.decisions.rules.counting import Tally, Threshold
from club.decisions.rules.ranked.papers import SQ
from club.decisions.rules.ranked.stages import RankedCount
from club.decisions.rules.settling import Question, Settled, numbers_say, settle
from club.decisions.rules.states import Method, Outcome

ORDINARY = Threshold(Fraction(1, 2), strict=True, yes_floor=Fraction(1, 5), min_yes=3)
THREE = ("Tea", "Cocoa", "Water")
RANKINGS = ["rabc", "rbac", "rcs", "rsa", "rs", "rb", "rcb", "rasb"]
METHODS = {
    Method.YES_NO: ["yes", "no", "no_opinion"],
    Method.RANKED: RANKINGS,
    Method.APPROVAL: ["a", "aa", "aab", "aabc", "ac"],
    Method.CONSENT: ["consent", "concern", "object"],
    Method.ADVICE: ["va", "vb", "vc"],
}


def asked(method: Method) -> Question:
    return Question("a-ref", Ballot(method, THREE), ORDINARY, bytes(32))


def came(method: Method, *said: str, base: int = 12) -> Settled:
    return settle(asked(method), said, base)


boxes = st.sampled_from(list(METHODS)).flatmap(
    lambda method: st.tuples(
        st.just(method), st.lists(st.sampled_from(METHODS[method]), max_size=14)
    )
)


@given(boxes, st.integers(0, 20), st.randoms())
def test_i7_the_order_of_the_ballots_changes_nothing(
    box: tuple[Method, list[str]], base: int, chance: object
) -> None:
    method, said = box
    mixed = list(said)
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    assert settle(asked(method), mixed, base) == settle(asked(method), said, base)


@given(boxes, st.integers(0, 20))
def test_the_numbers_alone_come_to_the_same_outcome(
    box: tuple[Method, list[str]], base: int
) -> None:
    method, said = box
    found = settle(asked(method), said, base).counted

    again = numbers_say(method, ORDINARY, found.tally, base)
    assert (again.outcome, again.yes_needed) == (found.outcome, found.yes_needed)
    assert found.tally.ballots == len(said)
    assert found.base == base


def test_what_most_put_above_things_as_they_are_wins() -> None:
    found = came(Method.RANKED, *["rab"] * 4, *["rba"] * 2, "rsa")

    assert (found.counted.outcome, found.winner) == (Outcome.CARRIED, "a")
    assert (found.counted.tally.yes, found.counted.tally.no) == (6, 1)
    assert found.counted.leads
    assert isinstance(found.count, RankedCount)


def test_things_as_they_are_can_win_a_ranking() -> None:
    found = came(Method.RANKED, *["rsa"] * 4, "rab", "rba")

    assert (found.counted.outcome, found.winner) == (Outcome.NOT_CARRIED, SQ)
    assert not found.counted.leads


def test_a_winner_that_too_few_want_is_not_enough() -> None:
    found = came(Method.RANKED, "rab", "ra")

    assert (found.counted.outcome, found.winner) == (Outcome.NO_QUORUM, "a")
    assert found.counted.leads


def test_what_more_than_half_can_live_with_wins() -> None:
    found = came(Method.APPROVAL, "aa", "aab", "aa", "aac", "ab")

    assert (found.counted.outcome, found.winner) == (Outcome.CARRIED, "a")
    assert (found.counted.tally.yes, found.counted.tally.no) == (4, 1)


def test_no_option_that_half_can_live_with_changes_nothing() -> None:
    found = came(Method.APPROVAL, "aa", "ab", "ac", "a", "a", "aa")

    assert (found.counted.outcome, found.winner) == (Outcome.NOT_CARRIED, "")
    assert not found.counted.leads


def test_what_wins_among_the_options_may_still_lose_against_things_as_they_are() -> None:
    found = came(Method.RANKED, "ra", "ra", "ra", "rbsa", "rbsa", "rs")

    assert (found.counted.outcome, found.winner) == (Outcome.NOT_CARRIED, "a")
    assert (found.counted.tally.yes, found.counted.tally.no) == (3, 3)
    assert not found.counted.leads


def test_where_nobody_was_for_or_against_it_depends_on_what_was_asked() -> None:
    silent = Tally(no_opinion=4)
    ranking = numbers_say(Method.RANKED, ORDINARY, silent, 12)
    plain = numbers_say(Method.YES_NO, ORDINARY, silent, 12)
    advice = numbers_say(Method.ADVICE, ORDINARY, silent, 12)

    assert (ranking.outcome, ranking.leads) == (Outcome.NOT_CARRIED, False)
    assert plain.outcome is Outcome.NO_QUORUM
    assert (advice.outcome, advice.leads, advice.yes_needed) == (Outcome.ADVICE, False, 0)


def test_one_objection_holds_a_proposal_up() -> None:
    found = came(Method.CONSENT, *["consent"] * 8, "object")

    assert found.counted.outcome is Outcome.OBJECTED
    assert (found.counted.tally.yes, found.counted.tally.no) == (8, 1)
    assert not found.counted.leads


def test_a_concern_holds_nothing_up() -> None:
    found = came(Method.CONSENT, "consent", "concern", "concern")

    assert (found.counted.outcome, found.counted.yes_needed) == (Outcome.CARRIED, 3)
    assert found.counted.leads


def test_advice_carries_nothing_and_equals_name_nobody() -> None:
    first, equal = came(Method.ADVICE, "va", "va", "vb"), came(Method.ADVICE, "va", "vb")

    assert (first.counted.outcome, first.winner) == (Outcome.ADVICE, "a")
    assert (equal.counted.outcome, equal.winner) == (Outcome.ADVICE, "")
    assert (first.counted.tally.no_opinion, first.counted.yes_needed) == (3, 0)
    assert not first.counted.leads
    assert came(Method.ADVICE, "va", "va").winner == "a", "the others are equal, and not first"


@pytest.mark.parametrize("method", METHODS)
def test_where_nobody_voted_there_were_not_enough(method: Method) -> None:
    found = came(method)

    assert found.counted.outcome is Outcome.NO_QUORUM
    assert (found.winner, found.count) == ("", None)
    assert not found.counted.leads


@pytest.mark.parametrize("method", METHODS)
def test_a_ballot_of_another_question_is_not_counted(method: Method) -> None:
    with pytest.raises(ValueError, match="not one of this question's"):
        came(method, "rz")


@pytest.mark.parametrize("method", [Method.RANKED, Method.APPROVAL])
def test_the_lot_is_drawn_from_what_was_fixed_and_from_every_ballot(method: Method) -> None:
    said = METHODS[method][:3]
    found = settle(asked(method), said, 12).count

    assert isinstance(found, RankedCount | ApprovalCount)
    sown = lot.seed("a-ref", bytes(32), lot.digest(said))
    assert found.order == lot.order(sown, asked(method).ballot.refs)
