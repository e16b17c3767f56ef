"""What was said at a night earlier than its page shows."""

from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import Q

from club.events.models import Night
from club.events.queries.talk import SHOWN, CommentView, Listener, heard, page_of, rows_of
from club.events.rules.talk import To, may_speak
from club.kit.errors import NotFound
from club.kit.words import gettext as _
from club.members import queries as members
from club.roles import queries as roles
from club.roles.rules import Right


@dataclass(frozen=True, slots=True)
class CommentsPage:
    """Earlier comments of a night."""

    ref: str
    title: str
    starts_at: datetime
    comments: tuple[CommentView, ...]
    older: int | None
    open: bool
    may_hide: bool


async def comments_page(
    night_ref: str, member_id: int, before: int | None, *, now: datetime
) -> CommentsPage:
    """Return the comments before one, or the newest.

    Raises:
        NotFound: there is no such night.
    """
    night = await Night.get_or_none(ref=night_ref)
    if night is None:
        raise NotFound(_("That night is not on the calendar."))
    reader = Listener(member_id, None, hosts=False, hidden=await members.hidden_from(member_id))
    asked = Q(night_id=night.id, to=To.EVERYBODY) & heard(reader.hidden)
    rows = await rows_of(asked & Q(id__lt=before) if before is not None else asked, SHOWN + 1)
    comments, older = page_of(rows, reader, now)
    may_hide = await roles.holds(member_id, Right.HIDE_CONTENT, now=now)
    return CommentsPage(
        ref=night.ref,
        title=night.title,
        starts_at=night.starts_at,
        comments=comments,
        older=older,
        open=may_speak(night.ends_at, now),
        may_hide=may_hide is not None,
    )
