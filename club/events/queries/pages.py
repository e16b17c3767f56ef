"""The list of nights and the page of one night, as one member sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import Subquery

from club.events import messages
from club.events.models import Answer, Helper, Night
from club.events.queries import seats
from club.events.queries.cards import (
    CARD,
    PERSON,
    NightCard,
    card,
    coming_nights,
    counted,
    person,
)
from club.events.queries.seats import View
from club.events.queries.usual import UsualView, usual_view
from club.events.rules.places import Fact, NamesShown, Part, sees_names
from club.events.rules.seats import Want
from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.members.rules import Person
from club.roles import queries as roles
from club.roles.rules import Right

_MOST_NIGHTS = 60
_MOST_NAMES = 60
_PAGE = (
    *CARD, "text", "names_shown", "maybe", "forgotten_at", "series_id",
    "place__how_to_find", "place__facts",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NightsPage:
    """The nights of the next eight weeks."""

    nights: tuple[NightCard, ...]
    may_schedule: bool


@dataclass(frozen=True, slots=True)
class PlaceView:
    """What to know about the place before leaving home; ``facts`` are pairs of label and words."""

    name: str
    how_to_find: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NightPage:
    """One night.

    Args:
        night: its card.
        text: what the hosts wrote.
        place: where it is; None while that is open.
        hosts: who looks after the night.
        i_am_at_door: the member has offered to open the door.
        maybe: how many may come.
        names: who comes and chose to be named, for those who may see it.
        named: the member chose to be named.
        repeats: it belongs to a series.
        usual: what the member usually says to its series; None where none goes on.
        over: it has ended.
        may_schedule: the member may change it.
    """

    night: NightCard
    text: str
    place: PlaceView | None
    hosts: tuple[Person, ...]
    i_am_at_door: bool
    maybe: int
    names: tuple[Person, ...]
    named: bool
    repeats: bool
    usual: UsualView | None
    over: bool
    may_schedule: bool


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
    found = await Night.filter(ref=ref).limit(1).values(*_PAGE)
    if not found:
        raise NotFound(_("That night is not on the calendar."))
    row = found[0]
    view = (await seats.views(member_id, [counted(row)]))[row["id"]]
    helpers = Helper.filter(night_id=row["id"], member__left_at=None).order_by("id")
    parts: dict[Part, list[Person]] = {part: [] for part in Part}
    for helper in await helpers.values("part", *PERSON):
        parts[helper["part"]].append(person(helper))
    helps = any(each.id == member_id for people in parts.values() for each in people)
    may = await roles.holds(member_id, Right.SCHEDULE_EVENT, now=now)
    return NightPage(
        night=card(row, view, parts[Part.DOOR], now=now),
        text=row["text"],
        place=_place(row),
        hosts=tuple(parts[Part.HOST]),
        i_am_at_door=any(each.id == member_id for each in parts[Part.DOOR]),
        maybe=row["maybe"],
        names=await _named(row, view, helps=helps),
        named=view.named,
        repeats=row["series_id"] is not None,
        usual=await usual_view(row["series_id"], member_id, now=now),
        over=now >= row["ends_at"],
        may_schedule=may is not None,
    )


async def _named(row: Mapping[str, Any], view: View, *, helps: bool) -> tuple[Person, ...]:
    """Return who has a seat and chose to be named, first come first, if this member may see it."""
    shown: NamesShown = row["names_shown"]
    seat = view.standing.seat if view.standing else None
    if not sees_names(shown, seat, helps=helps):
        return ()
    coming = Answer.filter(night_id=row["id"], want=Want.COMING).order_by("turn")
    named = coming.filter(named=True)
    if view.seated < row["coming"]:
        # In a full room only the first in the order have a seat.
        last = coming.offset(max(0, view.seated - 1)).limit(1).values("turn")
        named = named.filter(turn__lte=Subquery(last))
    return tuple(person(each) for each in await named.limit(_MOST_NAMES).values(*PERSON))


def _place(row: Mapping[str, Any]) -> PlaceView | None:
    if row["place__name"] is None:
        return None
    told: Mapping[str, str] = row["place__facts"] or {}
    facts = tuple((messages.fact(each), told[each]) for each in Fact if told.get(each))
    return PlaceView(row["place__name"], row["place__how_to_find"], facts)
