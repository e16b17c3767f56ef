"""What those a question is about answer to it."""

from dataclasses import dataclass

from club.decisions.models import Decision, Subject
from club.members import queries as members
from club.members.rules import Person


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody answers to a question about them; ``mine``: the reader is that person."""

    person: Person | None
    words: str
    mine: bool


async def replies(row: Decision, member_id: int) -> tuple[Reply, ...]:
    """Return the answers above a ballot; before the notice nobody is asked for one."""
    if not row.does().subjects():
        return ()
    about = await Subject.filter(decision_id=row.id).order_by("id")
    known = await members.people(each.member_id for each in about)
    return tuple(
        Reply(known.get(each.member_id), each.words, each.member_id == member_id) for each in about
    )
