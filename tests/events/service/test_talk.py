"""What is said at a night: by members, hidden for three days at most, and gone in the end."""

import asyncio
from datetime import timedelta

import pytest

from club.events.chores import forget_talk_due
from club.events.models import Helper, Night, NightComment, Report
from club.events.queries.earlier import comments_page
from club.events.queries.reports import reports_page
from club.events.queries.talk import SHOWN, Listener, talk
from club.events.rules.places import Part
from club.events.rules.talk import HIDDEN_FOR, Reason, To
from club.events.service import reports
from club.events.service import talk as talking
from club.journal.models import JournalEntry
from club.journeys.service.leaving import leave
from club.kit.errors import Invalid, NotAllowed, NotFound, TooLate
from club.members.models import Member
from club.notices.models import Letter
from club.roles import service as roles
from tests.events.nights import NOW, a_night
from tests.people import Cast

DAY = timedelta(days=1)


@pytest.fixture
async def night(cast: Cast) -> Night:
    """A night of which Bo is the host; Ada may hide texts, and so may Bo."""
    await roles.establish("decision/1", by=None, now=NOW)
    for role, member in (("chair", cast.ada), ("committee", cast.bo)):
        await roles.grant(
            role, member.id, decision_ref="decision/1", starts_at=NOW, ends_at=NOW + 200 * DAY,
            by=None, now=NOW,
        )  # fmt: skip
    night = await a_night()
    await Helper.create(night_id=night.id, member_id=cast.bo.id, part=Part.HOST)
    return night


async def said(night: Night, member: Member, words: str = "I bring my guitar") -> NightComment:
    await talking.comment(night.ref, member.id, words, "", now=NOW)
    return await NightComment.filter(night_id=night.id).order_by("-id").first()  # type: ignore[return-value]


async def read_by(member: Member, night: Night, now: object = NOW) -> list[str]:
    listener = Listener(member.id, None, hosts=False)
    found = await talk(night.id, listener, now=now)  # type: ignore[arg-type]
    return [each.words for each in found.comments]


async def told(member: Member) -> list[str]:
    rows = await Letter.filter(member_id=member.id).order_by("id").select_related("message")
    return [row.message.title for row in rows]


async def test_members_read_what_is_said_the_newest_last(night: Night, cast: Cast) -> None:
    for words in ("First", "Second", "Third"):
        await said(night, cast.cy, words)
    assert await read_by(cast.dee, night) == ["First", "Second", "Third"]
    assert await told(cast.bo) == []


async def test_long_talk_comes_in_pages_and_no_page_repeats_or_leaves_out(
    night: Night, cast: Cast
) -> None:
    for n in range(2 * SHOWN + 3):
        await said(night, cast.cy, f"Word {n}")
    first = await talk(night.id, Listener(cast.dee.id, None, hosts=False), now=NOW)
    pages, older = [first.comments], first.older
    while older is not None:
        page = await comments_page(night.ref, cast.dee.id, older, now=NOW)
        pages.append(page.comments)
        older = page.older
    assert [len(each) for each in pages] == [SHOWN, SHOWN, 3]
    spoken = [each.words for page in reversed(pages) for each in page]
    assert spoken == [f"Word {n}" for n in range(2 * SHOWN + 3)]


async def test_nothing_is_said_a_day_after_the_night(night: Night, cast: Cast) -> None:
    end = night.ends_at
    await talking.comment(night.ref, cast.cy.id, "It was good", "", now=end + DAY / 2)
    with pytest.raises(TooLate):
        await talking.comment(night.ref, cast.cy.id, "Too late", "", now=end + DAY)
    with pytest.raises(NotFound):
        await talking.comment("a2" * 13, cast.cy.id, "Nowhere", "", now=NOW)
    assert await read_by(cast.dee, night) == ["It was good"]


async def test_only_who_said_it_takes_it_back(night: Night, cast: Cast) -> None:
    row = await said(night, cast.cy)
    with pytest.raises(NotFound):
        await talking.take_back(row.ref, cast.ada.id)
    assert await talking.take_back(row.ref, cast.cy.id) == night.ref
    assert await read_by(cast.dee, night) == []
    with pytest.raises(NotFound):
        await talking.take_back(row.ref, cast.cy.id)


async def test_a_hidden_text_is_back_after_three_days_and_is_on_record(
    night: Night, cast: Cast
) -> None:
    row = await said(night, cast.cy, "Rude words")
    assert await talking.hide(row.ref, cast.ada.id, now=NOW) == night.ref
    assert await read_by(cast.dee, night) == [""]
    assert await read_by(cast.cy, night) == ["Rude words"]
    assert await read_by(cast.dee, night, NOW + HIDDEN_FOR) == ["Rude words"]
    entry = await JournalEntry.get(kind="text_hidden")
    assert (entry.thing, entry.actor) == (f"night/{night.ref}", cast.ada.id)
    assert "mandate" in entry.body
    assert "Rude" not in entry.body
    assert await told(cast.cy) == ["A text of yours is hidden for three days"]


async def test_a_text_is_hidden_once_however_many_try(night: Night, cast: Cast) -> None:
    row = await said(night, cast.cy)
    tries = [talking.hide(row.ref, who.id, now=NOW) for who in (cast.ada, cast.bo) * 3]
    came = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(each == night.ref for each in came) == 1
    assert sum(isinstance(each, TooLate) for each in came) == 5
    with pytest.raises(TooLate, match="hidden before"):
        await talking.hide(row.ref, cast.ada.id, now=NOW + 10 * DAY)
    assert await JournalEntry.filter(kind="text_hidden").count() == 1


