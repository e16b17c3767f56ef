"""What doors and pages ask about sessions, passkeys and invitations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tortoise.functions import Max

from club.access import rules
from club.access.models import Invitation, Passkey, Session
from club.kit.db import Prepared
from club.kit.tokens import digest
from club.members.models import Member


@dataclass(frozen=True, slots=True)
class BrowserRow:
    """One signed-in browser, as its owner reads it; days only, never hours."""

    ref: str
    device: str
    shared: bool
    opened_at: datetime
    seen_at: datetime
    this_one: bool


@dataclass(frozen=True, slots=True)
class PasskeyRow:
    """One passkey, as its owner reads it."""

    ref: str
    device: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """One open invitation, as its inviter reads it."""

    ref: str
    made_at: datetime
    expires_at: datetime


# Every page that is not a file begins with this.
_SESSION = Prepared(
    Session,
    lambda digest: (
        Session.filter(digest=digest, member__left_at=None).select_related("member").limit(1)
    ),
)


async def session_of(token: str, *, now: datetime) -> Session | None:
    """Return the session a browser's token opens, with its member; None if it opens nothing."""
    found = await _SESSION.models(digest=digest(token))
    return next((each for each in found if rules.is_awake(each.visit(), now)), None)


async def is_founded() -> bool:
    """Tell whether the club exists: it does from its first member on."""
    return await Member.all().exists()


async def browsers_of(session: Session, *, now: datetime) -> list[BrowserRow]:
    """Return the member's signed-in browsers, this one first."""
    rows = await Session.filter(member_id=session.member_id).order_by("-seen_at")
    shown = [
        BrowserRow(
            row.ref, row.device, row.shared, row.opened_at, row.seen_at, row.id == session.id
        )
        for row in rows
        if rules.is_awake(row.visit(), now)
    ]
    return sorted(shown, key=lambda row: not row.this_one)


async def passkeys_of(member_id: int) -> list[PasskeyRow]:
    """Return the member's passkeys, oldest first."""
    rows = await Passkey.filter(member_id=member_id).order_by("id")
    return [PasskeyRow(row.ref, row.device, row.added_at) for row in rows]


async def open_invitations(member_id: int, *, now: datetime) -> list[InvitationRow]:
    """Return the member's invitations that somebody may still use."""
    rows = await Invitation.filter(
        inviter_id=member_id, used_at=None, withdrawn_at=None, expires_at__gt=now
    ).order_by("id")
    return [InvitationRow(row.ref, row.made_at, row.expires_at) for row in rows]


async def invitation(token: str, *, now: datetime) -> Invitation | None:
    """Return the open invitation behind a link; None for used, withdrawn, late or unknown."""
    row = await Invitation.filter(digest=digest(token), inviter__left_at=None).first()
    return row if row is not None and row.promise().holds(now) else None


async def last_visits(member_ids: Sequence[int]) -> dict[int, date]:
    """Return the day on which these members last looked in, for whoever asked to be looked after.

    Never shown to anybody.
    """
    rows = Session.filter(member_id__in=member_ids).annotate(last=Max("seen_at"))
    found = await rows.group_by("member_id").values("member_id", "last")
    return {row["member_id"]: row["last"].date() for row in found}
