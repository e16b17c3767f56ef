"""The founding itself, before there is a club: its link, its plan, its end."""

from dataclasses import dataclass
from datetime import datetime

from club.access import queries, rules
from club.access.models import Founder, Founding, FoundingLink
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotAllowed, NotFound, TooLate
from club.kit.tokens import digest, new_token
from club.kit.words import gettext as _

_ONLY = 1
"""There is one founding at a time: its rows have this id."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the club is to be called and look like."""

    name: str
    alias: str
    zone: str
    palette: str


async def founding_link(now: datetime) -> str | None:
    """Return the secret of a new founding link; every earlier one dies. None: there is a club."""
    if await queries.is_founded():
        return None
    token = new_token()
    async with transaction():
        row = FoundingLink(id=_ONLY, digest=digest(token), made_at=now)
        await FoundingLink.bulk_create(
            [row], on_conflict=["id"], update_fields=["digest", "made_at"]
        )
    return token


async def opens(token: str) -> bool:
    """Tell whether this is the founding link."""
    return await FoundingLink.filter(id=_ONLY, digest=digest(token)).exists()


async def plan() -> Plan:
    """Return what the club is to be.

    Raises:
        NotFound: nobody has begun.
    """
    row = await Founding.get_or_none(id=_ONLY)
    if row is None:
        raise NotFound(_("This link cannot be used. Please ask for a new one."))
    return Plan(row.name, row.alias, row.zone, row.palette)


async def signed() -> list[Founder]:
    """Return who has signed so far, in the order of signing."""
    return await Founder.exclude(signed_at=None).order_by("signed_at")


async def founder_of(token: str) -> Founder | None:
    """Return the founder whose browser holds this token."""
    return await Founder.filter(digest=digest(token)).first()


async def begin(link: str, wanted: Plan, *, now: datetime) -> str:
    """Write down what the club is to be; return the secret of the first founder's own place.

    Until somebody has signed it may be written anew.

    Raises:
        NotFound: that is not the founding link.
        TooLate: somebody has signed, on this or another device.
    """
    token = new_token()
    async with transaction():
        await _hold(link, now)
        await Founder.filter(signed_at=None).delete()
        if await Founder.all().exists():
            raise TooLate(_("Somebody has begun already, on another phone or computer."))
        await Founding.all().delete()
        await Founding.create(
            id=_ONLY,
            name=wanted.name,
            alias=wanted.alias,
            zone=wanted.zone,
            palette=wanted.palette,
            begun_at=now,
        )
        await Founder.create(place=digest(token), began=True, place_until=now + rules.PLACE_FOR)
    return token


async def start_afresh(link: str, *, now: datetime) -> None:
    """Forget a founding that was begun, so that it can begin on this device.

    Raises:
        NotFound: that is not the founding link.
    """
    async with transaction():
        await _hold(link, now)
        await Founding.all().delete()
        await Founder.all().delete()


async def conclude(first: Founder) -> tuple[Plan, list[Founder]]:
    """End the founding inside the caller's transaction, and forget who was first.

    Raises:
        NotAllowed: only the person who began says when all are there.
        TooLate: the club was founded a moment ago.
        Invalid: fewer than three have signed.
    """
    if not first.began:
        raise NotAllowed(_("The person who began says when all are there."))
    async with transaction():
        if not await FoundingLink.all().delete():
            raise TooLate(_("The club is founded already."))
        agreed, founders = await plan(), await signed()
        if rules.missing(len(founders)):
            raise Invalid(_("A club begins with {n} people or more.").format(n=rules.FOUNDERS_MIN))
        await Founder.all().delete()
        await Founding.all().delete()
    return agreed, founders


async def _hold(link: str, now: datetime) -> None:
    """Let one hand at a time begin or begin anew."""
    if not await claim(FoundingLink.filter(id=_ONLY, digest=digest(link)), made_at=now):
        raise NotFound(_("This link cannot be used. Please ask for a new one."))
