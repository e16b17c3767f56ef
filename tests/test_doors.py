"""Whatever is sent to any door, by whomever: a kind no or a page, never a fault of ours."""

import asyncio
import json
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from httpx2 import Response
from starlette.applications import Starlette

from club.access.guards.browsers import PLAIN_COOKIE
from club.access.models import Tries
from club.access.service import founding_link, inviting, sessions
from club.app import ROUTES
from club.decisions import service as decisions
from club.decisions.models import (
    AgendaPoint,
    Alternative,
    Decision,
    Meeting,
    MeetingCaller,
    PanelSeat,
    Review,
)
from club.decisions.rules.effects import GrantRole
from club.decisions.rules.meetings import Kind
from club.decisions.rules.proposals import Words
from club.decisions.rules.states import Method
from club.decisions.service import paper
from club.events.models import (
    CheckFriend,
    Helper,
    Here,
    Night,
    NightComment,
    NightDraft,
    NightPhoto,
    NightPhotos,
    PhotoTag,
    Place,
    Slot,
)
from club.events.rules.checking import Way
from club.events.rules.meeting import Spot
from club.events.rules.places import Part
from club.events.rules.presence import How
from club.events.rules.slots import SlotKind
from club.events.service import checking, meeting
from club.events.service.checking import Wished
from club.events.service.meeting import Asked
from club.journeys.chores import open_votes_due
from club.kit import clock, limits
from club.kit.routing import Door
from club.kit.tokens import new_ref, new_token
from club.members.models import Member
from club.notices.models import Letter
from club.roles import service as roles
from club.roles.models import ElectionCall
from tests.access.people import PASSPHRASE, with_passphrase
from tests.decisions.life import Life
from tests.decisions.wrongs import unanimous
from tests.events.nights import a_night, a_series
from tests.hostile import BODIES, HOSTILE, NONSENSE, SEGMENTS, SHAPES, asked_by, senseless
from tests.journeys.founding import begin, place
from tests.notices.browsers import Browser as Keys
from tests.notices.phones import CHANGED, phone, tell
from tests.people import NOW
from tests.web import Client

ACTING = [door for door in ROUTES if "POST" in (door.methods or ())]
ACTING.sort(key=lambda door: door.name == "leave")  # last: after it, nobody comes back
READING = [door for door in ROUTES if "GET" in (door.methods or ())]
FAULT, TOO_MANY, FORBIDDEN = 500, 429, 403
MINUTES_ACTS = (
    "write", "correct", "hand-back", "take-over", "agreed", "agreement-confirmation",
)  # fmt: skip
PAPER_ACTS = ("sheet", "unreadable", "removal", "end", "confirmation", "offer-withdrawal")
ODD_KEYS = ["", "short", "a" * 65, "a" * 4000, "\xff" * 26, "aaaaaaaa aaaaaaaaaaaaaaaa", "../" * 10]
ODD_QUERY = "?next=%00&next=//evil.example&before=%F0%9F%98%80&before=" + "9" * 400 + "&=&&%ff"
HEADERS = ("content-security-policy", "x-content-type-options", "referrer-policy", "cache-control")
DAY = timedelta(days=1)
_keys = Keys()

