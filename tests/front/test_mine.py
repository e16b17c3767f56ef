"""Why may I, why may I not: every power with its holders, and the reader's own."""

from datetime import timedelta

import pytest

from club.kit import clock
from club.roles import service
from club.roles.messages import power
from club.roles.rules import Right
from tests.conftest import SignedIn
from tests.front.test_powers import give
from tests.people import NOW, WAIT, Cast
from tests.web import Client


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


async def test_every_power_stands_on_one_page_with_who_has_it_and_from_where(
    signed_in: SignedIn, cast: Cast
) -> None:
    await give("coordinator", cast.bo)
    page = (await (await signed_in(cast.cy)).get("/powers")).text
    assert all(f'href="/why/{right}"' in page for right in Right)
    assert page.count("<bdi>Bo</bdi>") == 5
    assert 'By the role <a href="/roles/coordinator">Coordinator</a>' in page
    assert "Given by the founding" in page
    assert "It comes with a role: Secretary, Treasurer." in page


async def test_a_holder_reads_why_they_may_and_until_when(signed_in: SignedIn, cast: Cast) -> None:
    await give("coordinator", cast.bo)
    page = (await (await signed_in(cast.bo)).get("/me/powers")).text
    may, may_not = page.split("What I may not do")
    assert power(Right.SCHEDULE_EVENT) in may
    assert "Until" in may
    assert power(Right.SCHEDULE_EVENT) not in may_not
    assert power(Right.HOLD_KEY) in may_not


async def test_whoever_holds_nothing_reads_what_would_give_it(
    signed_in: SignedIn, cast: Cast
) -> None:
    await give("coordinator", cast.bo)
    phone = await signed_in(cast.cy)
    page = (await phone.get("/me/powers")).text
    assert "I hold no role that carries a power now." in page
    assert "It comes with a role: Coordinator." in page
    assert 'href="/me/powers"' in (await phone.get("/me")).text


async def test_a_power_that_has_ended_is_nobodys(
    signed_in: SignedIn, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    mandate = await give("coordinator", cast.bo)
    await service.recall([mandate.ref], at=NOW + timedelta(days=2), now=NOW)
    phone = await signed_in(cast.bo)
    assert "Until Saturday 6 March." in (await phone.get("/me/powers")).text
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=2))
    assert "I hold no role" in (await phone.get("/me/powers")).text
    assert "<bdi>Bo</bdi>" not in (await phone.get("/powers")).text


async def test_a_new_member_reads_when_their_vote_begins(signed_in: SignedIn, cast: Cast) -> None:
    page = (await (await signed_in(cast.dee)).get("/me/powers")).text
    assert f"from {(NOW + WAIT):%A %-d %B}" in page
    assert "New members wait" not in (await (await signed_in(cast.cy)).get("/me/powers")).text


async def test_what_is_refused_leads_to_why(signed_in: SignedIn, cast: Cast) -> None:
    await give("coordinator", cast.bo)
    phone = await signed_in(cast.cy)
    for path, right in (("/e/new", Right.SCHEDULE_EVENT), ("/messages/new", Right.BROADCAST)):
        answer = await phone.get(path)
        assert answer.status_code == 403
        assert f'href="/why/{right}"' in answer.text
    told = await phone.get("/e/new", headers={"accept": "application/json"})
    assert told.json()["why"] == f"/why/{Right.SCHEDULE_EVENT}"
    assert "/why/" not in (await phone.get("/nowhere")).text


async def test_why_says_until_when_the_others_may(signed_in: SignedIn, cast: Cast) -> None:
    await give("coordinator", cast.bo)
    page = (await (await signed_in(cast.cy)).get(f"/why/{Right.BROADCAST}")).text
    assert "Until" in page
    assert "Given by the founding" in page


@pytest.mark.parametrize("path", ["/powers", "/me/powers"])
async def test_a_stranger_reads_neither(client: Client, path: str) -> None:
    assert (await client.get(path)).headers["location"].startswith("/sign-in")
