"""How often the club may be told something."""

from datetime import UTC, datetime, timedelta

from club.notices.rules.caps import Caps, Sent, may_send_from

NOW = datetime(2026, 12, 3, 18, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_the_first_word_may_go_out_at_once() -> None:
    assert may_send_from(Caps(), [], 1, now=NOW) is None


def test_one_sender_speaks_once_a_day() -> None:
    sent = [Sent(1, NOW - HOUR)]
    assert may_send_from(Caps(), sent, 1, now=NOW) == NOW + 23 * HOUR
    assert may_send_from(Caps(), sent, 2, now=NOW) is None
    assert may_send_from(Caps(), sent, 1, now=NOW + 23 * HOUR) is None


def test_all_senders_together_speak_three_times_a_week() -> None:
    sent = [Sent(each, NOW - each * 24 * HOUR) for each in (2, 3, 4)]
    assert may_send_from(Caps(), sent, 1, now=NOW) == NOW + 3 * 24 * HOUR


def test_a_club_may_decide_to_be_told_nothing() -> None:
    assert may_send_from(Caps(per_club_a_week=0), [], 1, now=NOW) is not None