FIELDS = {
    "after": "0",
    "agreed": "true", "agrees": "true", "alias": "Thursday", "allowed": "true",
    "answer": "{}", "area": "Cabra",
    "auth": _keys.auth, "back": "/nights",
    "body": "The old one leaks.", "change_key": "a2" * 13, "choice": "yes", "calm": "true",
    "client_at": "2027-03-04T12:00:00+00:00", "club_name": "Harbour", "day": "2027-03-20",
    "deputy": "a2" * 13,
    "consent": "true", "count_shown": "false",
    "told": "true", "voter": "a2" * 13, "whose": "a2" * 13, "of": "a2" * 13,
    "days": "90", "diary": "true", "does": "record", "ends": "2027-03-20T21:00",
    "letters": "0" * 12, "line": "1",
    "level": "1", "mark": "a2" * 5, "listed": "public", "place_shown": "public",
    "label": "My phone", "mandate": "m4" * 13, "detail": "0", "which": "mine",
    "endpoint": "https://fcm.googleapis.com/fcm/send/abc", "here": "true", "kind": "bring",
    "base": "0", "points": "Tea", "purpose": "Shall we meet?",
    "ground": "count", "verdict": "stands", "how": "text", "more": "true", "n": "1", "need": "2",
    "name": "Ana", "named": "true",
    "names_shown": "coming", "no_questions": "true", "number": "b3" * 13, "offers": "true",
    "old_key": "a2" * 13, "join_url": "https://meet.example/songs", "only_self": "true",
    "on": "votes",
    "p256dh": _keys.p256dh, "palette": "sea",
    "otherwise": "We were six.", "passphrase": "seven otters read on the ferry",
    "present": "3", "propose": "true",
    "pause": "keep", "place": "new", "place_name": "The hall", "places": "12",
    "answer_hours": "24", "guests_most": "1", "until": "2027-12-31",
    "question": "Shall we buy a kettle?", "quiet_from": "21", "quiet_to": "9", "reason": "hurts",
    "repeats": "month", "request": "a2" * 13, "role": "tea", "says": "A blue door", "seats": "3",
    "seen": "nobody",
    "sign": "A green scarf", "sign_in_name": "ana in private", "spot": "bus",
    "starts": "2027-03-20T19:00", "statement": "I like tea.", "sure": "true", "to": "coming",
    "about": "Waters the plants.", "not_about": "Decides nothing.", "term_days": "90",
    "rights": "event.schedule", "review": "6", "value": "3", "version": "0",
    "text": "1", "title": "Songs", "token": "t" * 43, "want": "coming", "wearing": "A red hat",
    "view": "I would have waited.", "weeks": "4", "why": "access", "words": "Good evening.",
    "zone": "Europe/Dublin",
}  # fmt: skip
"""What may rightly stand in the fields of our forms; a field not named here is left out."""
ELSEWHERE = {
    "decision-propose": {"after": ""},  # about nothing that was decided before
    "decision-view": {"sign": "true"},
    "meeting-day": {"place": "The hall"},
    "meeting-yearly-call": {"place": "The hall"},
    "minutes-agreed": {"version": "1"},
    "minutes-agreement-confirmation": {"version": "1"},
    "me-pause": {"want": "pause"},
    "role-recall-ask": {"body": "The papers never came."},
    "role-caretake": {"want": "yes"},
    "place-change": {"spot": "53.3, -6.2"},
    "night-change": {"place": "", "scope": "later", "days": ""},
    "night-schedule": {"days": ""},
    "session-open": {"name": "ana in private", "passphrase": PASSPHRASE},
    "session-proof": {"passphrase": PASSPHRASE},
    "join-act": {"name": "Fay", "sign_in_name": "fay by the sea"},
}
"""Where a field of the same name means something else."""


def right(door: Door) -> dict[str, str]:
    """Return a form this door was made for."""
    asked = asked_by(door.view)
    known = {name: FIELDS[name] for name in sorted(asked) if name in FIELDS}
    return known | ELSEWHERE.get(door.name, {})


class NoBrakes:
    """Stands where the rate limits stand, which would keep most of this away from the doors."""

    async def hit(self, *_: object) -> bool:
        return True


