"""The receipt of a secret ballot: ordinary hashing, so that its voter can find it again.

This shows a voter that the stored ballot is theirs. It does not stop someone who makes them show
the receipt, nor does it bind a host who watches the machine while the vote is open.
"""

import base64
import hashlib
from dataclasses import dataclass

MARK_LENGTH = 10


def mark(decision_ref: str, choice: str, nonce: str) -> str:
    """Derive the mark under which a secret ballot is stored: 50 bits, ten letters.

    >>> len(mark("d", "yes", "r")), mark("d", "yes", "r") == mark("d", "no", "r")
    (10, False)
    """
    digest = hashlib.sha256(f"{decision_ref}|{choice}|{nonce}".encode()).digest()
    return base64.b32encode(digest).decode()[:MARK_LENGTH].lower()


def lock(key: str) -> str:
    """Derive the lock that the change key opens.

    >>> lock("k") == lock("k"), lock("k") == lock("other")
    (True, False)
    """
    return hashlib.sha256(key.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Slip:
    """What a voter keeps: the number proves that a ballot is theirs, the key changes it.

    Nobody stores either; the ballot box holds their hashes alone.
    """

    number: str
    change_key: str

    def mark(self, decision_ref: str, choice: str) -> str:
        """Return the mark under which a choice lies in the box."""
        return mark(decision_ref, choice, self.number)

    @property
    def change_lock(self) -> str:
        """Return the lock that the change key opens."""
        return lock(self.change_key)


@dataclass(frozen=True, slots=True)
class Change:
    """A new choice under a new slip, in the place of the ballot that the old slip opens."""

    old_mark: str
    old_key: str
    choice: str
    slip: Slip
    reason: str = ""
