"""Tells the whole club something, by a mandate, as often as the club agreed."""

from datetime import datetime

from club.journal import service as journal
from club.kit.db import transaction
from club.kit.errors import TooMany
from club.kit.tokens import new_ref
from club.kit.words import gettext as _
from club.members import queries as members
from club.notices.messages.notices import broadcast
from club.notices.queries.house import house
from club.notices.queries.inbox import words_since
from club.notices.rules.caps import may_send_from
from club.notices.service.posting import post
from club.roles.queries import MandateView


async def tell_all(title: str, body: str, *, by: MandateView, now: datetime) -> int:
    """Tell every member; return how many there are.

    Args:
        title: the first line.
        body: the text.
        by: the mandate under which its holder speaks.
        now: this moment.

    Raises:
        TooMany: the club agreed to be told things less often.
    """
    everybody = await members.present_ids()
    ref = new_ref()
    async with transaction():
        # The record comes first: its head is a lock, so that two senders at once count each other.
        await journal.record(
            "broadcast_sent",
            f"broadcast/{ref}",
            by=by.member_id,
            now=now,
            mandate=by.ref,
            members=len(everybody),
        )
        await refuse_too_many(by.member_id, now=now)
        return await post(
            broadcast(title, body, ref), everybody, now=now, sender_id=by.member_id,
            power=by.role_name,
        )  # fmt: skip


async def refuse_too_many(sender_id: int, *, now: datetime) -> None:
    """Let a member tell many others something, if the club did not agree to less.

    Called inside the transaction of the telling, after its entry in the record, whose head is a
    lock: so two senders at once count each other.

    Raises:
        TooMany: the club agreed to be told things less often.
    """
    again = may_send_from((await house(now)).caps, await words_since(now), sender_id, now=now)
    if again is not None:
        raise TooMany(_("The club agreed not to be told more than this."), again - now)