@dataclass
class Visitor:
    """A browser that comes back however often it is signed out, and notes every fault."""

    app: Starlette
    member: Member | None
    faults: list[str]

    async def __aenter__(self) -> "Visitor":
        self.browser = Client(self.app, raises=False)
        await self._come_in()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.browser.aclose()

    async def send(self, path: str, content: bytes, kind: str, about: object = "") -> Response:
        headers = {"content-type": kind, "idempotency-key": new_ref()}
        answer = await self.browser.post(path, content=content, headers=headers)
        await self._look_at(answer, path, about or content)
        return answer

    async def form(self, path: str, fields: dict[str, Any], about: object) -> Response:
        answer = await self.browser.post(path, data={"key": new_ref(), **fields})
        await self._look_at(answer, path, about)
        return answer

    async def ask(self, method: str, path: str, **headers: str) -> Response:
        raw = {name: value.encode("latin-1") for name, value in headers.items()}
        answer = await self.browser.request(method, path, headers=raw)
        await self._look_at(answer, path, (method, headers))
        return answer

    async def _look_at(self, answer: Response, path: str, about: object) -> None:
        missing = [name for name in HEADERS if name not in answer.headers]
        if answer.status_code >= FAULT or missing:
            told = (answer.status_code, missing, answer.request.method, path[:60], repr(about)[:90])
            self.faults.append(" ".join(map(str, told)))
        if answer.status_code == TOO_MANY:
            await Tries.all().delete()
        if answer.headers.get("location", "").startswith(("/sign-in", "/signed-out")):
            await self._come_in()

    async def _come_in(self) -> None:
        """Sign in, if this is anybody: signing out is a door too."""
        if self.member is None:
            return
        browser = sessions.Browser("a phone", shared=False)
        opened = await sessions.open_session(self.member.id, browser, now=clock.now())
        self.browser.cookies.clear()
        self.browser.cookies.set(PLAIN_COOKIE, opened.token, domain="127.0.0.1", path="/")


@dataclass
class World:
    """A club in which every kind of thing is there once."""

    app: Starlette
    member: Member
    holder: Member
    things: dict[str, str]

    def path(self, door: Door) -> str:
        """Return an address of a door that leads to something, where there is such a thing."""
        stem = "/".join(door.path.split("/")[1:-1])
        known = [word for about, word in self.things.items() if f"/{stem}/".startswith(about)]
        return filled(door, self.things.get(door.name) or next(iter(known), "a2" * 13))


def filled(door: Door, word: str) -> str:
    """Return the door's address with this word, or these in turn, where its names belong."""
    words = word.split(" ")
    return re.sub(r"\{[^}]+\}", lambda _: words.pop(0) if words[1:] else words[0], door.path)


@pytest.fixture
async def world(app: Starlette, twelve: list[int], monkeypatch: pytest.MonkeyPatch) -> World:
    """Twelve members, one who holds every right at a door, and one of each thing."""
    monkeypatch.setattr(limits, "_limiter", NoBrakes)
    holder, member = [await Member.get(id=one) for one in twelve[:2]]
    for role in ("coordinator", "welcomer"):
        await give(role, holder)
    questions, now = await questions_of_each_kind(twelve, member)
    monkeypatch.setattr(clock, "now", lambda: now)
    night = await a_night(places=12, starts_at=now + 9 * DAY)
    draft_night = await NightDraft.create(
        zone="UTC", starts_at=night.starts_at, ends_at=night.ends_at, place_words="The hall"
    )
    milk = await Slot.create(night_id=night.id, kind=SlotKind.BRING, title="Milk", need=20)
    place = await Place.create(name="The hall", photo="b3" * 13)
    said = await NightComment.create(
        night_id=night.id, member_id=twelve[2], words="Tea?", said_at=now
    )
    series, weekly = await a_series(now)
    await with_passphrase(member, "ana in private")
    await with_passphrase(holder, "bo in private")
    await tell(CHANGED, member.id, now=now)
    device = await phone(member.id, now=now)
    letter = await Letter.filter(member_id=member.id).first()
    invited = await inviting.invite(holder, now=now)
    gathered = await meetings_of_each_kind(twelve, member, now)
    return World(
        app,
        member,
        holder,
        {
            **questions,
            **gathered,
            "/e/drafts/": draft_night.ref,
            "night-take": f"{night.ref} {milk.ref}",
            "night-slot-removal": f"{night.ref} {milk.ref}",
            "/comments/": said.ref,
            "/places/": place.ref,
            "/pictures/": place.photo,
            **await at_the_door(night, member, holder, now),
            "night-change": weekly.ref,
            "/e/": night.ref,
            "/series/": series.ref,
            "/join/": invited.token,
            "/n/": letter.ref if letter else "",
            "/me/notices/": device.ref,
            "/roles/": "coordinator",
            "decision-start": "spending",
            "/why/": "event.schedule",
            "/record/": "0",
            "/charter/": "sponsors_min",
        },
    )


