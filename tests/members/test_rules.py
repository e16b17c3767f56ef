"""Two people may share a name; a colour and a word tell them apart."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from club.members.rules import COLOURS, WORDS, mark, marks, month

starts = st.integers(min_value=0, max_value=10_000)


@given(starts)
def test_a_name_can_be_borne_by_512_people_without_confusion(start: int) -> None:
    assert len(set(marks("Ana", start))) == len(COLOURS) * len(WORDS) == 512


@given(starts, st.integers(min_value=0, max_value=511))
def test_nobody_gets_a_mark_that_is_taken(start: int, others: int) -> None:
    taken = set(marks("Ana", start)[:others])
    assert mark("Ana", taken, start) not in taken


@given(starts)
def test_the_name_is_full_when_every_mark_is_taken(start: int) -> None:
    assert mark("Ana", set(marks("Ana", 0)), start) is None


def test_a_sign_of_life_is_no_finer_than_a_month() -> None:
    assert month(datetime(2027, 3, 31, 23, 59, tzinfo=UTC)) == month(
        datetime(2027, 3, 1, tzinfo=UTC)
    )


def test_every_word_is_short_and_its_own() -> None:
    assert len(set(WORDS)) == len(WORDS) == 64
    assert max(map(len, WORDS + COLOURS)) <= 12
