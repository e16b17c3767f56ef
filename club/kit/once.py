"""Idempotency: what is sent twice is done once, and answered alike both times.

Every form carries a random key. The first act's own transaction stores the key, so a crash can
never leave the act done and the key unknown (reliability.md F6: a 5xx means "unknown"). A second
request with the key is answered with where the first one led; with another body it is refused
(security.md T23, O2). Keys are forgotten after 48 hours.
"""

import hashlib
import hmac
import re
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response
from tortoise import fields as columns
from tortoise import models

from club.kit.again import Again
from club.kit.clock import now
from club.kit.db import Statement, UtcField, on_begin, transaction
from club.kit.errors import Invalid
from club.kit.http import View, back_to, local_path
from club.kit.sent import fields
from club.kit.tokens import digest, new_ref
from club.kit.words import gettext as _

KEPT_FOR = timedelta(hours=48)
_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_UNTOLD = frozenset({"key", "client_at"})
"""Fields that are no part of what is asked for: a phone adds when it was, if it sends it later."""
_LOCATION_LENGTH = 500


class Once(models.Model):
    """One act that was asked for under a key."""

    key_sha = columns.CharField(64, primary_key=True)
    body_mac = columns.CharField(64)
    attempt = columns.CharField(26)
    owner = columns.IntField()
    location = columns.CharField(_LOCATION_LENGTH, default="")
    at = UtcField(db_index=True)

    class Meta:
        table = "once"


@dataclass(slots=True)
class _Claim:
    key_sha: str
    body_mac: str
    owner: int
    attempt: str
    at: datetime


class _DoneBefore(Exception):  # never leaves this module
    """Another request has already acted under this key."""


_EARLIER = Statement(Once, "SELECT * FROM once WHERE key_sha = :key_sha")
# Stores the key, or finds that this very attempt has stored it, in an act before; else no row.
_CLAIM = Statement(
    Once,
    "INSERT INTO once (key_sha, body_mac, attempt, owner, location, at)"
    " VALUES (:key_sha, :body_mac, :attempt, :owner, '', :at)"
    " ON CONFLICT (key_sha) DO UPDATE SET attempt = once.attempt"
    " WHERE once.attempt = excluded.attempt RETURNING key_sha",
)

_claim: ContextVar[_Claim | None] = ContextVar("once", default=None)


async def only_once(request: Request, view: View, again: Again | None = None) -> Response:
    """Let the view act, unless its key was used: then answer as the first time.

    Args:
        request: the request, past its guard.
        view: what is done.
        again: what is said instead of nothing where the key was used: how things stand now.

    Raises:
        Invalid: no usable key, or a key that was used with another body or by someone else.
    """
    claim = await _read_claim(request)
    if (earlier := await _EARLIER.found(key_sha=claim.key_sha)) is not None:
        return await _repeated(request, claim, earlier, again)
    token = _claim.set(claim)
    try:
        answer = await view(request)
    except _DoneBefore:
        earlier = await Once.get(key_sha=claim.key_sha)
        return await _repeated(request, claim, earlier, again)
    finally:
        _claim.reset(token)
    await _remember(request, claim, answer)
    return answer


async def forget_due(now: datetime) -> int:
    """Forget the keys that are older than 48 hours."""
    async with transaction():
        return await Once.filter(at__lt=now - KEPT_FOR).delete()


async def _claim_key() -> None:
    claim = _claim.get()
    if claim is None:
        return
    ours = await _CLAIM.holds(
        key_sha=claim.key_sha,
        body_mac=claim.body_mac,
        attempt=claim.attempt,
        owner=claim.owner,
        at=claim.at,
    )
    if not ours:
        raise _DoneBefore


on_begin.append(_claim_key)


async def _read_claim(request: Request) -> _Claim:
    sent = await fields(request)
    key = request.headers.get("idempotency-key") or (sent.get("key") or [""])[-1]
    if not _KEY.fullmatch(key):
        raise Invalid(_("This page is out of date. Please open it again and send it once more."))
    told = sorted((name, values) for name, values in sent.items() if name not in _UNTOLD)
    body = repr((request.method, request.url.path, told))
    member = getattr(request.state, "member", None)
    return _Claim(
        key_sha=digest(key),
        # Keyed with the form's key, which is not stored: a body may hold a passphrase, and a bare
        # hash of it would be a fast one to guess at.
        body_mac=hmac.new(
            key.encode(), body.encode("utf-8", "replace"), hashlib.sha256
        ).hexdigest(),
        owner=member.id if member else 0,
        attempt=new_ref(),
        at=now(),
    )


async def _repeated(
    request: Request, claim: _Claim, earlier: Once, again: Again | None
) -> Response:
    if (earlier.body_mac, earlier.owner) != (claim.body_mac, claim.owner):
        raise Invalid(_("This page was used already. Please open it again to do something else."))
    where = earlier.location or _page_above(request)
    if again is None:
        return back_to(where)
    now = await again(request)
    return back_to(where, now.said, came_to=now.came_to)


async def _remember(request: Request, claim: _Claim, answer: Response) -> None:
    """Store where the act led, unless that is plainly the page above the door.

    An address too long to keep is not kept: the act is done, and must not end in a fault.
    """
    if answer.status_code != 303:  # noqa: PLR2004
        return
    location = answer.headers.get("location", "")
    if location == _above(request.url.path) or location == _page_above(request):  # mostly the first
        return
    if len(location) > _LOCATION_LENGTH:
        return
    async with transaction():
        await Once.filter(key_sha=claim.key_sha, attempt=claim.attempt).update(location=location)


def _above(path: str) -> str:
    return path.rsplit("/", 1)[0] or "/"


def _page_above(request: Request) -> str:
    """Return the nearest page above the door: not every part of an address is one."""
    path = _above(request.url.path)
    while path != "/" and local_path(request, path) != path:
        path = _above(path)
    return path
