"""Random names and secrets, and the digest under which a secret is kept."""

import base64
import hashlib
import secrets

REF_LENGTH = 26


def new_ref() -> str:
    """Draw a public name for a row: 128 random bits as 26 lower-case letters and digits.

    Random, so that an address tells nothing about how many rows there are or when one was made
    (ASVS 5.0, 11.5.1).
    """
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()


def new_token() -> str:
    """Draw a secret of 256 bits, safe inside an address."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return the SHA-256 of a secret in hexadecimal; only this is ever stored."""
    return hashlib.sha256(token.encode()).hexdigest()
