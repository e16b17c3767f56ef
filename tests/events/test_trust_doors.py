"""Answering for another who asked for it, and a host who lets somebody be next."""

import asyncio
from datetime import timedelta

import pytest

from club.events.models import Answer, Helper, Night, Proxy, QueueMove
from club.events.rules.places import Part
from club.events.rules.seats import Want
from club.events.rules.wishes import Via
from club.events.service import answers, proxies
from club.kit import clock
from club.kit.errors import Invalid
from club.notices.models import Letter
from tests import people
from tests.events.nights import a_night
from tests.people import Cast
from tests.web import Client

DAY = timedelta(days=1)


async def _night(places: int | None = None) -> Night:
    return await a_night(places=places, starts_at=clock.now() + 3 * DAY)


# ANSWERING FOR ANOTHER


async def test_a_member_lets_another_answer_and_both_are_told(
    cast: Cast, ada: Client, cy: Client
) -> None:
    night = await _night()
    assert "Answer for somebody" not in (await ada.get(f"/e/{night.ref}")).text
    sent = await cy.send_form("/me/proxies", member=cast.ada.ref)
    assert (sent.status_code, sent.headers["location"]) == (303, "/me/proxies")
    assert "They may" in (await cy.get("/me/proxies")).text
    assert "Answer for somebody who asked you to" in (await ada.get(f"/e/{night.ref}")).text
    sent = await ada.send_form(f"/e/{night.ref}/rsvp/{cast.cy.ref}", want="coming")
    assert sent.status_code == 303
    row = await Answer.get(member_id=cast.cy.id)
    assert (row.want, row.via, row.proxy_id) == (Want.COMING, Via.PROXY, cast.ada.id)
    told = await Letter.filter(message__kind="answered_for").order_by("member_id")
    assert [each.member_id for each in told] == [cast.ada.id, cast.cy.id]


async def test_sent_again_it_says_how_things_stand_while_that_trust_lasts(
    cast: Cast, ada: Client, cy: Client
) -> None:
    night, asked = await _night(), {"Accept": "application/json"}
    await cy.send_form("/me/proxies", member=cast.ada.ref)
    path, sent = f"/e/{night.ref}/rsvp/{cast.cy.ref}", {"want": "coming", "key": "k" * 26}
    first, again = [await ada.post(path, data=sent, headers=asked) for _ in range(2)]
    assert first.json()["came_to"] == again.json()["came_to"]
    await cy.send_form(f"/e/{night.ref}/rsvp", want="no")
    now = (await ada.post(path, data=sent, headers=asked)).json()
    assert now["said"] == "Their answer is: not this time. You were both told."
    await cy.send_form(f"/me/proxies/{cast.ada.ref}/removal")
    now = (await ada.post(path, data=sent, headers=asked)).json()
    assert (now["said"], now["came_to"]) == (None, None)


async def test_nobody_answers_for_who_did_not_ask_or_has_taken_it_back(
    cast: Cast, ada: Client, cy: Client, client: Client
) -> None:
    night = await _night()
    path = f"/e/{night.ref}/rsvp/{cast.cy.ref}"
    assert (await client.send_form(path, want="coming")).headers["location"].startswith("/sign-in")
    assert (await ada.send_form(path, want="coming")).status_code == 403
    await cy.send_form("/me/proxies", member=cast.ada.ref)
    await cy.send_form(f"/me/proxies/{cast.ada.ref}/removal")
    assert (await ada.send_form(path, want="coming")).status_code == 403
    assert await Answer.all().count() == 0
    assert (await ada.send_form(f"/e/{night.ref}/rsvp/{'x' * 26}", want="no")).status_code == 403


async def test_an_answer_for_another_that_makes_no_sense_changes_nothing(
    cast: Cast, ada: Client, cy: Client
) -> None:
    night = await _night()
    await cy.send_form("/me/proxies", member=cast.ada.ref)
    sent = await ada.send_form(f"/e/{night.ref}/rsvp/{cast.cy.ref}", want="perhaps")
    assert sent.status_code == 422
    assert "Please choose one of these." in sent.text
    assert await Answer.all().count() == 0
    await Night.all().update(cancelled_at=clock.now())
    late = await ada.send_form(f"/e/{night.ref}/rsvp/{cast.cy.ref}", want="coming")
    assert late.status_code == 409


