"""Answering: one function, one transaction, serial per night.

The first statement raises the night's revision, which locks the night: whoever answers next waits
for us, on both databases. Everything else reads and writes what that change can move, and nothing
more, so a night with ten thousand answers is as quick as one with ten.

What is sent twice under one key is done once by ``kit.once``; what a phone sends days later is
settled by ``client_at``. So no log of who changed their mind is kept. Answers are not journaled
either: they must be forgettable.
"""

from datetime import datetime

from club.events.models import Answer, Night, SeriesAnswer, SeriesHelper
from club.events.queries import seats
from club.events.rules import times
from club.events.rules.answered import Answered, meant, stands
from club.events.rules.seats import Counts, Want, counts
from club.events.service import hosting, seating, slots, telling, terms
from club.events.service.locks import lock_all_of
from club.events.service.terms import Details
from club.kit.db import Blank, Statement, transaction
from club.kit.errors import NotFound
from club.kit.words import gettext as _

PLAIN = Details()
_NEW = Blank(Answer)
_AS_SAID = ("named", "fewer", "asks", "wishes", "note")


async def answer(
    night_ref: str, member_id: int, want: Want, details: Details = PLAIN, *, now: datetime
) -> Answered:
    """Record an answer and seat whoever it frees a place for.

    Saying the same again keeps the place in the queue; with an offer in hand it takes the offer.

    Raises:
        NotFound: there is no such night.
        TooLate: the night is over, was called off, or asked for answers earlier than this.
        Invalid: more guests than the night allows.
        NotAllowed: the member has left the club.
    """
    async with transaction():
        night = await _locked(night_ref)
        terms.refuse_late(night, now)
        old, hosts, newcomer = await _before(night.id, member_id)
        said_at = times.said_at(details.client_at, now)
        if old is not None and stands(old.via, old.said_at, said_at):
            return await _came_to(night, old, now=now, kept=True)
        said, want = want, meant(want, old.want if old else None, said_at, night.moved_at)
        row = old or _NEW.row(night_id=night.id, member_id=member_id)
        party = terms.party_of(night, row, details)
        spoken_at = times.spoken_at(details.client_at, now)
        await terms.refuse_after_date(night, row, want, party, at=spoken_at, by=details.proxy_id)
        was, old_want = (counts(row.reply()), row.want) if old else (Counts(), None)
        _say(row, night, want, details)
        row.said_at = said_at
        await _settle(night, row, party, hosts=hosts, newcomer=newcomer, now=now)
        await _keep(night, row, was, now)
        if old_want is not want and (want is Want.NO or old_want is Want.COMING):
            await slots.release(night.id, member_id, now=now)
        if hosts:
            await hosting.watch(night, now=now)
        if want is not said:
            await telling.ask_again(night, member_id, now)
        return await _came_to(night, row, asked=party, again=want is not said, now=now)


async def _came_to(
    night: Night, row: Answer, *, now: datetime, asked: int = 1, **flags: bool
) -> Answered:
    """Return what an answer is now; ``asked``: how many were to come by it."""
    smaller = row.want is Want.COMING and row.seats and asked > row.party
    comes_to = await seats.standing(night, row, now=now)
    return Answered(
        row.want, comes_to, party=row.party, smaller=bool(smaller), via=row.via, **flags
    )


async def let_go(member_id: int, *, now: datetime) -> int:
    """Take a member's answers and offers back from every night to come; return how many answers.

    Called by the journey of leaving, inside its transaction. All that it touches is locked first,
    in one order, so that two who leave at once cannot wait for each other.
    """
    await lock_all_of(member_id, now=now)
    answers = Answer.filter(member_id=member_id, night__ends_at__gt=now).order_by("night_id")
    rows = await answers.values("night__ref")
    for row in rows:
        await _take_back(row["night__ref"], member_id, now)
    await slots.let_go(member_id, now=now)
    await hosting.step_back(member_id, now=now)
    await SeriesHelper.filter(member_id=member_id).delete()
    await SeriesAnswer.filter(member_id=member_id).delete()
    return len(rows)


_LOCK = Statement(Night, "UPDATE night SET revision = revision + 1 WHERE ref = :ref RETURNING *")
# What a member said before, whether they host, and whether they have been to any night before;
# one row, with an answer in it or without.
_BEFORE = Statement(
    Answer,
    "SELECT answer.*, EXISTS (SELECT 1 FROM helper WHERE helper.night_id = :night_id AND"
    " helper.member_id = :member_id AND helper.part = 'host') AS hosts, EXISTS (SELECT 1"
    " FROM member WHERE id = :member_id AND NOT came_before) AS newcomer FROM (SELECT 1) AS here"
    " LEFT JOIN answer ON answer.night_id = :night_id AND answer.member_id = :member_id",
)


async def _locked(night_ref: str) -> Night:
    night = await _LOCK.claimed(ref=night_ref)
    if night is None:
        raise NotFound(_("That night is not on the calendar."))
    return night


async def _before(night_id: int, member_id: int) -> tuple[Answer | None, bool, bool]:
    """Return what a member said to a night, whether they host it, and whether they are new."""
    (row,) = await _BEFORE.values(night_id=night_id, member_id=member_id)
    old = None if row["id"] is None else _BEFORE.read(row)
    return old, bool(row["hosts"]), bool(row["newcomer"])


async def _take_back(night_ref: str, member_id: int, now: datetime) -> None:
    async with transaction():
        night = await _locked(night_ref)
        old = await Answer.get_or_none(night_id=night.id, member_id=member_id)
        if old is None:
            return
        await old.delete()
        night.count(counts(old.reply()), -1)
        await seating.hand_on(night, now=now)
        await seating.store(night)


def _say(row: Answer, night: Night, want: Want, details: Details) -> None:
    """Put onto the row what the member said; places come afterwards."""
    for name in _AS_SAID:
        if (value := getattr(details, name)) is not None:
            setattr(row, name, value)
    row.via, row.proxy_id = details.via, details.proxy_id
    if row.pk is None or row.want is not want:
        seating.clear(row)
        row.want, row.turn = want, night.revision


async def _settle(
    night: Night, row: Answer, party: int, *, hosts: bool, newcomer: bool, now: datetime
) -> None:
    """Give the answer what the room has for it."""
    if row.want is not Want.COMING:
        row.party = party
        return
    queued = night.waiting and not (row.seats or row.offer_until or hosts)
    if not queued:
        await seating.seat(night, row, party, hosts=hosts, newcomer=newcomer, now=now)
    if not row.seats:
        row.party = party
        if not (row.held or row.asks):
            row.offer_until = None  # nobody asks them first, so the next place is theirs at once


async def _keep(night: Night, row: Answer, was: Counts, now: datetime) -> None:
    """Store the answer and the night's numbers, and hand on what it left free."""
    first = row.pk is None
    await seating.keep(row)
    if first:
        # A first answer waits here for whoever takes its member off the list at this moment.
        await terms.refuse_gone(row.member_id)
    night.count(was, -1)
    night.count(counts(row.reply()))
    if night.waiting:
        given = await seating.hand_on(night, now=now, asking=row.member_id)
        if row.member_id in {each.member_id for each in given}:
            await row.refresh_from_db()
    await seating.store(night)
