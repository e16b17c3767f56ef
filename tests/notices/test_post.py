"""Telling members: letters and deliveries, written with the act itself."""

from dataclasses import replace
from datetime import timedelta

import pytest

from club.access.service import sessions
from club.kit.db import transaction
from club.members import service as members
from club.notices.models import Delivery, Letter, Message, Subscription
from club.notices.rules import Category
from club.notices.rules.quiet import PUSHES_A_DAY, Wishes
from club.notices.service import forget_member, forget_session, post
from club.notices.service.subscribing import choose
from tests.notices.phones import CHANGED, phone, tell
from tests.people import NOW, Cast

NIGHT = NOW + timedelta(hours=10)


async def test_everyone_gets_a_letter_and_every_phone_a_delivery(people: Cast) -> None:
    await phone(people.ada.id)
    await phone(people.ada.id)
    assert await tell(CHANGED, people.ada.id, people.bo.id) == 2
    assert {each.member_id for each in await Letter.all()} == {people.ada.id, people.bo.id}
    assert await Delivery.all().count() == 2
    assert (await Message.get()).audience == 2


async def test_nobody_to_tell_writes_nothing(people: Cast) -> None:
    assert people
    assert await tell(CHANGED) == 0
    assert await Message.all().count() == 0


async def test_nobody_is_told_twice_under_one_name(people: Cast) -> None:
    await phone(people.ada.id)
    once = replace(CHANGED, dedupe="reminder:abc:1")
    assert await tell(once, people.ada.id) == 1
    assert await tell(once, people.ada.id, people.bo.id) == 1
    assert await tell(once, people.ada.id, people.bo.id) == 0
    assert await Letter.all().count() == 2
    assert await Delivery.all().count() == 1
    assert await Message.all().count() == 2


async def test_a_newer_word_replaces_the_one_still_waiting(people: Cast) -> None:
    await phone(people.ada.id)
    await tell(CHANGED, people.ada.id)
    await tell(replace(CHANGED, title="Off"), people.ada.id, now=NOW + timedelta(minutes=1))
    waiting = await Delivery.filter(done_at=None).prefetch_related("letter__message")
    assert [each.letter.message.title for each in waiting] == ["Off"]
    assert await Letter.all().count() == 2


async def test_a_silent_phone_gets_no_delivery(people: Cast) -> None:
    mine = await phone(people.ada.id)
    await Subscription.filter(id=mine.id).update(dead_at=NOW)
    await tell(CHANGED, people.ada.id)
    assert await Delivery.all().count() == 0


async def test_what_the_act_takes_back_is_not_told(people: Cast) -> None:
    with pytest.raises(ValueError, match="broken"):
        await _fail(people.ada.id)
    assert await Letter.all().count() == 0


async def _fail(member_id: int) -> None:
    async with transaction():
        await post(CHANGED, [member_id], now=NOW)
        raise ValueError("broken")


async def test_a_message_reads_back_as_the_notice_it_was(people: Cast) -> None:
    await tell(CHANGED, people.ada.id)
    assert (await Message.get()).notice() == CHANGED


async def test_at_night_a_push_waits_and_the_letter_does_not(people: Cast) -> None:
    await phone(people.ada.id)
    await tell(CHANGED, people.ada.id, now=NIGHT)
    waiting = await Delivery.get()
    assert waiting.due_at == NIGHT + timedelta(hours=11)
    assert waiting.expires_at > waiting.due_at
    assert await Letter.all().count() == 1


async def test_each_member_has_hours_of_their_own(people: Cast) -> None:
    await phone(people.ada.id)
    await choose(people.ada.id, Wishes(0, 0))
    await tell(CHANGED, people.ada.id, now=NIGHT)
    assert (await Delivery.get()).due_at == NIGHT


@pytest.mark.parametrize(
    "wishes",
    [Wishes(paused_until=NOW + timedelta(days=1)), Wishes(off=frozenset({Category.CHANGES}))],
)
async def test_who_wants_quiet_finds_it_in_the_inbox_alone(people: Cast, wishes: Wishes) -> None:
    await phone(people.ada.id)
    await choose(people.ada.id, Wishes())
    await choose(people.ada.id, wishes)
    await tell(CHANGED, people.ada.id)
    assert await Delivery.all().count() == 0
    assert await Letter.all().count() == 1


async def test_a_member_who_paused_everything_is_not_woken(people: Cast) -> None:
    await phone(people.ada.id)
    await members.pause(people.ada.id, now=NOW)
    await tell(CHANGED, people.ada.id)
    assert await Delivery.all().count() == 0


async def test_no_phone_is_woken_more_than_three_times_a_day(people: Cast) -> None:
    await phone(people.ada.id)
    await phone(people.ada.id)
    for n in range(PUSHES_A_DAY + 1):
        await tell(replace(CHANGED, tag=f"e:{n}"), people.ada.id)
    assert await Delivery.all().count() == 2 * PUSHES_A_DAY
    await tell(replace(CHANGED, category=Category.SEAT), people.ada.id)
    assert await Delivery.all().count() == 2 * PUSHES_A_DAY + 2
    await tell(CHANGED, people.ada.id, now=NOW + timedelta(days=1))
    assert await Delivery.all().count() == 2 * PUSHES_A_DAY + 4


async def test_signing_out_forgets_the_browser(people: Cast) -> None:
    mine = await phone(people.ada.id)
    await phone(people.ada.id)
    await tell(CHANGED, people.ada.id)
    await forget_session(mine.session_id)
    assert await Subscription.all().count() == 1
    assert await Delivery.all().count() == 1


async def test_a_session_ended_from_elsewhere_takes_its_browser_along(people: Cast) -> None:
    mine = await phone(people.ada.id)
    other = await phone(people.ada.id)
    await sessions.end_all(people.ada.id, but=other.session_id)
    assert [each.id for each in await Subscription.all()] == [other.id]
    assert mine.id != other.id


async def test_who_leaves_leaves_nothing_behind(people: Cast) -> None:
    await phone(people.ada.id)
    await choose(people.ada.id, Wishes())
    await tell(CHANGED, people.ada.id, people.bo.id)
    async with transaction():
        await forget_member(people.ada.id)
    assert await Letter.filter(member_id=people.ada.id).count() == 0
    assert await Letter.all().count() == 1
    assert await Subscription.all().count() == 0
    assert await Delivery.all().count() == 0
