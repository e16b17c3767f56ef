"""The page of the photos of a night, as one member sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from club.events.models import NightPhoto, PhotoTag
from club.events.queries.photos import photo_night
from club.events.rules import photos as rules
from club.events.rules.photos import Tag
from club.members import queries as members
from club.members.rules import Person
from club.roles import queries as roles
from club.roles.rules import Right


@dataclass(frozen=True, slots=True)
class PhotoView:
    """A photo that a member sees.

    Args:
        href: where it is, large; small with "/small" behind it.
        says: what is on it, for whoever cannot see it.
        by: who sent it; None while they rest.
        mine: this member sent it.
        asks: this member is on it and has not answered.
        agreed: this member is on it and said yes.
        shown: all members see it.
        may_take_down: they sent it, look after the night, or may hide texts.
    """

    ref: str
    href: str
    says: str
    wide: int
    high: int
    by: Person | None
    mine: bool
    asks: bool
    agreed: bool
    shown: bool
    may_take_down: bool


@dataclass(frozen=True, slots=True)
class PhotosPage:
    """The photos of one night.

    Args:
        allowed: there may be photos of it.
        may_allow: this member looks after the night, so it is theirs to say.
        may_add: it is the time for it, this member was there, and has some left to send.
        left: how many more they may send.
        open: it is the time to add photos.
        people: who can be chosen as seen on a photo, this member first; empty unless ``may_add``.
        photos: those this member is asked about first, then the newest.
    """

    ref: str
    title: str
    starts_at: datetime
    allowed: bool
    may_allow: bool
    may_add: bool
    left: int
    open: bool
    people: tuple[Person, ...]
    photos: tuple[PhotoView, ...]


async def photos_page(night_ref: str, member_id: int, *, now: datetime) -> PhotosPage:
    """Return the photos of a night that a member sees.

    Raises:
        NotFound: there is no such night.
    """
    night = await photo_night(night_ref, member_id)
    rights = (await roles.held_by(member_id, now=now)).rights
    hosts = night.hosts or Right.SCHEDULE_EVENT in rights
    rows = await _photos(night.id) if night.allowed else []
    left = rules.left(len(rows), sum(row.member_id == member_id for row in rows))
    may_add = night.allowed and night.was_there and night.is_open(now) and left > 0
    return PhotosPage(
        ref=night.ref,
        title=night.title,
        starts_at=night.starts_at,
        allowed=night.allowed,
        may_allow=hosts and (night.allowed or not night.is_past(now)),
        may_add=may_add,
        left=left,
        open=night.is_open(now),
        people=await _people(member_id) if may_add else (),
        photos=await _views(rows, member_id, cares=hosts or Right.HIDE_CONTENT in rights),
    )


async def _photos(night_id: int) -> list[NightPhoto]:
    rows = NightPhoto.filter(night_id=night_id, member__left_at=None)
    return await rows.order_by("-id").select_related("member")


async def _views(
    rows: Sequence[NightPhoto], member_id: int, *, cares: bool
) -> tuple[PhotoView, ...]:
    tags: dict[int, list[Tag]] = {row.id: [] for row in rows}
    if tags:
        for each in await PhotoTag.filter(photo_id__in=list(tags)).select_related("member"):
            tags[each.photo_id].append(each.tag())
    hidden = await members.hidden_from(member_id) if rows else frozenset[int]()
    seen = [row for row in rows if rules.sees(member_id, row.member_id, tags[row.id], hidden)]
    reader = _Reader(member_id, cares, hidden)
    views = [_view(row, tags[row.id], reader) for row in seen]
    return tuple(sorted(views, key=lambda view: not view.asks))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Who looks; ``cares``: they may take any photo down; ``hidden``: whom they do not see."""

    member_id: int
    cares: bool
    hidden: frozenset[int]


def _view(row: NightPhoto, tags: Sequence[Tag], reader: _Reader) -> PhotoView:
    me = next((tag for tag in tags if tag.member_id == reader.member_id), None)
    mine = row.member_id == reader.member_id
    nameless = row.member.paused_at is not None or row.member_id in reader.hidden
    return PhotoView(
        ref=row.ref,
        href=f"/photos/{row.ref}",
        says=row.says,
        wide=row.wide,
        high=row.high,
        by=row.member.person() if mine or not nameless else None,
        mine=mine,
        asks=me is not None and not me.agreed,
        agreed=me is not None and me.agreed,
        shown=rules.is_shown(tags),
        may_take_down=mine or reader.cares,
    )


async def _people(member_id: int) -> tuple[Person, ...]:
    """Return who can be chosen: the member, then all others but those who rest, by name."""
    everybody = await members.everybody(member_id)
    me = next((each for each in everybody if each.id == member_id), None)
    me = me or await members.person(member_id)  # who rests is on no list, but may be on a photo
    others = tuple(each for each in everybody if each.id != member_id)
    return (me, *others) if me else others
