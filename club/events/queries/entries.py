"""Nights as entries of a calendar: one way of saying them, whoever asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from club.events.queries.mine import COUNTED, seat
from club.events.rules.calendars import Detail, Mine
from club.events.rules.places import PlaceShown, sees_place
from club.kit.ics.entry import Entry, State
from club.kit.words import gettext as _

ROW = (
    *COUNTED, "ref", "title", "text", "zone", "ends_at", "sequence", "changed_at",
    "cancelled_at", "cancelled_words", "listed", "place_shown", "place__name",
    "place__how_to_find", "join_url", "forgotten_at",
)  # fmt: skip
_LONG_BEFORE = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Site:
    """Where the club is, and the plain word it goes by where strangers look."""

    address: str
    alias: str

    @property
    def host(self) -> str:
        """The part of the address that names the machine."""
        return urlsplit(self.address).hostname or "localhost"


@dataclass(frozen=True, slots=True)
class _Where:
    """What an entry says about where a night is.

    Args:
        location: the place; the address for who joins from home if there is no place.
        url: that address, beside a place; else the club's page about the night.
        also: the club's page, where the address has taken its line.
    """

    location: str
    url: str
    also: str = ""


def neutral(row: Mapping[str, Any], mine: Mine, site: Site) -> Entry:
    """Return a night that says no more than the club's plain word."""
    return Entry(
        uid=f"{row['ref']}@{site.host}",
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        changed_at=_changed(row),
        sequence=row["sequence"],
        state=_state(row, mine),
        summary=site.alias,
        private=True,
    )


def full(row: Mapping[str, Any], mine: Mine, site: Site) -> Entry:
    """Return a night as its page says it to this member."""
    place = sees_place(row["place_shown"], seat(mine), helps=False)
    where = _where(row, f"{site.address}/e/{row['ref']}", shown=place)
    told = (
        row["cancelled_words"] or (_("This night is called off.") if row["cancelled_at"] else ""),
        said(mine),
        (row["place__how_to_find"] or "") if place else "",
        row["text"],
        where.also,
    )
    return Entry(
        uid=f"{row['ref']}@{site.host}",
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        changed_at=_changed(row),
        sequence=row["sequence"],
        state=_state(row, mine),
        summary=row["title"],
        location=where.location,
        description="\n\n".join(each for each in told if each),
        url=where.url,
        private=True,
    )


def public(row: Mapping[str, Any], site: Site) -> Entry:
    """Return a night as strangers may read it: nothing about members, nor what they are told."""
    shown = row["place_shown"] is PlaceShown.PUBLIC
    where = _where(row, f"{site.address}/events", shown=shown)
    told = ((row["place__how_to_find"] or "") if shown else "", where.also)
    return Entry(
        uid=f"{row['ref']}@{site.host}",
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        changed_at=_changed(row),
        sequence=row["sequence"],
        state=State.CANCELLED if row["cancelled_at"] is not None else State.CONFIRMED,
        summary=row["title"],
        location=where.location,
        description="\n\n".join(each for each in told if each),
        url=where.url,
    )


def entry(row: Mapping[str, Any], mine: Mine, site: Site, detail: Detail) -> Entry:
    """Return a night with as much about it as its reader chose."""
    return (full if detail is Detail.FULL else neutral)(row, mine, site)


def said(mine: Mine) -> str:
    """Say a member's own answer."""
    return {
        Mine.COMING: _("You are coming."),
        Mine.WAITING: _("You are on the waiting list."),
        Mine.MAYBE: _("You may come."),
        Mine.NO: _("Not this time for you."),
        Mine.NONE: _("You have not answered yet."),
    }[mine]


def _where(row: Mapping[str, Any], page: str, *, shown: bool) -> _Where:
    place, online = row["place__name"] or "", row["join_url"]
    if not shown:
        return _Where("", page)
    return _Where(place, online, page) if place and online else _Where(place or online, page)


def _state(row: Mapping[str, Any], mine: Mine) -> State:
    if row["cancelled_at"] is not None:
        return State.CANCELLED
    return State.CONFIRMED if mine is Mine.COMING else State.TENTATIVE


def _changed(row: Mapping[str, Any]) -> datetime:
    """Return when what this reader is told was last changed: the night, or their own answer.

    A night written before that was kept has some day.
    """
    known = (row["changed_at"], row.get("said_at"), row["forgotten_at"])
    changed: datetime = max(filter(None, known), default=row["starts_at"] - _LONG_BEFORE)
    return changed
