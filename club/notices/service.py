"""Acts of the room: telling members."""

from collections.abc import Collection
from datetime import datetime

from club.notices.models import Delivery, Letter, Message, Subscription
from club.notices.rules import Notice
from club.notices.rules.notice import expiry


async def post(
    notice: Notice,
    member_ids: Collection[int],
    *,
    now: datetime,
    sender_id: int | None = None,
    power: str = "",
) -> int:
    """Tell members, in the caller's transaction: a letter each, and a delivery to each browser.

    A member who was told under the notice's ``dedupe`` name before gets nothing. What still waits
    to be pushed under the same tag is replaced: nobody needs the older word first.

    Args:
        notice: what is told.
        member_ids: who is told.
        now: the moment of the act it tells of.
        sender_id: the member who wrote it; None when the club itself speaks.
        power: in what capacity, as shown beside the sender.

    Returns:
        How many members were told.
    """
    wanted = set(member_ids)
    if not wanted:
        return 0
    message = await Message.create(
        kind=notice.kind,
        category=notice.category,
        title=notice.title,
        body=notice.body,
        path=notice.path,
        tag=notice.tag,
        urgent=notice.urgent,
        when=notice.when,
        sender_id=sender_id,
        power=power,
        sent_at=now,
    )
    letters = await _write_letters(message, wanted, notice.dedupe)
    if not letters:
        await message.delete()
        return 0
    await Message.filter(id=message.id).update(audience=len(letters))
    await _send_off(notice, letters, now)
    return len(letters)


async def _write_letters(message: Message, member_ids: set[int], dedupe: str) -> dict[int, int]:
    """Put the message into inboxes; return the letters' ids by member, told-before left out."""
    drafts = [
        Letter(message_id=message.id, member_id=each, dedupe=dedupe or None)
        for each in sorted(member_ids)
    ]
    await Letter.bulk_create(drafts, ignore_conflicts=bool(dedupe))
    written = await Letter.filter(message_id=message.id).only("id", "member_id")
    return {letter.member_id: letter.id for letter in written}


async def _send_off(notice: Notice, letters: dict[int, int], now: datetime) -> None:
    """Write a delivery for every living browser of the members who got a letter."""
    browsers = await Subscription.filter(member_id__in=list(letters), dead_at=None).only(
        "id", "member_id"
    )
    waiting = Delivery.filter(
        subscription_id__in=[each.id for each in browsers], tag=notice.tag, done_at=None, owner=None
    )
    await waiting.update(done_at=now, outcome="replaced")
    await Delivery.bulk_create(
        Delivery(
            letter_id=letters[each.member_id],
            subscription_id=each.id,
            tag=notice.tag,
            due_at=now,
            expires_at=expiry(notice, now=now),
        )
        for each in browsers
    )
