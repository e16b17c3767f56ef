"""What happens around a night, as one member sees it on the night's page."""

from collections.abc import Iterable
from dataclasses import dataclass

from club.events.queries.slots import Eyes, SlotView, slots
from club.members.rules import Person
from club.roles.rules import Right


@dataclass(frozen=True, slots=True)
class Around:
    """What a night needs besides people.

    Args:
        slots: what to bring, to help with, and lifts.
        may_host: this member looks after the night.
    """

    slots: tuple[SlotView, ...]
    may_host: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at the page.

    Args:
        member_id: the member.
        hosts: they host this night.
        rights: what they may do by a role.
        mine: their answer as the card says it; None before they have answered.
    """

    member_id: int
    hosts: bool
    rights: frozenset[Right]
    mine: str | None


async def around(night_id: int, reader: Reader, named: Iterable[Person]) -> Around:
    """Return what happens around a night, in one query.

    Args:
        night_id: the night.
        reader: who looks.
        named: those whose names this member reads on the page anyway.
    """
    may_host = reader.hosts or Right.SCHEDULE_EVENT in reader.rights
    seen = frozenset(person.id for person in named)
    shown = await slots(night_id, Eyes(reader.member_id, host=may_host, named=seen))
    return Around(slots=shown, may_host=may_host)
