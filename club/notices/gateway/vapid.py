"""Signs pushes as this club's server (RFC 8292), once for each push service and half a day.

The library signs anew for every message and leaves the port out of the audience; both are mended
here, in the one place where it lets us.
"""

from time import time  # noqa: TID251  # what the token must carry; never an outcome

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from pydantic import AnyHttpUrl
from webpush import WebPush
from webpush.vapid import VAPID

LIFE_SECONDS = 12 * 60 * 60
_RENEW_SECONDS = 60 * 60
_DEFAULT_PORTS = {"https": 443, "http": 80}


class CachedVapid(VAPID):  # type: ignore[misc]  # the library has no types
    """One signature for each audience, renewed an hour before it ends."""

    def __init__(self, private_pem: bytes, public_pem: bytes) -> None:
        super().__init__(private_key=private_pem, public_key=public_pem)
        key = load_pem_private_key(private_pem, None)
        if not isinstance(key, EllipticCurvePrivateKey):
            message = "the key that signs pushes must be on the curve P-256"
            raise TypeError(message)
        self._key = key
        self.public = str(self.get_application_server_key(self.public_key))
        self._signed: dict[str, tuple[float, str]] = {}

    def get_authorization_header(
        self, endpoint: AnyHttpUrl, subscriber: str, expiration: int
    ) -> str:
        """Return the header for this endpoint's origin."""
        audience = origin_of(endpoint)
        until, header = self._signed.get(audience, (0.0, ""))
        if until < time() + _RENEW_SECONDS:
            until = time() + expiration
            claims = {"aud": audience, "exp": int(until), "sub": f"mailto:{subscriber}"}
            token = jwt.encode(claims, self._key, algorithm="ES256")
            header = f"vapid t={token}, k={self.public}"
            self._signed[audience] = (until, header)
        return header


def origin_of(endpoint: AnyHttpUrl) -> str:
    """Return scheme, host and, where it is not the usual one, port."""
    usual = endpoint.port in {None, _DEFAULT_PORTS.get(endpoint.scheme)}
    return f"{endpoint.scheme}://{endpoint.host}" + ("" if usual else f":{endpoint.port}")


def encryptor(private_pem: str, public_pem: str, contact: str) -> WebPush:
    """Return the encryptor, with all its options set.

    The library keeps any option given with one message for all later ones, so none ever is.

    Args:
        private_pem: our key's private half.
        public_pem: its public half.
        contact: a mailbox of ours, with or without ``mailto:``.
    """
    private, public = private_pem.encode(), public_pem.encode()
    made = WebPush(private, public, contact.removeprefix("mailto:"), 0, LIFE_SECONDS)
    made.vapid = CachedVapid(private, public)
    return made