async def questions_of_each_kind(
    twelve: list[int], member: Member
) -> tuple[dict[str, str], datetime]:
    """A draft with other words for it, an open vote and a secret one; a moment in both votes."""
    life = Life(twelve)
    draft = await life.idea(by=member.id)
    await decisions.suggest(draft.ref, member.id, Words("Shall we buy tea?", ""), now=NOW)
    other = f"{draft.ref} {(await Alternative.get()).ref}"
    open_vote, first = await life.voting()
    secret_vote, second = await life.voting(GrantRole("chair", twelve[2], 90))
    paper_vote = await papers_of(life, member, max(first, second))
    election = await an_election(member, await Member.get(id=twelve[3]))
    now = max(first, second)
    assert open_vote.closes_at is not None
    assert secret_vote.secret
    assert now < open_vote.closes_at
    agreed = await looked_at_now(twelve)
    wrong = await unanimous(life, now)
    looked_at = await on_a_panel(life, member, now)
    things = {
        **dict.fromkeys(("decision-challenge", "decision-object"), wrong.decision.ref),
        **dict.fromkeys(("decision-verdict", "decision-panel-refusal"), looked_at),
        "decision-again": f"{agreed} change",
        **dict.fromkeys(("decision-reopening", "decision-ask-back"), agreed),
        "decision-adopt": other,
        "decision-other-withdrawal": other,
        "decision-ballot": open_vote.ref,
        "decision-recusal": open_vote.ref,
        **{f"decision-paper-{act}": paper_vote for act in PAPER_ACTS},
        "decision-talk": secret_vote.ref,
        "decision-secret-ballot": secret_vote.ref,
        "decision-secret-change": secret_vote.ref,
        "decision-check": secret_vote.ref,
        "decision-standing-down": election.ref,
        "decision": secret_vote.ref,
        "/decisions/": draft.ref,
    }
    return things, now


async def on_a_panel(life: Life, member: Member, now: datetime) -> str:
    """A result that is challenged, with this member on its panel."""
    wrong = await (await unanimous(life, now)).held()
    seat, *_others = await wrong.seats()
    await PanelSeat.filter(id=seat.id).update(member_id=member.id)
    return wrong.decision.ref


async def looked_at_now(twelve: list[int]) -> str:
    """Something that was decided, and that the club looks at again now."""
    agreed = await decisions.record_founding("Found it?", "", twelve[:3], "UTC", now=NOW)
    await Review.create(decision_id=agreed.id, thing=agreed.thing, version=1, due_at=NOW)
    return agreed.ref


async def meetings_of_each_kind(twelve: list[int], member: Member, now: datetime) -> dict[str, str]:
    """A meeting that is asked for, one whose day is due, one that is called, on, and held."""
    asked, due, called, on, held = [
        await Meeting.create(
            kind=Kind.SPECIAL, purpose=f"Shall we {n}?", about="", proposer_id=twelve[3],
            created_at=now, zone="UTC", place="The hall",
        )
        for n in ("sing", "move", "cook", "meet", "stay")
    ]  # fmt: skip
    await MeetingCaller.create(meeting_id=asked.id, member_id=twelve[3], at=now)
    await Meeting.filter(id=due.id).update(asked_at=now - 30 * DAY)  # the callers' turn
    await MeetingCaller.create(meeting_id=due.id, member_id=member.id, at=now)
    start = {"asked_at": now, "called_at": now - 30 * DAY, "needed": 1}
    await Meeting.filter(id=called.id).update(**start, starts_at=now + 9 * DAY, closes_at=now + DAY)
    await Meeting.filter(id=on.id).update(**start, starts_at=now, closes_at=now)
    await Meeting.filter(id=held.id).update(
        **start, starts_at=now, closes_at=now, held_at=now, present=3, recorder_id=member.id,
        proposed_at=now,
    )  # fmt: skip
    point = await AgendaPoint.create(
        meeting_id=called.id, author_id=member.id, words="Tea", about=""
    )
    return {
        "meeting-point-removal": f"{called.ref} {point.ref}",
        "meeting-day": due.ref,
        "meeting-join": asked.ref,
        "meeting-leave": asked.ref,
        "meeting-count": on.ref,
        "meeting-count-confirmation": on.ref,
        "minutes": held.ref,
        **{f"minutes-{act}": held.ref for act in MINUTES_ACTS},
        "/meetings/": called.ref,
    }


