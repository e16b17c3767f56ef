"""The questions put to passkeys: each is kept as a digest, and can be answered once."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from club.access import rules
from club.access.models import Challenge
from club.kit.db import transaction
from club.kit.errors import Invalid, TooLate
from club.kit.library import on_use
from club.kit.tokens import digest
from club.kit.words import gettext as _

if TYPE_CHECKING:
    from webauthn import helpers
    from webauthn.helpers import exceptions, structs
else:
    helpers, exceptions = on_use("webauthn.helpers"), on_use("webauthn.helpers.exceptions")


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


def made(answer: str) -> "tuple[structs.RegistrationCredential, bytes]":
    """Read what a browser says of a passkey it has just made, and which question it answers."""
    try:
        credential = helpers.parse_registration_credential_json(answer)
        told = helpers.parse_client_data_json(credential.response.client_data_json)
    except faults() as fault:
        raise unreadable() from fault
    return credential, told.challenge


def answered(answer: str) -> "tuple[structs.AuthenticationCredential, bytes]":
    """Read what a passkey answered, and to which question."""
    try:
        credential = helpers.parse_authentication_credential_json(answer)
        told = helpers.parse_client_data_json(credential.response.client_data_json)
    except faults() as fault:
        raise unreadable() from fault
    return credential, told.challenge


async def sweep(now: datetime) -> int:
    """Delete the challenges nobody answered."""
    async with transaction():
        return await Challenge.filter(expires_at__lte=now).delete()


def faults() -> tuple[type[Exception], ...]:
    """Return what the library lets through where bytes, text or nesting surprise it."""
    wrong = (ValueError, TypeError, KeyError, IndexError, RecursionError)
    return exceptions.WebAuthnException, *wrong


def unreadable() -> Invalid:
    """Return the refusal of something that is no answer."""
    return Invalid(_("The passkey could not be read. Please try again."))


def _digest(challenge: bytes) -> str:
    return digest(helpers.bytes_to_base64url(challenge))
