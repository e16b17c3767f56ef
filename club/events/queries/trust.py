"""Who may answer for whom, and which moves in a queue those who wait read of."""

from dataclasses import dataclass
from datetime import datetime

from club.events.messages import queue as words
from club.events.models import Proxy, QueueMove
from club.events.queries.cards import PERSON, person
from club.members import queries as members
from club.members.rules import Person


@dataclass(frozen=True, slots=True)
class TrustPage:
    """Whom a member lets answer for them, who else could, and who trusts them."""

    mine: tuple[Person, ...]
    others: tuple[Person, ...]
    trusted_by: tuple[Person, ...]


async def trust_page(member_id: int) -> TrustPage:
    """Return who may answer for a member, and for whom they may."""
    given = {row["proxy_id"] for row in await Proxy.filter(member_id=member_id).values("proxy_id")}
    got = await Proxy.filter(proxy_id=member_id).values("member_id")
    everybody = [each for each in await members.everybody(member_id) if each.id != member_id]
    trusting = await members.people([row["member_id"] for row in got])
    return TrustPage(
        mine=tuple(each for each in everybody if each.id in given),
        others=tuple(each for each in everybody if each.id not in given),
        trusted_by=tuple(trusting.values()),
    )


async def trusting(member_id: int) -> tuple[Person, ...]:
    """Return those for whom a member may answer."""
    rows = Proxy.filter(proxy_id=member_id, member__left_at=None, member__paused_at=None)
    return tuple(person(row) for row in await rows.order_by("id").values(*PERSON))


async def may_answer(member_id: int, proxy_id: int) -> bool:
    """Tell whether a member lets another answer for them."""
    return await Proxy.filter(member_id=member_id, proxy_id=proxy_id).exists()


async def moves(night_id: int) -> tuple[tuple[datetime, str], ...]:
    """Return when hosts moved somebody in a queue, and why in words; the latest first."""
    rows = await QueueMove.filter(night_id=night_id).order_by("-id").limit(5).values()
    return tuple((row["moved_at"], words.moved(row["why"])) for row in rows)
