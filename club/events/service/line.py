"""Moving somebody to the front of a queue: a host's act, with a reason that all who wait read."""

from datetime import datetime

from tortoise.expressions import F
from tortoise.queryset import QuerySet

from club.events.models import Answer, Night, QueueMove
from club.events.queries import line, seats
from club.events.rules.offers import Moved
from club.events.service.terms import why_not
from club.kit.db import claim, transaction
from club.kit.errors import NotAllowed, TooLate
from club.kit.words import gettext as _
from club.members.models import Member


async def move_up(
    night_ref: str, host_id: int, member_ref: str, why: Moved, *, now: datetime
) -> None:
    """Let somebody who waits be the next one.

    Raises:
        NotFound: there is no such night.
        NotAllowed: whoever asks does not look after the night.
        TooLate: the night is over or called off, or that person waits no longer.
    """
    async with transaction():
        standing = Night.filter(ref=night_ref, cancelled_at=None, ends_at__gt=now)
        if not await claim(standing, revision=F("revision") + 1):
            raise await why_not(night_ref)
        night = await Night.get(ref=night_ref)
        if not await seats.hosts(night.id, host_id):
            raise NotAllowed(_("Only those who look after this night can do this."))
        waiting = line.waiting(night.id)
        if not await _bring(waiting, member_ref, await _before_all(night.id)):
            raise TooLate(_("This person does not wait any more."))
        await QueueMove.create(night_id=night.id, why=why, moved_at=now)


async def _before_all(night_id: int) -> int:
    """Return a turn before every other; no answer has one below 1 of itself."""
    first = await Answer.filter(night_id=night_id).order_by("turn").first()
    return min(first.turn if first else 1, 1) - 1


async def _bring(waiting: QuerySet[Answer], member_ref: str, turn: int) -> bool:
    member = await Member.get_or_none(ref=member_ref)
    if member is None:
        return False
    return bool(await waiting.filter(member_id=member.id).update(turn=turn, passed=False))
