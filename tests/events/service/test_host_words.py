"""A host's word goes to those it is meant for, and counts against what the club agreed."""

from datetime import timedelta

import pytest

from club.events.models import Helper, Night, NightComment
from club.events.queries.audience import audience
from club.events.rules.places import Part
from club.events.rules.seats import Want
from club.events.rules.talk import To
from club.events.service import answers, words
from club.journal.models import JournalEntry
from club.kit.errors import Invalid, NotAllowed, NotFound, TooLate, TooMany
from club.notices.models import Letter, Message
from club.notices.service.telling import tell_all
from club.roles import queries, service
from club.roles.rules import Right
from tests.events.nights import NOW, a_night
from tests.people import Cast

DAY = timedelta(days=1)


@pytest.fixture
async def night(cast: Cast) -> Night:
    """One place: Ada has it, Cy waits, Dee may come, and Bo is the host."""
    night = await a_night(places=1)
    await Helper.create(night_id=night.id, member_id=cast.bo.id, part=Part.HOST)
    for member, want in (
        (cast.ada, Want.COMING),
        (cast.cy, Want.COMING),
        (cast.dee, Want.MAYBE),
    ):
        await answers.answer(night.ref, member.id, want, now=NOW)
    return await Night.get(id=night.id)


async def told() -> set[int]:
    rows = Letter.filter(message__kind="night_word")
    return {row.member_id for row in await rows}


@pytest.mark.parametrize(
    ("to", "names"),
    [
        (To.COMING, {"Ada"}),
        (To.WAITING, {"Cy"}),
        (To.MAYBE, {"Dee"}),
        (To.COMING | To.MAYBE | To.WAITING, {"Ada", "Cy", "Dee"}),
    ],
)
async def test_a_word_goes_to_those_who_answered_like_that(
    night: Night, cast: Cast, to: To, names: set[str]
) -> None:
    by_id = {each.id: each.name for each in (cast.ada, cast.bo, cast.cy, cast.dee)}
    assert {by_id[each] for each in await audience(night, to)} == names
    assert await words.tell(night.ref, to, "Bring cups", cast.bo.id, now=NOW) == len(names)
    assert {by_id[each] for each in await told()} == names


async def test_a_word_is_on_the_record_but_not_what_it_says(night: Night, cast: Cast) -> None:
    await words.tell(night.ref, To.COMING, "Bring cups", cast.bo.id, now=NOW)
    entry = await JournalEntry.get(kind="night_word_sent")
    assert (entry.thing, entry.actor) == (f"night/{night.ref}", cast.bo.id)
    assert "cups" not in entry.body
    message = await Message.get(kind="night_word")
    assert (message.sender_id, message.power) == (cast.bo.id, "Host of the night")
    assert (await NightComment.get()).to == To.COMING


async def test_a_host_writes_once_a_day_as_the_club_agreed(night: Night, cast: Cast) -> None:
    await words.tell(night.ref, To.COMING, "Bring cups", cast.bo.id, now=NOW)
    with pytest.raises(TooMany):
        await words.tell(night.ref, To.COMING, "And spoons", cast.bo.id, now=NOW + DAY / 2)
    assert await NightComment.all().count() == 1
    assert await JournalEntry.filter(kind="night_word_sent").count() == 1
    assert await words.tell(night.ref, To.COMING, "And spoons", cast.bo.id, now=NOW + DAY) == 1


async def test_words_to_a_night_and_to_the_club_are_counted_together(
    night: Night, cast: Cast
) -> None:
    await service.establish("decision/1", by=None, now=NOW)
    await service.grant(
        "coordinator", cast.bo.id, decision_ref="decision/1", starts_at=NOW,
        ends_at=NOW + 200 * DAY, by=None, now=NOW,
    )  # fmt: skip
    mandate = await queries.mandate_for(cast.bo.id, Right.BROADCAST, now=NOW)
    await tell_all("Tea", "At eight", by=mandate, now=NOW)
    with pytest.raises(TooMany):
        await words.tell(night.ref, To.COMING, "Bring cups", cast.bo.id, now=NOW)
    await words.tell(night.ref, To.COMING, "Bring cups", cast.bo.id, now=NOW + DAY)
    with pytest.raises(TooMany):
        await tell_all("Tea", "At nine", by=mandate, now=NOW + DAY)


async def test_who_plans_nights_writes_by_a_mandate(night: Night, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        await words.tell(night.ref, To.COMING, "Me too", cast.cy.id, now=NOW)
    await service.establish("decision/1", by=None, now=NOW)
    await service.grant(
        "coordinator", cast.cy.id, decision_ref="decision/1", starts_at=NOW,
        ends_at=NOW + 200 * DAY, by=None, now=NOW,
    )  # fmt: skip
    assert await words.tell(night.ref, To.COMING, "Me too", cast.cy.id, now=NOW) == 1
    assert "mandate" in (await JournalEntry.get(kind="night_word_sent")).body
    assert (await Message.get(kind="night_word")).power == "Coordinator"


async def test_a_word_to_nobody_or_about_no_night_is_not_sent(night: Night, cast: Cast) -> None:
    await answers.answer(night.ref, cast.dee.id, Want.NO, now=NOW)
    with pytest.raises(Invalid, match="Nobody has answered"):
        await words.tell(night.ref, To.MAYBE, "Anyone?", cast.bo.id, now=NOW)
    with pytest.raises(TooLate):
        await words.tell(night.ref, To.COMING, "Late", cast.bo.id, now=night.ends_at)
    with pytest.raises(NotFound):
        await words.tell("a2" * 13, To.COMING, "Where", cast.bo.id, now=NOW)
    assert not await Message.filter(kind="night_word").exists()
