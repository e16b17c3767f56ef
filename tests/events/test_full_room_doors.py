"""What members see and send when they bring others, wish for something, or wait."""

from datetime import timedelta

import pytest

from club.events.models import Answer, Night
from club.events.rules.places import Part
from club.events.rules.seats import Want
from club.events.rules.wishes import Wish
from club.events.service import answers, hosting
from club.events.service.terms import Details
from club.kit import clock
from club.members.models import Member
from tests.conftest import SignedIn
from tests.events.nights import a_night
from tests.people import Cast
from tests.web import Client

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def _night(**more: object) -> Night:
    return await a_night(starts_at=clock.now() + 3 * DAY, **more)  # type: ignore[arg-type]


async def _offered(cast: Cast) -> Night:
    """Make a night whose only place is offered to Cy."""
    night, now = await _night(places=1), clock.now()
    await answers.answer(night.ref, cast.ada.id, Want.COMING, now=now)
    await answers.answer(night.ref, cast.cy.id, Want.COMING, Details(asks=True), now=now)
    await answers.answer(night.ref, cast.ada.id, Want.NO, now=now)
    return night


async def test_everything_that_goes_with_an_answer_is_sent_at_once(cy: Client) -> None:
    night = await _night(guests_most=2)
    path = f"/e/{night.ref}/rsvp"
    await cy.send_form(path, want="coming")
    page = (await cy.get(f"/e/{night.ref}")).text
    assert "Me and 2 others" in page
    assert "Please meet me at the door" in page
    sent = await cy.send_form(
        path, want="coming", more="true", party="3", wishes=["meet_me", "late"], note="red coat"
    )
    assert sent.status_code == 303
    row = await Answer.get()
    assert (row.party, row.note) == (3, "red coat")
    assert Wish(row.wishes) == Wish.MEET_ME | Wish.LATE
    page = (await cy.get(f"/e/{night.ref}")).text
    assert 'value="red coat"' in page
    assert 'value="late" checked' in page


async def test_an_empty_box_means_no_only_where_the_box_was_shown(cy: Client) -> None:
    night = await _night()
    path = f"/e/{night.ref}/rsvp"
    await cy.send_form(path, want="coming", more="true", wishes="quiet", note="hello")
    await cy.send_form(path, want="coming")
    assert (await Answer.get()).note == "hello"
    await cy.send_form(path, want="coming", more="true")
    row = await Answer.get()
    assert (row.note, row.wishes) == ("", 0)


async def test_too_many_guests_are_refused_kindly_and_nothing_typed_is_lost(cy: Client) -> None:
    night = await _night(guests_most=1)
    path = f"/e/{night.ref}/rsvp"
    await cy.send_form(path, want="coming")
    page = await cy.send_form(path, want="coming", more="true", party="4", note="we are four")
    assert page.status_code == 422
    assert "You can bring 1 guest to this night." in page.text
    assert "we are four" in page.text
    assert (await Answer.get()).party == 1


@pytest.mark.parametrize("bad", [{"party": "9"}, {"party": "many"}, {"wishes": "gold"}])
async def test_what_no_form_would_send_is_refused(cy: Client, bad: dict[str, str]) -> None:
    night = await _night()
    page = await cy.send_form(f"/e/{night.ref}/rsvp", want="coming", more="true", **bad)
    assert page.status_code == 422
    assert await Answer.all().count() == 0


async def test_a_wish_is_nobody_elses_to_read(cast: Cast, cy: Client, signed_in: SignedIn) -> None:
    night = await _night()
    await cy.send_form(f"/e/{night.ref}/rsvp", want="coming", more="true", note="green hat")
    ada = await signed_in(cast.ada)
    await ada.send_form(f"/e/{night.ref}/rsvp", want="coming")
    assert "green hat" not in (await ada.get(f"/e/{night.ref}")).text


async def test_a_member_reads_beforehand_what_some_would_rather_know(cy: Client) -> None:
    night = await _night(content_note="loud music")
    assert "Good to know: loud music" in (await cy.get(f"/e/{night.ref}")).text


async def test_a_queue_says_whose_reason_is_missing(cast: Cast, signed_in: SignedIn) -> None:
    night, now = await _night(places=1), clock.now()
    await hosting.offer_help(night.ref, cast.bo.id, Part.HOST, offers=True, now=now)
    await answers.answer(night.ref, cast.ada.id, Want.COMING, now=now)
    await answers.answer(night.ref, cast.cy.id, Want.COMING, now=now)
    bo = await signed_in(cast.bo)
    sent = await bo.send_form(f"/e/{night.ref}/queue", member=cast.cy.ref)
    assert sent.status_code == 422
    assert 'id="why-error"' in sent.text


async def test_an_offer_is_taken_with_one_tap(cast: Cast, cy: Client) -> None:
    night = await _offered(cast)
    page = (await cy.get(f"/e/{night.ref}")).text
    assert "A place is kept for you." in page
    assert "I take it" in page
    assert page.count('value="coming"') == 1, "two buttons would mean the same"
    assert "There is a place for you." in (await cy.get("/nights")).text
    sent = await cy.send_form(f"/e/{night.ref}/rsvp", want="coming")
    assert sent.status_code == 303
    assert "You are coming." in (await cy.get(f"/e/{night.ref}")).text


async def test_an_offer_is_passed_on_and_only_while_it_lasts(cast: Cast, cy: Client) -> None:
    night = await _offered(cast)
    path = f"/e/{night.ref}/offer/passing"
    sent = await cy.send_form(path)
    assert (sent.status_code, sent.headers["location"]) == (303, f"/e/{night.ref}")
    await Answer.all().update(offer_until=None, held=0)
    again = await cy.send_form(path)
    assert again.status_code == 409
    assert "There is no offer to you any more." in again.text


