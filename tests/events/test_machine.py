"""Whatever members, hosts and the clock do to a night, over HTTP, in whatever order."""

import asyncio
import os
import shutil
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
from club.events.models import Answer, Night, Proxy, Series, SeriesHelper
from club.events.rules.places import NamesShown, Part
from club.events.rules.seats import QueueRule
from club.events.service.series import materialise
from club.kit import clock, limits
from club.kit.db import opened
from club.kit.pages import Pages
from club.kit.tokens import new_ref
from club.members.models import Member
from club.notices.models import Wish
from club.roles import service as roles
from club.schema import config_for
from club.settings import Settings
from tests import databases, people
from tests.events.evening import Evening
from tests.events.nights import ZONE, holds
from tests.events.programme import ALL, LATER, ONLY, Dated, Programme
from tests.web import Client

TUESDAY, THURSDAY = (datetime(2027, 3, day, 19, tzinfo=UTC) for day in (9, 11))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
DAYS = ((TUESDAY.date(), TUESDAY.date()), (TUESDAY.date() + DAY, THURSDAY.date() + 2 * DAY))
"""On which days each night may be; none ever takes a date of the other."""
CROWD, HOST, LATELY = 6, 0, 2
"""Members 1 to 6 answer, the last two are new, 1 and 2 had a place lately; Bo (0) coordinates."""
# The rules are the same code on both databases; what a server adds has races of its own.
EXAMPLES = int(os.environ.get("CLUB_TEST_EXAMPLES", "200" if databases.KIND == "sqlite" else "50"))

who = st.integers(1, CROWD)
wants = st.sampled_from(["coming", "coming", "coming", "maybe", "no"])
which = st.sampled_from([1, 1, 1, 0])
"""Mostly the Thursday, sometimes the Tuesday before it, which belongs to the same series."""
rooms = st.none() | st.integers(1, 6)


