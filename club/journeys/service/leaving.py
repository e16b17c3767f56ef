"""Leaving the club: no reason, no announcement."""

from datetime import datetime

from club.access.service import forgetting
from club.decisions import service as decisions
from club.events.service import (
    answers,
    checking,
    consent,
    feeds,
    locks,
    presence,
    talk,
    welcoming,
)
from club.journal import service as journal
from club.kit.db import transaction
from club.kit.errors import TooLate
from club.kit.words import gettext as _
from club.members import service as members
from club.members.models import Member
from club.notices import service as notices
from club.roles import service as roles
from club.stories import service as stories


async def leave(member: Member, *, now: datetime) -> list[str]:
    """End everything a member has here, and forget their name.

    Seats and roles are free for others, open questions go on without them (a vote that was cast
    stays), stories, messages and sessions end, and the photos they sent or are on are gone. The
    record says that somebody left, by number only.

    Returns:
        The names of the pictures whose files are to be deleted now.

    Raises:
        TooLate: they have left already.
    """
    async with transaction():
        # Whoever seats somebody has locked a night before they look at a member; so do we.
        await locks.lock_all_of(member.id, now=now)
        if not await members.leave(member.id, now=now):
            raise TooLate(_("You have left already."))
        await roles.lay_down_all(member.id, now=now)
        await answers.let_go(member.id, now=now)
        await feeds.forget_member(member.id)
        pictures = await consent.let_go(member.id)
        await talk.let_go(member.id)
        await presence.let_go(member.id)
        await welcoming.let_go(member.id)
        await checking.let_go(member.id)
        await decisions.strike(member.id, now=now)
        await stories.let_go(member.id, now=now)
        await notices.forget_member(member.id)
        await forgetting.forget_member(member.id, now=now)
        await journal.record("member_out", f"member/{member.ref}", by=member.id, now=now)
        return pictures
