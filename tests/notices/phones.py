"""Phones that asked for push, and a push service to send to."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from club.access.models import Session
from club.access.service import sessions
from club.kit.db import transaction
from club.kit.tokens import new_ref
from club.notices.models import Subscription
from club.notices.rules import Category, Notice
from club.notices.rules.endpoint import endpoint
from club.notices.rules.sending import Answer
from club.notices.service import post
from club.notices.service.subscribing import Browser as Told
from club.notices.service.subscribing import subscribe
from tests.notices.browsers import Browser
from tests.people import NOW

CHANGED = Notice("event_changed", Category.CHANGES, "The hour moved", "8 now", "/e/abc", "e:abc")
GOOGLE = "https://fcm.googleapis.com/fcm/send/"
APPLE = "https://web.push.apple.com/"
ADDRESS = "https://club.example"


async def phone(
    member_id: int,
    browser: Browser | None = None,
    *,
    at: str = GOOGLE,
    now: datetime = NOW,
) -> Subscription:
    browser = browser or Browser()
    found = endpoint(at + new_ref())
    assert found is not None
    told = Told(found, browser.p256dh, browser.auth, "Android, Chrome")
    await sessions.open_session(member_id, sessions.Browser("a phone", shared=False), now=now)
    session = await Session.filter(member_id=member_id).order_by("-id").first()
    assert session is not None
    ref = await subscribe(member_id, session.id, told, now=now)
    return await Subscription.get(ref=ref)


async def tell(notice: Notice, *member_ids: int, now: datetime = NOW) -> int:
    async with transaction():
        return await post(notice, member_ids, now=now)


class Service:
    """Stands where the pusher stands: answers as it is told, and remembers what came."""

    def __init__(self, answer: Callable[[str], Answer] | int = 201) -> None:
        self.answer = answer if callable(answer) else lambda _: Answer(answer)
        self.pushed: list[Any] = []

    async def push(self, target: Any, payload: bytes) -> Answer:
        self.pushed.append((target, payload))
        return self.answer(target.endpoint)

    async def aclose(self) -> None:
        pass
