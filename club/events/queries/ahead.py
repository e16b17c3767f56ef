"""The nights ahead, as lists show them: one card each, in few questions however many there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tortoise.expressions import Q, Subquery

from club.events.models import Night
from club.events.queries import seats
from club.events.queries.cards import CARD, NightCard, card, counted, doors_of
from club.events.queries.hidden import HIDING, NOBODY, hidden_at
from club.events.queries.invited import helpers_of
from club.events.queries.kept import Kept, kept
from club.events.queries.line import Counted
from club.events.queries.people import without
from club.events.queries.seats import UNSAID
from club.events.rules import times
from club.events.rules.places import Listed
from club.events.rules.plans import LONGEST
from club.kit.db import Prepared, Shared
from club.kit.words import catalogue
from club.members.rules import Person

_LONGEST_LIST, _SPARE = 60, 4
_BY_THEIR_LINK = Q(listed=Listed.INVITED)
_SEEN_BY_ALL = ~_BY_THEIR_LINK
_COMING = Prepared(
    Night,
    lambda now, since, until, most: (
        Night.filter(
            Q(id__in=_ids(_SEEN_BY_ALL, now, since, until, most))
            | Q(id__in=_ids(_BY_THEIR_LINK, now, since, until, _LONGEST_LIST))
        )
        .order_by("starts_at", "id")
        .values(*CARD, "listed")
    ),
)


def _ids(which: Q, now: datetime, since: datetime, until: datetime, most: int) -> Subquery:
    """Return the next of these nights, so that those with a link push no other off a list."""
    ahead = Night.filter(which, ends_at__gt=now, starts_at__gt=since, starts_at__lte=until)
    return Subquery(ahead.order_by("starts_at", "id").limit(most).values("id"))


async def coming_nights(member_id: int, *, now: datetime, limit: int = 3) -> list[NightCard]:
    """Return the next nights that are not over, the ones called off among them."""
    most = min(limit, _LONGEST_LIST)
    minute = now.replace(second=0, microsecond=0)
    ahead = await _AHEAD.of(minute, most + _SPARE)
    hides = member_id in await HIDING.of()
    hidden = await hidden_at(member_id, ahead.rows if hides else [])
    keeps = await kept(member_id, ahead.keeping, hidden.newcomers(), now=now)
    mine = await seats.answered(member_id, ahead.counted)
    shown: list[NightCard] = []
    for row, plain in zip(ahead.rows, ahead.plain(), strict=True):
        view = mine.get(row["id"])
        if row["ends_at"] <= now or ahead.withholds(row, member_id, answered=view is not None):
            continue
        if view is None and not hides and not keeps.at(row["id"]):
            shown.append(plain)
            continue
        door = without(plain.at_door, hidden.ids)
        told = hidden.numbers(row, view or UNSAID, keeps)
        shown.append(card(row, view or UNSAID, door, told, now=now))
    return shown[:most]


@dataclass(frozen=True, slots=True)
class _Ahead:
    """The next nights as the database has them.

    Args:
        minute: as of when.
        rows: the nights.
        counted: what standings need of each.
        doors: who opens the door, by night.
        keeping: those that keep places for newcomers.
        invited: who looks after those that are for people with the link, by night.
        read: the cards as they read to whoever has not answered, by the language they are in.
    """

    minute: datetime
    rows: Sequence[Mapping[str, Any]]
    counted: Sequence[Counted]
    doors: Mapping[int, list[Person]]
    keeping: Sequence[Mapping[str, Any]]
    invited: Mapping[int, frozenset[int]]
    read: dict[object, Sequence[NightCard]] = field(default_factory=dict)

    def withholds(self, row: Mapping[str, Any], member_id: int, *, answered: bool) -> bool:
        """Tell whether a night is for others, who have the link, and so not on this list."""
        return not answered and member_id not in self.invited.get(row["id"], (member_id,))

    def plain(self) -> Sequence[NightCard]:
        """Return the cards as they read to whoever has not answered, in the reader's language."""
        language = catalogue()
        if language not in self.read:
            self.read[language] = [self._plain(row) for row in self.rows]
        return self.read[language]

    def _plain(self, row: Mapping[str, Any]) -> NightCard:
        told = NOBODY.numbers(row, UNSAID, Kept())
        return card(row, UNSAID, self.doors.get(row["id"], ()), told, now=self.minute)


async def _ahead(minute: datetime, most: int) -> _Ahead:
    # None that began before can still go on, so the years behind are not even looked at.
    since, until = minute - 2 * LONGEST, minute + times.AHEAD_ON_LISTS
    rows = await _COMING.rows(now=minute, since=since, until=until, most=most)
    return _Ahead(
        minute,
        rows,
        [counted(row) for row in rows],
        await doors_of([row["id"] for row in rows]),
        [row for row in rows if row["first_timers"]],
        await helpers_of([row["id"] for row in rows if row["listed"] == Listed.INVITED]),
    )


_AHEAD = Shared(_ahead)
