"""The reader's own part in a role: what they hold of it, and what is between them and another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from club.charter import queries as charter
from club.members.rules import Person
from club.roles.queries.offices import Leave, Tenure, weeks_unused
from club.roles.rules import Standing


@dataclass(frozen=True, slots=True)
class Mine:
    """The reader's own part in a role.

    Args:
        mandate: the public id of their mandate.
        own: the members gave it to them; not as a deputy or a caretaker.
        away_until: until when they are away; None if they are not.
        weeks: for how many weeks they may be away from now on.
        willing: they would look after the role a little longer, if nobody is chosen.
        caretaker_days: for how long that would be; 0 if the club does without.
    """

    mandate: str
    own: bool
    away_until: datetime | None
    weeks: int
    willing: bool
    caretaker_days: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question whether somebody would act; seen by the two it is between.

    Args:
        ref: the question's public id.
        person: the other of the two.
        until: until when the leave would be.
        mine: the reader asks; otherwise the reader is asked.
    """

    ref: str
    person: Person
    until: datetime
    mine: bool


async def mine_of(member_id: int, known: Iterable[Tenure], now: datetime) -> Mine | None:
    """Return the reader's part in a role, whose mandates these are; None if they hold nothing."""
    known = list(known)
    theirs = [each for each in known if each.member_id == member_id and each.runs(now)]
    if not theirs:
        return None
    # Their own before what they do for another, if it is both.
    best = min(theirs, key=lambda each: each.standing is not Standing.GIVEN)
    own = best.standing is Standing.GIVEN
    agreed = await charter.in_force(now) if own else None
    return Mine(
        mandate=best.ref,
        own=own,
        away_until=best.away_until,
        weeks=weeks_unused(best, known, agreed.whole("leave.max"), now=now) if agreed else 0,
        willing=best.willing,
        caretaker_days=agreed.whole("caretaker_days") if agreed else 0,
    )


def asked_of(
    asked: Iterable[Leave], member_id: int, people: Mapping[int, Person]
) -> tuple[Asked, ...]:
    """Return the questions of a role that are between the reader and another.

    Args:
        asked: the questions.
        member_id: the reader.
        people: whom they are between, as far as they are members now.
    """
    return tuple(
        Asked(each.ref, people[other], each.until_at, mine=each.asker_id == member_id)
        for each in asked
        if (other := each.deputy_id if each.asker_id == member_id else each.asker_id) in people
    )
