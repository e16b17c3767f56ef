"""The list of nights and the page of one night, as one member sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import RawSQL
from tortoise.queryset import QuerySet

from club.events.messages import queue as words
from club.events.models import Night
from club.events.queries import places, seats, trust
from club.events.queries.around import Around, Reader, around
from club.events.queries.cards import (
    CARD,
    NightCard,
    card,
    coming_nights,
    counted,
)
from club.events.queries.kept import kept_at, seen_by
from club.events.queries.people import People, is_among, people_of
from club.events.queries.photos import seen_by as photos_seen_by
from club.events.queries.places import PlaceView
from club.events.queries.presence import PresenceView, presence_of
from club.events.queries.seats import View
from club.events.queries.usual import UsualView, usual_view
from club.events.rules.places import NamesShown, sees_names
from club.events.rules.seats import Seat
from club.kit.db import Prepared
from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.members.rules import Person
from club.roles import queries as roles
from club.roles.rules import Right

_MOST_NIGHTS = 60
_PAGE = (
    *CARD, *(each for each in places.OF_A_NIGHT if each not in CARD),
    "text", "names_shown", "maybe", "forgotten_at", "series_id", "guests_most",
    "answer_by", "host_gone_at", "content_note", "here", "unnamed", "counted_at", "trusted",
    "moved", "i_am_here", "usual_want", "usual_until", "series__ref", "series__ended_at",
    "series__rule", "theirs", "newcomer", "photos_seen",
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
    found = await _NIGHT.rows(ref=ref, member_id=member_id)
    if not found:
        raise NotFound(_("That night is not on the calendar."))
    row = found[0]
    view = (await seats.views(member_id, [counted(row)]))[row["id"]]
    people = await people_of(row["id"])
    held = await roles.held_by(member_id, now=now)
    helps, hosts = people.helps(member_id), is_among(member_id, people.hosts)
    keeps = kept_at(found, now=now)
    shown = card(row, view, people.door, keeps, now=now)
    names = _named(row, people, shown.seat, helps=helps)
    reader = Reader(member_id, hosts, held.rights, shown.mine)
    return NightPage(
        night=shown,
        text=row["text"],
        place=places.shown(row, shown.seat, helps=helps),
        hosts=people.hosts,
        i_am_at_door=is_among(member_id, people.door),
        i_host=hosts,
        host_gone=row["host_gone_at"] is not None,
        maybe=row["maybe"],
        names=names,
        mine=view,
        guests_most=row["guests_most"],
        first_timers=keeps.at(row["id"]),
        answer_by=row["answer_by"],
        late=row["answer_by"] is not None and now >= row["answer_by"],
        trusting=await trust.trusting(member_id) if row["trusted"] else (),
        moves=await trust.moves(row["id"]) if row["moved"] and (helps or view.queued) else (),
        content_note=row["content_note"],
        next_is=words.next_is(row["queue"]),
        repeats=row["series_id"] is not None,
        usual=usual_view(row, now=now),
        over=now >= row["ends_at"],
        may_schedule=Right.SCHEDULE_EVENT in held.rights,
        around=await around(row["id"], row["ends_at"], reader, names, now=now),
        presence=presence_of(row, held.roles, helps=helps, now=now),
        photos=row["photos_seen"],
    )


def _seen_by(member_id: int) -> QuerySet[Night]:
    """Return nights with what one row knows of a member, which spares the page more questions."""
    me = int(member_id)
    stem = "SELECT COALESCE(stem_id, id) FROM series WHERE id = night.series_id"
    usual = "(SELECT {} FROM series_answer WHERE series_id = ({}) AND member_id = {})"
    return Night.annotate(
        trusted=RawSQL(f"EXISTS (SELECT 1 FROM proxy WHERE proxy_id = {me})"),  # noqa: S608  # a number
        moved=RawSQL("EXISTS (SELECT 1 FROM queue_move WHERE night_id = night.id)"),
        i_am_here=RawSQL(
            f"EXISTS (SELECT 1 FROM here WHERE night_id = night.id AND member_id = {me})"  # noqa: S608
        ),
        usual_want=RawSQL(usual.format("want", stem, me)),
        usual_until=RawSQL(usual.format("until", stem, me)),
        photos_seen=RawSQL(photos_seen_by(me)),
        **seen_by(me),
    )


_NIGHT = Prepared(
    Night, lambda ref, member_id: _seen_by(member_id).filter(ref=ref).limit(1).values(*_PAGE)
)


def _named(
    row: Mapping[str, Any], people: People, seat: Seat | None, *, helps: bool
) -> tuple[Person, ...]:
    """Return who comes and chose to be named, if this member may see it."""
    shown: NamesShown = row["names_shown"]
    return people.named if sees_names(shown, seat, helps=helps) else ()
