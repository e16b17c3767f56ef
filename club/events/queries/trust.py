"""Who may answer for whom, and who waits, as hosts see it."""

from dataclasses import dataclass
from datetime import datetime

from club.events.messages import queue as words
from club.events.models import Answer, Night, Proxy, QueueMove
from club.events.queries import line, seats
from club.events.queries.cards import PERSON, person
from club.events.rules.seats import Seat, Want, queue, seat_of
from club.kit.errors import NotAllowed, NotFound
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.rules import Person


@dataclass(frozen=True, slots=True)
class TrustPage:
    """Whom a member lets answer for them, who else could, and who trusts them."""

    mine: tuple[Person, ...]
    others: tuple[Person, ...]
    trusted_by: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One who waits: how many they are, and whether they were asked."""

    person: Person
    party: int
    offered: bool


@dataclass(frozen=True, slots=True)
class QueuePage:
    """The queue of a night for its hosts: pairs of reason and words, those who wait in order."""

    ref: str
    title: str
    starts_at: datetime
    next_is: str
    reasons: tuple[tuple[str, str], ...]
    waiting: tuple[Waiting, ...]


async def trust_page(member_id: int) -> TrustPage:
    """Return who may answer for a member, and for whom they may."""
    given = {row["proxy_id"] for row in await Proxy.filter(member_id=member_id).values("proxy_id")}
    got = await Proxy.filter(proxy_id=member_id).values("member_id")
    everybody = [each for each in await members.everybody() if each.id != member_id]
    trusting = await members.people([row["member_id"] for row in got])
    return TrustPage(
        mine=tuple(each for each in everybody if each.id in given),
        others=tuple(each for each in everybody if each.id not in given),
        trusted_by=tuple(trusting.values()),
    )


async def trusting(member_id: int) -> tuple[Person, ...]:
    """Return those for whom a member may answer."""
    rows = Proxy.filter(proxy_id=member_id, member__left_at=None, member__paused_at=None)
    return tuple(person(row) for row in await rows.order_by("id").values(*PERSON))


async def moves(night_id: int) -> tuple[tuple[datetime, str], ...]:
    """Return when hosts moved somebody in a queue, and why in words; the latest first."""
    rows = await QueueMove.filter(night_id=night_id).order_by("-id").limit(5).values()
    return tuple((row["moved_at"], words.moved(row["why"])) for row in rows)


async def queue_page(ref: str, member_id: int) -> QueuePage:
    """Return who waits, for those who look after the night.

    Raises:
        NotFound: there is no such night.
        NotAllowed: the member does not look after it.
    """
    night = await Night.get_or_none(ref=ref)
    if night is None:
        raise NotFound(_("That night is not on the calendar."))
    if not await seats.hosts(night.id, member_id):
        raise NotAllowed(_("Only those who look after this night can do this."))
    rows = Answer.filter(night_id=night.id, want=Want.COMING, seats=0)
    found = await rows.order_by("turn").values(*line.QUEUED, *PERSON)
    replies = {row["member_id"]: line.reply(row, night.starts_at.date()) for row in found}
    people = {row["member_id"]: person(row) for row in found}
    offered = [each for each in replies.values() if each.held]
    in_order = (*offered, *queue(replies.values(), night.queue))
    return QueuePage(
        ref=night.ref,
        title=night.title,
        starts_at=night.starts_at,
        next_is=words.next_is(night.queue),
        reasons=words.reasons(),
        waiting=tuple(
            Waiting(people[e.member_id], e.party, seat_of(e, night.room()) is Seat.OFFERED)
            for e in in_order
        ),
    )
