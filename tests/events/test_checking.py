"""Check on me: off unless asked for, agreed to by friends, told once, and stopped with a tap."""

import asyncio
from datetime import timedelta

import pytest

from club.access.models import Session
from club.events import chores
from club.events.messages import checking as words
from club.events.models import CheckFriend, CheckLine, CheckOnMe, Here
from club.events.rules.checking import Line, Way
from club.events.service import checking, presence
from club.events.service.checking import Wished
from club.kit import clock
from club.kit.errors import Invalid
from club.members import service as members
from club.notices.models import Letter, Message
from tests.conftest import SignedIn
from tests.events.nights import EVENING, NOW, a_night
from tests.people import Cast, crowd
from tests.web import Client

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
TEXT_ME = {"weeks": "4", "how": "text"}


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


async def asked(cast: Cast, *, agrees: bool = True) -> CheckOnMe:
    """Cy asked Bo and Ada; only Bo agreed, if anybody."""
    wished = Wished([cast.bo.ref, cast.ada.ref], 4, Way.RING)
    await checking.begin(cast.cy, wished, now=NOW)
    row = await CheckFriend.get(friend_id=cast.bo.id)
    if agrees:
        await checking.answer(row.ref, cast.bo.id, agrees=True, now=NOW)
    await Letter.all().delete()
    return await CheckOnMe.get()


async def told() -> set[tuple[int, str]]:
    letters = await Letter.all().select_related("message")
    return {(letter.member_id, letter.message.kind) for letter in letters}


async def test_it_is_off_until_somebody_asks_for_it(cast: Cast, cy: Client) -> None:
    assert "This is off until you ask for it" in (await cy.get("/me/check")).text
    assert await chores.check_due(NOW + 99 * WEEK) == 0
    assert not await CheckOnMe.all().exists()
    assert cast.cy.id


async def test_friends_are_asked_and_only_they_know(cast: Cast, cy: Client, bo: Client) -> None:
    answer = await cy.send_form("/me/check", friends=[cast.bo.ref, "", ""], **TEXT_ME)
    assert (answer.status_code, answer.headers["location"]) == (303, "/me/check")
    assert await told() == {(cast.bo.id, "check_asks")}
    page = (await cy.get("/me/check")).text
    for shown in ("4 weeks", "Write to me", "Bo", "has not answered yet", "Stop this"):
        assert shown in page, shown
    row = await CheckFriend.get()
    page = (await bo.get("/me/check")).text
    assert "Who asked you" in page
    await bo.send_form(f"/me/check/{row.ref}/answer", agrees="true")
    assert "You said yes." in (await bo.get("/me/check")).text
    page = (await cy.get("/me/check")).text
    assert "said yes" in page
    assert "Bo said yes." in page


async def test_a_friend_may_say_no_now_or_later_without_a_reason(
    cast: Cast, cy: Client, bo: Client
) -> None:
    await asked(cast)
    row = await CheckFriend.get(friend_id=cast.bo.id)
    assert (await bo.send_form(f"/me/check/{row.ref}/answer", agrees="false")).status_code == 303
    assert "Bo cannot do it." in (await cy.get("/me/check")).text
    assert (await bo.send_form(f"/me/check/{row.ref}/answer", agrees="true")).status_code == 404
    assert await chores.check_due(NOW + 5 * WEEK) == 0


async def test_friends_who_agreed_are_told_once_and_nobody_else(cast: Cast) -> None:
    await asked(cast)
    assert await chores.check_due(NOW + 4 * WEEK - DAY) == 0
    assert await chores.check_due(NOW + 4 * WEEK) == 1
    for later in (HOUR, DAY, 9 * WEEK):
        assert await chores.check_due(NOW + 4 * WEEK + later) == 0
    assert await told() == {(cast.bo.id, "check_hello")}
    message = await Message.filter(kind="check_hello").get()
    assert message.title == "Cy asked you to say hello about now"
    assert message.category == "personal"
    assert "ring" in message.body


async def test_several_clocks_at_once_tell_a_friend_once(cast: Cast) -> None:
    await asked(cast)
    done = await asyncio.gather(*(chores.check_due(NOW + 4 * WEEK) for _ in range(5)))
    assert sum(done) == 1
    assert await Letter.all().count() == 1


async def test_after_a_sign_of_life_it_begins_anew(cast: Cast, signed_in: SignedIn) -> None:
    check = await asked(cast)
    assert await chores.check_due(NOW + 4 * WEEK) == 1
    await signed_in(cast.cy)
    back = NOW + 4 * WEEK + HOUR
    await Session.filter(member_id=cast.cy.id).update(seen_at=back)
    assert await chores.check_due(back) == 0
    assert (await CheckOnMe.get(id=check.id)).last_on == back.date()
    assert await chores.check_due(back + 4 * WEEK - DAY) == 0
    assert await chores.check_due(back + 4 * WEEK) == 1


