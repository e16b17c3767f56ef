"""A browser that asks for push: its endpoint may be pushed to, and its keys are keys."""

import base64
import binascii
from typing import TYPE_CHECKING

from pydantic import Field, field_validator
from starlette.requests import Request

from club.access.rules import device_of
from club.kit.errors import Invalid
from club.kit.forms import FormModel, read
from club.kit.library import on_use
from club.kit.words import gettext as _
from club.notices.rules.endpoint import MAX_LENGTH, endpoint, extra_origins
from club.notices.service.subscribing import Browser

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric import ec
else:
    ec = on_use("cryptography.hazmat.primitives.asymmetric.ec")

POINT_BYTES = 65
SECRET_BYTES = 16


class Told(FormModel):
    """What ``PushSubscription`` holds."""

    endpoint: str = Field(max_length=MAX_LENGTH)
    p256dh: str = Field(max_length=90)
    auth: str = Field(max_length=24)

    @field_validator("p256dh")
    @classmethod
    def _is_point(cls, value: str) -> str:
        """Refuse what is no point on P-256: encrypting to it would fail at night, in a chore."""
        raw = _raw(value)
        if len(raw) != POINT_BYTES:
            raise ValueError(_unusable())
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
        return _plain(raw)

    @field_validator("auth")
    @classmethod
    def _is_secret(cls, value: str) -> str:
        """Refuse a secret that is not 16 bytes (RFC 8291, 3.2)."""
        raw = _raw(value)
        if len(raw) != SECRET_BYTES:
            raise ValueError(_unusable())
        return _plain(raw)


class Gone(FormModel):
    """A browser that wants no more push."""

    endpoint: str = Field(max_length=MAX_LENGTH)


async def browser(request: Request) -> Browser:
    """Read the browser that asks.

    Raises:
        Invalid: an address we do not push to, or keys that are none.
    """
    form = await read(request, Told)
    if form.errors:
        raise Invalid(_unusable())
    told = form.value
    found = endpoint(told.endpoint, extra_origins(request.app.state.settings.push_hosts))
    if found is None:
        raise Invalid(_unusable())
    device = device_of(request.headers.get("user-agent", ""))
    return Browser(found, told.p256dh, told.auth, device)


async def gone(request: Request) -> str:
    """Read the endpoint of a browser that wants no more push.

    Raises:
        Invalid: none was named.
    """
    form = await read(request, Gone)
    if form.errors:
        raise Invalid(_unusable())
    return form.value.endpoint


def _unusable() -> str:
    return _("The push service of this browser is not known here. Messages will wait in the app.")


def _raw(value: str) -> bytes:
    try:
        return base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError(_unusable()) from error


def _plain(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
