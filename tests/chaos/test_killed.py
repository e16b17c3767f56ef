"""The real server, killed at random moments under load: what was acknowledged is there.

The seed is printed by a failing test; ``CLUB_CHAOS_SEED`` replays it, ``CLUB_CHAOS_ROUNDS`` says
how often the server is killed.
"""

import asyncio
import os
import random  # noqa: TID251  # chooses moments, not outcomes
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import httpx2
import pytest

from club.access.guards.browsers import PLAIN_COOKIE
from club.access.service import sessions
from club.access.service.sessions import Browser
from club.decisions.models import BallotChange, Decision, OpenBallot, RollEntry
from club.events.models import Answer, Night
from club.journal import service as journal
from club.kit import clock
from club.kit.db import opened
from club.kit.tokens import new_ref
from club.schema import config_for
from tests import people
from tests.decisions.life import Life
from tests.events.nights import a_night, holds
from tests.running import Running

pytestmark = pytest.mark.chaos
ROUNDS = int(os.environ.get("CLUB_CHAOS_ROUNDS", "30"))
SEED = int(os.environ.get("CLUB_CHAOS_SEED", str(time.monotonic_ns())))
MEMBERS, PLACES = 6, 3
WANTS, CHOICES = ("coming", "maybe", "no"), ("yes", "no", "no_opinion")


@dataclass
class Asked:
    """Something a member sends until it is acknowledged, always under one key."""

    path: str
    said: dict[str, str]
    key: str = field(default_factory=new_ref)


@dataclass
class Phone:
    """One member's phone: what was acknowledged last, and what is on its way."""

    member_id: int
    token: str
    acknowledged: dict[str, str] = field(default_factory=dict)
    asking: Asked | None = None
    answers: int = 0

    async def use(self, address: str, paths: list[str], chance: random.Random) -> None:
        """Send one thing after another until the server is gone."""
        headers = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
        cookies = {PLAIN_COOKIE: self.token}
        async with httpx2.AsyncClient(base_url=address, headers=headers, cookies=cookies) as phone:
            while True:
                if self.asking is None:
                    path = chance.choice(paths)
                    name, values = ("want", WANTS) if "/rsvp" in path else ("choice", CHOICES)
                    self.asking = Asked(path, {name: chance.choice(values)})
                asked = self.asking
                try:
                    answer = await phone.post(asked.path, data={"key": asked.key, **asked.said})
                except httpx2.TransportError:
                    return
                assert answer.status_code == 303, (answer.status_code, answer.text[:2000])
                (self.acknowledged[asked.path],) = asked.said.values()
                self.asking, self.answers = None, self.answers + 1

    def allowed(self, path: str) -> set[str | None]:
        """What the database may say: the last acknowledged, or what nobody answered yet."""
        unknown = self.asking.said if self.asking and self.asking.path == path else {}
        return {self.acknowledged.get(path), *unknown.values()}


async def club_of_phones() -> tuple[list[Phone], list[str]]:
    """Members with open sessions, two nights to come and a vote that is open now."""
    now = clock.now()
    day = timedelta(days=1)
    crowd = [
        await people.join(f"Member {n}", voting_from=now - 99 * day, now=now - 99 * day)
        for n in range(MEMBERS + 1)  # one never votes, or the vote would be over
    ]
    phones = []
    for each in crowd[1:]:
        session = await sessions.open_session(each.id, Browser("a phone", shared=False), now=now)
        phones.append(Phone(each.id, session.token))
    nights = [await a_night(places=PLACES, starts_at=now + n * day) for n in (3, 4)]
    decision, _during = await Life([each.id for each in crowd]).voting()
    await Decision.filter(id=decision.id).update(
        noticed_at=now - 3 * day, opens_at=now - day, closes_at=now + day
    )
    return phones, [*[f"/e/{n.ref}/rsvp" for n in nights], f"/decisions/{decision.ref}/ballot"]


async def assert_nothing_is_lost(phones: list[Phone]) -> None:
    nights = {night.id: night async for night in Night.all()}
    for phone in phones:
        for night in nights.values():
            row = await Answer.get_or_none(night_id=night.id, member_id=phone.member_id)
            stored = row.want.value if row else None
            assert stored in phone.allowed(f"/e/{night.ref}/rsvp"), "an answer is lost"
        decision = await Decision.get()
        ballot = await OpenBallot.get_or_none(decision_id=decision.id, member_id=phone.member_id)
        stored = ballot.choice if ballot else None
        assert stored in phone.allowed(f"/decisions/{decision.ref}/ballot"), "a ballot is lost"
        entry = await RollEntry.get(decision_id=decision.id, member_id=phone.member_id)
        assert entry.voted == (ballot is not None), "half a ballot"
        if ballot is not None:
            assert await BallotChange.filter(ballot_id=ballot.id).count() == ballot.revised_n
    for night in nights.values():
        await holds(night)  # else half an answer is stored
    assert await journal.verify() is None


@asynccontextmanager
async def phones_in_use(phones: list[Phone], address: str, paths: list[str]) -> AsyncIterator[None]:
    chance = random.Random(f"{SEED}")  # noqa: S311
    tasks = [asyncio.create_task(each.use(address, paths, chance)) for each in phones]
    yield
    async with asyncio.timeout(30):
        await asyncio.gather(*tasks)


async def test_what_was_acknowledged_survives_the_plug_being_pulled(
    database_url: str, tmp_path: Path
) -> None:
    print(f"CLUB_CHAOS_SEED={SEED}")  # noqa: T201
    chance = random.Random(SEED)  # noqa: S311
    config = config_for(database_url)
    async with opened(config):
        phones, paths = await club_of_phones()
    database = "" if database_url.startswith("sqlite") else database_url
    server = Running(tmp_path, database)
    for _round in range(ROUNDS):
        await asyncio.to_thread(server.start)
        async with phones_in_use(phones, server.address, paths):
            await under_load(phones, chance)
            await asyncio.to_thread(server.kill)
        async with opened(config):
            await assert_nothing_is_lost(phones)
    assert sum(each.answers for each in phones) > ROUNDS, "the server was killed under load"


async def under_load(phones: list[Phone], chance: random.Random) -> None:
    """Wait for a random number of answers, then a moment more: something is always on its way."""
    wanted = sum(each.answers for each in phones) + chance.randint(1, 15)
    async with asyncio.timeout(60):
        while sum(each.answers for each in phones) < wanted:  # noqa: ASYNC110  # six phones count
            await asyncio.sleep(0.005)
    await asyncio.sleep(chance.uniform(0, 0.05))
