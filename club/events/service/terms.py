"""What goes with an answer, and the terms under which a night takes one."""

from dataclasses import dataclass
from datetime import datetime

from club.events.models import Answer, Night
from club.events.queries import seats
from club.events.rules import times
from club.events.rules.seats import Want
from club.events.rules.wishes import MOST_PARTY, Via, Wish
from club.kit.db import Statement
from club.kit.errors import Invalid, NotAllowed, NotFound, Refusal, TooLate
from club.kit.words import gettext as _
from club.kit.words import ngettext
from club.members.models import Member

_BELONGS = Statement(Member, "SELECT id FROM member WHERE id = :id AND left_at IS NULL")


@dataclass(frozen=True, slots=True)
class Details:
    """What goes with an answer; None leaves it as it was.

    Args:
        party: how many come by it, the member included.
        named: whether they want to be named to the others.
        fewer: they would also come with a smaller party.
        asks: they want to be asked before a place is theirs.
        wishes: what they ask of that night's door.
        note: what that night's door should know.
        client_at: when they said it, if their phone was offline then.
        via: by which way the answer came.
        proxy_id: the member who answered for them.
    """

    party: int | None = None
    named: bool | None = None
    fewer: bool | None = None
    asks: bool | None = None
    wishes: Wish | None = None
    note: str | None = None
    client_at: datetime | None = None
    via: Via = Via.WEB
    proxy_id: int | None = None


def refuse_late(night: Night, now: datetime) -> None:
    """Refuse an answer to a night that was called off or is over.

    Raises:
        TooLate: it is one of these.
    """
    if night.cancelled_at is not None:
        raise TooLate(_("This night was called off, so it takes no more answers."))
    if times.is_closed(night.ends_at, now):
        raise TooLate(_("This night is over, so it takes no more answers."))


async def refuse_gone(member_id: int) -> None:
    """Refuse the answer of somebody who has left the club.

    Raises:
        NotAllowed: they have.
    """
    if not await _BELONGS.holds(id=member_id):
        raise NotAllowed(_("You have left the club, so this answer was not kept."))


async def refuse_after_date(
    night: Night, row: Answer, want: Want, party: int, *, at: datetime, by: int | None
) -> None:
    """Refuse more than was said before, after the day by which answers were asked for.

    Args:
        night: the locked night.
        row: the answer as it was.
        want: what is said now.
        party: how many are to come by it.
        at: when it was said, as ``times.spoken_at`` believes it.
        by: who answers for the member, if that is somebody else.

    Raises:
        TooLate: it is more, and no host of the night says it.
    """
    if night.answer_by is None or at < night.answer_by or want is Want.NO:
        return
    stands = row.want is want and party <= row.party
    if stands or await seats.hosts(night.id, row.member_id):
        return
    if by is not None and await seats.hosts(night.id, by):
        return
    raise TooLate(_("Answers were asked for earlier than this. You can still say no."))


def party_of(night: Night, row: Answer, details: Details) -> int:
    """Return how many are to come by this answer.

    Raises:
        Invalid: more guests than the night allows.
    """
    party = details.party or row.party or 1
    if party > 1 + night.guests_most and party > row.party:
        raise Invalid(_most_guests(night.guests_most), "party")
    return min(party, MOST_PARTY)


def _most_guests(most: int) -> str:
    if not most:
        return _("This night has room for members only. Please choose just yourself.")
    return ngettext(
        "You can bring {n} guest to this night. Please choose fewer.",
        "You can bring {n} guests to this night. Please choose fewer.",
        most,
    ).format(n=most)


async def why_not(night_ref: str) -> Refusal:
    """Say why a night that should be open is not."""
    night = await Night.get_or_none(ref=night_ref)
    if night is None:
        return NotFound(_("That night is not on the calendar."))
    if night.cancelled_at is not None:
        return TooLate(_("This night was called off already."))
    return TooLate(_("This night is over."))
