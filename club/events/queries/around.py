"""What happens around a night, as one member sees it on the night's page, in two queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from club.events.queries.slots import Eyes, SlotView, slots
from club.events.queries.talk import Listener, Talk, talk
from club.events.rules.talk import may_speak
from club.members.rules import Person
from club.roles.rules import Right


@dataclass(frozen=True, slots=True)
class Around:
    """What a night needs besides people, and what is said at it.

    Args:
        slots: what to bring, to help with, and lifts.
        talk: the hosts' words, and comments.
        may_speak: comments are still taken.
        may_host: this member looks after the night.
        may_hide: this member may hide a text for three days.
    """

    slots: tuple[SlotView, ...]
    talk: Talk
    may_speak: bool
    may_host: bool
    may_hide: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks at which night.

    Args:
        member_id: the member.
        hosts: they host this night.
        rights: what they may do by a role.
        mine: their answer as the card says it; None before they have answered.
        hidden: who is hidden from them.
    """

    member_id: int
    hosts: bool
    rights: frozenset[Right]
    mine: str | None
    hidden: frozenset[int] = frozenset()

    @property
    def may_host(self) -> bool:
        """They look after this night, as its host or by a mandate."""
        return self.hosts or Right.SCHEDULE_EVENT in self.rights


async def around(
    night_id: int, ends_at: datetime, reader: Reader, named: Iterable[Person], *, now: datetime
) -> Around:
    """Return what happens around a night.

    Args:
        night_id: the night.
        ends_at: when it ends.
        reader: who looks.
        named: those whose names this member reads on the page anyway.
        now: this moment.
    """
    seen = frozenset(person.id for person in named)
    eyes = Eyes(reader.member_id, reader.may_host, seen, reader.hidden)
    listener = Listener(reader.member_id, reader.mine, reader.may_host, reader.hidden)
    return Around(
        slots=await slots(night_id, eyes),
        talk=await talk(night_id, listener, now=now),
        may_speak=may_speak(ends_at, now),
        may_host=reader.may_host,
        may_hide=Right.HIDE_CONTENT in reader.rights,
    )
