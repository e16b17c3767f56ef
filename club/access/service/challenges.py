"""The questions put to passkeys: each is kept as a digest, and can be answered once."""

from dataclasses import dataclass
from datetime import datetime

from webauthn.helpers import (
    bytes_to_base64url,
    parse_authentication_credential_json,
    parse_client_data_json,
    parse_registration_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import AuthenticationCredential, RegistrationCredential

from club.access import rules
from club.access.models import Challenge
from club.kit.db import transaction
from club.kit.errors import Invalid, TooLate
from club.kit.tokens import digest
from club.kit.words import gettext as _

# The library lets these through when bytes, text or nesting are not what it expects.
FAULTS = (WebAuthnException, ValueError, TypeError, KeyError, IndexError, RecursionError)


@dataclass(frozen=True, slots=True)
class Site:
    """Where passkeys of this club work: host, origin, and the neutral name shown by the phone."""

    host: str
    origin: str
    alias: str


async def remember(
    challenge: bytes, purpose: rules.Purpose, member_id: int | None, now: datetime
) -> None:
    """Keep a question until it is answered or too old."""
    async with transaction():
        await Challenge.create(
            digest=_digest(challenge),
            purpose=purpose,
            member_id=member_id,
            expires_at=now + rules.CHALLENGE_FOR,
        )


async def take(
    challenge: bytes, purpose: rules.Purpose, member_id: int | None, now: datetime
) -> None:
    """Use a challenge up; whoever comes second finds nothing."""
    async with transaction():
        asked = Challenge.filter(
            digest=_digest(challenge), purpose=purpose, member_id=member_id, expires_at__gt=now
        )
        if not await asked.delete():
            raise TooLate(_("That took too long, or was sent before. Please try again."))


def made(answer: str) -> tuple[RegistrationCredential, bytes]:
    """Read what a browser says of a passkey it has just made, and which question it answers."""
    try:
        credential = parse_registration_credential_json(answer)
        return credential, parse_client_data_json(credential.response.client_data_json).challenge
    except FAULTS as fault:
        raise unreadable() from fault


def answered(answer: str) -> tuple[AuthenticationCredential, bytes]:
    """Read what a passkey answered, and to which question."""
    try:
        credential = parse_authentication_credential_json(answer)
        return credential, parse_client_data_json(credential.response.client_data_json).challenge
    except FAULTS as fault:
        raise unreadable() from fault


async def sweep(now: datetime) -> int:
    """Delete the challenges nobody answered."""
    async with transaction():
        return await Challenge.filter(expires_at__lte=now).delete()


def unreadable() -> Invalid:
    """Return the refusal of something that is no answer."""
    return Invalid(_("The passkey could not be read. Please try again."))


def _digest(challenge: bytes) -> str:
    return digest(bytes_to_base64url(challenge))
