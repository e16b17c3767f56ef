"""Who asks to be met, as they read it themselves."""

from dataclasses import dataclass
from datetime import date, datetime

from tortoise.queryset import QuerySet

from club.events.messages import meeting as words
from club.events.models import Helper, MeetRequest, Night
from club.events.queries import whereabouts
from club.events.queries.whereabouts import PlaceView
from club.events.rules import meeting
from club.events.rules.meeting import Stands
from club.events.rules.places import Listed, PlaceShown
from club.events.rules.times import wall
from club.kit.errors import NotFound
from club.kit.tokens import digest, new_token
from club.kit.words import gettext as _
from club.roles import queries as roles
from club.roles.rules import Right

_MOST_DAYS = 12


@dataclass(frozen=True, slots=True)
class AskPage:
    """The page on which somebody asks to be met; the days are all it says of the nights.

    ``token`` is drawn with the page, so that a form sent twice asks once and leads to one link.
    """

    days: tuple[date, ...]
    token: str


@dataclass(frozen=True, slots=True)
class AskedPage:
    """A request, as the person who asked reads it.

    Args:
        href: the link that is theirs alone.
        stands: what has come of it.
        day: which night.
        starts_at: the hour, once somebody has said yes.
        place: where, once somebody has said yes, or if anybody may read that.
        word: what both say.
        where: where they would like to be met.
        taker: the name of whoever meets them, or "".
        sign: how to know them.
        may_ask_another: they may still ask for somebody else.
        door: somebody opens the door that night.
        days: nights to which it can be moved.
    """

    href: str
    stands: Stands
    day: date
    starts_at: datetime | None
    place: PlaceView | None
    word: str
    where: str
    taker: str
    sign: str
    may_ask_another: bool
    door: bool
    days: tuple[date, ...]


async def ask_page(*, now: datetime) -> AskPage:
    """Return the page on which somebody asks to be met."""
    return AskPage(await days(now), new_token())


async def days(now: datetime) -> tuple[date, ...]:
    """Return the days of the nights of the next weeks that are not for invited people only."""
    rows = _open_nights(now).order_by("starts_at").only("starts_at", "zone")
    found = {wall(night.starts_at, night.zone).date(): None for night in await rows}
    return tuple(found)[:_MOST_DAYS]


async def night_on(day: date, *, now: datetime) -> int | None:
    """Return the night of a day on which one may ask to be met."""
    rows = _open_nights(now).order_by("starts_at").only("id", "starts_at", "zone")
    on_it = (each.id for each in await rows if wall(each.starts_at, each.zone).date() == day)
    return next(on_it, None)


async def asked_page(token: str, *, now: datetime) -> AskedPage:
    """Return a request to whoever holds its link.

    Raises:
        NotFound: there is none, or it was taken back.
    """
    row = await request_of(token)
    night = row.night
    came = _stands(row, now)
    taken = came is Stands.TAKEN
    return AskedPage(
        href=f"/welcome/meet/{token}",
        stands=came,
        day=wall(night.starts_at, night.zone).date(),
        starts_at=night.starts_at if taken or night.listed is Listed.PUBLIC else None,
        place=_place(night, token, came),
        word=row.word,
        where=words.spot(row.spot),
        taker=row.taker.name if row.taker else "",
        sign=row.sign,
        may_ask_another=taken and not row.another,
        door=await Helper.filter(night_id=night.id, member__left_at=None).exists(),
        days=await days(now),
    )


async def door_of(token: str, *, now: datetime) -> str:
    """Return the name of the picture of the door, for whoever holds a request's link.

    Raises:
        NotFound: there is none, or nobody has said yes to them.
    """
    row = await request_of(token)
    shown = _place(row.night, token, _stands(row, now))
    if row.night.place is None or shown is None or shown.photo is None:
        raise NotFound(_("This picture is not there any more."))
    return str(row.night.place.photo)


def _place(night: Night, token: str, came: Stands) -> PlaceView | None:
    """Return where to go: told to whoever is expected there, and else if strangers may read it."""
    if came is not Stands.TAKEN and night.place_shown is not PlaceShown.PUBLIC:
        return None
    return whereabouts.for_guest(night, f"/welcome/meet/{token}/door")


def _stands(row: MeetRequest, now: datetime) -> Stands:
    night = row.night
    return meeting.stands(
        night.starts_at,
        night.ends_at,
        taken=row.taker_id is not None,
        off=night.cancelled_at is not None,
        now=now,
    )


async def request_of(token: str) -> MeetRequest:
    """Return the request a link opens, with its night and who meets them.

    Raises:
        NotFound: there is none, or it was taken back.
    """
    rows = MeetRequest.filter(token_sha=digest(token))
    row = await rows.select_related("night__place", "taker").first()
    if row is None:
        raise NotFound(_("There is nothing here any more. You can ask again at any time."))
    return row


async def meets_at(ref: str, member_id: int) -> bool:
    """Tell whether a member has said yes to somebody at a night."""
    return await MeetRequest.filter(night__ref=ref, taker_id=member_id).exists()


async def nights_people(night_id: int, *, without: int | None, now: datetime) -> set[int]:
    """Return who is told of a request: the night's own people, or else who plans nights."""
    rows = await Helper.filter(night_id=night_id, member__left_at=None).values("member_id")
    told = {row["member_id"] for row in rows} - {without}
    if told:
        return told
    planners = await roles.holders(Right.SCHEDULE_EVENT, now=now)
    return {each.member_id for each in planners} - {without}


def _open_nights(now: datetime) -> QuerySet[Night]:
    ahead = Night.filter(starts_at__gt=now, starts_at__lte=now + meeting.AHEAD, cancelled_at=None)
    return ahead.exclude(listed=Listed.INVITED)
