"""Random names and secrets, and the digest under which a secret is kept."""

import hashlib
import secrets

REF_LENGTH = 26
# Each random byte names one of 32 letters, and every letter is named by as many bytes.
_LETTERS = b"abcdefghijklmnopqrstuvwxyz234567" * 8


def new_ref() -> str:
    """Draw a public name for a row: 130 random bits as 26 lower-case letters and digits.

    Random, so that an address tells nothing about how many rows there are or when one was made
    (ASVS 5.0, 11.5.1).
    """
    return secrets.token_bytes(REF_LENGTH).translate(_LETTERS).decode()


def new_refs(n: int) -> list[bytes]:
    """Draw as many as a page has forms, as the bytes that are sent."""
    letters = secrets.token_bytes(REF_LENGTH * n).translate(_LETTERS)
    return [letters[at : at + REF_LENGTH] for at in range(0, REF_LENGTH * n, REF_LENGTH)]


def new_token() -> str:
    """Draw a secret of 256 bits, safe inside an address."""
    return secrets.token_urlsafe(32)


def new_secret(size: int) -> bytes:
    """Draw so many random bytes."""
    return secrets.token_bytes(size)


def digest(token: str) -> str:
    """Return the SHA-256 of a secret in hexadecimal; only this is ever stored."""
    return hashlib.sha256(token.encode()).hexdigest()