async def test_nobody_hides_a_text_without_a_mandate(night: Night, cast: Cast) -> None:
    row = await said(night, cast.dee)
    with pytest.raises(NotAllowed):
        await talking.hide(row.ref, cast.cy.id, now=NOW)
    with pytest.raises(NotFound):
        await talking.hide("a2" * 13, cast.ada.id, now=NOW)
    assert (await NightComment.get(id=row.id)).hidden_until is None


async def test_a_report_goes_to_those_who_may_look_and_not_to_the_writer(
    night: Night, cast: Cast
) -> None:
    row = await said(night, cast.bo, "Bo wrote this")
    await reports.report_comment(row.ref, cast.cy.id, Reason.HURTS, now=NOW)
    assert await told(cast.ada) == ["There is a text to look at"]
    assert await told(cast.bo) == []
    seen = (await reports_page(cast.ada.id, now=NOW)).lines
    assert [(each.words, each.by.name, each.wrote and each.wrote.name) for each in seen] == [
        ("Bo wrote this", "Cy", "Bo")
    ]
    assert (await reports_page(cast.bo.id, now=NOW)).lines == ()


async def test_one_member_asks_once_about_one_text(night: Night, cast: Cast) -> None:
    row = await said(night, cast.bo)
    asked = [
        reports.report_comment(row.ref, cast.cy.id, reason, now=NOW) for reason in [*Reason] * 2
    ]
    assert await asyncio.gather(*asked) == [night.ref] * 8
    await reports.report_comment(row.ref, cast.dee.id, Reason.OTHER, now=NOW)
    assert await Report.filter(comment_id=row.id).count() == 2
    assert len(await told(cast.ada)) == 2


async def test_nobody_reports_their_own_words(night: Night, cast: Cast) -> None:
    row = await said(night, cast.cy)
    with pytest.raises(Invalid, match="yourself"):
        await reports.report_comment(row.ref, cast.cy.id, Reason.OTHER, now=NOW)
    with pytest.raises(NotFound):
        await reports.report_comment("a2" * 13, cast.cy.id, Reason.OTHER, now=NOW)


async def test_the_text_of_a_night_is_looked_at_by_others_than_its_hosts(
    night: Night, cast: Cast
) -> None:
    await Night.filter(id=night.id).update(text="Only for some")
    for _ in range(2):
        await reports.report_night(night.ref, cast.cy.id, Reason.PRIVATE, now=NOW)
    assert await told(cast.bo) == []
    assert (await reports_page(cast.bo.id, now=NOW)).lines == ()
    (line,) = (await reports_page(cast.ada.id, now=NOW)).lines
    assert (line.words, line.wrote, line.may_hide) == ("Only for some", None, False)
    with pytest.raises(NotFound):
        await reports.report_night("a2" * 13, cast.cy.id, Reason.OTHER, now=NOW)


async def test_what_was_looked_at_is_off_the_list_once(night: Night, cast: Cast) -> None:
    row = await said(night, cast.bo)
    await reports.report_comment(row.ref, cast.cy.id, Reason.OTHER, now=NOW)
    report = await Report.get()
    with pytest.raises(NotFound):
        await reports.close(report.ref, cast.bo.id, now=NOW)
    await reports.close(report.ref, cast.ada.id, now=NOW)
    assert (await reports_page(cast.ada.id, now=NOW)).lines == ()
    with pytest.raises(NotFound):
        await reports.close(report.ref, cast.ada.id, now=NOW)


async def test_the_words_of_whoever_leaves_go_with_them(night: Night, cast: Cast) -> None:
    await said(night, cast.cy)
    hers = await said(night, cast.dee, "Stays")
    await reports.report_comment(hers.ref, cast.cy.id, Reason.OTHER, now=NOW)
    await leave(cast.cy, now=NOW)
    assert await read_by(cast.ada, night) == ["Stays"]
    assert not await Report.exists()


async def test_the_name_of_whoever_rests_is_not_shown(night: Night, cast: Cast) -> None:
    await said(night, cast.cy)
    await Member.filter(id=cast.cy.id).update(paused_at=NOW)
    (one,) = (await talk(night.id, Listener(cast.dee.id, None, hosts=False), now=NOW)).comments
    assert (one.words, one.by) == ("I bring my guitar", None)


async def test_after_ninety_days_it_is_as_if_nothing_was_said(night: Night, cast: Cast) -> None:
    row = await said(night, cast.bo)
    await reports.report_comment(row.ref, cast.cy.id, Reason.OTHER, now=NOW)
    await reports.report_night(night.ref, cast.cy.id, Reason.OTHER, now=NOW)
    late = night.ends_at + 90 * DAY
    assert await forget_talk_due(late - timedelta(seconds=1)) == 0
    assert await NightComment.all().count() == 1
    assert await forget_talk_due(late) == 3
    assert not await NightComment.exists()
    assert await forget_talk_due(late) == 0


async def test_a_hosts_word_is_read_by_those_it_is_for(night: Night, cast: Cast) -> None:
    both = To.COMING | To.WAITING
    await NightComment.create(
        night_id=night.id, member_id=cast.bo.id, words="Bring cups", to=int(both), said_at=NOW
    )
    await said(night, cast.cy)

    async def words(mine: str | None, *, who: Member = cast.dee, hosts: bool = False) -> list[str]:
        found = await talk(night.id, Listener(who.id, mine, hosts=hosts), now=NOW)
        assert [each.words for each in found.comments] == ["I bring my guitar"]
        return [each.words for each in found.words]

    assert await words("coming") == await words("waiting") == ["Bring cups"]
    assert await words("maybe") == await words("no") == await words(None) == []
    assert await words(None, hosts=True) == await words(None, who=cast.bo) == ["Bring cups"]
