"""What is written down after a push was tried. No transaction is open while one is on its way."""

from datetime import datetime

from tortoise.expressions import F

from club.kit import jobs
from club.kit.db import transaction
from club.notices.models import Delivery, Message, PushService, Subscription
from club.notices.rules.sending import Answer, Next, Outcome, is_dead


async def put_off(row: Delivery, owner: str, *, until: datetime, now: datetime) -> None:
    """Leave a delivery for later, or end it if later is too late."""
    step = Next(Outcome.EXPIRED) if until >= row.expires_at else Next(due_at=until)
    async with transaction():
        await _settle(row, owner, step, now)


async def settle(row: Delivery, owner: str, answer: Answer, step: Next, *, now: datetime) -> bool:
    """Write down what a push service said and what follows; false if another hand was faster.

    Args:
        row: the delivery, with its subscription and letter.
        owner: who holds its lease.
        answer: what the service said.
        step: what follows from it.
        now: when.
    """
    async with transaction():
        if not await _settle(row, owner, step, now):
            return False
        await _note_browser(row.subscription, step, now)
        await _note_service(row.subscription.origin, answer, step, now)
        if step.outcome is Outcome.SENT:
            message = Message.filter(id=row.letter.message_id)
            await message.update(delivered=F("delivered") + 1)
    return True


async def _settle(row: Delivery, owner: str, step: Next, now: datetime) -> bool:
    if step.due_at is not None:
        return await jobs.settle(row, owner, now=now, due_at=step.due_at)
    return await jobs.settle(row, owner, now=now, outcome=step.outcome)


async def _note_browser(browser: Subscription, step: Next, now: datetime) -> None:
    row = Subscription.filter(id=browser.id)
    if step.outcome is Outcome.SENT:
        await row.update(last_ok_at=now, fails=0, failing_since=None)
        return
    if step.rest is not None:
        return  # the service's trouble, not this browser's
    since = browser.failing_since or now
    dead = step.forget or is_dead(browser.fails + 1, since, now=now)
    await row.update(fails=F("fails") + 1, failing_since=since)
    if dead:
        await row.update(dead_at=now)
        waiting = Delivery.filter(subscription_id=browser.id, done_at=None)
        await waiting.update(done_at=now, outcome=Outcome.GONE)


async def _note_service(origin: str, answer: Answer, step: Next, now: datetime) -> None:
    known = {"status": answer.status, "at": now}
    if step.outcome is Outcome.SENT:
        known |= {"last_ok_at": now, "rests_until": None}
    if step.rest is not None:
        known |= {"rests_until": now + step.rest}
    await PushService.bulk_create([PushService(origin=origin, **known)], ignore_conflicts=True)
    await PushService.filter(origin=origin).update(**known)
