"""Names for roles: the clock asks the club, and whoever is named is asked in private."""

from datetime import datetime

from club.journeys import messages
from club.kit.db import transaction
from club.members import queries as members
from club.notices import service as notices
from club.roles import service as roles
from club.roles.queries import calls


async def open_calls(now: datetime) -> int:
    """Ask for names wherever it is time, and tell everybody once; return for how many roles."""
    due = await calls.roles_wanting_names(now=now)
    if not due:
        return 0
    everybody = await members.present_ids()
    async with transaction():
        opened = sum([await roles.open_call(each, now=now) for each in due])
        if opened:
            await notices.post(messages.names_wanted(), everybody, now=now)
        return opened


async def name(role: str, member_id: int, other_ref: str, *, now: datetime) -> None:
    """Name another member for a role; they are asked, once for each call, before anybody sees it.

    Raises:
        NotFound: no names are wanted for this role.
        TooLate: names are closed.
        Invalid: no such member, oneself, or one who cannot hold the role, and why.
    """
    async with transaction():
        other, call_id = await roles.name(role, member_id, other_ref, now=now)
        await notices.post(messages.named(role, call_id), [other], now=now)
