"""Who can be woken, and how much they were woken today."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from club.members.models import Member
from club.notices.models import Delivery, Subscription, Wish
from club.notices.rules.quiet import UNCOUNTED, Wishes


async def browsers(member_ids: Collection[int]) -> list[Subscription]:
    """Return the living browsers of these members."""
    alive = Subscription.filter(member_id__in=list(member_ids), dead_at=None)
    return await alive.only("id", "member_id")


async def wishes(member_ids: Collection[int]) -> dict[int, Wishes]:
    """Return what these members want; whoever never said is left out."""
    return {
        row.member_id: row.wishes() for row in await Wish.filter(member_id__in=list(member_ids))
    }


async def paused(member_ids: Collection[int]) -> set[int]:
    """Return those of these members whom the club sends nothing for now."""
    rows = Member.filter(id__in=list(member_ids), paused_at__isnull=False).only("id")
    return {row.id for row in await rows}


async def pushed_since(member_ids: Collection[int], since: datetime) -> Counter[int]:
    """Count, by member, the counted messages that went to their phones since then."""
    told = Delivery.filter(
        letter__member_id__in=list(member_ids),
        letter__message__sent_at__gte=since,
        letter__message__urgent=False,
    ).exclude(letter__message__category__in=list(UNCOUNTED))
    rows = await told.distinct().values("letter_id", "letter__member_id")
    letters = {(row["letter__member_id"], row["letter_id"]) for row in rows}
    return Counter(member_id for member_id, _ in letters)
