"""Who may see a telling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.stories.rules import Level, may_see, wording

people = st.integers(min_value=1, max_value=9)


@given(st.sampled_from(Level), people)
def test_a_teller_always_sees_their_own(level: Level, teller: int) -> None:
    assert may_see(level, teller, teller)


@given(people, people)
def test_what_is_only_mine_is_only_mine(teller: int, viewer: int) -> None:
    assert may_see(Level.ME, teller, viewer) is (teller == viewer)


@pytest.mark.parametrize("level", Level)
def test_every_level_has_a_sentence_to_agree_to(level: Level) -> None:
    assert wording(level).endswith(".")