@pytest.mark.parametrize("whom", ["x" * 26, "", "myself"])
async def test_who_is_no_other_member_cannot_be_trusted(cast: Cast, cy: Client, whom: str) -> None:
    whom = cast.cy.ref if whom == "myself" else whom
    page = await cy.send_form("/me/proxies", member=whom)
    assert page.status_code == 422
    assert await Proxy.all().count() == 0


async def test_three_are_enough(cast: Cast, cy: Client) -> None:
    for member in (cast.ada, cast.bo, cast.dee):
        assert (await cy.send_form("/me/proxies", member=member.ref)).status_code == 303
    assert (await cy.send_form("/me/proxies", member=cast.ada.ref)).status_code == 303
    fay = await people.join("Fay", voting_from=clock.now(), now=clock.now())
    page = await cy.send_form("/me/proxies", member=fay.ref)
    assert page.status_code == 422
    assert "Take one back first." in page.text


async def test_four_taps_at_once_trust_three(cast: Cast) -> None:
    others = await people.crowd(4)
    taps = (proxies.trust(cast.cy.id, each.ref, now=people.NOW) for each in others)
    came = await asyncio.gather(*taps, return_exceptions=True)
    assert sum(isinstance(each, Invalid) for each in came) == 1
    assert await Proxy.filter(member_id=cast.cy.id).count() == 3


async def test_who_leaves_answers_for_nobody_and_nobody_for_them(cast: Cast, cy: Client) -> None:
    await cy.send_form("/me/proxies", member=cast.ada.ref)
    await answers.let_go(cast.ada.id, now=clock.now())
    assert await Proxy.all().count() == 0


# THE QUEUE


async def _full(cast: Cast) -> Night:
    """Make a night with one place, which Bo has; Cy and Dee wait, Ada hosts."""
    night, now = await _night(places=1), clock.now()
    await Helper.create(night_id=night.id, member_id=cast.ada.id, part=Part.HOST)
    for member in (cast.bo, cast.cy, cast.dee):
        await answers.answer(night.ref, member.id, Want.COMING, now=now)
    return night


async def test_a_host_lets_somebody_be_next_and_all_who_wait_read_why(
    cast: Cast, ada: Client, cy: Client
) -> None:
    night = await _full(cast)
    page = (await ada.get(f"/e/{night.ref}/queue")).text
    assert page.index("<bdi>Cy</bdi>") < page.index("<bdi>Dee</bdi>")
    sent = await ada.send_form(f"/e/{night.ref}/queue", member=cast.dee.ref, why="access")
    assert sent.status_code == 303
    page = (await ada.get(f"/e/{night.ref}/queue")).text
    assert page.index("<bdi>Dee</bdi>") < page.index("<bdi>Cy</bdi>")
    seen = (await cy.get(f"/e/{night.ref}")).text
    assert "You are number 2 on the waiting list." in seen
    assert "A host let somebody be next" in seen
    assert "because of access" in seen
    assert "<bdi>Dee</bdi>" not in seen
    await answers.answer(night.ref, cast.bo.id, Want.NO, now=clock.now())
    assert (await Answer.get(member_id=cast.dee.id)).seats == 1


async def test_only_those_who_look_after_the_night_see_and_move_the_queue(
    cast: Cast, cy: Client, client: Client
) -> None:
    night = await _full(cast)
    path = f"/e/{night.ref}/queue"
    assert (await client.get(path)).headers["location"].startswith("/sign-in")
    assert (await cy.get(path)).status_code == 403
    assert (await cy.send_form(path, member=cast.cy.ref, why="access")).status_code == 403
    assert await QueueMove.all().count() == 0


async def test_a_move_without_a_reason_or_of_nobody_who_waits_is_refused(
    cast: Cast, ada: Client
) -> None:
    night = await _full(cast)
    path = f"/e/{night.ref}/queue"
    assert (await ada.send_form(path, member=cast.cy.ref, why="I like her")).status_code == 422
    for nobody in (cast.bo.ref, "x" * 26):
        assert (await ada.send_form(path, member=nobody, why="access")).status_code == 409
    assert await QueueMove.all().count() == 0
    assert (
        await ada.send_form(f"/e/{'x' * 26}/queue", member="a", why="access")
    ).status_code == 404
    assert (await ada.get(f"/e/{'x' * 26}/queue")).status_code == 404
