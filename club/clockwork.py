"""Everything that runs by itself, and how often: one list, and the loop that walks it.

Several processes may walk it at once: each chore claims what it does, so running twice does
nothing twice. A chore that fails is logged and counted, and the next one runs.
"""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from club.access import chores as access
from club.decisions import chores as decisions
from club.events import chores as events
from club.events.queries import photos, places
from club.journeys import chores as closing
from club.kit import clock, heartbeat, once, pictures, vault
from club.kit.db import retried
from club.kit.pictures.sweeping import sweeper
from club.notices import chores as notices
from club.notices.gateway import Pusher
from club.notices.rules.endpoint import extra_origins
from club.roles import chores as roles
from club.settings import Settings

_log = logging.getLogger("club.clockwork")
_PAUSE = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Chore:
    """A named piece of work; ``do(now)`` returns how many things it did, and may run twice."""

    name: str
    every: timedelta
    do: Callable[[datetime], Awaitable[int]]


OWN: list[Chore] = [
    Chore("write down when calendars asked", timedelta(minutes=1), events.write_down_heard_due),
]
"""What each process that answers members does, worker or not: only it knows what it heard."""

CHORES: list[Chore] = [
    *OWN,
    Chore("forget used form keys", timedelta(hours=1), once.forget_due),
    Chore("forget old sessions and links", timedelta(minutes=10), access.forget_due),
    Chore("write the nights ahead", timedelta(minutes=10), events.materialise_due),
    Chore("remind of tomorrow's night", timedelta(minutes=1), events.remind_due),
    Chore("give free places to those who wait", timedelta(minutes=1), events.hand_on_due),
    Chore("ask for a host where none is left", timedelta(minutes=5), events.ask_for_host_due),
    Chore("tell who is down this week", timedelta(minutes=10), events.tell_of_the_week_due),
    Chore("forget who answered", timedelta(minutes=10), events.forget_due),
    Chore("forget what was said at nights", timedelta(hours=1), events.forget_talk_due),
    Chore("forget photos of nights", timedelta(hours=1), events.forget_photos_due),
    Chore("forget what the door was asked", timedelta(minutes=10), events.forget_wishes_due),
    Chore("look after those who ask to be met", timedelta(minutes=10), events.meet_due),
    Chore("ask friends to say hello", timedelta(hours=1), events.check_due),
    Chore("turn old nights into numbers", timedelta(minutes=10), events.add_up_due),
    Chore("write down which terms have ended", timedelta(minutes=5), roles.end_due),
    Chore("ask for names for roles", timedelta(minutes=10), closing.ask_for_names_due),
    Chore("ask for handover notes", timedelta(hours=1), closing.ask_for_notes_due),
    Chore("carry out what comes into force", timedelta(seconds=30), closing.carry_out_due),
    Chore("put those who stand to the vote", timedelta(seconds=30), closing.open_votes_due),
    Chore("announce votes that begin", timedelta(seconds=30), decisions.announce_due),
    Chore("remind of votes in their last day", timedelta(minutes=5), decisions.remind_due),
    Chore("draw who enters votes on paper", timedelta(minutes=1), decisions.paper_due),
    Chore("close decisions that are due", timedelta(seconds=30), closing.close_due),
    Chore("send out what meetings talk about", timedelta(minutes=10), decisions.meetings_due),
    Chore("put off meetings that were not held", timedelta(minutes=10), closing.meet_due),
    Chore("look again at what was agreed", timedelta(minutes=10), decisions.look_again_due),
    Chore("look after challenged results", timedelta(minutes=1), decisions.look_after_due),
    Chore("bring back what members asked for", timedelta(minutes=1), decisions.bring_back_due),
    Chore("sweep up after secret votes", timedelta(minutes=1), decisions.sweep_due),
    Chore("forget old messages", timedelta(hours=1), notices.forget_due),
]

faults: Counter[str] = Counter()
"""How often each chore has failed since the start; the health page shows it."""


async def run_due(due: dict[str, datetime], now: datetime, chores: Sequence[Chore] = CHORES) -> int:
    """Do every chore whose time has come and note when it is next; return how much was done."""
    done = 0
    for chore in chores:
        if due.get(chore.name, now) > now:
            continue
        due[chore.name] = now + chore.every
        try:
            done += await retried(chore.do)(now)
        # The one net of the house: one broken chore must not stop the others.
        except Exception:  # noqa: BLE001
            faults[chore.name] += 1
            _log.exception("chore %s failed", chore.name)
    return done


async def run(stop: asyncio.Event, settings: Settings) -> None:
    """Walk the list until ``stop`` is set."""
    async with _with_a_way_out(settings) as chores:
        await _walk(stop, chores)


@contextlib.asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[None]:
    """Walk the list beside the server, or what is its own; on leaving, finish the chore at hand."""
    stop = asyncio.Event()
    walk = asyncio.create_task(run(stop, settings) if settings.worker else _walk(stop, OWN))
    try:
        yield
    finally:
        stop.set()
        await walk


async def _walk(stop: asyncio.Event, chores: Sequence[Chore]) -> None:
    due: dict[str, datetime] = {}
    while not stop.is_set():
        await run_due(due, clock.now(), chores)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), _PAUSE.total_seconds())


@contextlib.asynccontextmanager
async def _with_a_way_out(settings: Settings) -> AsyncIterator[list[Chore]]:
    """Add what only a server does; its connections to others are closed at the end."""
    secrets, extras = vault.opened(settings.data), extra_origins(settings.push_hosts)
    async with Pusher(secrets, settings.contact, extras) as pusher:
        push = notices.sender(pusher, settings.address)
        sweep = sweeper(settings.data / pictures.FOLDER, [places.photos, photos.pictures])
        yield [
            # Not among the others: a clock that is moved by hand, as in a demo, has no heart.
            Chore("note that the clock runs", heartbeat.EVERY, heartbeat.beat),
            *CHORES,
            Chore("sweep up pictures that nothing shows", timedelta(days=1), sweep),
            Chore("send pushes", timedelta(seconds=1), push),
        ]
