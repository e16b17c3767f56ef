"""A small club with something on every page, lived through the services of the real program."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from PIL import Image

from club import clockwork
from club.access.service import inviting, sessions
from club.cli.demo import invented, people
from club.cli.demo.questions import bring, draft
from club.decisions import service as decisions
from club.decisions.rules.effects import RecordOnly
from club.decisions.rules.proposals import Words
from club.events.models import Night, NightComment, NightPhoto, Place, Slot
from club.events.rules.places import Fact, Listed, Part, PlaceShown
from club.events.rules.plans import PlacePlan, Plan
from club.events.rules.rhythms import Repeats
from club.events.rules.seats import Want
from club.events.rules.slots import SlotKind
from club.events.rules.talk import Reason
from club.events.service import (
    answers,
    hosting,
    needs,
    nights,
    photos,
    places,
    presence,
    reports,
    slots,
    talk,
)
from club.events.service.terms import Details
from club.kit import clock
from club.members.models import Member
from club.notices.service import telling
from club.roles import queries as roles
from club.roles import service as office
from club.roles.models import ElectionCall
from club.roles.rules import Right
from tests.browser.ballots import ballots, papers
from tests.browser.meetings import meetings
from tests.browser.results import results
from tests.browser.scene import within

TALKED, FOUNDED = timedelta(days=5), timedelta(days=18)


@dataclass(frozen=True)
class Lantern:
    """What to open: the coordinator's session, a night, a vote, an idea, a link to join by.

    ``place`` is where the night is, ``comment`` what somebody said about it, and ``chair`` the
    session of whoever may hide that. ``album`` is a night with photos, ``photo`` one of them.
    ``ballots`` are the pages of every kind of ballot, of votes on paper and of meetings;
    ``results`` those of what came of votes.
    """

    token: str
    night: str
    vote: str
    idea: str
    invitation: str
    place: str
    comment: str
    chair: str
    album: str
    photo: str
    ballots: tuple[str, ...]
    results: tuple[str, ...]


def light(data: Path) -> Lantern:
    """Found the club in the past, so that a vote is open today."""
    return within(data, lambda: _live(data))


async def _live(data: Path) -> Lantern:
    now = clock.now()
    before = now - TALKED
    club = await people.found(now - FOUNDED)
    coordinator = club[1]
    vote = await bring(club, invented.DECISION_OPEN, before)
    idea = await draft(club[0], invented.DECISION_DRAFT, RecordOnly(), now)
    tea = Words(invented.DECISION_DRAFT[0], "It is warm in there, and there is tea.")
    await decisions.suggest(idea, club[3].id, tea, now=now)
    night = await _plan(coordinator.id)
    await answers.answer(night, club[2].id, Want.COMING, Details(named=True), now=now)
    await hosting.offer_help(night, club[3].id, Part.DOOR, offers=True, now=now)
    handed = await ballots(club, now)
    decided = await results(club, now)
    await clockwork.run_due({}, now)
    handed = (*handed, *await papers(club, now), *await meetings(club, now))
    mandate = next(iter(await roles.holders(Right.BROADCAST, now=now)))
    await telling.tell_all(*invented.BROADCAST, by=mandate, now=now)
    place = await _show_the_door(coordinator.id, data)
    comment = await _say(night, club, now)
    await _want_names(club[4], coordinator, now)
    phone = sessions.Browser("a phone", shared=False)
    opened = await sessions.open_session(coordinator.id, phone, now=now)
    chair = await sessions.open_session(club[0].id, phone, now=now)
    invited = await inviting.invite(club[2], now=now)
    album, photo = await _send_photos(club, data)
    return Lantern(
        opened.token, night, vote, idea, invited.token, place, comment, chair.token, album, photo,
        handed, decided,
    )  # fmt: skip


async def _want_names(stands: Member, named: Member, now: datetime) -> None:
    """Let names be wanted for a role; one member stands, and names another."""
    week = timedelta(days=7)
    await ElectionCall.create(
        role_key="listener",
        seats=5,
        opened_at=now,
        names_until=now + week,
        starts_at=now + 3 * week,
    )
    await office.stand("listener", stands.id, "I have time, and I can keep a secret.", now=now)
    await office.name("listener", stands.id, named.ref, now=now)


async def _send_photos(club: Sequence[Member], data: Path) -> tuple[str, str]:
    """Let photos of a night in that goes on; the coordinator is asked about one of them."""
    now, folder = clock.now(), data / "pictures"
    start = now - timedelta(hours=1)
    night = await Night.create(
        title="Songs", zone="Europe/Dublin", starts_at=start, ends_at=now + timedelta(hours=2)
    )
    for each in club[1:3]:
        await presence.come(night.ref, each.id, here=True, now=now)
    await photos.allow(night.ref, club[1].id, now=now)
    written = io.BytesIO()
    Image.linear_gradient("L").resize((1200, 900)).convert("RGB").save(written, "JPEG")
    for says, seen in (
        ("The room with all its lamps on.", ()),
        ("Somebody plays the guitar, two others sing.", (club[1].ref,)),
    ):
        what = photos.Sent(written.getvalue(), says, seen)
        await photos.add(night.ref, what, club[2].id, folder=folder, now=now)
    shown = await NightPhoto.exclude(shown_at=None).get()
    return str(night.ref), str(shown.ref)


async def _show_the_door(by: int, data: Path) -> str:
    """Write down what the room is like, and hang up a picture of its door."""
    now, folder = clock.now(), data / "pictures"
    place = await Place.get()
    facts = {Fact.STEPS: invented.ACCESS, Fact.TOILET: "On the left, with a wide door."}
    room = PlacePlan(place.name, place.how_to_find, facts | {Fact.TRAVEL: "Bus 13 stops outside."})
    told = places.Told(room, "The library next door.", "Two of us.", None, "53.34780,-6.25970")
    await places.change(place.ref, told, by, now=now)
    door = io.BytesIO()
    Image.linear_gradient("L").resize((1200, 1600)).convert("RGB").save(door, "JPEG")
    says = "A blue door beside the bakery, with a bell."
    await places.hang(place.ref, door.getvalue(), says, by, folder=folder, now=now)
    return str(place.ref)


async def _say(night: str, club: Sequence[Member], now: datetime) -> str:
    """Ask for things, offer a lift, talk about the night, and ask others to look at that."""
    coordinator, other, third = club[1].id, club[2].id, club[3].id
    for what in ((SlotKind.BRING, "Milk, two litres", 2), (SlotKind.HELP, "Wash up", 3)):
        await needs.need(night, what, coordinator, now=now)
    await needs.offer_lift(night, third, "Phibsborough, by the canal", 3, now=now)
    milk = await Slot.get(kind=SlotKind.BRING)
    await slots.take(night, milk.ref, other, 1, now=now)
    await slots.take(night, milk.ref, coordinator, 1, now=now)
    await talk.comment(night, other, "Shall we sing?\nI can bring my guitar.", "", now=now)
    await talk.comment(night, third, "I was in hospital.", "mentions hospital", now=now)
    await talk.comment(night, coordinator, "Singing is lovely.", "", now=now)
    said = await NightComment.filter(member_id=other).first()
    assert said
    await reports.report_comment(said.ref, third, Reason.OTHER, now=now)
    return str(said.ref)


async def _plan(by: int) -> str:
    now = clock.now()
    place = PlacePlan(invented.PLACE, invented.HOW_TO_FIND, {Fact.STEPS: invented.ACCESS})
    start = (now + timedelta(days=3)).replace(tzinfo=None, second=0, microsecond=0)
    plan = Plan(
        invented.NIGHT, start, start + timedelta(hours=3), invented.NIGHT_TEXT, place, 24,
        Repeats.WEEK, listed=Listed.PUBLIC, place_shown=PlaceShown.PUBLIC,
    )  # fmt: skip
    await nights.schedule(plan, by, now=now)
    first = await Night.all().order_by("starts_at").first()
    assert first
    return str(first.ref)
