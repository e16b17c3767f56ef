"""Nights for those who have the link: on the lists of who answered them or looks after them.

Everybody else reads of such a night when somebody gives them its address, and only then.
"""

from collections.abc import Mapping, Sequence

from tortoise.expressions import Q, Subquery

from club.events.models import Answer, Helper
from club.events.rules.places import Listed


def on_the_list_of(member_id: int) -> Q:
    """Leave out the nights that a member reads of by their link alone."""
    answered = Subquery(Answer.filter(member_id=member_id).values("night_id"))
    helped = Subquery(Helper.filter(member_id=member_id).values("night_id"))
    return ~Q(listed=Listed.INVITED) | Q(id__in=answered) | Q(id__in=helped)


async def helpers_of(night_ids: Sequence[int]) -> Mapping[int, frozenset[int]]:
    """Return who looks after each of these nights or opens its door; asks nothing for none."""
    if not night_ids:
        return {}
    found: dict[int, set[int]] = {each: set() for each in night_ids}
    for row in await Helper.filter(night_id__in=night_ids).values("night_id", "member_id"):
        found[row["night_id"]].add(row["member_id"])
    return {night: frozenset(members) for night, members in found.items()}
