"""Sends one push: encrypted, signed, to a checked address, and reads what the service says."""

import asyncio
import base64
import hashlib
import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import TYPE_CHECKING, Self

from club.kit.library import on_use
from club.kit.vault import Vault
from club.notices.rules.endpoint import endpoint
from club.notices.rules.notice import Urgency
from club.notices.rules.sending import NO_ANSWER, Answer

if TYPE_CHECKING:
    import httpx2
    import webpush

    from club.notices.gateway import pinned, vapid
else:
    httpx2, webpush = on_use("httpx2"), on_use("webpush")
    pinned, vapid = on_use("club.notices.gateway.pinned"), on_use("club.notices.gateway.vapid")

CONNECT_SECONDS = 3.0
TOTAL_SECONDS = 10.0
REPLY_BYTES = 64 * 1024
MESSAGE_BYTES = 3993
"""With more, the encrypted body is over the 4,096 bytes every push service must take."""
IN_FLIGHT = 20
# The library logs every address it asks, and who knows an endpoint knows a member's browser.
logging.getLogger("httpx2").setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Target:
    """One browser, and what to tell its push service about the message."""

    endpoint: str
    p256dh: str
    auth: str
    topic: str
    ttl: timedelta
    urgency: Urgency = Urgency.NORMAL


class Pusher:
    """The club's sender of pushes; one for each process, closed when it ends."""

    def __init__(
        self,
        vault: Vault,
        contact: str,
        extras: Collection[str] = (),
        transport: "httpx2.AsyncBaseTransport | None" = None,
    ) -> None:
        self._vault = vault
        self._contact = contact
        self._extras = extras
        self._transport = transport

    @cached_property
    def _encryptor(self) -> "webpush.WebPush":
        return vapid.encryptor(self._vault.vapid_private, self._vault.vapid_public, self._contact)

    @cached_property
    def _client(self) -> "httpx2.AsyncClient":
        return httpx2.AsyncClient(
            transport=self._transport or pinned.Pinned(self._extras),
            timeout=httpx2.Timeout(TOTAL_SECONDS, connect=CONNECT_SECONDS),
            follow_redirects=False,
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections, if any push was sent."""
        if "_client" in vars(self):
            await self._client.aclose()

    async def push(self, target: Target, payload: bytes) -> Answer:
        """Send one push; a service that cannot be reached, or is too slow, gives no answer."""
        # The rule is asked again: the operator's list may be shorter than when it was stored.
        if endpoint(target.endpoint, self._extras) is None:
            return Answer(NO_ANSWER)
        headers, body = self._sealed(target, payload)
        try:
            async with asyncio.timeout(TOTAL_SECONDS):
                return await self._send(target.endpoint, headers, body)
        except (httpx2.HTTPError, TimeoutError):
            return Answer(NO_ANSWER)

    def _sealed(self, target: Target, payload: bytes) -> tuple[dict[str, str], bytes]:
        if len(payload) > MESSAGE_BYTES:
            message = f"a payload of {len(payload)} bytes"
            raise ValueError(message)
        subscription = webpush.WebPushSubscription.model_validate(
            {
                "endpoint": target.endpoint,
                "keys": {"p256dh": target.p256dh, "auth": target.auth},
            }
        )
        sealed = self._encryptor.get(payload, subscription)
        headers = {str(name).lower(): str(value) for name, value in sealed.headers.items()}
        headers |= {
            "ttl": str(max(0, int(target.ttl.total_seconds()))),
            "urgency": target.urgency,
            "topic": topic(target.topic),
            "content-type": "application/octet-stream",
        }
        return headers, sealed.encrypted

    async def _send(self, url: str, headers: dict[str, str], body: bytes) -> Answer:
        async with self._client.stream("POST", url, headers=headers, content=body) as answer:
            read = 0
            async for chunk in answer.aiter_raw():
                read += len(chunk)
                if read > REPLY_BYTES:
                    break
            return Answer(answer.status_code, _rest(answer.headers))


def application_server_key(vault: Vault) -> str:
    """Return our public key as browsers want it when they subscribe."""
    return vapid.CachedVapid(vault.vapid_private.encode(), vault.vapid_public.encode()).public


def topic(tag: str) -> str:
    """Name what a message is about without saying it: equal topics replace each other."""
    sha = hashlib.sha256(tag.encode()).digest()
    return base64.urlsafe_b64encode(sha).decode()[:24]


def _rest(headers: "httpx2.Headers") -> timedelta | None:
    """Read ``Retry-After``: seconds, or a date."""
    asked = headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit() and len(asked) < 10:  # noqa: PLR2004
        return timedelta(seconds=int(asked))
    try:
        until = parsedate_to_datetime(asked)
        sent = parsedate_to_datetime(headers.get("date", ""))
    except ValueError:
        return None
    aware = [each if each.tzinfo else each.replace(tzinfo=UTC) for each in (until, sent)]
    return max(aware[0] - aware[1], timedelta(0))
