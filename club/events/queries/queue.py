"""Who waits for a place, in their order, as those who look after the night see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.queryset import QuerySet

from club.events.messages import queue as words
from club.events.models import Answer, Night
from club.events.queries import line, seats
from club.events.queries.cards import PERSON, person
from club.events.rules.seats import QueueRule, Seat, Want, seat_of
from club.kit.errors import NotAllowed, NotFound
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.rules import Person

SHOWN = 50

Key = tuple[int, int]
"""After whom the list goes on: their group in the order, and their turn in it."""
_FIRST: Key = (-1, 0)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One who waits: their number, how many they are, and whether they were asked.

    ``number`` is None for whoever has an offer that holds a place: they wait no longer. ``person``
    is None for whoever is hidden from the host: their number stands, and another host knows them.
    """

    person: Person | None
    party: int
    offered: bool
    number: int | None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A part of a night's queue for its hosts.

    Args:
        next_is: who is next when a place comes free, in words.
        reasons: why a host may move somebody, pairs of reason and words.
        waiting: those who wait, in order.
        here: the key of this part, "" for the first.
        further: the key of the next part; None if this is the last.
    """

    ref: str
    title: str
    starts_at: datetime
    next_is: str
    reasons: tuple[tuple[str, str], ...]
    waiting: tuple[Waiting, ...]
    here: str
    further: str | None


def after(text: str) -> Key | None:
    """Read a key back from an address; None where there is none.

    >>> after("1_-7"), after("2_1000"), after(""), after("3_1"), after("x")
    ((1, -7), (2, 1000), None, None, None)
    """
    group, _sign, turn = text.partition("_")
    digits = turn.removeprefix("-")
    known = group in {"0", "1", "2"} and digits.isascii() and digits.isdigit()
    return (int(group), int(turn)) if known and len(digits) < 10 else None  # noqa: PLR2004  # 2**31


async def queue_page(ref: str, member_id: int, since: Key | None) -> QueuePage:
    """Return who waits after this key, or the first of them, for those who look after the night.

    Raises:
        NotFound: there is no such night.
        NotAllowed: the member does not look after it.
    """
    night = await Night.get_or_none(ref=ref)
    if night is None:
        raise NotFound(_("That night is not on the calendar."))
    if not await seats.hosts(night.id, member_id):
        raise NotAllowed(_("Only those who look after this night can do this."))
    groups = _groups(night)
    found = await _found(groups, since or _FIRST)
    number = await _number_before(groups, since) if since else 0
    shown, more = found[:SHOWN], len(found) > SHOWN
    hidden = await members.hidden_from(member_id)
    return QueuePage(
        ref=night.ref,
        title=night.title,
        starts_at=night.starts_at,
        next_is=words.next_is(night.queue),
        reasons=words.reasons(),
        waiting=tuple(_numbered(night, [row for _key, row in shown], number, hidden)),
        here=_text(since) if since else "",
        further=_text(shown[-1][0]) if more else None,
    )


def _groups(night: Night) -> list[QuerySet[Answer]]:
    """Return the answers in the order of the night's queue; who has an offer stands before all."""
    offered = Answer.filter(night_id=night.id, want=Want.COMING, seats=0, held__gt=0)
    waiting, starts_on = line.waiting(night.id), night.starts_at.date()
    if night.queue is QueueRule.FIRST:
        return [offered, waiting]
    return [
        offered,
        waiting.filter(line.ahead(starts_on)),
        waiting.filter(line.behind(starts_on)),
    ]


async def _found(
    groups: Sequence[QuerySet[Answer]], since: Key
) -> list[tuple[Key, Mapping[str, Any]]]:
    """Return a part of the list and one more."""
    found: list[tuple[Key, Mapping[str, Any]]] = []
    for group, rows in enumerate(groups):
        missing = SHOWN + 1 - len(found)
        if group < since[0] or not missing:
            continue
        asked = rows.filter(turn__gt=since[1]) if group == since[0] else rows
        page = await asked.order_by("turn").limit(missing).values(*line.QUEUED, *PERSON)
        found += [((group, row["turn"]), row) for row in page]
    return found


async def _number_before(groups: Sequence[QuerySet[Answer]], since: Key) -> int:
    counted = [
        await (rows.filter(turn__lte=since[1]) if group == since[0] else rows).count()
        for group, rows in enumerate(groups)
        if 0 < group <= since[0]
    ]
    return sum(counted)


def _numbered(
    night: Night, rows: Sequence[Mapping[str, Any]], before: int, hidden: frozenset[int]
) -> list[Waiting]:
    shown = []
    for row in rows:
        reply = line.reply(row, night.starts_at.date())
        before += int(reply.waits)
        offered = seat_of(reply, night.room()) is Seat.OFFERED
        number = before if reply.waits else None
        who = None if reply.member_id in hidden else person(row)
        shown.append(Waiting(who, reply.party, offered, number))
    return shown


def _text(key: Key) -> str:
    return f"{key[0]}_{key[1]}"
