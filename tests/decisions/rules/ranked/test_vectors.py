"""Ranked counts by name: published ones, and small ones worked out by hand."""

import pytest

from club.decisions.rules.advisory import count_choice
from club.decisions.rules.ranked.counting import count_ranked
from club.decisions.rules.ranked.papers import RON, SQ, Contest, Ranking
from club.decisions.rules.ranked.stages import (
    NOBODY,
    UNIT,
    LotMattered,
    RankedCount,
    Settled,
    Standing,
    Tie,
    Why,
)
from tests.decisions.rules.ranked.naive import by_every_lot

TENNESSEE = {"MNCK": 42, "NCKM": 26, "CKNM": 15, "KCNM": 17}
SCHULZE = {
    "ACBED": 5,
    "ADECB": 5,
    "BEDAC": 8,
    "CABED": 3,
    "CAEBD": 7,
    "CBADE": 2,
    "DCEBA": 7,
    "EBADC": 8,
}


def cast(piles: dict[str, int]) -> list[Ranking]:
    """Write ballots as letters: R stands for RON, S for SQ."""
    called = {"R": RON, "S": SQ}
    return [tuple(called.get(c, c) for c in names) for names, n in piles.items() for _ in range(n)]


def counted(piles: dict[str, int], names: str, seats: int = 1, order: str = "") -> RankedCount:
    """Count ballots written as letters; the lot's order is that of the names, unless told."""
    contest = Contest(cast({names: 1})[0], seats)
    return count_ranked(cast(piles), contest, cast({order or names: 1})[0])


def held(count: RankedCount, stage: int) -> dict[str, int]:
    return {each.candidate: each.votes for each in count.stages[stage - 1].held}


def test_tennessee_gives_memphis_by_plurality_and_knoxville_by_run_off() -> None:
    first = [names[0] for names in cast(TENNESSEE)]

    assert count_choice(first, tuple("MNCK")).lines[0].option == "M"
    count = counted(TENNESSEE, "MNCK")
    assert count.elected == ("K",)
    assert [stage.of for stage in count.stages] == [NOBODY, "C", "N"]
    assert held(count, 2) == {"M": 42 * UNIT, "N": 26 * UNIT, "C": 0, "K": 32 * UNIT}
    assert count.stages[-1].elected == ("K",)
    assert count.lot is LotMattered.NO


def test_schulzes_45_voters_elect_c_by_run_off() -> None:
    count = counted(SCHULZE, "ABCDE")

    assert count.votes == 45
    assert count.elected == ("C",)
    assert [stage.of for stage in count.stages[1:]] == ["D", "E", "A"]
    assert count.stages[2].ties == (Tie(("B", "E"), Settled.LOT),)
    assert count.results == (("C",),), "whichever of B and E the lot lets go"
    assert count.lot is LotMattered.NO


@pytest.mark.parametrize(("order", "winner"), [("ABC", "B"), ("CBA", "C"), ("BAC", "B")])
def test_the_lot_gives_the_seat_to_b_or_c_and_never_to_a(order: str, winner: str) -> None:
    count = counted({"A": 3, "BC": 2, "CB": 2}, "ABC", order=order)

    assert count.elected == (winner,)
    assert count.stages[1].ties == (Tie(("B", "C"), Settled.LOT),)
    assert count.lot is LotMattered.YES
    assert count.results == (("B",), ("C",))


def test_a_tie_is_broken_by_the_stage_before() -> None:
    # B and C hold 4 each once D's ballot has gone to B; at the first stage C held more.
    count = counted({"A": 6, "B": 3, "CA": 4, "DB": 1}, "ABCD")

    assert held(count, 2) == {"A": 6 * UNIT, "B": 4 * UNIT, "C": 4 * UNIT, "D": 0}
    assert count.stages[2].of == "B"
    assert count.stages[2].ties == (Tie(("B", "C"), Settled.EARLIER, 1),)
    assert count.lot is LotMattered.NO
    assert count.results == ()


def test_a_tie_is_broken_two_stages_back() -> None:
    # E's ballot makes B and C equal at 5 at stage 2, and D's going leaves them so at stage 3.
    count = counted({"A": 8, "B": 4, "CA": 5, "DF": 2, "EB": 1, "F": 6}, "ABCDEF")
    assert [stage.of for stage in count.stages[:4]] == [NOBODY, "E", "D", "B"]
    assert held(count, 3)["B"] == held(count, 3)["C"] == held(count, 2)["B"] == held(count, 2)["C"]
    assert count.stages[3].ties == (Tie(("B", "C"), Settled.EARLIER, 1),)