async def test_nobody_passes_on_what_was_offered_to_another(
    cast: Cast, client: Client, signed_in: SignedIn
) -> None:
    night = await _offered(cast)
    path = f"/e/{night.ref}/offer/passing"
    assert (await client.send_form(path)).headers["location"].startswith("/sign-in")
    ada = await signed_in(cast.ada)
    assert (await ada.send_form(path)).status_code == 409
    assert (await Answer.get(member_id=cast.cy.id)).held == 1


async def test_those_who_wait_read_who_is_next(cast: Cast, cy: Client) -> None:
    night = await _night(places=1)
    await answers.answer(night.ref, cast.ada.id, Want.COMING, now=clock.now())
    await cy.send_form(f"/e/{night.ref}/rsvp", want="coming")
    page = (await cy.get(f"/e/{night.ref}")).text
    assert "You are number 1 on the waiting list." in page
    assert "A free place goes to whoever asked first." in page
    assert "Ask me before a place is mine" in page


async def test_the_list_says_how_many_wait_where_the_room_is_full(
    cast: Cast, cy: Client, signed_in: SignedIn
) -> None:
    night, now = await _night(places=1), clock.now()
    await answers.answer(night.ref, cast.ada.id, Want.COMING, now=now)
    assert "1 person is coming, the room is full." in (await cy.get("/nights")).text
    await answers.answer(night.ref, cast.bo.id, Want.COMING, now=now)
    for path in ("/nights", "/"):
        assert "1 person is coming, the room is full, 1 waits." in (await cy.get(path)).text
    await cy.send_form(f"/e/{night.ref}/rsvp", want="coming")
    page = await (await signed_in(cast.ada)).get("/nights")
    assert "1 person is coming, the room is full, 2 wait." in page.text


async def test_the_page_says_what_is_kept_and_by_when_to_answer(cy: Client) -> None:
    night = await _night(places=5, first_timers=2, answer_by=clock.now() + DAY)
    page = (await cy.get(f"/e/{night.ref}")).text
    assert "2 places are kept for people who come for the first time." in page
    assert "Please answer by" in page
    await Night.all().update(answer_by=clock.now() - DAY)
    late = await cy.send_form(f"/e/{night.ref}/rsvp", want="coming")
    assert late.status_code == 409
    assert "You can still say no." in late.text


async def test_a_room_that_became_smaller_says_so_and_takes_nothing(cast: Cast, cy: Client) -> None:
    night = await _night(places=2)
    for member in (cast.ada, cast.bo):
        await answers.answer(night.ref, member.id, Want.COMING, now=clock.now())
    await Night.all().update(places=1)
    page = (await cy.get(f"/e/{night.ref}")).text
    assert "1 person more than there are places has one. Nobody loses theirs." in page


async def test_an_offer_let_go_is_said_to_go_to_the_next_one_only_if_there_is_one(
    cast: Cast, cy: Client
) -> None:
    night = await _offered(cast)
    path = f"/e/{night.ref}/offer/passing"
    await cy.send_form(path)
    page = (await cy.get(f"/e/{night.ref}")).text
    assert "Nobody else can take it now. You keep your place on the list." in page
    assert "goes to the next one" not in page
    await answers.answer(night.ref, cast.dee.id, Want.COMING, now=clock.now())
    await cy.send_form(path)
    assert "The place goes to the next one." in (await cy.get(f"/e/{night.ref}")).text
    assert (await Answer.get(member_id=cast.dee.id)).seats == 1


async def test_in_the_last_hours_what_is_let_go_goes_on_to_the_others_who_were_asked(
    cast: Cast, cy: Client
) -> None:
    night, now = await _offered(cast), clock.now()
    await answers.answer(night.ref, cast.dee.id, Want.COMING, Details(asks=True), now=now)
    await Night.all().update(starts_at=now + 2.5 * HOUR, ends_at=now + 5 * HOUR)
    await cy.send_form(f"/e/{night.ref}/offer/passing")
    assert "The place goes to the next one." in (await cy.get(f"/e/{night.ref}")).text
    assert (await Answer.get(member_id=cast.dee.id)).offer_until is not None


@pytest.mark.parametrize("came_before", [True, False], ids=["been here before", "new"])
async def test_places_left_are_those_the_member_could_really_get(
    cast: Cast, cy: Client, *, came_before: bool
) -> None:
    night, now = await _night(places=5, first_timers=2), clock.now()
    await Member.filter(id__in=[cast.ada.id, cast.cy.id]).update(came_before=True)
    await answers.answer(night.ref, cast.ada.id, Want.COMING, now=now)
    await Member.filter(id=cast.cy.id).update(came_before=came_before)
    left, words = (2, "2 places left") if came_before else (4, "4 places left")
    for path in ("/nights", f"/e/{night.ref}"):
        assert words in (await cy.get(path)).text
        page = (await cy.get(path, headers={"Accept": "application/json"})).json()["page"]
        shown = page["nights"][0] if path == "/nights" else page["night"]
        assert shown["left"] == left
    await answers.answer(night.ref, cast.dee.id, Want.COMING, now=now)
    page = (await cy.get(f"/e/{night.ref}")).text
    assert (f"{2 if came_before else 3} places left") in page, "a newcomer took a kept one"
    assert "1 place is kept for people who come for the first time." in page


async def test_on_the_last_day_places_kept_for_newcomers_are_free_for_all(
    cast: Cast, cy: Client
) -> None:
    await Member.filter(id=cast.cy.id).update(came_before=True)
    night = await a_night(starts_at=clock.now() + 20 * HOUR, places=5, first_timers=2)
    page = (await cy.get(f"/e/{night.ref}")).text
    assert "There is room for 5 people." in page
    assert "first time" not in page
