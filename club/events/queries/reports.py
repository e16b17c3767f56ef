"""Texts that members asked others to look at.

Whoever looks after texts reads those of somebody who is hidden from them too, without the name: a
block that took a text out of their sight would let its writer do as they like.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from club.events.models import Helper, Night, NightComment, Report
from club.events.queries.photos import visible
from club.events.rules.places import Part
from club.events.rules.talk import Reason, is_hidden
from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.members import queries as members
from club.members.rules import Person

_MOST = 100
_PERSON = ("id", "ref", "name", "colour", "word")
_BY = tuple(f"member__{each}" for each in _PERSON)
_WROTE = tuple(f"comment__member__{each}" for each in _PERSON)
_SENT = tuple(f"photo__member__{each}" for each in _PERSON)
_REPORT = (
    "ref", "reason", "said_at", "night__ref", "night__title", "night__text", "comment__ref",
    "comment__words", "comment__hidden_until", "photo__ref", "photo__says",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One text to look at.

    Args:
        words: the text.
        wrote: who wrote it; None for the text of a night, and for who is hidden from the reader.
        by: who asked; only those who look after such things ever see this. None for who is hidden.
        comment: the public name of what may be hidden, or "".
        photo: where the photo is that is meant, or "".
        hidden_until: until when it is hidden, if it is.
        may_hide: it was never hidden, so it may be.
    """

    ref: str
    reason: Reason
    said_at: datetime
    night: str
    title: str
    words: str
    wrote: Person | None
    by: Person | None
    comment: str
    photo: str
    hidden_until: datetime | None
    may_hide: bool


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """Everything that waits to be looked at, the oldest first."""

    lines: tuple[ReportLine, ...]


@dataclass(frozen=True, slots=True)
class AskPage:
    """The text a member asks others to look at; ``action`` is where that is sent.

    Of a photo, ``photo`` is where it is and ``words`` say what is on it.
    """

    action: str
    night: str
    words: str
    wrote: Person | None
    photo: str = ""


def those_i_may_read(member_id: int) -> QuerySet[Report]:
    """Return the reports that are not about this member's own words, photo or night."""
    mine = Helper.filter(member_id=member_id, part=Part.HOST).values("night_id")
    of_a_night = Q(comment_id__isnull=True, photo_id__isnull=True, night_id__not_in=Subquery(mine))
    of_others = Q(comment_id__isnull=False) & ~Q(comment__member_id=member_id)
    photos = Q(photo_id__isnull=False) & ~Q(photo__member_id=member_id)
    return Report.filter(of_a_night | of_others | photos)


async def reports_page(member_id: int, *, now: datetime) -> ReportsPage:
    """Return what waits to be looked at by this member."""
    rows = those_i_may_read(member_id).filter(closed_at=None).order_by("id").limit(_MOST)
    hidden = await members.hidden_from(member_id)
    found = await rows.values(*_REPORT, *_BY, *_WROTE, *_SENT)
    return ReportsPage(tuple(_line(row, hidden, now) for row in found))


async def ask_about_comment(comment_ref: str, member_id: int, *, now: datetime) -> AskPage:
    """Return the comment one may ask others to look at.

    Raises:
        NotFound: there is no such text, or this member does not see who wrote it. A host's word
            stays there for everybody, without the name.
    """
    row = await NightComment.get_or_none(ref=comment_ref).select_related("night", "member")
    nameless = row is not None and row.member_id in await members.hidden_from(member_id)
    if row is None or (nameless and not row.to):
        raise NotFound(_("That is not there any more."))
    words = "" if is_hidden(row.hidden_until, now) else row.words
    action = f"/comments/{row.ref}/report"
    return AskPage(action, row.night.ref, words, None if nameless else row.member.person())


async def ask_about_night(night_ref: str) -> AskPage:
    """Return the text of a night one may ask others to look at.

    Raises:
        NotFound: there is no such night.
    """
    night = await Night.get_or_none(ref=night_ref)
    if night is None:
        raise NotFound(_("That night is not on the calendar."))
    return AskPage(f"/e/{night.ref}/report", night.ref, night.text, None)


async def ask_about_photo(photo_ref: str, member_id: int) -> AskPage:
    """Return the photo one may ask others to look at.

    Raises:
        NotFound: there is no such photo, or the member does not see it.
    """
    row = await visible(photo_ref, member_id)
    href = f"/photos/{row.ref}"
    return AskPage(f"{href}/report", row.night.ref, row.says, None, photo=href)


def _line(row: Mapping[str, Any], hidden: frozenset[int], now: datetime) -> ReportLine:
    wrote, sent = row["comment__member__id"] is not None, row["photo__ref"] is not None
    until = row["comment__hidden_until"]
    told = row["photo__says"] if sent else row["night__text"]
    return ReportLine(
        ref=row["ref"],
        reason=row["reason"],
        said_at=row["said_at"],
        night=row["night__ref"],
        title=row["night__title"],
        words=row["comment__words"] if wrote else told,
        wrote=_person(row, _WROTE, hidden) or _person(row, _SENT, hidden),
        by=_person(row, _BY, hidden),
        comment=row["comment__ref"] or "",
        photo=f"/photos/{row['photo__ref']}" if sent else "",
        hidden_until=until if is_hidden(until, now) else None,
        may_hide=wrote and until is None,
    )


def _person(
    row: Mapping[str, Any], columns: tuple[str, ...], hidden: frozenset[int]
) -> Person | None:
    person = None if row[columns[0]] is None else Person(*(row[each] for each in columns))
    return None if person is None or person.id in hidden else person