async def papers_of(life: Life, member: Member, now: datetime) -> str:
    """An open vote whose papers the member enters."""
    vote, _opens = await life.voting()
    for each in (member.id, life.members[5]):
        await paper.offer(vote.ref, each, now=now)
    assert await paper.draw(vote.id, now=now)
    return vote.ref


async def an_election(*who: Member) -> Decision:
    """A vote on those who stand for a role, the day after the others were put to the club."""
    closed = NOW + 3 * DAY
    await ElectionCall.create(
        role_key="listener", seats=1, opened_at=NOW, names_until=closed, starts_at=NOW + 30 * DAY
    )
    for each in who:
        await roles.stand("listener", each.id, "I like tea.", now=NOW)
    await open_votes_due(closed)
    return await Decision.get(method=Method.STV)


async def at_the_door(
    night: Night, member: Member, holder: Member, now: datetime
) -> dict[str, str]:
    """A night that is on, with somebody at its door; an evening, a friend's wish, a newcomer."""
    tonight = await a_night(starts_at=now)
    await Helper.create(night_id=tonight.id, member_id=member.id, part=Part.DOOR)
    evening = await Here.create(
        night_id=night.id, member_id=member.id, how=How.SELF, at=now, kept=True
    )
    photo = await a_photo_of(tonight, member, holder, now)
    await checking.begin(holder, Wished([member.ref], 4, Way.TEXT), now=now)
    friend, link = await CheckFriend.get(), new_token()
    await meeting.ask(Asked(night.starts_at.date(), "Niamh", Spot.DOOR), link, now=now)
    return {
        **dict.fromkeys(("night-here", "night-come", "night-count", "night-door"), tonight.ref),
        **dict.fromkeys(("night-photos", "night-photo-add", "night-photos-allow"), tonight.ref),
        "/photos/": photo.ref,
        "/me/evenings/": evening.ref,
        "/me/check/": friend.ref,
        "/welcome/meet/": link,
    }


async def a_photo_of(night: Night, member: Member, holder: Member, now: datetime) -> NightPhoto:
    """A photo of that night which the holder sent, and the member is asked about."""
    await NightPhotos.create(night_id=night.id)
    photo = await NightPhoto.create(
        night_id=night.id, member_id=holder.id, picture="c4" * 13, says="Six cups", wide=4, high=3,
        sent_at=now,
    )  # fmt: skip
    await PhotoTag.create(photo_id=photo.id, member_id=member.id, asked_at=now)
    return photo


async def give(role: str, member: Member) -> None:
    until = NOW + 60 * DAY
    about = {"decision_ref": "the-founding", "by": None, "now": NOW, "interim": True}
    await roles.grant(role, member.id, starts_at=NOW, ends_at=until, **about)


def by_right(door: Door) -> bool:
    """Tell whether only who holds a right passes this door."""
    return "holder" in getattr(door.guard, "__qualname__", "")


async def try_fields(visitor: Visitor, path: str, names: set[str], right: dict[str, str]) -> None:
    """Send forms with one field wrong, then JSON in which everything has a wrong shape."""
    await visitor.form(path, right, "as it should be")
    for name in sorted(names):
        for value in HOSTILE:
            await visitor.form(path, right | {name: value}, (name, value))
    for shape in SHAPES:
        sent = json.dumps(right | dict.fromkeys(names, shape)).encode()
        await visitor.send(path, sent, "application/json", shape)
    await visitor.form(path, {name: ["a", "", "b"] for name in names}, "every field three times")


async def try_bodies(visitor: Visitor, path: str) -> None:
    """Send bodies that are no forms, and forms without or with odd keys."""
    for kind, body in BODIES:
        await visitor.send(path, body, kind)
    for key in ODD_KEYS:
        await visitor.ask("POST", path, **{"idempotency-key": key})


