"""Being here: said by the member, ticked at the door, or counted without a name.

Every act first locks the night by its own row, so the night's numbers are right however many
hands count at once. A tick says what shall be, so sending it again changes nothing, and of words
that arrive out of order, from phones without a net, the one said last stands. One more person
without a name is an act of its own each time, and ``kit.once`` does each once.
"""

from datetime import datetime

from tortoise.expressions import F

from club.events.models import Answer, DoorChoice, DoorWord, Here, Night
from club.events.queries import door
from club.events.rules import presence, times
from club.events.rules.presence import How, Word, comes_to, last_of
from club.events.rules.seats import Want
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotFound, TooLate
from club.kit.words import gettext as _
from club.members import queries as people
from club.members import service as members


async def come(
    night_ref: str, member_id: int, *, here: bool, client_at: datetime | None = None, now: datetime
) -> None:
    """Let a member say that they are here, or take it back. Saying it again changes nothing.

    Raises:
        NotFound: there is no such night.
        TooLate: it is not the hour for it, or the night was called off.
    """
    async with transaction():
        night = await _locked(night_ref)
        moment = _in_time(night, client_at, now)
        await _hear(night, member_id, How.SELF, Word(here, moment))


async def tick(
    night_ref: str, member_ref: str, *, here: bool, client_at: datetime | None = None, now: datetime
) -> None:
    """Tick somebody at the door as here, or take the tick back.

    What a member said themself is theirs alone to take back.

    Raises:
        NotFound: there is no such night, or this member is not expected there.
        Invalid: they want to say it themself.
        TooLate: it is not the hour for it, or the night was called off.
    """
    async with transaction():
        night = await _locked(night_ref)
        moment = _in_time(night, client_at, now)
        member = await people.by_ref(member_ref)
        if member is None or not await door.is_listed(night.id, member.id):
            raise NotFound(_("This person is not on the list of this door."))
        if await DoorChoice.filter(member_id=member.id, only_self=True).exists():
            raise Invalid(_("This person wants to say it themself."))
        await _hear(night, member.id, How.GREETER, Word(here, moment))


async def count(
    night_ref: str, how: How, *, more: bool, client_at: datetime | None = None, now: datetime
) -> None:
    """Count one more person without a name, or one fewer.

    Raises:
        NotFound: there is no such night.
        TooLate: it is not the hour for it, or the night was called off.
    """
    async with transaction():
        night = await _locked(night_ref)
        moment = _in_time(night, client_at, now)
        by = 1 if more else -1
        await Here.create(night_id=night.id, n=by, how=how, at=moment)
        await Night.filter(id=night.id).update(unnamed=F("unnamed") + by)


async def forget(night: Night) -> None:
    """Forget who was at a night, but for members' own diaries; the numbers stay on the night.

    Called in the act that forgets who answered. What is remembered of a member is one fact, on
    their own row: that they have been here before.
    """
    rows = await Here.filter(night_id=night.id, member_id__isnull=False).values("member_id")
    here = [row["member_id"] for row in rows]
    if night.cancelled_at is None:
        seated = Answer.filter(night_id=night.id, want=Want.COMING, seats__gt=0)
        came = [row["member_id"] for row in await seated.values("member_id")]
        await members.came({*here, *came})
    diaries = DoorChoice.filter(member_id__in=here, diary=True)
    keep = [row["member_id"] for row in await diaries.values("member_id")]
    mine = Here.filter(night_id=night.id, member_id__in=keep)
    await mine.update(kept=True, at=night.starts_at)
    await Here.filter(night_id=night.id, kept=False).delete()
    await DoorWord.filter(night_id=night.id).delete()


async def let_go(member_id: int) -> None:
    """Forget where a member was and what they chose; they are still counted. They have left."""
    await Here.filter(member_id=member_id).delete()
    await DoorWord.filter(member_id=member_id).delete()
    await DoorChoice.filter(member_id=member_id).delete()


async def _locked(night_ref: str) -> Night:
    if not await claim(Night.filter(ref=night_ref), here=F("here")):
        raise NotFound(_("That night is not on the calendar."))
    return await Night.get(ref=night_ref)


def _in_time(night: Night, client_at: datetime | None, now: datetime) -> datetime:
    """Return when it was said; a phone that waited for a connection may send it a little later."""
    moment = times.said_at(client_at, now)
    if night.cancelled_at is not None:
        raise TooLate(_("This night was called off."))
    if night.forgotten_at or not presence.is_open(night.starts_at, night.ends_at, moment):
        raise TooLate(
            _("You can say this from half an hour before the night until 12 hours after.")
        )
    return moment


async def _hear(night: Night, member_id: int, how: How, said: Word) -> None:
    """Note what was said of somebody, and count them by all that was said, in its own order."""
    there = await Here.get_or_none(night_id=night.id, member_id=member_id)
    rows = await DoorWord.filter(night_id=night.id, member_id=member_id)
    words = {row.how: row.word() for row in rows}
    if there is not None:
        words.setdefault(there.how, Word(here=True, at=there.at))
    stands = last_of(words.get(how), said)
    if stands == words.get(how):
        return
    words[how] = stands
    await DoorWord.update_or_create(
        {"here": stands.here, "at": stands.at}, night_id=night.id, member_id=member_id, how=how
    )
    who = comes_to(words.get(How.SELF), words.get(How.GREETER))
    await _count(night, member_id, there, who, words[who].at if who else said.at)


async def _count(
    night: Night, member_id: int, there: Here | None, who: How | None, at: datetime
) -> None:
    """Count a member as here by whoever said so, or no more if nobody did."""
    here = Night.filter(id=night.id)
    if there is None and who is not None:
        n = await _party(night.id, member_id)
        await Here.create(night_id=night.id, member_id=member_id, n=n, how=who, at=at)
        await here.update(here=F("here") + n)
    elif there is not None and who is not None:
        await Here.filter(id=there.id).update(how=who)
    elif there is not None:
        await there.delete()
        await here.update(here=F("here") - there.n)


async def _party(night_id: int, member_id: int) -> int:
    """Return how many come with this answer; one, if there is none."""
    answer = await Answer.get_or_none(night_id=night_id, member_id=member_id, want=Want.COMING)
    return (answer.seats or answer.party) if answer else 1
