"""Browsers that asked for push: made known, moved, tuned and forgotten."""

from dataclasses import dataclass
from datetime import datetime

from club.kit.db import claim, transaction
from club.kit.errors import NotFound
from club.kit.tokens import digest
from club.notices.messages.notices import trial
from club.notices.models import Delivery, Letter, Message, Subscription, Wish
from club.notices.rules.endpoint import Endpoint
from club.notices.rules.quiet import Wishes
from club.notices.service.posting import post_to

MOST = 10
"""Browsers one member may have; with one more, the one not seen for longest is forgotten."""


@dataclass(frozen=True, slots=True)
class Browser:
    """What a browser tells us when it subscribes; the keys have been checked."""

    endpoint: Endpoint
    p256dh: str
    auth: str
    device: str


async def subscribe(member_id: int, session_id: int, browser: Browser, *, now: datetime) -> str:
    """Send this member's messages to this browser from now on; return its ref.

    A browser belongs to whoever signed in last: what was on its way to another member there is
    dropped, and the lock screen begins at the lowest level again.
    """
    sha = digest(browser.endpoint.url)
    known = {
        "session_id": session_id,
        "p256dh": browser.p256dh,
        "auth": browser.auth,
        "device": browser.device,
        "seen_at": now,
        "dead_at": None,
        "failing_since": None,
        "fails": 0,
    }
    draft = Subscription(
        member_id=member_id,
        endpoint=browser.endpoint.url,
        endpoint_sha=sha,
        origin=browser.endpoint.origin,
        made_at=now,
        **known,
    )
    async with transaction():
        await Subscription.bulk_create([draft], ignore_conflicts=True)
        row = await Subscription.get(endpoint_sha=sha)
        if row.member_id != member_id:
            await Delivery.filter(subscription_id=row.id).delete()
            await Subscription.filter(id=row.id).update(member_id=member_id, level=0, made_at=now)
        await Subscription.filter(id=row.id).update(**known)
        await _keep_newest(member_id)
    return row.ref


async def unsubscribe(member_id: int, endpoint: str) -> bool:
    """Stop sending to the browser with this endpoint; false if it is not this member's."""
    async with transaction():
        mine = Subscription.filter(member_id=member_id, endpoint_sha=digest(endpoint))
        return bool(await mine.delete())


async def forget_device(member_id: int, ref: str) -> None:
    """Stop sending to one of the member's browsers.

    Raises:
        NotFound: no such browser of theirs.
    """
    async with transaction():
        if not await Subscription.filter(member_id=member_id, ref=ref).delete():
            raise NotFound


async def allow(member_id: int, ref: str, level: int) -> None:
    """Set what one browser's lock screen may say.

    Raises:
        NotFound: no such browser of theirs.
    """
    async with transaction():
        if not await claim(Subscription.filter(member_id=member_id, ref=ref), level=level):
            raise NotFound


async def try_out(member_id: int, ref: str, *, now: datetime) -> None:
    """Send one message to one browser, so that its owner sees that it works.

    Raises:
        NotFound: no such browser of theirs.
    """
    async with transaction():
        if not await claim(Subscription.filter(member_id=member_id, ref=ref), dead_at=None):
            raise NotFound
        await post_to(await Subscription.get(ref=ref), trial(), now=now)


async def forget_session(session_id: int) -> None:
    """Forget the browsers of a session that ends."""
    async with transaction():
        await Subscription.filter(session_id=session_id).delete()


async def forget_member(member_id: int) -> None:
    """Forget the inbox, the browsers and the wishes of a member who leaves."""
    async with transaction():
        await Subscription.filter(member_id=member_id).delete()
        await Letter.filter(member_id=member_id).delete()
        await Wish.filter(member_id=member_id).delete()
        await Message.filter(sender_id=member_id).update(sender_id=None)


async def choose(member_id: int, wishes: Wishes) -> None:
    """Keep what a member wants of their phones."""
    kept = {
        "quiet_from": wishes.quiet_from,
        "quiet_to": wishes.quiet_to,
        "paused_until": wishes.paused_until,
        "off": " ".join(sorted(wishes.off)),
    }
    async with transaction():
        await Wish.bulk_create([Wish(member_id=member_id, **kept)], ignore_conflicts=True)
        await Wish.filter(member_id=member_id).update(**kept)


async def _keep_newest(member_id: int) -> None:
    alive = await Subscription.filter(member_id=member_id).order_by("-seen_at", "-id").only("id")
    extra = [each.id for each in alive[MOST:]]
    if extra:
        await Subscription.filter(id__in=extra).delete()
