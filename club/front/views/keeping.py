"""Which pages a phone may keep for when it is offline, and whose phone it is.

Only a member's own phone keeps pages; one that others use keeps none (security.md T2). Whose it
is travels as a keyed hash: the worker drops what it kept when it changes, and sends an answer
that waits only under the name it was given under.
"""

import hashlib
import hmac
from collections.abc import Iterator
from functools import lru_cache

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from club.kit.vault import Vault

KEPT = frozenset({"/", "/help"})
"""Kept beside the pages whose views say so themselves."""
NOBODY = "-"
_OK = 200
_LENGTH = 16


class TellsTheWorker:
    """Says on every page what the service worker needs to know."""

    def __init__(self, app: ASGIApp, vault: Vault) -> None:
        self.app = app
        self.seal = vault.seal

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the inner application does, with the headers added where a guard asked."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        state = scope.setdefault("state", {})

        async def send_told(message: Message) -> None:
            if message["type"] == "http.response.start" and "session" in state:
                message["headers"] = [*message["headers"], *self._told(scope, message["status"])]
            await send(message)

        await self.app(scope, receive, send_told)

    def _told(self, scope: Scope, status: int) -> Iterator[tuple[bytes, bytes]]:
        session = scope["state"]["session"]
        own = session is not None and not session.shared
        member = hashed(self.seal, session.member_id) if own else NOBODY
        yield b"x-member", member.encode()
        if own and status == _OK and scope["method"] == "GET" and scope["path"] in KEPT:
            yield b"x-offline", b"keep"


@lru_cache(maxsize=1024)
def hashed(seal: str, member_id: int) -> str:
    """Name a member to their own phone, and to nobody else."""
    text = f"worker:{member_id}".encode()
    return hmac.new(bytes.fromhex(seal), text, hashlib.sha256).hexdigest()[:_LENGTH]