@pytest.mark.parametrize("who", ["stranger", "member", "holder"])
async def test_no_door_breaks_whatever_is_sent_to_it(world: World, who: str) -> None:
    faults: list[str] = []
    person = {"stranger": None, "member": world.member, "holder": world.holder}[who]
    for door in ACTING:
        if who == "holder" and not by_right(door):
            continue
        async with Visitor(world.app, person, faults) as visitor:
            path = world.path(door)
            await try_bodies(visitor, path)
            if who == ("holder" if by_right(door) else "member"):
                await try_fields(visitor, path, asked_by(door.view), right(door))
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("who", ["stranger", "holder"])
async def test_no_address_breaks_a_door(world: World, who: str) -> None:
    faults: list[str] = []
    person = {"stranger": None, "holder": world.holder}[who]
    async with Visitor(world.app, person, faults) as visitor:
        for door in READING:
            for path in [world.path(door), *(filled(door, word) for word in SEGMENTS)]:
                await visitor.ask("GET", path)
            await visitor.ask("GET", world.path(door), accept="application/json")
            await visitor.ask("GET", world.path(door) + ODD_QUERY)
        for door in ACTING:
            for word in SEGMENTS if door.param_convertors else ():
                await visitor.form(filled(door, word), right(door), word[:30])
    assert not faults, "\n".join(faults)


async def test_no_method_breaks_a_door(world: World) -> None:
    faults: list[str] = []
    async with Visitor(world.app, world.member, faults) as visitor:
        for door in ROUTES:
            for method in ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "NONSENSE"):
                answer = await visitor.ask(method, world.path(door))
                assert method == "HEAD" or answer.status_code in {403, 404, 405}, (
                    method,
                    door.path,
                )
    assert not faults, "\n".join(faults)


async def test_no_door_acts_for_another_site(world: World) -> None:
    async with Visitor(world.app, world.holder, []) as visitor:
        for door in ACTING:
            for site in ("cross-site", "same-site", "none", ""):
                answer = await visitor.ask("POST", world.path(door), **{"sec-fetch-site": site})
                assert answer.status_code == FORBIDDEN, (door.path, site)


FORGIVING = {"look"}
"""Doors at which what cannot be read means that all stays as it was, and say so."""


@pytest.mark.parametrize("kind", ["text/html", "application/json"])
async def test_what_no_form_can_mean_is_refused_and_not_taken_as_done(
    world: World, kind: str
) -> None:
    taken: list[str] = []
    for door in [each for each in ACTING if each.name not in FORGIVING]:
        person = world.holder if by_right(door) else world.member
        sent = right(door)
        async with Visitor(world.app, person, []) as visitor:
            for name in sorted(senseless(door.view, sent)):
                answer = await visitor.browser.post(
                    world.path(door),
                    data={"key": new_ref(), **sent, name: NONSENSE},
                    headers={"accept": kind},
                )
                if not 400 <= answer.status_code < FAULT:
                    taken.append(f"{door.name} {name} {answer.status_code}")
    assert not taken, "\n".join(taken)


