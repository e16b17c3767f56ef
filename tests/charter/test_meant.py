"""What a member writes for a rule, and which change takes protection away."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.charter.rules import CLAUSES, SHARES, Clause, Kind, again, meant, weakens, written

clauses = st.sampled_from(sorted(CLAUSES.values(), key=lambda clause: clause.key))


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("sponsors_min", "4", 4),
        ("sponsors_min", "four", None),
        ("sponsors_min", "-4", None),
        ("sponsors_min", "٤", None),
        ("sponsors_min", "9" * 30, None),
        ("second_call_factor", "2/3", Fraction(2, 3)),
        ("second_call_factor", "1", Fraction(1)),
        ("second_call_factor", "1/0", None),
        ("second_call_factor", "0.5", None),
        ("votes.change_until_close", "Yes", True),
        ("votes.change_until_close", "no", False),
        ("votes.change_until_close", "perhaps", None),
        ("club.name", "The Harbour", "The Harbour"),
        ("club.name", "", None),
    ],
)
def test_what_is_written_is_taken_as_it_was_meant(key: str, typed: str, value: object) -> None:
    found = meant(CLAUSES[key], typed)
    assert found == value
    assert type(found) is type(value)


@given(clauses, st.text(max_size=20))
def test_whatever_is_written_is_a_value_of_that_kind_or_none(clause: Clause, typed: str) -> None:
    found = meant(clause, typed)
    assert found is None or type(found) is type(clause.default)


@given(clauses)
def test_a_proposed_value_comes_back_as_it_was_even_one_that_is_not_allowed(clause: Clause) -> None:
    for value in (clause.default, Fraction(1, 97), 10_000, "x"):
        if type(value) is type(clause.default):
            assert again(clause, written(value)) == value


def test_a_value_of_a_rule_that_is_gone_is_kept_as_it_was_written() -> None:
    assert again(None, "2/3") == "2/3"
    assert again(CLAUSES["second_call_factor"], "a half") == "a half"


@given(clauses)
def test_only_a_protected_rule_that_changes_can_get_weaker(clause: Clause) -> None:
    assert not weakens(clause, clause.default, clause.default)
    if clause.kind is Kind.NUMBER and clause.least is not None and not clause.protected:
        assert not weakens(clause, clause.default, int(clause.least))


@pytest.mark.parametrize(
    ("key", "weaker", "stronger"),
    [
        ("class.ordinary.notice", 24, 96),
        ("class.recall.threshold", Fraction(1, 2), Fraction(3, 4)),
        ("egm.requisition", 20, 5),
        ("exclusion.urgent_people", 1, 3),
        ("membership.fee", 20, -1),
    ],
)
def test_each_protected_rule_knows_which_way_is_weaker(
    key: str, weaker: int | Fraction, stronger: int | Fraction
) -> None:
    clause = CLAUSES[key]
    middle = Fraction(2, 3) if clause.kind is Kind.SHARE else 7 if key.startswith("egm") else 2
    before = {"class.ordinary.notice": 72, "membership.fee": 0}.get(key, middle)
    assert weakens(clause, before, weaker)
    assert not weakens(clause, before, stronger)


def test_the_shares_a_form_offers_are_in_order_and_can_be_said() -> None:
    assert list(SHARES) == sorted(SHARES)
    assert all(meant(CLAUSES["second_call_factor"], str(share)) == share for share in SHARES)
