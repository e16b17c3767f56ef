"""The lot: fixed before the vote, mixed with every ballot, and done again by any member."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules.lot import commitment, digest, order, seed
from club.decisions.rules.ranked.papers import RON, SQ, Contest, canonical, sort_papers

SECRET = bytes(range(32))


def test_every_step_can_be_done_again_with_nothing_but_sha_256() -> None:
    ballots = ['["b","a"]', '["a"]', '["b","a"]']
    mixed = hashlib.sha256(b'["a"]\n["b","a"]\n["b","a"]').digest()
    sown = hashlib.sha256(b"lot/1|" + b"ref-7" + SECRET + mixed).digest()
    drawn = sorted("ab", key=lambda ref: hashlib.sha256(sown + ref.encode()).hexdigest())

    assert commitment(SECRET) == hashlib.sha256(SECRET).hexdigest()
    assert digest(ballots) == mixed
    assert seed("ref-7", SECRET, mixed) == sown
    assert order(sown, ["a", "b"]) == tuple(drawn)


def test_a_lot_drawn_once_is_drawn_the_same_for_ever() -> None:
    sown = seed("ref-7", SECRET, digest(['["a"]']))

    assert sown.hex() == "43544bdf9013a603183c57a90a160d9f56b7e4da8d911f90fa18944d66297f7a"
    assert order(sown, ["ann", "bo", "cy", "dee", RON, SQ]) == (SQ, "cy", "bo", "dee", "ann", RON)


@given(st.lists(st.text(max_size=5), max_size=8), st.randoms(use_true_random=False))
def test_the_order_in_which_ballots_came_does_not_move_the_lot(
    ballots: list[str], chance: object
) -> None:
    shuffled = list(ballots)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]

    assert digest(shuffled) == digest(ballots)


@given(st.binary(min_size=32, max_size=32), st.permutations(["a", "b", "c", RON, SQ]))
def test_keeping_things_is_first_and_re_opening_last_whatever_is_drawn(
    sown: bytes, names: list[str]
) -> None:
    drawn = order(sown, names)

    assert (drawn[0], drawn[-1]) == (SQ, RON)
    assert drawn == order(sown, reversed(names)), "the order they were named in says nothing"


def test_one_more_ballot_another_decision_and_another_secret_sow_another_seed() -> None:
    mixed = digest(["x"])
    sown = {
        seed("a", SECRET, mixed),
        seed("b", SECRET, mixed),
        seed("a", SECRET[::-1], mixed),
        seed("a", SECRET, digest(["x", "x"])),
    }

    assert len(sown) == 4


def test_over_many_seeds_everybody_is_first_about_as_often() -> None:
    firsts = [order(hashlib.sha256(bytes([n])).digest(), "abcd")[0] for n in range(240)]

    assert {firsts.count(name) // 20 for name in "abcd"} <= {2, 3}


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_secret_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        seed("a", bytes(length), digest([]))


def test_a_ballot_is_hashed_as_it_is_spelt() -> None:
    assert canonical(("é", "a")) == '["é","a"]'


def test_spoiled_ballots_are_mixed_in_too() -> None:
    contest = Contest(("a", "b"))
    ballots = [("b", "a"), (), ("a",), ("a", "a"), ("b", "a"), ("x",)]

    assert list(sort_papers(ballots, contest).texts()) == sorted(map(canonical, ballots))
