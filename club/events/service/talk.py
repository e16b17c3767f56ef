"""Saying something at a night, taking it back, hiding it for three days, forgetting it."""

from datetime import datetime

from tortoise.expressions import F

from club.events import messages
from club.events.messages import around as around_words
from club.events.models import Night, NightComment, Report
from club.events.rules import talk as rules
from club.events.rules.talk import FORGOTTEN_AFTER, HIDDEN_FOR, To
from club.journal import service as journal
from club.kit.db import claim, transaction
from club.kit.errors import NotFound, TooLate
from club.kit.words import gettext as _
from club.notices import service as notices
from club.roles import queries as roles
from club.roles.rules import Right


async def comment(night_ref: str, member_id: int, words: str, note: str, *, now: datetime) -> None:
    """Say something at a night, to every member who reads its page.

    Raises:
        NotFound: there is no such night.
        TooLate: it was over a day ago.
    """
    async with transaction():
        # The row is locked and left as it is, so that nothing is said after it is forgotten.
        if not await claim(Night.filter(ref=night_ref), sequence=F("sequence")):
            raise NotFound(_("That night is not on the calendar."))
        night = await Night.get(ref=night_ref)
        if not rules.may_speak(night.ends_at, now):
            raise TooLate(_("This night was over a day ago. Nothing more is said here."))
        await NightComment.create(
            night_id=night.id, member_id=member_id, words=words, note=note, said_at=now
        )


async def take_back(comment_ref: str, member_id: int) -> str:
    """Delete what the member said, for good; return the name of the night.

    Raises:
        NotFound: this member said no such thing, or has taken it back already.
    """
    async with transaction():
        mine = NightComment.filter(ref=comment_ref, member_id=member_id, to=To.EVERYBODY)
        if not await claim(mine, words=""):
            raise NotFound(_("You have said no such thing, or took it back already."))
        night = await Night.get(comments__ref=comment_ref)
        await mine.delete()
        return night.ref


async def hide(comment_ref: str, member_id: int, *, now: datetime) -> str:
    """Hide a text for three days, by a mandate and once; return the name of the night.

    Whoever wrote it is told, without names.

    Raises:
        NotFound: there is no such text.
        TooLate: it was hidden before.
        NotAllowed: the member does not hold the right at this moment.
    """
    async with transaction():
        shown = NightComment.filter(ref=comment_ref, hidden_until=None)
        if not await claim(shown, hidden_until=now + HIDDEN_FOR):
            if await NightComment.filter(ref=comment_ref).exists():
                raise TooLate(_("It was hidden before. The members decide about more."))
            raise NotFound(_("That is not there any more."))
        mandate = await roles.mandate_for(member_id, Right.HIDE_CONTENT, now=now)
        row = await NightComment.get(ref=comment_ref).select_related("night")
        night = row.night
        told = messages.Told(night.ref, night.title, night.starts_at)
        await journal.record("text_hidden", night.thing, by=member_id, now=now, mandate=mandate.ref)
        await notices.post(around_words.hidden(told), [row.member_id], now=now)
        return night.ref


async def forget(*, now: datetime) -> int:
    """Delete what was said at nights that were over 90 days ago; return how much."""
    old = Night.filter(ends_at__lte=now - FORGOTTEN_AFTER)
    spoken = {row["id"] for row in await old.filter(comments__id__gt=0).values("id")}
    asked = {row["id"] for row in await old.filter(reports__id__gt=0).values("id")}
    if not spoken | asked:
        return 0
    async with transaction():
        looked_at = await Report.filter(night_id__in=asked).delete()
        return looked_at + await NightComment.filter(night_id__in=spoken).delete()


async def let_go(member_id: int) -> None:
    """Delete all a member said and asked others to look at, in the transaction of their leaving."""
    await Report.filter(member_id=member_id).delete()
    await NightComment.filter(member_id=member_id).delete()
