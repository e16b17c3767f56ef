"""Laying a role down and being away from it, through the doors; who is told, and in which words."""

from datetime import timedelta

import pytest

from club.journeys import chores
from club.kit import clock
from club.kit.tokens import new_ref
from club.members.models import Member
from club.notices.models import Letter, Message
from club.roles import queries, service
from club.roles.models import LeaveRequest, Mandate
from club.roles.rules import Right
from tests.conftest import SignedIn
from tests.people import NOW, Cast
from tests.roles.offices import DAY, WEEK, give, goes_away, may


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture(autouse=True)
async def _roles(cast: Cast) -> None:
    _ = cast
    await service.establish("founding", by=None, now=NOW)


async def told(member: Member) -> list[str]:
    letters = await Letter.filter(member_id=member.id).order_by("id").select_related("message")
    return [letter.message.title for letter in letters]


async def ask(signed_in: SignedIn, holder: Member, deputy: Member, weeks: int = 4) -> LeaveRequest:
    phone = await signed_in(holder)
    answer = await phone.send_form("/roles/coordinator/leave", deputy=deputy.ref, weeks=weeks)
    assert (answer.status_code, answer.headers["location"]) == (303, "/roles/coordinator")
    return await LeaveRequest.get()


async def test_who_shares_the_work_hears_that_a_role_was_laid_down_and_not_by_whom(
    signed_in: SignedIn, cast: Cast
) -> None:
    mandate = await give("coordinator", cast.bo)
    await give("coordinator", cast.cy)
    await give("chair", cast.ada)
    phone = await signed_in(cast.bo)
    page = (await phone.get("/roles/coordinator")).text
    assert "This cannot be undone." in page
    assert "Lay this role down?" in page
    await phone.send_form("/roles/coordinator/stepping-back", mandate=mandate.ref)
    assert not await may(cast.bo)
    for one in (cast.cy, cast.ada):
        assert await told(one) == ["A role was laid down"]
    for one in (cast.bo, cast.dee):
        assert await told(one) == []
    (message,) = await Message.all()
    assert "Bo" not in message.title + message.body + message.path


