"""Joining the club with an invitation."""

from dataclasses import dataclass
from datetime import datetime

from tortoise.exceptions import IntegrityError

from club.access import queries as access
from club.access import rules
from club.access.models import Passphrase
from club.access.service import inviting, passphrases, sessions
from club.access.service.sessions import Browser, Opened
from club.charter import queries as charter
from club.journal import service as journal
from club.kit.db import transaction
from club.kit.errors import Invalid, TooLate
from club.kit.tokens import digest, new_token
from club.kit.words import gettext as _
from club.members import service as members


@dataclass(frozen=True, slots=True)
class Newcomer:
    """How somebody wants to be known, and how they will sign in."""

    name: str
    sign_in_name: str
    passphrase: str


async def join(token: str, newcomer: Newcomer, browser: Browser, *, now: datetime) -> Opened:
    """Make a person a member and sign them in; the invitation is used up.

    Raises:
        TooLate: the invitation was used, withdrawn, is over, or never was.
        Invalid: the sign-in name or the passphrase cannot be used.
    """
    # Hashing takes long, so it comes before the transaction, and only for an open invitation.
    if await access.invitation(token, now=now) is None:
        raise TooLate(_("This invitation cannot be used. Please ask for a new one."))
    name = rules.sign_in_name(newcomer.sign_in_name)
    telling = (newcomer.name, name, *await charter.names())
    hashed = await passphrases.sealed(newcomer.passphrase, telling=telling)
    secret = new_token()
    async with transaction():
        await inviting.use(token, now=now)
        agreed = await charter.in_force(now)
        voting_from = now + agreed.span("voting_wait_days")
        member = await members.welcome(newcomer.name, voting_from=voting_from, now=now)
        try:
            await Passphrase.create(
                member_id=member.id, sign_in_name=name, hash=hashed, changed_at=now
            )
        except IntegrityError:
            # The name is another member's; the transaction gives the invitation back.
            raise Invalid(_("Please choose another sign-in name."), "sign_in_name") from None
        await sessions.plant(member.id, browser, digest(secret), now=now)
        # Not by which invitation: the record is for ever, and who knew whom is nobody's business.
        await journal.record("member_in", f"member/{member.ref}", by=member.id, now=now)
    return Opened(secret, browser.shared, now + rules.lifetime(shared=browser.shared))
