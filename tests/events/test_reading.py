"""Reading the pages of the nights asks the database little, and opening a link changes nothing."""

import gzip
import re

import pytest

from club.events.models import Helper, MeetRequest, Night, NightPhoto, Place
from club.events.routes import ROUTES
from club.events.rules.calendars import Detail, Which
from club.events.rules.places import Listed, Part
from club.events.rules.seats import Want
from club.events.service import answers, feeds, welcoming
from club.events.service.feeds import CalendarWish
from club.events.service.terms import Details
from club.kit import clock, pictures
from club.members.models import Member
from club.settings import Settings
from tests import people
from tests.events.test_calendars import dump
from tests.events.test_place_doors import a_photo
from tests.test_doors import Visitor, World, give, world

__all__ = ["world"]

READING = [door for door in ROUTES if "GET" in (door.methods or ())]
LINKS = [door for door in READING if "{token}" in door.path]
"""Doors that a link opens."""
MOST_QUESTIONS = 8
MOST_BYTES = 14 * 1024
"""Of one page as it travels: what the worst phone in the room reads at once."""


@pytest.fixture
async def full(world: World, settings: Settings) -> World:
    """A club in which every page of the nights shows somebody something."""
    hung = await pictures.keep(settings.data / pictures.FOLDER, a_photo())
    size = {"photo_wide": hung.wide, "photo_high": hung.high}
    await Place.all().update(photo=hung.name, photo_says="A blue door", **size)
    await NightPhoto.all().update(picture=hung.name, wide=hung.wide, high=hung.high)
    night = await Night.get(ref=world.things["/e/"])
    place = await Place.get(ref=world.things["/places/"])
    await Night.filter(id=night.id).update(place_id=place.id, listed=Listed.PUBLIC)
    await Helper.create(night_id=night.id, member_id=world.holder.id, part=Part.HOST)
    for each in await people.crowd(20):
        said = Details(named=bool(each.id % 2), note="I wear a red hat")
        for ref in (night.ref, world.things["night-door"]):
            await answers.answer(ref, each.id, Want.COMING, said, now=clock.now())
    asks = await MeetRequest.get()
    await welcoming.take(night.ref, asks.ref, world.holder.id, "A scarf", now=clock.now())
    wish = CalendarWish("My phone", Detail.FULL, Which.ALL)
    world.things |= {
        "/pictures/": hung.name,
        "month": f"{night.starts_at:%Y-%m}",
        "calendar-feed": await feeds.connect(wish, world.member.id, now=clock.now()),
    }
    return world


async def test_no_link_of_the_nights_changes_anything_when_it_is_opened(full: World) -> None:
    assert {door.name for door in LINKS} >= {"calendar-feed", "meet-asked"}
    unknown = "t" * 43
    for door in LINKS:
        path = full.path(door)
        nowhere = path.replace(full.things.get(door.name, full.things["/welcome/meet/"]), unknown)
        async with Visitor(full.app, None, []) as stranger:
            before = await dump()
            answer = await stranger.browser.get(path)
            assert answer.status_code == 200, door.name
            known = {"if-none-match": answer.headers.get("etag", '"none"')}
            await stranger.browser.get(path, headers=known)
            await stranger.browser.get(path, headers={"accept": "application/json"})
            await stranger.browser.head(path)
            assert (await stranger.browser.get(nowhere)).status_code == 404, door.name
            assert await dump() == before, door.name


@pytest.fixture
async def readers(full: World, twelve: list[int]) -> list[Member | None]:
    """A stranger, a member, one who plans nights and looks after one, one who may hide texts."""
    chair = await Member.get(id=twelve[4])
    await give("chair", chair)
    return [None, full.member, full.holder, chair]


async def test_every_page_of_the_nights_asks_eight_questions_at_most_whoever_reads_it(
    full: World,
    readers: list[Member | None],
    questions: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # What is common to all pages is read every two seconds, whichever page comes next.
    monkeypatch.setattr("club.app.HOUSE_SECONDS", 3600)
    costs: dict[str, int] = {}
    for reader in readers:
        async with Visitor(full.app, reader, []) as visitor:
            for door in READING:
                await visitor.browser.get(full.path(door))
                questions.clear()
                answer = await visitor.browser.get(full.path(door))
                if answer.status_code == 200:
                    costs[door.name] = max(len(questions), costs.get(door.name, 0))
    assert {door.name for door in READING} - set(costs) == set(), "nobody here can read these"
    assert {name: cost for name, cost in costs.items() if cost > MOST_QUESTIONS} == {}
    assert all(costs.values()), "somebody asks the database"


async def test_no_page_of_the_nights_is_heavy_on_the_way(
    full: World, readers: list[Member | None]
) -> None:
    weights: dict[str, int] = {}
    for reader in readers:
        async with Visitor(full.app, reader, []) as visitor:
            for door in READING:
                answer = await visitor.browser.get(full.path(door))
                if answer.headers.get("content-type", "").startswith("text/html"):
                    weight = len(gzip.compress(answer.content, 5))
                    weights[door.name] = max(weight, weights.get(door.name, 0))
    assert weights["night"] > 1024, "a page with something on it was weighed"
    assert {name: weight for name, weight in weights.items() if weight > MOST_BYTES} == {}


async def test_what_a_program_reads_of_a_night_has_no_number_of_a_row(
    full: World, readers: list[Member | None]
) -> None:
    """A member's number would tell who joined before whom."""
    read: set[str] = set()
    for reader in readers:
        async with Visitor(full.app, reader, []) as visitor:
            for door in READING:
                asked = {"accept": "application/json"}
                answer = await visitor.browser.get(full.path(door), headers=asked)
                if answer.headers.get("content-type") == "application/json":
                    read |= set(re.findall(r'"(\w+)":', answer.text))
    assert {"page", "night", "ref", "coming"} <= read
    assert {name for name in read if name == "id" or name.endswith("_id")} == set()
