"""What a night needs and who takes it, as one member sees it; one query for all of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from club.events.models import Night, Slot
from club.events.queries.hosting import may_host
from club.events.rules.slots import SlotKind
from club.kit.db import Prepared, Shared
from club.kit.errors import NotAllowed, NotFound
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.rules import Person

_NOBODY = 0
_SLOT = ("id", "ref", "kind", "title", "area", "need", "taken")
_WHO = ("id", "ref", "name", "colour", "word", "left_at")
_BY = tuple(f"by__{each}" for each in _WHO)
_TAKER = tuple(f"takes__member__{each}" for each in _WHO)


@dataclass(frozen=True, slots=True)
class SlotView:
    """One thing on the list.

    Args:
        kind: "bring", "help" or "lift".
        title: what it is; "" for a lift.
        area: the part of town a lift starts from.
        need: how many are wanted, or seats in a car.
        free: how many nobody has taken yet.
        mine: how many of them this member has.
        by: who offers a lift.
        i_drive: it is this member's own lift.
        takers: who takes part, as far as this member may see names.
    """

    ref: str
    kind: SlotKind
    title: str
    area: str
    need: int
    free: int
    mine: int
    by: Person | None
    i_drive: bool
    takers: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Eyes:
    """Whose names a member may read: all as a host, else those named anyway; none hidden."""

    member_id: int
    host: bool
    named: frozenset[int] = frozenset()
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class NeedsPage:
    """What a night needs, for those who look after it."""

    ref: str
    title: str
    starts_at: datetime
    slots: tuple[SlotView, ...]
    repeats: bool


_SLOTS = Prepared(
    Slot,
    lambda night_id: (
        Slot.filter(night_id=night_id)
        .order_by("id", "takes__id")
        .values(*_SLOT, *_BY, *_TAKER, "takes__n")
    ),
)


async def slots(night_id: int, eyes: Eyes) -> tuple[SlotView, ...]:
    """Return what a night needs, lifts last."""
    wanted = await _WANTED.of(night_id)
    if eyes.host or eyes.hidden or eyes.member_id in wanted.part:
        return _views(wanted.groups, eyes)
    return wanted.to_others(eyes.named)


async def needs_page(night_ref: str, member_id: int, *, now: datetime) -> NeedsPage:
    """Return the list as those who look after the night change it.

    Raises:
        NotFound: there is no such night.
        NotAllowed: this member does not look after it.
    """
    night = await Night.get_or_none(ref=night_ref)
    if night is None:
        raise NotFound(_("That night is not on the calendar."))
    if not await may_host(night.id, member_id, now=now):
        raise NotAllowed(_("This is for those who look after the night."))
    hidden = await members.hidden_from(member_id)
    shown = await slots(night.id, Eyes(member_id, host=True, hidden=hidden))
    return NeedsPage(night.ref, night.title, night.starts_at, shown, night.series_id is not None)


_Groups = Sequence[list[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The rows of each thing on the list, who has part in any, and how it reads to all others."""

    groups: _Groups
    part: frozenset[int | None]
    read: dict[frozenset[int], tuple[SlotView, ...]] = field(default_factory=dict)

    def to_others(self, named: frozenset[int]) -> tuple[SlotView, ...]:
        """Return the list as it reads to whoever has no part in it."""
        if named not in self.read:
            self.read[named] = _views(self.groups, Eyes(_NOBODY, host=False, named=named))
        return self.read[named]


async def _wanted(night_id: int) -> _Wanted:
    groups: dict[int, list[Mapping[str, Any]]] = {}
    rows = await _SLOTS.rows(night_id=night_id)
    for row in rows:
        groups.setdefault(row["id"], []).append(row)
    part = (each for row in rows for each in (row["by__id"], row["takes__member__id"]))
    return _Wanted(list(groups.values()), frozenset(part))


_WANTED = Shared(_wanted)


def _views(groups: _Groups, eyes: Eyes) -> tuple[SlotView, ...]:
    views = [_view(group, eyes) for group in groups if _is_seen(group, eyes)]
    return tuple(sorted(views, key=lambda each: each.kind is SlotKind.LIFT))


def _view(rows: list[Mapping[str, Any]], eyes: Eyes) -> SlotView:
    first = rows[0]
    by = _person(first, _BY)
    if by is not None and by.id in eyes.hidden:
        by = None
    i_drive = by is not None and by.id == eyes.member_id
    takes = {person: row["takes__n"] for row in rows if (person := _person(row, _TAKER))}
    sees = eyes.host or i_drive
    return SlotView(
        ref=first["ref"],
        kind=first["kind"],
        title=first["title"],
        area=first["area"],
        need=first["need"],
        free=first["need"] - first["taken"],
        mine=next((n for person, n in takes.items() if person.id == eyes.member_id), 0),
        by=by,
        i_drive=i_drive,
        takers=tuple(
            person
            for person in takes
            if person.id not in eyes.hidden and (sees or person.id in eyes.named)
        ),
    )


def _is_seen(rows: list[Mapping[str, Any]], eyes: Eyes) -> bool:
    """Tell whether a thing is on the reader's list.

    The lift of a hidden driver is not: nobody should step into a car and find out there. Whoever
    rides along already still sees the lift, without the name, so that they can give it back.
    """
    if rows[0]["by__id"] not in eyes.hidden:
        return True
    return any(row["takes__member__id"] == eyes.member_id for row in rows)


def _person(row: Mapping[str, Any], columns: tuple[str, ...]) -> Person | None:
    *person, left_at = (row[column] for column in columns)
    return None if person[0] is None or left_at is not None else Person(*person)
