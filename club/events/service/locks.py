"""The order in which an act that touches many nights locks them: series first, then nights, by id.

A stem has a smaller id than what was split from it, so it comes before its parts.

Whoever keeps to it never waits for somebody who waits for them.
"""

from datetime import datetime

from tortoise.expressions import F, Q, Subquery

from club.events.models import Answer, Helper, Night, Proxy, Series, Slot, SlotTake


async def lock_all_of(member_id: int, *, now: datetime) -> None:
    """Lock every series that counts on a member, then every night to come that knows them.

    Their trust ends first, so that nobody answers for them meanwhile. With the series locked, no
    night is written for them any more; so all nights are found.
    """
    await Proxy.filter(Q(member_id=member_id) | Q(proxy_id=member_id)).delete()
    counts_on = Q(usual__member_id=member_id) | Q(helpers__member_id=member_id)
    rows = await Series.filter(counts_on, ended_at=None).values("id")
    for series_id in sorted({row["id"] for row in rows}):
        await Series.filter(id=series_id).update(revision=F("revision") + 1)
    for night_id in sorted(await _nights(member_id, now)):
        await Night.filter(id=night_id).update(revision=F("revision") + 1)


async def lock_stem(series_id: int) -> None:
    """Lock the stem of a part, before the part: what members usually say is said there.

    A series that was never split is its own stem, and its own act locks it.
    """
    stem = Series.filter(id=series_id, stem_id__isnull=False).values("stem_id")
    await Series.filter(id__in=Subquery(stem)).update(revision=F("revision") + 1)


async def _nights(member_id: int, now: datetime) -> set[int]:
    mine = (
        Answer.filter(member_id=member_id, night__ends_at__gt=now),
        Helper.filter(member_id=member_id, night__ends_at__gt=now),
        Slot.filter(by_id=member_id, night__ends_at__gt=now),
    )
    found = {row["night_id"] for each in mine for row in await each.values("night_id")}
    takes = SlotTake.filter(member_id=member_id, slot__night__ends_at__gt=now)
    return found | {row["slot__night_id"] for row in await takes.values("slot__night_id")}
