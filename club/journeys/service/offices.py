"""Laying a role down, and being away from it: the role changes, and who needs to know is told."""

from datetime import datetime

from club.journeys import messages
from club.kit.db import transaction
from club.notices import service as notices
from club.roles import queries as held
from club.roles import service as roles
from club.roles.queries import notes
from club.roles.queries.offices import tenures
from club.roles.rules import COMMITTEE, HANDOVER_FROM
from club.roles.service import Asked


async def step_back(mandate_ref: str, member_id: int, *, now: datetime) -> str:
    """Let a member lay down a role at once, without a reason; return the role's key.

    Those who share the role and the committee are told that it was laid down, not by whom. Whoever
    only acted for somebody is nobody's news: that holder alone is told.

    Raises:
        NotFound: not a mandate of this member.
        TooLate: it has ended already.
    """
    async with transaction():
        laid = await roles.step_back(mandate_ref, member_id, now=now)
        if laid.acted_for is not None:
            await notices.post(messages.deputy_stopped(laid.role), [laid.acted_for], now=now)
        else:
            others = await _who_share(laid.role, now) - {member_id}
            await notices.post(messages.laid_down(laid.role), others, now=now)
        await notices.post(messages.free_again(laid.role), laid.relieved, now=now)
        return laid.role


async def ask_for_leave(
    role: str, member_id: int, *, deputy_ref: str, weeks: int, now: datetime
) -> None:
    """Ask somebody to act while a holder is away.

    Raises:
        NotFound: the member does not hold this role.
        Invalid: more weeks than may be, or somebody who cannot act.
    """
    async with transaction():
        asked = await roles.ask_for_leave(
            role, member_id, deputy_ref=deputy_ref, weeks=weeks, now=now
        )
        await notices.post(messages.asked_to_act(role), [asked.deputy_id], now=now)


async def answer(request_ref: str, member_id: int, *, yes: bool, now: datetime) -> Asked:
    """Say yes or no to acting for a holder, who is told that there is an answer.

    Raises:
        NotFound: nobody asks this member.
        TooLate: the holder's time is over, or the member carries too much by now.
    """
    async with transaction():
        if yes:
            asked = await roles.act_as_deputy(request_ref, member_id, now=now)
        else:
            asked = await roles.decline_to_act(request_ref, member_id, now=now)
        await notices.post(messages.answered(asked.role), [asked.asker_id], now=now)
        await notices.post(messages.free_again(asked.role), asked.relieved, now=now)
        return asked


async def come_back(role: str, member_id: int, *, now: datetime) -> None:
    """End a leave early; whoever acted is thanked.

    Raises:
        NotFound: the member is not away from this role.
    """
    async with transaction():
        deputies = await roles.come_back(role, member_id, now=now)
        await notices.post(messages.free_again(role), deputies, now=now)


async def ask_for_notes(now: datetime) -> int:
    """Ask holders whose time ends within four weeks, once, to fill an empty notebook."""
    asked = 0
    for each in await notes.unwritten(HANDOVER_FROM, now=now):
        notice = messages.notes_wanted(each.role, each.mandate_ref)
        async with transaction():
            asked += await notices.post(notice, [each.member_id], now=now)
    return asked


async def _who_share(role: str, now: datetime) -> set[int]:
    beside = {each.member_id for each in await tenures(role, now=now) if each.runs(now)}
    committee = {each.member_id for each in await held.mandates(now=now) if each.role in COMMITTEE}
    return beside | committee
