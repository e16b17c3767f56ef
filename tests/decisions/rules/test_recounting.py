"""Counting again gives what was counted, and finds what was not."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules.counting import Tally, Threshold, outcome
from club.decisions.rules.recounting import recount
from club.decisions.rules.states import Outcome
from club.verify.counts import _outcome

numbers = st.integers(min_value=0, max_value=40)
shares = st.sampled_from([(1, 2), (2, 3), (3, 4)])


def said(heard: Tally, share: tuple[int, int], *, strict: bool, base: int) -> dict[str, Any]:
    found = outcome(Threshold(Fraction(*share), strict, Fraction(1, 5), 3), heard, base)
    return {
        "outcome": found.outcome.value, "counted": True, "ballots": heard.ballots,
        "yes": heard.yes, "no": heard.no, "no_opinion": heard.no_opinion, "base": base,
        "yes_needed": found.yes_needed, "method": "yesno", "share_of": share[0],
        "share_in": share[1], "strict": strict, "floor_of": 1, "floor_in": 5, "min_yes": 3,
        "secret_min_ballots": 5,
    }  # fmt: skip


counts = st.builds(
    said, st.builds(Tally, numbers, numbers, numbers), shares, strict=st.booleans(), base=numbers
)


@given(counts)
def test_what_was_counted_comes_out_again(record: dict[str, Any]) -> None:
    ballots = [each for each in ("yes", "no", "no_opinion") for _ in range(record[each])]
    for listed in (None, ballots):
        again = recount("decision/a", record, {"number": 4}, listed)
        assert (again.agrees, again.number, again.recorded) == (True, 4, record["outcome"])


@given(counts, st.sampled_from(list(Outcome)))
def test_the_program_members_download_comes_to_the_same(
    record: dict[str, Any], claimed: Outcome
) -> None:
    """Two people's arithmetic: the house's rules, and those of the single file."""
    record["outcome"] = claimed.value
    again = recount("decision/a", record, {})
    assert (again.found is claimed) == (_outcome(record) == "")


@pytest.mark.parametrize(
    "wrong",
    [
        {"yes": 3},
        {"outcome": "no_quorum"},
        {"yes_needed": 1},
        {"base": 90},
        {"strict": 0, "share_of": 9, "share_in": 10},
    ],
)
def test_what_was_changed_is_found(wrong: dict[str, Any]) -> None:
    right = said(Tally(5, 2, 1), (1, 2), strict=True, base=10)
    ballots = ["yes"] * 5 + ["no"] * 2 + ["no_opinion"]
    assert recount("d", right, {}, ballots).agrees
    assert not recount("d", right | wrong, {}, ballots).agrees


def test_ballots_destroyed_though_there_were_enough_are_found() -> None:
    few = said(Tally(), (1, 2), strict=True, base=10) | {"counted": False, "ballots": 4}
    assert recount("d", few, {}).agrees
    assert not recount("d", few | {"ballots": 5}, {}).agrees


def test_a_count_without_its_rule_is_not_called_counted() -> None:
    old = {"outcome": "carried", "counted": True, "yes": 3}
    again = recount("d", old, {})
    assert (again.found, again.agrees, again.number) == (None, True, 0)
