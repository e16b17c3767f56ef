"""Asking to be met at the door, on another night, by somebody else, or not after all.

Whoever asks has no account. Their link is the only key to their request; the table keeps its
digest. Every act locks the night first, so that two who say yes at once are one after the other.
"""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from tortoise.expressions import F

from club.events.models import MeetRequest, Night
from club.events.queries import meeting as queries
from club.events.rules.meeting import MOST_A_NIGHT, Spot
from club.events.service import telling
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotFound, TooLate
from club.kit.tokens import digest
from club.kit.words import gettext as _
from club.members.rules import WORDS


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody says who would like to be met; all of it is theirs to leave out but a word."""

    day: date
    name: str
    spot: Spot
    wearing: str = ""
    no_questions: bool = False


async def ask(asked: Asked, token: str, *, now: datetime) -> None:
    """Ask to be met. Asking again with the same link changes nothing.

    Raises:
        Invalid: there is no night on that day, or already many who ask.
    """
    night_id = await _night_on(asked.day, now)
    async with transaction():
        night = await _locked(night_id, now)
        if await MeetRequest.filter(token_sha=digest(token)).exists():
            return
        await MeetRequest.create(
            token_sha=digest(token),
            night_id=night.id,
            name=asked.name,
            spot=asked.spot,
            wearing=asked.wearing,
            no_questions=asked.no_questions,
            word=await _free_word(night.id),
        )
        await telling.tell_door(night, None, now)


async def move(token: str, day: date, *, now: datetime) -> None:
    """Ask to be met on another night instead.

    Raises:
        NotFound: there is no such request.
        Invalid: there is no night on that day, or already many who ask.
    """
    night_id = await _night_on(day, now)
    async with transaction():
        night = await _locked(night_id, now)
        row = await queries.request_of(token)
        if row.night_id == night.id:
            return
        free = await _free_word(night.id)
        await telling.tell_taker(row, now)
        await MeetRequest.filter(id=row.id).update(
            night_id=night.id, word=free, taker_id=None, sign="", warned_at=None
        )
        await telling.tell_door(night, row.passed_over, now)


async def take_back(token: str, *, now: datetime) -> None:
    """Forget a request at once.

    Raises:
        NotFound: there is no such request.
    """
    async with transaction():
        row = await _mine(token)
        await telling.tell_taker(row, now)
        await row.delete()


async def ask_another(token: str, *, now: datetime) -> None:
    """Ask for somebody else, once and without a reason.

    Raises:
        NotFound: there is no such request.
        TooLate: that was asked before, or nobody has said yes.
    """
    async with transaction():
        row = await _mine(token)
        if row.another or row.taker_id is None:
            raise TooLate(_("You can ask for somebody else once, when somebody has said yes."))
        await telling.tell_taker(row, now)
        await MeetRequest.filter(id=row.id).update(
            taker_id=None, sign="", another=True, passed_over=row.taker_id, warned_at=None
        )
        await telling.tell_door(row.night, row.taker_id, now)


async def _night_on(day: date, now: datetime) -> int:
    night_id = await queries.night_on(day, now=now)
    if night_id is None:
        raise _no_such_night()
    return night_id


async def _locked(night_id: int, now: datetime) -> Night:
    ahead = Night.filter(id=night_id, cancelled_at=None, starts_at__gt=now)
    if not await claim(ahead, here=F("here")):
        raise _no_such_night()
    return await Night.get(id=night_id)


def _no_such_night() -> Invalid:
    return Invalid(_("There is no evening on that day. Please choose one of these."), "day")


async def _mine(token: str) -> MeetRequest:
    if not await claim(MeetRequest.filter(token_sha=digest(token)), word=F("word")):
        raise NotFound(_("There is nothing here any more. You can ask again at any time."))
    return await queries.request_of(token)


async def _free_word(night_id: int) -> str:
    rows = await MeetRequest.filter(night_id=night_id).values("word")
    if len(rows) >= MOST_A_NIGHT:
        raise Invalid(_("Many people ask for that evening. Please choose another."), "day")
    taken = {row["word"] for row in rows}
    return secrets.choice([word for word in WORDS if word not in taken])
