"""The clock notes that it runs; where it did not for a while, that is written down."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.kit.heartbeat import KEPT_FOR, MISSED, Heartbeat, Outage, Span, beat, outages, total

NOON = datetime(2027, 3, 4, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WEEK = Span(NOON, NOON + 7 * DAY)


async def beats(*moments: datetime) -> int:
    return sum([await beat(each) for each in moments])


@pytest.mark.usefixtures("db")
async def test_a_clock_that_runs_leaves_one_row_and_no_outage() -> None:
    assert await beats(*(NOON + n * MINUTE for n in range(30))) == 0

    assert (await Heartbeat.get()).at == NOON + 29 * MINUTE
    assert await outages(WEEK, now=NOON + 30 * MINUTE) == []


@pytest.mark.usefixtures("db")
async def test_a_restart_is_no_outage_and_a_longer_silence_is_one() -> None:
    restarted = NOON + MISSED
    back = restarted + MISSED + MINUTE

    assert await beats(NOON, restarted) == 0
    assert await beats(back) == 1

    assert await outages(WEEK, now=back) == [Span(restarted, back)]


@pytest.mark.usefixtures("db")
async def test_an_outage_that_is_not_over_counts_up_to_now() -> None:
    await beats(NOON)

    assert await outages(WEEK, now=NOON + MISSED) == []
    assert await outages(WEEK, now=NOON + HOUR) == [Span(NOON, NOON + HOUR)]


@pytest.mark.usefixtures("db")
async def test_only_what_lies_in_the_span_counts() -> None:
    await beats(NOON - DAY, NOON + HOUR, NOON + 2 * DAY, NOON + 9 * DAY)
    middle = Span(NOON, NOON + 3 * DAY)

    found = await outages(middle, now=NOON + 9 * DAY)

    assert found == [
        Span(NOON, NOON + HOUR),
        Span(NOON + HOUR, NOON + 2 * DAY),
        Span(NOON + 2 * DAY, NOON + 3 * DAY),
    ]
    assert await outages(Span(NOON - 3 * DAY, NOON - DAY), now=NOON + 9 * DAY) == []


@pytest.mark.usefixtures("db")
async def test_before_the_first_beat_nothing_is_said_about_the_time_before() -> None:
    assert await outages(WEEK, now=NOON + DAY) == []
    await beats(NOON + DAY)
    assert await outages(WEEK, now=NOON + DAY) == []


@pytest.mark.usefixtures("db")
async def test_a_clock_that_was_put_back_makes_no_outage() -> None:
    assert await beats(NOON, NOON - HOUR, NOON - HOUR + MINUTE, NOON + MINUTE) == 0

    assert (await Heartbeat.get()).at == NOON + MINUTE
    assert not await Outage.exists()


@pytest.mark.usefixtures("db")
async def test_five_clocks_that_come_back_at_once_write_it_down_once() -> None:
    await asyncio.gather(*(beat(NOON) for _ in range(5)))
    back = NOON + HOUR

    await asyncio.gather(*(beat(back + n * timedelta(seconds=1)) for n in range(5)))

    outage = await Outage.get()
    assert outage.began_at == NOON
    assert back <= outage.ended_at < back + MINUTE


@pytest.mark.usefixtures("db")
async def test_an_outage_is_forgotten_after_a_year_when_the_next_one_is_noted() -> None:
    later = NOON + HOUR + KEPT_FOR + DAY
    await beats(NOON, NOON + HOUR, later - MINUTE, later)
    await Outage.filter(ended_at=later - MINUTE).delete()

    await beats(later + HOUR)

    assert (await Outage.get()).began_at == later


spans = st.builds(
    lambda start, length: Span(NOON + start * MINUTE, NOON + (start + length) * MINUTE),
    st.integers(0, 60),
    st.integers(0, 60),
)


@given(st.lists(spans, max_size=8))
def test_the_total_is_every_minute_that_lies_in_one_of_them_once(found: list[Span]) -> None:
    minutes = {
        n for n in range(120) for each in found if each.start <= NOON + n * MINUTE < each.end
    }
    assert total(found) == len(minutes) * MINUTE