def test_a_tie_is_broken_at_the_latest_stage_at_which_they_differed() -> None:
    # A's surplus gives C 0.99996 at stage 2, B's gives D as much at stage 3; E goes at stage 4.
    count = counted({"ACE": 6, "BD": 6, "C": 1, "D": 1, "E": 1, "F": 1}, "ABCDEF", 3)

    assert held(count, 4)["C"] == held(count, 4)["D"] == 199_996
    assert count.stages[5].of == "D"
    assert count.stages[5].ties == (Tie(("C", "D"), Settled.EARLIER, 2),)


def test_of_three_only_those_stay_tied_who_were_lowest_before() -> None:
    # B, C and D hold 3 at stage 2; C had 2 at the first stage, the others 3.
    count = counted({"A": 6, "B": 3, "C": 2, "D": 3, "EC": 1}, "ABCDE")

    assert count.stages[2].of == "C"
    assert count.stages[2].ties == (Tie(("B", "C", "D"), Settled.EARLIER, 1),)
    assert count.stages[3].ties == (Tie(("B", "D"), Settled.LOT),)
    assert count.lot is LotMattered.NO, "A wins whoever of B and D goes first"
    assert count.results == (("A",),)


def test_nothing_but_the_lot_tells_two_apart_who_were_always_equal() -> None:
    count = counted({"A": 1, "B": 1}, "AB", order="BA")

    assert count.elected == ("B",)
    assert count.stages[1].ties == (Tie(("A", "B"), Settled.LOT, 0),)


def test_of_equal_surpluses_the_lot_moves_one_first_and_it_can_matter() -> None:
    # Quota 4; A and B hold 6 each. A's ballots name C, then D; B's name D, then C.
    ballots = {"ACD": 6, "BDC": 6, "C": 1, "D": 1, "E": 1}
    first_a = counted(ballots, "ABCDE", 3, "ABCDE")
    first_b = counted(ballots, "ABCDE", 3, "BACDE")

    assert first_a.quota == 4 * UNIT
    assert first_a.stages[1].of == "A"
    assert first_b.stages[1].of == "B"
    assert first_a.stages[1].ties == (Tie(("A", "B"), Settled.LOT),)
    assert first_a.elected[:2] == ("A", "B")
    assert first_b.elected[:2] == ("B", "A")


def test_of_equal_surpluses_the_one_moves_first_that_was_larger_before() -> None:
    # Quota 5. E's surplus of 3 brings B from 3 to 6, which is what A has had from the start.
    count = counted({"AC": 6, "EB": 8, "B": 3, "D": 3}, "ABCDE", 4, "BACDE")

    assert count.quota == 5 * UNIT
    assert [stage.of for stage in count.stages[:4]] == [NOBODY, "E", "A", "B"]
    assert count.stages[2].ties == (Tie(("A", "B"), Settled.EARLIER, 1),)


def test_every_ballot_moves_at_the_same_part_of_its_weight() -> None:
    # Quota 7, A holds 10: surplus 3, so each of A's ballots moves at 0.3. B had 3, gets 6 x 0.3.
    count = counted({"AB": 6, "AC": 3, "A": 1, "B": 3, "C": 6}, "ABC", 2)

    stage = count.stages[1]
    assert (count.quota, stage.weight, stage.surplus) == (7 * UNIT, 10 * UNIT, 3 * UNIT)
    assert [(m.to, m.papers, m.votes) for m in stage.moves] == [
        ("B", 6, 180_000),
        ("C", 3, 90_000),
        (NOBODY, 1, 30_000),
    ]
    assert held(count, 2) == {"A": 700_000, "B": 480_000, "C": 690_000}
    assert stage.spent == 30_000


def test_what_is_lost_by_rounding_is_non_transferable() -> None:
    # Quota 3 of 7 ballots for two seats, A holds 6: each ballot at exactly a half. Of 5: at 2/5.
    # Quota 4 of 11 ballots, A holds 7: each at 3/7 = 0.42857, and seven of them are 2.99999.
    count = counted({"AB": 7, "B": 1, "C": 3}, "ABC", 2)

    assert count.quota == 4 * UNIT
    assert held(count, 2) == {"A": 400_000, "B": 399_999, "C": 300_000}
    assert count.stages[1].spent == 1
    assert count.elected == ("A", "B")
    assert count.stages[-1].filled == ("B",), "the quota was missed by a hundred-thousandth"


