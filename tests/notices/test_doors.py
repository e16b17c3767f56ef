"""The doors of the room: who passes, who does not, and what is sent wrongly or twice."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from httpx2 import Response

from club.journal.models import JournalEntry
from club.kit import clock
from club.kit.errors import TooMany
from club.kit.tokens import new_ref
from club.members.models import Member
from club.notices.models import Delivery, Letter, Message, PushService, Subscription
from club.notices.queries.readers import wishes
from club.notices.rules import Category
from club.notices.service.subscribing import MOST
from club.notices.service.telling import tell_all
from club.roles import queries as roles
from club.roles import service as granting
from club.roles.rules import Right
from tests.conftest import SignedIn
from tests.notices.browsers import Browser, b64
from tests.notices.phones import CHANGED, GOOGLE, phone, tell
from tests.people import Cast
from tests.web import Client

NOW = clock.now()


async def coordinator(member: Member) -> None:
    """Give this member the right to tell the club something."""
    await granting.establish("decision", by=None, now=NOW)
    kinds = [each for each in await roles.kinds(now=NOW) if Right.BROADCAST in each.rights]
    await granting.grant(
        kinds[0].key,
        member.id,
        decision_ref="decision",
        starts_at=NOW - timedelta(hours=1),
        ends_at=NOW + timedelta(days=90),
        by=None,
        now=NOW,
    )


def told(browser: Browser | None = None, **changed: object) -> dict[str, object]:
    browser = browser or Browser()
    keys = {"p256dh": browser.p256dh, "auth": browser.auth}
    return {"endpoint": GOOGLE + new_ref(), **keys, **changed}


async def ask(client: Client, path: str, body: object) -> Response:
    return await client.post(path, json=body, headers={"Accept": "application/json"})


# subscribing


async def test_a_members_own_phone_is_subscribed_and_gets_a_first_message(
    cast: Cast, signed_in: SignedIn
) -> None:
    ada, body = await signed_in(cast.ada), told()
    assert (await ask(ada, "/push", body)).status_code == 201
    assert (await ask(ada, "/push", body)).status_code == 201
    row = await Subscription.get()
    assert (row.member_id, row.level) == (cast.ada.id, 0)
    assert await Delivery.all().count() == 1
    assert (await ada.get("/messages")).status_code == 200


async def test_a_stranger_subscribes_nothing(client: Client) -> None:
    assert (await ask(client, "/push", told())).status_code == 401
    assert await Subscription.all().count() == 0


async def test_a_shared_phone_gets_no_messages(cast: Cast, signed_in: SignedIn) -> None:
    shared = await signed_in(cast.ada, shared=True)
    assert (await ask(shared, "/push", told())).status_code == 403
    assert "shared" in (await ask(shared, "/push", told())).json()["sentence"]
    assert await Subscription.all().count() == 0
    assert "Others use this phone too" in (await shared.get("/me/notices")).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"endpoint": "https://169.254.169.254/latest"},
        {"endpoint": "http://fcm.googleapis.com/x"},
        {"endpoint": "https://fcm.googleapis.com/" + "x" * 2000},
        {"endpoint": None},
        {"p256dh": "AAAA"},
        {"p256dh": b64(b"\x04" + b"\x01" * 64)},
        {"p256dh": "not base64 at all!"},
        {"auth": b64(b"x")},
        {"auth": b64(b"x" * 17)},
        {"auth": {"nested": "thing"}},
    ],
)
async def test_what_is_no_browser_is_kindly_refused(
    cast: Cast, signed_in: SignedIn, wrong: dict[str, Any]
) -> None:
    answer = await ask(await signed_in(cast.ada), "/push", told(**wrong))
    assert answer.status_code == 422
    assert "wait in the app" in answer.json()["sentence"]
    assert await Subscription.all().count() == 0


@pytest.mark.parametrize("body", [[], "text", 3, None])
async def test_what_is_no_object_is_refused(cast: Cast, signed_in: SignedIn, body: object) -> None:
    assert (await ask(await signed_in(cast.ada), "/push", body)).status_code == 422


async def test_another_site_cannot_subscribe_a_browser(cast: Cast, signed_in: SignedIn) -> None:
    ada = await signed_in(cast.ada)
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert (await ada.post("/push", json=told(), headers=headers)).status_code == 403


async def test_a_browser_belongs_to_whoever_signed_in_last(cast: Cast, signed_in: SignedIn) -> None:
    body = told()
    await ask(await signed_in(cast.ada), "/push", body)
    await Subscription.all().update(level=2)
    await tell(CHANGED, cast.ada.id)
    assert await Delivery.all().count() == 2
    await ask(await signed_in(cast.bo), "/push", body)
    row = await Subscription.get()
    assert (row.member_id, row.level) == (cast.bo.id, 0)
    waiting = await Delivery.all().prefetch_related("letter")
    assert {each.letter.member_id for each in waiting} == {cast.bo.id}


async def test_ten_browsers_are_enough(cast: Cast) -> None:
    for n in range(MOST + 2):
        await phone(cast.ada.id, now=NOW + timedelta(minutes=n))
    kept = await Subscription.all().order_by("seen_at")
    assert len(kept) == MOST
    assert kept[0].seen_at == NOW + timedelta(minutes=2)


async def test_a_browser_may_ask_for_no_more(cast: Cast, signed_in: SignedIn) -> None:
    ada, bo, body = await signed_in(cast.ada), await signed_in(cast.bo), told()
    await ask(ada, "/push", body)
    await ask(bo, "/push/removal", {"endpoint": body["endpoint"]})
    assert await Subscription.all().count() == 1
    assert (await ask(ada, "/push/removal", {"endpoint": body["endpoint"]})).status_code == 200
    assert (await ask(ada, "/push/removal", {"endpoint": body["endpoint"]})).status_code == 200
    assert (await ask(ada, "/push/removal", {})).status_code == 422
    assert await Subscription.all().count() == 0


async def test_our_public_key_is_a_point(cast: Cast, signed_in: SignedIn) -> None:
    answer = await ask(await signed_in(cast.ada), "/push/removal", {"endpoint": "x"})
    assert answer.status_code == 200
    key = (await (await signed_in(cast.ada)).get("/push/key")).json()["key"]
    assert len(key) == 87


# the inbox


async def test_a_letter_leads_to_its_page_and_is_read(cast: Cast, signed_in: SignedIn) -> None:
    await tell(CHANGED, cast.ada.id, now=NOW)
    ada = await signed_in(cast.ada)
    page = await ada.get("/messages")
    assert "The hour moved" in page.text
    assert "New" in page.text
    letter = await Letter.get()
    answer = await ada.get(f"/n/{letter.ref}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/e/abc")
    assert (await Letter.get()).read_at is not None
    assert 'class="unread"' not in (await ada.get("/messages")).text


async def test_another_members_letter_is_not_there(cast: Cast, signed_in: SignedIn) -> None:
    await tell(CHANGED, cast.ada.id, now=NOW)
    letter = await Letter.get()
    assert (await (await signed_in(cast.bo)).get(f"/n/{letter.ref}")).status_code == 404
    assert "The hour moved" not in (await (await signed_in(cast.bo)).get("/messages")).text
    assert (await Letter.get()).read_at is None


async def test_all_letters_can_be_put_aside_at_once(cast: Cast, signed_in: SignedIn) -> None:
    await tell(CHANGED, cast.ada.id, cast.bo.id, now=NOW)
    answer = await (await signed_in(cast.ada)).send_form("/messages/seen")
    assert answer.status_code == 303
    assert await Letter.filter(read_at=None).count() == 1


async def test_older_letters_are_a_page_away(cast: Cast, signed_in: SignedIn) -> None:
    for _ in range(51):
        await tell(CHANGED, cast.ada.id, now=NOW)
    ada = await signed_in(cast.ada)
    first = await ada.get("/messages", headers={"Accept": "application/json"})
    older = first.json()["page"]["older"]
    rest = await ada.get(older, headers={"Accept": "application/json"})
    assert len(first.json()["page"]["letters"]) == 50
    assert len(rest.json()["page"]["letters"]) == 1
    assert (await ada.get("/messages?before=nonsense")).status_code == 200
    assert (await ada.get("/messages?before=" + "9" * 99)).status_code == 200


@pytest.mark.parametrize("path", ["/messages", "/messages/all", "/messages/new", "/me/notices"])
async def test_strangers_are_asked_to_sign_in(client: Client, path: str) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/sign-in?next={path}")


# telling the whole club


async def test_only_a_holder_of_the_right_may_tell_the_club(
    cast: Cast, signed_in: SignedIn
) -> None:
    cy = await signed_in(cast.cy)
    assert (await cy.get("/messages/new")).status_code == 403
    answer = await cy.send_form("/messages", title="Hello", body="All", sure="true")
    assert answer.status_code == 403
    assert await Message.all().count() == 0


async def test_a_coordinator_sees_the_lock_screens_and_then_tells_everybody(
    cast: Cast, signed_in: SignedIn
) -> None:
    await coordinator(cast.bo)
    await phone(cast.ada.id)
    bo = await signed_in(cast.bo)
    assert "4 members will get this" in (await bo.get("/messages/new")).text
    word = {"title": "New hall", "body": "Ana has the key."}
    looked = await bo.send_form("/messages", **word)
    assert looked.status_code == 200
    assert "Something new" in looked.text
    assert "Ana has the key." in looked.text
    assert await Message.all().count() == 0
    key = new_ref()
    sent = await bo.send_form("/messages", key=key, sure="true", **word)
    assert (sent.status_code, sent.headers["location"]) == (303, "/messages/all")
    again = await bo.send_form("/messages", key=key, sure="true", **word)
    assert again.headers["location"] == "/messages/all"
    row = await Message.get()
    assert (row.sender_id, row.audience) == (cast.bo.id, 4)
    assert await Delivery.all().count() == 1
    entry = await JournalEntry.filter(kind="broadcast_sent").get()
    assert "Ana" not in entry.body
    page = (await (await signed_in(cast.cy)).get("/messages/all")).text
    assert "New hall" in page
    assert "To 4 members." in page
    assert "It reached 0 phones." in page


async def test_a_second_word_on_one_day_is_refused_and_kept_on_the_page(
    cast: Cast, signed_in: SignedIn
) -> None:
    await coordinator(cast.bo)
    bo = await signed_in(cast.bo)
    await bo.send_form("/messages", title="One", body="First", sure="true")
    answer = await bo.send_form("/messages", title="Two", body="Second words", sure="true")
    assert answer.status_code == 429
    assert "Second words" in answer.text
    assert await Message.all().count() == 1
    assert await JournalEntry.filter(kind="broadcast_sent").count() == 1


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"body": ""}, {"title": "x" * 121}, {"body": "x" * 4001}]
)
async def test_a_word_that_cannot_be_sent_is_not_lost(
    cast: Cast, signed_in: SignedIn, wrong: dict[str, str]
) -> None:
    await coordinator(cast.bo)
    bo = await signed_in(cast.bo)
    answer = await bo.send_form(
        "/messages", **{"title": "Kept line", "body": "Kept text", "sure": "true", **wrong}
    )
    assert answer.status_code == 422
    assert "Kept" in answer.text
    assert await Message.all().count() == 0


async def test_two_words_at_once_are_counted_together(cast: Cast) -> None:
    await coordinator(cast.bo)
    mandate = await roles.holds(cast.bo.id, Right.BROADCAST, now=NOW)
    assert mandate is not None
    tries = [tell_all(f"Word {n}", "Text", by=mandate, now=NOW) for n in range(4)]
    ended = await asyncio.gather(*tries, return_exceptions=True)
    assert [each for each in ended if isinstance(each, int)] == [4]
    assert [type(each) for each in ended].count(TooMany) == 3
    assert await Message.all().count() == 1
    assert await tell_all("Next day", "Text", by=mandate, now=NOW + timedelta(days=1)) == 4


# wishes


async def test_a_member_chooses_what_wakes_the_phone(cast: Cast, signed_in: SignedIn) -> None:
    ada = await signed_in(cast.ada)
    answer = await ada.send_form(
        "/me/notices", on=["changes", "seat"], quiet_from="22", quiet_to="7", pause="week"
    )
    assert answer.status_code == 303
    kept = (await wishes([cast.ada.id]))[cast.ada.id]
    assert (kept.quiet_from, kept.quiet_to) == (22, 7)
    assert kept.off == set(Category) - {Category.CHANGES, Category.SEAT, Category.ACCOUNT}
    assert "Everything is paused until" in (await ada.get("/me/notices")).text
    await ada.send_form("/me/notices", quiet_from="22", quiet_to="7", pause="keep")
    still = (await wishes([cast.ada.id]))[cast.ada.id]
    assert still.paused_until == kept.paused_until
    await ada.send_form("/me/notices", quiet_from="22", quiet_to="7", pause="no")
    assert (await wishes([cast.ada.id]))[cast.ada.id].paused_until is None


@pytest.mark.parametrize(
    "wrong", [{"quiet_from": "24"}, {"quiet_to": "soon"}, {"pause": "x"}, {"on": ["nothing"]}]
)
async def test_wishes_that_make_no_sense_are_asked_again(
    cast: Cast, signed_in: SignedIn, wrong: dict[str, Any]
) -> None:
    ada = await signed_in(cast.ada)
    form = {"quiet_from": "22", "quiet_to": "7", "pause": "no", "on": ["seat"], **wrong}
    assert (await ada.send_form("/me/notices", **form)).status_code == 422
    assert await wishes([cast.ada.id]) == {}


async def test_each_device_has_its_own_lock_screen(cast: Cast, signed_in: SignedIn) -> None:
    mine = await phone(cast.ada.id)
    ada, bo = await signed_in(cast.ada), await signed_in(cast.bo)
    path = f"/me/notices/devices/{mine.ref}"
    assert "Android, Chrome" in (await ada.get("/me/notices")).text
    assert (await bo.send_form(path, level="2")).status_code == 404
    assert (await ada.send_form(path, level="3")).status_code == 422
    assert (await ada.send_form(path, level="2")).status_code == 303
    assert (await Subscription.get()).level == 2


async def test_a_device_can_be_tried_and_let_go(cast: Cast, signed_in: SignedIn) -> None:
    mine = await phone(cast.ada.id)
    ada, bo = await signed_in(cast.ada), await signed_in(cast.bo)
    path = f"/me/notices/devices/{mine.ref}"
    assert (await bo.send_form(f"{path}/trial")).status_code == 404
    assert (await ada.send_form(f"{path}/trial")).status_code == 303
    assert await Delivery.all().count() == 1
    assert (await bo.send_form(f"{path}/removal")).status_code == 404
    assert (await ada.send_form(f"{path}/removal")).status_code == 303
    assert await Subscription.all().count() == 0


async def test_the_page_says_how_each_device_is_doing(cast: Cast, signed_in: SignedIn) -> None:
    mine = await phone(cast.ada.id)
    ada = await signed_in(cast.ada)
    assert "Ready." in (await ada.get("/me/notices")).text
    await Subscription.filter(id=mine.id).update(last_ok_at=NOW)
    assert "It gets messages." in (await ada.get("/me/notices")).text
    await PushService.create(
        origin=mine.origin, status=401, at=NOW, rests_until=clock.now() + timedelta(minutes=5)
    )
    assert "not taking messages now" in (await ada.get("/me/notices")).text
    await Subscription.filter(id=mine.id).update(dead_at=NOW)
    assert "stopped getting messages. Turn" in (await ada.get("/me/notices")).text
