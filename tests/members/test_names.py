"""Chosen names."""

from hypothesis import given
from hypothesis import strategies as st

from club.members.rules import NAME_LENGTH, chosen_name


@given(st.text())
def test_a_kept_name_stays_as_it_is(typed: str) -> None:
    name = chosen_name(typed)
    assert chosen_name(name) == name
    assert len(name) <= NAME_LENGTH
    assert name == name.strip()


@given(st.text(alphabet="\u200b\u202e\u2066\ufeff\x00 .-"))
def test_what_nobody_can_see_or_say_is_no_name(typed: str) -> None:
    assert chosen_name(typed) == ""


def test_names_of_every_script_are_names() -> None:
    for name in ("Zażółć", "عائشة", "小林", "O'Neill", "नीना", "J. R."):
        assert chosen_name(name) == name
