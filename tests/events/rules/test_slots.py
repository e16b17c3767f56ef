"""What is needed is taken once, and no more of it than there is."""

from hypothesis import given
from hypothesis import strategies as st

from club.events.rules.slots import MOST_NEEDED, after_taking

Moves = list[tuple[int, int]]
moves = st.lists(st.tuples(st.integers(0, 5), st.integers(0, MOST_NEEDED)), max_size=30)


@given(st.integers(1, MOST_NEEDED), moves)
def test_never_more_is_taken_than_is_needed(need: int, said: Moves) -> None:
    has: dict[int, int] = {}
    taken = 0
    for who, wanted in said:
        then = after_taking(need, taken, has.get(who, 0), wanted)
        if then is not None:
            taken, has[who] = then, wanted
        assert taken == sum(has.values()) <= need


@given(st.integers(1, MOST_NEEDED), st.integers(0, MOST_NEEDED), st.integers(0, MOST_NEEDED))
def test_whoever_gives_back_is_never_refused(need: int, taken: int, mine: int) -> None:
    for wanted in range(mine + 1):
        assert after_taking(need, taken, mine, wanted) == taken - mine + wanted
