"""Sending: what a push service says is what follows."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest

from club.notices import chores
from club.notices.models import Delivery, Letter, Message, PushService, Subscription
from club.notices.rules.sending import KEY_REST, Answer, Outcome
from tests.notices.phones import ADDRESS, APPLE, CHANGED, GOOGLE, Service, phone, tell
from tests.people import NOW, Cast, crowd

LATER = NOW + timedelta(minutes=16)


async def send(service: Any, now: Any = NOW) -> int:
    return await chores.send_due(now, pusher=service, address=ADDRESS)


async def test_a_push_carries_the_lowest_level_and_leads_to_the_letter(people: Cast) -> None:
    await phone(people.ada.id)
    await tell(CHANGED, people.ada.id)
    service = Service()
    assert await send(service) == 1
    [(target, payload)] = service.pushed
    said = json.loads(payload)
    assert said["notification"]["body"] == "Something changed"
    letter = await Letter.get()
    assert said["notification"]["navigate"] == f"{ADDRESS}/n/{letter.ref}"
    assert said["app_badge"] == 1
    assert len(payload) == 1024
    assert target.ttl == timedelta(hours=24)
    assert "e:abc" in target.topic


async def test_what_was_taken_is_sent_once(people: Cast) -> None:
    mine = await phone(people.ada.id)
    await tell(CHANGED, people.ada.id)
    service = Service()
    assert [await send(service), await send(service)] == [1, 0]
    done = await Delivery.get()
    assert (done.outcome, done.done_at) == (Outcome.SENT, NOW)
    assert (await Subscription.get(id=mine.id)).last_ok_at == NOW
    assert (await Message.get()).delivered == 1


@pytest.mark.parametrize("status", [404, 410])
async def test_a_browser_that_is_gone_gets_nothing_more(people: Cast, status: int) -> None:
    mine = await phone(people.ada.id)
    other = await phone(people.bo.id)
    await tell(CHANGED, people.ada.id)
    await send(Service(status))
    assert (await Subscription.get(id=mine.id)).dead_at == NOW
    assert (await Subscription.get(id=other.id)).dead_at is None
    await tell(CHANGED, people.ada.id)
    assert await send(Service()) == 0


@pytest.mark.parametrize("status", [401, 403])
async def test_a_refused_key_costs_no_browser_and_rests_the_service(
    people: Cast, status: int
) -> None:
    at_google = await phone(people.ada.id)
    await phone(people.bo.id, at=APPLE)
    await tell(CHANGED, people.ada.id, people.bo.id)
    service = Service(lambda url: Answer(status if url.startswith(GOOGLE) else 201))
    await send(service)
    assert (await Subscription.get(id=at_google.id)).dead_at is None
    row = await PushService.get(origin="https://fcm.googleapis.com")
    assert (row.status, row.rests_until) == (status, NOW + KEY_REST)
    waiting = await Delivery.get(done_at=None)
    assert waiting.due_at == NOW + KEY_REST
    well = Service()
    assert await send(well, LATER) == 1
    assert len(well.pushed) == 1
    assert (await PushService.get(origin=row.origin)).rests_until is None


async def test_while_a_service_rests_nothing_knocks_there(people: Cast) -> None:
    await phone(people.ada.id)
    await tell(CHANGED, people.ada.id)
    await send(Service(lambda _: Answer(429, timedelta(minutes=10))))
    await phone(people.bo.id)
    await tell(CHANGED, people.bo.id, now=NOW + timedelta(minutes=5))
    service = Service()
    await send(service, NOW + timedelta(minutes=5))
    assert service.pushed == []
    due = {each.due_at for each in await Delivery.filter(done_at=None)}
    assert due == {NOW + timedelta(minutes=10)}


async def test_a_service_that_asks_for_rest_gets_it_in_the_same_batch(people: Cast) -> None:
    assert people
    for each in await crowd(60):
        await phone(each.id)
        await tell(CHANGED, each.id)

    class Slow(Service):
        async def push(self, target: Any, payload: bytes) -> Answer:
            await asyncio.sleep(0.01)
            return await super().push(target, payload)

    service = Slow(lambda _: Answer(503, timedelta(minutes=1)))
    await send(service)
    assert len(service.pushed) <= 20


async def test_a_400_means_our_key_only_where_nothing_is_taken(people: Cast) -> None:
    mine = await phone(people.ada.id)
    await tell(CHANGED, people.ada.id)
    await send(Service(400))
    assert (await Delivery.get()).due_at == NOW + KEY_REST
    await send(Service(201), LATER)
    await tell(CHANGED, people.ada.id, now=LATER)
    await send(Service(400), LATER)
    assert (await Delivery.filter(outcome=Outcome.FAILED).count()) == 1
    assert (await Subscription.get(id=mine.id)).dead_at is None


async def test_a_failure_is_tried_again_and_again_until_it_is_too_late(people: Cast) -> None:
    await phone(people.ada.id)
    await tell(CHANGED, people.ada.id)
    now, tries = NOW, 0
    while await Delivery.filter(done_at=None).exists():
        waiting = await Delivery.get()
        now = max(now, waiting.due_at)
        tries += await send(Service(500), now)
    done = await Delivery.get()
    assert done.outcome == Outcome.EXPIRED
    assert 10 < tries < 30
    assert now < NOW + timedelta(hours=25)


async def test_what_is_too_old_is_never_sent(people: Cast) -> None:
    await phone(people.ada.id)
    await tell(CHANGED, people.ada.id)
    service = Service()
    await send(service, NOW + timedelta(hours=24))
    assert service.pushed == []
    assert (await Delivery.get()).outcome == Outcome.EXPIRED


async def test_a_browser_that_failed_for_weeks_is_given_up(people: Cast) -> None:
    mine = await phone(people.ada.id)
    await Subscription.filter(id=mine.id).update(fails=19, failing_since=NOW - timedelta(days=14))
    await tell(CHANGED, people.ada.id)
    await send(Service(500))
    assert (await Subscription.get(id=mine.id)).dead_at == NOW
    assert (await Delivery.get()).outcome == Outcome.GONE


async def test_a_second_worker_sends_nothing_within_the_lease(people: Cast) -> None:
    await phone(people.ada.id)
    await tell(CHANGED, people.ada.id)
    inner, outer = Service(), Service()

    class Nested(Service):
        async def push(self, target: Any, payload: bytes) -> Answer:
            await send(inner)
            return await outer.push(target, payload)

    await send(Nested())
    assert (len(inner.pushed), len(outer.pushed)) == (0, 1)


async def test_two_workers_at_once_send_everything_once(people: Cast) -> None:
    assert people
    for each in await crowd(30):
        await phone(each.id)
        await tell(CHANGED, each.id)
    service = Service()
    await asyncio.gather(*(send(service) for _ in range(4)))
    assert len(service.pushed) == 30
    assert len({target.endpoint for target, _ in service.pushed}) == 30


async def test_a_worker_that_died_is_taken_over(people: Cast) -> None:
    await phone(people.ada.id)
    await tell(CHANGED, people.ada.id)
    await chores.jobs.take(Delivery, owner="gone", limit=9, now=NOW, lease=chores.LEASE)
    assert await send(Service()) == 0
    assert await send(Service(), NOW + timedelta(seconds=61)) == 1


async def test_a_worker_that_was_too_slow_writes_nothing_over_its_successor(people: Cast) -> None:
    mine = await phone(people.ada.id)
    await tell(CHANGED, people.ada.id)

    class Overtaken(Service):
        async def push(self, target: Any, payload: bytes) -> Answer:
            await Delivery.all().update(owner="another", attempts=2)
            return await super().push(target, payload)

    await send(Overtaken(410))
    waiting = await Delivery.get()
    assert (waiting.owner, waiting.done_at) == ("another", None)
    assert (await Subscription.get(id=mine.id)).dead_at is None


async def test_one_slow_browser_delays_no_other(people: Cast) -> None:
    assert people
    members = await crowd(40)
    for each in members:
        await phone(each.id, at=GOOGLE)
        await tell(CHANGED, each.id)
    stuck = (await Subscription.filter(member_id=members[0].id).get()).endpoint
    taken, release = asyncio.Event(), asyncio.Event()

    class OneStuck(Service):
        async def push(self, target: Any, payload: bytes) -> Answer:
            if target.endpoint == stuck:
                await release.wait()
            answer = await super().push(target, payload)
            if len(self.pushed) == 39:
                taken.set()
            return answer

    service = OneStuck()
    work = asyncio.ensure_future(send(service))
    await asyncio.wait_for(taken.wait(), 10)
    release.set()
    assert await work == 40


async def test_a_browser_that_changed_hands_gets_nothing_of_the_other(people: Cast) -> None:
    mine = await phone(people.ada.id)
    await tell(CHANGED, people.ada.id)
    rows = await chores.jobs.take(Delivery, owner="me", limit=9, now=NOW, lease=chores.LEASE)
    await Subscription.filter(id=mine.id).delete()
    assert await chores.outgoing.parcels(rows, address=ADDRESS, now=NOW) == []


async def test_old_words_are_forgotten(people: Cast) -> None:
    await phone(people.ada.id)
    await tell(CHANGED, people.ada.id)
    await chores.sender(Service(), ADDRESS)(NOW)  # type: ignore[arg-type]
    assert await chores.forget_due(NOW + timedelta(days=8))
    assert (await Letter.all().count(), await Delivery.all().count()) == (1, 0)
    assert await chores.forget_due(NOW + timedelta(days=181))
    assert await Letter.all().count() == 0
