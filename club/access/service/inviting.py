"""Inviting a person by a link: made, withdrawn, used once."""

from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import F

from club.access import rules
from club.access.models import Invitation
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import Invalid, NotFound, TooLate
from club.kit.tokens import digest, new_token
from club.kit.words import gettext as _
from club.members.models import Member


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation just made: its secret is shown once and kept nowhere."""

    token: str
    expires_at: datetime


async def invite(inviter: Member, *, now: datetime) -> Invited:
    """Make an invitation that the member can hand to one person.

    Raises:
        Invalid: the member has as many open invitations as anyone may.
    """
    token = new_token()
    async with transaction():
        # Locks the inviter, so that two taps at once cannot both be the third invitation.
        if not await claim(Member.filter(id=inviter.id, left_at=None), name=F("name")):
            raise NotFound
        still_open = await Invitation.filter(
            inviter_id=inviter.id, used_at=None, withdrawn_at=None, expires_at__gt=now
        ).count()
        if still_open >= rules.OPEN_INVITATIONS:
            raise Invalid(
                _("You have {n} open invitations. Withdraw one, or wait until one is used.").format(
                    n=still_open
                )
            )
        made = await Invitation.create(
            digest=digest(token),
            inviter_id=inviter.id,
            made_at=now,
            expires_at=now + rules.INVITATION_FOR,
        )
        await journal.record("invite", f"invitation/{made.ref}", by=inviter.id, now=now)
    return Invited(token, made.expires_at)


async def withdraw(ref: str, inviter: Member, *, now: datetime) -> None:
    """Make one's own open invitation useless.

    Raises:
        NotFound: no open invitation of this member.
    """
    async with transaction():
        mine = Invitation.filter(ref=ref, inviter_id=inviter.id, used_at=None, withdrawn_at=None)
        if not await claim(mine, withdrawn_at=now):
            raise NotFound(_("That invitation is not open any more."))


async def withdraw_all(inviter_id: int, *, now: datetime) -> int:
    """Make every open invitation of a member useless."""
    async with transaction():
        return await Invitation.filter(
            inviter_id=inviter_id, used_at=None, withdrawn_at=None
        ).update(withdrawn_at=now)


async def use(token: str, *, now: datetime) -> Invitation:
    """Use an invitation up; the caller's transaction makes the person a member.

    Raises:
        TooLate: it was used, withdrawn, is over, or never was; the sentence is the same.
    """
    async with transaction():
        unused = Invitation.filter(
            digest=digest(token), used_at=None, withdrawn_at=None, expires_at__gt=now
        )
        if not await claim(unused, used_at=now):
            raise TooLate(_("This invitation cannot be used. Please ask for a new one."))
        return await Invitation.get(digest=digest(token))


async def sweep(now: datetime) -> int:
    """Delete invitations that have been over for a week: who knew whom is nobody's business."""
    async with transaction():
        return await Invitation.filter(expires_at__lt=now - rules.INVITATION_FOR).delete()
