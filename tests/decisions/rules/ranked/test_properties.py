"""What holds for every ranked count, whatever the ballots."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules.counting import Tally, Threshold, outcome
from club.decisions.rules.ranked.counting import count_ranked
from club.decisions.rules.ranked.papers import RON, SQ, Contest, Ranking, sort_papers
from club.decisions.rules.ranked.stages import NOBODY, UNIT, RankedCount, Standing, Why
from club.decisions.rules.states import Outcome
from tests.decisions.rules.ranked.compared import difference, lot_difference

NAMES = ("ann", "bo", "cy", "dee", "eli", RON)
rankings = st.permutations(NAMES).flatmap(
    lambda names: st.integers(0, len(names)).map(lambda n: tuple(names[:n]))
)
profiles = st.lists(rankings, max_size=60)
orders = st.permutations(NAMES[:-1]).map(lambda names: (*names, RON))
seats = st.integers(1, 5)


def counted(ballots: list[Ranking], places: int, order: tuple[str, ...]) -> RankedCount:
    return count_ranked(ballots, Contest(NAMES, places), order)


@given(profiles, seats, orders)
def test_a_naive_counter_holds_the_same_at_every_stage(
    ballots: list[Ranking], places: int, order: tuple[str, ...]
) -> None:
    named = [each for each in ballots if each]  # the naive one knows of no blank ballots

    assert difference(named, NAMES, places, order) is None


@given(
    st.lists(st.permutations(["a", "b", "c", SQ]).map(lambda names: tuple(names[:3])), max_size=9)
)
def test_a_naive_counter_finds_the_same_branches(ballots: list[Ranking]) -> None:
    for places in (1, 2):
        assert lot_difference(ballots, (SQ, "a", "b", "c"), places) is None


@given(profiles, seats, orders)
def test_no_vote_is_made_and_none_is_lost(
    ballots: list[Ranking], places: int, order: tuple[str, ...]
) -> None:
    count = counted(ballots, places, order)

    for stage in count.stages:
        assert sum(each.votes for each in stage.held) + stage.spent == count.votes * UNIT


@given(profiles, seats, orders)
def test_what_one_gives_the_others_get_and_rounding_takes_less_than_a_unit_a_ballot(
    ballots: list[Ranking], places: int, order: tuple[str, ...]
) -> None:
    count = counted(ballots, places, order)

    for before, stage in zip(count.stages, count.stages[1:], strict=False):
        got = {move.to: move.votes for move in stage.moves}
        lost = stage.surplus - sum(got.values())
        assert 0 <= lost < max(1, sum(move.papers for move in stage.moves))
        assert lost == 0 or stage.why is Why.SURPLUS
        assert stage.spent - before.spent == got.get(NOBODY, 0) + lost
        for was, now in zip(before.held, stage.held, strict=True):
            gave = stage.surplus if now.candidate == stage.of else 0
            assert now.votes == was.votes - gave + got.get(now.candidate, 0)


@given(profiles, seats, orders)
def test_elected_and_vacant_are_all_the_seats(
    ballots: list[Ranking], places: int, order: tuple[str, ...]
) -> None:
    count = counted(ballots, places, order)

    assert len(count.elected) + count.vacant == places
    assert len(set(count.elected)) == len(count.elected)
    assert RON not in count.elected
    stood = {h.candidate for h in count.stages[-1].held if h.standing is Standing.ELECTED} - {RON}
    assert stood == set(count.elected)


@given(profiles, seats, orders, st.randoms(use_true_random=False))
def test_the_order_of_the_ballots_changes_nothing(
    ballots: list[Ranking], places: int, order: tuple[str, ...], chance: object
) -> None:
    shuffled = list(ballots)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert sort_papers(shuffled, Contest(NAMES)) == sort_papers(ballots, Contest(NAMES))
    assert counted(shuffled, places, order) == counted(ballots, places, order)


@given(profiles, seats, orders, st.permutations(NAMES[:-1]))
def test_other_names_give_the_same_count_under_other_names(
    ballots: list[Ranking], places: int, order: tuple[str, ...], others: list[str]
) -> None:
    called = dict(zip(NAMES, [*others, RON], strict=True))

    def renamed(names: Ranking) -> Ranking:
        return tuple(called[each] for each in names)

    count = counted(ballots, places, order)
    other = counted([renamed(each) for each in ballots], places, renamed(order))

    assert other.elected == renamed(count.elected)
    assert other.lot is count.lot
    assert [(s.why, s.spent) for s in other.stages] == [(s.why, s.spent) for s in count.stages]
    for mine, theirs in zip(count.stages, other.stages, strict=True):
        assert {called[h.candidate]: h.votes for h in mine.held} == {
            h.candidate: h.votes for h in theirs.held
        }


@given(profiles, seats, orders)
def test_the_order_of_the_candidates_on_the_ballot_changes_nothing(
    ballots: list[Ranking], places: int, order: tuple[str, ...]
) -> None:
    backwards = count_ranked(ballots, Contest(NAMES[::-1], places), order)

    assert backwards.elected == counted(ballots, places, order).elected


@given(profiles, orders)
def test_whom_more_than_half_put_first_has_the_seat(
    ballots: list[Ranking], order: tuple[str, ...]
) -> None:
    count = counted([*ballots, *[("ann", "bo")] * (len(ballots) + 1)], 1, order)

    assert count.elected == ("ann",)
    assert len(count.stages) == 1


@given(profiles, seats, orders)
def test_the_result_of_the_drawn_lot_is_among_those_a_lot_can_give(
    ballots: list[Ranking], places: int, order: tuple[str, ...]
) -> None:
    count = counted(ballots, places, order)

    assert not count.results or tuple(sorted(count.elected)) in count.results


shares = st.fractions(min_value=Fraction(1, 2), max_value=1, max_denominator=12)
floors = st.fractions(min_value=Fraction(1, 10), max_value=1, max_denominator=12)
thresholds = st.builds(
    Threshold, share=shares, strict=st.booleans(), yes_floor=floors, min_yes=st.integers(0, 6)
)


@given(thresholds, st.integers(0, 40), st.integers(0, 40), st.integers(0, 80))
def test_one_more_no_never_carries_an_option(
    threshold: Threshold, yes: int, no: int, base: int
) -> None:
    before = outcome(threshold, Tally(yes, no), base)
    after = outcome(threshold, Tally(yes, no + 1), base)

    assert before.outcome is Outcome.CARRIED or after.outcome is not Outcome.CARRIED


@given(st.lists(st.sampled_from([("tea", SQ), (SQ,), (SQ, "tea"), ("tea",)]), max_size=30))
def test_between_one_option_and_keeping_things_the_larger_number_wins_and_a_tie_keeps(
    ballots: list[Ranking],
) -> None:
    count = count_ranked(ballots, Contest((SQ, "tea")), (SQ, "tea"))
    tea = sum(each[0] == "tea" for each in ballots)

    assert count.winner == ("tea" if tea * 2 > len(ballots) else SQ)
