"""Signing out, and leaving for good."""

import asyncio
from datetime import timedelta

from club.access.models import Invitation, Passkey, Passphrase, Session
from club.access.service import inviting
from club.journal.models import JournalEntry
from club.kit.clock import now
from club.kit.tokens import digest
from club.members.models import Member
from club.notices.models import Subscription
from club.roles import queries as held
from club.roles import service as roles
from tests.access.people import with_passphrase
from tests.conftest import SignedIn
from tests.people import Cast
from tests.web import Client


async def browser_of(member: Member, session: Session) -> Subscription:
    name = f"{member.id} {session.id}"
    return await Subscription.create(
        member_id=member.id,
        session_id=session.id,
        endpoint=f"https://push.example/{session.id}",
        endpoint_sha=digest(name),
        origin="https://push.example",
        p256dh="p",
        auth="a",
        device="a phone",
        made_at=now(),
        seen_at=now(),
    )


async def test_signing_out_leaves_nothing(cast: Cast, signed_in: SignedIn) -> None:
    phone, tablet = await signed_in(cast.ada), await signed_in(cast.ada)
    first, second = await Session.filter(member_id=cast.ada.id).order_by("id")
    await browser_of(cast.ada, first)
    await browser_of(cast.ada, second)
    answer = await phone.send_form("/sign-out")
    assert answer.headers["location"] == "/signed-out"
    assert answer.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    assert "s" not in phone.cookies
    assert [each.session_id for each in await Subscription.all()] == [second.id]
    assert (await phone.get("/me/sessions")).status_code == 303
    assert (await tablet.get("/me/sessions")).status_code == 200


async def test_the_token_of_before_opens_nothing_afterwards(
    cast: Cast, signed_in: SignedIn
) -> None:
    phone = await signed_in(cast.ada)
    token = phone.cookies["s"]
    await phone.send_form("/sign-out")
    phone.cookies.set("s", token, domain="127.0.0.1", path="/")
    assert (await phone.get("/me/sessions")).status_code == 303


async def test_a_stranger_who_signs_out_is_told_the_same(client: Client) -> None:
    answer = await client.send_form("/sign-out")
    assert answer.headers["location"] == "/signed-out"
    page = await client.get("/signed-out")
    assert "You are signed out" in page.text
    assert "Our club" not in page.text


async def test_another_site_cannot_sign_a_member_out(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(cast.ada)
    answer = await phone.post("/sign-out", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert (await phone.get("/me/sessions")).status_code == 200


async def test_looking_at_the_address_signs_nobody_out(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(cast.ada)
    assert (await phone.get("/sign-out")).status_code == 405
    assert (await phone.get("/me/sessions")).status_code == 200


async def test_leaving_ends_everything_at_once(cast: Cast, signed_in: SignedIn) -> None:
    at = now()
    await roles.establish("decision/x", by=None, now=at)
    await roles.grant(
        "welcomer", cast.bo.id, decision_ref="decision/x", starts_at=at - timedelta(days=1),
        ends_at=at + timedelta(days=9), by=None, now=at,
    )  # fmt: skip
    phone, tablet = await signed_in(cast.bo), await signed_in(cast.bo)
    session = await Session.filter(member_id=cast.bo.id).first()
    assert session
    await browser_of(cast.bo, session)
    await with_passphrase(cast.bo, "red teapot")
    invited = await inviting.invite(cast.bo, now=at)
    page = await phone.get("/me/leaving")
    assert "You need no reason" in page.text

    answer = await phone.send_form("/me/leaving")
    assert answer.headers["location"] == "/signed-out"
    assert "clear-site-data" in answer.headers
    bo = await Member.get(id=cast.bo.id)
    assert bo.left_at is not None
    assert bo.name != "Bo"
    for table in (Session, Passphrase, Passkey):
        assert not await table.filter(member_id=bo.id).exists()
    assert not await Subscription.filter(member_id=bo.id).exists()
    assert not await Invitation.filter(withdrawn_at=None).exists()
    assert not await held.mandates_of(bo.id, now=now())
    assert (await tablet.get("/me/sessions")).status_code == 303
    assert (await tablet.get(f"/join/{invited.token}")).status_code == 404
    kinds = [entry.kind for entry in await JournalEntry.all()]
    assert "member_out" in kinds


async def test_leaving_tapped_twice_is_leaving_once(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(cast.bo)
    answers = await asyncio.gather(
        *(phone.send_form("/me/leaving", key="the-very-same-key-00") for _each in range(2))
    )
    assert {answer.status_code for answer in answers} == {303}
    assert await JournalEntry.filter(kind="member_out").count() == 1


async def test_a_stranger_cannot_leave(client: Client) -> None:
    assert (await client.send_form("/me/leaving")).status_code == 303
    assert (await client.get("/me/leaving")).status_code == 303
