"""What the club has agreed about getting in."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.access import rules
from club.access.rules import Tally, Visit, Weakness
from club.access.rules.common import LONG_ENOUGH, common_passphrases
from club.access.rules.tries import NO_PASSPHRASE_AFTER, WINDOW
from club.access.service.words import WORDS, plain_words, suggestion

NOW = datetime(2027, 3, 4, 12, tzinfo=UTC)
ZERO = timedelta(0)


def visit(*, shared: bool, seen: timedelta, opened: timedelta) -> Visit:
    ends_at = NOW - opened + rules.lifetime(shared=shared)
    return Visit(shared=shared, seen_at=NOW - seen, ends_at=ends_at, proved_at=NOW - opened)


@pytest.mark.parametrize(
    ("shared", "seen", "opened", "awake"),
    [
        (False, timedelta(days=29), timedelta(days=29), True),
        (False, timedelta(days=30), timedelta(days=30), False),
        (False, timedelta(days=1), timedelta(days=89), True),
        (False, timedelta(days=1), timedelta(days=90), False),
        (True, timedelta(minutes=29), timedelta(minutes=29), True),
        (True, timedelta(minutes=30), timedelta(minutes=30), False),
        (True, timedelta(minutes=1), timedelta(hours=12), False),
    ],
)
def test_a_session_sleeps_after_its_time(
    shared: bool,  # noqa: FBT001
    seen: timedelta,
    opened: timedelta,
    awake: bool,  # noqa: FBT001
) -> None:
    assert rules.is_awake(visit(shared=shared, seen=seen, opened=opened), NOW) is awake


def test_a_proof_holds_ten_minutes() -> None:
    assert rules.is_proven(visit(shared=False, seen=ZERO, opened=timedelta(minutes=10)), NOW)
    assert not rules.is_proven(visit(shared=False, seen=ZERO, opened=timedelta(minutes=11)), NOW)


def test_use_is_noted_once_a_day_or_every_five_minutes_on_a_shared_phone() -> None:
    assert not rules.wants_note(visit(shared=False, seen=timedelta(hours=23), opened=ZERO), NOW)
    assert rules.wants_note(visit(shared=False, seen=timedelta(hours=24), opened=ZERO), NOW)
    assert not rules.wants_note(visit(shared=True, seen=timedelta(minutes=4), opened=ZERO), NOW)
    assert rules.wants_note(visit(shared=True, seen=timedelta(minutes=5), opened=ZERO), NOW)


def tries(brake: rules.Brake, times: list[datetime]) -> tuple[int, timedelta | None]:
    """Try at each moment; return how many went through, and the wait at the last refusal."""
    tally: Tally | None = None
    went, wait = 0, ZERO
    for at in times:
        pause = rules.wait(brake, tally, at)
        if pause == ZERO:
            tally, went = rules.counted(tally, at), went + 1
        else:
            wait = pause
    return went, wait


def test_a_whole_room_on_one_network_can_sign_in() -> None:
    everybody = [NOW + timedelta(seconds=4 * n) for n in range(60)]
    assert tries(rules.NETWORK, everybody)[0] == 60
    assert tries(rules.NETWORK, [*everybody, everybody[-1]])[0] == 60


def test_a_name_can_be_tried_ten_times_in_five_minutes_and_ever_more_slowly() -> None:
    eager = [NOW + timedelta(seconds=n) for n in range(300)]
    went, wait = tries(rules.NAME, eager)
    assert went <= 10
    assert wait > ZERO


def test_four_slips_of_the_finger_cost_no_wait() -> None:
    assert tries(rules.NAME, [NOW] * 4)[0] == 4
    tally = Tally(NOW, NOW, 4, 4)
    assert rules.wait(rules.NAME, tally, NOW) == ZERO
    assert rules.wait(rules.NAME, rules.counted(tally, NOW), NOW) == timedelta(seconds=1)


def test_after_a_hundred_failures_only_a_passkey_opens() -> None:
    long_ago = NOW - timedelta(days=1)
    tired = Tally(long_ago, long_ago, 1, NO_PASSPHRASE_AFTER)
    assert rules.wait(rules.NAME, tired, NOW) is None
    assert rules.wait(rules.NETWORK, tired, NOW) == ZERO


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_no_five_minutes_ever_hold_more_than_twice_the_tries(gaps: list[int]) -> None:
    times, at = [], NOW
    for gap in gaps:
        at += timedelta(seconds=gap)
        times.append(at)
    passed, tally = [], None
    for at in times:
        if rules.wait(rules.NAME, tally, at) == ZERO:
            tally = rules.counted(tally, at)
            passed.append(at)
    for first in passed:
        assert sum(first <= each < first + WINDOW for each in passed) <= 2 * rules.NAME.in_window


def test_an_address_stands_for_its_network() -> None:
    one, other = "2001:db8:0:7::1", "2001:db8:0:7:ffff::2"
    assert rules.network_of(one) == rules.network_of(other) == "2001:db8:0:7::/64"
    assert rules.network_of("::ffff:192.0.2.1") == "192.0.2.1"
    assert rules.network_of("not an address") == rules.network_of("") == "unknown"


@pytest.mark.parametrize(
    ("passphrase", "fault"),
    [
        ("kettle violin mo", None),
        ("fourteen chars", Weakness.SHORT),
        ("x" * 257, Weakness.LONG),
        ("aaaaaaaaaaaaaaaa", Weakness.COMMON),
        ("password12345678", Weakness.COMMON),
        ("Password1234567890", Weakness.COMMON),
        ("P@ssw0rd password", Weakness.COMMON),
        ("correct horse battery staple", Weakness.COMMON),
        ("abcdeabcdeabcdeabcde", Weakness.COMMON),
        ("summer sunshine!", Weakness.COMMON),
        ("the Harbour Lights are on", Weakness.TELLING),
        ("harbour-lights 1 2 3 4", Weakness.TELLING),
    ],
)
def test_a_passphrase_is_long_uncommon_and_says_nothing_of_the_club(
    passphrase: str, fault: Weakness | None
) -> None:
    assert rules.weakness(passphrase, ["Harbour Lights", "Thu"]) is fault


def test_the_list_of_common_passphrases_is_long_enough() -> None:
    listed = common_passphrases()
    assert len(listed) >= 3000
    assert min(map(len, listed)) >= LONG_ENOUGH - 5  # spaces and signs are not counted
    assert all(rules.weakness(each.ljust(15, "!")) for each in sorted(listed)[::500])


@given(st.text(min_size=0, max_size=300))
def test_every_text_is_judged(text: str) -> None:
    fault = rules.weakness(rules.normal(text))
    assert (fault is Weakness.SHORT) == (len(rules.normal(text)) < 15)


def test_five_words_out_of_2048_different_ones() -> None:
    words = plain_words()
    assert len(words) == len(set(words)) == 2048
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 9 for word in words)
    drawn = suggestion()
    assert len(drawn.split(" ")) == WORDS
    assert rules.weakness(drawn) is None


@given(st.text(max_size=80))
def test_a_sign_in_name_is_kept_as_it_is_looked_up(typed: str) -> None:
    kept = rules.sign_in_name(typed)
    assert rules.sign_in_name(kept) == kept


def test_capitals_and_spaces_make_no_other_sign_in_name() -> None:
    assert rules.sign_in_name(" Blue  KETTLE ") == rules.sign_in_name("blue kettle")


def test_an_invitation_holds_once_and_for_a_week() -> None:
    fresh = rules.Promise(NOW + rules.INVITATION_FOR, None, None)
    assert fresh.holds(NOW)
    assert not fresh.holds(NOW + timedelta(days=7))
    assert not rules.Promise(NOW + rules.INVITATION_FOR, NOW, None).holds(NOW)
    assert not rules.Promise(NOW + rules.INVITATION_FOR, None, NOW).holds(NOW)


def test_three_people_make_a_club() -> None:
    assert [rules.missing(n) for n in (0, 2, 3, 9)] == [3, 1, 0, 0]


def test_a_device_is_named_no_more_precisely_than_its_owner_needs() -> None:
    chrome = "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/140.0.0.0 Mobile Safari/537.36"
    assert rules.device_of(chrome) == "Chrome, Android"
    assert len(rules.device_of("Edg Windows " * 50)) <= rules.DEVICE_LENGTH
