"""Telling members: letters and deliveries, written with the act itself."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from club.kit.db import transaction
from club.kit.tokens import digest
from club.notices.models import Delivery, Letter, Message, Subscription
from club.notices.rules import Category, Notice
from club.notices.service import post

pytestmark = pytest.mark.usefixtures("db")
NOW = datetime(2026, 12, 3, 18, tzinfo=UTC)
CHANGED = Notice("event_changed", Category.CHANGES, "The hour moved", "8 now", "/e/abc", "e:abc")


async def browser(member_id: int, name: str) -> Subscription:
    return await Subscription.create(
        member_id=member_id,
        session_id=member_id,
        endpoint=f"https://fcm.googleapis.com/{name}",
        endpoint_sha=digest(name),
        p256dh="p",
        auth="a",
        device="a phone",
        made_at=NOW,
        seen_at=NOW,
    )


async def tell(notice: Notice, *member_ids: int, now: datetime = NOW) -> int:
    async with transaction():
        return await post(notice, member_ids, now=now)


async def test_everyone_gets_a_letter_and_every_phone_a_delivery() -> None:
    await browser(1, "ada's phone")
    await browser(1, "ada's tablet")
    assert await tell(CHANGED, 1, 2) == 2
    assert {letter.member_id for letter in await Letter.all()} == {1, 2}
    assert await Delivery.all().count() == 2
    assert (await Message.get()).audience == 2


async def test_nobody_to_tell_writes_nothing() -> None:
    assert await tell(CHANGED) == 0
    assert await Message.all().count() == 0


async def test_nobody_is_told_twice_under_one_name() -> None:
    await browser(1, "phone")
    once = replace(CHANGED, dedupe="reminder:abc:1")
    assert await tell(once, 1) == 1
    assert await tell(once, 1, 2) == 1
    assert await tell(once, 1, 2) == 0
    assert await Letter.all().count() == 2
    assert await Delivery.all().count() == 1
    assert await Message.all().count() == 2


async def test_a_newer_word_replaces_the_one_still_waiting() -> None:
    await browser(1, "phone")
    await tell(CHANGED, 1)
    await tell(replace(CHANGED, title="Cancelled"), 1, now=NOW + timedelta(minutes=1))
    waiting = await Delivery.filter(done_at=None).prefetch_related("letter__message")
    assert [each.letter.message.title for each in waiting] == ["Cancelled"]
    assert await Letter.all().count() == 2


async def test_a_silent_phone_gets_no_delivery() -> None:
    phone = await browser(1, "phone")
    await Subscription.filter(id=phone.id).update(dead_at=NOW)
    await tell(CHANGED, 1)
    assert await Delivery.all().count() == 0


async def test_what_the_act_takes_back_is_not_told() -> None:
    with pytest.raises(ValueError, match="broken"):
        await _fail()
    assert await Letter.all().count() == 0


async def _fail() -> None:
    async with transaction():
        await post(CHANGED, [1], now=NOW)
        raise ValueError("broken")


async def test_a_message_reads_back_as_the_notice_it_was() -> None:
    await tell(CHANGED, 1)
    assert (await Message.get()).notice() == CHANGED
