"""Opening, noting, renewing and ending the sessions of a member's browsers."""

from dataclasses import dataclass
from datetime import datetime

from club.access import rules
from club.access.models import Session
from club.kit.db import claim, transaction
from club.kit.errors import NotFound
from club.kit.tokens import digest, new_token
from club.kit.words import gettext as _
from club.members import service as members
from club.members.models import Member


@dataclass(frozen=True, slots=True)
class Browser:
    """What is known of the browser that signs in."""

    device: str
    shared: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A session just opened: the secret for the cookie, and how the cookie behaves."""

    token: str
    shared: bool
    ends_at: datetime


async def open_session(
    member_id: int, browser: Browser, *, now: datetime, instead_of: Session | None = None
) -> Opened:
    """Sign a browser in under a new token; the session it had before, if any, dies at once."""
    token = new_token()
    async with transaction():
        await plant(member_id, browser, digest(token), now=now)
        if instead_of is not None:
            await Session.filter(id=instead_of.id).delete()
    return Opened(token, browser.shared, now + rules.lifetime(shared=browser.shared))


async def plant(member_id: int, browser: Browser, token_digest: str, *, now: datetime) -> None:
    """Sign in the browser that holds the token of this digest, inside the caller's transaction."""
    await Session.create(
        digest=token_digest,
        member_id=member_id,
        shared=browser.shared,
        device=browser.device,
        opened_at=now,
        seen_at=now,
        proved_at=now,
        ends_at=now + rules.lifetime(shared=browser.shared),
    )
    await members.sign_of_life(member_id, now=now)


async def renew(session: Session, *, now: datetime) -> Opened:
    """Give a browser a new token after its owner proved who they are; the old one dies.

    Raises:
        NotFound: the session was ended meanwhile.
    """
    token = new_token()
    async with transaction():
        same = Session.filter(id=session.id, digest=session.digest)
        if not await claim(same, digest=digest(token), proved_at=now, seen_at=now):
            raise NotFound(_("This browser is not signed in any more."))
    return Opened(token, session.shared, session.ends_at)


async def note(session: Session, *, now: datetime) -> None:
    """Note, now and then, that a session is in use; this is also a sign of life."""
    if not rules.wants_note(session.visit(), now):
        return
    async with transaction():
        # Only one of several pages opened at once needs to write.
        if await claim(Session.filter(id=session.id, seen_at=session.seen_at), seen_at=now):
            await members.sign_of_life(session.member_id, now=now)


async def end(session_ref: str, member: Member) -> None:
    """End one of the member's own sessions.

    Raises:
        NotFound: no such session of this member.
    """
    async with transaction():
        if not await Session.filter(ref=session_ref, member_id=member.id).delete():
            raise NotFound(_("That browser is already signed out."))


async def end_all(member_id: int, *, but: int | None = None) -> int:
    """End every session of a member, or every one but the session with the id ``but``."""
    async with transaction():
        ended = Session.filter(member_id=member_id)
        if but is not None:
            ended = ended.exclude(id=but)
        return await ended.delete()


async def sweep(now: datetime) -> int:
    """Delete the sessions that no door would accept any more."""
    async with transaction():
        over = await Session.filter(ends_at__lte=now).delete()
        asleep = await Session.filter(shared=False, seen_at__lte=now - rules.OWN_IDLE_FOR).delete()
        left = await Session.filter(shared=True, seen_at__lte=now - rules.SHARED_IDLE_FOR).delete()
    return over + asleep + left
