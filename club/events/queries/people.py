"""Who is at a night: those who look after it, and those who come and chose to be named."""

from collections.abc import Iterable
from dataclasses import dataclass

from club.events.models import Helper
from club.events.rules.places import Part
from club.kit.db import Shared, Statement
from club.members.rules import Person

_NAMED = "named"
# One question for both, because every page of a night asks for both.
_PEOPLE = Statement(
    Helper,
    """
    SELECT helper.part AS part, helper.id AS turn, 0 AS later,
        member.id AS id, member.ref AS ref, member.name AS name,
        member.colour AS colour, member.word AS word
    FROM helper JOIN member ON member.id = helper.member_id
    WHERE helper.night_id = :night_id AND member.left_at IS NULL
    UNION ALL SELECT * FROM (
        SELECT 'named' AS part, answer.turn AS turn, 1 AS later,
            member.id, member.ref, member.name, member.colour, member.word
        FROM answer JOIN member ON member.id = answer.member_id
        WHERE answer.night_id = :night_id AND answer.want = 'coming'
            AND answer.seats > 0 AND answer.named
        ORDER BY answer.turn LIMIT 60
    ) AS named
    ORDER BY later, turn
    """,
)


@dataclass(frozen=True, slots=True)
class People:
    """The people of one night, each group first come first."""

    hosts: tuple[Person, ...]
    door: tuple[Person, ...]
    named: tuple[Person, ...]

    def helps(self, member_id: int) -> bool:
        """Whether the member looks after the night or opens its door."""
        return is_among(member_id, (*self.hosts, *self.door))


def is_among(member_id: int, people: Iterable[Person]) -> bool:
    """Tell whether the member is one of these."""
    return any(each.id == member_id for each in people)


def without(people: Iterable[Person], hidden: frozenset[int]) -> tuple[Person, ...]:
    """Leave out whoever is hidden from the reader."""
    return tuple(each for each in people if each.id not in hidden)


async def people_of(night_id: int, hidden: frozenset[int]) -> People:
    """Return who looks after a night, who opens its door, and who is to be named.

    Whoever is hidden from the reader is in none of these, whatever they do for the night.
    """
    people = await _OF_A_NIGHT.of(night_id)
    if not hidden:
        return people
    return People(*(without(each, hidden) for each in (people.hosts, people.door, people.named)))


async def _people_of(night_id: int) -> People:
    groups: dict[str, list[Person]] = {Part.HOST: [], Part.DOOR: [], _NAMED: []}
    for row in await _PEOPLE.values(night_id=night_id):
        one = Person(row["id"], row["ref"], row["name"], row["colour"], row["word"])
        groups[row["part"]].append(one)
    return People(*(tuple(groups[each]) for each in (Part.HOST, Part.DOOR, _NAMED)))


_OF_A_NIGHT = Shared(_people_of)
