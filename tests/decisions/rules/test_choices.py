"""Choices between options and elections of people: from the count to what it means."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules import elections, options
from club.decisions.rules.approval import ApprovalCount, count_approval, text
from club.decisions.rules.counting import Threshold
from club.decisions.rules.elections import Elected
from club.decisions.rules.electorate import least
from club.decisions.rules.options import NO_OPTION, Settlement, against_sq
from club.decisions.rules.ranked.counting import count_papers, count_ranked
from club.decisions.rules.ranked.papers import RON, SQ, Contest, Ranking, sort_papers
from club.decisions.rules.states import Outcome

HALF = Threshold(Fraction(1, 2), strict=True, yes_floor=Fraction(1, 5), min_yes=3)
TWO_THIRDS = Threshold(Fraction(2, 3), strict=False, yes_floor=Fraction(1, 3), min_yes=3)
OPTIONS = Contest((SQ, "red", "blue"))
FIFTH = Fraction(1, 5)


def settled(ballots: list[Ranking], rule: Threshold, base: int) -> Settlement:
    papers = sort_papers(ballots, OPTIONS)
    count = count_papers(papers, OPTIONS, (SQ, "red", "blue"))
    return options.settled(count, papers, rule, base)


def test_the_winner_must_beat_keeping_things_by_the_share_of_its_class() -> None:
    ballots = [("red", SQ)] * 5 + [("blue", SQ, "red")] * 2 + [(SQ,)] * 2

    assert settled(ballots, HALF, 20) == Settlement(Outcome.CARRIED, "red", 5, 4, 0, 20, 4)
    assert settled(ballots, TWO_THIRDS, 12).outcome is Outcome.NOT_CARRIED
    more = [*ballots, *[("red",)] * 3]
    assert settled(more, TWO_THIRDS, 12) == Settlement(Outcome.CARRIED, "red", 8, 4, 0, 12, 4)


def test_a_winner_whom_too_few_want_has_not_enough_people() -> None:
    ballots = [("red", SQ)] * 3

    assert settled(ballots, HALF, 16).outcome is Outcome.NO_QUORUM
    assert settled(ballots, HALF, 15).outcome is Outcome.CARRIED
    assert settled(ballots[:2], HALF, 5).outcome is Outcome.NO_QUORUM


def test_a_ballot_that_names_neither_has_no_opinion() -> None:
    ballots = [("red",)] * 4 + [("blue",)] * 2 + [(SQ, "blue")]

    assert settled(ballots, HALF, 10) == Settlement(Outcome.CARRIED, "red", 4, 1, 2, 10, 3)


def test_where_keeping_things_wins_nothing_is_carried() -> None:
    ballots = [(SQ, "red")] * 4 + [("red",)] * 3

    assert settled(ballots, HALF, 10) == Settlement(Outcome.NOT_CARRIED, SQ, 0, 0, 7, 10, 3)


def test_one_more_ballot_against_can_change_which_option_is_tried() -> None:
    # Every run-off can do this: who comes last decides whose ballots move. The test against
    # keeping things is what an added "no" can never turn; which option faces it, it can.
    ballots = [(SQ, "red")] * 3 + [("red", "blue")] * 4 + [("blue", SQ, "red")] * 5

    assert settled(ballots, HALF, 13).outcome is Outcome.NOT_CARRIED
    assert settled(ballots, HALF, 13).winner == "red"
    assert settled([*ballots, (SQ,)], HALF, 13).winner == "blue"
    assert settled([*ballots, (SQ,)], HALF, 13).outcome is Outcome.CARRIED


def test_a_tie_with_keeping_things_keeps_them() -> None:
    assert settled([(SQ,), ("red",)], HALF, 2).winner == SQ


@pytest.mark.parametrize("ballots", [[], [()], [("green",)]])
def test_without_a_ballot_that_counts_there_were_not_enough_people(ballots: list[Ranking]) -> None:
    found = settled(ballots, HALF, 10)

    assert found.outcome is Outcome.NO_QUORUM
    assert found.winner == SQ, "things stay as they are"


@given(
    st.lists(st.permutations([SQ, "red", "blue"]).map(tuple), max_size=30),
    st.sampled_from(["red", "blue"]),
)
def test_yes_and_no_to_an_option_are_all_who_name_it_or_keeping_things(
    ballots: list[Ranking], option: str
) -> None:
    heard = against_sq([(each, 2) for each in ballots], option)

    above = sum(each.index(option) < each.index(SQ) for each in ballots)
    assert (heard.yes, heard.no, heard.no_opinion) == (
        2 * above,
        2 * (len(ballots) - above),
        0,
    )


def test_by_approval_whoever_does_not_approve_says_no() -> None:
    ballots = [("red", "blue")] * 4 + [("blue",)] * 2 + [()] * 3
    count = count_approval(ballots, Contest(("red", "blue")), ("red", "blue"))

    found = options.settled_by_approval(count, HALF, 20)
    assert found == Settlement(Outcome.CARRIED, "blue", 6, 3, 0, 20, 4)
    found = options.settled_by_approval(count, TWO_THIRDS, 12)
    assert found.outcome is Outcome.CARRIED
    assert options.settled_by_approval(count, TWO_THIRDS, 21).outcome is Outcome.NO_QUORUM


def test_by_approval_nothing_is_carried_that_half_do_not_want() -> None:
    contest = Contest(("red", "blue"))
    none = count_approval([("red",), ("blue",)], contest, ("red", "blue"))
    empty = count_approval([], contest, ("red", "blue"))

    assert options.settled_by_approval(none, HALF, 2) == Settlement(
        Outcome.NOT_CARRIED, NO_OPTION, 0, 2, 0, 2, 2
    )
    assert options.settled_by_approval(empty, HALF, 2).outcome is Outcome.NO_QUORUM


def election(ballots: list[Ranking], seats: int, base: int) -> Elected:
    contest = Contest(("ann", "bo", RON), seats)
    return elections.settled(count_ranked(ballots, contest, ("ann", "bo", RON)), FIFTH, base)


def test_an_election_needs_a_fifth_of_the_base_to_have_voted() -> None:
    ballots: list[Ranking] = [("ann",), ("ann", "bo"), ("bo",)]

    assert election(ballots, 1, 15) == Elected(Outcome.CARRIED, ("ann",), 0, 3, 15, 3)
    assert election(ballots, 1, 16) == Elected(Outcome.NO_QUORUM, (), 1, 3, 16, 4)


def test_ballots_that_do_not_count_do_not_make_up_the_numbers() -> None:
    ballots: list[Ranking] = [("ann",), (), ("ann", "ann")]

    assert election(ballots, 1, 10).outcome is Outcome.NO_QUORUM
    assert election(ballots, 1, 10).ballots == 1
    assert election([], 1, 0).outcome is Outcome.NO_QUORUM
    assert election([("bo",)], 1, 0).elected == ("bo",)


def test_where_new_nominations_win_nobody_is_elected() -> None:
    assert election([(RON,)] * 3 + [("ann",)], 1, 10) == Elected(
        Outcome.NOT_CARRIED, (), 1, 4, 10, 2
    )
    partly = election([(RON,)] * 4 + [("ann",)] * 4 + [("bo",)], 2, 10)
    assert partly == Elected(Outcome.CARRIED, ("ann",), 1, 9, 10, 2)


@given(st.fractions(min_value=0, max_value=1, max_denominator=12), st.integers(0, 500))
def test_a_part_of_the_base_is_the_fewest_members_that_reach_it(part: Fraction, base: int) -> None:
    needed = least(part, base)

    assert needed >= part * base
    assert needed - 1 < part * base


def approved(ballots: list[Ranking], seats: int = 1, order: str = "abcd") -> ApprovalCount:
    return count_approval(ballots, Contest(("a", "b", "c", "d"), seats), tuple(order))


def test_approval_elects_whom_more_than_half_approve_of_most_first() -> None:
    count = approved([("a", "b"), ("b",), ("a", "b"), ("c",), ()], seats=3)

    assert count.elected == ("b",), "two of five are not more than half"
    assert (count.votes, count.needed, count.vacant) == (5, 3, 2)
    assert [(each.candidate, each.votes) for each in count.approvals] == [
        ("b", 3),
        ("a", 2),
        ("c", 1),
        ("d", 0),
    ]
    assert approved([("a", "b"), ("b",), ("a", "b")], seats=3).elected == ("b", "a")


def test_exactly_half_is_not_enough() -> None:
    assert approved([("a",), ()]).elected == ()
    assert approved([("a",), ("a",), ()]).elected == ("a",)


def test_approving_of_nobody_is_an_answer_and_a_broken_ballot_is_none() -> None:
    count = approved([(), ("a", "a"), ("x",), ("a",)])

    assert (count.votes, count.invalid) == (2, 2)


def test_the_lot_gives_the_last_seat_between_equals() -> None:
    ballots: list[Ranking] = [("a", "b", "c"), ("a", "b", "c"), ("a",)]
    count = approved(ballots, seats=2, order="dcab")

    assert count.elected == ("a", "c")
    assert count.tied == ("c", "b")
    assert count.lot == "yes"
    assert approved(ballots, seats=2).elected == ("a", "b")


@pytest.mark.parametrize("seats", [1, 3, 4])
def test_no_lot_is_needed_where_the_equals_all_sit_or_none_does(seats: int) -> None:
    ballots: list[Ranking] = [("a", "b", "c"), ("a", "b", "c"), ("a",)]

    assert approved(ballots, seats=seats).tied == ()
    assert approved(ballots, seats=seats).lot == "no"


def test_nobody_who_has_withdrawn_is_elected_by_approval() -> None:
    contest = Contest(("a", "b"), 2, frozenset("a"))
    count = count_approval([("a", "b"), ("a",), ("b",)], contest, ("b",))

    assert count.elected == ("b",)
    assert (count.votes, count.invalid) == (3, 0)
    with pytest.raises(ValueError, match="exactly those"):
        count_approval([], contest, ("a", "b"))


def test_candidates_may_stand_in_any_order_on_the_ballot() -> None:
    assert count_approval([("a",)], Contest(("b", "a")), ("a", "b")).elected == ("a",)


@given(
    st.lists(st.sets(st.sampled_from("abcd")), max_size=20),
    st.integers(1, 4),
    st.permutations("abcd"),
)
def test_approval_never_fills_more_than_the_seats_nor_without_half(
    ballots: list[set[str]], seats: int, order: list[str]
) -> None:
    count = count_approval(ballots, Contest(("a", "b", "c", "d"), seats), tuple(order))

    wanted = {name: sum(name in each for each in ballots) for name in "abcd"}
    assert len(count.elected) + count.vacant == seats
    assert all(wanted[name] * 2 > len(ballots) for name in count.elected)
    others = [n for n in "abcd" if n not in count.elected and wanted[n] * 2 > len(ballots)]
    assert not others or len(count.elected) == seats
    assert all(wanted[one] <= wanted[name] for one in others for name in count.elected)


def test_an_approval_is_hashed_in_one_way_whatever_was_ticked_first() -> None:
    assert text(("red", "blue")) == text(("blue", "red")) == '["blue","red"]'
