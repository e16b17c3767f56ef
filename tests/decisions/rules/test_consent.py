"""A round of consent: one objection holds a proposal up, and an empty room carries nothing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules.consent import ConsentCount, ConsentOutcome, Voice, count_consent
from club.decisions.rules.consent import needs_reason as reason

FIFTH = Fraction(1, 5)
C, N, O = Voice.CONSENT, Voice.CONCERN, Voice.OBJECT  # noqa: E741


@pytest.mark.parametrize(
    ("voices", "base", "expected"),
    [
        ([C, C, C], 15, ConsentOutcome.CARRIED),
        ([C, C, C], 16, ConsentOutcome.NO_QUORUM),
        ([N, N, C], 15, ConsentOutcome.CARRIED),
        ([N, N, N], 15, ConsentOutcome.CARRIED),
        ([C] * 30 + [O], 31, ConsentOutcome.OBJECTED),
        ([O], 31, ConsentOutcome.OBJECTED),
        ([], 0, ConsentOutcome.NO_QUORUM),
        ([C], 0, ConsentOutcome.CARRIED),
    ],
)
def test_a_round_of_consent(voices: list[Voice], base: int, expected: ConsentOutcome) -> None:
    assert count_consent(voices, FIFTH, base).outcome is expected


def test_every_number_of_the_round_is_kept() -> None:
    found = count_consent([C, C, N, O, O, O], FIFTH, 21)

    assert found == ConsentCount(ConsentOutcome.OBJECTED, 2, 1, 3, 21, 5)
    assert found.ballots == 6


def test_a_concern_and_an_objection_say_why() -> None:
    assert [reason(each) for each in (C, N, O)] == [False, True, True]


@given(st.lists(st.sampled_from(Voice)), st.integers(0, 60))
def test_one_more_objection_never_carries(voices: list[Voice], base: int) -> None:
    assert count_consent([*voices, O], FIFTH, base).outcome is ConsentOutcome.OBJECTED
