"""Two people's arithmetic: what the house counts, the file that members run counts too."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules.ballot import CHOSEN, Ballot, approving, ranked
from club.decisions.rules.recounting import recount
from club.decisions.rules.states import Method
from club.verify.chain import Break
from club.verify.counts import left_out
from club.verify.files import Record
from club.verify.main import checked
from tests.verify.records import Written, rule

FOUR = ("Tea", "Cocoa", "Water", "Milk")
METHODS = [Method.RANKED, Method.APPROVAL, Method.CONSENT, Method.ADVICE]


def ballot(method: Method) -> Ballot:
    return Ballot(method, FOUR if method in CHOSEN else ())


def ballots_of(method: Method) -> st.SearchStrategy[str]:
    """Give every answer that can be given; few voters, so that they often tie."""
    refs = ballot(method).refs
    if method is Method.RANKED:
        return st.builds(
            lambda some, n: ranked(some[:n]), st.permutations(refs), st.integers(1, len(refs))
        )
    if method is Method.APPROVAL:
        return st.sets(st.sampled_from(refs)).map(approving)
    if method is Method.CONSENT:
        return st.sampled_from(["consent", "consent", "concern", "object"])
    return st.sampled_from(["va", "vb", "vc", "vd"])


boxes = st.sampled_from(METHODS).flatmap(
    lambda method: st.tuples(st.just(method), st.lists(ballots_of(method), max_size=9))
)


def closed(method: Method, ballots: list[str], base: int = 12) -> Written:
    record = Written()
    record.choose("a", ballots, ballot(method), rule(), base=base)
    return record


def holds(record: Written) -> Record:
    found = checked(record.file())
    assert isinstance(found, Record), found
    return found


@given(boxes, st.integers(0, 20))
def test_both_come_to_what_was_counted(box: tuple[Method, list[str]], base: int) -> None:
    found = holds(closed(*box, base))
    ((entry, said),) = found.told("tally")
    ((_, noticed),) = found.told("noticed")

    again = recount(entry.thing, said, noticed, found.ballots[entry.thing])
    assert (again.agrees, again.listed, again.found) == (True, True, said["outcome"])
    assert list(left_out(found)) == []


@given(boxes, st.integers(0, 20))
def test_both_come_to_it_by_the_numbers_where_no_ballots_are_listed(
    box: tuple[Method, list[str]], base: int
) -> None:
    record = closed(*box, base)
    record.lists = []
    found = holds(record)
    ((entry, said),) = found.told("tally")
    ((_, noticed),) = found.told("noticed")

    again = recount(entry.thing, said, noticed)
    assert (again.agrees, again.listed, again.found) == (True, False, said["outcome"])
    assert "from its numbers alone" in " ".join(left_out(found))


TEA_WINS = [*["rab"] * 4, *["rba"] * 2]
FORGED: list[tuple[Method, list[str], dict[str, Any]]] = [
    (Method.RANKED, TEA_WINS, {"winner": "b"}),
    (Method.RANKED, TEA_WINS, {"yes": 5, "no_opinion": 1}),
    (Method.RANKED, TEA_WINS, {"outcome": "not_carried"}),
    (Method.RANKED, TEA_WINS, {"lot_secret": "00" * 32}),
    (Method.APPROVAL, ["aab", "aab", "aab", "a"], {"winner": "c"}),
    (Method.APPROVAL, ["aab", "aab", "aab", "a"], {"yes": 4, "no": 0}),
    (Method.CONSENT, [*["consent"] * 4, "object"], {"outcome": "carried"}),
    (Method.CONSENT, [*["consent"] * 4, "object"], {"yes": 5, "no": 0, "outcome": "carried"}),
    (Method.CONSENT, ["consent"] * 4, {"yes_needed": 1}),
    (Method.ADVICE, ["va", "va", "vb"], {"outcome": "carried"}),
    (Method.ADVICE, ["va", "va", "vb"], {"winner": "b"}),
]


@pytest.mark.parametrize(("method", "ballots", "wrong"), FORGED)
def test_a_forged_count_is_found_by_both(
    method: Method, ballots: list[str], wrong: dict[str, Any]
) -> None:
    record = closed(method, ballots)
    holds(record)
    (noticed,) = [says for kind, _, says in record.acts if kind == "noticed"]
    (said,) = [says for kind, _, says in record.acts if kind == "tally"]

    record.forge(**wrong)

    assert isinstance(checked(record.file()), Break)
    assert recount("decision/a", said, noticed, ballots).agrees
    assert not recount("decision/a", said | wrong, noticed, ballots).agrees


def test_a_lot_that_gives_another_order_is_found() -> None:
    record = closed(Method.RANKED, TEA_WINS)
    (said,) = [says for kind, _, says in record.acts if kind == "tally"]
    for wrong in (said["order"][::-1], ["sq", *said["order"][:0:-1]], said["order"][1:]):
        record.forge(order=wrong)
        assert isinstance(checked(record.file()), Break), wrong


def test_a_lot_that_was_fixed_and_not_shown_is_found() -> None:
    record = closed(Method.APPROVAL, ["aab", "aab", "aab", "a"])
    at, (kind, thing, said) = next(
        (n, act) for n, act in enumerate(record.acts) if act[0] == "tally"
    )
    record.acts[at:] = [(kind, thing, {n: v for n, v in said.items() if n != "lot_secret"})]
    record.close(thing, record.acts[at][2])

    found = checked(record.file())
    assert isinstance(found, Break)
    assert "its lot was not shown" in found.why


def test_a_method_from_later_is_named_and_not_called_counted() -> None:
    record = closed(Method.ADVICE, ["va"])
    record.forge(method="borda")

    (says,) = left_out(holds(record))

    assert says == "Decision 0 was not counted again: this program does not know the method borda."


def test_ballots_that_cannot_be_read_do_not_agree() -> None:
    record = closed(Method.RANKED, ["rab"] * 4)
    (said,) = [says for kind, _, says in record.acts if kind == "tally"]

    again = recount("decision/a", said, {}, ["rzz"] * 4)

    assert (again.found, again.agrees) == (None, False)
