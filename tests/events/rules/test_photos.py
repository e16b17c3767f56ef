"""Who sees a photo, however many are on it and whatever each of them said."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from club.events.rules import photos
from club.events.rules.photos import Tag, is_agreed, is_on, is_shown, sees

SENDER, STRANGER = 1, 99
AT = datetime(2027, 3, 11, 19, tzinfo=UTC)
HOURS = timedelta(hours=2)
tags = st.lists(
    st.builds(Tag, st.integers(1, 9), agreed=st.booleans(), rests=st.booleans()),
    max_size=6,
    unique_by=lambda tag: tag.member_id,
)


@given(tags)
def test_others_see_a_photo_only_if_each_who_is_on_it_agreed_and_none_rests(on: list[Tag]) -> None:
    assert sees(STRANGER, SENDER, on) is is_shown(on)
    assert is_shown(on) is (not [each for each in on if not each.agreed or each.rests])


@given(tags, st.integers(2, 9))
def test_one_more_who_has_not_answered_hides_it_from_all_but_those_on_it(
    on: list[Tag], who: int
) -> None:
    others = [each for each in on if each.member_id != who]
    more = [*others, Tag(who, agreed=False)]
    assert not is_agreed(more)
    assert not sees(STRANGER, SENDER, more)
    assert sees(who, SENDER, more)
    assert is_on(who, more)


@given(tags)
def test_whoever_sent_it_and_those_on_it_always_see_it(on: list[Tag]) -> None:
    assert all(sees(each, SENDER, on) for each in (SENDER, *(tag.member_id for tag in on)))


@given(st.integers(0, 70), st.integers(0, 9))
def test_neither_a_night_nor_a_member_ever_has_too_many(of_all: int, mine: int) -> None:
    left = photos.left(of_all, mine)
    assert left >= 0
    assert not left or of_all + left <= photos.MOST_OF_A_NIGHT
    assert not left or mine + left <= photos.MOST_EACH


def test_a_photo_is_taken_from_the_first_moment_of_a_night_until_a_day_after_its_last() -> None:
    second = timedelta(seconds=1)
    until = AT + HOURS + photos.TAKEN_UNTIL
    for now, is_open in ((AT - second, False), (AT, True), (until - second, True), (until, False)):
        assert photos.is_open(AT, AT + HOURS, now) is is_open


def test_silence_is_a_no_after_fourteen_days() -> None:
    assert not photos.is_over(AT, AT + timedelta(days=14, seconds=-1))
    assert photos.is_over(AT, AT + timedelta(days=14))
