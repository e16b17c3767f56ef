"""Inviting a person by a link that works once."""

import asyncio
import re
from datetime import timedelta

import pytest

from club.access.models import Invitation
from club.access.service import inviting
from club.kit.clock import now
from club.kit.errors import Invalid, NotFound, TooLate
from club.kit.tokens import digest
from club.members.models import Member
from club.roles import service as roles
from tests.conftest import SignedIn
from tests.people import Cast


async def welcomer(member: Member) -> Member:
    """Let a member invite."""
    at = now()
    await roles.establish("decision/x", by=None, now=at)
    await roles.grant(
        "welcomer",
        member.id,
        decision_ref="decision/x",
        starts_at=at - timedelta(days=1),
        ends_at=at + timedelta(days=30),
        by=None,
        now=at,
    )
    return member


async def test_a_welcomer_invites_and_the_link_is_shown_once(
    cast: Cast, signed_in: SignedIn
) -> None:
    phone = await signed_in(await welcomer(cast.bo))
    answer = await phone.send_form("/me/invitations/new")
    assert answer.status_code == 200
    token = re.search(r"/join/([\w-]+)", answer.text)
    assert token
    assert len(token[1]) >= 22
    assert "data:image/svg" in answer.text
    page = await phone.get("/me/invitations")
    assert token[1] not in page.text
    assert "Nobody has used it yet." in page.text
    assert await Invitation.filter(digest=digest(token[1]), inviter_id=cast.bo.id).exists()


async def test_without_the_role_nobody_invites(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(cast.cy)
    answer = await phone.send_form("/me/invitations/new")
    assert answer.status_code == 403
    assert "belongs to a role" in answer.text
    assert "To invite belongs to a role." in (await phone.get("/me/invitations")).text
    assert not await Invitation.all().exists()


async def test_the_same_form_sent_twice_invites_once(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(await welcomer(cast.bo))
    for _each in range(2):
        await phone.send_form("/me/invitations/new", key="the-very-same-key-00")
    assert await Invitation.all().count() == 1


async def test_three_invitations_are_open_at_most(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(await welcomer(cast.bo))
    answers = [await phone.send_form("/me/invitations/new") for _each in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 422]
    assert await Invitation.all().count() == 3


async def test_invitations_made_at_once_are_still_three(cast: Cast) -> None:
    made = await asyncio.gather(
        *(inviting.invite(cast.bo, now=now()) for _each in range(6)), return_exceptions=True
    )
    assert sum(isinstance(each, inviting.Invited) for each in made) == 3
    assert sum(isinstance(each, Invalid) for each in made) == 3


async def test_a_withdrawn_invitation_opens_nothing(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(await welcomer(cast.bo))
    invited = await inviting.invite(cast.bo, now=now())
    ref = (await Invitation.get(inviter_id=cast.bo.id)).ref
    answer = await phone.send_form(f"/me/invitations/{ref}/withdrawal")
    assert answer.status_code == 303
    with pytest.raises(TooLate):
        await inviting.use(invited.token, now=now())
    assert (await phone.send_form(f"/me/invitations/{ref}/withdrawal")).status_code == 404


async def test_nobody_withdraws_anothers_invitation(cast: Cast, signed_in: SignedIn) -> None:
    await inviting.invite(cast.bo, now=now())
    ref = (await Invitation.get(inviter_id=cast.bo.id)).ref
    phone = await signed_in(cast.cy)
    assert (await phone.send_form(f"/me/invitations/{ref}/withdrawal")).status_code == 404
    assert (await Invitation.get(ref=ref)).withdrawn_at is None


async def test_somebody_who_left_invites_nobody(cast: Cast) -> None:
    with pytest.raises(NotFound):
        await inviting.invite(cast.eli, now=now())


async def test_old_invitations_are_forgotten(cast: Cast) -> None:
    at = now()
    await inviting.invite(cast.bo, now=at)
    assert await inviting.sweep(at + timedelta(days=14)) == 0
    assert await inviting.sweep(at + timedelta(days=14, seconds=1)) == 1
