"""A year of the invented club, day by day: who joins, who comes, what is asked, what is told."""

import heapq
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from club import clockwork
from club.cli.demo import around, invented, people, shelf
from club.cli.demo.choosing import CHOICES, RANKINGS, STANDING
from club.cli.demo.questions import bring, drawn, ideas, plain, vote
from club.decisions.models import Decision
from club.decisions.rules.effects import Effect, GrantRole
from club.events.models import Night
from club.events.rules.places import Fact, Part
from club.events.rules.plans import PlacePlan, Plan
from club.events.rules.rhythms import Repeats
from club.events.rules.seats import Want
from club.events.service import answers, hosting, nights
from club.events.service.terms import Details
from club.members import service as belonging
from club.members.models import Member
from club.notices.service import telling
from club.roles import queries as roles
from club.roles import service as office
from club.roles.queries import calls
from club.roles.rules import Right

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
PLACES = 24
TERM_DAYS = 360
NAMES_WEEK, ELECTIONS_WEEK = 24, 25
JOIN_EACH_WEEK = 2
_COMING, _MAYBE = 55, 68
_SEVEN = 19

Task = Callable[[datetime], Awaitable[object]]


class Year:
    """The club as it goes along; ``members`` in the order in which they came."""

    def __init__(self, founders: Sequence[Member], start: datetime) -> None:
        self.members = list(founders)
        self.start = start
        self._due: dict[str, datetime] = {}
        self._tasks: list[tuple[datetime, int, Task]] = []
        self._order = count()

    async def begin(self) -> None:
        """Put the weekly night on the calendar, and the questions of the year in the diary."""
        place = PlacePlan(invented.PLACE, invented.HOW_TO_FIND, {Fact.STEPS: invented.ACCESS})
        first = self._evening(self.start + DAY)
        weekly = Plan(
            invented.NIGHT, first, first + timedelta(hours=3), invented.NIGHT_TEXT, place, PLACES,
            Repeats.WEEK,
        )  # fmt: skip
        await nights.schedule(weekly, self.members[1].id, now=self.start)
        for n, (question, body, shares) in enumerate(invented.DECISIONS_PAST):
            self._at(self.start + (14 + 9 * n) * WEEK, self._ask((question, body), plain(shares)))
        for n, (words, effect, said) in enumerate(CHOICES):
            self._at(self.start + (18 + 9 * n) * WEEK, self._ask(words, said, effect))
        last = self.start + 52 * WEEK
        self._at(last - 6 * DAY, self._ask(invented.DECISION_OPEN, plain((11, 3, 1))))
        chosen, *put_up = people.ROLES
        self._at(self.start + NAMES_WEEK * WEEK, lambda now: self._stand(chosen, now))
        for n, role in enumerate(put_up, 1):
            self._at(self.start + (ELECTIONS_WEEK * 7 + n) * DAY, self._elect(role, 6 + n))

    async def week(self, n: int) -> None:
        """Live one week: newcomers, answers, and each day's chores and tasks."""
        monday = self.start + n * WEEK
        for _each in range(JOIN_EACH_WEEK):
            await self._welcome(monday)
        for day in range(7):
            await self._live(monday + day * DAY)
            await self._say_who_comes(monday + day * DAY + timedelta(hours=1), day)

    async def today(self, until: datetime) -> None:
        """Leave something to do: a vote that is open, a talk, a draft, a night to answer."""
        voters = self._voters(until)
        await shelf.fill(self.members[4:], until - 20 * DAY)
        await bring(voters[9:], invented.DECISION_TALK, until - DAY)
        await ideas(voters[12:], until - timedelta(hours=3))
        mandate = next(iter(await roles.holders(Right.BROADCAST, now=until)))
        await telling.tell_all(*invented.BROADCAST, by=mandate, now=until - timedelta(hours=20))
        await clockwork.run_due({}, until)
        for row in await Night.filter(starts_at__gt=until).order_by("starts_at").limit(2):
            for member in self.members[-3:]:
                await hosting.offer_help(row.ref, member.id, Part.DOOR, offers=True, now=until)
        await around.fill(self.members, until)

    async def _live(self, now: datetime) -> None:
        while self._tasks and self._tasks[0][0] <= now:
            _when, _n, task = heapq.heappop(self._tasks)
            await task(now)
        await clockwork.run_due(self._due, now)

    async def _welcome(self, now: datetime) -> None:
        left = len(invented.FOUNDERS) + len(invented.JOINERS) - len(self.members)
        holders = await roles.holders(Right.INVITE, now=now)
        if not left or not holders:
            return
        inviter = next(each for each in self.members if each.id == holders[0].member_id)
        self.members.append(await people.join_in(inviter, invented.JOINERS[-left], now))

    async def _say_who_comes(self, now: datetime, day: int) -> None:
        """Let one in seven of the members answer the next night today."""
        night = (
            await Night.filter(starts_at__gt=now, cancelled_at=None).order_by("starts_at").first()
        )
        if night is None:
            return
        for n, member in enumerate(self.members):
            mood = drawn(night.starts_at.date(), member.name)
            if n % 7 == day and mood < _MAYBE + 14:
                want = Want.COMING if mood < _COMING else Want.MAYBE if mood < _MAYBE else Want.NO
                details = Details(named=mood % 2 == 0)
                await answers.answer(night.ref, member.id, want, details, now=now)
                await belonging.sign_of_life(member.id, now=now)

    def _ask(
        self, words: tuple[str, str], said: Sequence[str], effect: Effect | None = None
    ) -> Task:
        async def ask(now: datetime) -> None:
            ref = await bring(self._voters(now), words, now, effect)
            await self._let_vote(ref, said)

        return ask

    def _elect(self, role: str, holder: int) -> Task:
        async def elect(now: datetime) -> None:
            member = self.members[holder]
            words = (
                f"Shall {member.name} be our {role} for a year?",
                f"{member.name} has put a hand up. The first half year is over.",
            )
            effect = GrantRole(role, member.id, TERM_DAYS)
            ref = await bring(self._voters(now), words, now, effect)
            await self._let_vote(ref, plain((25, 2, 2)))

        return elect

    async def _stand(self, role: str, now: datetime) -> None:
        """Let some stand for a role that the clock has asked names for, and the others vote."""
        for member, says in zip(self.members[6:], STANDING, strict=False):
            await office.stand(role, member.id, says, now=now)
        call = await calls.call_for(role)
        if call is None:
            raise RuntimeError(role)
        self._at(call.names_until + 2 * DAY, lambda at: self._choose(call.id, at))

    async def _choose(self, call_id: int, now: datetime) -> None:
        ref = (await calls.call_of(call_id)).decision_ref
        decision = await Decision.get(ref=ref)
        await vote(decision.ref, self._on_roll(decision), RANKINGS, now)

    async def _let_vote(self, ref: str, said: Sequence[str]) -> None:
        decision = await Decision.get(ref=ref)
        opens_at = decision.opens_at
        if opens_at is None:
            raise RuntimeError(ref)
        self._at(opens_at + DAY, lambda now: vote(ref, self._on_roll(decision), said, now))

    def _voters(self, now: datetime) -> list[Member]:
        return [each for each in self.members if each.voting_from <= now]

    def _on_roll(self, decision: Decision) -> list[Member]:
        """The members who may vote on it; whom it is about stands aside from nothing."""
        noticed_at = decision.noticed_at
        return self._voters(noticed_at) if noticed_at else []

    def _at(self, when: datetime, task: Task) -> None:
        heapq.heappush(self._tasks, (when, next(self._order), task))

    def _evening(self, after: datetime) -> datetime:
        """Return seven in the evening of the Thursday after a moment, on the club's wall."""
        local = after.astimezone(ZoneInfo(invented.ZONE)).replace(tzinfo=None)
        ahead = (3 - local.weekday()) % 7
        day = local + timedelta(days=ahead)
        return day.replace(hour=_SEVEN, minute=0, second=0, microsecond=0)
