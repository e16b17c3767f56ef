"""Giving places: to whoever answers, and to whoever waits when one comes free.

Called inside an act that has locked the night. The night's numbers are changed on the row in hand
and stored once, by ``store``.
"""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from club.events import messages
from club.events.messages import queue as words
from club.events.models import COUNTED, Answer, Night
from club.events.queries import line, seats
from club.events.rules import offers
from club.events.rules.giving import Given, give
from club.events.rules.room import fitting, takes
from club.events.rules.seats import counts
from club.kit.db import Statement
from club.members.models import Member
from club.notices import service as notices
from club.notices.queries import readers
from club.notices.rules import quiet

_STORE = Statement(
    Night,
    "UPDATE night SET coming = :coming, maybe = :maybe, away = :away, waiting = :waiting,"
    " taken = :taken WHERE id = :id",
)
_ADD = Statement(
    Answer,
    "INSERT INTO answer (night_id, member_id, want, turn, named, party, seats, held, firsts, fewer,"
    " asks, offer_until, lapses, passed, wishes, note, via, proxy_id, said_at) VALUES (:night_id,"
    " :member_id, :want, :turn, :named, :party, :seats, :held, :firsts, :fewer, :asks,"
    " :offer_until, :lapses, :passed, :wishes, :note, :via, :proxy_id, :said_at) RETURNING id",
)
_CHANGE = Statement(
    Answer,
    "UPDATE answer SET want = :want, turn = :turn, named = :named, party = :party, seats = :seats,"
    " held = :held, firsts = :firsts, fewer = :fewer, asks = :asks, offer_until = :offer_until,"
    " lapses = :lapses, passed = :passed, wishes = :wishes, note = :note, via = :via,"
    " proxy_id = :proxy_id, said_at = :said_at WHERE id = :id",
)


async def keep(row: Answer) -> None:
    """Write an answer down, whole, as ``save`` would."""
    if row.pk is not None:
        await _CHANGE.written(**row.columns())
        return
    (added,) = await _ADD.values(**row.columns())
    row.pk, row._saved_in_db = added["id"], True  # noqa: SLF001  # what ``save`` notes, too


async def store(night: Night) -> None:
    """Write the night's numbers down."""
    await _STORE.written(id=night.id, **{name: getattr(night, name) for name in COUNTED})


async def seat(
    night: Night, row: Answer, places: int, *, hosts: bool, newcomer: bool, now: datetime
) -> int:
    """Give an answer so many places if the room has them; return how many are theirs now.

    Whoever has a place already keeps at least what they have.
    """
    room = night.room(await seats.reserve(night, now=now))
    more = takes(places, hosts=hosts) - row.held
    if not room.fits(more, newcomer=newcomer):
        free = row.held + (room.free(newcomer=newcomer) or 0) + int(hosts)
        places = max(row.seats, fitting(places, free, fewer=row.fewer or hosts))
    if places:
        row.seats = places
        row.hold(takes(places, hosts=hosts), newcomer=newcomer)
        row.offer_until, row.passed = None, False
        row.party = max(row.party, places) if row.fewer else places
    return places


async def hand_on(night: Night, *, now: datetime, asking: int = 0) -> list[Given]:
    """Give what is free to those who wait, tell them, and return what was given.

    Args:
        night: the locked night.
        now: this moment.
        asking: the member who acts: they read it on the page, not in a message.
    """
    if night.cancelled_at is not None or now >= night.ends_at:
        return []
    only = {"asks": False} if offers.first_tap_wins(night.starts_at, now) else {}
    given: list[Given] = []
    while night.waiting:
        room = night.room(await seats.reserve(night, now=now))
        if room.free(newcomer=True) == 0:
            break
        round_of = give(await line.next_in_line(night, room, **only), room)
        if not round_of:
            break
        for each in round_of:
            await _give(night, each, now)
        given += round_of
    if given or only:
        await _after(night, given, now, asking=asking)
    return given


async def set_offers(night: Night, *, now: datetime) -> None:
    """Set the clocks of a locked night's offers anew, because its start has moved.

    An offer that would now run too near to the night ends earlier. What has no time left is taken
    back without counting as run out: its owner did nothing but wait. The caller hands on.
    """
    opened = night.starts_at if offers.first_tap_wins(night.starts_at, now) else None
    asked = line.waiting(night.id).filter(offer_until__isnull=False)
    await asked.update(offer_until=opened)
    held = Answer.filter(night_id=night.id, held__gt=0, seats=0, offer_until__isnull=False)
    for row in await held.order_by("turn"):
        until = offers.offer_ends(row.offer_until or now, night.starts_at)
        if until == row.offer_until:
            continue
        night.count(counts(row.reply()), -1)
        row.offer_until = until
        if until <= now:
            row.hold(0)
            row.offer_until = None
        await row.save()
        night.count(counts(row.reply()))


async def _give(night: Night, given: Given, now: datetime) -> None:
    row = await Answer.get(night_id=night.id, member_id=given.member_id)
    night.count(counts(row.reply()), -1)
    hosts = await seats.hosts(night.id, given.member_id)
    newcomer = await is_new(given.member_id)
    row.hold(takes(given.places, hosts=hosts), newcomer=newcomer)
    if given.offered:
        row.offer_until = await _offer_end(night, given.member_id, now)
    else:
        row.seats, row.passed = given.places, False
    await row.save()
    night.count(counts(row.reply()))


async def _offer_end(night: Night, member_id: int, now: datetime) -> datetime:
    wanted = (await readers.wishes([member_id])).get(member_id, quiet.Wishes())
    zone = ZoneInfo(night.zone)
    end = quiet.waking(wanted, offers.OFFER_LASTS, zone=zone, now=now)
    return offers.offer_ends(end, night.starts_at)


async def _after(night: Night, given: Sequence[Given], now: datetime, *, asking: int) -> None:
    """Tell those who have a place or an offer; open what is left in the last hours to all."""
    told = messages.Told(night.ref, night.title, night.starts_at)
    theirs = {each.member_id for each in given if not each.offered}
    await notices.post(messages.seat_given(told), theirs - {asking}, now=now)
    asked = {each.member_id for each in given if each.offered}
    if offers.first_tap_wins(night.starts_at, now):
        asked |= set(await _open_to_all(night, now))
    await notices.post(words.offered(told), asked - {asking}, now=now)
    if given:
        # One round is over: whoever let an offer run out may be asked again.
        await line.waiting(night.id).filter(passed=True).update(passed=False)


async def _open_to_all(night: Night, now: datetime) -> list[int]:
    """Offer what is free to all who asked to be asked; the first tap has it."""
    room = night.room(await seats.reserve(night, now=now))
    asking = line.waiting(night.id).filter(asks=True)
    if room.free(newcomer=True) == 0:
        # Offered anew when a place comes free again.
        await asking.filter(offer_until__isnull=False).update(offer_until=None)
        return []
    who = await line.everybody_who_fits(night.id, room)
    await asking.filter(member_id__in=who).update(offer_until=night.starts_at)
    return who


_NEW = Statement(Member, "SELECT id FROM member WHERE id = :id AND NOT came_before")


async def is_new(member_id: int) -> bool:
    """Tell whether a member has never been to a night: then places are kept for them."""
    return await _NEW.holds(id=member_id)


def clear(row: Answer) -> None:
    """Take from an answer whatever was given or offered to it."""
    row.seats = row.lapses = 0
    row.hold(0)
    row.offer_until, row.passed = None, False
