"""Passkeys: what a challenge is for, how long it waits, how many keys a member may have."""

from datetime import timedelta
from enum import StrEnum

CHALLENGE_FOR = timedelta(minutes=5)
PASSKEYS_MAX = 10


class Purpose(StrEnum):
    """What a challenge was drawn for; an answer to one purpose is no answer to another."""

    ADD = "add"
    SIGN_IN = "sign_in"
