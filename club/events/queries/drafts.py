"""Drafts of nights, as planners see them."""

from dataclasses import dataclass
from datetime import datetime

from club.events.models import Night, NightDraft
from club.events.queries.places import PlaceChoice, choices
from club.events.rules.times import key, wall
from club.kit.errors import NotFound
from club.kit.ics.entry import Doubt
from club.kit.words import gettext as _

_NEW_PLACE = "new"


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft on the list; ``doubts`` says what to look at before opening it."""

    ref: str
    title: str
    starts_at: datetime
    place: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A draft as the form of a new night: what stands in the fields, and the known places.

    ``copied``: it comes from another night, and more of that comes along than the form shows.
    """

    ref: str
    copied: bool
    typed: dict[str, str]
    places: list[PlaceChoice]


async def drafts(*, now: datetime) -> list[DraftRow]:
    """Return the drafts that are not over, by their start."""
    rows = await NightDraft.filter(ends_at__gt=now).order_by("starts_at", "id")
    return [
        DraftRow(row.ref, row.title, row.starts_at, row.place_words, doubts(Doubt(row.doubt)))
        for row in rows
    ]


async def draft(ref: str) -> DraftPage:
    """Return a draft, ready to be put on the calendar.

    Raises:
        NotFound: there is no such draft.
    """
    row = await NightDraft.get_or_none(ref=ref).select_related("like__place")
    if row is None:
        raise NotFound(_("This draft is gone. Somebody opened or removed it."))
    known = await choices()
    typed = {
        "title": row.title,
        "starts": key(wall(row.starts_at, row.zone)),
        "ends": key(wall(row.ends_at, row.zone)),
        "text": row.text,
        "place": _place(row.place_words, known),
        "place_name": row.place_words,
    }
    if row.like:
        typed |= _like(row.like)
    return DraftPage(row.ref, row.like is not None, typed, known)


def doubts(doubt: Doubt) -> tuple[str, ...]:
    """Say what is unsure about a draft."""
    sentences = {
        Doubt.NO_TIME: _("The file gives the day only. We wrote 7 in the evening."),
        Doubt.NO_END: _("The file does not say when it ends. We wrote two hours."),
        Doubt.ZONE: _("The file names a time zone we do not know. Please look at the time."),
        Doubt.CUT: _("The words were too long. Some are missing at the end."),
        Doubt.RULE: _("It comes back in a way we cannot follow. Only one night is here."),
        Doubt.FIRST: _(
            "It begins on a day on which it does not come back. Please look at the days."
        ),
    }
    return tuple(sentence for each, sentence in sentences.items() if each in doubt)


def _like(night: Night) -> dict[str, str]:
    return {
        "place": night.place.ref if night.place else "",
        "place_name": "",
        "places": str(night.places or ""),
        "names_shown": night.names_shown,
        "count_shown": "true" if night.count_shown else "false",
        "listed": night.listed,
        "place_shown": night.place_shown,
        "join_url": night.join_url,
    }


def _place(words: str, known: list[PlaceChoice]) -> str:
    if not words:
        return ""
    same = (each.ref for each in known if each.name.casefold() == words.casefold())
    return next(same, _NEW_PLACE)
