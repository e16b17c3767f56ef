"""A small club with something on every page, lived through the services of the real program."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from club import clockwork
from club.access.service import inviting, sessions
from club.cli.demo import invented, people
from club.cli.demo.questions import bring, draft
from club.decisions.rules.effects import RecordOnly
from club.events.models import Night
from club.events.rules.places import Fact
from club.events.rules.plans import PlacePlan, Plan
from club.events.rules.rhythms import Repeats
from club.events.rules.seats import Want
from club.events.service import answers, changes, nights
from club.kit import clock
from club.notices.service import telling
from club.roles import queries as roles
from club.roles.rules import Right
from tests.browser.scene import within

TALKED = timedelta(days=9)


@dataclass(frozen=True)
class Lantern:
    """What to open: the coordinator's session, a night, a vote, an idea, a link to join by."""

    token: str
    night: str
    vote: str
    idea: str
    invitation: str


def light(data: Path) -> Lantern:
    """Found the club in the past, so that a vote is open today."""
    return within(data, _live)


async def _live() -> Lantern:
    now = clock.now()
    before = now - TALKED
    club = await people.found(before - TALKED)
    coordinator = club[1]
    vote = await bring(club, invented.DECISION_OPEN, before)
    idea = await draft(club[0], invented.DECISION_DRAFT, RecordOnly(), now)
    night = await _plan(coordinator.id)
    await answers.answer(night, club[2].id, Want.COMING, named=True, now=now)
    await changes.offer_door(night, club[3].id, offers=True, now=now)
    await clockwork.run_due({}, now)
    mandate = next(iter(await roles.holders(Right.BROADCAST, now=now)))
    await telling.tell_all(*invented.BROADCAST, by=mandate, now=now)
    phone = sessions.Browser("a phone", shared=False)
    opened = await sessions.open_session(coordinator.id, phone, now=now)
    invited = await inviting.invite(club[2], now=now)
    return Lantern(opened.token, night, vote, idea, invited.token)


async def _plan(by: int) -> str:
    now = clock.now()
    place = PlacePlan(invented.PLACE, invented.HOW_TO_FIND, {Fact.STEPS: invented.ACCESS})
    start = (now + timedelta(days=3)).replace(tzinfo=None, second=0, microsecond=0)
    plan = Plan(
        invented.NIGHT, start, start + timedelta(hours=3), invented.NIGHT_TEXT, place, 24,
        Repeats.WEEK,
    )  # fmt: skip
    await nights.schedule(plan, by, now=now)
    first = await Night.all().order_by("starts_at").first()
    assert first
    return str(first.ref)