async def test_a_deputy_is_asked_in_private_and_says_yes(signed_in: SignedIn, cast: Cast) -> None:
    await give("coordinator", cast.bo)
    request = await ask(signed_in, cast.bo, cast.cy)
    assert await told(cast.cy) == ["Somebody asks you something"]
    cy, ada = await signed_in(cast.cy), await signed_in(cast.ada)
    assert "asks you to stand in for them" in (await cy.get("/roles/coordinator")).text
    assert request.ref not in (await ada.get("/roles/coordinator")).text
    answer = await cy.send_form(
        "/roles/coordinator/leave/answer", request=request.ref, choice="yes"
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/roles/coordinator")
    assert (await may(cast.cy), await may(cast.bo)) == (True, False)
    assert await told(cast.bo) == ["There is an answer for you"]


async def test_a_no_changes_nothing_and_is_told_only_to_whoever_asked(
    signed_in: SignedIn, cast: Cast
) -> None:
    await give("coordinator", cast.bo)
    request = await ask(signed_in, cast.bo, cast.cy)
    cy = await signed_in(cast.cy)
    await cy.send_form("/roles/coordinator/leave/answer", request=request.ref, choice="no")
    assert (await may(cast.cy), await may(cast.bo)) == (False, True)
    assert await told(cast.bo) == ["There is an answer for you"]
    assert await told(cast.ada) == []


async def test_a_deputy_may_use_the_doors_of_the_role_and_the_holder_who_is_away_may_not(
    signed_in: SignedIn, cast: Cast
) -> None:
    await give("coordinator", cast.bo)
    await goes_away("coordinator", cast.bo, cast.cy)
    assert (await (await signed_in(cast.cy)).get("/e/new")).status_code == 200
    assert (await (await signed_in(cast.bo)).get("/e/new")).status_code == 403
    why = (await (await signed_in(cast.cy)).get(f"/why/{Right.BROADCAST}")).text
    assert "You may do this, because you hold this role." in why


async def test_coming_back_is_one_tap_and_the_deputy_is_thanked(
    signed_in: SignedIn, cast: Cast
) -> None:
    await give("coordinator", cast.bo)
    await goes_away("coordinator", cast.bo, cast.cy)
    phone = await signed_in(cast.bo)
    assert "I am back" in (await phone.get("/roles/coordinator")).text
    key = new_ref()
    for _ in range(2):
        answer = await phone.send_form("/roles/coordinator/leave/return", key=key)
        assert answer.status_code == 303
    assert (await may(cast.cy), await may(cast.bo)) == (False, True)
    assert await told(cast.cy) == ["You are free again"]
    assert (await phone.send_form("/roles/coordinator/leave/return")).status_code == 404


async def test_a_deputy_who_stops_is_news_for_the_holder_alone(
    signed_in: SignedIn, cast: Cast
) -> None:
    await give("coordinator", cast.bo)
    await give("chair", cast.ada)
    await goes_away("coordinator", cast.bo, cast.cy)
    (acting,) = await queries.mandates_of(cast.cy.id, now=NOW)
    phone = await signed_in(cast.cy)
    assert "Stop doing this" in (await phone.get("/roles/coordinator")).text
    await phone.send_form("/roles/coordinator/stepping-back", mandate=acting.ref)
    assert await told(cast.bo) == ["Nobody stands in for you now"]
    assert await told(cast.ada) == []
    bo = await signed_in(cast.bo)
    assert "Ask somebody else to stand in" in (await bo.get("/roles/coordinator")).text


async def test_whoever_is_needed_no_more_is_told_whatever_the_reason(
    signed_in: SignedIn, cast: Cast
) -> None:
    mandate = await give("coordinator", cast.bo)
    await goes_away("coordinator", cast.bo, cast.cy)
    request = await ask(signed_in, cast.bo, cast.dee, weeks=2)
    dee = await signed_in(cast.dee)
    sent = {"request": request.ref, "choice": "yes"}
    await dee.send_form("/roles/coordinator/leave/answer", **sent)
    assert (await may(cast.cy), await may(cast.dee)) == (False, True)
    assert await told(cast.cy) == ["You are free again"]
    bo = await signed_in(cast.bo)
    await bo.send_form("/roles/coordinator/stepping-back", mandate=mandate.ref)
    assert not await may(cast.dee)
    assert "You are free again" in await told(cast.dee)


async def test_a_question_can_be_taken_back(signed_in: SignedIn, cast: Cast) -> None:
    await give("coordinator", cast.bo)
    await ask(signed_in, cast.bo, cast.cy)
    phone = await signed_in(cast.bo)
    assert "Do not ask any more" in (await phone.get("/roles/coordinator")).text
    await phone.send_form("/roles/coordinator/leave/withdrawal")
    assert await LeaveRequest.all().count() == 0
    page = (await (await signed_in(cast.cy)).get("/roles/coordinator")).text
    assert "A question for you" not in page


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"deputy": "", "weeks": "4"}, "Please fill this in."),
        ({"deputy": "nobody", "weeks": "4"}, "Please choose somebody who can act for you."),
        ({"weeks": "14"}, "You can be away for up to 13 weeks in this term."),
        ({"weeks": "40"}, "You can be away for up to 13 weeks in this term."),
        ({"weeks": "many"}, "Please write a number, like 12."),
        ({"weeks": "0"}, "The least is 1."),
    ],
)
async def test_a_leave_that_cannot_be_says_why_and_loses_nothing(
    signed_in: SignedIn, cast: Cast, fields: dict[str, str], says: str
) -> None:
    await give("coordinator", cast.bo)
    phone = await signed_in(cast.bo)
    sent = {"deputy": cast.cy.ref} | fields
    answer = await phone.send_form("/roles/coordinator/leave", **sent)
    assert answer.status_code == 422
    assert says in answer.text
    assert f'value="{fields["weeks"]}"' in answer.text
    assert await LeaveRequest.all().count() == 0


@pytest.mark.parametrize("act", ["leave", "leave/answer", "leave/return", "stepping-back"])
async def test_nobody_sends_somebody_else_away(signed_in: SignedIn, cast: Cast, act: str) -> None:
    mandate = await give("coordinator", cast.bo)
    request = await ask(signed_in, cast.bo, cast.cy)
    phone = await signed_in(cast.ada)
    sent = {
        "request": request.ref, "choice": "yes", "mandate": mandate.ref,
        "deputy": cast.dee.ref, "weeks": "2",
    }  # fmt: skip
    answer = await phone.send_form(f"/roles/coordinator/{act}", **sent)
    assert answer.status_code == 404
    assert await may(cast.bo)
    assert (await LeaveRequest.get()).deputy_id == cast.cy.id
    await phone.send_form("/roles/coordinator/leave/withdrawal")
    assert await LeaveRequest.all().count() == 1
    assert (await phone.get("/roles/coordinator/leave")).status_code == 404


async def test_where_no_time_is_left_to_be_away_the_page_says_so(
    signed_in: SignedIn, cast: Cast
) -> None:
    await give("coordinator", cast.bo, lasting=timedelta(days=5))
    page = (await (await signed_in(cast.bo)).get("/roles/coordinator/leave")).text
    assert "There is no time left to be away in this term." in page


async def test_a_holder_with_an_empty_notebook_is_asked_once_four_weeks_before(cast: Cast) -> None:
    await give("chair", cast.ada, lasting=90 * DAY)
    assert await chores.ask_for_notes_due(NOW) == 0
    soon = NOW + 90 * DAY - 4 * WEEK
    assert await chores.ask_for_notes_due(soon) == 1
    assert await chores.ask_for_notes_due(soon + DAY) == 0
    assert await told(cast.ada) == ["Something to pass on"]
    assert await Mandate.filter(ended_at__isnull=False).count() == 0