LONG = "Long and dear " + "words " * 2000
KEPT = [
    ("decision-propose", {"question": "", "body": "Written at night."}, "Written at night."),
    ("decision-propose", {"question": "Shall we sing?", "body": LONG}, LONG.strip()),
    ("decision-text", {"question": "", "body": "Written at night."}, "Written at night."),
    ("decision-talk", {"words": LONG}, LONG.strip()),
    ("decision-object", {"ground": "", "words": "Dee was missing."}, "Dee was missing."),
    ("decision-verdict", {"verdict": "", "words": "I looked at it."}, "I looked at it."),
    ("night-schedule", {"title": "Songs", "starts": "soon", "text": "Bring tea."}, "Bring tea."),
    ("night-schedule", {"title": "", "place": "new", "how_to_find": "Blue door"}, "Blue door"),
    ("night-change", {"title": "", "text": "Bring tea."}, "Bring tea."),
    ("night-lift-offer", {"area": "12 Main Street", "seats": "2"}, "12 Main Street"),
    ("night-comment", {"words": LONG}, LONG.strip()),
    ("night-photo-add", {"seen": "", "says": "Six cups"}, "Six cups"),
    ("place-change", {"place_name": "", "plan_b": "The library"}, "The library"),
    ("night-cancel", {"words": "The pipes burst. " + "Sorry. " * 100}, "The pipes burst."),
    ("meeting-ask", {"purpose": "", "about": "Written at night."}, "Written at night."),
    ("meeting-point", {"words": "", "about": "Written at night."}, "Written at night."),
    ("meeting-day", {"starts": "soon", "place": "The hall"}, "The hall"),
    ("minutes-correct", {"otherwise": LONG}, LONG.strip()),
    ("messages-send", {"title": "", "body": "Tea is at eight."}, "Tea is at eight."),
    ("messages-send", {"title": "Tea", "body": LONG}, LONG.strip()),
    ("join-act", {"name": "Fay", "sign_in_name": "x"}, "Fay"),
    ("join-act", {"name": "Fay", "sign_in_name": "fay by the sea", "agreed": ""}, "fay by the sea"),
    ("session-open", {"name": "ana in private", "passphrase": "wrong"}, "ana in private"),
    ("record-head-check", {"line": "1", "letters": "written by hand"}, "written by hand"),
    ("me-rename", {"name": "Z" * 60}, "Z" * 60),
]


@pytest.mark.parametrize(("name", "fields", "kept"), KEPT)
async def test_what_was_typed_is_there_to_be_mended(
    world: World, name: str, fields: dict[str, str], kept: str
) -> None:
    door = next(door for door in ACTING if door.name == name)
    person: Member | None = world.holder if by_right(door) else world.member
    if name == "session-open":
        person = None
    async with Visitor(world.app, person, []) as visitor:
        answer = await visitor.form(world.path(door), fields, name)
        assert answer.status_code == 422
        assert kept in answer.text


async def test_the_same_form_sent_five_times_at_once_breaks_no_door(world: World) -> None:
    faults: list[str] = []
    for door in ACTING:
        person = world.holder if by_right(door) else world.member
        async with Visitor(world.app, person, faults) as visitor:
            sent = {"key": new_ref(), **right(door)}
            path = world.path(door)
            asked = (visitor.browser.post(path, data=sent) for _ in range(5))
            answers = await asyncio.gather(*asked)
            codes = sorted(answer.status_code for answer in answers)
            if codes[-1] >= FAULT:
                faults.append(f"{door.name} {codes}")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", ["me-device", "me-device-removal", "decision-propose", "leave"])
async def test_whoever_taps_twice_is_led_to_a_page_that_is_there(world: World, name: str) -> None:
    door = next(door for door in ACTING if door.name == name)
    sent = {"key": new_ref(), **right(door)}
    async with Visitor(world.app, world.member, []) as visitor:
        asked = (visitor.browser.post(world.path(door), data=sent) for _ in range(3))
        for answer in await asyncio.gather(*asked):
            page = await visitor.browser.get(answer.headers["location"])
            assert page.status_code in {200, 303}, answer.headers["location"]


async def test_no_door_of_a_founding_breaks(
    app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "_limiter", NoBrakes)
    faults: list[str] = []
    first = await begin(app)
    free = (await place(first)).rsplit("/", 1)[-1]
    link = await founding_link(clock.now())
    words = {"founding-begin": link, "founding-afresh": "x" * 43, "founding-sign": free}
    async with Visitor(app, None, faults) as visitor:
        visitor.browser.cookies.update(first.cookies)
        for door in ACTING:
            if door.name.startswith("founding") and door.name != "founding-club":
                path = filled(door, words.get(door.name) or "")
                await try_bodies(visitor, path)
                await try_fields(visitor, path, asked_by(door.view), right(door))
        for door in READING:
            for word in SEGMENTS if door.name.startswith("founding") else ():
                await visitor.ask("GET", filled(door, word))
    assert not faults, "\n".join(faults)