class TheEvening(RuleBasedStateMachine):
    """Two nights of one series, and their likeness in memory.

    Members answer, say it again from a phone that was offline, bring guests, pass an offer on,
    answer for one another and say what they usually do; the host changes the room and the time,
    of one night or of those after it, lets somebody be next, and calls a night off; the clock runs
    offers out and writes the nights ahead. Members hide from one another and come back: that
    changes nothing but what they read.
    """

    pages: Pages | None = None

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()  # one context for all: the database is found through it
        self.now = THURSDAY - timedelta(hours=96)
        self.clock = mock.patch.object(clock, "now", self._now)
        self.looks = 0
        self.blocks: set[tuple[int, int]] = set()
        self.new = {CROWD - 1, CROWD}
        self.last: tuple[int, str, str, dict[str, Any]] | None = None

    def does(self, work: Any) -> Any:
        return self.loop.run(work)

    def _now(self) -> datetime:
        return self.now

    @initialize(
        places=rooms,
        guests=st.integers(0, 3),
        kept=st.integers(0, 2),
        lately=st.booleans(),
        early=st.sampled_from([96, 96, 54, 30]),
    )
    def begin(
        self, places: int | None, guests: int, kept: int, early: int, *, lately: bool
    ) -> None:
        self.clock.start()
        self.does(self._begin(places, guests, kept, lately=lately))
        self.now = THURSDAY - timedelta(hours=early)
        self.model = Programme(
            [
                Dated(Evening(at, at + 2 * HOUR, places, guests, kept, by_lately=lately), at)
                for at in (TUESDAY, THURSDAY)
            ]
        )

    async def _begin(self, places: int | None, guests: int, kept: int, *, lately: bool) -> None:
        self.folder = folder = Path(mkdtemp(prefix="evening"))
        self.database = databases.fresh_database(folder)
        url = await self.database.__aenter__()
        self.context = opened(config_for(url))
        await self.context.__aenter__()
        unused = MovingWindowRateLimiter(MemoryStorage())
        limits._limiter = lambda: unused
        app = build(Settings(data=folder, worker=False))
        # What is drawn depends on what is shown alone, so one set of templates serves every club.
        app.state.pages = type(self).pages = type(self).pages or app.state.pages
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
        await Member.exclude(id__in=[self.ids[n] for n in self.new]).update(came_before=True)
        until = THURSDAY.date() + 50 * DAY
        await Member.filter(id__in=self.ids[1 : 1 + LATELY]).update(seated_until=until)
        await self._trust()
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
        await self._plan(
            places, guests, kept, QueueRule.LEAST_RECENT if lately else QueueRule.FIRST
        )

    async def _trust(self) -> None:
        """Each of the crowd lets the next one answer for them."""
        self.trusted = {(n, n % CROWD + 1) for n in range(1, CROWD + 1)}
        for member, friend in self.trusted:
            await Proxy.create(
                member_id=self.ids[member], proxy_id=self.ids[friend], said_at=self.now
            )

    async def _plan(self, places: int | None, guests: int, kept: int, queue: QueueRule) -> None:
        series = await Series.create(
            title="Songs",
            zone=ZONE,
            rule="FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270318T235900",
            first_start="2027-03-09T19:00",
            minutes=120,
            places=places,
            guests_most=guests,
            first_timers=kept,
            written_at=self.now,
        )
        await SeriesHelper.create(series_id=series.id, member_id=self.ids[HOST], part=Part.HOST)
        await materialise(series.id, now=self.now)
        await Night.all().update(queue=queue, names_shown=NamesShown.MEMBERS)
        nights = await Night.filter(starts_at__in=[TUESDAY, THURSDAY]).order_by("starts_at")
        self.refs, self.night_ids = [each.ref for each in nights], [each.id for each in nights]
        self.member_refs = [(await Member.get(id=each)).ref for each in self.ids]

    # WHAT MEMBERS DO

    @rule(
        night=which,
        member=who,
        want=wants,
        party=st.integers(1, 4),
        fewer=st.booleans(),
        asks=st.booleans(),
        behind=st.sampled_from([0, 0, 0, 1, 30]),
    )
    def answer(
        self, night: int, member: int, want: str, party: int, behind: int, **flags: bool
    ) -> None:
        at = self.now - timedelta(hours=behind)
        sent = {"want": want, "party": str(party), "more": "true", "client_at": at.isoformat()}
        sent["named"] = "true"
        sent |= {name: "true" for name, on in flags.items() if on}
        key, path = new_ref(), f"/e/{self.refs[night]}/rsvp"
        status = self._send(member, path, key, sent)
        refused = self._say(night, member, want, at, party=party, **flags)
        assert status == {"": 303, "late": 409, "guests": 422}[refused], refused
        if not refused:
            self.last = (member, path, key, sent)
        self._agrees(night, member)

    @rule(night=which, member=who, want=wants)
    def answer_for(self, night: int, member: int, want: str) -> None:
        """Say it for somebody who asked for that, by the one whom they asked."""
        path = f"/e/{self.refs[night]}/rsvp/{self.member_refs[member]}"
        friend = member % CROWD + 1
        status = self._send(friend, path, new_ref(), {"want": want})
        if (member, friend) not in self.trusted:
            assert status == 403
            return
        refused = self._say(night, member, want, self.now)
        assert status == (409 if refused else 303)
        self._agrees(night, member)

    @rule(night=which, member=who, want=st.sampled_from(["coming", "maybe", "no"]))
    def usually(self, night: int, member: int, want: str) -> None:
        """Say what they usually do: to all that came of the series and has no word of theirs."""
        if self.model.nights[night].series is None:
            return
        ref = self.does(self._series_of(night))
        assert self._send(member, f"/series/{ref}/usual", new_ref(), {"want": want}) == 303
        for n, each in enumerate(self.model.nights):
            ahead = each.series and each.evening.starts > self.now
            if want != "no" and ahead and member not in each.evening.said:
                self._say(n, member, want, self.now, usual=True)
        self._agrees(night, member)

    async def _series_of(self, night: int) -> str:
        found = await Night.get(id=self.night_ids[night]).select_related("series")
        assert found.series
        return str(found.series.ref)

    def _say(self, night: int, member: int, want: str, at: datetime, **more: object) -> str:
        who = {"newcomer": member in self.new, "lately": member <= LATELY}
        return self.model.nights[night].evening.answer(member, want, self.now, at, **who, **more)

    @precondition(lambda self: self.last is not None)
    @rule()
    def replay(self) -> None:
        """Send the last answer once more, as a phone does that never heard back."""
        assert self.last
        member, path, key, sent = self.last
        assert self._send(member, path, key, sent) == 303
        self._agrees(1, member)

    @precondition(lambda self: self.new)
    @rule(night=which, sure=st.sampled_from([False, False, True]))
    def go_elsewhere(self, night: int, *, sure: bool) -> None:
        """Somebody new has been to a night of another series by now, and is new no more."""
        if not sure:
            return
        member = max(self.new)
        self.new.discard(member)
        self.does(self._knows_the_club(member))
        for each in self.model.nights:
            if member in each.evening.said:
                each.evening.said[member].newcomer = False
        self._agrees(night, member)

    async def _knows_the_club(self, member: int) -> None:
        await Member.filter(id=self.ids[member]).update(came_before=True)

    @rule(night=which, member=who)
    def pass_on(self, night: int, member: int) -> None:
        status = self._send(member, f"/e/{self.refs[night]}/offer/passing", new_ref(), {})
        refused = self.model.nights[night].evening.pass_on(member, self.now)
        assert status == (409 if refused else 303)
        self._agrees(night, member)

    @rule(member=who, other=who, ends=st.sampled_from([False, False, True]), night=which)
    def block(self, member: int, other: int, night: int, *, ends: bool) -> None:
        """Not want to meet another, or take that back; every standing stays what it was."""
        ref = self.member_refs[other]
        if ends:
            assert self._send(member, f"/me/blocks/{ref}/removal", new_ref(), {}) == 303
            self.blocks.discard((member, other))
        else:
            sent = self._send(member, "/me/blocks", new_ref(), {"member": ref})
            assert sent == (422 if member == other else 303)
            if member != other:
                self.blocks.add((member, other))
                self.trusted -= {(member, other), (other, member)}
        self._agrees(night, member)

    def _hidden(self, member: int) -> set[int]:
        """Whoever is hidden from a member, whichever of the two said it."""
        return {a + b - member for a, b in self.blocks if member in (a, b)}

    # WHAT THE HOST AND THE CLOCK DO

    @rule(night=which, places=rooms)
    def resize(self, night: int, places: int | None) -> None:
        self._edit(night, ONLY, places, self.model.nights[night].evening.starts)

    @rule(
        night=which,
        scope=st.sampled_from([ONLY, LATER, LATER, ALL]),
        days=st.sampled_from([0, 0, 0, 1, -1]),
        minutes=st.sampled_from([0, 0, 30, -30, 60, -60, 61, -61, 150]),
    )
    def split(self, night: int, scope: str, days: int, minutes: int) -> None:
        """Change one night, or it and those that come later, or all: their words, their time."""
        was = self.model.nights[night].evening
        starts = was.starts + days * DAY + timedelta(minutes=minutes)
        first, last = DAYS[night]
        if first <= starts.date() <= last and 12 <= starts.hour < 21:
            self._edit(night, scope, was.places, starts)

    def _edit(self, night: int, scope: str, places: int | None, starts: datetime) -> None:
        sent = {"title": "Soup", "places": str(places or ""), "scope": scope}
        sent["starts"] = starts.strftime("%Y-%m-%dT%H:%M")
        status = self._send(HOST, f"/e/{self.refs[night]}/edit", new_ref(), sent)
        refused = self.model.edit(night, scope, places, starts, self.now)
        assert status == {"": 303, "late": 409, "past": 422}[refused], refused
        self._agrees(0, 1)
        self._agrees(1, 2)

    @rule(night=which, member=who)
    def bring_forward(self, night: int, member: int) -> None:
        sent = {"member": self.member_refs[member], "why": "access"}
        status = self._send(HOST, f"/e/{self.refs[night]}/queue", new_ref(), sent)
        refused = self.model.nights[night].evening.bring_forward(member, self.now)
        assert status == (409 if refused else 303)
        self._agrees(night, member)

    @rule(night=which, hours=st.sampled_from([1, 1, 2, 7, 13]), member=who)
    def wait(self, night: int, hours: int, member: int) -> None:
        self.now += timedelta(hours=hours)
        self.does(chores.hand_on_due(self.now))
        self.does(chores.materialise_due(self.now))
        for each in self.model.nights:
            each.evening.clock(self.now)
        self._agrees(night, member)

    @rule(night=which, sure=st.sampled_from([False] * 9 + [True]))
    def call_off(self, night: int, *, sure: bool) -> None:
        evening = self.model.nights[night].evening
        if not sure or evening.off or self.now >= evening.ends:
            return
        path = f"/e/{self.refs[night]}/cancellation"
        assert self._send(HOST, path, new_ref(), {"words": ""}) == 303
        evening.off = True

    # WHAT MUST HOLD

    def _agrees(self, night: int, member: int) -> None:
        self.does(self._look(night, member))

    async def _look(self, night: int, member: int) -> None:
        self.looks += 1
        stands, dated = await Night.get(id=self.night_ids[night]), self.model.nights[night]
        evening = dated.evening
        if self.looks % 5 == 0:
            await holds(stands)
            await self._written_once()
        assert (stands.starts_at, stands.ends_at) == (evening.starts, evening.ends)
        assert (stands.series_id is None) == (dated.series is None)
        rows = {row.member_id: row for row in await Answer.filter(night_id=stands.id)}
        assert set(rows) == {self.ids[n] for n in evening.said}
        for n, said in evening.said.items():
            row = rows[self.ids[n]]
            got = (row.want.value, row.seats, row.held, row.party, row.offer_until)
            assert got == (
                said.want, said.seats, said.held, said.party, said.offer
            ), f"member {n} at {self.now}"  # fmt: skip
        if self.looks % 3 == 0:
            await self._page(night, member)

    async def _page(self, night: int, member: int) -> None:
        evening = self.model.nights[night].evening
        asked = await self.phones[member].get(
            f"/e/{self.refs[night]}", headers={"Accept": "application/json"}
        )
        hidden = self._hidden(member)
        for n in hidden:
            assert f"Member {n}" not in asked.text, f"{member} reads of {n}"
        page = asked.json()["page"]
        card = page["night"]
        assert card["queue_place"] == self._number(evening, member)
        read = evening.read_by(member, hidden, self.now, newcomer=member in self.new)
        told = (card["coming"], page["maybe"], card["waiting"], card["left"])
        assert told == (read.coming, read.maybe, read.waiting, read.left)

    async def _written_once(self) -> None:
        """However the series is split, it has one night on a date."""
        following = Night.filter(series_id__isnull=False, detached=False, cancelled_at=None)
        dates = [night.starts_at for night in await following]
        assert len(set(dates)) == len(dates)

    def _number(self, evening: Evening, member: int) -> int | None:
        """An offer to all is shown instead of a number while a place is free."""
        said = evening.said.get(member)
        if said and said.offer:
            free = evening.free(said, self.now)
            if free >= (1 if said.fewer else said.party):
                return None
        return evening.number(member)

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
        await asyncio.to_thread(shutil.rmtree, self.folder)


TheEvening.TestCase.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestTheEvening = TheEvening.TestCase
