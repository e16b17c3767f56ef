"""The list of nights and the page of one night, as one member sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import RawSQL

from club.events.messages import queue as words
from club.events.models import Night
from club.events.queries import seats, trust, whereabouts
from club.events.queries.ahead import coming_nights
from club.events.queries.around import Around, Reader, around
from club.events.queries.cards import CARD, NightCard, card, counted
from club.events.queries.hidden import hidden_at
from club.events.queries.kept import THEIRS, kept_at
from club.events.queries.own import own
from club.events.queries.people import People, is_among, people_of
from club.events.queries.presence import PresenceView, presence_of
from club.events.queries.seats import View
from club.events.queries.usual import UsualView, usual_view
from club.events.queries.whereabouts import PlaceView
from club.events.rules.places import NamesShown, sees_names
from club.events.rules.seats import Seat
from club.kit.db import Prepared, Shared
from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.members.rules import Person
from club.roles import queries as roles
from club.roles.rules import Right

_MOST_NIGHTS = 60
_PAGE = (
    *CARD, *(each for each in whereabouts.OF_A_NIGHT if each not in CARD),
    "text", "names_shown", "maybe", "forgotten_at", "series_id", "guests_most",
    "answer_by", "host_gone_at", "content_note", "here", "unnamed", "counted_at",
    "moved", "series__ref", "series__ended_at", "series__rule", "theirs",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NightsPage:
    """The nights of the next eight weeks."""

    nights: tuple[NightCard, ...]
    may_schedule: bool


@dataclass(frozen=True, slots=True)
class NightPage:
    """One night.

    Args:
        night: its card.
        text: what the hosts wrote.
        place: where it is; None while that is open.
        hosts: who looks after the night.
        i_am_at_door: the member has offered to open the door.
        i_host: the member looks after the night.
        host_gone: no host is left.
        maybe: how many may come.
        names: who comes and chose to be named, for those who may see it.
        mine: the member's own answer, and what goes with it.
        guests_most: how many others one answer may bring.
        first_timers: how many places are still kept for people who come for the first time.
        answer_by: when answers are asked for; None if there is no such day.
        trusting: those who asked the member to answer for them.
        moves: when hosts moved somebody in the queue and why, for those who wait.
        late: that day has come, so only less is possible.
        content_note: what some would rather know before they read on.
        next_is: who is next when a place comes free, in words.
        repeats: it belongs to a series.
        usual: what the member usually says to its series; None where none goes on.
        over: it has ended.
        may_schedule: the member may change it.
        around: what happens around it.
        presence: what it says about being here.
        photos: how many of its photos the member sees; None where none are shared.
    """

    night: NightCard
    text: str
    place: PlaceView | None
    hosts: tuple[Person, ...]
    i_am_at_door: bool
    i_host: bool
    host_gone: bool
    maybe: int
    names: tuple[Person, ...]
    mine: View
    guests_most: int
    first_timers: int
    answer_by: datetime | None
    late: bool
    trusting: tuple[Person, ...]
    moves: tuple[tuple[datetime, str], ...]
    content_note: str
    next_is: str
    repeats: bool
    usual: UsualView | None
    over: bool
    may_schedule: bool
    around: Around
    presence: PresenceView
    photos: int | None


async def nights_page(member_id: int, *, now: datetime) -> NightsPage:
    """Return the nights of the next eight weeks as this member sees them."""
    nights = await coming_nights(member_id, now=now, limit=_MOST_NIGHTS)
    may = await roles.holds(member_id, Right.SCHEDULE_EVENT, now=now)
    return NightsPage(tuple(nights), may_schedule=may is not None)


async def night_page(ref: str, member_id: int, *, now: datetime) -> NightPage:
    """Return one night as this member sees it.

    Raises:
        NotFound: there is no such night.
    """
    night = await _NIGHT.of(ref)
    mine = await own(night["id"], member_id)
    view = await seats.view(counted(night), mine.answer)
    hidden = await hidden_at(member_id, [night] if mine.hides else [])
    people = await people_of(night["id"], hidden.ids)
    helps, hosts = people.helps(member_id), is_among(member_id, people.hosts)
    held = await roles.held_by(member_id, now=now)
    keeps = kept_at([night], hidden.newcomers(), newcomer=mine.newcomer, now=now)
    counts = helps or Right.SCHEDULE_EVENT in held.rights
    numbers = hidden.numbers(night, view, keeps, counts=counts)
    shown = card(night, view, people.door, numbers, now=now)
    names = _named(night, people, shown.seat, helps=helps)
    reader = Reader(member_id, hosts, held.rights, shown.mine, hidden.ids)
    return NightPage(
        night=shown,
        text=night["text"],
        place=whereabouts.shown(night, shown.seat, helps=helps),
        hosts=people.hosts,
        i_am_at_door=is_among(member_id, people.door),
        i_host=hosts,
        host_gone=night["host_gone_at"] is not None,
        maybe=numbers.maybe,
        names=names,
        mine=view,
        guests_most=night["guests_most"],
        first_timers=numbers.kept,
        answer_by=night["answer_by"],
        late=night["answer_by"] is not None and now >= night["answer_by"],
        trusting=await trust.trusting(member_id) if mine.trusted else (),
        moves=await trust.moves(night["id"]) if night["moved"] and (helps or view.queued) else (),
        content_note=night["content_note"],
        next_is=words.next_is(night["queue"]),
        repeats=night["series_id"] is not None,
        usual=usual_view(night, mine.usual_want, mine.usual_until, now=now),
        over=now >= night["ends_at"],
        may_schedule=Right.SCHEDULE_EVENT in held.rights,
        around=await around(night["id"], night["ends_at"], reader, names, now=now),
        presence=presence_of(night, held.roles, here=mine.i_am_here, helps=helps, now=now),
        photos=mine.photos,
    )


_FOUND = Prepared(
    Night,
    lambda ref: (
        Night.annotate(
            moved=RawSQL("EXISTS (SELECT 1 FROM queue_move WHERE night_id = night.id)"),
            theirs=RawSQL(THEIRS),
        )
        .filter(ref=ref)
        .limit(1)
        .values(*_PAGE)
    ),
)


async def _night(ref: str) -> Mapping[str, Any]:
    """Return what a night's page says to everybody."""
    found = await _FOUND.rows(ref=ref)
    if not found:
        raise NotFound(_("That night is not on the calendar."))
    return found[0]


_NIGHT = Shared(_night)


def _named(
    row: Mapping[str, Any], people: People, seat: Seat | None, *, helps: bool
) -> tuple[Person, ...]:
    """Return who comes and chose to be named, if this member may see it."""
    shown: NamesShown = row["names_shown"]
    return people.named if sees_names(shown, seat, helps=helps) else ()
