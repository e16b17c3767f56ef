"""What the club agreed about places keeps its promises, in whatever order things happen.

The likeness in ``evening`` is what the real night is held against, move by move, over HTTP
(``test_machine``); here it is held against the three promises themselves.
"""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.events.evening import HOUR, Evening, Said

STARTS = datetime(2027, 3, 11, 19, tzinfo=UTC)
CROWD, NEW, LATELY = 7, 5, 2
"""Members 1 to 7 answer; from the fifth on they are new, the first two had a place lately."""

who = st.integers(1, CROWD)
rooms = st.none() | st.integers(1, 6)
answers = st.tuples(
    st.just("answer"),
    who,
    st.sampled_from(["coming", "coming", "coming", "maybe", "no"]),
    st.fixed_dictionaries(
        {"party": st.integers(1, 4), "fewer": st.booleans(), "asks": st.booleans()}
    ),
)
moves = answers | st.one_of(
    st.tuples(st.just("change"), rooms),
    st.tuples(st.just("wait"), st.sampled_from([1, 2, 7, 13])),
    st.tuples(st.just("pass_on"), who),
)
nights = st.builds(
    Evening,
    starts=st.just(STARTS),
    ends=st.just(STARTS + 2 * HOUR),
    places=rooms,
    guests=st.integers(0, 3),
    kept=st.integers(0, 2),
    by_lately=st.booleans(),
)


@settings(max_examples=1000, deadline=None)
@given(night=nights, steps=st.lists(moves, min_size=5, max_size=40), early=st.integers(1, 96))
def test_no_room_is_overfull_nobody_who_fits_waits_and_nobody_overtakes(
    night: Evening, steps: list[tuple[Any, ...]], early: int
) -> None:
    now = STARTS - early * HOUR
    for step in steps:
        before = deepcopy(night)
        now = _does(night, step, now)
        if now >= night.ends:
            return
        _is_not_overfull(night, before)
        _leaves_nobody_waiting_who_fits(night, now)
        _lets_nobody_overtake(night, before, now)


def _does(night: Evening, step: tuple[Any, ...], now: datetime) -> datetime:
    kind, *rest = step
    if kind == "answer":
        member, want, more = rest
        more = more | {"newcomer": member >= NEW, "lately": member <= LATELY}
        night.answer(member, want, now, now, **more)
    elif kind == "change":
        night.change(rest[0], night.starts, now)
    elif kind == "pass_on":
        night.pass_on(rest[0], now)
    else:
        now += rest[0] * HOUR
        night.clock(now)
    return now


def _is_not_overfull(night: Evening, before: Evening) -> None:
    """Nothing fills a room beyond its places; one that was made smaller only empties."""
    if night.places is not None:
        assert night.taken <= max(night.places, before.taken)


def _leaves_nobody_waiting_who_fits(night: Evening, now: datetime) -> None:
    for each in night.said.values():
        if each.waits and not _has_been_asked(night, each, now):
            assert _needs(each) > night.free(each, now)


def _lets_nobody_overtake(night: Evening, before: Evening, now: datetime) -> None:
    """Whoever got places took none that somebody before them in the queue would have had."""
    queue = [n for n in _in_queue(before) if night.said[n].waits]
    for n, mine in night.said.items():
        old = before.said.get(n)
        got = mine.held - (old.held if old else 0)
        if got <= 0 or (old and old.held):
            continue  # a larger party of somebody who has a place already
        for other in queue[: queue.index(n)] if n in queue else queue:
            them = night.said[other]
            ahead = _in_queue(before).index(other) < _position(before, n)
            kept_out = mine.newcomer and not them.newcomer
            if ahead and not (them.passed or kept_out or _has_been_asked(night, them, now)):
                assert _needs(them) > got + night.free(them, now)


def _in_queue(night: Evening) -> list[int]:
    waiting = [each for each in night.queue() if each.waits]
    return sorted(
        (n for n, each in night.said.items() if each.waits),
        key=lambda n: waiting.index(night.said[n]),
    )


def _position(night: Evening, member: int) -> int:
    queue = _in_queue(night)
    return queue.index(member) if member in queue else len(queue)


def _has_been_asked(night: Evening, each: Said, now: datetime) -> bool:
    """In the last hours a place is offered to all who wanted to be asked: the first tap has it."""
    return each.offer is not None or (each.asks and now >= night.starts - 3 * HOUR)


def _needs(each: Said) -> int:
    return 1 if each.fewer else each.party
