"""Nights at which only those who look after them read how many come."""

import re
from datetime import timedelta

import pytest

from club.events.models import Helper, Night, Series
from club.events.rules.edits import Change, Scope, Terms
from club.events.rules.places import NamesShown, Part
from club.events.rules.seats import Want
from club.events.service import answers, rewriting
from club.events.service.terms import Details
from club.kit import clock
from tests.conftest import SignedIn
from tests.events.nights import a_night, a_series
from tests.events.test_calendars import DAY, bo
from tests.people import NOW, Cast
from tests.web import Client

__all__ = ["bo"]

PLAN = {"title": "Songs", "starts": "2027-03-20T19:00", "ends": "2027-03-20T21:00", "place": ""}
NUMBERS = (
    "is coming", "are coming", "place left", "places left", "said yes", "may come.",
    "waits", "wait for", "is kept", "are kept", "more than there are places", "room for 1",
    'class="chairs',
)  # fmt: skip
"""Whatever a page could say about how many come."""


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


async def answered(night: Night, cast: Cast) -> None:
    """Ada comes, and so does Bo where there is room; Cy may."""
    for member, want in ((cast.ada, Want.COMING), (cast.bo, Want.COMING), (cast.cy, Want.MAYBE)):
        await answers.answer(night.ref, member.id, want, Details(named=True), now=NOW)


async def read(browser: Client, path: str) -> str:
    """What a page says, in words, without the names of its buttons' forms."""
    page = (await browser.get(path)).text
    return re.sub(r"\s+", " ", page)


@pytest.mark.parametrize("places", [None, 1, 2, 3, 40])
async def test_a_member_reads_whether_there_is_room_and_no_number(
    cast: Cast, signed_in: SignedIn, places: int | None
) -> None:
    terms = {"count_shown": False, "first_timers": 1 if places == 40 else 0}
    night = await a_night(places, NOW + DAY, names_shown=NamesShown.NOBODY, **terms)
    await answered(night, cast)
    words = {None: "There is room for everybody.", 1: "The room is full.", 2: "The room is full."}
    dee = await signed_in(cast.dee)
    for path in ("/nights", "/", f"/e/{night.ref}"):
        page = await read(dee, path)
        assert words.get(places, "There is room.") in page, path
        assert not [each for each in NUMBERS if each in page], path


async def test_a_page_is_the_same_however_many_come(cast: Cast, signed_in: SignedIn) -> None:
    night = await a_night(9, NOW + DAY, names_shown=NamesShown.NOBODY, count_shown=False)
    dee, pages = await signed_in(cast.dee), set()
    for member in (None, cast.ada, cast.bo):
        if member:
            await answers.answer(night.ref, member.id, Want.COMING, now=NOW)
        text = " ".join([await read(dee, path) for path in ("/nights", f"/e/{night.ref}")])
        pages.add(re.sub(r'(name="key" value|nonce|csrf[^=]*)="[^"]*"', "", text))
    assert len(pages) == 1


async def test_whoever_waits_still_reads_their_own_number(cast: Cast, signed_in: SignedIn) -> None:
    night = await a_night(1, NOW + DAY, names_shown=NamesShown.NOBODY, count_shown=False)
    for member in (cast.ada, cast.cy, cast.dee):
        await answers.answer(night.ref, member.id, Want.COMING, now=NOW)
    cy = await signed_in(cast.cy)
    for path in ("/nights", f"/e/{night.ref}"):
        page = await read(cy, path)
        assert "You are number 1 on the waiting list." in page
        assert not [each for each in NUMBERS if each in page], path


async def test_those_who_look_after_it_and_planners_read_the_number(
    cast: Cast, bo: int, signed_in: SignedIn
) -> None:
    assert bo == cast.bo.id
    night = await a_night(9, NOW + DAY, names_shown=NamesShown.NOBODY, count_shown=False)
    await answered(night, cast)
    await Helper.create(night_id=night.id, member_id=cast.cy.id, part=Part.HOST)
    await Helper.create(night_id=night.id, member_id=cast.dee.id, part=Part.DOOR)
    for member in (cast.bo, cast.cy, cast.dee):
        page = await read(await signed_in(member), f"/e/{night.ref}")
        assert "2 people are coming, 7 places left." in page
    ada = await read(await signed_in(cast.ada), f"/e/{night.ref}")
    assert "people are coming" not in ada, "she comes, and that is all she reads"


async def test_after_the_night_no_number_is_said_either(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    night = await a_night(9, NOW + timedelta(hours=1), count_shown=False)
    await answered(night, cast)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=5))
    assert "said yes" not in await read(await signed_in(cast.dee), f"/e/{night.ref}")
    await Night.filter(id=night.id).update(count_shown=True)
    assert "2 people said yes." in await read(await signed_in(cast.cy), f"/e/{night.ref}")


async def test_unless_a_planner_says_otherwise_all_members_read_it(
    cast: Cast, bo: int, signed_in: SignedIn
) -> None:
    assert bo == cast.bo.id
    planner = await signed_in(cast.bo)
    for sent, shown in (({}, True), ({"count_shown": "false"}, False)):
        made = await planner.send_form("/e/new", **PLAN, **sent)
        night = await Night.get(ref=made.headers["location"].removeprefix("/e/"))
        assert night.count_shown is shown
        chosen = f'<option value="{str(shown).lower()}" selected>'
        assert chosen in (await planner.get(f"/e/{night.ref}/edit")).text
        draft = (await planner.send_form(f"/e/{night.ref}/copy")).headers["location"]
        assert chosen in (await planner.get(draft)).text, "a copy brings it along"


@pytest.mark.parametrize(
    ("scope", "off"), [("only", {2}), ("later", {2, 3}), ("all", {0, 1, 2, 3})]
)
async def test_it_goes_for_the_nights_that_are_meant(
    cast: Cast, bo: int, scope: str, off: set[int]
) -> None:
    assert cast
    await a_series(NOW)
    nights = await Night.all().order_by("starts_at")
    change = Change("Songs", "", None, None, terms=Terms(count_shown=False))
    await rewriting.rewrite(nights[2].ref, Scope(scope), change, None, bo, now=NOW)
    after = await Night.all().order_by("starts_at")
    assert {n for n, night in enumerate(after[:4]) if not night.count_shown} == off
    assert {night.sequence for night in after} == {0}, "calendars have nothing to hear"
    going_on = await Series.all().order_by("-id").first()
    assert going_on is not None
    assert going_on.count_shown is (scope == "only")
