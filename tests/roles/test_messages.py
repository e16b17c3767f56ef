"""Powers in words."""

import pytest

from club.roles.messages import power
from club.roles.rules import Right


@pytest.mark.parametrize("right", Right)
def test_a_power_is_said_in_words_a_member_would_use(right: Right) -> None:
    words = power(right)
    assert words[0].isupper()
    assert "." not in words
    assert len(words.split()) <= 14


def test_no_two_powers_sound_alike() -> None:
    assert len({power(right) for right in Right}) == len(Right)
