"""Who is next in the queue of a night."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tortoise.expressions import Q
from tortoise.functions import Count
from tortoise.queryset import QuerySet

from club.events.models import Answer, Night
from club.events.rules.room import Room
from club.events.rules.seats import QueueRule, Reply, Want, queue
from club.kit.db import Prepared, Shared

QUEUED = (
    "member_id", "want", "turn", "party", "seats", "held", "fewer", "asks", "offer_until",
    "passed", "member__came_before", "member__seated_until",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """What standings need of a night.

    Args:
        night_id: the night.
        starts_on: its day, by the calendar in UTC.
        room: how many may come, and what of that is given.
        rule: who is next.
    """

    night_id: int
    starts_on: date
    room: Room
    rule: QueueRule


def reply(row: Mapping[str, Any], starts_on: date) -> Reply:
    """Return what the rules ask about an answer that was read with its member."""
    lately: date | None = row["member__seated_until"]
    return Reply(
        member_id=row["member_id"],
        want=row["want"],
        turn=row["turn"],
        party=row["party"],
        seats=row["seats"],
        held=row["held"],
        offered=row["offer_until"] is not None,
        fewer=row["fewer"],
        asks=row["asks"],
        passed=row.get("passed", False),
        recent=lately is not None and lately > starts_on,
        newcomer=not row["member__came_before"],
    )


def waiting(night_id: int) -> QuerySet[Answer]:
    """Return the answers that have neither a place nor an offer that holds one."""
    return Answer.filter(night_id=night_id, want=Want.COMING, seats=0, held=0)


_STEP = 512
"""In steps of how many turns the queue is counted once for everybody in it."""
_FIRST = -(2**31)
"""Before every turn: hosts let somebody be next by a turn below zero."""
_BETWEEN = Prepared(
    Answer,
    lambda night_id, after, turn: (
        waiting(night_id).filter(turn__gt=after, turn__lte=turn).annotate(n=Count("id")).values("n")
    ),
)


async def no_later(night_id: int, turn: int) -> int:
    """Count who waits no later than this turn, where whoever answered first is next.

    Where thousands wait, nobody's page counts all of them: each counts its own step.
    """
    step = turn - turn % _STEP
    if step <= 0:
        return await _between(night_id, _FIRST, turn)
    return await _UP_TO.of(night_id, step) + await _between(night_id, step, turn)


async def _between(night_id: int, after: int, turn: int) -> int:
    (row,) = await _BETWEEN.rows(night_id=night_id, after=after, turn=turn)
    return int(row["n"])


async def _up_to(night_id: int, turn: int) -> int:
    return await _between(night_id, _FIRST, turn)


_UP_TO = Shared(_up_to)


async def next_in_line(night: Night, room: Room, **only: bool) -> list[Reply]:
    """Return the first of those who wait and fit into the room, in their order.

    Never somebody before whom another was left out, however many wait: whoever gave these places
    asks again with what is left of the room.

    Args:
        night: the night, with the rule of its queue.
        room: what is free of it.
        only: columns of the answer that must be so.
    """
    free, starts_on = room.free(), night.starts_at.date()
    rows = waiting(night.id).filter(offer_until=None, **only)
    asked = [(each, free) for each in _by_rule(rows, night.queue, starts_on) if free != 0]
    if room.reserve:
        # However many stand before them, what is kept for newcomers is theirs.
        newcomers = rows.filter(member__came_before=False)
        asked.append((newcomers, room.free(newcomer=True)))
    found: dict[int, Reply] = {}
    known: list[int] = []  # as far as each part of the queue was looked at, if not to its end
    for each, places in asked:
        there = await _fitting(each, places).values(*QUEUED)
        found |= {row["member_id"]: reply(row, starts_on) for row in there}
        if len(there) == places:
            known.append(there[-1]["member_id"])
    order = sorted(queue(found.values(), night.queue), key=lambda each: each.passed)
    last = min((n for n, each in enumerate(order) if each.member_id in known), default=len(order))
    return order[: last + 1]


async def everybody_who_fits(night_id: int, room: Room) -> list[int]:
    """Return all who asked to be asked, were not yet, and fit into the room."""
    rows = waiting(night_id).filter(asks=True, offer_until=None)
    asked = [reply(row, date.max) for row in await rows.order_by("turn").values(*QUEUED)]
    return [
        each.member_id
        for each in asked
        if room.fits(1 if each.fewer else each.party, newcomer=each.newcomer)
    ]


def _by_rule(rows: QuerySet[Answer], rule: QueueRule, starts_on: date) -> list[QuerySet[Answer]]:
    if rule is QueueRule.FIRST:
        return [rows]
    return [rows.filter(ahead(starts_on)), rows.filter(behind(starts_on))]


def ahead(starts_on: date) -> Q:
    """Say of an answer that its member had no place lately, or was moved up by a host."""
    never = Q(member__seated_until__isnull=True) | Q(member__seated_until__lte=starts_on)
    return never | Q(turn__lte=0)


def behind(starts_on: date) -> Q:
    """Say of an answer that others are next first: its member had a place lately."""
    return Q(member__seated_until__gt=starts_on, turn__gt=0)


def _fitting(rows: QuerySet[Answer], free: int | None) -> QuerySet[Answer]:
    """Return the first who fit; whoever is given a place takes at least one."""
    rows = rows.order_by("passed", "turn")
    if free is None:
        return rows
    return rows.filter(Q(party__lte=free) | Q(fewer=True)).limit(free)


def waits(row: Mapping[str, Any]) -> bool:
    """Tell whether an answer has neither a place nor an offer that holds one."""
    return row["want"] is Want.COMING and not row["seats"] and not row["held"]


async def numbers_of(
    nights: Sequence[Counted], mine: Mapping[int, Mapping[str, Any]]
) -> Mapping[int, int]:
    """Count, for each night, who waits no later in the order than the member."""
    if not nights:
        return {}
    if len(nights) == 1 and nights[0].rule is QueueRule.FIRST:
        night_id = nights[0].night_id
        return {night_id: await no_later(night_id, mine[night_id]["turn"])}
    before = Q(*(_before(each, mine[each.night_id]) for each in nights), join_type=Q.OR)
    rows = await (
        Answer.filter(before, want=Want.COMING, seats=0, held=0)
        .annotate(n=Count("id"))
        .group_by("night_id")
        .values("night_id", "n")
    )
    return {row["night_id"]: row["n"] for row in rows}


def _before(night: Counted, row: Mapping[str, Any]) -> Q:
    """Say who stands no later than this answer, under the night's rule."""
    by_turn = Q(night_id=night.night_id, turn__lte=row["turn"])
    if night.rule is QueueRule.FIRST:
        return by_turn
    first = ahead(night.starts_on)
    if not reply(row, night.starts_on).behind:
        return by_turn & first
    later = behind(night.starts_on) & Q(turn__lte=row["turn"])
    return Q(night_id=night.night_id) & (first | later)
