"""Joining with an invitation."""

import asyncio
from datetime import timedelta

import pytest

from club.access.models import Invitation, Passphrase, Session
from club.access.service import inviting
from club.access.service.sessions import Browser, Opened
from club.journal.models import JournalEntry
from club.journeys.service import joining
from club.journeys.service.joining import Newcomer
from club.kit.clock import now
from club.kit.errors import TooLate
from club.members.models import Member
from tests.conftest import SignedIn
from tests.people import Cast
from tests.web import Client

PASSPHRASE = "kettle garden violin moss stove"
FINN = {
    "name": "Finn",
    "sign_in_name": "green cup",
    "passphrase": PASSPHRASE,
    "agreed": "true",
}
PHONE = Browser("a phone", shared=False)


async def link(cast: Cast) -> str:
    invited = await inviting.invite(cast.bo, now=now())
    return f"/join/{invited.token}"


async def test_an_invited_person_joins_and_is_signed_in(cast: Cast, client: Client) -> None:
    path = await link(cast)
    assert (await client.get(path)).status_code == 200
    answer = await client.send_form(path, **FINN)
    assert answer.headers["location"] == "/"
    assert (await client.get("/me/sessions")).status_code == 200
    finn = await Member.get(name="Finn")
    assert finn.voting_from - finn.joined_at == timedelta(days=14)
    assert (await JournalEntry.all().order_by("-seq").first()).kind == "member_in"  # type: ignore[union-attr]


async def test_the_record_does_not_say_who_invited_whom(cast: Cast, client: Client) -> None:
    await client.send_form(await link(cast), **FINN)
    asked = await JournalEntry.get(kind="invite")
    came = await JournalEntry.get(kind="member_in", actor=(await Member.get(name="Finn")).id)
    assert asked.thing.removeprefix("invitation/") not in str(came.body)
    assert came.actor != asked.actor


async def test_the_page_tells_a_stranger_nothing_of_the_club(cast: Cast, client: Client) -> None:
    path = await link(cast)
    page = (await client.get(path)).text.replace(path, "")  # its letters may spell any name
    for name in ("Our club", "Ada", ">Bo<", "Cy"):
        assert name not in page


async def test_a_used_late_withdrawn_or_unknown_link_gives_one_and_the_same_page(
    cast: Cast, client: Client
) -> None:
    used, late, withdrawn = [await link(cast) for _each in range(3)]
    await client.send_form(used, **FINN)
    rows = await Invitation.all().order_by("id")
    await Invitation.filter(id=rows[1].id).update(expires_at=now() - timedelta(seconds=1))
    await inviting.withdraw(rows[2].ref, cast.bo, now=now())
    stranger = Client(client._transport.app)  # type: ignore[attr-defined]
    pages = [await stranger.get(path) for path in (used, late, withdrawn, "/join/unknown")]
    assert {page.status_code for page in pages} == {404}
    assert len({page.text for page in pages}) == 1
    answers = [await stranger.send_form(path, **{**FINN, "sign_in_name": "red cup"})
               for path in (used, late, withdrawn, "/join/unknown")]  # fmt: skip
    assert {answer.status_code for answer in answers} == {409}
    assert await Member.filter(name="Finn").count() == 1


async def test_many_at_once_with_one_link_are_one_member(cast: Cast) -> None:
    invited = await inviting.invite(cast.bo, now=now())

    async def join(n: int) -> Opened:
        newcomer = Newcomer(f"Finn {n}", f"green cup {n}", PASSPHRASE)
        return await joining.join(invited.token, newcomer, PHONE, now=now())

    tried = await asyncio.gather(*(join(n) for n in range(5)), return_exceptions=True)
    assert sum(isinstance(each, Opened) for each in tried) == 1
    assert sum(isinstance(each, TooLate) for each in tried) == 4
    assert await Member.filter(name__startswith="Finn").count() == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "x" * 41),
        ("name", "\x00\x01"),
        ("sign_in_name", "ab"),
        ("sign_in_name", "x" * 61),
        ("sign_in_name", "  \u200a  a"),
        ("passphrase", "short"),
        ("passphrase", "x" * 999),
        ("passphrase", "my green cup is full"),
        ("agreed", ""),
        ("agreed", "no"),
    ],
)
async def test_what_cannot_be_used_is_asked_again_and_the_link_still_works(
    cast: Cast, client: Client, field: str, typed: str
) -> None:
    path = await link(cast)
    answer = await client.send_form(path, **{**FINN, field: typed})
    assert answer.status_code == 422
    assert PASSPHRASE not in answer.text
    kept = "name" if field != "name" else "sign_in_name"
    assert f'value="{FINN[kept]}"' in answer.text
    assert (await client.send_form(path, **FINN)).status_code == 303


async def test_a_megabyte_of_name_is_turned_away(cast: Cast, client: Client) -> None:
    path = await link(cast)
    answer = await client.send_form(path, **{**FINN, "name": "x" * 1_000_000})
    assert answer.status_code == 413
    assert (await client.send_form(path, **FINN)).status_code == 303


async def test_a_taken_sign_in_name_uses_nothing_up(cast: Cast, client: Client) -> None:
    await client.send_form(await link(cast), **FINN)
    path = await link(cast)
    other = Client(client._transport.app)  # type: ignore[attr-defined]
    answer = await other.send_form(path, **{**FINN, "name": "Gus", "sign_in_name": "GREEN cup"})
    assert answer.status_code == 422
    assert not await Member.filter(name="Gus").exists()
    answer = await other.send_form(path, **{**FINN, "name": "Gus", "sign_in_name": "blue cup"})
    assert answer.status_code == 303


async def test_two_of_the_same_name_are_told_apart(cast: Cast, client: Client) -> None:
    await client.send_form(await link(cast), **{**FINN, "name": "Ada"})
    adas = await Member.filter(name="Ada")
    assert len(adas) == 2
    assert (adas[0].colour, adas[0].word) != (adas[1].colour, adas[1].word)


async def test_invitations_of_somebody_who_left_open_nothing(cast: Cast, client: Client) -> None:
    path = await link(cast)
    await Member.filter(id=cast.bo.id).update(left_at=now())
    assert (await client.get(path)).status_code == 404
    assert (await client.send_form(path, **FINN)).status_code == 409


async def test_guessing_links_is_slowed(cast: Cast, client: Client) -> None:
    assert cast
    answers = [await client.get(f"/join/guess-{n}") for n in range(11)]
    assert [answer.status_code for answer in answers] == [404] * 10 + [429]


async def test_on_a_shared_phone_the_newcomer_is_asked_and_heard(
    cast: Cast, client: Client
) -> None:
    await client.send_form(await link(cast), **{**FINN, "shared": "true"})
    finn = await Member.get(name="Finn")
    assert (await Session.get(member_id=finn.id)).shared
    assert (await Passphrase.get(member_id=finn.id)).sign_in_name == "green cup"


async def test_a_member_on_the_page_is_no_trap(cast: Cast, signed_in: SignedIn) -> None:
    phone = await signed_in(cast.ada)
    assert (await phone.get(await link(cast))).status_code == 200