def test_ballots_pass_over_who_is_elected_already() -> None:
    count = counted({"ABC": 6, "BC": 5, "C": 1, "D": 3, "E": 1}, "ABCDE", 3)

    assert count.quota == 5 * UNIT
    assert count.stages[0].elected == ("A", "B")
    assert [(move.to, move.votes) for move in count.stages[1].moves] == [("C", 99_996)]
    assert held(count, 2)["B"] == 5 * UNIT


def test_all_ballots_can_run_out_and_the_last_who_stands_is_elected() -> None:
    count = counted({"A": 2, "B": 3, "C": 4}, "ABC")

    assert [stage.of for stage in count.stages[1:]] == ["A", "B"]
    assert count.stages[-1].spent == 5 * UNIT
    assert count.stages[-1].filled == ("C",)
    assert count.stages[-1].elected == ()
    assert count.stages[-1].held[2].standing is Standing.ELECTED
    assert count.elected == ("C",)
    assert held(count, 3)["C"] < count.quota


def test_one_ballot_elects_whom_it_names_first() -> None:
    count = counted({"BA": 1}, "AB")

    assert count.quota == UNIT
    assert count.elected == ("B",)
    assert len(count.stages) == 1


def test_without_a_ballot_the_lot_alone_would_decide() -> None:
    count = counted({}, "AB")

    assert (count.votes, count.quota, count.elected) == (0, UNIT, ("A",))
    assert count.lot is LotMattered.YES


def test_as_many_as_there_are_seats_are_all_elected_without_the_quota() -> None:
    count = counted({"A": 5, "B": 1}, "ABC", 3)

    assert count.elected == ("A", "B", "C")
    assert count.stages[0].elected == ("A",)
    assert count.stages[0].filled == ("B", "C")
    assert len(count.stages) == 1
    assert count.vacant == 0


def test_fewer_than_there_are_seats_leave_one_empty() -> None:
    count = counted({"A": 2}, "AB", 3)

    assert count.elected == ("A", "B")
    assert count.vacant == 1


def test_re_open_nominations_at_the_quota_stops_the_count() -> None:
    # Quota 4. A and RON have it at once; A keeps the seat, the other two stay empty.
    count = counted({"A": 5, "R": 5, "B": 3, "C": 2}, "ABCR", 3)

    assert count.quota == 4 * UNIT
    assert count.elected == ("A",)
    assert count.vacant == 2
    assert count.reopened
    assert len(count.stages) == 1
    assert count.stages[0].filled == ()


def test_re_open_nominations_wins_a_single_seat() -> None:
    count = counted({"RA": 6, "AB": 3, "BA": 2}, "ABR")

    assert count.elected == ()
    assert count.winner is None
    assert count.vacant == 1
    assert count.reopened


def test_re_open_nominations_left_over_costs_one_seat() -> None:
    # Quota 4. B goes; A and RON are left for two seats, and RON has less than the quota.
    count = counted({"A": 5, "R": 3, "B": 2}, "ABR", 2)

    assert count.stages[-1].filled == (RON,)
    assert count.elected == ("A",)
    assert (count.vacant, count.reopened) == (1, True)


def test_re_open_nominations_loses_every_tie_and_no_lot_is_drawn() -> None:
    count = counted({"A": 2, "R": 2, "B": 2}, "ABR")

    assert count.stages[1].of == RON
    assert count.stages[1].ties == (Tie(("A", "B", RON), Settled.PLACE),)
    assert count.stages[2].ties == (Tie(("A", "B"), Settled.LOT),)


def test_keeping_things_as_they_are_wins_every_tie() -> None:
    count = counted({"S": 2, "A": 2}, "SA")

    assert count.elected == (SQ,)
    assert count.stages[1].ties == (Tie(("A", SQ), Settled.PLACE),)
    assert count.lot is LotMattered.NO


def test_keeping_things_can_go_by_having_least() -> None:
    assert counted({"S": 1, "A": 2, "BA": 2, "C": 4}, "SABC").stages[1].of == SQ


def test_a_ballot_passes_over_who_has_withdrawn() -> None:
    contest = Contest(("A", "B", "C"), withdrawn=frozenset("A"))
    count = count_ranked(cast({"AB": 3, "C": 2, "A": 1}), contest, ("B", "C"))

    assert [each.candidate for each in count.stages[0].held] == ["B", "C"]
    assert held(count, 1) == {"B": 3 * UNIT, "C": 2 * UNIT}
    assert count.stages[0].spent == UNIT, "a ballot that names only them can go nowhere"
    assert (count.votes, count.quota) == (6, 4 * UNIT)
    assert count.elected == ("B",)


