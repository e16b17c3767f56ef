"""The places at a founding: each is a link for one person, who signs on their own device."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.exceptions import IntegrityError
from tortoise.queryset import QuerySet

from club.access import rules
from club.access.models import Founder
from club.access.service import founding
from club.access.service.passphrases import sealed
from club.access.service.sessions import Browser, Opened
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotAllowed, TooLate
from club.kit.tokens import digest, new_token
from club.kit.words import gettext as _
from club.roles.rules import ROLES


@dataclass(frozen=True, slots=True)
class Entry:
    """How one founder will be known, and will sign in."""

    name: str
    sign_in_name: str
    passphrase: str


async def offer(first: Founder, *, now: datetime) -> str:
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


async def is_free(place: str, *, now: datetime) -> bool:
    """Tell whether somebody can still sign with this link."""
    return await _free(place, now).exists()


async def enter(place: str, entry: Entry, browser: Browser, *, now: datetime) -> Opened:
    """Sign as one more founder.

    Raises:
        TooLate: somebody signed with this link before, or it is over.
        Invalid: the passphrase is not good enough, or the sign-in name is somebody else's.
    """
    if not await is_free(place, now=now):
        raise TooLate(_used())
    agreed = await founding.plan()
    telling = (entry.name, entry.sign_in_name, agreed.name, agreed.alias)
    hashed = await sealed(entry.passphrase, telling=telling)
    token = new_token()
    async with transaction():
        changes = _signature(entry, hashed, browser, token, now)
        wanted = changes.pop("sign_in_name")
        if not await claim(_free(place, now), place=None, **changes):
            raise TooLate(_used())
        try:
            await Founder.filter(digest=digest(token)).update(sign_in_name=wanted)
        except IntegrityError:
            raise Invalid(_("Please choose another sign-in name."), "sign_in_name") from None
    return Opened(token, browser.shared, now + rules.lifetime(shared=browser.shared))


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
