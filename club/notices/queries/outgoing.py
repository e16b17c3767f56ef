"""What is due to be pushed, ready for the way out."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from club.notices.messages.lockscreen import screen
from club.notices.messages.payload import Envelope, payload
from club.notices.models import Delivery, Letter, PushService
from club.notices.queries.house import House, house
from club.notices.rules.notice import urgency
from club.notices.rules.sending import Try

OK_LATELY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One delivery, and everything its push needs."""

    row: Delivery
    origin: str
    payload: bytes
    topic: str

    @property
    def this_try(self) -> Try:
        """The try that this is."""
        return Try(self.row.attempts, self.row.expires_at, spread=self.row.id)


async def parcels(rows: Sequence[Delivery], *, address: str, now: datetime) -> list[Parcel]:
    """Pack deliveries.

    Args:
        rows: the deliveries, leased.
        address: our own origin; a tap on the push leads there.
        now: this moment.
    """
    ids = [row.id for row in rows]
    packed = Delivery.filter(id__in=ids).prefetch_related("letter__message", "subscription")
    full = {row.id: row for row in await packed}
    here = await house(now)
    unread = await _unread({row.letter.member_id for row in full.values()})
    # A row may be gone by now: its browser was moved to someone else, or its owner has left.
    return [
        _parcel(full[each], here, unread[full[each].letter.member_id], address)
        for each in ids
        if each in full
    ]


async def resting(now: datetime) -> dict[str, datetime]:
    """Return the push services that are left alone, and until when."""
    rows = await PushService.filter(rests_until__gt=now)
    return {row.origin: row.rests_until for row in rows if row.rests_until}


async def taking(now: datetime) -> set[str]:
    """Return the push services that took a message of ours within a day."""
    rows = await PushService.filter(last_ok_at__gt=now - OK_LATELY).only("origin")
    return {row.origin for row in rows}


async def _unread(member_ids: Collection[int]) -> Counter[int]:
    rows = Letter.filter(member_id__in=list(member_ids), read_at=None).only("id", "member_id")
    return Counter(row.member_id for row in await rows)


def _parcel(row: Delivery, here: House, unread: int, address: str) -> Parcel:
    notice = row.letter.message.notice()
    words = screen(notice, row.subscription.level, alias=here.alias, zone=here.zone)
    envelope = Envelope(f"{address}/n/{row.letter.ref}", notice.tag, unread)
    return Parcel(
        row=row,
        origin=row.subscription.origin,
        payload=payload(words, envelope),
        topic=f"{row.letter.member_id}:{notice.tag}:{urgency(notice.category, urgent=False)}",
    )
