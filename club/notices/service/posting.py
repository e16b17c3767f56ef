"""Tells members, inside the act that there is to tell of."""

from collections.abc import Collection
from datetime import datetime

from club.notices.models import Delivery, Letter, Message, Subscription
from club.notices.queries import readers
from club.notices.queries.house import house
from club.notices.rules import Notice
from club.notices.rules.notice import expiry
from club.notices.rules.quiet import Wishes, midnight, not_before, wakes
from club.notices.rules.sending import Outcome


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
    to be pushed under the same tag is replaced: nobody needs the older word first. Quiet hours put
    a push off; a pause, a switch or enough pushes today leave it out, and the letter stays.

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
    message = await _keep(notice, now, sender_id=sender_id, power=power)
    letters = await _write_letters(message, wanted, notice.dedupe)
    if not letters:
        await message.delete()
        return 0
    await Message.filter(id=message.id).update(audience=len(letters))
    await _send_off(notice, letters, now)
    return len(letters)


async def post_to(browser: Subscription, notice: Notice, *, now: datetime) -> None:
    """Tell one browser at its owner's wish, whatever wakes it else; the letter is read already."""
    message = await _keep(notice, now, audience=1)
    letter = await Letter.create(message_id=message.id, member_id=browser.member_id, read_at=now)
    await _delivery(letter.id, browser.id, notice, now).save()


async def forget_about(paths: Collection[str]) -> None:
    """Take back every letter that leads to these pages; what a member wrote stays in the log.

    A letter says to whom it was sent, and so who had said what. It goes when that is forgotten.
    """
    told = Message.filter(path__in=list(paths))
    ids = [row["id"] for row in await told.values("id")]
    await Letter.filter(message_id__in=ids).delete()
    await told.filter(sender_id=None).delete()


async def _keep(
    notice: Notice,
    now: datetime,
    *,
    sender_id: int | None = None,
    power: str = "",
    audience: int = 0,
) -> Message:
    return await Message.create(
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
        audience=audience,
    )


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
    """Write a delivery for every browser that may be woken."""
    browsers = await readers.browsers(letters)
    if not browsers:
        return
    waiting = Delivery.filter(
        subscription_id__in=[each.id for each in browsers], tag=notice.tag, done_at=None, owner=None
    )
    await waiting.update(done_at=now, outcome=Outcome.REPLACED)
    due = await _due(notice, {each.member_id for each in browsers}, now)
    await Delivery.bulk_create(
        _delivery(letters[each.member_id], each.id, notice, max(now, due[each.member_id]))
        for each in browsers
        if each.member_id in due
    )


def _delivery(letter_id: int, browser_id: int, notice: Notice, due_at: datetime) -> Delivery:
    return Delivery(
        letter_id=letter_id,
        subscription_id=browser_id,
        tag=notice.tag,
        due_at=due_at,
        expires_at=expiry(notice, now=due_at),
    )


async def _due(notice: Notice, member_ids: set[int], now: datetime) -> dict[int, datetime]:
    """Say when each member's phones may be woken; whose may not are left out."""
    zone = (await house(now)).zone
    wishes = await readers.wishes(member_ids)
    pushed = await readers.pushed_since(member_ids, midnight(zone, now))
    awake = member_ids - await readers.paused(member_ids)
    return {
        each: not_before(notice, wishes.get(each, Wishes()), zone=zone, now=now)
        for each in awake
        if wakes(notice, wishes.get(each, Wishes()), pushed_today=pushed[each], now=now)
    }
