"""What a night says about who is here: to its members, and to whoever stands at its door."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from club.events.models import Helper, Here, Night
from club.events.rules import presence
from club.events.rules.places import Listed, PlaceShown
from club.kit.errors import NotFound
from club.kit.words import gettext as _

COMMITTEE = frozenset({"chair", "secretary", "treasurer", "coordinator", "committee"})
"""Roles whose holders read how many people a night had; never who."""


@dataclass(frozen=True, slots=True)
class PresenceView:
    """What a night's page says to one member about being here.

    Args:
        open: it is the hour to say "I am here".
        here: the member is counted as here.
        helps: the member looks after this night or opens its door.
        list_open: the door's list can be read now.
        people: how many people were here; None for whom that is not.
    """

    open: bool
    here: bool = False
    helps: bool = False
    list_open: bool = False
    people: int | None = None


@dataclass(frozen=True, slots=True)
class HerePage:
    """The page behind the picture on the door.

    Args:
        href: the page's own address.
        night: the night's page, for members; "" for a stranger.
        title: what the night is called, where a stranger may know; else "".
        place: where it is, where a stranger may know; else "".
        open: it is the hour to say "I am here".
        here: the member, or this phone, is counted.
    """

    href: str
    night: str
    title: str
    place: str
    open: bool
    here: bool


def presence_of(
    row: Mapping[str, Any], held: Collection[str], *, here: bool, helps: bool, now: datetime
) -> PresenceView:
    """Return what a night's page says to a member about being here.

    Args:
        row: the night.
        held: the roles the member holds, by their keys.
        here: the member is counted as here.
        helps: the member looks after this night or opens its door.
        now: this moment.
    """
    starts_at, ends_at = row["starts_at"], row["ends_at"]
    if now < starts_at - presence.LIST_OPENS_BEFORE or row["cancelled_at"] is not None:
        return PresenceView(open=False, helps=helps)
    may_read = row["counted_at"] is None and (helps or not COMMITTEE.isdisjoint(held))
    return PresenceView(
        open=presence.is_open(starts_at, ends_at, now),
        here=here,
        helps=helps,
        list_open=helps and presence.list_is_open(starts_at, ends_at, now),
        people=presence.head_count(row["here"], row["unnamed"]) if may_read else None,
    )


async def here_page(ref: str, member_id: int | None, *, here: bool, now: datetime) -> HerePage:
    """Return the page behind the picture on the door.

    Args:
        ref: the night's public name.
        member_id: who looks; None for a stranger.
        here: this phone was counted before.
        now: this moment.

    Raises:
        NotFound: there is no such night, or not now, for somebody who is no member: they learn
            nothing about which of these it is.
    """
    night = await Night.get_or_none(ref=ref).select_related("place")
    is_open = night is not None and _is_open(night, now)
    if night is None or (member_id is None and not is_open):
        raise NotFound(_("There is nothing here at this hour."))
    if member_id is None:
        return HerePage(_href(ref), "", _title(night), _place(night), is_open, here)
    mine = await Here.filter(night_id=night.id, member_id=member_id).exists()
    place = night.place.name if night.place else ""
    return HerePage(_href(ref), f"/e/{ref}", night.title, place, is_open, mine)


async def helps_at(ref: str, member_id: int) -> bool:
    """Tell whether a member looks after a night or opens its door."""
    return await Helper.filter(night__ref=ref, member_id=member_id).exists()


async def refuse_unknown(ref: str) -> None:
    """Make sure that there is such a night.

    Raises:
        NotFound: there is none.
    """
    if not await Night.filter(ref=ref).exists():
        raise NotFound(_("That night is not on the calendar."))


def _is_open(night: Night, now: datetime) -> bool:
    in_time = presence.is_open(night.starts_at, night.ends_at, now)
    return in_time and night.cancelled_at is None


def _href(ref: str) -> str:
    return f"/e/{ref}/here"


def _title(night: Night) -> str:
    return night.title if night.listed is Listed.PUBLIC else ""


def _place(night: Night) -> str:
    public = night.place_shown is PlaceShown.PUBLIC
    return night.place.name if public and night.place else ""
