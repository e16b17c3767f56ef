"""Signing in by private name and passphrase: unknown and known take the same road."""

from datetime import datetime

from club.access import rules
from club.access.models import Passphrase, Session
from club.access.service import sessions, tries
from club.access.service.sealing import vault
from club.access.service.sessions import Browser, Opened
from club.kit.db import claim, transaction
from club.kit.errors import Invalid
from club.kit.words import gettext as _


async def sign_in(
    name: str,
    passphrase: str,
    browser: Browser,
    address: str,
    *,
    now: datetime,
    instead_of: Session | None = None,
) -> Opened:
    """Open a session for whoever has this name and passphrase.

    Raises:
        Invalid: they do not belong together; the sentence never says which was wrong.
        TooMany: tried too often.
        Busy: too many people sign in at this moment.
    """
    name = rules.sign_in_name(name)
    await tries.count(name, address, now=now)
    known = await _named(name)
    if not await _matches(known, passphrase) or known is None:
        raise Invalid(_("This name and passphrase do not belong together."))
    await tries.forget(name)
    return await sessions.open_session(known.member_id, browser, now=now, instead_of=instead_of)


async def prove(session: Session, passphrase: str, address: str, *, now: datetime) -> Opened:
    """Renew a session after its owner typed the passphrase again.

    Raises:
        Invalid: the passphrase is another.
        TooMany: tried too often.
    """
    known = await Passphrase.filter(member_id=session.member_id).first()
    name = known.sign_in_name if known is not None else ""
    await tries.count(name, address, now=now)
    if not await _matches(known, passphrase):
        raise Invalid(_("That is not your passphrase. Please try again."), "passphrase")
    await tries.forget(name)
    return await sessions.renew(session, now=now)


async def _named(name: str) -> Passphrase | None:
    if len(name) > rules.SIGN_IN_NAME_MAX:
        return None  # nobody is called that; the column would refuse to be asked
    return await Passphrase.filter(sign_in_name=name, member__left_at=None).first()


async def _matches(known: Passphrase | None, passphrase: str) -> bool:
    plain = rules.normal(passphrase)[: rules.PASSPHRASE_MAX + 1]
    if not await vault.opens(known.hash if known is not None else None, plain):
        return False
    if known is not None and vault.is_old(known.hash):
        renewed = await vault.seal(plain)
        async with transaction():
            await claim(Passphrase.filter(id=known.id, hash=known.hash), hash=renewed)
    return True
