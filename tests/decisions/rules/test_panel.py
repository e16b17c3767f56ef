"""The panel: drawn by a lot that can be drawn again, filled and heard by plain steps."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from club.decisions.rules.panel import (
    RESERVES,
    SEATS,
    SILENT_AFTER,
    WITHIN,
    Finding,
    Seat,
    Step,
    Verdict,
    commitment,
    drawn,
    next_step,
    seed,
    token,
)

NOON = datetime(2027, 3, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)
YES, NO = Verdict.STANDS, Verdict.ANNULLED
WAITS, SITS = Seat(), Seat(NOON)
GONE = Seat(NOON, gone=True)


def said(verdict: Verdict) -> Seat:
    return Seat(NOON, verdict=verdict)


STANDS, ANNULS = said(YES), said(NO)


@pytest.mark.parametrize(
    ("seats", "after", "step"),
    [
        ([SITS, SITS, SITS, WAITS, WAITS], 0, None),
        ([STANDS, SITS, SITS, WAITS, WAITS], 0, None),
        ([STANDS, ANNULS, SITS, WAITS, WAITS], 0, None),
        ([STANDS, STANDS, SITS, WAITS, WAITS], 0, Step(finding=Finding.STANDS)),
        ([STANDS, ANNULS, ANNULS, WAITS, WAITS], 0, Step(finding=Finding.ANNULLED)),
        ([STANDS, STANDS, ANNULS, WAITS, WAITS], 0, Step(finding=Finding.STANDS)),
        # somebody declines: the next reserve is called, as long as there is one
        ([GONE, SITS, SITS, WAITS, WAITS], 0, Step(call=3)),
        ([GONE, GONE, SITS, SITS, WAITS], 0, Step(call=4)),
        ([GONE, GONE, SITS, SITS, SITS], 0, None),
        ([GONE, GONE, GONE, SITS, SITS], 0, None),
        ([STANDS, GONE, GONE, GONE, SITS], 0, None),
        ([GONE, GONE, GONE, GONE, SITS], 0, Step(finding=Finding.NONE)),
        ([STANDS, ANNULS, GONE, GONE, GONE], 0, Step(finding=Finding.NONE)),
        ([GONE, SITS, SITS, Seat(gone=True), WAITS], 0, Step(call=4)),
        # somebody is silent: a reserve takes the place; without one they may still speak
        ([SITS, SITS, SITS, WAITS, WAITS], 5, Step(call=3, release=0)),
        ([STANDS, SITS, SITS, WAITS, WAITS], 5, Step(call=3, release=1)),
        ([GONE, GONE, SITS, SITS, SITS], 13, None),
        # time is up
        ([SITS, SITS, SITS, WAITS, WAITS], 14, Step(finding=Finding.NONE)),
        ([STANDS, ANNULS, SITS, WAITS, WAITS], 14, Step(finding=Finding.NONE)),
        ([STANDS, STANDS, SITS, WAITS, WAITS], 90, Step(finding=Finding.STANDS)),
        # too few could be drawn
        ([], 0, Step(finding=Finding.NONE)),
    ],
)
def test_what_the_clock_does_next(seats: list[Seat], after: int, step: Step | None) -> None:
    assert next_step(seats, NOON, NOON + after * DAY) == step


def done(seats: list[Seat], step: Step, now: datetime) -> None:
    """Do what a step says."""
    if step.release is not None:
        seats[step.release] = Seat(seats[step.release].called_at, gone=True)
    if step.call is not None:
        seats[step.call] = Seat(now)


def settled(seats: list[Seat], now: datetime) -> Finding | None:
    """Let the clock do all it has to do at one moment."""
    for _each in range(20):
        step = next_step(seats, NOON, now)
        if step is None or step.finding is not None:
            return step.finding if step else None
        done(seats, step, now)
        assert sum(seat.sits or seat.verdict is not None for seat in seats) <= SEATS
    raise AssertionError("the clock does not come to rest")


def said_by(at: datetime | None, what: Verdict | str) -> Seat:
    return Seat(at, gone=True) if what == "decline" else Seat(at, verdict=Verdict(what))


ACTS = st.lists(
    st.tuples(st.integers(0, SEATS + RESERVES - 1), st.sampled_from([YES, NO, "decline"])),
    max_size=12,
)


@given(ACTS, st.lists(st.integers(0, 4), min_size=12, max_size=12))
def test_whatever_a_panel_does_there_is_one_finding_and_in_time(
    acts: list[tuple[int, Verdict | str]], pauses: list[int]
) -> None:
    seats, now = [Seat(NOON)] * SEATS + [Seat()] * RESERVES, NOON
    for (n, what), pause in zip(acts, pauses, strict=False):
        now += pause * DAY
        if found := settled(seats, now):
            break
        if seats[n].sits:
            at = seats[n].called_at
            seats[n] = said_by(at, what)
    found = settled(seats, max(now, NOON + WITHIN))

    heard = [seat.verdict for seat in seats if seat.verdict]
    agreed = [verdict for verdict in Verdict if heard.count(verdict) >= 2]
    assert found is not None
    assert len(heard) <= SEATS
    assert [found.value] == ([verdict.value for verdict in agreed] or ["none"])


@given(st.integers(0, 13), st.integers(0, 300))
def test_a_late_clock_finds_what_one_in_time_would_have_found(day: int, late: int) -> None:
    seats = [STANDS, Seat(NOON, verdict=YES), SITS, WAITS, WAITS]
    assert next_step(seats, NOON, NOON + day * DAY) == next_step(seats, NOON, NOON + late * DAY)


def test_who_is_called_later_has_as_long_to_speak() -> None:
    called = Seat(NOON + 4 * DAY)
    seats = [GONE, called, called, called, WAITS]
    assert next_step(seats, NOON, NOON + 8 * DAY) is None
    assert next_step(seats, NOON, NOON + 4 * DAY + SILENT_AFTER) == Step(call=4, release=1)


# THE LOT

REFS = st.sets(st.integers(1, 500), max_size=40)


@given(REFS, st.binary(min_size=32, max_size=32))
def test_the_lot_gives_five_or_nobody_whatever_the_order_it_is_asked_in(
    members: set[int], sown: bytes
) -> None:
    tokens = [token(sown, each) for each in members]
    seats = drawn(sown, tokens)

    assert seats == drawn(sown, reversed(tokens))
    assert len(set(seats)) == len(seats)
    assert set(seats) <= set(tokens)
    expected = min(len(tokens), SEATS + RESERVES) if len(tokens) >= SEATS else 0
    assert len(seats) == expected


@given(REFS.filter(lambda some: len(some) > 6), st.binary(min_size=32, max_size=32))
def test_who_is_not_drawn_could_as_well_not_have_been_there(members: set[int], sown: bytes) -> None:
    tokens = [token(sown, each) for each in members]
    seats = drawn(sown, tokens)
    assert drawn(sown, seats) == seats


def test_every_place_is_drawn_about_as_often() -> None:
    tokens = [token(bytes(32), each) for each in range(10)]
    times = dict.fromkeys(tokens, 0)
    for n in range(2000):
        for each in drawn(seed("a", n.to_bytes(32), "00" * 32), tokens)[:SEATS]:
            times[each] += 1
    assert all(500 < each < 700 for each in times.values()), times


def test_the_lot_changes_with_each_thing_that_is_mixed_into_it() -> None:
    sown = [
        seed("a", bytes(32), "00" * 32),
        seed("b", bytes(32), "00" * 32),
        seed("a", b"x" * 32, "00" * 32),
        seed("a", bytes(32), "01" * 32),
    ]
    assert len(set(sown)) == 4
    with pytest.raises(ValueError, match="32 bytes"):
        seed("a", b"short", "00" * 32)


def test_what_is_fixed_tells_neither_the_secret_nor_a_name() -> None:
    tokens = [token(b"k" * 32, each) for each in (1, 2)]
    fixed = commitment(b"s" * 32, tokens)
    assert fixed == commitment(b"s" * 32, reversed(tokens))
    assert fixed != commitment(b"t" * 32, tokens)
    assert fixed != commitment(b"s" * 32, tokens[:1])
    assert token(b"k" * 32, 1) != token(b"l" * 32, 1)
