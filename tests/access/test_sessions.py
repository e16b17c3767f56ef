"""The list of browsers a member is signed in on."""

from datetime import timedelta

from club.access.models import Session
from club.access.service import sessions
from club.access.service.sessions import Browser
from club.kit.clock import now
from tests.conftest import SignedIn
from tests.people import Cast
from tests.web import Client


async def test_a_member_sees_and_ends_a_lost_phone(cast: Cast, signed_in: SignedIn) -> None:
    lost = await signed_in(cast.ada)
    phone = await signed_in(cast.ada)
    assert (await lost.get("/me/sessions")).status_code == 200
    here = await Session.filter(member_id=cast.ada.id).order_by("id")
    assert len(here) == 2
    answer = await phone.send_form(f"/me/sessions/{here[0].ref}/ending")
    assert answer.headers["location"] == "/me/sessions"
    assert (await lost.get("/me/sessions")).status_code == 303
    assert (await phone.get("/me/sessions")).status_code == 200
    again = await phone.send_form(f"/me/sessions/{here[0].ref}/ending")
    assert again.status_code == 404


async def test_a_shared_phone_says_so_in_a_sentence_of_its_own(
    cast: Cast, signed_in: SignedIn
) -> None:
    await signed_in(cast.ada)
    phone = await signed_in(cast.ada)
    await Session.all().update(shared=True)
    shown = (await phone.get("/me/sessions")).text
    assert ". Others use it too." in shown
    assert ".Others" not in shown


async def test_nobody_ends_anothers_session(cast: Cast, signed_in: SignedIn) -> None:
    phone, other = await signed_in(cast.ada), await signed_in(cast.bo)
    ref = (await Session.get(member_id=cast.ada.id)).ref
    assert (await other.send_form(f"/me/sessions/{ref}/ending")).status_code == 404
    assert (await phone.get("/me/sessions")).status_code == 200


async def test_all_others_end_at_once(cast: Cast, signed_in: SignedIn) -> None:
    first, second, third = [await signed_in(cast.ada) for _each in range(3)]
    assert "Sign out all the others" in (await third.get("/me/sessions")).text
    await third.send_form("/me/sessions/ending")
    assert (await first.get("/me/sessions")).status_code == 303
    assert (await second.get("/me/sessions")).status_code == 303
    assert (await third.get("/me/sessions")).status_code == 200


async def test_strangers_see_no_list(client: Client) -> None:
    assert (await client.get("/me/sessions")).status_code == 303
    assert (await client.send_form("/me/sessions/ending")).status_code in {303, 401}


async def test_the_list_leaves_out_what_no_door_accepts(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(cast.ada)
    await sessions.open_session(
        cast.ada.id, Browser("a library", shared=True), now=now() - timedelta(hours=1)
    )
    assert "a library" not in (await phone.get("/me/sessions")).text
