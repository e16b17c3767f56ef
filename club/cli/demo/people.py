"""How the invented members come into the club: founding, then one invitation after another."""

from collections.abc import Sequence
from datetime import datetime

from club.access.models import Founder
from club.access.service import founding, inviting, places
from club.access.service.founding import Plan
from club.access.service.places import Entry
from club.access.service.sessions import Browser
from club.cli.demo import invented
from club.journeys.service import founding as journey
from club.journeys.service.joining import Newcomer, join
from club.members.models import Member

PASSPHRASE = "umbrella pocket seven ladder"  # noqa: S105  # everybody here is invented
ROLES = ("chair", "coordinator", "secretary", "treasurer", "keyholder")
_PHONE = Browser("a phone", shared=False)


def private_name(name: str) -> str:
    """Return the name with which an invented member signs in."""
    return f"{name.lower()}-alone"


async def found(now: datetime) -> Sequence[Member]:
    """Found the club with five people; return them in the order of ``invented.FOUNDERS``."""
    link = await founding.founding_link(now)
    if link is None:
        message = "there is a club in this database already"
        raise RuntimeError(message)
    plan = Plan(invented.NAME, invented.ALIAS, invented.ZONE, "leaf")
    place = await founding.begin(link, plan, now=now)
    first = await _sign(place, invented.FOUNDERS[0], ROLES[0], now)
    for name, role in list(zip(invented.FOUNDERS, ROLES, strict=True))[1:]:
        await _sign(await places.offer(first, now=now), name, role, now)
    await journey.found(first, now=now)
    return await Member.all().order_by("id")


async def join_in(inviter: Member, name: str, now: datetime) -> Member:
    """Let a member invite somebody, who joins."""
    invited = await inviting.invite(inviter, now=now)
    newcomer = Newcomer(name, private_name(name), PASSPHRASE)
    await join(invited.token, newcomer, _PHONE, now=now)
    return await Member.all().order_by("-id").get_or_none(name=name) or inviter


async def _sign(place: str, name: str, role: str, now: datetime) -> Founder:
    entry = Entry(name, private_name(name), PASSPHRASE)
    opened = await places.enter(place, entry, _PHONE, now=now)
    founder = await founding.founder_of(opened.token)
    if founder is None:
        raise RuntimeError(place)
    await places.choose_role(founder, role)
    return founder
