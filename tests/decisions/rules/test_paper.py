"""Votes on paper: two entries that agree, a lot anybody can draw again, a box that stays shut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules.lot import commitment
from club.decisions.rules.paper import Sheet, apart, drawn, may_enter, shut, wanted

SAID = st.sampled_from(["yes", "no", "no_opinion", ""])
SECRET = st.lists(st.builds(Sheet, SAID), max_size=8)
OPEN = st.lists(st.builds(Sheet, SAID, st.integers(1, 9)), max_size=8, unique_by=lambda s: s.voter)


@given(SECRET, st.randoms())
def test_the_order_of_the_papers_says_nothing(sheets: list[Sheet], draw: object) -> None:
    other = sorted(sheets, key=lambda _: draw.random())  # type: ignore[attr-defined]
    assert not apart(sheets, other)


@given(SECRET, SECRET)
def test_secret_entries_agree_exactly_if_they_hold_the_same_papers(
    mine: list[Sheet], other: list[Sheet]
) -> None:
    same = sorted(each.said for each in mine) == sorted(each.said for each in other)
    assert bool(apart(mine, other)) is not same


@given(OPEN, OPEN)
def test_open_entries_agree_exactly_if_each_member_says_the_same_in_both(
    mine: list[Sheet], other: list[Sheet]
) -> None:
    same = {(each.voter, each.said) for each in mine} == {(each.voter, each.said) for each in other}
    assert bool(apart(mine, other)) is not same


@given(OPEN, OPEN)
def test_each_of_the_two_reads_the_same_difference(mine: list[Sheet], other: list[Sheet]) -> None:
    here, there = apart(mine, other), apart(other, mine)
    assert (here.single, here.unlike) == (there.single, there.unlike)
    assert here.said == tuple((said, one, two) for said, two, one in there.said)


def test_two_who_are_mixed_up_are_found_though_the_sums_agree() -> None:
    mine, other = [Sheet("yes", 1), Sheet("no", 2)], [Sheet("no", 1), Sheet("yes", 2)]
    found = apart(mine, other)
    assert (found.said, found.single, found.unlike) == ((), 0, 2)


def test_nobody_copies_handwriting_alike_so_reasons_are_not_compared() -> None:
    assert not apart([Sheet("object", why="To dear")], [Sheet("object", why="Too dear.")])


@given(st.sets(st.integers(1, 10**9), min_size=1, max_size=9), st.binary(min_size=32, max_size=32))
def test_the_lot_draws_everybody_who_offered_and_nobody_else(
    offered: set[int], secret: bytes
) -> None:
    order = drawn("decision", 1, secret, offered)
    assert sorted(order) == sorted(offered)
    assert order == drawn("decision", 1, secret, sorted(offered, reverse=True))


def test_the_lot_depends_on_its_secret_the_vote_the_drawing_and_on_who_offered() -> None:
    offered = range(1, 40)
    one = drawn("d", 1, bytes(32), offered)
    assert one != drawn("d", 1, b"x" * 32, offered)
    assert one != drawn("e", 1, bytes(32), offered)
    assert one != drawn("d", 2, bytes(32), offered)
    fewer = drawn("d", 1, bytes(32), range(1, 39))
    assert [each for each in one if each in fewer] != list(fewer)
    assert commitment(bytes(32)) != commitment(b"x" * 32)


@pytest.mark.parametrize(("entering", "more"), [(0, 2), (1, 1), (2, 0), (3, 0)])
def test_two_are_wanted(entering: int, more: int) -> None:
    assert wanted(entering) == more


def test_whoever_has_a_stake_enters_nothing() -> None:
    assert may_enter(3, entitled=True, interested={1, 2})
    assert not may_enter(2, entitled=True, interested={1, 2})
    assert not may_enter(3, entitled=False, interested=())


@pytest.mark.parametrize(
    ("papers", "alone", "stays_shut"), [(4, True, True), (5, True, False), (1, False, False)]
)
def test_the_box_stays_shut_where_too_few_papers_are_all_there_is(
    papers: int, *, alone: bool, stays_shut: bool
) -> None:
    assert shut(papers, 5, alone=alone) is stays_shut
