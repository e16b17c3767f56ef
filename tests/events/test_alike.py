"""Pages that are drawn once for all whom they show the same: nobody reads what is another's."""

import re
from datetime import datetime, timedelta

import pytest

from club.events.models import Night, NightComment
from club.events.rules.seats import Want
from club.events.service import answers
from club.kit import clock
from club.kit.pages import Pages
from club.members.models import Member
from tests.conftest import SignedIn
from tests.events.around import a_hosted_night
from tests.events.nights import a_night
from tests.people import Cast
from tests.web import Client

KEY = re.compile(r'name="key" value="([a-z2-7]{26})"')
PATHS = ("/", "/nights", "/e/{}")


@pytest.fixture
async def night(cast: Cast) -> Night:
    return await a_hosted_night(cast)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are really drawn, by their templates."""
    found: list[str] = []
    draw = Pages._drawn

    def noted(self: Pages, template: str, *rest: object, **shown: object) -> object:
        found.append(template)
        return draw(self, template, *rest, **shown)  # type: ignore[arg-type]

    monkeypatch.setattr(Pages, "_drawn", noted)
    return found


async def text(client: Client, path: str) -> str:
    answer = await client.get(path)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("path", PATHS)
async def test_members_who_are_shown_the_same_share_a_drawing_and_no_key(
    cy: Client, dee: Client, night: Night, drawn: list[str], path: str
) -> None:
    path = path.format(night.ref)
    pages = [await text(each, path) for each in (cy, dee, cy)]
    assert len(drawn) == 1
    assert len({KEY.sub("", each) for each in pages}) == 1
    keys = [key for each in pages for key in KEY.findall(each)]
    assert keys
    assert len(keys) == len(set(keys)) == sum(each.count('name="key"') for each in pages)


async def test_a_key_from_a_kept_page_is_good_for_its_form(
    cy: Client, dee: Client, night: Night, cast: Cast
) -> None:
    for member, client in ((cast.cy, cy), (cast.dee, dee)):
        key = KEY.findall(await text(client, "/nights"))[0]
        sent = await client.send_form(f"/e/{night.ref}/rsvp", key=key, want="coming")
        assert sent.status_code == 303
        assert await night.answers.filter(member_id=member.id).exists()  # type: ignore[attr-defined]


async def test_what_one_member_asks_of_the_door_is_on_nobody_elses_page(
    cy: Client, dee: Client, night: Night
) -> None:
    for client, note in ((cy, "I come with crutches"), (dee, "")):
        sent = await client.send_form(
            f"/e/{night.ref}/rsvp", want="coming", more="true", note=note, wishes="quiet"
        )
        assert sent.status_code == 303
        await client.get("/")  # where the sentence about it is said
    mine, theirs = [await text(each, f"/e/{night.ref}") for each in (cy, dee)]
    assert "crutches" in mine
    assert "crutches" not in theirs


async def test_who_may_do_more_gives_nobody_else_the_means(
    cast: Cast, cy: Client, night: Night, signed_in: SignedIn
) -> None:
    comment = await NightComment.create(
        night_id=night.id, member_id=cast.bo.id, words="Bring cups", said_at=clock.now()
    )
    own = await text(await signed_in(cast.bo), f"/e/{night.ref}")
    other = await text(cy, f"/e/{night.ref}")
    for means in (f"/comments/{comment.ref}/removal", f"{night.ref}/slots", f"{night.ref}/message"):
        assert (means in own, means in other) == (True, False), means
    assert f"/comments/{comment.ref}/report" in other


async def test_what_changes_is_read_at_once(
    cast: Cast, cy: Client, dee: Client, night: Night
) -> None:
    comment = await NightComment.create(
        night_id=night.id, member_id=cast.bo.id, words="Bring cups", said_at=clock.now()
    )
    before = await text(cy, f"/e/{night.ref}")
    assert "Bring cups" in before
    assert "There is room for everybody" in before
    await comment.delete()
    await answers.answer(night.ref, cast.dee.id, Want.COMING, now=clock.now())
    await Member.filter(id=cast.bo.id).update(name="Boris")
    after = await text(cy, f"/e/{night.ref}")
    assert "Bring cups" not in after
    assert "1 person is coming" in after
    assert "Boris" in after
    assert "You are coming" in await text(dee, f"/e/{night.ref}")


@pytest.mark.parametrize("path", PATHS)
async def test_a_kept_page_does_not_stop_the_clock(
    cy: Client, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    at = clock.now().replace(hour=12, minute=0, second=0, microsecond=0)
    night = await a_night(starts_at=at + timedelta(days=1, hours=7))

    def look(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    look(at)
    assert "Tomorrow" in await text(cy, path.format(night.ref))
    look(at + timedelta(days=1))
    today = await text(cy, path.format(night.ref))
    assert "Tomorrow" not in today
    assert '<span class="night-soon">Tonight' in today


async def test_a_calm_phone_and_a_lively_one_have_pages_of_their_own(
    cy: Client, dee: Client, night: Night
) -> None:
    assert 'data-look="calm"' not in await text(dee, f"/e/{night.ref}")
    cy.cookies.set("look", "calm", domain="127.0.0.1", path="/")
    assert 'data-look="calm"' in await text(cy, f"/e/{night.ref}")
    assert 'data-look="calm"' not in await text(dee, f"/e/{night.ref}")


async def test_what_was_typed_and_what_was_said_is_kept_for_nobody(
    cy: Client, dee: Client, night: Night, drawn: list[str]
) -> None:
    words = "unsaid " * 400
    again = await cy.send_form(f"/e/{night.ref}/comment", words=words)
    assert again.status_code == 422
    assert "unsaid unsaid" in again.text
    said = await cy.send_form(f"/e/{night.ref}/rsvp", want="coming")
    assert said.status_code == 303
    told = await text(cy, said.headers["location"])
    assert '<p class="flash" role="status"><svg' in told
    drawn.clear()
    pages = [await text(each, f"/e/{night.ref}") for each in (cy, dee)]
    assert drawn == ["events/night.html"] * 2
    assert all("unsaid" not in each for each in pages)
    assert all('<p class="flash" role="status"><svg' not in each for each in pages)
