"""What is somebody else's is out of reach, and who may no more may no more at the next request."""

from datetime import timedelta

import pytest
from starlette.applications import Starlette

from club.access.models import Invitation, Passkey, Session
from club.access.service import inviting
from club.decisions.models import Decision
from club.events.models import CalToken
from club.events.service import feeds
from club.events.service.feeds import CalendarWish
from club.journeys.service import leaving
from club.kit import clock
from club.members.models import Member
from club.notices.models import Letter, Subscription
from club.roles import service as roles
from club.roles.models import Mandate
from club.roles.rules import EndKind
from tests.conftest import SignedIn
from tests.decisions.life import Life
from tests.notices.phones import CHANGED, phone, tell
from tests.people import NOW
from tests.web import Client

DAY = timedelta(days=1)
OUT_OF_REACH = {403, 404, 409}


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
async def bo(twelve: list[int]) -> Member:
    """Somebody with one of everything, and the role of coordinator for a month."""
    bo = await Member.get(id=twelve[1])
    await roles.grant(
        "coordinator",
        bo.id,
        decision_ref="the-founding",
        starts_at=NOW - DAY,
        ends_at=NOW + 30 * DAY,
        by=None,
        now=NOW,
        interim=True,
    )
    await inviting.invite(bo, now=NOW)
    await phone(bo.id)
    await tell(CHANGED, bo.id)
    await Life(twelve).ready()
    await feeds.connect(CalendarWish("My phone"), bo.id, now=NOW)
    await Passkey.create(
        member_id=bo.id, credential="c", public_key="k", sign_count=0, device="", added_at=NOW
    )
    return bo


async def a_bystander(twelve: list[int], signed_in: SignedIn) -> Client:
    return await signed_in(await Member.get(id=twelve[7]))


async def test_nothing_of_somebody_else_is_within_reach(
    bo: Member, twelve: list[int], signed_in: SignedIn
) -> None:
    cy = await a_bystander(twelve, signed_in)
    session, invitation = await Session.get(member_id=bo.id), await Invitation.get(inviter=bo.id)
    device, letter = await Subscription.get(member_id=bo.id), await Letter.get(member_id=bo.id)
    draft, mandate = await Decision.get(proposer_id=twelve[0]), await Mandate.get(member_id=bo.id)
    passkey = await Passkey.get(member_id=bo.id)
    calendar = await CalToken.get(member_id=bo.id)
    new_words = {"question": "Shall we buy nothing?", "body": "", "does": "record"}

    for path, fields in (
        (f"/me/sessions/{session.ref}/ending", {}),
        (f"/me/invitations/{invitation.ref}/withdrawal", {}),
        (f"/me/notices/devices/{device.ref}", {"level": "2"}),
        (f"/me/notices/devices/{device.ref}/trial", {}),
        (f"/me/notices/devices/{device.ref}/removal", {}),
        (f"/me/keys/passkeys/{passkey.ref}/removal", {}),
        (f"/me/calendar/{calendar.ref}/ending", {}),
        ("/roles/coordinator/stepping-back", {"mandate": mandate.ref}),
        (f"/decisions/{draft.ref}/text", new_words),
        (f"/decisions/{draft.ref}/notice", {}),
        (f"/decisions/{draft.ref}/withdrawal", {}),
        (f"/decisions/{draft.ref}/agreement", {}),
    ):
        answer = await cy.send_form(path, **fields)
        assert answer.status_code in OUT_OF_REACH, (path, answer.status_code)
    assert (await cy.get(f"/n/{letter.ref}")).status_code == 404
    assert (await cy.get(f"/decisions/{draft.ref}/text")).status_code in OUT_OF_REACH
    await cy.post("/push/removal", json={"endpoint": device.endpoint})

    assert await Session.filter(id=session.id).exists()
    assert (await Invitation.get(id=invitation.id)).withdrawn_at is None
    assert (await Subscription.get(id=device.id)).level == device.level
    assert await Passkey.filter(id=passkey.id).exists()
    assert await CalToken.filter(id=calendar.id).exists()
    assert (await Mandate.get(id=mandate.id)).ended_at is None
    unchanged = await Decision.get(id=draft.id)
    assert unchanged.question == draft.question
    assert unchanged.noticed_at is unchanged.withdrawn_at is None


NEEDS_A_RIGHT = ["/e/new", "/messages/new"]


async def test_a_right_ends_with_its_mandate_at_the_next_request(
    bo: Member, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = await signed_in(bo)
    assert [(await browser.get(path)).status_code for path in NEEDS_A_RIGHT] == [200, 200]

    mandate = await Mandate.get(member_id=bo.id)
    late = mandate.ends_at
    monkeypatch.setattr(clock, "now", lambda: late)
    browser = await signed_in(bo)  # the phone was last used a month ago

    assert [(await browser.get(path)).status_code for path in NEEDS_A_RIGHT] == [403, 403]
    sent = await browser.send_form("/messages", title="Hello", body="All of you", sure="true")
    assert sent.status_code == 403


async def test_a_right_laid_down_is_gone_at_the_next_request(
    bo: Member, signed_in: SignedIn
) -> None:
    browser = await signed_in(bo)
    mandate = await Mandate.get(member_id=bo.id)
    await roles.end(mandate.id, EndKind.RESIGNED, NOW, by=bo.id)

    assert [(await browser.get(path)).status_code for path in NEEDS_A_RIGHT] == [403, 403]


async def test_who_has_left_passes_no_door_with_what_they_still_hold(
    app: Starlette, bo: Member, twelve: list[int], signed_in: SignedIn
) -> None:
    browser = await signed_in(bo)
    invited = await inviting.invite(bo, now=NOW)
    cookies = dict(browser.cookies)
    decision = await Life(twelve).noticed()
    await leaving.leave(bo, now=NOW)

    browser.cookies.update(cookies)
    for path in ("/decisions", "/messages", "/e/new", "/me", f"/decisions/{decision.ref}"):
        answer = await browser.get(path)
        assert answer.headers.get("location", "").startswith("/sign-in"), path
    assert (await browser.send_form(f"/decisions/{decision.ref}/talk", words="Hm")).headers[
        "location"
    ] == "/sign-in"
    assert (await Client(app).get(f"/join/{invited.token}")).status_code == 404
    assert not await Subscription.filter(member_id=bo.id).exists()
    assert not await Letter.filter(member_id=bo.id).exists()
    assert not await Session.filter(member_id=bo.id).exists()
