"""What the room does by itself: it sends what is due, and forgets what is old."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from club.kit import jobs
from club.kit.db import retried, transaction
from club.kit.tokens import new_ref
from club.notices.gateway import Pusher, Target
from club.notices.gateway.pusher import IN_FLIGHT
from club.notices.models import Delivery, Message
from club.notices.queries import outgoing
from club.notices.queries.outgoing import Parcel
from club.notices.rules.notice import urgency
from club.notices.rules.sending import after
from club.notices.service import sending

BATCH = 100
LEASE = timedelta(seconds=60)
DELIVERIES_KEPT = timedelta(days=7)
MESSAGES_KEPT = timedelta(days=180)


async def send_due(now: datetime, *, pusher: Pusher, address: str) -> int:
    """Push what is due; return how many deliveries were tried.

    Args:
        now: this moment.
        pusher: the way out.
        address: our own origin.
    """
    owner, tried = new_ref(), 0
    while rows := await jobs.take(Delivery, owner=owner, limit=BATCH, now=now, lease=LEASE):
        tried += await _send(rows, owner, now, pusher, address)
        if len(rows) < BATCH:
            break
    return tried


def sender(pusher: Pusher, address: str) -> Callable[[datetime], Awaitable[int]]:
    """Return ``send_due`` for the list of chores, with its way out."""

    async def send(now: datetime) -> int:
        return await send_due(now, pusher=pusher, address=address)

    return send


async def forget_due(now: datetime) -> int:
    """Forget deliveries after a week and messages after half a year."""
    async with transaction():
        done = await Delivery.filter(done_at__lt=now - DELIVERIES_KEPT).delete()
        old = await Message.filter(sent_at__lt=now - MESSAGES_KEPT).delete()
    return done + old


async def _send(
    rows: list[Delivery], owner: str, now: datetime, pusher: Pusher, address: str
) -> int:
    resting = await outgoing.resting(now)
    taking = await outgoing.taking(now)
    gate = asyncio.Semaphore(IN_FLIGHT)

    async def one(parcel: Parcel) -> None:
        row = parcel.row
        if row.expires_at <= now or parcel.origin in resting:
            await sending.put_off(row, owner, until=resting.get(parcel.origin, now), now=now)
            return
        async with gate:
            if parcel.origin in resting:  # it asked for rest while this one waited its turn
                await sending.put_off(row, owner, until=resting[parcel.origin], now=now)
                return
            answer = await pusher.push(_target(parcel, now), parcel.payload)
        step = after(answer, parcel.this_try, now=now, others_ok=parcel.origin in taking)
        if step.rest is not None:
            resting[parcel.origin] = now + step.rest
        # Tried again by itself: the push went out, so only its outcome may be written again.
        await retried(sending.settle)(row, owner, answer, step, now=now)

    parcels = await outgoing.parcels(rows, address=address, now=now)
    # No transaction is open here: a slow service must not hold the database.
    async with asyncio.TaskGroup() as group:
        for each in parcels:
            group.create_task(one(each))
    return len(parcels)


def _target(parcel: Parcel, now: datetime) -> Target:
    browser, message = parcel.row.subscription, parcel.row.letter.message
    return Target(
        endpoint=browser.endpoint,
        p256dh=browser.p256dh,
        auth=browser.auth,
        topic=parcel.topic,
        ttl=parcel.row.expires_at - now,
        urgency=urgency(message.category, urgent=message.urgent),
    )
