"""The photos of a night: who may see which. Whoever may not see one is told of none."""

from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import RawSQL

from club.events.models import Night, NightPhoto, PhotoTag
from club.events.rules import photos as rules
from club.events.rules.photos import Tag
from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.members import queries as members

_OF_MEMBER = ("allowed", "hosts", "was_there")
_NIGHT = ("id", "ref", "title", "starts_at", "ends_at", "cancelled_at", *_OF_MEMBER)
# The rule of ``rules.photos.sees``, for the page of the night, which asks one question for all.
SEEN = """
(SELECT CASE WHEN EXISTS (SELECT 1 FROM night_photos WHERE night_id = night.id) THEN (
    SELECT COUNT(*) FROM night_photo JOIN member AS sender ON sender.id = night_photo.member_id
    WHERE night_photo.night_id = night.id AND sender.left_at IS NULL AND (
        night_photo.member_id = :member_id
        OR EXISTS (SELECT 1 FROM photo_tag
            WHERE photo_tag.photo_id = night_photo.id AND photo_tag.member_id = :member_id)
        OR NOT EXISTS (SELECT 1 FROM photo_tag JOIN member ON member.id = photo_tag.member_id
            WHERE photo_tag.photo_id = night_photo.id AND (photo_tag.agreed_at IS NULL
                OR member.paused_at IS NOT NULL OR member.left_at IS NOT NULL))
        AND NOT EXISTS (SELECT 1 FROM member_block
            WHERE (member_block.member_id = :member_id AND (
                member_block.other_id = night_photo.member_id OR member_block.other_id IN (
                    SELECT member_id FROM photo_tag WHERE photo_id = night_photo.id)))
            OR (member_block.other_id = :member_id AND (
                member_block.member_id = night_photo.member_id OR member_block.member_id IN (
                    SELECT member_id FROM photo_tag WHERE photo_id = night_photo.id)))))) END)
"""
"""How many photos of ``night`` a member sees, in SQL; NULL where none are shared."""


@dataclass(frozen=True, slots=True)
class PhotoNight:
    """A night, and what one member has to do with its photos.

    Args:
        allowed: there may be photos of it.
        hosts: the member looks after it.
        was_there: they said they are here, had a place, or helped. A day later nobody knows that.
    """

    id: int
    ref: str
    title: str
    starts_at: datetime
    ends_at: datetime
    cancelled_at: datetime | None
    allowed: bool
    hosts: bool
    was_there: bool

    def is_open(self, now: datetime) -> bool:
        """Whether it is the time to add photos."""
        return self.cancelled_at is None and rules.is_open(self.starts_at, self.ends_at, now)

    def is_past(self, now: datetime) -> bool:
        """Whether no photo can come any more."""
        return self.cancelled_at is not None or now >= self.ends_at + rules.TAKEN_UNTIL


async def photo_night(night_ref: str, member_id: int) -> PhotoNight:
    """Return a night, and what a member has to do with its photos.

    Raises:
        NotFound: there is no such night.
    """
    me = f"night_id = night.id AND member_id = {int(member_id)}"
    seated = f"SELECT 1 FROM answer WHERE {me} AND want = 'coming' AND seats > 0"  # noqa: S608  # a number
    helps = f"SELECT 1 FROM helper WHERE {me}"  # noqa: S608
    here = f"SELECT 1 FROM here WHERE {me}"  # noqa: S608
    found = Night.filter(ref=night_ref).annotate(
        allowed=RawSQL("EXISTS (SELECT 1 FROM night_photos WHERE night_id = night.id)"),
        hosts=RawSQL(f"EXISTS ({helps} AND part = 'host')"),
        was_there=RawSQL(f"(EXISTS ({seated}) OR EXISTS ({here}) OR EXISTS ({helps}))"),
    )
    rows = await found.limit(1).values(*_NIGHT)
    if not rows:
        raise NotFound(_("That night is not on the calendar."))
    # SQLite knows no truth, only 1 and 0.
    facts = {each: bool(rows[0][each]) for each in _OF_MEMBER}
    return PhotoNight(**(rows[0] | facts))


async def tags_of(photo_id: int) -> list[Tag]:
    """Return who is on a photo."""
    rows = await PhotoTag.filter(photo_id=photo_id).select_related("member")
    return [row.tag() for row in rows]


async def visible(photo_ref: str, member_id: int) -> NightPhoto:
    """Return a photo, if this member sees it at this moment.

    Raises:
        NotFound: there is none, or they do not.
    """
    found = NightPhoto.get_or_none(ref=photo_ref, member__left_at=None)
    row = await found.select_related("night", "member")
    if row is None:
        raise gone()
    tags, hidden = await tags_of(row.id), await members.hidden_from(member_id)
    if not rules.sees(member_id, row.member_id, tags, hidden):
        raise gone()
    return row


def gone() -> NotFound:
    """Return what is said of a photo that is not there, and of one a member may not see."""
    return NotFound(_("This photo is not there any more."))


async def pictures() -> set[str]:
    """Return the names of all pictures of nights."""
    return {row["picture"] for row in await NightPhoto.all().values("picture")}