def test_where_everybody_has_withdrawn_the_seat_stays_empty() -> None:
    contest = Contest(("A", "B"), withdrawn=frozenset("AB"))
    count = count_ranked(cast({"AB": 2}), contest, ())

    assert (count.elected, count.vacant, len(count.stages)) == ((), 1, 1)
    assert count.stages[0].spent == 2 * UNIT


def test_only_ballots_that_can_be_counted_make_the_quota() -> None:
    ballots = [("A",), ("A",), ("B", "A"), ("A", "A"), ("X",), ("A", "X"), ()]
    count = count_ranked(ballots, Contest(("A", "B")), ("A", "B"))

    assert (count.votes, count.invalid, count.blank) == (3, 3, 1)
    assert count.quota == 2 * UNIT, "half of seven would have been four"
    assert count.elected == ("A",)


def test_of_several_who_reach_the_quota_the_larger_is_elected_first() -> None:
    count = counted({"A": 4, "B": 6}, "AB", 2)

    assert count.elected == ("B", "A")
    assert count.winner == "B"


def test_equals_who_reach_it_stand_in_the_order_of_the_lot() -> None:
    assert counted({"A": 4, "B": 4}, "AB", 2, "BA").elected == ("B", "A")


def test_the_larger_surplus_moves_before_the_smaller() -> None:
    count = counted({"AC": 6, "BD": 7, "C": 2, "D": 2, "E": 2}, "ABCDE", 3)

    assert count.quota == 5 * UNIT
    assert [(stage.of, stage.why) for stage in count.stages[1:3]] == [
        ("B", Why.SURPLUS),
        ("A", Why.SURPLUS),
    ]


def test_branches_that_lead_to_the_same_people_by_other_ways_are_told_apart() -> None:
    # Whether C or A went first decides who of those left is lowest at the stage before.
    ballots = {"DBC": 1, "ABD": 1, "CD": 1, "BA": 1}

    assert counted(ballots, "ABCD").results == (("A",), ("B",), ("D",))
    assert by_every_lot(cast(ballots), tuple("ABCD"), 1) == {frozenset(w) for w in "ABD"}


def test_with_more_than_eight_candidates_the_branches_are_not_counted() -> None:
    ballots = dict.fromkeys("ABCDEFGHI", 1)

    assert counted(ballots, "ABCDEFGHI").lot is LotMattered.UNKNOWN
    assert counted(ballots, "ABCDEFGHI").results == ()
    eight = counted(dict.fromkeys("ABCDEFGH", 1), "ABCDEFGH")
    assert eight.lot is LotMattered.YES
    assert len(eight.results) == 8


def test_the_lot_puts_exactly_those_in_order_who_stand() -> None:
    for order in ("A", "ABC", "AA"):
        with pytest.raises(ValueError, match="exactly those"):
            counted({"A": 1}, "AB", order=order)


@pytest.mark.parametrize(
    ("candidates", "seats", "withdrawn"),
    [(("A",), 0, ""), (("A", "A"), 1, ""), (("A",), 1, "B")],
)
def test_a_contest_that_cannot_be_is_refused(
    candidates: tuple[str, ...], seats: int, withdrawn: str
) -> None:
    with pytest.raises(ValueError, match=r"seat|once|withdraw"):
        Contest(candidates, seats, frozenset(withdrawn))


def test_every_stage_says_who_is_out_who_goes_on_and_that_no_tie_was_settled() -> None:
    ballots = [("a",)] * 4 + [("b", "a")] * 3 + [("c", "b")] * 2
    count = count_ranked(ballots, Contest(("a", "b", "c")), ("a", "b", "c"))
    first, second = count.stages

    assert (first.why, first.of, first.weight, first.surplus) == (Why.FIRST, NOBODY, 0, 0)
    assert {held.standing for held in first.held} == {Standing.CONTINUING}
    assert (second.of, second.weight, second.surplus) == ("c", 2 * UNIT, 2 * UNIT)
    assert [held.standing for held in second.held] == [
        Standing.CONTINUING,
        Standing.ELECTED,
        Standing.EXCLUDED,
    ]
    assert not any(stage.ties for stage in count.stages)
