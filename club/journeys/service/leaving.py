"""Leaving the club: no reason, no announcement."""

from datetime import datetime

from club.access.service import inviting, sessions
from club.journal import service as journal
from club.kit.db import transaction
from club.kit.errors import TooLate
from club.kit.words import gettext as _
from club.members import service as members
from club.members.models import Member
from club.notices import service as notices
from club.roles import service as roles


async def leave(member: Member, *, now: datetime) -> None:
    """End everything a member has here: roles, invitations, messages, sessions, membership.

    Raises:
        TooLate: they have left already.
    """
    async with transaction():
        if not await members.leave(member.id, now=now):
            raise TooLate(_("You have left already."))
        await roles.lay_down_all(member.id, now=now)
        await inviting.withdraw_all(member.id, now=now)
        await notices.forget_member(member.id)
        await sessions.end_all(member.id)
        await journal.record("member_out", f"member/{member.ref}", by=member.id, now=now)
