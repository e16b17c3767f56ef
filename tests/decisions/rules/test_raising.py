"""A change of the rules takes at least as much as what it changes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.charter.rules import CLAUSES, Charter, Value
from club.charter.rules.rulebook import CLASSES
from club.decisions.rules.counting import Tally, Threshold, outcome
from club.decisions.rules.effects import GrantRole, RecordOnly, SetRule
from club.decisions.rules.raising import needs, strictest, threshold, twice
from club.decisions.rules.states import Outcome

shares = st.fractions(min_value=Fraction(1, 2), max_value=1, max_denominator=100)
floors = st.fractions(min_value=Fraction(1, 10), max_value=1, max_denominator=100)
thresholds = st.builds(Threshold, shares, st.booleans(), floors, st.integers(0, 50))


def change(key: str, value: Value) -> SetRule:
    return SetRule(key, 0, value, 6)


@given(st.lists(thresholds, min_size=1, max_size=4), st.integers(0, 30), st.integers(0, 30))
def test_what_reaches_the_strictest_reaches_each(
    all_of: list[Threshold], yes: int, no: int
) -> None:
    most, heard = strictest(*all_of), Tally(yes, no)
    if outcome(most, heard, 60).outcome is Outcome.CARRIED:
        assert all(outcome(one, heard, 60).outcome is Outcome.CARRIED for one in all_of)


@given(st.sampled_from(sorted(CLASSES)), shares)
def test_a_share_is_changed_only_by_as_many_as_it_takes_now_and_then(
    name: str, value: Fraction
) -> None:
    asks = needs(Charter(), "constitutional", change(f"class.{name}.threshold", value))
    for one in (threshold(Charter(), name), threshold(Charter(), "constitutional")):
        assert (asks.share, asks.strict) >= (one.share, one.strict)
    assert asks.share >= value


@pytest.mark.parametrize(
    ("key", "value", "share", "floor"),
    [
        ("sponsors_min", 3, Fraction(2, 3), Fraction(1, 3)),
        ("class.ordinary.threshold", Fraction(3, 4), Fraction(3, 4), Fraction(1, 3)),
        ("class.closing_club.threshold", Fraction(2, 3), Fraction(3, 4), Fraction(1, 2)),
        ("class.recall.yes_floor", Fraction(1, 2), Fraction(2, 3), Fraction(1, 2)),
        ("class.closing_club.notice", 700, Fraction(2, 3), Fraction(1, 3)),
        ("class.closing_club.notice", 100, Fraction(3, 4), Fraction(1, 3)),
    ],
)
def test_what_a_change_takes(key: str, value: Value, share: Fraction, floor: Fraction) -> None:
    asks = needs(Charter(), "constitutional", change(key, value))
    assert (asks.share, asks.yes_floor) == (share, floor)


def test_what_changes_no_rule_takes_what_its_kind_takes() -> None:
    for effect in (RecordOnly(), GrantRole("chair", 1, 90), change("no.such", 1)):
        assert needs(Charter(), "ordinary", effect) == threshold(Charter(), "ordinary")
        assert not twice(Charter(), effect)


def test_everybody_can_be_reached_but_never_exceeded() -> None:
    """A share of all that had to be exceeded would lock a club out of its own rules for ever."""
    locked = Charter(
        {"class.constitutional.threshold": Fraction(1), "class.constitutional.strict": True}
    )
    asks = threshold(locked, "constitutional")
    assert outcome(asks, Tally(yes=12), 12).outcome is Outcome.CARRIED
    assert outcome(asks, Tally(yes=11, no=1), 12).outcome is Outcome.NOT_CARRIED


@pytest.mark.parametrize("key", sorted(CLAUSES))
def test_members_say_yes_twice_only_where_protection_gets_weaker(key: str) -> None:
    assert not twice(Charter(), change(key, CLAUSES[key].default))
    if not CLAUSES[key].protected:
        assert not any(twice(Charter(), change(key, value)) for value in (0, 1, 99, "x"))
