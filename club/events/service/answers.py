"""Answering: one function, one transaction, serial per night.

The first statement raises the night's revision, which locks the night: whoever answers next waits
for us, on both databases. Everything else reads and writes what that change can move, and nothing
more, so a night with ten thousand answers is as quick as one with ten.

What is sent twice under one key is done once by ``kit.once``; what a phone sends days later is
settled by ``client_at``. So no log of who changed their mind is kept. Answers are not journaled
either: they must be forgettable.
"""

from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import F

from club.events import messages
from club.events.models import Answer, Helper, Night, SeriesAnswer, SeriesHelper
from club.events.queries import seats
from club.events.rules import times
from club.events.rules.seats import EVERYBODY, Standing, Want
from club.kit.db import claim, transaction
from club.kit.errors import NotFound, TooLate
from club.kit.words import gettext as _
from club.notices import service as notices

_COUNTED = {Want.COMING: "coming", Want.MAYBE: "maybe", Want.NO: "away"}


@dataclass(frozen=True, slots=True)
class Answered:
    """What an answer came to.

    Args:
        want: the answer that stands now.
        standing: what it means.
        kept: the member had already said something later, and that stands.
    """

    want: Want
    standing: Standing
    kept: bool = False


async def answer(
    night_ref: str,
    member_id: int,
    want: Want,
    *,
    named: bool | None = None,
    client_at: datetime | None = None,
    now: datetime,
) -> Answered:
    """Record an answer and seat whoever it frees a place for.

    Saying the same again keeps the place in the queue.

    Args:
        night_ref: the night's public name.
        member_id: who answers.
        want: what they say.
        named: whether they want to be named to the others; None leaves that as it was.
        client_at: when they said it, if their phone was offline then.
        now: this moment.

    Raises:
        NotFound: there is no such night.
        TooLate: the night is over, or was called off.
    """
    async with transaction():
        if not await claim(Night.filter(ref=night_ref), revision=F("revision") + 1):
            raise NotFound(_("That night is not on the calendar."))
        night = await Night.get(ref=night_ref)
        _refuse_late(night, now)
        old = await Answer.get_or_none(night_id=night.id, member_id=member_id)
        said_at = times.said_at(client_at, now)
        if old is not None and said_at < old.said_at:
            return Answered(old.want, await seats.standing(night, old), kept=True)
        row = old or Answer(night_id=night.id, member_id=member_id)
        last = await _last_seat(night, old, want)
        was = old.want if old else None
        if want is not was:
            row.want, row.turn = want, night.revision
        row.named = row.named if named is None else named
        row.said_at = said_at
        await row.save()
        await _count(night, was, want)
        await _seat_next(night, last, now)
        return Answered(want, await seats.standing(night, row))


async def let_go(member_id: int, *, now: datetime) -> int:
    """Take a member's answers and offers back from every night to come; return how many answers.

    Called by the journey of leaving, inside its transaction. The nights are locked in the order
    of their ids, so that two who leave at once cannot wait for each other.
    """
    answers = Answer.filter(member_id=member_id, night__ends_at__gt=now).order_by("night_id")
    rows = await answers.values("night_id")
    for row in rows:
        await _take_back(row["night_id"], member_id, now)
    await Helper.filter(member_id=member_id).delete()
    await SeriesHelper.filter(member_id=member_id).delete()
    await SeriesAnswer.filter(member_id=member_id).delete()
    return len(rows)


async def _take_back(night_id: int, member_id: int, now: datetime) -> None:
    async with transaction():
        await claim(Night.filter(id=night_id), revision=F("revision") + 1)
        night = await Night.get(id=night_id)
        old = await Answer.get_or_none(night_id=night_id, member_id=member_id)
        if old is None:
            return
        last = await _last_seat(night, old, None)
        await old.delete()
        await _count(night, old.want, None)
        await _seat_next(night, last, now)


def _refuse_late(night: Night, now: datetime) -> None:
    if night.cancelled_at is not None:
        raise TooLate(_("This night was called off, so it takes no more answers."))
    if times.is_closed(night.ends_at, now):
        raise TooLate(_("This night is over, so it takes no more answers."))


async def _last_seat(night: Night, old: Answer | None, want: Want | None) -> int:
    """Return the turn of the last who has a seat, if this change can free one for another."""
    leaves = old is not None and old.want is Want.COMING and want is not Want.COMING
    return await seats.cut(night) if leaves else EVERYBODY


async def _count(night: Night, was: Want | None, want: Want | None) -> None:
    """Keep the night's numbers; its row is locked."""
    if was is want:
        return
    for changed, by in ((was, -1), (want, 1)):
        if changed is not None:
            name = _COUNTED[changed]
            setattr(night, name, getattr(night, name) + by)
    await Night.filter(id=night.id).update(coming=night.coming, maybe=night.maybe, away=night.away)


async def _seat_next(night: Night, last: int, now: datetime) -> None:
    """Tell whoever has a seat now and did not before."""
    if last == EVERYBODY or night.cancelled_at is not None:
        return
    freed = await seats.between(night.id, last, await seats.cut(night))
    told = messages.Told(night.ref, night.title, night.starts_at)
    await notices.post(messages.seat_given(told), freed, now=now)
