"""Meetings at every stage: asked for, called, on, held with minutes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from club.decisions.models import Meeting
from club.decisions.rules.meetings import Kind
from club.decisions.service import meetings as service
from club.decisions.service.meetings import Asked, Day
from club.journeys.service import meetings as journey
from club.members.models import Member

WORDS = Asked("Shall we keep the hall?", "The rent goes up.", ("The rent", "Another hall"))
DAY = timedelta(days=1)


async def meetings(club: Sequence[Member], now: datetime) -> tuple[str, ...]:
    """Call meetings; return the pages to open. The first of the club is its chair."""
    asked = await service.ask(club[2].id, WORDS, now=now)
    due = await _due(club, now)
    called = await _due(club, now)
    evening = (now + 20 * DAY).replace(hour=19, minute=0, second=0, microsecond=0, tzinfo=None)
    await journey.set_day(called, club[0].id, Day(evening, "The Old Reading Room"), now=now)
    await service.add_point(called, club[1].id, "Tea", "More of it, and **warm**.", now=now)
    on = await _at_its_hour(club, "The rent", now)
    await service.say_count(on, club[2].id, 5, club[1].id, now=now)
    held = await _at_its_hour(club, "The lamps", now - DAY)
    await service.say_count(held, club[2].id, 5, club[1].id, now=now - DAY)
    await service.count(held, club[3].id, 5, now=now - DAY)
    await service.write(held, club[1].id, "We spoke of the *lamps*.", 0, propose=True, now=now)
    await service.correct(held, club[3].id, "Of the candles too.", now=now)
    pages = [f"/meetings/{each}" for each in (asked, due, called, on, held)]
    return (*pages, f"{pages[2]}/notice", f"{pages[4]}/minutes")


async def _due(club: Sequence[Member], now: datetime) -> str:
    ref = await service.ask(club[2].id, WORDS, now=now)
    for each in club[3:5]:
        await service.join_in(ref, each.id, now=now)
    return ref


async def _at_its_hour(club: Sequence[Member], purpose: str, at: datetime) -> str:
    row = await Meeting.create(
        kind=Kind.YEARLY, purpose=purpose, about="", proposer_id=club[0].id,
        created_at=at - 30 * DAY, called_at=at - 30 * DAY, starts_at=at, closes_at=at - 7 * DAY,
        agenda_at=at - 7 * DAY, zone="UTC", place="The Old Reading Room", needed=3,
    )  # fmt: skip
    return str(row.ref)
