"""Members who do not want to meet each other: said by one, true for both, told to nobody."""

import asyncio

import pytest

from club.events.models import CheckFriend, CheckLine, Proxy
from club.events.rules.checking import Way
from club.events.service import checking, proxies
from club.events.service.checking import Wished
from club.journal.models import JournalEntry
from club.journeys.service import blocking, leaving
from club.kit.errors import Invalid
from club.kit.tokens import new_ref
from club.members import queries
from club.members.models import Block
from club.notices.models import Letter
from tests.conftest import SignedIn
from tests.people import NOW, Cast
from tests.web import Client

BLOCKS = "/me/blocks"


@pytest.fixture
async def cy(cast: Cast, signed_in: SignedIn) -> Client:
    return await signed_in(cast.cy)


async def test_a_member_hides_another_and_takes_it_back(cast: Cast, cy: Client) -> None:
    sent = await cy.send_form(BLOCKS, member=cast.ada.ref)
    assert (sent.status_code, sent.headers["location"]) == (303, BLOCKS)
    page = (await cy.get(BLOCKS)).text
    assert "You do not meet" in page
    assert f"/me/blocks/{cast.ada.ref}/removal" in page
    assert f'value="{cast.ada.ref}"' not in page
    sent = await cy.send_form(f"{BLOCKS}/{cast.ada.ref}/removal")
    assert sent.status_code == 303
    assert "You do not meet" not in (await cy.get(BLOCKS)).text
    assert await Block.all().count() == 0


async def test_it_hides_both_ways_and_the_other_reads_nothing_of_it(
    cast: Cast, cy: Client, signed_in: SignedIn
) -> None:
    ada = await signed_in(cast.ada)
    before = (await ada.get(BLOCKS)).text
    assert "<bdi>Cy</bdi>" in (await ada.get("/members")).text
    await cy.send_form(BLOCKS, member=cast.ada.ref)
    assert await queries.hidden_from(cast.ada.id) == {cast.cy.id}
    assert await queries.hidden_from(cast.cy.id) == {cast.ada.id}
    assert await queries.hidden_from(cast.bo.id) == frozenset()
    for path in ("/members", "/me/proxies", "/me/check", BLOCKS):
        assert "Cy " not in (await ada.get(path)).text.replace("<bdi>Cy</bdi>", "Cy "), path
    assert "You do not meet" not in (await ada.get(BLOCKS)).text
    assert cast.cy.ref in before, "before, the name was there"
    assert await Letter.all().count() == 0
    assert await JournalEntry.all().count() == 0


async def test_taking_back_leaves_what_the_other_chose(cast: Cast) -> None:
    await blocking.block(cast.cy.id, cast.ada.ref, now=NOW)
    await blocking.block(cast.ada.id, cast.cy.ref, now=NOW)
    await blocking.unblock(cast.cy.id, cast.ada.ref)
    await blocking.unblock(cast.cy.id, cast.ada.ref)
    assert await queries.hidden_from(cast.cy.id) == {cast.ada.id}


@pytest.mark.parametrize("who", ["cy", "eli", "nobody"])
async def test_nobody_hides_themself_or_who_does_not_belong(
    cast: Cast, cy: Client, who: str
) -> None:
    ref = getattr(cast, who).ref if who != "nobody" else "a2" * 13
    sent = await cy.send_form(BLOCKS, member=ref)
    assert sent.status_code == 422
    assert "Please choose a member from the list." in sent.text
    assert await Block.all().count() == 0


async def test_what_is_no_member_is_asked_for_again(cast: Cast, cy: Client) -> None:
    assert (await cy.send_form(BLOCKS)).status_code == 422
    assert (await cy.send_form(f"{BLOCKS}/{'a2' * 13}/removal")).status_code == 303
    _ = cast


async def test_a_stranger_hides_nobody(cast: Cast, client: Client) -> None:
    for sent in (
        await client.get(BLOCKS),
        await client.send_form(BLOCKS, member=cast.ada.ref),
        await client.send_form(f"{BLOCKS}/{cast.ada.ref}/removal"),
    ):
        assert sent.headers["location"].startswith("/sign-in")


async def test_the_same_form_sent_twice_and_said_twice_is_said_once(cast: Cast, cy: Client) -> None:
    key = new_ref()
    for again in (key, key, new_ref()):
        assert (await cy.send_form(BLOCKS, key=again, member=cast.ada.ref)).status_code == 303
    assert await Block.all().count() == 1


async def test_saying_it_at_the_same_moment_is_saying_it_once_each(cast: Cast) -> None:
    await asyncio.gather(
        *(blocking.block(cast.cy.id, cast.ada.ref, now=NOW) for _ in range(4)),
        *(blocking.block(cast.ada.id, cast.cy.ref, now=NOW) for _ in range(4)),
    )
    rows = await Block.all().order_by("member_id").values_list("member_id", "other_id")
    assert rows == [(cast.ada.id, cast.cy.id), (cast.cy.id, cast.ada.id)]


async def test_whatever_they_entrusted_to_each_other_ends(cast: Cast) -> None:
    await proxies.trust(cast.cy.id, cast.ada.ref, now=NOW)
    await proxies.trust(cast.ada.id, cast.cy.ref, now=NOW)
    await proxies.trust(cast.cy.id, cast.bo.ref, now=NOW)
    both = Wished([cast.ada.ref, cast.bo.ref], 4, Way.TEXT)
    await checking.begin(cast.cy, both, now=NOW)
    await blocking.block(cast.ada.id, cast.cy.ref, now=NOW)
    assert [(row.member_id, row.proxy_id) for row in await Proxy.all()] == [
        (cast.cy.id, cast.bo.id)
    ]
    assert [row.friend_id for row in await CheckFriend.all()] == [cast.bo.id]
    assert [row.friend_id for row in await CheckLine.all()] == [cast.bo.id]


async def test_nothing_new_begins_between_them(cast: Cast) -> None:
    await blocking.block(cast.ada.id, cast.cy.ref, now=NOW)
    for one, other in ((cast.ada, cast.cy), (cast.cy, cast.ada)):
        with pytest.raises(Invalid):
            await proxies.trust(one.id, other.ref, now=NOW)
        with pytest.raises(Invalid):
            await checking.begin(one, Wished([other.ref], 4, Way.TEXT), now=NOW)
    assert await Proxy.all().count() + await CheckFriend.all().count() == 0


async def test_trust_that_begins_at_the_same_moment_does_not_outlive_it(cast: Cast) -> None:
    done = await asyncio.gather(
        proxies.trust(cast.cy.id, cast.ada.ref, now=NOW),
        blocking.block(cast.ada.id, cast.cy.ref, now=NOW),
        checking.begin(cast.cy, Wished([cast.ada.ref], 4, Way.TEXT), now=NOW),
        return_exceptions=True,
    )
    assert all(each is None or isinstance(each, Invalid) for each in done), done
    assert await Block.all().count() == 1
    assert await Proxy.all().count() + await CheckFriend.all().count() == 0


async def test_whoever_leaves_takes_it_along(cast: Cast) -> None:
    await blocking.block(cast.ada.id, cast.cy.ref, now=NOW)
    await blocking.block(cast.cy.id, cast.bo.ref, now=NOW)
    await leaving.leave(cast.cy, now=NOW)
    assert await Block.all().count() == 0