async def test_whoever_was_here_gave_a_sign_of_life(cast: Cast) -> None:
    check = await asked(cast)
    night = await a_night()
    await presence.come(night.ref, cast.cy.id, here=True, now=EVENING)
    await chores.check_due(EVENING + HOUR)
    await Here.all().delete()
    assert (await CheckOnMe.get(id=check.id)).last_on == EVENING.date()
    assert await chores.check_due(NOW + 4 * WEEK) == 0
    assert await chores.check_due(EVENING + 4 * WEEK) == 1


async def test_nothing_is_kept_of_whoever_did_not_ask(cast: Cast, signed_in: SignedIn) -> None:
    await asked(cast)
    await signed_in(cast.ada)
    await chores.check_due(NOW + DAY)
    assert [row.member_id for row in await CheckOnMe.all()] == [cast.cy.id]


async def test_whoever_rests_is_left_in_peace(cast: Cast) -> None:
    await asked(cast)
    await members.pause(cast.cy.id, now=NOW)
    for weeks in (4, 8, 12):
        assert await chores.check_due(NOW + weeks * WEEK) == 0
    await members.resume(cast.cy.id)
    assert await chores.check_due(NOW + 13 * WEEK) == 0
    assert await chores.check_due(NOW + 16 * WEEK) == 1


async def test_one_tap_stops_it_and_forgets_it(cast: Cast, cy: Client) -> None:
    await asked(cast)
    answer = await cy.send_form("/me/check/removal")
    assert (answer.status_code, answer.headers["location"]) == (303, "/me/check")
    for table in (CheckOnMe, CheckFriend, CheckLine):
        assert not await table.all().exists()
    assert (await cy.send_form("/me/check/removal")).status_code == 303
    assert await chores.check_due(NOW + 5 * WEEK) == 0


async def test_asking_twice_says_what_to_do_first(cast: Cast, cy: Client) -> None:
    await asked(cast)
    answer = await cy.send_form("/me/check", friends=[cast.bo.ref], **TEXT_ME)
    assert answer.status_code == 409
    assert "Stop it first" in answer.text
    assert await CheckOnMe.all().count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Please choose at least one member."),
        ({"friends": "a2" * 13}, "Please choose at least one member."),
        ({"weeks": "1"}, "The least is 2."),
        ({"weeks": "13"}, "The most is 12."),
        ({"how": "shout"}, "Please choose one of these."),
    ],
)
async def test_what_cannot_be_used_is_asked_again(
    cast: Cast, cy: Client, fields: dict[str, str], sentence: str
) -> None:
    answer = await cy.send_form("/me/check", **{**TEXT_ME, **fields})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert cast.cy.id
    assert not await CheckOnMe.all().exists()


async def test_nobody_asks_themself_or_four(cast: Cast) -> None:
    with pytest.raises(Invalid, match="at least one"):
        await checking.begin(cast.cy, Wished([cast.cy.ref, cast.eli.ref], 4, Way.TEXT), now=NOW)
    four = [each.ref for each in await crowd(4)]
    with pytest.raises(Invalid, match="three"):
        await checking.begin(cast.cy, Wished(four, 4, Way.TEXT), now=NOW)


async def test_only_the_friend_who_was_asked_answers(
    cast: Cast, cy: Client, client: Client, signed_in: SignedIn
) -> None:
    await asked(cast, agrees=False)
    row = await CheckFriend.get(friend_id=cast.bo.id)
    dee = await signed_in(cast.dee)
    for browser in (dee, cy):
        answer = await browser.send_form(f"/me/check/{row.ref}/answer", agrees="true")
        assert answer.status_code == 404
    assert "Who asked you" not in (await dee.get("/me/check")).text
    assert (await client.get("/me/check")).status_code == 303
    assert (await CheckFriend.get(id=row.id)).accepted_at is None
    wrong = await (await signed_in(cast.bo)).send_form(f"/me/check/{row.ref}/answer", agrees="eh")
    assert wrong.status_code == 422


async def test_whoever_leaves_asks_nothing_and_is_asked_nothing(cast: Cast, cy: Client) -> None:
    await asked(cast)
    await checking.let_go(cast.bo.id)
    await members.leave(cast.bo.id, now=NOW)
    assert "Somebody said yes." in (await cy.get("/me/check")).text
    assert await chores.check_due(NOW + 5 * WEEK) == 0
    await checking.let_go(cast.cy.id)
    assert not await CheckOnMe.all().exists()


def test_every_way_and_every_line_has_words() -> None:
    assert len({words.way(each) for each in Way}) == len(Way)
    assert len({words.hello("Cy", each, "r").body for each in Way}) == len(Way)
    assert len({words.line(each, "Bo") for each in Line}) == len(Line)
