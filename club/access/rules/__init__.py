"""What the club has agreed about getting in: spans, limits, and what a good passphrase is."""

from club.access.rules.founding import (
    FOUNDERS_MAX,
    FOUNDERS_MIN,
    FOUNDING_MANDATE_FOR,
    PLACE_FOR,
    missing,
)
from club.access.rules.invitations import INVITATION_FOR, OPEN_INVITATIONS, Promise
from club.access.rules.names import SIGN_IN_NAME_MAX, SIGN_IN_NAME_MIN, sign_in_name
from club.access.rules.passkeys import CHALLENGE_FOR, PASSKEYS_MAX, Purpose
from club.access.rules.passphrases import (
    PASSPHRASE_MAX,
    PASSPHRASE_MIN,
    Weakness,
    normal,
    weakness,
)
from club.access.rules.sessions import (
    DEVICE_LENGTH,
    OWN_IDLE_FOR,
    PROOF_FOR,
    SHARED_IDLE_FOR,
    Visit,
    device_of,
    is_awake,
    is_proven,
    lifetime,
    wants_note,
)
from club.access.rules.tries import (
    EVERYONE,
    NAME,
    NETWORK,
    TRIES_KEPT_FOR,
    Brake,
    Tally,
    counted,
    network_of,
    wait,
)

__all__ = [
    "CHALLENGE_FOR",
    "DEVICE_LENGTH",
    "EVERYONE",
    "FOUNDERS_MAX",
    "FOUNDERS_MIN",
    "FOUNDING_MANDATE_FOR",
    "INVITATION_FOR",
    "NAME",
    "NETWORK",
    "OPEN_INVITATIONS",
    "OWN_IDLE_FOR",
    "PASSKEYS_MAX",
    "PASSPHRASE_MAX",
    "PASSPHRASE_MIN",
    "PLACE_FOR",
    "PROOF_FOR",
    "SHARED_IDLE_FOR",
    "SIGN_IN_NAME_MAX",
    "SIGN_IN_NAME_MIN",
    "TRIES_KEPT_FOR",
    "Brake",
    "Promise",
    "Purpose",
    "Tally",
    "Visit",
    "Weakness",
    "counted",
    "device_of",
    "is_awake",
    "is_proven",
    "lifetime",
    "missing",
    "network_of",
    "normal",
    "sign_in_name",
    "wait",
    "wants_note",
    "weakness",
]
