"""Whatever members, hosts and the clock do to a night, over HTTP, in whatever order."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from unittest import mock

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

from club.access.guards.browsers import PLAIN_COOKIE
from club.access.service import sessions
from club.app import build
from club.events import chores
from club.events.models import Answer, Night
from club.kit import clock, limits
from club.kit.db import opened
from club.kit.tokens import new_ref
from club.members.models import Member
from club.notices.models import Wish
from club.roles import service as roles
from club.schema import config_for
from club.settings import Settings
from tests import databases, people
from tests.events.evening import Evening
from tests.events.nights import a_night, holds
from tests.web import Client

START = datetime(2027, 3, 11, 19, tzinfo=UTC)
CROWD, HOST = 6, 0
"""Members 1 to 6 answer, the last is new; Bo (0) coordinates and changes the room."""
# The rules are the same code on both databases; what a server adds has races of its own.
EXAMPLES = int(os.environ.get("CLUB_TEST_EXAMPLES", "200" if databases.KIND == "sqlite" else "50"))

who = st.integers(1, CROWD)
rooms = st.none() | st.integers(1, 6)


class TheEvening(RuleBasedStateMachine):
    """One night, and its likeness in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()  # one context for all: the database is found through it
        self.now = START - timedelta(days=4)
        self.clock = mock.patch.object(clock, "now", self._now)
        self.looks = 0
        self.last: tuple[int, str, dict[str, Any]] | None = None

    def does(self, work: Any) -> Any:
        return self.loop.run(work)

    def _now(self) -> datetime:
        return self.now

    @initialize(places=rooms, guests=st.integers(0, 3), kept=st.integers(0, 2))
    def begin(self, places: int | None, guests: int, kept: int) -> None:
        self.clock.start()
        self.does(self._begin(places, guests, kept))
        ends = START + timedelta(hours=2)
        self.model = Evening(START, ends, places, guests, kept)

    async def _begin(self, places: int | None, guests: int, kept: int) -> None:
        folder = Path(mkdtemp(prefix="evening"))
        self.database = databases.fresh_database(folder)
        url = await self.database.__aenter__()
        self.context = opened(config_for(url))
        await self.context.__aenter__()
        unused = MovingWindowRateLimiter(MemoryStorage())
        limits._limiter = lambda: unused
        app = build(Settings(data=folder, worker=False))
        self.phones: list[Client] = []
        self.ids: list[int] = []
        for n in range(CROWD + 1):
            member = await people.join(f"Member {n}", voting_from=self.now, now=self.now)
            await Wish.create(member_id=member.id, quiet_from=5, quiet_to=5, off="")
            session = await sessions.open_session(
                member.id, sessions.Browser("a phone", shared=False), now=self.now
            )
            phone = Client(app)
            phone.cookies.set(PLAIN_COOKIE, session.token, domain="127.0.0.1", path="/")
            self.phones.append(phone)
            self.ids.append(member.id)
        await Member.filter(id__in=self.ids[:CROWD]).update(came_before=True)
        await roles.establish("decision/1", by=None, now=self.now)
        await roles.grant(
            "coordinator",
            self.ids[HOST],
            decision_ref="decision/1",
            starts_at=self.now,
            ends_at=self.now + timedelta(days=300),
            by=None,
            now=self.now,
        )
        night = await a_night(places=places, starts_at=START, guests_most=guests, first_timers=kept)
        self.ref, self.night_id = night.ref, night.id

    # WHAT MEMBERS DO

    @rule(
        member=who,
        want=st.sampled_from(["coming", "coming", "coming", "maybe", "no"]),
        party=st.integers(1, 4),
        fewer=st.booleans(),
        asks=st.booleans(),
        behind=st.sampled_from([0, 0, 0, 1, 30]),
    )
    def answer(self, member: int, want: str, party: int, behind: int, **flags: bool) -> None:
        at = self.now - timedelta(hours=behind)
        sent = {"want": want, "party": str(party), "more": "true", "client_at": at.isoformat()}
        sent |= {name: "true" for name, on in flags.items() if on}
        key = new_ref()
        status = self._send(member, f"/e/{self.ref}/rsvp", key, sent)
        newcomer = member == CROWD
        refused = self.model.answer(
            member, want, self.now, at, party=party, newcomer=newcomer, **flags
        )
        assert status == {"": 303, "late": 409, "guests": 422}[refused], refused
        if not refused:
            self.last = (member, key, sent)
        self._agrees(member)

    @precondition(lambda self: self.last is not None)
    @rule()
    def replay(self) -> None:
        """Send the last answer once more, as a phone does that never heard back."""
        assert self.last
        member, key, sent = self.last
        assert self._send(member, f"/e/{self.ref}/rsvp", key, sent) == 303
        self._agrees(member)

    @rule(member=who)
    def pass_on(self, member: int) -> None:
        status = self._send(member, f"/e/{self.ref}/offer/passing", new_ref(), {})
        refused = self.model.pass_on(member, self.now)
        assert status == (409 if refused else 303)
        self._agrees(member)

    # WHAT THE HOST AND THE CLOCK DO

    @rule(places=rooms)
    def resize(self, places: int | None) -> None:
        sent = {"title": "Thursday night", "places": str(places or "")}
        status = self._send(HOST, f"/e/{self.ref}/edit", new_ref(), sent)
        if self.model.off or self.now >= self.model.ends:
            assert status == 409
            return
        assert status == 303
        self.model.resize(places, self.now)
        self._agrees(1)

    @rule(hours=st.sampled_from([1, 1, 2, 7, 13]), member=who)
    def wait(self, hours: int, member: int) -> None:
        self.now += timedelta(hours=hours)
        self.does(chores.hand_on_due(self.now))
        self.model.clock(self.now)
        self._agrees(member)

    @rule(sure=st.sampled_from([False] * 9 + [True]))
    def call_off(self, *, sure: bool) -> None:
        if not sure or self.model.off or self.now >= self.model.ends:
            return
        assert self._send(HOST, f"/e/{self.ref}/cancellation", new_ref(), {"words": ""}) == 303
        self.model.off = True

    # WHAT MUST HOLD

    def _agrees(self, member: int) -> None:
        self.does(self._look(member))

    async def _look(self, member: int) -> None:
        self.looks += 1
        if self.looks % 5 == 0:
            await holds(await Night.get(id=self.night_id))
        rows = {row.member_id: row for row in await Answer.filter(night_id=self.night_id)}
        assert set(rows) == {self.ids[n] for n in self.model.said}
        for n, said in self.model.said.items():
            row = rows[self.ids[n]]
            got = (row.want.value, row.seats, row.held, row.party, row.offer_until is not None)
            assert got == (
                said.want, said.seats, said.held, said.party, said.offer is not None
            ), f"member {n} at {self.now}"  # fmt: skip
        if self.looks % 3:
            return
        asked = await self.phones[member].get(
            f"/e/{self.ref}", headers={"Accept": "application/json"}
        )
        card = asked.json()["page"]["night"]
        assert card["queue_place"] == self._number(member)
        assert card["coming"] == sum(each.seats for each in self.model.said.values())

    def _number(self, member: int) -> int | None:
        """An offer to all is shown instead of a number while a place is free."""
        said = self.model.said.get(member)
        if said and said.offer:
            free = self.model.free(said, self.now)
            if free >= (1 if said.fewer else said.party):
                return None
        return self.model.number(member)

    def _send(self, member: int, path: str, key: str, sent: dict[str, Any]) -> int:
        return int(self.does(self.phones[member].send_form(path, key=key, **sent)).status_code)

    def teardown(self) -> None:
        if hasattr(self, "context"):
            self.does(self._end())
        self.clock.stop()
        self.loop.close()

    async def _end(self) -> None:
        for phone in self.phones:
            await phone.aclose()
        await self.context.__aexit__(None, None, None)
        await self.database.__aexit__(None, None, None)


TheEvening.TestCase.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestTheEvening = TheEvening.TestCase
