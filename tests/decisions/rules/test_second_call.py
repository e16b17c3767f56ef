"""Lower floors for a second call."""

from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules.counting import Tally, Threshold, outcome, yes_needed
from club.decisions.rules.frozen import Frozen
from club.decisions.rules.second_call import called_again, eased, notice
from club.decisions.rules.states import Class, Origin, Outcome

rules = st.builds(
    Threshold,
    share=st.fractions(min_value=Fraction(1, 2), max_value=1, max_denominator=12),
    strict=st.booleans(),
    yes_floor=st.fractions(min_value=Fraction(1, 10), max_value=1, max_denominator=12),
    min_yes=st.integers(0, 6),
).map(lambda asks: Frozen(asks, timedelta(days=1), False, 8, 5, "UTC"))  # noqa: FBT003
factors = st.fractions(min_value=Fraction(1, 2), max_value=1, max_denominator=12)


@given(rules, factors, st.integers(0, 200))
def test_it_never_takes_more_and_never_less_than_the_part(
    rule: Frozen, factor: Fraction, base: int
) -> None:
    first, second = rule.threshold, eased(rule, factor).threshold

    assert yes_needed(second, base) <= yes_needed(first, base)
    assert yes_needed(second, base) >= yes_needed(first, base) * factor - 1


@given(rules, factors, st.integers(2, 200))
def test_where_two_had_to_say_yes_one_alone_never_decides(
    rule: Frozen, factor: Fraction, base: int
) -> None:
    if rule.threshold.min_yes >= 2:
        alone = outcome(eased(rule, factor).threshold, Tally(yes=1), base)
        assert alone.outcome is not Outcome.CARRIED


@given(rules, factors)
def test_nothing_else_of_the_rule_changes(rule: Frozen, factor: Fraction) -> None:
    second = eased(rule, factor)

    assert (second.threshold.share, second.threshold.strict) == (
        rule.threshold.share,
        rule.threshold.strict,
    )
    assert (second.cooling, second.secret_min_ballots) == (rule.cooling, rule.secret_min_ballots)


@given(rules)
def test_a_factor_of_one_changes_nothing(rule: Frozen) -> None:
    assert eased(rule, Fraction(1)) == rule


@pytest.mark.parametrize(("usual", "days"), [(72, 7), (168, 7), (336, 14)])
def test_notice_is_a_week_or_longer_where_that_is_usual(usual: int, days: int) -> None:
    assert notice(timedelta(hours=usual)) == timedelta(days=days)


@pytest.mark.parametrize(
    ("result", "kind", "origin", "again"),
    [
        (Outcome.NO_QUORUM, Class.ELECTION, None, True),
        (Outcome.NO_QUORUM, Class.ORDINARY, Origin.REVIEW, True),
        (Outcome.NO_QUORUM, Class.FOUNDING, None, False),
        (Outcome.NOT_CARRIED, Class.ORDINARY, None, False),
        (Outcome.CARRIED, Class.ORDINARY, None, False),
        (Outcome.NO_QUORUM, Class.ORDINARY, Origin.SECOND_CALL, False),
    ],
)
def test_only_what_too_few_answered_is_called_again(
    result: Outcome, kind: Class, origin: Origin | None, *, again: bool
) -> None:
    assert called_again(result, kind, origin) is again
