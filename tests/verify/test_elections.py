"""Two people's arithmetic of an election: the house's, and that of the file that members run."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules.ballot import Ballot, approving, ranked
from club.decisions.rules.recounting import recount
from club.decisions.rules.states import Method, Outcome
from club.verify.chain import Break
from club.verify.counts import left_out
from club.verify.files import Record
from club.verify.main import checked
from tests.verify.records import Written, rule

FIVE = ("",) * 5
STV, SEATS = Ballot(Method.STV, FIVE), Ballot(Method.SEATS, FIVE)
rankings = st.builds(
    lambda some, n: ranked(some[:n]), st.permutations(STV.refs), st.integers(1, len(STV.refs))
)
ticks = st.sets(st.sampled_from(SEATS.refs)).map(approving)
boxes = st.one_of(
    st.tuples(st.just(STV), st.lists(rankings, max_size=14)),
    st.tuples(st.just(SEATS), st.lists(ticks, max_size=14)),
)
some_left = st.frozensets(st.sampled_from("abcde"), max_size=4)


def held(ballots: list[str], ballot: Ballot = STV, **about: Any) -> Written:
    record = Written()
    record.choose("a", ballots, ballot, rule(), **about)
    return record


def holds(record: Written) -> Record:
    found = checked(record.file())
    assert isinstance(found, Record), found
    return found


def said_in(record: Written, what: str = "tally") -> dict[str, Any]:
    (said,) = [says for kind, _, says in record.acts if kind == what]
    return said


@given(boxes, st.integers(1, 4), some_left, st.integers(0, 20))
def test_both_choose_the_same_members(
    box: tuple[Ballot, list[str]], seats: int, withdrawn: frozenset[str], base: int
) -> None:
    ballot, ballots = box
    record = held(ballots, ballot, seats=seats, withdrawn=withdrawn, base=base)

    found = holds(record)
    again = recount("decision/a", said_in(record), said_in(record, "noticed"), ballots)
    assert (again.agrees, again.listed) == (True, True)
    assert list(left_out(found)) == []


@given(boxes, st.integers(1, 4), some_left, st.integers(0, 20))
def test_both_come_to_it_by_the_numbers_where_no_ballots_are_listed(
    box: tuple[Ballot, list[str]], seats: int, withdrawn: frozenset[str], base: int
) -> None:
    ballot, ballots = box
    record = held(ballots, ballot, seats=seats, withdrawn=withdrawn, base=base)
    record.lists = []

    assert "from its numbers alone" in " ".join(left_out(holds(record)))
    again = recount("decision/a", said_in(record), said_in(record, "noticed"))
    assert (again.agrees, again.found) == (True, said_in(record)["outcome"])


CLEAR = [*["rabz"] * 6, *["rba"] * 4, "rz"]
FORGED: list[tuple[Ballot, list[str], dict[str, Any]]] = [
    (STV, CLEAR, {"winner": "b"}),
    (STV, CLEAR, {"winner": ""}),
    (STV, CLEAR, {"outcome": "not_carried"}),
    (STV, CLEAR, {"seats": 2}),
    (STV, CLEAR, {"withdrawn": ["a"]}),
    (STV, CLEAR, {"yes": 12}),
    (STV, CLEAR, {"lot_secret": "00" * 32}),
    (SEATS, ["aab"] * 5 + ["aa"], {"winner": "b"}),
    (SEATS, ["aab"] * 5 + ["aa"], {"winner": "ac"}),
]


@pytest.mark.parametrize(("ballot", "ballots", "wrong"), FORGED)
def test_a_forged_election_is_found_by_both(
    ballot: Ballot, ballots: list[str], wrong: dict[str, Any]
) -> None:
    record = held(ballots, ballot)
    holds(record)
    said, noticed = said_in(record), said_in(record, "noticed")

    record.forge(**wrong)

    assert isinstance(checked(record.file()), Break)
    assert recount("decision/a", said, noticed, ballots).agrees
    assert not recount("decision/a", said | wrong, noticed, ballots).agrees


def test_a_place_more_than_the_club_was_told_of_is_found() -> None:
    record = held(CLEAR, seats=2)
    kind, thing, noticed = record.acts[0]
    record.acts[0] = kind, thing, noticed | {"seats": 1}

    assert isinstance(checked(record.file()), Break)


def test_an_election_with_too_few_ballots_chooses_nobody_in_both() -> None:
    record = held(["rab"], base=12)

    assert said_in(record)["outcome"] == Outcome.NO_QUORUM
    assert said_in(record)["winner"] == ""
    holds(record)
