"""Each row of the table of answers."""

from datetime import UTC, datetime, timedelta

import pytest

from club.notices.rules.sending import (
    KEY_REST,
    LONGEST_REST,
    NO_ANSWER,
    SHORTEST_REST,
    Answer,
    Next,
    Outcome,
    Try,
    after,
    is_dead,
    pause,
)

NOW = datetime(2026, 12, 3, 18, tzinfo=UTC)
FIRST = Try(attempts=1, expires_at=NOW + timedelta(hours=24), spread=20)


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_what_is_taken_is_sent(status: int) -> None:
    assert after(Answer(status), FIRST, now=NOW) == Next(Outcome.SENT)


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten(status: int) -> None:
    assert after(Answer(status), FIRST, now=NOW) == Next(Outcome.GONE, forget=True)


@pytest.mark.parametrize("status", [400, 413])
def test_a_message_of_ours_that_is_wrong_is_not_sent_again(status: int) -> None:
    assert after(Answer(status), FIRST, now=NOW) == Next(Outcome.FAILED)


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_rests_the_service_and_keeps_every_browser(status: int) -> None:
    assert after(Answer(status), FIRST, now=NOW) == Next(due_at=NOW + KEY_REST, rest=KEY_REST)


def test_a_service_that_takes_nothing_from_us_has_a_problem_with_our_key() -> None:
    found = after(Answer(400), FIRST, now=NOW, others_ok=False)
    assert found == Next(due_at=NOW + KEY_REST, rest=KEY_REST)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("asked", "rest"),
    [
        (None, SHORTEST_REST),
        (timedelta(0), SHORTEST_REST),
        (timedelta(minutes=7), timedelta(minutes=7)),
        (timedelta(days=9), LONGEST_REST),
    ],
)
def test_a_busy_service_is_left_alone_as_long_as_it_asks(
    status: int, asked: timedelta | None, rest: timedelta
) -> None:
    assert after(Answer(status, asked), FIRST, now=NOW) == Next(due_at=NOW + rest, rest=rest)


@pytest.mark.parametrize("status", [NO_ANSWER, 301, 302, 307, 500, 502, 504])
def test_whatever_else_goes_wrong_is_tried_again_later(status: int) -> None:
    assert after(Answer(status), FIRST, now=NOW) == Next(due_at=NOW + timedelta(seconds=30))


def test_what_comes_too_late_is_never_sent() -> None:
    short = Try(attempts=1, expires_at=NOW + timedelta(seconds=20), spread=20)
    assert after(Answer(500), short, now=NOW).outcome is Outcome.EXPIRED
    key = after(Answer(401), short, now=NOW)
    assert (key.outcome, key.rest) == (Outcome.EXPIRED, KEY_REST)


@pytest.mark.parametrize("attempts", range(1, 9))
def test_pauses_grow_and_spread_by_a_fifth(attempts: int) -> None:
    middle = pause(Try(attempts, NOW, spread=20))
    spread = {pause(Try(attempts, NOW, spread=each)) / middle for each in range(200)}
    assert (min(spread), max(spread)) == (0.8, 1.2)
    assert pause(Try(attempts + 1, NOW, spread=20)) >= middle


def test_a_browser_is_given_up_only_after_many_fails_and_two_weeks() -> None:
    long_ago = NOW - timedelta(days=14)
    assert is_dead(20, long_ago, now=NOW)
    assert not is_dead(19, long_ago, now=NOW)
    assert not is_dead(20, long_ago + timedelta(seconds=1), now=NOW)
    assert not is_dead(20, None, now=NOW)
