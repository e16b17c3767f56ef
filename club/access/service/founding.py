"""The people who found the club, before there is one: the link, their places, their signatures."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.queryset import QuerySet

from club.access import queries, rules
from club.access.models import Founder, Founding, FoundingLink
from club.access.service.passphrases import sealed
from club.access.service.sessions import Browser, Opened
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotAllowed, NotFound, TooLate
from club.kit.tokens import digest, new_token
from club.kit.words import gettext as _
from club.roles.rules import ROLES

_ONLY = 1
"""There is one founding at a time: its rows have this id."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the club is to be called and look like."""

    name: str
    alias: str
    zone: str
    palette: str


@dataclass(frozen=True, slots=True)
class Entry:
    """How one founder will be known, and will sign in."""

    name: str
    sign_in_name: str
    passphrase: str


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
        raise NotFound(_used())
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
    if not await opens(link):
        raise NotFound
    token = new_token()
    async with transaction():
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


async def start_afresh(link: str) -> None:
    """Forget a founding that was begun, so that it can begin on this device.

    Raises:
        NotFound: that is not the founding link.
    """
    if not await opens(link):
        raise NotFound
    async with transaction():
        await Founding.all().delete()
        await Founder.all().delete()


async def offer_place(first: Founder, *, now: datetime) -> str:
    """Return the secret of a link with which one more person can sign.

    Raises:
        NotAllowed: only the first founder hands out places.
        Invalid: there are as many founders as a founding can have.
    """
    if not first.began:
        raise NotAllowed(_("The person who began hands out the links."))
    token = new_token()
    async with transaction():
        await Founder.filter(signed_at=None, place_until__lte=now).delete()
        if await Founder.all().count() >= rules.FOUNDERS_MAX:
            raise Invalid(_("There are links for {n} people already.").format(n=rules.FOUNDERS_MAX))
        await Founder.create(place=digest(token), place_until=now + rules.PLACE_FOR)
    return token


async def choose_role(founder: Founder, role: str) -> None:
    """Take another role for the first half year, or none, before the club is founded.

    Raises:
        TooLate: the club is founded.
        Invalid: others have taken every seat of this role.
    """
    async with transaction():
        if not await claim(Founder.filter(id=founder.id), role=role):
            raise TooLate(_("The club is founded already."))
        await _assert_a_seat(role)


async def has_place(place: str, *, now: datetime) -> bool:
    """Tell whether somebody can still sign with this link."""
    return await _free(place, now).exists()


async def enter(place: str, entry: Entry, browser: Browser, *, now: datetime) -> Opened:
    """Sign as one more founder.

    Raises:
        TooLate: somebody signed with this link before, or it is over.
        Invalid: the passphrase is not good enough, or the sign-in name is somebody else's.
    """
    if not await has_place(place, now=now):
        raise TooLate(_used())
    agreed = await plan()
    hashed = await _sealed(entry, agreed.name, agreed.alias)
    token = new_token()
    async with transaction():
        changes = _signature(entry, hashed, browser, token, now)
        wanted = changes.pop("sign_in_name")
        if not await claim(_free(place, now), place=None, **changes):
            raise TooLate(_used())
        if await Founder.filter(sign_in_name=wanted).exists():
            raise Invalid(_("Please choose another sign-in name."), "sign_in_name")
        await Founder.filter(digest=digest(token)).update(sign_in_name=wanted)
    return Opened(token, browser.shared, now + rules.lifetime(shared=browser.shared))


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


async def _sealed(entry: Entry, *club_names: str) -> str:
    return await sealed(entry.passphrase, telling=(entry.name, entry.sign_in_name, *club_names))


async def _assert_a_seat(role: str) -> None:
    if role and await Founder.filter(role=role).count() > ROLES[role].seats:
        raise Invalid(_("Somebody else has taken this role."), "role")


def _free(place: str, now: datetime) -> QuerySet[Founder]:
    return Founder.filter(place=digest(place), signed_at=None, place_until__gt=now)


def _signature(
    entry: Entry, hashed: str, browser: Browser, token: str, now: datetime
) -> dict[str, Any]:
    return {
        "digest": digest(token),
        "name": entry.name,
        "sign_in_name": rules.sign_in_name(entry.sign_in_name),
        "hash": hashed,
        "shared": browser.shared,
        "device": browser.device,
        "signed_at": now,
    }


def _used() -> str:
    return _("This link cannot be used. Please ask for a new one.")
